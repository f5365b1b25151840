//! Files: streamed in and out, addressed by the hash of their content, and taken for what they are, not for what they are called.

use std::sync::Arc;

use bytes::Bytes;
use domain::{DocumentId, DossierId, FileId, FileName, incoming::StoredFile, organisation::Scope};
use futures_util::{Stream, StreamExt, stream::BoxStream};
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, path::Path};
use sha2::{Digest, Sha256};
use store::{
    Conn, StoreError,
    file::{self, FileRecord},
};

use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::{Asker, Caller},
    repeat::{self, Answer, MakeAnswer, Repeat},
};

/// How much of a file is looked at to tell what it is.
pub(crate) const LOOKED_AT: usize = 8 * 1024;
/// How much is gathered before it is written: the smallest part that S3 takes.
const PART: usize = 5 * 1024 * 1024;

/// Kinds of file that the office takes, by what their content is, with the endings under which they go.
const TAKEN: &[(&str, &[&str])] = &[
    ("application/pdf", &["pdf"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.presentation", &["odp"]),
    ("application/msword", &["doc"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/vnd.ms-powerpoint", &["ppt"]),
    ("application/x-ole-storage", &["doc", "xls", "ppt", "msg"]),
    ("application/zip", &["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp"]),
    ("application/vnd.rar", &["rar"]),
    ("application/x-7z-compressed", &["7z"]),
    ("application/rtf", &["rtf"]),
    ("text/rtf", &["rtf"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/png", &["png"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/bmp", &["bmp"]),
    ("text/plain", &["txt", "csv", "md", "log", "eml"]),
];

/// Tells what a file is from its first bytes, and whether the office takes it under this name.
pub(crate) fn recognise(name: &str, head: &[u8]) -> Result<String, OfficeError> {
    // What follows the last dot is an ending where it looks like one: "cong van so 12.2026" has none.
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.trim().to_lowercase())
        .filter(|e| (1..=12).contains(&e.chars().count()) && e.chars().any(char::is_alphabetic) && !e.contains(' '))
        .unwrap_or_default();
    let found = match infer::get(head) {
        Some(kind) => kind.mime_type().to_owned(),
        None if is_text(head) => "text/plain".to_owned(),
        None => "application/octet-stream".to_owned(),
    };
    let known_ending = TAKEN.iter().any(|(_, endings)| endings.contains(&ending.as_str()));
    match TAKEN.iter().find(|(kind, _)| *kind == found) {
        Some((kind, endings)) if endings.contains(&ending.as_str()) => {
            // A ZIP by content whose ending says which kind of office document it is.
            let better = TAKEN.iter().find(|(other, list)| {
                *kind == "application/zip" && list.first() == Some(&ending.as_str()) && *other != *kind
            });
            Ok(better.map_or(found, |(kind, _)| (*kind).to_owned()))
        }
        Some(_) if ending.is_empty() => Ok(found),
        Some(_) if !known_ending => Err(OfficeError::WrongEnding { ending }),
        _ => Err(OfficeError::WrongFileKind { found, disguised: known_ending }),
    }
}

/// Whether this reads as text: UTF-8 (but for a letter cut at the end) without control characters, and no markup or script that
/// a browser or shell would run.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(cut) if cut.error_len().is_none() => {
            head.get(..cut.valid_up_to()).and_then(|whole| std::str::from_utf8(whole).ok()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let start: String =
        text.trim_start_matches('\u{feff}').trim_start().chars().take(64).collect::<String>().to_lowercase();
    let active = ["<!doctype", "<html", "<script", "<svg", "<?xml", "#!"].iter().any(|mark| start.starts_with(mark));
    !text.is_empty() && !active && text.chars().all(|c| !c.is_control() || "\n\r\t\u{c}".contains(c))
}

/// Where a file lies in the storage.
pub(crate) fn blob_path(sha256: &str) -> Path {
    let (first, second) = (sha256.get(..2).unwrap_or("00"), sha256.get(2..4).unwrap_or("00"));
    Path::from(format!("sha256/{first}/{second}/{sha256}"))
}

/// A stream of a file's content.
pub type Content = BoxStream<'static, Result<Bytes, OfficeError>>;

impl Office {
    pub(crate) fn blobs(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.0.parts.blobs)
    }

    /// Stores a file as it streams in. Nothing is kept of one that breaks off, is too large, or is not taken.
    ///
    /// A repeat is recognised by its key, the name and the content; `repeat` has no fingerprint of its own.
    pub async fn upload<S, E>(
        &self,
        by: impl Into<Asker>,
        name: FileName,
        mut content: S,
        repeat: Option<(String, MakeAnswer<StoredFile>)>,
    ) -> Result<Answer<StoredFile>, OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let by = by.into();
        self.uploads(by).await?;
        let id = FileId(self.fresh());
        let waiting = Path::from(format!("incoming/{id}"));
        let (sha256, size, media_type) = self.take_to(&waiting, &name, &mut content).await?;
        let repeat = repeat.map(|(key, answer)| {
            let asked = Sha256::digest(format!("POST file\n{name}\n{sha256}"));
            Repeat { key, fingerprint: hex::encode(asked), answer }
        });
        self.blobs().rename(&waiting, &blob_path(&sha256)).await?;
        let stored = StoredFile { id, name, size, sha256, media_type };
        if let Some(kept) = self.kept(by, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let (row, at, again) = (stored.clone(), self.now(), repeat.clone());
        let noted = self
            .db()
            .write(move |conn| {
                file::insert(conn, by.agency(), &row, by.id(), at)?;
                repeat::keep(conn, by, again.as_ref(), &row, at)
            })
            .await;
        match noted {
            Ok(()) => self.is_still_there(&stored.sha256).await.map(|()| Answer::Fresh(Box::new(stored))),
            Err(error) => self.or_kept(by, repeat.as_ref(), error).await,
        }
    }

    /// Stores a file that was made here as if this person had uploaded it.
    pub(crate) async fn put_file(
        &self,
        by: Caller,
        name: FileName,
        content: Bytes,
        repeat: Option<Repeat<StoredFile>>,
    ) -> Result<Answer<StoredFile>, OfficeError> {
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        if size > self.limits().max_file_bytes {
            return Err(OfficeError::TooLarge { max: self.limits().max_file_bytes });
        }
        let id = FileId(self.fresh());
        let media_type = recognise(name.as_str(), content.get(..LOOKED_AT).unwrap_or(&content))?;
        let sha256 = hex::encode(Sha256::digest(&content));
        let waiting = Path::from(format!("incoming/{id}"));
        self.blobs().put(&waiting, content.into()).await?;
        self.blobs().rename(&waiting, &blob_path(&sha256)).await?;
        let stored = StoredFile { id, name, size, sha256, media_type };
        let (row, at, again) = (stored.clone(), self.now(), repeat.clone());
        let note = move |conn: &mut Conn| {
            file::insert(conn, by.agency, &row, by.person.0, at)?;
            repeat::keep(conn, by, again.as_ref(), &row, at)
        };
        match self.db().write(note).await {
            Ok(()) => self.is_still_there(&stored.sha256).await.map(|()| Answer::Fresh(Box::new(stored))),
            Err(error) => self.or_kept(by, repeat.as_ref(), error).await,
        }
    }

    /// Whether the content of what was just noted lies there. It does not where the last that had the same content was erased at that
    /// moment: then it is sent again.
    async fn is_still_there(&self, sha256: &str) -> Result<(), OfficeError> {
        if self.is_content_there(sha256).await? { Ok(()) } else { Err(StoreError::Conflict.into()) }
    }

    /// Whether a content lies in the storage.
    ///
    /// # Errors
    /// What the storage says.
    pub async fn is_content_there(&self, sha256: &str) -> Result<bool, OfficeError> {
        match self.blobs().head(&blob_path(sha256)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }

    /// Takes a message in as it streams, to this place, whatever it is: its hash and how large it is. Nothing is kept of one that breaks off or is too
    /// large.
    pub(crate) async fn stream_to<S, E>(
        &self,
        place: &Path,
        mut content: std::pin::Pin<&mut S>,
        most: u64,
    ) -> Result<(String, u64), OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let mut upload = self.blobs().put_multipart(place).await?;
        let (mut digest, mut size, mut part) = (Sha256::new(), 0_u64, Vec::new());
        let mut wrong = None;
        while let Some(chunk) = content.next().await {
            let Ok(chunk) = chunk else {
                wrong = Some(OfficeError::Truncated);
                break;
            };
            size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            if size > most {
                wrong = Some(OfficeError::TooLarge { max: most });
                break;
            }
            digest.update(&chunk);
            part.extend_from_slice(&chunk);
            if part.len() >= PART {
                upload.put_part(std::mem::take(&mut part).into()).await?;
            }
        }
        if size == 0 && wrong.is_none() {
            wrong = Some(OfficeError::EmptyFile);
        }
        if let Some(wrong) = wrong {
            if let Err(problem) = upload.abort().await {
                tracing::warn!(%problem, "a message that was not kept left something behind");
            }
            return Err(wrong);
        }
        if !part.is_empty() {
            upload.put_part(part.into()).await?;
        }
        upload.complete().await?;
        Ok((hex::encode(digest.finalize()), size))
    }

    /// Takes a file in as it streams, to this place: its hash, how large it is, and what it is. Nothing is kept of one that is refused.
    pub(crate) async fn take_to<S, E>(
        &self,
        place: &Path,
        name: &FileName,
        content: &mut S,
    ) -> Result<(String, u64, String), OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let mut upload = self.blobs().put_multipart(place).await?;
        match self.take_in(name, content, upload.as_mut()).await {
            Ok(taken) => {
                upload.complete().await?;
                Ok(taken)
            }
            Err(error) => {
                if let Err(problem) = upload.abort().await {
                    tracing::warn!(%problem, "an upload that was refused left something behind");
                }
                Err(error)
            }
        }
    }

    async fn take_in<S, E>(
        &self,
        name: &FileName,
        content: &mut S,
        upload: &mut dyn MultipartUpload,
    ) -> Result<(String, u64, String), OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let max = self.limits().max_file_bytes;
        let (mut digest, mut size, mut part) = (Sha256::new(), 0_u64, Vec::new());
        let mut media_type = None;
        while let Some(chunk) = content.next().await {
            let chunk = chunk.map_err(|_| OfficeError::Truncated)?;
            size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            if size > max {
                return Err(OfficeError::TooLarge { max });
            }
            digest.update(&chunk);
            part.extend_from_slice(&chunk);
            if media_type.is_none() && part.len() >= LOOKED_AT {
                let head = part.get(..LOOKED_AT).unwrap_or(&part);
                media_type = Some(recognise(name.as_str(), head)?);
            }
            if part.len() >= PART {
                upload.put_part(std::mem::take(&mut part).into()).await?;
            }
        }
        if size == 0 {
            return Err(OfficeError::EmptyFile);
        }
        let media_type = match media_type {
            Some(known) => known,
            None => recognise(name.as_str(), &part)?,
        };
        if !part.is_empty() {
            upload.put_part(part.into()).await?;
        }
        let sha256 = hex::encode(digest.finalize());
        Ok((sha256, size, media_type))
    }

    /// A file's record and content, for whoever uploaded it or may see the document it belongs to.
    pub async fn download(&self, look: impl Into<Look>, id: FileId) -> Result<(FileRecord, Content), OfficeError> {
        let look = look.into();
        let by = look.by;
        self.asked(by, Scope::FilesRead).await?;
        self.asked_any(by, &[Scope::DocumentsRead, Scope::DocumentsIssue]).await?;
        let record = self.db().read(move |conn| file::find(conn, by.agency(), id)).await?;
        let record = record.ok_or(OfficeError::NotFound)?;
        match record.document {
            Some(document) => {
                match self.seen(by, document).await {
                    Ok(detail) => self.looked(look, &detail, What::File(id)).await?,
                    // It may be an outgoing one's, or a dossier's.
                    Err(error) if unseen(by, &error) => self.download_of_another(look, document, id).await?,
                    Err(other) => return Err(other),
                }
            }
            None => owned(&record, by)?,
        }
        let found = self.blobs().get(&blob_path(&record.file.sha256)).await?;
        let content = found.into_stream().map(|part| part.map_err(OfficeError::Blobs)).boxed();
        Ok((record, content))
    }
}

/// Whether it is not there for whoever asks: to a system without the scope for a kind of document there are none of it.
const fn unseen(by: Asker, error: &OfficeError) -> bool {
    match error {
        OfficeError::NotFound => true,
        OfficeError::Refused(_) => matches!(by, Asker::Service(_)),
        _ => false,
    }
}

impl Office {
    /// Whoever hands in documents or dossiers, or does the registry's work on them, hands in their files.
    async fn uploads(&self, by: Asker) -> Result<(), OfficeError> {
        let scopes = [Scope::DocumentsReceive, Scope::DocumentsRegister, Scope::DocumentsIssue, Scope::DossiersSubmit];
        self.asked_any(by, &scopes).await
    }

    /// Whether this file may be looked at where it is no incoming document's. That it was is noted.
    async fn download_of_another(&self, look: Look, document: DocumentId, id: FileId) -> Result<(), OfficeError> {
        match self.seen_outgoing(look.by, document).await {
            Ok(detail) if detail.shows(id) => self.looked_at_outgoing(look, &detail, What::File(id)).await,
            Ok(_) => Err(OfficeError::NotFound),
            Err(error) if unseen(look.by, &error) => {
                let dossier = self.seen_dossier(look.by, DossierId(document.0)).await;
                let detail =
                    dossier.map_err(|error| if unseen(look.by, &error) { OfficeError::NotFound } else { error })?;
                if !detail.shows(id) {
                    return Err(OfficeError::NotFound);
                }
                self.looked_at_dossier(look, &detail, What::File(id)).await
            }
            Err(other) => Err(other),
        }
    }
}

fn owned(record: &FileRecord, by: Asker) -> Result<(), OfficeError> {
    if record.uploaded_by == by.id() { Ok(()) } else { Err(OfficeError::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_is() {
        assert_eq!(recognise("a.pdf", b"%PDF-1.7\n").unwrap(), "application/pdf");
        assert_eq!(recognise("ghi ch\u{fa}.txt", "Ghi chú".as_bytes()).unwrap(), "text/plain");
        let disguised = recognise("cong van.pdf", b"MZ\x90\x00\x03\x00\x00\x00");
        assert!(matches!(disguised, Err(OfficeError::WrongFileKind { disguised: true, .. })));
        assert!(recognise("a.sh", b"#!/bin/sh\nrm -rf").is_err());
        assert!(recognise("a.txt", b"<html><script>").is_err());
        assert!(recognise("a.svg", b"<svg onload=x>").is_err());
        assert!(recognise("a.pdf", b"\x7fELF\x02\x01\x01\0").is_err());
        assert!(recognise("a.txt", b"a\0b").is_err());
        assert!(matches!(recognise("a.js", b"alert(1)"), Err(OfficeError::WrongEnding { .. })));
        assert!(matches!(recognise("a.exe", b"%PDF-1.7\n"), Err(OfficeError::WrongEnding { .. })));
        assert_eq!(recognise("C\u{f4}ng v\u{103}n s\u{1ed1} 12.2026", b"%PDF-1.7\n").unwrap(), "application/pdf");
    }
}
