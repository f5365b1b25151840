//! Lines of lists: outgoing documents, how far one has come to each of its recipients, and a register's.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        DepartmentId, DocumentId, PacketId, PersonId, ServiceAccountId,
        incoming::Urgency,
        organisation::Directory,
        outgoing::{CopyFacts, DeliveryState, LineState, OutgoingDocument, StateName},
    },
    outgoing::{DeliveryLine, Entries, EntryLine, Heading},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{RecipientView, RemarkedView};
use crate::views::{
    PersonRef,
    relations::{CopyView, LaterView},
    service::SystemRef,
};

/// An outgoing document's line in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingDocumentLine)]
pub struct OutgoingLineView {
    /// Which.
    pub id: DocumentId,
    /// Its version.
    pub version: i32,
    /// Where it stands.
    pub state: StateName,
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu.
    pub subject: String,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// The unit that drafts it.
    pub department: DepartmentId,
    /// Who drafts it.
    pub drafter: PersonRef,
    /// Năm.
    pub year: Option<i32>,
    /// Số.
    pub number: Option<i32>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

impl OutgoingLineView {
    /// A line.
    pub fn of(heading: &Heading, directory: &Directory) -> Self {
        Self {
            id: heading.id(),
            version: heading.version(),
            state: StateName::parse(&heading.state).unwrap_or(StateName::Draft),
            document_type: heading.type_code.clone(),
            subject: heading.subject.clone(),
            urgency: Urgency::parse(&heading.urgency).unwrap_or_default(),
            department: heading.department(),
            drafter: PersonRef::of(heading.drafter(), directory),
            year: heading.year,
            number: heading.number,
            notation: heading.notation.clone(),
            issued_on: heading.issued_on,
            created_at: heading.created_at(),
        }
    }
}

/// How far a document has come to one recipient.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingDelivery)]
pub struct OutgoingDeliveryView {
    /// To whom.
    pub recipient: RecipientView,
    /// How far.
    pub state: DeliveryState,
    /// Since when.
    pub at: Option<DateTime<Utc>>,
    /// Why it was refused, số vận đơn, or what else is known.
    pub remark: Option<String>,
    /// Số đến at the recipient, where it is another agency of the installation.
    pub arrival_number: Option<u32>,
    /// Its year.
    pub arrival_year: Option<i32>,
    /// To which address it went by mail.
    pub mailed_to: Option<String>,
    /// By which packet of the interchange it went (`getInterchangePacket`).
    pub packet: Option<PacketId>,
    /// By which gateway.
    pub gateway: Option<String>,
    /// Whether its receipt, or the answer, is not known in time.
    pub late: bool,
    /// Whether it lies unread in the agency itself, where nobody is there to be told.
    pub nobody_there: bool,
}

impl OutgoingDeliveryView {
    /// A line.
    pub fn of(line: &DeliveryLine, directory: &Directory) -> Self {
        Self {
            recipient: RecipientView::of(&line.recipient, directory),
            state: line.state,
            at: line.at,
            remark: line.remark.clone(),
            arrival_number: line.arrival.map(|(number, _)| number),
            arrival_year: line.arrival.map(|(_, year)| year),
            mailed_to: line.mailed_to.as_ref().map(|address| address.as_str().to_owned()),
            packet: line.packet.as_ref().map(|packet| packet.packet),
            gateway: line.packet.as_ref().map(|packet| packet.gateway.clone()),
            late: line.late,
            nobody_there: line.nobody_there,
        }
    }
}

/// A line of a register of outgoing documents, in the columns of Decree 30/2020, Appendix IV.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RegisterEntry)]
pub struct RegisterEntryView {
    /// Số.
    pub number: u32,
    /// How the line stands.
    pub state: LineState,
    /// Số, ký hiệu văn bản.
    pub written: Option<String>,
    /// Ngày tháng văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: Option<String>,
    /// Trích yếu nội dung.
    pub subject: Option<String>,
    /// Người ký.
    pub signer: Option<String>,
    /// Nơi nhận văn bản.
    pub recipients: Vec<String>,
    /// Đơn vị, người nhận bản lưu.
    pub kept_by: Option<String>,
    /// Số lượng bản.
    pub copies: Option<u32>,
    /// Ngày chuyển.
    pub dispatched_at: Option<DateTime<Utc>>,
    /// Ghi chú: why a number is reserved or struck out, what a copy is of, by what a document is replaced, amended or corrected.
    pub remark: Option<String>,
    /// The document.
    pub document: Option<DocumentId>,
    /// Of a copy: what it is of, and how it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<CopyView>,
    /// Why it was reserved, by whom and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<RemarkedView>,
    /// Why it is struck out, by whom and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voided: Option<RemarkedView>,
    /// Who wrote the line first, where it was a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// The system that did, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_system: Option<SystemRef>,
    /// When.
    pub at: DateTime<Utc>,
}

impl RegisterEntryView {
    /// All lines of a page.
    pub fn all(entries: &Entries) -> Vec<Self> {
        entries.lines.iter().map(|line| Self::of(line, &entries.snapshot.directory)).collect()
    }

    fn of(line: &EntryLine, directory: &Directory) -> Self {
        let document = line.document.as_ref();
        let written = document.and_then(|document| document.state().line());
        let content = document.map(OutgoingDocument::content);
        let system = ServiceAccountId(line.by);
        let system = directory.services.contains_key(&system).then_some(system);
        let unit = content.and_then(|content| directory.departments.get(&content.department));
        Self {
            number: line.number,
            state: line.state,
            written: written.map(office::domain::outgoing::Line::written),
            issued_on: written.map(|line| line.issued_on),
            document_type: content.map(|content| content.type_code.clone()),
            subject: content.map(|content| content.subject.to_string()),
            signer: document.and_then(|document| document.state().signature()).map(|signature| signature.name.clone()),
            recipients: content
                .map(|content| content.recipients.iter().map(|to| RecipientView::of(to, directory).name).collect())
                .unwrap_or_default(),
            kept_by: unit.map(|unit| unit.name.clone()),
            copies: content.map(office::domain::outgoing::Content::copies),
            dispatched_at: document.and_then(|document| document.state().dispatch()).map(|dispatch| dispatch.at),
            remark: remark(line),
            copy: content.and_then(|content| content.copy.as_ref()).map(CopyView::of),
            document: document.map(OutgoingDocument::id),
            reserved: line.reserved.as_ref().map(|why| RemarkedView::of(why, directory)),
            voided: line.voided.as_ref().map(|why| RemarkedView::of(why, directory)),
            by: system.is_none().then(|| PersonRef::of(PersonId(line.by), directory)),
            by_system: system.map(|id| SystemRef::of(id, directory)),
            at: line.at,
        }
    }
}

/// What the book remarks of a line (Appendix IV, Ghi chú).
fn remark(line: &EntryLine) -> Option<String> {
    let document = line.document.as_ref();
    let copy = document.and_then(|document| document.content().copy.as_ref()).map(CopyFacts::vietnamese);
    let later = document.into_iter().flat_map(OutgoingDocument::later).map(|later| LaterView::of(later).text);
    let why = match (&line.reserved, &line.voided) {
        (Some(reserved), Some(voided)) => Some(format!("{} – Hủy: {}", reserved.reason, voided.reason)),
        (one, other) => one.as_ref().or(other.as_ref()).map(|why| why.reason.to_string()),
    };
    let all: Vec<String> = why.into_iter().chain(copy).chain(later).collect();
    (!all.is_empty()).then(|| all.join("; "))
}
