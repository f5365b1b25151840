//! The lenient reader.

mod decode;
mod document;
mod field;
mod keep;
pub(crate) mod parse;
mod signature;
mod source;
mod stack;
mod status;
mod tree;
mod wrapping;

use std::{
    collections::{HashMap, HashSet},
    io::Read,
    path::PathBuf,
};

use serde::Serialize;

pub use signature::{MessageSignature, Verdict};

use crate::{
    attachment::{Attachment, ContentId},
    business::Action,
    fault::{ReadError, ReadFault},
    hash::Measure,
    limits::Limits,
    sink::{ReceivedFile, Sink},
    status::Message,
    text,
    warning::{Warning, WarningCode, Warnings},
};
use keep::{Keeper, Kept};
use parse::{Parsed, Parser};
use tree::{Element, View};

/// How a message is read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// How much is read of it.
    pub limits: Limits,
    /// Where files of more than 256 KiB are held while they are read, in files without a name, one at a time. Default: the system's folder
    /// for temporary files.
    pub spool: PathBuf,
    /// The SHA-256 of the whole message, where somebody announced it: in hexadecimal, also as the gateway writes it
    /// ([`Hash::without_padding`](crate::Hash::without_padding)). Another one is an error.
    pub announced: Option<String>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), spool: std::env::temp_dir(), announced: None }
    }
}

/// In which form a message was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// QCVN 102, as the Java SDK and exchange points write it.
    Qcvn102,
    /// QCVN 102, as the .NET SDK writes it.
    DotNet,
    /// The older SOAP form (2803/BTTTT-THH). It is read and never written.
    Soap2803,
}

/// An error that a message of the older form reports (`ErrorList/Error`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportedError {
    /// `Code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// `Description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A message that was read, and all that there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it says.
    pub message: Message,
    /// In which form it was written.
    pub dialect: Dialect,
    /// The files that came in it, in their order. The document's own list is that of the manifest; both are joined by the content id.
    pub files: Vec<ReceivedFile>,
    /// Its own signature, which proves nothing.
    pub signature: Option<MessageSignature>,
    /// Errors that it reports (older form).
    pub errors: Vec<ReportedError>,
    /// What is odd in it.
    pub warnings: Vec<Warning>,
    /// Of the whole message.
    pub measure: Measure,
}

impl Received {
    /// Whether there is a warning of a kind.
    pub fn warns(&self, code: WarningCode) -> bool {
        self.warnings.iter().any(|warning| warning.code == code)
    }
}

/// Reads a message; its files go to the sink as they come.
///
/// The namespace counts, but leniently; so do order, spelling of days, and what the standard wants and traffic lacks: all that is odd and
/// does no harm is a [`Warning`]. Memory does not grow with the size of attachments.
///
/// # Errors
/// It is no message, or is broken, or goes beyond a limit; or something is missing without which nobody can handle it. Where, stands in the
/// error.
pub fn read(input: impl Read, options: &ReadOptions, sink: &mut impl Sink) -> Result<Received, ReadError> {
    let mut warnings = Warnings::new(options.limits.warnings);
    let mut keeper = Keeper::new(sink, &options.limits, options.spool.clone());
    let parsed = Parser::new(input, &options.limits, &mut warnings, &mut keeper).parse()?;
    if let Some(announced) = options.announced.as_deref().filter(|text| !parsed.measure.sha256.matches(text)) {
        let found = parsed.measure.sha256.to_string();
        return Err(ReadFault::Hash { announced: text::excerpt(announced), found }.at("/"));
    }
    let kept = keeper.kept;
    understand(parsed, kept, &options.limits, warnings)
}

/// Where the parts of a message stand in its tree.
struct Parts<'a> {
    /// `MessageHeader`, or the older form's `Status`.
    message: View<'a>,
    header: View<'a>,
    is_status: bool,
    manifest: Option<View<'a>>,
    /// Where the manifest's lines stand, or what is missing of the way there.
    lines: String,
    soap: bool,
}

fn understand(parsed: Parsed, kept: Vec<Kept>, limits: &Limits, mut warnings: Warnings) -> Result<Received, ReadError> {
    let warn = &mut warnings;
    let root = View::root(&parsed.root);
    let parts = match root.element.name.as_str() {
        "edXML" => {
            root.expect(&["edXMLEnvelope", "AttachmentEncoded"], warn);
            qcvn(&field::must_have(&root, "edXMLEnvelope", warn)?, warn)?
        }
        "edXMLEnvelope" => {
            warn.add(WarningCode::RootMissing, &root.path);
            qcvn(&root, warn)?
        }
        "Envelope" => soap(&root, warn)?,
        other => return Err(ReadFault::NotEdxml(text::excerpt(other)).at(root.path)),
    };
    let listed = parts.manifest.as_ref().map(|manifest| references(manifest)).unwrap_or_default();
    let linked = listed.iter().any(|reference| reference.element.attribute("href").is_some());
    // Where no prefix stands anywhere, that of the bytes says nothing.
    let bare = parts.header.element.prefixed && kept.iter().any(|file| file.bare);
    let dialect = match (parts.soap, linked || bare) {
        (true, _) => Dialect::Soap2803,
        (false, true) => Dialect::DotNet,
        (false, false) => Dialect::Qcvn102,
    };
    let message = if parts.is_status {
        Message::from(status::status(&parts.message, warn)?)
    } else {
        let trace = parts.header.one("TraceHeaderList", warn);
        let mut document = document::document(&parts.message, trace.as_ref(), limits, warn)?;
        // What is registered on arrival brings its files. A recall and an update need not; and those of the older form travel beside it.
        let brings = !parts.soap && matches!(document.business.action, Action::New | Action::Replace { .. });
        let empty = kept.iter().all(|kept| kept.file.content.is_none());
        if brings && (kept.is_empty() || listed.is_empty() && empty) {
            let lines = if listed.is_empty() { parts.lines } else { root.path_of("AttachmentEncoded") };
            return Err(ReadFault::Missing.at(lines));
        }
        document.attachments = attachments(&listed, &kept, brings, warn)?;
        Message::from(document)
    };
    let signature = parsed.signature.map(|bytes| {
        let names = ["Signature", "DigitalSignature"];
        let found = parts.header.all(&names).into_iter().find(|view| !view.element.children.is_empty());
        warn.add(WarningCode::Signature, parts.header.path_of("Signature"));
        MessageSignature::new(found.map(|view| view.element), bytes)
    });
    let errors = reported(&parts, warn);
    let files = kept.into_iter().map(|kept| kept.file).collect();
    Ok(Received { message, dialect, files, signature, errors, warnings: warnings.into_kept(), measure: parsed.measure })
}

fn qcvn<'a>(envelope: &View<'a>, warnings: &mut Warnings) -> Result<Parts<'a>, ReadError> {
    envelope.expect(&["edXMLHeader", "edXMLBody"], warnings);
    let header = field::must_have(envelope, "edXMLHeader", warnings)?;
    let message = field::must_have(&header, "MessageHeader", warnings)?;
    let body = envelope.one("edXMLBody", warnings);
    let manifest = body.as_ref().and_then(|body| body.one("edXMLManifest", warnings));
    let lines = match (&body, &manifest) {
        (None, _) => envelope.path_of("edXMLBody"),
        (Some(body), None) => body.path_of("edXMLManifest"),
        (Some(_), Some(manifest)) => manifest.path_of("Reference"),
    };
    // An empty one says nothing in what has recipients, as a document does.
    let codes = message.all(&["StatusCode"]);
    let is_status = codes.iter().any(|code| !code.is_empty()) || !codes.is_empty() && message.all(&["To"]).is_empty();
    let others: &[&str] = &["MessageHeader", "TraceHeaderList", "Signature", "DigitalSignature", "ErrorList"];
    header.expect(others, warnings);
    Ok(Parts { message, header, is_status, manifest, lines, soap: false })
}

fn soap<'a>(envelope: &View<'a>, warnings: &mut Warnings) -> Result<Parts<'a>, ReadError> {
    warnings.add(WarningCode::Legacy, &envelope.path);
    let header = field::must_have(envelope, "Header", warnings)?;
    let body = envelope.one("Body", warnings);
    let manifest = body.as_ref().and_then(|body| body.one_of(&["Manifest", "edXMLManifest"], warnings));
    let status = header.one("Status", warnings).filter(|status| !status.is_empty());
    let status = status.or_else(|| body.as_ref().and_then(|body| body.one("Status", warnings)));
    let (message, is_status) = match status {
        Some(status) => (status, true),
        None => (field::must_have(&header, "MessageHeader", warnings)?, false),
    };
    let lines = envelope.path_of("Body");
    Ok(Parts { message, header, is_status, manifest, lines, soap: true })
}

fn reported(parts: &Parts<'_>, warnings: &mut Warnings) -> Vec<ReportedError> {
    let Some(list) = parts.header.one("ErrorList", warnings).filter(|list| !list.is_empty()) else { return Vec::new() };
    warnings.add(WarningCode::ErrorReport, &list.path);
    let error = |view: View<'_>| ReportedError {
        code: view.element.child_text("Code"),
        description: view.element.child_text("Description"),
    };
    list.all(&["Error"]).into_iter().map(error).collect()
}

fn references<'a>(manifest: &View<'a>) -> Vec<View<'a>> {
    let mut all = manifest.all(&["Reference"]);
    all.retain(|reference| !reference.is_empty());
    all
}

/// A reference's content id: an element, or what the .NET SDK and the older form link to.
fn content_id(reference: &Element) -> Option<ContentId> {
    let written = reference.child_text("ContentId").or_else(|| reference.attribute("href"))?;
    ContentId::new(&written).ok()
}

/// The document's files: the manifest's lines in their order, then those that it does not name. Whether each line must have its file.
fn attachments(
    listed: &[View<'_>],
    kept: &[Kept],
    all_there: bool,
    warnings: &mut Warnings,
) -> Result<Vec<Attachment>, ReadError> {
    let by_id = kept.iter().map(|kept| (&kept.file.content_id, kept)).collect();
    let wanted = listed.iter().filter_map(|reference| content_id(reference.element)).collect();
    let mut list = List { kept, by_id, wanted, named: HashSet::new(), found: Vec::new() };
    for (reference, number) in listed.iter().zip(1..) {
        let there = list.line(reference, number, warnings);
        if all_there && !there {
            return Err(ReadFault::Missing.at(&reference.path));
        }
    }
    for kept in kept.iter().filter(|kept| !list.named.contains(&kept.file.content_id)) {
        let name = kept.file.name.clone().unwrap_or_else(|| kept.file.file_name.clone());
        warnings.about(WarningCode::AttachmentUnlisted, &kept.path, &name);
        let content_id = kept.file.content_id.clone();
        list.found.push(Attachment { content_id, name, description: kept.description.clone() });
    }
    Ok(list.found)
}

/// The list of a document's files while it is made.
struct List<'a> {
    kept: &'a [Kept],
    by_id: HashMap<&'a ContentId, &'a Kept>,
    /// The content ids of all lines.
    wanted: HashSet<ContentId>,
    /// Those of the files that a line was found for.
    named: HashSet<ContentId>,
    found: Vec<Attachment>,
}

impl<'a> List<'a> {
    /// Takes a line of the manifest; whether its file is there.
    fn line(&mut self, reference: &View<'_>, number: usize, warnings: &mut Warnings) -> bool {
        reference.expect(&["ContentId", "ContentType", "Description", "AttachmentName"], warnings);
        let name = reference.text("AttachmentName", warnings);
        let (content_id, file) = self.join(reference, name.as_deref(), number, warnings);
        let beside = file.and_then(|kept| kept.file.name.clone());
        if let (Some(name), Some(beside)) = (&name, &beside)
            && name != beside
        {
            let both = format!("{name} – {beside}");
            warnings.about(WarningCode::NamesDiffer, reference.path_of("AttachmentName"), &both);
        }
        let name = beside.or(name).unwrap_or_else(|| {
            warnings.add(WarningCode::NameMissing, &reference.path);
            file.map_or_else(|| format!("tep-{number}"), |kept| kept.file.file_name.clone())
        });
        if file.is_none() {
            warnings.about(WarningCode::AttachmentMissing, &reference.path, &name);
        }
        let description = reference.text("Description", warnings);
        let description = description.or_else(|| file.and_then(|kept| kept.description.clone()));
        self.named.insert(content_id.clone());
        self.found.push(Attachment { content_id, name, description });
        file.is_some()
    }

    /// Which file a line is of: by the content id; by the name, where one of both has none that could tell.
    fn join(
        &self,
        reference: &View<'_>,
        name: Option<&str>,
        number: usize,
        warnings: &mut Warnings,
    ) -> (ContentId, Option<&'a Kept>) {
        let own = match content_id(reference.element) {
            Some(id) if self.named.contains(&id) => {
                warnings.about(WarningCode::ContentIdTwice, &reference.path, id.as_str());
                None
            }
            Some(id) => Some(id),
            None => {
                warnings.add(WarningCode::ContentIdMissing, &reference.path);
                None
            }
        };
        if let Some(file) = own.as_ref().and_then(|id| self.by_id.get(id)) {
            return (file.file.content_id.clone(), Some(file));
        }
        let free = |kept: &&Kept| {
            let id = &kept.file.content_id;
            (kept.placed || own.is_none() && !self.wanted.contains(id)) && !self.named.contains(id)
        };
        let alike = self.kept.iter().filter(free).find(|kept| name.is_some() && kept.file.name.as_deref() == name);
        if let Some(file) = alike {
            return (file.file.content_id.clone(), Some(file));
        }
        let taken = |id: &ContentId| self.named.contains(id) || self.by_id.contains_key(id);
        (own.unwrap_or_else(|| ContentId::of_place(number, taken)), None)
    }
}
