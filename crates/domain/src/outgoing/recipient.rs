//! To whom an outgoing document goes (nơi nhận): structured, not a free text, so that each recipient can be followed (Decree 30/2020,
//! Art. 18; Appendix I, part II).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    By, CounterpartId, DepartmentId, InputFault, Label, OrganCode, PersonId, Reason, RecipientId, Remark, UtcTime,
    assignment::Holder,
};

/// What a recipient gets it for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Để thực hiện.
    ToAct,
    /// Để báo cáo.
    ToReport,
    /// Để biết.
    ToKnow,
}

impl Purpose {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ToAct => "to_act",
            Self::ToReport => "to_report",
            Self::ToKnow => "to_know",
        }
    }

    /// As it stands under "Nơi nhận".
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::ToAct => "để thực hiện",
            Self::ToReport => "để báo cáo",
            Self::ToKnow => "để biết",
        }
    }
}

/// By what it goes to a counterpart of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Carriage {
    /// Liên thông: as a packet, by a gateway that knows its code.
    Interchange,
    /// Thư điện tử: to its address of the directory, with the sealed files.
    Mail,
    /// Bưu điện.
    Post,
}

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Destination {
    /// A department or a person of the agency itself.
    Inside {
        /// Who.
        holder: Holder,
    },
    /// Another agency of the installation: it arrives there by itself.
    Agency {
        /// Mã định danh.
        code: OrganCode,
        /// Its name when it was named.
        name: String,
    },
    /// Somebody of the office's directory of counterparts, outside the installation.
    Counterpart {
        /// Which.
        counterpart: CounterpartId,
        /// Its name when it was named.
        name: String,
        /// By what it is asked to go; where nothing is said, by the interchange if that can be when it is sent, or else by mail, or else by post.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Carriage>,
    },
    /// By post, to whoever stands in no directory.
    Post {
        /// To whom.
        name: Label,
        /// Where.
        address: Remark,
    },
}

impl Destination {
    /// Whether it leaves the installation: somebody has to note what became of it there.
    pub const fn goes_outside(&self) -> bool {
        matches!(self, Self::Counterpart { .. } | Self::Post { .. })
    }

    /// Whether both lead to the same: by what it goes there, and under which name, makes no other recipient.
    pub fn leads_where(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Agency { code, .. }, Self::Agency { code: theirs, .. }) => code == theirs,
            (Self::Counterpart { counterpart, .. }, Self::Counterpart { counterpart: theirs, .. }) => {
                counterpart == theirs
            }
            _ => self == other,
        }
    }
}

/// How far it has come, to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutgoingDeliveryState)]
pub enum DeliveryState {
    /// Chờ gửi.
    Queued,
    /// Đã gửi.
    Sent,
    /// Đã đến.
    Arrived,
    /// Đã tiếp nhận, vào sổ; in the agency itself: đã xem.
    Received,
    /// Từ chối tiếp nhận, hoặc trả lại.
    Refused,
    /// Đang xử lý.
    Handling,
    /// Đã xử lý xong.
    Done,
    /// Đã thu hồi.
    Recalled,
}

impl DeliveryState {
    /// Every state, in the order of the flow.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Sent,
        Self::Arrived,
        Self::Received,
        Self::Refused,
        Self::Handling,
        Self::Done,
        Self::Recalled,
    ];

    /// Whether a recipient outside has it by now, or will: it is on its way there, and did not come back.
    pub const fn is_with_recipient(self) -> bool {
        match self {
            Self::Sent | Self::Arrived | Self::Received | Self::Handling | Self::Done => true,
            Self::Queued | Self::Refused | Self::Recalled => false,
        }
    }

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Arrived => "arrived",
            Self::Received => "received",
            Self::Refused => "refused",
            Self::Handling => "handling",
            Self::Done => "done",
            Self::Recalled => "recalled",
        }
    }
}

/// How far it has come to one recipient, as noted; of another agency of the installation its delivery says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// How far.
    pub state: DeliveryState,
    /// Why, where it was refused; số vận đơn, ngày nhận, or what else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Reason>,
    /// Who noted it; nobody where the office did by itself.
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// One recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Which.
    pub id: RecipientId,
    /// Where.
    #[serde(flatten)]
    pub destination: Destination,
    /// What for.
    pub purpose: Purpose,
    /// How many copies.
    pub copies: u16,
}

/// A recipient as it is sent: exactly one of `department`, `person`, `agency`, `counterpart` and `post`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutgoingRecipient)]
pub struct RecipientFields {
    /// A department of the agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// A person of the agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Mã định danh of another agency of the installation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<OrganCode>,
    /// A counterpart of the office's directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<CounterpartId>,
    /// By post, to whoever stands in no directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostAddress>,
    /// By what it goes to a counterpart; where nothing is said, by the interchange if a gateway then knows its code, or else by mail if it has an
    /// address, or else by post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Carriage>,
    /// What for.
    pub purpose: Purpose,
    /// How many copies; one where it isn't said.
    #[serde(default = "one_copy")]
    #[schema(minimum = 1, maximum = 999)]
    pub copies: u16,
}

const fn one_copy() -> u16 {
    1
}

/// Where the post brings it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostAddress {
    /// To whom.
    pub name: Label,
    /// Where.
    pub address: Remark,
}

/// Where a recipient's fields lead, one of them.
#[derive(Debug, Clone)]
pub enum Named {
    /// In the agency.
    Inside(Holder),
    /// Another agency of the installation.
    Agency(OrganCode),
    /// A counterpart.
    Counterpart(CounterpartId),
    /// By post.
    Post(PostAddress),
}

impl RecipientFields {
    /// The one that is named.
    ///
    /// # Errors
    /// [`InputFault::ExactlyOneOf`].
    pub fn named(&self) -> Result<Named, InputFault> {
        let mut all = [
            self.department.map(|id| Named::Inside(Holder::Department(id))),
            self.person.map(|id| Named::Inside(Holder::Person(id))),
            self.agency.clone().map(Named::Agency),
            self.counterpart.map(Named::Counterpart),
            self.post.clone().map(Named::Post),
        ]
        .into_iter()
        .flatten();
        match (all.next(), all.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(InputFault::ExactlyOneOf { fields: "department, person, agency, counterpart, post".to_owned() }),
        }
    }
}

impl From<&Recipient> for RecipientFields {
    fn from(recipient: &Recipient) -> Self {
        let mut fields = Self {
            department: None,
            person: None,
            agency: None,
            counterpart: None,
            post: None,
            by: None,
            purpose: recipient.purpose,
            copies: recipient.copies,
        };
        match &recipient.destination {
            Destination::Inside { holder: Holder::Department(id) } => fields.department = Some(*id),
            Destination::Inside { holder: Holder::Person(id) } => fields.person = Some(*id),
            Destination::Agency { code, .. } => fields.agency = Some(code.clone()),
            Destination::Counterpart { counterpart, by, .. } => {
                fields.counterpart = Some(*counterpart);
                fields.by = *by;
            }
            Destination::Post { name, address } => {
                fields.post = Some(PostAddress { name: name.clone(), address: address.clone() });
            }
        }
        fields
    }
}
