//! The API's description: the committed file is what the program says of itself, and what it says of itself is true.

use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};
use tests::{Server, binary, letters, on_both_engines, unique, workspace};

use crate::{access_office::OutgoingDocuments, organisation::Another, outgoing::act};

/// The operations that the issue names.
const PROMISED: &[&str] = &[
    "login",
    "refreshSession",
    "logout",
    "getMe",
    "uploadFile",
    "downloadFile",
    "receiveIncomingDocument",
    "listIncomingDocuments",
    "getIncomingDocument",
    "commandIncomingDocument",
    "listIncomingDocumentHistory",
    "listIncomingDocumentTurns",
    "listIncomingDocumentMessages",
    "createOutgoingDocument",
    "listOutgoingDocuments",
    "getOutgoingDocument",
    "updateOutgoingDraft",
    "commandOutgoingDocument",
    "listOutgoingDocumentHistory",
    "listOutgoingDocumentMessages",
    "listOutgoingDeliveries",
    "listRegisterEntries",
    "reserveNumber",
    "voidNumber",
    "makeCopy",
    "listOutgoingDocumentAccesses",
    "listCounterparts",
    "createCounterpart",
    "updateCounterpart",
    "listProcedures",
    "getProcedure",
    "publishProcedure",
    "withdrawProcedure",
    "lintProcedure",
    "simulateProcedure",
    "listTemplates",
    "createTemplate",
    "updateTemplate",
    "downloadTemplate",
    "renderOutgoingDocument",
    "checkOutgoingLayout",
    "getInbox",
    "getInboxCounts",
    "listPeople",
    "listDepartments",
    "listRegisters",
    "listDocumentTypes",
    "listSigners",
    "bulkCommands",
    "explainCommand",
    "getHealth",
    "getReadiness",
];

fn committed() -> String {
    fs::read_to_string(workspace().join("openapi/congvan.v1.yaml")).unwrap_or_default()
}

fn description() -> Value {
    yaml_serde::from_str(&committed()).unwrap()
}

fn operations(api: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = api["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().iter().map(move |(method, one)| (path.as_str(), method.as_str(), one))
        })
        .filter(|(_, _, one)| one.get("operationId").is_some())
        .collect()
}

/// With `UPDATE_OPENAPI=1` the file is written anew.
#[test]
fn the_committed_file_is_what_the_program_says() {
    let out = std::process::Command::new(binary()).arg("openapi").output().unwrap();
    assert!(out.status.success());
    let said = String::from_utf8(out.stdout).unwrap();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(workspace().join("openapi/congvan.v1.yaml"), &said).unwrap();
    }
    assert!(
        said.trim_end() == committed().trim_end(),
        "openapi/congvan.v1.yaml is old: UPDATE_OPENAPI=1 cargo test -p tests openapi"
    );
}

#[test]
fn every_promised_operation_is_there_in_camel_case() {
    let api = description();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1"));
    let ids: Vec<&str> = operations(&api).iter().map(|(_, _, one)| one["operationId"].as_str().unwrap()).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "an operationId stands twice");
    for promised in PROMISED {
        assert!(unique.contains(promised), "{promised} is missing");
    }
    for id in ids {
        assert!(id.chars().all(char::is_alphanumeric) && id.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
    }
}

/// Every reference leads somewhere, every command has its schema, and every POST but sign-in's takes an Idempotency-Key.
#[test]
fn the_description_holds_together() {
    let api = description();
    let mut open = vec![&api];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    assert!(api.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
                }
                open.extend(fields.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    for (of, least) in [("IncomingDocumentCommand", 38), ("OutgoingDocumentCommand", 17)] {
        let command = &api["components"]["schemas"][of];
        let mapping = command["discriminator"]["mapping"].as_object().unwrap();
        assert!(mapping.len() >= least && command["discriminator"]["propertyName"] == "command", "{of}");
        for (name, reference) in mapping {
            let schema = api.pointer(reference.as_str().unwrap().trim_start_matches('#')).unwrap();
            assert_eq!(schema["properties"]["command"]["enum"], json!([name]), "{of}");
            assert_eq!(schema["additionalProperties"], false, "{of}: {name} takes unknown fields");
        }
    }
    for (path, method, one) in operations(&api) {
        let id = one["operationId"].as_str().unwrap();
        // Answers that hold a secret are not kept.
        if method == "post"
            && ![
                "login",
                "refreshSession",
                "logout",
                "resetPassword",
                "enrolSecondFactor",
                "confirmSecondFactor",
                "makeRecoveryCodes",
                "removeSecondFactor",
                "requestPasswordReset",
                "resetForgottenPassword",
                "createServiceAccount",
                "renewServiceAccount",
                "createWebhook",
                "rotateWebhookSecret",
                // Once more is once more.
                "replayWebhookDelivery",
                "beginSignIn",
                "endSignIn",
                // The portal's own code says that it is the same.
                "submitDossierOnline",
                // Changes nothing; and a dossier is rated once.
                "lookUpDossier",
                "rateDossier",
                // A draft becomes one dossier; what was asked for is supplied once; drafts and files are few.
                "requestCitizenCode",
                "signInCitizen",
                "createCitizenDraft",
                "submitCitizenDraft",
                "uploadCitizenFile",
                "uploadCitizenSupplement",
                "supplyCitizenDossier",
                // The same bytes are the same message, and what was worked off says so.
                "handInReceivedMail",
                "settleReceivedMail",
                "receiveReceivedMail",
                "retryReceivedMail",
                // A packet has its sender's id; one that is no longer waiting says so; a directory is read again, however often it is asked for.
                "pushInterchangePacket",
                "resolveQuarantine",
                "retryInterchangePacket",
                "syncDirectory",
                // They change nothing.
                "lintProcedure",
                "simulateProcedure",
            ]
            .contains(&id)
        {
            let parameters = one["parameters"].as_array().cloned().unwrap_or_default();
            assert!(parameters.iter().any(|p| p["name"] == "Idempotency-Key" && p["in"] == "header"), "{id} at {path}");
        }
        assert!(path.starts_with("/api/v1/") || path.starts_with("/.well-known/"), "{path}");
        // Bytes are no list of numbers, and the description itself is no string: a reader would find neither there.
        let bodies = one["responses"].as_object().unwrap().values().chain(one.get("requestBody"));
        for (media_type, body) in bodies.filter_map(|body| body["content"].as_object()).flatten() {
            let kind = &body["schema"]["type"];
            assert!(
                // A stream of events is text.
                media_type.ends_with("json")
                    || media_type == "text/event-stream"
                    || (kind != "array" && kind != "string"),
                "{id}: {media_type} as {kind}"
            );
        }
    }
    // A file comes back as what it is.
    let download = &api["paths"]["/api/v1/files/{id}"]["get"]["responses"]["200"]["content"];
    assert_eq!(download.as_object().unwrap().keys().collect::<Vec<_>>(), ["*/*"]);
}

/// What doesn't fit the schema, loosely: required fields, types, known values.
fn misfits(api: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        return misfits(api, api.pointer(reference.trim_start_matches('#')).unwrap(), value, place, found);
    }
    for kind in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[kind].as_array() {
            let fits = choices.iter().any(|choice| {
                let mut wrong = Vec::new();
                misfits(api, choice, value, place, &mut wrong);
                wrong.is_empty()
            });
            if !fits {
                found.push(format!("{place}: none of the choices fits {value}"));
            }
            return;
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        // Each part describes some of the fields.
        let mut wrong = Vec::new();
        all.iter().for_each(|one| misfits(api, one, value, place, &mut wrong));
        found.extend(wrong.into_iter().filter(|w| !w.ends_with("is not described")));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = types.is_empty() || types.contains(&is) || (is == "integer" && types.contains(&"number"));
    if !fits {
        found.push(format!("{place}: {is} instead of {types:?}"));
        return;
    }
    if let Some(known) = schema["enum"].as_array()
        && !known.contains(value)
    {
        found.push(format!("{place}: {value} is none of {known:?}"));
    }
    if let Some(object) = value.as_object() {
        for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(required) {
                found.push(format!("{place}/{required} is missing"));
            }
        }
        let properties = schema["properties"].as_object();
        for (name, field) in object {
            match properties.and_then(|p| p.get(name)) {
                Some(schema) => misfits(api, schema, field, &format!("{place}/{name}"), found),
                // What a part of it forbids, no other part allows.
                None if schema["additionalProperties"] == json!(false) => {
                    found.push(format!("{place}/{name} is forbidden"));
                }
                // A field that the description doesn't know; a map and a composed schema may have any.
                None if properties.is_some_and(|p| !p.is_empty())
                    && schema.get("additionalProperties").is_none()
                    && schema.get("allOf").is_none() =>
                {
                    found.push(format!("{place}/{name} is not described"));
                }
                None => {}
            }
        }
    }
    if let Some(items) = value.as_array() {
        for (n, item) in items.iter().enumerate().take(20) {
            misfits(api, &schema["items"], item, &format!("{place}/{n}"), found);
        }
    }
}

on_both_engines! {
    /// What the server answers is what its description says.
    fn answers_are_as_described(engine: Engine) {
        let office = Server::shared(engine);
        let api = description();
        let clerk = office.client("vanthu");
        let file = clerk.try_upload("a.pdf", &letters::pdf("a")).created();
        let received = clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": [file["id"]], "register": {} })).created();
        let path = format!("/incoming-documents/{}", received["id"].as_str().unwrap());
        let letter = clerk.read(received["id"].as_str().unwrap());
        let presented = clerk.command(&letter, &json!({ "command": "present", "to": office.person("chutich") })).ok();
        let direction = json!({ "primary": { "department": office.department("KTHTDT"), "due": letters::in_days(3) },
            "informed": [{ "person": office.person("theodoi") }], "leader_approves": true });
        let directed = office.client("chutich").act(&tests::Document(presented), &json!({ "command": "direct", "direction": direction })).0;
        let bulk = json!({ "dry_run": true, "items": [{ "document": uuid::Uuid::now_v7(), "command": { "command": "comment", "text": "a" } }] });
        let session = office.anonymous().post("/sessions", &json!({ "username": "theodoi", "password": "demo" })).created();
        let system = office.client("quantri");
        let agency = format!("/agencies/{}", system.get("/me").ok()["agency"]["id"].as_str().unwrap());
        let rule = json!({ "command": "set_rule", "name": "Thử", "subject_words": "thử",
            "to": { "department": office.department("VHXH") } });
        let other = Another::set_up(office);
        let code = system.get(&format!("/agencies/{}", other.id)).ok()["code"].as_str().unwrap().to_owned();
        let outgoing = OutgoingDocuments::new(office, &code);
        let of = |name: &str| outgoing.document(name).unwrap();
        let (paper, sent) = (of("draft"), of("dispatched").path());
        let officer = office.client("chuyenvien.kinhte1");
        let content = json!({ "document_type": "cong_van", "subject": "V/v thử mô tả", "pages": 2, "urgency": "urgent",
            "signer": office.person("chutich"), "reply_by": "2999-01-05", "recipients": [{ "person": office.person("theodoi"), "purpose": "to_know" }] });
        let revised = officer.request("PUT", &format!("{}/draft", paper.path())).if_match(paper.version()).json(&json!({ "content": content }));
        let mut answer = content.clone();
        answer["answers"] = json!([{ "document": received["id"], "final": true }]);
        let created = office.client("truongphong.kinhte").post("/outgoing-documents", &json!({ "content": answer, "submit": true })).created();
        let cancelled = json!({ "command": "cancel", "reason": "Thử." });
        let entries = format!("/registers/{}/entries", of("dispatched").0["line"]["register"].as_str().unwrap());
        let reserved = clerk.post(&entries, &json!({ "reason": "Thử." })).created();
        let void = format!("{entries}/{}/void", reserved["number"]);
        let company = json!({ "name": unique("Công ty Mô Tả "), "email": "cong-ty@mo-ta.example", "address": "Số 1, đường Thử Nghiệm" });
        let known = clerk.post("/counterparts", &company).created();
        let changed = clerk.request("PUT", &format!("/counterparts/{}", known["id"].as_str().unwrap())).if_match(1);
        let template = crate::templates::kept(&clerk);
        let paused = clerk.request("PUT", &format!("/templates/{template}")).if_match(1);
        let procedure = crate::procedures::published(&system);
        let procedures = "/procedures";
        let of_clerk = crate::templates::upload(&clerk, "Mẫu.docx", "{{so}}");
        let answers = [
            ("login", "201", session),
            ("uploadFile", "201", file),
            ("receiveIncomingDocument", "201", received),
            ("commandIncomingDocument", "200", directed),
            ("getMe", "200", clerk.get("/me").ok()),
            ("getKeySet", "200", clerk.get("/.well-known/jwks.json").ok()),
            ("listPeople", "200", clerk.get("/people").ok()),
            ("listDepartments", "200", clerk.get("/departments").ok()),
            ("listDocumentTypes", "200", clerk.get("/document-types").ok()),
            ("listSigners", "200", clerk.get("/signers?document_type=cong_van").ok()),
            ("listRegisters", "200", clerk.get("/registers").ok()),
            ("getInbox", "200", clerk.get("/inbox").ok()),
            ("getInbox", "200", office.client("theodoi").get("/inbox?kind=read").ok()),
            ("getInboxCounts", "200", clerk.get("/inbox/counts").ok()),
            ("listIncomingDocuments", "200", clerk.get("/incoming-documents?limit=20").ok()),
            ("getIncomingDocument", "200", clerk.get(&path).ok()),
            ("listIncomingDocumentHistory", "200", clerk.get(&format!("{path}/history")).ok()),
            ("listIncomingDocumentTurns", "200", clerk.get(&format!("{path}/turns")).ok()),
            ("listIncomingDocumentAccesses", "200", clerk.get(&format!("{path}/accesses")).ok()),
            ("getIncomingDocumentAccessStatistics", "200", clerk.get(&format!("{path}/access-statistics")).ok()),
            ("listIncomingDocumentMessages", "200", clerk.get(&format!("{path}/messages")).ok()),
            ("explainCommand", "200", clerk.get(&format!("{path}/commands/direct/explanation")).ok()),
            ("bulkCommands", "200", clerk.post("/commands", &bulk).ok()),
            ("listAgencies", "200", system.get("/agencies").ok()),
            ("getAgency", "200", system.get(&agency).ok()),
            ("getOrganisation", "200", system.get(&format!("{agency}/organisation")).ok()),
            ("listOrganisationHistory", "200", system.get(&format!("{agency}/organisation/history")).ok()),
            ("changeOrganisation", "200",
                system.post(&format!("{agency}/organisation/commands?dry_run=true"), &json!({ "commands": [rule] })).ok()),
            ("changeOrganisation", "4XX", system.post(&format!("{agency}/organisation/commands"),
                &json!({ "commands": [{ "command": "end_rule", "rule": uuid::Uuid::nil() }] })).expect(422).json()),
            ("updateOutgoingDraft", "200", revised.send().ok()),
            ("createOutgoingDocument", "201", created),
            ("createOutgoingDocument", "4XX", system.post("/outgoing-documents", &json!({ "content": content })).expect(403).json()),
            ("commandOutgoingDocument", "200", act(&officer, of("in_review"), &cancelled).0),
            ("getOutgoingDocument", "200", clerk.get(&sent).ok()),
            ("listOutgoingDocuments", "200", clerk.get("/outgoing-documents?limit=20").ok()),
            ("listOutgoingDocumentHistory", "200", clerk.get(&format!("{sent}/history")).ok()),
            ("listOutgoingDocumentMessages", "200", clerk.get(&format!("{sent}/messages")).ok()),
            ("listOutgoingDocumentAccesses", "200", clerk.get(&format!("{sent}/accesses")).ok()),
            ("getOutgoingDocumentAccessStatistics", "200", clerk.get(&format!("{sent}/access-statistics")).ok()),
            ("listOutgoingDeliveries", "200", clerk.get(&format!("{sent}/deliveries")).ok()),
            ("getInbox", "200", office.client("truongphong.kinhte").get("/inbox?limit=200").ok()),
            ("getInbox", "200", office.client("truongphong.vhxh").get("/inbox?kind=read&limit=200").ok()),
            ("reserveNumber", "201", reserved),
            ("voidNumber", "200", clerk.post(&void, &json!({ "reason": "Thử." })).ok()),
            ("listRegisterEntries", "200", clerk.get(&format!("{entries}?limit=200")).ok()),
            ("createCounterpart", "201", known),
            ("updateCounterpart", "200", changed.json(&company).send().ok()),
            ("listCounterparts", "200", clerk.get("/counterparts").ok()),
            ("publishProcedure", "201", system.post(procedures, &crate::procedures::content(&unique("thu-"))).created()),
            ("listProcedures", "200", clerk.get(procedures).ok()),
            ("getProcedure", "200", clerk.get(&format!("{procedures}/{procedure}")).ok()),
            ("lintProcedure", "200", clerk.post("/procedures/lint", &json!({ "procedure": { "id": procedure } })).ok()),
            ("simulateProcedure", "200", clerk.post("/procedures/simulate", &json!({ "procedure": { "id": procedure } })).ok()),
            ("withdrawProcedure", "200", system.post(&format!("{procedures}/{procedure}/withdraw"), &json!({ "reason": "Thử." })).ok()),
            ("createTemplate", "201", clerk.post("/templates", &json!({ "name": "Mẫu mô tả", "file": of_clerk })).created()),
            ("listTemplates", "200", clerk.get("/templates").ok()),
            ("listWebhooks", "200", system.get(&format!("{agency}/webhooks")).ok()),
            ("renderOutgoingDocument", "201", clerk.post(&format!("{sent}/renderings"), &json!({ "template": template, "as": "docx" })).created()),
            ("updateTemplate", "200", paused.json(&json!({ "active": false })).send().ok()),
            ("checkOutgoingLayout", "200", clerk.get(&format!("{sent}/layout-findings")).ok()),
            ("getHealth", "200", clerk.get("/health").ok()),
            ("getReadiness", "200", clerk.get("/health/ready").ok()),
            ("getIncomingDocument", "4XX", office.client("quantri").get(&path).expect(404).json()),
            ("receiveIncomingDocument", "4XX", clerk.post("/incoming-documents", &json!({ "facts": 1 })).expect(422).json()),
        ];
        let mut found = Vec::new();
        for (id, status, body) in &answers {
            let operations = operations(&api);
            let (_, _, one) = operations.iter().find(|(_, _, one)| one["operationId"] == *id).unwrap();
            let content = one["responses"][status]["content"].as_object().unwrap_or_else(|| panic!("{id} {status} is not described"));
            let schema = &content.values().next().unwrap()["schema"];
            let mut wrong = Vec::new();
            misfits(&api, schema, body, "", &mut wrong);
            found.extend(wrong.into_iter().map(|w| format!("{id} {status}: {w}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert!(clerk.get("/people").ok()["items"].as_array().unwrap().len() >= 13);
        assert!(clerk.get("/document-types").ok()["items"].as_array().unwrap().len() >= 35);
    }

    /// The documentation page comes from the program alone.
    fn the_page_needs_no_internet(engine: Engine) {
        let office = Server::shared(engine);
        let anyone = office.anonymous();
        let page = anyone.get("/docs/").expect(200);
        assert!(page.header("content-type").unwrap().starts_with("text/html"));
        let page = String::from_utf8(page.body).unwrap();
        let mut assets = 0;
        for quote in ["src=\"", "href=\""] {
            for address in page.split(quote).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(!address.contains("//"), "{address} lies elsewhere");
                anyone.get(&format!("/docs/{}", address.trim_start_matches("./"))).expect(200);
                assets += 1;
            }
        }
        assert!(assets >= 3, "{page}");
        let served = anyone.get("/openapi.yaml").expect(200);
        assert_eq!(String::from_utf8(served.body).unwrap().trim_end(), committed().trim_end());
        let as_json = anyone.get("/docs/openapi.json").ok();
        assert_eq!(as_json["info"]["title"], "congvan");
    }
}
