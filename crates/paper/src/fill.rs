//! Filling a template: `{{so_ky_hieu}}` gets the document's value, wherever in a paragraph the program that wrote the file has cut it into
//! pieces. A paragraph with a list is repeated for each of its values. Written in capitals, a field's value is in capitals.

use std::ops::Range;

use quick_xml::events::{BytesEnd, BytesStart};

use crate::{
    excerpt,
    fault::Fault,
    field::{Field, Fields, GAP, Many},
    package::{Kind, Limits, Package},
    safety,
    xml::{self, Node},
};

/// A template that was filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is.
    pub kind: Kind,
    /// The fields that it names and for which there is no value: a gap (`…`) stands in their place.
    pub unfilled: Vec<Field>,
}

/// Looks whether a file can be a template: its kind, and the fields that it names.
///
/// # Errors
/// Why it is not taken.
pub fn inspect(template: &[u8], limits: &Limits) -> Result<(Kind, Vec<Field>), Fault> {
    let package = Package::read(template, limits)?;
    safety::check(&package, limits)?;
    let empty = Fields::default();
    let mut filler = Filler::new(package.kind, &empty, limits);
    for part in package.parts.iter().filter(|part| package.is_filled(&part.name)) {
        filler.part(&part.name, &part.bytes)?;
    }
    Ok((package.kind, filler.named))
}

/// Fills a template.
///
/// # Errors
/// Why it is not taken.
pub fn fill(template: &[u8], fields: &Fields, limits: &Limits) -> Result<Filled, Fault> {
    let mut package = Package::read(template, limits)?;
    safety::check(&package, limits)?;
    let mut filler = Filler::new(package.kind, fields, limits);
    for index in 0..package.parts.len() {
        let Some(part) = package.parts.get(index).filter(|part| package.is_filled(&part.name)) else { continue };
        let fresh = filler.part(&part.name, &part.bytes)?;
        if let Some(part) = package.parts.get_mut(index) {
            part.bytes = fresh;
        }
    }
    let lacks = |field: &Field| fields.values(*field).is_empty() && field.many() != Many::Perhaps;
    let unfilled = filler.named.iter().copied().filter(lacks).collect();
    Ok(Filled { bytes: package.write()?, kind: package.kind, unfilled })
}

/// A placeholder in the text of a paragraph.
struct Placeholder {
    at: Range<usize>,
    field: Field,
    capitals: bool,
}

struct Filler<'f> {
    kind: Kind,
    fields: &'f Fields,
    limits: &'f Limits,
    /// Every field that the template names.
    named: Vec<Field>,
    /// Paragraphs in paragraphs (text boxes), where it stands.
    nested: usize,
    /// Bytes that were put in or copied: values, and the paragraphs in which they stand, once for each time.
    written: u64,
}

/// Text boxes in text boxes.
const MOST_NESTED: usize = 8;

impl<'f> Filler<'f> {
    const fn new(kind: Kind, fields: &'f Fields, limits: &'f Limits) -> Self {
        Self { kind, fields, limits, named: Vec::new(), nested: 0, written: 0 }
    }

    fn part(&mut self, name: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let nodes = xml::read(name, bytes, self.limits)?;
        let mut out = Vec::with_capacity(nodes.len());
        self.walk(name, &nodes, &mut out)?;
        let fresh = xml::write(name, out)?;
        // What could not be read again is not made.
        if bytes_of(fresh.len()) > self.limits.entry_bytes { Err(Fault::large(name)) } else { Ok(fresh) }
    }

    /// Takes so much of what may be put in and copied.
    fn take(&mut self, part: &str, bytes: u64) -> Result<(), Fault> {
        self.written = self.written.saturating_add(bytes);
        if self.written > self.limits.entry_bytes { Err(Fault::large(part)) } else { Ok(()) }
    }

    fn is_paragraph(&self, element: &str) -> bool {
        match self.kind {
            Kind::Docx => element == "w:p",
            Kind::Odt => matches!(element, "text:p" | "text:h"),
        }
    }

    /// Fills every paragraph of these pieces, and keeps what stands between them.
    fn walk<'a>(&mut self, part: &str, nodes: &[Node<'a>], out: &mut Vec<Node<'a>>) -> Result<(), Fault> {
        let mut rest = nodes;
        while let Some((first, behind)) = rest.split_first() {
            let paragraph = match first {
                Node::Start(element) if self.is_paragraph(element.name().into_inner()) => length(rest),
                _ => None,
            };
            if let Some((paragraph, after)) = paragraph.and_then(|length| rest.split_at_checked(length)) {
                self.paragraph(part, paragraph, after, out)?;
                rest = after;
            } else {
                out.push(first.clone());
                rest = behind;
            }
            if out.len() > self.limits.nodes {
                return Err(Fault::large(part));
            }
        }
        Ok(())
    }

    fn paragraph<'a>(
        &mut self,
        part: &str,
        nodes: &[Node<'a>],
        after: &[Node<'a>],
        out: &mut Vec<Node<'a>>,
    ) -> Result<(), Fault> {
        let pieces = self.pieces(nodes);
        let text: String = pieces.iter().filter_map(|index| text_of(nodes, *index)).collect();
        let placeholders = placeholders(&text)?;
        for placeholder in &placeholders {
            if !self.named.contains(&placeholder.field) {
                self.named.push(placeholder.field);
            }
        }
        let mut lists = placeholders.iter().map(|one| one.field).filter(|field| field.many() == Many::List);
        let list = lists.next();
        if list.is_some_and(|list| lists.any(|other| other != list)) {
            return Err(Fault::two_lists(&excerpt(&text)));
        }
        let empty = !placeholders.is_empty()
            && placeholders.iter().all(|one| one.field.many() != Many::One && self.fields.values(one.field).is_empty())
            && is_blank_beside(&text, &placeholders);
        let times = list.map_or(usize::from(!empty), |list| self.fields.values(list).len());
        // What has no value takes its paragraph away, but not the last of a cell: that needs one.
        let times = if times == 0 && !self.may_go(after) { 1 } else { times };
        self.nested += 1;
        if self.nested > MOST_NESTED {
            return Err(Fault::large(part));
        }
        if placeholders.is_empty() {
            self.inner(part, nodes, out)?;
        } else {
            for time in 0..times {
                let fresh = self.replaced(part, nodes, &pieces, (&placeholders, time))?;
                // The paragraph's own pieces are done; those inside it (text boxes) have paragraphs of their own.
                self.inner(part, &fresh, out)?;
            }
        }
        self.nested -= 1;
        Ok(())
    }

    fn inner<'a>(&mut self, part: &str, nodes: &[Node<'a>], out: &mut Vec<Node<'a>>) -> Result<(), Fault> {
        let Some((first, rest)) = nodes.split_first() else { return Ok(()) };
        out.push(first.clone());
        self.walk(part, rest, out)
    }

    /// Whether the paragraph before these pieces may be left out.
    fn may_go(&self, after: &[Node<'_>]) -> bool {
        let next = after.iter().find(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
        self.kind == Kind::Odt
            || next.and_then(Node::opened).is_some_and(|element| self.is_paragraph(element.name().into_inner()))
    }

    /// Where in a paragraph its own text stands.
    fn pieces(&self, nodes: &[Node<'_>]) -> Vec<usize> {
        let (mut depth, mut holds, mut found) = (0_usize, self.kind == Kind::Odt, Vec::new());
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Start(element) => {
                    let name = element.name().into_inner();
                    if self.is_paragraph(name) {
                        depth += 1;
                    } else if self.kind == Kind::Docx {
                        holds = name == "w:t";
                    }
                }
                Node::End(element) => {
                    if self.is_paragraph(element.name().into_inner()) {
                        depth = depth.saturating_sub(1);
                    }
                    holds = self.kind == Kind::Odt;
                }
                Node::Text(_) if depth == 1 && holds => found.push(index),
                _ => {}
            }
        }
        found
    }

    fn value(&self, placeholder: &Placeholder, time: usize) -> String {
        let values = self.fields.values(placeholder.field);
        let many = placeholder.field.many();
        let value = if many == Many::List { values.get(time) } else { values.first() };
        let value = match value {
            Some(value) => value.clone(),
            None if many == Many::One => GAP.to_owned(),
            None => String::new(),
        };
        if placeholder.capitals { value.to_uppercase() } else { value }
    }

    /// The paragraph with its values in it.
    fn replaced<'a>(
        &mut self,
        part: &str,
        nodes: &[Node<'a>],
        pieces: &[usize],
        (placeholders, time): (&[Placeholder], usize),
    ) -> Result<Vec<Node<'a>>, Fault> {
        // Before it is copied, not when the memory is gone.
        self.take(part, nodes.iter().map(weight).fold(0, u64::saturating_add))?;
        let mut out = Vec::with_capacity(nodes.len());
        let (mut next, mut from, mut ahead) = (pieces.iter().peekable(), 0_usize, placeholders);
        for (index, node) in nodes.iter().enumerate() {
            let (Node::Text(text), true) = (node, next.next_if(|piece| **piece == index).is_some()) else {
                out.push(node.clone());
                continue;
            };
            let here = from..from + text.len();
            from = here.end;
            let mut fresh = String::new();
            let mut at = here.start;
            while let Some((placeholder, behind)) = ahead.split_first() {
                let (start, end) = (placeholder.at.start, placeholder.at.end);
                if start >= here.end {
                    break;
                }
                if start >= here.start {
                    fresh.push_str(between(text, here.start, at, start));
                    let value = self.value(placeholder, time);
                    self.take(part, bytes_of(value.len()))?;
                    fresh.push_str(&value);
                }
                at = end.min(here.end);
                if end > here.end {
                    break;
                }
                ahead = behind;
            }
            fresh.push_str(between(text, here.start, at, here.end));
            self.put(&fresh, &mut out);
        }
        Ok(out)
    }

    /// Puts a text where one stood, with the breaks that it has.
    fn put(&self, text: &str, out: &mut Vec<Node<'_>>) {
        if self.kind == Kind::Docx
            && let Some(Node::Start(element)) = out.last_mut()
            && xml::attribute(element, "space").is_none()
        {
            element.push_attribute(("xml:space", "preserve"));
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                match self.kind {
                    Kind::Odt => out.push(Node::Empty(BytesStart::new("text:line-break"))),
                    Kind::Docx => {
                        let mut again = BytesStart::new("w:t");
                        again.push_attribute(("xml:space", "preserve"));
                        out.push(Node::End(BytesEnd::new("w:t")));
                        out.push(Node::Empty(BytesStart::new("w:br")));
                        out.push(Node::Start(again));
                    }
                }
            }
            out.push(Node::Text(line.to_owned()));
        }
    }
}

fn bytes_of(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// What a piece takes when it is copied.
fn weight(node: &Node<'_>) -> u64 {
    bytes_of(match node {
        Node::Start(element) | Node::Empty(element) => element.len(),
        Node::End(element) => element.len(),
        Node::Text(text) => text.len(),
        Node::Other(event) => event.len(),
    })
}

/// How many pieces the element has with which they begin; none where it does not end.
fn length(nodes: &[Node<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, node) in nodes.iter().enumerate() {
        match node {
            Node::Start(_) => depth += 1,
            Node::End(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn text_of<'n>(nodes: &'n [Node<'_>], index: usize) -> Option<&'n str> {
    match nodes.get(index) {
        Some(Node::Text(text)) => Some(text),
        _ => None,
    }
}

/// What of a text that begins at `base` lies between two places.
fn between(text: &str, base: usize, from: usize, to: usize) -> &str {
    text.get(from.saturating_sub(base)..to.saturating_sub(base)).unwrap_or_default()
}

/// Whether nothing but blanks stands beside the placeholders of a text.
fn is_blank_beside(text: &str, placeholders: &[Placeholder]) -> bool {
    let mut from = 0;
    let starts = placeholders.iter().map(|one| one.at.start).chain([text.len()]);
    let ends: Vec<usize> = placeholders.iter().map(|one| one.at.end).collect();
    starts.enumerate().all(|(number, start)| {
        let blank = between(text, 0, from, start).trim().is_empty();
        from = ends.get(number).copied().unwrap_or(from);
        blank
    })
}

/// The placeholders of a text, in their order.
fn placeholders(text: &str) -> Result<Vec<Placeholder>, Fault> {
    let (mut found, mut from) = (Vec::new(), 0_usize);
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| at + from) {
        let inside = text.get(start + 2..).unwrap_or_default();
        let length = inside.find("}}").ok_or_else(|| Fault::open_field(&excerpt(text)))?;
        let name = inside.get(..length).unwrap_or_default().trim();
        let field = Field::named(name).ok_or_else(|| Fault::unknown_field(&excerpt(name), &excerpt(text)))?;
        let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        let end = start + 2 + length + 2;
        found.push(Placeholder { at: start..end, field, capitals });
        from = end;
    }
    Ok(found)
}
