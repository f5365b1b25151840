//! The registry's books as they leave the office: printed to be bound, as tables, made in the background and fetched, also in parts; the processing
//! slip; the use of originals.

use std::{io::Cursor, process::Command, time::Duration};

use calamine::{Reader, Xlsx};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Answer, Client, Document, Server, letters, on_both_engines, unique, wait_until};

use crate::{
    dossier_forms::words_of,
    outgoing::{Outgoing, act, at_work, plain, read, signed},
};

const PATIENCE: Duration = Duration::from_secs(60);

fn day(back: u64) -> String {
    (chrono::Utc::now() + chrono::TimeDelta::hours(7))
        .date_naive()
        .checked_sub_days(chrono::Days::new(back))
        .unwrap()
        .to_string()
}

/// A book of these days, as it was asked for.
fn order(book: &str, register: Option<&str>, more: &Value) -> Value {
    let mut asked = json!({ "book": book, "from": day(40), "until": day(0) });
    if let Some(register) = register {
        asked["register"] = json!(register);
    }
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    asked
}

/// Waits until a job is over.
fn over(who: &Client, asked: &Answer) -> Value {
    let job = asked.json();
    assert_eq!(asked.status, 202, "{asked}");
    let place = format!("/jobs/{}", job["id"].as_str().unwrap());
    let now = || who.get(&place).ok();
    wait_until("the job to be over", PATIENCE, || !["queued", "running"].contains(&now()["state"].as_str().unwrap()));
    now()
}

/// What came of it, byte for byte.
fn fetched(who: &Client, job: &Value) -> Vec<u8> {
    assert_eq!(job["state"], "done", "{job}");
    let answer = who.get(&format!("/jobs/{}/file", job["id"].as_str().unwrap())).expect(200);
    let hash: String = Sha256::digest(&answer.body).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((&job["file"]["size"], &job["file"]["sha256"]), (&json!(answer.body.len()), &json!(hash)));
    answer.body
}

fn register(clerk: &Client, kind: &str, code: &str) -> String {
    let all = clerk.items("/registers");
    let of = |one: &&Value| one["kind"] == kind && one["code"] == code;
    all.iter().find(of).unwrap_or_else(|| panic!("{all:?}"))["id"].as_str().unwrap().to_owned()
}

/// A letter that is entered.
fn entered(clerk: &Client, subject: &str) -> Document {
    let sent = json!({ "facts": letters::about(subject), "register": {} });
    Document(clerk.post("/incoming-documents", &sent).created())
}

/// What another program reads in a workbook.
pub fn opened_elsewhere(xlsx: &[u8]) -> String {
    let folder = std::env::temp_dir().join(unique("bang-"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("so.xlsx"), xlsx).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"])
        .arg(&folder)
        .arg(folder.join("so.xlsx"))
        .output()
        .expect("soffice (libreoffice-calc-nogui)");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = std::fs::read_to_string(folder.join("so.csv")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    text
}

fn issued(office: &Server, more: &Value) -> Outgoing {
    let mut content = plain(office);
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    act(&office.client("vanthu"), &signed(office, &content), &json!({ "command": "issue" }))
}

on_both_engines! {
    /// What is long is printed in a process of its own, and is the same; what goes wrong there is told.
    fn what_is_long_is_printed_apart(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_PRINT_APART_KB", "0")]);
        let clerk = office.client("vanthu");
        let letter = clerk.register(&letters::about("V/v in riêng"));
        let slip = clerk.get(&format!("/incoming-documents/{}/processing-slip", letter.id())).expect(200).body;
        assert!(words_of(&slip).contains("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN"));
        let asked = clerk.post("/registers/print", &order("incoming", Some(&register(&clerk, "incoming", "den")), &json!({})));
        assert!(words_of(&fetched(&clerk, &over(&clerk, &asked))).contains("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"));
    }

    /// What came in stands in its book with the Decree's columns, on paper, in a workbook and as text; what is struck out is there, and is so.
    fn what_came_in_stands_in_its_book(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let mark = unique("Họp bàn ");
        let letter = entered(&clerk, &format!("V/v {mark}"));
        let struck = entered(&clerk, &format!("=HYPERLINK(\"{mark}\")"));
        let struck = clerk.act(&struck, &json!({ "command": "void", "reason": "Vào sổ hai lần" }));
        let unit = office.department("KTHTDT");
        let letter = at_work(&clerk, &office.client("chutich"), &office.client("truongphong.kinhte"), &letter, &unit, &office.person("chuyenvien.kinhte1"));
        let book = register(&clerk, "incoming", "den");

        let job = over(&clerk, &clerk.post("/registers/print", &order("incoming", Some(&book), &json!({}))));
        let pdf = fetched(&clerk, &job);
        assert_eq!(job["file"]["media_type"], "application/pdf");
        assert_eq!((&job["done"], &job["total"]), (&job["total"], &job["done"]), "all of it");
        let text = words_of(&pdf);
        for words in ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Ngày đến", "Số đến", "Tác giả", "Ký nhận", "Ghi chú", "Trang 1/", mark.rsplit(' ').next().unwrap(), "Hủy: Vào sổ"] {
            assert!(text.contains(words), "“{words}” is not in: {text}");
        }

        let table = |format: &str| order("incoming", Some(&book), &json!({ "format": format }));
        let job = over(&clerk, &clerk.post("/registers/export", &table("xlsx")));
        let xlsx = fetched(&clerk, &job);
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&xlsx)).unwrap();
        let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
        let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(head, ["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày, tháng văn bản", "Tên loại và trích yếu nội dung văn bản",
            "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú"]);
        let row = |of: &Document| {
            let number = format!("{:02}", of.0["entry"]["number"].as_u64().unwrap());
            let found = sheet.rows().find(|row| row[1].to_string() == number).unwrap_or_else(|| panic!("no {number}"));
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let line = row(&letter);
        assert!(line[5].ends_with(&format!("V/v {mark}")) && line[6].contains("Kinh tế"), "{line:?}");
        assert_eq!((line[7].is_empty(), line[8].as_str()), (false, ""), "handed on, and signed by hand");
        assert!(row(&struck)[9].contains("Hủy: Vào sổ hai lần"));
        let elsewhere = opened_elsewhere(&xlsx);
        assert!(elsewhere.contains(&mark) && elsewhere.contains("=HYPERLINK"), "a text, and no formula: {elsewhere}");

        let job = over(&clerk, &clerk.post("/registers/export", &table("csv")));
        let csv = String::from_utf8(fetched(&clerk, &job)).unwrap();
        assert!(csv.starts_with("\u{feff}Ngày đến,Số đến,"), "{csv}");
        assert!(!csv.lines().any(|line| line.split(',').any(|cell| cell.trim_matches('"').starts_with('='))), "{csv}");

        // How it is handled, and what answers it.
        let job = over(&clerk, &clerk.post("/registers/export", &json!({ "book": "follow_up", "register": book, "from": day(1), "until": day(0), "format": "csv" })));
        let csv = String::from_utf8(fetched(&clerk, &job)).unwrap();
        assert!(csv.contains("Tiến độ giải quyết") && csv.contains(&mark), "{csv}");
    }

    /// What goes out, what was kept free and what is struck out; what the post took; the use of originals.
    fn what_goes_out_stands_in_its_books(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let paper = issued(&office, &json!({ "recipients": [{ "post": { "name": "Ông Trần Văn Thử", "address": "Số 1, ngõ Giả Định" }, "purpose": "to_know" }] }));
        let book = paper.0["line"]["register"].as_str().unwrap().to_owned();
        let kept = clerk.post(&format!("/registers/{book}/entries"), &json!({ "reason": "Giữ cho quyết định gấp" })).created();
        let struck = issued(&office, &json!({}));
        drop(act(&clerk, &struck, &json!({ "command": "void", "reason": "Cấp nhầm số" })));
        let file = clerk.upload("Bản đã ký.pdf", &letters::pdf("da ky"));
        let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [file] }));
        let paper = act(&clerk, &paper, &json!({ "command": "dispatch" }));
        let to = paper.0["content"]["recipients"][0]["id"].clone();
        let posted = json!({ "items": [{ "document": paper.id(), "recipient": to, "remark": "RR000000001VN" }] });
        clerk.post("/postal-items/sent", &posted).expect(200);

        let job = over(&clerk, &clerk.post("/registers/export", &order("outgoing", Some(&book), &json!({ "format": "csv" }))));
        let csv = String::from_utf8(fetched(&clerk, &job)).unwrap();
        for words in [paper.written(), "Ông Trần Văn Thử", "Giữ số: Giữ cho quyết định gấp", "Hủy: Cấp nhầm số", "Người ký"] {
            assert!(csv.contains(words), "“{words}” is not in: {csv}");
        }
        assert!(csv.contains(&format!("{:02},", kept["number"].as_u64().unwrap())), "{csv}");
        let job = over(&clerk, &clerk.post("/registers/print", &order("post", None, &json!({}))));
        let text = words_of(&fetched(&clerk, &job));
        for words in ["SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN", "Ký nhận và dấu bưu điện", paper.written(), "RR000000001VN"] {
            assert!(text.contains(words), "“{words}” is not in: {text}");
        }

        // Originals.
        let asked = json!({ "document": paper.id(), "user": "Nguyễn Thị Mượn", "allowed_by": office.person("chutich"), "remark": "Xem tại chỗ" });
        let used = clerk.post("/original-uses", &asked).created();
        clerk.post("/original-uses", &asked).problem(409, "original_out");
        let by_officer = json!({ "document": struck.id(), "user": "A", "allowed_by": office.person("chuyenvien.kinhte1") });
        clerk.post("/original-uses", &by_officer).problem(422, "original_not_allowed").at("/allowed_by", "original_not_allowed");
        let place = format!("/original-uses/{}/return", used["id"].as_str().unwrap());
        clerk.post(&place, &json!({ "returned_on": "2999-01-01" })).problem(422, "original_day");
        assert_eq!(clerk.post(&place, &json!({})).ok()["returned_on"], day(0));
        clerk.post(&place, &json!({})).problem(409, "original_back");
        assert_eq!(clerk.items(&format!("/original-uses?from={}&until={}", day(1), day(0)))[0]["user"], "Nguyễn Thị Mượn");
        let job = over(&clerk, &clerk.post("/registers/print", &order("originals", None, &json!({}))));
        let text = words_of(&fetched(&clerk, &job));
        for words in ["SỔ SỬ DỤNG BẢN LƯU", "Nguyễn Thị Mượn", "Người cho phép", "Xem tại chỗ"] {
            assert!(text.contains(words), "“{words}” is not in: {text}");
        }
    }

    /// A download that broke off is taken up again; a job is whoever's asked for it, and no book is for who may not read it.
    fn a_job_is_ones_own_and_fetched_in_parts(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let book = register(&clerk, "incoming", "den");
        let asked = order("incoming", Some(&book), &json!({ "format": "csv" }));
        let repeat = unique("so-");
        let ask = || clerk.request("POST", "/registers/export").key(&repeat).json(&asked).send();
        let job = over(&clerk, &ask());
        assert_eq!(ask().json()["id"], job["id"], "a repeat asks for nothing more");
        let whole = fetched(&clerk, &job);
        let place = format!("/jobs/{}/file", job["id"].as_str().unwrap());
        let part = |range: &str| clerk.request("GET", &place).header("Range", range).send();
        let half = whole.len() / 2;
        let (first, rest) = (part(&format!("bytes=0-{}", half - 1)), part(&format!("bytes={half}-")));
        assert_eq!((first.status, rest.status), (206, 206));
        assert_eq!([first.body.clone(), rest.body.clone()].concat(), whole);
        assert_eq!(rest.header("content-range"), Some(&*format!("bytes {half}-{}/{}", whole.len() - 1, whole.len())));
        assert_eq!(part("bytes=99999999-").status, 416);
        let other = clerk.request("GET", &place).header("Range", "bytes=0-3").header("If-Range", "\"khac\"").send();
        assert_eq!((other.status, other.body.len()), (200, whole.len()), "of another file all of it");

        for (user, status) in [("vanthu", 200), ("chutich", 404), ("quantri", 404)] {
            assert_eq!(office.client(user).get(&place).status, status, "{user}");
        }
        office.client("chuyenvien.kinhte1").post("/registers/print", &order("incoming", Some(&book), &json!({}))).problem(403, "follower_only");
        let bad = [
            (order("incoming", None, &json!({})), "book_without_register"),
            (order("post", Some(&book), &json!({})), "book_of_no_register"),
            (order("outgoing", Some(&book), &json!({})), "book_of_other_register"),
            (order("incoming", Some(&uuid::Uuid::now_v7().to_string()), &json!({})), "register_unknown"),
            (json!({ "book": "incoming", "register": book, "from": day(0), "until": day(9) }), "period_backwards"),
        ];
        for (asked, code) in bad {
            let answer = clerk.post("/registers/print", &asked);
            assert_eq!((answer.status >= 400 && answer.status < 500, &answer.json()["code"]), (true, &json!(code)), "{answer}");
        }
        // The book of secret lines is the registry's.
        let secret = register(&clerk, "incoming", "mat");
        office.client("chutich").post("/registers/print", &order("incoming", Some(&secret), &json!({}))).problem(422, "register_unknown");
        assert_eq!(over(&clerk, &clerk.post("/registers/print", &order("incoming", Some(&secret), &json!({}))))["state"], "done");
    }

    /// The slip says what is known, and leaves the rest to hands; of a secret line there is none.
    fn the_slip_says_what_is_known(engine: Engine) {
        let office = Server::shared(engine);
        let by = |user: &str| office.client(user);
        let clerk = by("vanthu");
        let mark = unique("Kiểm tra ");
        let letter = entered(&clerk, &format!("V/v {mark}"));
        let slip = |who: &Client, more: &str| who.get(&format!("{}/processing-slip{more}", letter.path()));
        let text = words_of(&slip(&clerk, "").expect(200).body);
        for words in ["PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "ĐẾN", &mark, "1. Ý kiến phân phối", "2. Ý kiến của lãnh đạo đơn vị", "3. Ý kiến đề xuất"] {
            assert!(text.contains(words), "“{words}” is not in: {text}");
        }
        let unit = office.department("KTHTDT");
        let letter = at_work(&clerk, &by("chutich"), &by("truongphong.kinhte"), &letter, &unit, &office.person("chuyenvien.kinhte1"));
        let part = letter.assignment(&office.person("chuyenvien.kinhte1")).to_owned();
        let done = json!({ "command": "submit_result", "assignment": part, "text": "Đề xuất mời họp." });
        drop(by("chuyenvien.kinhte1").act(&letter, &done));
        let text = words_of(&slip(&by("chuyenvien.kinhte1"), "").expect(200).body);
        for words in ["Chủ trì", "Đề xuất mời họp."] {
            assert!(text.contains(words), "“{words}” is not in: {text}");
        }
        let stamp = words_of(&slip(&clerk, "?only_stamp=true").expect(200).body);
        assert!(stamp.contains("ĐẾN") && stamp.contains("Chuyển:") && !stamp.contains("PHIẾU"), "{stamp}");
        slip(&by("chuyenvien.vhxh1"), "").problem(404, "not_found");
        let read_back = read(&clerk, &issued(office, &json!({})));
        clerk.get(&format!("/incoming-documents/{}/processing-slip", read_back.id())).problem(404, "not_found");
    }
}
