//! Lists of case files: columns only, by key, and never more than one may see.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, CaseFileId, DepartmentId, DocumentId, PersonId, UtcTime, access::case_file::Listed, case_file::StateName,
    search::token::tokens,
};

use crate::{
    Conn, StoreError, both,
    schema::{case_file, case_file_document},
    types::{DbId, DbTime},
};

/// What a line shows of a case file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = case_file)]
pub struct Heading {
    id: DbId,
    version: i32,
    /// The state's name.
    pub state: String,
    /// Of which year's list.
    pub year: i32,
    /// Số và ký hiệu hồ sơ.
    pub symbol: String,
    /// Tiêu đề hồ sơ.
    pub title: String,
    /// Thời hạn bảo quản.
    pub retention: String,
    keeper_id: DbId,
    department_id: Option<DbId>,
    /// How many documents it holds.
    pub documents: i32,
    /// Whether it is frozen.
    pub frozen: bool,
    /// The last day on which it is to be handed over.
    pub hand_over_due: Option<NaiveDate>,
    /// The last day on which it is to be kept.
    pub retention_ends: Option<NaiveDate>,
    created_at: DbTime,
}

impl Heading {
    /// Which.
    pub fn id(&self) -> CaseFileId {
        self.id.into()
    }
    /// Its version.
    pub const fn version(&self) -> i32 {
        self.version
    }
    /// Who keeps it.
    pub fn keeper(&self) -> PersonId {
        self.keeper_id.into()
    }
    /// Of which department.
    pub fn department(&self) -> Option<DepartmentId> {
        self.department_id.map(DepartmentId::from)
    }
    /// When it was begun.
    pub fn created_at(&self) -> UtcTime {
        self.created_at.into()
    }
}

/// What a list is narrowed by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<StateName>,
    /// Only of this year.
    pub year: Option<i32>,
    /// Only with this symbol.
    pub symbol: Option<String>,
    /// Only what this person keeps.
    pub keeper: Option<PersonId>,
    /// Only of this department.
    pub department: Option<DepartmentId>,
    /// Only with this document.
    pub document: Option<DocumentId>,
    /// Only with all of these words, accents or not, in the symbol or the title.
    pub words: Option<String>,
    /// Only these.
    pub among: Option<Vec<CaseFileId>>,
    /// Only what is to be handed over by this day.
    pub hand_over_due_by: Option<NaiveDate>,
    /// Only what need not be kept after this day.
    pub retention_ends_by: Option<NaiveDate>,
    /// Only what is frozen, or what is not.
    pub frozen: Option<bool>,
}

/// A page of a list, latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Behind this one.
    pub before: Option<CaseFileId>,
    /// At most so many.
    pub limit: i64,
}

macro_rules! narrowed {
    ($query:expr, $filter:expr, $agency:expr, $before:expr) => {{
        let mut query = $query.filter(case_file::agency_id.eq($agency).and(case_file::id.lt($before)));
        if let Some(state) = $filter.state {
            query = query.filter(case_file::state.eq(state.as_str()));
        }
        if let Some(year) = $filter.year {
            query = query.filter(case_file::year.eq(year));
        }
        if let Some(symbol) = &$filter.symbol {
            query = query.filter(case_file::symbol.eq(symbol));
        }
        if let Some(keeper) = $filter.keeper {
            query = query.filter(case_file::keeper_id.eq(DbId::from(keeper)));
        }
        if let Some(department) = $filter.department {
            query = query.filter(case_file::department_id.eq(DbId::from(department)));
        }
        if let Some(document) = $filter.document {
            let with = case_file_document::table
                .filter(case_file_document::agency_id.eq($agency))
                .filter(case_file_document::document_id.eq(DbId::from(document)))
                .select(case_file_document::case_file_id);
            query = query.filter(case_file::id.eq_any(with));
        }
        for word in $filter.words.iter().flat_map(|words| tokens(words)) {
            // Of letters and digits alone: there is nothing in it that LIKE takes for a sign.
            query = query.filter(case_file::words.like(format!("% {} %", word.folded)));
        }
        if let Some(some) = &$filter.among {
            query = query.filter(case_file::id.eq_any(some.iter().copied().map(DbId::from).collect::<Vec<_>>()));
        }
        if let Some(day) = $filter.hand_over_due_by {
            query = query.filter(case_file::hand_over_due.le(day));
        }
        if let Some(day) = $filter.retention_ends_by {
            query = query.filter(case_file::retention_ends.le(day));
        }
        if let Some(frozen) = $filter.frozen {
            query = query.filter(case_file::frozen.eq(frozen));
        }
        query
    }};
}

/// Lists case files, latest first.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    whose: &Listed,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Heading>, StoreError> {
    let agency = DbId::from(agency);
    let before = DbId::from(page.before.map_or(uuid::Uuid::max(), |id| id.0));
    let mut found: Vec<Heading> = Vec::new();
    match whose {
        Listed::Everything => {
            found = both!(conn, c => narrowed!(case_file::table.into_boxed(), filter, agency, before)
                .order(case_file::id.desc())
                .limit(page.limit)
                .select(Heading::as_select())
                .load(c))?;
        }
        // Each by its own index, and the latest of all.
        Listed::Of { keepers, departments } => {
            for keeper in keepers {
                let keeper = DbId::from(*keeper);
                let some: Vec<Heading> = both!(conn, c => narrowed!(case_file::table.into_boxed(), filter, agency, before)
                    .filter(case_file::keeper_id.eq(keeper))
                    .order(case_file::id.desc())
                    .limit(page.limit)
                    .select(Heading::as_select())
                    .load(c))?;
                found.extend(some);
            }
            for department in departments {
                let department = DbId::from(*department);
                let some: Vec<Heading> = both!(conn, c => narrowed!(case_file::table.into_boxed(), filter, agency, before)
                    .filter(case_file::department_id.eq(department))
                    .order(case_file::id.desc())
                    .limit(page.limit)
                    .select(Heading::as_select())
                    .load(c))?;
                found.extend(some);
            }
        }
    }
    found.sort_by_key(|heading| std::cmp::Reverse(heading.id()));
    found.dedup_by_key(|heading| heading.id());
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The case files that hold this document, the latest first, whoever may see them: see [`Listed::holds`].
pub fn of_document(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<Heading>, StoreError> {
    /// No document is in more that are worth showing.
    const MOST: i64 = 100;
    let (agency, document) = (DbId::from(agency), DbId::from(document));
    // By the document's own rows, in their order: mostly there is none, however many case files there are.
    let same =
        case_file::agency_id.eq(case_file_document::agency_id).and(case_file::id.eq(case_file_document::case_file_id));
    Ok(both!(conn, c => case_file_document::table
        .inner_join(case_file::table.on(same))
        .filter(case_file_document::agency_id.eq(agency).and(case_file_document::document_id.eq(document)))
        .order(case_file_document::case_file_id.desc())
        .limit(MOST)
        .select(Heading::as_select())
        .load(c))?)
}
