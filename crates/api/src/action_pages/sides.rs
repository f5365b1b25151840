//! A link that can be used, by what its document is: one that came in, one that goes out, or a dossier.

use office::{
    action_links::{ActionLink, OpenLink},
    documents::AnyDetail,
    domain::{Actor, document::CommandKind, dossier, incoming, outgoing},
    dossiers::DossierDetail,
    incoming::Detail,
    outgoing::OutgoingDetail,
};

/// A link on a document that came in.
#[derive(Clone, Copy)]
pub(super) struct Came<'a> {
    pub link: &'a ActionLink,
    pub actor: Actor,
    pub command: incoming::CommandKind,
    pub detail: &'a Detail,
}

/// A link on a document that goes out.
#[derive(Clone, Copy)]
pub(super) struct Goes<'a> {
    pub link: &'a ActionLink,
    pub command: outgoing::CommandKind,
    pub detail: &'a OutgoingDetail,
}

/// A link on a dossier.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    pub link: &'a ActionLink,
    pub command: dossier::CommandKind,
    pub detail: &'a DossierDetail,
}

/// One of them.
#[derive(Clone, Copy)]
pub(super) enum Side<'a> {
    Came(Came<'a>),
    Goes(Goes<'a>),
    Dossier(Of<'a>),
}

impl<'a> Side<'a> {
    /// Of a link; none where its command is not one of its document, of which none is made.
    pub fn of(open: &'a OpenLink) -> Option<Self> {
        let OpenLink { link, actor, detail } = open;
        match (detail, link.command) {
            (AnyDetail::Incoming(detail), CommandKind::Incoming(command)) => {
                Some(Self::Came(Came { link, actor: *actor, command, detail }))
            }
            (AnyDetail::Outgoing(detail), CommandKind::Outgoing(command)) => {
                Some(Self::Goes(Goes { link, command, detail }))
            }
            (AnyDetail::Dossier(detail), CommandKind::Dossier(command)) => {
                Some(Self::Dossier(Of { link, command, detail }))
            }
            _ => None,
        }
    }
}
