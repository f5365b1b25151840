//! The administrative procedure (thủ tục hành chính) as data: what a citizen brings, how long it takes, what it costs, and the steps by
//! which an office handles it (quy trình nội bộ; Decree 118/2025/NĐ-CP).
//!
//! Read in this order: [`content`] (what is published of it), [`process`] (its steps), [`rules`] (what is set where the law leaves it
//! open), [`edition`] (its versions). What is published never changes: a dossier stays on the version that it was received under.
//!
//! Before it is published it is looked at: [`check()`] says whether it is a procedure at all, [`lint()`] whether an office can work by it.
//! [`simulate()`] walks a dossier through, [`draw()`] makes a picture of it.

mod check;
pub mod clock;
pub mod content;
mod draw;
pub mod edition;
mod finding;
mod lint;
pub mod process;
pub mod rules;
pub mod simulate;
mod ways;

pub use check::check;
pub use content::{Authority, Component, ComponentForm, Fee, FeeWhen, OnlineLevel, ProcedureContent, ProcedureLevel};
pub use draw::draw;
pub use edition::{Edition, ProcedureRef, Withdrawal};
pub use finding::{Finding, FindingCode, Severity};
pub use lint::{lint, refusals};
pub use process::{Act, Branch, Doer, Process, Step};
pub use rules::{HandlingRules, MostOften, SupplementClock};
pub use simulate::{Choice, Course, Outcome, Simulation, Visit, Wait, simulate};
