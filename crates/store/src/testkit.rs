//! A fresh, migrated database a test, on either engine, for the tests of this crate and of those above it.
//!
//! SQLite gets a file in a temporary folder, PostgreSQL a database of its own on the server that `TEST_POSTGRES_URL` names
//! (a superuser over a Unix socket; `scripts/test` starts one). Both are copies of a template that is migrated once, and
//! both are removed when the [`TestDb`] is dropped. A missing server is a panic, never a skipped test.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that can't be set up must fail loudly"
)]

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use diesel::{Connection, PgConnection, connection::SimpleConnection};

use crate::{Conn, DatabaseUrl, Db, DbSettings, Engine, StoreError, both, migrate};

/// Where the tests' PostgreSQL server is.
const SERVER: &str = "TEST_POSTGRES_URL";

/// A database for one test.
#[derive(Debug)]
pub struct TestDb {
    db: Option<Db>,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Database(String),
}

impl TestDb {
    /// A fresh, migrated database.
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, |_| {}).await
    }

    /// A fresh, migrated database, opened with settings of the test's own.
    pub async fn with(engine: Engine, adjust: impl FnOnce(&mut DbSettings)) -> Self {
        let (url, place) = match engine {
            Engine::Sqlite => {
                let template = sqlite_template().await;
                let folder = fresh_folder();
                std::fs::copy(template, folder.join("test.db")).expect("the template must be readable");
                (format!("sqlite:{}/test.db", folder.display()), Place::Folder(folder))
            }
            Engine::Postgres => {
                let template = postgres_template().await;
                let name = fresh_name();
                on_server(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"));
                (server_url(&name), Place::Database(name))
            }
        };
        Self { db: Some(open(&url, adjust)), place }
    }

    /// A fresh database without a table.
    pub fn empty(engine: Engine) -> Self {
        let (url, place) = match engine {
            Engine::Sqlite => {
                let folder = fresh_folder();
                (format!("sqlite:{}/test.db", folder.display()), Place::Folder(folder))
            }
            Engine::Postgres => {
                let name = fresh_name();
                on_server(&format!("CREATE DATABASE {name}"));
                (server_url(&name), Place::Database(name))
            }
        };
        Self { db: Some(open(&url, |_| {})), place }
    }

    /// Runs statements that no code of the program's would: rows of before, broken rows, what somebody has changed by hand.
    pub async fn by_hand(&self, sql: &str) {
        let sql = sql.to_owned();
        let run = move |conn: &mut Conn| {
            both!(conn, c => c.batch_execute(&sql))?;
            Ok::<_, StoreError>(())
        };
        self.write(run).await.unwrap_or_else(|error| panic!("by hand: {error}"));
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        self.db.as_ref().expect("open until dropped")
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        self.db = None;
        match &self.place {
            Place::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Place::Database(name) => {
                // A test that fails must say its own error, not that its database could not be dropped.
                if let Ok(mut server) = PgConnection::establish(&server_url("postgres")) {
                    drop(server.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
                }
            }
        }
    }
}

/// Runs one test body on a fresh, migrated database. What [`on_both_engines!`](crate::on_both_engines) writes calls it.
pub fn run(engine: Engine, body: impl AsyncFnOnce(&TestDb)) {
    run_async(async {
        let db = TestDb::new(engine).await;
        body(&db).await;
    });
}

/// Runs a test on a runtime of one thread.
pub fn run_async<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(test)
}

/// Turns test bodies `async fn name(db: &TestDb)` into tests `sqlite::name` and `postgres::name`.
///
/// ```ignore
/// on_both_engines! {
///     /// What it shows.
///     async fn a_row_comes_back(db: &TestDb) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: &TestDb) $body:block)+) => {
        $($(#[$meta])* async fn $name($db: &$crate::testkit::TestDb) $body)+

        mod sqlite {
            $(#[test] fn $name() {
                $crate::testkit::run($crate::Engine::Sqlite, super::$name);
            })+
        }

        mod postgres {
            $(#[test] fn $name() {
                $crate::testkit::run($crate::Engine::Postgres, super::$name);
            })+
        }
    };
}

fn open(url: &str, adjust: impl FnOnce(&mut DbSettings)) -> Db {
    let mut settings = DbSettings::new(DatabaseUrl::parse(url).expect("the test's own URL"));
    adjust(&mut settings);
    Db::open(&settings).unwrap_or_else(|e| panic!("{url}: {e}"))
}

/// A migrated file, made once for each state of the migrations, kept in the temporary folder, and copied by each test.
async fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    static MAKING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _alone = MAKING.lock().await;
    if let Some(made) = TEMPLATE.get() {
        return made;
    }
    let file = std::env::temp_dir().join(format!("congvan_template_{:016x}.db", migrate::fingerprint()));
    if !file.exists() {
        let folder = fresh_folder();
        let fresh = folder.join("template.db");
        let db = open(&format!("sqlite:{}", fresh.display()), |_| {});
        db.migrate().await.unwrap_or_else(|e| panic!("{e}"));
        // The last connection to close writes the log back into the file. Another test program may be making the same one;
        // whichever comes last, the file is whole.
        drop(db);
        std::fs::rename(&fresh, &file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        drop(std::fs::remove_dir_all(folder));
    }
    TEMPLATE.get_or_init(|| file)
}

/// A migrated database, made once on the server for each state of the migrations; several test programs share it.
async fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    static MAKING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _alone = MAKING.lock().await;
    if let Some(made) = TEMPLATE.get() {
        return made;
    }
    let name = format!("congvan_template_{:016x}", migrate::fingerprint());
    let mut server = server();
    // Held until this connection is closed at the end of the function.
    server.batch_execute("SELECT pg_advisory_lock(7162255)").expect("a lock on the server");
    let made = format!("UPDATE pg_database SET datistemplate = true WHERE datname = '{name}'");
    let exists = diesel::sql_query("SELECT 1 FROM pg_database WHERE datistemplate AND datname = $1")
        .bind::<diesel::sql_types::Text, _>(&name);
    if diesel::RunQueryDsl::execute(exists, &mut server).expect("the list of databases") == 0 {
        server.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).expect("a half-made template");
        server.batch_execute(&format!("CREATE DATABASE {name}")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let db = open(&server_url(&name), |_| {});
        db.migrate().await.unwrap_or_else(|e| panic!("{e}"));
        drop(db);
        server.batch_execute(&made).expect("the template must be marked as made");
    }
    TEMPLATE.get_or_init(|| name)
}

/// The server's URL with another database in it.
fn server_url(database: &str) -> String {
    let url = std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("{SERVER} is not set: these tests need a PostgreSQL server; run scripts/test, which starts one")
    });
    let (scheme, rest) = url.split_once("://").unwrap_or_else(|| panic!("{SERVER} is not a URL"));
    let (address, options) = rest.split_once('?').map_or((rest, String::new()), |(a, o)| (a, format!("?{o}")));
    let host = address.split_once('/').map_or(address, |(host, _)| host);
    format!("{scheme}://{host}/{database}{options}")
}

fn server() -> PgConnection {
    PgConnection::establish(&server_url("postgres")).unwrap_or_else(|e| panic!("{SERVER}: {e}; run scripts/test"))
}

fn on_server(sql: &str) {
    server().batch_execute(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
}

fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let moment = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_micros();
    format!("congvan_test_{}_{}_{moment}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn fresh_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(fresh_name());
    std::fs::create_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    folder
}
