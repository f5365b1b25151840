//! What an office has set for its one-stop shop.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{EmailAddress, Label, PhoneNumber, PostalAddress, Refusal, Rule};

/// What prescribes the forms of the one-stop shop.
const INSTRUMENT: &str =
    "Thông tư số 03/2025/TT-VPCP ngày 15 tháng 9 năm 2025 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ";

/// Of its one-stop shop. A field that isn't given is as it is here by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OneStopSettings {
    /// For how many days a reception may be entered afterwards, where there was no system at the time.
    pub late_entry_days: u16,
    /// Cơ quan chủ quản, as it stands above the agency on what it issues.
    pub superior: Option<Label>,
    /// The name of the one-stop shop (Trung tâm Phục vụ hành chính công, Bộ phận Một cửa), as it stands on forms.
    pub centre: Option<Label>,
    /// Where results are handed out.
    pub address: Option<PostalAddress>,
    /// Whom citizens call.
    pub phone: Option<PhoneNumber>,
    /// Whom citizens write to.
    pub email: Option<EmailAddress>,
    /// What prescribes the forms, as it is printed on them.
    pub instrument: Option<Label>,
}

impl Default for OneStopSettings {
    fn default() -> Self {
        Self {
            late_entry_days: 30,
            superior: None,
            centre: None,
            address: None,
            phone: None,
            email: None,
            instrument: Label::new(INSTRUMENT).ok(),
        }
    }
}

/// What changes of it; what isn't there stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangedOneStop {
    /// For how many days a reception may be entered afterwards: 0 to 365.
    pub late_entry_days: Option<u16>,
    /// Cơ quan chủ quản.
    pub superior: Option<Label>,
    /// The name of the one-stop shop.
    pub centre: Option<Label>,
    /// Where results are handed out.
    pub address: Option<PostalAddress>,
    /// Whom citizens call.
    pub phone: Option<PhoneNumber>,
    /// Whom citizens write to.
    pub email: Option<EmailAddress>,
    /// What prescribes the forms.
    pub instrument: Option<Label>,
}

impl OneStopSettings {
    /// The most days that [`OneStopSettings::late_entry_days`] may be.
    const MOST_LATE_ENTRY_DAYS: u16 = 365;

    /// With what changes.
    ///
    /// # Errors
    /// The rule that says no, with its place.
    pub(super) fn with(self, change: ChangedOneStop) -> Result<Self, Refusal> {
        let late_entry_days = change.late_entry_days.unwrap_or(self.late_entry_days);
        if late_entry_days > Self::MOST_LATE_ENTRY_DAYS {
            let refusal = Refusal::new(Rule::SettingOutOfRange).at("/one_stop/late_entry_days");
            return Err(refusal.with("min", 0).with("max", Self::MOST_LATE_ENTRY_DAYS));
        }
        Ok(Self {
            late_entry_days,
            superior: change.superior.or(self.superior),
            centre: change.centre.or(self.centre),
            address: change.address.or(self.address),
            phone: change.phone.or(self.phone),
            email: change.email.or(self.email),
            instrument: change.instrument.or(self.instrument),
        })
    }
}
