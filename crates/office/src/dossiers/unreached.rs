//! Mails to citizens that did not arrive: the one-stop shop is told, once for each address, and they are sent again when there is another one.

use domain::{
    Actor, DossierId, EmailAddress,
    dossier::{Dossier, Party},
    notice::{self, Letter},
};
use store::{
    Conn, StoreError, dossier as rows,
    message::{self, Delivery, Message},
};
use uuid::Uuid;

use crate::{Office, OfficeError};

/// Whether it was to the citizen and did not reach this address.
fn failed_at(mail: &Message, address: &EmailAddress) -> bool {
    has_failed(mail) && is_to(&mail.letter, address)
}

fn has_failed(mail: &Message) -> bool {
    mail.letter.kind.is_to_citizen() && matches!(mail.delivery, Delivery::Bounced | Delivery::Dead)
}

fn is_to(letter: &Letter, address: &EmailAddress) -> bool {
    letter.to.address.as_ref().is_some_and(|to| to.as_str().eq_ignore_ascii_case(address.as_str()))
}

/// The same letter, to whoever is spoken to now.
fn to(letter: &Letter, contact: &Party) -> Letter {
    let mut letter = letter.clone();
    letter.to.name = contact.name.to_string();
    letter.to.address.clone_from(&contact.email);
    letter
}

impl Office {
    /// Tells the one-stop shop that a mail did not reach a citizen, where it has not heard that of this address; where the dossier has another
    /// address by now, the mail goes there instead.
    pub(crate) fn tell_citizen_not_reached(
        &self,
        conn: &mut Conn,
        mail: &Message,
        why: &str,
    ) -> Result<(), OfficeError> {
        let Some(address) = mail.letter.to.address.as_ref() else { return Ok(()) };
        // Two reports at once wait for each other here.
        let Some(loaded) = rows::load_to_change(conn, mail.agency, DossierId(mail.document.0))? else { return Ok(()) };
        let Some(snapshot) = store::organisation::snapshot(conn, mail.agency, self.today())? else { return Ok(()) };
        let (dossier, now) = (loaded.dossier, self.now());
        let contact = dossier.facts().contact();
        if contact.email.as_ref().is_some_and(|current| !is_to(&mail.letter, current)) {
            let again = self.unless_sent(conn, &dossier, contact, std::slice::from_ref(mail))?;
            return Ok(self.post(conn, &snapshot, &again, now)?);
        }
        let all = message::of_document(conn, mail.agency, mail.document)?;
        if all.iter().any(|other| other.id != mail.id && failed_at(other, address)) {
            return Ok(());
        }
        let notices = notice::citizen_not_reached(&dossier, address.as_str(), why, &snapshot.directory);
        let letters: Vec<(Uuid, Letter)> = notices
            .iter()
            .map(|one| notice::dossier_letter(one, &dossier, (Actor::Office, now), &snapshot.directory))
            .map(|letter| (self.fresh(), letter))
            .collect();
        Ok(self.post(conn, &snapshot, &letters, now)?)
    }

    /// What did not reach the citizen so far, to the address that they have from now on.
    pub(super) fn again_to_citizen(
        &self,
        conn: &mut Conn,
        dossier: &Dossier,
        contact: &Party,
    ) -> Result<Vec<(Uuid, Letter)>, StoreError> {
        let all = message::of_document(conn, dossier.agency(), dossier.id().into())?;
        let failed: Vec<Message> = all.into_iter().filter(has_failed).collect();
        self.unless_sent(conn, dossier, contact, &failed)
    }

    /// These once more, each once, unless the same has gone to another address since, or to the new one.
    fn unless_sent(
        &self,
        conn: &mut Conn,
        dossier: &Dossier,
        contact: &Party,
        failed: &[Message],
    ) -> Result<Vec<(Uuid, Letter)>, StoreError> {
        let Some(address) = &contact.email else { return Ok(Vec::new()) };
        let written = message::of_document(conn, dossier.agency(), dossier.id().into())?;
        let there = written.into_iter().filter(|mail| !has_failed(mail) || is_to(&mail.letter, address));
        let mut known: Vec<Letter> = there.map(|mail| mail.letter).collect();
        let mut again = Vec::new();
        for mail in failed {
            let same = |letter: &Letter| (letter.kind, letter.at) == (mail.letter.kind, mail.letter.at);
            if !known.iter().any(same) {
                let letter = to(&mail.letter, contact);
                known.push(letter.clone());
                again.push((self.fresh(), letter));
            }
        }
        Ok(again)
    }
}
