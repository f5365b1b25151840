//! `metadata.xml` as a tree: bounded, without document types and entities of its own.

use quick_xml::{Reader, XmlVersion, events::Event};

/// How deep it is at the most.
const DEPTH: usize = 8;
/// How many elements it has at the most.
const ELEMENTS: usize = 1_000_000;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Node>,
}

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads it.
pub(super) fn parse(text: &str) -> Result<Node, String> {
    let mut reader = Reader::from_str(text);
    let (mut open, mut root, mut elements): (Vec<Node>, Option<Node>, usize) = (Vec::new(), None, 0);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let (begun, ends) = match &event {
            Event::Start(start) => (Some(start), false),
            Event::Empty(start) => (Some(start), true),
            _ => (None, matches!(event, Event::End(_))),
        };
        if let Some(start) = begun {
            elements += 1;
            if open.len() >= DEPTH || elements > ELEMENTS || root.is_some() {
                return Err("quá sâu hoặc quá lớn".to_owned());
            }
            let mut node = Node { name: start.local_name().into_inner().to_owned(), ..Node::default() };
            for attribute in start.attributes() {
                let attribute = attribute.map_err(|error| error.to_string())?;
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
                node.attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
            }
            open.push(node);
        }
        if ends {
            let mut node = open.pop().ok_or_else(|| "thẻ đóng thừa".to_owned())?;
            if !node.children.is_empty() {
                // What makes it pretty.
                node.text.clear();
            }
            match open.last_mut() {
                Some(parent) => parent.children.push(node),
                None => root = Some(node),
            }
            continue;
        }
        let mut more = |text: &str| open.last_mut().map(|node| node.text.push_str(text));
        match event {
            Event::Text(text) => {
                more(&text.xml10_content());
            }
            Event::CData(text) => {
                more(&text.xml10_content());
            }
            Event::GeneralRef(reference) => {
                let known = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                let known = known.ok_or_else(|| "thực thể không được phép".to_owned())?;
                more(known.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err("không được có DOCTYPE".to_owned()),
            Event::Eof if open.is_empty() => return root.ok_or_else(|| "trống".to_owned()),
            Event::Eof => return Err("bị cắt ngang".to_owned()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tree_of_ours_is_refused() {
        assert!(parse("<a><b>x &amp; y</b></a>").unwrap().children[0].text == "x & y");
        for wrong in ["", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a>&x;</a>", "<a/><b/>"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert!(parse(&format!("{}{}", "<a>".repeat(9), "</a>".repeat(9))).is_err());
    }
}
