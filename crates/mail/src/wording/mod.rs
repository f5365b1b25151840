//! The words of each kind of notice, in two languages. The layout (templates/) is the same for all; what differs from kind
//! to kind is here: the start of the subject line, the opening sentence, what is asked of the reader, and what the quoted
//! words, the deadline and the button are called.
//!
//! A kind without words doesn't compile. The sentences are minijinja templates with three names to use: `who` (whoever
//! caused it, as a name to begin a sentence with), `person` (whether that is a person; else it is the office) and `due`
//! (whether there is a deadline); `agency` is the agency's name. To a citizen also: `way`, how the result is handed out, `look_up`,
//! whether the public page shows the dossier, `there`, the agency of which is told what it has done, where another one speaks, and `account`, whether it was handed in by
//! an account at the office itself; in Vietnamese `you`, how they are addressed.

use domain::{
    incoming::Urgency,
    notice::{Letter, NoticeKind},
};

mod en;
mod vi;

/// The language of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// Its tag (RFC 5646).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// What one kind of notice says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wording {
    /// What it is about, in a few words: starts the subject line and stands as the headline.
    pub title: &'static str,
    /// The opening sentence; a template.
    pub opening: &'static str,
    /// What is asked of the reader; a template.
    pub asked: &'static str,
    /// What the quoted words are.
    pub quote: &'static str,
    /// What the deadline is.
    pub due: &'static str,
    /// What the button says.
    pub button: &'static str,
    /// As what somebody is named beside whoever caused it; nothing where nobody is.
    pub about: &'static str,
}

pub(crate) const fn wording(kind: NoticeKind, language: Language) -> Wording {
    match language {
        Language::Vi => vi::wording(kind),
        Language::En => en::wording(kind),
    }
}

/// What a letter says: of a dossier a kind that is told of documents, too, has words of its own.
pub(crate) const fn of(letter: &Letter, language: Language) -> Wording {
    let shared = match (&letter.document.dossier, language) {
        (None, _) => None,
        (Some(_), Language::Vi) => vi::dossier::shared(letter.kind),
        (Some(_), Language::En) => en::dossier::shared(letter.kind),
    };
    match shared {
        Some(words) => words,
        None => wording(letter.kind, language),
    }
}

/// What a kind of notice is called: the start of its subject line.
pub const fn label(kind: NoticeKind, language: Language) -> &'static str {
    wording(kind, language).title
}

/// Whether a kind goes out of the house: then there is no link, and the agency speaks.
pub(crate) const fn to_outside(kind: NoticeKind) -> bool {
    kind.goes_outside()
}

/// What all kinds have in common.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub(crate) struct Strings {
    pub system: &'static str,
    pub dear: &'static str,
    pub dear_outside: &'static str,
    /// To the citizen of a dossier, in the name of the office; how they are addressed follows.
    #[serde(skip)]
    pub dear_citizen: &'static str,
    pub arrival: &'static str,
    pub author: &'static str,
    pub notation: &'static str,
    pub issued_on: &'static str,
    pub subject: &'static str,
    /// What a dossier asks for, its code, whose it is, at which step it is, and what the public page asks for.
    #[serde(skip)]
    pub procedure: &'static str,
    #[serde(skip)]
    pub code: &'static str,
    #[serde(skip)]
    pub owner: &'static str,
    #[serde(skip)]
    pub step: &'static str,
    #[serde(skip)]
    pub look_up: &'static str,
    #[serde(skip)]
    pub look_up_button: &'static str,
    pub from: &'static str,
    /// Between who did it and in whose stead.
    pub instead_of: &'static str,
    /// In whose stead the reader is told.
    pub for_whom: &'static str,
    pub vietnam_time: &'static str,
    pub or_copy: &'static str,
    pub automatic: &'static str,
    /// The same of what a person has sent through it.
    pub by_registry: &'static str,
    pub reply_by: &'static str,
    pub enclosed: &'static str,
    pub no_reply: &'static str,
    pub secret_title: &'static str,
    pub secret_asked: &'static str,
    pub secret_button: &'static str,
    pub secret_outside_title: &'static str,
    pub secret_outside_asked: &'static str,
    #[serde(skip)]
    pub office: &'static str,
    #[serde(skip)]
    pub person_prefix: &'static str,
    #[serde(skip)]
    pub subject_arrival: &'static str,
    #[serde(skip)]
    pub nameless: &'static str,
    /// Behind how many things are told in one mail.
    #[serde(skip)]
    pub together: &'static str,
    #[serde(skip)]
    pub together_opening: &'static str,
    #[serde(skip)]
    pub together_events: &'static str,
    #[serde(skip)]
    pub beside_events: &'static str,
    /// How a sentence points to a document that is named below it, and to one that was named.
    #[serde(skip)]
    pub below: &'static str,
    #[serde(skip)]
    pub this: &'static str,
}

pub(crate) const fn strings(language: Language) -> &'static Strings {
    match language {
        Language::Vi => &vi::STRINGS,
        Language::En => &en::STRINGS,
    }
}

/// What the button says that leads to the document.
pub(crate) const fn open(language: Language) -> &'static str {
    match language {
        Language::Vi => vi::OPEN,
        Language::En => en::OPEN,
    }
}

/// What the stamp says; nothing where there is no hurry.
pub(crate) const fn urgency(urgency: Urgency, language: Language) -> Option<&'static str> {
    match (urgency, language) {
        (Urgency::Normal, _) => None,
        (Urgency::Urgent, Language::Vi) => Some("Khẩn"),
        (Urgency::VeryUrgent, Language::Vi) => Some("Thượng khẩn"),
        (Urgency::Immediate, Language::Vi) => Some("Hỏa tốc"),
        (Urgency::Urgent, Language::En) => Some("Urgent"),
        (Urgency::VeryUrgent, Language::En) => Some("Very urgent"),
        (Urgency::Immediate, Language::En) => Some("Immediate"),
    }
}
