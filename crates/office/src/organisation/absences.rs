//! Who is told of an absence: whoever stands in, and no longer does; and whoever is away, where somebody else has said so.

use chrono::NaiveDate;
use domain::{
    AgencyId, PersonId,
    notice::AccountNotice,
    organisation::{Absence, Organisation, PersonRecord, Record},
};

use crate::{Office, OfficeError, password_reset::Sealed};

/// A name with its position.
fn named(person: &PersonRecord) -> String {
    if person.title.is_empty() { person.name.clone() } else { format!("{} ({})", person.name, person.title) }
}

/// What changed of a person's absences: those that are new or have another end, and those of which nothing is left to come.
fn changed<'a>(
    before: Option<&'a PersonRecord>,
    after: &'a PersonRecord,
    today: NaiveDate,
) -> (Vec<&'a Absence>, Vec<&'a Absence>) {
    let known = before.map_or(&[][..], |person| &person.absences);
    let to_come = |absence: &&Absence| !absence.validity.is_over(today);
    let new = after.absences.iter().filter(to_come).filter(|absence| !known.contains(absence)).collect();
    let goes_on = |absence: &Absence| after.absences.iter().filter(to_come).any(|now| same(now, absence));
    let gone = known.iter().filter(to_come).filter(|absence| !goes_on(absence)).collect();
    (new, gone)
}

/// Whether this is the absence that began on that day, perhaps with another end.
fn same(one: &Absence, other: &Absence) -> bool {
    one.substitute == other.substitute && one.validity.from() == other.validity.from()
}

impl Office {
    /// The mails to those who are to stand in for somebody from now on, or no longer: what was, what has become of it.
    pub(super) fn told_of_absences(
        &self,
        agency: AgencyId,
        before: &Organisation,
        after: &Organisation,
        records: &[Record],
        by: PersonId,
    ) -> Result<Vec<Sealed>, OfficeError> {
        let today = self.today();
        let mut letters = Vec::new();
        let mut tell = |to: PersonId, notice: AccountNotice| -> Result<(), OfficeError> {
            if let Some(person) = after.people.get(&to) {
                letters.extend(self.account_letter(agency, after.agency.name_on(today), person, notice)?);
            }
            Ok(())
        };
        for record in records {
            let Record::Person(person) = record else { continue };
            // As it stands after all of them: what one command set and another took back nobody is told of.
            let Some(person) = after.people.get(&person.id) else { continue };
            let (new, gone) = changed(before.people.get(&person.id), person, today);
            for absence in new {
                let (from, until) = (absence.validity.from(), absence.validity.until());
                let until = until.unwrap_or(from);
                tell(absence.substitute, AccountNotice::StandsIn { away: named(person), from, until })?;
                let substitute = after.people.get(&absence.substitute).filter(|_| by != person.id);
                if let Some(substitute) = substitute.map(named) {
                    tell(person.id, AccountNotice::Away { substitute, from, until })?;
                }
            }
            for absence in gone {
                tell(absence.substitute, AccountNotice::StandsInNoMore { away: named(person) })?;
            }
        }
        Ok(letters)
    }
}
