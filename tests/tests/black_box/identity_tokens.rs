//! Signing in at a provider that answers what it must not: every hostile token is refused, redirects lead nowhere, and what comes back
//! is bounded.

use std::{io::ErrorKind, net::TcpListener};

use serde_json::{Value, json};
use tests::{
    Answer, Engine, PASSWORD, Server,
    hostile::{Hostile, Rsa, unsigned},
    on_both_engines,
    provider::parameter,
    unique,
};

use crate::{
    identity::{begin, email, end, holder, office_with},
    second_factor::enrol,
};

fn table(id: &str, issuer: &str, more: &str) -> String {
    format!(
        "[[provider]]\nid = \"{id}\"\nname = \"Nơi khác\"\nissuer = \"{issuer}\"\nclient_id = \"congvan\"\n{more}\n"
    )
}

/// A provider with one key, and an office that knows it.
struct Scene {
    server: Server,
    provider: Hostile,
    key: Rsa,
    mail: String,
}

impl Scene {
    fn with(engine: Engine, more: &str) -> Self {
        let (provider, key) = (Hostile::start(), Rsa::fresh());
        provider.answer("/jwks", 200, &json!({ "keys": [key.jwk("mot"), { "kty": "la", "kid": "hai" }] }).to_string());
        let server =
            office_with(engine, &table("la", provider.issuer(), more), &[("CONGVAN_IDENTITY_ANSWER_KB", "64")]);
        let mail = email(&server, "theodoi");
        Self { server, provider, key, mail }
    }

    fn head() -> Value {
        json!({ "alg": "RS256", "kid": "mot", "typ": "JWT" })
    }

    /// Claims as they should be.
    fn claims(&self, begun: &Value, subject: &str) -> Value {
        let nonce = parameter(begun["authorization_url"].as_str().unwrap(), "nonce").unwrap();
        let now = chrono::Utc::now().timestamp();
        json!({ "iss": self.provider.issuer(), "sub": subject, "aud": "congvan", "exp": now + 300, "iat": now, "nonce": nonce,
            "email": self.mail, "email_verified": true })
    }

    /// What comes of a sign-in whose code is exchanged for this.
    fn exchanged(&self, begun: &Value, status: u16, answer: &str) -> Answer {
        self.provider.answer("/token", status, answer);
        end(
            &self.server,
            &json!({ "returned_state": begun["state"], "secret": begun["secret"], "authorization_code": "ma" }),
        )
    }

    fn given(&self, begun: &Value, token: &str) -> Answer {
        let answer = json!({ "id_token": token, "access_token": "truy-cap", "token_type": "Bearer" });
        self.exchanged(begun, 200, &answer.to_string())
    }

    /// What comes of a token with these changes.
    fn changed(&self, change: impl Fn(&mut Value)) -> Answer {
        let begun = begin(&self.server, "la");
        let mut claims = self.claims(&begun, &unique("sub-"));
        change(&mut claims);
        self.given(&begun, &self.key.sign(&Self::head(), &claims))
    }
}

on_both_engines! {
    fn tokens_that_must_not_be_taken(engine: Engine) {
        let scene = Scene::with(engine, "");
        let spoilt = |answer: Answer| { let _ = answer.problem(401, "sign_in_spoilt"); };
        let now = chrono::Utc::now().timestamp();
        for (name, value) in [("aud", json!("la")), ("aud", json!(["la"])), ("aud", json!(["congvan", "la"])), ("aud", json!([])),
            ("aud", Value::Null), ("iss", json!("https://la.example")), ("iss", json!(format!("{}/", scene.provider.issuer()))),
            ("nonce", json!("la")), ("nonce", Value::Null), ("exp", json!(now - 120)), ("exp", Value::Null), ("iat", json!(now - 3600)),
            ("iat", json!(now + 3600)), ("iat", Value::Null), ("nbf", json!(now + 3600)), ("azp", json!("la")), ("sub", json!("")),
            ("sub", json!("x".repeat(300))), ("sub", json!(7))] {
            spoilt(scene.changed(|claims| claims[name] = value.clone()));
        }
        // Whom nobody has signed, whom another has, or with what everybody knows.
        let begun = || begin(&scene.server, "la");
        let stranger = Rsa::fresh();
        for head in [json!({ "alg": "none" }), json!({ "alg": "None", "kid": "mot" })] {
            let begun = begun();
            spoilt(scene.given(&begun, &format!("{}.", unsigned(&head, &scene.claims(&begun, "a")))));
        }
        let one = begun();
        spoilt(scene.given(&one, &stranger.sign(&Scene::head(), &scene.claims(&one, "a"))));
        let one = begun();
        spoilt(scene.given(&one, &scene.key.sign(&json!({ "alg": "RS384", "kid": "mot" }), &scene.claims(&one, "a"))));
        let one = begun();
        let text = unsigned(&json!({ "alg": "HS256", "kid": "mot" }), &scene.claims(&one, "a"));
        let shared = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &scene.key.public());
        let tag = aws_lc_rs::hmac::sign(&shared, text.as_bytes());
        spoilt(scene.given(&one, &format!("{text}.{}", base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, tag))));
        let one = begun();
        let good = scene.key.sign(&Scene::head(), &scene.claims(&one, "a"));
        let (text, _) = good.rsplit_once('.').unwrap();
        spoilt(scene.given(&one, &format!("{text}.")));
        let one = begun();
        spoilt(scene.given(&one, &format!("{good}A")));
        // One of another sign-in, and none.
        let one = begun();
        spoilt(scene.given(&one, &good));
        let one = begun();
        spoilt(scene.exchanged(&one, 200, &json!({ "access_token": "truy-cap", "token_type": "Bearer" }).to_string()));
        let one = begun();
        spoilt(scene.exchanged(&one, 400, &json!({ "error": "invalid_grant" }).to_string()));
        assert!(scene.server.database().texts("SELECT subject AS value FROM identity_link").is_empty());

        // What is right about all of them was right.
        for head in [Scene::head(), json!({ "alg": "PS256" })] {
            let one = begun();
            scene.given(&one, &scene.key.sign(&head, &scene.claims(&one, "the-one"))).expect(201);
        }
        let one = begun();
        let mut claims = scene.claims(&one, "the-one");
        (claims["aud"], claims["azp"]) = (json!(["la", "congvan"]), json!("congvan"));
        scene.given(&one, &scene.key.sign(&Scene::head(), &claims)).expect(201);
    }

    /// Keys that are new are fetched when they are named, but not for everybody who invents one.
    fn new_keys_are_fetched_within_bounds(engine: Engine) {
        let mut scene = Scene::with(engine, "");
        let sign_in = |scene: &Scene, kid: &str| {
            let begun = begin(&scene.server, "la");
            scene.given(&begun, &scene.key.sign(&json!({ "alg": "RS256", "kid": kid }), &scene.claims(&begun, "the-one")))
        };
        sign_in(&scene, "mot").expect(201);
        sign_in(&scene, "mot").expect(201);
        assert_eq!((scene.provider.asked("/jwks"), scene.provider.asked("/.well-known/openid-configuration")), (1, 1));
        scene.key = Rsa::fresh();
        let keys = |jwk: Value| scene.provider.answer("/jwks", 200, &json!({ "keys": [jwk] }).to_string());
        keys(scene.key.jwk("ba"));
        sign_in(&scene, "ba").expect(201);
        assert_eq!(scene.provider.asked("/jwks"), 2);
        for n in 0..5 {
            let _ = sign_in(&scene, &format!("bia-{n}")).problem(401, "sign_in_spoilt");
        }
        assert_eq!(scene.provider.asked("/jwks"), 2);
        // A key that is for something else signs nothing.
        let mut other = scene.key.jwk("ba");
        other["use"] = json!("enc");
        let other_provider = Scene::with(engine, "");
        other_provider.provider.answer("/jwks", 200, &json!({ "keys": [other] }).to_string());
        let begun = begin(&other_provider.server, "la");
        let token = scene.key.sign(&json!({ "alg": "RS256", "kid": "ba" }), &other_provider.claims(&begun, "a"));
        let _ = other_provider.given(&begun, &token).problem(401, "sign_in_spoilt");
    }

    /// Where a provider sends the program elsewhere, it does not go; what is too large or broken it does not take.
    fn a_provider_leads_nowhere(engine: Engine) {
        let scene = Scene::with(engine, "");
        let trap = TcpListener::bind("127.0.0.1:0").unwrap();
        trap.set_nonblocking(true).unwrap();
        let elsewhere = format!("http://{}/", trap.local_addr().unwrap());
        let useless = |answer: Answer| { let _ = answer.problem(503, "identity_provider_unavailable"); };
        for status in [301, 302, 303, 307, 308] {
            let begun = begin(&scene.server, "la");
            useless(scene.exchanged(&begun, status, &elsewhere));
        }
        let begun = begin(&scene.server, "la");
        let padded = json!({ "id_token": scene.key.sign(&Scene::head(), &scene.claims(&begun, "a")), "more": "x".repeat(70_000) });
        useless(scene.exchanged(&begun, 200, &padded.to_string()));
        for (status, answer) in [(200, "khong phai JSON".to_owned()), (500, String::new()), (401, json!({ "error": "invalid_client" }).to_string())] {
            let begun = begin(&scene.server, "la");
            useless(scene.exchanged(&begun, status, &answer));
        }
        let ask = |server: &Server| {
            let body = json!({ "provider": "la", "return_to": tests::provider::PAGE });
            server.anonymous().request("POST", "/sign-ins").json(&body).try_send().unwrap()
        };
        // Before it was ever asked: another issuer's document, a redirect, addresses in the clear, no PKCE.
        for change in [|d: &mut Value| d["issuer"] = json!("https://la.example"), |d: &mut Value| d["token_endpoint"] = json!("http://192.0.2.1/"),
            |d: &mut Value| d["code_challenge_methods_supported"] = json!(["plain"]), |d: &mut Value| d["jwks_uri"] = json!("file:///etc/passwd")] {
            let provider = Hostile::start();
            let mut document = provider.document();
            change(&mut document);
            provider.answer("/.well-known/openid-configuration", 200, &document.to_string());
            let server = office_with(engine, &table("la", provider.issuer(), ""), &[]);
            useless(ask(&server));
            provider.answer("/.well-known/openid-configuration", 302, &elsewhere);
            useless(ask(&server));
            assert!(server.database().texts("SELECT provider AS value FROM outside_sign_in").is_empty());
        }
        match trap.accept() {
            Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock),
            Ok((_, from)) => panic!("somebody called from {from}"),
        }
    }

    /// Where the ID token says nothing of mail, the userinfo endpoint is asked, of the same person.
    fn mail_may_come_from_the_userinfo_endpoint(engine: Engine) {
        let scene = Scene::with(engine, "");
        let subject = "the-one";
        let sign_in = |info: &Value| {
            scene.provider.answer("/me", 200, &info.to_string());
            let begun = begin(&scene.server, "la");
            let mut claims = scene.claims(&begun, subject);
            for part in ["email", "email_verified"] {
                claims.as_object_mut().unwrap().remove(part);
            }
            scene.given(&begun, &scene.key.sign(&Scene::head(), &claims))
        };
        let info = |sub: &str, verified: Value| json!({ "sub": sub, "email": scene.mail, "email_verified": verified });
        let _ = sign_in(&info("la", json!(true))).problem(401, "sign_in_spoilt");
        for verified in [json!(false), json!("true"), json!(1), Value::Null] {
            let _ = sign_in(&info(subject, verified)).problem(403, "identity_unknown");
        }
        sign_in(&info(subject, json!(true))).expect(201);
        // Once they are known it is asked for nothing more.
        let asked = scene.provider.asked("/me");
        sign_in(&json!({})).expect(201);
        assert_eq!(scene.provider.asked("/me"), asked);
    }

    /// A provider that is trusted for it may have asked for the second factor itself; one that is not may say what it likes.
    fn a_second_factor_elsewhere_counts_where_it_is_trusted(engine: Engine) {
        for (more, trusted) in [("second_factor = [\"mfa\", \"urn:cao\"]", true), ("", false)] {
            let scene = Scene::with(engine, more);
            enrol(&scene.server.client("theodoi"), PASSWORD);
            let sign_in = |amr: Value, acr: Value| {
                let begun = begin(&scene.server, "la");
                let mut claims = scene.claims(&begun, "the-one");
                (claims["amr"], claims["acr"]) = (amr, acr);
                scene.given(&begun, &scene.key.sign(&Scene::head(), &claims))
            };
            for (amr, acr) in [(json!(["pwd"]), json!("1")), (Value::Null, Value::Null), (json!("mfa"), json!(["urn:cao"])), (json!(["MFA"]), json!(""))] {
                let _ = sign_in(amr, acr).problem(401, "second_factor_needed");
            }
            for (amr, acr) in [(json!(["pwd", "mfa"]), Value::Null), (Value::Null, json!("urn:cao"))] {
                let answer = sign_in(amr, acr);
                if trusted {
                    let session = answer.created();
                    holder(&scene.server, &session).get("/me").expect(200);
                } else {
                    let _ = answer.problem(401, "second_factor_needed");
                }
            }
        }
    }

    /// A role that demands a second factor demands it of this way in, too: there is still a password.
    fn a_role_demands_a_second_factor_of_whoever_comes_from_elsewhere(engine: Engine) {
        let (provider, key) = (Hostile::start(), Rsa::fresh());
        provider.answer("/jwks", 200, &json!({ "keys": [key.jwk("mot")] }).to_string());
        let table = table("la", provider.issuer(), "second_factor = [\"mfa\"]");
        let server = office_with(engine, &table, &[("CONGVAN_SECOND_FACTOR_ROLES", "monitor")]);
        let mail = email(&server, "theodoi");
        let scene = Scene { server, provider, key, mail };
        let session = scene.changed(|claims| claims["amr"] = json!(["mfa"])).created();
        let me = holder(&scene.server, &session);
        let _ = me.get("/me").problem(403, "second_factor_enrolment_needed");
        enrol(&me, PASSWORD);
        me.get("/me").expect(200);
    }
}
