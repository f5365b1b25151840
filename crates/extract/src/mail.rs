//! A mail: its subject, its text, and the names of what is enclosed, also in a mail that is enclosed itself.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::{fault::Fault, gather::Gather, html};

/// How deep mails in mails are followed.
const DEEPEST: usize = 5;

pub(crate) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Fault> {
    let message = MessageParser::default().parse(bytes).ok_or(Fault::Kind)?;
    if message.headers().is_empty() {
        return Err(Fault::Kind);
    }
    message_of(&message, 0, gather);
    Ok(())
}

fn message_of(message: &Message<'_>, depth: usize, gather: &mut Gather) {
    gather.lines(message.subject().unwrap_or_default());
    // The same words in two forms stand there once.
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(text) => gather.lines(text),
            PartType::Html(page) => html::words(page, gather),
            _ => {}
        }
    }
    for part in message.attachments() {
        gather.lines(part.attachment_name().unwrap_or_default());
        if let PartType::Message(inner) = &part.body
            && depth < DEEPEST
        {
            message_of(inner, depth.saturating_add(1), gather);
        }
    }
}
