//! Lists of documents: columns only, by key, and never more than one may see.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PersonId,
    access::Principal,
    assignment::{Holder, StatusName},
    dossier::StateName as DossierState,
    figures::Way,
    incoming::{StateName, Urgency},
    register::Duplicate,
    work::{Desk, Task},
};

use crate::{
    Conn, StoreError, both,
    figures::{Narrow, coursed},
    schema::{assignment, course, document, dossier, looker, work},
    types::{DbId, DbTime},
    work::{Heading, never},
};

/// Whose documents are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// All of the agency's, secret lines too: their book is the reader's.
    Everything,
    /// All of the agency's but the secret lines, and of these those that any of these had a part in.
    Agency {
        /// As whom the reader acts.
        acting: Vec<Principal>,
    },
    /// Those that any of these had a part in.
    Of {
        /// As whom the reader acts: secret lines too.
        acting: Vec<Principal>,
        /// Whose registries the reader keeps: no secret lines.
        registries: Vec<Principal>,
    },
}

/// Which lines of those that a principal had a part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    All,
    NotSecret,
    SecretAlone,
}

/// What a list is narrowed by; what is left out narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<StateName>,
    /// Only with this notation, as written.
    pub notation: Option<String>,
    /// Only entered in this year.
    pub year: Option<i32>,
    /// Only with this arrival number.
    pub number: Option<i32>,
    /// Only of this type.
    pub type_code: Option<String>,
    /// Only by this author, as written.
    pub author: Option<String>,
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
            query = query.filter(document::state.eq(state.as_str()));
        }
        if let Some(notation) = &$filter.notation {
            query = query.filter(document::notation.eq(notation));
        }
        if let Some(year) = $filter.year {
            query = query.filter(document::arrival_year.eq(year));
        }
        if let Some(number) = $filter.number {
            query = query.filter(document::arrival_number.eq(number));
        }
        if let Some(code) = &$filter.type_code {
            query = query.filter(document::type_code.eq(code));
        }
        if let Some(author) = &$filter.author {
            query = query.filter(document::author.eq(author));
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
    let scope = Scope { agency: agency.into(), filter, page };
    let parts: Vec<(&Principal, Lines)> = match whose {
        Listed::Everything => return scope.of_agency(conn, true),
        Listed::Agency { acting } => acting.iter().map(|p| (p, Lines::SecretAlone)).collect(),
        Listed::Of { acting, registries } => {
            let registries = registries.iter().map(|p| (p, Lines::NotSecret));
            acting.iter().map(|p| (p, Lines::All)).chain(registries).collect()
        }
    };
    // Each index gives its latest; together they give the latest of all.
    let mut found = if matches!(whose, Listed::Agency { .. }) { scope.of_agency(conn, false)? } else { Vec::new() };
    for (principal, lines) in parts {
        found.extend(scope.of_principal(conn, *principal, lines)?);
    }
    found.sort_by_key(|heading| std::cmp::Reverse(heading.id()));
    found.dedup_by_key(|heading| heading.id());
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Where a list is read, and what of it.
struct Scope<'a> {
    agency: DbId,
    filter: &'a Filter,
    page: Page,
}

impl Scope<'_> {
    fn before(&self) -> DbId {
        self.page.before.map_or(uuid::Uuid::max(), |id| id.0).into()
    }

    fn of_agency(&self, conn: &mut Conn, secret_lines: bool) -> Result<Vec<Heading>, StoreError> {
        if let Some(narrow) = &self.filter.course {
            // Secret lines have no course.
            return Ok(both!(conn, c => {
                let query = course::table
                    .inner_join(document::table.on(document::agency_id
                        .eq(course::agency_id)
                        .and(document::id.eq(course::document_id))))
                    .filter(course::agency_id.eq(self.agency).and(course::way.eq(Way::Incoming.as_str())))
                    .filter(course::document_id.lt(self.before()))
                    .into_boxed();
                let query = narrowed!(query, self.filter);
                coursed!(query, narrow)
                    .order(course::document_id.desc())
                    .limit(self.page.limit)
                    .select(Heading::as_select())
                    .load(c)
            })?);
        }
        Ok(both!(conn, c => {
            let mut query = document::table
                .filter(document::agency_id.eq(self.agency).and(document::id.lt(self.before())))
                .into_boxed();
            if !secret_lines {
                query = query.filter(document::secrecy.eq("none"));
            }
            narrowed!(query, self.filter)
                .order(document::id.desc())
                .limit(self.page.limit)
                .select(Heading::as_select())
                .load(c)
        })?)
    }

    fn of_principal(&self, conn: &mut Conn, who: Principal, lines: Lines) -> Result<Vec<Heading>, StoreError> {
        let key = Desk::Holder(who).key();
        if let Some(narrow) = &self.filter.course {
            return Ok(both!(conn, c => {
                let query = course::table
                    .inner_join(document::table.on(document::agency_id
                        .eq(course::agency_id)
                        .and(document::id.eq(course::document_id))))
                    .inner_join(looker::table.on(looker::agency_id
                        .eq(course::agency_id)
                        .and(looker::document_id.eq(course::document_id))))
                    .filter(course::agency_id.eq(self.agency).and(course::way.eq(Way::Incoming.as_str())))
                    .filter(looker::agency_id.eq(self.agency).and(looker::principal.eq(&key)))
                    .filter(course::document_id.lt(self.before()))
                    .into_boxed();
                let query = narrowed!(query, self.filter);
                coursed!(query, narrow)
                    .order(course::document_id.desc())
                    .limit(self.page.limit)
                    .select(Heading::as_select())
                    .load(c)
            })?);
        }
        Ok(both!(conn, c => {
            let mut query = looker::table
                .inner_join(document::table.on(document::agency_id
                    .eq(looker::agency_id)
                    .and(document::id.eq(looker::document_id))))
                .filter(looker::agency_id.eq(self.agency).and(looker::principal.eq(&key)))
                .filter(looker::document_id.lt(self.before()))
                .into_boxed();
            match lines {
                Lines::All => {}
                Lines::NotSecret => query = query.filter(document::secrecy.eq("none")),
                Lines::SecretAlone => query = query.filter(looker::secret),
            }
            narrowed!(query, self.filter)
                .order(looker::document_id.desc())
                .limit(self.page.limit)
                .select(Heading::as_select())
                .load(c)
        })?)
    }
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
        .inner_join(document::table.on(document::agency_id
            .eq(looker::agency_id)
            .and(document::id.eq(looker::document_id))))
        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
        .filter(document::state.eq_any(&states))
        .order(looker::document_id)
        .select(looker::document_id)
        .load(c))?;
    Ok(found.into_iter().map(DocumentId::from).collect())
}

/// Documents with open deadlines that were counted by terms, of work or of a step of the registry, and those on which
/// opinions are asked, and dossiers whose term may move, behind one of them; some, by their ids.
pub fn with_terms(
    conn: &mut Conn,
    agency: AgencyId,
    behind: Option<DocumentId>,
    limit: i64,
) -> Result<Vec<DocumentId>, StoreError> {
    let behind = DbId::from(behind.map_or(uuid::Uuid::nil(), |id| id.0));
    let live = [StatusName::Open, StatusName::Accepted].map(StatusName::as_str);
    let found: Vec<DbId> = both!(conn, c => assignment::table
        .filter(assignment::agency_id.eq(DbId::from(agency)).and(assignment::counted.is_not_null()))
        .filter(assignment::document_id.gt(behind).and(assignment::status.eq_any(live)))
        .order(assignment::document_id)
        .select(assignment::document_id)
        .distinct()
        .limit(limit)
        .load(c))?;
    let steps = [Task::Register, Task::Present, Task::Issue, Task::Seal, Task::Dispatch].map(Task::as_str);
    let held: Vec<DbId> = both!(conn, c => work::table
        .filter(work::agency_id.eq(DbId::from(agency)).and(work::desk.eq(Desk::Registry.key())))
        .filter(work::document_id.gt(behind).and(work::task.eq_any(steps)).and(work::due.lt(DbTime::from(never()))))
        .order(work::document_id)
        .select(work::document_id)
        .distinct()
        .limit(limit)
        .load(c))?;
    let asked: Vec<DbId> = both!(conn, c => work::table
        .filter(work::agency_id.eq(DbId::from(agency)).and(work::task.eq(Task::GiveOpinion.as_str())))
        .filter(work::document_id.gt(behind))
        .order(work::document_id)
        .select(work::document_id)
        .distinct()
        .limit(limit)
        .load(c))?;
    let open: Vec<&str> = DossierState::ALL
        .into_iter()
        .filter(|state| state.is_running() || matches!(state, DossierState::Registered | DossierState::Incomplete))
        .map(DossierState::as_str)
        .collect();
    let dossiers: Vec<DbId> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::id.gt(behind)))
        .filter(dossier::state.eq_any(&open))
        .order(dossier::id)
        .select(dossier::id)
        .limit(limit)
        .load(c))?;
    let all: BTreeSet<DbId> = found.into_iter().chain(held).chain(asked).chain(dossiers).collect();
    let some = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(all.into_iter().take(some).map(DocumentId::from).collect())
}

/// Hỏa tốc documents that lie before this person, oldest first.
pub fn immediate_before(conn: &mut Conn, agency: AgencyId, person: PersonId) -> Result<Vec<DocumentId>, StoreError> {
    let desk = Desk::Holder(Holder::Person(person)).key();
    let found: Vec<DbId> = both!(conn, c => work::table
        .inner_join(document::table.on(document::agency_id.eq(work::agency_id).and(document::id.eq(work::document_id))))
        .filter(work::agency_id.eq(DbId::from(agency)).and(work::desk.eq(&desk)))
        .filter(work::task.eq_any([Task::Direct.as_str(), Task::Approve.as_str()]).and(document::urgency.eq(Urgency::Immediate.as_str())))
        .order(work::document_id)
        .select(work::document_id)
        .load(c))?;
    Ok(found.into_iter().map(DocumentId::from).collect())
}

/// The latest document under this key that was not refused, sent back or struck out, entered or not.
pub fn find_by_key(conn: &mut Conn, agency: AgencyId, key: &str) -> Result<Option<DocumentId>, StoreError> {
    let found: Option<DbId> = both!(conn, c => document::table
        .filter(document::agency_id.eq(DbId::from(agency)).and(document::duplicate_key.eq(key)))
        .filter(document::state.ne_all(["refused", "returned", "voided"]))
        .order(document::id.desc())
        .select(document::id)
        .first(c)
        .optional())?;
    Ok(found.map(DocumentId::from))
}

/// Entered documents with the same author, number, notation and date.
pub fn find_duplicates(
    conn: &mut Conn,
    agency: AgencyId,
    key: &str,
    but: Option<DocumentId>,
) -> Result<Vec<Duplicate>, StoreError> {
    let agency = DbId::from(agency);
    let but = DbId::from(but.map_or(uuid::Uuid::nil(), |id| id.0));
    let found: Vec<(DbId, Option<i32>, Option<i32>)> = both!(conn, c => document::table
        .filter(document::agency_id.eq(agency).and(document::duplicate_key.eq(key)))
        .filter(document::id.ne(but).and(document::arrival_number.is_not_null()).and(document::state.ne("voided")))
        .order(document::id)
        .limit(10)
        .select((document::id, document::arrival_year, document::arrival_number))
        .load(c))?;
    let duplicate = |(id, year, number): (DbId, Option<i32>, Option<i32>)| {
        Ok(Duplicate {
            document: id.into(),
            year: year.unwrap_or_default(),
            number: super::count(number.unwrap_or_default())?,
        })
    };
    found.into_iter().map(duplicate).collect()
}
