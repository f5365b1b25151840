//! The administrative procedure (thủ tục hành chính) as data: what a citizen brings, how long it takes, what it costs, and the steps by
//! which an office handles it (quy trình nội bộ; Decree 118/2025/NĐ-CP).
//!
//! Read in this order: [`content`] (what is published of it), [`process`] (its steps), [`rules`] (what is set where the law leaves it
//! open), [`edition`] (its versions). What is published never changes: a dossier stays on the version that it was received under.

pub mod content;
pub mod edition;
pub mod process;
pub mod rules;

pub use content::{Authority, Component, ComponentForm, Fee, FeeWhen, OnlineLevel, ProcedureContent, ProcedureLevel};
pub use edition::{Edition, ProcedureRef};
pub use process::{Act, Branch, Doer, Process, Step};
pub use rules::{HandlingRules, SupplementClock};
