//! Documents that go outside by mail: written in the transaction of the dispatch, taken back or asked back in that of the recall, and what the
//! office learns of one that did not arrive.

use std::collections::BTreeMap;

use domain::{
    Actor, AgencyId, DocumentId, EmailAddress, MessageId, Reason, RecipientId,
    incoming::StoredFile,
    notice::{self, Letter, NoticeKind},
    outgoing::{Event, Happening, MailFate, OutgoingDocument},
};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use store::{Conn, message, organisation::AgencySnapshot, outgoing as rows};
use uuid::Uuid;

use crate::{Office, OfficeError, files::blob_path, incoming::Halt, mail_queue::Message};

impl Office {
    /// Queues the mails of a dispatch. The files stay in the storage until each is sent.
    pub(super) fn mail_out(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        happening: &Happening,
    ) -> Result<(), Halt> {
        let Event::Dispatched { mailed, .. } = &happening.event else { return Ok(()) };
        let letters: Vec<(Uuid, Letter)> = mailed
            .iter()
            .map(|mailing| {
                let by = (happening.by, happening.at);
                let reply_to = own_address(happening.by, snapshot);
                let letter = notice::to_outside(document, mailing, None, by, reply_to, &snapshot.directory);
                (mailing.message.0, letter)
            })
            .collect();
        Ok(self.post(conn, snapshot, &letters, happening.at)?)
    }

    /// Of a recalled document: what has not gone does not go any more, and whoever may have got it is asked to give it back (Art. 18(4)): by
    /// mail who got it by mail, and of the others the registry knows that it is to ask them by letter.
    pub(super) fn mail_back(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        (before, document): (&OutgoingDocument, &OutgoingDocument),
        reason: &Reason,
        happening: &Happening,
    ) -> Result<(), Halt> {
        let ids: Vec<MessageId> = before.mailed().iter().map(|mailing| mailing.message).collect();
        message::withdraw(conn, document.agency(), &ids)?;
        let gone: Vec<MessageId> = message::sendings(conn, document.agency(), &ids)?
            .into_iter()
            .filter(|sending| sending.may_have_gone)
            .map(|sending| sending.id)
            .collect();
        let letters: Vec<(Uuid, Letter)> = before
            .mailed()
            .iter()
            .filter(|mailing| gone.contains(&mailing.message))
            .map(|mailing| {
                let by = (happening.by, happening.at);
                let reply_to = own_address(happening.by, snapshot);
                let why = Some(reason.as_str());
                let letter = notice::to_outside(document, mailing, why, by, reply_to, &snapshot.directory);
                (self.fresh(), letter)
            })
            .collect();
        self.post(conn, snapshot, &letters, happening.at)?;
        // Whom a packet asks, no letter need ask.
        let asked = |id: RecipientId| {
            before.packeting(id).is_some() || before.mailing(id).is_some_and(|mailing| gone.contains(&mailing.message))
        };
        let by = (happening.by, happening.at);
        let by_letter: Vec<(Uuid, Letter)> = notice::recall_by_letter(before, asked, &snapshot.directory)
            .iter()
            .map(|one| (self.fresh(), notice::outgoing_letter(one, document, by, &snapshot.directory)))
            .collect();
        Ok(self.post(conn, snapshot, &by_letter, happening.at)?)
    }

    /// What has become of a document's mails.
    pub(super) fn sendings(
        conn: &mut Conn,
        document: &OutgoingDocument,
    ) -> Result<BTreeMap<MessageId, MailFate>, OfficeError> {
        let ids: Vec<MessageId> = document.mailed().iter().map(|mailing| mailing.message).collect();
        let all = message::sendings(conn, document.agency(), &ids)?;
        Ok(all.into_iter().map(|sending| (sending.id, sending.fate)).collect())
    }

    /// Tells drafter and registry that a document did not come to somebody outside, and the one-stop shop that a citizen was not told; nobody,
    /// where this was another mail.
    pub(crate) fn tell_failed(
        &self,
        conn: &mut Conn,
        (agency, id): (AgencyId, Uuid),
        why: &str,
    ) -> Result<(), OfficeError> {
        let Some(mail) = message::find(conn, &[agency], id)? else { return Ok(()) };
        if mail.letter.kind.is_to_citizen() {
            return self.tell_citizen_not_reached(conn, &mail, why);
        }
        if mail.letter.kind != NoticeKind::IssuedToOutside {
            return Ok(());
        }
        let Some(loaded) = rows::load(conn, agency, mail.document)? else { return Ok(()) };
        let document = loaded.document;
        let Some(mailing) = document.mailed().iter().find(|mailing| mailing.message == MessageId(id)) else {
            return Ok(());
        };
        let Some(snapshot) = store::organisation::snapshot(conn, agency, self.today())? else { return Ok(()) };
        let now = self.now();
        let letters: Vec<(Uuid, Letter)> = notice::delivery_failed(&document, mailing, why, &snapshot.directory)
            .iter()
            .map(|one| notice::outgoing_letter(one, &document, (Actor::Office, now), &snapshot.directory))
            .map(|letter| (self.fresh(), letter))
            .collect();
        Ok(self.post(conn, &snapshot, &letters, now)?)
    }

    /// Whether a document is still out, now that the turn of its mail to somebody outside has come: sent, and not recalled. One that was
    /// replaced meanwhile has its seal, and whoever gets what replaces it is to have it, too.
    pub(crate) async fn is_still_out(&self, agency: AgencyId, id: DocumentId) -> Result<bool, OfficeError> {
        let found = self.db().read(move |conn| rows::load(conn, agency, id)).await?;
        Ok(found.is_some_and(|loaded| loaded.document.is_out()))
    }

    /// The files that go with a mail to somebody outside, as they were sealed.
    ///
    /// # Errors
    /// What the storage says; [`OfficeError::Internal`] where what lies there is not what was sealed.
    pub async fn enclosed_files(&self, mail: &Message) -> Result<Vec<(StoredFile, bytes::Bytes)>, OfficeError> {
        let mut files = Vec::new();
        for file in mail.letter.enclosed.iter().flat_map(|enclosed| &enclosed.files) {
            let content = self.blobs().get(&blob_path(&file.sha256)).await?.bytes().await?;
            if hex::encode(Sha256::digest(&content)) != file.sha256 {
                return Err(OfficeError::Internal("a sealed file is not what was sealed".to_owned()));
            }
            files.push((file.clone(), content));
        }
        Ok(files)
    }
}

/// The address of whoever sends it.
fn own_address(by: Actor, snapshot: &AgencySnapshot) -> Option<EmailAddress> {
    by.desk().and_then(|id| snapshot.directory.active(id)).and_then(|person| person.email.clone())
}
