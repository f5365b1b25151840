//! What a citizen hands in by their own account: by the same door as the desk and the portals.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, DossierId, EmailAddress, FileId, ProcedureId, Seed,
    dossier::{self, Command, Dossier, DossierDraft, Event, command::SupplyDossier},
    incoming::StoredFile,
};
use store::{Conn, dossier as rows, file, organisation::AgencySnapshot};
use uuid::Uuid;

use super::{Gathered, happenings, telling::steps};
use crate::{
    Office, OfficeError,
    incoming::{Halt, held_fresh},
};

/// A draft that is to be handed in.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    /// The dossier that it becomes.
    pub id: DossierId,
    /// What its decision draws on.
    pub seed: Seed,
    /// What is asked for.
    pub procedure: ProcedureId,
    /// What was put together.
    pub draft: DossierDraft,
    /// The address that its owner has confirmed.
    pub confirmed: EmailAddress,
    /// Its files.
    pub files: BTreeMap<FileId, StoredFile>,
    /// Whose the files are from now on, beside the dossier's: the draft, which leads to nobody once it is gone.
    pub basket: Uuid,
}

/// What completes a dossier.
#[derive(Debug, Clone)]
pub(crate) struct Supplement {
    /// Which.
    pub dossier: DossierId,
    /// What its decision draws on.
    pub seed: Seed,
    /// What has come.
    pub command: SupplyDossier,
    /// Its files.
    pub files: BTreeMap<FileId, StoredFile>,
}

impl Office {
    /// What would come of handing a draft in; writes nothing.
    pub(crate) fn decide_own(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        own: &Own,
    ) -> Result<Vec<Event>, OfficeError> {
        let gathered = Gathered::of_draft(conn, snapshot, own.procedure, own.files.clone())?;
        let context = gathered.context(snapshot, own.seed, self.now());
        Ok(dossier::receive_own(own.id, &own.draft, &own.confirmed, &context)?)
    }

    /// Hands a draft in.
    pub(crate) fn receive_own(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        own: &Own,
    ) -> Result<Dossier, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let events = self.decide_own(conn, snapshot, own)?;
        let named = own.draft.files().filter_map(|id| own.files.get(&id));
        self.keep_files(conn, snapshot, named, own.basket)?;
        self.entered(conn, snapshot, own.id, &happenings(Actor::Citizen, self.now(), events))
    }

    /// What would come of completing a dossier; writes nothing.
    pub(crate) fn decide_supplement(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        before: &Dossier,
        supplement: &Supplement,
    ) -> Result<Vec<Event>, OfficeError> {
        let gathered = Gathered::of_supplement(conn, before, supplement.files.clone())?;
        let context = gathered.context(snapshot, supplement.seed, self.now());
        let command = Command::SupplyDossier(supplement.command.clone());
        Ok(dossier::decide(before, Actor::Citizen, &command, &context)?)
    }

    /// Completes a dossier.
    pub(crate) fn supply_own(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        supplement: &Supplement,
    ) -> Result<Dossier, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let agency = snapshot.directory.agency;
        let loaded = rows::load_to_change(conn, agency, supplement.dossier)?.ok_or(OfficeError::NotFound)?;
        let before = loaded.dossier;
        let events = self.decide_supplement(conn, snapshot, &before, supplement)?;
        let ids = Command::SupplyDossier(supplement.command.clone()).files();
        let named = ids.iter().filter_map(|id| supplement.files.get(id));
        self.keep_files(conn, snapshot, named, supplement.dossier.0)?;
        let happenings = happenings(Actor::Citizen, self.now(), events);
        let steps = steps(Some(&before), &happenings, before.id(), agency)?;
        let after = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        rows::update(conn, &before, &loaded.chain_hash, &after, &happenings)?;
        self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
        Ok(after)
    }

    /// The office has these files from now on, as it has all others.
    fn keep_files<'a>(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        files: impl Iterator<Item = &'a StoredFile>,
        of: Uuid,
    ) -> Result<(), OfficeError> {
        for stored in files {
            file::insert(conn, snapshot.directory.agency, stored, of, self.now())?;
        }
        Ok(())
    }
}
