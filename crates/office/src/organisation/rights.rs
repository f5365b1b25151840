//! Who is told when rights change: whoever holds them, what was given and taken, and by whom. One mail for all that one request
//! changes of a person.

use chrono::NaiveDate;
use domain::{
    AgencyId, PersonId,
    catalogue::DOCUMENT_TYPES,
    notice::{AccountNotice, Held, Right},
    organisation::{Organisation, PersonRecord, SigningScope, Validity},
};

use crate::{Office, OfficeError, password_reset::Sealed};

/// What a person holds from today on, with the days.
fn held(person: &PersonRecord, organisation: &Organisation, today: NaiveDate) -> Vec<(Right, Validity)> {
    let roles = person.roles.iter().map(|grant| (Right::Role(grant.role), grant.validity));
    // With its department a post ends, and comes back.
    let posts = person.positions.iter().filter_map(|position| {
        let department = organisation.departments.get(&position.department)?;
        let validity = position.validity.both(department.validity)?;
        Some((Right::Post { post: position.post, department: department.name.clone() }, validity))
    });
    let signing = person.signing.iter().map(|one| {
        (
            Right::Signing { form: one.form, instrument: one.instrument.clone(), bounds: bounds(&one.scope) },
            one.validity,
        )
    });
    roles.chain(posts).chain(signing).filter(|(_, validity)| !validity.is_over(today)).collect()
}

/// What a capacity to sign is bounded to, as an office calls it.
fn bounds(scope: &SigningScope) -> Vec<String> {
    let known =
        |code: &String| DOCUMENT_TYPES.iter().find(|known| known.code == code).map(|known| known.name.to_owned());
    let types = scope.types.iter().map(|code| known(code).unwrap_or_else(|| code.clone()));
    scope.fields.iter().cloned().chain(types).collect()
}

fn told(right: &Right, validity: Validity) -> Held {
    Held { right: right.clone(), from: validity.from(), until: validity.until() }
}

/// What was given and what was taken: of a right that goes on with another last day, whether it lasts longer or less long.
fn changes(before: &[(Right, Validity)], after: &[(Right, Validity)]) -> (Vec<Held>, Vec<Held>) {
    let last = |validity: Validity| validity.until().unwrap_or(NaiveDate::MAX);
    let (mut given, mut taken) = (Vec::new(), Vec::new());
    for (right, now) in after {
        let then = before.iter().find(|(known, then)| known == right && then.from() == now.from());
        match then {
            None => given.push(told(right, *now)),
            Some((_, then)) if last(*now) > last(*then) => given.push(told(right, *now)),
            Some((_, then)) if last(*now) < last(*then) => taken.push(told(right, *now)),
            Some(_) => {}
        }
    }
    for (right, then) in before {
        if !after.iter().any(|(known, now)| known == right && now.from() == then.from()) {
            // It ends today or before, or never begins: no day is left of it.
            taken.push(Held { right: right.clone(), from: then.from(), until: None });
        }
    }
    (given, taken)
}

impl Office {
    /// The mails to those whose roles or positions were changed. Whoever is new is not told: all that they have is new to them.
    pub(super) fn told_of_rights(
        &self,
        agency: AgencyId,
        before: &Organisation,
        after: &Organisation,
        by: PersonId,
    ) -> Result<Vec<Sealed>, OfficeError> {
        let today = self.today();
        let name = after.people.get(&by).map(|person| format!("{} ({})", person.name, person.title));
        let mut letters = Vec::new();
        for was in before.people.values() {
            let Some(is) = after.people.get(&was.id) else { continue };
            // What one command gave and another of the same request took back nobody is told of.
            let (given, taken) = changes(&held(was, before, today), &held(is, after, today));
            if given.is_empty() && taken.is_empty() {
                continue;
            }
            let notice = AccountNotice::Rights { by: name.clone(), given, taken };
            letters.extend(self.account_letter(agency, after.agency.name_on(today), is, notice)?);
        }
        Ok(letters)
    }
}

impl Office {
    /// The mails to those whose mail address was changed, to the old one and to the new: whoever holds the account is to know where
    /// the mails about their rights go.
    pub(super) fn told_of_addresses(
        &self,
        agency: AgencyId,
        before: &Organisation,
        after: &Organisation,
        by: PersonId,
    ) -> Result<Vec<Sealed>, OfficeError> {
        let name = after.people.get(&by).map(|person| format!("{} ({})", person.name, person.title));
        let mut letters = Vec::new();
        for was in before.people.values() {
            let Some(is) = after.people.get(&was.id).filter(|is| is.email != was.email) else { continue };
            for reader in [was, is] {
                let notice =
                    AccountNotice::AddressChanged { from: was.email.clone(), to: is.email.clone(), by: name.clone() };
                letters.extend(self.account_letter(agency, after.agency.name_on(self.today()), reader, notice)?);
            }
        }
        Ok(letters)
    }
}

#[cfg(test)]
mod tests {
    use domain::organisation::Role;

    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, n).unwrap()
    }

    fn has(role: Role, from: u32, until: Option<u32>) -> (Right, Validity) {
        (Right::Role(role), Validity::new(day(from), until.map(day)).unwrap())
    }

    fn shown(held: &[Held]) -> Vec<(Right, Option<NaiveDate>)> {
        held.iter().map(|held| (held.right.clone(), held.until)).collect()
    }

    #[test]
    fn given_and_taken_are_told_apart() {
        let clerk = Right::Role(Role::RegistryClerk);
        let told = |before: &[_], after: &[_]| {
            let (given, taken) = changes(before, after);
            (shown(&given), shown(&taken))
        };
        let open = [has(Role::RegistryClerk, 1, None)];
        assert_eq!(told(&[], &open), (vec![(clerk.clone(), None)], vec![]));
        assert_eq!(told(&open, &open), (vec![], vec![]));
        assert_eq!(told(&open, &[]), (vec![], vec![(clerk.clone(), None)]));
        let ends = [has(Role::RegistryClerk, 1, Some(9))];
        assert_eq!(told(&open, &ends), (vec![], vec![(clerk.clone(), Some(day(9)))]));
        assert_eq!(told(&ends, &open), (vec![(clerk.clone(), None)], vec![]));
        let other = [has(Role::Leader, 1, None)];
        assert_eq!(told(&open, &other), (vec![(Right::Role(Role::Leader), None)], vec![(clerk, None)]));
    }
}
