//! Who acted, as other systems are told: by unit and title.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Actor, PersonId, organisation::Directory};

/// Who acted, by office and not by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedActor {
    /// The unit; of another system its name.
    pub unit: String,
    /// Chức vụ; absent where it was no person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// The department of somebody, or the agency where they are in none: its leaders.
pub(super) fn unit_of_person(id: PersonId, directory: &Directory) -> String {
    let person = directory.people.get(&id);
    let unit = person.and_then(|person| person.posts.keys().find_map(|unit| directory.departments.get(unit)));
    unit.map_or_else(|| directory.agency_name.clone(), |unit| unit.name.clone())
}

/// At whose desk it was done: a substitute acts with the rights of that desk.
pub(super) fn actor(by: Actor, directory: &Directory) -> FeedActor {
    if let Some(desk) = by.desk() {
        let title = directory.people.get(&desk).map(|person| person.title.clone());
        return FeedActor { unit: unit_of_person(desk, directory), title: title.filter(|title| !title.is_empty()) };
    }
    let system = by.service().and_then(|account| directory.services.get(&account));
    let unit = system.map_or_else(|| directory.agency_name.clone(), |system| system.name.clone());
    FeedActor { unit, title: None }
}
