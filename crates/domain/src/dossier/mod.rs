//! The dossier (hồ sơ thủ tục hành chính; Decree 118/2025/NĐ-CP): received from a citizen at the one-stop shop, handled step by step within
//! its term, and returned with its result.
//!
//! Read in this order: [`facts`] and [`code`], [`clock`] (the term that runs, rests and is extended), [`state`] with [`completion`], [`record`]
//! (the dossier itself), [`command`], [`event`], then [`table`] (which command leads where), [`decide`] (command to event) and [`apply`]
//! (event to new state). [`judgement`] says whether it was in time, [`colour`] how near its date is, [`salutation`] how its people are
//! addressed, [`link`] what holds two agencies together where one receives and the other decides, [`payment`] what a gateway is asked for and tells; [`statistics`] counts and [`month`] is what is kept of that, [`status`] has the
//! codes that portals are told.
#![allow(
    clippy::similar_names,
    reason = "the content of a dossier and the context of a decision are what they are called"
)]

pub mod apply;
pub mod clock;
pub mod code;
pub mod colour;
pub mod command;
pub mod completion;
pub mod consultation;
pub mod decide;
pub mod draft;
pub mod event;
pub mod facts;
pub mod handover;
pub mod judgement;
pub mod link;
pub mod month;
pub mod payment;
pub mod record;
pub mod salutation;
pub mod state;
pub mod statistics;
pub mod status;
pub mod table;

mod kind;

pub use apply::{apply, create_apply};
pub use clock::{Clock, DueCause, DueChange};
pub use code::DossierCode;
pub use colour::Colour;
pub use command::{Command, CommandKind, Receive};
pub use consultation::{Consultation, Consulted};
pub use decide::{DossierContext, arrive, decide, decide_in_some_name, receive, receive_own};
pub use draft::DossierDraft;
pub use event::{Event, Happening};
pub use facts::{Channel, DossierFacts, HandedIn, Party, PartyKind, ReturnWay};
pub use judgement::Judgement;
pub use link::{Competence, OtherAgency, Parcel, Relay};
pub use month::Month;
pub use record::Dossier;
pub use salutation::Salutation;
pub use state::{Acceptance, State, StateName, StepRun};
pub use status::Status;

/// That a state does not know a command.
pub(crate) fn wrong_state(state: StateName, command: CommandKind) -> crate::Refusal {
    crate::Refusal::new(crate::Rule::DossierWrongState)
        .with("state", state.as_str())
        .with("state_vi", state.vietnamese())
        .with("command", command.as_str())
        .with("command_vi", command.vietnamese())
}
