//! A demo office on a database of its own, for tests that look at it from inside.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that can't be set up must fail loudly"
)]

pub mod meddled;
pub mod shop;
pub mod stage;

use std::sync::Arc;

use object_store::memory::InMemory;
use office::{Clock, Limits, Parts, SigningKeys};
use store::Db;

/// What an office is made of, at this clock.
pub fn parts(db: &Db, clock: Clock) -> Parts {
    let folder = std::env::temp_dir().join(format!("congvan-keys-{}", uuid::Uuid::now_v7()));
    SigningKeys::create(&folder).unwrap();
    let keys = SigningKeys::open(&folder).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    Parts {
        db: db.clone(),
        blobs: Arc::new(InMemory::new()),
        keys,
        sealing: office::SealingKey::fresh().unwrap(),
        clock,
        limits: Limits::default(),
        mail_server: true,
        issuer: "https://demo.example".to_owned(),
        outside: office::identity::Outside::default(),
        printer: None,
    }
}
