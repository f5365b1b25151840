//! A small HTTP/1.1 client on one kept connection. It reads of an answer what the measurement needs, and nothing more: it shares
//! the processor with the server.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use crate::Outcome;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection to the server.
pub struct Client {
    stream: TcpStream,
    answer: Vec<u8>,
    body: (usize, usize),
}

/// What the head of an answer says.
struct Head {
    status: u16,
    length: Option<usize>,
    chunked: bool,
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream, answer: Vec::with_capacity(64 * 1024), body: (0, 0) })
    }

    /// Sends a request and reads the whole answer; gives its status.
    pub fn send(&mut self, request: &[u8]) -> Outcome<u16> {
        self.answer.clear();
        self.stream.write_all(request)?;
        let (head, begins) = loop {
            let seen = self.answer.len().saturating_sub(3);
            self.more()?;
            let fresh = self.answer.get(seen..).unwrap_or_default();
            if let Some(place) = fresh.windows(4).position(|window| window == b"\r\n\r\n") {
                let ends = seen + place + 4;
                break (head(self.answer.get(..ends).unwrap_or_default())?, ends);
            }
        };
        if head.chunked {
            while !self.answer.ends_with(b"\r\n0\r\n\r\n") {
                self.more()?;
            }
        } else {
            let ends = begins + head.length.unwrap_or(0);
            while self.answer.len() < ends {
                self.more()?;
            }
        }
        self.body = (begins, self.answer.len());
        Ok(head.status)
    }

    /// The body of the last answer; of one sent in chunks with the marks between them.
    pub fn body(&self) -> &[u8] {
        self.answer.get(self.body.0..self.body.1).unwrap_or_default()
    }

    fn more(&mut self) -> Outcome<()> {
        let mut piece = [0_u8; 16 * 1024];
        let read = self.stream.read(&mut piece)?;
        if read == 0 {
            return Err("the server closed the connection".into());
        }
        self.answer.extend_from_slice(piece.get(..read).unwrap_or_default());
        Ok(())
    }
}

fn head(bytes: &[u8]) -> Outcome<Head> {
    let text = std::str::from_utf8(bytes)?;
    let mut lines = text.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or("no status line")?.parse()?;
    let mut head = Head { status, length: None, chunked: false };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            head.length = Some(value.trim().parse()?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            head.chunked = value.trim().eq_ignore_ascii_case("chunked");
        }
    }
    Ok(head)
}
