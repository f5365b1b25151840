//! An office file as the archive that it is: read within limits, written again.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::fault::Fault;

/// The kinds of office files that are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML.
    Docx,
    /// OpenDocument.
    Odt,
}

impl Kind {
    /// The ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Odt => "odt",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
        }
    }

    /// Which kind a file is, by its content; none where it is neither.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn of(bytes: &[u8], limits: &Limits) -> Result<Self, Fault> {
        Package::read(bytes, limits).map(|package| package.kind)
    }
}

/// How much is read of one file.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Entries of the archive.
    pub entries: usize,
    /// Bytes of one entry, unpacked.
    pub entry_bytes: u64,
    /// Bytes of all entries, unpacked.
    pub total_bytes: u64,
    /// How many times larger than packed an entry of more than a mebibyte may be.
    pub ratio: u64,
    /// Elements inside one another.
    pub depth: usize,
    /// Elements and texts of one part, and of what it is filled to.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 1000, entry_bytes: 32 << 20, total_bytes: 64 << 20, ratio: 200, depth: 200, nodes: 1_000_000 }
    }
}

/// One entry of the archive.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// An office file, unpacked.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub kind: Kind,
    pub parts: Vec<Part>,
}

const TYPES: &str = "[Content_Types].xml";
const MIME: &str = "mimetype";

impl Package {
    /// Unpacks it.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::kind())?;
        if archive.len() > limits.entries || archive.has_duplicate_names() {
            return Err(Fault::large("zip"));
        }
        let (mut parts, mut total) = (Vec::new(), 0_u64);
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(|_| Fault::broken("zip"))?;
            if entry.encrypted() {
                return Err(Fault::locked());
            }
            let entry = archive.by_index(index).map_err(|_| Fault::broken("zip"))?;
            let name = entry.name().map_err(|_| Fault::broken("zip"))?.into_owned();
            if entry.is_dir() {
                continue;
            }
            let plain = !name.starts_with('/') && !name.contains(['\\', '\0']) && !name.split('/').any(|s| s == "..");
            if !plain || entry.is_symlink() {
                return Err(Fault::broken(&crate::excerpt(&name)));
            }
            if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                return Err(Fault::broken(&name));
            }
            let (packed, most) = (entry.compressed_size().max(1), limits.entry_bytes.min(limits.total_bytes - total));
            let mut content = Vec::new();
            // What it says of its size is not believed.
            entry.take(most.saturating_add(1)).read_to_end(&mut content).map_err(|_| Fault::broken(&name))?;
            let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
            if size > most || (size > 1 << 20 && size / packed > limits.ratio) {
                return Err(Fault::large(&name));
            }
            total += size;
            parts.push(Part { name, bytes: content });
        }
        let kind = kind(&parts)?;
        Ok(Self { kind, parts })
    }

    /// Packs it again. An ODT tells its kind first, unpacked.
    pub fn write(&self) -> Result<Vec<u8>, Fault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let first = self.parts.iter().filter(|part| part.name == MIME);
        let others = self.parts.iter().filter(|part| part.name != MIME);
        for part in first.chain(others) {
            let method = if part.name == MIME { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            // Without the time: the same parts make the same file.
            let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT);
            writer.start_file(part.name.as_str(), options).map_err(|_| Fault::broken(&part.name))?;
            writer.write_all(&part.bytes).map_err(|_| Fault::broken(&part.name))?;
        }
        Ok(writer.finish().map_err(|_| Fault::broken("zip"))?.into_inner())
    }

    /// The content of an entry.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|part| part.name == name).map(|part| part.bytes.as_slice())
    }

    /// Whether fields are looked for in this entry: the text, headers, footers and notes.
    pub fn is_filled(&self, name: &str) -> bool {
        match self.kind {
            Kind::Odt => matches!(name, "content.xml" | "styles.xml"),
            Kind::Docx => name.strip_prefix("word/").and_then(|rest| rest.strip_suffix(".xml")).is_some_and(|rest| {
                let words = ["document", "header", "footer", "footnotes", "endnotes"];
                words.iter().any(|word| {
                    rest.strip_prefix(word).is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
                })
            }),
        }
    }
}

fn kind(parts: &[Part]) -> Result<Kind, Fault> {
    let part = |name: &str| parts.iter().find(|part| part.name == name).map(|part| part.bytes.as_slice());
    if let Some(mime) = part(MIME) {
        let text = part("content.xml").is_some() && mime.trim_ascii() == Kind::Odt.media_type().as_bytes();
        return if text { Ok(Kind::Odt) } else { Err(Fault::kind()) };
    }
    let types = part(TYPES).map(String::from_utf8_lossy).ok_or_else(Fault::kind)?;
    if types.contains("macroEnabled") {
        return Err(Fault::macros(TYPES));
    }
    let text = types.contains("wordprocessingml.document.main+xml") && part("word/document.xml").is_some();
    if text { Ok(Kind::Docx) } else { Err(Fault::kind()) }
}
