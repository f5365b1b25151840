//! docs/FORMS.md says the truth: its tables are written by this test from those of the program.
//! After a change: `UPDATE_DOCS=1 cargo test -p print --test page`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::{fmt::Write, fs, path::PathBuf};

use print::{Kind, TEMPLATES};

fn forms() -> String {
    let mut text = "\n| template | form | paper |\n|---|---|---|\n".to_owned();
    for template in TEMPLATES {
        writeln!(text, "| `{}` | {} | {} |", template.name, template.title_vi, template.paper.name()).unwrap();
    }
    text.push('\n');
    text
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Count => "whole number".to_owned(),
        Kind::Money => "đồng, whole number".to_owned(),
        Kind::Flag => "true, false".to_owned(),
        Kind::Day => "day".to_owned(),
        Kind::Moment => "moment".to_owned(),
        Kind::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Group => "group".to_owned(),
        Kind::List => "list of groups".to_owned(),
        Kind::Texts => "list of texts".to_owned(),
    }
}

fn fields() -> String {
    let mut text = String::new();
    for template in TEMPLATES {
        let (name, title) = (template.name, template.title_vi);
        writeln!(text, "\n### {name}: {title}\n").unwrap();
        writeln!(text, "Example: [{name}.json](../crates/print/examples/{name}.json).\n").unwrap();
        text.push_str("| field | what | | meaning |\n|---|---|---|---|\n");
        for field in template.fields.iter().flat_map(|group| group.iter()) {
            let must = if field.needed { "must" } else { "" };
            writeln!(text, "| `{}` | {} | {must} | {} |", field.path, kind(field.kind), field.meaning).unwrap();
        }
    }
    text.push('\n');
    text
}

/// The page with `inside` between the mark and the next end.
fn with(page: &str, mark: &str, inside: &str) -> String {
    let (before, rest) = page.split_once(mark).unwrap_or_else(|| panic!("no {mark}"));
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    format!("{before}{mark}\n{inside}<!-- end -->{after}")
}

#[test]
fn the_page_follows_the_tables() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/FORMS.md");
    let found = fs::read_to_string(&path).unwrap();
    let wanted = with(&with(&found, "<!-- forms -->", &forms()), "<!-- fields -->", &fields());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        assert!(found == wanted, "run UPDATE_DOCS=1 cargo test -p print --test page");
    }
}
