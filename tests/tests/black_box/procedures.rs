//! Procedures: published as versions that never change, found again, looked over, walked through by dates worked out by hand, and carried
//! from office to office in files.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use tests::{Client, Server, binary, on_both_engines, unique};

use crate::organisation::Another;

/// A procedure that the demo's ward can work by.
pub fn content(code: &str) -> Value {
    json!({
        "code": code, "name": "Cấp giấy thử nghiệm đường dây", "field": "Lĩnh vực Thử", "level": "communal", "online": "partial",
        "legal_basis": ["Luật Thử"],
        "components": [{ "code": "don", "name": "Đơn đề nghị", "form": "original", "blank": "Mẫu 01" }],
        "fees": [{ "name": "Lệ phí", "amount": 8000, "each": "bản" }],
        "term": "3wd", "results": ["Giấy thử nghiệm"],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "KTHTDT" }, "time": "8wh", "may": ["supplement"],
              "next": [{ "label": "Đủ điều kiện", "to": "ky" }, { "label": "Không đủ điều kiện", "to": "tu-choi" }] },
            { "code": "ky", "name": "Ký kết quả", "doer": { "role": "leader" }, "time": "8wh", "next": [{ "label": "Đã ký" }], "back": ["tham-dinh"] },
            { "code": "tu-choi", "name": "Ký từ chối", "doer": { "role": "leader" }, "time": "4wh", "next": [{ "label": "Đã ký" }] },
        ] },
    })
}

/// The same with another value at a place.
fn with(mut content: Value, pointer: &str, value: Value) -> Value {
    match content.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            content.pointer_mut(parent).unwrap()[name] = value;
        }
    }
    content
}

/// A procedure of this administrator's agency, which any agency with a leader can work by; by its id.
pub fn published(who: &Client) -> String {
    let step = json!({ "code": "ky", "name": "Ký", "doer": { "role": "leader" }, "next": [{ "label": "Đã ký" }] });
    let done = who.post("/procedures", &with(content(&unique("thu-")), "/process/steps", json!([step]))).created();
    done["procedure"]["id"].as_str().unwrap().to_owned()
}

fn codes(who: &Client, query: &str) -> Vec<String> {
    let found = who.all(&format!("/procedures?{query}"));
    found.iter().map(|line| line["code"].as_str().unwrap().to_owned()).collect()
}

/// Runs the program where there is nothing.
fn alone(folder: &PathBuf, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONGVAN_")) {
        command.env_remove(name);
    }
    let out = command.arg("procedure").args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

fn folder(files: &[(&str, &Value)]) -> PathBuf {
    let folder = std::env::temp_dir().join(unique("congvan-procedures-"));
    fs::create_dir_all(&folder).unwrap();
    for (name, content) in files {
        fs::write(folder.join(name), serde_json::to_vec_pretty(content).unwrap()).unwrap();
    }
    folder
}

on_both_engines! {
    /// A version is published once; what differs is the next, and the one before can be read for ever.
    fn versions_follow_each_other_and_never_change(engine: Engine) {
        let office = Server::shared(engine);
        let (administrator, clerk) = (office.client("quantri"), office.client("motcua"));
        let code = unique("thu-");
        let answer = administrator.post("/procedures", &content(&code));
        assert_eq!(answer.version(), 1);
        let location = answer.header("location").unwrap().to_owned();
        let first = answer.created();
        assert_eq!(first["outcome"], "published");
        let id = first["procedure"]["id"].as_str().unwrap().to_owned();
        let path = format!("/procedures/{id}");
        assert!(location.ends_with(&path), "{location}");
        assert_eq!(first["procedure"]["term_text"], "3 ngày làm việc");
        assert_eq!(first["procedure"]["findings"], json!([]));

        // The same is the same, though its fields stand in another order.
        let answer = administrator.post("/procedures", &content(&code)).expect(200).json();
        assert_eq!((&answer["outcome"], &answer["procedure"]["version"]), (&json!("unchanged"), &json!(1)));

        let changed = with(content(&code), "/term", json!("5wd"));
        let second = administrator.post("/procedures", &changed).created();
        assert_eq!((&second["procedure"]["id"], &second["procedure"]["version"]), (&json!(id), &json!(2)));

        // Everybody who works there reads both.
        let now = clerk.get(&path).ok();
        assert_eq!((&now["version"], &now["latest_version"], &now["content"]["term"]), (&json!(2), &json!(2), &json!("5wd")));
        let before = clerk.get(&format!("{path}?version=1")).ok();
        assert_eq!((&before["version"], &before["latest_version"], &before["content"]["term"]), (&json!(1), &json!(2), &json!("3wd")));
        let versions: Vec<_> = now["versions"].as_array().unwrap().iter().map(|v| v["version"].as_u64().unwrap()).collect();
        assert_eq!(versions, [2, 1]);
        assert_eq!(now["versions"][0]["published_by"]["name"], "Lê Thử Nghiệm");
        clerk.get(&format!("{path}?version=3")).problem(404, "not_found");
        clerk.get(&format!("{path}?version=0")).problem(404, "not_found");
        let drawing = now["drawing"].as_str().unwrap();
        assert!(drawing.starts_with("flowchart TD\n") && drawing.contains("Phòng Kinh tế, Hạ tầng và Đô thị"), "{drawing}");

        // A repeat is answered as the first time, and publishes nothing.
        let key = unique("khoa-");
        let third = with(content(&code), "/term", json!("6wd"));
        let done = administrator.request("POST", "/procedures").key(&key).json(&third).send().created();
        let again = administrator.request("POST", "/procedures").key(&key).json(&third).send();
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!(again.created(), done);

        // Withdrawn it is listed to whoever asks for it alone, and stays readable; published anew it is offered again.
        let withdraw = json!({ "reason": "Hết hiệu lực theo quyết định công bố mới." });
        let gone = administrator.post(&format!("{path}/withdraw"), &withdraw).ok();
        assert_eq!(gone["withdrawal"]["reason"], withdraw["reason"]);
        administrator.post(&format!("{path}/withdraw"), &withdraw).problem(409, "procedure_withdrawn");
        assert!(!codes(&clerk, &format!("q={code}")).contains(&code));
        assert_eq!(codes(&clerk, &format!("q={code}&withdrawn=true")), std::slice::from_ref(&code));
        assert_eq!(clerk.get(&format!("{path}?version=2")).ok()["content"]["term"], "5wd");
        let back = administrator.post("/procedures", &third).expect(200).json();
        assert_eq!((&back["outcome"], &back["procedure"]["version"]), (&json!("offered_again"), &json!(3)));
        assert_eq!(codes(&clerk, &format!("q={code}")), std::slice::from_ref(&code));
        administrator.post(&format!("{path}/withdraw"), &withdraw).ok();
    }

    /// What can't be is refused at its place, and what would hold dossiers up, too; whoever may not publish is told so.
    fn what_is_wrong_is_refused_with_its_place(engine: Engine) {
        let office = Server::shared(engine);
        let administrator = office.client("quantri");
        let code = unique("thu-");
        let sound = content(&code);
        for (place, value, pointer, fault) in [
            ("/term", json!("5 ngày"), "/term", "not_a_term"),
            ("/term", json!("2026-12-31"), "/term", "term_not_a_length"),
            ("/name", json!(""), "/name", "empty"),
            ("/ghi_chu", json!("x"), "/ghi_chu", "unknown_field"),
            ("/process/steps/0/x", json!(1), "/process/steps/0/x", "unknown_field"),
            ("/process/steps/0/next/0/to", json!("khac"), "/process/steps/0/next/0/to", "no_such_step"),
            ("/process/steps/1/code", json!("tham-dinh"), "/process/steps/1/code", "entry_twice"),
            ("/code", json!("mã số"), "/code", "code_letters"),
            ("/components/0/count", json!(0), "/components/0/count", "setting_out_of_range"),
            ("/field", json!(["x"]), "/field", "wrong_type"),
            // What lint calls an error.
            ("/process/steps/0/doer", json!({ "department": "KHONGCO" }), "/process/steps/0/doer/department", "procedure_finding"),
            ("/process/steps/1/doer", json!({ "role": "archivist" }), "/process/steps/1/doer/role", "procedure_finding"),
            ("/process/steps/2/next", json!([{ "label": "x", "to": "tu-choi" }]), "/process/steps/2", "procedure_finding"),
            ("/term", json!("1wd"), "/term", "procedure_finding"),
        ] {
            let wrong = with(sound.clone(), place, value);
            let answer = administrator.post("/procedures", &wrong).expect(422).json();
            let faults = answer["errors"].as_array().unwrap();
            assert!(faults.iter().any(|one| one["pointer"] == pointer && one["code"] == fault), "{place}: {answer}");
        }
        // All at once.
        let wrong = with(with(sound.clone(), "/code", json!("ế")), "/sets", json!(0));
        assert_eq!(administrator.post("/procedures", &wrong).expect(422).json()["errors"].as_array().unwrap().len(), 2);
        assert_eq!(codes(&administrator, &format!("q={code}&withdrawn=true")), Vec::<String>::new());

        for user in ["motcua", "vanthu", "chutich", "chanhvanphong", "truongphong.kinhte"] {
            office.client(user).post("/procedures", &sound).problem(403, "procedure_keepers_only");
        }
        // Another agency knows nothing of it.
        let id = published(&administrator);
        let other = Another::set_up(office);
        other.administrator.get(&format!("/procedures/{id}")).problem(404, "not_found");
        other.administrator.post(&format!("/procedures/{id}/withdraw"), &json!({ "reason": "x" })).problem(404, "not_found");
        assert_eq!(codes(&other.administrator, "withdrawn=true"), Vec::<String>::new());
        other.administrator.post("/procedures/lint", &json!({ "procedure": { "id": id } })).problem(422, "procedure_unknown");
    }

    /// Words with or without accents, in any order; a field as a whole; page by page.
    fn the_catalogue_is_searched_without_accents(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("motcua");
        let all = codes(&clerk, "");
        assert!(all.len() >= 9 && all.is_sorted(), "{all:?}");
        for (query, wanted) in [
            ("q=x%C3%A1c%20nh%E1%BA%ADn%20t%C3%ACnh%20tr%E1%BA%A1ng", &["1.004873"][..]),
            ("q=tinh%20trang%20HON%20nhan", &["1.004873"]),
            ("q=hon%20nhan%20ho%20tich%20004873", &["1.004873"]),
            ("q=dat%20dai", &["1.013949"]),
            ("q=%C4%90%E1%BA%A5t%20%C4%91ai", &["1.013949"]),
            ("field=ho%20tich", &["1.001193", "1.004873", "2.000635"]),
            ("field=tich", &[]),
            ("q=2.000815", &["2.000815"]),
            ("q=khong%20co%20thu%20tuc%20nay", &[]),
            ("q=%25", &[]),
            ("q=_", &[]),
            ("online=full&field=h%E1%BB%99%20t%E1%BB%8Bch", &["1.001193", "1.004873", "2.000635"]),
            ("level=provincial", &[]),
        ] {
            assert_eq!(codes(&clerk, query), wanted, "{query}");
        }
        let mut cursor = String::new();
        let mut paged = Vec::new();
        loop {
            let page = clerk.get(&format!("/procedures?limit=2{cursor}")).ok();
            paged.extend(page["items"].as_array().unwrap().iter().map(|line| line["code"].as_str().unwrap().to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(paged, all);
        clerk.get("/procedures?q=a%00b").problem(400, "bad_parameter");
        clerk.get("/procedures?level=xa").expect(400);

        // Each of the demo's can be worked by there, from beginning to end.
        for line in clerk.items("/procedures") {
            let id = &line["id"];
            let found = clerk.post("/procedures/lint", &json!({ "procedure": { "id": id } })).ok();
            assert_eq!(found["publishable"], true, "{line}: {found}");
            let walked = clerk.post("/procedures/simulate", &json!({ "procedure": { "id": id }, "from": "2026-11-25T08:00:00+07:00" })).ok();
            assert_eq!((&walked["outcome"], &walked["late"]), (&json!("done"), &json!(false)), "{line}: {walked}");
        }
    }

    fn findings_name_step_and_component(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("chuyenvien.kinhte1");
        let odd = with(content("thu-1"), "/process/steps/0/doer", json!({ "department": "KHONGCO" }));
        let odd = with(with(odd, "/components/0/blank", json!(null)), "/fees/0/amount", json!(null));
        let found = clerk.post("/procedures/lint", &json!({ "content": odd })).ok();
        assert_eq!(found["publishable"], false);
        let find = |code: &str| {
            let all = found["findings"].as_array().unwrap();
            all.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("no {code}: {found}")).clone()
        };
        let nobody = find("step_department_unknown");
        assert_eq!((&nobody["severity"], &nobody["step"], &nobody["pointer"]), (&json!("error"), &json!("tham-dinh"), &json!("/process/steps/0/doer/department")));
        assert!(nobody["text"].as_str().unwrap().contains("KHONGCO") && nobody["text_en"].as_str().unwrap().contains("KHONGCO"));
        assert_eq!((&find("blank_missing")["severity"], &find("blank_missing")["component"]), (&json!("warning"), &json!("don")));
        assert_eq!(find("fee_unknown")["severity"], "warning");

        clerk.post("/procedures/lint", &json!({})).problem(422, "invalid_input").at("", "exactly_one_of");
        clerk.post("/procedures/lint", &json!({ "content": content("a"), "procedure": { "id": uuid::Uuid::nil() } })).problem(422, "invalid_input").at("", "exactly_one_of");
        let wrong = with(content("a"), "/sets", json!(0));
        clerk.post("/procedures/lint", &json!({ "content": wrong })).expect(422).problem(422, "setting_out_of_range").at("/content/sets", "setting_out_of_range");
    }

    /// 23/11/2026 is a Monday, 24/11 a holiday. Received at 15:20 it goes to the unit when work begins on Wednesday; one working day from
    /// Monday ends on Wednesday, and by a cut-off of the procedure's own on Thursday.
    fn dates_are_those_worked_out_by_hand(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("motcua");
        let brief = with(with(content("thu-1"), "/term", json!("1wd")), "/process/steps/0/time", json!("4wh"));
        let ask = |content: &Value, more: Value| {
            let mut body = json!({ "content": content, "from": "2026-11-23T15:20:00+07:00" });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            clerk.post("/procedures/simulate", &body)
        };
        let one = ask(&brief, json!({})).ok();
        assert_eq!(one["transfer"], "2026-11-25T00:30:00Z");
        assert_eq!(one["due"], "2026-11-25T10:30:00Z");
        assert_eq!(one["counts_from"], "2026-11-23T08:20:00Z");
        // Four hours from 07:30 end at 11:30; eight more on Thursday at 11:30, which is a day too late.
        let steps: Vec<_> = one["steps"].as_array().unwrap().iter().map(|s| (s["step"].as_str().unwrap(), s["due"].as_str().unwrap())).collect();
        assert_eq!(steps, [("tham-dinh", "2026-11-25T04:30:00Z"), ("ky", "2026-11-26T04:30:00Z")]);
        assert_eq!((&one["outcome"], &one["late"]), (&json!("done"), &json!(true)));
        let cut = with(brief.clone(), "/rules", json!({ "cut_off": "15:00" }));
        let one = ask(&cut, json!({})).ok();
        assert_eq!((&one["counts_from"], &one["due"]), (&json!("2026-11-25T00:30:00Z"), &json!("2026-11-26T10:30:00Z")));
        assert_eq!(one["late"], false);

        // Refused in four hours after four; and sixteen hours lost to its applicant, from Wednesday 10:00 to Friday 10:00: three working
        // days from Monday end on Friday, and with them on Tuesday.
        let three = content("thu-1");
        let choose = json!([{ "step": "tham-dinh", "branch": "khong du dieu kien" }]);
        let one = ask(&three, json!({ "choose": choose })).ok();
        assert_eq!(one["steps"][1]["step"], "tu-choi");
        let waits = json!([{ "from": "2026-11-25T10:00:00+07:00", "until": "2026-11-27T10:00:00+07:00" }]);
        let one = ask(&three, json!({ "waits": waits })).ok();
        assert_eq!((&one["due_original"], &one["due"]), (&json!("2026-11-27T10:30:00Z"), &json!("2026-12-01T10:30:00Z")));
        assert_eq!(one["steps"][0]["due"], "2026-11-27T10:30:00Z");

        ask(&three, json!({ "choose": [{ "step": "ky", "branch": "Không có" }] })).problem(422, "no_such_branch").at("/choose/0/branch", "no_such_branch");
        ask(&three, json!({ "choose": [{ "step": "x", "branch": "y" }] })).problem(422, "no_such_step").at("/choose/0/step", "no_such_step");
        let inverted = json!([{ "from": "2026-11-27T10:00:00+07:00", "until": "2026-11-25T10:00:00+07:00" }]);
        ask(&three, json!({ "waits": inverted })).problem(422, "wait_inverted").at("/waits/0", "wait_inverted");
        let round = with(three, "/process/steps/1/next/0/to", json!("tham-dinh"));
        assert_eq!(ask(&round, json!({})).ok()["outcome"], "went_round");
    }

    /// Out of one office and into another, as they were.
    fn files_carry_procedures_from_office_to_office(engine: Engine) {
        let demo = Server::demo(engine);
        let at = demo.data().parent().unwrap().to_owned();
        let ward = ["--agency", "H99.99"];
        let (code, said) = demo.run(&[&["procedure", "export", "danh-muc"][..], &ward].concat());
        assert!(code == 0 && said.contains("Đã ghi 9 thủ tục"), "{said}");
        let (code, said) = demo.run(&[&["procedure", "export", "danh-muc"][..], &ward].concat());
        assert!(code != 0 && said.contains("1.001193.json"), "nothing is written over: {said}");
        let files: Vec<String> = {
            let mut names: Vec<_> = fs::read_dir(at.join("danh-muc")).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
            names.sort();
            names
        };
        let names: Vec<&str> = files.iter().map(String::as_str).collect();
        let (code, said) = demo.run(&[&["procedure", "import"][..], &names, &ward].concat());
        assert!(code == 0 && said.matches("không đổi, vẫn là phiên bản 1").count() == 9 && said.contains("Đã nhập"), "{said}");
        let (code, said) = demo.run(&[&["procedure", "lint"][..], &names, &ward].concat());
        assert!(code == 0 && said.contains("1.004873") && said.contains("0 lỗi"), "{said}");
        let (code, said) = demo.run(&[&["procedure", "list"][..], &ward].concat());
        assert!(code == 0 && said.contains("9 thủ tục.") && said.contains("2.000815     v1"), "{said}");
        // Two agencies are there: which?
        assert_ne!(demo.run(&["procedure", "list"]).0, 0);

        // A real office without those departments takes none of them, and says why of each; all or nothing.
        let office = Server::prepared(engine, &["serve"], &[]);
        crate::cli::init(&office);
        let (code, said) = office.run(&[&["procedure", "import"][..], &names].concat());
        assert!(code != 0 && said.contains("(2.000815) /process/steps/1/doer/role") && said.contains("Không làm gì"), "{said}");
        assert!(office.run(&["procedure", "list"]).1.contains("0 thủ tục."));

        // What its only administrator can work by is published in their name; a rehearsal publishes nothing.
        let mine = with(content("1.1"), "/process/steps/0/doer", json!({ "department": "VP" }));
        let mine = with(mine, "/process/steps", json!([{ "code": "a", "name": "Xử lý", "doer": { "department": "VP" }, "next": [{ "label": "Xong" }] }]));
        let place = office.data().parent().unwrap().to_owned();
        fs::write(place.join("mot.json"), json!([mine]).to_string()).unwrap();
        fs::write(place.join("phong.csv"), "Mã phòng, ban;Tên phòng, ban;Từ ngày\nVP;Văn phòng;01/07/2026\n").unwrap();
        fs::write(place.join("nguoi.csv"), "Tên đăng nhập;Họ và tên;Chức vụ;Mã phòng, ban;Vị trí trong phòng, ban;Từ ngày\nthu.nguyen;Nguyễn Văn Thử;Trưởng phòng;VP;trưởng phòng;01/07/2026\n").unwrap();
        let (code, said) = office.run(&["org", "import", "phong.csv", "nguoi.csv"]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = office.run(&["procedure", "import", "mot.json", "--dry-run"]);
        assert!(code == 0 && said.contains("công bố phiên bản 1") && said.contains("chưa thay đổi gì"), "{said}");
        assert!(office.run(&["procedure", "list"]).1.contains("0 thủ tục."));
        let (code, said) = office.run(&["procedure", "import", "mot.json", "--by", "thu.nguyen"]);
        assert!(code != 0 && said.contains("quản trị của cơ quan"), "{said}");
        let (code, said) = office.run(&["procedure", "import", "mot.json"]);
        assert!(code == 0 && said.contains("step_time_missing") && said.contains("Đã nhập"), "{said}");
        fs::write(place.join("mot.json"), json!([with(mine, "/sets", json!(2))]).to_string()).unwrap();
        let (code, said) = office.run(&["procedure", "import", "mot.json"]);
        assert!(code == 0 && said.contains("công bố phiên bản 2"), "{said}");
    }
}

/// Files are looked at where there is neither an office nor settings.
#[test]
fn files_are_looked_at_without_an_office() {
    let odd = with(content("thu-2"), "/process/steps/2/next", json!([{ "label": "x", "to": "tu-choi" }]));
    let broken = with(content("thu-3"), "/process/steps/0/next/0/to", json!("khac"));
    let both = json!([content("thu-1"), with(content("thu-4"), "/process/steps/1/time", json!("x"))]);
    let place =
        folder(&[("tot.json", &content("thu-1")), ("xau.json", &odd), ("hong.json", &broken), ("hai.json", &both)]);

    let (code, said, _) = alone(&place, &["lint", "tot.json"]);
    assert_eq!(
        (code, said.as_str()),
        (0, "tot.json: thu-1 Cấp giấy thử nghiệm đường dây: 0 lỗi, 0 cảnh báo / errors: 0, warnings: 0\n")
    );
    let (code, said, complained) = alone(&place, &["lint", "tot.json", "xau.json"]);
    assert_eq!(code, 1);
    assert!(said.contains("lỗi / error [dead_end] /process/steps/2: Từ bước “Ký từ chối”"), "{said}");
    assert!(complained.contains("Có 2 lỗi") || complained.contains("Có 1 lỗi"), "{complained}");
    let (code, _, complained) = alone(&place, &["lint", "hong.json", "hai.json"]);
    assert_eq!(code, 1);
    assert!(complained.contains("có 2 lỗi cần sửa"), "{complained}");
    assert!(
        complained.contains("hong.json /process/steps/0/next/0/to: Quy trình không có bước mang mã “khac”."),
        "{complained}"
    );
    assert!(complained.contains("hai.json /1/process/steps/1/time: "), "{complained}");

    let (code, said, complained) = alone(&place, &["simulate", "tot.json", "--from", "2026-11-23T15:20"]);
    assert_eq!((code, complained.as_str()), (0, ""));
    for line in [
        "Tiếp nhận / Received: 15:20 thứ Hai 23/11/2026",
        "Chuyển hồ sơ / Transfer: 07:30 thứ Tư 25/11/2026",
        "1. Thẩm định [tham-dinh] (KTHTDT): đến / arrives 07:30 thứ Tư 25/11/2026; hạn / due 17:30 thứ Tư 25/11/2026",
        "Xong / Done: 17:30 thứ Năm 26/11/2026",
        "Hạn trả kết quả / Due: 17:30 thứ Sáu 27/11/2026 (3 ngày làm việc) – đúng hạn / in time",
    ] {
        assert!(said.contains(line), "no “{line}” in:\n{said}");
    }
    let chosen = [
        "simulate",
        "tot.json",
        "--from",
        "2026-11-23T15:20",
        "--choose",
        "tham-dinh=khong du dieu kien",
        "--wait",
        "2026-11-25T08:00..2026-11-26T08:00",
    ];
    let (code, said, _) = alone(&place, &chosen);
    assert!(
        code == 0 && said.contains("Ký từ chối") && said.contains("Hạn ban đầu / Original: 17:30 thứ Sáu 27/11/2026"),
        "{said}"
    );
    for (wrong, words) in [
        (&["simulate", "tot.json", "--from", "hôm qua"][..], "2026-11-20T09:00"),
        (&["simulate", "tot.json", "--from", "2026-11-23T15:20", "--choose", "x"], "mã-bước=hướng"),
        (&["simulate", "tot.json", "--from", "2026-11-23T15:20", "--choose", "ky=x"], "không có hướng “x”"),
        (&["simulate", "tot.json", "--from", "2026-11-23T15:20", "--wait", "x"], "TỪ..ĐẾN"),
        (&["lint", "khong-co.json"], "khong-co.json"),
    ] {
        let (code, _, complained) = alone(&place, wrong);
        assert!(code == 1 && complained.contains(words), "{wrong:?}: {complained}");
    }
    assert_eq!(alone(&place, &["lint"]).0, 2);

    let (code, said, _) = alone(&place, &["draw", "tot.json"]);
    assert!(
        code == 0 && said.starts_with("%% thu-1\nflowchart TD\n") && said.contains("s1 -- \"Đủ điều kiện\" --> s2"),
        "{said}"
    );
    let made = fs::read_dir(&place).unwrap().count();
    assert_eq!(made, 4, "nothing was made");
    fs::remove_dir_all(&place).unwrap();
}
