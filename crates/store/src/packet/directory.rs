//! Whom gateways reach: the directory as each last gave it, with the codes that offices had before; and how each gateway stands.

use diesel::prelude::*;
use domain::{AgencyId, UtcTime, fold};

use crate::{
    Conn, StoreError, both,
    schema::{interchange_alias as alias, interchange_entry as entry, interchange_gateway as gateway},
    types::{DbId, DbTime},
};

/// An office that a gateway reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Mã định danh.
    pub code: String,
    /// Codes that it had before.
    pub old_codes: Vec<String>,
    /// Its name.
    pub name: String,
    /// Thư điện tử.
    pub email: Option<String>,
    /// The code of the office above it.
    pub parent: Option<String>,
}

#[derive(Debug, Insertable, Queryable, Selectable)]
#[diesel(table_name = entry)]
#[diesel(treat_none_as_default_value = false)]
struct EntryRow {
    agency_id: DbId,
    gateway: String,
    code: String,
    name: String,
    name_folded: String,
    email: Option<String>,
    parent: Option<String>,
}

/// How many rows are written at once.
const AT_ONCE: usize = 500;

/// Puts a directory in the place of the one before, whole.
pub fn replace(
    conn: &mut Conn,
    agency: AgencyId,
    name: &str,
    entries: &[Entry],
    now: UtcTime,
) -> Result<(), StoreError> {
    let key = DbId::from(agency);
    both!(conn, c => diesel::delete(entry::table.filter(entry::agency_id.eq(key).and(entry::gateway.eq(name)))).execute(c))?;
    both!(conn, c => diesel::delete(alias::table.filter(alias::agency_id.eq(key).and(alias::gateway.eq(name)))).execute(c))?;
    for some in entries.chunks(AT_ONCE) {
        let rows: Vec<EntryRow> = some
            .iter()
            .map(|one| EntryRow {
                agency_id: key,
                gateway: name.to_owned(),
                code: one.code.clone(),
                name: one.name.clone(),
                name_folded: fold(&one.name),
                email: one.email.clone(),
                parent: one.parent.clone(),
            })
            .collect();
        let aliases: Vec<_> = some
            .iter()
            .flat_map(|one| one.old_codes.iter().map(|old| (old.clone(), one.code.clone())))
            .map(|(old, code)| {
                (
                    alias::agency_id.eq(key),
                    alias::gateway.eq(name.to_owned()),
                    alias::alias.eq(old),
                    alias::code.eq(code),
                )
            })
            .collect();
        // A directory that names somebody twice is taken by its first word.
        both!(conn, c => diesel::insert_into(entry::table).values(&rows).on_conflict_do_nothing().execute(c))?;
        both!(conn, c => diesel::insert_into(alias::table).values(&aliases).on_conflict_do_nothing().execute(c))?;
    }
    standing(conn, agency, name)?;
    both!(conn, c => diesel::update(gateway::table.filter(of(agency, name)))
        .set(gateway::directory_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// The code by which a gateway knows an office that is named by this code, old or new.
pub fn resolve(conn: &mut Conn, agency: AgencyId, name: &str, code: &str) -> Result<Option<String>, StoreError> {
    let key = DbId::from(agency);
    let found: Option<String> = both!(conn, c => entry::table
        .filter(entry::agency_id.eq(key).and(entry::gateway.eq(name)).and(entry::code.eq(code)))
        .select(entry::code)
        .first(c)
        .optional())?;
    if found.is_some() {
        return Ok(found);
    }
    Ok(both!(conn, c => alias::table
        .filter(alias::agency_id.eq(key).and(alias::gateway.eq(name)).and(alias::alias.eq(code)))
        .select(alias::code)
        .first(c)
        .optional())?)
}

/// Whether two codes name one office, as far as a gateway knows.
pub fn is_same(conn: &mut Conn, agency: AgencyId, name: &str, codes: (&str, &str)) -> Result<bool, StoreError> {
    if codes.0 == codes.1 {
        return Ok(true);
    }
    let resolved = |conn: &mut Conn, code: &str| {
        Ok::<_, StoreError>(resolve(conn, agency, name, code)?.unwrap_or_else(|| code.to_owned()))
    };
    Ok(resolved(conn, codes.0)? == resolved(conn, codes.1)?)
}

/// A page of those that a gateway reaches, by code, whose code or name begins or has these words.
pub fn search(
    conn: &mut Conn,
    agency: AgencyId,
    name: &str,
    (words, behind): (Option<&str>, Option<&str>),
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<EntryRow> = both!(conn, c => {
        let mut query = entry::table
            .filter(entry::agency_id.eq(DbId::from(agency)).and(entry::gateway.eq(name)))
            .filter(entry::code.gt(behind.unwrap_or("")))
            .order(entry::code)
            .limit(limit)
            .select(EntryRow::as_select())
            .into_boxed();
        for word in words.into_iter().flat_map(str::split_whitespace) {
            let pattern = format!("%{}%", fold(word).replace(['%', '_', '\\'], ""));
            let code = format!("{}%", word.to_uppercase().replace(['%', '_', '\\'], ""));
            query = query.filter(entry::name_folded.like(pattern).or(entry::code.like(code)));
        }
        query.load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|row| Entry {
            code: row.code,
            old_codes: Vec::new(),
            name: row.name,
            email: row.email,
            parent: row.parent,
        })
        .collect())
}

type Of = diesel::dsl::And<diesel::dsl::Eq<gateway::agency_id, DbId>, diesel::dsl::Eq<gateway::gateway, String>>;

fn of(agency: AgencyId, name: &str) -> Of {
    gateway::agency_id.eq(DbId::from(agency)).and(gateway::gateway.eq(name.to_owned()))
}

fn standing(conn: &mut Conn, agency: AgencyId, name: &str) -> Result<(), StoreError> {
    let row = (gateway::agency_id.eq(DbId::from(agency)), gateway::gateway.eq(name));
    both!(conn, c => diesel::insert_into(gateway::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// How a gateway stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// When it was asked for what has come in.
    pub polled_at: Option<UtcTime>,
    /// When its directory was read.
    pub directory_at: Option<UtcTime>,
    /// Why the last call was in vain.
    pub error: Option<String>,
    /// Since when they are.
    pub failing_since: Option<UtcTime>,
}

/// How a gateway stands.
pub fn standing_of(conn: &mut Conn, agency: AgencyId, name: &str) -> Result<Standing, StoreError> {
    type Columns = (Option<DbTime>, Option<DbTime>, Option<String>, Option<DbTime>);
    let row: Option<Columns> = both!(conn, c => gateway::table
        .filter(of(agency, name))
        .select((gateway::polled_at, gateway::directory_at, gateway::error, gateway::failing_since))
        .first(c)
        .optional())?;
    let (polled, directory, error, failing) = row.unwrap_or_default();
    Ok(Standing {
        polled_at: polled.map(Into::into),
        directory_at: directory.map(Into::into),
        error,
        failing_since: failing.map(Into::into),
    })
}

/// Notes that a gateway was asked, and what it failed with.
pub fn polled(
    conn: &mut Conn,
    agency: AgencyId,
    name: &str,
    error: Option<&str>,
    now: UtcTime,
) -> Result<(), StoreError> {
    standing(conn, agency, name)?;
    let before = standing_of(conn, agency, name)?;
    let since = error.map(|_| DbTime::from(before.failing_since.unwrap_or(now)));
    both!(conn, c => diesel::update(gateway::table.filter(of(agency, name)))
        .set((
            gateway::polled_at.eq(Some(DbTime::from(now))),
            gateway::error.eq(error),
            gateway::failing_since.eq(since),
        ))
        .execute(c))?;
    Ok(())
}

/// When the registry was told last that packets wait for it, of whichever gateway.
pub fn aside_told_at(conn: &mut Conn, agency: AgencyId) -> Result<Option<UtcTime>, StoreError> {
    let told: Option<Option<DbTime>> = both!(conn, c => gateway::table
        .filter(gateway::agency_id.eq(DbId::from(agency)).and(gateway::aside_told_at.is_not_null()))
        .order(gateway::aside_told_at.desc())
        .select(gateway::aside_told_at)
        .first(c)
        .optional())?;
    Ok(told.flatten().map(Into::into))
}

/// Notes that it was told.
pub fn told_aside(conn: &mut Conn, agency: AgencyId, name: &str, now: UtcTime) -> Result<(), StoreError> {
    standing(conn, agency, name)?;
    both!(conn, c => diesel::update(gateway::table.filter(of(agency, name)))
        .set(gateway::aside_told_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// Until the transaction's end nobody else takes in what came for this agency, by whichever gateway: of two copies of one document under two ids the
/// later sees what became of the earlier. On SQLite nobody else writes anyway.
pub fn hold(conn: &mut Conn, agency: AgencyId) -> Result<(), StoreError> {
    /// No gateway is called so: the row stands for all of them.
    const ALL: &str = "";
    if let Conn::Postgres(_) = conn {
        standing(conn, agency, ALL)?;
    }
    if let Conn::Postgres(c) = conn {
        gateway::table.filter(of(agency, ALL)).for_update().select(gateway::gateway).first::<String>(c)?;
    }
    Ok(())
}
