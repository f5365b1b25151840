//! Who is answered what: every operation of the API × everyone of the demo and nobody, in the situations that matter. The
//! expected statuses are written down here by hand, from the issue and the office's rules, and never computed.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Answer, Client, Document, ROLES, Server, letters, on_both_engines, unique, workspace};

use crate::organisation::Another;

/// Documents in the situations that the table speaks of.
pub struct Office<'a> {
    server: &'a Server,
    /// Handed in at the one-stop shop, not entered.
    received: Document,
    /// Entered, on the registry's desk.
    registered: Document,
    /// Before the chairman.
    presented: Document,
    /// KTHTDT leads, VHXH supports, the chief of office is informed, theodoi monitors.
    directed: Document,
    /// The same, with chuyenvien.kinhte1; a file is attached.
    in_progress: Document,
    /// The same, handed in by chuyenvien.kinhte1.
    awaiting: Document,
    /// The same, approved.
    completed: Document,
    /// A secret line, entered.
    secret: Document,
    /// A secret line before the chairman.
    secret_presented: Document,
    /// A file of the one in progress.
    file: String,
    /// A file that vanthu has uploaded and attached to nothing.
    loose_file: String,
    /// The office itself.
    own: String,
    /// Someone of it who does nothing else.
    bystander: String,
    /// Another agency of the installation.
    another: Another,
    /// Its registry clerk's id.
    stranger: String,
}

impl<'a> Office<'a> {
    pub fn new(server: &'a Server) -> Self {
        let by = |user: &str| server.client(user);
        let clerk = by("vanthu");
        let chairman = server.person("chutich");
        let present = |d: &Document| clerk.act(d, &json!({ "command": "present", "to": chairman }));
        let direct = |d: &Document| {
            let direction = json!({
                "primary": { "department": server.department("KTHTDT"), "due": letters::in_days(9) },
                "supporting": [{ "department": server.department("VHXH") }],
                "informed": [{ "person": server.person("chanhvanphong") }],
                "monitors": [{ "person": server.person("theodoi") }],
            });
            by("chutich").act(d, &json!({ "command": "direct", "direction": direction }))
        };
        let unit = |d: &Document| d.assignment(&server.department("KTHTDT")).to_owned();
        let leg = |d: &Document| d.assignment(&server.person("chuyenvien.kinhte1")).to_owned();
        let assign = |d: &Document| {
            let officer = json!({ "person": server.person("chuyenvien.kinhte1") });
            by("truongphong.kinhte").act(d, &json!({ "command": "assign", "assignment": unit(d), "officer": officer }))
        };
        let submit = |d: &Document| {
            by("chuyenvien.kinhte1")
                .act(d, &json!({ "command": "submit_result", "assignment": leg(d), "text": "Xong." }))
        };
        let approve =
            |d: &Document| by("truongphong.kinhte").act(d, &json!({ "command": "approve", "assignment": leg(d) }));
        let letter = || clerk.register_letter();
        let file = clerk.upload("Phụ lục.pdf", &letters::pdf("phu luc"));
        let in_progress = assign(&direct(&present(&letter())));
        let in_progress = clerk.act(&in_progress, &json!({ "command": "attach", "files": [file] }));
        let own = by("quantri").get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let new = json!({ "command": "create_person", "username": unique("dung-xem-"), "name": "Người Đứng Xem", "title": "Lái xe" });
        let made =
            by("quantri").post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [new] })).ok();
        let another = Another::set_up(server);
        let stranger = another.client(server, "vanthu").get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        Self {
            server,
            own,
            bystander: made["results"][0]["person"]["id"].as_str().unwrap().to_owned(),
            another,
            stranger,
            received: by("motcua").receive(&letters::facts()),
            registered: letter(),
            presented: present(&letter()),
            directed: direct(&present(&letter())),
            in_progress,
            awaiting: submit(&assign(&direct(&present(&letter())))),
            completed: approve(&submit(&assign(&direct(&present(&letter()))))),
            secret: clerk.register(&letters::secret()),
            secret_presented: present(&clerk.register(&letters::secret())),
            file,
            loose_file: clerk.upload("Nháp.pdf", &letters::pdf("nhap")),
        }
    }

    /// A code as the bystander might get it by mail.
    fn mailed_code(&self) -> String {
        let code = unique("ma-");
        let hash: String = Sha256::digest(&code).iter().map(|byte| format!("{byte:02x}")).collect();
        self.server.database().run(&format!(
            "INSERT INTO password_reset (token_hash, agency_id, person_id, expires_at)
             VALUES ('{hash}', '{}', '{}', '2999-01-01T00:00:00.000000Z')",
            self.own, self.bystander
        ));
        code
    }

    /// A link of this person's with an account elsewhere, the only one.
    fn linked(&self, agency: &str, person: &str) -> String {
        self.server.database().run(&format!("DELETE FROM identity_link WHERE person_id = '{person}'"));
        let id = uuid::Uuid::now_v7().to_string();
        self.server.database().run(&format!(
            "INSERT INTO identity_link (agency_id, id, person_id, issuer, subject, linked_at)
             VALUES ('{agency}', '{id}', '{person}', 'https://sso.example', '{id}', '2026-01-01T00:00:00.000000Z')"
        ));
        id
    }

    fn department(&self, code: &str) -> String {
        self.server.department(code)
    }

    fn unit(&self, document: &Document) -> String {
        document.assignment(&self.department("KTHTDT")).to_owned()
    }

    fn leg(&self, document: &Document) -> String {
        document.assignment(&self.server.person("chuyenvien.kinhte1")).to_owned()
    }
}

pub type Ask = fn(&Office<'_>, &Client) -> Answer;

/// One row: operation, situation, the expected statuses, and how it is asked.
pub struct Row(pub &'static str, pub &'static str, pub [u16; 14], pub Ask);

/// GET below a document.
fn see(who: &Client, document: &Document, below: &str) -> Answer {
    who.get(&format!("{}{below}", document.path()))
}

/// A command that is only rehearsed, so that everyone finds the same document.
fn try_out(who: &Client, document: &Document, command: &Value) -> Answer {
    who.rehearse(document, command)
}

fn credentials(who: &Client) -> Value {
    let name = if who.token().is_none() { "vanthu" } else { who.name() };
    json!({ "username": name, "password": tests::PASSWORD })
}

// The columns, from the left: nobody; quản trị; văn thư; chủ tịch; phó chủ tịch; chánh văn phòng; trưởng phòng, phó trưởng
// phòng, chuyên viên 1 and 2 of kinh tế; trưởng phòng and chuyên viên of văn hóa – xã hội; theo dõi; một cửa.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    //                                                            nobody qtri vthu ctich  pct  cvp  tpkt ptkt cvk1 cvk2 tpvx cvvx tdoi mcua
    Row("login", "with their own password",                         [201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
        |_, who| who.post("/sessions", &credentials(who))),
    Row("login", "with a wrong password",                           [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401],
        |_, who| who.post("/sessions", &json!({ "username": who.name(), "password": "sai" }))),
    Row("refreshSession", "with a fresh token",                     [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| { let session = who.post("/sessions", &credentials(who)).created();
                   who.post("/sessions/refresh", &json!({ "refresh_token": session["refresh_token"] })) }),
    Row("refreshSession", "with an invented token",                 [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401],
        |_, who| who.post("/sessions/refresh", &json!({ "refresh_token": unique("bịa") }))),
    Row("logout", "of a session of their own",                      [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204],
        |_, who| { if who.token().is_none() { return who.request("POST", "/sessions/logout").send(); }
                   let session = who.post("/sessions", &credentials(who)).created();
                   who.with_token(session["access_token"].as_str().unwrap()).request("POST", "/sessions/logout").send() }),
    Row("listSessions", "of one's own",                             [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/sessions")),
    Row("endSession", "of one's own",                               [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204],
        |_, who| { if who.token().is_none() { return who.request("DELETE", &format!("/sessions/{}", uuid::Uuid::now_v7())).send(); }
                   let session = who.post("/sessions", &credentials(who)).created();
                   let there = who.with_token(session["access_token"].as_str().unwrap());
                   let all = there.items("/sessions");
                   let id = all.iter().find(|s| s["current"] == true).unwrap()["id"].as_str().unwrap().to_owned();
                   who.request("DELETE", &format!("/sessions/{id}")).send() }),
    Row("endSession", "of vanthu, by the others",                   [401, 404, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| { let session = o.server.sign_in("vanthu");
                   let there = who.with_token(session["access_token"].as_str().unwrap());
                   let all = there.items("/sessions");
                   let id = all.iter().find(|s| s["current"] == true).unwrap()["id"].as_str().unwrap().to_owned();
                   who.request("DELETE", &format!("/sessions/{id}")).send() }),
    Row("getMe", "",                                                [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/me")),
    Row("getKeySet", "",                                            [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/.well-known/jwks.json")),
    Row("getHealth", "",                                            [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/health")),
    Row("getReadiness", "",                                         [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/health/ready")),
    Row("getOpenApi", "",                                           [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/openapi.yaml")),

    Row("listPeople", "",                                           [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/people")),
    Row("listDepartments", "",                                      [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/departments")),
    Row("listDocumentTypes", "",                                    [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/document-types")),
    Row("listRegisters", "",                                        [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/registers")),
    Row("openRegister", "for a type that nobody uses",              [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |_, who| who.post("/registers", &json!({ "code": unique("so-"), "name": "Sổ thử", "document_types": ["giay_nghi_phep"],
            "first_number": 1, "reason": "Thử quyền." }))),
    Row("listAgencies", "",                                         [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |_, who| who.get("/agencies")),
    Row("createAgency", "",                                         [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |_, who| who.post("/agencies", &json!({ "code": unique("H97."), "name": "Cơ quan thử quyền",
            "administrator": { "username": unique("thu-quyen-"), "name": "Người Thử Quyền" } }))),
    Row("getAgency", "one's own",                                   [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |o, who| who.get(&format!("/agencies/{}", o.own))),
    Row("getAgency", "another",                                     [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.get(&format!("/agencies/{}", o.another.id))),
    Row("getAgency", "that doesn't exist",                          [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |_, who| who.get(&format!("/agencies/{}", uuid::Uuid::now_v7()))),
    Row("getOrganisation", "one's own",                             [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.get(&format!("/agencies/{}/organisation", o.own))),
    Row("getOrganisation", "another",                               [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.get(&format!("/agencies/{}/organisation", o.another.id))),
    Row("changeOrganisation", "one's own",                          [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.post(&format!("/agencies/{}/organisation/commands?dry_run=true", o.own), &json!({ "commands": [
            { "command": "create_department", "code": "THU", "name": "Phòng thử" }] }))),
    Row("changeOrganisation", "one's own name",                     [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.post(&format!("/agencies/{}/organisation/commands?dry_run=true", o.own), &json!({ "commands": [
            { "command": "rename_agency", "name": "Tên khác", "from": "2999-01-01" }] }))),
    Row("changeOrganisation", "another",                            [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.post(&format!("/agencies/{}/organisation/commands?dry_run=true", o.another.id), &json!({ "commands": [
            { "command": "create_department", "code": "THU", "name": "Phòng thử" }] }))),
    Row("listOrganisationHistory", "one's own",                     [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.get(&format!("/agencies/{}/organisation/history", o.own))),
    Row("listOrganisationHistory", "another's",                     [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.get(&format!("/agencies/{}/organisation/history", o.another.id))),
    Row("resetPassword", "of someone of one's own",                 [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.request("POST", &format!("/agencies/{}/people/{}/password", o.own, o.bystander)).send()),
    Row("resetPassword", "of someone of another agency",            [401, 201, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.request("POST", &format!("/agencies/{}/people/{}/password", o.another.id, o.stranger)).send()),
    Row("resetPassword", "of a stranger as if of one's own",        [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.request("POST", &format!("/agencies/{}/people/{}/password", o.own, o.stranger)).send()),
    Row("requestPasswordReset", "for an address that is nobody's",  [202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202],
        |_, who| who.post("/password-reset-requests", &json!({ "email": format!("{}@khong-co.example", unique("x")) }))),
    Row("resetForgottenPassword", "with the code of a mail",        [204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204],
        |o, who| who.post("/password-resets", &json!({ "code": o.mailed_code(), "new": "một mật khẩu đủ dài" }))),
    Row("resetForgottenPassword", "with an invented code",          [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/password-resets", &json!({ "code": unique("bịa"), "new": "một mật khẩu đủ dài" }))),
    Row("getSecondFactor", "",                                      [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/me/second-factor")),
    Row("makeRecoveryCodes", "where there is no second factor",     [401, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409],
        |_, who| who.post("/me/second-factor/recovery-codes", &json!({ "code": "khong-phai-ma" }))),
    Row("removeSecondFactor", "with a wrong password",              [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/me/second-factor/removal", &json!({ "password": "sai", "code": "khong-phai-ma" }))),
    Row("enrolSecondFactor", "",                                    [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
        |_, who| who.post("/me/second-factor", &json!({ "password": tests::PASSWORD }))),
    Row("enrolSecondFactor", "with a wrong password",               [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/me/second-factor", &json!({ "password": "sai" }))),
    Row("confirmSecondFactor", "with what is no code",              [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/me/second-factor/confirmation", &json!({ "code": "khong-phai-ma" }))),
    Row("resetSecondFactor", "of someone who has none",             [401, 409, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.request("DELETE", &format!("/agencies/{}/people/{}/second-factor", o.own, o.bystander)).send()),
    Row("resetSecondFactor", "of someone of another agency",        [401, 409, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.request("DELETE", &format!("/agencies/{}/people/{}/second-factor", o.another.id, o.stranger)).send()),
    Row("resetSecondFactor", "of a stranger as if of one's own",    [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.request("DELETE", &format!("/agencies/{}/people/{}/second-factor", o.own, o.stranger)).send()),
    Row("listIdentityProviders", "",                                [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/identity-providers")),
    Row("beginSignIn", "where nobody is known",                     [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/sign-ins", &json!({ "provider": "tinh", "return_to": "https://la.example/" }))),
    Row("endSignIn", "that nobody has begun",                       [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401],
        |_, who| who.post("/sign-ins/end", &json!({ "returned_state": "la", "secret": "la", "authorization_code": "la" }))),
    Row("endSignIn", "without what the page has kept",              [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/sign-ins/end", &json!({ "returned_state": "la", "authorization_code": "la" }))),
    Row("listIdentities", "",                                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/me/identities")),
    Row("removeIdentity", "that is linked with somebody else",      [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.request("DELETE", &format!("/me/identities/{}", o.linked(&o.own, &o.bystander))).send()),
    Row("listIdentitiesOfPerson", "of someone of one's own",        [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.get(&format!("/agencies/{}/people/{}/identities", o.own, o.bystander))),
    Row("listIdentitiesOfPerson", "of someone of another agency",   [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.get(&format!("/agencies/{}/people/{}/identities", o.another.id, o.stranger))),
    Row("listIdentitiesOfPerson", "of a stranger as if one's own",  [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.get(&format!("/agencies/{}/people/{}/identities", o.own, o.stranger))),
    Row("removeIdentityOfPerson", "of someone of one's own",        [401, 204, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.request("DELETE", &format!("/agencies/{}/people/{}/identities/{}", o.own, o.bystander, o.linked(&o.own, &o.bystander))).send()),
    Row("removeIdentityOfPerson", "of someone of another agency",   [401, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.request("DELETE", &format!("/agencies/{}/people/{}/identities/{}", o.another.id, o.stranger, o.linked(&o.another.id, &o.stranger))).send()),
    Row("removeIdentityOfPerson", "of a stranger as if one's own",  [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |o, who| who.request("DELETE", &format!("/agencies/{}/people/{}/identities/{}", o.own, o.stranger, o.linked(&o.another.id, &o.stranger))).send()),
    Row("getOrganisationTemplate", "",                              [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/organisation-template")),
    Row("changePassword", "with a wrong one",                       [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.request("PUT", "/me/password").json(&json!({ "present": "sai", "new": "một mật khẩu đủ dài" })).send()),
    Row("changePassword", "with one that is too short",             [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.request("PUT", "/me/password").json(&json!({ "present": tests::PASSWORD, "new": "ngắn" })).send()),
    Row("setAbsence", "with oneself as substitute",                 [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
        |_, who| who.post("/me/absences", &json!({ "substitute": who.name(), "until": "2999-01-01" }))),
    Row("endAbsence", "of none",                                    [401, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409],
        |_, who| who.request("DELETE", "/me/absences/2999-01-01").send()),
    Row("getInbox", "to act",                                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/inbox")),
    Row("getInbox", "to read",                                      [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/inbox?kind=read")),
    Row("getInboxCounts", "",                                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/inbox/counts")),

    Row("uploadFile", "",                                           [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
        |_, who| who.try_upload("a.pdf", &letters::pdf("quyen"))),
    Row("downloadFile", "of a document in progress",                [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| who.get(&format!("/files/{}", o.file))),
    Row("downloadFile", "that vanthu has attached to nothing",      [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| who.get(&format!("/files/{}", o.loose_file))),

    Row("receiveIncomingDocument", "not entered",                   [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 201],
        |_, who| who.post("/incoming-documents", &json!({ "facts": letters::facts() }))),
    Row("receiveIncomingDocument", "entered at once",               [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403],
        |_, who| who.post("/incoming-documents", &json!({ "facts": letters::facts(), "register": {} }))),
    Row("listIncomingDocuments", "",                                [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |_, who| who.get("/incoming-documents?limit=1")),

    Row("getIncomingDocument", "handed in by motcua, not entered",  [401, 404, 200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200],
        |o, who| see(who, &o.received, "")),
    Row("getIncomingDocument", "entered",                           [401, 404, 200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 404],
        |o, who| see(who, &o.registered, "")),
    Row("getIncomingDocument", "before the chairman",               [401, 404, 200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 404],
        |o, who| see(who, &o.presented, "")),
    Row("getIncomingDocument", "at two departments",                [401, 404, 200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 200, 404],
        |o, who| see(who, &o.directed, "")),
    Row("getIncomingDocument", "with the first officer",            [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| see(who, &o.in_progress, "")),
    Row("getIncomingDocument", "completed",                         [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| see(who, &o.completed, "")),
    Row("getIncomingDocument", "a secret line, entered",            [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| see(who, &o.secret, "")),
    Row("getIncomingDocument", "a secret line before the chairman", [401, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| see(who, &o.secret_presented, "")),
    Row("getIncomingDocument", "that doesn't exist",                [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |_, who| who.get(&format!("/incoming-documents/{}", uuid::Uuid::now_v7()))),

    Row("listIncomingDocumentHistory", "with the first officer",    [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| see(who, &o.in_progress, "/history")),
    Row("listIncomingDocumentHistory", "a secret line, entered",    [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| see(who, &o.secret, "/history")),
    Row("listIncomingDocumentMessages", "with the first officer",   [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| see(who, &o.in_progress, "/messages")),
    Row("listIncomingDocumentMessages", "a secret line, entered",   [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| see(who, &o.secret, "/messages")),
    Row("explainCommand", "with the first officer",                 [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| see(who, &o.in_progress, "/commands/approve/explanation")),
    Row("explainCommand", "a secret line, entered",                 [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| see(who, &o.secret, "/commands/present/explanation")),

    Row("bulkCommands", "whatever comes of each",                   [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
        |o, who| who.post("/commands", &json!({ "dry_run": true, "items": [{ "document": o.registered.id(), "version": 1,
            "command": { "command": "comment", "text": "a" } }] }))),

    // Who may see it and doesn't hold it: 403. Who may not see it: 404, as if it were not there.
    Row("commandIncomingDocument", "register",                      [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 403],
        |o, who| try_out(who, &o.received, &json!({ "command": "register" }))),
    Row("commandIncomingDocument", "refuse",                        [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 403],
        |o, who| try_out(who, &o.received, &json!({ "command": "refuse", "reason": "a" }))),
    Row("commandIncomingDocument", "present",                       [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404],
        |o, who| try_out(who, &o.registered, &json!({ "command": "present", "to": o.server.person("chutich") }))),
    Row("commandIncomingDocument", "void",                          [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404],
        |o, who| try_out(who, &o.registered, &json!({ "command": "void", "reason": "a" }))),
    Row("commandIncomingDocument", "pass",                          [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404],
        |o, who| try_out(who, &o.presented, &json!({ "command": "pass", "to": o.server.person("phochutich") }))),
    Row("commandIncomingDocument", "direct",                        [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404],
        |o, who| try_out(who, &o.presented, &json!({ "command": "direct", "direction": { "primary": { "department": o.department("VHXH") } } }))),
    Row("commandIncomingDocument", "direct a secret line",          [401, 404, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| try_out(who, &o.secret_presented, &json!({ "command": "direct", "direction": { "primary": { "department": o.department("VHXH") } } }))),
    Row("commandIncomingDocument", "present a secret line",         [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |o, who| try_out(who, &o.secret, &json!({ "command": "present", "to": o.server.person("chutich") }))),
    Row("commandIncomingDocument", "give back what was presented",  [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404],
        |o, who| try_out(who, &o.presented, &json!({ "command": "give_back", "reason": "a" }))),
    Row("commandIncomingDocument", "return what was presented",     [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404],
        |o, who| try_out(who, &o.presented, &json!({ "command": "return_to_sender", "reason": "a" }))),
    Row("commandIncomingDocument", "assign",                        [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "assign", "assignment": o.unit(&o.directed), "officer": { "person": o.server.person("chuyenvien.kinhte2") } }))),
    Row("commandIncomingDocument", "assign, supporting",            [401, 404, 403, 403, 403, 403, 403, 403, 404, 404, 200, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "assign", "assignment": o.directed.assignment(&o.department("VHXH")), "officer": { "person": o.server.person("chuyenvien.vhxh1") } }))),
    Row("commandIncomingDocument", "accept for the department",     [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "accept", "assignment": o.unit(&o.directed) }))),
    Row("commandIncomingDocument", "give back for the department",  [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "give_back", "assignment": o.unit(&o.directed), "reason": "a" }))),
    Row("commandIncomingDocument", "the head's own result",         [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "submit_result", "assignment": o.unit(&o.directed), "text": "a" }))),
    Row("commandIncomingDocument", "redirect",                      [401, 404, 403, 200, 403, 403, 403, 403, 404, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "redirect", "assignment": o.unit(&o.directed), "primary": { "department": o.department("VP") }, "reason": "a" }))),
    Row("commandIncomingDocument", "withdraw",                      [401, 404, 403, 200, 403, 403, 403, 403, 404, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.directed, &json!({ "command": "withdraw", "assignment": o.unit(&o.directed) }))),
    Row("commandIncomingDocument", "an officer's result",           [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "submit_result", "assignment": o.leg(&o.in_progress), "text": "a" }))),
    Row("commandIncomingDocument", "an officer's progress",         [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "report_progress", "assignment": o.leg(&o.in_progress), "text": "a" }))),
    Row("commandIncomingDocument", "an officer asks for more time", [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "request_extension", "assignment": o.leg(&o.in_progress), "due": letters::in_days(20), "reason": "a" }))),
    Row("commandIncomingDocument", "reassign",                      [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "reassign", "assignment": o.leg(&o.in_progress), "officer": { "person": o.server.person("chuyenvien.kinhte2") }, "reason": "a" }))),
    Row("commandIncomingDocument", "take back",                     [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "take_back", "assignment": o.leg(&o.in_progress), "reason": "a" }))),
    Row("commandIncomingDocument", "amend the department's",        [401, 404, 403, 200, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "amend", "assignment": o.unit(&o.in_progress), "instruction": "a" }))),
    Row("commandIncomingDocument", "add a reader at the top",       [401, 404, 200, 200, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "add_recipient", "role": "informed", "recipient": { "person": o.server.person("phochutich") } }))),
    Row("commandIncomingDocument", "add a supporting department",   [401, 404, 403, 200, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "add_recipient", "role": "supporting", "recipient": { "department": o.department("VP") } }))),
    Row("commandIncomingDocument", "remind",                        [401, 404, 403, 200, 200, 200, 200, 200, 403, 404, 403, 404, 200, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "remind", "assignment": o.leg(&o.in_progress) }))),
    Row("commandIncomingDocument", "comment",                       [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "comment", "text": "a" }))),
    Row("commandIncomingDocument", "acknowledge",                   [401, 404, 403, 403, 403, 200, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "acknowledge", "assignment": o.in_progress.assignment(&o.server.person("chanhvanphong")) }))),
    Row("commandIncomingDocument", "pause",                         [401, 404, 403, 200, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "pause", "reason": "a" }))),
    Row("commandIncomingDocument", "correct",                       [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "correct", "reason": "a", "pages": 7 }))),
    Row("commandIncomingDocument", "the sender's recall",           [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "recall", "reason": "a" }))),
    Row("commandIncomingDocument", "answered, by the office alone", [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.in_progress, &json!({ "command": "answered", "by": "1/UBND" }))),
    Row("commandIncomingDocument", "approve",                       [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.awaiting, &json!({ "command": "approve", "assignment": o.leg(&o.awaiting) }))),
    Row("commandIncomingDocument", "reject",                        [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.awaiting, &json!({ "command": "reject", "assignment": o.leg(&o.awaiting), "reason": "a" }))),
    Row("commandIncomingDocument", "file",                          [401, 404, 200, 403, 403, 403, 200, 200, 200, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.completed, &json!({ "command": "file" }))),
    Row("commandIncomingDocument", "reopen",                        [401, 404, 200, 200, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404],
        |o, who| try_out(who, &o.completed, &json!({ "command": "reopen", "reason": "a" }))),
    Row("commandIncomingDocument", "of a document that isn't there", [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
        |_, who| who.request("POST", &format!("/incoming-documents/{}/commands", uuid::Uuid::now_v7())).if_match(1)
            .json(&json!({ "command": "comment", "text": "a" })).send()),
];

on_both_engines! {
    fn everyone_is_answered_as_the_table_says(engine: Engine) {
        let server = Server::shared(engine);
        let office = Office::new(server);
        let mut wrong = Vec::new();
        for Row(operation, situation, expected, ask) in TABLE {
            let everyone = std::iter::once(server.anonymous()).chain(ROLES.iter().map(|user| server.client(user)));
            for (who, expected) in everyone.zip(expected) {
                let answer = ask(&office, &who);
                if answer.status != *expected {
                    wrong.push(format!("{operation}, {situation}, {}: expected {expected}; {answer}", who.name()));
                }
                if answer.status >= 400 {
                    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer}");
                }
            }
        }
        assert!(wrong.is_empty(), "{} answers differ from the table:\n{}", wrong.len(), wrong.join("\n"));
        // What was rehearsed has changed nothing.
        let clerk = server.client("vanthu");
        let untouched = [&office.received, &office.registered, &office.presented, &office.directed, &office.in_progress,
            &office.awaiting, &office.completed, &office.secret, &office.secret_presented];
        for document in untouched {
            assert_eq!(clerk.read(document.id()).version(), document.version());
        }
    }

    /// A list holds what one may see, and nothing else.
    fn lists_hold_what_one_may_see(engine: Engine) {
        let server = Server::shared(engine);
        let office = Office::new(server);
        let listed = |user: &str, document: &Document| {
            server.client(user).all("/incoming-documents").iter().any(|line| line["id"] == document.id())
        };
        for user in ["vanthu", "chutich", "phochutich", "chanhvanphong", "theodoi", "truongphong.kinhte", "photruong.kinhte",
            "truongphong.vhxh", "chuyenvien.kinhte1"] {
            assert!(listed(user, &office.in_progress), "{user}");
        }
        for user in ["quantri", "motcua", "chuyenvien.kinhte2", "chuyenvien.vhxh1"] {
            assert!(!listed(user, &office.in_progress), "{user}");
        }
        for user in ROLES {
            assert_eq!(listed(user, &office.secret), user == "vanthu", "{user} and the secret line");
        }
    }
}

/// A new operation must be given its rows.
#[test]
fn every_operation_has_a_row() {
    let text = std::fs::read_to_string(workspace().join("openapi/congvan.v1.yaml")).unwrap();
    let api: Value = yaml_serde::from_str(&text).unwrap();
    let declared: BTreeSet<&str> = api["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .filter_map(|operation| operation["operationId"].as_str())
        .collect();
    let in_table: BTreeSet<&str> = TABLE.iter().map(|Row(operation, ..)| *operation).collect();
    assert_eq!(declared, in_table);
}

/// Whoever needs no token says so in the API's description, and nobody else does.
#[test]
fn what_is_open_to_nobody_in_particular_is_declared() {
    let text = std::fs::read_to_string(workspace().join("openapi/congvan.v1.yaml")).unwrap();
    let api: Value = yaml_serde::from_str(&text).unwrap();
    for path in api["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let open = operation["security"]
                .as_array()
                .is_some_and(|s| s.iter().any(|one| one.as_object().is_some_and(serde_json::Map::is_empty)));
            let in_table = TABLE.iter().any(|Row(name, _, expected, _)| *name == id && expected[0] != 401);
            assert_eq!(open, in_table, "{id}");
        }
    }
}
