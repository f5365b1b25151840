//! The page that a mail's link leads to: it shows what came in, what goes out and dossiers, whichever the link names.

use std::{process::Command, time::Duration};

use serde_json::{Value, json};
use tests::{Server, letters, on_both_engines, unique, wait_until, workspace};

use crate::{
    dossiers::{Dossier, act, brought, content, published},
    outgoing::draft,
};

/// What somebody sees who signs in there.
pub fn seen(office: &Server, id: &str, username: &str) -> Value {
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

    /// Who has the step in hand sees what there is to see, and its history; each look is written down. Others are told that it isn't there.
    fn a_link_in_a_mail_shows_a_dossier(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, head) = (office.client("motcua"), office.client("truongphong.kinhte"));
        let procedure = published(&office, &content("5wd"));
        let scan = clerk.upload("Tờ khai <i>.pdf", &letters::pdf(&unique("to khai ")));
        let mut body = brought(&procedure);
        body["components"][0]["files"] = json!([scan]);
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer", "note": "Xem kỹ <b>ranh giới</b>" }));
        let dossier = act(&head, &dossier, &json!({ "command": "request_supplement", "reason": "Thiếu trang cuối",
            "missing": [{ "what": "Trang cuối của tờ khai" }] }));

        let page = seen(&office, dossier.id(), "truongphong.kinhte");
        assert_eq!(page["title"], "Hồ sơ thủ tục hành chính");
        let text = page["text"].as_str().unwrap();
        let owner = dossier.0["owner"]["name"].as_str().unwrap();
        for words in [
            dossier.code(), "Cấp giấy xác nhận thử nghiệm", owner, "000000000001", "chờ bổ sung", "Thẩm định", "tạm dừng tính hạn từ",
            "Trang cuối của tờ khai. Thiếu trang cuối (chờ đến", "Lệ phí: 8.000 đồng, chưa nộp", "Tờ khai: 1 bản chính",
            "Tờ khai <i>.pdf", "Việc có thể làm: ", "Tiếp nhận", "Chuyển bước", "Yêu cầu bổ sung",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let dossier = act(&clerk, &dossier, &json!({ "command": "supply", "components": [{ "component": "to-khai" }] }));
        let page = seen(&office, dossier.id(), "truongphong.kinhte");
        for words in ["còn hạn", "đang xử lý", "Xem kỹ <b>ranh giới</b>"] {
            assert!(page["text"].as_str().unwrap().contains(words), "{words}: {page}");
        }
        let looked = || {
            let select = format!("SELECT what AS value FROM access_log WHERE document_id = '{}' AND person_id = '{}'",
                dossier.id(), office.person("truongphong.kinhte"));
            office.database().texts(&select)
        };
        wait_until("the looks to be written", Duration::from_secs(30), || {
            let all = looked();
            ["document", "history"].iter().all(|what| all.iter().any(|one| one == what))
        });

        let page = seen(&office, dossier.id(), "chuyenvien.vhxh1");
        assert!(!page["text"].as_str().unwrap().contains(owner), "{page}");
    }
}
