//! The registry's own steps: entering and presenting what came in; giving the number, sealing and sending what goes out, on the day of the
//! signature or the next (Decree 30/2020, Art. 14(2), 15(2), 18(1)). At its time the registry is told, and where it passes the chief of office, or the
//! leaders where there is none, and whoever monitors.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Deadline, Look, Reminder, Stage, Surroundings, Told, in_hours, not_told, opinion::opinions_running, running, steps,
};
use crate::{
    Actor, AssignmentId, DocumentId, PersonId, UtcTime,
    assignment::Holder,
    calendar::CalendarFault,
    document::Document,
    incoming::{self, IncomingDocument, StepDeadline, Urgency},
    notice::{self, Letter, Notice, NoticeKind, Recipient},
    organisation::{Directory, Role},
    outgoing::{self, OutgoingDocument},
    work::Desk,
};

/// The deadline of the registry's step of a document that runs now. It stands under the document's own id.
pub fn step_running(document: DocumentId, step: Option<&StepDeadline>) -> Option<Deadline> {
    step.map(|step| Deadline { assignment: AssignmentId(document.0), desk: Desk::Registry, due: step.due })
}

/// Whether this is the deadline of the registry's step of a document.
pub fn is_step(document: DocumentId, deadline: &Deadline) -> bool {
    deadline.assignment.0 == document.0
}

/// Every deadline of what came in that runs now: of work, and of the registry's step.
pub fn incoming_deadlines(document: &IncomingDocument) -> Vec<Deadline> {
    let mut all = running(document);
    all.extend(step_running(document.id(), document.state().step_deadline()));
    all
}

/// Every deadline of what goes out that runs now: of opinions that are asked, and of the registry's step.
pub fn outgoing_deadlines(document: &OutgoingDocument) -> Vec<Deadline> {
    let mut all = opinions_running(document);
    all.extend(step_running(document.id(), document.state().step_deadline()));
    all
}

/// Looks at the deadline of a step of the registry that has run since some moment.
///
/// # Errors
/// As [`steps`].
pub fn look_at_step(
    document: &Document,
    deadline: Deadline,
    since: UtcTime,
    told: &BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Result<Look, CalendarFault> {
    let Surroundings { now, directory, settings, .. } = around;
    let calendar = around.calendar.agency();
    let urgent = document.urgency() >= Urgency::Urgent;
    let mut steps = steps((since, deadline.due), urgent, settings, calendar)?;
    // A step takes a day at the most: nobody is told beforehand, and whoever is told that it is late is told once.
    steps.retain(|(stage, _)| matches!(stage, Stage::At | Stage::LateHead));
    let reached = steps.iter().filter(|(_, at)| *at <= now).map(|(stage, _)| *stage);
    let mut latest: BTreeMap<PersonId, (Stage, Option<PersonId>)> = BTreeMap::new();
    for stage in reached.rev() {
        let concerned = match stage {
            Stage::At => notice::told_at(Desk::Registry, directory),
            _ => answering(directory),
        };
        for (person, instead_of) in concerned {
            latest.entry(person).or_insert((stage, instead_of));
        }
    }
    let reminders = not_told(deadline, latest, told, |person| document.may_see(person, directory));
    in_hours(reminders, &steps, urgent, calendar, now)
}

/// Who answers for the registry: the chief of office, or the leaders where there is none; and whoever monitors.
pub(super) fn answering(directory: &Directory) -> Vec<(PersonId, Option<PersonId>)> {
    let chiefs: Vec<PersonId> = directory.with_role(Role::ChiefOfOffice).collect();
    let above = if chiefs.is_empty() { directory.with_role(Role::Leader).collect() } else { chiefs };
    let all = above.into_iter().chain(directory.with_role(Role::Monitor));
    all.flat_map(|id| notice::told_at(Desk::Holder(Holder::Person(id)), directory)).collect()
}

/// What the registry is to do next, as an office says it.
const fn step_in_words(document: &Document) -> Option<&'static str> {
    match document {
        Document::Incoming(document) => match document.state() {
            incoming::State::Received { .. } => Some("Vào sổ văn bản đến"),
            incoming::State::Registered { .. } => Some("Trình lãnh đạo hoặc chuyển xử lý"),
            _ => None,
        },
        Document::Outgoing(document) => match document.state() {
            outgoing::State::Signed { .. } => Some("Cấp số, ngày"),
            outgoing::State::Issued { .. } => Some("Đóng dấu, ký số của cơ quan và phát hành"),
            outgoing::State::Sealed { .. } => Some("Phát hành"),
            _ => None,
        },
        // Its dates are all looked at by `look_at_dossier`.
        Document::Dossier(_) => None,
    }
}

/// What a reminder of a step says.
pub fn step_letter(reminder: &Reminder, document: &Document, directory: &Directory, at: UtcTime) -> Letter {
    let Reminder { deadline, told, instead_of } = *reminder;
    let notice = Notice {
        kind: if told.stage == Stage::At { NoticeKind::StepDueNow } else { NoticeKind::StepOverdue },
        to: Recipient::Person(told.person),
        instead_of,
        assignment: None,
        words: step_in_words(document).map(str::to_owned),
        due: Some(deadline.due),
        about: None,
    };
    let by = (Actor::Office, at);
    match document {
        Document::Incoming(document) => notice::letter_by(&notice, document, by, directory),
        Document::Outgoing(document) => notice::outgoing_letter(&notice, document, by, directory),
        Document::Dossier(dossier) => notice::dossier_letter(&notice, dossier, by, directory),
    }
}
