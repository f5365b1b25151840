//! The counters: sums by days, added to by whatever changes a document.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{BigInt, Date, Text},
};
use domain::{
    AgencyId, DepartmentId,
    figures::{Left, Spent, Way},
};
use uuid::Uuid;

use super::course::Sums;
use crate::{
    Conn, Engine, StoreError, both,
    types::{DbId, Id},
};

/// The most rows of one statement.
const ROWS: usize = 40;

/// What stands for none in a key.
pub(super) fn or_nil(id: Option<Uuid>) -> DbId {
    DbId::from(id.unwrap_or_else(Uuid::nil))
}

/// The key of a counter of states: way, day, state, unit.
pub(super) type StepCell = (Way, NaiveDate, &'static str, Option<DepartmentId>);

/// The states that were left, added up.
pub(super) fn spent(left: &[Left]) -> BTreeMap<StepCell, Spent> {
    let mut sums: BTreeMap<StepCell, Spent> = BTreeMap::new();
    for one in left {
        let cell = (one.way, one.day, one.step, one.department);
        *sums.entry(cell).or_default() += Spent { amount: 1, seconds: one.seconds };
    }
    sums
}

/// The places of a row of so many values, behind so many rows.
fn places(engine: Engine, row: usize, width: usize) -> String {
    let sign = match engine {
        Engine::Postgres => '$',
        Engine::Sqlite => '?',
    };
    let all: Vec<String> = (1..=width).map(|n| format!("{sign}{}", row * width + n)).collect();
    format!("({})", all.join(", "))
}

/// Adds to the counters. The rows are changed in the order of their keys, by whoever does it: nobody waits for somebody who waits for them.
pub(super) fn add(conn: &mut Conn, agency: AgencyId, sums: &Sums, left: &[Left]) -> Result<(), StoreError> {
    let (agency, engine) = (DbId::from(agency), conn.engine());
    let all: Vec<_> = sums.iter().collect();
    for rows in all.chunks(ROWS) {
        let values: Vec<String> = (0..rows.len()).map(|row| places(engine, row, 15)).collect();
        let sql = format!(
            "INSERT INTO tally (agency_id, way, day, department_id, officer_id, type_code, sender, received, directed, issued,
             early, in_time, late, untimed, ended) VALUES {}
             ON CONFLICT (agency_id, way, day, department_id, officer_id, type_code, sender) DO UPDATE SET
             received = tally.received + excluded.received, directed = tally.directed + excluded.directed,
             issued = tally.issued + excluded.issued, early = tally.early + excluded.early,
             in_time = tally.in_time + excluded.in_time, late = tally.late + excluded.late,
             untimed = tally.untimed + excluded.untimed, ended = tally.ended + excluded.ended",
            values.join(", ")
        );
        both!(conn, c => {
            let mut query = sql_query(sql.as_str()).into_boxed();
            for (cell, amounts) in rows {
                query = query
                    .bind::<Id, _>(agency)
                    .bind::<Text, _>(cell.way.as_str())
                    .bind::<Date, _>(cell.day)
                    .bind::<Id, _>(or_nil(cell.department.map(|id| id.0)))
                    .bind::<Id, _>(or_nil(cell.officer.map(|id| id.0)))
                    .bind::<Text, _>(cell.type_code.as_str())
                    .bind::<Text, _>(cell.sender.as_str())
                    .bind::<BigInt, _>(amounts.received)
                    .bind::<BigInt, _>(amounts.directed)
                    .bind::<BigInt, _>(amounts.issued)
                    .bind::<BigInt, _>(amounts.early)
                    .bind::<BigInt, _>(amounts.in_time)
                    .bind::<BigInt, _>(amounts.late)
                    .bind::<BigInt, _>(amounts.untimed)
                    .bind::<BigInt, _>(amounts.ended);
            }
            query.execute(c)
        })?;
    }
    let spent: Vec<_> = spent(left).into_iter().collect();
    for rows in spent.chunks(ROWS) {
        let values: Vec<String> = (0..rows.len()).map(|row| places(engine, row, 7)).collect();
        let sql = format!(
            "INSERT INTO step_time (agency_id, way, day, step, department_id, amount, seconds) VALUES {}
             ON CONFLICT (agency_id, way, day, step, department_id) DO UPDATE SET
             amount = step_time.amount + excluded.amount, seconds = step_time.seconds + excluded.seconds",
            values.join(", ")
        );
        both!(conn, c => {
            let mut query = sql_query(sql.as_str()).into_boxed();
            for ((way, day, step, department), spent) in rows {
                query = query
                    .bind::<Id, _>(agency)
                    .bind::<Text, _>(way.as_str())
                    .bind::<Date, _>(*day)
                    .bind::<Text, _>(*step)
                    .bind::<Id, _>(or_nil(department.map(|id| id.0)))
                    .bind::<BigInt, _>(spent.amount)
                    .bind::<BigInt, _>(spent.seconds);
            }
            query.execute(c)
        })?;
    }
    Ok(())
}
