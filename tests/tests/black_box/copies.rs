//! Copies: sao y, sao lục and trích sao of what came in or went out, each signed, numbered in a book of its own, sealed and sent.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Server, letters, on_both_engines, unique, wait_until};

use crate::{
    organisation::Another,
    outgoing::{Outgoing, act, code_of, command, read, signed},
};

const PATIENCE: Duration = Duration::from_secs(30);

fn asked(office: &Server, of: &str, more: Value) -> Value {
    let mut copy = json!({
        "form": "sao_y", "of": of, "from": "paper", "to": "paper", "signer": office.person("chutich"), "pages": 2,
        "recipients": [{ "department": office.department("VHXH"), "purpose": "to_know" }],
    });
    copy.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    copy
}

fn pdf(who: &Client) -> String {
    who.upload("Bản sao.pdf", &letters::pdf(&unique("ban sao ")))
}

fn issued(office: &Server, copy: &Value) -> Outgoing {
    let clerk = office.client("vanthu");
    let made = Outgoing(clerk.post("/copies", copy).created());
    let made = act(&office.client("chutich"), &made, &json!({ "command": "sign", "on": "paper" }));
    act(&clerk, &made, &json!({ "command": "issue" }))
}

on_both_engines! {
    /// A letter is copied for a department and another office: from the maker to the signer, numbered 01 in the copies' own book.
    fn a_letter_is_copied(engine: Engine) {
        let office = Server::demo(engine);
        let other = Another::set_up(&office);
        let receiver = other.client(&office, "vanthu");
        let by = |user: &str| office.client(user);
        let (clerk, chair, culture) = (by("vanthu"), by("chutich"), by("truongphong.vhxh"));
        let letter = clerk.register_letter();
        assert_eq!(letter.0["copies"], json!([]));
        let to = json!({ "agency": code_of(&receiver), "purpose": "to_act" });
        let inside = json!({ "department": office.department("VHXH"), "purpose": "to_know" });
        let copy = asked(&office, letter.id(), json!({ "recipients": [to, inside] }));
        by("chuyenvien.kinhte1").post("/copies", &copy).problem(403, "registry_only");
        let once = clerk.request("POST", "/copies").key("sao-1").json(&copy).send();
        let again = clerk.request("POST", "/copies").key("sao-1").json(&copy).send();
        let (once, again) = (Outgoing(once.created()), Outgoing(again.created()));
        assert_eq!(once.id(), again.id(), "a repeat makes no second one");
        let made = once;
        assert_eq!((made.state(), made.version()), ("awaiting_signature", 2));
        assert_eq!((&made.0["content"]["document_type"], &made.0["layout"]["number"]), (&json!("sao_y"), &json!("…/SY-UBND")));
        let shown = &made.0["content"]["copy"];
        assert_eq!((&shown["form"], &shown["from"], &shown["to"]), (&json!("sao_y"), &json!("paper"), &json!("paper")));
        assert_eq!((&shown["of"]["document"], &shown["of"]["direction"]), (&json!(letter.id()), &json!("incoming")));
        assert!(made.0.get("content_check").is_none(), "it has no content to check");
        assert_eq!(made.0["form_check"]["by"]["id"], office.person("vanthu"));

        // The signer returns it; it is revised as a copy, and put before him again.
        let made = act(&chair, &made, &json!({ "command": "return_to_drafter", "reason": "Thiếu trang cuối." }));
        assert_eq!((made.state(), made.offers().contains(&"revise_copy"), made.offers().contains(&"revise")), ("draft", false, false));
        let made = read(&clerk, &made);
        assert!(made.offers().contains(&"revise_copy") && !made.offers().contains(&"revise"), "{:?}", made.offers());
        let content = json!({ "document_type": "cong_van", "subject": "V/v khác" });
        command(&clerk, &made, &json!({ "command": "revise", "content": content })).problem(409, "is_a_copy");
        let mut fuller = copy.clone();
        fuller["pages"] = json!(3);
        let wrong = json!({ "command": "revise_copy", "copy": asked(&office, letter.id(), json!({ "pages": 0 })) });
        command(&clerk, &made, &wrong).problem(422, "number_out_of_range").at("/copy/pages", "number_out_of_range");
        let made = act(&clerk, &made, &json!({ "command": "revise_copy", "copy": fuller }));
        let made = act(&clerk, &made, &json!({ "command": "submit" }));
        assert_eq!((made.state(), &made.0["content"]["pages"]), ("awaiting_signature", &json!(3)));

        let made = act(&chair, &made, &json!({ "command": "sign", "on": "paper" }));
        let made = act(&clerk, &made, &json!({ "command": "issue" }));
        assert_eq!((made.written(), &made.0["line"]["register_name"]), ("01/SY-UBND", &json!("Sổ đăng ký bản sao")));
        let scan = pdf(&clerk);
        let made = act(&clerk, &made, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
        let made = act(&clerk, &made, &json!({ "command": "dispatch" }));
        assert_eq!(read(&culture, &made).0["content"]["copy"]["form"], "sao_y");
        let subject = letter.0["facts"]["subject"].clone();
        let there = || receiver.all("/incoming-documents").into_iter().find(|line| line["subject"] == subject);
        wait_until("it to arrive there", PATIENCE, || there().is_some());
        let came = receiver.read(there().unwrap()["id"].as_str().unwrap());
        assert_eq!((&came.0["facts"]["document_type"], &came.0["facts"]["notation"]), (&json!("sao_y"), &json!("SY-UBND")));
        assert!(came.0["facts"]["remark"].as_str().unwrap().starts_with("Sao y "), "{}", came.0["facts"]["remark"]);
        // It is entered there with the rest.
        assert_eq!(receiver.act(&came, &json!({ "command": "register" })).state(), "registered");

        // The letter knows its copies, and so does the book.
        let copies = clerk.read(letter.id()).0["copies"].clone();
        assert_eq!((copies.as_array().unwrap().len(), &copies[0]["written"], &copies[0]["document"]),
            (1, &json!("01/SY-UBND"), &json!(made.id())));
        let lines = clerk.all(&format!("/registers/{}/entries", made.0["line"]["register"].as_str().unwrap()));
        assert_eq!((lines.len(), &lines[0]["copy"]["form"]), (1, &json!("sao_y")));
        assert!(lines[0]["remark"].as_str().unwrap().starts_with("Sao y "), "{}", lines[0]);
        let filed = act(&clerk, &made, &json!({ "command": "file" }));
        let recalled = act(&clerk, &filed, &json!({ "command": "recall", "reason": "Sao nhầm." }));
        assert_eq!(recalled.state(), "recalled");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Which form comes from what, on paper or as a file; each refusal with its place.
    fn what_can_be_copied_and_how(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let refuse = |of: &str, more: Value, status: u16, code: &str, place: &str| {
            clerk.post("/copies", &asked(&office, of, more)).problem(status, code).at(place, code);
        };
        let of = letter.id();
        let electronic = json!({ "from": "electronic", "to": "electronic", "files": [pdf(&clerk)] });
        refuse(of, electronic.clone(), 422, "electronic_is_forwarded", "/to");
        let detail = clerk.post("/copies", &asked(&office, of, electronic)).problem(422, "electronic_is_forwarded");
        assert!(detail.detail().contains("chuyển tiếp"), "{}", detail.detail());
        refuse(of, json!({ "to": "electronic" }), 422, "copy_pdf_missing", "/files");
        refuse(of, json!({ "form": "sao_luc" }), 422, "copy_not_of_sao_y", "/copied_from");
        refuse(of, json!({ "form": "trich_sao" }), 422, "excerpt_missing", "/excerpt");
        refuse(of, json!({ "excerpt": "Mục II" }), 422, "copy_field_unwanted", "/excerpt");
        refuse(of, json!({ "signer": office.person("truongphong.vhxh") }), 422, "form_fault", "/signer");
        refuse("0190aaaa-0000-7000-8000-000000000001", json!({}), 422, "copy_source_unknown", "/of");
        let secret = clerk.register(&letters::secret());
        refuse(secret.id(), json!({}), 422, "secret_not_copied", "/of");
        let unentered = clerk.receive(&letters::about(&unique("Chưa vào sổ ")));
        refuse(unentered.id(), json!({}), 409, "copy_without_number", "/of");
        clerk.post("/copies", &asked(&office, of, json!({ "form": "photo" }))).problem(422, "invalid_input");
        let drafted = json!({ "content": { "document_type": "sao_y", "subject": "Sao" } });
        clerk.post("/outgoing-documents", &drafted).problem(422, "copy_is_made").at("/content/document_type", "copy_is_made");

        // One series for the three forms, from 01.
        let first = issued(&office, &asked(&office, of, json!({ "to": "electronic", "files": [pdf(&clerk)] })));
        let part = json!({ "form": "trich_sao", "excerpt": "Mục II", "from": "electronic", "to": "electronic", "files": [pdf(&clerk)] });
        let second = issued(&office, &asked(&office, of, part));
        // The sao y was made as a file, and is one.
        refuse(first.id(), json!({ "form": "sao_luc" }), 422, "copy_medium_other", "/from");
        let third = issued(&office, &asked(&office, first.id(), json!({ "form": "sao_luc", "from": "electronic" })));
        let fourth = issued(&office, &asked(&office, of, json!({ "form": "sao_luc", "copied_from": "05/SY-SNV" })));
        let written = [&first, &second, &third, &fourth].map(Outgoing::written);
        assert_eq!(written, ["01/SY-UBND", "02/TrS-UBND", "03/SL-UBND", "04/SL-UBND"]);
        assert_eq!(second.0["content"]["copy"]["excerpt"], "Mục II");
        assert_eq!(fourth.0["content"]["copy"]["copied_from"], "05/SY-SNV");
        // Of a copy no sao y is made, and of a sao lục no other.
        refuse(first.id(), json!({}), 422, "copy_of_copy", "/form");
        refuse(third.id(), json!({ "form": "sao_luc", "copied_from": "05/SY-SNV" }), 422, "copy_not_of_sao_y", "/of");
        assert_eq!(read(&clerk, &first).0["copies"].as_array().unwrap().len(), 1);
        assert_eq!(clerk.read(of).0["copies"].as_array().unwrap().len(), 3);

        // What went out is copied once it has its number; the number of a copy is struck out as any other.
        let content = json!({ "document_type": "thong_bao", "subject": unique("Thông báo "), "signer": office.person("chutich") });
        let notice = signed(&office, &content);
        refuse(notice.id(), json!({}), 409, "copy_without_number", "/of");
        let notice = act(&clerk, &notice, &json!({ "command": "issue" }));
        let written = notice.written().to_owned();
        assert!(written.ends_with("/TB-UBND"), "each series counts for itself: {written}");
        let of_notice = issued(&office, &asked(&office, notice.id(), json!({})));
        assert_eq!((of_notice.written(), &of_notice.0["content"]["copy"]["of"]["written"]), ("05/SY-UBND", &json!(written)));
        let voided = act(&clerk, &of_notice, &json!({ "command": "void", "reason": "Sao nhầm bản." }));
        assert_eq!(voided.state(), "voided");
        let copies = read(&clerk, &notice).0["copies"].clone();
        assert_eq!(copies[0]["state"], "voided");
        let _ = act(&clerk, &notice, &json!({ "command": "void", "reason": "Sai." }));
        refuse(notice.id(), json!({}), 409, "copy_without_number", "/of");

        // A form has a series of its own where the office opens one; no other book takes a copy, and theirs nothing else.
        let mut own = json!({ "kind": "outgoing", "code": "sao-trs", "name": "Sổ trích sao", "document_types": ["trich_sao"],
            "first_number": 1, "reason": "Trích sao nhiều." });
        // Behind the number that one has already.
        clerk.post("/registers", &own).problem(409, "first_number_given").at("/first_number", "first_number_given");
        own["first_number"] = json!(3);
        clerk.post("/registers", &own).created();
        let fifth = issued(&office, &asked(&office, of, json!({ "form": "trich_sao", "excerpt": "Điều 1" })));
        assert_eq!((fifth.written(), &fifth.0["line"]["register_name"]), ("03/TrS-UBND", &json!("Sổ trích sao")));
        let books = clerk.items("/registers");
        let book = |code: &str| books.iter().find(|book| book["code"] == code).unwrap()["id"].clone();
        assert_eq!(books.iter().find(|book| book["code"] == "sao").unwrap()["takes"], "copies");
        let signed_one = signed(&office, &content);
        command(&clerk, &signed_one, &json!({ "command": "issue", "register": book("sao") })).problem(422, "register_does_not_take");
        let waiting = Outgoing(clerk.post("/copies", &asked(&office, of, json!({}))).created());
        let waiting = act(&office.client("chutich"), &waiting, &json!({ "command": "sign", "on": "paper" }));
        command(&clerk, &waiting, &json!({ "command": "issue", "register": book("di") })).problem(422, "register_does_not_take");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// An office of before there were copies opens their book with the first one.
    fn an_office_of_before_opens_the_book_with_its_first_copy(engine: Engine) {
        let office = Server::demo(engine);
        office.database().run("DELETE FROM register WHERE code = 'sao'");
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let first = issued(&office, &asked(&office, letter.id(), json!({})));
        let second = issued(&office, &asked(&office, letter.id(), json!({})));
        assert_eq!((first.written(), second.written()), ("01/SY-UBND", "02/SY-UBND"));
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Who makes copies the head of the agency says.
    fn whoever_the_head_lets_makes_copies(engine: Engine) {
        let office = Server::demo(engine);
        let (administrator, officer) = (office.client("quantri"), office.client("chuyenvien.vhxh1"));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let change = json!([{ "command": "change_settings", "outgoing": { "copies_by": "everybody" } }]);
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": change })).ok();
        let letter = office.client("vanthu").register_letter();
        // What one does not see one does not copy.
        officer.post("/copies", &asked(&office, letter.id(), json!({}))).problem(422, "copy_source_unknown");
        let chief = office.client("chanhvanphong");
        let made = Outgoing(chief.post("/copies", &asked(&office, letter.id(), json!({}))).created());
        assert_eq!(made.0["drafter"]["id"], office.person("chanhvanphong"));
    }
}
