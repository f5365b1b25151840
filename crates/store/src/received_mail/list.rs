//! The messages that were looked at, as they are looked up: by a clerk who works them off, and by what is to be known of a sender.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, PersonId, UtcTime};
use uuid::Uuid;

use super::{Outcome, ReceivedMail, Row, Settled, State};
use crate::{
    Conn, StoreError, both,
    schema::received_mail,
    types::{DbId, DbTime},
};

/// Whether something came of this kind of a message about this document since then.
pub fn came_of_document(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    outcome: Outcome,
    since: UtcTime,
) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => received_mail::table
        .filter(received_mail::agency_id.eq(DbId::from(agency)).and(received_mail::outcome.eq(outcome.as_str())))
        .filter(received_mail::document_id.eq(Some(DbId::from(document))))
        .filter(received_mail::received_at.ge(DbTime::from(since)))
        .select(received_mail::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Of a message's sender since then: how many were answered of those that are like it (a reply or not), and how many became documents.
/// What is proved and what is not are counted apart: nobody uses up another's measure by writing in their name.
pub fn of_sender(
    conn: &mut Conn,
    mail: &ReceivedMail,
    sender: &str,
    since: UtcTime,
) -> Result<(usize, usize), StoreError> {
    let taken_in = Outcome::TakenIn.as_str();
    // As many as may be answered and taken in within a day.
    let rows: Vec<(Option<String>, Option<String>, bool)> = both!(conn, c => received_mail::table
        .filter(received_mail::agency_id.eq(DbId::from(mail.agency)).and(received_mail::sender.eq(sender)))
        .filter(received_mail::received_at.ge(DbTime::from(since)).and(received_mail::proved.eq(mail.proved)))
        .filter(received_mail::answered.eq(true).or(received_mail::outcome.eq(taken_in)))
        .select((received_mail::kind, received_mail::outcome, received_mail::answered))
        .load(c))?;
    let is_reply = |kind: Option<&str>| kind == Some("reply");
    let alike = |kind: Option<&str>| is_reply(kind) == is_reply(mail.kind.as_deref());
    let answered = rows.iter().filter(|(kind, _, answered)| *answered && alike(kind.as_deref())).count();
    let taken = rows.iter().filter(|(_, outcome, _)| outcome.as_deref() == Some(taken_in)).count();
    Ok((answered, taken))
}

/// One message.
pub fn find(conn: &mut Conn, agency: AgencyId, id: Uuid) -> Result<Option<ReceivedMail>, StoreError> {
    let row: Option<Row> = both!(conn, c => received_mail::table
        .filter(received_mail::agency_id.eq(DbId::from(agency)).and(received_mail::id.eq(DbId::from(id))))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.map(ReceivedMail::try_from).transpose()
}

/// A page of an agency's mail in one state, the latest first, behind this one.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    state: State,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<ReceivedMail>, StoreError> {
    // An id is made when the message is taken in, and is larger than those before.
    let before = DbId::from(before.unwrap_or(Uuid::max()));
    let rows: Vec<Row> = both!(conn, c => received_mail::table
        .filter(received_mail::agency_id.eq(DbId::from(agency)).and(received_mail::state.eq(state.as_str())))
        .filter(received_mail::id.lt(before))
        .order(received_mail::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(ReceivedMail::try_from).collect()
}

/// A clerk has worked it off; false where it was not open.
pub fn settle(conn: &mut Conn, (agency, id): (AgencyId, Uuid), settled: &Settled) -> Result<bool, StoreError> {
    let done = both!(conn, c => diesel::update(received_mail::table.filter(open(agency, id)))
        .set((
            received_mail::state.eq(State::Settled.as_str()),
            received_mail::settled_by.eq(Some(DbId::from(settled.by))),
            received_mail::settled_at.eq(Some(DbTime::from(settled.at))),
            received_mail::settled_note.eq(&settled.note),
        ))
        .execute(c))?;
    Ok(done == 1)
}

/// A clerk wants it taken in as a letter: it waits once more; false where it was not open.
pub fn as_letter(
    conn: &mut Conn,
    (agency, id): (AgencyId, Uuid),
    by: PersonId,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let done = both!(conn, c => diesel::update(received_mail::table.filter(open(agency, id)))
        .set((
            received_mail::state.eq(State::Waiting.as_str()),
            received_mail::letter_by.eq(Some(DbId::from(by))),
            received_mail::attempts.eq(0),
            received_mail::next_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    Ok(done == 1)
}

/// One that was given up waits once more, for what it is; false where it was not given up.
pub fn retry(conn: &mut Conn, (agency, id): (AgencyId, Uuid), now: UtcTime) -> Result<bool, StoreError> {
    let failed = open(agency, id).and(received_mail::outcome.eq(Some(Outcome::Failed.as_str())));
    let done = both!(conn, c => diesel::update(received_mail::table.filter(failed))
        .set((
            received_mail::state.eq(State::Waiting.as_str()),
            received_mail::outcome.eq(None::<String>),
            received_mail::attempts.eq(0),
            received_mail::next_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    Ok(done == 1)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn open(agency: AgencyId, id: Uuid) -> _ {
    let (agency, id): (DbId, DbId) = (DbId::from(agency), DbId::from(id));
    received_mail::agency_id.eq(agency).and(received_mail::id.eq(id)).and(received_mail::state.eq("open"))
}
