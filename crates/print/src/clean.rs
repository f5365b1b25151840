//! Data as it can be printed: composed letters, nothing invisible that would disguise a text, nothing that no font can draw, and
//! nothing empty, so that a template asks for no more than whether a field is there.

use std::io;

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

/// What stands in the place of a letter that no font has.
const GAP: char = '□';

/// Whether the data are no longer than this as JSON. Counts without making the text.
pub(crate) fn fits(data: &Value, most: usize) -> bool {
    struct Room(usize);
    impl io::Write for Room {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::FileTooLarge)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    serde_json::to_writer(Room(most), data).is_ok()
}

/// The data without what is empty, in letters that the fonts have.
pub(crate) fn clean(data: &Value, draws: impl Fn(char) -> bool) -> Value {
    cleaned(data, &draws).unwrap_or_else(|| Value::Object(Map::new()))
}

/// What the cells of a table's line are called in the data.
const CELLS: &str = "cells";

/// Cells stand each in its column, those that are empty, too.
fn in_place(cells: &[Value], draws: &impl Fn(char) -> bool) -> Value {
    cells.iter().map(|cell| cleaned(cell, draws).unwrap_or_else(|| Value::String(String::new()))).collect()
}

/// `None` for what says nothing: null, blanks, an object of such where it is no line of a list. An empty list says that there is none, and stays.
fn cleaned(value: &Value, draws: &impl Fn(char) -> bool) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) => Some(value.clone()),
        Value::String(text) => {
            let text = letters(text, draws);
            let text = text.trim();
            (!text.is_empty()).then(|| Value::String(breakable(text)))
        }
        // A line of a list that says nothing stays: what must stand in it is asked for.
        Value::Array(values) => {
            let line = |value: &Value| value.is_object().then(|| Value::Object(Map::new()));
            Some(values.iter().filter_map(|value| cleaned(value, draws).or_else(|| line(value))).collect())
        }
        Value::Object(fields) => {
            let of = |name: &str, value: &Value| match value {
                Value::Array(cells) if name == CELLS => Some(in_place(cells, draws)),
                _ => cleaned(value, draws),
            };
            let fields: Map<String, Value> =
                fields.iter().filter_map(|(name, value)| Some((name.clone(), of(name, value)?))).collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
    }
}

/// PDF/A takes no letter without a shape and a code, so those are replaced here, where a print would fail otherwise.
fn letters(text: &str, draws: &impl Fn(char) -> bool) -> String {
    let text = text.replace("\r\n", "\n");
    let seen = text.nfc().filter(|c| !hidden(*c));
    seen.map(|c| match c {
        '\n' => '\n',
        c if c.is_whitespace() => {
            if c == '\u{a0}' {
                c
            } else {
                ' '
            }
        }
        c if draws(c) => c,
        _ => GAP,
    })
    .collect()
}

/// A word that is longer than any line may be parted anywhere: it would leave the page otherwise, and be more than PDF/A takes in one
/// piece.
fn breakable(text: &str) -> String {
    /// The longest word that is left whole, and the pieces of a longer one.
    const WORD: usize = 48;
    const PIECE: usize = 16;
    let mut broken = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let long = piece.trim_end().chars().count() > WORD;
        for (place, letter) in piece.chars().enumerate() {
            if long && place > 0 && place % PIECE == 0 {
                broken.push('\u{200b}');
            }
            broken.push(letter);
        }
    }
    broken
}

/// Letters that nobody sees: they turn the direction of what follows, or hide something in it.
fn hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_empty_is_left_out_and_an_empty_list_stays() {
        let data =
            json!({ "a": null, "b": " \u{200b}", "c": { "d": null, "e": [null, ""] }, "f": { "g": "" }, "h": 0 });
        assert_eq!(clean(&data, |_| true), json!({ "c": { "e": [] }, "h": 0 }));
        assert_eq!(clean(&json!(null), |_| true), json!({}));
    }

    #[test]
    fn cells_stand_in_their_columns() {
        let data = json!({ "rows": [{ "cells": ["a", "", null, " ", "b"], "other": ["", "c"] }] });
        let clean = clean(&data, |_| true);
        assert_eq!(clean, json!({ "rows": [{ "cells": ["a", "", "", "", "b"], "other": ["c"] }] }));
    }

    #[test]
    fn letters_are_composed_visible_and_drawable() {
        let data = json!({ "name": "Nguye\u{302}\u{303}n\u{202e}\u{7} 漢\r\nThử\u{0}" });
        let clean = clean(&data, |c| c != '漢');
        assert_eq!(clean, json!({ "name": "Nguyễn □\nThử" }));
    }

    #[test]
    fn words_that_are_too_long_may_be_parted() {
        let data = json!([format!("a {} {}", "b".repeat(48), "c".repeat(50))]);
        let pieces = ["c".repeat(16), "c".repeat(16), "c".repeat(16), "cc".to_owned()].join("\u{200b}");
        assert_eq!(clean(&data, |_| true), json!([format!("a {} {pieces}", "b".repeat(48))]));
    }

    #[test]
    fn bytes_are_counted_as_json() {
        assert!(fits(&json!({ "a": 1 }), 7));
        assert!(!fits(&json!({ "a": 1 }), 6));
    }
}
