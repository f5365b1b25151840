//! The outgoing document (văn bản đi; Decree 30/2020/NĐ-CP, Art. 10 to 19): drafted, checked twice, signed, numbered, sealed,
//! dispatched and followed to each recipient.
//!
//! Read in this order: [`content`] and [`recipient`], [`state`], [`document`], [`command`], [`event`], then [`table`] (which command leads
//! where), [`decide`] (command to event) and [`apply`] (event to new state). [`numbering`] says how a number is written, [`form`] what the
//! form check looks at, [`relation`] what a document does to an earlier one, [`copy`] what a copy is of, [`mailing`] how it goes out by
//! mail, [`lateness`] whose answer is awaited for too long, [`opinion`] what others are asked on a draft, [`handover`] what somebody who
//! leaves has in hand.
#![allow(
    clippy::similar_names,
    reason = "the content of a document and the context of a decision are what they are called"
)]

pub mod apply;
pub mod command;
pub mod content;
pub mod copy;
pub mod counterpart;
pub mod decide;
pub mod document;
pub mod event;
pub mod form;
pub mod handover;
pub mod lateness;
pub mod mailing;
pub mod numbering;
pub mod opinion;
pub mod recipient;
pub mod relation;
pub mod state;
pub mod table;
pub mod template;

mod kind;

pub use apply::{apply, create_apply};
pub use command::{About, Command, CommandKind, Create};
pub use content::{AnswerTo, Content, ContentFields, Edition};
pub use copy::{CopyFacts, CopyForm, CopyKind, CopyMedium, MakeCopy, Source};
pub use counterpart::{Counterpart, CounterpartFields};
pub use decide::{OutgoingContext, create, decide, decide_in_some_name, make_copy};
pub use document::OutgoingDocument;
pub use event::{AnswerOutcome, Event, Happening};
pub use form::{Finding, findings};
pub use mailing::{MailFate, Mailing, PacketFate, Packeting};
pub use numbering::{Line, LineState, TypeFacts, reserve};
pub use opinion::{Opinion, Standing};
pub use recipient::{Carriage, DeliveryState, Destination, Purpose, Recipient, RecipientFields};
pub use relation::{Later, Relation, RelationFields, RelationKind, RelationOutcome};
pub use state::{Checks, Signature, State, StateName};
pub use template::{ChangedTemplate, Template, TemplateFields, TemplateKind};
