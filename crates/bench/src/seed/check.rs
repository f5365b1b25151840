//! Shows that the rows written in bulk are those of commands: a sample of the documents is written again through the store's
//! own insert and update in a scratch database, and every row of every table is compared, field by field. Then the audit
//! verifies chains and registers.

use std::sync::Arc;

use chrono::TimeDelta;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use domain::{AgencyId, OfficeSettings, register::Register};
use store::{
    Conn, Db, StoreError,
    history::{self, START, Verified},
    message::{self, Posting},
    organisation, register,
};
use tokio::runtime::Runtime;

use super::{
    open_books,
    play::{Life, Spec, document_id, play},
    sink::Table,
    world::World,
};
use crate::Outcome;

/// What a sample showed.
#[derive(Debug, Clone, Copy)]
pub struct Checked {
    /// Documents written again by commands.
    pub documents: usize,
    /// Rows compared.
    pub rows: usize,
    /// Documents whose chains were verified.
    pub chains: u64,
}

/// Writes the sample by commands into `scratch` and compares it with what stands in `db`.
pub fn compare(
    runtime: &Runtime,
    db: &Db,
    scratch: &Db,
    world: &World,
    specs: &[Spec],
    mails: bool,
) -> Outcome<Checked> {
    runtime.block_on(scratch.migrate())?;
    let (books_of, of) = (world.clone(), world.clone());
    runtime.block_on(scratch.write(move |conn| {
        let books: Vec<(Register, u32)> =
            books_of.archive.iter().chain([&books_of.waiting]).map(|b| (b.clone(), 0)).collect();
        let (agency, name) = (books_of.agency, &books_of.snapshot.directory.agency_name);
        let at = super::moment(books_of.waiting.year, 0.0);
        organisation::create_agency(conn, agency, "scratch", name, &OfficeSettings::default(), at)?;
        open_books(conn, &of, &books)
    }))?;
    let lives: Vec<Life> = specs.iter().map(|spec| play(world, spec)).collect::<Outcome<_>>()?;
    let lives = Arc::new(lives);
    let (written, of) = (Arc::clone(&lives), world.clone());
    runtime.block_on(scratch.write(move |conn| written.iter().try_for_each(|life| by_commands(conn, &of, life))))?;
    let mut rows = 0;
    for spec in specs {
        let (agency, id) = (world.agency, document_id(spec));
        for table in Table::ALL.into_iter().filter(|table| mails || *table != Table::Message) {
            let read = move |conn: &mut Conn| rows_of(conn, table, agency, id.0);
            let bulk = runtime.block_on(db.read(read))?;
            let commanded = runtime.block_on(scratch.read(read))?;
            if bulk != commanded {
                return Err(format!(
                    "{} of {:?} {}: seeded in bulk and written by commands differ:\n{}\n{}",
                    table.name(),
                    spec.shape,
                    id,
                    bulk.join("\n"),
                    commanded.join("\n")
                )
                .into());
            }
            rows += bulk.len();
        }
    }
    let seen = runtime.block_on(db.read_long(verify_some(world.agency, specs)))?;
    if let Some(broken) = seen.broken.first() {
        return Err(format!("a chain of the seeding is broken: {broken:?}").into());
    }
    let gaps = runtime.block_on(db.read_long(register::gaps))?;
    if let Some(gap) = gaps.first() {
        return Err(format!("a register of the seeding has a hole: {gap:?}").into());
    }
    Ok(Checked { documents: specs.len(), rows, chains: seen.documents })
}

/// What the office does for each command, but for reading the document again.
fn by_commands(conn: &mut Conn, world: &World, life: &Life) -> Result<(), StoreError> {
    let mut hash = START.to_owned();
    for save in &life.0 {
        let saved = match &save.before {
            None => store::document::insert(conn, &save.after, &save.happenings)?,
            Some(before) => store::document::update(conn, before, &hash, &save.after, &save.happenings)?,
        };
        hash = saved.chain_hash;
        if let Some(last) = save.happenings.last() {
            let posting = Posting { now: last.at, deliverable: true, gather: TimeDelta::zero() };
            message::queue(conn, world.agency, &save.letters, posting)?;
        }
    }
    Ok(())
}

fn verify_some(agency: AgencyId, specs: &[Spec]) -> impl FnMut(&mut Conn) -> Result<Verified, StoreError> + use<> {
    let starts: Vec<_> = specs.iter().map(|spec| (agency, document_id(spec))).collect();
    move |conn| {
        let mut seen = Verified::default();
        for start in &starts {
            history::verify(conn, history::Direction::Incoming, Some(*start), 5, &mut seen)?;
        }
        Ok(seen)
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The rows of one document in one table, each as JSON. Of a mail, what became of it is left out.
fn rows_of(conn: &mut Conn, table: Table, agency: AgencyId, id: uuid::Uuid) -> Result<Vec<String>, StoreError> {
    let name = table.name();
    let key = if table == Table::Document { "id" } else { "document_id" };
    let columns = match conn {
        Conn::Postgres(_) => format!(
            "SELECT column_name::text AS line FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{name}' ORDER BY 1"
        ),
        Conn::Sqlite(_) => format!("SELECT name AS line FROM pragma_table_info('{name}') ORDER BY 1"),
    };
    let columns = lines(conn, columns)?;
    let fate = ["state", "attempts", "next_at", "leased_by", "last_error", "sent_at"];
    let columns: Vec<String> =
        columns.into_iter().filter(|c| table != Table::Message || !fate.contains(&c.as_str())).collect();
    let array = if matches!(conn, Conn::Postgres(_)) { "json_build_array" } else { "json_array" };
    let columns = columns.iter().map(|column| format!("CAST({column} AS text)")).collect::<Vec<_>>().join(", ");
    lines(
        conn,
        format!(
            "SELECT CAST({array}({columns}) AS text) AS line FROM {name} WHERE agency_id = '{agency}' AND {key} = '{id}' ORDER BY 1"
        ),
    )
}

fn lines(conn: &mut Conn, sql: String) -> Result<Vec<String>, StoreError> {
    let found: Vec<Line> = match conn {
        Conn::Postgres(conn) => sql_query(sql).load(conn)?,
        Conn::Sqlite(conn) => sql_query(sql).load(conn)?,
    };
    Ok(found.into_iter().map(|line| line.line).collect())
}
