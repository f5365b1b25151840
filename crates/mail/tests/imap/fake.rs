//! A server that answers by a script.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What it says to a command, with `TAG` for the command's tag (that of `IDLE` for `DONE`); it hangs up behind an answer that ends with `HANGUP`.
pub type Answers = fn(command: &str, times: usize) -> String;

/// A server, and what it was told.
pub struct Fake {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    pub async fn start(greeting: &'static str, answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, greeting, answers, Arc::clone(&ears)));
            }
        });
        Self { port, heard }
    }

    pub fn plain_url(&self) -> String {
        format!("imap://nguoi:bi-mat@127.0.0.1:{}?tls=none", self.port)
    }

    pub fn starttls_url(&self) -> String {
        format!("imap://nguoi:bi-mat@127.0.0.1:{}", self.port)
    }

    /// Every command, without its tag.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

async fn talk(stream: TcpStream, greeting: &str, answers: Answers, ears: Arc<Mutex<Vec<String>>>) {
    let mut stream = BufReader::new(stream);
    let _ = stream.get_mut().write_all(format!("{greeting}\r\n").as_bytes()).await;
    let (mut line, mut idling) = (String::new(), String::new());
    while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
        let (tag, command) = line.trim_end().split_once(' ').unwrap_or(("", line.trim_end()));
        if command == "IDLE" {
            tag.clone_into(&mut idling);
        }
        let tag = if command == "DONE" { idling.as_str() } else { tag };
        let times = {
            let mut heard = ears.lock().unwrap();
            heard.push(command.to_owned());
            heard.iter().filter(|one| *one == command).count()
        };
        let answer = answers(command, times).replace("TAG", tag);
        let (answer, hangs_up) = answer.strip_suffix("HANGUP").map_or((answer.as_str(), false), |rest| (rest, true));
        if stream.get_mut().write_all(answer.as_bytes()).await.is_err() || hangs_up {
            return;
        }
        line.clear();
    }
}
