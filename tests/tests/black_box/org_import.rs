//! `congvan org import`: an office out of a workbook or text tables, every problem by row and column, all or nothing.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use tests::{Client, Engine, Server, on_both_engines};

const DEPARTMENTS: &str = "\u{feff}Mã phòng, ban;Tên phòng, ban;Mã phòng, ban cấp trên;Từ ngày\n\
    TO1;Tổ một cửa;VP;\n\
    VP;Văn phòng HĐND và UBND;;01/07/2026\n\
    PKT;Phòng Kinh tế;;01/07/2026\n";

const PEOPLE: &str = "Tên đăng nhập,Họ và tên,Chức vụ,Thư điện tử,\"Mã phòng, ban\",\"Vị trí trong phòng, ban\",Vai trò trong cơ quan,Từ ngày\n\
    thu.nguyen,Nguyễn Văn Thử,Chủ tịch,thu@phuong-mau.example,,,lãnh đạo,01/07/2026\n\
    mau.le,Lê Thị Mẫu,Văn thư,mau@phuong-mau.example,VP,,\"văn thư, theo dõi\",01/07/2026\n\
    vi.du,Trần Thị Ví Dụ,Trưởng phòng Kinh tế,vi@phuong-mau.example,PKT,Trưởng phòng,,2026-07-01\n\
    vi.du,,,,VP,chuyên viên,,2026-07-01\n";

/// A real installation whose server isn't running, with a file in the folder in which the program runs.
fn office(engine: Engine, files: &[(&str, &[u8])]) -> Server {
    let office = Server::prepared(engine, &["serve"], &[]);
    crate::cli::init(&office);
    for (name, content) in files {
        fs::write(folder(&office).join(name), content).unwrap();
    }
    office
}

fn folder(office: &Server) -> PathBuf {
    office.data().parent().unwrap().to_owned()
}

/// The organisation as the administrator sees it.
fn organisation(office: &Server) -> Value {
    let session = office.anonymous().post("/sessions", &crate::cli::administrator()).created();
    let administrator: Client = office.anonymous().with_token(session["access_token"].as_str().unwrap());
    let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    administrator.get(&format!("/agencies/{agency}/organisation")).ok()
}

fn person<'a>(organisation: &'a Value, username: &str) -> &'a Value {
    let people = organisation["people"].as_array().unwrap();
    people.iter().find(|p| p["username"] == username).unwrap_or_else(|| panic!("no {username}"))
}

on_both_engines! {
    fn text_tables_make_an_office_and_make_it_once(engine: Engine) {
        let office = office(engine, &[("phong.csv", DEPARTMENTS.as_bytes()), ("nguoi.csv", PEOPLE.as_bytes())]);
        let import = |more: &[&str]| {
            office.run(&[&["org", "import", "phong.csv", "nguoi.csv"][..], more].concat())
        };
        let (code, said) = import(&["--dry-run"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("3  lập phòng, ban") && said.contains("chưa thay đổi gì"), "{said}");
        let (code, said) = import(&["--passwords", "mat-khau-moi.csv"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("3  thêm người") && said.contains("3  giao vị trí") && said.contains("Đã nhập"), "{said}");
        // Once more, nothing is new, and nobody's password changes.
        let (code, said) = import(&["--passwords", "khac.csv"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("Không có gì khác") && !folder(&office).join("khac.csv").exists(), "{said}");
        let (code, said) = import(&["--passwords", "mat-khau-moi.csv"]);
        assert!(code != 0 && said.contains("mat-khau-moi.csv"), "an earlier file is not written over: {said}");

        let passwords = folder(&office).join("mat-khau-moi.csv");
        assert_eq!(fs::metadata(&passwords).unwrap().permissions().mode() & 0o777, 0o600);
        let passwords = fs::read_to_string(passwords).unwrap();
        office.start();
        let found = organisation(&office);
        let departments = found["departments"].as_array().unwrap();
        let codes: Vec<&str> = departments.iter().map(|d| d["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["VP", "TO1", "PKT"], "each behind the one that it is part of");
        assert_eq!(departments[1]["parent"], departments[0]["id"]);
        assert_eq!(departments[0]["from"], "2026-07-01");
        assert_eq!(person(&found, "vi.du")["positions"].as_array().unwrap().len(), 2);
        let roles: Vec<&Value> = person(&found, "mau.le")["roles"].as_array().unwrap().iter().map(|r| &r["role"]).collect();
        assert_eq!(roles, ["monitor", "registry_clerk"]);
        // Everyone who is new signs in with the password in the file.
        for line in passwords.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
            let credentials = json!({ "username": cells[0], "password": cells[2] });
            office.anonymous().post("/sessions", &credentials).created();
        }
        assert_eq!(passwords.lines().count(), 4);
        assert_eq!(office.run(&["audit", "verify"]).0, 0);

        // A last day in the file ends what is held; a later one is another term.
        let table = |until: &str| format!("Tên đăng nhập,Họ và tên,\"Mã phòng, ban\",\"Vị trí trong phòng, ban\",Đến ngày\n\
            vi.du,Trần Thị Ví Dụ,PKT,trưởng phòng,{until}\n");
        fs::write(folder(&office).join("thoi.csv"), table("31/12/2030")).unwrap();
        let (code, said) = office.run(&["org", "import", "thoi.csv"]);
        assert!(code == 0 && said.contains("1  thôi vị trí"), "{said}");
        let found = organisation(&office);
        assert!(person(&found, "vi.du")["positions"].as_array().unwrap().iter().any(|p| p["until"] == "2030-12-31"));
        fs::write(folder(&office).join("thoi.csv"), table("31/12/2031")).unwrap();
        let (code, said) = office.run(&["org", "import", "thoi.csv"]);
        assert!(code != 0 && said.contains("dòng 2, cột E (Đến ngày): Đã có đến ngày 31/12/2030"), "{said}");

        // While the server runs: what the file says otherwise is changed, and the server knows.
        fs::write(folder(&office).join("nguoi.csv"), PEOPLE.replace("Lê Thị Mẫu", "Lê Thị Mẫu Mới")).unwrap();
        let (code, said) = import(&[]);
        assert!(code == 0 && said.contains("1  sửa thông tin người"), "{said}");
        let began = std::time::Instant::now();
        while person(&organisation(&office), "mau.le")["name"] != "Lê Thị Mẫu Mới" {
            assert!(began.elapsed().as_secs() < 60, "the server never noticed");
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
    }

    fn every_problem_is_named_by_row_and_column_and_nothing_is_imported(engine: Engine) {
        let people = PEOPLE
            .replace("thu@phuong-mau.example", "thu@")
            .replace("lãnh đạo", "vua")
            .replace(",VP,,", ",PHONG9,,")
            .replace("Trưởng phòng,,2026-07-01", "Sếp,,31/02/2026")
            + "Có Dấu,Người Sai,Công chức,,,,,\n\
               quantri.mau,Nguyễn Thị Mẫu,,,PKT,trưởng phòng,,\n\
               hai.dong,Người Hai Dòng,Công chức,,PKT,trưởng phòng,,\n\
               hai.dong,Tên Khác,,,VP,,,\n";
        let departments = DEPARTMENTS.to_owned() + "VP;Trùng mã;;\nPVH;Phòng Văn hóa;KHONG;\n";
        let office = office(engine, &[("phong.csv", departments.as_bytes()), ("nguoi.csv", people.as_bytes())]);
        for dry_run in [&["--dry-run"][..], &[]] {
            let (code, said) = office.run(&[&["org", "import", "phong.csv", "nguoi.csv"][..], dry_run].concat());
            assert_ne!(code, 0, "{said}");
            for problem in [
                "phong.csv, dòng 5, cột A (Mã phòng, ban): Mã “VP” có ở hai dòng",
                "phong.csv, dòng 6, cột C (Mã phòng, ban cấp trên): Không có phòng, ban nào mang mã hoặc id “KHONG”",
                "nguoi.csv, dòng 2, cột D (Thư điện tử): Không phải địa chỉ thư điện tử",
                "nguoi.csv, dòng 2, cột G (Vai trò trong cơ quan): Không có vai trò “vua”",
                "nguoi.csv, dòng 3, cột E (Mã phòng, ban): Không có phòng, ban nào mang mã hoặc id “PHONG9”",
                "nguoi.csv, dòng 4, cột F (Vị trí trong phòng, ban): Không có vị trí “Sếp”",
                "nguoi.csv, dòng 4, cột H (Từ ngày): “31/02/2026” không phải ngày",
                "nguoi.csv, dòng 6, cột A (Tên đăng nhập): Tên đăng nhập chỉ gồm",
                "nguoi.csv, dòng 8, cột E (Mã phòng, ban): Phòng, ban này đã có trưởng phòng",
                "nguoi.csv, dòng 9, cột B (Họ và tên): Khác với dòng trước",
            ] {
                assert!(said.contains(problem), "no “{problem}” in:\n{said}");
            }
            assert!(said.contains("có 10 lỗi"), "{said}");
        }
        office.start();
        let found = organisation(&office);
        assert_eq!((found["departments"].as_array().unwrap().len(), found["people"].as_array().unwrap().len()), (0, 1));
    }

    /// The workbook that the program gives is one that it reads; dates may be a spreadsheet's own.
    fn a_workbook_makes_an_office(engine: Engine) {
        let office = office(engine, &[]);
        let (code, said) = office.run(&["org", "template", "mau.xlsx"]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = office.run(&["org", "import", "mau.xlsx"]);
        assert!(code == 0 && said.contains("Không có gì khác"), "the template itself holds nothing: {said}");
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.set_name("Phòng ban").unwrap();
        for (n, text) in ["Mã phòng, ban", "Tên phòng, ban", "Thứ tự", "Từ ngày"].iter().enumerate() {
            sheet.write(2, u16::try_from(n + 1).unwrap(), *text).unwrap();
        }
        // A table need not begin in the corner.
        sheet.write(3, 1, "PKT").unwrap();
        sheet.write(3, 2, "Phòng Kinh tê\u{301}").unwrap();
        sheet.write(3, 3, 7).unwrap();
        sheet.write_with_format(3, 4, ExcelDateTime::from_ymd(2026, 7, 1).unwrap(), &date).unwrap();
        sheet.write(4, 1, "PVH").unwrap();
        let content = book.save_to_buffer().unwrap();
        fs::write(folder(&office).join("co-quan.xlsx"), content).unwrap();
        let (code, said) = office.run(&["org", "import", "co-quan.xlsx"]);
        assert_ne!(code, 0, "{said}");
        assert!(said.contains("co-quan.xlsx, trang “Phòng ban”, dòng 5, cột C (Tên phòng, ban): Không được để trống"), "{said}");
        book = Workbook::new();
        let sheet = book.add_worksheet();
        for (n, text) in ["Mã phòng, ban", "Tên phòng, ban", "Thứ tự", "Từ ngày"].iter().enumerate() {
            sheet.write(0, u16::try_from(n).unwrap(), *text).unwrap();
        }
        sheet.write(1, 0, "PKT").unwrap();
        sheet.write(1, 1, "Phòng Kinh tê\u{301}").unwrap();
        sheet.write(1, 2, 7).unwrap();
        sheet.write_with_format(1, 3, ExcelDateTime::from_ymd(2026, 7, 1).unwrap(), &date).unwrap();
        fs::write(folder(&office).join("co-quan.xlsx"), book.save_to_buffer().unwrap()).unwrap();
        let (code, said) = office.run(&["org", "import", "co-quan.xlsx"]);
        assert_eq!(code, 0, "{said}");
        office.start();
        let found = organisation(&office);
        let department = &found["departments"][0];
        let shown = (&department["code"], &department["name"], &department["order"], &department["from"]);
        assert_eq!(shown, (&json!("PKT"), &json!("Phòng Kinh tế"), &json!(7), &json!("2026-07-01")));
    }
}
