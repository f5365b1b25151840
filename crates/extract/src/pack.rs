//! An archive of parts, each unpacked while it is read, all together within a limit. What it says of sizes is not believed.

use std::{
    cell::Cell,
    io::{self, Cursor, Read},
};

use zip::{CompressionMethod, ZipArchive, result::ZipError};

use crate::{Limits, fault::Fault};

/// What a locked office file is: not the archive, but a container of Microsoft's with the archive in it.
const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// An archive.
pub(crate) struct Pack<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: Cell<u64>,
}

impl<'a> Pack<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        if bytes.starts_with(CONTAINER) {
            // Or a file of the time before; neither is read.
            return Err(Fault::Locked);
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| if bytes.starts_with(b"PK") { Fault::Broken } else { Fault::Kind })?;
        if archive.len() > limits.entries {
            return Err(Fault::Large);
        }
        Ok(Self { archive, left: Cell::new(limits.unpacked_bytes) })
    }

    /// The names of its parts that begin and end so, those with numbers in their order.
    pub(crate) fn names(&self, beginning: &str, ending: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .archive
            .file_names()
            .flatten()
            .filter(|name| name.starts_with(beginning) && name.ends_with(ending))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort_by_key(|name| {
            let digits: String = name.chars().filter(char::is_ascii_digit).collect();
            (digits.parse::<u64>().unwrap_or(u64::MAX), name.clone())
        });
        names.dedup();
        names
    }

    /// A part; none where there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_, impl Read>>, Fault> {
        let left = &self.left;
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            // It says so of entries with a password, and nothing else.
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Fault::Locked),
            Err(_) => return Err(Fault::Broken),
        };
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(Fault::Broken);
        }
        Ok(Some(Part { inner: entry, left }))
    }
}

/// A part that is being read.
pub(crate) struct Part<'p, R> {
    inner: R,
    left: &'p Cell<u64>,
}

impl<R: Read> Read for Part<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.left.set(left.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?);
        Ok(count)
    }
}
