//! The words of a file, for the search: what a reader of it sees as text, without how it looks.
//!
//! Every file that comes in here may be hostile. What is read is bounded ([`Limits`]); where that is not enough, since a library holds more
//! than it should or does not end, a process of its own reads it that can do nothing else ([`confined`]), and [`Extractor`] starts it, feeds it
//! and ends it. Knows nothing of offices, people and databases.

mod docx;
mod fault;
mod gather;
mod html;
mod mail;
mod odf;
mod pack;
mod pdf;
mod plain;
mod process;
mod xlsx;
mod xml;

pub mod confined;

use std::{
    io::{ErrorKind, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

pub use fault::Fault;
pub use process::{Extractor, Machine, Terms};

use gather::Gather;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PDF, its text layer.
    Pdf,
    /// Office Open XML, a text.
    Docx,
    /// Office Open XML, a workbook.
    Xlsx,
    /// OpenDocument, a text.
    Odt,
    /// OpenDocument, a workbook.
    Ods,
    /// A page.
    Html,
    /// A mail, as a mail program saves it.
    Mail,
    /// Letters and nothing else.
    Text,
}

impl Kind {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Pdf, Self::Docx, Self::Xlsx, Self::Odt, Self::Ods, Self::Html, Self::Mail, Self::Text];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Html => "html",
            Self::Mail => "eml",
            Self::Text => "txt",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// By the media type that was found of a file, and its name where that says more; none where it is not read.
    pub fn of(media_type: &str, file_name: &str) -> Option<Self> {
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        Some(match media_type.as_str() {
            "application/pdf" => Self::Pdf,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Self::Docx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Self::Xlsx,
            "application/vnd.oasis.opendocument.text" => Self::Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => Self::Ods,
            "text/html" | "application/xhtml+xml" => Self::Html,
            "message/rfc822" => Self::Mail,
            "text/plain" | "text/csv" | "text/markdown" => match ending.as_str() {
                // What a text is, its content does not always say.
                "eml" => Self::Mail,
                "htm" | "html" => Self::Html,
                _ => Self::Text,
            },
            // An archive like any other, or bytes: the name is believed, and the reader finds out.
            "application/zip" | "application/octet-stream" | "text/xml" | "application/xml" | "" => {
                match ending.as_str() {
                    "pdf" => Self::Pdf,
                    "docx" => Self::Docx,
                    "xlsx" => Self::Xlsx,
                    "odt" => Self::Odt,
                    "ods" => Self::Ods,
                    "htm" | "html" => Self::Html,
                    "eml" => Self::Mail,
                    "txt" | "csv" => Self::Text,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }
}

/// How much is read of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of it.
    pub bytes: u64,
    /// Characters of its text; the rest is left out.
    pub characters: usize,
    /// Bytes of what is packed in it, unpacked.
    pub unpacked_bytes: u64,
    /// Entries of an archive.
    pub entries: usize,
    /// Bytes of one tag or text of XML.
    pub piece_bytes: usize,
    /// Elements inside one another.
    pub depth: usize,
    /// How much of a processor's time this process may have taken before the last page is begun: what was read until then counts. At the end of
    /// a process's time nothing does.
    pub time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 100 << 20,
            characters: 2_000_000,
            unpacked_bytes: 512 << 20,
            entries: 10_000,
            piece_bytes: 16 << 20,
            depth: 1000,
            time: None,
        }
    }
}

/// The words of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Words {
    /// In the composed form (NFC), a line for each paragraph.
    pub text: String,
    /// There is more, which was left out.
    #[serde(default)]
    pub cut: bool,
    /// A PDF whose pages have pictures and no text: a scan.
    #[serde(default)]
    pub scan: bool,
}

/// Reads the words of a file.
///
/// # Errors
/// Why there are none.
pub fn words_of(kind: Kind, reader: impl Read, limits: &Limits) -> Result<Words, Fault> {
    let mut bytes = Vec::new();
    reader.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::OutOfMemory => Fault::Memory,
        _ => Fault::Broken,
    })?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.bytes {
        return Err(Fault::Large);
    }
    // A library that breaks down over a file does so with this file alone.
    catch_unwind(AssertUnwindSafe(|| read(kind, bytes, limits))).unwrap_or(Err(Fault::Crashed))
}

/// The text of a file: what [`words_of`] reads, and nothing else of it.
///
/// # Errors
/// Why there is none.
pub fn text_of(kind: Kind, reader: impl Read) -> Result<String, Fault> {
    words_of(kind, reader, &Limits::default()).map(|words| words.text)
}

fn read(kind: Kind, bytes: Vec<u8>, limits: &Limits) -> Result<Words, Fault> {
    let mut gather = Gather::new(limits.characters);
    let mut scan = false;
    match kind {
        Kind::Pdf => scan = pdf::read(bytes, limits, &mut gather)?,
        Kind::Docx => docx::read(&bytes, limits, &mut gather)?,
        Kind::Xlsx => xlsx::read(&bytes, limits, &mut gather)?,
        Kind::Odt | Kind::Ods => odf::read(&bytes, limits, &mut gather)?,
        Kind::Html => html::read(&bytes, &mut gather),
        Kind::Mail => mail::read(&bytes, &mut gather)?,
        Kind::Text => plain::read(&bytes, &mut gather)?,
    }
    let (text, cut) = gather.end();
    Ok(Words { text, cut, scan })
}
