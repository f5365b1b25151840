//! Bytes to text: by the character set that a part names, by the old Vietnamese ones too, and by what the bytes are where the name is
//! wrong, as it often is. What comes out is composed (NFC).

use mail_parser::decoders::charsets::map::charset_decoder;
use unicode_normalization::UnicodeNormalization;

/// The upper half of VISCII (RFC 1456).
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
/// Six capitals that VISCII has among the control characters.
const VISCII_LOW: [(u8, char); 6] = [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// The upper half of TCVN 5712:1993. Its capitals among the control characters are nobody's in mail: a line break would be one.
const TCVN: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
    ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// The text of these bytes.
pub(super) fn decode(bytes: &[u8], named: Option<&str>) -> String {
    let named = named.map(|name| name.trim().to_ascii_lowercase().replace('_', "-")).unwrap_or_default();
    let text = match named.as_str() {
        "utf-16" | "utf-16le" | "utf-16be" | "utf-7" | "unicode-1-1-utf-7" => by_name(bytes, &named),
        "viscii" | "viscii1.1-1" | "csviscii" => viscii(bytes),
        "tcvn" | "tcvn-5712" | "tcvn5712-1" | "tcvn5712-1:1993" | "x-viet-tcvn5712" | "x-viet-tcvn" => {
            upper(bytes, TCVN)
        }
        // Whoever names a set of single bytes and writes UTF-8 is found out: no Vietnamese text in such a set is UTF-8 by chance.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) if is_latin(&named) && looks_like_windows_1258(bytes) => by_name(bytes, "windows-1258"),
            Err(_) if named.is_empty() || named.starts_with("utf") => {
                if looks_like_windows_1258(bytes) {
                    by_name(bytes, "windows-1258")
                } else {
                    String::from_utf8_lossy(bytes).into_owned()
                }
            }
            Err(_) => by_name(bytes, &named),
        },
    };
    text.nfc().collect()
}

fn by_name(bytes: &[u8], name: &str) -> String {
    match charset_decoder(name.as_bytes()) {
        Some(decoder) => decoder(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The sets that programs name without a thought.
fn is_latin(name: &str) -> bool {
    matches!(
        name,
        "iso-8859-1" | "iso8859-1" | "latin1" | "us-ascii" | "ascii" | "windows-1252" | "cp1252" | "iso-8859-15"
    )
}

/// Whether single bytes are windows-1258: tones stand as marks of their own behind vowels, which no other text has so.
fn looks_like_windows_1258(bytes: &[u8]) -> bool {
    // Grave, hook, tilde, acute, dot below.
    let is_tone = |b: u8| matches!(b, 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2);
    // In the two sets alike: a e i o u y, â ê ô; in windows-1258 only: ă ơ ư.
    let is_vowel = |b: u8| {
        matches!(b.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
            || matches!(b, 0xC2 | 0xC3 | 0xCA | 0xD4 | 0xD5 | 0xDD | 0xE2 | 0xE3 | 0xEA | 0xF4 | 0xF5 | 0xFD)
    };
    let (mut placed, mut stray, mut before) = (0_usize, 0_usize, 0_u8);
    for byte in bytes {
        if is_tone(*byte) {
            if is_vowel(before) { placed += 1 } else { stray += 1 }
        } else if (0x80..0xA0).contains(byte) {
            stray += usize::from(!matches!(byte, 0x82 | 0x84..=0x87 | 0x91..=0x97));
        }
        before = *byte;
    }
    placed > 0 && placed > stray.saturating_mul(4)
}

fn viscii(bytes: &[u8]) -> String {
    let low = |byte: u8| VISCII_LOW.iter().find(|(code, _)| *code == byte).map(|(_, letter)| *letter);
    bytes.iter().map(|byte| low(*byte).unwrap_or_else(|| letter(*byte, VISCII))).collect()
}

fn upper(bytes: &[u8], table: &str) -> String {
    let letters: Vec<char> = table.chars().collect();
    let of =
        |byte: u8| letters.get(usize::from(byte.wrapping_sub(0x80))).copied().unwrap_or(char::REPLACEMENT_CHARACTER);
    bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { of(*byte) }).collect()
}

fn letter(byte: u8, table: &str) -> char {
    if byte.is_ascii() {
        return char::from(byte);
    }
    table.chars().nth(usize::from(byte.wrapping_sub(0x80))).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_of_windows_1258_are_composed() {
        // "Trả lại: chưa đủ hồ sơ"
        let bytes = b"Tra\xD2 la\xF2i: ch\xFDa \xF0u\xD2 h\xF4\xCC s\xF5";
        assert_eq!(decode(bytes, Some("windows-1258")), "Trả lại: chưa đủ hồ sơ");
        assert_eq!(decode(bytes, Some("iso-8859-1")), "Trả lại: chưa đủ hồ sơ");
        assert_eq!(decode(bytes, None), "Trả lại: chưa đủ hồ sơ");
    }

    #[test]
    fn french_stays_french() {
        assert_eq!(decode(b"d\xE9j\xE0 vu, l'\xEEle", Some("iso-8859-1")), "déjà vu, l'île");
    }

    #[test]
    fn utf_8_under_another_name_is_utf_8() {
        assert_eq!(decode("Đã duyệt".as_bytes(), Some("iso-8859-1")), "Đã duyệt");
        assert_eq!(decode("Đã duyệt".as_bytes(), Some("windows-1258")), "Đã duyệt");
    }

    #[test]
    fn the_old_vietnamese_sets() {
        assert_eq!(decode(b"Tr\xE4 l\xD5i", Some("VISCII")), "Trả lại");
        assert_eq!(decode(b"Tr\xB6 l\xB9i", Some("TCVN5712-1")), "Trả lại");
    }

    #[test]
    fn unknown_sets_and_broken_bytes_lose_no_more_than_they_must() {
        assert_eq!(decode(b"a\xFFb", Some("no-such-set")), "a\u{FFFD}b");
        assert_eq!(decode(b"", Some("utf-16")), "");
    }
}
