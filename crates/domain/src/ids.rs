//! Identifiers: one newtype a noun, so that a person's id can't stand where a department's belongs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// An agency (cơ quan): the wall between offices that share one installation.
    AgencyId;
    /// A department (phòng, ban, đơn vị) of an agency.
    DepartmentId;
    /// A person who works in an agency.
    PersonId;
    /// A document (văn bản).
    DocumentId;
    /// An assignment (nhiệm vụ xử lý): one handoff of a document.
    AssignmentId;
    /// A recipient of an outgoing document (nơi nhận).
    RecipientId;
    /// An opinion that is asked of somebody on a draft (ý kiến phối hợp).
    OpinionId;
    /// A counterpart (nơi gửi, nơi nhận) of the office's directory, outside the installation.
    CounterpartId;
    /// A register book (sổ đăng ký văn bản) of one year.
    RegisterId;
    /// A use of an original that the registry keeps (sử dụng bản lưu).
    OriginalUseId;
    /// A job: something long that is done in the background, such as the printing of a book.
    JobId;
    /// A stored file, by its own id; its content is addressed by hash in the store.
    FileId;
    /// A routing rule: what is handed to a department without a leader's decision (Decree 30/2020, Art. 23(1)).
    RoutingRuleId;
    /// A citizen's account: somebody who hands in online, and is nobody of the organisation.
    CitizenId;
    /// A draft (bản nháp) of a dossier, of a citizen's account.
    DraftId;
    /// A service account: another system that works with an agency.
    ServiceAccountId;
    /// A key of a service account, by its public part.
    ServiceKeyId;
    /// A webhook: an address of another system to which events are sent.
    WebhookId;
    /// A template (mẫu văn bản) from which the files of outgoing documents are made.
    TemplateId;
    /// A capacity to sign for the agency (Decree 30/2020, Art. 13).
    SigningCapacityId;
    /// A mail of the outbox (thư gửi đi).
    MessageId;
    /// A packet of the interchange (gói tin liên thông).
    PacketId;
    /// A procedure (thủ tục hành chính) of an agency's catalogue.
    ProcedureId;
    /// A dossier of a citizen (hồ sơ thủ tục hành chính).
    DossierId;
    /// A question to a department or an agency about a dossier (lấy ý kiến).
    ConsultationId;
    /// A case file (hồ sơ công việc).
    CaseFileId;
}

impl From<CaseFileId> for DocumentId {
    /// Its history is kept among those of documents: by the same key.
    fn from(id: CaseFileId) -> Self {
        Self(id.0)
    }
}

impl From<DossierId> for DocumentId {
    /// A dossier lies on desks, and is looked up, among documents: by the same key.
    fn from(id: DossierId) -> Self {
        Self(id.0)
    }
}

/// A fresh `UUIDv7` from outside, from which one decision takes all the ids it needs.
///
/// The last 16 bits are replaced by a counter, so the ids of one decision follow each other and stay version 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(Uuid);

impl Seed {
    /// Takes a fresh `UUIDv7`.
    pub const fn new(fresh: Uuid) -> Self {
        Self(fresh)
    }

    /// The `n`-th id of this decision.
    pub fn nth(self, n: u16) -> Uuid {
        let head = self.0.as_u128() & !0xFFFF;
        Uuid::from_u128(head | u128::from(n))
    }
}
