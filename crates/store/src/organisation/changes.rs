//! The history of an organisation: one row a change, each holding the hash of the one before.

use diesel::prelude::*;
use domain::{
    AgencyId, PersonId, UtcTime,
    organisation::{CalendarCommand, OrganisationCommand, Record, ServiceCommand, WebhookCommand},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::records;
use crate::{
    Conn, StoreError, both,
    schema::{agency, organisation_history as history},
    types::{DbId, DbTime, JsonText},
};

/// What somebody asked for.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Asked {
    /// Nothing: the installation, or an agency, was made.
    Nothing,
    /// A change.
    Command(OrganisationCommand),
    /// A new password for somebody; the password itself is nowhere.
    Password(PasswordReset),
    /// The end of somebody's second factor.
    SecondFactor(SecondFactorReset),
    /// Something about a service account; the key itself is nowhere.
    Service(ServiceCommand),
    /// That somebody signs in at another's from now on, or no longer.
    Identity(IdentityChange),
    /// A change of the calendar.
    Calendar(CalendarCommand),
    /// Something about a webhook; its secret is nowhere.
    Webhook(WebhookCommand),
}

/// What became of a way to sign in at another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCommand {
    /// It was linked: by its owner, whose mail the issuer has made sure of.
    LinkIdentity,
    /// The link was taken away.
    UnlinkIdentity,
}

/// That somebody signs in at another's from now on, or no longer.
#[derive(Debug, Clone, Serialize)]
pub struct IdentityChange {
    /// Which of the two.
    pub command: IdentityCommand,
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub issuer: String,
}

/// The end of somebody's second factor.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "command", rename = "reset_second_factor")]
pub struct SecondFactorReset {
    /// Whose.
    pub person: PersonId,
}

/// A new password for somebody.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "command", rename = "reset_password")]
pub struct PasswordReset {
    /// Whose.
    pub person: PersonId,
}

/// One change of an organisation.
#[derive(Debug, Clone)]
pub struct Change {
    /// When.
    pub at: UtcTime,
    /// By whom; nobody where it was the command line.
    pub by: Option<PersonId>,
    /// What was asked; nothing where the installation was made.
    pub asked: Asked,
    /// The record as it stood afterwards.
    pub record: Record,
}

/// A change as it stands in the history.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = history)]
pub struct ChangeRow {
    seq: i32,
    at: DbTime,
    changed_by: Option<DbId>,
    command: JsonText,
    record: JsonText,
    hash: String,
}

impl ChangeRow {
    /// Its place, from 1.
    pub const fn seq(&self) -> i32 {
        self.seq
    }

    /// When.
    pub fn at(&self) -> UtcTime {
        self.at.into()
    }

    /// By whom.
    pub fn by(&self) -> Option<PersonId> {
        self.changed_by.map(Into::into)
    }

    /// What was asked, as JSON; `null` where the installation was made.
    pub fn command(&self) -> &str {
        self.command.as_str()
    }

    /// The record as it stood afterwards, as JSON.
    pub fn record(&self) -> &str {
        self.record.as_str()
    }
}

/// SHA-256 over the hash before, whose it is, its place, when, by whom, what was asked and what came of it, each on its own line.
fn hash(before: &str, agency: DbId, seq: i32, at: DbTime, by: Option<DbId>, texts: [&str; 2]) -> String {
    let mut digest = Sha256::new();
    let by = by.map(|id| id.get().to_string()).unwrap_or_default();
    let at = UtcTime::from(at).to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    digest.update(format!("{before}\n{}\n{seq}\n{at}\n{by}\n", agency.get()));
    for text in texts {
        digest.update(text);
        digest.update("\n");
    }
    hex::encode(digest.finalize())
}

/// Writes the record and the history of its change. The caller holds the agency's row ([`super::begin_change`]), or has just
/// made it.
pub fn write(conn: &mut Conn, of: AgencyId, change: &Change) -> Result<(), StoreError> {
    records::save(conn, of, &change.record, change.at)?;
    let key = DbId::from(of);
    let last: Option<(i32, String)> = both!(conn, c => history::table
        .filter(history::agency_id.eq(key))
        .order(history::seq.desc())
        .select((history::seq, history::hash))
        .first(c)
        .optional())?;
    let (seq, before) = last.map_or((1, String::new()), |(seq, hash)| (seq.saturating_add(1), hash));
    let (at, by) = (DbTime::from(change.at), change.by.map(DbId::from));
    let (command, record) = (JsonText::of(&change.asked)?, JsonText::of(&change.record)?);
    let hash = hash(&before, key, seq, at, by, [command.as_str(), record.as_str()]);
    let row = (
        history::agency_id.eq(key),
        history::seq.eq(seq),
        history::at.eq(at),
        history::changed_by.eq(by),
        history::command.eq(&command),
        history::record.eq(&record),
        history::hash.eq(&hash),
    );
    both!(conn, c => diesel::insert_into(history::table).values(&row).execute(c))?;
    Ok(())
}

/// An organisation's history, latest first, some at a time.
pub fn list(conn: &mut Conn, of: AgencyId, before: Option<i32>, limit: i64) -> Result<Vec<ChangeRow>, StoreError> {
    Ok(both!(conn, c => history::table
        .filter(history::agency_id.eq(DbId::from(of)).and(history::seq.lt(before.unwrap_or(i32::MAX))))
        .order(history::seq.desc())
        .limit(limit)
        .select(ChangeRow::as_select())
        .load(c))?)
}

/// The first row of an organisation's history that is missing between others or not what was written. That the end was cut off is
/// not found: nothing outside these rows says how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenChange {
    /// Whose.
    pub agency: AgencyId,
    /// Its place.
    pub seq: i32,
}

/// Checks the history of every organisation: how many rows there are, and the first broken one of each.
pub fn verify(conn: &mut Conn) -> Result<(u64, Vec<BrokenChange>), StoreError> {
    let agencies: Vec<DbId> = both!(conn, c => agency::table.select(agency::id).order(agency::id).load(c))?;
    let (mut seen, mut broken) = (0, Vec::new());
    for key in agencies {
        let (mut before, mut next) = (String::new(), 1);
        'agency: loop {
            let rows: Vec<ChangeRow> = both!(conn, c => history::table
                .filter(history::agency_id.eq(key).and(history::seq.ge(next)))
                .order(history::seq)
                .limit(500)
                .select(ChangeRow::as_select())
                .load(c))?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let texts = [row.command.as_str(), row.record.as_str()];
                let right = hash(&before, key, next, row.at, row.changed_by, texts);
                if row.seq != next || row.hash != right {
                    broken.push(BrokenChange { agency: key.into(), seq: next });
                    break 'agency;
                }
                (before, next) = (row.hash, next.saturating_add(1));
                seen += 1;
            }
        }
    }
    Ok((seen, broken))
}
