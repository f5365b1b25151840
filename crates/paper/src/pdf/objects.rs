//! The objects of a PDF, by number: found by reading the file from its beginning to its end, those in packed streams among them.

use std::{collections::HashMap, io::Read};

use flate2::read::ZlibDecoder;

use super::value::{Dict, Reader, Value};
use crate::package::Limits;

/// The file is larger than the limits, or has more in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Objects by number.
#[derive(Debug, Default)]
pub(super) struct Objects {
    numbered: HashMap<u32, Value>,
    root: Option<Value>,
    /// Whether a trailer says that the file is encrypted.
    pub encrypted: bool,
    /// Whether there are objects in a stream that can't be unpacked here.
    pub unread: bool,
}

/// How far references to references are followed.
const MOST_STEPS: usize = 16;

/// Where a word begins, from a place on.
fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = word.first()?;
    let mut at = 0;
    while let Some(next) = rest.get(at..)?.iter().position(|byte| byte == first) {
        at += next;
        if rest.get(at..)?.starts_with(word) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

/// The number of the object whose `obj` stands at this place: `12 0 obj`.
fn number_before(bytes: &[u8], at: usize) -> Option<u32> {
    // Ten digits, a generation of five, and a few blanks.
    let before = bytes.get(at.saturating_sub(24)..at)?;
    let text: String = before.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect();
    let mut words = text.split(|c: char| c.is_ascii_whitespace() || c == '\0').filter(|word| !word.is_empty()).rev();
    let generation = words.next()?;
    if !generation.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = words.next()?;
    // What stands before may end without a blank: `endobj12 0 obj`.
    let digits = number.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

impl Objects {
    /// Reads them.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, TooLarge> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.total_bytes {
            return Err(TooLarge);
        }
        let mut objects = Self::default();
        let (mut budget, mut unpacked) = (limits.nodes, limits.total_bytes);
        let mut from = 0;
        while let Some(at) = find(bytes, b"obj", from) {
            from = at + 3;
            let Some(number) = number_before(bytes, at) else { continue };
            let mut reader = Reader::new(bytes, from);
            let value = reader.value(&mut budget);
            if budget == 0 {
                return Err(TooLarge);
            }
            // Never back: each byte is read once.
            from = reader.at.max(from);
            let Some(value) = value else { continue };
            let mut stream = None;
            if let Value::Dict(dict) = &value
                && reader.takes(b"stream")
            {
                let start = reader.at + line_end(bytes, reader.at);
                let Some(end) = stream_end(bytes, start, dict) else { break };
                from = end;
                stream = bytes.get(start..end).map(|content| (dict.clone(), content));
            }
            objects.numbered.insert(number, value);
            if let Some((dict, content)) = stream {
                match dict.name("Type") {
                    Some("XRef") => objects.trailer(&dict),
                    Some("ObjStm") => objects.unpack(&dict, content, &mut budget, &mut unpacked)?,
                    _ => {}
                }
            }
        }
        objects.trailers(bytes, &mut budget)?;
        Ok(objects)
    }

    fn trailers(&mut self, bytes: &[u8], budget: &mut usize) -> Result<(), TooLarge> {
        let mut from = 0;
        while let Some(at) = find(bytes, b"trailer", from) {
            let mut reader = Reader::new(bytes, at + 7);
            let value = reader.value(budget);
            if *budget == 0 {
                return Err(TooLarge);
            }
            if let Some(Value::Dict(dict)) = value {
                self.trailer(&dict);
            }
            from = reader.at.max(at + 7);
        }
        Ok(())
    }

    fn trailer(&mut self, dict: &Dict) {
        self.encrypted |= dict.get("Encrypt").is_some_and(|value| *value != Value::Other);
        if let Some(root) = dict.get("Root") {
            self.root = Some(root.clone());
        }
    }

    /// The objects of a stream of objects (ISO 32000-1, 7.5.7).
    fn unpack(&mut self, dict: &Dict, content: &[u8], budget: &mut usize, unpacked: &mut u64) -> Result<(), TooLarge> {
        let filter = match dict.get("Filter") {
            Some(Value::Array(all)) if all.len() == 1 => all.first(),
            other => other,
        };
        let plain = match filter {
            None => content.to_vec(),
            Some(Value::Name(name)) if name == "FlateDecode" && dict.get("DecodeParms").is_none() => {
                let mut plain = Vec::new();
                // What is cut off at its end is read as far as it goes.
                let _ = ZlibDecoder::new(content).take(unpacked.saturating_add(1)).read_to_end(&mut plain);
                plain
            }
            Some(_) => {
                self.unread = true;
                return Ok(());
            }
        };
        let size = u64::try_from(plain.len()).unwrap_or(u64::MAX);
        *unpacked = unpacked.checked_sub(size).ok_or(TooLarge)?;
        let whole = |name: &str| match dict.get(name) {
            Some(Value::Number(number)) => whole(*number),
            _ => None,
        };
        let (Some(count), Some(first)) = (whole("N"), whole("First")) else { return Ok(()) };
        let mut head = Reader::new(&plain, 0);
        let mut places = Vec::new();
        for _ in 0..count {
            let (Some(Value::Number(number)), Some(Value::Number(offset))) = (head.value(budget), head.value(budget))
            else {
                break;
            };
            let (Some(number), Some(offset)) = (whole_u32(number), self::whole(offset)) else { break };
            places.push((number, first.saturating_add(offset)));
        }
        let ends = places.iter().skip(1).map(|(_, at)| *at).chain([plain.len()]);
        for ((number, at), end) in places.iter().zip(ends) {
            // Each byte once: one that reaches into the next is none.
            let Some(own) = plain.get(*at..end) else { continue };
            if let Some(value) = Reader::new(own, 0).value(budget) {
                self.numbered.insert(*number, value);
            }
            if *budget == 0 {
                return Err(TooLarge);
            }
        }
        Ok(())
    }

    /// The catalogue.
    pub fn root(&self) -> Option<&Dict> {
        let root = self.root.as_ref().and_then(|root| self.dict(root));
        // A file without a trailer still has one.
        root.or_else(|| {
            let is_catalogue = |value: &&Value| matches!(value, Value::Dict(d) if d.name("Type") == Some("Catalog"));
            self.numbered.values().find(is_catalogue).and_then(|value| self.dict(value))
        })
    }

    fn followed<'v>(&'v self, mut value: &'v Value) -> Option<&'v Value> {
        for _ in 0..MOST_STEPS {
            match value {
                Value::Reference(number) => value = self.numbered.get(number)?,
                other => return Some(other),
            }
        }
        None
    }

    /// A dictionary, here or where it is referred to.
    pub fn dict<'v>(&'v self, value: &'v Value) -> Option<&'v Dict> {
        match self.followed(value)? {
            Value::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// An array, here or where it is referred to.
    pub fn array<'v>(&'v self, value: &'v Value) -> Option<&'v [Value]> {
        match self.followed(value)? {
            Value::Array(all) => Some(all),
            _ => None,
        }
    }

    /// A number, here or where it is referred to.
    pub fn number(&self, value: &Value) -> Option<f64> {
        match self.followed(value)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

fn whole_u32(number: f64) -> Option<u32> {
    (number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok()).flatten()
}

fn whole(number: f64) -> Option<usize> {
    whole_u32(number).and_then(|number| usize::try_from(number).ok())
}

/// How long the end of the line is that stands here.
fn line_end(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => 2,
        (Some(b'\r' | b'\n'), _) => 1,
        _ => 0,
    }
}

/// Where a stream ends: where it says, if `endstream` stands there; else where the next one stands. None where there is none any more.
fn stream_end(bytes: &[u8], start: usize, dict: &Dict) -> Option<usize> {
    if let Some(Value::Number(length)) = dict.get("Length")
        && let Some(end) = whole(*length).and_then(|length| start.checked_add(length))
    {
        // Near there alone: what a file says of its streams must not make it be read again and again.
        let near = bytes.get(end..end.saturating_add(16)).unwrap_or_default();
        if near.trim_ascii_start().starts_with(b"endstream") {
            return Some(end);
        }
    }
    find(bytes, b"endstream", start)
}
