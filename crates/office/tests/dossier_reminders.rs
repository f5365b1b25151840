//! The dates of a dossier are chased by the clock: those of its step and of the whole, of whoever has it in hand, the head of their unit, then
//! the leaders and whoever monitors; the one-stop shop's own; a citizen whose time is over, and a result that nobody comes for. None while the clock rests; and all move with the
//! working calendar.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::stage::Stage;
use domain::{
    DocumentId, PersonId,
    calendar::time_in_vietnam,
    dossier::{Command, Dossier, Receive},
    notice::NoticeKind,
    organisation::CalendarCommand,
    procedure::ProcedureContent,
    reminder::dossier_deadlines,
};
use office::{
    calendar::CalendarChanges,
    dossiers::{DossierDetail, DossierOrder},
    incoming::Answer,
};
use serde_json::{Value, json};
use store::{
    Engine,
    deadline::{self, Awaited},
    testkit::run_async,
};

fn done(answer: Answer<DossierDetail>) -> Dossier {
    match answer {
        Answer::Fresh(detail) => detail.dossier,
        Answer::Kept(_) => panic!("carried out before"),
    }
}

/// Received by post at the clock's time, under a procedure of five working days whose first step has two.
async fn received(stage: &Stage, accepted: bool) -> Dossier {
    let all = ["supplement", "payment", "stop"];
    let content: ProcedureContent = serde_json::from_value(json!({
        "code": "9.000001", "name": "Cấp giấy thử nghiệm", "field": "Thử nghiệm", "level": "communal", "term": "5wd",
        "legal_basis": ["Văn bản thử nghiệm"], "results": ["Giấy"],
        "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original" }],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "KTHTDT" }, "time": "2wd", "may": all,
              "next": [{ "label": "Trình ký", "to": "ky" }] },
            { "code": "ky", "name": "Ký duyệt", "doer": { "role": "chief_of_office" }, "time": "1wd", "next": [{ "label": "Đã ký" }] },
        ] },
    }))
    .unwrap();
    let published = stage.office.publish_procedure(stage.caller("quantri").await, content, None).await.unwrap();
    let Answer::Fresh(published) = published else { panic!("published before") };
    let mut body = json!({
        "procedure": published.detail.line.id, "channel": "post", "owner": { "name": "Lê Thị Thử", "email": "dan@dan.example" },
        "components": [{ "component": "to-khai" }],
    });
    if accepted {
        body["then"] = json!({ "accept": {} });
    }
    let receive: Receive = serde_json::from_value(body).unwrap();
    done(stage.office.receive_dossier(stage.caller("motcua").await, receive, None).await.unwrap())
}

async fn act(stage: &Stage, by: &'static str, dossier: &Dossier, command: Value) -> Dossier {
    let written = command.to_string();
    let command: Command = serde_json::from_value(command).unwrap();
    let order = DossierOrder {
        dossier: dossier.id(),
        command,
        expected: Some(dossier.version()),
        dry_run: false,
        repeat: None,
    };
    let done_by = stage.office.dossier_command(stage.caller(by).await, order).await;
    done(done_by.unwrap_or_else(|error| panic!("{written}: {error}")))
}

/// With an officer of Economy.
async fn in_hand(stage: &Stage) -> Dossier {
    let dossier = received(stage, true).await;
    let dossier = act(stage, "motcua", &dossier, json!({ "command": "transfer" })).await;
    let officer = stage.caller("chuyenvien.kinhte1").await.person;
    act(stage, "truongphong.kinhte", &dossier, json!({ "command": "assign", "officer": officer })).await
}

/// Who was told of the clock's doing, but for mails of work.
async fn told(stage: &Stage, dossier: &Dossier) -> Vec<(NoticeKind, PersonId)> {
    use NoticeKind as K;
    let mails = stage.mails(DocumentId::from(dossier.id())).await;
    let clock = |kind| {
        matches!(
            kind,
            K::DueSoon | K::DueNow | K::Overdue | K::OverdueElsewhere | K::DossierUncollected | K::DossierWaitOver
        )
    };
    let mut told: Vec<_> = mails
        .iter()
        .filter(|mail| clock(mail.letter.kind))
        .map(|mail| (mail.letter.kind, mail.letter.to.person.unwrap()))
        .collect();
    told.sort_unstable();
    told
}

async fn walk(stage: &mut Stage, dossier: &Dossier, steps: Vec<(&str, Vec<(NoticeKind, PersonId)>)>) {
    let mut expected = told(stage, dossier).await;
    for (time, new) in steps {
        stage.turn(time);
        stage.restart();
        stage.remind().await;
        stage.remind().await;
        expected.extend(new);
        expected.sort_unstable();
        assert_eq!(told(stage, dossier).await, expected, "{time}");
    }
}

async fn each_date_is_chased(engine: Engine) {
    use NoticeKind as K;
    // A Wednesday behind a day of rest: the step is due on Friday, the whole on the Wednesday after.
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let dossier = in_hand(&stage).await;
    let person = async |name| stage.caller(name).await.person;
    let (officer, head) = (person("chuyenvien.kinhte1").await, person("truongphong.kinhte").await);
    let above = [person("chutich").await, person("phochutich").await, person("theodoi").await];
    let clerk = person("motcua").await;
    let elsewhere = || above.into_iter().map(|id| (K::OverdueElsewhere, id)).collect::<Vec<_>>();
    assert_eq!(dossier.clock().unwrap().due, time_in_vietnam("2026-12-02T17:30").unwrap());
    let steps = vec![
        ("2026-11-25T09:00", vec![]),
        ("2026-11-26T07:29", vec![]),
        ("2026-11-26T07:30", vec![(K::DueSoon, officer)]),
        ("2026-11-27T17:29", vec![]),
        ("2026-11-27T17:31", vec![(K::DueNow, officer)]),
        ("2026-11-29T09:00", vec![]),
        ("2026-11-30T08:00", vec![(K::Overdue, officer)]),
        ("2026-11-30T17:30", vec![(K::OverdueElsewhere, head)]),
        // Now the whole, too.
        ("2026-12-01T07:30", vec![(K::DueSoon, officer)]),
        ("2026-12-01T17:33", elsewhere()),
        ("2026-12-02T17:31", vec![(K::DueNow, officer)]),
        ("2026-12-03T08:00", vec![(K::Overdue, officer)]),
        ("2026-12-03T17:30", vec![(K::OverdueElsewhere, head)]),
        ("2026-12-04T17:33", elsewhere()),
    ];
    walk(&mut stage, &dossier, steps).await;
    let mails = stage.mails(DocumentId::from(dossier.id())).await;
    let late: Vec<_> = mails.iter().filter(|mail| mail.letter.kind == K::OverdueElsewhere).collect();
    assert!(late.iter().all(|mail| mail.letter.about.is_some()), "with whom it lies");
    assert!(late.iter().any(|mail| mail.letter.words.as_deref() == Some("Hạn giải quyết của cả hồ sơ.")));

    // Done late; nobody comes for the result within the thirty days that the procedure has.
    stage.turn("2026-12-07T09:00");
    let dossier = act(&stage, "chuyenvien.kinhte1", &dossier, json!({ "command": "advance" })).await;
    let outcome = json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN", "dated": "2026-12-07" });
    let dossier = act(&stage, "chanhvanphong", &dossier, outcome).await;
    let dossier = act(&stage, "chanhvanphong", &dossier, json!({ "command": "advance" })).await;
    let steps = vec![
        ("2026-12-10T09:00", vec![]),
        ("2027-01-05T09:00", vec![]),
        ("2027-01-07T09:00", vec![(K::DossierUncollected, clerk)]),
        ("2027-01-20T09:00", vec![]),
    ];
    walk(&mut stage, &dossier, steps).await;
    let dossier = act(&stage, "motcua", &dossier, json!({ "command": "note_uncollected" })).await;
    let steps = vec![("2027-02-03T09:00", vec![]), ("2027-03-01T09:00", vec![(K::DossierUncollected, clerk)])];
    walk(&mut stage, &dossier, steps).await;
    let dossier = act(&stage, "motcua", &dossier, json!({ "command": "return_result", "way": "counter" })).await;
    let of = Awaited { agency: stage.agency, document: dossier.id().into() };
    assert_eq!(dossier_deadlines(&dossier), []);
    assert_eq!(stage.db.read(move |conn| deadline::of_document(conn, of)).await.unwrap(), []);
}

async fn the_desks_own_steps_are_chased(engine: Engine) {
    use NoticeKind as K;
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let dossier = received(&stage, false).await;
    let person = async |name| stage.caller(name).await.person;
    let (clerk, chief, monitor) = (person("motcua").await, person("chanhvanphong").await, person("theodoi").await);
    // Eight working hours to look through it.
    let due = dossier_deadlines(&dossier)[0].due;
    assert!(due > time_in_vietnam("2026-11-25T17:00").unwrap() && due < time_in_vietnam("2026-11-26T12:00").unwrap());
    let steps = vec![
        ("2026-11-25T16:00", vec![]),
        ("2026-11-26T11:00", vec![(K::DueNow, clerk)]),
        ("2026-11-27T17:33", vec![(K::OverdueElsewhere, chief), (K::OverdueElsewhere, monitor)]),
        ("2026-12-10T09:00", vec![]),
    ];
    walk(&mut stage, &dossier, steps).await;
}

async fn the_citizens_own_time_is_reminded_of_when_it_is_over(engine: Engine) {
    use NoticeKind as K;
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let dossier = in_hand(&stage).await;
    let person = async |name| stage.caller(name).await.person;
    let (officer, clerk) = (person("chuyenvien.kinhte1").await, person("motcua").await);
    let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Bản sao" }], "reason": "Thiếu." });
    let dossier = act(&stage, "chuyenvien.kinhte1", &dossier, ask).await;
    // Thirty days: Friday 25/12. Nothing else runs meanwhile.
    let dates: Vec<_> = dossier_deadlines(&dossier).into_iter().map(|one| one.due).collect();
    assert_eq!(dates, [time_in_vietnam("2026-12-25T17:30").unwrap()]);
    let both = || vec![(K::DossierWaitOver, officer), (K::DossierWaitOver, clerk)];
    let steps = vec![
        ("2026-12-15T09:00", vec![]),
        ("2026-12-25T17:29", vec![]),
        ("2026-12-25T17:31", both()),
        ("2027-01-15T09:00", vec![]),
    ];
    walk(&mut stage, &dossier, steps).await;
    let mails = stage.mails(DocumentId::from(dossier.id())).await;
    let said: Vec<_> = mails.iter().filter(|mail| mail.letter.kind == K::DossierWaitOver).collect();
    assert!(said.iter().all(|mail| mail.letter.words.as_deref().unwrap().contains("có thể dừng giải quyết")));
    // It may still be completed; then the step and the whole run again.
    let dossier = act(&stage, "motcua", &dossier, json!({ "command": "supply", "note": "Đã nộp." })).await;
    assert_eq!(dossier_deadlines(&dossier).len(), 2);
}

/// What waited before there was such a reminder waits from the upgrade on as what is asked for now.
async fn what_waited_before_the_upgrade_has_its_date(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let dossier = in_hand(&stage).await;
    let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Bản sao" }], "reason": "Thiếu." });
    let dossier = act(&stage, "chuyenvien.kinhte1", &dossier, ask).await;
    let of = Awaited { agency: stage.agency, document: dossier.id().into() };
    let kept = || stage.db.read(move |conn| deadline::of_document(conn, of));
    let dates = |kept: &[deadline::Kept]| kept.iter().map(|one| (one.assignment, one.due)).collect::<Vec<_>>();
    let before = kept().await.unwrap();
    assert_eq!(before.len(), 1);
    stage.db.by_hand("DELETE FROM deadline").await;
    assert_eq!(kept().await.unwrap(), []);
    let migration = match engine {
        Engine::Sqlite => include_str!("../../../migrations/sqlite/00000000000034_short_texts_payments/up.sql"),
        Engine::Postgres => include_str!("../../../migrations/postgres/00000000000034_short_texts_payments/up.sql"),
    };
    let (_, insert) = migration.split_once("INSERT INTO deadline").unwrap();
    stage.db.by_hand(&format!("INSERT INTO deadline{insert}")).await;
    assert_eq!(dates(&kept().await.unwrap()), dates(&before));
}

async fn who_does_not_pay_is_reminded_of_too(engine: Engine) {
    use NoticeKind as K;
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let dossier = in_hand(&stage).await;
    let person = async |name| stage.caller(name).await.person;
    let (officer, clerk) = (person("chuyenvien.kinhte1").await, person("motcua").await);
    let charges = json!([{ "name": "Thuế", "amount": 250_000 }]);
    let ask = json!({ "command": "request_payment", "charges": charges, "reason": "Theo thông báo thuế." });
    let dossier = act(&stage, "chuyenvien.kinhte1", &dossier, ask).await;
    let citizen: Vec<_> = stage.mails(dossier.id().into()).await;
    let asked = citizen.iter().find(|mail| mail.letter.kind == K::CitizenToPay).unwrap();
    assert_eq!(asked.letter.due, time_in_vietnam("2026-12-25T17:30").ok());
    let both = vec![(K::DossierWaitOver, officer), (K::DossierWaitOver, clerk)];
    let steps = vec![("2026-12-25T17:29", vec![]), ("2026-12-25T17:31", both), ("2027-01-15T09:00", vec![])];
    walk(&mut stage, &dossier, steps).await;
    let stop = json!({ "command": "stop", "reason": "Không nộp." });
    let dossier = act(&stage, "chuyenvien.kinhte1", &dossier, stop).await;
    assert_eq!(dossier_deadlines(&dossier), []);
}

async fn dates_move_with_the_calendar(engine: Engine) {
    use NoticeKind as K;
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    stage.office.recount().await.unwrap();
    let dossier = in_hand(&stage).await;
    let day =
        json!([{ "command": "set_day", "day": "2026-11-26", "what": { "kind": "local_rest" }, "name": "Mưa lũ" }]);
    let commands: Vec<CalendarCommand> = serde_json::from_value(day).unwrap();
    let changes = CalendarChanges { agency: stage.agency, commands, dry_run: false, repeat: None };
    stage.office.change_calendar(stage.caller("vanthu").await, changes).await.unwrap();
    assert_eq!(stage.office.recount().await.unwrap(), 1);
    assert_eq!(stage.office.recount().await.unwrap(), 0);
    let officer = stage.caller("chuyenvien.kinhte1").await.person;
    let mails = stage.mails(dossier.id().into()).await;
    let moved: Vec<_> = mails.iter().filter(|mail| mail.letter.kind == K::DeadlineMoved).collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].letter.to.person, Some(officer));
    let words = moved[0].letter.words.clone().unwrap();
    assert!(words.contains("Hạn của bước: Từ 17:30 27/11/2026 sang 17:30 30/11/2026"), "{words}");
    assert!(words.contains("Hạn của cả hồ sơ: Từ 17:30 02/12/2026 sang 17:30 03/12/2026"), "{words}");
    let citizen: Vec<_> = mails.iter().filter(|mail| mail.letter.kind == K::CitizenDateMoved).collect();
    assert_eq!(citizen.len(), 1);
    assert_eq!(citizen[0].letter.due, time_in_vietnam("2026-12-03T17:30").ok());
}

mod sqlite {
    use super::*;

    #[test]
    fn each_date_is_chased() {
        run_async(super::each_date_is_chased(Engine::Sqlite));
    }

    #[test]
    fn the_desks_own_steps_are_chased() {
        run_async(super::the_desks_own_steps_are_chased(Engine::Sqlite));
    }

    #[test]
    fn the_citizens_own_time_is_reminded_of_when_it_is_over() {
        run_async(super::the_citizens_own_time_is_reminded_of_when_it_is_over(Engine::Sqlite));
    }

    #[test]
    fn who_does_not_pay_is_reminded_of_too() {
        run_async(super::who_does_not_pay_is_reminded_of_too(Engine::Sqlite));
    }

    #[test]
    fn what_waited_before_the_upgrade_has_its_date() {
        run_async(super::what_waited_before_the_upgrade_has_its_date(Engine::Sqlite));
    }

    #[test]
    fn dates_move_with_the_calendar() {
        run_async(super::dates_move_with_the_calendar(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn each_date_is_chased() {
        run_async(super::each_date_is_chased(Engine::Postgres));
    }

    #[test]
    fn the_desks_own_steps_are_chased() {
        run_async(super::the_desks_own_steps_are_chased(Engine::Postgres));
    }

    #[test]
    fn the_citizens_own_time_is_reminded_of_when_it_is_over() {
        run_async(super::the_citizens_own_time_is_reminded_of_when_it_is_over(Engine::Postgres));
    }

    #[test]
    fn who_does_not_pay_is_reminded_of_too() {
        run_async(super::who_does_not_pay_is_reminded_of_too(Engine::Postgres));
    }

    #[test]
    fn what_waited_before_the_upgrade_has_its_date() {
        run_async(super::what_waited_before_the_upgrade_has_its_date(Engine::Postgres));
    }

    #[test]
    fn dates_move_with_the_calendar() {
        run_async(super::dates_move_with_the_calendar(Engine::Postgres));
    }
}
