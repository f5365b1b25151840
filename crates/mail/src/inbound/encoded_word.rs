//! Words that stand encoded in headers (RFC 2047). Adjacent ones are joined before they become text: many programs cut a letter in two.

use super::{charset, transfer};

/// The text of a header's value.
pub(super) fn decode(value: &[u8]) -> String {
    let mut text = String::with_capacity(value.len());
    // What was read of adjacent words of one set.
    let mut open: Option<(String, Vec<u8>)> = None;
    let mut rest = value;
    while !rest.is_empty() {
        if let Some((word, after)) = Word::read(rest) {
            match &mut open {
                Some((set, bytes)) if *set == word.charset => bytes.extend_from_slice(&word.bytes),
                _ => {
                    flush(&mut text, &mut open);
                    open = Some((word.charset, word.bytes));
                }
            }
            // White space between two words is not theirs.
            let gap = after.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let (_, behind) = after.split_at(gap);
            rest = if behind.starts_with(b"=?") && Word::read(behind).is_some() { behind } else { after };
            continue;
        }
        flush(&mut text, &mut open);
        let skip = usize::from(rest.starts_with(b"=?")).saturating_mul(2);
        let plain = rest.get(skip..).unwrap_or_default();
        let length = plain.windows(2).position(|pair| pair == b"=?").unwrap_or(plain.len());
        let (plain, after) = rest.split_at(length.saturating_add(skip));
        text.push_str(&charset::decode(plain, None));
        rest = after;
    }
    flush(&mut text, &mut open);
    text
}

fn flush(text: &mut String, open: &mut Option<(String, Vec<u8>)>) {
    if let Some((set, bytes)) = open.take() {
        text.push_str(&charset::decode(&bytes, Some(&set)));
    }
}

struct Word {
    charset: String,
    bytes: Vec<u8>,
}

/// The longest that a word is read: four times what the standard allows, as long as some programs write.
const LONGEST: usize = 998;

impl Word {
    fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let rest = bytes.strip_prefix(b"=?")?;
        let window = rest.get(..LONGEST.min(rest.len()))?;
        let mut parts = window.splitn(3, |b| *b == b'?');
        let (charset, encoding, data) = (parts.next()?, parts.next()?, parts.next()?);
        if charset.is_empty() || !charset.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        let length = data.windows(2).position(|pair| pair == b"?=")?;
        let (data, _) = data.split_at(length);
        if data.contains(&b'\n') {
            return None;
        }
        let bytes = match encoding {
            [b'b' | b'B'] => transfer::base64(data),
            [b'q' | b'Q'] => {
                let spaced: Vec<u8> = data.iter().map(|b| if *b == b'_' { b' ' } else { *b }).collect();
                transfer::quoted_printable(&spaced)
            }
            _ => return None,
        };
        // RFC 2231: a language may stand behind the set.
        let set = charset.split(|b| *b == b'*').next().unwrap_or_default();
        let used = charset.len().saturating_add(encoding.len()).saturating_add(length).saturating_add(4);
        let word = Self { charset: String::from_utf8_lossy(set).to_ascii_lowercase(), bytes };
        Some((word, rest.get(used..).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_stands_between() {
        assert_eq!(decode(b"=?utf-8?B?R2lhbw==?= =?utf-8?Q?_vi=E1=BB=87c?= xong"), "Giao việc xong");
        assert_eq!(decode(b"a =?x?y?z?= b"), "a =?x?y?z?= b");
        assert_eq!(decode(b"=?=?=?"), "=?=?=?");
        assert_eq!(decode(b"=?utf-8*vi?q?Tr=E1=BA=A3?="), "Trả");
    }

    #[test]
    fn a_letter_that_was_cut_in_two_is_whole() {
        assert_eq!(decode(b"=?utf-8?Q?vi=E1=BB?=\r\n =?utf-8?Q?=87c?="), "việc");
    }
}
