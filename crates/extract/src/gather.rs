//! What is gathered of a text: composed letters (NFC), one blank where there are several, a line for each paragraph, nothing that is not seen,
//! and no more than there may be.

use unicode_normalization::UnicodeNormalization;

/// A paragraph without an end is taken to end at the next blank behind so many bytes.
const PARAGRAPH: usize = 64 << 10;

/// Gathers a text.
#[derive(Debug)]
pub(crate) struct Gather {
    done: String,
    paragraph: String,
    /// A blank comes before the next letter.
    blank: bool,
    left: usize,
    cut: bool,
}

impl Gather {
    pub(crate) const fn new(characters: usize) -> Self {
        Self { done: String::new(), paragraph: String::new(), blank: false, left: characters, cut: false }
    }

    /// Whether there is room for no more: what comes is left out.
    pub(crate) const fn is_full(&self) -> bool {
        self.cut
    }

    /// Something is left out.
    pub(crate) const fn cut(&mut self) {
        self.cut = true;
    }

    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            self.letter(c);
        }
    }

    /// Text of which each line is a paragraph.
    pub(crate) fn lines(&mut self, text: &str) {
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            self.text(line);
            self.paragraph();
        }
    }

    fn letter(&mut self, c: char) {
        if self.cut {
            return;
        }
        if c.is_whitespace() {
            self.blank = true;
            if self.paragraph.len() > PARAGRAPH {
                self.paragraph();
            }
            return;
        }
        if is_unseen(c) {
            return;
        }
        if std::mem::take(&mut self.blank) && !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        match ligature(c) {
            Some(letters) => self.paragraph.push_str(letters),
            None => self.paragraph.push(c),
        }
        // Letters without a blank between them, without end.
        if self.paragraph.len() > 2 * PARAGRAPH {
            self.paragraph();
        }
    }

    pub(crate) const fn blank(&mut self) {
        self.blank = true;
    }

    /// A paragraph ends.
    pub(crate) fn paragraph(&mut self) {
        self.blank = false;
        if self.paragraph.is_empty() {
            return;
        }
        let line = std::mem::take(&mut self.paragraph);
        if self.cut {
            return;
        }
        if !self.done.is_empty() {
            let Some(left) = self.left.checked_sub(1) else {
                self.cut = true;
                return;
            };
            self.left = left;
            self.done.push('\n');
        }
        for c in line.nfc() {
            let Some(left) = self.left.checked_sub(1) else {
                self.cut = true;
                return;
            };
            self.left = left;
            self.done.push(c);
        }
    }

    /// The text, and whether something of it was left out.
    pub(crate) fn end(mut self) -> (String, bool) {
        self.paragraph();
        let mut text = self.done;
        text.truncate(text.trim_end().len());
        (text, self.cut)
    }
}

/// Control characters, marks of direction, joiners, soft hyphens, letters of a font's own, and what is no character.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Letters that are printed as one.
const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(characters: usize, text: &str) -> (String, bool) {
        let mut gather = Gather::new(characters);
        gather.lines(text);
        gather.end()
    }

    #[test]
    fn letters_are_composed_and_blanks_become_one() {
        let decomposed = "  U\u{309}y   ban\u{a0}nha\u{302}n  da\u{302}n \n\n\t ti\u{309}nh\u{0}\u{200b} ";
        assert_eq!(gathered(100, decomposed), ("Ủy ban nhân dân\ntỉnh".to_owned(), false));
    }

    #[test]
    fn a_ligature_is_its_letters_and_a_soft_hyphen_is_nothing() {
        assert_eq!(gathered(100, "o\u{fb03}ce văn\u{ad}phòng").0, "office vănphòng");
    }

    #[test]
    fn what_is_too_much_is_cut_and_said() {
        assert_eq!(gathered(5, "văn bản"), ("văn b".to_owned(), true));
        assert_eq!(gathered(7, "văn bản"), ("văn bản".to_owned(), false));
        assert_eq!(gathered(8, "văn bản\nđi"), ("văn bản".to_owned(), true));
        assert_eq!(gathered(0, "x"), (String::new(), true));
    }

    #[test]
    fn letters_without_end_are_parted() {
        let (text, cut) = gathered(1_000_000, &"a".repeat(500_000));
        assert!(!cut && text.lines().count() > 1 && text.chars().filter(|c| *c == 'a').count() == 500_000);
    }
}
