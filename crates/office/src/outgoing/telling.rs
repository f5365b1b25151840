//! Who is told of what happened to an outgoing document: whoever of the office has it in hand from now on, and other systems, each in the
//! transaction of what they are told of.

use domain::{
    feed,
    notice::{self, Letter},
    outgoing::Happening,
};
use store::{Conn, organisation::AgencySnapshot};
use uuid::Uuid;

use super::Steps;
use crate::{Office, OfficeError};

/// The letters that these events cause, in order.
fn letters(steps: &Steps, happenings: &[Happening], snapshot: &AgencySnapshot) -> Vec<(Uuid, Letter)> {
    let directory = &snapshot.directory;
    steps
        .iter()
        .zip(happenings)
        .flat_map(|((before, after), happening)| {
            notice::outgoing_notices(before.as_ref(), after, happening, directory)
                .into_iter()
                .map(move |notice| notice::outgoing_letter(&notice, after, (happening.by, happening.at), directory))
        })
        .map(|letter| (Uuid::now_v7(), letter))
        .collect()
}

impl Office {
    /// Queues the letters that these events cause, and notes what other systems are told.
    pub(crate) fn tell_of_outgoing(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        steps: &Steps,
        happenings: &[Happening],
    ) -> Result<(), OfficeError> {
        if let (Some((_, after)), Some(last)) = (steps.last(), happenings.last()) {
            let by = last.by.desk().map(|person| person.0).or(last.by.service().map(|account| account.0));
            self.behind_sealed_outgoing(conn, snapshot, after, by)?;
        }
        let directory = &snapshot.directory;
        let all = steps.iter().zip(happenings);
        let told = all.filter_map(|((before, after), one)| feed::of_outgoing(before.as_ref(), after, one, directory));
        self.note_events(conn, directory.agency, told)?;
        Ok(self.post(conn, snapshot, &letters(steps, happenings, snapshot), self.now())?)
    }
}
