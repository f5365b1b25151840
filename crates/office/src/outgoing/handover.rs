//! The drafts and opinions of somebody who leaves or moves go over together with their other work: see
//! `incoming::handover`.

use std::sync::Arc;

use domain::{
    Actor, DocumentId, PersonId, Refusal, Rule, Seed,
    outgoing::{
        self, Command, CommandKind, Event, OutgoingDocument, StateName,
        command::HandOverDraft,
        handover::{Share, shares},
        table,
    },
};
use store::{Conn, organisation::AgencySnapshot, outgoing as rows};

use super::{context::Gathered, happenings, steps};
use crate::{
    Office, OfficeError,
    incoming::{Halt, handover::Takers},
};

/// An outgoing document, and what of it goes over. Whoever hands it over need not see more of it.
#[derive(Debug, Clone)]
pub struct HandedDraft {
    /// The document as it stood before.
    pub document: OutgoingDocument,
    /// What the person has in hand there.
    pub shares: Vec<Share>,
    /// Who takes it over; nobody where none is named.
    pub to: Option<PersonId>,
    /// Why it can't go there.
    pub refusal: Option<Refusal>,
}

/// One that was decided on.
pub(crate) struct DecidedDraft {
    pub(crate) item: HandedDraft,
    chain_hash: String,
    done: Option<(Actor, Vec<Event>)>,
}

/// The states in which something can be handed over.
fn states() -> Vec<StateName> {
    let knows = |state: &&StateName| table::knows(**state, CommandKind::HandOverDraft);
    StateName::ALL.iter().filter(knows).copied().collect()
}

impl Office {
    /// Decides on each document: on these, which are then held, or else on all in which there may be something.
    pub(crate) fn weigh_drafts(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        names: &[Actor],
        takers: &Takers,
        ids: Option<&[DocumentId]>,
        listing: bool,
    ) -> Result<Vec<DecidedDraft>, Halt> {
        let agency = snapshot.directory.agency;
        let mut all: Vec<DocumentId> = match ids {
            Some(ids) => ids.to_vec(),
            None => rows::with_a_part(conn, agency, takers.from, &states())?,
        };
        // What is named and is not theirs is said to be so.
        all.extend(takers.named.keys().copied());
        all.sort_unstable();
        all.dedup();
        let mut decided = Vec::new();
        for id in all.into_iter().filter(|id| takers.concerns(*id, listing)) {
            let loaded = match ids {
                Some(_) => rows::load_to_change(conn, agency, id)?,
                None => rows::load(conn, agency, id)?,
            };
            // It is an incoming one, and decided on there.
            let Some(loaded) = loaded else { continue };
            let held = shares(&loaded.document, takers.from);
            if held.is_empty() {
                if takers.named.contains_key(&id) {
                    return Err(takers.place(id, Refusal::new(Rule::NothingToHandOver)).into());
                }
                continue;
            }
            let to = takers.taker(id);
            let outcome = to.map(|to| self.decide_draft(&loaded.document, snapshot, names, takers, to));
            let (done, refusal) = match outcome {
                Some(Ok(done)) => (Some(done), None),
                Some(Err(refusal)) => (None, Some(takers.place(id, refusal))),
                None => (None, None),
            };
            let item = HandedDraft { document: loaded.document, shares: held, to, refusal };
            decided.push(DecidedDraft { item, chain_hash: loaded.chain_hash, done });
        }
        Ok(decided)
    }

    fn decide_draft(
        &self,
        document: &OutgoingDocument,
        snapshot: &AgencySnapshot,
        names: &[Actor],
        takers: &Takers,
        to: PersonId,
    ) -> Result<(Actor, Vec<Event>), Refusal> {
        let mut gathered = Gathered::default();
        gathered.seed(Seed::new(self.fresh()), self.now());
        let one = HandOverDraft { from: takers.from, to, reason: takers.reason.clone() };
        let command = Command::HandOverDraft(one);
        outgoing::decide_in_some_name(document, names, &command, &gathered.context(snapshot))
    }

    /// Writes what was decided, with the letters to each new holder. None of it was refused.
    pub(crate) fn hand_over_drafts(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        decided: Vec<DecidedDraft>,
    ) -> Result<Vec<HandedDraft>, Halt> {
        let now = self.now();
        let mut items = Vec::with_capacity(decided.len());
        for DecidedDraft { item, chain_hash, done } in decided {
            let (actor, events) = done.ok_or_else(|| OfficeError::Internal("neither done nor refused".to_owned()))?;
            let happenings = happenings(actor, now, events);
            let steps = steps(&item.document, &happenings)?;
            if let Some((_, after)) = steps.last() {
                rows::update(conn, &item.document, &chain_hash, after, &happenings)?;
            }
            self.tell_of_outgoing(conn, snapshot, &steps, &happenings)?;
            items.push(item);
        }
        Ok(items)
    }
}
