//! How often each person and system has looked at a document: what the System must tell of each document and of all of them (Decree 30/2020/NĐ-CP,
//! Appendix VI, statistics of access).

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, PersonId, ServiceAccountId, UtcTime};

use super::{Access, Looker};
use crate::{
    Conn, StoreError, both,
    schema::access_count,
    types::{DbId, DbTime},
};

/// Who has looked: a person, at whosever desk, or another system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A person.
    Person(PersonId),
    /// Another system.
    Service(ServiceAccountId),
}

impl Who {
    const fn kind(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Service(_) => "service",
        }
    }

    fn id(self) -> DbId {
        match self {
            Self::Person(id) => id.into(),
            Self::Service(id) => id.into(),
        }
    }
}

impl From<Looker> for Who {
    fn from(by: Looker) -> Self {
        match by {
            Looker::Person(by) => Self::Person(by.substitute().unwrap_or_else(|| by.desk())),
            Looker::Service(account) => Self::Service(account),
        }
    }
}

/// How often somebody has looked at one thing of a document: the document, its history, any of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Who.
    pub who: Who,
    /// At what, as `What::as_str` calls it.
    pub what: String,
    /// How often.
    pub times: i64,
    /// The first time.
    pub first_at: UtcTime,
    /// The last time.
    pub last_at: UtcTime,
}

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = access_count)]
struct Row {
    agency_id: DbId,
    document_id: DbId,
    looker: String,
    looker_id: DbId,
    what: String,
    times: i64,
    first_at: DbTime,
    last_at: DbTime,
}

/// Counts what a row of the log was given: all its looks where it is new, those that came to it otherwise.
pub(super) fn add(conn: &mut Conn, access: &Access) -> Result<(), StoreError> {
    let who = Who::from(access.by);
    let row = Row {
        agency_id: access.agency.into(),
        document_id: access.document.into(),
        looker: who.kind().to_owned(),
        looker_id: who.id(),
        what: access.what.as_str().to_owned(),
        times: 0,
        first_at: access.first_at.into(),
        last_at: access.last_at.into(),
    };
    both!(conn, c => diesel::insert_into(access_count::table).values(&row).on_conflict_do_nothing().execute(c))?;
    let same = access_count::agency_id
        .eq(row.agency_id)
        .and(access_count::document_id.eq(row.document_id))
        .and(access_count::looker.eq(row.looker.as_str()))
        .and(access_count::looker_id.eq(row.looker_id))
        .and(access_count::what.eq(row.what.as_str()));
    let last = DbTime::from(access.last_at);
    both!(conn, c => diesel::update(access_count::table.filter(same))
        .set(access_count::times.eq(access_count::times + access.times))
        .execute(c))?;
    both!(conn, c => diesel::update(access_count::table.filter(same.and(access_count::last_at.lt(last))))
        .set(access_count::last_at.eq(last))
        .execute(c))?;
    Ok(())
}

/// Who has looked at a document, how often and when.
pub fn of_document(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<Count>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => access_count::table
        .filter(access_count::agency_id.eq(DbId::from(agency)))
        .filter(access_count::document_id.eq(DbId::from(document)))
        .order((access_count::looker, access_count::looker_id, access_count::what))
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Count::try_from).collect()
}

impl TryFrom<Row> for Count {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let who = match row.looker.as_str() {
            "person" => Who::Person(row.looker_id.into()),
            "service" => Who::Service(row.looker_id.into()),
            _ => return Err(StoreError::corrupt("who looked how often")),
        };
        let (what, times) = (row.what, row.times);
        Ok(Self { who, what, times, first_at: row.first_at.into(), last_at: row.last_at.into() })
    }
}
