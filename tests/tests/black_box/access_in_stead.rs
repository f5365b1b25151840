//! Who is answered what in another's stead, and who once held a document: the table of `access_table` once more, for somebody who
//! stands in for each of its people, and for those who had a part and have it no longer.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Client, ROLES, Server, on_both_engines};

use crate::{
    access_office::Office,
    access_requests::{Api, Given},
    access_table::{Row, TABLE, say},
    organisation::signed_in,
    outgoing::read,
};

/// What one does in the stead of whom one stands in for.
const IN_STEAD: &[&str] = &[
    "bulkCommands",
    "changeCalendar",
    "commandCaseFile",
    "commandIncomingDocument",
    "checkOutgoingLayout",
    "commandDossier",
    "commandOutgoingDocument",
    "createCounterpart",
    "createTemplate",
    "downloadFile",
    "explainCommand",
    "exportRegister",
    "exportCaseFile",
    "getCaseFile",
    "getDelivery",
    "getDossier",
    "getDossierForm",
    "getDossierStatistics",
    "getDashboard",
    "getReport",
    "getFigures",
    "downloadReceivedMail",
    "getInbox",
    "getInboxCounts",
    "getInterchangeMessage",
    "getInterchangePacket",
    "listGateways",
    "listInterchangePackets",
    "listQuarantine",
    "resolveQuarantine",
    "retryInterchangePacket",
    "syncDirectory",
    "getIncomingDocument",
    "getOutgoingDocument",
    "listIncomingDocumentAccesses",
    "getIncomingDocumentAccessStatistics",
    "handOverWork",
    "listOriginalUses",
    "printCaseFileContents",
    "printProcessingSlip",
    "printRegister",
    "returnOriginal",
    "useOriginal",
    "listIncomingDocumentHistory",
    "listIncomingDocumentTurns",
    "listIncomingDocumentMessages",
    "listCaseFileHistory",
    "listDeliveries",
    "listDossierAccesses",
    "getDossierAccessStatistics",
    "listDossierHistory",
    "listDossierMessages",
    "listDossiers",
    "listIncomingDocuments",
    "listOutgoingDeliveries",
    "listOutgoingDocumentAccesses",
    "getOutgoingDocumentAccessStatistics",
    "listOutgoingDocumentHistory",
    "listOutgoingDocumentMessages",
    "listOutgoingDocuments",
    "listPostalItems",
    "listRegisterEntries",
    "notePostedItems",
    "printDossierBook",
    "printPostalItems",
    "getReceivedMail",
    "handInReceivedMail",
    "listReceivedMails",
    "listRegisters",
    "makeCopy",
    "recallDelivery",
    "receiveDossier",
    "receiveIncomingDocument",
    "submitDossierOnline",
    "receiveReceivedMail",
    "renderOutgoingDocument",
    "reserveNumber",
    "retryReceivedMail",
    "sendDelivery",
    "settleReceivedMail",
    "updateCounterpart",
    "updateOutgoingDraft",
    "updateTemplate",
    "voidNumber",
];

/// What is everybody's own: to sign in, what follows from it, and what is open to all. The table has it for everyone.
const ONES_OWN: &[&str] = &[
    "beginSignIn",
    "changePassword",
    "confirmSecondFactor",
    "endAbsence",
    "endSession",
    "endSignIn",
    "enrolSecondFactor",
    "getHealth",
    "getKeySet",
    "getMe",
    "getNoticePreferences",
    "getReportWishes",
    "getOpenApi",
    "getReadiness",
    "getSecondFactor",
    "listIdentities",
    "listIdentityProviders",
    "listSessions",
    "login",
    "logout",
    "makeRecoveryCodes",
    "refreshSession",
    "removeIdentity",
    "removeSecondFactor",
    "requestPasswordReset",
    "resetForgottenPassword",
    "setAbsence",
    "setNoticePreferences",
    "setReportWishes",
];

/// In whoever's stead.
const EVERYBODY: &str = "";

/// Where the answer is another than to whom they stand in for, each with its reason.
const OTHERWISE: &[(&str, &str, &str, u16)] = &[
    // Nobody administers in another's stead.
    ("handOverWork", "of an officer, rehearsed", "quantri", 403),
    ("changeCalendar", "one's own, rehearsed", "quantri", 403),
    ("changeCalendar", "another's", "quantri", 404),
    ("createTemplate", "", "quantri", 403),
    ("getCaseFile", "an officer's", "quantri", 404),
    ("listCaseFileHistory", "an officer's", "quantri", 404),
    ("printCaseFileContents", "of an officer's", "quantri", 404),
    ("commandCaseFile", "approve an entry", "quantri", 404),
    ("commandCaseFile", "strike an entry", "quantri", 404),
    ("commandCaseFile", "approve what is open", "quantri", 404),
    ("commandCaseFile", "add what not all see", "quantri", 404),
    ("commandCaseFile", "add a secret line", "quantri", 404),
    ("commandCaseFile", "remove a document", "quantri", 404),
    ("commandCaseFile", "transfer", "quantri", 404),
    ("commandCaseFile", "freeze", "quantri", 404),
    ("commandCaseFile", "hand over", "quantri", 404),
    ("commandCaseFile", "dispose of what is to be handed over", "quantri", 404),
    ("exportCaseFile", "that is open", "quantri", 404),
    ("exportCaseFile", "that is closed", "quantri", 404),
    // A signature is taken back by one's own hand, as it is given.
    ("commandOutgoingDocument", "return what was signed", "chutich", 403),
    ("createTemplate", "of a file that isn't there", "quantri", 403),
    ("updateTemplate", "", "quantri", 403),
    ("updateTemplate", "that doesn't exist", "quantri", 403),
    // A file that is attached to nothing is its uploader's, by hand and not by desk.
    ("downloadFile", "that vanthu has attached to nothing", "vanthu", 404),
    ("commandOutgoingDocument", "note what was signed, with a scan", "vanthu", 422),
    ("commandOutgoingDocument", "seal, with the scan", "vanthu", 422),
    // One drafts in one's own name, for a unit of one's own: whoever stands in here is of none.
    ("createOutgoingDocument", "of one's own unit", EVERYBODY, 422),
    // A signature is nobody's to give in another's stead.
    ("commandOutgoingDocument", "sign on paper, without a scan", "chutich", 403),
    ("commandOutgoingDocument", "note what was signed, with a scan", "chutich", 403),
    ("commandOutgoingDocument", "sign a PDF that is not there", "chutich", 403),
];

/// What is answered to whoever held a document once and holds it no longer: every operation whose address names a document, or a
/// file of one. They look it up and say something about it, and nothing more.
const FORMER: &[(&str, &str, u16)] = &[
    ("commandIncomingDocument", r#"id=$handed_on { "command": "comment", "text": "a" }"#, 200),
    ("commandIncomingDocument", r#"id=$handed_on { "command": "pause", "reason": "a" }"#, 403),
    ("downloadFile", "id=$handed_on_file", 200),
    ("explainCommand", "id=$handed_on command=approve", 200),
    ("getIncomingDocument", "id=$handed_on", 200),
    ("listIncomingDocumentAccesses", "id=$handed_on", 403),
    ("getIncomingDocumentAccessStatistics", "id=$handed_on", 403),
    ("listIncomingDocumentHistory", "id=$handed_on", 200),
    ("listIncomingDocumentTurns", "id=$handed_on", 200),
    ("listIncomingDocumentMessages", "id=$handed_on", 200),
    ("printProcessingSlip", "id=$handed_on", 200),
];

/// What is answered to whoever drafted an outgoing document once and drafts it no longer. The same holds for them.
const FORMER_DRAFTER: &[(&str, &str, u16)] = &[
    ("checkOutgoingLayout", "id=$redrafted", 200),
    ("commandOutgoingDocument", r#"id=$redrafted { "command": "comment", "text": "a" }"#, 200),
    ("commandOutgoingDocument", r#"id=$redrafted { "command": "submit" }"#, 403),
    ("commandOutgoingDocument", r#"id=$redrafted { "command": "cancel", "reason": "a" }"#, 403),
    ("downloadFile", "id=$redrafted_file", 200),
    ("getOutgoingDocument", "id=$redrafted", 200),
    ("listOutgoingDeliveries", "id=$redrafted", 200),
    ("listOutgoingDocumentAccesses", "id=$redrafted", 403),
    ("getOutgoingDocumentAccessStatistics", "id=$redrafted", 403),
    ("listOutgoingDocumentHistory", "id=$redrafted", 200),
    ("listOutgoingDocumentMessages", "id=$redrafted", 200),
    (
        "renderOutgoingDocument",
        r#"id=$redrafted { "template": "00000000-0000-8000-8000-c0a600000001", "as": "docx" }"#,
        201,
    ),
    ("updateOutgoingDraft", r#"id=$redrafted { "content": "$draft_content" }"#, 403),
];

/// The column of somebody who works here and has no right to administer.
const STAFF: &str = "chuyenvien.vhxh1";

/// Somebody who works here, has no role and no post, and stands in for this person.
fn substitute_of(server: &Server, user: &str) -> Client {
    let administrator = server.client("quantri");
    let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let name = format!("thay-{}", user.replace('.', "-"));
    let commands = json!([
        { "command": "create_person", "username": name, "name": "Người Làm Thay", "title": "Lái xe" },
        { "command": "set_absence", "person": user, "substitute": name, "until": "2999-01-01" },
    ]);
    administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands })).ok();
    signed_in(server, &administrator, &own, &name)
}

on_both_engines! {
    /// Every operation × everyone of the demo, as somebody who stands in for them: documents as theirs, the rest as anybody's.
    fn a_substitute_is_answered_as_the_person_in_whose_stead_they_act(engine: Engine) {
        let server = Server::demo(engine);
        let (api, office) = (Api::declared(), Office::new(&server));
        let column = |user: &str| 1 + ROLES.iter().position(|role| *role == user).unwrap();
        let (mut wrong, mut asked) = (Vec::new(), 0);
        for user in ROLES {
            let substitute = substitute_of(&server, user);
            for Row(operation, situation, expected, given) in TABLE {
                if ONES_OWN.contains(operation) {
                    continue;
                }
                let whose = if IN_STEAD.contains(operation) { user } else { STAFF };
                let otherwise = OTHERWISE.iter().find(|(o, s, u, _)| (o, s) == (operation, situation) && [user, EVERYBODY].contains(u));
                let expected = otherwise.map_or(expected[column(whose)], |(.., status)| *status);
                let answer = api.ask(&office, &substitute, operation, &Given::of(given));
                asked += 1;
                if answer.status != expected {
                    wrong.push(format!("{operation}, {situation}, for {user}: expected {expected}; {answer}"));
                }
            }
        }
        let own = TABLE.iter().filter(|Row(operation, ..)| ONES_OWN.contains(operation)).count();
        assert_eq!(asked, (TABLE.len() - own) * ROLES.len());
        assert!(wrong.is_empty(), "{} of {asked} answers differ:\n{}", wrong.len(), wrong.join("\n"));
        say(&format!("{} rows × a substitute of each of {} people = {asked} requests", TABLE.len() - own, ROLES.len()));
    }

    /// Who held it and holds it no longer looks it up and says something about it; nothing more, whatever is on offer to others.
    fn a_former_holder_looks_and_does_not_act(engine: Engine) {
        let server = Server::demo(engine);
        let by = |user: &str| server.client(user);
        let (api, office) = (Api::declared(), Office::new(&server));
        let letter = &office.handed_on;
        let leg = &office.handed_on_leg;

        let everyone = ["vanthu", "chutich", "truongphong.kinhte", "chuyenvien.kinhte1", "theodoi", "chanhvanphong"];
        let offers: BTreeSet<String> = everyone.iter().flat_map(|user| by(user).read(letter.id()).offered()).collect();
        assert!(offers.len() > 10, "{offers:?}");
        for user in ["chuyenvien.kinhte2", "truongphong.vhxh"] {
            let former = by(user);
            assert!(former.all("/incoming-documents").iter().any(|line| line["id"] == letter.id()), "{user}");
            let seen = former.read(letter.id());
            assert_eq!(seen.offered(), BTreeSet::from(["comment".to_owned()]), "{user}");
            for (operation, given, expected) in FORMER {
                api.ask(&office, &former, operation, &Given::of(given)).expect(*expected);
            }
            assert!(former.tasks(letter.id()).is_empty(), "{user}");
            for command in offers.iter().filter(|command| *command != "comment") {
                let explained = former.get(&format!("{}/{command}/explanation", letter.commands()));
                let explained: Value = explained.ok();
                assert_eq!(explained["allowed"], false, "{user} {command}");
            }
            let submit = json!({ "command": "submit_result", "assignment": leg, "text": "Xong." });
            former.command(letter, &submit).problem(409, "assignment_closed");
            let now = letter.assignment(&server.person("chuyenvien.kinhte1")).to_owned();
            let submit = json!({ "command": "submit_result", "assignment": now, "text": "Xong." });
            former.command(letter, &submit).problem(403, "holder_only");
        }
        // Whoever never had a part finds nothing.
        by("chuyenvien.vhxh1").get(&letter.path()).expect(404);

        let former = by("chuyenvien.kinhte2");
        for (operation, given, expected) in FORMER_DRAFTER {
            api.ask(&office, &former, operation, &Given::of(given)).expect(*expected);
        }
        let paper = office.outgoing.document("redrafted").unwrap();
        let offered = |who: &Client| {
            let offers = read(who, paper).0["offered_commands"].as_array().unwrap().clone();
            offers.iter().map(|offer| offer["command"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
        };
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(offered(&former), all(&["comment"]));
        assert_eq!(offered(&by("chuyenvien.kinhte1")), all(&["revise", "submit", "cancel", "comment", "ask_opinions"]));
    }
}

/// A new operation on a document must say what it answers to whoever held it.
#[test]
fn every_operation_on_a_document_has_a_row_for_its_former_holder() {
    let on_document = |path: &str| path.contains("-documents/{id}") || path.starts_with("/api/v1/files/{id}");
    let declared = Api::declared().operations.iter().filter(|(_, operation)| on_document(&operation.path));
    let declared: BTreeSet<&str> = declared.map(|(id, _)| id.as_str()).collect();
    let former = || FORMER.iter().chain(FORMER_DRAFTER);
    let rows: BTreeSet<&str> = former().map(|(operation, ..)| *operation).collect();
    assert_eq!(declared, rows, "FORMER in access_in_stead.rs");
    let faults: Vec<String> =
        former().flat_map(|(operation, given, _)| Api::declared().faults(operation, &Given::of(given))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
