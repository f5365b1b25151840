//! Whose clock it was (lượt giữ văn bản): who had a document to act on, from when until when, how much of their working time went by,
//! and how much of it behind the deadline. Who held it when its time ran out follows from the history alone, and stays as it was;
//! working time is counted by the calendar that it is asked with, and of work that is closed by the one that held when it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::{
    apply::{Mismatch, apply, receive_apply},
    document::IncomingDocument,
    event::Happening,
    state::{Pending, State},
};
use crate::{
    AgencyId, AssignmentId, DepartmentId, DocumentId, UtcTime,
    assignment::{Assignment, Holder},
    calendar::Calendar,
    organisation::{Directory, OfficeCalendar},
    work::{Desk, Task, WorkItem, work_of},
};

/// One stretch for which one desk had one thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Whose desk.
    pub desk: Desk,
    /// What was to be done.
    pub task: Task,
    /// Under which assignment.
    pub assignment: Option<AssignmentId>,
    /// Since when.
    pub from: UtcTime,
    /// Until when; nothing while it lies there.
    pub until: Option<UtcTime>,
    /// The deadline that held at its end, or holds now.
    pub due: Option<UtcTime>,
    /// The deadline that held at its beginning, where that was another.
    pub first_due: Option<UtcTime>,
    /// How much of the desk's working time it lasted, without what it rested.
    pub worked: TimeDelta,
    /// How much of it came behind the deadline.
    pub late: TimeDelta,
    /// Whether its time ran out while it lay there. Whoever gets it late already is not late by that.
    pub is_late: bool,
}

/// By what closed work was judged.
#[derive(Debug, Clone, Copy)]
pub struct JudgedBy<'a> {
    /// When it was closed.
    pub closed_at: UtcTime,
    /// The calendar of then.
    pub calendar: &'a OfficeCalendar,
}

type Key = (Desk, Task, Option<AssignmentId>);

/// A turn under way.
struct Running {
    from: UtcTime,
    due: Option<UtcTime>,
    first_due: Option<UtcTime>,
    /// The unit by whose calendar it is worked.
    unit: Option<DepartmentId>,
    /// When it lay still because the document rested.
    rests: Vec<(UtcTime, UtcTime)>,
}

/// Everyone's turns, in the order in which they began. `now` ends those under way. What had ended when the work was closed is counted
/// by the calendar of then, where that is known.
///
/// # Errors
/// [`Mismatch`] where the history does not fit together: it was changed by hand.
pub fn turns(
    (id, agency): (DocumentId, AgencyId),
    history: &[Happening],
    calendar: &OfficeCalendar,
    judged: Option<JudgedBy<'_>>,
    directory: &Directory,
    now: UtcTime,
) -> Result<Vec<Turn>, Mismatch> {
    let Some((first, later)) = history.split_first() else { return Ok(Vec::new()) };
    let mut document = receive_apply(id, agency, first)?;
    let mut running: BTreeMap<Key, Running> = BTreeMap::new();
    let (mut done, mut rested) = (Vec::new(), None);
    let judge = Judge { calendar, judged, directory };
    let mut at = first.at;
    judge.begin(&mut running, &document, at);
    for happening in later {
        document = apply(document, happening)?;
        at = happening.at;
        match (rested, document.pause().filter(|pause| pause.stops_clock)) {
            (None, Some(_)) => rested = Some(at),
            (Some(since), None) => {
                for turn in running.values_mut() {
                    turn.rests.push((since, at));
                }
                rested = None;
            }
            _ => {}
        }
        let present = judge.begin(&mut running, &document, at);
        // What ends here is judged by what it was before.
        for (key, mut turn) in running.extract_if(.., |key, _| !present.contains(key)) {
            turn.rests.extend(rested.map(|since| (since, at)));
            done.push(judge.ended(key, &turn, Some(at), at));
        }
    }
    let now = now.max(at);
    for (key, mut turn) in running {
        turn.rests.extend(rested.map(|since| (since, now)));
        done.push(judge.ended(key, &turn, None, now));
    }
    done.sort_by_key(|turn| (turn.from, turn.until.unwrap_or(UtcTime::MAX_UTC), turn.desk, turn.task));
    Ok(done)
}

/// The deadline by which a turn is judged. Whoever approves answers for the deadline of the unit, not for the one that it set its
/// officer.
fn due_of(item: &WorkItem, document: &IncomingDocument) -> Option<UtcTime> {
    let named = match (item.task, document.state()) {
        (Task::Approve, State::AwaitingApproval { pending: Pending::ByUnit { root, .. }, .. }) => Some(*root),
        _ => item.assignment,
    };
    named.map_or(item.due, |id| document.assignment(id).and_then(Assignment::due))
}

/// By whose calendar turns are judged.
struct Judge<'a> {
    calendar: &'a OfficeCalendar,
    judged: Option<JudgedBy<'a>>,
    directory: &'a Directory,
}

impl Judge<'_> {
    /// Begins the turns that are new, and takes the deadlines of now into those that go on; what there is to do now.
    fn begin(&self, running: &mut BTreeMap<Key, Running>, document: &IncomingDocument, at: UtcTime) -> BTreeSet<Key> {
        let mut present = BTreeSet::new();
        for item in work_of(document, at) {
            let (key, due) = ((item.desk, item.task, item.assignment), due_of(&item, document));
            present.insert(key);
            let turn = running.entry(key).or_insert_with(|| Running {
                from: if item.task == Task::Register { item.since } else { at },
                due,
                first_due: None,
                unit: self.unit(&item, document),
                rests: Vec::new(),
            });
            if turn.first_due.is_none() && turn.due != due {
                turn.first_due = turn.due;
            }
            turn.due = due;
        }
        present
    }

    fn ended(&self, key: Key, turn: &Running, until: Option<UtcTime>, end: UtcTime) -> Turn {
        let (desk, task, assignment) = key;
        let closed = self.judged.filter(|judged| until.is_some_and(|until| until <= judged.closed_at));
        let calendar = closed.map_or(self.calendar, |judged| judged.calendar).of_unit(turn.unit, self.directory);
        let late_from = turn.due.map(|due| due.max(turn.from));
        let late = late_from.map_or(TimeDelta::zero(), |from| worked(calendar, from, end, &turn.rests));
        let ran_out = turn.due.filter(|due| turn.from <= *due && *due < end);
        Turn {
            desk,
            task,
            assignment,
            from: turn.from,
            until,
            due: turn.due,
            first_due: turn.first_due,
            worked: worked(calendar, turn.from, end, &turn.rests),
            late,
            is_late: ran_out.is_some_and(|due| !rests_whole(&turn.rests, due, end)),
        }
    }

    /// The unit in which something is done: that of its term; else that of the assignment as it was given.
    fn unit(&self, item: &WorkItem, document: &IncomingDocument) -> Option<DepartmentId> {
        let given = item.assignment.and_then(|id| document.assignment(id)).filter(|_| item.task != Task::Approve);
        match (given, item.desk) {
            (_, Desk::Registry | Desk::OneStop) => None,
            (Some(Assignment { counted: Some(counted), .. }), _) => counted.unit,
            (_, Desk::Holder(Holder::Department(id))) => Some(id),
            (Some(given), _) => given.departments.first().copied(),
            (None, Desk::Holder(holder)) => self.directory.departments_of(holder).into_iter().next(),
        }
    }
}

/// The working time between two instants, without what lay still.
fn worked(calendar: &Calendar, from: UtcTime, until: UtcTime, rests: &[(UtcTime, UtcTime)]) -> TimeDelta {
    // What can't be counted (centuries, a calendar without hours) took no working time.
    let between = |from: UtcTime, until: UtcTime| {
        if until > from { calendar.working_time(from, until).unwrap_or_default() } else { TimeDelta::zero() }
    };
    let rested = rests.iter().map(|(since, to)| between((*since).max(from), (*to).min(until)));
    between(from, until) - rested.sum::<TimeDelta>()
}

/// Whether all of this lay still.
fn rests_whole(rests: &[(UtcTime, UtcTime)], from: UtcTime, until: UtcTime) -> bool {
    rests.iter().any(|(since, to)| *since <= from && *to >= until)
}
