//! Opinions of other departments on a draft: asked side by side with a date, chased, given once and shown with the edition that they were
//! given on; and the drafts of somebody who leaves.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Mailbox, Server, letters, on_both_engines, service, unique, wait_until};

use crate::outgoing::{Outgoing, act, at_work, command, draft, read, signed};

const PATIENCE: Duration = Duration::from_secs(40);

fn content(office: &Server, urgency: &str) -> Value {
    json!({ "document_type": "thong_bao", "subject": unique("Thông báo lấy ý kiến "), "signer": office.person("chutich"), "urgency": urgency })
}

/// One that is asked of this holder, as this reader sees it.
fn opinion(who: &Client, paper: &Outgoing, holder: &str) -> Value {
    let all = read(who, paper).0["opinions"].as_array().unwrap().clone();
    all.iter()
        .rfind(|one| one["holder"]["id"] == holder)
        .unwrap_or_else(|| panic!("nobody asked {holder}: {all:?}"))
        .clone()
}

fn give(who: &Client, paper: &Outgoing, asked: &Value, fields: &Value) -> Answer {
    let mut body = json!({ "command": "give_opinion", "opinion": asked["id"] });
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    who.post(&format!("{}/commands", paper.path()), &body)
}

fn tasks(who: &Client, paper: &Outgoing) -> Vec<(String, Value)> {
    let items = who.all("/inbox");
    let about = items.iter().filter(|item| item["outgoing_document"]["id"] == paper.id());
    about.map(|item| (item["task"].as_str().unwrap().to_owned(), item["due"].clone())).collect()
}

/// Of what this person was told about a document, in order.
fn told(clerk: &Client, paper: &Outgoing, person: &str) -> Vec<String> {
    let mails = clerk.items(&format!("{}/messages", paper.path()));
    let theirs = mails.iter().filter(|mail| mail["to"]["person"] == person);
    theirs.map(|mail| mail["kind"].as_str().unwrap().to_owned()).collect()
}

fn revise(who: &Client, paper: &Outgoing, content: &Value) -> Outgoing {
    let path = format!("{}/draft", paper.path());
    Outgoing(who.request("PUT", &path).if_match(paper.version()).json(&json!({ "content": content })).send().ok())
}

fn findings(paper: &Outgoing) -> Vec<&str> {
    paper.0["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

fn in_seconds(seconds: i64) -> String {
    (chrono::Utc::now() + chrono::Duration::seconds(seconds)).to_rfc3339()
}

on_both_engines! {
    /// Two are asked: one answers in time on the first edition, the other, pressed and reminded, late on the second.
    fn two_departments_are_asked_side_by_side(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let by = |user: &str| office.client(user);
        let (officer, clerk, culture, shop) = (by("chuyenvien.kinhte1"), by("vanthu"), by("truongphong.vhxh"), by("phochutich"));
        let (vhxh, centre) = (office.department("VHXH"), office.department("TTPVHCC"));
        let mut about = content(&office, "urgent");
        let text = officer.upload("Dự thảo.pdf", &letters::pdf(&unique("du thao ")));
        about["files"] = json!([text]);
        let paper = draft(&officer, &about);
        culture.get(&paper.path()).problem(404, "not_found");
        let ask = |of: Value, due: &str| json!({ "command": "ask_opinions", "holders": of, "question": "Đề nghị góp ý phần kinh phí.", "due": due });
        // What cannot be asked, each at its place.
        let refused = |body: &Value| command(&officer, &paper, body);
        let due = in_seconds(9);
        refused(&ask(json!([]), &due)).problem(422, "nothing_to_change").at("/holders", "nothing_to_change");
        refused(&ask(json!([{ "department": vhxh }, { "department": vhxh }]), &due)).problem(422, "recipient_twice").at("/holders/1", "recipient_twice");
        refused(&ask(json!([{ "department": office.department("KTHTDT") }]), &due)).problem(422, "own_opinion").at("/holders/0", "own_opinion");
        refused(&ask(json!([{ "person": office.person("chuyenvien.kinhte1") }]), &due)).problem(422, "own_opinion").at("/holders/0", "own_opinion");
        refused(&ask(json!([{ "person": office.person("quantri") }]), &due)).problem(422, "not_a_recipient").at("/holders/0/person", "not_a_recipient");
        refused(&ask(json!([{ "department": vhxh, "person": vhxh }]), &due)).problem(422, "invalid_input");
        refused(&ask(json!([{ "department": vhxh }]), "2020-01-01T00:00:00Z")).problem(422, "deadline_past").at("/due", "deadline_past");
        refused(&json!({ "command": "ask_opinions", "holders": [{ "department": vhxh }], "question": "Góp ý." }))
            .problem(422, "due_or_term").at("/due", "due_or_term");
        refused(&json!({ "command": "ask_opinions", "holders": [{ "department": vhxh }], "question": "Góp ý.", "due": due, "term": "2wd" }))
            .problem(422, "due_and_term").at("/term", "due_and_term");
        command(&by("vanthu"), &paper, &ask(json!([{ "department": vhxh }]), &due)).problem(403, "opinion_askers_only");

        // Asked: it lies with both in the order of its date, with a mail, and they see the draft.
        let due = in_seconds(9);
        let paper = act(&officer, &paper, &ask(json!([{ "department": vhxh }, { "department": centre }]), &due));
        assert_eq!((paper.state(), findings(&paper).contains(&"opinions_open")), ("draft", true));
        let (first, second) = (opinion(&officer, &paper, &vhxh), opinion(&officer, &paper, &centre));
        assert_eq!(tasks(&culture, &paper), [("give_opinion".to_owned(), first["due"].clone())]);
        assert_eq!(tasks(&shop, &paper), [("give_opinion".to_owned(), second["due"].clone())]);
        command(&officer, &paper, &ask(json!([{ "department": vhxh }]), &in_seconds(60))).problem(409, "opinion_asked_already");
        let (head, deputy) = (office.person("truongphong.vhxh"), office.person("phochutich"));
        assert_eq!((told(&clerk, &paper, &head), told(&clerk, &paper, &deputy)), (vec!["opinion_asked".to_owned()], vec!["opinion_asked".to_owned()]));
        let seen = read(&culture, &paper);
        assert_eq!((seen.0["content"]["files"][0]["id"].as_str(), seen.0["editions"].as_array().unwrap().len()), (Some(text.as_str()), 1));
        assert_eq!(seen.0["opinions"].as_array().unwrap().len(), 1, "their own alone");
        culture.get(&format!("/files/{text}")).expect(200);
        culture.get(&format!("{}/history", paper.path())).problem(403, "participant_only");
        by("chuyenvien.vhxh1").get(&paper.path()).problem(404, "not_found");

        // The head passes it to one of their people, who gives it, with a file; the asker is told.
        let pass = |to: &str| json!({ "command": "pass_opinion", "opinion": first["id"], "to": office.person(to), "note": "Đồng chí góp ý." });
        command(&culture, &paper, &pass("chuyenvien.kinhte2")).problem(422, "not_of_department").at("/to", "not_of_department");
        let _ = Outgoing(command(&culture, &paper, &pass("chuyenvien.vhxh1")).ok());
        let expert = by("chuyenvien.vhxh1");
        assert_eq!((tasks(&culture, &paper), tasks(&expert, &paper).len()), (vec![], 1));
        give(&expert, &paper, &first, &json!({})).problem(422, "opinion_empty").at("/text", "opinion_empty");
        give(&expert, &paper, &first, &json!({ "text": "Nhất trí.", "edition": 2 })).problem(422, "edition_unknown");
        give(&officer, &paper, &first, &json!({ "text": "Nhất trí." })).problem(403, "holder_only");
        let note = expert.upload("Góp ý.pdf", &letters::pdf(&unique("gop y ")));
        give(&expert, &paper, &first, &json!({ "text": "Nhất trí, đề nghị bổ sung biểu 2.", "files": [note] })).ok();
        give(&expert, &paper, &first, &json!({ "text": "Thêm." })).problem(409, "opinion_closed");
        let given = opinion(&officer, &paper, &vhxh);
        assert_eq!((&given["standing"], &given["late"], &given["given"]["edition"]), (&json!("given"), &json!(false), &json!(1)));
        assert_eq!((&given["given"]["on_older_edition"], &given["given"]["files"][0]["id"]), (&json!(false), &json!(note)));
        let asker = office.person("chuyenvien.kinhte1");
        assert_eq!(told(&clerk, &paper, &asker).iter().filter(|kind| *kind == "opinion_given").count(), 1);
        officer.get(&format!("/files/{note}")).expect(200);
        shop.get(&format!("/files/{note}")).expect(200);
        by("truongphong.vhxh").get(&format!("/files/{note}")).expect(200);
        assert_eq!(tasks(&expert, &paper), []);
        assert_eq!(read(&expert, &paper).state(), "draft", "who gave one sees it still");

        // A new edition: the opinion stands as given on the older one.
        about["remark"] = json!("Đã bổ sung biểu 2.");
        let paper = revise(&officer, &read(&officer, &paper), &about);
        let given = opinion(&officer, &paper, &vhxh);
        assert_eq!((&given["given"]["on_older_edition"], &given["given"]["edition"]), (&json!(true), &json!(1)));
        assert_ne!(given["given"]["digest"], paper.0["editions"][1]["digest"]);

        // The other is reminded when half of the time is over and at its date, and pressed; and answers late.
        wait_until("the reminder before", PATIENCE, || told(&clerk, &paper, &deputy).contains(&"due_soon".to_owned()));
        wait_until("the one at its date", PATIENCE, || told(&clerk, &paper, &deputy).contains(&"due_now".to_owned()));
        let remind = json!({ "command": "remind_opinion", "opinion": second["id"], "text": "Đề nghị cho ý kiến ngay." });
        command(&clerk, &read(&clerk, &paper), &remind).problem(403, "reminder_only");
        let paper = act(&officer, &read(&officer, &paper), &remind);
        assert_eq!(told(&clerk, &paper, &deputy).iter().filter(|kind| *kind == "reminder").count(), 1);
        assert_eq!(opinion(&officer, &paper, &centre)["late"], true);
        give(&shop, &paper, &second, &json!({ "text": "Không có ý kiến thêm." })).ok();
        let late = opinion(&officer, &paper, &centre);
        assert_eq!((&late["standing"], &late["late"], &late["given"]["edition"]), (&json!("given"), &json!(true), &json!(2)));
        assert_eq!(told(&clerk, &paper, &asker).iter().filter(|kind| *kind == "opinions_complete").count(), 1);
        assert!(!findings(&read(&officer, &paper)).contains(&"opinions_open"));
        // The mails themselves.
        let mails = |user: &str, title: &str| {
            let all = Mailbox::of(&format!("{user}@phuong-demo.example")).about(paper.id());
            all.into_iter().filter(|mail| mail.subject.contains(title)).count()
        };
        wait_until("the mail to who is asked", PATIENCE, || mails("truongphong.vhxh", "Lấy ý kiến phối hợp về dự thảo") == 1);
        wait_until("that all have come", PATIENCE, || mails("chuyenvien.kinhte1", "Đã đủ ý kiến phối hợp") == 1);
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Taken back, no longer needed: whoever was asked is told, and does not see the draft any more.
    fn what_is_asked_no_longer(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let (officer, head, clerk, culture) = (by("chuyenvien.kinhte1"), by("truongphong.kinhte"), by("vanthu"), by("truongphong.vhxh"));
        let (vhxh, theirs) = (office.department("VHXH"), office.person("truongphong.vhxh"));
        let asked = |paper: &Outgoing, who: &Client| {
            let ask = json!({ "command": "ask_opinions", "holders": [{ "department": vhxh }], "question": "Góp ý.", "term": "3wd" });
            act(who, paper, &ask)
        };
        // Withdrawn by the head of the drafting unit, of what the drafter asked; and asked again.
        let paper = asked(&draft(&officer, &content(&office, "normal")), &officer);
        let first = opinion(&officer, &paper, &vhxh);
        assert_eq!(first["term"], "3wd");
        let withdraw = json!({ "command": "withdraw_opinion", "opinion": first["id"], "reason": "Đã trao đổi trực tiếp." });
        command(&by("chutich"), &paper, &withdraw).problem(403, "opinion_asker_only");
        let paper = act(&head, &read(&head, &paper), &withdraw);
        assert_eq!(opinion(&officer, &paper, &vhxh)["withdrawn"]["reason"], "Đã trao đổi trực tiếp.");
        culture.get(&paper.path()).problem(404, "not_found");
        assert_eq!(told(&clerk, &paper, &theirs), ["opinion_asked", "opinion_ended"]);
        assert_eq!(told(&clerk, &paper, &office.person("chuyenvien.kinhte1")), ["opinion_ended"]);
        let path = format!("{}/commands", paper.path());
        officer.post(&path, &withdraw).problem(409, "opinion_closed");
        let unknown = json!({ "command": "withdraw_opinion", "opinion": paper.id(), "reason": "Nhầm." });
        officer.post(&path, &unknown).problem(422, "opinion_unknown");

        // Whoever has it in hand asks, too: who checks the form, and the signer. Returned to the drafter they stay open.
        let paper = act(&officer, &read(&officer, &paper), &json!({ "command": "submit" }));
        let paper = act(&head, &paper, &json!({ "command": "endorse" }));
        let paper = asked(&paper, &clerk);
        let paper = act(&clerk, &paper, &json!({ "command": "return_to_drafter", "reason": "Chờ ý kiến." }));
        assert_eq!((paper.state(), opinion(&officer, &paper, &vhxh)["standing"].as_str()), ("draft", Some("open")));
        // An open one holds nothing up; with the number nobody is asked any more.
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        let paper = act(&head, &paper, &json!({ "command": "endorse" }));
        assert!(findings(&paper).contains(&"opinions_open"));
        let paper = act(&clerk, &paper, &json!({ "command": "pass_form" }));
        let ask = json!({ "command": "ask_opinions", "holders": [{ "person": office.person("motcua") }], "question": "Góp ý.", "term": "3wd" });
        let paper = act(&by("chutich"), &paper, &ask);
        assert_eq!(tasks(&by("motcua"), &paper).len(), 1);
        let paper = act(&by("chutich"), &paper, &json!({ "command": "sign", "on": "paper" }));
        command(&officer, &paper, &ask).problem(409, "wrong_state");
        let second = opinion(&officer, &paper, &vhxh);
        let paper = act(&clerk, &paper, &json!({ "command": "issue" }));
        assert_eq!((paper.state(), &opinion(&officer, &paper, &vhxh)["standing"]), ("issued", &json!("closed")));
        assert_eq!((tasks(&culture, &paper), tasks(&by("motcua"), &paper)), (vec![], vec![]));
        culture.get(&paper.path()).problem(404, "not_found");
        give(&by("chutich"), &paper, &second, &json!({ "text": "Muộn." })).problem(409, "wrong_state");
        for user in ["truongphong.vhxh", "motcua"] {
            assert_eq!(told(&clerk, &paper, &office.person(user)).last().map(String::as_str), Some("opinion_ended"), "{user}");
        }

        // So too where the draft is cancelled.
        let paper = asked(&draft(&officer, &content(&office, "normal")), &officer);
        let paper = act(&officer, &paper, &json!({ "command": "cancel", "reason": "Thôi ban hành." }));
        assert_eq!((tasks(&culture, &paper), opinion(&officer, &paper, &vhxh)["standing"].as_str()), (vec![], Some("closed")));
        assert_eq!(told(&clerk, &paper, &theirs), ["opinion_asked", "opinion_ended"]);
        // In the stead of a head who is away, as themselves.
        let paper = asked(&draft(&officer, &content(&office, "normal")), &officer);
        let (administrator, one) = (by("quantri"), opinion(&officer, &paper, &vhxh));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let away = json!([{ "command": "set_absence", "person": "truongphong.vhxh", "substitute": "motcua", "until": "2999-01-01" }]);
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": away })).ok();
        give(&by("motcua"), &paper, &one, &json!({ "text": "Thay mặt đơn vị: nhất trí." })).ok();
        let given = opinion(&officer, &paper, &vhxh);
        assert_eq!(given["given"]["by"]["substitute"]["id"], office.person("motcua").as_str());
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// A change of the working calendar moves the open ones that were given as terms, and their holders are told.
    fn dates_move_with_the_calendar(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let (officer, clerk, vhxh) = (by("chuyenvien.kinhte1"), by("vanthu"), office.department("VHXH"));
        let paper = draft(&officer, &content(&office, "normal"));
        let ask = |of: Value, until: Value| {
            let mut body = json!({ "command": "ask_opinions", "holders": [of], "question": "Góp ý." });
            body.as_object_mut().unwrap().extend(until.as_object().unwrap().clone());
            body
        };
        let paper = act(&officer, &paper, &ask(json!({ "department": vhxh }), json!({ "term": "10wd" })));
        let shop = office.person("motcua");
        let paper = act(&officer, &paper, &ask(json!({ "person": shop }), json!({ "due": letters::in_days(30) })));
        let due = |holder: &str| opinion(&officer, &paper, holder)["due"].as_str().unwrap().to_owned();
        let (counted, dated) = (due(&vhxh), due(&shop));
        let last: chrono::DateTime<chrono::Utc> = counted.parse().unwrap();
        let last = (last + chrono::Duration::hours(7)).date_naive();
        let agency = clerk.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let name = unique("Nghỉ hoán đổi ");
        let rest = json!({ "command": "set_day", "day": last, "what": { "kind": "swapped_off" }, "name": name, "instrument": "12729/VPCP-KGVX" });
        let path = format!("/agencies/{agency}/calendar/commands");
        clerk.request("POST", &path).key(&unique("lich-")).json(&json!({ "commands": [rest] })).send().ok();
        wait_until("the date to move", PATIENCE, || due(&vhxh) != counted);
        let moved = opinion(&officer, &paper, &vhxh);
        assert_eq!((moved["first_due"].as_str(), due(&shop)), (Some(counted.as_str()), dated));
        let lines = clerk.items(&format!("{}/history", paper.path()));
        let line = lines.iter().find(|line| line["event"] == "opinions_recounted").unwrap();
        assert!(line["by_kind"] == "office" && line["facts"]["because"].to_string().contains("12729/VPCP-KGVX"), "{line}");
        assert!(told(&clerk, &paper, &office.person("truongphong.vhxh")).contains(&"deadline_moved".to_owned()));
        assert_eq!(tasks(&by("truongphong.vhxh"), &paper)[0].1, moved["due"]);
    }

    /// Somebody leaves: what they draft, and what they are asked, goes over in the call that hands over their other work.
    fn drafts_and_opinions_are_handed_over(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let (officer, next, administrator, culture) =
            (by("chuyenvien.kinhte1"), by("chuyenvien.kinhte2"), by("quantri"), by("chuyenvien.vhxh1"));
        let (from, to) = (office.person("chuyenvien.kinhte1"), office.person("chuyenvien.kinhte2"));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let hand_over = |query: &str, body: &Value| administrator.post(&format!("/agencies/{own}/people/{from}/handover{query}"), body);
        // Theirs to draft, with an opinion that they asked; and another's, on which theirs is asked.
        let paper = draft(&officer, &content(&office, "normal"));
        let ask = json!({ "command": "ask_opinions", "holders": [{ "department": office.department("VHXH") }], "question": "Góp ý.", "term": "5wd" });
        let paper = act(&officer, &paper, &ask);
        let other = draft(&culture, &content(&office, "normal"));
        let ask = json!({ "command": "ask_opinions", "holders": [{ "person": from }], "question": "Góp ý.", "term": "5wd" });
        let other = act(&culture, &other, &ask);
        let listed = hand_over("?dry_run=true", &json!({ "reason": "Chuyển công tác." })).ok();
        let shares = |paper: &Outgoing| {
            let item = listed["outgoing"].as_array().unwrap().iter().find(|item| item["document"] == paper.id()).unwrap();
            item["shares"].as_array().unwrap().iter().map(|share| share["share"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((shares(&paper), shares(&other)), (vec!["drafting".to_owned(), "asked".to_owned()], vec!["opinion".to_owned()]));
        assert!(!listed.to_string().contains("Thông báo lấy ý kiến"), "{listed}");
        // Not to somebody without a post in the unit; nor what is not theirs.
        let outside = json!({ "reason": "Chuyển công tác.", "items": [{ "document": paper.id(), "to": "motcua" }] });
        hand_over("", &outside).problem(422, "not_of_this_unit").at("/items/0/to", "not_of_this_unit");
        let foreign = draft(&culture, &content(&office, "normal"));
        let not_theirs = json!({ "reason": "Chuyển công tác.", "items": [{ "document": foreign.id(), "to": "motcua" }] });
        hand_over("", &not_theirs).problem(409, "nothing_to_hand_over").at("/items/0/document", "nothing_to_hand_over");
        let gone = json!([{ "command": "end_person", "person": "chuyenvien.kinhte1", "until": (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive().to_string() }]);
        let commands = format!("/agencies/{own}/organisation/commands");
        administrator.post(&commands, &json!({ "commands": gone })).problem(409, "holds_work");

        let order = json!({ "to": "chuyenvien.kinhte2", "reason": "Chuyển công tác." });
        hand_over("", &order).ok();
        let names = |paper: &Outgoing| tasks(&next, paper).into_iter().map(|(task, _)| task).collect::<Vec<_>>();
        assert_eq!((names(&paper), names(&other)), (vec!["draft".to_owned()], vec!["give_opinion".to_owned()]));
        let now = read(&next, &paper);
        assert_eq!((now.0["drafter"]["id"].as_str(), &now.0["opinions"][0]["answers_to"]["id"]), (Some(to.as_str()), &json!(to)));
        let line = next.items(&format!("{}/history", paper.path())).pop().unwrap();
        assert_eq!((line["event"].as_str(), line["facts"]["reason"].as_str()), (Some("handed_over"), Some("Chuyển công tác.")));
        assert_eq!(told(&by("vanthu"), &paper, &to), ["handed_over"]);
        assert_eq!(told(&by("vanthu"), &other, &to), ["handed_over"]);
        hand_over("", &order).problem(409, "nothing_to_hand_over");
        give(&next, &other, &read(&next, &other).0["opinions"][0], &json!({ "text": "Nhất trí." })).ok();
        let vhxh = office.department("VHXH");
        give(&by("truongphong.vhxh"), &paper, &opinion(&next, &paper, &vhxh), &json!({ "text": "Nhất trí." })).ok();
        assert_eq!(told(&by("vanthu"), &paper, &to).last().map(String::as_str), Some("opinions_complete"), "to whoever took over");
        administrator.post(&commands, &json!({ "commands": gone })).ok();
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// A number is struck out: what it completed goes on, filed or not; what cannot is named.
    fn what_a_struck_out_number_answered_goes_on(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let (clerk, chairman, head, officer) = (by("vanthu"), by("chutich"), by("truongphong.kinhte"), by("chuyenvien.kinhte1"));
        let (unit, theirs) = (office.department("KTHTDT"), office.person("chuyenvien.kinhte1"));
        let letter = || at_work(&clerk, &chairman, &head, &clerk.register_letter(), &unit, &theirs);
        let (first, filed, gone) = (letter(), letter(), letter());
        let mut about = content(&office, "normal");
        about["answers"] = json!([{ "document": first.id(), "final": true }, { "document": filed.id(), "final": true }, { "document": gone.id() }]);
        let paper = act(&clerk, &signed(&office, &about), &json!({ "command": "issue" }));
        let number = paper.0["line"]["written"].as_str().unwrap().to_owned();
        assert_eq!((clerk.read(first.id()).state(), clerk.read(gone.id()).state()), ("completed", "in_progress"));
        let _ = officer.act(&officer.read(filed.id()), &json!({ "command": "file" }));
        let recalled = clerk.act(&clerk.read(gone.id()), &json!({ "command": "recall", "reason": "Gửi nhầm." }));
        let recalled = clerk.act(&recalled, &json!({ "command": "agree_recall" }));
        let paper = act(&clerk, &paper, &json!({ "command": "void", "reason": "Sai người ký." }));
        assert_eq!(paper.state(), "voided");
        for letter in [&first, &filed] {
            let now = officer.read(letter.id());
            assert_eq!((now.state(), &now.0["answers"]), ("in_progress", &json!([])));
            assert_eq!(officer.tasks(letter.id()), ["handle"]);
            let line = officer.history(letter.id()).pop().unwrap();
            assert_eq!((line["event"].as_str(), line["facts"]["answered_by"].as_str()), (Some("answer_voided"), Some(number.as_str())));
            assert_eq!((line["by_kind"].as_str(), line["facts"]["reason"].as_str()), (Some("office"), Some("Sai người ký.")));
        }
        assert_eq!(clerk.read(gone.id()).version(), recalled.version(), "what was recalled stays so");
        let line = clerk.items(&format!("{}/history", paper.path())).pop().unwrap();
        let outcomes = line["facts"]["answers"].as_array().unwrap();
        assert_eq!(outcomes.len(), 3, "{line}");
        let refused = |letter: &Document| outcomes.iter().find(|one| one["document"] == letter.id()).unwrap()["refused"].clone();
        assert_eq!((refused(&first), refused(&filed), refused(&gone)), (Value::Null, Value::Null, json!("wrong_state")));
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Whoever leads the agency or its office drafts for any unit that they name; its head checks the content. Others for their own.
    fn a_leader_drafts_for_a_unit(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let of = |unit: &str| {
            let mut of = content(&office, "normal");
            of["department"] = json!(office.department(unit));
            of
        };
        let paper = draft(&by("chutich"), &of("VHXH"));
        let paper = act(&by("chutich"), &paper, &json!({ "command": "submit" }));
        assert_eq!(tasks(&by("truongphong.vhxh"), &paper)[0].0, "check_content");
        command(&by("chutich"), &paper, &json!({ "command": "endorse" })).problem(403, "head_only");
        let paper = act(&by("truongphong.vhxh"), &paper, &json!({ "command": "endorse" }));
        assert_eq!(paper.state(), "form_check");
        assert_eq!(draft(&by("chanhvanphong"), &of("KTHTDT")).state(), "draft");
        let refused = |user: &str, content: &Value| by(user).post("/outgoing-documents", &json!({ "content": content }));
        refused("chutich", &content(&office, "normal")).problem(422, "unit_missing").at("/content/department", "unit_missing");
        refused("vanthu", &of("VHXH")).problem(403, "not_own_unit");
        refused("chuyenvien.kinhte1", &of("VHXH")).problem(403, "not_own_unit");
    }
}
