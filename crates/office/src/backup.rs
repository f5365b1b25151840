//! Saving an office into one archive, and setting it up again from one: in another place, on either engine.
//!
//! An archive is a gzipped tar: `rows/<table>/<n>.jsonl` (rows as `store::archive` gives them), `files/<sha256>` (the documents'
//! files) and `manifest.json`, which names every entry with its size and hash. What is in it is one moment of the office: the rows
//! come from one snapshot, and files are written before the rows that name them and never removed. Keys are not in it.

mod manifest;
mod read;
mod restore;
mod save;

use std::path::PathBuf;

use store::StoreError;

use crate::OfficeError;

pub use manifest::{Entry, Manifest};
pub use read::check;
pub use restore::{missing_files, restore};
pub use save::{Saving, save, save_rows};

/// Why no backup was made, or nothing was restored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// There is a file of this name already.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// Another backup is being written to the same name.
    #[error("another backup is being written to {}", .0.display())]
    Busy(PathBuf),
    /// A file that rows name is not in the storage.
    #[error("the file {0} is missing from the storage")]
    FileMissing(String),
    /// A file in the storage is not what its name says.
    #[error("the file {0} in the storage is damaged")]
    FileDamaged(String),
    /// It cannot be read as an archive of this program; at which entry, where it began well.
    #[error("not a whole archive: {0}")]
    Unreadable(String),
    /// An entry is not what the manifest says of it.
    #[error("the entry {0} is not what the manifest says")]
    Changed(String),
    /// An entry that the manifest names is not there.
    #[error("the entry {0} is missing")]
    Missing(String),
    /// An entry of which the manifest knows nothing.
    #[error("the manifest does not know the entry {0}")]
    Unexpected(String),
    /// The archive is of a later format than this program reads.
    #[error("the archive has format {0}, which this program does not know")]
    Format(u32),
    /// The archive's database is of a newer program.
    #[error("the archive comes from a newer program: {}", .0.join(", "))]
    Newer(Vec<String>),
    /// The database holds something.
    #[error("the database is not empty")]
    DatabaseNotEmpty,
    /// The storage of files holds something that is not in the archive.
    #[error("the storage of files is not empty: {0}")]
    StorageNotEmpty(String),
    /// Reading or writing a file failed.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The database or the storage of files failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotEmpty => Self::DatabaseNotEmpty,
            other => Self::Office(OfficeError::Store(other)),
        }
    }
}

impl From<object_store::Error> for BackupError {
    fn from(error: object_store::Error) -> Self {
        Self::Office(error.into())
    }
}
