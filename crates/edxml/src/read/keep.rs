//! The bytes of attachments, from base64 to whoever keeps them.
//!
//! A file is held until its element has ended: only then is everything known of it, since elements may stand in any order, and a ZIP is read
//! from its end. It is held in memory while it is small, in a nameless file of the caller's folder when it is not.

use std::{
    io::{self, BufWriter, Read, Seek, Write},
    path::PathBuf,
};

use tempfile::SpooledTempFile;

use super::{
    decode::{Decoder, NotBase64},
    tree::Element,
    wrapping::{Look, Unpacked, look},
};
use crate::{
    attachment::{ContentId, ending, safe_name},
    fault::{ReadError, ReadFault},
    hash::{Measure, Measured, count},
    limits::{Limit, Limits},
    sink::{Packing, ReceivedFile, Sink},
    warning::{WarningCode, Warnings},
};

/// What is held in memory of one file.
const IN_MEMORY: usize = 256 << 10;
/// What is written to it at once.
const WRITTEN: usize = 64 << 10;
/// Endings of files that are archives themselves: of these nobody needs to be told that they are.
const ARCHIVES: &[&str] =
    &["zip", "docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "pptx", "pptm", "odt", "ods", "odp", "jar", "epub"];

/// A file that was handed on, and what only its message says of it.
#[derive(Debug)]
pub(super) struct Kept {
    pub file: ReceivedFile,
    pub description: Option<String>,
    pub path: String,
    /// Whether its content id is one of its place, since it has none of its own.
    pub placed: bool,
    /// Whether `ContentTransferEncoded` was written without a prefix, as the .NET SDK writes it.
    pub bare: bool,
}

#[derive(Debug)]
struct Held {
    bytes: BufWriter<SpooledTempFile>,
    length: u64,
    decoder: Decoder,
}

pub(super) struct Keeper<'a, S> {
    sink: &'a mut S,
    limits: &'a Limits,
    folder: PathBuf,
    held: Option<Held>,
    /// Bytes of all files so far, as they came.
    total: u64,
    /// Bytes of all files so far, as they were kept.
    unpacked: u64,
    /// Names that the manifest gave, by content id, as far as it was read.
    listed: Vec<(ContentId, String)>,
    pub kept: Vec<Kept>,
}

/// What goes wrong while a piece of base64 is taken.
enum Refused {
    NotBase64,
    Limit(Limit, u64),
    Io(io::Error),
}

impl From<NotBase64> for Refused {
    fn from(_: NotBase64) -> Self {
        Self::NotBase64
    }
}

impl Refused {
    fn at(self, path: &str) -> ReadError {
        match self {
            Self::NotBase64 => ReadFault::Base64,
            Self::Limit(limit, most) => ReadFault::Limit(limit, most),
            Self::Io(error) => ReadFault::Keeping(error),
        }
        .at(path)
    }
}

impl<'a, S: Sink> Keeper<'a, S> {
    pub const fn new(sink: &'a mut S, limits: &'a Limits, folder: PathBuf) -> Self {
        Self { sink, limits, folder, held: None, total: 0, unpacked: 0, listed: Vec::new(), kept: Vec::new() }
    }

    /// A line of the manifest.
    pub fn listed(&mut self, reference: &Element) {
        let id = reference.child_text("ContentId").and_then(|id| ContentId::new(&id).ok());
        if let (Some(id), Some(name)) = (id, reference.child_text("AttachmentName")) {
            self.listed.push((id, name));
        }
    }

    /// Whether bytes wait for the end of their element.
    pub const fn holds(&self) -> bool {
        self.held.is_some()
    }

    /// The bytes of a file begin.
    pub fn begin(&mut self, path: &str) -> Result<(), ReadError> {
        if self.held.is_some() {
            return Err(ReadFault::Unreadable("ContentTransferEncoded".to_owned()).at(path));
        }
        self.room(path)?;
        let bytes = BufWriter::with_capacity(WRITTEN, SpooledTempFile::new_in(IN_MEMORY, &self.folder));
        self.held = Some(Held { bytes, length: 0, decoder: Decoder::new() });
        Ok(())
    }

    fn room(&self, path: &str) -> Result<(), ReadError> {
        if self.kept.len() >= self.limits.attachments {
            return Err(ReadFault::Limit(Limit::Attachments, count(self.limits.attachments)).at(path));
        }
        Ok(())
    }

    /// More base64.
    pub fn push(&mut self, text: &[u8], path: &str) -> Result<(), ReadError> {
        self.decode(|decoder, give| decoder.push(text, give)).map_err(|refused| refused.at(path))
    }

    /// The bytes of a file end.
    pub fn end(&mut self, path: &str, warnings: &mut Warnings) -> Result<(), ReadError> {
        let loose = self.decode(|decoder, give| decoder.finish(give)).map_err(|refused| refused.at(path))?;
        if loose {
            warnings.add(WarningCode::Base64Loose, path);
        }
        Ok(())
    }

    fn decode<T: Default>(
        &mut self,
        decode: impl FnOnce(&mut Decoder, &mut dyn FnMut(&[u8]) -> Result<(), Refused>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let Some(Held { bytes, length, decoder }) = &mut self.held else { return Ok(T::default()) };
        let (limits, total) = (self.limits, &mut self.total);
        let mut give = |decoded: &[u8]| {
            *length = length.saturating_add(count(decoded.len()));
            *total = total.saturating_add(count(decoded.len()));
            if *length > limits.attachment_bytes {
                return Err(Refused::Limit(Limit::AttachmentBytes, limits.attachment_bytes));
            }
            if *total > limits.attachments_bytes {
                return Err(Refused::Limit(Limit::AttachmentsBytes, limits.attachments_bytes));
            }
            bytes.write_all(decoded).map_err(Refused::Io)
        };
        decode(decoder, &mut give)
    }

    /// All of a file is there: it goes to whoever keeps it.
    pub fn attachment_ended(
        &mut self,
        element: &Element,
        path: String,
        warnings: &mut Warnings,
    ) -> Result<(), ReadError> {
        self.room(&path)?;
        let number = self.kept.len() + 1;
        let (content_id, placed) = self.content_id(element, number, &path, warnings);
        let listed = || self.listed.iter().find(|(id, _)| *id == content_id).map(|(_, name)| name.clone());
        let name = element.child_text("AttachmentName").or_else(listed);
        let file_name = safe_name(name.as_deref().unwrap_or_default(), number);
        match &name {
            None => warnings.add(WarningCode::NameMissing, &path),
            Some(name) if *name != file_name => {
                warnings.about(WarningCode::NameChanged, format!("{path}/AttachmentName"), name);
            }
            Some(_) => {}
        }
        let content_type = element.child_text("ContentType");
        let mut file =
            ReceivedFile { number, content_id, name, file_name, content_type, packing: Packing::Raw, content: None };
        match self.held.take() {
            Some(held) if held.length > 0 => {
                let content = self.hand_on(held, &mut file, &path, warnings)?;
                file.content = Some(content);
            }
            _ => warnings.add(WarningCode::AttachmentEmpty, &path),
        }
        let description = element.child_text("Description");
        let bare = element.children.iter().any(|child| child.name == "ContentTransferEncoded" && !child.prefixed);
        self.kept.push(Kept { file, description, path, placed, bare });
        Ok(())
    }

    fn content_id(&self, element: &Element, number: usize, path: &str, warnings: &mut Warnings) -> (ContentId, bool) {
        let taken = |id: &ContentId| self.kept.iter().any(|kept| kept.file.content_id == *id);
        match element.child_text("ContentId").map(|id| ContentId::new(&id)) {
            Some(Ok(id)) if !taken(&id) => return (id, false),
            Some(Ok(id)) => warnings.about(WarningCode::ContentIdTwice, format!("{path}/ContentId"), id.as_str()),
            Some(Err(_)) | None => warnings.add(WarningCode::ContentIdMissing, path),
        }
        (ContentId::of_place(number, taken), true)
    }

    fn hand_on(
        &mut self,
        held: Held,
        file: &mut ReceivedFile,
        path: &str,
        warnings: &mut Warnings,
    ) -> Result<Measure, ReadError> {
        let keeping = |error| ReadFault::Keeping(error).at(path);
        let mut bytes = held.bytes.into_inner().map_err(|error| keeping(error.into_error()))?;
        let most = self.limits.unpacked_total_bytes;
        let left = most.saturating_sub(self.unpacked);
        let looked = look(&mut bytes, file.name.as_deref()).map_err(keeping)?;
        let entry = match looked {
            Look::Wrapped(entry) => entry,
            Look::Plain | Look::Archive => {
                let ending = ending(&file.file_name);
                let known = ending.is_some_and(|ending| ARCHIVES.contains(&ending.as_str()));
                if looked == Look::Archive && !known {
                    warnings.add(WarningCode::ZipKept, path);
                }
                if held.length > left {
                    return Err(ReadFault::Limit(Limit::UnpackedTotalBytes, most).at(path));
                }
                bytes.rewind().map_err(keeping)?;
                let mut content = Measured::new(bytes);
                pass(self.sink, file, &mut content).map_err(keeping)?;
                self.unpacked = self.unpacked.saturating_add(held.length);
                return Ok(content.finish().1);
            }
        };
        file.packing = Packing::Zip;
        if let Some(declared) = file.content_type.as_deref().filter(|declared| !declared.contains("zip")) {
            warnings.about(WarningCode::ContentTypeWrong, format!("{path}/ContentType"), declared);
        }
        let unpacked = Unpacked::new(&mut bytes, entry, self.limits, left).map_err(keeping)?;
        let mut content = Measured::new(unpacked);
        let passed = pass(self.sink, file, &mut content);
        let (unpacked, measure) = content.finish();
        match (unpacked.fault, passed) {
            (Some(fault), _) => Err(fault.at(path)),
            (None, Err(error)) => Err(keeping(error)),
            (None, Ok(())) => {
                self.unpacked = self.unpacked.saturating_add(measure.length);
                Ok(measure)
            }
        }
    }
}

/// Gives a file to whoever keeps it, and reads what they have left, so that all of it is measured and checked.
fn pass<S: Sink>(sink: &mut S, file: &ReceivedFile, content: &mut impl Read) -> io::Result<()> {
    sink.keep(file, content)?;
    io::copy(content, &mut io::sink()).map(|_| ())
}
