//! The dossier: its state with all that stands beside it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    clock::Clock,
    code::DossierCode,
    consultation::Consultation,
    facts::DossierFacts,
    judgement::Judgement,
    state::{Charge, Completion, Earlier, Extension, Outcome, State, StateName, StepRun, SupplementRequest},
};
use crate::{
    Actor, AgencyId, ConsultationId, DossierId, FileId, Label, PersonId, StepCode, UtcTime, incoming::Attachment,
    work::Desk,
};

/// A step that somebody had in hand and has handed on, as it stands on the control sheet (Mẫu 06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkedStep {
    /// Which; nothing for the desk's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepCode>,
    /// Tên bước.
    pub name: Label,
    /// On whose desk it lay.
    pub desk: Desk,
    /// Who had it in hand, where that was somebody in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonId>,
    /// From when.
    pub since: UtcTime,
    /// Until when.
    pub until: UtcTime,
    /// Who handed it on.
    pub by: Actor,
    /// How it stands to its own time.
    pub judgement: Judgement,
    /// In which case it was handed on, or why it went back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Label>,
}

/// What a citizen thought of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// From 1 to 5.
    pub stars: u8,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<crate::Remark>,
    /// When.
    pub at: UtcTime,
}

/// A dossier as it now stands. It is made and changed by [`super::apply`] alone, or put together again from stored parts by
/// [`Dossier::restore`], which checks what it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    pub(super) id: DossierId,
    pub(super) agency: AgencyId,
    pub(super) version: u32,
    pub(super) created_by: Actor,
    pub(super) created_at: UtcTime,
    pub(super) facts: DossierFacts,
    pub(super) state: State,
    /// What a citizen was asked to complete, the first first; the one that waits stands in the state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) requests: Vec<SupplementRequest>,
    /// How often before it was received.
    #[serde(default)]
    pub(super) intake_requests: u8,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) extensions: Vec<Extension>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) charges: Vec<Charge>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) consultations: Vec<Consultation>,
    /// The result, as soon as it is noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) outcome: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) walked: Vec<WalkedStep>,
    /// Files that somebody of the office has put to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) attached: Vec<Attachment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rating: Option<Rating>,
    /// Who had it in hand before somebody else got it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) handed_over: BTreeSet<PersonId>,
    /// The last of what the office that received it has sent on that was carried out here.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub(super) heard: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none_yet(number: &u32) -> bool {
    *number == 0
}

impl Dossier {
    /// Puts a dossier together from what was stored.
    ///
    /// # Errors
    /// What doesn't fit together, for a log: rows were changed by hand.
    pub fn restore(stored: Self) -> Result<Self, &'static str> {
        stored.check().map(|()| stored)
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// The first thing that doesn't fit.
    pub fn check(&self) -> Result<(), &'static str> {
        let received = self.state.acceptance();
        if received.is_some() && self.facts.procedure.is_none() {
            return Err("a dossier was received of which nobody knows what it asks for");
        }
        if let Some(clock) = received.and_then(|acceptance| acceptance.clock.as_ref()) {
            check_clock(clock)?;
            let waits = match self.state {
                State::Processing { .. } | State::Accepted { .. } => Some(false),
                State::Stopped { .. } => Some(true),
                _ => None,
            };
            if waits.is_some_and(|waits| waits != clock.rests()) {
                return Err("its clock runs where it should rest, or rests where it should run");
            }
        }
        if let Some(clock) = self.state.run().and_then(|run| run.clock.as_ref()) {
            check_clock(clock)?;
        }
        if let Some(completion) = self.state.completion()
            && self.outcome.as_ref() != Some(&completion.outcome)
        {
            return Err("it was done with another result than was noted");
        }
        let competent = received.is_some_and(|acceptance| acceptance.competent.is_some());
        match self.state.name() {
            StateName::Forwarded if !competent => {
                return Err("it is with another agency, and the decision is none's");
            }
            StateName::Accepted | StateName::Forwarded | StateName::Withdrawn => {}
            _ if competent => return Err("what is another agency's is handled here"),
            _ => {}
        }
        if competent && self.facts.origin.is_some() {
            return Err("it was received by another agency for another one");
        }
        let open = self.consultations.iter().any(Consultation::is_open);
        if open && !self.state.name().is_running() {
            return Err("somebody is still asked where nobody handles it");
        }
        let handed_before = |done: &Completion| done.earlier.iter().any(|one| one.handing().is_some());
        let handed_out =
            matches!(self.state, State::Returned { .. }) || self.state.completion().is_some_and(handed_before);
        if self.rating.is_some() && !handed_out {
            return Err("it was rated before its result was handed out");
        }
        let waits = usize::from(self.state.request().is_some());
        let unanswered = self.requests.iter().filter(|request| request.closed_at.is_none()).count();
        if waits == 1 && unanswered != 0 {
            return Err("two requests to complete it wait at once");
        }
        Ok(())
    }

    /// Which.
    pub const fn id(&self) -> DossierId {
        self.id
    }
    /// Whose.
    pub const fn agency(&self) -> AgencyId {
        self.agency
    }
    /// How many events it has seen; every change adds one.
    pub const fn version(&self) -> u32 {
        self.version
    }
    /// Who entered it.
    pub const fn created_by(&self) -> Actor {
        self.created_by
    }
    /// When.
    pub const fn created_at(&self) -> UtcTime {
        self.created_at
    }
    /// What is known of it.
    pub const fn facts(&self) -> &DossierFacts {
        &self.facts
    }
    /// Where it stands.
    pub const fn state(&self) -> &State {
        &self.state
    }
    /// Its code, once it was received.
    pub fn code(&self) -> Option<&DossierCode> {
        self.state.acceptance().map(|acceptance| &acceptance.code)
    }
    /// Its term.
    pub fn clock(&self) -> Option<&Clock> {
        self.state.acceptance().and_then(|acceptance| acceptance.clock.as_ref())
    }
    /// What a citizen was asked to complete and has, or has not while that no longer counts; the first first.
    pub fn past_requests(&self) -> &[SupplementRequest] {
        &self.requests
    }
    /// How often completion was asked for before it was received, and while it was handled.
    pub fn requests_made(&self) -> (u8, u8) {
        let all = self.requests.len() + usize::from(self.state.request().is_some());
        let handling = all.saturating_sub(usize::from(self.intake_requests));
        (self.intake_requests, u8::try_from(handling).unwrap_or(u8::MAX))
    }
    /// When it counts as received, where it is received now: what came while there was no system was received then; not so what was completed
    /// since. The code, the row of the book and the term go by it.
    pub fn received_when(&self, now: UtcTime) -> UtcTime {
        let then = self.facts.late_entry.is_some() && self.requests_made() == (0, 0);
        if then { self.facts.reached_at } else { now }
    }
    /// Its extensions.
    pub fn extensions(&self) -> &[Extension] {
        &self.extensions
    }
    /// What is to be paid, and was.
    pub fn charges(&self) -> &[Charge] {
        &self.charges
    }
    /// What is still to be paid.
    pub fn unpaid(&self) -> impl Iterator<Item = &Charge> {
        self.charges.iter().filter(|charge| charge.payment.is_none())
    }
    /// Who was asked about it.
    pub fn consultations(&self) -> &[Consultation] {
        &self.consultations
    }
    /// One of them.
    pub fn consultation(&self, id: ConsultationId) -> Option<&Consultation> {
        self.consultations.iter().find(|one| one.id == id)
    }
    /// Those that wait.
    pub fn open_consultations(&self) -> impl Iterator<Item = &Consultation> {
        self.consultations.iter().filter(|one| one.is_open())
    }
    /// The result, as soon as it is noted.
    pub const fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }
    /// The steps that it has gone through.
    pub fn walked(&self) -> &[WalkedStep] {
        &self.walked
    }
    /// What a citizen thought of it.
    pub const fn rating(&self) -> Option<&Rating> {
        self.rating.as_ref()
    }
    /// Who had it in hand and has handed it over to somebody else.
    pub const fn handed_over(&self) -> &BTreeSet<PersonId> {
        &self.handed_over
    }
    /// The last of what the office that received it has sent on that was carried out here.
    pub const fn heard(&self) -> u32 {
        self.heard
    }
    /// All its files.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        let answers = self.consultations.iter().flat_map(|one| match &one.standing {
            super::consultation::Standing::Answered { files, .. } => files.as_slice(),
            _ => &[],
        });
        let earlier = self.state.completion().into_iter().flat_map(|done| &done.earlier);
        let earlier = earlier.filter_map(Earlier::outcome).flat_map(|outcome| &outcome.files);
        // A file may be of the result before and of the one that corrects it.
        let now = self.outcome.iter().flat_map(|outcome| &outcome.files);
        let earlier = earlier.filter(|old| !self.outcome.iter().any(|now| now.files.contains(old)));
        let outcome = now.chain(earlier);
        self.facts.files().chain(&self.attached).chain(answers).chain(outcome)
    }
    /// Whether a file is its own.
    pub fn has_file(&self, file: FileId) -> bool {
        self.files().any(|attached| attached.file.id == file)
    }
    /// Files that somebody of the office has put to it.
    pub fn attached(&self) -> &[Attachment] {
        &self.attached
    }
    /// Who has it in hand: the officer of its step, or the desk on which it lies; nobody where it is closed, or where it waits for another agency.
    pub fn desk(&self) -> Option<Desk> {
        match &self.state {
            State::Processing { run, .. } => Some(in_hand(run)),
            State::Forwarded { link, .. } => link.awaits(self.facts.return_way).map(|_| Desk::OneStop),
            // The receiving office has the result, or will have.
            State::Done { completion, .. } if completion.at_desk.is_some() && self.is_handed_out_elsewhere() => None,
            state if state.name().is_closed() => None,
            _ => Some(Desk::OneStop),
        }
    }
    /// When it is due next: its step or the whole, whichever comes first; nothing while the clock rests.
    pub fn next_due(&self) -> Option<UtcTime> {
        let runs = |clock: &&Clock| !clock.rests();
        match &self.state {
            State::Processing { acceptance, run } => {
                let whole = acceptance.clock.as_ref().filter(runs).map(|clock| clock.due);
                let step = run.clock.as_ref().filter(runs).map(|clock| clock.due);
                whole.into_iter().chain(step).min()
            }
            State::Accepted { acceptance, transfer } => {
                let whole = acceptance.clock.as_ref().filter(runs).map(|clock| clock.due);
                whole.into_iter().chain(transfer.map(|transfer| transfer.due)).min()
            }
            State::Registered { check, .. } => check.map(|check| check.due),
            State::Incomplete { request } => Some(request.until),
            // Where the clock runs on meanwhile, the whole may be due before the citizen is.
            State::AwaitingSupplement { acceptance, request, .. } => {
                let whole = acceptance.clock.as_ref().filter(runs).map(|clock| clock.due);
                whole.into_iter().chain(Some(request.until)).min()
            }
            State::AwaitingPayment { acceptance, wait, .. } => {
                let whole = acceptance.clock.as_ref().filter(runs).map(|clock| clock.due);
                whole.into_iter().chain(wait.map(|wait| wait.due)).min()
            }
            State::Forwarded { link, .. } => {
                let standing = link.standing.as_ref().filter(|_| self.desk().is_some())?;
                standing.wanted.as_ref().map(|wanted| wanted.until).or(standing.pay_by)
            }
            _ => None,
        }
    }
}

/// The officer to whom a step was given, or the desk on which it lies.
pub fn in_hand(run: &StepRun) -> Desk {
    run.officer.map_or(run.desk, |id| Desk::Holder(crate::assignment::Holder::Person(id)))
}

fn check_clock(clock: &Clock) -> Result<(), &'static str> {
    if clock.due < clock.original {
        let recounted = clock.changes.iter().any(|change| change.cause == super::clock::DueCause::Recounted);
        if !recounted {
            return Err("it is due before what was promised first");
        }
    }
    let mut at = clock.original;
    for change in &clock.changes {
        if change.from != at {
            return Err("the history of its date has a gap");
        }
        at = change.to;
    }
    if at == clock.due { Ok(()) } else { Err("its date is not the last of its history") }
}
