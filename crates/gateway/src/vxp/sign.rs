//! How a call to the axis is signed: its parameters travel as headers, and beside them their JSON text with its HMAC.

use std::fmt::Write;

use aws_lc_rs::hmac;
use chrono::{DateTime, Utc};

use crate::{secret::Secret, time::stamp};

/// What every header of a call begins with.
const PREFIX: &str = "XroadVnpt-";

/// The headers of a call with these parameters: each of them, `systemid` and `timestamp`, the signed text, the names in it and its
/// HMAC-SHA256 in lower-case hexadecimals.
pub(crate) fn headers(
    parameters: &[(&str, String)],
    systemid: &str,
    secret: &Secret,
    at: DateTime<Utc>,
) -> Vec<(String, String)> {
    let always = [("systemid", systemid.to_owned()), ("timestamp", stamp(at))];
    let all: Vec<(&str, &str)> =
        parameters.iter().chain(&always).map(|(name, value)| (*name, value.as_str())).collect();
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    // Written by hand for its order: that of the names in `sign-header-key`.
    let signed: Vec<String> =
        all.iter().map(|(name, value)| format!("{}:{}", quoted(&format!("{PREFIX}{name}")), quoted(value))).collect();
    let signed = format!("{{{}}}", signed.join(","));
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.reveal().as_bytes());
    let hash = hex::encode(hmac::sign(&key, signed.as_bytes()));
    let mut headers: Vec<(String, String)> =
        all.iter().map(|(name, value)| (format!("{PREFIX}{name}"), (*value).to_owned())).collect();
    headers.push((format!("{PREFIX}sign-header"), signed));
    headers.push((format!("{PREFIX}sign-header-key"), names.join(";")));
    headers.push((format!("{PREFIX}hash-header"), hash));
    headers.push((format!("{PREFIX}version"), "3.0.201608".to_owned()));
    headers.push(("User-Agent".to_owned(), "JAVASDKAgent/1.0.0 XRoad/VPCP".to_owned()));
    headers
}

/// A hash as the vendor's kit prints it: each byte in hexadecimals without a zero before it, so that it is often shorter than it should be.
pub(crate) fn unpadded(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::new(), |mut all, byte| {
        // Writing to a text does not fail.
        let _ = write!(all, "{byte:x}");
        all
    })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    fn signed(parameters: &[(&str, &str)], secret: &str) -> Vec<(String, String)> {
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let at = "2026-11-23T14:45:00.123Z".parse().unwrap();
        headers(&parameters, "H22.11", &Secret::parse(secret).unwrap(), at)
    }

    fn of<'a>(headers: &'a [(String, String)], name: &str) -> &'a str {
        &headers.iter().find(|(is, _)| is == name).unwrap().1
    }

    /// The hashes were made by Python:
    ///
    /// ```python
    /// hmac.new("khóa-bí-mật".encode(), text.encode(), hashlib.sha256).hexdigest()
    /// ```
    #[test]
    fn signs_as_others_do() {
        let list = signed(&[("servicetype", "eDoc"), ("messagetype", "edoc")], "khóa-bí-mật");
        assert_eq!(
            of(&list, "XroadVnpt-sign-header"),
            r#"{"XroadVnpt-servicetype":"eDoc","XroadVnpt-messagetype":"edoc","XroadVnpt-systemid":"H22.11","XroadVnpt-timestamp":"23112026T214500+0123"}"#
        );
        assert_eq!(of(&list, "XroadVnpt-sign-header-key"), "servicetype;messagetype;systemid;timestamp");
        assert_eq!(
            of(&list, "XroadVnpt-hash-header"),
            "ae3337010965e5b1fad05d112c1a02a573a4f68a45187509987d156205b2f7c5"
        );
        assert_eq!(of(&list, "XroadVnpt-timestamp"), "23112026T214500+0123");
        assert_eq!(of(&list, "XroadVnpt-version"), "3.0.201608");
        assert_eq!(of(&list, "User-Agent"), "JAVASDKAgent/1.0.0 XRoad/VPCP");

        // A value that is JSON itself, and one with signs that JSON escapes.
        let send = signed(&[("to", r#"["H22.15"]"#), ("description", r#"a\b"c"#)], "s3cret");
        assert_eq!(
            of(&send, "XroadVnpt-sign-header"),
            r#"{"XroadVnpt-to":"[\"H22.15\"]","XroadVnpt-description":"a\\b\"c","XroadVnpt-systemid":"H22.11","XroadVnpt-timestamp":"23112026T214500+0123"}"#
        );
        assert_eq!(
            of(&send, "XroadVnpt-hash-header"),
            "06cc3c397a0b8193425fd1d5a2e43c7a6b460b376080b21b09d3fc0129c14fdf"
        );
        assert!(list.iter().chain(&send).all(|(name, value)| !format!("{name}{value}").contains("s3cret")));
    }

    /// Made by Python: `"".join(format(b, "x") for b in hashlib.sha256("Văn bản".encode()).digest())`.
    #[test]
    fn a_file_is_hashed_with_the_kits_fault() {
        let hash: [u8; 32] = Sha256::digest("Văn bản").into();
        assert_eq!(hex::encode(hash), "f7947f651c688229f5e693054b0697aa6aa5e452b401066af219c8172b5f655f");
        assert_eq!(unpadded(&hash), "f7947f651c688229f5e69354b697aa6aa5e452b4166af219c8172b5f655f");
    }
}
