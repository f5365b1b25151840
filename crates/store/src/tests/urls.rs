//! The URL chooses the engine, a wrong one is named, and a password is never shown.

use crate::{DatabaseUrl, Db, DbSettings, Engine, StoreError};

#[test]
fn the_scheme_chooses_the_engine() {
    for (url, engine) in [
        ("postgres://u:p@db.example/congvan", Engine::Postgres),
        ("postgresql:///congvan?host=/run/postgresql", Engine::Postgres),
        ("sqlite:data/congvan.db", Engine::Sqlite),
        ("sqlite:///var/lib/congvan/congvan.db", Engine::Sqlite),
    ] {
        assert_eq!(DatabaseUrl::parse(url).unwrap().engine(), engine, "{url}");
    }
    assert_eq!(DatabaseUrl::parse("sqlite:///var/x.db").unwrap().sqlite_path().unwrap().to_str(), Some("/var/x.db"));
    assert_eq!(DatabaseUrl::parse("sqlite://x.db").unwrap().sqlite_path().unwrap().to_str(), Some("x.db"));
}

#[test]
fn a_wrong_url_names_the_setting_and_no_password() {
    for url in [
        "",
        "mysql://u:geheim@h/d",
        "data/x.db",
        "sqlite:",
        "sqlite::memory:",
        "sqlite:x?mode=memory",
        "u:geheim@h",
        "sqlite:\0",
    ] {
        let error = DatabaseUrl::parse(url).unwrap_err();
        assert!(matches!(error, StoreError::Setting { setting: "CONGVAN_DATABASE_URL", .. }), "{url}");
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}

#[test]
fn a_password_is_never_shown() {
    for url in [
        "postgres://user:geheim@127.0.0.1:1/db",
        "postgres://user:ge@heim@127.0.0.1:1/db",
        "postgres://user:ge/heim@127.0.0.1:1/db",
        "postgres://user:geheim@[broken/db",
        "postgres://user:ge%zzheim@127.0.0.1:1/db",
        "postgres://127.0.0.1:1/db?user=u&password=geheim",
    ] {
        let url = DatabaseUrl::parse(url).unwrap();
        let error = Db::open(&DbSettings::new(url.clone())).unwrap_err();
        let shown = format!("{url} {url:?} {error} {:?}", DbSettings::new(url.clone()));
        assert!(!shown.contains("heim"), "{shown}");
        assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_named() {
    let url = DatabaseUrl::parse("sqlite:/nowhere/at/all.db").unwrap();
    let error = Db::open(&DbSettings::new(url)).unwrap_err();
    assert!(error.to_string().contains("/nowhere/at/all.db"), "{error}");
}

/// What people wrote to an office is not for every account on the machine.
#[cfg(unix)]
#[test]
fn a_new_file_is_its_owners() {
    use std::os::unix::fs::PermissionsExt;

    use crate::testkit::TestDb;

    let db = TestDb::empty(Engine::Sqlite);
    let file = db.settings().url.sqlite_path().unwrap().to_owned();
    for beside in ["", "-wal", "-shm"] {
        let name = format!("{}{beside}", file.display());
        let rights = std::fs::metadata(&name).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600, "{name}");
    }
}
