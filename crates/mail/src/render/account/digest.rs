//! Digests: what lies before somebody on a morning, each document a link; and how the departments stand.

use domain::{
    digest::{Digest, Line, UnitWeek},
    notice::AccountLetter,
};
use serde::Serialize;

use super::{
    super::{Envelope, RenderError, Rendered, SUBJECT_LENGTH, Wire, compose, moment, regarding},
    words::Words,
};
use crate::{
    clean, template,
    wording::{self, Language, Strings},
};

/// Everything that the layout of a digest asks for.
#[derive(Serialize)]
struct Content<'a> {
    s: &'static Strings,
    lang: &'static str,
    agency: String,
    title: &'static str,
    greeting: String,
    opening: &'a str,
    asked: &'a str,
    preview: String,
    sections: Vec<Section>,
    replies: bool,
}

#[derive(Serialize)]
struct Section {
    title: String,
    lines: Vec<Shown>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    text: String,
    link: Option<String>,
    detail: Option<String>,
}

/// The parts of a morning's digest, as they are called.
const fn titles(language: Language) -> [&'static str; 5] {
    match language {
        Language::Vi => ["Quá hạn", "Đến hạn hôm nay", "Chờ ông/bà duyệt", "Mới nhận", "Thông báo khác"],
        Language::En => ["Overdue", "Due today", "Waiting for your approval", "New", "Other notices"],
    }
}

/// Of a document that is not named: the same words whatever it is.
const fn unnamed(language: Language) -> &'static str {
    match language {
        Language::Vi => "Một văn bản (đăng nhập để xem)",
        Language::En => "A document (sign in to see it)",
    }
}

fn more(count: usize, language: Language) -> Option<String> {
    (count > 0).then(|| match language {
        Language::Vi => format!("… và {count} văn bản nữa"),
        Language::En => format!("… and {count} more"),
    })
}

/// What lies before somebody on a morning.
pub(super) fn morning(
    letter: &AccountLetter,
    digest: &Digest,
    words: &Words,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let mut sections = Vec::new();
    for (title, part) in titles(language).into_iter().zip(digest.parts()).filter(|(_, part)| !part.is_empty()) {
        let count = part.lines.len() + part.more;
        let lines = part.lines.iter().map(|line| shown(line, envelope, language)).collect::<Result<_, _>>()?;
        sections.push(Section { title: format!("{title} ({count})"), lines, more: more(part.more, language) });
    }
    // What a locked phone shows: how much, and nothing else.
    let counts: Vec<String> = sections.iter().map(|section| section.title.clone()).collect();
    put_together(letter, sections, counts.join(", "), words, envelope, language)
}

fn shown(line: &Line, envelope: &Envelope, language: Language) -> Result<Shown, RenderError> {
    let address = crate::document_link(&envelope.base_url, line.document).ok_or(RenderError::BaseUrl)?;
    let address = Some(address.to_string());
    if line.secret {
        return Ok(Shown { text: unnamed(language).to_owned(), link: address, detail: None });
    }
    let strings = wording::strings(language);
    let about = line.about.as_deref().map(clean::line).filter(|about| !about.is_empty());
    let about = about.map_or_else(|| strings.nameless.to_owned(), |about| regarding(&about));
    let about = clean::shorten(&about, SUBJECT_LENGTH);
    let text = match line.notice {
        Some(kind) => format!("{}: {about}", wording::label(kind, language)),
        None => about,
    };
    let words = line.words.as_deref().map(clean::line).filter(|words| !words.is_empty());
    let detail: Vec<String> = [
        wording::urgency(line.urgency, language).map(str::to_owned),
        line.arrival.map(|(number, year)| format!("{} {number}/{year}", strings.subject_arrival)),
        line.due.map(|due| due_in_words(due, language)),
        words.map(|words| clean::shorten(&words, SUBJECT_LENGTH)),
    ]
    .into_iter()
    .flatten()
    .collect();
    Ok(Shown { text, link: address, detail: (!detail.is_empty()).then(|| detail.join(" · ")) })
}

fn due_in_words(due: domain::UtcTime, language: Language) -> String {
    let name = match language {
        Language::Vi => "hạn",
        Language::En => "due",
    };
    format!("{name} {}", moment(due, language))
}

/// How the departments stand.
pub(super) fn week(
    letter: &AccountLetter,
    units: &[UnitWeek],
    words: &Words,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let stands = |unit: &UnitWeek| {
        let UnitWeek { open, overdue, done, .. } = unit;
        match language {
            Language::Vi => format!("đang xử lý {open}, quá hạn {overdue}, hoàn thành trong tuần qua {done}"),
            Language::En => format!("in hand {open}, overdue {overdue}, done in the last week {done}"),
        }
    };
    let lines =
        units.iter().map(|unit| Shown { text: clean::line(&unit.name), link: None, detail: Some(stands(unit)) });
    let title = match language {
        Language::Vi => "Phòng, ban, đơn vị",
        Language::En => "Departments",
    };
    let section = Section { title: title.to_owned(), lines: lines.collect(), more: None };
    put_together(letter, vec![section], words.title.to_owned(), words, envelope, language)
}

fn put_together(
    letter: &AccountLetter,
    sections: Vec<Section>,
    preview: String,
    words: &Words,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let strings = wording::strings(language);
    let content = Content {
        s: strings,
        lang: language.tag(),
        agency: clean::line(&letter.agency),
        title: words.title,
        greeting: format!("{} {},", strings.dear, clean::line(&letter.name)),
        opening: words.opening,
        asked: words.asked,
        preview,
        sections,
        replies: envelope.reply_to.is_some(),
    };
    let parts = template::digest(&content).map_err(RenderError::Template)?;
    let subject = format!("{} – {}", words.title, moment_day(letter, language));
    let wire = Wire {
        to: (&letter.name, letter.address.as_str()),
        thread: None,
        priority: None,
        at: letter.at,
        answers: None,
        automatic: true,
        attached: &[],
    };
    compose(wire, envelope, language, subject, parts)
}

fn moment_day(letter: &AccountLetter, language: Language) -> String {
    super::super::day(domain::day_in_vietnam(letter.at), language)
}
