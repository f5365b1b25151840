//! From what happened to the dossier as it then stands. A pure function of the dossier and the event: history played again gives the same.

use std::collections::BTreeSet;

use super::{
    clock::{Clock, MovedDue},
    consultation::{Consultation, Consulted, Standing},
    event::{Event, Happening},
    judgement::Judgement,
    link::{Link, NotTaken, OnItsWay, Relay, Standing as Told, Why},
    record::{Dossier, WalkedStep},
    state::{Acceptance, Charge, Completion, Earlier, End, Outcome, Payment, State, StepRun, SupplementRequest},
};
use crate::{
    Actor, AgencyId, By, DossierId, Label, Reason, UtcTime,
    assignment::Holder,
    incoming::{Attachment, StepDeadline, apply::Mismatch},
    procedure::ProcedureRef,
    work::Desk,
};

/// The dossier as it is when it was entered.
///
/// # Errors
/// Where the event begins none.
pub fn create_apply(id: DossierId, agency: AgencyId, happening: &Happening) -> Result<Dossier, Mismatch> {
    let Event::DossierRegistered { facts, check } = &happening.event else {
        return Err(Mismatch("a dossier begins by being entered"));
    };
    let dossier = Dossier {
        id,
        agency,
        version: 1,
        created_by: happening.by,
        created_at: happening.at,
        facts: facts.clone(),
        state: State::Registered { since: happening.at, check: *check },
        requests: Vec::new(),
        intake_requests: 0,
        extensions: Vec::new(),
        charges: Vec::new(),
        consultations: Vec::new(),
        outcome: None,
        walked: Vec::new(),
        attached: Vec::new(),
        rating: None,
        handed_over: BTreeSet::new(),
        heard: 0,
    };
    dossier.check().map_err(Mismatch)?;
    Ok(dossier)
}

/// The dossier after what happened.
///
/// # Errors
/// Where that cannot have happened to it.
pub fn apply(mut dossier: Dossier, happening: &Happening) -> Result<Dossier, Mismatch> {
    dossier.version += 1;
    Change { dossier: &mut dossier, by: happening.by, at: happening.at }.apply(&happening.event)?;
    dossier.check().map_err(Mismatch)?;
    Ok(dossier)
}

/// One event on its way into the dossier.
struct Change<'a> {
    dossier: &'a mut Dossier,
    by: Actor,
    at: UtcTime,
}

impl Change<'_> {
    #[allow(clippy::too_many_lines, reason = "one arm an event: the whole of history stands in one place")]
    fn apply(&mut self, event: &Event) -> Result<(), Mismatch> {
        match event {
            Event::DossierRegistered { .. } => return Err(Mismatch("entered twice")),
            Event::DossierAccepted { acceptance, charges, transfer } => {
                let State::Registered { .. } = self.dossier.state else { return Err(Mismatch("received twice")) };
                self.dossier.charges.extend(charges.iter().cloned());
                self.dossier.state = State::Accepted { acceptance: acceptance.clone(), transfer: *transfer };
            }
            Event::DossierForwarded => self.forwarded()?,
            Event::Relayed { relay } => self.relayed(relay)?,
            Event::RelayHeard { number } => self.dossier.heard = *number,
            Event::StandingTold { standing } => self.told(standing)?,
            Event::NotTaken { why, transfer } => self.not_taken(why, *transfer)?,
            Event::SupplementRequested { request, rests } => self.supplement_requested(request, *rests)?,
            Event::DossierSupplied { components, moved, step_moved, check, .. } => {
                self.dossier.facts.components.extend(components.iter().cloned());
                self.supplied(*moved, *step_moved, *check)?;
            }
            Event::DossierRefused { end } => {
                if self.dossier.state.acceptance().is_some() {
                    return Err(Mismatch("refused after it was received"));
                }
                self.keep_request();
                self.dossier.state = State::Refused { end: end.clone() };
            }
            Event::ProcedureSet { procedure, field, check, components } => {
                self.procedure_set(procedure, field, *check)?;
                let papers = self.dossier.facts.components.iter_mut();
                for (paper, component) in papers.zip(components.iter().flatten()) {
                    paper.component.clone_from(component);
                }
            }
            Event::StepEntered { run, outcome, files, consultations } => {
                self.walked(outcome.as_ref())?;
                let acceptance = self.acceptance()?;
                self.dossier.attached.extend(files.iter().cloned());
                self.dossier.consultations.extend(consultations.iter().cloned());
                if let Some(outcome) = self.dossier.outcome.as_mut().filter(|_| run.returned.is_some()) {
                    outcome.set_aside = true;
                }
                self.dossier.state = State::Processing { acceptance, run: run.clone() };
            }
            Event::OfficerAssigned { officer, from, note } => {
                // Whoever has had it in hand looks it up later, too.
                self.dossier.handed_over.extend(*from);
                let State::Processing { run, .. } = &mut self.dossier.state else {
                    return Err(Mismatch("nobody's step was given to an officer"));
                };
                run.officer = Some(*officer);
                if note.is_some() {
                    run.note.clone_from(note);
                }
            }
            Event::Consulted { consultations } => self.dossier.consultations.extend(consultations.iter().cloned()),
            Event::ConsultationAnswered { consultation, text, files } => {
                let by = self.by()?;
                let standing = Standing::Answered { text: text.clone(), files: files.clone(), by, at: self.at };
                self.consultation(*consultation)?.standing = standing;
            }
            Event::ConsultationClosed { consultation } => {
                let at = self.at;
                self.consultation(*consultation)?.standing = Standing::Closed { at };
            }
            Event::PaymentRequested { charges, rests, wait } => {
                let State::Processing { acceptance, run } = self.dossier.state.clone() else {
                    return Err(Mismatch("money was asked for where nobody handles it"));
                };
                self.dossier.charges.extend(charges.iter().cloned());
                self.dossier.state = State::AwaitingPayment { acceptance, run, since: self.at, wait: *wait };
                self.rest(*rests);
            }
            Event::PaymentRecorded { payment, paid, goes_on, moved, step_moved } => {
                self.paid(payment, paid);
                if *goes_on {
                    self.goes_on(*moved, *step_moved);
                }
            }
            Event::DossierExtended { extension, moved, follows } => {
                self.dossier.extensions.push(extension.clone());
                let at = self.at;
                self.clock().ok_or(Mismatch("nothing to extend"))?.extend_to(*moved, *follows, at);
            }
            Event::DossierWithdrawn { end } => self.withdrawn(end),
            Event::DossierStopped { end } => self.stopped(end)?,
            Event::DossierResumed { moved, step_moved, .. } => {
                let State::Stopped { acceptance, run, .. } = self.dossier.state.clone() else {
                    return Err(Mismatch("resumed, but not stopped"));
                };
                self.dossier.state = State::Processing { acceptance, run };
                self.run(*moved, *step_moved);
            }
            Event::OutcomeSet { outcome } => self.dossier.outcome = Some(outcome.clone()),
            Event::DossierDone { completion, outcome, files } => self.done(completion, outcome.as_ref(), files)?,
            Event::ResultTakenIn { collect_by } => {
                let by = self.by()?;
                match &mut self.dossier.state {
                    State::Done { completion, .. } => completion.at_desk = Some((by, self.at)),
                    State::Forwarded { link, .. } => {
                        (link.at_desk, link.collect_by) = (Some((by, self.at)), *collect_by);
                    }
                    _ => return Err(Mismatch("no result to take in")),
                }
            }
            Event::ResultReturned { handing } => {
                let State::Done { acceptance, completion } = self.dossier.state.clone() else {
                    return Err(Mismatch("no result to hand out"));
                };
                self.dossier.state = State::Returned { acceptance, completion, handing: handing.clone() };
            }
            Event::ResultCameBack { reason, collect_by, elsewhere } => {
                let State::Returned { acceptance, mut completion, handing } = self.dossier.state.clone() else {
                    return Err(Mismatch("no result that was handed out"));
                };
                let (by, at) = (self.by()?, self.at);
                let (reason, elsewhere) = (reason.clone(), *elsewhere);
                completion.earlier.push(Earlier::CameBack { handing, reason, by, at, elsewhere });
                // What another office hands out is to be sent there first.
                completion.at_desk = (!elsewhere).then_some((by, at));
                completion.collect_by = *collect_by;
                self.dossier.state = State::Done { acceptance, completion };
            }
            Event::ResultCorrected { outcome, reason, collect_by } => {
                self.corrected(outcome, reason, *collect_by)?;
            }
            Event::ResultUncollected { collect_by, .. } => {
                let (noted, next) = match &mut self.dossier.state {
                    State::Done { completion, .. } => (&mut completion.uncollected, &mut completion.collect_by),
                    State::Forwarded { link, .. } => (&mut link.uncollected, &mut link.collect_by),
                    _ => return Err(Mismatch("no result that waits")),
                };
                *noted += 1;
                *next = *collect_by;
            }
            Event::ContactCorrected { contact, .. } => {
                let facts = &mut self.dossier.facts;
                match &mut facts.submitter {
                    Some(submitter) => *submitter = contact.clone(),
                    None => facts.owner = contact.clone(),
                }
            }
            Event::FilesAttached { files } => self.dossier.attached.extend(files.iter().cloned()),
            Event::Commented { .. } | Event::Reminded { .. } => {}
            Event::Rated { rating } => self.dossier.rating = Some(rating.clone()),
            Event::HandedOver { from, to, departments, .. } => self.handed_over(*from, *to, departments),
            Event::DatesRecounted { moved, step_moved, desk, citizen, asked, .. } => {
                self.recounted(*moved, *step_moved, *desk);
                self.citizen_recounted(*citizen);
                for one in asked {
                    self.consultation(one.consultation)?.due = one.due;
                }
            }
        }
        Ok(())
    }

    fn by(&self) -> Result<By, Mismatch> {
        self.by.by().ok_or(Mismatch("only a person does this"))
    }

    fn acceptance(&self) -> Result<Acceptance, Mismatch> {
        self.dossier.state.acceptance().cloned().ok_or(Mismatch("it was not received"))
    }

    fn clock(&mut self) -> Option<&mut Clock> {
        self.dossier.state.acceptance_mut().and_then(|acceptance| acceptance.clock.as_mut())
    }

    fn step_clock(&mut self) -> Option<&mut Clock> {
        self.dossier.state.run_mut().and_then(|run| run.clock.as_mut())
    }

    fn consultation(&mut self, id: crate::ConsultationId) -> Result<&mut Consultation, Mismatch> {
        let open = self.dossier.consultations.iter_mut().find(|one| one.id == id && one.is_open());
        open.ok_or(Mismatch("nobody was asked that"))
    }

    /// Both clocks stand still.
    fn rest(&mut self, rests: bool) {
        let at = self.at;
        if rests {
            if let Some(clock) = self.clock() {
                clock.rest(at);
            }
            if let Some(clock) = self.step_clock() {
                clock.rest(at);
            }
        }
    }

    /// Both clocks run.
    fn run(&mut self, moved: Option<MovedDue>, step_moved: Option<MovedDue>) {
        let at = self.at;
        if let Some(clock) = self.clock() {
            clock.run();
            if let Some(moved) = moved {
                clock.move_to(moved, at);
            }
        }
        if let Some(clock) = self.step_clock() {
            clock.run();
            if let Some(moved) = step_moved {
                clock.move_to(moved, at);
            }
        }
    }

    fn supplement_requested(&mut self, request: &SupplementRequest, rests: bool) -> Result<(), Mismatch> {
        match self.dossier.state.clone() {
            State::Registered { .. } => {
                self.dossier.intake_requests = self.dossier.intake_requests.saturating_add(1);
                self.dossier.state = State::Incomplete { request: request.clone() };
            }
            State::Processing { acceptance, run } => {
                self.dossier.state = State::AwaitingSupplement { acceptance, run, request: request.clone() };
                self.rest(rests);
            }
            _ => return Err(Mismatch("nobody looks it through")),
        }
        Ok(())
    }

    fn supplied(
        &mut self,
        moved: Option<MovedDue>,
        step_moved: Option<MovedDue>,
        check: Option<StepDeadline>,
    ) -> Result<(), Mismatch> {
        self.keep_request();
        match self.dossier.state.clone() {
            State::Incomplete { .. } => self.dossier.state = State::Registered { since: self.at, check },
            State::AwaitingSupplement { acceptance, run, .. } => {
                self.dossier.state = State::Processing { acceptance, run };
                self.run(moved, step_moved);
            }
            _ => return Err(Mismatch("nothing was missing")),
        }
        Ok(())
    }

    /// What was asked of the citizen waits no longer.
    fn keep_request(&mut self) {
        if let Some(request) = self.dossier.state.request() {
            let request = SupplementRequest { closed_at: Some(self.at), ..request.clone() };
            self.dossier.requests.push(request);
        }
    }

    fn procedure_set(
        &mut self,
        procedure: &ProcedureRef,
        field: &Label,
        check: Option<StepDeadline>,
    ) -> Result<(), Mismatch> {
        let State::Registered { check: until, .. } = &mut self.dossier.state else {
            return Err(Mismatch("it is being handled already"));
        };
        *until = check;
        self.dossier.facts.procedure = Some(procedure.clone());
        self.dossier.facts.field = Some(field.clone());
        Ok(())
    }

    /// The step that somebody had in hand is over, or the desk's.
    fn walked(&mut self, outcome: Option<&Label>) -> Result<(), Mismatch> {
        let walked = match &self.dossier.state {
            State::Accepted { acceptance, transfer } => {
                let judgement =
                    transfer.map_or(Judgement::Untimed, |transfer| Judgement::of(self.at, transfer.due, false));
                WalkedStep {
                    step: None,
                    name: Label::new("Tiếp nhận hồ sơ").map_err(|_| Mismatch("a step without a name"))?,
                    desk: Desk::OneStop,
                    officer: acceptance.by.map(By::desk),
                    // What came back from another agency has been handed on before.
                    since: self.dossier.walked.last().map_or(acceptance.at, |before| before.until),
                    until: self.at,
                    by: self.by,
                    judgement,
                    outcome: None,
                }
            }
            State::Processing { run, .. } => self.walked_step(run, outcome),
            _ => return Err(Mismatch("nobody has it in hand")),
        };
        self.dossier.walked.push(walked);
        Ok(())
    }

    fn walked_step(&self, run: &StepRun, outcome: Option<&Label>) -> WalkedStep {
        WalkedStep {
            step: Some(run.step.clone()),
            name: run.name.clone(),
            desk: run.desk,
            officer: run.officer,
            since: run.since,
            until: self.at,
            by: self.by,
            // What rests is judged where it stopped.
            judgement: Judgement::both(
                run.clock.as_ref().and_then(|clock| clock.rests_since).unwrap_or(self.at),
                run.clock.as_ref(),
            )
            .0,
            outcome: outcome.cloned(),
        }
    }

    /// The agency whose decision it is has it from now on.
    fn forwarded(&mut self) -> Result<(), Mismatch> {
        self.walked(None)?;
        let (acceptance, number) = (self.acceptance()?, self.dossier.version);
        let link = Link::new(number, self.at);
        self.dossier.state = State::Forwarded { acceptance, link };
        Ok(())
    }

    fn link(&mut self) -> Result<&mut Link, Mismatch> {
        match &mut self.dossier.state {
            State::Forwarded { link, .. } => Ok(link),
            _ => Err(Mismatch("no other agency has it")),
        }
    }

    /// What the citizen has brought stays known here, whatever the other agency says to it.
    fn relayed(&mut self, relay: &Relay) -> Result<(), Mismatch> {
        let waits = OnItsWay { number: self.dossier.version, command: relay.kind(), by: self.by.by(), at: self.at };
        let link = self.link()?;
        link.waits = Some(waits);
        link.not_taken = None;
        if let Relay::Supply { components, .. } = relay {
            self.dossier.facts.components.extend(components.iter().cloned());
        }
        Ok(())
    }

    /// How it stands there, with what was asked for and paid there.
    fn told(&mut self, standing: &Told) -> Result<(), Mismatch> {
        let link = self.link()?;
        if !link.is_news(standing) {
            return Err(Mismatch("what it tells was known before"));
        }
        link.tell(standing);
        for sum in &standing.sums {
            let same = |charge: &&mut Charge| charge.name == sum.name && charge.asked_at == sum.asked_at;
            match self.dossier.charges.iter_mut().find(same) {
                Some(known) if known.payment.is_some() => {}
                Some(known) => *known = sum.into(),
                None => self.dossier.charges.push(sum.into()),
            }
        }
        Ok(())
    }

    /// The dossier itself comes back; of anything else the desk knows that it has come to nothing.
    fn not_taken(&mut self, why: &Why, transfer: Option<StepDeadline>) -> Result<(), Mismatch> {
        let at = self.at;
        let link = self.link()?;
        if let Some(waits) = link.waits.take() {
            link.not_taken = Some(NotTaken { command: waits.command, why: why.clone(), at });
            return Ok(());
        }
        if link.standing.is_some() {
            return Err(Mismatch("nothing was sent on"));
        }
        self.dossier.state = State::Accepted { acceptance: self.acceptance()?, transfer };
        Ok(())
    }

    fn paid(&mut self, payment: &Payment, names: &[Label]) {
        let unpaid = self.dossier.charges.iter_mut().filter(|charge| charge.payment.is_none());
        for charge in unpaid.filter(|charge| names.contains(&charge.name)) {
            charge.payment = Some(payment.clone());
        }
    }

    /// Nothing is waited for any more.
    fn goes_on(&mut self, moved: Option<MovedDue>, step_moved: Option<MovedDue>) {
        if let State::AwaitingPayment { acceptance, run, .. } = self.dossier.state.clone() {
            self.dossier.state = State::Processing { acceptance, run };
            self.run(moved, step_moved);
        }
    }

    /// Nobody is asked about what nobody handles.
    fn close_consultations(&mut self) {
        let at = self.at;
        for open in self.dossier.consultations.iter_mut().filter(|one| one.is_open()) {
            open.standing = Standing::Closed { at };
        }
    }

    fn withdrawn(&mut self, end: &End) {
        self.keep_request();
        // Who had it in hand has had a part in it, and the control sheet says so.
        if let Some(run) = self.dossier.state.run() {
            let walked = self.walked_step(run, None);
            self.dossier.walked.push(walked);
        }
        self.close_consultations();
        let acceptance = self.dossier.state.acceptance().cloned();
        self.dossier.state = State::Withdrawn { acceptance, end: end.clone() };
    }

    fn stopped(&mut self, end: &End) -> Result<(), Mismatch> {
        self.keep_request();
        self.close_consultations();
        let acceptance = self.acceptance()?;
        let run = self.dossier.state.run().cloned().ok_or(Mismatch("nothing to stop"))?;
        self.dossier.state = State::Stopped { acceptance, run, end: end.clone() };
        self.rest(true);
        Ok(())
    }

    fn done(&mut self, completion: &Completion, outcome: Option<&Label>, files: &[Attachment]) -> Result<(), Mismatch> {
        self.walked(outcome)?;
        self.close_consultations();
        let acceptance = self.acceptance()?;
        self.dossier.attached.extend(files.iter().cloned());
        self.dossier.state = State::Done { acceptance, completion: completion.clone() };
        Ok(())
    }

    /// Another result takes the place of what was noted; the desk is to take it in.
    fn corrected(
        &mut self,
        outcome: &Outcome,
        reason: &Reason,
        collect_by: Option<StepDeadline>,
    ) -> Result<(), Mismatch> {
        let (acceptance, mut completion, handing) = match self.dossier.state.clone() {
            State::Done { acceptance, completion } => (acceptance, completion, None),
            State::Returned { acceptance, completion, handing } => (acceptance, completion, Some(handing)),
            _ => return Err(Mismatch("no result to correct")),
        };
        let before = std::mem::replace(&mut completion.outcome, outcome.clone());
        let (reason, by, at) = (reason.clone(), self.by()?, self.at);
        completion.earlier.push(Earlier::Corrected { outcome: before, handing, reason, by, at });
        completion.at_desk = None;
        completion.collect_by = collect_by;
        self.dossier.outcome = Some(outcome.clone());
        self.dossier.state = State::Done { acceptance, completion };
        Ok(())
    }

    fn handed_over(&mut self, from: crate::PersonId, to: crate::PersonId, departments: &BTreeSet<crate::DepartmentId>) {
        let theirs = Holder::Person(from);
        let mut had = false;
        if let Some(run) = self.dossier.state.run_mut() {
            had = run.officer == Some(from) || run.desk == Desk::Holder(theirs);
            if run.officer == Some(from) {
                run.officer = Some(to);
            }
            if run.desk == Desk::Holder(theirs) {
                run.desk = Desk::Holder(Holder::Person(to));
            }
        }
        // Whoever has had it in hand looks it up later, too.
        if had {
            self.dossier.handed_over.insert(from);
        }
        for one in self.dossier.consultations.iter_mut().filter(|one| one.is_open()) {
            if one.of == Consulted::Inside(theirs) {
                one.of = Consulted::Inside(Holder::Person(to));
                one.departments.extend(departments);
            }
        }
    }

    fn citizen_recounted(&mut self, until: Option<UtcTime>) {
        let Some(until) = until else { return };
        match &mut self.dossier.state {
            State::Incomplete { request } | State::AwaitingSupplement { request, .. } => request.until = until,
            State::AwaitingPayment { wait: Some(wait), .. } => wait.due = until,
            _ => {}
        }
    }

    fn recounted(&mut self, moved: Option<MovedDue>, step_moved: Option<MovedDue>, desk: Option<StepDeadline>) {
        let at = self.at;
        if let (Some(moved), Some(clock)) = (moved, self.clock()) {
            clock.move_to(moved, at);
        }
        if let (Some(moved), Some(clock)) = (step_moved, self.step_clock()) {
            clock.move_to(moved, at);
        }
        match &mut self.dossier.state {
            State::Registered { check: until, .. } | State::Accepted { transfer: until, .. } if desk.is_some() => {
                *until = desk;
            }
            _ => {}
        }
    }
}
