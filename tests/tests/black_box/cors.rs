//! Pages of other origins: those that are named may use the API, no other may; and what every answer says to a browser.

use serde_json::json;
use tests::{Server, on_both_engines};

const OURS: &str = "https://van-phong.example";
const STRANGE: &str = "https://la.example";

on_both_engines! {
    fn named_origins_and_no_others_may_use_the_api(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_CORS_ORIGINS", "http://127.0.0.1:5173, https://van-phong.example")]);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let preflight = |origin: &str, method: &str, headers: &str| {
            office.anonymous().request("OPTIONS", &letter.commands())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .send()
        };
        let asked = preflight(OURS, "POST", "authorization, content-type, if-match, idempotency-key").expect(200);
        assert_eq!(asked.header("access-control-allow-origin"), Some(OURS));
        assert_eq!(asked.header("access-control-allow-credentials"), None, "cookies play no part");
        for (origin, method, headers) in [(STRANGE, "POST", "authorization"), (OURS, "PATCH", "authorization"), (OURS, "POST", "x-la"),
            ("null", "POST", "authorization"), ("https://van-phong.example.la.example", "POST", "authorization")] {
            let refused = preflight(origin, method, headers);
            assert!(refused.status >= 400 && refused.header("access-control-allow-origin").is_none(), "{refused}");
        }
        let read = |origin: &str| clerk.request("GET", &letter.path()).header("Origin", origin).send();
        let answer = read(OURS);
        assert_eq!(answer.header("access-control-allow-origin"), Some(OURS));
        let exposed = answer.header("access-control-expose-headers").unwrap().to_lowercase();
        for header in ["etag", "link", "location", "idempotency-replayed", "retry-after"] {
            assert!(exposed.contains(header), "{exposed}");
        }
        // Problems can be read, too.
        let nobody = office.anonymous();
        let refused = nobody.request("GET", &letter.path()).header("Origin", OURS).send();
        assert_eq!(refused.header("access-control-allow-origin"), Some(OURS));
        refused.problem(401, "not_signed_in");
        assert_eq!(read(STRANGE).header("access-control-allow-origin"), None);
        let signed_in = nobody.request("POST", "/sessions").header("Origin", STRANGE)
            .json(&json!({ "username": "vanthu", "password": tests::PASSWORD })).send();
        assert_eq!(signed_in.header("access-control-allow-origin"), None);
    }

    fn without_named_origins_there_is_none(engine: Engine) {
        let office = Server::shared(engine);
        for path in ["/me", "/health"] {
            let answer = office.client("vanthu").request("GET", path).header("Origin", OURS).send().expect(200);
            assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("access-control-")), "{:?}", answer.headers);
        }
    }

    fn every_answer_tells_a_browser_what_it_is_not(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let answers = [clerk.get("/me"), clerk.get("/incoming-documents"), clerk.get("/nothing"), office.anonymous().get("/me"),
            office.anonymous().get("/health"), clerk.get("/openapi.yaml")];
        for answer in &answers {
            for (name, value) in [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
                ("content-security-policy", "default-src 'none'; frame-ancestors 'none'")] {
                assert_eq!(answer.header(name), Some(value), "{name}: {answer}");
            }
        }
        for answer in &answers[..2] {
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
}
