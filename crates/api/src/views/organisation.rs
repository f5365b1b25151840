//! People, departments, registers and types, as they are listed.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    AgencySnapshot, TypeRow,
    domain::{
        DepartmentId, PersonId, RegisterId,
        organisation::{Absence, Department, Directory, Person, Post, Role},
        register::{RegisterKind, Scope},
    },
    registers::RegisterLine,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AwayView, PersonRef};

/// A person of the agency.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// The name they sign in with.
    pub username: String,
    /// Họ và tên.
    pub name: String,
    /// Chức vụ.
    pub title: String,
    /// Thư điện tử.
    pub email: Option<String>,
    /// What they are in the agency.
    pub roles: Vec<Role>,
    /// What they are in departments.
    pub posts: Vec<PostView>,
    /// They are away now, and somebody stands in for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub away: Option<AwayView>,
}

/// What a person is in a department.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DepartmentPost)]
pub struct PostView {
    /// The department.
    pub department: DepartmentId,
    /// Head, deputy, registry or officer.
    pub post: Post,
}

impl PersonView {
    /// A person as the directory knows them.
    pub fn of(person: &Person, directory: &Directory) -> Self {
        Self {
            away: directory.absence(person.id).map(|absence| AwayView::of(person.id, absence, directory)),
            id: person.id,
            username: person.username.clone(),
            name: person.name.clone(),
            title: person.title.clone(),
            email: person.email.as_ref().map(|a| a.as_str().to_owned()),
            roles: person.roles.iter().copied().collect(),
            posts: person
                .posts
                .iter()
                .map(|(department, post)| PostView { department: *department, post: *post })
                .collect(),
        }
    }
}

/// Who is signed in, and where.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Me)]
pub struct MeView {
    /// The person.
    pub person: PersonView,
    /// Their agency.
    pub agency: AgencyView,
    /// When they are or will be away, and who stands in for them.
    pub absences: Vec<AwayView>,
    /// For whom they stand in now.
    pub stands_in_for: Vec<StandsInView>,
}

/// Somebody who is away and for whom one stands in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StandsIn)]
pub struct StandsInView {
    /// Who is away.
    #[serde(flatten)]
    pub person: PersonRef,
    /// Until when.
    pub until: Option<NaiveDate>,
}

impl MeView {
    /// Who is signed in, as the agency's snapshot knows them.
    pub fn of(person: &Person, snapshot: &AgencySnapshot) -> Self {
        let directory = &snapshot.directory;
        let record = snapshot.organisation.people.get(&person.id);
        let to_come = |absence: &&Absence| !absence.validity.is_over(snapshot.day);
        let absences = record.map(|record| record.absences.iter().filter(to_come)).into_iter().flatten();
        let instead = directory.stands_in_for(person.id).map(|id| StandsInView {
            person: PersonRef::of(id, directory),
            until: directory.away.get(&id).and_then(|absence| absence.validity.until()),
        });
        Self {
            person: PersonView::of(person, directory),
            agency: AgencyView { id: directory.agency.0, name: directory.agency_name.clone() },
            absences: absences.map(|absence| AwayView::of(person.id, absence, directory)).collect(),
            stands_in_for: instead.collect(),
        }
    }
}

/// An agency.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Agency)]
pub struct AgencyView {
    /// Which.
    pub id: uuid::Uuid,
    /// Tên cơ quan.
    pub name: String,
}

/// A department.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Department)]
pub struct DepartmentView {
    /// Which.
    pub id: DepartmentId,
    /// Its short code.
    pub code: String,
    /// Tên phòng, ban.
    pub name: String,
    /// The department that it is part of; `null` directly under the agency.
    pub parent: Option<DepartmentId>,
}

impl From<&Department> for DepartmentView {
    fn from(department: &Department) -> Self {
        Self {
            id: department.id,
            code: department.code.clone(),
            name: department.name.clone(),
            parent: department.parent,
        }
    }
}

/// A register of one year.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RegisterBook)]
pub struct RegisterView {
    /// Which.
    pub id: RegisterId,
    /// What it is of.
    pub kind: RegisterKind,
    /// The series it continues from year to year.
    pub code: String,
    /// Its name on the cover.
    pub name: String,
    /// Its year, in Vietnam.
    pub year: i32,
    /// `all_types`, `types`, `secret` or `copies`.
    pub takes: String,
    /// The types that are entered in it, where only some are.
    pub document_types: Vec<String>,
    /// The number it began with.
    pub first_number: u32,
    /// The number that the next entry takes.
    pub next_number: u32,
    /// Whether entries can still be made.
    pub open: bool,
    /// Why it was opened in mid-year.
    pub reason: Option<String>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
}

impl From<&RegisterLine> for RegisterView {
    fn from(line: &RegisterLine) -> Self {
        let register = &line.register;
        let (takes, document_types) = match &register.scope {
            Scope::AllTypes => ("all_types", Vec::new()),
            Scope::Types { types } => ("types", types.iter().cloned().collect()),
            Scope::Secret => ("secret", Vec::new()),
            Scope::Copies => ("copies", Vec::new()),
        };
        Self {
            id: register.id,
            kind: register.kind,
            code: register.code.clone(),
            name: register.name.clone(),
            year: register.year,
            takes: takes.to_owned(),
            document_types,
            first_number: line.first_number,
            next_number: register.next_number,
            open: register.open,
            reason: line.opened_reason.clone(),
            opened_at: line.opened_at,
        }
    }
}

/// A type of document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentType)]
pub struct TypeView {
    /// Its code.
    pub code: String,
    /// Tên loại.
    pub name: String,
    /// In English.
    pub name_en: String,
    /// Chữ viết tắt.
    pub abbreviation: Option<String>,
    /// `administrative`, `normative`, `petition`, `own` or `copy`.
    pub group: String,
}

impl From<&TypeRow> for TypeView {
    fn from(row: &TypeRow) -> Self {
        Self {
            code: row.code.clone(),
            name: row.name.clone(),
            name_en: row.name_en.clone(),
            abbreviation: row.abbreviation.clone(),
            group: row.type_group.clone(),
        }
    }
}
