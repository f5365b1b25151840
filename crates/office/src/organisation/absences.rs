//! Who is told of an absence: whoever stands in, and no longer does.

use domain::{
    AgencyId,
    notice::AccountNotice,
    organisation::{Absence, Organisation, PersonRecord, Record},
};

use crate::{Office, OfficeError, password_reset::Sealed};

/// A name with its position.
fn named(person: &PersonRecord) -> String {
    if person.title.is_empty() { person.name.clone() } else { format!("{} ({})", person.name, person.title) }
}

/// What changed of a person's absences: those that are new, and those that are no more or shorter than they were.
fn changed<'a>(before: Option<&'a PersonRecord>, after: &'a PersonRecord) -> (Vec<&'a Absence>, Vec<&'a Absence>) {
    let known = before.map_or(&[][..], |person| &person.absences);
    let new = after.absences.iter().filter(|absence| !known.iter().any(|k| same(k, absence))).collect();
    let gone = known.iter().filter(|absence| !after.absences.contains(absence)).collect();
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
    ) -> Result<Vec<Sealed>, OfficeError> {
        let today = self.today();
        let mut letters = Vec::new();
        let mut tell = |absence: &Absence, notice: AccountNotice| -> Result<(), OfficeError> {
            let over = absence.validity.is_over(today);
            let substitute = after.people.get(&absence.substitute).filter(|_| !over);
            if let Some(substitute) = substitute {
                letters.extend(self.account_letter(agency, after.agency.name_on(today), substitute, notice)?);
            }
            Ok(())
        };
        for record in records {
            let Record::Person(person) = record else { continue };
            // As it stands after all of them: what one command set and another took back nobody is told of.
            let Some(person) = after.people.get(&person.id) else { continue };
            let (new, gone) = changed(before.people.get(&person.id), person);
            for absence in new {
                let (from, until) = (absence.validity.from(), absence.validity.until());
                let until = until.unwrap_or(from);
                tell(absence, AccountNotice::StandsIn { away: named(person), from, until })?;
            }
            for absence in gone {
                tell(absence, AccountNotice::StandsInNoMore { away: named(person) })?;
            }
        }
        Ok(letters)
    }
}
