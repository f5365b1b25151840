//! A case file as it is shown: whole, and as a line of a list.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    AgencySnapshot,
    case_files::{CaseFileDetail, CaseFileHeading, MemberLine},
    domain::{
        CaseFileId, DepartmentId, DocumentId,
        case_file::{CommandKind, Direction, Done, Member, Retention, Said, State, StateName},
        organisation::Directory,
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ByView, PersonRef};

/// By whom something was done, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CaseFileDone)]
pub struct DoneView {
    /// Who.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl DoneView {
    fn of(done: Done, directory: &Directory) -> Self {
        Self { by: ByView::of(done.by, directory), at: done.at }
    }
}

/// A reason, with who gave it and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CaseFileSaid)]
pub struct SaidView {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl SaidView {
    fn of(said: &Said, directory: &Directory) -> Self {
        Self { reason: said.reason.to_string(), by: ByView::of(said.by, directory), at: said.at }
    }
}

/// A document in a case file. Of one that the reader may not see there is its ordinal, and `hidden`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CaseFileDocument)]
pub struct CaseFileDocumentView {
    /// STT văn bản trong hồ sơ, from 1.
    pub ordinal: u16,
    /// Whether the reader may not see it.
    pub hidden: bool,
    /// Which.
    pub document: Option<DocumentId>,
    /// Whether it came in or goes out.
    pub direction: Option<Direction>,
    /// Số, ký hiệu.
    pub written: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: Option<String>,
    /// Trích yếu; nothing of a secret one.
    pub subject: Option<String>,
    /// Cơ quan ban hành.
    pub author: Option<String>,
    /// Số trang.
    pub pages: Option<u16>,
    /// Ghi chú.
    pub remark: Option<String>,
    /// Who added it, and when.
    pub added: Option<DoneView>,
}

impl CaseFileDocumentView {
    fn of((ordinal, member, line): (u16, &Member, Option<&MemberLine>), directory: &Directory) -> Self {
        let added = Done { by: member.by, at: member.at };
        Self {
            ordinal,
            hidden: line.is_none(),
            document: line.map(|_| member.document),
            direction: line.map(|_| member.direction),
            written: line.and_then(|line| line.written.clone()),
            issued_on: line.and_then(|line| line.issued_on),
            document_type: line.map(|line| line.type_code.clone()),
            subject: line.and_then(|line| line.subject.clone()),
            author: line.map(|line| line.author.clone()),
            pages: line.and(member.pages),
            remark: line.and(member.remark.as_ref()).map(ToString::to_string),
            added: line.map(|_| DoneView::of(added, directory)),
        }
    }
}

/// A case file (hồ sơ công việc).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CaseFile)]
pub struct CaseFileView {
    /// Which.
    pub id: CaseFileId,
    /// Its version: what `If-Match` asks for.
    pub version: u32,
    /// Where it stands.
    pub state: StateName,
    /// As an office says it.
    pub state_text: String,
    /// Of which year's list.
    pub year: i32,
    /// Số và ký hiệu hồ sơ.
    pub symbol: String,
    /// Tiêu đề hồ sơ.
    pub title: String,
    /// Thời hạn bảo quản.
    pub retention: Retention,
    /// Người lập hồ sơ.
    pub keeper: PersonRef,
    /// Of which department.
    pub department: Option<DepartmentId>,
    /// Its name.
    pub department_name: Option<String>,
    /// Chế độ sử dụng.
    pub rights: Option<String>,
    /// Ngôn ngữ.
    pub language: String,
    /// Ghi chú.
    pub remark: Option<String>,
    /// When the matter began, once it is opened.
    pub started_on: Option<NaiveDate>,
    /// When it ended, once it is closed.
    pub ended_on: Option<NaiveDate>,
    /// How many pages its documents have, where that is known of all.
    pub pages: Option<u32>,
    /// Its documents, in the order of their ordinals.
    pub documents: Vec<CaseFileDocumentView>,
    /// The last day on which it is to be handed over to the archive; absent where it need not be, and once it is.
    pub hand_over_due: Option<NaiveDate>,
    /// Whether that day is over.
    pub hand_over_overdue: bool,
    /// The last day on which it is to be kept, once it is closed and where it is not kept for ever.
    pub retention_ends: Option<NaiveDate>,
    /// Whether that day is over.
    pub retention_over: bool,
    /// Who began it, and when.
    pub created: DoneView,
    /// Who approved its entry of the list, while it is not opened.
    pub approved: Option<DoneView>,
    /// Why it was struck off the list.
    pub struck: Option<SaidView>,
    /// Who opened it.
    pub opened: Option<DoneView>,
    /// Why it was opened once more.
    pub reopened: Option<SaidView>,
    /// Who closed it.
    pub closed: Option<DoneView>,
    /// Who handed it over.
    pub handed_over: Option<DoneView>,
    /// Why the archive did not take it.
    pub returned: Option<SaidView>,
    /// Who took it over.
    pub accepted: Option<DoneView>,
    /// Why its disposal is, or was, proposed.
    pub disposal_proposed: Option<SaidView>,
    /// Who approved its disposal.
    pub disposed: Option<DoneView>,
    /// Why nothing of it may be changed now.
    pub frozen: Option<SaidView>,
    /// The commands that the reader may give to it now.
    pub offered_commands: Vec<CommandKind>,
}

impl CaseFileView {
    /// As its reader may see it.
    pub fn of(detail: &CaseFileDetail) -> Self {
        let (file, directory, today) = (&detail.file, &detail.snapshot.directory, detail.today);
        let (facts, state) = (file.facts(), file.state());
        let done = |done: Done| DoneView::of(done, directory);
        let said = |said: &Said| SaidView::of(said, directory);
        let (mut approved, mut struck, mut reopened, mut returned) = (None, None, None, None);
        let (mut disposal_proposed, mut disposed) = (None, None);
        match state {
            State::Approved { approved: by } => approved = Some(done(*by)),
            State::Struck { end } => struck = Some(said(end)),
            State::Open { reopened: why, .. } => reopened = why.as_ref().map(said),
            State::Closed { returned: why, .. } => returned = why.as_ref().map(said),
            State::DisposalProposed { proposed, .. } => disposal_proposed = Some(said(proposed)),
            State::Disposed { proposed, approved, .. } => {
                disposal_proposed = Some(said(proposed));
                disposed = Some(done(*approved));
            }
            State::Planned | State::HandedOver { .. } | State::Archived { .. } => {}
        }
        let (handed_over, accepted) = state.archive();
        let department = facts.department.and_then(|id| directory.departments.get(&id));
        Self {
            id: file.id(),
            version: file.version(),
            state: state.name(),
            state_text: state.name().vietnamese().to_owned(),
            year: facts.year,
            symbol: facts.symbol.to_string(),
            title: facts.title.to_string(),
            retention: facts.retention,
            keeper: PersonRef::of(facts.keeper, directory),
            department: facts.department,
            department_name: department.map(|department| department.name.clone()),
            rights: facts.rights.as_ref().map(ToString::to_string),
            language: facts.language.to_string(),
            remark: facts.remark.as_ref().map(ToString::to_string),
            started_on: state.opening().map(|opening| opening.started_on),
            ended_on: state.closing().map(|closing| closing.ended_on),
            pages: file.pages(),
            documents: detail.members().map(|member| CaseFileDocumentView::of(member, directory)).collect(),
            hand_over_due: file.hand_over_due(),
            hand_over_overdue: file.hand_over_due().is_some_and(|due| due < today),
            retention_ends: file.retention_ends(),
            retention_over: file.retention_ends().is_some_and(|end| end < today),
            created: done(Done { by: file.created_by(), at: file.created_at() }),
            approved,
            struck,
            opened: state.opening().map(|opening| done(opening.opened)),
            reopened,
            closed: state.closing().map(|closing| done(closing.closed)),
            handed_over: handed_over.map(done),
            returned,
            accepted: accepted.map(done),
            disposal_proposed,
            disposed,
            frozen: file.frozen().map(said),
            offered_commands: detail.offered(),
        }
    }
}

/// A case file as a line of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CaseFileLine)]
pub struct CaseFileLineView {
    /// Which.
    pub id: CaseFileId,
    /// Its version.
    pub version: i32,
    /// Where it stands.
    #[schema(value_type = StateName)]
    pub state: String,
    /// The same, in Vietnamese.
    pub state_text: String,
    /// Of which year's list.
    pub year: i32,
    /// Số và ký hiệu hồ sơ.
    pub symbol: String,
    /// Tiêu đề hồ sơ.
    pub title: String,
    /// Thời hạn bảo quản.
    #[schema(value_type = Retention)]
    pub retention: String,
    /// Người lập hồ sơ.
    pub keeper: PersonRef,
    /// Of which department.
    pub department: Option<DepartmentId>,
    /// How many documents it holds.
    pub documents: i32,
    /// Whether it is frozen.
    pub frozen: bool,
    /// The last day on which it is to be handed over to the archive.
    pub hand_over_due: Option<NaiveDate>,
    /// Whether that day is over.
    pub hand_over_overdue: bool,
    /// The last day on which it is to be kept.
    pub retention_ends: Option<NaiveDate>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

fn state_text(word: &str) -> String {
    StateName::parse(word).map_or_else(|| word.to_owned(), |state| state.vietnamese().to_owned())
}

/// A case file in which a document is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CaseFileRef)]
pub struct CaseFileRefView {
    /// Which.
    pub id: CaseFileId,
    /// Số và ký hiệu hồ sơ.
    pub symbol: String,
    /// Tiêu đề hồ sơ.
    pub title: String,
    /// Where it stands.
    #[schema(value_type = StateName)]
    pub state: String,
    /// The same, in Vietnamese.
    pub state_text: String,
}

impl From<&CaseFileHeading> for CaseFileRefView {
    fn from(heading: &CaseFileHeading) -> Self {
        Self {
            id: heading.id(),
            symbol: heading.symbol.clone(),
            title: heading.title.clone(),
            state: heading.state.clone(),
            state_text: state_text(&heading.state),
        }
    }
}

impl CaseFileLineView {
    /// A heading.
    pub fn of(heading: &CaseFileHeading, snapshot: &AgencySnapshot) -> Self {
        Self {
            id: heading.id(),
            version: heading.version(),
            state: heading.state.clone(),
            state_text: state_text(&heading.state),
            year: heading.year,
            symbol: heading.symbol.clone(),
            title: heading.title.clone(),
            retention: heading.retention.clone(),
            keeper: PersonRef::of(heading.keeper(), &snapshot.directory),
            department: heading.department(),
            documents: heading.documents,
            frozen: heading.frozen,
            hand_over_due: heading.hand_over_due,
            hand_over_overdue: heading.hand_over_due.is_some_and(|due| due < snapshot.day),
            retention_ends: heading.retention_ends,
            created_at: heading.created_at(),
        }
    }
}
