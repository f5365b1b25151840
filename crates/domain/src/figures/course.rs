//! How a document went: when it came, when a leader gave it out, how it ended, who has it; and how long it stayed in each state.

use chrono::NaiveDate;

use super::counts::{Amounts, Cell, Figure};
use crate::{
    DepartmentId, PersonId, UtcTime,
    assignment::{Assignment, Holder},
    day_in_vietnam,
    dossier::Judgement,
    incoming::{self, IncomingDocument, Pending},
    outgoing::{self, OutgoingDocument},
    work::{outgoing_step, work_of},
};

/// Which way a document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Văn bản đến.
    Incoming,
    /// Văn bản đi.
    Outgoing,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Incoming, Self::Outgoing];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// Reads [`Way::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// How a document is no longer in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Done: an incoming one completed, an outgoing one dispatched.
    Done(Judgement),
    /// Ended otherwise: sent back, recalled by its sender; cancelled, its number struck out.
    Ended,
    /// It never was one: refused, or its line struck out. No figure has it.
    Void,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Done(Judgement::Early),
        Self::Done(Judgement::InTime),
        Self::Done(Judgement::Late),
        Self::Done(Judgement::Untimed),
        Self::Ended,
        Self::Void,
    ];

    /// A word for a column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done(judgement) => judgement.as_str(),
            Self::Ended => "ended",
            Self::Void => "void",
        }
    }

    /// Reads [`Outcome::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// What a document says of itself at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which way it goes.
    pub way: Way,
    /// The state in which it is.
    pub step: &'static str,
    /// When it came in; when it was begun.
    pub received_on: NaiveDate,
    /// When it was given out to whoever has it now; when it was numbered.
    pub passed_on: Option<NaiveDate>,
    /// How it ended and when. How an outgoing one stood to its time its [`Course`] knows.
    pub closed: Option<(Outcome, NaiveDate)>,
    /// When what is to be done next is due; of what is done, when it was.
    pub due: Option<UtcTime>,
    /// The unit that has it: by a leader's direction, or that drafts it.
    pub department: Option<DepartmentId>,
    /// The person who has it, or had it when it was done; who drafts it.
    pub officer: Option<PersonId>,
    /// Its type.
    pub type_code: String,
    /// By whom it was sent; of outgoing ones nobody.
    pub sender: String,
}

impl Standing {
    /// Of an incoming document; nothing of a secret line.
    pub fn of_incoming(document: &IncomingDocument) -> Option<Self> {
        use incoming::State;
        let facts = document.facts();
        if facts.is_secret() {
            return None;
        }
        let state = document.state();
        let root = state.chain().map(|(root, _)| root).or(document.completion().and_then(|done| done.root));
        let root = root.and_then(|id| document.assignment(id));
        let closed = match state {
            State::Completed { completion, .. } | State::Filed { completion, .. } => {
                let due = root.and_then(Assignment::due);
                let judged = due.map_or(Judgement::Untimed, |due| Judgement::of(completion.at, due, true));
                Some((Outcome::Done(judged), completion.at))
            }
            State::Returned { end, .. } | State::Recalled { end, .. } => Some((Outcome::Ended, end.at)),
            State::Refused(end) | State::Voided { end, .. } => Some((Outcome::Void, end.at)),
            _ => None,
        };
        let officer = match state {
            State::InProgress { leg, .. } | State::AwaitingApproval { pending: Pending::ByUnit { leg, .. }, .. } => {
                document.assignment(*leg)
            }
            State::Directed { .. } => None,
            _ => root.and_then(|root| document.last_leg(root.id)),
        };
        let person = |of: &Assignment| match of.holder {
            Holder::Person(id) => Some(id),
            Holder::Department(_) => None,
        };
        Some(Self {
            way: Way::Incoming,
            step: state.name().as_str(),
            received_on: day_in_vietnam(facts.received_at),
            passed_on: root.map(|root| day_in_vietnam(root.opened_at)),
            closed: closed.map(|(outcome, at)| (outcome, day_in_vietnam(at))),
            due: if closed.is_some() { root.and_then(Assignment::due) } else { next_due(document) },
            department: root.and_then(|root| match root.holder {
                Holder::Department(id) => Some(id),
                Holder::Person(_) => None,
            }),
            officer: officer.and_then(person).or_else(|| root.and_then(person)),
            type_code: facts.type_code.clone(),
            sender: facts.author.to_string(),
        })
    }

    /// Of an outgoing document.
    pub fn of_outgoing(document: &OutgoingDocument) -> Self {
        use outgoing::State;
        let (state, content) = (document.state(), document.content());
        let closed = match (state, state.dispatch()) {
            (_, Some(dispatch)) => Some((Outcome::Done(Judgement::Untimed), dispatch.at)),
            (State::Cancelled { end } | State::Voided { end, .. }, None) => Some((Outcome::Ended, end.at)),
            _ => None,
        };
        let issue = match state {
            State::Voided { .. } => None,
            other => other.issue(),
        };
        Self {
            way: Way::Outgoing,
            step: state.name().as_str(),
            received_on: day_in_vietnam(document.created_at()),
            passed_on: issue.map(|issue| day_in_vietnam(issue.at)),
            closed: closed.map(|(outcome, at)| (outcome, day_in_vietnam(at))),
            due: outgoing_step(document).and_then(|step| step.due),
            department: Some(content.department),
            officer: Some(document.drafter()),
            type_code: content.type_code.clone(),
            sender: String::new(),
        }
    }

    /// Whether it has been signed and has yet to go out: the time in which the law wants it numbered, sealed and sent.
    fn goes_out(&self) -> bool {
        self.way == Way::Outgoing && matches!(self.step, "signed" | "issued" | "sealed")
    }
}

/// When what is to be done next along the primary chain is due: the same as on the desk where it lies.
fn next_due(document: &IncomingDocument) -> Option<UtcTime> {
    use crate::work::Task;
    let (root, leg) = document.state().chain().map_or((None, None), |(root, leg)| (Some(root), leg));
    let moves = |task: Task| matches!(task, Task::Register | Task::Present | Task::Direct);
    let chain = |task: Task| matches!(task, Task::Organise | Task::Handle | Task::Approve);
    // Since when a result waits to be approved is in no figure.
    let work = work_of(document, document.facts().received_at);
    let next = work.iter().find(|item| {
        let on_chain = item.assignment.is_some() && (item.assignment == root || item.assignment == leg);
        moves(item.task) || (chain(item.task) && on_chain)
    });
    next.and_then(|item| item.due)
}

/// What figures know of a document: how it stands, and what of its past counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// How it stands.
    pub standing: Standing,
    /// Since when it is in this state.
    pub since: UtcTime,
    /// How the way out of a signed document has stood to its times so far.
    pub going_out: Option<Judgement>,
}

/// A state that a document has left, and how long it was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Which way the document goes.
    pub way: Way,
    /// Which state.
    pub step: &'static str,
    /// The unit that had it.
    pub department: Option<DepartmentId>,
    /// When it left it.
    pub day: NaiveDate,
    /// How many seconds it was in it, by the wall's clock.
    pub seconds: i64,
}

impl Course {
    /// What becomes of a course by what happened at this moment, and the state that was left. `None` stands for a document that is not
    /// counted: one that is not there yet, or a secret line.
    pub fn next(before: Option<Self>, after: Option<Standing>, at: UtcTime) -> (Option<Self>, Option<Left>) {
        let Some(mut standing) = after else { return (None, None) };
        let Some(before) = before else {
            return (Some(Self { standing, since: at, going_out: None }), None);
        };
        let was = before.standing;
        let moved = was.step != standing.step;
        let mut going_out = before.going_out;
        if moved && was.goes_out() {
            let judged = was.due.map(|due| if at > due { Judgement::Late } else { Judgement::InTime });
            going_out = if going_out == Some(Judgement::Late) { going_out } else { judged.or(going_out) };
        }
        if standing.way == Way::Outgoing {
            let goes_out = standing.goes_out();
            match &mut standing.closed {
                Some((Outcome::Done(judgement), _)) => *judgement = going_out.unwrap_or(Judgement::Untimed),
                // It went back to be drafted anew.
                None if !goes_out => going_out = None,
                _ => {}
            }
        }
        let seconds = (at - before.since).num_seconds();
        let left = (moved && seconds > 0).then(|| Left {
            way: was.way,
            step: was.step,
            department: was.department,
            day: day_in_vietnam(at),
            seconds,
        });
        let since = if moved { at } else { before.since };
        (Some(Self { standing, since, going_out }), left)
    }

    /// What this adds to the counters: in which cell, and which figure.
    pub fn marks(&self) -> Vec<(Cell, Amounts)> {
        let standing = &self.standing;
        if let Some((Outcome::Void, _)) = standing.closed {
            return Vec::new();
        }
        let passed = match standing.way {
            Way::Incoming => Figure::Directed,
            Way::Outgoing => Figure::Issued,
        };
        let closed = standing.closed.map(|(outcome, day)| {
            let figure = match outcome {
                Outcome::Done(Judgement::Early) => Figure::Early,
                Outcome::Done(Judgement::InTime) => Figure::InTime,
                Outcome::Done(Judgement::Late) => Figure::Late,
                Outcome::Done(Judgement::Untimed) => Figure::Untimed,
                Outcome::Ended | Outcome::Void => Figure::Ended,
            };
            (figure, day)
        });
        let marks =
            [Some((Figure::Received, standing.received_on)), standing.passed_on.map(|day| (passed, day)), closed];
        marks.into_iter().flatten().map(|(figure, day)| (self.cell(day), Amounts::one(figure))).collect()
    }

    fn cell(&self, day: NaiveDate) -> Cell {
        let standing = &self.standing;
        Cell {
            way: standing.way,
            day,
            department: standing.department,
            officer: standing.officer,
            type_code: standing.type_code.clone(),
            sender: standing.sender.clone(),
        }
    }
}
