//! What is wrong with a procedure beyond its being one: whether every dossier comes to an end, whether somebody acts at each step, whether
//! the steps fit the term, and what whoever reads it would miss. It never fails, whatever it is given.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    content::{FeeWhen, ProcedureContent},
    finding::{Finding, FindingCode as Code, Severity},
    process::{Act, Doer, Step},
    ways::{DAY, Length, Ways},
};
use crate::{
    DepartmentCode, Refusal, Rule, StepCode, Words,
    calendar::Term,
    fold,
    organisation::{Department, Directory, Role},
};

/// What is found, in the order of the content's parts. Who acts is looked at where an office is known.
pub fn lint(content: &ProcedureContent, office: Option<&Directory>) -> Vec<Finding> {
    let mut found = Vec::new();
    content_of(content, &mut found);
    ways_of(content, &mut found);
    for (n, step) in content.process.steps.iter().enumerate() {
        step_of(step, n, &mut found);
    }
    times_of(content, &mut found);
    extension_of(content, &mut found);
    if let Some(office) = office {
        office_of(content, office, &mut found);
    }
    found
}

/// The errors among them, as refusals to publish.
pub fn refusals(findings: &[Finding]) -> Vec<Refusal> {
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
    let refusal = |finding: &Finding| {
        let words = finding.words();
        Refusal::new(Rule::ProcedureFinding)
            .at(finding.pointer.clone())
            .with("finding_vi", words.vi)
            .with("finding_en", words.en)
    };
    errors.map(refusal).collect()
}

fn at_step(code: Code, step: &Step, pointer: String) -> Finding {
    let mut finding = Finding::new(code, pointer).with("step", &step.name);
    finding.step = Some(step.code.clone());
    finding
}

/// Each value's later occurrences, by place, compared as people read them.
fn repeated<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut seen = BTreeSet::new();
    names.enumerate().filter(|(_, name)| !seen.insert(fold(name))).collect()
}

fn content_of(content: &ProcedureContent, found: &mut Vec<Finding>) {
    if content.legal_basis.is_empty() {
        found.push(Finding::new(Code::LegalBasisMissing, "/legal_basis"));
    }
    if content.components.is_empty() {
        found.push(Finding::new(Code::ComponentsMissing, "/components"));
    } else if !content.components.iter().any(|component| component.required) {
        found.push(Finding::new(Code::NothingRequired, "/components"));
    }
    for (n, component) in content.components.iter().enumerate() {
        // Accents count here: “đơn” is a form, “đón” isn't.
        let name = component.name.as_str().to_lowercase();
        let filled_in = ["đơn", "tờ khai", "giấy đề nghị"].iter().any(|word| begins_with_word(&name, word));
        if component.blank.is_none() && filled_in {
            let mut finding =
                Finding::new(Code::BlankMissing, format!("/components/{n}")).with("name", &component.name);
            finding.component = Some(component.code.clone());
            found.push(finding);
        }
    }
    for (n, name) in repeated(content.components.iter().map(|component| component.name.as_str())) {
        let mut finding = Finding::new(Code::ComponentNameTwice, format!("/components/{n}/name")).with("name", name);
        finding.component = content.components.get(n).map(|component| component.code.clone());
        found.push(finding);
    }
    let asks = content.process.steps.iter().any(|step| step.may.contains(&Act::Payment));
    for (n, fee) in content.fees.iter().enumerate() {
        if fee.amount.is_none() {
            found.push(Finding::new(Code::FeeUnknown, format!("/fees/{n}/amount")).with("name", &fee.name));
        }
        if fee.when == FeeWhen::Handling && !asks {
            found.push(Finding::new(Code::FeeWithoutStep, format!("/fees/{n}/when")).with("name", &fee.name));
        }
    }
    if content.term.is_none() {
        found.push(Finding::new(Code::TermMissing, "/term"));
    }
    if content.results.is_empty() {
        found.push(Finding::new(Code::ResultsMissing, "/results"));
    }
}

fn begins_with_word(name: &str, word: &str) -> bool {
    name.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn ways_of(content: &ProcedureContent, found: &mut Vec<Finding>) {
    let steps = &content.process.steps;
    let ways = Ways::of(&content.process);
    let (reached, ending) = (ways.reached(), ways.ending());
    let after: Vec<BTreeSet<usize>> = (0..steps.len()).map(|n| ways.after(n)).collect();
    let comes_after = |step: usize, earlier: usize| after.get(earlier).is_some_and(|after| after.contains(&step));
    let place = |code: &StepCode| steps.iter().position(|step| step.code == *code);
    for (n, step) in steps.iter().enumerate() {
        let at = format!("/process/steps/{n}");
        if !reached.contains(&n) {
            found.push(at_step(Code::Unreachable, step, at.clone()));
        }
        if !ending.contains(&n) {
            found.push(at_step(Code::DeadEnd, step, at.clone()));
        }
        if comes_after(n, n) {
            found.push(at_step(Code::GoesRound, step, format!("{at}/next")));
        }
        for (m, code) in step.back.iter().enumerate() {
            if let Some(earlier) = place(code).filter(|earlier| !comes_after(n, *earlier)) {
                let name = steps.get(earlier).map_or(code.as_str(), |step| step.name.as_str());
                found.push(at_step(Code::BackNotBefore, step, format!("{at}/back/{m}")).with("back", name));
            }
        }
    }
    for (n, name) in repeated(steps.iter().map(|step| step.name.as_str())) {
        if let Some(step) = steps.get(n) {
            let at = format!("/process/steps/{n}/name");
            found.push(at_step(Code::StepNameTwice, step, at).with("name", name));
        }
    }
}

fn step_of(step: &Step, n: usize, found: &mut Vec<Finding>) {
    let at = format!("/process/steps/{n}");
    for (m, label) in repeated(step.next.iter().map(|branch| branch.label.as_str())) {
        found.push(at_step(Code::LabelTwice, step, format!("{at}/next/{m}/label")).with("label", label));
    }
    if step.time.is_none() {
        found.push(at_step(Code::StepTimeMissing, step, format!("{at}/time")));
    }
    if let Doer::Department(own) = &step.doer
        && let Some(m) = step.consults.iter().position(|code| code == own)
    {
        found.push(at_step(Code::ConsultsItself, step, format!("{at}/consults/{m}")));
    }
}

fn times_of(content: &ProcedureContent, found: &mut Vec<Finding>) {
    let Some(term) = content.term else { return };
    let (way, sum) = Ways::of(&content.process).longest();
    let Some(whole) = Length::of(term).filter(|whole| sum.minutes > whole.minutes) else { return };
    let sure = !sum.rough && !whole.rough;
    let code = if sure { Code::StepsAboveTerm } else { Code::StepsPerhapsAboveTerm };
    let codes = way.iter().filter_map(|n| content.process.steps.get(*n)).map(|step| step.code.as_str());
    let way = codes.collect::<Vec<_>>().join(" → ");
    found.push(
        Finding::new(code, "/term").with("way", way).saying("sum", hours(sum.minutes)).saying("term", term.words()),
    );
}

/// Whether the apology of an extension could go out in time at all, on the very day of the reception.
fn extension_of(content: &ProcedureContent, found: &mut Vec<Finding>) {
    let Some(term) = content.term.filter(|_| content.rules.extensions > 0) else { return };
    let lead = content.rules.lead_of(term);
    let (Some(whole), Some(before)) = (Length::of(term), Length::of(lead)) else { return };
    let late = match (term, lead) {
        (Term::WorkingTime(_), _) => before.minutes >= whole.minutes,
        // The day of the reception comes before the first of the term's.
        (_, Term::WorkingTime(_)) => before.minutes > whole.minutes.saturating_add(DAY),
        _ => before.minutes > whole.minutes,
    };
    if late && !whole.rough && !before.rough {
        let finding = Finding::new(Code::ExtensionImpossible, "/rules/extension_lead");
        found.push(finding.saying("lead", lead.words()).saying("term", term.words()));
    }
}

fn hours(minutes: u64) -> Words {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let (vi, en) =
        if rest == 0 { (String::new(), String::new()) } else { (format!(" {rest} phút"), format!(" {rest} min")) };
    Words { vi: format!("{hours} giờ{vi} làm việc"), en: format!("{hours} h{en} of work") }
}

fn office_of(content: &ProcedureContent, office: &Directory, found: &mut Vec<Finding>) {
    let departments: BTreeMap<&str, &Department> =
        office.departments.values().map(|department| (department.code.as_str(), department)).collect();
    let known = |code: &DepartmentCode| departments.get(code.as_str()).copied();
    let led = |department: &Department| office.leads_of(department.id).next().is_some();
    for (n, code) in content.desks.iter().enumerate() {
        if !known(code).is_some_and(|desk| desk.active) {
            found.push(Finding::new(Code::DeskUnknown, format!("/desks/{n}")).with("department", code));
        }
    }
    if content.desks.is_empty() && office.with_role(Role::OneStopClerk).next().is_none() {
        found.push(Finding::new(Code::NobodyReceives, "/desks"));
    }
    for (n, step) in content.process.steps.iter().enumerate() {
        let at = format!("/process/steps/{n}");
        match &step.doer {
            Doer::Department(code) => {
                let at = format!("{at}/doer/department");
                match known(code) {
                    None => found.push(at_step(Code::StepDepartmentUnknown, step, at).with("department", code)),
                    Some(unit) if !unit.active => {
                        found.push(at_step(Code::StepDepartmentEnded, step, at).with("name", &unit.name));
                    }
                    Some(unit) if !led(unit) => {
                        found.push(at_step(Code::StepDepartmentWithoutHead, step, at).with("name", &unit.name));
                    }
                    Some(_) => {}
                }
            }
            Doer::Role(role) => {
                let words = Words { vi: role.vietnamese().to_owned(), en: role.as_str().replace('_', " ") };
                let code = if role.only_runs_the_system() {
                    Some(Code::StepRoleHandlesNothing)
                } else {
                    office.with_role(*role).next().is_none().then_some(Code::StepRoleWithoutHolder)
                };
                if let Some(code) = code {
                    found.push(at_step(code, step, format!("{at}/doer/role")).saying("role", words));
                }
            }
        }
        for (m, code) in step.consults.iter().enumerate() {
            let at = format!("{at}/consults/{m}");
            match known(code).filter(|unit| unit.active) {
                None => found.push(at_step(Code::ConsultUnknown, step, at).with("department", code)),
                Some(unit) if !led(unit) => {
                    found.push(at_step(Code::ConsultWithoutHead, step, at).with("name", &unit.name));
                }
                Some(_) => {}
            }
        }
    }
}
