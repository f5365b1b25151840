//! Agencies and their organisation with all its dates, as those see them who administer them.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    AgencySnapshot,
    domain::{
        AgencyId, DepartmentId, Label, OfficeSettings, PersonId, RoutingRuleId, WebhookId,
        assignment::Holder,
        incoming::Routing,
        organisation::{
            AgencyRecord, DepartmentRecord, Directory, Organisation, PersonRecord, Post, Record, Role, RuleRecord,
        },
    },
    organisation::{ChangeRow, Changed},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{PersonRef, service::SystemRef, signing::SigningView};
use crate::problem::{ApiError, Kind};

/// A name that an agency has, or had.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AgencyName)]
pub struct AgencyNameView {
    /// Tên cơ quan.
    name: String,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: Option<NaiveDate>,
}

/// An identifier code that an agency has, or had.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AgencyCode)]
pub struct AgencyCodeView {
    /// Mã định danh.
    code: String,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: Option<NaiveDate>,
}

/// Who carries on what an abolished agency did.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AgencySuccessor)]
pub struct SuccessorView {
    /// Mã định danh.
    code: String,
    /// Tên cơ quan.
    name: String,
}

/// An agency with its dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AgencyDetail)]
pub struct AgencyDetailView {
    /// Which.
    pub id: AgencyId,
    /// Its latest code.
    code: String,
    /// Its latest name.
    name: String,
    /// All its names, oldest first.
    names: Vec<AgencyNameView>,
    /// All its codes, oldest first.
    codes: Vec<AgencyCodeView>,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: Option<NaiveDate>,
    /// Who carries on.
    successors: Vec<SuccessorView>,
    /// What it lets superior agencies know, by its beginning.
    oversight: Vec<OversightView>,
}

/// What an agency lets a superior one know.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Oversight)]
pub struct OversightView {
    /// Mã định danh of the superior agency.
    agency: String,
    /// How much comes in, is open, is late, is done.
    figures: bool,
    /// Where the documents stand that the superior has sent.
    follow_up: bool,
    /// The first day.
    from: NaiveDate,
    /// The last day.
    until: Option<NaiveDate>,
    /// Số, ký hiệu of the instrument that says so.
    instrument: String,
}

impl From<&AgencyRecord> for AgencyDetailView {
    fn from(agency: &AgencyRecord) -> Self {
        Self {
            id: agency.id,
            code: agency.codes.last().map(|c| c.code.clone()).unwrap_or_default(),
            name: agency.names.last().map(|n| n.name.clone()).unwrap_or_default(),
            names: agency
                .names
                .iter()
                .map(|n| AgencyNameView { name: n.name.clone(), from: n.validity.from(), until: n.validity.until() })
                .collect(),
            codes: agency
                .codes
                .iter()
                .map(|c| AgencyCodeView { code: c.code.clone(), from: c.validity.from(), until: c.validity.until() })
                .collect(),
            from: agency.validity.from(),
            until: agency.validity.until(),
            successors: agency
                .successors
                .iter()
                .map(|s| SuccessorView { code: s.code.clone(), name: s.name.clone() })
                .collect(),
            oversight: agency
                .oversight
                .iter()
                .map(|one| OversightView {
                    agency: one.code.clone(),
                    figures: one.figures,
                    follow_up: one.follow_up,
                    from: one.validity.from(),
                    until: one.validity.until(),
                    instrument: one.instrument.clone(),
                })
                .collect(),
        }
    }
}

/// A department with its dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DepartmentDetail)]
pub struct DepartmentDetailView {
    /// Which.
    id: DepartmentId,
    /// Its short code.
    code: String,
    /// Tên phòng, ban.
    name: String,
    /// The department that it is part of.
    parent: Option<DepartmentId>,
    /// Its place among the others.
    order: i32,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: Option<NaiveDate>,
    /// The department that carries on its work.
    successor: Option<DepartmentId>,
}

impl From<&DepartmentRecord> for DepartmentDetailView {
    fn from(d: &DepartmentRecord) -> Self {
        Self {
            id: d.id,
            code: d.code.clone(),
            name: d.name.clone(),
            parent: d.parent,
            order: d.order,
            from: d.validity.from(),
            until: d.validity.until(),
            successor: d.successor,
        }
    }
}

/// A position with its dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Position)]
pub struct PositionView {
    /// In which department.
    department: DepartmentId,
    /// As what.
    post: Post,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: Option<NaiveDate>,
}

/// A role with its dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RoleGrant)]
pub struct RoleGrantView {
    /// Which.
    role: Role,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: Option<NaiveDate>,
}

/// A person with all that they were, are and will be.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PersonDetail)]
pub struct PersonDetailView {
    /// Who.
    id: PersonId,
    /// The name they sign in with.
    username: String,
    /// Họ và tên.
    name: String,
    /// Chức vụ.
    title: String,
    /// Where notices go.
    email: Option<String>,
    /// Their first day.
    from: NaiveDate,
    /// Their last day.
    until: Option<NaiveDate>,
    /// Their positions, by their beginning.
    positions: Vec<PositionView>,
    /// Their roles, by their beginning.
    roles: Vec<RoleGrantView>,
    /// When they were, are and will be away, by its beginning.
    absences: Vec<AbsenceView>,
    /// What they might, may and will be able to sign for the agency, by its beginning.
    signing: Vec<SigningView>,
}

/// A time in which a person is away.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Absence)]
pub struct AbsenceView {
    /// Who stands in for them.
    substitute: PersonId,
    /// The first day.
    from: NaiveDate,
    /// The last day.
    until: Option<NaiveDate>,
}

impl From<&PersonRecord> for PersonDetailView {
    fn from(p: &PersonRecord) -> Self {
        Self {
            id: p.id,
            username: p.username.clone(),
            name: p.name.clone(),
            title: p.title.clone(),
            email: p.email.as_ref().map(|a| a.as_str().to_owned()),
            from: p.validity.from(),
            until: p.validity.until(),
            positions: p
                .positions
                .iter()
                .map(|held| PositionView {
                    department: held.department,
                    post: held.post,
                    from: held.validity.from(),
                    until: held.validity.until(),
                })
                .collect(),
            roles: p
                .roles
                .iter()
                .map(|held| RoleGrantView { role: held.role, from: held.validity.from(), until: held.validity.until() })
                .collect(),
            absences: p
                .absences
                .iter()
                .map(|away| AbsenceView {
                    substitute: away.substitute,
                    from: away.validity.from(),
                    until: away.validity.until(),
                })
                .collect(),
            signing: p.signing.iter().map(SigningView::from).collect(),
        }
    }
}

/// A routing rule.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RoutingRule)]
pub struct RuleView {
    /// Which.
    id: RoutingRuleId,
    /// Its name.
    name: String,
    /// Rules are tried from the lowest number up.
    priority: i32,
    /// Words that the sender's name holds.
    author_words: Option<String>,
    /// The type of document, by code.
    document_type: Option<String>,
    /// Words that the subject holds.
    subject_words: Option<String>,
    /// Who handles it.
    to: Option<Holder>,
    /// Who reads it, where it is kept for information.
    readers: Vec<Holder>,
    /// What the holder is told.
    instruction: Option<String>,
    /// Whether it is in force.
    active: bool,
}

impl From<&RuleRecord> for RuleView {
    fn from(record: &RuleRecord) -> Self {
        let rule = &record.rule;
        let (to, readers) = match &rule.routing {
            Routing::To { holder } => (Some(*holder), Vec::new()),
            Routing::Information { readers } => (None, readers.clone()),
        };
        Self {
            id: rule.id,
            name: rule.name.clone(),
            priority: rule.priority,
            author_words: rule.author_words.clone(),
            document_type: rule.type_code.clone(),
            subject_words: rule.subject_words.clone(),
            to,
            readers,
            instruction: rule.instruction.as_ref().map(ToString::to_string),
            active: record.active,
        }
    }
}

/// An organisation with all its dates.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Organisation)]
pub struct OrganisationView {
    /// Its version; what `If-Match` takes.
    pub version: i64,
    /// The agency.
    agency: AgencyDetailView,
    /// Its departments, ended ones too: each behind the one that it is part of.
    departments: Vec<DepartmentDetailView>,
    /// Its people, those who left too, by given name.
    people: Vec<PersonDetailView>,
    /// Its routing rules, in the order in which they are tried.
    routing_rules: Vec<RuleView>,
    /// Its own choices: limits, default terms, what a recall and a pause do.
    settings: OfficeSettings,
}

impl OrganisationView {
    fn of(version: i64, organisation: &Organisation) -> Self {
        let mut people: Vec<&PersonRecord> = organisation.people.values().collect();
        people.sort_by_cached_key(|p| (office::domain::organisation::SortKey::of(&p.name), p.id));
        let mut rules: Vec<&RuleRecord> = organisation.rules.values().collect();
        rules.sort_by_key(|r| (r.rule.priority, r.rule.id));
        Self {
            version,
            agency: (&organisation.agency).into(),
            departments: organisation
                .department_order()
                .iter()
                .filter_map(|id| organisation.departments.get(id))
                .map(DepartmentDetailView::from)
                .collect(),
            people: people.into_iter().map(PersonDetailView::from).collect(),
            routing_rules: rules.into_iter().map(RuleView::from).collect(),
            settings: organisation.settings.clone(),
        }
    }
}

impl From<&AgencySnapshot> for OrganisationView {
    fn from(snapshot: &AgencySnapshot) -> Self {
        Self::of(snapshot.version, &snapshot.organisation)
    }
}

/// What one command left.
#[allow(clippy::large_enum_variant, reason = "one is written and moved on; a box would only be in the way")]
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrganisationRecord)]
#[serde(rename_all = "snake_case")]
pub enum RecordView {
    /// The agency.
    Agency(AgencyDetailView),
    /// A department.
    Department(DepartmentDetailView),
    /// A person.
    Person(PersonDetailView),
    /// A routing rule.
    RoutingRule(RuleView),
    /// A service account.
    ServiceAccount(SystemRef),
    /// A webhook.
    Webhook(WebhookRef),
    /// The calendar; how it stands is asked for by year.
    Calendar(CalendarRef),
    /// The office's own choices.
    Settings(OfficeSettings),
}

/// A webhook, by id and name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WebhookRef {
    /// Which.
    id: WebhookId,
    /// What it is called.
    name: Label,
}

/// A calendar that was changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CalendarRef {
    /// The years of the whole country that a person has confirmed.
    confirmed: Vec<i32>,
    /// How many days are set for the whole country, the agency and its desks.
    days: usize,
}

impl From<&Record> for RecordView {
    fn from(record: &Record) -> Self {
        match record {
            Record::Agency(record) => Self::Agency(record.into()),
            Record::Department(record) => Self::Department(record.into()),
            Record::Person(record) => Self::Person(record.into()),
            Record::Rule(record) => Self::RoutingRule(record.into()),
            Record::Calendar(record) => Self::Calendar(CalendarRef {
                confirmed: record.confirmed.iter().map(|year| year.year).collect(),
                days: record.set.len()
                    + record.own.days.len()
                    + record.desks.values().map(|desk| desk.days.len()).sum::<usize>(),
            }),
            Record::Webhook(record) => Self::Webhook(WebhookRef { id: record.id, name: record.name.clone() }),
            Record::Settings(record) => Self::Settings(record.clone()),
            Record::Service(record) => Self::ServiceAccount(SystemRef { id: record.id, name: record.name.to_string() }),
        }
    }
}

/// What came of changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrganisationChanged)]
pub struct ChangedView {
    /// What each command left, in their order.
    results: Vec<RecordView>,
    /// The whole as it now stands (or, in a dry run, would stand).
    pub organisation: OrganisationView,
}

impl From<&Changed> for ChangedView {
    fn from(changed: &Changed) -> Self {
        Self {
            results: changed.records.iter().map(RecordView::from).collect(),
            organisation: OrganisationView::of(changed.version, &changed.organisation),
        }
    }
}

/// A change of an organisation.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OrganisationChange)]
pub struct ChangeView {
    /// Its place in the history, from 1.
    seq: i32,
    /// When.
    at: DateTime<Utc>,
    /// By whom; nobody where it was the command line or the installation itself.
    by: Option<PersonRef>,
    /// What was asked.
    #[schema(value_type = Option<Object>)]
    command: Value,
    /// The record as it stood afterwards.
    #[schema(value_type = Object)]
    record: Value,
}

impl ChangeView {
    /// As the directories know who made it.
    ///
    /// # Errors
    /// An internal problem where the history doesn't hold JSON.
    pub fn of(row: &ChangeRow, directories: [&Directory; 2]) -> Result<Self, ApiError> {
        let json = |text: &str| {
            serde_json::from_str(text).map_err(|error| {
                tracing::error!(%error, "a history row is no JSON");
                ApiError::new(Kind::Internal)
            })
        };
        let by = row.by().map(|id| {
            let knows = |directory: &&&Directory| directory.people.contains_key(&id);
            let [first, _] = directories;
            PersonRef::of(id, directories.iter().find(knows).copied().unwrap_or(first))
        });
        Ok(Self { seq: row.seq(), at: row.at(), by, command: json(row.command())?, record: json(row.record())? })
    }
}
