//! Readiness tells its parts apart: whoever looks after the machine sees which one is to blame, and mail alone stops nothing.

use std::{fs, thread, time::Duration};

use serde_json::json;
use tests::{Answer, MailServers, PASSWORD, Problem, Server, free_port, letters, on_both_engines, unique, wait_until};

use crate::{
    metrics,
    second_factor::{self, enrol, sign_in},
};

fn asked(office: &Server) -> Answer {
    office.anonymous().request("GET", "/health/ready").try_send().unwrap()
}

/// That just these parts are to blame, for these reasons.
fn to_blame(problem: &Problem, parts: &[(&str, &str)]) {
    let faults = problem.body["errors"].as_array().unwrap();
    let found: Vec<(&str, &str)> =
        faults.iter().map(|f| (f["pointer"].as_str().unwrap(), f["code"].as_str().unwrap())).collect();
    assert_eq!(found, parts, "{}", problem.body);
}

fn not_ready(office: &Server, parts: &[(&str, &str)]) {
    to_blame(&asked(office).problem(503, "unavailable"), parts);
}

on_both_engines! {
    fn its_parts_are_told_apart(engine: Engine) {
        let office = Server::demo(engine);
        let ready = asked(&office).ok();
        assert_eq!(ready, json!({ "ready": true, "database": "ok", "migrations": "ok", "storage": "ok", "mail": "ok", "mailbox": "none", "conversion": "ok", "secrets": "ok" }));

        // Storage: the folder is gone, another is there, something else stands where it was.
        let (files, aside) = (office.data().join("files"), office.data().join("files.aside"));
        fs::rename(&files, &aside).unwrap();
        not_ready(&office, &[("/storage", "missing")]);
        fs::create_dir(&files).unwrap();
        not_ready(&office, &[("/storage", "missing")]);
        fs::remove_dir(&files).unwrap();
        fs::write(&files, "").unwrap();
        not_ready(&office, &[("/storage", "unreachable")]);
        fs::remove_file(&files).unwrap();
        fs::rename(&aside, &files).unwrap();
        asked(&office).expect(200);

        // Migrations: one more than known, one fewer, and a hole.
        let versions = "SELECT version AS value FROM __diesel_schema_migrations ORDER BY version";
        let known = office.database().texts(versions);
        let (second, last) = (&known[1], known.last().unwrap());
        let run = |sql: String| office.database().run(&sql);
        run("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')".to_owned());
        not_ready(&office, &[("/migrations", "newer")]);
        run("DELETE FROM __diesel_schema_migrations WHERE version = '99990101000000'".to_owned());
        run(format!("DELETE FROM __diesel_schema_migrations WHERE version = '{last}'"));
        not_ready(&office, &[("/migrations", "pending")]);
        run(format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{last}')"));
        run(format!("DELETE FROM __diesel_schema_migrations WHERE version = '{second}'"));
        not_ready(&office, &[("/migrations", "half")]);
        run(format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{second}')"));
        asked(&office).expect(200);

        // The database: it does not know its own tables any more.
        run("ALTER TABLE __diesel_schema_migrations RENAME TO aside".to_owned());
        not_ready(&office, &[("/database", "unreachable")]);
        // Two at once are both named.
        fs::rename(&files, &aside).unwrap();
        fs::write(&files, "").unwrap();
        not_ready(&office, &[("/database", "unreachable"), ("/storage", "unreachable")]);
        fs::remove_file(&files).unwrap();
        fs::rename(&aside, &files).unwrap();
        run("ALTER TABLE aside RENAME TO __diesel_schema_migrations".to_owned());
        asked(&office).expect(200);
    }

    /// A server that starts where its files are not (a disk that was not mounted) doesn't take the empty folder for its own.
    fn an_empty_storage_is_not_taken_for_the_offices(engine: Engine) {
        let office = Server::demo(engine);
        let file = office.client("vanthu").upload("a.pdf", &letters::pdf("kho"));
        office.kill();
        let (files, aside) = (office.data().join("files"), office.data().join("files.aside"));
        fs::rename(&files, &aside).unwrap();
        office.launch();
        let answered = || office.anonymous().request("GET", "/health/ready").try_send().is_ok();
        wait_until("the server to answer", Duration::from_secs(90), answered);
        not_ready(&office, &[("/storage", "missing")]);
        assert!(office.printed().contains("files/ is not this office's"), "{}", office.printed());
        fs::remove_dir_all(&files).unwrap();
        fs::rename(&aside, &files).unwrap();
        asked(&office).expect(200);
        // A storage from before there were marks is known by its files.
        office.kill();
        fs::remove_file(files.join("congvan.mark")).unwrap();
        office.start();
        assert!(files.join("congvan.mark").is_file());
        office.client("vanthu").get(&format!("/files/{file}")).expect(200);
    }

    /// Whoever has lost `secrets.key` is told what to put back, by the server that starts, by readiness, and by whoever can't sign in.
    fn a_lost_secrets_key_is_told(engine: Engine) {
        let office = Server::demo(engine);
        let (secret, recovery) = enrol(&office.client("theodoi"), PASSWORD);
        office.kill();
        let key = office.data().join("keys/secrets.key");
        let aside = key.with_extension("aside");
        fs::rename(&key, &aside).unwrap();
        office.start();
        let ready = asked(&office).ok();
        assert_eq!((&ready["ready"], &ready["secrets"]), (&json!(true), &json!("key_lost")));
        assert!(office.printed().contains("keys/secrets.key is not the one"), "{}", office.printed());
        let with = |code: &str| {
            let body = json!({ "username": "theodoi", "password": PASSWORD, "code": code });
            office.anonymous().request("POST", "/sessions").json(&body).try_send().unwrap()
        };
        with(&second_factor::code(&secret, 1)).problem(503, "secrets_key_lost");
        assert!(office.printed().contains("a code of a second factor cannot be checked"), "{}", office.printed());
        with(&recovery[0]).expect(201);
        sign_in(&office, "vanthu", PASSWORD, None).expect(201);
        office.kill();
        fs::rename(&aside, &key).unwrap();
        office.start();
        assert_eq!(asked(&office).ok()["secrets"], "ok");
        // The step of the enrolment's code may be this one still.
        wait_until("another step", Duration::from_secs(90), || {
            thread::sleep(Duration::from_secs(1));
            with(&second_factor::code(&secret, 1)).status == 201
        });
    }

    /// A mailbox that can't be reached is told, and stops nothing; so is one that can.
    fn the_mailbox_stops_nothing(engine: Engine) {
        let nobody = format!("imap://hopthu:bi-mat@127.0.0.1:{}?tls=none", free_port());
        let servers = MailServers::shared();
        let address = format!("{}@phuong-demo.example", unique("hopthu-"));
        let shared = servers.settings(&address);
        for away in [true, false] {
            let port = free_port();
            let place = format!("127.0.0.1:{port}");
            let of = |name: &'static str, value: &String| (name, if away && name == "CONGVAN_MAIL_IN_URL" { nobody.clone() } else { value.clone() });
            let mut settings: Vec<(&str, String)> = shared.iter().map(|(name, value)| of(name, value)).collect();
            settings.push(("CONGVAN_METRICS_LISTEN", place));
            let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let office = Server::demo_with(engine, &settings);
            let (said, reached) = if away { ("away", "0") } else { ("ok", "1") };
            wait_until("the mailbox to be tried", Duration::from_secs(60), || asked(&office).ok()["mailbox"] == said);
            assert_eq!(asked(&office).ok()["ready"], true);
            let page = metrics::asked(port, "/metrics");
            assert!(page.contains(&format!("\ncongvan_mailbox_reached {reached}\n")), "{page}");
            assert!(page.contains("\ncongvan_mailbox_left_total 0\n"), "{page}");
            assert_eq!(office.printed().contains("the mailbox could not be read"), away, "{}", office.printed());
            assert!(!office.printed().contains("bi-mat"));
            office.client("vanthu").register_letter();
        }
    }

    /// A mail server that does not answer delays mails; requests are served.
    fn mail_stops_nothing(engine: Engine) {
        let nobody = format!("smtp://127.0.0.1:{}?tls=none", free_port());
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &nobody)]);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
        wait_until("the first try to fail", Duration::from_secs(60), || asked(&office).ok()["mail"] == "delayed");
        assert_eq!(asked(&office).ok()["ready"], true);
        clerk.read(letter.id());
    }
}
