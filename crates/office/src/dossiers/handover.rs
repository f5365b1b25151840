//! The steps and questions of somebody who leaves or moves go over together with their other work: see `incoming::handover`.

use std::sync::Arc;

use domain::{
    Actor, DocumentId, DossierId, PersonId, Refusal, Rule, Seed,
    dossier::{
        self, Command, CommandKind, Dossier, Event, StateName,
        command::HandOverDossier,
        handover::{Share, shares},
        table,
    },
};
use store::{Conn, dossier as rows, organisation::AgencySnapshot};

use super::{context::Gathered, happenings, telling::steps};
use crate::{
    Office, OfficeError,
    incoming::{Halt, handover::Takers},
};

/// A dossier, and what of it goes over. Whoever hands it over need not see more of it.
#[derive(Debug, Clone)]
pub struct HandedDossier {
    /// The dossier as it stood before.
    pub dossier: Dossier,
    /// What the person has in hand there.
    pub shares: Vec<Share>,
    /// Who takes it over; nobody where none is named.
    pub to: Option<PersonId>,
    /// Why it can't go there.
    pub refusal: Option<Refusal>,
}

/// One that was decided on.
pub(crate) struct DecidedDossier {
    pub(crate) item: HandedDossier,
    chain_hash: String,
    done: Option<(Actor, Vec<Event>)>,
}

/// The states in which something can be handed over.
fn states() -> Vec<StateName> {
    StateName::ALL.into_iter().filter(|state| table::knows(*state, CommandKind::HandOverDossier)).collect()
}

impl Office {
    /// Decides on each dossier: on these, which are then held, or else on all in which there may be something.
    pub(crate) fn weigh_dossiers(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        names: &[Actor],
        takers: &Takers,
        ids: Option<&[DocumentId]>,
        listing: bool,
    ) -> Result<Vec<DecidedDossier>, Halt> {
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
                Some(_) => rows::load_to_change(conn, agency, DossierId(id.0))?,
                None => rows::load(conn, agency, DossierId(id.0))?,
            };
            // It is a document, and decided on there.
            let Some(loaded) = loaded else { continue };
            let held = shares(&loaded.dossier, takers.from);
            if held.is_empty() {
                if takers.named.contains_key(&id) {
                    return Err(takers.place(id, Refusal::new(Rule::NothingToHandOver)).into());
                }
                continue;
            }
            let to = takers.taker(id);
            let outcome = to.map(|to| self.decide_dossier(&loaded.dossier, snapshot, names, takers, to));
            let (done, refusal) = match outcome {
                Some(Ok(done)) => (Some(done), None),
                Some(Err(refusal)) => (None, Some(takers.place(id, refusal))),
                None => (None, None),
            };
            let item = HandedDossier { dossier: loaded.dossier, shares: held, to, refusal };
            decided.push(DecidedDossier { item, chain_hash: loaded.chain_hash, done });
        }
        Ok(decided)
    }

    fn decide_dossier(
        &self,
        dossier: &Dossier,
        snapshot: &AgencySnapshot,
        names: &[Actor],
        takers: &Takers,
        to: PersonId,
    ) -> Result<(Actor, Vec<Event>), Refusal> {
        let gathered = Gathered::default();
        let one = HandOverDossier { from: takers.from, to, reason: takers.reason.clone() };
        let context = gathered.context(snapshot, Seed::new(self.fresh()), self.now());
        dossier::decide_in_some_name(dossier, names, &Command::HandOverDossier(one), &context)
    }

    /// Writes what was decided, with the letters to each new holder. None of it was refused.
    pub(crate) fn hand_over_dossiers(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        decided: Vec<DecidedDossier>,
    ) -> Result<Vec<HandedDossier>, Halt> {
        let now = self.now();
        let mut items = Vec::with_capacity(decided.len());
        for DecidedDossier { item, chain_hash, done } in decided {
            let (actor, events) = done.ok_or_else(|| OfficeError::Internal("neither done nor refused".to_owned()))?;
            let happenings = happenings(actor, now, events);
            let before = &item.dossier;
            let steps = steps(Some(before), &happenings, before.id(), before.agency())?;
            if let Some((_, after)) = steps.last() {
                rows::update(conn, before, &chain_hash, after, &happenings)?;
            }
            self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
            items.push(item);
        }
        Ok(items)
    }
}
