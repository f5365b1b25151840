//! Events about outgoing documents, from their number on: what is drafted is the office's own business. Nothing of what a document says is
//! among them, and of its recipients only whoever is an office.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    EventData, EventKind, NewEvent,
    actor::{FeedActor, actor},
};
use crate::{
    CounterpartId, DocumentId, RecipientId,
    organisation::Directory,
    outgoing::{DeliveryState, Destination, Event, Happening, OutgoingDocument, StateName},
};

/// How far a document has come to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FeedDelivery)]
pub struct FeedDelivery {
    /// Which recipient.
    pub recipient: RecipientId,
    /// Mã định danh, where it is another agency of the installation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Which of the office's counterparts, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<CounterpartId>,
    /// How far.
    pub state: DeliveryState,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// How an outgoing document stood after an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = OutgoingDocumentEvent)]
pub struct OutgoingStanding {
    /// Which.
    pub outgoing_document: DocumentId,
    /// The place in its history. The highest is the newest; one that is known is a repeat.
    pub version: u32,
    /// Its state.
    pub state: StateName,
    /// As an office says it.
    pub state_name: String,
    /// Số, ký hiệu.
    pub written: String,
    /// Ngày văn bản.
    pub issued_on: NaiveDate,
    /// Tên loại, by code.
    pub document_type: String,
    /// The recipient of whom the event tells, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<FeedDelivery>,
    /// Who acted.
    pub by: FeedActor,
}

fn delivery(document: &OutgoingDocument, event: &Event) -> Option<FeedDelivery> {
    let (Event::DeliveryNoted { recipient, .. } | Event::Acknowledged { recipient, .. }) = event else { return None };
    let noted = document.noted().get(recipient)?;
    let (agency, counterpart) = match &document.recipient(*recipient)?.destination {
        Destination::Agency { code, .. } => (Some(code.to_string()), None),
        Destination::Counterpart { counterpart, .. } => (None, Some(*counterpart)),
        Destination::Inside { .. } | Destination::Post { .. } => (None, None),
    };
    Some(FeedDelivery { recipient: *recipient, agency, counterpart, state: noted.state, at: noted.at })
}

fn kind_of(before: Option<&OutgoingDocument>, after: &OutgoingDocument, event: &Event) -> Option<EventKind> {
    let state = after.state().name();
    if before.map(|one| one.state().name()) == Some(state) {
        return Some(match event {
            Event::DeliveryNoted { .. } | Event::Acknowledged { .. } => EventKind::OutgoingDelivery,
            Event::Amended { .. } => EventKind::OutgoingAmended,
            Event::Corrected { .. } => EventKind::OutgoingCorrected,
            _ => return None,
        });
    }
    Some(match state {
        StateName::Issued => EventKind::OutgoingIssued,
        StateName::Sealed => EventKind::OutgoingSealed,
        StateName::Dispatched => EventKind::OutgoingDispatched,
        StateName::Filed => EventKind::OutgoingFiled,
        StateName::Voided => EventKind::OutgoingVoided,
        StateName::Recalled => EventKind::OutgoingRecalled,
        StateName::Replaced => EventKind::OutgoingReplaced,
        StateName::Draft
        | StateName::UnitReview
        | StateName::FormCheck
        | StateName::AwaitingSignature
        | StateName::Signed
        | StateName::Cancelled => return None,
    })
}

/// What others are told of this happening; nothing where it is the office's own business.
pub fn of_outgoing(
    before: Option<&OutgoingDocument>,
    after: &OutgoingDocument,
    happening: &Happening,
    directory: &Directory,
) -> Option<NewEvent> {
    let line = after.state().line()?;
    let kind = kind_of(before, after, &happening.event)?;
    let standing = OutgoingStanding {
        outgoing_document: after.id(),
        version: after.version(),
        state: after.state().name(),
        state_name: after.state().name().vietnamese().to_owned(),
        written: line.written(),
        issued_on: line.issued_on,
        document_type: after.content().type_code.clone(),
        delivery: delivery(after, &happening.event),
        by: actor(happening.by, directory),
    };
    Some(NewEvent {
        kind,
        subject: after.id(),
        version: after.version(),
        at: happening.at,
        handed_in_by: None,
        data: EventData::OutgoingDocument(Box::new(standing)),
    })
}
