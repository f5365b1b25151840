//! The words that orders begin with, and how a line that begins with one goes on.

use chrono::NaiveDate;
use domain::fold;

/// An order that a reply can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderWord {
    /// Nhận việc.
    Accept,
    /// Báo kết quả.
    Complete,
    /// Trả lại.
    GiveBack,
    /// Giao việc.
    Assign,
    /// Duyệt.
    Approve,
    /// Không duyệt.
    Reject,
    /// Xin gia hạn.
    AskExtension,
    /// Đồng ý gia hạn.
    GrantExtension,
    /// Không gia hạn.
    RefuseExtension,
    /// Đã xem.
    Acknowledge,
    /// Chuyển trình.
    Pass,
    /// Lưu hồ sơ.
    File,
    /// Ký. No reply signs: whoever writes it is told how it is done.
    Sign,
}

impl OrderWord {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::Accept,
        Self::Complete,
        Self::GiveBack,
        Self::Assign,
        Self::Approve,
        Self::Reject,
        Self::AskExtension,
        Self::GrantExtension,
        Self::RefuseExtension,
        Self::Acknowledge,
        Self::Pass,
        Self::File,
        Self::Sign,
    ];

    /// As it is written.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Accept => "NHẬN",
            Self::Complete => "XONG",
            Self::GiveBack => "TRẢ LẠI",
            Self::Assign => "GIAO",
            Self::Approve => "DUYỆT",
            Self::Reject => "KHÔNG DUYỆT",
            Self::AskExtension => "GIA HẠN",
            Self::GrantExtension => "ĐỒNG Ý GIA HẠN",
            Self::RefuseExtension => "KHÔNG GIA HẠN",
            Self::Acknowledge => "ĐÃ XEM",
            Self::Pass => "TRÌNH",
            Self::File => "LƯU",
            Self::Sign => "KÝ",
        }
    }

    /// The whole order, as it is right; with this day as an example of a deadline.
    pub fn example(self, day: NaiveDate) -> String {
        let day = short_day(day);
        let fixed = match self {
            Self::Accept => "NHẬN",
            Self::Complete => "XONG: nội dung kết quả",
            Self::GiveBack => "TRẢ LẠI: lý do",
            Self::Assign => return format!("GIAO tên người hoặc phòng, hạn {day}, phối hợp tên khác: ý kiến"),
            Self::Approve => "DUYỆT",
            Self::Reject => "KHÔNG DUYỆT: lý do",
            Self::AskExtension => return format!("GIA HẠN {day}: lý do"),
            Self::GrantExtension => "ĐỒNG Ý GIA HẠN",
            Self::RefuseExtension => "KHÔNG GIA HẠN: lý do",
            Self::Acknowledge => "ĐÃ XEM",
            Self::Pass => "TRÌNH tên lãnh đạo: ý kiến trình",
            Self::File => "LƯU: số, ký hiệu hồ sơ",
            Self::Sign => "KÝ",
        };
        fixed.to_owned()
    }

    /// Whether something other than words for people stands behind it on its line.
    pub(super) const fn takes_arguments(self) -> bool {
        matches!(self, Self::Assign | Self::AskExtension | Self::GrantExtension | Self::Pass)
    }
}

/// A day as people write one in an order.
pub(super) fn short_day(day: NaiveDate) -> String {
    day.format("%d/%m").to_string()
}

/// Every way to write them, in small letters; where one begins with another, the longer is first.
const PHRASES: [(&str, OrderWord); 36] = [
    ("xác nhận đã xem", OrderWord::Acknowledge),
    ("không đồng ý gia hạn", OrderWord::RefuseExtension),
    ("đồng ý gia hạn", OrderWord::GrantExtension),
    ("cho phép gia hạn", OrderWord::GrantExtension),
    ("đề nghị gia hạn", OrderWord::AskExtension),
    ("không cho gia hạn", OrderWord::RefuseExtension),
    ("từ chối gia hạn", OrderWord::RefuseExtension),
    ("không phê duyệt", OrderWord::Reject),
    ("trình kết quả", OrderWord::Complete),
    ("giao việc cho", OrderWord::Assign),
    ("không gia hạn", OrderWord::RefuseExtension),
    ("cho gia hạn", OrderWord::GrantExtension),
    ("xin gia hạn", OrderWord::AskExtension),
    ("không duyệt", OrderWord::Reject),
    ("nhận xử lý", OrderWord::Accept),
    ("hoàn thành", OrderWord::Complete),
    ("hòan thành", OrderWord::Complete),
    ("chuyển trình", OrderWord::Pass),
    ("lưu hồ sơ", OrderWord::File),
    ("phê duyệt", OrderWord::Approve),
    ("nhận việc", OrderWord::Accept),
    ("chuyển trả", OrderWord::GiveBack),
    ("giao việc", OrderWord::Assign),
    ("trả lại", OrderWord::GiveBack),
    ("gia hạn", OrderWord::AskExtension),
    ("đã xem", OrderWord::Acknowledge),
    ("đã đọc", OrderWord::Acknowledge),
    ("ký duyệt", OrderWord::Sign),
    ("đã ký", OrderWord::Sign),
    ("duyệt", OrderWord::Approve),
    ("nhận", OrderWord::Accept),
    ("xong", OrderWord::Complete),
    ("giao", OrderWord::Assign),
    ("trình", OrderWord::Pass),
    ("lưu", OrderWord::File),
    ("ký", OrderWord::Sign),
];

/// How near what is written comes to a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It is the phrase, each word with all of its accents or with none.
    Exact,
    /// It is the phrase with other accents.
    OtherAccents,
    /// It is one letter away, or written in one word.
    Misspelt,
}

/// A line that begins with a phrase, or nearly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'l> {
    pub(super) word: OrderWord,
    pub(super) likeness: Likeness,
    /// The phrase as it was written.
    pub(super) written: &'l str,
    /// What stands behind it.
    pub(super) rest: &'l str,
}

/// How a line goes on behind its phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail<'l> {
    /// It ends.
    End,
    /// A separator, and this.
    Said(&'l str),
    /// More words without a separator.
    More(&'l str),
}

/// Programs show bold and slanted letters so in plain text, directly around them. With a space behind, a star is a list's.
const DECORATION: [char; 2] = ['*', '_'];

/// Reads the beginning of a line.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    let line = line.trim_start().trim_start_matches(DECORATION);
    let exact = |wanted: Likeness| {
        PHRASES.iter().find_map(|(phrase, word)| {
            let count = phrase.split(' ').count();
            let (written, rest) = first_words(line, count)?;
            let likeness = compare(written, phrase)?;
            // Too many names are one letter away; and nobody is told to write what never acts.
            let meant = match word {
                OrderWord::Sign => likeness == Likeness::Exact,
                OrderWord::Pass | OrderWord::File => likeness != Likeness::Misspelt,
                _ => true,
            };
            (likeness == wanted && meant).then_some(Head { word: *word, likeness, written, rest })
        })
    };
    let joined = || {
        let spaced = |(phrase, word): &&(&str, OrderWord)| phrase.contains(' ') && *word != OrderWord::Sign;
        PHRASES.iter().filter(spaced).find_map(|(phrase, word)| {
            let (written, rest) = first_words(line, 1)?;
            let same = fold(written) == fold(phrase).replace(' ', "");
            same.then_some(Head { word: *word, likeness: Likeness::Misspelt, written, rest })
        })
    };
    exact(Likeness::Exact)
        .or_else(|| exact(Likeness::OtherAccents))
        .or_else(|| exact(Likeness::Misspelt))
        .or_else(joined)
}

/// The first so many words, which are letters only, and what stands behind them.
fn first_words(line: &str, count: usize) -> Option<(&str, &str)> {
    let mut end = 0_usize;
    for number in 0..count {
        let here = line.get(end..)?;
        let begin = here.len().saturating_sub(here.trim_start().len());
        if (begin == 0) != (number == 0) {
            return None;
        }
        let word = here.trim_start();
        let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        if length == 0 {
            return None;
        }
        end = end.saturating_add(begin).saturating_add(length);
    }
    let (words, rest) = line.split_at_checked(end)?;
    // A digit or a point within a word makes another word of it: giao1, duyet.chi.
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '/'))
        || rest.strip_prefix(['.', '-', '_']).is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
    (!goes_on).then_some((words, rest.trim_start_matches(DECORATION)))
}

fn compare(written: &str, phrase: &str) -> Option<Likeness> {
    let lower = written.to_lowercase();
    if lower.split_whitespace().zip(phrase.split(' ')).all(|(word, right)| is_same(word, right)) {
        return Some(Likeness::Exact);
    }
    let (folded, right) = (fold(&lower), fold(phrase));
    if folded == right {
        return Some(Likeness::OtherAccents);
    }
    let long = folded.len() >= 4 && right.len() >= 4;
    // Duyên is a name.
    (long && folded != "duyen" && is_one_away(&folded, &right)).then_some(Likeness::Misspelt)
}

/// Whether a word in small letters is the other one, with all its accents or with none.
pub(in crate::inbound) fn is_same(written: &str, right: &str) -> bool {
    written == right || (written.is_ascii() && written == fold(right))
}

/// Whether one letter more, less or other, or two in each other's place, make one of the other.
fn is_one_away(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    let swapped = || match (one, other) {
        ([first, second, rest @ ..], [third, fourth, others @ ..]) => {
            first == fourth && second == third && rest == others
        }
        _ => false,
    };
    let (less_one, less_other) = (one.get(1..), other.get(1..));
    // Two that are the same have nothing left on either side, and are not one away.
    (less_one.is_some() && (less_one == less_other || less_one == Some(other)))
        || (less_other.is_some() && less_other == Some(one))
        || swapped()
}

/// Reads how the line goes on.
pub(super) fn tail(rest: &str) -> Tail<'_> {
    let trimmed = rest.trim_start();
    if trimmed.trim_matches(|c: char| matches!(c, '.' | '!' | '…' | ',' | '*' | '_') || c.is_whitespace()).is_empty()
    {
        // "XONG," alone is a line that goes on on the next.
        return Tail::End;
    }
    let spaced = trimmed.len() < rest.len();
    let mut letters = trimmed.chars();
    let first = letters.next();
    let behind = letters.as_str();
    let apart = behind.is_empty() || behind.starts_with(char::is_whitespace);
    match first {
        Some(':' | '：' | '–' | '—') => Tail::Said(behind.trim()),
        Some('-') if spaced || apart => Tail::Said(behind.trim()),
        Some('.') if apart => Tail::Said(behind.trim()),
        _ => Tail::More(trimmed),
    }
}

/// Words that make another word of GIAO: traffic, transactions, a briefing, an exchange, delivery.
const COMPOUNDS: [&str; 12] =
    ["thông", "dịch", "ban", "lưu", "tiếp", "hàng", "nhận", "thừa", "diện", "ước", "hữu", "nộp"];

/// Whether GIAO and the word behind it are one word: both in small letters but for the first, or both in capitals. A name is written
/// with its own capital: `GIAO Thông`.
pub(super) fn is_compound(head: &Head<'_>) -> bool {
    let Some((next, _)) = first_words(head.rest.trim_start(), 1) else { return false };
    let lower = next.to_lowercase();
    let same_case = if is_shouted(head.written) { is_shouted(next) } else { next == lower };
    head.word == OrderWord::Assign
        && !head.written.contains(' ')
        && same_case
        && COMPOUNDS.iter().any(|word| is_same(&lower, word))
}

/// Whether a text is written in capitals where it could be.
pub(super) fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(OrderWord, Likeness)> {
        head(line).map(|head| (head.word, head.likeness))
    }

    #[test]
    fn every_form_is_known_by_its_example() {
        for word in OrderWord::ALL {
            let example = word.example(NaiveDate::from_ymd_opt(2027, 1, 5).unwrap());
            for line in [example.clone(), fold(&example), example.to_lowercase()] {
                assert_eq!(read(&line), Some((word, Likeness::Exact)), "{line}");
            }
            // A day that is past by the time that the mail is read is no example.
            let dated = matches!(word, OrderWord::Assign | OrderWord::AskExtension);
            assert_eq!(example.contains(" 05/01"), dated, "{example}");
        }
    }

    #[test]
    fn the_longer_phrase_is_meant() {
        assert_eq!(read("không duyệt: x").map(|r| r.0), Some(OrderWord::Reject));
        assert_eq!(read("Khong dong y gia han").map(|r| r.0), Some(OrderWord::RefuseExtension));
        assert_eq!(read("đồng ý gia hạn").map(|r| r.0), Some(OrderWord::GrantExtension));
        assert_eq!(read("*XONG*: x").map(|r| r.0), Some(OrderWord::Complete));
    }

    #[test]
    fn other_words_are_other_words() {
        for line in [
            "* Duyệt: x",
            "“Duyệt” - x",
            "\"Duyệt\"",
            "chưa duyệt",
            "giao2",
            "xongxuoi thoi",
            "duyet.chi",
            "Duyên: em",
            "Chào anh",
            "",
            "Gia đình: x",
            "5. xong",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(read("Nhân: em"), Some((OrderWord::Accept, Likeness::OtherAccents)));
        assert_eq!(read("DUYẾT"), Some((OrderWord::Approve, Likeness::OtherAccents)));
        for line in ["XONGG: a", "GIOA an: b", "trar lại: x", "TRALAI: x"] {
            assert_eq!(read(line).map(|r| r.1), Some(Likeness::Misspelt), "{line}");
        }
    }

    #[test]
    fn tails() {
        for (rest, expected) in [
            ("", Tail::End),
            (" .", Tail::End),
            ("!", Tail::End),
            (": a", Tail::Said("a")),
            (" ：a", Tail::Said("a")),
            (" - a", Tail::Said("a")),
            ("- a", Tail::Said("a")),
            (" – a", Tail::Said("a")),
            (". A", Tail::Said("A")),
            (":", Tail::Said("")),
            (" chưa?", Tail::More("chưa?")),
            (", em gửi", Tail::More(", em gửi")),
            ("?", Tail::More("?")),
        ] {
            assert_eq!(tail(rest), expected, "{rest}");
        }
    }
}
