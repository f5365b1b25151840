//! The making of copies: an outgoing document that goes at once before its signer.

use std::sync::Arc;

use domain::{
    DocumentId, Refusal, Rule, Seed, access,
    outgoing::{self, MakeCopy},
};
use store::{Conn, organisation::AgencySnapshot};

use super::{OutgoingDetail, context::Gathered};
use crate::{
    Office, OfficeError,
    agency::Caller,
    incoming::{Halt, held_fresh},
    repeat::{self, Answer, Repeat},
};

impl Office {
    /// Makes a copy of a document that came in or went out, and puts it before its signer.
    pub async fn make_copy(
        &self,
        caller: Caller,
        command: MakeCopy,
        repeat: Option<Repeat<OutgoingDetail>>,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        let done = self.begin_copy(caller, command, repeat).await;
        self.0.tally.note("make_copy", &done);
        done
    }

    async fn begin_copy(
        &self,
        caller: Caller,
        command: MakeCopy,
        repeat: Option<Repeat<OutgoingDetail>>,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        if let Some(kept) = self.kept(caller, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let (mut snapshot, _) = self.caller(caller).await?;
        let (id, seed) = (DocumentId(self.fresh()), Seed::new(self.fresh()));
        loop {
            let (office, snap, command, again) = (self.clone(), Arc::clone(&snapshot), command.clone(), repeat.clone());
            let begin =
                move |conn: &mut Conn| office.copy_once(conn, &snap, caller, (id, seed), &command, again.as_ref());
            match self.db().write(begin).await {
                Ok(detail) => {
                    self.wake_mail();
                    return Ok(Answer::Fresh(Box::new(detail)));
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(caller.agency, version).await?,
                Err(halt) => return self.or_kept(caller, repeat.as_ref(), halt.into_error()).await,
            }
        }
    }

    fn copy_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        caller: Caller,
        (id, seed): (DocumentId, Seed),
        command: &MakeCopy,
        repeat: Option<&Repeat<OutgoingDetail>>,
    ) -> Result<OutgoingDetail, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let (directory, now) = (&snapshot.directory, self.now());
        let by = snapshot.settings.outgoing.copies_by;
        let may = |actor| access::outgoing::may_copy(actor, by, directory);
        let names = access::in_some_name(caller.person, directory, may)?;
        let actor = names.first().copied().ok_or(Refusal::new(Rule::RegistryOnly))?;
        let mut gathered = Gathered::of_copy(conn, snapshot, caller, (command, None), self.today())?;
        gathered.seed(seed, now);
        let events = outgoing::make_copy(actor, command, &gathered.context(snapshot))?;
        let detail = self.begin(conn, snapshot, caller, id, (actor, now, events))?;
        repeat::keep(conn, caller, repeat, &detail, now)?;
        Ok(detail)
    }
}
