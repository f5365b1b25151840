//! Rows as each engine takes them in bulk: tab-separated text for COPY on PostgreSQL, INSERTs of many rows on SQLite. All
//! columns, in the order of the tables.

use std::fmt::Write as _;

use chrono::{NaiveDate, SecondsFormat};
use diesel::{
    ExecuteCopyFromDsl,
    connection::SimpleConnection,
    copy_from,
    result::{Error as DieselError, QueryResult},
};
use domain::UtcTime;
use store::{Conn, Engine, schema};
use uuid::Uuid;

/// How many rows one INSERT has.
const ROWS: usize = 250;

/// A table that is seeded, in the order in which its rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Document,
    Assignment,
    History,
    Work,
    Reading,
    Looker,
    Message,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Document, Self::Assignment, Self::History, Self::Work, Self::Reading, Self::Looker, Self::Message];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Assignment => "assignment",
            Self::History => "history",
            Self::Work => "work",
            Self::Reading => "reading",
            Self::Looker => "looker",
            Self::Message => "message",
        }
    }
}

/// Rows of one table, as text.
#[derive(Debug)]
pub struct Rows {
    table: Table,
    engine: Engine,
    text: String,
    count: usize,
    in_row: bool,
}

impl Rows {
    /// None yet.
    pub const fn new(table: Table, engine: Engine) -> Self {
        Self { table, engine, text: String::new(), count: 0, in_row: false }
    }

    fn cell(&mut self) {
        match (self.engine, self.in_row) {
            (Engine::Postgres, true) => self.text.push('\t'),
            (Engine::Postgres, false) => {}
            (Engine::Sqlite, true) => self.text.push(','),
            (Engine::Sqlite, false) if self.count.is_multiple_of(ROWS) => {
                if self.count > 0 {
                    self.text.push_str(";\n");
                }
                self.text.push_str("INSERT INTO ");
                self.text.push_str(self.table.name());
                self.text.push_str(" VALUES (");
            }
            (Engine::Sqlite, false) => self.text.push_str(",("),
        }
        self.in_row = true;
    }

    /// Ends a row.
    pub fn end(&mut self) {
        self.text.push(if self.engine == Engine::Postgres { '\n' } else { ')' });
        self.in_row = false;
        self.count += 1;
    }

    /// A text, or none.
    pub fn text(&mut self, value: Option<&str>) -> &mut Self {
        self.cell();
        match (self.engine, value) {
            (Engine::Postgres, None) => self.text.push_str("\\N"),
            (Engine::Sqlite, None) => self.text.push_str("NULL"),
            (Engine::Postgres, Some(value)) => {
                for letter in value.chars() {
                    match letter {
                        '\\' => self.text.push_str("\\\\"),
                        '\t' => self.text.push_str("\\t"),
                        '\n' => self.text.push_str("\\n"),
                        '\r' => self.text.push_str("\\r"),
                        other => self.text.push(other),
                    }
                }
            }
            (Engine::Sqlite, Some(value)) => {
                self.text.push('\'');
                for piece in value.split_inclusive('\'') {
                    self.text.push_str(piece);
                    if piece.ends_with('\'') {
                        self.text.push('\'');
                    }
                }
                self.text.push('\'');
            }
        }
        self
    }

    /// A number, or none.
    pub fn number(&mut self, value: Option<i64>) -> &mut Self {
        match value {
            None => self.text(None),
            Some(value) => {
                self.cell();
                // Writing to a text can't fail.
                let _ = write!(self.text, "{value}");
                self
            }
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, value: bool) -> &mut Self {
        self.number(Some(i64::from(value)))
    }

    /// An id, or none.
    pub fn id(&mut self, value: Option<Uuid>) -> &mut Self {
        let mut buffer = Uuid::encode_buffer();
        match value {
            None => self.text(None),
            Some(id) => self.text(Some(id.hyphenated().encode_lower(&mut buffer))),
        }
    }

    /// A moment, or none.
    pub fn time(&mut self, value: Option<UtcTime>) -> &mut Self {
        let text = value.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true));
        self.text(text.as_deref())
    }

    /// A date, or none.
    pub fn date(&mut self, value: Option<NaiveDate>) -> &mut Self {
        self.text(value.map(|date| date.to_string()).as_deref())
    }

    /// Writes them.
    pub fn write(&self, conn: &mut Conn) -> QueryResult<()> {
        if self.count == 0 {
            return Ok(());
        }
        match conn {
            Conn::Sqlite(conn) => conn.batch_execute(&self.text),
            Conn::Postgres(conn) => {
                macro_rules! copy {
                    ($table:ident) => {
                        copy_from(schema::$table::table)
                            .from_raw_data(schema::$table::table, |out: &mut dyn std::io::Write| {
                                out.write_all(self.text.as_bytes())
                                    .map_err(|error| DieselError::SerializationError(Box::new(error)))
                            })
                            .execute(conn)
                    };
                }
                match self.table {
                    Table::Document => copy!(document),
                    Table::Assignment => copy!(assignment),
                    Table::History => copy!(history),
                    Table::Work => copy!(work),
                    Table::Reading => copy!(reading),
                    Table::Looker => copy!(looker),
                    Table::Message => copy!(message),
                }
                .map(drop)
            }
        }
    }
}
