//! The incoming document (văn bản đến): its facts, its states, what may be done to it and what follows.
//!
//! Read in this order: [`facts`], [`state`], [`document`], [`command`], [`event`], then [`table`] (which command leads where), [`decide`]
//! (command to event, with `correction`) and [`apply`] (event to new state). [`turns`] says who held it for how long, [`relation`]
//! what it does to an earlier one.

pub mod apply;
pub mod command;
mod correction;
pub mod decide;
pub mod document;
pub mod event;
pub mod facts;
pub mod handover;
mod kind;
pub mod relation;
pub mod routing;
pub mod state;
pub mod table;
pub mod turns;

pub use apply::{Mismatch, apply, receive_apply};
pub use command::{Command, CommandKind, Receive};
pub use correction::duplicates_asked;
pub use decide::{decide, decide_in_some_name, receive};
pub(crate) use decide::{moves_to, of_the_program};
pub use document::{GrantedLook, IncomingDocument, Pause, RecallRequest};
pub use event::{Event, Happening};
pub use facts::{Attachment, Channel, Facts, FactsFields, Matter, Secrecy, SecretLevel, StoredFile, Urgency};
pub use kind::Naming;
pub use relation::Relation;
pub use routing::{Routing, RoutingRule};
pub use state::{Completion, Pending, Presentation, Remarked, State, StateName, StepDeadline};
pub use turns::{JudgedBy, Turn, turns};
