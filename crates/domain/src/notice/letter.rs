//! The letter: everything that its template needs, fixed at the moment of the handoff.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Notice, NoticeKind, Recipient};
use crate::{
    Actor, AssignmentId, By, DocumentId, EmailAddress, PersonId, UtcTime,
    assignment::Holder,
    dossier::{OtherAgency, PartyKind, ReturnWay},
    incoming::{Happening, IncomingDocument, StoredFile, Urgency},
    organisation::Directory,
    outgoing::{OutgoingDocument, Purpose},
};

/// A letter as it is kept until it is sent: everything its template needs, fixed at the moment of the handoff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What about.
    pub kind: NoticeKind,
    /// Who it goes to.
    pub to: Addressee,
    /// Who caused it; `None` where nobody of the agency did.
    pub from: Option<Signature>,
    /// Whom it is about, beside whoever caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Signature>,
    /// The agency in whose name it goes out.
    pub agency: String,
    /// The document.
    pub document: Subjectline,
    /// Under which assignment.
    pub assignment: Option<AssignmentId>,
    /// The instruction, reason or words that go with it; never on a secret line.
    pub words: Option<String>,
    /// Until when.
    pub due: Option<UtcTime>,
    /// When it happened.
    pub at: UtcTime,
    /// What goes with it to somebody outside, in the name of the office: a person has decided that it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed: Option<Enclosed>,
}

/// What goes with a letter to somebody outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Tệp kèm theo: the sealed files, as they lie in the storage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<StoredFile>,
    /// What they get it for; unknown of what was written before that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Hạn trả lời, of whom it goes to be acted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<NaiveDate>,
    /// Where answers go where the office has no mailbox of its own: to whoever has sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<EmailAddress>,
}

/// Who a letter goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// The person, if of the agency.
    pub person: Option<PersonId>,
    /// Their name, or the author's.
    pub name: String,
    /// In whose stead they are told, while these are away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Their address; `None` where none is known, and then the letter can't be sent.
    pub address: Option<EmailAddress>,
}

/// A name with a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Họ và tên.
    pub name: String,
    /// Chức vụ.
    pub title: String,
    /// Who did it in their stead (thay).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<Box<Signature>>,
}

impl Signature {
    /// As an event names who did it: a person, or another system.
    fn of_actor(actor: Actor, directory: &Directory) -> Option<Self> {
        if let Some(service) = actor.service().and_then(|id| directory.services.get(&id)) {
            return Some(Self { name: service.name.clone(), title: "Hệ thống".to_owned(), substitute: None });
        }
        Self::of(actor.by()?, directory)
    }

    /// Whoever holds a piece of work: a department has a name alone.
    pub(crate) fn of_holder(holder: Holder, directory: &Directory) -> Option<Self> {
        match holder {
            Holder::Person(id) => Self::of(By::own(id), directory),
            Holder::Department(id) => {
                let department = directory.departments.get(&id)?;
                Some(Self { name: department.name.clone(), title: String::new(), substitute: None })
            }
        }
    }

    /// As an event names who did it.
    fn of(by: By, directory: &Directory) -> Option<Self> {
        let own = |id| {
            let person = directory.people.get(&id)?;
            Some(Self { name: person.name.clone(), title: person.title.clone(), substitute: None })
        };
        let substitute = by.substitute().and_then(own).map(Box::new);
        Some(Self { substitute, ..own(by.desk())? })
    }
}

/// What a letter says of the document. Of a secret line it says nothing that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subjectline {
    /// Which.
    pub id: DocumentId,
    /// Whether it is a secret line: then what follows is empty.
    pub secret: bool,
    /// Số đến and year.
    pub arrival: Option<(u32, i32)>,
    /// Tác giả.
    pub author: Option<String>,
    /// Số, ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Trích yếu.
    pub subject: Option<String>,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// What is known of it where it is a dossier; then what it asks for stands as its subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<DossierLine>,
}

/// What a letter says of a dossier. Of its citizen it says to the office whose it is, and to the citizen nothing that they have not said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierLine {
    /// Mã hồ sơ, once it was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Chủ hồ sơ, by name; only to somebody of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Bước.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// How its result is handed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<ReturnWay>,
    /// Whether a person is spoken to, and not a business or another body; all that letters of before `party` say of it.
    pub person: bool,
    /// What is spoken to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyKind>,
    /// The agency that handles it, in what a citizen is told of what that one has done, where it is another than the one that speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<OtherAgency>,
    /// Whether it was handed in by an account at the office itself, where it is completed, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub account: bool,
    /// How it is looked up: only to its citizen, and only while the mail is being sent. It is kept nowhere.
    #[serde(skip)]
    pub look_up: Option<LookUp>,
}

/// How a citizen looks a dossier up without a receipt on paper.
#[derive(Clone, PartialEq, Eq)]
pub struct LookUp {
    /// What the public page asks for beside the code.
    pub secret: String,
    /// The page, below the address of the installation; the secret is not in it.
    pub page: String,
}

impl std::fmt::Debug for LookUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LookUp({})", self.page)
    }
}

impl DossierLine {
    /// As what its reader is addressed.
    pub fn spoken_to(&self) -> PartyKind {
        let before = if self.person { PartyKind::Citizen } else { PartyKind::Organisation };
        self.party.unwrap_or(before)
    }
}

/// Fixes what a notice will say.
pub fn letter(notice: &Notice, document: &IncomingDocument, happening: &Happening, directory: &Directory) -> Letter {
    letter_by(notice, document, (happening.by, happening.at), directory)
}

/// The same, of what is no event of the document: by whom it is said, and when.
pub fn letter_by(notice: &Notice, document: &IncomingDocument, by: (Actor, UtcTime), directory: &Directory) -> Letter {
    let facts = document.facts();
    let secret = facts.is_secret();
    let open = |text: Option<String>| if secret { None } else { text };
    let about = Subjectline {
        id: document.id(),
        secret,
        arrival: document.state().entry().filter(|_| !secret).map(|entry| (entry.number, entry.year)),
        author: open(Some(facts.author.to_string())),
        notation: open(facts.number_and_notation()),
        issued_on: facts.issued_on.filter(|_| !secret),
        subject: open(facts.subject().map(ToString::to_string)),
        urgency: facts.urgency,
        dossier: None,
    };
    written(notice, about, by, directory)
}

/// Fixes what a notice about an outgoing document will say.
pub fn outgoing_letter(
    notice: &Notice,
    document: &OutgoingDocument,
    by: (Actor, UtcTime),
    directory: &Directory,
) -> Letter {
    let content = document.content();
    let line = document.state().line();
    let about = Subjectline {
        id: document.id(),
        secret: false,
        arrival: None,
        author: Some(directory.agency_name.clone()),
        notation: line.map(crate::outgoing::Line::written),
        issued_on: line.map(|line| line.issued_on),
        subject: Some(content.subject.to_string()),
        urgency: content.urgency,
        dossier: None,
    };
    written(notice, about, by, directory)
}

pub(super) fn written(
    notice: &Notice,
    about: Subjectline,
    (by, at): (Actor, UtcTime),
    directory: &Directory,
) -> Letter {
    let to = match &notice.to {
        Recipient::Person(id) => {
            let person = directory.people.get(id);
            Addressee {
                person: Some(*id),
                name: person.map(|p| p.name.clone()).unwrap_or_default(),
                instead_of: notice.instead_of.and_then(|id| directory.people.get(&id)).map(|p| p.name.clone()),
                address: person.and_then(|p| p.email.clone()),
            }
        }
        Recipient::Sender(address) => {
            // Of a secret line the author is not named, not even to themselves.
            let name = about.author.clone().unwrap_or_default();
            Addressee { person: None, name, instead_of: None, address: Some(address.clone()) }
        }
    };
    Letter {
        kind: notice.kind,
        to,
        from: Signature::of_actor(by, directory),
        about: notice.about.and_then(|person| Signature::of(By::own(person), directory)),
        agency: directory.agency_name.clone(),
        assignment: notice.assignment,
        words: notice.words.clone().filter(|_| !about.secret),
        document: about,
        due: notice.due,
        at,
        enclosed: None,
    }
}
