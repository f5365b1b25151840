//! A dossier that one office has received and another handles, towards its end: a result that is corrected or comes back, what its citizen does
//! online, and where it is rated.

use serde_json::{Value, json};
use tests::{Client, Mailbox, Server, letters::pdf, on_both_engines, unique, wait_until};

use crate::{
    citizens,
    document_page::seen,
    dossier_forms::form,
    dossiers::{Dossier, act, brought, command, content, published, read, tasks, with},
    events::about,
    linked::{Competent, PATIENCE, for_another, look_up, standing, told},
    service_accounts::System,
};

/// Received here and brought to its step there: as it is known here, and there.
fn handled(office: &Server, there: &Competent, way: &str) -> (Dossier, Dossier) {
    let clerk = office.client("motcua");
    let ours = for_another(&there.code);
    there.publishes(&ours);
    let procedure = published(office, &ours);
    let mut body = with(with(brought(&procedure), "return_way", json!(way)), "then", json!({ "accept": {} }));
    body["owner"]["email"] = json!(format!("{}@cong-dan.example", unique("mau-").to_lowercase()));
    let dossier = Dossier(clerk.post("/dossiers", &body).created());
    let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
    let arrived = there.arrived(&dossier);
    let arrived = act(&there.clerk, &arrived, &json!({ "command": "transfer" }));
    (standing(&clerk, &dossier, "processing"), arrived)
}

/// Done there, paid here.
fn done(clerk: &Client, there: &Competent, (dossier, arrived): (Dossier, Dossier)) -> (Dossier, Dossier) {
    let outcome =
        json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND", "dated": "2026-11-30" });
    let arrived = act(&there.head, &read(&there.head, &arrived), &outcome);
    let arrived = act(&there.head, &arrived, &json!({ "command": "advance" }));
    let dossier = standing(clerk, &dossier, "done");
    let dossier = act(clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-01", "method": "cash" }));
    (settled(clerk, &dossier), arrived)
}

/// Once nothing that was sent on waits for its answer.
fn settled(clerk: &Client, dossier: &Dossier) -> Dossier {
    wait_until("the answer", PATIENCE, || read(clerk, dossier).0["link"]["waits"].is_null());
    read(clerk, dossier)
}

/// Once it is known here how often the result came back or was corrected.
fn anew(clerk: &Client, dossier: &Dossier, times: u64) -> Dossier {
    let known = || read(clerk, dossier).0["link"]["standing"]["anew"]["times"] == json!(times);
    wait_until("it to be known that the result is another one", PATIENCE, known);
    read(clerk, dossier)
}

fn citizen(clerk: &Client, dossier: &Dossier) -> Vec<String> {
    told(clerk, dossier).into_iter().filter(|kind| kind.starts_with("citizen_")).collect()
}

fn taken() -> Value {
    json!({ "command": "take_in_result" })
}

fn fetched() -> Value {
    json!({ "command": "return_result", "way": "counter" })
}

fn corrected(written: &str) -> Value {
    let result = json!({ "kind": "granted", "written": written, "dated": "2026-11-30" });
    json!({ "command": "correct_result", "reason": "Viết sai ngày sinh.", "result": result })
}

on_both_engines! {
    fn a_wrong_result_is_never_taken_for_the_right_one(engine: Engine) {
        let office = Server::shared(engine);
        let (there, clerk) = (Competent::set_up(office), office.client("motcua"));
        let (dossier, arrived) = done(&clerk, &there, handled(office, &there, "counter"));
        // Nobody is asked to come before it is there.
        assert_eq!(citizen(&clerk, &dossier), ["citizen_accepted"]);
        let dossier = act(&clerk, &dossier, &taken());
        assert_eq!(citizen(&clerk, &dossier), ["citizen_accepted", "citizen_done"]);
        let told_done = |dossier: &Dossier| told(&clerk, dossier).iter().filter(|kind| *kind == "dossier_done").count();
        let before = told_done(&dossier);
        // The same kind of result, and another paper.
        let _ = act(&there.head, &read(&there.head, &arrived), &corrected("16/GXN-UBND"));
        let dossier = anew(&clerk, &dossier, 1);
        assert_eq!((&dossier.0["link"]["at_desk"], tasks(&clerk, &dossier)), (&Value::Null, vec!["return_result".to_owned()]));
        assert!(dossier.offers().contains(&"take_in_result") && !dossier.offers().contains(&"return_result"));
        command(&clerk, &dossier, &fetched()).problem(409, "result_not_here");
        assert_eq!(citizen(&clerk, &dossier).last().unwrap(), "citizen_corrected");
        assert_eq!(told_done(&dossier), 2 * before);
        let dossier = act(&clerk, &dossier, &taken());
        let dossier = act(&clerk, &dossier, &fetched());
        let dossier = standing(&clerk, &dossier, "returned");
        // Once more, after it was handed out.
        let _ = act(&there.head, &read(&there.head, &arrived), &corrected("17/GXN-UBND"));
        let dossier = anew(&clerk, &dossier, 2);
        assert_eq!((&dossier.0["status"]["code"], &dossier.0["link"]["at_desk"]), (&json!(9), &Value::Null));
        assert_eq!(dossier.0["link"]["standing"]["anew"]["reason"], "Viết sai ngày sinh.");
        command(&clerk, &dossier, &fetched()).problem(409, "result_not_here");
        let dossier = act(&clerk, &act(&clerk, &dossier, &taken()), &fetched());
        let dossier = standing(&clerk, &dossier, "returned");
        let turns = ["citizen_accepted", "citizen_done", "citizen_corrected", "citizen_done", "citizen_returned",
            "citizen_corrected", "citizen_done", "citizen_returned"];
        assert_eq!(citizen(&clerk, &dossier), turns);
        let arrived = read(&there.clerk, &arrived);
        assert_eq!((arrived.state(), arrived.0["completion"]["earlier"].as_array().unwrap().len()), ("returned", 2));
        // It was handed out when this desk did so.
        assert_eq!(arrived.0["handing"]["at"], dossier.0["link"]["standing"]["returned_at"]);
    }

    fn a_parcel_that_comes_back_is_fetched_where_the_dossier_was_handed_in(engine: Engine) {
        let office = Server::shared(engine);
        let (there, clerk) = (Competent::set_up(office), office.client("motcua"));
        let (dossier, arrived) = done(&clerk, &there, handled(office, &there, "post"));
        assert_eq!(citizen(&clerk, &dossier), ["citizen_accepted", "citizen_done"]);
        command(&clerk, &dossier, &taken()).problem(409, "handed_out_elsewhere");
        let post = json!({ "command": "return_result", "way": "post", "note": "RV000000001VN" });
        let arrived = act(&there.clerk, &read(&there.clerk, &arrived), &post);
        let dossier = standing(&clerk, &dossier, "returned");
        let back = json!({ "command": "note_undelivered", "reason": "Không có người nhận." });
        let arrived = act(&there.clerk, &arrived, &back);
        let dossier = anew(&clerk, &dossier, 1);
        assert_eq!(citizen(&clerk, &dossier).last().unwrap(), "citizen_came_back");
        assert_eq!((tasks(&there.clerk, &arrived), tasks(&clerk, &dossier)), (vec!["return_result".to_owned()], vec!["return_result".to_owned()]));
        command(&there.clerk, &arrived, &fetched()).problem(409, "handed_out_elsewhere");
        let arrived = act(&there.clerk, &arrived, &taken());
        assert_eq!(tasks(&there.clerk, &arrived), Vec::<String>::new());
        let dossier = act(&clerk, &dossier, &taken());
        assert_eq!(citizen(&clerk, &dossier).last().unwrap(), "citizen_done");
        let dossier = act(&clerk, &dossier, &fetched());
        standing(&clerk, &dossier, "returned");
        assert_eq!(read(&there.clerk, &arrived).0["handing"]["way"], "counter");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// What is told of it here has the dates, the step and the words of the agency that handles it.
    fn portals_forms_and_pages_say_what_the_other_agency_tells(engine: Engine) {
        let office = Server::shared(engine);
        let (there, clerk) = (Competent::set_up(office), office.client("motcua"));
        let portal = System::new(office, &["events:read"]).client;
        let (dossier, arrived) = handled(office, &there, "counter");
        let last = || about(&portal, dossier.id()).pop().unwrap();
        let wait = |kind: &str| wait_until(kind, PATIENCE, || last()["data"]["state"] == "forwarded" && last()["data"]["step"].is_object());
        wait("the step in the feed");
        let told = last();
        let name = "Ủy ban nhân dân xã Thí Nghiệm";
        assert_eq!((&told["kind"], &told["data"]["by"]["unit"], &told["data"]["step"]["unit"]), (&json!("dossier.standing_told"), &json!(name), &json!(name)));
        assert_eq!(told["data"]["step"]["code"], "tham-dinh");
        let extend = json!({ "command": "extend", "reason": "Cần xác minh thêm.", "by": "3wd" });
        let arrived = act(&there.head, &read(&there.head, &arrived), &extend);
        let known = |field: &str| wait_until(field, PATIENCE, || !read(&clerk, &dossier).0["link"]["standing"][field].is_null());
        known("apology");
        assert_eq!(crate::linked::told(&clerk, &dossier).last().map(String::as_str), Some("citizen_extended"));
        assert!(crate::linked::told(&clerk, &dossier).contains(&"dossier_extended".to_owned()));
        let apology = form(&clerk, &dossier, "apology");
        assert!(apology.contains("Cần xác minh thêm") && apology.contains("Thí Nghiệm chân thành xin lỗi"), "{apology}");
        let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Bản vẽ vị trí" }], "reason": "Hồ sơ thiếu bản vẽ.", "basis": "Điều 5." });
        let arrived = act(&there.head, &arrived, &ask);
        let dossier = standing(&clerk, &dossier, "awaiting_supplement");
        let slip = form(&clerk, &dossier, "supplement");
        for words in ["Bản vẽ vị trí", "Điều 5", "Cơ quan giải quyết hồ sơ: Ủy ban nhân dân xã Thí Nghiệm"] {
            assert!(slip.contains(words), "{words}: {slip}");
        }
        let page = seen(office, dossier.id(), "motcua");
        for words in ["Cơ quan giải quyết", name, "Tình trạng tại đó", "chờ bổ sung", "Bản vẽ vị trí. Hồ sơ thiếu bản vẽ.",
            "Chuyển cơ quan có thẩm quyền", "Cơ quan giải quyết báo tình trạng"] {
            assert!(page["text"].as_str().unwrap().contains(words), "{words}: {page}");
        }
        let data = last()["data"].clone();
        assert_eq!((&data["rests"], data["supplement_until"].is_string(), &data["status"]["code"]), (&json!(true), true, &json!(5)));
        let supply = json!({ "command": "supply", "components": [{ "name": "Bản vẽ vị trí", "form": "copy" }] });
        let dossier = act(&clerk, &dossier, &supply);
        standing(&clerk, &dossier, "processing");
        let pay = json!({ "command": "request_payment", "charges": [{ "name": "Phí thẩm định", "amount": 200_000 }], "reason": "Theo biểu phí." });
        let arrived = act(&there.head, &read(&there.head, &arrived), &pay);
        let dossier = standing(&clerk, &dossier, "awaiting_payment");
        assert_eq!(dossier.0["link"]["standing"]["pay_by"], arrived.0["citizen_until"]);
        let dossier = act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-02", "method": "cash" }));
        standing(&clerk, &dossier, "processing");
        let (dossier, _) = done(&clerk, &there, (dossier, arrived));
        let data = about(&portal, dossier.id()).pop().unwrap()["data"].clone();
        assert_eq!((&data["outcome"], data["judgement"].is_string(), &data["status"]["code"]), (&json!("granted"), true, &json!(9)));
    }

    /// Handed in and completed by an account, and rated where the letter leads.
    fn a_citizens_own_dossier_is_handled_elsewhere(engine: Engine) {
        let office = citizens::office(engine, &[]);
        citizens::open(&office);
        let (there, clerk) = (Competent::set_up(&office), office.client("motcua"));
        let mut ours = content("5wd");
        ours["online"] = json!("full");
        ours["components"] = json!([{ "code": "to-khai", "name": "Tờ khai", "form": "original" }]);
        ours["authority"] = json!({ "other": { "code": there.code, "name": "Ủy ban nhân dân xã Thí Nghiệm" } });
        there.publishes(&ours);
        published(&office, &ours);
        let email = citizens::address();
        let who = citizens::signed_in(&office, &email);
        let draft = citizens::draft(&who, ours["code"].as_str().unwrap());
        let handed_in = citizens::submit(&who, &draft).created();
        let dossier = read(&clerk, &Dossier(handed_in));
        let dossier = act(&clerk, &dossier, &json!({ "command": "accept" }));
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let arrived = act(&there.clerk, &there.arrived(&dossier), &json!({ "command": "transfer" }));
        let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Sơ đồ" }], "reason": "Cần xem." });
        let arrived = act(&there.head, &read(&there.head, &arrived), &ask);
        let dossier = standing(&clerk, &dossier, "awaiting_supplement");
        let place = format!("/dossiers/{}", dossier.id());
        let plan = citizens::upload(&who, &format!("{place}/files"), "Sơ đồ.pdf", &pdf(&unique("so do "))).created();
        let plan = json!({ "components": [{ "name": "Sơ đồ", "form": "electronic", "files": [plan["id"]] }] });
        who.post(&citizens::at(&format!("{place}/supplement")), &plan).ok();
        let dossier = standing(&clerk, &dossier, "processing");
        let arrived = read(&there.head, &arrived);
        let brought = arrived.0["components"].as_array().unwrap().last().unwrap();
        assert_eq!((&brought["name"], brought["files"].as_array().unwrap().len()), (&json!("Sơ đồ"), 1));
        let (dossier, _) = done(&clerk, &there, (dossier, arrived));
        let dossier = act(&clerk, &act(&clerk, &dossier, &taken()), &fetched());
        let dossier = standing(&clerk, &dossier, "returned");

        // The letter leads to the page of the agency that has handled it, where the same code and secret let its citizen rate it.
        let page = format!("/mot-cua/{}?ma=", there.code);
        let leads = || Mailbox::of(&email).all().into_iter().any(|mail| mail.text.contains(&page));
        wait_until("the letter that leads there", PATIENCE, leads);
        let here = look_up(&office, "H99.99", &dossier);
        assert_eq!((&here["may_rate"], &here["rated_at"]), (&json!(false), &json!(there.code)));
        let receipt = [("ma", dossier.code()), ("bi_mat", dossier.0["look_up"].as_str().unwrap())];
        let shown = office.anonymous().send_form("/mot-cua/H99.99/tra-cuu", &receipt).expect(200).page();
        assert!(shown.contains(&page) && shown.contains("Đánh giá tại trang của"), "{shown}");
        assert_eq!(look_up(&office, &there.code, &dossier)["may_rate"], true);
        let rating = json!({ "code": dossier.code(), "secret": dossier.0["look_up"], "stars": 5 });
        office.anonymous().post(&format!("/public/{}/ratings", there.code), &rating).ok();
    }
}
