//! The steps of the registry with what goes out: they are reminded of once, whatever is started anew, and move with the working calendar. What
//! each step tells to whom, at a clock of the test's own, is in `domain/tests/outgoing/steps.rs`.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Engine, Server, on_both_engines, service, unique, wait_until};

use super::outgoing::{Outgoing, act, read, signed};

const PATIENCE: Duration = Duration::from_secs(150);

/// An office that works today, whatever day this is, and all of it.
fn at_work(engine: Engine) -> Server {
    let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
    let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
    for day in [today, today.succ_opt().unwrap()] {
        set_day(&office, &day.to_string(), &json!({ "kind": "local_work", "hours": "00:00-24:00" }));
    }
    office
}

fn set_day(office: &Server, day: &str, what: &Value) {
    let administrator = office.client("vanthu");
    let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let set = json!({ "command": "set_day", "day": day, "what": what, "name": "Theo lịch của cơ quan" });
    let path = format!("/agencies/{agency}/calendar/commands");
    administrator.request("POST", &path).key(&unique("lich-")).json(&json!({ "commands": [set] })).send().ok();
}

fn notice(office: &Server, urgency: &str) -> Value {
    json!({
        "document_type": "thong_bao", "subject": unique("Thông báo có hạn "), "signer": office.person("chutich"), "urgency": urgency,
    })
}

/// Whom this kind of notice was written to about a document.
fn told(clerk: &Client, paper: &Outgoing, kind: &str) -> Vec<String> {
    let mails = clerk.items(&format!("{}/messages", paper.path()));
    let of_kind = mails.iter().filter(|mail| mail["kind"] == kind);
    let mut names: Vec<String> = of_kind.map(|mail| mail["to"]["name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn name(office: &Server, user: &str) -> String {
    office.client(user).get("/me").ok()["person"]["name"].as_str().unwrap().to_owned()
}

on_both_engines! {
    /// An urgent document is signed and not numbered: at its time the registry is told, and then the chief of office and who monitors; a server
    /// and a worker are stopped between the two.
    fn a_step_is_told_once_whatever_is_started_anew(engine: Engine) {
        let office = at_work(engine);
        let smtp = service("TEST_SMTP_URL");
        office.database().run(
            r#"UPDATE agency SET settings = '{"steps":{"issue":{"normal":"1wd","urgent":"1wm"}},"reminders":{"holder_after_minutes":1,"urgent_head_after_minutes":1}}', directory_version = directory_version + 1"#,
        );
        let worker = office.beside(&["worker"], &[("CONGVAN_SMTP_URL", &smtp)]);
        worker.launch();
        let clerk = office.client("vanthu");
        let paper = signed(&office, &notice(&office, "urgent"));
        let done = signed(&office, &notice(&office, "urgent"));
        let done = act(&clerk, &done, &json!({ "command": "issue" }));
        assert!(read(&clerk, &paper).0["step_due"].is_string());
        wait_until("the registry to be told", PATIENCE, || !told(&clerk, &paper, "step_due_now").is_empty());
        for one in [&office, &worker] {
            one.kill();
        }
        office.start();
        worker.launch();
        wait_until("those above to be told", PATIENCE, || !told(&clerk, &paper, "step_overdue").is_empty());
        std::thread::sleep(Duration::from_secs(5));
        let mut above = vec![name(&office, "chanhvanphong"), name(&office, "theodoi")];
        above.sort();
        assert_eq!((told(&clerk, &paper, "step_due_now"), told(&clerk, &paper, "step_overdue")), (vec![name(&office, "vanthu")], above));
        assert_eq!(told(&clerk, &done, "step_due_now"), Vec::<String>::new(), "what is numbered in time is not pressed for");
        let history = clerk.items(&format!("{}/history", paper.path()));
        assert!(history.iter().all(|event| event["event"] != "reminded"), "{history:?}");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// The day on which it was to be numbered becomes a day of rest: the deadline moves, its history says so, and the registry is told.
    fn a_step_moves_with_the_calendar(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let clerk = office.client("vanthu");
        let paper = signed(&office, &notice(&office, "normal"));
        let there = read(&clerk, &paper);
        let old = there.0["step_due"].as_str().unwrap().to_owned();
        let day = &(chrono::DateTime::parse_from_rfc3339(&old).unwrap().to_utc() + chrono::Duration::hours(7)).date_naive().to_string();
        set_day(&office, day, &json!({ "kind": "local_rest" }));
        wait_until("the step to move", PATIENCE, || read(&clerk, &paper).0["step_due"] != old.as_str());
        let moved = read(&clerk, &paper);
        let new = moved.0["step_due"].as_str().unwrap().to_owned();
        assert!(chrono::DateTime::parse_from_rfc3339(&new).unwrap() > chrono::DateTime::parse_from_rfc3339(&old).unwrap(), "{old} {new}");
        let last = clerk.items(&format!("{}/history", paper.path())).pop().unwrap();
        assert_eq!(last["event"], "deadlines_recounted", "{last}");
        assert_eq!(last["facts"]["step"]["due_before"].as_str().map(|at| chrono::DateTime::parse_from_rfc3339(at).unwrap()),
            Some(chrono::DateTime::parse_from_rfc3339(&old).unwrap()), "{last}");
        assert!(last["facts"]["because"][0].as_str().unwrap().contains("Theo lịch của cơ quan"), "{last}");
        assert_eq!(told(&clerk, &paper, "deadline_moved"), [name(&office, "vanthu")]);
        let lies = clerk.all("/inbox").into_iter().find(|item| item["outgoing_document"]["id"] == paper.id()).unwrap();
        assert_eq!((&lies["task"], &lies["due"]), (&json!("issue"), &json!(new)));
        // Nobody else counts: it is the office's own.
        super::outgoing::command(&clerk, &moved, &json!({ "command": "recount_deadlines" })).problem(403, "system_only");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
