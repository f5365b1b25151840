//! Base64 that comes in pieces, as the text of an element.

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Without padding, which is counted here.
const STRICT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::RequireNone),
);
const LOOSE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// Symbols that are decoded at once; a multiple of four.
const BATCH: usize = 16 << 10;

/// It is not base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotBase64;

/// Takes text and gives bytes. Blanks do not count, also where they are written as references: some writers make `&#13;` of line ends.
#[derive(Debug)]
pub(super) struct Decoder {
    symbols: Vec<u8>,
    /// As long as a batch of symbols, always: what is in it is written over, not made anew.
    bytes: Box<[u8]>,
    padding: usize,
    /// A reference that has begun, without its ampersand.
    reference: Option<Vec<u8>>,
    /// Whether something else than symbols came, as in a text of many lines: then no piece is tried as a whole any more.
    broken: bool,
}

impl Decoder {
    pub fn new() -> Self {
        Self {
            symbols: Vec::with_capacity(BATCH),
            bytes: vec![0; BATCH].into_boxed_slice(),
            padding: 0,
            reference: None,
            broken: false,
        }
    }

    /// Takes more text; `give` gets what it comes to.
    pub fn push<E: From<NotBase64>>(
        &mut self,
        text: &[u8],
        give: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rest = text;
        while let Some(first) = rest.first() {
            if let Some(reference) = &mut self.reference {
                match first {
                    b';' if is_blank(reference) => self.reference = None,
                    b';' => return Err(NotBase64.into()),
                    _ if reference.len() >= 6 => return Err(NotBase64.into()),
                    other => reference.push(*other),
                }
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let over = self.symbols.len() % 4;
            if !self.broken && over == 0 && self.padding == 0 && self.whole(&mut rest, give)? {
                continue;
            }
            // Up to a group of four, from where whole pieces can be taken.
            let near = if self.broken || over == 0 { rest } else { rest.get(..4 - over).unwrap_or(rest) };
            let run =
                near.iter().position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'&' | b'=')).unwrap_or(near.len());
            if run == 0 {
                match first {
                    b'&' => self.reference = Some(Vec::new()),
                    b'=' if self.padding >= 2 => return Err(NotBase64.into()),
                    b'=' => self.padding += 1,
                    _ => {}
                }
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            if self.padding > 0 {
                return Err(NotBase64.into());
            }
            let taken = run.min(BATCH - self.symbols.len());
            let (symbols, left) = rest.split_at_checked(taken).unwrap_or((rest, &[]));
            self.symbols.extend_from_slice(symbols);
            rest = left;
            if self.symbols.len() == BATCH {
                give(self.flush(&STRICT)?)?;
            }
        }
        Ok(())
    }

    /// Takes a piece at once, if it is of symbols alone, as those are that have one line; looking at each would cost more than decoding it.
    fn whole<E: From<NotBase64>>(
        &mut self,
        rest: &mut &[u8],
        give: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<bool, E> {
        const WORTH: usize = 256;
        let many = rest.len().min(BATCH) / 4 * 4;
        let Some((piece, left)) = rest.split_at_checked(many).filter(|_| many >= WORTH) else { return Ok(false) };
        if !self.symbols.is_empty() {
            give(self.flush(&STRICT)?)?;
        }
        let Ok(n) = STRICT.decode_slice(piece, &mut self.bytes) else {
            self.broken = true;
            return Ok(false);
        };
        give(self.bytes.get(..n).unwrap_or_default())?;
        *rest = left;
        Ok(true)
    }

    /// The end of the text. Whether it was loosely written: without its padding, or with bits left over.
    pub fn finish<E: From<NotBase64>>(&mut self, give: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<bool, E> {
        if self.reference.is_some() {
            return Err(NotBase64.into());
        }
        let mut loose = !(self.symbols.len() + self.padding).is_multiple_of(4);
        if let Ok(bytes) = self.flush(&STRICT) {
            give(bytes)?;
        } else {
            loose = true;
            give(self.flush(&LOOSE)?)?;
        }
        Ok(loose)
    }

    /// What the symbols come to that have gathered.
    fn flush(&mut self, engine: &GeneralPurpose) -> Result<&[u8], NotBase64> {
        let n = engine.decode_slice(&self.symbols, &mut self.bytes).map_err(|_| NotBase64)?;
        self.symbols.clear();
        Ok(self.bytes.get(..n).unwrap_or_default())
    }
}

/// Whether a reference, without its ampersand and semicolon, is a blank.
fn is_blank(reference: &[u8]) -> bool {
    let number = match reference {
        [b'#', b'x', hex @ ..] => std::str::from_utf8(hex).ok().and_then(|hex| u32::from_str_radix(hex, 16).ok()),
        [b'#', digits @ ..] => std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()),
        _ => None,
    };
    matches!(number, Some(9 | 10 | 13 | 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(pieces: &[&str]) -> Result<(Vec<u8>, bool), NotBase64> {
        let (mut decoder, mut all) = (Decoder::new(), Vec::new());
        let mut give = |bytes: &[u8]| {
            all.extend_from_slice(bytes);
            Ok::<_, NotBase64>(())
        };
        for piece in pieces {
            decoder.push(piece.as_bytes(), &mut give)?;
        }
        let loose = decoder.finish(&mut give)?;
        Ok((all, loose))
    }

    #[test]
    fn in_any_pieces() {
        for pieces in [&["eGluIGNow6Bv"][..], &["e", "Gl", " uIG\r\nNow6", "Bv\n"], &["eGlu&#1", "3;&#xA;IGNow6Bv"]] {
            assert_eq!(decode(pieces).unwrap(), ("xin chào".into(), false), "{pieces:?}");
        }
        assert_eq!(decode(&[]).unwrap(), (vec![], false));
        assert_eq!(decode(&["YQ==", "\n"]).unwrap(), (b"a".to_vec(), false));
    }

    /// Long enough for whole pieces, broken anywhere by blanks and by where the text is cut.
    #[test]
    fn long_ones_in_any_pieces() {
        let bytes: Vec<u8> = (0..40_000_u32).map(|n| u8::try_from(n * n % 251).unwrap()).collect();
        let text = base64::prelude::BASE64_STANDARD.encode(&bytes);
        for (blank, cut) in [(76, 64), (1000, 333), (257, 16_384), (40_000, 1), (60_000, 30_001), (3, 7)] {
            let lines: Vec<&[u8]> = text.as_bytes().chunks(blank).collect();
            let broken = String::from_utf8(lines.join(&b'\n')).unwrap();
            let pieces: Vec<&str> =
                broken.as_bytes().chunks(cut).map(|piece| std::str::from_utf8(piece).unwrap()).collect();
            assert_eq!(decode(&pieces).unwrap(), (bytes.clone(), false), "{blank} {cut}");
        }
    }

    /// Each handing on costs a write, and each try at a whole piece a decoding that comes to nothing.
    #[test]
    fn short_lines_are_handed_on_together() {
        let text = base64::prelude::BASE64_STANDARD.encode(vec![7; 1 << 20]);
        for line in [1, 4, 76, 300, 1000] {
            let lines: Vec<&[u8]> = text.as_bytes().chunks(line).collect();
            let (mut decoder, mut given, mut length) = (Decoder::new(), 0, 0);
            let mut give = |bytes: &[u8]| {
                given += 1;
                length += bytes.len();
                Ok::<_, NotBase64>(())
            };
            for piece in lines.join(&b'\n').chunks(64 << 10) {
                decoder.push(piece, &mut give).unwrap();
            }
            decoder.finish(&mut give).unwrap();
            assert!(given <= (1 << 20) / (BATCH / 4 * 3) + 3, "{line}: {given}");
            assert_eq!((length, decoder.broken), (1 << 20, true), "{line}");
        }
    }

    #[test]
    fn loose_is_told() {
        for loose in ["YQ", "YQ=", "YR==", "YWI"] {
            assert!(decode(&[loose]).unwrap().1, "{loose}");
        }
    }

    #[test]
    fn others_are_refused() {
        for bad in ["Y", "Y===", "YQ==YQ==", "====", "Y*==", "YWI&#65;", "YWI&", "YWI&amp;", "Y-_=", "YWJj=", "chữ"] {
            // One padding too many behind whole groups is odd, not ambiguous.
            if bad == "YWJj=" {
                assert!(decode(&[bad]).unwrap().1);
                continue;
            }
            assert_eq!(decode(&[bad]), Err(NotBase64), "{bad}");
        }
    }
}
