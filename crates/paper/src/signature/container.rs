//! The CMS message of a signature (RFC 5652; time stamps RFC 3161): who signed, and whether the bytes are those that were signed.

use std::io::{self, Read, Seek, SeekFrom};

use aws_lc_rs::{digest, signature as keys};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, NaiveDateTime, Utc};
use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedData, SignerIdentifier, SignerInfo},
};
use der::{
    Any, Decode, Encode, Reader, SliceReader, Tag, TagNumber, Tagged,
    asn1::{ObjectIdentifier, OctetString},
};
use x509_cert::{Certificate, attr::Attributes, ext::pkix::SubjectKeyIdentifier, name::Name, time::Time};

use super::{
    Integrity, Kind, Signature, Signer, Why,
    dictionary::{Dictionary, Form},
    scan::Place,
};

/// How many certificates are kept of a signature.
const MOST_CERTIFICATES: usize = 12;
/// The longest name that is kept of a certificate, in letters.
const LONGEST_NAME: usize = 200;
/// How much of a file is hashed at once.
const PIECE: usize = 256 * 1024;

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
const TIMESTAMP_INFO: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = oid("1.2.840.113549.1.9.5");
const TIMESTAMP_TOKEN: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");
const COMMON_NAME: ObjectIdentifier = oid("2.5.4.3");
const ORGANIZATION: ObjectIdentifier = oid("2.5.4.10");
const UNIT: ObjectIdentifier = oid("2.5.4.11");

const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";
const P521: &str = "1.3.132.0.35";

/// A hash that signatures are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn of(algorithm: ObjectIdentifier) -> Result<Self, Why> {
        match algorithm.to_string().as_str() {
            "1.3.14.3.2.26" => Ok(Self::Sha1),
            "2.16.840.1.101.3.4.2.1" => Ok(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Ok(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Ok(Self::Sha512),
            _ => Err(Why::Algorithm),
        }
    }

    const fn algorithm(self) -> &'static digest::Algorithm {
        match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        }
    }

    fn digest(self, bytes: &[u8]) -> Vec<u8> {
        digest::digest(self.algorithm(), bytes).as_ref().to_vec()
    }
}

/// A message with one signer, whose certificate is there.
struct Message {
    signer: SignerInfo,
    hash: Hash,
    certificate: Certificate,
    others: Vec<Certificate>,
    content_type: ObjectIdentifier,
    /// What stands in the message itself.
    content: Option<Vec<u8>>,
}

/// What a time stamp says.
struct Stamp {
    hash: Hash,
    imprint: Vec<u8>,
    at: DateTime<Utc>,
}

/// Looks at the signature of a place.
pub(super) fn read(
    file: &mut (impl Read + Seek),
    place: &Place,
    dictionary: &Dictionary,
    bytes_after: u64,
) -> io::Result<Signature> {
    let kind = if dictionary.form == Form::Timestamp { Kind::Timestamp } else { Kind::Signature };
    let unread = |why| Signature { kind, ..Signature::unread(why, bytes_after) };
    let message = match Message::parse(&dictionary.contents) {
        Ok(message) => message,
        Err(why) => return Ok(unread(why)),
    };
    let mut signature = Signature { kind, ..message.facts(bytes_after) };
    let content = message.content.as_deref().unwrap_or_default();
    // Over which hash of the file, which has to be this where the message says it itself, and over which hash of what was signed.
    let checked = match dictionary.form {
        Form::Detached => {
            let of_file = digest_of(file, place, message.hash)?;
            message.holds(&of_file)
        }
        Form::OverSha1 => {
            signature.weak = true;
            if digest_of(file, place, Hash::Sha1)? == content {
                message.holds(&message.hash.digest(content))
            } else {
                Ok(Integrity::Altered)
            }
        }
        Form::Timestamp => match message.stamp() {
            Err(why) => Err(why),
            Ok(stamp) => {
                signature.timestamped_at = Some(stamp.at);
                if digest_of(file, place, stamp.hash)? == stamp.imprint {
                    message.holds(&message.hash.digest(content))
                } else {
                    Ok(Integrity::Altered)
                }
            }
        },
    };
    signature.integrity = checked.unwrap_or_else(Integrity::NotChecked);
    if kind == Kind::Signature && signature.integrity == Integrity::Intact {
        signature.timestamped_at = message.timestamped_at();
    }
    Ok(signature)
}

/// The hash of what a place covers.
fn digest_of(file: &mut (impl Read + Seek), place: &Place, hash: Hash) -> io::Result<Vec<u8>> {
    let [from, length, behind, rest] = place.range;
    let mut context = digest::Context::new(hash.algorithm());
    let mut piece = vec![0; PIECE];
    for (start, length) in [(from, length), (behind, rest)] {
        file.seek(SeekFrom::Start(start))?;
        let mut part = file.by_ref().take(length);
        loop {
            let read = part.read(&mut piece)?;
            if read == 0 {
                break;
            }
            context.update(piece.get(..read).unwrap_or_default());
        }
    }
    Ok(context.finish().as_ref().to_vec())
}

impl Message {
    fn parse(bytes: &[u8]) -> Result<Self, Why> {
        let info = ContentInfo::from_der(bytes).map_err(|_| Why::Container)?;
        if info.content_type != SIGNED_DATA {
            return Err(Why::Container);
        }
        let data: SignedData = info.content.decode_as().map_err(|_| Why::Container)?;
        let [signer] = data.signer_infos.0.as_slice() else { return Err(Why::Signers) };
        let all = data.certificates.iter().flat_map(|set| set.0.iter()).filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        });
        let (mut own, others): (Vec<_>, Vec<_>) = all.partition(|one| is_named(one, &signer.sid));
        let certificate = own.pop().ok_or(Why::Certificate)?;
        let content = data.encap_content_info.econtent.map(|content| content.decode_as::<OctetString>());
        let content = content.transpose().map_err(|_| Why::Container)?.map(OctetString::into_bytes);
        Ok(Self {
            hash: Hash::of(signer.digest_alg.oid)?,
            signer: signer.clone(),
            certificate,
            others,
            content_type: data.encap_content_info.econtent_type,
            content,
        })
    }

    /// What it says of itself, before anything of it is checked.
    fn facts(&self, bytes_after: u64) -> Signature {
        let tbs = &self.certificate.tbs_certificate;
        let (name, issuer) = (|kind| named(&tbs.subject, kind), &tbs.issuer);
        let certificates = std::iter::once(&self.certificate).chain(&self.others).take(MOST_CERTIFICATES);
        Signature {
            signer: Some(Signer {
                name: name(COMMON_NAME),
                organization: name(ORGANIZATION),
                unit: name(UNIT),
                issuer: named(issuer, COMMON_NAME).or_else(|| named(issuer, ORGANIZATION)),
                serial: hex::encode(tbs.serial_number.as_bytes()),
                valid_from: moment(tbs.validity.not_before),
                valid_until: moment(tbs.validity.not_after),
            }),
            signed_at: self
                .signed_attribute(SIGNING_TIME)
                .and_then(|value| Time::from_der(&value.to_der().ok()?).ok())
                .map(moment),
            weak: self.hash == Hash::Sha1 || (self.is_rsa() && self.key().len() < 2048 / 8),
            certificates: certificates
                .filter_map(|one| one.to_der().ok())
                .map(|der| BASE64_STANDARD.encode(der))
                .collect(),
            ..Signature::unread(Why::Container, bytes_after)
        }
    }

    fn signed_attribute(&self, kind: ObjectIdentifier) -> Option<&Any> {
        attribute(self.signer.signed_attrs.as_ref()?, kind)
    }

    fn key(&self) -> &[u8] {
        self.certificate.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes()
    }

    fn is_rsa(&self) -> bool {
        self.certificate.tbs_certificate.subject_public_key_info.algorithm.oid == oid("1.2.840.113549.1.1.1")
    }

    /// Whether the content with this hash is what the certificate's key has signed.
    fn holds(&self, content: &[u8]) -> Result<Integrity, Why> {
        // Without attributes no hash but the content itself is signed: such ones PAdES does not know.
        let attributes = self.signer.signed_attrs.as_ref().ok_or(Why::Algorithm)?;
        let signed = attributes.to_der().map_err(|_| Why::Container)?;
        let verified = self.algorithm()?.verify_sig(self.key(), &signed, self.signer.signature.as_bytes()).is_ok();
        let of_this_kind = self
            .signed_attribute(CONTENT_TYPE)
            .and_then(|value| value.decode_as::<ObjectIdentifier>().ok())
            .is_some_and(|kind| kind == self.content_type);
        if !verified || !of_this_kind {
            return Ok(Integrity::Forged);
        }
        let digest = self.signed_attribute(MESSAGE_DIGEST).and_then(|value| value.decode_as::<OctetString>().ok());
        Ok(if digest.is_some_and(|digest| digest.as_bytes() == content) {
            Integrity::Intact
        } else {
            Integrity::Altered
        })
    }

    /// How its signature is checked.
    fn algorithm(&self) -> Result<Box<dyn keys::VerificationAlgorithm>, Why> {
        let curve = self.certificate.tbs_certificate.subject_public_key_info.algorithm.parameters.as_ref();
        let curve = curve.and_then(|any| any.decode_as::<ObjectIdentifier>().ok()).map(|oid| oid.to_string());
        let said = self.signer.signature_algorithm.oid.to_string();
        // The hash is the signer's; where the algorithm names one, it has to be the same.
        let (kind, hash) = match said.as_str() {
            "1.2.840.113549.1.1.1" => ("rsa", self.hash),
            "1.2.840.113549.1.1.5" => ("rsa", Hash::Sha1),
            "1.2.840.113549.1.1.11" => ("rsa", Hash::Sha256),
            "1.2.840.113549.1.1.12" => ("rsa", Hash::Sha384),
            "1.2.840.113549.1.1.13" => ("rsa", Hash::Sha512),
            "1.2.840.113549.1.1.10" => ("pss", self.hash),
            "1.2.840.10045.4.3.2" => ("ecdsa", Hash::Sha256),
            "1.2.840.10045.4.3.3" => ("ecdsa", Hash::Sha384),
            "1.2.840.10045.4.3.4" => ("ecdsa", Hash::Sha512),
            _ => return Err(Why::Algorithm),
        };
        if hash != self.hash {
            return Err(Why::Algorithm);
        }
        let salted = |padding: keys::RsaParameters| {
            let salt = salt(self.signer.signature_algorithm.parameters.as_ref()).ok_or(Why::Algorithm)?;
            Ok(Box::new(padding.with_pss_salt_length(keys::RsaPssSaltLength::Custom(salt))))
        };
        Ok(match (kind, hash, curve.as_deref()) {
            ("rsa", Hash::Sha1, _) => Box::new(keys::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
            ("rsa", Hash::Sha256, _) => Box::new(keys::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
            ("rsa", Hash::Sha384, _) => Box::new(keys::RSA_PKCS1_2048_8192_SHA384),
            ("rsa", Hash::Sha512, _) => Box::new(keys::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
            ("pss", Hash::Sha256, _) => salted(keys::RSA_PSS_2048_8192_SHA256)?,
            ("pss", Hash::Sha384, _) => salted(keys::RSA_PSS_2048_8192_SHA384)?,
            ("pss", Hash::Sha512, _) => salted(keys::RSA_PSS_2048_8192_SHA512)?,
            ("ecdsa", Hash::Sha256, Some(P256)) => Box::new(keys::ECDSA_P256_SHA256_ASN1),
            ("ecdsa", Hash::Sha384, Some(P256)) => Box::new(keys::ECDSA_P256_SHA384_ASN1),
            ("ecdsa", Hash::Sha512, Some(P256)) => Box::new(keys::ECDSA_P256_SHA512_ASN1),
            ("ecdsa", Hash::Sha256, Some(P384)) => Box::new(keys::ECDSA_P384_SHA256_ASN1),
            ("ecdsa", Hash::Sha384, Some(P384)) => Box::new(keys::ECDSA_P384_SHA384_ASN1),
            ("ecdsa", Hash::Sha512, Some(P384)) => Box::new(keys::ECDSA_P384_SHA512_ASN1),
            ("ecdsa", Hash::Sha256, Some(P521)) => Box::new(keys::ECDSA_P521_SHA256_ASN1),
            ("ecdsa", Hash::Sha384, Some(P521)) => Box::new(keys::ECDSA_P521_SHA384_ASN1),
            ("ecdsa", Hash::Sha512, Some(P521)) => Box::new(keys::ECDSA_P521_SHA512_ASN1),
            _ => return Err(Why::Algorithm),
        })
    }

    /// What it says as a time stamp.
    fn stamp(&self) -> Result<Stamp, Why> {
        let content = self.content.as_deref().filter(|_| self.content_type == TIMESTAMP_INFO).ok_or(Why::Container)?;
        stamp(content).ok_or(Why::Container)
    }

    /// When it was stamped, where the stamp is of this signature and stands.
    fn timestamped_at(&self) -> Option<DateTime<Utc>> {
        let token = attribute(self.signer.unsigned_attrs.as_ref()?, TIMESTAMP_TOKEN)?;
        let token = Self::parse(&token.to_der().ok()?).ok()?;
        let stamp = token.stamp().ok()?;
        let fits = stamp.hash.digest(self.signer.signature.as_bytes()) == stamp.imprint;
        let stands = token.holds(&token.hash.digest(token.content.as_deref()?)) == Ok(Integrity::Intact);
        (fits && stands).then_some(stamp.at)
    }
}

fn attribute(all: &Attributes, kind: ObjectIdentifier) -> Option<&Any> {
    let found = all.iter().find(|attribute| attribute.oid == kind)?;
    match found.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

/// Whether this certificate is the one that is meant.
fn is_named(certificate: &Certificate, who: &SignerIdentifier) -> bool {
    let tbs = &certificate.tbs_certificate;
    match who {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            named.issuer == tbs.issuer && named.serial_number == tbs.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(key) => {
            matches!(tbs.get::<SubjectKeyIdentifier>(), Ok(Some((_, own))) if own == *key)
        }
    }
}

/// How long the salt of a PSS signature is (`RSASSA-PSS-params`, RFC 4055): 20 where nothing is said.
fn salt(parameters: Option<&Any>) -> Option<u16> {
    let parameters = parameters.filter(|all| all.tag() == Tag::Sequence)?;
    let mut inner = SliceReader::new(parameters.value()).ok()?;
    while !inner.is_finished() {
        let one: Any = inner.decode().ok()?;
        if one.tag() == (Tag::ContextSpecific { constructed: true, number: TagNumber::N2 }) {
            return u16::from_der(one.value()).ok();
        }
    }
    Some(20)
}

/// `TSTInfo` of RFC 3161, as far as it matters. Its time may have fractions, which the usual reader of times does not take.
fn stamp(bytes: &[u8]) -> Option<Stamp> {
    let info = Any::from_der(bytes).ok().filter(|info| info.tag() == Tag::Sequence)?;
    let mut inner = SliceReader::new(info.value()).ok()?;
    let _version: Any = inner.decode().ok()?;
    let _policy: ObjectIdentifier = inner.decode().ok()?;
    let imprint: Any = inner.decode().ok()?;
    let _serial: Any = inner.decode().ok()?;
    let at: Any = inner.decode().ok()?;
    let mut parts = SliceReader::new(imprint.value()).ok()?;
    let algorithm: spki::AlgorithmIdentifierOwned = parts.decode().ok()?;
    let hashed: OctetString = parts.decode().ok()?;
    let written = std::str::from_utf8(at.value()).ok().filter(|_| at.tag() == Tag::GeneralizedTime)?;
    let whole = written.strip_suffix('Z')?.split('.').next()?;
    let at = NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?.and_utc();
    Some(Stamp { hash: Hash::of(algorithm.oid).ok()?, imprint: hashed.into_bytes(), at })
}

fn moment(time: Time) -> DateTime<Utc> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The texts of a kind in a name, as they stand.
fn named(name: &Name, kind: ObjectIdentifier) -> Option<String> {
    let parts = name.0.iter().flat_map(|part| part.0.iter()).filter(|one| one.oid == kind);
    let all: Vec<String> = parts.filter_map(|one| text(&one.value)).collect();
    let all = all.join(", ");
    (!all.is_empty()).then_some(all)
}

fn text(value: &Any) -> Option<String> {
    let raw = value.value();
    let text = match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => std::str::from_utf8(raw).ok()?.to_owned(),
        Tag::BmpString => {
            let pairs = raw.chunks_exact(2).filter_map(|two| Some(u16::from_be_bytes(two.try_into().ok()?)));
            String::from_utf16_lossy(&pairs.collect::<Vec<_>>())
        }
        Tag::TeletexString => raw.iter().copied().map(char::from).collect(),
        _ => return None,
    };
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_NAME).collect();
    let clean = crate::composed(clean.trim());
    (!clean.is_empty()).then_some(clean)
}
