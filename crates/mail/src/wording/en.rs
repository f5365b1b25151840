//! English, for readers who chose it.

use domain::notice::NoticeKind as K;

use super::{Strings, Wording};

const DUE: &str = "Deadline";
const OPEN: &str = "Open the document";
const DIRECTION: &str = "Instruction";
const REASON: &str = "Reason";
const WORDS: &str = "Note";

pub(super) const STRINGS: Strings = Strings {
    system: "Document management system",
    dear: "Dear",
    dear_outside: "To:",
    arrival: "Arrival number",
    author: "Author",
    notation: "Number, notation",
    issued_on: "Document date",
    subject: "Subject",
    from: "From",
    instead_of: "in the stead of",
    for_whom: "You stand in for",
    vietnam_time: "(Vietnam time)",
    or_copy: "If the button does not work, open this address:",
    automatic: "This message was sent automatically by the document management system.",
    no_reply: "Please do not reply to it.",
    secret_title: "A document awaits your attention",
    secret_asked: "Please sign in through the link below to see and handle it.",
    secret_button: "Sign in to see it",
    secret_outside_title: "Notice about a document you sent",
    secret_outside_asked: "There is a notice about a document that you sent. Please contact the agency's registry directly.",
    office: "The office",
    person_prefix: "",
    subject_arrival: "arrival no.",
    nameless: "document without a subject yet",
};

const fn words(title: &'static str, opening: &'static str, asked: &'static str) -> Wording {
    Wording { title, opening, asked, quote: WORDS, due: DUE, button: OPEN, about: "" }
}

#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
pub(super) const fn wording(kind: K) -> Wording {
    match kind {
        K::Arrived => words(
            "New document to register",
            "The document below has come in and is not in the register yet.",
            "Please check it and enter it in the register of incoming documents.",
        ),
        K::Presented => Wording {
            quote: "Proposal",
            button: "Open and decide",
            ..words(
                "For your direction",
                "{{ who }} puts the document below before you.",
                "Please consider it, give your direction and assign it.",
            )
        },
        K::GivenPrimary => Wording {
            quote: DIRECTION,
            ..words(
                "Lead handling",
                "{{ who }} has given you the document below to handle as lead.",
                "Please handle it together with those concerned and report the result{% if due %} by the deadline{% endif %}.",
            )
        },
        K::GivenSupporting => Wording {
            quote: DIRECTION,
            ..words(
                "Supporting",
                "{{ who }} has given you the document below to support its handling.",
                "Please send your opinion to whoever leads{% if due %} by the deadline{% endif %}.",
            )
        },
        K::GivenInformed => words(
            "For your information",
            "{{ who }} has sent you the document below for information.",
            "Please read it and confirm that you have; nothing else is asked of you.",
        ),
        K::GivenMonitor => Wording {
            quote: DIRECTION,
            ..words(
                "To monitor",
                "{{ who }} asks you to monitor the handling of the document below.",
                "Please follow its progress and press those who handle it{% if due %} to meet the deadline{% endif %}.",
            )
        },
        K::ResultToApprove => Wording {
            quote: "Result",
            button: "See and approve the result",
            ..words(
                "Result to approve",
                "{{ who }} has submitted a result on the document below.",
                "Please approve it, or say what is to be improved.",
            )
        },
        K::Approved => Wording {
            quote: "Approver's note",
            ..words(
                "Result approved",
                "{{ who }} has approved the result on the document below.",
                "Please complete the case file and file it.",
            )
        },
        K::ApprovedByUnit => Wording {
            quote: "Approver's note",
            ..words(
                "Approved by the unit, leader to follow",
                "{{ who }} has approved the result on the document below and submitted it to the leader.",
                "Nothing is asked of you now; you will be told what the leader decides.",
            )
        },
        K::Completed => Wording {
            quote: "Result",
            ..words(
                "Completed",
                "The handling of the document below is completed.",
                "This is for your information; nothing more is asked of you.",
            )
        },
        K::Rejected => Wording {
            quote: REASON,
            ..words(
                "Result not approved",
                "{{ who }} has not approved the result on the document below.",
                "Please revise it for the reason above and submit it again{% if due %} before the deadline{% endif %}.",
            )
        },
        K::GivenBack => Wording {
            quote: REASON,
            ..words(
                "Given back",
                "{{ who }} has given the document below back to you.",
                "Please read the reason and decide what is to be done next.",
            )
        },
        K::SendBack => Wording {
            quote: REASON,
            ..words(
                "To be returned to the sender",
                "{{ who }} has decided that the document below goes back to its sender.",
                "Please send it back and tell the sender why.",
            )
        },
        K::TakenAway => Wording {
            quote: REASON,
            ..words(
                "Your part has ended",
                "Your part in the handling of the document below has ended or gone to somebody else.",
                "Nothing more is asked of you.",
            )
        },
        K::Amended => Wording {
            quote: DIRECTION,
            ..words(
                "Instruction or deadline changed",
                "{{ who }} has changed the instruction or the deadline for the document below.",
                "Please proceed as it now stands.",
            )
        },
        K::DeadlineMoved => Wording {
            quote: "From when to when, and why",
            due: "New deadline",
            ..words(
                "A deadline has moved with the calendar",
                "The agency's working calendar has changed; the deadline of the document below was counted anew.",
                "Please work to the new deadline.",
            )
        },
        K::OpinionGiven => Wording {
            quote: "Opinion",
            ..words(
                "Supporting opinion received",
                "{{ who }} has sent an opinion on the document below.",
                "Please take it into account.",
            )
        },
        K::Reminder => Wording {
            quote: "Reminder",
            ..words(
                "Reminder",
                "{{ who }} asks you to handle the document below without delay.",
                "Please handle it and report as soon as possible; if something stands in the way, say so at once.",
            )
        },
        K::DueSoon => words(
            "Deadline near",
            "The deadline of the document below draws near.",
            "Please see that it is done in time; if something stands in the way, say so or ask for an extension before it is over.",
        ),
        K::DueNow => words(
            "Deadline reached",
            "The document below is due now.",
            "Please finish it and report at once; if it is not done, please say why.",
        ),
        K::Overdue => Wording {
            due: "Deadline (over)",
            ..words(
                "Overdue",
                "The deadline of the document below has passed, and there is no result.",
                "Please handle it without delay, report, and say why it is late.",
            )
        },
        K::OverdueElsewhere => Wording {
            about: "In the hands of",
            due: "Deadline (over)",
            ..words(
                "Overdue document reported",
                "The deadline of the document below has passed, and it is not done where it was given.",
                "This is for your information; please see that it is done.",
            )
        },
        K::ApprovalDueSoon => Wording {
            button: "See and approve the result",
            ..words(
                "Approval due soon",
                "A result on the document below waits for your approval, and its deadline draws near.",
                "Please consider it and decide.",
            )
        },
        K::ApprovalDueNow => Wording {
            button: "See and approve the result",
            ..words(
                "Approval due now",
                "A result on the document below waits for your approval, and it is due now.",
                "Please consider it and decide.",
            )
        },
        K::ApprovalOverdue => Wording {
            button: "See and approve the result",
            due: "Deadline (over)",
            ..words(
                "Approval overdue",
                "A result on the document below waits for your approval, and its deadline has passed.",
                "Please consider it and decide.",
            )
        },
        K::ExtensionAsked => Wording {
            quote: "Reason given",
            due: "Asked for until",
            button: "Open and answer",
            ..words(
                "Later deadline asked for",
                "{{ who }} asks for a later deadline for the document below.",
                "Please grant or refuse it.",
            )
        },
        K::ExtensionGranted => Wording {
            due: "New deadline",
            ..words(
                "Later deadline granted",
                "{{ who }} has granted a later deadline for the document below.",
                "Please complete it by the new deadline.",
            )
        },
        K::ExtensionRefused => Wording {
            quote: REASON,
            ..words(
                "Later deadline refused",
                "{{ who }} has refused a later deadline for the document below.",
                "Please complete it by the deadline given.",
            )
        },
        K::Reopened => Wording {
            quote: REASON,
            ..words(
                "Reopened",
                "{{ who }} has reopened the document below and passed it to you.",
                "Please read the reason and go on with it{% if due %} by the deadline{% endif %}.",
            )
        },
        K::LookGranted => Wording {
            about: "Who may look",
            quote: "Reason",
            due: "May look until",
            ..words(
                "An administrator may look",
                "{{ who }} lets an administrator look at the document below until the time that is named.",
                "This is for your information; each look is noted.",
            )
        },
        K::HandedOver => Wording {
            about: "Taken over from",
            quote: "Reason of the handover",
            ..words(
                "Handed over to you",
                "{{ who }} has handed the document below over to you.",
                "Please take it up and go on with it{% if due %} by the deadline{% endif %}.",
            )
        },
        K::Paused => Wording {
            quote: REASON,
            ..words(
                "Paused",
                "{{ who }} has paused the handling of the document below.",
                "Nothing is asked of you until you are told that it goes on.",
            )
        },
        K::Resumed => Wording {
            quote: REASON,
            ..words(
                "Resumed",
                "{{ who }} has let the handling of the document below go on.",
                "Please go on with it{% if due %} by the deadline{% endif %}.",
            )
        },
        K::RecallAsked => Wording {
            quote: "Reason for the recall",
            button: "Open and answer",
            ..words(
                "Sender asks to recall",
                "The sender asks to recall the document below.",
                "Please report it to whoever decides, and tell the sender whether the recall is agreed to.",
            )
        },
        K::Recalled => Wording {
            quote: "Reason for the recall",
            ..words(
                "Recalled by the sender",
                "The sender has recalled the document below.",
                "Please stop handling it and do not use it.",
            )
        },
        K::Commented => Wording {
            quote: "Comment",
            ..words(
                "New comment",
                "{{ who }} has commented on the document below.",
                "Please read it and answer where needed.",
            )
        },
        K::Answered => Wording {
            quote: "Reply",
            ..words(
                "Reply issued",
                "A reply to the document below has been issued.",
                "Please check it and complete the handling.",
            )
        },
        K::RefusedToSender => Wording {
            quote: REASON,
            ..words(
                "Document not accepted",
                "{{ agency }} informs you that the document below was not accepted.",
                "Please read the reason, and correct and send it again if need be.",
            )
        },
        K::ReturnedToSender => Wording {
            quote: REASON,
            ..words(
                "Document returned",
                "{{ agency }} returns the document below to you.",
                "Please read the reason and proceed accordingly.",
            )
        },
    }
}
