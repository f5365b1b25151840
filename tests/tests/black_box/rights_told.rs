//! Whoever's roles or positions are changed is told by mail: what was given, what was taken, and by whom.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Mail, Mailbox, Server, on_both_engines, service, unique, wait_until};

const PATIENCE: Duration = Duration::from_secs(30);

/// The mails to somebody of the demo about rights in this department, which no other run of a test has.
fn told(username: &str, department: &str) -> Vec<Mail> {
    let mails = Mailbox::of(&format!("{username}@phuong-demo.example")).all();
    mails
        .into_iter()
        .filter(|mail| mail.subject.starts_with("Quyền của ông/bà") && mail.text.contains(department))
        .collect()
}

/// A text with each run of white space as one blank: lines are broken anywhere.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as mails write it.
fn dated(day: chrono::NaiveDate) -> String {
    let months = if chrono::Datelike::month(&day) < 3 { "%d/%m/%Y" } else { "%d/%-m/%Y" };
    day.format(months).to_string()
}

on_both_engines! {
    fn whoever_is_given_or_loses_a_right_is_told(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let administrator = server.client("quantri");
        let me = administrator.get("/me").ok();
        let path = format!("/agencies/{}/organisation/commands", me["agency"]["id"].as_str().unwrap());
        let change = |query: &str, commands: Value| administrator.post(&format!("{path}{query}"), &json!({ "commands": commands }));
        let (name, code) = (unique("Tổ công tác "), unique("TCT").to_uppercase());
        let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
        change("", json!([{ "command": "create_department", "code": code, "name": name }])).ok();
        let give = json!([
            { "command": "give_position", "person": "theodoi", "department": code, "post": "deputy" },
            { "command": "grant_role", "person": "theodoi", "role": "archivist" },
            // Given and taken back in one request: nothing to be told.
            { "command": "grant_role", "person": "motcua", "role": "archivist", "from": "2999-01-01" },
            { "command": "end_role", "person": "motcua", "role": "archivist", "until": "2998-12-31" },
        ]);
        // Neither a rehearsal nor what is refused as a whole tells anybody.
        change("?dry_run=true", give.clone()).ok();
        let mut refused = give.as_array().unwrap().clone();
        refused.push(json!({ "command": "end_role", "person": "theodoi", "role": "leader", "until": today }));
        change("", Value::Array(refused)).expect(409);
        change("", give).ok();
        wait_until("the first mail", PATIENCE, || !told("theodoi", &name).is_empty());
        let first = told("theodoi", &name).pop().unwrap();
        let text = flat(&first.text);
        let by = me["person"]["name"].as_str().unwrap();
        for part in [&*format!("phó trưởng phòng, {name}, từ {}", dated(today)), "lưu trữ, từ", by, "theodoi"] {
            assert!(text.contains(part), "{part:?} is not in {text}");
        }
        assert!(!text.contains("Thôi giữ"), "{text}");

        let end = json!([{ "command": "end_position", "person": "theodoi", "department": code, "until": today }]);
        change("", end).ok();
        wait_until("the second mail", PATIENCE, || told("theodoi", &name).len() == 2);
        let second = told("theodoi", &name).into_iter().find(|mail| mail.message_id != first.message_id).unwrap();
        let text = flat(&second.text);
        let taken = format!("phó trưởng phòng, {name}, giữ đến hết {}", dated(today));
        assert!(text.contains("Thôi giữ") && text.contains(&taken) && !text.contains("Được giao"), "{text}");

        // What is about neither roles nor positions is told nobody. It was queued before this, which has come.
        change("", json!([{ "command": "change_person", "person": "theodoi", "title": format!("Theo dõi, {name}") }])).ok();
        change("", json!([{ "command": "give_position", "person": "vanthu", "department": code, "post": "officer" }])).ok();
        wait_until("another's change", PATIENCE, || told("vanthu", &name).len() == 1);
        assert_eq!((told("theodoi", &name).len(), told("motcua", &name).len()), (2, 0));
    }

    /// Who administers sees no documents by that, and does not let themselves see them.
    fn administrators_give_themselves_no_rights(engine: Engine) {
        let server = Server::shared(engine);
        let other = crate::organisation::Another::set_up(server);
        let me = other.administrator.get("/me").ok()["person"].clone();
        for person in [&me["id"], &me["username"]] {
            for command in [
                json!({ "command": "grant_role", "person": person, "role": "leader" }),
                json!({ "command": "give_position", "person": person, "department": "VP", "post": "officer" }),
                json!({ "command": "grant_signing", "person": person, "form": "head", "instrument": "01/QĐ-UBND" }),
            ] {
                let refused = other.change(&json!([command]));
                refused.problem(403, "own_rights").at("/commands/0/person", "own_rights");
            }
        }
        let rule = |to: Value| {
            let mut rule = json!({ "command": "set_rule", "name": "Mọi văn bản", "author_words": "UBND" });
            rule.as_object_mut().unwrap().extend(to.as_object().unwrap().clone());
            other.change(&json!([rule]))
        };
        let (mine, colleague) = (json!({ "person": me["id"] }), json!({ "person": other.person("chutich") }));
        rule(json!({ "to": mine })).problem(403, "own_rights").at("/commands/0/to", "own_rights");
        rule(json!({ "readers": [colleague, mine] })).problem(403, "own_rights").at("/commands/0/readers", "own_rights");
        rule(json!({ "readers": [colleague] })).ok();
        assert_eq!(other.administrator.get("/me").ok()["person"], me);
    }

    /// Whose password or second factor an administrator has taken in hand knows that they have.
    fn whoever_is_helped_to_sign_in_is_told(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let administrator = server.client("quantri");
        let me = administrator.get("/me").ok();
        let (own, address) = (me["agency"]["id"].as_str().unwrap(), format!("{}@phuong-demo.example", unique("td-")));
        let command = json!({ "command": "change_person", "person": "theodoi", "email": address });
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [command] })).ok();
        crate::second_factor::enrol(&server.client("theodoi"), tests::PASSWORD);
        let of = |what: &str| format!("/agencies/{own}/people/{}/{what}", server.person("theodoi"));
        administrator.request("DELETE", &of("second-factor")).send().expect(204);
        administrator.request("POST", &of("password")).send().created();
        let told = |subject: &str| {
            let mails = Mailbox::of(&address).all().into_iter();
            mails.filter(|mail| mail.subject.starts_with(subject)).map(|mail| flat(&mail.text)).collect::<Vec<_>>()
        };
        for subject in ["Quản trị đã tắt xác thực hai bước", "Quản trị đã đặt lại mật khẩu"] {
            wait_until(subject, PATIENCE, || told(subject).len() == 1);
            let text = told(subject).pop().unwrap();
            assert!(text.contains(me["person"]["name"].as_str().unwrap()) && text.contains("theodoi"), "{text}");
        }
    }

    fn a_post_that_goes_with_its_department_is_told(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let administrator = server.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let change = |commands: Value| {
            administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands })).ok()
        };
        let (name, code) = (unique("Tổ tạm "), unique("TT").to_uppercase());
        let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
        change(json!([
            { "command": "create_department", "code": code, "name": name },
            { "command": "give_position", "person": "theodoi", "department": code, "post": "head" },
        ]));
        wait_until("the first mail", PATIENCE, || told("theodoi", &name).len() == 1);
        change(json!([{ "command": "end_department", "department": code, "until": today }]));
        wait_until("the second mail", PATIENCE, || told("theodoi", &name).len() == 2);
        change(json!([{ "command": "continue_department", "department": code }]));
        wait_until("the third mail", PATIENCE, || told("theodoi", &name).len() == 3);
        let texts: Vec<String> = told("theodoi", &name).iter().map(|mail| flat(&mail.text)).collect();
        assert_eq!(texts.iter().filter(|text| text.contains("Thôi giữ")).count(), 1, "{texts:?}");
    }

    fn a_changed_mail_address_is_told_at_both(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let administrator = server.client("quantri");
        let me = administrator.get("/me").ok();
        let path = format!("/agencies/{}/organisation/commands", me["agency"]["id"].as_str().unwrap());
        let (old, new) = (format!("{}@phuong-demo.example", unique("cu-")), format!("{}@phuong-demo.example", unique("moi-")));
        let change = |query: &str, mail: &str| {
            let command = json!({ "command": "change_person", "person": "theodoi", "email": mail });
            administrator.post(&format!("{path}{query}"), &json!({ "commands": [command] })).ok()
        };
        let told = |at: &str| {
            let mails = Mailbox::of(at).all().into_iter();
            mails.filter(|mail| mail.subject.starts_with("Địa chỉ thư của ông/bà")).collect::<Vec<_>>()
        };
        change("", &old);
        change("?dry_run=true", &new);
        change("", &new);
        wait_until("a mail at the new address", PATIENCE, || told(&new).len() == 1);
        // The first change was told here, too, and the second.
        wait_until("the mails at the old address", PATIENCE, || told(&old).len() == 2);
        let by = me["person"]["name"].as_str().unwrap();
        for mail in told(&new).iter().chain(&told(&old)).filter(|mail| mail.text.contains(&new)) {
            let text = flat(&mail.text);
            assert!([&*old, &new, by, "theodoi"].iter().all(|part| text.contains(part)), "{text}");
        }
        // Nothing is told where it stays.
        let name = unique("Theo dõi ");
        let command = json!({ "command": "grant_role", "person": "theodoi", "role": "archivist" });
        administrator.post(&path, &json!({ "commands": [{ "command": "change_person", "person": "theodoi", "title": name }, command] })).ok();
        let rights = || Mailbox::of(&new).all().iter().filter(|mail| mail.subject.starts_with("Quyền của ông/bà")).count();
        wait_until("what is sent behind it", PATIENCE, || rights() == 1);
        assert_eq!((told(&new).len(), told(&old).len()), (1, 2));
    }
}
