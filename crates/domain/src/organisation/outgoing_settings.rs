//! The office's own choices about outgoing documents.

use std::{collections::BTreeMap, ops::RangeInclusive};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::terms::{StepTerm, counted};
use crate::{
    Label, Notation, Refusal, Rule,
    calendar::{Days, Minutes, Term},
};

/// How many megabytes of sealed files a mail may carry: what is more no mail server takes.
const MAILED_MEGABYTES: RangeInclusive<u16> = 1..=100;
/// The most units whose notation is set.
const UNITS: usize = 1000;

/// Who checks the form of a document before it is put before the signer (Decree 30/2020, Art. 12(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormDesk {
    /// Văn thư cơ quan.
    #[default]
    Registry,
    /// Chánh văn phòng; the registry where there is none.
    ChiefOfOffice,
}

/// Who makes copies (bản sao; Decree 30/2020, Art. 27(1)): the head of the agency says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CopyMakers {
    /// Văn thư cơ quan.
    #[default]
    Registry,
    /// Whoever handles documents.
    Everybody,
}

/// What an office has set for its outgoing documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OutgoingSettings {
    /// Chữ viết tắt tên cơ quan in a notation, such as `UBND`; made from its name where none is set.
    pub agency_notation: Option<Notation>,
    /// Địa danh, as it stands before the date.
    pub place: Option<Label>,
    /// Cơ quan chủ quản trực tiếp, as it stands above the agency's own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superior: Option<Label>,
    /// Who checks the form.
    pub form_check: FormDesk,
    /// Whether the last answer to an incoming document completes it.
    pub final_answer_completes: bool,
    /// Who makes copies.
    pub copies_by: CopyMakers,
    /// Chữ viết tắt tên đơn vị in a notation, by the unit's code; a unit that isn't there is written by its code.
    #[schema(value_type = BTreeMap<String, Notation>)]
    pub unit_notations: BTreeMap<String, Notation>,
    /// How many megabytes the sealed files of a document may have to go by mail.
    #[schema(minimum = 1, maximum = 100)]
    pub max_mailed_megabytes: u16,
    /// Until when it is to be known that a document has come to a recipient, from its dispatch on; after that registry and drafter are told.
    pub receipt_within: StepTerm,
}

/// Four hours of work.
const URGENT_RECEIPT: u32 = 4 * 60;

fn receipt_within() -> StepTerm {
    let normal = Days::new(2).map_or(Term::WorkingDays(Days::ONE), Term::WorkingDays);
    let urgent = Minutes::new(URGENT_RECEIPT).unwrap_or(Minutes::HALF_AN_HOUR);
    StepTerm { normal, urgent: Term::WorkingTime(urgent) }
}

impl Default for OutgoingSettings {
    fn default() -> Self {
        Self {
            agency_notation: None,
            place: None,
            superior: None,
            form_check: FormDesk::default(),
            final_answer_completes: true,
            copies_by: CopyMakers::default(),
            unit_notations: BTreeMap::new(),
            max_mailed_megabytes: 20,
            receipt_within: receipt_within(),
        }
    }
}

/// What changes of it; what isn't there stays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangedOutgoing {
    /// Chữ viết tắt tên cơ quan.
    pub agency_notation: Option<Notation>,
    /// Địa danh.
    pub place: Option<Label>,
    /// Cơ quan chủ quản trực tiếp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superior: Option<Label>,
    /// Who checks the form.
    pub form_check: Option<FormDesk>,
    /// Whether the last answer completes what it answers.
    pub final_answer_completes: Option<bool>,
    /// Who makes copies.
    pub copies_by: Option<CopyMakers>,
    /// Chữ viết tắt tên đơn vị, by code: all of them.
    #[schema(value_type = Option<BTreeMap<String, Notation>>)]
    pub unit_notations: Option<BTreeMap<String, Notation>>,
    /// How many megabytes a mail may carry.
    #[schema(minimum = 1, maximum = 100)]
    pub max_mailed_megabytes: Option<u16>,
    /// Until when a receipt is to be known.
    pub receipt_within: Option<StepTerm>,
}

impl OutgoingSettings {
    /// The same with what changes; `knows_unit` says whether there is a unit of a code.
    ///
    /// # Errors
    /// The rule that says no, with its place.
    pub(super) fn with(self, change: ChangedOutgoing, knows_unit: impl Fn(&str) -> bool) -> Result<Self, Refusal> {
        if let Some(units) = &change.unit_notations {
            let at = "/outgoing/unit_notations";
            if units.len() > UNITS {
                return Err(Refusal::new(Rule::SettingOutOfRange).at(at).with("min", 0).with("max", UNITS));
            }
            if let Some(code) = units.keys().find(|code| !knows_unit(code)) {
                let shown: String = code.chars().take(60).collect();
                return Err(Refusal::new(Rule::UnitNotationUnknown).at(at).with("code", shown));
            }
        }
        if change.max_mailed_megabytes.is_some_and(|max| !MAILED_MEGABYTES.contains(&max)) {
            let refusal = Refusal::new(Rule::SettingOutOfRange).at("/outgoing/max_mailed_megabytes");
            return Err(refusal.with("min", MAILED_MEGABYTES.start()).with("max", MAILED_MEGABYTES.end()));
        }
        if let Some(term) = change.receipt_within {
            counted(term.normal, "/outgoing/receipt_within/normal")?;
            counted(term.urgent, "/outgoing/receipt_within/urgent")?;
        }
        Ok(Self {
            agency_notation: change.agency_notation.or(self.agency_notation),
            place: change.place.or(self.place),
            superior: change.superior.or(self.superior),
            form_check: change.form_check.unwrap_or(self.form_check),
            final_answer_completes: change.final_answer_completes.unwrap_or(self.final_answer_completes),
            copies_by: change.copies_by.unwrap_or(self.copies_by),
            unit_notations: change.unit_notations.unwrap_or(self.unit_notations),
            max_mailed_megabytes: change.max_mailed_megabytes.unwrap_or(self.max_mailed_megabytes),
            receipt_within: change.receipt_within.unwrap_or(self.receipt_within),
        })
    }
}
