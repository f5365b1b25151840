//! How people want to be told: each kind of notice at once, in the morning's digest, or not at all. What hands work to somebody and
//! what the law wants told always comes at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::NoticeKind;
use crate::{Refusal, Rule};

/// How somebody is told a kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Gửi ngay: a mail of its own.
    #[default]
    AtOnce,
    /// Gộp vào bản tin sáng: in the next morning's digest.
    Digest,
    /// Không gửi.
    None,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Digest, Self::None];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Digest => "digest",
            Self::None => "none",
        }
    }

    /// Reads [`Choice::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

impl NoticeKind {
    /// Whether it goes out of the house, to somebody who chooses nothing.
    pub const fn goes_outside(self) -> bool {
        matches!(self, Self::RefusedToSender | Self::ReturnedToSender | Self::IssuedToOutside | Self::RecallToOutside)
            || self.is_to_citizen()
    }

    /// Whether it tells a citizen how their dossier stands.
    pub const fn is_to_citizen(self) -> bool {
        matches!(
            self,
            Self::CitizenReceived
                | Self::CitizenAccepted
                | Self::CitizenToSupply
                | Self::CitizenRefused
                | Self::CitizenToPay
                | Self::CitizenGoesOn
                | Self::CitizenExtended
                | Self::CitizenDateMoved
                | Self::CitizenStopped
                | Self::CitizenWithdrawn
                | Self::CitizenDone
                | Self::CitizenReturned
                | Self::CitizenToCollect
                | Self::CitizenCameBack
                | Self::CitizenCorrected
                | Self::CitizenContactChanged
        )
    }

    /// Whether it says how its citizen looks the dossier up: not where it goes to an address that is theirs no longer.
    pub const fn has_look_up(self) -> bool {
        self.is_to_citizen() && !matches!(self, Self::CitizenContactChanged)
    }

    /// Whether somebody may neither leave it for the digest nor turn it off: it puts work before them, tells that a deadline is here, over,
    /// rests or is another, that nobody is there, or that an administrator may look.
    #[expect(clippy::too_many_lines, reason = "one line a kind: a table, not a procedure")]
    pub const fn is_fixed(self) -> bool {
        match self {
            Self::Arrived
            | Self::Presented
            | Self::GivenPrimary
            | Self::GivenSupporting
            | Self::GivenMonitor
            | Self::ResultToApprove
            | Self::Rejected
            | Self::GivenBack
            | Self::SendBack
            | Self::Amended
            | Self::DeadlineMoved
            | Self::Reminder
            | Self::DueNow
            | Self::Overdue
            | Self::OverdueElsewhere
            | Self::ApprovalDueNow
            | Self::ApprovalOverdue
            | Self::ExtensionAsked
            | Self::LookGranted
            | Self::Reopened
            | Self::HandedOver
            | Self::PausedElsewhere
            | Self::ResumedElsewhere
            | Self::LeaderAway
            | Self::RecallAsked
            | Self::Recalled
            | Self::RefusedToSender
            | Self::ReturnedToSender
            | Self::DraftToReview
            | Self::DraftToCheck
            | Self::DraftToSign
            | Self::SignerAway
            | Self::DraftReturned
            | Self::DraftingGiven
            | Self::SignedToIssue
            | Self::NumberVoided
            | Self::IssuedRecalled
            | Self::IssuedReplaced
            | Self::IssuedAmended
            | Self::IssuedCorrected
            | Self::RelationTakenBack
            | Self::DeliveryRefused
            | Self::MailFailed
            | Self::IssuedToOutside
            | Self::RecallToOutside
            | Self::RecallByLetter
            | Self::NobodyTold
            | Self::ReceiptLate
            | Self::ReplyLate
            | Self::ReceiptAwaited
            | Self::IssuedUnread
            | Self::ReplyAwaited
            | Self::IssuedForYou
            | Self::DraftTakenAway
            | Self::StepDueNow
            | Self::StepOverdue
            | Self::OpinionAsked
            | Self::OpinionEnded
            | Self::AnswerVoided
            | Self::DossierArrived
            | Self::DossierForwarded
            | Self::DossierNotTaken
            | Self::DossierGiven
            | Self::DossierGivenBack
            | Self::DossierAssigned
            | Self::DossierAwaitsCitizen
            | Self::DossierSupplied
            | Self::DossierPaid
            | Self::ConsultationAsked
            | Self::ConsultationEnded
            | Self::DossierResumed
            | Self::DossierDone
            | Self::DossierUncollected
            | Self::DossierWaitOver
            | Self::DossierPaymentToCheck
            | Self::CitizenReceived
            | Self::CitizenAccepted
            | Self::CitizenToSupply
            | Self::CitizenRefused
            | Self::CitizenToPay
            | Self::CitizenGoesOn
            | Self::CitizenExtended
            | Self::CitizenDateMoved
            | Self::CitizenStopped
            | Self::CitizenWithdrawn
            | Self::CitizenDone
            | Self::CitizenReturned
            | Self::CitizenToCollect
            | Self::CitizenCameBack
            | Self::CitizenCorrected
            | Self::CitizenContactChanged => true,
            Self::GivenInformed
            | Self::Approved
            | Self::ApprovedByUnit
            | Self::Completed
            | Self::TakenAway
            | Self::OpinionGiven
            | Self::DueSoon
            | Self::ApprovalDueSoon
            | Self::ExtensionGranted
            | Self::ExtensionRefused
            | Self::Paused
            | Self::Resumed
            | Self::Commented
            | Self::Answered
            | Self::DraftCancelled
            | Self::NumberGiven
            | Self::IssuedToFile
            | Self::OpinionsComplete
            | Self::ConsultationAnswered
            | Self::DossierExtended
            | Self::DossierStopped
            | Self::DossierWithdrawn => false,
        }
    }
}

/// What somebody has chosen, for the kinds that they want told otherwise than at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences(BTreeMap<NoticeKind, Choice>);

impl Preferences {
    /// These choices; a kind that isn't named is told at once.
    ///
    /// # Errors
    /// [`Rule::NoticeFixed`] where something must come at once, at its place.
    pub fn new(choices: impl IntoIterator<Item = (NoticeKind, Choice)>) -> Result<Self, Refusal> {
        let mut chosen = BTreeMap::new();
        for (n, (kind, choice)) in choices.into_iter().enumerate() {
            if kind.is_fixed() && choice != Choice::AtOnce {
                let refusal = Refusal::new(Rule::NoticeFixed).at(format!("/notices/{n}/choice"));
                return Err(refusal.with("kind_vi", kind.vietnamese()).with("kind_en", kind.english()));
            }
            chosen.insert(kind, choice);
        }
        chosen.retain(|_, choice| *choice != Choice::AtOnce);
        Ok(Self(chosen))
    }

    /// As they were kept; what has become fixed since is told at once.
    pub fn restore(choices: impl IntoIterator<Item = (NoticeKind, Choice)>) -> Self {
        Self(choices.into_iter().filter(|(kind, _)| !kind.is_fixed()).collect())
    }

    /// How they are told this.
    pub fn of(&self, kind: NoticeKind) -> Choice {
        self.0.get(&kind).copied().unwrap_or_default()
    }

    /// What is told otherwise than at once.
    pub fn chosen(&self) -> impl Iterator<Item = (NoticeKind, Choice)> + '_ {
        self.0.iter().map(|(kind, choice)| (*kind, *choice))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hands_work_over_comes_at_once_whatever_somebody_chooses() {
        let commented = Preferences::new([(NoticeKind::Commented, Choice::Digest)]).unwrap();
        assert_eq!(commented.of(NoticeKind::Commented), Choice::Digest);
        assert_eq!(commented.of(NoticeKind::Answered), Choice::AtOnce);
        let mut fixed = 0;
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::parse(kind.as_str()), Some(kind));
            let off = Preferences::new([(NoticeKind::Commented, Choice::None), (kind, Choice::None)]);
            match off {
                Ok(off) => assert_eq!(off.of(kind), Choice::None),
                Err(refusal) => {
                    fixed += 1;
                    assert_eq!(
                        (refusal.rule, refusal.pointer.as_deref()),
                        (Rule::NoticeFixed, Some("/notices/1/choice"))
                    );
                    assert!(Preferences::new([(kind, Choice::AtOnce)]).is_ok(), "it may be named");
                    assert_eq!(Preferences::restore([(kind, Choice::None)]).of(kind), Choice::AtOnce);
                }
            }
        }
        assert_eq!(fixed, 91);
    }
}
