//! Messages as people's mail programs write them: replies to the office's mails, and letters of their own.

use std::fmt::Write;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{Mail, unique};

/// A message that somebody writes.
#[derive(Debug, Clone)]
pub struct Written {
    /// The address that it is from.
    pub from: String,
    /// The address that it goes to.
    pub to: String,
    /// Its Message-ID, without brackets.
    pub message_id: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its other headers, a line each.
    pub headers: Vec<String>,
    /// Its files.
    pub files: Vec<(String, Vec<u8>)>,
    /// Its type and body, where they are another's than a person's mail program makes.
    pub multipart: Option<(String, String)>,
}

impl Written {
    /// A letter of its own.
    pub fn letter(from: &str, to: &str, subject: &str, text: &str) -> Self {
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            message_id: format!("{}@may-khach.example", unique("thu-")),
            subject: subject.to_owned(),
            text: text.to_owned(),
            headers: Vec::new(),
            files: Vec::new(),
            multipart: None,
        }
    }

    /// What a mail program makes of a reply: to where replies go, with the earlier message quoted below.
    pub fn reply(mail: &Mail, text: &str) -> Self {
        let to = mail.header("Reply-To").unwrap_or_else(|| panic!("no Reply-To: {}", mail.raw));
        let quoted: String = mail.text.lines().fold(String::new(), |mut quoted, line| {
            let _ = writeln!(quoted, "> {line}");
            quoted
        });
        let text =
            format!("{text}\r\n\r\nVào Th 6, 27 thg 11, 2026 vào lúc 08:00 Văn phòng điện tử đã viết:\r\n\r\n{quoted}");
        let mut written = Self::letter(&mail.to, to.trim_matches(['<', '>']), &format!("Re: {}", mail.subject), &text);
        written.headers.push(format!("In-Reply-To: <{}>", mail.message_id));
        written.headers.push(format!("References: <{}>", mail.message_id));
        written
    }

    /// With another header line.
    #[must_use]
    pub fn header(mut self, line: &str) -> Self {
        self.headers.push(line.to_owned());
        self
    }

    /// With a file.
    #[must_use]
    pub fn file(mut self, name: &str, content: &[u8]) -> Self {
        self.files.push((name.to_owned(), content.to_owned()));
        self
    }

    /// From another address.
    #[must_use]
    pub fn by(mut self, from: &str) -> Self {
        from.clone_into(&mut self.from);
        self
    }

    /// The message as it goes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let word = |text: &str| format!("=?utf-8?B?{}?=", STANDARD.encode(text));
        let mut all = String::new();
        for header in &self.headers {
            let _ = write!(all, "{header}\r\n");
        }
        let _ = write!(all, "From: {}\r\nTo: {}\r\nSubject: {}\r\n", self.from, self.to, word(&self.subject));
        let _ = write!(
            all,
            "Message-ID: <{}>\r\nDate: Fri, 27 Nov 2026 09:00:00 +0700\r\nMIME-Version: 1.0\r\n",
            self.message_id
        );
        if let Some((kind, body)) = &self.multipart {
            let _ = write!(all, "Content-Type: {kind}\r\n\r\n{body}");
            return all.into_bytes();
        }
        let text = format!(
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            folded(&STANDARD.encode(&self.text))
        );
        if self.files.is_empty() {
            all.push_str(&text);
            return all.into_bytes();
        }
        let _ = write!(all, "Content-Type: multipart/mixed; boundary=\"ranh-gioi\"\r\n\r\n--ranh-gioi\r\n{text}");
        for (name, content) in &self.files {
            let _ = write!(
                all,
                "--ranh-gioi\r\nContent-Type: application/octet-stream; name=\"{0}\"\r\nContent-Disposition: attachment; filename=\"{0}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{1}\r\n",
                word(name),
                folded(&STANDARD.encode(content))
            );
        }
        all.push_str("--ranh-gioi--\r\n");
        all.into_bytes()
    }
}

/// In lines as long as mail has them.
fn folded(text: &str) -> String {
    let lines: Vec<&str> = text.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).expect("base64")).collect();
    lines.join("\r\n")
}
