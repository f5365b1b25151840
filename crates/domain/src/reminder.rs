//! Reminders of deadlines (nhắc hạn): from a document, the calendars, the office's settings and the time follows who is to be
//! told of which deadline now, and when to look again.
//!
//! A deadline has steps: before it, at it, after it to its holder, then to the head of their department, then to whoever directed
//! and whoever monitors. Each person is told the latest step that is due for them and that they were not told, so that nothing
//! comes twice and nobody gets in a row what was missed. People are reminded while they work; of what is urgent, at once.

mod dossier;
mod opinion;
mod step;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::{
    Actor, AssignmentId, DepartmentId, PersonId, UtcTime, access,
    assignment::{Assignment, AssignmentRole, Holder},
    calendar::{Calendar, CalendarFault, Days, Term},
    incoming::{IncomingDocument, State, Urgency},
    notice::{self, Letter, Notice, NoticeKind, Recipient, Signature},
    organisation::{Directory, OfficeCalendar, ReminderSettings, Role},
    work::{Desk, Task, work_of},
};

pub use dossier::{dossier_begun, dossier_deadlines, dossier_reminder, look_at_dossier};
pub use opinion::{look_at_opinion, opinion_letter};
pub use step::{incoming_deadlines, is_step, look_at_step, outgoing_deadlines, step_letter, step_running};

/// After hours people are still at their desks for so long: whoever looks a moment late is not kept until the next morning.
pub(crate) const GRACE: TimeDelta = TimeDelta::minutes(5);

/// A step of a deadline. The later the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It draws near.
    Before,
    /// It is here.
    At,
    /// It has passed: the holder.
    Late,
    /// It has passed: the head of the holder's department.
    LateHead,
    /// It has passed: whoever directed and whoever monitors.
    LateLeader,
}

impl Stage {
    /// Every step, the latest last.
    pub const ALL: [Self; 5] = [Self::Before, Self::At, Self::Late, Self::LateHead, Self::LateLeader];

    /// The name used in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::At => "at",
            Self::Late => "late",
            Self::LateHead => "late_head",
            Self::LateLeader => "late_leader",
        }
    }

    /// Reads [`Stage::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == text)
    }

    /// What about it the letter says; whoever has only to approve is asked in other words than whoever does the work.
    pub const fn notice(self, approves: bool) -> NoticeKind {
        match (self, approves) {
            (Self::Before, false) => NoticeKind::DueSoon,
            (Self::Before, true) => NoticeKind::ApprovalDueSoon,
            (Self::At, false) => NoticeKind::DueNow,
            (Self::At, true) => NoticeKind::ApprovalDueNow,
            (Self::Late, false) => NoticeKind::Overdue,
            (Self::Late, true) => NoticeKind::ApprovalOverdue,
            (Self::LateHead | Self::LateLeader, _) => NoticeKind::OverdueElsewhere,
        }
    }
}

/// A deadline that runs: on whose desk, under which assignment; the registry's own step stands under the document's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// Under which assignment.
    pub assignment: AssignmentId,
    /// Who is to act.
    pub desk: Desk,
    /// Until when.
    pub due: UtcTime,
}

/// The deadlines that run now, one an assignment. While the clock rests with the work there is none; where the office lets it run, all do.
pub fn running(document: &IncomingDocument) -> Vec<Deadline> {
    if document.pause().is_some_and(|pause| pause.stops_clock) {
        return Vec::new();
    }
    // Since when something lies there plays no part.
    let mut running: Vec<Deadline> = work_of(document, UtcTime::default())
        .into_iter()
        .filter_map(|item| {
            let (desk @ Desk::Holder(_), Some(id)) = (item.desk, item.assignment) else { return None };
            let assignment = document.assignment(id)?;
            let due = match item.task {
                Task::Organise | Task::Handle | Task::Support => due_above(document, assignment),
                // Whoever approves answers for the deadline of the unit, not for the one that it set its officer.
                Task::Approve => top(document, assignment).due().or_else(|| assignment.due()),
                _ => None,
            };
            Some(Deadline { assignment: id, desk, due: due? })
        })
        .collect();
    running.sort_unstable();
    running
}

/// Its own deadline, or that of the nearest above it which has one: whose work has none of its own goes by that.
fn due_above(document: &IncomingDocument, assignment: &Assignment) -> Option<UtcTime> {
    lineage(document, assignment).find_map(Assignment::due)
}

fn lineage<'a>(document: &'a IncomingDocument, from: &'a Assignment) -> impl Iterator<Item = &'a Assignment> {
    let above = move |a: &&'a Assignment| a.parent.and_then(|id| document.assignment(id));
    // Rows that were changed by hand into a circle can't hold this up.
    std::iter::successors(Some(from), above).take(document.assignments().len().max(1))
}

fn top<'a>(document: &'a IncomingDocument, from: &'a Assignment) -> &'a Assignment {
    lineage(document, from).last().unwrap_or(from)
}

/// The unit by whose calendar somebody works on an assignment: the department itself; for a person that for which they work on
/// it, or else the first of theirs.
fn unit_of(document: &IncomingDocument, deadline: Deadline, directory: &Directory) -> Option<DepartmentId> {
    let Desk::Holder(holder) = deadline.desk else { return None };
    let assignment = document.assignment(deadline.assignment);
    let counted = assignment.filter(|a| a.holder == holder).and_then(|a| a.counted).and_then(|c| c.unit);
    let above = assignment.and_then(|a| a.parent).and_then(|id| document.assignment(id)).map(|above| above.holder);
    match (holder, above) {
        (Holder::Department(id), _) | (Holder::Person(_), Some(Holder::Department(id))) => Some(id),
        (Holder::Person(_), _) => counted.or_else(|| directory.departments_of(holder).into_iter().next()),
    }
}

/// What reminders go by.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Now.
    pub now: UtcTime,
    /// The agency's people and departments.
    pub directory: &'a Directory,
    /// When they work.
    pub calendar: &'a OfficeCalendar,
    /// The office's choices.
    pub settings: &'a ReminderSettings,
}

/// When each step of a deadline falls that has run since some moment, by the calendar of its holder: in the order of the steps,
/// none before the one before it.
///
/// # Errors
/// What the calendar says: nobody works, or too far away.
pub fn steps(
    (since, due): (UtcTime, UtcTime),
    urgent: bool,
    settings: &ReminderSettings,
    calendar: &Calendar,
) -> Result<Vec<(Stage, UtcTime)>, CalendarFault> {
    let in_hours = |at: UtcTime| if urgent { Ok(at) } else { calendar.next_working(at) };
    let mut steps: Vec<(Stage, UtcTime)> = Vec::with_capacity(Stage::ALL.len());
    if let Some(before) = calendar.opening_before(due, settings.before_days)? {
        let before = if before > since { Some(before) } else { half(since, due, urgent, calendar)? };
        steps.extend(before.map(|before| (Stage::Before, before)));
    }
    steps.push((Stage::At, in_hours(due)?));
    let after = |minutes: u16| TimeDelta::minutes(minutes.into());
    let holder = after(settings.holder_after_minutes);
    if urgent {
        let head = after(settings.urgent_head_after_minutes);
        // How long an office gives the holder of ordinary work keeps nobody above waiting for urgent work.
        steps.push((Stage::Late, due + holder.min(head)));
        steps.push((Stage::LateHead, due + head));
        steps.push((Stage::LateLeader, due + after(settings.urgent_leader_after_minutes)));
    } else {
        steps.push((Stage::Late, calendar.pass(due, holder)?));
        let days = [(Stage::LateHead, settings.head_after_days), (Stage::LateLeader, settings.leader_after_days)];
        for (stage, days) in days {
            let days = Days::new(days.into()).ok_or(CalendarFault::OutOfRange)?;
            steps.push((stage, calendar.due(due, Term::WorkingDays(days))?.at));
        }
    }
    let mut latest = UtcTime::MIN_UTC;
    for (_, at) in &mut steps {
        latest = latest.max(*at);
        *at = latest;
    }
    Ok(steps)
}

/// When half of the time is over; none where there is none between.
fn half(since: UtcTime, due: UtcTime, urgent: bool, calendar: &Calendar) -> Result<Option<UtcTime>, CalendarFault> {
    if due <= since {
        return Ok(None);
    }
    if urgent {
        return Ok(Some(since + (due - since) / 2));
    }
    let time = calendar.working_time(since, due)? / 2;
    if time <= TimeDelta::zero() { Ok(None) } else { calendar.pass(since, time).map(Some) }
}

/// That somebody was told a step of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Told {
    /// Under which assignment.
    pub assignment: AssignmentId,
    /// Which deadline of it: one that moves is another.
    pub due: UtcTime,
    /// Who.
    pub person: PersonId,
    /// Which step.
    pub stage: Stage,
}

/// Somebody to be reminded now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// Of which deadline.
    pub deadline: Deadline,
    /// What is kept, so that they are told once.
    pub told: Told,
    /// In whose stead they are told.
    pub instead_of: Option<PersonId>,
}

/// What a look at a deadline comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Who is reminded now.
    pub reminders: Vec<Reminder>,
    /// When to look again; never, where nothing more comes.
    pub next: Option<UtcTime>,
}

/// Looks at a deadline that has run since some moment.
///
/// # Errors
/// As [`steps`].
pub fn look(
    document: &IncomingDocument,
    deadline: Deadline,
    since: UtcTime,
    told: &BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Result<Look, CalendarFault> {
    let Surroundings { now, directory, settings, .. } = around;
    let unit = unit_of(document, deadline, directory);
    let calendar = around.calendar.of_unit(unit, directory);
    let urgent = document.facts().urgency >= Urgency::Urgent;
    let steps = steps((since, deadline.due), urgent, settings, calendar)?;
    let reached: Vec<Stage> = steps.iter().filter(|(_, at)| *at <= now).map(|(stage, _)| *stage).collect();
    let reminders = untold(document, deadline, &reached, told, unit, directory);
    in_hours(reminders, &steps, urgent, calendar, now)
}

/// People are told in working time, and of what is urgent at once; and when to look again.
fn in_hours(
    reminders: Vec<Reminder>,
    steps: &[(Stage, UtcTime)],
    urgent: bool,
    calendar: &Calendar,
    now: UtcTime,
) -> Result<Look, CalendarFault> {
    let next = steps.iter().map(|(_, at)| *at).find(|at| *at > now);
    if reminders.is_empty() || urgent || calendar.next_working(now - GRACE)? <= now {
        return Ok(Look { reminders, next });
    }
    Ok(Look { reminders: Vec::new(), next: Some(calendar.next_working(now)?) })
}

/// Each person with the latest step that is due for them, where they were not told it or a later one.
fn untold(
    document: &IncomingDocument,
    deadline: Deadline,
    reached: &[Stage],
    told: &BTreeSet<Told>,
    unit: Option<DepartmentId>,
    directory: &Directory,
) -> Vec<Reminder> {
    let holder = notice::told_at(deadline.desk, directory);
    let hold = |person: PersonId| holder.iter().any(|(holds, _)| *holds == person);
    let mut latest: BTreeMap<PersonId, (Stage, Option<PersonId>)> = BTreeMap::new();
    for stage in reached.iter().rev() {
        let concerned = match stage {
            Stage::Before | Stage::At | Stage::Late => holder.clone(),
            Stage::LateHead => {
                let heads = unit.map(|unit| directory.heads_of(unit)).unwrap_or_default();
                heads.into_iter().flat_map(|head| person(head, directory)).filter(|(p, _)| !hold(*p)).collect()
            }
            Stage::LateLeader => {
                waiting(document, deadline, directory).into_iter().filter(|(p, _)| !hold(*p)).collect()
            }
        };
        for (person, instead_of) in concerned {
            latest.entry(person).or_insert((*stage, instead_of));
        }
    }
    not_told(deadline, latest, told, |person| access::may_see(document, person, directory))
}

/// Those of these who were not told this step or a later one, and who see the document: nobody is sent a link that leads them nowhere.
fn not_told(
    deadline: Deadline,
    latest: BTreeMap<PersonId, (Stage, Option<PersonId>)>,
    told: &BTreeSet<Told>,
    sees: impl Fn(PersonId) -> bool,
) -> Vec<Reminder> {
    let Deadline { assignment, due, .. } = deadline;
    latest
        .into_iter()
        .map(|(person, (stage, instead_of))| (Told { assignment, due, person, stage }, instead_of))
        .filter(|(new, _)| {
            let same = |old: &&Told| (old.assignment, old.due, old.person) == (assignment, due, new.person);
            !told.iter().filter(same).any(|old| old.stage >= new.stage)
        })
        .filter(|(new, _)| sees(new.person))
        .map(|(told, instead_of)| Reminder { deadline, told, instead_of })
        .collect()
}

fn person(id: PersonId, directory: &Directory) -> Vec<(PersonId, Option<PersonId>)> {
    notice::told_at(Desk::Holder(Holder::Person(id)), directory)
}

/// Whoever directed (the registry where a rule did), and whoever monitors: on this document, or else in the agency.
fn waiting(
    document: &IncomingDocument,
    deadline: Deadline,
    directory: &Directory,
) -> Vec<(PersonId, Option<PersonId>)> {
    let directed = document.assignment(deadline.assignment).map(|a| top(document, a)).and_then(Assignment::giver);
    let leader = directed.map_or(Desk::Registry, |leader| Desk::Holder(Holder::Person(leader)));
    let mut waiting = notice::told_at(leader, directory);
    let all = document.assignments().iter();
    let monitors: Vec<Holder> =
        all.filter(|a| a.role() == AssignmentRole::Monitor && a.is_live()).map(|a| a.holder).collect();
    if monitors.is_empty() {
        waiting.extend(directory.with_role(Role::Monitor).flat_map(|id| person(id, directory)));
    }
    waiting.extend(monitors.into_iter().flat_map(|holder| notice::told_at(Desk::Holder(holder), directory)));
    waiting
}

/// What a reminder says.
pub fn letter(reminder: &Reminder, document: &IncomingDocument, directory: &Directory, at: UtcTime) -> Letter {
    let Reminder { deadline, told, instead_of } = *reminder;
    let approves = match document.state() {
        State::AwaitingApproval { pending, .. } => pending.submitted() == deadline.assignment,
        _ => false,
    };
    let notice = Notice {
        kind: told.stage.notice(approves),
        to: Recipient::Person(told.person),
        instead_of,
        assignment: Some(deadline.assignment),
        words: None,
        due: Some(deadline.due),
        about: None,
    };
    let mut letter = notice::letter_by(&notice, document, (Actor::Office, at), directory);
    if let Desk::Holder(holder) = deadline.desk
        && told.stage >= Stage::LateHead
        && !document.facts().is_secret()
    {
        letter.about = Signature::of_holder(holder, directory);
    }
    letter
}
