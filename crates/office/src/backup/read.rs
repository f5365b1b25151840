//! Reading an archive: every entry in turn, hashed as it goes by; and checking the whole of one before anything is done with it.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use store::archive;

use super::{
    BackupError,
    manifest::{self, Entry, Manifest, Named},
};

/// The largest manifest, and the largest part of a table, that is taken into memory.
const IN_MEMORY: u64 = 1024 * 1024 * 1024;

/// An entry as it goes by.
pub(super) struct Passing<'a> {
    pub(super) name: &'a str,
    content: &'a mut dyn Read,
    digest: Sha256,
    size: u64,
}

impl Passing<'_> {
    /// All of it, for what is small.
    pub(super) fn whole(&mut self) -> Result<Vec<u8>, BackupError> {
        let mut content = Vec::new();
        let name = self.name;
        let read = Read::take(&mut *self, IN_MEMORY).read_to_end(&mut content);
        read.map_err(|error| unreadable(name, &error))?;
        Ok(content)
    }

    /// What it was; whatever was not read is read now.
    pub(super) fn end(&mut self) -> Result<Entry, BackupError> {
        let name = self.name;
        io::copy(self, &mut io::sink()).map_err(|error| unreadable(name, &error))?;
        Ok(Entry { size: self.size, sha256: hex::encode(self.digest.clone().finalize()) })
    }
}

impl Read for Passing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(buffer)?;
        self.digest.update(buffer.get(..count).unwrap_or_default());
        self.size += u64::try_from(count).unwrap_or_default();
        Ok(count)
    }
}

fn unreadable(at: &str, error: &io::Error) -> BackupError {
    BackupError::Unreadable(format!("{at}: {error}"))
}

/// Shows every entry in turn, to the archive's very end.
pub(super) fn walk(
    path: &Path,
    mut each: impl FnMut(&mut Passing<'_>) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let file = File::open(path).map_err(|error| BackupError::Io { path: path.to_owned(), error })?;
    let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(file)));
    let mut last = "(gzip)".to_owned();
    for entry in tar.entries().map_err(|error| unreadable(&last, &error))? {
        let mut entry = entry.map_err(|error| unreadable(&format!("after {last}"), &error))?;
        // Folders, as other programs put them in, hold nothing.
        if entry.header().entry_type().is_dir() {
            continue;
        }
        let name = entry.path().ok().and_then(|path| path.to_str().map(str::to_owned)).unwrap_or_default();
        let name = name.strip_prefix("./").map(str::to_owned).unwrap_or(name);
        if !entry.header().entry_type().is_file() || Named::of(&name).is_none() {
            return Err(BackupError::Unexpected(name));
        }
        each(&mut Passing { name: &name, content: &mut entry, digest: Sha256::new(), size: 0 })?;
        last = name;
    }
    // The sum at the end of gzip is only looked at when everything before it was read.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(|error| unreadable(&format!("after {last}"), &error))?;
    Ok(())
}

/// Reads all of an archive and says that it is whole, and one that this program can restore.
///
/// # Errors
/// What is wrong with it, by the name of the entry where it is one.
pub fn check(path: &Path) -> Result<Manifest, BackupError> {
    let (mut manifest, mut there) = (None, BTreeMap::new());
    walk(path, |passing| {
        if passing.name == manifest::NAME {
            manifest = Some(read_manifest(&passing.whole()?)?);
        } else {
            let entry = passing.end()?;
            if there.insert(passing.name.to_owned(), entry).is_some() {
                return Err(BackupError::Unexpected(passing.name.to_owned()));
            }
        }
        Ok(())
    })?;
    let manifest = manifest.ok_or_else(|| BackupError::Missing(manifest::NAME.to_owned()))?;
    for (name, expected) in &manifest.entries {
        match there.remove(name) {
            None => return Err(BackupError::Missing(name.clone())),
            Some(found) if found != *expected => return Err(BackupError::Changed(name.clone())),
            Some(_) => {}
        }
        if let Some(Named::File(sha256)) = Named::of(name)
            && sha256 != expected.sha256
        {
            return Err(BackupError::Changed(name.clone()));
        }
    }
    if let Some((name, _)) = there.pop_first() {
        return Err(BackupError::Unexpected(name));
    }
    let strangers = archive::unknown_migrations(&manifest.migrations)?;
    if strangers.is_empty() { Ok(manifest) } else { Err(BackupError::Newer(strangers)) }
}

fn read_manifest(text: &[u8]) -> Result<Manifest, BackupError> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
    }
    let unreadable = |error: serde_json::Error| BackupError::Unreadable(format!("{}: {error}", manifest::NAME));
    // A later format may have other fields, so the number is looked at first.
    let Head { format } = serde_json::from_slice(text).map_err(unreadable)?;
    if format == manifest::FORMAT {
        serde_json::from_slice(text).map_err(unreadable)
    } else {
        Err(BackupError::Format(format))
    }
}
