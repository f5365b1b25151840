//! The dates of dossiers: that of the step that somebody has in hand, that of the whole, those of questions to others, and the one-stop shop's own: to
//! look through what came, to hand on what was received, to remind of a result that nobody has come for, and of a citizen whose time is over. Chased
//! as those of documents are; of a clock that rests there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deadline, Look, Reminder, Stage, Surroundings, Told, in_hours, not_told, person, step::answering, steps};
use crate::{
    Actor, AssignmentId, ConsultationId, DepartmentId, PersonId, UtcTime, access,
    assignment::Holder,
    calendar::CalendarFault,
    dossier::{Consultation, Dossier, State, record::in_hand},
    notice::{self, Letter, Notice, NoticeKind, Recipient, Signature},
    organisation::{Directory, Role},
    work::Desk,
};

/// Under what the date of the whole stands: the dossier's own id is that of the step's, and this is nobody else's within it.
fn whole_of(dossier: &Dossier) -> AssignmentId {
    AssignmentId(uuid::Uuid::from_u128(!dossier.id().0.as_u128()))
}

/// Which of a dossier's dates one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which<'a> {
    /// The desk's own.
    Desk { since: UtcTime },
    /// Until when a result is to be collected.
    Collection { since: UtcTime },
    /// Until when the citizen has time for what they were asked for.
    Citizen { since: UtcTime },
    /// The step's.
    Step { since: UtcTime },
    /// The whole's.
    Whole { since: UtcTime },
    /// A question's.
    Consultation(&'a Consultation),
}

/// Every date of a dossier that runs now.
pub fn dossier_deadlines(dossier: &Dossier) -> Vec<Deadline> {
    let step = AssignmentId(dossier.id().0);
    let mut all = Vec::new();
    let whole = |desk: Desk| {
        let clock = dossier.clock().filter(|clock| !clock.rests())?;
        Some(Deadline { assignment: whole_of(dossier), desk, due: clock.due })
    };
    match dossier.state() {
        State::Registered { check: Some(own), .. } => {
            all.push(Deadline { assignment: step, desk: Desk::OneStop, due: own.due });
        }
        State::Accepted { transfer, .. } => {
            all.extend(transfer.map(|own| Deadline { assignment: step, desk: Desk::OneStop, due: own.due }));
            all.extend(whole(Desk::OneStop));
        }
        State::Processing { run, .. } => {
            let desk = in_hand(run);
            let whole = whole(desk);
            // A step that takes until the end of the whole, or longer, is chased with that.
            let own = run.clock.as_ref().filter(|clock| !clock.rests()).map(|clock| clock.due);
            let own = own.filter(|due| whole.is_none_or(|whole| *due < whole.due));
            all.extend(own.map(|due| Deadline { assignment: step, desk, due }));
            all.extend(whole);
        }
        // What the office that received it hands out is collected there, once it was sent on.
        State::Done { completion, .. } if dossier.collects() => {
            let until = completion.collect_by.map(|one| one.due);
            all.extend(until.map(|due| Deadline { assignment: step, desk: Desk::OneStop, due }));
        }
        State::Forwarded { link, .. } if dossier.desk().is_some() => {
            let until = link.collect_by.map(|one| one.due);
            all.extend(until.map(|due| Deadline { assignment: step, desk: Desk::OneStop, due }));
        }
        state => {
            let own = state.citizens_time();
            all.extend(own.map(|(_, due)| Deadline { assignment: step, desk: Desk::OneStop, due }));
            // Where the clock runs on meanwhile, the whole is still due.
            let waits = state.run().filter(|_| own.is_some());
            all.extend(waits.and_then(|run| whole(in_hand(run))));
        }
    }
    let asked = dossier.open_consultations().filter_map(|one| {
        let desk = Desk::Holder(one.holder()?);
        Some(Deadline { assignment: AssignmentId(one.id.0), desk, due: one.due })
    });
    // Where the work waits for the citizen nobody else is pressed.
    all.extend(asked.filter(|_| matches!(dossier.state(), State::Processing { .. })));
    all.sort_unstable();
    all
}

/// Which date this is; nothing where it is none any more.
fn which(dossier: &Dossier, deadline: Deadline) -> Option<Which<'_>> {
    if let Some(one) = dossier.consultation(ConsultationId(deadline.assignment.0)) {
        return Some(Which::Consultation(one));
    }
    let whole = deadline.assignment == whole_of(dossier);
    let accepted = dossier.state().acceptance().map(|acceptance| acceptance.at);
    match dossier.state() {
        _ if whole => accepted.map(|since| Which::Whole { since }),
        State::Registered { since, .. } => Some(Which::Desk { since: *since }),
        State::Accepted { acceptance, .. } => Some(Which::Desk { since: acceptance.at }),
        State::Processing { run, .. } => Some(Which::Step { since: run.since }),
        State::Done { completion, .. } => Some(Which::Collection { since: completion.waits_since() }),
        State::Forwarded { link, .. } => link.at_desk.map(|(_, since)| Which::Collection { since }),
        state => state.citizens_time().map(|(since, _)| Which::Citizen { since }),
    }
}

/// Since when a date of a dossier runs.
pub fn dossier_begun(dossier: &Dossier, deadline: &Deadline) -> Option<UtcTime> {
    which(dossier, *deadline).map(|which| match which {
        Which::Desk { since }
        | Which::Collection { since }
        | Which::Citizen { since }
        | Which::Step { since }
        | Which::Whole { since } => since,
        Which::Consultation(one) => one.asked_at,
    })
}

/// The unit by whose calendar whoever is to act works, and whose head answers for them.
fn unit_of(dossier: &Dossier, which: Which<'_>, directory: &Directory) -> Option<DepartmentId> {
    let of = |holder: Holder| match holder {
        Holder::Department(id) => Some(id),
        Holder::Person(_) => directory.departments_of(holder).into_iter().next(),
    };
    match which {
        Which::Desk { .. } | Which::Collection { .. } | Which::Citizen { .. } => None,
        Which::Step { .. } | Which::Whole { .. } => match dossier.state().run()?.desk {
            Desk::Holder(holder) => of(holder),
            Desk::Registry | Desk::OneStop => None,
        },
        Which::Consultation(one) => of(one.holder()?),
    }
}

/// Looks at a date of a dossier that has run since some moment.
///
/// # Errors
/// As [`steps`].
pub fn look_at_dossier(
    dossier: &Dossier,
    deadline: Deadline,
    since: UtcTime,
    told: &BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Result<Look, CalendarFault> {
    let Surroundings { now, directory, settings, .. } = around;
    let Some(which) = which(dossier, deadline) else { return Ok(Look::default()) };
    let unit = unit_of(dossier, which, directory);
    // The whole is counted by the agency's own calendar.
    let by = unit.filter(|_| !matches!(which, Which::Whole { .. }));
    let calendar = around.calendar.of_unit(by, directory);
    let mut steps = steps((since, deadline.due), false, settings, calendar)?;
    match which {
        // As of the registry's own steps: a day at the most, so nobody is told beforehand, and of what is late once.
        Which::Desk { .. } => steps.retain(|(stage, _)| matches!(stage, Stage::At | Stage::LateHead)),
        Which::Collection { .. } | Which::Citizen { .. } => steps.retain(|(stage, _)| *stage == Stage::At),
        _ => {}
    }
    let holders = notice::told_at(deadline.desk, directory);
    let hold = |id: PersonId| holders.iter().any(|(holder, _)| *holder == id);
    let mut latest: BTreeMap<PersonId, (Stage, Option<PersonId>)> = BTreeMap::new();
    for (stage, _) in steps.iter().rev().filter(|(_, at)| *at <= now) {
        let own = holders.iter().copied().filter(|_| *stage <= Stage::Late);
        let waiting = dossier.state().run().filter(|_| matches!(which, Which::Citizen { .. })).map(in_hand);
        let waiting = waiting.into_iter().flat_map(|desk| notice::told_at(desk, directory));
        let others = above(which, *stage, unit, directory).into_iter().chain(waiting).filter(|(id, _)| !hold(*id));
        for (id, instead_of) in own.chain(others) {
            latest.entry(id).or_insert((*stage, instead_of));
        }
    }
    let sees = |id| access::dossier::may_see(dossier, id, directory);
    in_hours(not_told(deadline, latest, told, sees), &steps, false, calendar, now)
}

/// Who answers for whoever is late: the head of their unit, then the leaders (of a question whoever asked it) and whoever monitors.
fn above(
    which: Which<'_>,
    stage: Stage,
    unit: Option<DepartmentId>,
    directory: &Directory,
) -> Vec<(PersonId, Option<PersonId>)> {
    let all: Vec<PersonId> = match (stage, which) {
        (Stage::LateHead, Which::Desk { .. }) => return answering(directory),
        (Stage::LateHead, _) => unit.map(|unit| directory.heads_of(unit)).unwrap_or_default().into_iter().collect(),
        (Stage::LateLeader, Which::Consultation(one)) => {
            one.asked_by.map(crate::By::desk).into_iter().chain(directory.with_role(Role::Monitor)).collect()
        }
        (Stage::LateLeader, _) => directory.with_role(Role::Leader).chain(directory.with_role(Role::Monitor)).collect(),
        _ => Vec::new(),
    };
    all.into_iter().flat_map(|id| person(id, directory)).collect()
}

/// What the citizen has not done, and what may come of it.
const fn wait_over(dossier: &Dossier) -> Option<&'static str> {
    match dossier.state() {
        State::Incomplete { .. } => Some("Chưa bổ sung đủ để tiếp nhận; có thể từ chối tiếp nhận hồ sơ (Mẫu 03)."),
        State::AwaitingSupplement { .. } => Some("Chưa bổ sung đủ hồ sơ; có thể dừng giải quyết (Mẫu 05)."),
        State::AwaitingPayment { .. } => Some("Chưa nộp phí, lệ phí; có thể dừng giải quyết (Mẫu 05)."),
        _ => None,
    }
}

/// What a reminder of a dossier says.
pub fn dossier_reminder(reminder: &Reminder, dossier: &Dossier, directory: &Directory, at: UtcTime) -> Letter {
    let Reminder { deadline, told, instead_of } = *reminder;
    let which = which(dossier, deadline);
    let (kind, words) = match which {
        Some(Which::Collection { .. }) => (NoticeKind::DossierUncollected, None),
        Some(Which::Citizen { .. }) => (NoticeKind::DossierWaitOver, wait_over(dossier).map(str::to_owned)),
        Some(Which::Desk { .. }) => {
            let words = match dossier.state() {
                State::Accepted { .. } => "Chuyển hồ sơ đến nơi giải quyết.",
                _ => "Kiểm tra, tiếp nhận hồ sơ.",
            };
            (told.stage.notice(false), Some(words.to_owned()))
        }
        Some(Which::Whole { .. }) => (told.stage.notice(false), Some("Hạn giải quyết của cả hồ sơ.".to_owned())),
        Some(Which::Consultation(one)) => (told.stage.notice(false), Some(one.question.to_string())),
        Some(Which::Step { .. }) | None => (told.stage.notice(false), None),
    };
    let part = matches!(which, Some(Which::Consultation(_))).then_some(deadline.assignment);
    let notice = Notice {
        kind,
        to: Recipient::Person(told.person),
        instead_of,
        assignment: part,
        words,
        due: Some(deadline.due),
        about: None,
    };
    let mut letter = notice::dossier_letter(&notice, dossier, (Actor::Office, at), directory);
    if let Desk::Holder(holder) = deadline.desk
        && told.stage >= Stage::LateHead
    {
        letter.about = Signature::of_holder(holder, directory);
    }
    letter
}
