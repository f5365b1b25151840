//! Whether a certificate is one of an authority that the office trusts: a chain to one of the certificates that it was given. What was revoked
//! is not looked up.

use std::io;

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime, pem::PemObject};
use webpki::{
    ALL_VERIFICATION_ALGS, EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert,
};

use super::Signature;

/// Certificates of authorities that are trusted, as a PEM file has them.
#[derive(Debug, Clone, Default)]
pub struct Authorities {
    anchors: Vec<TrustAnchor<'static>>,
    /// The same as they are: one that is trusted may stand below another.
    certificates: Vec<CertificateDer<'static>>,
}

/// Why authorities can't be read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableAuthorities {
    /// The text is no PEM.
    #[error("not PEM: {0}")]
    Pem(String),
    /// It has no certificate.
    #[error("no certificate in it")]
    None,
    /// One of the certificates is none of an authority.
    #[error("certificate {number}: {why}")]
    Certificate {
        /// Which, from 1 on.
        number: usize,
        /// What is wrong with it.
        why: String,
    },
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// How a signer's certificate stands with the authorities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No authorities were given: it was not asked.
    NotChecked,
    /// One of them, or one below, issued it, and it held at that time.
    Trusted,
    /// The same, but for the time: it did not hold any more, or not yet.
    OutOfTime,
    /// None of them did.
    Unknown,
}

/// Certificates for signing have uses of their own makers' (`keyPurposeId`), and none of them is asked for.
struct AnyUse;

impl ExtendedKeyUsageValidator for AnyUse {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

impl Authorities {
    /// Reads them from a PEM text.
    ///
    /// # Errors
    /// [`UnreadableAuthorities`]: no PEM, no certificate in it, or one that no chain could end in.
    pub fn from_pem(pem: &[u8]) -> Result<Self, UnreadableAuthorities> {
        let certificates = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        let certificates = certificates.map_err(|error| UnreadableAuthorities::Pem(error.to_string()))?;
        if certificates.is_empty() {
            return Err(UnreadableAuthorities::None);
        }
        let anchor = |(at, one): (usize, &CertificateDer<'static>)| {
            let wrong =
                |error: webpki::Error| UnreadableAuthorities::Certificate { number: at + 1, why: error.to_string() };
            anchor_from_trusted_cert(one).map(|anchor| anchor.to_owned()).map_err(wrong)
        };
        let anchors = certificates.iter().enumerate().map(anchor).collect::<Result<_, _>>()?;
        Ok(Self { anchors, certificates })
    }

    /// How the signer's certificate stands at that time: when it came, say, which nobody can set back as the signer can his own.
    pub fn standing(&self, signature: &Signature, at: DateTime<Utc>) -> Standing {
        if self.anchors.is_empty() {
            return Standing::NotChecked;
        }
        let ders = signature.certificates.iter().filter_map(|one| BASE64_STANDARD.decode(one).ok());
        let mut ders = ders.map(CertificateDer::from);
        let Some(own) = ders.next() else { return Standing::Unknown };
        let between: Vec<CertificateDer<'_>> = ders.chain(self.certificates.iter().cloned()).collect();
        let Ok(own) = EndEntityCert::try_from(&own) else { return Standing::Unknown };
        let time = |at: DateTime<Utc>| {
            UnixTime::since_unix_epoch(std::time::Duration::from_secs(
                u64::try_from(at.timestamp()).unwrap_or_default(),
            ))
        };
        let holds = |at| {
            own.verify_for_usage(ALL_VERIFICATION_ALGS, &self.anchors, &between, time(at), AnyUse, None, None).is_ok()
        };
        if holds(at) {
            return Standing::Trusted;
        }
        // At a time at which it held by its own word, was it theirs?
        let within = signature.signer.as_ref().map(|signer| (signer.valid_from, signer.valid_until));
        match within {
            Some((from, until)) if (at < from || at > until) && (holds(from) || holds(until)) => Standing::OutOfTime,
            _ => Standing::Unknown,
        }
    }
}
