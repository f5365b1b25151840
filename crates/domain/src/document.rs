//! A document of either direction (văn bản đến, văn bản đi), for what is asked of both alike: who sees it, who may give which command to it, and
//! which deadlines run. Each direction answers for itself ([`access`], [`crate::reminder`]); here stands only whom to ask.
//!
//! A command is given at a place: on an assignment, as one of the recipients of an issued document, or on the document as a whole.

use crate::{
    Actor, AgencyId, AssignmentId, DocumentId, InputFault, OpinionId, PersonId, RecipientId, Refusal, Rule, access,
    incoming::{self, IncomingDocument, StepDeadline, Urgency},
    organisation::Directory,
    outgoing::{self, OutgoingDocument},
    reminder::{self, Deadline},
};

/// A document.
#[allow(clippy::large_enum_variant, reason = "one is looked at and moved on; a box would only be in the way")]
#[derive(Debug, Clone)]
pub enum Document {
    /// That came in.
    Incoming(IncomingDocument),
    /// That goes out.
    Outgoing(OutgoingDocument),
}

/// The name of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommandKind {
    /// On what came in.
    Incoming(incoming::CommandKind),
    /// On what goes out.
    Outgoing(outgoing::CommandKind),
}

/// A command.
#[allow(clippy::large_enum_variant, reason = "one is read and decided at a time; a box would only be in the way")]
#[derive(Debug, Clone)]
pub enum Command {
    /// On what came in.
    Incoming(incoming::Command),
    /// On what goes out.
    Outgoing(outgoing::Command),
}

/// What stands before the name of a command on what goes out, where both directions' are kept beside each other.
const OUTGOING: &str = "outgoing.";

impl From<incoming::CommandKind> for CommandKind {
    fn from(kind: incoming::CommandKind) -> Self {
        Self::Incoming(kind)
    }
}

impl From<outgoing::CommandKind> for CommandKind {
    fn from(kind: outgoing::CommandKind) -> Self {
        Self::Outgoing(kind)
    }
}

impl From<incoming::Command> for Command {
    fn from(command: incoming::Command) -> Self {
        Self::Incoming(command)
    }
}

impl From<outgoing::Command> for Command {
    fn from(command: outgoing::Command) -> Self {
        Self::Outgoing(command)
    }
}

impl CommandKind {
    /// Its name where both directions' are kept beside each other.
    pub fn key(self) -> String {
        match self {
            Self::Incoming(kind) => kind.as_str().to_owned(),
            Self::Outgoing(kind) => format!("{OUTGOING}{}", kind.as_str()),
        }
    }

    /// Reads [`CommandKind::key`] back.
    ///
    /// # Errors
    /// Where it names no command.
    pub fn parse(key: &str) -> Result<Self, InputFault> {
        match key.strip_prefix(OUTGOING) {
            Some(name) => outgoing::CommandKind::parse(name).map(Self::Outgoing),
            None => incoming::CommandKind::parse(key).map(Self::Incoming),
        }
    }

    /// As a client of the API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming(kind) => kind.as_str(),
            Self::Outgoing(kind) => kind.as_str(),
        }
    }

    /// As the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Incoming(kind) => kind.vietnamese(),
            Self::Outgoing(kind) => kind.vietnamese(),
        }
    }

    /// Whether it moves the document, and so must say which version it was decided on.
    pub const fn moves(self) -> bool {
        match self {
            Self::Incoming(kind) => kind.moves(),
            Self::Outgoing(kind) => kind.moves(),
        }
    }

    /// Whether it is but a word, which changes nothing.
    pub const fn is_comment(self) -> bool {
        matches!(self, Self::Incoming(incoming::CommandKind::Comment) | Self::Outgoing(outgoing::CommandKind::Discuss))
    }
}

impl Command {
    /// Which.
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Incoming(command) => CommandKind::Incoming(command.kind()),
            Self::Outgoing(command) => CommandKind::Outgoing(command.kind()),
        }
    }

    /// Whether it decides on others' work, so that whoever carries it out on the word of a mail wants a proof of who wrote that.
    pub const fn decides(&self) -> bool {
        match self {
            Self::Incoming(command) => command.decides(),
            Self::Outgoing(command) => command.kind().decides(),
        }
    }

    /// The place where it is given.
    pub fn place(&self) -> Option<AssignmentId> {
        match self {
            Self::Incoming(command) => command.assignment(),
            Self::Outgoing(command) => place_of(command.about().recipient(), command.about().opinion()),
        }
    }
}

/// A command that a document offers to its reader, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offer {
    /// The command.
    pub command: CommandKind,
    /// The place.
    pub place: Option<AssignmentId>,
}

impl Document {
    /// Which.
    pub const fn id(&self) -> DocumentId {
        match self {
            Self::Incoming(document) => document.id(),
            Self::Outgoing(document) => document.id(),
        }
    }

    /// Whose.
    pub const fn agency(&self) -> AgencyId {
        match self {
            Self::Incoming(document) => document.agency(),
            Self::Outgoing(document) => document.agency(),
        }
    }

    /// How many events it has seen.
    pub const fn version(&self) -> u32 {
        match self {
            Self::Incoming(document) => document.version(),
            Self::Outgoing(document) => document.version(),
        }
    }

    /// Whether it is a secret line, of which no mail says anything. What goes out from here is none.
    pub const fn is_secret(&self) -> bool {
        match self {
            Self::Incoming(document) => document.facts().is_secret(),
            Self::Outgoing(_) => false,
        }
    }

    /// How much of a hurry there is.
    pub const fn urgency(&self) -> Urgency {
        match self {
            Self::Incoming(document) => document.facts().urgency,
            Self::Outgoing(document) => document.content().urgency,
        }
    }

    /// Until when the registry is to take its next step.
    pub const fn step_deadline(&self) -> Option<&StepDeadline> {
        match self {
            Self::Incoming(document) => document.state().step_deadline(),
            Self::Outgoing(document) => document.state().step_deadline(),
        }
    }

    /// Every deadline that runs now.
    pub fn deadlines(&self) -> Vec<Deadline> {
        match self {
            Self::Incoming(document) => reminder::incoming_deadlines(document),
            Self::Outgoing(document) => reminder::outgoing_deadlines(document),
        }
    }

    /// Whether this person may see it.
    pub fn may_see(&self, person: PersonId, directory: &Directory) -> bool {
        match self {
            Self::Incoming(document) => access::may_see(document, person, directory),
            Self::Outgoing(document) => access::outgoing::may_see(document, person, directory),
        }
    }

    /// Whether this actor may give this command at this place as it stands.
    ///
    /// # Errors
    /// The rule that says no.
    pub fn may(
        &self,
        actor: Actor,
        command: CommandKind,
        place: Option<AssignmentId>,
        directory: &Directory,
    ) -> Result<(), Refusal> {
        match (self, command) {
            (Self::Incoming(document), CommandKind::Incoming(kind)) => {
                access::may(document, actor, kind, place, directory)
            }
            (Self::Outgoing(document), CommandKind::Outgoing(kind)) => {
                access::outgoing::may(document, actor, kind, about(document, place), directory)
            }
            (of, command) => {
                let (state, state_vi) = of.state_names();
                let refusal = Refusal::new(Rule::WrongState).with("state", state).with("state_vi", state_vi);
                Err(refusal.with("command", command.as_str()).with("command_vi", command.vietnamese()))
            }
        }
    }

    /// Every command that this person may give to it now, in their own name or in another's stead.
    pub fn offered(&self, person: PersonId, directory: &Directory) -> Vec<Offer> {
        match self {
            Self::Incoming(document) => access::offered(document, person, directory)
                .into_iter()
                .map(|offer| Offer { command: offer.command.into(), place: offer.assignment })
                .collect(),
            Self::Outgoing(document) => access::outgoing::offered(document, person, directory)
                .into_iter()
                .map(|offer| Offer { command: offer.command.into(), place: place_of(offer.recipient, offer.opinion) })
                .collect(),
        }
    }

    /// The name of its state in data, and as an office says it.
    pub const fn state_names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Incoming(document) => {
                let state = document.state().name();
                (state.as_str(), state.vietnamese())
            }
            Self::Outgoing(document) => {
                let state = document.state().name();
                (state.as_str(), state.vietnamese())
            }
        }
    }
}

/// A recipient or an opinion of what goes out, as a place.
fn place_of(recipient: Option<RecipientId>, opinion: Option<OpinionId>) -> Option<AssignmentId> {
    recipient.map(|id| AssignmentId(id.0)).or(opinion.map(|id| AssignmentId(id.0)))
}

/// What of a document that goes out is named by a place.
fn about(document: &OutgoingDocument, place: Option<AssignmentId>) -> outgoing::About {
    match place {
        None => outgoing::About::Nothing,
        Some(id) if document.opinion(OpinionId(id.0)).is_some() => outgoing::About::Opinion(OpinionId(id.0)),
        Some(id) => outgoing::About::Recipient(RecipientId(id.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_of_both_directions_are_told_apart() {
        let incoming = incoming::CommandKind::ALL.iter().copied().map(CommandKind::from);
        let outgoing = outgoing::CommandKind::ALL.iter().copied().map(CommandKind::from);
        let mut keys = std::collections::BTreeSet::new();
        for kind in incoming.chain(outgoing) {
            assert_eq!(CommandKind::parse(&kind.key()), Ok(kind));
            assert!(keys.insert(kind.key()), "{kind:?}");
        }
        assert!(CommandKind::parse("outgoing.no_such").is_err());
        assert!(CommandKind::parse("no_such").is_err());
    }
}
