//! The store's foundations on both engines.

mod migrations;
mod queries;
mod transactions;
mod types;
mod urls;
