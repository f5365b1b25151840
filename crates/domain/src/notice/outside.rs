//! Letters by which an issued document goes to somebody outside, and by which it is asked back (Decree 30/2020, Art. 18).

use super::{Addressee, Enclosed, Letter, Notice, NoticeKind, Recipient, outgoing_letter};
use crate::{
    Actor, EmailAddress, UtcTime,
    organisation::Directory,
    outgoing::{Destination, Mailing, OutgoingDocument},
};

/// The letter to one recipient of a document that goes to them by mail: the document itself, with its sealed files; or, where it was recalled,
/// with the reason, the request to return or delete it (Art. 18(4)).
pub fn to_outside(
    document: &OutgoingDocument,
    mailing: &Mailing,
    recalled: Option<&str>,
    (by, at): (Actor, UtcTime),
    reply_to: Option<EmailAddress>,
    directory: &Directory,
) -> Letter {
    let kind = if recalled.is_some() { NoticeKind::RecallToOutside } else { NoticeKind::IssuedToOutside };
    let notice = Notice {
        kind,
        to: Recipient::Sender(mailing.to.clone()),
        instead_of: None,
        assignment: None,
        words: recalled.map(str::to_owned),
        due: None,
        about: None,
    };
    let recipient = document.recipient(mailing.recipient);
    let name = match recipient.map(|recipient| &recipient.destination) {
        Some(Destination::Counterpart { name, .. }) => name.clone(),
        _ => String::new(),
    };
    let (files, reply_by) = if recalled.is_some() {
        (Vec::new(), None)
    } else {
        let reply_by = recipient.and_then(|recipient| document.reply_by_of(recipient));
        (document.sealed_files().cloned().collect(), reply_by)
    };
    let purpose = recipient.map(|recipient| recipient.purpose);
    Letter {
        to: Addressee { person: None, name, instead_of: None, address: Some(mailing.to.clone()) },
        // The office speaks, and not whoever of it has pressed the button.
        from: None,
        enclosed: Some(Enclosed { files, purpose, reply_by, reply_to }),
        ..outgoing_letter(&notice, document, (by, at), directory)
    }
}
