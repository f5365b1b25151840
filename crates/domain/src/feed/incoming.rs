//! Events about incoming documents: how far each has come. Nothing of what it says is among them: whoever may read it does so by its id.
//! Nobody is told of a secret line.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    EventData, EventKind, NewEvent,
    actor::{FeedActor, actor, unit_of_person},
};
use crate::{
    DocumentId,
    assignment::{Assignment, Holder},
    incoming::{Event, Happening, IncomingDocument, StateName},
    organisation::Directory,
};

/// What an event has changed of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncomingChange {
    /// Its state.
    State,
    /// Who has it in hand.
    Holder,
    /// Until when.
    Due,
    /// What stands in the register about it.
    Facts,
}

/// The line in the register of incoming documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FeedEntry)]
pub struct FeedEntry {
    /// Số đến.
    pub number: u32,
    /// Its year.
    pub year: i32,
    /// Ngày đến.
    pub at: DateTime<Utc>,
}

/// How an incoming document stood after an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = IncomingDocumentEvent)]
pub struct IncomingStanding {
    /// Which.
    pub incoming_document: DocumentId,
    /// The place in its history. The highest is the newest; one that is known is a repeat.
    pub version: u32,
    /// What the event has changed.
    pub changed: BTreeSet<IncomingChange>,
    /// Its state.
    pub state: StateName,
    /// As an office says it.
    pub state_name: String,
    /// Its line, once it is entered.
    pub entry: Option<FeedEntry>,
    /// Số that its author gave it.
    pub number: Option<String>,
    /// Ký hiệu that its author gave it.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Mã định danh of its author.
    pub author_code: Option<String>,
    /// The unit that has it in hand.
    pub unit: Option<String>,
    /// Until when that is to be done.
    pub due: Option<DateTime<Utc>>,
    /// Who acted.
    pub by: FeedActor,
}

const fn kind_of_state(state: StateName) -> EventKind {
    match state {
        StateName::Received => EventKind::IncomingReceived,
        StateName::Registered => EventKind::IncomingRegistered,
        StateName::Presented => EventKind::IncomingPresented,
        StateName::Directed => EventKind::IncomingDirected,
        StateName::InProgress => EventKind::IncomingInProgress,
        StateName::AwaitingApproval => EventKind::IncomingAwaitingApproval,
        StateName::Completed => EventKind::IncomingCompleted,
        StateName::Filed => EventKind::IncomingFiled,
        StateName::Refused => EventKind::IncomingRefused,
        StateName::Returned => EventKind::IncomingReturned,
        StateName::Voided => EventKind::IncomingVoided,
        StateName::Recalled => EventKind::IncomingRecalled,
    }
}

/// Until when the document as a whole is to be done: the deadline of its unit, or of the registry's next step.
fn due_of(document: &IncomingDocument) -> Option<DateTime<Utc>> {
    let state = document.state();
    let unit = state.chain().and_then(|(root, _)| document.assignment(root)).and_then(Assignment::due);
    unit.or_else(|| state.step_deadline().map(|deadline| deadline.due))
}

fn changed(before: Option<&IncomingDocument>, after: &IncomingDocument) -> BTreeSet<IncomingChange> {
    let changes = [
        (IncomingChange::State, before.map(|one| one.state().name()) != Some(after.state().name())),
        (IncomingChange::Holder, before.and_then(IncomingDocument::primary_holder) != after.primary_holder()),
        (IncomingChange::Due, before.and_then(due_of) != due_of(after)),
        (IncomingChange::Facts, before.is_none_or(|before| before.facts() != after.facts())),
    ];
    changes.into_iter().filter_map(|(change, is)| is.then_some(change)).collect()
}

fn unit(holder: Holder, directory: &Directory) -> String {
    match holder {
        Holder::Department(id) => {
            directory.departments.get(&id).map_or_else(|| directory.agency_name.clone(), |unit| unit.name.clone())
        }
        Holder::Person(id) => unit_of_person(id, directory),
    }
}

/// What others are told of this happening; nothing where it is the office's own business, or the line is a secret one.
pub fn of_incoming(
    before: Option<&IncomingDocument>,
    after: &IncomingDocument,
    happening: &Happening,
    directory: &Directory,
) -> Option<NewEvent> {
    let (facts, state) = (after.facts(), after.state());
    if facts.is_secret() {
        return None;
    }
    let changed = changed(before, after);
    let kind = if changed.contains(&IncomingChange::State) || matches!(happening.event, Event::Reopened { .. }) {
        kind_of_state(state.name())
    } else if changed.contains(&IncomingChange::Holder) {
        EventKind::IncomingMoved
    } else if changed.contains(&IncomingChange::Due) {
        EventKind::IncomingDueChanged
    } else if changed.contains(&IncomingChange::Facts) {
        EventKind::IncomingCorrected
    } else {
        return None;
    };
    let standing = IncomingStanding {
        incoming_document: after.id(),
        version: after.version(),
        changed,
        state: state.name(),
        state_name: state.name().vietnamese().to_owned(),
        entry: state.entry().map(|entry| FeedEntry { number: entry.number, year: entry.year, at: entry.at }),
        number: facts.number.as_ref().map(ToString::to_string),
        notation: facts.notation.as_ref().map(ToString::to_string),
        issued_on: facts.issued_on,
        author_code: facts.author_code.as_ref().map(ToString::to_string),
        unit: after.primary_holder().map(|holder| unit(holder, directory)),
        due: due_of(after),
        by: actor(happening.by, directory),
    };
    Some(NewEvent {
        kind,
        subject: after.id(),
        version: after.version(),
        at: happening.at,
        handed_in_by: after.received_through(),
        data: EventData::IncomingDocument(Box::new(standing)),
    })
}
