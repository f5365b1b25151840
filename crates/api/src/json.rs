//! JSON as text in which no field of an object stands twice. `serde_json` alone would take the last of them without a word, and
//! what reads it before us (a proxy, a log, a person) perhaps the first.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// What opens the message of a field that stands twice, before its name.
const REPEATED: &str = "@repeated_field|";

/// Why a text can't be read.
#[derive(Debug)]
pub enum Fault {
    /// Not JSON, there.
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A field stands twice.
    Repeated {
        /// The object that holds it.
        path: serde_path_to_error::Path,
        /// Its name.
        field: String,
    },
}

/// Reads one JSON text, all of it.
///
/// # Errors
/// [`Fault`]
pub fn read(raw: &[u8]) -> Result<Value, Fault> {
    let malformed = |error: &serde_json::Error| Fault::Malformed { line: error.line(), column: error.column() };
    let mut text = serde_json::Deserializer::from_slice(raw);
    let Once(value) = serde_path_to_error::deserialize(&mut text).map_err(|error| {
        let message = error.inner().to_string();
        match message.strip_prefix(REPEATED) {
            Some(named) => {
                // serde_json puts the place in the text behind the message.
                let field = named.rsplit_once(" at line ").map_or(named, |(field, _)| field).to_owned();
                Fault::Repeated { path: error.path().clone(), field }
            }
            None => malformed(error.inner()),
        }
    })?;
    text.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

/// A value in whose objects every field stands once.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if object.contains_key(&name) {
                let shown: String = name.chars().take(60).collect();
                return Err(A::Error::custom(format!("{REPEATED}{shown}")));
            }
            let Once(value) = fields.next_value()?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_what_serde_json_reads() {
        for text in [
            r#"{"a":[1,-2,3.5,true,false,null,"x\u00ea\n"],"b":{"a":{}},"":""}"#,
            "18446744073709551615",
            "-9223372036854775808",
            "\"\\ud83d\\ude00\"",
            " [ ] ",
        ] {
            assert_eq!(read(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
        }
        assert_eq!(read(b"1e3").unwrap(), json!(1000.0));
    }

    #[test]
    fn refuses_what_serde_json_refuses() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in ["", "{", "{} {}", "{\"a\":1,}", "nul", "1e999", "\"\u{1}\"", deep.as_str()] {
            assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
            assert!(matches!(read(text.as_bytes()), Err(Fault::Malformed { .. })), "{text}");
        }
        assert!(matches!(read(b"\"\xff\""), Err(Fault::Malformed { .. })));
        assert!(matches!(read(b"{\n \"a\" 1}"), Err(Fault::Malformed { line: 2, column: 6 })));
    }

    #[test]
    fn a_field_stands_once() {
        let twice = |text: &str| match read(text.as_bytes()) {
            Err(Fault::Repeated { path, field }) => (path.to_string(), field),
            other => panic!("{other:?}"),
        };
        assert_eq!(twice(r#"{"a":1,"b":2,"a":1}"#), (".".into(), "a".into()));
        assert_eq!(twice(r#"{"a":[{"b":{"c":1,"c":2}}]}"#), ("a[0].b".into(), "c".into()));
        // By its letters, not by how they are escaped.
        assert_eq!(twice(r#"{"a b at line 7":1,"a\u0020b at line 7":1}"#), (".".into(), "a b at line 7".into()));
        assert!(read(r#"{"a":{"a":1},"b":{"a":1}}"#.as_bytes()).is_ok());
    }
}
