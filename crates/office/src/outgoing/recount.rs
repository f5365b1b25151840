//! Deadlines of outgoing documents, counted anew where the working calendar has changed. By the same door as everything else: a command
//! of the office itself, told to the registry of its own step, and to whoever has an opinion in hand.

use std::sync::Arc;

use domain::{
    Actor, DocumentId, Refusal, Rule, Seed,
    outgoing::{
        self, Command, Happening, OutgoingDocument,
        command::{RecountOpinions, RecountStep},
    },
};
use store::{Conn, organisation::AgencySnapshot, outgoing as rows};

use super::{context::Gathered, happenings, steps};
use crate::{
    Office, OfficeError,
    incoming::{Halt, fresh, misfit},
};

impl Office {
    /// Counts one document's in a transaction of its own; whether any moved.
    pub(crate) fn recount_outgoing(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        id: DocumentId,
        because: &[String],
    ) -> Result<bool, Halt> {
        let Some(loaded) = rows::load_to_change(conn, snapshot.directory.agency, id)? else { return Ok(false) };
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let before = loaded.document;
        let Some(happenings) = self.recounted_outgoing(snapshot, &before, because)? else { return Ok(false) };
        let steps = steps(&before, &happenings)?;
        if let Some((_, after)) = steps.last() {
            rows::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
        }
        self.tell_of_outgoing(conn, snapshot, &steps, &happenings)?;
        Ok(true)
    }

    /// What a document's deadlines become by this calendar; nothing where they stay.
    pub(crate) fn recounted_outgoing(
        &self,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        because: &[String],
    ) -> Result<Option<Vec<Happening>>, OfficeError> {
        let mut gathered = Gathered::default();
        gathered.seed(Seed::new(self.fresh()), self.now());
        let context = gathered.context(snapshot);
        let because = || because.to_vec();
        let commands = [
            Command::RecountStep(RecountStep { because: because() }),
            Command::RecountOpinions(RecountOpinions { because: because() }),
        ];
        let (mut present, mut all) = (document.clone(), Vec::new());
        for command in commands {
            match outgoing::decide(&present, Actor::Office, &command, &context) {
                Ok(events) => {
                    for happening in happenings(Actor::Office, self.now(), events) {
                        present = outgoing::apply(present, &happening).map_err(misfit)?;
                        all.push(happening);
                    }
                }
                Err(Refusal { rule: Rule::NothingToChange | Rule::WrongState, .. }) => {}
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Ok((!all.is_empty()).then_some(all))
    }
}
