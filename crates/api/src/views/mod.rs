//! What the API answers with.

pub mod access;
pub mod agency;
pub mod calendar;
pub mod case_file;
pub mod citizen;
pub mod delivery;
pub mod document;
pub mod dossier;
pub mod handover;
pub mod history;
pub mod interchange;
pub mod opinion;
pub mod organisation;
pub mod outgoing;
pub mod postal;
pub mod procedure;
pub mod received_mail;
pub mod relations;
pub mod report;
pub mod search;
pub mod service;
pub mod signature;
pub mod signing;
pub mod template;
pub mod turn;
pub mod webhook;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    AgencySnapshot, AnyHeading, InboxLine,
    domain::{
        AssignmentId, By, DepartmentId, DocumentId, FileId, FileName, PersonId, UtcTime,
        assignment::Holder,
        incoming::{CommandKind, Secrecy, StateName, StoredFile, Urgency},
        organisation::{Absence, Directory, Post},
        work::{Desk, Task},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use self::{dossier::DossierLineView, outgoing::OutgoingLineView};

/// A person, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonRef {
    /// Who.
    pub id: PersonId,
    /// Họ và tên.
    pub name: String,
    /// Chức vụ.
    pub title: String,
}

impl PersonRef {
    /// The person as the directory knows them.
    pub fn of(id: PersonId, directory: &Directory) -> Self {
        let person = directory.people.get(&id);
        Self {
            id,
            name: person.map(|p| p.name.clone()).unwrap_or_default(),
            title: person.map(|p| p.title.clone()).unwrap_or_default(),
        }
    }
}

/// Who did something, and who did it in their stead.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DoneBy)]
pub struct ByView {
    /// At whose desk.
    #[serde(flatten)]
    pub person: PersonRef,
    /// Who sat there in their stead (thay), where it was somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute: Option<PersonRef>,
}

impl ByView {
    /// As the directory knows both.
    pub fn of(by: By, directory: &Directory) -> Self {
        Self {
            person: PersonRef::of(by.desk(), directory),
            substitute: by.substitute().map(|id| PersonRef::of(id, directory)),
        }
    }
}

/// That somebody is away, and who stands in for them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Away)]
pub struct AwayView {
    /// Who is away.
    pub person: PersonRef,
    /// Who stands in (thay).
    pub substitute: PersonRef,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl AwayView {
    /// An absence.
    pub fn of(person: PersonId, absence: &Absence, directory: &Directory) -> Self {
        Self {
            person: PersonRef::of(person, directory),
            substitute: PersonRef::of(absence.substitute, directory),
            from: absence.validity.from(),
            until: absence.validity.until(),
        }
    }
}

/// Who holds something: the registry, a department or a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HolderView {
    /// `registry`, `department` or `person`.
    pub kind: HolderKind,
    /// The department or person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<uuid::Uuid>,
    /// Its name.
    pub name: String,
    /// The person, or the head of the department, is away now, and somebody stands in for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub away: Option<AwayView>,
}

/// What kind of holder it is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// Văn thư cơ quan.
    Registry,
    /// Bộ phận một cửa.
    OneStop,
    /// Phòng, ban.
    Department,
    /// Cá nhân.
    Person,
}

impl HolderView {
    /// A department or person.
    pub fn of(holder: Holder, directory: &Directory) -> Self {
        match holder {
            Holder::Department(department @ DepartmentId(id)) => Self {
                kind: HolderKind::Department,
                id: Some(id),
                name: directory.departments.get(&id.into()).map(|d| d.name.clone()).unwrap_or_default(),
                away: directory
                    .staff()
                    .filter(|person| person.posts.get(&department) == Some(&Post::Head))
                    .find_map(|head| Some(AwayView::of(head.id, directory.absence(head.id)?, directory))),
            },
            Holder::Person(PersonId(id)) => Self {
                kind: HolderKind::Person,
                id: Some(id),
                name: directory.people.get(&id.into()).map(|p| p.name.clone()).unwrap_or_default(),
                away: directory.absence(id.into()).map(|absence| AwayView::of(id.into(), absence, directory)),
            },
        }
    }

    /// A desk.
    pub fn of_desk(desk: Desk, directory: &Directory) -> Self {
        match desk {
            Desk::Holder(holder) => Self::of(holder, directory),
            Desk::Registry => Self { kind: HolderKind::Registry, id: None, name: "Văn thư".to_owned(), away: None },
            Desk::OneStop => {
                Self { kind: HolderKind::OneStop, id: None, name: "Bộ phận một cửa".to_owned(), away: None }
            }
        }
    }
}

/// A stored file.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = File)]
pub struct FileView {
    /// Which.
    pub id: FileId,
    /// Its name.
    pub name: FileName,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
    /// What its content is.
    pub media_type: String,
}

impl From<&StoredFile> for FileView {
    fn from(file: &StoredFile) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            media_type: file.media_type.clone(),
        }
    }
}

/// One command that is offered to the reader.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfferedCommand {
    /// The command.
    pub command: CommandKind,
    /// As the office says it, in Vietnamese.
    pub text: &'static str,
    /// The assignment to name in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignment: Option<AssignmentId>,
}

/// A document in a list: columns only.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentLine)]
pub struct LineView {
    /// Which.
    pub id: DocumentId,
    /// Its version.
    pub version: i32,
    /// Where it stands.
    pub state: StateName,
    /// Tác giả.
    pub author: String,
    /// Số văn bản.
    pub number: Option<String>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu; absent on a secret line.
    pub subject: Option<String>,
    /// Độ mật.
    pub secrecy: Secrecy,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Năm vào sổ.
    pub arrival_year: Option<i32>,
    /// Số đến.
    pub arrival_number: Option<i32>,
    /// Ngày, giờ đến.
    pub received_at: DateTime<Utc>,
}

impl From<&office::Heading> for LineView {
    fn from(heading: &office::Heading) -> Self {
        Self {
            id: heading.id(),
            version: heading.version(),
            state: StateName::parse(&heading.state).unwrap_or(StateName::Received),
            author: heading.author.clone(),
            number: heading.number.clone(),
            notation: heading.notation.clone(),
            issued_on: heading.issued_on,
            document_type: heading.type_code.clone(),
            subject: heading.subject.clone(),
            secrecy: Secrecy::parse(&heading.secrecy).unwrap_or_default(),
            urgency: Urgency::parse(&heading.urgency).unwrap_or_default(),
            arrival_year: heading.arrival_year,
            arrival_number: heading.arrival_number,
            received_at: heading.received_at(),
        }
    }
}

/// One thing to do, with its document.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InboxItem {
    /// What is to be done.
    pub task: Task,
    /// On whose desk it lies.
    pub desk: HolderView,
    /// Under which assignment; to read an issued document, as which of its recipients; to give an opinion, which.
    pub assignment: Option<AssignmentId>,
    /// Until when.
    pub due: Option<DateTime<Utc>>,
    /// Whether that is past.
    pub overdue: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The document, where it is an incoming one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<LineView>,
    /// The document, where it is an outgoing one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outgoing_document: Option<OutgoingLineView>,
    /// The dossier, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier: Option<DossierLineView>,
}

impl InboxItem {
    /// A line as it is shown now.
    pub fn of(line: &InboxLine, snapshot: &AgencySnapshot, now: UtcTime) -> Self {
        let directory = &snapshot.directory;
        let (mut document, mut outgoing_document, mut dossier) = (None, None, None);
        match &line.heading {
            AnyHeading::Incoming(heading) => document = Some(heading.into()),
            AnyHeading::Outgoing(heading) => outgoing_document = Some(OutgoingLineView::of(heading, directory)),
            AnyHeading::Dossier(heading) => {
                dossier = Some(DossierLineView::of(heading, directory, &snapshot.calendar, now));
            }
        }
        Self {
            task: line.item.task,
            desk: HolderView::of_desk(line.item.desk, directory),
            assignment: line.item.assignment,
            due: line.item.due,
            overdue: line.item.due.is_some_and(|due| due < now),
            since: line.item.since,
            document,
            outgoing_document,
            dossier,
        }
    }
}

/// How much somebody has to do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InboxCounts {
    /// By task; tasks with nothing to do are absent.
    pub by_task: BTreeMap<String, i64>,
    /// All that is to be acted on.
    pub to_act: i64,
    /// All that is to be read.
    pub to_read: i64,
    /// Of what is to be acted on, how much is past its deadline.
    pub overdue: i64,
    /// Packets of the interchange that were laid aside and wait for the registry's decision (`listQuarantine`); of who works there, and in none of the
    /// numbers above.
    pub quarantined: i64,
}

impl From<office::Counts> for InboxCounts {
    fn from(counts: office::Counts) -> Self {
        let to_read = counts.by_task.get(&Task::Read).copied().unwrap_or_default();
        let all: i64 = counts.by_task.values().sum();
        Self {
            by_task: counts
                .by_task
                .into_iter()
                .filter(|(_, amount)| *amount != 0)
                .map(|(task, amount)| (task.as_str().to_owned(), amount))
                .collect(),
            to_act: all - to_read,
            to_read,
            overdue: counts.overdue,
            quarantined: counts.quarantined,
        }
    }
}
