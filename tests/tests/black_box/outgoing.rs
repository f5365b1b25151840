//! Outgoing documents: an officer's draft becomes an issued document with a number that nobody else has, and goes to recipients whose
//! receipt is known.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Server, letters, on_both_engines, unique, wait_until};

use crate::organisation::Another;

const PATIENCE: Duration = Duration::from_secs(30);

/// An outgoing document as it was last read.
#[derive(Debug, Clone)]
pub struct Outgoing(pub Value);

impl Outgoing {
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
        format!("/outgoing-documents/{}", self.id())
    }

    pub fn written(&self) -> &str {
        self.0["line"]["written"].as_str().unwrap_or_else(|| panic!("no number: {}", self.0))
    }

    pub fn offers(&self) -> Vec<&str> {
        self.0["offered_commands"].as_array().unwrap().iter().map(|offer| offer["command"].as_str().unwrap()).collect()
    }
}

pub fn draft(who: &Client, content: &Value) -> Outgoing {
    Outgoing(who.post("/outgoing-documents", &json!({ "content": content })).created())
}

pub fn read(who: &Client, document: &Outgoing) -> Outgoing {
    Outgoing(who.get(&document.path()).ok())
}

pub fn command(who: &Client, document: &Outgoing, command: &Value) -> Answer {
    let path = format!("{}/commands", document.path());
    who.request("POST", &path).if_match(document.version()).json(command).send()
}

#[must_use]
pub fn act(who: &Client, document: &Outgoing, what: &Value) -> Outgoing {
    Outgoing(command(who, document, what).ok())
}

pub fn revise(who: &Client, document: &Outgoing, content: &Value) -> Answer {
    let path = format!("{}/draft", document.path());
    who.request("PUT", &path).if_match(document.version()).json(&json!({ "content": content })).send()
}

/// How many numbers the office has given, kept free and struck out before anybody comes, in the book of its notices and letters.
pub fn given(clerk: &Client) -> u64 {
    let books = clerk.items("/registers");
    let takes =
        |book: &&Value| book["kind"] == "outgoing" && book["takes"] == "all_types" && book["year"] == json!(year());
    let book = books.iter().find(takes).unwrap_or_else(|| panic!("no such book: {books:#?}"));
    book["next_number"].as_u64().unwrap() - 1
}

fn year() -> i32 {
    use chrono::Datelike;
    (chrono::Utc::now() + chrono::TimeDelta::hours(7)).year()
}

pub fn code_of(who: &Client) -> String {
    let own = who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    who.get(&format!("/agencies/{own}")).ok()["code"].as_str().unwrap().to_owned()
}

/// From the draft to the signature, everybody content.
pub fn signed(office: &Server, content: &Value) -> Outgoing {
    let paper = draft(&office.client("chuyenvien.kinhte1"), content);
    let paper = act(&office.client("chuyenvien.kinhte1"), &paper, &json!({ "command": "submit" }));
    let paper = act(&office.client("truongphong.kinhte"), &paper, &json!({ "command": "endorse" }));
    let paper = act(&office.client("vanthu"), &paper, &json!({ "command": "pass_form" }));
    act(&office.client("chutich"), &paper, &json!({ "command": "sign", "on": "paper" }))
}

pub fn plain(office: &Server) -> Value {
    json!({ "document_type": "thong_bao", "subject": unique("Thông báo thử "), "signer": office.person("chutich") })
}

/// How it stands with each recipient, by its name.
pub fn standing(who: &Client, document: &Outgoing, name: &str) -> Value {
    let lines = who.items(&format!("{}/deliveries", document.path()));
    lines
        .iter()
        .find(|line| line["recipient"]["name"] == name)
        .unwrap_or_else(|| panic!("no {name}: {lines:?}"))
        .clone()
}

fn tasks(who: &Client, document: &Outgoing) -> Vec<String> {
    let items = who.all("/inbox");
    let about = items.iter().filter(|item| item["outgoing_document"]["id"] == document.id());
    about.map(|item| item["task"].as_str().unwrap().to_owned()).collect()
}

pub fn kinds(who: &Client, document: &Outgoing) -> Vec<(String, String)> {
    let mails = who.items(&format!("{}/messages", document.path()));
    let mail =
        |mail: &Value| (mail["kind"].as_str().unwrap().to_owned(), mail["to"]["name"].as_str().unwrap().to_owned());
    mails.iter().map(mail).collect()
}

/// An incoming document of an office, in the hands of its officer.
pub fn at_work(clerk: &Client, leader: &Client, head: &Client, came: &Document, unit: &str, officer: &str) -> Document {
    let id_of = |who: &Client| who.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
    let now = clerk.act(came, &json!({ "command": "present", "to": id_of(leader) }));
    let now = leader.act(&now, &json!({ "command": "direct", "direction": { "primary": { "department": unit } } }));
    let part = now.assignment(unit).to_owned();
    head.act(&now, &json!({ "command": "assign", "assignment": part, "officer": { "person": officer } }))
}

on_both_engines! {
    /// A letter comes in; an officer drafts the answer, it is returned once, its form has a fault, it is signed, numbered, sealed and sent to
    /// another office, where it is registered and answered in turn; both ends complete. Then it is recalled, replaced, and that corrected.
    fn an_answer_from_its_draft_to_its_recipients(engine: Engine) {
        let office = Server::demo(engine);
        let other = Another::set_up(&office);
        let by = |user: &str| office.client(user);
        let (clerk, head, officer) = (by("vanthu"), by("truongphong.kinhte"), by("chuyenvien.kinhte1"));
        let first = format!("{:02}", given(&clerk) + 1);
        let written = format!("{first}/UBND-KTHTDT");
        let unit = office.department("KTHTDT");
        let letter = at_work(&clerk, &by("chutich"), &head, &clerk.register_letter(), &unit, &office.person("chuyenvien.kinhte1"));
        let receiver = other.client(&office, "vanthu");
        let to = code_of(&receiver);

        // The draft: with a notation that no công văn has.
        let text = officer.upload("Dự thảo.pdf", &letters::pdf("du thao"));
        let mut content = json!({
            "document_type": "cong_van", "subject": "V/v trả lời kiến nghị của cử tri", "signer": office.person("chutich"),
            "notation": "CV-UBND", "files": [text], "pages": 2,
            "recipients": [
                { "agency": to, "purpose": "to_act" },
                { "department": office.department("VHXH"), "purpose": "to_know" },
                { "post": { "name": "Ông Nguyễn Văn Cử Tri", "address": "Tổ 3" }, "purpose": "to_know", "copies": 2 },
            ],
            "answers": [{ "document": letter.id(), "final": true }],
        });
        let paper = draft(&officer, &content);
        assert_eq!((paper.state(), tasks(&officer, &paper)), ("draft", vec!["draft".to_owned()]));
        assert_eq!(paper.0["content"]["copies"], 4);
        by("chuyenvien.vhxh1").get(&paper.path()).problem(404, "not_found");
        command(&officer, &paper, &json!({ "command": "endorse" })).problem(409, "wrong_state");

        // The head returns it once; what has come back is revised, and each edition has its own digest.
        let paper = act(&officer, &paper, &json!({ "command": "submit", "note": "Kính trình." }));
        assert_eq!((paper.state(), tasks(&head, &paper)), ("unit_review", vec!["check_content".to_owned()]));
        revise(&officer, &paper, &content).problem(409, "wrong_state");
        command(&officer, &paper, &json!({ "command": "endorse" })).problem(403, "head_only");
        let paper = act(&head, &paper, &json!({ "command": "return_to_drafter", "reason": "Thiếu số liệu quý III." }));
        assert_eq!((paper.state(), paper.0["returned"]["reason"].as_str()), ("draft", Some("Thiếu số liệu quý III.")));
        content["remark"] = json!("Đã bổ sung số liệu.");
        let paper = Outgoing(revise(&officer, &paper, &content).ok());
        let editions = paper.0["editions"].as_array().unwrap().clone();
        assert_eq!(editions.len(), 2);
        assert_ne!(editions[0]["digest"], editions[1]["digest"]);
        revise(&officer, &paper, &content).problem(422, "nothing_to_change");
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        let paper = act(&head, &paper, &json!({ "command": "endorse", "note": "Đồng ý." }));
        assert_eq!(paper.0["content_check"]["digest"], editions[1]["digest"]);

        // The form has a fault: the registry can't pass it, and returns it.
        assert_eq!((paper.state(), tasks(&clerk, &paper)), ("form_check", vec!["check_form".to_owned()]));
        let blocking: Vec<&str> = paper.0["findings"].as_array().unwrap().iter()
            .filter(|found| found["blocks"] == true).map(|found| found["code"].as_str().unwrap()).collect();
        assert_eq!(blocking, ["notation_type"]);
        command(&clerk, &paper, &json!({ "command": "pass_form" })).problem(422, "form_fault");
        let paper = act(&clerk, &paper, &json!({ "command": "return_to_drafter", "reason": "Công văn không có chữ viết tắt tên loại." }));
        content.as_object_mut().unwrap().remove("notation");
        let paper = Outgoing(revise(&officer, &paper, &content).ok());
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        let paper = act(&head, &paper, &json!({ "command": "endorse" }));
        assert_eq!(paper.0["layout"]["number"], "…/UBND-KTHTDT");
        let paper = act(&clerk, &paper, &json!({ "command": "pass_form" }));

        // The chairman alone signs; a number comes only after that.
        assert_eq!((paper.state(), tasks(&by("chutich"), &paper)), ("awaiting_signature", vec!["sign".to_owned()]));
        command(&by("phochutich"), &paper, &json!({ "command": "sign", "on": "paper" })).problem(403, "signer_only");
        command(&clerk, &paper, &json!({ "command": "issue" })).problem(409, "wrong_state");
        command(&clerk, &paper, &json!({ "command": "sign", "on": "paper" })).problem(422, "scan_missing");
        let paper = act(&by("chutich"), &paper, &json!({ "command": "sign", "on": "paper" }));
        assert_eq!((paper.state(), paper.0["signature"]["form"].as_str()), ("signed", Some("head")));
        assert!(paper.0["step_due"].is_string(), "it is to be numbered by then");
        let paper = act(&clerk, &paper, &json!({ "command": "issue" }));
        assert_eq!((paper.state(), paper.written()), ("issued", written.as_str()));

        // The letter that it answers is complete, with its number.
        let answered = officer.read(letter.id());
        assert_eq!((answered.state(), &answered.0["answers"]), ("completed", &json!([written])));

        // Not sent without the seal; then at once.
        command(&clerk, &paper, &json!({ "command": "dispatch" })).problem(409, "wrong_state");
        command(&clerk, &paper, &json!({ "command": "seal", "on": "paper" })).problem(422, "scan_missing");
        // A draft is not what somebody has signed.
        command(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [text] })).problem(422, "file_unknown");
        let scan = clerk.upload("Bản ký.pdf", &letters::pdf(&unique("ban ky ")));
        let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
        let paper = act(&clerk, &paper, &json!({ "command": "dispatch" }));
        assert_eq!(paper.state(), "dispatched");
        let name = "Ủy ban nhân dân xã Thí Nghiệm";
        wait_until("it to arrive there", PATIENCE, || standing(&clerk, &paper, name)["state"] == "arrived");

        // Inside it is read; by post somebody says how far it has come.
        let culture = by("truongphong.vhxh");
        let inside = culture.items("/inbox?kind=read").into_iter().find(|item| item["outgoing_document"]["id"] == paper.id());
        let recipient = inside.expect("it lies there to be read")["assignment"].clone();
        assert_eq!(read(&culture, &paper).offers(), ["acknowledge"]);
        let path = format!("{}/commands", paper.path());
        // A recipient sees what was sealed and sent, and nothing of how it came about.
        let received = read(&culture, &paper);
        assert_eq!((&received.0["editions"], &received.0["content"]["files"]), (&json!([]), &json!([])));
        assert_eq!(received.0["signed_files"].as_array().unwrap().len(), 1);
        culture.get(&format!("{}/history", paper.path())).problem(403, "participant_only");
        culture.get(&format!("/files/{scan}")).expect(200);
        culture.get(&format!("/files/{text}")).problem(404, "not_found");
        culture.post(&path, &json!({ "command": "acknowledge", "recipient": recipient })).ok();
        culture.post(&path, &json!({ "command": "acknowledge", "recipient": recipient })).problem(409, "already_read");
        let by_post = standing(&clerk, &paper, "Ông Nguyễn Văn Cử Tri");
        assert_eq!(by_post["state"], "queued");
        let sent = json!({ "command": "note_delivery", "recipient": by_post["recipient"]["id"], "state": "sent", "remark": "EX123456789VN" });
        clerk.post(&path, &sent).ok();
        assert_eq!(standing(&clerk, &paper, "Ông Nguyễn Văn Cử Tri")["remark"], "EX123456789VN");
        let refused = json!({ "command": "note_delivery", "recipient": by_post["recipient"]["id"], "state": "refused" });
        clerk.post(&path, &refused).problem(422, "reason_missing");

        // There it is registered, worked on, and answered by a document of their own, which completes it.
        let arrived = receiver.all("/incoming-documents");
        let came = arrived.iter().find(|line| line["subject"] == "V/v trả lời kiến nghị của cử tri").unwrap();
        assert_eq!((came["number"].as_str(), came["notation"].as_str()), (Some(first.as_str()), Some("UBND-KTHTDT")));
        let came = receiver.read(came["id"].as_str().unwrap());
        assert_eq!(came.0["files"].as_array().unwrap().len(), 1, "the sealed file, and not the draft");
        let came = receiver.act(&came, &json!({ "command": "register" }));
        let at = standing(&clerk, &paper, name);
        assert_eq!((&at["state"], at["arrival_number"].as_u64()), (&json!("received"), Some(came.number())));
        let (there, their_head, theirs) =
            (other.client(&office, "chutich"), other.client(&office, "truongphong"), other.client(&office, "chuyenvien"));
        let their_unit = theirs.items("/departments")[0]["id"].as_str().unwrap().to_owned();
        let came = at_work(&receiver, &there, &their_head, &came, &their_unit, &other.person("chuyenvien"));
        other.change(&json!([{ "command": "grant_signing", "person": other.person("chutich"), "form": "head", "instrument": "01/QĐ" }])).ok();
        let back = json!([{ "agency": code_of(&clerk), "purpose": "to_know" }]);
        let reply = draft(&theirs, &json!({ "document_type": "cong_van", "subject": "V/v phúc đáp", "signer": other.person("chutich"),
            "recipients": back, "answers": [{ "document": came.id(), "final": true }] }));
        let reply = act(&theirs, &reply, &json!({ "command": "submit" }));
        let reply = act(&their_head, &reply, &json!({ "command": "endorse" }));
        let reply = act(&receiver, &reply, &json!({ "command": "pass_form" }));
        let reply = act(&there, &reply, &json!({ "command": "sign", "on": "paper" }));
        let reply = act(&receiver, &reply, &json!({ "command": "issue" }));
        assert_eq!(reply.written(), "01/UBND-PKT", "each agency counts for itself");
        assert_eq!(receiver.read(came.id()).state(), "completed");
        // It comes back to those who had asked, who enter and file it: both ends are complete.
        let scan = receiver.upload("Phúc đáp đã ký.pdf", &letters::pdf(&unique("phuc dap ")));
        let reply = act(&receiver, &reply, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
        let reply = act(&receiver, &reply, &json!({ "command": "dispatch" }));
        let home = || clerk.all("/incoming-documents").into_iter().find(|line| line["subject"] == "V/v phúc đáp");
        wait_until("the reply to come back", PATIENCE, || home().is_some());
        let answer = clerk.read(home().unwrap()["id"].as_str().unwrap());
        let answer = clerk.act(&answer, &json!({ "command": "register" }));
        let answer = clerk.act(&answer, &json!({ "command": "present", "to": office.person("chutich") }));
        let answer = by("chutich").act(&answer, &json!({ "command": "close", "reason": "Để biết." }));
        assert_eq!((answer.state(), receiver.items(&format!("{}/deliveries", reply.path()))[0]["state"].as_str()), ("completed", Some("received")));

        // Who was told: each new holder, never whoever did it.
        let told = kinds(&clerk, &read(&clerk, &paper));
        wait_until("the drafter to be told of the number", PATIENCE, || {
            let mails = clerk.items(&format!("{}/messages", paper.path()));
            mails.iter().any(|mail| mail["kind"] == "number_given" && mail["delivery"] == "sent")
        });
        for kind in ["draft_to_review", "draft_returned", "draft_to_check", "draft_to_sign", "signed_to_issue", "number_given", "issued_for_you"] {
            assert!(told.iter().any(|(known, _)| known == kind), "{kind}: {told:?}");
        }

        // Recalled: frozen here, asked back there; the answer comes back.
        let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Nhầm số liệu." }));
        assert_eq!(paper.state(), "recalled");
        wait_until("the recall to arrive", PATIENCE, || receiver.read(came.id()).0["recall"].is_object());
        let given_back = receiver.act(&receiver.read(came.id()), &json!({ "command": "agree_recall" }));
        assert_eq!(given_back.state(), "recalled");
        assert_eq!(standing(&clerk, &paper, name)["state"], "recalled");
        let lines = clerk.items(&format!("{}/deliveries", paper.path()));
        assert_eq!(lines[1]["state"], "recalled", "{lines:?}");
        command(&clerk, &paper, &json!({ "command": "file" })).problem(409, "wrong_state");

        // What replaces it goes the same way to the same; what was recalled is replaced by it, here and there.
        let sent = |paper: &Outgoing| {
            let issued = act(&clerk, paper, &json!({ "command": "issue" }));
            let scan = clerk.upload("Bản ký.pdf", &letters::pdf(&unique("ban ky ")));
            let sealed = act(&clerk, &issued, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
            act(&clerk, &sealed, &json!({ "command": "dispatch" }))
        };
        let mut again = content.clone();
        again["answers"] = json!([]);
        again["files"] = json!([]);
        again["subject"] = json!("V/v trả lời kiến nghị của cử tri (thay thế)");
        again["relations"] = json!([{ "kind": "replaces", "document": paper.id() }]);
        let replacing = sent(&signed(&office, &again));
        let replaced = read(&clerk, &paper);
        assert_eq!((replaced.state(), &replaced.0["later"][0]["written"]), ("replaced", &json!(replacing.written())));
        assert_eq!(replaced.0["end"]["reason"], "Nhầm số liệu.", "and it was recalled before");
        // A slip of the pen in that one is put right by an official letter.
        let mut slip = again.clone();
        slip["subject"] = json!("V/v đính chính số liệu quý III");
        slip["relations"] = json!([{ "kind": "corrects", "document": replacing.id() }]);
        let correcting = sent(&signed(&office, &slip));
        let corrected = read(&clerk, &replacing);
        let later = &corrected.0["later"][0];
        assert_eq!((corrected.state(), &later["kind"], &later["written"]), ("dispatched", &json!("corrects"), &json!(correcting.written())));
        wait_until("both to arrive there", PATIENCE, || {
            let all = receiver.all("/incoming-documents");
            [&again, &slip].iter().all(|sent| all.iter().any(|line| line["subject"] == sent["subject"]))
        });

        // Found by who drafted them, by their unit and their day.
        let listed = |query: &str| -> usize {
            let ours = [&paper, &replacing, &correcting].map(|one| one.id().to_owned());
            let lines = clerk.all(&format!("/outgoing-documents?{query}"));
            lines.iter().filter(|line| ours.contains(&line["id"].as_str().unwrap().to_owned())).count()
        };
        let today = paper.0["line"]["issued_on"].as_str().unwrap();
        let drafter = office.person("chuyenvien.kinhte1");
        assert_eq!(listed(&format!("drafter={drafter}&department={unit}&issued_from={today}")), 3);
        assert_eq!(listed(&format!("drafter={}", office.person("chuyenvien.vhxh1"))), 0);
        assert_eq!(listed(&format!("department={}", office.department("VHXH"))), 0);
        assert_eq!((listed("issued_until=2025-12-31"), listed("issued_from=2999-12-31")), (0, 0));
        // Who has looked at it is known.
        let looks = clerk.all(&format!("{}/accesses", paper.path()));
        let by_head = looks.iter().filter(|look| look["by"]["id"] == office.person("truongphong.vhxh").as_str());
        let at: Vec<&str> = by_head.map(|look| look["what"].as_str().unwrap()).collect();
        assert!(at.contains(&"document") && at.contains(&"file"), "{looks:?}");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Content and form are different people's to check, and nobody signs in another's stead.
    fn what_somebody_may_not(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let administrator = by("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let change = |commands: Value| {
            administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands })).ok()
        };
        // The head of the unit keeps the registry, too.
        change(json!([{ "command": "grant_role", "person": "truongphong.kinhte", "role": "registry_clerk" }]));
        let paper = draft(&by("chuyenvien.kinhte1"), &plain(&office));
        let paper = act(&by("chuyenvien.kinhte1"), &paper, &json!({ "command": "submit" }));
        let paper = act(&by("truongphong.kinhte"), &paper, &json!({ "command": "endorse" }));
        command(&by("truongphong.kinhte"), &paper, &json!({ "command": "pass_form" })).problem(403, "same_checker");
        let paper = act(&by("vanthu"), &paper, &json!({ "command": "pass_form" }));
        // The deputy stands in for the chairman, and does not sign what is put before him: that takes a document of her own.
        change(json!([{ "command": "set_absence", "person": "chutich", "substitute": "phochutich", "until": "2999-01-01" }]));
        command(&by("phochutich"), &paper, &json!({ "command": "sign", "on": "paper" })).problem(403, "own_hand_only");
        // What he may do in his stead: return it.
        let paper = act(&by("phochutich"), &paper, &json!({ "command": "return_to_drafter", "reason": "Chờ Chủ tịch về." }));
        assert_eq!(paper.0["returned"]["by"]["substitute"]["id"], office.person("phochutich").as_str());
        // Somebody who can't sign it is named: the form check says so.
        let mut content = plain(&office);
        content["signer"] = json!(office.person("truongphong.vhxh"));
        let paper = Outgoing(revise(&by("chuyenvien.kinhte1"), &paper, &content).ok());
        let paper = act(&by("chuyenvien.kinhte1"), &paper, &json!({ "command": "submit" }));
        let paper = act(&by("truongphong.kinhte"), &paper, &json!({ "command": "endorse" }));
        command(&by("vanthu"), &paper, &json!({ "command": "pass_form" })).problem(422, "form_fault");
    }

    /// Reserved, taken, struck out: every number keeps its line, and none is given twice.
    fn every_number_keeps_its_line(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let given = given(&clerk);
        let nth = |n: u64, notation: &str| format!("{:02}/{notation}", given + n);
        let first = act(&clerk, &signed(&office, &plain(&office)), &json!({ "command": "issue" }));
        assert_eq!(first.written(), nth(1, "TB-UBND"));
        let register = first.0["line"]["register"].as_str().unwrap().to_owned();
        let entries = format!("/registers/{register}/entries");
        let reserve = |reason: &str| clerk.post(&entries, &json!({ "reason": reason }));
        let kept = reserve("Giữ cho báo cáo gấp.").created();
        assert_eq!((&kept["number"], &kept["state"]), (&json!(given + 2), &json!("reserved")));
        let gone = reserve("Giữ nhầm.").created();
        let void = |number: &Value| clerk.post(&format!("{entries}/{number}/void"), &json!({ "reason": "Không dùng." }));
        assert_eq!(void(&gone["number"]).ok()["state"], "voided");
        void(&gone["number"]).problem(409, "number_voided");
        void(&json!(given + 1)).problem(409, "number_has_document");
        void(&json!(99)).problem(404, "not_found");
        void(&json!(4_000_000_000_u32)).problem(404, "not_found");
        // One takes the number that was kept; nobody takes it twice, nor one that was struck out.
        let second = signed(&office, &plain(&office));
        command(&clerk, &second, &json!({ "command": "issue", "reserved_number": given + 3 })).problem(409, "not_reserved");
        command(&clerk, &second, &json!({ "command": "issue", "reserved_number": 4_000_000_000_u32 })).problem(409, "not_reserved");
        let second = act(&clerk, &second, &json!({ "command": "issue", "reserved_number": given + 2 }));
        assert_eq!(second.written(), nth(2, "TB-UBND"));
        let third = signed(&office, &plain(&office));
        command(&clerk, &third, &json!({ "command": "issue", "reserved_number": given + 2 })).problem(409, "not_reserved");
        let third = act(&clerk, &third, &json!({ "command": "issue" }));
        assert_eq!(third.written(), nth(4, "TB-UBND"));
        // A fault found after the number strikes it out, with its line; the next one goes on.
        let third = act(&clerk, &third, &json!({ "command": "void", "reason": "Sai người ký." }));
        assert_eq!(third.state(), "voided");
        let fourth = act(&clerk, &signed(&office, &plain(&office)), &json!({ "command": "issue" }));
        assert_eq!(fourth.written(), nth(5, "TB-UBND"));
        let mut lines = clerk.all(&entries);
        lines.retain(|line| line["number"].as_u64().unwrap() > given);
        let stands: Vec<(u64, &str)> =
            lines.iter().map(|line| (line["number"].as_u64().unwrap() - given, line["state"].as_str().unwrap())).collect();
        assert_eq!(stands, [(1, "taken"), (2, "taken"), (3, "voided"), (4, "voided"), (5, "taken")]);
        assert_eq!((&lines[2]["remark"], &lines[3]["remark"]), (&json!("Giữ nhầm. – Hủy: Không dùng."), &json!("Sai người ký.")));
        assert_eq!(lines[0]["signer"], json!(read(&clerk, &first).0["signature"]["signer"]["name"]));
        // A normative document has a series of its own, and carries the year.
        let mut normative = plain(&office);
        normative["document_type"] = json!("quyet_dinh");
        let year = &fourth.0["line"]["year"];
        let rule = act(&clerk, &signed(&office, &normative), &json!({ "command": "issue" }));
        assert_eq!(rule.written(), format!("01/{year}/QĐ-UBND"));
        assert_ne!(rule.0["line"]["register"], first.0["line"]["register"]);
        // Officers see no book; other agencies' and arrivals' registers give no number by hand.
        office.client("chuyenvien.kinhte1").get(&entries).problem(403, "follower_only");
        let arrivals = clerk.items("/registers").into_iter().find(|r| r["kind"] == "incoming" && r["takes"] == "all_types").unwrap();
        clerk.post(&format!("/registers/{}/entries", arrivals["id"].as_str().unwrap()), &json!({ "reason": "Thử." }))
            .problem(422, "no_number_here");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Whoever is outside the installation stands in a directory, and in no list twice.
    fn the_directory_of_counterparts(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, officer) = (office.client("vanthu"), office.client("chuyenvien.kinhte1"));
        let new = json!({ "name": "Điện lực Thí Nghiệm", "code": "T01.DL", "address": "1 Đường Mẫu" });
        officer.post("/counterparts", &new).problem(403, "registry_only");
        let made = clerk.post("/counterparts", &new).created();
        clerk.post("/counterparts", &new).problem(409, "counterpart_twice").at("/code", "counterpart_twice");
        let found = officer.items("/counterparts?name=dien%20luc");
        assert_eq!((found.len(), &found[0]["id"], &found[0]["kind"]), (1, &made["id"], &json!("outside")));
        let path = format!("/counterparts/{}", made["id"].as_str().unwrap());
        let mut changed = new.clone();
        changed["active"] = json!(false);
        clerk.request("PUT", &path).json(&changed).send().problem(428, "precondition_required");
        let now = clerk.request("PUT", &path).if_match(1).json(&changed).send().ok();
        assert_eq!((&now["version"], &now["active"]), (&json!(2), &json!(false)));
        clerk.request("PUT", &path).if_match(1).json(&changed).send().problem(412, "version_changed");
        let mut content = json!({ "document_type": "thong_bao", "subject": "Thông báo", "recipients": [{ "counterpart": made["id"], "purpose": "to_know" }] });
        officer.post("/outgoing-documents", &json!({ "content": content })).problem(422, "counterpart_unknown");
        content["recipients"][0]["agency"] = json!("H01");
        officer.post("/outgoing-documents", &json!({ "content": content })).problem(422, "recipient_unclear")
            .at("/content/recipients/0", "recipient_unclear");
    }
}
