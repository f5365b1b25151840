//! The header and the manifest, in the order in which the interchange's SDK writes them.

use std::collections::HashSet;

use super::{content::Packed, xml::Xml};
use crate::{
    business::{Action, Business, Update},
    counterpart::{Organisation, ResponseFor, Staff},
    document::{Document, OtherInfo},
    document_id::DocumentId,
    fault::{WriteError, WriteFault},
    status::Status,
    text,
};

/// The sender's or a recipient's block.
fn organisation(xml: &mut Xml, tag: &str, organ: &Organisation, named: bool) -> Result<(), WriteError> {
    xml.open(tag);
    xml.leaf("edXML:OrganId", organ.id.as_str());
    xml.may("edXML:OrganizationInCharge", organ.in_charge.as_deref())?;
    if named {
        xml.must("edXML:OrganName", organ.name.as_deref().unwrap_or_default())?;
    } else {
        xml.may("edXML:OrganName", organ.name.as_deref())?;
    }
    xml.may("edXML:OrganAdd", organ.address.as_deref())?;
    xml.may("edXML:Email", organ.email.as_deref())?;
    xml.may("edXML:Telephone", organ.telephone.as_deref())?;
    xml.may("edXML:Fax", organ.fax.as_deref())?;
    xml.may("edXML:Website", organ.website.as_deref())?;
    xml.close();
    Ok(())
}

/// The header of a document.
pub(super) fn document(xml: &mut Xml, document: &Document) -> Result<(), WriteError> {
    xml.open("edXML:MessageHeader");
    organisation(xml, "edXML:From", &document.from, true)?;
    let mut seen = HashSet::new();
    for to in document.to.iter() {
        if !seen.insert(&to.id) {
            return Err(WriteFault::Twice(to.id.to_string()).at(xml.path_of("edXML:To")));
        }
        organisation(xml, "edXML:To", to, false)?;
    }
    xml.must("edXML:DocumentId", document.id.as_str())?;
    xml.open("edXML:Code");
    xml.must("edXML:CodeNumber", &document.number)?;
    xml.must("edXML:CodeNotation", &document.notation)?;
    xml.close();
    xml.open("edXML:PromulgationInfo");
    xml.may("edXML:Place", document.place.as_deref())?;
    xml.day("edXML:PromulgationDate", &document.issued)?;
    xml.close();
    xml.open("edXML:DocumentType");
    let Some(code) = document.kind.code else { return Err(xml.missing("edXML:Type")) };
    xml.leaf("edXML:Type", &code.to_string());
    number(xml, "edXML:TypeDetail", document.kind.detail);
    xml.must("edXML:TypeName", &document.kind.name)?;
    xml.close();
    xml.must("edXML:Subject", &document.subject)?;
    xml.may("edXML:Content", document.content.as_deref())?;
    let signer = document.signer.clone().unwrap_or_default();
    xml.open("edXML:SignerInfo");
    xml.may("edXML:Competence", signer.competence.as_deref())?;
    xml.may("edXML:Position", signer.position.as_deref())?;
    xml.must("edXML:FullName", signer.name.as_deref().unwrap_or_default())?;
    xml.close();
    if let Some(due) = &document.due {
        xml.day("edXML:DueDate", due)?;
    }
    other(xml, &document.other)?;
    for named in document.response_for.iter().filter(|named| **named != ResponseFor::default()) {
        answered(xml, named)?;
    }
    number(xml, "edXML:SteeringType", document.steering);
    list(xml, "edXML:ResponseForTask", "edXML:TaskCode", &document.task_codes)?;
    xml.may("edXML:ApplicationType", document.application.as_deref())?;
    list(xml, "edXML:ToPlaces", "edXML:Place", &document.to_places)?;
    xml.close();
    way(xml, document)
}

fn other(xml: &mut Xml, other: &OtherInfo) -> Result<(), WriteError> {
    if other.is_empty() {
        return Ok(());
    }
    xml.open("edXML:OtherInfo");
    // Left out, it would be a secret document that nobody knows to be one.
    if let Some(secrecy) = &other.secrecy {
        return Err(WriteFault::Secrecy(text::excerpt(secrecy)).at(xml.path_of("edXML:Secret")));
    }
    number(xml, "edXML:Priority", other.urgency.map(crate::code::Urgency::number));
    xml.may("edXML:SphereOfPromulgation", other.circulation.as_deref())?;
    xml.may("edXML:TyperNotation", other.drafter.as_deref())?;
    number(xml, "edXML:PromulgationAmount", other.copies);
    number(xml, "edXML:PageAmount", other.pages);
    xml.may("edXML:ReplyFors", other.reply_fors.as_deref())?;
    xml.may("edXML:ReferenceCodes", other.reference_codes.as_deref())?;
    if let Some(direction) = other.direction {
        xml.leaf("edXML:Direction", if direction { "true" } else { "false" });
    }
    list(xml, "edXML:Appendixes", "edXML:Appendix", &other.appendices)?;
    xml.close();
    Ok(())
}

fn number(xml: &mut Xml, tag: &str, number: Option<u32>) {
    if let Some(number) = number {
        xml.leaf(tag, &number.to_string());
    }
}

fn list(xml: &mut Xml, around: &str, tag: &str, texts: &[String]) -> Result<(), WriteError> {
    if texts.is_empty() {
        return Ok(());
    }
    xml.open(around);
    for text in texts {
        xml.may(tag, Some(text))?;
    }
    xml.close();
    Ok(())
}

/// A document that is answered: what is known of it.
fn answered(xml: &mut Xml, named: &ResponseFor) -> Result<(), WriteError> {
    xml.open("edXML:ResponseFor");
    xml.may("edXML:OrganId", named.organ.as_ref().map(crate::organ::OrganId::as_str))?;
    xml.may("edXML:Code", named.code.as_deref())?;
    xml.may("edXML:DocumentId", named.document.as_ref().map(DocumentId::as_str))?;
    if let Some(issued) = &named.issued {
        xml.day("edXML:PromulgationDate", issued)?;
    }
    xml.close();
    Ok(())
}

/// Where it comes from, and what it does.
fn way(xml: &mut Xml, document: &Document) -> Result<(), WriteError> {
    xml.open("edXML:TraceHeaderList");
    if document.trace.is_empty() {
        return Err(xml.missing("edXML:TraceHeader"));
    }
    for (station, first) in document.trace.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
        xml.open("edXML:TraceHeader");
        match &station.organ {
            Some(organ) => xml.leaf("edXML:OrganId", organ.as_str()),
            // Exchange points leave theirs out; a sender does not.
            None if first => return Err(xml.missing("edXML:OrganId")),
            None => {}
        }
        match &station.at {
            Some(at) => xml.time("edXML:Timestamp", at)?,
            None => return Err(xml.missing("edXML:Timestamp")),
        }
        xml.close();
    }
    business(xml, &document.business, &document.id)?;
    xml.close();
    Ok(())
}

fn business(xml: &mut Xml, business: &Business, id: &DocumentId) -> Result<(), WriteError> {
    xml.open("edXML:Bussiness");
    if let Action::Recall { document } | Action::Update(Update { document, .. }) = &business.action {
        if document != id {
            return Err(WriteFault::Differs(document.to_string()).at(xml.path_of("edXML:DocumentId")));
        }
        xml.must("edXML:DocumentId", document.as_str())?;
    }
    xml.leaf("edXML:BussinessDocType", &business.action.number().to_string());
    xml.may("edXML:BussinessDocReason", business.reason.as_deref())?;
    if let Some(paper) = business.paper {
        xml.leaf("edXML:Paper", bit(paper));
    }
    match &business.action {
        Action::New | Action::Recall { .. } => {}
        Action::Update(update) => {
            xml.open("edXML:BussinessDocumentInfo");
            xml.leaf("edXML:DocumentInfo", bit(update.data_changed));
            xml.leaf("edXML:DocumentReceiver", bit(update.recipients_changed));
            if !update.recipients.is_empty() {
                xml.open("edXML:ReceiverList");
                for change in &update.recipients {
                    xml.open("edXML:Receiver");
                    xml.leaf("edXML:OrganId", change.organ.as_str());
                    xml.leaf("edXML:ReceiverType", bit(change.added));
                    xml.close();
                }
                xml.close();
            }
            xml.close();
        }
        Action::Replace { replaced } => {
            xml.open("edXML:ReplacementInfoList");
            for one in replaced.iter() {
                xml.open("edXML:ReplacementInfo");
                xml.must("edXML:DocumentId", one.document.as_str())?;
                xml.open("edXML:OrganIdList");
                if one.holders.is_empty() {
                    return Err(xml.missing("edXML:OrganId"));
                }
                for holder in &one.holders {
                    xml.leaf("edXML:OrganId", holder.as_str());
                }
                xml.close();
                xml.close();
            }
            xml.close();
        }
    }
    if let Some(staff) = business.staff.as_ref().filter(|staff| **staff != Staff::default()) {
        xml.open("edXML:StaffInfo");
        xml.may("edXML:Department", staff.department.as_deref())?;
        xml.may("edXML:DepartmentId", staff.department_id.as_deref())?;
        xml.may("edXML:Staff", staff.name.as_deref())?;
        xml.may("edXML:StaffId", staff.staff_id.as_deref())?;
        xml.may("edXML:Email", staff.email.as_deref())?;
        xml.may("edXML:Mobile", staff.mobile.as_deref())?;
        xml.close();
    }
    xml.close();
    Ok(())
}

const fn bit(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}

/// The manifest of a document.
pub(super) fn manifest(xml: &mut Xml, document: &Document, packed: &[Packed]) -> Result<(), WriteError> {
    xml.open("edXML:edXMLBody");
    xml.open_with("edXML:edXMLManifest", " version=\"1.0\"");
    // A recall and an update may come without files; what is registered on arrival may not.
    let brings = matches!(document.business.action, Action::New | Action::Replace { .. });
    if document.attachments.is_empty() && brings {
        return Err(xml.missing("edXML:Reference"));
    }
    let mut seen = HashSet::new();
    for (attachment, packed) in document.attachments.iter().zip(packed) {
        xml.open("edXML:Reference");
        if !seen.insert(&attachment.content_id) {
            return Err(WriteFault::Twice(attachment.content_id.to_string()).at(xml.path_of("edXML:ContentId")));
        }
        xml.must("edXML:ContentId", &attachment.content_id.to_string())?;
        xml.must("edXML:ContentType", &packed.content_type)?;
        xml.may("edXML:Description", attachment.description.as_deref())?;
        xml.must("edXML:AttachmentName", &attachment.name)?;
        xml.close();
    }
    xml.close();
    xml.close();
    Ok(())
}

/// The header of a status.
pub(super) fn status(xml: &mut Xml, status: &Status) -> Result<(), WriteError> {
    xml.open("edXML:MessageHeader");
    organisation(xml, "edXML:From", &status.from, true)?;
    xml.open("edXML:ResponseFor");
    let about = &status.about;
    xml.must("edXML:OrganId", about.organ.as_ref().map_or("", crate::organ::OrganId::as_str))?;
    xml.must("edXML:Code", about.code.as_deref().unwrap_or_default())?;
    match &about.issued {
        Some(issued) => xml.day("edXML:PromulgationDate", issued)?,
        None => return Err(xml.missing("edXML:PromulgationDate")),
    }
    xml.must("edXML:DocumentId", about.document.as_ref().map_or("", DocumentId::as_str))?;
    xml.close();
    let staff = status.staff.clone().unwrap_or_default();
    xml.open("edXML:StaffInfo");
    xml.always("edXML:Department", staff.department.as_deref())?;
    xml.always("edXML:Staff", staff.name.as_deref())?;
    xml.always("edXML:Mobile", staff.mobile.as_deref())?;
    xml.always("edXML:Email", staff.email.as_deref())?;
    xml.close();
    xml.leaf("edXML:StatusCode", &status.code.to_string());
    if status.code.wants_reason() {
        xml.must("edXML:Description", status.description.as_deref().unwrap_or_default())?;
    } else {
        xml.may("edXML:Description", status.description.as_deref())?;
    }
    match &status.at {
        Some(at) => xml.time("edXML:Timestamp", at)?,
        None => return Err(xml.missing("edXML:Timestamp")),
    }
    xml.close();
    Ok(())
}
