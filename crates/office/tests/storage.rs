//! A storage of files that is no folder is known by its mark as well: one in memory stands for those behind a network.

#![allow(clippy::unwrap_used, reason = "a test that can't be set up must fail loudly")]

mod common;

use std::{sync::Arc, time::Duration};

use common::parts;
use object_store::{
    memory::InMemory,
    throttle::{ThrottleConfig, ThrottledStore},
};
use office::{Clock, Office, Parts, Storage, demo};
use store::{
    Engine,
    testkit::{TestDb, run_async},
};

fn is_known_by_its_mark(engine: Engine) {
    run_async(async move {
        let db = TestDb::new(engine).await;
        let (clock, blobs) = (Clock::system(), Arc::new(InMemory::new()));
        let with = || Parts { blobs: blobs.clone(), ..parts(&db, clock.clone()) };
        let office = Office::new(with());
        assert_eq!(office.storage().await, Storage::Missing);
        demo::seed(with()).await.unwrap();
        assert_eq!(office.mark_storage().await.unwrap(), Storage::Good, "the files that rows name are there");
        assert_eq!(office.storage().await, Storage::Good);

        // Another storage, in which none of them is, is not made the office's by a start.
        let other = Office::new(parts(&db, clock.clone()));
        assert_eq!(other.mark_storage().await.unwrap(), Storage::Missing);
        assert_eq!(other.storage().await, Storage::Missing);

        // One that never answers.
        let slow = ThrottleConfig { wait_get_per_call: Duration::from_hours(1), ..ThrottleConfig::default() };
        let silent = Arc::new(ThrottledStore::new(InMemory::new(), slow));
        let waiting = Office::new(Parts { blobs: silent, ..parts(&db, clock.clone()) });
        assert_eq!(waiting.storage().await, Storage::Unreachable);
    });
}

#[test]
fn a_storage_is_known_by_its_mark_sqlite() {
    is_known_by_its_mark(Engine::Sqlite);
}

#[test]
fn a_storage_is_known_by_its_mark_postgres() {
    is_known_by_its_mark(Engine::Postgres);
}
