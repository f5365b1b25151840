//! Parts of an office file as elements and texts, within limits: no document type, no entities but the five that XML itself has.

use quick_xml::{
    Reader, Writer, XmlVersion,
    escape::partial_escape,
    events::{BytesEnd, BytesStart, BytesText, Event},
};

use crate::{fault::Fault, package::Limits};

/// A piece of a part, in the order in which they stand.
#[derive(Debug, Clone)]
pub(crate) enum Node<'a> {
    /// `<w:p …>`
    Start(BytesStart<'a>),
    /// `</w:p>`
    End(BytesEnd<'a>),
    /// `<w:p/>`
    Empty(BytesStart<'a>),
    /// Text between them, as it is read.
    Text(String),
    /// What is kept as it is: comments, declarations.
    Other(Event<'a>),
}

impl Node<'_> {
    /// The name of an element that begins or is empty.
    pub fn opened(&self) -> Option<&BytesStart<'_>> {
        match self {
            Self::Start(element) | Self::Empty(element) => Some(element),
            _ => None,
        }
    }

    /// Whether an element of this name ends.
    pub fn ends(&self, name: &str) -> bool {
        matches!(self, Self::End(element) if element.name().into_inner() == name)
    }
}

/// The value of an attribute by the name behind its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, local: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|one| one.key.local_name().into_inner() == local)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Reads a part.
pub(crate) fn read<'a>(part: &str, bytes: &'a [u8], limits: &Limits) -> Result<Vec<Node<'a>>, Fault> {
    let broken = || Fault::broken(part);
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::markup(part))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let (mut nodes, mut depth) = (Vec::new(), 0_usize);
    loop {
        if nodes.len() >= limits.nodes || depth > limits.depth {
            return Err(Fault::large(part));
        }
        let node = match reader.read_event().map_err(|_| broken())? {
            Event::Eof if depth == 0 => return Ok(nodes),
            Event::Eof => return Err(broken()),
            Event::DocType(_) => return Err(Fault::markup(part)),
            Event::Decl(declaration) => {
                let utf8 = match declaration.encoding() {
                    None => true,
                    Some(encoding) => encoding.is_ok_and(|name| name.eq_ignore_ascii_case("utf-8")),
                };
                if !utf8 {
                    return Err(Fault::markup(part));
                }
                Node::Other(Event::Decl(declaration))
            }
            Event::Start(element) => {
                depth += 1;
                attributes(&element).ok_or_else(broken)?;
                Node::Start(element)
            }
            Event::Empty(element) => {
                attributes(&element).ok_or_else(broken)?;
                Node::Empty(element)
            }
            Event::End(element) => {
                depth = depth.checked_sub(1).ok_or_else(broken)?;
                Node::End(element)
            }
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref().map_err(|_| broken())? {
                    Some(c) if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => return Err(broken()),
                    Some(c) => c,
                    None => named(&reference.xml10_content()).ok_or_else(|| Fault::markup(part))?,
                };
                Node::Text(resolved.into())
            }
            other => Node::Other(other),
        };
        match (nodes.last_mut(), node) {
            // One text in pieces, since it has references in it, is one text.
            (Some(Node::Text(before)), Node::Text(more)) => before.push_str(&more),
            (_, node) => nodes.push(node),
        }
    }
}

/// Whether the attributes can be read: none twice, no foreign entity.
fn attributes(element: &BytesStart<'_>) -> Option<()> {
    for attribute in element.attributes() {
        attribute.ok()?.normalized_value(XmlVersion::Implicit1_0).ok()?;
    }
    Some(())
}

fn named(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Writes a part.
pub(crate) fn write(part: &str, nodes: Vec<Node<'_>>) -> Result<Vec<u8>, Fault> {
    let mut writer = Writer::new(Vec::new());
    for node in nodes {
        let event = match node {
            Node::Start(element) => Event::Start(element),
            Node::End(element) => Event::End(element),
            Node::Empty(element) => Event::Empty(element),
            Node::Text(text) => {
                // A carriage return that stands there would be read as a line feed.
                let escaped = partial_escape(text.as_str()).replace('\r', "&#13;");
                Event::Text(BytesText::from_escaped(escaped))
            }
            Node::Other(event) => event,
        };
        writer.write_event(event).map_err(|_| Fault::broken(part))?;
    }
    Ok(writer.into_inner())
}
