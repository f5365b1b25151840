//! Names of files in a shared folder, and what a packet is called by them.

use std::{
    ffi::{OsStr, OsString},
    fs::Metadata,
    os::unix::ffi::{OsStrExt, OsStringExt},
};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// What stands in an id as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// How much of a name is kept, in bytes, where something is added before and behind it. The end of it, for its ending.
const KEPT_MOST: usize = 150;

/// A file as it arrived: the next one of the same name is another packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrived {
    /// Its name.
    pub(super) name: OsString,
    /// When it was last written to, in nanoseconds since 1970.
    pub(super) changed: i64,
    /// Its length in bytes.
    pub(super) length: u64,
}

pub(super) use super::nanoseconds as changed;

impl Arrived {
    /// A file of that name.
    pub(super) fn of(name: OsString, meta: &Metadata) -> Self {
        Self { name, changed: changed(meta), length: meta.len() }
    }

    /// What the packet is called: time, length and name. Whatever bytes a name is made of, the id is one word of ASCII.
    pub(super) fn id(&self) -> String {
        format!("{}-{}-{}", self.changed, self.length, percent_encode(self.name.as_bytes(), PLAIN))
    }

    /// Reads an id. A name that would lead out of the folder is none.
    pub(super) fn parse(id: &str) -> Option<Self> {
        let mut parts = id.splitn(3, '-');
        let changed = parts.next()?.parse().ok()?;
        let length = parts.next()?.parse().ok()?;
        let name: Vec<u8> = percent_decode_str(parts.next()?).collect();
        let plain = !name.is_empty()
            && name.len() <= 255
            && !name.starts_with(b".")
            && !name.iter().any(|byte| b"/\0".contains(byte));
        let arrived = plain.then(|| Self { name: OsString::from_vec(name), changed, length })?;
        // One id a packet: what is written otherwise is none of ours.
        (arrived.id() == id).then_some(arrived)
    }

    /// Under which name it is kept once it was taken. Nothing else is called so, and a name that may be had does not get too long.
    pub(super) fn kept_name(&self) -> OsString {
        let bytes = self.name.as_bytes();
        let end = bytes.get(bytes.len().saturating_sub(KEPT_MOST)..).unwrap_or_default();
        let mut kept = OsString::from(format!("{}-{}-", self.changed, self.length));
        kept.push(OsStr::from_bytes(end));
        kept
    }
}

/// Whether a name says that its file is still being written, or is not for us.
pub(super) fn is_unfinished(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || [".part", ".tmp", ".temp", ".filepart", ".crdownload", "~"].iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_id_leads_out_of_the_folder() {
        for bad in [
            "",
            "1-2-",
            "1-2-..",
            "1-2-%2E%2E",
            "1-2-..%2Fx",
            "1-2-a%2Fb",
            "1-2-a/b",
            "1-2-a%00",
            "1-2-.x",
            "x-2-a",
            "1-2",
            "01-2-a",
        ] {
            assert_eq!(Arrived::parse(bad), None, "{bad}");
        }
        let arrived = Arrived::parse("1-2-a.edxml").unwrap();
        assert_eq!((arrived.name.as_os_str(), arrived.changed, arrived.length), (OsStr::new("a.edxml"), 1, 2));
    }

    #[test]
    fn unfinished_files_are_known() {
        for name in [".a.edxml.part", "a.edxml.PART", "a.tmp", ".hidden.edxml", "a.edxml~"] {
            assert!(is_unfinished(name), "{name}");
        }
        assert!(!is_unfinished("a.edxml"));
    }

    proptest! {
        #[test]
        fn every_name_has_its_id(name in proptest::collection::vec(1u8..=255, 1..255), changed: i64, length: u64) {
            prop_assume!(!name.starts_with(b".") && !name.contains(&b'/') && changed >= 0);
            let arrived = Arrived { name: OsString::from_vec(name), changed, length };
            let id = arrived.id();
            prop_assert!(id.is_ascii());
            prop_assert!(arrived.kept_name().len() <= 200);
            prop_assert_eq!(Arrived::parse(&id), Some(arrived));
        }

        #[test]
        fn reading_an_id_never_panics(id in "\\PC{0,60}") {
            let _ = Arrived::parse(&id);
        }
    }
}
