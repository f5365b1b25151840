//! Signing capacity (thẩm quyền ký; Decree 30/2020/NĐ-CP, Art. 13): who signs for the agency, in which form and what, from when
//! until when, by which instrument. It is judged on the day of signing, along the whole way up to the head of the agency.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Organisation, PersonRecord, Post, Role, Validity};
use crate::{DepartmentId, PersonId, Refusal, Rule, SigningCapacityId, text::fold};

/// In which form somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SigningForm {
    /// The head of the agency (người đứng đầu): signs everything (Art. 13(1)); for a collective body on its behalf (TM.).
    Head,
    /// KT., ký thay: a deputy for the head, in the fields assigned to them (Art. 13(1), (2)); under a TL. the deputy of a unit's
    /// head (Art. 13(3)).
    Kt,
    /// TL., thừa lệnh: the head of a unit, by the head's order, the types that the regulation lists (Art. 13(3)).
    Tl,
    /// TUQ., thừa ủy quyền: the head of a unit in a special case, in writing, for a time, and never handed on (Art. 13(4)).
    Tuq,
}

impl SigningForm {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Head, Self::Kt, Self::Tl, Self::Tuq];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Kt => "kt",
            Self::Tl => "tl",
            Self::Tuq => "tuq",
        }
    }

    /// Reads [`SigningForm::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == text)
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Head => "người đứng đầu",
            Self::Kt => "ký thay (KT.)",
            Self::Tl => "ký thừa lệnh (TL.)",
            Self::Tuq => "ký thừa ủy quyền (TUQ.)",
        }
    }
}

/// What is to be signed, as far as the capacity to sign it depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter<'a> {
    /// The type of document, by code.
    pub type_code: &'a str,
    /// The field (lĩnh vực) that it is about.
    pub field: Option<&'a str>,
}

/// What somebody may sign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SigningScope {
    /// Types of document, by code; all where none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub types: BTreeSet<String>,
    /// Fields (lĩnh vực); all where none is named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub fields: BTreeSet<String>,
}

impl SigningScope {
    /// Whether nothing narrows it.
    pub fn is_whole(&self) -> bool {
        self.types.is_empty() && self.fields.is_empty()
    }

    /// Whether this may be signed. What has no field is in none of those that are named.
    pub fn covers(&self, matter: Matter<'_>) -> bool {
        let field = |wanted: &str| self.fields.iter().any(|field| fold(field) == fold(wanted));
        (self.types.is_empty() || self.types.contains(matter.type_code))
            && (self.fields.is_empty() || matter.field.is_some_and(field))
    }

    /// Whether this goes beyond that.
    pub fn exceeds(&self, other: &Self) -> bool {
        let more = |of: &BTreeSet<String>, than: &BTreeSet<String>| {
            !than.is_empty() && of.iter().any(|one| !than.iter().any(|other| fold(other) == fold(one)))
        };
        more(&self.types, &other.types) || more(&self.fields, &other.fields)
    }
}

/// A capacity to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningCapacity {
    /// Which.
    pub id: SigningCapacityId,
    /// In which form.
    pub form: SigningForm,
    /// What.
    pub scope: SigningScope,
    /// When.
    pub validity: Validity,
    /// Số, ký hiệu of the instrument that gives it (quyết định, quy chế, giấy ủy quyền).
    pub instrument: String,
    /// Who gives it; nobody where it is the head's own.
    pub granted_by: Option<PersonId>,
    /// The unit as whose head somebody signs TL. or TUQ.: whoever no longer heads it no longer signs by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The capacity of a unit's head under which their deputy signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<SigningCapacityId>,
}

impl Organisation {
    /// The departments that exist on this day in which this person then has this post.
    pub(super) fn departments_as(&self, person: &PersonRecord, post: Post, day: NaiveDate) -> BTreeSet<DepartmentId> {
        let holds = |held: &&super::Position| held.post == post && held.validity.holds_on(day);
        let exists = |id: &DepartmentId| self.departments.get(id).is_some_and(|d| d.validity.holds_on(day));
        let works = person.validity.holds_on(day);
        person.positions.iter().filter(holds).map(|held| held.department).filter(|id| works && exists(id)).collect()
    }

    /// A capacity, and whose it is.
    pub fn signing(&self, id: SigningCapacityId) -> Option<(&PersonRecord, &SigningCapacity)> {
        self.people.values().find_map(|person| Some((person, person.signing.iter().find(|one| one.id == id)?)))
    }

    /// Who signs as the head of the agency on this day.
    pub fn signing_head(&self, day: NaiveDate) -> Option<&PersonRecord> {
        let head = |one: &SigningCapacity| one.form == SigningForm::Head && one.validity.holds_on(day);
        self.people.values().find(|p| p.has_role_on(Role::Leader, day) && p.signing.iter().any(head))
    }

    /// Whether this person may sign this on this day: by which capacity.
    ///
    /// # Errors
    /// [`Rule::NotASigner`].
    pub fn may_sign(&self, person: PersonId, matter: Matter<'_>, day: NaiveDate) -> Result<&SigningCapacity, Refusal> {
        let found = self.people.get(&person).and_then(|person| {
            let mut fit: Vec<_> = person.signing.iter().filter(|one| self.holds(person, one, matter, day)).collect();
            fit.sort_by_key(|one| (one.form, one.id));
            fit.first().copied()
        });
        found.ok_or_else(|| {
            let name = self.people.get(&person).map_or("…", |person| &person.name);
            Refusal::new(Rule::NotASigner).with("name", name).with("day", super::validity::day(day))
        })
    }

    /// Everybody who may sign this on this day, the head first, each by one capacity.
    ///
    /// # Errors
    /// [`Rule::TypeUnknown`] where it is of none of these types.
    pub fn signers_of(
        &self,
        matter: Matter<'_>,
        day: NaiveDate,
        types: &BTreeSet<String>,
    ) -> Result<Vec<(PersonId, &SigningCapacity)>, Refusal> {
        if types.contains(matter.type_code) {
            Ok(self.signers(matter, day))
        } else {
            Err(Refusal::new(Rule::TypeUnknown).at("/document_type").with("type", matter.type_code))
        }
    }

    /// The same of a type that is known.
    pub fn signers(&self, matter: Matter<'_>, day: NaiveDate) -> Vec<(PersonId, &SigningCapacity)> {
        let one = |person: &PersonRecord| Some((person.id, self.may_sign(person.id, matter, day).ok()?));
        let mut signers: Vec<_> = self.people.values().filter_map(one).collect();
        signers.sort_by_key(|(person, capacity)| (capacity.form, *person));
        signers
    }

    /// Whether this person is a deputy in this department on this day.
    pub(super) fn is_deputy_in(&self, person: &PersonRecord, unit: DepartmentId, day: NaiveDate) -> bool {
        self.departments_as(person, Post::Deputy, day).contains(&unit)
    }

    /// Whether this capacity of this person carries on this day: they are still what it is given to, and so is whoever gave it,
    /// where it rests on them.
    fn holds(&self, person: &PersonRecord, capacity: &SigningCapacity, matter: Matter<'_>, day: NaiveDate) -> bool {
        let exists = self.agency.validity.holds_on(day) && person.validity.holds_on(day);
        if !exists || !capacity.validity.holds_on(day) || !capacity.scope.covers(matter) {
            return false;
        }
        let heads_unit = |person: &PersonRecord| {
            capacity.department.is_some_and(|unit| self.departments_as(person, Post::Head, day).contains(&unit))
        };
        match (capacity.form, capacity.under) {
            (SigningForm::Head, _) | (SigningForm::Kt, None) => person.has_role_on(Role::Leader, day),
            (SigningForm::Tl, _) => heads_unit(person),
            // An authorisation is somebody's, and goes with them.
            (SigningForm::Tuq, _) => {
                let granted = capacity.granted_by.and_then(|id| self.people.get(&id));
                heads_unit(person)
                    && granted.is_some_and(|head| self.signing_head(day).is_some_and(|h| h.id == head.id))
            }
            (SigningForm::Kt, Some(above)) => self.signing(above).is_some_and(|(head, above)| {
                above.form == SigningForm::Tl
                    && above.department.is_some_and(|unit| self.is_deputy_in(person, unit, day))
                    && self.holds(head, above, matter, day)
            }),
        }
    }
}
