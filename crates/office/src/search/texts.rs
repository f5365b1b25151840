//! The text of files: which are to be read, and what was found in them. Who reads it out of their content is no concern of the office.

use chrono::TimeDelta;
use domain::{AgencyId, FileId};
use object_store::path::Path;
use store::{Conn, StoreError, file_text};

pub use store::file_text::{MOST_BYTES, Untold};

use crate::{Office, OfficeError, files::blob_path};

/// For how long who takes files may read them before somebody else gets them.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// A file whose text is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileWithoutText {
    /// Which, whose, and what it is.
    pub file: Untold,
    /// Where its content lies in the storage.
    pub path: Path,
}

impl Office {
    /// Takes files whose text nobody has read yet, the latest first; nobody else gets them for ten minutes. No files of secret lines and none of
    /// dossiers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn files_without_text(&self, limit: i64) -> Result<Vec<FileWithoutText>, OfficeError> {
        let now = self.now();
        let taken = self.db().write(move |conn: &mut Conn| file_text::take(conn, now, LEASE, limit)).await?;
        Ok(taken.into_iter().map(|file| FileWithoutText { path: blob_path(&file.sha256), file }).collect())
    }

    /// Keeps what a file says, at the most [`MOST_BYTES`] of it, or in a word why nothing was found; its document is found by it within seconds.
    /// Who could not read it for a passing reason keeps nothing: it comes again when its time is over.
    ///
    /// # Errors
    /// What the database says.
    pub async fn keep_file_text(
        &self,
        agency: AgencyId,
        file: FileId,
        found: Result<String, String>,
    ) -> Result<(), OfficeError> {
        let keep = move |conn: &mut Conn| {
            let found = found.as_deref().map_err(String::as_str);
            file_text::keep(conn, agency, file, found)
        };
        Ok(self.db().write::<_, StoreError, _>(keep).await?)
    }
}
