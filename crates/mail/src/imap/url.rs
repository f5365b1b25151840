//! A mailbox's URL, read.

use std::{fmt, net::IpAddr};

use percent_encoding::percent_decode_str;
use url::Url;

use super::ImapUrlError;

const STARTTLS_PORT: u16 = 143;
const TLS_PORT: u16 = 993;

/// When the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    None,
    AfterGreeting,
    FromTheStart,
}

/// What a URL says.
pub(super) struct Address {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) encryption: Encryption,
    pub(super) user: String,
    pub(super) password: String,
    pub(super) folder: String,
}

impl Address {
    pub(super) fn read(url: &str) -> Result<Self, ImapUrlError> {
        let url = Url::parse(url).map_err(|error| ImapUrlError::NotAUrl(error.to_string()))?;
        let from_the_start = match url.scheme() {
            "imaps" => true,
            "imap" => false,
            _ => return Err(ImapUrlError::Scheme),
        };
        let host = url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned()).filter(|host| !host.is_empty());
        let host = host.ok_or(ImapUrlError::Host)?;
        let wishes: Vec<(String, String)> =
            url.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        let plain = match wishes.as_slice() {
            [] => false,
            [(key, value)] if key == "tls" && value == "none" && !from_the_start && is_local(&host) => true,
            _ => return Err(ImapUrlError::Options),
        };
        if url.fragment().is_some() {
            return Err(ImapUrlError::Options);
        }
        let encryption = match (from_the_start, plain) {
            (true, _) => Encryption::FromTheStart,
            (false, false) => Encryption::AfterGreeting,
            (false, true) => Encryption::None,
        };
        let port = url.port().unwrap_or(if from_the_start { TLS_PORT } else { STARTTLS_PORT });
        let secret = |text: &str| decoded(text).filter(|text| !text.is_empty()).ok_or(ImapUrlError::Credentials);
        let user = secret(url.username())?;
        let password = secret(url.password().unwrap_or_default())?;
        let path = url.path().strip_prefix('/').unwrap_or_default();
        let folder = decoded(path).ok_or(ImapUrlError::Folder)?;
        let folder = if folder.is_empty() { "INBOX".to_owned() } else { folder };
        Ok(Self { host, port, encryption, user, password, folder })
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.encryption != Encryption::None
    }

    pub(super) fn name(&self) -> String {
        format!("{}@{}:{}/{}", self.user, self.bracketed(), self.port, self.folder)
    }

    /// The name under which earlier versions have kept a position: without the port, by which two servers of one host are told apart.
    pub(super) fn former_name(&self) -> String {
        format!("{}@{}/{}", self.user, self.host, self.folder)
    }

    fn bracketed(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }
}

impl fmt::Display for Address {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, query) = match self.encryption {
            Encryption::FromTheStart => ("imaps", ""),
            Encryption::AfterGreeting => ("imap", ""),
            Encryption::None => ("imap", "?tls=none"),
        };
        write!(f, "{scheme}://***@{}:{}/{}{query}", self.bracketed(), self.port, self.folder)
    }
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn decoded(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    (!text.contains(char::is_control)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use crate::{Imap, ImapSettings, ImapUrlError};

    fn shown(url: &str) -> Result<String, ImapUrlError> {
        Imap::from_url(url, &ImapSettings::default()).map(|imap| imap.to_string())
    }

    #[test]
    fn a_url_says_how_and_where() {
        let is = |url: &str, meant: &str| assert_eq!(shown(url).as_deref(), Ok(meant), "{url}");
        is("imaps://u:p@mail.example", "imaps://***@mail.example:993/INBOX");
        is("imaps://u:p@mail.example:1993/", "imaps://***@mail.example:1993/INBOX");
        is("imap://u:p@mail.example", "imap://***@mail.example:143/INBOX");
        is("imap://u:p@[::1]:1143?tls=none", "imap://***@[::1]:1143/INBOX?tls=none");
        is("imaps://u:p@mail.example/Th%C6%B0%20m%E1%BB%A5c/con", "imaps://***@mail.example:993/Thư mục/con");
    }

    #[test]
    fn its_name_holds_no_secret() {
        let imap =
            Imap::from_url("imaps://vanthu%40x.example:bi-mat@mail.example/A", &ImapSettings::default()).unwrap();
        assert_eq!(imap.name(), "vanthu@x.example@mail.example:993/A");
        let text = format!("{imap:?} {imap}");
        assert!(!text.contains("bi-mat") && !text.contains("vanthu"), "{text}");
    }

    #[test]
    fn two_servers_of_one_host_are_two() {
        let name = |url: &str| Imap::from_url(url, &ImapSettings::default()).unwrap().name();
        assert_ne!(name("imaps://u:p@mail.example"), name("imaps://u:p@mail.example:1993"));
        assert_eq!(name("imap://u:p@[::1]?tls=none"), "u@[::1]:143/INBOX");
    }

    #[test]
    fn what_is_wrong_is_told_without_the_password() {
        let wrong = |url: &str, error: &ImapUrlError| assert_eq!(shown(url).as_ref(), Err(error), "{url}");
        wrong("smtp://u:p@mail.example", &ImapUrlError::Scheme);
        wrong("imap://", &ImapUrlError::Host);
        wrong("imap://u:p@mail.example?tls=none", &ImapUrlError::Options);
        wrong("imaps://u:p@localhost?tls=none", &ImapUrlError::Options);
        wrong("imap://u:p@localhost?tls=maybe", &ImapUrlError::Options);
        wrong("imap://u:p@localhost?tls=none&tls=none", &ImapUrlError::Options);
        wrong("imap://u:p@localhost#x", &ImapUrlError::Options);
        wrong("imaps://mail.example", &ImapUrlError::Credentials);
        wrong("imaps://u@mail.example", &ImapUrlError::Credentials);
        wrong("imaps://u:%ff@mail.example", &ImapUrlError::Credentials);
        wrong("imaps://u:a%0d%0aNOOP@mail.example", &ImapUrlError::Credentials);
        wrong("imaps://u:p@mail.example/a%0d%0ab", &ImapUrlError::Folder);
        for bad in ["imap://u:bi-mat@ho st", "u:bi-mat@mail.example", "imaps://u:bi-mat@mail.example:99999"] {
            let error = shown(bad).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("bi-mat"), "{bad}");
        }
    }

    #[test]
    fn a_ca_file_that_cannot_be_used_is_named() {
        let settings = ImapSettings { ca_file: Some("/nonexistent/ca.pem".into()), ..ImapSettings::default() };
        let error = Imap::from_url("imaps://u:p@mail.example", &settings).unwrap_err();
        assert!(error.to_string().contains("/nonexistent/ca.pem"), "{error}");
    }
}
