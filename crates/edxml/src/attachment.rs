//! Files that a document carries: what they are called, and by which name they may be kept.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text;

/// A file of a document, as the manifest names it (`Reference`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// `ContentId`: what joins the manifest's line with the file's bytes.
    pub content_id: ContentId,
    /// `AttachmentName`: the file's real name with its ending. As it was written: [`safe_name`] before it names a file here.
    pub name: String,
    /// `Description`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What joins a line of the manifest with bytes (`ContentId`), without the `cid:` that most write before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentId(String);

/// A text that is no content id: empty, longer than 200 characters, or with blanks or control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a content id: {0:?}")]
pub struct BadContentId(pub String);

impl ContentId {
    /// A content id, with `cid:` before it or without.
    ///
    /// # Errors
    /// It cannot be one.
    pub fn new(text: &str) -> Result<Self, BadContentId> {
        let bad = || BadContentId(text::excerpt(text));
        let tidy = text::tidy(text).ok_or_else(bad)?;
        let head = tidy.split_at_checked(4).filter(|(head, _)| head.eq_ignore_ascii_case("cid:"));
        let bare = head.map_or(tidy.as_str(), |(_, bare)| bare);
        // A second one would be taken off when it is read again.
        let again = bare.split_at_checked(4).is_some_and(|(head, _)| head.eq_ignore_ascii_case("cid:"));
        let odd = bare.chars().any(|c| c.is_whitespace() || c.is_control() || !text::is_allowed(c));
        if bare.is_empty() || again || odd || text::says_nothing(bare) || bare.chars().count() > 200 {
            return Err(bad());
        }
        Ok(Self(bare.to_owned()))
    }

    /// One for a file that has none of its own: of its place, and another where that is taken.
    pub(crate) fn of_place(number: usize, taken: impl Fn(&Self) -> bool) -> Self {
        let mut id = Self(format!("tep-{number}"));
        while taken(&id) {
            id.0.push('-');
        }
        id
    }

    /// The text, without `cid:`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As it is written, with `cid:`.
impl fmt::Display for ContentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cid:{}", self.0)
    }
}

impl TryFrom<String> for ContentId {
    type Error = BadContentId;

    fn try_from(text: String) -> Result<Self, BadContentId> {
        Self::new(&text)
    }
}

impl From<ContentId> for String {
    fn from(id: ContentId) -> Self {
        id.0
    }
}

/// The ending of a file's name in small letters, without the full stop; none where there is none.
pub(crate) fn ending(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next()?;
    let (stem, ending) = last.rsplit_once('.')?;
    (!stem.is_empty() && !ending.is_empty()).then(|| ending.to_lowercase())
}

/// A name under which a file may be kept in a folder: no part of a path, no characters that a file system or a terminal takes for its own,
/// no name that Windows keeps for devices, at most 200 bytes with its ending. `number` names a file of whose name nothing is left.
///
/// Two files may get the same name; whoever keeps them sees to that.
pub fn safe_name(name: &str, number: usize) -> String {
    const MOST: usize = 200;
    const ENDING: usize = 20;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = text::composed(last).chars().filter(|c| !is_hidden(*c)).map(harmless).collect();
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let plain = if plain.chars().all(|c| c == '_') { format!("tep-{number}") } else { plain.to_owned() };
    let plain = if is_device(&plain) { format!("_{plain}") } else { plain };
    if plain.len() <= MOST {
        return plain;
    }
    let kept =
        ending(&plain).filter(|ending| ending.len() <= ENDING).map(|ending| format!(".{ending}")).unwrap_or_default();
    let mut most = MOST - kept.len();
    while !plain.is_char_boundary(most) {
        most -= 1;
    }
    let stem = plain.split_at_checked(most).map_or("", |(stem, _)| stem);
    format!("{}{kept}", stem.trim_end_matches(|c: char| c.is_whitespace() || c == '.'))
}

/// Control characters, and those that turn the direction of writing or are not seen: by them a name shows another ending than it has.
pub(crate) const fn is_hidden(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

const fn harmless(c: char) -> char {
    if matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') { '_' } else { c }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word).is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (name, safe) in [
            ("125_SVD-VP.signed.pdf", "125_SVD-VP.signed.pdf"),
            ("Tờ trình số 5.docx", "Tờ trình số 5.docx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\x.exe", "x.exe"),
            ("a/b\0c.pdf", "bc.pdf"),
            ("..", "tep-3"),
            ("", "tep-3"),
            ("///", "tep-3"),
            ("???", "tep-3"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            (".bashrc", "bashrc"),
            ("cong van\u{202e}fdp.exe", "cong vanfdp.exe"),
            ("a:b?.pdf ", "a_b_.pdf"),
        ] {
            assert_eq!(safe_name(name, 3), safe, "{name:?}");
        }
        let long = safe_name(&format!("{}.pdf", "ộ".repeat(300)), 1);
        assert!(long.len() <= 200 && long.ends_with("ộ.pdf"), "{long}");
    }

    #[test]
    fn a_content_id_has_no_prefix() {
        assert_eq!(ContentId::new("cid:209").unwrap(), ContentId::new(" 209 ").unwrap());
        assert_eq!(ContentId::new("209").unwrap().to_string(), "cid:209");
        for bad in ["", "cid:", "cid:cid:1", "a b", "null", "cid:null"] {
            assert!(ContentId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn endings() {
        assert_eq!(ending("a.b.PDF").as_deref(), Some("pdf"));
        assert_eq!(ending("a.d/README"), None);
        assert_eq!(ending(".htaccess"), None);
        assert_eq!(ending("a."), None);
    }
}
