//! The steps that dossiers have gone through, as rows: what desks and officers are counted by.

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PersonId, UtcTime,
    dossier::{Dossier, Judgement, StateName},
    work::Desk,
};

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::dossier_step,
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = dossier_step)]
#[diesel(treat_none_as_default_value = false)]
struct StepRow {
    agency_id: DbId,
    dossier_id: DbId,
    seq: i32,
    step: Option<String>,
    name: String,
    desk: String,
    officer_id: Option<DbId>,
    since: DbTime,
    until: DbTime,
    judgement: String,
}

/// Adds those behind the first `known`. The step from which a dossier was withdrawn was handed on by nobody.
pub(super) fn add(conn: &mut Conn, one: &Dossier, known: usize) -> Result<(), StoreError> {
    let withdrawn = usize::from(one.state().name() == StateName::Withdrawn);
    let handed_on = one.walked().len().saturating_sub(withdrawn);
    for (walked, seq) in one.walked().iter().zip(1..).take(handed_on).skip(known) {
        let row = StepRow {
            agency_id: one.agency().into(),
            dossier_id: DocumentId::from(one.id()).into(),
            seq: integer(seq)?,
            step: walked.step.as_ref().map(ToString::to_string),
            name: walked.name.to_string(),
            desk: walked.desk.key(),
            officer_id: walked.officer.map(DbId::from),
            since: walked.since.into(),
            until: walked.until.into(),
            judgement: walked.judgement.as_str().to_owned(),
        };
        both!(conn, c => diesel::insert_into(dossier_step::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// How many steps somebody has handed on in a time, by how they stood to their own time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskCount {
    /// On whose desk they lay.
    pub desk: Desk,
    /// Who had them in hand.
    pub officer: Option<PersonId>,
    /// How they stood to their time.
    pub judgement: Judgement,
    /// How many.
    pub amount: u64,
}

/// The steps that were handed on from one instant until before another, by desk, officer and judgement.
pub fn steps_of(
    conn: &mut Conn,
    agency: AgencyId,
    (from, until): (UtcTime, UtcTime),
) -> Result<Vec<DeskCount>, StoreError> {
    type Row = (String, Option<DbId>, String, i64);
    let rows: Vec<Row> = both!(conn, c => dossier_step::table
        .filter(dossier_step::agency_id.eq(DbId::from(agency)))
        .filter(dossier_step::until.ge(DbTime::from(from)).and(dossier_step::until.lt(DbTime::from(until))))
        .group_by((dossier_step::desk, dossier_step::officer_id, dossier_step::judgement))
        .order((dossier_step::desk, dossier_step::officer_id, dossier_step::judgement))
        .select((dossier_step::desk, dossier_step::officer_id, dossier_step::judgement, diesel::dsl::count_star()))
        .load(c))?;
    rows.into_iter()
        .map(|(desk, officer, judgement, amount)| {
            Ok(DeskCount {
                desk: Desk::parse(&desk).ok_or_else(|| StoreError::corrupt("a step's desk"))?,
                officer: officer.map(PersonId::from),
                judgement: Judgement::parse(&judgement).ok_or_else(|| StoreError::corrupt("a step's judgement"))?,
                amount: amount.unsigned_abs(),
            })
        })
        .collect()
}
