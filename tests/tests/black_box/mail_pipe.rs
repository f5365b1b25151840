//! The pipe of a real mail server, set up as docs/OPERATIONS.md says: Postfix's `pipe(8)` runs `packaging/congvan-hand-in` for each
//! message. What can't be handed in stays in the mail server's queue and comes later, once.

use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
    time::Duration,
};

use tests::{Client, MailServers, Server, Written, letters, on_both_engines, unique, wait_until};

use super::{mail_links::directed, mail_replies::pipe_key};

const PATIENCE: Duration = Duration::from_secs(60);

/// Somebody else's server, that has this answer for everything; where it is.
fn another(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut some = [0; 65_536];
            let _ = stream.read(&mut some);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    base
}

/// The message is in the queue, and this is why.
fn waits(servers: &MailServers, written: &Written, why: &str) {
    let there = || {
        let queue = servers.queue();
        queue.lines().any(|mail| mail.contains(&written.from) && mail.contains("congvan: ") && mail.contains(why))
    };
    wait_until(&format!("the mail to wait because of {why}: {}", servers.queue()), PATIENCE, there);
}

/// The message has become a document.
fn is_taken_in(clerk: &Client, written: &Written) {
    let there = || clerk.all("/received-mails?state=done").iter().any(|row| row["subject"] == written.subject.as_str());
    wait_until("the letter to be taken in", PATIENCE, there);
}

on_both_engines! {
    fn what_cannot_be_handed_in_stays_in_the_queue_and_comes_once(engine: Engine) {
        let servers = MailServers::start();
        let address = format!("{}@pipe.example", unique("vanban-"));
        let mut settings = servers.settings(&address);
        settings.retain(|(name, _)| *name != "CONGVAN_MAIL_IN_URL");
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let office = Server::demo_with(engine, &settings);
        let (clerk, key) = (office.client("vanthu"), pipe_key(&office));
        let write = |subject: &str| {
            let from = format!("{}@nguoi-dan.example", unique("dan-"));
            let letter = Written::letter(&from, &address, subject, "Kính gửi UBND phường.")
                .file("don.pdf", &letters::pdf("Don de nghi"));
            letter.post(servers.get("TEST_PROVED_SMTP_URL")).unwrap();
            letter
        };

        // Before anybody has written the file; with a key that is none; where another answers; and while the server is away.
        let mut sent = vec![write("Về việc thứ nhất")];
        waits(&servers, &sent[0], "hand-in.conf");
        servers.hand_in_to(office.base(), "cvk_sai");
        waits(&servers, &sent[0], "401");
        servers.hand_in_to(&another("HTTP/1.1 301 Moved Permanently\r\nLocation: https://khac.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), &key);
        sent.push(write("Về việc thứ hai"));
        waits(&servers, &sent[1], "301");
        servers.hand_in_to(&another("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nbao tri"), &key);
        waits(&servers, &sent[1], "bao tri 200");
        office.kill();
        servers.hand_in_to(office.base(), &key);
        sent.push(write("Về việc thứ ba"));
        waits(&servers, &sent[2], "connect");
        office.start();
        for letter in &sent {
            is_taken_in(&clerk, letter);
            let there = servers.mailbox(&letter.from);
            wait_until("its sender to be told", PATIENCE, || there.all().len() == 1);
        }

        // A reply of the office's own people, of whom the mail server says that it is theirs.
        let letter = directed(&office, &letters::facts());
        let head = servers.mailbox("truongphong.kinhte@phuong-demo.example");
        let find = || head.about(letter.id()).into_iter().find(|mail| mail.subject.contains("Chủ trì xử lý"));
        wait_until("the mail of the direction", PATIENCE, || find().is_some());
        let reply = Written::reply(&find().unwrap(), "NHẬN");
        assert!(reply.to.ends_with("@pipe.example"), "{}", reply.to);
        reply.post(servers.get("TEST_PROVED_SMTP_URL")).unwrap();
        is_taken_in(&clerk, &reply);
        let done = clerk.all("/received-mails?state=done");
        let outcomes: Vec<&str> = done.iter().map(|row| row["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["acted", "taken_in", "taken_in", "taken_in"], "each once: {done:?}");
        assert_eq!(clerk.all("/received-mails").len(), 0, "nothing waits for a clerk");
        wait_until("the queue to be empty", PATIENCE, || !servers.queue().contains("@pipe.example"));
    }
}
