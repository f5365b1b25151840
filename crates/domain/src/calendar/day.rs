//! What is set for one day: rest or work out of turn, what it is called, and the instrument that set it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::hours::DayHours;
use crate::{Words, written_day};

/// The document that set something, as it is written on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Số, ký hiệu, such as 12729/VPCP-KGVX.
    pub number: String,
    /// Its date; none where it isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<NaiveDate>,
}

impl Instrument {
    /// With a number and, where it is known, a date.
    pub fn new(number: &str, dated: Option<NaiveDate>) -> Self {
        Self { number: number.to_owned(), dated }
    }
}

impl std::fmt::Display for Instrument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.number)?;
        self.dated.map_or(Ok(()), |dated| write!(f, ", {}", written_day(dated)))
    }
}

/// How sure something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// An instrument or the law itself says so, and a person has looked.
    Confirmed,
    /// Worked out from the rules; a clerk has still to compare it with what is announced.
    Proposed,
}

impl Standing {
    /// In both languages.
    pub fn words(self) -> Words {
        let (vi, en) = match self {
            Self::Confirmed => ("đã xác nhận", "confirmed"),
            Self::Proposed => ("đề xuất", "proposed"),
        };
        Words { vi: vi.to_owned(), en: en.to_owned() }
    }
}

/// What a day is, out of turn. Those without facts of their own have braces, so that reading refuses facts that aren't theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum DayKind {
    /// Nghỉ lễ, tết (Labour Code 2019, Art. 112).
    PublicHoliday {},
    /// Nghỉ bù: a holiday fell on the weekly rest (Art. 111(3)).
    Compensatory {
        /// That holiday.
        for_day: NaiveDate,
    },
    /// Nghỉ hoán đổi: a working day on which nobody works, because another day is worked in its stead.
    SwappedOff {
        /// The day that is worked; none where it isn't known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        made_up_on: Option<NaiveDate>,
    },
    /// Làm bù: a day of rest on which people work, by the hours of the weekday that they make up for.
    MakeUp {
        /// The working day that became rest; none where it isn't known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_day: Option<NaiveDate>,
    },
    /// A day off of one agency or desk.
    LocalRest {},
    /// A day on which one agency or desk works, whatever the others do.
    LocalWork {
        /// From when to when; the week's own hours where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<DayHours>,
    },
}

impl DayKind {
    /// Whether people work on such a day.
    pub const fn is_work(&self) -> bool {
        matches!(self, Self::MakeUp { .. } | Self::LocalWork { .. })
    }

    /// In both languages.
    pub fn words(&self) -> Words {
        let (vi, en) = match self {
            Self::PublicHoliday {} => ("nghỉ lễ, tết", "public holiday"),
            Self::Compensatory { .. } => ("nghỉ bù", "compensatory rest"),
            Self::SwappedOff { .. } => ("nghỉ hoán đổi", "swapped day off"),
            Self::MakeUp { .. } => ("làm bù", "make-up working day"),
            Self::LocalRest {} => ("nghỉ riêng của cơ quan", "local day off"),
            Self::LocalWork { .. } => ("làm việc riêng của cơ quan", "local working day"),
        };
        Words { vi: vi.to_owned(), en: en.to_owned() }
    }
}

/// What is set for a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DayRule {
    /// The day, in Vietnam.
    pub day: NaiveDate,
    /// What it is.
    pub what: DayKind,
    /// What people call it.
    pub name: String,
    /// What set it; none where that isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
    /// How sure it is.
    pub standing: Standing,
}
