//! What the sender of a document that came by the interchange is told: queued beside the row of the history that it follows from.

use domain::{
    PacketId,
    incoming::{self, Channel, Happening, IncomingDocument},
    interchange::{Arrived, Card, Packet, StatusPacket, Word, status::word_of},
};

use uuid::Uuid;

use super::{arrived, outbound};
use crate::{Conn, StoreError};

/// Queues what is told of what has happened, where the document came by a gateway. `before` is the document as it stood, if it was there.
pub(crate) fn report(
    conn: &mut Conn,
    before: Option<&IncomingDocument>,
    after: &IncomingDocument,
    happenings: &[Happening],
) -> Result<(), StoreError> {
    if after.facts().channel != Channel::Interchange {
        return Ok(());
    }
    let words = words(before, after, happenings)?;
    if words.is_empty() {
        return Ok(());
    }
    let Some(brought) = arrived::brought(conn, after.agency(), after.id())? else { return Ok(()) };
    let Some(arrived) = brought.body::<Arrived>()? else { return Ok(()) };
    let sent_on = domain::day_in_vietnam(arrived.written_at.unwrap_or(brought.created_at));
    let about = arrived.about.completed(Some(after), sent_on);
    for (word, at) in words {
        let content = Packet::Status(Box::new(StatusPacket {
            from: arrived.to.clone(),
            to: Card { name: arrived.from.name.clone(), code: arrived.from.code.clone(), email: None },
            about: about.clone(),
            status: word.status,
            words: word.reason.as_ref().map_or_else(|| word.status.vietnamese().to_owned(), ToString::to_string),
            by: None,
            at,
        }));
        let new = outbound::New {
            agency: after.agency(),
            id: PacketId(Uuid::now_v7()),
            gateway: &brought.gateway,
            content: &content,
            document: Some(after.id()),
            recipient: None,
        };
        outbound::queue(conn, &new, at)?;
    }
    Ok(())
}

type Said = (Word, domain::UtcTime);

/// What each of these happenings says, and when.
fn words(
    before: Option<&IncomingDocument>,
    after: &IncomingDocument,
    happenings: &[Happening],
) -> Result<Vec<Said>, StoreError> {
    let misfit = |_| StoreError::corrupt("what happened to a document");
    let mut said = Vec::new();
    let mut stands = before.cloned();
    for happening in happenings {
        let next = match stands.clone() {
            None => incoming::receive_apply(after.id(), after.agency(), happening),
            Some(document) => incoming::apply(document, happening),
        }
        .map_err(misfit)?;
        if let Some(word) = word_of(stands.as_ref(), &next, &happening.event) {
            said.push((word, happening.at));
        }
        stands = Some(next);
    }
    Ok(said)
}
