//! Mail that came in: noted whole, taken by workers with a lease, and kept with what came of it.

mod list;
mod outcome;
mod queue;
mod sameness;

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, PersonId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::count,
    schema::received_mail,
    types::{DbId, DbTime},
};

pub use self::{
    list::{as_letter, came_of_document, find, list, of_sender, retry, settle},
    outcome::Outcome,
    queue::{Finished, Seen, again, answer_given_up, answer_sent, claim, finish, give_up, is_due, note_seen},
    sameness::{Sameness, elect},
};

/// How a message that came in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is to be looked at.
    Waiting,
    /// Nobody need look at it.
    Done,
    /// A clerk is to work it off.
    Open,
    /// A clerk has.
    Settled,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Done, Self::Open, Self::Settled];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Open => "open",
            Self::Settled => "settled",
        }
    }

    /// Reads [`State::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = received_mail)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    agency_id: DbId,
    id: DbId,
    sha256: String,
    bytes: i64,
    whole_bytes: Option<i64>,
    received_at: DbTime,
    state: String,
    attempts: i32,
    next_at: DbTime,
    leased_by: Option<String>,
    kind: Option<String>,
    outcome: Option<String>,
    identity: Option<String>,
    message_id: Option<String>,
    sender: Option<String>,
    subject: Option<String>,
    document_agency_id: Option<DbId>,
    document_id: Option<DbId>,
    answered: bool,
    letter_by: Option<DbId>,
    handed_in_by: Option<DbId>,
    settled_by: Option<DbId>,
    settled_at: Option<DbTime>,
    settled_note: Option<String>,
    proved: bool,
    words: Option<String>,
    answer_error: Option<String>,
}

/// A message that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedMail {
    /// Whose mailbox it came to.
    pub agency: AgencyId,
    /// Which.
    pub id: Uuid,
    /// The hash of its bytes, under which they lie in the storage.
    pub sha256: String,
    /// How many bytes are kept.
    pub bytes: u64,
    /// How many there were, where it was too long to be kept whole.
    pub whole_bytes: Option<u64>,
    /// When it was taken in.
    pub received_at: UtcTime,
    /// How it stands.
    pub state: State,
    /// How often it was looked at.
    pub attempts: u32,
    /// What it was found to be.
    pub kind: Option<String>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// The hash of its Message-ID and its body.
    pub identity: Option<String>,
    /// Its Message-ID, without brackets.
    pub message_id: Option<String>,
    /// The address that it says it is from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// The document that it was about.
    pub document: Option<(AgencyId, DocumentId)>,
    /// Whether its sender was answered.
    pub answered: bool,
    /// The clerk who wants it taken in as a letter.
    pub letter_by: Option<PersonId>,
    /// Who handed it in by hand, if somebody did.
    pub handed_in_by: Option<PersonId>,
    /// By whom, when and with what words it was worked off.
    pub settled: Option<Settled>,
    /// Whether the receiving server has proved its sender.
    pub proved: bool,
    /// The words of a reply, without what it quotes; none where nobody has to work it off.
    pub words: Option<String>,
    /// Why its answer could not be sent.
    pub answer_error: Option<String>,
}

/// How a clerk has worked a message off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: UtcTime,
    /// What was noted.
    pub note: Option<String>,
}

impl TryFrom<Row> for ReceivedMail {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let size = |value: i64| u64::try_from(value).map_err(|_| StoreError::corrupt("a received mail's size"));
        Ok(Self {
            agency: row.agency_id.into(),
            id: row.id.get(),
            sha256: row.sha256,
            bytes: size(row.bytes)?,
            whole_bytes: row.whole_bytes.map(size).transpose()?,
            received_at: row.received_at.into(),
            state: State::parse(&row.state).ok_or_else(|| StoreError::corrupt("a received mail's state"))?,
            attempts: count(row.attempts)?,
            kind: row.kind,
            outcome: row.outcome.as_deref().map(read_outcome).transpose()?,
            identity: row.identity,
            message_id: row.message_id,
            sender: row.sender,
            subject: row.subject,
            document: row.document_agency_id.zip(row.document_id).map(|(a, d)| (a.into(), d.into())),
            answered: row.answered,
            letter_by: row.letter_by.map(Into::into),
            handed_in_by: row.handed_in_by.map(Into::into),
            settled: row.settled_by.zip(row.settled_at).map(|(by, at)| Settled {
                by: by.into(),
                at: at.into(),
                note: row.settled_note,
            }),
            proved: row.proved,
            words: row.words,
            answer_error: row.answer_error,
        })
    }
}

fn read_outcome(name: &str) -> Result<Outcome, StoreError> {
    Outcome::parse(name).ok_or_else(|| StoreError::corrupt("what came of a received mail"))
}

/// What is known of a message when it is taken in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The hash of the bytes that are kept.
    pub sha256: String,
    /// How many.
    pub bytes: u64,
    /// How many there were, where not all are kept.
    pub whole_bytes: Option<u64>,
    /// Who hands it in by hand, if somebody does.
    pub handed_in_by: Option<PersonId>,
}

/// Notes a message whose bytes lie in the storage. The same bytes are the same message: which it is, and whether it is new.
pub fn take_in(
    conn: &mut Conn,
    (agency, id): (AgencyId, Uuid),
    arrival: &Arrival,
    now: UtcTime,
) -> Result<(Uuid, bool), StoreError> {
    let size = |bytes: u64| i64::try_from(bytes).map_err(|_| StoreError::Database("a mail is too large".to_owned()));
    let row = Row {
        agency_id: agency.into(),
        id: id.into(),
        sha256: arrival.sha256.clone(),
        bytes: size(arrival.bytes)?,
        whole_bytes: arrival.whole_bytes.map(size).transpose()?,
        received_at: now.into(),
        state: State::Waiting.as_str().to_owned(),
        attempts: 0,
        next_at: now.into(),
        leased_by: None,
        kind: None,
        outcome: None,
        identity: None,
        message_id: None,
        sender: None,
        subject: None,
        document_agency_id: None,
        document_id: None,
        answered: false,
        letter_by: None,
        handed_in_by: arrival.handed_in_by.map(DbId::from),
        settled_by: None,
        settled_at: None,
        settled_note: None,
        proved: false,
        words: None,
        answer_error: None,
    };
    let new = both!(conn, c => diesel::insert_into(received_mail::table)
        .values(&row)
        .on_conflict((received_mail::agency_id, received_mail::sha256))
        .do_nothing()
        .execute(c))?;
    if new == 1 {
        return Ok((id, true));
    }
    let known: DbId = both!(conn, c => received_mail::table
        .filter(received_mail::agency_id.eq(DbId::from(agency)).and(received_mail::sha256.eq(&arrival.sha256)))
        .select(received_mail::id)
        .first(c))?;
    Ok((known.get(), false))
}
