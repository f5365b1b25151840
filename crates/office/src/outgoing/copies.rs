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
    repeat::{Answer, Line, Repeat},
};

impl Office {
    /// Makes a copy of a document that came in or went out, and puts it before its signer.
    pub async fn make_copy(
        &self,
        caller: Caller,
        command: MakeCopy,
        repeat: Option<Repeat<OutgoingDetail>>,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        let (id, seed) = (DocumentId(self.fresh()), Seed::new(self.fresh()));
        let begin = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.copy_once(conn, snapshot, caller, (id, seed), &command)
        };
        let done = self.once(caller, repeat, Line::None, begin).await;
        self.wake_mail();
        self.0.tally.note("make_copy", &done);
        done
    }

    fn copy_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        caller: Caller,
        (id, seed): (DocumentId, Seed),
        command: &MakeCopy,
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
        self.begin(conn, snapshot, caller, id, (actor, now, events))
    }
}
