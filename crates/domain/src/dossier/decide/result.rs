//! How a dossier ends: with a result that is handed out, or before there is one.

use super::Decision;
use crate::{
    FileId, Label, Refusal, Rule,
    assignment::Counted,
    dossier::{
        command::{ResumeDossier, ReturnResult, SetOutcome, StopDossier, WithdrawDossier},
        event::Event,
        facts::ReturnWay,
        state::{End, Handing, Outcome, ResultKind, State},
    },
    incoming::{Attachment, StepDeadline},
};

impl Decision<'_> {
    /// When the one-stop shop is reminded of a result that nobody has come for.
    pub(super) fn collect_by(&self) -> Option<StepDeadline> {
        let term = self.procedure().ok()?.rules.uncollected;
        let from = self.context.now;
        let due = self.calendar().due(from, term).ok()?.at;
        Some(StepDeadline { due, counted: Counted { term, from, unit: None } })
    }

    pub(super) fn withdraw(&self, command: &WithdrawDossier) -> Event {
        let (reason, money) = (command.reason.clone(), command.money.clone());
        Event::DossierWithdrawn { end: End { reason, basis: None, money, by: self.by, at: self.context.now } }
    }

    /// What a citizen has not completed or paid may be stopped when the time that they were given is over.
    pub(super) fn stop(&self, command: &StopDossier) -> Result<Event, Refusal> {
        if self.waits_for_citizen()
            && let Some(request) = self.dossier.state().request()
            && self.context.now < request.until
        {
            return Err(Refusal::new(Rule::StillAwaited).with("until", crate::time::written(request.until)));
        }
        let (reason, basis, money) = (command.reason.clone(), command.basis.clone(), command.money.clone());
        Ok(Event::DossierStopped { end: End { reason, basis, money, by: self.by, at: self.context.now } })
    }

    pub(super) fn resume(&self, command: &ResumeDossier) -> Result<Event, Refusal> {
        let (moved, step_moved) = self.both_go_on()?;
        Ok(Event::DossierResumed { reason: command.reason.clone(), moved, step_moved })
    }

    pub(super) fn set_outcome(&self, command: &SetOutcome) -> Result<Event, Refusal> {
        let issued = match command.document {
            None => None,
            Some(id) => {
                let issued = self.context.documents.get(&id);
                Some(issued.ok_or(Refusal::new(Rule::ResultDocumentUnknown).at("/document"))?)
            }
        };
        if issued.is_some() && (command.written.is_some() || command.dated.is_some()) {
            return Err(Refusal::new(Rule::ResultWrittenTwice).at("/written"));
        }
        if issued.is_none() && command.written.is_none() && command.files.is_empty() {
            return Err(Refusal::new(Rule::OutcomeEmpty).at("/document"));
        }
        if command.kind == ResultKind::NotEligible && command.note.is_none() {
            return Err(Refusal::new(Rule::OutcomeReasonMissing).at("/note"));
        }
        if command.dated.is_some_and(|day| !crate::is_of_our_time(day)) {
            return Err(Refusal::new(Rule::DateOutOfRange).at("/dated"));
        }
        let outcome = Outcome {
            kind: command.kind,
            document: command.document,
            written: issued.map(|issued| issued.written.clone()).or_else(|| command.written.clone()),
            dated: issued.map(|issued| issued.dated).or(command.dated),
            files: self.outcome_files(&command.files)?,
            note: command.note.clone(),
            by: self.by,
            at: self.context.now,
        };
        Ok(Event::OutcomeSet { outcome })
    }

    /// Those of the result that is noted now stay its own where it is noted again.
    fn outcome_files(&self, ids: &[FileId]) -> Result<Vec<Attachment>, Refusal> {
        let noted = self.dossier.outcome().map_or(&[][..], |outcome| outcome.files.as_slice());
        let (mut files, mut fresh) = (Vec::new(), Vec::new());
        for id in ids {
            match noted.iter().find(|file| file.file.id == *id) {
                Some(_) if files.iter().any(|file: &Attachment| file.file.id == *id) => {
                    return Err(Refusal::new(Rule::FileTwice).at("/files"));
                }
                Some(file) => files.push(file.clone()),
                None => fresh.push(*id),
            }
        }
        files.extend(self.files(&fresh, "/files")?);
        Ok(files)
    }

    pub(super) fn take_in_result(&self) -> Result<Event, Refusal> {
        let taken = self.dossier.state().completion().is_some_and(|completion| completion.at_desk.is_some());
        if taken { Err(Refusal::new(Rule::ResultTakenAlready)) } else { Ok(Event::ResultTakenIn) }
    }

    pub(super) fn return_result(&self, command: &ReturnResult) -> Result<Event, Refusal> {
        let State::Done { .. } = self.dossier.state() else { return Err(Refusal::new(Rule::WrongState)) };
        if let Some(unpaid) = self.dossier.unpaid().next() {
            return Err(Refusal::new(Rule::FeesUnpaid).with("name", &unpaid.name));
        }
        let contact = self.dossier.facts().contact();
        if command.way == ReturnWay::Post && contact.address.is_none() && command.note.is_none() {
            return Err(Refusal::new(Rule::PartyAddressMissing).at("/note"));
        }
        let own = Label::new(contact.name.as_str()).map_err(|_| Refusal::new(Rule::RequestMissing).at("/to"));
        let to = command.to.clone().map_or(own, Ok)?;
        let (note, by, at) = (command.note.clone(), self.by, self.context.now);
        Ok(Event::ResultReturned { handing: Handing { way: command.way, to, note, by, at } })
    }
}
