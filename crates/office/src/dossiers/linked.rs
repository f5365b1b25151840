//! What passes between the agency that has received a dossier and the one that decides on it: sent in the transaction of what it tells of, carried out
//! at the receiver by the background work, each in a transaction of its own. Which agencies of this installation they are is known here alone.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, FileId, Refusal, Rule, Seed,
    delivery::takes_in,
    dossier::{
        self, Command, Dossier, Happening, Parcel, Relay, State,
        command::{NotTakenDossier, TellStanding},
        link::{Arrival, SentOn, Why},
    },
    incoming::StoredFile,
};
use store::{
    Conn,
    dossier::{
        self as rows,
        parcel::{self, DueParcel, OnItsWay},
    },
    file,
    organisation::AgencySnapshot,
};

use super::{
    context::{Gathered, agency_of, known_as},
    happenings,
    telling::{Steps, steps},
};
use crate::{
    Office, OfficeError,
    deliveries::{ROUND, rest},
    incoming::{AtReceiver, Halt, held_fresh},
};

impl Office {
    /// Sends on what these events tell the other agency.
    pub(super) fn send_parcel(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        steps: &Steps,
        happenings: &[Happening],
    ) -> Result<(), OfficeError> {
        let (Some((before, _)), Some((_, after))) = (steps.first(), steps.last()) else { return Ok(()) };
        let linked = after.facts().origin.is_some()
            || after.state().acceptance().is_some_and(|acceptance| acceptance.competent.is_some());
        if !linked {
            return Ok(());
        }
        let own = known_as(&snapshot.organisation.agency, self.now())?;
        match dossier::link::parcel(before.as_ref(), after, happenings, &own) {
            Some((to, parcel)) => self.post_parcel(conn, after, to.as_str(), parcel),
            None => Ok(()),
        }
    }

    fn post_parcel(&self, conn: &mut Conn, about: &Dossier, to: &str, parcel: Parcel) -> Result<(), OfficeError> {
        let now = self.now();
        let to = agency_of(conn, to, now)?;
        let to = to.ok_or_else(|| OfficeError::Internal("a dossier's other agency is not here".to_owned()))?;
        let one = OnItsWay { from: about.agency(), id: self.fresh(), to: to.id, dossier: about.id(), parcel };
        Ok(parcel::send(conn, &one, now)?)
    }

    /// Carries out at other agencies what is due of dossiers; how much there was.
    pub(crate) async fn carry_parcels(&self) -> Result<usize, OfficeError> {
        let now = self.now();
        let due = self.db().read(move |conn| parcel::due(conn, now, ROUND)).await?;
        for one in &due {
            if let Err(error) = self.carry_parcel(*one).await {
                // One agency's trouble must not keep the others waiting.
                tracing::warn!(agency = %one.from, parcel = %one.id, %error, "what was sent about a dossier did not arrive and is tried again");
                let (one, at) = (*one, self.now() + rest(one.attempts.saturating_add(1)));
                self.db().write(move |conn| parcel::again(conn, one, at)).await?;
            }
        }
        Ok(due.len())
    }

    async fn carry_parcel(&self, due: DueParcel) -> Result<(), OfficeError> {
        let mut snapshot = self.snapshot(due.to).await?;
        loop {
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            match self.db().write(move |conn| office.carry_out_parcel(conn, &snap, due)).await {
                Ok(()) => return Ok(()),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(due.to, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    fn carry_out_parcel(&self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>, due: DueParcel) -> Result<(), Halt> {
        let Some(one) = parcel::take(conn, due)? else { return Ok(()) };
        held_fresh(conn, snapshot, self.today())?;
        let outcome = match &one.parcel {
            Parcel::Forward { arrival, .. } => self.bring(conn, snapshot, &one, arrival)?,
            Parcel::Relay { number, relay } => self.carry_out_relay(conn, snapshot, &one, (*number, relay))?,
            Parcel::Standing { standing } => {
                let command = Command::TellStanding(TellStanding { standing: standing.clone() });
                self.obey(conn, snapshot, &one, &command, (&[], None))?
            }
            Parcel::NotTaken { number, why } => {
                let command = Command::NotTakenDossier(NotTakenDossier { number: *number, why: why.clone() });
                self.obey(conn, snapshot, &one, &command, (&[], None))?
            }
        };
        match outcome {
            // It came before, or something later did.
            Ok(()) | Err(Refusal { rule: Rule::NothingToChange, .. }) => Ok(()),
            Err(refusal) => self.send_back(conn, &one, &refusal),
        }
    }

    /// Tells who sent it why it was not taken, so that nothing is lost there.
    fn send_back(&self, conn: &mut Conn, one: &OnItsWay, refusal: &Refusal) -> Result<(), Halt> {
        let Some(number) = one.parcel.number() else {
            tracing::error!(agency = %one.to, dossier = %one.dossier, rule = refusal.rule.code(), "what another agency told of a dossier does not fit it");
            return Ok(());
        };
        let parcel = Parcel::NotTaken { number, why: Why::from(refusal) };
        let back = OnItsWay { from: one.to, id: self.fresh(), to: one.from, dossier: one.dossier, parcel };
        Ok(parcel::send(conn, &back, self.now())?)
    }

    /// The same content, under ids of this agency's own: the other's files don't exist here.
    fn own_files(&self, parcel: &Parcel) -> (Vec<StoredFile>, BTreeMap<FileId, FileId>) {
        let theirs = parcel.files();
        let own: Vec<StoredFile> =
            theirs.iter().map(|file| StoredFile { id: FileId(self.fresh()), ..file.clone() }).collect();
        let ids = theirs.iter().zip(&own).map(|(theirs, own)| (theirs.id, own.id)).collect();
        (own, ids)
    }

    /// Takes in a dossier that another agency has received.
    fn bring(&self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>, one: &OnItsWay, arrival: &Arrival) -> AtReceiver {
        let (agency, now) = (snapshot.directory.agency, self.now());
        if let Err(refusal) = takes_in(&snapshot.organisation.agency, self.today()) {
            return Ok(Err(refusal));
        }
        if rows::load(conn, agency, one.dossier)?.is_some() {
            return Ok(Ok(()));
        }
        let (files, ids) = self.own_files(&one.parcel);
        let mut arrival = arrival.clone();
        for file in arrival.facts.components.iter_mut().flat_map(|paper| &mut paper.files) {
            file.file.id = ids.get(&file.file.id).copied().unwrap_or(file.file.id);
        }
        let gathered = Gathered::of_arrival(conn, agency, &arrival)?;
        let context = gathered.context(snapshot, Seed::new(self.fresh()), now);
        let events = match dossier::arrive(Actor::Interchange, &arrival, &context) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let happenings = happenings(Actor::Interchange, now, events);
        let steps = steps(None, &happenings, one.dossier, agency)?;
        for file in &files {
            file::insert(conn, agency, file, one.from.0, now)?;
        }
        if let Some((_, arrived)) = steps.last() {
            rows::insert(conn, arrived, &happenings)?;
        }
        self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
        Ok(Ok(()))
    }

    /// What the citizen has done at the office that received the dossier.
    fn carry_out_relay(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        one: &OnItsWay,
        (number, relay): (u32, &Relay),
    ) -> AtReceiver {
        let (files, ids) = self.own_files(&one.parcel);
        self.obey(conn, snapshot, one, &relay.command(&ids), (files.as_slice(), Some(relay.sent_on(number))))
    }

    /// Carries out what the other agency of a dossier has sent: that one alone may.
    fn obey(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        one: &OnItsWay,
        command: &Command,
        (files, relay): (&[StoredFile], Option<SentOn>),
    ) -> AtReceiver {
        let (agency, now) = (snapshot.directory.agency, self.now());
        let Some(loaded) = rows::load_to_change(conn, agency, one.dossier)? else {
            return Ok(Err(Refusal::new(Rule::ExchangeOnly)));
        };
        let before = loaded.dossier;
        let partner = partner_of(&before).map(|code| agency_of(conn, code, now)).transpose()?.flatten();
        if partner.is_none_or(|partner| partner.id != one.from) {
            return Ok(Err(Refusal::new(Rule::ExchangeOnly)));
        }
        let gathered = Gathered::of_parcel(conn, agency, &before, files, relay)?;
        let context = gathered.context(snapshot, Seed::new(self.fresh()), now);
        let events = match dossier::decide(&before, Actor::Interchange, command, &context) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let happenings = happenings(Actor::Interchange, now, events);
        let steps = steps(Some(&before), &happenings, before.id(), agency)?;
        for file in files {
            file::insert(conn, agency, file, one.from.0, now)?;
        }
        if let Some((_, after)) = steps.last() {
            rows::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
        }
        self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
        Ok(Ok(()))
    }
}

/// The other agency of a dossier, by its code.
fn partner_of(dossier: &Dossier) -> Option<&str> {
    let competent = match dossier.state() {
        State::Forwarded { acceptance, .. } => acceptance.competent.as_ref(),
        _ => None,
    };
    competent.or(dossier.facts().origin.as_ref()).map(|agency| agency.code.as_str())
}
