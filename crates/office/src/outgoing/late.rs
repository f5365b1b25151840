//! Recipients who are late, as the clock brings them: each is looked at when its receipt, or its answer, should be known. Registry and drafter
//! are told in the transaction that notes it, and so are the late ones in the agency itself, and the registry of another agency of the
//! installation that has not yet taken it in or answered.

use std::sync::Arc;

use domain::{
    Actor, AgencyId, AssignmentId, RecipientId, UtcTime,
    assignment::Holder,
    incoming::State as IncomingState,
    notice::{self, Letter, Notice, NoticeKind, Recipient as To},
    organisation::Role,
    outgoing::{
        DeliveryState, OutgoingDocument,
        lateness::{self, Look, Surroundings},
    },
    reminder::{Stage, Told},
};
use store::{
    Conn, StoreError,
    deadline::{self, Awaited},
    delivery, document as incoming,
    organisation::AgencySnapshot,
    outgoing as rows,
};
use uuid::Uuid;

use super::deliveries::DeliveryLine;
use crate::{
    Office, OfficeError,
    incoming::{Halt, fresh},
};

impl Office {
    /// By what lateness goes now.
    pub(super) fn around<'a>(&self, snapshot: &'a AgencySnapshot) -> Surroundings<'a> {
        Surroundings {
            now: self.now(),
            directory: &snapshot.directory,
            calendar: &snapshot.calendar,
            settings: &snapshot.settings.outgoing,
        }
    }

    /// Begins to wait for every recipient of a document that has just gone out.
    pub(super) fn await_receipts(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        at: UtcTime,
    ) -> Result<(), StoreError> {
        // Where nobody works any more, or it is too far away, nobody is waited for.
        let Some(due) = lateness::first_look(document, self.around(snapshot)) else { return Ok(()) };
        let of = Awaited { agency: document.agency(), document: document.id() };
        document
            .content()
            .recipients
            .iter()
            .try_for_each(|to| deadline::await_recipient(conn, of, to.id, (at, due), Some(due)))
    }

    /// Looks at the recipients of an outgoing document; how many letters that made.
    pub(crate) fn tell_late(
        &self,
        conn: &mut Conn,
        of: Awaited,
        snapshot: &Arc<AgencySnapshot>,
    ) -> Result<usize, Halt> {
        let Some(loaded) = rows::load_to_change(conn, of.agency, of.document)? else {
            return Err(OfficeError::Internal("a deadline of a document that is not there".to_owned()).into());
        };
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let document = loaded.document;
        let (told, now) = (deadline::told(conn, of)?, self.now());
        let lines = self.delivery_lines(conn, &document, snapshot)?;
        let known: Vec<(RecipientId, DeliveryState, String)> =
            lines.iter().map(|line| (line.recipient.id, line.state, called(line, snapshot))).collect();
        let look = lateness::look(&document, &known, &told, self.around(snapshot));
        let look = look.map_err(|fault| OfficeError::Internal(fault.to_string()))?;
        let mut letters: Vec<(Uuid, Letter)> = Vec::with_capacity(look.tellings.len());
        for one in &look.tellings {
            for told in &one.told {
                deadline::tell(conn, of, told, now)?;
            }
            let by = (Actor::Office, now);
            letters.push((self.fresh(), notice::outgoing_letter(&one.notice, &document, by, &snapshot.directory)));
        }
        self.post(conn, snapshot, &letters, now)?;
        let mut count = letters.len();
        for (recipient, what, due) in &look.pressed {
            count += self.press(conn, of, (*recipient, *what, *due), now)?;
        }
        look_again(conn, of, &document, &look)?;
        Ok(count)
    }

    /// Tells the registry of another agency, once, that its receipt is awaited, where the document lies there and is in no register; or its
    /// answer, where it is still at work there.
    fn press(
        &self,
        conn: &mut Conn,
        of: Awaited,
        (recipient, what, due): (RecipientId, lateness::Awaited, UtcTime),
        now: UtcTime,
    ) -> Result<usize, Halt> {
        let Some(sent) = delivery::find(conn, of.agency, recipient.0)? else { return Ok(0) };
        let to: AgencyId = sent.to;
        let Some(there) = incoming::load(conn, to, sent.document)?.map(|loaded| loaded.document) else { return Ok(0) };
        let Some(receiver) = store::organisation::snapshot(conn, to, self.today())? else { return Ok(0) };
        let (kind, waits) = match what {
            lateness::Awaited::Receipt => {
                (NoticeKind::ReceiptAwaited, matches!(there.state(), IncomingState::Received { .. }))
            }
            lateness::Awaited::Reply => (NoticeKind::ReplyAwaited, there.state().name().is_open()),
        };
        if !waits {
            return Ok(0);
        }
        let directory = &receiver.directory;
        let mut letters: Vec<(Uuid, Letter)> = Vec::new();
        for person in directory.with_role(Role::RegistryClerk) {
            let told = Told { assignment: AssignmentId(recipient.0), due, person, stage: Stage::Late };
            if deadline::tell(conn, of, &told, now)? {
                let notice = Notice {
                    kind,
                    to: To::Person(person),
                    instead_of: None,
                    assignment: None,
                    words: None,
                    due: Some(due).filter(|_| what == lateness::Awaited::Reply),
                    about: None,
                };
                letters.push((self.fresh(), notice::letter_by(&notice, &there, (Actor::Interchange, now), directory)));
            }
        }
        self.post(conn, &receiver, &letters, now)?;
        Ok(letters.len())
    }
}

/// Notes when each recipient is to be looked at next; whoever is waited for no more is forgotten.
fn look_again(conn: &mut Conn, of: Awaited, document: &OutgoingDocument, look: &Look) -> Result<(), StoreError> {
    let kept = deadline::of_document(conn, of)?;
    for recipient in &document.content().recipients {
        let known = kept.iter().find(|one| one.assignment.0 == recipient.id.0);
        let Some(known) = known else { continue };
        match look.again.get(&recipient.id) {
            Some(next) => deadline::await_recipient(conn, of, recipient.id, (known.since, known.due), Some(*next))?,
            None => deadline::forget(conn, of, AssignmentId(recipient.id.0))?,
        }
    }
    Ok(())
}

/// What a recipient is called.
fn called(line: &DeliveryLine, snapshot: &AgencySnapshot) -> String {
    use domain::outgoing::Destination as D;
    let directory = &snapshot.directory;
    match &line.recipient.destination {
        D::Inside { holder: Holder::Person(id) } => directory.people.get(id).map(|person| person.name.clone()),
        D::Inside { holder: Holder::Department(id) } => directory.departments.get(id).map(|unit| unit.name.clone()),
        D::Agency { name, .. } | D::Counterpart { name, .. } => Some(name.clone()),
        D::Post { name, .. } => Some(name.to_string()),
    }
    .unwrap_or_default()
}
