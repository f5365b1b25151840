//! Deliveries to other agencies of the installation, and the commands that they become there: queued in the transaction of the
//! sending, carried out in one of their own, in which the step is noted as done.

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, Reason, UtcTime,
    delivery::{Consignment, StepState},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::{delivery, delivery_step as step},
    types::{DbId, DbTime, JsonText},
};

/// A delivery as it was sent.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub from: AgencyId,
    /// To whom.
    pub to: AgencyId,
    /// The document that it becomes there.
    pub document: DocumentId,
    /// What is in it.
    pub consignment: Consignment,
}

/// What is to be done at the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Take it in.
    Receive,
    /// Give it back.
    Recall,
}

impl StepKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Recall => "recall",
        }
    }
}

/// The name of a state used in data.
const fn name_of(state: StepState) -> &'static str {
    match state {
        StepState::Queued => "queued",
        StepState::Done => "done",
        StepState::Failed => "failed",
    }
}

/// The rule that said no at the receiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Its name.
    pub code: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// One step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// How it stands.
    pub state: StepState,
    /// Why, where it is a recall.
    pub reason: Option<Reason>,
    /// What said no.
    pub failure: Option<Failure>,
    /// How often it was tried in vain.
    pub attempts: u32,
}

/// What names a step that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Whose delivery.
    pub from: AgencyId,
    /// Which.
    pub delivery: Uuid,
    /// What is to be done.
    pub kind: StepKind,
}

type DeliveryColumns = (DbId, DbId, DbId, DbId, JsonText);

fn delivery_of((from, id, to, document, body): DeliveryColumns) -> Result<Delivery, StoreError> {
    let consignment = body.read()?;
    Ok(Delivery { id: id.get(), from: from.into(), to: to.into(), document: document.into(), consignment })
}

type StepColumns = (DbId, String, String, Option<String>, Option<JsonText>, i32);

fn step_of((_, kind, state, reason, failure, attempts): StepColumns) -> Result<Step, StoreError> {
    let corrupt = |what: &str| StoreError::corrupt(format!("a step of a delivery: {what}"));
    Ok(Step {
        kind: kind_of(&kind)?,
        state: [StepState::Queued, StepState::Done, StepState::Failed]
            .into_iter()
            .find(|known| name_of(*known) == state)
            .ok_or_else(|| corrupt("its state is none"))?,
        reason: reason.map(|text| Reason::new(&text).map_err(|_| corrupt("its reason is none"))).transpose()?,
        failure: failure.map(|json| json.read()).transpose()?,
        attempts: crate::document::count(attempts)?,
    })
}

fn kind_of(kind: &str) -> Result<StepKind, StoreError> {
    [StepKind::Receive, StepKind::Recall]
        .into_iter()
        .find(|known| known.as_str() == kind)
        .ok_or_else(|| StoreError::corrupt("a step of a delivery: its kind is none"))
}

/// Writes a delivery, with its first step.
pub fn insert(conn: &mut Conn, new: &Delivery, now: UtcTime) -> Result<(), StoreError> {
    let row = (
        delivery::agency_id.eq(DbId::from(new.from)),
        delivery::id.eq(DbId::from(new.id)),
        delivery::to_agency_id.eq(DbId::from(new.to)),
        delivery::document_id.eq(DbId::from(new.document)),
        delivery::body.eq(JsonText::of(&new.consignment)?),
        delivery::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(delivery::table).values(&row).execute(c))?;
    queue(conn, Due { from: new.from, delivery: new.id, kind: StepKind::Receive }, None, now)
}

/// Queues a step; one that came to nothing begins anew.
pub fn queue(conn: &mut Conn, due: Due, reason: Option<&Reason>, now: UtcTime) -> Result<(), StoreError> {
    let again = (
        step::state.eq(name_of(StepState::Queued)),
        step::reason.eq(reason.map(Reason::as_str)),
        step::failure.eq(None::<JsonText>),
        step::attempts.eq(0),
        step::next_at.eq(DbTime::from(now)),
    );
    let failed = step::agency_id
        .eq(DbId::from(due.from))
        .and(step::delivery_id.eq(DbId::from(due.delivery)))
        .and(step::kind.eq(due.kind.as_str()))
        .and(step::state.eq(name_of(StepState::Failed)));
    let begun = both!(conn, c => diesel::update(step::table.filter(failed)).set(again).execute(c))?;
    if begun > 0 {
        return Ok(());
    }
    let row = (
        step::agency_id.eq(DbId::from(due.from)),
        step::delivery_id.eq(DbId::from(due.delivery)),
        step::kind.eq(due.kind.as_str()),
        step::state.eq(name_of(StepState::Queued)),
        step::reason.eq(reason.map(Reason::as_str)),
        step::attempts.eq(0),
        step::next_at.eq(DbTime::from(now)),
        step::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(step::table).values(&row).execute(c))?;
    Ok(())
}

const DELIVERY: (delivery::agency_id, delivery::id, delivery::to_agency_id, delivery::document_id, delivery::body) =
    (delivery::agency_id, delivery::id, delivery::to_agency_id, delivery::document_id, delivery::body);

const STEP: (step::delivery_id, step::kind, step::state, step::reason, step::failure, step::attempts) =
    (step::delivery_id, step::kind, step::state, step::reason, step::failure, step::attempts);

/// One delivery of this agency.
pub fn find(conn: &mut Conn, from: AgencyId, id: Uuid) -> Result<Option<Delivery>, StoreError> {
    let row: Option<DeliveryColumns> = both!(conn, c => delivery::table
        .filter(delivery::agency_id.eq(DbId::from(from)).and(delivery::id.eq(DbId::from(id))))
        .select(DELIVERY)
        .first(c)
        .optional())?;
    row.map(delivery_of).transpose()
}

/// The delivery that this document of this agency came by, if it came by one.
pub fn of_document(conn: &mut Conn, to: AgencyId, document: DocumentId) -> Result<Option<Delivery>, StoreError> {
    let row: Option<DeliveryColumns> = both!(conn, c => delivery::table
        .filter(delivery::document_id.eq(DbId::from(document)).and(delivery::to_agency_id.eq(DbId::from(to))))
        .select(DELIVERY)
        .first(c)
        .optional())?;
    row.map(delivery_of).transpose()
}

/// The deliveries of this agency, latest first.
pub fn list(conn: &mut Conn, from: AgencyId, before: Option<Uuid>, limit: i64) -> Result<Vec<Delivery>, StoreError> {
    let before = DbId::from(before.unwrap_or(Uuid::max()));
    let rows: Vec<DeliveryColumns> = both!(conn, c => delivery::table
        .filter(delivery::agency_id.eq(DbId::from(from)).and(delivery::id.lt(before)))
        .order(delivery::id.desc())
        .limit(limit)
        .select(DELIVERY)
        .load(c))?;
    rows.into_iter().map(delivery_of).collect()
}

/// The steps of these deliveries.
pub fn steps(conn: &mut Conn, from: AgencyId, deliveries: &[Uuid]) -> Result<Vec<(Uuid, Step)>, StoreError> {
    let ids: Vec<DbId> = deliveries.iter().copied().map(DbId::from).collect();
    let rows: Vec<StepColumns> = both!(conn, c => step::table
        .filter(step::agency_id.eq(DbId::from(from)).and(step::delivery_id.eq_any(&ids)))
        .select(STEP)
        .load(c))?;
    rows.into_iter().map(|row| Ok((row.0.get(), step_of(row)?))).collect()
}

/// Steps that are due, longest waiting first.
pub fn due(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<(DbId, DbId, String)> = both!(conn, c => step::table
        .filter(step::state.eq(name_of(StepState::Queued)).and(step::next_at.le(DbTime::from(now))))
        .order((step::next_at, step::delivery_id))
        .limit(limit)
        .select((step::agency_id, step::delivery_id, step::kind))
        .load(c))?;
    rows.into_iter()
        .map(|(from, delivery, kind)| Ok(Due { from: from.into(), delivery: delivery.get(), kind: kind_of(&kind)? }))
        .collect()
}

/// Takes a step that is still to be done, and holds it until the transaction's end; `None` where another worker has it or had it.
pub fn take(conn: &mut Conn, due: Due) -> Result<Option<Step>, StoreError> {
    let here = || {
        step::agency_id
            .eq(DbId::from(due.from))
            .and(step::delivery_id.eq(DbId::from(due.delivery)))
            .and(step::kind.eq(due.kind.as_str()))
            .and(step::state.eq(name_of(StepState::Queued)))
    };
    let row: Option<StepColumns> = match conn {
        Conn::Postgres(c) => step::table.filter(here()).for_update().skip_locked().select(STEP).first(c).optional()?,
        Conn::Sqlite(c) => step::table.filter(here()).select(STEP).first(c).optional()?,
    };
    row.map(step_of).transpose()
}

/// Notes that a step is done, or what said no.
pub fn end(conn: &mut Conn, due: Due, failure: Option<&Failure>) -> Result<(), StoreError> {
    let state = if failure.is_some() { StepState::Failed } else { StepState::Done };
    let failure = failure.map(JsonText::of).transpose()?;
    both!(conn, c => diesel::update(step::table
        .filter(step::agency_id.eq(DbId::from(due.from)).and(step::delivery_id.eq(DbId::from(due.delivery))))
        .filter(step::kind.eq(due.kind.as_str())))
        .set((step::state.eq(name_of(state)), step::failure.eq(failure)))
        .execute(c))?;
    Ok(())
}

/// Notes that the receiver does not do what it was told; whether it had been told.
pub fn refuse(conn: &mut Conn, due: Due, failure: &Failure) -> Result<bool, StoreError> {
    let failure = Some(JsonText::of(failure)?);
    let changed = both!(conn, c => diesel::update(step::table
        .filter(step::agency_id.eq(DbId::from(due.from)).and(step::delivery_id.eq(DbId::from(due.delivery))))
        .filter(step::kind.eq(due.kind.as_str()).and(step::state.eq(name_of(StepState::Done)))))
        .set((step::state.eq(name_of(StepState::Failed)), step::failure.eq(failure)))
        .execute(c))?;
    Ok(changed == 1)
}

/// Holds a delivery until the transaction's end: whoever else would ask it back waits here. On SQLite nobody else writes anyway.
pub fn hold(conn: &mut Conn, from: AgencyId, id: Uuid) -> Result<(), StoreError> {
    if let Conn::Postgres(c) = conn {
        let here = delivery::agency_id.eq(DbId::from(from)).and(delivery::id.eq(DbId::from(id)));
        delivery::table.filter(here).for_no_key_update().select(delivery::id).first::<DbId>(c).optional()?;
    }
    Ok(())
}

/// Tries a step again then.
pub fn again(conn: &mut Conn, due: Due, attempts: u32, at: UtcTime) -> Result<(), StoreError> {
    let attempts = crate::document::integer(attempts)?;
    both!(conn, c => diesel::update(step::table
        .filter(step::agency_id.eq(DbId::from(due.from)).and(step::delivery_id.eq(DbId::from(due.delivery))))
        .filter(step::kind.eq(due.kind.as_str()).and(step::state.eq(name_of(StepState::Queued)))))
        .set((step::attempts.eq(attempts), step::next_at.eq(DbTime::from(at))))
        .execute(c))?;
    Ok(())
}
