//! From an order in a reply to the command that it gives on a dossier. XONG hands the step on where there is one way alone, and answers a question
//! where one was asked; TRẢ LẠI sends it back where it could have come from one step alone; GIAO gives it to an officer of the department.

use mail::inbound::order::Order;
use office::{
    action_links::Stands,
    domain::{
        ConsultationId, FileId, Instruction, Reason, Words,
        assignment::Holder,
        dossier::{
            Command, CommandKind, Dossier,
            command::{AdvanceDossier, AnswerConsultation, AssignDossier, GoBack},
        },
        organisation::Directory,
        work::Desk,
    },
    received::Outcome,
    replies::OpenReply,
};

use crate::{
    answer::{both, moved_on},
    assigned::holder,
    command::{checked, instruction},
    outgoing::Understood,
};

/// What an order would do.
pub(crate) fn understood(order: &Order, open: &OpenReply, dossier: &Dossier) -> Understood<CommandKind> {
    let asked = open.address.assignment.is_some();
    let kind = match order {
        Order::Complete { .. } if asked => CommandKind::AnswerConsultation,
        Order::Complete { .. } => CommandKind::AdvanceDossier,
        Order::GiveBack { .. } if !asked => CommandKind::GoBack,
        Order::Assign { .. } if !asked => CommandKind::AssignDossier,
        _ => return refused(not_of_this()),
    };
    if open.stands_for(kind.into()) == Stands::No {
        return Understood::Refused(Outcome::MovedOn, vec![moved_on(open)]);
    }
    if open.offered(kind.into()).is_none() {
        return refused(match kind {
            CommandKind::AnswerConsultation => both(
                "Thư này không hỏi ý kiến ông/bà, hoặc ý kiến đã được cho.",
                "This mail asks no opinion of you, or it was given already.",
            ),
            CommandKind::GoBack => both(
                "Bước này của hồ sơ không chuyển trả được, hoặc hồ sơ không ở chỗ ông/bà.",
                "This step of the dossier has no way back, or the dossier does not lie with you.",
            ),
            CommandKind::AssignDossier => both(
                "Hồ sơ này không chờ ông/bà phân công.",
                "This dossier does not wait to be given to somebody by you.",
            ),
            _ => both(
                "Hồ sơ không ở chỗ ông/bà, hoặc không ở bước chuyển tiếp được.",
                "The dossier does not lie with you, or is at no step that can be handed on.",
            ),
        });
    }
    match (kind, dossier.state().run()) {
        (CommandKind::AdvanceDossier, Some(run)) if run.next.len() != 1 => {
            let labels = run.next.iter().map(|branch| format!("“{}”", branch.label)).collect::<Vec<_>>().join(", ");
            refused(both(
                format!(
                    "Bước này có nhiều hướng chuyển tiếp ({labels}): xin bấm nút “Xong bước này” trong thư và chọn."
                ),
                format!("This step leads several ways ({labels}): press “This step is done” in the mail and choose."),
            ))
        }
        (CommandKind::GoBack, Some(run)) if run.back.len() != 1 => refused(both(
            "Hồ sơ có thể chuyển trả về nhiều bước: xin bấm nút “Chuyển trả” trong thư và chọn.",
            "The dossier can go back to several steps: press “Send back” in the mail and choose.",
        )),
        _ => Understood::Command(kind),
    }
}

fn refused(why: Words) -> Understood<CommandKind> {
    Understood::Refused(Outcome::Refused, vec![why])
}

fn not_of_this() -> Words {
    both("Lệnh này không dùng cho hồ sơ thủ tục hành chính.", "This order is none for a dossier of the one-stop shop.")
}

/// The command that an order gives.
///
/// # Errors
/// What is wrong with it, each with what would be right.
pub(crate) fn of(
    order: &Order,
    kind: CommandKind,
    open: &OpenReply,
    (dossier, files): (&Dossier, Vec<FileId>),
) -> Result<Command, Vec<Words>> {
    Ok(match (kind, order) {
        (CommandKind::AnswerConsultation, Order::Complete { words }) => {
            let question = open.address.assignment.ok_or_else(|| vec![not_of_this()])?;
            // The answer is asked for in words; who sends it as files alone has said that.
            let text = match instruction(words.as_ref())? {
                None if !files.is_empty() => checked(Instruction::new("Ý kiến trong tệp kèm theo."))?,
                Some(said) => said,
                None => {
                    return Err(vec![both(
                        "Xin ghi nội dung ý kiến: XONG: nội dung",
                        "Write the opinion: XONG: the words",
                    )]);
                }
            };
            Command::AnswerConsultation(AnswerConsultation { consultation: ConsultationId(question.0), text, files })
        }
        (CommandKind::AdvanceDossier, Order::Complete { words }) => {
            let note = instruction(words.as_ref())?;
            Command::AdvanceDossier(AdvanceDossier { branch: None, to: None, note, files })
        }
        (CommandKind::GoBack, Order::GiveBack { reason }) => {
            let step = dossier.state().run().and_then(|run| run.back.first()).cloned();
            let step = step.ok_or_else(|| vec![not_of_this()])?;
            Command::GoBack(GoBack { step, reason: checked(Reason::new(reason))?, to: None })
        }
        (CommandKind::AssignDossier, Order::Assign { primary, supporting, until, words }) => {
            if !supporting.is_empty() || until.is_some() {
                return Err(vec![both(
                    "Phân công hồ sơ chỉ nêu một người, không kèm hạn hay nơi phối hợp: GIAO tên: ý kiến. Hạn là hạn của bước.",
                    "A dossier is given to one person, without a deadline or support: GIAO name: words. Its date is that of the step.",
                )]);
            }
            let Holder::Person(officer) = holder(open, primary)? else {
                return Err(vec![both(
                    "Hồ sơ được phân công cho một người trong đơn vị, không cho cả đơn vị.",
                    "A dossier is given to a person of the department, and not to a department.",
                )]);
            };
            Command::AssignDossier(AssignDossier { officer, note: instruction(words.as_ref())? })
        }
        _ => return Err(vec![not_of_this()]),
    })
}

/// With whom the dossier is now, as a sentence.
pub(crate) fn with(dossier: &Dossier, directory: &Directory) -> Words {
    let state = dossier.state().name();
    let holder = match dossier.desk() {
        Some(Desk::Registry) => Some(("văn thư".to_owned(), "the registry".to_owned())),
        Some(Desk::OneStop) => Some(("bộ phận một cửa".to_owned(), "the one-stop shop".to_owned())),
        Some(Desk::Holder(holder)) => crate::answer::name_of(holder, directory).map(|name| (name.clone(), name)),
        None => None,
    };
    match holder {
        Some((vi, en)) => both(format!(" Hồ sơ hiện do {vi} giữ."), format!(" It is with {en} now.")),
        None => both(
            format!(" Hồ sơ hiện {}.", state.vietnamese()),
            format!(" It is {} now.", state.as_str().replace('_', " ")),
        ),
    }
}
