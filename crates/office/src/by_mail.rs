//! The mail by which a command comes: used up, and answered, in the transaction of what it does.

use domain::{Actor, DocumentId, DossierId, UtcTime, document::Command, organisation::Directory};
use store::Conn;
use uuid::Uuid;

use crate::{
    Office, OfficeError,
    action_links::LinkUse,
    agency::Caller,
    documents::AnyDetail,
    dossiers::DossierOrder,
    incoming::{Answer, Order},
    outgoing::OutgoingOrder,
    replies::ReplyUse,
};

/// By what mail a command comes.
#[derive(Debug, Clone)]
pub(crate) enum ByMail {
    /// A link in one of ours.
    Link(LinkUse),
    /// A reply to one of ours.
    Reply(Box<ReplyUse>),
}

impl ByMail {
    /// Who acts, and in whose stead: as whom the mail told them.
    pub(crate) const fn actor(&self) -> Actor {
        match self {
            Self::Link(link) => link.actor,
            Self::Reply(reply) => reply.actor,
        }
    }

    /// Uses it up.
    ///
    /// # Errors
    /// [`OfficeError::LinkSpent`] where that can't be any more, [`OfficeError::MailDone`] where a reply was worked off.
    pub(crate) fn spend(&self, conn: &mut Conn, directory: &Directory, now: UtcTime) -> Result<(), OfficeError> {
        match self {
            Self::Link(link) => link.spend(conn, directory, now),
            Self::Reply(reply) => reply.spend(conn, directory, now),
        }
    }

    /// Answers it, where it is answered.
    pub(crate) fn answer(
        &self,
        conn: &mut Conn,
        office: &Office,
        done: &AnyDetail,
        now: UtcTime,
    ) -> Result<(), OfficeError> {
        match self {
            Self::Link(_) => Ok(()),
            Self::Reply(reply) => reply.answer(conn, office, done, now),
        }
    }
}

impl Office {
    /// The document that a mail is about, as its reader may see it.
    pub(crate) async fn seen_by_mail(&self, caller: Caller, id: DocumentId) -> Result<AnyDetail, OfficeError> {
        match self.seen(caller.into(), id).await {
            Ok(detail) => Ok(AnyDetail::Incoming(detail)),
            // What is no document that came in, or is not theirs to see, may be one that goes out, or a dossier.
            Err(OfficeError::NotFound) => match self.seen_outgoing(caller.into(), id).await {
                Ok(detail) => Ok(AnyDetail::Outgoing(detail)),
                Err(OfficeError::NotFound) => {
                    Ok(AnyDetail::Dossier(self.seen_dossier(caller.into(), DossierId(id.0)).await?))
                }
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    /// Gives a command that comes by a mail, on a document at this version.
    pub(crate) async fn command_by_mail(
        &self,
        caller: Caller,
        (document, command): (DocumentId, Command),
        expected: Option<u32>,
        mail: ByMail,
        request: Option<Uuid>,
    ) -> Result<AnyDetail, OfficeError> {
        let (dry_run, mail) = (false, Some(mail));
        match command {
            Command::Incoming(command) => {
                let order = Order { document, command, expected, dry_run, repeat: None, request };
                fresh(self.command_of(caller.into(), order, mail).await?).map(AnyDetail::Incoming)
            }
            Command::Outgoing(command) => {
                let order = OutgoingOrder { document, command, expected, dry_run, repeat: None };
                fresh(self.outgoing_command_of(caller.into(), order, mail).await?).map(AnyDetail::Outgoing)
            }
            Command::Dossier(command) => {
                let dossier = DossierId(document.0);
                let order = DossierOrder { dossier, command, expected, dry_run, repeat: None };
                fresh(self.dossier_command_of(caller, order, mail).await?).map(AnyDetail::Dossier)
            }
        }
    }

    /// Whether a command that comes by a mail would be carried out. Nobody has looked.
    pub(crate) async fn rehearse_by_mail(
        &self,
        caller: Caller,
        (document, command): (DocumentId, Command),
        mail: ByMail,
    ) -> Result<(), OfficeError> {
        let (expected, dry_run, mail) = (None, true, Some(mail));
        match command {
            Command::Incoming(command) => {
                let order = Order { document, command, expected, dry_run, repeat: None, request: None };
                self.carry_out(caller.into(), order, mail).await.map(drop)
            }
            Command::Outgoing(command) => {
                let order = OutgoingOrder { document, command, expected, dry_run, repeat: None };
                self.carry_out_outgoing(caller.into(), order, mail).await.map(drop)
            }
            Command::Dossier(command) => {
                let dossier = DossierId(document.0);
                let order = DossierOrder { dossier, command, expected, dry_run, repeat: None };
                self.carry_out_dossier(caller, order, mail).await.map(drop)
            }
        }
    }
}

/// A mail has no key under which an answer could be kept.
fn fresh<D>(answer: Answer<D>) -> Result<D, OfficeError> {
    match answer {
        Answer::Fresh(detail) => Ok(*detail),
        Answer::Kept(_) => Err(OfficeError::Internal("a mail's command was answered from what is kept".to_owned())),
    }
}
