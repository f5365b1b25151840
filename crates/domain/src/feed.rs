//! What other systems are told of: events (sự kiện) of the feed, each with its kind, what it is about, and how that stood afterwards.
//!
//! An event of the feed is made of what has happened and of what it left, by a pure function, and never changed. It says what another
//! office needs to follow a thing, and no more: codes, status, step and dates; who acted by unit and title; nothing that a citizen has told
//! of themselves.

mod actor;
mod dossier;
mod incoming;
mod outgoing;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::{
    actor::FeedActor,
    dossier::{DossierChange, DossierStanding, FeedCharge, FeedProcedure, FeedStatus, FeedStep, of_dossier},
    incoming::{FeedEntry, IncomingChange, IncomingStanding, of_incoming},
    outgoing::{FeedDelivery, OutgoingStanding, of_outgoing},
};
use crate::{DocumentId, ServiceAccountId, UtcTime};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:tt $vi:literal;)+) => {
        /// A kind of event.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        pub enum EventKind {
            $($(#[$doc])* #[serde(rename = $word)] $name,)+
        }

        impl EventKind {
            /// Every kind, in the order of the flow.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name used in data and the API.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// As an office says it.
            pub const fn vietnamese(self) -> &'static str {
                match self { $(Self::$name => $vi,)+ }
            }
        }
    };
}

kinds! {
    /// Entered: status 1.
    DossierRegistered "dossier.registered" "Hồ sơ mới đăng ký";
    /// It is known what it asks for.
    DossierProcedureSet "dossier.procedure_set" "Đã xác định thủ tục";
    /// Received: status 2. It has its code and its date.
    DossierAccepted "dossier.accepted" "Hồ sơ được tiếp nhận";
    /// Not received: status 3.
    DossierRefused "dossier.refused" "Hồ sơ không được tiếp nhận";
    /// It has gone to the agency whose decision it is.
    DossierForwarded "dossier.forwarded" "Đã chuyển cơ quan có thẩm quyền";
    /// The agency whose decision it is has told how it stands there.
    DossierStandingTold "dossier.standing_told" "Cơ quan có thẩm quyền báo tình trạng";
    /// That agency has not taken it, or not what was sent on later.
    DossierNotTaken "dossier.not_taken" "Cơ quan có thẩm quyền không nhận";
    /// It has come to a step, or back to one: status 4.
    DossierStepEntered "dossier.step_entered" "Hồ sơ chuyển bước";
    /// The citizen is to complete it: status 5.
    DossierSupplementRequested "dossier.supplement_requested" "Yêu cầu bổ sung";
    /// It was completed.
    DossierSupplied "dossier.supplied" "Đã bổ sung";
    /// The citizen is to pay: status 6 where the handling waits for it.
    DossierPaymentRequested "dossier.payment_requested" "Yêu cầu nghĩa vụ tài chính";
    /// Something was paid.
    DossierPaymentRecorded "dossier.payment_recorded" "Đã ghi nhận nộp tiền";
    /// It takes longer than was promised.
    DossierExtended "dossier.extended" "Gia hạn, xin lỗi";
    /// Its date has moved with the working calendar.
    DossierDueMoved "dossier.due_moved" "Hạn đổi theo lịch làm việc";
    /// The citizen has taken it back: status 7.
    DossierWithdrawn "dossier.withdrawn" "Công dân rút hồ sơ";
    /// It is handled no further: status 8.
    DossierStopped "dossier.stopped" "Dừng xử lý";
    /// It is handled again.
    DossierResumed "dossier.resumed" "Xử lý lại";
    /// There is a result, not yet approved.
    DossierOutcomeSet "dossier.outcome_set" "Đã có kết quả";
    /// Done: status 9.
    DossierDone "dossier.done" "Đã xử lý xong";
    /// The desk has the result: the citizen may come for it.
    DossierResultAtDesk "dossier.result_at_desk" "Kết quả đã về bộ phận một cửa";
    /// The citizen has the result: status 10.
    DossierReturned "dossier.returned" "Đã trả kết quả";
    /// A parcel with the result has come back: status 9 once more.
    DossierCameBack "dossier.came_back" "Kết quả gửi bưu chính bị trả lại";
    /// The result was wrong, and is handed out anew: status 9 once more.
    DossierResultCorrected "dossier.result_corrected" "Kết quả được đính chính";
    /// Nobody has come for it.
    DossierUncollected "dossier.uncollected" "Chưa đến nhận kết quả";
    /// Taken in, not yet entered.
    IncomingReceived "incoming_document.received" "Văn bản đến được tiếp nhận";
    /// Entered; or with the registry again.
    IncomingRegistered "incoming_document.registered" "Văn bản đến đã vào sổ";
    /// Put before a leader.
    IncomingPresented "incoming_document.presented" "Văn bản đến đã trình lãnh đạo";
    /// With a unit, by a leader's direction or a rule.
    IncomingDirected "incoming_document.directed" "Văn bản đến đã chuyển đơn vị xử lý";
    /// With an officer.
    IncomingInProgress "incoming_document.in_progress" "Văn bản đến đang được xử lý";
    /// A result waits for approval.
    IncomingAwaitingApproval "incoming_document.awaiting_approval" "Kết quả xử lý văn bản đến chờ duyệt";
    /// Done.
    IncomingCompleted "incoming_document.completed" "Văn bản đến đã xử lý xong";
    /// In a case file.
    IncomingFiled "incoming_document.filed" "Văn bản đến đã lưu hồ sơ";
    /// Not taken.
    IncomingRefused "incoming_document.refused" "Từ chối tiếp nhận văn bản đến";
    /// Sent back.
    IncomingReturned "incoming_document.returned" "Văn bản đến đã trả lại nơi gửi";
    /// Its line was struck out.
    IncomingVoided "incoming_document.voided" "Dòng sổ văn bản đến đã hủy";
    /// Its sender has it back.
    IncomingRecalled "incoming_document.recalled" "Văn bản đến đã được bên gửi thu hồi";
    /// Somebody else has it in hand.
    IncomingMoved "incoming_document.moved" "Văn bản đến đổi nơi xử lý";
    /// It is to be done by another time.
    IncomingDueChanged "incoming_document.due_changed" "Văn bản đến đổi hạn xử lý";
    /// Its line was corrected.
    IncomingCorrected "incoming_document.corrected" "Thông tin văn bản đến được sửa";
    /// It has its number.
    OutgoingIssued "outgoing_document.issued" "Văn bản đi đã cấp số";
    /// Sealed.
    OutgoingSealed "outgoing_document.sealed" "Văn bản đi đã đóng dấu";
    /// On its way to its recipients.
    OutgoingDispatched "outgoing_document.dispatched" "Văn bản đi đã phát hành";
    /// In a case file.
    OutgoingFiled "outgoing_document.filed" "Văn bản đi đã lưu hồ sơ";
    /// Its number was struck out.
    OutgoingVoided "outgoing_document.voided" "Số văn bản đi đã hủy";
    /// Recalled.
    OutgoingRecalled "outgoing_document.recalled" "Văn bản đi đã thu hồi";
    /// Another stands in its place.
    OutgoingReplaced "outgoing_document.replaced" "Văn bản đi đã được thay thế";
    /// Another has amended it.
    OutgoingAmended "outgoing_document.amended" "Văn bản đi được sửa đổi, bổ sung";
    /// Another has corrected it.
    OutgoingCorrected "outgoing_document.corrected" "Văn bản đi được đính chính";
    /// How far it has come to one recipient.
    OutgoingDelivery "outgoing_document.delivery" "Tình trạng gửi văn bản đi";
}

impl EventKind {
    /// Reads [`EventKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }
}

/// An event before anybody has written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Its kind.
    pub kind: EventKind,
    /// What it is about.
    pub subject: DocumentId,
    /// The place in that one's history: the newest counts, and the same again is a repeat.
    pub version: u32,
    /// When it happened.
    pub at: UtcTime,
    /// The system that handed it in, if one did: it follows what is its own.
    pub handed_in_by: Option<ServiceAccountId>,
    /// How what it is about stood afterwards.
    pub data: EventData,
}

/// How what an event is about stood afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum EventData {
    /// A dossier: `dossier.…`.
    Dossier(Box<DossierStanding>),
    /// An incoming document: `incoming_document.…`.
    IncomingDocument(Box<IncomingStanding>),
    /// An outgoing document: `outgoing_document.…`.
    OutgoingDocument(Box<OutgoingStanding>),
}

/// Which events another system sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventSight {
    /// Those of the whole agency.
    Agency,
    /// Those about what it has handed in itself.
    HandedInBy(ServiceAccountId),
}

/// An event as it is read from the feed, and as it is sent to a webhook.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Event)]
pub struct EventMessage {
    /// Which.
    pub id: Uuid,
    /// Its place in the agency's feed: reading goes on behind it (`after`).
    pub cursor: String,
    /// Its kind.
    pub kind: EventKind,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// How that of which it tells stood afterwards.
    #[schema(value_type = EventData)]
    pub data: Box<RawValue>,
}
