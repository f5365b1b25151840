//! A page for the public, and how it is written: parts of a few kinds, one below the other, so that it reads the same on the oldest telephone.

use std::{borrow::Cow, sync::LazyLock};

use base64::{Engine, engine::general_purpose::STANDARD};
use minijinja::{Environment, UndefinedBehavior, Value, value::Serde};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::problem::Language;

const STYLE: &str = concat!(include_str!("../../pages/action.css"), include_str!("../../pages/public.css"));
const NAME: &str = "public_page.html";

static PAGES: LazyLock<Result<Environment<'static>, String>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    pages.set_undefined_behavior(UndefinedBehavior::Strict);
    [
        ("public_words.html", include_str!("../../pages/public_words.html")),
        ("public_frame.html", include_str!("../../pages/public_frame.html")),
        (NAME, include_str!("../../pages/public_page.html")),
    ]
    .into_iter()
    .try_for_each(|(name, source)| pages.add_template(name, source))
    .map(|()| pages)
    .map_err(|error| error.to_string())
});

/// What the pages may do: show themselves in their own style, and send their forms back.
pub(super) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// Some words of one language: the page's, or Vietnamese as an office, a procedure or an officer has written them, whatever the page's is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    text: String,
    written: bool,
}

/// What stands at a place, word after word: an English page says which of it is Vietnamese, so that it is read out as such (WCAG 2.2, 3.1.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Said(Vec<Words>);

impl Said {
    /// The page's own words.
    pub fn own(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// What somebody has written in Vietnamese.
    pub fn written(text: impl Into<String>) -> Self {
        Self::default().and_written(text)
    }

    /// And more of the page's own.
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Words { text: text.into(), written: false });
        self
    }

    /// And more that somebody has written.
    pub fn and_written(mut self, text: impl Into<String>) -> Self {
        self.0.push(Words { text: text.into(), written: true });
        self
    }
}

/// Where a link leads, and what it says.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub href: String,
    pub name: Said,
}

/// A place of the navigation.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Place {
    #[serde(flatten)]
    pub link: Link,
    pub here: bool,
}

/// A label with what it says.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    pub label: String,
    pub value: Said,
}

/// A name with its value, in a form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub label: String,
    pub value: String,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    pub label: &'static str,
    pub value: u64,
    /// Whether it is what others add up to.
    pub sum: bool,
}

/// A field of a form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Field {
    /// `text`, `code`, `email`, `tel`, `words`, `address`, `radio`, `select` or `file`.
    pub kind: &'static str,
    pub name: Cow<'static, str>,
    pub label: Cow<'static, str>,
    pub value: String,
    pub hint: Option<&'static str>,
    pub fault: Option<String>,
    pub required: bool,
    /// What of themselves somebody is asked for here, as a browser knows it that fills it in (WCAG 2.2, 1.3.5).
    pub purpose: Option<&'static str>,
    /// Values (`label`) and what they say (`value`).
    pub options: Vec<Line>,
}

/// A form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Form {
    pub method: &'static str,
    pub action: String,
    pub title: Option<&'static str>,
    pub hidden: Vec<Line>,
    pub fields: Vec<Field>,
    pub submit: Cow<'static, str>,
    /// Whether files go with it.
    pub files: bool,
}

/// A part of a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Part {
    Links { links: Vec<Link> },
    Facts { title: Option<String>, notice: bool, facts: Vec<Fact>, items: Vec<Said> },
    Table { title: Said, what: &'static str, how_many: &'static str, rows: Vec<Row> },
    Form(Form),
}

/// What is wrong with what was sent; at a field where its name is known.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fault {
    pub at: Option<&'static str>,
    pub label: Cow<'static, str>,
    pub text: String,
}

#[derive(Serialize)]
struct Other {
    tag: &'static str,
    name: &'static str,
    href: String,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub title: String,
    /// Whether somebody has written it in Vietnamese.
    pub written_title: bool,
    /// Whose page it is; none where it is the installation's.
    pub agency: String,
    pub places: Vec<Place>,
    pub faults: Vec<Fault>,
    pub lines: Vec<String>,
    pub parts: Vec<Part>,
    /// Where the same is in the other language, from `?` on, without the language.
    pub query: Vec<(&'static str, String)>,
    /// What is sent again to have the same in the other language, where the page came of a form.
    pub again: Vec<Line>,
}

#[derive(Serialize)]
struct Whole<'a> {
    lang: &'static str,
    style: &'static str,
    house: &'static str,
    nav: &'static str,
    before_title: &'static str,
    other: Other,
    title: &'a str,
    written_title: bool,
    again: &'a [Line],
    agency: &'a str,
    places: &'a [Place],
    faults: &'a [Fault],
    lines: &'a [String],
    parts: &'a [Part],
}

/// An address with these parameters and the language.
pub(super) fn address(path: &str, query: &[(&'static str, String)], language: Language) -> String {
    let mut all = url::form_urlencoded::Serializer::new(String::new());
    all.extend_pairs(query);
    all.append_pair("lang", language.tag());
    format!("{path}?{}", all.finish())
}

impl Content {
    pub fn write(&self, language: Language) -> Result<String, String> {
        let (other, name) = match language {
            Language::Vietnamese => (Language::English, "English"),
            Language::English => (Language::Vietnamese, "Tiếng Việt"),
        };
        let whole = Whole {
            lang: language.tag(),
            style: STYLE,
            house: language.pick("Bộ phận một cửa", "One-stop shop"),
            nav: language.pick("Các trang", "Pages"),
            before_title: if self.faults.is_empty() { "" } else { language.pick("Có lỗi – ", "Error – ") },
            other: Other { tag: other.tag(), name, href: address("", &self.query, other) },
            title: &self.title,
            written_title: self.written_title,
            again: &self.again,
            agency: &self.agency,
            places: &self.places,
            faults: &self.faults,
            lines: &self.lines,
            parts: &self.parts,
        };
        let pages = PAGES.as_ref().map_err(Clone::clone)?;
        let template = pages.get_template(NAME).map_err(|error| error.to_string())?;
        template.render(Value::from(Serde(&whole))).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colour that a rule of the style has for this.
    fn colour(rule: &str, what: &str) -> u32 {
        let rule = STYLE.split('}').find_map(|one| one.trim().strip_prefix(&format!("{rule}{{"))).unwrap();
        let value = rule.split(';').find_map(|one| one.strip_prefix(&format!("{what}:"))).unwrap();
        let hex = value.rsplit('#').next().unwrap();
        let hex = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
        u32::from_str_radix(&hex, 16).unwrap()
    }

    /// How much two colours differ (WCAG 2.2, relative luminance and contrast ratio).
    fn contrast(one: u32, other: u32) -> f64 {
        let luminance = |colour: u32| {
            let part = |shift: u32| {
                let c = f64::from((colour >> shift) & 0xff) / 255.0;
                if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
        };
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn where_one_is_can_be_seen() {
        assert!((contrast(0, 0x00ff_ffff) - 21.0).abs() < 1e-9);
        let outline = colour(":focus-visible", "outline");
        for behind in [colour(".card", "background"), colour("body", "background"), colour("thead th", "background")] {
            assert!(contrast(outline, behind) >= 3.0, "{behind:06x}");
            // Borders of fields, and words.
            assert!(contrast(colour(".hint", "color"), behind) >= 4.5, "{behind:06x}");
            assert!(contrast(colour("th,td", "border"), behind) >= 3.0, "{behind:06x}");
        }
        let head = colour("header", "background");
        assert!(contrast(colour("header :focus-visible", "outline-color"), head) >= 3.0);
        assert!(contrast(colour("header a", "color"), head) >= 4.5);
    }

    #[test]
    fn what_people_wrote_is_text_and_the_policy_knows_the_style() {
        let evil = "<script>alert(1)</script>\"'".to_owned();
        let content = Content {
            title: evil.clone(),
            agency: evil.clone(),
            lines: vec![evil.clone()],
            query: vec![("q", evil.clone())],
            again: vec![Line { label: "ma".to_owned(), value: evil.clone() }],
            parts: vec![
                Part::Facts {
                    title: Some(evil.clone()),
                    notice: true,
                    facts: vec![Fact { label: evil.clone(), value: Said::own(evil.clone()) }],
                    items: vec![Said::written(evil.clone())],
                },
                Part::Form(Form {
                    method: "get",
                    action: "/a".to_owned(),
                    title: None,
                    hidden: vec![Line { label: "a".to_owned(), value: evil.clone() }],
                    fields: vec![Field {
                        kind: "text",
                        name: "q".into(),
                        label: "Q".into(),
                        value: evil.clone(),
                        hint: None,
                        fault: Some(evil),
                        required: false,
                        purpose: None,
                        options: Vec::new(),
                    }],
                    submit: "S".into(),
                    files: false,
                }),
            ],
            ..Content::default()
        };
        for language in [Language::Vietnamese, Language::English] {
            let page = content.write(language).unwrap();
            assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
            assert!(page.starts_with("<!doctype html>") && !page.contains("url("), "{page}");
            let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
            let hash = STANDARD.encode(Sha256::digest(style));
            assert!(POLICY.contains(&format!("'sha256-{hash}'")), "{}", *POLICY);
        }
    }
}
