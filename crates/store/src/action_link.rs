//! Links in mails by which their reader acts, by the hashes of their tokens.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    AgencyId, AssignmentId, DocumentId, PersonId, UtcTime,
    document::{Command, CommandKind},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::{count, integer},
    schema::{action_link, action_mail},
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = action_link)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    agency_id: DbId,
    token_hash: String,
    message_id: DbId,
    document_id: DbId,
    person_id: DbId,
    instead_of: Option<DbId>,
    assignment_id: Option<DbId>,
    command: String,
    standing: String,
    version: i32,
    address: String,
    code_tag: String,
    created_at: DbTime,
    expires_at: DbTime,
    used_at: Option<DbTime>,
    ended_at: Option<DbTime>,
    prepared: Option<String>,
}

/// A link.
#[derive(Debug, Clone)]
pub struct ActionLink {
    /// Whose.
    pub agency: AgencyId,
    /// The hash of its token.
    pub token_hash: String,
    /// The mail that it stands in.
    pub message: Uuid,
    /// The document.
    pub document: DocumentId,
    /// Whose hand acts.
    pub person: PersonId,
    /// In whose stead, where it is not their own work.
    pub instead_of: Option<PersonId>,
    /// The assignment that the command names, or as which recipient it is given.
    pub assignment: Option<AssignmentId>,
    /// What it does.
    pub command: CommandKind,
    /// Where the work stood that the mail tells of.
    pub standing: String,
    /// The document's version then.
    pub version: u32,
    /// The address that the mail was sent to.
    pub address: String,
    /// The tag of the mail's code, behind the id of its key.
    pub code_tag: String,
    /// When it was made.
    pub created_at: UtcTime,
    /// Until when it holds.
    pub expires_at: UtcTime,
    /// When it was used.
    pub used_at: Option<UtcTime>,
    /// When it was ended unused.
    pub ended_at: Option<UtcTime>,
    /// The command as a reply asked for it, which the link confirms; none where its page asks for the words.
    pub prepared: Option<Command>,
}

impl TryFrom<Row> for ActionLink {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let command = CommandKind::parse(&row.command).map_err(|_| StoreError::corrupt("a link's command"))?;
        Ok(Self {
            agency: row.agency_id.into(),
            token_hash: row.token_hash,
            message: row.message_id.get(),
            document: row.document_id.into(),
            person: row.person_id.into(),
            instead_of: row.instead_of.map(Into::into),
            assignment: row.assignment_id.map(Into::into),
            command,
            standing: row.standing,
            version: count(row.version)?,
            address: row.address,
            code_tag: row.code_tag,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.into(),
            used_at: row.used_at.map(Into::into),
            ended_at: row.ended_at.map(Into::into),
            prepared: row.prepared.as_deref().map(|prepared| read(command, prepared)).transpose()?,
        })
    }
}

fn unread() -> StoreError {
    StoreError::corrupt("what a link confirms")
}

/// A command as its document's direction writes it.
fn read(kind: CommandKind, written: &str) -> Result<Command, StoreError> {
    match kind {
        CommandKind::Incoming(_) => serde_json::from_str(written).map(Command::Incoming),
        CommandKind::Outgoing(_) => serde_json::from_str(written).map(Command::Outgoing),
        CommandKind::Dossier(_) => serde_json::from_str(written).map(Command::Dossier),
    }
    .map_err(|_| unread())
}

fn write(command: &Command) -> Result<String, StoreError> {
    match command {
        Command::Incoming(command) => serde_json::to_string(command),
        Command::Outgoing(command) => serde_json::to_string(command),
        Command::Dossier(command) => serde_json::to_string(command),
    }
    .map_err(|_| unread())
}

/// Keeps a mail's new links. Those of a mail that is tried again are counted with those of the try before.
pub fn keep(conn: &mut Conn, links: &[ActionLink]) -> Result<(), StoreError> {
    for link in links {
        let expires = action_mail::expires_at.eq(DbTime::from(link.expires_at));
        let mail = (
            action_mail::agency_id.eq(DbId::from(link.agency)),
            action_mail::message_id.eq(DbId::from(link.message)),
            action_mail::wrong_tries.eq(0),
            expires,
        );
        both!(conn, c => diesel::insert_into(action_mail::table)
            .values(mail)
            .on_conflict((action_mail::agency_id, action_mail::message_id))
            .do_update()
            .set(expires)
            .execute(c))?;
        let row = Row {
            agency_id: link.agency.into(),
            token_hash: link.token_hash.clone(),
            message_id: link.message.into(),
            document_id: link.document.into(),
            person_id: link.person.into(),
            instead_of: link.instead_of.map(Into::into),
            assignment_id: link.assignment.map(Into::into),
            command: link.command.key(),
            standing: link.standing.clone(),
            version: integer(link.version)?,
            address: link.address.clone(),
            code_tag: link.code_tag.clone(),
            created_at: link.created_at.into(),
            expires_at: link.expires_at.into(),
            used_at: link.used_at.map(Into::into),
            ended_at: link.ended_at.map(Into::into),
            prepared: link.prepared.as_ref().map(write).transpose()?,
        };
        both!(conn, c => diesel::insert_into(action_link::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// The link of this token, whatever has become of it.
pub fn find(conn: &mut Conn, token_hash: &str) -> Result<Option<ActionLink>, StoreError> {
    let found: Option<Row> = both!(conn, c => action_link::table
        .filter(action_link::token_hash.eq(token_hash))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    found.map(ActionLink::try_from).transpose()
}

/// How many different wrong codes were tried at this mail's links.
pub fn wrong_tries(conn: &mut Conn, agency: AgencyId, message: Uuid) -> Result<u32, StoreError> {
    let tries: Option<i32> = both!(conn, c => action_mail::table
        .filter(action_mail::agency_id.eq(DbId::from(agency)).and(action_mail::message_id.eq(DbId::from(message))))
        .select(action_mail::wrong_tries)
        .first(c)
        .optional())?;
    tries.map_or(Ok(0), count)
}

/// Counts a try at a mail: a wrong code once, by its tag, however often it is tried; of a right one there is no tag, and it counts for
/// nothing. How many different wrong ones there have been; none where there have been too many: those that come at once stand in line
/// for the row, so that no more than that are ever judged.
pub fn tried(
    conn: &mut Conn,
    agency: AgencyId,
    message: Uuid,
    wrong: Option<&str>,
    most: u32,
) -> Result<Option<u32>, StoreError> {
    let this = || action_mail::agency_id.eq(DbId::from(agency)).and(action_mail::message_id.eq(DbId::from(message)));
    let left = this().and(action_mail::wrong_tries.lt(integer(most)?));
    // Written as it stands, so that others wait.
    let held: Option<(i32, String)> = both!(conn, c => diesel::update(action_mail::table.filter(left))
        .set(action_mail::wrong_tries.eq(action_mail::wrong_tries))
        .returning((action_mail::wrong_tries, action_mail::wrong_codes))
        .get_result(c)
        .optional())?;
    let Some((tries, known)) = held else { return Ok(None) };
    let Some(tag) = wrong.filter(|tag| known.split(' ').all(|one| one != *tag)) else { return count(tries).map(Some) };
    let codes = format!("{known} {tag}");
    let tries: i32 = both!(conn, c => diesel::update(action_mail::table.filter(this()))
        .set((action_mail::wrong_tries.eq(action_mail::wrong_tries + 1), action_mail::wrong_codes.eq(codes.trim_start())))
        .returning(action_mail::wrong_tries)
        .get_result(c))?;
    count(tries).map(Some)
}

/// Uses a link of a mail up; false where it was used, was ended, ran out, or its mail was worn out by wrong codes meanwhile.
pub fn spend(
    conn: &mut Conn,
    (agency, message): (AgencyId, Uuid),
    token_hash: &str,
    most_tries: u32,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let mail = action_mail::agency_id
        .eq(DbId::from(agency))
        .and(action_mail::message_id.eq(DbId::from(message)))
        .and(action_mail::wrong_tries.lt(integer(most_tries)?));
    // Written as it stands, so that a wrong code that is being counted is waited for.
    let left = both!(conn, c => diesel::update(action_mail::table.filter(mail))
        .set(action_mail::wrong_tries.eq(action_mail::wrong_tries))
        .execute(c))?;
    if left != 1 {
        return Ok(false);
    }
    let still = action_link::agency_id
        .eq(DbId::from(agency))
        .and(action_link::token_hash.eq(token_hash))
        .and(action_link::used_at.is_null())
        .and(action_link::ended_at.is_null())
        .and(action_link::expires_at.gt(DbTime::from(now)));
    let used = both!(conn, c => diesel::update(action_link::table.filter(still))
        .set(action_link::used_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(used == 1)
}

/// Ends all of a person's links that were not used.
pub fn end_all(conn: &mut Conn, agency: AgencyId, person: PersonId, now: UtcTime) -> Result<(), StoreError> {
    let theirs = action_link::agency_id
        .eq(DbId::from(agency))
        .and(action_link::person_id.eq(DbId::from(person)))
        .and(action_link::used_at.is_null())
        .and(action_link::ended_at.is_null());
    both!(conn, c => diesel::update(action_link::table.filter(theirs))
        .set(action_link::ended_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// Ends all of a mail's links that were not used: it went to others than its reader.
pub fn end_of_mail(conn: &mut Conn, agency: AgencyId, message: Uuid, now: UtcTime) -> Result<(), StoreError> {
    let its = action_link::agency_id
        .eq(DbId::from(agency))
        .and(action_link::message_id.eq(DbId::from(message)))
        .and(action_link::used_at.is_null())
        .and(action_link::ended_at.is_null());
    both!(conn, c => diesel::update(action_link::table.filter(its))
        .set(action_link::ended_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// Ends every agency's links that were not used.
pub fn end_every(conn: &mut Conn, now: UtcTime) -> Result<(), StoreError> {
    let open = action_link::used_at.is_null().and(action_link::ended_at.is_null());
    both!(conn, c => diesel::update(action_link::table.filter(open))
        .set(action_link::ended_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// How many links are removed in one transaction.
pub const SWEPT_AT_ONCE: usize = 500;

fn some() -> i64 {
    i64::try_from(SWEPT_AT_ONCE).unwrap_or(i64::MAX)
}

/// Removes some links that were not used and ran out before this; how many.
pub fn sweep_unused(conn: &mut Conn, before: UtcTime) -> Result<usize, StoreError> {
    let old = both!(conn, c => action_link::table
        .filter(action_link::used_at.is_null().and(action_link::expires_at.lt(DbTime::from(before))))
        .order(action_link::expires_at)
        .select((action_link::agency_id, action_link::token_hash))
        .limit(some())
        .load(c))?;
    remove(conn, old)
}

/// Removes some links that were used before this; how many.
pub fn sweep_used(conn: &mut Conn, before: UtcTime) -> Result<usize, StoreError> {
    let old = both!(conn, c => action_link::table
        .filter(action_link::used_at.lt(Some(DbTime::from(before))))
        .order(action_link::used_at)
        .select((action_link::agency_id, action_link::token_hash))
        .limit(some())
        .load(c))?;
    remove(conn, old)
}

/// Removes some counts of mails whose links ran out before this; how many.
pub fn sweep_mails(conn: &mut Conn, before: UtcTime) -> Result<usize, StoreError> {
    let old: Vec<(DbId, DbId)> = both!(conn, c => action_mail::table
        .filter(action_mail::expires_at.lt(DbTime::from(before)))
        .order(action_mail::expires_at)
        .select((action_mail::agency_id, action_mail::message_id))
        .limit(some())
        .load(c))?;
    let mut of_agency: BTreeMap<DbId, Vec<DbId>> = BTreeMap::new();
    for (agency, message) in old {
        of_agency.entry(agency).or_default().push(message);
    }
    let mut removed = 0;
    for (agency, messages) in of_agency {
        removed += both!(conn, c => diesel::delete(action_mail::table
            .filter(action_mail::agency_id.eq(agency).and(action_mail::message_id.eq_any(&messages))))
            .execute(c))?;
    }
    Ok(removed)
}

fn remove(conn: &mut Conn, old: Vec<(DbId, String)>) -> Result<usize, StoreError> {
    let mut of_agency: BTreeMap<DbId, Vec<String>> = BTreeMap::new();
    for (agency, hash) in old {
        of_agency.entry(agency).or_default().push(hash);
    }
    let mut removed = 0;
    for (agency, hashes) in of_agency {
        removed += both!(conn, c => diesel::delete(action_link::table
            .filter(action_link::agency_id.eq(agency).and(action_link::token_hash.eq_any(&hashes))))
            .execute(c))?;
    }
    Ok(removed)
}
