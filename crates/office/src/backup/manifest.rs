//! What an archive says of itself, and what its entries are called.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What this program writes and reads.
pub(super) const FORMAT: u32 = 1;
/// The manifest's own name.
pub(super) const NAME: &str = "manifest.json";

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the archive.
    pub format: u32,
    /// The version of the program that wrote it.
    pub congvan: String,
    /// The engine of the database that was saved; any other takes it as well.
    pub engine: String,
    /// When it was begun.
    pub made_at: DateTime<Utc>,
    /// The migrations that the database had.
    pub migrations: Vec<String>,
    /// How many rows each table had.
    pub rows: BTreeMap<String, u64>,
    /// Whether the documents' files are in it; they are not where only rows were saved, before a migration.
    pub with_files: bool,
    /// Every other entry.
    pub entries: BTreeMap<String, Entry>,
}

/// What an entry must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its size in bytes.
    pub size: u64,
    /// The hash of its content.
    pub sha256: String,
}

impl Manifest {
    /// The hashes of the files in it.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().filter_map(|name| match Named::of(name) {
            Some(Named::File(sha256)) => Some(sha256),
            _ => None,
        })
    }

    /// How many rows there are in all.
    pub fn all_rows(&self) -> u64 {
        self.rows.values().sum()
    }
}

/// What an entry's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named<'a> {
    Manifest,
    /// Rows of this table.
    Rows(&'a str),
    /// A file with this hash.
    File(&'a str),
}

impl<'a> Named<'a> {
    /// Reads a name; none of ours is anything else.
    pub(super) fn of(name: &'a str) -> Option<Self> {
        if name == NAME {
            return Some(Self::Manifest);
        }
        let plain = |text: &str| {
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if let Some(sha256) = name.strip_prefix("files/") {
            let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            return is_hash.then_some(Self::File(sha256));
        }
        let (table, number) = name.strip_prefix("rows/")?.strip_suffix(".jsonl")?.split_once('/')?;
        (plain(table) && plain(number)).then_some(Self::Rows(table))
    }
}

/// The name of a part of a table.
pub(super) fn rows_name(table: &str, number: u64) -> String {
    format!("rows/{table}/{number:06}.jsonl")
}

/// The name of a file.
pub(super) fn file_name(sha256: &str) -> String {
    format!("files/{sha256}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ours_or_nobodys() {
        assert_eq!(Named::of("manifest.json"), Some(Named::Manifest));
        assert_eq!(Named::of(&rows_name("role_grant", 12)), Some(Named::Rows("role_grant")));
        let hash = "0a".repeat(32);
        assert_eq!(Named::of(&file_name(&hash)), Some(Named::File(&hash)));
        for foreign in [
            "/etc/passwd",
            "../x",
            "files/../x",
            "files/abc",
            "rows/a.jsonl",
            "rows/../1.jsonl",
            "rows/a/b/1.jsonl",
            "",
        ] {
            assert_eq!(Named::of(foreign), None, "{foreign}");
        }
    }
}
