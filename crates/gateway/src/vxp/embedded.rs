//! A packet as base64 in the `data` of an answer, decoded as it comes: neither the text nor the packet ever stands in memory whole.

use std::io::{self, BufRead, BufReader, Read};

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde_json::{Map, Value};

use crate::transfer::{Fault, Keeper};

/// How much may stand beside the packet, in bytes.
const BESIDE_MOST: usize = 64 * 1024;
/// How much text is gathered before it is decoded: a multiple of four.
const GATHERED: usize = 48 * 1024;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn bad(why: &'static str) -> Fault {
    Fault::Source(io::Error::new(io::ErrorKind::InvalidData, why))
}

/// Reads an answer; its text `data` goes decoded to the keeper, the rest is the envelope.
pub(crate) fn read(from: impl Read, keeper: &mut Keeper<'_>) -> Result<Map<String, Value>, Fault> {
    let mut bytes = Bytes(BufReader::with_capacity(64 * 1024, from));
    // The answer without what is in `data`, for a real reader of JSON: whether it is whole and well-formed is that one's to say.
    let mut beside: Vec<u8> = Vec::new();
    let mut depth = 0_u32;
    let mut name_ended = false;
    let mut last = Vec::new();
    while let Some(byte) = bytes.next()? {
        if beside.len() >= BESIDE_MOST {
            return Err(bad("too much stands beside the packet"));
        }
        beside.push(byte);
        match byte {
            b'"' if depth == 1 && name_ended && last.eq_ignore_ascii_case(b"data") => {
                decode(&mut bytes, keeper)?;
                beside.push(b'"');
                (name_ended, last) = (false, Vec::new());
            }
            b'"' => {
                last = plain_string(&mut bytes, &mut beside)?;
                name_ended = false;
            }
            b':' => name_ended = true,
            b'{' | b'[' => (depth, name_ended) = (depth.saturating_add(1), false),
            b'}' | b']' => (depth, name_ended) = (depth.saturating_sub(1), false),
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => name_ended = false,
        }
    }
    match serde_json::from_slice(&beside) {
        Ok(Value::Object(envelope)) => Ok(envelope),
        Ok(_) => Err(bad("the answer is no object")),
        Err(error) => Err(Fault::Source(io::Error::new(io::ErrorKind::InvalidData, error))),
    }
}

/// A text that is not the packet: as it stands there, and copied beside.
fn plain_string(bytes: &mut Bytes<impl Read>, beside: &mut Vec<u8>) -> Result<Vec<u8>, Fault> {
    let mut text = Vec::new();
    let mut escaped = false;
    while let Some(byte) = bytes.next()? {
        if beside.len() >= BESIDE_MOST {
            return Err(bad("too much stands beside the packet"));
        }
        beside.push(byte);
        match byte {
            b'"' if !escaped => return Ok(text),
            _ => text.push(byte),
        }
        escaped = byte == b'\\' && !escaped;
    }
    Err(bad("the answer ends within a text"))
}

/// The packet's text, up to its end.
fn decode(bytes: &mut Bytes<impl Read>, keeper: &mut Keeper<'_>) -> Result<(), Fault> {
    let mut gathered: Vec<u8> = Vec::with_capacity(GATHERED);
    let mut plain: Vec<u8> = Vec::with_capacity(GATHERED);
    let mut ended = false;
    loop {
        // Nearly all of it is plain base64, taken as it lies in the buffer.
        let room = GATHERED.saturating_sub(gathered.len());
        let run = bytes.plain_run(room)?;
        if !run.is_empty() && !ended {
            let length = run.len();
            gathered.extend_from_slice(run);
            bytes.0.consume(length);
        } else {
            let sign = match bytes.next()?.ok_or_else(|| bad("the answer ends within the packet"))? {
                b'"' => break,
                b'\\' => escape(bytes)?,
                byte => byte,
            };
            if sign.is_ascii_whitespace() {
                continue;
            }
            // What follows the end of base64 is none of it.
            if ended && sign != b'=' {
                return Err(bad("the packet's base64 goes on behind its end"));
            }
            ended |= sign == b'=';
            gathered.push(sign);
        }
        if gathered.len() == GATHERED {
            flush(&mut gathered, &mut plain, keeper)?;
        }
    }
    flush(&mut gathered, &mut plain, keeper)
}

fn flush(gathered: &mut Vec<u8>, plain: &mut Vec<u8>, keeper: &mut Keeper<'_>) -> Result<(), Fault> {
    plain.clear();
    BASE64.decode_vec(&gathered, plain).map_err(|_| bad("the packet is not valid base64"))?;
    gathered.clear();
    keeper.keep(plain)
}

/// What an escape in the packet's text stands for. Java's writers of JSON escape `=` and `/`.
fn escape(bytes: &mut Bytes<impl Read>) -> Result<u8, Fault> {
    let end = || bad("the answer ends within the packet");
    match bytes.next()?.ok_or_else(end)? {
        b'n' | b'r' | b't' => Ok(b' '),
        b'/' => Ok(b'/'),
        b'u' => {
            let mut value = 0_u32;
            for _ in 0..4 {
                let digit = char::from(bytes.next()?.ok_or_else(end)?).to_digit(16);
                value = value * 16 + digit.ok_or_else(|| bad("an escape is wrong"))?;
            }
            u8::try_from(value).map_err(|_| bad("the packet is not valid base64"))
        }
        _ => Err(bad("the packet is not valid base64")),
    }
}

/// Bytes of a reader, one at a time.
struct Bytes<R>(BufReader<R>);

impl<R: Read> Bytes<R> {
    /// What comes next of letters, digits, `+` and `/`, as far as it lies in the buffer; at most so much.
    fn plain_run(&mut self, most: usize) -> Result<&[u8], Fault> {
        let buffer = self.0.fill_buf().map_err(Fault::Source)?;
        let buffer = buffer.get(..most).unwrap_or(buffer);
        let end = buffer.iter().position(|byte| matches!(byte, b'"' | b'\\' | b'=' | b' ' | b'\t' | b'\r' | b'\n'));
        Ok(buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default())
    }

    fn next(&mut self) -> Result<Option<u8>, Fault> {
        let byte = self.0.fill_buf().map_err(Fault::Source)?.first().copied();
        if byte.is_some() {
            self.0.consume(1);
        }
        Ok(byte)
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    use super::*;

    fn decoded(text: &str) -> Option<(Vec<u8>, usize)> {
        let mut into = Vec::new();
        let mut keeper = Keeper::new(&mut into, 1 << 20);
        let envelope = read(text.as_bytes(), &mut keeper).ok()?;
        Some((into, envelope.len()))
    }

    #[test]
    fn the_packet_is_found_wherever_it_stands() {
        for text in [
            r#"{"status":"OK","data":"PGE+","ErrorCode":"0"}"#,
            r#" { "Data" : "PG\r\nE\u002b" , "status":"OK", "x":{"data":"!!"} } "#,
            r#"{"a":"\"data\":","b":["data","!"],"data":"PGE+"}"#,
        ] {
            let (packet, fields) = decoded(text).unwrap();
            assert_eq!((packet.as_slice(), fields), (&b"<a>"[..], 3), "{text}");
        }
        assert_eq!(decoded(r#"{"data":"YQ\u003d\u003d"}"#).unwrap().0, b"a");
        assert_eq!(decoded(r#"{"data":"YQ"}"#).unwrap().0, b"a");
        assert_eq!(decoded(r#"{"status":"FAIL","data":null}"#).unwrap(), (vec![], 2));
    }

    #[test]
    fn what_is_half_or_wrong_is_refused() {
        for wrong in [
            "",
            "<edXML/>",
            "[]",
            r#"{"data":"PGE+"#,
            r#"{"data":"PGE+""#,
            r#"{"data":"PGE+","x":"#,
            r#"{"data":"P!"}"#,
            r#"{"data":"YQ==YQ=="}"#,
            r#"{"data":"\u00e9"}"#,
            r#"{"data":"\q"}"#,
            r#"{"data":"YQ=="} {}"#,
        ] {
            assert!(decoded(wrong).is_none(), "{wrong}");
        }
        let much = format!(r#"{{"x":"{}","data":""}}"#, "y".repeat(BESIDE_MOST));
        assert!(decoded(&much).is_none());
    }

    proptest! {
        /// As a reader of JSON and one of base64 would have it, however long it is and wherever it is escaped.
        #[test]
        fn what_goes_in_comes_out(packet in proptest::collection::vec(any::<u8>(), 0..80_000), every in 1usize..5000) {
            let mut text = String::new();
            for (place, sign) in STANDARD.encode(&packet).chars().enumerate() {
                match sign {
                    '=' => text.push_str("\\u003d"),
                    '/' if place % 2 == 0 => text.push_str("\\/"),
                    _ => text.push(sign),
                }
                if place % every == 0 {
                    text.push_str("\\n");
                }
            }
            let (out, _) = decoded(&format!(r#"{{"status":"OK","data":"{text}"}}"#)).unwrap();
            prop_assert_eq!(out, packet);
        }

        #[test]
        fn nothing_makes_it_panic(text in "[\\[\\]{}\",:data\\\\u0=A ]{0,60}") {
            let _ = decoded(&text);
        }
    }
}
