//! From bytes to elements. The bytes of attachments never become a part of the tree: they go to the keeper as they come.

mod content;

use std::io::Read;

use quick_xml::{
    Reader, XmlVersion,
    errors::{Error as XmlError, IllFormedError},
    events::{BytesRef, BytesStart, Event},
    name::{NamespaceResolver, ResolveResult},
};

use super::{
    keep::Keeper,
    source::{Prologue, Source, Stop},
    stack::Stack,
    tree::Element,
};
use crate::{
    fault::{ReadError, ReadFault},
    hash::{Measure, count},
    limits::{Limit, Limits},
    sink::Sink,
    text,
    warning::{WarningCode, Warnings},
};

/// The namespace of QCVN 102.
pub(crate) const QCVN: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
/// The namespace of the older form.
pub(crate) const OLDER: &str = "http://www.e-doc.vn/Schema/";
const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SIGNATURES: &str = "http://www.w3.org/2000/09/xmldsig#";
/// What an element costs beside its name and its text, and an attribute beside its name and its value.
const ELEMENT: usize = 64;
const ATTRIBUTE: usize = 48;

/// What was read of a message's bytes.
#[derive(Debug)]
pub(super) struct Parsed {
    pub root: Element,
    /// The message's own signature, byte by byte.
    pub signature: Option<Vec<u8>>,
    pub measure: Measure,
}

pub(super) struct Parser<'a, 'k, R, S> {
    xml: Reader<Source<R>>,
    limits: &'a Limits,
    pub warnings: &'a mut Warnings,
    keeper: &'a mut Keeper<'k, S>,
    names: NamespaceResolver,
    /// The root's namespace, where it is one of its own.
    own: Option<String>,
    stack: Stack,
    elements: usize,
    texts: usize,
    /// At which depth the signature began that is being recorded.
    recording: Option<usize>,
    signature: Option<Vec<u8>>,
}

impl<'a, 'k, R: Read, S: Sink> Parser<'a, 'k, R, S> {
    pub fn new(input: R, limits: &'a Limits, warnings: &'a mut Warnings, keeper: &'a mut Keeper<'k, S>) -> Self {
        Self {
            xml: Reader::from_reader(Source::new(input, limits.message_bytes)),
            limits,
            warnings,
            keeper,
            names: NamespaceResolver::default(),
            own: None,
            stack: Stack::default(),
            elements: 0,
            texts: 0,
            recording: None,
            signature: None,
        }
    }

    /// Reads it all.
    pub fn parse(mut self) -> Result<Parsed, ReadError> {
        match self.xml.get_mut().prologue().map_err(|error| ReadFault::Io(error).at("/"))? {
            Prologue::Clean => {}
            Prologue::Passed(before) => self.warnings.about(WarningCode::LeadingBytes, "/", before.trim()),
            Prologue::NoXml => return Err(ReadFault::NotXml.at("/")),
            Prologue::Empty => return Err(ReadFault::CutOff.at("/")),
            Prologue::Utf16 => return Err(ReadFault::Encoding.at("/")),
        }
        let mut buffer = Vec::new();
        let root = loop {
            buffer.clear();
            self.xml.get_mut().piece(self.limits.text_bytes);
            let event = match self.xml.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.why(&error)),
            };
            if let Some(root) = self.event(event)? {
                break root;
            }
        };
        match self.xml.get_mut().drain() {
            Ok(false) => {}
            Ok(true) => self.warnings.add(WarningCode::TrailingBytes, "/"),
            Err(error) => return Err(self.why(&XmlError::Io(std::sync::Arc::new(error)))),
        }
        Ok(Parsed { root, signature: self.signature, measure: self.xml.get_ref().measure() })
    }

    /// Takes one piece; gives the root once it has ended.
    fn event(&mut self, event: Event<'_>) -> Result<Option<Element>, ReadError> {
        match event {
            Event::Eof => return Err(ReadFault::CutOff.at(self.stack.path())),
            Event::DocType(_) => return Err(ReadFault::DocumentType.at(self.stack.path())),
            Event::Decl(declaration) => {
                let named = declaration.encoding().and_then(Result::ok);
                if let Some(named) = named.filter(|name| !name.eq_ignore_ascii_case("utf-8")) {
                    self.warnings.about(WarningCode::DeclaredEncoding, "/", &named);
                }
            }
            Event::Start(start) => {
                self.open(&start)?;
                if self.is_content() {
                    return self.content();
                }
            }
            Event::Empty(start) => {
                self.open(&start)?;
                return self.close();
            }
            Event::End(_) => return self.close(),
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let c = self.resolve(&reference)?;
                self.text(c.encode_utf8(&mut [0; 4]))?;
            }
            Event::Comment(_) | Event::PI(_) => {}
        }
        Ok(None)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = start.local_name().into_inner().to_owned();
        self.elements += 1;
        let path = |parser: &Self| parser.stack.path_with(&name);
        if self.stack.depth() >= self.limits.depth {
            return Err(ReadFault::Limit(Limit::Depth, count(self.limits.depth)).at(path(self)));
        }
        if self.elements > self.limits.elements {
            return Err(ReadFault::Limit(Limit::Elements, count(self.limits.elements)).at(path(self)));
        }
        self.charge(ELEMENT.saturating_add(name.len()))?;
        let attributes = self.attributes(start, &name)?;
        if let Err(error) = self.names.push(start) {
            return Err(self.ill_formed(error.to_string()).at(path(self)));
        }
        let ours = self.is_ours(start, &name);
        if self.recording.is_none() && self.begins_signature(&name) {
            if self.signature.is_some() {
                self.warnings.add_with(WarningCode::Repeated, || self.stack.path_with(&name));
            } else {
                let begun = format!("<{}>", &**start).into_bytes();
                self.xml.get_mut().record(begun, self.limits.signature_bytes);
                self.recording = Some(self.stack.depth());
            }
        }
        let prefixed = start.name().prefix().is_some();
        self.stack.push(Element { name, ours, prefixed, attributes, ..Element::default() });
        Ok(())
    }

    fn attributes(&mut self, start: &BytesStart<'_>, name: &str) -> Result<Vec<(String, String)>, ReadError> {
        let mut found = Vec::new();
        let mut many = 0_usize;
        for attribute in start.attributes().with_checks(false) {
            many += 1;
            if many > self.limits.attributes {
                return Err(
                    ReadFault::Limit(Limit::Attributes, count(self.limits.attributes)).at(self.stack.path_with(name))
                );
            }
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return Err(self.ill_formed(error.to_string()).at(self.stack.path_with(name))),
            };
            let key = attribute.key.local_name().into_inner().to_owned();
            let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
                let written = text::excerpt(&attribute.value);
                return Err(ReadFault::Entity(written).at(self.stack.path_with(name)));
            };
            self.charge(ATTRIBUTE.saturating_add(key.len()).saturating_add(value.len()))?;
            self.allowed(&value)?;
            if attribute.key.as_namespace_binding().is_none() && !found.iter().any(|(other, _)| *other == key) {
                found.push((key, value.into_owned()));
            }
        }
        Ok(found)
    }

    /// Whether an element is one of the message's: by its namespace, and leniently.
    fn is_ours(&mut self, start: &BytesStart<'_>, name: &str) -> bool {
        let (space, _) = self.names.resolve_element(start.name());
        let space = match space {
            ResolveResult::Bound(space) => space.into_inner().to_owned(),
            ResolveResult::Unbound => {
                if self.stack.depth() == 0 {
                    self.warnings.add_with(WarningCode::NamespaceMissing, || self.stack.path_with(name));
                }
                return true;
            }
            ResolveResult::Unknown(prefix) => {
                self.warnings.once(WarningCode::PrefixUndeclared, &prefix, || self.stack.path_with(name));
                return true;
            }
        };
        let known = [QCVN, OLDER, SOAP, SIGNATURES].contains(&space.as_str());
        if self.stack.depth() == 0 && !known {
            self.warnings.about(WarningCode::NamespaceUnknown, self.stack.path_with(name), &space);
            self.own = Some(space);
            return true;
        }
        let ours = known || self.own.as_ref() == Some(&space);
        // Below one that was passed over, nothing more is said.
        if !ours && self.stack.last().is_some_and(|parent| parent.ours) {
            self.warnings.add_with(WarningCode::ForeignElement, || self.stack.path_with(name));
        }
        ours
    }

    fn begins_signature(&self, name: &str) -> bool {
        let header = self.stack.last().is_some_and(|parent| matches!(parent.name.as_str(), "edXMLHeader" | "Header"));
        header && matches!(name, "Signature" | "DigitalSignature")
    }

    fn close(&mut self) -> Result<Option<Element>, ReadError> {
        // Before it is taken off; and not for each, since it costs something.
        let path = self.ends_attachment().then(|| self.stack.path());
        self.names.pop();
        // The parser has seen that what ends had begun.
        let Some(element) = self.stack.pop() else { return Err(self.ill_formed(String::new()).at("/")) };
        if self.recording == Some(self.stack.depth()) {
            self.recording = None;
            self.signature = self.xml.get_mut().recorded().filter(|_| !element.children.is_empty());
        }
        if let Some(path) = path {
            self.keeper.attachment_ended(&element, path, self.warnings)?;
        }
        if element.name == "Reference" && element.ours {
            self.keeper.listed(&element);
        }
        let Some(parent) = self.stack.last_mut() else { return Ok(Some(element)) };
        parent.children.push(element);
        Ok(None)
    }

    /// Whether the innermost is an attachment: by where it stands, or by the bytes that came in it.
    fn ends_attachment(&self) -> bool {
        let mut outwards = self.stack.outwards();
        let attachment = outwards.next().is_some_and(|element| element.ours && element.name == "Attachment");
        attachment && (self.keeper.holds() || outwards.next().is_some_and(|parent| parent.name == "AttachmentEncoded"))
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        self.allowed(text)?;
        let Some(element) = self.stack.last_mut() else { return Ok(()) };
        // What makes a message pretty is not kept.
        if element.text.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        if element.text.len().saturating_add(text.len()) > self.limits.text_bytes {
            return Err(ReadFault::Limit(Limit::TextBytes, count(self.limits.text_bytes)).at(self.stack.path()));
        }
        element.text.push_str(text);
        self.charge(text.len())
    }

    /// Counts what is held of the message beside its files.
    fn charge(&mut self, length: usize) -> Result<(), ReadError> {
        self.texts = self.texts.saturating_add(length);
        if self.texts > self.limits.texts_bytes {
            return Err(ReadFault::Limit(Limit::TextsBytes, count(self.limits.texts_bytes)).at(self.stack.path()));
        }
        Ok(())
    }

    fn allowed(&self, text: &str) -> Result<(), ReadError> {
        match text::forbidden(text) {
            None => Ok(()),
            Some(c) => Err(ReadFault::Character(c).at(self.stack.path())),
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<char, ReadError> {
        let entity = || ReadFault::Entity(text::excerpt(reference)).at(self.stack.path());
        if let Some(c) = reference.resolve_char_ref().map_err(|_| entity())? {
            return Ok(c);
        }
        Ok(match &**reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return Err(entity()),
        })
    }

    fn ill_formed(&self, why: String) -> ReadFault {
        ReadFault::Xml { why, at: self.xml.error_position() }
    }

    /// What the parser's error means.
    fn why(&self, error: &XmlError) -> ReadError {
        let limits = self.limits;
        let fault = match (self.xml.get_ref().stop, error) {
            (Some(Stop::Message), _) => ReadFault::Limit(Limit::MessageBytes, limits.message_bytes),
            (Some(Stop::Piece), _) => ReadFault::Limit(Limit::TextBytes, count(limits.text_bytes)),
            (Some(Stop::Recording), _) => ReadFault::Limit(Limit::SignatureBytes, count(limits.signature_bytes)),
            (None, XmlError::Io(error)) => ReadFault::Io(std::io::Error::new(error.kind(), error.to_string())),
            (None, XmlError::Encoding(_)) => ReadFault::Encoding,
            (None, XmlError::IllFormed(IllFormedError::MissingEndTag(_))) => ReadFault::CutOff,
            (None, other) => self.ill_formed(text::excerpt(&other.to_string())),
        };
        fault.at(self.stack.path())
    }
}
