//! The page that a mail's link leads to: it shows what came in and what goes out, whichever the link names.

use std::process::Command;

use serde_json::{Value, json};
use tests::{Server, on_both_engines, workspace};

use crate::outgoing::draft;

/// What somebody sees who signs in there.
fn seen(office: &Server, id: &str, username: &str) -> Value {
    let plan = json!({ "url": format!("{}/documents/{id}", office.base()), "username": username, "password": "demo" });
    let script = workspace().join("tests/browser/document.mjs");
    let done = Command::new("node").arg(script).arg(plan.to_string()).output().expect("node (see scripts/test)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

on_both_engines! {
    fn a_link_in_a_mail_shows_either_direction(engine: Engine) {
        let office = Server::demo(engine);
        let letter = office.client("vanthu").register_letter();
        let page = seen(&office, letter.id(), "vanthu");
        assert_eq!(page["title"], "Văn bản đến");
        assert!(page["text"].as_str().unwrap().contains("Số đến"), "{page}");

        let content = json!({ "document_type": "thong_bao", "subject": "Lịch trực <b>cuối tuần</b>", "signer": office.person("chutich"),
            "recipients": [{ "department": office.department("VHXH"), "purpose": "to_act" }] });
        let paper = draft(&office.client("chuyenvien.kinhte1"), &content);
        let page = seen(&office, paper.id(), "chuyenvien.kinhte1");
        assert_eq!(page["title"], "Văn bản đi");
        for words in ["Lịch trực <b>cuối tuần</b>", "…/TB-UBND", "Phòng Văn hóa – Xã hội", "Dự thảo", "để thực hiện"] {
            assert!(page["text"].as_str().unwrap().contains(words), "{words}: {page}");
        }
        // Who may not see it is not told that it is there.
        let page = seen(&office, paper.id(), "chuyenvien.vhxh1");
        assert!(!page["text"].as_str().unwrap().contains("TB-UBND"), "{page}");
    }
}
