//! Who is told of what happened to a dossier: whoever of the office has it in hand from now on, and its citizen, each in the transaction of what
//! they are told of.

use domain::{
    AgencyId, DossierId,
    dossier::{self, Dossier, Event, Happening},
    notice::{self, Letter},
};
use store::{Conn, StoreError, organisation::AgencySnapshot};
use uuid::Uuid;

use crate::{Office, OfficeError, incoming::misfit};

/// The dossier before and after each event.
pub(super) type Steps = Vec<(Option<Dossier>, Dossier)>;

/// What these events make of a dossier, or of none yet, step by step.
pub(super) fn steps(
    before: Option<&Dossier>,
    happenings: &[Happening],
    id: DossierId,
    agency: AgencyId,
) -> Result<Steps, OfficeError> {
    let mut steps: Steps = Vec::with_capacity(happenings.len());
    for happening in happenings {
        let present = steps.last().map(|(_, after)| after.clone()).or_else(|| before.cloned());
        let after = match present.clone() {
            None => dossier::create_apply(id, agency, happening),
            Some(present) => dossier::apply(present, happening),
        };
        steps.push((present, after.map_err(misfit)?));
    }
    Ok(steps)
}

/// The events that are told of: what was entered and decided on at once is told as it was decided.
fn told<'a>(
    steps: &'a Steps,
    happenings: &'a [Happening],
) -> impl Iterator<Item = (Option<&'a Dossier>, &'a Dossier, &'a Happening)> {
    let last = steps.len().saturating_sub(1);
    steps.iter().zip(happenings).enumerate().filter_map(move |(n, ((before, after), happening))| {
        let entered = matches!(happening.event, Event::DossierRegistered { .. });
        (!entered || n == last).then_some((before.as_ref(), after, happening))
    })
}

impl Office {
    /// Queues the letters that these events cause.
    pub(super) fn tell_of_dossier(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        steps: &Steps,
        happenings: &[Happening],
    ) -> Result<(), StoreError> {
        let directory = &snapshot.directory;
        let mut letters: Vec<(Uuid, Letter)> = Vec::new();
        for (before, after, happening) in told(steps, happenings) {
            let by = (happening.by, happening.at);
            let inside = notice::dossier_notices(before, after, happening, directory);
            letters.extend(inside.iter().map(|one| (self.fresh(), notice::dossier_letter(one, after, by, directory))));
            let citizen = notice::to_citizen(before, after, happening, directory);
            letters.extend(citizen.map(|letter| (self.fresh(), letter)));
        }
        self.post(conn, snapshot, &letters, self.now())
    }
}
