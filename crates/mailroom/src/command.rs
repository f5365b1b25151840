//! From an order in a reply to the command that it gives on what the mail was about: a document that came in; `outgoing` has those that go out.

use mail::inbound::order::Order;
use office::{
    domain::{
        FileId, InputFault, Instruction, Label, Reason, Words,
        assignment::Holder,
        document::{Command as AnyCommand, Document},
        dossier,
        incoming::{
            Command, CommandKind,
            command::{
                Accept, Acknowledge, Approve, Assign, Comment, Direct, File, GiveBack, GrantExtension, Pass,
                RefuseExtension, Reject, RequestExtension, SubmitResult,
            },
            state::Direction,
        },
        outgoing,
    },
    replies::OpenReply,
};

use crate::{
    answer::both,
    assigned::{deadline, holder, holders, target},
};

/// The command that an order would give; an order to give work is a leader's direction where a direction is asked for. None where it gives
/// none.
pub(crate) fn kind_of(order: &Order, open: &OpenReply) -> Option<CommandKind> {
    Some(match order {
        Order::Accept { .. } => CommandKind::Accept,
        Order::Complete { .. } => CommandKind::SubmitResult,
        Order::GiveBack { .. } => CommandKind::GiveBack,
        Order::Assign { .. } if directs(open) => CommandKind::Direct,
        Order::Assign { .. } => CommandKind::Assign,
        Order::Approve { .. } if open.is_proposed() => CommandKind::Direct,
        Order::Approve { .. } => CommandKind::Approve,
        Order::Reject { .. } => CommandKind::Reject,
        Order::AskExtension { .. } => CommandKind::RequestExtension,
        Order::GrantExtension { .. } => CommandKind::GrantExtension,
        Order::RefuseExtension { .. } => CommandKind::RefuseExtension,
        Order::Acknowledge { .. } => CommandKind::Acknowledge,
        Order::Pass { .. } => CommandKind::Pass,
        Order::File { .. } => CommandKind::File,
        // Nothing that came in is signed: the words are words.
        Order::Sign { .. } => return None,
    })
}

fn directs(open: &OpenReply) -> bool {
    open.offered(CommandKind::Direct.into()).is_some()
        || (open.address.assignment.is_none() && open.offered(CommandKind::Assign.into()).is_none())
}

pub(crate) fn checked<T>(read: Result<T, InputFault>) -> Result<T, Vec<Words>> {
    read.map_err(|fault| vec![fault.words()])
}

pub(crate) fn instruction(words: Option<&String>) -> Result<Option<Instruction>, Vec<Words>> {
    words.map(|words| checked(Instruction::new(words))).transpose()
}

/// Words that the command of an order has no place for, so that its writer is told that they stand nowhere.
pub(crate) const fn lost_words(order: &Order, as_proposed: bool) -> Option<&String> {
    match order {
        Order::Accept { words } | Order::Acknowledge { words } | Order::GrantExtension { words, .. } => words.as_ref(),
        Order::Approve { words } if as_proposed => words.as_ref(),
        _ => None,
    }
}

/// Why an order has nothing to act on.
fn no_assignment(order: &Order) -> Words {
    match order {
        Order::Approve { .. } | Order::Reject { .. } => both(
            "Chưa có kết quả nào chờ ông/bà duyệt trong việc mà thư này báo.",
            "No result waits for your approval in what this mail told of.",
        ),
        Order::GrantExtension { .. } | Order::RefuseExtension { .. } => both(
            "Chưa có đề nghị gia hạn nào chờ ông/bà trả lời trong việc mà thư này báo.",
            "No request for more time waits for you in what this mail told of.",
        ),
        _ => both(
            "Trong việc mà thư này báo, ông/bà không giữ nhiệm vụ nào.",
            "In what this mail told of, you hold no assignment.",
        ),
    }
}

/// A comment.
pub(crate) fn comment(open: &OpenReply, words: &str) -> Result<AnyCommand, Vec<Words>> {
    let text = checked(Instruction::new(words))?;
    Ok(match open.document() {
        Document::Incoming(_) => Command::Comment(Comment { text }).into(),
        Document::Outgoing(_) => outgoing::Command::Discuss(outgoing::command::Discuss { text }).into(),
        Document::Dossier(_) => dossier::Command::DiscussDossier(dossier::command::DiscussDossier { text }).into(),
    })
}

/// The command that an order gives, with the files that were handed in.
///
/// # Errors
/// What is wrong with it, each with what would be right.
pub(crate) fn of(
    order: &Order,
    kind: CommandKind,
    open: &OpenReply,
    files: Vec<FileId>,
) -> Result<Command, Vec<Words>> {
    let place = open.offered(kind.into()).unwrap_or(open.address.assignment);
    let assignment = || place.ok_or_else(|| vec![no_assignment(order)]);
    let reason = |text: &str| checked(Reason::new(text));
    Ok(match order {
        Order::Accept { .. } => Command::Accept(Accept { assignment: assignment()? }),
        Order::Acknowledge { .. } => Command::Acknowledge(Acknowledge { assignment: assignment()? }),
        Order::Complete { words } => {
            let (assignment, said) = (assignment()?, instruction(words.as_ref())?);
            // The result is asked for in words; who sends it as files alone has said that.
            let text = match said {
                None if !files.is_empty() => Some(checked(Instruction::new("Kết quả trong tệp kèm theo."))?),
                said => said,
            };
            Command::SubmitResult(SubmitResult { assignment, text, files })
        }
        Order::GiveBack { reason: why } => Command::GiveBack(GiveBack { assignment: place, reason: reason(why)? }),
        Order::Assign { primary, supporting, until, words } => {
            let named = primary.as_str().to_owned();
            let (primary, supporting) = (holder(open, primary), holders(open, supporting));
            let (primary, supporting) = match (primary, supporting) {
                (Ok(primary), Ok(supporting)) => (primary, supporting),
                (one, other) => {
                    let several = one.is_err() && named.contains([',', ';']);
                    let hint = several.then(|| {
                        both(
                            "Chỉ một người hoặc một phòng chủ trì. Xin ghi: GIAO phòng A chủ trì, phòng B phối hợp: ý kiến. Người nhận để biết, theo dõi thì xin giao trên hệ thống.",
                            "One alone is primary. Write: GIAO department A chủ trì, department B phối hợp: the words. Who is to be informed or to monitor is named in the system.",
                        )
                    });
                    return Err(one.err().into_iter().chain(other.err()).flatten().chain(hint).collect());
                }
            };
            let until = until.map_or(Ok((None, None)), deadline)?;
            // The words are for everybody who is named: whoever helps is to know with what.
            let words = instruction(words.as_ref())?;
            let primary = target(primary, words.clone(), until);
            let supporting = supporting.into_iter().map(|one| target(one, words.clone(), until)).collect();
            if kind == CommandKind::Direct {
                let (informed, monitors) = (Vec::new(), Vec::new());
                let direction = Direction { primary, supporting, informed, monitors, leader_approves: false };
                Command::Direct(Direct { direction: Some(direction) })
            } else {
                Command::Assign(Assign { assignment: assignment()?, officer: primary, supporting })
            }
        }
        Order::Approve { .. } if kind == CommandKind::Direct => Command::Direct(Direct { direction: None }),
        Order::Approve { words } => {
            Command::Approve(Approve { assignment: assignment()?, note: instruction(words.as_ref())? })
        }
        Order::Reject { reason: why } => Command::Reject(Reject { assignment: assignment()?, reason: reason(why)? }),
        Order::AskExtension { until, reason: why } => {
            let (due, term) = deadline(*until)?;
            Command::RequestExtension(RequestExtension { assignment: assignment()?, due, term, reason: reason(why)? })
        }
        Order::GrantExtension { until, .. } => {
            let (due, term) = until.map_or(Ok((None, None)), deadline)?;
            Command::GrantExtension(GrantExtension { assignment: assignment()?, due, term })
        }
        Order::Pass { to, words } => {
            let Holder::Person(to) = holder(open, to)? else {
                return Err(vec![both(
                    "Chỉ trình được một lãnh đạo hoặc chánh văn phòng; xin ghi tên người đó.",
                    "It is put before a leader or the chief of office; write their name.",
                )]);
            };
            Command::Pass(Pass { to, note: instruction(words.as_ref())?, proposal: None })
        }
        Order::File { case_file } => {
            let case_file = case_file.as_ref().map(|text| checked(Label::new(text))).transpose()?;
            Command::File(File { case_file })
        }
        Order::RefuseExtension { reason: why } => {
            Command::RefuseExtension(RefuseExtension { assignment: assignment()?, reason: reason(why)? })
        }
        Order::Sign { .. } => return Err(vec![no_assignment(order)]),
    })
}
