//! Reception regardless of administrative boundary (phi địa giới): a dossier is received at one office and handled by another agency of the
//! installation. Each has its own, with its own history; what passes between them passes as commands.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Server, letters, on_both_engines, unique, wait_until};

use crate::{
    dossier_forms::{form, words_of},
    dossiers::{Dossier, act, brought, command, content, deadline, published, read, same_moment, tasks, with},
    organisation::Another,
};

pub const PATIENCE: Duration = Duration::from_secs(30);

/// The agency that decides: its one-stop shop, its department, and its code.
pub struct Competent {
    office: Another,
    pub clerk: Client,
    pub head: Client,
    pub code: String,
}

impl Competent {
    pub fn set_up(server: &Server) -> Self {
        let office = Another::set_up(server);
        let username = format!("{}.motcua", office.prefix);
        let clerk = json!({ "command": "create_person", "username": username, "name": "Hồ Thị Một Cửa", "title": "Công chức",
            "email": format!("{username}@xa-thi-nghiem.example"), "roles": ["one_stop_clerk"], "positions": [] });
        office.change(&json!([clerk])).ok();
        let (clerk, head) = (office.client(server, "motcua"), office.client(server, "truongphong"));
        let own = clerk.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let code = clerk.get(&format!("/agencies/{own}")).ok()["code"].as_str().unwrap().to_owned();
        Self { office, clerk, head, code }
    }

    /// The same procedure as its own, handled by its department.
    pub fn publishes(&self, content: &Value) -> String {
        let mut own = content.clone();
        own.as_object_mut().unwrap().remove("authority");
        own["process"]["steps"] = json!([
            { "code": "tham-dinh", "name": "Thẩm định ở xã", "doer": { "department": "PKT" }, "time": "2wd",
              "may": ["supplement", "payment", "extend", "stop"], "next": [{ "label": "Xong" }] },
        ]);
        let made = self.office.administrator.post("/procedures", &own);
        assert!([200, 201].contains(&made.status), "{}", made.status);
        made.json()["procedure"]["id"].as_str().unwrap().to_owned()
    }

    /// The dossier as it is here, once it has come.
    pub fn arrived(&self, sent: &Dossier) -> Dossier {
        let list = || self.clerk.all(&format!("/dossiers?code={}", sent.code()));
        wait_until("the dossier to arrive", PATIENCE, || list().len() == 1);
        read(&self.clerk, &Dossier(list().remove(0)))
    }
}

/// A procedure whose decision is the other agency's.
pub fn for_another(code: &str) -> Value {
    let mut content = content("5wd");
    content["authority"] = json!({ "other": { "code": code, "name": "Ủy ban nhân dân xã Thí Nghiệm" } });
    content
}

/// The dossier at the receiving office, once it is known there that it stands so.
pub fn standing(who: &Client, dossier: &Dossier, state: &str) -> Dossier {
    let there = || read(who, dossier).0["link"]["standing"]["state"].clone();
    wait_until(&format!("it to be known as {state}"), PATIENCE, || there() == state);
    read(who, dossier)
}

/// The kinds of the mails about a dossier.
pub fn told(who: &Client, dossier: &Dossier) -> Vec<String> {
    let mails = who.items(&format!("{}/messages", dossier.path()));
    mails.iter().map(|mail| mail["kind"].as_str().unwrap().to_owned()).collect()
}

pub fn look_up(office: &Server, agency: &str, dossier: &Dossier) -> Value {
    let receipt = json!({ "code": dossier.code(), "secret": dossier.0["look_up"] });
    office.anonymous().post(&format!("/public/{agency}/look-up"), &receipt).ok()
}

/// The figures of this month so far.
fn figures(who: &Client) -> Value {
    who.get("/dossiers/statistics").ok()["total"].clone()
}

on_both_engines! {
    fn it_is_received_at_one_office_and_handled_by_another(engine: Engine) {
        let office = Server::shared(engine);
        let there = Competent::set_up(office);
        let clerk = office.client("motcua");
        let mut ours = for_another(&there.code);
        ours["field"] = json!(unique("Lĩnh vực "));
        let procedure = published(office, &ours);
        let body = with(with(brought(&procedure), "channel", json!("post")), "then", json!({ "accept": {} }));
        // Nobody decides on it yet.
        clerk.post("/dossiers", &body).problem(409, "competent_offers_none");
        let own = there.publishes(&ours);
        let scan = clerk.upload("Tờ khai.pdf", &letters::pdf(&unique("to khai ")));
        let mut body = body;
        body["components"][0]["files"] = json!([scan]);
        body["owner"]["email"] = json!(format!("{}@cong-dan.example", unique("mau-").to_lowercase()));
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        assert_eq!((dossier.state(), &dossier.0["acceptance"]["competent"]["code"]), ("accepted", &json!(there.code)));
        assert!(dossier.code().starts_with("H99.99-"), "{}", dossier.code());
        let at = dossier.0["acceptance"]["at"].as_str().unwrap().to_owned();
        assert!(same_moment(dossier.due(), &deadline(&clerk, office, &at, "5wd")));
        assert_eq!(tasks(&clerk, &dossier), ["transfer_dossier"]);
        assert!(form(&clerk, &dossier, "receipt").contains("Cơ quan có thẩm quyền giải quyết: Ủy ban nhân dân xã Thí Nghiệm"));

        // To the agency: to nobody in particular.
        let to_person = json!({ "command": "transfer", "to": office.person("chutich") });
        command(&clerk, &dossier, &to_person).problem(422, "forwarded_to_agency").at("/to", "forwarded_to_agency");
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        assert_eq!(dossier.state(), "forwarded");
        let arrived = there.arrived(&dossier);
        assert_eq!((arrived.state(), arrived.code()), ("accepted", dossier.code()));
        assert_eq!(arrived.0["origin"]["code"], "H99.99");
        assert_eq!((&arrived.0["acceptance"]["at"], &arrived.0["acceptance"]["by"]), (&dossier.0["acceptance"]["at"], &Value::Null));
        assert_eq!(arrived.0["acceptance"]["clock"]["due_original"], dossier.0["acceptance"]["clock"]["due_original"]);
        assert_eq!(arrived.0["procedure"]["id"], json!(own));
        assert_eq!((tasks(&there.clerk, &arrived), told(&there.clerk, &arrived)), (vec!["transfer_dossier".to_owned()], vec!["dossier_forwarded".to_owned()]));
        let history = there.clerk.all(&format!("{}/history", arrived.path()));
        assert!(history.iter().all(|event| event["by_kind"] == "interchange"), "{history:?}");
        // The same content under an id of its own, and nothing of the one exists for the other.
        let copy = arrived.0["components"][0]["files"][0]["id"].as_str().unwrap().to_owned();
        assert_ne!(copy, scan);
        there.clerk.get(&format!("/files/{copy}")).expect(200);
        there.clerk.get(&format!("/files/{scan}")).problem(404, "not_found");
        clerk.get(&format!("/files/{copy}")).problem(404, "not_found");
        let dossier = standing(&clerk, &dossier, "accepted");
        assert_eq!((tasks(&clerk, &dossier), &dossier.0["status"]["code"], &dossier.0["desk"]), (vec![], &json!(2), &Value::Null));

        // Something is asked of the citizen, whom the receiving office tells; they bring it there.
        let arrived = act(&there.clerk, &arrived, &json!({ "command": "transfer" }));
        let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Bản vẽ vị trí" }], "reason": "Hồ sơ thiếu bản vẽ." });
        let arrived = act(&there.head, &arrived, &ask);
        let dossier = standing(&clerk, &dossier, "awaiting_supplement");
        assert_eq!((tasks(&clerk, &dossier), &dossier.0["status"]["code"]), (vec!["await_citizen".to_owned()], &json!(5)));
        assert_eq!(dossier.0["link"]["standing"]["wanted"]["missing"][0]["what"], "Bản vẽ vị trí");
        // What happens inside is not told.
        assert!(!dossier.0["link"].to_string().contains("Lê Thị Phụ Trách"), "{}", dossier.0["link"]);
        for (agency, seen) in [("H99.99", &dossier), (there.code.as_str(), &dossier)] {
            let progress = look_up(office, agency, seen);
            assert_eq!((&progress["status"]["code"], &progress["missing"]["reason"]), (&json!(5), &json!("Hồ sơ thiếu bản vẽ.")), "{agency}");
        }
        let drawing = clerk.upload("Bản vẽ.pdf", &letters::pdf(&unique("ban ve ")));
        let supply = json!({ "command": "supply", "components": [{ "name": "Bản vẽ vị trí", "form": "copy", "files": [drawing] }] });
        let dossier = act(&clerk, &dossier, &supply);
        let dossier = standing(&clerk, &dossier, "processing");
        assert_eq!((&dossier.0["link"]["waits"], &dossier.0["status"]["code"]), (&Value::Null, &json!(4)));
        let arrived = read(&there.head, &arrived);
        assert_eq!((arrived.state(), arrived.due()), ("processing", dossier.0["acceptance"]["clock"]["due_original"].as_str().unwrap()));
        let brought_there = &arrived.0["components"].as_array().unwrap()[2];
        assert_eq!((&brought_there["name"], brought_there["files"].as_array().unwrap().len()), (&json!("Bản vẽ vị trí"), 1));

        // They are to pay, and do, at the desk that received it.
        let pay = json!({ "command": "request_payment", "charges": [{ "name": "Phí thẩm định", "amount": 200_000 }], "reason": "Theo biểu phí." });
        let arrived = act(&there.head, &arrived, &pay);
        let dossier = standing(&clerk, &dossier, "awaiting_payment");
        let dossier = act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-77", "method": "cash" }));
        let dossier = standing(&clerk, &dossier, "processing");
        let receipts = |of: &Dossier| -> Vec<Value> {
            of.0["charges"].as_array().unwrap().iter().map(|charge| charge["payment"]["receipt"].clone()).collect()
        };
        let arrived = read(&there.head, &arrived);
        assert_eq!((receipts(&arrived), receipts(&dossier)), (vec![Value::Null, json!("BL-77")], vec![Value::Null, json!("BL-77")]));

        // Done there, fetched here: when it has come, and is paid for.
        let outcome = json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND", "dated": "2026-11-30" });
        let arrived = act(&there.head, &act(&there.head, &arrived, &outcome), &json!({ "command": "advance" }));
        assert_eq!(arrived.state(), "done");
        let dossier = standing(&clerk, &dossier, "done");
        assert_eq!((tasks(&clerk, &dossier), &dossier.0["status"]["code"]), (vec!["return_result".to_owned()], &json!(9)));
        let arrived = act(&there.clerk, &arrived, &json!({ "command": "take_in_result" }));
        assert_eq!(tasks(&there.clerk, &arrived), Vec::<String>::new());
        let back = json!({ "command": "return_result", "way": "counter" });
        command(&there.clerk, &arrived, &back).problem(409, "handed_out_elsewhere").at("/way", "handed_out_elsewhere");
        command(&clerk, &dossier, &back).problem(409, "result_not_here");
        let dossier = act(&clerk, &dossier, &json!({ "command": "take_in_result" }));
        command(&clerk, &dossier, &back).problem(409, "fees_unpaid");
        let dossier = act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-78", "method": "cash" }));
        wait_until("the payment to arrive", PATIENCE, || read(&clerk, &dossier).0["link"]["waits"].is_null());
        let dossier = act(&clerk, &read(&clerk, &dossier), &back);
        let dossier = standing(&clerk, &dossier, "returned");
        let arrived = read(&there.clerk, &arrived);
        assert_eq!((arrived.state(), &arrived.0["status"]["code"], &dossier.0["status"]["code"]), ("returned", &json!(10), &json!(10)));
        assert_eq!(arrived.0["handing"]["to"], dossier.0["owner"]["name"]);
        assert_eq!(tasks(&clerk, &dossier), Vec::<String>::new());

        // The citizen heard each turn once, from the office that received it.
        let citizen = |kinds: Vec<String>| kinds.into_iter().filter(|kind| kind.starts_with("citizen_")).collect::<Vec<_>>();
        assert_eq!(citizen(told(&there.clerk, &arrived)), Vec::<String>::new());
        let turns = ["citizen_accepted", "citizen_to_supply", "citizen_goes_on", "citizen_to_pay", "citizen_goes_on", "citizen_done", "citizen_returned"];
        assert_eq!(citizen(told(&clerk, &dossier)), turns);
        // It counts there; here it is told apart.
        let field = tests::percent(ours["field"].as_str().unwrap());
        let ids = |query: &str| clerk.all(&format!("/dossiers?field={field}{query}")).len();
        assert_eq!((ids("&for_others=true"), ids("&for_others=false"), ids("&closing=forwarded")), (1, 0, 1));
        let (here, counted) = (figures(&clerk), figures(&there.clerk));
        assert!(here["for_others"]["count"].as_u64().unwrap() >= 1, "{here}");
        assert_eq!((&counted["received"]["count"], &counted["for_others"]["count"]), (&json!(1), &json!(0)), "{counted}");
        assert_eq!((&here["adds_up"], &counted["adds_up"]), (&json!(true), &json!(true)));
        // The book of the office that received it has the row, and says who handles it.
        let day = chrono::DateTime::parse_from_rfc3339(&at).unwrap() + chrono::Duration::hours(7);
        let day = day.to_utc().format("%Y-%m-%d").to_string();
        let book = clerk.get(&format!("/dossiers/book?from={day}&until={day}"));
        let words = words_of(&book.expect(200).body);
        assert!(words.contains("xã Thí") || words.contains("Thí Nghiệm"), "{words}");
    }

    /// What cannot go there is not lost here.
    fn what_is_not_taken_is_the_desks_again(engine: Engine) {
        let office = Server::shared(engine);
        let there = Competent::set_up(office);
        let clerk = office.client("motcua");
        let ours = for_another(&there.code);
        let elsewhere = published(office, &for_another("H00.404"));
        let accepted = |procedure: &str| with(brought(procedure), "then", json!({ "accept": {} }));
        clerk.post("/dossiers", &accepted(&elsewhere)).problem(409, "not_ours");
        let procedure = published(office, &ours);
        let own = there.publishes(&ours);
        let dossier = Dossier(clerk.post("/dossiers", &accepted(&procedure)).created());
        let withdraw = json!({ "reason": "Đã có quy định mới." });
        there.office.administrator.post(&format!("/procedures/{own}/withdraw"), &withdraw).expect(200);
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        wait_until("it to come back", PATIENCE, || read(&clerk, &dossier).state() == "accepted");
        let dossier = read(&clerk, &dossier);
        assert_eq!(tasks(&clerk, &dossier), ["transfer_dossier"]);
        assert_eq!(told(&clerk, &dossier).last().map(String::as_str), Some("dossier_not_taken"));
        assert!(there.clerk.all(&format!("/dossiers?code={}", dossier.code())).is_empty());
        let events = clerk.all(&format!("{}/history", dossier.path()));
        let names: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
        assert_eq!(names, ["dossier_registered", "dossier_accepted", "dossier_forwarded", "not_taken"]);

        // Offered again, it goes there; and is withdrawn by the citizen at the desk that received it.
        there.publishes(&ours);
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let arrived = there.arrived(&dossier);
        let dossier = standing(&clerk, &dossier, "accepted");
        let dossier = act(&clerk, &dossier, &json!({ "command": "withdraw", "reason": "Công dân xin rút." }));
        let dossier = standing(&clerk, &dossier, "withdrawn");
        assert_eq!((read(&there.clerk, &arrived).state(), &dossier.0["status"]["code"]), ("withdrawn", &json!(7)));
        command(&clerk, &dossier, &json!({ "command": "withdraw", "reason": "Lần nữa." })).problem(409, "dossier_wrong_state");
    }
}
