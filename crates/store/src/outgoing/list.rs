//! Lists of outgoing documents: columns only, by key, and never more than one may see.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DepartmentId, DocumentId, PersonId, UtcTime, access::Principal, assignment::Holder, figures::Way,
    outgoing::StateName, work::Desk,
};

use crate::{
    Conn, StoreError, both,
    figures::{Narrow, coursed},
    schema::{course, looker, outgoing_document},
    types::{DbId, DbTime},
};

/// What a line shows of an outgoing document.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = outgoing_document)]
pub struct Heading {
    id: DbId,
    version: i32,
    /// The state's name.
    pub state: String,
    /// Tên loại, by code.
    pub type_code: String,
    /// Trích yếu.
    pub subject: String,
    /// Độ khẩn.
    pub urgency: String,
    department_id: DbId,
    drafter_id: DbId,
    /// Năm.
    pub year: Option<i32>,
    /// Số.
    pub number: Option<i32>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    created_at: DbTime,
}

impl Heading {
    /// Which document.
    pub fn id(&self) -> DocumentId {
        self.id.into()
    }
    /// Its version.
    pub const fn version(&self) -> i32 {
        self.version
    }
    /// The drafting unit.
    pub fn department(&self) -> DepartmentId {
        self.department_id.into()
    }
    /// Who drafts it.
    pub fn drafter(&self) -> PersonId {
        self.drafter_id.into()
    }
    /// When it was begun.
    pub fn created_at(&self) -> UtcTime {
        self.created_at.into()
    }
}

/// Whose documents are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// All of the agency's.
    Agency,
    /// Of the agency's those in any of these states.
    In(&'static [StateName]),
    /// Those that any of these had a part in, and of units whose registry somebody keeps what they have sent and received.
    Of {
        /// As whom they act and look up.
        principals: Vec<Principal>,
        /// The units whose registry they keep.
        registries: Vec<Principal>,
    },
}

/// What a list is narrowed by; what is left out narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<StateName>,
    /// Only of this type.
    pub type_code: Option<String>,
    /// Only with this notation, as written.
    pub notation: Option<String>,
    /// Only numbered in this year.
    pub year: Option<i32>,
    /// Only with this number.
    pub number: Option<i32>,
    /// Only what this person drafts.
    pub drafter: Option<PersonId>,
    /// Only of this drafting unit.
    pub department: Option<DepartmentId>,
    /// Only issued on this day or later.
    pub issued_from: Option<NaiveDate>,
    /// Only issued on this day or earlier.
    pub issued_until: Option<NaiveDate>,
    /// Only those that a figure counts.
    pub course: Option<Narrow>,
}

/// Where a page begins and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Behind this document; from the latest where none is given.
    pub before: Option<DocumentId>,
    /// At most so many.
    pub limit: i64,
}

macro_rules! narrowed {
    ($query:expr, $filter:expr) => {{
        let mut query = $query;
        if let Some(state) = $filter.state {
            query = query.filter(outgoing_document::state.eq(state.as_str()));
        }
        if let Some(code) = &$filter.type_code {
            query = query.filter(outgoing_document::type_code.eq(code));
        }
        if let Some(notation) = &$filter.notation {
            query = query.filter(outgoing_document::notation.eq(notation));
        }
        if let Some(year) = $filter.year {
            query = query.filter(outgoing_document::year.eq(year));
        }
        if let Some(number) = $filter.number {
            query = query.filter(outgoing_document::number.eq(number));
        }
        if let Some(drafter) = $filter.drafter {
            query = query.filter(outgoing_document::drafter_id.eq(DbId::from(drafter)));
        }
        if let Some(department) = $filter.department {
            query = query.filter(outgoing_document::department_id.eq(DbId::from(department)));
        }
        if let Some(day) = $filter.issued_from {
            query = query.filter(outgoing_document::issued_on.ge(day));
        }
        if let Some(day) = $filter.issued_until {
            query = query.filter(outgoing_document::issued_on.le(day));
        }
        query
    }};
}

/// Lists documents, latest first.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    whose: &Listed,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Heading>, StoreError> {
    let agency = DbId::from(agency);
    let before = DbId::from(page.before.map_or(uuid::Uuid::max(), |id| id.0));
    if let Some(narrow) = &filter.course {
        return counted(conn, (agency, before), whose, (filter, narrow), page.limit);
    }
    let mut found: Vec<Heading> = Vec::new();
    match whose {
        Listed::Agency | Listed::In(_) => {
            let among = match whose {
                Listed::In(states) => Some(states.iter().map(|state| state.as_str()).collect::<Vec<_>>()),
                _ => None,
            };
            found = both!(conn, c => {
                let query = outgoing_document::table
                    .filter(outgoing_document::agency_id.eq(agency).and(outgoing_document::id.lt(before)))
                    .into_boxed();
                let query = match &among {
                    Some(states) => query.filter(outgoing_document::state.eq_any(states)),
                    None => query,
                };
                narrowed!(query, filter)
                    .order(outgoing_document::id.desc())
                    .limit(page.limit)
                    .select(Heading::as_select())
                    .load(c)
            })?;
        }
        // Each index gives its latest; together they give the latest of all.
        Listed::Of { principals, registries } => {
            let all = principals.iter().map(|one| (one, false)).chain(registries.iter().map(|one| (one, true)));
            for (principal, kept) in all {
                let key = Desk::Holder(*principal).key();
                let some: Vec<Heading> = both!(conn, c => {
                    let query = looker::table
                        .inner_join(outgoing_document::table.on(outgoing_document::agency_id
                            .eq(looker::agency_id)
                            .and(outgoing_document::id.eq(looker::document_id))))
                        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
                        .filter(looker::document_id.lt(before))
                        .into_boxed();
                    let query = if kept { query.filter(looker::kept.eq(true)) } else { query };
                    narrowed!(query, filter)
                        .order(looker::document_id.desc())
                        .limit(page.limit)
                        .select(Heading::as_select())
                        .load(c)
                })?;
                found.extend(some);
            }
        }
    }
    found.sort_by_key(|heading| std::cmp::Reverse(heading.id()));
    found.dedup_by_key(|heading| heading.id());
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Lists those that a figure counts.
fn counted(
    conn: &mut Conn,
    (agency, before): (DbId, DbId),
    whose: &Listed,
    (filter, narrow): (&Filter, &Narrow),
    limit: i64,
) -> Result<Vec<Heading>, StoreError> {
    macro_rules! all {
        () => {
            course::table.inner_join(outgoing_document::table.on(
                outgoing_document::agency_id.eq(course::agency_id).and(outgoing_document::id.eq(course::document_id)),
            ))
        };
    }
    let ours =
        || course::agency_id.eq(agency).and(course::way.eq(Way::Outgoing.as_str())).and(course::document_id.lt(before));
    let mut found: Vec<Heading> = Vec::new();
    match whose {
        Listed::Agency | Listed::In(_) => {
            let among = match whose {
                Listed::In(states) => Some(states.iter().map(|state| state.as_str()).collect::<Vec<_>>()),
                _ => None,
            };
            found = both!(conn, c => {
                let query = all!().filter(ours()).into_boxed();
                let query = match &among {
                    Some(states) => query.filter(outgoing_document::state.eq_any(states)),
                    None => query,
                };
                let query = narrowed!(query, filter);
                coursed!(query, narrow)
                    .order(course::document_id.desc())
                    .limit(limit)
                    .select(Heading::as_select())
                    .load(c)
            })?;
        }
        Listed::Of { principals, registries } => {
            let every = principals.iter().map(|one| (one, false)).chain(registries.iter().map(|one| (one, true)));
            for (principal, kept) in every {
                let key = Desk::Holder(*principal).key();
                let some: Vec<Heading> = both!(conn, c => {
                    let query = all!()
                        .inner_join(looker::table.on(looker::agency_id
                            .eq(course::agency_id)
                            .and(looker::document_id.eq(course::document_id))))
                        .filter(ours())
                        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
                        .into_boxed();
                    let query = if kept { query.filter(looker::kept.eq(true)) } else { query };
                    let query = narrowed!(query, filter);
                    coursed!(query, narrow)
                        .order(course::document_id.desc())
                        .limit(limit)
                        .select(Heading::as_select())
                        .load(c)
                })?;
                found.extend(some);
            }
        }
    }
    found.sort_by_key(|heading| std::cmp::Reverse(heading.id()));
    found.dedup_by_key(|heading| heading.id());
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The last number that documents of these types have in a year, in whichever register; 0 where they have none.
pub fn highest_number(
    conn: &mut Conn,
    agency: AgencyId,
    year: i32,
    types: &BTreeSet<String>,
) -> Result<u32, StoreError> {
    let numbered = outgoing_document::agency_id
        .eq(DbId::from(agency))
        .and(outgoing_document::year.eq(Some(year)))
        .and(outgoing_document::type_code.eq_any(types));
    let highest: Option<i32> = both!(conn, c => outgoing_document::table
        .filter(numbered)
        .select(diesel::dsl::max(outgoing_document::number))
        .get_result(c))?;
    Ok(highest.and_then(|number| u32::try_from(number).ok()).unwrap_or(0))
}

/// How many documents that this person drafts lie on others' desks before they are on their way.
pub fn drafted_elsewhere(conn: &mut Conn, agency: AgencyId, person: PersonId) -> Result<u64, StoreError> {
    let states = StateName::names_of(StateName::lies_elsewhere);
    let theirs = outgoing_document::agency_id
        .eq(DbId::from(agency))
        .and(outgoing_document::drafter_id.eq(DbId::from(person)))
        .and(outgoing_document::state.eq_any(states));
    let count: i64 = both!(conn, c => outgoing_document::table.filter(theirs).count().get_result(c))?;
    Ok(count.unsigned_abs())
}

/// Documents in one of these states in which this person has, or had, a part; oldest first.
pub fn with_a_part(
    conn: &mut Conn,
    agency: AgencyId,
    person: PersonId,
    states: &[StateName],
) -> Result<Vec<DocumentId>, StoreError> {
    let agency = DbId::from(agency);
    let key = Desk::Holder(Holder::Person(person)).key();
    let states: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
    let found: Vec<DbId> = both!(conn, c => looker::table
        .inner_join(outgoing_document::table.on(outgoing_document::agency_id
            .eq(looker::agency_id)
            .and(outgoing_document::id.eq(looker::document_id))))
        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
        .filter(outgoing_document::state.eq_any(&states))
        .order(looker::document_id)
        .select(looker::document_id)
        .load(c))?;
    Ok(found.into_iter().map(DocumentId::from).collect())
}
