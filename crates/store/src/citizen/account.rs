//! Accounts of citizens, the codes by which one signs in, and sessions.

use diesel::prelude::*;
use domain::{AgencyId, CitizenId, EmailAddress, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both, idempotency,
    schema::{citizen, citizen_code, citizen_dossier, citizen_draft, citizen_file, citizen_session},
    types::{DbId, DbTime},
};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose agency.
    pub agency: AgencyId,
    /// Which.
    pub id: CitizenId,
    /// The address that was confirmed.
    pub email: EmailAddress,
    /// Since when.
    pub created_at: UtcTime,
    /// When somebody last signed in.
    pub seen_at: UtcTime,
}

type Row = (DbId, DbId, String, DbTime, DbTime);

const COLUMNS: (citizen::agency_id, citizen::id, citizen::email, citizen::created_at, citizen::seen_at) =
    (citizen::agency_id, citizen::id, citizen::email, citizen::created_at, citizen::seen_at);

fn read((agency, id, email, created_at, seen_at): Row) -> Result<Account, StoreError> {
    Ok(Account {
        agency: agency.into(),
        id: id.into(),
        email: EmailAddress::new(&email).map_err(|_| StoreError::corrupt("a citizen's address"))?,
        created_at: created_at.into(),
        seen_at: seen_at.into(),
    })
}

/// A code that was sent.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// By which it is named when it is typed.
    pub id: Uuid,
    /// To which address.
    pub email: String,
    /// The code's tag.
    pub tag: String,
    /// Until when it holds.
    pub expires_at: UtcTime,
}

/// Keeps a code.
pub fn keep_code(conn: &mut Conn, agency: AgencyId, code: &NewCode) -> Result<(), StoreError> {
    let row = (
        citizen_code::agency_id.eq(DbId::from(agency)),
        citizen_code::id.eq(DbId::from(code.id)),
        citizen_code::email.eq(&code.email),
        citizen_code::code_tag.eq(&code.tag),
        citizen_code::wrong_tries.eq(0),
        citizen_code::expires_at.eq(DbTime::from(code.expires_at)),
    );
    both!(conn, c => diesel::insert_into(citizen_code::table).values(&row).execute(c))?;
    Ok(())
}

/// One try at a code: the address and the tag, where it still holds and has not been tried too often. The try is counted before it is
/// judged, so that no more than that many are, however many come at once.
pub fn try_code(
    conn: &mut Conn,
    agency: AgencyId,
    id: Uuid,
    most: i32,
    now: UtcTime,
) -> Result<Option<(String, String)>, StoreError> {
    let here = || citizen_code::agency_id.eq(DbId::from(agency)).and(citizen_code::id.eq(DbId::from(id)));
    let counted = both!(conn, c => diesel::update(citizen_code::table
        .filter(here())
        .filter(citizen_code::expires_at.gt(DbTime::from(now)).and(citizen_code::wrong_tries.lt(most))))
        .set(citizen_code::wrong_tries.eq(citizen_code::wrong_tries + 1))
        .execute(c))?;
    if counted == 0 {
        return Ok(None);
    }
    Ok(both!(conn, c => citizen_code::table
        .filter(here())
        .select((citizen_code::email, citizen_code::code_tag))
        .first(c)
        .optional())?)
}

/// A code that was right is good no longer, nor are others that were sent to its address.
pub fn spend_code(conn: &mut Conn, agency: AgencyId, email: &str) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(citizen_code::table
        .filter(citizen_code::agency_id.eq(DbId::from(agency)).and(citizen_code::email.eq(email))))
        .execute(c))?;
    Ok(())
}

/// The account of an address.
pub fn account_at(conn: &mut Conn, agency: AgencyId, email: &str) -> Result<Option<Account>, StoreError> {
    let found: Option<Row> = both!(conn, c => citizen::table
        .filter(citizen::agency_id.eq(DbId::from(agency)).and(citizen::email.eq(email)))
        .select(COLUMNS)
        .first(c)
        .optional())?;
    found.map(read).transpose()
}

/// An account by its id.
pub fn find(conn: &mut Conn, agency: AgencyId, id: CitizenId) -> Result<Option<Account>, StoreError> {
    let found: Option<Row> = both!(conn, c => citizen::table
        .filter(citizen::agency_id.eq(DbId::from(agency)).and(citizen::id.eq(DbId::from(id))))
        .select(COLUMNS)
        .first(c)
        .optional())?;
    found.map(read).transpose()
}

/// The account of an address that was confirmed; a new one where it has none.
pub fn open(
    conn: &mut Conn,
    agency: AgencyId,
    fresh: CitizenId,
    email: &str,
    now: UtcTime,
) -> Result<Account, StoreError> {
    let row = (
        citizen::agency_id.eq(DbId::from(agency)),
        citizen::id.eq(DbId::from(fresh)),
        citizen::email.eq(email),
        citizen::created_at.eq(DbTime::from(now)),
        citizen::seen_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(citizen::table).values(&row).on_conflict_do_nothing().execute(c))?;
    account_at(conn, agency, email)?.ok_or(StoreError::Conflict)
}

/// Somebody has signed in.
pub fn seen(conn: &mut Conn, agency: AgencyId, id: CitizenId, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(citizen::table
        .filter(citizen::agency_id.eq(DbId::from(agency)).and(citizen::id.eq(DbId::from(id)))))
        .set((citizen::seen_at.eq(DbTime::from(now)), citizen::warned_at.eq(None::<DbTime>)))
        .execute(c))?;
    Ok(())
}

/// Holds an account until the transaction ends, so that what it keeps is counted by one at a time; false where it is gone.
pub fn hold(conn: &mut Conn, agency: AgencyId, id: CitizenId) -> Result<bool, StoreError> {
    let here = || {
        let here = citizen::agency_id.eq(DbId::from(agency)).and(citizen::id.eq(DbId::from(id)));
        citizen::table.filter(here).select(citizen::id)
    };
    let found: Option<DbId> = match conn {
        Conn::Postgres(c) => here().for_update().first(c).optional()?,
        // Its writers stand in line.
        Conn::Sqlite(c) => here().first(c).optional()?,
    };
    Ok(found.is_some())
}

/// A session to be begun.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub citizen: CitizenId,
    /// The hash of its token.
    pub token_hash: String,
    /// Until when it holds.
    pub expires_at: UtcTime,
}

/// Begins a session.
pub fn begin_session(conn: &mut Conn, agency: AgencyId, new: &NewSession, now: UtcTime) -> Result<(), StoreError> {
    let row = (
        citizen_session::agency_id.eq(DbId::from(agency)),
        citizen_session::id.eq(DbId::from(new.id)),
        citizen_session::citizen_id.eq(DbId::from(new.citizen)),
        citizen_session::token_hash.eq(&new.token_hash),
        citizen_session::created_at.eq(DbTime::from(now)),
        citizen_session::expires_at.eq(DbTime::from(new.expires_at)),
    );
    both!(conn, c => diesel::insert_into(citizen_session::table).values(&row).execute(c))?;
    Ok(())
}

/// Whose token this is, with its session, where it holds at this agency.
pub fn session_of(
    conn: &mut Conn,
    agency: AgencyId,
    token_hash: &str,
    now: UtcTime,
) -> Result<Option<(Uuid, Account)>, StoreError> {
    let found: Option<(DbId, Row)> = both!(conn, c => citizen_session::table
        .inner_join(citizen::table.on(citizen::agency_id
            .eq(citizen_session::agency_id)
            .and(citizen::id.eq(citizen_session::citizen_id))))
        .filter(citizen_session::token_hash.eq(token_hash))
        .filter(citizen_session::agency_id.eq(DbId::from(agency)))
        .filter(citizen_session::expires_at.gt(DbTime::from(now)))
        .select((citizen_session::id, COLUMNS))
        .first(c)
        .optional())?;
    found.map(|(id, row)| Ok((id.get(), read(row)?))).transpose()
}

/// Since when somebody is signed in, and until when at the most: one for each place.
pub fn sessions_of(
    conn: &mut Conn,
    agency: AgencyId,
    of: CitizenId,
    now: UtcTime,
) -> Result<Vec<(UtcTime, UtcTime)>, StoreError> {
    let found: Vec<(DbTime, DbTime)> = both!(conn, c => citizen_session::table
        .filter(citizen_session::agency_id.eq(DbId::from(agency)))
        .filter(citizen_session::citizen_id.eq(DbId::from(of)))
        .filter(citizen_session::expires_at.gt(DbTime::from(now)))
        .order(citizen_session::id)
        .select((citizen_session::created_at, citizen_session::expires_at))
        .load(c))?;
    Ok(found.into_iter().map(|(from, until)| (from.into(), until.into())).collect())
}

/// Ends a session.
pub fn end_session(conn: &mut Conn, agency: AgencyId, id: Uuid) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(citizen_session::table
        .filter(citizen_session::agency_id.eq(DbId::from(agency)).and(citizen_session::id.eq(DbId::from(id)))))
        .execute(c))?;
    Ok(())
}

/// Ends all sessions and codes, and forgets the files that were not handed in: an archive does not hold them.
pub fn end_every(conn: &mut Conn) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(citizen_session::table).execute(c))?;
    both!(conn, c => diesel::delete(citizen_code::table).execute(c))?;
    both!(conn, c => diesel::delete(citizen_file::table).execute(c))?;
    Ok(())
}

/// Removes an account with all that is its own; what was handed in stays, and is nobody's account's.
pub fn remove(conn: &mut Conn, account: &Account) -> Result<(), StoreError> {
    let (agency, id) = (DbId::from(account.agency), DbId::from(account.id));
    spend_code(conn, account.agency, account.email.as_str())?;
    idempotency::forget(conn, account.agency, account.id.0)?;
    both!(conn, c => diesel::delete(citizen_session::table
        .filter(citizen_session::agency_id.eq(agency).and(citizen_session::citizen_id.eq(id))))
        .execute(c))?;
    both!(conn, c => diesel::delete(citizen_file::table
        .filter(citizen_file::agency_id.eq(agency).and(citizen_file::citizen_id.eq(id))))
        .execute(c))?;
    both!(conn, c => diesel::delete(citizen_draft::table
        .filter(citizen_draft::agency_id.eq(agency).and(citizen_draft::citizen_id.eq(id))))
        .execute(c))?;
    both!(conn, c => diesel::delete(citizen_dossier::table
        .filter(citizen_dossier::agency_id.eq(agency).and(citizen_dossier::citizen_id.eq(id))))
        .execute(c))?;
    both!(conn, c => diesel::delete(citizen::table.filter(citizen::agency_id.eq(agency).and(citizen::id.eq(id))))
        .execute(c))?;
    Ok(())
}

/// Removes codes and sessions that no longer hold.
pub fn sweep(conn: &mut Conn, now: UtcTime) -> Result<(), StoreError> {
    let now = DbTime::from(now);
    both!(conn, c => diesel::delete(citizen_code::table.filter(citizen_code::expires_at.le(now))).execute(c))?;
    both!(conn, c => diesel::delete(citizen_session::table.filter(citizen_session::expires_at.le(now))).execute(c))?;
    Ok(())
}

/// Accounts in which nobody has signed in.
#[derive(Debug, Clone, Copy)]
pub struct Unused {
    /// Since before then.
    pub before: UtcTime,
    /// Told before then that they are going to be erased; all that were not told yet where nothing is said.
    pub warned_before: Option<UtcTime>,
}

/// Some accounts that nobody uses.
pub fn unused(conn: &mut Conn, agency: AgencyId, which: Unused, limit: i64) -> Result<Vec<Account>, StoreError> {
    let here = citizen::agency_id.eq(DbId::from(agency)).and(citizen::seen_at.lt(DbTime::from(which.before)));
    let rows: Vec<Row> = match which.warned_before {
        Some(at) => both!(conn, c => citizen::table
            .filter(here)
            .filter(citizen::warned_at.lt(DbTime::from(at)))
            .select(COLUMNS)
            .limit(limit)
            .load(c))?,
        None => both!(conn, c => citizen::table
            .filter(here)
            .filter(citizen::warned_at.is_null())
            .select(COLUMNS)
            .limit(limit)
            .load(c))?,
    };
    rows.into_iter().map(read).collect()
}

/// Its owner is told; false where somebody has signed in since, or has told them.
pub fn warned(conn: &mut Conn, account: &Account, now: UtcTime) -> Result<bool, StoreError> {
    let told = both!(conn, c => diesel::update(citizen::table
        .filter(citizen::agency_id.eq(DbId::from(account.agency)).and(citizen::id.eq(DbId::from(account.id))))
        .filter(citizen::warned_at.is_null().and(citizen::seen_at.eq(DbTime::from(account.seen_at)))))
        .set(citizen::warned_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(told == 1)
}
