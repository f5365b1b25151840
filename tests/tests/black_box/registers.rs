//! Books and numbers: one series a book, a narrower book before the one for all, secret lines apart, duplicates pointed out.

use serde_json::{Value, json};
use tests::{Client, Server, letters, on_both_engines};

use crate::organisation::Another;

fn book(who: &Client, code: &str) -> Option<Value> {
    who.items("/registers").into_iter().find(|register| register["code"] == code)
}

fn next(who: &Client, code: &str) -> u64 {
    book(who, code).and_then(|b| b["next_number"].as_u64()).unwrap_or_else(|| panic!("no book {code}"))
}

fn invitation() -> Value {
    let mut facts = letters::about("Giấy mời họp giao ban");
    facts["document_type"] = json!("giay_moi");
    facts
}

on_both_engines! {
    fn a_narrower_book_opened_in_mid_year(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let (all, secret) = (book(&clerk, "den").unwrap(), book(&clerk, "mat").unwrap());
        assert_eq!((&all["takes"], &all["first_number"], &all["open"]), (&json!("all_types"), &json!(1), &json!(true)));
        assert_eq!(secret["takes"], "secret");
        assert_eq!((&all["kind"], &secret["kind"]), (&json!("incoming"), &json!("incoming")));
        let before = next(&clerk, "den");
        assert_eq!(clerk.register(&invitation()).number(), before);

        let wanted = json!({ "code": "giay-moi", "name": "Sổ giấy mời", "document_types": ["giay_moi"], "first_number": 41,
            "reason": "Tách sổ từ giữa năm theo quy chế mới." });
        let opened = clerk.post("/registers", &wanted).created();
        assert_eq!((&opened["first_number"], &opened["next_number"]), (&json!(41), &json!(41)));
        assert_eq!((&opened["takes"], &opened["document_types"]), (&json!("types"), &json!(["giay_moi"])));
        assert_eq!(opened["reason"], "Tách sổ từ giữa năm theo quy chế mới.");
        assert_eq!(clerk.register(&invitation()).number(), 41);
        let second = clerk.register(&invitation());
        assert_eq!(second.number(), 42);
        assert_eq!(second.0["entry"]["register_name"], "Sổ giấy mời");
        // Everything else goes on in the book for all.
        assert_eq!(clerk.register_letter().number(), before + 1);
        assert_eq!((next(&clerk, "giay-moi"), next(&clerk, "den")), (43, before + 2));

        // A book can be named, if it takes the type.
        let into = |facts: &Value, book: &Value| {
            clerk.post("/incoming-documents", &json!({ "facts": facts, "register": { "register": book["id"] } }))
        };
        assert_eq!(into(&invitation(), &all).created()["entry"]["number"], before + 2);
        into(&letters::facts(), &opened).problem(422, "register_does_not_take").at("/register/register", "register_does_not_take");
        into(&letters::facts(), &secret).problem(422, "register_does_not_take");
        into(&letters::facts(), &book(&clerk, "di").unwrap()).expect(422);
        assert_eq!(next(&clerk, "giay-moi"), 43, "what is refused takes no number");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");

        clerk.post("/registers", &wanted).problem(409, "register_overlaps");
        // What goes out of this type has books of its own: the two do not overlap, and neither takes the other's numbers.
        let mut going_out = wanted.clone();
        (going_out["kind"], going_out["code"]) = (json!("outgoing"), json!("giay-moi-di"));
        assert_eq!(clerk.post("/registers", &going_out).created()["kind"], "outgoing");
        assert_eq!((next(&clerk, "giay-moi"), next(&clerk, "giay-moi-di")), (43, 41));
        clerk.post("/registers", &going_out).problem(409, "register_overlaps");
        let mut same_code = wanted.clone();
        same_code["document_types"] = json!(["bao_cao"]);
        clerk.post("/registers", &same_code).problem(409, "register_exists");
        let with = |name: &str, value: Value| {
            let mut body = same_code.clone();
            body["code"] = json!("khac");
            body[name] = value;
            clerk.post("/registers", &body)
        };
        with("first_number", json!(0)).problem(422, "number_out_of_range").at("/first_number", "number_out_of_range");
        with("first_number", json!(-5)).problem(422, "invalid_input").at("/first_number", "wrong_type");
        with("document_types", json!([])).problem(422, "register_for_nothing").at("/document_types", "register_for_nothing");
        with("document_types", json!(["bia"])).problem(422, "type_unknown");
        with("reason", json!(" ")).problem(422, "invalid_input").at("/reason", "empty");
        with("la", json!(1)).problem(422, "invalid_input").at("/la", "unknown_field");
        office.client("chutich").post("/registers", &wanted).problem(403, "registry_only");
    }

    /// What goes out has its own books from the beginning: one for all types, one for each normative type, one for secret lines, one for
    /// copies; each begins at 1 (Decree 30/2020, Art. 15 and 26).
    fn what_goes_out_has_books_of_its_own(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = Another::set_up(server).client(server, "vanthu");
        let of = |code: &str| book(&clerk, code).unwrap_or_else(|| panic!("no book {code}"));
        for (code, takes, types) in [
            ("di", "all_types", json!([])),
            ("di-qd", "types", json!(["quyet_dinh"])),
            ("di-nq", "types", json!(["nghi_quyet"])),
            ("di-mat", "secret", json!([])),
            ("sao", "copies", json!([])),
        ] {
            let there = of(code);
            assert_eq!((&there["kind"], there["takes"].as_str(), &there["document_types"]), (&json!("outgoing"), Some(takes), &types), "{code}");
            assert_eq!((&there["next_number"], &there["open"]), (&json!(1), &json!(true)), "{code}");
        }
        let all = clerk.items("/registers");
        let kinds = |kind: &str| all.iter().filter(|book| book["kind"] == kind).count();
        assert_eq!((kinds("incoming"), kinds("outgoing"), all.len()), (2, 5, 7), "{all:?}");
    }

    /// A secret line has its own series, and for others it is as if it were not there.
    fn secret_lines_stand_apart(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let (open, secret) = (next(&clerk, "den"), next(&clerk, "mat"));
        let facts = letters::secret();
        let line = clerk.register(&facts);
        assert_eq!((line.number(), next(&clerk, "mat"), next(&clerk, "den")), (secret, secret + 1, open));
        assert!(line.0["facts"]["subject"].is_null());
        assert_eq!(line.0["facts"]["secrecy"], "confidential");
        let number = line.number();
        let year = line.0["entry"]["year"].clone();
        for user in ["chutich", "phochutich", "chanhvanphong", "theodoi", "quantri", "truongphong.vhxh", "motcua"] {
            let who = office.client(user);
            for code in ["mat", "di-mat"] {
                assert!(book(&who, code).is_none(), "{user} sees the secret book {code}");
            }
            let queries = [
                "/incoming-documents".to_owned(),
                "/incoming-documents?state=registered".to_owned(),
                "/incoming-documents?notation=CAT-PV".to_owned(),
                format!("/incoming-documents?year={year}&number={number}"),
            ];
            for query in queries {
                assert!(who.all(&query).iter().all(|l| l["id"] != line.id()), "{user} finds it by {query}");
            }
            who.get(&line.path()).problem(404, "not_found");
            let comment = json!({ "command": "comment", "text": "a" });
            who.command(&line, &comment).problem(404, "not_found");
        }
        assert!(clerk.all("/incoming-documents?notation=CAT-PV").iter().any(|l| l["id"] == line.id()));

        // Content that is sent with it is refused, and nothing of it is kept.
        let clear = "nội dung mật không được đưa lên hệ thống nối mạng";
        let mut told = facts.clone();
        told["subject"] = json!("Về việc bí mật");
        let problem = clerk.post("/incoming-documents", &json!({ "facts": told })).problem(422, "secret_has_no_content");
        assert!(problem.at("/facts/subject", "secret_has_no_content").detail().contains(clear));
        let mut told = facts.clone();
        told["remark"] = json!("Ghi chú");
        let refused = clerk.post("/incoming-documents", &json!({ "facts": told }));
        let _ = refused.problem(422, "secret_has_no_content").at("/facts/remark", "secret_has_no_content");
        let file = clerk.upload("a.pdf", &letters::pdf("mat"));
        let refused = clerk.post("/incoming-documents", &json!({ "facts": letters::secret(), "files": [file] }));
        let _ = refused.problem(422, "secret_has_no_content").at("/files", "secret_has_no_content");
        for (command, pointer) in [
            (json!({ "command": "comment", "text": "Nội dung là…" }), "/text"),
            (json!({ "command": "attach", "files": [file] }), "/files"),
            (json!({ "command": "correct", "reason": "Sửa", "subject": "Trích yếu" }), "/subject"),
            (json!({ "command": "present", "to": office.person("chutich"), "note": "Kính trình" }), "/note"),
        ] {
            let _ = clerk.command(&line, &command).problem(422, "secret_has_no_content").at(pointer, "secret_has_no_content");
        }
        assert_eq!(clerk.read(line.id()).version(), line.version());
        // What would always be refused is not offered.
        assert!(line.offers("present", None), "{line:?}");
        assert!(!line.offers("comment", None) && !line.offers("attach", None), "{line:?}");

        // Put before the chairman, it stands in the chairman's list and inbox, and in nobody else's.
        let line = clerk.act(&line, &json!({ "command": "present", "to": office.person("chutich") }));
        for (user, sees) in [("chutich", true), ("phochutich", false), ("chanhvanphong", false), ("theodoi", false)] {
            let who = office.client(user);
            for query in ["/incoming-documents", "/incoming-documents?state=presented", "/inbox"] {
                let found = who.all(query).iter().filter(|l| l["id"] == line.id() || l["document"]["id"] == line.id()).count();
                assert_eq!(found, usize::from(sees), "{user}, {query}");
            }
        }
    }

    /// The same author, number, notation and date: pointed out, and entered only when that is confirmed.
    fn duplicates_are_pointed_out(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let facts = letters::facts();
        let first = clerk.register(&facts);
        let enter = |facts: &Value, register: Value| {
            clerk.post("/incoming-documents", &json!({ "facts": facts, "register": register }))
        };
        let _ = enter(&facts, json!({})).problem(409, "duplicate").at("/register/confirm_duplicate", "duplicate");
        // As a clerk would see it: other accents, case and spacing are the same document; another date is not.
        let mut alike = facts.clone();
        alike["author"] = json!("  SO THU NGHIEM TINH DEMO ");
        enter(&alike, json!({})).problem(409, "duplicate");
        let mut decomposed = facts.clone();
        decomposed["author"] = json!("So\u{31b}\u{309} Thu\u{31b}\u{309} Nghie\u{323}\u{302}m tỉnh Demo");
        enter(&decomposed, json!({})).problem(409, "duplicate");
        let mut other = facts.clone();
        other["issued_on"] = json!("2026-01-06");
        enter(&other, json!({})).created();

        // Taken in without being entered, it is asked for when it is entered.
        let second = clerk.receive(&facts);
        let _ = clerk.command(&second, &json!({ "command": "register" })).problem(409, "duplicate").at("/confirm_duplicate", "duplicate");
        assert_eq!(clerk.read(second.id()).state(), "received");
        let confirmed = clerk.act(&second, &json!({ "command": "register", "confirm_duplicate": true }));
        assert_ne!(confirmed.number(), first.number());
        enter(&facts, json!({ "confirm_duplicate": true })).created();
        let there = clerk.all("/incoming-documents").iter().filter(|l| l["number"] == facts["number"]).count();
        assert_eq!(there, 4, "what was refused is not there");

        // Nor does a correction make two of one without a word; one that leaves the four as they are is no matter.
        let other = clerk.register(&letters::facts());
        let mut same = json!({ "command": "correct", "reason": "Ghi nhầm số văn bản.", "number": facts["number"] });
        let refused = clerk.command(&other, &same);
        let _ = refused.problem(409, "duplicate").at("/confirm_duplicate", "duplicate");
        assert_eq!(clerk.read(other.id()).0["facts"]["number"], other.0["facts"]["number"]);
        same["confirm_duplicate"] = json!(true);
        let now_alike = clerk.act(&other, &same);
        assert_eq!(now_alike.0["facts"]["number"], facts["number"]);
        let _ = clerk.act(&now_alike, &json!({ "command": "correct", "reason": "Ghi thiếu số trang.", "pages": 7 }));

        // A citizen's letter without number and date is never the same as another.
        let letter = json!({ "author": "Bà Trần Thị Thử", "document_type": "don_de_nghi", "subject": "Xin xác nhận" });
        clerk.register(&letter);
        clerk.register(&letter);
    }

    /// A line is found by its year and number, and by its notation.
    fn lines_are_found_by_number(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let (year, number) = (&letter.0["entry"]["year"], letter.number());
        let found = clerk.all(&format!("/incoming-documents?year={year}&number={number}"));
        assert!(found.iter().any(|line| line["id"] == letter.id()), "{found:?}");
        assert!(found.iter().all(|line| line["arrival_number"] == number && line["arrival_year"] == *year));
        assert!(clerk.all("/incoming-documents?notation=STN-VP").iter().any(|line| line["id"] == letter.id()));
        assert!(clerk.all("/incoming-documents?state=registered").iter().any(|line| line["id"] == letter.id()));
        assert!(clerk.all("/incoming-documents?state=presented").iter().all(|line| line["id"] != letter.id()));
        assert!(clerk.all("/incoming-documents?year=1999").is_empty());
        // The year is Vietnam's.
        let now = chrono::Utc::now() + chrono::Duration::hours(7);
        assert_eq!(year.to_string(), now.format("%Y").to_string());
    }
}
