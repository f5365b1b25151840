//! Dossiers of the one-stop shop: received at the desk, handled by the steps of their procedure, completed, extended, withdrawn, done and
//! returned; with codes that nobody else has, and dates that the office's own calendar gives.

use std::{collections::BTreeSet, thread};

use serde_json::{Value, json};
use tests::{Answer, Client, Server, letters, on_both_engines, unique};

use crate::organisation::Another;

/// A dossier as it was last read.
#[derive(Debug, Clone)]
pub struct Dossier(pub Value);

impl Dossier {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }

    pub fn state(&self) -> &str {
        self.0["state"].as_str().unwrap()
    }

    pub fn version(&self) -> u64 {
        self.0["version"].as_u64().unwrap()
    }

    pub fn path(&self) -> String {
        format!("/dossiers/{}", self.id())
    }

    pub fn code(&self) -> &str {
        self.0["code"].as_str().unwrap_or_else(|| panic!("no code: {}", self.0))
    }

    /// Hạn hiện tại.
    pub fn due(&self) -> &str {
        self.0["acceptance"]["clock"]["due_current"].as_str().unwrap()
    }

    pub fn offers(&self) -> Vec<&str> {
        self.0["offered_commands"].as_array().unwrap().iter().map(|offer| offer["command"].as_str().unwrap()).collect()
    }
}

/// A procedure of three steps: examined at Kinh tế, signed by the chairman, or sent back.
pub fn content(term: &str) -> Value {
    let all = ["supplement", "consult", "payment", "extend", "stop"];
    json!({
        "code": unique("9."), "name": "Cấp giấy xác nhận thử nghiệm", "field": "Thử nghiệm", "level": "communal", "term": term,
        "legal_basis": ["Văn bản thử nghiệm số 01/TN"], "results": ["Giấy xác nhận"],
        "components": [
            { "code": "to-khai", "name": "Tờ khai", "form": "original", "blank": "Mẫu TK-01" },
            { "code": "giay-to", "name": "Giấy tờ chứng minh", "form": "copy" },
            { "code": "uy-quyen", "name": "Văn bản ủy quyền", "form": "original", "required": false },
        ],
        "fees": [{ "name": "Lệ phí", "amount": 8000, "when": "return" }],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "KTHTDT" }, "time": "2wd", "may": all,
              "next": [{ "label": "Trình ký", "to": "ky" }, { "label": "Không đủ điều kiện", "to": "ky" }] },
            { "code": "ky", "name": "Ký duyệt", "doer": { "role": "leader" }, "time": "1wd", "may": ["extend"],
              "next": [{ "label": "Đã ký" }], "back": ["tham-dinh"] },
        ] },
    })
}

/// Publishes it.
pub fn published(office: &Server, content: &Value) -> String {
    office.client("quantri").post("/procedures", content).created()["procedure"]["id"].as_str().unwrap().to_owned()
}

/// What a clerk enters of a citizen who brings all that is asked for.
pub fn brought(procedure: &str) -> Value {
    json!({
        "procedure": procedure, "channel": "counter",
        "owner": { "name": unique("Ông Nguyễn Văn Thử "), "id_number": "000000000001", "address": "Số 1, đường Thử Nghiệm", "phone": "0000 000 001" },
        "components": [{ "component": "to-khai" }, { "component": "giay-to" }],
    })
}

pub fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

/// Received at once.
pub fn received(clerk: &Client, procedure: &str) -> Dossier {
    Dossier(clerk.post("/dossiers", &with(brought(procedure), "then", json!({ "accept": {} }))).created())
}

pub fn read(who: &Client, dossier: &Dossier) -> Dossier {
    Dossier(who.get(&dossier.path()).ok())
}

pub fn command(who: &Client, dossier: &Dossier, command: &Value) -> Answer {
    let path = format!("{}/commands", dossier.path());
    who.request("POST", &path).if_match(dossier.version()).json(command).send()
}

#[must_use]
pub fn act(who: &Client, dossier: &Dossier, what: &Value) -> Dossier {
    Dossier(command(who, dossier, what).ok())
}

/// The ward's own id.
fn agency(office: &Server) -> String {
    office.client("motcua").get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

/// What the office's own calendar says.
pub fn deadline(who: &Client, office: &Server, from: &str, term: &str) -> String {
    let from: String = tests::percent(from);
    let path = format!("/agencies/{}/calendar/deadline?from={from}&term={term}", agency(office));
    who.get(&path).ok()["due"].as_str().unwrap().to_owned()
}

pub fn same_moment(one: &str, other: &str) -> bool {
    let at = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap();
    at(one) == at(other)
}

pub fn tasks(who: &Client, dossier: &Dossier) -> Vec<String> {
    let items = who.all("/inbox");
    let about = items.iter().filter(|item| item["dossier"]["id"] == dossier.id());
    about.map(|item| item["task"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    /// From the desk to an officer, a signature and back to the desk; every step on the desk where it lies, and nowhere else.
    fn a_dossier_goes_through_its_steps(engine: Engine) {
        let office = Server::shared(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head, officer, chair) = (by("motcua"), by("truongphong.kinhte"), by("chuyenvien.kinhte1"), by("chutich"));
        let procedure = published(office, &content("5wd"));
        // Who is no clerk of the one-stop shop enters none.
        by("vanthu").post("/dossiers", &brought(&procedure)).problem(403, "one_stop_only");
        let scan = clerk.upload("Tờ khai.pdf", &letters::pdf(&unique("to khai ")));
        let mut body = brought(&procedure);
        body["components"][0]["files"] = json!([scan]);
        body["submitter"] = json!({ "name": "Bà Trần Thị Nộp Thay", "phone": "0000 000 002" });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        assert_eq!((dossier.state(), &dossier.0["status"]["code"], &dossier.0["code"]), ("registered", &json!(1), &Value::Null));
        assert_eq!(tasks(&clerk, &dossier), ["check_dossier"]);
        assert_eq!(dossier.offers(), ["accept", "request_supplement", "refuse", "set_procedure", "withdraw", "correct_contact", "comment", "attach"]);
        head.get(&dossier.path()).problem(404, "not_found");
        head.get(&format!("/files/{scan}")).problem(404, "not_found");

        let dossier = act(&clerk, &dossier, &json!({ "command": "accept" }));
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("accepted", &json!(2)));
        let at = dossier.0["acceptance"]["at"].as_str().unwrap();
        assert!(same_moment(dossier.due(), &deadline(&clerk, office, at, "5wd")), "{}", dossier.0);
        let day = chrono::DateTime::parse_from_rfc3339(at).unwrap().with_timezone(&chrono::FixedOffset::east_opt(7 * 3600).unwrap());
        assert!(dossier.code().starts_with(&format!("H99.99-{}-", day.format("%y%m%d"))), "{}", dossier.code());
        assert_eq!(tasks(&clerk, &dossier), ["transfer_dossier"]);

        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer", "note": "Kính chuyển." }));
        assert_eq!((dossier.state(), &dossier.0["status"]["code"], &dossier.0["step"]["step"]), ("processing", &json!(4), &json!("tham-dinh")));
        assert_eq!((tasks(&clerk, &dossier), tasks(&head, &dossier)), (vec![], vec!["assign_dossier".to_owned()]));
        head.get(&format!("/files/{scan}")).expect(200);
        officer.get(&dossier.path()).problem(404, "not_found");
        let assign = |to: &str| json!({ "command": "assign", "officer": office.person(to) });
        command(&head, &dossier, &assign("chuyenvien.vhxh1")).problem(422, "not_of_department").at("/officer", "not_of_department");
        command(&clerk, &dossier, &assign("chuyenvien.kinhte1")).problem(403, "head_only");
        let dossier = act(&head, &dossier, &assign("chuyenvien.kinhte1"));
        assert_eq!((tasks(&head, &dossier), tasks(&officer, &dossier)), (vec![], vec!["handle_dossier".to_owned()]));

        // Two ways lead on: one is chosen by its name.
        command(&officer, &dossier, &json!({ "command": "advance" })).problem(422, "branch_unknown").at("/branch", "branch_unknown");
        command(&chair, &dossier, &json!({ "command": "advance", "branch": "Trình ký" })).problem(403, "step_holder_only");
        // Two people lead the ward: one of them is named.
        let on = json!({ "command": "advance", "branch": "Trình ký" });
        command(&officer, &dossier, &on).problem(422, "step_needs_person").at("/to", "step_needs_person");
        let dossier = act(&officer, &dossier, &with(on, "to", json!(office.person("chutich"))));
        assert_eq!(tasks(&chair, &dossier), ["handle_dossier"]);
        // Back once, with a reason, and on again.
        command(&chair, &dossier, &json!({ "command": "go_back", "step": "khong-co", "reason": "Sai." })).problem(422, "no_way_back");
        let dossier = act(&chair, &dossier, &json!({ "command": "go_back", "step": "tham-dinh", "reason": "Ghi rõ căn cứ." }));
        assert_eq!((&dossier.0["step"]["returned"], tasks(&head, &dossier)), (&json!("Ghi rõ căn cứ."), vec!["assign_dossier".to_owned()]));
        let dossier = act(&head, &read(&head, &dossier), &json!({ "command": "advance", "branch": "Trình ký", "to": office.person("chutich") }));
        command(&chair, &dossier, &json!({ "command": "advance" })).problem(409, "outcome_missing");
        let outcome = json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND", "dated": "2026-11-30" });
        let dossier = act(&chair, &dossier, &outcome);
        let dossier = act(&chair, &dossier, &json!({ "command": "advance" }));
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("done", &json!(9)));
        assert_eq!((&dossier.0["completion"]["judgement"], &dossier.0["completion"]["by_original"]), (&json!("early"), &json!("early")));
        assert_eq!(tasks(&clerk, &dossier), ["return_result"]);
        let walked: Vec<&str> = dossier.0["walked"].as_array().unwrap().iter().map(|step| step["name"].as_str().unwrap()).collect();
        assert_eq!(walked, ["Tiếp nhận hồ sơ", "Thẩm định", "Ký duyệt", "Thẩm định", "Ký duyệt"]);

        // Done is not returned: what is still to be paid is paid first.
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "take_in_result" }));
        let back = json!({ "command": "return_result", "way": "counter" });
        command(&clerk, &dossier, &back).problem(409, "fees_unpaid");
        let dossier = act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-0001", "method": "cash" }));
        let dossier = act(&clerk, &dossier, &back);
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("returned", &json!(10)));
        assert_eq!(dossier.0["handing"]["to"], "Bà Trần Thị Nộp Thay");
        assert!(tasks(&clerk, &dossier).is_empty());
        let events = clerk.all(&format!("{}/history", dossier.path()));
        let names: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
        assert_eq!(names.first(), Some(&"dossier_registered"));
        assert_eq!(names.last(), Some(&"result_returned"));
        assert_eq!(u64::try_from(events.len()).unwrap(), dossier.version());
        // It is closed: nothing moves it, and who never had a part does not see it.
        command(&clerk, &dossier, &json!({ "command": "withdraw", "reason": "Thôi." })).problem(409, "dossier_wrong_state");
        by("chuyenvien.vhxh1").get(&dossier.path()).problem(404, "not_found");
        by("quantri").get(&dossier.path()).problem(404, "not_found");
    }

    /// The citizen completes it: once before it is received and once while it is handled, with the clock at rest; pays; waits longer once.
    fn a_citizen_completes_it_pays_and_waits(engine: Engine) {
        let office = Server::shared(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head, chair) = (by("motcua"), by("truongphong.kinhte"), by("chutich"));
        let procedure = published(office, &content("10wd"));
        let mut body = brought(&procedure);
        body["components"] = json!([{ "component": "to-khai" }]);
        // What is missing is said by name; the clerk asks for all of it at once, in writing.
        clerk.post("/dossiers", &with(body.clone(), "then", json!({ "accept": {} })))
            .problem(422, "components_missing").at("/then/accept/without", "components_missing");
        let ask = json!({ "missing": [{ "component": "giay-to", "what": "Bản sao giấy tờ chứng minh" }], "reason": "Hồ sơ chưa đủ thành phần." });
        let dossier = Dossier(clerk.post("/dossiers", &with(body, "then", json!({ "request_supplement": ask }))).created());
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("incomplete", &json!(5)));
        assert_eq!(tasks(&clerk, &dossier), ["await_citizen"]);
        command(&clerk, &dossier, &json!({ "command": "supply" })).problem(422, "nothing_supplied");
        let dossier = act(&clerk, &dossier, &json!({ "command": "supply", "components": [{ "component": "giay-to" }] }));
        let again = json!({ "command": "request_supplement", "missing": [{ "what": "Thêm" }], "reason": "Thiếu." });
        command(&clerk, &dossier, &again).problem(409, "supplements_used");
        let dossier = act(&clerk, &dossier, &json!({ "command": "accept" }));
        let first_due = dossier.due().to_owned();
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));

        let dossier = act(&head, &read(&head, &dossier), &again);
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("awaiting_supplement", &json!(5)));
        assert!(dossier.0["acceptance"]["clock"]["rests_since"].is_string());
        assert_eq!((tasks(&head, &dossier), tasks(&clerk, &dossier)), (vec![], vec!["await_citizen".to_owned()]));
        command(&chair, &dossier, &json!({ "command": "stop", "reason": "Không bổ sung." })).problem(409, "still_awaited");
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "supply", "note": "Đã nhận thêm giấy tờ." }));
        // On the same day nothing is lost.
        assert_eq!((dossier.state(), dossier.due()), ("processing", first_due.as_str()));
        command(&head, &read(&head, &dossier), &again).problem(409, "supplements_used");

        let pay = json!({ "command": "request_payment", "charges": [{ "name": "Phí thẩm định", "amount": 200_000 }], "reason": "Theo biểu phí." });
        let dossier = act(&head, &read(&head, &dossier), &pay);
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("awaiting_payment", &json!(6)));
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "record_payment", "receipt": "BL-7", "method": "transfer" }));
        assert_eq!(dossier.state(), "processing");
        let paid = |name: &str| dossier.0["charges"].as_array().unwrap().iter().any(|c| c["name"] == name && c["payment"]["receipt"] == "BL-7");
        assert_eq!((paid("Phí thẩm định"), paid("Lệ phí")), (true, false), "what is due on return is not paid by it");

        // Longer once, with an apology; the first date stays, and the history of the date.
        let longer = json!({ "command": "extend", "reason": "Cần xác minh thêm.", "by": "3wd" });
        command(&clerk, &read(&clerk, &dossier), &longer).problem(403, "extenders_only");
        let dossier = act(&head, &read(&head, &dossier), &longer);
        let clock = &dossier.0["acceptance"]["clock"];
        assert_eq!(clock["due_original"], json!(first_due));
        assert!(same_moment(dossier.due(), &deadline(&clerk, office, &first_due, "3wd")));
        assert_eq!((&clock["due_history"][0]["cause"], &clock["due_history"][0]["from"]), (&json!("extended"), &json!(first_due)));
        command(&head, &dossier, &longer).problem(409, "extensions_used");

        // Others are asked side by side; nothing goes on before they have answered.
        let question = json!({ "command": "consult", "consulted": [{ "department": office.department("VHXH") }, { "agency": "Công an phường" }],
            "question": "Đề nghị cho ý kiến.", "term": "2wd" });
        let dossier = act(&head, &dossier, &question);
        let on = json!({ "command": "advance", "branch": "Trình ký", "to": office.person("chutich") });
        command(&head, &dossier, &on).problem(409, "consultations_open");
        let asked: Vec<String> = dossier.0["consultations"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        let culture = by("truongphong.vhxh");
        assert_eq!(tasks(&culture, &dossier), ["answer_consultation"]);
        let answer = |id: &str| json!({ "command": "answer", "consultation": id, "text": "Nhất trí." });
        command(&culture, &read(&culture, &dossier), &answer(&asked[1])).problem(403, "holder_only");
        let _ = act(&culture, &read(&culture, &dossier), &answer(&asked[0]));
        let dossier = act(&head, &read(&head, &dossier), &answer(&asked[1]));
        command(&culture, &dossier, &answer(&asked[0])).problem(409, "consultation_closed");
        let dossier = act(&head, &dossier, &on);
        assert_eq!(dossier.0["step"]["step"], "ky");
        // The citizen takes it back.
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "withdraw", "reason": "Công dân xin rút.", "money": "Hoàn lại phí." }));
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("withdrawn", &json!(7)));
        assert!(tasks(&chair, &dossier).is_empty());
    }

    /// Sixteen clerks receive at once: each dossier has a code and a line of its own, one after the other.
    fn codes_are_given_once_and_in_order(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let codes: Vec<(String, u64)> = thread::scope(|scope| {
            let (office, procedure) = (&office, &procedure);
            let each = |n: usize| scope.spawn(move || {
                let clerk = office.client("motcua");
                let of = |_| {
                    let dossier = received(&clerk, procedure);
                    (dossier.code().to_owned(), dossier.0["acceptance"]["row"].as_u64().unwrap())
                };
                // Refused ones in between leave no hole.
                let mut body = brought(procedure);
                body["components"] = json!([]);
                body["then"] = json!({ "accept": {} });
                if n.is_multiple_of(2) {
                    clerk.post("/dossiers", &body).problem(422, "components_missing");
                }
                (0..3).map(of).collect::<Vec<_>>()
            });
            let all: Vec<_> = (0..16).map(each).collect();
            all.into_iter().flat_map(|one| one.join().unwrap()).collect()
        });
        let orders: BTreeSet<u64> = codes.iter().map(|(code, _)| code.rsplit('-').next().unwrap().parse().unwrap()).collect();
        let rows: BTreeSet<u64> = codes.iter().map(|(_, row)| *row).collect();
        let first = *rows.first().unwrap();
        assert_eq!(rows, (first..first + 48).collect());
        // Unless midnight came in between, the orders of the day are as close.
        let days: BTreeSet<&str> = codes.iter().map(|(code, _)| code.split('-').nth(1).unwrap()).collect();
        if days.len() == 1 {
            let first = *orders.first().unwrap();
            assert_eq!(orders, (first..first + 48).collect());
        }
        // A repeat of a request is the same dossier.
        let clerk = office.client("motcua");
        let body = with(brought(&procedure), "then", json!({ "accept": {} }));
        let key = unique("khoa-");
        let once = |body: &Value| clerk.request("POST", "/dossiers").key(&key).json(body).send();
        // Many are received, and refused, in one request: each by itself.
        let waiting: Vec<Value> = (0..3).map(|_| clerk.post("/dossiers", &brought(&procedure)).created()).collect();
        let items: Vec<Value> = waiting.iter().map(|one| {
            json!({ "dossier": one["id"], "version": one["version"], "command": { "command": "accept" } })
        }).chain([json!({ "command": { "command": "accept" } })]).collect();
        let answer = clerk.post("/commands", &json!({ "items": items })).ok();
        let statuses: Vec<u64> = answer["results"].as_array().unwrap().iter().map(|one| one["status"].as_u64().unwrap()).collect();
        assert_eq!(statuses, [200, 200, 200, 422]);
        assert!(answer["results"][2]["dossier"]["code"].is_string(), "{answer}");
        let (one, two) = (once(&body).created(), once(&body).created());
        assert_eq!((&one["id"], &one["code"]), (&two["id"], &two["code"]));
        once(&with(body, "sets", json!(2))).problem(422, "idempotency_key_reused");
    }

    /// What was received while there was no system is entered later, with its true time and why; what nobody knows the procedure of waits.
    fn what_was_received_without_a_system_and_what_nobody_knows(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("motcua");
        let procedure = published(office, &content("5wd"));
        let three_days_ago = (chrono::Utc::now() - chrono::Duration::days(3)).to_rfc3339();
        let at_once = with(brought(&procedure), "then", json!({ "accept": {} }));
        let late = with(at_once.clone(), "received_at", json!(three_days_ago));
        clerk.post("/dossiers", &late).problem(422, "late_reason_missing").at("/late_reason", "late_reason_missing");
        let late = with(late, "late_reason", json!("Mất điện."));
        let dossier = Dossier(clerk.post("/dossiers", &late).created());
        let at = dossier.0["acceptance"]["at"].as_str().unwrap();
        assert!(same_moment(dossier.0["reached_at"].as_str().unwrap(), at));
        assert!(same_moment(dossier.due(), &deadline(&clerk, office, at, "5wd")));
        assert_eq!(dossier.0["late_entry"]["reason"], "Mất điện.");
        let future = with(late.clone(), "received_at", json!((chrono::Utc::now() + chrono::Duration::hours(1)).to_rfc3339()));
        clerk.post("/dossiers", &future).problem(422, "time_in_future").at("/received_at", "time_in_future");
        let old = with(late, "received_at", json!("2020-01-01T08:00:00+07:00"));
        clerk.post("/dossiers", &old).problem(422, "time_too_early").at("/received_at", "time_too_early");

        let mut unknown = brought(&procedure);
        unknown.as_object_mut().unwrap().remove("procedure");
        unknown["components"] = json!([{ "name": "Đơn", "form": "original" }]);
        clerk.post("/dossiers", &unknown).problem(422, "request_missing").at("/request", "request_missing");
        let dossier = Dossier(clerk.post("/dossiers", &with(unknown, "request", json!("Đề nghị xác nhận"))).created());
        command(&clerk, &dossier, &json!({ "command": "accept" })).problem(409, "procedure_not_set");
        let dossier = act(&clerk, &dossier, &json!({ "command": "set_procedure", "procedure": procedure }));
        let dossier = act(&clerk, &dossier, &json!({ "command": "accept", "without": ["to-khai", "giay-to"] }));
        assert_eq!(dossier.state(), "accepted");
        let refused = with(brought(&procedure), "then", json!({ "refuse": { "reason": "Không thuộc thẩm quyền của phường." } }));
        let refused = Dossier(clerk.post("/dossiers", &refused).created());
        assert_eq!((refused.state(), &refused.0["status"]["code"], &refused.0["code"]), ("refused", &json!(3), &Value::Null));
    }

    /// A list is narrowed to what a figure counts; the version that a dossier was received under stays its own.
    fn lists_and_versions(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("motcua");
        let mut published_content = content("5wd");
        published_content["field"] = json!(unique("Lĩnh vực "));
        let procedure = published(office, &published_content);
        let dossier = received(&clerk, &procedure);
        published_content["term"] = json!("4wd");
        assert_eq!(published(office, &published_content), procedure);
        let later = received(&clerk, &procedure);
        assert_eq!((&dossier.0["procedure"]["version"], &later.0["procedure"]["version"]), (&json!(1), &json!(2)));
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        assert_eq!((&dossier.0["procedure"]["version"], &dossier.0["acceptance"]["clock"]["term"]), (&json!(1), &json!("5wd")));
        let field = tests::percent(published_content["field"].as_str().unwrap());
        let ids = |query: &str| -> Vec<String> {
            let found = clerk.all(&format!("/dossiers?field={field}{query}"));
            found.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(ids(""), [later.id(), dossier.id()]);
        assert_eq!(ids("&state=processing"), [dossier.id()]);
        assert_eq!(ids(&format!("&department={}", office.department("KTHTDT"))), [dossier.id()]);
        assert_eq!(ids("&running=true").len(), 2);
        assert!(ids("&closing=late").is_empty());
        assert!(ids("&overdue=true").is_empty());
        // By code in whatever case, and by name without its accents.
        assert_eq!(ids(&format!("&code={}", later.code().to_lowercase())), [later.id()]);
        let owner = later.0["owner"]["name"].as_str().unwrap().replace("Ông Nguyễn Văn Thử", "ong nguyen van thu");
        assert_eq!(ids(&format!("&owner={}", tests::percent(&owner))), [later.id()]);
        clerk.get("/dossiers?code=khong-phai").problem(400, "bad_parameter").at("code", "not_a_dossier_code");
        clerk.get("/dossiers?closing=khong").problem(400, "bad_parameter").at("closing", "unknown_value");
        // Who has no part lists none; another agency's people, neither.
        let none = office.client("chuyenvien.vhxh1").all(&format!("/dossiers?field={field}"));
        assert!(none.is_empty(), "{none:?}");
        let another = Another::set_up(office);
        another.client(office, "vanthu").get(&dossier.path()).problem(404, "not_found");
    }

    /// Another system hands dossiers in: once each, however often, for a person to look through.
    fn a_portal_hands_in(engine: Engine) {
        let office = Server::shared(engine);
        let procedure = published(office, &content("5wd"));
        let portal = crate::service_accounts::System::new(office, &["dossiers:submit"]).client;
        let other = crate::service_accounts::System::new(office, &["organisation:read"]).client;
        let file = portal.upload("Tờ khai điện tử.pdf", &letters::pdf(&unique("to khai dien tu ")));
        let mut dossier = with(brought(&procedure), "channel", json!("online"));
        dossier["components"][0]["files"] = json!([file]);
        dossier["owner"]["email"] = json!("cong.dan@thu-nghiem.example");
        let code = unique("DVC-");
        let submit = |who: &Client, code: &str, dossier: &Value| {
            who.post("/dossiers/online", &json!({ "portal_code": code, "dossier": dossier }))
        };
        submit(&other, &code, &dossier).problem(403, "scope_missing");
        submit(&office.client("motcua"), &code, &dossier).problem(403, "portal_only");
        submit(&portal, &code, &with(dossier.clone(), "channel", json!("counter"))).problem(422, "portal_is_online").at("/dossier/channel", "portal_is_online");
        submit(&portal, &code, &with(dossier.clone(), "then", json!({ "accept": {} }))).problem(403, "people_only");
        let one = submit(&portal, &code, &dossier).created();
        assert_eq!((&one["status"]["code"], &one["code"]), (&json!(1), &Value::Null));
        // Nothing of whose it is comes back.
        assert!(!one.to_string().contains("Nguyễn Văn Thử"), "{one}");
        assert_eq!(submit(&portal, &code, &dossier).ok()["reached_at"], one["reached_at"]);
        let clerk = office.client("motcua");
        let all = clerk.all("/dossiers?channel=online&state=registered");
        let owner = &dossier["owner"]["name"];
        let found: Vec<&Value> = all.iter().filter(|line| line["owner"] == *owner).collect();
        assert_eq!(found.len(), 1, "{all:?}");
        let taken = read(&clerk, &Dossier(found[0].clone()));
        assert_eq!((&taken.0["portal"]["code"], tasks(&clerk, &taken)), (&json!(code), vec!["check_dossier".to_owned()]));
        clerk.get(&format!("/files/{file}")).expect(200);
        let accepted = act(&clerk, &taken, &json!({ "command": "accept" }));
        let again = submit(&portal, &code, &dossier).ok();
        assert_eq!((&again["code"], &again["status"]["code"]), (&json!(accepted.code()), &json!(2)));
    }
}
