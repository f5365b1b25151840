//! The statements that the office sends for one inbox and one handoff: carried out here through the office's own code on one
//! connection that writes them down, to be counted, and to be run again by pgbench.

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use diesel::{
    Connection,
    connection::{Instrumentation, InstrumentationEvent},
};
use domain::{PersonId, incoming::Command};
use object_store::memory::InMemory;
use office::{Clock, Limits, Office, Parts, SigningKeys, StoreError, agency::Caller, incoming::Order};
use store::Db;
use tokio::runtime::Runtime;

use crate::{
    Outcome,
    operations::{assign, direct},
    place,
    seed::{
        play::{Spec, document_id},
        world::World,
    },
};

type Log = Arc<Mutex<Vec<String>>>;

/// Writes down every statement with its values.
struct Recorder(Log);

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let (InstrumentationEvent::StartQuery { query, .. }, Ok(mut log)) = (event, self.0.lock()) {
            log.push(query.to_string());
        }
    }
}

/// A statement as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its text, with `$1` for the first value.
    pub sql: String,
    /// Its values as text; `None` is NULL.
    pub values: Vec<Option<String>>,
}

/// An office on one connection that is listened to.
pub struct Listener<'a> {
    office: Office,
    runtime: &'a Runtime,
    world: &'a World,
    log: Log,
}

impl<'a> Listener<'a> {
    /// Opens the database beside the server.
    pub fn open(runtime: &'a Runtime, world: &'a World, url: &str, folder: &Path) -> Outcome<Self> {
        let db = place::open(url, 1)?;
        let keys = folder.join("listener-keys");
        SigningKeys::create(&keys)?;
        let log = Log::default();
        listen(runtime, &db, &log)?;
        let office = Office::new(Parts {
            db,
            blobs: Arc::new(InMemory::new()),
            keys: SigningKeys::open(&keys)?,
            sealing: office::SealingKey::fresh()?,
            clock: Clock::system(),
            limits: Limits::default(),
            mail_server: true,
            issuer: "bench".to_owned(),
            outside: office::identity::Outside::default(),
            printer: None,
        });
        Ok(Self { office, runtime, world, log })
    }

    fn caller(&self, person: PersonId) -> Outcome<Caller> {
        let caller = Caller { agency: self.world.agency, person };
        // What an instance knows is not asked for again.
        self.runtime.block_on(self.office.caller(caller))?;
        self.log.lock().map_err(|_| "the log is broken")?.clear();
        Ok(caller)
    }

    fn heard(&self) -> Outcome<Vec<Statement>> {
        let log = std::mem::take(&mut *self.log.lock().map_err(|_| "the log is broken")?);
        Ok(log.iter().map(|text| statement(text)).collect())
    }

    /// What an inbox of fifty lines sends.
    pub fn inbox(&self, officer: PersonId) -> Outcome<Vec<Statement>> {
        let caller = self.caller(officer)?;
        self.runtime.block_on(self.office.inbox(caller, None, 50))?;
        let heard = self.heard()?;
        Ok(heard.into_iter().filter(|statement| statement.sql.starts_with("SELECT")).collect())
    }

    /// What the direction of a presented document sends, BEGIN and COMMIT among it.
    pub fn direct(&self, spec: &Spec) -> Outcome<Vec<Statement>> {
        self.command(spec.leader, spec, 3, serde_json::from_value(direct(spec))?)
    }

    /// What the assignment of a directed document sends.
    pub fn assign(&self, spec: &Spec) -> Outcome<Vec<Statement>> {
        self.command(spec.unit.head, spec, 4, serde_json::from_value(assign(spec))?)
    }

    fn command(&self, by: PersonId, spec: &Spec, version: u32, command: Command) -> Outcome<Vec<Statement>> {
        let caller = self.caller(by)?;
        let document = document_id(spec);
        let order = Order { document, command, expected: Some(version), dry_run: false, repeat: None, request: None };
        self.runtime.block_on(self.office.command(caller, order))?;
        let heard = self.heard()?;
        // SQLite's says how durable it is in front.
        let begins = heard.iter().position(|statement| statement.sql.contains("BEGIN "));
        let ends = heard.iter().position(|statement| statement.sql.starts_with("COMMIT"));
        let (begins, ends) = begins.zip(ends).ok_or("no transaction was seen")?;
        Ok(heard.into_iter().skip(begins).take(ends + 1 - begins).collect())
    }
}

/// How many statements stand between BEGIN and COMMIT.
pub const fn between(transaction: &[Statement]) -> usize {
    transaction.len().saturating_sub(2)
}

fn listen(runtime: &Runtime, db: &Db, log: &Log) -> Outcome<()> {
    let (reading, writing) = (Arc::clone(log), Arc::clone(log));
    runtime.block_on(db.read(move |conn| {
        conn.set_instrumentation(Recorder(Arc::clone(&reading)));
        Ok::<_, StoreError>(())
    }))?;
    runtime.block_on(db.write(move |conn| {
        conn.set_instrumentation(Recorder(Arc::clone(&writing)));
        Ok::<_, StoreError>(())
    }))?;
    Ok(())
}

/// Takes a logged statement apart.
fn statement(logged: &str) -> Statement {
    match logged.rsplit_once(" -- binds: ") {
        None => Statement { sql: logged.trim().to_owned(), values: Vec::new() },
        Some((sql, binds)) => {
            let inside = binds.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
            Statement { sql: sql.trim().to_owned(), values: split(inside).iter().map(|value| plain(value)).collect() }
        }
    }
}

/// Cuts a list at the commas that stand in no bracket and no quotation.
fn split(list: &str) -> Vec<String> {
    let (mut parts, mut part, mut depth, mut quoted, mut escaped) = (Vec::new(), String::new(), 0_i32, false, false);
    for letter in list.chars() {
        if quoted {
            part.push(letter);
            (quoted, escaped) = (escaped || letter != '"', !escaped && letter == '\\');
            continue;
        }
        match letter {
            '"' => quoted = true,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(part.trim().to_owned());
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(letter);
    }
    if !part.trim().is_empty() {
        parts.push(part.trim().to_owned());
    }
    parts
}

/// A value out of what Debug writes: `DbId(…)`, `Some("…")`, `None`, a number.
fn plain(debugged: &str) -> Option<String> {
    let text = debugged.trim();
    if text == "None" {
        return None;
    }
    if let Some(quoted) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Some(unescaped(quoted));
    }
    match text.split_once('(') {
        Some((name, rest)) if name.chars().all(|c| c.is_ascii_alphanumeric()) => {
            plain(rest.strip_suffix(')').unwrap_or(rest))
        }
        _ => Some(text.to_owned()),
    }
}

fn unescaped(quoted: &str) -> String {
    let mut text = String::with_capacity(quoted.len());
    let mut letters = quoted.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('0') => text.push('\0'),
            Some('u') => {
                let code: String = letters.by_ref().skip(1).take_while(|c| *c != '}').collect();
                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_out_of_the_log() {
        let logged = "SELECT $1, $2 -- binds: [DbId(019a-b), Some(\"a, \\\"b\\\" (c\"), None, 58, JsonText(\"{\\\"x\\\":[1]}\"), \
                      DbTime(2026-01-02T03:04:05Z), \"e\\u{301}\"]";
        let heard = statement(logged);
        assert_eq!(heard.sql, "SELECT $1, $2");
        let values: Vec<Option<&str>> = heard.values.iter().map(Option::as_deref).collect();
        let expected = [
            Some("019a-b"),
            Some("a, \"b\" (c"),
            None,
            Some("58"),
            Some("{\"x\":[1]}"),
            Some("2026-01-02T03:04:05Z"),
            Some("e\u{301}"),
        ];
        assert_eq!(values, expected);
    }
}
