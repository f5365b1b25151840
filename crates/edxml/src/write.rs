//! The strict writer.

mod content;
mod header;
mod xml;

use std::io::{self, Read, Write};

use crate::{
    attachment::Attachment,
    document::Document,
    fault::{WriteError, WriteFault},
    hash::{Measure, Measured},
    read::parse::QCVN,
    status::Message,
};
use content::{Broken, Packed};
use xml::Xml;

/// Where the bytes of attachments come from.
pub trait Contents {
    /// Opens the content of an attachment, the `number`th of the document from 0, from its beginning. Called once for each, in their order,
    /// to write it; and once before that for a `.pdf` or `.doc`, of which the manifest says whether it goes in a ZIP: its first bytes tell.
    ///
    /// # Errors
    /// It cannot be opened; writing ends with [`WriteFault::Content`].
    fn open(&mut self, number: usize, attachment: &Attachment) -> io::Result<Box<dyn Read + '_>>;

    /// The SHA-256 that the content is to have, in hexadecimal; none where nobody says. Another one is an error.
    fn announced(&self, _number: usize, _attachment: &Attachment) -> Option<String> {
        None
    }
}

impl<F> Contents for F
where
    F: FnMut(usize, &Attachment) -> io::Result<Box<dyn Read>>,
{
    fn open(&mut self, number: usize, attachment: &Attachment) -> io::Result<Box<dyn Read + '_>> {
        self(number, attachment)
    }
}

/// Contents that are in memory, in the order of the document's attachments. None at all for a status.
impl Contents for &[&[u8]] {
    fn open(&mut self, number: usize, _: &Attachment) -> io::Result<Box<dyn Read + '_>> {
        let content = self.get(number).copied().ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(content))
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Of the whole message. Its hash is what the gateway's `hash-file` wants ([`Hash::without_padding`](crate::Hash::without_padding)).
    pub message: Measure,
    /// Of each attachment's content, in their order.
    pub attachments: Vec<Measure>,
}

/// Writes a message: the elements in the order of the interchange's SDK, the literal prefix `edXML:`, the regulation's own spelling.
///
/// PDF and Word files go as they are, and archives; others in a ZIP of one entry. Memory does not grow with the size of attachments. A
/// signature of the message itself is not written: it could not be verified by anybody.
///
/// # Errors
/// Something is missing or cannot be written; nothing was written then. Or a content cannot be read, or is not what was announced, or `out`
/// fails; then what was written is no message.
pub fn write(message: &Message, contents: &mut impl Contents, out: impl Write) -> Result<Written, WriteError> {
    let mut xml = Xml::default();
    xml.open_with("edXML", &format!(" xmlns=\"{QCVN}\""));
    xml.open_with("edXML:edXMLEnvelope", &format!(" xmlns:edXML=\"{QCVN}\""));
    xml.open("edXML:edXMLHeader");
    let document = match message {
        Message::Status(status) => {
            header::status(&mut xml, status)?;
            xml.close();
            None
        }
        Message::Document(document) => {
            header::document(&mut xml, document)?;
            xml.close();
            let packed = packed(document, contents)?;
            header::manifest(&mut xml, document, &packed)?;
            Some((document, packed))
        }
    };
    xml.close();
    let mut out = Measured::new(out);
    let io = |error| WriteFault::Io(error).at("/edXML");
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").map_err(io)?;
    let mut measures = Vec::new();
    if let Some((document, packed)) = document.filter(|(document, _)| !document.attachments.is_empty()) {
        xml.open("AttachmentEncoded");
        measures = attachments(&mut xml, (document, packed), contents, &mut out)?;
        xml.close();
    }
    xml.close();
    out.write_all(xml.take().as_bytes()).and_then(|()| out.flush()).map_err(io)?;
    Ok(Written { message: out.finish().1, attachments: measures })
}

/// How each attachment goes: decided once, for the manifest and for the bytes.
fn packed(document: &Document, contents: &mut impl Contents) -> Result<Vec<Packed>, WriteError> {
    let mut all = Vec::new();
    for (number, attachment) in document.attachments.iter().enumerate() {
        let packed = Packed::of(attachment, || contents.open(number, attachment));
        all.push(packed.map_err(|error| {
            let nth = if number == 0 { String::new() } else { format!("[{}]", number + 1) };
            WriteFault::Content(error).at(format!("/edXML/AttachmentEncoded/Attachment{nth}/ContentTransferEncoded"))
        })?);
    }
    Ok(all)
}

fn attachments(
    xml: &mut Xml,
    (document, packed): (&Document, Vec<Packed>),
    contents: &mut impl Contents,
    out: &mut impl Write,
) -> Result<Vec<Measure>, WriteError> {
    const BYTES: &str = "edXML:ContentTransferEncoded";
    let mut measures = Vec::new();
    for ((number, attachment), packed) in document.attachments.iter().enumerate().zip(packed) {
        xml.open("Attachment");
        let path = xml.path_of(BYTES);
        let unread = |error| WriteFault::Content(error).at(&path);
        let io = |error| WriteFault::Io(error).at(&path);
        let announced = contents.announced(number, attachment);
        let content = contents.open(number, attachment).map_err(unread)?;
        xml.must("ContentId", &attachment.content_id.to_string())?;
        xml.must("AttachmentName", &attachment.name)?;
        xml.may("Description", attachment.description.as_deref())?;
        xml.must("ContentType", &packed.content_type)?;
        let head = format!("{}{}<{BYTES} xmlns:edXML=\"{QCVN}\">", xml.take(), xml.indentation());
        out.write_all(head.as_bytes()).map_err(io)?;
        let measure = packed.put(content, out).map_err(|broken| match broken {
            Broken::Content(error) => unread(error),
            Broken::Out(error) => io(error),
        })?;
        if let Some(announced) = announced.filter(|text| !measure.sha256.matches(text)) {
            let found = measure.sha256.to_string();
            return Err(WriteFault::Hash { announced, found }.at(path));
        }
        out.write_all(format!("</{BYTES}>\n").as_bytes()).map_err(io)?;
        measures.push(measure);
        xml.close();
    }
    Ok(measures)
}
