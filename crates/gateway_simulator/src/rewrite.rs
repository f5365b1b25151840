//! What an axis does to a message on its way: its trace added, the envelope written anew, content types replaced. Prefixes stay.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

use crate::envelope::{Item, Node, Split};

/// Which trace is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trace {
    /// With the axis's identifier.
    Named,
    /// Without one.
    Unnamed,
    /// With the word `null`.
    Null,
}

/// What is done to a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Changes<'a> {
    /// The trace that is added, if there is one, at this time.
    pub(crate) trace: Option<(Trace, &'a str)>,
    /// Whether it is written anew.
    pub(crate) anew: bool,
    /// What each content type is replaced by.
    pub(crate) content_type: Option<&'a str>,
}

/// Writes a message as an axis hands it out.
pub(crate) fn write(from: &Path, split: &Split, changes: Changes<'_>, to: &Path) -> io::Result<()> {
    let mut envelope = split.envelope.clone();
    change(&mut envelope, changes);
    let mut out = BufWriter::with_capacity(64 * 1024, File::create(to)?);
    out.write_all(&split.before)?;
    let mut text = String::new();
    put(&envelope, changes.anew.then_some(0), &mut text);
    out.write_all(text.as_bytes())?;
    let mut rest = File::open(from)?;
    rest.seek(SeekFrom::Start(split.behind))?;
    let mut rest = BufReader::with_capacity(64 * 1024, rest);
    match changes.content_type {
        None => {
            io::copy(&mut rest, &mut out)?;
        }
        Some(content_type) => replace_types(&mut rest, content_type, &mut out)?,
    }
    out.flush()
}

fn leaf(prefix: &str, name: &str, text: &str) -> Item {
    let children = vec![Item::Text(text.to_owned())];
    Item::Node(Node { name: format!("{prefix}{name}"), attributes: String::new(), children })
}

fn change(node: &mut Node, changes: Changes<'_>) {
    let local = node.local().to_owned();
    if local == "TraceHeaderList" {
        if let Some((trace, at)) = changes.trace {
            let prefix = node.name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
            let mut children = match trace {
                Trace::Named => vec![leaf(&prefix, "OrganId", "02.29.W00")],
                Trace::Unnamed => vec![],
                Trace::Null => vec![leaf(&prefix, "OrganId", "null")],
            };
            children.push(leaf(&prefix, "Timestamp", at));
            node.children.push(Item::Node(Node {
                name: format!("{prefix}TraceHeader"),
                attributes: String::new(),
                children,
            }));
        }
        if changes.anew {
            // Before the traces where it stood behind them, and the other way round: a stable sort by a key that turns round.
            let is_first = node.nodes().next().is_some_and(|first| first.local() == "Bussiness");
            node.children.sort_by_key(|item| match item {
                Item::Node(child) => (child.local() == "Bussiness") == is_first,
                Item::Text(_) => true,
            });
        }
    }
    if local == "ContentType"
        && let Some(content_type) = changes.content_type
    {
        node.children = vec![Item::Text(content_type.to_owned())];
    }
    for item in &mut node.children {
        if let Item::Node(child) = item {
            change(child, changes);
        }
    }
}

/// Writes an element: as it was, or indented with tabs.
fn put(node: &Node, indent: Option<usize>, out: &mut String) {
    let has_nodes = node.nodes().next().is_some();
    let deeper = indent.map(|depth| depth.saturating_add(1));
    let line = |depth: Option<usize>, out: &mut String| {
        if let Some(depth) = depth.filter(|_| has_nodes) {
            out.push_str("\r\n");
            out.extend(std::iter::repeat_n('\t', depth));
        }
    };
    let blank = if node.attributes.is_empty() { "" } else { " " };
    out.extend(["<", &node.name, blank, &node.attributes, ">"]);
    for item in &node.children {
        match item {
            Item::Node(child) => {
                line(deeper, out);
                put(child, deeper, out);
            }
            // Blanks between elements are whoever's who writes.
            Item::Text(text) if indent.is_some() && has_nodes && text.trim().is_empty() => {}
            Item::Text(text) => out.push_str(text),
        }
    }
    line(indent, out);
    out.extend(["</", &node.name, ">"]);
}

/// Copies what stands behind the envelope, a piece at a time, with other content types.
fn replace_types(from: &mut impl BufRead, content_type: &str, to: &mut impl Write) -> io::Result<()> {
    let mut within = false;
    loop {
        let (used, at_tag) = {
            let piece = from.fill_buf()?;
            if piece.is_empty() {
                return Ok(());
            }
            let tag = piece.iter().position(|byte| *byte == b'<');
            let plain = piece.get(..tag.unwrap_or(piece.len())).unwrap_or_default();
            if !within {
                to.write_all(plain)?;
            }
            (plain.len(), tag.is_some())
        };
        from.consume(used);
        if at_tag {
            let mut tag = Vec::new();
            from.read_until(b'>', &mut tag)?;
            to.write_all(&tag)?;
            let name = tag.split(|byte| b" \t\r\n>".contains(byte)).next().unwrap_or_default();
            let local = name.rsplit(|byte| b":</".contains(byte)).next().unwrap_or_default();
            within = local == b"ContentType" && !tag.starts_with(b"</") && !tag.ends_with(b"/>");
            if within {
                to.write_all(content_type.as_bytes())?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::envelope::{Address, split};

    const MESSAGE: &str = "<?xml version=\"1.0\"?>\n<edXML xmlns=\"u\">\n <edXML:edXMLEnvelope xmlns:edXML=\"u\"><edXML:edXMLHeader>\
        <edXML:MessageHeader><edXML:From><edXML:OrganId>H1</edXML:OrganId></edXML:From><edXML:To><edXML:OrganId>H2</edXML:OrganId>\
        </edXML:To><edXML:DocumentId>H1,2026/11/20,1/A&amp;B</edXML:DocumentId><edXML:Code><edXML:CodeNumber>1</edXML:CodeNumber>\
        <edXML:CodeNotation>A&amp;B</edXML:CodeNotation></edXML:Code><edXML:Subject> a &lt; b </edXML:Subject></edXML:MessageHeader>\
        <edXML:TraceHeaderList><edXML:TraceHeader/><edXML:Bussiness>x</edXML:Bussiness></edXML:TraceHeaderList></edXML:edXMLHeader>\
        <edXML:edXMLBody><ContentType>application/pdf</ContentType></edXML:edXMLBody></edXML:edXMLEnvelope>\n  <AttachmentEncoded>\
        <a:ContentType x=\"1\">application/pdf</a:ContentType><C>JVBE</C><ContentType/></AttachmentEncoded></edXML>\n";

    fn written(message: &str, changes: Changes<'_>) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&from, message).unwrap();
        write(&from, &split(&from).ok()?, changes, &to).unwrap();
        Some(std::fs::read_to_string(to).unwrap())
    }

    #[test]
    fn what_is_not_changed_stays_as_it_is() {
        // But that what is empty is written with a beginning and an end.
        let expected = MESSAGE.replacen("<edXML:TraceHeader/>", "<edXML:TraceHeader></edXML:TraceHeader>", 1);
        assert_eq!(written(MESSAGE, Changes::default()).unwrap(), expected);
    }

    #[test]
    fn what_an_axis_does_is_done() {
        let at = "2026/11/20 10:00:00";
        let trace = |trace| written(MESSAGE, Changes { trace: Some((trace, at)), ..Changes::default() }).unwrap();
        let time = format!("<edXML:Timestamp>{at}</edXML:Timestamp></edXML:TraceHeader></edXML:TraceHeaderList>");
        assert!(
            trace(Trace::Named).contains(&format!("<edXML:TraceHeader><edXML:OrganId>02.29.W00</edXML:OrganId>{time}"))
        );
        assert!(trace(Trace::Null).contains(&format!("<edXML:TraceHeader><edXML:OrganId>null</edXML:OrganId>{time}")));
        assert!(trace(Trace::Unnamed).contains(&format!("<edXML:TraceHeader>{time}")));
        let anew =
            written(MESSAGE, Changes { anew: true, content_type: Some("text/plain"), ..Changes::default() }).unwrap();
        assert!(anew.contains("<edXML:Bussiness>x</edXML:Bussiness>\r\n\t\t\t<edXML:TraceHeader>"), "{anew}");
        assert!(anew.contains("<edXML:Subject> a &lt; b </edXML:Subject>"), "texts stay");
        assert!(!anew.contains("application/pdf") && anew.matches("text/plain").count() == 2, "{anew}");
        assert!(anew.ends_with("text/plain</a:ContentType><C>JVBE</C><ContentType/></AttachmentEncoded></edXML>\n"));
        // What was turned round twice is in its order again.
        let twice = written(&anew, Changes { anew: true, ..Changes::default() }).unwrap();
        assert!(twice.find("<edXML:TraceHeader>") < twice.find("<edXML:Bussiness>"));
    }

    #[test]
    fn an_envelope_says_for_whom_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let of = |text: &str| {
            std::fs::write(&path, text).unwrap();
            split(&path).and_then(|split| Address::of(&split.envelope))
        };
        let address = of(MESSAGE).unwrap();
        assert_eq!((address.from.as_deref(), address.to.as_slice()), (Some("H1"), &["H2".to_owned()][..]));
        assert_eq!((address.notation.as_deref(), address.title.as_deref()), (Some("1/A&B"), Some("a < b")));
        for gone in ["edXML:DocumentId", "edXML:CodeNotation", "edXML:Subject", "edXML:From"] {
            assert!(of(&MESSAGE.replace(gone, "edXML:Other")).is_err(), "{gone}");
        }
        assert!(of("<edXML/>").is_err() && of("").is_err());
        let deep = format!("<edXMLEnvelope>{}</edXMLEnvelope>", "<a>".repeat(100));
        assert!(of(&deep).is_err());
        assert!(of("<edXMLEnvelope><!DOCTYPE x></edXMLEnvelope>").is_err());
    }

    proptest! {
        /// Whatever stands there, a message is written or refused; what is not touched comes out as it went in.
        #[test]
        fn nothing_makes_it_panic(place in 0usize..900, put in "[<>/&\"a:]{0,4}") {
            let place = (0..=place).rev().find(|place| MESSAGE.is_char_boundary(*place)).unwrap();
            let (before, behind) = MESSAGE.split_at(place.min(MESSAGE.len()));
            let message = format!("{before}{put}{behind}");
            let changes = Changes { trace: Some((Trace::Named, "x")), anew: true, content_type: Some("text/plain") };
            let _ = written(&message, changes);
        }
    }
}
