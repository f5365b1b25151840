//! Counterparts (nơi gửi, nơi nhận): the office's directory of bodies, organisations and people outside the installation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AuthorName, CounterpartId, EmailAddress, OrganCode, Remark};

/// One counterpart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterpart {
    /// Which.
    pub id: CounterpartId,
    /// What is known of it.
    #[serde(flatten)]
    pub fields: CounterpartFields,
}

/// What is known of a counterpart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterpartFields {
    /// Tên cơ quan, tổ chức, cá nhân.
    pub name: AuthorName,
    /// Mã định danh, where it has one.
    #[serde(default)]
    pub code: Option<OrganCode>,
    /// Thư điện tử.
    #[serde(default)]
    pub email: Option<EmailAddress>,
    /// Địa chỉ bưu điện.
    #[serde(default)]
    pub address: Option<Remark>,
    /// Whether it can be named as a recipient.
    #[serde(default = "yes")]
    pub active: bool,
}

const fn yes() -> bool {
    true
}
