//! A drawing of a process, as a flowchart in Mermaid's language: what it shows is the office's own text, and is never read as a part of
//! the drawing.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    content::ProcedureContent,
    process::{Doer, Step},
};
use crate::organisation::Directory;

/// The drawing. Departments have their names where the office is known, else their codes.
pub fn draw(content: &ProcedureContent, office: Option<&Directory>) -> String {
    let steps = &content.process.steps;
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (step, n) in steps.iter().zip(1..) {
        places.entry(step.code.as_str()).or_insert(n);
    }
    let mut lines = vec!["flowchart TD".to_owned()];
    let mut say = |line: String| lines.push(format!("    {line}"));
    say("desk([\"Bộ phận Một cửa tiếp nhận\"])".to_owned());
    if !steps.is_empty() {
        say("desk --> s1".to_owned());
    }
    for (step, n) in steps.iter().zip(1_usize..) {
        say(format!("s{n}[\"{}\"]", text_of(step, n, office)));
        for branch in &step.next {
            let label = quoted(branch.label.as_str());
            match &branch.to {
                None => say(format!("s{n} -- \"{label}\" --> done")),
                Some(code) => {
                    if let Some(to) = places.get(code.as_str()) {
                        say(format!("s{n} -- \"{label}\" --> s{to}"));
                    }
                }
            }
        }
        for to in step.back.iter().filter_map(|code| places.get(code.as_str())) {
            say(format!("s{n} -. \"trả lại\" .-> s{to}"));
        }
        for (code, m) in step.consults.iter().zip(1_usize..) {
            say(format!("s{n}c{m}[/\"{}\"/]", quoted(&department(code.as_str(), office))));
            say(format!("s{n} -. \"lấy ý kiến\" .- s{n}c{m}"));
        }
    }
    say("done([\"Bộ phận Một cửa trả kết quả\"])".to_owned());
    lines.push(String::new());
    lines.join("\n")
}

fn text_of(step: &Step, n: usize, office: Option<&Directory>) -> String {
    let doer = match &step.doer {
        Doer::Department(code) => department(code.as_str(), office),
        Doer::Role(role) => role.vietnamese().to_owned(),
    };
    let mut text = format!("{n}. {}<br/>{}", quoted(step.name.as_str()), quoted(&doer));
    if let Some(time) = step.time {
        // Writing to a string does not fail.
        let _ = write!(text, "<br/>{}", quoted(&time.words().vi));
    }
    text
}

fn department(code: &str, office: Option<&Directory>) -> String {
    let known = office.and_then(|office| office.departments.values().find(|unit| unit.code == code));
    known.map_or_else(|| code.to_owned(), |unit| unit.name.clone())
}

/// Letters, digits and a few marks stand as they are; all else as a numbered entity, so that no quote, tag, comment, directive or
/// backtick of a name is one of the drawing.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            c if c.is_alphanumeric() => quoted.push(c),
            ' ' | ',' | '.' | ':' | '-' | '–' | '—' | '/' | '(' | ')' | '“' | '”' => quoted.push(letter),
            c if c.is_whitespace() => quoted.push(' '),
            c => {
                let _ = write!(quoted, "#{};", u32::from(c));
            }
        }
    }
    quoted
}
