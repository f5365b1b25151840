//! Who signs for the agency: recorded with form, scope, days and instrument, and judged on the day.

use serde_json::{Value, json};
use tests::{Client, Server, on_both_engines};

use crate::organisation::Another;

fn change(who: &Client, commands: &Value) -> tests::Answer {
    let own = who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    who.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands }))
}

fn signers(who: &Client, query: &str) -> Vec<(String, String)> {
    let items = who.items(&format!("/signers?{query}"));
    let one = |item: &Value| {
        (item["person"]["id"].as_str().unwrap().to_owned(), item["signing"]["form"].as_str().unwrap().to_owned())
    };
    items.iter().map(one).collect()
}

on_both_engines! {
    fn a_capacity_to_sign_is_recorded_and_judged_on_the_day(engine: Engine) {
        let server = Server::demo(engine);
        let other = Another::set_up(&server);
        let named = |name: &str| format!("{}.{name}", other.prefix);
        let person = |name: &str, full: &str, roles: &[&str], positions: Value| {
            json!({ "command": "create_person", "username": named(name), "name": full, "title": "Công chức", "roles": roles, "positions": positions })
        };
        let administrator = other.administrator.clone();
        change(&administrator, &json!([
            { "command": "create_department", "code": "VP", "name": "Văn phòng" },
            person("phochutich", "Lê Văn Ký Thay", &["leader"], json!([])),
            person("chanhvanphong", "Đỗ Thị Ký Lệnh", &["chief_of_office"], json!([{ "department": "VP", "post": "head" }])),
            person("photruong", "Hồ Văn Cấp Phó", &[], json!([{ "department": "PKT", "post": "deputy" }])),
        ])).ok();
        let officer = other.client(&server, "chuyenvien");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let there = administrator.get(&format!("/agencies/{own}/organisation")).ok();
        let before: Vec<Value> = there["people"].as_array().unwrap().iter().flat_map(|p| p["signing"].as_array().unwrap().clone()).collect();
        assert_eq!(before, Vec::<Value>::new());
        assert_eq!(signers(&officer, "document_type=cong_van"), []);

        let grant = |person: &str, form: &str| json!({ "command": "grant_signing", "person": named(person), "form": form, "instrument": "12/QĐ-UBND" });
        let mut deputy = grant("phochutich", "kt");
        deputy["fields"] = json!(["Văn hóa - Xã hội"]);
        let mut order = grant("chanhvanphong", "tl");
        order["document_types"] = json!(["giay_moi"]);
        let made = change(&administrator, &json!([grant("chutich", "head"), deputy, order])).ok();
        let tl = made["results"][2]["person"]["signing"][0].clone();
        assert_eq!((tl["form"].as_str(), tl["granted_by"].as_str()), (Some("tl"), Some(other.person("chutich").as_str())));
        assert_eq!((tl["instrument"].as_str(), tl["document_types"][0].as_str()), (Some("12/QĐ-UBND"), Some("giay_moi")));

        let (head, vice, chief) = (other.person("chutich"), other.person("phochutich"), other.person("chanhvanphong"));
        let as_head = (head, "head".to_owned());
        assert_eq!(signers(&officer, "document_type=cong_van"), std::slice::from_ref(&as_head));
        assert_eq!(signers(&officer, "document_type=giay_moi"), [as_head.clone(), (chief, "tl".to_owned())]);
        let field = "document_type=cong_van&field=van%20hoa%20-%20xa%20hoi";
        assert_eq!(signers(&officer, field), [as_head, (vice, "kt".to_owned())]);
        assert_eq!(signers(&officer, "document_type=cong_van&on=2020-01-01"), []);
        officer.get("/signers?document_type=bay").problem(422, "type_unknown");
        officer.get("/signers").problem(400, "bad_parameter");

        // An authorisation has a last day, and is not handed on.
        let mut authorised = grant("truongphong", "tuq");
        authorised["document_types"] = json!(["thong_bao"]);
        change(&administrator, &json!([authorised])).problem(422, "signing_end_missing").at("/commands/0/until", "signing_end_missing");
        authorised["until"] = json!("2999-01-01");
        let made = change(&administrator, &json!([authorised])).ok();
        let mut child = grant("photruong", "kt");
        child["under"] = made["results"][0]["person"]["signing"][0]["id"].clone();
        change(&administrator, &json!([child])).problem(409, "signing_not_handed_on").at("/commands/0/under", "signing_not_handed_on");

        let ended = json!([{ "command": "end_signing", "signing": tl["id"], "until": "2998-12-31" }]);
        let after = change(&administrator, &ended).ok();
        assert_eq!(after["results"][0]["person"]["signing"][0]["until"], "2998-12-31");
        assert_eq!(signers(&officer, "document_type=giay_moi&on=2999-01-01").len(), 1);
        assert_eq!(server.run(&["audit", "verify"]).0, 0);
    }
}
