//! What comes of a message that came in: every outcome, by its stable name.

/// What came of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// What the reply asked for was done.
    Acted,
    /// Its writer was sent a link to confirm it.
    ToConfirm,
    /// It was written wrongly, and its writer was told.
    Fault,
    /// There were no words in it, and its writer was told.
    Nothing,
    /// A rule said no, and its writer was told.
    Refused,
    /// The work had gone on, and its writer was told.
    MovedOn,
    /// A file was not taken, and its writer was told.
    File,
    /// It went to several reply addresses, and its writer was told.
    Several,
    /// The reply address held no longer, and its writer was told.
    Closed,
    /// The document is not handled by mail, and its writer was told.
    Unseen,
    /// It answers a mail that takes no replies, and its writer was told.
    NoToken,
    /// The letter became a received document.
    TakenIn,
    /// It reports on a mail's way, and nothing has failed.
    Reported,
    /// A machine wrote it, or it is one of the office's own.
    PassedOver,
    /// The same message came before.
    Repeat,
    /// A mail of the office's did not arrive.
    Bounced,
    /// Something did not arrive, and nobody knows what.
    BounceUnknown,
    /// It went to somebody's reply address from another's.
    OtherSender,
    /// It says that it is from the office's own address.
    OwnAddress,
    /// It went to a reply address that there is none of.
    UnknownToken,
    /// The mail server says that its sender is not who it says.
    Unproved,
    /// It does not name exactly one sender.
    NoSender,
    /// It has the Message-ID of another and says something else.
    Differs,
    /// Its sender has sent, or was answered, too often within a day.
    TooMany,
    /// It was too large to be kept whole.
    TooLarge,
    /// It can't be read as a whole.
    Unreadable,
    /// A machine wrote it, and it answers nothing of the office's.
    Automatic,
    /// It came by a mailing list.
    List,
    /// It is a letter, and they are set not to become documents by themselves.
    Letter,
    /// It could not be worked off after several tries.
    Failed,
}

impl Outcome {
    /// Every one.
    pub const ALL: [Self; 30] = [
        Self::Acted,
        Self::ToConfirm,
        Self::Fault,
        Self::Nothing,
        Self::Refused,
        Self::MovedOn,
        Self::File,
        Self::Several,
        Self::Closed,
        Self::Unseen,
        Self::NoToken,
        Self::TakenIn,
        Self::Reported,
        Self::PassedOver,
        Self::Repeat,
        Self::Bounced,
        Self::BounceUnknown,
        Self::OtherSender,
        Self::OwnAddress,
        Self::UnknownToken,
        Self::Unproved,
        Self::NoSender,
        Self::Differs,
        Self::TooMany,
        Self::TooLarge,
        Self::Unreadable,
        Self::Automatic,
        Self::List,
        Self::Letter,
        Self::Failed,
    ];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acted => "acted",
            Self::ToConfirm => "to_confirm",
            Self::Fault => "fault",
            Self::Nothing => "nothing",
            Self::Refused => "refused",
            Self::MovedOn => "moved_on",
            Self::File => "file",
            Self::Several => "several",
            Self::Closed => "closed",
            Self::Unseen => "unseen",
            Self::NoToken => "no_token",
            Self::TakenIn => "taken_in",
            Self::Reported => "reported",
            Self::PassedOver => "passed_over",
            Self::Repeat => "repeat",
            Self::Bounced => "bounced",
            Self::BounceUnknown => "bounce_unknown",
            Self::OtherSender => "other_sender",
            Self::OwnAddress => "own_address",
            Self::UnknownToken => "unknown_token",
            Self::Unproved => "unproved",
            Self::NoSender => "no_sender",
            Self::Differs => "differs",
            Self::TooMany => "too_many",
            Self::TooLarge => "too_large",
            Self::Unreadable => "unreadable",
            Self::Automatic => "automatic",
            Self::List => "list",
            Self::Letter => "letter",
            Self::Failed => "failed",
        }
    }

    /// Reads [`Outcome::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }

    /// Whether a clerk is to look at the message.
    pub const fn waits_for_a_clerk(self) -> bool {
        match self {
            Self::Acted
            | Self::ToConfirm
            | Self::Fault
            | Self::Nothing
            | Self::Refused
            | Self::MovedOn
            | Self::File
            | Self::Several
            | Self::Closed
            | Self::Unseen
            | Self::NoToken
            | Self::TakenIn
            | Self::Reported
            | Self::PassedOver
            | Self::Repeat => false,
            Self::Bounced
            | Self::BounceUnknown
            | Self::OtherSender
            | Self::OwnAddress
            | Self::UnknownToken
            | Self::Unproved
            | Self::NoSender
            | Self::Differs
            | Self::TooMany
            | Self::TooLarge
            | Self::Unreadable
            | Self::Automatic
            | Self::List
            | Self::Letter
            | Self::Failed => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_and_stands_for_one() {
        let names: std::collections::BTreeSet<&str> = Outcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
        assert_eq!(names.len(), Outcome::ALL.len());
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.as_str()), Some(outcome));
        }
        assert_eq!(Outcome::parse("sent"), None);
    }

    /// What the operators' guide says is what there is.
    #[test]
    fn every_outcome_stands_in_the_guide_on_its_side() {
        let guide = include_str!("../../../../docs/OPERATIONS.md");
        let row = |words: &str| {
            let row = guide.lines().find(|line| line.starts_with("| `") && line.contains(words));
            row.unwrap_or_else(|| panic!("no row says: {words}")).to_owned()
        };
        let rest = [
            "its writer was sent a link",
            "its writer was told why",
            "became a received document",
            "nothing is to be done",
        ];
        let done = rest.map(row).concat();
        let open = row("waits for a clerk");
        for outcome in Outcome::ALL {
            let name = format!("`{}`", outcome.as_str());
            let clerk = outcome.waits_for_a_clerk();
            assert_eq!((open.contains(&name), done.contains(&name)), (clerk, !clerk), "{name}");
        }
    }
}
