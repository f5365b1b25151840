//! Procedures as data: what is one, what is found in one, how a dossier would go through it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod checks;
mod drawings;
mod findings;
mod properties;
mod simulations;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AgencyId, DepartmentId, PersonId, UtcTime,
    calendar::time_in_vietnam,
    organisation::{CalendarRecord, Department, Directory, OfficeCalendar, Person, Post, Role},
    procedure::ProcedureContent,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// A time as a clock in Vietnam shows it.
fn at(text: &str) -> UtcTime {
    time_in_vietnam(text).unwrap()
}

/// What most offices keep, with the days off that the program knows.
fn calendar() -> OfficeCalendar {
    CalendarRecord::default().office().unwrap()
}

/// A procedure without a fault: received, examined by a department, signed by a leader; refused, or sent back, where it must be.
fn sound() -> Value {
    json!({
        "code": "1.004873", "name": "Cấp giấy xác nhận tình trạng hôn nhân", "field": "Hộ tịch", "level": "communal",
        "legal_basis": ["Luật Hộ tịch số 60/2014/QH13"],
        "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original", "blank": "Mẫu 01" }],
        "fees": [{ "name": "Lệ phí", "amount": 15000 }],
        "term": "3wd",
        "results": ["Giấy xác nhận"],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "VP" }, "time": "8wh",
              "may": ["supplement"], "next": [{ "label": "Đủ điều kiện", "to": "ky" }, { "label": "Không đủ điều kiện", "to": "tu-choi" }] },
            { "code": "ky", "name": "Ký kết quả", "doer": { "role": "leader" }, "time": "8wh",
              "next": [{ "label": "Đã ký" }], "back": ["tham-dinh"] },
            { "code": "tu-choi", "name": "Ký văn bản từ chối", "doer": { "role": "leader" }, "time": "4wh",
              "next": [{ "label": "Đã ký" }] }
        ] }
    })
}

/// Reads it.
fn content(value: Value) -> ProcedureContent {
    serde_json::from_value(value).unwrap()
}

/// The same with another value at a place.
fn with(mut value: Value, pointer: &str, new: Value) -> ProcedureContent {
    if let Some(place) = value.pointer_mut(pointer) {
        *place = new;
    } else {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        value.pointer_mut(parent).unwrap()[name] = new;
    }
    content(value)
}

/// An office with departments by code, whether each is at work and led; and people with these roles.
fn directory(departments: &[(&str, bool, bool)], roles: &[Role]) -> Directory {
    let mut made = Directory {
        agency: AgencyId(Uuid::from_u128(1)),
        agency_name: "Ủy ban nhân dân phường Mẫu".to_owned(),
        people: BTreeMap::new(),
        departments: BTreeMap::new(),
        away: BTreeMap::new(),
        services: BTreeMap::new(),
    };
    let person = |n: u128, roles: BTreeSet<Role>, posts| Person {
        id: PersonId(Uuid::from_u128(n)),
        username: format!("nguoi{n}"),
        name: format!("Người {n}"),
        title: String::new(),
        email: None,
        active: true,
        roles,
        posts,
    };
    for (n, (code, active, led)) in (100..).zip(departments) {
        let id = DepartmentId(Uuid::from_u128(n));
        let unit =
            Department { id, code: (*code).to_owned(), name: format!("Phòng {code}"), parent: None, active: *active };
        made.departments.insert(id, unit);
        if *led {
            let head = person(n + 1000, BTreeSet::new(), BTreeMap::from([(id, Post::Head)]));
            made.people.insert(head.id, head);
        }
    }
    for (n, role) in (5000..).zip(roles) {
        let one = person(n, BTreeSet::from([*role]), BTreeMap::new());
        made.people.insert(one.id, one);
    }
    made
}
