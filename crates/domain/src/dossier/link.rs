//! A dossier that one agency receives and another decides on (tiếp nhận không phụ thuộc địa giới hành chính). It is the competent agency's own
//! there, by its one door; the office that received it keeps a link, which holds what the other tells of it.
//!
//! The two are two dossiers with two histories, and what passes between them passes as a [`Parcel`]: the dossier itself, a [`Relay`] of what the
//! citizen does, the [`Standing`] that is told of it. A parcel says all that its receiver needs, and names agencies by their codes: what carries it (a
//! delivery within the installation, a message to another system) is not decided here.

mod parcel;
mod relay;
mod standing;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    parcel::{Arrival, Parcel, parcel},
    relay::{Relay, SentOn},
    standing::{Anew, AnewBecause, Apology, Ended, Standing, StepThere, Sum, SumPaid, Wanted},
};
use super::{
    command::CommandKind,
    completion::Earlier,
    facts::ReturnWay,
    record::Dossier,
    state::{State, StateName},
    table,
};
use crate::{By, Label, OrganCode, Refusal, Rule, UtcTime, incoming::StepDeadline};

/// Another agency, as it is known outside of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherAgency {
    /// Mã định danh.
    pub code: OrganCode,
    /// Tên cơ quan.
    pub name: Label,
}

/// Who decides on what a procedure asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Competence {
    /// The agency itself.
    #[default]
    Ours,
    /// Another one, which takes it in.
    Theirs(OtherAgency),
    /// An agency that this installation does not have.
    Unknown,
    /// One that has ended.
    Ended,
    /// One that offers no procedure of this code as its own.
    NotOffered,
}

/// What the receiving office has sent on and has no answer to yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnItsWay {
    /// Under which number.
    pub number: u32,
    /// What.
    pub command: CommandKind,
    /// By whom; nothing where the citizen did so themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// Why the other agency did not take something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierNotTaken)]
pub struct Why {
    /// The rule, by its name.
    pub code: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl From<&Refusal> for Why {
    fn from(refusal: &Refusal) -> Self {
        let words = refusal.words();
        Self { code: refusal.rule.code().to_owned(), vi: words.vi, en: words.en }
    }
}

/// The last thing that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// What.
    pub command: CommandKind,
    /// Why.
    pub why: Why,
    /// When that was known.
    pub at: UtcTime,
}

/// What the receiving office has of a dossier that another agency handles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Under which number it was sent on.
    pub number: u32,
    /// When.
    pub since: UtcTime,
    /// How it stands there; nothing as long as it is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What was sent on since and is not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<OnItsWay>,
    /// What was not taken, as long as nothing else was sent on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_taken: Option<NotTaken>,
    /// When the result came to this office's desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_desk: Option<(By, UtcTime)>,
    /// When the one-stop shop is reminded of it, where nobody comes for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collect_by: Option<StepDeadline>,
    /// How often it was noted that nobody had come for it.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub uncollected: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none_yet(number: &u32) -> bool {
    *number == 0
}

impl Link {
    /// Of what was sent on now, and nothing was told of yet.
    pub(super) const fn new(number: u32, since: UtcTime) -> Self {
        Self {
            number,
            since,
            standing: None,
            waits: None,
            not_taken: None,
            at_desk: None,
            collect_by: None,
            uncollected: 0,
        }
    }

    /// Notes what the other agency tells: never an earlier standing than it has.
    pub(super) fn tell(&mut self, standing: &Standing) {
        if self.waits.as_ref().is_some_and(|waits| waits.number <= standing.heard) {
            self.waits = None;
        }
        // What lies at the desk here is the result of before; the one of now has still to come.
        if standing.anew_since(self.standing.as_ref()).is_some() {
            (self.at_desk, self.collect_by, self.uncollected) = (None, None, 0);
        }
        self.standing = Some(standing.clone());
    }

    /// Whether this is later than what is known.
    pub fn is_news(&self, standing: &Standing) -> bool {
        self.standing.as_ref().is_none_or(|known| known.number < standing.number)
    }

    /// What the citizen, or the desk, has to do about it here.
    pub fn awaits(&self, way: ReturnWay) -> Option<Awaits> {
        let standing = self.standing.as_ref().filter(|_| self.waits.is_none())?;
        match standing.state {
            StateName::AwaitingSupplement | StateName::AwaitingPayment => Some(Awaits::Citizen),
            StateName::Done if standing.is_fetched(way) => Some(Awaits::HandingOut),
            _ => None,
        }
    }
}

/// What the desk of the receiving office has to do about a dossier that another agency handles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaits {
    /// To see to it that the citizen completes it or pays.
    Citizen,
    /// To hand the result out.
    HandingOut,
}

impl Dossier {
    /// Whether its result is handed out at the desk of the office that received it: not here.
    pub fn is_handed_out_elsewhere(&self) -> bool {
        let back = || {
            let earlier = self.state().completion().into_iter().flat_map(|done| &done.earlier);
            earlier.into_iter().any(|one| matches!(one, Earlier::CameBack { elsewhere: true, .. }))
        };
        self.facts().origin.is_some() && (self.facts().return_way == ReturnWay::Counter || back())
    }

    /// Whether somebody is waited for here to collect its result: not where another office hands it out, unless it is to be sent there still
    /// after it came back.
    pub fn collects(&self) -> bool {
        let State::Done { completion, .. } = self.state() else { return false };
        let came_back = matches!(completion.earlier.last(), Some(Earlier::CameBack { .. }));
        !self.is_handed_out_elsewhere() || (came_back && completion.at_desk.is_none())
    }

    /// Whether another agency has it: this office received it and has sent it on.
    pub const fn is_with_another(&self) -> bool {
        matches!(self.state(), State::Forwarded { .. })
    }

    /// How it stands at the agency that handles it, where that is another one and has told.
    pub const fn there(&self) -> Option<&Standing> {
        match self.state() {
            State::Forwarded { link, .. } => link.standing.as_ref(),
            _ => None,
        }
    }

    /// What its citizen is to complete, whoever asks for it.
    pub fn wanted(&self) -> Option<Wanted> {
        let there = || self.there().and_then(|there| there.wanted.clone());
        self.state().request().map(Wanted::from).or_else(there)
    }

    /// Where it stands, wherever that is: of what another agency handles, there.
    pub fn standing_state(&self) -> StateName {
        self.there().map_or(self.state().name(), |there| there.state)
    }

    /// Whether what is sent on could come to anything at the competent agency, as far as this office knows.
    ///
    /// # Errors
    /// The rule that says no.
    pub fn may_send_on(&self, command: CommandKind) -> Result<(), Refusal> {
        use CommandKind as C;
        let State::Forwarded { link, acceptance } = self.state() else { return Ok(()) };
        let sent_on = [C::SupplyDossier, C::RecordPayment, C::WithdrawDossier];
        let at_the_desk = [C::TakeInResult, C::ReturnResult, C::NoteUncollected].contains(&command);
        if !at_the_desk && !sent_on.contains(&command) {
            return Ok(());
        }
        let name = || acceptance.competent.as_ref().map_or("", |agency| agency.name.as_str());
        let standing = link.standing.as_ref();
        let standing = standing.ok_or_else(|| Refusal::new(Rule::DossierOnItsWay).with("name", name()))?;
        if let Some(waits) = &link.waits {
            let refusal = Refusal::new(Rule::RelayUnanswered).with("name", name());
            return Err(refusal.with("command", waits.command.as_str()).with("command_vi", waits.command.vietnamese()));
        }
        if !table::knows(standing.state, command) {
            return Err(super::wrong_state(standing.state, command));
        }
        if at_the_desk && !standing.is_fetched(self.facts().return_way) {
            return Err(Refusal::new(Rule::HandedOutElsewhere).with("name", name()));
        }
        Ok(())
    }
}
