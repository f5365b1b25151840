//! What the check of the form looks at (Decree 30/2020, Art. 12(2) and Appendix I): how the document's number, place and date, recipients
//! and signature are to be written, and what is wrong as far as a machine sees it.

mod addressed;
mod authority;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::{
    addressed::{Heading, heading, is_addressed},
    authority::names_authority,
};
use super::{
    content::Content,
    decide::OutgoingContext,
    document::OutgoingDocument,
    numbering::{self, TypeFacts, is_well_formed},
    recipient::Destination,
    relation::{RelationKind, relation},
};
use crate::{
    DepartmentId, Notation, Refusal, Rule, Words,
    assignment::Holder,
    day_in_vietnam,
    organisation::{Matter, SigningForm},
};

/// Something that the check of the form should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its stable name.
    pub code: &'static str,
    /// Whether it keeps the document from being put before the signer.
    pub blocks: bool,
    /// What is wrong and what would be right.
    pub words: Words,
}

/// How the document's outer form is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Layout {
    /// Số, ký hiệu, with a gap where the number will stand.
    pub number: String,
    /// Địa danh và thời gian ban hành; the day is that of today.
    pub place_and_date: String,
    /// Kính gửi, of what is addressed (a letter, a submission, a report to somebody): those who are to act, or are reported to. One name
    /// stands on the line of those words, several line by line below it.
    pub addressed_to: Vec<String>,
    /// Nơi nhận, line by line; whoever stands in Kính gửi is there by "Như trên".
    pub recipients: Vec<String>,
    /// Thẩm quyền ban hành of a decision: the body, where it is signed on its behalf, or its head; none as long as nobody is to sign it.
    pub authority: Option<String>,
    /// Quyền hạn, chức vụ, họ tên người ký, line by line.
    pub signature: Vec<String>,
}

/// The day and the month of a date as they are written: days below ten and the months 1 and 2 with a leading 0 (Appendix I).
pub fn day_and_month(day: NaiveDate) -> (String, String) {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    (format!("{:02}", day.day()), month)
}

/// Địa danh và ngày tháng.
pub fn place_and_date(place: Option<&str>, date: NaiveDate) -> String {
    let (day, month) = day_and_month(date);
    format!("{}, ngày {day} tháng {month} năm {}", place.unwrap_or("…"), date.year())
}

/// The notation that the document gets: the one that is asked for, or else the usual one.
pub fn notation_of(document: &OutgoingDocument, day: NaiveDate, context: &OutgoingContext<'_>) -> Option<String> {
    let content = document.content();
    if let Some(asked) = &content.notation {
        return Some(asked.to_string());
    }
    let agency = context.agency_notation();
    let unit = unit_notation(content.department, context);
    context.types.get(&content.type_code).map(|facts| numbering::notation(facts, day, &agency, unit))
}

/// How a unit is written in a notation: as the office has set it, or else by its code.
fn unit_notation<'a>(unit: DepartmentId, context: &OutgoingContext<'a>) -> Option<&'a str> {
    let code = context.directory.departments.get(&unit)?.code.as_str();
    Some(context.settings.outgoing.unit_notations.get(code).map_or(code, Notation::as_str))
}

/// How the document's outer form is to be written, as things stand.
pub fn layout(document: &OutgoingDocument, context: &OutgoingContext<'_>) -> Layout {
    let content = document.content();
    let line = document.state().line();
    let day = line.map_or_else(|| day_in_vietnam(context.now), |line| line.issued_on);
    let number = line.map_or_else(
        || format!("…/{}", notation_of(document, day, context).unwrap_or_else(|| "…".to_owned())),
        numbering::Line::written,
    );
    let addressed = is_addressed(content);
    let (above, below): (Vec<_>, Vec<_>) =
        content.recipients.iter().partition(|to| addressed && addressed::stands_above(to.purpose));
    let addressed_to = addressed::lines(above.iter().map(|to| named(&to.destination, context)).collect());
    let as_above = (!above.is_empty()).then(|| addressed::AS_ABOVE.to_owned());
    let below = below.iter().map(|to| format!("- {} ({});", named(&to.destination, context), to.purpose.vietnamese()));
    let mut recipients: Vec<String> = as_above.into_iter().chain(below).collect();
    let unit = unit_notation(content.department, context).unwrap_or("…");
    recipients.push(format!("- Lưu: VT, {unit}."));
    let place = context.settings.outgoing.place.as_ref().map(crate::Label::as_str);
    let signature = signature(document, context);
    let signed_on = document.state().signature().map(|signature| signature.signed_on);
    let signed_on = signed_on.unwrap_or_else(|| day_in_vietnam(context.now));
    let authority = authority::authority(&signature, signed_on, context);
    Layout { number, place_and_date: place_and_date(place, day), addressed_to, recipients, authority, signature }
}

fn named(to: &Destination, context: &OutgoingContext<'_>) -> String {
    match to {
        Destination::Inside { holder: Holder::Department(id) } => {
            context.directory.departments.get(id).map_or("…", |department| &department.name).to_owned()
        }
        Destination::Inside { holder: Holder::Person(id) } => context
            .directory
            .people
            .get(id)
            .map_or_else(|| "…".to_owned(), |person| format!("{} {}", person.title, person.name)),
        Destination::Agency { name, .. } | Destination::Counterpart { name, .. } => name.clone(),
        Destination::Post { name, .. } => name.to_string(),
    }
}

/// The collective body on whose behalf its head and deputies sign (TM.), where the agency is one.
fn collective(agency: &str) -> Option<&'static str> {
    let folded = crate::fold(agency);
    let body = |name: &str| folded.starts_with(name);
    if body("uy ban nhan dan") {
        Some("ỦY BAN NHÂN DÂN")
    } else if body("hoi dong nhan dan") {
        Some("HỘI ĐỒNG NHÂN DÂN")
    } else {
        None
    }
}

/// The title of whoever heads the agency, or signs for them, without the agency that stands at its end: `Chủ tịch UBND phường` is
/// `CHỦ TỊCH` under a signature (Appendix I). What begins no later than the body's name or its abbreviation is taken off; a title that is
/// nothing else stays.
fn bare_title<'a>(title: &'a str, agency: &str) -> &'a str {
    let body = crate::fold(&numbering::abbreviated(agency));
    let names = match collective(agency) {
        Some(name) => [crate::fold(name), body],
        None => [crate::fold(agency), body],
    };
    let mut starts = title.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let cut = starts.find(|at| {
        let rest = title.get(*at..).unwrap_or_default().trim_start();
        let folded = crate::fold(rest);
        names.iter().any(|name| {
            let begins =
                folded.strip_prefix(name.as_str()).is_some_and(|more| more.is_empty() || more.starts_with(' '));
            !name.is_empty() && begins
        })
    });
    let bare = cut.and_then(|at| title.get(..at)).map(str::trim_end).filter(|bare| !bare.is_empty());
    bare.map_or(title, |bare| bare.trim_end_matches([',', '-', '–']).trim_end())
}

/// A title without the word that says that its holder only acts in the post: `Quyền Chủ tịch` is `Chủ tịch`.
fn without_acting(title: &str) -> &str {
    let (first, rest) = title.split_once(char::is_whitespace).unwrap_or((title, ""));
    let acting = !rest.trim().is_empty() && matches!(first.to_lowercase().as_str(), "quyền" | "q.");
    if acting { rest.trim_start() } else { title }
}

/// `TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / name`, as the capacity has it on the day of signing (Art. 13).
fn signature(document: &OutgoingDocument, context: &OutgoingContext<'_>) -> Vec<String> {
    let content = document.content();
    let organisation = context.organisation;
    let signed = document.state().signature();
    let day = signed.map_or_else(|| day_in_vietnam(context.now), |signature| signature.signed_on);
    let capacity = match signed {
        Some(signature) => organisation.signing(signature.capacity).map(|(_, capacity)| capacity),
        None => content.signer.and_then(|id| organisation.may_sign(id, matter(content), day).ok()),
    };
    let form = signed.map(|signature| signature.form).or_else(|| capacity.map(|capacity| capacity.form));
    let signer = match signed {
        Some(signature) => Some((signature.name.clone(), signature.title.clone())),
        None => content
            .signer
            .and_then(|id| context.directory.people.get(&id))
            .map(|person| (person.name.clone(), person.title.clone())),
    };
    let Some((name, title)) = signer else { return Vec::new() };
    let agency = &context.directory.agency_name;
    let head = organisation.signing_head(day);
    // Where the post is vacant, the title stands all the same.
    let vacant = if collective(agency).is_some() { "CHỦ TỊCH" } else { "THỦ TRƯỞNG" };
    let head =
        head.map_or_else(|| vacant.to_owned(), |head| without_acting(bare_title(&head.title, agency)).to_uppercase());
    // The head of a unit under whose order (TL.) their deputy signs.
    let unit_head = capacity.and_then(|capacity| capacity.under).and_then(|id| organisation.signing(id));
    let on_behalf = || collective(&context.directory.agency_name).map(|body| format!("TM. {body}"));
    let mut lines = Vec::new();
    match (form, unit_head) {
        (Some(SigningForm::Kt), Some((unit_head, _))) => {
            lines.extend([format!("TL. {head}"), format!("KT. {}", unit_head.title.to_uppercase())]);
        }
        (Some(SigningForm::Kt), None) => {
            lines.extend(on_behalf());
            lines.push(format!("KT. {head}"));
        }
        (Some(SigningForm::Head), _) => lines.extend(on_behalf()),
        (Some(SigningForm::Tl), _) => lines.push(format!("TL. {head}")),
        (Some(SigningForm::Tuq), _) => lines.push(format!("TUQ. {head}")),
        (None, _) => {}
    }
    let title = match form {
        // Whose agency it is stands above.
        Some(SigningForm::Head | SigningForm::Kt) if unit_head.is_none() => bare_title(&title, agency),
        _ => title.as_str(),
    };
    // Who is acting in the post (quyền) signs with Q. before its title.
    let bare = without_acting(title);
    let acting = if bare.len() < title.len() { "Q. " } else { "" };
    lines.push(format!("{acting}{}", bare.to_uppercase()));
    lines.push(name);
    lines
}

fn matter(content: &Content) -> Matter<'_> {
    Matter { type_code: &content.type_code, field: content.field.as_ref().map(crate::Label::as_str) }
}

/// The notation that somebody has asked for in the place of the usual one.
fn asked_notation(
    asked: &Notation,
    facts: &TypeFacts,
    types: &BTreeMap<String, TypeFacts>,
    year: i32,
    find: &mut impl FnMut(&'static str, bool, String, String),
) {
    let asked = asked.as_str();
    if numbering::carries_number(asked, facts.normative) {
        find(
            "notation_form",
            true,
            format!("Ký hiệu “{asked}” có kèm số; số do văn thư cấp, chỉ ghi phần ký hiệu."),
            format!("The notation “{asked}” holds a number; the registry gives that, write the notation alone."),
        );
    } else if !is_well_formed(asked) {
        find(
            "notation_form",
            true,
            format!("Ký hiệu “{asked}” không đúng thể thức: các nhóm chữ nối bằng “-” hoặc “/”, không có dấu cách."),
            format!("The notation “{asked}” is not well formed: groups of letters joined by “-” or “/”, no spaces."),
        );
    }
    // The type stands first, behind the year of what is normative (Appendix I): elsewhere the same letters may be a unit's.
    let mut groups = asked.split(['-', '/']);
    let year = year.to_string();
    if facts.normative && facts.abbreviation.is_some() && groups.clone().next() != Some(year.as_str()) {
        find(
            "notation_year",
            true,
            format!("{} mang năm ban hành ở đầu ký hiệu; ký hiệu “{asked}” không có “{year}” ở đó.", facts.name),
            format!("The notation of this type begins with the year; the notation “{asked}” lacks “{year}” there."),
        );
    }
    let is_year = |group: &str| group.len() == 4 && group.chars().all(|c| c.is_ascii_digit());
    let first = groups.find(|group| !(facts.normative && is_year(group)));
    let other = |group: &str| types.values().any(|other| other.abbreviation.as_deref() == Some(group));
    match &facts.abbreviation {
        Some(abbreviation) if first != Some(abbreviation.as_str()) => find(
            "notation_type",
            true,
            format!("{} có chữ viết tắt là “{abbreviation}”, đứng trước; ký hiệu “{asked}” không như vậy.", facts.name),
            format!("The abbreviation of this type is “{abbreviation}”, and stands first; in “{asked}” it does not."),
        ),
        None if first.is_some_and(other) || asked.split(['-', '/']).any(|group| group == "CV") => {
            let taken = first.filter(|group| other(group)).unwrap_or("CV");
            find(
                "notation_type",
                true,
                format!("{} không có chữ viết tắt tên loại; bỏ “{taken}” trong ký hiệu “{asked}”.", facts.name),
                format!("This type has no abbreviation; take “{taken}” out of the notation “{asked}”."),
            );
        }
        _ => {}
    }
}

/// A substitute does not sign what is put before another: whoever names a signer who is away knows it beforehand.
fn signer_away(
    content: &Content,
    context: &OutgoingContext<'_>,
    find: &mut impl FnMut(&'static str, bool, String, String),
) {
    if let Some((signer, absence)) = content.signer.and_then(|id| Some((id, context.directory.away.get(&id)?))) {
        let name = |id| context.directory.people.get(&id).map_or("…", |person| person.name.as_str());
        let until = absence.validity.until().map(|day| day.format("%d/%m/%Y").to_string());
        let (vi, en) =
            until.map_or_else(Default::default, |day| (format!(" đến hết ngày {day}"), format!(" until {day}")));
        find(
            "signer_away",
            false,
            format!(
                "{} vắng mặt{vi}; người làm thay không ký được văn bản trình người khác. Nếu cần ký trước khi trở lại, hãy nêu người ký khác có thẩm quyền.",
                name(signer)
            ),
            format!(
                "{} is away{en}, and a substitute does not sign what is put before another. Where it can't wait, name another who may sign.",
                name(signer)
            ),
        );
    }
}

/// What the check of the form should look at, as things stand.
pub fn findings(document: &OutgoingDocument, context: &OutgoingContext<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut find = |code, blocks, vi: String, en: String| found.push(Finding { code, blocks, words: Words { vi, en } });
    let content = document.content();
    let day = day_in_vietnam(context.now);
    let facts = context.types.get(&content.type_code);
    if let (Some(asked), Some(facts)) = (&content.notation, facts) {
        asked_notation(asked, facts, context.types, day.year(), &mut find);
    }
    if let Some(usual) = notation_of(document, day, context).filter(|usual| Notation::new(usual).is_err()) {
        find(
            "notation_long",
            true,
            format!("Ký hiệu “{usual}” quá dài; đặt lại chữ viết tắt tên cơ quan hoặc ghi ký hiệu khác."),
            format!("The notation “{usual}” is too long; set a shorter abbreviation of the agency, or name another."),
        );
    }
    if context.settings.outgoing.place.is_none() {
        find(
            "place_missing",
            false,
            "Cơ quan chưa đặt địa danh ban hành văn bản trong phần thiết lập.".to_owned(),
            "The office has not set the place that stands before the date.".to_owned(),
        );
    }
    let agency = &context.directory.agency_name;
    if context.settings.outgoing.agency_notation.is_none() && collective(agency).is_none() {
        let made = context.agency_notation();
        find(
            "agency_notation_unset",
            false,
            format!(
                "Cơ quan chưa đặt chữ viết tắt tên cơ quan trong phần thiết lập; ký hiệu đang lấy các chữ cái đầu: “{made}”."
            ),
            format!(
                "The office has not set its abbreviation; the notation takes the first letters of its name: “{made}”."
            ),
        );
    }
    match content.signer {
        None => find("signer_missing", true, "Chưa nêu người ký.".to_owned(), "Nobody is named to sign it.".to_owned()),
        Some(signer) => {
            if let Err(refusal) = context.organisation.may_sign(signer, matter(content), day) {
                let Words { vi, en } = refusal.words();
                find("signer_without_capacity", true, vi, en);
            }
        }
    }
    signer_away(content, context, &mut find);
    if content.recipients.is_empty() {
        find(
            "no_recipients",
            false,
            "Chưa có nơi nhận: văn bản chỉ lưu tại văn thư.".to_owned(),
            "There are no recipients: it stays with the registry.".to_owned(),
        );
    }
    // A copy on paper is what it is without a file.
    if content.files.is_empty() && !document.is_copy() {
        find(
            "no_text",
            false,
            "Chưa có tệp toàn văn dự thảo.".to_owned(),
            "The text of the draft is not attached.".to_owned(),
        );
    }
    if content.pages.is_none() {
        find("pages_missing", false, "Chưa ghi số trang.".to_owned(), "The number of pages is not given.".to_owned());
    }
    let waiting = document.open_opinions().count();
    if waiting > 0 {
        find(
            "opinions_open",
            false,
            format!("Còn {waiting} nơi được hỏi ý kiến phối hợp chưa trả lời."),
            format!("{waiting} of those whose opinion was asked have not answered yet."),
        );
    }
    related(document, context, &mut found);
    found
}

/// What is to be looked at of the documents that it replaces, amends or corrects: whether that can still be, and who got what is replaced
/// and does not get what replaces it.
fn related(document: &OutgoingDocument, context: &OutgoingContext<'_>, found: &mut Vec<Finding>) {
    let content = document.content();
    for one in &content.relations {
        let earlier = context.related.get(&one.document).ok_or_else(|| Refusal::new(Rule::RelationUnknown));
        let judged = earlier.and_then(|earlier| {
            relation(one.kind, (&content.type_code, Some(document.id())), earlier).map(|_| earlier)
        });
        let earlier = match judged {
            Ok(earlier) => earlier,
            Err(refusal) => {
                found.push(Finding { code: "relation_not_possible", blocks: true, words: refusal.words() });
                continue;
            }
        };
        if one.kind != RelationKind::Replaces {
            continue;
        }
        let gets = |to: &Destination| content.recipients.iter().any(|now| now.destination.leads_where(to));
        let missing: Vec<String> = earlier
            .content()
            .recipients
            .iter()
            .filter(|to| !gets(&to.destination))
            .map(|to| named(&to.destination, context))
            .collect();
        if !missing.is_empty() {
            let (written, names) = (one.written(), missing.join(", "));
            let words = Words {
                vi: format!("Nơi đã nhận văn bản {written} chưa có trong nơi nhận của văn bản thay thế: {names}."),
                en: format!("Recipients of {written} are missing among those of what replaces it: {names}."),
            };
            found.push(Finding { code: "recipients_of_replaced", blocks: false, words });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_have_their_leading_noughts() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(place_and_date(Some("Bình Minh"), day(2026, 3, 5)), "Bình Minh, ngày 05 tháng 3 năm 2026");
        assert_eq!(place_and_date(Some("Bình Minh"), day(2026, 2, 15)), "Bình Minh, ngày 15 tháng 02 năm 2026");
        assert_eq!(place_and_date(None, day(2026, 11, 29)), "…, ngày 29 tháng 11 năm 2026");
    }

    #[test]
    fn a_title_under_a_signature_does_not_name_the_agency_again() {
        let ward = "Ủy ban nhân dân phường Bình Minh";
        for (title, bare) in [
            ("Chủ tịch UBND phường", "Chủ tịch"),
            ("Phó Chủ tịch Ủy ban nhân dân phường Bình Minh", "Phó Chủ tịch"),
            ("Chủ tịch", "Chủ tịch"),
            ("Phó Chủ tịch thường trực", "Phó Chủ tịch thường trực"),
            ("Trưởng phòng Kinh tế", "Trưởng phòng Kinh tế"),
            ("UBND phường", "UBND phường"),
            ("Chủ tịch UBNDX", "Chủ tịch UBNDX"),
        ] {
            assert_eq!(bare_title(title, ward), bare, "{title}");
        }
        assert_eq!(bare_title("Giám đốc Sở Nội vụ", "Sở Nội vụ"), "Giám đốc");
        assert_eq!(bare_title("Giám đốc Sở Nội vụ tỉnh Mẫu", "Sở Nội vụ"), "Giám đốc");
        assert_eq!(bare_title("Giám đốc Sở", "Sở Nội vụ"), "Giám đốc Sở");
    }
}
