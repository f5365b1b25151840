//! A reading as the corpus expects it: short lines, one fact each, what is usual left out.

use chrono::NaiveDate;
use mail::inbound::{
    Bounce, Failing, Incoming, Kind, Limits, Ours, Place, Proof, ReturnPath, Signed,
    order::{self, Name, Order, Reading, Until},
};

/// What the corpus's office writes as.
pub const OURS: Ours<'static> = Ours {
    reply_prefix: "reply+",
    reply_domain: "vb.example",
    has_sent: &|id| id.starts_with("019a-") && id.ends_with("@vb.example"),
    addresses: &["vanban@vb.example"],
};

/// The server whose findings the corpus's office trusts.
pub const TRUSTED: &str = "mx.vb.example";

/// The day on which the corpus is read.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

/// Reads a message and says what was read.
pub fn shown(raw: &[u8]) -> String {
    let message = match Incoming::read(raw, &Limits::default()) {
        Ok(message) => message,
        Err(unreadable) => return format!("unreadable: {unreadable:?}\n"),
    };
    let mut lines = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{name}: {value}"));
        }
    };
    add("from", message.from.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    add("subject", message.subject.clone());
    if message.return_path == Some(ReturnPath::Nowhere) {
        add("return path", "empty".to_owned());
    }
    let kind = message.kind(&OURS);
    add("kind", kind_shown(&kind));
    if let Some(signed) = message.signed {
        add(
            "signed",
            match signed {
                Signed::Beside => "beside",
                Signed::Around => "around",
            }
            .to_owned(),
        );
    }
    for attachment in &message.attachments {
        let place = match attachment.place {
            Place::Attached => "",
            Place::InText => ", in the text",
            Place::Wrapper => ", a wrapper",
        };
        let enclosed = attachment.message.as_ref().map(|m| format!(", message “{}”", m.subject)).unwrap_or_default();
        add(
            "file",
            format!(
                "{} ({}, {} bytes{place}{enclosed})",
                attachment.name,
                attachment.media_type,
                attachment.bytes.len()
            ),
        );
    }
    for remark in &message.remarks {
        add("remark", remark.code().to_owned());
    }
    add(
        "proof",
        match message.proof(TRUSTED) {
            Proof::Unknown => String::new(),
            Proof::Pass(method) => format!("pass by {}", method.as_str()),
            Proof::Fail(Failing::NoOneSender) => "fail, no one sender".to_owned(),
            Proof::Fail(Failing::Refused { method, result }) => format!("fail, {}={result}", method.as_str()),
            Proof::Fail(Failing::OtherDomain { method, proved, .. }) => {
                format!("fail, {} of {proved}", method.as_str())
            }
        },
    );
    if kind.is_personal() {
        let words = message.words();
        add("words", words.join(" | "));
        add("reading", reading_shown(&order::read(&words, today(), message.handed_in())));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn kind_shown(kind: &Kind) -> String {
    match kind {
        Kind::Loop(sign) => format!("loop, {sign:?}"),
        Kind::Bounce(Bounce { original, recipients }) => {
            let fates = recipients
                .iter()
                .map(|fate| format!("; {} {:?} {}", fate.address, fate.outcome, fate.status.as_deref().unwrap_or("-")));
            format!("bounce of {}{}", original.as_deref().unwrap_or("?"), fates.collect::<String>())
        }
        Kind::ReadReceipt { original } => format!("read receipt for {}", original.as_deref().unwrap_or("?")),
        Kind::Automatic(sign) => format!("automatic, {sign:?}"),
        Kind::List { id } => format!("list {id}"),
        Kind::Reply { tokens, .. } => {
            let acts = if kind.acting_token().is_some() { "" } else { ", nothing acts" };
            format!("reply {}{acts}", tokens.join(", "))
        }
        Kind::Letter => "letter".to_owned(),
    }
}

/// A reading of words.
pub fn reading_shown(reading: &Reading) -> String {
    match reading {
        Reading::Nothing => "nothing".to_owned(),
        Reading::Comment { begins_like: None, .. } => "comment".to_owned(),
        Reading::Comment { begins_like: Some(word), mingled: true, .. } => {
            format!("comment between quotations, like {}", word.written())
        }
        Reading::Comment { begins_like: Some(word), .. } => format!("comment, like {}", word.written()),
        Reading::Fault(fault) => format!("fault {}", fault.code()),
        Reading::Order(order) => order_shown(order),
    }
}

fn until_shown(until: Option<Until>) -> String {
    match until {
        None => String::new(),
        Some(Until::EndOf(day)) => format!(", until {day}"),
        Some(Until::Term(term)) => format!(", until {term}"),
    }
}

fn order_shown(order: &Order) -> String {
    let said =
        |words: &Option<String>| words.as_ref().map(|w| format!(" “{}”", w.replace('\n', " | "))).unwrap_or_default();
    let why = |reason: &str| format!(" “{}”", reason.replace('\n', " | "));
    match order {
        Order::Accept { words } => format!("accept{}", said(words)),
        Order::Complete { words } => format!("complete{}", said(words)),
        Order::GiveBack { reason } => format!("give back{}", why(reason)),
        Order::Assign { primary, supporting, until, words } => {
            let with = if supporting.is_empty() {
                String::new()
            } else {
                format!(" with {}", supporting.iter().map(Name::as_str).collect::<Vec<_>>().join(" + "))
            };
            format!("assign {}{with}{}{}", primary.as_str(), until_shown(*until), said(words))
        }
        Order::Approve { words } => format!("approve{}", said(words)),
        Order::Reject { reason } => format!("reject{}", why(reason)),
        Order::AskExtension { until, reason } => format!("ask extension{}{}", until_shown(Some(*until)), why(reason)),
        Order::GrantExtension { until, words } => format!("grant extension{}{}", until_shown(*until), said(words)),
        Order::RefuseExtension { reason } => format!("refuse extension{}", why(reason)),
        Order::Acknowledge { words } => format!("acknowledge{}", said(words)),
        Order::Pass { to, words } => format!("pass to {}{}", to.as_str(), said(words)),
        Order::File { case_file } => format!("file{}", said(case_file)),
        Order::Sign { words } => format!("sign{}", said(words)),
    }
}
