//! What the registry decides once a document is entered: before which leader it is put, by which rule it goes or is kept.

use std::collections::BTreeSet;

use super::{Decision, Given};
use crate::incoming::{
    command::{Close, Pass, Present},
    event::Event,
    facts::Urgency,
    routing::{Routing, RoutingRule},
    state::{Direction, Presentation, State},
};
use crate::{
    Instruction, PersonId, Refusal, Rule,
    assignment::{Assigner, Assignment, AssignmentRole, Target},
    organisation::Role,
};

impl Decision<'_> {
    pub(super) fn presentable(&self, to: PersonId) -> Result<(), Refusal> {
        let person = self.context.directory.active(to).ok_or(Refusal::new(Rule::PersonUnknown).at("/to"))?;
        if person.is(Role::Leader) || person.is(Role::ChiefOfOffice) {
            Ok(())
        } else {
            Err(Refusal::new(Rule::NotPresentable).at("/to"))
        }
    }

    pub(super) fn presentation(
        &self,
        to: PersonId,
        note: Option<Instruction>,
        proposal: Option<Direction>,
    ) -> Presentation {
        Presentation { to, by: self.actor.by(), at: self.context.now, note, proposal }
    }

    /// A proposal is checked as the direction that it may become.
    fn proposed(&mut self, proposal: Option<&Direction>) -> Result<(), Refusal> {
        match (proposal, self.actor.by()) {
            (Some(direction), Some(by)) => self.directed(direction, by, "/proposal").map(drop),
            _ => Ok(()),
        }
    }

    pub(super) fn present(&mut self, command: Present) -> Result<Event, Refusal> {
        let Present { to, note, proposal } = command;
        self.presentable(to)?;
        self.words(note.as_ref(), "/note")?;
        self.proposed(proposal.as_ref())?;
        Ok(Event::Presented { presentation: self.presentation(to, note, proposal) })
    }

    pub(super) fn pass(&mut self, command: Pass) -> Result<Event, Refusal> {
        let Pass { to, note, proposal } = command;
        self.presentable(to)?;
        let State::Presented { presentation: present, .. } = self.document.state() else {
            return Err(Refusal::new(Rule::HolderOnly));
        };
        if present.to == to {
            return Err(Refusal::new(Rule::PassedToSelf).at("/to"));
        }
        self.words(note.as_ref(), "/note")?;
        self.proposed(proposal.as_ref())?;
        let proposal = proposal.or_else(|| present.proposal.clone());
        Ok(Event::Passed { presentation: self.presentation(to, note, proposal) })
    }

    /// A hỏa tốc document that lies before somebody who is away goes to the first leader in line who is there.
    pub(super) fn pass_on(&self) -> Result<Event, Refusal> {
        let State::Presented { presentation, .. } = self.document.state() else {
            return Err(Refusal::new(Rule::HolderOnly));
        };
        let (directory, line) = (self.context.directory, &self.context.settings.next_in_line);
        let there = |id: PersonId| directory.active(id).is_some() && !directory.away.contains_key(&id);
        if self.document.facts().urgency != Urgency::Immediate || there(presentation.to) {
            return Err(Refusal::new(Rule::NothingToChange));
        }
        let leads = |id: &PersonId| directory.active(*id).is_some_and(|person| person.is(Role::Leader)) && there(*id);
        let next = line.iter().copied().find(leads).ok_or(Refusal::new(Rule::NobodyInLine))?;
        let (note, proposal) = (presentation.note.clone(), presentation.proposal.clone());
        Ok(Event::Passed { presentation: self.presentation(next, note, proposal) })
    }

    fn rule(
        &self,
        named: Option<crate::RoutingRuleId>,
        fits: impl Fn(&RoutingRule) -> bool,
    ) -> Result<RoutingRule, Refusal> {
        let facts = self.document.facts();
        let mut rules: Vec<&RoutingRule> = self
            .context
            .rules
            .values()
            .filter(|rule| named.is_none_or(|id| id == rule.id) && rule.fits(facts) && fits(rule))
            .collect();
        rules.sort_by_key(|rule| (rule.priority, rule.id));
        rules.first().map(|rule| (*rule).clone()).ok_or(Refusal::new(Rule::NoRuleFits))
    }

    pub(super) fn route(&mut self, named: Option<crate::RoutingRuleId>) -> Result<Event, Refusal> {
        let rule = self.rule(named, |rule| matches!(rule.routing, Routing::To { .. }))?;
        let Routing::To { holder } = rule.routing else {
            return Err(Refusal::new(Rule::NoRuleFits));
        };
        let target = Target { holder, instruction: rule.instruction, due: None, term: None };
        let given = Given {
            role: AssignmentRole::Primary,
            target: &target,
            parent: None,
            leader_approves: false,
            by: Assigner::Rule(rule.id),
        };
        let assignment = self.give(&given, "/rule")?;
        Ok(Event::Routed { rule: rule.id, rule_name: rule.name, assignment })
    }

    pub(super) fn close(&mut self, command: Close) -> Result<Event, Refusal> {
        let Close { reason, mut readers } = command;
        let mut by_rule = None;
        let by = if let State::Registered { .. } = self.document.state() {
            // The registry keeps a document for information only where a rule of the office says so.
            let rule = self.rule(None, |rule| matches!(rule.routing, Routing::Information { .. }))?;
            by_rule = Some(rule.id);
            if let Routing::Information { readers: named } = rule.routing {
                readers.extend(named);
            }
            let mut seen = BTreeSet::new();
            readers.retain(|holder| seen.insert(*holder));
            Assigner::Rule(rule.id)
        } else {
            Assigner::Person(self.by()?)
        };
        self.few(readers.len(), "/readers")?;
        let mut assignments: Vec<Assignment> = Vec::new();
        for (n, holder) in readers.iter().enumerate() {
            let pointer = format!("/readers/{n}");
            if assignments.iter().any(|a| a.holder == *holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(pointer));
            }
            let informed = |a: &&Assignment| a.is_pending() && a.role() == AssignmentRole::Informed;
            if self.document.assignments().iter().filter(informed).any(|a| a.holder == *holder) {
                continue;
            }
            let target = Target { holder: *holder, instruction: None, due: None, term: None };
            let given =
                Given { role: AssignmentRole::Informed, target: &target, parent: None, leader_approves: false, by };
            assignments.push(self.give(&given, &pointer)?);
        }
        Ok(Event::Closed { reason, readers: assignments, rule: by_rule })
    }
}
