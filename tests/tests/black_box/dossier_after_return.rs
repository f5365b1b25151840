//! What happens to a result after it was handed out: the parcel comes back, or it was wrong. The dossier is done once more and is handed out anew; its
//! figures stay what they were.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Client, Server, on_both_engines};

use super::dossiers::{Dossier, act, brought, command, content, published, read};

/// Done, and handed out in this way.
fn returned(office: &Server, procedure: &str, way: &str) -> Dossier {
    let by = |user: &str| office.client(user);
    let (clerk, head, chair) = (by("motcua"), by("truongphong.kinhte"), by("chutich"));
    let mut body = brought(procedure);
    body["then"] = json!({ "accept": {} });
    let dossier = Dossier(clerk.post("/dossiers", &body).created());
    let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
    let on = json!({ "command": "advance", "branch": "Trình ký", "to": office.person("chutich") });
    let dossier = act(&head, &dossier, &on);
    let outcome =
        json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND", "dated": "2026-11-30" });
    let dossier = act(&chair, &dossier, &outcome);
    let dossier = act(&chair, &dossier, &json!({ "command": "advance" }));
    let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "take_in_result" }));
    let dossier =
        act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-0001", "method": "cash" }));
    act(&clerk, &dossier, &json!({ "command": "return_result", "way": way }))
}

/// How much was received, done and so on of the test's own procedure, by the figures for leaders.
fn figures(leader: &Client, code: &str) -> BTreeMap<String, u64> {
    let figures = leader.get("/dossiers/statistics?by=procedure").ok();
    let groups = figures["groups"].as_array().unwrap_or_else(|| panic!("no groups: {figures}"));
    let group = groups.iter().find(|group| group.to_string().contains(code));
    let group = group.unwrap_or_else(|| panic!("no {code}: {figures}")).as_object().unwrap();
    let counts = group.iter().filter_map(|(name, figure)| Some((name.clone(), figure["count"].as_u64()?)));
    let counts: BTreeMap<String, u64> = counts.collect();
    assert_eq!(counts["received"], 1, "{figures}");
    counts
}

on_both_engines! {
    fn a_parcel_comes_back_and_a_wrong_result_is_corrected(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, chair, head) = (office.client("motcua"), office.client("chutich"), office.client("truongphong.kinhte"));
        let content = content("5wd");
        let procedure = published(&office, &content);
        let dossier = returned(&office, &procedure, "post");
        let code = content["code"].as_str().unwrap();
        let before = figures(&chair, code);

        let back = json!({ "command": "note_undelivered", "reason": "Không có người nhận." });
        command(&head, &dossier, &back).problem(403, "one_stop_only");
        assert!(read(&clerk, &dossier).offers().contains(&"note_undelivered"));
        let dossier = act(&clerk, &dossier, &back);
        assert_eq!((dossier.state(), &dossier.0["status"]["code"]), ("done", &json!(9)));
        assert_eq!(dossier.0["handing"], Value::Null);
        let earlier = &dossier.0["completion"]["earlier"][0];
        assert_eq!((&earlier["reason"], &earlier["handing"]["way"]), (&json!("Không có người nhận."), &json!("post")));
        let waits = clerk.items("/inbox").into_iter().find(|item| item["dossier"]["id"] == dossier.id()).unwrap();
        assert_eq!(waits["task"], "return_result");
        assert_eq!(figures(&chair, code), before, "it was done when it was done");

        // Handed out at the desk; then somebody sees that it is wrong.
        let dossier = act(&clerk, &dossier, &json!({ "command": "return_result", "way": "counter" }));
        command(&clerk, &dossier, &back).problem(409, "result_not_posted");
        let right = json!({ "command": "correct_result", "reason": "Viết sai ngày sinh.",
            "result": { "kind": "granted", "written": "16/GXN-UBND", "dated": "2026-11-30" } });
        command(&clerk, &dossier, &right).problem(403, "result_correctors_only");
        command(&chair, &dossier, &json!({ "command": "correct_result", "result": { "kind": "granted", "written": "16/GXN-UBND" } }))
            .problem(422, "invalid_input").at("/reason", "missing_field");
        let bare = json!({ "command": "correct_result", "reason": "Viết sai.", "result": { "kind": "granted" } });
        command(&chair, &dossier, &bare).problem(422, "outcome_empty").at("/result/document", "outcome_empty");
        let dossier = act(&chair, &read(&chair, &dossier), &right);
        assert_eq!((dossier.state(), &dossier.0["outcome"]["written"]), ("done", &json!("16/GXN-UBND")));
        let earlier = &dossier.0["completion"]["earlier"][1];
        assert_eq!((&earlier["outcome"]["written"], &earlier["handing"]["way"]), (&json!("15/GXN-UBND"), &json!("counter")));
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "take_in_result" }));
        let dossier = act(&clerk, &dossier, &json!({ "command": "return_result", "way": "counter" }));
        assert_eq!((dossier.state(), &dossier.0["completion"]["judgement"]), ("returned", &json!("early")));
        assert_eq!(figures(&chair, code), before);
        let names: Vec<String> = clerk.all(&format!("{}/history", dossier.path())).iter().map(|one| one["event"].as_str().unwrap().to_owned()).collect();
        let after = &names[names.iter().position(|name| name == "result_returned").unwrap()..];
        assert_eq!(after, ["result_returned", "result_came_back", "result_returned", "result_corrected", "result_taken_in", "result_returned"]);
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
