//! A dossier is walked through a procedure before there is one: when it comes to each step, until when each has time, and when it is done
//! if everybody takes all the time that they have.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    content::ProcedureContent,
    process::{Branch, Doer, Step},
    rules::SupplementClock,
};
use crate::{
    Label, Refusal, Rule, StepCode, UtcTime,
    assignment::Counted,
    calendar::{Calendar, CalendarFault, Term},
    dossier, fold,
    organisation::{Directory, OfficeCalendar},
};

/// The most visits to steps that are walked.
pub const MOST_VISITS: usize = 500;
/// The most choices, and the most waits.
pub const MOST_CHOICES: usize = 100;

/// Which way is taken at a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SimulationChoice)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// At which step. Named again it is for the next visit.
    pub step: StepCode,
    /// The branch by its label; or an earlier step by its code, to go back.
    pub branch: Label,
}

/// A time in which a citizen completes the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// When completion was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub from: UtcTime,
    /// When the dossier was complete.
    #[schema(value_type = String, format = DateTime)]
    pub until: UtcTime,
}

/// How the dossier goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// When it was received.
    pub received: UtcTime,
    /// Where another way than the first is taken.
    pub choose: Vec<Choice>,
    /// When it waits for its applicant, in order.
    pub waits: Vec<Wait>,
}

/// A visit to a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Which step.
    pub step: StepCode,
    /// Its name.
    pub name: Label,
    /// Whose it is.
    pub doer: Doer,
    /// When the dossier comes.
    pub arrival: UtcTime,
    /// Until when there is time; nothing where the step has none of its own.
    pub due: Option<UtcTime>,
    /// When it goes on.
    pub leaves: UtcTime,
    /// By which way.
    pub way: Option<Taken>,
}

/// The way that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The branch's label; the earlier step's name where it goes back.
    pub label: Label,
    /// To which step; nothing where it is handled.
    pub to: Option<StepCode>,
    /// Whether it goes back.
    pub back: bool,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was handled.
    Done,
    /// It would go round for ever, or for longer than is walked.
    WentRound,
    /// It stands at a step that leads nowhere.
    Stuck,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Simulation {
    /// When it was received.
    pub received: UtcTime,
    /// From when its term is counted.
    pub counts_from: UtcTime,
    /// When it goes to the unit.
    pub transfer: UtcTime,
    /// Until when it is to be done, by its term alone; nothing where the procedure has none.
    pub due_original: Option<UtcTime>,
    /// The same with the waits.
    pub due: Option<UtcTime>,
    /// The steps, in the order of visits.
    pub visits: Vec<Visit>,
    /// How it ended.
    pub outcome: Outcome,
    /// When it left the last step.
    pub done: UtcTime,
    /// How many of the waits began after it was done, and count for nothing.
    pub waits_unused: usize,
    /// The years of which not all days are known.
    pub proposed_years: Vec<i32>,
}

impl Simulation {
    /// Whether it is done after its time.
    pub fn is_late(&self) -> bool {
        self.due.is_some_and(|due| self.done > due)
    }
}

/// Walks a dossier through. The calendar of the department counts at its steps, where the office is known; else the agency's.
///
/// # Errors
/// A choice or a wait that can't be, and a term that ends nowhere by the calendar.
pub fn simulate(
    content: &ProcedureContent,
    course: &Course,
    calendar: &OfficeCalendar,
    office: Option<&Directory>,
) -> Result<Simulation, Refusal> {
    check_course(content, course)?;
    let out_of_time = |_: CalendarFault| Refusal::new(Rule::DateOutOfRange).at("/from");
    let agency = calendar.agency();
    let counts_from = content.rules.counts_from(course.received, agency).map_err(out_of_time)?;
    let transfer = content.rules.transfer(course.received, agency).map_err(out_of_time)?;
    let mut clock = Clock { calendar: agency, years: Vec::new() };
    let begin = |term| begun(agency, &mut clock.years, counts_from, term, "/content/term");
    let whole = content.term.map(begin).transpose()?;
    let due = whole.as_ref().map(|whole| whole.due);
    let mut walk = Walk {
        content,
        course,
        calendar,
        office,
        clock,
        now: transfer,
        whole,
        visits: Vec::new(),
        choices_used: vec![false; course.choose.len()],
        waits_used: 0,
    };
    let outcome = walk.go()?;
    let Walk { mut clock, now, whole, visits, waits_used, .. } = walk;
    clock.years.sort_unstable();
    clock.years.dedup();
    Ok(Simulation {
        received: course.received,
        counts_from,
        transfer,
        due_original: due,
        due: whole.map(|whole| whole.due),
        visits,
        outcome,
        done: now,
        waits_unused: course.waits.len().saturating_sub(waits_used),
        proposed_years: clock.years,
    })
}

fn check_course(content: &ProcedureContent, course: &Course) -> Result<(), Refusal> {
    for (count, at) in [(course.choose.len(), "/choose"), (course.waits.len(), "/waits")] {
        if count > MOST_CHOICES {
            return Err(Refusal::new(Rule::TooManyEntries).with("max", MOST_CHOICES).with("count", count).at(at));
        }
    }
    for (n, choice) in course.choose.iter().enumerate() {
        let no_such = || Refusal::new(Rule::NoSuchStep).with("step", &choice.step).at(format!("/choose/{n}/step"));
        let step = content.process.step(&choice.step).ok_or_else(no_such)?;
        if way_by(step, &choice.branch).is_none() {
            let labels = step.next.iter().map(|branch| branch.label.as_str());
            let known: Vec<&str> = labels.chain(step.back.iter().map(StepCode::as_str)).collect();
            return Err(Refusal::new(Rule::NoSuchBranch)
                .with("step", &step.name)
                .with("known", known.join(", "))
                .with("branch", &choice.branch)
                .at(format!("/choose/{n}/branch")));
        }
    }
    let mut before = course.received;
    for (n, wait) in course.waits.iter().enumerate() {
        if wait.from < before || wait.until <= wait.from {
            return Err(Refusal::new(Rule::WaitInverted).at(format!("/waits/{n}")));
        }
        before = wait.until;
    }
    Ok(())
}

/// A way out of a step.
enum Way<'a> {
    Forth(&'a Branch),
    Back(&'a StepCode),
}

/// The way of this name, as people write names.
fn way_by<'a>(step: &'a Step, name: &Label) -> Option<Way<'a>> {
    let exact = step.next.iter().find(|branch| branch.label == *name);
    let wanted = fold(name.as_str());
    let branch = exact.or_else(|| step.next.iter().find(|branch| fold(branch.label.as_str()) == wanted));
    branch.map(Way::Forth).or_else(|| step.back.iter().find(|code| code.as_str() == name.as_str()).map(Way::Back))
}

/// The agency's calendar, and the years of which not all is known.
struct Clock<'a> {
    calendar: &'a Calendar,
    years: Vec<i32>,
}

fn ends_nowhere(term: Term, at: &str) -> Refusal {
    Refusal::new(Rule::TermEndsNowhere).with("term", term).at(at)
}

fn due(calendar: &Calendar, years: &mut Vec<i32>, from: UtcTime, term: Term, at: &str) -> Result<UtcTime, Refusal> {
    let due = calendar.due(from, term).map_err(|_| ends_nowhere(term, at))?;
    for year in due.proposed_years {
        if !years.contains(&year) {
            years.push(year);
        }
    }
    Ok(due.at)
}

/// A clock that begins then.
fn begun(
    calendar: &Calendar,
    years: &mut Vec<i32>,
    from: UtcTime,
    term: Term,
    at: &str,
) -> Result<dossier::Clock, Refusal> {
    due(calendar, years, from, term, at)?;
    dossier::Clock::start(Counted { term, from, unit: None }, calendar).map_err(|_| ends_nowhere(term, at))
}

/// A clock that has rested goes on, or its term begins anew.
fn rested(
    clock: &mut dossier::Clock,
    (from, until): (UtcTime, UtcTime),
    anew: Option<UtcTime>,
    calendar: &Calendar,
    at: &str,
) -> Result<(), Refusal> {
    clock.rest(from);
    let moved = clock.goes_on(until, anew, calendar).map_err(|_| ends_nowhere(clock.term, at))?;
    clock.run();
    if let Some(moved) = moved {
        clock.move_to(moved, until);
    }
    Ok(())
}

struct Walk<'a> {
    content: &'a ProcedureContent,
    course: &'a Course,
    calendar: &'a OfficeCalendar,
    office: Option<&'a Directory>,
    clock: Clock<'a>,
    now: UtcTime,
    /// The clock of the whole, as the dossier's own.
    whole: Option<dossier::Clock>,
    visits: Vec<Visit>,
    choices_used: Vec<bool>,
    waits_used: usize,
}

impl<'a> Walk<'a> {
    fn go(&mut self) -> Result<Outcome, Refusal> {
        let mut place = self.content.process.first();
        // Where the dossier has been since a choice was last used up: there again, it would go the same way for ever.
        let mut been: Vec<&StepCode> = Vec::new();
        while let Some(step) = place {
            if been.contains(&&step.code) || self.visits.len() >= MOST_VISITS {
                return Ok(Outcome::WentRound);
            }
            been.push(&step.code);
            let (way, chosen) = self.way(step);
            if chosen {
                been.clear();
            }
            self.visit(step, way.as_ref())?;
            place = match way {
                None => return Ok(Outcome::Stuck),
                Some(Way::Forth(Branch { to: None, .. })) => return Ok(Outcome::Done),
                Some(Way::Forth(Branch { to: Some(code), .. }) | Way::Back(code)) => self.content.process.step(code),
            };
        }
        Ok(Outcome::Stuck)
    }

    /// The way that is taken now, and whether somebody chose it.
    fn way(&mut self, step: &'a Step) -> (Option<Way<'a>>, bool) {
        let choices = self.course.choose.iter().zip(self.choices_used.iter_mut());
        for (choice, used) in choices {
            if !*used && choice.step == step.code {
                *used = true;
                return (way_by(step, &choice.branch), true);
            }
        }
        (step.next.first().map(Way::Forth), false)
    }

    fn calendar_of(&self, step: &Step) -> &'a Calendar {
        let unit = match (&step.doer, self.office) {
            (Doer::Department(code), Some(office)) => {
                office.departments.values().find(|unit| unit.code == code.as_str()).map(|unit| (unit.id, office))
            }
            _ => None,
        };
        unit.map_or_else(|| self.calendar.agency(), |(id, office)| self.calendar.of_department(id, office))
    }

    fn visit(&mut self, step: &'a Step, way: Option<&Way<'_>>) -> Result<(), Refusal> {
        let calendar = self.calendar_of(step);
        let place = self.content.process.steps.iter().position(|other| other.code == step.code).unwrap_or_default();
        let at = format!("/content/process/steps/{place}/time");
        let arrival = self.now;
        let begin = |time| begun(calendar, &mut self.clock.years, arrival, time, &at);
        let mut time = step.time.map(begin).transpose()?;
        let mut leaves = time.as_ref().map_or(arrival, |time| time.due);
        while let Some(wait) = self.course.waits.get(self.waits_used).filter(|wait| wait.from <= leaves) {
            self.waits_used = self.waits_used.saturating_add(1);
            self.wait(*wait)?;
            if let Some(time) = &mut time
                && self.content.rules.supplement_clock != SupplementClock::Runs
            {
                let rest = (wait.from.max(arrival), wait.until.max(arrival));
                rested(time, rest, None, calendar, &at)?;
            }
            // Nobody hands on what isn't there yet.
            leaves = leaves.max(time.as_ref().map_or(arrival, |time| time.due)).max(wait.until);
        }
        let label_of = |code: &StepCode| {
            let earlier = self.content.process.step(code);
            earlier.map_or_else(|| step.name.clone(), |earlier| earlier.name.clone())
        };
        self.visits.push(Visit {
            step: step.code.clone(),
            name: step.name.clone(),
            doer: step.doer.clone(),
            arrival,
            due: time.map(|time| time.due),
            leaves,
            way: way.map(|way| match way {
                Way::Forth(branch) => Taken { label: branch.label.clone(), to: branch.to.clone(), back: false },
                Way::Back(code) => Taken { label: label_of(code), to: Some((*code).clone()), back: true },
            }),
        });
        self.now = leaves;
        Ok(())
    }

    /// What a wait makes of the time for the whole: what a dossier's own clock makes of it.
    fn wait(&mut self, wait: Wait) -> Result<(), Refusal> {
        let rules = &self.content.rules;
        let Some(whole) = self.whole.as_mut().filter(|_| rules.supplement_clock != SupplementClock::Runs) else {
            return Ok(());
        };
        let (calendar, at) = (self.clock.calendar, "/content/term");
        let anew = rules.begins_anew(wait.until, calendar);
        rested(whole, (wait.from, wait.until), anew, calendar, at)?;
        due(calendar, &mut self.clock.years, whole.counted.from, whole.counted.term, at).map(|_| ())
    }
}
