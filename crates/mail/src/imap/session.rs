//! The few commands that are needed, strictly: an empty answer is one only where the server has said OK to the end.
//!
//! (async-imap's own searches and fetches end quietly where the server refuses, or where the connection breaks in the middle. A message
//! that isn't seen because of that would be passed over for ever.)

use std::{collections::BTreeSet, time::Duration};

use async_imap::imap_proto::{AttributeValue, Capability, MailboxDatum, Response, ResponseCode, Status};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::UtcTime;

use super::{
    ImapError, ImapSettings, folder_name,
    open::{Wire, within},
};

/// How many message numbers are asked for at once.
pub(super) const WINDOW: u32 = 10_000;
/// How much of a message's headers is taken where the whole is too large.
const LONGEST_HEADERS: u32 = 256 * 1024;

/// A folder as it stood when it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folder {
    /// How many messages there are.
    pub(super) messages: u32,
    pub(super) validity: u32,
    /// No message has a higher number.
    pub(super) top: u32,
}

/// What a server says of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Described {
    /// How many bytes it has.
    pub(super) size: u32,
    /// When it came; none where that can't be read.
    pub(super) arrived: Option<UtcTime>,
}

/// What is taken of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Headers,
}

/// A server that has let us in.
pub(super) struct Session {
    inner: async_imap::Session<Wire>,
    idle: bool,
    /// How many messages the server has last said there are.
    messages: u32,
    /// That they have become more since the folder was opened.
    more: bool,
    largest: u32,
    step_timeout: Duration,
    message_timeout: Duration,
}

impl Session {
    pub(super) async fn new(inner: async_imap::Session<Wire>, settings: &ImapSettings) -> Result<Self, ImapError> {
        let mut session = Self {
            inner,
            idle: false,
            messages: 0,
            more: false,
            largest: settings.largest,
            step_timeout: settings.step_timeout,
            message_timeout: settings.message_timeout,
        };
        let mut idle = false;
        session
            .run("CAPABILITY", "CAPABILITY", session.step_timeout, |answer| {
                if let Response::Capabilities(known) = answer {
                    idle |= known.iter().any(is_idle);
                }
            })
            .await?;
        session.idle = idle;
        Ok(session)
    }

    /// Whether the server says by itself when something comes.
    pub(super) fn has_idle(&self) -> bool {
        self.idle
    }

    /// Opens a folder, or opens it again.
    pub(super) async fn select(&mut self, name: &str) -> Result<Folder, ImapError> {
        let (mut messages, mut validity, mut next) = (None, None, None);
        let command = format!("SELECT {}", folder_name::quoted(name));
        self.run("SELECT", &command, self.step_timeout, |answer| match answer {
            Response::MailboxData(MailboxDatum::Exists(count)) => messages = Some(*count),
            Response::Data { status: Status::Ok, outcome } => match outcome.code {
                Some(ResponseCode::UidValidity(number)) => validity = Some(number),
                Some(ResponseCode::UidNext(number)) => next = Some(number),
                _ => {}
            },
            _ => {}
        })
        .await?;
        self.more = false;
        // Without numbers that hold from one day to the next nothing can be told from what was there before.
        let (Some(messages), Some(validity)) = (messages, validity) else {
            return Err(ImapError::Nonsense);
        };
        let top = match next {
            Some(next) => next.saturating_sub(1),
            None if messages == 0 => 0,
            None => self.search("UID *").await?.last().copied().unwrap_or(0),
        };
        Ok(Folder { messages, validity, top })
    }

    /// The numbers of the messages that meet this, in their order.
    pub(super) async fn search(&mut self, criteria: &str) -> Result<BTreeSet<u32>, ImapError> {
        let (mut found, mut too_many) = (BTreeSet::new(), false);
        let command = format!("UID SEARCH {criteria}");
        self.run("SEARCH", &command, self.step_timeout, |answer| {
            if let Response::MailboxData(MailboxDatum::Search(numbers)) = answer {
                found.extend(numbers);
                too_many |= u32::try_from(found.len()).unwrap_or(u32::MAX) > WINDOW;
                if too_many {
                    found.clear();
                }
            }
        })
        .await?;
        if too_many { Err(ImapError::TooMuch) } else { Ok(found) }
    }

    /// What the server says of a message; none if it isn't there any more.
    pub(super) async fn describe(&mut self, uid: u32) -> Result<Option<Described>, ImapError> {
        let (mut size, mut arrived) = (None, None);
        let command = format!("UID FETCH {uid} (UID RFC822.SIZE INTERNALDATE)");
        self.run("FETCH", &command, self.step_timeout, |answer| {
            let Some(attributes) = of_message(answer, uid) else { return };
            for attribute in attributes {
                match attribute {
                    AttributeValue::Rfc822Size(bytes) => size = Some(*bytes),
                    AttributeValue::InternalDate(written) => arrived = time_in(written),
                    _ => {}
                }
            }
        })
        .await?;
        self.or_gone(uid, size.map(|size| Described { size, arrived })).await
    }

    /// A message, or its headers, without marking it as seen; none if it isn't there any more. Of a message that is larger than it was
    /// said to be, one byte more than the limit comes.
    pub(super) async fn fetch(&mut self, uid: u32, part: Part) -> Result<Option<Bytes>, ImapError> {
        let (section, most) = match part {
            Part::Whole => ("", self.largest.saturating_add(1)),
            Part::Headers => ("HEADER", LONGEST_HEADERS.min(self.largest)),
        };
        let mut content = None;
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[{section}]<0.{most}>)");
        self.run("FETCH", &command, self.message_timeout, |answer| {
            let Some(attributes) = of_message(answer, uid) else { return };
            for attribute in attributes {
                if let AttributeValue::BodySection { data: Some(data), .. } = attribute {
                    content = Some(Bytes::copy_from_slice(data));
                }
            }
        })
        .await?;
        self.or_gone(uid, content).await
    }

    /// Marks a message as seen.
    pub(super) async fn mark_seen(&mut self, uid: u32) -> Result<(), ImapError> {
        let command = format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)");
        self.run("STORE", &command, self.step_timeout, |_| {}).await
    }

    /// Waits until something has come, but no longer than this.
    pub(super) async fn wait(&mut self, wait: Duration) -> Result<(), ImapError> {
        if self.more {
            return Ok(());
        }
        if self.idle {
            return self.idle(wait).await;
        }
        tokio::time::sleep(wait).await;
        Ok(())
    }

    /// Says goodbye.
    pub(super) async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(1), self.inner.logout()).await;
    }

    /// What was asked for; or none, if the message isn't there any more. A server that says OK and gives nothing of a message that it
    /// still lists gets no message passed over.
    async fn or_gone<T>(&mut self, uid: u32, found: Option<T>) -> Result<Option<T>, ImapError> {
        if found.is_none() && self.search(&format!("UID {uid}")).await?.contains(&uid) {
            return Err(ImapError::NotGiven);
        }
        Ok(found)
    }

    async fn idle(&mut self, wait: Duration) -> Result<(), ImapError> {
        let (step, patience) = ("IDLE", self.step_timeout);
        let tag = within(step, patience, self.inner.run_command(step)).await?;
        let begun = async {
            loop {
                let begun = self.hear(|answer| match answer {
                    Response::Continue(_) => Some(true),
                    Response::Done { tag: of, .. } if *of == tag => Some(false),
                    _ => None,
                });
                if let Some(begun) = begun.await? {
                    return Ok::<_, ImapError>(begun);
                }
            }
        };
        if !within(step, patience, begun).await? {
            // It offers what it doesn't do.
            self.idle = false;
            return Ok(());
        }
        let something = async {
            while !self.more {
                if self.hear(|answer| matches!(answer, Response::Done { .. })).await? {
                    return Err(ImapError::Nonsense);
                }
            }
            Ok(())
        };
        if let Ok(came) = tokio::time::timeout(wait, something).await {
            came?;
        }
        within(step, patience, async {
            self.inner.run_command_untagged("DONE").await?;
            while !self.hear(|answer| matches!(answer, Response::Done { tag: of, .. } if *of == tag)).await? {}
            Ok::<_, ImapError>(())
        })
        .await
    }

    /// Says a command and hears everything that is answered until the server says what came of it.
    async fn run(
        &mut self,
        step: &'static str,
        command: &str,
        wait: Duration,
        mut each: impl FnMut(&Response<'_>),
    ) -> Result<(), ImapError> {
        within(step, wait, async {
            let tag = self.inner.run_command(command).await?;
            loop {
                let done = self.hear(|answer| match answer {
                    Response::Done { tag: of, status: Status::Ok, .. } if *of == tag => Some(Ok(())),
                    Response::Done { tag: of, outcome, .. } if *of == tag => {
                        Some(Err(ImapError::refused(step, outcome.information.as_deref())))
                    }
                    Response::Done { .. } => Some(Err(ImapError::Nonsense)),
                    answer => {
                        each(answer);
                        None
                    }
                });
                if let Some(done) = done.await? {
                    return done;
                }
            }
        })
        .await
    }

    /// The next answer; notes where it says that there is more in the folder, or that the server is going.
    async fn hear<T>(&mut self, what: impl FnOnce(&Response<'_>) -> T) -> Result<T, ImapError> {
        let answer = self.inner.read_response().await?.ok_or(ImapError::Lost)?;
        match answer.parsed() {
            Response::MailboxData(MailboxDatum::Exists(count)) => {
                // Some say it again and again without any need.
                self.more |= *count > self.messages;
                self.messages = *count;
            }
            Response::Expunge(_) => self.messages = self.messages.saturating_sub(1),
            Response::Data { status: Status::Bye, .. } => return Err(ImapError::Lost),
            _ => {}
        }
        Ok(what(answer.parsed()))
    }
}

/// A time as the protocol writes it: `27-Nov-2026 09:00:05 +0700`, the day with a space before it where it has one digit.
fn time_in(written: &str) -> Option<UtcTime> {
    let read = DateTime::parse_from_str(written.trim(), "%d-%b-%Y %H:%M:%S %z").ok()?;
    Some(read.with_timezone(&Utc))
}

fn is_idle(capability: &Capability<'_>) -> bool {
    matches!(capability, Capability::Atom(name) if name.eq_ignore_ascii_case("IDLE"))
}

/// What an answer says of this message. Servers tell of others in between.
fn of_message<'a, 'b>(answer: &'a Response<'b>, uid: u32) -> Option<&'a [AttributeValue<'b>]> {
    match answer {
        Response::Fetch(_, attributes) => {
            let of_it = attributes.iter().any(|attribute| matches!(attribute, AttributeValue::Uid(of) if *of == uid));
            of_it.then_some(attributes)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_servers_write_them() {
        let read = |text: &str| time_in(text).map(|at| at.to_rfc3339());
        assert_eq!(read("27-Nov-2026 09:00:05 +0700").as_deref(), Some("2026-11-27T02:00:05+00:00"));
        assert_eq!(read(" 7-Nov-2026 09:00:05 +0000").as_deref(), Some("2026-11-07T09:00:05+00:00"));
        assert_eq!(read("hôm qua"), None);
    }
}
