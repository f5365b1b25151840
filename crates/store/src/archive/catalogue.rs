//! What tables a database has, with which columns, and in which order they can be filled.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use crate::{Conn, Engine, StoreError, both, migrate};

/// diesel's own notes; an archive's manifest stands for them.
const MIGRATIONS: &str = "__diesel_schema_migrations";
/// The index of the search, which is made anew from the rest.
const DERIVED: [&str; 2] = ["search_due", "search_piece"];

/// What a database is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The migrations that it has, by the names of their folders.
    pub migrations: Vec<String>,
    /// Its tables; each stands behind those that its rows point to.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    pub(super) columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// How a column's values become JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// By themselves.
    Plain,
    /// SQLite keeps 0 and 1.
    Flag,
    /// PostgreSQL writes moments in its own way.
    Moment,
}

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = Text)]
    owner: String,
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Described {
    #[diesel(sql_type = Text)]
    owner: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

/// What this database is made of. An empty one has no migrations and no tables.
///
/// # Errors
/// [`StoreError::Newer`] and [`StoreError::HalfMigrated`], and what the engine says.
pub fn shape(conn: &mut Conn) -> Result<Shape, StoreError> {
    let mut columns = columns(conn)?;
    let migrations = if columns.remove(MIGRATIONS).is_some() { migrate::standing(conn)?.applied } else { Vec::new() };
    let tables = in_order(columns, &parents(conn)?)?;
    Ok(Shape { migrations, tables })
}

/// The columns of every table, in their order.
fn columns(conn: &mut Conn) -> Result<BTreeMap<String, Vec<Column>>, StoreError> {
    let sql = match conn.engine() {
        Engine::Postgres => {
            "SELECT c.relname::text AS owner, a.attname::text AS name, format_type(a.atttypid, NULL) AS kind
             FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relnamespace = current_schema()::text::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY c.relname, a.attnum"
        }
        // Virtual tables and what they keep behind them are filled by what stands in the real ones.
        Engine::Sqlite => {
            "SELECT t.name AS owner, c.name AS name, lower(c.type) AS kind
             FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.hidden = 0
             ORDER BY t.name, c.cid"
        }
    };
    let found: Vec<Described> = both!(conn, c => sql_query(sql).load(c))?;
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for Described { owner, name, kind } in found.into_iter().filter(|one| !DERIVED.contains(&one.owner.as_str())) {
        // diesel's own notes have a timestamp of another kind.
        let kind = if owner == MIGRATIONS { Kind::Plain } else { kind_of(&owner, &name, &kind)? };
        tables.entry(owner).or_default().push(Column { name, kind });
    }
    Ok(tables)
}

fn kind_of(table: &str, column: &str, declared: &str) -> Result<Kind, StoreError> {
    match declared {
        "uuid" | "text" | "date" | "smallint" | "integer" | "bigint" => Ok(Kind::Plain),
        "boolean" => Ok(Kind::Flag),
        "timestamp with time zone" => Ok(Kind::Moment),
        other => Err(StoreError::Database(format!("{table}.{column} is of a kind that archives do not know: {other}"))),
    }
}

/// Which other tables a table's rows point to.
fn parents(conn: &mut Conn) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    let sql = match conn.engine() {
        Engine::Postgres => {
            "SELECT DISTINCT c.relname::text AS owner, p.relname::text AS name
             FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
             WHERE k.contype = 'f' AND c.relnamespace = current_schema()::text::regnamespace"
        }
        Engine::Sqlite => {
            "SELECT DISTINCT t.name AS owner, f.\"table\" AS name
             FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
             WHERE t.schema = 'main' AND t.type = 'table'"
        }
    };
    let found: Vec<Pair> = both!(conn, c => sql_query(sql).load(c))?;
    let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Pair { owner, name } in found.into_iter().filter(|pair| pair.owner != pair.name) {
        parents.entry(owner).or_default().insert(name);
    }
    Ok(parents)
}

fn in_order(
    mut columns: BTreeMap<String, Vec<Column>>,
    parents: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<Table>, StoreError> {
    let mut tables = Vec::with_capacity(columns.len());
    while !columns.is_empty() {
        let waits = |name: &String| parents.get(name).is_some_and(|p| p.iter().any(|p| columns.contains_key(p)));
        let ready: Vec<String> = columns.keys().filter(|name| !waits(name)).cloned().collect();
        if ready.is_empty() {
            return Err(StoreError::Database("tables point to each other in a circle".to_owned()));
        }
        for name in ready {
            let columns = columns.remove(&name).unwrap_or_default();
            tables.push(Table { name, columns });
        }
    }
    Ok(tables)
}

/// A name as SQL takes it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_behind_those_that_they_point_to() {
        let columns = ["history", "agency", "document"].map(|name| (name.to_owned(), Vec::new())).into();
        let points = |to: &str| BTreeSet::from([to.to_owned()]);
        let parents =
            BTreeMap::from([("history".to_owned(), points("document")), ("document".to_owned(), points("agency"))]);
        let order: Vec<String> = in_order(columns, &parents).unwrap().into_iter().map(|table| table.name).collect();
        assert_eq!(order, ["agency", "document", "history"]);

        let circle = ["a", "b"].map(|name| (name.to_owned(), Vec::new())).into();
        let parents = BTreeMap::from([("a".to_owned(), points("b")), ("b".to_owned(), points("a"))]);
        assert!(in_order(circle, &parents).is_err());
    }
}
