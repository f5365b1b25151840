//! Whether the storage of files is the office's own: it answers, and a mark lies in it that the office has put there. A folder that is
//! gone has none, nor has an empty one where a disk was not mounted.

use std::time::Duration;

use object_store::{Error, ObjectStoreExt, path::Path};
use store::file;

use crate::{Office, OfficeError, files::blob_path};

/// By when the storage must have answered.
const WITHIN: Duration = Duration::from_secs(5);
/// How many files are looked for before the storage is taken for another's.
const LOOKED_FOR: i64 = 20;
/// What the mark says to whoever finds it.
const WORDS: &str = "Dấu của kho tệp congvan; đừng xóa.\nThe mark of congvan's storage of files; do not delete it.\n";

/// Where the mark lies.
pub(crate) fn mark() -> Path {
    Path::from("congvan.mark")
}

/// How the storage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// It answers, and is the office's.
    Good,
    /// It answers, and the mark is not there.
    Missing,
    /// It does not answer, or not in time.
    Unreachable,
}

impl Office {
    /// How the storage stands, by reading its mark.
    pub async fn storage(&self) -> Storage {
        let read = async { self.blobs().get(&mark()).await?.bytes().await };
        match tokio::time::timeout(WITHIN, read).await {
            Ok(Ok(_)) => Storage::Good,
            Ok(Err(Error::NotFound { .. })) => Storage::Missing,
            Ok(Err(_)) | Err(_) => Storage::Unreachable,
        }
    }

    /// Puts the mark into a storage that has none, when the program starts; not into one where files are missing that the database
    /// names, for that is another one.
    ///
    /// # Errors
    /// What database and storage say.
    pub async fn mark_storage(&self) -> Result<Storage, OfficeError> {
        let standing = self.storage().await;
        if standing != Storage::Missing {
            return Ok(standing);
        }
        let named = self.db().read(|conn| file::some_hashes(conn, LOOKED_FOR)).await?;
        let mut is_ours = named.is_empty();
        for sha256 in named {
            match self.blobs().head(&blob_path(&sha256)).await {
                Ok(_) => is_ours = true,
                Err(Error::NotFound { .. }) => continue,
                Err(other) => return Err(other.into()),
            }
            break;
        }
        if !is_ours {
            return Ok(Storage::Missing);
        }
        self.blobs().put(&mark(), WORDS.into()).await?;
        Ok(Storage::Good)
    }
}
