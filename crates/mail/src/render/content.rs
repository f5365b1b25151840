//! What a letter says: its sentences, the facts that it names, and what the layouts ask for beside.

use chrono::NaiveDate;
use domain::{
    UtcTime,
    dossier::{PartyKind, ReturnWay, Salutation},
    notice::{DossierLine, Letter, NoticeKind, Signature},
    outgoing::Purpose,
    vietnam,
};
use serde::Serialize;

use super::{RenderError, together::Events};
use crate::{
    actions::Buttons,
    clean, template,
    wording::{self, Language, Strings, to_outside},
};

/// Everything that the layouts ask for.
#[derive(Serialize)]
pub(super) struct Content<'a> {
    pub(super) s: &'static Strings,
    pub(super) lang: &'static str,
    pub(super) agency: String,
    pub(super) stamp: Option<&'static str>,
    pub(super) title: String,
    pub(super) greeting: String,
    pub(super) opening: Option<String>,
    pub(super) asked: Option<String>,
    pub(super) preview: String,
    pub(super) due: Option<String>,
    pub(super) due_label: &'static str,
    pub(super) facts: Vec<Fact>,
    pub(super) quote: Option<Vec<String>>,
    pub(super) quote_label: &'static str,
    /// What else has happened to the document.
    pub(super) events: Option<Events>,
    /// What can be done from the mail itself.
    pub(super) actions: Option<Buttons>,
    pub(super) link: Option<&'a str>,
    pub(super) button: &'static str,
    pub(super) replies: bool,
    /// Whether a person has sent it to somebody outside.
    pub(super) by_registry: bool,
    /// What a reply may say.
    pub(super) reply_hint: Option<String>,
}

/// One line of what is known of a document.
#[derive(Serialize)]
pub(super) struct Fact {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) strong: bool,
}

/// What the sentences may name.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a name that a sentence asks for by itself")]
struct Told<'a> {
    who: &'a str,
    person: bool,
    due: bool,
    agency: &'a str,
    /// What somebody outside gets it for; empty where that is unknown.
    purpose: &'static str,
    /// How a citizen gets the result; empty where that is unknown.
    way: &'static str,
    /// Whether the public page shows the dossier to who has the letter.
    account: bool,
    look_up: bool,
    /// Another agency that handles it, which is told of; empty where that is none.
    there: &'a str,
    /// How a citizen is addressed within a sentence, in Vietnamese.
    you: &'static str,
}

impl<'a> Content<'a> {
    pub(super) fn new(letter: &Letter, link: &'a str, replies: bool, language: Language) -> Result<Self, RenderError> {
        if letter.document.secret {
            return Ok(Self::secret(letter, link, replies, language));
        }
        let strings = wording::strings(language);
        let words = wording::of(letter, language);
        let outside = to_outside(letter.kind);
        let agency = clean::line(&letter.agency);
        let who = letter.from.as_ref().map(|from| signed(from, language)).filter(|who| !who.is_empty());
        let (opening, asked) = sentences(letter, &agency, language)?;
        let due = letter.due.map(|due| moment(due, language));
        let preview = match &due {
            Some(due) => format!("{}: {due}. {opening}", words.due),
            None => opening.clone(),
        };
        let quote = letter.words.as_deref().map(clean::lines).filter(|lines| !lines.is_empty());
        let looked_up = letter.document.dossier.as_ref().is_some_and(|dossier| dossier.look_up.is_some());
        Ok(Self {
            s: strings,
            lang: language.tag(),
            stamp: wording::urgency(letter.document.urgency, language),
            title: words.title.to_owned(),
            greeting: greeting(letter, outside, language),
            opening: Some(opening),
            asked: Some(asked),
            preview,
            due,
            due_label: words.due,
            facts: facts(letter, if outside { None } else { who }, language),
            quote,
            quote_label: words.quote,
            events: None,
            actions: None,
            link: (looked_up || (!outside && !leads_nowhere(letter))).then_some(link),
            button: if looked_up { strings.look_up_button } else { words.button },
            replies,
            by_registry: letter.enclosed.is_some(),
            reply_hint: None,
            agency,
        })
    }

    /// Of a secret line: that there is one. The same words whatever happened to it.
    fn secret(letter: &Letter, link: &'a str, replies: bool, language: Language) -> Self {
        let strings = wording::strings(language);
        let outside = to_outside(letter.kind);
        let (title, asked) = if outside {
            (strings.secret_outside_title, strings.secret_outside_asked)
        } else {
            (strings.secret_title, strings.secret_asked)
        };
        Self {
            s: strings,
            lang: language.tag(),
            agency: clean::line(&letter.agency),
            stamp: None,
            title: title.to_owned(),
            greeting: greeting(letter, outside, language),
            opening: None,
            asked: Some(asked.to_owned()),
            preview: asked.to_owned(),
            due: None,
            due_label: "",
            facts: Vec::new(),
            quote: None,
            quote_label: "",
            events: None,
            actions: None,
            link: (!outside).then_some(link),
            button: strings.secret_button,
            replies,
            by_registry: false,
            reply_hint: None,
        }
    }
}

/// Whoever is asked no longer does not see it any more; nor, of a dossier, who has handed over or whose step has ended.
fn leads_nowhere(letter: &Letter) -> bool {
    use NoticeKind as K;
    match letter.kind {
        K::OpinionEnded | K::ConsultationEnded | K::DossierWithdrawn => true,
        K::TakenAway => letter.document.dossier.is_some(),
        _ => false,
    }
}

/// What happened, and what is asked of the reader.
pub(super) fn sentences(letter: &Letter, agency: &str, language: Language) -> Result<(String, String), RenderError> {
    let strings = wording::strings(language);
    let words = wording::of(letter, language);
    let who = letter.from.as_ref().map(|from| signed(from, language)).filter(|who| !who.is_empty());
    let named = who.map(|who| format!("{}{who}", strings.person_prefix));
    let dossier = letter.document.dossier.as_ref();
    let there = dossier.and_then(|dossier| dossier.there.as_ref()).map_or("", |there| there.name.as_str());
    let there = clean::line(there);
    let told = Told {
        there: &there,
        who: named.as_deref().unwrap_or(strings.office),
        person: named.is_some(),
        due: letter.due.is_some(),
        agency,
        purpose: letter.enclosed.as_ref().and_then(|enclosed| enclosed.purpose).map_or("", Purpose::as_str),
        way: dossier.and_then(|dossier| dossier.way).map_or("", ReturnWay::as_str),
        account: dossier.is_some_and(|dossier| dossier.account),
        look_up: dossier.is_some_and(|dossier| dossier.look_up.is_some()),
        you: addressed(letter, &clean::line(&letter.to.name)).you(),
    };
    let fill = |part: &str, source: &str| {
        let name = format!("{} {part} ({})", letter.kind.as_str(), language.tag());
        template::sentence(&name, source, &told).map_err(RenderError::Template)
    };
    Ok((fill("opening", words.opening)?, fill("asked", words.asked)?))
}

/// How the citizen of a dossier is addressed.
fn addressed<'a>(letter: &Letter, name: &'a str) -> Salutation<'a> {
    let kind = letter.document.dossier.as_ref().map_or(PartyKind::Citizen, DossierLine::spoken_to);
    Salutation::of(kind, name)
}

fn greeting(letter: &Letter, outside: bool, language: Language) -> String {
    let strings = wording::strings(language);
    let name = clean::line(&letter.to.name);
    if letter.kind.is_to_citizen() && !name.is_empty() {
        let addressed = addressed(letter, &name);
        let named = match language {
            Language::Vi => addressed.vietnamese(),
            Language::En => addressed.english(),
        };
        return format!("{} {named},", strings.dear_citizen);
    }
    match (outside, name.is_empty()) {
        (false, false) => format!("{} {name},", strings.dear),
        // The author's name says which document it is about.
        (true, false) if !letter.document.secret => format!("{} {name}", strings.dear_outside),
        _ => match language {
            Language::Vi if letter.kind.is_to_citizen() => "Kính gửi Ông/Bà,".to_owned(),
            Language::Vi if outside => "Kính gửi nơi gửi văn bản,".to_owned(),
            Language::Vi => "Kính gửi ông/bà,".to_owned(),
            Language::En => "Dear Sir or Madam,".to_owned(),
        },
    }
}

fn signature(name: &str, title: &str) -> String {
    let name = clean::line(name);
    let title = clean::line(title);
    match (name.is_empty(), title.is_empty()) {
        (false, false) => format!("{name} ({title})"),
        (false, true) => name,
        (true, _) => title,
    }
}

/// Who did it; where somebody did it in their stead, both names.
fn signed(from: &Signature, language: Language) -> String {
    let desk = signature(&from.name, &from.title);
    match &from.substitute {
        None => desk,
        Some(substitute) => {
            let instead = wording::strings(language).instead_of;
            format!("{} {instead} {desk}", signature(&substitute.name, &substitute.title))
        }
    }
}

fn facts(letter: &Letter, who: Option<String>, language: Language) -> Vec<Fact> {
    let strings = wording::strings(language);
    let beside = wording::of(letter, language).about;
    let document = &letter.document;
    let text = |text: &Option<String>| text.as_deref().map(clean::line).filter(|text| !text.is_empty());
    let dossier = document.dossier.as_ref();
    let of = |part: fn(&DossierLine) -> &Option<String>| dossier.and_then(|dossier| text(part(dossier)));
    let enclosed = letter.enclosed.as_ref();
    let files = enclosed.map(|enclosed| {
        let names: Vec<String> = enclosed.files.iter().map(|file| clean::line(file.name.as_str())).collect();
        names.join("; ")
    });
    [
        (if dossier.is_some() { strings.procedure } else { strings.subject }, text(&document.subject), true),
        (strings.code, of(|dossier| &dossier.code), true),
        (strings.look_up, dossier.and_then(|dossier| Some(clean::line(&dossier.look_up.as_ref()?.secret))), true),
        (strings.owner, of(|dossier| &dossier.owner), false),
        (strings.step, of(|dossier| &dossier.step), false),
        (strings.author, text(&document.author), false),
        (strings.notation, text(&document.notation), false),
        (strings.issued_on, document.issued_on.map(|date| day(date, language)), false),
        (strings.arrival, document.arrival.map(|(number, year)| format!("{number}/{year}")), false),
        (strings.reply_by, enclosed.and_then(|to| to.reply_by).map(|date| day(date, language)), true),
        (strings.enclosed, files.filter(|files| !files.is_empty()), false),
        (strings.from, who, false),
        (beside, letter.about.as_ref().filter(|_| !beside.is_empty()).map(|person| signed(person, language)), false),
        (strings.for_whom, text(&letter.to.instead_of), false),
    ]
    .into_iter()
    .filter_map(|(label, value, strong)| Some(Fact { label, value: value?, strong }))
    .collect()
}

/// A day as an office writes it.
pub(super) fn day(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Vi => domain::written_day(date),
        Language::En => date.format("%-d %B %Y").to_string(),
    }
}

/// A moment as an office writes it.
pub(crate) fn moment(at: UtcTime, language: Language) -> String {
    let here = vietnam(at);
    format!("{} {}", here.format("%H:%M"), day(here.date_naive(), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_noughts_where_the_decree_puts_them() {
        let vi = |y, m, d| day(NaiveDate::from_ymd_opt(y, m, d).unwrap(), Language::Vi);
        assert_eq!(vi(2026, 1, 5), "05/01/2026");
        assert_eq!(vi(2026, 2, 15), "15/02/2026");
        assert_eq!(vi(2026, 3, 5), "05/3/2026");
        assert_eq!(vi(2026, 12, 31), "31/12/2026");
    }
}
