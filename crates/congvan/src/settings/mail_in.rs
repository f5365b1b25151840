//! Mail that comes in: the office's address, whom it belongs to, how far a message is read, and whose word on its sender is taken.

use std::time::Duration;

use domain::EmailAddress;
use mail::{Imap, ImapSettings, inbound};
use office::replies::ReplyTerms;

use super::{Reader, parse};

/// Mail that comes in.
#[derive(Debug, Clone)]
pub struct MailIn {
    /// The office's address; none where no mail is taken in.
    pub address: Option<String>,
    /// The mailbox that is watched; none where a mail server hands the messages in, or where no mail is taken in.
    pub mailbox: Option<Imap>,
    /// What stands between its local part and a token.
    pub separator: String,
    /// The name under which the receiving server notes what it has found of a sender.
    pub server: Option<String>,
    /// The other hosts of the office's own that a message goes through.
    pub hosts: Vec<String>,
    /// How much of a message is read.
    pub limits: inbound::Limits,
    /// What replies and letters may do.
    pub terms: ReplyTerms,
}

impl MailIn {
    /// The settings; every one is read, so that every complaint is heard.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let address = reader.maybe("mail_in_address", |text| {
            EmailAddress::new(text)
                .map(|address| address.as_str().to_owned())
                .map_err(|_| "không phải địa chỉ thư / is not an e-mail address".to_owned())
        });
        let separator = reader.take("mail_in_separator", |text| match text {
            "+" | "-" | "_" | "=" | "." => Ok(text.to_owned()),
            _ => Err("phải là một trong / must be one of: + - _ = .".to_owned()),
        });
        let agency = reader.maybe("mail_in_agency", parse::line);
        let server = reader.maybe("mail_in_server", parse::line);
        let hosts = reader.maybe("mail_in_hosts", |text| {
            Ok(text.split(',').map(str::trim).filter(|host| !host.is_empty()).map(str::to_owned).collect::<Vec<_>>())
        });
        let unproved = reader.take("mail_in_unproved", |text| match text {
            "confirm" => Ok(false),
            "act" => Ok(true),
            _ => Err("phải là / must be confirm, act".to_owned()),
        });
        let days = reader.take("mail_in_days", |text| parse::whole(text, 1, 365));
        let letters = reader.take("mail_in_letters", |text| parse::whole(text, 0, 10_000));
        let answers = reader.take("mail_in_answers", |text| parse::whole(text, 0, 10_000));
        let tries = reader.take("mail_in_tries", |text| parse::whole(text, 1, 100));
        let limits = limits(reader);
        let number = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        let message = reader.take("mail_in_message_seconds", |text| parse::whole(text, 1, 3600));
        let message = message.map(Duration::from_secs);
        let mailbox = mailbox(reader, (limits, message, tries.map(number)), address.is_some());
        let letters = number(letters?);
        let terms = ReplyTerms {
            on: address.is_some(),
            life: Duration::from_secs(days?.saturating_mul(24 * 3600)),
            unproved_act: unproved?,
            letters: letters > 0,
            agency,
            answers: number(answers?),
            letters_of_one: letters,
            tries: number(tries?),
            message_within: message?,
            max_bytes: limits.map_or(0, |limits| u64::try_from(limits.message_bytes).unwrap_or(u64::MAX)),
        };
        let hosts = hosts.unwrap_or_default();
        Some(Self { address, mailbox, separator: separator?, server, hosts, limits: limits?, terms })
    }
}

/// The mailbox, with the limits of what is read: how much, how long a message may take, and how often it is asked for.
fn mailbox(
    reader: &mut Reader<'_>,
    (limits, message, tries): (Option<inbound::Limits>, Option<Duration>, Option<u32>),
    has_address: bool,
) -> Option<Imap> {
    let ca_file = reader.maybe("mail_in_ca_file", parse::path);
    let poll = reader.take("mail_in_poll_seconds", |text| parse::whole(text, 5, 3600));
    let step = reader.take("mail_in_step_seconds", |text| parse::whole(text, 1, 600));
    let settings = ImapSettings { ca_file, ..ImapSettings::default() };
    let settings = ImapSettings {
        step_timeout: step.map_or(settings.step_timeout, Duration::from_secs),
        message_timeout: message.unwrap_or(settings.message_timeout),
        message_tries: tries.unwrap_or(settings.message_tries),
        poll: poll.map_or(settings.poll, Duration::from_secs),
        largest: limits.and_then(|limits| u32::try_from(limits.message_bytes).ok()).unwrap_or(settings.largest),
        ..settings
    };
    reader.maybe("mail_in_url", |url| {
        if !has_address {
            return Err("cần có mail_in_address / needs mail_in_address".to_owned());
        }
        Imap::from_url(url, &settings).map_err(|error| error.to_string())
    })
}

fn limits(reader: &mut Reader<'_>) -> Option<inbound::Limits> {
    let message_mb = reader.count("mail_in_max_mb", 500);
    let header_kb = reader.count("mail_in_header_kb", 10_240);
    let field_kb = reader.count("mail_in_field_kb", 1024);
    let fields = reader.count("mail_in_fields", 10_000);
    let parts = reader.count("mail_in_parts", 10_000);
    let depth = reader.count("mail_in_depth", 50);
    let text_kb = reader.count("mail_in_text_kb", 10_240);
    let addresses = reader.count("mail_in_addresses", 10_000);
    Some(inbound::Limits {
        message_bytes: message_mb?.saturating_mul(1024 * 1024),
        header_bytes: header_kb?.saturating_mul(1024),
        field_bytes: field_kb?.saturating_mul(1024),
        fields: fields?,
        parts: parts?,
        depth: depth?,
        text_bytes: text_kb?.saturating_mul(1024),
        addresses: addresses?,
    })
}
