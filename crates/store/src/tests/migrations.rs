//! Both engines have the same migrations, which go up, down and up again, and make the tables that `schema.rs` declares.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};

use crate::{
    Conn, Db, Engine, StoreError, both, migrate,
    testkit::{TestDb, run_async},
};

/// Tables of one engine only, which no query of diesel's reads: full-text search, and diesel's own notes.
const NOT_IN_SCHEMA: &[&str] = &["__diesel_schema_migrations"];
/// Columns of one engine only, as `table.column`.
const COLUMNS_NOT_IN_SCHEMA: &[&str] = &["search_piece.words"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(conn: &mut Conn, postgres: &str, sqlite: &str) -> Result<Vec<String>, StoreError> {
    let sql = if conn.engine() == Engine::Postgres { postgres } else { sqlite };
    let lines: Vec<Line> = both!(conn, c => sql_query(sql).load(c))?;
    Ok(lines.into_iter().map(|l| l.line).collect())
}

/// Everything that the migrations make, as text.
async fn dump(db: &Db) -> Vec<String> {
    db.read_long(|conn| {
        lines(
            conn,
            "SELECT line FROM (
                 SELECT format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                               a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS line
                 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                 LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                 WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
                 UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                 FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                 UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
                 UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
                 UNION ALL SELECT format('function %s %s', oid::regprocedure, prosrc) FROM pg_proc
                 WHERE pronamespace = 'public'::regnamespace
                 UNION ALL SELECT format('type %s', typname) FROM pg_type
                 WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
                 UNION ALL SELECT format('extension %s', extname) FROM pg_extension
             ) everything ORDER BY line",
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_schema ORDER BY line",
        )
    })
    .await
    .unwrap()
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = migrate::known(Engine::Postgres).unwrap();
    assert_eq!(names, migrate::known(Engine::Sqlite).unwrap());
    assert!(!names.is_empty());
}

async fn up_down_up(db: TestDb) {
    let names: Vec<String> = migrate::known(db.engine()).unwrap().into_iter().map(|(_, name)| name).collect();
    assert_eq!(db.migration_status().await.unwrap().pending, names);
    let untouched = dump(&db).await;

    assert_eq!(db.migrate().await.unwrap(), names);
    let first = dump(&db).await;
    assert_eq!(db.migration_status().await.unwrap().applied, names);
    assert_eq!(db.migrate().await.unwrap(), Vec::<String>::new());

    db.revert_all().await.unwrap();
    let down = dump(&db).await;
    let left: Vec<_> =
        down.iter().filter(|l| !untouched.contains(l) && !l.contains("__diesel_schema_migrations")).collect();
    assert!(left.is_empty(), "the way down leaves {left:?}");

    assert_eq!(db.migrate().await.unwrap(), names);
    assert_eq!(dump(&db).await, first);
}

/// Two instances that start at once: one migrates, the other finds it done.
async fn at_once(db: TestDb) {
    let (one, two) = (db.clone(), db.clone());
    let one = tokio::spawn(async move { one.migrate().await.unwrap() });
    let two = tokio::spawn(async move { two.migrate().await.unwrap() });
    let (one, two) = (one.await.unwrap(), two.await.unwrap());
    let names = migrate::known(db.engine()).unwrap().len();
    assert_eq!((one.len().max(two.len()), one.len().min(two.len())), (names, 0));
}

async fn newer(db: TestDb) {
    db.write(|conn| {
        both!(conn, c => sql_query("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')").execute(c))?;
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
    let refused = Err(StoreError::Newer(vec!["99990101000000".to_owned()]));
    assert_eq!(db.migrate().await, refused);
    assert_eq!(db.migration_status().await.map(|_| Vec::new()), refused);
}

/// A hole among the migrations was not made by this program, which does not fill it.
async fn half(db: TestDb) {
    let (version, name) = migrate::known(db.engine()).unwrap().remove(1);
    let sql = format!("DELETE FROM __diesel_schema_migrations WHERE version = '{version}'");
    db.write(move |conn| {
        both!(conn, c => sql_query(sql.as_str()).execute(c))?;
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
    let refused = StoreError::HalfMigrated(vec![name]);
    assert_eq!(db.migrate().await.unwrap_err(), refused);
    assert_eq!(db.migration_status().await.unwrap_err(), refused);
    assert_eq!(db.migrations_pending().await.unwrap_err(), refused);
}

/// An office of before the organisation had dates keeps its people, posts and roles, from its first day on; and so on the way
/// down.
async fn an_office_gets_dates(db: TestDb) {
    const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
    let department = |n: u8| format!("01a00000-0000-7000-8000-00000000010{n}");
    let person = |n: u8| format!("01a00000-0000-7000-8000-00000000020{n}");
    // Those that came later are taken down, too.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");
    let names = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name());
    let since = names.filter(|name| name.to_string_lossy().as_ref() >= "00000000000003").count();
    for _ in 0..since {
        db.revert_last().await.unwrap();
    }
    let mut sql = vec![format!(
        "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
         VALUES ('{AGENCY}', 'H99.1', 'Ủy ban nhân dân phường Mẫu', '{{}}', 1, '2026-06-30T18:00:00.000000Z')"
    )];
    for (n, code, active) in [(1, "VP", true), (2, "CU", false)] {
        let id = department(n);
        sql.push(format!(
            "INSERT INTO department (agency_id, id, code, name, sort_order, active)
             VALUES ('{AGENCY}', '{id}', '{code}', 'Phòng {code}', {n}, {active})"
        ));
    }
    for (n, active) in [(1, true), (2, false)] {
        let id = person(n);
        sql.push(format!(
            "INSERT INTO person (agency_id, id, username, name, title, active, created_at)
             VALUES ('{AGENCY}', '{id}', 'nguoi{n}', 'Người {n}', 'Công chức', {active}, '2026-07-02T01:00:00.000000Z')"
        ));
        sql.push(format!(
            "INSERT INTO person_post (agency_id, person_id, department_id, post)
             VALUES ('{AGENCY}', '{id}', '{}', 'head')",
            department(n)
        ));
        sql.push(format!(
            "INSERT INTO person_role (agency_id, person_id, role) VALUES ('{AGENCY}', '{id}', 'registry_clerk')"
        ));
    }
    let old = sql.clone();
    db.write(move |conn| {
        for line in &old {
            both!(conn, c => sql_query(line.as_str()).execute(c))?;
        }
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
    assert_eq!(db.migrate().await.unwrap().len(), since);

    let agency: domain::AgencyId = AGENCY.parse::<uuid::Uuid>().unwrap().into();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let read = move |conn: &mut Conn| crate::organisation::snapshot(conn, agency, day("2026-08-01"));
    let snapshot = db.read_tx(read).await.unwrap().unwrap();
    let organisation = &snapshot.organisation;
    // 18:00 UTC is the next day in Vietnam.
    assert_eq!(organisation.agency.validity.from(), day("2026-07-01"));
    assert!(organisation.agency.has_code("H99.1"));
    let codes: Vec<(&str, bool)> = snapshot
        .department_order
        .iter()
        .map(|id| &snapshot.directory.departments[id])
        .map(|d| (d.code.as_str(), d.active))
        .collect();
    assert_eq!(codes, [("VP", true), ("CU", false)]);
    let people: Vec<_> = snapshot.directory.people.values().collect();
    assert_eq!(people.iter().map(|p| p.active).collect::<Vec<_>>(), [true, false]);
    assert_eq!(people[0].posts.len(), 1);
    assert!(people[0].is(domain::organisation::Role::RegistryClerk));
    assert_eq!(organisation.people[&people[0].id].positions[0].validity.from(), day("2026-07-02"));

    for _ in 0..since {
        db.revert_last().await.unwrap();
    }
    let left = db
        .read_long(|conn| {
            lines(
                conn,
                "SELECT username || ' ' || active::text || ' ' || post || ' ' || role AS line FROM person p
                 JOIN person_post o ON o.person_id = p.id JOIN person_role r ON r.person_id = p.id ORDER BY 1",
                "SELECT username || ' ' || iif(active, 'true', 'false') || ' ' || post || ' ' || role AS line FROM person p
                 JOIN person_post o ON o.person_id = p.id JOIN person_role r ON r.person_id = p.id ORDER BY 1",
            )
        })
        .await
        .unwrap();
    assert_eq!(left, ["nguoi1 true head registry_clerk", "nguoi2 false head registry_clerk"]);
    db.migrate().await.unwrap();
}

/// What a declared type is called by each engine's catalogue. SQLite's STRICT tables know only five.
fn classes(declared: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match declared {
        "SmallInt" => (&["smallint"], &["INTEGER", "SMALLINT"]),
        "Integer" => (&["integer"], &["INTEGER"]),
        "BigInt" => (&["bigint"], &["INTEGER", "BIGINT"]),
        "Bool" => (&["boolean"], &["INTEGER", "BOOLEAN"]),
        "Text" => (&["text"], &["TEXT"]),
        "Binary" => (&["bytea"], &["BLOB"]),
        "Date" => (&["date"], &["TEXT", "DATE"]),
        "Id" => (&["uuid"], &["TEXT"]),
        "UtcTime" => (&["timestamp with time zone"], &["TEXT"]),
        other => panic!("schema.rs uses the type {other}, which this test does not know"),
    }
}

/// `table -> [(column, declared type, nullable)]`, read out of the text of `schema.rs`.
fn declared() -> BTreeMap<String, Vec<(String, String, bool)>> {
    let mut tables: BTreeMap<String, Vec<(String, String, bool)>> = BTreeMap::new();
    let mut table = None;
    for line in include_str!("../schema.rs").lines().map(str::trim).filter(|l| !l.starts_with("//")) {
        if let Some(head) = line.strip_suffix('{').map(str::trim)
            && head.ends_with(')')
            && let Some((name, _)) = head.split_once('(')
        {
            table = Some(name.trim().to_owned());
        } else if line.starts_with('}') {
            table = None;
        } else if let Some(table) = &table {
            assert!(!line.starts_with('#'), "this test does not read attributes: {line}");
            let (column, class) =
                line.trim_end_matches(',').split_once("->").unwrap_or_else(|| panic!("what is {line}?"));
            let class = class.trim();
            let inner = class.strip_prefix("Nullable<").and_then(|c| c.strip_suffix('>'));
            let column = (column.trim().to_owned(), inner.unwrap_or(class).to_owned(), inner.is_some());
            tables.entry(table.clone()).or_default().push(column);
        }
    }
    tables
}

async fn schema_matches(db: TestDb) {
    let found = db
        .read_long(|conn| {
            lines(
                conn,
                "SELECT format('%s|%s|%s|%s', c.relname, a.attname, format_type(a.atttypid, NULL), NOT a.attnotnull) AS line
                 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
                       AND NOT a.attisdropped
                 ORDER BY c.relname, a.attnum",
                // Virtual tables and what they keep behind them are SQLite's own, for text search.
                "SELECT t.name || '|' || c.name || '|' || c.type || '|' || iif(c.\"notnull\", 'f', 't') AS line
                 FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
                 WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                 ORDER BY t.name, c.cid",
            )
        })
        .await
        .unwrap();

    let mut tables: BTreeMap<String, Vec<(String, String, bool)>> = BTreeMap::new();
    for line in &found {
        let parts: Vec<&str> = line.split('|').collect();
        let [table, column, class, nullable] = parts[..] else { panic!("{line}") };
        if NOT_IN_SCHEMA.contains(&table) || COLUMNS_NOT_IN_SCHEMA.contains(&format!("{table}.{column}").as_str()) {
            continue;
        }
        tables.entry(table.to_owned()).or_default().push((column.to_owned(), class.to_owned(), nullable == "t"));
    }

    let declared = declared();
    let names = |map: &BTreeMap<String, _>| map.keys().cloned().collect::<BTreeSet<String>>();
    assert_eq!(names(&tables), names(&declared), "tables");
    for (table, columns) in &declared {
        // Not their order: every query names what it reads, and SQLite adds a column that is made anew at the end.
        let expected: BTreeMap<_, _> = columns.iter().map(|(name, of, nullable)| (name, (of, *nullable))).collect();
        let real: BTreeMap<_, _> = tables[table].iter().map(|(name, _, nullable)| (name, *nullable)).collect();
        let wanted: BTreeMap<_, _> = expected.iter().map(|(name, (_, nullable))| (*name, *nullable)).collect();
        assert_eq!(real, wanted, "{table}: names and nullability of the columns");
        for (column, class, _) in &tables[table] {
            let (declared, _) = expected[column];
            let (postgres, sqlite) = classes(declared);
            let allowed = if db.engine() == Engine::Postgres { postgres } else { sqlite };
            assert!(allowed.contains(&class.as_str()), "{table}.{column} is {class}, declared as {declared}");
        }
    }
}

mod sqlite {
    use super::*;

    #[test]
    fn up_down_up_is_the_same() {
        run_async(async { up_down_up(TestDb::empty(Engine::Sqlite)).await });
    }

    #[test]
    fn two_migrate_at_once() {
        run_async(async { at_once(TestDb::empty(Engine::Sqlite)).await });
    }

    #[test]
    fn an_office_of_before_gets_dates() {
        run_async(async { an_office_gets_dates(TestDb::new(Engine::Sqlite).await).await });
    }

    #[test]
    fn a_newer_database_is_refused() {
        run_async(async { newer(TestDb::new(Engine::Sqlite).await).await });
    }

    #[test]
    fn a_half_migrated_database_is_refused() {
        run_async(async { half(TestDb::new(Engine::Sqlite).await).await });
    }

    #[test]
    fn schema_rs_is_what_the_migrations_make() {
        run_async(async { schema_matches(TestDb::new(Engine::Sqlite).await).await });
    }
}

mod postgres {
    use super::*;

    #[test]
    fn up_down_up_is_the_same() {
        run_async(async { up_down_up(TestDb::empty(Engine::Postgres)).await });
    }

    #[test]
    fn two_migrate_at_once() {
        run_async(async { at_once(TestDb::empty(Engine::Postgres)).await });
    }

    #[test]
    fn an_office_of_before_gets_dates() {
        run_async(async { an_office_gets_dates(TestDb::new(Engine::Postgres).await).await });
    }

    #[test]
    fn a_newer_database_is_refused() {
        run_async(async { newer(TestDb::new(Engine::Postgres).await).await });
    }

    #[test]
    fn a_half_migrated_database_is_refused() {
        run_async(async { half(TestDb::new(Engine::Postgres).await).await });
    }

    #[test]
    fn schema_rs_is_what_the_migrations_make() {
        run_async(async { schema_matches(TestDb::new(Engine::Postgres).await).await });
    }
}
