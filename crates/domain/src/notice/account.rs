//! A mail to somebody about their account.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    DocumentId, EmailAddress, UtcTime,
    digest::{Digest, UnitWeek},
    organisation::{Post, Role, SigningForm},
};

/// Something that somebody may do, as they are told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// A role in the agency.
    Role(Role),
    /// A post in a department.
    Post {
        /// Which.
        post: Post,
        /// Tên phòng, ban.
        department: String,
    },
    /// A capacity to sign for the agency.
    Signing {
        /// In which form.
        form: SigningForm,
        /// Số, ký hiệu of the instrument.
        instrument: String,
        /// The fields and the names of the types that it is bounded to.
        bounds: Vec<String>,
    },
}

/// A right with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub right: Right,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; of what was taken: the last on which they still have it, if there is one.
    pub until: Option<NaiveDate>,
}

/// What it says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountNotice {
    /// A code by which a forgotten password is set anew.
    PasswordForgotten {
        /// The code. Nowhere else than in this mail.
        code: String,
        /// Until when it is good.
        until: UtcTime,
    },
    /// The password was set anew.
    PasswordReset,
    /// Somebody else has set that they are away: they are to know who acts in their stead.
    Away {
        /// Who stands in, with their position.
        substitute: String,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// They are to stand in for somebody who will be away.
    StandsIn {
        /// Who is away, with their position.
        away: String,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// They no longer stand in for somebody.
    StandsInNoMore {
        /// Who was to be away, with their position.
        away: String,
    },
    /// Their roles or positions were changed.
    Rights {
        /// By whom, with their position, where it was somebody of the agency.
        by: Option<String>,
        /// What they may do from now on, or from the first day on.
        given: Vec<Held>,
        /// What they may no longer do.
        taken: Vec<Held>,
    },
    /// An administrator has given them a new password.
    PasswordGiven {
        /// Who, with their position, where it was somebody of the agency.
        by: Option<String>,
    },
    /// An administrator has ended their second factor.
    SecondFactorEnded {
        /// Who, with their position, where it was somebody of the agency.
        by: Option<String>,
    },
    /// Mails about them go elsewhere from now on: told at both addresses.
    AddressChanged {
        /// Where they went, if anywhere.
        from: Option<EmailAddress>,
        /// Where they go, if anywhere.
        to: Option<EmailAddress>,
        /// By whom, with their position, where it was somebody of the agency.
        by: Option<String>,
    },
    /// The receiver does not give back what they sent.
    RecallRefused {
        /// Who has it.
        by: String,
        /// Số, ký hiệu or trích yếu.
        what: String,
        /// Why, in the receiver's words.
        why: String,
    },
    /// The receiver gives back what they sent.
    RecallAgreed {
        /// Who had it.
        by: String,
        /// Số, ký hiệu or trích yếu.
        what: String,
    },
    /// The receiver does not take what they drafted, or sends it back.
    SentBack {
        /// Who has refused it.
        by: String,
        /// Số, ký hiệu or trích yếu.
        what: String,
        /// Why, in the receiver's words.
        why: String,
    },
    /// What they sent to another agency could not be taken in there.
    DeliveryFailed {
        /// To whom.
        to: String,
        /// Số, ký hiệu or trích yếu.
        what: String,
        /// The rule that said no, in Vietnamese and in English.
        why: (String, String),
    },
    /// What lies before them this morning.
    Digest(Box<Digest>),
    /// How the departments stand, once a week.
    Weekly(Vec<UnitWeek>),
    /// The report of a week or a month that one wishes to be sent; it is made when the mail is.
    Report {
        /// Which: `YYYY-Www` or `YYYY-MM`.
        period: String,
        /// In words.
        title: String,
    },
    /// They sign in at another's from now on.
    IdentityLinked {
        /// Where, as it is called here.
        provider: String,
    },
    /// They no longer sign in there.
    IdentityUnlinked {
        /// Where, as it is called here.
        provider: String,
    },
    /// Nothing is sent to a webhook of theirs any more.
    WebhookDisabled {
        /// What it is called.
        name: String,
        /// Where its events were sent.
        url: String,
        /// Whether it has answered that it is there no more; otherwise nothing had arrived for long.
        gone: bool,
    },
    /// To the registry: packets of the interchange were laid aside, and wait for its decision; or statuses were given up, of which their receivers know
    /// nothing.
    PacketsWait {
        /// How many wait.
        waiting: u32,
        /// How many statuses were given up since it was told last.
        unsent: u32,
    },
    /// What they asked for by a reply was done.
    ReplyDone {
        /// What, in Vietnamese and in English.
        what: (String, String),
        /// The document that it was about.
        document: String,
        /// What they are to know beside, in Vietnamese and in English.
        remarks: Vec<(String, String)>,
    },
    /// What they wrote was kept as a comment, and nothing else was done.
    ReplyNoted {
        /// The document that it was about.
        document: String,
        /// What they are to know beside, in Vietnamese and in English.
        remarks: Vec<(String, String)>,
    },
    /// Somebody wrote from another address to the reply address that is theirs alone.
    ReplyByAnother {
        /// From where, as it says; none where it says nothing that is an address.
        from: Option<EmailAddress>,
    },
    /// What they asked for by a reply was not done.
    ReplyNotDone {
        /// Why, and what would work; each in Vietnamese and in English.
        why: Vec<(String, String)>,
        /// The document that it was about, where that is known and theirs to see.
        document: Option<String>,
    },
    /// What they asked for by a reply is done when they confirm it.
    ReplyToConfirm {
        /// What, in Vietnamese and in English.
        what: (String, String),
        /// The document that it is about.
        document: String,
        /// Of the link. Nowhere else than in this mail.
        token: String,
        /// What the page behind the link asks for. Nowhere else than in this mail.
        code: String,
        /// Until when it can be confirmed.
        until: UtcTime,
        /// What they are to know beside, in Vietnamese and in English.
        remarks: Vec<(String, String)>,
        /// Whether it is asked since the document was changed, and not since nobody has proved who wrote.
        changed: bool,
    },
    /// To somebody outside: the letter that they sent was received.
    LetterReceived {
        /// When.
        at: UtcTime,
    },
    /// To a citizen, or whoever has this address: a code by which one signs in.
    CitizenCode {
        /// The code. Nowhere else than in this mail.
        code: String,
        /// Until when it is good.
        until: UtcTime,
    },
    /// To a citizen: a draft is going to be deleted.
    CitizenDraftEnding {
        /// What it asks for.
        procedure: String,
        /// When.
        until: UtcTime,
        /// Whether the office has closed its accounts, so that nobody can sign in to keep it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        closed: bool,
    },
    /// To a citizen: their account is going to be erased, since nobody uses it.
    CitizenAccountEnding {
        /// When.
        until: UtcTime,
        /// Whether the office has closed its accounts, so that nobody can sign in to keep it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        closed: bool,
    },
    /// To a citizen: their account was erased.
    CitizenAccountErased,
}

/// The message that a letter answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Its Message-ID, without brackets.
    pub message_id: Option<String>,
    /// Its subject.
    pub subject: String,
    /// The token of the address that it was sent to: what answers the answer is about the same.
    pub token: Option<String>,
    /// The document that it was about, where that is its writer's to see.
    pub document: Option<DocumentId>,
}

impl AccountNotice {
    /// Whether it is a digest: there is one for everybody at the same hour, and nobody waits for it.
    pub const fn is_digest(&self) -> bool {
        matches!(self, Self::Digest(_) | Self::Weekly(_) | Self::Report { .. })
    }
}

impl AccountNotice {
    /// Whether it goes to a citizen, and not to somebody of the office.
    pub const fn is_to_citizen(&self) -> bool {
        matches!(
            self,
            Self::CitizenCode { .. }
                | Self::CitizenDraftEnding { .. }
                | Self::CitizenAccountEnding { .. }
                | Self::CitizenAccountErased
        )
    }

    /// Until when it says anything, where it holds a code: a mail that is late is not sent.
    pub const fn holds_until(&self) -> Option<UtcTime> {
        match self {
            Self::PasswordForgotten { until, .. }
            | Self::ReplyToConfirm { until, .. }
            | Self::CitizenCode { until, .. } => Some(*until),
            _ => None,
        }
    }
}

impl std::fmt::Debug for AccountNotice {
    /// Without codes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::PasswordForgotten { .. } => "PasswordForgotten",
            Self::PasswordReset => "PasswordReset",
            Self::Away { .. } => "Away",
            Self::StandsIn { .. } => "StandsIn",
            Self::StandsInNoMore { .. } => "StandsInNoMore",
            Self::Rights { .. } => "Rights",
            Self::PasswordGiven { .. } => "PasswordGiven",
            Self::SecondFactorEnded { .. } => "SecondFactorEnded",
            Self::AddressChanged { .. } => "AddressChanged",
            Self::RecallRefused { .. } => "RecallRefused",
            Self::RecallAgreed { .. } => "RecallAgreed",
            Self::SentBack { .. } => "SentBack",
            Self::DeliveryFailed { .. } => "DeliveryFailed",
            Self::Digest(_) => "Digest",
            Self::Weekly(_) => "Weekly",
            Self::Report { .. } => "Report",
            Self::IdentityLinked { .. } => "IdentityLinked",
            Self::IdentityUnlinked { .. } => "IdentityUnlinked",
            Self::WebhookDisabled { .. } => "WebhookDisabled",
            Self::PacketsWait { .. } => "PacketsWait",
            Self::ReplyDone { .. } => "ReplyDone",
            Self::ReplyNoted { .. } => "ReplyNoted",
            Self::ReplyByAnother { .. } => "ReplyByAnother",
            Self::ReplyNotDone { .. } => "ReplyNotDone",
            Self::ReplyToConfirm { .. } => "ReplyToConfirm",
            Self::LetterReceived { .. } => "LetterReceived",
            Self::CitizenCode { .. } => "CitizenCode",
            Self::CitizenDraftEnding { .. } => "CitizenDraftEnding",
            Self::CitizenAccountEnding { .. } => "CitizenAccountEnding",
            Self::CitizenAccountErased => "CitizenAccountErased",
        })
    }
}

/// A mail to somebody about their account, or about what they sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLetter {
    /// What it says.
    pub notice: AccountNotice,
    /// Họ và tên.
    pub name: String,
    /// The name that they sign in with; empty of somebody outside.
    pub username: String,
    /// Where it goes.
    pub address: EmailAddress,
    /// Their agency's name.
    pub agency: String,
    /// When it was written.
    pub at: UtcTime,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
}
