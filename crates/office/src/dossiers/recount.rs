//! Dates of dossiers, counted anew where the working calendar has changed. By the same door as everything else: a command of the office itself,
//! told to whoever has the dossier in hand, and to its citizen where the date that they were given has moved.

use std::sync::Arc;

use domain::{
    Actor, DocumentId, DossierId, Refusal, Rule, Seed,
    dossier::{self, Command, Dossier, Happening, command::RecountDossier},
};
use store::{Conn, dossier as rows, organisation::AgencySnapshot};

use super::{context::Gathered, happenings, telling::steps};
use crate::{
    Office, OfficeError,
    incoming::{Halt, fresh},
};

impl Office {
    /// Counts one dossier's in a transaction of its own; whether any moved.
    pub(crate) fn recount_dossier(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        id: DocumentId,
        because: &[String],
    ) -> Result<bool, Halt> {
        let Some(loaded) = rows::load_to_change(conn, snapshot.directory.agency, DossierId(id.0))? else {
            return Ok(false);
        };
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let before = loaded.dossier;
        let Some(happenings) = self.recounted_dossier(snapshot, &before, because)? else { return Ok(false) };
        let steps = steps(Some(&before), &happenings, before.id(), before.agency())?;
        if let Some((_, after)) = steps.last() {
            rows::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
        }
        self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
        Ok(true)
    }

    /// What a dossier's dates become by this calendar; nothing where they stay.
    pub(crate) fn recounted_dossier(
        &self,
        snapshot: &AgencySnapshot,
        dossier: &Dossier,
        because: &[String],
    ) -> Result<Option<Vec<Happening>>, OfficeError> {
        let (gathered, now) = (Gathered::default(), self.now());
        let context = gathered.context(snapshot, Seed::new(self.fresh()), now);
        let command = Command::RecountDossier(RecountDossier { because: because.to_vec() });
        match dossier::decide(dossier, Actor::Office, &command, &context) {
            Ok(events) => Ok(Some(happenings(Actor::Office, now, events))),
            Err(Refusal { rule: Rule::NothingToChange | Rule::DossierWrongState, .. }) => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }
}
