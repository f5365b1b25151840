//! What was sent to another agency, as its sender follows it, and figures.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    deliveries::{AgencyFigures, Counterpart, DeliveryFailure, Followed},
    domain::{
        delivery::{Acknowledgement, FollowUp, StepState},
        incoming::{StateName, Urgency},
    },
    outgoing::Known,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ByView, FileView};
use crate::problem::Language;

/// An agency to which something can be sent.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Counterpart)]
pub struct CounterpartView {
    /// Mã định danh.
    pub code: String,
    /// Tên cơ quan.
    pub name: String,
}

impl From<&(String, String)> for CounterpartView {
    fn from((code, name): &(String, String)) -> Self {
        Self { code: code.clone(), name: name.clone() }
    }
}

/// Of which kind a counterpart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CounterpartKind {
    /// Another agency of the installation: what is sent arrives there by itself.
    Agency,
    /// Somebody of the office's own directory, outside the installation.
    Outside,
}

/// Somebody to whom something can be sent; of another agency, what it lets one's own know.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CounterpartDetail)]
pub struct CounterpartDetailView {
    /// Of which kind.
    pub kind: CounterpartKind,
    /// Which; of one of the office's directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Its version; of one of the office's directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Mã định danh.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Tên cơ quan, tổ chức, cá nhân.
    pub name: String,
    /// Thư điện tử.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Địa chỉ bưu điện.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether it can be named as a recipient.
    pub active: bool,
    /// The id under which its figures are asked for, where it lets them be known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Uuid>,
    /// It lets one's own agency know how the documents stand that it was sent.
    pub follow_up: bool,
}

impl From<&Counterpart> for CounterpartDetailView {
    fn from(known: &Counterpart) -> Self {
        let (code, name) = known.named.clone();
        Self {
            kind: CounterpartKind::Agency,
            id: None,
            version: None,
            code: Some(code),
            name,
            email: None,
            address: None,
            active: true,
            figures: known.figures.map(|id| id.0),
            follow_up: known.follow_up,
        }
    }
}

impl From<&Known> for CounterpartDetailView {
    fn from(known: &Known) -> Self {
        let fields = &known.counterpart.fields;
        Self {
            kind: CounterpartKind::Outside,
            id: Some(known.counterpart.id.0),
            version: Some(known.version),
            code: fields.code.as_ref().map(ToString::to_string),
            name: fields.name.to_string(),
            email: fields.email.as_ref().map(|email| email.as_str().to_owned()),
            address: fields.address.as_ref().map(ToString::to_string),
            active: fields.active,
            figures: None,
            follow_up: false,
        }
    }
}

/// What stands at the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeliveryStanding)]
pub enum StandingView {
    /// On its way.
    Queued,
    /// The receiver could not take it: see `failure`.
    Failed,
    /// Đã đến.
    Arrived,
    /// Đã vào sổ.
    Registered,
    /// Từ chối tiếp nhận.
    Refused,
    /// Trả lại.
    Returned,
    /// Hủy dòng sổ.
    Voided,
    /// Đã thu hồi.
    Recalled,
}

impl StandingView {
    const fn vietnamese(self) -> &'static str {
        match self {
            Self::Queued => "Đang gửi",
            Self::Failed => "Nơi nhận không tiếp nhận được",
            Self::Arrived => "Đã đến",
            Self::Registered => "Đã vào sổ",
            Self::Refused => "Đã từ chối tiếp nhận",
            Self::Returned => "Đã trả lại",
            Self::Voided => "Đã hủy dòng sổ",
            Self::Recalled => "Đã thu hồi",
        }
    }
}

/// The line in the receiver's register.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReceiversEntry)]
pub struct ReceiversEntryView {
    /// Số đến.
    pub number: u32,
    /// Its year, in Vietnam.
    pub year: i32,
    /// When the line was written.
    pub at: DateTime<Utc>,
}

/// What said no at the receiver.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DeliveryFailure)]
pub struct FailureView {
    /// The rule's name.
    pub code: String,
    /// The rule in words.
    pub detail: String,
}

impl FailureView {
    fn of(failure: &DeliveryFailure, language: Language) -> Self {
        let detail = if language == Language::English { &failure.en } else { &failure.vi };
        Self { code: failure.code.clone(), detail: detail.clone() }
    }
}

/// A recall, as it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DeliveryRecall)]
pub struct RecallView {
    /// How it stands; `done`: the receiver was told.
    pub state: StepState,
    /// Why.
    pub reason: Option<String>,
    /// What said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<FailureView>,
}

/// How the document stands at the receiver, where that lets its superior know.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FollowUp)]
pub struct FollowUpView {
    /// Where it stands.
    pub state: StateName,
    /// The same, as the office says it.
    pub state_text: String,
    /// The unit that handles it.
    pub unit: Option<String>,
    /// Hạn xử lý.
    pub due: Option<DateTime<Utc>>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// Whether it is, or was completed, after its deadline.
    pub late: bool,
}

impl FollowUpView {
    fn of((known, unit): &(FollowUp, Option<String>)) -> Self {
        Self {
            state: known.state,
            state_text: known.state.vietnamese().to_owned(),
            unit: unit.clone(),
            due: known.due,
            completed_at: known.completed_at,
            late: known.late,
        }
    }
}

/// A document that was sent to another agency.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub struct DeliveryView {
    /// Which.
    pub id: Uuid,
    /// To whom.
    pub to: CounterpartView,
    /// Số văn bản.
    pub number: Option<String>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu.
    pub subject: Option<String>,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Thời hạn giải quyết.
    pub deadline: Option<NaiveDate>,
    /// Its files.
    pub files: Vec<FileView>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<ByView>,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// What stands at the receiver.
    pub standing: StandingView,
    /// The same, as the office says it.
    pub standing_text: String,
    /// The line in the receiver's register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<ReceiversEntryView>,
    /// Why the receiver refused it or sent it back, or why it was recalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What said no at the receiver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<FailureView>,
    /// A recall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<RecallView>,
    /// How it stands there, where the receiver lets a superior agency know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpView>,
}

impl DeliveryView {
    /// As its sender follows it, in this language.
    pub fn of(followed: &Followed, language: Language) -> Self {
        let (facts, directory) = (&followed.consignment.facts, &followed.snapshot.directory);
        let standing = match (&followed.received.0, &followed.acknowledgement) {
            (StepState::Failed, _) => StandingView::Failed,
            (_, None) => StandingView::Queued,
            (_, Some(Acknowledgement::Arrived)) => StandingView::Arrived,
            (_, Some(Acknowledgement::Registered { .. })) => StandingView::Registered,
            (_, Some(Acknowledgement::Ended { state, .. })) => match state {
                StateName::Refused => StandingView::Refused,
                StateName::Returned => StandingView::Returned,
                StateName::Recalled => StandingView::Recalled,
                _ => StandingView::Voided,
            },
        };
        let failure = |failure: &DeliveryFailure| FailureView::of(failure, language);
        Self {
            id: followed.id,
            to: (&followed.to).into(),
            number: facts.number.as_ref().map(ToString::to_string),
            notation: facts.notation.as_ref().map(ToString::to_string),
            issued_on: facts.issued_on,
            document_type: facts.document_type.clone(),
            subject: facts.subject.as_ref().map(ToString::to_string),
            urgency: facts.urgency,
            deadline: facts.deadline,
            files: followed.consignment.files.iter().map(FileView::from).collect(),
            sent_by: followed.consignment.sent_by.map(|by| ByView::of(by, directory)),
            sent_at: followed.consignment.sent_at,
            standing,
            standing_text: standing.vietnamese().to_owned(),
            entry: match &followed.acknowledgement {
                Some(Acknowledgement::Registered { entry }) => {
                    Some(ReceiversEntryView { number: entry.number, year: entry.year, at: entry.at })
                }
                _ => None,
            },
            reason: match &followed.acknowledgement {
                Some(Acknowledgement::Ended { reason, .. }) => reason.as_ref().map(ToString::to_string),
                _ => None,
            },
            failure: followed.received.1.as_ref().map(failure),
            recall: followed.recall.as_ref().map(|(state, reason, why)| RecallView {
                state: *state,
                reason: reason.as_ref().map(ToString::to_string),
                failure: why.as_ref().map(failure),
            }),
            follow_up: followed.follow_up.as_ref().map(FollowUpView::of),
        }
    }
}

/// How much came in during some days, and how it stands now. Counts alone; secret lines are not counted.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Figures)]
pub struct FiguresView {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// How much came in.
    pub received: i64,
    /// Of that, how much is open.
    pub open: i64,
    /// Of that, how much has something to be done that is past its deadline.
    pub overdue: i64,
    /// Of what came in, how much is completed or filed.
    pub completed: i64,
    /// Of what came in, how much by state.
    pub by_state: BTreeMap<String, i64>,
}

impl FiguresView {
    /// Of these days.
    pub fn of(figures: &AgencyFigures, from: NaiveDate, until: NaiveDate) -> Self {
        let sum = |wanted: fn(StateName) -> bool| {
            figures.by_state.iter().filter(|(state, _)| wanted(**state)).map(|(_, count)| count).sum()
        };
        Self {
            from,
            until,
            received: sum(|_| true),
            open: sum(StateName::is_open),
            overdue: figures.overdue,
            completed: sum(|state| matches!(state, StateName::Completed | StateName::Filed)),
            by_state: figures.by_state.iter().map(|(state, count)| (state.as_str().to_owned(), *count)).collect(),
        }
    }
}
