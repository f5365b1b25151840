//! Who sends and receives, and who is to be asked there.

use serde::{Deserialize, Serialize};

use crate::{date::Stated, document_id::DocumentId, organ::OrganId};
use chrono::NaiveDate;

/// A body that sends or receives (`From`, `To`; nơi gửi, nơi nhận).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// `OrganId`, mã định danh.
    pub id: OrganId,
    /// `OrganizationInCharge`, the superior body's name (cơ quan chủ quản); several senders repeat the name there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_charge: Option<String>,
    /// `OrganName`. The writer wants it of the sender; what is read may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `OrganAdd`, the postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// `Email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// `Telephone`, as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// `Fax`, as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// `Website`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}

impl Organisation {
    /// A body of this identifier and name, of which nothing else is known.
    pub fn new(id: OrganId, name: impl Into<String>) -> Self {
        Self {
            id,
            in_charge: None,
            name: Some(name.into()),
            address: None,
            email: None,
            telephone: None,
            fax: None,
            website: None,
        }
    }
}

/// The clerk who sends, or the person who handles a document (`StaffInfo`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Staff {
    /// `Department`, phòng ban.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// `DepartmentId`, in the sender's own numbering. Not written in a status, whose form does not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
    /// `Staff`, the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `StaffId`, in the sender's own numbering. Not written in a status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<String>,
    /// `Email`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// `Mobile`, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
}

/// Which document is answered, or spoken of (`ResponseFor`).
///
/// In a document: the one that this is the answer to (văn bản phúc đáp). In a status: the one whose status it is, and then the writer wants
/// all four.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseFor {
    /// `OrganId`. In a status: who is to be told, which is the document's sender; for 13 the recipient who is asked. The gateway finds its
    /// way by it, as a status has no recipient of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<OrganId>,
    /// `Code`: number and notation as one text, `125/SVD-VP`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// `PromulgationDate`, the day on which that document was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Stated<NaiveDate>>,
    /// `DocumentId` of that document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}
