//! Replies: who wrote, what they ask, whether they are who they say, and what they are answered.

use std::{io, sync::Arc};

use bytes::Bytes;
use futures_util::stream;
use mail::inbound::{
    Failing, Kind, Proof,
    order::{self, Order, Reading},
};
use office::{
    OfficeError,
    action_links::Stands,
    agency::Caller,
    documents::AnyDetail,
    domain::{
        EmailAddress, FileId, FileName, Words, day_in_vietnam,
        document::{Command, CommandKind, Document},
        incoming::CommandKind as In,
        notice::Answers,
        outgoing::CommandKind as Out,
    },
    received::{Finish, Outcome},
    repeat::Answer,
    replies::{Ask, OpenReply, OpenedReply, ReplyAddress, ReplyMail, document_words, due_words, told},
};

use crate::{
    Letterbox, Mailroom, Worked,
    answer::{both, done, moved_on, not_done, noted, pairs, refused_file, would_work},
    command, dossier, outgoing,
};

/// How often a command is given anew where the document was changed by somebody else beside it.
const TRIES: u32 = 4;

/// What is to be done with a reply.
enum Step {
    Act(Command, Vec<Words>),
    Confirm(Command, Ask),
    Refuse(Outcome, Vec<Words>),
}

/// What is known of a reply before the document is looked at.
struct Asked {
    reading: Reading,
    /// Whether an order in it acts.
    acts: bool,
    proof: Proof,
    /// The files that it hands in, once they are kept.
    files: Option<Vec<FileId>>,
}

/// Whether what is asked needs no more proof of who wrote it.
fn is_proved(proof: &Proof, decides: bool, relaxed: bool) -> bool {
    match proof {
        Proof::Pass(_) => true,
        // The server has found that it is somebody else's.
        Proof::Fail(Failing::Refused { result, .. }) if result.eq_ignore_ascii_case("fail") => false,
        Proof::Fail(Failing::NoOneSender | Failing::OtherDomain { .. }) => false,
        Proof::Fail(Failing::Refused { .. }) | Proof::Unknown => relaxed || !decides,
    }
}

impl Mailroom {
    pub(crate) async fn reply(&self, letterbox: &Letterbox<'_>, kind: &Kind) -> Worked {
        let (row, message) = (letterbox.row, &letterbox.message);
        let Kind::Reply { tokens, .. } = kind else { return self.finish(row, Finish::of(Outcome::UnknownToken)).await };
        let Some(token) = tokens.first() else { return self.finish(row, Finish::of(Outcome::UnknownToken)).await };
        let open = match self.office.open_reply(token).await? {
            OpenedReply::Unknown => return self.finish(row, Finish::of(Outcome::UnknownToken)).await,
            OpenedReply::Closed(address) => {
                let why = both(
                    "Địa chỉ trả lời của thư này không còn dùng được: đã quá hạn, đã bị đóng, hoặc tài khoản của ông/bà dùng xác thực hai bước \
                     nên không xử lý bằng thư. Xin đăng nhập hệ thống.",
                    "This mail takes no more replies: its time is over, it was closed, or your account has a second factor and so acts by no \
                     mail. Please sign in to the system.",
                );
                return self.turn_away(letterbox, &address, Outcome::Closed, why).await;
            }
            OpenedReply::Unseen(address) => {
                let why = both(
                    "Văn bản này không xử lý được bằng thư. Xin đăng nhập hệ thống.",
                    "This document is not handled by mail. Sign in to the system.",
                );
                return self.turn_away(letterbox, &address, Outcome::Unseen, why).await;
            }
            OpenedReply::Open(open) => open,
        };
        if !message.sender().is_some_and(|sender| sender.is(&open.address.address)) {
            return self.other_sender(letterbox, &open.address).await;
        }
        let reply = Self::reply_mail(letterbox, Some(token), Some(&open.address));
        if tokens.len() > 1 {
            let why = both(
                "Thư gửi đến địa chỉ trả lời của nhiều thư; xin trả lời từng thư.",
                "It was sent to the reply addresses of several mails; answer each by itself.",
            );
            let notice = not_done(vec![why], Some(&open));
            let finish = Finish::of(Outcome::Several).about(open.address.agency, open.address.document);
            return self.office.answer_reply(&open.address, &reply, finish, notice).await;
        }
        Box::pin(self.act(letterbox, *open, &reply, kind)).await
    }

    /// Tells whoever the address belongs to that nothing was done; nobody else, though they wrote.
    async fn turn_away(
        &self,
        letterbox: &Letterbox<'_>,
        address: &ReplyAddress,
        outcome: Outcome,
        why: Words,
    ) -> Worked {
        if !letterbox.message.sender().is_some_and(|sender| sender.is(&address.address)) {
            return self.other_sender(letterbox, address).await;
        }
        let mut reply = Self::reply_mail(letterbox, None, None);
        // What it is about may be secret by now.
        reply.answers.subject.clear();
        let finish = Finish::of(outcome).about(address.agency, address.document);
        self.office.answer_reply(address, &reply, finish, not_done(vec![why], None)).await
    }

    /// It answers nobody: whoever wrote is not told.
    async fn other_sender(&self, letterbox: &Letterbox<'_>, address: &ReplyAddress) -> Worked {
        let from = letterbox.message.sender().and_then(|sender| EmailAddress::new(&sender.address).ok());
        let answers = Answers { message_id: None, subject: String::new(), token: None, document: None };
        let reply = ReplyMail { mail: letterbox.row.clone(), answers };
        self.office.tell_of_another(address, &reply, from).await
    }

    fn reply_mail(letterbox: &Letterbox<'_>, token: Option<&str>, about: Option<&ReplyAddress>) -> ReplyMail {
        ReplyMail {
            mail: letterbox.row.clone(),
            answers: Answers {
                message_id: letterbox.message.message_id.clone(),
                subject: letterbox.message.subject.clone(),
                token: token.map(str::to_ascii_lowercase),
                document: about.map(|address| address.document),
            },
        }
    }

    async fn act(&self, letterbox: &Letterbox<'_>, open: OpenReply, reply: &ReplyMail, kind: &Kind) -> Worked {
        let message = &letterbox.message;
        let words = message.words();
        // Whoever writes “mai” means the day on which they do, and not that on which their words were fetched.
        let today = day_in_vietnam(letterbox.row.came_at());
        let mut asked = Asked {
            reading: order::read(&words, today, message.handed_in()),
            acts: kind.acting_token().is_some(),
            proof: self.terms.proof(letterbox),
            files: None,
        };
        let mut open = open;
        for _ in 0..TRIES {
            let (command, remarks) = match self.step(letterbox, &open, &mut asked).await? {
                Step::Refuse(outcome, why) => return self.refuse(&open, reply, outcome, why).await,
                Step::Confirm(command, ask) => {
                    return match self.office.rehearse_by_reply(&open, command.clone(), reply).await {
                        Ok(()) => self.office.ask_to_confirm(&open, command, reply, ask).await,
                        Err(error) => self.refused(&open, reply, error).await,
                    };
                }
                Step::Act(command, remarks) => (command, remarks),
            };
            let (what, given) = (told(&command, &open.detail), command.clone());
            let tell = Arc::new(move |detail: &AnyDetail| {
                let document = document_words(&detail.document());
                let mut remarks = remarks.clone();
                remarks.extend(due_words(&given, detail));
                if given.kind().is_comment() {
                    noted(document, &remarks)
                } else {
                    done(what.clone(), document, &remarks)
                }
            });
            match self.office.command_by_reply(&open, command, reply, tell).await {
                Ok(_) => return Ok(()),
                // Somebody was faster: it is looked at anew.
                Err(OfficeError::Stale { .. } | OfficeError::LinkSpent) => {
                    let token = reply.answers.token.as_deref().unwrap_or_default();
                    match self.office.open_reply(token).await? {
                        OpenedReply::Open(again) => open = *again,
                        _ => break,
                    }
                }
                Err(error) => return self.refused(&open, reply, error).await,
            }
        }
        Err(OfficeError::Internal("a reply met a document that does not rest".to_owned()))
    }

    /// What a reply asks for, as the document stands.
    async fn step(&self, letterbox: &Letterbox<'_>, open: &OpenReply, asked: &mut Asked) -> Result<Step, OfficeError> {
        let message = &letterbox.message;
        let mut remarks: Vec<Words> = message.remarks.iter().map(|remark| remark.words()).collect();
        let refuse = |outcome, mut why: Vec<Words>, more: Vec<Words>| {
            why.extend(more);
            why.push(would_work(open));
            Ok(Step::Refuse(outcome, why))
        };
        let files = message.handed_in().files;
        let goes_out = matches!(open.document(), Document::Outgoing(_));
        let mut changed = false;
        let made = match &asked.reading {
            Reading::Nothing if files == 0 => {
                return refuse(
                    Outcome::Nothing,
                    vec![both("Thư trả lời không có nội dung.", "There are no words in it.")],
                    remarks,
                );
            }
            Reading::Nothing if goes_out => {
                let why = both(
                    "Thư trả lời chỉ có tệp; tệp không nhận qua thư. Xin mở văn bản trên hệ thống.",
                    "There are only files, which no reply brings. Open the document in the system.",
                );
                return refuse(Outcome::Nothing, vec![why], remarks);
            }
            Reading::Nothing => {
                let why = both(
                    "Thư trả lời chỉ có tệp. Nếu là kết quả, xin ghi ở dòng đầu: XONG",
                    "There are only files. If they are the result, write on the first line: XONG",
                );
                return refuse(Outcome::Nothing, vec![why], remarks);
            }
            Reading::Fault(fault) => return refuse(Outcome::Fault, vec![fault.words(open.example)], remarks),
            Reading::Order(order) if asked.acts => {
                let kind = match asked_of(order, open) {
                    Ok(kind) => kind,
                    Err((Outcome::MovedOn, why)) => return Ok(Step::Refuse(Outcome::MovedOn, why)),
                    Err((outcome, why)) => return refuse(outcome, why, remarks),
                };
                let Some(kind) = kind else {
                    let said = command::comment(open, &message.words().join("\n"));
                    return Ok(self.said(&asked.proof, open, (said, false), remarks));
                };
                match open.stands_for(kind) {
                    Stands::Changed => changed = true,
                    // What nobody offers is refused for what it is.
                    Stands::No if open.offered(kind).is_some() => {
                        return Ok(Step::Refuse(Outcome::MovedOn, vec![moved_on(open)]));
                    }
                    Stands::Yes | Stands::No => {}
                }
                let kept = match &asked.files {
                    Some(kept) => kept.clone(),
                    None => match self.files_of(letterbox, open, order).await? {
                        Ok(kept) => kept,
                        Err(why) => return Ok(Step::Refuse(Outcome::File, vec![why])),
                    },
                };
                asked.files = Some(kept.clone());
                remarks.extend(left_behind(order, kind, files));
                match kind {
                    CommandKind::Incoming(kind) => command::of(order, kind, open, kept).map(Command::from),
                    CommandKind::Outgoing(kind) => outgoing::of(order, kind, open, kept).map(Command::from),
                    CommandKind::Dossier(kind) => match open.document() {
                        Document::Dossier(document) => {
                            dossier::of(order, kind, open, (document, kept)).map(Command::from)
                        }
                        _ => return Err(OfficeError::Internal("a command of a dossier on a document".to_owned())),
                    },
                }
            }
            Reading::Order(_) => {
                remarks.push(both(
                    "Địa chỉ trả lời chỉ ở dòng Cc, nên thư này được coi là ý kiến trao đổi.",
                    "The reply address stands in Cc alone, so this was taken as a comment.",
                ));
                command::comment(open, &message.words().join("\n"))
            }
            Reading::Comment { words, .. } => {
                // Whoever may have meant to decide is to know that nothing was decided.
                remarks.extend(asked.reading.hint(open.example));
                if !open.offers().iter().all(|command| command.is_comment()) {
                    remarks.push(would_work(open));
                }
                if files > 0 && goes_out {
                    remarks.push(both(NO_FILES.0, NO_FILES.1));
                } else if files > 0 {
                    remarks.push(both(
                        "Tệp gửi kèm ý kiến trao đổi không được lưu vào văn bản. Nếu là kết quả, xin ghi ở dòng đầu: XONG",
                        "Files that come with a comment are not kept with the document. If they are the result, write on the first line: XONG",
                    ));
                }
                command::comment(open, words)
            }
        };
        Ok(self.said(&asked.proof, open, (made, changed), remarks))
    }

    /// What becomes of a command that was made of a reply: it is given, or confirmed first, since nobody has proved who wrote it.
    fn said(
        &self,
        proof: &Proof,
        open: &OpenReply,
        (made, changed): (Result<Command, Vec<Words>>, bool),
        remarks: Vec<Words>,
    ) -> Step {
        let command = match made {
            Ok(command) => command,
            Err(mut why) => {
                why.extend(remarks);
                why.push(would_work(open));
                return Step::Refuse(Outcome::Fault, why);
            }
        };
        let relaxed = self.office.limits().replies.unproved_act;
        let proved = is_proved(proof, command.decides(), relaxed);
        if proved && !changed {
            return Step::Act(command, remarks);
        }
        Step::Confirm(command, Ask { remarks: pairs(&remarks), changed: proved })
    }

    /// Keeps the files that a result comes with as its writer's; why not, where one is not taken.
    async fn files_of(
        &self,
        letterbox: &Letterbox<'_>,
        open: &OpenReply,
        order: &Order,
    ) -> Result<Result<Vec<FileId>, Words>, OfficeError> {
        let mut kept = Vec::new();
        if !matches!(order, Order::Complete { .. }) {
            return Ok(Ok(kept));
        }
        let caller = Caller { agency: open.address.agency, person: open.address.person };
        for file in letterbox.message.files() {
            let Ok(name) = FileName::new(&file.name) else {
                return Ok(Err(both(
                    format!("Tên tệp “{}” không dùng được.", file.name),
                    format!("The file name “{}” is not one that is taken.", file.name),
                )));
            };
            let content = stream::iter([Ok::<_, io::Error>(Bytes::from(file.bytes.clone()))]);
            match self.office.upload(caller, name, content, None).await {
                Ok(Answer::Fresh(stored)) => kept.push(stored.id),
                Ok(Answer::Kept(_)) => {
                    return Err(OfficeError::Internal("a reply's file was answered from what is kept".to_owned()));
                }
                Err(error) => match refused_file(&file.name, &error) {
                    Some(why) => return Ok(Err(why)),
                    None => return Err(error),
                },
            }
        }
        Ok(Ok(kept))
    }

    async fn refuse(&self, open: &OpenReply, reply: &ReplyMail, outcome: Outcome, why: Vec<Words>) -> Worked {
        let finish = Finish::of(outcome).about(open.address.agency, open.address.document);
        self.office.answer_reply(&open.address, reply, finish, not_done(why, Some(open))).await
    }

    /// What a rule says, to the one who asked; what is the program's to settle is tried again.
    async fn refused(&self, open: &OpenReply, reply: &ReplyMail, error: OfficeError) -> Worked {
        let why = match error {
            OfficeError::Refused(refusal) => vec![refusal.words(), would_work(open)],
            OfficeError::AllRefused(all) => {
                all.iter().map(office::domain::Refusal::words).chain([would_work(open)]).collect()
            }
            other => return Err(other),
        };
        self.refuse(open, reply, Outcome::Refused, why).await
    }
}

/// The command that an order would give on what the mail was about; none where it is but words.
///
/// # Errors
/// What its writer is told where it does nothing.
fn asked_of(order: &Order, open: &OpenReply) -> Result<Option<CommandKind>, (Outcome, Vec<Words>)> {
    match open.document() {
        Document::Incoming(_) => Ok(command::kind_of(order, open).map(CommandKind::from)),
        Document::Outgoing(document) => outgoing::understood(order, open, document).given().map(Some),
        Document::Dossier(document) => dossier::understood(order, open, document).given().map(Some),
    }
}

/// What becomes of files that come in a reply about a document that goes out.
const NO_FILES: (&str, &str) = (
    "Tệp gửi kèm không được lưu; tệp của văn bản đi chỉ nhận trên hệ thống, hoặc cùng ý kiến phối hợp được hỏi (XONG).",
    "Files are not kept; those of a document that goes out are taken in the system alone, or with an opinion that was asked (XONG).",
);

/// What came with an order and is kept nowhere.
fn left_behind(order: &Order, kind: CommandKind, files: usize) -> Vec<Words> {
    let mut left = Vec::new();
    let lost = match kind {
        CommandKind::Incoming(kind) => command::lost_words(order, kind == In::Direct).is_some(),
        CommandKind::Outgoing(_) | CommandKind::Dossier(_) => outgoing::lost_words(order),
    };
    if lost {
        left.push(both(
            "Lời ghi kèm không được lưu vào văn bản; nếu cần, xin gửi riêng một thư trao đổi.",
            "The words beside it are not written down; if they are wanted, please send them as a comment.",
        ));
    }
    let opinion = kind == CommandKind::Outgoing(Out::GiveOpinion);
    if files > 0 && !opinion && matches!(kind, CommandKind::Outgoing(_)) {
        left.push(both(NO_FILES.0, NO_FILES.1));
    } else if files > 0 && !matches!(order, Order::Complete { .. }) {
        left.push(both(
            "Tệp gửi kèm không được lưu; tệp chỉ được lưu cùng XONG.",
            "Files are kept with a result (XONG) alone; these are not.",
        ));
    }
    left
}
