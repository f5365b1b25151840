//! The bytes of an attachment: base64, which goes to the keeper as it comes. The parser's own texts would hold it whole.

use std::io::{self, BufRead, Read};

use quick_xml::{errors::Error as XmlError, events::Event};

use super::{Element, Parser};
use crate::{
    fault::{ReadError, ReadFault},
    sink::Sink,
};

const CDATA: &[u8] = b"<![CDATA[";
const CDATA_END: &[u8] = b"]]>";

impl<R: Read, S: Sink> Parser<'_, '_, R, S> {
    /// Whether what has just begun is the bytes of an attachment.
    pub(super) fn is_content(&self) -> bool {
        let mut names = self.stack.outwards().filter(|element| element.ours).map(|element| element.name.as_str());
        (names.next(), names.next()) == (Some("ContentTransferEncoded"), Some("Attachment"))
    }

    /// Reads the bytes of an attachment, up to the end of its element.
    pub(super) fn content(&mut self) -> Result<Option<Element>, ReadError> {
        let path = self.stack.path();
        if self.recording.is_some() {
            // Nothing of a message stands inside its signature.
            return Err(ReadFault::Unreadable("ContentTransferEncoded".to_owned()).at(path));
        }
        self.keeper.begin(&path)?;
        let mut buffer = Vec::new();
        loop {
            self.texts(&path)?;
            buffer.clear();
            self.xml.get_mut().piece(self.limits.text_bytes);
            let event = match self.xml.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.why(&error)),
            };
            match event {
                Event::End(_) => {
                    self.keeper.end(&path, self.warnings)?;
                    return self.close();
                }
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => return Err(ReadFault::CutOff.at(path)),
                _ => return Err(ReadFault::Base64.at(path)),
            }
        }
    }

    /// Takes base64 up to the next markup, sections of CDATA among it.
    fn texts(&mut self, path: &str) -> Result<(), ReadError> {
        self.xml.get_mut().flowing();
        loop {
            self.flow(b'<', path)?;
            if self.ahead(CDATA.len())? != CDATA {
                return Ok(());
            }
            self.xml.stream().consume(CDATA.len());
            self.flow(b']', path)?;
            match self.ahead(CDATA_END.len())? {
                CDATA_END => self.xml.stream().consume(CDATA_END.len()),
                cut if CDATA_END.starts_with(cut) => return Err(ReadFault::CutOff.at(path)),
                _ => return Err(ReadFault::Base64.at(path)),
            }
        }
    }

    /// Takes base64 as it comes, up to a byte that is none.
    fn flow(&mut self, until: u8, path: &str) -> Result<(), ReadError> {
        loop {
            let mut stream = self.xml.stream();
            let there = match stream.fill_buf() {
                Ok(there) => there,
                Err(error) => return Err(self.failed(error)),
            };
            if there.is_empty() {
                return Err(ReadFault::CutOff.at(path));
            }
            // The first is quick, and answers for all but the last piece.
            let end = there.contains(&until).then(|| there.iter().position(|b| *b == until)).flatten();
            let text = there.get(..end.unwrap_or(there.len())).unwrap_or_default();
            self.keeper.push(text, path)?;
            let taken = text.len();
            stream.consume(taken);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn ahead(&mut self, many: usize) -> Result<&[u8], ReadError> {
        // In two steps, since what is given holds on to all of it.
        if let Err(error) = self.xml.get_mut().ahead(many) {
            return Err(self.failed(error));
        }
        Ok(self.xml.get_mut().ahead(many).unwrap_or_default())
    }

    fn failed(&self, error: io::Error) -> ReadError {
        self.why(&XmlError::Io(std::sync::Arc::new(error)))
    }
}
