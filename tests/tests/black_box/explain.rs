//! "Why can I not?": what is explained agrees with what happens, and who is named can.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Client, Document, ROLES, Server, letters, on_both_engines};

fn explain(who: &Client, document: &Document, command: &str, assignment: Option<&str>) -> Value {
    let query = assignment.map(|id| format!("?assignment={id}")).unwrap_or_default();
    who.get(&format!("{}/{command}/explanation{query}", document.commands())).ok()
}

fn who_can(office: &Server, explained: &Value) -> BTreeSet<String> {
    explained["who_can"].as_array().unwrap().iter().map(|p| office.username(p["id"].as_str().unwrap())).collect()
}

fn names(users: &[&str]) -> BTreeSet<String> {
    users.iter().map(|user| (*user).to_owned()).collect()
}

on_both_engines! {
    fn reasons_and_names(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));

        let mine = explain(&office.client("chutich"), &letter, "direct", None);
        assert_eq!((&mine["allowed"], &mine["command"]), (&json!(true), &json!("direct")));
        assert!(mine.get("reason").is_none() && mine.get("rule").is_none());
        assert_eq!(who_can(office, &mine), names(&["chutich"]));

        let not = explain(&clerk, &letter, "direct", None);
        assert_eq!((&not["allowed"], &not["rule"]), (&json!(false), &json!("holder_only")));
        assert!(not["reason"].as_str().unwrap().contains("người đang giữ"), "{not}");
        assert_eq!(who_can(office, &not), names(&["chutich"]));
        let path = format!("{}/direct/explanation", letter.commands());
        let english = clerk.request("GET", &path).header("Accept-Language", "en").send().ok();
        assert_eq!(english["reason"], "Only whoever holds it can do this.");

        let late = explain(&clerk, &letter, "register", None);
        assert_eq!(late["rule"], "wrong_state");
        assert!(who_can(office, &late).is_empty(), "nobody registers what is registered: {late}");
        clerk.get(&format!("{}/bay/explanation", letter.commands())).expect(404);
    }

    /// Everyone who is named can, and nobody else: each is rehearsed. And what is on offer is what is allowed.
    fn who_is_named_can(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
        let direction = json!({ "primary": { "department": office.department("KTHTDT"), "due": letters::in_days(8) },
            "supporting": [{ "department": office.department("VHXH") }] });
        let letter = office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }));
        let unit = letter.assignment(&office.department("KTHTDT")).to_owned();
        let officer = json!({ "person": office.person("chuyenvien.kinhte1") });
        let assign = json!({ "command": "assign", "assignment": unit, "officer": officer });
        let cases = [
            ("assign", Some(unit.as_str()), assign, names(&["truongphong.kinhte", "photruong.kinhte"])),
            ("withdraw", Some(&unit), json!({ "command": "withdraw", "assignment": unit }), names(&["chutich"])),
            ("give_back", Some(&unit), json!({ "command": "give_back", "assignment": unit, "reason": "a" }),
                names(&["truongphong.kinhte", "photruong.kinhte"])),
            ("correct", None, json!({ "command": "correct", "reason": "a", "pages": 3 }), names(&["vanthu"])),
            ("remind", Some(&unit), json!({ "command": "remind", "assignment": unit }),
                names(&["chutich", "phochutich", "chanhvanphong", "theodoi"])),
            ("approve", Some(&unit), json!({ "command": "approve", "assignment": unit }), names(&[])),
        ];
        for (command, assignment, body, expected) in cases {
            let explained = explain(&clerk, &letter, command, assignment);
            assert_eq!(who_can(office, &explained), expected, "{command}");
            for user in ROLES {
                let who = office.client(user);
                let done = who.rehearse(&letter, &body).status == 200;
                assert_eq!(done, expected.contains(user), "{command} by {user}");
                if who.get(&letter.path()).status == 200 {
                    let seen = who.read(letter.id());
                    assert_eq!(explain(&who, &seen, command, assignment)["allowed"], done, "{command} for {user}");
                    assert_eq!(seen.offers(command, assignment), done, "{command} on offer to {user}");
                }
            }
        }
    }
}
