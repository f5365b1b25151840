//! Signing in, staying signed in, signing out; and every token that must not be taken.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use aws_lc_rs::{rand::SystemRandom, signature::Ed25519KeyPair};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tests::{Client, Server, on_both_engines, wait_until};

/// By when an ended session is refused on every instance.
const SECONDS: Duration = Duration::from_secs(5);

fn access(session: &Value) -> &str {
    session["access_token"].as_str().unwrap()
}

fn part(token: &str, n: usize) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(n).unwrap()).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn refused(office: &Server, token: &str) {
    office.anonymous().with_token(token).get("/me").problem(401, "not_signed_in");
}

/// Refused here within five seconds of `since`.
fn refused_soon(office: &Server, token: &str, since: Instant) {
    let client = office.anonymous().with_token(token);
    wait_until("the token to be refused", SECONDS, || client.get("/me").status == 401);
    assert!(since.elapsed() < SECONDS, "refused after {:?}", since.elapsed());
    // And it stays so.
    thread::sleep(Duration::from_millis(200));
    client.get("/me").problem(401, "not_signed_in");
}

fn sign(claims: &Value, kid: Option<&str>, key: &[u8]) -> String {
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = kid.map(str::to_owned);
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(key)).unwrap()
}

fn refresh(anyone: &Client, session: &Value) -> tests::Answer {
    anyone.post("/sessions/refresh", &json!({ "refresh_token": session["refresh_token"] }))
}

on_both_engines! {
    /// Who guesses learns nothing from the answer; nor from the work that it takes, which the metrics' test counts.
    fn a_wrong_password_and_an_unknown_name_look_the_same(engine: Engine) {
        let office = Server::shared(engine);
        let anyone = office.anonymous();
        let login = |username: &str, password: &str| {
            anyone.post("/sessions", &json!({ "username": username, "password": password }))
        };
        let wrong = login("vanthu", "sai");
        let unknown = login("khong-co-ai", "sai");
        let empty = login("vanthu", "");
        assert_eq!((wrong.status, &wrong.body), (unknown.status, &unknown.body));
        assert_eq!((wrong.status, &wrong.body), (empty.status, &empty.body));
        wrong.problem(401, "wrong_credentials");
        // The name is taken as people write it.
        assert_eq!(login(" VanThu ", "demo").status, 201);
    }

    fn tokens_are_what_they_should_be(engine: Engine) {
        let office = Server::shared(engine);
        let session = office.sign_in("chutich");
        assert_eq!(session["token_type"], "Bearer");
        assert_eq!(session["expires_in"], 600);
        let (header, claims) = (part(access(&session), 0), part(access(&session), 1));
        assert_eq!(header["alg"], "EdDSA");
        assert_eq!(claims["sub"], office.person("chutich"));
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
        let keys = office.anonymous().get("/.well-known/jwks.json").ok();
        let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == header["kid"]).expect("the token's key");
        assert_eq!((&key["kty"], &key["crv"], &key["use"]), (&json!("OKP"), &json!("Ed25519"), &json!("sig")));
        assert!(key.get("d").is_none(), "a private key was published");
        // Whoever has the key set can check a token.
        let x = key["x"].as_str().unwrap();
        let public = jsonwebtoken::DecodingKey::from_ed_components(x).unwrap();
        let mut validation = jsonwebtoken::Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[claims["aud"].as_str().unwrap()]);
        jsonwebtoken::decode::<Value>(access(&session), &public, &validation).unwrap();
        let me = office.anonymous().with_token(access(&session)).get("/me").ok();
        assert_eq!(me["person"]["username"], "chutich");
        assert_eq!(me["person"]["roles"], json!(["leader"]));
        assert!(me["agency"]["name"].as_str().unwrap().contains("phường"));
        assert!(!me.to_string().contains("argon2"));
    }

    fn a_refresh_token_is_good_once(engine: Engine) {
        let office = Server::shared(engine);
        let anyone = office.anonymous();
        let first = office.sign_in("theodoi");
        let second = refresh(&anyone, &first).ok();
        assert_ne!(second["refresh_token"], first["refresh_token"]);
        let third = refresh(&anyone, &second).ok();
        for session in [&first, &second, &third] {
            anyone.with_token(access(session)).get("/me").expect(200);
        }
        // The second is used again: whoever has the third may be a thief, so that the whole family ends.
        let since = Instant::now();
        refresh(&anyone, &second).problem(401, "refresh_token_reused");
        for session in [&first, &second, &third] {
            refused_soon(office, access(session), since);
        }
        refresh(&anyone, &third).expect(401);
        // Other sessions of the same person go on.
        office.client("theodoi").get("/me").expect(200);
    }

    fn whoever_signs_out_is_out(engine: Engine) {
        let office = Server::shared(engine);
        let session = office.sign_in("theodoi");
        let me = office.anonymous().with_token(access(&session));
        me.get("/me").expect(200);
        let since = Instant::now();
        me.request("POST", "/sessions/logout").send().expect(204);
        refused_soon(office, access(&session), since);
        refresh(&office.anonymous(), &session).expect(401);
    }

    fn tokens_that_must_not_be_taken(engine: Engine) {
        let office = Server::demo(engine);
        let session = office.sign_in("vanthu");
        let token = access(&session);
        let (header, claims) = (part(token, 0), part(token, 1));
        let kid = header["kid"].as_str().unwrap();
        let keys = fs::read_dir(office.data().join("keys")).unwrap().flatten().map(|entry| entry.path());
        let key = keys.into_iter().find(|path| path.extension().is_some_and(|e| e == "pk8")).expect("a key");
        let own = fs::read(key).unwrap();
        let foreign = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap().as_ref().to_vec();

        // The forger's tools work: a token signed here with the office's own key is taken.
        office.anonymous().with_token(&sign(&claims, Some(kid), &own)).get("/me").expect(200);

        let mut none = header.clone();
        none["alg"] = json!("none");
        refused(&office, &format!("{}.{}.", encoded(&none), encoded(&claims)));
        none["alg"] = json!("None");
        refused(&office, &format!("{}.{}.", encoded(&none), encoded(&claims)));
        let [head, body, signature] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
        refused(&office, &format!("{}.{body}.{signature}", encoded(&none)));
        refused(&office, &sign(&claims, Some("mot-khoa-khac"), &own));
        refused(&office, &sign(&claims, None, &own));
        refused(&office, &sign(&claims, Some(kid), &foreign));
        // The public key as a shared secret.
        let keys = office.anonymous().get("/.well-known/jwks.json").ok();
        let x = keys["keys"][0]["x"].as_str().unwrap().as_bytes();
        let mut symmetric = Header::new(Algorithm::HS256);
        symmetric.kid = Some(kid.to_owned());
        refused(&office, &jsonwebtoken::encode(&symmetric, &claims, &EncodingKey::from_secret(x)).unwrap());

        let with = |name: &str, value: Value| {
            let mut changed = claims.clone();
            changed[name] = value;
            sign(&changed, Some(kid), &own)
        };
        refused(&office, &with("exp", json!(claims["iat"].as_i64().unwrap() - 1)));
        refused(&office, &with("iss", json!("https://noi-khac.example")));
        refused(&office, &with("aud", json!("https://noi-khac.example")));
        refused(&office, &with("sid", json!(uuid::Uuid::now_v7())));
        refused(&office, &with("agency", json!(uuid::Uuid::now_v7())));
        for name in ["exp", "iss", "aud", "sub", "sid", "agency"] {
            let mut changed = claims.clone();
            changed.as_object_mut().unwrap().remove(name);
            refused(&office, &sign(&changed, Some(kid), &own));
        }
        // Someone else's name on a session that isn't theirs.
        refused(&office, &with("sub", json!(office.person("chutich"))));

        let mut changed = claims.clone();
        changed["sub"] = json!(office.person("chutich"));
        refused(&office, &format!("{head}.{}.{signature}", encoded(&changed)));
        refused(&office, &format!("{head}.{body}."));
        refused(&office, &token[..token.len() - 2]);
        for nonsense in ["", "x", "a.b.c", "....", "eyJ"] {
            refused(&office, nonsense);
        }
        // A refresh token is no access token.
        refused(&office, session["refresh_token"].as_str().unwrap());
        let basic = office.anonymous().request("GET", "/me").header("Authorization", "Basic dmFudGh1OmRlbW8=").send();
        basic.problem(401, "not_signed_in");
        office.anonymous().with_token(token).get("/me").expect(200);
    }

    /// A session that is ended on one instance is over on the other within five seconds; SQLite has one instance.
    fn every_instance_knows_that_a_session_is_over(engine: Engine) {
        let url = "http://van-phong.example";
        let office = Server::demo_with(engine, &[("CONGVAN_PUBLIC_URL", url)]);
        let other = (engine == tests::Engine::Postgres).then(|| {
            let other = office.beside(&["serve", "--demo"], &[("CONGVAN_PUBLIC_URL", url)]);
            other.start();
            other
        });
        let instances = || std::iter::once(&office).chain(other.as_ref());
        let known_everywhere = |session: &Value| {
            for instance in instances() {
                instance.anonymous().with_token(access(session)).get("/me").expect(200);
            }
        };
        let session = office.sign_in("vanthu");
        known_everywhere(&session);
        let since = Instant::now();
        office.anonymous().with_token(access(&session)).request("POST", "/sessions/logout").send().expect(204);
        for instance in instances() {
            refused_soon(instance, access(&session), since);
        }

        let session = office.sign_in("vanthu");
        let next = refresh(&office.anonymous(), &session).ok();
        known_everywhere(&session);
        known_everywhere(&next);
        // The old token is used again, at the last of the instances.
        let since = Instant::now();
        refresh(&instances().last().unwrap().anonymous(), &session).problem(401, "refresh_token_reused");
        for instance in instances() {
            refused_soon(instance, access(&session), since);
            refused_soon(instance, access(&next), since);
        }
    }

    /// Everyone sees where they are signed in, and ends what they don't know.
    fn sessions_are_listed_and_ended_by_their_owner(engine: Engine) {
        let server = Server::shared(engine);
        let session = |agent: &str| {
            let credentials = json!({ "username": "motcua", "password": tests::PASSWORD });
            let nobody = server.anonymous();
            let request = nobody.request("POST", "/sessions").header("User-Agent", agent).json(&credentials);
            let session = request.send().created();
            server.anonymous().with_token(session["access_token"].as_str().unwrap())
        };
        let name = tests::unique("Máy lạ ");
        let (here, there) = (session("Máy ở cơ quan"), session(&name));
        let listed = here.items("/sessions");
        let of = |client: &str| listed.iter().find(|s| s["client"] == client).unwrap_or_else(|| panic!("{listed:?}"));
        let current: Vec<_> = listed.iter().filter(|s| s["current"] == true).collect();
        assert_eq!(current.len(), 1);
        assert_eq!(current[0]["client"], "Máy ở cơ quan");
        let strange = of(&name)["id"].as_str().unwrap();
        let path = format!("/sessions/{strange}");
        server.client("vanthu").request("DELETE", &path).send().problem(404, "not_found");
        there.get("/me").expect(200);
        here.request("DELETE", &path).send().expect(204);
        there.get("/me").problem(401, "not_signed_in");
        here.request("DELETE", &path).send().problem(404, "not_found");
        assert!(here.items("/sessions").iter().all(|s| s["id"] != strange));
        here.get("/me").expect(200);
    }

    /// Guessing is slowed down, and nobody is locked out by somebody else's guesses.
    fn guessing_is_slowed_down_and_locks_nobody_out(engine: Engine) {
        let settings = [("CONGVAN_SIGN_IN_TRIES", "3"), ("CONGVAN_SIGN_IN_PAUSE_SECONDS", "3600"),
            ("CONGVAN_SIGN_IN_ADDRESS_TRIES", "20"), ("CONGVAN_SIGN_IN_ADDRESS_PAUSE_SECONDS", "3600"),
            ("CONGVAN_TRUSTED_PROXIES", "127.0.0.1")];
        let office = Server::demo_with(engine, &settings);
        let try_from = |address: &str, username: &str, password: &str| {
            let credentials = json!({ "username": username, "password": password });
            let nobody = office.anonymous();
            let request = nobody.request("POST", "/sessions").header("X-Forwarded-For", address);
            request.header("X-Forwarded-Proto", "https").json(&credentials).send()
        };
        // The chairman signs in at the desk, and somebody elsewhere guesses.
        try_from("192.0.2.10", "chutich", tests::PASSWORD).expect(201);
        for _ in 0..3 {
            try_from("198.51.100.66", "chutich", "đoán").problem(401, "wrong_credentials");
        }
        let slowed = try_from("198.51.100.66", "chutich", "đoán");
        let seconds: u64 = slowed.header("retry-after").unwrap().parse().unwrap();
        assert!((3000..=3601).contains(&seconds), "{seconds}");
        slowed.problem(429, "too_many_requests");
        // Also from a third place, with the right password, too: those elsewhere are counted together.
        try_from("203.0.113.5", "Chutich ", tests::PASSWORD).problem(429, "too_many_requests");
        // At the desk it goes on, as often as it is right; a slip or two is forgiven.
        for _ in 0..5 {
            try_from("192.0.2.10", "chutich", tests::PASSWORD).expect(201);
        }
        for _ in 0..2 {
            try_from("192.0.2.10", "chutich", "gõ nhầm").problem(401, "wrong_credentials");
        }
        try_from("192.0.2.10", "chutich", tests::PASSWORD).expect(201);
        // Others are not concerned, wherever they are.
        try_from("198.51.100.66", "vanthu", tests::PASSWORD).expect(201);
        // An account that doesn't exist is answered the same, to the letter.
        let answers = |username: &str| -> Vec<(u16, Vec<u8>)> {
            (0..3).map(|_| { let a = try_from("198.51.100.77", username, "đoán"); (a.status, a.body) }).collect()
        };
        let (there, nobody) = (answers("theodoi"), answers("khong.ton.tai"));
        assert_eq!(there, nobody);
        assert_eq!(try_from("198.51.100.77", "khong.ton.tai", "đoán").status, 429);
        // One address that tries everybody is slowed down whoever it names.
        let mut last = 0;
        for n in 0..20 {
            last = try_from("198.51.100.99", &format!("ai.do{n}"), "đoán").status;
        }
        assert_eq!(last, 401);
        try_from("198.51.100.99", "phochutich", tests::PASSWORD).problem(429, "too_many_requests");
        try_from("198.51.100.98", "phochutich", tests::PASSWORD).expect(201);
        // What stands before the trusted proxy's own word is invented.
        try_from("198.51.100.98, 198.51.100.99", "phochutich", tests::PASSWORD).problem(429, "too_many_requests");
        // Where one has been is seen by oneself.
        let sessions = try_from("192.0.2.10", "chutich", tests::PASSWORD).created();
        let here = office.anonymous().with_token(sessions["access_token"].as_str().unwrap());
        assert_eq!(here.items("/sessions")[0]["address"], "192.0.2.10");
    }

    /// Whoever is not trusted says nothing about where a request comes from; and what needs no token has its bounds.
    fn what_needs_no_token_has_its_bounds(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_ANONYMOUS_BURST", "40"), ("CONGVAN_ANONYMOUS_PER_SECOND", "1")]);
        let clerk = office.client("vanthu");
        let ask = |n: usize| {
            let nobody = office.anonymous();
            nobody.request("GET", "/health").header("X-Forwarded-For", &format!("192.0.2.{n}")).send()
        };
        let refused = (0..60).map(ask).find(|answer| answer.status != 200).expect("sixty at once");
        assert!(refused.header("retry-after").is_some());
        refused.problem(429, "too_many_requests");
        // Who is signed in is not concerned.
        clerk.get("/inbox").expect(200);
    }
}
