//! `both!`: one typed diesel expression, compiled once for each engine and run on the native connection.
//!
//! On the multi connection diesel rebuilds the SQL text of every query on every call and knows no `on_conflict`, no batch
//! insert and no `for_update`. Through `both!` the same expression has all of them (where both engines do), and a statement
//! with a static query id is found in the prepared statement cache without its text being built.

/// Runs one diesel expression on the native connection inside a [`Conn`](crate::Conn).
///
/// ```ignore
/// let rows: Vec<Row> = both!(conn, c => table.filter(id.eq(wanted)).select(Row::as_select()).load(c))?;
/// ```
///
/// The body stands twice in the compiled program and must compile for both engines. Both arms have one type, so a boxed
/// query is built inside the body. `conn` is reborrowed and can be used again afterwards.
#[macro_export]
macro_rules! both {
    ($conn:expr, $c:ident => $body:expr $(,)?) => {
        match &mut *$conn {
            $crate::Conn::Postgres($c) => $body,
            $crate::Conn::Sqlite($c) => $body,
        }
    };
}
