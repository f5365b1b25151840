//! Hỏa tốc documents that lie before a leader who is away: they go to the next in line that the office has set, soon after they are
//! presented or the absence begins. Where nobody is there, and where a result waits for such a leader, the registry and the chief of office
//! are told, once. Any number of processes may do this at once.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, DocumentId, Refusal, Rule, Seed,
    incoming::{self, Command, Event, IncomingDocument, command::PassOn},
    notice::{self, Letter, Notice, NoticeKind},
};
use store::{
    Conn, document, message,
    organisation::{self, AgencySnapshot, records},
};
use uuid::Uuid;

use crate::{
    Office, OfficeError,
    incoming::{Desk, Gathered, Halt, fresh, steps},
};

/// What was done about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Passed,
    Told,
    Nothing,
}

impl Office {
    /// Passes on what lies before somebody who is away; how many documents that were.
    pub async fn pass_on(&self) -> Result<usize, OfficeError> {
        let mut passed = 0;
        for agency in self.db().read(records::agencies).await? {
            let mut snapshot = self.snapshot(agency.id).await?;
            let away: Vec<_> = snapshot.directory.away.keys().copied().collect();
            for person in away {
                let waiting = self.db().read(move |conn| document::immediate_before(conn, agency.id, person)).await?;
                for id in waiting {
                    loop {
                        match self.pass_document_on(&snapshot, id).await {
                            Ok(done) => {
                                passed += usize::from(done);
                                break;
                            }
                            Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(agency.id, version).await?,
                            Err(halt) => {
                                // One document's trouble must not keep the others waiting; it is tried again.
                                let error = halt.into_error();
                                tracing::warn!(agency = %agency.id, document = %id, %error, "a document was not passed on");
                                break;
                            }
                        }
                    }
                }
            }
        }
        if passed > 0 {
            self.wake_mail();
        }
        Ok(passed)
    }

    /// Tells the registry and the chief of office that a leader is away and nobody is there, if they were not told since it came before
    /// that leader.
    fn tell_of_absence(
        &self,
        conn: &mut Conn,
        document: &IncomingDocument,
        snapshot: &AgencySnapshot,
    ) -> Result<(), Halt> {
        let (directory, now) = (&snapshot.directory, self.now());
        let told = to_tell(conn, document, snapshot)?;
        if told.is_empty() {
            return Ok(());
        }
        let letter = |one| (self.fresh(), notice::letter_by(one, document, (Actor::Office, now), directory));
        let letters: Vec<(Uuid, Letter)> = told.iter().map(letter).collect();
        Ok(self.post(conn, snapshot, &letters, now)?)
    }

    /// Passes one on; false where it need not, or nobody in line is there.
    async fn pass_document_on(&self, snapshot: &Arc<AgencySnapshot>, id: DocumentId) -> Result<bool, Halt> {
        let agency = snapshot.directory.agency;
        // It is asked every few seconds, and most stay where they are: they keep no writer waiting.
        let (office, snap) = (self.clone(), Arc::clone(snapshot));
        let moves = self.db().read_tx(move |conn| {
            let Some(loaded) = document::load(conn, agency, id)? else { return Ok(false) };
            fresh(Some(loaded.directory_version), &snap, office.today())?;
            let desk = Desk {
                conn,
                snapshot: &snap,
                actor: Actor::Office,
                now: office.now(),
                seed: Seed::new(office.fresh()),
            };
            match pass_on(&loaded.document, &desk) {
                Err(Refusal { rule: Rule::NobodyInLine | Rule::WrongState, .. }) => {
                    Ok::<_, Halt>(!to_tell(desk.conn, &loaded.document, &snap)?.is_empty())
                }
                Err(Refusal { rule: Rule::NothingToChange, .. }) => Ok(false),
                Ok(_) | Err(_) => Ok(true),
            }
        });
        if !moves.await? {
            return Ok(false);
        }
        let (office, snap) = (self.clone(), Arc::clone(snapshot));
        let done = self
            .db()
            .write(move |conn| {
                organisation::hold(conn, agency)?;
                let Some(loaded) = document::load_to_change(conn, agency, id)? else { return Ok(Done::Nothing) };
                fresh(Some(loaded.directory_version), &snap, office.today())?;
                let before = loaded.document;
                let (now, seed) = (office.now(), Seed::new(office.fresh()));
                let desk = Desk { conn, snapshot: &snap, actor: Actor::Office, now, seed };
                let events = match pass_on(&before, &desk) {
                    Ok(events) => events,
                    Err(Refusal { rule: Rule::NobodyInLine | Rule::WrongState, .. }) => {
                        office.tell_of_absence(conn, &before, &snap)?;
                        return Ok(Done::Told);
                    }
                    Err(Refusal { rule: Rule::NothingToChange, .. }) => return Ok(Done::Nothing),
                    Err(refusal) => return Err(OfficeError::from(refusal).into()),
                };
                let happenings = desk.happenings(events);
                let steps = steps(&before, &happenings)?;
                if let Some((_, after)) = steps.last() {
                    document::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
                }
                office.tell_of_incoming(conn, &snap, &steps, &happenings)?;
                Ok::<_, Halt>(Done::Passed)
            })
            .await?;
        if done == Done::Told {
            self.wake_mail();
        }
        Ok(done == Done::Passed)
    }
}

/// What becomes of it where it goes to the next in line.
fn pass_on(document: &IncomingDocument, desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let nothing = Gathered { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
    incoming::decide(document, Actor::Office, Command::PassOn(PassOn {}), &desk.context(&nothing))
}

/// Who is yet to be told that a leader is away and nobody is there.
fn to_tell(conn: &mut Conn, document: &IncomingDocument, snapshot: &AgencySnapshot) -> Result<Vec<Notice>, Halt> {
    let line_is_set = !snapshot.settings.next_in_line.is_empty();
    let told = notice::leader_away(document, line_is_set, &snapshot.directory);
    Ok(if told.is_empty() || is_told(conn, document)? { Vec::new() } else { told })
}

/// Whether it was told that a leader is away since the document came before one the last time.
fn is_told(conn: &mut Conn, document: &IncomingDocument) -> Result<bool, Halt> {
    let mails = message::of_document(conn, document.agency(), document.id())?;
    let newest = mails.iter().rev().map(|mail| mail.letter.kind).find(|kind| {
        matches!(
            kind,
            NoticeKind::LeaderAway
                | NoticeKind::Presented
                | NoticeKind::ResultToApprove
                | NoticeKind::Reopened
                | NoticeKind::GivenBack
        )
    });
    Ok(newest == Some(NoticeKind::LeaderAway))
}
