//! Precedence, names, and what is complained of.

use std::{ffi::OsString, fs};

use super::*;

struct Folder(PathBuf);

impl Folder {
    fn with(file: &str) -> Self {
        let path = std::env::temp_dir().join(format!("congvan-settings-{}", uuid::Uuid::now_v7()));
        fs::create_dir(&path).unwrap();
        fs::write(path.join("congvan.toml"), file).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("congvan.toml")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn read(file: &str, variables: &[(&str, &str)]) -> Read {
    let folder = Folder::with(file);
    let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    Read::from(&Sources::find(Some(folder.file()), variables))
}

fn complaints(read: &Read) -> Vec<String> {
    read.problems.iter().map(ToString::to_string).collect()
}

fn good(file: &str, variables: &[(&str, &str)]) -> Settings {
    let read = read(file, variables);
    let said = complaints(&read);
    read.settings.unwrap_or_else(|| panic!("{said:?}"))
}

#[test]
fn defaults_stand_where_nothing_is_set() {
    let settings = good("", &[]);
    assert_eq!(settings.listen, "127.0.0.1:8080");
    assert_eq!(settings.data, PathBuf::from("./data"));
    assert_eq!(settings.database.url.sqlite_path().unwrap(), PathBuf::from("./data/congvan.db"));
    assert_eq!(settings.public_url(), "http://127.0.0.1:8080");
    assert_eq!(settings.server.workers, 8);
    assert!(settings.usual_database && settings.mail.server.is_none());
    let usual = Limits::default();
    assert_eq!(settings.limits.max_file_bytes, usual.max_file_bytes);
    assert_eq!(settings.limits.session, usual.session);
    assert_eq!(settings.limits.access_token, usual.access_token);
    assert_eq!(settings.limits.session_memory, usual.session_memory);
    assert_eq!(settings.limits.idempotency, usual.idempotency);
    assert_eq!(settings.limits.key_announced, usual.key_announced);
    assert_eq!(settings.limits.key_life, usual.key_life);
    assert_eq!(settings.limits.access_fold, usual.access_fold);
    assert_eq!(settings.limits.access_queue, usual.access_queue);
    assert_eq!(settings.limits.access_kept, usual.access_kept);
    assert_eq!(settings.limits.service_key_life, usual.service_key_life);
    assert_eq!(settings.limits.service_use_noted, usual.service_use_noted);
    assert_eq!(settings.limits.service_requests, usual.service_requests);
    assert_eq!(settings.limits.max_bulk, usual.max_bulk);
    assert_eq!(settings.limits.max_changes, usual.max_changes);
    assert_eq!(settings.limits.max_handover, usual.max_handover);
    assert!(settings.server.origins.is_empty());
}

#[test]
fn the_environment_goes_before_the_file_and_the_file_before_the_default() {
    let file = "listen = \"127.0.0.1:1\"\nserver_workers = 3\n";
    let settings = good(file, &[("CONGVAN_LISTEN", "127.0.0.1:2"), ("HOME", "/root"), ("CONGVAN_DATA", "")]);
    assert_eq!((settings.listen.as_str(), settings.server.workers), ("127.0.0.1:2", 3));
    assert_eq!(settings.data, PathBuf::from("./data"), "set to nothing is not set");
}

#[test]
fn the_data_folder_moves_the_database_with_it() {
    let settings = good("", &[("CONGVAN_DATA", "/srv/congvan")]);
    assert_eq!(settings.database.url.sqlite_path().unwrap(), PathBuf::from("/srv/congvan/congvan.db"));
    let settings = good("", &[("CONGVAN_DATABASE_URL", "postgres://u:p@h/d")]);
    assert!(!settings.usual_database && settings.database.url.sqlite_path().is_none());
}

#[test]
fn cookies_go_by_https_or_stay_on_this_machine() {
    let cookies = |more: &[(&str, &str)]| {
        let all: Vec<_> = [("CONGVAN_SESSION_COOKIES", "strict")].into_iter().chain(more.iter().copied()).collect();
        complaints(&read("", &all))
    };
    for good in ["https://vanban.phuong.example", "http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost"] {
        assert_eq!(cookies(&[("CONGVAN_PUBLIC_URL", good)]), Vec::<String>::new(), "{good}");
    }
    assert_eq!(cookies(&[]), Vec::<String>::new(), "the demo");
    for bad in [
        "http://vanban.phuong.example",
        "http://10.0.0.1",
        "http://127.0.0.1.la.example",
        "http://localhost.la.example",
    ] {
        let said = cookies(&[("CONGVAN_PUBLIC_URL", bad)]);
        assert!(
            said.len() == 1 && said[0].starts_with("session_cookies (") && said[0].contains("public_url"),
            "{said:?}"
        );
    }
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let file = "listen = 8080\nlisen = \"x\"\nserver_workers = 0\n[server]\nworkers = 2\n";
    let read =
        read(file, &[("CONGVAN_MAX_FILE_MB", "viele"), ("CONGVAN_LISTN", "x"), ("CONGVAN_PUBLIC_URL", "ftp://x")]);
    assert!(read.settings.is_none());
    let said = complaints(&read);
    let has = |name: &str, place: &str| {
        said.iter().any(|line| line.starts_with(&format!("{name} (")) && line.contains(place))
    };
    assert!(has("listen", "congvan.toml"), "{said:?}");
    assert!(has("lisen", "congvan.toml"), "{said:?}");
    assert!(has("server", "congvan.toml"), "{said:?}");
    assert!(has("server_workers", "congvan.toml"), "{said:?}");
    assert!(has("max_file_mb", "CONGVAN_MAX_FILE_MB"), "{said:?}");
    assert!(has("public_url", "CONGVAN_PUBLIC_URL"), "{said:?}");
    assert_eq!(said.len(), 6, "{said:?}");
    let odd: Vec<String> = read.remarks.iter().map(ToString::to_string).collect();
    assert!(odd.len() == 1 && odd[0].contains("CONGVAN_LISTN"), "{odd:?}");
}

#[test]
fn a_file_that_is_not_there_or_not_toml_is_named() {
    let none = Read::from(&Sources::find(Some(PathBuf::from("/nowhere/congvan.toml")), std::iter::empty()));
    assert!(complaints(&none)[0].starts_with("/nowhere/congvan.toml: "));
    let by_variable = [(OsString::from("CONGVAN_CONFIG"), OsString::from("/nowhere/else.toml"))];
    let none = Read::from(&Sources::find(None, by_variable.into_iter()));
    assert!(complaints(&none)[0].starts_with("/nowhere/else.toml: "));
    let broken = read("smtp_url = \"smtp://u:geheim@h\n", &[]);
    let said = complaints(&broken).join("\n");
    assert!(said.contains("congvan.toml: ") && !said.contains("geheim"), "{said}");
}

/// What is said of a file of providers.
fn providers(tables: &str, secret: Option<&str>, mode: u32) -> Result<Settings, String> {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with("");
    let at = |name: &str| folder.0.join(name).display().to_string();
    if let Some(secret) = secret {
        fs::write(at("secret"), secret).unwrap();
        fs::set_permissions(at("secret"), fs::Permissions::from_mode(mode)).unwrap();
    }
    fs::write(at("providers.toml"), tables.replace("SECRET", &at("secret"))).unwrap();
    let (file, pages) = (at("providers.toml"), "https://van-phong.example/dang-nhap, http://localhost:5173/");
    let read = read("", &[("CONGVAN_IDENTITY_PROVIDERS", file.as_str()), ("CONGVAN_IDENTITY_PAGES", pages)]);
    let said = complaints(&read).join("\n");
    read.settings.ok_or(said)
}

#[test]
fn providers_are_read_and_what_is_wrong_with_one_is_named() {
    let good = "[[provider]]\nid = \"tinh\"\nname = \"Tài khoản tỉnh\"\nissuer = \"https://sso.tinh.example/a\"\nclient_id = \"congvan\"\n";
    let with_secret = format!("{good}client_secret_file = \"SECRET\"\nsecond_factor = [\"mfa\"]\n");
    let identity = providers(&with_secret, Some("bí mật\n"), 0o600).unwrap().identity;
    let one = identity.providers.first().unwrap();
    assert_eq!(
        (one.id.as_str(), one.name.as_str(), one.registration.scopes.as_str()),
        ("tinh", "Tài khoản tỉnh", "openid email")
    );
    assert_eq!(one.registration.client_secret.as_deref(), Some("bí mật"));
    assert_eq!(identity.pages, ["https://van-phong.example/dang-nhap", "http://localhost:5173/"]);
    assert!(!format!("{identity:?}").contains("bí mật"));
    for (from, to, said) in [
        ("https://sso", "http://sso", "tinh issuer: "),
        ("example/a", "example/a?x=1", "tinh issuer: "),
        ("https://", "https://user:geheim@", "tinh issuer: "),
        ("\"tinh\"", "\"Tỉnh\"", "id: "),
        ("client_id", "client", "client"),
        ("\"congvan\"", "\"congvan\"\nscopes = \"email\"", "tinh scopes: "),
        ("[[provider]]", "[provider]", ""),
    ] {
        let told = providers(&good.replace(from, to), None, 0).unwrap_err();
        assert!(told.starts_with("identity_providers (") && told.contains(said) && !told.contains("geheim"), "{told}");
    }
    assert!(providers(&format!("{good}{good}"), None, 0).unwrap_err().contains("tinh: "), "twice");
    for (secret, mode) in [(Some("bí mật"), 0o640), (Some(" \n"), 0o600), (Some("bí\nmật"), 0o600), (None, 0)] {
        let told = providers(&with_secret, secret, mode).unwrap_err();
        assert!(told.contains("tinh client_secret_file: ") && !told.contains("bí"), "{told}");
    }
    let said = |variables: &[(&str, &str)]| complaints(&read("", variables)).join("\n");
    assert!(said(&[("CONGVAN_IDENTITY_PROVIDERS", "/nowhere/a.toml")]).contains("/nowhere/a.toml"));
    for page in ["http://van-phong.example/", "javascript:alert(1)", "https://van-phong.example/#x", "dang-nhap"] {
        assert!(said(&[("CONGVAN_IDENTITY_PAGES", page)]).starts_with("identity_pages ("), "{page}");
    }
}

#[test]
fn secrets_are_never_shown() {
    let variables = [
        ("CONGVAN_SMTP_URL", "smtps://user:geheim@mail.example"),
        ("CONGVAN_DATABASE_URL", "postgres://user:geheim@db.example/congvan"),
        ("CONGVAN_MAIL_IN_ADDRESS", "vanban@phuong.example"),
        ("CONGVAN_MAIL_IN_URL", "imaps://user:geheim@mail.example"),
    ];
    let fine = read("", &variables);
    let shown: Vec<String> = fine.shown().collect();
    for secret in ["smtp_url = ***", "mail_in_url = ***"] {
        assert!(shown.iter().any(|line| line.starts_with(secret)), "{secret}");
    }
    assert!(!shown.join("\n").contains("geheim"));
    assert!(!format!("{:?}", fine.settings.unwrap()).contains("geheim"));
    let wrong = [
        ("CONGVAN_SMTP_URL", "http://user:geheim@x"),
        ("CONGVAN_DATABASE_URL", "mysql://user:geheim@x"),
        ("CONGVAN_MAIL_IN_ADDRESS", "vanban@phuong.example"),
        ("CONGVAN_MAIL_IN_URL", "pop3://user:geheim@x"),
    ];
    let said = complaints(&read("", &wrong)).join("\n");
    assert!(said.contains("smtp_url (CONGVAN_SMTP_URL)") && said.contains("database_url"), "{said}");
    assert!(said.contains("mail_in_url (CONGVAN_MAIL_IN_URL)"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
}

/// Without the office's address nobody knows what in a mailbox is a reply.
#[test]
fn a_mailbox_needs_the_offices_address() {
    let url = ("CONGVAN_MAIL_IN_URL", "imaps://user:geheim@mail.example");
    let said = complaints(&read("", &[url])).join("\n");
    assert!(said.contains("mail_in_url") && said.contains("mail_in_address"), "{said}");
    let settings =
        good("", &[url, ("CONGVAN_MAIL_IN_ADDRESS", "vanban@phuong.example"), ("CONGVAN_MAIL_IN_MAX_MB", "500")]);
    assert_eq!(settings.mail_in.mailbox.unwrap().to_string(), "imaps://***@mail.example:993/INBOX");
}

#[test]
fn mails_come_from_a_name() {
    let from = |url: &str| good("", &[("CONGVAN_PUBLIC_URL", url)]).mail_from(false);
    assert_eq!(from("https://vanban.phuong-mau.example/"), "congvan@vanban.phuong-mau.example");
    assert_eq!(from("http://10.0.0.1:80"), "congvan@localhost");
    let set = good("mail_from_address = \"vanthu@phuong-mau.example\"", &[]);
    assert!(!set.mail_from_is_guessed());
    assert_eq!(set.mail_from(false), "vanthu@phuong-mau.example");
}

#[test]
fn origins_are_those_that_a_browser_sends() {
    let of = |text: &str| read("", &[("CONGVAN_CORS_ORIGINS", text)]);
    let known = of("https://van-phong.example, http://127.0.0.1:5173 https://khac.example/").settings.unwrap();
    assert_eq!(known.server.origins, ["https://van-phong.example", "http://127.0.0.1:5173", "https://khac.example"]);
    for wrong in [
        "*",
        "null",
        "van-phong.example",
        "https://a.example/trang",
        "https://u:p@a.example",
        "ftp://a.example",
        "HTTPS://A",
    ] {
        assert!(complaints(&of(wrong)).join("").starts_with("cors_origins ("), "{wrong}");
    }
}

#[test]
fn a_server_on_every_address_is_reached_by_name() {
    assert_eq!(good("", &[("CONGVAN_LISTEN", "0.0.0.0:80")]).public_url(), "http://localhost:80");
    assert_eq!(good("", &[("CONGVAN_LISTEN", "[::1]:80")]).public_url(), "http://[::1]:80");
}

/// The example file names every setting, at its default, and nothing else.
#[test]
fn the_example_file_is_complete() {
    let example = include_str!("../../../../congvan.example.toml");
    let settings: Vec<(&str, &str)> = example
        .lines()
        .filter_map(|line| line.strip_prefix('#').unwrap_or(line).split_once(" = "))
        .filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect();
    let mut named: Vec<&str> = settings.iter().map(|(name, _)| *name).collect();
    for name in NAMES {
        let value = settings.iter().find(|(known, _)| *known == name.key).unwrap_or_else(|| panic!("{}", name.key)).1;
        if let Some(default) = name.default {
            assert_eq!(value.trim_matches('"'), default, "{}", name.key);
        }
    }
    named.dedup();
    assert_eq!(named.len(), NAMES.len(), "{named:?}");
    // With every # taken away before a setting it can be read.
    let all: String = example
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if rest.split_once(" = ").is_some_and(|(name, _)| names::known(name).is_some()) => rest,
            _ => line,
        })
        // Files that must be there.
        .filter(|line| {
            !line.starts_with("smtp_ca_file")
                && !line.starts_with("mail_in_ca_file")
                && !line.starts_with("identity_providers")
                && !line.starts_with("gateways_file")
                && !line.starts_with("signature_ca_file")
        })
        .collect::<Vec<_>>()
        .join("\n");
    good(&all, &[]);
}
