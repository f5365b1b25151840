//! Messages on their way to the office, as people's mail servers hand them over: by SMTP.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    time::Duration,
};

use crate::Written;

/// For how long a mail server may think.
const PATIENCE: Duration = Duration::from_secs(20);

impl Written {
    /// Hands it to the mail server there (`smtp://host:port`).
    ///
    /// # Errors
    /// What the server says, where it doesn't take it over; or that it isn't there.
    pub fn post(&self, server: &str) -> Result<(), String> {
        let place = server.strip_prefix("smtp://").unwrap_or_else(|| panic!("{server} is no smtp://"));
        let failed = |error: std::io::Error| format!("{place}: {error}");
        let stream = TcpStream::connect(place).map_err(failed)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        let mut stream = BufReader::new(stream);
        let (from, to) = (format!("MAIL FROM:<{}>", self.from), format!("RCPT TO:<{}>", self.to));
        for say in ["", "HELO may-khach.example", &from, &to, "DATA"] {
            exchange(&mut stream, say.as_bytes())?;
        }
        let mut content = Vec::new();
        for line in self.bytes().split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                content.push(b'.');
            }
            content.extend_from_slice(line);
        }
        content.extend_from_slice(b".");
        exchange(&mut stream, &content)?;
        // It has taken it over; whether it hears the goodbye is all the same.
        let _ = exchange(&mut stream, b"QUIT");
        Ok(())
    }
}

/// Says this (nothing: only listens) and hears that it is well.
fn exchange(stream: &mut BufReader<TcpStream>, say: &[u8]) -> Result<(), String> {
    if !say.is_empty() {
        stream.get_mut().write_all(&[say, b"\r\n"].concat()).map_err(|error| error.to_string())?;
    }
    let mut answer = String::new();
    stream.read_line(&mut answer).map_err(|error| error.to_string())?;
    if answer.starts_with(['2', '3']) { Ok(()) } else { Err(answer) }
}
