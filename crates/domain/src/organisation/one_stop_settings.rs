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
    /// Whether citizens who have given a telephone number get short messages by it, at each turn.
    pub short_texts: bool,
    /// Whether citizens hand in by accounts of their own here. While they may not, it is as if there were no accounts.
    pub own_submission: bool,
    /// For how many days a citizen's draft is kept after it was last changed.
    pub draft_days: u16,
    /// After how many months in which nobody has signed in a citizen's account is erased.
    pub account_months: u16,
    /// After how many years the files of what was refused, or withdrawn before it was received, are erased; 0: never.
    pub unreceived_years: u16,
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
            short_texts: false,
            own_submission: false,
            draft_days: 30,
            account_months: 24,
            unreceived_years: 0,
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
    /// Whether citizens who have given a telephone number get short messages by it.
    pub short_texts: Option<bool>,
    /// Whether citizens hand in by accounts of their own.
    pub own_submission: Option<bool>,
    /// For how many days a citizen's draft is kept: 1 to 365.
    pub draft_days: Option<u16>,
    /// After how many unused months a citizen's account is erased: 1 to 120.
    pub account_months: Option<u16>,
    /// After how many years the files of what was never received are erased: 0 (never) to 50.
    pub unreceived_years: Option<u16>,
}

impl OneStopSettings {
    /// The most days that [`OneStopSettings::late_entry_days`] may be.
    const MOST_LATE_ENTRY_DAYS: u16 = 365;
    /// The same of [`OneStopSettings::draft_days`].
    const MOST_DRAFT_DAYS: u16 = 365;
    /// The most months that [`OneStopSettings::account_months`] may be.
    const MOST_ACCOUNT_MONTHS: u16 = 120;
    /// The most years that [`OneStopSettings::unreceived_years`] may be.
    const MOST_UNRECEIVED_YEARS: u16 = 50;

    /// With what changes.
    ///
    /// # Errors
    /// The rule that says no, with its place.
    pub(super) fn with(self, change: ChangedOneStop) -> Result<Self, Refusal> {
        let within = |name: &str, value: Option<u16>, now: u16, min: u16, max: u16| {
            let value = value.unwrap_or(now);
            if (min..=max).contains(&value) {
                return Ok(value);
            }
            let refusal = Refusal::new(Rule::SettingOutOfRange).at(format!("/one_stop/{name}"));
            Err(refusal.with("min", min).with("max", max))
        };
        let most = Self::MOST_LATE_ENTRY_DAYS;
        let late_entry_days = within("late_entry_days", change.late_entry_days, self.late_entry_days, 0, most)?;
        let draft_days = within("draft_days", change.draft_days, self.draft_days, 1, Self::MOST_DRAFT_DAYS)?;
        let most = Self::MOST_ACCOUNT_MONTHS;
        let account_months = within("account_months", change.account_months, self.account_months, 1, most)?;
        let most = Self::MOST_UNRECEIVED_YEARS;
        let unreceived_years = within("unreceived_years", change.unreceived_years, self.unreceived_years, 0, most)?;
        Ok(Self {
            late_entry_days,
            superior: change.superior.or(self.superior),
            centre: change.centre.or(self.centre),
            address: change.address.or(self.address),
            phone: change.phone.or(self.phone),
            email: change.email.or(self.email),
            instrument: change.instrument.or(self.instrument),
            short_texts: change.short_texts.unwrap_or(self.short_texts),
            own_submission: change.own_submission.unwrap_or(self.own_submission),
            draft_days,
            account_months,
            unreceived_years,
        })
    }
}
