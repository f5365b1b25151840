//! Who is told of what happened to an incoming document: whoever of the office has it in hand from now on, and other systems, each in the
//! transaction of what they are told of.

use domain::{
    feed,
    incoming::{Event, Happening, IncomingDocument},
    notice::{self, Letter},
};
use store::{Conn, organisation::AgencySnapshot};
use uuid::Uuid;

use crate::{Office, OfficeError};

/// The letters that these events cause, in order. What is entered in the transaction that took it in waits for nobody.
fn letters(
    steps: &[(Option<IncomingDocument>, IncomingDocument)],
    happenings: &[Happening],
    snapshot: &AgencySnapshot,
) -> Vec<(Uuid, Letter)> {
    let directory = &snapshot.directory;
    let entered = happenings.iter().any(|happening| matches!(happening.event, Event::Registered { .. }));
    steps
        .iter()
        .zip(happenings)
        .filter(|(_, happening)| !(entered && matches!(happening.event, Event::Received { .. })))
        .flat_map(|((before, after), happening)| {
            notice::notices(before.as_ref(), after, happening, directory)
                .into_iter()
                .map(move |notice| notice::letter(&notice, after, happening, directory))
        })
        .map(|letter| (Uuid::now_v7(), letter))
        .collect()
}

impl Office {
    /// Queues the letters that these events cause, and notes what other systems are told.
    pub(crate) fn tell_of_incoming(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        steps: &[(Option<IncomingDocument>, IncomingDocument)],
        happenings: &[Happening],
    ) -> Result<(), OfficeError> {
        if let (Some((_, after)), Some(last)) = (steps.last(), happenings.last()) {
            let by = last.by.desk().map(|person| person.0).or(last.by.service().map(|account| account.0));
            self.behind_sealed_incoming(conn, snapshot, after, by)?;
        }
        let directory = &snapshot.directory;
        let all = steps.iter().zip(happenings);
        let told = all.filter_map(|((before, after), one)| feed::of_incoming(before.as_ref(), after, one, directory));
        self.note_events(conn, directory.agency, told)?;
        Ok(self.post(conn, snapshot, &letters(steps, happenings, snapshot), self.now())?)
    }
}
