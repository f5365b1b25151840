//! Citizens who hand in by accounts of their own: the account, its codes and sessions; drafts; files that are not handed in yet; which
//! dossiers came of it; and that personal data were given out or erased.

mod account;
mod act;
mod draft;
mod files;
mod handed_in;

pub use account::{
    Account, NewCode, NewSession, Unused, account_at, begin_session, end_every, end_session, find, hold, keep_code,
    open, remove, seen, session_of, sessions_of, spend_code, sweep, try_code, unused, warned,
};
pub use act::{Act, ActKind, acts, note};
pub use draft::{Draft, count, delete_draft, draft, drafts_of, expiring, insert_draft, told_of_expiry, update_draft};
pub use files::{
    CitizenFile, bytes_of, bytes_of_all, delete_file, delete_files_of_basket, file, files_of, files_of_basket,
    insert_file, known_files, left_behind,
};
pub use handed_in::{dossier_of_draft, dossiers_of, is_theirs, keep};
