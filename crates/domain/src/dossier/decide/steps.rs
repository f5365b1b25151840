//! The way through the process: to the first step, to an officer, on to the next, and back.

use super::Decision;
use crate::{
    ConsultationId, DepartmentCode, FileId, Instruction, Label, PersonId, Reason, Refusal, Rule,
    assignment::{Counted, Holder},
    calendar::{Days, Term},
    dossier::{
        clock::Clock,
        command::{AdvanceDossier, AssignDossier, GoBack, TransferDossier},
        consultation::{Consultation, Consulted, Standing},
        event::Event,
        judgement::Judgement,
        state::{Completion, StepRun},
    },
    organisation::Role,
    procedure::{Doer, Step},
    work::Desk,
};

/// How a step is come to.
struct Coming<'a> {
    to: Option<PersonId>,
    note: Option<&'a Instruction>,
    returned: Option<&'a Reason>,
    outcome: Option<Label>,
    files: &'a [FileId],
}

impl Decision<'_> {
    pub(super) fn transfer(&self, command: &TransferDossier) -> Result<Event, Refusal> {
        let acceptance = self.dossier.state().acceptance().ok_or(Refusal::new(Rule::WrongState))?;
        if acceptance.competent.is_some() {
            return Self::forward(command);
        }
        let first = self.procedure()?.process.first().ok_or(Refusal::new(Rule::ProcedureUnknown))?;
        let coming = Coming { to: command.to, note: command.note.as_ref(), returned: None, outcome: None, files: &[] };
        self.enter(first, &coming)
    }

    pub(super) fn assign(&self, command: &AssignDossier) -> Result<Event, Refusal> {
        let (_, run) = self.running()?;
        let Desk::Holder(Holder::Department(unit)) = run.desk else { return Err(Refusal::new(Rule::HeadOnly)) };
        let person = self.context.directory.active(command.officer);
        let person = person.ok_or(Refusal::new(Rule::PersonUnknown).at("/officer"))?;
        if !person.posts.contains_key(&unit) {
            return Err(Refusal::new(Rule::NotOfDepartment).at("/officer").with("name", &person.name));
        }
        if run.officer == Some(command.officer) {
            return Err(Refusal::new(Rule::NothingToChange).at("/officer"));
        }
        Ok(Event::OfficerAssigned { officer: command.officer, from: run.officer, note: command.note.clone() })
    }

    pub(super) fn advance(&self, command: &AdvanceDossier) -> Result<Event, Refusal> {
        let (acceptance, run) = self.running()?;
        let branch = match (&command.branch, run.next.as_slice()) {
            (None, [only]) => only,
            (named, all) => {
                let labels = || all.iter().map(|branch| branch.label.as_str()).collect::<Vec<_>>().join("; ");
                let known = named.as_ref().and_then(|label| all.iter().find(|branch| branch.label == *label));
                known.ok_or_else(|| Refusal::new(Rule::BranchUnknown).at("/branch").with("labels", labels()))?
            }
        };
        if self.dossier.open_consultations().next().is_some() {
            return Err(Refusal::new(Rule::ConsultationsOpen));
        }
        let outcome = Some(branch.label.clone());
        if let Some(code) = &branch.to {
            let step = self.procedure()?.process.step(code).ok_or(Refusal::new(Rule::ProcedureUnknown))?;
            let (note, files) = (command.note.as_ref(), command.files.as_slice());
            return self.enter(step, &Coming { to: command.to, note, returned: None, outcome, files });
        }
        let result = self.dossier.outcome().cloned().ok_or(Refusal::new(Rule::OutcomeMissing))?;
        // It was made before the dossier went back.
        if result.set_aside {
            return Err(Refusal::new(Rule::OutcomeSetAside));
        }
        // It may have been voided, recalled or replaced since it was noted.
        if result.document.is_some_and(|document| !self.context.documents.contains_key(&document)) {
            return Err(Refusal::new(Rule::OutcomeEnded));
        }
        let (judgement, by_original) = Judgement::both(self.context.now, acceptance.clock.as_ref());
        let completion = Completion {
            outcome: result,
            at: self.context.now,
            by: self.hand()?,
            judgement,
            by_original,
            at_desk: None,
            uncollected: 0,
            collect_by: self.collect_by(),
            earlier: Vec::new(),
        };
        Ok(Event::DossierDone { completion, outcome, files: self.files(&command.files, "/files")? })
    }

    pub(super) fn go_back(&self, command: &GoBack) -> Result<Event, Refusal> {
        let (_, run) = self.running()?;
        if !run.back.contains(&command.step) {
            let codes: Vec<&str> = run.back.iter().map(crate::StepCode::as_str).collect();
            return Err(Refusal::new(Rule::NoWayBack).at("/step").with("codes", codes.join(", ")));
        }
        if self.dossier.open_consultations().next().is_some() {
            return Err(Refusal::new(Rule::ConsultationsOpen));
        }
        let step = self.procedure()?.process.step(&command.step).ok_or(Refusal::new(Rule::ProcedureUnknown))?;
        let why: String =
            command.reason.as_str().chars().take(Label::MAX).map(|c| if c == '\n' { ' ' } else { c }).collect();
        let outcome = Label::new(&why).ok();
        self.enter(step, &Coming { to: command.to, note: None, returned: Some(&command.reason), outcome, files: &[] })
    }

    fn enter(&self, step: &Step, coming: &Coming<'_>) -> Result<Event, Refusal> {
        let desk = self.desk_of(step, coming.to)?;
        let (calendar, unit) = self.calendar_of(desk);
        let now = self.context.now;
        let clock = match step.time {
            None => None,
            Some(term) => {
                let clock = Clock::start(Counted { term, from: now, unit }, calendar);
                Some(clock.map_err(|_| Refusal::new(Rule::TermEndsNowhere).with("term", term))?)
            }
        };
        let run = StepRun {
            step: step.code.clone(),
            name: step.name.clone(),
            desk,
            officer: None,
            since: now,
            clock,
            may: step.may.clone(),
            next: step.next.clone(),
            back: step.back.clone(),
            note: coming.note.cloned(),
            returned: coming.returned.cloned(),
        };
        let consultations = step.consults.iter().enumerate().map(|(n, code)| self.asked_by_process(step, n, code));
        let consultations = consultations.collect::<Result<_, _>>()?;
        let files = self.files(coming.files, "/files")?;
        Ok(Event::StepEntered { run, outcome: coming.outcome.clone(), files, consultations })
    }

    /// On whose desk a step lies.
    fn desk_of(&self, step: &Step, to: Option<PersonId>) -> Result<Desk, Refusal> {
        match &step.doer {
            Doer::Department(code) => {
                if to.is_some() {
                    return Err(Refusal::new(Rule::StepIsADepartments).at("/to").with("step", &step.name));
                }
                self.department(code).map(|id| Desk::Holder(Holder::Department(id)))
            }
            Doer::Role(role @ (Role::OneStopClerk | Role::RegistryClerk)) => {
                if to.is_some() {
                    return Err(Refusal::new(Rule::StepIsADepartments).at("/to").with("step", &step.name));
                }
                if self.context.directory.with_role(*role).next().is_none() {
                    return Err(nobody(step));
                }
                Ok(if *role == Role::OneStopClerk { Desk::OneStop } else { Desk::Registry })
            }
            Doer::Role(role) => {
                let able: Vec<PersonId> = self.context.directory.with_role(*role).collect();
                let person = match (to, able.as_slice()) {
                    (Some(named), all) if all.contains(&named) => named,
                    (None, [only]) => *only,
                    (_, []) => return Err(nobody(step)),
                    (_, all) => {
                        let name = |id: &PersonId| self.context.directory.active(*id).map(|p| p.username.clone());
                        let names: Vec<String> = all.iter().filter_map(name).collect();
                        let refusal = Refusal::new(Rule::StepNeedsPerson).at("/to").with("step", &step.name);
                        return Err(refusal.with("names", names.join(", ")));
                    }
                };
                Ok(Desk::Holder(Holder::Person(person)))
            }
        }
    }

    /// The department of this code, as long as somebody there can act.
    fn department(&self, code: &DepartmentCode) -> Result<crate::DepartmentId, Refusal> {
        let directory = self.context.directory;
        let found = directory.departments.values().find(|one| one.active && one.code == code.as_str());
        let found = found.filter(|one| directory.leads_of(one.id).next().is_some());
        found.map(|one| one.id).ok_or_else(|| Refusal::new(Rule::StepDepartment).with("code", code))
    }

    /// What the process asks of a department when the dossier comes to a step.
    fn asked_by_process(&self, step: &Step, n: usize, code: &DepartmentCode) -> Result<Consultation, Refusal> {
        let holder = Holder::Department(self.department(code)?);
        let (calendar, unit) = self.calendar_of(Desk::Holder(holder));
        let now = self.context.now;
        let term = step.time.unwrap_or(Term::WorkingDays(Days::new(2).unwrap_or(Days::ONE)));
        let due = calendar.due(now, term).map_err(|_| Refusal::new(Rule::TermEndsNowhere).with("term", term))?.at;
        let words = format!("Đề nghị cho ý kiến ở bước “{}”.", step.name);
        let question = Instruction::new(&words).map_err(|_| Refusal::new(Rule::ProcedureUnknown))?;
        let n = u16::try_from(n).map_err(|_| Refusal::new(Rule::ProcedureUnknown))?;
        Ok(Consultation {
            id: ConsultationId(self.context.seed.nth(n)),
            of: Consulted::Inside(holder),
            departments: std::collections::BTreeSet::new(),
            question,
            asked_by: None,
            asked_at: now,
            due,
            counted: Counted { term, from: now, unit },
            standing: Standing::Open,
        })
    }
}

fn nobody(step: &Step) -> Refusal {
    Refusal::new(Rule::StepWithoutDoer).with("step", &step.name)
}
