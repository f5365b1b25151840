//! From an order in a reply to the command that it gives on a document that goes out. DUYỆT is the check that lies with whoever replies, and nothing
//! that is written in a reply signs.

use mail::inbound::order::Order;
use office::{
    action_links::Stands,
    domain::{
        FileId, OpinionId, Reason, RecipientId, Words,
        document::CommandKind as AnyKind,
        organisation::Directory,
        outgoing::{
            Command, CommandKind, OutgoingDocument, State, StateName,
            command::{AcknowledgeIssued, Endorse, GiveOpinion, PassForm, ReturnToDrafter},
        },
        work::{Desk, Task, outgoing_work_of},
    },
    received::Outcome,
    replies::OpenReply,
};

use crate::{
    answer::{both, moved_on},
    command::{checked, instruction},
};

/// An order as it is understood of this document, or of a dossier.
pub(crate) enum Understood<K = CommandKind> {
    /// It gives this command.
    Command(K),
    /// It does nothing, and this is said.
    Refused(Outcome, Vec<Words>),
}

impl<K> Understood<K>
where
    AnyKind: From<K>,
{
    /// The command, of whichever kind of document.
    ///
    /// # Errors
    /// What is said where it does nothing.
    pub(crate) fn given(self) -> Result<AnyKind, (Outcome, Vec<Words>)> {
        match self {
            Self::Command(kind) => Ok(kind.into()),
            Self::Refused(outcome, why) => Err((outcome, why)),
        }
    }
}

/// What an order would do.
pub(crate) fn understood(order: &Order, open: &OpenReply, document: &OutgoingDocument) -> Understood {
    let state = document.state().name();
    let kind = match order {
        Order::Sign { .. } => return refused(not_by_reply(document)),
        Order::Acknowledge { .. } => {
            let as_recipient = open.address.assignment.is_some();
            return if as_recipient {
                Understood::Command(CommandKind::AcknowledgeIssued)
            } else {
                refused(no_recipient())
            };
        }
        Order::Approve { .. } if state == StateName::FormCheck => CommandKind::PassForm,
        Order::Approve { .. } => CommandKind::Endorse,
        // It is the one thing that is asked of them.
        Order::Complete { .. } if open.address.assignment.is_some() => CommandKind::GiveOpinion,
        // What is not approved goes back, with the reason that both need.
        Order::GiveBack { .. } | Order::Reject { .. } => CommandKind::ReturnToDrafter,
        _ => return refused(not_of_this()),
    };
    if open.stands_for(kind.into()) == Stands::No {
        return Understood::Refused(Outcome::MovedOn, vec![moved_on(open)]);
    }
    let offered = open.offered(kind.into()).is_some();
    match (offered, state, order) {
        (false, StateName::AwaitingSignature, Order::Approve { .. }) => refused(not_by_reply(document)),
        (false, _, Order::Complete { .. }) => refused(both(
            "Thư này không hỏi ý kiến ông/bà, hoặc ý kiến đã được cho.",
            "This mail asks no opinion of you, or it was given already.",
        )),
        (false, _, Order::Approve { .. }) => {
            refused(both("Dự thảo này không chờ ông/bà duyệt.", "This draft does not wait for your approval."))
        }
        (false, ..) => refused(both(
            "Văn bản này không còn ở bước trả lại được, hoặc không ở chỗ ông/bà.",
            "This document can't be returned any more, or does not lie with you.",
        )),
        (true, ..) => Understood::Command(kind),
    }
}

fn refused(why: Words) -> Understood {
    Understood::Refused(Outcome::Refused, vec![why])
}

fn not_of_this() -> Words {
    both("Lệnh này không dùng cho văn bản đi.", "This order is none for a document that goes out.")
}

fn no_recipient() -> Words {
    both(
        "Thư này không báo văn bản gửi đến ông/bà để xem.",
        "This mail does not tell of a document that came to you to be read.",
    )
}

/// How somebody signs, who would have by a reply.
fn not_by_reply(document: &OutgoingDocument) -> Words {
    let how = match document.state() {
        State::AwaitingSignature { .. } => both(
            " Xin ký bản giấy rồi bấm nút “Đã ký bản giấy” trong thư, hoặc mở văn bản trên hệ thống để gửi bản PDF đã ký số.",
            " Sign the paper and press “I have signed the paper” in the mail, or open the document in the system to hand in the signed PDF.",
        ),
        _ => both(" Văn bản này hiện không chờ ký.", " This document does not wait for a signature now."),
    };
    both(format!("Không ký được bằng thư trả lời.{}", how.vi), format!("No reply is a signature.{}", how.en))
}

/// The command that an order gives.
///
/// # Errors
/// What is wrong with it, each with what would be right.
pub(crate) fn of(
    order: &Order,
    kind: CommandKind,
    open: &OpenReply,
    files: Vec<FileId>,
) -> Result<Command, Vec<Words>> {
    let note = || match order {
        Order::Approve { words } => instruction(words.as_ref()),
        _ => Ok(None),
    };
    Ok(match (kind, order) {
        (CommandKind::Endorse, _) => Command::Endorse(Endorse { note: note()? }),
        (CommandKind::PassForm, _) => Command::PassForm(PassForm { note: note()? }),
        (CommandKind::ReturnToDrafter, Order::GiveBack { reason } | Order::Reject { reason }) => {
            Command::ReturnToDrafter(ReturnToDrafter { reason: checked(Reason::new(reason))? })
        }
        (CommandKind::GiveOpinion, Order::Complete { words }) => {
            let opinion = open.address.assignment.ok_or_else(|| vec![not_of_this()])?;
            let text = instruction(words.as_ref())?;
            Command::GiveOpinion(GiveOpinion { opinion: OpinionId(opinion.0), text, files, edition: None })
        }
        (CommandKind::AcknowledgeIssued, _) => {
            let recipient = open.address.assignment.ok_or_else(|| vec![no_recipient()])?;
            Command::AcknowledgeIssued(AcknowledgeIssued { recipient: RecipientId(recipient.0) })
        }
        _ => return Err(vec![not_of_this()]),
    })
}

/// Words that the command of an order has no place for.
pub(crate) const fn lost_words(order: &Order) -> bool {
    matches!(order, Order::Acknowledge { words: Some(_) })
}

/// With whom the document is now, as a sentence; nothing where with nobody.
pub(crate) fn with(document: &OutgoingDocument, directory: &Directory) -> Words {
    let state = document.state().name();
    let holder = outgoing_work_of(document).into_iter().find(|item| item.task != Task::Read).map(|item| item.desk);
    let holder = match (state, holder) {
        (StateName::Dispatched | StateName::Filed, _) => {
            return both(" Văn bản đã phát hành.", " It has been sent.");
        }
        (_, Some(Desk::Registry)) => Some(("văn thư".to_owned(), "the registry".to_owned())),
        (_, Some(Desk::OneStop)) => Some(("bộ phận một cửa".to_owned(), "the one-stop shop".to_owned())),
        (_, Some(Desk::Holder(holder))) => crate::answer::name_of(holder, directory).map(|name| (name.clone(), name)),
        (_, None) => None,
    };
    match holder {
        Some((vi, en)) => both(format!(" Văn bản hiện do {vi} giữ."), format!(" It is with {en} now.")),
        None => both(
            format!(" Văn bản hiện {}.", state.vietnamese()),
            format!(" It is {} now.", state.as_str().replace('_', " ")),
        ),
    }
}
