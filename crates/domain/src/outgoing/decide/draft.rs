//! The content of a draft from what was sent: known types, units and people, recipients that exist, files that are there.

use std::collections::BTreeSet;

use super::OutgoingContext;
use crate::{
    By, DepartmentId, FileId, LanguageName, RecipientId, Refusal, Rule,
    access::outgoing::drafts_for_any_unit,
    assignment::Holder,
    incoming::Attachment,
    outgoing::{
        content::{Content, ContentFields, MOST_ANSWERS},
        copy::CopyForm,
        document::OutgoingDocument,
        numbering,
        recipient::{Carriage, Destination, Named, Recipient, RecipientFields},
        relation::{self, MOST_RELATIONS, Relation},
    },
    time::is_of_our_time,
};

/// The largest number of pages or copies (Number, 3 digits).
const THREE_DIGITS: u16 = 999;

/// The content that these fields make; what stood before keeps its ids.
pub(super) fn content_of(
    fields: &ContentFields,
    by: By,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<Content, Refusal> {
    if !context.types.contains_key(&fields.document_type) {
        let shown: String = fields.document_type.chars().take(60).collect();
        return Err(Refusal::new(Rule::TypeUnknown).at("/content/document_type").with("type", shown));
    }
    if CopyForm::of_type(&fields.document_type).is_some() {
        return Err(Refusal::new(Rule::CopyIsMade).at("/content/document_type"));
    }
    pages(fields.pages)?;
    if let (Some(asked), Some(facts)) = (&fields.notation, context.types.get(&fields.document_type))
        && numbering::carries_number(asked.as_str(), facts.normative)
    {
        return Err(Refusal::new(Rule::NotationWithNumber).at("/content/notation").with("notation", asked));
    }
    if fields.reply_by.is_some_and(|day| !is_of_our_time(day)) {
        return Err(Refusal::new(Rule::DateOutOfRange).at("/content/reply_by"));
    }
    fields.signer.map_or(Ok(()), |id| signer(id, context))?;
    let language = match &fields.language {
        Some(language) => language.clone(),
        None => {
            LanguageName::new("Tiếng Việt").map_err(|_| Refusal::new(Rule::SubjectMissing).at("/content/language"))?
        }
    };
    Ok(Content {
        type_code: fields.document_type.clone(),
        subject: fields.subject.clone(),
        urgency: fields.urgency,
        language,
        field: fields.field.clone(),
        department: unit(fields.department, by, before, context)?,
        signer: fields.signer,
        notation: fields.notation.clone(),
        pages: fields.pages,
        reply_by: fields.reply_by,
        remark: fields.remark.clone(),
        recipients: recipients(&fields.recipients, before, context)?,
        answers: answers(fields, before, context)?,
        relations: relations(fields, before, context)?,
        copy: None,
        files: files(&fields.files, by, before, context)?,
    })
}

/// A number of pages that a document can have.
pub(super) fn pages(pages: Option<u16>) -> Result<(), Refusal> {
    if pages.is_some_and(|pages| pages == 0 || pages > THREE_DIGITS) {
        return Err(Refusal::new(Rule::NumberOutOfRange).at("/content/pages").with("max", THREE_DIGITS));
    }
    Ok(())
}

/// Somebody who works here.
pub(super) fn signer(id: crate::PersonId, context: &OutgoingContext<'_>) -> Result<(), Refusal> {
    let known = context.directory.active(id).is_some();
    if known { Ok(()) } else { Err(Refusal::new(Rule::PersonUnknown).at("/content/signer")) }
}

/// The unit that drafts: one of the drafter's own. A draft that another drafts stays where it was.
pub(super) fn unit(
    asked: Option<DepartmentId>,
    by: By,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<DepartmentId, Refusal> {
    let place = "/content/department";
    let stood = before.map(|document| document.content().department);
    let drafter = before.map_or(by.desk(), OutgoingDocument::drafter);
    let own = context.directory.departments_of(Holder::Person(drafter));
    let exists = |id: &DepartmentId| context.directory.departments.get(id).is_some_and(|unit| unit.active);
    match asked.or(stood).or_else(|| own.iter().copied().find(exists)) {
        None => Err(Refusal::new(Rule::UnitMissing).at(place)),
        Some(id) if !exists(&id) => Err(Refusal::new(Rule::DepartmentUnknown).at(place)),
        Some(id) if Some(id) == stood || own.contains(&id) => Ok(id),
        Some(id) if context.directory.active(drafter).is_some_and(drafts_for_any_unit) => Ok(id),
        Some(_) => Err(Refusal::new(Rule::NotOwnUnit).at(place)),
    }
}

pub(super) fn recipients(
    asked: &[RecipientFields],
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<Vec<Recipient>, Refusal> {
    let max = context.settings.max_recipients;
    if u32::try_from(asked.len()).map_or(true, |count| count > max) {
        return Err(Refusal::new(Rule::TooManyRecipients).at("/content/recipients").with("max", max));
    }
    let mut recipients: Vec<Recipient> = Vec::with_capacity(asked.len());
    let mut fresh = 0_u16;
    for (n, fields) in asked.iter().enumerate() {
        let place = format!("/content/recipients/{n}");
        if fields.copies == 0 || fields.copies > THREE_DIGITS {
            return Err(Refusal::new(Rule::NumberOutOfRange).at(format!("{place}/copies")).with("max", THREE_DIGITS));
        }
        let destination = destination(fields, &place, context)?;
        if recipients.iter().any(|other| other.destination.leads_where(&destination)) {
            return Err(Refusal::new(Rule::RecipientTwice).at(place));
        }
        let stood = before.and_then(|document| {
            let all = &document.content().recipients;
            all.iter().find(|stood| stood.destination.leads_where(&destination)).map(|stood| stood.id)
        });
        let id = stood.unwrap_or_else(|| {
            fresh = fresh.saturating_add(1);
            RecipientId(context.seed.nth(fresh))
        });
        recipients.push(Recipient { id, destination, purpose: fields.purpose, copies: fields.copies });
    }
    Ok(recipients)
}

fn destination(fields: &RecipientFields, place: &str, context: &OutgoingContext<'_>) -> Result<Destination, Refusal> {
    let directory = context.directory;
    if fields.by.is_some() && fields.counterpart.is_none() {
        return Err(Refusal::new(Rule::CarriageFixed).at(format!("{place}/by")));
    }
    match fields.named().map_err(|_| Refusal::new(Rule::RecipientUnclear).at(place))? {
        // The unit's own registry takes in what comes to it, though nobody leads the unit.
        Named::Inside(holder @ Holder::Department(id))
            if directory.departments.get(&id).is_some_and(|unit| unit.active) && !directory.told_for(id).is_empty() =>
        {
            Ok(Destination::Inside { holder })
        }
        // Of what comes to a department that nobody leads nobody would be told, nor could say that it has come.
        Named::Inside(holder) => directory.reaches(holder, place).map(|()| Destination::Inside { holder }),
        Named::Agency(code) => match context.agencies.get(code.as_str()) {
            Some(name) => Ok(Destination::Agency { name: name.clone(), code }),
            None => Err(Refusal::new(Rule::NoSuchAgency).at(format!("{place}/agency")).with("code", &code)),
        },
        Named::Counterpart(id) => match context.counterparts.get(&id).filter(|known| known.fields.active) {
            Some(known) if fields.by == Some(Carriage::Mail) && known.fields.email.is_none() => {
                let refusal = Refusal::new(Rule::MailAddressMissing).at(format!("{place}/by"));
                Err(refusal.with("name", &known.fields.name))
            }
            Some(known) => {
                Ok(Destination::Counterpart { counterpart: id, name: known.fields.name.to_string(), by: fields.by })
            }
            None => Err(Refusal::new(Rule::CounterpartUnknown).at(format!("{place}/counterpart"))),
        },
        Named::Post(post) => Ok(Destination::Post { name: post.name, address: post.address }),
    }
}

/// What it answers: documents that the drafter sees, each once. Those that stood there stay, whoever revises it.
fn answers(
    fields: &ContentFields,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<Vec<crate::outgoing::AnswerTo>, Refusal> {
    if fields.answers.len() > MOST_ANSWERS {
        return Err(Refusal::new(Rule::TooManyAnswers).at("/content/answers").with("max", MOST_ANSWERS));
    }
    let mut seen = BTreeSet::new();
    for (n, answer) in fields.answers.iter().enumerate() {
        let place = || format!("/content/answers/{n}/document");
        if !seen.insert(answer.document) {
            return Err(Refusal::new(Rule::AnswerTwice).at(place()));
        }
        let before = before.and_then(|b| b.content().answers.iter().find(|stood| stood.document == answer.document));
        let stood = before.is_some();
        match context.answered.get(&answer.document) {
            Some(None) => {}
            _ if stood => {}
            Some(Some(_)) => return Err(Refusal::new(Rule::AnswerNotNow).at(place())),
            None => return Err(Refusal::new(Rule::AnswerUnknown).at(place())),
        }
        // What nobody but its handler completes is not asked in vain. What stood there was asked by whoever could.
        if before != Some(answer) {
            context.completes(answer).map_err(|no| no.at(format!("/content/answers/{n}/final")))?;
        }
    }
    Ok(fields.answers.clone())
}

/// What it replaces, amends or corrects: documents that have gone out, each once. Those that stood there are judged anew.
fn relations(
    fields: &ContentFields,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<Vec<Relation>, Refusal> {
    if fields.relations.len() > MOST_RELATIONS {
        return Err(Refusal::new(Rule::TooManyRelations).at("/content/relations").with("max", MOST_RELATIONS));
    }
    let mut relations: Vec<Relation> = Vec::with_capacity(fields.relations.len());
    for (n, asked) in fields.relations.iter().enumerate() {
        let place = || format!("/content/relations/{n}/document");
        if relations.iter().any(|other| other.document == asked.document) {
            return Err(Refusal::new(Rule::RelationTwice).at(place()));
        }
        let own = before.map(OutgoingDocument::id);
        if own == Some(asked.document) {
            return Err(Refusal::new(Rule::RelationToItself).at(place()));
        }
        let earlier = context.related.get(&asked.document);
        let earlier = earlier.ok_or_else(|| Refusal::new(Rule::RelationUnknown).at(place()))?;
        let related = relation::relation(asked.kind, (&fields.document_type, own), earlier);
        relations.push(related.map_err(|refusal| refusal.at(place()))?);
    }
    Ok(relations)
}

/// The files in the order in which they are named: those that it has, and new ones.
pub(super) fn files(
    named: &[FileId],
    by: By,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<Vec<Attachment>, Refusal> {
    let max = context.settings.max_files;
    if u32::try_from(named.len()).map_or(true, |count| count > max) {
        return Err(Refusal::new(Rule::TooManyFiles).at("/content/files").with("max", max));
    }
    let mut files: Vec<Attachment> = Vec::with_capacity(named.len());
    for (n, id) in named.iter().enumerate() {
        let place = || format!("/content/files/{n}");
        if files.iter().any(|attached| attached.file.id == *id) {
            return Err(Refusal::new(Rule::FileTwice).at(place()));
        }
        let stood = before.and_then(|b| b.content().files.iter().find(|attached| attached.file.id == *id));
        files.push(if let Some(attached) = stood {
            attached.clone()
        } else {
            let file = context.files.get(id).ok_or_else(|| Refusal::new(Rule::FileUnknown).at(place()))?;
            Attachment { file: file.clone(), by: Some(by), at: context.now }
        });
    }
    Ok(files)
}
