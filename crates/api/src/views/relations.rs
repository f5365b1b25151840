//! What a document replaces, amends or corrects, by what that is done to it, what answers it and what it answers, and its copies.

use chrono::NaiveDate;
use office::{
    domain::{
        CodeNumber, DocumentId, Notation,
        incoming::{IncomingDocument, Relation as IncomingRelation},
        outgoing::{
            CopyFacts, CopyForm, CopyKind, CopyMedium, Later, Line, OutgoingDocument, Relation, RelationKind,
            StateName, copy::Direction,
        },
        written_day,
    },
    outgoing::CopyLine,
};
use serde::Serialize;
use utoipa::ToSchema;

/// An earlier document that one replaces, amends or corrects.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = EarlierDocument)]
pub struct EarlierView {
    /// What it does to it.
    pub kind: RelationKind,
    /// The same in Vietnamese, with the number: “Thay thế văn bản số 05/QĐ-UBND ngày 29/11/2026”.
    pub text: String,
    /// Số, ký hiệu of the earlier one, as they are written.
    pub written: String,
    /// Its date.
    pub issued_on: Option<NaiveDate>,
    /// The earlier one itself, where it is here and the reader may open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

fn in_words(kind: RelationKind, written: &str, day: Option<NaiveDate>) -> String {
    let verb = match kind {
        RelationKind::Replaces => "Thay thế",
        RelationKind::Amends => "Sửa đổi, bổ sung",
        RelationKind::Corrects => "Đính chính",
    };
    let day = day.map(|day| format!(" ngày {}", written_day(day))).unwrap_or_default();
    format!("{verb} văn bản số {written}{day}")
}

impl EarlierView {
    /// One of an outgoing document.
    pub fn of(relation: &Relation) -> Self {
        let written = relation.written();
        Self {
            kind: relation.kind,
            text: in_words(relation.kind, &written, Some(relation.issued_on)),
            issued_on: Some(relation.issued_on),
            document: Some(relation.document),
            written,
        }
    }

    /// One of an incoming document, which may have come here, too.
    pub fn of_incoming(relation: &IncomingRelation, document: Option<DocumentId>) -> Self {
        let (number, notation): (&CodeNumber, &Notation) = (&relation.number, &relation.notation);
        let written = format!("{number}/{notation}");
        Self {
            kind: relation.kind,
            text: in_words(relation.kind, &written, relation.issued_on),
            issued_on: relation.issued_on,
            document,
            written,
        }
    }
}

/// A later document that replaces, amends or corrects one.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LaterDocument)]
pub struct LaterView {
    /// What it does.
    pub kind: RelationKind,
    /// The same in Vietnamese, with the number, as the register remarks it: “Thay thế bởi 05/QĐ-UBND ngày 29/11/2026”.
    pub text: String,
    /// Which.
    pub document: DocumentId,
    /// Số, ký hiệu as they are written.
    pub written: String,
    /// Its date.
    pub issued_on: NaiveDate,
}

impl LaterView {
    /// A later document.
    pub fn of((kind, later): (RelationKind, &Later)) -> Self {
        Self {
            kind,
            text: format!("{} {} ngày {}", kind.vietnamese_by(), later.written, written_day(later.issued_on)),
            document: later.document,
            written: later.written.to_string(),
            issued_on: later.issued_on,
        }
    }
}

/// A received document by which its sender has replaced an earlier one that is here.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReplacingDocument)]
pub struct ReplacingView {
    /// What it does.
    pub kind: RelationKind,
    /// The same in Vietnamese, with the number: “Thay thế bởi 05/QĐ-UBND ngày 29/11/2026”.
    pub text: String,
    /// Which.
    pub document: DocumentId,
    /// Số, ký hiệu as they are written.
    pub written: Option<String>,
    /// Its date.
    pub issued_on: Option<NaiveDate>,
}

impl ReplacingView {
    /// A later document.
    pub fn of(later: &IncomingDocument) -> Self {
        let (kind, facts) = (RelationKind::Replaces, later.facts());
        let written = facts.number_and_notation();
        let day = facts.issued_on.map(|day| format!(" ngày {}", written_day(day))).unwrap_or_default();
        let text = format!("{} {}{day}", kind.vietnamese_by(), written.as_deref().unwrap_or("văn bản không số"));
        Self { kind, text, document: later.id(), written, issued_on: facts.issued_on }
    }
}

/// A document that answers another, or is answered by it, where the answer came by the interchange.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AnswerLink)]
pub struct AnswerLinkView {
    /// In Vietnamese, with the number: “Trả lời văn bản số 05/UBND-VP ngày 29/11/2026”, “Được trả lời bằng văn bản số …”.
    pub text: String,
    /// The other document.
    pub document: DocumentId,
    /// Its số, ký hiệu as they are written.
    pub written: Option<String>,
    /// Its date.
    pub issued_on: Option<NaiveDate>,
}

impl AnswerLinkView {
    fn of(verb: &str, document: DocumentId, written: Option<String>, issued_on: Option<NaiveDate>) -> Self {
        let number = written.as_deref().map_or_else(|| "không số".to_owned(), |written| format!("số {written}"));
        let day = issued_on.map(|day| format!(" ngày {}", written_day(day))).unwrap_or_default();
        Self { text: format!("{verb} văn bản {number}{day}"), document, written, issued_on }
    }

    /// What a received document answers.
    pub fn to(answered: &OutgoingDocument) -> Self {
        let line = answered.state().line();
        let (written, day) = (line.map(Line::written), line.map(|line| line.issued_on));
        Self::of("Trả lời", answered.id(), written, day)
    }

    /// What has come in answer.
    pub fn by(answer: &IncomingDocument) -> Self {
        let facts = answer.facts();
        Self::of("Được trả lời bằng", answer.id(), facts.number_and_notation(), facts.issued_on)
    }
}

/// What a copy is of, and how it is made.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CopyShown)]
pub struct CopyView {
    /// In which form.
    pub form: CopyForm,
    /// The same in Vietnamese, with what it is of.
    pub text: String,
    /// On what the original stands.
    pub from: CopyMedium,
    /// On what the copy stands.
    pub to: CopyMedium,
    /// What is copied.
    pub of: OriginalView,
    /// Of an excerpt: which part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// Of a sao lục: số, ký hiệu of the sao y before it, where that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<String>,
}

/// What is copied.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CopiedDocument)]
pub struct OriginalView {
    /// Which.
    pub document: DocumentId,
    /// Whether it came in or went out.
    pub direction: Direction,
    /// Tác giả.
    pub author: String,
    /// Số, ký hiệu.
    pub written: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
}

impl CopyView {
    /// What a copy is of.
    pub fn of(copy: &CopyFacts) -> Self {
        let (excerpt, copied_from) = match &copy.kind {
            CopyKind::SaoY => (None, None),
            CopyKind::SaoLuc { copied_from } => (None, copied_from.as_ref().map(ToString::to_string)),
            CopyKind::TrichSao { excerpt } => (Some(excerpt.to_string()), None),
        };
        Self {
            form: copy.kind.form(),
            text: copy.vietnamese(),
            from: copy.from,
            to: copy.to,
            of: OriginalView {
                document: copy.of.document,
                direction: copy.of.direction,
                author: copy.of.author.clone(),
                written: copy.of.written.clone(),
                issued_on: copy.of.issued_on,
            },
            excerpt,
            copied_from,
        }
    }
}

/// One copy of a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CopyLine)]
pub struct CopyLineView {
    /// Which.
    pub document: DocumentId,
    /// In which form.
    pub form: CopyForm,
    /// Where it stands.
    pub state: StateName,
    /// Số, ký hiệu as they are written, once it has them.
    pub written: Option<String>,
    /// Ngày.
    pub issued_on: Option<NaiveDate>,
}

impl From<&CopyLine> for CopyLineView {
    fn from(line: &CopyLine) -> Self {
        Self {
            document: line.document,
            form: line.form,
            state: line.state,
            written: line.written.clone(),
            issued_on: line.issued_on,
        }
    }
}
