//! Digests (bản tin): what lies before somebody on a morning, and once a week how the departments stand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    AssignmentId, DocumentId, UtcTime,
    calendar::{Calendar, CalendarFault, Minute},
    day_ended_in_vietnam, day_in_vietnam,
    incoming::Urgency,
    notice::{Letter, NoticeKind},
    work::Task,
};

/// When whoever works by this calendar gets the digest of a day, and until when: at the office's time, or when they begin to work where
/// their day is over by then. None on a day of rest.
///
/// # Errors
/// As [`Calendar::open_on_day_of`].
pub fn told_on(day: NaiveDate, at: Minute, calendar: &Calendar) -> Result<Option<(UtcTime, UtcTime)>, CalendarFault> {
    let at = at.on(day);
    let open = calendar.open_on_day_of(at)?;
    Ok(open.map(|(opens, closes)| (if at > closes { opens } else { at }, closes)))
}

/// A document as a digest names it. Of a secret line it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub document: DocumentId,
    /// Whether it is a secret line: then it has no name and no urgency here.
    pub secret: bool,
    /// Số đến and year.
    pub arrival: Option<(u32, i32)>,
    /// Trích yếu, or number and notation, or author.
    pub about: Option<String>,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Until when; not of a secret line.
    pub due: Option<UtcTime>,
    /// What was told, where the line stands for a notice that was left for the digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeKind>,
    /// The words that went with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Line {
    /// The line that stands for a notice.
    pub fn of(letter: &Letter) -> Self {
        let document = &letter.document;
        let secret = document.secret;
        let about = document.subject.clone().or_else(|| document.notation.clone()).or_else(|| document.author.clone());
        Self {
            document: document.id,
            secret,
            arrival: document.arrival.filter(|_| !secret),
            about: about.filter(|_| !secret),
            urgency: if secret { Urgency::Normal } else { document.urgency },
            due: letter.due.filter(|_| !secret),
            notice: Some(letter.kind).filter(|_| !secret),
            words: letter.words.clone().filter(|_| !secret),
        }
    }
}

/// Something that lies on a desk of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lying {
    /// What is to be done.
    pub task: Task,
    /// Under which assignment.
    pub assignment: Option<AssignmentId>,
    /// Until when.
    pub due: Option<UtcTime>,
    /// Since when.
    pub since: UtcTime,
    /// The document.
    pub line: Line,
}

/// A part of a digest: some lines, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Part {
    /// The first of them.
    pub lines: Vec<Line>,
    /// How many more there are.
    pub more: usize,
}

impl Part {
    fn new(mut lines: Vec<Line>, most: usize) -> Self {
        let more = lines.len().saturating_sub(most);
        lines.truncate(most);
        Self { lines, more }
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// What somebody finds on a morning. Each thing to do stands in one part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Digest {
    /// Past its deadline.
    pub overdue: Part,
    /// Due today.
    pub due_today: Part,
    /// Waiting for their approval.
    pub to_approve: Part,
    /// New since the last digest.
    pub new: Part,
    /// Told here and not in mails of their own.
    pub notices: Part,
}

impl Digest {
    /// From what lies on their desks, since when they know of the rest, and what was left for the digest.
    pub fn of(lying: Vec<Lying>, since: UtcTime, now: UtcTime, notices: &[Letter], most: usize) -> Self {
        let (mut overdue, mut today, mut approve, mut new) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let dated = |task: Task| task != Task::DecideExtension;
        let approves = |task: Task| matches!(task, Task::Approve | Task::CheckContent | Task::CheckForm | Task::Sign);
        for one in lying {
            let part = match one.due {
                _ if approves(one.task) => &mut approve,
                // The deadline is that of whoever asks for another.
                Some(due) if dated(one.task) && due < now => &mut overdue,
                Some(due) if dated(one.task) && day_ended_in_vietnam(due) == day_in_vietnam(now) => &mut today,
                _ if one.since > since => &mut new,
                _ => continue,
            };
            part.push(one.line);
        }
        Self {
            overdue: Part::new(overdue, most),
            due_today: Part::new(today, most),
            to_approve: Part::new(approve, most),
            new: Part::new(new, most),
            notices: Part::new(notices.iter().map(Line::of).collect(), most),
        }
    }

    /// Its parts, in the order in which they are read.
    pub const fn parts(&self) -> [&Part; 5] {
        [&self.overdue, &self.due_today, &self.to_approve, &self.new, &self.notices]
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.parts().into_iter().all(Part::is_empty)
    }
}

/// How a department stands, for leaders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitWeek {
    /// Tên phòng, ban.
    pub name: String,
    /// What it has in hand.
    pub open: u64,
    /// How much of it is past its deadline.
    pub overdue: u64,
    /// What it has done in the week before this one, or in all since the last week that was told.
    pub done: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time_in_vietnam;
    use uuid::Uuid;

    #[test]
    fn a_desk_that_closes_at_midnight_ends_its_own_day() {
        let at = |text: &str| time_in_vietnam(text).unwrap();
        let due_on = |due: &str| {
            let line = Line {
                document: DocumentId(Uuid::nil()),
                secret: false,
                arrival: None,
                about: None,
                urgency: Urgency::Normal,
                due: Some(at(due)),
                notice: None,
                words: None,
            };
            let (task, since) = (Task::Handle, at("2026-11-20T09:00"));
            let lying = Lying { task, assignment: None, due: Some(at(due)), since, line };
            let digest = Digest::of(vec![lying], at("2026-11-24T07:30"), at("2026-11-25T07:30"), &[], 20);
            (digest.overdue.lines.len(), digest.due_today.lines.len())
        };
        assert_eq!(due_on("2026-11-26T00:00"), (0, 1), "24:00 of today");
        assert_eq!(due_on("2026-11-25T17:30"), (0, 1));
        assert_eq!(due_on("2026-11-25T00:00"), (1, 0));
        assert_eq!(due_on("2026-11-27T00:00"), (0, 0));
    }
}
