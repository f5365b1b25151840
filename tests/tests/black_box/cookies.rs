//! Tokens in cookies, where the settings turn them on: what a browser sends by itself changes nothing without what only the page knows.

use serde_json::json;
use tests::{Answer, Client, Engine, PASSWORD, Request, Server, on_both_engines};

use crate::organisation::Another;

/// A page of another host of the same body, which is named.
const OURS: &str = "https://van-phong.example";
const STRANGE: &str = "https://la.example";
const PARTS: [&str; 3] = ["access", "refresh", "csrf"];

fn office(engine: Engine) -> Server {
    Server::demo_with(engine, &[("CONGVAN_SESSION_COOKIES", "strict"), ("CONGVAN_CORS_ORIGINS", OURS)])
}

/// What a browser has after an answer.
#[derive(Debug, Clone)]
struct Jar {
    cookies: String,
    csrf: String,
}

/// The cookies of an answer: name, value, the rest.
fn set(answer: &Answer) -> Vec<(String, String, String)> {
    let lines = answer.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, line)| line);
    lines
        .map(|line| {
            let (pair, rest) = line.split_once("; ").unwrap_or_else(|| panic!("{line}"));
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), value.to_owned(), rest.to_owned())
        })
        .collect()
}

fn jar(answer: &Answer) -> Jar {
    let set = set(answer);
    assert_eq!(set.len(), 3, "{answer}");
    let cookies = set.iter().map(|(name, value, _)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let csrf = set.iter().find(|(name, ..)| name.ends_with("congvan-csrf")).unwrap().1.clone();
    assert_eq!(answer.header("x-csrf-token"), Some(csrf.as_str()), "a page of another host can't read the cookie");
    assert!(answer.body.is_empty(), "{answer}");
    Jar { cookies, csrf }
}

fn credentials(username: &str) -> serde_json::Value {
    json!({ "username": username, "password": PASSWORD, "cookies": true })
}

fn sign_in(server: &Server, username: &str, origin: &str) -> Answer {
    server.anonymous().request("POST", "/sessions").header("Origin", origin).json(&credentials(username)).send()
}

/// A request by cookie alone.
fn by<'a>(who: &'a Client, jar: &Jar, method: &'static str, path: &str) -> Request<'a> {
    who.request(method, path).header("Cookie", &jar.cookies)
}

/// The same as the page itself sends it.
fn page<'a>(who: &'a Client, jar: &Jar, method: &'static str, path: &str, origin: &str) -> Request<'a> {
    by(who, jar, method, path).header("Origin", origin).header("X-CSRF-Token", &jar.csrf)
}

on_both_engines! {
    fn cookies_are_as_a_browser_should_guard_them(engine: Engine) {
        let server = office(engine);
        let answer = sign_in(&server, "vanthu", server.base()).expect(204);
        for (name, value, rest) in set(&answer) {
            assert!(PARTS.contains(&name.strip_prefix("congvan-").unwrap()) && !value.is_empty(), "{name}");
            assert!(rest.starts_with("Path=/; Max-Age=") && rest.contains("; SameSite=Strict"), "{rest}");
            assert_eq!(rest.contains("; HttpOnly"), name != "congvan-csrf", "{name}: {rest}");
            assert!(!rest.contains("Secure") && !rest.contains("Domain"), "{rest}");
            assert!(rest.contains(if name == "congvan-access" { "Max-Age=600;" } else { "Max-Age=1209600;" }), "{name}: {rest}");
        }
        jar(&answer);
        // Where it is reached by HTTPS no browser sends them otherwise, and no sister host plants one.
        let url = "https://vanban.phuong.example";
        let secure = Server::demo_with(engine, &[("CONGVAN_SESSION_COOKIES", "lax"), ("CONGVAN_PUBLIC_URL", url)]);
        let answer = sign_in(&secure, "vanthu", url).expect(204);
        for (name, _, rest) in set(&answer) {
            assert!(PARTS.contains(&name.strip_prefix("__Host-congvan-").unwrap()), "{name}");
            assert!(rest.contains("; SameSite=Lax; Secure") && rest.starts_with("Path=/;") && !rest.contains("Domain"), "{rest}");
        }
        let jar = jar(&answer);
        by(&secure.anonymous(), &jar, "GET", "/me").send().expect(200);
        let plain = Jar { cookies: jar.cookies.replace("__Host-", ""), csrf: jar.csrf };
        let _ = by(&secure.anonymous(), &plain, "GET", "/me").send().problem(401, "not_signed_in");
    }

    fn what_a_browser_sends_by_itself_changes_nothing(engine: Engine) {
        let server = office(engine);
        let nobody = server.anonymous();
        let jar_of = |user: &str| jar(&sign_in(&server, user, server.base()).expect(204));
        let (mine, other, theirs) = (jar_of("vanthu"), jar_of("vanthu"), jar_of("motcua"));
        // Reading is nobody's harm: what comes back another page can't read.
        assert_eq!(by(&nobody, &mine, "GET", "/me").send().ok()["person"]["username"], "vanthu");
        by(&nobody, &mine, "GET", "/inbox").header("Origin", STRANGE).send().expect(200);

        let upload = |request: Request<'_>| request.bytes("application/octet-stream", tests::letters::pdf("a")).send();
        let path = "/files?name=a.pdf";
        let refused = |answer: Answer| { let _ = answer.problem(403, "csrf_refused"); };
        // No value, an empty one, an invented one, those of another session of one's own and of somebody else.
        refused(upload(by(&nobody, &mine, "POST", path).header("Origin", server.base())));
        for value in ["", "la", &other.csrf, &theirs.csrf, &mine.csrf[1..], &format!("{}A", mine.csrf)] {
            refused(upload(by(&nobody, &mine, "POST", path).header("Origin", server.base()).header("X-CSRF-Token", value)));
        }
        // The right value, from no page, from another's, from one that only looks like ours, from two.
        refused(upload(by(&nobody, &mine, "POST", path).header("X-CSRF-Token", &mine.csrf)));
        for origin in [STRANGE, "null", "", "https://van-phong.example.la.example", "http://van-phong.example", "https://van-phong.example:444"] {
            refused(upload(page(&nobody, &mine, "POST", path, origin)));
        }
        refused(upload(page(&nobody, &mine, "POST", path, server.base()).header("Origin", STRANGE)));
        // Every way to change something.
        for (method, path) in [("DELETE", "/sessions/019471f2-0000-7000-8000-000000000000"), ("POST", "/sessions/logout"), ("PUT", "/me/password")] {
            refused(by(&nobody, &mine, method, path).json(&json!({ "present": PASSWORD, "new": "một mật khẩu đủ dài" })).send());
        }
        // The page's own.
        for origin in [server.base(), OURS] {
            upload(page(&nobody, &mine, "POST", path, origin)).expect(201);
        }
        // Two cookies of one name: somebody has planted one.
        let twice = Jar { cookies: format!("{}; {}", theirs.cookies, mine.cookies), csrf: mine.csrf.clone() };
        let _ = by(&nobody, &twice, "GET", "/me").send().problem(401, "not_signed_in");
        // A bearer token goes before cookies, good or bad, and needs nothing beside it.
        let bearer = server.client("chutich");
        assert_eq!(by(&bearer, &mine, "GET", "/me").send().ok()["person"]["username"], "chutich");
        upload(by(&bearer, &mine, "POST", path)).expect(201);
        let _ = by(&nobody.with_token("la"), &mine, "GET", "/me").send().problem(401, "not_signed_in");
        // The access token is no refresh token, nor the other way round.
        let swapped = mine.cookies.replace("congvan-access", "x").replace("congvan-refresh", "congvan-access");
        let _ = by(&nobody, &Jar { cookies: swapped, csrf: mine.csrf.clone() }, "GET", "/me").send().problem(401, "not_signed_in");
    }

    /// All tabs of a browser show one refresh token, and may show it at once.
    fn tabs_that_refresh_at_once_stay_signed_in(engine: Engine) {
        let more = [("CONGVAN_SESSION_COOKIES", "strict"), ("CONGVAN_REFRESH_SHARED_SECONDS", "2")];
        let server = Server::demo_with(engine, &more);
        let nobody = server.anonymous();
        let first = jar(&sign_in(&server, "vanthu", server.base()).expect(204));
        let refresh = |jar: &Jar| page(&nobody, jar, "POST", "/sessions/refresh", server.base()).json(&json!({})).send();
        let answers: Vec<Answer> = std::thread::scope(|scope| {
            let tabs: Vec<_> = (0..4).map(|_| scope.spawn(|| refresh(&first).expect(204))).collect();
            tabs.into_iter().map(|tab| tab.join().unwrap()).collect()
        });
        let of = |answer: &Answer, part: &str| {
            set(answer).into_iter().find(|(name, ..)| name.ends_with(part)).map(|(_, value, _)| value)
        };
        // One has the next refresh token, and the browser with it; each has an access token that holds.
        let next: Vec<String> = answers.iter().filter_map(|answer| of(answer, "congvan-refresh")).collect();
        assert_eq!(next.len(), 1, "one successor, whoever came first");
        for answer in &answers {
            let access = Jar { cookies: format!("congvan-access={}", of(answer, "congvan-access").unwrap()), csrf: String::new() };
            by(&nobody, &access, "GET", "/me").send().expect(200);
            assert_eq!(of(answer, "congvan-csrf").as_ref(), Some(&first.csrf));
        }
        let second = Jar { cookies: format!("congvan-refresh={}", next[0]), csrf: first.csrf.clone() };
        let third = jar(&refresh(&second).expect(204));
        // In a body nobody shares it, and after a while nobody does.
        let used = next[0].clone();
        std::thread::sleep(std::time::Duration::from_millis(2100));
        let _ = refresh(&second).problem(401, "refresh_token_reused");
        let _ = refresh(&third).problem(401, "not_signed_in");
        let _ = nobody.post("/sessions/refresh", &json!({ "refresh_token": used })).problem(401, "not_signed_in");
        let plain = server.sign_in("motcua");
        let token = json!({ "refresh_token": plain["refresh_token"] });
        nobody.post("/sessions/refresh", &token).expect(200);
        let _ = nobody.post("/sessions/refresh", &token).problem(401, "refresh_token_reused");
    }

    fn refreshing_by_cookie_rotates_and_finds_reuse(engine: Engine) {
        let more = [("CONGVAN_SESSION_COOKIES", "strict"), ("CONGVAN_CORS_ORIGINS", OURS), ("CONGVAN_REFRESH_SHARED_SECONDS", "0")];
        let server = Server::demo_with(engine, &more);
        let nobody = server.anonymous();
        let first = jar(&sign_in(&server, "vanthu", server.base()).expect(204));
        let refresh = |jar: &Jar, origin: &str| page(&nobody, jar, "POST", "/sessions/refresh", origin).json(&json!({})).send();
        let _ = by(&nobody, &first, "POST", "/sessions/refresh").json(&json!({})).send().problem(403, "csrf_refused");
        let _ = refresh(&first, STRANGE).problem(403, "csrf_refused");
        let other = jar(&sign_in(&server, "vanthu", server.base()).expect(204));
        let _ = refresh(&Jar { csrf: other.csrf, ..first.clone() }, server.base()).problem(403, "csrf_refused");
        let second = jar(&refresh(&first, server.base()).expect(204));
        assert!(second.cookies != first.cookies && second.csrf == first.csrf, "the same session");
        by(&nobody, &second, "GET", "/me").send().expect(200);
        // What was used is used again: the session is over, for whoever has the new one, too.
        let _ = refresh(&first, server.base()).problem(401, "refresh_token_reused");
        let _ = by(&nobody, &second, "GET", "/me").send().problem(401, "not_signed_in");
        let _ = refresh(&second, server.base()).problem(401, "not_signed_in");
        // Signing out takes them away and ends the session.
        let third = jar(&sign_in(&server, "vanthu", OURS).expect(204));
        let gone = page(&nobody, &third, "POST", "/sessions/logout", OURS).send().expect(204);
        let cleared = set(&gone);
        assert_eq!(cleared.len(), 3);
        assert!(cleared.iter().all(|(_, value, rest)| value.is_empty() && rest.contains("Max-Age=0;")), "{cleared:?}");
        let _ = by(&nobody, &third, "GET", "/me").send().problem(401, "not_signed_in");
        let _ = refresh(&third, server.base()).problem(401, "not_signed_in");
        // Tokens in the body are as before, and set no cookie.
        let plain = server.sign_in("vanthu");
        let again = nobody.post("/sessions/refresh", &json!({ "refresh_token": plain["refresh_token"] })).expect(200);
        assert!(set(&again).is_empty() && again.json()["refresh_token"].is_string());
        let _ = nobody.post("/sessions/refresh", &json!({})).problem(422, "invalid_input").at("/refresh_token", "missing_field");
    }

    /// Another page can neither have somebody signed in, nor read or send anything that counts.
    fn other_origins_get_no_cookies(engine: Engine) {
        let server = office(engine);
        for origin in [STRANGE, "null", ""] {
            let refused = sign_in(&server, "vanthu", origin);
            assert!(set(&refused).is_empty());
            let _ = refused.problem(403, "csrf_refused");
        }
        let without = server.anonymous().post("/sessions", &credentials("vanthu"));
        let _ = without.problem(403, "csrf_refused");
        let preflight = |origin: &str| {
            server.anonymous().request("OPTIONS", "/files").header("Origin", origin)
                .header("Access-Control-Request-Method", "POST").header("Access-Control-Request-Headers", "x-csrf-token").send()
        };
        let ours = preflight(OURS).expect(200);
        assert_eq!(ours.header("access-control-allow-credentials"), Some("true"));
        assert_eq!(ours.header("access-control-allow-origin"), Some(OURS));
        let strange = preflight(STRANGE);
        assert!(strange.status >= 400 && strange.headers.iter().all(|(name, _)| !name.starts_with("access-control-allow")), "{strange}");
        let signed_in = sign_in(&server, "vanthu", OURS).expect(204);
        assert_eq!(signed_in.header("access-control-allow-credentials"), Some("true"));
        assert!(signed_in.header("access-control-expose-headers").unwrap().to_lowercase().contains("x-csrf-token"));
    }

    fn cookies_are_off_unless_they_are_turned_on(engine: Engine) {
        let server = Server::shared(engine);
        let asked = sign_in(server, "vanthu", server.base());
        assert!(set(&asked).is_empty());
        let _ = asked.problem(422, "invalid_input").at("/cookies", "cookies_off");
        // A good token in a cookie counts for nothing.
        let token = server.client("vanthu").token().unwrap().to_owned();
        for name in ["congvan-access", "__Host-congvan-access"] {
            let jar = Jar { cookies: format!("{name}={token}"), csrf: String::new() };
            let _ = by(&server.anonymous(), &jar, "GET", "/me").send().problem(401, "not_signed_in");
        }
        let other = Another::set_up(server);
        let signed_out = other.client(server, "vanthu").request("POST", "/sessions/logout").send().expect(204);
        assert!(set(&signed_out).is_empty());
    }
}
