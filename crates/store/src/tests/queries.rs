//! What diesel can do through `both!`, and which statements it keeps prepared.

use std::sync::{Arc, Mutex};

use diesel::{
    connection::{Instrumentation, InstrumentationEvent, SimpleConnection},
    prelude::*,
    sql_query,
    sql_types::{Integer, Text},
    upsert::excluded,
};

use crate::{CachedExt, Conn, Engine, StoreError, both, on_both_engines};

diesel::table! {
    pair (agency, name) {
        agency -> Integer,
        name -> Text,
        count -> Integer,
        note -> Nullable<Text>,
    }
}

#[derive(Debug, Clone, PartialEq, Insertable, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = pair, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Pair {
    agency: i32,
    name: String,
    count: i32,
    note: Option<String>,
}

/// As diesel has it by default: what is None falls back to the column's DEFAULT.
#[derive(Insertable)]
#[diesel(table_name = pair)]
struct Loose<'a> {
    agency: i32,
    name: &'a str,
    count: i32,
}

fn row(name: &str, count: i32) -> Pair {
    Pair { agency: 1, name: name.to_owned(), count, note: None }
}

fn set_up(conn: &mut Conn) -> Result<(), StoreError> {
    let strict = if conn.engine() == Engine::Sqlite { " STRICT" } else { "" };
    conn.batch_execute(&format!(
        "CREATE TABLE pair (agency INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL CHECK (count >= 0),
         note TEXT, PRIMARY KEY (agency, name)){strict}"
    ))?;
    Ok(())
}

/// Texts that were prepared to be kept, in order.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Kept {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::CacheQuery { sql, .. } = event {
            self.0.lock().unwrap().push(sql.to_owned());
        }
    }
}

impl Kept {
    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

on_both_engines! {
    async fn upsert_batch_returning_and_boxed_work(db: &TestDb) {
        db.write(|conn| {
            set_up(conn)?;
            let rows = vec![row("a", 1), row("b", 2), row("c", 3)];
            let names: Vec<String> = both!(conn, c => {
                diesel::insert_into(pair::table).values(&rows).returning(pair::name).get_results(c)
            })?;
            assert_eq!(names, ["a", "b", "c"]);

            // By the default derive, too, which SQLite takes row by row.
            let loose = vec![Loose { agency: 2, name: "d", count: 4 }, Loose { agency: 2, name: "e", count: 5 }];
            assert_eq!(both!(conn, c => diesel::insert_into(pair::table).values(&loose).execute(c))?, 2);

            let counted: i32 = both!(conn, c => {
                diesel::insert_into(pair::table)
                    .values(row("b", 10))
                    .on_conflict((pair::agency, pair::name))
                    .do_update()
                    .set(pair::count.eq(pair::count + excluded(pair::count)))
                    .returning(pair::count)
                    .get_result(c)
            })?;
            assert_eq!(counted, 12);
            let untouched = both!(conn, c => {
                diesel::insert_into(pair::table).values(row("b", 99)).on_conflict_do_nothing().execute(c)
            })?;
            assert_eq!(untouched, 0);

            let only = Some(2);
            let found: Vec<Pair> = both!(conn, c => {
                let mut query = pair::table.select(Pair::as_select()).into_boxed();
                if let Some(agency) = only {
                    query = query.filter(pair::agency.eq(agency));
                }
                query.order(pair::name.desc()).limit(1).load(c)
            })?;
            assert_eq!(found, [Pair { agency: 2, name: "e".to_owned(), count: 5, note: None }]);

            let changed: Option<Pair> = both!(conn, c => {
                diesel::update(pair::table.find((1, "a")))
                    .set(row("a", 7))
                    .returning(Pair::as_returning())
                    .get_result(c)
                    .optional()
            })?;
            assert_eq!(changed, Some(row("a", 7)));
            Ok::<_, StoreError>(())
        }).await.unwrap();
    }

    /// The facts that the module `cached` is built on: they may change with diesel.
    async fn what_is_kept_prepared(db: &TestDb) {
        db.write(|conn| {
            set_up(conn)?;
            facts(conn);
            Ok::<_, StoreError>(())
        }).await.unwrap();
    }
}

fn facts(conn: &mut Conn) {
    let kept = Kept::default();
    conn.set_instrumentation(kept.clone());
    let (postgres, sqlite) = if conn.engine() == Engine::Postgres { (1, 0) } else { (0, 1) };
    // Each statement runs twice; kept once means that the second run found it.
    let mut twice = |what: &str, expected: usize, run: &mut dyn FnMut(&mut Conn, i32)| {
        let before = kept.count();
        (0..2).for_each(|n| run(conn, n));
        assert_eq!(kept.count() - before, expected, "{what}");
    };
    let at = |agency: i32, name: &str| Pair { agency, ..row(name, 1) };
    let loose = |agency: i32| Loose { agency, name: "l", count: 1 };

    twice("select, natively", 1, &mut |conn, n| {
        let found = both!(conn, c => pair::table.find((n, "x")).select(Pair::as_select()).first(c).optional());
        assert_eq!(found.unwrap(), None);
    });
    twice("select, on the multi connection", 1, &mut |conn, n| {
        let found = pair::table.filter(pair::count.eq(n)).select(Pair::as_select()).first(conn).optional();
        assert_eq!(found.unwrap(), None);
    });
    twice("boxed select", 1, &mut |conn, n| {
        let found: Vec<String> =
            both!(conn, c => pair::table.select(pair::name).into_boxed().filter(pair::count.gt(n)).load(c)).unwrap();
        assert!(found.is_empty());
    });
    twice("insert of a struct", 1, &mut |conn, n| {
        both!(conn, c => diesel::insert_into(pair::table).values(at(n, "s")).execute(c)).unwrap();
    });
    twice("insert of a struct whose fields may fall back", sqlite, &mut |conn, n| {
        both!(conn, c => diesel::insert_into(pair::table).values(loose(n)).execute(c)).unwrap();
    });
    twice("update", 0, &mut |conn, n| {
        both!(conn, c => diesel::update(pair::table.find((n, "s"))).set(pair::count.eq(n)).execute(c)).unwrap();
    });
    twice("cached update", 1, &mut |conn, n| {
        let changed: Pair = both!(conn, c => {
            diesel::update(pair::table.find((n, "s")))
                .set(pair::count.eq(n + 1))
                .returning(Pair::as_returning())
                .cached()
                .get_result(c)
        })
        .unwrap();
        assert_eq!(changed.count, n + 1);
    });
    twice("cached update without an answer", 1, &mut |conn, n| {
        let update = diesel::update(pair::table.find((n, "s"))).set(pair::note.eq("kept"));
        assert_eq!(both!(conn, c => update.cached().execute(c)).unwrap(), 1);
    });
    twice("cached SQL", 1, &mut |conn, n| {
        let sql = match conn.engine() {
            Engine::Postgres => "UPDATE pair SET count = $1 WHERE note = $2",
            Engine::Sqlite => "UPDATE pair SET count = ? WHERE note = ?",
        };
        let update = sql_query(sql).bind::<Integer, _>(n).bind::<Text, _>("kept");
        assert_eq!(both!(conn, c => update.cached().execute(c)).unwrap(), 2);
    });
    twice("delete", 1, &mut |conn, n| {
        both!(conn, c => diesel::delete(pair::table.find((n, "l"))).execute(c)).unwrap();
    });
    // On SQLite the run before has kept it already.
    twice("cached insert of a struct whose fields may fall back", postgres, &mut |conn, n| {
        both!(conn, c => diesel::insert_into(pair::table).values(loose(n)).cached().execute(c)).unwrap();
    });
    twice("upsert", 0, &mut |conn, n| {
        both!(conn, c => {
            diesel::insert_into(pair::table)
                .values(at(5, "u"))
                .on_conflict((pair::agency, pair::name))
                .do_update()
                .set(pair::count.eq(n))
                .execute(c)
        })
        .unwrap();
    });
    twice("cached upsert", 1, &mut |conn, n| {
        both!(conn, c => {
            diesel::insert_into(pair::table)
                .values(at(5, "u"))
                .on_conflict((pair::agency, pair::name))
                .do_update()
                .set(pair::count.eq(n))
                .cached()
                .execute(c)
        })
        .unwrap();
    });
    twice("eq_any", postgres, &mut |conn, n| {
        let list = [n, n + 1];
        let found: Vec<String> =
            both!(conn, c => pair::table.select(pair::name).filter(pair::agency.eq_any(list)).load(c)).unwrap();
        assert!(!found.is_empty());
    });
}
