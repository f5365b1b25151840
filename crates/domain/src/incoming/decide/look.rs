//! A leader lets an administrator look at one document, for a reason and a time: to find a fault, say. Nothing else comes of it.

use chrono::TimeDelta;

use super::Decision;
use crate::incoming::{
    command::{EndLook, GrantLook},
    event::Event,
};
use crate::{Refusal, Rule, access};

impl Decision<'_> {
    pub(super) fn grant_look(&self, command: GrantLook) -> Result<Event, Refusal> {
        let GrantLook { person, until, reason } = command;
        let until = crate::to_micros(until);
        let directory = self.context.directory;
        let known = directory.active(person).ok_or(Refusal::new(Rule::PersonUnknown).at("/person"))?;
        if !access::administers_something(known) {
            return Err(Refusal::new(Rule::LookForAdministrators).at("/person").with("name", &known.name));
        }
        if access::may_see(self.document, person, directory) {
            return Err(Refusal::new(Rule::SeesAlready).at("/person").with("name", &known.name));
        }
        self.deadline(until, None, "/until")?;
        let max = self.context.settings.max_look_days;
        if until - self.context.now > TimeDelta::days(max.into()) {
            return Err(Refusal::new(Rule::LookTooLong).at("/until").with("max", max));
        }
        Ok(Event::LookGranted { person, until, reason })
    }

    pub(super) fn end_look(&self, command: &EndLook) -> Result<Event, Refusal> {
        let person = command.person;
        if self.document.looks().iter().any(|look| look.person == person) {
            Ok(Event::LookEnded { person })
        } else {
            Err(Refusal::new(Rule::NothingToChange).at("/person"))
        }
    }
}
