//! What is digitally signed in a file, as it is told: each fact for itself, and what it comes to in a sentence.

use chrono::{DateTime, Utc};
use office::paper::signature::{Integrity, Kind, Signature, Signer, Standing, Why};
use serde::Serialize;
use utoipa::ToSchema;

/// One digital signature of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FileSignature)]
pub struct SignatureView {
    /// A person's or an agency's, or a time stamp of the whole document.
    pub kind: SignatureKindView,
    /// Whether what was signed still stands.
    pub integrity: IntegrityView,
    /// Why that could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_checked_because: Option<NotCheckedView>,
    /// The same in a sentence, in Vietnamese.
    pub text: String,
    /// In English.
    pub text_en: String,
    /// How many bytes of the file stand behind what was signed: a later signature, or what somebody added. 0 where it is of the whole file.
    pub bytes_after: u64,
    /// Who signed, as the certificate says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signer: Option<SignerView>,
    /// How the certificate stands with the authorities that the office trusts (the setting `signature_ca_file`), at the time when the file came.
    pub certificate: CertificateView,
    /// The same in a sentence, in Vietnamese.
    pub certificate_text: String,
    /// In English.
    pub certificate_text_en: String,
    /// When it was signed, as the signer says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<DateTime<Utc>>,
    /// When it was signed, as a time stamp says that fits it. Whose the stamp is, is not checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamped_at: Option<DateTime<Utc>>,
    /// The hash or the key is weaker than what is made today: SHA-1, or RSA below 2,048 bits.
    pub weak: bool,
    /// Why it was signed, as the signer wrote in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it was signed, as the signer wrote in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

/// Whose signature it is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FileSignatureKind)]
pub enum SignatureKindView {
    /// A person's or an agency's.
    Signature,
    /// A time stamp of the whole document.
    Timestamp,
}

/// Whether what was signed still stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SignatureIntegrity)]
pub enum IntegrityView {
    /// Nguyên vẹn: the bytes are those that were signed.
    Intact,
    /// Đã bị thay đổi: they are others.
    Altered,
    /// Không khớp chứng thư: the signature is not of the certificate that comes with it.
    Forged,
    /// Không kiểm tra được.
    NotChecked,
}

/// Why a signature could not be checked.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SignatureNotChecked)]
pub enum NotCheckedView {
    /// What it says it covers is not the file from its beginning but for the signature itself.
    Range,
    /// Its description in the file can't be read.
    Dictionary,
    /// It is no CMS message that can be read.
    Container,
    /// It has no signer, or several.
    Signers,
    /// The signer's certificate is not there.
    Certificate,
    /// An algorithm, or a form of signature, that is not supported.
    Algorithm,
}

/// How a certificate stands with the authorities that the office trusts. Whether it was revoked is not looked up.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SignatureCertificate)]
pub enum CertificateView {
    /// No authorities are set.
    NotChecked,
    /// One of them issued it, or one below, and it was valid when the file came.
    Trusted,
    /// The same, but it was not valid, or not yet, when the file came.
    OutOfTime,
    /// None of them did.
    Unknown,
}

/// Who signed, as the certificate says.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FileSigner)]
pub struct SignerView {
    /// The person or agency.
    pub name: Option<String>,
    /// Of which organisation.
    pub organization: Option<String>,
    /// Of which unit of it.
    pub unit: Option<String>,
    /// Whose word that is: the certificate's issuer.
    pub issuer: Option<String>,
    /// The certificate's serial number, in hex.
    pub serial: String,
    /// The certificate holds from then on.
    pub valid_from: DateTime<Utc>,
    /// The certificate holds until then.
    pub valid_until: DateTime<Utc>,
}

impl From<&Signer> for SignerView {
    fn from(signer: &Signer) -> Self {
        Self {
            name: signer.name.clone(),
            organization: signer.organization.clone(),
            unit: signer.unit.clone(),
            issuer: signer.issuer.clone(),
            serial: signer.serial.clone(),
            valid_from: signer.valid_from,
            valid_until: signer.valid_until,
        }
    }
}

impl SignatureView {
    /// A signature with how its certificate stands.
    pub fn of(signature: &Signature, standing: Standing) -> Self {
        let (words, certificate) = (signature.words(), standing.words(signature.kind));
        let (integrity, why) = match signature.integrity {
            Integrity::Intact => (IntegrityView::Intact, None),
            Integrity::Altered => (IntegrityView::Altered, None),
            Integrity::Forged => (IntegrityView::Forged, None),
            Integrity::NotChecked(why) => (IntegrityView::NotChecked, Some(why)),
        };
        Self {
            kind: match signature.kind {
                Kind::Signature => SignatureKindView::Signature,
                Kind::Timestamp => SignatureKindView::Timestamp,
            },
            integrity,
            not_checked_because: why.map(|why| match why {
                Why::Range => NotCheckedView::Range,
                Why::Dictionary => NotCheckedView::Dictionary,
                Why::Container => NotCheckedView::Container,
                Why::Signers => NotCheckedView::Signers,
                Why::Certificate => NotCheckedView::Certificate,
                Why::Algorithm => NotCheckedView::Algorithm,
            }),
            text: words.vi,
            text_en: words.en,
            bytes_after: signature.bytes_after,
            signer: signature.signer.as_ref().map(SignerView::from),
            certificate: match standing {
                Standing::NotChecked => CertificateView::NotChecked,
                Standing::Trusted => CertificateView::Trusted,
                Standing::OutOfTime => CertificateView::OutOfTime,
                Standing::Unknown => CertificateView::Unknown,
            },
            certificate_text: certificate.vi,
            certificate_text_en: certificate.en,
            signed_at: signature.signed_at,
            timestamped_at: signature.timestamped_at,
            weak: signature.weak,
            reason: signature.reason.clone(),
            location: signature.location.clone(),
        }
    }
}
