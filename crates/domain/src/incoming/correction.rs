//! Correcting what stands in the register (sửa thông tin đăng ký): fields that are named take new values, the others stay.

use super::{
    command::{Command, Correct},
    document::IncomingDocument,
    facts::{Facts, Matter},
};
use crate::{Refusal, Rule, UtcTime};

/// The facts as they stand after this correction.
///
/// # Errors
/// The rule that a new value breaks, with its pointer.
pub(super) fn corrected(before: &Facts, command: &Correct, now: UtcTime) -> Result<Facts, Refusal> {
    let after = merged(before, command)?;
    after.within_bounds(now)?;
    if after == *before {
        return Err(Refusal::new(Rule::NothingToChange));
    }
    Ok(after)
}

fn merged(before: &Facts, command: &Correct) -> Result<Facts, Refusal> {
    let command = command.clone();
    let mut after = before.clone();
    if let Some(author) = command.author {
        after.author = author;
    }
    if let Some(code) = command.document_type {
        after.type_code = code;
    }
    if let Some(urgency) = command.urgency {
        after.urgency = urgency;
    }
    if let Some(language) = command.language {
        after.language = language;
    }
    after.author_code = command.author_code.or(after.author_code);
    after.number = command.number.or(after.number);
    after.notation = command.notation.or(after.notation);
    after.issued_on = command.issued_on.or(after.issued_on);
    after.pages = command.pages.or(after.pages);
    after.copies = command.copies.or(after.copies);
    after.deadline = command.deadline.or(after.deadline);
    after.signer_name = command.signer_name.or(after.signer_name);
    after.signer_position = command.signer_position.or(after.signer_position);
    match &mut after.matter {
        Matter::Open { subject, remark, relations } => {
            *subject = command.subject.unwrap_or_else(|| subject.clone());
            *remark = command.remark.or_else(|| remark.clone());
            *relations = command.relations.unwrap_or_else(|| relations.clone());
        }
        Matter::Secret { .. } => {
            if command.subject.is_some() {
                return Err(Refusal::new(Rule::SecretHasNoContent).at("/subject"));
            }
            if command.remark.is_some() {
                return Err(Refusal::new(Rule::SecretHasNoContent).at("/remark"));
            }
            if command.relations.is_some() {
                return Err(Refusal::new(Rule::SecretHasNoContent).at("/relations"));
            }
        }
    }
    Ok(after)
}

/// Under which key entered documents are to be looked up that may be the same, before this command is decided: the document's
/// own where it is entered now, its new one where a correction of an entered one changes it.
pub fn duplicates_asked(document: &IncomingDocument, command: &Command) -> Option<String> {
    let facts = document.facts();
    match command {
        Command::Register(_) => facts.duplicate_key(),
        Command::Correct(correct) if document.state().entry().is_some() => {
            let key = merged(facts, correct).ok()?.duplicate_key();
            key.filter(|key| facts.duplicate_key().as_ref() != Some(key))
        }
        _ => None,
    }
}
