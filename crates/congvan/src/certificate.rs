//! The certificate of HTTPS as files: read and checked, described, and made where an office has none of its own.

use std::{
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::day_in_vietnam;
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose, date_time_ymd};
use rustls::{
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    sign::CertifiedKey,
};
use sha2::{Digest, Sha256};
use x509_parser::{
    extensions::GeneralName,
    prelude::{FromDer, X509Certificate},
};

use crate::{
    failure::Failure,
    new_file, page,
    settings::{Pair, Settings},
    wiring,
};

/// For how long a certificate that is made here holds; browsers refuse those that hold for much longer than two years.
const HOLDS: Days = Days::new(730);

/// A certificate and key that can't be used. What stands in the key's file is never repeated.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// A file can't be read.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Everybody on the machine can read the key.
    #[error(
        "{path}: mode {mode:o}; mọi người dùng của máy đọc được khóa, hãy chạy chmod 600 / everybody on this machine can read \
         the key, run chmod 600"
    )]
    Exposed {
        /// Which.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// No certificate.
    #[error("{0}: không có chứng thư dạng PEM đọc được / holds no certificate in PEM that can be read")]
    NoCertificate(PathBuf),
    /// No key.
    #[error(
        "{0}: không có khóa riêng dạng PEM dùng được (không đặt mật khẩu) / holds no private key in PEM that can be used \
         (without a passphrase)"
    )]
    NoKey(PathBuf),
    /// The one does not belong to the other.
    #[error("{key}: khóa này không thuộc chứng thư {certificate} / this key does not belong to that certificate")]
    NotAPair {
        /// The certificate.
        certificate: PathBuf,
        /// The key.
        key: PathBuf,
    },
}

/// The two files as they were read.
pub struct Files {
    certificate: Vec<u8>,
    key: Vec<u8>,
    digest: [u8; 32],
}

impl Files {
    /// Reads them.
    pub fn read(pair: &Pair) -> Result<Self, PairError> {
        let certificate = content(&pair.certificate)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&pair.key).map_err(|error| io(&pair.key, error))?.permissions().mode() & 0o777;
            // A group may read it: that is how several services of a machine share one.
            if mode & 0o007 != 0 {
                return Err(PairError::Exposed { path: pair.key.clone(), mode });
            }
        }
        let key = content(&pair.key)?;
        let mut digest = Sha256::new();
        for part in [&certificate, &key] {
            digest.update(Sha256::digest(part));
        }
        Ok(Self { certificate, key, digest: digest.finalize().into() })
    }

    /// What tells one content from another.
    pub const fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// What they hold, if it is a pair that can be served.
    pub fn pair(&self, pair: &Pair, provider: &CryptoProvider) -> Result<Arc<CertifiedKey>, PairError> {
        let chain = chain(&pair.certificate, &self.certificate)?;
        // What the library has to say of a key may repeat a line of it.
        let no_key = || PairError::NoKey(pair.key.clone());
        let key = PrivateKeyDer::from_pem_slice(&self.key).map_err(|_| no_key())?;
        let key = provider.key_provider.load_private_key(key).map_err(|_| no_key())?;
        let both = CertifiedKey::new(chain, key);
        match both.keys_match() {
            Ok(()) => Ok(Arc::new(both)),
            Err(rustls::Error::InconsistentKeys(_)) => {
                Err(PairError::NotAPair { certificate: pair.certificate.clone(), key: pair.key.clone() })
            }
            Err(_) => Err(PairError::NoCertificate(pair.certificate.clone())),
        }
    }
}

fn io(path: &Path, error: std::io::Error) -> PairError {
    PairError::Io { path: path.to_owned(), error }
}

fn content(path: &Path) -> Result<Vec<u8>, PairError> {
    fs::read(path).map_err(|error| io(path, error))
}

fn chain(path: &Path, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, PairError> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    chain.ok().filter(|chain| !chain.is_empty()).ok_or_else(|| PairError::NoCertificate(path.to_owned()))
}

/// What a person wants to know of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// SHA-256 of it, as browsers show it.
    pub fingerprint: String,
    /// The names and addresses that it is good for.
    pub names: Vec<String>,
    /// The first day on which it is good.
    pub first_day: NaiveDate,
    /// The last.
    pub last_day: NaiveDate,
}

impl Described {
    /// Describes a certificate; nothing where it can't be read.
    pub fn of(certificate: &[u8]) -> Option<Self> {
        let (_, read) = X509Certificate::from_der(certificate).ok()?;
        let day = |seconds: i64| DateTime::<Utc>::from_timestamp(seconds, 0).map(day_in_vietnam);
        let alternative = read.subject_alternative_name().ok()?;
        let names = alternative.iter().flat_map(|names| &names.value.general_names).filter_map(|name| match name {
            GeneralName::DNSName(name) => Some((*name).to_owned()),
            GeneralName::IPAddress(bytes) => address(bytes).map(|address| address.to_string()),
            _ => None,
        });
        Some(Self {
            fingerprint: fingerprint(certificate),
            names: names.collect(),
            first_day: day(read.validity().not_before.timestamp())?,
            last_day: day(read.validity().not_after.timestamp())?,
        })
    }

    fn say(&self) {
        page::say(&format!("  SHA-256                     {}", self.fingerprint));
        page::say(&format!("  Tên / names                 {}", self.names.join(", ")));
        page::say(&format!("  Ngày cuối / last day        {}", self.last_day.format("%d/%m/%Y")));
    }
}

fn address(bytes: &[u8]) -> Option<IpAddr> {
    let four = || <[u8; 4]>::try_from(bytes).ok().map(IpAddr::from);
    let sixteen = || <[u8; 16]>::try_from(bytes).ok().map(IpAddr::from);
    four().or_else(sixteen)
}

fn fingerprint(certificate: &[u8]) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// `congvan certificate`: what is served by these settings.
pub fn show(settings: &Settings) -> Result<(), Failure> {
    let pair = settings.https.pair.as_ref().ok_or_else(|| {
        Failure::said("Chưa đặt tls_certificate và tls_key.", "tls_certificate and tls_key are not set.")
    })?;
    let chain = chain(&pair.certificate, &content(&pair.certificate)?)?;
    let described = chain.first().and_then(|first| Described::of(first));
    let described = described.ok_or_else(|| PairError::NoCertificate(pair.certificate.clone()))?;
    page::say(&format!("{}", pair.certificate.display()));
    described.say();
    if day_in_vietnam(Utc::now()) > described.last_day {
        page::say("  Đã hết hạn. / It has run out.");
    }
    Ok(())
}

/// A pair of one's own making, not yet written down.
pub struct SelfSigned {
    pair: Pair,
    set_already: bool,
    certificate: String,
    key: String,
    described: Described,
}

impl SelfSigned {
    /// Makes it, for this machine and the names that are added; refused where there are files already.
    pub fn make(settings: &Settings, names: &[String]) -> Result<Self, Failure> {
        let set = settings.https.pair.clone();
        let set_already = set.is_some();
        let folder = settings.data.join("tls");
        let pair =
            set.unwrap_or_else(|| Pair { certificate: folder.join("certificate.pem"), key: folder.join("key.pem") });
        for path in [&pair.certificate, &pair.key] {
            // A link that leads nowhere is something, too.
            if fs::symlink_metadata(path).is_ok() {
                return Err(exists(path));
            }
        }
        let names = all_names(names)?;
        let (certificate, key) = self_signed(&names, day_in_vietnam(Utc::now())).map_err(|error| cannot(&error))?;
        let described = Described::of(certificate.der()).ok_or_else(|| cannot(&"?"))?;
        Ok(Self { pair, set_already, certificate: certificate.pem(), key: key.serialize_pem(), described })
    }

    /// Writes both files, the key for its owner alone, and says what was made.
    pub fn write(self) -> Result<(), Failure> {
        for path in [&self.pair.certificate, &self.pair.key] {
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                wiring::make_folder(folder).map_err(|error| io(folder, error))?;
            }
        }
        write_new(&self.pair.key, &self.key, 0o600)?;
        if let Err(failure) = write_new(&self.pair.certificate, &self.certificate, 0o644) {
            // Half a pair would stand in the way of the next try.
            drop(fs::remove_file(&self.pair.key));
            return Err(failure);
        }
        let (certificate, key) = (self.pair.certificate.display(), self.pair.key.display());
        page::say(&format!("Đã tạo chứng thư tự ký / Self-signed certificate made: {certificate}"));
        page::say(&format!("  Khóa / key                  {key}"));
        self.described.say();
        if !self.set_already {
            page::say("Đặt trong cấu hình / Set in the settings:");
            page::say(&format!("  tls_certificate = \"{certificate}\"\n  tls_key = \"{key}\""));
        }
        Ok(())
    }
}

fn exists(path: &Path) -> Failure {
    Failure::said(
        &format!("Đã có tệp {}; không có gì bị thay đổi.", path.display()),
        &format!("{} is there already; nothing was changed.", path.display()),
    )
}

fn cannot(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("Không tạo được chứng thư / The certificate cannot be made: {error}"))
}

/// This machine's name, what a machine calls itself, and what was added; each once.
fn all_names(added: &[String]) -> Result<Vec<String>, Failure> {
    let good = |name: &String| ServerName::try_from(name.as_str()).is_ok();
    let machine = hostname::get().ok().and_then(|name| name.into_string().ok()).map(|name| name.to_lowercase());
    let mut names: Vec<String> = machine.filter(good).into_iter().collect();
    names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
    for name in added {
        let name = name.trim().to_lowercase();
        if !good(&name) {
            return Err(Failure::new(format!(
                "--name: phải là tên máy hoặc địa chỉ IP / must be the name of a host or an IP address: {name}"
            )));
        }
        names.push(name);
    }
    let mut once = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    Ok(once)
}

fn self_signed(names: &[String], today: NaiveDate) -> Result<(rcgen::Certificate, KeyPair), rcgen::Error> {
    let mut params = CertificateParams::new(names)?;
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let midnight = |day: NaiveDate| date_time_ymd(day.year(), part(day.month()), part(day.day()));
    // The name under which people will reach it, where one was given.
    let title = names.last().filter(|name| name.parse::<IpAddr>().is_err()).or(names.first());
    params.distinguished_name.push(DnType::CommonName, title.map_or("congvan", String::as_str));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Since yesterday: clocks differ.
    params.not_before = midnight(today.checked_sub_days(Days::new(1)).unwrap_or(today));
    params.not_after = midnight(today.checked_add_days(HOLDS).unwrap_or(today));
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    Ok((certificate, key))
}

fn write_new(path: &Path, text: &str, mode: u32) -> Result<(), Failure> {
    new_file::write(path, text.as_bytes(), mode).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(path),
        _ => io(path, error).into(),
    })
}

impl From<PairError> for Failure {
    fn from(error: PairError) -> Self {
        Self::new(format!("tls_certificate, tls_key: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_good_for_this_machine_and_the_names_that_are_added() {
        let added = ["VanBan.phuong-mau.example".to_owned(), "192.0.2.7".to_owned(), "localhost".to_owned()];
        let names = all_names(&added).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        let (certificate, _) = self_signed(&names, today).unwrap();
        let described = Described::of(certificate.der()).unwrap();
        assert_eq!(described.names, names);
        for name in ["localhost", "127.0.0.1", "::1", "vanban.phuong-mau.example", "192.0.2.7"] {
            assert_eq!(described.names.iter().filter(|known| *known == name).count(), 1, "{name}");
        }
        assert_eq!(described.first_day, NaiveDate::from_ymd_opt(2026, 2, 27).unwrap());
        assert_eq!(described.last_day, NaiveDate::from_ymd_opt(2028, 2, 28).unwrap());
        let fingerprint = described.fingerprint;
        assert!(fingerprint.len() == 95 && fingerprint.split(':').count() == 32, "{fingerprint}");
        for wrong in ["", "không phải tên", "a b", "https://a.example"] {
            assert!(all_names(&[wrong.to_owned()]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_certificate_is_not_described() {
        assert_eq!(Described::of(b""), None);
        assert_eq!(Described::of(b"-----BEGIN CERTIFICATE-----"), None);
    }
}
