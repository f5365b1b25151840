//! What came with a message: files, and the pictures that stand in its text.

use crate::clean;

use super::field::MediaType;

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Beside the text: a file that its writer attached.
    Attached,
    /// In the text: a picture of a signature, a pasted one.
    InText,
    /// Around the text or beside it: what a program adds by itself, such as keys, cards and invitations, and what can't be opened.
    Wrapper,
}

/// Whether a program adds such a thing by itself, or wraps up in it what its writer attached.
pub(super) fn is_wrapper(media: &MediaType, name: &str) -> bool {
    let by_type = matches!(
        (media.main.as_str(), media.sub.as_str()),
        (
            "application",
            "ms-tnef"
                | "vnd.ms-tnef"
                | "pkcs7-mime"
                | "x-pkcs7-mime"
                | "pkcs7-signature"
                | "x-pkcs7-signature"
                | "pgp-keys"
                | "pgp-signature"
                | "pgp-encrypted"
                | "ics"
        ) | ("text", "vcard" | "x-vcard" | "directory" | "calendar")
    );
    let lower = name.to_lowercase();
    let endings = [".vcf", ".ics", ".p7m", ".p7s", ".sig"];
    by_type || lower == "winmail.dat" || endings.iter().any(|ending| lower.ends_with(ending))
}

/// A file that came with a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name: composed, without folders, nothing that isn't seen.
    pub name: String,
    /// What it says it is, such as application/pdf. Whoever keeps it looks at the bytes.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Where it stands.
    pub place: Place,
    /// The message that it is, where it is one.
    pub message: Option<Enclosed>,
}

/// What is known of a message that came in another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enclosed {
    /// Its Message-ID, without brackets.
    pub message_id: Option<String>,
    /// Who it says that it came from.
    pub from: Option<String>,
    /// Its subject.
    pub subject: String,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (name, kind, length) = (&self.name, &self.media_type, self.bytes.len());
        write!(f, "Attachment({name:?}, {kind}, {length} bytes, {:?})", self.place)
    }
}

/// Characters that a name may have.
const LONGEST_NAME: usize = 200;

/// A name that can stand in a folder and on a screen: the last part of a path, without what no system takes.
pub(super) fn safe_name(raw: &str) -> Option<String> {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned = clean::line(last);
    let taken: String = cleaned.chars().filter(|c| !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|')).collect();
    let taken = taken.trim_start_matches(['.', ' ', '~']).trim_end_matches(['.', ' ']);
    if taken.is_empty() {
        return None;
    }
    if taken.chars().count() <= LONGEST_NAME {
        return Some(taken.to_owned());
    }
    // What kind of file it is stands at the end.
    let (stem, ending) = taken.rsplit_once('.').filter(|(_, end)| end.chars().count() <= 10).unwrap_or((taken, ""));
    let stem: String = stem.chars().take(LONGEST_NAME.saturating_sub(11)).collect();
    Some(if ending.is_empty() { stem } else { format!("{}.{ending}", stem.trim_end()) })
}

/// A name for what has none.
pub(super) fn made_name(number: usize, media: &MediaType) -> String {
    let ending = match (media.main.as_str(), media.sub.as_str()) {
        ("application", "pdf") => "pdf",
        ("application", "msword") => "doc",
        ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document") => "docx",
        ("application", "vnd.ms-excel") => "xls",
        ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet") => "xlsx",
        ("application", "zip") => "zip",
        ("application", "pkcs7-mime" | "x-pkcs7-mime") => "p7m",
        ("image", "jpeg" | "jpg") => "jpg",
        ("image", "png") => "png",
        ("image", "gif") => "gif",
        ("image", "heic") => "heic",
        ("message", _) => "eml",
        ("text", "plain") => "txt",
        ("text", "html") => "html",
        ("text", "calendar") => "ics",
        ("text", "csv") => "csv",
        _ => "bin",
    };
    format!("tep-{number}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_add_is_no_file() {
        let media =
            |main: &str, sub: &str| MediaType { main: main.to_owned(), sub: sub.to_owned(), ..MediaType::default() };
        for (main, sub, name) in [
            ("application", "ms-tnef", "tep"),
            ("application", "octet-stream", "WINMAIL.DAT"),
            ("text", "vcard", "an"),
            ("application", "octet-stream", "an.vcf"),
            ("application", "pgp-keys", "OpenPGP_0x1.asc"),
            ("text", "calendar", "hop"),
        ] {
            assert!(is_wrapper(&media(main, sub), name), "{main}/{sub} {name}");
        }
        for (main, sub, name) in
            [("application", "pdf", "a.pdf"), ("text", "plain", "a.asc"), ("text", "csv", "ics.csv")]
        {
            assert!(!is_wrapper(&media(main, sub), name), "{main}/{sub} {name}");
        }
    }

    #[test]
    fn names_are_safe() {
        let safe = |raw: &str| safe_name(raw).unwrap_or_default();
        assert_eq!(safe("../../etc/passwd"), "passwd");
        assert_eq!(safe("C:\\Users\\an\\ba\u{301}o ca\u{301}o.docx"), "báo cáo.docx");
        assert_eq!(safe("a\u{202E}fdp.exe"), "afdp.exe");
        assert_eq!(safe(".bashrc"), "bashrc");
        assert_eq!(safe("a\0b\r\nc.pdf"), "a b c.pdf");
        assert_eq!(safe_name(".."), None);
        assert_eq!(safe_name(""), None);
        let long = safe(&format!("{}.pdf", "ế".repeat(500)));
        assert!(
            long.chars().count() <= LONGEST_NAME && long.rsplit_once('.').is_some_and(|(_, end)| end == "pdf"),
            "{long}"
        );
    }
}
