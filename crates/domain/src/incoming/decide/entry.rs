//! The line in the register, and what is checked of facts and files wherever they come in.

use std::collections::BTreeSet;

use crate::incoming::{
    command::Register,
    event::Event,
    facts::{Attachment, Facts},
};
use crate::{Actor, Context, FileId, Refusal, Rule, register::Entry, year_in_vietnam};

pub(super) fn known_type(code: &str, pointer: &str, context: &Context<'_>) -> Result<(), Refusal> {
    if context.types.contains(code) {
        Ok(())
    } else {
        let shown: String = code.chars().take(60).collect();
        Err(Refusal::new(Rule::TypeUnknown).at(pointer).with("type", shown))
    }
}

pub(super) fn attach(
    files: &[FileId],
    present: &[Attachment],
    secret: bool,
    actor: Actor,
    context: &Context<'_>,
) -> Result<Vec<Attachment>, Refusal> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    if secret {
        return Err(Refusal::new(Rule::SecretHasNoContent).at("/files"));
    }
    let max = context.settings.max_files;
    if super::exceeds(present.len() + files.len(), max) {
        return Err(Refusal::new(Rule::TooManyFiles).at("/files").with("max", max));
    }
    let mut seen: BTreeSet<FileId> = present.iter().map(|a| a.file.id).collect();
    let mut attached = Vec::new();
    for (n, id) in files.iter().enumerate() {
        let pointer = format!("/files/{n}");
        if !seen.insert(*id) {
            return Err(Refusal::new(Rule::FileTwice).at(pointer));
        }
        let file = context.files.get(id).ok_or_else(|| Refusal::new(Rule::FileUnknown).at(pointer))?.clone();
        attached.push(Attachment { file, by: actor.by(), at: context.now });
    }
    Ok(attached)
}

/// A document that seems to be entered already is entered again only where that is meant.
pub(super) fn not_entered_twice(confirmed: bool, context: &Context<'_>) -> Result<(), Refusal> {
    match context.duplicates.first() {
        Some(first) if !confirmed => Err(Refusal::new(Rule::Duplicate)
            .at("/confirm_duplicate")
            .with("number", format!("{:02}/{}", first.number, first.year))
            .with("document", first.document)),
        _ => Ok(()),
    }
}

/// The line in the register that the context holds.
pub(super) fn enter(facts: &Facts, command: &Register, actor: Actor, context: &Context<'_>) -> Result<Event, Refusal> {
    let year = year_in_vietnam(context.now);
    let no_register = || Refusal::new(Rule::NoRegister).with("year", year);
    let register = context.register.ok_or_else(|| match command.register {
        Some(_) => no_register().at("/register"),
        None => no_register(),
    })?;
    if command.register.is_some_and(|id| id != register.id) || !register.open || register.year != year {
        return Err(no_register().at("/register"));
    }
    if !register.scope.takes(&facts.type_code, facts.is_secret()) {
        return Err(Refusal::new(Rule::RegisterDoesNotTake).at("/register").with("register", &register.name));
    }
    not_entered_twice(command.confirm_duplicate, context)?;
    let entry = Entry {
        register: register.id,
        register_name: register.name.clone(),
        year,
        number: register.next_number,
        at: context.now,
        by: actor.by(),
    };
    let deadline = super::deadline::step(context, context.settings.steps.present, facts.urgency, context.now);
    Ok(Event::Registered { entry, deadline })
}
