//! What the pages tell of a dossier: what it asks for, where it stands, and what one decides on.

use office::{
    domain::{
        ConsultationId,
        assignment::Holder,
        dossier::{CommandKind, Consultation, Dossier},
        organisation::{Directory, Person, SortKey},
        work::Desk,
    },
    dossiers::DossierDetail,
};

use super::{
    choices::Choice,
    shown::{Line, acts_as, add, holder, moment},
    sides::Of,
};
use crate::problem::Language;

/// What a dossier is: what it asks for, its code, and whose it is.
fn identity(lines: &mut Vec<Line>, dossier: &Dossier, language: Language) {
    let facts = dossier.facts();
    let procedure = facts.procedure.as_ref().map(|procedure| procedure.name.to_string());
    add(lines, language, ("Thủ tục", "Procedure"), procedure);
    add(lines, language, ("Mã hồ sơ", "Code"), dossier.code().map(ToString::to_string));
    add(lines, language, ("Chủ hồ sơ", "Whose dossier"), Some(facts.owner.name.to_string()));
}

/// What somebody is shown who is to act.
pub(super) fn facts(open: &Of<'_>, language: Language) -> Vec<Line> {
    let (dossier, directory) = (&open.detail.dossier, &open.detail.snapshot.directory);
    let mut lines = Vec::new();
    identity(&mut lines, dossier, language);
    let step = dossier.state().run().map(|run| run.name.to_string());
    add(&mut lines, language, ("Bước", "Step"), step);
    let due = asked(open).map_or_else(|| dossier.next_due(), |one| Some(one.due));
    add(&mut lines, language, ("Hạn", "To be done by"), due.map(moment));
    let whole = dossier.clock().map(|clock| moment(clock.due));
    add(&mut lines, language, ("Hẹn trả kết quả", "Appointed for"), whole);
    acts_as(&mut lines, open.link, directory, language);
    lines
}

/// The question that is to be answered.
fn asked<'a>(open: &Of<'a>) -> Option<&'a Consultation> {
    let place = open.link.assignment.filter(|_| open.command == CommandKind::AnswerConsultation)?;
    open.detail.dossier.consultation(ConsultationId(place.0))
}

/// What one decides on: the question, the words that came with the step, and the files.
pub(super) fn quotes(open: &Of<'_>, language: Language) -> Vec<Line> {
    let dossier = &open.detail.dossier;
    let mut lines = Vec::new();
    add(&mut lines, language, ("Nội dung hỏi", "What is asked"), asked(open).map(|one| one.question.to_string()));
    if let Some(run) = dossier.state().run() {
        add(
            &mut lines,
            language,
            ("Lý do chuyển trả", "Why it came back"),
            run.returned.as_ref().map(ToString::to_string),
        );
        add(&mut lines, language, ("Nội dung chuyển", "Said with it"), run.note.as_ref().map(ToString::to_string));
    }
    let files: Vec<&str> = dossier.files().map(|attached| attached.file.name.as_str()).collect();
    add(&mut lines, language, ("Tệp (xem trên hệ thống)", "Files (in the system)"), Some(files.join("\n")));
    lines
}

/// How a dossier stands, when something was done, and then what it is, too; or nothing can be done any more.
pub(super) fn facts_after(detail: &DossierDetail, whole: bool, language: Language) -> Vec<Line> {
    let dossier = &detail.dossier;
    let mut lines = Vec::new();
    if whole {
        identity(&mut lines, dossier, language);
    }
    let state = dossier.state().name();
    let stands = match language {
        Language::Vietnamese => state.vietnamese().to_owned(),
        Language::English => state.as_str().replace('_', " "),
    };
    add(&mut lines, language, ("Trạng thái", "State"), Some(stands));
    add(&mut lines, language, ("Hiện ở", "With"), held_by(dossier, &detail.snapshot.directory, language));
    lines
}

/// Who has the dossier now.
fn held_by(dossier: &Dossier, directory: &Directory, language: Language) -> Option<String> {
    Some(match dossier.desk()? {
        Desk::Registry => language.pick("Văn thư cơ quan", "The registry").to_owned(),
        Desk::OneStop => language.pick("Bộ phận một cửa", "The one-stop shop").to_owned(),
        Desk::Holder(by) => holder(by, directory),
    })
}

/// The ways that the step leads.
pub(super) fn branches(open: &Of<'_>) -> Vec<Choice> {
    let run = open.detail.dossier.state().run();
    let choice = |label: &str| Choice { value: label.to_owned(), label: label.to_owned(), chosen: false };
    run.map(|run| run.next.iter().map(|branch| choice(branch.label.as_str())).collect()).unwrap_or_default()
}

/// The steps to which it may go back: those that it has gone through by name, others by their code.
pub(super) fn steps_back(open: &Of<'_>) -> Vec<Choice> {
    let dossier = &open.detail.dossier;
    let named = |code: &office::domain::StepCode| {
        let walked = dossier.walked().iter().rev().find(|walked| walked.step.as_ref() == Some(code));
        walked.map_or_else(|| code.to_string(), |walked| walked.name.to_string())
    };
    let choice = |code| Choice { value: ToString::to_string(code), label: named(code), chosen: false };
    dossier.state().run().map(|run| run.back.iter().map(choice).collect()).unwrap_or_default()
}

/// The people of the department on whose desk it lies, but for whoever has it already, sorted as names are.
pub(super) fn officers(open: &Of<'_>) -> Vec<Choice> {
    let Some(run) = open.detail.dossier.state().run() else { return Vec::new() };
    let Desk::Holder(Holder::Department(unit)) = run.desk else { return Vec::new() };
    let belongs = |person: &&Person| person.posts.contains_key(&unit) && run.officer != Some(person.id);
    let mut people: Vec<&Person> = open.detail.snapshot.directory.staff().filter(belongs).collect();
    people.sort_by_cached_key(|person| SortKey::of(&person.name));
    people.into_iter().map(super::choices::choice).collect()
}
