//! A forgotten password: a code by mail, really delivered, sets a new one; who asks learns nothing.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Answer, Mail, Mailbox, PASSWORD, Server, on_both_engines, service, unique, wait_until};

use crate::{organisation::Another, second_factor};

const PATIENCE: Duration = Duration::from_secs(30);
const NEW: &str = "một mật khẩu hoàn toàn mới";

fn ask(server: &Server, email: &str) -> Answer {
    server.anonymous().post("/password-reset-requests", &json!({ "email": email }))
}

fn set(server: &Server, token: &str, password: &str) -> Answer {
    server.anonymous().post("/password-resets", &json!({ "code": token, "new": password }))
}

fn sign_in(server: &Server, username: &str, password: &str) -> Answer {
    server.anonymous().post("/sessions", &json!({ "username": username, "password": password }))
}

/// The mail of this subject that names this account, once it is there.
fn delivered(email: &str, subject: &str, username: &str, many: usize) -> Vec<Mail> {
    let there = || {
        let mut all = Mailbox::of(email).all();
        all.retain(|mail| mail.subject.starts_with(subject) && mail.text.contains(username));
        all.sort_by(|a, b| a.message_id.cmp(&b.message_id));
        all
    };
    wait_until(&format!("{many} mails to {email}"), PATIENCE, || there().len() >= many);
    there()
}

fn code_in(mail: &Mail) -> String {
    let line =
        mail.text.lines().find(|line| line.starts_with("Mã đặt lại: ")).unwrap_or_else(|| panic!("{}", mail.text));
    line.split_once(": ").unwrap().1.trim().to_owned()
}

/// Somebody of an agency of their own, with a password: server, agency, their user name, their address, the password.
struct Somebody {
    username: String,
    email: String,
    password: String,
}

fn somebody(server: &Server) -> (Another, Somebody) {
    let other = Another::set_up(server);
    let username = format!("{}.chuyenvien", other.prefix);
    let organisation = other.administrator.get(&format!("/agencies/{}/organisation", other.id)).ok();
    let person = organisation["people"].as_array().unwrap().iter().find(|p| p["username"] == username).unwrap().clone();
    let path = format!("/agencies/{}/people/{}/password", other.id, person["id"].as_str().unwrap());
    let password = other.administrator.request("POST", &path).send().created()["password"].as_str().unwrap().to_owned();
    // To where the test's mail server delivers.
    let email = format!("{username}@phuong-demo.example");
    other.change(&json!([{ "command": "change_person", "person": person["id"], "email": email }])).ok();
    (other, Somebody { username, email, password })
}

on_both_engines! {
    fn a_forgotten_password_is_set_anew_by_a_code_in_a_mail(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let (_other, who) = somebody(&server);
        let session = sign_in(&server, &who.username, &who.password).created();
        let there = server.anonymous().with_token(session["access_token"].as_str().unwrap());
        there.get("/me").expect(200);
        // Whether it is anybody's or not: the same bytes.
        let (known, unknown) = (ask(&server, &who.email.to_uppercase()), ask(&server, &format!("{}@phuong-demo.example", unique("x"))));
        assert_eq!((known.status, &known.body), (202, &Vec::new()));
        assert_eq!((unknown.status, &unknown.body), (known.status, &known.body));
        ask(&server, "không phải địa chỉ").problem(422, "invalid_input").at("/email", "not_an_address");

        let mail = delivered(&who.email, "Đặt lại mật khẩu", &who.username, 1).remove(0);
        assert!(mail.raw.is_ascii() && mail.html.contains(&who.username), "{}", mail.raw);
        let code = code_in(&mail);
        assert_eq!(code.len(), 43, "256 bits: {code}");
        assert!(!mail.text.contains("http"), "a code, no address: {}", mail.text);
        // Nowhere but in the mail.
        let stored = server.database().texts("SELECT token_hash AS value FROM password_reset");
        assert!(stored.len() == 1 && stored[0] != code, "{stored:?}");
        assert!(!server.printed().contains(&code), "the code stands in the log");
        wait_until("the sent mail to be gone from the queue", PATIENCE, || {
            server.database().texts("SELECT letter AS value FROM account_mail").is_empty()
        });
        sign_in(&server, &who.username, &who.password).expect(201);

        set(&server, &code, "ngắn").problem(422, "invalid_input").at("/new", "weak_password");
        set(&server, &code, &format!("{} 2026", who.username)).problem(422, "invalid_input").at("/new", "weak_password");
        set(&server, &code[..42], NEW).problem(422, "invalid_input").at("/code", "bad_reset_code");
        // Asked again, both codes hold; the one that is used takes the other with it.
        ask(&server, &who.email).expect(202);
        let mails = delivered(&who.email, "Đặt lại mật khẩu", &who.username, 2);
        let other_code = mails.iter().map(code_in).find(|other| *other != code).unwrap();
        set(&server, &format!(" {code}\n"), NEW).expect(204);
        for used in [&code, &other_code] {
            set(&server, used, NEW).problem(422, "invalid_input").at("/code", "bad_reset_code");
        }
        there.get("/me").problem(401, "not_signed_in");
        let refresh = json!({ "refresh_token": session["refresh_token"] });
        server.anonymous().post("/sessions/refresh", &refresh).expect(401);
        sign_in(&server, &who.username, &who.password).problem(401, "wrong_credentials");
        let told = delivered(&who.email, "Mật khẩu đã được đặt lại", &who.username, 1);
        assert!(!told[0].raw.contains(NEW), "the password stands in the mail");

        // The second factor is asked for as before.
        let session = sign_in(&server, &who.username, NEW).created();
        second_factor::enrol(&server.anonymous().with_token(session["access_token"].as_str().unwrap()), NEW);
        ask(&server, &who.email).expect(202);
        let newest = delivered(&who.email, "Đặt lại mật khẩu", &who.username, 3).iter().map(code_in)
            .find(|one| *one != code && *one != other_code).unwrap();
        set(&server, &newest, "lại một mật khẩu khác nữa").expect(204);
        sign_in(&server, &who.username, "lại một mật khẩu khác nữa").problem(401, "second_factor_needed");
    }

    /// A code that is too old sets nothing, nor does one of somebody who has left; asking is slowed down for each address.
    fn codes_run_out_and_asking_has_its_bounds(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let (_other, who) = somebody(&server);
        ask(&server, &who.email).expect(202);
        let code = code_in(&delivered(&who.email, "Đặt lại mật khẩu", &who.username, 1).remove(0));
        let past = if engine == tests::Engine::Postgres { "now() - interval '1 second'" } else { "'2026-01-01T00:00:00.000000Z'" };
        server.database().run(&format!("UPDATE password_reset SET expires_at = {past}"));
        set(&server, &code, NEW).problem(422, "invalid_input").at("/code", "bad_reset_code");
        sign_in(&server, &who.username, &who.password).expect(201);
        // Three at once to one address, whether it is anybody's or not.
        let answers = |email: &str| -> Vec<(u16, Value)> {
            (0..4).map(|_| ask(&server, email)).map(|a| (a.status, if a.status == 429 { a.json()["code"].clone() } else { Value::Null })).collect()
        };
        let (theirs, nobodys) = (answers("theodoi@phuong-demo.example"), answers(&format!("{}@phuong-demo.example", unique("x"))));
        assert_eq!(theirs, nobodys);
        assert_eq!(theirs[3], (429, json!("too_many_requests")));
        sign_in(&server, "theodoi", PASSWORD).expect(201);
    }
}
