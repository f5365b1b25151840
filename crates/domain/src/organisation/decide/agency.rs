//! Routing rules, and the agency itself: its names, its codes, its end.

use chrono::{Days, NaiveDate};

use super::{Desk, outside, refuse, without_end};
use crate::{
    Refusal, Rule,
    assignment::Holder,
    incoming::{Routing, RoutingRule},
    organisation::{
        AgencyCode, AgencyName, OrganisationCommand as Command, Record, RuleRecord, Successor, Validity, command as c,
    },
};

impl Desk<'_> {
    pub(super) fn holder(&self, holder: Holder, at: &str) -> Result<(), Refusal> {
        let today = self.context.today;
        match holder {
            Holder::Department(id) => match self.organisation.departments.get(&id) {
                Some(department) if !department.validity.is_over(today) => Ok(()),
                _ => refuse(Rule::DepartmentUnknown, at),
            },
            Holder::Person(id) => match self.organisation.people.get(&id) {
                Some(person) if !person.validity.is_over(today) => Ok(()),
                _ => refuse(Rule::PersonUnknown, at),
            },
        }
    }

    pub(super) fn set_rule(&self, set: &c::SetRule) -> Result<Record, Refusal> {
        let id = match set.rule {
            None => crate::RoutingRuleId(self.context.seed.nth(0)),
            Some(id) if self.organisation.rules.contains_key(&id) => id,
            Some(_) => return refuse(Rule::NoSuchRule, "/rule"),
        };
        if set.author_words.is_none() && set.document_type.is_none() && set.subject_words.is_none() {
            return refuse(Rule::RuleWithoutCriterion, "");
        }
        if let Some(code) = &set.document_type
            && !self.context.types.contains(code.as_str())
        {
            return Err(Refusal::new(Rule::TypeUnknown).at("/document_type").with("type", code));
        }
        let routing = match (set.to, set.readers.as_slice()) {
            (Some(holder), []) => {
                self.holder(holder, "/to")?;
                Routing::To { holder }
            }
            (None, readers) if !readers.is_empty() => {
                for (n, reader) in readers.iter().enumerate() {
                    self.holder(*reader, &format!("/readers/{n}"))?;
                }
                Routing::Information { readers: readers.to_vec() }
            }
            _ => return refuse(Rule::RuleTarget, "/to"),
        };
        let text = |words: &Option<crate::Label>| words.as_ref().map(ToString::to_string);
        Ok(Record::Rule(RuleRecord {
            rule: RoutingRule {
                id,
                name: set.name.to_string(),
                priority: set.priority,
                author_words: text(&set.author_words),
                type_code: text(&set.document_type),
                subject_words: text(&set.subject_words),
                routing,
                instruction: set.instruction.clone(),
            },
            active: true,
        }))
    }

    pub(super) fn agency(&self, command: &Command) -> Result<Record, Refusal> {
        let mut record = self.organisation.agency.clone();
        match command {
            Command::RenameAgency(c::RenameAgency { name, from }) => {
                if record.name_on(*from) == name.as_str() {
                    return refuse(Rule::NothingToChange, "/name");
                }
                let last = record.names.last().map(|n| n.validity);
                let last = self.follows(last, *from, "/from")?;
                if let (Some(before), Some(end)) = (record.names.last_mut(), last) {
                    before.validity = end;
                }
                record.names.push(AgencyName { name: name.to_string(), validity: Validity::new(*from, None)? });
            }
            Command::RecodeAgency(c::RecodeAgency { code, from }) => {
                if record.has_code(code.as_str()) {
                    return refuse(Rule::NothingToChange, "/code");
                }
                if self.context.taken.contains(code.as_str()) {
                    return Err(Refusal::new(Rule::AgencyCodeTaken).at("/code").with("code", code));
                }
                let last = record.codes.last().map(|c| c.validity);
                let last = self.follows(last, *from, "/from")?;
                if let (Some(before), Some(end)) = (record.codes.last_mut(), last) {
                    before.validity = end;
                }
                record.codes.push(AgencyCode { code: code.to_string(), validity: Validity::new(*from, None)? });
            }
            Command::EndAgency(c::EndAgency { until, successors }) => {
                // Of a later day it can still be done by then.
                if self.context.work_in_all > 0 && *until <= self.context.today {
                    return Err(Refusal::new(Rule::HoldsWork).at("/until").with("count", self.context.work_in_all));
                }
                record.validity = record.validity.ending(Some(*until))?;
                record.successors = successors
                    .iter()
                    .map(|s| Successor { code: s.code.to_string(), name: s.name.to_string() })
                    .collect();
            }
            _ => {
                record.validity = without_end(record.validity)?;
                record.successors = Vec::new();
            }
        }
        Ok(Record::Agency(record))
    }

    /// What the last name or code becomes when the next begins on this day.
    pub(super) fn follows(
        &self,
        last: Option<Validity>,
        from: NaiveDate,
        at: &str,
    ) -> Result<Option<Validity>, Refusal> {
        let Some(last) = last else { return Ok(None) };
        let day_before = from.checked_sub_days(Days::new(1));
        match day_before.filter(|day| *day >= last.from()) {
            Some(day) => last.ending(Some(day)).map(Some),
            None => Err(outside(self.organisation.agency.name_on(last.from()), last, at)),
        }
    }
}
