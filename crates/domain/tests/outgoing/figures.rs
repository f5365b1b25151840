//! What figures know of a document that goes out: kept step by step it is what its whole history gives, and so are the counters.

use std::collections::BTreeMap;

use domain::{
    dossier::Judgement,
    figures::{Amounts, Cell, Course, Outcome, Standing, difference},
    outgoing::{OutgoingDocument, StateName, apply, create_apply},
    work::outgoing_step,
};
use proptest::prelude::*;

use crate::invariants::{always, every_turn};

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
            let mut document: Option<OutgoingDocument> = None;
            let mut course: Option<Course> = None;
            let mut kept: BTreeMap<Cell, Amounts> = BTreeMap::new();
            // How the steps of the registry went, by the documents themselves.
            let mut late = None;
            for happening in &played.history {
                let next = match document.clone() {
                    None => create_apply(id, agency, happening),
                    Some(document) => apply(document, happening),
                };
                let next = next.unwrap();
                if let Some(before) = &document
                    && before.state().name() != next.state().name()
                {
                    if let Some(deadline) = before.state().step_deadline() {
                        late = Some(late == Some(true) || happening.at > deadline.due);
                    }
                    if matches!(next.state().name(), StateName::Draft) {
                        late = None;
                    }
                }
                let before = course.clone();
                let (after, _) = Course::next(course, Some(Standing::of_outgoing(&next)), happening.at);
                for (cell, amounts) in difference(before.as_ref(), after.as_ref()) {
                    *kept.entry(cell).or_default() += amounts;
                }
                kept.retain(|_, amounts| !amounts.is_zero());
                prop_assert_eq!(&kept, &recounted(after.as_ref()), "after {:?}", happening.event);
                let outcome = after.as_ref().and_then(|course| course.standing.closed).map(|(outcome, _)| outcome);
                if next.state().dispatch().is_some() {
                    let judged = match late {
                        None => Judgement::Untimed,
                        Some(true) => Judgement::Late,
                        Some(false) => Judgement::InTime,
                    };
                    prop_assert_eq!(outcome, Some(Outcome::Done(judged)));
                }
                (document, course) = (Some(next), after);
            }
            Ok(())
        },
    );
}

#[test]
fn a_document_counts_once_and_is_either_on_its_way_or_closed() {
    every_turn(|turn| {
        let standing = Standing::of_outgoing(turn.after);
        let step = outgoing_step(turn.after).filter(|_| turn.after.state().dispatch().is_none());
        prop_assert_eq!(standing.closed.is_none(), step.is_some(), "{:?}", turn.after.state().name());
        prop_assert_eq!(standing.due, outgoing_step(turn.after).and_then(|step| step.due));
        let (course, _) = Course::next(None, Some(standing.clone()), turn.moment.now);
        let total = recounted(course.as_ref()).into_values().fold(Amounts::default(), |mut all, one| {
            all += one;
            all
        });
        prop_assert_eq!(total.received, 1);
        prop_assert_eq!(total.closed(), i64::from(standing.closed.is_some()));
        prop_assert!(total.issued <= 1 && total.directed == 0);
        Ok(())
    });
}
