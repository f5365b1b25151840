//! HTTPS: the certificate that the program makes, serves, and changes without a restart.

use std::{
    fs,
    io::{Read, Write},
    net::{IpAddr, TcpStream, UdpSocket},
    path::PathBuf,
    time::Duration,
};

use serde_json::json;
use tests::{Client, Engine, Server, TlsClient, free_port, on_both_engines, wait_until};

use crate::cli::{administrator, init, init_arguments, mode};

const CERTIFICATE: &str = "chung-thu.pem";
const KEY: &str = "khoa.pem";
const NAME: &str = "vanban.phuong-mau.example";
/// By when a change of the files is noticed; they are looked at every two seconds.
const NOTICED: Duration = Duration::from_secs(30);

/// Where a file of the settings lies: in the folder in which the program runs.
fn file(office: &Server, name: &str) -> PathBuf {
    office.data().parent().unwrap().join(name)
}

fn read(office: &Server, name: &str) -> String {
    fs::read_to_string(file(office, name)).unwrap()
}

fn prepared(engine: Engine) -> Server {
    let settings = [("CONGVAN_TLS_CERTIFICATE", CERTIFICATE), ("CONGVAN_TLS_KEY", KEY), ("CONGVAN_HSTS_DAYS", "30")];
    Server::prepared(engine, &["serve"], &settings)
}

fn init_self_signed(office: &Server) -> (i32, String) {
    let mut arguments = init_arguments(office);
    arguments.extend(["--self-signed", "--name", NAME]);
    office.run(&arguments)
}

fn fingerprint(said: &str) -> &str {
    said.lines().find_map(|line| line.trim().strip_prefix("SHA-256")).unwrap_or_else(|| panic!("{said}")).trim()
}

/// An address of this machine that is not loopback. Nothing is sent to find it.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_loopback() && !address.is_unspecified())
}

on_both_engines! {
    fn https_is_served_and_a_new_pair_is_taken_without_a_restart(engine: Engine) {
        let office = prepared(engine);
        let (code, said) = init_self_signed(&office);
        assert_eq!(code, 0, "{said}");
        assert_eq!(mode(&file(&office, KEY)), 0o600);
        let (code, shown) = office.run(&["certificate"]);
        assert_eq!(code, 0, "{shown}");
        assert_eq!(fingerprint(&shown), fingerprint(&said));
        for name in ["localhost", "127.0.0.1", NAME] {
            assert!(shown.contains(name), "{name}: {shown}");
        }
        assert!(!said.contains("PRIVATE") && !shown.contains("PRIVATE"));

        office.launch();
        let first = read(&office, CERTIFICATE);
        let client = TlsClient::new(office.port(), NAME, &first);
        let ready = |client: &TlsClient| client.get("/api/v1/health/ready").is_ok_and(|answer| answer.status == 200);
        wait_until("the server to be ready", Duration::from_secs(90), || ready(&client));
        let session = client.post("/api/v1/sessions", &administrator()).unwrap();
        assert_eq!(session.status, 201);
        for path in ["/api/v1/health", "/docs/", "/api/v1/khong-co"] {
            let answer = client.get(path).unwrap();
            assert_eq!(answer.header("strict-transport-security"), Some("max-age=2592000"), "{path}");
        }
        assert!(office.printed().contains("https://127.0.0.1:"), "{}", office.printed());
        // Who calls it by another name, or trusts another, is not served.
        let wrong = TlsClient::new(office.port(), "noi-khac.example", &first).get("/api/v1/health").unwrap_err();
        assert!(wrong.contains("certificate"), "{wrong}");
        let other = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let wrong = TlsClient::new(office.port(), "localhost", &other.cert.pem()).get("/api/v1/health").unwrap_err();
        assert!(wrong.contains("certificate"), "{wrong}");

        // Plain HTTP is not answered.
        let mut plain = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
        plain.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        plain.write_all(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut came = Vec::new();
        drop(plain.read_to_end(&mut came));
        assert!(!String::from_utf8_lossy(&came).contains("HTTP"), "{came:?}");

        // A key that is none: it is said, without a word of the file, and the pair before stays.
        fs::write(file(&office, KEY), "-----BEGIN PRIVATE KEY-----\nRATBIMAT\n-----END PRIVATE KEY-----\n").unwrap();
        wait_until("a word on the broken key", NOTICED, || office.printed().contains("cannot be used"));
        assert!(ready(&client));
        // A key of another certificate.
        fs::write(file(&office, KEY), other.signing_key.serialize_pem()).unwrap();
        let told = || office.printed().matches("cannot be used").count();
        wait_until("a word on the wrong key", NOTICED, || told() == 2);
        assert!(ready(&client));

        // The certificate that belongs to it.
        fs::write(file(&office, CERTIFICATE), other.cert.pem()).unwrap();
        let renewed = TlsClient::new(office.port(), "localhost", &other.cert.pem());
        wait_until("the new certificate", NOTICED, || ready(&renewed));
        assert_eq!(renewed.get("/api/v1/health").unwrap().certificate, other.cert.der().to_vec());
        assert!(client.get("/api/v1/health").is_err(), "the old one is shown still");
        let printed = office.printed();
        assert!(!printed.contains("RATBIMAT") && !printed.contains("PRIVATE KEY"), "{printed}");
        let key = other.signing_key.serialize_pem();
        assert!(key.lines().filter(|line| line.len() > 20).all(|line| !printed.contains(line) || line.starts_with("-----")));
    }

    /// Whatever takes or gives a secret is refused where others can read it, before anything is done; the rest is not.
    fn secrets_are_taken_and_given_by_https_alone(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_TRUSTED_PROXIES", "127.0.0.1")]);
        let nobody = office.anonymous();
        let credentials = json!({ "username": "vanthu", "password": tests::PASSWORD });
        let from = |address: &str, protocol: Option<&str>| {
            let request = nobody.request("POST", "/sessions").header("X-Forwarded-For", address);
            let request = protocol.iter().fold(request, |request, value| request.header("X-Forwarded-Proto", value));
            request.json(&credentials).send()
        };
        nobody.post("/sessions", &credentials).expect(201);
        from("198.51.100.7", Some("https")).expect(201);
        from("127.0.0.1", None).expect(201);
        for protocol in [None, Some("http"), Some("http, https"), Some("")] {
            let refused = from("198.51.100.7", protocol).problem(403, "https_required");
            assert!(refused.detail().contains("X-Forwarded-Proto"), "{}", refused.detail());
        }

        // Every operation of the description, by nobody and by somebody, as the proxy passes on what came in the clear.
        let api: serde_json::Value = yaml_serde::from_str(&fs::read_to_string(tests::workspace().join("openapi/congvan.v1.yaml")).unwrap()).unwrap();
        let clerk = office.client("vanthu");
        let mut refused = Vec::new();
        for (path, methods) in api["paths"].as_object().unwrap() {
            for (method, one) in methods.as_object().unwrap() {
                let method = match method.as_str() { "get" => "GET", "post" => "POST", "put" => "PUT", "delete" => "DELETE", other => panic!("{other}") };
                let place = path.split('/').map(|part| if part.starts_with('{') { "019471f2-0000-7000-8000-000000000000" } else { part });
                let mut place = place.collect::<Vec<_>>().join("/");
                // The stream ends at once; otherwise it would wait for what happens.
                let query = if one["operationId"] == "streamEvents" { "?seconds=0" } else { "" };
                let ask = |client: &tests::Client, place: &str| {
                    client.request(method, &format!("{place}{query}")).header("X-Forwarded-For", "198.51.100.7").header("X-Forwarded-Proto", "http").json(&json!({})).send()
                };
                let (one, id) = (ask(&nobody, &place), one["operationId"].as_str().unwrap().to_owned());
                let code = |answer: &tests::Answer| serde_json::from_slice(&answer.body).map_or(json!(null), |body: serde_json::Value| body["code"].clone());
                let is_refused = code(&one) == "https_required";
                assert_eq!(is_refused, one.status == 403, "{id}: {one}");
                // As the router reads it, a letter is the same however it is written.
                let last = place.pop().unwrap();
                let written = format!("{place}%{:02x}", u32::from(last));
                assert_eq!(code(&ask(&nobody, &written)) == "https_required", is_refused, "{id} as {written}");
                place.push(last);
                let ask = |client: &tests::Client| ask(client, &place);
                if is_refused {
                    ask(&clerk).problem(403, "https_required");
                    refused.push(id);
                } else if id != "logout" {
                    assert_ne!(code(&ask(&clerk)), "https_required", "{id}");
                }
            }
        }
        refused.sort();
        let secret = ["beginSignIn", "changePassword", "confirmSecondFactor", "createServiceAccount", "createWebhook", "endSignIn", "enrolSecondFactor", "login", "lookUpDossier", "makeRecoveryCodes", "rateDossier", "refreshSession",
            "removeSecondFactor", "renewServiceAccount", "requestCitizenCode", "requestPasswordReset", "resetForgottenPassword", "resetPassword", "resetSecondFactor", "rotateWebhookSecret", "signInCitizen"];
        assert_eq!(refused, secret);
        // English for those who ask for it.
        let said = nobody.request("POST", "/sessions").header("X-Forwarded-For", "198.51.100.7").header("Accept-Language", "en").json(&credentials).send();
        assert!(said.problem(403, "https_required").body["title"].as_str().unwrap().contains("HTTPS alone"));
    }

    /// A proxy on the same machine that nobody has named, and another machine of the network.
    fn plain_http_from_elsewhere_is_not_enough(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[("CONGVAN_HSTS_DAYS", "30")]);
        init(&office);
        office.start();
        let nobody = office.anonymous();
        assert_eq!(nobody.get("/health").expect(200).header("strict-transport-security"), None);
        nobody.post("/sessions", &administrator()).expect(201);
        for trace in ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"] {
            let asked = nobody.request("POST", "/sessions").header(trace, "https").json(&administrator()).send();
            let said = asked.problem(403, "https_required");
            assert!(said.detail().contains("trusted_proxies"), "{}", said.detail());
        }
        // The same office at an address that is not loopback, where the machine has one: asked from there, too.
        let Some(address) = own_address() else { return };
        office.kill();
        let listen = format!("{address}:{}", free_port());
        let elsewhere = office.beside(&["serve"], &[("CONGVAN_LISTEN", &listen)]);
        elsewhere.launch();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let there = Client::new(&format!("http://{listen}"), agent, None, "nobody");
        let ready = || there.request("GET", "/health/ready").try_send().is_ok_and(|answer| answer.status == 200);
        wait_until("the server to be ready", Duration::from_secs(90), ready);
        let said = there.post("/sessions", &administrator()).problem(403, "https_required");
        assert!(said.detail().contains("tls_certificate"), "{}", said.detail());
        let invented = there.request("POST", "/sessions").header("X-Forwarded-Proto", "https").json(&administrator());
        invented.send().problem(403, "https_required");
        there.request("POST", "/khong-co").send().problem(403, "https_required");
        there.get("/khong-co").problem(404, "not_found");
        there.get("/.well-known/jwks.json").expect(200);
    }

    /// What is there already stays, and nothing else is begun.
    fn a_pair_that_is_there_is_not_overwritten(engine: Engine) {
        for there in [CERTIFICATE, KEY] {
            let office = prepared(engine);
            fs::write(file(&office, there), "của người khác").unwrap();
            let (code, said) = init_self_signed(&office);
            assert!(code != 0 && said.contains(there), "{said}");
            assert_eq!(read(&office, there), "của người khác");
            let other = if there == KEY { CERTIFICATE } else { KEY };
            assert!(!file(&office, other).exists());
            assert_eq!(fs::read_dir(office.data()).unwrap().count(), 0, "something was made");
            let (code, said) = office.run(&["certificate", "new"]);
            assert!(code != 0 && said.contains(there), "{said}");
            fs::remove_file(file(&office, there)).unwrap();
            let (code, said) = init_self_signed(&office);
            assert_eq!(code, 0, "{said}");
        }
    }
}

#[test]
fn a_pair_that_cannot_be_served_stops_the_start() {
    let office = prepared(Engine::Sqlite);
    let (code, said) = init_self_signed(&office);
    assert_eq!(code, 0, "{said}");
    let other = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    fs::write(file(&office, KEY), other.signing_key.serialize_pem()).unwrap();
    let (code, said) = office.run(&["serve"]);
    assert!(code != 0 && said.contains(CERTIFICATE), "{said}");
    fs::remove_file(file(&office, KEY)).unwrap();
    let (code, said) = office.run(&["serve"]);
    assert!(code != 0 && said.contains(KEY), "{said}");
    // One without the other.
    for (name, value) in [("CONGVAN_TLS_CERTIFICATE", CERTIFICATE), ("CONGVAN_TLS_KEY", KEY)] {
        let (code, said) = Server::prepared(Engine::Sqlite, &[], &[(name, value)]).run(&["config", "check"]);
        assert!(code != 0 && said.contains(name), "{said}");
    }
}

/// Where the settings name no files they lie in the data folder, and what to set is said.
#[test]
fn a_pair_can_be_made_later() {
    let office = Server::prepared(Engine::Sqlite, &[], &[]);
    let (code, said) = office.run(&["certificate"]);
    assert!(code != 0 && said.contains("tls_certificate"), "{said}");
    let (code, said) = office.run(&["certificate", "new", "--name", "khong phai ten"]);
    assert!(code != 0 && said.contains("--name"), "{said}");
    let (code, said) = office.run(&["certificate", "new", "--name", "192.0.2.7"]);
    assert!(code == 0 && said.contains("tls_key = ") && said.contains("192.0.2.7"), "{said}");
    assert_eq!(mode(&office.data().join("tls/key.pem")), 0o600);
    assert_eq!(mode(&office.data().join("tls")), 0o700);
}
