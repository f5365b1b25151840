//! How a package is written: a ZIP with `metadata.xml`, the list of documents as a table, the documents' files, and last a manifest with the SHA-256
//! of each, in the form that `sha256sum -c` reads.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use bytes::Bytes;
use domain::{
    DocumentId,
    case_file::{
        Direction,
        description::{Field, Value},
    },
    incoming::StoredFile,
};
use quick_xml::escape::escape;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::OfficeError;

/// What is said of the case file and its documents.
pub(super) const METADATA: &str = "metadata.xml";
/// Mục lục văn bản trong hồ sơ.
pub(super) const CONTENTS: &str = "muc-luc-van-ban.csv";
/// The hashes.
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
/// The form of `metadata.xml`.
pub(super) const FORM: &str = "1";

/// A document with all that is said of it.
pub(super) struct Described {
    pub id: DocumentId,
    pub direction: Direction,
    pub fields: Vec<Field>,
    /// Its files, each with its place in the package.
    pub files: Vec<(String, StoredFile)>,
}

/// All that a package holds, but for the files' content.
pub(super) struct Packed {
    pub fields: Vec<Field>,
    pub documents: Vec<Described>,
    pub contents: Vec<Vec<String>>,
}

/// What a writer is given.
pub(super) enum Piece {
    /// A file begins.
    File { place: String, size: u64, sha256: String },
    /// Some of its content.
    Bytes(Bytes),
    /// That was all.
    End,
}

/// ASCII letters, digits and hyphens alone.
pub(super) fn slug(text: &str) -> String {
    const MOST: usize = 60;
    let folded = domain::fold(text);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-").chars().take(MOST).collect()
}

/// Where a document's file lies: by the document's ordinal and its own, and a name that is one everywhere.
pub(super) fn file_place(ordinal: u16, n: u32, name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let stem = match slug(stem) {
        empty if empty.is_empty() => "tep".to_owned(),
        stem => stem,
    };
    let ending = if ending.is_empty() { ending } else { format!(".{}", ending.to_ascii_lowercase()) };
    format!("documents/{ordinal:03}/{n:02}-{stem}{ending}")
}

fn element(out: &mut String, field: &Field, depth: usize) {
    let indent = "  ".repeat(depth);
    match &field.value {
        Value::Text(text) if text.is_empty() => {
            let _ = writeln!(out, "{indent}<{}/>", field.name);
        }
        Value::Text(text) => {
            let _ = writeln!(out, "{indent}<{0}>{1}</{0}>", field.name, escape(text.as_str()));
        }
        Value::Parts(parts) => {
            let _ = writeln!(out, "{indent}<{}>", field.name);
            for part in parts {
                element(out, part, depth + 1);
            }
            let _ = writeln!(out, "{indent}</{}>", field.name);
        }
    }
}

impl Packed {
    /// `metadata.xml`.
    pub fn metadata(&self) -> Result<String, OfficeError> {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let _ = writeln!(out, "<CaseFile version=\"{FORM}\">");
        for field in &self.fields {
            element(&mut out, field, 1);
        }
        out.push_str("  <Documents>\n");
        for document in &self.documents {
            let direction = document.direction.as_str();
            let _ = writeln!(out, "    <Document direction=\"{direction}\" id=\"{}\">", document.id);
            for field in &document.fields {
                element(&mut out, field, 3);
            }
            out.push_str("      <Files>\n");
            for (place, file) in &document.files {
                let _ = writeln!(
                    out,
                    "        <File path=\"{}\" name=\"{}\" mediaType=\"{}\" size=\"{}\" sha256=\"{}\"/>",
                    escape(place.as_str()),
                    escape(file.name.as_str()),
                    escape(file.media_type.as_str()),
                    file.size,
                    file.sha256,
                );
            }
            out.push_str("      </Files>\n    </Document>\n");
        }
        out.push_str("  </Documents>\n</CaseFile>\n");
        // No field of the office holds a character that XML has no place for; if one did, no reader would take the package.
        let forbidden =
            |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
        if out.chars().any(forbidden) {
            return Err(OfficeError::Internal("a package: a character that XML does not know".to_owned()));
        }
        Ok(out)
    }
}

/// A file of the package that is being written.
struct Begun {
    place: String,
    sha256: String,
    size: u64,
    digest: Sha256,
    got: u64,
}

impl Begun {
    /// What the storage gave is what the office knows, or there is no package.
    fn ended(self, manifest: &mut String) -> Result<(), String> {
        let found = hex::encode(self.digest.finalize());
        if found != self.sha256 || self.got != self.size {
            return Err(format!("{}: the storage holds something else than {}", self.place, self.sha256));
        }
        let _ = writeln!(manifest, "{found}  {}", self.place);
        Ok(())
    }
}

/// Writes it.
pub(super) fn write(
    path: &Path,
    metadata: &str,
    contents: &[Vec<String>],
    mut pieces: mpsc::Receiver<Piece>,
) -> Result<(), String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let file = File::create(path).map_err(|error| said(&error))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let mut manifest = String::new();
    let table = table(contents).map_err(|error| said(&error))?;
    for (place, content) in [(METADATA, metadata.as_bytes()), (CONTENTS, table.as_slice())] {
        let _ = writeln!(manifest, "{}  {place}", hex::encode(Sha256::digest(content)));
        text(&mut zip, place, content).map_err(|error| said(&error))?;
    }
    let (mut begun, mut whole): (Option<Begun>, bool) = (None, false);
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::File { place, size, sha256 } => {
                begun.take().map_or(Ok(()), |done| done.ended(&mut manifest))?;
                // PDFs and office files are packed already.
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Stored)
                    .large_file(size >= u64::from(u32::MAX));
                zip.start_file(place.as_str(), options).map_err(|error| said(&error))?;
                begun = Some(Begun { place, sha256, size, digest: Sha256::new(), got: 0 });
            }
            Piece::Bytes(bytes) => {
                if let Some(begun) = &mut begun {
                    begun.digest.update(&bytes);
                    begun.got = begun.got.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                }
                zip.write_all(&bytes).map_err(|error| said(&error))?;
            }
            Piece::End => {
                begun.take().map_or(Ok(()), |done| done.ended(&mut manifest))?;
                whole = true;
            }
        }
    }
    if !whole {
        return Err("it broke off".to_owned());
    }
    text(&mut zip, MANIFEST, manifest.as_bytes()).map_err(|error| said(&error))?;
    zip.finish().map_err(|error| said(&error))?.flush().map_err(|error| said(&error))
}

fn text(zip: &mut ZipWriter<BufWriter<File>>, place: &str, content: &[u8]) -> zip::result::ZipResult<()> {
    zip.start_file(place, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))?;
    Ok(zip.write_all(content)?)
}

fn table(rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    // By this mark spreadsheets know that it is UTF-8.
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_place_is_one_on_every_system() {
        assert_eq!(file_place(3, 1, "Công văn số 12/UBND.PDF"), "documents/003/01-cong-van-so-12-ubnd.pdf");
        assert_eq!(file_place(12, 2, "../../etc/passwd"), "documents/012/02-tep.etcpassw");
        assert_eq!(file_place(1, 1, "…"), "documents/001/01-tep");
        assert_eq!(file_place(1, 1, &format!("{}.docx", "a".repeat(200))).len(), "documents/001/01-.docx".len() + 60);
    }
}
