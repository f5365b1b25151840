//! What is digitally signed in a PDF (chữ ký số: Decree 30/2020, Articles 5 and 21; ISO 32000-2, section 12.8; PAdES): by whom, when,
//! whether what was signed still stands, and what was added behind it.
//!
//! Each fact is told apart from the others: that a signature is intact says that the bytes before its end are those that the holder of the
//! certificate signed; whether the certificate is one that the office trusts is asked of [`Authorities`]; whether it was revoked is asked of
//! nobody, as that needs a network that an office may not have. The file is hostile: it is read as it streams, in bounded pieces, and what
//! can't be read is a fact of its own, no failure.

mod authority;
mod container;
mod dictionary;
mod scan;
mod words;

use std::io::{self, Read, Seek};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use authority::{Authorities, Standing, UnreadableAuthorities};

/// How many signatures of a file are looked at: an office document has two or three.
const MOST_SIGNATURES: usize = 16;

/// All that is signed in a file, in the order in which it was signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatures {
    /// The signatures.
    pub all: Vec<Signature>,
    /// There are more, which were not looked at.
    #[serde(default)]
    pub more: bool,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// A person's or an agency's, or a time stamp of the whole document.
    pub kind: Kind,
    /// Whether what was signed still stands.
    pub integrity: Integrity,
    /// How many bytes of the file stand behind what was signed: later signatures, or what somebody added. 0 where it is of the whole file.
    pub bytes_after: u64,
    /// Who signed, as the certificate says.
    pub signer: Option<Signer>,
    /// When, as the signer says.
    pub signed_at: Option<DateTime<Utc>>,
    /// When, as a time stamp in the signature says that fits it.
    pub timestamped_at: Option<DateTime<Utc>>,
    /// The hash or the key is weaker than what is made today: SHA-1, or RSA below 2,048 bits.
    pub weak: bool,
    /// Why it was signed, as stands in the file; not part of the certificate.
    pub reason: Option<String>,
    /// Where it was signed, as stands in the file.
    pub location: Option<String>,
    /// The certificates that came with it, DER in base64, the signer's first.
    pub certificates: Vec<String>,
}

/// What kind of signature it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person's or an agency's.
    Signature,
    /// Of an authority for time, over the whole document (`PAdES`, `ETSI.RFC3161`).
    Timestamp,
}

/// Whether what was signed still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "why")]
pub enum Integrity {
    /// The bytes are those that were signed with the key of the certificate.
    Intact,
    /// The bytes are others than those that were signed.
    Altered,
    /// The signature is not of the certificate that stands with it.
    Forged,
    /// It could not be checked.
    NotChecked(Why),
}

/// Why a signature could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// What it says it covers is not the file from its beginning but for the signature itself.
    Range,
    /// The dictionary around it can't be read.
    Dictionary,
    /// The signature is no CMS message that can be read.
    Container,
    /// It has no signer, or several.
    Signers,
    /// The signer's certificate is not there.
    Certificate,
    /// An algorithm, or a form of signature, that is not known here.
    Algorithm,
}

/// Who signed, as the certificate says. Numbers of persons in it are left where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// The person or agency (`CN`).
    pub name: Option<String>,
    /// Of which organisation (`O`).
    pub organization: Option<String>,
    /// Of which unit of it (`OU`).
    pub unit: Option<String>,
    /// Who vouches for it: the issuer's name.
    pub issuer: Option<String>,
    /// The certificate's serial number, in hex.
    pub serial: String,
    /// The certificate holds from then on.
    pub valid_from: DateTime<Utc>,
    /// The certificate holds until then.
    pub valid_until: DateTime<Utc>,
}

impl Signature {
    /// One that can't be checked.
    const fn unread(why: Why, bytes_after: u64) -> Self {
        Self {
            kind: Kind::Signature,
            integrity: Integrity::NotChecked(why),
            bytes_after,
            signer: None,
            signed_at: None,
            timestamped_at: None,
            weak: false,
            reason: None,
            location: None,
            certificates: Vec::new(),
        }
    }
}

/// Looks for what is signed in a PDF. A file without signatures, and one that is no PDF, has none.
///
/// # Errors
/// When the file can't be read from where it lies; never for what stands in it.
pub fn read(file: &mut (impl Read + Seek)) -> io::Result<Signatures> {
    let found = scan::scan(file, MOST_SIGNATURES)?;
    let mut all = Vec::with_capacity(found.places.len());
    for place in &found.places {
        let after = found.length.saturating_sub(place.end());
        let one = match place.check(found.length) {
            None => Signature::unread(Why::Range, after),
            Some(()) => match dictionary::read(file, place, found.encrypted)? {
                Err(why) => Signature::unread(why, after),
                Ok(dictionary) => {
                    let mut one = container::read(file, place, &dictionary, after)?;
                    one.reason = dictionary.reason;
                    one.location = dictionary.location;
                    one.signed_at = one.signed_at.or(dictionary.signed_at);
                    one
                }
            },
        };
        all.push((place.end(), one));
    }
    all.sort_by_key(|(end, _)| *end);
    Ok(Signatures { all: all.into_iter().map(|(_, one)| one).collect(), more: found.more })
}
