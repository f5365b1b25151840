//! Whose clock it was, as it is listed.

use chrono::{DateTime, TimeDelta, Utc};
use office::domain::{AssignmentId, incoming::Turn, organisation::Directory, work::Task};
use serde::Serialize;
use utoipa::ToSchema;

use super::HolderView;

/// One stretch for which somebody had something to do about a document (lượt giữ văn bản).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Turn)]
pub struct TurnView {
    /// Whose desk it lay on.
    holder: HolderView,
    /// What was to be done.
    task: Task,
    /// Under which assignment.
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<AssignmentId>,
    /// Since when.
    from: DateTime<Utc>,
    /// Until when; absent while it lies there.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<DateTime<Utc>>,
    /// The deadline that held at its end, or holds now.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<DateTime<Utc>>,
    /// The deadline that held at its beginning, where that was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_due: Option<DateTime<Utc>>,
    /// How many minutes of the desk's working time it lasted, without those for which the document rested.
    working_minutes: i64,
    /// How many of them came behind the deadline.
    late_minutes: i64,
    /// Whether its time ran out while it lay there: whose clock it was. Whoever gets it late already is not late by that.
    late: bool,
}

impl TurnView {
    /// As the directory knows the holder.
    pub fn of(turn: &Turn, directory: &Directory) -> Self {
        Self {
            holder: HolderView::of_desk(turn.desk, directory),
            task: turn.task,
            assignment: turn.assignment,
            from: turn.from,
            until: turn.until,
            due: turn.due,
            first_due: turn.first_due,
            working_minutes: TimeDelta::num_minutes(&turn.worked),
            late_minutes: TimeDelta::num_minutes(&turn.late),
            late: turn.is_late,
        }
    }
}
