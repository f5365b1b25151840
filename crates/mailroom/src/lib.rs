//! The entrance by mail: what came in, to what is done with it. It has no rule of its own: a reply becomes a command that goes through
//! the same door as any other, a letter a received document, a report a note at the mail that it is about. What is not understood waits
//! for a clerk.
//!
//! A message is kept whole before any of this (`office::received`), worked off in the transaction of what it does, and so once.

mod answer;
mod assigned;
mod command;
mod dossier;
mod letter;
mod outgoing;
mod reply;

use std::time::Duration;

use bytes::Bytes;
use chrono::Duration as Span;
use mail::{
    Withheld,
    inbound::{self, AutomaticSign, Bounce, Failing, Incoming, Kind, Limits, LoopSign, Ours, Proof, ReturnPath, Trust},
};
use office::{
    Office, OfficeError, StoreError,
    domain::UtcTime,
    received::{Finish, Outcome, ReceivedMail, Reported, Sameness, Seen, credible_arrival},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// For how long a message is this worker's: longer than one takes at the worst.
const LEASE: Duration = Duration::from_mins(5);
/// After how long one that could not be worked off is tried again; for each try before, as long again.
const AGAIN: Duration = Duration::from_secs(20);
/// The longest Message-ID, sender or subject that is noted.
const LONGEST: usize = 500;
/// The most letters of a reply's words that are kept for a clerk.
const MOST_WORDS: usize = 4000;

/// Where the office gets its mail, and how far it is read and believed; settings.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The office's address.
    pub address: String,
    /// What stands between the local part and a token.
    pub separator: String,
    /// The address that mails are sent from.
    pub sent_from: String,
    /// The name under which the receiving server notes what it has found of a sender; none where it doesn't.
    pub trusted: Option<String>,
    /// The other hosts of the office's own that a message goes through.
    pub own_hosts: Vec<String>,
    /// How much of a message is read.
    pub limits: Limits,
    /// Where the office is reached: what its mails' links begin with.
    pub public_url: String,
}

impl Terms {
    /// The address that replies go to.
    pub fn reply_address(&self, token: &str) -> String {
        let (local, domain) = self.parts();
        format!("{local}{}{token}@{domain}", self.separator)
    }

    fn parts(&self) -> (&str, &str) {
        self.address.rsplit_once('@').unwrap_or((&self.address, ""))
    }

    /// What the receiving server says of who wrote a message; nothing of one that a person handed in: they could have written that, too.
    fn proof(&self, letterbox: &Letterbox<'_>) -> Proof {
        self.proof_of(letterbox.row, &letterbox.message)
    }

    fn proof_of(&self, row: &ReceivedMail, message: &Incoming) -> Proof {
        if row.handed_in_by.is_some() {
            return Proof::Fail(Failing::NoOneSender);
        }
        let Some(trusted) = &self.trusted else { return Proof::Unknown };
        let own_hosts: Vec<&str> = self.own_hosts.iter().map(String::as_str).collect();
        message.proof(Trust { authserv: trusted, own_hosts: &own_hosts })
    }

    /// When the office's own server had taken a message, where nothing but the message says it; of one that a person handed in nobody knows.
    fn arrived_at(&self, row: &ReceivedMail, message: &Incoming) -> Option<UtcTime> {
        if row.arrived_at.is_some() || row.handed_in_by.is_some() {
            return None;
        }
        let own_hosts: Vec<&str> = self.own_hosts.iter().map(String::as_str).collect();
        let authserv = self.trusted.as_deref().unwrap_or_default();
        credible_arrival(message.taken_at(Trust { authserv, own_hosts: &own_hosts })?, row.received_at)
    }
}

/// The room in which mail that came in is worked off.
#[derive(Debug, Clone)]
pub struct Mailroom {
    office: Office,
    terms: Terms,
    /// Unlike that of any other worker.
    worker: String,
}

/// Whether a message was worked off; where not, it is tried again.
type Worked = Result<(), OfficeError>;

/// A message with its row.
struct Letterbox<'a> {
    row: &'a ReceivedMail,
    message: Incoming,
}

impl Mailroom {
    /// A room for this office.
    pub fn new(office: Office, terms: Terms) -> Self {
        Self { office, terms, worker: format!("mailroom-{}-{}", std::process::id(), Uuid::now_v7()) }
    }

    /// Works one message off; false where none waits.
    ///
    /// # Errors
    /// What the database says; what is wrong with a message stops nothing.
    pub async fn work_one(&self) -> Result<bool, OfficeError> {
        let lease = Span::from_std(LEASE).unwrap_or(Span::MAX);
        let Some(row) = self.office.claim_received(&self.worker, lease).await? else { return Ok(false) };
        // One that ends its worker each time comes back uncounted by it, and is not tried for ever.
        if row.attempts > self.office.limits().replies.tries {
            self.office.give_up_received(&self.worker, &row).await?;
            return Ok(true);
        }
        match Box::pin(self.work(&row)).await {
            // Or somebody was faster, and everything of it stands.
            Ok(()) | Err(OfficeError::MailDone) => {}
            Err(error) => {
                let passes = passes(&error);
                tracing::warn!(mail = %row.id, attempts = row.attempts, passes, %error, "a message that came in could not be worked off yet");
                if !passes && row.attempts >= self.office.limits().replies.tries {
                    self.office.give_up_received(&self.worker, &row).await?;
                } else {
                    let after = Span::from_std(AGAIN.saturating_mul(row.attempts)).unwrap_or(Span::MAX);
                    self.office.received_again(&self.worker, &row, after, !passes).await?;
                }
            }
        }
        Ok(true)
    }

    async fn work(&self, row: &ReceivedMail) -> Worked {
        let raw = self.office.received_bytes(row).await?;
        let (seen, read) = self.read(row, &raw).await?;
        // Without its body nobody can tell whether it is another's repeat.
        let cut = row.whole_bytes.is_some();
        let seen = if cut { Seen { identity: None, ..seen } } else { seen };
        match self.office.note_received(&self.worker, row, seen.clone()).await? {
            None => return Ok(()),
            Some(_) if row.letter_by.is_some() => {}
            Some(Sameness::Repeat) => return self.finish(row, Finish::of(Outcome::Repeat)).await,
            Some(Sameness::Differs) => return self.finish(row, Finish::of(Outcome::Differs)).await,
            Some(Sameness::First) => {}
        }
        let row = &ReceivedMail {
            kind: Some(seen.kind),
            identity: seen.identity,
            message_id: seen.message_id,
            sender: seen.sender,
            subject: seen.subject,
            proved: seen.proved,
            arrived_at: row.arrived_at.or(seen.arrived_at),
            ..row.clone()
        };
        if cut {
            return self.finish(row, Finish::of(Outcome::TooLarge)).await;
        }
        let Some((message, kind)) = read else { return self.finish(row, Finish::of(Outcome::Unreadable)).await };
        let letterbox = Letterbox { row, message };
        if row.letter_by.is_some() {
            return self.letter(&letterbox).await;
        }
        match kind {
            Kind::Loop(LoopSign::OwnAddress) if !self.is_about_ours(&letterbox.message) => {
                self.finish(row, Finish::of(Outcome::OwnAddress)).await
            }
            Kind::Loop(_) | Kind::ReadReceipt { .. } => self.finish(row, Finish::of(Outcome::PassedOver)).await,
            Kind::Bounce(bounce) => self.bounce(&letterbox, &bounce).await,
            Kind::Automatic(sign) => self.finish(row, self.automatic(&letterbox.message, &sign)).await,
            Kind::List { .. } => self.finish(row, Finish::of(Outcome::List)).await,
            Kind::Reply { .. } | Kind::Letter if !self.office.may_answer(row).await? => {
                self.finish(row, Finish::of(Outcome::TooMany)).await
            }
            Kind::Reply { .. } => Box::pin(self.reply(&letterbox, &kind)).await,
            Kind::Letter => self.letter(&letterbox).await,
        }
    }

    async fn finish(&self, row: &ReceivedMail, finish: Finish) -> Worked {
        self.office.finish_received(row, finish).await
    }

    /// What the bytes are; where they can't be read, what is known all the same.
    async fn read(&self, row: &ReceivedMail, raw: &Bytes) -> Result<(Seen, Option<(Incoming, Kind)>), OfficeError> {
        let (bytes, limits) = (raw.clone(), self.terms.limits);
        // It takes as long as its writer made it long.
        let parsed = tokio::task::spawn_blocking(move || Incoming::read(&bytes, &limits)).await;
        let parsed = parsed.map_err(|_| OfficeError::Internal("a message broke its reader".to_owned()))?;
        let Ok(message) = parsed else {
            let seen = Seen {
                kind: "unreadable".to_owned(),
                identity: Some(identity(None, raw)),
                message_id: None,
                sender: None,
                subject: None,
                proved: false,
                arrived_at: None,
                words: None,
                document: None,
            };
            return Ok((seen, None));
        };
        let own = match &message.message_id {
            Some(id) => self.is_ours(id).await?,
            None => false,
        };
        let (local, domain) = self.terms.parts();
        let prefix = format!("{local}{}", self.terms.separator);
        let ours = Ours {
            reply_prefix: &prefix,
            reply_domain: domain,
            has_sent: &|_| own,
            addresses: &[&self.terms.sent_from, &self.terms.address],
        };
        let kind = message.kind(&ours);
        let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
        // One without a Message-ID is known by what its writer wrote into its head.
        let stand_in = message.message_id.is_none().then(|| {
            let from = message.from.iter().map(|one| one.address.as_str()).collect::<Vec<_>>().join(",");
            format!("{from}\n{:?}\n{}", message.date, message.subject)
        });
        // A clerk who has to work a reply off is to know what it says, and nobody what it quotes.
        let (words, document) = match &kind {
            Kind::Reply { tokens, .. } => {
                let words = Withheld::of(&message.words().join("\n"), &self.terms.public_url).text;
                let words: String = words.trim().chars().take(MOST_WORDS).collect();
                let document = match tokens.first() {
                    Some(token) => self.office.replied_about(token).await?,
                    None => None,
                };
                (Some(words).filter(|words| !words.is_empty()), document)
            }
            _ => (None, None),
        };
        let seen = Seen {
            kind: kind.code().to_owned(),
            identity: Some(identity(message.message_id.as_deref().or(stand_in.as_deref()), raw)),
            message_id: message.message_id.as_deref().map(cut),
            sender: message.sender().map(|sender| cut(&sender.address.to_lowercase())),
            subject: Some(cut(&message.subject)).filter(|subject| !subject.is_empty()),
            proved: matches!(self.terms.proof_of(row, &message), Proof::Pass(_)),
            arrived_at: self.terms.arrived_at(row, &message),
            words,
            document,
        };
        Ok((seen, Some((message, kind))))
    }

    /// Whether a Message-ID is that of a mail of ours.
    async fn is_ours(&self, message_id: &str) -> Result<bool, OfficeError> {
        match self.stem(message_id) {
            Some(id) => Ok(self.office.sent_mail(id).await?.is_some()),
            None => Ok(false),
        }
    }

    /// The id of a row of the outbox in a Message-ID of ours.
    fn stem(&self, message_id: &str) -> Option<Uuid> {
        let (stem, domain) = message_id.rsplit_once('@')?;
        let own = self.terms.sent_from.rsplit_once('@')?.1;
        domain.eq_ignore_ascii_case(own).then(|| Uuid::try_parse(stem).ok())?
    }

    async fn bounce(&self, letterbox: &Letterbox<'_>, bounce: &Bounce) -> Worked {
        let row = letterbox.row;
        if bounce.has_failed() && is_unsure(letterbox, bounce) {
            return self.finish(row, Finish::of(Outcome::BounceUnknown)).await;
        }
        let failed = bounce
            .recipients
            .iter()
            .filter(|fate| matches!(fate.outcome, inbound::Outcome::Permanent | inbound::Outcome::Temporary));
        let failed: Vec<(String, String)> = failed
            .map(|fate| {
                let words = [fate.status.as_deref(), fate.words.as_deref()].into_iter().flatten();
                (fate.address.clone(), words.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let message = bounce.original.as_deref().and_then(|id| self.stem(id));
        self.office.note_bounce(row, Reported { message, failed }).await
    }

    /// What a machine wrote: an answer to one of ours is nobody's business; anything else may be what an office waits for. A subject alone
    /// proves nothing: people write about absences, too.
    fn automatic(&self, message: &Incoming, sign: &AutomaticSign) -> Finish {
        let replied = matches!(sign, AutomaticSign::Header(_, value) if value.contains("auto-replied"));
        if replied || self.is_about_ours(message) {
            Finish::of(Outcome::PassedOver)
        } else {
            Finish::of(Outcome::Automatic)
        }
    }

    /// Whether a message went to a reply address, or answers one of ours.
    fn is_about_ours(&self, message: &Incoming) -> bool {
        let (local, _) = self.terms.parts();
        let prefix = format!("{local}{}", self.terms.separator).to_lowercase();
        message.recipients().any(|to| to.address.to_lowercase().starts_with(&prefix)) || self.answers_ours(message)
    }

    /// Whether a message answers one of ours.
    fn answers_ours(&self, message: &Incoming) -> bool {
        message.in_reply_to.iter().chain(&message.references).any(|id| self.is_of_our_domain(id))
    }

    fn is_of_our_domain(&self, message_id: &str) -> bool {
        let own = self.terms.sent_from.rsplit_once('@').map(|(_, domain)| domain);
        let of = message_id.rsplit_once('@');
        of.is_some_and(|(stem, domain)| {
            own.is_some_and(|own| own.eq_ignore_ascii_case(domain))
                && (Uuid::try_parse(stem).is_ok()
                    || stem.strip_prefix("thread.").is_some_and(|id| Uuid::try_parse(id).is_ok()))
        })
    }
}

/// Whether anybody could have made up a report: servers send theirs from nowhere and name whom a message did not reach, and nobody hands in
/// what came to somebody else. A clerk judges it then; what it says is noted at no mail, and ends nothing.
fn is_unsure(letterbox: &Letterbox<'_>, bounce: &Bounce) -> bool {
    letterbox.row.handed_in_by.is_some()
        || bounce.recipients.is_empty()
        || matches!(letterbox.message.return_path, Some(ReturnPath::Address(_)))
}

/// Whether what went wrong is gone when the storage or the database is there again.
const fn passes(error: &OfficeError) -> bool {
    matches!(
        error,
        OfficeError::Blobs(_)
            | OfficeError::Store(
                StoreError::Busy(_) | StoreError::Unavailable(_) | StoreError::OutcomeUnknown | StoreError::Conflict
            )
    )
}

/// What makes a message the same as another that came by another way: its Message-ID and its body. Servers put headers before it.
fn identity(message_id: Option<&str>, raw: &[u8]) -> String {
    let mut digest = Sha256::new();
    let body = match message_id {
        Some(id) => {
            digest.update(id.as_bytes());
            digest.update([0]);
            body(raw)
        }
        None => raw,
    };
    digest.update(body);
    hex::encode(digest.finalize())
}

/// What stands behind the first empty line.
fn body(raw: &[u8]) -> &[u8] {
    let at = |mark: &[u8]| raw.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len());
    let begin = match (at(b"\r\n\r\n"), at(b"\n\n")) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other).unwrap_or(0),
    };
    raw.get(begin..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_message_by_another_way_is_the_same() {
        let one = identity(Some("a@b"), b"Received: x\r\nSubject: y\r\n\r\nwords\r\n");
        assert_eq!(one, identity(Some("a@b"), b"Received: z\r\nReceived: x\r\nSubject: y\r\n\r\nwords\r\n"));
        assert_ne!(one, identity(Some("a@b"), b"Subject: y\r\n\r\nother words\r\n"));
        assert_ne!(one, identity(Some("c@b"), b"Received: x\r\nSubject: y\r\n\r\nwords\r\n"));
        assert_ne!(identity(None, b"Subject: y\n\nwords"), identity(None, b"Subject: z\n\nwords"));
    }

    #[test]
    fn the_body_begins_behind_the_first_empty_line() {
        assert_eq!(body(b"A: b\r\n\r\nc\n\nd"), b"c\n\nd");
        assert_eq!(body(b"A: b\n\nc\r\n\r\nd"), b"c\r\n\r\nd");
        assert_eq!(body(b"no body"), b"no body");
    }
}
