//! Lists of documents: columns only, by key, and never more than one may see.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, access::Principal, incoming::StateName, register::Duplicate, work::Desk};

use crate::{
    Conn, StoreError, both,
    schema::{document, looker},
    types::DbId,
    work::Heading,
};

/// Whose documents are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// All of the agency's but secret lines; those too where the reader keeps their book.
    Agency {
        /// Secret lines too.
        secret_lines: bool,
    },
    /// Those that any of these had a part in.
    Of {
        /// As whom the reader acts: secret lines too.
        acting: Vec<Principal>,
        /// Whose registries the reader keeps: no secret lines.
        registries: Vec<Principal>,
    },
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
    match whose {
        Listed::Agency { secret_lines } => Ok(both!(conn, c => {
            let mut query = document::table
                .filter(document::agency_id.eq(agency).and(document::id.lt(before)))
                .into_boxed();
            if !*secret_lines {
                query = query.filter(document::secrecy.eq("none"));
            }
            narrowed!(query, filter)
                .order(document::id.desc())
                .limit(page.limit)
                .select(Heading::as_select())
                .load(c)
        })?),
        Listed::Of { acting, registries } => {
            // Each principal's own index gives its latest; together they give the latest of all.
            let mut found: Vec<Heading> = Vec::new();
            let principals = acting.iter().map(|p| (p, true)).chain(registries.iter().map(|p| (p, false)));
            for (principal, secret_lines) in principals {
                let key = Desk::Holder(*principal).key();
                let rows: Vec<Heading> = both!(conn, c => {
                    let mut query = looker::table
                        .inner_join(document::table.on(document::agency_id
                            .eq(looker::agency_id)
                            .and(document::id.eq(looker::document_id))))
                        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
                        .filter(looker::document_id.lt(before))
                        .into_boxed();
                    if !secret_lines {
                        query = query.filter(document::secrecy.eq("none"));
                    }
                    narrowed!(query, filter)
                        .order(looker::document_id.desc())
                        .limit(page.limit)
                        .select(Heading::as_select())
                        .load(c)
                })?;
                found.extend(rows);
            }
            found.sort_by_key(|heading| std::cmp::Reverse(heading.id()));
            found.dedup_by_key(|heading| heading.id());
            found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
            Ok(found)
        }
    }
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
