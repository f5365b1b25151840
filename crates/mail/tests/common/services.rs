//! The SMTP server that scripts/test and scripts/dev-services start, and the Maildirs it delivers into.

use std::{fs, path::PathBuf, time::Duration};

/// A variable that scripts/test exports.
pub fn service(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run scripts/test"))
}

/// Waits for the one mail of a recipient.
pub async fn delivered(domain: &str, local: &str) -> Vec<u8> {
    let folder = PathBuf::from(service("TEST_MAILDIR")).join(domain).join(local).join("new");
    for _ in 0..200 {
        let found: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        if let [one] = found.as_slice() {
            return fs::read(one).unwrap();
        }
        assert!(found.is_empty(), "{} mails in {}", found.len(), folder.display());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no mail came into {}", folder.display());
}
