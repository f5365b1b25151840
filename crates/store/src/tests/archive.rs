//! Rows go out of either engine and into either engine as the same text; those of an older schema come in as well.

use std::collections::BTreeMap;

use diesel::{RunQueryDsl, sql_query};
use serde_json::{Value, json};

use crate::{
    Db, Engine, StoreError, archive, both, migrate,
    testkit::{TestDb, run_async},
};

const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
const PERSON: &str = "01a00000-0000-7000-8000-000000000201";
/// What every escape must bring through.
const ODD: &str = "Dòng \"một\"\\\n\tdòng 'hai' – 😀 {\"a\": [1]} \u{1} null";

/// All rows of a database, by table, in parts as small as can be.
async fn dumped(db: &Db) -> (Vec<String>, Vec<(String, String)>) {
    db.read_long(|conn| {
        let shape = archive::shape(conn)?;
        let mut parts = Vec::new();
        for table in &shape.tables {
            archive::rows(conn, table, 1, |rows, text| {
                assert_eq!(rows, 1, "a part of one byte has one row");
                parts.push((table.name.clone(), text.to_owned()));
                Ok::<_, StoreError>(())
            })?;
        }
        Ok::<_, StoreError>((shape.migrations, parts))
    })
    .await
    .unwrap()
}

async fn filled(db: &Db, migrations: Vec<String>, parts: Vec<(String, String)>) -> Result<Vec<String>, StoreError> {
    let put = move |loader: &mut archive::Loader<'_>| {
        for (table, text) in &parts {
            loader.rows(table, text)?;
        }
        Ok::<_, StoreError>(())
    };
    db.fill(migrations, put, |_| Ok(())).await
}

/// The rows as values, so that the order of an object's fields does not count.
fn values(parts: &[(String, String)]) -> BTreeMap<String, Vec<Value>> {
    let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (table, text) in parts {
        values.entry(table.clone()).or_default().push(serde_json::from_str(text).unwrap());
    }
    for rows in values.values_mut() {
        rows.sort_by_key(ToString::to_string);
    }
    values
}

async fn run(db: &Db, statements: Vec<String>) {
    db.write(move |conn| {
        for sql in &statements {
            both!(conn, c => sql_query(sql.as_str()).execute(c))?;
        }
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
}

/// Every kind of column, and what is awkward in it.
fn awkward(engine: Engine) -> Vec<String> {
    let odd = ODD.replace('\'', "''");
    let flag = |value: bool| match engine {
        Engine::Postgres => value.to_string(),
        Engine::Sqlite => i32::from(value).to_string(),
    };
    vec![
        format!(
            "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
             VALUES ('{AGENCY}', 'H99.1', '{odd}', '{{}}', 9007199254740993, '2026-06-30T18:00:00.000000Z')"
        ),
        format!(
            "INSERT INTO person (agency_id, id, username, name, title, created_at, valid_from, valid_until)
             VALUES ('{AGENCY}', '{PERSON}', 'nguoi', '1', '007', '2026-07-02T01:00:00.000123Z', '1900-01-01', NULL)"
        ),
        format!(
            "INSERT INTO routing_rule (agency_id, id, active, body) VALUES ('{AGENCY}', '{PERSON}', {}, ''),
             ('{AGENCY}', '{AGENCY}', {}, '[1, 2]')",
            flag(true),
            flag(false)
        ),
        format!(
            "INSERT INTO register (agency_id, id, code, name, year, scope, first_number, next_number, is_open, opened_at)
             VALUES ('{AGENCY}', '{AGENCY}', 'den', 'Sổ', 2026, '{{}}', 1, 12, {}, '9999-12-31T23:59:59.999999Z')",
            flag(true)
        ),
    ]
}

async fn across(from: Engine, to: Engine) {
    let source = TestDb::new(from).await;
    run(&source, awkward(from)).await;
    let (migrations, parts) = dumped(&source).await;
    let rows = values(&parts);
    assert_eq!(rows["agency"][0]["name"], ODD);
    assert_eq!(rows["agency"][0]["directory_version"], json!(9_007_199_254_740_993_i64));
    assert_eq!(rows["agency"][0]["created_at"], "2026-06-30T18:00:00.000000Z");
    assert_eq!(rows["person"][0]["created_at"], "2026-07-02T01:00:00.000123Z");
    assert_eq!(rows["person"][0]["title"], "007");
    assert_eq!(
        (&rows["person"][0]["valid_from"], &rows["person"][0]["valid_until"]),
        (&json!("1900-01-01"), &Value::Null)
    );
    assert_eq!(rows["register"][0]["opened_at"], "9999-12-31T23:59:59.999999Z");
    let active: Vec<&Value> = rows["routing_rule"].iter().map(|rule| &rule["active"]).collect();
    assert!(active.contains(&&json!(true)) && active.contains(&&json!(false)), "{active:?}");

    let target = TestDb::empty(to);
    assert!(target.is_untouched().await.unwrap());
    assert_eq!(filled(&target, migrations.clone(), parts.clone()).await.unwrap(), Vec::<String>::new());
    let (back, again) = dumped(&target).await;
    assert_eq!((back, values(&again)), (migrations.clone(), rows));
    // Once.
    assert!(!target.is_untouched().await.unwrap());
    assert_eq!(filled(&target, migrations, parts).await, Err(StoreError::NotEmpty));
}

/// What was saved before the last migration comes in as it was, and is migrated then.
async fn older(engine: Engine) {
    let source = TestDb::new(engine).await;
    run(&source, awkward(engine)).await;
    source.revert_last().await.unwrap();
    let (migrations, parts) = dumped(&source).await;
    let known: Vec<String> = migrate::known(engine).unwrap().into_iter().map(|(_, name)| name).collect();
    assert_eq!(migrations, known[..known.len() - 1]);
    let target = TestDb::empty(engine);
    assert_eq!(filled(&target, migrations, parts).await.unwrap(), known[known.len() - 1..]);
    source.migrate().await.unwrap();
    assert_eq!(values(&dumped(&target).await.1), values(&dumped(&source).await.1));
}

/// What does not fit leaves an empty database.
async fn misfits(engine: Engine) {
    let source = TestDb::new(engine).await;
    run(&source, awkward(engine)).await;
    let (migrations, parts) = dumped(&source).await;
    let target = TestDb::empty(engine);
    let mut twice = parts.clone();
    twice.push(parts.last().unwrap().clone());
    let mut orphan: Vec<_> = parts.iter().filter(|(table, _)| table != "agency").cloned().collect();
    let mut stranger = parts.clone();
    stranger.push(("tep_la".to_owned(), "{}\n".to_owned()));
    let mut short = parts.clone();
    short.push(("person".to_owned(), "{\"id\": 1}\n".to_owned()));
    for wrong in [twice, std::mem::take(&mut orphan), stranger, short] {
        assert!(filled(&target, migrations.clone(), wrong).await.is_err());
        assert!(target.is_untouched().await.unwrap(), "something was kept");
    }
    let mut newer = migrations.clone();
    newer.push("99990101000000_later".to_owned());
    let refused = Err(StoreError::Newer(vec!["99990101000000_later".to_owned()]));
    assert_eq!(filled(&target, newer, parts.clone()).await, refused);
    let hole = migrations[1..].to_vec();
    assert_eq!(filled(&target, hole, parts.clone()).await, Err(StoreError::HalfMigrated(vec![migrations[0].clone()])));
    filled(&target, migrations, parts).await.unwrap();
}

#[test]
fn rows_go_across() {
    run_async(async {
        for from in [Engine::Sqlite, Engine::Postgres] {
            for to in [Engine::Sqlite, Engine::Postgres] {
                across(from, to).await;
            }
        }
    });
}

mod sqlite {
    use super::*;

    #[test]
    fn an_older_schema_is_taken() {
        run_async(older(Engine::Sqlite));
    }

    #[test]
    fn what_does_not_fit_leaves_nothing() {
        run_async(misfits(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn an_older_schema_is_taken() {
        run_async(older(Engine::Postgres));
    }

    #[test]
    fn what_does_not_fit_leaves_nothing() {
        run_async(misfits(Engine::Postgres));
    }
}
