//! Told to stop, the server finishes what it has taken: a request that is under way is answered, and its work is there afterwards.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Server, letters, on_both_engines, wait_until};

/// What a server says that has read the head and wants the body.
const GO_ON: &[u8; 25] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A request of which only a part is sent yet.
struct Begun {
    stream: TcpStream,
    rest: Vec<u8>,
}

impl Begun {
    /// Sends the head, waits until the server has taken it and asks for the body, and sends the first half of that.
    fn post(office: &Server, path: &str, media_type: &str, body: &[u8]) -> Self {
        let token = office.sign_in("vanthu")["access_token"].as_str().unwrap().to_owned();
        let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let head = format!(
            "POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: {media_type}\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            body.len()
        );
        let (first, rest) = body.split_at(body.len() / 2);
        stream.write_all(head.as_bytes()).unwrap();
        let mut go_on = [0; GO_ON.len()];
        stream.read_exact(&mut go_on).unwrap();
        assert_eq!(go_on, *GO_ON, "{}", String::from_utf8_lossy(&go_on));
        stream.write_all(first).unwrap();
        stream.flush().unwrap();
        Self { stream, rest: rest.to_vec() }
    }

    /// Sends the rest; the status and the JSON of the answer.
    fn finish(mut self) -> (u16, Value) {
        self.stream.write_all(&self.rest).unwrap();
        let mut answer = Vec::new();
        let mut buffer = [0; 8192];
        // The connection is closed behind the answer, since the server stops.
        loop {
            match self.stream.read(&mut buffer).unwrap() {
                0 => break,
                n => answer.extend(&buffer[..n]),
            }
        }
        let answer = String::from_utf8(answer).unwrap();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_else(|| panic!("{answer}"));
        let body = answer.split_once("\r\n\r\n").unwrap().1;
        let (from, to) = (body.find('{').unwrap(), body.rfind('}').unwrap());
        (status, serde_json::from_str(&body[from..=to]).unwrap())
    }
}

/// Tells it to stop and waits until it has heard.
fn told(office: &Server) {
    office.terminate();
    wait_until("the server to stop", Duration::from_secs(60), || office.printed().contains("Stopping"));
    // It takes nothing new any more.
    wait_until("the port to close", Duration::from_secs(60), || {
        TcpStream::connect(("127.0.0.1", office.port())).is_err()
    });
}

on_both_engines! {
    fn an_upload_is_finished(engine: Engine) {
        let office = Server::demo(engine);
        let content = letters::pdf("dang tai len");
        let upload = Begun::post(&office, "/files?name=t%E1%BB%87p.pdf", "application/octet-stream", &content);
        told(&office);
        let (status, file) = upload.finish();
        assert_eq!(status, 201, "{file}");
        assert_eq!(office.wait_end(), 0, "{}", office.printed());
        office.start();
        let back = office.client("vanthu").get(&format!("/files/{}", file["id"].as_str().unwrap())).expect(200);
        assert_eq!(back.body, content);
    }

    fn a_document_is_registered(engine: Engine) {
        let office = Server::demo(engine);
        let body = json!({ "facts": letters::facts(), "register": {} }).to_string();
        let request = Begun::post(&office, "/incoming-documents", "application/json", body.as_bytes());
        told(&office);
        let (status, letter) = request.finish();
        assert_eq!(status, 201, "{letter}");
        assert_eq!(office.wait_end(), 0, "{}", office.printed());
        office.start();
        let id = letter["id"].as_str().unwrap();
        assert_eq!(office.client("vanthu").read(id).number(), letter["entry"]["number"].as_u64().unwrap());
    }

    /// With nothing under way it ends at once, and well.
    fn an_idle_server_ends_well(engine: Engine) {
        let office = Server::demo(engine);
        office.client("vanthu").get("/me").expect(200);
        office.terminate();
        assert_eq!(office.wait_end(), 0, "{}", office.printed());
    }
}
