//! The forms of the one-stop shop as PDF, of dossiers as they stand: what is handed over the counter.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use tests::{Client, Server, on_both_engines, unique};

use crate::dossiers::{Dossier, act, brought, command, content, published, read, received};

/// What `pdftotext` reads in a PDF, in one line.
pub fn words_of(pdf: &[u8]) -> String {
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

pub fn form(who: &Client, dossier: &Dossier, name: &str) -> String {
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
        let apology = form(&head, &dossier, "apology");
        // The owner's name begins with a title: no other stands before it.
        holds(&apology, &["XIN LỖI", dossier.code(), "Chờ kết quả xác minh", &format!("Kính gửi: {owner}"), "chân thành xin lỗi Ông và"]);
        assert!(!apology.contains("Ông/Bà"), "{apology}");
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

    /// What is asked for before a dossier is received is handed out in writing, too: it has no code yet.
    fn what_is_asked_for_at_the_desk_is_printed(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("motcua");
        let procedure = published(office, &content("10wd"));
        let mut asked = brought(&procedure);
        asked["then"] = json!({ "request_supplement": { "missing": [{ "what": "Bản sao có chứng thực" }], "reason": "Bản sao chưa chứng thực.",
            "guide": "Chứng thực tại quầy số 3" } });
        let dossier = Dossier(clerk.post("/dossiers", &asked).created());
        let slip = form(&clerk, &dossier, "supplement");
        holds(&slip, &["PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Bản sao có chứng thực", "Bản sao chưa chứng thực", "Chứng thực tại quầy số 3"]);
        assert!(!slip.contains("Mã hồ sơ"), "{slip}");
        let supplied = act(&clerk, &dossier, &json!({ "command": "supply", "note": "Đã nộp." }));
        let received = act(&clerk, &supplied, &json!({ "command": "accept" }));
        let again = clerk.get(&format!("{}/forms/supplement?nth=1", received.path())).expect(200);
        assert!(!words_of(&again.body).contains(received.code()), "it says what it said when it was handed out");
    }

    /// A form that is printed again says what was handed out, and the control sheet has a line for each time that a dossier changed hands.
    fn what_is_printed_again_says_what_it_said(engine: Engine) {
        let office = Server::shared(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head, leader) = (by("motcua"), by("truongphong.kinhte"), by("chutich"));
        let procedure = published(office, &content("10wd"));
        let dossier = received(&clerk, &procedure);
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        holds(&form(&clerk, &dossier, "control"), &["chủ trì giải quyết: Phòng Kinh tế"]);
        let first = json!({ "command": "assign", "officer": office.person("chuyenvien.kinhte1") });
        let dossier = act(&head, &read(&head, &dossier), &first);
        let second = json!({ "command": "assign", "officer": office.person("chuyenvien.kinhte2") });
        let dossier = act(&head, &dossier, &second);
        // Whoever had it still looks it up.
        by("chuyenvien.kinhte1").get(&dossier.path()).ok();
        let pay = json!({ "command": "request_payment", "charges": [{ "name": "Phí thẩm định thêm", "amount": 345000 }], "reason": "Theo quy định." });
        let dossier = act(&head, &dossier, &pay);
        let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "record_payment", "receipt": "BL-9", "method": "cash" }));
        let stop = json!({ "command": "stop", "reason": "Đất đang có tranh chấp." });
        let dossier = act(&head, &read(&head, &dossier), &stop);
        let dossier = act(&leader, &read(&leader, &dossier), &json!({ "command": "resume", "reason": "Đã hòa giải." }));
        holds(&form(&clerk, &dossier, "stop"), &["Đất đang có tranh chấp"]);
        let receipt = form(&clerk, &dossier, "receipt");
        assert!(!receipt.contains("Phí thẩm định thêm"), "the receipt has what was asked for then: {receipt}");
        let sheet = form(&clerk, &dossier, "control");
        // The names stand in two columns, each in as many lines as it needs.
        holds(&sheet, &["Phân công", "Bùi Thị Làm", "Đỗ Văn Làm", "Vũ Thị Tưởng"]);
    }

    /// The secret of a receipt is for the desk that hands it out: nobody who handles the dossier has it, nor whoever reads the database.
    fn the_secret_of_a_receipt_is_the_desks_alone(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head) = (by("motcua"), by("truongphong.kinhte"));
        let procedure = published(&office, &content("10wd"));
        let mut body = brought(&procedure);
        body["then"] = json!({ "accept": {} });
        let send = || clerk.request("POST", "/dossiers").header("Idempotency-Key", "giay-tiep-nhan-1").json(&body).send().expect(201);
        let (once, again) = (send(), send());
        assert_eq!(once.json(), again.json(), "the same answer");
        let dossier = Dossier(once.json());
        let secret = dossier.0["look_up"].as_str().unwrap().to_owned();
        let kept = office.database().texts("SELECT body AS value FROM idempotency");
        assert!(!kept.is_empty() && kept.iter().all(|body| !body.contains(&secret) && !body.contains(dossier.code())), "{kept:?}");
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        assert!(read(&head, &dossier).0["look_up"].is_null());
        let printed = form(&head, &dossier, "receipt");
        assert!(!printed.contains(&secret) && form(&clerk, &dossier, "receipt").contains(&secret));
    }

    /// A business is addressed as such; whoever stands at the desk for it, as a person.
    fn a_business_is_no_person(engine: Engine) {
        let office = Server::shared(engine);
        let (clerk, head) = (office.client("motcua"), office.client("truongphong.kinhte"));
        let procedure = published(office, &content("10wd"));
        let mut body = brought(&procedure);
        let name = unique("Công ty TNHH Thử Nghiệm ");
        body["owner"] = json!({ "kind": "business", "name": name, "address": "Số 2, đường Thử Nghiệm" });
        body["submitter"] = json!({ "name": "Trần Thị Nộp Thay", "phone": "0000 000 002" });
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        holds(&form(&clerk, &dossier, "receipt"), &["đề nghị Ông/Bà mang theo"]);
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let dossier = act(&head, &dossier, &json!({ "command": "extend", "reason": "Chờ kết quả xác minh.", "by": "4wd" }));
        let apology = form(&head, &dossier, "apology");
        holds(&apology, &[&format!("Kính gửi: {name}"), "chân thành xin lỗi Quý doanh nghiệp và"]);
        assert!(!apology.contains("Ông/Bà"), "{apology}");
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
        // A book is of one year.
        let yesterday = today - chrono::Days::new(1);
        let same_year = chrono::Datelike::year(&yesterday) == chrono::Datelike::year(&today);
        let (from, until) = (if same_year { yesterday } else { today }.to_string(), today.to_string());
        let text = words_of(&book(&clerk, &from, &until).expect(200).body);
        holds(&text, &["SỔ THEO DÕI HỒ SƠ"]);
        // A narrow column breaks a code at its hyphens.
        let joined: String = text.split_whitespace().collect();
        for one in &all {
            let order = one.code().rsplit('-').next().unwrap();
            assert!(joined.contains(order), "{order} is not in: {text}");
        }
        assert!(!text.contains("Bị Từ Chối"), "{text}");
        let tomorrow = (today + chrono::Days::new(1)).to_string();
        book(&clerk, &tomorrow, &until).problem(400, "bad_parameter").at("until", "out_of_range");
        let of_two_years = book(&clerk, &format!("{}-12-31", chrono::Datelike::year(&today) - 1), &until);
        of_two_years.problem(422, "book_of_two_years").at("/until", "book_of_two_years");
        // Who presses for work sees every dossier, and needs no list of all who brought one.
        for nobody in ["chuyenvien.kinhte1", "theodoi"] {
            book(&office.client(nobody), &from, &until).problem(403, "book_readers_only");
        }
        book(&office.client("chanhvanphong"), &from, &until).expect(200);
        for one in &all {
            let looks = clerk.all(&format!("{}/accesses", one.path()));
            let books: Vec<&Value> = looks.iter().filter(|row| row["what"] == "book").map(|row| &row["by"]["id"]).collect();
            assert_eq!(books, [&json!(office.person("chanhvanphong")), &json!(office.person("motcua"))], "{looks:?}");
        }
    }
}
