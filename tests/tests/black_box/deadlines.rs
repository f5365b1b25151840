//! Deadlines by terms: counted by the office's own calendar, which says why; counted anew where it changes, and their holders told.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Mailbox, Server, on_both_engines, service, unique, wait_until};

use crate::organisation::Another;

const PATIENCE: Duration = Duration::from_secs(30);

fn own(who: &Client) -> String {
    who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

fn change(who: &Client, agency: &str, commands: &Value) -> Answer {
    let path = format!("/agencies/{agency}/calendar/commands");
    who.request("POST", &path).key(&unique("lich-")).json(&json!({ "commands": commands })).send()
}

fn deadline(who: &Client, agency: &str, from: &str, term: &str) -> Value {
    who.get(&format!("/agencies/{agency}/calendar/deadline?from={from}&term={term}")).ok()
}

/// The instant at which the day's work ends, in Vietnam.
fn end_of(day: &str) -> String {
    format!("{day}T10:30:00Z")
}

/// What there is to do about a document.
fn lines(who: &Client, id: &str) -> Vec<Value> {
    who.all("/inbox?kind=act").into_iter().filter(|line| line["document"]["id"] == id).collect()
}

/// Directed to KTHTDT with this term.
fn directed(server: &Server, term: &str) -> Document {
    let clerk = server.client("vanthu");
    let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": server.person("chutich") }));
    let primary = json!({ "department": server.department("KTHTDT"), "term": term });
    server.client("chutich").act(&letter, &json!({ "command": "direct", "direction": { "primary": primary } }))
}

on_both_engines! {
    fn the_office_says_when_a_term_ends_and_why(engine: Engine) {
        let server = Server::shared(engine);
        let (clerk, officer) = (server.client("vanthu"), server.client("chuyenvien.kinhte1"));
        let agency = own(&clerk);
        let found = deadline(&officer, &agency, "2026-11-20T09:00", "5wd");
        assert_eq!((&found["due"], &found["term_text"]), (&json!(end_of("2026-11-30")), &json!("5 ngày làm việc")));
        let steps = found["steps"].as_array().unwrap();
        let of = |day: &str| steps.iter().find(|step| step["day"] == day).unwrap()["text"].as_str().unwrap().to_owned();
        assert!(of("2026-11-24").contains("Ngày Văn hóa Việt Nam") && of("2026-11-24").contains("28/2026/QH16"), "{steps:?}");
        assert!(of("2026-11-20").contains("không tính") && of("2026-11-21").contains("nghỉ hằng tuần"), "{steps:?}");
        assert_eq!(deadline(&officer, &agency, "2026-11-23T15:30", "8wh")["due"], "2026-11-25T08:30:00Z");
        let english = officer.request("GET", &format!("/agencies/{agency}/calendar/deadline?from=2026-11-20T09:00&term=5wd"))
            .header("Accept-Language", "en").send().ok();
        assert_eq!(english["term_text"], "5 working days");
        // What can't be read is said to be so, with what would be right.
        for (query, parameter, code) in [
            ("term=mai", "term", "not_a_term"), ("term=0wd", "term", "term_size"), ("term=1001wd", "term", "term_size"),
            ("from=hom-nay&term=5wd", "from", "not_a_time"), ("from=1066-10-14T09:00&term=5wd", "from", "out_of_range"),
            ("from=2026-11-20T09:00&term=2026-11-19T09:00", "term", "end_before_start"),
        ] {
            let refused = officer.get(&format!("/agencies/{agency}/calendar/deadline?{query}"));
            refused.problem(400, "bad_parameter").at(parameter, code);
        }
        let nowhere = officer.get(&format!("/agencies/{agency}/calendar/deadline?term=5wd&department=KHONG"));
        nowhere.problem(422, "no_such_department").at("department", "no_such_department");
        // The year, as it is known, proposed, or out of reach.
        let year = |n: i32| officer.get(&format!("/agencies/{agency}/calendar?year={n}"));
        assert_eq!(year(2026).ok()["standing"], "confirmed");
        let proposed = year(2031).ok();
        assert_eq!(proposed["standing"], "proposed");
        assert!(proposed["national"].as_array().unwrap().iter().any(|day| day["name"].as_str().unwrap().contains("Tết Âm lịch")));
        year(3000).problem(400, "bad_parameter").at("year", "out_of_range");
    }

    fn whoever_keeps_the_calendar_sets_it_for_their_own_office(engine: Engine) {
        let server = Server::shared(engine);
        let (one, another) = (Another::set_up(server), Another::set_up(server));
        let (clerk, officer) = (one.client(server, "vanthu"), one.client(server, "chuyenvien"));
        let day_off = json!({ "command": "set_day", "day": "2026-11-25", "what": { "kind": "local_rest" }, "name": "Ngày truyền thống",
            "instrument": "07/TB-UBND", "dated": "2026-11-01" });
        change(&officer, &one.id, &json!([day_off])).problem(403, "calendar_keepers_only");
        change(&clerk, &another.id, &json!([day_off])).problem(404, "not_found");
        let before = deadline(&officer, &one.id, "2026-11-23T09:00", "1wd");
        assert_eq!(before["due"], end_of("2026-11-25"));
        // A rehearsal changes nothing; a change all or nothing.
        let path = format!("/agencies/{}/calendar/commands?dry_run=true&year=2026", one.id);
        let rehearsed = clerk.post(&path, &json!({ "commands": [day_off] })).ok();
        assert_eq!(rehearsed["agency"]["days"][0]["instrument"], json!({ "number": "07/TB-UBND", "dated": "2026-11-01" }));
        let unknown = json!({ "command": "clear_day", "day": "2026-11-26" });
        change(&clerk, &one.id, &json!([day_off, unknown])).problem(422, "no_such_calendar_day").at("/commands/1/day", "no_such_calendar_day");
        assert_eq!(deadline(&officer, &one.id, "2026-11-23T09:00", "1wd"), before);
        change(&clerk, &one.id, &json!([day_off])).ok();
        assert_eq!(deadline(&officer, &one.id, "2026-11-23T09:00", "1wd")["due"], end_of("2026-11-26"));
        assert_eq!(deadline(&another.client(server, "vanthu"), &another.id, "2026-11-23T09:00", "1wd"), before, "nobody else's");
        change(&clerk, &one.id, &json!([day_off])).problem(422, "nothing_to_change");
        // Where the answer can't be given nothing is changed.
        for year in ["1066", "5000", "2147483647"] {
            let path = format!("/agencies/{}/calendar/commands?year={year}", one.id);
            let body = json!({ "commands": [{ "command": "confirm_year", "year": 2031 }] });
            clerk.request("POST", &path).key(&unique("lich-")).json(&body).send().problem(400, "bad_parameter").at("year", "out_of_range");
        }
        assert_eq!(officer.get(&format!("/agencies/{}/calendar?year=2031", one.id)).ok()["standing"], "proposed");
        // A desk with hours of its own, and half a Saturday.
        let hours = json!({ "monday": "07:30-11:30,13:00-17:00", "saturday": "07:30-11:30" });
        change(&clerk, &one.id, &json!([{ "command": "set_week", "hours": hours, "from": "2026-01-01", "department": "PKT" }])).ok();
        let desk = officer.get(&format!("/agencies/{}/calendar/deadline?from=2026-12-03T09:00&term=1wd&department=PKT", one.id)).ok();
        assert_eq!(desk["due"], "2026-12-05T04:30:00Z");
        change(&clerk, &one.id, &json!([{ "command": "clear_week", "from": "2026-01-01", "department": "PKT" }])).ok();
        let desk = officer.get(&format!("/agencies/{}/calendar/deadline?from=2026-12-03T09:00&term=1wd&department=PKT", one.id)).ok();
        assert_eq!(desk["due"], end_of("2026-12-04"), "as the agency");
        // What the whole country has goes behind what the office has set; a year is confirmed by a person.
        let national = json!({ "command": "set_day", "day": "2027-02-12", "national": true, "name": "Hoán đổi Tết",
            "what": { "kind": "swapped_off" }, "instrument": "99/TB-BNV" });
        change(&clerk, &one.id, &json!([national, { "command": "confirm_year", "year": 2027 }])).ok();
        let year = officer.get(&format!("/agencies/{}/calendar?year=2027", one.id)).ok();
        assert_eq!(year["standing"], "confirmed");
        assert!(year["national"].as_array().unwrap().iter().any(|day| day["day"] == "2027-02-12" && day["name"] == "Hoán đổi Tết"));
        // What can't be is refused with its place.
        let wrong = |command: Value| change(&clerk, &one.id, &json!([command]));
        let mut odd = day_off.clone();
        odd["national"] = json!(true);
        wrong(odd).problem(422, "national_but_local").at("/commands/0/what", "national_but_local");
        let mut odd = national.clone();
        odd["department"] = json!("PKT");
        wrong(odd).problem(422, "national_of_desk").at("/commands/0/department", "national_of_desk");
        wrong(json!({ "command": "set_week", "hours": {} })).problem(422, "no_working_hours").at("/commands/0/hours", "no_working_hours");
        wrong(json!({ "command": "set_week", "hours": { "monday": "11:30-07:30" } }))
            .problem(422, "invalid_input").at("/commands/0/hours/monday", "not_hours");
        // It stands in the organisation's history, with who did it.
        let history = one.administrator.items(&format!("/agencies/{}/organisation/history?limit=1", one.id));
        assert_eq!(history[0]["command"], json!({ "command": "confirm_year", "year": 2027 }));
        assert_eq!(history[0]["by"]["id"], clerk.get("/me").ok()["person"]["id"]);
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    fn open_deadlines_move_with_the_calendar_and_their_holders_are_told(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let (clerk, head) = (server.client("vanthu"), server.client("truongphong.kinhte"));
        let agency = own(&clerk);
        let (open, done) = (directed(&server, "10wd"), directed(&server, "10wd"));
        let unit = server.department("KTHTDT");
        let (open_root, done_root) = (open.assignment(&unit).to_owned(), done.assignment(&unit).to_owned());
        let due = |document: &Document, root: &str| {
            let now = clerk.read(document.id());
            let held = now.0["assignments"].as_array().unwrap().iter().find(|a| a["id"] == root).unwrap().clone();
            assert_eq!(held["term"], "10wd");
            held["due"].as_str().unwrap().to_owned()
        };
        let officer = json!({ "person": server.person("chuyenvien.kinhte1") });
        let open = head.act(&open, &json!({ "command": "assign", "assignment": open_root, "officer": officer }));
        let done = head.act(&done, &json!({ "command": "submit_result", "assignment": done_root, "text": "Xong." }));
        let done = server.client("chutich").act(&done, &json!({ "command": "approve", "assignment": done_root }));
        let (before, judged) = (due(&open, &open_root), due(&done, &done_root));
        // The last day of the term is made one of rest.
        let last: chrono::DateTime<chrono::Utc> = before.parse().unwrap();
        let last = (last + chrono::Duration::hours(7)).date_naive();
        let after = deadline(&clerk, &agency, &format!("{last}T09:00"), "1wd")["due"].as_str().unwrap().to_owned();
        let name = unique("Nghỉ hoán đổi ");
        let rest = json!({ "command": "set_day", "day": last, "what": { "kind": "swapped_off" }, "name": name, "instrument": "12729/VPCP-KGVX" });
        change(&clerk, &agency, &json!([rest])).ok();
        wait_until("the deadline to move", PATIENCE, || due(&open, &open_root) == after);
        assert_eq!(due(&done, &done_root), judged, "what is over keeps the calendar that it was judged by");
        let moved: Vec<Value> = clerk.history(open.id()).into_iter().filter(|line| line["event"] == "deadlines_recounted").collect();
        assert_eq!((moved.len(), moved[0]["by_kind"].as_str()), (1, Some("office")), "once, the unit's and the officer's");
        let facts = moved[0]["facts"]["moved"].as_array().unwrap();
        assert_eq!(facts.len(), 2);
        assert!(facts.iter().all(|one| one["due_before"] != one["due"]), "{facts:?}");
        let why = moved[0]["facts"]["because"].to_string();
        assert!(why.contains("12729/VPCP-KGVX") && why.contains(&name), "{why}");
        for user in ["truongphong.kinhte", "chuyenvien.kinhte1"] {
            let told = || {
                let mails = Mailbox::of(&format!("{user}@phuong-demo.example")).all().into_iter();
                mails.filter(|mail| mail.subject.contains("Hạn xử lý đã thay đổi") && mail.text.contains(&name)).count()
            };
            wait_until(&format!("a mail to {user}"), PATIENCE, || told() == 1);
        }
        // Whoever starts anew finds nothing more to count.
        server.terminate();
        server.wait_end();
        server.start();
        std::thread::sleep(Duration::from_millis(1500));
        assert_eq!(clerk.history(open.id()).iter().filter(|line| line["event"] == "deadlines_recounted").count(), 1);
        // Taken back, it moves back.
        change(&server.client("vanthu"), &agency, &json!([{ "command": "clear_day", "day": last }])).ok();
        wait_until("the deadline to move back", PATIENCE, || due(&open, &open_root) == before);
    }

    /// Whatever became of a deadline since it was given as a term: a date that somebody set stays, a term is counted, and the history
    /// proves it.
    fn what_somebody_set_since_stands(engine: Engine) {
        let server = Server::demo(engine);
        let (clerk, chairman, head) = (server.client("vanthu"), server.client("chutich"), server.client("truongphong.kinhte"));
        let (agency, unit) = (own(&clerk), server.department("KTHTDT"));
        let held = |document: &Document| {
            let now = clerk.read(document.id());
            now.0["assignments"].as_array().unwrap().iter().find(|a| a["holder"]["id"] == unit.as_str()).unwrap().clone()
        };
        let (extended, dated, counted, back) =
            (directed(&server, "10wd"), directed(&server, "10wd"), directed(&server, "10wd"), directed(&server, "10wd"));
        let root = |document: &Document| document.assignment(&unit).to_owned();
        let first = held(&back)["due"].as_str().unwrap().to_owned();
        let later = "2999-12-01T10:00:00Z";
        let ask = json!({ "command": "request_extension", "assignment": root(&extended), "due": later, "reason": "Nhiều việc." });
        let asked = head.act(&extended, &ask);
        let _ = chairman.act(&asked, &json!({ "command": "grant_extension", "assignment": root(&extended) }));
        let set = tests::letters::in_days(40);
        let dated = chairman.act(&dated, &json!({ "command": "amend", "assignment": root(&dated), "due": set }));
        let counted = chairman.act(&counted, &json!({ "command": "amend", "assignment": root(&counted), "due": set }));
        let counted = chairman.act(&counted, &json!({ "command": "amend", "assignment": root(&counted), "term": "10wd" }));
        assert_eq!((&held(&extended)["term"], &held(&dated)["term"]), (&Value::Null, &Value::Null));
        assert_eq!(held(&counted)["term"], "10wd");
        let fixed = [held(&extended)["due"].clone(), held(&dated)["due"].clone()];
        let last: chrono::DateTime<chrono::Utc> = first.parse().unwrap();
        let last = (last + chrono::Duration::hours(7)).date_naive();
        let rest = json!({ "command": "set_day", "day": last, "what": { "kind": "local_rest" }, "name": "Ngày truyền thống" });
        change(&clerk, &agency, &json!([rest])).ok();
        wait_until("the terms to be counted", PATIENCE, || held(&back)["due"] != first.as_str() && held(&counted)["due"] != first.as_str());
        assert_eq!([held(&extended)["due"].clone(), held(&dated)["due"].clone()], fixed);
        // Taken back at once, and set again, and taken back: whatever was counted between, it ends as it began.
        let clear = json!({ "command": "clear_day", "day": last });
        for command in [&clear, &rest, &clear] {
            change(&clerk, &agency, &json!([command])).ok();
        }
        wait_until("the terms to be as they were", PATIENCE, || held(&back)["due"] == first.as_str() && held(&counted)["due"] == first.as_str());
        std::thread::sleep(Duration::from_secs(1));
        assert_eq!(held(&back)["due"], first.as_str());
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// What the office's regulation says goes for work that nobody gives a deadline; who administers sets it.
    fn an_office_sets_its_own_terms(engine: Engine) {
        let server = Server::shared(engine);
        let office = Another::set_up(server);
        let (clerk, leader) = (office.client(server, "vanthu"), office.client(server, "chutich"));
        let settings = || office.administrator.get(&format!("/agencies/{}/organisation", office.id)).ok()["settings"].clone();
        let first = settings();
        assert_eq!((&first["terms"], &first["steps"]["register"]["normal"]), (&json!([]), &json!("1wd")));
        // With its place, all or nothing.
        let wrong = |fields: Value| {
            let mut command = fields;
            command["command"] = json!("change_settings");
            office.change(&json!([command]))
        };
        wrong(json!({ "max_files": 0 })).problem(422, "setting_out_of_range").at("/commands/0/max_files", "setting_out_of_range");
        wrong(json!({ "gather_minutes": 61 }))
            .problem(422, "setting_out_of_range").at("/commands/0/gather_minutes", "setting_out_of_range");
        wrong(json!({ "terms": [{ "term": "2026-12-01T08:00" }] }))
            .problem(422, "default_term_fixed").at("/commands/0/terms/0/term", "default_term_fixed");
        wrong(json!({ "terms": [{ "term": "5wd" }, { "term": "3wd" }] }))
            .problem(422, "default_term_twice").at("/commands/0/terms/1", "default_term_twice");
        wrong(json!({ "terms": [{ "term": "mai" }] })).problem(422, "invalid_input").at("/commands/0/terms/0/term", "not_a_term");
        wrong(json!({ "terms": [{ "document_type": "khong_co", "term": "5wd" }] }))
            .problem(422, "type_unknown").at("/commands/0/terms/0/document_type", "type_unknown");
        wrong(json!({ "reminders": { "digest_at": "25:00" } }))
            .problem(422, "not_a_time_of_day").at("/commands/0/reminders/digest_at", "not_a_time_of_day");
        wrong(json!({ "reminders": { "head_after_days": 61 } }))
            .problem(422, "setting_out_of_range").at("/commands/0/reminders/head_after_days", "setting_out_of_range");
        wrong(json!({ "reminders": { "head_after_days": 3 } }))
            .problem(422, "leader_before_head").at("/commands/0/reminders/leader_after_days", "leader_before_head");
        wrong(json!({ "reminders": { "urgent_head_after_minutes": 1441 } }))
            .problem(422, "setting_out_of_range").at("/commands/0/reminders/urgent_head_after_minutes", "setting_out_of_range");
        wrong(json!({ "reminders": { "urgent_leader_after_minutes": 59 } }))
            .problem(422, "leader_before_head").at("/commands/0/reminders/urgent_leader_after_minutes", "leader_before_head");
        wrong(json!({})).problem(422, "nothing_to_change");
        assert_eq!(settings(), first);
        let terms = json!([{ "document_type": "cong_van", "term": "5wd" }, { "urgency": "urgent", "term": "8wh" }]);
        let steps = json!({ "register": { "normal": "4wh", "urgent": "15wm" } });
        let changed = wrong(json!({ "terms": terms, "steps": steps, "reminders": { "digest_at": "07:15" } })).ok();
        let now = &changed["results"][0]["settings"];
        assert_eq!((&now["reminders"]["digest_at"], &now["steps"]["present"]), (&json!("07:15"), &first["steps"]["present"]));
        assert_eq!(changed["results"][0]["settings"]["terms"], terms);
        assert_eq!(changed["organisation"]["settings"], settings());
        // The next document has them.
        let received = clerk.receive(&tests::letters::facts());
        let step = received.0["step_due"].as_str().unwrap().to_owned();
        let at = received.0["facts"]["received_at"].as_str().unwrap();
        assert_eq!(step, deadline(&clerk, &office.id, at, "4wh")["due"].as_str().unwrap());
        let inbox = lines(&clerk, received.id());
        assert_eq!((inbox[0]["task"].as_str(), inbox[0]["due"].as_str()), (Some("register"), Some(step.as_str())));
        let entered = clerk.act(&received, &json!({ "command": "register" }));
        let presented = clerk.act(&entered, &json!({ "command": "present", "to": leader.get("/me").ok()["person"]["id"] }));
        assert_eq!(presented.0.get("step_due"), None);
        let unit = clerk.items("/departments")[0]["id"].as_str().unwrap().to_owned();
        let directed = leader.act(&presented, &json!({ "command": "direct", "direction": { "primary": { "department": unit } } }));
        let held = &directed.0["assignments"][0];
        assert_eq!(held["term"], "5wd");
        assert_eq!(held["due"], deadline(&clerk, &office.id, held["opened_at"].as_str().unwrap(), "5wd")["due"]);
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// A rest stops the clock, an extension asked for as a term is granted as one, both dates stand, and it is told whose clock it was.
    fn whose_clock_it_was(engine: Engine) {
        let server = Server::shared(engine);
        let (clerk, head, chairman) = (server.client("vanthu"), server.client("truongphong.kinhte"), server.client("chutich"));
        let unit = server.department("KTHTDT");
        let letter = directed(server, "10wd");
        let root = letter.assignment(&unit).to_owned();
        let held = |document: &Document| document.0["assignments"].as_array().unwrap().iter().find(|a| a["id"] == root.as_str()).unwrap().clone();
        let first = held(&letter)["due"].clone();
        let ask = json!({ "command": "request_extension", "assignment": root, "term": "2wd", "reason": "Nhiều việc." });
        let asked = head.act(&letter, &ask);
        assert_eq!((&held(&asked)["extension"]["term"], &held(&asked)["due"]), (&json!("2wd"), &first));
        let granted = chairman.act(&asked, &json!({ "command": "grant_extension", "assignment": root }));
        let (due, kept) = (held(&granted)["due"].clone(), held(&granted)["first_due"].clone());
        assert!(kept == first && due.as_str() > first.as_str(), "{due} {kept}");
        head.command(&granted, &json!({ "command": "resume" })).problem(422, "invalid_input").at("/reason", "missing_field");
        let paused = head.act(&granted, &json!({ "command": "pause", "reason": "Chờ ý kiến sở." }));
        assert!(lines(&head, letter.id()).iter().all(|line| line["due"].is_null()), "no deadline runs");
        let resumed = head.act(&paused, &json!({ "command": "resume", "reason": "Sở đã có ý kiến." }));
        assert_eq!(clerk.history(letter.id()).pop().unwrap()["facts"]["reason"], "Sở đã có ý kiến.");
        let done = head.act(&resumed, &json!({ "command": "submit_result", "assignment": root, "text": "Xong." }));
        let _ = chairman.act(&done, &json!({ "command": "approve", "assignment": root }));
        let turns = clerk.items(&format!("/incoming-documents/{}/turns", letter.id()));
        let told: Vec<(&str, &str)> =
            turns.iter().map(|turn| (turn["task"].as_str().unwrap(), turn["holder"]["kind"].as_str().unwrap())).collect();
        for expected in [("present", "registry"), ("direct", "person"), ("organise", "department"), ("approve", "person")] {
            assert!(told.contains(&expected), "{told:?}");
        }
        let organised = turns.iter().find(|turn| turn["task"] == "organise").unwrap();
        assert_eq!((&organised["late"], &organised["late_minutes"], &organised["first_due"]), (&json!(false), &json!(0), &first));
        assert!(organised["until"].is_string());
        server.client("quantri").get(&format!("/incoming-documents/{}/turns", letter.id())).problem(404, "not_found");
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
