//! Events: what other systems are told of. A business transaction writes them without a position and waits for nobody. Whoever reads the
//! feed, or sends from it, first gives positions to all that are committed and have none ([`place`]), in one short transaction under a lock of
//! the agency's row of `event_feed`. So a position is only ever seen together with all before it, and no reader passes over an event whose
//! transaction ends late: that one gets a later position.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, ServiceAccountId, UtcTime,
    feed::{EventKind, EventSight, NewEvent},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::{event, event_feed, webhook_delivery as delivery},
    types::{DbId, DbTime, JsonText},
    webhook_delivery,
};

/// How many events get a position at once, and are thrown away at once.
pub const AT_ONCE: usize = 500;

fn at_once() -> i64 {
    i64::try_from(AT_ONCE).unwrap_or(i64::MAX)
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = event)]
#[diesel(treat_none_as_default_value = false)]
struct EventRow {
    agency_id: DbId,
    id: DbId,
    kind: String,
    subject_id: DbId,
    version: i32,
    handed_in_by: Option<DbId>,
    at: DbTime,
    body: JsonText,
    position: Option<i64>,
}

/// An event that has its position.
#[derive(Debug, Clone)]
pub struct Event {
    /// Which.
    pub id: Uuid,
    /// Its place in the agency's feed.
    pub position: i64,
    /// Its kind.
    pub kind: EventKind,
    /// What it is about.
    pub subject: DocumentId,
    /// When it happened.
    pub at: UtcTime,
    /// How what it is about stood afterwards, as JSON.
    pub body: JsonText,
}

impl TryFrom<EventRow> for Event {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.get(),
            position: row.position.ok_or_else(|| StoreError::corrupt("an event without a position"))?,
            kind: EventKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("an event's kind"))?,
            subject: row.subject_id.into(),
            at: row.at.into(),
            body: row.body,
        })
    }
}

/// Writes events, each with its id; their positions come later.
pub fn add(conn: &mut Conn, agency: AgencyId, events: &[(Uuid, NewEvent)]) -> Result<(), StoreError> {
    for (id, new) in events {
        let row = EventRow {
            agency_id: agency.into(),
            id: (*id).into(),
            kind: new.kind.as_str().to_owned(),
            subject_id: new.subject.into(),
            version: integer(new.version)?,
            handed_in_by: new.handed_in_by.map(DbId::from),
            at: new.at.into(),
            body: JsonText::of(&new.data)?,
            position: None,
        };
        both!(conn, c => diesel::insert_into(event::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// The agencies that have events without a position.
pub fn unplaced(conn: &mut Conn) -> Result<Vec<AgencyId>, StoreError> {
    let found: Vec<DbId> = both!(conn, c => event::table
        .filter(event::position.is_null())
        .select(event::agency_id)
        .distinct()
        .load(c))?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Whether this agency has any.
pub fn any_unplaced(conn: &mut Conn, agency: AgencyId) -> Result<bool, StoreError> {
    let first: Option<DbId> = both!(conn, c => event::table
        .filter(event::agency_id.eq(DbId::from(agency)).and(event::position.is_null()))
        .select(event::id)
        .first(c)
        .optional())?;
    Ok(first.is_some())
}

/// Holds the agency's feed until the transaction ends: how far its positions go.
pub(crate) fn hold(conn: &mut Conn, agency: AgencyId) -> Result<i64, StoreError> {
    let key = DbId::from(agency);
    let row = (event_feed::agency_id.eq(key), event_feed::last_position.eq(0), event_feed::gone_position.eq(0));
    both!(conn, c => diesel::insert_into(event_feed::table).values(&row).on_conflict_do_nothing().execute(c))?;
    let feed = event_feed::table.filter(event_feed::agency_id.eq(key)).select(event_feed::last_position);
    Ok(match conn {
        Conn::Postgres(c) => feed.for_update().first(c)?,
        Conn::Sqlite(c) => feed.first(c)?,
    })
}

/// Gives positions to what is committed and has none, and hands it on to the webhooks that want it; how many there were. Called again
/// while it is [`AT_ONCE`] or more.
pub fn place(conn: &mut Conn, agency: AgencyId, fresh: impl Fn() -> Uuid, now: UtcTime) -> Result<usize, StoreError> {
    let key = DbId::from(agency);
    let mut position = hold(conn, agency)?;
    let unplaced = || event::agency_id.eq(key).and(event::position.is_null());
    let subjects: Vec<DbId> = both!(conn, c => event::table
        .filter(unplaced())
        .order(event::id)
        .limit(at_once())
        .select(event::subject_id)
        .load(c))?;
    if subjects.is_empty() {
        return Ok(0);
    }
    let subjects: BTreeSet<DbId> = subjects.into_iter().collect();
    // All that there is of each: of one thing the earlier never comes behind the later, whatever clocks the instances have.
    let rows: Vec<EventRow> = both!(conn, c => event::table
        .filter(unplaced().and(event::subject_id.eq_any(&subjects)))
        .order(event::id)
        .select(EventRow::as_select())
        .load(c))?;
    let rows = in_order(rows);
    let wanting = webhook_delivery::wanting(conn, agency)?;
    for row in &rows {
        position = position.saturating_add(1);
        both!(conn, c => diesel::update(event::table.filter(event::agency_id.eq(key).and(event::id.eq(row.id))))
            .set(event::position.eq(Some(position)))
            .execute(c))?;
        let kind = EventKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("an event's kind"))?;
        let handed_in_by = row.handed_in_by.map(ServiceAccountId::from);
        for webhook in wanting.iter().filter(|webhook| webhook.wants(kind, handed_in_by)) {
            webhook_delivery::add(conn, (agency, fresh()), webhook.id, (row.id.get(), position), now)?;
        }
    }
    both!(conn, c => diesel::update(event_feed::table.filter(event_feed::agency_id.eq(key)))
        .set(event_feed::last_position.eq(position))
        .execute(c))?;
    Ok(rows.len())
}

/// By their ids, which follow time; but those about one thing by their versions, in the places that they have together.
fn in_order(rows: Vec<EventRow>) -> Vec<EventRow> {
    let places: Vec<DbId> = rows.iter().map(|row| row.subject_id).collect();
    let mut of: BTreeMap<DbId, Vec<EventRow>> = BTreeMap::new();
    for row in rows {
        of.entry(row.subject_id).or_default().push(row);
    }
    for rows in of.values_mut() {
        // The first is taken from the end.
        rows.sort_by_key(|row| std::cmp::Reverse(row.version));
    }
    places.iter().filter_map(|subject| of.get_mut(subject)?.pop()).collect()
}

/// Which events are read.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What the reader sees.
    pub sight: EventSight,
    /// Behind this position; from the first that is kept where nothing is said.
    pub after: Option<i64>,
    /// Only of this kind.
    pub kind: Option<EventKind>,
    /// Only about this.
    pub subject: Option<DocumentId>,
    /// How many at the most.
    pub limit: i64,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The events, in their order.
    pub events: Vec<Event>,
    /// How far the feed went when they were read.
    pub last: i64,
    /// The last position that is kept no longer.
    pub gone: i64,
}

/// Reads a piece of the feed, in one snapshot.
pub fn read(conn: &mut Conn, agency: AgencyId, wanted: &Wanted) -> Result<Read, StoreError> {
    let key = DbId::from(agency);
    let feed: Option<(i64, i64)> = both!(conn, c => event_feed::table
        .filter(event_feed::agency_id.eq(key))
        .select((event_feed::last_position, event_feed::gone_position))
        .first(c)
        .optional())?;
    let (last, gone) = feed.unwrap_or_default();
    let rows: Vec<EventRow> = both!(conn, c => {
        let mut query = event::table
            .filter(event::agency_id.eq(key))
            .filter(event::position.gt(wanted.after.unwrap_or(0)).and(event::position.le(last)))
            .order(event::position)
            .limit(wanted.limit)
            .select(EventRow::as_select())
            .into_boxed();
        if let EventSight::HandedInBy(account) = wanted.sight {
            query = query.filter(event::handed_in_by.eq(Some(DbId::from(account))));
        }
        if let Some(kind) = wanted.kind {
            query = query.filter(event::kind.eq(kind.as_str()));
        }
        if let Some(subject) = wanted.subject {
            query = query.filter(event::subject_id.eq(DbId::from(subject)));
        }
        query.load(c)
    })?;
    let events = rows.into_iter().map(Event::try_from).collect::<Result<_, _>>()?;
    Ok(Read { events, last, gone })
}

/// How far the feed goes.
pub fn end(conn: &mut Conn, agency: AgencyId) -> Result<i64, StoreError> {
    let last: Option<i64> = both!(conn, c => event_feed::table
        .filter(event_feed::agency_id.eq(DbId::from(agency)))
        .select(event_feed::last_position)
        .first(c)
        .optional())?;
    Ok(last.unwrap_or_default())
}

/// One event that has its position.
pub fn find(conn: &mut Conn, agency: AgencyId, id: Uuid) -> Result<Option<Event>, StoreError> {
    let row: Option<EventRow> = both!(conn, c => event::table
        .filter(event::agency_id.eq(DbId::from(agency)).and(event::id.eq(DbId::from(id))))
        .select(EventRow::as_select())
        .first(c)
        .optional())?;
    row.map(Event::try_from).transpose()
}

/// By how far the positions of a feed move that was set up again: further than any feed goes meanwhile.
const ANEW: i64 = 1_000_000_000_000;

/// Moves every position, so that no cursor of before is one of now: what was told since the backup was made is told again under positions that
/// readers have seen, and they would pass it over. They begin anew, and know what they have by its id.
pub fn begin_anew(conn: &mut Conn) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(event::table.filter(event::position.is_not_null()))
        .set(event::position.eq(event::position + ANEW))
        .execute(c))?;
    both!(conn, c => diesel::update(delivery::table)
        .set(delivery::position.eq(delivery::position + ANEW))
        .execute(c))?;
    both!(conn, c => diesel::update(event_feed::table)
        .set((
            event_feed::last_position.eq(event_feed::last_position + ANEW),
            event_feed::gone_position.eq(event_feed::gone_position + ANEW),
        ))
        .execute(c))?;
    Ok(())
}

/// The agencies that have a feed.
pub fn feeds(conn: &mut Conn) -> Result<Vec<AgencyId>, StoreError> {
    let found: Vec<DbId> = both!(conn, c => event_feed::table.select(event_feed::agency_id).load(c))?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Throws away the first of an agency's events that are older, with what became of them; how many.
pub fn sweep(conn: &mut Conn, agency: AgencyId, before: UtcTime) -> Result<usize, StoreError> {
    let key = DbId::from(agency);
    hold(conn, agency)?;
    let first: Vec<(DbId, Option<i64>, DbTime)> = both!(conn, c => event::table
        .filter(event::agency_id.eq(key).and(event::position.is_not_null()))
        .order(event::position)
        .limit(at_once())
        .select((event::id, event::position, event::at))
        .load(c))?;
    // Nothing is left between what is kept: where the feed begins, it is whole from there on.
    let old: Vec<_> = first.into_iter().take_while(|(_, _, at)| UtcTime::from(*at) < before).collect();
    let Some((_, Some(last), _)) = old.last() else { return Ok(0) };
    let ids: Vec<DbId> = old.iter().map(|(id, ..)| *id).collect();
    both!(conn, c => diesel::delete(event::table.filter(event::agency_id.eq(key).and(event::id.eq_any(&ids))))
        .execute(c))?;
    both!(conn, c => diesel::update(event_feed::table.filter(event_feed::agency_id.eq(key)))
        .set(event_feed::gone_position.eq(*last))
        .execute(c))?;
    Ok(old.len())
}
