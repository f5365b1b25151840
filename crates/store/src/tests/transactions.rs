//! Reading, writing, losing against others, and a server that goes away.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use diesel::{QueryableByName, connection::SimpleConnection, prelude::*, sql_query, sql_types::BigInt};

use crate::{
    Conn, Db, Engine, StoreError, both, on_both_engines, organisation,
    schema::installation,
    testkit::{TestDb, run_async},
    types::DbTime,
};

diesel::table! {
    tried (id) {
        id -> Integer,
        parent -> Nullable<Integer>,
        count -> Integer,
    }
}

async fn with_tried(db: &TestDb) {
    db.write(|conn| {
        let strict = if conn.engine() == Engine::Sqlite { " STRICT" } else { "" };
        conn.batch_execute(&format!(
            "CREATE TABLE tried (id INTEGER PRIMARY KEY NOT NULL, parent INTEGER REFERENCES tried,
             count INTEGER NOT NULL CHECK (count >= 0)){strict};
             CREATE UNIQUE INDEX tried_parent_count ON tried (parent, count);
             INSERT INTO tried VALUES (1, NULL, 0), (2, NULL, 0)"
        ))?;
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
}

fn count(conn: &mut Conn, id: i32) -> Result<i32, StoreError> {
    Ok(both!(conn, c => tried::table.find(id).select(tried::count).first(c))?)
}

fn set(conn: &mut Conn, id: i32, to: i32) -> Result<(), StoreError> {
    let changed = both!(conn, c => diesel::update(tried::table.find(id)).set(tried::count.eq(to)).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

async fn read_count(db: &Db, id: i32) -> i32 {
    db.read(move |conn| count(conn, id)).await.unwrap()
}

/// Where PostgreSQL's log stands; SQLite has none to look at.
fn log_place(conn: &mut Conn) -> diesel::QueryResult<Option<String>> {
    #[derive(QueryableByName)]
    struct Place {
        #[diesel(sql_type = diesel::sql_types::Text)]
        place: String,
    }
    match conn {
        Conn::Sqlite(_) => Ok(None),
        Conn::Postgres(c) => {
            let row: Place = sql_query("SELECT pg_current_wal_insert_lsn()::text AS place").get_result(c)?;
            Ok(Some(row.place))
        }
    }
}

/// As a caller above the store has it.
#[derive(Debug, PartialEq)]
enum Refused {
    Store(StoreError),
    Rule,
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

on_both_engines! {
    async fn an_error_of_the_callers_own_undoes_the_whole(db: &TestDb) {
        with_tried(db).await;
        let done = db.write(|conn| {
            set(conn, 1, 5)?;
            if count(conn, 1)? == 5 { Err(Refused::Rule) } else { Ok(()) }
        }).await;
        assert_eq!(done, Err(Refused::Rule));
        assert_eq!(read_count(db, 1).await, 0);
    }

    // A caller who has an answer has it from the disk: the log is flushed up to what its transaction wrote.
    async fn a_write_in_line_is_on_the_disk_when_it_is_answered(db: &TestDb) {
        #[derive(QueryableByName)]
        struct Flushed {
            #[diesel(sql_type = diesel::sql_types::Bool)]
            flushed: bool,
        }
        with_tried(db).await;
        for n in 1..=50 {
            let place = db.write_in_line(move |conn| {
                set(conn, 1, n)?;
                Ok::<_, StoreError>(log_place(conn)?)
            }).await.unwrap();
            assert_eq!(read_count(db, 1).await, n);
            let Some(place) = place else { continue };
            let flushed: Flushed = db.read(move |conn| {
                let asked = format!("SELECT pg_current_wal_flush_lsn() > '{place}'::pg_lsn AS flushed");
                Ok::<_, StoreError>(both!(conn, c => sql_query(asked.clone()).get_result(c))?)
            }).await.unwrap();
            assert!(flushed.flushed, "answered before the disk had it");
        }
        let refused = db.write_in_line(|conn| set(conn, 1, -1)).await;
        assert!(refused.is_err());
        assert_eq!(read_count(db, 1).await, 50, "what fails leaves nothing");
    }

    async fn a_read_cannot_write(db: &TestDb) {
        with_tried(db).await;
        let refused = db.read(|conn| set(conn, 1, 5)).await.unwrap_err();
        assert!(matches!(refused, StoreError::Database(_)), "{refused:?}");
        assert_eq!(read_count(db, 1).await, 0);
    }

    async fn read_tx_sees_one_snapshot(db: &TestDb) {
        with_tried(db).await;
        let other = Db::open(db.settings()).unwrap();
        let (before, after) = db.read_tx(move |conn| {
            let before = count(conn, 1)?;
            let other = other.clone();
            std::thread::spawn(move || run_async(other.write(|conn| set(conn, 1, 1))).unwrap()).join().unwrap();
            Ok::<_, StoreError>((before, count(conn, 1)?))
        }).await.unwrap();
        assert_eq!((before, after), (0, 0));
        assert_eq!(read_count(db, 1).await, 1);
    }

    async fn constraints_are_told_apart(db: &TestDb) {
        with_tried(db).await;
        let insert = |id: i32, parent: Option<i32>, count: i32| {
            let row = (tried::id.eq(id), tried::parent.eq(parent), tried::count.eq(count));
            db.write(move |conn| Ok(both!(conn, c => diesel::insert_into(tried::table).values(row).execute(c))?))
        };
        let same_key: StoreError = insert(1, None, 3).await.unwrap_err();
        assert!(same_key.is_unique_on("tried", &["id"]), "{same_key:?}");
        insert(3, Some(1), 3).await.unwrap();
        let same_pair = insert(4, Some(1), 3).await.unwrap_err();
        assert!(same_pair.is_unique_on("tried", &["parent", "count"]), "{same_pair:?}");
        for (error, kind) in [(insert(5, Some(99), 1).await, "a foreign key"), (insert(5, None, -1).await, "a CHECK")] {
            let error = error.unwrap_err();
            assert!(matches!(&error, StoreError::Constraint { kind: k, .. } if *k == kind), "{error:?}");
        }
        let missing = db.read(|conn| count(conn, 77)).await;
        assert_eq!(missing, Err(StoreError::NotFound));
    }

    async fn a_failure_that_is_passed_over_fails_the_whole(db: &TestDb) {
        with_tried(db).await;
        let done = db.write(|conn| {
            set(conn, 1, 5)?;
            let _passed_over = set(conn, 2, -1);
            Ok::<_, StoreError>(())
        }).await;
        assert!(matches!(done, Err(StoreError::Database(_))), "{done:?}");
        assert_eq!(read_count(db, 1).await, 0);
    }

    async fn so_does_one_with_returning_on_postgresql(db: &TestDb) {
        with_tried(db).await;
        let done = db.write(|conn| {
            set(conn, 1, 5)?;
            let row = (tried::id.eq(1), tried::count.eq(1));
            let insert = diesel::insert_into(tried::table).values(row).returning(tried::id);
            let failed: QueryResult<i32> = both!(conn, c => insert.get_result(c));
            assert!(failed.is_err());
            Ok::<_, StoreError>(())
        }).await;
        match db.engine() {
            Engine::Postgres => {
                assert!(matches!(done, Err(StoreError::Database(_))), "{done:?}");
                assert_eq!(read_count(db, 1).await, 0);
            }
            // diesel tells nobody of a failure while SQLite steps through rows; only that statement is undone, as SQLite has it.
            Engine::Sqlite => {
                assert_eq!(done, Ok(()));
                assert_eq!(read_count(db, 1).await, 5);
            }
        }
    }

    async fn writers_take_turns_and_nothing_is_lost(db: &TestDb) {
        with_tried(db).await;
        // Three handles, as three processes have.
        let handles = [(**db).clone(), Db::open(db.settings()).unwrap(), Db::open(db.settings()).unwrap()];
        let mut tasks = Vec::new();
        for n in 0..60 {
            let db = handles[n % 3].clone();
            tasks.push(tokio::spawn(async move {
                db.write(|conn| {
                    let add = diesel::update(tried::table.find(1)).set(tried::count.eq(tried::count + 1));
                    Ok::<_, StoreError>(both!(conn, c => add.execute(c))?)
                }).await
            }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), Ok(1));
        }
        assert_eq!(read_count(db, 1).await, 60);
    }

    async fn a_panic_leaves_nothing_behind(db: &TestDb) {
        with_tried(db).await;
        for _ in 0..3 {
            let handle = (**db).clone();
            let panicked = tokio::spawn(async move {
                handle.write::<(), StoreError, _>(|conn| {
                    set(conn, 1, 9)?;
                    panic!("a mistake in a closure");
                }).await
            }).await;
            assert!(panicked.unwrap_err().is_panic());
        }
        assert_eq!(read_count(db, 1).await, 0);
        db.write(|conn| set(conn, 1, 1)).await.unwrap();
        assert_eq!(read_count(db, 1).await, 1);
    }

    async fn statements_are_counted(db: &TestDb) {
        with_tried(db).await;
        let used = db.write(|conn| {
            let before = conn.statements();
            set(conn, 1, 1)?;
            count(conn, 1)?;
            Ok::<_, StoreError>(conn.statements() - before)
        }).await.unwrap();
        assert_eq!(used, 2);
    }

    async fn who_waits_too_long_is_told(db: &TestDb) {
        with_tried(db).await;
        let mut settings = db.settings().clone();
        settings.acquire_timeout = Duration::from_millis(50);
        settings.max_connections = 1;
        let small = Db::open(&settings).unwrap();
        let holder = small.clone();
        let held = tokio::spawn(async move {
            // A hop, so that this runtime of one thread stays free.
            let wait = |_: &mut Conn| { std::thread::sleep(Duration::from_millis(400)); Ok::<_, StoreError>(()) };
            if holder.engine() == Engine::Postgres { holder.read_long(wait).await } else { holder.write(wait).await }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let told = small.write(|conn| set(conn, 1, 1)).await;
        assert!(matches!(told, Err(StoreError::Busy(_))), "{told:?}");
        held.await.unwrap().unwrap();
        small.write(|conn| set(conn, 1, 1)).await.unwrap();
    }

    async fn the_first_migration_stands(db: &TestDb) {
        let now = DbTime::from(chrono::DateTime::from_timestamp_micros(1_795_391_400_000_120).unwrap());
        let read = db.write(move |conn| {
            let row = (installation::id.eq(1_i16), installation::kind.eq("demo"), installation::created_at.eq(now));
            both!(conn, c => diesel::insert_into(installation::table).values(row).execute(c))?;
            Ok::<_, StoreError>(both!(conn, c => installation::table.first::<(i16, String, DbTime, Option<String>)>(c))?)
        }).await.unwrap();
        assert_eq!(read, (1, "demo".to_owned(), now, None));
    }
}

/// Work is given to nobody whose last day is being set beside it: the later of the two sees what the earlier did.
#[test]
fn an_organisation_waits_for_commands_under_way() {
    run_async(async {
        let db = TestDb::new(Engine::Postgres).await;
        let agency = domain::AgencyId(uuid::Uuid::now_v7());
        let settings = domain::OfficeSettings::default();
        let now = chrono::Utc::now();
        db.write(move |conn| organisation::create_agency(conn, agency, "H01", "Cơ quan", &settings, now))
            .await
            .unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let (held, wait) = std::sync::mpsc::channel();
        let (one, other) = ((*db).clone(), (*db).clone());
        let (first, second) = (Arc::clone(&order), Arc::clone(&order));
        let command = std::thread::spawn(move || {
            run_async(one.write(move |conn| {
                organisation::hold(conn, agency)?;
                held.send(()).unwrap();
                std::thread::sleep(Duration::from_millis(500));
                first.lock().unwrap().push("the command");
                Ok::<_, StoreError>(())
            }))
        });
        let change = std::thread::spawn(move || {
            wait.recv().unwrap();
            run_async(other.write(move |conn| {
                organisation::begin_change(conn, agency)?;
                second.lock().unwrap().push("the change");
                Ok::<_, StoreError>(())
            }))
        });
        change.join().unwrap().unwrap();
        command.join().unwrap().unwrap();
        assert_eq!(*order.lock().unwrap(), ["the command", "the change"]);
    });
}

/// Two transactions that lock two rows the other way round: PostgreSQL ends one, which is tried again.
#[test]
fn a_deadlock_is_tried_again() {
    run_async(async {
        let db = TestDb::new(Engine::Postgres).await;
        with_tried(&db).await;
        let runs = Arc::new(AtomicU32::new(0));
        let barrier = Arc::new(std::sync::Barrier::new(2));
        let tasks: Vec<_> = [(1, 2), (2, 1)]
            .map(|(first, second)| {
                let (db, runs, barrier) = ((*db).clone(), Arc::clone(&runs), Arc::clone(&barrier));
                std::thread::spawn(move || {
                    run_async(db.write(move |conn| {
                        let run = runs.fetch_add(1, Ordering::SeqCst);
                        set(conn, first, 1)?;
                        if run < 2 {
                            barrier.wait();
                        }
                        set(conn, second, 2)
                    }))
                })
            })
            .into();
        for task in tasks {
            task.join().unwrap().unwrap();
        }
        assert_eq!(runs.load(Ordering::SeqCst), 3);
    });
}

#[derive(QueryableByName)]
struct Ended {
    #[diesel(sql_type = BigInt)]
    ended: i64,
}

/// Ends every connection to this test's database, as a restarted server does.
fn end_all_connections(db: &Db) -> i64 {
    let other = Db::open(db.settings()).unwrap();
    run_in_thread(move || {
        let all = "SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        let end =
            move |conn: &mut Conn| Ok::<_, StoreError>(both!(conn, c => sql_query(all).get_result::<Ended>(c))?.ended);
        run_async(other.read_long(end)).unwrap()
    })
}

fn run_in_thread<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::spawn(f).join().unwrap()
}

#[test]
fn a_stale_connection_is_replaced_unseen() {
    run_async(async {
        let db = TestDb::with(Engine::Postgres, |s| s.min_idle = 4).await;
        with_tried(&db).await;
        for inline in [true, false] {
            let mut settings = db.settings().clone();
            (settings.inline_reads, settings.inline_writes, settings.min_idle) = (inline, inline, 4);
            let db = Db::open(&settings).unwrap();
            for _ in 0..3 {
                db.write(|conn| set(conn, 1, 1)).await.unwrap();
                assert!(end_all_connections(&db) >= 1);
                assert_eq!(read_count(&db, 1).await, 1);
                assert!(end_all_connections(&db) >= 1);
                db.write(|conn| set(conn, 1, 2)).await.unwrap();
                assert!(end_all_connections(&db) >= 1);
                assert_eq!(db.read_tx(|conn| count(conn, 1)).await, Ok(2));
                // In the middle of a transaction: nothing was committed, so it runs again as a whole.
                let (ender, mut runs) = (db.clone(), 0);
                let runs = db
                    .write(move |conn| {
                        runs += 1;
                        set(conn, 1, 3)?;
                        if runs == 1 {
                            end_all_connections(&ender);
                        }
                        set(conn, 2, 3)?;
                        Ok::<_, StoreError>(runs)
                    })
                    .await;
                assert_eq!(runs, Ok(2));
                assert_eq!(read_count(&db, 2).await, 3);
            }
        }
    });
}

#[test]
fn a_commit_whose_answer_is_lost_is_not_tried_again() {
    run_async(async {
        let db = TestDb::new(Engine::Postgres).await;
        with_tried(&db).await;
        let ender = (*db).clone();
        let lost = db
            .write(move |conn| {
                set(conn, 1, 3)?;
                end_all_connections(&ender);
                Ok::<_, StoreError>(())
            })
            .await;
        assert_eq!(lost, Err(StoreError::OutcomeUnknown));
        assert_eq!(read_count(&db, 1).await, 0);
    });
}

/// A reader is not held up by a writer, nor by another process that writes.
#[test]
fn sqlite_reads_while_another_writes() {
    run_async(async {
        let db = TestDb::new(Engine::Sqlite).await;
        with_tried(&db).await;
        let writer = Db::open(db.settings()).unwrap();
        let writing = tokio::spawn(async move {
            writer
                .write(|conn| {
                    set(conn, 1, 1)?;
                    std::thread::sleep(Duration::from_millis(300));
                    Ok::<_, StoreError>(())
                })
                .await
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let start = Instant::now();
        assert_eq!(read_count(&db, 1).await, 0);
        assert!(start.elapsed() < Duration::from_millis(100));
        // The second writer waits for the first one and then succeeds.
        db.write(|conn| set(conn, 2, 2)).await.unwrap();
        writing.await.unwrap().unwrap();
        assert_eq!((read_count(&db, 1).await, read_count(&db, 2).await), (1, 2));
    });
}
