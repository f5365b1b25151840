//! SMTP and IMAP servers of a test's own, which it may end and start again; and the office's mailbox on those that all tests share.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Mailbox, service, unique, workspace};

/// Where mail is sent and read.
#[derive(Debug)]
pub struct MailServers {
    exported: HashMap<String, String>,
    /// Where they are, if they are this test's own.
    own: Option<PathBuf>,
}

/// What every one of them exports and a test needs.
const NAMES: [&str; 7] = [
    "TEST_SMTP_URL",
    "TEST_PROVED_SMTP_URL",
    "TEST_AUTHSERV",
    "TEST_SMTP_CA",
    "TEST_MAILDIR",
    "TEST_IMAPS_HOST_PORT",
    "TEST_IMAP_PASSWORD",
];

impl MailServers {
    /// Those that all tests share.
    pub fn shared() -> Self {
        Self { exported: NAMES.iter().map(|name| ((*name).to_owned(), service(name))).collect(), own: None }
    }

    /// Others; they end with this.
    pub fn start() -> Self {
        let folder = std::env::temp_dir().join(unique("cvm"));
        let printed = script("start", &folder);
        let lines = printed.lines().filter_map(|line| line.strip_prefix("export ")?.split_once('='));
        let exported = lines.map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned())).collect();
        Self { exported, own: Some(folder) }
    }

    /// What they export under this name.
    pub fn get(&self, name: &str) -> &str {
        self.exported.get(name).unwrap_or_else(|| panic!("{name} is not exported"))
    }

    /// Ends (`stop-smtp`, `stop-imap`) or starts (`start-smtp`, `start-imap`) one of them.
    pub fn control(&self, command: &str) {
        script(command, self.own.as_deref().expect("servers of the test's own"));
    }

    /// To whom the pipe of the SMTP server of the test's own hands its messages, by this key.
    pub fn hand_in_to(&self, base: &str, key: &str) {
        let conf = format!("url = \"{base}/api/v1/received-mails\"\nheader = \"Authorization: Bearer {key}\"\n");
        fs::write(self.get("TEST_HAND_IN_CONF"), conf).expect("hand-in.conf");
    }

    /// What waits in the queue of the SMTP server of the test's own, and why.
    pub fn queue(&self) -> String {
        script("queue", self.own.as_deref().expect("servers of the test's own"))
    }

    /// The Maildir of this address.
    pub fn mailbox(&self, address: &str) -> Mailbox {
        Mailbox::under(Path::new(self.get("TEST_MAILDIR")), address)
    }

    /// The settings of a server that sends by them, and takes in what comes for this address.
    pub fn settings(&self, office: &str) -> Vec<(&'static str, String)> {
        let (local, domain) = office.split_once('@').expect("an address");
        let (password, place) = (self.get("TEST_IMAP_PASSWORD"), self.get("TEST_IMAPS_HOST_PORT"));
        vec![
            ("CONGVAN_SMTP_URL", self.get("TEST_SMTP_URL").to_owned()),
            ("CONGVAN_MAIL_IN_ADDRESS", office.to_owned()),
            ("CONGVAN_MAIL_IN_URL", format!("imaps://{local}%40{domain}:{password}@{place}")),
            ("CONGVAN_MAIL_IN_CA_FILE", self.get("TEST_SMTP_CA").to_owned()),
            ("CONGVAN_MAIL_IN_SERVER", self.get("TEST_AUTHSERV").to_owned()),
        ]
    }
}

impl Drop for MailServers {
    fn drop(&mut self) {
        if let Some(folder) = &self.own {
            let _ = Command::new(path()).arg("stop").arg(folder).output();
        }
    }
}

fn path() -> PathBuf {
    workspace().join("scripts/mail-servers")
}

fn script(command: &str, folder: &Path) -> String {
    let done = Command::new(path()).arg(command).arg(folder).output().expect("scripts/mail-servers");
    assert!(done.status.success(), "mail-servers {command}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}
