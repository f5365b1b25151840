//! How a document goes to somebody outside by mail or by the interchange: which mail or packet, to which address, and what is known of it. What has become of the mail stands
//! in the outbox; here is what that, and what the registry notes beside it, comes to.

use serde::{Deserialize, Serialize};

use super::recipient::{DeliveryState, Noted};
use crate::{EmailAddress, MessageId, OrganCode, PacketId, RecipientId, UtcTime};

/// The mail by which a document goes to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailing {
    /// To whom.
    pub recipient: RecipientId,
    /// Which mail of the outbox: the stem of its Message-ID.
    pub message: MessageId,
    /// To which address, as it stood in the directory.
    pub to: EmailAddress,
}

/// The packet by which a document goes to one recipient (liên thông).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packeting {
    /// To whom.
    pub recipient: RecipientId,
    /// Which packet.
    pub packet: PacketId,
    /// By which gateway.
    pub gateway: String,
    /// To which code, as the gateway knows it.
    pub to: OrganCode,
}

/// What has become of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketFate {
    /// It waits to be sent, for the first time or again.
    Waits {
        /// Since when.
        since: UtcTime,
    },
    /// The gateway has taken it.
    Taken {
        /// When.
        at: UtcTime,
    },
    /// It is not tried any more.
    Failed {
        /// When.
        at: UtcTime,
        /// Why.
        why: String,
    },
    /// It was never sent: the document was recalled before.
    Withdrawn,
}

impl PacketFate {
    /// How far the document has come: what its recipient has told, or the registry has noted, stands; a packet that came to nothing is sent again
    /// or another way, and what is noted afterwards says so.
    pub fn standing(self, noted: Option<&Noted>) -> MailStanding {
        if let Some(noted) = noted {
            let remark = noted.remark.as_ref().map(ToString::to_string);
            return MailStanding { state: noted.state, at: Some(noted.at), remark };
        }
        let (state, at, remark) = match self {
            Self::Waits { since } => (DeliveryState::Queued, Some(since), None),
            Self::Taken { at } => (DeliveryState::Sent, Some(at), None),
            Self::Failed { at, why } => (DeliveryState::Refused, Some(at), Some(why)),
            Self::Withdrawn => (DeliveryState::Recalled, None, None),
        };
        MailStanding { state, at, remark }
    }
}

/// What has become of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailFate {
    /// It waits to be sent, for the first time or again.
    Waits {
        /// Since when.
        since: UtcTime,
    },
    /// The mail server has taken it.
    Taken {
        /// When.
        at: UtcTime,
    },
    /// It was refused for good, or reported as not arrived.
    Failed {
        /// When; unknown where the mail server did not take it.
        at: Option<UtcTime>,
        /// Why.
        why: String,
    },
    /// It was never sent: the document was recalled before.
    Withdrawn,
}

/// How far a document has come by mail, or by the interchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailStanding {
    /// How far.
    pub state: DeliveryState,
    /// Since when, where that is known.
    pub at: Option<UtcTime>,
    /// What else is known.
    pub remark: Option<String>,
}

/// How what is kept of a try begins that ended before the mail server had said whether it takes the mail: it may have gone.
const MAY_HAVE_GONE: &str = "may have arrived: ";

/// What is kept of a try that ended before the mail server had said whether it takes the mail.
pub fn may_have_gone(why: &str) -> String {
    format!("{MAY_HAVE_GONE}{why}")
}

/// Whether a mail may have gone by its last try, or by an earlier one, of which this is kept.
pub fn may_have_gone_by(last_error: Option<&str>) -> bool {
    last_error.is_some_and(|kept| kept.starts_with(MAY_HAVE_GONE))
}

/// What is kept of a try that failed for this, behind tries of which that was kept: that it may have gone is never forgotten.
pub fn kept_of(before: Option<&str>, why: &str) -> String {
    if may_have_gone_by(before) && !may_have_gone_by(Some(why)) { may_have_gone(why) } else { why.to_owned() }
}

impl MailFate {
    /// How far the document has come: what the registry has noted of the recipient stands, unless the mail has come back since.
    pub fn standing(self, noted: Option<&Noted>) -> MailStanding {
        let came_back = |noted: &Noted| match &self {
            Self::Failed { at: Some(at), .. } => noted.at < *at,
            _ => false,
        };
        if let Some(noted) = noted.filter(|noted| !came_back(noted)) {
            let remark = noted.remark.as_ref().map(ToString::to_string);
            return MailStanding { state: noted.state, at: Some(noted.at), remark };
        }
        let (state, at, remark) = match self {
            Self::Waits { since } => (DeliveryState::Queued, Some(since), None),
            Self::Taken { at } => (DeliveryState::Sent, Some(at), None),
            Self::Failed { at, why } => (DeliveryState::Refused, at, Some(why).filter(|why| !why.is_empty())),
            Self::Withdrawn => (DeliveryState::Recalled, None, None),
        };
        MailStanding { state, at, remark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> UtcTime {
        UtcTime::from_timestamp(minute * 60, 0).unwrap()
    }

    #[test]
    fn what_is_noted_stands_until_the_mail_comes_back() {
        let noted = Noted { state: DeliveryState::Received, remark: None, by: None, at: at(5) };
        let failed = |minute| MailFate::Failed { at: Some(at(minute)), why: "5.1.1".to_owned() };
        let state = |fate: MailFate, noted: Option<&Noted>| fate.standing(noted).state;
        assert_eq!(state(MailFate::Taken { at: at(1) }, None), DeliveryState::Sent);
        assert_eq!(state(MailFate::Taken { at: at(9) }, Some(&noted)), DeliveryState::Received);
        assert_eq!(state(failed(1), None), DeliveryState::Refused);
        assert_eq!(state(failed(4), Some(&noted)), DeliveryState::Received, "it has come another way since");
        assert_eq!(failed(6).standing(Some(&noted)).remark.as_deref(), Some("5.1.1"));
        assert_eq!(state(MailFate::Withdrawn, None), DeliveryState::Recalled);
    }

    #[test]
    fn that_a_mail_may_have_gone_is_never_forgotten() {
        let refused = kept_of(None, "smtp://mail.example: connection refused");
        assert!(!may_have_gone_by(Some(&refused)) && !may_have_gone_by(None));
        let unknown = kept_of(Some(&refused), &may_have_gone("smtp://mail.example: no answer within 180 s"));
        assert!(may_have_gone_by(Some(&unknown)), "{unknown}");
        for next in ["smtp://mail.example: connection refused", unknown.as_str()] {
            let kept = kept_of(Some(&unknown), next);
            assert!(may_have_gone_by(Some(&kept)) && kept.matches("may have").count() == 1, "{kept}");
        }
    }
}
