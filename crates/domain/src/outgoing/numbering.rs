//! Numbers and notations (số, ký hiệu; Decree 30/2020, Art. 15 and Appendices I, III): one series a register and year, from 01 on 1
//! January in Vietnam, in the order of issue, only after the signature. A number that is reserved or struck out keeps its line.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Actor, Notation, Refusal, RegisterId, Rule, access, fold,
    organisation::{Directory, Scope},
    register::{Register, RegisterKind},
};

/// What a number depends on of a document's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeFacts {
    /// Tên loại.
    pub name: String,
    /// Its abbreviation in a notation; công văn and thư công have none (Appendix III).
    pub abbreviation: Option<String>,
    /// Whether it is normative (văn bản quy phạm pháp luật): it has a series of its own and carries the year.
    pub normative: bool,
}

/// The line of an outgoing document in its register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The register.
    pub register: RegisterId,
    /// Its name.
    pub register_name: String,
    /// Its year, in Vietnam.
    pub year: i32,
    /// Số.
    pub number: u32,
    /// Ký hiệu.
    pub notation: Notation,
    /// Ngày văn bản.
    pub issued_on: NaiveDate,
}

impl Line {
    /// Số, ký hiệu as they are written: `05/QĐ-UBND`.
    pub fn written(&self) -> String {
        written(self.number, self.notation.as_str())
    }
}

/// Số, ký hiệu as they are written: below ten with a leading 0.
pub fn written(number: u32, notation: &str) -> String {
    format!("{number:02}/{notation}")
}

/// How a line of the register stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RegisterLineState)]
pub enum LineState {
    /// A document has it.
    Taken,
    /// Kept free by hand, with a reason.
    Reserved,
    /// Struck out, with a reason.
    Voided,
}

impl LineState {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Reserved => "reserved",
            Self::Voided => "voided",
        }
    }

    /// Reads [`LineState::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Taken, Self::Reserved, Self::Voided].into_iter().find(|state| state.as_str() == text)
    }
}

/// The usual notation: `QĐ-UBND` of a type with an abbreviation, `UBND-VX` of one without (with the unit or field), `2026/QĐ-UBND` of a
/// normative one, as its number carries the year.
pub fn notation(of: &TypeFacts, issued_on: NaiveDate, agency: &str, unit: Option<&str>) -> String {
    match (&of.abbreviation, unit) {
        (Some(abbreviation), _) if of.normative => format!("{}/{abbreviation}-{agency}", issued_on.year()),
        (Some(abbreviation), _) => format!("{abbreviation}-{agency}"),
        (None, Some(unit)) => format!("{agency}-{unit}"),
        (None, None) => agency.to_owned(),
    }
}

/// How an agency of this name is abbreviated in a notation, where the office has set nothing else: `UBND` of a people's committee, `HĐND` of
/// a people's council, else the first letters of its name.
pub fn abbreviated(agency: &str) -> String {
    let folded = fold(agency);
    if folded.starts_with("uy ban nhan dan") {
        return "UBND".to_owned();
    }
    if folded.starts_with("hoi dong nhan dan") {
        return "HĐND".to_owned();
    }
    agency.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).take(8).collect()
}

/// The types whose numbers stand beside those of these: with the same abbreviation, or none, the same number would be the same số, ký hiệu
/// in whichever register.
pub fn numbered_beside(codes: &BTreeSet<String>, types: &BTreeMap<String, TypeFacts>) -> BTreeSet<String> {
    let of_these = |facts: &TypeFacts| {
        codes
            .iter()
            .filter_map(|code| types.get(code))
            .any(|one| one.abbreviation == facts.abbreviation && one.normative == facts.normative)
    };
    let beside = types.iter().filter(|(_, facts)| of_these(facts)).map(|(code, _)| code.clone());
    codes.iter().cloned().chain(beside).collect()
}

/// Whether a notation is of the form that the Decree has: groups of letters and digits joined by `-` and `/`, no spaces.
pub fn is_well_formed(notation: &str) -> bool {
    let group = |part: &str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
    notation.split(['-', '/']).all(group)
}

/// Whether an asked notation holds a number, as in `45/UBND-VX`: numbers are given by the registry. That of a normative document begins with
/// its year.
pub fn carries_number(notation: &str, normative: bool) -> bool {
    let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let year = |part: &str| normative && part.len() == 4 && (part.starts_with('1') || part.starts_with('2'));
    let first = notation.split(['-', '/']).next().map(str::trim).filter(digits);
    first.is_some_and(|first| !year(first))
}

/// Whether a line can be struck out by hand: one that was reserved; that of a document by a command on it (Art. 15).
///
/// # Errors
/// The rule that says no.
pub fn void(state: LineState, of_document: bool) -> Result<(), Refusal> {
    match state {
        _ if of_document => Err(Refusal::new(Rule::NumberHasDocument)),
        LineState::Voided => Err(Refusal::new(Rule::NumberVoided)),
        LineState::Reserved | LineState::Taken => Ok(()),
    }
}

/// Whether this actor may reserve a number by hand in this register.
///
/// # Errors
/// The rule that says no.
pub fn reserve(actor: Actor, register: &Register, directory: &Directory) -> Result<(), Refusal> {
    access::works_as_registry(actor, Scope::DocumentsIssue, directory)?;
    if register.kind == RegisterKind::Incoming || !register.open {
        return Err(Refusal::new(Rule::NoNumberHere).at("/register").with("register", &register.name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(abbreviation: Option<&str>, normative: bool) -> TypeFacts {
        TypeFacts { name: "…".to_owned(), abbreviation: abbreviation.map(str::to_owned), normative }
    }

    #[test]
    fn numbers_and_notations_are_written_as_the_decree_has_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        assert_eq!(written(15, &notation(&of(Some("QĐ"), false), day, "UBND", Some("VX"))), "15/QĐ-UBND");
        assert_eq!(written(8, &notation(&of(Some("BC"), false), day, "UBND", None)), "08/BC-UBND");
        assert_eq!(written(123, &notation(&of(None, false), day, "UBND", Some("VX"))), "123/UBND-VX");
        assert_eq!(written(15, &notation(&of(Some("QĐ"), true), day, "UBND", None)), "15/2026/QĐ-UBND");
    }

    #[test]
    fn agencies_are_abbreviated() {
        assert_eq!(abbreviated("Ủy ban nhân dân phường Bình Minh"), "UBND");
        assert_eq!(abbreviated("Hội đồng nhân dân phường Bình Minh"), "HĐND");
        assert_eq!(abbreviated("Sở Nội vụ"), "SNV");
    }

    #[test]
    fn a_number_is_no_part_of_a_notation() {
        for with in ["45/CV-UBND", "01/QĐ-UBND", "7-UBND", "2026/TB-UBND", " 45 /UBND"] {
            assert!(carries_number(with, false), "{with}");
        }
        for without in ["UBND-VX", "2A/UBND", "UBND-45", ""] {
            assert!(!carries_number(without, false), "{without}");
        }
        assert!(!carries_number("2026/QĐ-UBND", true), "the year of a normative one");
        assert!(carries_number("15/2026/QĐ-UBND", true));
    }

    #[test]
    fn a_notation_has_groups_and_no_spaces() {
        for good in ["QĐ-UBND", "UBND-VX", "2026/QĐ-UBND", "TTr-PKTHTĐT"] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "QĐ - UBND", "QĐ-", "/UBND", "QĐ--UBND", "QĐ_UBND"] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }
}
