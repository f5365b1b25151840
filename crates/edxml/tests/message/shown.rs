//! What was read of a message, in few lines, to be held against what was expected.

use std::fmt::Write as _;

use edxml::{Action, Message, Nowhere, ReadOptions, Received, Stated, read};

/// The message itself, its files and what is odd; or why it cannot be read.
pub fn shown(raw: &[u8]) -> String {
    match read(raw, &ReadOptions::default(), &mut Nowhere) {
        Ok(received) => lines(&received),
        Err(error) => format!("error: {} {}\n  {}\n  {error}\n", error.fault.code(), error.path, error.vietnamese()),
    }
}

fn lines(received: &Received) -> String {
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{text}").unwrap();
    match &received.message {
        Message::Document(document) => {
            line(format!("{:?} document {}", received.dialect, document.id));
            line(format!("code: {}; issued: {}", document.code(), day(&document.issued)));
            line(format!("subject: {}", document.subject));
            let to: Vec<_> = document.to.iter().map(|to| to.id.as_str()).collect();
            line(format!("from {} to {}", document.from.id, to.join(", ")));
            match &document.business.action {
                Action::New => line("new".to_owned()),
                Action::Recall { document } => line(format!("recalls {document}")),
                Action::Update(update) => {
                    line(format!("updates {}", update.document));
                    for one in &update.recipients {
                        line(format!("  {} {}", one.organ, if one.added { "added" } else { "removed" }));
                    }
                }
                Action::Replace { replaced } => {
                    for one in replaced.iter() {
                        let holders: Vec<_> = one.holders.iter().map(edxml::OrganId::as_str).collect();
                        line(format!("replaces {} of {}", one.document, holders.join(", ")));
                    }
                }
            }
            for named in &document.response_for {
                line(format!("answers {:?}", named.document.as_ref().map(edxml::DocumentId::as_str)));
            }
            for station in &document.trace {
                let organ = station.organ.as_ref().map_or("–", |organ| organ.as_str());
                let at = station.at.as_ref().map_or_else(|| "–".to_owned(), |at| format!("{at:?}"));
                line(format!("went by {organ} at {at}"));
            }
            for attachment in &document.attachments {
                line(format!("lists {} {}", attachment.content_id, attachment.name));
            }
        }
        Message::Status(status) => {
            line(format!("{:?} status {} {}", received.dialect, status.code, status.code.vietnamese()));
            line(format!("from {} about {:?}", status.from.id, status.about));
            line(format!("at {:?} by {:?}", status.at, status.staff.as_ref().and_then(|staff| staff.name.as_deref())));
            line(format!("says {:?}", status.description));
        }
    }
    for file in &received.files {
        let content =
            file.content.map_or_else(|| "–".to_owned(), |c| format!("{} {:.8}", c.length, c.sha256.to_string()));
        line(format!("file {} {} {:?} {content}", file.content_id, file.file_name, file.packing));
    }
    if let Some(signature) = &received.signature {
        line(format!("signature of {:?}, {} bytes", signature.subject, signature.bytes.len()));
    }
    for error in &received.errors {
        line(format!("reports {error:?}"));
    }
    for warning in &received.warnings {
        line(
            format!("{} {} {}", warning.code.name(), warning.path, warning.value.as_deref().unwrap_or_default())
                .trim_end()
                .to_owned(),
        );
    }
    out
}

fn day(day: &Stated<chrono::NaiveDate>) -> String {
    match day {
        Stated::Known(day) => day.to_string(),
        Stated::Unreadable { text } => format!("? {text}"),
    }
}
