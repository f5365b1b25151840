//! Who looked at a document, and when: one row for the looks of one person or system at one thing within some minutes. How often each has looked is
//! counted beside ([`count`]), and stays when the rows are swept.

pub mod count;

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{AgencyId, By, DocumentId, FileId, PersonId, ServiceAccountId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::access_log,
    types::{DbId, DbTime},
};

/// How many rows are removed in one transaction.
pub const SWEPT_AT_ONCE: usize = 500;
/// How many rows go into one statement.
const BATCH: usize = 100;

/// Who looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Looker {
    /// A person, perhaps at the desk of another.
    Person(By),
    /// Another system.
    Service(ServiceAccountId),
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// The document.
    Document,
    /// Its history.
    History,
    /// Its mails.
    Messages,
    /// One of its files.
    File(FileId),
    /// This very log.
    Accesses,
    /// The book in which a dossier stands.
    Book,
}

impl What {
    /// As it stands in the column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::History => "history",
            Self::Messages => "messages",
            Self::File(_) => "file",
            Self::Accesses => "accesses",
            Self::Book => "book",
        }
    }

    const fn file(self) -> Option<FileId> {
        match self {
            Self::File(id) => Some(id),
            _ => None,
        }
    }

    fn read(what: &str, file: Option<DbId>) -> Result<Self, StoreError> {
        match (what, file) {
            ("document", None) => Ok(Self::Document),
            ("history", None) => Ok(Self::History),
            ("messages", None) => Ok(Self::Messages),
            ("file", Some(id)) => Ok(Self::File(id.into())),
            ("accesses", None) => Ok(Self::Accesses),
            ("book", None) => Ok(Self::Book),
            _ => Err(StoreError::corrupt("what was looked at")),
        }
    }
}

/// Some looks of one person or system at one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Which row.
    pub id: Uuid,
    /// Of which agency.
    pub agency: AgencyId,
    /// At which document.
    pub document: DocumentId,
    /// Who looked.
    pub by: Looker,
    /// What at.
    pub what: What,
    /// By which request, the first time.
    pub request: Option<Uuid>,
    /// The first time.
    pub first_at: UtcTime,
    /// The last time.
    pub last_at: UtcTime,
    /// How often.
    pub times: i64,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = access_log)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    agency_id: DbId,
    id: DbId,
    document_id: DbId,
    person_id: Option<DbId>,
    substitute_id: Option<DbId>,
    service_id: Option<DbId>,
    what: String,
    file_id: Option<DbId>,
    request_id: Option<DbId>,
    first_at: DbTime,
    last_at: DbTime,
    times: i64,
}

impl From<&Access> for Row {
    fn from(access: &Access) -> Self {
        let (person, substitute, service) = match access.by {
            Looker::Person(by) => (Some(by.desk().into()), by.substitute().map(DbId::from), None),
            Looker::Service(account) => (None, None, Some(account.into())),
        };
        Self {
            agency_id: access.agency.into(),
            id: access.id.into(),
            document_id: access.document.into(),
            person_id: person,
            substitute_id: substitute,
            service_id: service,
            what: access.what.as_str().to_owned(),
            file_id: access.what.file().map(DbId::from),
            request_id: access.request.map(DbId::from),
            first_at: access.first_at.into(),
            last_at: access.last_at.into(),
            times: access.times,
        }
    }
}

impl TryFrom<Row> for Access {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let by = match (row.person_id, row.service_id) {
            (Some(desk), None) => Looker::Person(By::at_desk(desk.into(), row.substitute_id.map(PersonId::from))),
            (None, Some(account)) => Looker::Service(account.into()),
            _ => return Err(StoreError::corrupt("who looked")),
        };
        Ok(Self {
            id: row.id.get(),
            agency: row.agency_id.into(),
            document: row.document_id.into(),
            by,
            what: What::read(&row.what, row.file_id)?,
            request: row.request_id.map(DbId::get),
            first_at: row.first_at.into(),
            last_at: row.last_at.into(),
            times: row.times,
        })
    }
}

/// Writes new rows, and to those that are there already how often more and when last. A row that is there after all, because what
/// came of the last try was not known, stays as it is.
pub fn write(conn: &mut Conn, new: &[Access], more: &[Access]) -> Result<(), StoreError> {
    for some in new.chunks(BATCH) {
        let ids: Vec<DbId> = some.iter().map(|access| access.id.into()).collect();
        let agencies: BTreeSet<DbId> = some.iter().map(|access| access.agency.into()).collect();
        let there: Vec<DbId> = both!(conn, c => access_log::table
            .filter(access_log::agency_id.eq_any(&agencies).and(access_log::id.eq_any(&ids)))
            .select(access_log::id)
            .load(c))?;
        for access in some.iter().filter(|access| !there.contains(&access.id.into())) {
            count::add(conn, access)?;
        }
    }
    let rows: Vec<Row> = new.iter().map(Row::from).collect();
    for some in rows.chunks(BATCH) {
        both!(conn, c => diesel::insert_into(access_log::table)
            .values(some)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    for access in more {
        count::add(conn, access)?;
        let there = access_log::agency_id.eq(DbId::from(access.agency)).and(access_log::id.eq(DbId::from(access.id)));
        both!(conn, c => diesel::update(access_log::table.filter(there))
            .set((
                access_log::times.eq(access_log::times + access.times),
                access_log::last_at.eq(DbTime::from(access.last_at)),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// Who looked at a document, latest first, some at a time.
pub fn of_document(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Access>, StoreError> {
    let before = DbId::from(before.unwrap_or(Uuid::max()));
    let rows: Vec<Row> = both!(conn, c => access_log::table
        .filter(access_log::agency_id.eq(DbId::from(agency)).and(access_log::document_id.eq(DbId::from(document))))
        .filter(access_log::id.lt(before))
        .order(access_log::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(Access::try_from).collect()
}

/// Removes some rows whose last look was before this; how many.
pub fn sweep(conn: &mut Conn, before: UtcTime) -> Result<usize, StoreError> {
    let old: Vec<(DbId, DbId)> = both!(conn, c => access_log::table
        .filter(access_log::last_at.lt(DbTime::from(before)))
        .order(access_log::last_at)
        .select((access_log::agency_id, access_log::id))
        .limit(i64::try_from(SWEPT_AT_ONCE).unwrap_or(i64::MAX))
        .load(c))?;
    let mut of_agency: BTreeMap<DbId, Vec<DbId>> = BTreeMap::new();
    for (agency, id) in old {
        of_agency.entry(agency).or_default().push(id);
    }
    let mut removed = 0;
    for (agency, ids) in of_agency {
        removed += both!(conn, c => diesel::delete(access_log::table
            .filter(access_log::agency_id.eq(agency).and(access_log::id.eq_any(&ids))))
            .execute(c))?;
    }
    Ok(removed)
}
