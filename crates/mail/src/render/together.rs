//! Several letters about one document, to one person, as one message: a handoff with what else is told along with it; or, where nothing
//! is handed over, each event as a paragraph in order of time, under a title that says how many there are.

use domain::notice::Letter;
use serde::Serialize;

use super::{
    Actions, Content, Envelope, RenderError, Rendered, Replies, clean, moment, render_as, render_with, sentences,
    wording,
};
use crate::wording::Language;

/// Events as the layouts ask for them.
#[derive(Serialize)]
pub(super) struct Events {
    title: &'static str,
    all: Vec<Told>,
}

/// One of them: when, what, by whom, in what words.
#[derive(Serialize)]
struct Told {
    at: String,
    title: &'static str,
    text: String,
    due: Option<String>,
    due_label: &'static str,
    quote: Option<Vec<String>>,
    quote_label: &'static str,
}

impl Told {
    fn of(letter: &Letter, language: Language) -> Result<Self, RenderError> {
        let (strings, words) = (wording::strings(language), wording::of(letter, language));
        let (opening, asked) = sentences(letter, &clean::line(&letter.agency), language)?;
        // The document stands above.
        let text = format!("{opening} {asked}").replace(strings.below, strings.this);
        Ok(Self {
            at: moment(letter.at, language),
            title: words.title,
            text,
            due: letter.due.map(|due| moment(due, language)),
            due_label: words.due,
            quote: letter.words.as_deref().map(clean::lines).filter(|lines| !lines.is_empty()),
            quote_label: words.quote,
        })
    }
}

fn told<'a>(letters: impl IntoIterator<Item = &'a Letter>, language: Language) -> Result<Vec<Told>, RenderError> {
    letters.into_iter().map(|letter| Told::of(letter, language)).collect()
}

/// Makes one message of a letter and those that go along with it, oldest first. Alone it is as [`render_with`] makes it; where one of
/// them is about a secret line nothing is told of any.
///
/// # Errors
/// As [`render_with`].
pub fn render_together(
    letter: &Letter,
    along: &[Letter],
    actions: Option<&Actions>,
    replies: Option<&Replies>,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let all = || std::iter::once(letter).chain(along);
    if let Some(secret) = all().find(|one| one.document.secret) {
        return render_with(secret, None, None, envelope, language);
    }
    let Some(last) = along.last() else { return render_with(letter, actions, replies, envelope, language) };
    let strings = wording::strings(language);
    if !letter.kind.gathers() {
        let events = Events { title: strings.beside_events, all: told(along, language)? };
        let label = wording::of(letter, language).title;
        return render_as(label, letter, (actions, replies), envelope, language, |content| {
            content.events = Some(events);
            Ok(())
        });
    }
    let title = format!("{} {}", along.len() + 1, strings.together);
    let mut in_order: Vec<&Letter> = all().collect();
    in_order.sort_by_key(|one| one.at);
    let events = Events { title: strings.together_events, all: told(in_order, language)? };
    // What the document is, as it was last.
    render_as(&title, last, (actions, replies), envelope, language, |content| {
        content.title.clone_from(&title);
        fill(content, events, language);
        Ok(())
    })
}

/// Takes away what was said of one letter alone.
fn fill(content: &mut Content<'_>, events: Events, language: Language) {
    let strings = wording::strings(language);
    let titles: Vec<&str> = events.all.iter().map(|one| one.title).collect();
    content.preview = format!("{} {}.", strings.together_opening, titles.join("; "));
    content.opening = Some(strings.together_opening.to_owned());
    content.asked = None;
    content.due = None;
    content.quote = None;
    content.facts.retain(|fact| fact.label != strings.from);
    content.button = wording::open(language);
    content.events = Some(events);
}
