//! What an outgoing document that answers it does to an incoming one, and that it is taken back when its number is struck out.

use domain::{
    Actor, Context,
    incoming::{Command, CommandKind, StateName as S, apply, decide},
    notice::{NoticeKind, Recipient, notices},
};
use serde_json::{Value, json};

use crate::world::*;

const ANSWER: &str = "45/UBND-VP";

fn answered(state: S, completes: bool) -> Story {
    let mut story = Story::in_state(state);
    story.by_actor(Actor::Office, json!({"command": "answered", "by": ANSWER, "completes": completes}));
    story
}

fn take_back() -> Value {
    json!({"command": "answer_voided", "by": ANSWER, "reason": "Cấp nhầm số"})
}

/// From where to where a document goes when the answer is taken back: open, closed otherwise, or completed by it, whoever is left.
pub fn walked() -> Vec<(S, CommandKind, S)> {
    let mut stories: Vec<Story> =
        [S::Directed, S::InProgress, S::AwaitingApproval].map(|at| answered(at, false)).into();
    let mut presented = answered(S::Directed, false);
    let unit = presented.primary();
    presented.by(HEAD, json!({"command": "give_back", "assignment": unit, "reason": "Không đúng việc"}));
    let mut registered = presented.clone();
    registered.by(CHAIR, json!({"command": "give_back", "reason": "Kiểm tra lại"}));
    let mut completed = answered(S::AwaitingApproval, false);
    completed.by(HEAD, json!({"command": "approve", "assignment": completed.submitted()}));
    let mut filed = completed.clone();
    filed.by(OFFICER, json!({"command": "file"}));
    stories.extend([presented, registered, completed, filed]);
    let mut walked = Vec::new();
    for mut story in stories {
        let from = story.state();
        story.by_actor(Actor::Office, take_back());
        assert_eq!((story.state(), story.document.answers()), (from, [].as_slice()));
        walked.push((from, CommandKind::AnswerVoided, from));
    }
    for (worked, to) in [
        (S::InProgress, S::InProgress),
        (S::Directed, S::Directed),
        (S::Directed, S::Presented),
        (S::Directed, S::Registered),
    ] {
        for file in [false, true] {
            let mut story = answered(worked, true);
            if file {
                story.by(CLERK, json!({"command": "file"}));
            }
            // The unit is no more; and the leader has left, too.
            let mut directory = WORLD.directory.clone();
            directory.departments.get_mut(&ECONOMY).unwrap().active = ![S::Presented, S::Registered].contains(&to);
            directory.people.get_mut(&CHAIR).unwrap().active = to != S::Registered;
            let (moment, from) = (story.moment(), story.state());
            let context = Context { directory: &directory, ..moment.context() };
            let command: Command = serde_json::from_value(take_back()).unwrap();
            let event = decide(&story.document, Actor::Office, command, &context).unwrap().remove(0);
            let happening = domain::incoming::Happening { by: Actor::Office, at: moment.now, event };
            let after = apply(story.document.clone(), &happening).unwrap();
            assert_eq!((after.state().name(), after.answers()), (to, [].as_slice()));
            walked.push((from, CommandKind::AnswerVoided, to));
        }
    }
    walked
}

#[test]
fn what_a_struck_out_number_completed_goes_on_with_whoever_held_it() {
    let mut story = answered(S::InProgress, true);
    assert_eq!(story.state(), S::Completed);
    assert_eq!(story.refused(CLERK, take_back()), "system_only");
    let before = story.document.clone();
    let happening = story.by_actor(Actor::Office, take_back());
    assert_eq!(
        (story.state(), story.document.primary_holder()),
        (S::InProgress, before.last_leg(before.assignments()[0].id).map(|leg| leg.holder))
    );
    let told = notices(Some(&before), &story.document, &happening, &WORLD.directory);
    let officer = told.iter().find(|notice| notice.to == Recipient::Person(OFFICER)).unwrap();
    assert_eq!((officer.kind, officer.words.as_deref()), (NoticeKind::Reopened, Some("45/UBND-VP: Cấp nhầm số")));
    let again = story.try_by(Actor::Office, take_back()).unwrap_err();
    assert_eq!(again.rule.code(), "nothing_to_change");
}

#[test]
fn what_was_completed_otherwise_stays_so_and_what_is_open_is_told() {
    let mut story = answered(S::InProgress, false);
    let before = story.document.clone();
    let happening = story.by_actor(Actor::Office, take_back());
    let told = notices(Some(&before), &story.document, &happening, &WORLD.directory);
    assert_eq!(told.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [NoticeKind::AnswerVoided]);
    // An earlier answer than the one that completed it.
    let mut story = answered(S::InProgress, false);
    story.by_actor(Actor::Office, json!({"command": "answered", "by": "46/UBND-VP", "completes": true}));
    story.by_actor(Actor::Office, take_back());
    assert_eq!((story.state(), story.document.answers().len()), (S::Completed, 1));
}
