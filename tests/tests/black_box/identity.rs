//! Signing in at another's: with a real provider (npm's oidc-provider) that demands PKCE, and everything that a browser does there.

use std::{fs, time::Duration};

use serde_json::{Value, json};
use tests::{
    Answer, Client, Engine, Mailbox, PASSWORD, Server, on_both_engines,
    provider::{CLIENT_SECRET, PAGE, Provider, parameter},
    service, unique, wait_until,
};

use crate::second_factor::{code, enrol};

const PATIENCE: Duration = Duration::from_secs(30);

/// A demo that knows these providers: tables for its file.
pub fn office_with(engine: Engine, tables: &str, settings: &[(&str, &str)]) -> Server {
    let mut all = vec![("CONGVAN_IDENTITY_PROVIDERS", "providers.toml"), ("CONGVAN_IDENTITY_PAGES", PAGE)];
    all.extend_from_slice(settings);
    let server = Server::prepared(engine, &["serve", "--demo"], &all);
    // Names of files are looked for where the program runs.
    let folder = server.data().parent().unwrap().to_owned();
    fs::write(folder.join("providers.toml"), tables).unwrap();
    let secret = folder.join("secret");
    fs::write(&secret, CLIENT_SECRET).unwrap();
    fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    server.start();
    server
}

/// The real provider, twice: with a secret and RS256, and without one and ES256. It has another name for each program's.
fn real() -> String {
    let issuer = Provider::shared().issuer();
    format!(
        "[[provider]]\nid = \"tinh\"\nname = \"Tài khoản tỉnh\"\nissuer = \"{issuer}\"\nclient_id = \"congvan\"\n\
         client_secret_file = \"secret\"\n"
    )
}

fn office(engine: Engine) -> Server {
    office_with(engine, &real(), &[])
}

/// Begins.
pub fn begin(server: &Server, provider: &str) -> Value {
    server.anonymous().post("/sign-ins", &json!({ "provider": provider, "return_to": PAGE })).created()
}

/// What comes back from the provider with the browser of this account, to be sent on.
fn come_back(begun: &Value, account: &str) -> Value {
    let back = Provider::shared().browse(begun["authorization_url"].as_str().unwrap(), account);
    let part = |name: &str| parameter(&back, name).unwrap_or_else(|| panic!("no {name} in {back}"));
    json!({ "returned_state": part("state"), "secret": begun["secret"], "authorization_code": part("code"), "iss": part("iss") })
}

/// Ends.
pub fn end(server: &Server, with: &Value) -> Answer {
    server.anonymous().request("POST", "/sign-ins/end").json(with).try_send().unwrap()
}

/// All of it.
fn sign_in(server: &Server, account: &str) -> Answer {
    let begun = begin(server, "tinh");
    end(server, &come_back(&begun, account))
}

/// Whoever has this session.
pub fn holder(server: &Server, session: &Value) -> Client {
    server.anonymous().with_token(session["access_token"].as_str().unwrap())
}

fn username(server: &Server, session: &Value) -> String {
    holder(server, session).get("/me").ok()["person"]["username"].as_str().unwrap().to_owned()
}

/// Where this person gets mail.
pub fn email(server: &Server, username: &str) -> String {
    server.database().texts(&format!("SELECT email AS value FROM person WHERE username = '{username}'")).remove(0)
}

fn account(claims: &Value) -> String {
    let id = unique("tk-");
    Provider::shared().account(&id, claims);
    id
}

fn verified(email: &str) -> Value {
    json!({ "email": email, "email_verified": true })
}

fn with(mut body: Value, field: &str, value: &Value) -> Value {
    body[field] = value.clone();
    body
}

on_both_engines! {
    fn somebody_is_linked_by_mail_once_and_known_by_their_account_from_then_on(engine: Engine) {
        let smtp = service("TEST_SMTP_URL");
        let server = office_with(engine, &real(), &[("CONGVAN_SMTP_URL", &smtp), ("CONGVAN_MAIL_FROM_ADDRESS", "congvan@phuong-demo.example")]);
        let listed = server.anonymous().get("/identity-providers").ok();
        assert_eq!(listed["items"], json!([{ "id": "tinh", "name": "Tài khoản tỉnh" }]));
        // To where the test's mail server delivers, and to nobody else's box.
        let administrator = server.client("quantri");
        let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let mail = format!("{}@phuong-demo.example", unique("theodoi-"));
        let person = server.person("theodoi");
        let change = json!({ "commands": [{ "command": "change_person", "person": person, "email": mail }] });
        administrator.post(&format!("/agencies/{agency}/organisation/commands"), &change).ok();
        let first = account(&verified(&mail.to_uppercase()));
        let session = sign_in(&server, &first).created();
        assert_eq!(session["token_type"], "Bearer");
        assert_eq!(username(&server, &session), "theodoi");
        let me = holder(&server, &session);
        let links = me.items("/me/identities");
        assert_eq!(links.len(), 1);
        assert_eq!((&links[0]["provider"], &links[0]["issuer"]), (&json!("Tài khoản tỉnh"), &json!(Provider::shared().issuer())));
        let told = |subject: &str| Mailbox::of(&mail).all().into_iter().filter(|m| m.subject.starts_with(subject)).count();
        wait_until("a mail that tells of the link", PATIENCE, || told("Đã liên kết tài khoản đăng nhập") == 1);
        let history = administrator.items(&format!("/agencies/{agency}/organisation/history?limit=1"));
        assert_eq!(history[0]["command"], json!({ "command": "link_identity", "person": person, "issuer": Provider::shared().issuer() }));
        assert_eq!(history[0]["by"]["id"], person);

        // The mail changes there, even into somebody else's; it stays the same person, and nothing is linked anew.
        for changed in [verified(&email(&server, "chutich")), verified("khong-ai@dau.example"), json!({})] {
            Provider::shared().account(&first, &changed);
            assert_eq!(username(&server, &sign_in(&server, &first).created()), "theodoi", "{changed}");
        }
        assert_eq!(me.items("/me/identities"), links);
        // Another account with the same mail is refused, clearly.
        let second = account(&verified(&mail));
        sign_in(&server, &second).problem(409, "identity_other_linked");
        // Its owner takes the link away: other sessions end, and another account can come.
        let other = holder(&server, &sign_in(&server, &first).created());
        let gone = format!("/me/identities/{}", links[0]["id"].as_str().unwrap());
        server.client("vanthu").request("DELETE", &gone).send().problem(404, "not_found");
        me.request("DELETE", &gone).send().expect(204);
        me.request("DELETE", &gone).send().problem(404, "not_found");
        other.get("/me").problem(401, "not_signed_in");
        assert!(me.items("/me/identities").is_empty());
        sign_in(&server, &first).problem(403, "identity_unknown");
        assert_eq!(username(&server, &sign_in(&server, &second).created()), "theodoi");
        // So does whoever helps people to sign in, and nobody else.
        let of_person = format!("/agencies/{agency}/people/{person}/identities");
        server.client("chutich").get(&of_person).problem(403, "administrator_only");
        let links = administrator.items(&of_person);
        assert_eq!(links.len(), 1);
        let gone = format!("{of_person}/{}", links[0]["id"].as_str().unwrap());
        server.client("chutich").request("DELETE", &gone).send().problem(403, "administrator_only");
        let elsewhere = format!("/agencies/{agency}/people/{}/identities/{}", server.person("vanthu"), links[0]["id"].as_str().unwrap());
        administrator.request("DELETE", &elsewhere).send().problem(404, "not_found");
        let mine = holder(&server, &sign_in(&server, &second).created());
        administrator.request("DELETE", &gone).send().expect(204);
        mine.get("/me").problem(401, "not_signed_in");
        wait_until("mails that tell of the unlinking", PATIENCE, || told("Đã gỡ liên kết tài khoản đăng nhập") == 2);
        let history = administrator.items(&format!("/agencies/{agency}/organisation/history?limit=1"));
        assert_eq!(history[0]["command"]["command"], "unlink_identity");
        assert_eq!(history[0]["by"]["id"], server.person("quantri"));
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Their account at the provider is theirs still: whoever leaves one agency for another is found there by their mail.
    fn whoever_has_left_is_known_by_their_mail_again(engine: Engine) {
        let server = office(engine);
        let mail = email(&server, "theodoi");
        let id = account(&verified(&mail));
        assert_eq!(username(&server, &sign_in(&server, &id).created()), "theodoi");
        let administrator = server.client("quantri");
        let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let change = |commands: Value| {
            administrator.post(&format!("/agencies/{agency}/organisation/commands"), &json!({ "commands": commands })).ok()
        };
        let yesterday = (chrono::Utc::now() + chrono::Duration::hours(7) - chrono::Duration::days(1)).date_naive();
        change(json!([{ "command": "end_person", "person": "theodoi", "until": yesterday }]));
        sign_in(&server, &id).problem(403, "identity_unknown");
        change(json!([{ "command": "create_person", "username": "theodoi.moi", "name": "Người Chuyển Đến", "title": "Chuyên viên", "email": mail }]));
        for _ in 0..2 {
            assert_eq!(username(&server, &sign_in(&server, &id).created()), "theodoi.moi");
        }
        let kinds: Vec<Value> = administrator.items(&format!("/agencies/{agency}/organisation/history?limit=2"))
            .iter().map(|change| change["command"]["command"].clone()).collect();
        assert_eq!(kinds, ["link_identity", "unlink_identity"]);
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// An unverified mail, an unknown one, one that several share, none at all, one who has left: one and the same answer.
    fn whoever_is_not_known_by_a_verified_mail_is_refused_alike(engine: Engine) {
        let server = office(engine);
        let mail = email(&server, "theodoi");
        let administrator = server.client("quantri");
        let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let commands = format!("/agencies/{agency}/organisation/commands");
        let shared = "chung@phuong-demo.example";
        let change = |commands_: Value| administrator.post(&commands, &json!({ "commands": commands_ })).ok();
        change(json!([{ "command": "change_person", "person": server.person("vanthu"), "email": shared },
            { "command": "change_person", "person": server.person("motcua"), "email": shared }]));
        let refused = |claims: &Value| {
            let answer = sign_in(&server, &account(claims));
            let body = answer.body.clone();
            let _ = answer.problem(403, "identity_unknown");
            body
        };
        let unknown = refused(&verified("khong-ai@dau.example"));
        for claims in [json!({ "email": mail, "email_verified": false }), json!({ "email": mail }), json!({}),
            json!({ "email": mail, "email_verified": "true" }), json!({ "email_verified": true }), verified(shared), verified(""),
            // The Kelvin sign becomes a k where letters are made small.
            verified(&email(&server, "chuyenvien.kinhte1").replace('k', "\u{212a}"))] {
            assert_eq!(refused(&claims), unknown, "{claims}");
        }
        assert!(server.client("theodoi").items("/me/identities").is_empty());
        // Whoever has left is known neither by mail nor by the account that they had.
        let leaver = account(&verified(&mail));
        sign_in(&server, &leaver).expect(201);
        let left = (chrono::Utc::now() - chrono::TimeDelta::days(2)).date_naive();
        server.database().run(&format!("UPDATE person SET valid_from = '2020-01-01', valid_until = '{left}' WHERE username = 'theodoi'"));
        let answer = sign_in(&server, &leaver);
        assert_eq!((answer.status, &answer.body), (403, &unknown));
        assert_eq!(refused(&verified(&mail)), unknown);
    }

    fn what_comes_back_is_good_once_and_for_whoever_began(engine: Engine) {
        let server = office(engine);
        let mail = email(&server, "theodoi");
        let account = account(&verified(&mail));
        let spoilt = |body: &Value| { let _ = end(&server, body).problem(401, "sign_in_spoilt"); };
        let begun = begin(&server, "tinh");
        let url = begun["authorization_url"].as_str().unwrap();
        for (name, value) in [("response_type", "code"), ("client_id", "congvan"), ("redirect_uri", PAGE), ("scope", "openid email"),
            ("code_challenge_method", "S256"), ("state", begun["state"].as_str().unwrap())] {
            assert_eq!(parameter(url, name).as_deref(), Some(value), "{url}");
        }
        assert!(parameter(url, "nonce").unwrap().len() >= 43 && parameter(url, "code_challenge").unwrap().len() == 43, "{url}");
        let good = come_back(&begun, &account);
        assert_eq!(good["returned_state"], begun["state"]);
        // A code that somebody has overheard is worth nothing without what the page has kept, and is not spoilt for its owner by that.
        spoilt(&with(good.clone(), "secret", &json!("la")));
        spoilt(&with(good.clone(), "secret", &begin(&server, "tinh")["secret"]));
        spoilt(&with(good.clone(), "returned_state", &json!("la")));
        let session = end(&server, &good).created();
        assert_eq!(username(&server, &session), "theodoi");
        // Nor is it good twice, here or in another sign-in.
        spoilt(&good);
        let again = begin(&server, "tinh");
        spoilt(&json!({ "returned_state": again["state"], "secret": again["secret"], "authorization_code": good["authorization_code"], "iss": good["iss"] }));

        // Two that are mixed up: the verifier of one does not fit the code of the other.
        let (one, other) = (begin(&server, "tinh"), begin(&server, "tinh"));
        let (one, other) = (come_back(&one, &account), come_back(&other, &account));
        spoilt(&with(one.clone(), "authorization_code", &other["authorization_code"]));
        // One that went wrong is over, with the right code, too.
        spoilt(&one);
        // The issuer that the browser names is this one, and it has said that it names itself.
        for iss in [json!("https://la.example"), json!(format!("{}/", Provider::shared().issuer())), Value::Null] {
            let begun = begin(&server, "tinh");
            spoilt(&with(come_back(&begun, &account), "iss", &iss));
        }
        // Too late.
        let begun = begin(&server, "tinh");
        let late = come_back(&begun, &account);
        server.database().run("UPDATE outside_sign_in SET expires_at = '2020-01-01T00:00:00.000000Z'");
        spoilt(&late);
        // Those that can no longer be ended go with the next one, and nothing secret stands in the database or the log.
        let begun = begin(&server, "tinh");
        let nonce = parameter(begun["authorization_url"].as_str().unwrap(), "nonce").unwrap();
        let kept = server.database().texts("SELECT state_hash || ' ' || secret_hash || ' ' || sealed AS value FROM outside_sign_in");
        assert_eq!(kept.len(), 1, "{kept:?}");
        for secret in [begun["state"].as_str().unwrap(), begun["secret"].as_str().unwrap(), &nonce] {
            assert!(!kept[0].contains(secret));
        }
        for secret in [good["authorization_code"].as_str().unwrap(), good["secret"].as_str().unwrap(), CLIENT_SECRET, &mail] {
            assert!(!server.printed().contains(secret), "{secret} stands in the log");
        }

        let ask = |provider: &str, page: &str| server.anonymous().post("/sign-ins", &json!({ "provider": provider, "return_to": page }));
        let _ = ask("la", PAGE).problem(422, "invalid_input").at("/provider", "unknown_provider");
        for page in ["https://la.example/", &format!("{PAGE}/"), &format!("{PAGE}?x=1"), "javascript:alert(1)", ""] {
            let _ = ask("tinh", page).problem(422, "invalid_input").at("/return_to", "unknown_page");
        }
    }

    /// Of many who come with the same at the same moment one is let in.
    fn one_session_comes_of_one_sign_in_whatever_runs_at_once(engine: Engine) {
        let server = office(engine);
        let account = account(&verified(&email(&server, "theodoi")));
        let begun = begin(&server, "tinh");
        let good = come_back(&begun, &account);
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let all = [0; 6].map(|_| scope.spawn(|| end(&server, &good).status));
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 5, "{statuses:?}");
    }

    /// Whoever has a second factor shows it here, too; a code that is mistyped does not send them back to the provider.
    fn a_second_factor_is_asked_for(engine: Engine) {
        let server = office(engine);
        let account = account(&verified(&email(&server, "theodoi")));
        let (secret, codes) = enrol(&server.client("theodoi"), PASSWORD);
        let begun = begin(&server, "tinh");
        let good = come_back(&begun, &account);
        let _ = end(&server, &good).problem(401, "second_factor_needed");
        let _ = end(&server, &with(good.clone(), "code", &json!(code(&secret, 9)))).problem(401, "second_factor_wrong");
        // Neither links anybody.
        assert!(server.client("theodoi").items("/me/identities").is_empty());
        let _ = end(&server, &with(with(good.clone(), "code", &json!(code(&secret, 1))), "secret", &json!("la"))).problem(401, "sign_in_spoilt");
        let session = end(&server, &with(good.clone(), "code", &json!(code(&secret, 1)))).created();
        assert_eq!(username(&server, &session), "theodoi");
        let _ = end(&server, &with(good, "code", &json!(codes[0]))).problem(401, "sign_in_spoilt");
        // With the code from the start.
        let begun = begin(&server, "tinh");
        end(&server, &with(come_back(&begun, &account), "code", &json!(codes[0]))).expect(201);
        let begun = begin(&server, "tinh");
        let _ = end(&server, &with(come_back(&begun, &account), "code", &json!(codes[0]))).problem(401, "second_factor_wrong");
        // A link that is taken away meanwhile is gone.
        let begun = begin(&server, "tinh");
        let good = come_back(&begun, &account);
        let _ = end(&server, &good).problem(401, "second_factor_needed");
        server.database().run("DELETE FROM identity_link");
        let _ = end(&server, &with(good, "code", &json!(codes[1]))).problem(401, "sign_in_spoilt");
    }

    /// What one instance has begun another ends.
    fn any_instance_ends_what_another_began(engine: Engine) {
        let url = ("CONGVAN_PUBLIC_URL", "http://van-phong.example");
        let first = office_with(engine, &real(), &[url]);
        let settings = [url, ("CONGVAN_IDENTITY_PROVIDERS", "providers.toml"), ("CONGVAN_IDENTITY_PAGES", PAGE)];
        let second = first.beside(&["serve", "--demo"], &settings);
        if engine == Engine::Sqlite {
            // One at a time: the second takes the first one's place.
            let begun = begin(&first, "tinh");
            first.terminate();
            assert_eq!(first.wait_end(), 0);
            second.start();
            let account = account(&verified(&email(&second, "theodoi")));
            end(&second, &come_back(&begun, &account)).expect(201);
            return;
        }
        second.start();
        let account = account(&verified(&email(&first, "theodoi")));
        for (one, other) in [(&first, &second), (&second, &first)] {
            let begun = begin(one, "tinh");
            let good = come_back(&begun, &account);
            let session = end(other, &good).created();
            assert_eq!(username(one, &session), "theodoi");
            let _ = end(one, &good).problem(401, "sign_in_spoilt");
        }
    }

    /// A client without a secret, whose tokens are signed on an elliptic curve.
    fn a_program_without_a_secret_signs_in_by_pkce_alone(engine: Engine) {
        let issuer = Provider::shared().issuer();
        let table = format!("[[provider]]\nid = \"tinh\"\nname = \"Tỉnh\"\nissuer = \"{issuer}\"\nclient_id = \"congvan-cong-khai\"\n");
        let server = office_with(engine, &table, &[]);
        let account = account(&verified(&email(&server, "theodoi")));
        assert_eq!(username(&server, &sign_in(&server, &account).created()), "theodoi");
    }

    fn beginning_and_ending_are_limited_by_address(engine: Engine) {
        let settings = [("CONGVAN_SIGN_IN_ADDRESS_TRIES", "3"), ("CONGVAN_SIGN_IN_ADDRESS_PAUSE_SECONDS", "3600")];
        let server = office_with(engine, &real(), &settings);
        let bad = json!({ "returned_state": "la", "secret": "la", "authorization_code": "la" });
        for _ in 0..3 {
            begin(&server, "tinh");
            let _ = end(&server, &bad).problem(401, "sign_in_spoilt");
        }
        let _ = end(&server, &bad).problem(429, "too_many_requests");
        let _ = server.anonymous().post("/sign-ins", &json!({ "provider": "tinh", "return_to": PAGE })).problem(429, "too_many_requests");
        // Passwords are another matter.
        server.sign_in("theodoi");
    }

    fn without_providers_there_is_nowhere_to_go(engine: Engine) {
        let server = Server::shared(engine);
        assert_eq!(server.anonymous().get("/identity-providers").ok()["items"], json!([]));
        let asked = server.anonymous().post("/sign-ins", &json!({ "provider": "tinh", "return_to": PAGE }));
        let _ = asked.problem(422, "invalid_input").at("/provider", "unknown_provider");
        let _ = end(server, &json!({ "returned_state": "a", "secret": "b", "authorization_code": "c" })).problem(401, "sign_in_spoilt");
    }
}
