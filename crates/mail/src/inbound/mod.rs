//! Mail that comes in: bytes to what a message is, what its writer says in it, and what they ask. Pure: no clock, no database, no network.
//!
//! How the pieces are put together by whoever takes the mail in:
//!
//! 1. [`Incoming::read`] the bytes, by [`Limits`]. What could not be read stands in its `remarks`.
//! 2. [`Incoming::kind`] says what it is, by what is [`Ours`]. Only a [`Kind::Reply`] with an [`Kind::acting_token`] asks for something,
//!    and only a reply and a [`Kind::Letter`] are ever answered.
//! 3. [`Incoming::proof`] says what the receiving server has found of the sender, by [`Trust`]; whether the sender is the token's person, and what is
//!    asked of them that has no proof, is the caller's to decide.
//! 4. [`Incoming::words`] are its writer's own words; [`order::read`] says what they ask, with [`Incoming::handed_in`] beside them.
//! 5. [`names::resolve`] and [`names::resolve_all`] find whom an order names, in the organisation's directory of the day.
//!
//! 6. An [`order::Until::EndOf`] is a day only: when work ends on it, the office's calendar knows. Words become the domain's `Reason`
//!    or `Instruction` at the door, which say what is too long. A comment that begins like an order, and every fault, has words for the
//!    answer.
//!
//! What is an order, and what is talk, is written down for people in `docs/MAIL.md`.

mod attachment;
mod bounce;
mod charset;
mod cms;
mod encoded_word;
mod field;
mod flowed;
mod html;
mod kind;
mod limits;
mod line;
mod mailbox;
mod message;
pub mod names;
pub mod order;
mod own;
mod part;
mod proof;
mod remark;
mod reply;
mod report;
mod subject;
mod traits;
mod transfer;

pub use attachment::{Attachment, Enclosed, Place};
pub use bounce::Bounce;
pub use kind::{Kind, LoopSign, Ours};
pub use limits::Limits;
pub use line::{Line, Standing};
pub use mailbox::Mailbox;
pub use message::{Incoming, ReturnPath, Unreadable};
pub use own::OwnWords;
pub use part::Signed;
pub use proof::{Failing, Method, Proof, Trust};
pub use remark::Remark;
pub use report::{Fate, Outcome};
pub use subject::bare as bare_subject;
pub use traits::AutomaticSign;
