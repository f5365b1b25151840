//! What mails about dossiers say: to whoever handles them, and to their citizens.

use domain::notice::NoticeKind as K;

use super::{DUE, REASON, WORDS};
use crate::wording::Wording;

const OPEN: &str = "Open the dossier";
const APPOINTED: &str = "Appointed for";
const CONTACT: &str =
    "If you have any question, please ask the one-stop shop of the office and name the dossier's code.";

const fn words(title: &'static str, opening: &'static str, asked: &'static str) -> Wording {
    Wording { title, opening, asked, quote: WORDS, due: DUE, button: OPEN, about: "" }
}

/// Of a kind that is told of dossiers alone; nothing of others.
#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
pub(in crate::wording) const fn own(kind: K) -> Option<Wording> {
    let name = kind.english();
    Some(match kind {
        K::DossierArrived => words(
            name,
            "The dossier below has come online or by post.",
            "Please look it through, and accept it, ask for what is missing or refuse it{% if due %} in time{% endif %}.",
        ),
        K::DossierForwarded => words(
            name,
            "Another agency has received the dossier below and sent it here, where it is to be decided. Its code and its date are those of the receipt.",
            "Please hand it to the unit that handles it{% if due %} in time{% endif %}.",
        ),
        K::DossierNotTaken => Wording {
            quote: REASON,
            ..words(
                name,
                "The agency whose decision it is has not taken what was sent on about the dossier below. What the citizen brought is still with it here.",
                "Please read why, speak to that agency and tell the citizen how to go on.",
            )
        },
        K::DossierGiven => words(
            name,
            "{{ who }} hands you the dossier below.",
            "Please handle this step{% if due %} in time{% endif %}.",
        ),
        K::DossierGivenBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has sent the dossier below back to you.",
                "Please read why, and handle it again{% if due %} in time{% endif %}.",
            )
        },
        K::DossierAssigned => words(
            name,
            "{{ who }} has given you the dossier below to handle.",
            "Please handle it{% if due %} in time{% endif %}.",
        ),
        K::DossierAwaitsCitizen => Wording {
            quote: "What is asked of the citizen",
            due: "Waits until",
            ..words(
                name,
                "{{ who }} asks the citizen to complete the dossier below, or to pay; it waits at the one-stop shop.",
                "Please tell the citizen, and note when it is done.",
            )
        },
        K::DossierSupplied => words(
            name,
            "The dossier below was completed and is with you again.",
            "Please go on with it{% if due %} in time{% endif %}.",
        ),
        K::DossierPaid => words(
            name,
            "The citizen has paid; the dossier below is with you again.",
            "Please go on with it{% if due %} in time{% endif %}.",
        ),
        K::ConsultationAsked => Wording {
            quote: "What is asked",
            due: "Please answer by",
            button: "Open the dossier and answer",
            ..words(
                name,
                "{{ who }} asks for your opinion on the dossier below.",
                "Please look at it and answer{% if due %} in time{% endif %}.",
            )
        },
        K::ConsultationAnswered => Wording {
            quote: "Opinion",
            ..words(name, "{{ who }} has given an opinion on the dossier below.", "Please take it into account.")
        },
        K::ConsultationEnded => Wording {
            quote: REASON,
            ..words(
                name,
                "Your opinion on the dossier below is no longer needed.",
                "This is for your information; nothing more is to be done.",
            )
        },
        K::DossierExtended => Wording {
            quote: REASON,
            due: "New date",
            ..words(
                name,
                "{{ who }} has apologised to the citizen and extended the term of the dossier below.",
                "Please keep the new date.",
            )
        },
        K::DossierStopped => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has stopped the dossier below.",
                "Nothing more is to be done; the one-stop shop tells the citizen.",
            )
        },
        K::DossierResumed => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} has taken the dossier below up again; it is with you.",
                "Please go on with it{% if due %} in time{% endif %}.",
            )
        },
        K::DossierWithdrawn => Wording {
            quote: REASON,
            ..words(
                name,
                "The citizen has withdrawn the dossier below.",
                "This is for your information; nothing more is to be done.",
            )
        },
        K::DossierDone => words(
            name,
            "{{ who }} has finished the dossier below; its result comes to the one-stop shop.",
            "Please take the result in and hand it out.",
        ),
        K::DossierUncollected => Wording {
            due: "To be reminded on",
            ..words(
                name,
                "The result of the dossier below has waited for long, and nobody has come for it.",
                "Please remind the citizen, and note that you have.",
            )
        },
        K::DossierPaymentToCheck => Wording {
            quote: "Payment and reason",
            ..words(
                name,
                "A payment gateway tells of a payment for the dossier below that the system could not note by itself.",
                "Please compare it, and note it or pay it back.",
            )
        },
        K::DossierWaitOver => Wording {
            due: "Waited for until",
            ..words(
                name,
                "The time is over that the citizen had to complete the dossier below, or to pay for it.",
                "Please ask the citizen; then wait on, or end it as is said above.",
            )
        },
        other => return to_citizen(other),
    })
}

#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
const fn to_citizen(kind: K) -> Option<Wording> {
    let name = kind.english();
    Some(match kind {
        K::CitizenReceived => words(
            name,
            "{{ agency }} has received the dossier below and is looking it through.",
            "You will be told whether it is accepted. Its term runs from then.",
        ),
        K::CitizenAccepted => Wording {
            due: APPOINTED,
            ..words(
                name,
                "{{ agency }} has accepted the dossier below.",
                "Please keep its code: with it {% if look_up %}and the look-up code you see how it stands on the office's page{% else %}the one-stop shop tells you how it stands{% endif %}. Bring your receipt, if you have one, when you come for the result.",
            )
        },
        K::CitizenToSupply => Wording {
            quote: "What is to be completed",
            due: "Until",
            ..words(
                name,
                "{{ agency }} informs you that the dossier below is to be completed before it can be handled.",
                "Please bring all of this to the one-stop shop{% if account %}, or send it online: sign in to the office's page for dossiers with this mail address, open the dossier and choose the files below “Complete it online”{% endif %}. After that date the dossier may be stopped, or not accepted.",
            )
        },
        K::CitizenRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} regrets that the dossier below cannot be accepted as it is.",
                "You may hand it in again when this is mended. If you have any question, please ask the one-stop shop.",
            )
        },
        K::CitizenToPay => Wording {
            quote: "To be paid",
            due: "Please pay by",
            ..words(
                name,
                "{{ agency }} informs you that the following is to be paid for the dossier below.",
                "Please pay at the one-stop shop, or as the office has told you; the dossier goes on when it is paid.{% if due %} If it is not paid by then, its handling may be stopped.{% endif %}",
            )
        },
        K::CitizenGoesOn => Wording {
            due: APPOINTED,
            ..words(name, "{{ agency }} informs you that the dossier below is handled further.", CONTACT)
        },
        K::CitizenExtended => Wording {
            quote: REASON,
            due: "New date",
            ..words(
                name,
                "{{ agency }} apologises: the dossier below cannot be finished by the day that was promised.",
                "Thank you for your patience. The result will be there on the new date.",
            )
        },
        K::CitizenDateMoved => Wording {
            due: "New date",
            ..words(
                name,
                "The working calendar of {{ agency }} has changed, and with it the date of the dossier below.",
                CONTACT,
            )
        },
        K::CitizenStopped => Wording {
            quote: REASON,
            ..words(name, "{{ agency }} informs you that the dossier below is handled no further.", CONTACT)
        },
        K::CitizenWithdrawn => Wording {
            quote: "What was paid",
            ..words(
                name,
                "{{ agency }} confirms that the dossier below was withdrawn, as you asked.",
                "You may hand it in again at any time.",
            )
        },
        K::CitizenDone => Wording {
            quote: UNPAID,
            ..words(name, "{{ agency }} informs you that the dossier below has a result.", COLLECT)
        },
        K::CitizenReturned => words(
            name,
            "{{ agency }} has handed out the result of the dossier below{% if way == 'post' %} by post{% elif way == 'electronic' %} electronically{% endif %}.",
            "Thank you. Please tell us how you were served, {% if look_up %}on {% if there %}the page for dossiers of {{ there }}{% else %}the office's page for dossiers{% endif %}{% else %}at the one-stop shop{% endif %}: it helps us do better.",
        ),
        K::CitizenToCollect => Wording {
            quote: UNPAID,
            ..words(
                name,
                "The result of the dossier below is ready at {{ agency }}, and nobody has come for it yet.",
                COLLECT,
            )
        },
        K::CitizenCameBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} informs you that the parcel with the result of the dossier below has come back.",
                "{% if there %}The result is kept at {{ there }}. Please tell the one-stop shop where you handed in whether you fetch it there, or to which address it is to be sent.{% else %}The result is kept at the one-stop shop. Please come for it, or tell the office to which address it is to be sent.{% endif %}",
            )
        },
        K::CitizenCorrected => Wording {
            quote: "What was wrong",
            ..words(
                name,
                "{{ agency }} apologises: there was a mistake in the result of the dossier below, and it is corrected.",
                "{% if there %}{{ there }} sends the corrected result; {{ agency }} tells you as soon as it is there. If you have the earlier one, please keep it to hand it back.{% else %}Please fetch the corrected result at the one-stop shop, and bring along the one that you have.{% endif %}",
            )
        },
        K::CitizenContactChanged => Wording {
            quote: "What was changed",
            ..words(
                name,
                "{{ agency }} has changed the contact data of the dossier below.",
                "If you did not ask for it, please tell the office's one-stop shop at once.",
            )
        },
        _ => return None,
    })
}

const UNPAID: &str = "To be paid when you come for the result";
const COLLECT: &str = "{% if way == 'post' %}The result comes to you by post.{% elif way == 'electronic' %}The result comes to you electronically.{% else %}Please come to the one-stop shop during office hours, with your identity card and your receipt, if you have one.{% endif %}";

/// What a kind that is told of documents, too, says of a dossier.
pub(in crate::wording) const fn shared(kind: K) -> Option<Wording> {
    let name = kind.english();
    Some(match kind {
        K::Reminder => Wording {
            quote: "Words",
            ..words(
                name,
                "{{ who }} asks you to hurry with the dossier below.",
                "Please handle it as soon as you can, and report what is in the way.",
            )
        },
        K::DueSoon => words(
            name,
            "The date of the dossier below is near.",
            "Please finish in time; an apology and a later date must go out before it passes.",
        ),
        K::DueNow => words(
            name,
            "The date of the dossier below is here.",
            "Please finish it now, or report why that is not possible.",
        ),
        K::Overdue => Wording {
            due: "Deadline (passed)",
            ..words(
                name,
                "The date of the dossier below has passed.",
                "Please finish it at once and report why it is late.",
            )
        },
        K::OverdueElsewhere => Wording {
            about: "With",
            due: "Deadline (passed)",
            ..words(
                "Overdue dossier reported",
                "The date of the dossier below has passed, and it is not done.",
                "This is reported so that you can see to it.",
            )
        },
        K::DeadlineMoved => Wording {
            quote: "Before, now, and why",
            due: "New date",
            ..words(
                name,
                "The working calendar has changed; the dates of the dossier below were counted anew.",
                "Please keep the new date.",
            )
        },
        K::HandedOver => Wording {
            about: "Handed over by",
            quote: REASON,
            ..words(
                name,
                "{{ who }} has handed the dossier below over to you.",
                "Please take it up{% if due %} and finish in time{% endif %}.",
            )
        },
        K::TakenAway => Wording {
            quote: REASON,
            ..words(
                name,
                "Your part in the dossier below is another's now.",
                "Nothing more is to be done about it by you.",
            )
        },
        K::MailFailed => Wording {
            quote: "Recipient, reason, telephone",
            ..words(
                "A mail did not reach the citizen",
                "A mail about the dossier below did not reach its citizen.",
                "Please tell them another way, such as by telephone, and correct their address in the system; what did not arrive is then sent to the new one.",
            )
        },
        K::Commented => Wording {
            quote: "Comment",
            ..words(name, "{{ who }} has commented on the dossier below.", "Please read it and answer where need be.")
        },
        _ => return None,
    })
}
