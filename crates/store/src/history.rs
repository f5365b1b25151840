//! The history: one row an event, each holding the hash of the one before.

use diesel::prelude::*;
use domain::{
    AgencyId, CaseFileId, DocumentId, DossierId, UtcTime, case_file as case_files, dossier as dossiers, incoming,
    outgoing,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::{case_file, document, dossier, history, outgoing_document},
    types::{DbId, DbTime, JsonText},
};

/// What stands before the first link.
pub const START: &str = "";

/// One row of a document's history.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = history)]
#[diesel(treat_none_as_default_value = false)]
pub struct Link {
    agency_id: DbId,
    document_id: DbId,
    seq: i32,
    event: String,
    body: JsonText,
    /// The hash over the one before and this row.
    pub hash: String,
    at: DbTime,
}

impl Link {
    /// Its place, from 1.
    pub const fn seq(&self) -> i32 {
        self.seq
    }

    /// What happened to an incoming document.
    pub fn happening(&self) -> Result<incoming::Happening, StoreError> {
        self.body.read()
    }

    /// What happened to an outgoing one.
    pub fn outgoing_happening(&self) -> Result<outgoing::Happening, StoreError> {
        self.body.read()
    }

    /// What happened to a dossier.
    pub fn dossier_happening(&self) -> Result<dossiers::Happening, StoreError> {
        self.body.read()
    }

    /// What happened to a case file.
    pub fn case_file_happening(&self) -> Result<case_files::Happening, StoreError> {
        self.body.read()
    }

    /// The word that it is known by.
    pub fn event(&self) -> &str {
        &self.event
    }

    /// What happened, as JSON to the letter.
    pub fn body(&self) -> &str {
        self.body.as_str()
    }
}

/// SHA-256 over the hash before, whose document it is, its place and what happened, each on its own line.
fn hash(before: &str, agency: DbId, document: DbId, seq: i32, body: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{before}\n{}\n{}\n{seq}\n", agency.get(), document.get()));
    digest.update(body);
    hex::encode(digest.finalize())
}

/// What can be a link of a history.
pub trait Happens: Serialize {
    /// When it happened.
    fn at(&self) -> UtcTime;
}

impl Happens for incoming::Happening {
    fn at(&self) -> UtcTime {
        self.at
    }
}

impl Happens for outgoing::Happening {
    fn at(&self) -> UtcTime {
        self.at
    }
}

impl Happens for dossiers::Happening {
    fn at(&self) -> UtcTime {
        self.at
    }
}

impl Happens for case_files::Happening {
    fn at(&self) -> UtcTime {
        self.at
    }
}

/// The word that an event is known by, and when it happened, as its own words have it.
fn said(body: &JsonText) -> Result<(String, DbTime), StoreError> {
    #[derive(serde::Deserialize)]
    struct Said {
        event: String,
        at: UtcTime,
    }
    let said: Said = body.read()?;
    Ok((said.event, said.at.into()))
}

/// Chains events behind a hash.
pub fn link<H: Happens>(
    agency: AgencyId,
    document: DocumentId,
    before: &str,
    first_seq: u32,
    happenings: &[H],
) -> Result<Vec<Link>, StoreError> {
    let (agency_id, document_id) = (DbId::from(agency), DbId::from(document));
    let mut previous = before.to_owned();
    let mut links = Vec::with_capacity(happenings.len());
    for (happening, seq) in happenings.iter().zip(first_seq..) {
        let body = JsonText::of(happening)?;
        let seq = integer(seq)?;
        let hash = hash(&previous, agency_id, document_id, seq, body.as_str());
        previous.clone_from(&hash);
        let (event, _) = said(&body)?;
        links.push(Link { agency_id, document_id, seq, event, body, hash, at: happening.at().into() });
    }
    Ok(links)
}

/// Writes them, in one statement each; of a handoff there is one.
pub fn append(conn: &mut Conn, links: &[Link]) -> Result<(), StoreError> {
    for link in links {
        both!(conn, c => diesel::insert_into(history::table).values(link).execute(c))?;
    }
    Ok(())
}

/// A document's history from the first event, some at a time.
pub fn of_document(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    after_seq: i32,
    limit: i64,
) -> Result<Vec<Link>, StoreError> {
    Ok(both!(conn, c => history::table
        .filter(history::agency_id.eq(DbId::from(agency)).and(history::document_id.eq(DbId::from(document))))
        .filter(history::seq.gt(after_seq))
        .order(history::seq)
        .limit(limit)
        .select(Link::as_select())
        .load(c))?)
}

/// What has happened to a document after this moment, some of it.
pub fn since(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    at: UtcTime,
    limit: i64,
) -> Result<Vec<Link>, StoreError> {
    Ok(both!(conn, c => history::table
        .filter(history::agency_id.eq(DbId::from(agency)).and(history::document_id.eq(DbId::from(document))))
        .filter(history::at.gt(DbTime::from(at)))
        .order(history::seq)
        .limit(limit)
        .select(Link::as_select())
        .load(c))?)
}

/// The first thing that is wrong with a document's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLink {
    /// Whose.
    pub agency: AgencyId,
    /// Which document.
    pub document: DocumentId,
    /// The row that should have been there, or that is not what was written.
    pub seq: i32,
    /// What is wrong.
    pub what: &'static str,
}

/// What a check of the history found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Documents looked at.
    pub documents: u64,
    /// History rows looked at.
    pub links: u64,
    /// The first broken link of each document that has one.
    pub broken: Vec<BrokenLink>,
}

/// Whose document, which, at which version, and the hash its history ends with.
type Head = (DbId, DbId, i32, String);

/// In which of the tables documents stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Văn bản đến.
    Incoming,
    /// Văn bản đi.
    Outgoing,
    /// Hồ sơ một cửa.
    Dossier,
    /// Hồ sơ công việc.
    CaseFile,
}

/// Some documents behind one of them, in the order of their keys. Two ranges of the key, the rest of this agency and then the others: as
/// one condition with OR no range would be read of it, and every batch would cost as much as the whole.
macro_rules! heads {
    ($conn:expr, $table:ident, $agency:expr, $id:expr, $limit:expr) => {{
        let mut batch: Vec<Head> = both!($conn, c => $table::table
            .filter($table::agency_id.eq($agency).and($table::id.gt($id)))
            .order($table::id)
            .limit($limit)
            .select(($table::agency_id, $table::id, $table::version, $table::chain_hash))
            .load(c))?;
        let more = $limit.saturating_sub(i64::try_from(batch.len()).unwrap_or($limit));
        if more > 0 {
            let others: Vec<Head> = both!($conn, c => $table::table
                .filter($table::agency_id.gt($agency))
                .order(($table::agency_id, $table::id))
                .limit(more)
                .select(($table::agency_id, $table::id, $table::version, $table::chain_hash))
                .load(c))?;
            batch.extend(others);
        }
        batch
    }};
}

/// Some documents behind one of them, in the order of their keys.
pub fn some(
    conn: &mut Conn,
    direction: Direction,
    after: Option<(AgencyId, DocumentId)>,
    limit: i64,
) -> Result<Vec<(AgencyId, DocumentId)>, StoreError> {
    Ok(some_heads(conn, direction, after, limit)?
        .into_iter()
        .map(|(agency, id, ..)| (agency.into(), id.into()))
        .collect())
}

fn some_heads(
    conn: &mut Conn,
    direction: Direction,
    after: Option<(AgencyId, DocumentId)>,
    limit: i64,
) -> Result<Vec<Head>, StoreError> {
    let (agency, id) = after.map_or((uuid::Uuid::nil(), uuid::Uuid::nil()), |(agency, id)| (agency.0, id.0));
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    Ok(match direction {
        Direction::Incoming => heads!(conn, document, agency, id, limit),
        Direction::Outgoing => heads!(conn, outgoing_document, agency, id, limit),
        Direction::Dossier => heads!(conn, dossier, agency, id, limit),
        Direction::CaseFile => heads!(conn, case_file, agency, id, limit),
    })
}

/// Checks some documents' chains, from the one after `after` on; `None` for the next start means that all were seen.
///
/// A chain is whole where every row from 1 to the document's version is there, each with the hash over the one before it, and
/// the last with the hash that the document itself keeps; and where playing the events again gives the document that the rows
/// hold.
pub fn verify(
    conn: &mut Conn,
    direction: Direction,
    after: Option<(AgencyId, DocumentId)>,
    limit: i64,
    verified: &mut Verified,
) -> Result<Option<(AgencyId, DocumentId)>, StoreError> {
    let batch = some_heads(conn, direction, after, limit)?;
    let mut last = None;
    for (agency, id, version, chain_hash) in batch {
        let (agency_id, document_id) = (AgencyId::from(agency), DocumentId::from(id));
        last = Some((agency_id, document_id));
        verified.documents += 1;
        let links = match of_document(conn, agency_id, document_id, 0, i64::from(i32::MAX)) {
            Ok(links) => links,
            // A value that no program of ours has written: found, and no reason to stop here.
            Err(StoreError::Corrupt(_) | StoreError::Database(_)) => {
                let what = "a row's columns cannot be read";
                let seq = first_unreadable(conn, agency_id, document_id, version);
                verified.broken.push(BrokenLink { agency: agency_id, document: document_id, seq, what });
                continue;
            }
            Err(other) => return Err(other),
        };
        verified.links += u64::try_from(links.len()).unwrap_or_default();
        let mut found = first_broken(&links, agency, id, version, &chain_hash);
        if found.is_none() {
            found = match direction {
                Direction::Incoming => replay(conn, agency_id, document_id, &links)?,
                Direction::Outgoing => replay_outgoing(conn, agency_id, document_id, &links)?,
                Direction::Dossier => replay_dossier(conn, agency_id, DossierId(document_id.0), &links)?,
                Direction::CaseFile => replay_case_file(conn, agency_id, CaseFileId(document_id.0), &links)?,
            };
        }
        if let Some((seq, what)) = found {
            verified.broken.push(BrokenLink { agency: agency_id, document: document_id, seq, what });
        }
    }
    Ok(last)
}

/// The first row of a history that can't be read by itself.
fn first_unreadable(conn: &mut Conn, agency: AgencyId, document: DocumentId, version: i32) -> i32 {
    (1..=version).find(|seq| of_document(conn, agency, document, seq - 1, 1).is_err()).unwrap_or(version)
}

/// Histories whose document is gone: the first row of each, at most so many.
pub fn orphans(conn: &mut Conn, limit: i64) -> Result<Vec<BrokenLink>, StoreError> {
    let rows: Vec<(DbId, DbId, i32)> = both!(conn, c => history::table
        .left_join(document::table.on(document::agency_id
            .eq(history::agency_id)
            .and(document::id.eq(history::document_id))))
        .left_join(outgoing_document::table.on(outgoing_document::agency_id
            .eq(history::agency_id)
            .and(outgoing_document::id.eq(history::document_id))))
        .left_join(dossier::table.on(dossier::agency_id
            .eq(history::agency_id)
            .and(dossier::id.eq(history::document_id))))
        .left_join(case_file::table.on(case_file::agency_id
            .eq(history::agency_id)
            .and(case_file::id.eq(history::document_id))))
        .filter(document::version.nullable().is_null().and(outgoing_document::version.nullable().is_null()))
        .filter(dossier::version.nullable().is_null().and(case_file::version.nullable().is_null()))
        .filter(history::seq.eq(1))
        .limit(limit)
        .select((history::agency_id, history::document_id, history::seq))
        .load(c))?;
    let what = "the document is gone, and its history is there";
    Ok(rows
        .into_iter()
        .map(|(agency, document, seq)| BrokenLink { agency: agency.into(), document: document.into(), seq, what })
        .collect())
}

fn first_broken(
    links: &[Link],
    agency: DbId,
    document: DbId,
    version: i32,
    chain_hash: &str,
) -> Option<(i32, &'static str)> {
    let mut previous = START;
    for (link, seq) in links.iter().zip(1..) {
        if link.seq != seq {
            return Some((seq, "a row is missing"));
        }
        if hash(previous, agency, document, seq, link.body.as_str()) != link.hash {
            return Some((seq, "the row is not what was written"));
        }
        if said(&link.body).is_ok_and(|(event, at)| event != link.event || at != link.at) {
            return Some((seq, "the row's columns are not what was written"));
        }
        previous = &link.hash;
    }
    let seen = i32::try_from(links.len()).unwrap_or(i32::MAX);
    if seen < version {
        return Some((seen + 1, "a row is missing"));
    }
    if seen > version {
        return Some((version + 1, "a row was added"));
    }
    if previous == chain_hash { None } else { Some((version, "the row is not the one that the document ends with")) }
}

/// Whether the events give the document that the rows hold.
fn replay(
    conn: &mut Conn,
    agency: AgencyId,
    id: DocumentId,
    links: &[Link],
) -> Result<Option<(i32, &'static str)>, StoreError> {
    let differs =
        Some((i32::try_from(links.len()).unwrap_or(i32::MAX), "the document is not what its history makes it"));
    let mut made: Option<domain::incoming::IncomingDocument> = None;
    for link in links {
        let Ok(happening) = link.happening() else { return Ok(Some((link.seq, "the row cannot be read"))) };
        let next = match made {
            None => domain::incoming::receive_apply(id, agency, &happening),
            Some(document) => domain::incoming::apply(document, &happening),
        };
        match next {
            Ok(document) => made = Some(document),
            Err(_) => return Ok(Some((link.seq, "the event does not fit the document"))),
        }
    }
    let stored = match crate::document::load(conn, agency, id) {
        Ok(loaded) => loaded.map(|l| l.document),
        Err(StoreError::Corrupt(_)) => return Ok(differs),
        Err(other) => return Err(other),
    };
    Ok(match made {
        Some(made) if stored.as_ref() == Some(&made) && crate::document::columns_fit(conn, &made)? => None,
        _ => differs,
    })
}

/// The same of an outgoing document.
fn replay_outgoing(
    conn: &mut Conn,
    agency: AgencyId,
    id: DocumentId,
    links: &[Link],
) -> Result<Option<(i32, &'static str)>, StoreError> {
    let differs =
        Some((i32::try_from(links.len()).unwrap_or(i32::MAX), "the document is not what its history makes it"));
    let mut made: Option<outgoing::OutgoingDocument> = None;
    for link in links {
        let Ok(happening) = link.outgoing_happening() else { return Ok(Some((link.seq, "the row cannot be read"))) };
        let next = match made {
            None => outgoing::create_apply(id, agency, &happening),
            Some(document) => outgoing::apply(document, &happening),
        };
        match next {
            Ok(document) => made = Some(document),
            Err(_) => return Ok(Some((link.seq, "the event does not fit the document"))),
        }
    }
    let stored = match crate::outgoing::load(conn, agency, id) {
        Ok(loaded) => loaded.map(|l| l.document),
        Err(StoreError::Corrupt(_)) => return Ok(differs),
        Err(other) => return Err(other),
    };
    Ok(match made {
        Some(made) if stored.as_ref() == Some(&made) && crate::outgoing::columns_fit(conn, &made)? => None,
        _ => differs,
    })
}

/// The same of a dossier.
fn replay_dossier(
    conn: &mut Conn,
    agency: AgencyId,
    id: DossierId,
    links: &[Link],
) -> Result<Option<(i32, &'static str)>, StoreError> {
    let differs =
        Some((i32::try_from(links.len()).unwrap_or(i32::MAX), "the dossier is not what its history makes it"));
    let mut made: Option<dossiers::Dossier> = None;
    for link in links {
        let Ok(happening) = link.dossier_happening() else { return Ok(Some((link.seq, "the row cannot be read"))) };
        let next = match made {
            None => dossiers::create_apply(id, agency, &happening),
            Some(one) => dossiers::apply(one, &happening),
        };
        match next {
            Ok(one) => made = Some(one),
            Err(_) => return Ok(Some((link.seq, "the event does not fit the dossier"))),
        }
    }
    let stored = match crate::dossier::load(conn, agency, id) {
        Ok(loaded) => loaded.map(|l| l.dossier),
        Err(StoreError::Corrupt(_)) => return Ok(differs),
        Err(other) => return Err(other),
    };
    Ok(match made {
        Some(made) if stored.as_ref() == Some(&made) && crate::dossier::columns_fit(conn, &made)? => None,
        _ => differs,
    })
}

/// The same of a case file.
fn replay_case_file(
    conn: &mut Conn,
    agency: AgencyId,
    id: CaseFileId,
    links: &[Link],
) -> Result<Option<(i32, &'static str)>, StoreError> {
    let differs =
        Some((i32::try_from(links.len()).unwrap_or(i32::MAX), "the case file is not what its history makes it"));
    let mut made: Option<case_files::CaseFile> = None;
    for link in links {
        let Ok(happening) = link.case_file_happening() else { return Ok(Some((link.seq, "the row cannot be read"))) };
        let next = match made {
            None => case_files::create_apply(id, agency, &happening),
            Some(one) => case_files::apply(one, &happening),
        };
        match next {
            Ok(one) => made = Some(one),
            Err(_) => return Ok(Some((link.seq, "the event does not fit the case file"))),
        }
    }
    let stored = match crate::case_file::load(conn, agency, id) {
        Ok(loaded) => loaded.map(|l| l.file),
        Err(StoreError::Corrupt(_)) => return Ok(differs),
        Err(other) => return Err(other),
    };
    Ok(match made {
        Some(made) if stored.as_ref() == Some(&made) && crate::case_file::columns_fit(conn, &made)? => None,
        _ => differs,
    })
}
