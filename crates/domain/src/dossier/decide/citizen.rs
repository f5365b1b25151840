//! What is asked of whoever brought the dossier: to complete it, to pay, to wait longer.

use chrono::TimeDelta;

use super::{Decision, happened_at, intake, waits_for_citizen};
use crate::{
    Label, Refusal, Rule, UtcTime,
    assignment::Counted,
    calendar::{Days, Term},
    dossier::{
        clock::{Clock, DueCause, MovedDue},
        command::{ExtendDossier, RecordPayment, RequestPayment, RequestSupplement, SupplyDossier},
        event::Event,
        state::{Charge, Extension, Payment, State, SupplementRequest},
    },
    procedure::{Act, SupplementClock},
};

/// The most sums that one demand may name.
const MOST_CHARGES: usize = 20;
/// The largest sum, in đồng.
const MOST: u64 = 1_000_000_000_000;

impl Decision<'_> {
    pub(super) fn request_supplement(&self, command: &RequestSupplement) -> Result<Event, Refusal> {
        let handling = matches!(self.dossier.state(), State::Processing { .. });
        let content = match &self.dossier.facts().procedure {
            None => None,
            Some(_) => Some(self.procedure()?),
        };
        let rules = content.map(|content| content.rules.clone()).unwrap_or_default();
        let (at_intake, while_handled) = self.dossier.requests_made();
        let (made, most) =
            if handling { (while_handled, rules.supplements) } else { (at_intake, rules.intake_supplements) };
        if handling {
            self.step_may(Act::Supplement)?;
        }
        if made >= most {
            return Err(Refusal::new(Rule::SupplementsUsed).with("max", most));
        }
        if command.missing.is_empty() {
            return Err(Refusal::new(Rule::NothingMissing).at("/missing"));
        }
        for (n, one) in command.missing.iter().enumerate() {
            let known = |code: &crate::ComponentCode| {
                content.is_some_and(|content| content.components.iter().any(|c| c.code == *code))
            };
            if let Some(code) = one.component.as_ref().filter(|code| !known(code)) {
                let refusal = Refusal::new(Rule::ComponentUnknown).at(format!("/missing/{n}/component"));
                return Err(refusal.with("code", code));
            }
        }
        let term = command.wait.unwrap_or(rules.supplement_wait);
        let until = self.until(self.context.now, term, "/wait")?;
        let request = SupplementRequest {
            missing: command.missing.clone(),
            reason: command.reason.clone(),
            guide: command.guide.clone(),
            basis: command.basis.clone(),
            until,
            by: self.by,
            at: self.context.now,
            closed_at: None,
        };
        let rests = handling && rules.supplement_clock != SupplementClock::Runs;
        Ok(Event::SupplementRequested { request, rests })
    }

    pub(super) fn supply(&self, command: &SupplyDossier) -> Result<Event, Refusal> {
        let request = self.dossier.state().request().ok_or(Refusal::new(Rule::WrongState))?;
        if command.components.is_empty() && command.note.is_none() {
            return Err(Refusal::new(Rule::NothingSupplied).at("/components"));
        }
        let at = happened_at(command.received_at, request.at, self.context.now, "/received_at")?;
        let content = self.dossier.facts().procedure.as_ref().map(|_| self.procedure()).transpose()?;
        let components =
            intake::handed_in(&command.components, content, Some(self.dossier), Some(self.by), at, self.context)?;
        let (mut moved, mut step_moved, mut check) = (None, None, None);
        if let State::AwaitingSupplement { acceptance, run, .. } = self.dossier.state() {
            let rules = content.map(|content| &content.rules);
            let anew = rules.filter(|rules| rules.supplement_clock == SupplementClock::Restarts);
            // What is complete after the procedure's hour counts as what is received then.
            let anew = anew.map(|rules| rules.counts_from(at, self.calendar()).unwrap_or(at));
            moved = self.goes_on(acceptance.clock.as_ref(), at, anew)?;
            step_moved = self.step_goes_on(run.clock.as_ref(), at)?;
        } else {
            check = intake::check_by(content.map(|content| &content.rules), at, self.context);
        }
        Ok(Event::DossierSupplied { components, note: command.note.clone(), moved, step_moved, check })
    }

    /// Where a date moves when what has rested goes on at this time, or its term begins anew at that one: not sooner than what was left.
    fn goes_on(&self, clock: Option<&Clock>, at: UtcTime, anew: Option<UtcTime>) -> Result<Option<MovedDue>, Refusal> {
        let Some(clock) = clock.filter(|clock| clock.rests()) else { return Ok(None) };
        let refused = |_| Refusal::new(Rule::TermEndsNowhere).with("term", clock.term);
        let calendar = self.calendar();
        let rested = clock.after_rest(at, calendar).map_err(refused)?;
        let anew = anew.map(|from| clock.anew(from, calendar)).transpose().map_err(refused)?.flatten();
        Ok(rested.into_iter().chain(anew).max_by_key(|moved| moved.due))
    }

    fn step_goes_on(&self, clock: Option<&Clock>, at: UtcTime) -> Result<Option<MovedDue>, Refusal> {
        let Some(clock) = clock.filter(|clock| clock.rests()) else { return Ok(None) };
        let calendar = self.context.calendar.of_unit(clock.counted.unit, self.context.directory);
        clock.after_rest(at, calendar).map_err(|_| Refusal::new(Rule::TermEndsNowhere).with("term", clock.term))
    }

    pub(super) fn request_payment(&self, command: &RequestPayment) -> Result<Event, Refusal> {
        self.step_may(Act::Payment)?;
        if command.charges.is_empty() {
            return Err(Refusal::new(Rule::NothingToPay).at("/charges"));
        }
        if self.dossier.charges().len().saturating_add(command.charges.len()) > MOST_CHARGES {
            return Err(Refusal::new(Rule::TooManyCharges).at("/charges").with("max", MOST_CHARGES));
        }
        let mut charges = Vec::with_capacity(command.charges.len());
        for (n, one) in command.charges.iter().enumerate() {
            if one.amount == 0 || one.amount > MOST {
                return Err(Refusal::new(Rule::AmountOutOfRange).at(format!("/charges/{n}/amount")));
            }
            charges.push(Charge {
                name: one.name.clone(),
                amount: one.amount,
                asked_at: self.context.now,
                reason: Some(command.reason.clone()),
                payment: None,
            });
        }
        Ok(Event::PaymentRequested { charges, rests: self.procedure()?.rules.payment_pauses })
    }

    pub(super) fn record_payment(&self, command: &RecordPayment) -> Result<Event, Refusal> {
        let awaited = matches!(self.dossier.state(), State::AwaitingPayment { .. });
        let named = |charge: &&Charge| match command.charges.as_slice() {
            // What is waited for, and not what is due when the result is handed out.
            [] => !awaited || charge.reason.is_some(),
            names => names.contains(&charge.name),
        };
        let unpaid: Vec<&Charge> = self.dossier.unpaid().filter(named).collect();
        for (n, name) in command.charges.iter().enumerate() {
            if unpaid.iter().all(|charge| charge.name != *name) {
                return Err(Refusal::new(Rule::ChargeUnknown).at(format!("/charges/{n}")).with("name", name));
            }
        }
        let first = unpaid.iter().map(|charge| charge.asked_at).min();
        let first = first.ok_or(Refusal::new(Rule::NothingToPay))?;
        let paid: Vec<Label> = unpaid.iter().map(|charge| charge.name.clone()).collect();
        // It goes on when nothing is waited for any more.
        let left = |charge: &&Charge| charge.reason.is_some() && !paid.contains(&charge.name);
        let goes_on = self.dossier.unpaid().find(left).is_none();
        // Who has paid on the portal has done so before anybody asked.
        let earliest = first.min(self.dossier.facts().filed_at);
        let at = happened_at(command.paid_at, earliest, self.context.now, "/paid_at")?;
        let payment = Payment { receipt: command.receipt.clone(), method: command.method, by: Some(self.by), at };
        let (mut moved, mut step_moved) = (None, None);
        if let State::AwaitingPayment { acceptance, run, since } = self.dossier.state()
            && goes_on
        {
            let at = at.max(*since);
            moved = self.goes_on(acceptance.clock.as_ref(), at, None)?;
            step_moved = self.step_goes_on(run.clock.as_ref(), at)?;
        }
        Ok(Event::PaymentRecorded { payment, paid, goes_on, moved, step_moved })
    }

    /// At most as often as the procedure has it, and so long before the date that the citizen knows in time.
    pub(super) fn extend(&self, command: &ExtendDossier) -> Result<Event, Refusal> {
        let (acceptance, _) = self.running()?;
        let clock = acceptance.clock.as_ref().ok_or(Refusal::new(Rule::NoTerm))?;
        let rules = &self.procedure()?.rules;
        let used = self.dossier.extensions().len();
        if used >= usize::from(rules.extensions) {
            return Err(Refusal::new(Rule::ExtensionsUsed).with("max", rules.extensions));
        }
        let lead = self.until(self.context.now, rules.extension_lead, "/by")?;
        if lead > clock.due {
            let refusal = Refusal::new(Rule::ExtensionTooLate).with("lead_vi", rules.extension_lead.words().vi);
            let refusal = refusal.with("lead", rules.extension_lead.words().en);
            return Err(refusal.with("due", crate::time::written(clock.due)));
        }
        let from = if matches!(command.by, Term::EndOf(_) | Term::Fixed(_)) { self.context.now } else { clock.due };
        let to = self.until(from, command.by, "/by")?;
        if to <= clock.due {
            let refusal = Refusal::new(Rule::ExtensionNotLater).at("/by");
            return Err(refusal.with("due", crate::time::written(clock.due)));
        }
        // What lies further off than any term may be is a slip of the pen, and could not be counted when the clock has rested.
        if to - clock.due > TimeDelta::days(Days::MAX.into()) {
            return Err(Refusal::new(Rule::TermEndsNowhere).at("/by").with("term", command.by));
        }
        let counted = Counted { term: command.by, from, unit: None };
        let moved = MovedDue { due: to, counted, cause: DueCause::Extended };
        let (reason, by, at) = (command.reason.clone(), self.by, self.context.now);
        Ok(Event::DossierExtended { extension: Extension { reason, from: clock.due, to, by, at }, moved })
    }

    /// The date that a term leads to.
    fn until(&self, from: UtcTime, term: Term, place: &'static str) -> Result<UtcTime, Refusal> {
        let due = self.calendar().due(from, term);
        due.map(|due| due.at).map_err(|_| Refusal::new(Rule::TermEndsNowhere).at(place).with("term", term))
    }

    /// Where the dates move when what was stopped is handled again.
    pub(super) fn both_go_on(&self) -> Result<(Option<MovedDue>, Option<MovedDue>), Refusal> {
        let (acceptance, run) = self.running()?;
        let now = self.context.now;
        Ok((self.goes_on(acceptance.clock.as_ref(), now, None)?, self.step_goes_on(run.clock.as_ref(), now)?))
    }

    /// Whether the citizen has something to do.
    pub(super) const fn waits_for_citizen(&self) -> bool {
        waits_for_citizen(self.dossier.state())
    }
}
