//! Where the files of a message go while it is read.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::Serialize;

use crate::{
    attachment::{ContentId, ending},
    hash::Measure,
};

/// A file of a message that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceivedFile {
    /// Its place among the message's `Attachment` elements, from 1.
    pub number: usize,
    /// `ContentId`; one of its place, `tep-1`, where it has none.
    pub content_id: ContentId,
    /// `AttachmentName` as it is written; none where nothing names the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A name by which it may be kept ([`safe_name`](crate::safe_name)). Two files may have the same.
    pub file_name: String,
    /// `ContentType` as it is written. It does not tell what the bytes are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// How its bytes came.
    pub packing: Packing,
    /// How long it is, unpacked, and its hash; none where no bytes came, and before a [`Sink`] has read it.
    pub content: Option<Measure>,
}

/// How the bytes of a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// As they are.
    Raw,
    /// In a ZIP of one entry, which was taken off.
    Zip,
}

/// Takes the files of a message as they are read, one after the other, in the order in which they stand in it.
///
/// A message may turn out to be broken behind a file that was taken: what was taken counts only once [`read`](crate::read()) has returned
/// without an error.
pub trait Sink {
    /// Takes one file. All of `content` is what the file holds, already unpacked; it need not be read to its end. A file of which no bytes came is
    /// not given.
    ///
    /// # Errors
    /// It cannot be kept; reading ends with [`ReadFault::Keeping`](crate::ReadFault::Keeping). An error of `content` is handed on as it is.
    fn keep(&mut self, file: &ReceivedFile, content: &mut dyn Read) -> io::Result<()>;
}

impl<F: FnMut(&ReceivedFile, &mut dyn Read) -> io::Result<()>> Sink for F {
    fn keep(&mut self, file: &ReceivedFile, content: &mut dyn Read) -> io::Result<()> {
        self(file, content)
    }
}

/// Keeps nothing. Files are measured all the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn keep(&mut self, _: &ReceivedFile, _: &mut dyn Read) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps files in a folder, under their safe names; one that is there already is never written over, the newcomer gets a number.
#[derive(Debug)]
pub struct Folder {
    folder: PathBuf,
    kept: Vec<(usize, String)>,
}

impl Folder {
    /// In this folder, which is made where it is missing.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(folder: impl Into<PathBuf>) -> io::Result<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, kept: Vec::new() })
    }

    /// Under which name the file of this number ([`ReceivedFile::number`]) was kept.
    pub fn name_of(&self, number: usize) -> Option<&str> {
        self.kept.iter().find(|(n, _)| *n == number).map(|(_, name)| name.as_str())
    }

    /// Takes away again what it kept: for a message that turned out to be broken.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub fn discard(self) -> io::Result<()> {
        self.kept.iter().try_for_each(|(_, name)| fs::remove_file(self.folder.join(name)))
    }
}

impl Sink for Folder {
    fn keep(&mut self, file: &ReceivedFile, content: &mut dyn Read) -> io::Result<()> {
        // More of one name than a message may have files are there for another reason.
        const MOST: usize = 10_000;
        for n in 1..=MOST {
            let name = numbered(&file.file_name, n);
            let options = OpenOptions::new().write(true).create_new(true).open(self.folder.join(&name));
            let mut kept = match options {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            self.kept.push((file.number, name));
            io::copy(content, &mut kept)?;
            return kept.sync_all();
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// `a.pdf`, `a (2).pdf`, and so on.
fn numbered(name: &str, n: usize) -> String {
    if n == 1 {
        return name.to_owned();
    }
    let path = Path::new(name);
    match (path.file_stem().and_then(|stem| stem.to_str()), ending(name).and(path.extension()).and_then(|e| e.to_str()))
    {
        (Some(stem), Some(ending)) => format!("{stem} ({n}).{ending}"),
        _ => format!("{name} ({n})"),
    }
}
