//! Reminders of deadlines, as the clock brings them: documents whose deadlines are to be looked at are found by an index, one after
//! the other is looked at, and whoever is to be told is told in the transaction that notes it. Any number of processes may do
//! this at once: one of them tells, the others find that it was told.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    OpinionId, RecipientId, UtcTime,
    document::Document,
    notice::Letter,
    organisation::Directory,
    reminder::{self, Look, Reminder, Surroundings, Told},
};
use store::{
    Conn, StoreError,
    deadline::{self, Awaited, Kept},
    organisation::{self, AgencySnapshot},
};
use uuid::Uuid;

use crate::{
    Office, OfficeError, documents,
    incoming::{Halt, fresh},
};

/// How many deadlines are looked at before others have their turn.
const SOME: i64 = 200;

/// For how long a document waits that could not be looked at, so that it stands in no other's way.
const TROUBLE: TimeDelta = TimeDelta::minutes(10);

/// What a look at a document's deadlines comes to.
#[derive(Default)]
struct Outcome {
    reminders: Vec<Reminder>,
    /// What is kept already, and when to look at it again.
    again: Vec<(Kept, Option<UtcTime>)>,
    /// What is to be written anew: it runs and is not kept as it is.
    anew: Vec<(reminder::Deadline, UtcTime, Option<UtcTime>)>,
    /// What is kept and runs no more.
    gone: Vec<domain::AssignmentId>,
    /// Whether receipts are awaited.
    awaits: bool,
}

impl Outcome {
    /// Whether nobody is told and everything stays but the time of the next look.
    fn is_quiet(&self) -> bool {
        self.reminders.is_empty() && self.anew.is_empty() && self.gone.is_empty()
    }
}

impl Office {
    /// Tells whoever is to be reminded now, of some of the deadlines that wait to be looked at; how many documents those were of.
    pub async fn remind(&self) -> Result<usize, OfficeError> {
        let now = self.now();
        let some = self.db().read(move |conn| deadline::awaited(conn, now, SOME)).await?;
        let (mut later, mut told) = (Vec::new(), 0);
        for of in &some {
            match self.look_at(*of).await {
                Ok(Looked::Told(letters)) => told += letters,
                Ok(Looked::Later(again)) => later.extend(again.into_iter().map(|(kept, next)| (*of, kept, next))),
                Err(error) => {
                    // One document's trouble must not keep the others waiting.
                    tracing::warn!(agency = %of.agency, document = %of.document, %error, "deadlines were not looked at");
                    let (of, until) = (*of, now + TROUBLE);
                    self.db().write(move |conn| deadline::put_off(conn, of, now, until)).await?;
                }
            }
        }
        if !later.is_empty() {
            // A power cut that takes these back makes them be looked at once more.
            self.db()
                .write_repeatable(move |conn| {
                    later.iter().try_for_each(|(of, kept, next)| deadline::look_again(conn, *of, *kept, *next))
                })
                .await?;
        }
        if told > 0 {
            self.wake_mail();
        }
        Ok(some.len())
    }

    async fn look_at(&self, of: Awaited) -> Result<Looked, OfficeError> {
        let mut snapshot = self.snapshot(of.agency).await?;
        loop {
            // Most are told nothing, and keep no writer waiting.
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            let quiet = self.db().read_tx(move |conn| {
                let Some(loaded) = documents::load(conn, of.agency, of.document)? else { return Ok(None) };
                fresh(Some(loaded.directory_version), &snap, office.today())?;
                let outcome = office.outcome(conn, of, &loaded.document, &snap)?;
                // Whose receipt is awaited is looked at with their deliveries.
                Ok::<_, Halt>((!outcome.awaits && outcome.is_quiet()).then_some(outcome.again))
            });
            match quiet.await {
                Ok(Some(again)) => return Ok(Looked::Later(again)),
                Ok(None) => {}
                Err(Halt::SnapshotOld(version)) => {
                    snapshot = self.snapshot_at(of.agency, version).await?;
                    continue;
                }
                Err(halt) => return Err(halt.into_error()),
            }
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            match self.db().write(move |conn| office.tell_reminders(conn, of, &snap)).await {
                Ok(letters) => return Ok(Looked::Told(letters)),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(of.agency, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    /// Tells and notes; how many letters that made.
    fn tell_reminders(&self, conn: &mut Conn, of: Awaited, snapshot: &Arc<AgencySnapshot>) -> Result<usize, Halt> {
        organisation::hold(conn, of.agency)?;
        // Whoever changes the document or looks at its deadlines beside this waits for us, or we for them.
        let Some(loaded) = documents::load_to_change(conn, of.agency, of.document)? else { return Ok(0) };
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let now = self.now();
        let outcome = self.outcome(conn, of, &loaded.document, snapshot)?;
        let mut letters: Vec<(Uuid, Letter)> = Vec::with_capacity(outcome.reminders.len());
        for one in &outcome.reminders {
            if deadline::tell(conn, of, &one.told, now)? {
                letters.push((self.fresh(), letter(one, &loaded.document, &snapshot.directory, now)));
            }
        }
        self.post(conn, snapshot, &letters, now)?;
        for (kept, next) in outcome.again {
            deadline::look_again(conn, of, kept, next)?;
        }
        for (one, since, next) in &outcome.anew {
            deadline::keep(conn, of, one, *since, *next)?;
        }
        for assignment in outcome.gone {
            deadline::forget(conn, of, assignment)?;
        }
        let late = if outcome.awaits { self.tell_late(conn, of, snapshot)? } else { 0 };
        Ok(letters.len() + late)
    }

    /// Looks at every deadline of a document, at those that are kept and at those that run.
    fn outcome(
        &self,
        conn: &mut Conn,
        of: Awaited,
        document: &Document,
        snapshot: &AgencySnapshot,
    ) -> Result<Outcome, StoreError> {
        let around = Surroundings {
            now: self.now(),
            directory: &snapshot.directory,
            calendar: &snapshot.calendar,
            settings: &snapshot.settings.reminders,
        };
        let (kept, told) = (deadline::of_document(conn, of)?, deadline::told(conn, of)?);
        let running = document.deadlines();
        let runs = |one: &Kept| running.iter().any(|now| now.assignment == one.assignment);
        let awaits = |one: &Kept| is_awaited(document, one);
        let mut outcome = Outcome { awaits: kept.iter().any(awaits), ..Outcome::default() };
        outcome.gone.extend(kept.iter().filter(|one| !runs(one) && !awaits(one)).map(|one| one.assignment));
        for one in running {
            let known = kept.iter().find(|kept| kept.assignment == one.assignment);
            // Nothing more comes of it, unless it has another date or another holder.
            if known.is_some_and(|kept| kept.is_over() && kept.due == one.due) {
                continue;
            }
            let opened = begun(document, &one).unwrap_or(around.now);
            let since = known.map_or(opened, |kept| kept.since);
            let look = looked(document, one, since, &told, around);
            outcome.reminders.extend(look.reminders);
            match known.filter(|kept| kept.due == one.due) {
                Some(kept) => outcome.again.push((*kept, look.next)),
                None => outcome.anew.push((one, since, look.next)),
            }
        }
        Ok(outcome)
    }
}

/// Whether this is kept of a recipient whose receipt is awaited: see [`crate::outgoing`].
fn is_awaited(document: &Document, kept: &Kept) -> bool {
    match document {
        Document::Outgoing(outgoing) => outgoing.recipient(RecipientId(kept.assignment.0)).is_some(),
        Document::Incoming(_) | Document::Dossier(_) => false,
    }
}

/// What a look came to.
enum Looked {
    /// This many letters.
    Told(usize),
    /// Nobody was told; when to look again.
    Later(Vec<(Kept, Option<UtcTime>)>),
}

/// Since when a deadline runs that nobody has looked at yet.
fn begun(document: &Document, one: &reminder::Deadline) -> Option<UtcTime> {
    match document {
        Document::Incoming(incoming) if !reminder::is_step(document.id(), one) => {
            incoming.assignment(one.assignment).map(|assignment| assignment.opened_at)
        }
        Document::Outgoing(outgoing) if !reminder::is_step(document.id(), one) => {
            outgoing.opinion(OpinionId(one.assignment.0)).map(|opinion| opinion.asked_at)
        }
        Document::Dossier(dossier) => reminder::dossier_begun(dossier, one),
        _ => document.step_deadline().map(|step| step.counted.from),
    }
}

fn letter(one: &Reminder, document: &Document, directory: &Directory, now: UtcTime) -> Letter {
    match document {
        Document::Incoming(incoming) if !reminder::is_step(document.id(), &one.deadline) => {
            reminder::letter(one, incoming, directory, now)
        }
        Document::Outgoing(outgoing) if !reminder::is_step(document.id(), &one.deadline) => {
            reminder::opinion_letter(one, outgoing, directory, now)
        }
        Document::Dossier(dossier) => reminder::dossier_reminder(one, dossier, directory, now),
        _ => reminder::step_letter(one, document, directory, now),
    }
}

/// Where the calendar gives no answer, since nobody works any more or it is too far away, nobody is told, and it is asked again.
fn looked(
    document: &Document,
    one: reminder::Deadline,
    since: UtcTime,
    told: &std::collections::BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Look {
    let look = match document {
        Document::Incoming(incoming) if !reminder::is_step(document.id(), &one) => {
            reminder::look(incoming, one, since, told, around)
        }
        Document::Outgoing(outgoing) if !reminder::is_step(document.id(), &one) => {
            reminder::look_at_opinion(outgoing, one, since, told, around)
        }
        Document::Dossier(dossier) => reminder::look_at_dossier(dossier, one, since, told, around),
        _ => reminder::look_at_step(document, one, since, told, around),
    };
    look.unwrap_or_else(|fault| {
        tracing::debug!(document = %document.id(), %fault, "a deadline has no steps by this calendar");
        Look { reminders: Vec::new(), next: Some(around.now + TimeDelta::days(1)) }
    })
}
