//! The forms of the one-stop shop as PDF, of dossiers as they stand: what is handed over the counter.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::json;
use tests::{Client, Server, on_both_engines, unique};

use crate::dossiers::{Dossier, act, brought, command, content, published, read, received};

/// What `pdftotext` reads in a PDF, in one line.
fn words_of(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (poppler-utils)");
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let read = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn form(who: &Client, dossier: &Dossier, name: &str) -> String {
    let answer = who.get(&format!("{}/forms/{name}", dossier.path())).expect(200);
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    words_of(&answer.body)
}

fn holds(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "“{one}” is not in: {text}");
    }
}

on_both_engines! {
    /// Each form says what the dossier does, and none is printed of what has not happened.
    fn forms_say_what_happened(engine: Engine) {
        let office = Server::shared(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head) = (by("motcua"), by("truongphong.kinhte"));
        let procedure = published(office, &content("10wd"));
        let entered = Dossier(clerk.post("/dossiers", &brought(&procedure)).created());
        for name in ["receipt", "supplement", "refusal", "apology", "stop", "control"] {
            clerk.get(&format!("{}/forms/{name}", entered.path())).problem(409, "form_not_yet");
        }
        clerk.get(&format!("{}/forms/khong-co", entered.path())).problem(404, "not_found");
        let dossier = act(&clerk, &entered, &json!({ "command": "accept" }));
        let owner = dossier.0["owner"]["name"].as_str().unwrap().to_owned();
        let receipt = form(&clerk, &dossier, "receipt");
        let secret = dossier.0["look_up"].as_str().unwrap_or_else(|| panic!("no secret: {}", dossier.0));
        holds(&receipt, &["GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", dossier.code(), &owner, "Tờ khai", "Giấy tờ chứng minh",
            "10 ngày làm việc", "Lệ phí", "8.000", secret]);
        assert!(!receipt.contains("000000000001"), "the number of an identity card stands on no receipt");
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        head.get(&format!("{}/forms/khong-co", dossier.path())).problem(404, "not_found");
        by("chuyenvien.vhxh1").get(&format!("{}/forms/receipt", dossier.path())).problem(404, "not_found");

        let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Bản sao hộ chiếu còn hạn" }, { "what": "Ảnh chụp mặt bằng" }],
            "reason": "Giấy tờ đã nộp chưa đủ căn cứ.", "guide": "Nộp tại quầy số 2." });
        let dossier = act(&head, &read(&head, &dossier), &ask);
        holds(&form(&head, &dossier, "supplement"), &["PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", dossier.code(), "Bản sao hộ chiếu còn hạn",
            "Ảnh chụp mặt bằng", "Giấy tờ đã nộp chưa đủ căn cứ"]);
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "supply", "note": "Đã nhận đủ." }));
        let dossier = act(&head, &read(&head, &dossier), &json!({ "command": "extend", "reason": "Chờ kết quả xác minh.", "by": "4wd" }));
        holds(&form(&head, &dossier, "apology"), &["XIN LỖI", dossier.code(), "Chờ kết quả xác minh"]);
        let stop = json!({ "command": "stop", "reason": "Đất đang có tranh chấp.", "basis": "Văn bản thử nghiệm số 02/TN" });
        let dossier = act(&head, &dossier, &stop);
        holds(&form(&head, &dossier, "stop"), &["Dừng giải quyết hồ sơ", dossier.code(), "Đất đang có tranh chấp"]);
        holds(&form(&head, &dossier, "control"), &["PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", dossier.code(), "Phòng Kinh tế"]);

        let mut refused = brought(&procedure);
        refused["then"] = json!({ "refuse": { "reason": "Không thuộc thẩm quyền của phường.", "basis": "Văn bản thử nghiệm số 03/TN" } });
        let refused = Dossier(clerk.post("/dossiers", &refused).created());
        holds(&form(&clerk, &refused, "refusal"), &["PHIẾU TỪ CHỐI", "Không thuộc thẩm quyền của phường"]);
        command(&clerk, &refused, &json!({ "command": "accept" })).problem(409, "dossier_wrong_state");
    }

    /// The book of a day has a line for each that was received in it, and none of what was refused.
    fn the_book_lists_what_was_received(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("motcua");
        let procedure = published(&office, &content("5wd"));
        let all: Vec<Dossier> = (0..3).map(|_| received(&clerk, &procedure)).collect();
        let mut refused = brought(&procedure);
        let name = unique("Bà Bị Từ Chối ");
        refused["owner"]["name"] = json!(name);
        refused["then"] = json!({ "refuse": { "reason": "Không thuộc thẩm quyền." } });
        clerk.post("/dossiers", &refused).created();
        let today = chrono::Utc::now().with_timezone(&chrono::FixedOffset::east_opt(7 * 3600).unwrap()).date_naive();
        let book = |who: &Client, from: &str, until: &str| who.get(&format!("/dossiers/book?from={from}&until={until}"));
        let (from, until) = ((today - chrono::Days::new(1)).to_string(), today.to_string());
        let text = words_of(&book(&clerk, &from, &until).expect(200).body);
        holds(&text, &["SỔ THEO DÕI HỒ SƠ"]);
        // A narrow column breaks a code at its hyphens.
        let joined: String = text.split_whitespace().collect();
        for one in &all {
            let order = one.code().rsplit('-').next().unwrap();
            assert!(joined.contains(order), "{order} is not in: {text}");
        }
        assert!(!text.contains("Bị Từ Chối"), "{text}");
        book(&clerk, &until, &from).problem(400, "bad_parameter").at("until", "out_of_range");
        book(&office.client("chuyenvien.kinhte1"), &from, &until).problem(403, "one_stop_only");
    }
}
