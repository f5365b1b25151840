//! How long work takes in an office where nobody says otherwise: work by the type and urgency of a document, and the registry's own
//! steps.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Refusal, Rule,
    calendar::{Days, Minutes, Term},
    incoming::Urgency,
};

/// The most default terms of one office.
pub const MAX_DEFAULT_TERMS: usize = 200;

/// Thời hạn xử lý mặc định: how long whoever handles a document has where no deadline is given. The law sets none; an office's working
/// regulation does (Decree 30/2020, Art. 24(2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultTerm {
    /// Tên loại, by code; every type where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_type: Option<String>,
    /// Độ khẩn; every urgency where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// How long.
    pub term: Term,
}

impl DefaultTerm {
    /// The term for such a document: of those that fit, that which says most, and rather the type than the urgency.
    pub fn of(all: &[Self], document_type: &str, urgency: Urgency) -> Option<Term> {
        let fits = |one: &&Self| {
            one.document_type.as_deref().is_none_or(|code| code == document_type)
                && one.urgency.is_none_or(|named| named == urgency)
        };
        let says = |one: &&Self| (one.document_type.is_some(), one.urgency.is_some());
        all.iter().filter(fits).max_by_key(says).map(|one| one.term)
    }

    /// Whether these may be an office's.
    ///
    /// # Errors
    /// The rule that says no, with its place below `at`.
    pub(super) fn check(all: &[Self], at: &str, knows_type: impl Fn(&str) -> bool) -> Result<(), Refusal> {
        if all.len() > MAX_DEFAULT_TERMS {
            return Err(Refusal::new(Rule::TooManyDefaultTerms).at(at).with("max", MAX_DEFAULT_TERMS));
        }
        for (n, one) in all.iter().enumerate() {
            if let Some(code) = one.document_type.as_deref().filter(|code| !knows_type(code)) {
                return Err(Refusal::new(Rule::TypeUnknown).at(format!("{at}/{n}/document_type")).with("type", code));
            }
            counted(one.term, &format!("{at}/{n}/term"))?;
            let same = |other: &Self| other.document_type == one.document_type && other.urgency == one.urgency;
            if all.iter().take(n).any(same) {
                return Err(Refusal::new(Rule::DefaultTermTwice).at(format!("{at}/{n}")));
            }
        }
        Ok(())
    }
}

/// A term that is counted from the moment at which work begins: no fixed time or day.
pub(super) fn counted(term: Term, at: &str) -> Result<(), Refusal> {
    match term {
        Term::EndOf(_) | Term::Fixed(_) => Err(Refusal::new(Rule::DefaultTermFixed).at(at)),
        Term::WorkingDays(_) | Term::WorkingTime(_) | Term::CalendarDays(_) => Ok(()),
    }
}

/// How long one step of the registry takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepTerm {
    /// Of an ordinary document: the same day, at latest the next working day (Decree 30/2020, Art. 4(2)(c)).
    pub normal: Term,
    /// Of an urgent one (khẩn, thượng khẩn, hỏa tốc): at once, and so within so much working time.
    pub urgent: Term,
}

impl Default for StepTerm {
    fn default() -> Self {
        Self { normal: Term::WorkingDays(Days::ONE), urgent: Term::WorkingTime(Minutes::HALF_AN_HOUR) }
    }
}

/// Thời hạn từng bước của văn thư, by the same-day rules of Decree 30/2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StepTerms {
    /// Vào sổ, from receipt on (Art. 4(2)(c), 22).
    pub register: StepTerm,
    /// Trình, chuyển giao, from entry on (Art. 23(1)).
    pub present: StepTerm,
    /// Cấp số, from the signature on (Art. 15(2)).
    pub issue: StepTerm,
    /// Phát hành, from the number on (Art. 18(1)).
    pub dispatch: StepTerm,
}

/// The steps that change; those that aren't there stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangedSteps {
    /// Vào sổ.
    pub register: Option<StepTerm>,
    /// Trình, chuyển giao.
    pub present: Option<StepTerm>,
    /// Cấp số.
    pub issue: Option<StepTerm>,
    /// Phát hành.
    pub dispatch: Option<StepTerm>,
}

impl StepTerms {
    /// The same with what changes.
    pub(super) fn with(self, change: ChangedSteps) -> Self {
        Self {
            register: change.register.unwrap_or(self.register),
            present: change.present.unwrap_or(self.present),
            issue: change.issue.unwrap_or(self.issue),
            dispatch: change.dispatch.unwrap_or(self.dispatch),
        }
    }

    /// As [`DefaultTerm::check`].
    pub(super) fn check(&self, at: &str) -> Result<(), Refusal> {
        for (step, name) in
            [(self.register, "register"), (self.present, "present"), (self.issue, "issue"), (self.dispatch, "dispatch")]
        {
            counted(step.normal, &format!("{at}/{name}/normal"))?;
            counted(step.urgent, &format!("{at}/{name}/urgent"))?;
        }
        Ok(())
    }
}
