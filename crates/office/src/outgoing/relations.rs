//! The documents that one replaces, amends or corrects: when it gets its number, each is told so, by the same door as everything else, by a
//! command of the office itself; when that number is struck out, it is taken back. In one transaction with the number.

use std::sync::Arc;

use domain::{
    Actor, Label,
    outgoing::{
        self, Command, Event, Happening, Later, OutgoingDocument, RelationKind, StateName,
        command::{NoteAmended, NoteCorrected, NoteReplaced, TakeRelationBack},
    },
};
use store::{Conn, organisation::AgencySnapshot, outgoing as rows};

use super::{context::Gathered, happenings, steps};
use crate::{Office, OfficeError, incoming::Halt};

/// A document that a later one replaces, amends or corrects: as it stood, and its last hash.
pub(super) struct Earlier {
    before: OutgoingDocument,
    chain_hash: String,
}

/// Holds the documents that this one replaces, amends or corrects until the transaction's end. Behind the document itself, its register and
/// what it answers, and in the order of their ids, so that two of these never wait for each other in a circle: what has gone out takes no
/// number any more.
pub(super) fn hold(conn: &mut Conn, later: &OutgoingDocument, gathered: &mut Gathered) -> Result<Vec<Earlier>, Halt> {
    let mut ids: Vec<_> = later.content().relations.iter().map(|relation| relation.document).collect();
    ids.sort_unstable();
    let mut held = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(loaded) = rows::load_to_change(conn, later.agency(), id)? {
            gathered.related.insert(id, loaded.document.clone());
            held.push(Earlier { before: loaded.document, chain_hash: loaded.chain_hash });
        }
    }
    Ok(held)
}

/// The command that notes at an earlier document what a later one does to it.
fn note(kind: RelationKind, later: Later) -> Command {
    match kind {
        RelationKind::Replaces => Command::NoteReplaced(NoteReplaced { later }),
        RelationKind::Amends => Command::NoteAmended(NoteAmended { later }),
        RelationKind::Corrects => Command::NoteCorrected(NoteCorrected { later }),
    }
}

impl Office {
    /// Notes at the earlier documents what has just become of the number of the later one.
    pub(super) fn note_relations(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        earlier: Vec<Earlier>,
        later: &OutgoingDocument,
        happenings: &[Happening],
    ) -> Result<(), Halt> {
        for one in earlier {
            let id = one.before.id();
            for happening in happenings {
                match &happening.event {
                    Event::Issued { line, relations, .. } => {
                        let outcome = relations.iter().find(|outcome| outcome.document == id);
                        let Some(outcome) = outcome.filter(|outcome| outcome.refused.is_none()) else { continue };
                        let written = Label::new(&line.written())
                            .map_err(|_| OfficeError::Internal("a number that can't be written".to_owned()))?;
                        let noted = Later { document: later.id(), written, issued_on: line.issued_on };
                        self.give(conn, snapshot, &one, &note(outcome.kind, noted), happening.at)?;
                    }
                    // One that was refused when the number was given was never noted there.
                    Event::Voided { .. } if one.before.later().any(|(_, known)| known.document == later.id()) => {
                        let back = Command::TakeRelationBack(TakeRelationBack { document: later.id() });
                        self.give(conn, snapshot, &one, &back, happening.at)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn give(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        Earlier { before, chain_hash }: &Earlier,
        command: &Command,
        at: domain::UtcTime,
    ) -> Result<(), Halt> {
        let mut nothing = Gathered::default();
        nothing.seed(domain::Seed::new(self.fresh()), at);
        let events = outgoing::decide(before, Actor::Office, command, &nothing.context(snapshot))?;
        let happenings = happenings(Actor::Office, at, events);
        let steps = steps(before, &happenings)?;
        let present = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        rows::update(conn, before, chain_hash, &present, &happenings)?;
        self.tell_of_outgoing(conn, snapshot, &steps, &happenings)?;
        // Of what was replaced nobody's receipt was awaited any more; from now on it is again.
        if let (StateName::Replaced, true, Some(dispatch)) =
            (before.state().name(), present.is_out(), present.state().dispatch())
        {
            self.await_receipts(conn, snapshot, &present, dispatch.at)?;
        }
        Ok(())
    }
}
