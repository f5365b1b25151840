//! Mails to people about their accounts. They carry a code to be typed and no link: what must stay secret stands in no address.

mod digest;
mod words;

use domain::{
    EmailAddress, UtcTime,
    notice::{AccountLetter, AccountNotice, Answers, Held, Right},
};

use super::{Attached, Content, Envelope, Fact, RenderError, Rendered, Wire, answer, compose, day, moment};
use crate::{
    clean, template,
    wording::{self, Language},
};

/// What something is bounded to, behind what it is.
fn among(bounds: &[String]) -> String {
    if bounds.is_empty() { String::new() } else { format!(" – {}", bounds.join(", ")) }
}

/// A right in a line.
fn right(right: &Right, language: Language) -> String {
    match (right, language) {
        (Right::Role(role), Language::Vi) => role.vietnamese().to_owned(),
        (Right::Role(role), Language::En) => role.as_str().replace('_', " "),
        (Right::Signing { form, instrument, bounds }, Language::Vi) => {
            format!("{}{}, theo {instrument}", form.vietnamese(), among(bounds))
        }
        (Right::Signing { form, instrument, bounds }, Language::En) => {
            format!("signs as {}{}, by {instrument}", form.as_str(), among(bounds))
        }
        (Right::Post { post, department }, Language::Vi) => format!("{}, {department}", post.vietnamese()),
        (Right::Post { post, department }, Language::En) => format!("{}, {department}", post.as_str()),
    }
}

/// What was given, with its days.
fn given(held: &Held, language: Language) -> String {
    let (from, until) = match language {
        Language::Vi => ("từ", "đến"),
        Language::En => ("from", "until"),
    };
    let end = held.until.map(|last| format!(" {until} {}", day(last, language))).unwrap_or_default();
    format!("{}, {from} {}{end}", right(&held.right, language), day(held.from, language))
}

/// What was taken, with the last day that is left of it.
fn taken(held: &Held, language: Language) -> String {
    let left = match language {
        Language::Vi => "giữ đến hết",
        Language::En => "held until",
    };
    let end = held.until.map(|last| format!(", {left} {}", day(last, language))).unwrap_or_default();
    format!("{}{end}", right(&held.right, language))
}

fn fact(label: &'static str, value: &str, strong: bool) -> Fact {
    Fact { label, value: clean::line(value), strong }
}

const fn reason(language: Language) -> &'static str {
    match language {
        Language::Vi => "Lý do",
        Language::En => "Reason",
    }
}

/// Whose hand it was.
fn changed_by(by: Option<&str>, language: Language) -> Fact {
    let (label, nobody) = match language {
        Language::Vi => ("Người thay đổi", "quản trị hệ thống"),
        Language::En => ("Changed by", "an administrator of the installation"),
    };
    fact(label, by.unwrap_or(nobody), false)
}

/// What a citizen is told of their account.
fn of_citizen(notice: &AccountNotice, words: &words::Words, language: Language) -> Vec<Fact> {
    let at = |until: &UtcTime, strong| fact(words.until, &moment(*until, language), strong);
    match notice {
        AccountNotice::CitizenCode { code, until } => vec![fact(words.code, code, true), at(until, false)],
        AccountNotice::CitizenDraftEnding { procedure, until, .. } => {
            vec![fact(words.code, procedure, true), at(until, true)]
        }
        AccountNotice::CitizenAccountEnding { until, .. } => vec![at(until, true)],
        _ => Vec::new(),
    }
}

/// Citizens are spoken to without a name: their accounts have none.
fn greeting(letter: &AccountLetter, language: Language) -> String {
    let strings = wording::strings(language);
    if letter.notice.is_to_citizen() {
        return format!("{},", strings.dear_citizen);
    }
    format!("{} {},", strings.dear, clean::line(&letter.name))
}

/// Makes the message.
///
/// # Errors
/// [`RenderError`]: an address, a setting or a template with which no message can be made, now or later.
pub fn render_account(
    letter: &AccountLetter,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    render_account_with(letter, &[], envelope, language)
}

/// The same with files.
///
/// # Errors
/// As [`render_account`].
#[allow(clippy::too_many_lines, reason = "one arm a notice, then the message")]
pub fn render_account_with(
    letter: &AccountLetter,
    attached: &[Attached],
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let none = Answers { message_id: None, subject: String::new(), token: None, document: None };
    if let Some(answer) = answer::render(letter, letter.answers.as_ref().unwrap_or(&none), envelope, language)? {
        return Ok(answer);
    }
    let words = words::of(&letter.notice, language);
    let strings = wording::strings(language);
    let about_the_account = !words.username.is_empty();
    let mut facts: Vec<Fact> =
        about_the_account.then(|| fact(words.username, &letter.username, false)).into_iter().collect();
    match &letter.notice {
        AccountNotice::PasswordForgotten { code, until } => {
            facts.push(fact(words.code, code, true));
            facts.push(fact(words.until, &moment(*until, language), false));
        }
        AccountNotice::PasswordReset
        | AccountNotice::ReplyDone { .. }
        | AccountNotice::ReplyNotDone { .. }
        | AccountNotice::ReplyNoted { .. }
        | AccountNotice::ReplyByAnother { .. }
        | AccountNotice::ReplyToConfirm { .. }
        | AccountNotice::LetterReceived { .. } => {}
        AccountNotice::CitizenCode { .. }
        | AccountNotice::CitizenDraftEnding { .. }
        | AccountNotice::CitizenAccountEnding { .. }
        | AccountNotice::CitizenAccountErased => facts.extend(of_citizen(&letter.notice, &words, language)),
        AccountNotice::Digest(digest) => return digest::morning(letter, digest, &words, envelope, language),
        AccountNotice::Weekly(units) => return digest::week(letter, units, &words, envelope, language),
        AccountNotice::StandsIn { away: person, from, until }
        | AccountNotice::Away { substitute: person, from, until } => {
            facts.push(fact(words.code, person, true));
            let days = format!("{} – {}", day(*from, language), day(*until, language));
            facts.push(fact(words.until, &days, false));
        }
        AccountNotice::StandsInNoMore { away: named }
        | AccountNotice::IdentityLinked { provider: named }
        | AccountNotice::IdentityUnlinked { provider: named } => facts.push(fact(words.code, named, true)),
        AccountNotice::DeliveryFailed { to, what, why: (vi, en) } => {
            facts.push(fact(words.code, to, true));
            facts.push(fact(words.until, what, true));
            let why = if language == Language::Vi { vi } else { en };
            facts.push(fact(reason(language), why, false));
        }
        AccountNotice::WebhookDisabled { name, url, gone } => {
            facts.push(fact(words.code, name, true));
            facts.push(fact(words.until, host_of(url), false));
            let why = match (gone, language) {
                (true, Language::Vi) => "Nơi nhận trả lời rằng địa chỉ này không còn (410).",
                (true, Language::En) => "The receiver answers that this address is there no more (410).",
                (false, Language::Vi) => "Đã nhiều ngày không gửi được sự kiện nào.",
                (false, Language::En) => "No event has arrived for days.",
            };
            facts.push(fact(reason(language), why, false));
        }
        AccountNotice::PacketsWait { waiting, unsent } => {
            facts.push(fact(words.code, &waiting.to_string(), true));
            if *unsent > 0 {
                facts.push(fact(words.until, &unsent.to_string(), true));
            }
        }
        AccountNotice::Report { title, .. } => facts.push(fact(words.code, title, true)),
        AccountNotice::PasswordGiven { by } | AccountNotice::SecondFactorEnded { by } => {
            facts.push(changed_by(by.as_deref(), language));
        }
        AccountNotice::RecallAgreed { by, what } => {
            facts.push(fact(words.code, by, true));
            facts.push(fact(words.until, what, true));
        }
        AccountNotice::RecallRefused { by, what, why } | AccountNotice::SentBack { by, what, why } => {
            facts.push(fact(words.code, by, true));
            facts.push(fact(words.until, what, true));
            facts.push(fact(reason(language), why, false));
        }
        AccountNotice::AddressChanged { from, to, by } => {
            let none = if language == Language::Vi { "không có" } else { "none" };
            let shown = |address: &Option<EmailAddress>| address.as_ref().map_or(none, EmailAddress::as_str).to_owned();
            facts.push(fact(words.code, &shown(to), true));
            facts.push(fact(words.until, &shown(from), false));
            facts.push(changed_by(by.as_deref(), language));
        }
        AccountNotice::Rights { by, given: new, taken: gone } => {
            facts.extend(new.iter().map(|held| fact(words.code, &given(held, language), true)));
            facts.extend(gone.iter().map(|held| fact(words.until, &taken(held, language), true)));
            facts.push(changed_by(by.as_deref(), language));
        }
    }
    let content = Content {
        s: strings,
        lang: language.tag(),
        agency: clean::line(&letter.agency),
        stamp: None,
        title: words.title.to_owned(),
        greeting: greeting(letter, language),
        opening: Some(words.opening.to_owned()),
        asked: Some(words.asked.to_owned()),
        // What a locked phone shows.
        preview: words.title.to_owned(),
        due: None,
        due_label: "",
        facts,
        quote: None,
        quote_label: "",
        events: None,
        actions: None,
        link: None,
        button: "",
        replies: envelope.reply_to.is_some(),
        by_registry: false,
        reply_hint: None,
    };
    let parts = template::layouts(&content).map_err(RenderError::Template)?;
    let subject = format!("{} – {}", words.title, clean::shorten(&content.agency, 60));
    let wire = Wire {
        to: (&letter.name, letter.address.as_str()),
        thread: None,
        priority: None,
        at: letter.at,
        answers: None,
        automatic: true,
        attached,
    };
    compose(wire, envelope, language, subject, parts)
}

/// The scheme and the host of an address: what stands behind them may be for its receiver alone.
fn host_of(url: &str) -> &str {
    let rest = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(rest..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(url.len(), |at| rest + at);
    url.get(..end).unwrap_or_default()
}
