//! Writes what happened to a case file: its row by version, its history, and which documents are in it. Called inside a write transaction only.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    DocumentId,
    case_file::{CaseFile, Direction, Happening},
};

use super::rows::CaseFileRow;
use crate::{
    Conn, StoreError, both,
    document::integer,
    history,
    schema::{case_file, case_file_document},
    search::due,
    types::DbId,
};

/// Writes a new case file with its first event. [`StoreError::Unique`] where its year has one of this symbol.
pub fn insert(conn: &mut Conn, file: &CaseFile, happenings: &[Happening]) -> Result<(), StoreError> {
    let links = history::link(file.agency(), file.id().into(), history::START, 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a case file begins with an event".to_owned()));
    };
    let row = CaseFileRow::of(file, &link.hash, last.at.into())?;
    both!(conn, c => diesel::insert_into(case_file::table).values(&row).execute(c))?;
    history::append(conn, &links)?;
    documents(conn, None, file)
}

/// Writes what happened to a case file. [`StoreError::Conflict`] where somebody else was faster.
pub fn update(
    conn: &mut Conn,
    before: &CaseFile,
    chain_hash: &str,
    after: &CaseFile,
    happenings: &[Happening],
) -> Result<(), StoreError> {
    let links = history::link(after.agency(), after.id().into(), chain_hash, before.version() + 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a change is an event".to_owned()));
    };
    let row = CaseFileRow::of(after, &link.hash, last.at.into())?;
    let version = integer(before.version())?;
    let same = case_file::agency_id.eq(row.agency_id).and(case_file::id.eq(row.id)).and(case_file::version.eq(version));
    let changed = both!(conn, c => diesel::update(case_file::table.filter(same)).set(&row).execute(c))?;
    if changed == 0 {
        return Err(StoreError::Conflict);
    }
    history::append(conn, &links)?;
    documents(conn, Some(before), after)
}

fn documents(conn: &mut Conn, before: Option<&CaseFile>, after: &CaseFile) -> Result<(), StoreError> {
    let of = |file: &CaseFile| -> BTreeSet<DocumentId> { file.members().iter().map(|one| one.document).collect() };
    let (old, new) = (before.map(of).unwrap_or_default(), of(after));
    let (agency, id) = (DbId::from(after.agency()), DbId::from(after.id()));
    for document in new.difference(&old) {
        let row = (
            case_file_document::agency_id.eq(agency),
            case_file_document::document_id.eq(DbId::from(*document)),
            case_file_document::case_file_id.eq(id),
        );
        both!(conn, c => diesel::insert_into(case_file_document::table).values(&row).execute(c))?;
        to_be_found(conn, after, *document)?;
    }
    for document in old.difference(&new) {
        let row = case_file_document::agency_id
            .eq(agency)
            .and(case_file_document::document_id.eq(DbId::from(*document)))
            .and(case_file_document::case_file_id.eq(id));
        both!(conn, c => diesel::delete(case_file_document::table.filter(row)).execute(c))?;
        to_be_found(conn, before.unwrap_or(after), *document)?;
    }
    Ok(())
}

/// A search by case file finds it, or no longer does: the index reads it anew.
fn to_be_found(conn: &mut Conn, file: &CaseFile, document: DocumentId) -> Result<(), StoreError> {
    let direction =
        file.members().iter().find(|member| member.document == document).map(|member| match member.direction {
            Direction::Incoming => due::Direction::Incoming,
            Direction::Outgoing => due::Direction::Outgoing,
        });
    direction.map_or(Ok(()), |direction| due::put(conn, file.agency(), document, direction))
}
