//! How a dossier ends: with a result that is handed out, or before there is one.

use super::Decision;
use crate::{
    FileId, Label, Refusal, Rule,
    assignment::Counted,
    dossier::{
        command::{
            CorrectResult, NoteUncollected, NoteUndelivered, ResumeDossier, ReturnResult, SetOutcome, StopDossier,
            WithdrawDossier,
        },
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

    /// Whether the time that the citizen was given to complete it, or to pay, is over, where they were given some.
    pub(super) fn no_longer_awaited(&self) -> Result<(), Refusal> {
        match self.dossier.state().citizens_time().filter(|(_, until)| self.context.now < *until) {
            None => Ok(()),
            Some((_, until)) => Err(Refusal::new(Rule::StillAwaited).with("until", crate::time::written(until))),
        }
    }

    /// What a citizen has not completed or paid may be stopped when the time that they were given is over.
    pub(super) fn stop(&self, command: &StopDossier) -> Result<Event, Refusal> {
        self.no_longer_awaited()?;
        let (reason, basis, money) = (command.reason.clone(), command.basis.clone(), command.money.clone());
        Ok(Event::DossierStopped { end: End { reason, basis, money, by: self.by, at: self.context.now } })
    }

    pub(super) fn resume(&self, command: &ResumeDossier) -> Result<Event, Refusal> {
        let (moved, step_moved) = self.both_go_on()?;
        Ok(Event::DossierResumed { reason: command.reason.clone(), moved, step_moved })
    }

    pub(super) fn set_outcome(&self, command: &SetOutcome) -> Result<Event, Refusal> {
        Ok(Event::OutcomeSet { outcome: self.outcome_of(command)? })
    }

    /// What was sent by post alone comes back by it.
    pub(super) fn note_undelivered(&self, command: &NoteUndelivered) -> Result<Event, Refusal> {
        match self.dossier.state() {
            State::Returned { handing, .. } if handing.way == ReturnWay::Post => {
                let elsewhere = self.dossier.facts().origin.is_some();
                Ok(Event::ResultCameBack { reason: command.reason.clone(), collect_by: self.collect_by(), elsewhere })
            }
            _ => Err(Refusal::new(Rule::ResultNotPosted)),
        }
    }

    pub(super) fn correct_result(&self, command: &CorrectResult) -> Result<Event, Refusal> {
        let outcome = self.outcome_of(&command.result).map_err(|refusal| {
            let place = refusal.pointer.clone().unwrap_or_default();
            refusal.at(format!("/result{place}"))
        })?;
        let says = |one: &Outcome| {
            let files: Vec<FileId> = one.files.iter().map(|file| file.file.id).collect();
            (one.kind, one.document, one.written.clone(), one.dated, files, one.note.clone())
        };
        if self.dossier.outcome().is_some_and(|before| says(before) == says(&outcome)) {
            return Err(Refusal::new(Rule::NothingToChange));
        }
        let reason = command.reason.clone();
        Ok(Event::ResultCorrected { outcome, reason, collect_by: self.collect_by() })
    }

    /// The result that a command says.
    fn outcome_of(&self, command: &SetOutcome) -> Result<Outcome, Refusal> {
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
        Ok(Outcome {
            kind: command.kind,
            document: command.document,
            written: issued.map(|issued| issued.written.clone()).or_else(|| command.written.clone()),
            dated: issued.map(|issued| issued.dated).or(command.dated),
            files: self.outcome_files(&command.files)?,
            note: command.note.clone(),
            by: self.hand()?,
            at: self.context.now,
            set_aside: false,
        })
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

    /// Nothing is handed out that is not paid for.
    pub(super) fn is_paid(&self) -> Result<(), Refusal> {
        match self.dossier.unpaid().next() {
            Some(unpaid) => Err(Refusal::new(Rule::FeesUnpaid).with("name", &unpaid.name)),
            None => Ok(()),
        }
    }

    /// To whom: whoever brought it where nobody is named.
    pub(super) fn collector(&self, command: &ReturnResult) -> Result<Label, Refusal> {
        let own = Label::new(self.dossier.facts().contact().name.as_str());
        command.to.clone().map_or_else(|| own.map_err(|_| Refusal::new(Rule::RequestMissing).at("/to")), Ok)
    }

    pub(super) fn take_in_result(&self) -> Result<Event, Refusal> {
        let taken = self.dossier.state().completion().is_some_and(|completion| completion.at_desk.is_some());
        if taken {
            return Err(Refusal::new(Rule::ResultTakenAlready));
        }
        Ok(Event::ResultTakenIn { collect_by: None })
    }

    pub(super) fn note_uncollected(&self, command: &NoteUncollected) -> Result<Event, Refusal> {
        if self.dossier.is_with_another() && !self.has_result_of_another() {
            return Err(Refusal::new(Rule::ResultNotHere));
        }
        Ok(Event::ResultUncollected { note: command.note.clone(), collect_by: self.collect_by() })
    }

    pub(super) fn return_result(&self, command: &ReturnResult) -> Result<Event, Refusal> {
        let State::Done { completion, .. } = self.dossier.state() else { return Err(Refusal::new(Rule::WrongState)) };
        let origin = self.dossier.facts().origin.as_ref().filter(|_| self.context.relay.is_none());
        if let Some(origin) = origin.filter(|_| command.way == ReturnWay::Counter) {
            return Err(Refusal::new(Rule::HandedOutElsewhere).at("/way").with("name", &origin.name));
        }
        let sent = self.context.relay;
        if sent.and_then(|sent| sent.times).is_some_and(|times| times != completion.times()) {
            return Err(Refusal::new(Rule::ResultReplaced));
        }
        self.is_paid()?;
        let contact = self.dossier.facts().contact();
        if command.way == ReturnWay::Post && contact.address.is_none() && command.note.is_none() {
            return Err(Refusal::new(Rule::PartyAddressMissing).at("/note"));
        }
        let to = self.collector(command)?;
        // It was handed out when the other office did so, as far as that fits what is known here.
        let at =
            self.said(sent.and_then(|sent| sent.at)).map_or(self.context.now, |at| at.max(completion.waits_since()));
        let (note, by) = (command.note.clone(), self.by);
        Ok(Event::ResultReturned { handing: Handing { way: command.way, to, note, by, at } })
    }
}
