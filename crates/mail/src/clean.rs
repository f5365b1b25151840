//! Text that came from people, made safe to stand in a mail: NFC, no control characters, and none of the invisible marks
//! that turn the direction of writing around (a file name or a subject could otherwise read as something it is not).

use domain::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// One line: for headers and facts.
pub(crate) fn line(text: &str) -> String {
    let words: String =
        text.nfc().filter(|c| !is_invisible(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines, with empty ones at both ends removed and no more than one between two.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for next in text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n").split('\n') {
        let next = line(next);
        if !next.is_empty() || kept.last().is_some_and(|last| !last.is_empty()) {
            kept.push(next);
        }
    }
    while kept.last().is_some_and(String::is_empty) {
        kept.pop();
    }
    kept
}

/// At most `max` characters, cut between words.
pub(crate) fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max.saturating_sub(1)).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    // A single word longer than the line is cut where it must be.
    let head = if whole.chars().count() * 2 < max { cut.as_str() } else { whole };
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '.', '-', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_stays_one_line() {
        assert_eq!(line("a\r\nBcc: x@y.example\0\tb"), "a Bcc: x@y.example b");
        assert_eq!(line("  \u{202E}cod.exe\u{202C}  "), "cod.exe");
        assert_eq!(line("Nguye\u{0302}\u{0303}n"), "Nguyễn");
    }

    #[test]
    fn lines_keep_paragraphs() {
        assert_eq!(lines("\n\nmột\r\nhai\n\n\n\nba\n"), ["một", "hai", "", "ba"]);
        assert!(lines(" \n ").is_empty());
    }

    #[test]
    fn long_text_ends_at_a_word() {
        assert_eq!(shorten("tăng cường phòng cháy", 50), "tăng cường phòng cháy");
        assert_eq!(shorten("tăng cường phòng cháy", 16), "tăng cường…");
        assert_eq!(shorten(&"x".repeat(30), 10), format!("{}…", "x".repeat(9)));
    }
}
