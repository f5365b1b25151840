//! Whether the index has every document that it should have, and nothing else.

use diesel::{prelude::*, sql_query, sql_types::BigInt};
use domain::{AgencyId, DocumentId};

use super::due::Direction;
use crate::{
    Conn, StoreError, both, history,
    schema::{document, search_due, search_piece},
    types::{DbId, Id},
};

/// A document that the index has otherwise than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It is not found.
    Missing(AgencyId, DocumentId),
    /// It is a secret line, or is not there, and is found.
    Foreign(AgencyId, DocumentId),
}

#[derive(QueryableByName)]
struct Piece {
    #[diesel(sql_type = Id)]
    agency_id: DbId,
    #[diesel(sql_type = Id)]
    document_id: DbId,
}

/// Looks at some documents behind one of them; how many, and where to go on. Those that wait to be indexed are not looked at.
pub fn check_some(
    conn: &mut Conn,
    direction: Direction,
    after: Option<(AgencyId, DocumentId)>,
    limit: i64,
    lost: &mut Vec<Lost>,
) -> Result<(u64, Option<(AgencyId, DocumentId)>), StoreError> {
    let kind = match direction {
        Direction::Incoming => history::Direction::Incoming,
        Direction::Outgoing => history::Direction::Outgoing,
    };
    let (mut count, mut next) = (0, None);
    for (agency, id) in history::some(conn, kind, after, limit)? {
        next = Some((agency, id));
        count += 1;
        let (agency_id, document_id) = (DbId::from(agency), DbId::from(id));
        let waits: Option<DbId> = both!(conn, c => search_due::table
            .filter(search_due::agency_id.eq(agency_id).and(search_due::document_id.eq(document_id)))
            .select(search_due::document_id)
            .first(c)
            .optional())?;
        if waits.is_some() {
            continue;
        }
        let found: i64 = both!(conn, c => search_piece::table
            .filter(search_piece::agency_id.eq(agency_id).and(search_piece::document_id.eq(document_id)))
            .count()
            .get_result(c))?;
        let secret = match direction {
            Direction::Outgoing => false,
            Direction::Incoming => both!(conn, c => document::table
                .filter(document::agency_id.eq(agency_id).and(document::id.eq(document_id)))
                .select(document::secrecy.ne("none"))
                .first::<bool>(c))?,
        };
        match (secret, found) {
            (false, 0) => lost.push(Lost::Missing(agency, id)),
            (true, 1..) => lost.push(Lost::Foreign(agency, id)),
            _ => {}
        }
    }
    Ok((count, next))
}

/// Pieces of documents that are not there, and pieces without words; at most so many of each.
pub fn check_pieces(conn: &mut Conn, limit: i64, lost: &mut Vec<Lost>) -> Result<(), StoreError> {
    let foreign = "SELECT DISTINCT p.agency_id, p.document_id FROM search_piece p
        WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.agency_id = p.agency_id AND d.id = p.document_id)
        AND NOT EXISTS (SELECT 1 FROM outgoing_document o WHERE o.agency_id = p.agency_id AND o.id = p.document_id)
        LIMIT ";
    let limit = limit.max(1);
    let foreign = format!("{foreign}{limit}");
    let rows: Vec<Piece> = both!(conn, c => sql_query(foreign.as_str()).load(c))?;
    lost.extend(rows.into_iter().map(|one| Lost::Foreign(one.agency_id.into(), one.document_id.into())));
    // On PostgreSQL a piece and its words are one row.
    if let Conn::Sqlite(c) = conn {
        let empty = "SELECT DISTINCT p.agency_id, p.document_id FROM search_piece p
            WHERE NOT EXISTS (SELECT 1 FROM search_words_docsize w WHERE w.id = p.ordinal) LIMIT ?1";
        let rows: Vec<Piece> = sql_query(empty).bind::<BigInt, _>(limit).load(c)?;
        lost.extend(rows.into_iter().map(|one| Lost::Missing(one.agency_id.into(), one.document_id.into())));
    }
    Ok(())
}
