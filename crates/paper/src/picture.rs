//! Pictures and fonts of an office file, by what is in them and not by what they are called: each begins in a way in which no markup can
//! begin, so that nothing that is looked through elsewhere hides here.

/// Whether an entry with this ending is a picture or a font. No SVG: that is markup which names other files.
pub(crate) fn is_one(ending: &str, bytes: &[u8]) -> bool {
    match ending {
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "emf" | "wmf" => is_picture(bytes),
        "ttf" | "otf" => is_font(bytes),
        "odttf" => is_hidden_font(bytes),
        _ => false,
    }
}

/// One of these kinds. Offices save one under another's name, and their programs look at the content, too.
fn is_picture(bytes: &[u8]) -> bool {
    const BEGINNINGS: &[&[u8]] = &[
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF87a",
        b"GIF89a",
        // TIFF, either way round.
        b"II*\0",
        b"MM\0*",
        // WMF, with a head of its own and without.
        b"\xd7\xcd\xc6\x9a",
        b"\x01\0\x09\0",
        b"\x02\0\x09\0",
    ];
    let is_bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    let is_metafile = bytes.starts_with(&[1, 0, 0, 0]) && bytes.get(40..44) == Some(b" EMF".as_slice());
    let begins = is_bitmap || is_metafile || BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning));
    // A beginning that several programs may read in several ways is none.
    begins && !bytes.get(..256).unwrap_or(bytes).windows(4).any(|four| four.eq_ignore_ascii_case(b"<svg"))
}

fn is_font(bytes: &[u8]) -> bool {
    [b"\0\x01\0\0".as_slice(), b"OTTO", b"true", b"ttcf"].iter().any(|beginning| bytes.starts_with(beginning))
        && has_table(bytes)
}

/// A font as a DOCX embeds it: its first 32 bytes are made unreadable, and behind them stands what stands in any font.
fn is_hidden_font(bytes: &[u8]) -> bool {
    has_table(bytes)
}

/// Whether the third line of a font's list of tables is there: how the table is called, where it lies and how long it is, within the file. No
/// markup can say so: such small numbers begin with bytes that do not stand in it, or do in two bytes a letter, as no name of a table is written.
fn has_table(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let four: Option<[u8; 4]> = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(u32::from_be_bytes).and_then(|number| usize::try_from(number).ok())
    };
    let within = |from: usize, length: usize| from.checked_add(length).is_some_and(|end| end <= bytes.len());
    let named = bytes.get(44..48).is_some_and(|tag| tag.iter().all(|byte| matches!(byte, b' '..=b'~')));
    // Numbers below 128 MiB begin with a byte below that of a tab.
    let placed = number(52).zip(number(56)).is_some_and(|(from, length)| within(from, length));
    named && placed && bytes.len() < 1 << 27
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three tables of ten bytes behind the list of them.
    fn font(beginning: [u8; 4]) -> Vec<u8> {
        let mut bytes = [beginning.as_slice(), &[0, 3, 0, 0, 0, 0, 0, 0]].concat();
        for (tag, from) in [(b"cmap", 60_u32), (b"glyf", 70), (b"head", 80)] {
            bytes.extend([tag.as_slice(), &[1, 2, 3, 4], &from.to_be_bytes(), &10_u32.to_be_bytes()].concat());
        }
        bytes.extend([7; 30]);
        bytes
    }

    #[test]
    fn pictures_and_fonts_are_told_by_what_is_in_them() {
        let mut hidden = font(*b"\0\x01\0\0");
        for byte in &mut hidden[..32] {
            *byte ^= 0xa5;
        }
        let metafile = [[1, 0, 0, 0].as_slice(), &[9; 36], b" EMF"].concat();
        for (ending, bytes) in [
            ("png", b"\x89PNG\r\n\x1a\n...".to_vec()),
            ("png", b"\xff\xd8\xff\xe0".to_vec()),
            ("bmp", b"BM\x10\0\0\0\0\0\0\0...".to_vec()),
            ("tiff", b"II*\0".to_vec()),
            ("emf", metafile),
            ("wmf", b"\xd7\xcd\xc6\x9a".to_vec()),
            ("ttf", font(*b"\0\x01\0\0")),
            ("otf", font(*b"OTTO")),
            ("odttf", hidden),
        ] {
            assert!(is_one(ending, &bytes), "{ending}");
            assert!(!is_one("svg", &bytes) && !is_one("", &bytes));
        }
    }

    #[test]
    fn markup_is_none_of_them_whatever_it_is_called() {
        let markup = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", "x".repeat(200));
        // Long enough that two letters are a place within it.
        let long = markup.repeat(60_000);
        let utf16: Vec<u8> = [0xfe, 0xff].into_iter().chain(long.bytes().flat_map(|byte| [0, byte])).collect();
        let behind = [b"GIF89a".as_slice(), markup.as_bytes()].concat();
        for bytes in [markup.as_bytes(), b"BM<svg/>", &utf16, &behind, b"", b"\x1f\x8b\x08"] {
            for ending in ["png", "jpg", "gif", "bmp", "tif", "emf", "wmf", "ttf", "otf", "odttf"] {
                assert!(!is_one(ending, bytes), "{ending}");
            }
        }
    }
}
