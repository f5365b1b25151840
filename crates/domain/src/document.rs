//! A document of either direction (văn bản đến, văn bản đi) or a dossier (hồ sơ thủ tục hành chính), for what is asked of all alike: who sees
//! it, who may give which command to it, and which deadlines run. Each answers for itself ([`access`], [`crate::reminder`]); here stands only
//! whom to ask.
//!
//! A command is given at a place: on an assignment, as one of the recipients of an issued document, on a question about a dossier, or on the
//! document as a whole.

use crate::{
    Actor, AgencyId, AssignmentId, ConsultationId, DocumentId, InputFault, OpinionId, PersonId, RecipientId, Refusal,
    Rule, access,
    dossier::{self, Dossier},
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
    /// A dossier of the one-stop shop.
    Dossier(Dossier),
}

/// The name of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommandKind {
    /// On what came in.
    Incoming(incoming::CommandKind),
    /// On what goes out.
    Outgoing(outgoing::CommandKind),
    /// On a dossier.
    Dossier(dossier::CommandKind),
}

/// A command.
#[allow(clippy::large_enum_variant, reason = "one is read and decided at a time; a box would only be in the way")]
#[derive(Debug, Clone)]
pub enum Command {
    /// On what came in.
    Incoming(incoming::Command),
    /// On what goes out.
    Outgoing(outgoing::Command),
    /// On a dossier.
    Dossier(dossier::Command),
}

/// What stands before the name of a command on what goes out, where both directions' are kept beside each other.
const OUTGOING: &str = "outgoing.";

/// The same of one on a dossier.
const DOSSIER: &str = "dossier.";

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

impl From<dossier::CommandKind> for CommandKind {
    fn from(kind: dossier::CommandKind) -> Self {
        Self::Dossier(kind)
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

impl From<dossier::Command> for Command {
    fn from(command: dossier::Command) -> Self {
        Self::Dossier(command)
    }
}

impl CommandKind {
    /// Its name where both directions' are kept beside each other.
    pub fn key(self) -> String {
        match self {
            Self::Incoming(kind) => kind.as_str().to_owned(),
            Self::Outgoing(kind) => format!("{OUTGOING}{}", kind.as_str()),
            Self::Dossier(kind) => format!("{DOSSIER}{}", kind.as_str()),
        }
    }

    /// Reads [`CommandKind::key`] back.
    ///
    /// # Errors
    /// Where it names no command.
    pub fn parse(key: &str) -> Result<Self, InputFault> {
        match (key.strip_prefix(OUTGOING), key.strip_prefix(DOSSIER)) {
            (Some(name), _) => outgoing::CommandKind::parse(name).map(Self::Outgoing),
            (None, Some(name)) => dossier::CommandKind::parse(name).map(Self::Dossier),
            (None, None) => incoming::CommandKind::parse(key).map(Self::Incoming),
        }
    }

    /// As a client of the API writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming(kind) => kind.as_str(),
            Self::Outgoing(kind) => kind.as_str(),
            Self::Dossier(kind) => kind.as_str(),
        }
    }

    /// As the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Incoming(kind) => kind.vietnamese(),
            Self::Outgoing(kind) => kind.vietnamese(),
            Self::Dossier(kind) => kind.vietnamese(),
        }
    }

    /// Whether it moves the document, and so must say which version it was decided on.
    pub const fn moves(self) -> bool {
        match self {
            Self::Incoming(kind) => kind.moves(),
            Self::Outgoing(kind) => kind.moves(),
            Self::Dossier(kind) => kind.moves(),
        }
    }

    /// Whether it is but a word, which changes nothing.
    pub const fn is_comment(self) -> bool {
        matches!(
            self,
            Self::Incoming(incoming::CommandKind::Comment)
                | Self::Outgoing(outgoing::CommandKind::Discuss)
                | Self::Dossier(dossier::CommandKind::DiscussDossier)
        )
    }
}

impl Command {
    /// Which.
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Incoming(command) => CommandKind::Incoming(command.kind()),
            Self::Outgoing(command) => CommandKind::Outgoing(command.kind()),
            Self::Dossier(command) => CommandKind::Dossier(command.kind()),
        }
    }

    /// Whether it decides on others' work, so that whoever carries it out on the word of a mail wants a proof of who wrote that.
    pub const fn decides(&self) -> bool {
        match self {
            Self::Incoming(command) => command.decides(),
            Self::Outgoing(command) => command.kind().decides(),
            Self::Dossier(command) => command.kind().decides(),
        }
    }

    /// The place where it is given.
    pub fn place(&self) -> Option<AssignmentId> {
        match self {
            Self::Incoming(command) => command.assignment(),
            Self::Outgoing(command) => place_of(command.about().recipient(), command.about().opinion()),
            Self::Dossier(command) => command.consultation().map(|id| AssignmentId(id.0)),
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
            Self::Dossier(dossier) => DocumentId(dossier.id().0),
        }
    }

    /// Whose.
    pub const fn agency(&self) -> AgencyId {
        match self {
            Self::Incoming(document) => document.agency(),
            Self::Outgoing(document) => document.agency(),
            Self::Dossier(dossier) => dossier.agency(),
        }
    }

    /// How many events it has seen.
    pub const fn version(&self) -> u32 {
        match self {
            Self::Incoming(document) => document.version(),
            Self::Outgoing(document) => document.version(),
            Self::Dossier(dossier) => dossier.version(),
        }
    }

    /// Whether it is a secret line, of which no mail says anything. What goes out from here is none, and nor is a dossier.
    pub const fn is_secret(&self) -> bool {
        match self {
            Self::Incoming(document) => document.facts().is_secret(),
            Self::Outgoing(_) | Self::Dossier(_) => false,
        }
    }

    /// How much of a hurry there is. A dossier has its term, and none beside that.
    pub const fn urgency(&self) -> Urgency {
        match self {
            Self::Incoming(document) => document.facts().urgency,
            Self::Outgoing(document) => document.content().urgency,
            Self::Dossier(_) => Urgency::Normal,
        }
    }

    /// Until when the registry, or the one-stop shop, is to take its next step.
    pub const fn step_deadline(&self) -> Option<&StepDeadline> {
        match self {
            Self::Incoming(document) => document.state().step_deadline(),
            Self::Outgoing(document) => document.state().step_deadline(),
            Self::Dossier(dossier) => dossier.state().step_deadline(),
        }
    }

    /// Every deadline that runs now.
    pub fn deadlines(&self) -> Vec<Deadline> {
        match self {
            Self::Incoming(document) => reminder::incoming_deadlines(document),
            Self::Outgoing(document) => reminder::outgoing_deadlines(document),
            Self::Dossier(dossier) => reminder::dossier_deadlines(dossier),
        }
    }

    /// Whether this person may see it.
    pub fn may_see(&self, person: PersonId, directory: &Directory) -> bool {
        match self {
            Self::Incoming(document) => access::may_see(document, person, directory),
            Self::Outgoing(document) => access::outgoing::may_see(document, person, directory),
            Self::Dossier(dossier) => access::dossier::may_see(dossier, person, directory),
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
            (Self::Dossier(dossier), CommandKind::Dossier(kind)) => {
                access::dossier::may(dossier, actor, kind, place.map(|id| ConsultationId(id.0)), directory)
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
            Self::Dossier(dossier) => access::dossier::offered(dossier, person, directory)
                .into_iter()
                .map(|offer| {
                    let place = offer.consultation.map(|id| AssignmentId(id.0));
                    Offer { command: offer.command.into(), place }
                })
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
            Self::Dossier(dossier) => {
                let state = dossier.state().name();
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
    fn the_commands_of_both_directions_and_of_dossiers_are_told_apart() {
        let incoming = incoming::CommandKind::ALL.iter().copied().map(CommandKind::from);
        let outgoing = outgoing::CommandKind::ALL.iter().copied().map(CommandKind::from);
        let dossier = dossier::CommandKind::ALL.iter().copied().map(CommandKind::from);
        let mut keys = std::collections::BTreeSet::new();
        for kind in incoming.chain(outgoing).chain(dossier) {
            assert_eq!(CommandKind::parse(&kind.key()), Ok(kind));
            assert!(keys.insert(kind.key()), "{kind:?}");
        }
        assert!(CommandKind::parse("outgoing.no_such").is_err());
        assert!(CommandKind::parse("dossier.no_such").is_err());
        assert!(CommandKind::parse("no_such").is_err());
    }
}
