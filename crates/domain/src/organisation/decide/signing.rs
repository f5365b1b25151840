//! Whether somebody can be given a capacity to sign (Decree 30/2020/NĐ-CP, Art. 13).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Desk, outside, refuse};
use crate::{
    DepartmentId, Label, PersonId, Refusal, Rule, SigningCapacityId,
    organisation::{
        PersonRecord, Post, Record, Role, SigningCapacity, SigningForm, SigningScope, Validity, command as c,
        validity::day,
    },
};

impl Desk<'_> {
    pub(super) fn grant_signing(&self, grant: &c::GrantSigning) -> Result<Record, Refusal> {
        let mut record = self.person(&grant.person)?.clone();
        let validity = Validity::new(grant.from.unwrap_or(self.context.today), grant.until)?;
        if validity.from() < record.validity.from() || record.validity.is_over(validity.from()) {
            return Err(outside(&record.name, record.validity, "/from"));
        }
        let scope = self.scope(&grant.document_types, &grant.fields)?;
        let granted_by = self.granted_by(&record, grant, &scope, validity)?;
        let department = self.unit_of(&record, grant, validity.from())?;
        record.signing.push(SigningCapacity {
            id: SigningCapacityId(self.context.seed.nth(0)),
            form: grant.form,
            scope,
            validity,
            instrument: grant.instrument.to_string(),
            granted_by,
            department,
            under: grant.under,
        });
        record.signing.sort_by_key(|one| (one.validity, one.id));
        Ok(Record::Person(record))
    }

    fn scope(&self, types: &[Label], fields: &[Label]) -> Result<SigningScope, Refusal> {
        for (n, code) in types.iter().enumerate() {
            if !self.context.types.contains(code.as_str()) {
                return Err(Refusal::new(Rule::TypeUnknown).at(format!("/document_types/{n}")).with("type", code));
            }
        }
        let all = |labels: &[Label]| labels.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        Ok(SigningScope { types: all(types), fields: all(fields) })
    }

    /// The unit as whose head somebody signs: the one that is named, or the only one that they head.
    fn unit_of(
        &self,
        person: &PersonRecord,
        grant: &c::GrantSigning,
        day: NaiveDate,
    ) -> Result<Option<DepartmentId>, Refusal> {
        let headed = self.organisation.departments_as(person, Post::Head, day);
        match (grant.form, &grant.department) {
            (SigningForm::Head | SigningForm::Kt, None) => Ok(None),
            (SigningForm::Head | SigningForm::Kt, Some(_)) => refuse(Rule::SignsAsUnitHead, "/department"),
            (SigningForm::Tl | SigningForm::Tuq, Some(known)) => {
                let unit = self.department(known, "/department")?.id;
                if headed.contains(&unit) { Ok(Some(unit)) } else { refuse(Rule::SignsAsUnitHead, "/department") }
            }
            (SigningForm::Tl | SigningForm::Tuq, None) => match (headed.first(), headed.len()) {
                (Some(unit), 1) => Ok(Some(*unit)),
                (Some(_), _) => refuse(Rule::HeadsSeveral, "/department"),
                (None, _) => refuse(Rule::SignsAsUnitHead, "/person"),
            },
        }
    }

    /// Who gives this capacity, if it can be given to this person.
    fn granted_by(
        &self,
        person: &PersonRecord,
        grant: &c::GrantSigning,
        scope: &SigningScope,
        validity: Validity,
    ) -> Result<Option<PersonId>, Refusal> {
        let first = validity.from();
        if let Some(above) = grant.under {
            return self.under(person, grant.form, scope, validity, above).map(Some);
        }
        match grant.form {
            SigningForm::Head => {
                leader(person, validity)?;
                if !scope.is_whole() {
                    return refuse(Rule::HeadSignsAll, "/document_types");
                }
                return self.only_signing_head(person.id, validity).map(|()| None);
            }
            SigningForm::Kt => leader(person, validity)?,
            SigningForm::Tl => {
                if scope.types.is_empty() {
                    return refuse(Rule::SigningTypesMissing, "/document_types");
                }
            }
            SigningForm::Tuq => {
                if validity.until().is_none() {
                    return refuse(Rule::SigningEndMissing, "/until");
                }
                if scope.is_whole() {
                    return refuse(Rule::SigningTypesMissing, "/document_types");
                }
            }
        }
        match self.organisation.signing_head(first) {
            Some(head) if head.id == person.id => refuse(Rule::HeadSignsAll, "/person"),
            Some(head) => Ok(Some(head.id)),
            None => Err(Refusal::new(Rule::NoSigningHead).at("/form").with("day", day(first))),
        }
    }

    /// The head of a unit who signs TL. lets their own deputy sign for them; nothing else is handed on.
    fn under(
        &self,
        person: &PersonRecord,
        form: SigningForm,
        scope: &SigningScope,
        validity: Validity,
        above: SigningCapacityId,
    ) -> Result<PersonId, Refusal> {
        let Some((head, above)) = self.organisation.signing(above) else {
            return refuse(Rule::NoSuchSigning, "/under");
        };
        if above.form != SigningForm::Tl || form != SigningForm::Kt {
            return Err(Refusal::new(Rule::SigningNotHandedOn).at("/under").with("form", above.form.vietnamese()));
        }
        let deputy = |unit| self.organisation.is_deputy_in(person, unit, validity.from());
        if !above.department.is_some_and(deputy) {
            return Err(Refusal::new(Rule::SignsAsDeputy).at("/person").with("name", &head.name));
        }
        if scope.exceeds(&above.scope) {
            return refuse(Rule::BeyondSigning, "/document_types");
        }
        let ends_later = match (validity.until(), above.validity.until()) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(until), Some(end)) => until > end,
        };
        if validity.from() < above.validity.from() || ends_later {
            return Err(outside(&head.name, above.validity, if ends_later { "/until" } else { "/from" }));
        }
        Ok(head.id)
    }

    /// An agency has one head at a time.
    fn only_signing_head(&self, person: PersonId, validity: Validity) -> Result<(), Refusal> {
        let other = self.organisation.people.values().find(|other| {
            let head = |one: &SigningCapacity| one.form == SigningForm::Head && one.validity.overlaps(validity);
            other.validity.overlaps(validity) && other.signing.iter().any(head)
        });
        match other {
            Some(other) if other.id == person => refuse(Rule::AlreadyHeld, "/form"),
            Some(other) => Err(Refusal::new(Rule::SecondSigningHead).at("/person").with("name", &other.name)),
            None => Ok(()),
        }
    }

    pub(super) fn end_signing(&self, end: &c::EndSigning) -> Result<Record, Refusal> {
        let Some((person, capacity)) = self.organisation.signing(end.signing) else {
            return refuse(Rule::NoSuchSigning, "/signing");
        };
        self.below(person, "/signing")?;
        let mut record = person.clone();
        if capacity.validity.until().is_some_and(|until| until <= end.until) {
            return refuse(Rule::NothingToChange, "/until");
        }
        let kept = self.cut(capacity.validity, end.until)?;
        let capacity = capacity.clone();
        record.signing.retain(|one| one.id != capacity.id);
        record.signing.extend(kept.map(|validity| SigningCapacity { validity, ..capacity }));
        record.signing.sort_by_key(|one| (one.validity, one.id));
        Ok(Record::Person(record))
    }
}

/// Whoever signs as the head or for the head is one of the agency's leaders on the first day.
fn leader(person: &PersonRecord, validity: Validity) -> Result<(), Refusal> {
    if person.has_role_on(Role::Leader, validity.from()) { Ok(()) } else { refuse(Rule::SignsAsLeader, "/person") }
}
