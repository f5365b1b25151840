//! What lies on each desk: to act (`work`), to read (`reading`), and how much of it (`work_count`). Kept by the transactions
//! that change a document; an inbox is read from an index and never from history.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Text},
    upsert::excluded,
};
use domain::{
    AgencyId, AssignmentId, DocumentId, UtcTime,
    work::{Desk, Task, WorkItem},
};

use crate::{
    CachedExt, Conn, StoreError, both, dossier as dossiers, outgoing, packet,
    schema::{document, dossier, outgoing_document, reading, work, work_count},
    types::{DbId, DbTime, Id},
};

#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = work)]
#[diesel(treat_none_as_default_value = false)]
struct WorkRow {
    agency_id: DbId,
    desk: String,
    due: DbTime,
    document_id: DbId,
    task: String,
    assignment_id: DbId,
    since: DbTime,
}

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = reading)]
#[diesel(treat_none_as_default_value = false)]
struct ReadingRow {
    agency_id: DbId,
    desk: String,
    document_id: DbId,
    assignment_id: DbId,
    since: DbTime,
}

#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = work_count)]
#[diesel(treat_none_as_default_value = false)]
struct CountRow<'a> {
    agency_id: DbId,
    desk: &'a str,
    task: &'static str,
    amount: i64,
    changes: i64,
}

/// What stands for "no deadline", so that it comes last in the order of deadlines.
pub(crate) fn never() -> UtcTime {
    NaiveDate::from_ymd_opt(9999, 12, 31)
        .and_then(|day| day.and_hms_opt(23, 59, 59))
        .map_or(DateTime::<Utc>::MAX_UTC, |moment| moment.and_utc())
}

/// Whether two items are the same thing to do; since when doesn't tell them apart.
fn same(a: &WorkItem, b: &WorkItem) -> bool {
    (a.desk, a.task, a.assignment, a.due) == (b.desk, b.task, b.assignment, b.due)
}

/// Takes away what is done and adds what is to be done now. Where the document's line reads otherwise from now on (`corrected`), each desk on
/// which it stays is marked as changed, too.
pub(crate) fn change(
    conn: &mut Conn,
    (agency, document): (AgencyId, DocumentId),
    before: &[WorkItem],
    after: &[WorkItem],
    corrected: bool,
) -> Result<(), StoreError> {
    let gone: Vec<&WorkItem> = before.iter().filter(|b| !after.iter().any(|a| same(a, b))).collect();
    let new: Vec<&WorkItem> = after.iter().filter(|a| !before.iter().any(|b| same(a, b))).collect();
    let (agency_id, document_id) = (DbId::from(agency), DbId::from(document));
    let hangs_on = |item: &WorkItem| item.assignment.map_or(document_id, DbId::from);
    let mut counts: BTreeMap<(String, &'static str), i64> = BTreeMap::new();
    for item in &gone {
        *counts.entry((item.desk.key(), item.task.as_str())).or_default() -= 1;
    }
    for item in &new {
        *counts.entry((item.desk.key(), item.task.as_str())).or_default() += 1;
    }
    for item in after.iter().filter(|_| corrected) {
        counts.entry((item.desk.key(), item.task.as_str())).or_default();
    }
    let row_of = |item: &WorkItem| WorkRow {
        agency_id,
        desk: item.desk.key(),
        due: item.due.unwrap_or_else(never).into(),
        document_id,
        task: item.task.as_str().to_owned(),
        assignment_id: hangs_on(item),
        since: item.since.into(),
    };
    if let ([from], [to]) = (gone.as_slice(), new.as_slice())
        && from.task != Task::Read
        && to.task != Task::Read
    {
        // The handoff as it mostly is: one thing to do leaves one desk for another.
        let (from, to) = (row_of(from), row_of(to));
        let moved = both!(conn, c => diesel::update(work::table
            .filter(work::agency_id.eq(agency_id).and(work::desk.eq(&from.desk)).and(work::due.eq(from.due)))
            .filter(work::document_id.eq(document_id).and(work::task.eq(&from.task)))
            .filter(work::assignment_id.eq(from.assignment_id)))
            .set(&to)
            .cached()
            .execute(c))?;
        one(moved)?;
        return count(conn, agency_id, &counts);
    }
    for item in gone {
        let (desk, on) = (item.desk.key(), hangs_on(item));
        let taken = if item.task == Task::Read {
            both!(conn, c => diesel::delete(reading::table
                .filter(reading::agency_id.eq(agency_id).and(reading::desk.eq(&desk)))
                .filter(reading::document_id.eq(document_id).and(reading::assignment_id.eq(on))))
                .execute(c))?
        } else {
            let due = DbTime::from(item.due.unwrap_or_else(never));
            both!(conn, c => diesel::delete(work::table
                .filter(work::agency_id.eq(agency_id).and(work::desk.eq(&desk)).and(work::due.eq(due)))
                .filter(work::document_id.eq(document_id).and(work::task.eq(item.task.as_str())))
                .filter(work::assignment_id.eq(on)))
                .execute(c))?
        };
        one(taken)?;
    }
    for item in new {
        let assignment_id = hangs_on(item);
        if item.task == Task::Read {
            let row =
                ReadingRow { agency_id, desk: item.desk.key(), document_id, assignment_id, since: item.since.into() };
            both!(conn, c => diesel::insert_into(reading::table).values(&row).execute(c))?;
        } else {
            let row = row_of(item);
            both!(conn, c => diesel::insert_into(work::table).values(&row).execute(c))?;
        }
    }
    count(conn, agency_id, &counts)
}

/// What lay on a desk was there, and once: otherwise desks and documents differ, and nothing may be built on that.
fn one(changed: usize) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::corrupt("what lies on a desk is not what the document says")) }
}

/// The most rows of one statement: each number of rows is a text of its own, and is kept prepared.
const KEPT_ROWS: usize = 4;

/// Adds to the counters, in the order of the desks' keys, so that two transactions never wait for each other in a circle. What changes without
/// being more or less (another date, one thing instead of another) counts as a change all the same.
fn count(conn: &mut Conn, agency: DbId, counts: &BTreeMap<(String, &'static str), i64>) -> Result<(), StoreError> {
    let rows: Vec<CountRow> = counts
        .iter()
        .map(|((desk, task), by)| CountRow { agency_id: agency, desk, task, amount: *by, changes: 1 })
        .collect();
    match conn {
        Conn::Postgres(c) => {
            for some in rows.chunks(KEPT_ROWS) {
                diesel::insert_into(work_count::table)
                    .values(some)
                    .on_conflict((work_count::agency_id, work_count::desk, work_count::task))
                    .do_update()
                    .set((
                        work_count::amount.eq(work_count::amount + excluded(work_count::amount)),
                        work_count::changes.eq(work_count::changes + 1),
                    ))
                    .cached()
                    .execute(c)?;
            }
        }
        Conn::Sqlite(c) => count_in_pairs(c, &rows)?,
    }
    Ok(())
}

/// A handoff changes two counters, and diesel knows no upsert of several rows for SQLite.
const TWO_COUNTS: &str = "INSERT INTO work_count (agency_id, desk, task, amount, changes) VALUES (?, ?, ?, ?, 1), (?, ?, ?, ?, 1) \
    ON CONFLICT (agency_id, desk, task) DO UPDATE SET amount = work_count.amount + excluded.amount, changes = work_count.changes + 1";

fn count_in_pairs(c: &mut diesel::SqliteConnection, rows: &[CountRow<'_>]) -> Result<(), StoreError> {
    for some in rows.chunks(2) {
        match some {
            [first, second] => {
                diesel::sql_query(TWO_COUNTS)
                    .bind::<Id, _>(first.agency_id)
                    .bind::<Text, _>(first.desk)
                    .bind::<Text, _>(first.task)
                    .bind::<BigInt, _>(first.amount)
                    .bind::<Id, _>(second.agency_id)
                    .bind::<Text, _>(second.desk)
                    .bind::<Text, _>(second.task)
                    .bind::<BigInt, _>(second.amount)
                    .cached()
                    .execute(c)?;
            }
            rest => {
                for row in rest {
                    diesel::insert_into(work_count::table)
                        .values(row)
                        .on_conflict((work_count::agency_id, work_count::desk, work_count::task))
                        .do_update()
                        .set((
                            work_count::amount.eq(work_count::amount + row.amount),
                            work_count::changes.eq(work_count::changes + 1),
                        ))
                        .cached()
                        .execute(c)?;
                }
            }
        }
    }
    Ok(())
}

/// What a line of an inbox shows of its document.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = document)]
pub struct Heading {
    id: DbId,
    version: i32,
    /// The state's name.
    pub state: String,
    /// Tác giả.
    pub author: String,
    /// Số văn bản.
    pub number: Option<String>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub type_code: String,
    /// Trích yếu.
    pub subject: Option<String>,
    /// Độ mật.
    pub secrecy: String,
    /// Độ khẩn.
    pub urgency: String,
    /// Năm vào sổ.
    pub arrival_year: Option<i32>,
    /// Số đến.
    pub arrival_number: Option<i32>,
    received_at: DbTime,
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
    /// When it came.
    pub fn received_at(&self) -> UtcTime {
        self.received_at.into()
    }
}

/// What a line of an inbox shows of its document, whichever way that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyHeading {
    /// Văn bản đến.
    Incoming(Heading),
    /// Văn bản đi.
    Outgoing(outgoing::Heading),
    /// Hồ sơ một cửa.
    Dossier(dossiers::Heading),
}

impl AnyHeading {
    /// Which document.
    pub fn id(&self) -> DocumentId {
        match self {
            Self::Incoming(heading) => heading.id(),
            Self::Outgoing(heading) => heading.id(),
            Self::Dossier(heading) => heading.id().into(),
        }
    }

    /// One of them, by the table in which the document stands.
    fn of(
        incoming: Option<Heading>,
        outgoing: Option<outgoing::Heading>,
        dossier: Option<dossiers::Heading>,
    ) -> Result<Self, StoreError> {
        match (incoming, outgoing, dossier) {
            (Some(heading), None, None) => Ok(Self::Incoming(heading)),
            (None, Some(heading), None) => Ok(Self::Outgoing(heading)),
            (None, None, Some(heading)) => Ok(Self::Dossier(heading)),
            _ => Err(StoreError::corrupt("what lies on a desk is no document, or two")),
        }
    }
}

/// One thing to do, with its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxLine {
    /// What, where and until when.
    pub item: WorkItem,
    /// About which document.
    pub heading: AnyHeading,
}

/// The tables in one of which the document of a line stands.
macro_rules! with_documents {
    ($table:ident) => {
        $table::table
            .left_join(
                document::table.on(document::agency_id.eq($table::agency_id).and(document::id.eq($table::document_id))),
            )
            .left_join(outgoing_document::table.on(
                outgoing_document::agency_id.eq($table::agency_id).and(outgoing_document::id.eq($table::document_id)),
            ))
            .left_join(
                dossier::table.on(dossier::agency_id.eq($table::agency_id).and(dossier::id.eq($table::document_id))),
            )
    };
}

/// Where a page of an inbox begins: behind this line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Its deadline; `None` where it had none.
    pub due: Option<UtcTime>,
    /// Its document.
    pub document: DocumentId,
    /// What is to be done.
    pub task: Task,
    /// Under which assignment.
    pub assignment: Option<AssignmentId>,
}

/// What one desk has to act on, in the order of deadlines.
pub fn on_desk(
    conn: &mut Conn,
    agency: AgencyId,
    desk: Desk,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<InboxLine>, StoreError> {
    type Row = (DbTime, String, DbId, DbTime, Option<Heading>, Option<outgoing::Heading>, Option<dossiers::Heading>);
    let key = desk.key();
    let agency = DbId::from(agency);
    let rows: Vec<Row> = match after {
        None => both!(conn, c => with_documents!(work)
            .filter(work::agency_id.eq(agency).and(work::desk.eq(&key)))
            .order((work::due, work::document_id, work::task, work::assignment_id))
            .limit(limit)
            .select((work::due, work::task, work::assignment_id, work::since,
                Option::<Heading>::as_select(), Option::<outgoing::Heading>::as_select(), Option::<dossiers::Heading>::as_select()))
            .load(c))?,
        Some(after) => {
            let due = DbTime::from(after.due.unwrap_or_else(never));
            let document_id = DbId::from(after.document);
            let task = after.task.as_str();
            let on = after.assignment.map_or(document_id, DbId::from);
            let behind_document = || {
                work::document_id.gt(document_id).or(work::document_id
                    .eq(document_id)
                    .and(work::task.gt(task).or(work::task.eq(task).and(work::assignment_id.gt(on)))))
            };
            both!(conn, c => with_documents!(work)
                .filter(work::agency_id.eq(agency).and(work::desk.eq(&key)))
                // The first says where in the index the page begins.
                .filter(work::due.ge(due))
                .filter(work::due.gt(due).or(work::due.eq(due).and(behind_document())))
                .order((work::due, work::document_id, work::task, work::assignment_id))
                .limit(limit)
                .select((work::due, work::task, work::assignment_id, work::since,
                Option::<Heading>::as_select(), Option::<outgoing::Heading>::as_select(), Option::<dossiers::Heading>::as_select()))
                .load(c))?
        }
    };
    rows.into_iter()
        .map(|(due, task, on, since, incoming, outgoing, dossier)| {
            let heading = AnyHeading::of(incoming, outgoing, dossier)?;
            let due = UtcTime::from(due);
            let item = WorkItem {
                desk,
                task: Task::parse(&task).ok_or_else(|| StoreError::corrupt(format!("the task {task:?}")))?,
                assignment: Some(on).filter(|on| *on != DbId::from(heading.id())).map(AssignmentId::from),
                due: Some(due).filter(|due| *due < never()),
                since: since.into(),
            };
            Ok(InboxLine { item, heading })
        })
        .collect()
}

/// What one desk has to read, latest first.
pub fn to_read(
    conn: &mut Conn,
    agency: AgencyId,
    desk: Desk,
    before: Option<DocumentId>,
    limit: i64,
) -> Result<Vec<InboxLine>, StoreError> {
    type Row = (DbId, DbTime, Option<Heading>, Option<outgoing::Heading>, Option<dossiers::Heading>);
    let key = desk.key();
    let agency = DbId::from(agency);
    let latest = DbId::from(before.map_or(uuid::Uuid::max(), |id| id.0));
    let rows: Vec<Row> = both!(conn, c => with_documents!(reading)
        .filter(reading::agency_id.eq(agency).and(reading::desk.eq(&key)).and(reading::document_id.lt(latest)))
        .order(reading::document_id.desc())
        .limit(limit)
        .select((reading::assignment_id, reading::since, Option::<Heading>::as_select(), Option::<outgoing::Heading>::as_select(), Option::<dossiers::Heading>::as_select()))
        .load(c))?;
    rows.into_iter()
        .map(|(assignment, since, incoming, outgoing, dossier)| {
            let item = WorkItem {
                desk,
                task: Task::Read,
                assignment: Some(assignment.into()),
                due: None,
                since: since.into(),
            };
            Ok(InboxLine { item, heading: AnyHeading::of(incoming, outgoing, dossier)? })
        })
        .collect()
}

/// How much there is to do on one desk.
pub fn to_do(conn: &mut Conn, agency: AgencyId, desk: Desk) -> Result<u64, StoreError> {
    let amounts: Vec<i64> = both!(conn, c => work_count::table
        .filter(work_count::agency_id.eq(DbId::from(agency)).and(work_count::desk.eq(desk.key())))
        .filter(work_count::task.ne(Task::Read.as_str()))
        .select(work_count::amount)
        .load(c))?;
    Ok(amounts.into_iter().filter_map(|n| u64::try_from(n).ok()).sum())
}

/// How much there is to do on all desks of an agency.
pub fn in_all(conn: &mut Conn, agency: AgencyId) -> Result<u64, StoreError> {
    let amounts: Vec<i64> = both!(conn, c => work_count::table
        .filter(work_count::agency_id.eq(DbId::from(agency)).and(work_count::task.ne(Task::Read.as_str())))
        .select(work_count::amount)
        .load(c))?;
    Ok(amounts.into_iter().filter_map(|n| u64::try_from(n).ok()).sum())
}

/// How much lies on these desks, by task; and how much of it is late.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// By task.
    pub by_task: BTreeMap<Task, i64>,
    /// Of what is to be acted on, how much is past its deadline.
    pub overdue: i64,
    /// Packets of the interchange that wait for the registry, of who works there.
    pub quarantined: i64,
}

/// By what it is told whether something on some desks has changed: how often each of them was, which only ever grows. What comes, goes, gets
/// another date or is corrected changes it; and how many packets wait for the registry, of which one comes and goes at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    desks: Vec<(String, String, i64)>,
    packets: i64,
}

/// How these desks are marked now.
pub fn mark(conn: &mut Conn, agency: AgencyId, desks: &[Desk]) -> Result<Mark, StoreError> {
    let keys: Vec<String> = desks.iter().map(|desk| desk.key()).collect();
    let agency = DbId::from(agency);
    let mut changes: Vec<(String, String, i64)> = both!(conn, c => work_count::table
        .filter(work_count::agency_id.eq(agency).and(work_count::desk.eq_any(&keys)))
        .select((work_count::desk, work_count::task, work_count::changes))
        .load(c))?;
    changes.sort_unstable();
    let packets =
        if desks.contains(&Desk::Registry) { packet::arrived::waiting(conn, agency.into())?.0.into() } else { 0 };
    Ok(Mark { desks: changes, packets })
}

/// Counts what lies on these desks.
pub fn counts(conn: &mut Conn, agency: AgencyId, desks: &[Desk], now: UtcTime) -> Result<Counts, StoreError> {
    let keys: Vec<String> = desks.iter().map(|desk| desk.key()).collect();
    let agency = DbId::from(agency);
    let rows: Vec<(String, i64)> = both!(conn, c => work_count::table
        .filter(work_count::agency_id.eq(agency).and(work_count::desk.eq_any(&keys)))
        .select((work_count::task, work_count::amount))
        .load(c))?;
    let mut counts = Counts::default();
    for (task, amount) in rows {
        let task = Task::parse(&task).ok_or_else(|| StoreError::corrupt(format!("the task {task:?}")))?;
        *counts.by_task.entry(task).or_default() += amount;
    }
    let now = DbTime::from(now);
    counts.overdue = both!(conn, c => work::table
        .filter(work::agency_id.eq(agency).and(work::desk.eq_any(&keys)).and(work::due.lt(now)))
        .count()
        .get_result(c))?;
    Ok(counts)
}
