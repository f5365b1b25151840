//! Who is told of what happened to a dossier: whoever of the office has it in hand from now on, its citizen, and other systems, each in the
//! transaction of what they are told of.

use domain::{
    AgencyId, DossierId,
    dossier::{self, Dossier, Event, Happening},
    feed,
    notice::{self, Letter},
};
use store::{Conn, organisation::AgencySnapshot};
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
    /// Queues the letters that these events cause, notes for other systems what they are told, and what goes to another agency.
    pub(super) fn tell_of_dossier(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        steps: &Steps,
        happenings: &[Happening],
    ) -> Result<(), OfficeError> {
        let directory = &snapshot.directory;
        let mut letters: Vec<(Uuid, Letter)> = Vec::new();
        for (before, after, happening) in told(steps, happenings) {
            let by = (happening.by, happening.at);
            let inside = notice::dossier_notices(before, after, happening, directory);
            letters.extend(inside.iter().map(|one| (self.fresh(), notice::dossier_letter(one, after, by, directory))));
            let citizen = notice::to_citizen(before, after, happening, directory);
            letters.extend(citizen.map(|letter| (self.fresh(), letter)));
            if snapshot.settings.one_stop.short_texts
                && let Some(short) = notice::short_text(before, after, happening, directory)
            {
                let deliverable = self.0.parts.limits.short_texts;
                let of = (after.agency(), after.id());
                store::short_text::queue(conn, of, (self.fresh(), &short), deliverable, self.now())?;
            }
            if let Event::ContactCorrected { contact, .. } = &happening.event {
                letters.extend(self.again_to_citizen(conn, after, contact)?);
            }
        }
        // Each of them, also where several happened at once: a portal shows every status that a dossier had.
        let all = steps.iter().zip(happenings);
        let told = all.filter_map(|((before, after), one)| feed::of_dossier(before.as_ref(), after, one, directory));
        self.note_events(conn, directory.agency, told)?;
        self.post(conn, snapshot, &letters, self.now())?;
        self.send_parcel(conn, snapshot, steps, happenings)
    }
}
