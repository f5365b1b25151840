//! A page for the public, and how it is written: parts of a few kinds, one below the other, so that it reads the same on the oldest telephone.

use std::sync::LazyLock;

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

/// Where a link leads, and what it says.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub href: String,
    pub name: String,
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
    /// `text`, `code`, `words`, `radio` or `select`.
    pub kind: &'static str,
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
    pub hint: Option<&'static str>,
    pub fault: Option<String>,
    pub required: bool,
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
    pub submit: &'static str,
}

/// A part of a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Part {
    Links { links: Vec<Link> },
    Facts { title: Option<String>, notice: bool, facts: Vec<Line>, items: Vec<String> },
    Table { title: String, what: &'static str, how_many: &'static str, rows: Vec<Row> },
    Form(Form),
}

/// What is wrong with what was sent; at a field where its name is known.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fault {
    pub at: Option<&'static str>,
    pub label: &'static str,
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
    /// Whose page it is; none where it is the installation's.
    pub agency: String,
    pub places: Vec<Place>,
    pub faults: Vec<Fault>,
    pub lines: Vec<String>,
    pub parts: Vec<Part>,
    /// Where the same is in the other language, from `?` on, without the language.
    pub query: Vec<(&'static str, String)>,
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

    #[test]
    fn what_people_wrote_is_text_and_the_policy_knows_the_style() {
        let evil = "<script>alert(1)</script>\"'".to_owned();
        let content = Content {
            title: evil.clone(),
            agency: evil.clone(),
            lines: vec![evil.clone()],
            query: vec![("q", evil.clone())],
            parts: vec![
                Part::Facts {
                    title: Some(evil.clone()),
                    notice: true,
                    facts: vec![Line { label: evil.clone(), value: evil.clone() }],
                    items: vec![evil.clone()],
                },
                Part::Form(Form {
                    method: "get",
                    action: "/a".to_owned(),
                    title: None,
                    hidden: vec![Line { label: "a".to_owned(), value: evil.clone() }],
                    fields: vec![Field {
                        kind: "text",
                        name: "q",
                        label: "Q",
                        value: evil.clone(),
                        hint: None,
                        fault: Some(evil),
                        required: false,
                        options: Vec::new(),
                    }],
                    submit: "S",
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
