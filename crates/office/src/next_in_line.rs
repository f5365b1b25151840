//! Hỏa tốc documents that lie before a leader who is away: they go to the next in line that the office has set, soon after they are
//! presented or the absence begins. Any number of processes may do this at once.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, DocumentId, Refusal, Rule, Seed,
    incoming::{self, Command, command::PassOn},
};
use store::{
    document, message,
    organisation::{self, AgencySnapshot, records},
};

use crate::{
    Office, OfficeError,
    incoming::{Desk, Gathered, Halt, fresh, letters, steps},
};

impl Office {
    /// Passes on what lies before somebody who is away; how many documents that were.
    pub async fn pass_on(&self) -> Result<usize, OfficeError> {
        let mut passed = 0;
        for agency in self.db().read(records::agencies).await? {
            let mut snapshot = self.snapshot(agency.id).await?;
            if snapshot.settings.next_in_line.is_empty() {
                continue;
            }
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

    /// Passes one on; false where it need not, or nobody in line is there.
    async fn pass_document_on(&self, snapshot: &Arc<AgencySnapshot>, id: DocumentId) -> Result<bool, Halt> {
        let agency = snapshot.directory.agency;
        let (office, snap) = (self.clone(), Arc::clone(snapshot));
        self.db()
            .write(move |conn| {
                organisation::hold(conn, agency)?;
                let Some(loaded) = document::load_to_change(conn, agency, id)? else { return Ok(false) };
                fresh(Some(loaded.directory_version), &snap, office.today())?;
                let before = loaded.document;
                let (now, seed) = (office.now(), Seed::new(office.fresh()));
                let desk = Desk { conn, snapshot: &snap, actor: Actor::Office, now, seed };
                let nothing = Gathered { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
                let command = Command::PassOn(PassOn {});
                let events = match incoming::decide(&before, Actor::Office, command, &desk.context(&nothing)) {
                    Ok(events) => events,
                    Err(Refusal { rule: Rule::NothingToChange | Rule::NobodyInLine | Rule::WrongState, .. }) => {
                        return Ok(false);
                    }
                    Err(refusal) => return Err(OfficeError::from(refusal).into()),
                };
                let happenings = desk.happenings(events);
                let steps = steps(&before, &happenings)?;
                if let Some((_, after)) = steps.last() {
                    document::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
                }
                let letters = letters(&steps, &happenings, &snap);
                message::queue(conn, agency, &letters, now, office.has_mail_server())?;
                Ok(true)
            })
            .await
    }
}
