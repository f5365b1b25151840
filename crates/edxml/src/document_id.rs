//! Identifiers of documents (mã định danh văn bản).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{date, organ::OrganId, text};

/// The identifier of a document (`DocumentId`, mã định danh văn bản): `H22.11,2026/11/20,125/SVD-VP`, which is the issuing body, the date
/// of issue, and the number and notation.
///
/// It names the document, not one sending of it: updates, recalls and statuses of a document carry the same. Some systems put something
/// else there, such as a UUID, so it is kept and compared as one text, in the composed form (NFC); capitals count. [`DocumentId::parts`]
/// takes apart what can be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentId(String);

/// No identifier: an empty text, or the word `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an identifier of a document is missing")]
pub struct NoDocumentId;

/// What an identifier of the canonical form is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentIdParts<'a> {
    /// The issuing body, as it is written there.
    pub organ: &'a str,
    /// The date of issue as it is written there; [`DocumentIdParts::day`] reads it.
    pub date: &'a str,
    /// The number (số), before the first stroke.
    pub number: &'a str,
    /// The notation (ký hiệu), behind the first stroke.
    pub notation: &'a str,
}

impl DocumentIdParts<'_> {
    /// The date of issue; none where there is no such day.
    pub fn day(&self) -> Option<NaiveDate> {
        date::day(self.date).map(|read| read.value)
    }
}

impl DocumentId {
    /// An identifier as it is written, composed and without blanks around it.
    ///
    /// # Errors
    /// It is empty, or the word `null`.
    pub fn new(text: &str) -> Result<Self, NoDocumentId> {
        text::tidy(text).map(Self).ok_or(NoDocumentId)
    }

    /// The canonical form, of the issuing body, the date of issue, the number and the notation.
    pub fn build(organ: &OrganId, issued: NaiveDate, number: &str, notation: &str) -> Self {
        let (number, notation) = (number.trim(), notation.trim());
        Self(text::composed(&format!("{organ},{},{number}/{notation}", date::written_day(issued))))
    }

    /// Takes it apart at its first two commas and the first stroke behind them; none where it has another form. The parts are not held
    /// against anything: the day may be one that there is not.
    pub fn parts(&self) -> Option<DocumentIdParts<'_>> {
        let (organ, rest) = self.0.split_once(',')?;
        let (date, code) = rest.split_once(',')?;
        let (number, notation) = code.split_once('/')?;
        Some(DocumentIdParts {
            organ: organ.trim(),
            date: date.trim(),
            number: number.trim(),
            notation: notation.trim(),
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DocumentId {
    type Error = NoDocumentId;

    fn try_from(text: String) -> Result<Self, NoDocumentId> {
        Self::new(&text)
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> DocumentId {
        DocumentId::new(text).unwrap()
    }

    #[test]
    fn built_and_taken_apart() {
        let organ = OrganId::new("000.00.00.G22").unwrap();
        let day = NaiveDate::from_ymd_opt(2015, 9, 30).unwrap();
        let built = DocumentId::build(&organ, day, "7816", "VPCP-TT\u{110}T");
        assert_eq!(built.as_str(), "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT");
        let parts = built.parts().unwrap();
        assert_eq!((parts.organ, parts.number, parts.notation), ("000.00.00.G22", "7816", "VPCP-TTĐT"));
        assert_eq!(parts.day(), Some(day));
    }

    #[test]
    fn a_notation_may_hold_strokes_and_commas() {
        let parsed = id("H22.11,2026/11/20,5/A/B,C");
        assert_eq!(parsed.parts().unwrap().notation, "A/B,C");
    }

    #[test]
    fn what_is_no_day_is_kept() {
        let parsed = id("000.00.00.G22,2014/02/30,7806/VPCP-TTĐT");
        assert_eq!(parsed.parts().unwrap().day(), None);
        assert_eq!(id("b6e1f29d-cdc9-4fa7-8391-442e8566f14e").parts(), None);
    }

    #[test]
    fn compared_after_composing_and_with_capitals() {
        assert_eq!(id("H1,2026/01/02,1/U\u{31b}"), id("H1,2026/01/02,1/Ư"));
        assert_ne!(id("H1,2026/01/02,1/ub"), id("H1,2026/01/02,1/UB"));
        assert!(DocumentId::new(" null ").is_err());
    }
}
