//! What people type, read: words, "phrases", số and ký hiệu in every spelling, dates, abbreviations, and what was typed with the Vietnamese
//! keyboard switched off.

use chrono::NaiveDate;

use super::{
    abbreviation,
    syllable::{self, Spelling},
    token::{Token, tokens},
};

/// The most terms of a query; what stands behind them is not searched for.
pub const MOST_TERMS: usize = 24;
/// The most characters of a query that are read.
pub const MOST_CHARACTERS: usize = 400;

/// A word or number that is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Without accents.
    pub folded: String,
    /// With accents, where they count.
    pub exact: Option<String>,
    /// Whether it is a number, or a word with digits.
    pub number: bool,
}

/// Words that stand side by side, one or several.
pub type Run = Vec<Unit>;

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word, or an abbreviation with what it stands for.
    Word,
    /// Words between quotation marks.
    Phrase,
    /// A number, or số and ký hiệu.
    Number,
    /// A date: that of the document, or one that its text names.
    Date(NaiveDate),
}

/// One thing that a document must have: one of several runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub kind: Kind,
    /// Any of these.
    pub runs: Vec<Run>,
}

/// A reading of what was typed that is worth telling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// As it was typed.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// A query as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these.
    pub terms: Vec<Term>,
    /// What was read in another way than it was typed.
    pub readings: Vec<Reading>,
    /// Whether any word was written with accents, so that these come first.
    pub accents: bool,
}

impl Query {
    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Reads what somebody typed.
    pub fn read(typed: &str) -> Self {
        let typed: String = typed.chars().take(MOST_CHARACTERS).collect();
        let mut query = Self::default();
        // Straight or curved: what stands between two is a phrase; one without its other is none.
        let parts: Vec<&str> = typed.split(['"', '“', '”', '„', '«', '»']).collect();
        let whole = tokens(&typed);
        let typed_marks = whole.iter().any(|token| token.marked);
        let decoded = !typed_marks && whole.iter().any(|token| syllable::decoded(&word_of(&typed, token)).is_some());
        query.accents = typed_marks || decoded;
        let letters = || typed.chars().filter(|c| c.is_alphabetic());
        let loud = letters().any(char::is_lowercase);
        let last = parts.len().saturating_sub(1);
        for (n, part) in parts.into_iter().enumerate() {
            let quoted = n % 2 == 1 && n != last;
            let part = Part { text: part, tokens: tokens(part), strict: typed_marks, loud };
            if quoted { query.phrase(&part) } else { query.words(&part) }
        }
        query.terms.truncate(MOST_TERMS);
        query
    }

    fn phrase(&mut self, part: &Part<'_>) {
        let run: Run = part.tokens.iter().map(|token| part.unit(token)).collect();
        if !run.is_empty() {
            self.terms.push(Term { kind: Kind::Phrase, runs: vec![run] });
        }
    }

    fn words(&mut self, part: &Part<'_>) {
        let mut at = 0;
        while let Some(rest) = part.tokens.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.next(part, rest).max(1);
        }
    }

    /// Reads what stands at the beginning of these; how many tokens that took.
    fn next(&mut self, part: &Part<'_>, rest: &[Token]) -> usize {
        let chained = part.chain(rest);
        let (chain, behind) = rest.split_at(chained);
        if chain.iter().any(|token| token.number && token.folded.starts_with(|c: char| c.is_ascii_digit())) {
            self.number(part, chain);
            return chained;
        }
        // số 123, ngày 5/3/2026: the word says what follows, and need not stand there.
        if let ([said], [follows, ..]) = (chain, behind) {
            let announces = ["so", "ngay"].contains(&said.folded.as_str());
            let number = follows.number && follows.folded.starts_with(|c: char| c.is_ascii_digit());
            let date = Part::date(behind.get(..part.chain(behind)).unwrap_or_default()).is_some();
            if announces && number && (said.folded == "so" || date) {
                return 1;
            }
        }
        if let Some((taken, all)) = abbreviation::meanings(rest, part.text, part.loud) {
            let short: Run = rest.iter().take(taken).map(|token| part.unit(token)).collect();
            let long = all.iter().map(|one| one.long.iter().map(|token| known(token, part.strict)).collect::<Run>());
            let runs: Vec<Run> = long.chain(std::iter::once(short)).collect();
            let typed = part.typed(rest.get(..taken).unwrap_or_default());
            let read: Vec<String> = all.iter().map(|one| spelt(&one.long)).collect();
            self.readings.push(Reading { typed, read: read.join(" / ") });
            self.terms.push(Term { kind: Kind::Word, runs });
            return taken;
        }
        let shorter = abbreviation::shortened(rest, part.strict);
        if let Some(first) = shorter.first() {
            let taken = first.long.len();
            let long: Run = rest.iter().take(taken).map(|token| part.unit(token)).collect();
            let short = shorter.iter().map(|one| one.short.iter().map(|token| known(token, false)).collect::<Run>());
            let runs = std::iter::once(long).chain(short).collect();
            self.terms.push(Term { kind: Kind::Word, runs });
            return taken;
        }
        let Some(token) = rest.first() else { return 0 };
        let mut runs = Vec::new();
        if let Some(meant) = syllable::decoded(&part.typed(std::slice::from_ref(token))) {
            self.readings.push(Reading { typed: part.typed(std::slice::from_ref(token)), read: meant.written() });
            runs.push(vec![Unit { folded: meant.folded(), exact: Some(meant.exact()), number: false }]);
        }
        runs.push(vec![part.unit(token)]);
        self.terms.push(Term { kind: Kind::Word, runs });
        1
    }

    fn number(&mut self, part: &Part<'_>, chain: &[Token]) {
        let run: Run = chain.iter().map(|token| part.unit(token)).collect();
        let kind = Part::date(chain).map_or(Kind::Number, Kind::Date);
        self.terms.push(Term { kind, runs: vec![run] });
    }

    /// Whether these texts together have everything that was asked for: then nothing else needs to be looked at to show it.
    pub fn stands_in(&self, texts: &[&str]) -> bool {
        let words: std::collections::BTreeSet<String> =
            texts.iter().flat_map(|text| tokens(text)).map(|token| token.folded).collect();
        let has = |run: &Run| run.iter().all(|unit| words.contains(&unit.folded));
        self.terms.iter().all(|term| matches!(term.kind, Kind::Date(_)) || term.runs.iter().any(has))
    }

    /// Whether any term is a number of its own.
    pub fn has_number(&self) -> bool {
        self.terms.iter().any(|term| term.kind == Kind::Number)
    }
}

fn word_of(text: &str, token: &Token) -> String {
    text.chars().skip(token.start).take(token.end.saturating_sub(token.start)).collect()
}

fn spelt(tokens: &[Token]) -> String {
    tokens.iter().map(|token| written(&token.exact)).collect::<Vec<_>>().join(" ")
}

/// A word's exact form as people write it.
fn written(exact: &str) -> String {
    let Some(body) = exact.strip_prefix('_') else { return exact.to_owned() };
    let mut decomposed = String::new();
    let (letters, tone) = body.split_at(body.len().saturating_sub(1));
    for c in letters.chars() {
        match c {
            '6' => decomposed.push('\u{302}'),
            '7' => decomposed.push('\u{31b}'),
            '8' => decomposed.push('\u{306}'),
            '9' => {
                decomposed.pop();
                decomposed.push('đ');
            }
            c => decomposed.push(c),
        }
    }
    let tone = match tone {
        "1" => "\u{301}",
        "2" => "\u{300}",
        "3" => "\u{309}",
        "4" => "\u{303}",
        "5" => "\u{323}",
        _ => "",
    };
    // The tone is read wherever it stands, and written where it belongs.
    Spelling::of(&format!("{decomposed}{tone}")).written()
}

/// A word of an abbreviation: known with its accents.
fn known(token: &Token, strict: bool) -> Unit {
    Unit {
        folded: token.folded.clone(),
        exact: (strict && !token.number).then(|| token.exact.clone()),
        number: token.number,
    }
}

/// What stands between two quotation marks, or outside of them.
struct Part<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Accents were typed, so a word without any is meant to have none.
    strict: bool,
    /// Not all was written in capitals.
    loud: bool,
}

impl Part<'_> {
    fn unit(&self, token: &Token) -> Unit {
        known(token, self.strict)
    }

    fn typed(&self, tokens: &[Token]) -> String {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return String::new() };
        self.text.chars().skip(first.start).take(last.end.saturating_sub(first.start)).collect()
    }

    /// How many tokens at the beginning are one, joined by / or - or nothing: 15/2026/QĐ-UBND.
    fn chain(&self, rest: &[Token]) -> usize {
        let joined = |pair: &&[Token]| match pair {
            [one, next] => {
                let between: String =
                    self.text.chars().skip(one.end).take(next.start.saturating_sub(one.end)).collect();
                between.trim().chars().all(|c| "/-–‐‑".contains(c))
                    && (one.end == next.start || !between.trim().is_empty())
            }
            _ => false,
        };
        let linked = rest.windows(2).take_while(joined).count();
        if rest.is_empty() { 0 } else { linked + 1 }
    }

    fn date(chain: &[Token]) -> Option<NaiveDate> {
        let [day, month, year] = chain else { return None };
        let year: i32 = year.folded.parse().ok().filter(|year| crate::time::YEARS.contains(year))?;
        NaiveDate::from_ymd_opt(year, month.folded.parse().ok()?, day.folded.parse().ok()?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(typed: &str) -> Vec<String> {
        let run = |run: &Run| run.iter().map(|unit| unit.folded.clone()).collect::<Vec<_>>().join(" ");
        let term = |term: &Term| {
            let runs: Vec<String> = term.runs.iter().map(run).collect();
            match term.kind {
                Kind::Word => runs.join("|"),
                Kind::Phrase => format!("\"{}\"", runs.join("|")),
                Kind::Number => format!("#{}", runs.join("|")),
                Kind::Date(day) => format!("{day}"),
            }
        };
        Query::read(typed).terms.iter().map(term).collect()
    }

    #[test]
    fn words_and_phrases() {
        assert_eq!(shown("thu hồi đất"), ["thu", "hoi", "dat"]);
        assert_eq!(shown("\"hộ kinh doanh\" máy"), ["\"ho kinh doanh\"", "may"]);
        assert_eq!(shown("“an ninh, trật tự”"), ["\"an ninh trat tu\""]);
        assert_eq!(shown("\"không đóng lại"), ["khong", "dong", "lai"]);
        assert_eq!(shown(" , . "), [""; 0]);
    }

    #[test]
    fn numbers_are_one_thing_in_every_spelling() {
        for typed in ["123/UBND-VP", "số 123/UBND-VP", "123 / ubnd - vp", "so 0123/ubnd-vp"] {
            assert_eq!(shown(typed), ["#123 ubnd vp"], "{typed}");
        }
        assert_eq!(shown("201qđ-ubnd"), ["#201 qd ubnd"]);
        assert_eq!(shown("15a/QĐ-UBND"), ["#15a qd ubnd"]);
        assert_eq!(shown("CV 123"), ["cong van|cv", "#123"]);
        assert_eq!(shown("ngày 05/3/2026"), ["2026-03-05"]);
        assert_eq!(shown("0,03% mỗi ngày"), ["#0", "#3", "moi", "ngay"]);
        assert_eq!(shown("khu phố 4"), ["khu", "pho", "#4"]);
        assert_eq!(shown("bão số"), ["bao", "so"]);
    }

    #[test]
    fn abbreviations_both_ways() {
        assert_eq!(shown("BC KT-XH"), ["bao cao|bc", "kinh te xa hoi|kt xh"]);
        assert_eq!(shown("ủy ban nhân dân xã"), ["uy ban nhan dan|ubnd", "xa"]);
        assert_eq!(shown("QĐ"), ["quyet dinh|qd"]);
        assert_eq!(shown("da ban"), ["da", "ban"]);
    }

    #[test]
    fn what_was_typed_with_the_keyboard_off() {
        assert_eq!(shown("thu hooif ddaats"), ["thu", "hoi|hooif", "dat|ddaats"]);
        assert_eq!(shown("thu ho62i d9a61t"), ["thu", "hoi|ho62i", "dat|d9a61t"]);
        let query = Query::read("quyeets ddinhj");
        assert_eq!(query.readings.iter().map(|one| one.read.as_str()).collect::<Vec<_>>(), ["quyết", "định"]);
        assert!(query.accents && !Query::read("thu hoi").accents && Query::read("thư").accents);
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(typed in "\\PC{0,80}") {
            let query = Query::read(&typed);
            prop_assert!(query.terms.len() <= MOST_TERMS);
            prop_assert!(query.terms.iter().all(|term| !term.runs.is_empty() && term.runs.iter().all(|run| !run.is_empty())));
        }
    }
}
