//! The figures of documents: each is the number of documents in the list that it names, whoever looks and however they are told apart; the
//! report that is sent upward; and `congvan verify`, which finds whatever was damaged.

use std::{collections::BTreeMap, fs, io::Cursor, path::PathBuf, time::Duration};

use calamine::{Reader, Xlsx};
use serde_json::{Value, json};
use tests::{Client, Document, Engine, Server, letters, on_both_engines, unique, wait_until};

use crate::{
    books::opened_elsewhere,
    dossier_forms::words_of,
    outgoing::{act, at_work, draft, plain, signed},
};

const PATIENCE: Duration = Duration::from_secs(60);

const FIGURES: [&str; 13] = [
    "carried_over",
    "received",
    "directed",
    "issued",
    "done_early",
    "done_in_time",
    "done_late",
    "done_untimed",
    "ended",
    "running",
    "overdue",
    "due_soon",
    "adds_up",
];

fn today() -> chrono::NaiveDate {
    (chrono::Utc::now() + chrono::TimeDelta::hours(7)).date_naive()
}

fn back(days: u64) -> String {
    today().checked_sub_days(chrono::Days::new(days)).unwrap().to_string()
}

/// Looks into every list that these figures name; how many documents they counted.
fn lists_fit(who: &Client, figures: &Value, seen: &mut BTreeMap<String, usize>) -> u64 {
    assert_eq!(figures["adds_up"], true, "{figures}");
    let mut counted = 0;
    for name in FIGURES.iter().filter(|name| **name != "adds_up") {
        let figure = &figures[*name];
        if figure.is_null() {
            continue;
        }
        let place = figure["documents"].as_str().unwrap().strip_prefix("/api/v1").unwrap().to_owned();
        let listed = *seen.entry(place.clone()).or_insert_with(|| who.all(&place).len());
        assert_eq!(figure["count"], json!(listed), "{name} of {}: {place}", who.name());
        counted += figure["count"].as_u64().unwrap();
    }
    counted
}

/// Looks into every list of a dashboard; how many documents its figures counted.
fn dashboard_fits(who: &Client, query: &str) -> u64 {
    let found = who.get(&format!("/dashboard?{query}")).ok();
    let mut seen = BTreeMap::new();
    let mut counted = 0;
    for side in ["incoming", "outgoing"] {
        counted += lists_fit(who, &found[side]["total"], &mut seen);
        let received = |one: &Value| one["received"]["count"].as_u64().unwrap();
        let groups = found[side]["groups"].as_array().unwrap();
        for group in groups {
            lists_fit(who, group, &mut seen);
        }
        if !groups.is_empty() {
            let all: u64 = groups.iter().map(received).sum();
            assert_eq!(all, received(&found[side]["total"]), "{query}: {found}");
        }
    }
    counted
}

/// What an office has on a busy day, beside what the demo brings.
fn busy(office: &Server) {
    let by = |user: &str| office.client(user);
    let (clerk, leader, head) = (by("vanthu"), by("chutich"), by("truongphong.kinhte"));
    let unit = office.department("KTHTDT");
    let (one, two) = (office.person("chuyenvien.kinhte1"), office.person("chuyenvien.kinhte2"));
    let running = at_work(&clerk, &leader, &head, &clerk.register_letter(), &unit, &one);
    drop(head.act(&running, &json!({ "command": "comment", "text": "Nhớ kèm phụ lục." })));
    let letter = at_work(&clerk, &leader, &head, &clerk.register_letter(), &unit, &two);
    let part = letter.assignment(&two).to_owned();
    let officer = by("chuyenvien.kinhte2");
    let letter = officer.act(&letter, &json!({ "command": "submit_result", "assignment": part, "text": "Đã xong." }));
    let letter = head.act(&letter, &json!({ "command": "approve", "assignment": part }));
    assert_eq!(letter.state(), "completed");
    let to = office.person("chutich");
    let kept = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": to }));
    let direction = json!({ "primary": { "department": unit, "due": letters::in_days(1) } });
    drop(leader.act(&kept, &json!({ "command": "direct", "direction": direction })));
    drop(clerk.act(&clerk.register_letter(), &json!({ "command": "void", "reason": "Vào sổ hai lần" })));
    drop(clerk.act(&clerk.register_letter(), &json!({ "command": "return_to_sender", "reason": "Gửi nhầm nơi" })));
    drop(clerk.register(&letters::secret()));
    drop(draft(&by("chuyenvien.kinhte1"), &plain(office)));
    let issued = act(&clerk, &signed(office, &plain(office)), &json!({ "command": "issue" }));
    let file = clerk.upload("Bản đã ký.pdf", &letters::pdf("da ky"));
    let sealed = act(&clerk, &issued, &json!({ "command": "seal", "on": "paper", "files": [file] }));
    drop(act(&clerk, &sealed, &json!({ "command": "dispatch" })));
    let struck = act(&clerk, &signed(office, &plain(office)), &json!({ "command": "issue" }));
    drop(act(&clerk, &struck, &json!({ "command": "void", "reason": "Cấp nhầm số" })));
}

/// Some file of the office.
fn a_file(office: &Server) -> PathBuf {
    let mut folders = vec![office.data().join("files").join("sha256")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                return path;
            }
        }
    }
    panic!("no file")
}

on_both_engines! {
    /// Every figure of every reader, told apart in every way, is the number of documents in its list.
    fn every_figure_opens_its_documents(engine: Engine) {
        let office = Server::demo(engine);
        busy(&office);
        let (unit, officer) = (office.department("KTHTDT"), office.person("chuyenvien.kinhte1"));
        let leader = office.client("chutich");
        let all = dashboard_fits(&leader, "by=unit");
        assert!(all > 0);
        for query in ["by=type", "by=sender", "by=officer", &format!("by=month&from={}", back(70)), &format!("from={}&until={}", back(30), back(3)),
            &format!("department={unit}&by=officer"), &format!("person={officer}&by=type"), &format!("from={}&by=sender", back(0))]
        {
            dashboard_fits(&leader, query);
        }
        let (head, own, clerk) = (office.client("truongphong.kinhte"), office.client("chuyenvien.kinhte1"), office.client("vanthu"));
        let of_unit = dashboard_fits(&head, "by=officer");
        let of_one = dashboard_fits(&own, "by=type");
        assert!(of_unit > 0 && of_one > 0 && of_unit < all && of_one < of_unit, "{all}, {of_unit}, {of_one}");
        dashboard_fits(&head, &format!("person={officer}"));
        dashboard_fits(&clerk, "by=unit");
        // Whose documents one does not see one does not count.
        let other = office.department("VHXH");
        head.get(&format!("/dashboard?department={other}")).problem(403, "figures_of_others").at("/department", "figures_of_others");
        own.get(&format!("/dashboard?person={}", office.person("chuyenvien.vhxh1"))).problem(403, "figures_of_others");
        let shown = head.get("/dashboard").ok();
        assert_eq!(shown["department"]["id"], json!(unit));
        assert_eq!(own.get("/dashboard").ok()["person"]["id"], json!(officer));
        // How long it took, step by step.
        let steps = leader.get(&format!("/dashboard?from={}", back(60))).ok()["incoming"]["steps"].clone();
        assert!(steps.as_array().unwrap().iter().any(|step| step["amount"].as_u64().unwrap() > 0), "{steps}");
        for (query, at) in [("month=2026-13", "month"), ("week=2026-48", "week"), ("from=2026-02-01&until=2026-01-01", "from"), ("until=2026-01-01", "from"),
            ("month=2026-01&from=2026-01-01", "from"), ("from=2020-01-01&until=2026-01-01", "until"), ("month=2999-01", "month"), ("from=0001-01-01", "from")]
        {
            leader.get(&format!("/dashboard?{query}")).problem(400, "bad_parameter").at(at, "out_of_range");
        }
    }

    /// A leader's figures move with what is done, in the same moment.
    fn figures_move_with_what_is_done(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, leader) = (office.client("vanthu"), office.client("chutich"));
        let now = || leader.get(&format!("/dashboard?from={}", back(0))).ok()["incoming"]["total"].clone();
        let count = |figures: &Value, name: &str| figures[name]["count"].as_i64().unwrap();
        let before = now();
        let letter = clerk.register_letter();
        let after = now();
        assert_eq!(count(&after, "received"), count(&before, "received") + 1);
        assert_eq!(count(&after, "running"), count(&before, "running") + 1);
        drop(clerk.act(&letter, &json!({ "command": "void", "reason": "Vào sổ hai lần" })));
        assert_eq!(count(&now(), "received"), count(&before, "received"), "what was struck out never came");
        drop(clerk.register(&letters::secret()));
        assert_eq!(count(&now(), "received"), count(&before, "received"), "a secret line is in no figure");
    }

    /// The report, as PDF in the form that is sent upward and as a workbook with numbers.
    fn the_report_is_made(engine: Engine) {
        let office = Server::demo(engine);
        busy(&office);
        let leader = office.client("chutich");
        let month = today().format("%Y-%m").to_string();
        let answer = leader.get(&format!("/reports/documents?month={month}")).expect(200);
        assert_eq!(answer.header("content-type"), Some("application/pdf"));
        let text = words_of(&answer.body);
        for words in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "Tình hình giải quyết văn bản đến, văn bản đi tháng", "Số:", "Văn bản đến theo đơn vị chủ trì",
            "Phòng Kinh tế", "Tổng cộng", "Tỷ lệ giải quyết đúng hạn", "Văn bản đi theo đơn vị soạn thảo", "Thời gian trung bình ở mỗi bước", "Nơi nhận:", "Lưu: VT"]
        {
            assert!(text.contains(words), "“{words}” is not in: {text}");
        }
        let week = today().format("%G-W%V").to_string();
        assert!(words_of(&leader.get(&format!("/reports/documents?week={week}")).expect(200).body).contains("tuần"));

        let answer = leader.get(&format!("/reports/documents?month={month}&format=xlsx")).expect(200);
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&answer.body)).unwrap();
        let names = workbook.sheet_names();
        assert_eq!(names, ["Đến theo đơn vị", "Đến theo loại", "Đi theo đơn vị", "Thời gian"]);
        let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
        let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let head = rows.iter().position(|row| row[0] == "Đơn vị").unwrap();
        assert_eq!(rows[head][2], "Tiếp nhận");
        let sum: f64 = rows[head + 1..rows.len() - 1].iter().map(|row| row[2].parse::<f64>().unwrap()).sum();
        let shown = leader.get(&format!("/dashboard?month={month}")).ok();
        let received = shown["incoming"]["total"]["received"]["count"].as_f64().unwrap();
        assert_eq!((sum, rows.last().unwrap()[2].parse::<f64>().unwrap()), (received, received), "{rows:?}");
        let elsewhere = opened_elsewhere(&answer.body);
        assert!(elsewhere.contains("Phòng Kinh tế") && elsewhere.contains("Tổng cộng"), "{elsewhere}");

        office.client("truongphong.kinhte").get("/reports/documents").problem(403, "report_readers_only");
        leader.get("/reports/documents?month=2026-00").problem(400, "bad_parameter");
        leader.get("/reports/documents?month=2026-01&week=2026-W01").problem(400, "bad_parameter");
    }

    /// What is whole is called so; each thing that was damaged is named where it is, and nothing else is.
    fn verify_names_what_was_damaged(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let facts = letters::about(&unique("Văn bản để kiểm tra "));
        let file = clerk.upload("Công văn.pdf", &letters::pdf("kiem tra"));
        let sent = json!({ "facts": facts, "register": {}, "files": [file] });
        let letter = Document(clerk.post("/incoming-documents", &sent).created());
        let waiting = || office.database().texts("SELECT CAST(COUNT(*) AS TEXT) AS value FROM search_due");
        wait_until("the index", PATIENCE, || waiting() == ["0"]);
        office.kill();
        let verify = |more: &[&str]| office.run(&[&["verify"], more].concat());
        let (code, said) = verify(&["--deep"]);
        assert_eq!(code, 0, "{said}");
        for part in ["Lịch sử: đúng", "Sổ đăng ký: đúng", "Bộ đếm số liệu: đúng", "Chỉ mục tìm kiếm: đúng", "Tệp: đúng"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        let on = format!("document_id = '{}'", letter.id());
        let day = today().to_string();
        // What is done to it, what puts it right again, which part names it, and where.
        let damages = [
            (format!("UPDATE tally SET received = received + 5 WHERE day = '{day}' AND way = 'incoming'"),
                format!("UPDATE tally SET received = received - 5 WHERE day = '{day}' AND way = 'incoming'"), "counters", "day_wrong", day.clone()),
            (format!("UPDATE course SET sender = 'Nơi khác' WHERE {on}"),
                format!("UPDATE course SET sender = '{}' WHERE {on}", facts["author"].as_str().unwrap()), "counters", "course_wrong", letter.id().to_owned()),
            ("UPDATE step_time SET amount = amount + 1".to_owned(), "UPDATE step_time SET amount = amount - 1".to_owned(), "counters", "step_wrong", String::new()),
            (format!("UPDATE search_piece SET document_id = '{}' WHERE {on}", uuid::Uuid::nil()),
                format!("UPDATE search_piece SET document_id = '{}' WHERE document_id = '{}'", letter.id(), uuid::Uuid::nil()), "search", "not_indexed", letter.id().to_owned()),
            ("UPDATE register SET next_number = next_number + 1 WHERE code = 'den'".to_owned(),
                "UPDATE register SET next_number = next_number - 1 WHERE code = 'den'".to_owned(), "registers", "register_gap", "Sổ đăng ký văn bản đến".to_owned()),
            (format!("UPDATE document SET subject = 'Khác' WHERE id = '{}'", letter.id()),
                format!("UPDATE document SET subject = '{}' WHERE id = '{}'", facts["subject"].as_str().unwrap(), letter.id()), "history", "chain_broken", letter.id().to_owned()),
        ];
        for (damage, repair, part, code_word, place) in damages {
            office.database().run(&damage);
            let (code, said) = verify(&["--json"]);
            assert_eq!(code, 1, "{damage}: {said}");
            let start = said.find('{').unwrap_or_else(|| panic!("{said}"));
            let end = said.rfind("\n}").unwrap_or_else(|| panic!("{said}")) + 2;
            let report: Value = serde_json::from_str(&said[start..end]).unwrap_or_else(|error| panic!("{error}: {said}"));
            let faults = report["faults"].as_array().unwrap();
            let named = |fault: &Value| fault["part"] == part && fault["code"] == code_word && fault["place"].as_str().unwrap().contains(&place);
            assert!(faults.iter().any(named), "{damage}: {said}");
            assert!(faults.iter().all(|fault| fault["part"] == part), "{damage}: {said}");
            office.database().run(&repair);
            let (code, said) = verify(&[]);
            assert_eq!(code, 0, "{repair}: {said}");
        }
        // A file that is changed in its place is found where it is read, one of another length at once, and one that is gone.
        let path = a_file(&office);
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = fs::read(&path).unwrap();
        let mut other = bytes.clone();
        other[0] ^= 1;
        fs::write(&path, &other).unwrap();
        assert_eq!(verify(&[]).0, 0, "its length is right");
        let (code, said) = verify(&["--deep"]);
        assert!(code == 1 && said.contains(&name) && said.contains("mã băm"), "{said}");
        fs::write(&path, &bytes[1..]).unwrap();
        let (code, said) = verify(&[]);
        assert!(code == 1 && said.contains(&name) && said.contains("byte"), "{said}");
        fs::remove_file(&path).unwrap();
        let (code, said) = verify(&[]);
        assert!(code == 1 && said.contains(&name) && said.contains("thiếu tệp"), "{said}");
        assert!(said.contains("Tệp: 1 chỗ sai") && said.contains("Lịch sử: đúng"), "{said}");
        fs::write(&path, &bytes).unwrap();
        assert_eq!(verify(&["--deep"]).0, 0);
        // A word more than it has, or another in its place.
        let at = format!("(SELECT ordinal FROM search_piece WHERE {on})");
        office.database().run(&match engine {
            Engine::Postgres => format!("UPDATE search_piece SET words = words || 'thua:1A'::tsvector WHERE {on}"),
            Engine::Sqlite => format!(
                "DELETE FROM search_words WHERE rowid = {at}; INSERT INTO search_words (rowid, h, p, c, f) VALUES ({at}, 'thua', '', '', '')"
            ),
        });
        assert_eq!(verify(&[]).0, 0, "it is there");
        let (code, said) = verify(&["--deep"]);
        assert!(code == 1 && said.contains(letter.id()) && said.contains("từ ngữ"), "{said}");
    }
}
