//! The dossier (hồ sơ thủ tục hành chính; Decree 118/2025/NĐ-CP): received from a citizen at the one-stop shop, handled step by step within
//! its term, and returned with its result.
//!
//! Read in this order: [`facts`] and [`code`], [`clock`] (the term that runs, rests and is extended), [`state`], [`record`] (the dossier
//! itself), [`command`], [`event`], then [`table`] (which command leads where), [`decide`] (command to event) and [`apply`] (event to new
//! state). [`judgement`] says whether it was in time, [`colour`] how near its date is, [`statistics`] counts and [`month`] is what is kept of that,
//! [`status`] has the codes that portals are told.
#![allow(
    clippy::similar_names,
    reason = "the content of a dossier and the context of a decision are what they are called"
)]

pub mod apply;
pub mod clock;
pub mod code;
pub mod colour;
pub mod command;
pub mod consultation;
pub mod decide;
pub mod event;
pub mod facts;
pub mod handover;
pub mod judgement;
pub mod month;
pub mod record;
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
pub use decide::{DossierContext, decide, decide_in_some_name, receive};
pub use event::{Event, Happening};
pub use facts::{Channel, DossierFacts, HandedIn, Party, PartyKind, ReturnWay};
pub use judgement::Judgement;
pub use month::Month;
pub use record::Dossier;
pub use state::{Acceptance, State, StateName, StepRun};
pub use status::Status;
