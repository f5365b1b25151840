//! Procedures: lines of the catalogue, versions, what is found in them, and how a dossier would go.

use chrono::{DateTime, Utc};
use office::{
    domain::{
        ComponentCode, Label, PersonId, ProcedureId, Reason, StepCode, Words,
        procedure::{
            Finding, FindingCode, OnlineLevel, Outcome, ProcedureContent, ProcedureLevel, Severity, Simulation, Visit,
            process::Doer,
        },
    },
    procedures::{CatalogueLine, ProcedureDetail, Published, PublishedDetail},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Language;

fn in_words(words: Words, language: Language) -> String {
    if language == Language::English { words.en } else { words.vi }
}

/// A procedure as it stands in the catalogue.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcedureLine)]
pub struct ProcedureLineView {
    /// Which.
    pub id: ProcedureId,
    /// Mã thủ tục.
    pub code: String,
    /// The last version that was published.
    pub version: u32,
    /// Tên thủ tục.
    pub name: String,
    /// Lĩnh vực.
    pub field: String,
    /// Cấp thực hiện.
    pub level: ProcedureLevel,
    /// Mức độ trực tuyến.
    pub online: OnlineLevel,
    /// When it was withdrawn; none where it is offered.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it was published or withdrawn last.
    pub changed_at: DateTime<Utc>,
}

impl From<&CatalogueLine> for ProcedureLineView {
    fn from(line: &CatalogueLine) -> Self {
        Self {
            id: line.id,
            code: line.code.clone(),
            version: line.version,
            name: line.name.clone(),
            field: line.field.clone(),
            level: line.level,
            online: line.online,
            withdrawn_at: line.withdrawal.as_ref().map(|withdrawal| withdrawal.at),
            changed_at: line.changed_at,
        }
    }
}

/// Who published or withdrew it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProcedurePerson {
    /// Who.
    pub id: PersonId,
    /// Họ và tên.
    pub name: String,
}

/// That a version was published.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcedureVersion)]
pub struct VersionView {
    /// Which.
    pub version: u32,
    /// By whom.
    pub published_by: ProcedurePerson,
    /// When.
    pub published_at: DateTime<Utc>,
}

/// That nothing is received for it any more.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcedureWithdrawal)]
pub struct WithdrawalView {
    /// By whom.
    pub by: ProcedurePerson,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Reason,
}

/// Something that was found in a procedure.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcedureFinding)]
pub struct FindingView {
    /// Its stable name.
    pub code: FindingCode,
    /// An error keeps it from being published; a warning doesn't.
    pub severity: Severity,
    /// Where in the content, as a JSON pointer.
    pub pointer: String,
    /// At which step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<StepCode>,
    /// In which component.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentCode>,
    /// What is wrong, in Vietnamese.
    pub text: String,
    /// The same in English.
    pub text_en: String,
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        let words = finding.words();
        Self {
            code: finding.code,
            severity: finding.severity(),
            pointer: finding.pointer.clone(),
            step: finding.step.clone(),
            component: finding.component.clone(),
            text: words.vi,
            text_en: words.en,
        }
    }
}

/// A procedure with a version of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Procedure)]
pub struct ProcedureView {
    /// Which.
    pub id: ProcedureId,
    /// The version that is shown.
    pub version: u32,
    /// The last version, which dossiers are received under.
    pub latest_version: u32,
    /// What was published.
    pub content: ProcedureContent,
    /// The term in words, in the reader's language.
    pub term_text: Option<String>,
    /// Since when and why nothing is received for it any more; none where it is offered.
    pub withdrawal: Option<WithdrawalView>,
    /// Its versions, the newest first.
    pub versions: Vec<VersionView>,
    /// What is found in the version by the office as it is now: people and departments change, and what was published does not.
    pub findings: Vec<FindingView>,
    /// Its process as a flowchart, in Mermaid's language.
    pub drawing: String,
}

impl ProcedureView {
    /// For a reader.
    pub fn of(detail: &ProcedureDetail, language: Language) -> Self {
        let person = |by: office::domain::By| {
            let known = detail.snapshot.directory.people.get(&by.desk());
            ProcedurePerson { id: by.desk(), name: known.map_or_else(String::new, |person| person.name.clone()) }
        };
        Self {
            id: detail.line.id,
            version: detail.edition.version,
            latest_version: detail.line.version,
            content: detail.edition.content.clone(),
            term_text: detail.edition.content.term.map(|term| in_words(term.words(), language)),
            withdrawal: detail.line.withdrawal.as_ref().map(|withdrawal| WithdrawalView {
                by: person(withdrawal.by),
                at: withdrawal.at,
                reason: withdrawal.reason.clone(),
            }),
            versions: detail
                .publications
                .iter()
                .map(|one| VersionView { version: one.version, published_by: person(one.by), published_at: one.at })
                .collect(),
            findings: detail.findings.iter().map(FindingView::from).collect(),
            drawing: detail.drawing.clone(),
        }
    }
}

/// What publishing came to.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PublicationOutcome)]
pub enum PublicationOutcomeView {
    /// The next version.
    Published,
    /// The last version has the same content: it stands as it was.
    Unchanged,
    /// The same content, which was withdrawn, is offered again.
    OfferedAgain,
}

/// A procedure after publishing.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PublishedProcedure)]
pub struct PublishedView {
    /// What came of it.
    pub outcome: PublicationOutcomeView,
    /// As it now stands.
    pub procedure: ProcedureView,
}

impl PublishedView {
    /// For a reader.
    pub fn of(published: &PublishedDetail, language: Language) -> Self {
        Self {
            outcome: match published.came {
                Published::New => PublicationOutcomeView::Published,
                Published::Unchanged => PublicationOutcomeView::Unchanged,
                Published::OfferedAgain => PublicationOutcomeView::OfferedAgain,
            },
            procedure: ProcedureView::of(&published.detail, language),
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcedureFindings)]
pub struct FindingsView {
    /// Whether it could be published: no finding is an error.
    pub publishable: bool,
    /// One by one.
    pub findings: Vec<FindingView>,
}

/// The way that was taken out of a step.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulatedWay {
    /// The branch's label; the earlier step's name where it goes back.
    pub label: Label,
    /// To which step; none where the dossier is handled.
    pub to: Option<StepCode>,
    /// Whether it goes back.
    pub back: bool,
}

/// A visit to a step.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SimulatedStep {
    /// Which step.
    pub step: StepCode,
    /// Its name.
    pub name: Label,
    /// Whose it is.
    pub doer: Doer,
    /// When the dossier comes.
    pub arrival: DateTime<Utc>,
    /// Until when there is time; none where the step has none of its own.
    pub due: Option<DateTime<Utc>>,
    /// When it goes on.
    pub leaves: DateTime<Utc>,
    /// By which way.
    pub way: Option<SimulatedWay>,
}

impl From<&Visit> for SimulatedStep {
    fn from(visit: &Visit) -> Self {
        let way = visit.way.as_ref();
        Self {
            step: visit.step.clone(),
            name: visit.name.clone(),
            doer: visit.doer.clone(),
            arrival: visit.arrival,
            due: visit.due,
            leaves: visit.leaves,
            way: way.map(|way| SimulatedWay { label: way.label.clone(), to: way.to.clone(), back: way.back }),
        }
    }
}

/// How a dossier would go if everybody took all the time that they have.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ProcedureSimulation)]
pub struct SimulationView {
    /// When it is received.
    pub received: DateTime<Utc>,
    /// From when its term is counted.
    pub counts_from: DateTime<Utc>,
    /// When it goes to the unit.
    pub transfer: DateTime<Utc>,
    /// Until when it is to be done, by the term alone; none where the procedure has none.
    pub due_original: Option<DateTime<Utc>>,
    /// The same with the waits.
    pub due: Option<DateTime<Utc>>,
    /// The steps, in the order of visits.
    pub steps: Vec<SimulatedStep>,
    /// How it ends.
    pub outcome: Outcome,
    /// When it leaves the last step.
    pub done: DateTime<Utc>,
    /// Whether that is after its time.
    pub late: bool,
    /// How many waits begin after it is done, and count for nothing.
    pub waits_unused: usize,
    /// The years that it goes through of which not all days are set: dates may change when they are.
    pub proposed_years: Vec<i32>,
}

impl From<&Simulation> for SimulationView {
    fn from(walked: &Simulation) -> Self {
        Self {
            received: walked.received,
            counts_from: walked.counts_from,
            transfer: walked.transfer,
            due_original: walked.due_original,
            due: walked.due,
            steps: walked.visits.iter().map(SimulatedStep::from).collect(),
            outcome: walked.outcome,
            done: walked.done,
            late: walked.is_late(),
            waits_unused: walked.waits_unused,
            proposed_years: walked.proposed_years.clone(),
        }
    }
}
