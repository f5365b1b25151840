//! The report by mail: to whoever wishes it, on the first working day after a week or a month was over, once, however many workers there are.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't be set up must fail loudly")]

mod common;

use std::collections::BTreeSet;

use common::stage::Stage;
use domain::{figures::PeriodKind, notice::AccountNotice};
use store::{Engine, testkit::run_async};

/// Two workers beside each other make what is due; who is sent the report of which period.
async fn made(stage: &Stage) -> Vec<(String, String)> {
    let (one, other) = tokio::join!(stage.office.make_digests(), stage.office.make_digests());
    one.unwrap();
    other.unwrap();
    let all = stage.digests().await.into_iter();
    all.filter_map(|(user, notice)| match notice {
        AccountNotice::Report { period, title } => {
            assert!(title.starts_with("Tình hình giải quyết văn bản đến, văn bản đi"), "{title}");
            Some((user, period))
        }
        _ => None,
    })
    .collect()
}

fn sent(user: &str, period: &str) -> Vec<(String, String)> {
    vec![(user.to_owned(), period.to_owned())]
}

async fn reports(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-27T09:00").await;
    let none = Vec::<(String, String)>::new();
    // Friday. The demo's morning, in which nobody wishes anything.
    assert_eq!(made(&stage).await, none);
    let (chairman, clerk) = (stage.caller("chutich").await, stage.caller("vanthu").await);
    let officer = stage.caller("chuyenvien.kinhte1").await;
    let both = BTreeSet::from(PeriodKind::ALL);
    stage.office.set_report_wishes(chairman, both.clone()).await.unwrap();
    assert_eq!(stage.office.report_wishes(chairman).await.unwrap(), both);
    assert!(stage.office.report_wishes(clerk).await.unwrap().is_empty());
    let refused = stage.office.set_report_wishes(officer, both).await.unwrap_err();
    assert!(refused.to_string().contains("report_readers_only"), "{refused}");

    // The week is over, and so are its days of rest.
    stage.turn("2026-11-30T00:10");
    stage.office.freeze_periods().await.unwrap();
    stage.turn("2026-11-30T09:00");
    // Whoever wishes it only now is not sent what was over before.
    stage.office.set_report_wishes(clerk, BTreeSet::from([PeriodKind::Week])).await.unwrap();
    assert_eq!(made(&stage).await, sent("chutich", "2026-W48"));
    assert_eq!(made(&stage).await, none, "once");
    stage.turn("2026-12-01T00:10");
    stage.office.freeze_periods().await.unwrap();
    stage.turn("2026-12-01T09:00");
    assert_eq!(made(&stage).await, sent("chutich", "2026-11"));

    // Nothing is sent before its figures are written; then it is.
    stage.turn("2026-12-07T09:00");
    assert_eq!(made(&stage).await, none);
    stage.office.freeze_periods().await.unwrap();
    stage.turn("2026-12-07T09:10");
    let mut all = made(&stage).await;
    all.sort();
    assert_eq!(all, [sent("chutich", "2026-W49"), sent("vanthu", "2026-W49")].concat());

    // Who wishes it no more is sent nothing more.
    stage.office.set_report_wishes(chairman, BTreeSet::from([PeriodKind::Month])).await.unwrap();
    stage.turn("2026-12-14T00:10");
    stage.office.freeze_periods().await.unwrap();
    stage.turn("2026-12-14T09:00");
    assert_eq!(made(&stage).await, sent("vanthu", "2026-W50"));
}

#[test]
fn sqlite() {
    run_async(reports(Engine::Sqlite));
}

#[test]
fn postgres() {
    run_async(reports(Engine::Postgres));
}
