//! Whether a procedure is one at all: limits, codes that stand once, steps that are there, terms that are lengths of time. What goes
//! beyond, whether it can be worked by, is said by [`super::lint`].

use std::collections::BTreeSet;

use super::{
    content::{Fee, ProcedureContent},
    process::{Process, Step},
    rules::HandlingRules,
};
use crate::{DepartmentCode, Refusal, Rule, StepCode, calendar::Term};

/// Instruments of the legal basis.
pub const MOST_INSTRUMENTS: usize = 50;
/// Components of a dossier.
pub const MOST_COMPONENTS: usize = 100;
/// Fees.
pub const MOST_FEES: usize = 20;
/// Results.
pub const MOST_RESULTS: usize = 10;
/// Desks that receive it; departments that one step consults; branches of one step, and ways back.
pub const MOST_NAMED: usize = 20;
/// Steps.
pub const MOST_STEPS: usize = 100;
/// How many of a paper, and how many sets.
pub const MOST_COPIES: u8 = 99;
/// Đồng.
pub const MOST_AMOUNT: u64 = 1_000_000_000_000;
/// How often something may be set to be done.
pub const MOST_TIMES: u8 = 9;

/// All that is wrong with this content in itself, each at its place; nothing where it is a procedure.
pub fn check(content: &ProcedureContent) -> Vec<Refusal> {
    let mut faults = Faults::default();
    let ProcedureContent {
        code,
        legal_basis,
        components,
        sets,
        fees,
        term,
        results,
        desks,
        rules,
        process,
        name: _,
        field: _,
        authority: _,
        level: _,
        online: _,
    } = content;
    faults.code(code.as_str(), "/code");
    faults.most(legal_basis, MOST_INSTRUMENTS, "/legal_basis");
    faults.most(components, MOST_COMPONENTS, "/components");
    for (n, component) in components.iter().enumerate() {
        faults.code(component.code.as_str(), &format!("/components/{n}/code"));
        faults.range(component.count, 1, MOST_COPIES, &format!("/components/{n}/count"));
    }
    faults.once(components.iter().map(|one| one.code.as_str()), |n| format!("/components/{n}/code"));
    faults.range(*sets, 1, MOST_COPIES, "/sets");
    faults.most(fees, MOST_FEES, "/fees");
    for (n, Fee { amount, .. }) in fees.iter().enumerate() {
        faults.range(amount.unwrap_or(0), 0, MOST_AMOUNT, &format!("/fees/{n}/amount"));
    }
    faults.length(*term, "/term");
    faults.most(results, MOST_RESULTS, "/results");
    faults.departments(desks, "/desks");
    faults.rules(rules);
    faults.process(process);
    faults.0
}

#[derive(Default)]
struct Faults(Vec<Refusal>);

impl Faults {
    fn add(&mut self, refusal: Refusal, at: &str) {
        self.0.push(refusal.at(at));
    }

    fn most<T>(&mut self, entries: &[T], max: usize, at: &str) {
        if entries.len() > max {
            self.add(Refusal::new(Rule::TooManyEntries).with("max", max).with("count", entries.len()), at);
        }
    }

    fn range<T: Copy + PartialOrd + std::fmt::Display>(&mut self, value: T, min: T, max: T, at: &str) {
        if value < min || value > max {
            self.add(Refusal::new(Rule::SettingOutOfRange).with("min", min).with("max", max), at);
        }
    }

    /// Codes stand in addresses, on a command line and in drawings.
    fn code(&mut self, code: &str, at: &str) {
        if !code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')) {
            self.add(Refusal::new(Rule::CodeLetters), at);
        }
    }

    fn once<'a>(&mut self, entries: impl Iterator<Item = &'a str>, at: impl Fn(usize) -> String) {
        let mut seen = BTreeSet::new();
        for (n, entry) in entries.enumerate() {
            if !seen.insert(entry) {
                self.add(Refusal::new(Rule::EntryTwice).with("entry", entry), &at(n));
            }
        }
    }

    fn departments(&mut self, codes: &[DepartmentCode], at: &str) {
        self.most(codes, MOST_NAMED, at);
        self.once(codes.iter().map(DepartmentCode::as_str), |n| format!("{at}/{n}"));
    }

    /// A length of time, not a day: a procedure is for dossiers of any day.
    fn length(&mut self, term: Option<Term>, at: &str) {
        if matches!(term, Some(Term::EndOf(_) | Term::Fixed(_))) {
            self.add(Refusal::new(Rule::TermNotALength), at);
        }
    }

    fn rules(&mut self, rules: &HandlingRules) {
        let HandlingRules {
            check,
            intake_supplements,
            supplements,
            supplement_wait,
            payment_wait,
            extensions,
            extension_lead,
            uncollected,
            ..
        } = rules;
        for (times, name) in
            [(intake_supplements, "intake_supplements"), (supplements, "supplements"), (extensions, "extensions")]
        {
            self.range(*times, 0, MOST_TIMES, &format!("/rules/{name}"));
        }
        for (term, name) in [
            (Some(*check), "check"),
            (Some(*supplement_wait), "supplement_wait"),
            (Some(*payment_wait), "payment_wait"),
            (*extension_lead, "extension_lead"),
            (Some(*uncollected), "uncollected"),
        ] {
            self.length(term, &format!("/rules/{name}"));
        }
    }

    fn process(&mut self, process: &Process) {
        let steps = &process.steps;
        if steps.is_empty() {
            self.add(Refusal::new(Rule::ProcessEmpty), "/process/steps");
        }
        self.most(steps, MOST_STEPS, "/process/steps");
        self.once(steps.iter().map(|step| step.code.as_str()), |n| format!("/process/steps/{n}/code"));
        let known: BTreeSet<&str> = steps.iter().map(|step| step.code.as_str()).collect();
        for (n, step) in steps.iter().enumerate() {
            self.step(step, &known, &format!("/process/steps/{n}"));
        }
    }

    fn step(&mut self, step: &Step, known: &BTreeSet<&str>, at: &str) {
        self.code(step.code.as_str(), &format!("{at}/code"));
        self.length(step.time, &format!("{at}/time"));
        self.departments(&step.consults, &format!("{at}/consults"));
        if step.next.is_empty() {
            self.add(Refusal::new(Rule::BranchMissing).with("step", &step.code), &format!("{at}/next"));
        }
        self.most(&step.next, MOST_NAMED, &format!("{at}/next"));
        self.most(&step.back, MOST_NAMED, &format!("{at}/back"));
        let no_such = |code: &str| Refusal::new(Rule::NoSuchStep).with("step", code);
        for (n, branch) in step.next.iter().enumerate() {
            if let Some(to) = branch.to.as_ref().filter(|to| !known.contains(to.as_str())) {
                self.add(no_such(to.as_str()), &format!("{at}/next/{n}/to"));
            }
        }
        self.once(step.back.iter().map(StepCode::as_str), |n| format!("{at}/back/{n}"));
        for (n, back) in step.back.iter().enumerate() {
            if !known.contains(back.as_str()) {
                self.add(no_such(back.as_str()), &format!("{at}/back/{n}"));
            } else if *back == step.code {
                self.add(Refusal::new(Rule::BackToItself).with("step", back), &format!("{at}/back/{n}"));
            }
        }
    }
}
