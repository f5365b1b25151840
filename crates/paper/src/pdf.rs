//! What a PDF is made of: its version, whether its fonts are in it, the size of its pages, whether it has text, whether it is encrypted.
//!
//! The file is read from its beginning to its end for objects, and its cross-reference table is not believed: that takes one pass whatever
//! the file says of itself, and the last of an object's writings counts, as it does for readers. No text is read and nothing is drawn.

mod objects;
pub(crate) mod value;

use std::collections::BTreeSet;

use objects::Objects;
use value::{Dict, Value};

use crate::{finding::Finding, layout::is_a4, package::Limits};

/// How deep the tree of pages, and forms in forms, are followed.
const MOST_DEEP: usize = 32;
/// How many pages are looked at.
const MOST_PAGES: u32 = 20_000;
/// How many fonts are named that are not embedded.
const MOST_FONTS: usize = 10;
/// How many steps the walk through pages, fonts and forms takes at the most.
const MOST_STEPS: usize = 2_000_000;
const MILLIMETRES_A_POINT: f64 = 25.4 / 72.0;

/// Whether this is a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    version(bytes).is_some()
}

/// `%PDF-1.7` stands in the first kibibyte.
fn version(bytes: &[u8]) -> Option<(u8, u8)> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let at = head.windows(5).position(|five| five == b"%PDF-")?;
    number(head.get(at + 5..at + 8)?)
}

fn number(text: &[u8]) -> Option<(u8, u8)> {
    match text {
        [major, b'.', minor, ..] if major.is_ascii_digit() && minor.is_ascii_digit() => {
            Some((major - b'0', minor - b'0'))
        }
        _ => None,
    }
}

/// What is found in a PDF. One that is encrypted or can't be read is told of as such, and nothing else is said of it.
pub fn check(bytes: &[u8], limits: &Limits) -> Vec<Finding> {
    let Some(written) = version(bytes) else { return vec![broken()] };
    let objects = match Objects::read(bytes, limits) {
        Ok(objects) => objects,
        Err(objects::TooLarge) => {
            return vec![Finding::new(
                "pdf_not_checked",
                "Tệp PDF quá lớn hoặc quá phức tạp nên không được kiểm tra; hãy tự xem phiên bản, phông chữ và khổ giấy.",
                "The PDF is too large or too involved to be checked; look at its version, fonts and page size yourself.",
            )];
        }
    };
    if objects.encrypted {
        return vec![Finding::new(
            "pdf_encrypted",
            "Tệp PDF có mật khẩu hoặc bị mã hóa; văn bản phát hành phải mở được không cần mật khẩu.",
            "The PDF is encrypted; what is issued must open without a password.",
        )];
    }
    let mut look = Look::new(&objects);
    look.tree();
    if look.pages == 0 {
        let unread = objects.unread;
        return vec![if unread { unreadable() } else { broken() }];
    }
    let catalogue = objects.root().and_then(|root| root.name("Version")).and_then(|name| number(name.as_bytes()));
    let (major, minor) = catalogue.map_or(written, |later| later.max(written));
    let mut found = Vec::new();
    if (major, minor) < (1, 4) {
        found.push(Finding::new(
            "pdf_version",
            format!("PDF phiên bản {major}.{minor}; cần từ 1.4 trở lên."),
            format!("The PDF is of version {major}.{minor}; it should be 1.4 or later."),
        ));
    }
    if !look.bare.is_empty() {
        let names: Vec<&str> = look.bare.iter().map(String::as_str).take(MOST_FONTS).collect();
        let names = crate::excerpt(&names.join(", "));
        found.push(Finding::new(
            "pdf_fonts",
            format!("Phông chữ chưa được nhúng vào PDF: {names}; nơi nhận có thể thấy chữ sai."),
            format!("Fonts are not embedded in the PDF: {names}; whoever receives it may see other letters."),
        ));
    }
    found.append(&mut look.found);
    if !look.text {
        found.push(Finding::new(
            "pdf_no_text",
            "PDF không có lớp văn bản (bản quét): không tìm kiếm, sao chép chữ được.",
            "The PDF has no text (a scan): nothing in it can be searched or copied.",
        ));
    }
    found
}

fn broken() -> Finding {
    Finding::new(
        "pdf_broken",
        "Không đọc được tệp PDF: không thấy trang nào; hãy tạo lại tệp.",
        "The PDF can't be read: no page is found; make it again.",
    )
}

fn unreadable() -> Finding {
    Finding::new(
        "pdf_not_checked",
        "Tệp PDF được nén theo cách mà phần kiểm tra không đọc được; hãy tự xem phiên bản, phông chữ và khổ giấy.",
        "The PDF is packed in a way that the check does not read; look at its version, fonts and page size yourself.",
    )
}

/// What pages hand down to those below them.
#[derive(Clone, Copy, Default)]
struct Inherited<'o> {
    size: Option<(f64, f64)>,
    resources: Option<&'o Dict>,
}

struct Look<'o> {
    objects: &'o Objects,
    pages: u32,
    /// Objects that were followed: none is followed twice.
    seen: BTreeSet<u32>,
    /// Resources that were looked through.
    looked: BTreeSet<*const Dict>,
    steps: usize,
    /// Names of fonts that are not in the file.
    bare: BTreeSet<String>,
    found: Vec<Finding>,
    text: bool,
}

impl<'o> Look<'o> {
    const fn new(objects: &'o Objects) -> Self {
        Self {
            objects,
            pages: 0,
            seen: BTreeSet::new(),
            looked: BTreeSet::new(),
            steps: 0,
            bare: BTreeSet::new(),
            found: Vec::new(),
            text: false,
        }
    }

    /// Another step, if there may be one.
    const fn goes_on(&mut self) -> bool {
        self.steps += 1;
        self.steps <= MOST_STEPS && self.pages < MOST_PAGES
    }

    /// Whether what is referred to was not followed before.
    fn is_new(&mut self, value: &Value) -> bool {
        match value {
            Value::Reference(number) => self.seen.insert(*number),
            _ => true,
        }
    }
    fn tree(&mut self) {
        let root = self.objects.root();
        if let Some(pages) = root.and_then(|root| root.get("Pages")) {
            self.node(pages, Inherited::default(), 0);
        }
    }

    fn node(&mut self, value: &'o Value, above: Inherited<'o>, depth: usize) {
        if depth > MOST_DEEP || !self.is_new(value) {
            return;
        }
        let Some(dict) = self.objects.dict(value) else { return };
        let mut here = above;
        here.size = self.size(dict).or(here.size);
        here.resources = dict.get("Resources").and_then(|value| self.objects.dict(value)).or(here.resources);
        match dict.get("Kids").and_then(|kids| self.objects.array(kids)) {
            Some(kids) if dict.name("Type") != Some("Page") => {
                for kid in kids {
                    if !self.goes_on() {
                        return;
                    }
                    self.node(kid, here, depth + 1);
                }
            }
            _ => self.page(here),
        }
    }

    fn size(&self, dict: &'o Dict) -> Option<(f64, f64)> {
        let media = self.objects.array(dict.get("MediaBox")?)?;
        let sides: Vec<f64> = media.iter().filter_map(|side| self.objects.number(side)).collect();
        match sides.as_slice() {
            [left, bottom, right, top] => {
                Some(((right - left).abs() * MILLIMETRES_A_POINT, (top - bottom).abs() * MILLIMETRES_A_POINT))
            }
            _ => None,
        }
    }

    fn page(&mut self, here: Inherited<'o>) {
        self.pages += 1;
        let told = self.found.iter().any(|finding| finding.code == "pdf_page_size");
        if let Some((width, height)) = here.size.filter(|(width, height)| !told && !is_a4(*width, *height)) {
            let finding = Finding::new(
                "pdf_page_size",
                format!(
                    "Trang {} có khổ {width:.0} × {height:.0} mm; văn bản hành chính dùng khổ A4 (210 × 297 mm).",
                    self.pages
                ),
                format!(
                    "Page {} is {width:.0} × {height:.0} mm; administrative documents are A4 (210 × 297 mm).",
                    self.pages
                ),
            );
            self.found.push(finding.on(self.pages));
        }
        if let Some(resources) = here.resources {
            self.resources(resources, 0);
        }
    }

    fn resources(&mut self, resources: &'o Dict, depth: usize) {
        if !self.looked.insert(std::ptr::from_ref(resources)) {
            return;
        }
        if let Some(fonts) = resources.get("Font").and_then(|value| self.objects.dict(value)) {
            for (name, font) in fonts.entries() {
                self.text = true;
                if !self.goes_on() {
                    return;
                }
                if !self.is_new(font) {
                    continue;
                }
                if let Some(font) = self.objects.dict(font)
                    && !self.is_embedded(font)
                {
                    let name = font.name("BaseFont").unwrap_or(name);
                    self.bare.insert(crate::excerpt(name));
                }
            }
        }
        if depth >= MOST_DEEP {
            return;
        }
        let forms = resources.get("XObject").and_then(|value| self.objects.dict(value));
        for (_, form) in forms.into_iter().flat_map(Dict::entries) {
            if !self.goes_on() {
                return;
            }
            if !self.is_new(form) {
                continue;
            }
            let own = self.objects.dict(form).and_then(|form| form.get("Resources"));
            if let Some(own) = own.and_then(|value| self.objects.dict(value)) {
                self.resources(own, depth + 1);
            }
        }
    }

    fn is_embedded(&self, font: &'o Dict) -> bool {
        if font.name("Subtype") == Some("Type3") {
            return true;
        }
        let below = font.get("DescendantFonts").and_then(|value| self.objects.array(value));
        let below = below.and_then(|fonts| fonts.first()).and_then(|value| self.objects.dict(value));
        let descriptor = below.unwrap_or(font).get("FontDescriptor").and_then(|value| self.objects.dict(value));
        descriptor.is_some_and(|one| ["FontFile", "FontFile2", "FontFile3"].iter().any(|file| one.get(file).is_some()))
    }
}
