//! What a template may not bring: whatever would run, or be fetched, when it is opened. A link that a person clicks is no such thing.

use quick_xml::XmlVersion;

use crate::{
    excerpt,
    fault::Fault,
    package::{Kind, Limits, Package, Part},
    xml::{self, Node, attribute},
};

/// Endings of entries that are markup.
const MARKUP: &[&str] = &["xml", "rels", "rdf"];
/// Endings of entries that are pictures or fonts. No SVG: that is markup which names other files.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "odttf", "ttf", "otf"];
/// Kinds of relationships of a DOCX that bring something to run or another document.
const ACTIVE: &[&str] = &[
    "vbaproject",
    "oleobject",
    "package",
    "control",
    "activexcontrolbinary",
    "afchunk",
    "subdocument",
    "frame",
    "attachedtemplate",
    "mailmergesource",
    "mailmergeheadersource",
    "wordvbadata",
    "attachedtoolbars",
];
/// Elements of an ODT that bring such.
const OBJECTS: &[&str] = &[
    "object",
    "object-ole",
    "plugin",
    "applet",
    "floating-frame",
    "dde-source",
    "dde-connection-decl",
    "dde-connection-decls",
    "database-display",
    "database-next",
    "database-row-select",
    "form",
    "section-source",
];
/// The codes of fields that only count, date and refer inside the document.
const CODES: &[&str] = &[
    "page",
    "numpages",
    "sectionpages",
    "section",
    "date",
    "time",
    "createdate",
    "savedate",
    "hyperlink",
    "ref",
    "pageref",
    "noteref",
    "seq",
    "styleref",
    "toc",
    "tc",
    "title",
    "subject",
    "author",
    "symbol",
    "quote",
    "eq",
    "=",
    "if",
    "formtext",
    "formcheckbox",
    "formdropdown",
    "listnum",
    "autonum",
];

/// Whether it brings nothing of the kind.
pub(crate) fn check(package: &Package, limits: &Limits) -> Result<(), Fault> {
    for part in &package.parts {
        let lower = part.name.to_lowercase();
        let has = |word: &str| lower.contains(word);
        if has("vbaproject") || has("vbadata") || lower.starts_with("basic/") || lower.starts_with("scripts/") {
            return Err(Fault::macros(&part.name));
        }
        if has("/embeddings/") || has("/activex/") || has("/afchunk") || has("objectreplacements/") {
            return Err(Fault::object(&part.name));
        }
        let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
        if MARKUP.contains(&ending) {
            markup(package.kind, part, limits)?;
        } else if !PICTURES.contains(&ending) && !matches!(lower.as_str(), "mimetype" | "layout-cache") {
            return Err(Fault::object(&part.name));
        }
    }
    Ok(())
}

fn markup(kind: Kind, part: &Part, limits: &Limits) -> Result<(), Fault> {
    let nodes = xml::read(&part.name, &part.bytes, limits)?;
    for element in nodes.iter().filter_map(Node::opened) {
        let name = element.local_name().into_inner().to_ascii_lowercase();
        match kind {
            Kind::Docx if name == "relationship" => relationship(element)?,
            Kind::Docx if name == "fldsimple" => code(&attribute(element, "instr").unwrap_or_default())?,
            Kind::Docx if matches!(name.as_str(), "altchunk" | "object" | "control" | "oleobject") => {
                return Err(Fault::object(&name));
            }
            Kind::Docx => {}
            Kind::Odt => odt(element, &name)?,
        }
    }
    if kind == Kind::Docx { codes(&nodes) } else { Ok(()) }
}

type Element<'a> = quick_xml::events::BytesStart<'a>;

fn relationship(element: &Element<'_>) -> Result<(), Fault> {
    let kind = attribute(element, "Type").unwrap_or_default();
    let kind = kind.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let target = attribute(element, "Target").unwrap_or_default();
    let outside = attribute(element, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
    if outside && !(kind == "hyperlink" && clicked(&target)) {
        return Err(Fault::outside(&excerpt(&target)));
    }
    if kind.contains("vba") {
        return Err(Fault::macros(&kind));
    }
    if ACTIVE.contains(&kind.as_str()) {
        return Err(Fault::object(&kind));
    }
    Ok(())
}

/// What a person may click.
fn clicked(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    target.starts_with('#') || ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

fn odt(element: &Element<'_>, name: &str) -> Result<(), Fault> {
    if OBJECTS.contains(&name) {
        return Err(Fault::object(name));
    }
    if matches!(name, "script" | "event-listener" | "execute-macro" | "library" | "library-embedded") {
        return Err(Fault::macros(name));
    }
    if name == "encryption-data" {
        return Err(Fault::locked());
    }
    for one in element.attributes().flatten() {
        if one.key.local_name().into_inner() != "href" {
            continue;
        }
        let target = one.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::markup(name))?;
        let inside = {
            let path = target.strip_prefix("./").unwrap_or(&target);
            !path.contains(':') && !path.starts_with('/') && !path.split('/').any(|step| step == "..")
        };
        if !(inside || (name == "a" && clicked(&target))) {
            return Err(Fault::outside(&excerpt(&target)));
        }
    }
    Ok(())
}

/// The codes of a part's fields, put together from the pieces in which they stand. A field within another's code ends what stands before it.
fn codes(nodes: &[Node<'_>]) -> Result<(), Fault> {
    let (mut inside, mut gathered) = (false, String::new());
    for node in nodes {
        match node {
            Node::Text(text) if inside => gathered.push_str(text),
            node if node.starts("w:instrText") => inside = true,
            node if node.ends("w:instrText") => inside = false,
            _ => {
                let ends = node.opened().is_some_and(|element| element.local_name().into_inner() == "fldChar");
                if ends {
                    code(&std::mem::take(&mut gathered))?;
                }
            }
        }
    }
    code(&gathered)
}

fn code(instruction: &str) -> Result<(), Fault> {
    let word = instruction.split_whitespace().next().unwrap_or_default().to_lowercase();
    let known = word.is_empty() || word.starts_with('=') || CODES.contains(&word.as_str());
    if known { Ok(()) } else { Err(Fault::code(&excerpt(instruction))) }
}
