//! Whose receipt, or whose answer, is awaited for too long (Decree 30/2020, Art. 4(2)(d), 18): until when each recipient is waited for, and who
//! is told once that has passed. The post is waited for until it has the document: it reports nothing by itself.
//!
//! As of incoming documents ([`crate::reminder`]) each is told once, while people work, and of what is urgent at once. Of all who are late
//! one letter tells registry and drafter; whoever is late in the installation is reminded, too: the recipients in the agency itself here, the
//! registry of another agency by whoever knows it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use crate::{
    AssignmentId, PersonId, RecipientId, UtcTime, access,
    assignment::Holder,
    calendar::CalendarFault,
    incoming::Urgency,
    midnight_in_vietnam,
    notice::{self, Notice, NoticeKind},
    organisation::{Directory, OfficeCalendar, OutgoingSettings},
    reminder::{GRACE, Stage, Told},
    work::Desk,
};

use super::{
    document::OutgoingDocument,
    recipient::{DeliveryState, Destination, Recipient},
    state::StateName,
};

/// What is awaited of a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Awaited {
    /// That it has come.
    Receipt,
    /// Their answer.
    Reply,
}

/// By what lateness goes.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Now.
    pub now: UtcTime,
    /// The agency's people.
    pub directory: &'a Directory,
    /// When they work.
    pub calendar: &'a OfficeCalendar,
    /// The office's choices.
    pub settings: &'a OutgoingSettings,
}

/// Whether it is known that the document has come to this recipient, or that nothing more is to be waited for.
fn has_come(document: &OutgoingDocument, recipient: &Recipient, state: DeliveryState) -> bool {
    let by_post = recipient.destination.goes_outside() && document.mailing(recipient.id).is_none();
    match state {
        DeliveryState::Queued | DeliveryState::Arrived => false,
        DeliveryState::Sent => by_post,
        DeliveryState::Received
        | DeliveryState::Refused
        | DeliveryState::Handling
        | DeliveryState::Done
        | DeliveryState::Recalled => true,
    }
}

/// Until when the receipt of a document that has gone out is waited for.
fn receipt_due(document: &OutgoingDocument, around: Surroundings<'_>) -> Option<UtcTime> {
    let term = around.settings.receipt_within;
    let term = if document.content().urgency == Urgency::Normal { term.normal } else { term.urgent };
    let dispatch = document.state().dispatch()?;
    around.calendar.agency().due(dispatch.at, term).ok().map(|due| due.at)
}

/// Until when an answer is waited for: the end of the day that was asked for, of whom it goes to be acted on.
fn reply_due(document: &OutgoingDocument, recipient: &Recipient) -> Option<UtcTime> {
    document.reply_by_of(recipient)?.succ_opt().map(midnight_in_vietnam)
}

/// What is now awaited of a recipient of whom this is known, and until when; nothing where all has come, or the document was recalled.
pub fn awaited(
    document: &OutgoingDocument,
    recipient: &Recipient,
    state: DeliveryState,
    around: Surroundings<'_>,
) -> Option<(Awaited, UtcTime)> {
    if !matches!(document.state().name(), StateName::Dispatched | StateName::Filed) {
        return None;
    }
    if !has_come(document, recipient, state) {
        return receipt_due(document, around).map(|due| (Awaited::Receipt, due));
    }
    match state {
        DeliveryState::Refused | DeliveryState::Done | DeliveryState::Recalled => None,
        _ => reply_due(document, recipient).map(|due| (Awaited::Reply, due)),
    }
}

/// Whether a recipient is late.
pub fn is_late(
    document: &OutgoingDocument,
    recipient: &Recipient,
    state: DeliveryState,
    around: Surroundings<'_>,
) -> bool {
    awaited(document, recipient, state, around).is_some_and(|(_, due)| due <= around.now)
}

/// When a recipient is to be looked at for the first time.
pub fn first_look(document: &OutgoingDocument, around: Surroundings<'_>) -> Option<UtcTime> {
    receipt_due(document, around)
}

/// Somebody who is told now of those who are late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// What they are told.
    pub notice: Notice,
    /// What is kept, so that they are told once of each.
    pub told: Vec<Told>,
}

/// What a look at a document's recipients comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Who is told of whom.
    pub tellings: Vec<Telling>,
    /// Other agencies whose registry is to be told that this is awaited of it, by the recipient, with the deadline.
    pub pressed: Vec<(RecipientId, Awaited, UtcTime)>,
    /// When each recipient is to be looked at again; a recipient who isn't there, never.
    pub again: BTreeMap<RecipientId, UtcTime>,
}

/// How many recipients a letter names.
const MOST_NAMED: usize = 20;

/// Looks at the recipients of a document, of whom this is known, named as they are called.
///
/// # Errors
/// What the calendar says: nobody works, or too far away.
pub fn look(
    document: &OutgoingDocument,
    known: &[(RecipientId, DeliveryState, String)],
    told: &BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Result<Look, CalendarFault> {
    let now = around.now;
    let urgent = document.content().urgency >= Urgency::Urgent;
    let calendar = around.calendar.agency();
    let works = urgent || calendar.next_working(now - GRACE)? <= now;
    let mut look = Look::default();
    // By what is awaited and until when, those who are late with it.
    let mut late: BTreeMap<(Awaited, UtcTime), Vec<(RecipientId, &str)>> = BTreeMap::new();
    for (id, state, name) in known {
        let Some(recipient) = document.recipient(*id) else { continue };
        let Some((what, due)) = awaited(document, recipient, *state, around) else { continue };
        let next = if now < due {
            Some(due)
        } else if !works {
            Some(calendar.next_working(now)?)
        } else {
            late.entry((what, due)).or_default().push((*id, name));
            if let Destination::Agency { .. } = recipient.destination {
                look.pressed.push((*id, what, due));
            }
            // Whose receipt is late may be late with the answer, too.
            reply_due(document, recipient).filter(|reply| now < *reply)
        };
        look.again.extend(next.map(|next| (*id, next)));
    }
    for ((what, due), recipients) in late {
        let mut tellings = tellings(document, (what, due), &recipients, told, around.directory);
        tellings.extend(reminded(document, (what, due), &recipients, (told, &tellings), around.directory));
        look.tellings.extend(tellings);
    }
    Ok(look)
}

/// The registry and the drafter, each of those of whom they were not told yet.
fn tellings(
    document: &OutgoingDocument,
    (what, due): (Awaited, UtcTime),
    late: &[(RecipientId, &str)],
    told: &BTreeSet<Told>,
    directory: &Directory,
) -> Vec<Telling> {
    let mut people: BTreeMap<PersonId, Option<PersonId>> = BTreeMap::new();
    for desk in [Desk::Registry, Desk::Holder(Holder::Person(document.drafter()))] {
        for (person, instead_of) in notice::told_at(desk, directory) {
            people.entry(person).or_insert(instead_of);
        }
    }
    let kind = match what {
        Awaited::Receipt => NoticeKind::ReceiptLate,
        Awaited::Reply => NoticeKind::ReplyLate,
    };
    let sees = |person: &PersonId| access::outgoing::may_see(document, *person, directory);
    let mut tellings = Vec::new();
    for (person, instead_of) in people.into_iter().filter(|(person, _)| sees(person)) {
        let of = |id: RecipientId| Told { assignment: AssignmentId(id.0), due, person, stage: Stage::Late };
        let new: Vec<_> = late.iter().filter(|(id, _)| !told.contains(&of(*id))).collect();
        if new.is_empty() {
            continue;
        }
        let names: Vec<&str> = new.iter().take(MOST_NAMED).map(|(_, name)| *name).collect();
        let mut words = names.join("; ");
        if let Some(more) = new.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            let _ = write!(words, "; và {more} nơi nhận khác");
        }
        let notice = Notice { due: Some(due), ..Notice::to(person, instead_of, kind, Some(words)) };
        tellings.push(Telling { notice, told: new.iter().map(|(id, _)| of(*id)).collect() });
    }
    tellings
}

/// The late ones in the agency itself, each of those of what they were not told yet. Who is told of them as registry or drafter knows it.
fn reminded(
    document: &OutgoingDocument,
    (what, due): (Awaited, UtcTime),
    late: &[(RecipientId, &str)],
    (told, now): (&BTreeSet<Told>, &[Telling]),
    directory: &Directory,
) -> Vec<Telling> {
    let mut reminded: BTreeMap<PersonId, Telling> = BTreeMap::new();
    for (id, holder) in document.inside().filter(|(id, _)| late.iter().any(|(late, _)| late == id)) {
        for (person, instead_of) in notice::told_at(Desk::Holder(holder), directory) {
            let of = Told { assignment: AssignmentId(id.0), due, person, stage: Stage::Late };
            let known = told.contains(&of) || now.iter().any(|telling| telling.told.contains(&of));
            if known || !access::outgoing::may_see(document, person, directory) {
                continue;
            }
            // One letter a person, whether they have it by name, as head of a unit, or in somebody's stead.
            let telling = reminded.entry(person).or_insert_with(|| {
                let (kind, words) = match what {
                    Awaited::Receipt => (NoticeKind::IssuedUnread, Some(notice::sent_for(document, id))),
                    Awaited::Reply => (NoticeKind::ReplyAwaited, None),
                };
                let notice = Notice {
                    due: Some(due),
                    assignment: Some(AssignmentId(id.0)),
                    ..Notice::to(person, instead_of, kind, words)
                };
                Telling { notice, told: Vec::new() }
            });
            telling.told.push(of);
        }
    }
    reminded.into_values().collect()
}
