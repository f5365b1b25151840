//! What holds whatever anybody does: each a property over random scripts, shrunk when it fails.

use domain::{
    Actor, ConsultationId,
    access::dossier::{may, may_see, offered},
    calendar::{Calendar, Term},
    dossier::{
        Clock, CommandKind, Dossier, DueCause, Event, Happening, State, StateName, apply, clock::DueChange,
        create_apply, decide, table,
    },
    notice::dossier_notices,
    procedure::{HandlingRules, SupplementClock},
    work::{Desk, Task, WorkItem, dossier_work_of},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestError, TestRunner},
};

use crate::{
    oracle,
    play::{Played, Turn, moved, people_at, play, scripts, waits},
    world::*,
};

/// How many scripts each property is tried on.
const CASES: u32 = 1500;

type Checked = Result<(), TestCaseError>;

/// Plays random scripts; every turn must hold, and every end.
pub fn always(turn: impl Fn(&Turn<'_>) -> Checked, end: impl Fn(&Played) -> Checked) {
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    let outcome = TestRunner::new(config).run(&scripts(), |script| {
        let played = play(&script, &turn)?;
        played.map_or(Ok(()), |played| end(&played))
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(why, script)) => panic!("{why}\n{script:#?}"),
        Err(error) => panic!("{error}"),
    }
}

/// Every turn must hold.
pub fn every_turn(turn: impl Fn(&Turn<'_>) -> Checked) {
    always(turn, |_| Ok(()));
}

/// What is set for the procedure that it is under.
fn rules(dossier: &Dossier) -> HandlingRules {
    let under = dossier.facts().procedure.as_ref();
    under.map(|under| WORLD.editions[&under.id].content.rules.clone()).unwrap_or_default()
}

#[test]
fn its_parts_fit_together() {
    every_turn(|turn| {
        prop_assert_eq!(turn.after.check(), Ok(()));
        prop_assert!(Dossier::restore(turn.after.clone()).is_ok());
        prop_assert_eq!((turn.before.id(), turn.before.created_at()), (turn.after.id(), turn.after.created_at()));
        Ok(())
    });
}

#[test]
fn replaying_the_events_gives_the_same_dossier_and_each_survives_json() {
    always(
        |_| Ok(()),
        |played| {
            let mut replayed: Option<Dossier> = None;
            for happening in &played.history {
                let written = serde_json::to_string(happening).unwrap();
                let read: Result<Happening, _> = serde_json::from_str(&written);
                prop_assert!(read.is_ok(), "{:?}: {}", read, written);
                let read = read.unwrap();
                prop_assert_eq!(&read, happening);
                replayed = Some(match replayed {
                    None => create_apply(DOSSIER, WORLD.directory.agency, &read).unwrap(),
                    Some(dossier) => apply(dossier, &read).unwrap(),
                });
            }
            let version = u32::try_from(played.history.len()).unwrap();
            prop_assert_eq!(played.dossier.version(), version, "every event counts");
            prop_assert_eq!(replayed.as_ref(), Some(&played.dossier));
            let written = serde_json::to_string(&played.dossier).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Dossier>(&written).unwrap(), &played.dossier);
            Ok(())
        },
    );
}

#[test]
fn a_refused_command_changes_nothing_and_the_same_question_has_the_same_answer() {
    every_turn(|turn| {
        let again = decide(turn.before, turn.actor, turn.command, &turn.moment.context());
        match (turn.outcome, again) {
            (Ok(happening), Ok(events)) => {
                prop_assert_eq!(std::slice::from_ref(&happening.event), events.as_slice());
                prop_assert_eq!(turn.after.version(), turn.before.version() + 1);
            }
            (Err(refusal), Err(again)) => {
                prop_assert_eq!(refusal, &again);
                prop_assert_eq!(turn.before, turn.after);
            }
            (one, other) => prop_assert!(false, "{:?} and then {:?}", one, other),
        }
        Ok(())
    });
}

#[test]
fn every_move_is_one_of_the_table() {
    every_turn(|turn| {
        if let Some((from, to)) = moved(turn) {
            prop_assert!(table::leads(from, turn.command.kind()).contains(&to), "{:?} to {:?}", from, to);
        }
        Ok(())
    });
}

#[test]
fn only_those_act_whom_the_table_written_by_hand_lets() {
    every_turn(|turn| {
        if turn.outcome.is_ok() {
            let allowed = oracle::allows(turn.before, turn.actor, turn.command.kind(), turn.command.consultation());
            prop_assert!(allowed, "the table does not allow it");
        }
        Ok(())
    });
}

#[test]
fn who_has_no_role_and_no_part_never_acts_nor_sees() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else {
            let own = match turn.actor {
                Actor::Office => turn.command.kind().is_the_offices(),
                Actor::Interchange => turn.command.kind().is_the_exchanges(),
                Actor::Citizen => turn.command.kind() == CommandKind::SupplyDossier,
                _ => false,
            };
            prop_assert!(turn.outcome.is_err() || own, "only people act");
            return Ok(());
        };
        let sees = may_see(turn.before, person, &WORLD.directory);
        prop_assert_eq!(sees, oracle::has_a_part(turn.before, person));
        if !sees {
            // Who hands over need not see what it is.
            let unseen = |kind: CommandKind| kind == CommandKind::HandOverDossier && person == ADMIN;
            prop_assert!(turn.outcome.is_err() || unseen(turn.command.kind()), "an outsider acts");
            let offers = offered(turn.before, person, &WORLD.directory);
            prop_assert!(offers.iter().all(|offer| unseen(offer.command)), "an outsider is offered something");
            let looks = may_see(turn.after, person, &WORLD.directory);
            prop_assert!(turn.outcome.is_err() || !looks, "an outsider has let themselves in");
        }
        Ok(())
    });
}

#[test]
fn who_handled_it_still_sees_it_when_it_has_come_to_an_end() {
    every_turn(|turn| {
        let ends = [StateName::Withdrawn, StateName::Stopped, StateName::Done, StateName::Returned];
        if turn.outcome.is_ok() && ends.contains(&turn.after.state().name()) {
            for person in WORLD.directory.people.keys() {
                let handled = turn.before.state().run().is_some_and(|run| run.officer == Some(*person));
                prop_assert!(!handled || may_see(turn.after, *person, &WORLD.directory), "{:?}", person);
            }
        }
        Ok(())
    });
}

/// The commands of which one does the task.
fn does(task: Task) -> &'static [CommandKind] {
    use CommandKind as C;
    match task {
        Task::CheckDossier => &[C::AcceptDossier],
        Task::TransferDossier => &[C::TransferDossier],
        Task::AssignDossier => &[C::AssignDossier],
        Task::HandleDossier => &[C::SetOutcome],
        Task::AwaitCitizen => &[C::SupplyDossier, C::RecordPayment],
        Task::ReturnResult => &[C::ReturnResult, C::TakeInResult],
        Task::AnswerConsultation => &[C::AnswerConsultation],
        other => panic!("{other:?} is no task of a dossier"),
    }
}

fn somebody_can(dossier: &Dossier, item: &WorkItem) -> bool {
    let about = item.assignment.map(|id| ConsultationId(id.0));
    people_at(item.desk).into_iter().any(|person| {
        let can = |command| may(dossier, Actor::Person(person), command, about, &WORLD.directory).is_ok();
        does(item.task).iter().any(|command| can(*command))
    })
}

#[test]
fn no_dossier_is_lost_and_whatever_lies_on_a_desk_can_be_done_there() {
    every_turn(|turn| {
        let work = dossier_work_of(turn.after);
        let main = work.iter().filter(|item| item.task != Task::AnswerConsultation).count();
        let closed = turn.after.state().name().is_closed();
        // What another agency has lies on no desk here, but for what it asks of the citizen or the desk.
        let away = turn.after.is_with_another();
        prop_assert!(main == usize::from(!closed) || (away && main == 0), "{:?}", work);
        prop_assert!(!closed || work.is_empty());
        for item in &work {
            prop_assert!(item.desk == Desk::OneStop || !people_at(item.desk).is_empty(), "nobody is at {:?}", item);
            prop_assert!(somebody_can(turn.after, item), "nobody can do {:?}", item);
            prop_assert!(item.since <= turn.moment.now);
        }
        prop_assert_eq!(turn.after.desk().is_none(), main == 0);
        Ok(())
    });
}

#[test]
fn what_is_over_does_not_go_on() {
    every_turn(|turn| {
        use StateName as S;
        let (before, after) = (turn.before.state().name(), turn.after.state().name());
        match before {
            S::Refused | S::Withdrawn => {
                // Where the citizen is written to may still be set right.
                let corrected = turn.command.kind() == CommandKind::CorrectContact && after == before;
                prop_assert!(corrected || turn.outcome.is_err(), "it goes on after its end");
            }
            S::Returned => {
                let again = [CommandKind::NoteUndelivered, CommandKind::CorrectResult].contains(&turn.command.kind());
                let done_again = after == S::Done && again && turn.outcome.is_ok();
                prop_assert!(after == S::Returned || done_again, "it goes on after its end");
            }
            S::Done => prop_assert!([S::Done, S::Returned].contains(&after)),
            _ => {}
        }
        if let (Some(before), Some(after)) = (turn.before.state().completion(), turn.after.state().completion()) {
            let judged = |one: &domain::dossier::state::Completion| (one.judgement, one.by_original, one.at, one.by);
            prop_assert_eq!(judged(before), judged(after), "judged again");
            let corrected = turn.command.kind() == CommandKind::CorrectResult && turn.outcome.is_ok();
            prop_assert_eq!(before.outcome == after.outcome, !corrected);
            prop_assert!(after.earlier.starts_with(&before.earlier), "what came back or was wrong stands");
        }
        Ok(())
    });
}

// -- the clock --------------------------------------------------------------------------------------------------------------

fn clocks(dossier: &Dossier) -> (Option<&Clock>, Option<&Clock>) {
    (dossier.clock(), dossier.state().run().and_then(|run| run.clock.as_ref()))
}

/// What moved in this turn: only ever later, but for what was counted anew.
fn moves_on(before: &Clock, after: &Clock, turn: &Turn<'_>) -> Checked {
    prop_assert_eq!((before.original, before.term), (after.original, after.term));
    let (old, new): (&[DueChange], &[DueChange]) = (&before.changes, &after.changes);
    prop_assert!(new.starts_with(old), "its history was changed");
    let made = &new[old.len()..];
    prop_assert!(made.len() <= 1);
    prop_assert_eq!(made.is_empty(), before.due == after.due);
    if let Some(change) = made.first() {
        prop_assert_eq!((change.from, change.to, change.at), (before.due, after.due, turn.moment.now));
        prop_assert!(change.to > change.from || change.cause == DueCause::Recounted, "it runs backwards");
        let by = match change.cause {
            DueCause::Recounted => turn.command.kind() == CommandKind::RecountDossier,
            DueCause::Extended => turn.command.kind() == CommandKind::ExtendDossier,
            DueCause::Rested => !after.rests() && before.rests(),
            DueCause::Restarted => turn.command.kind() == CommandKind::SupplyDossier && before.rests(),
        };
        prop_assert!(by, "{:?}", change.cause);
    }
    // While it rests nothing moves it.
    prop_assert!(!after.rests() || made.is_empty());
    Ok(())
}

#[test]
fn the_clock_never_runs_backwards_and_its_first_date_stands() {
    every_turn(|turn| {
        let ((whole, step), (after, step_after)) = (clocks(turn.before), clocks(turn.after));
        if let Some(whole) = whole {
            prop_assert!(after.is_some(), "its term is gone");
            moves_on(whole, after.unwrap(), turn)?;
        }
        let same_step = turn.before.state().run().map(|run| run.since) == turn.after.state().run().map(|run| run.since);
        let entered = matches!(turn.outcome, Ok(Happening { event: Event::StepEntered { .. }, .. }));
        if let (Some(step), Some(step_after), true, false) = (step, step_after, same_step, entered) {
            moves_on(step, step_after, turn)?;
        }
        Ok(())
    });
}

#[test]
fn the_clock_rests_where_it_should_and_nowhere_else() {
    every_turn(|turn| {
        let rules = rules(turn.after);
        let should = match turn.after.state() {
            State::AwaitingSupplement { .. } => rules.supplement_clock != SupplementClock::Runs,
            State::AwaitingPayment { .. } => rules.payment_pauses,
            State::Stopped { .. } => true,
            // Where it had rested it rests for good.
            State::Withdrawn { .. } => return Ok(()),
            _ => false,
        };
        let (whole, step) = clocks(turn.after);
        for clock in whole.into_iter().chain(step) {
            prop_assert_eq!(clock.rests(), should);
            prop_assert!(clock.rests_since.is_none_or(|since| since <= turn.moment.now));
        }
        Ok(())
    });
}

fn at_work(calendar: &Calendar, due: domain::UtcTime) -> bool {
    calendar.next_working(due) == Ok(due)
}

#[test]
fn no_deadline_falls_in_rest() {
    every_turn(|turn| {
        let Ok(happening) = turn.outcome else { return Ok(()) };
        let calendars = &WORLD.calendars[usize::from(turn.moment.changed)];
        let unit = |unit| calendars.of_unit(unit, &WORLD.directory);
        let ((whole, step), (was, step_was)) = (clocks(turn.after), clocks(turn.before));
        for (clock, was) in [(whole, was), (step, step_was)] {
            if let Some(clock) = clock.filter(|clock| was.map(|was| was.due) != Some(clock.due)) {
                prop_assert!(at_work(unit(clock.counted.unit), clock.due), "{:?}", clock);
            }
        }
        match &happening.event {
            Event::SupplementRequested { request, .. } => prop_assert!(at_work(unit(None), request.until)),
            Event::Consulted { consultations } | Event::StepEntered { consultations, .. } => {
                for one in consultations {
                    prop_assert!(at_work(unit(one.counted.unit), one.due), "{:?}", one);
                }
            }
            Event::DossierAccepted { transfer, .. } => {
                prop_assert!(transfer.is_some_and(|transfer| at_work(unit(None), transfer.due)));
            }
            Event::ProcedureSet { check, .. } => {
                prop_assert!(check.is_some_and(|check| at_work(unit(None), check.due)));
            }
            _ => {}
        }
        Ok(())
    });
}

#[test]
fn completion_is_asked_for_and_dates_are_extended_as_often_as_the_rules_have_it() {
    every_turn(|turn| {
        let (rules, dossier) = (rules(turn.after), turn.after);
        let requests = dossier.past_requests().iter().chain(dossier.state().request());
        let received = dossier.state().acceptance().map(|acceptance| acceptance.at);
        // A late reception lies before what was asked for at once when it was entered.
        let late = dossier.facts().late_entry.is_some();
        let (made, all) = (dossier.requests_made(), requests.clone().count());
        prop_assert_eq!(usize::from(made.0) + usize::from(made.1), all);
        if !late {
            let while_handled = requests.filter(|one| received.is_some_and(|at| one.at >= at)).count();
            let at_intake = all - while_handled;
            prop_assert_eq!((usize::from(made.0), usize::from(made.1)), (at_intake, while_handled));
        }
        // Of a procedure that was set afterwards the rules count from then on.
        let set_later = matches!(turn.command.kind(), CommandKind::SetProcedure);
        if turn.command.kind() == CommandKind::RequestSupplement && turn.outcome.is_ok() && !set_later {
            prop_assert!(made.0 <= rules.intake_supplements || turn.before.state().acceptance().is_some());
            prop_assert!(made.1 <= rules.supplements);
        }
        prop_assert!(dossier.extensions().len() <= usize::from(rules.extensions));
        if let Ok(happening @ Happening { event: Event::DossierExtended { extension, .. }, at, .. }) = turn.outcome {
            let calendar = WORLD.calendars[usize::from(turn.moment.changed)].agency();
            match rules.lead_of(dossier.clock().unwrap().term) {
                Term::WorkingDays(lead) => {
                    let before = calendar.working_days(*at, extension.from).unwrap();
                    prop_assert!(before >= lead.get(), "{} working days before", before);
                }
                Term::WorkingTime(lead) => {
                    let before = calendar.working_time(*at, extension.from).unwrap();
                    prop_assert!(before.num_minutes() >= i64::from(lead.get()), "{} before", before);
                }
                other => panic!("another lead: {other}"),
            }
            prop_assert!(extension.to > extension.from);
            prop_assert_eq!(dossier.clock().unwrap().due, extension.to);
            // Whoever is told of it reads the whole dossier's new date, not the step's.
            for told in dossier_notices(Some(turn.before), dossier, happening, &WORLD.directory) {
                prop_assert_eq!(told.due, Some(extension.to));
            }
        }
        Ok(())
    });
}

#[test]
fn what_waits_for_the_citizen_has_been_asked_for_and_is_stopped_only_when_their_time_is_over() {
    every_turn(|turn| {
        if let State::AwaitingPayment { .. } = turn.after.state() {
            prop_assert!(turn.after.unpaid().next().is_some(), "nothing is to be paid");
        }
        if let (State::AwaitingSupplement { request, .. }, Some((_, StateName::Stopped))) =
            (turn.before.state(), moved(turn))
        {
            prop_assert!(turn.moment.now >= request.until);
        }
        if let (State::AwaitingPayment { wait, .. }, Some((_, StateName::Stopped))) = (turn.before.state(), moved(turn))
        {
            prop_assert!(wait.is_some_and(|wait| turn.moment.now >= wait.due));
        }
        if waits(turn.after.state()) {
            prop_assert!(turn.after.next_due().is_some() || turn.after.state().request().is_none());
        }
        Ok(())
    });
}

#[test]
fn a_code_comes_with_the_reception_and_stays() {
    every_turn(|turn| {
        let (before, after) = (turn.before.state().acceptance(), turn.after.state().acceptance());
        if let Some(before) = before {
            let of = |one: &domain::dossier::Acceptance| (one.code.clone(), one.row, one.by, one.at);
            prop_assert_eq!(Some(of(before)), after.map(of));
        } else if let Some(after) = after {
            prop_assert_eq!(turn.command.kind(), CommandKind::AcceptDossier);
            prop_assert_eq!(Some((&after.code, after.row)), turn.moment.code.as_ref().map(|t| (&t.code, t.row)));
            let procedure = turn.before.facts().procedure.as_ref().map(|under| under.id);
            prop_assert_eq!(procedure == Some(ELSEWHERE), after.competent.is_some(), "another agency's is said to be");
        }
        prop_assert_eq!(turn.after.code().is_some(), after.is_some());
        Ok(())
    });
}

#[test]
fn nothing_is_handed_out_unpaid_or_done_without_a_result() {
    every_turn(|turn| {
        if let Some((before, after)) = moved(turn).filter(|(before, after)| before != after) {
            if after == StateName::Returned {
                prop_assert!(turn.after.unpaid().next().is_none(), "unpaid");
                prop_assert_eq!(before, StateName::Done);
            }
            if after == StateName::Done {
                prop_assert_eq!(turn.after.outcome(), turn.after.state().completion().map(|c| &c.outcome));
                prop_assert!(turn.before.open_consultations().next().is_none(), "somebody is still asked");
            }
        }
        let handed_before = turn.after.state().completion().is_some_and(|done| !done.earlier.is_empty());
        let handed_out = turn.after.state().name() == StateName::Returned || handed_before;
        prop_assert!(turn.after.rating().is_none() || handed_out);
        prop_assert!(turn.before.rating().is_none() || turn.before.rating() == turn.after.rating(), "rated twice");
        Ok(())
    });
}

#[test]
fn files_are_the_dossiers_once() {
    every_turn(|turn| {
        let mut ids: Vec<_> = turn.after.files().map(|attached| attached.file.id).collect();
        let all = ids.len();
        prop_assert!(all <= 6, "more than the office has set");
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), all, "one is there twice");
        prop_assert!(!ids.contains(&NO_FILE));
        Ok(())
    });
}

#[test]
fn the_control_sheet_has_no_gap() {
    every_turn(|turn| {
        let walked = turn.after.walked();
        prop_assert!(walked.starts_with(turn.before.walked()), "its rows were changed");
        for (one, next) in walked.iter().zip(walked.iter().skip(1)) {
            prop_assert_eq!(one.until, next.since);
        }
        if let (Some(last), Some(run)) = (walked.last(), turn.after.state().run()) {
            prop_assert_eq!(last.until, run.since);
        }
        if let Some(first) = walked.first() {
            prop_assert_eq!((first.step.is_none(), first.desk), (true, Desk::OneStop));
        }
        Ok(())
    });
}
