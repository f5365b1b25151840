//! Somebody is away and another stands in: the work that lies there and what comes, both names on every line, and no right
//! more than that.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Engine, Mailbox, Server, letters, on_both_engines, service, unique, wait_until};

const PATIENCE: Duration = Duration::from_secs(30);

/// A day so many days from today, in Vietnam.
fn day(days: i64) -> String {
    let now = chrono::Utc::now() + chrono::Duration::hours(7) + chrono::Duration::days(days);
    now.date_naive().to_string()
}

fn away(who: &Client, substitute: &str, from: i64, until: i64) -> Answer {
    who.post("/me/absences", &json!({ "substitute": substitute, "from": day(from), "until": day(until) }))
}

fn back(who: &Client, from: i64) -> Answer {
    who.request("DELETE", &format!("/me/absences/{}", day(from))).send()
}

fn served(engine: Engine) -> Server {
    Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))])
}

/// The lines of an inbox about a document: task, and whose desk it is.
fn lines(who: &Client, document: &Document) -> Vec<(String, String)> {
    let all = who.all("/inbox?kind=act");
    let mine = all.iter().filter(|line| line["document"]["id"] == document.id());
    mine.map(|line| {
        (line["task"].as_str().unwrap().to_owned(), line["desk"]["id"].as_str().unwrap_or("registry").to_owned())
    })
    .collect()
}

fn both(by: &Value, desk: &str, substitute: &str) {
    assert_eq!((by["id"].as_str(), by["substitute"]["id"].as_str()), (Some(desk), Some(substitute)), "{by}");
}

fn organisation(server: &Server, commands: &Value) -> Answer {
    let administrator = server.client("quantri");
    let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands }))
}

/// Gives somebody a title that no other run of a test has, so that their mails can be told from others'.
fn entitled(server: &Server, username: &str) -> String {
    let title = unique("Chức vụ ");
    organisation(server, &json!([{ "command": "change_person", "person": username, "title": title }])).ok();
    title
}

/// The mail of this subject that names this title, once it is there.
fn told_by_mail(username: &str, subject: &str, title: &str) -> tests::Mail {
    let address = format!("{username}@phuong-demo.example");
    let ours = |mail: &tests::Mail| mail.subject.starts_with(subject) && mail.text.contains(title);
    let find = || Mailbox::of(&address).all().into_iter().find(|mail| ours(mail));
    wait_until(&format!("“{subject}” to {address}"), PATIENCE, || find().is_some());
    find().unwrap()
}

on_both_engines! {
    fn a_substitute_directs_and_approves_and_both_names_stand(engine: Engine) {
        let server = served(engine);
        let (clerk, leader, chief) = (server.client("vanthu"), server.client("chutich"), server.client("chanhvanphong"));
        let (desk, hand) = (server.person("chutich"), server.person("chanhvanphong"));
        let (unit, title) = (server.department("KTHTDT"), entitled(&server, "chutich"));
        let lies_there = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": desk }));
        let direction = json!({ "primary": { "department": unit, "due": letters::in_days(9) }, "leader_approves": true });
        let direct = json!({ "command": "direct", "direction": direction });
        chief.rehearse(&lies_there, &direct).problem(403, "holder_only");
        assert!(lines(&chief, &lies_there).is_empty());

        let set = away(&leader, "chanhvanphong", 0, 5);
        assert_eq!(set.header("location"), Some(format!("/api/v1/me/absences/{}", day(0)).as_str()));
        let set = set.created();
        assert_eq!((set["substitute"]["id"].as_str(), set["until"].as_str()), (Some(hand.as_str()), Some(day(5).as_str())));
        let me = chief.get("/me").ok();
        assert_eq!(me["stands_in_for"][0]["id"], desk.as_str());
        assert_eq!(leader.get("/me").ok()["absences"][0]["substitute"]["id"], hand.as_str());
        let mail = told_by_mail("chanhvanphong", "Được cử làm thay", &title);
        assert!(mail.text.contains(&format!("Trần Văn Ví Dụ ({title})")), "{}", mail.text);

        // What lies there, and whoever looks sees that the leader is away and who stands in.
        assert_eq!(lines(&chief, &lies_there), [("direct".to_owned(), desk.clone())]);
        let seen = clerk.read(lies_there.id());
        assert_eq!(seen.0["holder"]["away"]["substitute"]["id"], hand.as_str());
        let people = clerk.items("/people");
        let leader_there = people.iter().find(|p| p["id"] == desk.as_str()).unwrap();
        assert_eq!(leader_there["away"]["until"], day(5));

        // What comes: both are told, the substitute in whose stead.
        let comes = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": desk }));
        let told = clerk.messages(comes.id());
        let names: Vec<_> = told.iter().map(|m| (m["to"]["person"].as_str().unwrap(), m["to"]["instead_of"].as_str())).collect();
        assert!(names.contains(&(&desk, None)) && names.contains(&(&hand, Some("Trần Văn Ví Dụ"))), "{names:?}");
        assert_eq!(names.len(), 2);

        let directed = chief.act(&comes, &direct);
        let root = directed.last_assignment(&unit).clone();
        both(&root["assigned_by"], &desk, &hand);
        let line = chief.history(comes.id()).pop().unwrap();
        both(&line["by"], &desk, &hand);
        let told = clerk.messages(comes.id());
        let given = told.iter().find(|m| m["kind"] == "given_primary").unwrap();
        let head = given["to"]["person"].as_str().unwrap();
        assert_eq!(head, server.person("truongphong.kinhte"));
        let mut given = None;
        wait_until("the head to be told", PATIENCE, || {
            given = Mailbox::of("truongphong.kinhte@phuong-demo.example").about(comes.id()).pop();
            given.is_some()
        });
        let given = given.unwrap();
        let by = "Hoàng Văn Giả Định (Chánh Văn phòng HĐND và UBND) thay Trần Văn Ví Dụ";
        assert!(given.text.contains(&format!("{by} ({title})")), "{}", given.text);

        // The result comes back to the leader's desk, where the substitute approves it.
        let head = server.client("truongphong.kinhte");
        let root = root["id"].as_str().unwrap();
        let handed_in = head.act(&directed, &json!({ "command": "submit_result", "assignment": root, "text": "Xong." }));
        assert_eq!(lines(&chief, &comes), [("approve".to_owned(), desk.clone())]);
        let done = chief.act(&handed_in, &json!({ "command": "approve", "assignment": root }));
        assert_eq!(done.state(), "completed");
        both(&done.0["completion"]["by"], &desk, &hand);

        // Back: nothing of it is the substitute's any more, and what was done stands.
        back(&leader, 0).expect(204);
        told_by_mail("chanhvanphong", "Thôi làm thay", &title);
        assert!(lines(&chief, &lies_there).is_empty());
        chief.rehearse(&lies_there, &direct).problem(403, "holder_only");
        assert_eq!(leader.act(&lies_there, &direct).state(), "directed");
        both(&clerk.history(comes.id()).pop().unwrap()["by"], &desk, &hand);
        assert!(clerk.read(comes.id()).0["completion"]["by"]["substitute"].is_object());
        back(&leader, 0).problem(409, "not_away");
        assert_eq!(server.run(&["audit", "verify"]).0, 0);
    }

    /// Who stands in for the head of another department sees that department's documents, and only so long.
    fn what_a_substitute_sees_ends_with_the_absence(engine: Engine) {
        let server = served(engine);
        let (clerk, leader, head) = (server.client("vanthu"), server.client("chutich"), server.client("truongphong.kinhte"));
        let other = server.client("chuyenvien.vhxh1");
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": server.person("chutich") }));
        let direction = json!({ "primary": { "department": server.department("KTHTDT") } });
        let letter = leader.act(&letter, &json!({ "command": "direct", "direction": direction }));
        let sees = || {
            let listed = other.all("/incoming-documents").iter().any(|line| line["id"] == letter.id());
            (listed, other.get(&letter.path()).status)
        };
        assert_eq!(sees(), (false, 404));
        away(&head, "chuyenvien.vhxh1", 0, 1).created();
        assert_eq!(sees(), (true, 200));
        let unit = letter.assignment(&server.department("KTHTDT")).to_owned();
        let officer = json!({ "person": server.person("chuyenvien.kinhte1") });
        let assign = json!({ "command": "assign", "assignment": unit, "officer": officer });
        assert!(other.read(letter.id()).offers("assign", Some(&unit)));
        let explained = other.get(&format!("{}/assign/explanation?assignment={unit}", letter.commands())).ok();
        assert_eq!(explained["allowed"], true);
        let can: Vec<String> = explained["who_can"].as_array().unwrap().iter().map(|p| server.username(p["id"].as_str().unwrap())).collect();
        assert!(can.contains(&"chuyenvien.vhxh1".to_owned()) && can.contains(&"photruong.kinhte".to_owned()), "{can:?}");
        let assigned = other.act(&letter, &assign);
        both(&assigned.last_assignment(&server.person("chuyenvien.kinhte1"))["assigned_by"], &server.person("truongphong.kinhte"), &server.person("chuyenvien.vhxh1"));
        back(&head, 0).expect(204);
        assert_eq!(sees(), (false, 404));
        other.command(&assigned, &json!({ "command": "comment", "text": "a" })).expect(404);
    }

    /// Nobody approves what they handed in, in whatever name; the deputy does.
    fn no_name_stands_under_a_result_and_under_its_approval(engine: Engine) {
        let server = served(engine);
        let (clerk, leader, head) = (server.client("vanthu"), server.client("chutich"), server.client("truongphong.kinhte"));
        let officer = server.client("chuyenvien.kinhte1");
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": server.person("chutich") }));
        let direction = json!({ "primary": { "department": server.department("KTHTDT") } });
        let letter = leader.act(&letter, &json!({ "command": "direct", "direction": direction }));
        let unit = letter.assignment(&server.department("KTHTDT")).to_owned();
        let assign = json!({ "command": "assign", "assignment": unit, "officer": { "person": server.person("chuyenvien.kinhte1") } });
        let letter = head.act(&letter, &assign);
        let leg = letter.assignment(&server.person("chuyenvien.kinhte1")).to_owned();
        away(&head, "chuyenvien.kinhte1", 0, 3).created();
        let handed_in = officer.act(&letter, &json!({ "command": "submit_result", "assignment": leg, "text": "Xong." }));
        let approve = json!({ "command": "approve", "assignment": leg });
        officer.command(&handed_in, &approve).problem(403, "own_result");
        assert!(!officer.read(letter.id()).offers("approve", Some(&leg)));
        let done = server.client("photruong.kinhte").act(&handed_in, &approve);
        assert_eq!(done.state(), "completed");
    }

    /// Nor under the leader's approval, once the unit has approved; nor does one give oneself time in the stead of one's head.
    fn an_officer_in_the_leaders_stead_neither_approves_nor_extends_their_own_work(engine: Engine) {
        let server = served(engine);
        let (clerk, leader, head) = (server.client("vanthu"), server.client("chutich"), server.client("truongphong.kinhte"));
        let officer = server.client("chuyenvien.kinhte1");
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": server.person("chutich") }));
        let direction = json!({ "primary": { "department": server.department("KTHTDT"), "due": letters::in_days(9) }, "leader_approves": true });
        let letter = leader.act(&letter, &json!({ "command": "direct", "direction": direction }));
        let unit = letter.assignment(&server.department("KTHTDT")).to_owned();
        let work = json!({ "person": server.person("chuyenvien.kinhte1"), "due": letters::in_days(5) });
        let letter = head.act(&letter, &json!({ "command": "assign", "assignment": unit, "officer": work }));
        let leg = letter.assignment(&server.person("chuyenvien.kinhte1")).to_owned();

        away(&head, "chuyenvien.kinhte1", 0, 3).created();
        // Whoever looks sees that the head of the department is away.
        let unit_line = clerk.read(letter.id()).last_assignment(&server.department("KTHTDT")).clone();
        assert_eq!(unit_line["holder"]["away"]["person"]["id"], server.person("truongphong.kinhte").as_str());
        let ask = json!({ "command": "request_extension", "assignment": leg, "due": letters::in_days(7), "reason": "Cần thêm thời gian" });
        let letter = officer.act(&letter, &ask);
        officer.command(&letter, &json!({ "command": "grant_extension", "assignment": leg })).problem(403, "own_assignment");
        let amend = json!({ "command": "amend", "assignment": leg, "due": letters::in_days(7) });
        officer.command(&letter, &amend).problem(403, "own_assignment");
        let letter = server.client("photruong.kinhte").act(&letter, &json!({ "command": "grant_extension", "assignment": leg }));
        back(&head, 0).expect(204);

        let letter = officer.act(&letter, &json!({ "command": "submit_result", "assignment": leg, "text": "Xong." }));
        let letter = head.act(&letter, &json!({ "command": "approve", "assignment": leg }));
        away(&leader, "chuyenvien.kinhte1", 0, 3).created();
        let approve = json!({ "command": "approve", "assignment": unit });
        officer.command(&letter, &approve).problem(403, "own_result");
        assert!(!officer.read(letter.id()).offers("approve", Some(&unit)));
        back(&leader, 0).expect(204);
        assert_eq!(leader.act(&letter, &approve).state(), "completed");
    }

    fn what_cannot_be_is_refused_by_its_place(engine: Engine) {
        let server = served(engine);
        let (leader, clerk, head) = (server.client("chutich"), server.client("vanthu"), server.client("truongphong.kinhte"));
        away(&leader, "chanhvanphong", -1, 5).problem(422, "absence_past").at("/from", "absence_past");
        away(&leader, "chanhvanphong", 3, 2).problem(422, "period_inverted").at("/until", "period_inverted");
        away(&leader, "chutich", 0, 5).problem(422, "own_substitute").at("/substitute", "own_substitute");
        away(&leader, "quantri", 0, 5).problem(422, "not_a_recipient").at("/substitute", "not_a_recipient");
        away(&leader, "khong-co-ai", 0, 5).problem(422, "no_such_person").at("/substitute", "no_such_person");
        away(&leader, "chanhvanphong", 2, 5).created();
        away(&leader, "phochutich", 4, 9).problem(409, "away_already");
        away(&clerk, "chutich", 5, 9).problem(409, "substitute_away");
        // Not away yet.
        assert!(leader.get("/people").ok()["items"].as_array().unwrap().iter().all(|p| p.get("away").is_none()));
        assert!(server.client("chanhvanphong").get("/me").ok()["stands_in_for"].as_array().unwrap().is_empty());
        // One who is to stand in cannot leave meanwhile, nor can somebody who is away be forgotten.
        let leave = |who: &str, days: i64| json!([{ "command": "end_person", "person": who, "until": day(days) }]);
        organisation(&server, &leave("chanhvanphong", 3)).problem(409, "stands_in");
        // An administrator sets and ends everybody's; nobody else does for others.
        let (deputy, away_title) = (entitled(&server, "photruong.kinhte"), entitled(&server, "truongphong.kinhte"));
        let sick = json!([{ "command": "set_absence", "person": "truongphong.kinhte", "substitute": "photruong.kinhte", "until": day(2) }]);
        let own = head.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        head.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": sick })).problem(403, "administrator_only");
        organisation(&server, &sick).ok();
        told_by_mail("truongphong.kinhte", "Đã đặt vắng mặt", &deputy);
        assert_eq!(server.client("photruong.kinhte").get("/me").ok()["stands_in_for"][0]["until"], day(2));
        organisation(&server, &json!([{ "command": "end_absence", "person": "truongphong.kinhte", "from": day(0), "until": day(1) }])).ok();
        // The substitute is told the new last day, and not that it is over.
        wait_until("two mails about one absence", PATIENCE, || {
            let all = Mailbox::of("photruong.kinhte@phuong-demo.example").all();
            all.iter().filter(|m| m.subject.starts_with("Được cử làm thay") && m.text.contains(&away_title)).count() == 2
        });
        let over = |m: &tests::Mail| m.subject.starts_with("Thôi làm thay") && m.text.contains(&away_title);
        assert!(!Mailbox::of("photruong.kinhte@phuong-demo.example").all().iter().any(over));
        // Who stands in passes the desk on to nobody.
        let passed_on = away(&server.client("photruong.kinhte"), "chuyenvien.kinhte1", 0, 1);
        assert!(!passed_on.json()["errors"].to_string().contains("/person"), "nobody sent a person: {passed_on}");
        passed_on.problem(409, "stands_in");
        // No administrator helps themselves to a desk where documents lie, whatever else they are.
        let helps = json!([
            { "command": "set_absence", "person": "phochutich", "substitute": "quantri", "until": day(1) },
        ]);
        organisation(&server, &helps).problem(403, "administrator_stands_in");
        assert_eq!(server.client("photruong.kinhte").get("/me").ok()["stands_in_for"][0]["until"], day(1));
        // What was to come is taken back; then the substitute may leave.
        back(&leader, 2).expect(204);
        assert!(leader.get("/me").ok()["absences"].as_array().unwrap().is_empty());
        organisation(&server, &leave("chanhvanphong", 3)).ok();
        leader.request("DELETE", "/me/absences/hom-nay").send().problem(404, "not_found");
        // Said twice, it is done once; whoever runs the installation may be away, too.
        let once = unique("vang-");
        let body = json!({ "substitute": "phochutich", "until": day(1) });
        let first = leader.request("POST", "/me/absences").key(&once).json(&body).send();
        let again = leader.request("POST", "/me/absences").key(&once).json(&body).send();
        assert_eq!((first.status, first.json()), (201, again.expect(201).json()));
        away(&server.client("quantri"), "vanthu", 0, 1).created();
    }

    /// What is hỏa tốc does not wait for a leader who is away: it goes to the next in line, when it comes and when the absence begins.
    fn what_is_immediate_goes_to_the_next_in_line(engine: Engine) {
        let server = served(engine);
        let (clerk, leader) = (server.client("vanthu"), server.client("chutich"));
        let (chairman, deputy) = (server.person("chutich"), server.person("phochutich"));
        let line = |named: Value| organisation(&server, &json!([{ "command": "change_settings", "next_in_line": named }]));
        line(json!(["chuyenvien.kinhte1"])).problem(422, "not_a_leader").at("/commands/0/next_in_line/0", "not_a_leader");
        line(json!(["phochutich", "phochutich"])).problem(422, "recipient_twice").at("/commands/0/next_in_line/1", "recipient_twice");
        line(json!(["khong.co.ai"])).problem(422, "no_such_person").at("/commands/0/next_in_line/0", "no_such_person");
        let set = line(json!(["chutich", "phochutich"])).ok();
        assert_eq!(set["results"][0]["settings"]["next_in_line"], json!([chairman, deputy]));
        let presented = |urgency: &str| {
            let mut facts = letters::facts();
            facts["urgency"] = json!(urgency);
            clerk.act(&clerk.register(&facts), &json!({ "command": "present", "to": chairman, "note": "Kính trình." }))
        };
        let told_of_absence = |user: &str, document: &Document| {
            let mails = Mailbox::of(&format!("{user}@phuong-demo.example")).about(document.id());
            mails.iter().filter(|mail| mail.subject.contains("Lãnh đạo vắng mặt, chưa có người xử lý")).count()
        };
        let before = presented("immediate");
        let holder = |document: &Document| clerk.read(document.id()).0["presentation"]["to"]["id"].as_str().unwrap().to_owned();
        std::thread::sleep(Duration::from_secs(6));
        assert_eq!(holder(&before), chairman, "whoever is there keeps it");
        away(&leader, "chanhvanphong", 0, 2).created();
        let (after, ordinary) = (presented("immediate"), presented("very_urgent"));
        wait_until("both to be passed on", PATIENCE, || holder(&before) == deputy && holder(&after) == deputy);
        assert_eq!(holder(&ordinary), chairman, "for which somebody stands in");
        let passed = clerk.history(after.id()).pop().unwrap();
        assert_eq!((passed["event"].as_str(), passed["by_kind"].as_str()), (Some("passed"), Some("office")));
        // Nobody in line is there: whoever keeps the registry and the chief of office are told, once.
        line(json!(["chutich"])).ok();
        let alone = presented("immediate");
        for user in ["vanthu", "chanhvanphong"] {
            wait_until("somebody to be told", PATIENCE, || told_of_absence(user, &alone) == 1);
        }
        std::thread::sleep(Duration::from_secs(6));
        assert_eq!((told_of_absence("vanthu", &alone), told_of_absence("chanhvanphong", &alone)), (1, 1));
        assert_eq!((holder(&alone), told_of_absence("vanthu", &after)), (chairman.clone(), 0));
        let number = after.0["entry"]["number"].as_u64().unwrap();
        wait_until("the deputy to be told", PATIENCE, || {
            let mails = Mailbox::of("phochutich@phuong-demo.example").all();
            mails.iter().any(|mail| mail.subject.starts_with("[Hỏa tốc] Trình xin ý kiến chỉ đạo") && mail.subject.contains(&format!("số đến {number}/")))
        });
        let unit = server.department("KTHTDT");
        let direct = json!({ "command": "direct", "direction": { "primary": { "department": unit } } });
        assert_eq!(server.client("phochutich").act(&clerk.read(after.id()), &direct).state(), "directed");
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
