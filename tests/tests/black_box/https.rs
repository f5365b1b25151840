//! HTTPS: the certificate that the program makes, serves, and changes without a restart.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    time::Duration,
};

use tests::{Engine, Server, TlsClient, on_both_engines, wait_until};

use crate::cli::{administrator, init_arguments, mode};

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
