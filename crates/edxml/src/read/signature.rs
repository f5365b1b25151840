//! The message's own signature: kept, and never believed.

use serde::Serialize;

use super::tree::Element;

/// The signature that a message carries of itself (`Signature`, in the shape of XML-DSIG).
///
/// Nobody can verify it: exchange points write messages anew and add to them on the way, and the SDK's own signatures stand in the wrong
/// namespace, with the same values and half a certificate in message after message. It says nothing of who wrote the message. What counts
/// are the signatures in the attached files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MessageSignature {
    /// `SignatureMethod/@Algorithm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// `DigestMethod/@Algorithm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest_method: Option<String>,
    /// `DigestValue`, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// `SignatureValue`, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `X509SubjectName`: whom it names as signer. Anyone can write that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// `X509Certificate`, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// What can be said of it.
    pub verdict: Verdict,
    /// The element as it stood in the message, byte by byte.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// What can be said of a message's own signature. There is one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It cannot be verified.
    Unverifiable,
}

impl MessageSignature {
    pub(super) fn new(element: Option<&Element>, bytes: Vec<u8>) -> Self {
        let find = |name: &str| element.and_then(|element| find(element, name));
        let text = |name: &str| find(name).and_then(|found| crate::text::tidy(&found.text));
        let algorithm = |name: &str| find(name).and_then(|found| found.attribute("Algorithm"));
        Self {
            method: algorithm("SignatureMethod"),
            digest_method: algorithm("DigestMethod"),
            digest: text("DigestValue"),
            value: text("SignatureValue"),
            subject: text("X509SubjectName"),
            certificate: text("X509Certificate"),
            verdict: Verdict::Unverifiable,
            bytes,
        }
    }
}

/// The first element of a name, however deep; the tree is never deeper than its limit.
fn find<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    element.children.iter().find_map(|child| if child.name == name { Some(child) } else { find(child, name) })
}
