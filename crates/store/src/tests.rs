//! The store's foundations on both engines.

mod archive;
mod case_files;
mod deadlines;
mod dossier_lists;
mod events;
mod gathering;
mod migrations;
mod packets;
mod queries;
mod search;
mod transactions;
mod types;
mod urls;
