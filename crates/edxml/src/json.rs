//! Messages as JSON: what the command line prints, and what it writes messages of.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read},
    path::{Component, Path, PathBuf},
};

use serde::Serialize;
use serde_json::Value;

use crate::{
    attachment::Attachment,
    fault::WriteError,
    hash::Measure,
    read::{Dialect, MessageSignature, Received, ReportedError},
    sink::{Folder, ReceivedFile},
    status::Message,
    warning::Warning,
    write::{Contents, Written, write},
};

/// A message as JSON has it, with its attachments in files: `{"document": {…}}` or `{"status": {…}}`.
///
/// Each of a document's attachments has, beside what the message says of it, `file`, a path relative to the folder of the JSON, and
/// perhaps `sha256`, what that file's hash must be. Days are `2026-11-20`, times `2026-11-20T09:15:00`, Vietnam's. Fields that are not
/// known are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The message.
    pub message: Message,
    /// Where the bytes of its attachments are, in their order.
    pub files: Vec<DraftFile>,
}

/// Where the bytes of an attachment are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    /// Relative to the JSON's folder, and inside it.
    pub file: PathBuf,
    /// The hash that it must have, in hexadecimal.
    pub sha256: Option<String>,
}

/// JSON that is no message, and where. Its `Display` is English; [`JsonError::vietnamese`] says the same in Vietnamese.
#[derive(Debug)]
pub struct JsonError {
    /// Which field, such as `document.attachments[0].file`; a full stop for the whole.
    pub path: String,
    /// Why, in English.
    pub why: String,
    /// Why, in Vietnamese; in English where only the general reader of JSON can say.
    pub why_vi: String,
}

impl JsonError {
    /// What the general reader of JSON says.
    fn general(path: impl Into<String>, why: impl fmt::Display) -> Self {
        let why = why.to_string();
        Self { path: path.into(), why_vi: why.clone(), why }
    }

    fn said(path: String, vi: &str, en: &str) -> Self {
        Self { path, why: en.to_owned(), why_vi: vi.to_owned() }
    }

    /// What is wrong, in Vietnamese, with the place.
    pub fn vietnamese(&self) -> String {
        format!("JSON không đúng: {} – {}", self.why_vi, self.path)
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the JSON is wrong: {} – {}", self.why, self.path)
    }
}

impl std::error::Error for JsonError {}

/// Why no message came of a draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The message, or the files.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file that was to be written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl DraftError {
    /// What is wrong, in Vietnamese.
    pub fn vietnamese(&self) -> String {
        match self {
            Self::Json(error) => error.vietnamese(),
            Self::Write(error) => error.vietnamese(),
            Self::File { path, error } => format!("Không dùng được tệp {}: {error}", path.display()),
        }
    }
}

impl Draft {
    /// Reads it.
    ///
    /// # Errors
    /// It is no JSON, or says something else than a message does.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let mut value: Value = serde_json::from_str(text).map_err(|error| JsonError::general(".", error))?;
        let attachments = value.get_mut("document").and_then(|document| document.get_mut("attachments"));
        let attachments = attachments.and_then(Value::as_array_mut);
        let mut files = Vec::new();
        for (n, attachment) in attachments.into_iter().flatten().enumerate() {
            files.push(DraftFile::take(attachment, n)?);
        }
        let message = serde_path_to_error::deserialize(value)
            .map_err(|error| JsonError::general(error.path().to_string(), error.inner()))?;
        Ok(Self { message, files })
    }

    /// Writes the message, with the files that lie in this folder.
    ///
    /// # Errors
    /// As [`write`](crate::write()). A file outside the folder is not read.
    pub fn write(&self, folder: &Path, out: impl io::Write) -> Result<Written, WriteError> {
        write(&self.message, &mut DraftContents { draft: self, folder }, out)
    }

    /// Writes the message into a new file, with the files that lie in this folder. Where that fails, no file is left.
    ///
    /// # Errors
    /// As [`Draft::write`]; or there is a file of that name, or none can be made.
    pub fn write_file(&self, folder: &Path, path: &Path) -> Result<Written, DraftError> {
        let failed = |error| DraftError::File { path: path.to_owned(), error };
        let file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
        let written = self.write(folder, BufWriter::new(&file)).map_err(DraftError::from);
        let written = written.and_then(|written| file.sync_all().map(|()| written).map_err(failed));
        if written.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(path);
        }
        written
    }
}

impl DraftFile {
    fn take(attachment: &mut Value, n: usize) -> Result<Self, JsonError> {
        let place = |field: &str| format!("document.attachments[{n}].{field}");
        let Some(fields) = attachment.as_object_mut() else {
            let place = format!("document.attachments[{n}]");
            return Err(JsonError::said(place, "tệp đính kèm phải là một đối tượng", "an attachment is an object"));
        };
        let file = match fields.remove("file") {
            Some(Value::String(file)) if !file.is_empty() => PathBuf::from(file),
            _ => return Err(JsonError::said(place("file"), "cần ghi đường dẫn của tệp", "write the path of the file")),
        };
        let inside = file.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside {
            return Err(JsonError::said(
                place("file"),
                "đường dẫn phải tương đối và nằm trong thư mục của JSON",
                "the path must be relative, and stay in the folder of the JSON",
            ));
        }
        let sha256 = match fields.remove("sha256") {
            None | Some(Value::Null) => None,
            Some(Value::String(hash)) => Some(hash),
            Some(_) => {
                let (vi, en) = ("giá trị băm là chuỗi chữ số thập lục phân", "a hash is a text of hexadecimal digits");
                return Err(JsonError::said(place("sha256"), vi, en));
            }
        };
        Ok(Self { file, sha256 })
    }
}

/// The files of a draft.
struct DraftContents<'a> {
    draft: &'a Draft,
    folder: &'a Path,
}

impl Contents for DraftContents<'_> {
    fn open(&mut self, number: usize, _: &Attachment) -> io::Result<Box<dyn Read + '_>> {
        let named = self.draft.files.get(number).ok_or(io::ErrorKind::NotFound)?;
        let path = self.folder.join(&named.file);
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        // A link may lead out of the folder, though its name does not.
        let (folder, real) = (self.folder.canonicalize()?, path.canonicalize().map_err(named)?);
        if !real.starts_with(folder) {
            let outside = "tệp nằm ngoài thư mục của JSON / the file lies outside the folder of the JSON";
            return Err(named(io::Error::new(io::ErrorKind::PermissionDenied, outside)));
        }
        Ok(Box::new(File::open(real).map_err(named)?))
    }

    fn announced(&self, number: usize, _: &Attachment) -> Option<String> {
        self.draft.files.get(number).and_then(|file| file.sha256.clone())
    }
}

/// What is printed of a message that was read.
#[derive(Serialize)]
struct Report<'a> {
    dialect: Dialect,
    meaning: Meaning,
    #[serde(flatten)]
    message: &'a Message,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: &'a [ReceivedFile],
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<&'a MessageSignature>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ReportedError],
    warnings: &'a [Warning],
    measure: Measure,
}

/// What the message is, in words.
#[derive(Serialize)]
struct Meaning {
    vi: &'static str,
    en: &'static str,
}

/// A message that was read, with all that there is to say of it, as JSON for people and programs.
pub fn report(received: &Received) -> String {
    let meaning = match &received.message {
        Message::Document(document) => {
            let action = &document.business.action;
            Meaning { vi: action.vietnamese(), en: action.english() }
        }
        Message::Status(status) => Meaning { vi: status.code.vietnamese(), en: status.code.english() },
    };
    pretty(&Report {
        dialect: received.dialect,
        meaning,
        message: &received.message,
        files: &received.files,
        signature: received.signature.as_ref(),
        errors: &received.errors,
        warnings: &received.warnings,
        measure: received.measure,
    })
}

/// A message that was read, as a [`Draft`] has it: each attachment with the name under which a folder keeps it, and its hash. What came
/// without bytes has neither.
pub fn draft(received: &Received, kept: &Folder) -> String {
    let mut value = serde_json::to_value(&received.message).unwrap_or_default();
    let attachments = value.get_mut("document").and_then(|document| document.get_mut("attachments"));
    for attachment in attachments.and_then(Value::as_array_mut).into_iter().flatten() {
        let id = attachment.get("content_id").and_then(Value::as_str);
        let file = received.files.iter().find(|file| Some(file.content_id.as_str()) == id);
        let name = file.and_then(|file| kept.name_of(file.number));
        let (Some(fields), Some(file), Some(name)) = (attachment.as_object_mut(), file, name) else { continue };
        fields.insert("file".to_owned(), name.into());
        if let Some(content) = &file.content {
            fields.insert("sha256".to_owned(), content.sha256.to_string().into());
        }
    }
    pretty(&value)
}

/// What has texts for keys and no numbers but whole ones always becomes JSON.
fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
