//! Rows into a database that holds nothing: it is brought to where the archive was, filled, and brought to where this program is,
//! all in one transaction.

use std::collections::BTreeMap;

use diesel::{RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::Text};
use serde_json::{Map, Value};

use super::catalogue::{Table, quoted, shape};
use crate::{Conn, Db, Engine, StoreError, both, migrate, search};

/// Takes rows, table by table, in the order in which they were given.
pub struct Loader<'a> {
    conn: &'a mut Conn,
    tables: BTreeMap<String, Table>,
}

impl std::fmt::Debug for Loader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loader").finish_non_exhaustive()
    }
}

impl Loader<'_> {
    /// Takes rows of a table, one JSON object a line; how many they were.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where they are not rows of this table, and what the engine says.
    pub fn rows(&mut self, table: &str, lines: &str) -> Result<u64, StoreError> {
        let unknown = || StoreError::Corrupt(format!("a table that this database does not have: {table}"));
        let table = self.tables.get(table).ok_or_else(unknown)?;
        let mut all = String::with_capacity(lines.len() + 2);
        let mut count = 0;
        for line in lines.lines() {
            fits(table, line)?;
            all.push(if count == 0 { '[' } else { ',' });
            all.push_str(line);
            count += 1;
        }
        if count == 0 {
            return Ok(0);
        }
        all.push(']');
        let sql = insert(self.conn.engine(), table);
        both!(self.conn, c => sql_query(sql.as_str()).bind::<Text, _>(all.as_str()).execute(c))?;
        Ok(count)
    }
}

/// A row has the table's columns, each of them and no other.
fn fits(table: &Table, line: &str) -> Result<(), StoreError> {
    let corrupt = |what: &str| StoreError::Corrupt(format!("a row of {}: {what}", table.name));
    let row: Map<String, Value> = serde_json::from_str(line).map_err(|_| corrupt("not a JSON object"))?;
    if row.len() != table.columns.len() || table.columns.iter().any(|column| !row.contains_key(&column.name)) {
        return Err(corrupt("not the columns of the table"));
    }
    Ok(())
}

fn insert(engine: Engine, table: &Table) -> String {
    let name = quoted(&table.name);
    let columns: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let columns = columns.join(", ");
    match engine {
        Engine::Postgres => format!(
            "INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, CAST($1 AS json))"
        ),
        Engine::Sqlite => {
            let values: Vec<String> = table
                .columns
                .iter()
                .map(|column| format!("json_extract(value, '$.{}')", quoted(&column.name).replace('\'', "''")))
                .collect();
            format!("INSERT INTO {name} ({columns}) SELECT {} FROM json_each(?1)", values.join(", "))
        }
    }
}

/// Those of an archive's migrations that this program does not know.
///
/// # Errors
/// [`StoreError::HalfMigrated`] where the ones it knows are not the first.
pub fn unknown_migrations(names: &[String]) -> Result<Vec<String>, StoreError> {
    // Both engines have the same.
    let known = migrate::known(Engine::Sqlite)?;
    let strangers: Vec<String> =
        names.iter().filter(|name| !known.iter().any(|(_, known)| known == *name)).cloned().collect();
    match names.iter().zip(&known).find(|(name, (_, known))| *name != known) {
        Some((_, (_, left_out))) if strangers.is_empty() => Err(StoreError::HalfMigrated(vec![left_out.clone()])),
        _ => Ok(strangers),
    }
}

impl Db {
    /// Fills a database that has no tables yet: makes those of these migrations, takes the rows, applies what came later, and does
    /// what is to be done at the end; all of it or nothing. Returns the migrations that were applied to the rows.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::Newer`], and what the closures say.
    pub async fn fill<E, F, G>(&self, migrations: Vec<String>, f: F, at_the_end: G) -> Result<Vec<String>, E>
    where
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Loader<'_>) -> Result<(), E> + Send + 'static,
        G: FnOnce(&mut Conn) -> Result<(), E> + Send + 'static,
    {
        self.as_migrator(migrate::Keep::Changes, move |conn| {
            let before = shape(conn)?;
            if !before.migrations.is_empty() || !before.tables.is_empty() {
                return Err(StoreError::NotEmpty.into());
            }
            migrate::up_to(conn, &migrations)?;
            let tables = shape(conn)?.tables;
            for table in tables.iter().rev() {
                // What a migration itself has put there is among the rows, as it stood.
                let sql = format!("DELETE FROM {}", quoted(&table.name));
                both!(conn, c => c.batch_execute(&sql)).map_err(StoreError::from)?;
            }
            let tables = tables.into_iter().map(|table| (table.name.clone(), table)).collect();
            f(&mut Loader { conn: &mut *conn, tables })?;
            let applied = migrate::up(conn)?;
            // The index of the search is in no archive.
            search::due::put_all(conn)?;
            at_the_end(conn)?;
            Ok(applied)
        })
        .await
    }

    /// Whether nothing was ever made in this database.
    ///
    /// # Errors
    /// What the engine says; [`StoreError::Newer`] and [`StoreError::HalfMigrated`].
    pub async fn is_untouched(&self) -> Result<bool, StoreError> {
        let shape = self.read_long(shape).await?;
        Ok(shape.migrations.is_empty() && shape.tables.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::catalogue::{Column, Kind};

    use super::*;

    #[test]
    fn a_row_must_fit_its_table() {
        let column = |name: &str| Column { name: name.to_owned(), kind: Kind::Plain };
        let table = Table { name: "a".to_owned(), columns: vec![column("id"), column("name")] };
        assert!(fits(&table, r#"{"id":1,"name":null}"#).is_ok());
        for wrong in [r#"{"id":1}"#, r#"{"id":1,"title":""}"#, r#"{"id":1,"name":"","x":1}"#, "[1]", "{", ""] {
            assert!(fits(&table, wrong).is_err(), "{wrong}");
        }
    }
}
