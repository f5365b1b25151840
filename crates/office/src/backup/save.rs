//! Writing an archive: first the rows, from one snapshot, then the files that they name, then the manifest. It stands under its
//! name only when all of it is on the disk.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::{Buf, Bytes};
use chrono::{DateTime, Utc};
use flate2::{Compression, write::GzEncoder};
use futures_util::{StreamExt, stream::BoxStream};
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use store::{Conn, Db, Engine, archive};
use tokio::runtime::Handle;

use super::{
    BackupError,
    manifest::{self, Entry, Manifest},
};
use crate::files::blob_path;

/// About how large a part of a table is.
const PART: usize = 4 * 1024 * 1024;

/// What is saved, and where.
#[derive(Debug, Clone)]
pub struct Saving {
    /// The archive; there must be no file of this name.
    pub to: PathBuf,
    /// The version of this program.
    pub congvan: String,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Saves an office while it is at work: its rows, and its files where their storage is given.
///
/// # Errors
/// See [`BackupError`]; nothing stands under the archive's name then.
pub async fn save(db: &Db, blobs: Option<Arc<dyn ObjectStore>>, saving: Saving) -> Result<Manifest, BackupError> {
    let (part, file) = begun(&saving)?;
    let saved = write_all(db, blobs, &saving, &file).await;
    ended(&saving, &part, saved)
}

/// Saves an office's rows alone, as this connection sees them: within the transaction that will change them.
///
/// # Errors
/// See [`BackupError`]; nothing stands under the archive's name then.
pub fn save_rows(conn: &mut Conn, saving: &Saving) -> Result<Manifest, BackupError> {
    let (part, file) = begun(saving)?;
    let saved = Writer::begin(&file, head(conn.engine(), saving, false), stamp(saving)).and_then(|mut writer| {
        writer.rows(conn)?;
        writer.finish()
    });
    ended(saving, &part, saved)
}

/// The file that an archive is written to until it is whole.
fn begun(saving: &Saving) -> Result<(PathBuf, File), BackupError> {
    if saving.to.exists() {
        return Err(BackupError::Exists(saving.to.clone()));
    }
    let part = with_ending(&saving.to, ".part");
    let file = new_file(&part).map_err(|error| BackupError::Io { path: part.clone(), error })?;
    // Whoever begins the same archive beside this one must not write into it.
    file.try_lock().map_err(|_| BackupError::Busy(saving.to.clone()))?;
    Ok((part, file))
}

/// Gives it its name, or takes it away.
fn ended(saving: &Saving, part: &Path, saved: Result<Manifest, BackupError>) -> Result<Manifest, BackupError> {
    let io_error = |path: &Path, error: io::Error| BackupError::Io { path: path.to_owned(), error };
    let done = saved.and_then(|manifest| {
        if saving.to.exists() {
            return Err(BackupError::Exists(saving.to.clone()));
        }
        fs::rename(part, &saving.to).and_then(|()| sync_folder(&saving.to)).map_err(|e| io_error(&saving.to, e))?;
        Ok(manifest)
    });
    if done.is_err() {
        drop(fs::remove_file(part));
    }
    done.map_err(|error| match error {
        BackupError::Io { path, error } if path.as_os_str().is_empty() => io_error(part, error),
        other => other,
    })
}

fn head(engine: Engine, saving: &Saving, with_files: bool) -> Manifest {
    Manifest {
        format: manifest::FORMAT,
        congvan: saving.congvan.clone(),
        engine: engine.as_str().to_owned(),
        made_at: saving.now,
        migrations: Vec::new(),
        rows: BTreeMap::new(),
        with_files,
        entries: BTreeMap::new(),
    }
}

fn stamp(saving: &Saving) -> u64 {
    u64::try_from(saving.now.timestamp()).unwrap_or_default()
}

async fn write_all(
    db: &Db,
    blobs: Option<Arc<dyn ObjectStore>>,
    saving: &Saving,
    file: &File,
) -> Result<Manifest, BackupError> {
    let head = head(db.engine(), saving, blobs.is_some());
    let file = file.try_clone().map_err(nameless)?;
    let (with_files, stamp) = (blobs.is_some(), stamp(saving));
    let (writer, files) = db
        .read_long(move |conn| {
            // Begun anew where the connection turned out to be stale.
            let mut writer = Writer::begin(&file, head.clone(), stamp)?;
            let has_files = writer.rows(conn)?;
            let files = if with_files && has_files { archive::named_files(conn)? } else { Vec::new() };
            Ok::<_, BackupError>((writer, files))
        })
        .await?;
    let runtime = Handle::current();
    let rest = tokio::task::spawn_blocking(move || {
        let mut writer = writer;
        if let Some(blobs) = blobs {
            for (sha256, size) in &files {
                writer.file(&runtime, &*blobs, sha256, *size)?;
            }
        }
        writer.finish()
    });
    rest.await.map_err(|_| nameless(io::Error::other("stopped half-way")))?
}

/// Of the archive itself; the caller knows its name.
fn nameless(error: io::Error) -> BackupError {
    BackupError::Io { path: PathBuf::new(), error }
}

struct Writer {
    tar: tar::Builder<GzEncoder<BufWriter<File>>>,
    manifest: Manifest,
    stamp: u64,
}

impl Writer {
    fn begin(file: &File, manifest: Manifest, stamp: u64) -> Result<Self, BackupError> {
        let mut file = file.try_clone().map_err(nameless)?;
        file.set_len(0).and_then(|()| io::Seek::rewind(&mut file)).map_err(nameless)?;
        // Most of an office is PDF, which no effort makes smaller.
        let gz = GzEncoder::new(BufWriter::new(file), Compression::fast());
        Ok(Self { tar: tar::Builder::new(gz), manifest, stamp })
    }

    /// Writes every row; whether there is a table of files.
    fn rows(&mut self, conn: &mut Conn) -> Result<bool, BackupError> {
        let shape = archive::shape(conn)?;
        self.manifest.migrations = shape.migrations;
        for table in &shape.tables {
            let mut number = 0;
            self.manifest.rows.insert(table.name.clone(), 0);
            archive::rows(conn, table, PART, |rows, text| {
                number += 1;
                *self.manifest.rows.entry(table.name.clone()).or_default() += rows;
                self.entry(&manifest::rows_name(&table.name, number), text.as_bytes())
            })?;
        }
        Ok(shape.tables.iter().any(|table| table.name == "file"))
    }

    fn entry(&mut self, name: &str, content: &[u8]) -> Result<(), BackupError> {
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        let sha256 = hex::encode(Sha256::digest(content));
        self.append(name, size, content)?;
        self.manifest.entries.insert(name.to_owned(), Entry { size, sha256 });
        Ok(())
    }

    fn append(&mut self, name: &str, size: u64, content: impl Read) -> Result<(), BackupError> {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(self.stamp);
        self.tar.append_data(&mut header, name, content).map_err(nameless)
    }

    fn file(&mut self, runtime: &Handle, blobs: &dyn ObjectStore, sha256: &str, size: u64) -> Result<(), BackupError> {
        let found = match runtime.block_on(blobs.get(&blob_path(sha256))) {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Err(BackupError::FileMissing(sha256.to_owned())),
            Err(other) => return Err(other.into()),
        };
        if found.meta.size != size {
            return Err(BackupError::FileDamaged(sha256.to_owned()));
        }
        let name = manifest::file_name(sha256);
        let mut blob =
            Blob { runtime, stream: found.into_stream().boxed(), rest: Bytes::new(), digest: Sha256::new(), size: 0 };
        self.append(&name, size, &mut blob)?;
        if blob.size != size || hex::encode(blob.digest.finalize()) != sha256 {
            return Err(BackupError::FileDamaged(sha256.to_owned()));
        }
        self.manifest.entries.insert(name, Entry { size, sha256: sha256.to_owned() });
        Ok(())
    }

    fn finish(mut self) -> Result<Manifest, BackupError> {
        let text = serde_json::to_vec_pretty(&self.manifest).map_err(|error| nameless(error.into()))?;
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        self.append(manifest::NAME, size, text.as_slice())?;
        let whole = || -> io::Result<()> {
            let mut file = self.tar.into_inner()?.finish()?;
            file.flush()?;
            file.get_ref().sync_all()
        };
        whole().map_err(nameless)?;
        Ok(self.manifest)
    }
}

/// A file of the storage, read as the archive takes it, and hashed on the way.
struct Blob<'a> {
    runtime: &'a Handle,
    stream: BoxStream<'static, object_store::Result<Bytes>>,
    rest: Bytes,
    digest: Sha256,
    size: u64,
}

impl Read for Blob<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.runtime.block_on(self.stream.next()) {
                Some(next) => self.rest = next.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let count = buffer.len().min(self.rest.len());
        self.rest.copy_to_slice(buffer.get_mut(..count).unwrap_or_default());
        self.digest.update(buffer.get(..count).unwrap_or_default());
        self.size += u64::try_from(count).unwrap_or_default();
        Ok(count)
    }
}

/// A file for its owner alone: it holds every document.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
