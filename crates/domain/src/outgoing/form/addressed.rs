//! To whom a document speaks (Decree 30/2020, Appendix I, II.9): the words `Kính gửi` with those who are to deal with it stand on a letter, on
//! a submission and on a report to whoever is above; every other type says below its text alone who receives it.

use super::super::{content::Content, recipient::Purpose};

/// Công văn.
const LETTER: &str = "cong_van";
/// Tờ trình.
const SUBMISSION: &str = "to_trinh";
/// Báo cáo.
const REPORT: &str = "bao_cao";
/// Thư công.
const CORRESPONDENCE: &str = "thu_cong";

/// The line below `Nơi nhận` for all who stand in `Kính gửi` already.
pub(super) const AS_ABOVE: &str = "- Như trên;";

/// Whether `Kính gửi` stands on it. A report has it where it is made to somebody; else it is a report of its own accord.
pub fn is_addressed(content: &Content) -> bool {
    match content.type_code.as_str() {
        LETTER | SUBMISSION => true,
        REPORT => content.recipients.iter().any(|to| to.purpose == Purpose::ToReport),
        _ => false,
    }
}

/// Whether it stands in `Kính gửi` who gets it for this: to deal with it, and not only to know of it.
pub(super) fn stands_above(purpose: Purpose) -> bool {
    purpose != Purpose::ToKnow
}

/// What stands behind `Kính gửi:`. One name stands on that very line; several stand below, each on a line of its own with a dash, and end with
/// semicolons, the last with a full stop.
pub(super) fn lines(names: Vec<String>) -> Vec<String> {
    if names.len() < 2 {
        return names;
    }
    let last = names.len() - 1;
    let line = |(at, name): (usize, String)| format!("- {name}{}", if at == last { "." } else { ";" });
    names.into_iter().enumerate().map(line).collect()
}

/// How a document of a type says what it is and what it is about (Appendix I, II.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// The type in capitals, the subject below it.
    Named,
    /// `V/v` and the subject below the number: a letter (công văn).
    Letter,
    /// As its writer likes: official correspondence (thư công) has neither.
    Free,
}

/// By its type alone: what has no abbreviation is no letter for that, such as a law.
pub fn heading(type_code: &str) -> Heading {
    match type_code {
        LETTER => Heading::Letter,
        CORRESPONDENCE => Heading::Free,
        _ => Heading::Named,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stands_on_the_line_itself_and_several_below_it() {
        let names = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(lines(names(&[])), names(&[]));
        assert_eq!(lines(names(&["Sở C"])), names(&["Sở C"]));
        assert_eq!(lines(names(&["Sở C", "Phòng D"])), names(&["- Sở C;", "- Phòng D."]));
        assert_eq!(lines(names(&["Sở C", "Phòng D", "Phòng E"])), names(&["- Sở C;", "- Phòng D;", "- Phòng E."]));
    }

    #[test]
    fn a_letter_is_one_by_its_code_and_not_because_it_has_no_abbreviation() {
        let without: Vec<_> =
            crate::catalogue::DOCUMENT_TYPES.iter().filter(|one| one.abbreviation.is_none()).collect();
        let letters: Vec<_> =
            without.iter().filter(|one| heading(one.code) == Heading::Letter).map(|one| one.code).collect();
        assert_eq!(letters, ["cong_van"]);
        assert_eq!(heading("thu_cong"), Heading::Free);
        assert_eq!((heading("luat"), heading("to_trinh")), (Heading::Named, Heading::Named));
    }
}
