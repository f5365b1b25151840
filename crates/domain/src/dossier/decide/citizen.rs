//! What is asked of whoever brought the dossier: to complete it, to pay, to wait longer.

use chrono::TimeDelta;

use super::{Decision, happened_at, intake};
use crate::{
    ComponentCode, Label, Refusal, Rule, UtcTime,
    assignment::Counted,
    calendar::{Days, Term},
    dossier::{
        clock::{Clock, DueCause, MovedDue, Unextended},
        command::{ExtendDossier, RecordPayment, RequestPayment, RequestSupplement, SupplyDossier},
        event::Event,
        record::Dossier,
        state::{Charge, Extension, Payment, PaymentMethod, State, SupplementRequest},
    },
    incoming::StepDeadline,
    procedure::{Act, SupplementClock},
};

/// The most sums that one demand may name.
const MOST_CHARGES: usize = 20;
/// The largest sum, in đồng.
pub(super) const MOST: u64 = 1_000_000_000_000;

/// For what is paid, of what is unpaid, and since when the first of it is asked for: what is named, or else all; while the citizen is waited for,
/// what they were asked for.
pub(super) fn paid_for(dossier: &Dossier, names: &[Label], awaited: bool) -> Result<(Vec<Label>, UtcTime), Refusal> {
    let named = |charge: &&Charge| match names {
        // What is waited for, and not what is due when the result is handed out.
        [] => !awaited || charge.reason.is_some(),
        names => names.contains(&charge.name),
    };
    let unpaid: Vec<&Charge> = dossier.unpaid().filter(named).collect();
    for (n, name) in names.iter().enumerate() {
        if unpaid.iter().all(|charge| charge.name != *name) {
            return Err(Refusal::new(Rule::ChargeUnknown).at(format!("/charges/{n}")).with("name", name));
        }
    }
    let first = unpaid.iter().map(|charge| charge.asked_at).min();
    let first = first.ok_or(Refusal::new(Rule::NothingToPay))?;
    Ok((unpaid.iter().map(|charge| charge.name.clone()).collect(), first))
}

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
        let StepDeadline { due: until, counted } = self.wait(term, "/wait")?;
        let request = SupplementRequest {
            missing: command.missing.clone(),
            reason: command.reason.clone(),
            guide: command.guide.clone(),
            basis: command.basis.clone(),
            until,
            counted: Some(counted),
            by: self.hand()?,
            at: self.context.now,
            closed_at: None,
        };
        let rests = handling && rules.supplement_clock != SupplementClock::Runs;
        Ok(Event::SupplementRequested { request, rests })
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
            // A sum is paid by its name.
            let same = |charge: &Charge| charge.name == one.name;
            if self.dossier.unpaid().any(same) || charges.iter().any(same) {
                return Err(Refusal::new(Rule::ChargeTwice).at(format!("/charges/{n}/name")).with("name", &one.name));
            }
            charges.push(Charge {
                name: one.name.clone(),
                amount: one.amount,
                asked_at: self.context.now,
                reason: Some(command.reason.clone()),
                payment: None,
            });
        }
        let rules = &self.procedure()?.rules;
        let wait = Some(self.wait(rules.payment_wait, "/charges")?);
        Ok(Event::PaymentRequested { charges, rests: rules.payment_pauses, wait })
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
        let before = rules.lead_of(clock.term);
        let lead = self.until(self.context.now, before, "/by")?;
        if lead > clock.due {
            let refusal = Refusal::new(Rule::ExtensionTooLate).with("lead_vi", before.words().vi);
            let refusal = refusal.with("lead", before.words().en);
            return Err(refusal.with("due", crate::time::written(clock.due)));
        }
        let follows = !matches!(command.by, Term::EndOf(_) | Term::Fixed(_));
        let from = if follows { clock.due } else { self.context.now };
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
        // The second time it is still the first date that would count.
        let unextended = clock.unextended.unwrap_or(Unextended { due: clock.due, counted: clock.counted });
        let moved = MovedDue { due: to, counted, cause: DueCause::Extended, unextended: Some(unextended) };
        let (reason, by, at) = (command.reason.clone(), self.hand()?, self.context.now);
        Ok(Event::DossierExtended { extension: Extension { reason, from: clock.due, to, by, at }, moved, follows })
    }

    /// How long a citizen is waited for, from now on.
    fn wait(&self, term: Term, place: &'static str) -> Result<StepDeadline, Refusal> {
        let from = self.context.now;
        Ok(StepDeadline { due: self.until(from, term, place)?, counted: Counted { term, from, unit: None } })
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

    /// What the citizen completes online. Nobody looks before it is taken on, so there must be something for each thing that was asked for.
    pub(super) fn is_complete_online(&self, command: &SupplyDossier) -> Result<(), Refusal> {
        let wanted = self.dossier.wanted().ok_or(Refusal::new(Rule::WrongState))?;
        if command.received_at.is_some() {
            return Err(Refusal::new(Rule::SuppliedNow).at("/received_at"));
        }
        let brought = |code: &ComponentCode| {
            command.components.iter().any(|one| one.component.as_ref() == Some(code) && !one.files.is_empty())
        };
        // What is beyond the components has no code: there is one paper for each.
        let mut beyond = command.components.iter().filter(|one| !one.files.is_empty()).filter(|one| {
            one.component.as_ref().is_none_or(|code| wanted.missing.iter().all(|m| m.component.as_ref() != Some(code)))
        });
        let lacks: Vec<&str> = wanted
            .missing
            .iter()
            .filter(|missing| match &missing.component {
                Some(code) => !brought(code),
                None => beyond.next().is_none(),
            })
            .map(|missing| missing.what.as_str())
            .collect();
        if lacks.is_empty() {
            return Ok(());
        }
        Err(Refusal::new(Rule::SupplementPartial).at("/components").with("names", lacks.join("; ")))
    }

    /// What has come, and where the dates move with it.
    pub(super) fn supply(&self, command: &SupplyDossier) -> Result<Event, Refusal> {
        let request = self.dossier.state().request().ok_or(Refusal::new(Rule::WrongState))?;
        if command.components.is_empty() && command.note.is_none() {
            return Err(Refusal::new(Rule::NothingSupplied).at("/components"));
        }
        let at = happened_at(self.said(command.received_at), request.at, self.context.now, "/received_at")?;
        let content = self.dossier.facts().procedure.as_ref().map(|_| self.procedure()).transpose()?;
        let components = self.handed_in_later(&command.components, content, at)?;
        let (mut moved, mut step_moved, mut check) = (None, None, None);
        if let State::AwaitingSupplement { acceptance, run, .. } = self.dossier.state() {
            let anew = content.and_then(|content| content.rules.begins_anew(at, self.calendar()));
            moved = self.goes_on(acceptance.clock.as_ref(), at, anew)?;
            step_moved = self.step_goes_on(run.clock.as_ref(), at)?;
        } else {
            check = intake::check_by(content.map(|content| &content.rules), at, self.context);
        }
        Ok(Event::DossierSupplied { components, note: command.note.clone(), moved, step_moved, check })
    }

    /// That something was paid: noted by a clerk, or told by a gateway, which is nobody.
    pub(super) fn record_payment(&self, command: &RecordPayment) -> Result<Event, Refusal> {
        if self.by.is_none() && self.context.relay.is_none() && command.method != PaymentMethod::Gateway {
            return Err(Refusal::new(Rule::PeopleOnly));
        }
        let awaited = matches!(self.dossier.state(), State::AwaitingPayment { .. });
        let (paid, first) = paid_for(self.dossier, &command.charges, awaited)?;
        // It goes on when nothing is waited for any more.
        let left = |charge: &&Charge| charge.reason.is_some() && !paid.contains(&charge.name);
        let goes_on_now = self.dossier.unpaid().find(left).is_none();
        // Who has paid on the portal has done so before anybody asked.
        let earliest = first.min(self.dossier.facts().filed_at);
        let at = happened_at(self.said(command.paid_at), earliest, self.context.now, "/paid_at")?;
        let payment = Payment { receipt: command.receipt.clone(), method: command.method, by: self.by, at };
        let (mut moved, mut step_moved) = (None, None);
        if let State::AwaitingPayment { acceptance, run, since, .. } = self.dossier.state()
            && goes_on_now
        {
            let at = at.max(*since);
            moved = self.goes_on(acceptance.clock.as_ref(), at, None)?;
            step_moved = self.step_goes_on(run.clock.as_ref(), at)?;
        }
        Ok(Event::PaymentRecorded { payment, paid, goes_on: goes_on_now, moved, step_moved })
    }

    /// Where a date moves when what has rested goes on at this time, or its term begins anew at that one.
    fn goes_on(&self, clock: Option<&Clock>, at: UtcTime, anew: Option<UtcTime>) -> Result<Option<MovedDue>, Refusal> {
        let Some(clock) = clock else { return Ok(None) };
        let refused = |_| Refusal::new(Rule::TermEndsNowhere).with("term", clock.term);
        clock.goes_on(at, anew, self.calendar()).map_err(refused)
    }

    fn step_goes_on(&self, clock: Option<&Clock>, at: UtcTime) -> Result<Option<MovedDue>, Refusal> {
        let Some(clock) = clock else { return Ok(None) };
        let calendar = self.context.calendar.of_unit(clock.counted.unit, self.context.directory);
        clock.goes_on(at, None, calendar).map_err(|_| Refusal::new(Rule::TermEndsNowhere).with("term", clock.term))
    }
}
