//! What holds whatever anybody does: each a property over thousands of random scripts, shrunk when it fails.

use std::collections::BTreeMap;

use domain::{
    Actor, AssignmentId, PersonId, access,
    assignment::{Assignment, AssignmentRole, Holder, Status},
    incoming::{
        CommandKind, Event, Happening, IncomingDocument, State, StateName, apply, decide, receive_apply, table,
    },
    work::{Desk, Task, WorkItem, work_of},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestError, TestRunner},
};

use crate::{
    oracle,
    play::{Played, Turn, play, scripts},
    world::*,
};

/// How many scripts each property is tried on.
const CASES: u32 = 2000;

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

fn pending(assignment: &Assignment) -> bool {
    matches!(assignment.status, Status::Open | Status::Accepted { .. } | Status::Submitted { .. })
}

#[test]
fn there_is_exactly_one_live_primary_chain_while_units_work_and_none_elsewhere() {
    every_turn(|turn| {
        let primaries: Vec<&Assignment> =
            turn.after.assignments().iter().filter(|a| a.role() == AssignmentRole::Primary && pending(a)).collect();
        let lengths = match turn.after.state().name() {
            StateName::Directed => 1..=1,
            StateName::InProgress => 2..=2,
            StateName::AwaitingApproval => 1..=2,
            _ => 0..=0,
        };
        prop_assert!(lengths.contains(&primaries.len()), "{} primaries", primaries.len());
        let tops = primaries.iter().filter(|a| a.parent.is_none()).count();
        prop_assert_eq!(tops, usize::from(!primaries.is_empty()), "one top");
        for primary in &primaries {
            let above = primary.parent.map(|id| primaries.iter().filter(|a| a.id == id).count());
            prop_assert!(above.is_none_or(|n| n == 1), "hangs under the chain");
            let below = primaries.iter().filter(|a| a.parent == Some(primary.id)).count();
            prop_assert!(below <= 1, "does not fork");
        }
        Ok(())
    });
}

fn at(desk: Desk) -> Vec<PersonId> {
    let directory = &WORLD.directory;
    match desk {
        Desk::Registry => vec![CLERK, CLERK_2],
        // Dossiers lie there.
        Desk::OneStop => Vec::new(),
        Desk::Holder(Holder::Person(id)) => directory.active(id).map(|p| p.id).into_iter().collect(),
        Desk::Holder(Holder::Department(id)) => {
            directory.people.values().filter(|p| p.active && p.leads(id)).map(|p| p.id).collect()
        }
    }
}

/// The commands of which one does the task.
fn does(task: Task) -> &'static [CommandKind] {
    use CommandKind as C;
    match task {
        Task::Register => &[C::Register],
        Task::Present => &[C::Present],
        Task::Direct => &[C::Direct, C::Pass],
        Task::Organise | Task::Handle | Task::Support => &[C::SubmitResult],
        Task::Approve => &[C::Approve],
        Task::DecideExtension => &[C::GrantExtension],
        Task::AnswerRecall => &[C::AgreeRecall],
        Task::File => &[C::File],
        Task::Read => &[C::Acknowledge],
        // An outgoing document's, or a dossier's.
        Task::Draft
        | Task::CheckContent
        | Task::CheckForm
        | Task::Sign
        | Task::Issue
        | Task::Seal
        | Task::Dispatch
        | Task::GiveOpinion
        | Task::CheckDossier
        | Task::TransferDossier
        | Task::AssignDossier
        | Task::HandleDossier
        | Task::AnswerConsultation
        | Task::AwaitCitizen
        | Task::ReturnResult => &[],
    }
}

fn somebody_can(document: &IncomingDocument, item: &WorkItem) -> bool {
    at(item.desk).into_iter().any(|person| {
        does(item.task).iter().any(|command| {
            access::may(document, Actor::Person(person), *command, item.assignment, &WORLD.directory).is_ok()
        })
    })
}

const ACTING: [Task; 6] = [Task::Register, Task::Present, Task::Direct, Task::Organise, Task::Handle, Task::Approve];

#[test]
fn somebody_at_work_always_holds_an_open_document_and_can_move_it() {
    every_turn(|turn| {
        let work = work_of(turn.after, turn.moment.now);
        let acting: Vec<&WorkItem> = work.iter().filter(|item| ACTING.contains(&item.task)).collect();
        let open = turn.after.state().name().is_open();
        prop_assert_eq!(acting.len(), usize::from(open), "one desk acts on an open document: {:?}", acting);
        for item in acting {
            prop_assert!(!at(item.desk).is_empty(), "nobody sits at {:?}", item);
            prop_assert!(somebody_can(turn.after, item), "nobody can do {:?}", item);
        }
        Ok(())
    });
}

#[test]
fn whatever_lies_on_a_desk_can_be_done_by_somebody_who_sits_there() {
    every_turn(|turn| {
        for item in work_of(turn.after, turn.moment.now) {
            prop_assert!(somebody_can(turn.after, &item), "nobody can do {:?}", item);
        }
        Ok(())
    });
}

#[test]
fn nobody_acts_who_does_not_hold_it_or_is_not_entitled() {
    every_turn(|turn| {
        if turn.outcome.is_ok() {
            let kind = turn.command.kind();
            let allowed = oracle::allows(turn.before, turn.actor, kind, turn.command.assignment());
            prop_assert!(allowed, "the table does not allow it");
        }
        Ok(())
    });
}

#[test]
fn nothing_is_offered_to_anybody_that_the_table_does_not_allow() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else { return Ok(()) };
        for offer in access::offered(turn.after, person, &WORLD.directory) {
            let allowed = |actor| oracle::allows(turn.after, actor, offer.command, offer.assignment);
            prop_assert!(oracle::names(person).into_iter().any(allowed), "{offer:?} is offered");
        }
        Ok(())
    });
}

#[test]
fn who_has_no_role_and_no_part_never_acts_nor_sees() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else { return Ok(()) };
        let outside = [LEFT, STRANGER, FOREIGNER].contains(&person) || !oracle::has_a_part(turn.before, person);
        if outside {
            // Who hands over need not see what it is.
            let unseen = [CommandKind::HandOver, CommandKind::EndLook].contains(&turn.command.kind());
            prop_assert!(turn.outcome.is_err() || unseen, "an outsider acts");
            let sees = access::may_see(turn.before, person, &WORLD.directory);
            prop_assert!(!sees, "an outsider sees it");
            let offers = access::offered(turn.before, person, &WORLD.directory);
            let unseen = [CommandKind::HandOver, CommandKind::EndLook];
            let any = offers.iter().any(|offer| !unseen.contains(&offer.command));
            prop_assert!(!any, "an outsider is offered something");
        }
        Ok(())
    });
}

#[test]
fn nothing_is_assigned_before_it_is_registered() {
    every_turn(|turn| {
        let entered = turn.after.state().entry().map(|entry| entry.at);
        for assignment in turn.after.assignments() {
            prop_assert!(entered.is_some_and(|at| at <= assignment.opened_at), "assigned before it was entered");
        }
        Ok(())
    });
}

#[test]
fn a_supporting_assignment_never_moves_the_document_nor_completes_it() {
    every_turn(|turn| {
        if turn.target().is_some_and(|a| a.role() == AssignmentRole::Supporting) {
            prop_assert_eq!(turn.before.state(), turn.after.state());
        }
        Ok(())
    });
}

#[test]
fn a_childs_deadline_is_never_after_its_parents() {
    every_turn(|turn| {
        let all: BTreeMap<AssignmentId, &Assignment> = turn.after.assignments().iter().map(|a| (a.id, a)).collect();
        for child in all.values().filter(|a| pending(a)) {
            let parent = child.parent.and_then(|id| all.get(&id));
            if let (Some(due), Some(until)) = (child.due(), parent.and_then(|p| p.due())) {
                prop_assert!(due <= until, "{due} after {until}");
            }
        }
        Ok(())
    });
}

#[test]
fn replaying_the_events_gives_the_same_document_and_each_survives_json() {
    always(
        |_| Ok(()),
        |played| {
            let mut replayed: Option<IncomingDocument> = None;
            for happening in &played.history {
                let written = serde_json::to_string(happening).unwrap();
                let read: Result<Happening, _> = serde_json::from_str(&written);
                prop_assert!(read.is_ok(), "{:?}: {}", read, written);
                let read = read.unwrap();
                prop_assert_eq!(&read, happening);
                replayed = Some(match replayed {
                    None => receive_apply(DOCUMENT, WORLD.directory.agency, &read).unwrap(),
                    Some(document) => apply(document, &read).unwrap(),
                });
            }
            let version = u32::try_from(played.history.len()).unwrap();
            prop_assert_eq!(played.document.version(), version, "every event counts");
            prop_assert_eq!(replayed.as_ref(), Some(&played.document));
            let written = serde_json::to_string(&played.document).unwrap();
            prop_assert_eq!(&serde_json::from_str::<IncomingDocument>(&written).unwrap(), &played.document);
            Ok(())
        },
    );
}

#[test]
fn a_refused_command_changes_nothing_and_the_same_question_has_the_same_answer() {
    every_turn(|turn| {
        let again = decide(turn.before, turn.actor, turn.command.clone(), &turn.moment.context());
        match (turn.outcome, again) {
            (Ok(happening), Ok(events)) => prop_assert_eq!(std::slice::from_ref(&happening.event), events.as_slice()),
            (Err(refusal), Err(again)) => {
                prop_assert_eq!(refusal, &again);
                prop_assert_eq!(turn.before, turn.after);
            }
            (first, second) => prop_assert!(false, "first {:?}, then {:?}", first, second),
        }
        Ok(())
    });
}

#[test]
fn every_refusal_names_its_rule_in_whole_sentences() {
    every_turn(|turn| {
        if let Err(refusal) = turn.outcome {
            let words = refusal.words();
            for sentence in [&words.vi, &words.en] {
                prop_assert!(sentence.ends_with('.') && sentence.len() > 10, "{sentence}");
                prop_assert!(!sentence.contains('{') && !sentence.contains('}'), "{sentence}");
            }
            prop_assert!(!refusal.rule.code().is_empty());
            prop_assert!(refusal.pointer.as_ref().is_none_or(|p| p.starts_with('/')), "{:?}", refusal.pointer);
        }
        Ok(())
    });
}

#[test]
fn every_move_stands_in_the_declared_table() {
    every_turn(|turn| {
        if turn.outcome.is_ok() {
            let (from, to) = (turn.before.state().name(), turn.after.state().name());
            let leads = table::leads(from, turn.command.kind());
            prop_assert!(leads.contains(&to), "{from:?} to {to:?}, declared {leads:?}");
        }
        Ok(())
    });
}

#[test]
fn withdrawing_works_until_it_is_accepted_and_not_after() {
    every_turn(|turn| {
        if turn.command.kind() != CommandKind::Withdraw {
            return Ok(());
        }
        let known = table::knows(turn.before.state().name(), CommandKind::Withdraw);
        let entitled = oracle::allows(turn.before, turn.actor, CommandKind::Withdraw, turn.command.assignment());
        let untouched = turn.target().is_some_and(|a| a.status == Status::Open);
        prop_assert_eq!(turn.outcome.is_ok(), known && entitled && untouched);
        if let Err(refusal) = turn.outcome
            && matches!(turn.target().map(|a| &a.status), Some(Status::Accepted { .. }))
            && known
            && entitled
        {
            prop_assert_eq!(refusal.rule.code(), "already_accepted");
        }
        Ok(())
    });
}

#[test]
fn acting_on_an_assignment_accepts_it() {
    every_turn(|turn| {
        if let (Ok(happening), Some(target)) = (turn.outcome, turn.target())
            && matches!(
                happening.event,
                Event::Accepted { .. }
                    | Event::Assigned { .. }
                    | Event::ProgressReported { .. }
                    | Event::ExtensionRequested { .. }
                    | Event::RecipientAdded { .. }
            )
        {
            let now = turn.after.assignment(target.id).map(|a| &a.status);
            prop_assert!(!matches!(now, Some(Status::Open)), "still open");
        }
        Ok(())
    });
}

#[test]
fn a_final_state_leaves_nothing_to_do() {
    every_turn(|turn| {
        if turn.after.state().name().is_final() {
            prop_assert!(work_of(turn.after, turn.moment.now).is_empty());
            prop_assert!(!turn.after.assignments().iter().any(pending));
        }
        Ok(())
    });
}

#[test]
fn the_line_in_the_register_stands_once_it_is_written() {
    every_turn(|turn| {
        if let Some(entry) = turn.before.state().entry() {
            prop_assert_eq!(turn.after.state().entry(), Some(entry));
        }
        Ok(())
    });
}

#[test]
fn a_secret_line_never_gains_content() {
    every_turn(|turn| {
        if turn.after.facts().is_secret() {
            prop_assert!(turn.after.files().is_empty());
            prop_assert!(turn.after.facts().subject().is_none() && turn.after.facts().remark().is_none());
            let spoken = |a: &Assignment| {
                let result = match &a.status {
                    Status::Submitted { result } => Some(result),
                    Status::Done { result, .. } => result.as_ref(),
                    _ => None,
                };
                a.instruction.is_some() || result.is_some_and(|result| result.text.is_some())
            };
            prop_assert!(!turn.after.assignments().iter().any(spoken), "an instruction or a result has words");
            if let State::Presented { presentation, .. } = turn.after.state() {
                prop_assert!(presentation.note.is_none());
            }
        }
        Ok(())
    });
}
