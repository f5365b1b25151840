//! What both messages have: bodies, people, days, numbers.

use chrono::{NaiveDate, NaiveDateTime};

use super::tree::View;
use crate::{
    counterpart::{Organisation, ResponseFor, Staff},
    date::{self, Reading, Stated},
    document_id::DocumentId,
    fault::{ReadError, ReadFault},
    organ::OrganId,
    warning::{WarningCode, Warnings},
};

/// A text that must be there.
pub(super) fn must(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Result<String, ReadError> {
    view.text(name, warnings).ok_or_else(|| ReadFault::Missing.at(view.path_of(name)))
}

/// An element that must be there.
pub(super) fn must_have<'a>(view: &View<'a>, name: &str, warnings: &mut Warnings) -> Result<View<'a>, ReadError> {
    view.one(name, warnings).ok_or_else(|| ReadFault::Missing.at(view.path_of(name)))
}

/// An identifier of a body that must be there and be one.
pub(super) fn must_organ(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Result<OrganId, ReadError> {
    let text = must(view, name, warnings)?;
    OrganId::new(&text).map_err(|bad| ReadFault::Unreadable(bad.0).at(view.path_of(name)))
}

/// An identifier of a body, if there is one.
pub(super) fn organ(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Option<OrganId> {
    let text = view.text(name, warnings)?;
    match OrganId::new(&text) {
        Ok(id) => Some(id),
        Err(bad) => {
            warnings.about(WarningCode::OrganIdUnreadable, view.path_of(name), &bad.0);
            None
        }
    }
}

/// A number; none where it is missing or is none.
pub(super) fn number(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Option<u32> {
    let text = view.text(name, warnings)?;
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    if number.is_none() {
        warnings.about(WarningCode::NumberUnreadable, view.path_of(name), &text);
    }
    number
}

/// Yes or no: `1`, `0`, `true`, `false`.
pub(super) fn flag(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Option<bool> {
    let text = view.text(name, warnings)?;
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => {
            warnings.about(WarningCode::ValueUnknown, view.path_of(name), &text);
            None
        }
    }
}

/// A day; kept as text where there is no such day.
pub(super) fn day(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Option<Stated<NaiveDate>> {
    stated(view, name, date::day, warnings)
}

/// A time; kept as text where there is no such time.
pub(super) fn time(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Option<Stated<NaiveDateTime>> {
    stated(view, name, date::time, warnings)
}

fn stated<T>(
    view: &View<'_>,
    name: &str,
    read: impl FnOnce(&str) -> Option<Reading<T>>,
    warnings: &mut Warnings,
) -> Option<Stated<T>> {
    let text = view.text(name, warnings)?;
    let Some(Reading { value, canonical }) = read(&text) else {
        warnings.about(WarningCode::DateUnreadable, view.path_of(name), &text);
        return Some(Stated::Unreadable { text });
    };
    if !canonical {
        warnings.about(WarningCode::DateForm, view.path_of(name), &text);
    }
    Some(Stated::Known(value))
}

const ORGANISATION: &[&str] =
    &["OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website"];

/// A body of this identifier, with what else is said of it.
pub(super) fn organisation(view: &View<'_>, id: OrganId, warnings: &mut Warnings) -> Organisation {
    view.expect(ORGANISATION, warnings);
    Organisation {
        id,
        in_charge: view.text("OrganizationInCharge", warnings),
        name: view.text("OrganName", warnings),
        address: view.text("OrganAdd", warnings),
        email: view.text("Email", warnings),
        telephone: view.text("Telephone", warnings),
        fax: view.text("Fax", warnings),
        website: view.text("Website", warnings),
    }
}

/// The sender.
pub(super) fn sender(header: &View<'_>, warnings: &mut Warnings) -> Result<Organisation, ReadError> {
    let view = must_have(header, "From", warnings)?;
    let id = must_organ(&view, "OrganId", warnings)?;
    let from = organisation(&view, id, warnings);
    if from.name.is_none() {
        warnings.add(WarningCode::Absent, view.path_of("OrganName"));
    }
    Ok(from)
}

/// A person; none where nothing is said of them.
pub(super) fn staff(view: &View<'_>, warnings: &mut Warnings) -> Option<Staff> {
    let view = view.one("StaffInfo", warnings)?;
    view.expect(&["Department", "DepartmentId", "Staff", "StaffId", "Email", "Mobile"], warnings);
    let staff = Staff {
        department: view.text("Department", warnings),
        department_id: view.text("DepartmentId", warnings),
        name: view.text("Staff", warnings),
        staff_id: view.text("StaffId", warnings),
        email: view.text("Email", warnings),
        mobile: view.text("Mobile", warnings),
    };
    (staff != Staff::default()).then_some(staff)
}

/// A document that is named; none where nothing is said.
pub(super) fn response_for(view: &View<'_>, warnings: &mut Warnings) -> Option<ResponseFor> {
    if view.is_empty() {
        return None;
    }
    view.expect(&["OrganId", "Code", "PromulgationDate", "DocumentId"], warnings);
    let named = ResponseFor {
        organ: organ(view, "OrganId", warnings),
        code: view.text("Code", warnings),
        issued: day(view, "PromulgationDate", warnings),
        document: document_id(view, "DocumentId", warnings),
    };
    (named != ResponseFor::default()).then_some(named)
}

/// An identifier of a document, if there is one.
pub(super) fn document_id(view: &View<'_>, name: &str, warnings: &mut Warnings) -> Option<DocumentId> {
    view.text(name, warnings).and_then(|text| DocumentId::new(&text).ok())
}
