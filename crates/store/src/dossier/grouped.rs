//! The figures of a time by field, procedure and channel at once, and what lies on desks now.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    AgencyId, UtcTime,
    dossier::{
        Channel, Judgement,
        month::{Counts, Group, HandedOn},
        statistics::{Closing, Counted, Figures},
    },
    work::Desk,
};

use super::{count::Counting, few, walked::steps_of};
use crate::{
    Conn, StoreError, both,
    schema::dossier,
    types::{DbId, DbTime},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = dossier)]
struct Row {
    procedure_code: Option<String>,
    procedure_name: Option<String>,
    field: Option<String>,
    channel: String,
    received_at: Option<DbTime>,
    closing: Option<String>,
    closed_at: Option<DbTime>,
    due: Option<DbTime>,
    rests: bool,
    by_original: Option<String>,
    for_other: bool,
}

/// Groups by their keys, in the order of these.
type Groups = BTreeMap<String, Group>;

fn add(groups: &mut Groups, key: &str, name: &str, figures: Figures, late: bool) {
    if !groups.contains_key(key) {
        groups.insert(key.to_owned(), Group { key: key.to_owned(), ..Group::default() });
    }
    if let Some(group) = groups.get_mut(key) {
        // The latest name: procedures are renamed.
        name.clone_into(&mut group.name);
        group.figures += figures;
        group.late_by_original += u64::from(late);
    }
}

/// What is still handled, found by the desk on which it lies: of the indexes the one that holds nothing else of years ago.
macro_rules! open {
    ($agency:expr) => {
        dossier::table
            .filter(dossier::agency_id.eq(DbId::from($agency)).and(dossier::at_desk.gt(Some(""))))
            .filter(dossier::received_at.is_not_null().and(dossier::closed_at.is_null()))
    };
}

/// All that is counted of a time.
pub fn grouped(conn: &mut Conn, agency: AgencyId, of: Counting) -> Result<Counts, StoreError> {
    // What is open lies on a desk; and what was closed since: nothing that was closed before is looked at.
    // What came after the time is none of its figures. The index of when it was closed is to be taken, so that of receptions is hidden.
    let before = Some(DbTime::from(of.until));
    let open: Vec<Row> = both!(conn, c => open!(agency)
        .filter(few::plain_time(dossier::received_at, dossier::received_at).lt(before))
        .select(Row::as_select())
        .load(c))?;
    let closed: Vec<Row> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::received_at.is_not_null()))
        .filter(dossier::closed_at.ge(Some(DbTime::from(of.from))))
        .filter(few::plain_time(dossier::received_at, dossier::received_at).lt(before))
        .select(Row::as_select())
        .load(c))?;
    let mut rows: Vec<Row> = open.into_iter().chain(closed).collect();
    rows.sort_by_key(|row| row.received_at.map(UtcTime::from));
    let (mut fields, mut procedures, mut channels) = (Groups::new(), Groups::new(), Groups::new());
    for row in rows {
        let Some(received_at) = row.received_at else {
            return Err(StoreError::corrupt("a dossier that was received has no time of it"));
        };
        let closed = match (row.closing.as_deref(), row.closed_at) {
            (Some(closing), Some(at)) => {
                let closing = Closing::parse(closing).ok_or_else(|| StoreError::corrupt("how a dossier was closed"))?;
                Some((closing, UtcTime::from(at)))
            }
            _ => None,
        };
        let due = row.due.map(UtcTime::from);
        let one = Counted { received_at: received_at.into(), closed, due, rests: row.rests, for_other: row.for_other };
        let mut figures = Figures::default();
        figures.count(&one, of.from, of.until, of.now);
        let late = figures.done() > 0 && row.by_original.as_deref() == Some(Judgement::Late.as_str());
        let (field, code) = (row.field.unwrap_or_default(), row.procedure_code.unwrap_or_default());
        add(&mut fields, &field, &field, figures, late);
        add(&mut procedures, &code, row.procedure_name.as_deref().unwrap_or_default(), figures, late);
        let channel = Channel::parse(&row.channel).map_or("", Channel::vietnamese);
        add(&mut channels, &row.channel, channel, figures, late);
    }
    let steps = steps_of(conn, agency, (of.from, of.until))?;
    let steps = steps.into_iter().map(|step| HandedOn {
        desk: step.desk,
        officer: step.officer,
        judgement: step.judgement,
        amount: step.amount,
    });
    let listed = |groups: Groups| groups.into_values().collect();
    Ok(Counts {
        fields: listed(fields),
        procedures: listed(procedures),
        channels: listed(channels),
        steps: steps.collect(),
    })
}

/// When the agency received its first dossier, if it has any.
pub fn first_received(conn: &mut Conn, agency: AgencyId) -> Result<Option<UtcTime>, StoreError> {
    let first: Option<Option<DbTime>> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::received_at.is_not_null()))
        .order(dossier::received_at)
        .select(dossier::received_at)
        .first(c)
        .optional())?;
    Ok(first.flatten().map(Into::into))
}

/// A dossier that is still handled, as the counters of desks need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lying {
    /// At whose step it stands.
    pub at: Desk,
    /// Who has it in hand.
    pub desk: Desk,
    /// When it was received.
    pub received_at: UtcTime,
    /// Its date.
    pub due: Option<UtcTime>,
    /// Whether its clock rests.
    pub rests: bool,
    /// From when until when its step has time.
    pub step: Option<(UtcTime, UtcTime)>,
}

/// What is still handled.
pub fn lying(conn: &mut Conn, agency: AgencyId) -> Result<Vec<Lying>, StoreError> {
    type Row = (Option<String>, Option<String>, Option<DbTime>, Option<DbTime>, bool, Option<DbTime>, Option<DbTime>);
    let rows: Vec<Row> = both!(conn, c => open!(agency)
        .select((
            dossier::at_desk,
            dossier::desk,
            dossier::received_at,
            dossier::due,
            dossier::rests,
            dossier::step_from,
            dossier::step_due,
        ))
        .load(c))?;
    let desk = |key: Option<String>| {
        key.as_deref().and_then(Desk::parse).ok_or_else(|| StoreError::corrupt("a dossier that is handled has no desk"))
    };
    rows.into_iter()
        .map(|(at, holder, received_at, due, rests, from, until)| {
            Ok(Lying {
                at: desk(at)?,
                desk: desk(holder)?,
                received_at: received_at.ok_or_else(|| StoreError::corrupt("a dossier without a reception"))?.into(),
                due: due.map(UtcTime::from),
                rests,
                step: from.zip(until).map(|(from, until)| (from.into(), until.into())),
            })
        })
        .collect()
}
