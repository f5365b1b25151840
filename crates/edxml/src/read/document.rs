//! From elements to a document.

use std::collections::HashSet;

use super::{
    field::{
        day, document_id, flag, must, must_have, must_organ, number, organ, organisation, response_for, sender, staff,
        time,
    },
    tree::View,
};
use crate::{
    at_least_one::AtLeastOne,
    business::{Action, Business, RecipientChange, Replaced, TraceHeader, Update},
    code::Urgency,
    counterpart::Organisation,
    document::{Document, DocumentType, OtherInfo, Signer},
    document_id::DocumentId,
    fault::{ReadError, ReadFault},
    hash::count,
    limits::{Limit, Limits},
    warning::{WarningCode, Warnings},
};

const HEADER: &[&str] = &[
    "From",
    "To",
    "DocumentId",
    "Code",
    "PromulgationInfo",
    "DocumentType",
    "Subject",
    "Content",
    "SignerInfo",
    "DueDate",
    "OtherInfo",
    "ResponseFor",
    "SteeringType",
    "ResponseForTask",
    "ApplicationType",
    "ToPlaces",
];

/// Reads the document of a `MessageHeader`; its attachments come later.
pub(super) fn document(
    header: &View<'_>,
    trace: Option<&View<'_>>,
    limits: &Limits,
    warnings: &mut Warnings,
) -> Result<Document, ReadError> {
    header.expect(HEADER, warnings);
    let from = sender(header, warnings)?;
    let to = recipients(header, limits, warnings)?;
    let code = must_have(header, "Code", warnings)?;
    code.expect(&["CodeNumber", "CodeNotation"], warnings);
    let number_of = must(&code, "CodeNumber", warnings)?;
    let notation = must(&code, "CodeNotation", warnings)?;
    let promulgation = must_have(header, "PromulgationInfo", warnings)?;
    promulgation.expect(&["Place", "PromulgationDate"], warnings);
    let place = promulgation.text("Place", warnings);
    let issued = day(&promulgation, "PromulgationDate", warnings)
        .ok_or_else(|| ReadFault::Missing.at(promulgation.path_of("PromulgationDate")))?;
    // By it everything else refers to the document, so it is not put together of what else is there: its sender may have given it another.
    let id = document_id(header, "DocumentId", warnings)
        .ok_or_else(|| ReadFault::Missing.at(header.path_of("DocumentId")))?;
    let kind = kind(header, warnings)?;
    let subject = must(header, "Subject", warnings)?;
    if subject.chars().count() > Document::MOST_SUBJECT {
        warnings.add(WarningCode::Long, header.path_of("Subject"));
    }
    let answered = header.all(&["ResponseFor"]);
    let places = header.one("ToPlaces", warnings).map(|places| {
        places.expect(&["Place"], warnings);
        places.texts("Place")
    });
    let (trace, business) = way(trace, header, &id, limits, warnings)?;
    Ok(Document {
        from,
        to,
        number: number_of,
        notation,
        place,
        issued,
        kind,
        subject,
        content: header.text("Content", warnings),
        signer: signer(header, warnings),
        due: day(header, "DueDate", warnings),
        other: other(header, warnings),
        response_for: answered.iter().filter_map(|view| response_for(view, warnings)).collect(),
        steering: number(header, "SteeringType", warnings),
        task_codes: header.all(&["ResponseForTask"]).iter().flat_map(|task| task.texts("TaskCode")).collect(),
        application: header.text("ApplicationType", warnings),
        to_places: places.unwrap_or_default(),
        trace,
        business,
        attachments: Vec::new(),
        id,
    })
}

fn recipients(
    header: &View<'_>,
    limits: &Limits,
    warnings: &mut Warnings,
) -> Result<AtLeastOne<Organisation>, ReadError> {
    let all = header.all(&["To"]);
    if all.len() > limits.recipients {
        return Err(ReadFault::Limit(Limit::Recipients, count(limits.recipients)).at(header.path_of("To")));
    }
    let Some(first) = all.first() else { return Err(ReadFault::Missing.at(header.path_of("To"))) };
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for view in &all {
        // One that cannot be understood is no reason to keep the message from the others.
        let Some(id) = organ(view, "OrganId", warnings) else {
            if view.text("OrganId", warnings).is_none() {
                warnings.add(WarningCode::Absent, view.path_of("OrganId"));
            }
            continue;
        };
        if seen.insert(id.clone()) {
            found.push(organisation(view, id, warnings));
        } else {
            warnings.about(WarningCode::RecipientTwice, &view.path, id.as_str());
        }
    }
    match AtLeastOne::try_from(found) {
        Ok(to) => Ok(to),
        // The first says why.
        Err(_) => must_organ(first, "OrganId", warnings).and(Err(ReadFault::Missing.at(header.path_of("To")))),
    }
}

fn kind(header: &View<'_>, warnings: &mut Warnings) -> Result<DocumentType, ReadError> {
    let view = must_have(header, "DocumentType", warnings)?;
    view.expect(&["Type", "TypeDetail", "TypeName"], warnings);
    let name = must(&view, "TypeName", warnings)?;
    let code = number(&view, "Type", warnings);
    if code.is_none() {
        warnings.add(WarningCode::Absent, view.path_of("Type"));
    }
    Ok(DocumentType { code, detail: number(&view, "TypeDetail", warnings), name })
}

fn signer(header: &View<'_>, warnings: &mut Warnings) -> Option<Signer> {
    let path = header.path_of("SignerInfo");
    let view = header.one("SignerInfo", warnings);
    let signer = view.map_or_else(Signer::default, |view| {
        view.expect(&["Competence", "Position", "FullName"], warnings);
        Signer {
            competence: view.text("Competence", warnings),
            position: view.text("Position", warnings),
            name: view.text("FullName", warnings),
        }
    });
    if signer.name.is_none() {
        warnings.add(WarningCode::Absent, format!("{path}/FullName"));
    }
    (signer != Signer::default()).then_some(signer)
}

fn other(header: &View<'_>, warnings: &mut Warnings) -> OtherInfo {
    let Some(view) = header.one("OtherInfo", warnings) else { return OtherInfo::default() };
    view.expect(
        &[
            "Priority",
            "SphereOfPromulgation",
            "TyperNotation",
            "PromulgationAmount",
            "PageAmount",
            "ReplyFors",
            "ReferenceCodes",
            "Direction",
            "Appendixes",
            "Secret",
        ],
        warnings,
    );
    let secrecy = view.text("Secret", warnings);
    if let Some(secret) = &secrecy {
        warnings.about(WarningCode::Secrecy, view.path_of("Secret"), secret);
    }
    let priority = number(&view, "Priority", warnings);
    let urgency = priority.and_then(Urgency::from_number);
    if let (Some(number), None) = (priority, urgency) {
        warnings.about(WarningCode::ValueUnknown, view.path_of("Priority"), &number.to_string());
    }
    OtherInfo {
        urgency,
        circulation: view.text("SphereOfPromulgation", warnings),
        drafter: view.text("TyperNotation", warnings),
        copies: number(&view, "PromulgationAmount", warnings),
        pages: number(&view, "PageAmount", warnings),
        reply_fors: view.text("ReplyFors", warnings),
        reference_codes: view.text("ReferenceCodes", warnings),
        direction: flag(&view, "Direction", warnings),
        appendices: view.one("Appendixes", warnings).map(|list| list.texts("Appendix")).unwrap_or_default(),
        secrecy,
    }
}

/// The stations on the way, and what the message does.
fn way(
    trace: Option<&View<'_>>,
    header: &View<'_>,
    id: &DocumentId,
    limits: &Limits,
    warnings: &mut Warnings,
) -> Result<(Vec<TraceHeader>, Business), ReadError> {
    let Some(view) = trace else {
        let place = header.path.rsplit_once('/').map_or("", |(parent, _)| parent);
        warnings.add(WarningCode::Absent, format!("{place}/TraceHeaderList"));
        return Ok((Vec::new(), Business::default()));
    };
    view.expect(&["TraceHeader", "Bussiness", "Business"], warnings);
    let all = view.all(&["TraceHeader"]);
    if all.len() > limits.trace_headers {
        return Err(ReadFault::Limit(Limit::TraceHeaders, count(limits.trace_headers)).at(view.path_of("TraceHeader")));
    }
    let mut stations = Vec::new();
    for station in &all {
        station.expect(&["OrganId", "Timestamp"], warnings);
        let found =
            TraceHeader { organ: organ(station, "OrganId", warnings), at: time(station, "Timestamp", warnings) };
        if found != TraceHeader::default() {
            stations.push(found);
        }
    }
    if stations.is_empty() {
        warnings.add(WarningCode::Absent, view.path_of("TraceHeader"));
    }
    let business = match view.one_of(&["Bussiness", "Business"], warnings) {
        Some(block) if !block.is_empty() => business(&block, id, warnings)?,
        _ => Business::default(),
    };
    Ok((stations, business))
}

/// A child whose name begins with the regulation's double s, or as the word is spelled.
fn spelled<'a>(view: &View<'a>, rest: &str, warnings: &mut Warnings) -> Option<View<'a>> {
    let (usual, other) = (format!("Bussiness{rest}"), format!("Business{rest}"));
    let found = view.one_of(&[&usual, &other], warnings)?;
    if found.element.name == other {
        warnings.add(WarningCode::SpelledOtherwise, &found.path);
    }
    Some(found)
}

fn business(view: &View<'_>, id: &DocumentId, warnings: &mut Warnings) -> Result<Business, ReadError> {
    view.expect(
        &[
            "DocumentId",
            "BussinessDocType",
            "BusinessDocType",
            "BussinessDocReason",
            "BusinessDocReason",
            "Paper",
            "BussinessDocumentInfo",
            "BusinessDocumentInfo",
            "ReplacementInfoList",
            "StaffInfo",
        ],
        warnings,
    );
    if view.element.name == "Business" {
        warnings.add(WarningCode::SpelledOtherwise, &view.path);
    }
    // What the message does is never guessed: a recall that is taken for a new document would be registered.
    let number = spelled(view, "DocType", warnings).and_then(|kind| Some((kind.own_text()?, kind.path)));
    let Some((number, place)) = number else { return Err(ReadFault::Missing.at(view.path_of("BussinessDocType"))) };
    let action = match number.parse::<u8>() {
        Ok(0) => {
            without_meaning(view, &["DocumentId"], id, warnings);
            Action::New
        }
        Ok(1) => Action::Recall { document: affected(view, id, warnings) },
        Ok(2) => Action::Update(update(view, id, warnings)),
        Ok(3) => Action::Replace { replaced: replaced(view, warnings)? },
        _ => return Err(ReadFault::Unreadable(crate::text::excerpt(&number)).at(place)),
    };
    Ok(Business {
        action,
        reason: spelled(view, "DocReason", warnings).and_then(|reason| reason.own_text()),
        paper: flag(view, "Paper", warnings),
        staff: staff(view, warnings),
    })
}

/// Which document is recalled or updated.
fn affected(view: &View<'_>, id: &DocumentId, warnings: &mut Warnings) -> DocumentId {
    match document_id(view, "DocumentId", warnings) {
        None => {
            warnings.about(WarningCode::DocumentTaken, view.path_of("DocumentId"), id.as_str());
            id.clone()
        }
        Some(other) => {
            if other != *id {
                warnings.about(WarningCode::DocumentsDiffer, view.path_of("DocumentId"), other.as_str());
            }
            other
        }
    }
}

/// Vendors' samples of new documents name an earlier one there, to no end.
fn without_meaning(view: &View<'_>, names: &[&str], id: &DocumentId, warnings: &mut Warnings) {
    for child in view.all(names) {
        if let Some(text) = child.own_text().filter(|text| text != id.as_str()) {
            warnings.about(WarningCode::WithoutMeaning, &child.path, &text);
        }
    }
}

fn update(view: &View<'_>, id: &DocumentId, warnings: &mut Warnings) -> Update {
    let document = affected(view, id, warnings);
    let Some(info) = spelled(view, "DocumentInfo", warnings) else {
        warnings.add(WarningCode::Absent, view.path_of("BussinessDocumentInfo"));
        return Update { document, data_changed: false, recipients_changed: false, recipients: Vec::new() };
    };
    info.expect(&["DocumentInfo", "DocumentReceiver", "ReceiverList"], warnings);
    let list = info.one("ReceiverList", warnings);
    let mut recipients = Vec::new();
    for receiver in list.iter().flat_map(|list| list.all(&["Receiver"])) {
        receiver.expect(&["OrganId", "ReceiverType"], warnings);
        let organ = organ(&receiver, "OrganId", warnings);
        let added = flag(&receiver, "ReceiverType", warnings);
        match (organ, added) {
            (Some(organ), Some(added)) => recipients.push(RecipientChange { organ, added }),
            _ => warnings.add(WarningCode::Absent, receiver.path),
        }
    }
    Update {
        document,
        data_changed: flag(&info, "DocumentInfo", warnings) == Some(true),
        recipients_changed: flag(&info, "DocumentReceiver", warnings) == Some(true),
        recipients,
    }
}

fn replaced(view: &View<'_>, warnings: &mut Warnings) -> Result<AtLeastOne<Replaced>, ReadError> {
    let list = must_have(view, "ReplacementInfoList", warnings)?;
    list.expect(&["ReplacementInfo"], warnings);
    let mut found = Vec::new();
    for one in list.all(&["ReplacementInfo"]).iter().filter(|one| !one.is_empty()) {
        one.expect(&["DocumentId", "OrganIdList"], warnings);
        let document =
            document_id(one, "DocumentId", warnings).ok_or_else(|| ReadFault::Missing.at(one.path_of("DocumentId")))?;
        let holders = one.one("OrganIdList", warnings).map(|list| list.all(&["OrganId"])).unwrap_or_default();
        let holders = holders.iter().filter_map(|holder| {
            let text = holder.own_text()?;
            let read = crate::organ::OrganId::new(&text);
            if read.is_err() {
                warnings.about(WarningCode::OrganIdUnreadable, &holder.path, &text);
            }
            read.ok()
        });
        found.push(Replaced { document, holders: holders.collect() });
    }
    AtLeastOne::try_from(found).map_err(|_| ReadFault::Missing.at(list.path_of("ReplacementInfo")))
}
