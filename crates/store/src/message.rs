//! Mails: written in the transaction of what they tell of, claimed by workers with a lease, and kept with what became of them.

mod claim;
mod outside;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PersonId, UtcTime,
    notice::{Letter, NoticeKind, preference::Choice},
};
use uuid::Uuid;

pub use claim::{Outcome, claim, keep_back, note};
pub use outside::{Sending, sendings, withdraw};

use crate::{
    Conn, StoreError, both, notice_preference,
    schema::message,
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = message)]
#[diesel(treat_none_as_default_value = false)]
struct MessageRow {
    agency_id: DbId,
    id: DbId,
    document_id: DbId,
    kind: String,
    recipient: String,
    address: Option<String>,
    letter: JsonText,
    state: String,
    attempts: i32,
    next_at: DbTime,
    leased_by: Option<String>,
    last_error: Option<String>,
    created_at: DbTime,
    sent_at: Option<DbTime>,
    person_id: Option<DbId>,
    bounced_at: Option<DbTime>,
    bounce: Option<String>,
    company: Option<String>,
    waits_until: Option<DbTime>,
    carrier_id: Option<DbId>,
}

/// What has become of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Waiting to be sent, for the first time or again.
    Queued,
    /// The mail server has taken it, or a digest was made in which it stands.
    Sent,
    /// It was sent, and it was reported that it did not arrive.
    Bounced,
    /// It can't be sent: refused, or tried too often.
    Dead,
    /// There is no mail server.
    NotSent,
    /// Left for a morning's digest, as whoever it is for has chosen.
    InDigest,
    /// Not sent, as whoever it is for has chosen, or since they no longer saw what it is about when its turn came: in a digest, or after it
    /// had waited for others; to somebody outside, since the document was recalled before.
    NotWanted,
}

impl Delivery {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Bounced => "bounced",
            Self::Dead => "dead",
            Self::NotSent => "not_sent",
            Self::InDigest => "in_digest",
            Self::NotWanted => "not_wanted",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        // That one bounced stands beside its state.
        let all = [Self::Queued, Self::Sent, Self::Dead, Self::NotSent, Self::InDigest, Self::NotWanted];
        all.into_iter().find(|d| d.as_str() == text)
    }
}

/// A mail with what has become of it.
#[derive(Debug, Clone)]
pub struct Message {
    /// Whose.
    pub agency: AgencyId,
    /// Which: the stem of its Message-ID.
    pub id: Uuid,
    /// About which document.
    pub document: DocumentId,
    /// What it says.
    pub letter: Letter,
    /// What has become of it.
    pub delivery: Delivery,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: UtcTime,
    /// When the mail server took it, or its digest was made.
    pub sent_at: Option<UtcTime>,
    /// When it is tried next.
    pub next_at: UtcTime,
    /// When it was reported that it did not arrive, and what was said of it.
    pub bounce: Option<(UtcTime, String)>,
    /// In whose mail it goes or went, where that is another's.
    pub carrier: Option<Uuid>,
    /// What else is told in its mail, oldest first; known of those alone that are claimed.
    pub along: Vec<Letter>,
}

impl Message {
    /// The letter that its reader acts on: what hands work over; of what was gathered the last that lets work go on, or else the last.
    pub fn acted_on(&self) -> &Letter {
        use NoticeKind::{Approved, ExtensionGranted, ExtensionRefused, Resumed};

        if !self.letter.kind.gathers() {
            return &self.letter;
        }
        let goes_on =
            |letter: &&Letter| matches!(letter.kind, Resumed | ExtensionGranted | ExtensionRefused | Approved);
        let mut latest = self.along.iter().rev().chain([&self.letter]);
        let last = self.along.last().unwrap_or(&self.letter);
        latest.find(goes_on).unwrap_or(last)
    }
}

impl TryFrom<MessageRow> for Message {
    type Error = StoreError;

    fn try_from(row: MessageRow) -> Result<Self, StoreError> {
        let bounce = row.bounced_at.map(|at| (at.into(), row.bounce.unwrap_or_default()));
        let delivery = Delivery::parse(&row.state).ok_or_else(|| StoreError::corrupt("a message's state"))?;
        let delivery = if bounce.is_some() && delivery == Delivery::Sent { Delivery::Bounced } else { delivery };
        Ok(Self {
            agency: row.agency_id.into(),
            id: row.id.get(),
            document: row.document_id.into(),
            letter: row.letter.read()?,
            delivery,
            bounce,
            attempts: crate::document::count(row.attempts)?,
            last_error: row.last_error,
            created_at: row.created_at.into(),
            sent_at: row.sent_at.map(Into::into),
            next_at: row.next_at.into(),
            carrier: row.carrier_id.map(DbId::get),
            along: Vec::new(),
        })
    }
}

/// How letters are queued.
#[derive(Debug, Clone, Copy)]
pub struct Posting {
    /// Now.
    pub now: UtcTime,
    /// Whether there is a mail server.
    pub deliverable: bool,
    /// For how long those wait that gather; not at all where it is nothing.
    pub gather: Duration,
}

/// Queues letters. With no mail server they are kept as not sent; what somebody does not want told at once waits for their digest, or is
/// only kept; what gathers ([`Letter::gathers`]) waits for others about its document.
pub fn queue(
    conn: &mut Conn,
    agency: AgencyId,
    letters: &[(Uuid, Letter)],
    posting: Posting,
) -> Result<(), StoreError> {
    let choosing = letters.iter().filter(|(_, letter)| !letter.kind.is_fixed()).filter_map(|(_, l)| l.to.person);
    let choosing: BTreeSet<PersonId> = choosing.collect();
    // A handoff is nothing that anybody chooses, and asks nothing.
    let chosen = if choosing.is_empty() { BTreeMap::new() } else { notice_preference::of(conn, agency, &choosing)? };
    for (id, letter) in letters {
        let choice = letter.to.person.and_then(|person| chosen.get(&person)).map(|theirs| theirs.of(letter.kind));
        let (state, why) = match (&letter.to.address, posting.deliverable, choice.unwrap_or_default()) {
            (_, _, Choice::None) => (Delivery::NotWanted, None),
            (None, ..) => (Delivery::Dead, Some("no address")),
            (Some(_), false, _) => (Delivery::NotSent, Some("no mail server")),
            (Some(_), true, Choice::Digest) => (Delivery::InDigest, None),
            (Some(_), true, Choice::AtOnce) => (Delivery::Queued, None),
        };
        let waits = state == Delivery::Queued && posting.gather > Duration::zero() && letter.gathers();
        let waits_until = waits.then(|| posting.now + posting.gather);
        let row = MessageRow {
            agency_id: agency.into(),
            id: (*id).into(),
            document_id: letter.document.id.into(),
            kind: letter.kind.as_str().to_owned(),
            recipient: letter.to.name.clone(),
            address: letter.to.address.as_ref().map(|a| a.as_str().to_owned()),
            letter: JsonText::of(letter)?,
            state: state.as_str().to_owned(),
            attempts: 0,
            next_at: waits_until.unwrap_or(posting.now).into(),
            leased_by: None,
            last_error: why.map(str::to_owned),
            created_at: posting.now.into(),
            sent_at: None,
            person_id: letter.to.person.map(DbId::from),
            bounced_at: None,
            bounce: None,
            company: letter.envelope().filter(|_| waits),
            waits_until: waits_until.map(DbTime::from),
            carrier_id: None,
        };
        both!(conn, c => diesel::insert_into(message::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// A document's mails, oldest first.
pub fn of_document(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<Message>, StoreError> {
    let rows: Vec<MessageRow> = both!(conn, c => message::table
        .filter(message::agency_id.eq(DbId::from(agency)).and(message::document_id.eq(DbId::from(document))))
        .order(message::id)
        .select(MessageRow::as_select())
        .load(c))?;
    rows.into_iter().map(Message::try_from).collect()
}

/// Where a message of this id is, among these agencies.
pub fn find(conn: &mut Conn, agencies: &[AgencyId], id: Uuid) -> Result<Option<Message>, StoreError> {
    let agencies: Vec<DbId> = agencies.iter().copied().map(DbId::from).collect();
    let row: Option<MessageRow> = both!(conn, c => message::table
        .filter(message::agency_id.eq_any(&agencies).and(message::id.eq(DbId::from(id))))
        .select(MessageRow::as_select())
        .first(c)
        .optional())?;
    row.map(Message::try_from).transpose()
}

/// Notes that it was reported that a message did not arrive, with all that went in it; the first report stands. Whether this is the first.
pub fn bounced(conn: &mut Conn, agency: AgencyId, id: Uuid, at: UtcTime, words: &str) -> Result<bool, StoreError> {
    let all = claim::in_one_mail(conn, agency, id)?;
    let this =
        message::agency_id.eq(DbId::from(agency)).and(message::id.eq_any(&all)).and(message::bounced_at.is_null());
    let noted = both!(conn, c => diesel::update(message::table.filter(this))
        .set((message::bounced_at.eq(Some(DbTime::from(at))), message::bounce.eq(Some(words))))
        .execute(c))?;
    Ok(noted > 0)
}
