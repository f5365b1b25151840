//! What figures know of a document: kept step by step it is what its whole history gives, and so are the counters.

use std::collections::BTreeMap;

use domain::{
    assignment::Assignment,
    dossier::Judgement,
    figures::{Amounts, Cell, Course, Outcome, Standing, difference},
    incoming::{IncomingDocument, StateName, apply, receive_apply},
    work::{Task, work_of},
};
use proptest::prelude::*;

use crate::invariants::{always, every_turn};

/// The whole of it at once.
fn recounted(course: Option<&Course>) -> BTreeMap<Cell, Amounts> {
    let mut sums: BTreeMap<Cell, Amounts> = BTreeMap::new();
    for (cell, amounts) in course.map(Course::marks).unwrap_or_default() {
        *sums.entry(cell).or_default() += amounts;
    }
    sums
}

#[test]
fn counters_that_are_kept_step_by_step_are_what_a_recount_gives() {
    always(
        |_| Ok(()),
        |played| {
            let (id, agency) = (played.document.id(), played.document.agency());
            let mut document: Option<IncomingDocument> = None;
            let mut course: Option<Course> = None;
            let mut kept: BTreeMap<Cell, Amounts> = BTreeMap::new();
            let mut seconds = 0;
            for happening in &played.history {
                let next = match document {
                    None => receive_apply(id, agency, happening),
                    Some(document) => apply(document, happening),
                };
                let next = next.unwrap();
                let before = course.clone();
                let (after, left) = Course::next(course, Standing::of_incoming(&next), happening.at);
                for (cell, amounts) in difference(before.as_ref(), after.as_ref()) {
                    *kept.entry(cell).or_default() += amounts;
                }
                kept.retain(|_, amounts| !amounts.is_zero());
                prop_assert_eq!(&kept, &recounted(after.as_ref()), "after {:?}", happening.event);
                seconds += left.map_or(0, |left| left.seconds);
                if let Some(after) = &after {
                    // The same as a transaction finds that only knows the document, but for the past of the state.
                    let said = Standing::of_incoming(&next);
                    prop_assert_eq!(Some(&after.standing), said.as_ref());
                }
                (document, course) = (Some(next), after);
            }
            if let (Some(course), Some(first)) = (&course, played.history.first()) {
                let secret_once = played.history.iter().any(|one| format!("{:?}", one.event).contains("Corrected"));
                prop_assert!(
                    secret_once || first.at + chrono::TimeDelta::seconds(seconds) <= course.since,
                    "no second is counted twice"
                );
            }
            Ok(())
        },
    );
}

#[test]
fn a_document_counts_once_and_is_either_in_hand_or_closed() {
    every_turn(|turn| {
        let Some(standing) = Standing::of_incoming(turn.after) else {
            prop_assert!(turn.after.facts().is_secret());
            return Ok(());
        };
        let state = turn.after.state().name();
        prop_assert_eq!(standing.closed.is_none(), state.is_open());
        let (course, _) = Course::next(None, Some(standing.clone()), turn.moment.now);
        let total = recounted(course.as_ref()).into_values().fold(Amounts::default(), |mut all, one| {
            all += one;
            all
        });
        let void = matches!(state, StateName::Refused | StateName::Voided);
        prop_assert_eq!(total.received, i64::from(!void));
        prop_assert_eq!(total.closed(), i64::from(!void && standing.closed.is_some()));
        prop_assert!(total.directed <= total.received && total.issued == 0);
        // What is due next is due on the desk where it lies.
        if state.is_open() {
            let work = work_of(turn.after, turn.moment.now);
            let steps = [Task::Register, Task::Present, Task::Direct, Task::Organise, Task::Handle, Task::Approve];
            let on_desks: Vec<_> = work.iter().filter(|item| steps.contains(&item.task)).map(|item| item.due).collect();
            prop_assert!(on_desks.contains(&standing.due), "{:?} is not among {on_desks:?}", standing.due);
        }
        Ok(())
    });
}

#[test]
fn what_is_done_is_judged_by_its_date() {
    every_turn(|turn| {
        let Some(done) = turn.after.completion() else { return Ok(()) };
        let Some(standing) = Standing::of_incoming(turn.after) else { return Ok(()) };
        let due = done.root.and_then(|root| turn.after.assignment(root)).and_then(Assignment::due);
        let judged = match due {
            None => Judgement::Untimed,
            Some(due) if done.at > due => Judgement::Late,
            Some(due) => {
                let ended = domain::day_ended_in_vietnam(due);
                if domain::day_in_vietnam(done.at) < ended { Judgement::Early } else { Judgement::InTime }
            }
        };
        prop_assert_eq!(standing.closed.map(|(outcome, _)| outcome), Some(Outcome::Done(judged)));
        Ok(())
    });
}
