//! Deliveries: what passes from one agency to another. The sender's registry hands it over; at the receiver it becomes a command,
//! as if it had come through the interchange, and nothing else of the one exists for the other. What the sender learns of it is
//! said here: whether it was taken in, under which number, whether it came back; and how it stands, where the receiver lets a
//! superior agency know that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Actor, AuthorName, By, CodeNumber, DepartmentId, DocumentId, EmailAddress, FileId, LanguageName, Notation,
    OrganCode, Reason, Refusal, Remark, Rule, SignerName, SignerPosition, Subject, UtcTime, access,
    assignment::{Assignment, Holder},
    incoming::{
        Channel, FactsFields, IncomingDocument, Receive, Relation, Secrecy, State, StateName, StoredFile, Urgency,
    },
    organisation::{AgencyRecord, Directory, Scope},
    outgoing::{self, OutgoingDocument},
    register::Entry,
};

/// What is known of a document that is sent. Whose it is, the installation knows.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DeliveredFacts)]
pub struct DeliveredFacts {
    /// Số văn bản, such as `123`.
    #[serde(default)]
    pub number: Option<CodeNumber>,
    /// Ký hiệu văn bản, such as `UBND-VP`.
    #[serde(default)]
    pub notation: Option<Notation>,
    /// Ngày văn bản.
    #[serde(default)]
    pub issued_on: Option<NaiveDate>,
    /// Tên loại: a code of `listDocumentTypes`.
    pub document_type: String,
    /// Trích yếu.
    pub subject: Subject,
    /// Độ khẩn.
    #[serde(default)]
    pub urgency: Urgency,
    /// Số trang.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 999)]
    pub pages: Option<u16>,
    /// Ngôn ngữ; Tiếng Việt where none is given.
    #[serde(default)]
    pub language: Option<LanguageName>,
    /// Thời hạn giải quyết.
    #[serde(default)]
    pub deadline: Option<NaiveDate>,
    /// Họ tên người ký.
    #[serde(default)]
    pub signer_name: Option<SignerName>,
    /// Chức vụ người ký.
    #[serde(default)]
    pub signer_position: Option<SignerPosition>,
    /// Ghi chú.
    #[serde(default)]
    pub remark: Option<Remark>,
    /// Earlier documents of the sender that it replaces, amends or corrects.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

/// A document to be sent to another agency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SendDelivery)]
pub struct Send {
    /// Mã định danh of the agency it goes to.
    pub to: OrganCode,
    /// What is known of it.
    pub facts: DeliveredFacts,
    /// Files already uploaded.
    #[serde(default)]
    pub files: Vec<FileId>,
}

/// What a decision about sending is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct SendContext<'a> {
    /// Now.
    pub now: UtcTime,
    /// The sender's people.
    pub directory: &'a Directory,
    /// The sender.
    pub sender: &'a AgencyRecord,
    /// The agency that is named, if there is one.
    pub receiver: Option<&'a AgencyRecord>,
    /// Codes of the sender's types.
    pub types: &'a BTreeSet<String>,
    /// The files that are named, as far as they are the actor's to send.
    pub files: &'a BTreeMap<FileId, StoredFile>,
    /// The most files that a document may have.
    pub max_files: u32,
}

/// What is on its way: the facts as the receiver gets them, and the files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Consignment {
    /// What is known of it, with the sender as its author.
    pub facts: FactsFields,
    /// Its files, as they lie in the storage.
    pub files: Vec<StoredFile>,
    /// Who sent it; nobody where another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<By>,
    /// When.
    pub sent_at: UtcTime,
    /// Which of its outgoing documents it is at the sender, where it is one. The receiver is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outgoing: Option<DocumentId>,
}

/// Decides whether a document is sent, and what goes on its way.
///
/// # Errors
/// The rule that says no.
pub fn send(actor: Actor, command: Send, context: SendContext<'_>) -> Result<Consignment, Refusal> {
    access::works_as_registry(actor, Scope::DocumentsIssue, context.directory)?;
    let sent_by = actor.by();
    let today = crate::day_in_vietnam(context.now);
    let unknown = || Refusal::new(Rule::NoSuchAgency).at("/to").with("code", &command.to);
    let receiver = context.receiver.ok_or_else(unknown)?;
    takes_in(receiver, today).map_err(|_| unknown())?;
    if receiver.id == context.sender.id {
        return Err(Refusal::new(Rule::OwnAgency).at("/to"));
    }
    if !context.types.contains(&command.facts.document_type) {
        let shown: String = command.facts.document_type.chars().take(60).collect();
        return Err(Refusal::new(Rule::TypeUnknown).at("/facts/document_type").with("type", shown));
    }
    if u32::try_from(command.files.len()).map_or(true, |count| count > context.max_files) {
        return Err(Refusal::new(Rule::TooManyFiles).at("/files").with("max", context.max_files));
    }
    let (mut files, mut seen) = (Vec::new(), BTreeSet::new());
    for (n, id) in command.files.iter().enumerate() {
        let place = || format!("/files/{n}");
        if !seen.insert(*id) {
            return Err(Refusal::new(Rule::FileTwice).at(place()));
        }
        files.push(context.files.get(id).cloned().ok_or_else(|| Refusal::new(Rule::FileUnknown).at(place()))?);
    }
    let reply_to = sent_by.and_then(|by| context.directory.active(by.desk())).and_then(|person| person.email.clone());
    let facts = authored(command.facts, context.sender, today, reply_to)?;
    facts.clone().check(context.now).map_err(|refusal| {
        let place = refusal.pointer.clone().unwrap_or_default();
        refusal.at(format!("/facts{place}"))
    })?;
    Ok(Consignment { facts, files, sent_by, sent_at: context.now, outgoing: None })
}

/// The facts as the receiver takes them in: nobody sends in another agency's name.
fn authored(
    facts: DeliveredFacts,
    sender: &AgencyRecord,
    today: NaiveDate,
    reply_to: Option<EmailAddress>,
) -> Result<FactsFields, Refusal> {
    let author = AuthorName::new(sender.name_on(today)).map_err(|_| Refusal::new(Rule::NoSuchAgency).at("/to"))?;
    Ok(FactsFields {
        author,
        author_code: OrganCode::new(sender.code_on(today)).ok(),
        number: facts.number,
        notation: facts.notation,
        issued_on: facts.issued_on,
        document_type: facts.document_type,
        subject: Some(facts.subject),
        urgency: facts.urgency,
        secrecy: Secrecy::None,
        pages: facts.pages,
        copies: None,
        language: facts.language,
        deadline: facts.deadline,
        signer_name: facts.signer_name,
        signer_position: facts.signer_position,
        remark: facts.remark,
        sender_email: reply_to,
        channel: Channel::Interchange,
        received_at: None,
        relations: facts.relations,
    })
}

/// What goes on its way to one recipient of an outgoing document that has its number: the facts of its line, what the recipient gets it for,
/// and the sealed files alone, not the draft. An answer by a day is asked of those who are to act, and of nobody else.
///
/// # Errors
/// The rule that says no: the agency's own name can't stand as an author.
pub fn of_outgoing(
    document: &OutgoingDocument,
    recipient: &outgoing::Recipient,
    sender: &AgencyRecord,
    (by, at): (Option<By>, UtcTime),
    reply_to: Option<EmailAddress>,
) -> Result<Consignment, Refusal> {
    let (content, state) = (document.content(), document.state());
    let wrong = || Refusal::new(Rule::ScanMissing).at("/files");
    let (line, signature, seal) =
        (state.line().ok_or_else(wrong)?, state.signature().ok_or_else(wrong)?, state.seal().ok_or_else(wrong)?);
    let facts = DeliveredFacts {
        number: CodeNumber::new(&format!("{:02}", line.number)).ok(),
        notation: Some(line.notation.clone()),
        issued_on: Some(line.issued_on),
        document_type: content.type_code.clone(),
        subject: content.subject.clone(),
        urgency: content.urgency,
        pages: content.pages,
        language: Some(content.language.clone()),
        deadline: document.reply_by_of(recipient),
        signer_name: SignerName::new(&signature.name).ok(),
        signer_position: SignerPosition::new(&signature.title).ok(),
        remark: Remark::new(&sent_for(document, recipient)).ok(),
        relations: content.relations.iter().filter_map(earlier).collect(),
    };
    let sealed = |id: &FileId| document.files().map(|attached| &attached.file).find(|file| file.id == *id).cloned();
    let files = seal.files.iter().filter_map(sealed).collect();
    let facts = authored(facts, sender, crate::day_in_vietnam(at), reply_to)?;
    Ok(Consignment { facts, files, sent_by: by, sent_at: at, outgoing: Some(document.id()) })
}

/// What the recipient gets it for, behind what it is a copy of.
fn sent_for(document: &OutgoingDocument, recipient: &outgoing::Recipient) -> String {
    let purpose = recipient.purpose.vietnamese();
    match &document.content().copy {
        Some(copy) => format!("{}; gửi {purpose}", copy.vietnamese()),
        None => format!("Gửi {purpose}"),
    }
}

/// A document that this one replaces, amends or corrects, as whoever got it knows it.
fn earlier(relation: &outgoing::Relation) -> Option<Relation> {
    Some(Relation {
        kind: relation.kind,
        number: CodeNumber::new(&format!("{:02}", relation.number)).ok()?,
        notation: relation.notation.clone(),
        issued_on: Some(relation.issued_on),
    })
}

impl Consignment {
    /// The command that it becomes at the receiver, with these files.
    pub fn arrival(self, files: Vec<FileId>) -> Receive {
        Receive { facts: self.facts, files, register: None }
    }
}

/// How a command at the receiver stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeliveryStep)]
pub enum StepState {
    /// Not done yet.
    Queued,
    /// Done.
    Done,
    /// A rule of the receiver said no.
    Failed,
}

/// Whether a delivery can be asked for back: where it was taken in or is still to be, and not while an earlier request stands. One that came to
/// nothing, since the receiver keeps it or could not give it back, can be made again.
///
/// # Errors
/// The rule that says no.
pub fn may_recall(received: StepState, recall: Option<StepState>) -> Result<(), Refusal> {
    match (received, recall) {
        (_, Some(StepState::Queued | StepState::Done)) => Err(Refusal::new(Rule::RecalledAlready)),
        (StepState::Failed, None | Some(StepState::Failed)) => Err(Refusal::new(Rule::NotDelivered)),
        (StepState::Queued | StepState::Done, None | Some(StepState::Failed)) => Ok(()),
    }
}

/// Whether an agency takes anything in on this day.
///
/// # Errors
/// The rule that says no.
pub fn takes_in(receiver: &AgencyRecord, day: NaiveDate) -> Result<(), Refusal> {
    if receiver.validity.holds_on(day) {
        Ok(())
    } else {
        Err(Refusal::new(Rule::NoSuchAgency).at("/to").with("code", receiver.code_on(day)))
    }
}

/// What the sender always learns of a document that has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acknowledgement {
    /// Đã đến: with the receiver's registry.
    Arrived,
    /// Đã vào sổ.
    Registered {
        /// Its line.
        entry: Entry,
    },
    /// Từ chối tiếp nhận, trả lại, hủy dòng sổ, thu hồi: how it ended.
    Ended {
        /// In which way.
        state: StateName,
        /// Why, where that is for the sender: the words in which a line is struck out are not.
        reason: Option<Reason>,
        /// When.
        at: UtcTime,
    },
}

impl Acknowledgement {
    /// Whether it is over there: nothing is left to be given back.
    pub const fn is_end(&self) -> bool {
        matches!(self, Self::Ended { .. })
    }
}

/// What the sender learns of its document.
pub fn acknowledgement(document: &IncomingDocument) -> Acknowledgement {
    match document.state() {
        State::Refused(end) | State::Returned { end, .. } | State::Voided { end, .. } | State::Recalled { end, .. } => {
            let state = document.state().name();
            let reason = Some(end.reason.clone()).filter(|_| state != StateName::Voided);
            Acknowledgement::Ended { state, reason, at: end.at }
        }
        state => match state.entry() {
            Some(entry) => Acknowledgement::Registered { entry: entry.clone() },
            None => Acknowledgement::Arrived,
        },
    }
}

/// How a document stands, for a superior agency that is let know it: no words, no names of people, no files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Where it stands.
    pub state: StateName,
    /// The unit that handles it, where it is one.
    pub unit: Option<DepartmentId>,
    /// Hạn xử lý.
    pub due: Option<UtcTime>,
    /// When it was completed.
    pub completed_at: Option<UtcTime>,
    /// Whether it is, or was completed, after its deadline.
    pub late: bool,
}

/// How a document stands now.
pub fn follow_up(document: &IncomingDocument, now: DateTime<Utc>) -> FollowUp {
    let root = document.state().chain().map(|(root, _)| root).or_else(|| document.completion().and_then(|c| c.root));
    let root = root.and_then(|id| document.assignment(id));
    let unit = root.and_then(|root| match root.holder {
        Holder::Department(id) => Some(id),
        Holder::Person(_) => None,
    });
    let due = root.and_then(Assignment::due);
    let completed_at = document.completion().map(|completion| completion.at);
    let rests = document.pause().is_some_and(|pause| pause.stops_clock);
    let open = document.state().name().is_open() && !rests;
    let late = due.is_some_and(|due| completed_at.map_or(open && due < now, |at| due < at));
    FollowUp { state: document.state().name(), unit, due, completed_at, late }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_back_in_vain_can_be_asked_back_again() {
        use StepState as S;
        let answer = |received, recall| may_recall(received, recall).err().map(|no| no.rule);
        for recall in [None, Some(S::Failed)] {
            assert_eq!(answer(S::Queued, recall), None);
            assert_eq!(answer(S::Done, recall), None);
            assert_eq!(answer(S::Failed, recall), Some(Rule::NotDelivered));
        }
        for (received, recall) in [(S::Queued, S::Queued), (S::Done, S::Queued), (S::Done, S::Done)] {
            assert_eq!(answer(received, Some(recall)), Some(Rule::RecalledAlready));
        }
    }
}
