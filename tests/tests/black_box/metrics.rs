//! Numbers for Prometheus: on a port of their own, only where that is asked for, and they count what happened.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::json;
use tests::{Engine, PASSWORD, Server, free_port, letters, on_both_engines, wait_until};

/// What the port answers; head and body.
pub fn asked(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value of a number with all of these labels.
fn value(page: &str, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    page.lines().find_map(|line| {
        let (head, value) = line.rsplit_once(' ')?;
        let (found, rest) = head.split_once('{').unwrap_or((head, ""));
        let all = labels.iter().all(|(label, value)| rest.contains(&format!("{label}=\"{value}\"")));
        (found == name && all).then(|| value.parse().unwrap())
    })
}

fn count(page: &str, name: &str, labels: &[(&str, &str)]) -> f64 {
    value(page, name, labels).unwrap_or_else(|| panic!("no {name} {labels:?}: {page}"))
}

on_both_engines! {
    fn they_count_what_happened(engine: Engine) {
        let port = free_port();
        let place = format!("127.0.0.1:{port}");
        let nobody = format!("smtp://127.0.0.1:{}?tls=none", free_port());
        let office = Server::demo_with(engine, &[("CONGVAN_METRICS_LISTEN", &place), ("CONGVAN_SMTP_URL", &nobody)]);
        let clerk = office.client("vanthu");
        let command = |of: &str, outcome: &str| value(&asked(port, "/metrics"), "congvan_commands_total", &[("command", of), ("outcome", outcome)]).unwrap_or(0.0);
        let requests = |route: &str, status: &str| {
            let labels = [("method", "POST"), ("route", route), ("status", status)];
            value(&asked(port, "/metrics"), "congvan_http_requests_total", &labels).unwrap_or(0.0)
        };
        assert_eq!(command("receive", "done"), 0.0, "the demo's documents were made by no request");
        let documents = [("queue", "documents")];
        let waiting = || count(&asked(port, "/metrics"), "congvan_queue_depth", &documents);
        // Of the demo's own documents, which nobody takes either.
        let mut before = waiting();
        // Nor what the clock tells when it first looks at them.
        wait_until("the clock to have looked", Duration::from_secs(60), || {
            std::thread::sleep(Duration::from_secs(3));
            let had = std::mem::replace(&mut before, waiting());
            had.to_bits() == before.to_bits()
        });

        let subject = "Trích yếu không ai đếm";
        let one = clerk.register(&letters::about(subject));
        let two = clerk.register_letter();
        let commands = "/api/v1/incoming-documents/{id}/commands";
        let present = json!({ "command": "present", "to": office.person("chutich") });
        let shown = clerk.act(&one, &present);
        // Stale, refused, rehearsed, repeated, for nobody.
        clerk.command(&one, &present).expect(412);
        clerk.command(&shown, &json!({ "command": "register" })).expect(409);
        clerk.rehearse(&two, &present).expect(200);
        for _ in 0..2 {
            let again = clerk.request("POST", &two.commands()).if_match(two.version()).key("mot-lan").json(&present).send();
            again.expect(200);
        }
        office.client("motcua").command(&shown, &json!({ "command": "comment", "text": "?" })).expect(404);

        assert_eq!(command("receive", "done"), 2.0);
        assert_eq!(command("present", "done"), 2.0);
        assert_eq!(command("present", "repeated"), 1.0);
        assert_eq!(command("present", "stale"), 1.0);
        assert_eq!(command("register", "refused"), 1.0);
        assert_eq!(command("comment", "not_found"), 1.0);
        assert_eq!(requests("/api/v1/incoming-documents", "201"), 2.0);
        assert_eq!((requests(commands, "200"), requests(commands, "412")), (4.0, 1.0));

        let page = asked(port, "/metrics");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.to_lowercase().contains("content-type: application/openmetrics-text"), "{page}");
        assert!(page.trim_end().ends_with("# EOF"), "{page}");
        let took = [("method", "POST"), ("route", commands)];
        assert_eq!(count(&page, "congvan_http_request_duration_seconds_count", &took), 7.0);
        assert!(count(&page, "congvan_http_request_duration_seconds_sum", &took) > 0.0);
        let pool = if engine == Engine::Sqlite { "read" } else { "all" };
        assert!(count(&page, "congvan_database_connections_max", &[("pool", pool)]) >= 1.0);
        assert!(count(&page, "congvan_database_connections_in_use", &[("pool", pool)]) >= 0.0);
        assert!(count(&page, "congvan_database_connections_idle", &[("pool", pool)]) >= 0.0);

        // Who guesses a name costs what a wrong password costs, and so learns nothing from how long it takes: one password each.
        let hashed = || count(&asked(port, "/metrics"), "congvan_passwords_checked_total", &[]);
        for (username, password, status) in [("vanthu", "sai", 401), ("khong-co-ai", "sai", 401), ("vanthu", "", 401), ("vanthu", PASSWORD, 201)] {
            let had = hashed();
            office.anonymous().post("/sessions", &json!({ "username": username, "password": password })).expect(status);
            assert_eq!(hashed(), had + 1.0, "{username}");
        }

        // Two more to the chairman, and one about an account.
        assert_eq!(waiting(), before + 2.0);
        wait_until("the first tries to fail", Duration::from_secs(60), || {
            count(&asked(port, "/metrics"), "congvan_queue_failed", &documents) == before + 2.0
        });
        office.database().run("UPDATE message SET created_at = '2020-01-01T00:00:00.000000Z' WHERE state = 'queued'");
        office.anonymous().post("/password-reset-requests", &json!({ "email": "theodoi@phuong-demo.example" })).expect(202);
        let page = asked(port, "/metrics");
        assert_eq!(count(&page, "congvan_queue_depth", &documents), before + 2.0);
        assert!(count(&page, "congvan_queue_age_seconds", &documents) > 86_400.0);
        assert_eq!(count(&page, "congvan_queue_depth", &[("queue", "accounts")]), 1.0);

        // No name, no subject, no id: patterns and kinds alone.
        for word in [subject, one.id(), "vanthu", "phuong-demo", "mot-lan"] {
            assert!(!page.contains(word), "{word} stands in {page}");
        }
        // On that port and no other, and nothing else there.
        assert!(asked(port, "/api/v1/health").starts_with("HTTP/1.1 404"));
        assert!(asked(office.port(), "/metrics").starts_with("HTTP/1.1 404"));
        office.terminate();
        assert_eq!(office.wait_end(), 0, "{}", office.printed());
    }
}
