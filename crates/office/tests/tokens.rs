//! A token is remembered once its signature was found good; that must never make it good for longer, nor any other token.

#![allow(clippy::unwrap_used, reason = "a test that can't be set up must fail loudly")]

mod common;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Utc};
use common::parts;
use office::{Clock, Office, OfficeError, Parts, demo, sign_in::Credentials};
use store::{
    Engine,
    testkit::{TestDb, run_async},
};

/// A demo office with a clock that the test turns.
async fn office_at(engine: Engine) -> (Office, Arc<AtomicI64>, TestDb) {
    let db = TestDb::new(engine).await;
    let start = "2026-08-03T02:00:00Z".parse::<DateTime<Utc>>().unwrap().timestamp();
    let clock = Arc::new(AtomicI64::new(start));
    let told = Arc::clone(&clock);
    let reads = Clock::of(move || DateTime::from_timestamp(told.load(Ordering::Relaxed), 0).unwrap_or_default());
    demo::seed(parts(&db, reads.clone())).await.unwrap();
    (Office::new(parts(&db, reads)), clock, db)
}

fn holds(engine: Engine) {
    run_async(async move {
        let (office, clock, db) = office_at(engine).await;
        let with = Credentials { username: "vanthu", password: demo::PASSWORD, code: None };
        let tokens = office.log_in(with, None, None).await.unwrap();
        let token = tokens.access.token;
        let who = office.authenticate(&token).await.unwrap();
        assert_eq!(office.authenticate(&token).await.unwrap(), who, "remembered, it stands for the same person");

        // One letter of the signature, of the claims or of the header changed: nothing that is remembered speaks for it.
        for place in [token.len() - 10, token.len() / 2, 5] {
            let mut other = token.clone().into_bytes();
            *other.get_mut(place).unwrap() ^= 1;
            let refused = office.authenticate(&String::from_utf8(other).unwrap()).await;
            assert!(matches!(refused, Err(OfficeError::NotSignedIn)), "changed at {place}");
        }
        // Nor does what follows or goes before it.
        for other in [format!("{token}.{token}"), format!("{token}="), token.trim_end_matches(|_| true).to_owned()] {
            assert!(matches!(office.authenticate(&other).await, Err(OfficeError::NotSignedIn)));
        }
        // Another installation, with keys of its own, has not learnt it from this one.
        let stranger = Office::new(Parts { ..parts(&db, Clock::system()) });
        assert!(matches!(stranger.authenticate(&token).await, Err(OfficeError::NotSignedIn)));

        let holds_for = i64::try_from(tokens.access.expires_in.as_secs()).unwrap();
        clock.fetch_add(holds_for - 1, Ordering::Relaxed);
        assert_eq!(office.authenticate(&token).await.unwrap(), who, "until its last second");
        clock.fetch_add(1, Ordering::Relaxed);
        assert!(matches!(office.authenticate(&token).await, Err(OfficeError::NotSignedIn)), "and no longer");

        // Signing out ends a token that is remembered.
        let token = office.refresh(&tokens.refresh_token).await.unwrap().access.token;
        let who = office.authenticate(&token).await.unwrap();
        office.log_out(who).await.unwrap();
        assert!(matches!(office.authenticate(&token).await, Err(OfficeError::NotSignedIn)), "signed out");
    });
}

#[test]
fn a_remembered_token_holds_no_longer_than_it_says_sqlite() {
    holds(Engine::Sqlite);
}

#[test]
fn a_remembered_token_holds_no_longer_than_it_says_postgres() {
    holds(Engine::Postgres);
}
