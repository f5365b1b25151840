//! Mail that comes into a mailbox of the test's own: through the real SMTP server, one after the other.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};
use uuid::Uuid;

/// Where a test's servers are.
pub struct Servers {
    pub smtp: String,
    pub imaps: String,
    pub imap: String,
    pub password: String,
    pub maildirs: PathBuf,
    pub ca: PathBuf,
}

impl Servers {
    /// By the names that scripts/test exports.
    pub fn of(find: impl Fn(&str) -> String) -> Self {
        let smtp = find("TEST_SMTP_URL");
        Self {
            smtp: smtp.strip_prefix("smtp://").unwrap().to_owned(),
            imaps: find("TEST_IMAPS_HOST_PORT"),
            imap: find("TEST_IMAP_HOST_PORT"),
            password: find("TEST_IMAP_PASSWORD"),
            maildirs: find("TEST_MAILDIR").into(),
            ca: find("TEST_SMTP_CA").into(),
        }
    }
}

/// A mailbox that no other test has.
pub struct Postbox<'s> {
    pub servers: &'s Servers,
    local: String,
}

const DOMAIN: &str = "phuong-mau.example";

impl<'s> Postbox<'s> {
    pub fn new(servers: &'s Servers) -> Self {
        Self { servers, local: format!("hopthu{}", Uuid::now_v7().simple()) }
    }

    pub fn url(&self) -> String {
        let Servers { imaps, password, .. } = self.servers;
        format!("imaps://{}%40{DOMAIN}:{password}@{imaps}", self.local)
    }

    pub fn starttls_url(&self) -> String {
        let Servers { imap, password, .. } = self.servers;
        format!("imap://{}%40{DOMAIN}:{password}@{imap}", self.local)
    }

    pub fn folder(&self) -> PathBuf {
        self.servers.maildirs.join(DOMAIN).join(&self.local)
    }

    /// The names of the files in `new` and `cur`.
    pub fn files(&self) -> Vec<String> {
        ["new", "cur"].iter().flat_map(|part| names(&self.folder().join(part))).collect()
    }

    /// How many messages bear the mark of having been seen.
    pub fn seen(&self) -> usize {
        self.files().iter().filter(|name| name.split_once(":2,").is_some_and(|(_, flags)| flags.contains('S'))).count()
    }

    /// Sends a mail and waits until it lies there, so that the next comes behind it.
    pub async fn send(&self, subject: &str, text: &str) {
        let before = self.files().len();
        let to = format!("{}@{DOMAIN}", self.local);
        let message = format!("From: nguoigui@{DOMAIN}\r\nTo: {to}\r\nSubject: {subject}\r\n\r\n{text}\r\n.\r\n");
        let stream = TcpStream::connect(&self.servers.smtp).await.unwrap();
        let mut stream = BufReader::new(stream);
        let from = format!("MAIL FROM:<nguoigui@{DOMAIN}>\r\n");
        let to = format!("RCPT TO:<{to}>\r\n");
        for say in ["", "HELO localhost\r\n", &from, &to, "DATA\r\n", &message, "QUIT\r\n"] {
            stream.get_mut().write_all(say.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_line(&mut answer).await.unwrap();
            assert!(answer.starts_with(['2', '3']), "{say:.40}: {answer}");
        }
        for _ in 0..1500 {
            if self.files().len() > before {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{subject} did not arrive");
    }

    /// Makes the server number the messages anew, as after a move to another one.
    pub fn renumber(&self) {
        for name in names(&self.folder()) {
            if name == "dovecot-uidlist" || name.starts_with("dovecot.index") || name.starts_with("dovecot.list") {
                fs::remove_file(self.folder().join(name)).unwrap();
            }
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
