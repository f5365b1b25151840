//! A text as it is: UTF-8, or UTF-16 that says so by its first bytes. Older encodings of Vietnamese (TCVN3, VNI, VISCII) can't be told from each
//! other by their bytes, and are not read.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::{fault::Fault, gather::Gather};

pub(crate) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Fault> {
    gather.lines(&letters(bytes)?);
    Ok(())
}

fn letters(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => (UTF_8, bytes),
    };
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    // One byte that is wrong in a long text spoils one letter of it; a text of which much is wrong is something else.
    let wrong = if broken { text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() } else { 0 };
    if wrong > text.len() / 100 { Err(Fault::Encoding) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_its_mark_or_as_utf_8() {
        let utf16: Vec<u8> = "\u{feff}Ủy ban".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(letters(&utf16).unwrap(), "Ủy ban");
        let utf16: Vec<u8> = "\u{feff}Ủy ban".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(letters(&utf16).unwrap(), "Ủy ban");
        assert_eq!(letters("\u{feff}Ủy ban".as_bytes()).unwrap(), "Ủy ban");
        assert_eq!(letters("Ủy ban".as_bytes()).unwrap(), "Ủy ban");
        // TCVN3: Céng hoµ x· héi chñ nghÜa
        assert_eq!(letters(b"C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam"), Err(Fault::Encoding));
    }
}
