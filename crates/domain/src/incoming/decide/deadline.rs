//! Deadlines: as they are asked for, as the office has them where nobody asks, and of the registry's own steps.

use super::Decision;
use crate::{
    AssignmentId, Context, DepartmentId, Refusal, Rule, UtcTime,
    assignment::{Counted, Holder},
    calendar::Term,
    incoming::{facts::Urgency, state::StepDeadline},
    organisation::{DefaultTerm, StepTerm},
};

/// A deadline as it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// When it is.
    pub due: UtcTime,
    /// By which term, where it was asked for as one.
    pub counted: Option<Counted>,
}

/// The deadline of a step of the registry that begins then; none where the calendar gives none.
pub(super) fn step(context: &Context<'_>, term: StepTerm, urgency: Urgency, from: UtcTime) -> Option<StepDeadline> {
    let term = if urgency == Urgency::Normal { term.normal } else { term.urgent };
    let due = context.calendar.agency().due(from, term).ok()?.at;
    Some(StepDeadline { due, counted: Counted { term, from, unit: None } })
}

impl Decision<'_> {
    /// The deadline of presenting, from now on.
    pub(super) fn to_present(&self) -> Option<StepDeadline> {
        step(self.context, self.context.settings.steps.present, self.document.facts().urgency, self.context.now)
    }

    /// The unit by whose calendar somebody works who gets this.
    pub(super) fn unit_of(&self, holder: Holder, parent: Option<AssignmentId>) -> Option<DepartmentId> {
        self.document.unit_of(holder, parent, self.context.directory)
    }

    /// A term, counted from then by this unit's calendar.
    pub(super) fn counted(
        &self,
        term: Term,
        from: UtcTime,
        unit: Option<DepartmentId>,
        pointer: &str,
    ) -> Result<Asked, Refusal> {
        let calendar = self.context.calendar.of_unit(unit, self.context.directory);
        let ends_nowhere = |_| Refusal::new(Rule::TermEndsNowhere).at(format!("{pointer}/term")).with("term", term);
        let due = match term {
            // Whoever names a day that is over is told just that, as of any other date.
            Term::EndOf(day) => calendar.end_of(day),
            term => calendar.due(from, term).map(|due| due.at),
        };
        let due = due.map_err(ends_nowhere)?;
        Ok(Asked { due, counted: Some(Counted { term, from, unit }) })
    }

    /// A date or a term, as a deadline of whoever works by this unit's calendar; none where neither is given.
    pub(super) fn asked(
        &self,
        due: Option<UtcTime>,
        term: Option<Term>,
        unit: Option<DepartmentId>,
        pointer: &str,
    ) -> Result<Option<Asked>, Refusal> {
        let Some(term) = term else { return Ok(due.map(|due| Asked { due, counted: None })) };
        if due.is_some() {
            return Err(Refusal::new(Rule::DueAndTerm).at(format!("{pointer}/term")));
        }
        self.counted(term, self.context.now, unit, pointer).map(Some)
    }

    /// The deadline of work that is given without one: the sender's, or the office's for such documents, whichever is earlier. None
    /// that is over already.
    pub(super) fn usual(&self, unit: Option<DepartmentId>) -> Option<Asked> {
        let (facts, now) = (self.document.facts(), self.context.now);
        let calendar = self.context.calendar.of_unit(unit, self.context.directory);
        let senders = facts.deadline.and_then(|day| {
            let (due, term) = (calendar.end_of(day).ok()?, Term::EndOf(day));
            Some(Asked { due, counted: Some(Counted { term, from: now, unit }) })
        });
        let term = DefaultTerm::of(&self.context.settings.terms, &facts.type_code, facts.urgency);
        let offices = term.and_then(|term| self.counted(term, now, unit, "").ok());
        [senders, offices].into_iter().flatten().filter(|asked| asked.due > now).min_by_key(|asked| asked.due)
    }
}
