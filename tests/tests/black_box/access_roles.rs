//! The roles and posts that nobody of the demo has: the whole access table once more for somebody of each. What they are answered is
//! written down as somebody's of the demo, and where it differs.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{ROLES, Server, on_both_engines, unique};

use crate::{
    access_office::Office,
    access_requests::{Api, Given},
    access_table::{Row, TABLE, say},
};

/// Somebody, by what they are, and what they are answered.
struct Newcomer {
    /// The beginning of their name.
    name: &'static str,
    role: Option<&'static str>,
    /// Their department and their post there.
    post: Option<(&'static str, &'static str)>,
    /// Whom of the demo they are answered like.
    like: &'static str,
    /// Where not: operation, situation, status.
    but: &'static [(&'static str, &'static str, u16)],
}

#[rustfmt::skip]
const NEWCOMERS: &[Newcomer] = &[
    // Runs one agency, and nothing beyond it: other agencies don't exist for them.
    Newcomer { name: "qt-", role: Some("administrator"), post: None, like: "quantri", but: &[
        ("listAgencies", "", 403),
        ("createAgency", "", 403),
        ("getAgency", "another", 404),
        ("getCalendar", "another's", 404),
        ("getDeadline", "by another's calendar", 404),
        ("changeCalendar", "another's", 404),
        ("getOrganisation", "another", 404),
        ("changeOrganisation", "one's own name", 403),
        ("changeOrganisation", "another", 404),
        ("listOrganisationHistory", "another's", 404),
        ("listIdentitiesOfPerson", "of someone of another agency", 404),
        ("removeIdentityOfPerson", "of someone of another agency", 404),
        ("resetPassword", "of someone of another agency", 404),
        ("resetSecondFactor", "of someone of another agency", 404),
        ("listServiceAccounts", "of another", 404),
        ("createServiceAccount", "of another", 404),
        ("listWebhooks", "of another", 404),
        ("createWebhook", "of another", 404),
    ] },
    // Takes over case files, and sees them; by that no documents.
    Newcomer { name: "lt-", role: Some("archivist"), post: None, like: "chuyenvien.vhxh1", but: &[
        // Is of no unit that could draft.
        ("createOutgoingDocument", "of one's own unit", 422),
        ("getCaseFile", "an officer's", 200),
        ("listCaseFileHistory", "an officer's", 200),
        ("printCaseFileContents", "of an officer's", 200),
        ("commandCaseFile", "approve an entry", 403),
        ("commandCaseFile", "strike an entry", 403),
        ("commandCaseFile", "approve what is open", 409),
        ("commandCaseFile", "add what not all see", 403),
        ("commandCaseFile", "add a secret line", 403),
        ("commandCaseFile", "remove a document", 403),
        ("commandCaseFile", "transfer", 403),
        ("commandCaseFile", "freeze", 403),
        ("commandCaseFile", "hand over", 403),
        ("commandCaseFile", "dispose of what is to be handed over", 409),
        ("exportCaseFile", "that is open", 409),
        ("exportCaseFile", "that is closed", 403),
    ] },
    // Keeps the papers of one unit: looks up what the unit has, and does nothing in its stead.
    Newcomer { name: "vtp-", role: None, post: Some(("KTHTDT", "registry")), like: "chuyenvien.kinhte2", but: &[
        ("createOutgoingDocument", "that answers what not all see", 201),
        ("downloadFile", "of a document in progress", 200),
        ("getIncomingDocument", "at two departments", 200),
        ("getIncomingDocument", "with the first officer", 200),
        ("getIncomingDocument", "completed", 200),
        ("listIncomingDocumentHistory", "with the first officer", 200),
        ("listIncomingDocumentTurns", "with the first officer", 200),
        ("listIncomingDocumentMessages", "with the first officer", 200),
        ("printProcessingSlip", "with the first officer", 200),
        ("listIncomingDocumentAccesses", "with the first officer", 403),
        ("getIncomingDocumentAccessStatistics", "with the first officer", 403),
        ("explainCommand", "with the first officer", 200),
        // What the unit has sent stands in its papers, too; how it came about is for whoever made it.
        ("getOutgoingDocument", "on its way", 200),
        ("listOutgoingDocumentHistory", "on its way", 403),
        ("listOutgoingDocumentMessages", "on its way", 403),
        ("listOutgoingDeliveries", "on its way", 403),
        ("listOutgoingDocumentAccesses", "on its way", 403),
        ("getOutgoingDocumentAccessStatistics", "on its way", 403),
        ("commandOutgoingDocument", "file", 403),
        ("commandOutgoingDocument", "recall", 403),
        ("commandOutgoingDocument", "note_delivery, by post", 403),
        ("commandOutgoingDocument", "note_delivery, where it is known", 403),
        ("commandOutgoingDocument", "acknowledge", 403),
        ("commandOutgoingDocument", "acknowledge as another agency", 422),
        ("commandOutgoingDocument", "comment on what has gone", 403),
        ("commandOutgoingDocument", "replaced, which the office notes", 403),
        ("renderOutgoingDocument", "on its way", 403),
        ("checkOutgoingLayout", "on its way", 403),
        ("commandIncomingDocument", "assign", 403),
        ("commandIncomingDocument", "assign, supporting", 403),
        ("commandIncomingDocument", "accept for the department", 403),
        ("commandIncomingDocument", "give back for the department", 403),
        ("commandIncomingDocument", "the head's own result", 403),
        ("commandIncomingDocument", "redirect", 403),
        ("commandIncomingDocument", "withdraw", 403),
        ("commandIncomingDocument", "an officer's result", 403),
        ("commandIncomingDocument", "an officer's progress", 403),
        ("commandIncomingDocument", "an officer asks for more time", 403),
        ("commandIncomingDocument", "grant_look", 403),
        ("commandIncomingDocument", "end_look of nobody", 403),
        ("commandIncomingDocument", "hand_over", 403),
        ("commandIncomingDocument", "reassign", 403),
        ("commandIncomingDocument", "take back", 403),
        ("commandIncomingDocument", "amend the department's", 403),
        ("commandIncomingDocument", "add a reader at the top", 403),
        ("commandIncomingDocument", "add a supporting department", 403),
        ("commandIncomingDocument", "remind", 403),
        ("commandIncomingDocument", "comment", 200),
        ("commandIncomingDocument", "acknowledge", 403),
        ("commandIncomingDocument", "pause", 403),
        ("commandIncomingDocument", "correct", 403),
        ("commandIncomingDocument", "the sender's recall", 403),
        ("commandIncomingDocument", "answered, by the office alone", 403),
        ("commandIncomingDocument", "approve", 403),
        ("commandIncomingDocument", "reject", 403),
        ("commandIncomingDocument", "file", 403),
        ("commandIncomingDocument", "reopen", 403),
    ] },
];

fn enumerated(schema: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(tests::workspace().join("openapi/congvan.v1.yaml")).unwrap();
    let document: Value = yaml_serde::from_str(&text).unwrap();
    let values = document["components"]["schemas"][schema]["enum"].as_array().unwrap();
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    fn every_other_role_is_answered_as_the_table_says(engine: Engine) {
        // Of their own: who keeps a unit's papers is told of all that comes there.
        let server = &Server::demo(engine);
        let (api, office) = (Api::declared(), Office::new(server));
        let administrator = server.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let (mut wrong, mut asked) = (Vec::new(), 0);
        let (mut roles, mut posts) = (BTreeSet::new(), BTreeSet::new());
        let mut seen = |me: &Value| {
            roles.extend(me["person"]["roles"].as_array().unwrap().iter().map(|role| role.as_str().unwrap().to_owned()));
            posts.extend(me["person"]["posts"].as_array().unwrap().iter().map(|post| post["post"].as_str().unwrap().to_owned()));
        };
        for user in ROLES {
            seen(&server.client(user).get("/me").ok());
        }
        for Newcomer { name, role, post, like, but } in NEWCOMERS {
            let username = unique(name).to_lowercase();
            let mut commands = vec![json!({ "command": "create_person", "username": username, "name": "Người Mới Đến", "title": "Thử quyền" })];
            commands.extend(role.map(|role| json!({ "command": "grant_role", "person": username, "role": role })));
            commands.extend(post.map(|(department, post)| {
                json!({ "command": "give_position", "person": username, "department": department, "post": post })
            }));
            administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands })).ok();
            let password = "(SELECT password_hash FROM person WHERE username = 'vanthu')";
            server.database().run(&format!("UPDATE person SET password_hash = {password} WHERE username = '{username}'"));
            let who = server.client(&username);
            seen(&who.get("/me").ok());
            let column = 1 + ROLES.iter().position(|user| user == like).unwrap();
            let mut differs: BTreeSet<(&str, &str)> = but.iter().map(|(operation, situation, _)| (*operation, *situation)).collect();
            for Row(operation, situation, expected, given) in TABLE {
                let other = but.iter().find(|(o, s, _)| o == operation && s == situation).map(|(.., status)| *status);
                differs.remove(&(*operation, *situation));
                assert_ne!(other, Some(expected[column]), "{operation}, {situation} does not differ");
                let expected = other.unwrap_or(expected[column]);
                let answer = api.ask(&office, &who, operation, &Given::of(given));
                asked += 1;
                if answer.status != expected {
                    wrong.push(format!("{operation}, {situation}, {name}: expected {expected}; {answer}"));
                }
            }
            assert!(differs.is_empty(), "no such rows: {differs:?}");
        }
        assert!(wrong.is_empty(), "{} of {asked} answers differ:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!((roles, posts), (enumerated("Role"), enumerated("Post")), "somebody has every role and every post");
        say(&format!("{} rows × {} people of other roles = {asked} requests", TABLE.len(), NEWCOMERS.len()));
    }
}
