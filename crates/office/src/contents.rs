//! What may have to go from the storage, and how it goes: whatever a transaction leaves without a row, whether the program is ended at the worst
//! moment or the storage is away. Nothing is taken from a storage that is not known as the office's own.

use chrono::TimeDelta;
use domain::{FileId, UtcTime};
use futures_util::TryStreamExt;
use object_store::{Error, ObjectStoreExt, path::Path};
use store::{
    Conn, citizen,
    content::{self, Doubtful},
    file,
};
use uuid::Uuid;

use crate::{Office, OfficeError, citizens::unsent_path, files::blob_path, storage::Storage};

/// How many of a kind are taken at once.
const AT_ONCE: usize = 100;
/// How long something lies without a row before that is taken for a fault: nobody uploads for so long.
const UPLOADED_WITHIN: TimeDelta = TimeDelta::days(1);
/// Where contents wait that are about to go.
const ASIDE: &str = "erased";
/// Where files lie that citizens have not handed in yet.
const UNSENT: &str = "drafts";

fn aside(sha256: &str) -> Path {
    Path::from(format!("{ASIDE}/{sha256}"))
}

/// That it is not there is as good as done.
fn or_gone(done: Result<(), Error>) -> Result<(), OfficeError> {
    match done {
        Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

/// When something was put there under an id, where the id tells: the ids are the office's own, so its time is, too.
fn put_at(id: Uuid) -> Option<UtcTime> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    UtcTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

impl Office {
    /// Notes of contents that may have to go.
    pub(crate) fn doubtful<'a>(&self, hashes: impl IntoIterator<Item = &'a String>) -> Vec<Doubtful> {
        hashes.into_iter().map(|sha256| Doubtful { id: self.fresh(), sha256: sha256.clone() }).collect()
    }

    async fn is_wanted(&self, sha256: &str) -> Result<bool, OfficeError> {
        let sha256 = sha256.to_owned();
        self.db().read_long(move |conn| Ok::<_, OfficeError>(file::is_wanted(conn, &sha256)?)).await
    }

    /// Takes a content away that nothing has any more. It is put aside first and looked for again, so that somebody who stores the same at
    /// this moment finds it there, or sees that it is not.
    pub(crate) async fn forget_content(&self, sha256: &str) -> Result<(), OfficeError> {
        if !self.is_wanted(sha256).await? {
            or_gone(self.blobs().rename(&blob_path(sha256), &aside(sha256)).await)?;
        }
        self.settle(sha256).await
    }

    /// What becomes of a content that was put aside: it is put back where something has it, and deleted where nothing has. Done again it does
    /// no harm.
    async fn settle(&self, sha256: &str) -> Result<(), OfficeError> {
        let place = aside(sha256);
        if !self.is_wanted(sha256).await? {
            return or_gone(self.blobs().delete(&place).await);
        }
        match self.blobs().head(&place).await {
            Ok(_) => or_gone(self.blobs().rename(&place, &blob_path(sha256)).await),
            Err(error) => or_gone(Err(error)),
        }
    }

    /// Takes from the storage what has to go, and what was left there; called by the clock. What cannot be done now is done later.
    pub(crate) async fn tidy_storage(&self) -> Result<(), OfficeError> {
        if self.storage().await != Storage::Good {
            tracing::warn!("the storage of files is not there: what has to go from it goes later");
            return Ok(());
        }
        self.forget_doubtful().await?;
        self.settle_aside().await?;
        self.drop_left().await
    }

    /// Looks at the contents that may have to go.
    async fn forget_doubtful(&self) -> Result<(), OfficeError> {
        let (now, mut behind) = (self.now(), Uuid::nil());
        let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
        loop {
            let some = self.db().read(move |conn| content::due(conn, now, behind, limit)).await?;
            for one in &some {
                behind = one.id;
                match self.forget_content(&one.sha256).await {
                    Ok(()) => {
                        let id = one.id;
                        self.db().write(move |conn: &mut Conn| content::settled(conn, id)).await?;
                    }
                    Err(error) => {
                        tracing::error!(%error, sha256 = one.sha256, "a content was not erased; tried again later");
                    }
                }
            }
            if some.len() < AT_ONCE {
                return Ok(());
            }
        }
    }

    /// What lies below a folder of the storage: its names, the folder cut off.
    async fn names_below(&self, folder: &str) -> Result<Vec<String>, OfficeError> {
        let all = self.blobs().list(Some(&Path::from(folder)));
        let named = all.map_ok(|one| one.location.filename().unwrap_or_default().to_owned());
        Ok(named.try_collect().await?)
    }

    /// Contents that were put aside and are there still: the program was ended then, or the storage was away.
    async fn settle_aside(&self) -> Result<(), OfficeError> {
        for sha256 in self.names_below(ASIDE).await? {
            if let Err(error) = self.settle(&sha256).await {
                tracing::error!(%error, sha256, "a content that was put aside is there still; tried again later");
            }
        }
        Ok(())
    }

    /// Files of citizens of which there is no row, and not since a moment ago: an upload broke off at its end, or the storage was away when
    /// its owner deleted it.
    async fn drop_left(&self) -> Result<(), OfficeError> {
        let before = self.now() - UPLOADED_WITHIN;
        let names = self.names_below(UNSENT).await?;
        let known = names.iter().filter_map(|name| Uuid::try_parse(name).ok());
        let old: Vec<FileId> = known.filter(|id| put_at(*id).is_some_and(|at| at < before)).map(FileId).collect();
        for some in old.chunks(AT_ONCE) {
            let asked = some.to_vec();
            let read = move |conn: &mut Conn| citizen::known_files(conn, &asked);
            let rows = self.db().read(read).await?;
            for id in some.iter().filter(|id| !rows.contains(id)) {
                match or_gone(self.blobs().delete(&unsent_path(*id)).await) {
                    Ok(()) => tracing::info!(file = %id, "a citizen's file without a row was deleted from the storage"),
                    Err(error) => {
                        tracing::error!(%error, file = %id, "a citizen's deleted file is in the storage still");
                    }
                }
            }
        }
        Ok(())
    }
}
