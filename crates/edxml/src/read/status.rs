//! From elements to a status.

use super::{
    field::{must_have, response_for, sender, staff, time},
    tree::View,
};
use crate::{
    code::StatusCode,
    fault::{ReadError, ReadFault},
    status::Status,
    warning::{WarningCode, Warnings},
};

/// Reads the status of a `MessageHeader`, or of the older form's `Status`.
pub(super) fn status(view: &View<'_>, warnings: &mut Warnings) -> Result<Status, ReadError> {
    view.expect(&["From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp"], warnings);
    let from = sender(view, warnings)?;
    let named = must_have(view, "ResponseFor", warnings)?;
    let about = response_for(&named, warnings).unwrap_or_default();
    if about.code.is_none() && about.document.is_none() {
        // Without either nobody knows which document it is about.
        return Err(ReadFault::Missing.at(named.path_of("DocumentId")));
    }
    let absent = [
        (about.organ.is_none(), "OrganId"),
        (about.code.is_none(), "Code"),
        (about.issued.is_none(), "PromulgationDate"),
        (about.document.is_none(), "DocumentId"),
    ];
    for (_, name) in absent.iter().filter(|(absent, _)| *absent) {
        warnings.add(WarningCode::Absent, named.path_of(name));
    }
    let code = must_have(view, "StatusCode", warnings)?;
    let text = code.own_text().ok_or_else(|| ReadFault::Missing.at(&code.path))?;
    let number = StatusCode::parse(&text).map_err(|bad| ReadFault::Unreadable(bad.0).at(&code.path))?;
    if let StatusCode::Other(_) = number {
        warnings.about(WarningCode::ValueUnknown, &code.path, &text);
    }
    let description = view.text("Description", warnings);
    if number.wants_reason() && description.is_none() {
        warnings.add(WarningCode::Absent, view.path_of("Description"));
    }
    let at = time(view, "Timestamp", warnings);
    if at.is_none() {
        warnings.add(WarningCode::Absent, view.path_of("Timestamp"));
    }
    Ok(Status { from, about, staff: staff(view, warnings), code: number, description, at })
}
