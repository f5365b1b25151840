//! The messages that wait: taken by workers with a lease, put back, finished or given up.

use chrono::Duration;
use diesel::prelude::*;
use domain::{AgencyId, DocumentId, UtcTime};
use uuid::Uuid;

use super::{Outcome, ReceivedMail, Row, State};
use crate::{
    Conn, StoreError, both,
    schema::received_mail,
    types::{DbId, DbTime},
};

/// Whether one waits to be looked at.
pub fn is_due(conn: &mut Conn, now: UtcTime) -> Result<bool, StoreError> {
    let first: Option<DbId> = both!(conn, c => received_mail::table
        .filter(received_mail::state.eq("waiting").and(received_mail::next_at.le(DbTime::from(now))))
        .select(received_mail::id)
        .first(c)
        .optional())?;
    Ok(first.is_some())
}

/// Takes the one that came first of those that wait, for a while: until the lease ends no other worker takes it.
pub fn claim(conn: &mut Conn, worker: &str, now: UtcTime, lease: Duration) -> Result<Option<ReceivedMail>, StoreError> {
    let until = DbTime::from(now + lease);
    let now = DbTime::from(now);
    let due: Option<Row> = match conn {
        Conn::Postgres(c) => received_mail::table
            .filter(received_mail::state.eq("waiting").and(received_mail::next_at.le(now)))
            .order((received_mail::next_at, received_mail::id))
            .for_update()
            .skip_locked()
            .select(Row::as_select())
            .first(c)
            .optional()?,
        Conn::Sqlite(c) => received_mail::table
            .filter(received_mail::state.eq("waiting").and(received_mail::next_at.le(now)))
            .order((received_mail::next_at, received_mail::id))
            .select(Row::as_select())
            .first(c)
            .optional()?,
    };
    let Some(row) = due else { return Ok(None) };
    let this = received_mail::agency_id.eq(row.agency_id).and(received_mail::id.eq(row.id));
    both!(conn, c => diesel::update(received_mail::table.filter(this))
        .set((
            received_mail::next_at.eq(until),
            received_mail::leased_by.eq(Some(worker)),
            received_mail::attempts.eq(received_mail::attempts + 1),
        ))
        .execute(c))?;
    let attempts = row.attempts.saturating_add(1);
    ReceivedMail::try_from(Row { attempts, ..row }).map(Some)
}

/// Puts one back to be looked at then; a try that does not count is as if it had not been.
pub fn again(
    conn: &mut Conn,
    worker: &str,
    (agency, id): (AgencyId, Uuid),
    at: UtcTime,
    counts: bool,
) -> Result<(), StoreError> {
    let mine = received_mail::agency_id
        .eq(DbId::from(agency))
        .and(received_mail::id.eq(DbId::from(id)))
        .and(received_mail::state.eq("waiting"))
        .and(received_mail::leased_by.eq(worker));
    both!(conn, c => diesel::update(received_mail::table.filter(mine))
        .set((
            received_mail::next_at.eq(DbTime::from(at)),
            received_mail::leased_by.eq(None::<String>),
            received_mail::attempts.eq(received_mail::attempts - i32::from(!counts)),
        ))
        .execute(c))?;
    Ok(())
}

/// What a message was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What it is, by its stable name.
    pub kind: String,
    /// The hash of its Message-ID and its body.
    pub identity: Option<String>,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Its sender.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// Whether the receiving server has proved its sender.
    pub proved: bool,
    /// The words of a reply.
    pub words: Option<String>,
    /// The document that a reply is about.
    pub document: Option<(AgencyId, DocumentId)>,
}

/// Notes what a message was found to be, while it is this worker's; false where it no longer is.
pub fn note_seen(
    conn: &mut Conn,
    worker: &str,
    (agency, id): (AgencyId, Uuid),
    seen: &Seen,
) -> Result<bool, StoreError> {
    let mine = received_mail::agency_id
        .eq(DbId::from(agency))
        .and(received_mail::id.eq(DbId::from(id)))
        .and(received_mail::state.eq("waiting"))
        .and(received_mail::leased_by.eq(worker));
    let (whose, document) = whose(seen.document);
    let noted = both!(conn, c => diesel::update(received_mail::table.filter(mine))
        .set((
            received_mail::kind.eq(Some(&seen.kind)),
            received_mail::identity.eq(&seen.identity),
            received_mail::message_id.eq(&seen.message_id),
            received_mail::sender.eq(&seen.sender),
            received_mail::subject.eq(&seen.subject),
            received_mail::proved.eq(seen.proved),
            received_mail::words.eq(&seen.words),
            received_mail::document_agency_id.eq(whose),
            received_mail::document_id.eq(document),
        ))
        .execute(c))?;
    Ok(noted == 1)
}

fn whose(document: Option<(AgencyId, DocumentId)>) -> (Option<DbId>, Option<DbId>) {
    document.map_or((None, None), |(a, d)| (Some(DbId::from(a)), Some(DbId::from(d))))
}

/// What came of a message, and about what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// What.
    pub outcome: Outcome,
    /// Whether a clerk is to work it off.
    pub open: bool,
    /// The document that it was about; as it was noted before, where it is none.
    pub document: Option<(AgencyId, DocumentId)>,
    /// Whether its sender is answered.
    pub answered: bool,
}

/// Notes what came of a message, in the transaction of it: false where that was done already, and then nothing of it may stand.
pub fn finish(conn: &mut Conn, (agency, id): (AgencyId, Uuid), finished: Finished) -> Result<bool, StoreError> {
    let waiting = received_mail::agency_id
        .eq(DbId::from(agency))
        .and(received_mail::id.eq(DbId::from(id)))
        .and(received_mail::state.eq("waiting"));
    let Finished { outcome, open, document, answered } = finished;
    let state = if open { State::Open } else { State::Done };
    // What is left as it is stands as `None` in diesel's change, what is cleared as `Some(None)`.
    let about = document.map(|of| whose(Some(of)));
    // Words are kept for whoever has to work them off; and until the answer is sent, since somebody may have to where it can't be.
    let words = (!open && !answered).then_some(None::<String>);
    let done = both!(conn, c => diesel::update(received_mail::table.filter(waiting))
        .set((
            received_mail::state.eq(state.as_str()),
            received_mail::outcome.eq(Some(outcome.as_str())),
            about.map(|(whose, _)| received_mail::document_agency_id.eq(whose)),
            about.map(|(_, document)| received_mail::document_id.eq(document)),
            received_mail::answered.eq(answered),
            received_mail::answer_error.eq(None::<String>),
            received_mail::leased_by.eq(None::<String>),
            words.clone().map(|words| received_mail::words.eq(words)),
        ))
        .execute(c))?;
    Ok(done == 1)
}

/// Its answer is sent: what nobody has to work off need not be kept any longer.
pub fn answer_sent(conn: &mut Conn, (agency, id): (AgencyId, Uuid)) -> Result<(), StoreError> {
    let done = received_mail::agency_id
        .eq(DbId::from(agency))
        .and(received_mail::id.eq(DbId::from(id)))
        .and(received_mail::state.eq(State::Done.as_str()))
        .and(received_mail::words.is_not_null());
    both!(conn, c => diesel::update(received_mail::table.filter(done))
        .set(received_mail::words.eq(None::<String>))
        .execute(c))?;
    Ok(())
}

/// Its answer could not be sent: whoever wrote knows of nothing, and a clerk is to look at it, whatever came of it.
pub fn answer_given_up(conn: &mut Conn, (agency, id): (AgencyId, Uuid), why: &str) -> Result<(), StoreError> {
    let this = || received_mail::agency_id.eq(DbId::from(agency)).and(received_mail::id.eq(DbId::from(id)));
    both!(conn, c => diesel::update(received_mail::table.filter(this()))
        .set((received_mail::answered.eq(false), received_mail::answer_error.eq(Some(why))))
        .execute(c))?;
    let done = this().and(received_mail::state.eq(State::Done.as_str()));
    both!(conn, c => diesel::update(received_mail::table.filter(done))
        .set(received_mail::state.eq(State::Open.as_str()))
        .execute(c))?;
    Ok(())
}

/// Gives a message up that was tried often enough, while it is this worker's: a clerk is to look at it.
pub fn give_up(conn: &mut Conn, worker: &str, (agency, id): (AgencyId, Uuid)) -> Result<(), StoreError> {
    let mine = received_mail::agency_id
        .eq(DbId::from(agency))
        .and(received_mail::id.eq(DbId::from(id)))
        .and(received_mail::state.eq("waiting"))
        .and(received_mail::leased_by.eq(worker));
    both!(conn, c => diesel::update(received_mail::table.filter(mine))
        .set((
            received_mail::state.eq(State::Open.as_str()),
            received_mail::outcome.eq(Some(Outcome::Failed.as_str())),
            received_mail::leased_by.eq(None::<String>),
        ))
        .execute(c))?;
    Ok(())
}
