//! A document's fields, as they stand, for a template and for the check of a layout.

use chrono::Datelike;
use domain::{
    incoming::Urgency,
    outgoing::form::{self, Layout, day_and_month, place_and_date},
};
use paper::{Expected, Field, Fields, GAP, Heading};
use store::organisation::TypeRow;

use crate::outgoing::OutgoingDetail;

/// The name of a type as it stands on a document: without what tells it apart in lists.
fn type_name(facts: Option<&TypeRow>) -> &str {
    facts.map_or("", |facts| facts.name.split(" (").next().unwrap_or(&facts.name))
}

fn facts(detail: &OutgoingDetail) -> Option<&TypeRow> {
    let code = &detail.document.content().type_code;
    detail.snapshot.types.iter().find(|facts| facts.code == *code)
}

/// The subject as it stands on a document: a letter has its own `V/v` before it.
fn subject<'a>(subject: &'a str, type_code: &str) -> &'a str {
    let is_letter = form::heading(type_code) == form::Heading::Letter;
    let begins = ["V/v ", "v/v ", "Về việc ", "về việc "];
    begins.iter().find_map(|begin| subject.strip_prefix(begin)).filter(|_| is_letter).unwrap_or(subject)
}

/// What is filled into a template.
pub(super) fn fields(detail: &OutgoingDetail, answered: Vec<String>) -> Fields {
    let (document, snapshot, layout) = (&detail.document, &detail.snapshot, &detail.layout);
    let (content, outgoing, directory) = (document.content(), &snapshot.settings.outgoing, &snapshot.directory);
    let mut fields = Fields::default();
    let mut set = |field, value: &str| fields.set(field, value);
    set(Field::Superior, outgoing.superior.as_ref().map_or("", domain::Label::as_str));
    set(Field::Agency, &directory.agency_name);
    set(Field::NumberAndNotation, &layout.number);
    let (number, notation) = layout.number.split_once('/').unwrap_or(("", &layout.number));
    set(Field::Number, if number == GAP { "" } else { number });
    set(Field::Notation, notation);
    set(Field::Place, outgoing.place.as_ref().map_or("", domain::Label::as_str));
    // The date is that of the number (Art. 15); until then its place is free.
    if let Some(line) = document.state().line() {
        let (date, place) = (line.issued_on, outgoing.place.as_ref().map(domain::Label::as_str));
        let (day, month) = day_and_month(date);
        set(Field::Day, &day);
        set(Field::Month, &month);
        set(Field::Year, &date.year().to_string());
        set(Field::PlaceAndDate, &place_and_date(place, date));
    } else {
        let place = outgoing.place.as_ref().map_or(GAP, domain::Label::as_str);
        set(Field::PlaceAndDate, &format!("{place}, ngày {GAP} tháng {GAP} năm {GAP}"));
    }
    set(Field::TypeName, type_name(facts(detail)));
    set(Field::Subject, subject(content.subject.as_str(), &content.type_code));
    set(Field::Authority, layout.authority.as_deref().unwrap_or_default());
    if content.urgency != Urgency::Normal {
        set(Field::Urgency, content.urgency.vietnamese());
    }
    set(Field::FieldOfWork, content.field.as_ref().map_or("", domain::Label::as_str));
    let department = directory.departments.get(&content.department).map_or("", |one| one.name.as_str());
    set(Field::Department, department);
    let drafter = directory.people.get(&document.drafter()).map_or("", |one| one.name.as_str());
    set(Field::Drafter, drafter);
    set(Field::Copies, &content.copies().to_string());
    set(Field::Pages, &content.pages.map_or_else(String::new, |pages| pages.to_string()));
    let reply_by = content.reply_by.map(|day| day.format("%d/%m/%Y").to_string());
    set(Field::ReplyBy, &reply_by.unwrap_or_default());
    fields.set_behind(Field::AddressedTo, layout.addressed_to.iter().cloned());
    fields.set_all(Field::Recipients, layout.recipients.iter().cloned());
    fields.set_all(Field::Answers, answered);
    let (capacity, title, name) = signature(layout);
    fields.set_all(Field::Capacity, capacity.iter().cloned());
    fields.set(Field::SignerTitle, title);
    fields.set(Field::SignerName, name);
    fields
}

/// Quyền hạn, chức vụ, họ tên.
fn signature(layout: &Layout) -> (&[String], &str, &str) {
    match layout.signature.as_slice() {
        [capacity @ .., title, name] => (capacity, title, name),
        [name] => (&[], "", name),
        [] => (&[], "", ""),
    }
}

/// What the check of the layout looks for.
pub(super) fn expected(detail: &OutgoingDetail) -> Expected {
    let (content, outgoing) = (detail.document.content(), &detail.snapshot.settings.outgoing);
    let facts = facts(detail);
    let issued = detail.document.state().line().is_some();
    Expected {
        agency: Some(detail.snapshot.directory.agency_name.clone()),
        number: Some(detail.layout.number.clone()),
        place_and_date: issued.then(|| detail.layout.place_and_date.clone()),
        place: outgoing.place.as_ref().map(ToString::to_string),
        heading: match form::heading(&content.type_code) {
            form::Heading::Letter => Heading::Letter,
            form::Heading::Free => Heading::Free,
            form::Heading::Named => Heading::Named(type_name(facts).to_owned()),
        },
        subject: Some(content.subject.to_string()),
        authority: detail.layout.authority.clone().filter(|_| form::names_authority(&content.type_code)),
        signature: detail.layout.signature.clone(),
        recipients: detail.layout.recipients.clone(),
        addressed: form::is_addressed(content),
        addressed_to: detail.layout.addressed_to.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_what_it_is_about_once() {
        for written in ["V/v báo cáo", "Về việc báo cáo", "báo cáo"] {
            assert_eq!(subject(written, "cong_van"), "báo cáo");
        }
        for named in ["quyet_dinh_ca_biet", "thu_cong", "luat"] {
            assert_eq!(subject("Về việc báo cáo", named), "Về việc báo cáo");
        }
    }

    #[test]
    fn a_type_is_called_on_a_document_without_what_tells_it_apart_in_lists() {
        let decision = TypeRow {
            code: "quyet_dinh_ca_biet".to_owned(),
            name: "Quyết định (cá biệt)".to_owned(),
            name_en: String::new(),
            abbreviation: Some("QĐ".to_owned()),
            type_group: "administrative".to_owned(),
        };
        assert_eq!(type_name(Some(&decision)), "Quyết định");
    }
}
