//! The deadline of the registry's step, counted anew where the working calendar has changed since it was set.

use super::OutgoingContext;
use crate::{
    Refusal, Rule,
    incoming::{decide::recount::of_the_program, event::MovedStep},
    outgoing::{OutgoingDocument, command::RecountStep, event::Event},
};

/// The deadlines that are others by the calendar of now.
///
/// # Errors
/// [`Rule::NothingToChange`] where all stay.
pub(super) fn recount(
    document: &OutgoingDocument,
    command: &RecountStep,
    context: &OutgoingContext<'_>,
) -> Result<Event, Refusal> {
    let deadline = document.state().step_deadline();
    let step = deadline.and_then(|deadline| MovedStep::of(deadline, context.calendar, context.now));
    let step = step.ok_or(Refusal::new(Rule::NothingToChange))?;
    let because = match command.because.as_slice() {
        [] => of_the_program([(step.due_before, step.deadline.due)]),
        because => because.to_vec(),
    };
    Ok(Event::DeadlinesRecounted { step: Some(step), because })
}
