//! Opinions of others on a draft: of whom they are asked and until when, and that each is given once, on an edition
//! that there is.

use super::{Decision, OutgoingContext};
use crate::{
    DepartmentId, FileId, OpinionId, PersonId, Refusal, Rule, UtcTime,
    assignment::{Counted, Holder},
    calendar::Term,
    incoming::{Attachment, moves_to, of_the_program},
    outgoing::{
        command::{AskOpinions, GiveOpinion, PassOpinion, RecountOpinions},
        document::OutgoingDocument,
        event::Event,
        opinion::{MovedOpinion, Opinion, OpinionHolder, Standing},
    },
};

impl Decision<'_> {
    pub(super) fn ask_opinions(&self, command: &AskOpinions) -> Result<Event, Refusal> {
        if command.holders.is_empty() {
            return Err(Refusal::new(Rule::NothingToChange).at("/holders"));
        }
        // Of those that were asked before, too: one draft holds so many and no more.
        let max = self.context.settings.max_recipients;
        let all = self.document.opinions().len().saturating_add(command.holders.len());
        if u32::try_from(all).map_or(true, |count| count > max) {
            return Err(Refusal::new(Rule::TooManyRecipients).at("/holders").with("max", max));
        }
        let mut opinions: Vec<Opinion> = Vec::with_capacity(command.holders.len());
        for (n, OpinionHolder(holder)) in command.holders.iter().enumerate() {
            let place = format!("/holders/{n}");
            let n = u16::try_from(n).map_err(|_| Refusal::new(Rule::TooManyRecipients).at(&place).with("max", max))?;
            self.context.directory.reaches(*holder, &place)?;
            self.is_another(*holder).map_err(|refusal| refusal.at(&place))?;
            if opinions.iter().any(|other| other.holder == *holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(place));
            }
            if self.document.open_opinions().any(|open| open.holder == *holder) {
                return Err(Refusal::new(Rule::OpinionAskedAlready).at(place));
            }
            let (due, counted) = self.until(command, *holder)?;
            opinions.push(Opinion {
                id: OpinionId(self.context.seed.nth(n)),
                holder: *holder,
                departments: self.context.directory.departments_of(*holder),
                officer: None,
                asked_by: self.by()?,
                answers_to: None,
                asked_at: self.context.now,
                question: command.question.clone(),
                due,
                counted,
                first_due: None,
                standing: Standing::Open,
            });
        }
        Ok(Event::OpinionsAsked { opinions })
    }

    /// An opinion is another's than the drafter's, their unit's, and whoever asks.
    fn is_another(&self, holder: Holder) -> Result<(), Refusal> {
        let by = self.by()?;
        let own = match holder {
            Holder::Department(id) => id == self.document.content().department,
            Holder::Person(id) => id == self.document.drafter() || by.names(id),
        };
        if own { Err(Refusal::new(Rule::OwnOpinion)) } else { Ok(()) }
    }

    /// The date, as it was given or counted by the calendar of whoever is asked.
    fn until(&self, command: &AskOpinions, holder: Holder) -> Result<(UtcTime, Option<Counted>), Refusal> {
        let (due, counted, place) = match (command.due, command.term) {
            (Some(_), Some(_)) => return Err(Refusal::new(Rule::DueAndTerm).at("/term")),
            (None, None) => return Err(Refusal::new(Rule::DueOrTerm).at("/due")),
            (Some(due), None) => (crate::to_micros(due), None, "/due"),
            (None, Some(term)) => {
                let unit = self.unit_of(holder);
                let calendar = self.context.calendar.of_unit(unit, self.context.directory);
                let from = self.context.now;
                let nowhere = |_| Refusal::new(Rule::TermEndsNowhere).at("/term").with("term", term);
                let due = match term {
                    // Whoever names a day that is over is told just that.
                    Term::EndOf(day) => calendar.end_of(day),
                    term => calendar.due(from, term).map(|due| due.at),
                };
                let due = due.map_err(nowhere)?;
                (due, Some(Counted { term, from, unit }), "/term")
            }
        };
        if !crate::is_instant_of_our_time(due) {
            return Err(Refusal::new(Rule::DateOutOfRange).at(place));
        }
        if due <= self.context.now {
            return Err(Refusal::new(Rule::DeadlinePast).at(place));
        }
        Ok((due, counted))
    }

    /// The unit by whose calendar they work: the department itself, or the first of a person's.
    fn unit_of(&self, holder: Holder) -> Option<DepartmentId> {
        match holder {
            Holder::Department(id) => Some(id),
            Holder::Person(_) => self.context.directory.departments_of(holder).into_iter().next(),
        }
    }

    pub(super) fn give_opinion(&self, command: &GiveOpinion) -> Result<Event, Refusal> {
        let GiveOpinion { opinion, text, files, edition } = command;
        if text.is_none() && files.is_empty() {
            return Err(Refusal::new(Rule::OpinionEmpty).at("/text"));
        }
        let editions = self.document.editions();
        let on = match edition {
            None => editions.last(),
            Some(number) => editions.iter().find(|one| one.number == *number),
        };
        let digest = on.ok_or(Refusal::new(Rule::EditionUnknown).at("/edition"))?.digest.clone();
        Ok(Event::OpinionGiven { opinion: *opinion, text: text.clone(), files: self.brought(files)?, digest })
    }

    /// Files that come with an opinion: new ones, each once.
    fn brought(&self, named: &[FileId]) -> Result<Vec<Attachment>, Refusal> {
        let max = self.context.settings.max_files;
        if u32::try_from(named.len()).map_or(true, |count| count > max) {
            return Err(Refusal::new(Rule::TooManyFiles).at("/files").with("max", max));
        }
        let by = self.by()?;
        let mut files: Vec<Attachment> = Vec::with_capacity(named.len());
        for (n, id) in named.iter().enumerate() {
            let place = || format!("/files/{n}");
            if files.iter().any(|attached| attached.file.id == *id) {
                return Err(Refusal::new(Rule::FileTwice).at(place()));
            }
            let file = self.context.files.get(id).filter(|_| self.document.files().all(|known| known.file.id != *id));
            let file = file.ok_or_else(|| Refusal::new(Rule::FileUnknown).at(place()))?;
            files.push(Attachment { file: file.clone(), by: Some(by), at: self.context.now });
        }
        Ok(files)
    }

    pub(super) fn pass_opinion(&self, command: &PassOpinion) -> Result<Event, Refusal> {
        let PassOpinion { opinion: id, to, note } = command;
        let opinion = self.document.opinion(*id).ok_or(Refusal::new(Rule::OpinionUnknown).at("/opinion"))?;
        self.of_unit(opinion, *to).map_err(|refusal| refusal.at("/to"))?;
        if opinion.officer == Some(*to) {
            return Err(Refusal::new(Rule::NothingToChange).at("/to"));
        }
        Ok(Event::OpinionPassed { opinion: *id, to: *to, note: note.clone() })
    }

    /// Whether this person is of the department of which the opinion is asked, and does not draft it.
    pub(super) fn of_unit(&self, opinion: &Opinion, person: PersonId) -> Result<(), Refusal> {
        let known = self.context.directory.active(person).ok_or(Refusal::new(Rule::PersonUnknown))?;
        if let Holder::Department(unit) = opinion.holder
            && !known.posts.contains_key(&unit)
        {
            return Err(Refusal::new(Rule::NotOfDepartment));
        }
        if person == self.document.drafter() { Err(Refusal::new(Rule::OwnOpinion)) } else { Ok(()) }
    }
}

/// The dates that are others by the calendar of now; what was set as a time stays.
///
/// # Errors
/// [`Rule::NothingToChange`] where none is.
pub(super) fn recount(
    document: &OutgoingDocument,
    command: &RecountOpinions,
    context: &OutgoingContext<'_>,
) -> Result<Event, Refusal> {
    let mut moved = Vec::new();
    for opinion in document.open_opinions() {
        let Some(counted) = opinion.counted else { continue };
        let calendar = context.calendar.of_unit(counted.unit, context.directory);
        let at = calendar.due(counted.from, counted.term).ok().map(|due| due.at);
        let (due_before, due) = (opinion.due, moves_to(at, opinion.due, context.now));
        if due != due_before {
            moved.push(MovedOpinion { opinion: opinion.id, due, due_before });
        }
    }
    if moved.is_empty() {
        return Err(Refusal::new(Rule::NothingToChange));
    }
    let dates = moved.iter().map(|one| (one.due_before, one.due));
    let because = if command.because.is_empty() { of_the_program(dates) } else { command.because.clone() };
    Ok(Event::OpinionsRecounted { moved, because })
}
