//! The second factor: enrolling, signing in with a code that is good once, recovery codes, turning off, and losing it.

use aws_lc_rs::hmac;
use serde_json::{Value, json};
use tests::{Answer, Client, PASSWORD, Server, on_both_engines};

use crate::organisation::Another;

/// The code that an authenticator app shows so many steps from now (RFC 6238), reckoned here by itself.
pub fn code(secret: &str, ahead: i64) -> String {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in secret.bytes() {
        let five = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
        held = (held << 5) | u32::from(five);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap());
        }
    }
    let step = chrono::Utc::now().timestamp() / 30 + ahead;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let at = usize::from(tag.as_ref()[19] & 15);
    let number = u32::from_be_bytes(tag.as_ref()[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

pub fn sign_in(server: &Server, username: &str, password: &str, code: Option<&str>) -> Answer {
    let mut with = json!({ "username": username, "password": password });
    if let Some(code) = code {
        with["code"] = json!(code);
    }
    server.anonymous().post("/sessions", &with)
}

fn holder(server: &Server, session: &Value) -> Client {
    server.anonymous().with_token(session["access_token"].as_str().unwrap())
}

/// Turns a second factor on: its secret and its recovery codes. The present step's code is used up.
pub fn enrol(who: &Client, password: &str) -> (String, Vec<String>) {
    let made = who.post("/me/second-factor", &json!({ "password": password }));
    assert_eq!(made.header("cache-control"), Some("no-store"));
    let secret = made.created()["secret"].as_str().unwrap().to_owned();
    let on = who.post("/me/second-factor/confirmation", &json!({ "code": code(&secret, 0) })).ok();
    let codes = on["recovery_codes"].as_array().unwrap().iter().map(|c| c.as_str().unwrap().to_owned()).collect();
    (secret, codes)
}

on_both_engines! {
    /// One of an agency turns it on, signs in with it, and turns it off again.
    fn a_second_factor_is_asked_for_once_it_is_confirmed(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let me = other.client(server, "chuyenvien");
        let id = me.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let name = format!("{}.chuyenvien", other.prefix);
        let reset = format!("/agencies/{}/people/{id}/password", other.id);
        let password = other.administrator.request("POST", &reset).send().created()["password"].as_str().unwrap().to_owned();
        let me = holder(server, &sign_in(server, &name, &password, None).created());
        let standing = |me: &Client| me.get("/me/second-factor").ok();
        assert_eq!(standing(&me), json!({ "on": false, "since": null, "demanded": false, "recovery_codes_left": 0 }));

        let begin = |password: &str| me.post("/me/second-factor", &json!({ "password": password }));
        // Whoever found the session open does not know it, and can't shut its owner out.
        begin("sai").problem(422, "invalid_input").at("/password", "wrong_password");
        let begun = begin(&password).created();
        let (secret, uri) = (begun["secret"].as_str().unwrap(), begun["uri"].as_str().unwrap());
        assert_eq!(secret.len(), 32);
        assert!(uri.starts_with("otpauth://totp/") && uri.contains(&format!("secret={secret}&")), "{uri}");
        // A wrong code turns nothing on, and what is not confirmed is asked of nobody.
        let confirm = |code: &str| me.post("/me/second-factor/confirmation", &json!({ "code": code }));
        confirm(&code(secret, 9)).problem(422, "invalid_input").at("/code", "wrong_code");
        sign_in(server, &name, &password, None).expect(201);
        let (secret, codes) = enrol(&me, &password);
        assert_ne!(secret, begun["secret"], "asked again, there is another secret");
        assert_eq!(codes.len(), 10);
        assert_eq!(standing(&me)["recovery_codes_left"], 10);
        assert_eq!(standing(&me)["on"], true);
        confirm(&code(&secret, 1)).problem(409, "second_factor_on");
        begin(&password).problem(409, "second_factor_on");
        // Neither the secret nor a recovery code stands in the database as it is.
        let stored = server.database().texts(&format!("SELECT secret AS value FROM second_factor WHERE person_id = '{id}'"));
        assert!(stored.len() == 1 && !stored[0].contains(&secret), "{stored:?}");
        let hashes = server.database().texts(&format!("SELECT code_hash AS value FROM recovery_code WHERE person_id = '{id}'"));
        assert_eq!(hashes.len(), 10);
        assert!(codes.iter().all(|code| hashes.iter().all(|hash| !hash.contains(code.as_str()))));

        sign_in(server, &name, &password, None).problem(401, "second_factor_needed");
        sign_in(server, &name, "sai", Some(&code(&secret, 1))).problem(401, "wrong_credentials");
        sign_in(server, &name, "sai", None).problem(401, "wrong_credentials");
        sign_in(server, &name, &password, Some(&code(&secret, 9))).problem(401, "second_factor_wrong");
        sign_in(server, &name, &password, Some("")).problem(401, "second_factor_wrong");
        sign_in(server, &name, &password, Some(&code(&secret, 0))).problem(401, "second_factor_wrong");
        let next = code(&secret, 1);
        sign_in(server, &name, &password, Some(&format!("{} {}", &next[..3], &next[3..]))).expect(201);
        sign_in(server, &name, &password, Some(&next)).problem(401, "second_factor_wrong");
        // A recovery code is good once, however it is typed.
        sign_in(server, &name, &password, Some(&codes[0].to_uppercase())).expect(201);
        sign_in(server, &name, &password, Some(&codes[0])).problem(401, "second_factor_wrong");
        assert_eq!(standing(&me)["recovery_codes_left"], 9);
        // New ones take the place of the old.
        let new = |code: &str| me.post("/me/second-factor/recovery-codes", &json!({ "code": code }));
        new("khong-phai-ma").problem(422, "invalid_input").at("/code", "wrong_code");
        let newer = new(&codes[1]).ok()["recovery_codes"].clone();
        sign_in(server, &name, &password, Some(&codes[2])).problem(401, "second_factor_wrong");
        sign_in(server, &name, &password, newer[0].as_str()).expect(201);

        let off = |password: &str, code: &Value| me.post("/me/second-factor/removal", &json!({ "password": password, "code": code }));
        off("sai", &newer[1]).problem(422, "invalid_input").at("/password", "wrong_password");
        off(&password, &json!("000 000 000")).problem(422, "invalid_input").at("/code", "wrong_code");
        off(&password, &newer[1]).expect(204);
        sign_in(server, &name, &password, None).expect(201);
        assert_eq!(standing(&me)["on"], false);
    }

    /// Of two who come with the same code at the same moment one signs in.
    fn a_code_is_good_once_whatever_runs_at_once(engine: Engine) {
        let server = Server::demo(engine);
        let (secret, _) = enrol(&server.client("theodoi"), PASSWORD);
        let next = code(&secret, 1);
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let both = [0; 4].map(|_| scope.spawn(|| sign_in(&server, "theodoi", PASSWORD, Some(&next)).status));
            both.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 3, "{statuses:?}");
    }

    /// Wrong codes are counted as wrong passwords are.
    fn guessing_codes_is_slowed_down(engine: Engine) {
        let settings = [("CONGVAN_SIGN_IN_TRIES", "3"), ("CONGVAN_SIGN_IN_PAUSE_SECONDS", "3600")];
        let server = Server::demo_with(engine, &settings);
        let (_, codes) = enrol(&server.client("theodoi"), PASSWORD);
        // That no code was sent yet is no guess.
        for _ in 0..5 {
            sign_in(&server, "theodoi", PASSWORD, None).problem(401, "second_factor_needed");
        }
        for _ in 0..3 {
            sign_in(&server, "theodoi", PASSWORD, Some("khong-phai-ma")).problem(401, "second_factor_wrong");
        }
        sign_in(&server, "theodoi", PASSWORD, Some(&codes[0])).problem(429, "too_many_requests");
        sign_in(&server, "theodoi", PASSWORD, None).problem(429, "too_many_requests");
    }

    /// Where a role demands it, nothing is done before it is there, and nobody turns it off.
    fn a_role_may_demand_it(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SECOND_FACTOR_ROLES", "leader, administrator")]);
        server.client("vanthu").get("/inbox").expect(200);
        let session = sign_in(&server, "chutich", PASSWORD, None).created();
        let chairman = holder(&server, &session);
        for path in ["/me", "/inbox", "/sessions", "/incoming-documents", "/people"] {
            chairman.get(path).problem(403, "second_factor_enrolment_needed");
        }
        chairman.post("/me/second-factor/recovery-codes", &json!({ "code": "1" })).problem(403, "second_factor_enrolment_needed");
        assert_eq!(chairman.get("/me/second-factor").ok()["demanded"], true);
        // Another session of theirs, before and after a refresh, may do no more.
        let again = server.anonymous().post("/sessions/refresh", &json!({ "refresh_token": session["refresh_token"] })).ok();
        holder(&server, &again).get("/me").problem(403, "second_factor_enrolment_needed");
        let (_, codes) = enrol(&chairman, PASSWORD);
        chairman.get("/me").expect(200);
        chairman.get("/inbox").expect(200);
        let removal = json!({ "password": PASSWORD, "code": codes[0] });
        chairman.post("/me/second-factor/removal", &removal).problem(403, "second_factor_demanded");
        sign_in(&server, "chutich", PASSWORD, None).problem(401, "second_factor_needed");
        // Whoever is still to enrol can sign out.
        let administrator = holder(&server, &sign_in(&server, "quantri", PASSWORD, None).created());
        administrator.request("POST", "/sessions/logout").send().expect(204);
        administrator.get("/me/second-factor").problem(401, "not_signed_in");
    }

    /// Who has lost it is helped by an administrator, or by whoever has the machine; both stand in the history.
    fn a_lost_second_factor_is_ended(engine: Engine) {
        let server = Server::demo(engine);
        let administrator = server.client("quantri");
        let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let person = server.person("theodoi");
        let path = |id: &str| format!("/agencies/{agency}/people/{id}/second-factor");
        let end = |id: &str| administrator.request("DELETE", &path(id)).send();
        end(&person).problem(409, "second_factor_off");
        let there = holder(&server, &sign_in(&server, "theodoi", PASSWORD, None).created());
        let (secret, codes) = enrol(&there, PASSWORD);
        server.client("chutich").request("DELETE", &path(&person)).send().problem(403, "administrator_only");
        end(&person).expect(204);
        there.get("/me").problem(401, "not_signed_in");
        sign_in(&server, "theodoi", PASSWORD, None).expect(201);
        let history = administrator.items(&format!("/agencies/{agency}/organisation/history?limit=1"));
        assert_eq!(history[0]["command"], json!({ "command": "reset_second_factor", "person": person }));
        assert_eq!(history[0]["by"]["id"], server.person("quantri"));
        for secret in [&secret, &codes[0]] {
            assert!(!history[0].to_string().contains(secret.as_str()));
            assert!(!server.printed().contains(secret.as_str()), "a secret stands in the log");
        }
        // Never their own.
        enrol(&administrator, PASSWORD);
        end(&server.person("quantri")).problem(403, "own_second_factor");
        let (code, said) = server.run(&["admin", "reset-second-factor", "quantri"]);
        assert_eq!(code, 0, "{said}");
        sign_in(&server, "quantri", PASSWORD, None).expect(201);
        let (code, said) = server.run(&["admin", "reset-second-factor", "--email", "Khong.Co@dau.example"]);
        assert!(code != 0 && said.contains("Không có ai"), "{said}");
        let email = server.database().texts("SELECT email AS value FROM person WHERE username = 'theodoi'").remove(0);
        let (code, said) = server.run(&["admin", "reset-second-factor", "--email", &email.to_uppercase()]);
        assert!(code != 0 && said.contains("chưa có"), "{said}");
        enrol(&holder(&server, &sign_in(&server, "theodoi", PASSWORD, None).created()), PASSWORD);
        let (code, said) = server.run(&["admin", "reset-second-factor", "--email", &email.to_uppercase()]);
        assert_eq!(code, 0, "{said}");
        sign_in(&server, "theodoi", PASSWORD, None).expect(201);
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
