//! Finds documents: tier by tier, each newest first, until a page is full; and counts what is found.
//!
//! The index says which documents have the words. Who may see one, and what a search is narrowed by, is asked of the documents as they stand
//! now, of each that is found.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::{
    QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    sql_query,
    sql_types::{BigInt, Nullable, Text},
};
use domain::{
    AgencyId, CaseFileId, DepartmentId, DocumentId, RegisterId, UtcTime,
    access::Principal,
    assignment::Holder,
    incoming::Urgency,
    search::{Condition, Field, Query, Tier, entry},
    work::Desk,
};

use super::{
    condition,
    due::Direction,
    index::{ALONE, NOT_RECEIVED, NOT_WHOLE, document_part},
};
use crate::{
    Conn, Engine, StoreError,
    types::{DbId, Id, write_time},
};

/// How far documents are counted.
pub const MOST_COUNTED: usize = 1_000;

/// Whose documents are searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// All of the agency's but secret lines.
    Agency,
    /// Those that any of these had a part in, and of units whose registry somebody keeps what came to them and what they have sent.
    Of {
        /// As whom they act and look up.
        acting: Vec<Principal>,
        /// The units whose registry they keep.
        registries: Vec<Principal>,
    },
}

/// What a search is narrowed by; what is left out narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only which way.
    pub direction: Option<Direction>,
    /// Only in this book.
    pub register: Option<RegisterId>,
    /// Only of this type.
    pub type_code: Option<String>,
    /// Only issued on this day or later.
    pub issued_from: Option<NaiveDate>,
    /// Only issued on this day or earlier.
    pub issued_until: Option<NaiveDate>,
    /// Only in this state, by its word.
    pub state: Option<String>,
    /// Only with work on this desk now.
    pub holder: Option<Principal>,
    /// Only of this unit: which drafts it, or on one of whose assignments it is.
    pub department: Option<DepartmentId>,
    /// Only with a deadline at this time or later.
    pub due_from: Option<UtcTime>,
    /// Only with a deadline before this time.
    pub due_before: Option<UtcTime>,
    /// Only of this urgency.
    pub urgency: Option<Urgency>,
    /// Only by an author with these words, accents or not.
    pub author: Option<String>,
    /// Only in a case file: in one that was named with these words, accents or not, when the document was filed, or in one of those.
    pub case_file: Option<(String, Vec<CaseFileId>)>,
}

/// A place in what is found: a page begins behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// In which tier.
    pub tier: usize,
    /// The document's part of the ordinal.
    pub ordinal: i64,
}

/// A document that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub document: DocumentId,
    /// Which way it goes.
    pub direction: Direction,
    /// Where it stands.
    pub place: Place,
    /// Whether the searcher sees the whole of it: of an outgoing document its opinions and drafts, too.
    pub whole: bool,
}

/// How many were found of which kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many, up to [`MOST_COUNTED`].
    pub count: usize,
    /// Whether there are more.
    pub over: bool,
    /// Of the newest that were counted, by what they are: the name of the filter, and its value.
    pub facets: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

/// Who searches where for what.
#[derive(Debug, Clone)]
pub struct Search<'a> {
    /// In which agency.
    pub agency: AgencyId,
    /// For what.
    pub query: &'a Query,
    /// Whose documents.
    pub viewer: &'a Viewer,
    /// Narrowed by what.
    pub filter: &'a Filter,
}

#[derive(Debug, QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    ordinal: i64,
    #[diesel(sql_type = Id)]
    document_id: DbId,
    #[diesel(sql_type = Text)]
    direction: String,
    #[diesel(sql_type = BigInt)]
    whole: i64,
}

#[derive(Debug, QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    ordinal: i64,
    #[diesel(sql_type = Text)]
    direction: String,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    state: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    urgency: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    department: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    year: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    register: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    author: Option<String>,
    /// On whose desks it lies, one after the other.
    #[diesel(sql_type = Nullable<Text>)]
    desks: Option<String>,
    /// In which case files it is, one after the other.
    #[diesel(sql_type = Nullable<Text>)]
    files: Option<String>,
    /// The month of its first deadline that runs, in Vietnam.
    #[diesel(sql_type = Nullable<Text>)]
    due: Option<String>,
}

/// A statement with its texts.
struct Statement {
    engine: Engine,
    sql: String,
    texts: Vec<String>,
}

impl Statement {
    /// A text that somebody sent, as the statement names it.
    fn text(&mut self, text: &str) -> String {
        self.texts.push(text.to_owned());
        let n = self.texts.len();
        match self.engine {
            Engine::Postgres => format!("${n}"),
            Engine::Sqlite => format!("?{n}"),
        }
    }

    fn rows<R>(self, conn: &mut Conn) -> Result<Vec<R>, StoreError>
    where
        R: QueryableByName<diesel::pg::Pg> + QueryableByName<diesel::sqlite::Sqlite> + 'static,
    {
        Ok(match conn {
            Conn::Postgres(c) => {
                let mut query = sql_query(self.sql).into_boxed::<diesel::pg::Pg>();
                for text in self.texts {
                    query = query.bind::<Text, _>(text);
                }
                query.load(c)?
            }
            Conn::Sqlite(c) => {
                let mut query = sql_query(self.sql).into_boxed::<diesel::sqlite::Sqlite>();
                for text in self.texts {
                    query = query.bind::<Text, _>(text);
                }
                query.load(c)?
            }
        })
    }
}

/// Few rows are looked up by their keys, whatever PostgreSQL believes: until the transaction's end it reads no table as a whole.
fn by_the_newest(conn: &mut Conn) -> Result<(), StoreError> {
    if let Conn::Postgres(c) = conn {
        c.batch_execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
             SET LOCAL max_parallel_workers_per_gather = 0",
        )?;
    }
    Ok(())
}

/// An id as a literal.
fn id(engine: Engine, id: uuid::Uuid) -> String {
    match engine {
        Engine::Postgres => format!("'{id}'::uuid"),
        Engine::Sqlite => format!("'{id}'"),
    }
}

fn day(engine: Engine, day: NaiveDate) -> String {
    match engine {
        Engine::Postgres => format!("DATE '{day}'"),
        Engine::Sqlite => format!("'{day}'"),
    }
}

fn moment(engine: Engine, at: UtcTime) -> Result<String, StoreError> {
    let text = write_time(at).map_err(|error| StoreError::Database(error.to_string()))?;
    Ok(match engine {
        Engine::Postgres => format!("TIMESTAMPTZ '{text}'"),
        Engine::Sqlite => format!("'{text}'"),
    })
}

/// Keys of holders as literals: they are ids with a letter.
fn keys(principals: &[Principal]) -> String {
    let all: Vec<String> = principals.iter().map(|one| format!("'{}'", Desk::Holder(*one).key())).collect();
    all.join(", ")
}

impl Search<'_> {
    /// A page of what is found behind a place, the best first. `known` is how many there are in all, where that is known: who has them all
    /// looks no further.
    ///
    /// # Errors
    /// What the engine says.
    pub fn page(
        &self,
        conn: &mut Conn,
        after: Option<Place>,
        limit: usize,
        known: Option<usize>,
    ) -> Result<Vec<Hit>, StoreError> {
        by_the_newest(conn)?;
        let mut hits: Vec<Hit> = Vec::new();
        let mut seen: BTreeSet<i64> = BTreeSet::new();
        let wanted = known.map_or(limit, |known| known.min(limit));
        let first = after.map_or(0, |place| place.tier);
        for (n, tier) in self.query.tiers().iter().enumerate().skip(first) {
            let mut below = after.filter(|place| place.tier == n).map(|place| place.ordinal);
            while hits.len() < wanted {
                let asked = wanted - hits.len();
                let rows = self.of_tier(conn, tier, below, asked)?;
                let last = rows.last().map(|row| row.ordinal);
                let full = rows.len() == asked;
                for row in rows {
                    let part = document_part(row.ordinal);
                    if !seen.insert(part) || (row.ordinal & ALONE != ALONE && self.stands_before(conn, tier, part)?) {
                        continue;
                    }
                    hits.push(Hit {
                        document: row.document_id.into(),
                        direction: Direction::parse(&row.direction)
                            .ok_or_else(|| StoreError::corrupt("a direction"))?,
                        place: Place { tier: n, ordinal: part },
                        whole: row.whole != 0,
                    });
                }
                if !full {
                    break;
                }
                below = last;
            }
            if hits.len() >= wanted {
                break;
            }
        }
        Ok(hits)
    }

    /// How many are found, and of which kinds.
    ///
    /// # Errors
    /// What the engine says.
    pub fn tally(&self, conn: &mut Conn) -> Result<Tally, StoreError> {
        let mut tally = Tally::default();
        if self.query.is_empty() {
            return Ok(tally);
        }
        by_the_newest(conn)?;
        let most = MOST_COUNTED + 1;
        let wanted = condition::condition(conn.engine(), &self.with_marks(self.query.everything()));
        let (mut last_part, mut below) = (None, None);
        loop {
            let columns = match conn.engine() {
                Engine::Postgres => {
                    "s.ordinal, s.direction, COALESCE(d.type_code, o.type_code) AS kind, COALESCE(d.state, o.state) AS state,
                     COALESCE(d.urgency, o.urgency) AS urgency, COALESCE('d:' || o.department_id::text, (SELECT a.holder FROM assignment a
                     WHERE a.agency_id = d.agency_id AND a.document_id = d.id AND a.role = 'primary' AND a.parent_id IS NULL
                     ORDER BY a.position DESC LIMIT 1)) AS department,
                     to_char(COALESCE(d.issued_on, o.issued_on), 'YYYY') AS year, COALESCE(d.register_id, o.register_id)::text AS register,
                     d.author AS author, (SELECT string_agg(DISTINCT w.desk, ',') FROM work w
                     WHERE w.agency_id = s.agency_id AND w.document_id = s.document_id) AS desks,
                     (SELECT string_agg(f.case_file_id::text, ',') FROM case_file_document f
                     WHERE f.agency_id = s.agency_id AND f.document_id = s.document_id) AS files,
                     to_char((SELECT min(t.due) FROM deadline t WHERE t.agency_id = s.agency_id AND t.document_id = s.document_id)
                     AT TIME ZONE 'UTC' + INTERVAL '7 hours', 'YYYY-MM') AS due"
                }
                Engine::Sqlite => {
                    "s.ordinal, s.direction, COALESCE(d.type_code, o.type_code) AS kind, COALESCE(d.state, o.state) AS state,
                     COALESCE(d.urgency, o.urgency) AS urgency, COALESCE('d:' || o.department_id, (SELECT a.holder FROM assignment a
                     WHERE a.agency_id = d.agency_id AND a.document_id = d.id AND a.role = 'primary' AND a.parent_id IS NULL
                     ORDER BY a.position DESC LIMIT 1)) AS department,
                     substr(COALESCE(d.issued_on, o.issued_on), 1, 4) AS year, COALESCE(d.register_id, o.register_id) AS register,
                     d.author AS author, (SELECT group_concat(DISTINCT w.desk) FROM work w
                     WHERE w.agency_id = s.agency_id AND w.document_id = s.document_id) AS desks,
                     (SELECT group_concat(f.case_file_id) FROM case_file_document f
                     WHERE f.agency_id = s.agency_id AND f.document_id = s.document_id) AS files,
                     strftime('%Y-%m', (SELECT min(t.due) FROM deadline t WHERE t.agency_id = s.agency_id AND t.document_id = s.document_id),
                     '+7 hours') AS due"
                }
            };
            let asked = most.saturating_sub(tally.count).max(1);
            let rows: Vec<Counted> = self.statement(conn.engine(), columns, &wanted, below, None, asked)?.rows(conn)?;
            let full = rows.len() == asked;
            below = rows.last().map(|row| row.ordinal);
            for row in rows {
                let part = document_part(row.ordinal);
                if last_part == Some(part) {
                    continue;
                }
                last_part = Some(part);
                if tally.count == MOST_COUNTED {
                    tally.over = true;
                    return Ok(tally);
                }
                tally.count += 1;
                let of = [
                    ("direction", Some(row.direction)),
                    ("type", row.kind),
                    ("state", row.state),
                    ("urgency", row.urgency),
                    ("department", row.department.and_then(|key| key.strip_prefix("d:").map(str::to_owned))),
                    ("year", row.year),
                    ("register", row.register),
                    ("author", row.author.filter(|text| !text.is_empty())),
                    ("due", row.due),
                ];
                // Of a document that lies on several desks each has it, and so has each case file that it is in.
                let desks = row.desks.unwrap_or_default();
                let holders =
                    desks.split(',').filter_map(|key| key.strip_prefix("p:").or_else(|| key.strip_prefix("d:")));
                let files = row.files.unwrap_or_default();
                let files = files.split(',').filter(|id| !id.is_empty());
                let of = of
                    .into_iter()
                    .chain(holders.map(|id| ("holder", Some(id.to_owned()))))
                    .chain(files.map(|id| ("case_file", Some(id.to_owned()))));
                for (name, value) in of {
                    if let Some(value) = value {
                        *tally.facets.entry(name).or_default().entry(value).or_default() += 1;
                    }
                }
            }
            if !full {
                return Ok(tally);
            }
        }
    }

    /// Conditions that the index can ask, so that fewer documents are looked at: never instead of looking at them.
    fn marks(&self) -> Vec<Condition> {
        let mark = |token: String| Condition::Word(token, Field::Heading);
        let mut all = Vec::new();
        if let Viewer::Of { acting, registries } = self.viewer {
            let parts: Vec<Condition> =
                acting.iter().chain(registries).map(|one| mark(entry::part_mark(*one))).collect();
            // Who is nobody finds nothing anyhow.
            if !parts.is_empty() {
                all.push(Condition::Any(parts));
            }
        }
        all.extend(self.filter.type_code.as_deref().map(|code| mark(entry::type_mark(code))));
        all.extend(self.filter.author.iter().flat_map(|text| entry::author_marks(text)).map(mark));
        if let Some((words, files)) = &self.filter.case_file {
            let named: Vec<Condition> = entry::case_file_marks(words).into_iter().map(mark).collect();
            let named = (!named.is_empty()).then_some(Condition::All(named));
            let kept = files.iter().map(|id| mark(entry::in_case_file_mark(*id)));
            let any: Vec<Condition> = named.into_iter().chain(kept).collect();
            if !any.is_empty() {
                all.push(Condition::Any(any));
            }
        }
        all
    }

    fn with_marks(&self, wanted: Condition) -> Condition {
        let mut all = vec![wanted];
        all.extend(self.marks());
        Condition::All(all)
    }

    fn of_tier(&self, conn: &mut Conn, tier: &Tier, below: Option<i64>, limit: usize) -> Result<Vec<Row>, StoreError> {
        let wanted = condition::tier(conn.engine(), tier, &self.marks());
        let columns = format!(
            "s.ordinal, s.document_id, s.direction, CAST(CASE WHEN {} THEN 1 ELSE 0 END AS BIGINT) AS whole",
            self.sees_whole(conn.engine())
        );
        self.statement(conn.engine(), &columns, &wanted, below, None, limit)?.rows(conn)
    }

    /// Whether another piece of this document stands in a better tier.
    fn stands_before(&self, conn: &mut Conn, tier: &Tier, part: i64) -> Result<bool, StoreError> {
        if tier.but.is_empty() {
            return Ok(false);
        }
        let wanted = condition::condition(conn.engine(), &Condition::Any(tier.but.clone()));
        let columns = "s.ordinal, s.document_id, s.direction, CAST(0 AS BIGINT) AS whole";
        let found: Vec<Row> = self.statement(conn.engine(), columns, &wanted, None, Some(part), 1)?.rows(conn)?;
        Ok(!found.is_empty())
    }

    /// Whether the searcher sees the whole of the document that stands in the row: SQL.
    fn sees_whole(&self, engine: Engine) -> String {
        match self.viewer {
            Viewer::Agency => "1 = 1".to_owned(),
            // Who drafts it, and the unit that does; more makers than these there are, but whoever is left out only misses the comments.
            Viewer::Of { acting, .. } => {
                let of = |wanted: fn(&Principal) -> Option<uuid::Uuid>| {
                    let ids: Vec<String> = acting.iter().filter_map(wanted).map(|one| id(engine, one)).collect();
                    ids.join(", ")
                };
                let people = of(|one| match one {
                    Holder::Person(id) => Some(id.0),
                    Holder::Department(_) => None,
                });
                let units = of(|one| match one {
                    Holder::Department(id) => Some(id.0),
                    Holder::Person(_) => None,
                });
                let units = if units.is_empty() { String::new() } else { format!(" OR o.department_id IN ({units})") };
                let people = if people.is_empty() { "1 = 0".to_owned() } else { format!("o.drafter_id IN ({people})") };
                format!("(s.direction = 'incoming' OR {people}{units})")
            }
        }
    }

    fn statement(
        &self,
        engine: Engine,
        columns: &str,
        wanted: &str,
        below: Option<i64>,
        part: Option<i64>,
        limit: usize,
    ) -> Result<Statement, StoreError> {
        let agency = id(engine, self.agency.0);
        let mut statement = Statement { engine, sql: String::new(), texts: Vec::new() };
        // Its tokens are of letters, digits and underscores alone; quotation marks are the engine's own.
        let literal = wanted.replace('\'', "''");
        let (from, matches, ordinal) = match engine {
            Engine::Postgres => ("search_piece s".to_owned(), format!("s.words @@ '{literal}'::tsquery"), "s.ordinal"),
            // CROSS: SQLite begins with the words, and takes them in the order of their rows.
            Engine::Sqlite => (
                "search_words w CROSS JOIN search_piece s ON s.ordinal = w.rowid".to_owned(),
                format!("w.search_words MATCH '{literal}'"),
                "w.rowid",
            ),
        };
        let mut conditions = vec![matches, format!("s.agency_id = {agency}")];
        conditions.extend(below.map(|below| format!("{ordinal} < {below}")));
        if let Some(part) = part {
            conditions
                .push(format!("{ordinal} >= {part} AND {ordinal} < {}", part + ALONE + NOT_RECEIVED + NOT_WHOLE + 1));
        }
        let whole = self.sees_whole(engine);
        // As a CASE of its own: PostgreSQL believes a comparison with a computed number to be rare, and would not go by the newest.
        conditions.push(format!(
            "CASE WHEN (CASE WHEN {whole} THEN s.ordinal & {NOT_WHOLE} ELSE s.ordinal & {NOT_RECEIVED} END) = 0 THEN TRUE ELSE FALSE END"
        ));
        // A secret line is in no index; should one have been put there, it is not found all the same.
        conditions.push("(d.secrecy = 'none' OR o.id IS NOT NULL)".to_owned());
        if let Viewer::Of { acting, registries } = self.viewer {
            let mut parts = Vec::new();
            if !acting.is_empty() {
                parts.push(format!("l.principal IN ({})", keys(acting)));
            }
            if !registries.is_empty() {
                parts.push(format!("(l.principal IN ({}) AND (s.direction = 'incoming' OR l.kept))", keys(registries)));
            }
            let part = if parts.is_empty() { "1 = 0".to_owned() } else { parts.join(" OR ") };
            conditions.push(format!(
                "EXISTS (SELECT 1 FROM looker l WHERE l.agency_id = {agency} AND l.document_id = s.document_id AND ({part}))"
            ));
        }
        self.narrow(&mut statement, &mut conditions)?;
        statement.sql = format!(
            "SELECT {columns} FROM {from}
             LEFT JOIN document d ON s.direction = 'incoming' AND d.agency_id = s.agency_id AND d.id = s.document_id
             LEFT JOIN outgoing_document o ON s.direction = 'outgoing' AND o.agency_id = s.agency_id AND o.id = s.document_id
             WHERE {} ORDER BY {ordinal} DESC LIMIT {limit}",
            conditions.join(" AND ")
        );
        Ok(statement)
    }

    fn narrow(&self, statement: &mut Statement, conditions: &mut Vec<String>) -> Result<(), StoreError> {
        let (engine, filter) = (statement.engine, self.filter);
        let agency = id(engine, self.agency.0);
        if let Some(direction) = filter.direction {
            conditions.push(format!("s.direction = '{}'", direction.as_str()));
        }
        if let Some(register) = filter.register {
            conditions.push(format!("COALESCE(d.register_id, o.register_id) = {}", id(engine, register.0)));
        }
        let words = [("type_code", filter.type_code.as_deref()), ("state", filter.state.as_deref())];
        for (column, word) in words.into_iter().filter_map(|(column, word)| Some((column, word?))) {
            let text = statement.text(word);
            conditions.push(format!("COALESCE(d.{column}, o.{column}) = {text}"));
        }
        if let Some(urgency) = filter.urgency {
            conditions.push(format!("COALESCE(d.urgency, o.urgency) = '{}'", urgency.as_str()));
        }
        let issued = "COALESCE(d.issued_on, o.issued_on)";
        conditions.extend(filter.issued_from.map(|from| format!("{issued} >= {}", day(engine, from))));
        conditions.extend(filter.issued_until.map(|until| format!("{issued} <= {}", day(engine, until))));
        if let Some(holder) = filter.holder {
            conditions.push(format!(
                "s.document_id IN (SELECT w.document_id FROM work w WHERE w.agency_id = {agency} AND w.desk = {})",
                keys(&[holder])
            ));
        }
        if let Some(department) = filter.department {
            conditions.push(format!(
                "(o.department_id = {} OR EXISTS (SELECT 1 FROM assignment a WHERE a.agency_id = {agency}
                  AND a.document_id = d.id AND a.holder = {}))",
                id(engine, department.0),
                keys(&[Holder::Department(department)])
            ));
        }
        let mut due = Vec::new();
        if let Some(from) = filter.due_from {
            due.push(format!("t.due >= {}", moment(engine, from)?));
        }
        if let Some(before) = filter.due_before {
            due.push(format!("t.due < {}", moment(engine, before)?));
        }
        if !due.is_empty() {
            conditions.push(format!(
                "EXISTS (SELECT 1 FROM deadline t WHERE t.agency_id = {agency} AND t.document_id = s.document_id AND {})",
                due.join(" AND ")
            ));
        }
        Ok(())
    }
}
