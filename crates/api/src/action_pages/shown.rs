//! The pages themselves: what they tell, and how they are written.

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::STANDARD};
use minijinja::{Environment, UndefinedBehavior, Value, value::Serde};
use office::{
    action_links::{ActionLink, OpenLink},
    documents::AnyDetail,
    domain::{
        DocumentId, UtcTime,
        assignment::{Assignment, Holder, Status},
        incoming::{CommandKind, IncomingDocument, State, StateName, state::Direction},
        organisation::{Directory, Post},
        vietnam, written_day,
    },
    incoming::Detail,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    choices, dossier,
    form::{self, Fault, Faults, Field, Place, Sent},
    outgoing,
    sides::{Came, Side},
    will, words,
};
use crate::problem::Language;

const STYLE: &str = include_str!("../../pages/action.css");

static PAGES: LazyLock<Result<Environment<'static>, String>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    pages.set_undefined_behavior(UndefinedBehavior::Strict);
    [
        ("frame.html", include_str!("../../pages/frame.html")),
        ("message.html", include_str!("../../pages/message.html")),
        ("form.html", include_str!("../../pages/form.html")),
    ]
    .into_iter()
    .try_for_each(|(name, source)| pages.add_template(name, source))
    .map(|()| pages)
    .map_err(|error| error.to_string())
});

/// What the pages may do: show themselves in their own style, and send their form back.
pub(super) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// The language that one may change to.
#[derive(Serialize)]
struct Other {
    tag: &'static str,
    name: &'static str,
}

/// A label with what it says.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    label: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Frame<'a> {
    lang: &'static str,
    other: Other,
    style: &'static str,
    agency: &'a str,
    title: &'a str,
    /// What stands before the title in the window's name.
    before_title: &'static str,
    link: Option<String>,
    open_document: &'static str,
}

impl<'a> Frame<'a> {
    fn new(title: &'a str, agency: &'a str, link: Option<String>, language: Language) -> Self {
        let other = match language {
            Language::Vietnamese => Other { tag: "en", name: "English" },
            Language::English => Other { tag: "vi", name: "Tiếng Việt" },
        };
        let open_document = language.pick("Mở văn bản trên hệ thống", "Open the document in the system");
        Self { lang: language.tag(), other, style: STYLE, agency, title, before_title: "", link, open_document }
    }
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    lines: &'a [String],
    facts: &'a [Line],
}

#[derive(Serialize)]
struct Code {
    label: &'static str,
    hint: String,
    value: String,
    fault: Option<String>,
    focus: bool,
}

/// Fields that are shown when they are asked for.
#[derive(Serialize)]
struct Folded {
    label: &'static str,
    open: bool,
}

#[derive(Serialize)]
struct FormPage<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    not_done: &'static str,
    faults: Vec<Fault>,
    facts: Vec<Line>,
    quotes: Vec<Line>,
    will: String,
    fields: Vec<Field>,
    folded: Option<Folded>,
    choose: &'static str,
    code: Code,
    submit: &'static str,
    /// The document's version that is shown.
    version: u32,
}

fn write(name: &str, page: &impl Serialize) -> Result<String, String> {
    let pages = PAGES.as_ref().map_err(Clone::clone)?;
    let template = pages.get_template(name).map_err(|error| error.to_string())?;
    template.render(Value::from(Serde(page))).map_err(|error| error.to_string())
}

/// Where a document is seen.
pub(super) fn document_link(public_url: &str, document: DocumentId) -> String {
    format!("{public_url}/documents/{}", document.0)
}

/// A page that tells something and asks nothing; of a document either what it is and how it stands, or this alone.
pub(super) fn message(
    title: &str,
    lines: &[String],
    about: Option<(&AnyDetail, &str)>,
    whole: bool,
    language: Language,
) -> Result<String, String> {
    let facts = match about {
        Some((AnyDetail::Incoming(detail), _)) => facts_after(detail, whole, language),
        Some((AnyDetail::Outgoing(detail), _)) => outgoing::facts_after(detail, whole, language),
        Some((AnyDetail::Dossier(detail), _)) => dossier::facts_after(detail, whole, language),
        None => Vec::new(),
    };
    let link = about.map(|(detail, public_url)| document_link(public_url, detail.id()));
    let agency = match about {
        Some((detail, _)) => detail.snapshot().directory.agency_name.as_str(),
        None => language.pick("Hệ thống quản lý văn bản", "Document management system"),
    };
    write("message.html", &Message { frame: Frame::new(title, agency, link, language), lines, facts: &facts })
}

/// The page that asks for what a command needs, and for the code.
pub(super) fn form(
    open: &OpenLink,
    sent: &Sent,
    faults: &Faults,
    code: (String, Option<String>),
    public_url: &str,
    language: Language,
) -> Result<String, String> {
    let detail = &open.detail;
    let fields = form::fields(open, sent, faults, language);
    let title = words::title(open.link.command, language);
    let agency = &detail.snapshot().directory.agency_name;
    let (value, fault) = code;
    let code_label = language.pick("Mã xác nhận", "Confirmation code");
    let mut faults = faults.listed(&fields, language);
    let focus = fault.is_some() && faults.iter().all(|fault| fault.place.is_none());
    faults.extend(fault.clone().map(|text| Fault { place: Some(Place { id: "code", label: code_label }), text }));
    let mut frame = Frame::new(title, agency, Some(document_link(public_url, detail.id())), language);
    if !faults.is_empty() {
        frame.before_title = language.pick("Chưa thực hiện – ", "Not done – ");
    }
    let (facts, quotes) = match Side::of(open) {
        Some(Side::Came(came)) => (facts(&came, language), quotes(&came, language)),
        Some(Side::Goes(goes)) => (outgoing::facts(&goes, language), outgoing::quotes(&goes, language)),
        Some(Side::Dossier(of)) => (dossier::facts(&of, language), dossier::quotes(&of, language)),
        None => (Vec::new(), Vec::new()),
    };
    let page = FormPage {
        frame,
        not_done: language.pick("Chưa thực hiện:", "Not done:"),
        faults,
        facts,
        quotes,
        will: will::will(open, language),
        folded: fields.iter().any(|field| field.folded).then(|| Folded {
            label: language.pick("Ý kiến khác", "Another direction"),
            open: sent.one("how") == "own" || sent.any(&form::OWN),
        }),
        fields,
        choose: language.pick("– Chọn –", "– Choose –"),
        code: Code {
            label: code_label,
            hint: language.pick("6 chữ số ghi trong thư.", "The six digits in the mail.").to_owned(),
            value,
            fault,
            focus,
        },
        submit: title,
        version: detail.version(),
    };
    write("form.html", &page)
}

/// A moment as an office writes it.
pub(super) fn moment(at: UtcTime) -> String {
    let here = vietnam(at);
    format!("{} {}", here.format("%H:%M"), written_day(here.date_naive()))
}

pub(super) fn person(id: office::domain::PersonId, directory: &Directory) -> String {
    match directory.people.get(&id) {
        Some(person) if person.title.is_empty() => person.name.clone(),
        Some(person) => format!("{} ({})", person.name, person.title),
        None => String::new(),
    }
}

/// A holder by name: of a department, who leads it.
pub(super) fn holder(holder: Holder, directory: &Directory) -> String {
    match holder {
        Holder::Person(id) => person(id, directory),
        Holder::Department(id) => {
            let name = directory.departments.get(&id).map(|department| department.name.clone()).unwrap_or_default();
            let head = directory.staff().find(|person| person.posts.get(&id) == Some(&Post::Head));
            match head {
                Some(head) => format!("{name} – {} ({})", head.name, head.title),
                None => name,
            }
        }
    }
}

/// Who has the document now.
fn held_by(document: &IncomingDocument, directory: &Directory, language: Language) -> Option<String> {
    match document.primary_holder() {
        Some(by) => Some(holder(by, directory)),
        None if matches!(document.state().name(), StateName::Received | StateName::Registered) => {
            Some(language.pick("Văn thư cơ quan", "The registry").to_owned())
        }
        None => None,
    }
}

pub(super) fn add(
    lines: &mut Vec<Line>,
    language: Language,
    (vi, en): (&'static str, &'static str),
    value: Option<String>,
) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        lines.push(Line { label: language.pick(vi, en), value });
    }
}

fn entry(document: &IncomingDocument) -> Option<String> {
    document.state().entry().map(|entry| format!("{}/{}", entry.number, entry.year))
}

/// What a document is: its number, what it is about, from whom.
fn identity(lines: &mut Vec<Line>, document: &IncomingDocument, language: Language) {
    let facts = document.facts();
    add(lines, language, ("Trích yếu", "Subject"), facts.subject().map(ToString::to_string));
    add(lines, language, ("Số đến", "Arrival number"), entry(document));
    let notation = facts.number_and_notation();
    let author = match notation {
        Some(notation) => format!("{notation}, {}", facts.author),
        None => facts.author.to_string(),
    };
    add(lines, language, ("Văn bản", "Document"), Some(author));
}

pub(super) fn target<'a>(open: &Came<'a>) -> Option<&'a Assignment> {
    open.link.assignment.and_then(|id| open.detail.document.assignment(id))
}

fn facts(open: &Came<'_>, language: Language) -> Vec<Line> {
    let (document, directory) = (&open.detail.document, &open.detail.snapshot.directory);
    let mut lines = Vec::new();
    identity(&mut lines, document, language);
    let target = target(open);
    let due = target.and_then(Assignment::due).map(moment);
    add(&mut lines, language, ("Hạn xử lý", "Deadline"), due);
    let giver = match (target, document.state()) {
        (Some(target), _) => target.giver().map(|id| person(id, directory)),
        (None, State::Presented { presentation, .. }) => presentation.by.map(|by| person(by.desk(), directory)),
        (None, _) => None,
    };
    add(&mut lines, language, ("Người giao, trình", "Given by"), giver);
    let asked = target.and_then(|target| target.extension.as_ref()).map(|asked| moment(asked.due));
    add(&mut lines, language, ("Xin gia hạn đến", "Asked for until"), asked);
    acts_as(&mut lines, open.link, directory, language);
    lines
}

/// As whom somebody acts by this link.
pub(super) fn acts_as(lines: &mut Vec<Line>, link: &ActionLink, directory: &Directory, language: Language) {
    let hand = person(link.person, directory);
    let who = match link.instead_of {
        Some(desk) => {
            let instead = language.pick("thay", "in the stead of");
            format!("{hand}, {instead} {}", person(desk, directory))
        }
        None => hand,
    };
    add(lines, language, ("Người thực hiện", "You act as"), Some(who));
}

/// What others have said that one decides on.
fn quotes(open: &Came<'_>, language: Language) -> Vec<Line> {
    let document = &open.detail.document;
    let mut lines = Vec::new();
    let target = target(open);
    if let State::Presented { presentation, .. } = document.state() {
        let note = presentation.note.as_ref().map(ToString::to_string);
        add(&mut lines, language, ("Ý kiến trình", "With these words"), note);
    }
    if open.command == CommandKind::Direct {
        let proposed = choices::proposal(open.detail).map(|proposal| proposed(proposal, open.detail, language));
        add(&mut lines, language, ("Đề xuất", "Proposed"), proposed);
    }
    let instruction = target.and_then(|target| target.instruction.as_ref()).map(ToString::to_string);
    add(&mut lines, language, ("Nội dung giao", "Instruction"), instruction);
    if let Some(Status::Submitted { result }) = target.map(|target| &target.status) {
        let text = result.text.as_ref().map(ToString::to_string);
        add(&mut lines, language, ("Kết quả trình", "The result"), text);
    }
    let reason = target.and_then(|target| target.extension.as_ref()).map(|asked| asked.reason.to_string());
    add(&mut lines, language, ("Lý do xin gia hạn", "Why more time is asked for"), reason);
    lines
}

fn proposed(proposal: &Direction, detail: &Detail, language: Language) -> String {
    let directory = &detail.snapshot.directory;
    let named = |targets: &[office::domain::assignment::Target]| {
        targets.iter().map(|target| holder(target.holder, directory)).collect::<Vec<_>>().join("; ")
    };
    let mut lines = Vec::new();
    let mut say = |vi: &str, en: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{}: {value}", language.pick(vi, en)));
        }
    };
    say("Chủ trì", "To handle it", holder(proposal.primary.holder, directory));
    say("Phối hợp", "To support", named(&proposal.supporting));
    say("Để biết", "For information", named(&proposal.informed));
    say("Theo dõi", "To monitor", named(&proposal.monitors));
    let until = match (proposal.primary.due, proposal.primary.term) {
        (Some(due), _) => moment(due),
        (None, Some(term)) => language.of_words(&term.words()),
        (None, None) => String::new(),
    };
    say("Thời hạn", "Until", until);
    say("Nội dung", "Words", proposal.primary.instruction.as_ref().map(ToString::to_string).unwrap_or_default());
    lines.join("\n")
}

/// How a document stands, when something was done, and then what it is, too; or nothing can be done any more.
fn facts_after(detail: &Detail, whole: bool, language: Language) -> Vec<Line> {
    let document = &detail.document;
    let mut lines = Vec::new();
    if whole {
        identity(&mut lines, document, language);
    }
    let state = document.state().name();
    let stands = match language {
        Language::Vietnamese => state.vietnamese().to_owned(),
        Language::English => state.as_str().replace('_', " "),
    };
    add(&mut lines, language, ("Trạng thái", "State"), Some(stands));
    let now = held_by(document, &detail.snapshot.directory, language);
    add(&mut lines, language, ("Hiện ở", "With"), now);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_text() {
        let lines = ["<script>alert(1)</script>".to_owned(), "a \"b\" & 'c'".to_owned()];
        for language in [Language::Vietnamese, Language::English] {
            let page = message("<b>", &lines, None, true, language).unwrap();
            assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
            assert!(page.contains("&lt;script&gt;") && page.contains("&amp;"), "{page}");
            assert!(page.starts_with("<!doctype html>"), "{page}");
        }
    }

    #[test]
    fn the_policy_knows_the_style_as_it_is_sent() {
        let page = message("a", &[], None, true, Language::Vietnamese).unwrap();
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        let hash = STANDARD.encode(Sha256::digest(style));
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "{}", *POLICY);
        assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("url("), "{page}");
    }
}
