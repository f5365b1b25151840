//! What a message is: a reply to one of ours, a letter of its own, or something that a machine wrote.

use domain::fold;

use super::{
    AutomaticSign, Incoming, Mailbox, ReturnPath,
    bounce::{self, Bounce},
};

/// What tells our own messages and addresses from others'.
#[derive(Clone, Copy)]
pub struct Ours<'a> {
    /// What stands before the token in the local part of a reply address, such as `reply+`.
    pub reply_prefix: &'a str,
    /// The domain of the reply addresses; empty where any will do.
    pub reply_domain: &'a str,
    /// Whether a Message-ID, without brackets, is that of a message that we sent: the caller looks into what it has sent. The domain
    /// alone doesn't say it, since the office's people write from the same.
    pub has_sent: &'a (dyn Fn(&str) -> bool + Sync),
    /// The addresses that we send from.
    pub addresses: &'a [&'a str],
}

impl Default for Ours<'_> {
    fn default() -> Self {
        Self { reply_prefix: "", reply_domain: "", has_sent: &|_| false, addresses: &[] }
    }
}

impl std::fmt::Debug for Ours<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { reply_prefix, reply_domain, addresses, .. } = self;
        write!(f, "Ours({reply_prefix:?}, {reply_domain:?}, {addresses:?})")
    }
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
        /// The tokens of its addresses, each once, as they were written; at least one. Programs and servers may have changed their case:
        /// tokens don't depend on it. Several are those of several messages: then nobody knows which is answered.
        tokens: Vec<String>,
        /// Whether it is addressed to one of them, and not only sent to it beside others (Cc).
        addressed: bool,
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

    /// The token by which a reply may act: the only one, and one that it is addressed to. In any other reply nothing is an order.
    pub fn acting_token(&self) -> Option<&str> {
        match self {
            Self::Reply { tokens, addressed: true } => match tokens.as_slice() {
                [one] => Some(one),
                _ => None,
            },
            _ => None,
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
    /// Its Message-ID is that of a message that we sent.
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
        let mut tokens: Vec<String> = Vec::new();
        for token in self.recipients().filter_map(|address| token(address, ours)) {
            if !tokens.iter().any(|known| known.eq_ignore_ascii_case(&token)) {
                tokens.push(token);
            }
        }
        if tokens.is_empty() {
            return Kind::Letter;
        }
        let is_in = |list: &[Mailbox]| list.iter().any(|address| token(address, ours).is_some());
        // Where no address but that of the delivery has it, it came by another name for it.
        let addressed = is_in(&self.to) || !is_in(&self.cc);
        Kind::Reply { tokens, addressed }
    }

    /// The message that it answers, as far as its headers say.
    pub(super) fn answered(&self) -> Option<String> {
        self.in_reply_to.first().or_else(|| self.references.last()).cloned()
    }

    fn loop_sign(&self, ours: &Ours<'_>) -> Option<LoopSign> {
        if self.message_id.as_deref().is_some_and(ours.has_sent) {
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
