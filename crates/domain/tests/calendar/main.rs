//! The working calendar: what is known of the years, terms and deadlines, the layers, the lunar calendar, proposals.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod layers;
mod moon;
mod national;
mod opening;
mod oracle;
mod properties;
mod proposals;
mod terms;

use chrono::NaiveDate;
use domain::{
    UtcTime,
    calendar::{Calendar, DayHours, Term, time_in_vietnam},
    vietnam,
};

/// A day, as `2026-11-20`.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A time in Vietnam, as `2026-11-20T09:00`.
fn at(text: &str) -> UtcTime {
    time_in_vietnam(text).unwrap()
}

/// A time, as [`at`] takes it.
fn shown(at: UtcTime) -> String {
    vietnam(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// A term, as `5wd`.
fn term(text: &str) -> Term {
    Term::parse(text).unwrap()
}

/// The whole country's, with the hours that most offices keep.
fn national() -> Calendar {
    Calendar::national(DayHours::standard()).unwrap()
}

/// When a term ends, as [`shown`] writes it.
fn due(calendar: &Calendar, from: &str, length: &str) -> String {
    shown(calendar.due(at(from), term(length)).unwrap().at)
}
