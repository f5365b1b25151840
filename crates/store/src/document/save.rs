//! Writes what happened to a document: its row by version, its assignments, its history, the work that follows and who may look
//! it up. Called inside a write transaction only.

use diesel::{prelude::*, upsert::excluded};
use domain::{
    access,
    figures::{Standing, Way},
    incoming::{self, Event, Happening, IncomingDocument},
    reminder::incoming_deadlines,
    work::work_of,
};

use super::rows::{AssignmentRow, DocumentRow, Moved, integer};
use crate::{
    CachedExt, Conn, StoreError, both,
    deadline::{self, Awaited},
    figures, file, file_text, history, looker, packet,
    schema::{assignment, document},
    search::due,
    work,
};

/// What was written.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The hash of the last history row.
    pub chain_hash: String,
}

/// Writes a new document with its first events.
pub fn insert(conn: &mut Conn, document: &IncomingDocument, happenings: &[Happening]) -> Result<Saved, StoreError> {
    let links = history::link(document.agency(), document.id(), history::START, 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a document begins with an event".to_owned()));
    };
    let chain_hash = link.hash.clone();
    let row = DocumentRow::of(document, &chain_hash, last.at.into())?;
    both!(conn, c => diesel::insert_into(document::table).values(&row).execute(c))?;
    let made = document.assignments().iter().enumerate();
    write_assignments(conn, &made.map(|(n, a)| AssignmentRow::of(document, n, a)).collect::<Result<Vec<_>, _>>()?)?;
    own_files(conn, document, happenings)?;
    history::append(conn, &links)?;
    work::change(conn, (document.agency(), document.id()), &[], &work_of(document, last.at), false)?;
    figures::begin(conn, (document.agency(), document.id()), steps(None, document, happenings)?)?;
    let of = Awaited { agency: document.agency(), document: document.id() };
    deadline::change(conn, of, (&[], &incoming_deadlines(document)), false, last.at)?;
    looker::add(conn, (document.agency(), document.id()), document.facts().is_secret(), &access::lookers(document))?;
    packet::report(conn, None, document, happenings)?;
    Ok(Saved { chain_hash })
}

/// Writes what happened to a document. [`StoreError::Conflict`] where somebody else was faster.
pub fn update(
    conn: &mut Conn,
    before: &IncomingDocument,
    chain_hash: &str,
    after: &IncomingDocument,
    happenings: &[Happening],
) -> Result<Saved, StoreError> {
    let links = history::link(after.agency(), after.id(), chain_hash, before.version() + 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a change is an event".to_owned()));
    };
    let chain_hash = link.hash.clone();
    let row = DocumentRow::of(after, &chain_hash, last.at.into())?;
    let version = integer(before.version())?;
    let (agency, id) = (row.agency_id, row.id);
    let same = document::agency_id.eq(agency).and(document::id.eq(id)).and(document::version.eq(version));
    let corrected = before.facts() != after.facts();
    let changed = if corrected {
        both!(conn, c => diesel::update(document::table.filter(same)).set(&row).cached().execute(c))?
    } else {
        let moved = Moved::from(&row);
        both!(conn, c => diesel::update(document::table.filter(same)).set(&moved).cached().execute(c))?
    };
    if changed == 0 {
        return Err(StoreError::Conflict);
    }
    let changed = after.assignments().iter().enumerate().filter(|(_, now)| before.assignment(now.id) != Some(*now));
    write_assignments(conn, &changed.map(|(n, a)| AssignmentRow::of(after, n, a)).collect::<Result<Vec<_>, _>>()?)?;
    own_files(conn, after, happenings)?;
    history::append(conn, &links)?;
    let (work_before, work_after) = (work_of(before, last.at), work_of(after, last.at));
    work::change(conn, (after.agency(), after.id()), &work_before, &work_after, corrected)?;
    let stood = Standing::of_incoming(before);
    let from = (Way::Incoming, stood.as_ref(), before.version());
    figures::go_on(conn, (after.agency(), after.id()), from, steps(Some(before), after, happenings)?)?;
    let of = Awaited { agency: after.agency(), document: after.id() };
    let deadlines = (incoming_deadlines(before), incoming_deadlines(after));
    let hurried = before.facts().urgency != after.facts().urgency;
    deadline::change(conn, of, (&deadlines.0, &deadlines.1), hurried, last.at)?;
    let (old, new) = (access::lookers(before), access::lookers(after));
    let new = new.difference(&old).copied().collect();
    looker::add(conn, (after.agency(), after.id()), after.facts().is_secret(), &new)?;
    packet::report(conn, Some(before), after, happenings)?;
    Ok(Saved { chain_hash })
}

/// What the document says of itself behind each thing that happened; mostly there is one.
fn steps(
    before: Option<&IncomingDocument>,
    after: &IncomingDocument,
    happenings: &[Happening],
) -> Result<figures::Steps, StoreError> {
    if let [one] = happenings {
        return Ok(vec![(Standing::of_incoming(after), one.at)]);
    }
    let mut made = before.cloned();
    let mut steps = Vec::with_capacity(happenings.len());
    for happening in happenings {
        let next = match made {
            None => incoming::receive_apply(after.id(), after.agency(), happening),
            Some(document) => incoming::apply(document, happening),
        };
        let next = next.map_err(|error| StoreError::Database(error.to_string()))?;
        steps.push((Standing::of_incoming(&next), happening.at));
        made = Some(next);
    }
    Ok(steps)
}

/// The most rows of one statement: each number of rows is a text of its own, and is kept prepared.
const KEPT_ROWS: usize = 4;

/// Writes assignments, new or changed; of a handoff there are one or two.
fn write_assignments(conn: &mut Conn, rows: &[AssignmentRow]) -> Result<(), StoreError> {
    match conn {
        Conn::Postgres(c) => {
            for some in rows.chunks(KEPT_ROWS) {
                diesel::insert_into(assignment::table)
                    .values(some)
                    .on_conflict((assignment::agency_id, assignment::document_id, assignment::id))
                    .do_update()
                    .set((
                        assignment::leader_approves.eq(excluded(assignment::leader_approves)),
                        assignment::due.eq(excluded(assignment::due)),
                        assignment::assigned_by.eq(excluded(assignment::assigned_by)),
                        assignment::instruction.eq(excluded(assignment::instruction)),
                        assignment::status.eq(excluded(assignment::status)),
                        assignment::status_facts.eq(excluded(assignment::status_facts)),
                        assignment::extension.eq(excluded(assignment::extension)),
                        assignment::holder.eq(excluded(assignment::holder)),
                        assignment::departments.eq(excluded(assignment::departments)),
                        assignment::former_holders.eq(excluded(assignment::former_holders)),
                        assignment::answers_to.eq(excluded(assignment::answers_to)),
                        assignment::counted.eq(excluded(assignment::counted)),
                        assignment::first_due.eq(excluded(assignment::first_due)),
                    ))
                    .cached()
                    .execute(c)?;
            }
        }
        // diesel knows no upsert of several rows for SQLite.
        Conn::Sqlite(c) => {
            for row in rows {
                diesel::insert_into(assignment::table)
                    .values(row)
                    .on_conflict((assignment::agency_id, assignment::document_id, assignment::id))
                    .do_update()
                    .set(row)
                    .cached()
                    .execute(c)?;
            }
        }
    }
    Ok(())
}

/// Files that came with these events belong to the document from now on, and the search finds the document as it now stands.
fn own_files(conn: &mut Conn, document: &IncomingDocument, happenings: &[Happening]) -> Result<(), StoreError> {
    let files = happenings
        .iter()
        .flat_map(|happening| match &happening.event {
            Event::Received { files, .. }
            | Event::FilesAttached { files }
            | Event::ResultSubmitted { files, .. }
            | Event::ResultCompleted { files, .. }
            | Event::OpinionSubmitted { files, .. } => files.as_slice(),
            _ => &[],
        })
        .map(|attached| attached.file.id);
    let files: Vec<_> = files.collect();
    file::give(conn, document.agency(), document.id(), files.iter().copied())?;
    if document.facts().is_secret() {
        // Of a secret line nothing is read and nothing is found.
        return Ok(());
    }
    file_text::queue(conn, document.agency(), &files)?;
    due::put(conn, document.agency(), document.id(), due::Direction::Incoming)
}
