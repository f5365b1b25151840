//! What is set for a procedure where the law leaves it open, or instruments differ: each a setting with the usual answer as default.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    calendar::{Days, Minutes, Term},
    organisation::TimeOfDay,
};

/// What the clock does while a citizen completes the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupplementClock {
    /// It stands still, and goes on where it stood.
    #[default]
    Pauses,
    /// The term begins anew when the dossier is complete.
    Restarts,
    /// It runs on.
    Runs,
}

/// What is set for a procedure. A field that isn't given is as it is here by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HandlingRules {
    /// How long the office has to check what came online or by post.
    pub check: Term,
    /// How often completion may be asked for before the dossier is received.
    pub intake_supplements: u8,
    /// How often while it is handled.
    pub supplements: u8,
    /// What the clock does meanwhile.
    pub supplement_clock: SupplementClock,
    /// How long a citizen has to complete it; then it may be stopped.
    pub supplement_wait: Term,
    /// How long a citizen has to pay what was asked for while it is handled; then it may be stopped.
    pub payment_wait: Term,
    /// Whether the clock stands still while a citizen pays what was asked for.
    pub payment_pauses: bool,
    /// How often it may be extended (at most once in most instruments).
    pub extensions: u8,
    /// How long before the deadline the apology must go out. Where nothing is said: a working day; of a term in hours two hours of work,
    /// since a day is all that it has.
    pub extension_lead: Option<Term>,
    /// What is received at this time of the day or later counts from the beginning of the next working day; nothing where every
    /// reception counts from its minute.
    #[schema(value_type = Option<String>, example = "15:00")]
    pub cut_off: Option<TimeOfDay>,
    /// What is received at this time of the day or later goes to the unit at the beginning of the next working day (15:00 rule).
    #[schema(value_type = String, example = "15:00")]
    pub transfer_by: TimeOfDay,
    /// After how long a result that nobody has collected is reminded of.
    pub uncollected: Term,
}

impl Default for HandlingRules {
    fn default() -> Self {
        let calendar_days = |days| Term::CalendarDays(Days::new(days).unwrap_or(Days::ONE));
        Self {
            check: Term::WorkingTime(Minutes::new(8 * 60).unwrap_or(Minutes::HALF_AN_HOUR)),
            intake_supplements: 1,
            supplements: 1,
            supplement_clock: SupplementClock::default(),
            supplement_wait: calendar_days(30),
            payment_wait: calendar_days(30),
            payment_pauses: true,
            extensions: 1,
            extension_lead: None,
            cut_off: None,
            transfer_by: TimeOfDay::FIFTEEN,
            uncollected: calendar_days(30),
        }
    }
}

impl HandlingRules {
    /// How long before the deadline of this term the apology must go out.
    pub fn lead_of(&self, term: Term) -> Term {
        self.extension_lead.unwrap_or_else(|| match term {
            Term::WorkingTime(_) => Term::WorkingTime(Minutes::new(2 * 60).unwrap_or(Minutes::HALF_AN_HOUR)),
            _ => Term::WorkingDays(Days::ONE),
        })
    }

    /// How often something may be asked for at the most.
    pub const fn most(&self) -> MostOften {
        MostOften { supplements: self.supplements, extensions: self.extensions }
    }
}

/// How often completion may be asked for while a dossier is handled, and how often it may be extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MostOften {
    /// Requests to complete it.
    pub supplements: u8,
    /// Extensions.
    pub extensions: u8,
}
