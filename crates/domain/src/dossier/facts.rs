//! What is known of a dossier: whose it is, who brought it, what they ask for, and which papers came with it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::link::OtherAgency;
use crate::{
    By, ComponentCode, EmailAddress, IdNumber, Label, PartyName, PhoneNumber, PostalAddress, Reason, Remark,
    ServiceAccountId, Subject, UtcTime,
    incoming::Attachment,
    procedure::{ComponentForm, ProcedureRef},
};

/// How it came (kênh tiếp nhận; the numbers are those of exchanges with portals).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierChannel)]
pub enum Channel {
    /// 1, trực tiếp.
    Counter,
    /// 2, trực tuyến.
    Online,
    /// 3, bưu chính công ích.
    Post,
}

impl Channel {
    /// Every channel, by its number.
    pub const ALL: [Self; 3] = [Self::Counter, Self::Online, Self::Post];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Online => "online",
            Self::Post => "post",
        }
    }

    /// Reads [`Channel::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Counter => "trực tiếp",
            Self::Online => "trực tuyến",
            Self::Post => "bưu chính công ích",
        }
    }
}

/// What somebody is who asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// Công dân.
    #[default]
    Citizen,
    /// Doanh nghiệp.
    Business,
    /// Hộ kinh doanh.
    Household,
    /// Cơ quan nhà nước.
    Agency,
    /// Tổ chức khác.
    Organisation,
}

/// Somebody who asks for something, or brings it for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// What they are.
    #[serde(default)]
    pub kind: PartyKind,
    /// Họ và tên, or the name of the organisation.
    pub name: PartyName,
    /// Số định danh cá nhân, or mã số of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_number: Option<IdNumber>,
    /// Địa chỉ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<PostalAddress>,
    /// Số điện thoại.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Thư điện tử: where notices go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
}

/// How the result is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReturnWay {
    /// At the desk.
    #[default]
    Counter,
    /// By post, to the address of whoever brought it.
    Post,
    /// Electronically.
    Electronic,
}

impl ReturnWay {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Post => "post",
            Self::Electronic => "electronic",
        }
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Counter => "nhận trực tiếp tại nơi tiếp nhận",
            Self::Post => "qua dịch vụ bưu chính công ích",
            Self::Electronic => "bản điện tử",
        }
    }
}

/// A paper that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// Which component of the procedure it is; nothing for what is beyond it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentCode>,
    /// Tên giấy tờ.
    pub name: Subject,
    /// In which form.
    pub form: ComponentForm,
    /// How many.
    pub count: u8,
    /// Its files, where it was brought as such or has been scanned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
    /// When it came.
    pub at: UtcTime,
}

/// Where a dossier comes from that another system handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PortalRef {
    /// Which system, by its service account.
    pub service: ServiceAccountId,
    /// The code that it gave. It is not the dossier's.
    pub code: Label,
}

/// Why it was entered later than it was received: the office had no system at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateEntry {
    /// Why.
    pub reason: Reason,
    /// When it was entered.
    pub entered_at: UtcTime,
    /// By whom.
    pub entered_by: By,
}

/// What is known of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierFacts {
    /// What is asked for; nothing as long as nobody has found out whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureRef>,
    /// Lĩnh vực.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Label>,
    /// How it came.
    pub channel: Channel,
    /// Chủ hồ sơ.
    pub owner: Party,
    /// Người nộp, where it is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Party>,
    /// Nội dung yêu cầu giải quyết.
    pub request: Subject,
    /// What was handed in, the first first.
    #[serde(default)]
    pub components: Vec<HandedIn>,
    /// Số bộ.
    pub sets: u8,
    /// How the result is to be handed out.
    #[serde(default)]
    pub return_way: ReturnWay,
    /// When the citizen handed it in.
    pub filed_at: DateTime<Utc>,
    /// When it reached this system.
    pub reached_at: DateTime<Utc>,
    /// Where another system handed it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<PortalRef>,
    /// Where it was entered later than it was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_entry: Option<LateEntry>,
    /// Which agency received it, where that was not this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<OtherAgency>,
}

impl DossierFacts {
    /// To whom the office speaks: whoever brought it, or else whose it is.
    pub fn contact(&self) -> &Party {
        self.submitter.as_ref().unwrap_or(&self.owner)
    }

    /// The files of what was handed in.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        self.components.iter().flat_map(|one| &one.files)
    }
}
