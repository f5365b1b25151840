//! Reads the words of files, for the search: one at a time, each by a process of its own.

use std::{sync::Arc, time::Duration};

use extract::{Extractor, Fault, Kind, Machine};
use object_store::{ObjectStore, ObjectStoreExt};
use office::{
    Office,
    search::texts::{FileWithoutText, Untold},
};

use super::{LOOK, REST, Stopping};

/// How many files are taken at once. They are this process's for ten minutes, and each takes little more than one at the worst, as it is usually set.
const AT_ONCE: i64 = 4;
/// How long is waited where the machine does not let files be read.
const UNREADABLE: Duration = Duration::from_mins(1);

/// A file of a kind that is not read.
const NOT_READ: &str = "not_read";
/// A PDF of pictures.
const SCAN: &str = "scan";

/// Reads them as they come.
pub(super) async fn read_files(
    office: Office,
    blobs: Arc<dyn ObjectStore>,
    extractor: Extractor,
    mut stopping: Stopping,
) {
    while !*stopping.borrow() {
        let wait = match office.files_without_text(AT_ONCE).await {
            Ok(some) if some.is_empty() => LOOK,
            Ok(some) => {
                let mut wait = None;
                for file in some {
                    if *stopping.borrow() {
                        return;
                    }
                    if !read_one(&office, &*blobs, &extractor, &file).await {
                        wait = Some(UNREADABLE);
                    }
                }
                match wait {
                    Some(wait) => wait,
                    // There may be more.
                    None => continue,
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the files whose text is to be read could not be listed");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Reads a file and keeps what came of it; whether that is known. What is not comes again when its time is over.
async fn read_one(office: &Office, blobs: &dyn ObjectStore, extractor: &Extractor, taken: &FileWithoutText) -> bool {
    let file = &taken.file;
    let found = match words(blobs, extractor, taken).await {
        Ok(found) => found,
        Err(error) => {
            tracing::warn!(%error, file = %file.id, "the text of a file could not be read; tried again later");
            return false;
        }
    };
    if let Err(reason) = &found
        && reason != NOT_READ
        && reason != SCAN
    {
        tracing::info!(file = %file.id, reason, "a file has no text that could be read");
    }
    match office.keep_file_text(file.agency, file.id, found).await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, file = %file.id, "the text of a file could not be kept; tried again later");
            false
        }
    }
}

/// Why the content did not come.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("{0}")]
    Storage(#[from] object_store::Error),
    #[error("{0}")]
    Machine(#[from] Machine),
}

async fn words(
    blobs: &dyn ObjectStore,
    extractor: &Extractor,
    taken: &FileWithoutText,
) -> Result<Result<String, String>, Failed> {
    let Untold { id, name, media_type, size, .. } = &taken.file;
    let Some(kind) = Kind::of(media_type, name.as_str()) else { return Ok(Err(NOT_READ.to_owned())) };
    if *size > extractor.terms().bytes {
        return Ok(Err(Fault::Large.code().to_owned()));
    }
    let content = blobs.get(&taken.path).await?;
    Ok(match extractor.read(kind, content.into_stream()).await? {
        Ok(words) if words.scan => Err(SCAN.to_owned()),
        Ok(words) => {
            if words.cut {
                tracing::info!(file = %id, "of the text of a file the beginning was kept; the rest is too much");
            }
            Ok(words.text)
        }
        Err(fault) => Err(fault.code().to_owned()),
    })
}
