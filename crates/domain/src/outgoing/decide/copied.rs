//! The making of a copy: what it is of, by the rules of its form, with recipients and files as a draft has them.

use super::{
    Content, Edition, Event, OutgoingContext,
    draft::{files, pages, recipients, signer, unit},
    form_is_right,
};
use crate::{
    Actor, By, Refusal, Rule, access,
    outgoing::{
        copy::{CopyMedium, MakeCopy, facts_of},
        create_apply,
        document::OutgoingDocument,
        event::Happening,
    },
};

/// Makes a copy and puts it before the signer.
///
/// # Errors
/// The rule that says no.
pub fn make_copy(actor: Actor, asked: &MakeCopy, context: &OutgoingContext<'_>) -> Result<Vec<Event>, Refusal> {
    access::outgoing::may_copy(actor, context.settings.outgoing.copies_by, context.directory)?;
    let by = actor.by().ok_or(Refusal::new(Rule::PeopleOnly))?;
    let content = copy_content(asked, by, None, context, "")?;
    let edition = Edition { number: 1, digest: content.digest(), by, at: context.now };
    let drafted = Event::Drafted { content, edition };
    // What the form check would look at, its maker answers for.
    let first = Happening { by: actor, at: context.now, event: drafted.clone() };
    let draft = create_apply(asked.of, context.directory.agency, &first);
    let draft = draft.map_err(|_| Refusal::new(Rule::CopySourceUnknown).at("/of"))?;
    let signer = form_is_right(&draft, context).map_err(|refusal| refusal.at("/signer"))?;
    Ok(vec![drafted, Event::FormPassed { signer, note: None }])
}

/// The content of a copy; its faults are named by their place in [`MakeCopy`] under this prefix.
pub(super) fn copy_content(
    asked: &MakeCopy,
    by: By,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
    prefix: &str,
) -> Result<Content, Refusal> {
    checked_content(asked, by, before, context).map_err(|refusal| {
        let place = refusal.pointer.clone().unwrap_or_default();
        // What a draft says in its content, a copy says by itself.
        let place = place.strip_prefix("/content").unwrap_or(&place);
        refusal.at(format!("{prefix}{place}"))
    })
}

fn checked_content(
    asked: &MakeCopy,
    by: By,
    before: Option<&OutgoingDocument>,
    context: &OutgoingContext<'_>,
) -> Result<Content, Refusal> {
    let (copy, subject) = facts_of(asked, context.source)?;
    let language = context.source.map(|source| source.language.clone());
    pages(asked.pages)?;
    signer(asked.signer, context)?;
    let files = files(&asked.files, by, before, context)?;
    if asked.to == CopyMedium::Electronic {
        if files.is_empty() {
            return Err(Refusal::new(Rule::CopyPdfMissing).at("/files"));
        }
        if let Some(n) = files.iter().position(|attached| attached.file.media_type != "application/pdf") {
            return Err(Refusal::new(Rule::CopyPdfMissing).at(format!("/files/{n}")));
        }
    }
    let type_code = asked.form.type_code();
    if !context.types.contains_key(type_code) {
        return Err(Refusal::new(Rule::TypeUnknown).at("/form").with("type", type_code));
    }
    Ok(Content {
        type_code: type_code.to_owned(),
        subject,
        urgency: asked.urgency,
        language: language.ok_or_else(|| Refusal::new(Rule::CopySourceUnknown).at("/of"))?,
        field: None,
        department: unit(asked.department, by, before, context)?,
        signer: Some(asked.signer),
        notation: None,
        pages: asked.pages,
        reply_by: None,
        remark: asked.remark.clone(),
        recipients: recipients(&asked.recipients, before, context)?,
        answers: Vec::new(),
        relations: Vec::new(),
        copy: Some(copy),
        files,
    })
}
