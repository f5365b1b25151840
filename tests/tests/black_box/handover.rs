//! Somebody leaves, or moves: what they have in hand is listed, goes to others in one call, and each new holder is told.

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Server, letters, on_both_engines};

fn own(who: &Client) -> String {
    who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

fn hand_over(who: &Client, person: &str, query: &str, body: &Value) -> Answer {
    who.post(&format!("/agencies/{}/people/{person}/handover{query}", own(who)), body)
}

/// Today, in Vietnam.
fn today() -> String {
    (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive().to_string()
}

fn in_progress(server: &Server) -> Document {
    let by = |user: &str| server.client(user);
    let (unit, officer) = (server.department("KTHTDT"), server.person("chuyenvien.kinhte1"));
    let clerk = by("vanthu");
    let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": server.person("chutich") }));
    let direction = json!({ "primary": { "department": unit, "due": letters::in_days(9) }, "leader_approves": true });
    let letter = by("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }));
    let root = letter.assignment(&unit).to_owned();
    by("truongphong.kinhte")
        .act(&letter, &json!({ "command": "assign", "assignment": root, "officer": { "person": officer } }))
}

/// What of this document a listing names.
fn shares(listed: &Value, document: &Document) -> Vec<String> {
    let items = listed["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["document"] == document.id());
    let shares = item.map(|item| item["shares"].as_array().unwrap().clone()).unwrap_or_default();
    shares.iter().map(|share| share["share"].as_str().unwrap().to_owned()).collect()
}

fn tasks(who: &Client, document: &Document) -> Vec<String> {
    let all = who.all("/inbox?kind=act");
    let mine = all.iter().filter(|line| line["document"]["id"] == document.id());
    mine.map(|line| line["task"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    fn an_officers_work_goes_over_in_one_call(engine: Engine) {
        let server = Server::demo(engine);
        let (administrator, officer, next) =
            (server.client("quantri"), server.client("chuyenvien.kinhte1"), server.client("chuyenvien.kinhte2"));
        let (from, to) = (server.person("chuyenvien.kinhte1"), server.person("chuyenvien.kinhte2"));
        let (first, second) = (in_progress(&server), in_progress(&server));
        let due = |document: &Document| document.last_assignment(&from)["due"].clone();
        let before = [due(&first), due(&second)];

        // Listed first, with what would be refused; nothing is changed, and no content is shown to who administers.
        let listed = hand_over(&administrator, &from, "?dry_run=true", &json!({ "reason": "Chuyển công tác." })).ok();
        assert_eq!((shares(&listed, &first), shares(&listed, &second)), (vec!["held".to_owned()], vec!["held".to_owned()]));
        assert!(listed["items"].as_array().unwrap().iter().all(|item| item["to"].is_null()));
        assert!(!listed.to_string().contains("V/v"), "{listed}");
        let outside = json!({ "to": "chuyenvien.vhxh1", "reason": "Chuyển công tác." });
        let refused = hand_over(&administrator, &from, "?dry_run=true", &outside).ok();
        let item = refused["items"].as_array().unwrap().iter().find(|item| item["document"] == first.id()).unwrap().clone();
        assert_eq!((item["refused"]["code"].as_str(), item["refused"]["pointer"].as_str()), (Some("not_of_department"), Some("/to")));

        // One that can't go keeps all of them.
        let mixed = json!({ "to": "chuyenvien.kinhte2", "reason": "Chuyển công tác.",
            "items": [{ "document": second.id(), "to": "chuyenvien.vhxh1" }] });
        hand_over(&administrator, &from, "", &mixed).expect(422).problem(422, "not_of_department").at("/items/0/to", "not_of_department");
        assert_eq!(tasks(&officer, &first), ["handle"]);
        hand_over(&administrator, &from, "", &json!({ "reason": "Chuyển công tác." })).problem(422, "nobody_takes_over");
        hand_over(&administrator, &from, "", &json!({ "to": "quantri", "reason": "Chuyển công tác." }))
            .problem(403, "administrator_takes_over");
        let gone = json!([{ "command": "end_person", "person": "chuyenvien.kinhte1", "until": today() }]);
        let commands = format!("/agencies/{}/organisation/commands", own(&administrator));
        administrator.post(&commands, &json!({ "commands": gone })).problem(409, "holds_work");

        let order = json!({ "to": "chuyenvien.kinhte2", "reason": "Chuyển công tác." });
        let done = hand_over(&administrator, &from, "", &order).ok();
        assert_eq!(done["items"].as_array().unwrap().len(), listed["items"].as_array().unwrap().len());
        for (document, before) in [&first, &second].into_iter().zip(&before) {
            assert_eq!((tasks(&officer, document), tasks(&next, document)), (vec![], vec!["handle".to_owned()]));
            let now = next.read(document.id());
            let leg = now.last_assignment(&to);
            assert_eq!((leg["former_holders"][0]["id"].as_str(), &leg["due"]), (Some(from.as_str()), before));
            let told = next.messages(document.id());
            let mine = |m: &&Value| m["kind"] == "handed_over";
            let told: Vec<&Value> = told.iter().filter(mine).collect();
            assert_eq!((told.len(), told[0]["to"]["person"].as_str()), (1, Some(to.as_str())));
            let line = next.history(document.id()).pop().unwrap();
            assert_eq!((line["event"].as_str(), line["facts"]["reason"].as_str()), (Some("handed_over"), Some("Chuyển công tác.")));
            assert_eq!(line["by"]["id"], server.person("quantri").as_str());
        }
        hand_over(&administrator, &from, "", &order).problem(409, "nothing_to_hand_over");

        // Whoever had it looks it up still; the other does the work, and it goes on as it was directed.
        let leg = first.assignment(&from).to_owned();
        let submit = json!({ "command": "submit_result", "assignment": leg, "text": "Xong." });
        officer.rehearse(&officer.read(first.id()), &submit).problem(403, "holder_only");
        let handed_in = next.act(&next.read(first.id()), &submit);
        assert_eq!(handed_in.state(), "awaiting_approval");
        administrator.post(&commands, &json!({ "commands": gone })).ok();
    }

    fn a_leaders_directions_go_to_another_leader(engine: Engine) {
        let server = Server::demo(engine);
        let (leader, other, chief) = (server.client("chutich"), server.client("phochutich"), server.client("chanhvanphong"));
        let (from, to, clerk) = (server.person("chutich"), server.person("phochutich"), server.client("vanthu"));
        let presented = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": from }));
        let secret = clerk.act(&clerk.register(&letters::secret()), &json!({ "command": "present", "to": from }));
        let directed = in_progress(&server);
        let listed = hand_over(&chief, &from, "?dry_run=true", &json!({ "to": "phochutich", "reason": "Nghỉ hưu." })).ok();
        assert_eq!(shares(&listed, &presented), ["presentation"]);
        assert_eq!(shares(&listed, &secret), ["presentation"]);
        assert_eq!(shares(&listed, &directed), ["given"]);
        let officer = json!({ "to": "chuyenvien.kinhte2", "reason": "Nghỉ hưu." });
        hand_over(&chief, &from, "", &officer).expect(422);

        hand_over(&chief, &from, "", &json!({ "to": "phochutich", "reason": "Nghỉ hưu." })).ok();
        assert_eq!((tasks(&leader, &presented), tasks(&other, &presented)), (vec![], vec!["direct".to_owned()]));
        assert_eq!(tasks(&other, &secret), ["direct"]);
        // The result comes to whoever has taken over, while the line says who directed.
        let head = server.client("truongphong.kinhte");
        let officer = server.client("chuyenvien.kinhte1");
        let leg = directed.assignment(&server.person("chuyenvien.kinhte1")).to_owned();
        let now = officer.act(&officer.read(directed.id()), &json!({ "command": "submit_result", "assignment": leg, "text": "Xong." }));
        let now = head.act(&now, &json!({ "command": "approve", "assignment": leg }));
        assert_eq!(tasks(&other, &now), ["approve"]);
        let root = now.last_assignment(&server.department("KTHTDT"));
        assert_eq!((root["assigned_by"]["id"].as_str(), root["answers_to"]["id"].as_str()), (Some(from.as_str()), Some(to.as_str())));
        let root = root["id"].as_str().unwrap().to_owned();
        leader.rehearse(&now, &json!({ "command": "approve", "assignment": root })).problem(403, "holder_only");
        assert_eq!(other.act(&now, &json!({ "command": "approve", "assignment": root })).state(), "completed");
        assert_eq!(server.run(&["audit", "verify"]).0, 0);
    }
}
