//! What leaves a dossier where it is: its contact, files, another person in somebody's stead, the citizen's word, the calendar.

use super::{Decision, DossierContext};
use crate::{
    Actor, Refusal, Rule, UtcTime, access,
    assignment::{Counted, Holder},
    dossier::{
        clock::{Clock, MovedDue},
        command::{AttachToDossier, CorrectContact, HandOverDossier, RateDossier, RecountDossier},
        event::{AskedUntil, Event},
        record::{Dossier, Rating},
        state::State,
    },
    incoming::StepDeadline,
    work::Desk,
};

/// The citizen's word, once.
pub(super) fn rate(dossier: &Dossier, command: &RateDossier, context: &DossierContext<'_>) -> Result<Event, Refusal> {
    if dossier.rating().is_some() {
        return Err(Refusal::new(Rule::RatedAlready));
    }
    if !(1..=5).contains(&command.stars) {
        return Err(Refusal::new(Rule::StarsOutOfRange).at("/stars"));
    }
    Ok(Event::Rated { rating: Rating { stars: command.stars, words: command.words.clone(), at: context.now } })
}

/// The dates that are others by the calendar of now.
///
/// # Errors
/// [`Rule::NothingToChange`] where all stay.
pub(super) fn recount(
    dossier: &Dossier,
    command: &RecountDossier,
    context: &DossierContext<'_>,
) -> Result<Event, Refusal> {
    let whole = context.calendar.agency();
    // What cannot be counted stays as it was.
    let again = |clock: Option<&Clock>| -> Option<MovedDue> {
        let clock = clock?;
        let calendar = match clock.counted.unit {
            None => whole,
            unit => context.calendar.of_unit(unit, context.directory),
        };
        clock.recounted(calendar).ok().flatten()
    };
    let runs = dossier.state().name().is_running();
    let moved = again(dossier.clock().filter(|_| runs));
    let step_moved = again(dossier.state().run().filter(|_| runs).and_then(|run| run.clock.as_ref()));
    let desk = dossier.state().step_deadline().and_then(|deadline| {
        let due = whole.due(deadline.counted.from, deadline.counted.term).ok()?.at;
        (due != deadline.due).then_some(StepDeadline { due, counted: deadline.counted })
    });
    // A citizen has been told their date in writing: it only ever becomes later.
    let citizen = citizens_wait(dossier.state()).and_then(|(until, counted)| {
        let due = whole.due(counted.from, counted.term).ok()?.at;
        (due > until).then_some(due)
    });
    let asked: Vec<AskedUntil> = dossier
        .open_consultations()
        .filter_map(|one| {
            let calendar = context.calendar.of_unit(one.counted.unit, context.directory);
            let due = calendar.due(one.counted.from, one.counted.term).ok()?.at;
            (due != one.due).then_some(AskedUntil { consultation: one.id, due })
        })
        .collect();
    if moved.is_none() && step_moved.is_none() && desk.is_none() && citizen.is_none() && asked.is_empty() {
        return Err(Refusal::new(Rule::NothingToChange));
    }
    Ok(Event::DatesRecounted { moved, step_moved, desk, citizen, asked, because: command.because.clone() })
}

/// Until when the citizen is waited for, and how that was counted.
const fn citizens_wait(state: &State) -> Option<(UtcTime, Counted)> {
    match state {
        State::Incomplete { request } | State::AwaitingSupplement { request, .. } => match request.counted {
            Some(counted) => Some((request.until, counted)),
            None => None,
        },
        State::AwaitingPayment { wait: Some(wait), .. } => Some((wait.due, wait.counted)),
        _ => None,
    }
}

impl Decision<'_> {
    pub(super) fn correct_contact(&self, command: &CorrectContact) -> Result<Event, Refusal> {
        let before = self.dossier.facts().contact();
        if command.contact == *before {
            return Err(Refusal::new(Rule::NothingToChange).at("/contact"));
        }
        let (contact, reason) = (command.contact.clone(), command.reason.clone());
        Ok(Event::ContactCorrected { contact, before: before.clone(), reason })
    }

    pub(super) fn attach(&self, command: &AttachToDossier) -> Result<Event, Refusal> {
        if command.files.is_empty() {
            return Err(Refusal::new(Rule::NothingToChange).at("/files"));
        }
        Ok(Event::FilesAttached { files: self.files(&command.files, "/files")? })
    }

    /// What somebody has in hand here goes to another.
    pub(super) fn hand_over(&self, command: &HandOverDossier) -> Result<Event, Refusal> {
        if command.from == command.to {
            return Err(Refusal::new(Rule::NothingToChange).at("/to"));
        }
        let holder = Holder::Person(command.to);
        self.context.directory.reaches(holder, "/to").map_err(|refusal| refusal.at("/to"))?;
        let by = self.hand()?;
        let actor = match by.substitute() {
            None => Actor::Person(by.desk()),
            Some(person) => Actor::Substitute { person, instead_of: by.desk() },
        };
        access::may_take_over(actor, command.to, self.context.directory)?;
        let theirs = Holder::Person(command.from);
        let run = self.dossier.state().run();
        let has = run.is_some_and(|run| run.officer == Some(command.from) || run.desk == Desk::Holder(theirs));
        let asked = self.dossier.open_consultations().any(|one| one.holder() == Some(theirs));
        if !has && !asked {
            return Err(Refusal::new(Rule::NothingToChange).at("/from"));
        }
        Ok(Event::HandedOver {
            from: command.from,
            to: command.to,
            departments: self.context.directory.departments_of(holder),
            reason: command.reason.clone(),
        })
    }
}
