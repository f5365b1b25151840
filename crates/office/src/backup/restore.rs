//! Setting an office up again from an archive that was checked: first its files, which nothing names yet, then all of its rows in
//! one transaction. Where that fails the files go again, so that there is all or nothing.

use std::{collections::BTreeSet, io::Read, path::Path, sync::Arc};

use domain::UtcTime;
use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path as BlobPath};
use store::{Conn, Db, action_link, archive, archive::Loader, citizen, event, reply_address, session};
use tokio::runtime::Handle;

use super::{
    BackupError,
    manifest::{Manifest, Named},
    read::{Passing, walk},
};
use crate::{files::blob_path, storage};

/// How much of a file is handed to the storage at once: the smallest part that S3 takes.
const PART: usize = 5 * 1024 * 1024;

/// Restores an archive into an empty database and an empty storage; the names of the migrations that were applied to its rows.
/// `manifest` is what [`check`](super::check) said of it. Every session and every link in a mail is ended: some were, since it was made.
///
/// # Errors
/// See [`BackupError`]; database and storage are as they were then.
pub async fn restore(
    db: &Db,
    blobs: &Arc<dyn ObjectStore>,
    path: &Path,
    manifest: &Manifest,
    now: UtcTime,
) -> Result<Vec<String>, BackupError> {
    if !db.is_untouched().await? {
        return Err(BackupError::DatabaseNotEmpty);
    }
    let before = if manifest.with_files { nothing_else(&**blobs, manifest).await? } else { BTreeSet::new() };
    let (runtime, to, from, what) = (Handle::current(), Arc::clone(blobs), path.to_owned(), manifest.clone());
    let files = tokio::task::spawn_blocking(move || put_files(&runtime, &*to, &from, &what));
    let mut done = files.await.map_err(|_| stopped(path))?.map(|()| Vec::new());
    if done.is_ok() {
        let (from, what) = (path.to_owned(), manifest.clone());
        let put = move |loader: &mut Loader<'_>| put_rows(loader, &from, &what);
        let end = move |conn: &mut Conn| {
            action_link::end_every(conn, now)?;
            reply_address::end_every(conn, now)?;
            citizen::end_every(conn)?;
            event::begin_anew(conn)?;
            Ok(session::end_every(conn, "restored from a backup", now)?)
        };
        done = db.fill(manifest.migrations.clone(), put, end).await;
    }
    // Where the database holds rows all the same (another restore was faster, or the answer to the commit was lost), they name
    // these files: nothing is taken away then.
    if done.is_err() && matches!(db.is_untouched().await, Ok(true)) {
        for ours in manifest.files().map(blob_path).filter(|ours| !before.contains(ours)) {
            // What is left behind is taken for ours when it is tried again.
            drop(blobs.delete(&ours).await);
        }
    }
    done
}

/// The hashes of files that rows name and that are not in the storage.
///
/// # Errors
/// What database and storage say.
pub async fn missing_files(db: &Db, blobs: &Arc<dyn ObjectStore>) -> Result<Vec<String>, BackupError> {
    let mut missing = Vec::new();
    for (sha256, _) in db.read_long(archive::named_files).await? {
        match blobs.head(&blob_path(&sha256)).await {
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) => missing.push(sha256),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(missing)
}

fn stopped(path: &Path) -> BackupError {
    BackupError::Io { path: path.to_owned(), error: std::io::Error::other("stopped half-way") }
}

/// The storage holds nothing but what the archive would put there itself: what a restore left that was killed, or what was put
/// there by hand. Says which of it is there.
async fn nothing_else(blobs: &dyn ObjectStore, manifest: &Manifest) -> Result<BTreeSet<BlobPath>, BackupError> {
    let ours: BTreeSet<BlobPath> = manifest.files().map(blob_path).collect();
    let (mut there, mut before) = (blobs.list(None), BTreeSet::new());
    while let Some(found) = there.try_next().await? {
        if found.location == storage::mark() {
            continue;
        }
        if !ours.contains(&found.location) {
            return Err(BackupError::StorageNotEmpty(found.location.to_string()));
        }
        before.insert(found.location);
    }
    Ok(before)
}

fn put_files(runtime: &Handle, blobs: &dyn ObjectStore, path: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    walk(path, |passing| {
        if let Some(Named::File(sha256)) = Named::of(passing.name) {
            let sha256 = sha256.to_owned();
            runtime.block_on(put_file(blobs, &blob_path(&sha256), passing, manifest))?;
        }
        Ok(())
    })
}

/// Stands under its name only when it is whole and what that name says.
async fn put_file(
    blobs: &dyn ObjectStore,
    to: &BlobPath,
    passing: &mut Passing<'_>,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let mut upload = blobs.put_multipart(to).await?;
    let taken: Result<(), BackupError> = async {
        loop {
            let mut part = Vec::new();
            let limit = u64::try_from(PART).unwrap_or(u64::MAX);
            let read = Read::take(&mut *passing, limit).read_to_end(&mut part);
            let name = passing.name;
            read.map_err(|error| BackupError::Unreadable(format!("{name}: {error}")))?;
            if part.is_empty() {
                return unchanged(passing, manifest);
            }
            upload.put_part(part.into()).await?;
        }
    }
    .await;
    match taken {
        Ok(()) => {
            upload.complete().await?;
            Ok(())
        }
        Err(error) => {
            drop(upload.abort().await);
            Err(error)
        }
    }
}

fn put_rows(loader: &mut Loader<'_>, path: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    walk(path, |passing| {
        if let Some(Named::Rows(table)) = Named::of(passing.name) {
            let table = table.to_owned();
            let text =
                String::from_utf8(passing.whole()?).map_err(|_| BackupError::Changed(passing.name.to_owned()))?;
            unchanged(passing, manifest)?;
            loader.rows(&table, &text)?;
        }
        Ok(())
    })
}

/// The archive was checked, but it is read again: it must still be what it was.
fn unchanged(passing: &mut Passing<'_>, manifest: &Manifest) -> Result<(), BackupError> {
    let found = passing.end()?;
    if manifest.entries.get(passing.name) == Some(&found) {
        Ok(())
    } else {
        Err(BackupError::Changed(passing.name.to_owned()))
    }
}
