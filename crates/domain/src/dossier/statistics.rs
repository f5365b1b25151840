//! The figures of a one-stop shop over a time: what was carried over and received, and what became of it.
//!
//! They add up: carried over + received = done + running + resting + withdrawn + stopped. What was refused before it was received does not
//! count as received. A dossier that was stopped and is handled again counts as if it had never stopped, and
//! one that was stopped and is withdrawn as withdrawn alone. What an office has received for another agency counts there; here it is told apart.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    judgement::Judgement,
    record::Dossier,
    state::{State, StateName},
};
use crate::UtcTime;

/// How a dossier that was received is no longer handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Done.
    Done(Judgement),
    /// Withdrawn.
    Withdrawn,
    /// Stopped.
    Stopped,
    /// Sent on to the agency whose decision it is.
    Forwarded,
}

impl Closing {
    /// A word for a column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done(Judgement::Early) => "early",
            Self::Done(Judgement::InTime) => "in_time",
            Self::Done(Judgement::Late) => "late",
            Self::Done(Judgement::Untimed) => "untimed",
            Self::Withdrawn => "withdrawn",
            Self::Stopped => "stopped",
            Self::Forwarded => "forwarded",
        }
    }

    /// Reads [`Closing::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "withdrawn" => Some(Self::Withdrawn),
            "stopped" => Some(Self::Stopped),
            "forwarded" => Some(Self::Forwarded),
            judged => Judgement::parse(judged).map(Self::Done),
        }
    }
}

/// What the figures need to know of a dossier that was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// When it was received.
    pub received_at: UtcTime,
    /// How it is no longer handled, and since when.
    pub closed: Option<(Closing, UtcTime)>,
    /// Its date.
    pub due: Option<UtcTime>,
    /// Whether its clock rests now.
    pub rests: bool,
    /// Whether the decision is another agency's, which counts it as its own.
    pub for_other: bool,
}

impl Counted {
    /// Of a dossier; nothing where it was not received.
    pub fn of(dossier: &Dossier) -> Option<Self> {
        let acceptance = dossier.state().acceptance()?;
        let closed = match dossier.state() {
            State::Withdrawn { end, .. } => Some((Closing::Withdrawn, end.at)),
            State::Stopped { end, .. } => Some((Closing::Stopped, end.at)),
            State::Forwarded { link, .. } => Some((Closing::Forwarded, link.since)),
            state => state.completion().map(|completion| (Closing::Done(completion.judgement), completion.at)),
        };
        let waits = matches!(dossier.state().name(), StateName::AwaitingSupplement | StateName::AwaitingPayment);
        let rests = waits && acceptance.clock.as_ref().is_none_or(super::clock::Clock::rests);
        let due = acceptance.clock.as_ref().map(|clock| clock.due);
        let for_other = acceptance.competent.is_some();
        Some(Self { received_at: acceptance.at, closed, due, rests, for_other })
    }
}

/// The figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = DossierFigures)]
pub struct Figures {
    /// Tồn kỳ trước.
    pub carried_over: u64,
    /// Tiếp nhận trong kỳ.
    pub received: u64,
    /// Giải quyết trước hạn.
    pub done_early: u64,
    /// Giải quyết đúng hạn.
    pub done_in_time: u64,
    /// Giải quyết quá hạn.
    pub done_late: u64,
    /// Giải quyết, không tính hạn.
    pub done_untimed: u64,
    /// Đang giải quyết, trong hạn.
    pub running: u64,
    /// Đang giải quyết, quá hạn.
    pub overdue: u64,
    /// Tạm dừng: chờ bổ sung, chờ nghĩa vụ tài chính.
    pub resting: u64,
    /// Công dân rút.
    pub withdrawn: u64,
    /// Dừng giải quyết.
    pub stopped: u64,
    /// Tiếp nhận trong kỳ cho cơ quan khác: received for another agency, which counts it; in none of the others.
    #[serde(default)]
    pub for_others: u64,
}

impl Figures {
    /// Counts one dossier into the time from `from` until before `until`, as it stands now.
    pub fn count(&mut self, one: &Counted, from: UtcTime, until: UtcTime, now: UtcTime) {
        if one.received_at >= until || one.closed.is_some_and(|(_, at)| at < from && one.received_at < from) {
            return;
        }
        if one.for_other {
            self.for_others += u64::from(one.received_at >= from);
            return;
        }
        if one.received_at < from {
            self.carried_over += 1;
        } else {
            self.received += 1;
        }
        let field = match one.closed.filter(|(_, at)| *at < until) {
            Some((Closing::Done(Judgement::Early), _)) => &mut self.done_early,
            Some((Closing::Done(Judgement::InTime), _)) => &mut self.done_in_time,
            Some((Closing::Done(Judgement::Late), _)) => &mut self.done_late,
            Some((Closing::Done(Judgement::Untimed), _)) => &mut self.done_untimed,
            Some((Closing::Withdrawn, _)) => &mut self.withdrawn,
            // What is another agency's was counted above.
            Some((Closing::Stopped | Closing::Forwarded, _)) => &mut self.stopped,
            None if one.rests && until >= now => &mut self.resting,
            None if one.due.is_some_and(|due| due < until.min(now)) => &mut self.overdue,
            None => &mut self.running,
        };
        *field += 1;
    }

    /// Giải quyết trong kỳ.
    pub const fn done(&self) -> u64 {
        self.done_early + self.done_in_time + self.done_late + self.done_untimed
    }

    /// Whether both sides are the same.
    pub const fn add_up(&self) -> bool {
        let out = self.done() + self.running + self.overdue + self.resting + self.withdrawn + self.stopped;
        self.carried_over + self.received == out
    }
}

impl std::ops::AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.carried_over += other.carried_over;
        self.received += other.received;
        self.done_early += other.done_early;
        self.done_in_time += other.done_in_time;
        self.done_late += other.done_late;
        self.done_untimed += other.done_untimed;
        self.running += other.running;
        self.overdue += other.overdue;
        self.resting += other.resting;
        self.withdrawn += other.withdrawn;
        self.stopped += other.stopped;
        self.for_others += other.for_others;
    }
}
