//! Serving by TLS: the certificate in use, which changes when its files do, without a restart.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderValue, STRICT_TRANSPORT_SECURITY},
    middleware::Next,
    web,
};
use chrono::Utc;
use domain::day_in_vietnam;
use rustls::{
    ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use tokio::sync::watch;

use crate::{
    certificate::{Described, Files, PairError},
    failure::Failure,
    settings::{Pair, Settings},
};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// The certificate that clients are shown.
#[derive(Debug)]
struct Shown(RwLock<Arc<CertifiedKey>>);

impl Shown {
    fn now(&self) -> Arc<CertifiedKey> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, to: Arc<CertifiedKey>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = to;
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.now())
    }
}

/// What came of a look at the files.
#[derive(Debug, PartialEq, Eq)]
enum Looked {
    /// They are as they were.
    Same,
    /// The new pair is shown from now on.
    Changed,
    /// They are not good, which may pass: the one file is replaced before the other.
    Doubtful,
    /// They are not good, and were so before.
    Broken(String),
}

/// A pair of files and what is shown of it.
pub struct Certificate {
    pair: Pair,
    provider: Arc<CryptoProvider>,
    shown: Arc<Shown>,
    /// Of the content that is shown.
    digest: [u8; 32],
    /// What was wrong at the last look, and whether somebody was told.
    wrong: Option<(String, bool)>,
}

impl Certificate {
    /// Reads the pair of the settings; nothing where none is named.
    pub fn open(settings: &Settings) -> Result<Option<Self>, Failure> {
        settings.https.pair.clone().map(|pair| Self::of(pair).map_err(Failure::from)).transpose()
    }

    fn of(pair: Pair) -> Result<Self, PairError> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let files = Files::read(&pair)?;
        let shown = files.pair(&pair, &provider)?;
        tell(&shown);
        let shown = Arc::new(Shown(RwLock::new(shown)));
        Ok(Self { pair, provider, shown, digest: files.digest(), wrong: None })
    }

    /// How a server speaks TLS with it: 1.2 and 1.3.
    pub fn server(&self) -> Result<ServerConfig, Failure> {
        let shown: Arc<dyn ResolvesServerCert> = Arc::<Shown>::clone(&self.shown);
        let versions = ServerConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::new(format!("TLS: {error}")))?;
        Ok(versions.with_no_client_auth().with_cert_resolver(shown))
    }

    /// Looks at the files until the program stops.
    pub async fn keep_fresh(mut self, mut stopping: watch::Receiver<bool>) {
        while !*stopping.borrow() {
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = stopping.changed() => return,
            }
            let pair = self.pair.clone();
            let Ok(read) = tokio::task::spawn_blocking(move || Files::read(&pair)).await else { continue };
            if let Looked::Broken(reason) = self.look(read) {
                tracing::warn!(reason, "the new certificate cannot be used; the one before stays");
            }
        }
    }

    fn look(&mut self, read: Result<Files, PairError>) -> Looked {
        let new = read.and_then(|files| {
            let same = files.digest() == self.digest;
            if same { Ok(None) } else { Ok(Some((files.digest(), files.pair(&self.pair, &self.provider)?))) }
        });
        match new {
            Ok(None) => {
                self.wrong = None;
                Looked::Same
            }
            Ok(Some((digest, shown))) => {
                tell(&shown);
                self.shown.change(shown);
                (self.digest, self.wrong) = (digest, None);
                Looked::Changed
            }
            Err(error) => {
                let reason = error.to_string();
                let (again, told) = match &self.wrong {
                    Some((before, told)) if *before == reason => (true, *told),
                    _ => (false, false),
                };
                self.wrong = Some((reason.clone(), again));
                if again && !told { Looked::Broken(reason) } else { Looked::Doubtful }
            }
        }
    }
}

/// Says which certificate is shown from now on, and whether it is good today.
fn tell(shown: &CertifiedKey) {
    let Some(described) = shown.cert.first().and_then(|first| Described::of(first)) else { return };
    let Described { fingerprint, names, first_day, last_day } = described;
    let names = names.join(", ");
    if (first_day..=last_day).contains(&day_in_vietnam(Utc::now())) {
        tracing::info!(sha256 = fingerprint, names, %last_day, "certificate in use");
    } else {
        tracing::warn!(sha256 = fingerprint, names, %first_day, %last_day, "the certificate is not valid today");
    }
}

/// What tells browsers to come by HTTPS alone, where it is wanted.
#[derive(Debug, Clone)]
pub struct HttpsOnly(HeaderValue);

impl HttpsOnly {
    /// For so many days; nothing where it is not wanted.
    pub fn of(settings: &Settings) -> Option<Self> {
        let seconds = settings.https.hsts_days.saturating_mul(24 * 60 * 60);
        let value = HeaderValue::from_str(&format!("max-age={seconds}")).ok()?;
        (seconds > 0).then_some(Self(value))
    }
}

/// Tells browsers to come by HTTPS alone. Said over plain HTTP it would mean nothing: anybody could have written it.
pub async fn https_only<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let wanted = request.app_data::<web::Data<Option<HttpsOnly>>>().and_then(|wanted| wanted.get_ref().clone());
    let wanted = wanted.filter(|_| request.app_config().secure());
    let mut response = next.call(request).await?;
    if let Some(HttpsOnly(value)) = wanted {
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, value);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder with a pair that is made anew at will.
    struct Folder(Pair);

    impl Folder {
        fn new() -> Self {
            let path = std::env::temp_dir().join(format!("congvan-tls-{}", uuid::Uuid::now_v7()));
            fs::create_dir(&path).unwrap();
            let folder = Self(Pair { certificate: path.join("c.pem"), key: path.join("k.pem") });
            folder.renew();
            folder
        }

        fn renew(&self) {
            let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
            fs::write(&self.0.certificate, made.cert.pem()).unwrap();
            self.write_key(&made.signing_key.serialize_pem());
        }

        fn write_key(&self, text: &str) {
            fs::write(&self.0.key, text).unwrap();
            self.set_mode(0o600);
        }

        fn set_mode(&self, mode: u32) {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&self.0.key, fs::Permissions::from_mode(mode)).unwrap();
        }

        fn look(&self, certificate: &mut Certificate) -> Looked {
            certificate.look(Files::read(&self.0))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(self.0.certificate.parent().unwrap()));
        }
    }

    #[test]
    fn a_new_pair_is_shown_and_a_broken_one_is_not() {
        let folder = Folder::new();
        let mut certificate = Certificate::of(folder.0.clone()).unwrap();
        let first = certificate.shown.now();
        assert_eq!(folder.look(&mut certificate), Looked::Same);

        // A key that belongs to another: once it may be on its way, twice it is wrong, and that is said once.
        let other = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let own = fs::read_to_string(&folder.0.key).unwrap();
        folder.write_key(&other.signing_key.serialize_pem());
        assert_eq!(folder.look(&mut certificate), Looked::Doubtful);
        assert!(matches!(folder.look(&mut certificate), Looked::Broken(_)));
        assert_eq!(folder.look(&mut certificate), Looked::Doubtful);
        assert!(Arc::ptr_eq(&first, &certificate.shown.now()));
        // The old one again is no change.
        folder.write_key(&own);
        assert_eq!(folder.look(&mut certificate), Looked::Same);

        folder.renew();
        assert_eq!(folder.look(&mut certificate), Looked::Changed);
        let second = certificate.shown.now();
        assert_ne!(first.cert, second.cert);
        fs::remove_file(&folder.0.certificate).unwrap();
        assert_eq!(folder.look(&mut certificate), Looked::Doubtful);
        assert!(matches!(folder.look(&mut certificate), Looked::Broken(_)));
        assert_eq!(certificate.shown.now().cert, second.cert);
    }

    #[test]
    fn nothing_of_a_key_is_repeated() {
        let folder = Folder::new();
        let marked = [
            "-----BEGIN BIMAT PRIVATE KEY\nBIMAT\n",
            "-----BEGIN PRIVATE KEY-----\nBIMAT!!\n-----END PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\nQklNQVQ=\n-----END BIMAT KEY-----\n",
            "BIMAT",
        ];
        for text in marked {
            folder.write_key(text);
            let said = Certificate::of(folder.0.clone()).err().map(|error| format!("{error} {error:?}")).unwrap();
            assert!(!said.contains("BIMAT") && !said.contains("Qkl") && said.contains("k.pem"), "{said}");
        }
        // What everybody can read is no secret any more; what a group can, may be meant so.
        folder.renew();
        folder.set_mode(0o644);
        assert!(matches!(Certificate::of(folder.0.clone()), Err(PairError::Exposed { mode: 0o644, .. })));
        folder.set_mode(0o640);
        assert!(Certificate::of(folder.0.clone()).is_ok());
    }
}
