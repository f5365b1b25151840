//! Reminders of deadlines, as the clock brings them: documents whose deadlines are to be looked at are found by an index, one after
//! the other is looked at, and whoever is to be told is told in the transaction that notes it. Any number of processes may do
//! this at once: one of them tells, the others find that it was told.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    UtcTime,
    incoming::IncomingDocument,
    notice::Letter,
    reminder::{self, Look, Reminder, Surroundings, Told},
};
use store::{
    Conn, StoreError,
    deadline::{self, Awaited, Kept},
    document, message,
    organisation::{self, AgencySnapshot},
};
use uuid::Uuid;

use crate::{
    Office, OfficeError,
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
                let Some(loaded) = document::load(conn, of.agency, of.document)? else { return Ok(None) };
                fresh(Some(loaded.directory_version), &snap, office.today())?;
                let outcome = office.outcome(conn, of, &loaded.document, &snap)?;
                Ok::<_, Halt>(outcome.is_quiet().then_some(outcome.again))
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
    fn tell_reminders(&self, conn: &mut Conn, of: Awaited, snapshot: &AgencySnapshot) -> Result<usize, Halt> {
        organisation::hold(conn, of.agency)?;
        // Whoever changes the document or looks at its deadlines beside this waits for us, or we for them.
        let Some(loaded) = document::load_to_change(conn, of.agency, of.document)? else { return Ok(0) };
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let now = self.now();
        let outcome = self.outcome(conn, of, &loaded.document, snapshot)?;
        let mut letters: Vec<(Uuid, Letter)> = Vec::with_capacity(outcome.reminders.len());
        for one in &outcome.reminders {
            if deadline::tell(conn, of, &one.told, now)? {
                letters.push((self.fresh(), reminder::letter(one, &loaded.document, &snapshot.directory, now)));
            }
        }
        message::queue(conn, of.agency, &letters, now, self.has_mail_server())?;
        for (kept, next) in outcome.again {
            deadline::look_again(conn, of, kept, next)?;
        }
        for (one, since, next) in &outcome.anew {
            deadline::keep(conn, of, one, *since, *next)?;
        }
        for assignment in outcome.gone {
            deadline::forget(conn, of, assignment)?;
        }
        Ok(letters.len())
    }

    /// Looks at every deadline of a document, at those that are kept and at those that run.
    fn outcome(
        &self,
        conn: &mut Conn,
        of: Awaited,
        document: &IncomingDocument,
        snapshot: &AgencySnapshot,
    ) -> Result<Outcome, StoreError> {
        let around = Surroundings {
            now: self.now(),
            directory: &snapshot.directory,
            calendar: &snapshot.calendar,
            settings: &snapshot.settings.reminders,
        };
        let (kept, told) = (deadline::of_document(conn, of)?, deadline::told(conn, of)?);
        let running = reminder::running(document);
        let runs = |one: &Kept| running.iter().any(|now| now.assignment == one.assignment);
        let mut outcome = Outcome::default();
        outcome.gone.extend(kept.iter().filter(|one| !runs(one)).map(|one| one.assignment));
        for one in running {
            let known = kept.iter().find(|kept| kept.assignment == one.assignment);
            // Nothing more comes of it, unless it has another date or another holder.
            if known.is_some_and(|kept| kept.is_over() && kept.due == one.due) {
                continue;
            }
            let opened = document.assignment(one.assignment).map_or(around.now, |a| a.opened_at);
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

/// What a look came to.
enum Looked {
    /// This many letters.
    Told(usize),
    /// Nobody was told; when to look again.
    Later(Vec<(Kept, Option<UtcTime>)>),
}

/// Where the calendar gives no answer, since nobody works any more or it is too far away, nobody is told, and it is asked again.
fn looked(
    document: &IncomingDocument,
    one: reminder::Deadline,
    since: UtcTime,
    told: &std::collections::BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Look {
    reminder::look(document, one, since, told, around).unwrap_or_else(|fault| {
        tracing::debug!(document = %document.id(), %fault, "a deadline has no steps by this calendar");
        Look { reminders: Vec::new(), next: Some(around.now + TimeDelta::days(1)) }
    })
}
