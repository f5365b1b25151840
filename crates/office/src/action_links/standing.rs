//! Where the work stands that a mail tells of: a link acts on it as it was described, and on nothing that came of it later. Each direction
//! says it of its own documents.

mod dossier;
mod incoming;
mod outgoing;

use domain::{
    AssignmentId,
    document::{CommandKind, Document},
    dossier::Event as DossierEvent,
    incoming::Event as IncomingEvent,
    outgoing::Event as OutgoingEvent,
};
use serde::{Deserialize, Serialize};

/// Whether a command is still about what a mail told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is.
    Yes,
    /// It is, and what would be decided on shows something else: to be looked at again.
    Changed,
    /// The work has gone on.
    No,
}

/// What has happened to a document since a mail.
#[derive(Debug, Clone)]
pub(crate) enum Since {
    /// To one that came in.
    Incoming(Vec<IncomingEvent>),
    /// To one that goes out.
    Outgoing(Vec<OutgoingEvent>),
    /// To a dossier.
    Dossier(Vec<DossierEvent>),
}

/// The standing in one line. It stays while others talk, and changes with whoever has the work.
pub(crate) fn of(document: &Document, place: Option<AssignmentId>, command: CommandKind) -> String {
    match (document, command) {
        (Document::Incoming(document), CommandKind::Incoming(command)) => incoming::of(document, place, command),
        (Document::Outgoing(document), _) => outgoing::of(document, place),
        (Document::Dossier(dossier), _) => dossier::of(dossier, place),
        // No document of ours: nothing stands so.
        (Document::Incoming(_), CommandKind::Outgoing(_) | CommandKind::Dossier(_)) => String::new(),
    }
}

/// The same in its parts, for what may be answered with several commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Parts {
    /// Of what came in.
    Incoming(incoming::Parts),
    /// Of what goes out.
    Outgoing(outgoing::Parts),
    /// Of a dossier.
    Dossier(dossier::Parts),
}

impl Parts {
    /// As the work stands.
    pub(crate) fn of(document: &Document, place: Option<AssignmentId>) -> Self {
        match document {
            Document::Incoming(document) => Self::Incoming(incoming::Parts::of(document, place)),
            Document::Outgoing(document) => Self::Outgoing(outgoing::Parts::of(document, place)),
            Document::Dossier(dossier) => Self::Dossier(dossier::Parts::of(dossier, place)),
        }
    }

    /// Whether a command at this place is still about what a mail told of another, or the same, at that standing.
    pub(crate) fn stands_for(
        &self,
        (command, place): (CommandKind, Option<AssignmentId>),
        document: &Document,
        told: Option<AssignmentId>,
        since: &Since,
    ) -> Stands {
        match (self, command, document, since) {
            (
                Self::Incoming(then),
                CommandKind::Incoming(command),
                Document::Incoming(document),
                Since::Incoming(since),
            ) => then.stands_for((command, place), document, told, since),
            (
                Self::Outgoing(then),
                CommandKind::Outgoing(command),
                Document::Outgoing(document),
                Since::Outgoing(since),
            ) => then.stands_for((command, place), document, told, since),
            (Self::Dossier(then), CommandKind::Dossier(command), Document::Dossier(dossier), Since::Dossier(since)) => {
                then.stands_for((command, place), dossier, told, since)
            }
            _ => Stands::No,
        }
    }
}

/// Whether the document has gone on by one of these events, though it may stand again where it stood.
pub(super) fn has_gone_on(document: &Document, place: Option<AssignmentId>, since: &Since) -> bool {
    match (document, since) {
        (Document::Incoming(document), Since::Incoming(since)) => incoming::has_gone_on(document, place, since),
        (Document::Outgoing(_), Since::Outgoing(since)) => outgoing::has_gone_on(place, since),
        (Document::Dossier(_), Since::Dossier(since)) => dossier::has_gone_on(place, since),
        _ => true,
    }
}

/// Whether a mail of before these events tells of something else than what would be decided on now.
pub(super) fn is_another(document: &Document, place: Option<AssignmentId>, since: &Since) -> bool {
    match (document, since) {
        (Document::Incoming(document), Since::Incoming(since)) => incoming::is_another(document, place, since),
        _ => has_gone_on(document, place, since),
    }
}

/// Whether a page shows something else after one of these events, though the link still holds.
pub(super) fn changes_the_page(since: &Since, place: Option<AssignmentId>) -> bool {
    match since {
        Since::Incoming(since) => since.iter().any(|event| incoming::changes_the_page(event, place)),
        Since::Outgoing(since) => since.iter().any(outgoing::changes_the_page),
        Since::Dossier(since) => since.iter().any(dossier::changes_the_page),
    }
}
