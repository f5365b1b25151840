//! What is in an S/MIME envelope that is only signed (`smime.p7m`, RFC 5652): the message itself. Nothing is verified here, and what is
//! enciphered stays so.

/// What an envelope holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Envelope {
    /// The message, signed.
    Signed(Vec<u8>),
    /// Something enciphered.
    Enciphered,
    /// Something that isn't known.
    Unknown,
}

/// 1.2.840.113549.1.7.2, .3 and .1.9.16.1.23.
const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
const ENVELOPED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03];
const AUTH_ENVELOPED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17];

const OBJECT_IDENTIFIER: u8 = 0x06;
const OCTET_STRING: u8 = 0x04;
const OCTET_STRINGS: u8 = 0x24;
const SEQUENCE: u8 = 0x30;
const CONTEXT_0: u8 = 0xA0;

/// Levels of strings in strings.
const DEEPEST: usize = 8;

/// One element: its tag, its content, what stands behind it, and whether its length is said at its end only.
struct Element<'x> {
    tag: u8,
    content: &'x [u8],
    rest: &'x [u8],
    open: bool,
}

impl<'x> Element<'x> {
    fn read(bytes: &'x [u8]) -> Option<Self> {
        let (tag, rest) = bytes.split_first()?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0x80 => return Some(Self { tag: *tag, content: rest, rest: &[], open: true }),
            0..=0x7F => (usize::from(*first), rest),
            _ => {
                let count = usize::from(first & 0x7F);
                let digits = rest.get(..count).filter(|digits| digits.len() <= 4)?;
                let length = digits.iter().fold(0_usize, |sum, digit| (sum << 8) | usize::from(*digit));
                (length, rest.get(count..)?)
            }
        };
        // What was cut off on the way is read as far as it goes.
        let (content, rest) = rest.split_at(length.min(rest.len()));
        Some(Self { tag: *tag, content, rest, open: false })
    }

    fn expect(bytes: &'x [u8], tag: u8) -> Option<Self> {
        Self::read(bytes).filter(|element| element.tag == tag)
    }
}

/// Reads it.
pub(super) fn open(bytes: &[u8]) -> Envelope {
    signed(bytes).unwrap_or(Envelope::Unknown)
}

fn signed(bytes: &[u8]) -> Option<Envelope> {
    let whole = Element::expect(bytes, SEQUENCE)?;
    let kind = Element::expect(whole.content, OBJECT_IDENTIFIER)?;
    if kind.content == ENVELOPED_DATA || kind.content == AUTH_ENVELOPED_DATA {
        return Some(Envelope::Enciphered);
    }
    if kind.content != SIGNED_DATA {
        return None;
    }
    let data = Element::expect(Element::expect(kind.rest, CONTEXT_0)?.content, SEQUENCE)?;
    // Version, digest algorithms, then the content.
    let version = Element::read(data.content)?;
    let algorithms = Element::read(version.rest).filter(|element| !element.open)?;
    let held = Element::expect(algorithms.rest, SEQUENCE)?;
    let kind = Element::expect(held.content, OBJECT_IDENTIFIER)?;
    let explicit = Element::expect(kind.rest, CONTEXT_0)?;
    let mut content = Vec::new();
    strings(explicit.content, &mut content, DEEPEST);
    Some(Envelope::Signed(content))
}

/// Puts the strings together; what is behind them is returned.
fn strings<'x>(bytes: &'x [u8], content: &mut Vec<u8>, depth: usize) -> &'x [u8] {
    let mut rest = bytes;
    while let Some(element) = Element::read(rest) {
        match element.tag {
            OCTET_STRING if !element.open => {
                content.extend_from_slice(element.content);
                rest = element.rest;
            }
            OCTET_STRINGS if depth > 0 => {
                let behind = strings(element.content, content, depth.saturating_sub(1));
                rest = if element.open { behind } else { element.rest };
            }
            // The end of what said no length.
            0 => return element.rest,
            _ => return &[],
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
        let mut out = vec![tag];
        let length = content.len();
        if length < 0x80 {
            out.push(u8::try_from(length).unwrap());
        } else {
            out.push(0x82);
            out.extend_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
        }
        out.extend_from_slice(content);
        out
    }

    fn envelope(octets: &[u8]) -> Vec<u8> {
        let data_kind = tlv(6, &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]);
        let held = tlv(SEQUENCE, &[data_kind, tlv(CONTEXT_0, octets)].concat());
        let data = tlv(SEQUENCE, &[tlv(2, &[1]), tlv(0x31, &[]), held].concat());
        tlv(SEQUENCE, &[tlv(6, SIGNED_DATA), tlv(CONTEXT_0, &data)].concat())
    }

    #[test]
    fn the_message_comes_out() {
        assert_eq!(open(&envelope(&tlv(4, b"NHAN"))), Envelope::Signed(b"NHAN".to_vec()));
        let pieces = [0x24, 0x80].into_iter().chain(tlv(4, b"NH")).chain(tlv(4, b"AN")).chain([0, 0]);
        assert_eq!(open(&envelope(&pieces.collect::<Vec<_>>())), Envelope::Signed(b"NHAN".to_vec()));
    }

    #[test]
    fn the_rest_is_said() {
        let other = tlv(SEQUENCE, &tlv(6, ENVELOPED_DATA));
        assert_eq!(open(&other), Envelope::Enciphered);
        assert_eq!(open(b""), Envelope::Unknown);
        assert_eq!(open(&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 6]), Envelope::Unknown);
    }
}
