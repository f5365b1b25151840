//! Who has what to do: the inbox, as it follows from the documents. Acting and reading are told apart, so that an inbox never
//! has to look into history.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    AssignmentId, UtcTime,
    assignment::{AssignmentRole, Holder},
    dossier::{self, Dossier},
    incoming::{IncomingDocument, Pending, State},
    outgoing::{self, OutgoingDocument},
};

/// Who is to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// The agency's registry: any of its clerks.
    Registry,
    /// The one-stop shop: any of its clerks.
    OneStop,
    /// A department or a person.
    Holder(Holder),
}

impl Desk {
    /// A short text that is unique for a desk within its agency, for an index.
    pub fn key(self) -> String {
        match self {
            Self::Registry => "r".to_owned(),
            Self::OneStop => "o".to_owned(),
            Self::Holder(Holder::Department(id)) => format!("d:{id}"),
            Self::Holder(Holder::Person(id)) => format!("p:{id}"),
        }
    }

    /// Reads [`Desk::key`] back.
    pub fn parse(key: &str) -> Option<Self> {
        match key {
            "r" => return Some(Self::Registry),
            "o" => return Some(Self::OneStop),
            _ => {}
        }
        let (kind, id) = key.split_once(':')?;
        let id: uuid::Uuid = id.parse().ok()?;
        match kind {
            "d" => Some(Self::Holder(Holder::Department(id.into()))),
            "p" => Some(Self::Holder(Holder::Person(id.into()))),
            _ => None,
        }
    }
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Vào sổ.
    Register,
    /// Trình, or route, or send back.
    Present,
    /// Cho ý kiến chỉ đạo.
    Direct,
    /// Xử lý hoặc giao việc (chủ trì, at the unit).
    Organise,
    /// Xử lý (chủ trì, in an officer's hands).
    Handle,
    /// Phối hợp: an opinion.
    Support,
    /// Duyệt kết quả.
    Approve,
    /// Trả lời đề nghị gia hạn.
    DecideExtension,
    /// Trả lời đề nghị thu hồi.
    AnswerRecall,
    /// Lưu hồ sơ.
    File,
    /// Đọc để biết.
    Read,
    /// Soạn thảo, hoặc sửa dự thảo được trả lại.
    Draft,
    /// Duyệt nội dung dự thảo.
    CheckContent,
    /// Kiểm tra thể thức.
    CheckForm,
    /// Ký.
    Sign,
    /// Cấp số.
    Issue,
    /// Đóng dấu, ký số cơ quan.
    Seal,
    /// Phát hành.
    Dispatch,
    /// Cho ý kiến phối hợp về dự thảo.
    GiveOpinion,
    /// Kiểm tra hồ sơ trước khi tiếp nhận.
    CheckDossier,
    /// Chuyển hồ sơ đến đơn vị.
    TransferDossier,
    /// Phân công xử lý hồ sơ.
    AssignDossier,
    /// Xử lý hồ sơ.
    HandleDossier,
    /// Cho ý kiến về hồ sơ.
    AnswerConsultation,
    /// Chờ công dân bổ sung, hoặc nộp tiền.
    AwaitCitizen,
    /// Trả kết quả.
    ReturnResult,
}

impl Task {
    /// Every task.
    pub const ALL: [Self; 26] = [
        Self::Register,
        Self::Present,
        Self::Direct,
        Self::Organise,
        Self::Handle,
        Self::Support,
        Self::Approve,
        Self::DecideExtension,
        Self::AnswerRecall,
        Self::File,
        Self::Read,
        Self::Draft,
        Self::CheckContent,
        Self::CheckForm,
        Self::Sign,
        Self::Issue,
        Self::Seal,
        Self::Dispatch,
        Self::GiveOpinion,
        Self::CheckDossier,
        Self::TransferDossier,
        Self::AssignDossier,
        Self::HandleDossier,
        Self::AnswerConsultation,
        Self::AwaitCitizen,
        Self::ReturnResult,
    ];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Present => "present",
            Self::Direct => "direct",
            Self::Organise => "organise",
            Self::Handle => "handle",
            Self::Support => "support",
            Self::Approve => "approve",
            Self::DecideExtension => "decide_extension",
            Self::AnswerRecall => "answer_recall",
            Self::File => "file",
            Self::Read => "read",
            Self::Draft => "draft",
            Self::CheckContent => "check_content",
            Self::CheckForm => "check_form",
            Self::Sign => "sign",
            Self::Issue => "issue",
            Self::Seal => "seal",
            Self::Dispatch => "dispatch",
            Self::GiveOpinion => "give_opinion",
            Self::CheckDossier => "check_dossier",
            Self::TransferDossier => "transfer_dossier",
            Self::AssignDossier => "assign_dossier",
            Self::HandleDossier => "handle_dossier",
            Self::AnswerConsultation => "answer_consultation",
            Self::AwaitCitizen => "await_citizen",
            Self::ReturnResult => "return_result",
        }
    }

    /// Reads [`Task::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.as_str() == text)
    }
}

/// One thing to do on one desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkItem {
    /// Whose desk.
    pub desk: Desk,
    /// What.
    pub task: Task,
    /// Under which assignment; to read an issued document, as which of its recipients; to give an opinion, which.
    pub assignment: Option<AssignmentId>,
    /// Until when.
    pub due: Option<UtcTime>,
    /// Since when.
    pub since: UtcTime,
}

/// All that is to be done about this document now. `since` is the time of the last event for what has no time of its own.
pub fn work_of(document: &IncomingDocument, now: UtcTime) -> Vec<WorkItem> {
    let mut work = Vec::new();
    let mut add = |desk: Desk, task: Task, assignment: Option<AssignmentId>, due: Option<UtcTime>, since: UtcTime| {
        work.push(WorkItem { desk, task, assignment, due, since });
    };
    let state = document.state();
    let rests = document.pause().is_some_and(|pause| pause.stops_clock);
    let (mut acting, mut approving) = (None, None);
    match state {
        State::Received { deadline } => {
            let due = deadline.map(|deadline| deadline.due);
            add(Desk::Registry, Task::Register, None, due, document.facts().received_at);
        }
        State::Registered { entry, deadline } => {
            add(Desk::Registry, Task::Present, None, deadline.map(|deadline| deadline.due), entry.at);
        }
        State::Presented { presentation, .. } => {
            let desk = Desk::Holder(Holder::Person(presentation.to));
            add(desk, Task::Direct, None, None, presentation.at);
        }
        State::Directed { root, .. } => acting = Some((*root, Task::Organise)),
        State::InProgress { leg, .. } => acting = Some((*leg, Task::Handle)),
        State::AwaitingApproval { pending, .. } => approving = Some(*pending),
        State::Completed { completion, .. } => {
            let root = completion.root.and_then(|id| document.assignment(id));
            let officer = root.and_then(|root| document.last_leg(root.id)).map(|leg| leg.holder);
            let desk = officer.or_else(|| root.map(|root| root.holder)).map_or(Desk::Registry, Desk::Holder);
            add(desk, Task::File, None, None, completion.at);
        }
        _ => {}
    }
    if let Some(pending) = approving {
        let submitted = document.assignment(pending.submitted());
        let holder = match pending {
            Pending::ByLeader { leader, .. } => Some(Holder::Person(leader)),
            Pending::ByUnit { root, .. } => document.assignment(root).map(|root| root.holder),
        };
        if let (Some(holder), Some(submitted)) = (holder, submitted) {
            let due = submitted.due().filter(|_| !rests);
            add(Desk::Holder(holder), Task::Approve, Some(submitted.id), due, now);
        }
    }
    for assignment in document.assignments().iter().filter(|a| a.is_live()) {
        let task = match assignment.role() {
            AssignmentRole::Primary => acting.filter(|(id, _)| *id == assignment.id).map(|(_, task)| task),
            AssignmentRole::Supporting => {
                // Given on within the unit: whoever it was given to has it to do.
                let given_on = document
                    .assignments()
                    .iter()
                    .any(|a| a.parent == Some(assignment.id) && a.role() == AssignmentRole::Supporting && a.is_live());
                if given_on { None } else { Some(Task::Support) }
            }
            AssignmentRole::Informed => Some(Task::Read),
            AssignmentRole::Monitor => None,
        };
        // No deadline runs while the clock rests.
        let due = assignment.due().filter(|_| !rests);
        if let Some(task) = task {
            add(Desk::Holder(assignment.holder), task, Some(assignment.id), due, assignment.opened_at);
        }
        if let (Some(request), Some(giver)) = (&assignment.extension, assignment.giver()) {
            let desk = Desk::Holder(Holder::Person(giver));
            add(desk, Task::DecideExtension, Some(assignment.id), due, request.at);
        } else if let Some(request) = &assignment.extension {
            add(Desk::Registry, Task::DecideExtension, Some(assignment.id), due, request.at);
        }
    }
    if let Some(recall) = document.recall() {
        add(Desk::Registry, Task::AnswerRecall, None, None, recall.at);
    }
    work.sort_unstable();
    work
}

/// The next step of this outgoing document, and on whose desk it lies.
pub fn outgoing_step(document: &OutgoingDocument) -> Option<WorkItem> {
    use outgoing::State;
    let due = document.state().step_deadline().map(|deadline| deadline.due);
    let person = |id| Desk::Holder(Holder::Person(id));
    let (desk, task, since) = match document.state() {
        State::Draft { since, .. } => (person(document.drafter()), Task::Draft, *since),
        State::UnitReview { since, .. } => {
            (Desk::Holder(Holder::Department(document.content().department)), Task::CheckContent, *since)
        }
        State::FormCheck { content_check, desk } => (*desk, Task::CheckForm, content_check.at),
        State::AwaitingSignature { signer, checks } => (person(*signer), Task::Sign, checks.form().at),
        State::Signed { signature, .. } => (Desk::Registry, Task::Issue, signature.at),
        State::Issued { issue, .. } => (Desk::Registry, Task::Seal, issue.at),
        State::Sealed { seal, .. } => (Desk::Registry, Task::Dispatch, seal.at),
        State::Dispatched { dispatch, .. } => (person(document.drafter()), Task::File, dispatch.at),
        State::Filed { .. }
        | State::Cancelled { .. }
        | State::Voided { .. }
        | State::Recalled { .. }
        | State::Replaced { .. } => return None,
    };
    Some(WorkItem { desk, task, assignment: None, due, since })
}

/// On whose desk this outgoing document lies until it is on its way.
pub fn outgoing_desk(document: &OutgoingDocument) -> Option<Desk> {
    outgoing_step(document).filter(|step| step.task != Task::File).map(|step| step.desk)
}

/// All that is to be done about this outgoing document now.
pub fn outgoing_work_of(document: &OutgoingDocument) -> Vec<WorkItem> {
    let mut work = unread(document);
    work.extend(outgoing_step(document));
    work.extend(document.open_opinions().map(|opinion| WorkItem {
        desk: Desk::Holder(opinion.in_hand()),
        task: Task::GiveOpinion,
        assignment: Some(AssignmentId(opinion.id.0)),
        due: Some(opinion.due),
        since: opinion.asked_at,
    }));
    work.sort_unstable();
    work
}

/// All that is to be done about this dossier now. What waits for the citizen lies with the one-stop shop, so that nobody forgets it.
pub fn dossier_work_of(dossier: &Dossier) -> Vec<WorkItem> {
    use dossier::State;
    let step = match dossier.state() {
        State::Registered { since, .. } => Some((Desk::OneStop, Task::CheckDossier, *since)),
        State::Incomplete { request } | State::AwaitingSupplement { request, .. } => {
            Some((Desk::OneStop, Task::AwaitCitizen, request.at))
        }
        State::AwaitingPayment { since, .. } => Some((Desk::OneStop, Task::AwaitCitizen, *since)),
        State::Accepted { acceptance, .. } => Some((Desk::OneStop, Task::TransferDossier, acceptance.at)),
        State::Processing { run, .. } => {
            let unassigned = matches!(run.desk, Desk::Holder(Holder::Department(_))) && run.officer.is_none();
            let task = if unassigned { Task::AssignDossier } else { Task::HandleDossier };
            Some((dossier::record::in_hand(run), task, run.since))
        }
        State::Forwarded { link, .. } => {
            let since = link.standing.as_ref().map_or(link.since, |standing| standing.since);
            link.awaits(dossier.facts().return_way).map(|awaits| match awaits {
                dossier::link::Awaits::Citizen => (Desk::OneStop, Task::AwaitCitizen, since),
                dossier::link::Awaits::HandingOut => (Desk::OneStop, Task::ReturnResult, since),
            })
        }
        // The office that received it has the result, or will have.
        State::Done { .. } if dossier.desk().is_none() => None,
        State::Done { completion, .. } => Some((Desk::OneStop, Task::ReturnResult, completion.waits_since())),
        State::Refused { .. } | State::Withdrawn { .. } | State::Stopped { .. } | State::Returned { .. } => None,
    };
    let due = dossier.next_due();
    let mut work: Vec<WorkItem> =
        step.map(|(desk, task, since)| WorkItem { desk, task, assignment: None, due, since }).into_iter().collect();
    work.extend(dossier.open_consultations().filter_map(|one| {
        Some(WorkItem {
            desk: Desk::Holder(one.holder()?),
            task: Task::AnswerConsultation,
            assignment: Some(AssignmentId(one.id.0)),
            due: Some(one.due),
            since: one.asked_at,
        })
    }));
    work.sort_unstable();
    work
}

/// Those of the agency itself who have not read it yet.
fn unread(document: &OutgoingDocument) -> Vec<WorkItem> {
    // What has been replaced is nobody's to read any more.
    if let outgoing::State::Replaced { .. } = document.state() {
        return Vec::new();
    }
    let Some(since) = document.state().dispatch().map(|dispatch| dispatch.at) else { return Vec::new() };
    let item = |(id, holder): (crate::RecipientId, Holder)| WorkItem {
        desk: Desk::Holder(holder),
        task: Task::Read,
        assignment: Some(AssignmentId(id.0)),
        due: None,
        since,
    };
    document.unread().map(item).collect()
}
