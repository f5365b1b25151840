//! Whether the index has every document that it should have, and nothing else.

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Bool, Text},
};
use domain::{
    AgencyId, DocumentId,
    search::{Condition, Field, Piece as Tokens},
};

use super::{
    condition::condition,
    due::Direction,
    index::{Readable, document_part, places, vector},
};
use crate::{
    Conn, Engine, StoreError, both, history,
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

/// How many tokens are asked for at once.
const ASKED: usize = 100;

#[derive(QueryableByName)]
struct Same {
    #[diesel(sql_type = Bool)]
    same: bool,
}

#[derive(QueryableByName)]
struct Sizes {
    #[diesel(sql_type = Binary)]
    sz: Vec<u8>,
}

/// Whether the index has of a document these pieces, each with these tokens and no others. One that waits to be indexed has them.
pub fn is_as_read(
    conn: &mut Conn,
    (agency, document): (AgencyId, DocumentId),
    pieces: &[Readable],
) -> Result<bool, StoreError> {
    let (agency, document) = (DbId::from(agency), DbId::from(document));
    let waits: Option<DbId> = both!(conn, c => search_due::table
        .filter(search_due::agency_id.eq(agency).and(search_due::document_id.eq(document)))
        .select(search_due::document_id)
        .first(c)
        .optional())?;
    let mut there: Vec<i64> = both!(conn, c => search_piece::table
        .filter(search_piece::agency_id.eq(agency).and(search_piece::document_id.eq(document)))
        .select(search_piece::ordinal)
        .load(c))?;
    // What is not there at all is told by another check.
    let Some(first) = there.first().map(|ordinal| document_part(*ordinal)) else { return Ok(true) };
    if waits.is_some() {
        return Ok(true);
    }
    let mut wanted = places(first, pieces);
    wanted.sort_unstable_by_key(|(ordinal, _)| *ordinal);
    there.sort_unstable();
    if !there.iter().eq(wanted.iter().map(|(ordinal, _)| ordinal)) {
        return Ok(false);
    }
    for (ordinal, piece) in wanted {
        if !has_tokens(conn, ordinal, piece)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn has_tokens(conn: &mut Conn, ordinal: i64, piece: &Tokens) -> Result<bool, StoreError> {
    let c = match conn {
        Conn::Postgres(c) => {
            let same = "SELECT words = CAST($1 AS tsvector) AS same FROM search_piece WHERE ordinal = $2";
            let row: Same = sql_query(same).bind::<Text, _>(vector(piece)).bind::<BigInt, _>(ordinal).get_result(c)?;
            return Ok(row.same);
        }
        Conn::Sqlite(c) => c,
    };
    // FTS5 keeps no rows, but how many tokens each column has; where it has all of ours, too, it has ours and no others.
    let sizes: Option<Sizes> = sql_query("SELECT sz FROM search_words_docsize WHERE id = ?1")
        .bind::<BigInt, _>(ordinal)
        .get_result(c)
        .optional()?;
    let ours: Vec<u64> = piece.fields().iter().map(|(_, tokens)| u64::try_from(tokens.len()).unwrap_or(0)).collect();
    if sizes.is_none_or(|sizes| varints(&sizes.sz) != ours) {
        return Ok(false);
    }
    for (field, tokens) in piece.fields() {
        let all: Vec<Condition> = tokens.iter().map(|token| Condition::Word(token.clone(), field)).collect();
        for some in all.chunks(ASKED) {
            let wanted = only(field, &condition(Engine::Sqlite, &Condition::All(some.to_vec())));
            let found = "SELECT EXISTS (SELECT 1 FROM search_words WHERE rowid = ?1 AND search_words MATCH ?2) AS same";
            let row: Same = sql_query(found).bind::<BigInt, _>(ordinal).bind::<Text, _>(wanted).get_result(c)?;
            if !row.same {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// In this column alone: a condition asks for a field and all before it.
fn only(field: Field, condition: &str) -> String {
    let column = match field {
        Field::Heading => "h",
        Field::People => "p",
        Field::Remarks => "c",
        Field::Files => "f",
    };
    format!("{column} : {condition}")
}

/// Numbers as SQLite packs them: seven bits a byte, the highest bit where another follows.
fn varints(bytes: &[u8]) -> Vec<u64> {
    let (mut all, mut now) = (Vec::new(), 0_u64);
    for byte in bytes {
        now = (now << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            all.push(now);
            now = 0;
        }
    }
    all
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
