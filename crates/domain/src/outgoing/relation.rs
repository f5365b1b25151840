//! What an outgoing document does to one that has gone out (Decree 30/2020, Art. 18(3)): a fault of content is mended by a document of equal
//! form, which replaces it or amends it; a fault of form or procedure by an official letter, which corrects it (công văn đính chính).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{document::OutgoingDocument, numbering, state::State};
use crate::{DocumentId, Label, Notation, Refusal, Rule};

/// How many documents one document replaces, amends or corrects at the most.
pub const MOST_RELATIONS: usize = 20;

/// The type whose documents correct others: công văn.
const LETTER: &str = "cong_van";

/// What a document does to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Thay thế.
    Replaces,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Đính chính.
    Corrects,
}

impl RelationKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Replaces, Self::Amends, Self::Corrects];

    /// As an office says it of the later document.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Replaces => "thay thế",
            Self::Amends => "sửa đổi, bổ sung",
            Self::Corrects => "đính chính",
        }
    }

    /// As the register says it of the earlier document, before the number of the later (Appendix IV, Ghi chú).
    pub const fn vietnamese_by(self) -> &'static str {
        match self {
            Self::Replaces => "Thay thế bởi",
            Self::Amends => "Sửa đổi, bổ sung bởi",
            Self::Corrects => "Đính chính bởi",
        }
    }
}

/// What a draft asks for: an outgoing document of the agency that it replaces, amends or corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutgoingRelationFields)]
pub struct RelationFields {
    /// What it does to it.
    pub kind: RelationKind,
    /// Which: an outgoing document that has been dispatched.
    pub document: DocumentId,
}

/// An outgoing document that another replaces, amends or corrects, as it stands in the content of the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// What is done to it.
    pub kind: RelationKind,
    /// Which.
    pub document: DocumentId,
    /// Its number.
    pub number: u32,
    /// Its notation.
    pub notation: Notation,
    /// Its date.
    pub issued_on: NaiveDate,
}

impl Relation {
    /// Số, ký hiệu of the earlier document as they are written.
    pub fn written(&self) -> String {
        numbering::written(self.number, self.notation.as_str())
    }
}

/// A later document, as the one that it replaces, amends or corrects knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LaterOutgoingDocument)]
pub struct Later {
    /// Which.
    pub document: DocumentId,
    /// Số, ký hiệu as they are written.
    pub written: Label,
    /// Ngày văn bản.
    pub issued_on: NaiveDate,
}

/// What became of a relation at the document that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationOutcome {
    /// What was to be done to it.
    pub kind: RelationKind,
    /// Which.
    pub document: DocumentId,
    /// Why it was not noted there; nothing where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Rule>,
}

/// The relation that a document of this type comes to have to another.
///
/// # Errors
/// The rule that says no: it can be replaced, amended or corrected by a document of the right form alone, once it has gone out, and not
/// once it has been replaced.
pub fn relation(
    kind: RelationKind,
    (type_code, own): (&str, Option<DocumentId>),
    earlier: &OutgoingDocument,
) -> Result<Relation, Refusal> {
    if own == Some(earlier.id()) {
        return Err(Refusal::new(Rule::RelationToItself));
    }
    let Some(line) = earlier.state().line() else { return Err(Refusal::new(Rule::RelationNotDispatched)) };
    let no = |rule| Err(Refusal::new(rule).with("written", line.written()));
    match earlier.state() {
        State::Dispatched { .. } | State::Filed { .. } => {}
        State::Recalled { .. } if kind == RelationKind::Replaces => {}
        State::Recalled { .. } => return no(Rule::RelationRecalled),
        State::Replaced { .. } => return no(Rule::RelationReplaced),
        _ => return no(Rule::RelationNotDispatched),
    }
    match kind {
        RelationKind::Replaces | RelationKind::Amends if type_code != earlier.content().type_code => {
            no(Rule::RelationType)
        }
        RelationKind::Corrects if type_code != LETTER => no(Rule::CorrectionIsLetter),
        _ => Ok(Relation {
            kind,
            document: earlier.id(),
            number: line.number,
            notation: line.notation.clone(),
            issued_on: line.issued_on,
        }),
    }
}
