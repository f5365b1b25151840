//! The case file (hồ sơ công việc): what belongs to one matter, from the year's list to the archive and its end (Decree 30/2020, Art. 28–31,
//! Appendices V and VI; Archives law 33/2024).
//!
//! An entry of the year's list (danh mục hồ sơ) is a case file that is planned: a leader approves it, and whoever handles the matter opens it.
//! One that nobody foresaw is opened at once. `file` has it as it stands, `decide` every change, `description` what is said of it in a package.

mod apply;
mod command;
mod decide;
pub mod description;
mod event;
mod facts;
mod file;
mod form;
mod state;
pub mod table;

pub use apply::{apply, create_apply};
pub use command::{Command, CommandKind, Create};
pub use decide::{CaseFileContext, Filing, create, decide, decide_in_some_name};
pub use event::{Event, Happening};
pub use facts::{CaseFileFields, Facts, MOST_YEARS, Retention, YEARS_HANDED_OVER};
pub use file::{CaseFile, Direction, MOST_DOCUMENTS, MOST_PAGES, Member};
pub use form::CaseFileForm;
pub use state::{Archive, Closing, Done, Kept, Opening, Said, State, StateName};
