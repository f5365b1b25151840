//! What citizens see of their own accounts.

use chrono::{DateTime, Utc};
use office::{
    citizens::{Account, Act, CitizenFile, CodeSent, Draft, Erased, Export, OwnDossier, Session},
    domain::{
        ComponentCode, DossierId, DraftId, EmailAddress, Remark, Subject,
        dossier::{DossierDraft, HandedIn, Party, ReturnWay},
        incoming::StoredFile,
        procedure::ComponentForm,
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{FileView, dossier::ProgressView};

/// What stays when an account is erased, and why. The same on the page.
pub const KEPT_BECAUSE: (&str, &str) = (
    "Hồ sơ đã nộp cho cơ quan là tài liệu của cơ quan, được lưu theo pháp luật về lưu trữ và không còn gắn với tài khoản. Hồ sơ đã được tiếp \
     nhận vẫn tra cứu được bằng mã hồ sơ và mã tra cứu; hồ sơ đang chờ tiếp nhận chưa có mã, xin hỏi tại Bộ phận một cửa.",
    "Dossiers that were handed in are the office's records, kept by the law of archives; they belong to no account any more. One that was \
     received can still be looked up by its code and look-up secret; one that waits to be received has no code yet: please ask for it at the \
     one-stop shop.",
);

/// That a code is on its way, if the address gets mail.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenCodeSent)]
pub struct CodeSentView {
    /// What is named beside the code.
    pub request: uuid::Uuid,
    /// Until when the code holds.
    pub expires_at: DateTime<Utc>,
}

impl From<CodeSent> for CodeSentView {
    fn from(sent: CodeSent) -> Self {
        Self { request: sent.request, expires_at: sent.until }
    }
}

/// What somebody is signed in with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenSession)]
pub struct SessionView {
    /// The bearer token of requests below `/public/{agency}/account`; it opens nothing else.
    #[schema(format = Password)]
    pub token: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

impl From<Session> for SessionView {
    fn from(session: Session) -> Self {
        Self { token: session.token, expires_at: session.until }
    }
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenAccount)]
pub struct AccountView {
    /// The address that was confirmed: notices go there.
    pub email: EmailAddress,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When somebody last signed in.
    pub signed_in_at: DateTime<Utc>,
}

impl From<&Account> for AccountView {
    fn from(account: &Account) -> Self {
        Self { email: account.email.clone(), created_at: account.created_at, signed_in_at: account.seen_at }
    }
}

/// A draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenDraft)]
pub struct DraftView {
    /// Which.
    pub id: DraftId,
    /// How often it was written.
    pub version: u32,
    /// Mã thủ tục.
    pub procedure: String,
    /// Tên thủ tục.
    pub procedure_name: String,
    /// What was put together.
    pub draft: DossierDraft,
    /// The files that were uploaded to it.
    pub files: Vec<FileView>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// When it is deleted, where nobody changes it.
    pub expires_at: DateTime<Utc>,
}

impl DraftView {
    /// Of a draft and the files of its account.
    pub fn of(draft: &Draft, files: &[CitizenFile]) -> Self {
        Self {
            id: draft.id,
            version: u32::try_from(draft.version).unwrap_or_default(),
            procedure: draft.procedure_code.clone(),
            procedure_name: draft.procedure_name.clone(),
            draft: draft.content.clone(),
            files: files.iter().filter(|one| one.basket == draft.id.0).map(|one| (&one.file).into()).collect(),
            created_at: draft.created_at,
            changed_at: draft.changed_at,
            expires_at: draft.expires_at,
        }
    }
}

/// A dossier that was handed in, as far as it has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenDossierLine)]
pub struct OwnLineView {
    /// Which.
    pub id: DossierId,
    /// How far it has come: what the public look-up shows.
    pub progress: ProgressView,
}

impl From<&OwnDossier> for OwnLineView {
    fn from(own: &OwnDossier) -> Self {
        Self { id: own.id, progress: ProgressView::of(&own.detail) }
    }
}

/// A paper as its citizen has handed it in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenPaper)]
pub struct PaperView {
    /// Which component of the procedure it is.
    pub component: Option<ComponentCode>,
    /// Tên giấy tờ.
    pub name: Subject,
    /// In which form.
    pub form: ComponentForm,
    /// How many.
    pub count: u8,
    /// Its files that were handed in online.
    pub files: Vec<FileView>,
    /// What else was said.
    pub note: Option<Remark>,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl From<&HandedIn> for PaperView {
    fn from(paper: &HandedIn) -> Self {
        let own = paper.files.iter().filter(|one| one.by.is_none());
        Self {
            component: paper.component.clone(),
            name: paper.name.clone(),
            form: paper.form,
            count: paper.count,
            files: own.map(|one| (&one.file).into()).collect(),
            note: paper.note.clone(),
            at: paper.at,
        }
    }
}

/// A dossier, as whoever handed it in sees it: what they have told themselves, and how far it has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenDossier)]
pub struct OwnDossierView {
    /// Which.
    pub id: DossierId,
    /// How far it has come: what the public look-up shows.
    pub progress: ProgressView,
    /// Chủ hồ sơ.
    pub owner: Party,
    /// Người nộp, where it is somebody else.
    pub submitter: Option<Party>,
    /// Nội dung yêu cầu.
    pub request: Subject,
    /// How the result is handed out.
    pub return_way: ReturnWay,
    /// The papers.
    pub components: Vec<PaperView>,
}

impl From<&OwnDossier> for OwnDossierView {
    fn from(own: &OwnDossier) -> Self {
        let facts = own.detail.dossier.facts();
        Self {
            id: own.id,
            progress: ProgressView::of(&own.detail),
            owner: facts.owner.clone(),
            submitter: facts.submitter.clone(),
            request: facts.request.clone(),
            return_way: facts.return_way,
            components: facts.components.iter().map(Into::into).collect(),
        }
    }
}

/// A file of an export.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenExportedFile)]
pub struct ExportedFileView {
    /// The file.
    pub file: FileView,
    /// The draft or the dossier that it is of.
    pub of: uuid::Uuid,
    /// Where it is downloaded, with the same token.
    pub href: String,
}

/// While somebody is signed in somewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenSignedIn)]
pub struct SignedInView {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when at the most.
    pub until: DateTime<Utc>,
}

/// All that an account holds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenExport)]
pub struct ExportView {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The agency's name.
    pub agency: String,
    /// The account.
    pub account: AccountView,
    /// Where it is signed in.
    pub sessions: Vec<SignedInView>,
    /// Its drafts.
    pub drafts: Vec<DraftView>,
    /// What was handed in.
    pub dossiers: Vec<OwnDossierView>,
    /// All files of both, each to be downloaded.
    pub files: Vec<ExportedFileView>,
}

impl ExportView {
    /// Of an export; `place` is where the account's files are.
    pub fn of(export: &Export, agency: &str, place: &str) -> Self {
        let drafts = export.drafts.iter().map(|draft| {
            let own = export.files.iter().filter(|one| one.of == draft.id.0).map(|one| FileView::from(&one.file));
            DraftView { files: own.collect(), ..DraftView::of(draft, &[]) }
        });
        let href = |file: &StoredFile| format!("{place}/{}", file.id);
        Self {
            at: export.at,
            agency: agency.to_owned(),
            account: (&export.account).into(),
            sessions: export
                .sessions
                .iter()
                .map(|(since, until)| SignedInView { since: *since, until: *until })
                .collect(),
            drafts: drafts.collect(),
            dossiers: export.dossiers.iter().map(Into::into).collect(),
            files: export
                .files
                .iter()
                .map(|one| ExportedFileView { file: (&one.file).into(), of: one.of, href: href(&one.file) })
                .collect(),
        }
    }
}

/// What became of an account that was erased.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CitizenErasure)]
pub struct ErasedView {
    /// How many drafts went.
    pub drafts: usize,
    /// How many files that were not handed in went.
    pub files: usize,
    /// The dossiers that stay.
    pub kept: Vec<OwnLineView>,
    /// Why they stay, in the reader's language.
    pub kept_because: String,
}

impl ErasedView {
    /// Of what became of it, with why something stays.
    pub fn of(erased: &Erased, kept_because: &str) -> Self {
        Self {
            drafts: erased.drafts,
            files: erased.files,
            kept: erased.kept.iter().map(Into::into).collect(),
            kept_because: kept_because.to_owned(),
        }
    }
}

/// That personal data were given out to their owner, or erased.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PersonalDataAct)]
pub struct ActView {
    /// Which.
    pub id: uuid::Uuid,
    /// `account_exported`, `account_erased`, `account_expired`, `draft_expired` or `files_erased`.
    pub act: String,
    /// The account, the draft or the dossier.
    pub subject: uuid::Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// How many drafts it was about.
    pub drafts: i32,
    /// How many dossiers.
    pub dossiers: i32,
    /// How many files.
    pub files: i32,
}

impl From<&Act> for ActView {
    fn from(act: &Act) -> Self {
        Self {
            id: act.id,
            act: act.kind.as_str().to_owned(),
            subject: act.subject,
            at: act.at,
            drafts: act.drafts,
            dossiers: act.dossiers,
            files: act.files,
        }
    }
}
