//! The settings of HTTPS.

use std::path::PathBuf;

use super::{Reader, parse};

/// HTTPS.
#[derive(Debug, Clone)]
pub struct Https {
    /// What is shown to clients; without it the server speaks plain HTTP.
    pub pair: Option<Pair>,
    /// For how many days browsers are told to come by HTTPS alone; 0: they are not.
    pub hsts_days: u64,
}

/// A certificate and its key, as PEM files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The certificate, with those between it and an authority behind it.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl Https {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let certificate = reader.maybe("tls_certificate", parse::path);
        let key = reader.maybe("tls_key", parse::path);
        let hsts_days = reader.take("hsts_days", |text| parse::whole(text, 0, 3650));
        for (name, other) in [("tls_certificate", "tls_key"), ("tls_key", "tls_certificate")] {
            if !reader.written.contains_key(other) {
                let reason = format!("cần đặt cả {other} / {other} must be set, too");
                reader.maybe(name, |_| Err::<(), _>(reason));
            }
        }
        let pair = certificate.zip(key).map(|(certificate, key)| Pair { certificate, key });
        Some(Self { pair, hsts_days: hsts_days? })
    }
}
