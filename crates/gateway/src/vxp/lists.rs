//! Lists in answers, an entry at a time: a directory has more than a hundred thousand.

use std::{fmt, io::Read};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// How many entries a list may have.
const ENTRIES_MOST: usize = 1_000_000;

/// Reads an answer, and gives each object of its `data` to `each`. What stands beside `data` is the envelope.
///
/// # Errors
/// In words, where it is no JSON, ends too early or has too many entries.
pub(crate) fn read(from: impl Read, each: &mut dyn FnMut(Map<String, Value>)) -> Result<Map<String, Value>, String> {
    let mut deserializer = serde_json::Deserializer::from_reader(std::io::BufReader::with_capacity(64 * 1024, from));
    let envelope = deserializer.deserialize_any(Answer(each)).map_err(|error| error.to_string())?;
    deserializer.end().map_err(|error| error.to_string())?;
    Ok(envelope)
}

struct Answer<'a>(&'a mut dyn FnMut(Map<String, Value>));

impl<'de> Visitor<'de> for Answer<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope, or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut envelope = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if name.eq_ignore_ascii_case("data") {
                map.next_value_seed(Entries(self.0))?;
            } else if envelope.len() < 100 {
                envelope.insert(name, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(envelope)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Entries(self.0).visit_seq(seq).map(|()| Map::new())
    }
}

struct Entries<'a>(&'a mut dyn FnMut(Map<String, Value>));

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    /// An empty list is an empty text for some.
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        if text.trim().is_empty() { Ok(()) } else { Err(E::custom("the list is a text")) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut seen = 0_usize;
        while let Some(entry) = seq.next_element::<Value>()? {
            seen = seen.saturating_add(1);
            if seen > ENTRIES_MOST {
                return Err(serde::de::Error::custom("the list is too long"));
            }
            if let Value::Object(object) = entry {
                (self.0)(object);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Result<(usize, usize), String> {
        let mut count = 0;
        let envelope = read(text.as_bytes(), &mut |_| count += 1)?;
        Ok((count, envelope.len()))
    }

    #[test]
    fn lists_come_in_envelopes_and_without() {
        assert_eq!(entries(r#"{"status":"OK","data":[{"a":1},{"b":2}],"ErrorCode":"0"}"#), Ok((2, 2)));
        assert_eq!(entries(r#"{"data":null}"#), Ok((0, 0)));
        assert_eq!(entries(r#"{"Data":"","status":"OK"}"#), Ok((0, 1)));
        assert_eq!(entries(r#"[{"a":1},null]"#), Ok((1, 0)));
        for half in
            [r#"{"status":"OK","data":[{"a":1}"#, r#"{"data":[]"#, "", "<html>", r#"{"data":[]} x"#, r#"{"data":"x"}"#]
        {
            assert!(entries(half).is_err(), "{half}");
        }
    }
}
