//! By what a document goes to each recipient when it is dispatched: to whom outside by the interchange or by mail, and whether that can be.

use super::OutgoingContext;
use crate::{
    EmailAddress, MessageId, OrganCode, PacketId, Refusal, Rule,
    outgoing::{
        command::DispatchIssued,
        document::OutgoingDocument,
        event::Event,
        mailing::{Mailing, Packeting},
        recipient::{Carriage, Destination, Recipient},
    },
};

/// 1 MB, as mail servers count.
const MEGABYTE: u64 = 1024 * 1024;

/// A dispatch, with the mails and packets that go with it.
///
/// # Errors
/// The rule that says no: a mail or a packet that was asked for and can't be sent.
pub(super) fn dispatch(
    document: &OutgoingDocument,
    command: &DispatchIssued,
    context: &OutgoingContext<'_>,
) -> Result<Event, Refusal> {
    for (n, id) in command.by_post.iter().enumerate() {
        let to = document.recipient(*id).map(|recipient| &recipient.destination);
        if !to.is_some_and(Destination::goes_outside) {
            return Err(Refusal::new(Rule::RecipientUnknown).at(format!("/by_post/{n}")));
        }
    }
    let (mut mailed, mut packets) = (Vec::new(), Vec::new());
    for (recipient, n) in document.content().recipients.iter().zip(1..) {
        if command.by_post.contains(&recipient.id) {
            continue;
        }
        if let Some((to, gateway, name)) = reached(document, recipient, context)? {
            // Under a code of now and one of before it is one office, which gets one packet.
            if packets.iter().any(|other: &Packeting| other.to == to && other.gateway == gateway) {
                return Err(Refusal::new(Rule::SameOfficeTwice).at("/by_post").with("name", name).with("code", &to));
            }
            packets.push(Packeting { recipient: recipient.id, packet: PacketId(context.seed.nth(n)), gateway, to });
        } else if let Some((to, name)) = address(document, recipient, context)? {
            fits(document, name, context)?;
            // Each has one recipient and one mail to them; a repeat of the mail is known by this id.
            mailed.push(Mailing { recipient: recipient.id, message: MessageId(context.seed.nth(n)), to });
        }
    }
    Ok(Event::Dispatched { mailed, packets })
}

/// Which gateway has this recipient, by which code, with their name. What nobody has asked to go so goes another way where it can't.
fn reached<'a>(
    document: &OutgoingDocument,
    recipient: &'a Recipient,
    context: &OutgoingContext<'_>,
) -> Result<Option<(OrganCode, String, &'a str)>, Refusal> {
    let Destination::Counterpart { counterpart, name, by } = &recipient.destination else { return Ok(None) };
    let asked = match by {
        Some(Carriage::Interchange) => true,
        None => document.sealed_files().next().is_some(),
        Some(Carriage::Mail | Carriage::Post) => return Ok(None),
    };
    let code = context.counterparts.get(counterpart).and_then(|known| known.fields.code.clone());
    let found = code.and_then(|code| context.gateways.get(code.as_str()).cloned());
    match found {
        Some((code, gateway)) if asked => Ok(Some((code, gateway, name))),
        None if by.is_some() => Err(Refusal::new(Rule::NoGateway).at("/by_post").with("name", name)),
        _ => Ok(None),
    }
}

/// Where the mail to this recipient goes, with their name; nothing where it goes another way. What nobody has asked to go by mail goes by
/// post where it can't.
fn address<'a>(
    document: &OutgoingDocument,
    recipient: &'a Recipient,
    context: &OutgoingContext<'_>,
) -> Result<Option<(EmailAddress, &'a str)>, Refusal> {
    let Destination::Counterpart { counterpart, name, by } = &recipient.destination else { return Ok(None) };
    let known = context.counterparts.get(counterpart).and_then(|known| known.fields.email.clone());
    let refused = |rule| Err(Refusal::new(rule).at("/by_post").with("name", name));
    match (by, known) {
        (Some(Carriage::Post | Carriage::Interchange), _) | (None, None) => Ok(None),
        (Some(Carriage::Mail), _) if !context.sends_mail => refused(Rule::MailServerMissing),
        (Some(Carriage::Mail), None) => refused(Rule::MailAddressMissing),
        (None, Some(_)) if !context.sends_mail || document.sealed_files().next().is_none() => Ok(None),
        (_, Some(to)) => Ok(Some((to, name))),
    }
}

/// Whether the sealed files are small enough for a mail.
fn fits(document: &OutgoingDocument, name: &str, context: &OutgoingContext<'_>) -> Result<(), Refusal> {
    let size = document.sealed_files().fold(0_u64, |sum, file| sum.saturating_add(file.size));
    let max = context.settings.outgoing.max_mailed_megabytes;
    if size <= u64::from(max) * MEGABYTE {
        return Ok(());
    }
    // What is a little more must not read as the limit itself.
    let size = size.div_ceil(MEGABYTE);
    Err(Refusal::new(Rule::MailTooLarge).at("/by_post").with("name", name).with("size", size).with("max", max))
}
