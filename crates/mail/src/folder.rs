//! A folder in place of a mail server: one .eml file a message, written whole or not at all. The demo shows it as a mailbox.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use mail_parser::{Message, MessageParser};
use tokio::fs;

use crate::{Rendered, clean};

const EXTENSION: &str = "eml";
const LONGEST_ID: usize = 120;

/// A folder of .eml files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

/// A line of the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMail {
    /// Its id in this folder, for [`Folder::read`].
    pub id: String,
    /// Who it goes to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its date (RFC 3339), if it has one that can be read.
    pub date: Option<String>,
}

/// A message read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMail {
    /// Its line in the mailbox.
    pub listed: ListedMail,
    /// Who it comes from.
    pub from: String,
    /// Its headers in their order, names and decoded values.
    pub headers: Vec<(String, String)>,
    /// The text part.
    pub text: Option<String>,
    /// The HTML part, as it was sent. Whoever shows it isolates it: it came out of a file.
    pub html: Option<String>,
}

impl Folder {
    /// The folder at this path; it is made when the first message comes.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts a message in and returns its id. The same message again replaces itself.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn put(&self, mail: &Rendered) -> io::Result<String> {
        let id = file_id(mail);
        let (folder, temporary, file) = (self.path.clone(), self.path.join(format!(".{id}.tmp")), self.file(&id));
        let bytes = mail.bytes.clone();
        // In one go on one thread. The demo's mails need to survive its end, not a power cut: the disk is not waited for.
        let written = tokio::task::spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(&temporary, &bytes)?;
            std::fs::rename(&temporary, file)
        });
        written.await.map_err(io::Error::other)??;
        Ok(id)
    }

    /// What is there, newest first. What isn't a message is passed over.
    ///
    /// # Errors
    /// What the disk says; a folder that isn't there yet is empty.
    pub async fn list(&self) -> io::Result<Vec<ListedMail>> {
        let mut entries = match fs::read_dir(&self.path).await {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut ids = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            let path = PathBuf::from(entry.file_name());
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            if let (Some(stem), true) = (stem, path.extension().is_some_and(|e| e == EXTENSION)) {
                ids.push(stem.to_owned());
            }
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        let mut listed = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(mail) = self.read(&id).await? {
                listed.push(mail.listed);
            }
        }
        Ok(listed)
    }

    /// One message; `None` where there is none of this id.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn read(&self, id: &str) -> io::Result<Option<StoredMail>> {
        if !is_id(id) {
            return Ok(None);
        }
        let file = self.file(id);
        // A link would lead out of the folder.
        match fs::symlink_metadata(&file).await {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let bytes = fs::read(&file).await?;
        Ok(MessageParser::default().parse(&bytes).map(|message| stored(id, &message, &bytes)))
    }

    fn file(&self, id: &str) -> PathBuf {
        self.path.join(format!("{id}.{EXTENSION}"))
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.display().fmt(f)
    }
}

/// Time, so that names sort as letters came; message id, so that the same letter has the same name.
fn file_id(mail: &Rendered) -> String {
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '@' | '-' | '_') { c } else { '.' }
    };
    let name: String = mail.message_id.trim_matches(['<', '>']).chars().map(safe).collect();
    let id = format!("{}-{name}", mail.date.format("%Y%m%dT%H%M%S%6fZ"));
    let id: String = id.chars().take(LONGEST_ID).collect();
    id.replace("..", ".")
}

/// The ids that [`file_id`] makes: nothing that names another folder, a hidden file or a device.
fn is_id(id: &str) -> bool {
    let letters = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '-' | '_' | '.'));
    letters && !id.is_empty() && id.len() <= LONGEST_ID && !id.starts_with('.') && !id.contains("..")
}

fn stored(id: &str, message: &Message<'_>, bytes: &[u8]) -> StoredMail {
    let address = |address: Option<&mail_parser::Address<'_>>| {
        let first = address.and_then(mail_parser::Address::first);
        let mail = first.and_then(|a| a.address()).map(clean::line).unwrap_or_default();
        match first.and_then(|a| a.name()).map(clean::line).filter(|name| !name.is_empty()) {
            Some(name) => format!("{name} <{mail}>"),
            None => mail,
        }
    };
    let headers = message.headers().iter().map(|header| {
        let value = match header.value() {
            mail_parser::HeaderValue::Text(text) => text.to_string(),
            _ => bytes
                .get(usize::try_from(header.offset_start).unwrap_or(0)..usize::try_from(header.offset_end).unwrap_or(0))
                .map(|raw| String::from_utf8_lossy(raw).into_owned())
                .unwrap_or_default(),
        };
        (header.name().to_owned(), clean::line(&value))
    });
    let part = |ids: &[mail_parser::MessagePartId], html: bool| {
        let id = ids.first().and_then(|id| usize::try_from(*id).ok())?;
        match &message.parts.get(id)?.body {
            mail_parser::PartType::Text(text) if !html => Some(text.to_string()),
            mail_parser::PartType::Html(text) if html => Some(text.to_string()),
            _ => None,
        }
    };
    StoredMail {
        listed: ListedMail {
            id: id.to_owned(),
            to: address(message.to()),
            subject: message.subject().map(clean::line).unwrap_or_default(),
            date: message.date().map(mail_parser::DateTime::to_rfc3339),
        },
        from: address(message.from()),
        headers: headers.collect(),
        text: part(&message.text_body, false),
        html: part(&message.html_body, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leads_out_of_the_folder() {
        for good in ["20260115T083000000000Z-0198@vb.example", "a"] {
            assert!(is_id(good), "{good}");
        }
        for bad in [
            "",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/b",
            "/etc/passwd",
            "a\\b",
            ".hidden",
            "a\0",
            "a..b",
            "á",
            "C:a",
            "%2e%2e",
        ] {
            assert!(!is_id(bad), "{bad:?}");
        }
        assert!(!is_id(&"a".repeat(LONGEST_ID + 1)));
    }
}
