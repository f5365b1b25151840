//! `.cached()`: lets diesel keep a prepared statement that it would otherwise prepare anew on every call.
//!
//! diesel 2.3 never caches an UPDATE, an `on_conflict … do_update`, an INSERT of a struct whose fields may fall back to
//! DEFAULT, nor `sql_query`; on PostgreSQL each of them is parsed and planned every time. All of them may be kept by their
//! text: the text, built on each call, is the key, so two different texts can never be mistaken for each other.

use diesel::{
    QueryResult, RunQueryDsl,
    backend::Backend,
    internal::derives::multiconnection::AstPassHelper,
    query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId},
};

/// A statement that is kept prepared under its text. Made by [`CachedExt::cached`]; runs on the native connection, so
/// inside [`both!`](crate::both).
///
/// Only for statements of a bounded number of texts: the cache has no limit and lives as long as its connection. A batch
/// insert or a list written into the text (SQLite's `eq_any`) has as many texts as lengths and doesn't belong here.
#[derive(Debug, Clone, Copy)]
pub struct Cached<Q>(Q);

/// Gives every statement [`cached`](CachedExt::cached).
pub trait CachedExt: Sized {
    /// Keeps the prepared statement on the connection, under its text.
    fn cached(self) -> Cached<Self> {
        Cached(self)
    }
}

impl<Q> CachedExt for Q {}

impl<Q, DB> QueryFragment<DB> for Cached<Q>
where
    DB: Backend,
    DB::QueryBuilder: Default,
    Q: QueryFragment<DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if pass.bind_collector().is_some() || pass.debug_binds().is_some() {
            return self.0.walk_ast(pass);
        }
        // What remains asks for the text, or whether the statement may be kept. The inner statement must not be asked the
        // second (it says no), so it is written out on its own, as diesel's multi connection does.
        let mut text = DB::QueryBuilder::default();
        self.0.to_sql(&mut text, pass.backend())?;
        pass.push_sql(&text.finish());
        Ok(())
    }

    // Spares writing the text out where diesel asks directly, and not through a reference.
    fn is_safe_to_cache_prepared(&self, _backend: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Q> QueryId for Cached<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Cached<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C> RunQueryDsl<C> for Cached<Q> {}
