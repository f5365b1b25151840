//! English, for readers who chose it.

use domain::notice::NoticeKind as K;

use super::{Strings, Wording};

pub(super) mod dossier;

const DUE: &str = "Deadline";
pub(super) const OPEN: &str = "Open the document";
const DIRECTION: &str = "Instruction";
const REASON: &str = "Reason";
const WORDS: &str = "Note";

pub(super) const STRINGS: Strings = Strings {
    system: "Document management system",
    dear: "Dear",
    dear_outside: "To:",
    dear_citizen: "Dear",
    arrival: "Arrival number",
    author: "Author",
    notation: "Number, notation",
    issued_on: "Document date",
    subject: "Subject",
    procedure: "Procedure",
    code: "Code of the dossier",
    owner: "Whose dossier",
    step: "Step",
    look_up: "Look-up code",
    look_up_button: "Look it up",
    from: "From",
    instead_of: "in the stead of",
    for_whom: "You stand in for",
    vietnam_time: "(Vietnam time)",
    or_copy: "If the button does not work, open this address:",
    automatic: "This message was sent automatically by the document management system.",
    by_registry: "This message was sent by the agency's registry through the document management system.",
    reply_by: "Please answer by",
    enclosed: "Attached",
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
    together: "new events",
    together_opening: "There is news of the document below.",
    together_events: "In order of time",
    beside_events: "Besides, about the same document",
    below: " below",
    this: "",
};

const fn words(title: &'static str, opening: &'static str, asked: &'static str) -> Wording {
    Wording { title, opening, asked, quote: WORDS, due: DUE, button: OPEN, about: "" }
}

#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
pub(super) const fn wording(kind: K) -> Wording {
    let name = kind.english();
    match kind {
        K::Arrived => words(
            name,
            "The document below has come in and is not in the register yet.",
            "Please check it and enter it in the register of incoming documents.",
        ),
        K::Presented => Wording {
            quote: "Proposal",
            button: "Open and decide",
            ..words(
                name,
                "{{ who }} puts the document below before you.",
                "Please consider it, give your direction and assign it.",
            )
        },
        K::GivenPrimary => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} has given you the document below to handle as lead.",
                "Please handle it together with those concerned and report the result{% if due %} by the deadline{% endif %}.",
            )
        },
        K::GivenSupporting => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} has given you the document below to support its handling.",
                "Please send your opinion to whoever leads{% if due %} by the deadline{% endif %}.",
            )
        },
        K::GivenInformed => words(
            name,
            "{{ who }} has sent you the document below for information.",
            "Please read it and confirm that you have; nothing else is asked of you.",
        ),
        K::GivenMonitor => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} asks you to monitor the handling of the document below.",
                "Please follow its progress and press those who handle it{% if due %} to meet the deadline{% endif %}.",
            )
        },
        K::ResultToApprove => Wording {
            quote: "Result",
            button: "See and approve the result",
            ..words(
                name,
                "{{ who }} has submitted a result on the document below.",
                "Please approve it, or say what is to be improved.",
            )
        },
        K::Approved => Wording {
            quote: "Approver's note",
            ..words(
                name,
                "{{ who }} has approved the result on the document below.",
                "Please complete the case file and file it.",
            )
        },
        K::ApprovedByUnit => Wording {
            quote: "Approver's note",
            ..words(
                name,
                "{{ who }} has approved the result on the document below and submitted it to the leader.",
                "Nothing is asked of you now; you will be told what the leader decides.",
            )
        },
        K::Completed => Wording {
            quote: "Result",
            ..words(
                name,
                "The handling of the document below is completed.",
                "This is for your information; nothing more is asked of you.",
            )
        },
        K::Rejected => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has not approved the result on the document below.",
                "Please revise it for the reason above and submit it again{% if due %} before the deadline{% endif %}.",
            )
        },
        K::GivenBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has given the document below back to you.",
                "Please read the reason and decide what is to be done next.",
            )
        },
        K::SendBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has decided that the document below goes back to its sender.",
                "Please send it back and tell the sender why.",
            )
        },
        K::TakenAway => Wording {
            quote: REASON,
            ..words(
                name,
                "Your part in the handling of the document below has ended or gone to somebody else.",
                "Nothing more is asked of you.",
            )
        },
        K::Amended => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} has changed the instruction or the deadline for the document below.",
                "Please proceed as it now stands.",
            )
        },
        K::DeadlineMoved => Wording {
            quote: "From when to when, and why",
            due: "New deadline",
            ..words(
                name,
                "The agency's working calendar has changed; the deadline of the document below was counted anew.",
                "Please work to the new deadline.",
            )
        },
        K::OpinionGiven => Wording {
            quote: "Opinion",
            ..words(name, "{{ who }} has sent an opinion on the document below.", "Please take it into account.")
        },
        K::Reminder => Wording {
            quote: "Reminder",
            ..words(
                name,
                "{{ who }} asks you to handle the document below without delay.",
                "Please handle it and report as soon as possible; if something stands in the way, say so at once.",
            )
        },
        K::DueSoon => words(
            name,
            "The deadline of the document below draws near.",
            "Please see that it is done in time; if something stands in the way, say so or ask for an extension before it is over.",
        ),
        K::DueNow => words(
            name,
            "The document below is due now.",
            "Please finish it and report at once; if it is not done, please say why.",
        ),
        K::Overdue => Wording {
            due: "Deadline (over)",
            ..words(
                name,
                "The deadline of the document below has passed, and there is no result.",
                "Please handle it without delay, report, and say why it is late.",
            )
        },
        K::OverdueElsewhere => Wording {
            about: "In the hands of",
            due: "Deadline (over)",
            ..words(
                name,
                "The deadline of the document below has passed, and it is not done where it was given.",
                "This is for your information; please see that it is done.",
            )
        },
        K::ApprovalDueSoon => Wording {
            button: "See and approve the result",
            ..words(
                name,
                "A result on the document below waits for your approval, and its deadline draws near.",
                "Please consider it and decide.",
            )
        },
        K::ApprovalDueNow => Wording {
            button: "See and approve the result",
            ..words(
                name,
                "A result on the document below waits for your approval, and it is due now.",
                "Please consider it and decide.",
            )
        },
        K::ApprovalOverdue => Wording {
            button: "See and approve the result",
            due: "Deadline (over)",
            ..words(
                name,
                "A result on the document below waits for your approval, and its deadline has passed.",
                "Please consider it and decide.",
            )
        },
        K::ExtensionAsked => Wording {
            quote: "Reason given",
            due: "Asked for until",
            button: "Open and answer",
            ..words(name, "{{ who }} asks for a later deadline for the document below.", "Please grant or refuse it.")
        },
        K::ExtensionGranted => Wording {
            due: "New deadline",
            ..words(
                name,
                "{{ who }} has granted a later deadline for the document below.",
                "Please complete it by the new deadline.",
            )
        },
        K::ExtensionRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has refused a later deadline for the document below.",
                "Please complete it by the deadline given.",
            )
        },
        K::Reopened => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has reopened the document below and passed it to you.",
                "Please read the reason and go on with it{% if due %} by the deadline{% endif %}.",
            )
        },
        K::LookGranted => Wording {
            about: "Who may look",
            quote: "Reason",
            due: "May look until",
            ..words(
                name,
                "{{ who }} lets an administrator look at the document below until the time that is named.",
                "This is for your information; each look is noted.",
            )
        },
        K::HandedOver => Wording {
            about: "Taken over from",
            quote: "Reason of the handover",
            ..words(
                name,
                "{{ who }} has handed the document below over to you.",
                "Please take it up and go on with it{% if due %} by the deadline{% endif %}.",
            )
        },
        K::Paused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has paused the handling of the document below.",
                "Nothing is asked of you until you are told that it goes on.",
            )
        },
        K::Resumed => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has let the handling of the document below go on.",
                "Please go on with it{% if due %} by the deadline{% endif %}.",
            )
        },
        K::PausedElsewhere => Wording {
            quote: REASON,
            due: "Deadline (at rest)",
            ..words(
                name,
                "{{ who }} has paused the handling of the document below; its deadline rests meanwhile and will be later by that.",
                "This is for your information; whoever gave the work can let it go on where they do not agree.",
            )
        },
        K::ResumedElsewhere => Wording {
            quote: REASON,
            due: "New deadline",
            ..words(
                name,
                "{{ who }} has let the handling of the document below go on; its deadline is later by the time for which it rested.",
                "This is for your information.",
            )
        },
        K::LeaderAway => Wording {
            about: "The leader who is away",
            ..words(
                name,
                "The document below (hỏa tốc) waits for a leader who is away, and nobody is there to take it.",
                "Please report to the agency's leaders, so that somebody is named at once.",
            )
        },
        K::RecallAsked => Wording {
            quote: "Reason for the recall",
            button: "Open and answer",
            ..words(
                name,
                "The sender asks to recall the document below.",
                "Please report it to whoever decides, and tell the sender whether the recall is agreed to.",
            )
        },
        K::Recalled => Wording {
            quote: "Reason for the recall",
            ..words(name, "The sender has recalled the document below.", "Please stop handling it and do not use it.")
        },
        K::Commented => Wording {
            quote: "Comment",
            ..words(name, "{{ who }} has commented on the document below.", "Please read it and answer where needed.")
        },
        K::Answered => Wording {
            quote: "Reply",
            ..words(
                name,
                "A reply to the document below has been issued.",
                "Please check it and complete the handling.",
            )
        },
        K::RefusedToSender => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} informs you that the document below was not accepted.",
                "Please read the reason, and correct and send it again if need be.",
            )
        },
        K::ReturnedToSender => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} returns the document below to you.",
                "Please read the reason and proceed accordingly.",
            )
        },
        K::DraftToReview => Wording {
            quote: "Words",
            button: "Review the draft",
            ..words(
                name,
                "{{ who }} puts the draft below before you: please check its content.",
                "Please approve the content, or return it with your reasons.",
            )
        },
        K::DraftToCheck => Wording {
            quote: "Words",
            button: "Check the form",
            ..words(
                name,
                "{{ who }} has approved the content of the draft below; its form is yours to check.",
                "Please put it before the signer, or return it with your reasons.",
            )
        },
        K::DraftToSign => Wording {
            quote: "Words",
            button: "Open and sign",
            ..words(
                name,
                "{{ who }} puts the document below before you to be signed.",
                "Please sign it, or return it with your reasons. A reply to this mail signs nothing.",
            )
        },
        K::SignerAway => Wording {
            quote: "Words",
            button: "Open the document",
            ..words(
                name,
                "{{ who }} has put the document below before its signer, who is away.",
                "You can't sign in their stead. If it can't wait, please return it with the reason, so that it is put before somebody else who may sign.",
            )
        },
        K::DraftReturned => Wording {
            quote: REASON,
            button: "Open the draft",
            ..words(name, "{{ who }} has returned the draft below.", "Please revise it and submit it again.")
        },
        K::DraftCancelled => Wording {
            quote: REASON,
            ..words(name, "{{ who }} has cancelled the draft below.", "This is for your information only.")
        },
        K::DraftingGiven => Wording {
            quote: REASON,
            button: "Open the draft",
            ..words(name, "{{ who }} gives you the document below to draft.", "Please go on with it and submit it.")
        },
        K::SignedToIssue => Wording {
            due: "To be numbered by",
            button: "Open and number",
            ..words(
                name,
                "The document below has been signed.",
                "Please number, seal and dispatch it: at once where it is urgent, else today, at latest on the next working day.",
            )
        },
        K::NumberGiven => Wording {
            quote: "To be seen to",
            ..words(
                name,
                "The document below, which you drafted, has its number.",
                "This is for your information; the registry seals it and sends it out.",
            )
        },
        K::NumberVoided => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has struck out the number of the document below; its line in the register stands.",
                "Please see the reason; where it is still to be issued, begin a new draft.",
            )
        },
        K::IssuedForYou => Wording {
            quote: "Sent",
            button: "Open the document",
            ..words(
                name,
                "The document below has been issued and has come to you.",
                "Please read it, acknowledge it, and handle it as what it was sent for.",
            )
        },
        K::IssuedRecalled => Wording {
            quote: "Reason of the recall",
            ..words(name, "{{ who }} has recalled the issued document below.", "Please do not use it any more.")
        },
        K::IssuedReplaced => Wording {
            quote: "Replaced by",
            ..words(
                name,
                "A later document has replaced the one below.",
                "Please do not use it any more, and act by what replaces it.",
            )
        },
        K::IssuedAmended => Wording {
            quote: "Amended by",
            ..words(
                name,
                "A later document has amended the one below.",
                "Please act by it together with what amends it.",
            )
        },
        K::IssuedCorrected => Wording {
            quote: "Corrected by",
            ..words(name, "An official letter has corrected the document below.", "Please use it as it was corrected.")
        },
        K::RelationTakenBack => Wording {
            quote: "Whose number was struck out",
            ..words(
                name,
                "The number of what had replaced, amended or corrected the document below was struck out.",
                "The document stands as before; please go on by it.",
            )
        },
        K::DeliveryRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "A recipient has refused or returned the document below.",
                "Please see the reason and decide what follows.",
            )
        },
        K::MailFailed => Wording {
            quote: "Recipient and reason",
            ..words(
                name,
                "The mail with the document below did not reach its recipient.",
                "Please check the recipient's address, and send the document another way, such as by post.",
            )
        },
        K::IssuedToOutside => words(
            name,
            "{{ agency }} sends you the document below, attached to this message.",
            "{% if purpose == 'to_report' %}It is sent to report to you. Please{% elif purpose == 'to_know' %}It is sent for your information. Please{% else %}Please take it in, act by it, and{% endif %} let the sender know that you have received it.",
        ),
        K::RecallToOutside => Wording {
            quote: "Reason for the recall",
            ..words(
                name,
                "{{ agency }} has recalled the document below.",
                "Please do not use it; return it where you have it on paper, delete it where you have it as a file, and tell the sender (Decree 30/2020, Art. 18(4)).",
            )
        },
        K::RecallByLetter => Wording {
            quote: "Recipients",
            ..words(
                name,
                "The document below has been recalled; the post had brought it to the recipients below.",
                "Please let them know of the recall by letter, and ask them to return what they received (Decree 30/2020, Art. 18(4)).",
            )
        },
        K::NobodyTold => Wording {
            quote: "Recipients",
            ..words(
                name,
                "The document below has gone to recipients in the agency, and nobody is there to be told.",
                "It lies there. Please see that somebody is named to take it, or pass it to somebody else.",
            )
        },
        K::ReceiptLate => Wording {
            quote: "Recipients",
            due: "Receipt to be known by",
            ..words(
                name,
                "It is not known in time whether the recipients below have received the document.",
                "Please ask them, send it again if need be, and note how far it has come.",
            )
        },
        K::ReplyLate => Wording {
            quote: "Recipients",
            due: "Reply by (over)",
            ..words(
                name,
                "The recipients below have received the document and have not answered in time.",
                "Please press them for it; the registry notes who has answered.",
            )
        },
        K::ReceiptAwaited => words(
            name,
            "The document below has come in and was not registered in time; its sender waits to know that you have received it.",
            "Please enter it in the register of incoming documents, or refuse it where it was sent to the wrong place.",
        ),
        K::IssuedUnread => Wording {
            quote: "Sent",
            due: "To be acknowledged by (over)",
            ..words(
                name,
                "The document below has come to you and was not acknowledged in time.",
                "Please read it, acknowledge it, and handle it as what it was sent for.",
            )
        },
        K::ReplyAwaited => Wording {
            due: "Reply by (over)",
            ..words(
                name,
                "The document below asked for a reply by a day that is over; its sender has no reply on record.",
                "Please answer, or let the sender know how far it is. If you have answered, please have the sender's registry note it.",
            )
        },
        K::DraftTakenAway => Wording {
            quote: REASON,
            ..words(
                name,
                "The document below is no longer with you: {{ who }} returned it, gave it to somebody else or struck out its number.",
                "A signature or check that you gave counts no longer; you need do nothing more.",
            )
        },
        K::IssuedToFile => Wording {
            button: "Open the document",
            ..words(
                name,
                "The document below, which you drafted, has gone out.",
                "Please follow its recipients, and file it in the case file.",
            )
        },
        K::StepDueNow => Wording {
            quote: "What is to be done",
            due: "To be done by",
            ..words(
                name,
                "The registry's next step with the document below is due now.",
                "Please take it at once; if something is in the way, please tell the chief of office.",
            )
        },
        K::StepOverdue => Wording {
            quote: "What is not done",
            due: "To be done by (over)",
            ..words(
                name,
                "The registry's next step with the document below is overdue.",
                "This is for your information; please see that it is done.",
            )
        },
        K::OpinionAsked => Wording {
            quote: "What is asked",
            due: "Opinion by",
            button: "Open the draft and answer",
            ..words(
                name,
                "{{ who }} asks for your opinion on the draft below.",
                "Please read the draft and send your opinion{% if due %} by the deadline{% endif %}.",
            )
        },
        K::OpinionsComplete => Wording {
            quote: "The last opinion",
            button: "Open the draft",
            ..words(
                name,
                "{{ who }} has sent an opinion; all whom you asked about the draft below have answered.",
                "Please work the opinions into the draft.",
            )
        },
        K::AnswerVoided => Wording {
            quote: "The reply, and why its number was struck out",
            ..words(
                name,
                "The number of the reply to the document below has been struck out; it counts as answered no longer.",
                "Please go on with it, and answer it again where needed.",
            )
        },
        K::OpinionEnded => Wording {
            quote: REASON,
            ..words(
                name,
                "Your opinion on the draft below is no longer needed.",
                "This is for your information; nothing more is asked of you.",
            )
        },
        K::DossierArrived
        | K::DossierForwarded
        | K::DossierNotTaken
        | K::DossierGiven
        | K::DossierGivenBack
        | K::DossierAssigned
        | K::DossierAwaitsCitizen
        | K::DossierSupplied
        | K::DossierPaid
        | K::ConsultationAsked
        | K::ConsultationAnswered
        | K::ConsultationEnded
        | K::DossierExtended
        | K::DossierStopped
        | K::DossierResumed
        | K::DossierWithdrawn
        | K::DossierDone
        | K::DossierUncollected
        | K::DossierWaitOver
        | K::DossierPaymentToCheck
        | K::CitizenReceived
        | K::CitizenAccepted
        | K::CitizenToSupply
        | K::CitizenRefused
        | K::CitizenToPay
        | K::CitizenGoesOn
        | K::CitizenExtended
        | K::CitizenDateMoved
        | K::CitizenStopped
        | K::CitizenWithdrawn
        | K::CitizenDone
        | K::CitizenReturned
        | K::CitizenToCollect
        | K::CitizenCameBack
        | K::CitizenCorrected
        | K::CitizenContactChanged => match dossier::own(kind) {
            Some(words) => words,
            // A test holds that each has its own.
            None => words(name, "", ""),
        },
    }
}
