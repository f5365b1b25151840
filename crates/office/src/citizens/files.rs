//! Files that a citizen has uploaded and not handed in yet. Each lies under its own id, shared with nobody, so that it goes when they delete
//! it. What is handed in lies where all of the office's files do.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use domain::{CitizenId, DossierId, DraftId, FileId, FileName, Refusal, Rule, incoming::StoredFile};
use futures_util::{Stream, StreamExt};
use object_store::{ObjectStoreExt, path::Path};
use sha2::{Digest, Sha256};
use store::{
    Conn,
    citizen::{self, CitizenFile, Draft},
    dossier as rows, file, idempotency,
};
use uuid::Uuid;

use super::{Citizen, drafts::held};
use crate::{
    Office, OfficeError,
    files::{Content, blob_path},
    repeat::{self, Answer, MakeAnswer, Repeat, Whose},
};

/// How many files one account uploads at a time.
const UPLOADS_AT_ONCE: usize = 2;

/// Who uploads at the moment, and how many files; each instance counts for itself.
#[derive(Debug, Default)]
pub(crate) struct Uploading(Arc<Mutex<HashMap<CitizenId, usize>>>);

/// An upload; over when it is dropped.
#[derive(Debug)]
struct Turn {
    all: Arc<Mutex<HashMap<CitizenId, usize>>>,
    of: CitizenId,
}

impl Uploading {
    /// Begins one.
    ///
    /// # Errors
    /// That enough of the account's are under way: what is on its way is not counted in what it keeps.
    fn begin(&self, of: CitizenId) -> Result<Turn, OfficeError> {
        let mut all = self.0.lock().map_err(|_| OfficeError::Internal("who uploads".to_owned()))?;
        let under_way = all.entry(of).or_default();
        if *under_way >= UPLOADS_AT_ONCE {
            return Err(Refusal::new(Rule::TooManyUploads).with("max", UPLOADS_AT_ONCE).into());
        }
        *under_way += 1;
        Ok(Turn { all: Arc::clone(&self.0), of })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Ok(mut all) = self.all.lock() else { return };
        if let Some(under_way) = all.get_mut(&self.of) {
            *under_way = under_way.saturating_sub(1);
            if *under_way == 0 {
                all.remove(&self.of);
            }
        }
    }
}

/// Where a file lies until it is handed in.
pub(crate) fn unsent_path(id: FileId) -> Path {
    Path::from(format!("drafts/{id}"))
}

/// What a file is uploaded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basket {
    /// One of their drafts.
    Draft(DraftId),
    /// One of their dossiers, which is to be completed.
    Dossier(DossierId),
}

impl Basket {
    const fn id(self) -> Uuid {
        match self {
            Self::Draft(id) => id.0,
            Self::Dossier(id) => id.0,
        }
    }
}

impl Office {
    /// Stores a file as it streams in: of the kinds and up to the size that all are taken, as long as the account and the agency have room.
    ///
    /// A repeat is recognised by its key, the basket, the name and the content; `repeat` has no fingerprint of its own.
    pub async fn upload_of_citizen<S, E>(
        &self,
        who: &Citizen,
        basket: Basket,
        name: FileName,
        mut content: S,
        repeat: Option<(String, MakeAnswer<CitizenFile>)>,
    ) -> Result<Answer<CitizenFile>, OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let (agency, of) = (who.agency(), who.account.id);
        let _turn = self.0.uploading.begin(of)?;
        let terms = &self.limits().citizens;
        let (most, most_of_all) = (terms.files_bytes, terms.all_files_bytes);
        let room = move |conn: &mut Conn, more: u64| {
            if citizen::bytes_of(conn, agency, of)?.saturating_add(more) > most {
                return Err(no_room(most));
            }
            // Accounts wait for themselves alone: all together may have a few files more than this.
            if citizen::bytes_of_all(conn, agency)?.saturating_add(more) > most_of_all {
                return Err(Refusal::new(Rule::NoRoomAtOffice).into());
            }
            Ok(())
        };
        // A repeat is known when its content is: that there is no room any more, or that the dossier was completed with this very file, does
        // not keep it from its answer.
        let key = repeat.as_ref().map(|(key, _)| key.clone());
        let asked_before = move |conn: &mut Conn| match &key {
            Some(key) => Ok::<_, OfficeError>(idempotency::find(conn, agency, of.0, key)?.is_some()),
            None => Ok(false),
        };
        if !self.db().read(asked_before).await? {
            let look = move |conn: &mut Conn| {
                is_theirs(conn, (agency, of), basket)?;
                room(conn, 1)
            };
            self.db().read_tx(look).await?;
        }
        let id = FileId(self.fresh());
        let path = unsent_path(id);
        let (sha256, size, media_type) = self.take_to(&path, &name, &mut content).await?;
        let repeat = repeat.map(|(key, answer)| {
            let asked = Sha256::digest(format!("POST file of {}\n{name}\n{sha256}", basket.id()));
            self.sealed(Repeat { key, fingerprint: hex::encode(asked), answer })
        });
        let at = domain::to_micros(self.now());
        let stored = CitizenFile { file: StoredFile { id, name, size, sha256, media_type }, basket: basket.id(), at };
        let (new, again) = (stored.clone(), repeat.clone());
        let note = move |conn: &mut Conn| {
            held(conn, agency, of)?;
            is_theirs(conn, (agency, of), basket)?;
            room(conn, new.file.size)?;
            citizen::insert_file(conn, agency, of, &new)?;
            repeat::keep(conn, Whose { agency, id: of.0 }, again.as_ref(), &new, at)
        };
        let noted = match self.kept(who, repeat.as_ref()).await {
            Ok(Some(kept)) => Ok(Answer::Kept(kept)),
            Ok(None) => match self.db().write(note).await {
                Ok(()) => return Ok(Answer::Fresh(Box::new(stored))),
                Err(error) => self.or_kept(who, repeat.as_ref(), error).await,
            },
            Err(error) => Err(error),
        };
        self.drop_unsent(vec![id]).await;
        noted
    }

    /// Deletes a file that was not handed in; a draft that names it names it no longer.
    pub async fn delete_of_citizen(&self, who: &Citizen, id: FileId) -> Result<(), OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let now = domain::to_micros(self.now());
        let delete = move |conn: &mut Conn| {
            held(conn, agency, of)?;
            let known = citizen::file(conn, agency, of, id)?.ok_or(OfficeError::NotFound)?;
            citizen::delete_file(conn, agency, of, id)?;
            if let Some(draft) = citizen::draft(conn, agency, of, DraftId(known.basket))?
                && draft.content.files().any(|named| named == id)
            {
                let content = draft.content.clone().without(id);
                let after = Draft { version: draft.version + 1, content, changed_at: now, ..draft };
                citizen::update_draft(conn, agency, &after)?;
            }
            Ok::<_, OfficeError>(())
        };
        self.db().write(delete).await?;
        self.drop_unsent(vec![id]).await;
        Ok(())
    }

    /// The files of one basket.
    pub async fn files_of_citizen(&self, who: &Citizen, basket: Basket) -> Result<Vec<CitizenFile>, OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        Ok(self.db().read(move |conn| citizen::files_of_basket(conn, agency, of, basket.id())).await?)
    }

    /// A file and its content, for whoever uploaded it: not handed in yet, or part of a dossier of theirs.
    pub async fn download_of_citizen(&self, who: &Citizen, id: FileId) -> Result<(StoredFile, Content), OfficeError> {
        let (agency, of) = (who.agency(), who.account.id);
        let look = move |conn: &mut Conn| {
            if let Some(unsent) = citizen::file(conn, agency, of, id)? {
                return Ok((unsent.file, unsent_path(id)));
            }
            let record = file::find(conn, agency, id)?.ok_or(OfficeError::NotFound)?;
            let dossier = DossierId(record.document.ok_or(OfficeError::NotFound)?.0);
            if !citizen::is_theirs(conn, agency, of, dossier)? {
                return Err(OfficeError::NotFound);
            }
            let loaded = rows::load(conn, agency, dossier)?.ok_or(OfficeError::NotFound)?;
            if !super::handing_in::handed_in_files(&loaded.dossier).any(|handed| handed.id == id) {
                // What the office has made at its steps is its own.
                return Err(OfficeError::NotFound);
            }
            let path = blob_path(&record.file.sha256);
            Ok::<_, OfficeError>((record.file, path))
        };
        let (stored, path) = self.db().read_tx(look).await?;
        let found = self.blobs().get(&path).await.map_err(|error| match error {
            // A restored office has no drafts' files.
            object_store::Error::NotFound { .. } => OfficeError::NotFound,
            other => other.into(),
        })?;
        Ok((stored, found.into_stream().map(|part| part.map_err(OfficeError::Blobs)).boxed()))
    }

    /// Takes the content of files away that were not handed in and have no row any more. Where the storage fails, or the program is ended
    /// before, the clock takes them a day later.
    pub(super) async fn drop_unsent(&self, files: Vec<FileId>) {
        for id in files {
            match self.blobs().delete(&unsent_path(id)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => tracing::error!(%error, file = %id, "a citizen's deleted file is still in the storage"),
            }
        }
    }
}

type Owner = (domain::AgencyId, domain::CitizenId);

fn is_theirs(conn: &mut Conn, (agency, of): Owner, basket: Basket) -> Result<(), OfficeError> {
    let theirs = match basket {
        Basket::Draft(id) => citizen::draft(conn, agency, of, id)?.is_some(),
        Basket::Dossier(id) => {
            citizen::is_theirs(conn, agency, of, id)?
                && rows::load(conn, agency, id)?.is_some_and(|loaded| loaded.dossier.wanted().is_some())
        }
    };
    if theirs { Ok(()) } else { Err(OfficeError::NotFound) }
}

fn no_room(most: u64) -> OfficeError {
    Refusal::new(Rule::NoRoomForFiles).with("max", most >> 20).into()
}
