//! The Maildirs into which the test's SMTP server delivers.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use mail_parser::{HeaderValue, MessageParser, MimeHeaders};

use crate::service;

/// Up to this size a mail is kept once it was read; there are few larger ones.
const KEPT: usize = 100_000;

/// A mail as it was delivered.
#[derive(Debug, Clone)]
pub struct Mail {
    /// To the letter.
    pub raw: String,
    /// Its subject, decoded.
    pub subject: String,
    /// The first address that it goes to.
    pub to: String,
    /// Its Message-ID, without brackets.
    pub message_id: String,
    /// In-Reply-To and References, without brackets.
    pub threads: [Vec<String>; 2],
    /// Its text part.
    pub text: String,
    /// Its HTML part.
    pub html: String,
    /// The files that go with it, by their names.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A recipient's Maildir.
#[derive(Debug, Clone)]
pub struct Mailbox(PathBuf);

impl Mailbox {
    /// Of this address.
    pub fn of(address: &str) -> Self {
        Self::under(Path::new(&service("TEST_MAILDIR")), address)
    }

    /// The same, of other mail servers than those that all tests share: by where their Maildirs are.
    pub fn under(maildirs: &Path, address: &str) -> Self {
        let (local, domain) = address.split_once('@').expect("an address");
        Self(maildirs.join(domain).join(local).join("new"))
    }

    /// The names of those that a program has looked at by IMAP, with their marks (`:2,S`: seen).
    pub fn looked_at(&self) -> Vec<String> {
        let files = fs::read_dir(self.0.with_file_name("cur")).into_iter().flatten().flatten();
        files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// Every mail that lies there.
    pub fn all(&self) -> Vec<Mail> {
        self.those(|_| true)
    }

    /// Every mail that speaks of this document.
    pub fn about(&self, document: &str) -> Vec<Mail> {
        let mut mails = self.those(|mail| mail.is_about(document));
        mails.sort_by(|a, b| a.message_id.cmp(&b.message_id));
        mails
    }

    /// A mailbox is all tests', and fills, and is looked into again and again: each mail of it is read once.
    fn those(&self, wanted: impl Fn(&Mail) -> bool) -> Vec<Mail> {
        static READ: Mutex<BTreeMap<PathBuf, Arc<Mail>>> = Mutex::new(BTreeMap::new());
        let files = fs::read_dir(&self.0).into_iter().flatten().flatten().map(|entry| entry.path());
        let read = |path: PathBuf| {
            if let Some(known) = READ.lock().unwrap().get(&path) {
                return Some(Arc::clone(known));
            }
            let bytes = fs::read(&path).ok()?;
            let mail = Arc::new(Mail::read(&bytes));
            if bytes.len() <= KEPT {
                READ.lock().unwrap().insert(path, Arc::clone(&mail));
            }
            Some(mail)
        };
        files.filter_map(read).filter(|mail| wanted(mail)).map(|mail| (*mail).clone()).collect()
    }
}

impl Mail {
    /// Reads a message.
    pub fn read(bytes: &[u8]) -> Self {
        let message = MessageParser::default().parse(bytes).expect("a message");
        let ids = |header: &HeaderValue<'_>| match header {
            HeaderValue::Text(one) => vec![one.to_string()],
            HeaderValue::TextList(many) => many.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        let to = message.to().and_then(|to| to.first()).and_then(|a| a.address()).unwrap_or_default().to_owned();
        Self {
            raw: String::from_utf8_lossy(bytes).into_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            to,
            message_id: message.message_id().unwrap_or_default().to_owned(),
            threads: [ids(message.in_reply_to()), ids(message.references())],
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            files: message
                .attachments()
                .map(|part| (part.attachment_name().unwrap_or_default().to_owned(), part.contents().to_vec()))
                .collect(),
        }
    }

    /// Whether it speaks of this document.
    pub fn is_about(&self, document: &str) -> bool {
        self.threads.iter().flatten().any(|id| id.contains(document))
    }

    /// Its Message-ID without what comes after the @: the id of its message.
    pub fn stem(&self) -> &str {
        self.message_id.split('@').next().unwrap_or_default()
    }

    /// A header as it stands.
    pub fn header(&self, name: &str) -> Option<String> {
        let lead = format!("{}:", name.to_lowercase());
        self.raw
            .lines()
            .find(|line| line.to_lowercase().starts_with(&lead))
            .map(|line| line[lead.len()..].trim().to_owned())
    }
}
