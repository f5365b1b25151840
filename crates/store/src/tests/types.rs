//! Each SQL type goes in and comes back the same, on the multi connection and on the native one.

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Utc};
use diesel::{connection::SimpleConnection, dsl::max, prelude::*};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, both, on_both_engines,
    testkit::{TestDb, run_async},
    types::{DbEnum, DbId, DbTime, JsonText, read_time, write_time},
};

diesel::table! {
    use diesel::sql_types::{BigInt, Binary, Bool, Date, Integer, Nullable, SmallInt, Text};
    use crate::types::{Id, UtcTime};

    sample (id) {
        id -> Id,
        parent -> Nullable<Id>,
        at -> UtcTime,
        until -> Nullable<UtcTime>,
        kind -> Text,
        fallback -> Nullable<Text>,
        body -> Text,
        bytes -> Binary,
        day -> Nullable<Date>,
        small -> SmallInt,
        medium -> Integer,
        big -> BigInt,
        yes -> Bool,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Demo,
    Real,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Real => "real",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Demo, Self::Real].into_iter().find(|k| k.as_str() == word)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SampleId(Uuid);

impl From<Uuid> for SampleId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

crate::text_enum!(Kind);
crate::domain_ids!(SampleId);

#[derive(Debug, Clone, PartialEq, Insertable)]
#[diesel(table_name = sample, treat_none_as_default_value = false)]
struct NewSample {
    id: DbId,
    parent: Option<DbId>,
    at: DbTime,
    until: Option<DbTime>,
    kind: DbEnum<Kind>,
    fallback: Option<DbEnum<Kind>>,
    body: JsonText,
    bytes: Vec<u8>,
    day: Option<NaiveDate>,
    small: i16,
    medium: i32,
    big: i64,
    yes: bool,
}

/// The same row as a caller wants it: ids, times and enums of the domain.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = sample)]
struct Sample {
    id: SampleId,
    parent: Option<SampleId>,
    at: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    #[diesel(deserialize_as = DbEnum<Kind>)]
    kind: Kind,
    fallback: Option<DbEnum<Kind>>,
    body: JsonText,
    bytes: Vec<u8>,
    day: Option<NaiveDate>,
    small: i16,
    medium: i32,
    big: i64,
    yes: bool,
}

fn set_up(conn: &mut Conn) -> Result<(), StoreError> {
    conn.batch_execute(match conn.engine() {
        Engine::Postgres => {
            "CREATE TABLE sample (id uuid PRIMARY KEY, parent uuid, at timestamptz NOT NULL, until timestamptz,
             kind text NOT NULL, fallback text, body text NOT NULL, bytes bytea NOT NULL, day date, small smallint NOT NULL,
             medium integer NOT NULL, big bigint NOT NULL, yes boolean NOT NULL)"
        }
        Engine::Sqlite => {
            "CREATE TABLE sample (id TEXT PRIMARY KEY, parent TEXT, at TEXT NOT NULL, until TEXT,
             kind TEXT NOT NULL, fallback TEXT, body TEXT NOT NULL, bytes BLOB NOT NULL, day TEXT, small INTEGER NOT NULL,
             medium INTEGER NOT NULL, big INTEGER NOT NULL, yes INTEGER NOT NULL) STRICT"
        }
    })?;
    Ok(())
}

fn moment(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap()
}

fn full(id: u128) -> NewSample {
    NewSample {
        id: Uuid::from_u128(id).into(),
        parent: Some(Uuid::from_u128(u128::MAX).into()),
        at: moment(1_795_391_400_000_120).into(),
        until: Some(moment(-1).into()),
        kind: DbEnum(Kind::Real),
        fallback: Some(DbEnum(Kind::Demo)),
        body: JsonText::of(&serde_json::json!({"z": "trích yếu\n\u{0}", "a": [1, null, {"b": 0.5}]})).unwrap(),
        bytes: vec![0, 255, 10, 0],
        day: NaiveDate::from_ymd_opt(2024, 2, 29),
        small: i16::MIN,
        medium: i32::MAX,
        big: i64::MIN,
        yes: true,
    }
}

fn bare(id: u128) -> NewSample {
    NewSample { parent: None, until: None, fallback: None, day: None, yes: false, ..full(id) }
}

fn read_back(new: &NewSample) -> Sample {
    Sample {
        id: SampleId(new.id.get()),
        parent: new.parent.map(Into::into),
        at: new.at.get(),
        until: new.until.map(DbTime::get),
        kind: new.kind.0,
        fallback: new.fallback,
        body: new.body.clone(),
        bytes: new.bytes.clone(),
        day: new.day,
        small: new.small,
        medium: new.medium,
        big: new.big,
        yes: new.yes,
    }
}

on_both_engines! {
    async fn every_type_comes_back_on_the_multi_connection(db: &TestDb) {
        let rows = vec![full(1), bare(2)];
        let expected: Vec<Sample> = rows.iter().map(read_back).collect();
        let read = db.write(move |conn| {
            set_up(conn)?;
            for row in &rows {
                let back: DbId = diesel::insert_into(sample::table).values(row).returning(sample::id).get_result(conn)?;
                assert_eq!(back, row.id);
            }
            Ok::<_, StoreError>(sample::table.select(Sample::as_select()).order(sample::id).load(conn)?)
        }).await.unwrap();
        assert_eq!(read, expected);
    }

    async fn every_type_comes_back_on_the_native_connection(db: &TestDb) {
        let rows = vec![full(1), bare(2)];
        let expected: Vec<Sample> = rows.iter().map(read_back).collect();
        let read = db.write(move |conn| {
            set_up(conn)?;
            let back: Vec<Uuid> = both!(conn, c => {
                diesel::insert_into(sample::table).values(&rows).returning(sample::id).get_results(c)
            })?;
            assert_eq!(back.len(), 2);
            Ok::<_, StoreError>(both!(conn, c => sample::table.select(Sample::as_select()).order(sample::id).load(c))?)
        }).await.unwrap();
        assert_eq!(read, expected);
    }

    async fn conditions_work_on_ids_and_times(db: &TestDb) {
        db.write(|conn| {
            set_up(conn)?;
            both!(conn, c => diesel::insert_into(sample::table).values(vec![full(1), bare(2), bare(3)]).execute(c))?;
            let later: DbTime = moment(1_795_391_400_000_121).into();
            both!(conn, c => diesel::update(sample::table.find(DbId::from(Uuid::from_u128(3)))).set(sample::at.eq(later)).execute(c))?;

            let wanted = [DbId::from(Uuid::from_u128(3)), DbId::from(Uuid::from_u128(1)), DbId::from(Uuid::from_u128(9))];
            let some: Vec<DbId> = sample::table.select(sample::id).filter(sample::id.eq_any(wanted)).order(sample::id).load(conn)?;
            let natively: Vec<DbId> =
                both!(conn, c => sample::table.select(sample::id).filter(sample::id.eq_any(wanted)).order(sample::id).load(c))?;
            assert_eq!(some, [wanted[1], wanted[0]]);
            assert_eq!(natively, some);

            let after = sample::table.filter(sample::at.lt(later)).count();
            assert_eq!(both!(conn, c => after.get_result::<i64>(c))?, 2);
            assert_eq!(after.get_result::<i64>(conn)?, 2);
            let open = sample::table.filter(sample::until.is_null().or(sample::until.ge(later))).count();
            assert_eq!(both!(conn, c => open.get_result::<i64>(c))?, 2);
            let last: Option<DateTime<Utc>> = both!(conn, c => sample::table.select(max(sample::at)).first(c))?;
            assert_eq!(last, Some(later.get()));
            let newest: DbId = both!(conn, c => sample::table.select(sample::id).order(sample::at.desc()).first(c))?;
            assert_eq!(newest, wanted[0]);
            let orphans = sample::table.filter(sample::parent.is_null()).count();
            assert_eq!(both!(conn, c => orphans.get_result::<i64>(c))?, 2);
            Ok::<_, StoreError>(())
        }).await.unwrap();
    }

    async fn a_word_that_no_enum_knows_is_a_corrupt_row(db: &TestDb) {
        let read = db.write(|conn| {
            set_up(conn)?;
            both!(conn, c => diesel::insert_into(sample::table).values(full(1)).execute(c))?;
            both!(conn, c => diesel::update(sample::table).set(sample::kind.eq("other")).execute(c))?;
            Ok(sample::table.select(Sample::as_select()).first(conn)?)
        }).await;
        assert!(matches!(&read, Err(StoreError::Corrupt(what)) if what.contains("\"other\" is no")), "{read:?}");
    }
}

/// Both engines sort any two times alike, at the edges of days, years and fractions, and give back what they were given.
#[test]
fn text_order_is_time_order() {
    run_async(async {
        let sqlite = TestDb::new(Engine::Sqlite).await;
        let postgres = TestDb::new(Engine::Postgres).await;
        let edge = |y, m, d| Utc.with_ymd_and_hms(y, m, d, 0, 0, 0).unwrap().timestamp_micros();
        let mut micros = vec![edge(1, 1, 1), edge(1900, 1, 1), edge(9999, 12, 31) + 86_399_999_999, 0];
        for base in [edge(1999, 12, 31), edge(2024, 2, 29), edge(2026, 11, 23), edge(2100, 1, 1)] {
            for step in [1, 9, 10, 999, 1_000, 999_999, 1_000_000, 3_599_999_999, 86_399_999_999, 86_400_000_000] {
                micros.extend([base + step, base - step]);
            }
        }
        // A walk over the rest of the range, in no order.
        let mut state = 42_u64;
        for _ in 0..300 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            micros.push(i64::try_from(state % 253_402_300_799_000_000).unwrap());
        }
        micros.sort_unstable();
        micros.dedup();
        let times: Vec<DateTime<Utc>> = micros.iter().copied().map(moment).collect();
        for db in [&sqlite, &postgres] {
            let shuffled: Vec<DateTime<Utc>> = times.iter().copied().rev().collect();
            let read = db
                .write(move |conn| {
                    set_up(conn)?;
                    for (n, time) in (0_u128..).zip(&shuffled) {
                        let row = NewSample { at: (*time).into(), ..bare(n) };
                        both!(conn, c => diesel::insert_into(sample::table).values(row).execute(c))?;
                    }
                    Ok::<_, StoreError>(
                        both!(conn, c => sample::table.select(sample::at).order(sample::at).load::<DateTime<Utc>>(c))?,
                    )
                })
                .await
                .unwrap();
            assert_eq!(read, times);
        }
    });
}

proptest::proptest! {
    #[test]
    fn any_two_times_sort_as_text(one in -62_135_596_800_000_000..253_402_300_800_000_000_i64, two: i32, scale in 0..20_u32) {
        let times = [moment(one), moment(one) + TimeDelta::microseconds(i64::from(two) >> scale)];
        proptest::prop_assume!(times[1].year() > 0 && times[1].year() < 10_000);
        let texts = times.map(|t| write_time(t).unwrap());
        proptest::prop_assert_eq!(times[0].cmp(&times[1]), texts[0].cmp(&texts[1]));
        proptest::prop_assert_eq!(texts.map(|t| read_time(&t).unwrap()), times);
    }
}

/// A row that another hand wrote in another form would sort wrongly; it is refused.
#[test]
fn other_spellings_of_a_time_are_refused() {
    for text in [
        "2026-11-23T08:05:09Z",
        "2026-11-23T08:05:09.000123+07:00",
        "2026-11-23 08:05:09.000123Z",
        "2026-02-30T08:05:09.000123Z",
        "2026-11-23T08:05:60.000123Z",
        "+026-11-23T08:05:09.000123Z",
        "2026-11-23T08:05:09.00012३Z",
        "",
    ] {
        assert!(read_time(text).is_err(), "{text}");
    }
}

#[test]
fn a_time_is_cut_to_the_microsecond() {
    let fine = moment(1_000_000) + Duration::from_nanos(1_999);
    assert_eq!(DbTime::from(fine).get(), moment(1_000_001));
    // A leap second becomes the next second, as PostgreSQL has it.
    let leap =
        NaiveDate::from_ymd_opt(2016, 12, 31).unwrap().and_hms_micro_opt(23, 59, 59, 1_500_000).unwrap().and_utc();
    assert_eq!(
        DbTime::from(leap).get(),
        Utc.with_ymd_and_hms(2017, 1, 1, 0, 0, 0).unwrap() + Duration::from_millis(500)
    );
}
