//! Whether a call is signed by who it says, as a real axis may check it.

use std::collections::{BTreeMap, HashMap};

use actix_web::http::header::HeaderMap;
use aws_lc_rs::hmac;
use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

/// What every header of a call begins with.
const PREFIX: &str = "xroadvnpt-";
/// Headers that are not among what is signed.
const BESIDE: [&str; 4] = ["sign-header", "sign-header-key", "hash-header", "version"];

/// A call whose signature is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
    /// Who calls.
    pub(crate) systemid: String,
    /// By what a repeat of the call is known.
    pub(crate) hash: String,
    /// Its parameters, by their names in lower case.
    pub(crate) parameters: BTreeMap<String, String>,
}

impl Signed {
    /// A parameter that says something.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str).filter(|value| !value.is_empty() && *value != "null")
    }
}

/// Checks a call's headers.
///
/// # Errors
/// What is wrong; the axis's code for it is 15.
pub(crate) fn check(headers: &HeaderMap, secrets: &HashMap<String, String>) -> Result<Signed, String> {
    let get = |name: &str| {
        let value = headers
            .get(format!("{PREFIX}{name}"))
            .ok_or_else(|| format!("thiếu XroadVnpt-{name} / there is no XroadVnpt-{name}"))?;
        value.to_str().map_err(|_| format!("XroadVnpt-{name} không phải ASCII / XroadVnpt-{name} is not ASCII"))
    };
    let systemid = get("systemid")?;
    let secret = secrets.get(systemid).ok_or("không có systemid này / no such systemid")?;
    let text = get("sign-header")?;
    let hash = get("hash-header")?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let given = hex::decode(hash)
        .ok()
        .filter(|_| *hash == *hash.to_ascii_lowercase())
        .ok_or("hash-header phải là số hex viết thường / hash-header is no lower-case hex")?;
    hmac::verify(&key, text.as_bytes(), &given).map_err(|_| "chữ ký không đúng / the signature is wrong")?;
    let signed: BTreeMap<String, String> =
        serde_json::from_str(text).map_err(|error| format!("sign-header: {error}"))?;
    let names: Vec<&str> = get("sign-header-key")?.split(';').collect();
    if names.len() != signed.len() {
        return Err(
            "sign-header-key không khớp với sign-header / sign-header-key names other headers than sign-header"
                .to_owned(),
        );
    }
    let mut parameters = BTreeMap::new();
    for name in names {
        let value = signed
            .get(&format!("XroadVnpt-{name}"))
            .ok_or_else(|| format!("{name} chưa được ký / {name} is not signed"))?;
        if get(name)? != value {
            return Err(format!("{name} được ký với giá trị khác / {name} is signed with another value"));
        }
        parameters.insert(name.to_ascii_lowercase(), value.clone());
    }
    let unsigned = headers.keys().find_map(|header| {
        let name = header.as_str().strip_prefix(PREFIX)?;
        (!BESIDE.contains(&name) && !parameters.contains_key(name)).then(|| name.to_owned())
    });
    match unsigned {
        Some(name) => Err(format!("{name} chưa được ký / {name} is not signed")),
        None if !parameters.contains_key("systemid") || !parameters.contains_key("timestamp") => {
            Err("systemid và timestamp phải được ký / systemid and timestamp have to be signed".to_owned())
        }
        None => Ok(Signed { systemid: systemid.to_owned(), hash: hash.to_owned(), parameters }),
    }
}

/// When a call was signed: `ddMMyyyy'T'HHmmss+SSSS`, Vietnam's time and then milliseconds.
pub(crate) fn signed_at(timestamp: &str) -> Option<DateTime<Utc>> {
    let (seconds, millis) = timestamp.split_once('+')?;
    let local = NaiveDateTime::parse_from_str(seconds, "%d%m%YT%H%M%S").ok()?;
    let millis: i64 = millis.parse().ok().filter(|_| millis.len() == 4)?;
    let at = local.and_local_timezone(FixedOffset::east_opt(7 * 3600)?).single()?;
    Some(at.to_utc() + chrono::TimeDelta::milliseconds(millis))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(fields: &[(&str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&str, &str)| {
            (HeaderName::try_from(format!("XroadVnpt-{name}")).unwrap(), HeaderValue::from_str(value).unwrap())
        };
        fields.iter().map(pair).collect()
    }

    /// The hash was made by Python: `hmac.new("khóa-bí-mật".encode(), text.encode(), hashlib.sha256).hexdigest()`.
    const GOOD: [(&str, &str); 7] = [
        ("servicetype", "eDoc"),
        ("messagetype", "edoc"),
        ("systemid", "H22.11"),
        ("timestamp", "23112026T214500+0123"),
        (
            "sign-header",
            r#"{"XroadVnpt-servicetype":"eDoc","XroadVnpt-messagetype":"edoc","XroadVnpt-systemid":"H22.11","XroadVnpt-timestamp":"23112026T214500+0123"}"#,
        ),
        ("sign-header-key", "servicetype;messagetype;systemid;timestamp"),
        ("hash-header", "ae3337010965e5b1fad05d112c1a02a573a4f68a45187509987d156205b2f7c5"),
    ];

    #[test]
    fn a_signature_that_others_made_is_right_and_no_other() {
        let secrets = HashMap::from([("H22.11".to_owned(), "khóa-bí-mật".to_owned())]);
        let signed = check(&headers(&GOOD), &secrets).unwrap();
        assert_eq!((signed.get("messagetype"), signed.get("docid")), (Some("edoc"), None));
        assert_eq!(signed_at("23112026T214500+0123").unwrap().to_rfc3339(), "2026-11-23T14:45:00.123+00:00");
        assert_eq!(signed_at("23112026T214500+123"), None);
        // Whatever of it is another's, is missing or stands beside it.
        for place in 0..GOOD.len() {
            let mut changed = GOOD;
            changed[place].1 = "x";
            assert!(check(&headers(&changed), &secrets).is_err(), "{}", GOOD[place].0);
            let missing: Vec<_> =
                GOOD.iter().enumerate().filter(|(is, _)| *is != place).map(|(_, field)| *field).collect();
            assert!(check(&headers(&missing), &secrets).is_err(), "{}", GOOD[place].0);
        }
        let beside = [&GOOD[..], &[("docId", "1")]].concat();
        assert!(check(&headers(&beside), &secrets).is_err());
        assert!(check(&headers(&GOOD), &HashMap::new()).is_err());
        let other = HashMap::from([("H22.11".to_owned(), "khác".to_owned())]);
        assert!(check(&headers(&GOOD), &other).is_err());
    }
}
