//! Absences: when somebody is away, and who stands in for them (thay).

use chrono::{Days, NaiveDate};

use super::{Desk, outside, refuse};
use crate::{
    PersonId, Refusal, Rule,
    access::Authority,
    organisation::{Absence, PersonRecord, Record, Validity, command as c, validity::day},
};

impl Desk<'_> {
    /// Whose absence it is: anybody sets their own, an administrator everybody's.
    fn absent(&self, known: &crate::Known) -> Result<&PersonRecord, Refusal> {
        match self.context.authority {
            Authority::Own(id) => {
                let found = self.organisation.find_person(known).filter(|record| record.id == id);
                found.ok_or_else(|| Refusal::new(Rule::AdministratorOnly).at("/person"))
            }
            Authority::Agency | Authority::Installation => self.person(known),
        }
    }

    pub(super) fn set_absence(&self, set: &c::SetAbsence) -> Result<Record, Refusal> {
        let mut record = self.absent(&set.person)?.clone();
        let today = self.context.today;
        let validity = Validity::new(set.from.unwrap_or(today), Some(set.until))?;
        if validity.from() < today {
            return Err(Refusal::new(Rule::AbsencePast).at("/from").with("today", day(today)));
        }
        within(&record, validity, "/from")?;
        if let Some(there) = record.absences.iter().find(|absence| absence.validity.overlaps(validity)) {
            let (from, until) = (there.validity.from(), there.validity.until().unwrap_or(there.validity.from()));
            return Err(Refusal::new(Rule::AwayAlready).at("/from").with("from", day(from)).with("until", day(until)));
        }
        let place = "/substitute";
        let found = self.organisation.find_person(&set.substitute);
        let other = found.ok_or_else(|| Refusal::new(Rule::NoSuchPerson).at(place).with("known", &set.substitute))?;
        if other.id == record.id {
            return refuse(Rule::OwnSubstitute, place);
        }
        // Who administers reads no content by it, and does not help themselves to a desk where it lies.
        if !matches!(self.context.authority, Authority::Own(_)) && self.context.by == Some(other.id) {
            return refuse(Rule::AdministratorStandsIn, place);
        }
        within(other, validity, place)?;
        let shown = self.organisation.directory(validity.from());
        if !shown.people.get(&other.id).is_some_and(crate::organisation::Person::handles_documents) {
            return Err(Refusal::new(Rule::NotARecipient).at(place).with("name", &other.name));
        }
        if other.absences.iter().any(|absence| absence.validity.overlaps(validity)) {
            return Err(Refusal::new(Rule::SubstituteAway).at(place).with("name", &other.name));
        }
        // Nobody passes on a desk that was given to them.
        if let Some(relying) = self.relying_on(record.id, |other| other.overlaps(validity)) {
            return Err(Refusal::new(Rule::StandsIn).at("/person").with("name", &relying.name));
        }
        record.absences.push(Absence { substitute: other.id, validity });
        record.absences.sort_by_key(|absence| absence.validity);
        Ok(Record::Person(record))
    }

    pub(super) fn end_absence(&self, end: &c::EndAbsence) -> Result<Record, Refusal> {
        let mut record = self.absent(&end.person)?.clone();
        let today = self.context.today;
        let Some(place) = record.absences.iter().position(|absence| absence.validity.from() == end.from) else {
            return refuse(Rule::NotAway, "/from");
        };
        let absence = record.absences.remove(place);
        let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let until = end.until.unwrap_or(yesterday);
        if absence.validity.until().is_none_or(|present| until >= present) {
            return refuse(Rule::NotAway, "/until");
        }
        // What has been is not undone: whoever acted in their stead did so rightly.
        if until < yesterday {
            return Err(Refusal::new(Rule::AbsencePast).at("/until").with("today", day(today)));
        }
        if let Some(validity) = self.cut(absence.validity, until)? {
            record.absences.insert(place, Absence { validity, ..absence });
        }
        Ok(Record::Person(record))
    }

    /// Whoever leaves no longer stands in for anybody.
    pub(super) fn nobody_relies_on(&self, person: PersonId, until: NaiveDate, at: &str) -> Result<(), Refusal> {
        match self.relying_on(person, |absence| absence.until().is_some_and(|last| last > until)) {
            Some(other) => Err(Refusal::new(Rule::StandsIn).at(at).with("name", &other.name)),
            None => Ok(()),
        }
    }

    /// Somebody for whom this person is to stand in, at such a time.
    fn relying_on(&self, person: PersonId, when: impl Fn(Validity) -> bool) -> Option<&PersonRecord> {
        let relies = |other: &&PersonRecord| {
            other.absences.iter().any(|absence| absence.substitute == person && when(absence.validity))
        };
        self.organisation.people.values().find(relies)
    }
}

/// Whoever is away, or stands in, works here all the time.
fn within(person: &PersonRecord, validity: Validity, at: &str) -> Result<(), Refusal> {
    let works = person.validity;
    let whole = |day: Option<NaiveDate>| day.is_some_and(|day| works.holds_on(day));
    if whole(Some(validity.from())) && whole(validity.until()) { Ok(()) } else { Err(outside(&person.name, works, at)) }
}
