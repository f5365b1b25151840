//! Whether somebody can take over what another has in hand: a draft as one of the unit that drafts it, an opinion as
//! one of the unit that is asked, or as somebody who was not asked themselves.

use super::Decision;
use crate::{
    OpinionId, PersonId, Refusal, Rule, access,
    assignment::Holder,
    outgoing::{
        command::HandOverDraft,
        event::Event,
        handover::{Share, hand_over, shares},
        opinion::Opinion,
    },
};

impl Decision<'_> {
    pub(super) fn hand_over(&self, command: &HandOverDraft) -> Result<Event, Refusal> {
        let HandOverDraft { from, to, reason } = command;
        let held = shares(self.document, *from);
        if held.is_empty() {
            return Err(Refusal::new(Rule::NothingToHandOver).at("/from"));
        }
        if from == to {
            return Err(Refusal::new(Rule::PassedToSelf).at("/to"));
        }
        self.takes_over(&held, *from, *to).map_err(|refusal| refusal.at("/to"))?;
        let departments = self.context.directory.departments_of(Holder::Person(*to));
        Ok(Event::HandedOver { from: *from, to: *to, departments, reason: reason.clone() })
    }

    fn takes_over(&self, held: &[Share], from: PersonId, to: PersonId) -> Result<(), Refusal> {
        let directory = self.context.directory;
        access::may_take_over(self.actor, to, directory)?;
        directory.reaches(Holder::Person(to), "")?;
        let person = directory.active(to).ok_or(Refusal::new(Rule::PersonUnknown))?;
        // Nobody answers what they ask, nor on what they draft.
        let mut after = self.document.clone();
        hand_over(&mut after, from, to, &directory.departments_of(Holder::Person(to)));
        let theirs = |opinion: &&Opinion| opinion.in_hand() == Holder::Person(to);
        let own = |opinion: &Opinion| after.drafter() == to || opinion.asker() == to;
        if after.open_opinions().filter(theirs).any(own) {
            return Err(Refusal::new(Rule::OwnOpinion));
        }
        for share in held {
            match share {
                Share::Drafting if !person.posts.contains_key(&self.document.content().department) => {
                    return Err(Refusal::new(Rule::NotOfThisUnit).with("name", &person.name));
                }
                Share::Opinion(id) => self.gives(*id, from, to)?,
                Share::Drafting => self.may_draft_on(to)?,
                Share::Asked(_) => {}
            }
        }
        Ok(())
    }

    /// Whether this person can give this opinion in the stead of whoever leaves, as the document would then stand.
    fn gives(&self, id: OpinionId, from: PersonId, to: PersonId) -> Result<(), Refusal> {
        let mut after = self.document.clone();
        hand_over(&mut after, from, to, &self.context.directory.departments_of(Holder::Person(to)));
        let Some(opinion) = after.opinion(id) else { return Ok(()) };
        if opinion.officer.is_some() {
            return self.of_unit(opinion, to);
        }
        let twice = after.open_opinions().any(|other| other.id != id && other.holder == opinion.holder);
        if twice {
            return Err(Refusal::new(Rule::RecipientTwice));
        }
        let own = after.drafter() == to || opinion.asker() == to;
        if own { Err(Refusal::new(Rule::OwnOpinion)) } else { Ok(()) }
    }
}
