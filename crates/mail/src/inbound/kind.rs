//! What a message is: a reply to one of ours, a letter of its own, or something that a machine wrote.

use domain::fold;

use super::{
    AutomaticSign, Incoming, Mailbox, ReturnPath,
    bounce::{self, Bounce},
};

/// What tells our own messages and addresses from others'.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ours<'a> {
    /// What stands before the token in the local part of a reply address, such as `reply+`.
    pub reply_prefix: &'a str,
    /// The domain of the reply addresses; empty where any will do.
    pub reply_domain: &'a str,
    /// The domain of our Message-IDs.
    pub message_domain: &'a str,
    /// The addresses that we send from.
    pub addresses: &'a [&'a str],
}

/// What a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One of ours that came back. Nothing is answered.
    Loop(LoopSign),
    /// A report of what became of one of ours. Nothing is answered.
    Bounce(Bounce),
    /// A program's note that a message was shown to somebody. Nothing is answered.
    ReadReceipt {
        /// The Message-ID of what was shown.
        original: Option<String>,
    },
    /// A machine's answer: somebody is away, a message was taken in. Nothing is answered, and nothing in it acts.
    Automatic(AutomaticSign),
    /// It came by a mailing list. Nothing is answered, and nothing in it acts.
    List {
        /// Which.
        id: String,
    },
    /// An answer to one of ours.
    Reply {
        /// The token of its address, as it was written. Programs and servers may have changed its case: tokens don't depend on it.
        token: String,
    },
    /// A letter of its own.
    Letter,
}

impl Kind {
    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Loop(_) => "loop",
            Self::Bounce(_) => "bounce",
            Self::ReadReceipt { .. } => "read_receipt",
            Self::Automatic(_) => "automatic",
            Self::List { .. } => "list",
            Self::Reply { .. } => "reply",
            Self::Letter => "letter",
        }
    }

    /// Whether a person wrote it to us, who may be answered.
    pub const fn is_personal(&self) -> bool {
        matches!(self, Self::Reply { .. } | Self::Letter)
    }
}

/// By what one of ours is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoopSign {
    /// Its Message-ID is of our domain.
    OwnMessageId,
    /// It says that it is from one of our addresses.
    OwnAddress,
}

/// Beginnings of the subjects that absence notes have, folded. The long ones are enough by themselves.
const ABSENCE_SUBJECTS: [&str; 20] = [
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto:",
    "out of office",
    "out of the office",
    "ooo:",
    "vacation",
    "i am away",
    "tra loi tu dong",
    "thu tra loi tu dong",
    "phan hoi tu dong",
    "tu dong tra loi",
    "tu dong phan hoi",
    "thong bao vang mat",
    "vang mat",
    "di vang:",
    "nghi phep:",
];

impl Incoming {
    /// What it is.
    pub fn kind(&self, ours: &Ours<'_>) -> Kind {
        if let Some(sign) = self.loop_sign(ours) {
            return Kind::Loop(sign);
        }
        if let Some(report) = self.report.as_ref().filter(|report| report.receipt) {
            return Kind::ReadReceipt { original: report.original.clone().or_else(|| self.answered()) };
        }
        if let Some(bounce) = bounce::of(self) {
            return Kind::Bounce(bounce);
        }
        if let Some(sign) = self.automatic() {
            return Kind::Automatic(sign);
        }
        if let Some(id) = &self.traits.list {
            return Kind::List { id: id.clone() };
        }
        match self.recipients().find_map(|address| token(address, ours)) {
            Some(token) => Kind::Reply { token },
            None => Kind::Letter,
        }
    }

    /// The message that it answers, as far as its headers say.
    pub(super) fn answered(&self) -> Option<String> {
        self.in_reply_to.first().or_else(|| self.references.last()).cloned()
    }

    fn loop_sign(&self, ours: &Ours<'_>) -> Option<LoopSign> {
        let own = !ours.message_domain.is_empty();
        let domain = self.message_id.as_deref().and_then(|id| id.rsplit_once('@')).map(|(_, domain)| domain);
        if own && domain.is_some_and(|domain| domain.eq_ignore_ascii_case(ours.message_domain)) {
            return Some(LoopSign::OwnMessageId);
        }
        let from_us = self.from.iter().any(|from| ours.addresses.iter().any(|address| from.is(address)));
        from_us.then_some(LoopSign::OwnAddress)
    }

    fn automatic(&self) -> Option<AutomaticSign> {
        if let Some(sign) = &self.traits.automatic {
            return Some(sign.clone());
        }
        let folded = fold(&self.subject);
        if ABSENCE_SUBJECTS.iter().any(|begin| folded.starts_with(begin)) {
            return Some(AutomaticSign::Subject(self.subject.clone()));
        }
        (self.return_path == Some(ReturnPath::Nowhere)).then_some(AutomaticSign::EmptyReturnPath)
    }
}

/// The token in an address, if it is a reply address of ours.
fn token(address: &Mailbox, ours: &Ours<'_>) -> Option<String> {
    let local = address.local_part();
    let begin = local.get(..ours.reply_prefix.len())?;
    let token = local.get(ours.reply_prefix.len()..)?;
    let domain = ours.reply_domain.is_empty() || address.domain().eq_ignore_ascii_case(ours.reply_domain);
    let good = !token.is_empty()
        && token.len() <= 128
        && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (domain && good && !ours.reply_prefix.is_empty() && begin.eq_ignore_ascii_case(ours.reply_prefix))
        .then(|| token.to_owned())
}
