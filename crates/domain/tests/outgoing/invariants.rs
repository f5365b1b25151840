//! What holds whatever anybody does: each a property over random scripts, shrunk when it fails.

use std::collections::BTreeSet;

use chrono::Datelike;
use domain::{
    Actor, OpinionId, RecipientId,
    access::outgoing::{is_open, may, may_see, offered, service_sees},
    day_in_vietnam,
    outgoing::{
        About, Checks, CommandKind, DeliveryState, Destination, Event, Happening, OutgoingDocument, RelationKind,
        StateName, apply, create_apply, decide, form, state::Medium, table,
    },
    work::{Task, WorkItem, outgoing_work_of},
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestError, TestRunner},
};

use crate::{
    oracle,
    play::{Played, Turn, at, moved, play, scripts},
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

#[test]
fn its_parts_fit_together_and_what_was_checked_is_what_stands() {
    every_turn(|turn| {
        let document = turn.after;
        prop_assert_eq!(document.check(), Ok(()));
        prop_assert!(OutgoingDocument::restore(document.clone()).is_ok());
        let digest = document.content().digest();
        let numbers: Vec<u32> = document.editions().iter().map(|edition| edition.number).collect();
        let count = u32::try_from(numbers.len()).unwrap();
        prop_assert_eq!(numbers, (1..=count).collect::<Vec<u32>>(), "editions are counted from 1");
        prop_assert_eq!(&document.editions().last().unwrap().digest, &digest);
        let (content_check, form_check) = document.state().checks();
        for check in [content_check, form_check].into_iter().flatten() {
            prop_assert_eq!(&check.digest, &digest, "another edition was checked");
        }
        Ok(())
    });
}

#[test]
fn nothing_changes_the_content_but_a_new_edition_of_a_draft() {
    every_turn(|turn| {
        if turn.before.content() == turn.after.content() {
            prop_assert_eq!(turn.before.editions(), turn.after.editions());
        } else {
            let revises = [CommandKind::Revise, CommandKind::ReviseCopy];
            prop_assert!(revises.contains(&turn.command.kind()));
            prop_assert_eq!(turn.before.state().name(), StateName::Draft);
            prop_assert_eq!(turn.after.state(), turn.before.state());
            prop_assert_eq!(turn.after.editions().len(), turn.before.editions().len() + 1);
        }
        Ok(())
    });
}

#[test]
fn replaying_the_events_gives_the_same_document_and_each_survives_json() {
    always(
        |_| Ok(()),
        |played| {
            let mut replayed: Option<OutgoingDocument> = None;
            for happening in &played.history {
                let written = serde_json::to_string(happening).unwrap();
                let read: Result<Happening, _> = serde_json::from_str(&written);
                prop_assert!(read.is_ok(), "{:?}: {}", read, written);
                let read = read.unwrap();
                prop_assert_eq!(&read, happening);
                replayed = Some(match replayed {
                    None => create_apply(DOCUMENT, WORLD.directory.agency, &read).unwrap(),
                    Some(document) => apply(document, &read).unwrap(),
                });
            }
            let version = u32::try_from(played.history.len()).unwrap();
            prop_assert_eq!(played.document.version(), version, "every event counts");
            prop_assert_eq!(replayed.as_ref(), Some(&played.document));
            let written = serde_json::to_string(&played.document).unwrap();
            prop_assert_eq!(&serde_json::from_str::<OutgoingDocument>(&written).unwrap(), &played.document);
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
            prop_assert!(refusal.pointer.as_ref().is_none_or(|p| p.starts_with('/')), "{:?}", refusal.pointer);
        }
        Ok(())
    });
}

#[test]
fn every_move_stands_in_the_declared_table() {
    every_turn(|turn| {
        if let Some((from, to)) = moved(turn) {
            prop_assert!(table::leads(from, turn.command.kind()).contains(&to));
        }
        Ok(())
    });
}

#[test]
fn nobody_acts_whom_the_table_does_not_allow() {
    every_turn(|turn| {
        if turn.outcome.is_ok() {
            let allowed = oracle::allows(turn.before, turn.actor, turn.command.kind(), turn.command.about());
            prop_assert!(allowed, "the table does not allow it");
        }
        Ok(())
    });
}

#[test]
fn who_has_no_role_and_no_part_never_acts_nor_sees() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else {
            let kind = turn.command.kind();
            let own = turn.actor == Actor::Office && kind.is_the_offices();
            // How far it has come there its recipient tells.
            let told = turn.actor == Actor::Interchange && kind == CommandKind::NoteDelivery;
            // And a system that was given the registry's work sees what it works on.
            let given = turn.actor == Actor::Service(ISSUING_SYSTEM) && service_sees(turn.before);
            prop_assert!(turn.outcome.is_err() || own || told || given, "only people act");
            return Ok(());
        };
        let sees = may_see(turn.before, person, &WORLD.directory);
        prop_assert_eq!(sees, oracle::has_a_part(turn.before, person));
        if !sees {
            // Who hands over need not see what it is.
            let unseen = |kind: CommandKind| kind == CommandKind::HandOverDraft && person == ADMIN;
            prop_assert!(turn.outcome.is_err() || unseen(turn.command.kind()), "an outsider acts");
            let offers = offered(turn.before, person, &WORLD.directory);
            prop_assert!(offers.iter().all(|offer| unseen(offer.command)), "an outsider is offered something");
        }
        Ok(())
    });
}

#[test]
fn a_number_comes_after_the_signature_and_its_line_stands_for_ever() {
    every_turn(|turn| {
        let (before, after) = (turn.before.state(), turn.after.state());
        if let Some(issue) = before.issue() {
            prop_assert_eq!(after.issue(), Some(issue));
        } else if let Some(issue) = after.issue() {
            prop_assert_eq!(before.name(), StateName::Signed);
            prop_assert_eq!(Some(&issue.signature), before.signature());
            let (line, register) = (&issue.line, turn.moment.number.as_ref().unwrap());
            prop_assert_eq!((line.register, line.number), (register.id, register.next_number));
            prop_assert_eq!(line.issued_on, day_in_vietnam(turn.moment.now), "the day of today and no other");
            prop_assert_eq!(line.year, line.issued_on.year());
            prop_assert!(line.issued_on >= day_in_vietnam(issue.signature.at), "before it was signed");
            prop_assert!(form::layout(turn.after, &turn.moment.context()).number.ends_with(line.notation.as_str()));
        }
        Ok(())
    });
}

#[test]
fn a_signature_is_of_ones_own_hand_or_the_registry_notes_what_paper_shows() {
    every_turn(|turn| {
        if let Some(signature) = turn.after.state().signature() {
            let own = signature.by == domain::By::own(signature.signer);
            let noted = signature.on == Medium::Paper && !signature.files.is_empty();
            let clerk = [CLERK, CLERK_2].contains(&signature.by.desk());
            prop_assert!(own || clerk && noted, "{:?}", signature);
            prop_assert!(signature.on == Medium::Paper || !signature.files.is_empty(), "a PDF without a PDF");
            match &signature.checks {
                Checks::Drafted { content_check, form_check } => {
                    prop_assert!(!turn.after.is_copy(), "a copy has no content to check");
                    prop_assert!(!content_check.by.shares_a_name(form_check.by), "one checked both");
                }
                Checks::Copied { copy_check } => {
                    prop_assert!(turn.after.is_copy(), "nobody checked its content");
                    let makers = turn.after.former_drafters().iter().chain([&signature.signer]);
                    let drafter = turn.after.drafter();
                    prop_assert!(
                        copy_check.by.desk() == drafter || makers.copied().any(|id| id == copy_check.by.desk())
                    );
                }
            }
            let capacity = WORLD.organisation.signing(signature.capacity);
            prop_assert_eq!(capacity.map(|(person, _)| person.id), Some(signature.signer));
        }
        Ok(())
    });
}

/// The commands of which one does the task.
fn does(task: Task) -> CommandKind {
    use CommandKind as C;
    match task {
        Task::Draft => C::Submit,
        Task::CheckContent => C::Endorse,
        Task::CheckForm => C::PassForm,
        Task::Sign => C::Sign,
        Task::Issue => C::Issue,
        Task::Seal => C::SealIssued,
        Task::Dispatch => C::DispatchIssued,
        Task::File => C::FileIssued,
        Task::Read => C::AcknowledgeIssued,
        Task::GiveOpinion => C::GiveOpinion,
        other => panic!("{other:?} is no task of an outgoing document"),
    }
}

fn somebody_can(document: &OutgoingDocument, item: &WorkItem) -> bool {
    let about = match (item.task, item.assignment) {
        (Task::GiveOpinion, Some(id)) => About::Opinion(OpinionId(id.0)),
        (_, Some(id)) => About::Recipient(RecipientId(id.0)),
        (_, None) => About::Nothing,
    };
    at(item.desk).into_iter().any(|person| {
        WORLD
            .directory
            .actors(person)
            .any(|actor| may(document, actor, does(item.task), about, &WORLD.directory).is_ok())
    })
}

#[test]
fn one_desk_acts_on_an_open_document_and_whatever_lies_on_a_desk_can_be_done_there() {
    every_turn(|turn| {
        let work = outgoing_work_of(turn.after);
        let beside = [Task::Read, Task::GiveOpinion];
        let acting = work.iter().filter(|item| !beside.contains(&item.task)).count();
        prop_assert_eq!(acting, usize::from(is_open(turn.after)), "{:?}", work);
        for item in &work {
            prop_assert!(somebody_can(turn.after, item), "nobody can do {:?}", item);
            prop_assert!(item.since <= turn.moment.now);
        }
        Ok(())
    });
}

#[test]
fn a_final_state_leaves_nothing_to_do_nor_to_say() {
    every_turn(|turn| {
        if turn.after.state().name().is_final() {
            prop_assert!(outgoing_work_of(turn.after).is_empty());
            for person in WORLD.directory.people.keys() {
                prop_assert!(offered(turn.after, *person, &WORLD.directory).is_empty());
            }
        }
        if turn.before.state().name().is_final() {
            prop_assert!(turn.outcome.is_err(), "it goes on after its end");
        }
        Ok(())
    });
}

#[test]
fn recipients_are_told_apart_and_keep_their_ids() {
    every_turn(|turn| {
        let recipients = &turn.after.content().recipients;
        let ids: BTreeSet<RecipientId> = recipients.iter().map(|to| to.id).collect();
        prop_assert_eq!(ids.len(), recipients.len(), "one stands there twice");
        for (n, one) in recipients.iter().enumerate() {
            let twice = recipients.iter().skip(n + 1).any(|to| to.destination.leads_where(&one.destination));
            prop_assert!(!twice, "one stands there twice");
        }
        for stood in &turn.before.content().recipients {
            let now = recipients.iter().find(|to| to.destination.leads_where(&stood.destination));
            prop_assert!(now.is_none_or(|to| to.id == stood.id), "another id");
        }
        prop_assert!(recipients.iter().all(|to| (1..=999).contains(&to.copies)));
        Ok(())
    });
}

#[test]
fn its_way_is_noted_from_the_dispatch_on_and_ends_inside_with_a_recall() {
    every_turn(|turn| {
        let document = turn.after;
        let gone_out = [StateName::Dispatched, StateName::Filed, StateName::Recalled, StateName::Replaced];
        prop_assert_eq!(document.state().dispatch().is_some(), gone_out.contains(&document.state().name()));
        for to in &document.content().recipients {
            let noted = document.noted().get(&to.id);
            let by_itself = matches!(to.destination, Destination::Agency { .. }) || document.mailing(to.id).is_some();
            if document.state().dispatch().is_none() {
                prop_assert!(noted.is_none() && document.mailed().is_empty(), "noted of {:?}", to);
                continue;
            }
            // Of what is known by itself only what somebody has noted, a system for them, or its recipient told, stands there; of another agency that it has answered.
            if by_itself {
                let agency = matches!(to.destination, Destination::Agency { .. });
                let system = matches!(turn.actor, Actor::Interchange | Actor::Service(_));
                let told = system || turn.before.noted().get(&to.id) == noted;
                prop_assert!(noted.is_none_or(|noted| told || noted.by.is_some()), "{:?}", noted);
                prop_assert!(noted.is_none_or(|noted| !agency || noted.state == DeliveryState::Done), "{:?}", noted);
                continue;
            }
            prop_assert!(noted.is_some(), "nothing is noted of {:?}", to);
            let noted = noted.unwrap();
            if matches!(to.destination, Destination::Inside { .. }) {
                let fits: &[DeliveryState] = if document.state().name() == StateName::Recalled {
                    &[DeliveryState::Recalled]
                } else if document.state().name() == StateName::Replaced {
                    &[DeliveryState::Arrived, DeliveryState::Received, DeliveryState::Done, DeliveryState::Recalled]
                } else {
                    &[DeliveryState::Arrived, DeliveryState::Received, DeliveryState::Done]
                };
                prop_assert!(fits.contains(&noted.state), "{:?}", noted);
            }
            if document.state().name() == StateName::Recalled {
                prop_assert!(noted.state != DeliveryState::Queued, "what was recalled still waits for the post");
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_mailed_goes_to_a_counterpart_once_with_the_sealed_files_and_stays_so() {
    every_turn(|turn| {
        let (before, after) = (turn.before, turn.after);
        if before.state().dispatch().is_some() {
            prop_assert_eq!(before.mailed(), after.mailed(), "what was mailed is changed");
        }
        let ids: BTreeSet<_> = after.mailed().iter().map(|mailing| (mailing.recipient, mailing.message)).collect();
        prop_assert_eq!(ids.len(), after.mailed().len());
        for mailing in after.mailed() {
            let to = after.recipient(mailing.recipient).map(|to| &to.destination);
            let named = matches!(to, Some(Destination::Counterpart { counterpart: BUREAU, .. }));
            prop_assert!(named && mailing.to.as_str() == "vanthu@cuc.example", "{:?}", mailing);
            if after.state().seal().is_some() {
                prop_assert!(after.sealed_files().next().is_some(), "a mail without a file");
            }
        }
        Ok(())
    });
}

#[test]
fn the_registrys_steps_have_a_deadline() {
    every_turn(|turn| {
        let deadline = turn.after.state().step_deadline();
        let steps = [StateName::Signed, StateName::Issued, StateName::Sealed];
        prop_assert_eq!(deadline.is_some(), steps.contains(&turn.after.state().name()));
        if let Some(deadline) = deadline {
            prop_assert!(deadline.due >= deadline.counted.from);
            let work = outgoing_work_of(turn.after);
            let steps = work.iter().filter(|item| item.task != Task::GiveOpinion);
            prop_assert_eq!(steps.map(|item| item.due).collect::<Vec<_>>(), [Some(deadline.due)]);
        }
        Ok(())
    });
}

#[test]
fn form_is_looked_at_without_a_fault_wherever_it_stands() {
    every_turn(|turn| {
        let context = turn.moment.context();
        for finding in form::findings(turn.after, &context) {
            for sentence in [&finding.words.vi, &finding.words.en] {
                prop_assert!(sentence.ends_with('.') && !sentence.contains('{'), "{sentence}");
            }
        }
        let layout = form::layout(turn.after, &context);
        // Whoever stands in "Kính gửi" stands below it in one line together.
        let above = layout.addressed_to.len().saturating_sub(1);
        prop_assert_eq!(layout.recipients.len() + above, turn.after.content().recipients.len() + 1);
        let blocked = form::findings(turn.before, &context).iter().any(|finding| finding.blocks);
        let to_signer = turn.after.state().name() == StateName::AwaitingSignature;
        if to_signer
            && [CommandKind::PassForm, CommandKind::Submit].contains(&turn.command.kind())
            && turn.outcome.is_ok()
        {
            prop_assert!(!blocked, "put before the signer with a fault");
        }
        Ok(())
    });
}

#[test]
fn a_system_does_the_registrys_work_on_what_is_signed_the_interchange_tells_of_delivery_and_the_office_what_follows_from_another_document()
 {
    every_turn(|turn| {
        for actor in
            [Actor::Service(SYSTEM), Actor::Service(ENDED_SYSTEM), Actor::Citizen, Actor::Office, Actor::Interchange]
        {
            for command in CommandKind::ALL {
                let told = actor == Actor::Interchange && *command == CommandKind::NoteDelivery;
                let own = told || (actor == Actor::Office && command.is_the_offices());
                let may = may(turn.after, actor, *command, About::Nothing, &WORLD.directory);
                prop_assert!(may.is_err() || own);
            }
        }
        let system =
            |command| may(turn.after, Actor::Service(ISSUING_SYSTEM), command, About::Nothing, &WORLD.directory);
        let gives = CommandKind::ALL.iter().any(|command| system(*command).is_ok());
        prop_assert!(!gives || service_sees(turn.after), "it changes what it doesn't see");
        prop_assert_eq!(
            service_sees(turn.after),
            turn.after.state().signature().is_some(),
            "what is signed, and nothing else"
        );
        Ok(())
    });
}

#[test]
fn a_copy_is_of_the_type_of_its_form_and_stays_one() {
    every_turn(|turn| {
        prop_assert_eq!(turn.before.is_copy(), turn.after.is_copy());
        let (content, state) = (turn.after.content(), turn.after.state().name());
        if let Some(copy) = &content.copy {
            prop_assert_eq!(content.type_code.as_str(), copy.kind.form().type_code());
            prop_assert!(![StateName::UnitReview, StateName::FormCheck].contains(&state), "a copy is checked");
            prop_assert!(content.relations.is_empty() && content.answers.is_empty());
            if let Some(line) = turn.after.state().line() {
                prop_assert_eq!(line.register_name.as_str(), "Sổ bản sao");
            }
        } else if let Some(line) = turn.after.state().line() {
            prop_assert!(line.register_name != "Sổ bản sao", "only copies stand in that book");
        }
        Ok(())
    });
}

#[test]
fn what_a_later_document_does_is_noted_by_the_office_alone_and_taken_back_whole() {
    every_turn(|turn| {
        let before: Vec<_> = turn.before.later().map(|(kind, later)| (kind, later.document)).collect();
        let after: Vec<_> = turn.after.later().map(|(kind, later)| (kind, later.document)).collect();
        if before != after {
            prop_assert_eq!(turn.actor, Actor::Office);
        }
        prop_assert_eq!(
            turn.after.state().name() == StateName::Replaced,
            after.iter().any(|(kind, _)| *kind == RelationKind::Replaces)
        );
        let ids: BTreeSet<_> = after.iter().map(|(_, id)| *id).collect();
        prop_assert_eq!(ids.len(), after.len(), "one document does two things");
        prop_assert_eq!(
            turn.after.content(),
            if before == after { turn.after.content() } else { turn.before.content() }
        );
        // What is taken back at once leaves it as it was.
        if let (Some(later), Ok(_)) = (turn.after.state().replaced_by(), turn.outcome)
            && turn.before.state().name() != StateName::Replaced
        {
            let event = Event::RelationTakenBack { document: later.document };
            let back = apply(turn.after.clone(), &Happening { by: Actor::Office, at: turn.moment.now, event }).unwrap();
            prop_assert_eq!(back.state(), turn.before.state());
            prop_assert_eq!(back.noted(), turn.before.noted());
        }
        Ok(())
    });
}
