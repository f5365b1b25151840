//! The envelope of a message, as a small tree: it stands before the attachments, so that they need not be read to know for whom a
//! message is, nor to write the envelope anew.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use quick_xml::{Reader, events::Event};

/// How much of a file may stand before the attachments, in bytes.
const ENVELOPE_MOST: u64 = 4 * 1024 * 1024;
/// How deep elements may stand in one another.
const DEEPEST: usize = 64;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Node {
    /// Its name with its prefix.
    pub(crate) name: String,
    /// Its attributes as they are written.
    pub(crate) attributes: String,
    /// What stands in it.
    pub(crate) children: Vec<Item>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// Another.
    Node(Node),
    /// Text as it is written, with its references.
    Text(String),
}

/// A file's envelope, and what stands before it and behind.
#[derive(Debug)]
pub(crate) struct Split {
    /// Before the envelope: the declaration, and the root's beginning.
    pub(crate) before: Vec<u8>,
    /// The envelope.
    pub(crate) envelope: Node,
    /// At which byte what stands behind begins.
    pub(crate) behind: u64,
}

impl Node {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    /// The elements in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|item| match item {
            Item::Node(node) => Some(node),
            Item::Text(_) => None,
        })
    }

    /// The elements in it by this name.
    pub(crate) fn all<'a>(&'a self, local: &'a str) -> impl Iterator<Item = &'a Self> {
        self.nodes().filter(move |node| node.local() == local)
    }

    /// The first element at this path.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        match path {
            [] => Some(self),
            [first, rest @ ..] => self.nodes().find(|node| node.local() == *first)?.at(rest),
        }
    }

    /// The text at this path, where it says something.
    pub(crate) fn text(&self, path: &[&str]) -> Option<String> {
        let node = self.at(path)?;
        let raw: String = node
            .children
            .iter()
            .filter_map(|item| match item {
                Item::Text(text) => Some(text.as_str()),
                Item::Node(_) => None,
            })
            .collect();
        let text = quick_xml::escape::unescape(raw.trim())
            .map_or_else(|_| raw.trim().to_owned(), std::borrow::Cow::into_owned);
        (!text.is_empty() && text != "null").then_some(text)
    }
}

/// Splits a file at its envelope.
///
/// # Errors
/// In words: what it has for no message.
pub(crate) fn split(path: &Path) -> Result<Split, String> {
    let none = |error: io::Error| error.to_string();
    let mut file = File::open(path).map_err(none)?;
    let mut first = Vec::new();
    let mut step = 64 * 1024;
    // A piece as long as all before it, until the envelope is there: attachments stand behind it, and are not read.
    let (start, end) = loop {
        let read = file.by_ref().take(step).read_to_end(&mut first).map_err(none)?;
        if let Some(found) = bounds(&first) {
            break found;
        }
        if read == 0 || step > ENVELOPE_MOST {
            return Err("không có edXMLEnvelope / there is no edXMLEnvelope".to_owned());
        }
        step = step.saturating_mul(2);
    };
    let envelope = first
        .get(start..end)
        .and_then(|bytes| str::from_utf8(bytes).ok())
        .ok_or("edXMLEnvelope không phải UTF-8 / the envelope is not UTF-8")?;
    Ok(Split {
        before: first.get(..start).unwrap_or_default().to_vec(),
        envelope: parse(envelope)?,
        behind: u64::try_from(end).unwrap_or(u64::MAX),
    })
}

/// Where the envelope begins, and where it ends.
fn bounds(bytes: &[u8]) -> Option<(usize, usize)> {
    const NAME: &[u8] = b"edXMLEnvelope";
    let mut start = None;
    let mut at = 0;
    while let Some(found) = bytes.get(at..)?.windows(NAME.len()).position(|window| window == NAME) {
        let name = at.checked_add(found)?;
        let after = name.checked_add(NAME.len())?;
        let opened = bytes.get(..name)?.iter().rposition(|byte| *byte == b'<')?;
        let closed = after.checked_add(bytes.get(after..)?.iter().position(|byte| *byte == b'>')?)?.checked_add(1)?;
        if bytes.get(opened.checked_add(1)?) != Some(&b'/') {
            start = start.or(Some(opened));
        } else if let Some(start) = start {
            return Some((start, closed));
        }
        at = after;
    }
    None
}

/// Reads an element.
fn parse(text: &str) -> Result<Node, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = vec![Node::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let item = match event {
            Event::Start(tag) => {
                if open.len() > DEEPEST {
                    return Err("các phần tử lồng nhau quá sâu / elements stand too deep in one another".to_owned());
                }
                let name = tag.name().into_inner().to_owned();
                open.push(Node { name, attributes: tag.attributes_raw().trim().to_owned(), children: vec![] });
                continue;
            }
            Event::End(_) => Item::Node(open.pop().ok_or("có thẻ đóng thừa / an element ends that did not begin")?),
            Event::Empty(tag) => Item::Node(Node {
                name: tag.name().into_inner().to_owned(),
                attributes: tag.attributes_raw().trim().to_owned(),
                children: vec![],
            }),
            Event::Text(text) => Item::Text(text.into_inner().into_owned()),
            Event::GeneralRef(name) => Item::Text(format!("&{};", &*name.into_inner())),
            Event::CData(data) => Item::Text(quick_xml::escape::escape(&*data.into_inner()).into_owned()),
            Event::Eof => break,
            Event::DocType(_) => return Err("không được dùng DOCTYPE / a DOCTYPE is not allowed".to_owned()),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
        };
        open.last_mut()
            .ok_or("có nội dung sau thẻ đóng cuối cùng / there is something behind the end")?
            .children
            .push(item);
    }
    let root = open.pop().filter(|_| open.is_empty()).ok_or("có thẻ chưa đóng / an element does not end")?;
    root.children
        .into_iter()
        .find_map(|item| match item {
            Item::Node(node) => Some(node),
            Item::Text(_) => None,
        })
        .ok_or_else(|| "không có phần tử nào / there is no element".to_owned())
}

/// What an axis has to know of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// Whether it is a status.
    pub(crate) is_status: bool,
    /// From whom.
    pub(crate) from: Option<String>,
    /// For whom: the recipients, or whoever is told a status.
    pub(crate) to: Vec<String>,
    /// The document's identifier.
    pub(crate) document_id: Option<String>,
    /// Its number and notation.
    pub(crate) notation: Option<String>,
    /// Its subject.
    pub(crate) title: Option<String>,
}

impl Address {
    /// Of this envelope.
    ///
    /// # Errors
    /// What is missing.
    pub(crate) fn of(envelope: &Node) -> Result<Self, String> {
        let header =
            envelope.at(&["edXMLHeader", "MessageHeader"]).ok_or("thiếu MessageHeader / there is no MessageHeader")?;
        let is_status = header.text(&["StatusCode"]).is_some();
        let organ = |node: &Node| node.text(&["OrganId"]);
        let from = header.text(&["From", "OrganId"]);
        let address = if is_status {
            Self {
                is_status,
                from,
                to: header.text(&["ResponseFor", "OrganId"]).into_iter().collect(),
                document_id: header.text(&["ResponseFor", "DocumentId"]),
                notation: header.text(&["ResponseFor", "Code"]),
                title: None,
            }
        } else {
            let number = header.text(&["Code", "CodeNumber"]);
            let notation =
                header.text(&["Code", "CodeNotation"]).ok_or("thiếu CodeNotation / there is no CodeNotation")?;
            Self {
                is_status,
                from,
                to: header.all("To").filter_map(organ).collect(),
                document_id: header.text(&["DocumentId"]),
                notation: number.map(|number| format!("{number}/{notation}")),
                title: header.text(&["Subject"]),
            }
        };
        for (missing, name) in [
            (address.from.is_none(), "From/OrganId"),
            (address.document_id.is_none(), "DocumentId"),
            (address.notation.is_none(), if is_status { "ResponseFor/Code" } else { "CodeNumber" }),
            (!is_status && address.title.is_none(), "Subject"),
        ] {
            if missing {
                return Err(format!("thiếu {name} / there is no {name}"));
            }
        }
        Ok(address)
    }
}
