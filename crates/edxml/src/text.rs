//! Text at the border: composed (NFC), without blanks around it, of the characters that XML 1.0 has.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::attachment::is_hidden;

/// What several senders write where they have nothing to say.
const NOTHING: &str = "null";

/// The text in the composed form, without blanks around it; none where nothing is left, or the word `null`.
pub(crate) fn tidy(text: &str) -> Option<String> {
    let bare = composed(text.trim());
    (!bare.is_empty() && bare != NOTHING).then_some(bare)
}

/// Whether a text would be taken for nothing at all, though something stands there.
pub(crate) fn says_nothing(text: &str) -> bool {
    text.trim() == NOTHING
}

/// The text in the composed form, in which two texts are compared.
pub(crate) fn composed(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// The first character that no XML 1.0 document may hold, not even as a reference.
pub(crate) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|c| !is_allowed(*c))
}

/// Whether XML 1.0 allows it (its production `Char`).
pub(crate) const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{1_0000}'..)
}

/// The beginning of a text, as it is shown in a warning or an error: one line, nothing that a terminal obeys or that turns words round.
pub(crate) fn excerpt(text: &str) -> String {
    beginning(text, 80)
}

/// An element's name, as it stands in a path: a name may be as long as a tag, and hold what XML's own names do not.
pub(crate) fn name_in_path(name: &str) -> String {
    beginning(name, 60)
}

fn beginning(text: &str, shown: usize) -> String {
    let mut kept: String = text.chars().take(shown).map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    if text.chars().nth(shown).is_some() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_nothing() {
        for nothing in ["", " \r\n\t", "null", " null "] {
            assert_eq!(tidy(nothing), None, "{nothing:?}");
        }
        assert_eq!(tidy(" Nulle "), Some("Nulle".to_owned()));
        assert_eq!(tidy("To\u{302}\u{301}i").as_deref(), Some("Tối"));
    }

    #[test]
    fn xml_has_no_such_characters() {
        assert_eq!(forbidden("Công văn\n"), None);
        for c in ['\0', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            assert_eq!(forbidden(&format!("a{c}")), Some(c));
        }
    }
}
