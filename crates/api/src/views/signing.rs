//! Who signs for the agency, and by which capacity.

use chrono::NaiveDate;
use office::domain::{
    DepartmentId, PersonId, SigningCapacityId,
    organisation::{Directory, SigningCapacity, SigningForm},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::PersonRef;

/// A capacity to sign (Decree 30/2020, Art. 13).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SigningCapacity)]
pub struct SigningView {
    /// Which.
    pub id: SigningCapacityId,
    /// In which form.
    pub form: SigningForm,
    /// The same, as the office says it.
    pub form_text: String,
    /// The types of document, by code; all where none is named.
    pub document_types: Vec<String>,
    /// Lĩnh vực; all where none is named.
    pub fields: Vec<String>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// Số, ký hiệu of the instrument that gives it.
    pub instrument: String,
    /// Who gives it; nobody where it is the head's own.
    pub granted_by: Option<PersonId>,
    /// The unit as whose head somebody signs TL. or TUQ.
    pub department: Option<DepartmentId>,
    /// The capacity of a unit's head under which their deputy signs.
    pub under: Option<SigningCapacityId>,
}

impl From<&SigningCapacity> for SigningView {
    fn from(one: &SigningCapacity) -> Self {
        Self {
            id: one.id,
            form: one.form,
            form_text: one.form.vietnamese().to_owned(),
            document_types: one.scope.types.iter().cloned().collect(),
            fields: one.scope.fields.iter().cloned().collect(),
            from: one.validity.from(),
            until: one.validity.until(),
            instrument: one.instrument.clone(),
            granted_by: one.granted_by,
            department: one.department,
            under: one.under,
        }
    }
}

/// Somebody who may sign.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Signer)]
pub struct SignerView {
    /// Who.
    pub person: PersonRef,
    /// By which capacity.
    pub signing: SigningView,
}

impl SignerView {
    /// As the directory knows them.
    pub fn of(person: PersonId, capacity: &SigningCapacity, directory: &Directory) -> Self {
        Self { person: PersonRef::of(person, directory), signing: capacity.into() }
    }
}
