//! What a template may not bring: whatever would run, or be fetched, when it is opened. A link that a person clicks is no such thing.
//!
//! Elements are told by their names alone, whatever prefix a file gives them, and entries by what is in them: each is markup that is looked
//! through here, or something that no reader of markup can read.

use quick_xml::XmlVersion;

use crate::{
    excerpt,
    fault::Fault,
    package::{Kind, Limits, Package, Part},
    picture,
    xml::{self, Node, attribute},
};

/// Endings of entries that are markup.
const MARKUP: &[&str] = &["xml", "rels", "rdf"];
/// The part of a DOCX in which its text stands, and where it says so.
const TEXT: &str = "word/document.xml";
const RELATIONS: &str = "_rels/.rels";
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
    // XForms: data and a server of a file's own, which are fetched as it is opened.
    "model",
    "instance",
    "submission",
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
            continue;
        }
        let harmless = match lower.as_str() {
            // What it says was looked at when the package was read.
            "mimetype" => package.kind == Kind::Odt,
            // The program's own, which begins with its version.
            "layout-cache" => package.kind == Kind::Odt && part.bytes.starts_with(&[1, 0]),
            _ => picture::is_one(ending, &part.bytes),
        };
        if !harmless {
            return Err(Fault::object(&part.name));
        }
    }
    if package.kind == Kind::Docx { text_is_there(package, limits) } else { Ok(()) }
}

/// Whether what is opened as the text of a DOCX is the part that is filled and looked at, and no other beside it.
fn text_is_there(package: &Package, limits: &Limits) -> Result<(), Fault> {
    let nodes = xml::read(RELATIONS, package.part(RELATIONS).unwrap_or_default(), limits)?;
    let of_text = |element: &&Element<'_>| kind_of(element) == "officedocument";
    let mut targets = nodes.iter().filter_map(Node::opened).filter(of_text).map(|element| attribute(element, "Target"));
    let is_it = |target: Option<String>| {
        let target = target.unwrap_or_default();
        target.strip_prefix('/').unwrap_or(&target) == TEXT
    };
    let first = targets.next().ok_or_else(|| Fault::broken(RELATIONS))?;
    if is_it(first) && targets.all(is_it) { Ok(()) } else { Err(Fault::broken(RELATIONS)) }
}

fn markup(kind: Kind, part: &Part, limits: &Limits) -> Result<(), Fault> {
    let nodes = xml::read(&part.name, &part.bytes, limits)?;
    for element in nodes.iter().filter_map(Node::opened) {
        let name = element.local_name().into_inner().to_ascii_lowercase();
        // A picture of markup, in whatever entry: it names other files.
        if name == "svg" {
            return Err(Fault::object(&name));
        }
        // What is fetched stands in `href` of its elements or in a relationship, and never in `src`.
        if let Some(target) = attribute(element, "src") {
            return Err(Fault::outside(&excerpt(&target)));
        }
        match kind {
            Kind::Docx if name == "relationship" => relationship(element)?,
            Kind::Docx if name == "fldsimple" => code(&attribute(element, "instr").unwrap_or_default())?,
            Kind::Docx if matches!(name.as_str(), "altchunk" | "object" | "control" | "oleobject" | "mailmerge") => {
                return Err(Fault::object(&name));
            }
            Kind::Docx => link(element, name != "imagedata")?,
            Kind::Odt => odt(element, &name)?,
        }
    }
    if kind == Kind::Docx { codes(&nodes) } else { Ok(()) }
}

type Element<'a> = quick_xml::events::BytesStart<'a>;

/// What a relationship is to, by the last word of its type.
fn kind_of(element: &Element<'_>) -> String {
    let kind = attribute(element, "Type").unwrap_or_default();
    kind.rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}

fn relationship(element: &Element<'_>) -> Result<(), Fault> {
    let kind = kind_of(element);
    let target = attribute(element, "Target").unwrap_or_default();
    let outside = attribute(element, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
    // What lies in the file has no scheme, whatever is said of it.
    if (outside || target.contains(':')) && !(kind == "hyperlink" && clicked(&target)) {
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
    link(element, name == "a")
}

/// Whether what an element names lies in the file, or is clicked by a person where it may be.
fn link(element: &Element<'_>, may_be_clicked: bool) -> Result<(), Fault> {
    for one in element.attributes().flatten() {
        if !one.key.local_name().into_inner().eq_ignore_ascii_case("href") {
            continue;
        }
        let target = one.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::markup("href"))?;
        let inside = {
            let path = target.strip_prefix("./").unwrap_or(&target);
            !path.contains([':', '\\']) && !path.starts_with('/') && !path.split('/').any(|step| step == "..")
        };
        if !(inside || (may_be_clicked && clicked(&target))) {
            return Err(Fault::outside(&excerpt(&target)));
        }
    }
    Ok(())
}

/// Whether a code stands in an element of this name, as it is or as it was before a change.
fn is_code(name: &str) -> bool {
    matches!(name, "instrText" | "delInstrText")
}

/// The codes of a part's fields, put together from the pieces in which they stand. A field within another's code ends what stands before it.
fn codes(nodes: &[Node<'_>]) -> Result<(), Fault> {
    let (mut inside, mut gathered) = (false, String::new());
    for node in nodes {
        match node {
            Node::Text(text) if inside => gathered.push_str(text),
            Node::Start(element) if is_code(element.local_name().into_inner()) => inside = true,
            Node::End(element) if is_code(element.local_name().into_inner()) => inside = false,
            _ => {
                let ends = |element: &Element<'_>| element.local_name().into_inner() == "fldChar";
                if node.opened().is_some_and(ends) {
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
