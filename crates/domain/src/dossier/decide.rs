//! From a command to what happens: the one pure function that every change of a dossier goes through.
//!
//! [`access::dossier::may`] has the first word (who, and in which state); what follows here is what the command itself says. `intake` has
//! what is done before a dossier is received and how it is, `fees` what is then to be paid, `steps` its way through the process, `citizen` what is asked of its owner,
//! `asked` what is asked of others, `linked` what passes between two agencies, `result` how it ends, `beside` the rest.

mod asked;
mod beside;
mod citizen;
mod fees;
mod intake;
mod linked;
mod result;
mod steps;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::{
    intake::{receive, receive_own},
    linked::arrive,
};
use super::{
    code::DossierCode,
    command::Command,
    event::Event,
    link::{Competence, SentOn},
    record::Dossier,
    state::{Acceptance, StepRun},
};
use crate::{
    Actor, By, DocumentId, FileId, Label, OfficeSettings, Refusal, Rule, Seed, UtcTime, access,
    calendar::Calendar,
    incoming::{Attachment, StoredFile},
    organisation::{Directory, OfficeCalendar},
    procedure::{Act, Edition, ProcedureContent},
    work::Desk,
};

/// An issued document that may be the result of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedDocument {
    /// Số, ký hiệu.
    pub written: Label,
    /// Ngày.
    pub dated: NaiveDate,
}

/// The code that a dossier gets, taken so that nobody else gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenCode {
    /// Mã hồ sơ.
    pub code: DossierCode,
    /// Số thứ tự in the year's book.
    pub row: u32,
}

/// All that a decision about a dossier is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct DossierContext<'a> {
    /// Now.
    pub now: UtcTime,
    /// Where fresh ids come from.
    pub seed: Seed,
    /// The agency's people and departments.
    pub directory: &'a Directory,
    /// The office's choices.
    pub settings: &'a OfficeSettings,
    /// When its people work.
    pub calendar: &'a OfficeCalendar,
    /// The version of the procedure that the dossier is under; of a command that names one, the version that is published now.
    pub procedure: Option<&'a Edition>,
    /// The code that it gets; only for what receives it.
    pub code: Option<&'a TakenCode>,
    /// The files that the command names, as far as they exist and the actor may attach them.
    pub files: &'a BTreeMap<FileId, StoredFile>,
    /// Outgoing documents with a number that counts: that the command names, as far as the actor sees it, or that was noted as the result.
    pub documents: &'a BTreeMap<DocumentId, IssuedDocument>,
    /// Who decides on what the procedure asks for; only for what receives it.
    pub competence: &'a Competence,
    /// As what the office that received it has sent this on, where it did.
    pub relay: Option<SentOn>,
}

/// Decides a command on a dossier as it stands.
///
/// # Errors
/// The rule that says no; the dossier is as it was.
pub fn decide(
    dossier: &Dossier,
    actor: Actor,
    command: &Command,
    context: &DossierContext<'_>,
) -> Result<Vec<Event>, Refusal> {
    if context.relay.is_some_and(|sent| sent.number <= dossier.heard()) {
        // It came before.
        return Err(Refusal::new(Rule::NothingToChange));
    }
    access::dossier::may(dossier, actor, command.kind(), command.consultation(), context.directory)?;
    match command {
        Command::TellStanding(told) => return linked::tell(dossier, told).map(|event| vec![event]),
        Command::NotTakenDossier(told) => return linked::not_taken(dossier, told, context).map(|event| vec![event]),
        Command::RecountDossier(recount) => return beside::recount(dossier, recount, context).map(|event| vec![event]),
        Command::RateDossier(rate) => return beside::rate(dossier, rate, context).map(|event| vec![event]),
        _ => {}
    }
    let on = Decision { dossier, by: actor.by(), context };
    let event = match (command, actor) {
        (Command::SupplyDossier(supply), Actor::Citizen) => {
            on.is_complete_online(supply)?;
            on.decide(command)?
        }
        _ => on.decide(command)?,
    };
    let heard = context.relay.map(|sent| Event::RelayHeard { number: sent.number });
    Ok(std::iter::once(event).chain(heard).collect())
}

/// Decides a command in the first of these names in which it is not refused.
///
/// # Errors
/// Where in none: why not in the first.
pub fn decide_in_some_name(
    dossier: &Dossier,
    names: &[Actor],
    command: &Command,
    context: &DossierContext<'_>,
) -> Result<(Actor, Vec<Event>), Refusal> {
    let mut refused = Refusal::new(Rule::NotStaff);
    for (n, actor) in names.iter().enumerate() {
        match decide(dossier, *actor, command, context) {
            Ok(events) => return Ok((*actor, events)),
            Err(refusal) if n == 0 => refused = refusal,
            Err(_) => {}
        }
    }
    Err(refused)
}

/// One decision under way.
struct Decision<'a> {
    dossier: &'a Dossier,
    /// Nobody of this agency where the office that received it has sent it on, where its citizen acts, or a gateway has told of a payment.
    by: Option<By>,
    context: &'a DossierContext<'a>,
}

impl<'a> Decision<'a> {
    fn decide(&self, command: &Command) -> Result<Event, Refusal> {
        if self.dossier.is_with_another()
            && let Some(decided) = self.send_on(command)
        {
            return decided;
        }
        match command {
            Command::AcceptDossier(c) => self.accept(c),
            Command::RequestSupplement(c) => self.request_supplement(c),
            Command::SupplyDossier(c) => self.supply(c),
            Command::RefuseDossier(c) => self.refuse(c),
            Command::SetProcedure(c) => self.set_procedure(c),
            Command::TransferDossier(c) => self.transfer(c),
            Command::AssignDossier(c) => self.assign(c),
            Command::AdvanceDossier(c) => self.advance(c),
            Command::GoBack(c) => self.go_back(c),
            Command::ConsultOn(c) => self.consult(c),
            Command::AnswerConsultation(c) => self.answer(c),
            Command::CloseConsultation(c) => Ok(Event::ConsultationClosed { consultation: c.consultation }),
            Command::RequestPayment(c) => self.request_payment(c),
            Command::RecordPayment(c) => self.record_payment(c),
            Command::ExtendDossier(c) => self.extend(c),
            Command::WithdrawDossier(c) => Ok(self.withdraw(c)),
            Command::StopDossier(c) => self.stop(c),
            Command::ResumeDossier(c) => self.resume(c),
            Command::SetOutcome(c) => self.set_outcome(c),
            Command::TakeInResult(_) => self.take_in_result(),
            Command::ReturnResult(c) => self.return_result(c),
            Command::NoteUndelivered(c) => self.note_undelivered(c),
            Command::CorrectResult(c) => self.correct_result(c),
            Command::NoteUncollected(c) => self.note_uncollected(c),
            Command::CorrectContact(c) => self.correct_contact(c),
            Command::DiscussDossier(c) => Ok(Event::Commented { text: c.text.clone() }),
            Command::AttachToDossier(c) => self.attach(c),
            Command::RemindDossier(c) => Ok(Event::Reminded { text: c.text.clone() }),
            Command::HandOverDossier(c) => self.hand_over(c),
            // The office's own, which is nobody's hand: see `decide`.
            Command::RateDossier(_)
            | Command::RecountDossier(_)
            | Command::TellStanding(_)
            | Command::NotTakenDossier(_) => Err(Refusal::new(Rule::SystemOnly)),
        }
    }

    /// Whose hand it is.
    fn hand(&self) -> Result<By, Refusal> {
        self.by.ok_or(Refusal::new(Rule::PeopleOnly))
    }

    /// When something is said to have happened. What another agency says is not refused because its clock is a little before this one's.
    fn said(&self, at: Option<UtcTime>) -> Option<UtcTime> {
        at.map(|at| if self.context.relay.is_some() { at.min(self.context.now) } else { at })
    }

    /// What is published of the procedure that the dossier is under.
    fn procedure(&self) -> Result<&'a ProcedureContent, Refusal> {
        let under = self.dossier.facts().procedure.as_ref().ok_or(Refusal::new(Rule::ProcedureNotSet))?;
        let edition =
            self.context.procedure.filter(|edition| edition.id == under.id && edition.version == under.version);
        edition.map(|edition| &edition.content).ok_or(Refusal::new(Rule::ProcedureUnknown))
    }

    /// The agency's own calendar, by which the whole is counted.
    const fn calendar(&self) -> &'a Calendar {
        self.context.calendar.agency()
    }

    /// That it was received, and the step that somebody has in hand.
    fn running(&self) -> Result<(&'a Acceptance, &'a StepRun), Refusal> {
        let state = self.dossier.state();
        match (state.acceptance(), state.run()) {
            (Some(acceptance), Some(run)) => Ok((acceptance, run)),
            _ => Err(Refusal::new(Rule::WrongState)),
        }
    }

    /// What may be done at the step that somebody has in hand.
    fn step_may(&self, act: Act) -> Result<(), Refusal> {
        let (_, run) = self.running()?;
        if run.may.contains(&act) {
            return Ok(());
        }
        let refusal = Refusal::new(Rule::StepMayNot).with("step", &run.name);
        Err(refusal.with("act", act.vietnamese()))
    }

    /// New files, each once, that are not the dossier's already.
    fn files(&self, ids: &[FileId], place: &str) -> Result<Vec<Attachment>, Refusal> {
        attachments(ids, self.dossier, self.by, self.context, place)
    }

    /// The calendar of whoever has a desk.
    fn calendar_of(&self, desk: Desk) -> (&'a Calendar, Option<crate::DepartmentId>) {
        let unit = match desk {
            Desk::Holder(crate::assignment::Holder::Department(id)) => Some(id),
            Desk::Holder(holder @ crate::assignment::Holder::Person(_)) => {
                self.context.directory.departments_of(holder).into_iter().next()
            }
            Desk::Registry | Desk::OneStop => None,
        };
        (self.context.calendar.of_unit(unit, self.context.directory), unit)
    }
}

fn attachments(
    ids: &[FileId],
    dossier: &Dossier,
    by: Option<By>,
    context: &DossierContext<'_>,
    place: &str,
) -> Result<Vec<Attachment>, Refusal> {
    let max = context.settings.max_files;
    let all = dossier.files().count().saturating_add(ids.len());
    if u32::try_from(all).map_or(true, |count| count > max) {
        return Err(Refusal::new(Rule::TooManyFiles).at(place).with("max", max));
    }
    let mut found: Vec<Attachment> = Vec::with_capacity(ids.len());
    for (n, id) in ids.iter().enumerate() {
        let at = format!("{place}/{n}");
        if found.iter().any(|other| other.file.id == *id) || dossier.has_file(*id) {
            return Err(Refusal::new(Rule::FileTwice).at(at));
        }
        let file = context.files.get(id).cloned().ok_or_else(|| Refusal::new(Rule::FileUnknown).at(at))?;
        found.push(Attachment { file, by, at: context.now });
    }
    Ok(found)
}

/// A time that somebody says something happened at: not later than now, and not before `earliest`.
fn happened_at(
    said: Option<UtcTime>,
    earliest: UtcTime,
    now: UtcTime,
    place: &'static str,
) -> Result<UtcTime, Refusal> {
    let at = said.map_or(now, crate::to_micros);
    let written = |at| crate::time::written(at);
    if at > now {
        return Err(Refusal::new(Rule::TimeInFuture).at(place));
    }
    if at < earliest {
        return Err(Refusal::new(Rule::TimeTooEarly).at(place).with("earliest", written(earliest)));
    }
    Ok(at)
}
