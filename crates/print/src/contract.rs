//! What data a template wants, and whether they are it: a mandatory field that is missing is named before anything is printed.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;

use crate::{Fault, Template};

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text, printed as it is.
    Text,
    /// A whole number, 0 or more.
    Count,
    /// An amount of đồng, whole, 0 or more.
    Money,
    /// Yes or no.
    Flag,
    /// A day, as `2026-11-23`.
    Day,
    /// A moment, as RFC 3339: `2026-11-23T15:20:00+07:00`. Printed in Vietnam's time, whatever its offset.
    Moment,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Fields of its own, in rows below.
    Group,
    /// Any number of groups, whose fields stand in rows below as `name[].field`.
    List,
    /// Any number of texts.
    Texts,
}

/// One field of a template's data.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Where it stands, as `submitter.name` or `components[].name`.
    pub path: &'static str,
    /// What stands there.
    pub kind: Kind,
    /// Whether it must be there, wherever what it lies in is there.
    pub needed: bool,
    /// What it means, for the documentation.
    pub meaning: &'static str,
}

/// A field that must be there.
pub(crate) const fn must(path: &'static str, kind: Kind, meaning: &'static str) -> Field {
    Field { path, kind, needed: true, meaning }
}

/// A field that is left out of the print where it is not there.
pub(crate) const fn may(path: &'static str, kind: Kind, meaning: &'static str) -> Field {
    Field { path, kind, needed: false, meaning }
}

/// The first field that is missing or of another kind.
pub(crate) fn check(template: &Template, data: &Value) -> Result<(), Fault> {
    template.fields.iter().flat_map(|group| group.iter()).try_for_each(|field| walk(field, field.path, data, ""))
}

/// Looks for what is left of the path in `value`, which stands at `above`.
fn walk(field: &Field, path: &str, value: &Value, above: &str) -> Result<(), Fault> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let (name, listed) = name.strip_suffix("[]").map_or((name, false), |name| (name, true));
    let here = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
    match value.get(name) {
        // What lies in something that is missing is asked for by that one's own row.
        None if !rest.is_empty() || !field.needed => Ok(()),
        None => Err(Fault::missing(&here)),
        Some(values) if listed => {
            let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
            values
                .iter()
                .enumerate()
                .try_for_each(|(place, value)| walk(field, rest, value, &format!("{here}[{place}]")))
        }
        Some(value) if rest.is_empty() => kind(field.kind, value, &here),
        Some(value) => walk(field, rest, value, &here),
    }
}

fn kind(kind: Kind, value: &Value, here: &str) -> Result<(), Fault> {
    let text = value.as_str();
    let fits = match kind {
        Kind::Text => text.is_some(),
        Kind::Count | Kind::Money => value.as_u64().is_some_and(|number| i64::try_from(number).is_ok()),
        Kind::Flag => value.is_boolean(),
        Kind::Day => text.is_some_and(is_day),
        Kind::Moment => text.is_some_and(|text| text.is_ascii() && DateTime::parse_from_rfc3339(text).is_ok()),
        Kind::Word(words) => text.is_some_and(|text| words.contains(&text)),
        Kind::Group => value.is_object(),
        Kind::List => value.as_array().is_some_and(|values| values.iter().all(Value::is_object)),
        Kind::Texts => value.as_array().is_some_and(|values| values.iter().all(Value::is_string)),
    };
    if fits {
        return Ok(());
    }
    let (vi, en) = match kind {
        Kind::Text => ("một chuỗi chữ", "a text"),
        Kind::Count => ("số nguyên từ 0 trở lên", "a whole number, 0 or more"),
        Kind::Money => ("số tiền (đồng), số nguyên từ 0 trở lên", "an amount of đồng, a whole number, 0 or more"),
        Kind::Flag => ("true hoặc false", "true or false"),
        Kind::Day => ("ngày dạng 2026-11-23", "a day such as 2026-11-23"),
        Kind::Moment => ("thời điểm dạng 2026-11-23T15:20:00+07:00", "a moment such as 2026-11-23T15:20:00+07:00"),
        Kind::Word(words) => {
            let words = words.join(", ");
            return Err(Fault::kind(here, &format!("một trong các từ: {words}"), &format!("one of: {words}")));
        }
        Kind::Group => ("một nhóm thông tin", "a group of fields"),
        Kind::List => ("một danh sách các nhóm thông tin", "a list of groups of fields"),
        Kind::Texts => ("một danh sách các chuỗi chữ", "a list of texts"),
    };
    Err(Fault::kind(here, vi, en))
}

/// Digits at their places: what reads days elsewhere takes blanks and shorter numbers as well, and a template does not.
fn is_day(text: &str) -> bool {
    let shaped = text.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shaped && text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
