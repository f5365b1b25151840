//! Statuses of a document on its way through another office (`StatusCode` of QCVN 102): which follows from what happens to an incoming document,
//! and how far an outgoing one has come by what its recipient tells, in whatever order that arrives.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Reason,
    incoming::{self, IncomingDocument, StateName},
    outgoing::{DeliveryState, recipient::Noted},
};

/// A status that is reported (mã trạng thái).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportedStatus {
    /// 01: đã đến.
    Arrived,
    /// 02: từ chối tiếp nhận.
    Refused,
    /// 03: đã tiếp nhận, vào sổ văn bản đến.
    Registered,
    /// 04: đã phân công xử lý.
    Assigned,
    /// 05: đang xử lý.
    Handling,
    /// 06: đã hoàn thành.
    Completed,
    /// 13: bên gửi lấy lại.
    TakenBack,
    /// 15: đồng ý thu hồi, cập nhật.
    ChangeAgreed,
    /// 16: từ chối thu hồi, cập nhật.
    ChangeRefused,
}

impl ReportedStatus {
    /// Every status.
    pub const ALL: [Self; 9] = [
        Self::Arrived,
        Self::Refused,
        Self::Registered,
        Self::Assigned,
        Self::Handling,
        Self::Completed,
        Self::TakenBack,
        Self::ChangeAgreed,
        Self::ChangeRefused,
    ];

    /// Its code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Arrived => 1,
            Self::Refused => 2,
            Self::Registered => 3,
            Self::Assigned => 4,
            Self::Handling => 5,
            Self::Completed => 6,
            Self::TakenBack => 13,
            Self::ChangeAgreed => 15,
            Self::ChangeRefused => 16,
        }
    }

    /// Of a code that is in use.
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// As a message says it, where nothing else is to be said.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Arrived => "Đã đến",
            Self::Refused => "Từ chối tiếp nhận",
            Self::Registered => "Đã tiếp nhận, vào sổ văn bản đến",
            Self::Assigned => "Đã phân công xử lý",
            Self::Handling => "Đang xử lý",
            Self::Completed => "Đã hoàn thành xử lý",
            Self::TakenBack => "Đề nghị lấy lại văn bản",
            Self::ChangeAgreed => "Đồng ý thu hồi, cập nhật văn bản",
            Self::ChangeRefused => "Không đồng ý thu hồi, cập nhật văn bản",
        }
    }
}

/// What is told to whoever sent a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// How it stands.
    pub status: ReportedStatus,
    /// Why, where there is a reason that is the sender's to know.
    pub reason: Option<Reason>,
}

impl Word {
    const fn plain(status: ReportedStatus) -> Self {
        Self { status, reason: None }
    }
}

/// What is told to the sender of what has happened to their document; nothing where that is the office's own affair: who looked at it, before
/// whom it lies, and that a line was struck out because it had been entered twice.
pub fn word_of(before: Option<&IncomingDocument>, after: &IncomingDocument, event: &incoming::Event) -> Option<Word> {
    use ReportedStatus as S;
    let reason_of = |status| {
        let reason = match after.state() {
            incoming::State::Refused(end) | incoming::State::Returned { end, .. } => Some(end.reason.clone()),
            _ => None,
        };
        Some(Word { status, reason })
    };
    if let incoming::Event::RecallRefused { reason } = event {
        return Some(Word { status: S::ChangeRefused, reason: Some(reason.clone()) });
    }
    let then = before.map(|before| before.state().name());
    let now = after.state().name();
    if then == Some(now) {
        return None;
    }
    match now {
        StateName::Received => Some(Word::plain(S::Arrived)),
        // Given back by a leader it was registered before.
        StateName::Registered => {
            then.is_none_or(|then| then == StateName::Received).then_some(Word::plain(S::Registered))
        }
        StateName::Directed => Some(Word::plain(S::Assigned)),
        StateName::InProgress => Some(Word::plain(S::Handling)),
        StateName::Completed => (then != Some(StateName::Filed)).then_some(Word::plain(S::Completed)),
        StateName::Refused | StateName::Returned => reason_of(S::Refused),
        StateName::Recalled => Some(Word::plain(S::ChangeAgreed)),
        StateName::Presented | StateName::AwaitingApproval | StateName::Filed | StateName::Voided => None,
    }
}

/// How far along its way a delivery is; what ends it is behind everything.
const fn place(state: DeliveryState) -> u8 {
    match state {
        DeliveryState::Queued => 0,
        DeliveryState::Sent => 1,
        DeliveryState::Arrived => 2,
        DeliveryState::Received => 3,
        DeliveryState::Handling => 4,
        DeliveryState::Done => 5,
        DeliveryState::Refused => 6,
        DeliveryState::Recalled => 7,
    }
}

/// What a recipient was asked about a document that they have, and answers with 15 or 16: the message itself does not say which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// To take it as it is now.
    Update,
    /// To give it back.
    Back,
}

/// What is noted of a recipient who has told this, and was asked that or nothing; nothing where it is known already, or where something later is. Messages arrive in any order and more than once, so the farthest stands: what was completed is not handled again by a word that took longer. A
/// refusal ends the way, and only the recall stands above it.
pub fn noted(
    status: ReportedStatus,
    reason: Option<&Reason>,
    known: (DeliveryState, Option<&Noted>),
    asked: Option<Asked>,
) -> Option<(DeliveryState, Option<Reason>)> {
    use ReportedStatus as S;
    let (state, noted) = known;
    let to = match status {
        S::Arrived => DeliveryState::Arrived,
        S::Registered => DeliveryState::Received,
        S::Assigned | S::Handling => DeliveryState::Handling,
        S::Completed => DeliveryState::Done,
        S::Refused => DeliveryState::Refused,
        S::ChangeAgreed if asked == Some(Asked::Back) => DeliveryState::Recalled,
        // They keep it, or what they had: it stands where it stood, and why they do is noted.
        S::ChangeRefused if state != DeliveryState::Recalled => {
            let why = kept(asked?, reason);
            let same = noted.is_some_and(|noted| noted.remark == why);
            return (!same).then_some((state, why));
        }
        S::ChangeAgreed | S::ChangeRefused | S::TakenBack => return None,
    };
    if place(to) <= place(state) {
        return None;
    }
    // The message asks for a reason; not everybody gives one.
    let said = || reason.cloned().or_else(|| Reason::new("Nơi nhận không nêu lý do.").ok());
    Some((to, if to == DeliveryState::Refused { said() } else { None }))
}

fn kept(asked: Asked, reason: Option<&Reason>) -> Option<Reason> {
    let why = reason.map(|reason| format!(". Lý do: {reason}")).unwrap_or_default();
    let what = match asked {
        Asked::Update => "nhận bản cập nhật",
        Asked::Back => "trả lại",
    };
    let text: String = format!("Nơi nhận không đồng ý {what}{why}").chars().take(Reason::MAX).collect();
    Reason::new(&text).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may fail loudly")]

    use proptest::prelude::*;

    use super::*;

    fn noted_by(statuses: &[ReportedStatus], asked: Option<Asked>) -> DeliveryState {
        statuses.iter().fold(DeliveryState::Sent, |state, status| {
            noted(*status, None, (state, None), asked).map_or(state, |(to, _)| to)
        })
    }

    #[test]
    fn codes_are_read_back() {
        for status in ReportedStatus::ALL {
            assert_eq!(ReportedStatus::of_code(status.code()), Some(status));
        }
        assert_eq!(ReportedStatus::of_code(7), None);
    }

    #[test]
    fn they_keep_it_and_say_why() {
        let why = Reason::new("Đang xử lý dở").unwrap();
        let refused = |asked| noted(ReportedStatus::ChangeRefused, Some(&why), (DeliveryState::Handling, None), asked);
        let (state, remark) = refused(Some(Asked::Back)).unwrap();
        assert_eq!(state, DeliveryState::Handling);
        assert_eq!(remark.unwrap().as_str(), "Nơi nhận không đồng ý trả lại. Lý do: Đang xử lý dở");
        let (state, remark) = refused(Some(Asked::Update)).unwrap();
        assert_eq!(state, DeliveryState::Handling);
        assert_eq!(remark.unwrap().as_str(), "Nơi nhận không đồng ý nhận bản cập nhật. Lý do: Đang xử lý dở");
        assert_eq!(refused(None), None);
        let agreed = |asked| noted(ReportedStatus::ChangeAgreed, None, (DeliveryState::Handling, None), asked);
        assert_eq!(agreed(Some(Asked::Update)), None, "they have the new one: the document is where it was");
        assert_eq!(agreed(Some(Asked::Back)), Some((DeliveryState::Recalled, None)));
        let refused = noted(ReportedStatus::Refused, None, (DeliveryState::Arrived, None), None).unwrap();
        assert_eq!(refused.1.unwrap().as_str(), "Nơi nhận không nêu lý do.");
    }

    proptest! {
        /// Whatever arrives, in whatever order and however often: where it ends depends on what was told alone.
        #[test]
        fn the_order_does_not_matter(
            mut told in proptest::collection::vec(0..ReportedStatus::ALL.len(), 0..12),
            asked in proptest::sample::select(&[None, Some(Asked::Update), Some(Asked::Back)][..]),
        ) {
            let of = |told: &[usize]| told.iter().map(|n| ReportedStatus::ALL[*n]).collect::<Vec<_>>();
            let first = noted_by(&of(&told), asked);
            let twice: Vec<usize> = told.iter().chain(&told).copied().collect();
            prop_assert_eq!(noted_by(&of(&twice), asked), first);
            told.reverse();
            prop_assert_eq!(noted_by(&of(&told), asked), first);
        }
    }
}
