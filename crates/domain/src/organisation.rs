//! The organisation: an agency, its departments, its people, and what each may do there.
//!
//! [`Organisation`] is the whole with its dates: what was, is and will be. [`Directory`] is what it comes to on one day, and what
//! decisions about documents are made by. An [`OrganisationCommand`] changes it, and [`decide`] says whether it may.

mod calendar;
mod calendar_command;
mod chart;
mod command;
mod decide;
mod name;
mod one_stop_settings;
mod outgoing_settings;
mod oversight;
mod reminder_settings;
mod service;
mod signing;
mod terms;
mod validity;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Actor, AgencyId, DepartmentId, EmailAddress, PersonId, Refusal, Rule, ServiceAccountId, assignment::Holder,
};

pub use calendar::{CalendarRecord, OfficeCalendar, REVISION, WholeCalendar};
pub use calendar_command::{CalendarCommand, CalendarCommandKind, decide_calendar};
pub use chart::{
    Absence, AgencyCode, AgencyName, AgencyRecord, DepartmentRecord, Organisation, PersonRecord, Position, Record,
    RoleGrant, RuleRecord, Successor,
};
pub use command::*;
pub use decide::{OrganisationContext, decide};
pub use name::{SortKey, matches};
pub use one_stop_settings::{ChangedOneStop, OneStopSettings};
pub use outgoing_settings::{ChangedOutgoing, CopyMakers, FormDesk, OutgoingSettings};
pub use oversight::{Overseen, Oversight};
pub use reminder_settings::{ChangedReminders, ReminderFault, ReminderSettings, TimeOfDay};
pub use service::{
    KeyLife, NewServiceAccount, NewServiceKey, Scope, ServiceAccount, ServiceCommand, ServiceContext, ServiceKey,
    ServiceRecord, decide_service,
};
pub use signing::{Matter, SigningCapacity, SigningForm, SigningScope};
pub use terms::{ChangedSteps, DefaultTerm, MAX_DEFAULT_TERMS, StepTerm, StepTerms};
pub use validity::Validity;
pub use webhook::{Disabled, WebhookCommand, WebhookContext, WebhookFields, WebhookOff, WebhookRecord, decide_webhook};

/// What a person is in the agency as a whole. A person may be several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Văn thư cơ quan: receives, registers, presents, forwards, files.
    RegistryClerk,
    /// Lãnh đạo cơ quan: directs and approves.
    Leader,
    /// Chánh văn phòng: sorts what is put before the leaders.
    ChiefOfOffice,
    /// Người theo dõi, đôn đốc (Decree 30/2020, Art. 24(1)): sees the agency's work, reminds.
    Monitor,
    /// Cán bộ một cửa: receives citizens' letters and dossiers.
    OneStopClerk,
    /// Lưu trữ viên: takes over case files.
    Archivist,
    /// Quản trị cơ quan: people, rights, catalogues; reads no content.
    Administrator,
    /// Quản trị hệ thống: agencies, for the whole installation; reads no content.
    SystemAdministrator,
}

impl Role {
    /// Every role, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::RegistryClerk,
        Self::Leader,
        Self::ChiefOfOffice,
        Self::Monitor,
        Self::OneStopClerk,
        Self::Archivist,
        Self::Administrator,
        Self::SystemAdministrator,
    ];

    /// The name used in code, data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RegistryClerk => "registry_clerk",
            Self::Leader => "leader",
            Self::ChiefOfOffice => "chief_of_office",
            Self::Monitor => "monitor",
            Self::OneStopClerk => "one_stop_clerk",
            Self::Archivist => "archivist",
            Self::Administrator => "administrator",
            Self::SystemAdministrator => "system_administrator",
        }
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::RegistryClerk => "văn thư",
            Self::Leader => "lãnh đạo",
            Self::ChiefOfOffice => "chánh văn phòng",
            Self::Monitor => "theo dõi",
            Self::OneStopClerk => "một cửa",
            Self::Archivist => "lưu trữ",
            Self::Administrator => "quản trị",
            Self::SystemAdministrator => "quản trị hệ thống",
        }
    }

    /// Whether whoever has only this runs the system and handles no documents.
    pub const fn only_runs_the_system(self) -> bool {
        matches!(self, Self::Administrator | Self::SystemAdministrator)
    }

    /// Reads [`Role::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// What a person is in one department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// Trưởng phòng.
    Head,
    /// Phó trưởng phòng: acts for the department as the head does.
    Deputy,
    /// Văn thư đơn vị: is told what comes in.
    Registry,
    /// Chuyên viên.
    Officer,
}

impl Post {
    /// Every post, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Head, Self::Deputy, Self::Registry, Self::Officer];

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Head => "trưởng phòng",
            Self::Deputy => "phó trưởng phòng",
            Self::Registry => "văn thư đơn vị",
            Self::Officer => "chuyên viên",
        }
    }

    /// The name used in code, data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Deputy => "deputy",
            Self::Registry => "registry",
            Self::Officer => "officer",
        }
    }

    /// Reads [`Post::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|post| post.as_str() == text)
    }

    /// Whether the holder of this post acts for the department.
    pub const fn leads(self) -> bool {
        matches!(self, Self::Head | Self::Deputy)
    }
}

/// A person of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name they sign in with.
    pub username: String,
    /// Họ và tên.
    pub name: String,
    /// Chức vụ, as it stands under a signature.
    pub title: String,
    /// Where notices go; `None` where none is known.
    pub email: Option<EmailAddress>,
    /// Whether they work here now.
    pub active: bool,
    /// What they are in the agency.
    pub roles: BTreeSet<Role>,
    /// What they are in departments.
    pub posts: BTreeMap<DepartmentId, Post>,
}

impl Person {
    /// Whether they have this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether they act for this department.
    pub fn leads(&self, department: DepartmentId) -> bool {
        self.posts.get(&department).is_some_and(|post| post.leads())
    }

    /// Whether documents may come to them: an administrator who has no other part in the office reads none.
    pub fn handles_documents(&self) -> bool {
        !self.posts.is_empty() || self.roles.is_empty() || self.roles.iter().any(|role| !role.only_runs_the_system())
    }

    /// The departments whose registry they keep.
    pub fn registries(&self) -> impl Iterator<Item = DepartmentId> + '_ {
        self.posts.iter().filter(|(_, post)| **post == Post::Registry).map(|(department, _)| *department)
    }

    /// The departments they act for.
    pub fn led(&self) -> impl Iterator<Item = DepartmentId> + '_ {
        self.posts.iter().filter(|(_, post)| post.leads()).map(|(department, _)| *department)
    }
}

/// A department of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Which.
    pub id: DepartmentId,
    /// Short code, such as `KTHTDT`.
    pub code: String,
    /// Tên phòng, ban.
    pub name: String,
    /// The department that it is part of; `None` directly under the agency.
    pub parent: Option<DepartmentId>,
    /// Whether work can be given to it now.
    pub active: bool,
}

/// The people and departments of one agency at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Whose.
    pub agency: AgencyId,
    /// Tên cơ quan.
    pub agency_name: String,
    /// Its people, those who left too: history names them.
    pub people: BTreeMap<PersonId, Person>,
    /// Its departments, ended ones too.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// Who is away, and who stands in for them.
    pub away: BTreeMap<PersonId, Absence>,
    /// The other systems that work with it, those that were ended too.
    pub services: BTreeMap<ServiceAccountId, ServiceAccount>,
}

impl Directory {
    /// The person, if they work here now.
    pub fn active(&self, person: PersonId) -> Option<&Person> {
        self.people.get(&person).filter(|p| p.active)
    }

    /// Whether work, or something to read, can be given to this holder: somebody at work who handles documents, or a
    /// department at work that somebody leads.
    ///
    /// # Errors
    /// Why not, at the holder's place below this one.
    pub(crate) fn reaches(&self, holder: Holder, place: &str) -> Result<(), Refusal> {
        match holder {
            Holder::Person(id) => match self.active(id) {
                Some(person) if !person.handles_documents() => {
                    Err(Refusal::new(Rule::NotARecipient).at(format!("{place}/person")).with("name", &person.name))
                }
                Some(_) => Ok(()),
                None => Err(Refusal::new(Rule::PersonUnknown).at(format!("{place}/person"))),
            },
            Holder::Department(id) => {
                if !self.departments.get(&id).is_some_and(|d| d.active) {
                    Err(Refusal::new(Rule::DepartmentUnknown).at(format!("{place}/department")))
                } else if self.leads_of(id).next().is_none() {
                    Err(Refusal::new(Rule::DepartmentWithoutHead).at(format!("{place}/department")))
                } else {
                    Ok(())
                }
            }
        }
    }

    /// The absence of this person, while somebody stands in for them who works here and handles documents today.
    pub fn absence(&self, person: PersonId) -> Option<&Absence> {
        self.away.get(&person).filter(|absence| self.active(absence.substitute).is_some_and(Person::handles_documents))
    }

    /// For whom this person stands in now.
    pub fn stands_in_for(&self, person: PersonId) -> impl Iterator<Item = PersonId> + '_ {
        let able = self.active(person).is_some_and(Person::handles_documents);
        let theirs = self.away.iter().filter(move |(_, absence)| able && absence.substitute == person);
        theirs.map(|(id, _)| *id).filter(|id| self.active(*id).is_some())
    }

    /// The person and those for whom they stand in, as long as they work here: at whose desks they sit.
    pub fn desks_of(&self, person: PersonId) -> impl Iterator<Item = &Person> {
        let others = self.stands_in_for(person).filter_map(|id| self.active(id));
        self.active(person).into_iter().chain(others)
    }

    /// As whom this person may act: as themselves, and in the stead of those for whom they stand in.
    pub fn actors(&self, person: PersonId) -> impl Iterator<Item = Actor> + '_ {
        let others = self.stands_in_for(person).map(move |instead_of| Actor::Substitute { person, instead_of });
        std::iter::once(Actor::Person(person)).chain(others)
    }

    /// The people who work here now.
    pub fn staff(&self) -> impl Iterator<Item = &Person> {
        self.people.values().filter(|p| p.active)
    }

    /// Who has this role now.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = PersonId> + '_ {
        self.staff().filter(move |p| p.is(role)).map(|p| p.id)
    }

    /// The departments that this holder belongs to, where it is a person.
    pub fn departments_of(&self, holder: Holder) -> BTreeSet<DepartmentId> {
        match holder {
            Holder::Department(_) => BTreeSet::new(),
            Holder::Person(id) => self.people.get(&id).map(|p| p.posts.keys().copied().collect()).unwrap_or_default(),
        }
    }

    /// The department, the one that it is part of, and so on.
    pub fn lineage(&self, id: DepartmentId) -> impl Iterator<Item = DepartmentId> + '_ {
        let above = |id: &DepartmentId| self.departments.get(id).and_then(|department| department.parent);
        // Records that were changed by hand into a circle can't hold this up.
        std::iter::successors(Some(id), above).take(self.departments.len().max(1))
    }

    /// Who acts for the department now.
    pub fn leads_of(&self, department: DepartmentId) -> impl Iterator<Item = PersonId> + '_ {
        self.staff().filter(move |p| p.leads(department)).map(|p| p.id)
    }

    /// Who heads the department now; its deputies where it has no head.
    pub fn heads_of(&self, department: DepartmentId) -> BTreeSet<PersonId> {
        let having = |post: Post| -> BTreeSet<PersonId> {
            self.staff().filter(|p| p.posts.get(&department) == Some(&post)).map(|p| p.id).collect()
        };
        let heads = having(Post::Head);
        if heads.is_empty() { having(Post::Deputy) } else { heads }
    }

    /// Who is told of what comes to the department: its head and its registry. Where it has no head, its deputies in the
    /// head's place, so that whoever must act knows.
    pub fn told_for(&self, department: DepartmentId) -> BTreeSet<PersonId> {
        let registry = self.staff().filter(|p| p.posts.get(&department) == Some(&Post::Registry)).map(|p| p.id);
        let mut told = self.heads_of(department);
        told.extend(registry);
        told
    }
}
