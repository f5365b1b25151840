//! The layouts, of a mail and of a digest, compiled into the binary, and how a sentence is filled in. Strict: a name that a template asks for and
//! nobody gave is an error, not an empty place in a mail.

use std::{fmt::Write, sync::LazyLock};

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, value::Serde};
use serde::Serialize;

const TEXT: &str = "layout.txt";
const HTML: &str = "layout.html";
const DIGEST_TEXT: &str = "digest.txt";
const DIGEST_HTML: &str = "digest.html";
const ACTIONS_TEXT: &str = "actions.txt";
const ACTIONS_HTML: &str = "actions.html";

static LAYOUTS: LazyLock<Result<Environment<'static>, String>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // The library also escapes the slash, which would spell out every date and number as `15&#x2f;2026`.
    environment.set_formatter(|out, state, value| match (state.auto_escape(), value.as_str()) {
        (AutoEscape::Html, Some(text)) if !value.is_safe() => escape(text, out),
        _ => minijinja::escape_formatter(out, state, value),
    });
    environment
        .add_template(TEXT, include_str!("../templates/layout.txt"))
        .and_then(|()| environment.add_template(HTML, include_str!("../templates/layout.html")))
        .and_then(|()| environment.add_template(DIGEST_TEXT, include_str!("../templates/digest.txt")))
        .and_then(|()| environment.add_template(DIGEST_HTML, include_str!("../templates/digest.html")))
        .and_then(|()| environment.add_template(ACTIONS_TEXT, include_str!("../templates/actions.txt")))
        .and_then(|()| environment.add_template(ACTIONS_HTML, include_str!("../templates/actions.html")))
        .map(|()| environment)
        .map_err(|error| describe(&error))
});

fn escape(text: &str, out: &mut minijinja::Output<'_>) -> Result<(), Error> {
    text.chars()
        .try_for_each(|c| match c {
            '&' => out.write_str("&amp;"),
            '<' => out.write_str("&lt;"),
            '>' => out.write_str("&gt;"),
            '"' => out.write_str("&quot;"),
            '\'' => out.write_str("&#39;"),
            c => out.write_char(c),
        })
        .map_err(|_| Error::new(ErrorKind::WriteFailure, "out of memory"))
}

/// What is wrong with a template: its name, line and reason, without the values.
fn describe(error: &Error) -> String {
    error.to_string()
}

fn environment() -> Result<&'static Environment<'static>, String> {
    LAYOUTS.as_ref().map_err(Clone::clone)
}

/// A sentence of the wording, filled in. Plain text: the layouts escape it where it stands.
pub(crate) fn sentence(name: &str, source: &str, context: &impl Serialize) -> Result<String, String> {
    environment()?.render_named_str(name, source, Value::from(Serde(context))).map_err(|error| describe(&error))
}

/// The text and the HTML of a mail.
pub(crate) fn layouts(context: &impl Serialize) -> Result<(String, String), String> {
    filled(context, TEXT, HTML)
}

/// The text and the HTML of a digest.
pub(crate) fn digest(context: &impl Serialize) -> Result<(String, String), String> {
    filled(context, DIGEST_TEXT, DIGEST_HTML)
}

fn filled(context: &impl Serialize, text: &str, html: &str) -> Result<(String, String), String> {
    let context = Value::from(Serde(context));
    let fill = |name: &str| -> Result<String, String> {
        environment()?
            .get_template(name)
            .and_then(|template| template.render(context.clone()))
            .map_err(|error| describe(&error))
    };
    Ok((fill(text)?, fill(html)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[derive(Serialize)]
    struct Empty {}

    #[test]
    fn a_name_that_nobody_gave_is_an_error() {
        assert!(sentence("probe", "{{ who }}", &Empty {}).is_err());
        assert!(layouts(&Empty {}).is_err());
    }
}
