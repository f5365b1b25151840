//! The addresses that replies to mails go to, by the hashes of their tokens.

use diesel::prelude::*;
use domain::{AgencyId, AssignmentId, DocumentId, PersonId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::reply_address,
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = reply_address)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    agency_id: DbId,
    token_hash: String,
    message_id: DbId,
    document_id: DbId,
    person_id: DbId,
    instead_of: Option<DbId>,
    assignment_id: Option<DbId>,
    standing: String,
    told_at: DbTime,
    address: String,
    created_at: DbTime,
    expires_at: DbTime,
    ended_at: Option<DbTime>,
}

/// The address that replies to one mail go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyAddress {
    /// Whose.
    pub agency: AgencyId,
    /// The hash of its token.
    pub token_hash: String,
    /// The mail.
    pub message: Uuid,
    /// The document that it is about.
    pub document: DocumentId,
    /// Who may reply.
    pub person: PersonId,
    /// In whose stead, where the mail did not tell of their own work.
    pub instead_of: Option<PersonId>,
    /// The assignment that it is about, or as which recipient its reader was told.
    pub assignment: Option<AssignmentId>,
    /// Where the work stood when the mail was sent.
    pub standing: String,
    /// Of when the mail tells.
    pub told_at: UtcTime,
    /// The address that the mail was sent to.
    pub address: String,
    /// When it was made.
    pub created_at: UtcTime,
    /// Until when it holds.
    pub expires_at: UtcTime,
    /// When it was ended before that.
    pub ended_at: Option<UtcTime>,
}

impl TryFrom<Row> for ReplyAddress {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            agency: row.agency_id.into(),
            token_hash: row.token_hash,
            message: row.message_id.get(),
            document: row.document_id.into(),
            person: row.person_id.into(),
            instead_of: row.instead_of.map(Into::into),
            assignment: row.assignment_id.map(Into::into),
            standing: row.standing,
            told_at: row.told_at.into(),
            address: row.address,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.into(),
            ended_at: row.ended_at.map(Into::into),
        })
    }
}

/// Keeps a new one.
pub fn keep(conn: &mut Conn, one: &ReplyAddress) -> Result<(), StoreError> {
    let row = Row {
        agency_id: one.agency.into(),
        token_hash: one.token_hash.clone(),
        message_id: one.message.into(),
        document_id: one.document.into(),
        person_id: one.person.into(),
        instead_of: one.instead_of.map(Into::into),
        assignment_id: one.assignment.map(Into::into),
        standing: one.standing.clone(),
        told_at: one.told_at.into(),
        address: one.address.clone(),
        created_at: one.created_at.into(),
        expires_at: one.expires_at.into(),
        ended_at: one.ended_at.map(Into::into),
    };
    both!(conn, c => diesel::insert_into(reply_address::table).values(&row).execute(c))?;
    Ok(())
}

/// The one of this token, whatever has become of it.
pub fn find(conn: &mut Conn, token_hash: &str) -> Result<Option<ReplyAddress>, StoreError> {
    let found: Option<Row> = both!(conn, c => reply_address::table
        .filter(reply_address::token_hash.eq(token_hash))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    found.map(ReplyAddress::try_from).transpose()
}

/// Ends all of a person's.
pub fn end_all(conn: &mut Conn, agency: AgencyId, person: PersonId, now: UtcTime) -> Result<(), StoreError> {
    let theirs = reply_address::agency_id
        .eq(DbId::from(agency))
        .and(reply_address::person_id.eq(DbId::from(person)))
        .and(reply_address::ended_at.is_null());
    both!(conn, c => diesel::update(reply_address::table.filter(theirs))
        .set(reply_address::ended_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// Ends a mail's: it went to others than its reader.
pub fn end_of_mail(conn: &mut Conn, agency: AgencyId, message: Uuid, now: UtcTime) -> Result<(), StoreError> {
    let its = reply_address::agency_id
        .eq(DbId::from(agency))
        .and(reply_address::message_id.eq(DbId::from(message)))
        .and(reply_address::ended_at.is_null());
    both!(conn, c => diesel::update(reply_address::table.filter(its))
        .set(reply_address::ended_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// Whether it holds at this moment.
pub fn holds(conn: &mut Conn, token_hash: &str, now: UtcTime) -> Result<bool, StoreError> {
    Ok(find(conn, token_hash)?.is_some_and(|one| one.ended_at.is_none() && one.expires_at > now))
}

/// Ends every agency's.
pub fn end_every(conn: &mut Conn, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(reply_address::table.filter(reply_address::ended_at.is_null()))
        .set(reply_address::ended_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// How many are removed in one transaction.
pub const SWEPT_AT_ONCE: usize = 500;

/// Removes some that ran out before this; how many.
pub fn sweep(conn: &mut Conn, before: UtcTime) -> Result<usize, StoreError> {
    let some = i64::try_from(SWEPT_AT_ONCE).unwrap_or(i64::MAX);
    let old: Vec<(DbId, String)> = both!(conn, c => reply_address::table
        .filter(reply_address::expires_at.lt(DbTime::from(before)))
        .order(reply_address::expires_at)
        .select((reply_address::agency_id, reply_address::token_hash))
        .limit(some)
        .load(c))?;
    let mut removed = 0;
    for (agency, hash) in old {
        let this = reply_address::agency_id.eq(agency).and(reply_address::token_hash.eq(hash));
        removed += both!(conn, c => diesel::delete(reply_address::table.filter(this)).execute(c))?;
    }
    Ok(removed)
}
