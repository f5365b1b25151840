//! How the bytes of a part travelled (Content-Transfer-Encoding): base64 and quoted-printable undone. Both read on over what is broken.

use std::borrow::Cow;

/// How a part's bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Plain,
    Base64,
    QuotedPrintable,
}

impl Encoding {
    pub(super) fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "base64" => Self::Base64,
            "quoted-printable" => Self::QuotedPrintable,
            _ => Self::Plain,
        }
    }

    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Plain => Cow::Borrowed(bytes),
            Self::Base64 => Cow::Owned(base64(bytes)),
            Self::QuotedPrintable => Cow::Owned(quoted_printable(bytes)),
        }
    }
}

/// Letters that aren't of base64 are passed over, as the standard asks.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut count) = (0_u32, 0_u8);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // Some programs put several encoded texts behind each other.
            b'=' => {
                close(&mut decoded, held, count);
                (held, count) = (0, 0);
                continue;
            }
            _ => continue,
        };
        held = (held << 6) | u32::from(value);
        count += 1;
        if count == 4 {
            let [_, first, second, third] = held.to_be_bytes();
            decoded.extend_from_slice(&[first, second, third]);
            (held, count) = (0, 0);
        }
    }
    close(&mut decoded, held, count);
    decoded
}

fn close(decoded: &mut Vec<u8>, held: u32, count: u8) {
    match count {
        2 => decoded.extend((held >> 4).to_be_bytes().last()),
        3 => {
            let [_, _, first, second] = (held >> 2).to_be_bytes();
            decoded.extend_from_slice(&[first, second]);
        }
        _ => {}
    }
}

/// A sign of equality that begins nothing stays what it is; spaces at a line's end go.
pub(super) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let lines = bytes.split_inclusive(|b| *b == b'\n');
    for line in lines {
        let (text, end): (&[u8], &[u8]) = match line.strip_suffix(b"\n") {
            Some(text) => (text.strip_suffix(b"\r").unwrap_or(text), b"\n"),
            None => (line, b""),
        };
        let text = if end.is_empty() { text } else { text.trim_ascii_end() };
        let (text, joined) = text.strip_suffix(b"=").map_or((text, false), |text| (text, true));
        let mut rest = text;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            if *byte != b'=' {
                decoded.push(*byte);
                continue;
            }
            match (after.first().copied().and_then(hex), after.get(1).copied().and_then(hex)) {
                (Some(high), Some(low)) => {
                    decoded.push(high * 16 + low);
                    rest = after.get(2..).unwrap_or_default();
                }
                _ => decoded.push(b'='),
            }
        }
        if !joined {
            decoded.extend_from_slice(end);
        }
    }
    decoded
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_reads_on() {
        assert_eq!(base64(b"R2lh\r\nbw=="), b"Giao");
        assert_eq!(base64(b"R2lhbw"), b"Giao");
        assert_eq!(base64(b"R2lhbw==R2lhbw=="), b"GiaoGiao");
        assert_eq!(base64(b"R2*lh!bw"), b"Giao");
        assert_eq!(base64(b"R2l"), b"Gi");
        assert_eq!(base64(b"R"), b"");
    }

    #[test]
    fn quoted_printable_reads_on() {
        assert_eq!(quoted_printable("vi=E1=BB=87c  \r\nm=\r\n=E1=BB=9Bi".as_bytes()), "việc\nmới".as_bytes());
        assert_eq!(quoted_printable(b"1=2, =Z, ="), b"1=2, =Z, ");
    }
}
