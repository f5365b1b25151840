//! A line of the book of the use of originals (sổ sử dụng bản lưu).

use super::{Book, Line, Naming, joined, line};
use crate::{original::UseOfOriginal, outgoing::OutgoingDocument, written_day};

/// One use of an original that the registry keeps.
pub fn used(one: &UseOfOriginal, document: &OutgoingDocument, naming: Naming<'_>) -> Line {
    let (content, state) = (document.content(), document.state());
    let issued = state.line().map(|line| format!("{} ngày {}", line.written(), written_day(line.issued_on)));
    let allowed = naming.directory.people.get(&one.allowed_by);
    line(
        Book::Originals,
        false,
        [
            written_day(one.used_on),
            one.user.to_string(),
            issued.unwrap_or_default(),
            naming.type_and_subject(&content.type_code, content.subject.as_str()),
            state.case_file().map(ToString::to_string).unwrap_or_default(),
            one.returned_on.map(written_day).unwrap_or_default(),
            allowed
                .map(|person| joined([Some(person.name.clone()), Some(person.title.clone())], ", "))
                .unwrap_or_default(),
            one.remark.as_ref().map(ToString::to_string).unwrap_or_default(),
        ],
    )
}
