//! What a citizen hands in, how far it has come, and what they complete.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    DossierId, DraftId, FileId, Seed, UtcTime,
    dossier::{Command, Dossier, State, command::SupplyDossier, state::Missing},
    incoming::StoredFile,
};
use object_store::ObjectStoreExt;
use store::{Conn, StoreError, citizen, content, dossier as rows, organisation::AgencySnapshot};

use super::{Citizen, drafts::held, files::unsent_path};
use crate::{
    Office, OfficeError,
    dossiers::{
        DossierDetail,
        own::{Own, Supplement},
    },
    files::blob_path,
    incoming::Halt,
    repeat::{self, Answer, Repeat, Whose},
};

/// By when what is copied in has its row, or goes again.
const COPIED_WITHIN: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// A dossier of a citizen's account, as its owner sees it.
#[derive(Debug, Clone)]
pub struct OwnDossier {
    /// Which.
    pub id: DossierId,
    /// How far it has come. Its owner is shown of it what they have told themselves, and what the public look-up shows.
    pub detail: DossierDetail,
}

impl OwnDossier {
    /// Whether something is on its way to another agency that handles it: one waits for its answer before the next.
    pub const fn is_sent_on(&self) -> bool {
        matches!(self.detail.dossier.state(), State::Forwarded { link, .. } if link.waits.is_some())
    }

    /// The files that were handed in.
    pub fn files(&self) -> impl Iterator<Item = &StoredFile> {
        handed_in_files(&self.detail.dossier)
    }
}

/// The files that a citizen has handed in: no hand of the office has attached them.
pub(super) fn handed_in_files(dossier: &Dossier) -> impl Iterator<Item = &StoredFile> {
    dossier.facts().files().filter(|attached| attached.by.is_none()).map(|attached| &attached.file)
}

type Files = BTreeMap<FileId, StoredFile>;

fn by_id(files: Vec<citizen::CitizenFile>) -> Files {
    files.into_iter().map(|one| (one.file.id, one.file)).collect()
}

impl Office {
    fn own(&self, dossier: Dossier, snapshot: &Arc<AgencySnapshot>) -> OwnDossier {
        OwnDossier { id: dossier.id(), detail: self.dossier_detail(dossier, snapshot, None) }
    }

    /// Hands a draft in: once, however often it is asked for. Whether it was now.
    pub async fn hand_in(
        &self,
        who: &Citizen,
        id: DraftId,
        repeat: Option<Repeat<(OwnDossier, bool)>>,
    ) -> Result<Answer<(OwnDossier, bool)>, OfficeError> {
        let repeat = repeat.map(|repeat| self.sealed(repeat));
        if let Some(kept) = self.kept(who, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        match Box::pin(self.handed_in(who, id, repeat.clone())).await {
            Ok((done, fresh)) => Ok(Answer::Fresh(Box::new((done, fresh)))),
            Err(error) => self.or_kept(who, repeat.as_ref(), error).await,
        }
    }

    async fn handed_in(
        &self,
        who: &Citizen,
        id: DraftId,
        repeat: Option<Repeat<(OwnDossier, bool)>>,
    ) -> Result<(OwnDossier, bool), OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let read = move |conn: &mut Conn| {
            if let Some(done) = handed_in_before(conn, (agency, of), id)? {
                return Ok((None, Some(done)));
            }
            let draft = citizen::draft(conn, agency, of, id)?.ok_or(OfficeError::NotFound)?;
            Ok::<_, OfficeError>((Some((draft, citizen::files_of_basket(conn, agency, of, id.0)?)), None))
        };
        let (found, done) = self.db().read_tx(read).await?;
        if let Some(done) = done {
            return Ok((self.own(done, &who.snapshot), false));
        }
        let (draft, files) = found.ok_or(OfficeError::NotFound)?;
        let own = Own {
            id: DossierId(self.fresh()),
            seed: Seed::new(self.fresh()),
            procedure: draft.procedure,
            draft: draft.content,
            confirmed: who.account.email.clone(),
            files: by_id(files),
            basket: id.0,
        };
        // Before anything is copied.
        let (office, snapshot, tried) = (self.clone(), Arc::clone(&who.snapshot), own.clone());
        self.db().read_tx(move |conn| office.decide_own(conn, &snapshot, &tried)).await?;
        let named: Files = own.draft.files().filter_map(|id| Some((id, own.files.get(&id)?.clone()))).collect();
        if let Err(error) = self.copy_in(&named).await {
            // Somebody else, or the same button pressed twice, was faster and has taken the files along.
            let done = self.db().read_tx(move |conn| handed_in_before(conn, (agency, of), id)).await?;
            return done.map(|done| (self.own(done, &who.snapshot), false)).ok_or(error);
        }
        let version = draft.version;
        let act = {
            let own = own.clone();
            move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
                held(conn, agency, of)?;
                if let Some(done) = handed_in_before(conn, (agency, of), id)? {
                    return Ok((done, false));
                }
                let there = citizen::draft(conn, agency, of, id)?.ok_or(OfficeError::NotFound)?;
                if there.version != version {
                    return Err(Halt::from(OfficeError::from(StoreError::Conflict)));
                }
                let dossier = office.receive_own(conn, snapshot, &own)?;
                citizen::keep(conn, agency, of, id, dossier.id())?;
                emptied(conn, (agency, of), id.0, &own.files)?;
                citizen::delete_draft(conn, agency, of, id)?;
                let done = (office.own(dossier.clone(), snapshot), true);
                repeat::keep(conn, Whose { agency, id: of.0 }, repeat.as_ref(), &done, office.now())?;
                Ok((dossier, true))
            }
        };
        let (dossier, fresh) = self.in_one_transaction(who, &named, act).await?;
        if fresh {
            self.drop_unsent(own.files.keys().copied().collect()).await;
            tracing::info!(%agency, dossier = %dossier.id(), "a citizen has handed a dossier in");
        }
        Ok((self.own(dossier, &who.snapshot), fresh))
    }

    /// Completes a dossier with what its owner has uploaded for it.
    pub async fn supply_own_dossier(
        &self,
        who: &Citizen,
        id: DossierId,
        command: SupplyDossier,
        repeat: Option<Repeat<OwnDossier>>,
    ) -> Result<Answer<OwnDossier>, OfficeError> {
        let repeat = repeat.map(|repeat| self.sealed(repeat));
        if let Some(kept) = self.kept(who, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        match Box::pin(self.supplied(who, id, command, repeat.clone())).await {
            Ok(done) => Ok(Answer::Fresh(Box::new(done))),
            Err(error) => self.or_kept(who, repeat.as_ref(), error).await,
        }
    }

    async fn supplied(
        &self,
        who: &Citizen,
        id: DossierId,
        command: SupplyDossier,
        repeat: Option<Repeat<OwnDossier>>,
    ) -> Result<OwnDossier, OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let read = move |conn: &mut Conn| {
            let dossier = theirs(conn, (agency, of), id)?;
            Ok::<_, OfficeError>((dossier, citizen::files_of_basket(conn, agency, of, id.0)?))
        };
        let (before, files) = self.db().read_tx(read).await?;
        let asked = what_for(&before);
        let supplement = Supplement { dossier: id, seed: Seed::new(self.fresh()), command, files: by_id(files) };
        let decide = |before: Dossier| {
            let (office, snapshot, tried) = (self.clone(), Arc::clone(&who.snapshot), supplement.clone());
            self.db().read_tx(move |conn| office.decide_supplement(conn, &snapshot, &before, &tried))
        };
        decide(before).await?;
        let ids = Command::SupplyDossier(supplement.command.clone()).files();
        let known = &supplement.files;
        let named: Files = ids.iter().filter_map(|id| Some((*id, known.get(id)?.clone()))).collect();
        if let Err(error) = self.copy_in(&named).await {
            // Where it was completed a moment ago, that is said.
            let now = self.db().read_tx(move |conn| theirs(conn, (agency, of), id)).await?;
            decide(now).await?;
            return Err(error);
        }
        let act = {
            let supplement = supplement.clone();
            move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
                held(conn, agency, of)?;
                // What was asked for may have become something else, for which these files were not meant.
                let now = what_for(&theirs(conn, (agency, of), id)?);
                if now.is_some() && now != asked {
                    return Err(Halt::from(OfficeError::from(StoreError::Conflict)));
                }
                let dossier = office.supply_own(conn, snapshot, &supplement)?;
                emptied(conn, (agency, of), id.0, &supplement.files)?;
                let done = office.own(dossier.clone(), snapshot);
                repeat::keep(conn, Whose { agency, id: of.0 }, repeat.as_ref(), &done, office.now())?;
                Ok((dossier, true))
            }
        };
        let (dossier, _) = self.in_one_transaction(who, &named, act).await?;
        self.drop_unsent(supplement.files.keys().copied().collect()).await;
        tracing::info!(%agency, dossier = %id, "a citizen has completed a dossier");
        Ok(self.own(dossier, &who.snapshot))
    }

    /// The dossiers of an account, latest first, behind this one.
    pub async fn own_dossiers(
        &self,
        who: &Citizen,
        behind: Option<DossierId>,
        limit: i64,
    ) -> Result<Vec<OwnDossier>, OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let read = move |conn: &mut Conn| {
            let ids = citizen::dossiers_of(conn, agency, of, behind, limit)?;
            let load = |id| Ok(rows::load(conn, agency, id)?.map(|loaded| loaded.dossier));
            let all: Result<Vec<_>, StoreError> = ids.into_iter().map(load).collect();
            all
        };
        let all = self.db().read_tx(read).await?;
        Ok(all.into_iter().flatten().map(|dossier| self.own(dossier, &who.snapshot)).collect())
    }

    /// One of them.
    pub async fn own_dossier(&self, who: &Citizen, id: DossierId) -> Result<OwnDossier, OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let dossier = self.db().read_tx(move |conn| theirs(conn, (agency, of), id)).await?;
        Ok(self.own(dossier, &who.snapshot))
    }

    /// Puts the content of files where all of the office's lie. That no row leads there yet is noted first: where none ever does, because of
    /// a refusal or because the program is ended, they go again.
    async fn copy_in(&self, files: &Files) -> Result<(), OfficeError> {
        let doubtful = self.doubtful(files.values().map(|one| &one.sha256));
        let due = self.now() + COPIED_WITHIN;
        self.db().write(move |conn| content::doubt(conn, &doubtful, due)).await?;
        let copied = self.copy(files).await;
        if copied.is_err() {
            self.forget_copies(files).await;
        }
        copied
    }

    async fn copy(&self, files: &Files) -> Result<(), OfficeError> {
        for one in files.values() {
            let copied = self.blobs().copy(&unsent_path(one.id), &blob_path(&one.sha256)).await;
            copied.map_err(|error| match error {
                // A restored office has no drafts' files.
                object_store::Error::NotFound { .. } => OfficeError::NotFound,
                other => other.into(),
            })?;
        }
        Ok(())
    }

    /// Nothing of what was copied stays, unless something else has it.
    async fn forget_copies(&self, files: &Files) {
        for one in files.values() {
            if let Err(error) = self.forget_content(&one.sha256).await {
                tracing::error!(%error, file = %one.id, "the copy of a file that was not handed in goes later");
            }
        }
    }

    /// Carries out what takes a citizen's files over, on the agency as it stands. Where it is not carried out nothing of them stays.
    async fn in_one_transaction<F>(&self, who: &Citizen, files: &Files, act: F) -> Result<(Dossier, bool), OfficeError>
    where
        F: Fn(&Self, &mut Conn, &Arc<AgencySnapshot>) -> Result<(Dossier, bool), Halt> + Send + Sync + 'static,
    {
        let (act, mut snapshot) = (Arc::new(act), Arc::clone(&who.snapshot));
        let done = loop {
            let (office, snap, act) = (self.clone(), Arc::clone(&snapshot), Arc::clone(&act));
            match self.db().write(move |conn| act(&office, conn, &snap)).await {
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(who.agency(), version).await?,
                done => break done.map_err(Halt::into_error),
            }
        };
        if matches!(done, Ok((_, true))) {
            self.wake_mail();
            // What was erased elsewhere at this moment is put there again.
            for one in files.values() {
                if self.blobs().head(&blob_path(&one.sha256)).await.is_err() {
                    self.copy(&BTreeMap::from([(one.id, one.clone())])).await?;
                }
            }
        } else {
            self.forget_copies(files).await;
        }
        done
    }
}

type Owner = (domain::AgencyId, domain::CitizenId);

/// Takes all files out of a basket.
///
/// # Errors
/// [`StoreError::Conflict`] where they are others than were read: what was uploaded meanwhile is not thrown away.
fn emptied(conn: &mut Conn, (agency, of): Owner, basket: uuid::Uuid, read: &Files) -> Result<(), StoreError> {
    let there = citizen::delete_files_of_basket(conn, agency, of, basket)?;
    let same = there.len() == read.len() && there.iter().all(|one| read.contains_key(&one.file.id));
    if same { Ok(()) } else { Err(StoreError::Conflict) }
}

/// A dossier that somebody has handed in.
fn theirs(conn: &mut Conn, (agency, of): Owner, id: DossierId) -> Result<Dossier, OfficeError> {
    if !citizen::is_theirs(conn, agency, of, id)? {
        return Err(OfficeError::NotFound);
    }
    Ok(rows::load(conn, agency, id)?.ok_or(OfficeError::NotFound)?.dossier)
}

/// What is asked for, and since when.
fn what_for(dossier: &Dossier) -> Option<(UtcTime, Vec<Missing>)> {
    dossier.state().request().map(|request| (request.at, request.missing.clone()))
}

/// The dossier that a draft has become.
fn handed_in_before(conn: &mut Conn, (agency, of): Owner, draft: DraftId) -> Result<Option<Dossier>, OfficeError> {
    let Some(id) = citizen::dossier_of_draft(conn, agency, of, draft)? else { return Ok(None) };
    Ok(rows::load(conn, agency, id)?.map(|loaded| loaded.dossier))
}
