//! The office's own choices: its limits, its terms, what a recall and a pause do.

use std::ops::RangeInclusive;

use super::{Desk, refuse};
use crate::{
    Known, PersonId, Refusal, Rule,
    organisation::{DefaultTerm, Record, ReminderFault, Role, RoleGrant, command::ChangeSettings},
};

/// How many files one document may have.
const FILES: RangeInclusive<u32> = 1..=10_000;
/// How many recipients one direction may name: each is told.
const RECIPIENTS: RangeInclusive<u32> = 1..=1000;
/// For how many days an administrator may be let look.
const LOOK_DAYS: RangeInclusive<u32> = 1..=90;
/// For how many minutes mails are gathered: nobody is to wait for longer to learn what was said.
const GATHER_MINUTES: RangeInclusive<u32> = 0..=60;

fn within(value: u32, range: &RangeInclusive<u32>, at: &str) -> Result<(), Refusal> {
    if range.contains(&value) {
        return Ok(());
    }
    let refusal = Refusal::new(Rule::SettingOutOfRange).at(at);
    Err(refusal.with("min", range.start()).with("max", range.end()))
}

/// How many leaders stand in line.
const MOST_IN_LINE: usize = 20;

/// What is wrong with when people are reminded, and where.
fn refused(fault: ReminderFault) -> Refusal {
    match fault {
        ReminderFault::NotATime => Refusal::new(Rule::NotATimeOfDay).at("/reminders/digest_at"),
        ReminderFault::OutOfRange { field, least, most } => {
            let refusal = Refusal::new(Rule::SettingOutOfRange).at(format!("/reminders/{field}"));
            refusal.with("min", least).with("max", most)
        }
        ReminderFault::LeaderBeforeHead { field } => {
            Refusal::new(Rule::LeaderBeforeHead).at(format!("/reminders/{field}"))
        }
    }
}

impl Desk<'_> {
    /// Leaders, each once.
    fn line(&self, named: &[Known]) -> Result<Vec<PersonId>, Refusal> {
        let at = "/next_in_line";
        if named.len() > MOST_IN_LINE {
            return Err(Refusal::new(Rule::TooManyInLine).at(at).with("max", MOST_IN_LINE));
        }
        let mut line = Vec::with_capacity(named.len());
        for (n, known) in named.iter().enumerate() {
            let place = format!("{at}/{n}");
            let person = self.organisation.find_person(known);
            let person = person.ok_or_else(|| Refusal::new(Rule::NoSuchPerson).at(&place).with("known", known))?;
            let leads = |grant: &RoleGrant| grant.role == Role::Leader && !grant.validity.is_over(self.context.today);
            if person.validity.is_over(self.context.today) || !person.roles.iter().any(leads) {
                return Err(Refusal::new(Rule::NotALeader).at(place).with("name", &person.name));
            }
            if line.contains(&person.id) {
                return Err(Refusal::new(Rule::RecipientTwice).at(place));
            }
            line.push(person.id);
        }
        Ok(line)
    }

    pub(super) fn change_settings(&self, change: &ChangeSettings) -> Result<Record, Refusal> {
        let mut settings = self.organisation.settings.clone();
        if let Some(recall) = change.recall {
            settings.recall = recall;
        }
        if let Some(max) = change.max_files {
            within(max, &FILES, "/max_files")?;
            settings.max_files = max;
        }
        if let Some(max) = change.max_recipients {
            within(max, &RECIPIENTS, "/max_recipients")?;
            settings.max_recipients = max;
        }
        if let Some(max) = change.max_look_days {
            within(max.into(), &LOOK_DAYS, "/max_look_days")?;
            settings.max_look_days = max;
        }
        if let Some(terms) = &change.terms {
            DefaultTerm::check(terms, "/terms", |code| self.context.types.contains(code))?;
            settings.terms.clone_from(terms);
        }
        if let Some(steps) = change.steps {
            settings.steps = settings.steps.with(steps);
            settings.steps.check("/steps")?;
        }
        if let Some(stops) = change.pause_stops_clock {
            settings.pause_stops_clock = stops;
        }
        if let Some(reminders) = &change.reminders {
            settings.reminders = settings.reminders.with(reminders).map_err(refused)?;
        }
        if let Some(minutes) = change.gather_minutes {
            within(minutes.into(), &GATHER_MINUTES, "/gather_minutes")?;
            settings.gather_minutes = minutes;
        }
        if let Some(line) = &change.next_in_line {
            settings.next_in_line = self.line(line)?;
        }
        if let Some(outgoing) = change.outgoing.clone() {
            let knows = |code: &str| self.organisation.departments.values().any(|unit| unit.code == code);
            settings.outgoing = settings.outgoing.with(outgoing, knows)?;
        }
        if let Some(one_stop) = change.one_stop.clone() {
            settings.one_stop = settings.one_stop.with(*one_stop)?;
        }
        if settings == self.organisation.settings {
            return refuse(Rule::NothingToChange, "");
        }
        Ok(Record::Settings(settings))
    }
}
