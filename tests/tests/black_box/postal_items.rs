//! What goes by post: the list that waits, the book of a day, the page that is printed and signed for, and that the post has it.

use serde_json::{Value, json};
use tests::{Client, Engine, Server, letters, on_both_engines, unique, workspace};

use super::outgoing::{Outgoing, act, plain, read, signed, standing};

/// A document that goes to these by post, on its way.
fn sent(office: &Server, names: &[&str]) -> Outgoing {
    let clerk = office.client("vanthu");
    let mut content = plain(office);
    let to = |name: &&str| json!({ "post": { "name": name, "address": "Số 1, đường Mẫu" }, "purpose": "to_know", "copies": 2 });
    content["recipients"] = names.iter().map(to).collect();
    let paper = act(&clerk, &signed(office, &content), &json!({ "command": "issue" }));
    let scan = clerk.upload("Bản đã ký, đóng dấu.pdf", &letters::pdf(&unique("ban ky ")));
    let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
    act(&clerk, &paper, &json!({ "command": "dispatch" }))
}

fn today() -> chrono::NaiveDate {
    (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive()
}

fn of(items: &[Value], paper: &Outgoing) -> Vec<String> {
    let about = items.iter().filter(|item| item["document"] == paper.id());
    about.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// Marks items as taken by the post.
fn mark(clerk: &Client, items: &Value) -> Vec<Value> {
    let answer = clerk.post("/postal-items/sent", &json!({ "items": items })).ok();
    answer["results"].as_array().unwrap().clone()
}

on_both_engines! {
    fn what_waits_for_the_post_is_listed_printed_and_marked_at_once(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let first = sent(&office, &["Ông Nguyễn Văn Một", "Bà Trần <b>Thị</b> \"Hai\" & con"]);
        let second = sent(&office, &["Ông Lê Văn Ba"]);
        let waiting = clerk.all("/postal-items");
        assert_eq!((of(&waiting, &first).len(), of(&waiting, &second).len()), (2, 1));
        assert_eq!(waiting[2]["document"], second.id(), "longest waiting first");
        let line = waiting.iter().find(|item| item["name"] == "Ông Nguyễn Văn Một").unwrap();
        for (field, value) in [
            ("written", json!(first.written())), ("address", json!("Số 1, đường Mẫu")), ("envelopes", json!(1)),
            ("copies", json!(2)), ("sent_on", Value::Null),
        ] {
            assert_eq!(line[field], value, "{field}");
        }
        // Page by page it is the same.
        let mut paged: Vec<Value> = Vec::new();
        let mut path = "/postal-items?limit=1".to_owned();
        loop {
            let page = clerk.get(&path).ok();
            paged.extend(page["items"].as_array().unwrap().clone());
            match page["next_cursor"].as_str() {
                Some(next) => path = format!("/postal-items?limit=1&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(paged, waiting);

        // The page to be printed: as the book has it, with nothing in it that runs.
        let page = clerk.get("/postal-items/print").expect(200);
        assert!(page.header("content-type").unwrap().starts_with("text/html"));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        let html = String::from_utf8(page.body.clone()).unwrap();
        for column in ["Ngày chuyển", "Số, ký hiệu văn bản", "Nơi nhận", "Số lượng bì", "Ký nhận và dấu bưu điện", "Ghi chú"] {
            assert!(html.contains(&format!(">{column}</th>")), "{column}");
        }
        assert!(html.contains("size:A4 landscape") && html.contains("Sổ gửi văn bản đi bưu điện"));
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>Thị"), "{html}");
        let written = first.written().replace('/', "&#x2f;");
        assert!(html.contains(first.written()) || html.contains(&written));

        // Marked in one call; what is wrong with one stops none of the others.
        let item = |line: &Value, remark: Option<&str>| json!({ "document": line["document"], "recipient": line["recipient"], "remark": remark });
        let results = mark(&clerk, &json!([item(&waiting[0], Some("EX1VN")), item(&waiting[1], None), { "document": second.id(), "recipient": first.id() }]));
        let statuses: Vec<&Value> = results.iter().map(|result| &result["status"]).collect();
        assert_eq!(statuses, [&json!(200), &json!(200), &json!(409)]);
        assert_eq!(results[2]["problem"]["code"], "not_for_the_post");
        assert_eq!(results[2]["problem"]["errors"][0]["pointer"], "/items/2/recipient");
        assert_eq!(of(&clerk.all("/postal-items"), &first).len(), 0);
        assert_eq!(standing(&clerk, &first, "Ông Nguyễn Văn Một")["state"], "sent");
        let again = mark(&clerk, &json!([item(&waiting[0], None)]));
        assert_eq!(again[0]["status"], 409, "it has gone");
        let history = clerk.all(&format!("{}/history", first.path()));
        assert_eq!(history.iter().filter(|line| line["event"] == "delivery_noted").count(), 2, "by the one door");

        // The book of the day keeps it, whatever is noted later.
        let day = format!("/postal-items?day={}", today());
        let went = clerk.all(&day);
        assert_eq!(of(&went, &first).len(), 2);
        let line = went.iter().find(|item| item["recipient"] == waiting[0]["recipient"]).unwrap();
        assert_eq!((&line["remark"], &line["sent_on"]), (&json!("EX1VN"), &json!(today())));
        let received = json!({ "command": "note_delivery", "recipient": waiting[0]["recipient"], "state": "received" });
        clerk.post(&format!("{}/commands", first.path()), &received).ok();
        assert_eq!(clerk.all(&day), went);
        assert!(clerk.all(&format!("/postal-items?day={}", today() - chrono::Duration::days(1))).is_empty());
        clerk.get(&format!("/postal-items/print?day={}", today())).expect(200);
        clerk.get("/postal-items?day=1000-01-01").problem(400, "bad_parameter");

        // What is recalled before it has gone goes no more.
        let _ = act(&clerk, &read(&clerk, &second), &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
        assert!(of(&clerk.all("/postal-items"), &second).is_empty());
        let officer = office.client("chuyenvien.kinhte1");
        for path in ["/postal-items", "/postal-items/print"] {
            officer.get(path).problem(403, "registry_only");
        }
        officer.post("/postal-items/sent", &json!({ "items": [item(&waiting[0], None)] })).problem(403, "registry_only");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// An office of before there was the book: what waited then waits now, and what had gone stands on its day.
    fn what_was_dispatched_before_the_upgrade_stands_in_the_book(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let paper = sent(&office, &["Ông Nguyễn Văn Cũ", "Bà Trần Thị Cũ"]);
        let gone = clerk.all("/postal-items").remove(0);
        let sent = json!({ "command": "note_delivery", "recipient": gone["recipient"], "state": "sent", "remark": "EX2VN" });
        clerk.post(&format!("{}/commands", paper.path()), &sent).ok();
        let book = || (clerk.all("/postal-items"), clerk.all(&format!("/postal-items?day={}", today())));
        let before = book();
        let name = if matches!(engine, Engine::Sqlite) { "sqlite" } else { "postgres" };
        let folder = workspace().join("migrations").join(name).join("00000000000025_postal_item");
        for file in ["down.sql", "up.sql"] {
            office.database().run(&std::fs::read_to_string(folder.join(file)).unwrap());
        }
        let after = book();
        assert_eq!((after.0.len(), after.1.len()), (1, 1));
        for field in ["document", "recipient", "name", "written"] {
            assert_eq!((&after.0[0][field], &after.1[0][field]), (&before.0[0][field], &before.1[0][field]), "{field}");
        }
        for field in ["sent_on", "remark"] {
            assert_eq!(after.1[0][field], before.1[0][field], "{field}");
        }
    }

    /// A repeat of the call is answered as the first, and marks nothing twice.
    fn a_repeat_marks_nothing_twice(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let paper = sent(&office, &["Ông Phạm Văn Lặp"]);
        let waiting = clerk.all("/postal-items");
        let body = json!({ "items": [{ "document": waiting[0]["document"], "recipient": waiting[0]["recipient"] }] });
        let key = unique("buu-dien-");
        for _ in 0..2 {
            let answer = clerk.request("POST", "/postal-items/sent").key(&key).json(&body).send().ok();
            assert_eq!(answer["results"][0]["status"], 200, "{answer}");
        }
        assert_eq!(read(&clerk, &paper).version(), paper.version() + 1);
        clerk.post("/postal-items/sent", &json!({ "items": [] })).problem(422, "invalid_input");
    }
}
