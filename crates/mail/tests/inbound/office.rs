//! The office of these tests: its people and departments.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AgencyId, DepartmentId, EmailAddress, PersonId,
    organisation::{Department, Directory, Person, Post, Role},
};
use uuid::Uuid;

/// Code, name, whether it is in force.
const DEPARTMENTS: [(&str, &str, bool); 5] = [
    ("VP", "Văn phòng", true),
    ("KTHTDT", "Phòng Kinh tế, Hạ tầng và Đô thị", true),
    ("PVHXH", "Phòng Văn hóa - Xã hội", true),
    ("TTHCC", "Trung tâm Phục vụ hành chính công", true),
    ("PKT", "Phòng Kinh tế", false),
];

/// User name, name, department by its place, whether they work here.
const PEOPLE: [(&str, &str, usize, bool); 9] = [
    ("chutich", "Nguyễn Văn Nam", 0, true),
    ("truong.kinhte", "Trần Thị Hạnh", 1, true),
    ("chuyenvien.kinhte1", "Lê Văn Nam", 1, true),
    ("chuyenvien.kinhte2", "Phạm Thị Hân", 1, true),
    ("chuyenvien.vhxh1", "Đỗ Minh Hằng", 2, true),
    ("chuyenvien.vhxh2", "Đỗ Minh Hang", 2, true),
    ("chuyenvien.cu", "Lê Văn Cũ", 2, false),
    ("quantri", "Quản Trị", 0, true),
    ("vanthu", "Bùi Thị Ánh", 0, true),
];

/// The department at this place.
pub fn department(place: usize) -> DepartmentId {
    DepartmentId(Uuid::from_u128(100 + place as u128))
}

/// The person of this user name.
pub fn person(username: &str) -> PersonId {
    let place = PEOPLE.iter().position(|person| person.0 == username).unwrap();
    PersonId(Uuid::from_u128(200 + place as u128))
}

/// The directory.
pub fn directory() -> Directory {
    let departments = DEPARTMENTS.iter().enumerate().map(|(place, (code, name, active))| {
        let id = department(place);
        (id, Department { id, code: (*code).to_owned(), name: (*name).to_owned(), parent: None, active: *active })
    });
    let people = PEOPLE.iter().map(|(username, name, place, active)| {
        let id = person(username);
        let administrator = *username == "quantri";
        let posts = if administrator { BTreeMap::new() } else { BTreeMap::from([(department(*place), Post::Officer)]) };
        let roles = if administrator { BTreeSet::from([Role::Administrator]) } else { BTreeSet::new() };
        let email = EmailAddress::new(&format!("{username}@ubnd.example")).ok();
        let person = Person {
            id,
            username: (*username).to_owned(),
            name: (*name).to_owned(),
            title: String::new(),
            email,
            active: *active,
            roles,
            posts,
        };
        (id, person)
    });
    Directory {
        agency: AgencyId(Uuid::from_u128(1)),
        agency_name: "UBND phường Demo".to_owned(),
        people: people.collect(),
        departments: departments.collect(),
        away: BTreeMap::new(),
        services: BTreeMap::new(),
    }
}
