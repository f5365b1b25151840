//! Text cut into tokens: words and numbers, with where they stand.

use unicode_normalization::UnicodeNormalization;

use super::syllable::Spelling;

/// A word or a number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Without accents.
    pub folded: String,
    /// With accents, in ASCII; of numbers the same as without.
    pub exact: String,
    /// Whether it is a number, or a word with digits: 05, 15a, PC07.
    pub number: bool,
    /// Whether it was written with accents, or with đ.
    pub marked: bool,
    /// Where it begins in the text, in characters.
    pub start: usize,
    /// Where it ends, in characters.
    pub end: usize,
}

/// Two tokens that stand side by side, without accents.
pub fn folded_pair(one: &Token, next: &Token) -> String {
    format!("{}_{}", one.folded, next.folded)
}

/// Two tokens that stand side by side, with accents.
pub fn exact_pair(one: &str, next: &str) -> String {
    let between = if next.starts_with('_') { "" } else { "_" };
    format!("{one}{between}{next}")
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Cuts a text. Whatever is neither letter nor digit parts tokens, and so does the change from two digits or more to letters, but for a single
/// letter (201qđ is 201 and qđ, 15a is one). Leading zeros don't count. V/v is về việc.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    let mut run: Vec<(usize, char)> = Vec::new();
    let mut parted_by: String = String::new();
    for (at, c) in text.chars().enumerate().chain(std::iter::once((text.chars().count(), ' '))) {
        if is_part(c) {
            run.push((at, c));
            continue;
        }
        if !run.is_empty() {
            let before = all.len();
            cut(&run, &mut all);
            run.clear();
            about(&mut all, before, &parted_by);
            parted_by.clear();
        }
        parted_by.push(c);
    }
    all
}

/// V/v, as a letter's subject begins: về việc.
fn about(all: &mut [Token], before: usize, parted_by: &str) {
    let [.., one, two] = all else { return };
    if before > 0 && parted_by == "/" && one.folded == "v" && two.folded == "v" {
        for (token, meant) in [(one, "về"), (two, "việc")] {
            let read = Spelling::of(meant);
            (token.folded, token.exact) = (read.folded(), read.exact());
        }
    }
}

/// Cuts what stands without a gap.
fn cut(run: &[(usize, char)], all: &mut Vec<Token>) {
    let digits = run.iter().take_while(|(_, c)| c.is_ascii_digit()).count();
    let letters = run.len().saturating_sub(digits);
    let (head, tail) = if digits > 0 && letters > 1 { run.split_at(digits) } else { (run, [].as_slice()) };
    all.extend([head, tail].into_iter().filter_map(token));
}

fn token(run: &[(usize, char)]) -> Option<Token> {
    let ((start, _), (last, _)) = (run.first()?, run.last()?);
    let text: String = run.iter().map(|(_, c)| *c).nfc().collect();
    let read = Spelling::of(&text);
    let number = text.contains(|c: char| c.is_ascii_digit());
    let (folded, exact) = if number {
        let folded = read.folded();
        let bare = folded.trim_start_matches('0');
        let bare = match bare.chars().next() {
            None => "0",
            Some(c) if c.is_ascii_digit() || !folded.starts_with('0') => bare,
            // 0a: the zero is all of the number.
            Some(_) => &folded,
        };
        (bare.to_owned(), bare.to_owned())
    } else {
        (read.folded(), read.exact())
    };
    if folded.is_empty() {
        return None;
    }
    Some(Token { folded, exact, number, marked: read.marked, start: *start, end: last + 1 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn numbers_are_read_in_every_spelling() {
        for text in ["123/UBND-VP", "123 ubnd vp", "123-UBND-VP", "0123 / UBND – VP", "123ubnd-vp"] {
            assert_eq!(folded(text), ["123", "ubnd", "vp"], "{text}");
        }
        assert_eq!(folded("201qđ-ubnd"), ["201", "qd", "ubnd"]);
        assert_eq!(folded("15a/QĐ-UBND"), ["15a", "qd", "ubnd"]);
        assert_eq!(folded("05/TB"), folded("5/tb"));
        assert_eq!(folded("0,03% CAT-PC07 000"), ["0", "3", "cat", "pc07", "0"]);
        assert_eq!(folded("V/v trả lời"), ["ve", "viec", "tra", "loi"]);
        assert_eq!(folded("an ninh, trật tự"), ["an", "ninh", "trat", "tu"]);
    }

    #[test]
    fn a_token_knows_where_it_stands() {
        let text = "Về “thu hồi” đất";
        let all = tokens(text);
        let words: Vec<String> =
            all.iter().map(|token| text.chars().skip(token.start).take(token.end - token.start).collect()).collect();
        assert_eq!(words, ["Về", "thu", "hồi", "đất"]);
        // As two characters, too.
        assert_eq!(tokens("ho\u{302}\u{300}i").first().map(|token| token.exact.clone()), Some("_ho6i2".to_owned()));
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut(text in "\\PC{0,60}") {
            let all = tokens(&text);
            for token in &all {
                prop_assert!(token.start < token.end && token.end <= text.chars().count());
                prop_assert!(token.folded.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{:?}", token);
                prop_assert!(token.exact.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            }
            // Cut again, what was cut stays as it is.
            let again: Vec<String> = tokens(&all.iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" "))
                .into_iter().map(|t| t.folded).collect();
            let once: Vec<String> = all.iter().map(|t| t.folded.clone()).collect();
            prop_assert_eq!(again.concat(), once.concat());
        }
    }
}
