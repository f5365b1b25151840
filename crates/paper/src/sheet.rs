//! What a DOCX or ODT says of its own layout: its lines, its pages' size and margins, the fonts in which its text is set.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::XmlVersion;

use crate::{
    composed,
    fault::Fault,
    package::{Kind, Limits, Package},
    xml::{self, Node, attribute},
};

/// A page's size and margins, in millimetres.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Page {
    pub width: Option<f64>,
    pub height: Option<f64>,
    pub top: Option<f64>,
    pub bottom: Option<f64>,
    pub left: Option<f64>,
    pub right: Option<f64>,
}

/// A file as far as its layout is looked at.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Its lines, composed, without those that are empty.
    pub lines: Vec<String>,
    /// Its pages, a kind each.
    pub pages: Vec<Page>,
    /// The fonts of its text, as far as it says.
    pub fonts: BTreeSet<String>,
}

/// Reads it.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Fault> {
    let package = Package::read(bytes, limits)?;
    match package.kind {
        Kind::Docx => docx(&package, limits),
        Kind::Odt => odt(&package, limits),
    }
}

/// A style as far as fonts go.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    font: Option<String>,
}

/// Styles by name.
#[derive(Debug, Default)]
struct Styles {
    named: BTreeMap<String, Style>,
    usual: Option<String>,
}

impl Styles {
    /// The font of a style, or of the one that it is made after.
    fn font(&self, name: Option<&str>) -> Option<&str> {
        let (mut name, mut steps) = (name?, 0);
        while let Some(style) = self.named.get(name).filter(|_| steps < 20) {
            if let Some(font) = &style.font {
                return Some(font);
            }
            name = style.parent.as_deref()?;
            steps += 1;
        }
        None
    }
}

/// Gathers lines out of texts and breaks.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    open: String,
}

impl Lines {
    fn end(&mut self) {
        let line = std::mem::take(&mut self.open);
        let line = composed(&line.split_whitespace().collect::<Vec<_>>().join(" "));
        if !line.is_empty() {
            self.done.push(line);
        }
    }
}

const TWIPS_A_MILLIMETRE: f64 = 1440.0 / 25.4;

fn twips(text: Option<String>) -> Option<f64> {
    text?.trim().parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n / TWIPS_A_MILLIMETRE)
}

fn docx_font(element: &quick_xml::events::BytesStart<'_>) -> Option<String> {
    let of_theme = attribute(element, "asciiTheme").is_some() || attribute(element, "hAnsiTheme").is_some();
    if of_theme { None } else { attribute(element, "ascii").or_else(|| attribute(element, "hAnsi")) }
}

fn docx(package: &Package, limits: &Limits) -> Result<Sheet, Fault> {
    let mut styles = Styles::default();
    if let Some(bytes) = package.part("word/styles.xml") {
        let mut open: Option<String> = None;
        for node in xml::read("word/styles.xml", bytes, limits)? {
            if node.ends("w:style") {
                open = None;
            }
            let Some(element) = node.opened() else { continue };
            match element.name().into_inner() {
                "w:style" => {
                    let id = attribute(element, "styleId").unwrap_or_default();
                    if attribute(element, "default").as_deref() == Some("1")
                        && attribute(element, "type").as_deref() == Some("paragraph")
                    {
                        styles.named.insert(String::new(), Style { parent: Some(id.clone()), font: None });
                    }
                    styles.named.entry(id.clone()).or_default();
                    open = Some(id);
                }
                "w:basedOn" => {
                    if let Some(style) = open.as_ref().and_then(|id| styles.named.get_mut(id)) {
                        style.parent = attribute(element, "val");
                    }
                }
                "w:rFonts" => match open.as_ref().and_then(|id| styles.named.get_mut(id)) {
                    Some(style) => style.font = docx_font(element),
                    None => styles.usual = docx_font(element),
                },
                _ => {}
            }
        }
    }
    let bytes = package.part("word/document.xml").unwrap_or_default();
    let (mut sheet, mut lines) = (Sheet::default(), Lines::default());
    let (mut paragraph, mut run, mut font) = (None, None, None);
    let (mut in_run, mut holds) = (false, false);
    for node in xml::read("word/document.xml", bytes, limits)? {
        match &node {
            Node::Text(text) if holds => {
                lines.open.push_str(text);
                let of_style = || styles.font(run.as_deref()).or_else(|| styles.font(paragraph.as_deref()));
                let usual = || styles.font(Some("")).or(styles.usual.as_deref());
                let set: Option<&str> = font.as_deref().or_else(of_style).or_else(usual);
                sheet.fonts.extend(set.filter(|_| !text.trim().is_empty()).map(str::to_owned));
            }
            Node::End(element) => match element.name().into_inner() {
                "w:p" => {
                    lines.end();
                    paragraph = None;
                }
                "w:r" => (in_run, run, font) = (false, None, None),
                "w:t" => holds = false,
                _ => {}
            },
            _ => {}
        }
        let Some(element) = node.opened() else { continue };
        match element.name().into_inner() {
            "w:t" => holds = matches!(node, Node::Start(_)),
            "w:r" => in_run = matches!(node, Node::Start(_)),
            "w:br" | "w:cr" => lines.end(),
            "w:tab" => lines.open.push(' '),
            "w:pStyle" => paragraph = attribute(element, "val"),
            "w:rStyle" if in_run => run = attribute(element, "val"),
            "w:rFonts" if in_run => font = docx_font(element),
            "w:pgSz" => sheet.pages.push(Page {
                width: twips(attribute(element, "w")),
                height: twips(attribute(element, "h")),
                ..Page::default()
            }),
            "w:pgMar" => {
                if sheet.pages.is_empty() {
                    sheet.pages.push(Page::default());
                }
                if let Some(page) = sheet.pages.last_mut() {
                    page.top = twips(attribute(element, "top"));
                    page.bottom = twips(attribute(element, "bottom"));
                    page.left = twips(attribute(element, "left"));
                    page.right = twips(attribute(element, "right"));
                }
            }
            _ => {}
        }
    }
    lines.end();
    sheet.lines = lines.done;
    Ok(sheet)
}

/// A length such as `2.5cm`, in millimetres.
fn length(text: Option<String>) -> Option<f64> {
    let text = text?;
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let scale = match text.get(number.len()..).unwrap_or_default() {
        "mm" => 1.0,
        "cm" => 10.0,
        "in" => 25.4,
        "pt" => 25.4 / 72.0,
        "pc" => 25.4 / 6.0,
        _ => return None,
    };
    number.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n * scale)
}

fn odt(package: &Package, limits: &Limits) -> Result<Sheet, Fault> {
    let (mut styles, mut sheet, mut lines) = (Styles::default(), Sheet::default(), Lines::default());
    let mut faces: BTreeMap<String, String> = BTreeMap::new();
    let mut layouts: Vec<(String, Page)> = Vec::new();
    let mut masters: Vec<(String, String)> = Vec::new();
    // The styles in which the text stands, innermost last; whether a text is one of the page or only of the file.
    let (mut within, mut skipped) = (Vec::<Option<String>>::new(), 0_usize);
    for name in ["styles.xml", "content.xml"] {
        let (mut open, mut usual) = (None::<String>, false);
        let is_text = name == "content.xml";
        let (mut body, mut paragraphs) = (false, 0_usize);
        for node in xml::read(name, package.part(name).unwrap_or_default(), limits)? {
            match &node {
                Node::Text(text) if is_text && body && paragraphs > 0 && skipped == 0 => {
                    lines.open.push_str(text);
                    let of_style = within.iter().rev().find_map(|style| styles.font(style.as_deref()));
                    let set = of_style.or_else(|| styles.font(Some("Standard"))).or(styles.usual.as_deref());
                    let set = set.map(|font| faces.get(font).map_or(font, String::as_str));
                    sheet.fonts.extend(set.filter(|_| !text.trim().is_empty()).map(str::to_owned));
                }
                Node::End(element) => match element.name().into_inner() {
                    "text:p" | "text:h" => {
                        paragraphs = paragraphs.saturating_sub(1);
                        within.pop();
                        lines.end();
                    }
                    "text:span" => drop(within.pop()),
                    "style:style" => open = None,
                    "style:default-style" => usual = false,
                    "text:tracked-changes" | "office:annotation" => skipped = skipped.saturating_sub(1),
                    _ => {}
                },
                _ => {}
            }
            let Some(element) = node.opened() else { continue };
            let begins = matches!(node, Node::Start(_));
            match element.name().into_inner() {
                "office:body" => body = true,
                "text:p" | "text:h" if begins => {
                    paragraphs += 1;
                    within.push(attribute(element, "style-name"));
                }
                "text:span" if begins => within.push(attribute(element, "style-name")),
                "text:tracked-changes" | "office:annotation" if begins => skipped += 1,
                "text:line-break" => lines.end(),
                "text:tab" | "text:s" => lines.open.push(' '),
                "style:font-face" => {
                    if let (Some(face), Some(family)) = (own(element, "style:name"), attribute(element, "font-family"))
                    {
                        faces.insert(face, family.trim_matches(['\'', '"']).to_owned());
                    }
                }
                "style:style" => {
                    let style = own(element, "style:name").unwrap_or_default();
                    let made = Style { parent: attribute(element, "parent-style-name"), font: None };
                    styles.named.insert(style.clone(), made);
                    open = begins.then_some(style);
                }
                "style:default-style" => usual = attribute(element, "family").as_deref() == Some("paragraph"),
                "style:text-properties" => {
                    let font = own(element, "style:font-name").or_else(|| own(element, "fo:font-family"));
                    match open.as_ref().and_then(|style| styles.named.get_mut(style)) {
                        Some(style) => style.font = font,
                        None if usual => styles.usual = font,
                        None => {}
                    }
                }
                "style:page-layout" => {
                    layouts.push((own(element, "style:name").unwrap_or_default(), Page::default()));
                }
                "style:page-layout-properties" => {
                    if let Some((_, page)) = layouts.last_mut() {
                        *page = odt_page(element);
                    }
                }
                "style:master-page" => masters.push((
                    own(element, "style:name").unwrap_or_default(),
                    attribute(element, "page-layout-name").unwrap_or_default(),
                )),
                _ => {}
            }
        }
    }
    lines.end();
    sheet.lines = lines.done;
    let used = masters.iter().find(|(master, _)| master == "Standard").or_else(|| masters.first());
    let page = layouts.iter().find(|(layout, _)| used.is_some_and(|(_, name)| name == layout));
    sheet.pages.extend(page.map(|(_, page)| *page));
    Ok(sheet)
}

/// An attribute by its whole name: several of one local name stand side by side there.
fn own(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|one| one.key.into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn odt_page(element: &quick_xml::events::BytesStart<'_>) -> Page {
    let of = |name: &str| length(own(element, name));
    let all = of("fo:margin");
    Page {
        width: of("fo:page-width"),
        height: of("fo:page-height"),
        top: of("fo:margin-top").or(all),
        bottom: of("fo:margin-bottom").or(all),
        left: of("fo:margin-left").or(all),
        right: of("fo:margin-right").or(all),
    }
}
