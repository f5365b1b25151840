//! The command line: what the program refuses to start, what `init` makes, what `config check` and `audit verify` find.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use serde_json::{Value, json};
use tests::{Document, Engine, Server, free_port, letters, on_both_engines};

const ADMIN_PASSWORD: &str = "một mật khẩu khá dài";

/// Makes a real installation.
pub fn init(office: &Server) {
    let (code, said) = office.run(&init_arguments(office));
    assert_eq!(code, 0, "{said}");
}

/// Who signs in to it.
pub fn administrator() -> Value {
    json!({ "username": "quantri.mau", "password": ADMIN_PASSWORD })
}

/// What makes it.
pub fn init_arguments(office: &Server) -> Vec<&'static str> {
    // In the folder in which the program runs.
    fs::write(office.data().parent().unwrap().join("mat-khau"), format!("{ADMIN_PASSWORD}\n")).unwrap();
    vec![
        "init",
        "--agency-code",
        "H99.1",
        "--agency-name",
        "Ủy ban nhân dân phường Mẫu",
        "--admin-username",
        "quantri.mau",
        "--admin-name",
        "Nguyễn Thị Mẫu",
        "--admin-email",
        "quantri@phuong-mau.example",
        "--admin-password-file",
        "mat-khau",
    ]
}

/// The mode of a file.
pub fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// A document with a history of four rows.
fn of_four(office: &Server) -> Document {
    let clerk = office.client("vanthu");
    let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": office.person("chutich") }));
    clerk.act(&letter, &json!({ "command": "comment", "text": "Kính trình." }))
}

on_both_engines! {
    /// Where nobody can sign in any more, whoever has the machine can.
    fn administrators_are_made_and_helped_from_the_command_line(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        init(&office);
        let password_in = |said: &str| said.rsplit(": ").next().unwrap().trim().to_owned();
        let (code, said) = office.run(&["admin", "create", "quantri.hai", "Phạm Thị Dự Phòng"]);
        assert_eq!(code, 0, "{said}");
        office.start();
        let sign_in = |username: &str, password: &str| {
            office.anonymous().post("/sessions", &json!({ "username": username, "password": password }))
        };
        let session = sign_in("quantri.hai", &password_in(&said)).created();
        let second = office.anonymous().with_token(session["access_token"].as_str().unwrap());
        assert_eq!(second.get("/me").ok()["person"]["roles"], json!(["administrator"]));
        let (code, twice) = office.run(&["admin", "create", "quantri.hai", "Người Khác"]);
        assert!(code != 0 && twice.contains("đã có người dùng"), "{twice}");
        let (code, wrong) = office.run(&["admin", "create", "Quản trị", "Người Khác"]);
        assert!(code != 0 && wrong.contains("username"), "{wrong}");

        let (code, ended) = office.run(&["admin", "end-sessions", "quantri.hai"]);
        assert!(code == 0 && ended.contains('1'), "{ended}");
        let began = std::time::Instant::now();
        while second.get("/me").status != 401 {
            assert!(began.elapsed().as_secs() < 60, "the running server never noticed");
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let (code, reset) = office.run(&["admin", "reset-password", "quantri.hai"]);
        assert_eq!(code, 0, "{reset}");
        sign_in("quantri.hai", &password_in(&said)).problem(401, "wrong_credentials");
        sign_in("quantri.hai", &password_in(&reset)).expect(201);
        let (code, nobody) = office.run(&["admin", "reset-password", "khong.co"]);
        assert!(code != 0 && nobody.contains("Không có ai"), "{nobody}");
    }

    fn the_demo_stays_on_loopback(engine: Engine) {
        for address in ["0.0.0.0", "[::]"] {
            let listen = format!("{address}:{}", free_port());
            let office = Server::prepared(engine, &["serve", "--demo"], &[("CONGVAN_LISTEN", &listen)]);
            let (code, said) = office.run(&["serve", "--demo"]);
            assert_ne!(code, 0, "{said}");
            assert!(said.contains("loopback"), "{said}");
            assert_eq!(fs::read_dir(office.data()).unwrap().count(), 0, "something was made");
        }
    }

    fn demo_and_real_data_are_not_mixed(engine: Engine) {
        let demo = Server::demo(engine);
        demo.kill();
        let (code, said) = demo.run(&["serve"]);
        assert!(code != 0 && said.contains("demo"), "{said}");
        let (code, said) = demo.run(&init_arguments(&demo));
        assert_ne!(code, 0, "{said}");
        // Without a command: there are data and settings, so it is `serve`.
        let (code, said) = demo.run(&[]);
        assert!(code != 0 && said.contains("serve --demo"), "{said}");
        demo.start();
        demo.client("vanthu").get("/me").expect(200);

        let real = Server::prepared(engine, &["serve"], &[]);
        init(&real);
        let (code, said) = real.run(&["serve", "--demo"]);
        assert_ne!(code, 0, "{said}");
        real.start();
        real.anonymous().post("/sessions", &administrator()).created();
        real.anonymous().post("/sessions", &json!({ "username": "vanthu", "password": "demo" })).problem(401, "wrong_credentials");
        real.anonymous().get("/demo/mailbox").expect(404);
    }

    fn nothing_is_served_before_init(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        // Settings are there: without a command it is `serve`, not the demo.
        for arguments in [["serve"].as_slice(), &["worker"], &["audit", "verify"], &[]] {
            let (code, said) = office.run(arguments);
            assert_ne!(code, 0, "{arguments:?}: {said}");
            assert!(said.contains("init") || said.contains("migrate"), "{arguments:?}: {said}");
        }
        let (code, said) = office.run(&["migrate"]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = office.run(&["migrate"]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = office.run(&["serve"]);
        assert!(code != 0 && said.contains("init"), "{said}");
        init(&office);
        office.start();
    }

    fn init_makes_one_office(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        let mut short = init_arguments(&office);
        fs::write(office.data().parent().unwrap().join("ngan"), "ngắn\n").unwrap();
        *short.last_mut().unwrap() = "ngan";
        let (code, said) = office.run(&short);
        assert!(code != 0 && said.contains("password"), "{said}");
        let (code, said) = office.run(&["serve"]);
        assert!(code != 0 && said.contains("init"), "a refused init left an office behind: {said}");

        init(&office);
        let keys: Vec<_> = fs::read_dir(office.data().join("keys")).unwrap().flatten().map(|e| e.path()).collect();
        assert_eq!(keys.len(), 1, "{keys:?}");
        assert_eq!(mode(&keys[0]), 0o600);
        let (code, said) = office.run(&init_arguments(&office));
        assert_ne!(code, 0, "{said}");
        assert_eq!(fs::read_dir(office.data().join("keys")).unwrap().count(), 1);

        office.start();
        let session = office.anonymous().post("/sessions", &administrator()).created();
        let me = office.anonymous().with_token(session["access_token"].as_str().unwrap());
        assert_eq!(me.get("/me").ok()["agency"]["name"], "Ủy ban nhân dân phường Mẫu");
        assert_eq!(me.get("/me").ok()["person"]["roles"], json!(["administrator", "system_administrator"]));
        // Who administers reads no content, and takes nothing in.
        me.post("/incoming-documents", &json!({ "facts": letters::facts() })).problem(403, "intake_only");
        office.kill();

        // A key that others can read is not used.
        fs::set_permissions(&keys[0], fs::Permissions::from_mode(0o644)).unwrap();
        let (code, said) = office.run(&["serve"]);
        assert!(code != 0 && said.contains("600"), "{said}");
    }

    /// The story is told, and everything in it is as it should be; twice, as one who looks on would have it.
    fn the_demo_plays(engine: Engine) {
        let office = Server::demo(engine);
        for _ in 0..2 {
            let (code, said) = office.run(&["demo", "--url", office.base()]);
            assert_eq!(code, 0, "{said}");
            for word in ["vào sổ", "Chủ tịch", "mã hồ sơ H99.99-", "đã xử lý xong", "Bùi Thị Làm Mẫu", "@phuong-demo.example"] {
                assert!(said.to_lowercase().contains(&word.to_lowercase()), "{word} is missing in:\n{said}");
            }
        }
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
        let port = free_port();
        let (code, said) = office.run(&["demo", "--url", &format!("http://127.0.0.1:{port}")]);
        assert_ne!(code, 0, "{said}");
    }

    /// Rows of a history changed, removed and reordered by hand: each first broken link is named.
    fn the_audit_finds_what_was_done_by_hand(engine: Engine) {
        let office = Server::demo(engine);
        let (changed, removed, last, swapped, column, state) =
            (of_four(&office), of_four(&office), of_four(&office), of_four(&office), of_four(&office), of_four(&office));
        // By its year the line is found in lists; and a document can be gone whole, its history left.
        let (listed, gone) = (of_four(&office), of_four(&office));
        let whole = of_four(&office);
        office.kill();
        // An auditor has the database, and neither the signing keys nor the files.
        for folder in ["keys", "files"] {
            fs::remove_dir_all(office.data().join(folder)).unwrap();
        }
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
        let on = |document: &Document, sql: &str| {
            office.database().run(&sql.replace("THIS", &format!("document_id = '{}'", document.id())));
        };
        on(&changed, "UPDATE history SET body = replace(body, 'registered', 'presented') WHERE THIS AND seq = 2");
        on(&removed, "DELETE FROM history WHERE THIS AND seq = 3");
        on(&last, "DELETE FROM history WHERE THIS AND seq = 4");
        on(&swapped, "UPDATE history SET seq = 1000 WHERE THIS AND seq = 2; \
            UPDATE history SET seq = 2 WHERE THIS AND seq = 3; UPDATE history SET seq = 3 WHERE THIS AND seq = 1000");
        on(&column, "UPDATE history SET event = 'commented' WHERE THIS AND seq = 3");
        office.database().run(&format!("UPDATE document SET subject = 'Trích yếu khác' WHERE id = '{}'", state.id()));
        let listed_as = format!("UPDATE document SET arrival_year = 2020 WHERE id = '{}'", listed.id());
        office.database().run(&listed_as);
        if engine == Engine::Sqlite {
            // The foreign keys are off, as in the shell of SQLite; PostgreSQL holds them against everybody.
            let delete = format!("PRAGMA foreign_keys = OFF; DELETE FROM document WHERE id = '{}'", gone.id());
            office.database().run(&delete);
        }
        let (code, said) = office.run(&["audit", "verify"]);
        assert_ne!(code, 0, "{said}");
        assert!(said.contains(listed.id()), "a column by which it is found: {said}");
        assert_eq!(said.contains(gone.id()), engine == Engine::Sqlite, "a document that is gone: {said}");
        for (document, seq, what) in
            [(&changed, 2, "changed"), (&removed, 3, "removed"), (&last, 4, "the last removed"), (&swapped, 2, "reordered"), (&column, 3, "a column")]
        {
            let line = said.lines().find(|line| line.contains(document.id())).unwrap_or_else(|| panic!("{what} is not named: {said}"));
            let rest = line.replace(document.id(), "");
            let numbers: Vec<&str> = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|w| w.parse::<u32>().is_ok()).collect();
            assert!(numbers.contains(&seq.to_string().as_str()), "{what}, link {seq}: {line}");
        }
        assert!(said.contains(state.id()), "a document that isn't what its history makes it: {said}");
        assert!(!said.contains(whole.id()), "{said}");
    }

    /// A number that was given out and stands on no line.
    fn the_audit_finds_a_gap(engine: Engine) {
        let office = Server::demo(engine);
        office.kill();
        office.database().run("UPDATE register SET next_number = next_number + 1 WHERE code = 'den'");
        let (code, said) = office.run(&["audit", "verify"]);
        assert!(code != 0 && said.contains("Sổ đăng ký văn bản đến"), "{said}");
    }
}

/// Where there is nothing at all, no settings and no data, the program shows itself; and once there is something, it asks.
#[test]
fn without_arguments_it_is_the_demo_only_where_there_is_nothing() {
    let office = Server::prepared(Engine::Sqlite, &[], &[("CONGVAN_DATABASE_URL", "")]);
    office.start();
    office.client("vanthu").get("/me").expect(200);
    let said = office.printed();
    for word in [
        format!("{}/api/v1", office.base()),
        format!("{}/docs", office.base()),
        format!("{}/demo/mailbox", office.base()),
        "vanthu".to_owned(),
    ] {
        assert!(said.contains(&word), "{word} is not printed: {said}");
    }
    assert!(office.data().join("congvan.db").is_file(), "the database lies in the data folder");
    office.kill();
    let (code, said) = office.run(&[]);
    assert!(code != 0 && said.contains("serve --demo"), "{said}");
}

#[test]
fn settings_are_checked_by_name() {
    let check = |settings: &[(&str, &str)]| Server::prepared(Engine::Sqlite, &[], settings).run(&["config", "check"]);
    let (code, said) = check(&[]);
    assert_eq!(code, 0, "{said}");
    for (name, value) in [
        ("CONGVAN_LISTEN", "dau do"),
        ("CONGVAN_DATABASE_URL", "mysql://x/y"),
        ("CONGVAN_SMTP_URL", "http://x"),
        ("CONGVAN_MAX_FILE_MB", "nhieu"),
        ("CONGVAN_PUBLIC_URL", "ftp://x"),
        ("CONGVAN_MAIL_FROM_ADDRESS", "khong phai thu"),
        ("CONGVAN_SESSION_MEMORY_SECONDS", "60"),
        ("CONGVAN_LOG_FORMAT", "pdf"),
        ("CONGVAN_METRICS_LISTEN", "dau do"),
    ] {
        let (code, said) = check(&[(name, value)]);
        assert!(code != 0 && said.contains(name), "{name}: {said}");
        let server = Server::prepared(Engine::Sqlite, &[], &[(name, value)]);
        let (code, said) = server.run(&["serve", "--demo"]);
        assert!(code != 0 && said.contains(name), "{name} at the start: {said}");
    }
    // A name that is none of ours is pointed out, and a password is never shown.
    let (code, said) = check(&[("CONGVAN_LISTN", "x")]);
    assert!(code != 0 && said.contains("CONGVAN_LISTN"), "{said}");
    let (code, said) = check(&[("CONGVAN_SMTP_URL", "smtps://ai-do:rat-bi-mat@mail.example")]);
    assert!(code == 0 && !said.contains("rat-bi-mat"), "{said}");
    let (code, said) = check(&[("CONGVAN_CONFIG", "khong-co.toml")]);
    assert!(code != 0 && said.contains("khong-co.toml"), "{said}");
}

#[test]
fn nonsense_is_refused() {
    let office = Server::prepared(Engine::Sqlite, &[], &[]);
    for arguments in
        [["bay"].as_slice(), &["serve", "--la"], &["audit"], &["config"], &["demo", "--url", "khong phai dia chi"]]
    {
        let (code, said) = office.run(arguments);
        assert_ne!(code, 0, "{arguments:?}: {said}");
    }
    let (code, said) = office.run(&["--version"]);
    assert!(code == 0 && said.contains("congvan"), "{said}");
}
