//! Writes what happened to an outgoing document: its row by version, its history, the work that follows, who may look it up, and its line
//! in the register. Called inside a write transaction only.

use diesel::prelude::*;
use domain::{
    access,
    figures::{Standing, Way},
    outgoing::{self, Event, Happening, OutgoingDocument, state::Remarked},
    reminder::outgoing_deadlines,
    work::outgoing_work_of,
};

use super::rows::OutgoingRow;
use crate::{
    Conn, StoreError, both,
    deadline::{self, Awaited},
    document::integer,
    figures, file, file_text, history, looker, postal_item, register_line,
    schema::outgoing_document,
    search::due,
    work,
};

/// Writes a new document with its first events.
pub fn insert(conn: &mut Conn, document: &OutgoingDocument, happenings: &[Happening]) -> Result<(), StoreError> {
    let links = history::link(document.agency(), document.id(), history::START, 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a document begins with an event".to_owned()));
    };
    let row = OutgoingRow::of(document, &link.hash, last.at.into())?;
    both!(conn, c => diesel::insert_into(outgoing_document::table).values(&row).execute(c))?;
    history::append(conn, &links)?;
    beside(conn, None, document, happenings)
}

/// Writes what happened to a document. [`StoreError::Conflict`] where somebody else was faster.
pub fn update(
    conn: &mut Conn,
    before: &OutgoingDocument,
    chain_hash: &str,
    after: &OutgoingDocument,
    happenings: &[Happening],
) -> Result<(), StoreError> {
    let links = history::link(after.agency(), after.id(), chain_hash, before.version() + 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a change is an event".to_owned()));
    };
    let row = OutgoingRow::of(after, &link.hash, last.at.into())?;
    let version = integer(before.version())?;
    let same = outgoing_document::agency_id
        .eq(row.agency_id)
        .and(outgoing_document::id.eq(row.id))
        .and(outgoing_document::version.eq(version));
    let changed = both!(conn, c => diesel::update(outgoing_document::table.filter(same)).set(&row).execute(c))?;
    if changed == 0 {
        return Err(StoreError::Conflict);
    }
    history::append(conn, &links)?;
    beside(conn, Some(before), after, happenings)
}

/// What figures make of it.
fn count(
    conn: &mut Conn,
    before: Option<&OutgoingDocument>,
    after: &OutgoingDocument,
    happenings: &[Happening],
) -> Result<(), StoreError> {
    let mut steps = Vec::with_capacity(happenings.len());
    if let [one] = happenings {
        steps.push((Some(Standing::of_outgoing(after)), one.at));
    } else {
        let mut made = before.cloned();
        for happening in happenings {
            let next = match made {
                None => outgoing::create_apply(after.id(), after.agency(), happening),
                Some(document) => outgoing::apply(document, happening),
            };
            let next = next.map_err(|error| StoreError::Database(error.to_string()))?;
            steps.push((Some(Standing::of_outgoing(&next)), happening.at));
            made = Some(next);
        }
    }
    let of = (after.agency(), after.id());
    match before {
        None => figures::begin(conn, of, steps),
        Some(before) => {
            let stood = Standing::of_outgoing(before);
            figures::go_on(conn, of, (Way::Outgoing, Some(&stood), before.version()), steps)
        }
    }
}

/// What follows from it in other tables.
fn beside(
    conn: &mut Conn,
    before: Option<&OutgoingDocument>,
    after: &OutgoingDocument,
    happenings: &[Happening],
) -> Result<(), StoreError> {
    let (agency, id) = (after.agency(), after.id());
    let known = |id| before.is_some_and(|before| before.files().any(|attached| attached.file.id == id));
    let named = happenings.iter().flat_map(|happening| match &happening.event {
        Event::Drafted { content, .. } | Event::Revised { content, .. } => content.files.as_slice(),
        Event::Signed { files, .. }
        | Event::Sealed { files, .. }
        | Event::UpdateSent { files, .. }
        | Event::OpinionGiven { files, .. } => files.as_slice(),
        _ => &[],
    });
    let new: Vec<_> = named.map(|attached| attached.file.id).filter(|id| !known(*id)).collect();
    file::give(conn, agency, id, new.iter().copied())?;
    file_text::queue(conn, agency, &new)?;
    due::put(conn, agency, id, due::Direction::Outgoing)?;
    let work_before = before.map(outgoing_work_of).unwrap_or_default();
    let corrected = before.is_some_and(|before| before.content() != after.content());
    work::change(conn, (agency, id), &work_before, &outgoing_work_of(after), corrected)?;
    count(conn, before, after, happenings)?;
    if let Some(last) = happenings.last() {
        let deadlines = (before.map(outgoing_deadlines).unwrap_or_default(), outgoing_deadlines(after));
        let hurried = before.is_some_and(|before| before.content().urgency != after.content().urgency);
        deadline::change(conn, Awaited { agency, document: id }, (&deadlines.0, &deadlines.1), hurried, last.at)?;
    }
    let old = before.map(access::outgoing::lookers).unwrap_or_default();
    let new = access::outgoing::lookers(after);
    looker::add(conn, (agency, id), false, &new.difference(&old).copied().collect())?;
    let kept = before.map(access::outgoing::kept_for).unwrap_or_default();
    looker::keep(conn, (agency, id), &access::outgoing::kept_for(after).difference(&kept).copied().collect())?;
    // What somebody is listed they can open.
    looker::remove(conn, (agency, id), &old.difference(&new).copied().collect())?;
    postal_item::change(conn, after, happenings)?;
    for happening in happenings {
        let by = happening.by;
        match &happening.event {
            Event::Issued { line, .. } => {
                let writer = by.desk().map(|person| person.0).or(by.service().map(|account| account.0));
                let writer = writer.ok_or_else(|| StoreError::corrupt("a number that nobody gave"))?;
                register_line::take(conn, agency, id, line, writer, happening.at)?;
            }
            Event::Voided { reason, .. } => {
                let line = after.state().line().ok_or_else(|| StoreError::corrupt("no number to strike out"))?;
                let number = (line.register, line.number);
                let voided = Remarked { reason: reason.clone(), by: by.by(), at: happening.at };
                register_line::void(conn, agency, number, &voided)?;
            }
            _ => {}
        }
    }
    Ok(())
}
