//! The index: one row a piece of a document, and its tokens in the engine's own index (FTS5, tsvector).

use std::fmt::Write as _;

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Text},
};
use domain::{
    AgencyId, DocumentId,
    search::{Field, Piece},
};

use super::due::{self, Taken};
use crate::{
    Conn, StoreError, both,
    schema::search_piece,
    types::{DbId, Id},
};

/// How many ordinals a document has: its pieces, for each of those that may read it.
const WIDTH: i64 = 256;
/// A piece of these is not for who sees the whole of an outgoing document.
pub(super) const NOT_WHOLE: i64 = 128;
/// A piece of these is for nobody else.
pub(super) const NOT_RECEIVED: i64 = 64;
/// The piece of a document that has no other for the same readers.
pub(super) const ALONE: i64 = 63;
/// How many documents may have come in the same moment with ids that begin alike.
const NEIGHBOURS: i64 = 64;

/// Who reads a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever sees the document.
    All,
    /// Who sees the whole of an outgoing document: those who make it, and who sees the agency.
    Whole,
    /// Who has received an outgoing document, or is asked for an opinion.
    Others,
}

/// A piece with who reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    /// Who reads it.
    pub readers: Readers,
    /// Its tokens.
    pub piece: Piece,
}

/// The first ordinal of a document: the moment at which its id was made, and what tells it from others of that moment. The order of these is
/// the order of the ids.
fn first_ordinal(document: DocumentId) -> i64 {
    let bits = document.0.as_u128();
    // 48 bits of milliseconds, of which 42 last until 2109; then 4 of the version, and 12 that are random or count on.
    let moment = (bits >> 80) & 0x3ff_ffff_ffff;
    let within = (bits >> 64) & 0xfff;
    // One more bit, behind the two of the variant.
    let last = (bits >> 61) & 1;
    i64::try_from((moment << 13) | (within << 1) | last).unwrap_or_default() * WIDTH
}

/// The document's part of an ordinal.
pub(super) const fn document_part(ordinal: i64) -> i64 {
    ordinal.div_euclid(WIDTH) * WIDTH
}

/// Writes what is found of a document that was taken, in the place of what was; `false` where it has changed since, and nothing was written.
/// Inside a write transaction.
pub fn replace(conn: &mut Conn, taken: &Taken, pieces: &[Readable]) -> Result<bool, StoreError> {
    if !due::done(conn, taken)? {
        return Ok(false);
    }
    let (agency, document) = (DbId::from(taken.agency), DbId::from(taken.document));
    let first = forget(conn, taken.agency, taken.document)?.map_or_else(|| free(conn, taken.document), Ok)?;
    for (ordinal, piece) in places(first, pieces) {
        write(conn, ordinal, (agency, document), taken.direction.as_str(), piece)?;
    }
    Ok(true)
}

/// Where each piece of a document stands.
pub(super) fn places(first: i64, pieces: &[Readable]) -> Vec<(i64, &Piece)> {
    let mut all = Vec::with_capacity(pieces.len());
    for readers in [Readers::All, Readers::Whole, Readers::Others] {
        let of: Vec<&Piece> = pieces.iter().filter(|one| one.readers == readers).map(|one| &one.piece).collect();
        let closed = match readers {
            Readers::All => 0,
            Readers::Whole => NOT_RECEIVED,
            Readers::Others => NOT_WHOLE,
        };
        let alone = of.len() == 1;
        all.extend((0..ALONE).zip(of).map(|(n, piece)| (first + closed + if alone { ALONE } else { n }, piece)));
    }
    all
}

/// Takes a document out of the index; its first ordinal, if it was there.
fn forget(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Option<i64>, StoreError> {
    let (agency, document) = (DbId::from(agency), DbId::from(document));
    let ours =
        || search_piece::table.filter(search_piece::agency_id.eq(agency).and(search_piece::document_id.eq(document)));
    let all: Vec<i64> = both!(conn, c => ours().select(search_piece::ordinal).load(c))?;
    if let Conn::Sqlite(c) = conn {
        for ordinal in &all {
            sql_query("DELETE FROM search_words WHERE rowid = ?1").bind::<BigInt, _>(*ordinal).execute(c)?;
        }
    }
    both!(conn, c => diesel::delete(ours()).execute(c))?;
    Ok(all.first().map(|ordinal| document_part(*ordinal)))
}

/// The first ordinal for a document that has none yet: the next one free from where its id puts it.
fn free(conn: &mut Conn, document: DocumentId) -> Result<i64, StoreError> {
    let first = first_ordinal(document);
    for n in 0..NEIGHBOURS {
        let from = first + n * WIDTH;
        let there: Option<i64> = both!(conn, c => search_piece::table
            .filter(search_piece::ordinal.ge(from).and(search_piece::ordinal.lt(from + WIDTH)))
            .select(search_piece::ordinal)
            .first(c)
            .optional())?;
        if there.is_none() {
            return Ok(from);
        }
    }
    Err(StoreError::Database("too many documents have ids that begin alike".to_owned()))
}

fn write(
    conn: &mut Conn,
    ordinal: i64,
    (agency, document): (DbId, DbId),
    direction: &str,
    piece: &Piece,
) -> Result<(), StoreError> {
    match conn {
        Conn::Postgres(c) => {
            sql_query(
                "INSERT INTO search_piece (ordinal, agency_id, document_id, direction, words)
                 VALUES ($1, $2, $3, $4, CAST($5 AS tsvector))",
            )
            .bind::<BigInt, _>(ordinal)
            .bind::<Id, _>(agency)
            .bind::<Id, _>(document)
            .bind::<Text, _>(direction)
            .bind::<Text, _>(vector(piece))
            .execute(c)?;
        }
        Conn::Sqlite(c) => {
            diesel::insert_into(search_piece::table)
                .values((
                    search_piece::ordinal.eq(ordinal),
                    search_piece::agency_id.eq(agency),
                    search_piece::document_id.eq(document),
                    search_piece::direction.eq(direction),
                ))
                .execute(c)?;
            let [heading, people, remarks, files] = piece.fields().map(|(_, tokens)| {
                let all: Vec<&str> = tokens.iter().map(String::as_str).collect();
                all.join(" ")
            });
            sql_query("INSERT INTO search_words (rowid, h, p, c, f) VALUES (?1, ?2, ?3, ?4, ?5)")
                .bind::<BigInt, _>(ordinal)
                .bind::<Text, _>(heading)
                .bind::<Text, _>(people)
                .bind::<Text, _>(remarks)
                .bind::<Text, _>(files)
                .execute(c)?;
        }
    }
    Ok(())
}

/// The letter of a field in a tsvector.
pub(super) const fn weight(field: Field) -> char {
    match field {
        Field::Heading => 'A',
        Field::People => 'B',
        Field::Remarks => 'C',
        Field::Files => 'D',
    }
}

/// A piece as PostgreSQL reads a tsvector: each token once a field. A position stands for its field alone: tokens are sets.
pub(super) fn vector(piece: &Piece) -> String {
    let mut text = String::new();
    for (n, (field, tokens)) in (1..).zip(piece.fields()) {
        for token in tokens {
            text.push('\'');
            text.push_str(token);
            text.push_str("':");
            let _ = write!(text, "{n}{} ", weight(field));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn ordinals_stand_in_the_order_of_ids() {
        let id = |text: &str| DocumentId(Uuid::parse_str(text).unwrap());
        let all = [
            "01a00000-0000-7000-8000-000000000000",
            "01a00000-0000-7000-a000-000000000000",
            "01a00000-0000-7001-8000-000000000000",
            "01a00000-0001-7000-8000-000000000000",
            "03ffffff-fffe-7fff-bfff-ffffffffffff",
        ]
        .map(|text| first_ordinal(id(text)));
        assert!(all.is_sorted_by(|one, next| one < next), "{all:?}");
        assert!(all.iter().all(|one| *one > 0 && one.checked_add(WIDTH).is_some()));
    }
}
