//! Before a migration touches rows they are saved; and what is newer than the program, or half migrated, is refused in words.

use std::{fs, path::PathBuf, thread, time::Duration};

use serde_json::json;
use tests::{Engine, Server, letters, on_both_engines, wait_until, workspace};

/// The last migration's folder on this engine.
fn last_migration(engine: Engine) -> PathBuf {
    let engine = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let mut all: Vec<PathBuf> =
        fs::read_dir(workspace().join("migrations").join(engine)).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.pop().unwrap()
}

/// Takes the database to where the program before the last migration had it, rows and all.
fn take_down(office: &Server, engine: Engine) -> String {
    let folder = last_migration(engine);
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    let version = name.split('_').next().unwrap();
    office.database().run(&fs::read_to_string(folder.join("down.sql")).unwrap());
    office.database().run(&format!("DELETE FROM __diesel_schema_migrations WHERE version = '{version}'"));
    name
}

fn backups(office: &Server) -> Vec<PathBuf> {
    fs::read_dir(office.data().join("backups"))
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default()
}

on_both_engines! {
    fn rows_are_saved_before_a_migration(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let file = clerk.upload("a.pdf", &letters::pdf("truoc"));
        let letter = clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": [file], "register": {} })).created();
        let id = letter["id"].as_str().unwrap();
        office.kill();
        assert_eq!(backups(&office), Vec::<PathBuf>::new(), "there was nothing to save before the first migrations");
        let name = take_down(&office, engine);

        // Where they cannot be saved, nothing is migrated.
        fs::write(office.data().join("backups"), "").unwrap();
        let (code, said) = office.run(&["migrate"]);
        assert!(code != 0 && said.contains("backups"), "{said}");
        fs::remove_file(office.data().join("backups")).unwrap();

        let (code, said) = office.run(&["migrate"]);
        assert!(code == 0 && said.contains(&name) && said.contains("backups/before-"), "{said}");
        let saved = backups(&office);
        assert_eq!(saved.len(), 1, "{saved:?}");
        let (code, said) = office.run(&["migrate"]);
        assert_eq!((code, backups(&office).len()), (0, 1), "nothing was pending: {said}");
        office.start();
        assert_eq!(office.client("vanthu").read(id).state(), "registered");

        // What was saved brings the office back as it was, and is migrated then; the files stayed where they were.
        let archive = saved[0].to_str().unwrap();
        for other in [Engine::Sqlite, Engine::Postgres] {
            let elsewhere = Server::prepared(other, &["serve", "--demo"], &[]);
            let copied = std::process::Command::new("cp").arg("-r").arg(office.data().join("files")).arg(elsewhere.data()).status();
            assert!(copied.unwrap().success());
            let (code, said) = elsewhere.run(&["restore", archive]);
            assert!(code == 0 && said.contains(&name), "{said}");
            let (code, said) = elsewhere.run(&["audit", "verify"]);
            assert_eq!(code, 0, "{said}");
            elsewhere.start();
            assert_eq!(elsewhere.client("vanthu").read(id).number(), letter["entry"]["number"].as_u64().unwrap());
            elsewhere.client("vanthu").get(&format!("/files/{file}")).expect(200);
        }
        // Without the files it says what is missing.
        let bare = Server::prepared(engine, &["serve", "--demo"], &[]);
        let (code, said) = bare.run(&["restore", archive]);
        let sha256 = office.database().texts("SELECT DISTINCT sha256 AS value FROM file ORDER BY sha256").remove(0);
        assert!(code == 0 && said.contains(&sha256), "{said}");
    }

    /// What an instance of before writes is either saved, or not written: it is shut out from before the saving to the end.
    fn nobody_writes_between_the_saving_and_the_migration(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        crate::cli::init(&office);
        take_down(&office, engine);
        let commit = office.database().hold("UPDATE person SET title = 'Ghi giữa lúc nâng cấp'");
        thread::scope(|scope| {
            let migrate = scope.spawn(|| office.run(&["migrate"]));
            if engine == Engine::Postgres {
                let waits = "SELECT 'x' AS value FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_database d ON d.oid = l.database \
                    WHERE d.datname = current_database() AND c.relname = 'person' AND NOT l.granted AND l.mode = 'AccessExclusiveLock'";
                wait_until("it to wait for the writer", Duration::from_secs(30), || {
                    assert!(!migrate.is_finished(), "it has not waited");
                    !office.database().texts(waits).is_empty()
                });
            } else {
                // It takes the writer's place first of all; to wait for that is nothing that can be seen.
                thread::sleep(Duration::from_secs(1));
                assert!(!migrate.is_finished(), "it has not waited");
            }
            commit();
            let (code, said) = migrate.join().unwrap();
            assert_eq!(code, 0, "{said}");
        });
        let archive = backups(&office).pop().unwrap();
        let people = std::process::Command::new("tar").args(["-xzOf"]).arg(&archive).args(["--wildcards", "rows/person/*"]).output().unwrap();
        let people = String::from_utf8_lossy(&people.stdout).into_owned();
        assert!(people.contains("Ghi giữa lúc nâng cấp"), "{people}");
    }

    /// The server itself saves and migrates when it starts.
    fn a_server_that_starts_saves_too(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        crate::cli::init(&office);
        take_down(&office, engine);
        office.start();
        assert_eq!(backups(&office).len(), 1, "{}", office.printed());
        office.anonymous().post("/sessions", &crate::cli::administrator()).created();
    }

    fn newer_and_half_migrated_databases_are_refused(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        crate::cli::init(&office);
        let versions = office.database().texts("SELECT version AS value FROM __diesel_schema_migrations ORDER BY version");
        let add = |version: &str| office.database().run(&format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{version}')"));
        let remove = |version: &str| office.database().run(&format!("DELETE FROM __diesel_schema_migrations WHERE version = '{version}'"));
        let refused = |words: [&str; 3]| {
            for arguments in [["serve"].as_slice(), &["worker"], &["migrate"], &["audit", "verify"], &["backup"]] {
                let (code, said) = office.run(arguments);
                assert!(code != 0 && words.iter().all(|word| said.contains(word)), "{arguments:?}: {said}");
            }
        };
        add("99990101000000");
        refused(["mới hơn", "newer", "99990101000000"]);
        remove("99990101000000");
        remove(&versions[1]);
        refused(["dở dang", "half migrated", &versions[1]]);
        add(&versions[1]);
        // Tables, and no word of who made them.
        office.database().run("DELETE FROM __diesel_schema_migrations");
        for arguments in [["serve"].as_slice(), &["migrate"]] {
            let (code, said) = office.run(arguments);
            assert!(code != 0 && said.contains("dở dang") && said.contains("half migrated"), "{arguments:?}: {said}");
        }
        for version in &versions {
            add(version);
        }
        assert_eq!(backups(&office), Vec::<PathBuf>::new());
        office.start();
    }
}
