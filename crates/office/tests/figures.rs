//! The counters of figures are what a recount gives, whatever is done to documents; what was there before there were counters is counted once;
//! and the figures of a week that is over stay as they were.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::{
    parts,
    stage::{Stage, root},
};
use domain::{
    figures::{Counts, Figures, Grouping, Period, Way},
    incoming::IncomingDocument,
};
use office::{
    Clock, Office,
    figures::{Span, Whose},
};
use serde_json::json;
use store::{
    Engine, StoreError,
    figures::{self as rows, Recount, Wrong},
    testkit::run_async,
};

/// Everything counted anew.
async fn recount(stage: &Stage) -> Recount {
    let count = |conn: &mut store::Conn| {
        let mut recount = Recount::default();
        for way in Way::ALL {
            let mut after = None;
            loop {
                after = rows::recount_some(conn, way, after, 7, &mut recount)?;
                if after.is_none() {
                    break;
                }
            }
        }
        rows::check_counters(conn, &mut recount)?;
        Ok::<_, StoreError>(recount)
    };
    stage.db.read_long(count).await.unwrap()
}

async fn counts_fit(stage: &Stage) {
    let found = recount(stage).await;
    assert!(found.documents > 0);
    assert_eq!((found.wrong, found.waiting), (Vec::new(), 0));
}

async fn figures(stage: &Stage, by: &'static str, span: Span) -> Counts {
    stage.office.dashboard(stage.caller(by).await, span, Whose::default()).await.unwrap().counts
}

/// Done, by its officer and its head.
async fn done(stage: &Stage, letter: &IncomingDocument) -> IncomingDocument {
    let (_, leg) = letter.state().chain().unwrap();
    let submit = json!({ "command": "submit_result", "assignment": leg.unwrap(), "text": "Đã xong." });
    let letter = stage.act("chuyenvien.kinhte1", letter, submit).await;
    stage.act("truongphong.kinhte", &letter, json!({ "command": "approve", "assignment": leg.unwrap() })).await
}

/// What is in the second that is not in the first.
fn more(before: &Figures, after: &Figures) -> [i64; 9] {
    let all = |of: &Figures| {
        let (a, s) = (&of.amounts, &of.stock);
        [a.received, a.directed, a.early, a.in_time, a.late, a.untimed, a.ended, s.left, s.overdue]
    };
    let (before, after) = (all(before), all(after));
    std::array::from_fn(|n| after[n] - before[n])
}

async fn kept(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-24T09:00").await;
    // Tuesday; the demo's own documents are counted as they are made.
    counts_fit(&stage).await;
    let week = Span::Period(Period::parse("2026-W48").unwrap());
    let total = |counts: &Counts| counts.total(Way::Incoming);
    let start = total(&figures(&stage, "chutich", week).await);
    assert!(start.add_up(), "{start:?}");

    let early = stage.given("2026-11-27T17:00", json!({})).await;
    let late = stage.given("2026-11-25T10:00", json!({})).await;
    let struck = stage.received().await;
    stage.turn("2026-11-25T15:00");
    let now = total(&figures(&stage, "chutich", week).await);
    assert_eq!(more(&start, &now)[..8], [3, 2, 0, 0, 0, 0, 0, 3]);
    counts_fit(&stage).await;

    let early = done(&stage, &early).await;
    drop(done(&stage, &late).await);
    drop(stage.act("vanthu", &struck, json!({ "command": "void", "reason": "Vào sổ hai lần" })).await);
    let now = total(&figures(&stage, "chutich", week).await);
    assert_eq!(more(&start, &now)[..8], [2, 2, 1, 0, 1, 0, 0, 0], "what was struck out never came");
    assert!(now.add_up(), "{now:?}");
    counts_fit(&stage).await;

    // Taken up again it is not done, and is in hand once more.
    let early = stage.act("chutich", &early, json!({ "command": "reopen", "reason": "Bổ sung số liệu" })).await;
    let now = total(&figures(&stage, "chutich", week).await);
    assert_eq!(more(&start, &now)[..8], [2, 2, 0, 0, 1, 0, 0, 1]);
    counts_fit(&stage).await;
    // Corrected it counts for another sender.
    let fact = json!({ "command": "correct", "author": "Sở Khác", "reason": "Ghi nhầm" });
    let before = figures(&stage, "chutich", week).await.groups(Way::Incoming, Grouping::Sender);
    drop(stage.act("vanthu", &early, fact).await);
    let groups = figures(&stage, "chutich", week).await.groups(Way::Incoming, Grouping::Sender);
    assert!(!before.iter().any(|one| one.key == "Sở Khác"));
    assert_eq!(groups.iter().find(|one| one.key == "Sở Khác").unwrap().figures.amounts.received, 1);
    counts_fit(&stage).await;

    // A head sees what the unit has, an officer their own, and neither more.
    let head = figures(&stage, "truongphong.kinhte", week).await;
    assert!(head.parts.iter().all(|(part, ..)| part.department.is_some()) && !head.parts.is_empty());
    let officer = stage.caller("chuyenvien.kinhte1").await;
    let own = stage.office.dashboard(officer, week, Whose::default()).await.unwrap();
    assert!(own.counts.parts.iter().all(|(part, ..)| part.officer == Some(officer.person)));
    let unit = Whose { department: Some(stage.unit().await), person: None };
    let refused = stage.office.dashboard(officer, week, unit).await.unwrap_err();
    assert!(refused.to_string().contains("figures_of_others"), "{refused}");
}

async fn first_count(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-24T09:00").await;
    let month = Span::Period(Period::parse("2026-11").unwrap());
    let letter = stage.given("2026-11-27T17:00", json!({})).await;
    let wanted = figures(&stage, "chutich", month).await;
    // As after an upgrade.
    for sql in [
        "DELETE FROM tally",
        "DELETE FROM step_time",
        "DELETE FROM course",
        "INSERT INTO uncounted (agency_id, document_id, way) SELECT agency_id, id, 'incoming' FROM document",
        "INSERT INTO uncounted (agency_id, document_id, way) SELECT agency_id, id, 'outgoing' FROM outgoing_document",
    ] {
        stage.db.by_hand(sql).await;
    }
    let found = recount(&stage).await;
    assert!(found.wrong.is_empty() && found.waiting == found.documents, "{:?}", found.wrong);
    // Nothing is written for good of half a count.
    stage.turn("2026-12-01T09:00");
    assert_eq!(stage.office.freeze_periods().await.unwrap(), 0);
    stage.turn("2026-11-24T09:30");
    // One is changed before its turn comes.
    let (_, leg) = letter.state().chain().unwrap();
    let submit = json!({ "command": "submit_result", "assignment": leg.unwrap(), "text": "Đã xong." });
    let letter = stage.act("chuyenvien.kinhte1", &letter, submit).await;
    let beside = Office::new(parts(&stage.db, Clock::system()));
    loop {
        let (one, other) = tokio::join!(stage.office.count_first(), beside.count_first());
        if (one.unwrap(), other.unwrap()) == (0, 0) {
            break;
        }
    }
    counts_fit(&stage).await;
    let counted = figures(&stage, "chutich", month).await;
    let bare =
        |counts: &Counts| counts.parts.iter().map(|(part, amounts, _)| (part.clone(), *amounts)).collect::<Vec<_>>();
    assert_eq!(bare(&counted), bare(&wanted));
    let given_back = json!({ "command": "reject", "assignment": leg.unwrap(), "reason": "Thiếu số liệu" });
    drop(stage.act("truongphong.kinhte", &letter, given_back).await);
    counts_fit(&stage).await;
    assert!(root(&letter).0.get_version_num() > 0);
}

async fn frozen(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-24T09:00").await;
    let week = Span::Period(Period::parse("2026-W48").unwrap());
    let letter = stage.given("2026-11-25T10:00", json!({})).await;
    // What was over before; of each agency of the installation.
    let agencies = stage.office.freeze_periods().await.unwrap() / 2;
    assert!(agencies > 0);
    stage.turn("2026-11-30T00:03");
    assert_eq!(stage.office.freeze_periods().await.unwrap(), 0, "it may yet get what was done in its last moment");
    stage.turn("2026-11-30T00:06");
    let beside = Office::new(parts(&stage.db, Clock::of(|| "2026-11-29T17:06:00Z".parse().unwrap())));
    let (one, other) = tokio::join!(stage.office.freeze_periods(), beside.freeze_periods());
    assert_eq!(one.unwrap() + other.unwrap(), agencies);
    assert_eq!(stage.office.freeze_periods().await.unwrap(), 0);
    let caller = stage.caller("chutich").await;
    let before = stage.office.dashboard(caller, week, Whose::default()).await.unwrap();
    assert!(before.frozen_at.is_some());
    assert!(before.counts.total(Way::Incoming).stock.overdue > 0, "the letter is late");
    // Struck out and done since: the week stays, and other days say so.
    drop(done(&stage, &letter).await);
    let after = stage.office.dashboard(caller, week, Whose::default()).await.unwrap();
    assert_eq!(after.counts, before.counts);
    let today: chrono::NaiveDate = "2026-11-30".parse().unwrap();
    let day = stage.office.dashboard(caller, Span::Days(today, today), Whose::default()).await.unwrap();
    assert_eq!((day.frozen_at, day.counts.total(Way::Incoming).amounts.late), (None, 1));
    // Asked day by day the same week is counted anew, and is the same but for what moved since.
    let span = Span::Days("2026-11-23".parse().unwrap(), "2026-11-29".parse().unwrap());
    let again = stage.office.dashboard(caller, span, Whose::default()).await.unwrap();
    assert_eq!(again.counts.total(Way::Incoming), before.counts.total(Way::Incoming));
    assert!(again.counts.total(Way::Incoming).add_up());
}

/// A row of each that is wrong is named.
async fn damaged(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-24T09:00").await;
    let letter = stage.given("2026-11-27T17:00", json!({})).await;
    let on = format!("document_id = '{}'", letter.id());
    for (sql, undo, wanted) in [
        (
            "UPDATE course SET type_code = 'bao_cao' WHERE THIS",
            "UPDATE course SET type_code = 'cong_van' WHERE THIS",
            "Course",
        ),
        ("UPDATE tally SET received = received + 1", "UPDATE tally SET received = received - 1", "Day"),
        ("UPDATE step_time SET seconds = seconds + 1", "UPDATE step_time SET seconds = seconds - 1", "Step"),
    ] {
        counts_fit(&stage).await;
        stage.db.by_hand(&sql.replace("THIS", &on)).await;
        let wrong = recount(&stage).await.wrong;
        assert!(wrong.iter().any(|one| format!("{one:?}").starts_with(wanted)), "{sql}: {wrong:?}");
        stage.db.by_hand(&undo.replace("THIS", &on)).await;
    }
    let gone = format!("UPDATE course SET document_id = '{}' WHERE {on}", uuid::Uuid::now_v7());
    stage.db.by_hand(&gone).await;
    let wrong = recount(&stage).await.wrong;
    assert!(wrong.iter().any(|one| matches!(one, Wrong::Loose { .. })), "{wrong:?}");
    assert!(wrong.iter().any(|one| matches!(one, Wrong::Course { .. })), "{wrong:?}");
    // Counted anew it is right again.
    let anew = |conn: &mut store::Conn| rows::count_anew(conn);
    assert!(stage.db.write::<_, StoreError, _>(anew).await.unwrap() > 0);
    while stage.office.count_first().await.unwrap() > 0 {}
    counts_fit(&stage).await;
}

macro_rules! both_engines {
    ($($name:ident: $test:ident;)*) => {
        mod sqlite {
            $(#[test] fn $name() { super::run_async(super::$test(super::Engine::Sqlite)); })*
        }
        mod postgres {
            $(#[test] fn $name() { super::run_async(super::$test(super::Engine::Postgres)); })*
        }
    };
}

both_engines! {
    counters_are_what_a_recount_gives: kept;
    what_was_there_before_is_counted_once: first_count;
    a_week_that_is_over_stays_as_it_was: frozen;
    what_is_wrong_is_named: damaged;
}
