//! The use of originals that the registry keeps (sử dụng bản lưu; Decree 30/2020, Art. 19, Appendix IV): who has one, by whose leave, and
//! when it is back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Actor, DocumentId, Label, OriginalUseId, PersonId, Refusal, Remark, Rule, access,
    organisation::{Directory, Role, Scope},
    outgoing::OutgoingDocument,
    written_day,
};

/// One use, as the book has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseOfOriginal {
    /// Which.
    pub id: OriginalUseId,
    /// Of which document.
    pub document: DocumentId,
    /// Họ và tên người sử dụng.
    pub user: Label,
    /// Người cho phép sử dụng.
    pub allowed_by: PersonId,
    /// Since when.
    pub used_on: NaiveDate,
    /// When it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_on: Option<NaiveDate>,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
}

/// A use to be noted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUse {
    /// Of which document: one that has its number.
    pub document: DocumentId,
    /// Who uses it, by name.
    pub user: Label,
    /// Who allows it: a leader of the agency, or its chief of office.
    pub allowed_by: PersonId,
    /// Since when; today where nothing is said.
    #[serde(default)]
    pub used_on: Option<NaiveDate>,
    /// Ghi chú.
    #[serde(default)]
    pub remark: Option<Remark>,
}

/// Notes that an original is used.
///
/// # Errors
/// The rule that says no: it has no number, one is out already, nobody who may has allowed it, or the day lies elsewhere.
pub fn use_original(
    actor: Actor,
    id: OriginalUseId,
    new: NewUse,
    document: &OutgoingDocument,
    out: Option<&UseOfOriginal>,
    (today, directory): (NaiveDate, &Directory),
) -> Result<UseOfOriginal, Refusal> {
    access::works_as_registry(actor, Scope::DocumentsIssue, directory)?;
    let line = document.state().line().ok_or(Refusal::new(Rule::OriginalUnknown).at("/document"))?;
    if let Some(out) = out {
        return Err(Refusal::new(Rule::OriginalOut).at("/document").with("user", &out.user));
    }
    let allows = |person: &&crate::organisation::Person| person.is(Role::Leader) || person.is(Role::ChiefOfOffice);
    directory.active(new.allowed_by).filter(allows).ok_or(Refusal::new(Rule::OriginalNotAllowed).at("/allowed_by"))?;
    let used_on = new.used_on.unwrap_or(today);
    within(used_on, (line.issued_on, today)).map_err(|no| no.at("/used_on"))?;
    Ok(UseOfOriginal {
        id,
        document: new.document,
        user: new.user,
        allowed_by: new.allowed_by,
        used_on,
        returned_on: None,
        remark: new.remark,
    })
}

/// Notes that it is back.
///
/// # Errors
/// The rule that says no: it is back already, or the day lies elsewhere.
pub fn return_original(
    actor: Actor,
    used: &UseOfOriginal,
    on: Option<NaiveDate>,
    (today, directory): (NaiveDate, &Directory),
) -> Result<UseOfOriginal, Refusal> {
    access::works_as_registry(actor, Scope::DocumentsIssue, directory)?;
    if used.returned_on.is_some() {
        return Err(Refusal::new(Rule::OriginalBack));
    }
    let on = on.unwrap_or(today);
    within(on, (used.used_on, today)).map_err(|no| no.at("/returned_on"))?;
    Ok(UseOfOriginal { returned_on: Some(on), ..used.clone() })
}

fn within(day: NaiveDate, (first, last): (NaiveDate, NaiveDate)) -> Result<(), Refusal> {
    if (first..=last).contains(&day) {
        return Ok(());
    }
    Err(Refusal::new(Rule::OriginalDay).with("from", written_day(first)).with("until", written_day(last)))
}
