//! Signing keys come and go while the servers run, and nobody is signed out by it.
//!
//! A key's file is named by the time at which it was made; the tests give it another name to let time pass.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tests::{Engine, Server, on_both_engines, wait_until};
use uuid::{NoContext, Timestamp, Uuid};

const URL: &str = "http://van-phong.example";
/// By when an instance has looked into the folder; it does every two seconds.
const NOTICED: Duration = Duration::from_secs(30);
const MINUTE: u64 = 60;

fn access(session: &Value) -> &str {
    session["access_token"].as_str().unwrap()
}

fn kid(session: &Value) -> String {
    let head = URL_SAFE_NO_PAD.decode(access(session).split('.').next().unwrap()).unwrap();
    serde_json::from_slice::<Value>(&head).unwrap()["kid"].as_str().unwrap().to_owned()
}

fn files(office: &Server) -> BTreeSet<PathBuf> {
    let all = fs::read_dir(office.data().join("keys")).unwrap().flatten().map(|entry| entry.path());
    all.filter(|path| path.extension().is_some_and(|ending| ending == "pk8")).collect()
}

/// As if the key had been made so long ago; where its file lies then.
fn age(file: &Path, seconds: u64) -> PathBuf {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let name = Uuid::new_v7(Timestamp::from_unix(NoContext, now - seconds, 0));
    let aged = file.with_file_name(format!("{name}.pk8"));
    fs::rename(file, &aged).unwrap();
    aged
}

fn published(office: &Server) -> BTreeSet<String> {
    let set = office.anonymous().get("/.well-known/jwks.json").ok();
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

fn is_taken(office: &Server, session: &Value) -> bool {
    let answer = office.anonymous().with_token(access(session)).get("/me");
    assert!(matches!(answer.status, 200 | 401), "{answer}");
    answer.status == 200
}

fn refresh(office: &Server, session: &Value) -> Value {
    office.anonymous().post("/sessions/refresh", &json!({ "refresh_token": session["refresh_token"] })).ok()
}

/// The server, and another over the same database and folder; SQLite has one.
fn instances(engine: Engine, office: Server) -> Vec<Server> {
    let other = (engine == Engine::Postgres).then(|| {
        let other = office.beside(&["serve", "--demo"], &[("CONGVAN_PUBLIC_URL", URL)]);
        other.start();
        other
    });
    std::iter::once(office).chain(other).collect()
}

fn keys(office: &Server, arguments: &[&str]) -> (i32, String) {
    let mut all = vec!["keys"];
    all.extend(arguments);
    office.run(&all)
}

on_both_engines! {
    fn keys_change_without_a_restart_and_nobody_is_signed_out(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_PUBLIC_URL", URL)]);
        let first_file = age(files(&office).first().unwrap(), 2 * 24 * 60 * MINUTE);
        let instances = instances(engine, office);
        let (office, last) = (&instances[0], instances.last().unwrap());
        let session = office.sign_in("vanthu");
        let first = kid(&session);

        // The new key is published and does not sign yet.
        let (code, said) = keys(office, &["rotate"]);
        assert!(code == 0 && said.contains(&first), "{said}");
        let second_file = files(office).into_iter().find(|file| *file != first_file).unwrap();
        for instance in &instances {
            wait_until("the new key in the key set", NOTICED, || published(instance).len() == 2);
            assert_eq!(kid(&instance.sign_in("theodoi")), first);
        }
        // It was made twelve minutes ago: it signs since two.
        let second_file = age(&second_file, 12 * MINUTE);
        for instance in &instances {
            wait_until("the new key to sign", NOTICED, || kid(&instance.sign_in("theodoi")) != first);
        }
        let next = refresh(last, &session);
        let second = kid(&next);
        assert_ne!(second, first);
        for instance in &instances {
            assert!(is_taken(instance, &session) && is_taken(instance, &next));
            assert_eq!(published(instance), BTreeSet::from([first.clone(), second.clone()]));
        }

        // It was made an hour ago: no token of the old key lives any more, and one that says so is refused.
        age(&second_file, 60 * MINUTE);
        for instance in &instances {
            wait_until("the old key to be past", NOTICED, || !is_taken(instance, &session));
            assert!(is_taken(instance, &next));
            assert_eq!(published(instance), BTreeSet::from([second.clone()]));
        }
        let next = refresh(office, &next);
        assert_eq!(kid(&next), second);

        let (code, said) = keys(office, &["list"]);
        let stage = |kid: &str| said.lines().find(|line| line.contains(kid)).unwrap_or_else(|| panic!("{said}"));
        assert!(code == 0 && stage(&first).ends_with("past") && stage(&second).ends_with("signs"), "{said}");
        let (code, said) = keys(office, &["remove", "--past"]);
        assert!(code == 0 && said.contains(&first), "{said}");
        assert!(files(office).len() == 1 && !first_file.exists());
        let (code, said) = keys(office, &["remove", &second]);
        assert!(code != 0 && said.contains("rotate"), "{said}");
        let (code, said) = keys(office, &["remove", "khong-co"]);
        assert!(code != 0 && said.contains("khong-co"), "{said}");
        assert_eq!(files(office).len(), 1);

        // A key has leaked: another is made, and it is removed. What it has signed is refused, and people stay signed in.
        let leaked = files(office).into_iter().next().unwrap();
        let (code, said) = keys(office, &["rotate"]);
        assert_eq!(code, 0, "{said}");
        // Somebody has kept a copy beside it.
        let copy = leaked.with_file_name("ban-sao.pk8");
        fs::copy(&leaked, &copy).unwrap();
        let (code, said) = keys(office, &["remove", &second]);
        assert_eq!(code, 0, "{said}");
        assert!(!copy.exists() && !leaked.exists(), "{said}");
        assert_eq!(files(office).len(), 1);
        for instance in &instances {
            wait_until("the leaked key to be refused", NOTICED, || !is_taken(instance, &next));
        }
        let after = refresh(last, &next);
        assert!(kid(&after) != second && instances.iter().all(|instance| is_taken(instance, &after)));
        assert!(instances.iter().all(|instance| !instance.printed().contains("PRIVATE")));
    }

    /// Of several instances that find the newest key old one makes a new one; a key that can't be read changes nothing.
    fn an_old_key_is_followed_by_a_new_one(engine: Engine) {
        let settings = [("CONGVAN_PUBLIC_URL", URL), ("CONGVAN_SIGNING_KEY_DAYS", "90")];
        let office = Server::demo_with(engine, &settings);
        office.kill();
        age(files(&office).first().unwrap(), 91 * 24 * 60 * MINUTE);
        office.start();
        let instances = instances(engine, office);
        for instance in &instances {
            wait_until("a new key", NOTICED, || published(instance).len() == 2);
        }
        let office = &instances[0];
        assert_eq!(files(office).len(), 2);
        let session = office.sign_in("vanthu");
        fs::write(office.data().join("keys/nua-voi.pk8"), "x").unwrap();
        for instance in &instances {
            wait_until("a word on it", NOTICED, || instance.printed().contains("signing keys cannot be read"));
            assert!(is_taken(instance, &session));
        }
    }
}
