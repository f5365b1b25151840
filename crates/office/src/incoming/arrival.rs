//! What comes from another agency of the installation: a command by the interchange, carried out in the transaction that notes
//! the delivery's step as done.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, DocumentId, FileId, Reason, Refusal, Seed,
    delivery::Consignment,
    incoming::{self, Command, Receive, StoredFile, command::Recall},
};
use store::{Conn, document, file, organisation::AgencySnapshot};

use super::{Desk, Gathered, Halt, fresh_enough, misfit, steps};
use crate::Office;

/// What became of a command at the other agency.
pub(crate) type AtReceiver = Result<Result<(), Refusal>, Halt>;

impl Office {
    /// Takes a document in that another agency has sent.
    pub(crate) fn arrive(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        id: DocumentId,
        consignment: &Consignment,
    ) -> AtReceiver {
        // The same content, under ids of this agency's own: the other's files don't exist here.
        let files: Vec<StoredFile> =
            consignment.files.iter().map(|file| StoredFile { id: FileId(self.fresh()), ..file.clone() }).collect();
        let arrival = consignment.clone().arrival(files.iter().map(|file| file.id).collect());
        self.arrive_as(conn, snapshot, id, arrival, (&files, consignment.sent_by.map_or(id.0, |by| by.desk().0)))
    }

    /// A document comes in by the interchange, with files that lie in the storage and are noted as this one's.
    pub(crate) fn arrive_as(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        id: DocumentId,
        arrival: Receive,
        (files, owner): (&[StoredFile], uuid::Uuid),
    ) -> AtReceiver {
        fresh_enough(conn, snapshot, self.today())?;
        let (agency, now) = (snapshot.directory.agency, self.now());
        if let Err(refusal) = domain::delivery::takes_in(&snapshot.organisation.agency, self.today()) {
            return Ok(Err(refusal));
        }
        let gathered = Gathered {
            register: None,
            duplicates: Vec::new(),
            files: files.iter().map(|file| (file.id, file.clone())).collect(),
        };
        let desk = Desk { conn: &mut *conn, snapshot, actor: Actor::Interchange, now, seed: Seed::new(self.fresh()) };
        let events = match incoming::receive(Actor::Interchange, arrival, &desk.context(&gathered)) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let happenings = desk.happenings(events);
        let first =
            happenings.first().ok_or_else(|| Halt::Error(crate::OfficeError::Internal("no event".to_owned())))?;
        let arrived = incoming::receive_apply(id, agency, first).map_err(misfit)?;
        for one in files {
            file::insert(conn, agency, one, owner, now)?;
        }
        document::insert(conn, &arrived, &happenings)?;
        self.tell_of_incoming(conn, snapshot, &[(None, arrived)], &happenings)?;
        Ok(Ok(()))
    }

    /// The sender wants a document back.
    pub(crate) fn recall_at_receiver(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        id: DocumentId,
        reason: Reason,
    ) -> AtReceiver {
        fresh_enough(conn, snapshot, self.today())?;
        let (agency, now) = (snapshot.directory.agency, self.now());
        let loaded = document::load_to_change(conn, agency, id)?;
        let loaded = loaded.ok_or_else(|| Halt::Error(crate::OfficeError::Internal("nothing arrived".to_owned())))?;
        let before = loaded.document;
        let nothing = Gathered { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
        let desk = Desk { conn: &mut *conn, snapshot, actor: Actor::Interchange, now, seed: Seed::new(self.fresh()) };
        let command = Command::Recall(Recall { reason });
        let events = match incoming::decide(&before, Actor::Interchange, command, &desk.context(&nothing)) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let happenings = desk.happenings(events);
        let steps = steps(&before, &happenings)?;
        if let Some((_, after)) = steps.last() {
            document::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
        }
        self.tell_of_incoming(conn, snapshot, &steps, &happenings)?;
        Ok(Ok(()))
    }
}
