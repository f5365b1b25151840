//! Where the databases of a run stand: a folder for SQLite and for the server's data, or fresh databases on the PostgreSQL
//! server that is named in the environment. All of it is removed when the run ends.

use std::path::{Path, PathBuf};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection, sql_query,
    sql_types::Text,
};
use store::{DatabaseUrl, Db, DbSettings, Engine};

use crate::{EngineName, Outcome};

/// A place for one run.
pub struct Place {
    /// The engine.
    pub engine: Engine,
    /// A folder of this run's own.
    pub folder: PathBuf,
    documents: u32,
    databases: Vec<(String, String)>,
}

impl Place {
    /// Makes the folder, for an office of this size.
    pub fn new(engine: EngineName, documents: u32) -> Outcome<Self> {
        let engine = match engine {
            EngineName::Sqlite => Engine::Sqlite,
            EngineName::Postgres => Engine::Postgres,
        };
        if engine == Engine::Postgres {
            // Said at once, not after the seeding.
            server_url("postgres")?;
        }
        let folder = std::env::temp_dir().join(format!("congvan-bench-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self { engine, folder, documents, databases: Vec::new() })
    }

    /// Makes an empty database and gives its URL.
    pub fn database(&mut self, name: &str) -> Outcome<String> {
        let url = match self.engine {
            Engine::Sqlite => format!("sqlite:{}", self.folder.join(format!("{name}.db")).display()),
            Engine::Postgres => {
                let own = format!("congvan_bench_{}_{}_{name}", std::process::id(), self.documents);
                let mut server = PgConnection::establish(&server_url("postgres")?)?;
                server.batch_execute(&format!("DROP DATABASE IF EXISTS {own} WITH (FORCE)"))?;
                server.batch_execute(&format!("CREATE DATABASE {own}"))?;
                self.databases.push((name.to_owned(), own.clone()));
                server_url(&own)?
            }
        };
        Ok(url)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Ok(mut server) = server_url("postgres").and_then(|url| Ok(PgConnection::establish(&url)?)) {
            for (_, own) in &self.databases {
                drop(server.batch_execute(&format!("DROP DATABASE IF EXISTS {own} WITH (FORCE)")));
            }
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// The PostgreSQL server's URL with another database in it.
fn server_url(database: &str) -> Outcome<String> {
    let url = ["BENCH_POSTGRES_URL", "TEST_POSTGRES_URL"].iter().find_map(|name| std::env::var(name).ok());
    let url = url.ok_or("neither BENCH_POSTGRES_URL nor TEST_POSTGRES_URL is set: a superuser's URL is needed")?;
    let (scheme, rest) = url.split_once("://").ok_or("the PostgreSQL URL has no scheme")?;
    let (address, options) = rest.split_once('?').unwrap_or((rest, ""));
    let host = address.split_once('/').map_or(address, |(host, _)| host);
    let options = if options.is_empty() { String::new() } else { format!("?{options}") };
    Ok(format!("{scheme}://{host}/{database}{options}"))
}

/// Opens a database with as many connections; without the time limits that a bulk load would meet.
pub fn open(url: &str, connections: usize) -> Outcome<Db> {
    let mut settings = DbSettings::new(DatabaseUrl::parse(url)?);
    settings.max_connections = connections;
    settings.sqlite_readers = connections;
    settings.statement_timeout = std::time::Duration::from_hours(1);
    settings.lock_timeout = std::time::Duration::from_mins(1);
    settings.slow_statement = std::time::Duration::from_hours(1);
    Ok(Db::open(&settings)?)
}

/// Brings a freshly loaded database into the shape that it has after its first night.
pub fn tidy(engine: Engine, url: &str) -> Outcome<()> {
    match engine {
        Engine::Postgres => {
            PgConnection::establish(url)?.batch_execute("VACUUM (ANALYZE)")?;
            PgConnection::establish(url)?.batch_execute("CHECKPOINT")?;
        }
        Engine::Sqlite => {
            let path = url.strip_prefix("sqlite:").unwrap_or(url);
            SqliteConnection::establish(path)?
                .batch_execute("PRAGMA busy_timeout = 60000; PRAGMA wal_checkpoint(TRUNCATE)")?;
        }
    }
    Ok(())
}

/// Runs one statement outside the store: what the clerk of the benchmark does and no office would.
pub fn execute(engine: Engine, url: &str, sql: &str) -> Outcome<()> {
    match engine {
        Engine::Postgres => PgConnection::establish(url)?.batch_execute(sql)?,
        Engine::Sqlite => {
            let mut conn = SqliteConnection::establish(url.strip_prefix("sqlite:").unwrap_or(url))?;
            conn.batch_execute("PRAGMA busy_timeout = 60000")?;
            conn.batch_execute(sql)?;
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Shown {
    #[diesel(sql_type = Text)]
    value: String,
}

/// Settings of the database that decide what a commit costs, as `name=value`.
pub fn durability(engine: Engine, url: &str) -> Outcome<String> {
    if engine == Engine::Sqlite {
        return Ok("journal_mode=WAL synchronous=FULL".to_owned());
    }
    let mut conn = PgConnection::establish(url)?;
    let mut said = Vec::new();
    for name in ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"] {
        let shown: Shown = sql_query(format!("SELECT current_setting('{name}') AS value")).get_result(&mut conn)?;
        said.push(format!("{name}={}", shown.value));
    }
    Ok(said.join(" "))
}

/// How large the database is, in bytes.
pub fn size(engine: Engine, url: &str) -> Outcome<u64> {
    match engine {
        Engine::Sqlite => Ok(std::fs::metadata(Path::new(url.strip_prefix("sqlite:").unwrap_or(url)))?.len()),
        Engine::Postgres => {
            let mut conn = PgConnection::establish(url)?;
            let shown: Shown =
                sql_query("SELECT pg_database_size(current_database())::text AS value").get_result(&mut conn)?;
            Ok(shown.value.parse()?)
        }
    }
}

/// How many of a table's rows are like that.
pub fn count(engine: Engine, url: &str, table: &str, those: &str) -> Outcome<u32> {
    let query = sql_query(format!("SELECT CAST(count(*) AS text) AS value FROM {table} WHERE {those}"));
    let shown: Shown = match engine {
        Engine::Postgres => query.get_result(&mut PgConnection::establish(url)?)?,
        Engine::Sqlite => {
            query.get_result(&mut SqliteConnection::establish(url.strip_prefix("sqlite:").unwrap_or(url))?)?
        }
    };
    Ok(shown.value.parse()?)
}
