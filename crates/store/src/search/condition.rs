//! Conditions on tokens as each engine reads them. Tokens are of lower-case ASCII letters, digits and underscores; what is none is left out, so
//! that nothing typed is ever read as a part of a condition.

use std::fmt::Write;

use domain::search::{Condition, Field, Tier};

use super::index::weight;
use crate::Engine;

fn is_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// A condition.
pub(super) fn condition(engine: Engine, wanted: &Condition) -> String {
    let mut text = String::new();
    put(engine, wanted, &mut text);
    text
}

/// A tier: what is wanted, but what stands in a better one; and all of these beside.
pub(super) fn tier(engine: Engine, tier: &Tier, beside: &[Condition]) -> String {
    let mut all = vec![tier.wanted.clone()];
    all.extend(beside.iter().cloned());
    let mut text = condition(engine, &Condition::All(all));
    if !tier.but.is_empty() {
        let but = condition(engine, &Condition::Any(tier.but.clone()));
        let _ = match engine {
            Engine::Postgres => write!(text, " & !({but})"),
            Engine::Sqlite => write!(text, " NOT ({but})"),
        };
    }
    text
}

fn put(engine: Engine, wanted: &Condition, text: &mut String) {
    let (some, by) = match (wanted, engine) {
        (Condition::Word(token, upto), _) => return word(engine, token, *upto, text),
        (Condition::All(some), Engine::Postgres) => (some, " & "),
        (Condition::All(some), Engine::Sqlite) => (some, " AND "),
        (Condition::Any(some), Engine::Postgres) => (some, " | "),
        (Condition::Any(some), Engine::Sqlite) => (some, " OR "),
    };
    text.push('(');
    for (n, one) in some.iter().enumerate() {
        if n > 0 {
            text.push_str(by);
        }
        put(engine, one, text);
    }
    text.push(')');
}

fn word(engine: Engine, token: &str, upto: Field, text: &mut String) {
    // A token that stands nowhere in the place of what is none.
    let token = if is_token(token) { token } else { "____" };
    let fields = Field::ALL.into_iter().filter(|field| *field <= upto);
    let _ = match (engine, upto) {
        (Engine::Postgres, Field::Files) => write!(text, "'{token}'"),
        (Engine::Postgres, _) => write!(text, "'{token}':{}", fields.map(weight).collect::<String>()),
        (Engine::Sqlite, Field::Files) => write!(text, "\"{token}\""),
        (Engine::Sqlite, Field::Heading) => write!(text, "h:\"{token}\""),
        (Engine::Sqlite, Field::People) => write!(text, "{{h p}}:\"{token}\""),
        (Engine::Sqlite, Field::Remarks) => write!(text, "{{h p c}}:\"{token}\""),
    };
}
