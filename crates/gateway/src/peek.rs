//! A look at the beginning of a packet: what kind it is, from whom and for whom. Not a reader of messages: it takes what it finds.

use std::io::{BufReader, Read};

use quick_xml::{Reader, events::Event};

use crate::Kind;

/// How far it looks, in bytes. What tells kinds apart stands in a message's header.
const LOOKED_AT: u64 = 256 * 1024;
/// How many recipients it notes.
const RECIPIENTS_MOST: usize = 1000;

/// What the beginning of a packet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peeked {
    /// A status has a `StatusCode`, or is called `Status`.
    pub kind: Kind,
    /// The identifier of who sent it.
    pub from: Option<String>,
    /// The identifiers of those for whom it is; of a status the one that is answered.
    pub to: Vec<String>,
}

/// Looks at a packet's beginning. What is no edXML, or stops being it, is a document without names: whoever reads it in full finds out
/// what is wrong.
pub fn peek(packet: impl Read) -> Peeked {
    let mut found = Peeked { kind: Kind::Document, from: None, to: vec![] };
    let mut reader = Reader::from_reader(BufReader::new(packet.take(LOOKED_AT)));
    reader.config_mut().check_end_names = false;
    let mut path: Vec<String> = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                let name = tag.local_name().into_inner().to_owned();
                match name.as_str() {
                    "StatusCode" | "Status" => found.kind = Kind::Status,
                    "edXMLBody" | "AttachmentEncoded" | "Manifest" => break,
                    _ => {}
                }
                path.push(name);
            }
            Ok(Event::End(_)) => {
                path.pop();
            }
            Ok(Event::Text(text)) => {
                let parent = path.iter().rev().nth(1).map_or("", String::as_str);
                if path.last().is_some_and(|name| name == "OrganId") {
                    let code = text.into_inner().trim().to_owned();
                    if code.is_empty() || code == "null" {
                        continue;
                    }
                    match parent {
                        "From" if found.from.is_none() => found.from = Some(code),
                        "To" | "ResponseFor" if found.to.len() < RECIPIENTS_MOST => found.to.push(code),
                        _ => {}
                    }
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn kinds_and_names_are_found_whatever_the_prefix() {
        let document = "\u{feff}<?xml version=\"1.0\"?><edXML><x:edXMLEnvelope><x:edXMLHeader><x:MessageHeader><x:From><x:OrganId> H22.11 \
            </x:OrganId></x:From><x:To><x:OrganId>H22.15</x:OrganId></x:To><x:To><x:OrganId>null</x:OrganId></x:To>\
            <x:ResponseFor/></x:MessageHeader></x:edXMLHeader><x:edXMLBody><x:StatusCode>01";
        let expected = Peeked { kind: Kind::Document, from: Some("H22.11".to_owned()), to: vec!["H22.15".to_owned()] };
        assert_eq!(peek(document.as_bytes()), expected);
        let status = "<edXML><edXMLHeader><MessageHeader><From><OrganId>H22.15</OrganId></From><ResponseFor><OrganId>H22.11</OrganId>\
            </ResponseFor><StatusCode>03</StatusCode>";
        let expected = Peeked { kind: Kind::Status, from: Some("H22.15".to_owned()), to: vec!["H22.11".to_owned()] };
        assert_eq!(peek(status.as_bytes()), expected);
        assert_eq!(peek(&b"\xff\xfe no xml"[..]).kind, Kind::Document);
    }

    proptest! {
        #[test]
        fn whatever_lies_there_it_is_looked_at(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = peek(bytes.as_slice());
        }
    }
}
