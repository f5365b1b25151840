//! Which letters wait a little for others, so that what happens on one document within minutes is told in one mail.

use super::{Letter, NoticeKind};
use crate::incoming::Urgency;

impl NoticeKind {
    /// Whether it waits for others about the same document: whatever hands nothing over and asks nothing of its reader at once. Reminders,
    /// of the clock and by hand, stay alone, and so does what a giver is told of a pause, and that nothing more is to be done.
    #[expect(clippy::too_many_lines, reason = "one line a kind: a table, not a procedure")]
    pub const fn gathers(self) -> bool {
        match self {
            Self::Approved
            | Self::ApprovedByUnit
            | Self::Completed
            | Self::TakenAway
            | Self::OpinionGiven
            | Self::Amended
            | Self::DeadlineMoved
            | Self::ExtensionGranted
            | Self::ExtensionRefused
            | Self::Paused
            | Self::Resumed
            | Self::Commented
            | Self::Answered
            | Self::NumberGiven
            | Self::ConsultationAnswered
            | Self::DossierExtended => true,
            Self::Arrived
            | Self::Presented
            | Self::GivenPrimary
            | Self::GivenSupporting
            | Self::GivenInformed
            | Self::GivenMonitor
            | Self::ResultToApprove
            | Self::Rejected
            | Self::GivenBack
            | Self::SendBack
            | Self::Reminder
            | Self::DueSoon
            | Self::DueNow
            | Self::Overdue
            | Self::OverdueElsewhere
            | Self::ApprovalDueSoon
            | Self::ApprovalDueNow
            | Self::ApprovalOverdue
            | Self::ExtensionAsked
            | Self::Reopened
            | Self::LookGranted
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
            | Self::DraftCancelled
            | Self::DraftingGiven
            | Self::SignedToIssue
            | Self::NumberVoided
            | Self::IssuedForYou
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
            | Self::DraftTakenAway
            | Self::IssuedToFile
            | Self::StepDueNow
            | Self::StepOverdue
            | Self::OpinionAsked
            | Self::OpinionsComplete
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
            | Self::DossierStopped
            | Self::DossierResumed
            | Self::DossierWithdrawn
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
            | Self::CitizenContactChanged => false,
        }
    }
}

impl Letter {
    /// Whether it waits for others; of an urgent document (khẩn and above) nothing does, nor what is told to whoever may not see the dossier any
    /// more when its turn comes.
    pub fn gathers(&self) -> bool {
        let ended = self.kind == NoticeKind::TakenAway && self.document.dossier.is_some();
        self.kind.gathers() && !ended && self.document.urgency == Urgency::Normal && self.envelope().is_some()
    }

    /// What is the same for all letters that may go in one mail: the document, the person, their address, and in whose stead they are
    /// told. None where it goes out of the house, or nowhere.
    pub fn envelope(&self) -> Option<String> {
        let (person, address) = (self.to.person?, self.to.address.as_ref()?);
        let instead_of = self.to.instead_of.as_deref().unwrap_or_default();
        Some(format!("{} {} {} {instead_of}", self.document.id, person.0, address.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        DocumentId, EmailAddress, PersonId,
        notice::{Addressee, Subjectline},
    };

    fn letter(kind: NoticeKind) -> Letter {
        Letter {
            kind,
            to: Addressee {
                person: Some(PersonId(Uuid::from_u128(7))),
                name: "Trần Thị Ví Dụ".to_owned(),
                instead_of: None,
                address: EmailAddress::new("vidu@phuong-mau.example").ok(),
            },
            from: None,
            about: None,
            agency: "Ủy ban nhân dân phường Mẫu".to_owned(),
            document: Subjectline {
                id: DocumentId(Uuid::from_u128(15)),
                secret: false,
                arrival: None,
                author: None,
                notation: None,
                issued_on: None,
                subject: None,
                urgency: Urgency::Normal,
                dossier: None,
            },
            assignment: None,
            words: None,
            due: None,
            at: chrono::DateTime::UNIX_EPOCH,
            enclosed: None,
        }
    }

    #[test]
    fn what_hands_work_over_or_is_urgent_waits_for_nothing() {
        for kind in NoticeKind::ALL {
            assert_eq!(letter(kind).gathers(), kind.gathers(), "{kind:?}");
            for urgency in [Urgency::Urgent, Urgency::VeryUrgent, Urgency::Immediate] {
                let mut urgent = letter(kind);
                urgent.document.urgency = urgency;
                assert!(!urgent.gathers(), "{kind:?} {urgency:?}");
            }
        }
        for alone in
            [NoticeKind::GivenInformed, NoticeKind::GivenPrimary, NoticeKind::Reminder, NoticeKind::PausedElsewhere]
        {
            assert!(!alone.gathers(), "{alone:?}");
        }
        assert_eq!(NoticeKind::ALL.into_iter().filter(|kind| kind.gathers()).count(), 16);
    }

    #[test]
    fn letters_go_together_where_all_of_the_envelope_is_the_same() {
        let one = letter(NoticeKind::Commented);
        assert_eq!(one.envelope(), letter(NoticeKind::GivenPrimary).envelope(), "whatever they are about");
        let changes: [fn(&mut Letter); 4] = [
            |other| other.to.person = Some(PersonId(Uuid::from_u128(8))),
            |other| other.to.address = EmailAddress::new("khac@phuong-mau.example").ok(),
            |other| other.to.instead_of = Some("Lê Thị Giả Sử".to_owned()),
            |other| other.document.id = DocumentId(Uuid::from_u128(16)),
        ];
        for change in changes {
            let mut other = letter(NoticeKind::Commented);
            change(&mut other);
            assert_ne!(one.envelope(), other.envelope());
        }
        let nowhere: [fn(&mut Letter); 2] = [|other| other.to.person = None, |other| other.to.address = None];
        for change in nowhere {
            let mut other = letter(NoticeKind::Commented);
            change(&mut other);
            assert_eq!((other.envelope(), other.gathers()), (None, false));
        }
    }
}
