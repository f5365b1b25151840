//! Sends one message to a receiver, and says what came of it.

use std::{io::Read, time::Duration};

use outbound::{
    Client, ClientSettings,
    ureq::{
        Body,
        http::{Request, Response},
    },
};

use crate::{
    address::{Allowed, Target},
    signature::{Secret, sign},
};

/// The largest body that is sent, in bytes.
pub const BODY_MOST: usize = 256 * 1024;
/// How much of an answer is looked at, in bytes, and how many characters of it are kept.
const LOOKED_AT: u64 = 1024;
const KEPT: usize = 200;
/// The longest pause that a receiver may ask for.
const LONGEST_PAUSE: Duration = Duration::from_hours(24);

/// One message.
#[derive(Debug)]
pub struct Message<'a> {
    /// The same at each try: by it a receiver knows a repeat.
    pub id: &'a str,
    /// When it is sent, in seconds since 1970.
    pub timestamp: i64,
    /// What it says, as JSON.
    pub body: &'a [u8],
}

/// What a receiver answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The first of what it said: printable, on one line.
    pub text: String,
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver took it.
    Taken(Answer),
    /// The receiver says that it is there no more (410).
    Gone(Answer),
    /// The receiver refused this message; others it may take.
    Refused(Answer),
    /// The receiver takes nothing now; after this pause, where it says how long.
    Busy(Answer, Option<Duration>),
    /// There was no answer; why.
    Unreached(String),
}

/// Sends messages. Cheap to clone; a call blocks until its answer, or the end of its time.
#[derive(Debug, Clone)]
pub struct Courier {
    client: Client,
    allowed: Allowed,
}

impl Courier {
    /// Calls what is public, and what is allowed by name.
    ///
    /// # Errors
    /// In words, where the file of authorities can't be read.
    pub fn new(settings: &ClientSettings, allowed: Allowed) -> Result<Self, String> {
        Ok(Self { client: Client::new(settings, allowed.clone())?, allowed })
    }

    /// Sends a message, signed with each of these secrets.
    pub fn send(&self, url: &str, secrets: &[Secret], message: &Message<'_>) -> Outcome {
        let Message { id, timestamp, body } = *message;
        if body.len() > BODY_MOST {
            return Outcome::Unreached(format!("the message is larger than {BODY_MOST} bytes"));
        }
        // What the settings allowed when it was written they may allow no longer.
        let target = match Target::parse(url, &self.allowed) {
            Ok(target) => target,
            Err(fault) => return Outcome::Unreached(fault.words().1.to_owned()),
        };
        let request = Request::post(target.as_str())
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", sign(secrets, id, timestamp, body))
            .body(body.to_vec());
        let request = match request {
            Ok(request) => request,
            Err(error) => return Outcome::Unreached(error.to_string()),
        };
        match self.client.run(request) {
            Ok(response) => outcome(response),
            Err(why) => Outcome::Unreached(printable(&why)),
        }
    }
}

fn outcome(mut response: Response<Body>) -> Outcome {
    let status = response.status();
    let pause = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .map(|seconds| Duration::from_secs(seconds).min(LONGEST_PAUSE));
    // The status is the answer. What is said beside it is for a person to read, as far as it comes.
    let mut said = Vec::new();
    let _ = response.body_mut().as_reader().take(LOOKED_AT).read_to_end(&mut said);
    let answer = Answer { status: status.as_u16(), text: printable(&String::from_utf8_lossy(&said)) };
    match answer.status {
        200..=299 => Outcome::Taken(answer),
        410 => Outcome::Gone(answer),
        408 | 425 | 429 | 500.. => Outcome::Busy(answer, pause),
        _ => Outcome::Refused(answer),
    }
}

/// One line that can be shown anywhere: what would move a cursor, turn text round or hide in it is written as what it is.
fn printable(text: &str) -> String {
    let shown = |sign: char| {
        let plain = sign == ' ' || (!sign.is_control() && !sign.is_whitespace() && !is_format(sign));
        if plain { sign.to_string() } else { sign.escape_default().to_string() }
    };
    text.trim().chars().take(KEPT).map(shown).collect()
}

/// Marks that nobody sees.
const fn is_format(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_shown_on_one_line_and_hides_nothing() {
        assert_eq!(printable(" Đã nhận \r\n"), "Đã nhận");
        assert_eq!(printable("a\nb\0\u{1b}[31m\u{202e}x"), "a\\nb\\u{0}\\u{1b}[31m\\u{202e}x");
        assert_eq!(printable(&"ế".repeat(500)).chars().count(), KEPT);
    }

    #[test]
    fn statuses_mean_what_they_say() {
        let of = |status: u16| {
            let response =
                Response::builder().status(status).header("retry-after", "120").body(Body::builder().data("lời"));
            outcome(response.unwrap())
        };
        assert!((200..300).all(|status| matches!(of(status), Outcome::Taken(_))));
        assert!((300..400).all(|status| matches!(of(status), Outcome::Refused(_))));
        assert!(matches!(of(410), Outcome::Gone(_)));
        for status in [408, 425, 429, 500, 503, 599] {
            let said = Answer { status, text: "lời".to_owned() };
            assert_eq!(of(status), Outcome::Busy(said, Some(Duration::from_mins(2))));
        }
        assert!([400, 401, 404, 422].into_iter().all(|status| matches!(of(status), Outcome::Refused(_))));
    }
}
