//! The incoming documents that an outgoing one answers: when it gets its number, each is told its number and notation, and the last answer
//! completes it where the office has it so; when that number is struck out, each loses it again, and goes on where it was completed. By the same door as everything else: a command of the office itself.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, DocumentId, Label, Reason, access, day_in_vietnam,
    incoming::{
        self, Command, Happening, IncomingDocument,
        command::{AnswerVoided, Answered},
    },
    outgoing::{OutgoingDocument, form, numbering},
};
use store::{Conn, document, organisation::AgencySnapshot};

use super::context::Gathered;
use crate::{
    Office, OfficeError,
    incoming::{Desk, Gathered as Nothing, Halt, steps},
};

/// One that is answered: as it stood, its last hash, and what happens to it.
pub(super) struct Answer {
    before: IncomingDocument,
    chain_hash: String,
    happenings: Vec<Happening>,
}

impl Office {
    /// Decides the answers that come with the number, and notes for the decision about the number what becomes of each.
    pub(super) fn answers(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        outgoing: &OutgoingDocument,
        gathered: &mut Gathered,
    ) -> Result<Vec<Answer>, Halt> {
        let Some(number) = gathered.number.as_ref().map(|register| register.next_number) else { return Ok(Vec::new()) };
        let now = self.now();
        let notation =
            form::notation_of(outgoing, day_in_vietnam(now), &gathered.context(snapshot)).unwrap_or_default();
        let by = Label::new(&numbering::written(number, &notation))
            .map_err(|_| OfficeError::Internal("a number that can't be written".to_owned()))?;
        let mut wanted = outgoing.content().answers.clone();
        // In the order of their ids, so that two of these never wait for each other in a circle.
        wanted.sort_unstable();
        let mut answers = Vec::new();
        for answer in wanted {
            let Some(loaded) = document::load_to_change(conn, outgoing.agency(), answer.document)? else { continue };
            if access::outgoing::completes(&loaded.document, outgoing.drafter(), &snapshot.directory) {
                gathered.in_hand.insert(answer.document);
            }
            let completes = gathered.context(snapshot).completes(&answer).unwrap_or(false);
            let command = Command::Answered(Answered { by: by.clone(), completes });
            answers.extend(self.give_there(conn, snapshot, loaded, command, gathered));
        }
        Ok(answers)
    }

    /// Gives a command of the office itself to an incoming document, and notes for the decision about the number what became of it.
    fn give_there(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        loaded: document::Loaded,
        command: Command,
        gathered: &mut Gathered,
    ) -> Option<Answer> {
        let (before, chain_hash) = (loaded.document, loaded.chain_hash);
        let nothing = Nothing { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
        let (now, seed) = (self.now(), domain::Seed::new(self.fresh()));
        let desk = Desk { conn, snapshot, actor: Actor::Office, now, seed };
        match incoming::decide(&before, Actor::Office, command, &desk.context(&nothing)) {
            Ok(events) => {
                gathered.answered.insert(before.id(), None);
                let happenings = desk.happenings(events);
                Some(Answer { before, chain_hash, happenings })
            }
            Err(refusal) => {
                gathered.answered.insert(before.id(), Some(refusal.rule));
                None
            }
        }
    }

    /// Decides what becomes of the answers whose number is struck out: each incoming document loses its notation, and one that it completed goes
    /// on. For the decision about the number it is noted which could not be taken back.
    pub(super) fn take_answers_back(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        outgoing: &OutgoingDocument,
        reason: &Reason,
        gathered: &mut Gathered,
    ) -> Result<Vec<Answer>, Halt> {
        let Some(line) = outgoing.state().line() else { return Ok(Vec::new()) };
        let by = Label::new(&line.written())
            .map_err(|_| OfficeError::Internal("a number that can't be written".to_owned()))?;
        // Where it was refused, another answer of this number may stand: of another year, say.
        let noted = outgoing.answered().iter().filter(|outcome| outcome.refused.is_none());
        let mut given: Vec<DocumentId> = noted.map(|outcome| outcome.document).collect();
        given.sort_unstable();
        let mut answers = Vec::new();
        for id in given {
            let Some(loaded) = document::load_to_change(conn, outgoing.agency(), id)? else { continue };
            let command = Command::AnswerVoided(AnswerVoided { by: by.clone(), reason: reason.clone() });
            answers.extend(self.give_there(conn, snapshot, loaded, command, gathered));
        }
        Ok(answers)
    }

    /// Writes them, in the same transaction.
    pub(super) fn note_answers(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        answers: Vec<Answer>,
    ) -> Result<(), Halt> {
        for Answer { before, chain_hash, happenings } in answers {
            let steps = steps(&before, &happenings)?;
            if let Some((_, after)) = steps.last() {
                document::update(conn, &before, &chain_hash, after, &happenings)?;
            }
            self.tell_of_incoming(conn, snapshot, &steps, &happenings)?;
        }
        Ok(())
    }
}
