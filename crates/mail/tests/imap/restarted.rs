//! With a real server of the test's own, that ends and comes back.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::Command,
};

use mail::ImapSettings;

use crate::{
    desk::{Desk, Watching, settings},
    post::{Postbox, Servers},
};

/// Ends with it.
struct Own {
    folder: PathBuf,
    exported: HashMap<String, String>,
}

fn script(command: &str, folder: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mail-servers");
    let done = Command::new(script).arg(command).arg(folder).output().unwrap();
    assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

impl Own {
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("cv-mail").tempdir().unwrap().keep();
        let printed = script("start", &folder);
        let lines = printed.lines().filter_map(|line| line.strip_prefix("export ")?.split_once('='));
        let exported = lines.map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned())).collect();
        Self { folder, exported }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        script("stop", &self.folder);
    }
}

#[tokio::test]
async fn a_server_that_ends_and_comes_back_is_found_again() {
    let own = Own::start();
    let servers = Servers::of(|name| own.exported[name].clone());
    let postbox = Postbox::new(&servers);
    postbox.send("mot", "x").await;
    let desk = Desk::default();
    let settings = ImapSettings { ca_file: Some(servers.ca.clone()), ..settings() };
    let watching = Watching::start(&postbox.url(), &settings, &desk);
    desk.until_taken(&["mot"]).await;
    desk.until_looked().await;
    for subject in ["hai", "ba"] {
        script("stop-imap", &own.folder);
        desk.until("the connection is lost, and not to be had again", |all| {
            all.news.iter().rev().take_while(|one| one.starts_with("failed: ")).count() > 1
        })
        .await;
        postbox.send(subject, "x").await;
        script("start-imap", &own.folder);
        desk.until(subject, |all| all.taken.last().is_some_and(|last| last == subject)).await;
    }
    assert_eq!(desk.taken(), ["mot", "hai", "ba"]);
    watching.stop().await;
}
