//! Who signs for the agency: recorded with form, scope, days and instrument, and judged on the day.

use serde_json::{Value, json};
use tests::{Client, Server, on_both_engines};

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
        let (administrator, officer) = (server.client("quantri"), server.client("chuyenvien.kinhte1"));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let there = administrator.get(&format!("/agencies/{own}/organisation")).ok();
        let before: Vec<Value> = there["people"].as_array().unwrap().iter().flat_map(|p| p["signing"].as_array().unwrap().clone()).collect();
        assert_eq!(before, Vec::<Value>::new());
        assert_eq!(signers(&officer, "document_type=cong_van"), []);

        let grant = |person: &str, form: &str| json!({ "command": "grant_signing", "person": person, "form": form, "instrument": "12/QĐ-UBND" });
        let mut deputy = grant("phochutich", "kt");
        deputy["fields"] = json!(["Văn hóa - Xã hội"]);
        let mut order = grant("chanhvanphong", "tl");
        order["document_types"] = json!(["giay_moi"]);
        let made = change(&administrator, &json!([grant("chutich", "head"), deputy, order])).ok();
        let tl = made["results"][2]["person"]["signing"][0].clone();
        assert_eq!((tl["form"].as_str(), tl["granted_by"].as_str()), (Some("tl"), Some(server.person("chutich").as_str())));
        assert_eq!((tl["instrument"].as_str(), tl["document_types"][0].as_str()), (Some("12/QĐ-UBND"), Some("giay_moi")));

        let (head, vice, chief) = (server.person("chutich"), server.person("phochutich"), server.person("chanhvanphong"));
        let as_head = (head, "head".to_owned());
        assert_eq!(signers(&officer, "document_type=cong_van"), std::slice::from_ref(&as_head));
        assert_eq!(signers(&officer, "document_type=giay_moi"), [as_head.clone(), (chief, "tl".to_owned())]);
        let field = "document_type=cong_van&field=van%20hoa%20-%20xa%20hoi";
        assert_eq!(signers(&officer, field), [as_head, (vice, "kt".to_owned())]);
        assert_eq!(signers(&officer, "document_type=cong_van&on=2020-01-01"), []);
        officer.get("/signers?document_type=bay").problem(422, "type_unknown");
        officer.get("/signers").problem(400, "bad_parameter");

        // An authorisation has a last day, and is not handed on.
        let mut authorised = grant("truongphong.kinhte", "tuq");
        authorised["document_types"] = json!(["thong_bao"]);
        change(&administrator, &json!([authorised])).problem(422, "signing_end_missing").at("/commands/0/until", "signing_end_missing");
        authorised["until"] = json!("2999-01-01");
        let made = change(&administrator, &json!([authorised])).ok();
        let mut child = grant("photruong.kinhte", "kt");
        child["under"] = made["results"][0]["person"]["signing"][0]["id"].clone();
        change(&administrator, &json!([child])).problem(409, "signing_not_handed_on").at("/commands/0/under", "signing_not_handed_on");

        let ended = json!([{ "command": "end_signing", "signing": tl["id"], "until": "2998-12-31" }]);
        let after = change(&administrator, &ended).ok();
        assert_eq!(after["results"][0]["person"]["signing"][0]["until"], "2998-12-31");
        assert_eq!(signers(&officer, "document_type=giay_moi&on=2999-01-01").len(), 1);
        assert_eq!(server.run(&["audit", "verify"]).0, 0);
    }
}
