//! Lists of dossiers: columns only, by key, and never more than one may see.

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, DossierId, PersonId, ProcedureId, UtcTime,
    access::Principal,
    assignment::Holder,
    dossier::{Channel, StateName, statistics::Closing},
    work::Desk,
};

use super::few;
use crate::{
    Conn, StoreError, both,
    schema::{dossier, looker},
    types::{DbId, DbTime},
};

/// What a line shows of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = dossier)]
pub struct Heading {
    id: DbId,
    version: i32,
    /// The state's name.
    pub state: String,
    /// Mã hồ sơ.
    pub code: Option<String>,
    /// Mã thủ tục.
    pub procedure_code: Option<String>,
    /// Tên thủ tục.
    pub procedure_name: Option<String>,
    /// Lĩnh vực.
    pub field: Option<String>,
    /// How it came.
    pub channel: String,
    /// Nội dung yêu cầu.
    pub request: String,
    /// Chủ hồ sơ.
    pub owner: String,
    desk: Option<String>,
    /// The step that somebody has in hand.
    pub step: Option<String>,
    reached_at: DbTime,
    received_at: Option<DbTime>,
    due: Option<DbTime>,
    /// Whether its clock rests.
    pub rests: bool,
    /// How it is no longer handled.
    pub closing: Option<String>,
    closed_at: Option<DbTime>,
    at_desk: Option<String>,
    step_from: Option<DbTime>,
    step_due: Option<DbTime>,
    /// Whether the decision is another agency's.
    pub for_other: bool,
    /// How it stands there.
    pub state_there: Option<String>,
}

impl Heading {
    /// Which.
    pub fn id(&self) -> DossierId {
        DossierId(self.id.get())
    }
    /// Its version.
    pub const fn version(&self) -> i32 {
        self.version
    }
    /// On whose desk it lies.
    pub fn desk(&self) -> Option<Desk> {
        self.desk.as_deref().and_then(Desk::parse)
    }
    /// When it reached the office.
    pub fn reached_at(&self) -> UtcTime {
        self.reached_at.into()
    }
    /// When it was received.
    pub fn received_at(&self) -> Option<UtcTime> {
        self.received_at.map(UtcTime::from)
    }
    /// Until when it is to be done.
    pub fn due(&self) -> Option<UtcTime> {
        self.due.map(UtcTime::from)
    }
    /// At whose step it stands, whoever of that desk has it in hand.
    pub fn at_desk(&self) -> Option<Desk> {
        self.at_desk.as_deref().and_then(Desk::parse)
    }
    /// From when until when the step has time that somebody has in hand.
    pub fn step_time(&self) -> Option<(UtcTime, UtcTime)> {
        self.step_from.zip(self.step_due).map(|(from, due)| (from.into(), due.into()))
    }
    /// Since when it is no longer handled.
    pub fn closed_at(&self) -> Option<UtcTime> {
        self.closed_at.map(UtcTime::from)
    }
}

/// Whose dossiers are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// All of the agency's.
    Agency,
    /// Those that any of these had a part in.
    Of(Vec<Principal>),
}

/// How what was still handled at a time stood to its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In time.
    Running,
    /// Past its date.
    Overdue,
    /// At rest.
    Resting,
}

/// The same figures as [`domain::dossier::statistics::Figures::count`] makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingAt {
    /// How.
    pub standing: Standing,
    /// At the end of which time.
    pub until: UtcTime,
    /// Counted when. What has rested since is known now alone.
    pub now: UtcTime,
}

/// What a list is narrowed by; what is left out narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<StateName>,
    /// Only of this procedure.
    pub procedure: Option<ProcedureId>,
    /// Only of this field.
    pub field: Option<String>,
    /// Only the one of this code.
    pub code: Option<String>,
    /// Only of owners whose folded name begins so.
    pub owner: Option<String>,
    /// Only what came so.
    pub channel: Option<Channel>,
    /// Only on this desk.
    pub desk: Option<Desk>,
    /// Only received then or later.
    pub received_from: Option<UtcTime>,
    /// Only received before then.
    pub received_before: Option<UtcTime>,
    /// Only closed then or later.
    pub closed_from: Option<UtcTime>,
    /// Only closed before then.
    pub closed_before: Option<UtcTime>,
    /// Only closed so.
    pub closing: Option<Closing>,
    /// Only what runs and was due before then.
    pub overdue_at: Option<UtcTime>,
    /// Only what runs, or what does not.
    pub running: Option<bool>,
    /// Only of the procedure of this code.
    pub procedure_code: Option<String>,
    /// Only at a step of this desk, whoever of it has it in hand.
    pub at_desk: Option<Desk>,
    /// Only what was received before then and not closed before then.
    pub open_at: Option<UtcTime>,
    /// Only what stood so.
    pub standing: Option<StandingAt>,
    /// Only what was done after the date that was promised first.
    pub late_by_original: bool,
    /// Only what was received for other agencies, or what was not.
    pub for_others: Option<bool>,
}

/// Where a page begins and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Behind this dossier; from the latest where none is given.
    pub before: Option<DossierId>,
    /// At most so many.
    pub limit: i64,
}

macro_rules! narrowed {
    ($query:expr, $filter:expr) => {{
        let mut query = $query;
        if let Some(state) = $filter.state {
            query = query.filter(dossier::state.eq(state.as_str()));
        }
        if let Some(procedure) = $filter.procedure {
            query = query.filter(dossier::procedure_id.eq(Some(DbId::from(procedure.0))));
        }
        if let Some(field) = &$filter.field {
            query = query.filter(dossier::field.eq(Some(field)));
        }
        if let Some(code) = &$filter.code {
            query = query.filter(dossier::code.eq(Some(code)));
        }
        if let Some(owner) = &$filter.owner {
            // Everything that begins so lies between the beginning and the beginning with the last of all letters.
            query = query.filter(dossier::owner_folded.ge(owner));
            query = query.filter(dossier::owner_folded.lt(format!("{owner}\u{10FFFF}")));
        }
        if let Some(channel) = $filter.channel {
            query = query.filter(dossier::channel.eq(channel.as_str()));
        }
        if let Some(desk) = $filter.desk {
            query = query.filter(dossier::desk.eq(Some(desk.key())));
        }
        if let Some(at) = $filter.received_from {
            query = query.filter(dossier::received_at.ge(Some(DbTime::from(at))));
        }
        if let Some(at) = $filter.received_before {
            query = query.filter(dossier::received_at.lt(Some(DbTime::from(at))));
        }
        if let Some(at) = $filter.closed_from {
            // What was closed had been received: said once more, the index of it is taken.
            query = query.filter(dossier::received_at.is_not_null().and(dossier::closed_at.ge(Some(DbTime::from(at)))));
        }
        if let Some(at) = $filter.closed_before {
            query = query.filter(dossier::received_at.is_not_null().and(dossier::closed_at.lt(Some(DbTime::from(at)))));
        }
        if let Some(closing) = $filter.closing {
            query = query.filter(dossier::closing.eq(Some(closing.as_str())));
        }
        if let Some(at) = $filter.overdue_at {
            query = query.filter(dossier::received_at.is_not_null().and(dossier::closed_at.is_null()));
            query = query.filter(dossier::due.lt(Some(DbTime::from(at))).and(dossier::rests.eq(false)));
        }
        if let Some(code) = &$filter.procedure_code {
            query = query.filter(dossier::procedure_code.eq(Some(code)));
        }
        if let Some(desk) = $filter.at_desk {
            query = query.filter(dossier::at_desk.eq(Some(desk.key())));
        }
        if let Some(at) = $filter.open_at {
            let at = Some(DbTime::from(at));
            query = query.filter(dossier::received_at.lt(at));
            query = query.filter(dossier::closed_at.is_null().or(dossier::closed_at.ge(at).assume_not_null()));
        }
        if let Some(for_others) = $filter.for_others {
            query = query.filter(dossier::for_other.eq(for_others));
        }
        if $filter.late_by_original {
            query = query.filter(dossier::by_original.eq(Some("late")));
        }
        if let Some(StandingAt { standing, until, now }) = $filter.standing {
            let still = until > now;
            let at = Some(DbTime::from(until.min(now)));
            match standing {
                // Who rested at a time that is over nobody knows any more.
                Standing::Resting if !still => query = query.filter(dossier::version.lt(0)),
                Standing::Resting => query = query.filter(dossier::rests.eq(true)),
                Standing::Overdue => query = query.filter(dossier::due.lt(at)),
                Standing::Running => {
                    query = query.filter(dossier::due.is_null().or(dossier::due.ge(at).assume_not_null()));
                }
            }
            if still && standing != Standing::Resting {
                query = query.filter(dossier::rests.eq(false));
            }
        }
        match $filter.running {
            Some(true) => {
                query = query.filter(dossier::received_at.is_not_null().and(dossier::closed_at.is_null()));
            }
            Some(false) => query = query.filter(dossier::received_at.is_null().or(dossier::closed_at.is_not_null())),
            None => {}
        }
        query
    }};
}

/// Nearly everything was received before a time, so that is no way to find what is looked for.
macro_rules! received_before {
    ($query:expr, $before:expr) => {
        match $before {
            Some(at) => $query.filter(few::plain_time(dossier::received_at, dossier::received_at).lt(Some(at))),
            None => $query,
        }
    };
}

/// What was open at a time is open still, or was closed since: two lists, each by its index. Of both what was received before.
fn parts(filter: &Filter) -> Vec<(Filter, Option<UtcTime>)> {
    let Some(at) = filter.open_at else { return vec![(filter.clone(), None)] };
    let since = filter.closed_from.map_or(at, |from| from.max(at));
    let rest = Filter { open_at: None, ..filter.clone() };
    let closed = Filter { closed_from: Some(since), ..rest.clone() };
    let open = (filter.running != Some(false)).then_some(Filter { running: Some(true), ..rest });
    open.into_iter().chain([closed]).map(|part| (part, Some(at))).collect()
}

/// Lists dossiers, latest first.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    whose: &Listed,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Heading>, StoreError> {
    let agency = DbId::from(agency);
    let before = DbId::from(page.before.map_or(uuid::Uuid::max(), |id| id.0));
    let mut found: Vec<Heading> = Vec::new();
    match whose {
        Listed::Agency => {
            for (filter, received_before) in parts(filter) {
                let received_before = received_before.map(DbTime::from);
                let some: Vec<Heading> = if few::is_narrow(conn, agency, &filter)? {
                    both!(conn, c => {
                        let query = dossier::table
                            .filter(dossier::agency_id.eq(agency))
                            .filter(few::plain_id(dossier::id, dossier::id).lt(before))
                            .into_boxed();
                        narrowed!(received_before!(query, received_before), filter)
                            .order(few::plain_id(dossier::id, dossier::id).desc())
                            .limit(page.limit)
                            .select(Heading::as_select())
                            .load(c)
                    })?
                } else {
                    both!(conn, c => {
                        let query = dossier::table
                            .filter(dossier::agency_id.eq(agency).and(dossier::id.lt(before)))
                            .into_boxed();
                        narrowed!(received_before!(query, received_before), filter)
                            .order(dossier::id.desc())
                            .limit(page.limit)
                            .select(Heading::as_select())
                            .load(c)
                    })?
                };
                found.extend(some);
            }
        }
        // Each index gives its latest; together they give the latest of all.
        Listed::Of(principals) => {
            for principal in principals {
                let key = Desk::Holder(*principal).key();
                let some: Vec<Heading> = both!(conn, c => {
                    let query = looker::table
                        .inner_join(dossier::table.on(dossier::agency_id
                            .eq(looker::agency_id)
                            .and(dossier::id.eq(looker::document_id))))
                        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
                        .filter(looker::document_id.lt(before))
                        .into_boxed();
                    narrowed!(query, filter)
                        .order(looker::document_id.desc())
                        .limit(page.limit)
                        .select(Heading::as_select())
                        .load(c)
                })?;
                found.extend(some);
            }
        }
    }
    found.sort_by_key(|heading| std::cmp::Reverse(heading.id()));
    found.dedup_by_key(|heading| heading.id());
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The dossiers in these states in which a person has, or had, a part; by their ids.
pub fn with_a_part(
    conn: &mut Conn,
    agency: AgencyId,
    person: PersonId,
    states: &[StateName],
) -> Result<Vec<DocumentId>, StoreError> {
    let agency = DbId::from(agency);
    let key = Desk::Holder(Holder::Person(person)).key();
    let states: Vec<&str> = states.iter().map(|state| state.as_str()).collect();
    let found: Vec<DbId> = both!(conn, c => looker::table
        .inner_join(dossier::table.on(dossier::agency_id
            .eq(looker::agency_id)
            .and(dossier::id.eq(looker::document_id))))
        .filter(looker::agency_id.eq(agency).and(looker::principal.eq(&key)))
        .filter(dossier::state.eq_any(&states))
        .order(looker::document_id)
        .select(looker::document_id)
        .load(c))?;
    Ok(found.into_iter().map(DocumentId::from).collect())
}
