//! How a value stands in the database: one SQL type a kind of value, native on PostgreSQL and ordered text on SQLite.
//!
//! | SQL type | PostgreSQL | SQLite | in queries | read as |
//! |---|---|---|---|---|
//! | [`Id`] | uuid | TEXT, hyphenated, lower case | [`DbId`] | [`DbId`], `Uuid`, or an id of the domain |
//! | [`UtcTime`] | timestamptz | TEXT, `2026-11-23T08:05:09.000123Z` | [`DbTime`] | [`DbTime`] or `DateTime<Utc>` |
//! | `Text` | text | TEXT | [`JsonText`], [`DbEnum`] | the same |
//!
//! Dates are diesel's `Date`, bytes its `Binary`, counters its `BigInt`. There are no floats.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    query_builder::QueryId,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{self, HasSqlType, SqlOrd, SqlType, Text},
    sqlite::{Sqlite, SqliteValue},
};
use uuid::Uuid;

use crate::{MultiBackend, connection::MultiRawValue};

/// Declares one SQL type with the wrapper that stands for it in queries. The value inside is read directly, too.
macro_rules! sql_type {
    (
        $(#[$sql_doc:meta])* $sql:ident: postgres($oid:literal, $array_oid:literal, $pg:ty);
        $(#[$doc:meta])* $wrapper:ident($inner:ty): text($write:path, $read:path)
    ) => {
        $(#[$sql_doc])*
        #[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
        #[diesel(postgres_type(oid = $oid, array_oid = $array_oid))]
        #[diesel(sqlite_type(name = "Text"))]
        pub struct $sql;

        impl SqlOrd for $sql {}

        impl HasSqlType<$sql> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Self::lookup_sql_type::<$sql>(lookup)
            }
        }

        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = $sql)]
        pub struct $wrapper($inner);

        impl $wrapper {
            /// The value.
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl From<$wrapper> for $inner {
            fn from(wrapped: $wrapper) -> Self {
                wrapped.0
            }
        }

        impl ToSql<$sql, Pg> for $wrapper {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <$inner as ToSql<$pg, Pg>>::to_sql(&self.0, out)
            }
        }

        impl ToSql<$sql, Sqlite> for $wrapper {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                out.set_value($write(self.0)?);
                Ok(IsNull::No)
            }
        }

        impl ToSql<$sql, MultiBackend> for $wrapper {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value(($sql, self));
                Ok(IsNull::No)
            }
        }

        impl FromSql<$sql, Pg> for $inner {
            fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
                <$inner as FromSql<$pg, Pg>>::from_sql(bytes)
            }
        }

        impl FromSql<$sql, Sqlite> for $inner {
            fn from_sql(mut bytes: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
                $read(bytes.read_text())
            }
        }

        impl FromSql<$sql, MultiBackend> for $inner {
            fn from_sql(bytes: MultiRawValue<'_>) -> deserialize::Result<Self> {
                bytes.from_sql::<Self, $sql>()
            }
        }

        impl<DB: Backend> FromSql<$sql, DB> for $wrapper
        where
            $inner: FromSql<$sql, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                <$inner as FromSql<$sql, DB>>::from_sql(bytes).map(Self)
            }
        }
    };
}

sql_type! {
    /// An identifier: uuid on PostgreSQL, TEXT on SQLite.
    Id: postgres(2950, 2951, sql_types::Uuid);
    /// A `Uuid` in a query.
    DbId(Uuid): text(write_id, read_id)
}

sql_type! {
    /// A moment, to the microsecond: timestamptz on PostgreSQL, TEXT of fixed width on SQLite, whose order is the order of time.
    UtcTime: postgres(1184, 1185, sql_types::Timestamptz);
    /// A `DateTime<Utc>` in a query, cut to the microsecond so that what is read back equals what was written.
    DbTime(DateTime<Utc>): text(write_time, read_time)
}

impl From<Uuid> for DbId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<DateTime<Utc>> for DbTime {
    fn from(time: DateTime<Utc>) -> Self {
        Self(DateTime::from_timestamp_micros(time.timestamp_micros()).unwrap_or(time))
    }
}

/// Writes an id as SQLite keeps it.
#[allow(clippy::unnecessary_wraps, reason = "the macro takes writers that may fail")]
fn write_id(id: Uuid) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    Ok(id.hyphenated().to_string())
}

fn read_id(text: &str) -> deserialize::Result<Uuid> {
    let id = Uuid::try_parse(text).map_err(|_| format!("not an id: {text:?}"))?;
    let mut buffer = Uuid::encode_buffer();
    // Any other spelling would not be found by an equal id.
    if id.hyphenated().encode_lower(&mut buffer) == text {
        Ok(id)
    } else {
        Err(format!("not a hyphenated, lower-case id: {text:?}").into())
    }
}

/// Writes a moment as SQLite keeps it: always 27 characters, so that text order is time order.
pub(crate) fn write_time(time: DateTime<Utc>) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    if !(0..=9999).contains(&time.year()) {
        return Err(format!("a time in the year {} cannot be stored", time.year()).into());
    }
    Ok(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.nanosecond() / 1000,
    ))
}

pub(crate) fn read_time(text: &str) -> deserialize::Result<DateTime<Utc>> {
    fixed_time(text).ok_or_else(|| format!("not a time as the store writes it: {text:?}").into())
}

fn fixed_time(text: &str) -> Option<DateTime<Utc>> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse::<u32>().ok() } else { None }
    };
    let marks = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "."), (26, "Z")];
    if text.len() != 27 || marks.iter().any(|&(at, mark)| text.get(at..=at) != Some(mark)) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let time = date.and_hms_micro_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 26)?)?;
    Some(time.and_utc())
}

/// JSON that comes back byte for byte, as what is hashed must: TEXT on both engines.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct JsonText(String);

impl JsonText {
    /// Writes a value.
    pub fn of<T: serde::Serialize + ?Sized>(value: &T) -> Result<Self, crate::StoreError> {
        serde_json::to_string(value)
            .map(Self)
            .map_err(|e| crate::StoreError::Database(format!("cannot be written as JSON: {e}")))
    }

    /// Reads the value.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, crate::StoreError> {
        serde_json::from_str(&self.0).map_err(|e| crate::StoreError::Corrupt(format!("JSON: {e}")))
    }

    /// The text as it stands.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<DB: Backend> ToSql<Text, DB> for JsonText
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(&self.0, out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for JsonText
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<Text, DB>>::from_sql(bytes).map(Self)
    }
}

/// An enum of which each value has one word, kept as TEXT. Implemented by [`text_enum!`](crate::text_enum).
pub trait TextEnum: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// The word of a value.
    fn word(self) -> &'static str;
    /// The value of a word.
    fn from_word(word: &str) -> Option<Self>;
}

/// An enum in a query or a row. `#[diesel(deserialize_as = DbEnum<Urgency>)]` reads a row's field into the enum itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct DbEnum<T: TextEnum>(pub T);

impl<T: TextEnum, DB: Backend> ToSql<Text, DB> for DbEnum<T>
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(self.0.word(), out)
    }
}

impl<T: TextEnum, DB: Backend> FromSql<Text, DB> for DbEnum<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let word = <String as FromSql<Text, DB>>::from_sql(bytes)?;
        T::from_word(&word).map(Self).ok_or_else(|| format!("{word:?} is no {}", std::any::type_name::<T>()).into())
    }
}

/// Makes enums of the domain storable, by their `as_str(self) -> &'static str` and `parse(&str) -> Option<Self>`.
#[macro_export]
macro_rules! text_enum {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::types::TextEnum for $name {
            fn word(self) -> &'static str {
                self.as_str()
            }
            fn from_word(word: &str) -> Option<Self> {
                <$name>::parse(word)
            }
        }

        impl From<$crate::types::DbEnum<$name>> for $name {
            fn from(wrapped: $crate::types::DbEnum<$name>) -> Self {
                wrapped.0
            }
        }
    )+};
}

/// Lets ids of the domain (a public `Uuid` inside) be read from an [`Id`] column directly, and turned into a [`DbId`].
#[macro_export]
macro_rules! domain_ids {
    ($($name:ty),+ $(,)?) => {$(
        impl From<$name> for $crate::types::DbId {
            fn from(id: $name) -> Self {
                Self::from(id.0)
            }
        }

        impl From<$crate::types::DbId> for $name {
            fn from(id: $crate::types::DbId) -> Self {
                Self::from(id.get())
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<$crate::types::Id, DB> for $name
        where
            uuid::Uuid: diesel::deserialize::FromSql<$crate::types::Id, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                uuid::Uuid::from_sql(bytes).map(Self::from)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::Queryable<$crate::types::Id, DB> for $name
        where
            uuid::Uuid: diesel::deserialize::FromSql<$crate::types::Id, DB>,
        {
            type Row = Self;

            fn build(row: Self::Row) -> diesel::deserialize::Result<Self> {
                Ok(row)
            }
        }
    )+};
}
