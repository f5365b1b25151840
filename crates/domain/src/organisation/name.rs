//! Names the Vietnamese way: sorted by the given name, which stands last, then by family and middle names; found without accents.
//!
//! The order is that of dictionaries: letters first (a ă â b c d đ e ê … ), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then
//! case. Unicode's default order would put đ beside d and the tones in another order.

use unicode_normalization::UnicodeNormalization;

use crate::fold;

/// What a name is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    letters: Vec<Vec<u32>>,
    tones: Vec<Vec<u8>>,
    text: String,
}

impl SortKey {
    /// Of a person's full name (họ, đệm, tên).
    pub fn of(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let given_first = words.last().into_iter().chain(words.iter().take(words.len().saturating_sub(1)));
        let (letters, tones) = given_first.map(|word| weigh(word)).unzip();
        Self { letters, tones, text: name.to_owned() }
    }
}

/// The alphabet; letters that it lacks come behind.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// A word's letters by their places in the alphabet, and the tone on each.
fn weigh(word: &str) -> (Vec<u32>, Vec<u8>) {
    let (mut letters, mut tones) = (Vec::new(), Vec::new());
    for letter in word.nfc().flat_map(char::to_lowercase) {
        // The marks that make another letter of it stay with it; the tone is taken off.
        let (mut bare, mut tone) = (String::new(), 0);
        for part in std::iter::once(letter).nfd() {
            match part {
                '\u{300}' => tone = 1,
                '\u{309}' => tone = 2,
                '\u{303}' => tone = 3,
                '\u{301}' => tone = 4,
                '\u{323}' => tone = 5,
                other => bare.push(other),
            }
        }
        let bare: String = bare.nfc().collect();
        for letter in bare.chars() {
            let place = ALPHABET.chars().zip(1..).find(|(known, _)| *known == letter).map(|(_, place)| place);
            letters.push(place.unwrap_or_else(|| u32::from(letter).saturating_add(64)));
            tones.push(tone);
        }
    }
    (letters, tones)
}

/// Whether every word that is sought begins a word of one of these texts; accents and case don't count.
pub fn matches<'a>(sought: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
    let folded: Vec<String> = texts.into_iter().map(fold).collect();
    let begins = |word: &str| {
        folded.iter().any(|text| {
            text.starts_with(word)
                || text.split(|c: char| !c.is_alphanumeric()).any(|part| !part.is_empty() && part.starts_with(word))
        })
    };
    fold(sought).split(' ').filter(|word| !word.is_empty()).all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        names.sort_by_key(|name| SortKey::of(name));
        names
    }

    #[test]
    fn by_given_name_then_family_name() {
        let right =
            ["Nguyễn Văn An", "Trần Thị An", "Lê Văn Ân", "Bùi Văn Bình", "Đỗ Thị Bình", "Phạm Văn Dũng", "Lê Thị Đào"];
        let mut mixed = right;
        mixed.reverse();
        assert_eq!(sorted(&mixed), right);
    }

    #[test]
    fn letters_come_before_tones_and_tones_in_their_order() {
        let right = ["ma", "mà", "mả", "mã", "má", "mạ", "man", "măng", "mâm", "mơ", "mũ", "mư"];
        let mut mixed = right;
        mixed.reverse();
        assert_eq!(sorted(&mixed), right);
        assert_eq!(sorted(&["Đ", "E", "D", "DZ"]), ["D", "DZ", "Đ", "E"]);
        // Decomposed or composed, it is one name.
        assert_eq!(SortKey::of("Bình").letters, SortKey::of("Bi\u{300}nh").letters);
    }

    #[test]
    fn found_without_accents_by_the_beginnings_of_words() {
        let person = ["Đặng Văn Phỏng Theo", "photruong.kinhte"];
        for sought in ["dang", "phong theo", "THEO dang", "đặng", "kinhte", "photruong.kinh", ""] {
            assert!(matches(sought, person), "{sought}");
        }
        for sought in ["ang", "dang thi", "x"] {
            assert!(!matches(sought, person), "{sought}");
        }
    }
}
