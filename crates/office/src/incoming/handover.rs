//! A person's work goes over: everything that somebody who leaves or moves has in hand is listed, and in one transaction goes to
//! whoever takes it over. Each document is decided on as if the command were given to it alone.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, AgencyId, DocumentId, DossierId, Known, PersonId, Reason, Refusal, Rule, Seed, access,
    incoming::{
        self, Command, IncomingDocument, StateName,
        command::HandOver as HandOverOne,
        handover::{Share, shares},
        table,
    },
    organisation::Organisation,
};
use store::{
    Conn,
    document::{self, Loaded},
    dossier,
    organisation::AgencySnapshot,
    outgoing,
};

use super::{Desk, Gathered, Halt, fresh_enough, held_fresh, steps};
use crate::{
    Office, OfficeError,
    agency::Caller,
    dossiers::{HandedDossier, handover::DecidedDossier},
    outgoing::{HandedDraft, handover::DecidedDraft},
    repeat::{self, Answer, Repeat},
};

/// A person's work, and who takes it over.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// Of which agency.
    pub agency: AgencyId,
    /// Whose work it is.
    pub person: PersonId,
    /// Who takes over what is not named below. Where nobody is, only what is named below goes over.
    pub to: Option<Known>,
    /// Who takes over which document.
    pub items: Vec<(DocumentId, Known)>,
    /// Why.
    pub reason: Reason,
    /// List it, say what would be refused, and change nothing.
    pub dry_run: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<HandedOver>>,
}

/// A document, and what of it goes over. Whoever hands it over need not see more of it.
#[derive(Debug, Clone)]
pub struct HandedItem {
    /// The document as it stood before.
    pub document: IncomingDocument,
    /// What the person has in hand there.
    pub shares: Vec<Share>,
    /// Who takes it over; nobody where none is named.
    pub to: Option<PersonId>,
    /// Why it can't go there.
    pub refusal: Option<Refusal>,
}

/// A person's work that was, or would be, handed over: of what came in, of what goes out, and of dossiers.
#[derive(Debug, Clone)]
pub struct HandedOver {
    /// Whose it was.
    pub person: PersonId,
    /// Document by document, oldest first.
    pub items: Vec<HandedItem>,
    /// Drafts and opinions, document by document, oldest first.
    pub drafts: Vec<HandedDraft>,
    /// Steps of dossiers and questions about them, dossier by dossier, oldest first.
    pub dossiers: Vec<HandedDossier>,
    /// Whether there is more than one call lists.
    pub more: bool,
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
}

/// Who takes over what, with the people found.
pub(crate) struct Takers {
    pub(crate) from: PersonId,
    rest: Option<PersonId>,
    pub(crate) named: BTreeMap<DocumentId, (usize, PersonId)>,
    pub(crate) reason: Reason,
}

impl Takers {
    fn of(order: &HandOver, organisation: &Organisation) -> Result<Self, OfficeError> {
        let found = |known: &Known, place: String| match organisation.find_person(known) {
            Some(person) => Ok(person.id),
            None => Err(Refusal::new(Rule::NoSuchPerson).at(place).with("known", known)),
        };
        let rest = order.to.as_ref().map(|known| found(known, "/to".to_owned())).transpose()?;
        let mut named = BTreeMap::new();
        for (n, (document, known)) in order.items.iter().enumerate() {
            if named.insert(*document, (n, found(known, format!("/items/{n}/to"))?)).is_some() {
                return Err(Refusal::new(Rule::RecipientTwice).at(format!("/items/{n}/document")).into());
            }
        }
        Ok(Self { from: order.person, rest, named, reason: order.reason.clone() })
    }

    /// Whether this document is to go over at all.
    pub(crate) fn concerns(&self, id: DocumentId, listing: bool) -> bool {
        listing || self.rest.is_some() || self.named.contains_key(&id)
    }

    pub(crate) fn taker(&self, id: DocumentId) -> Option<PersonId> {
        self.named.get(&id).map(|(_, to)| *to).or(self.rest)
    }

    /// The refusal where its fault lies in what was asked.
    pub(crate) fn place(&self, id: DocumentId, refusal: Refusal) -> Refusal {
        match self.named.get(&id) {
            Some((n, _)) if refusal.pointer.as_deref() == Some("/to") => refusal.at(format!("/items/{n}/to")),
            Some((n, _)) => refusal.at(format!("/items/{n}/document")),
            None => refusal.at("/to"),
        }
    }
}

/// One document that was decided on.
struct Decided {
    item: HandedItem,
    chain_hash: String,
    done: Option<(Actor, Vec<incoming::Event>)>,
}

/// All that was decided on.
struct Weighed {
    items: Vec<Decided>,
    drafts: Vec<DecidedDraft>,
    dossiers: Vec<DecidedDossier>,
}

/// The states in which something can be handed over.
fn states() -> Vec<StateName> {
    StateName::ALL.into_iter().filter(|state| table::knows(*state, incoming::CommandKind::HandOver)).collect()
}

impl Office {
    /// Hands a person's work over, all or nothing; or lists it.
    pub async fn hand_over(&self, caller: Caller, order: HandOver) -> Result<Answer<HandedOver>, OfficeError> {
        let dry_run = order.dry_run;
        let done = self.hand_over_in_one(caller, order).await;
        if !dry_run {
            self.0.tally.note("hand_over", &done);
        }
        done
    }

    async fn hand_over_in_one(&self, caller: Caller, order: HandOver) -> Result<Answer<HandedOver>, OfficeError> {
        if let Some(kept) = self.kept(caller, order.repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        if order.agency != caller.agency {
            return Err(OfficeError::NotFound);
        }
        let (mut snapshot, _) = self.caller(caller).await?;
        loop {
            if !snapshot.organisation.people.contains_key(&order.person) {
                return Err(OfficeError::NotFound);
            }
            let may = |actor| access::may_hand_over(actor, &snapshot.directory);
            let names = access::in_some_name(caller.person, &snapshot.directory, may)?;
            let takers = Arc::new(Takers::of(&order, &snapshot.organisation)?);
            if !order.dry_run && takers.rest.is_none() && takers.named.is_empty() {
                return Err(Refusal::new(Rule::NobodyTakesOver).at("/to").into());
            }
            let (office, snap, whose) = (self.clone(), Arc::clone(&snapshot), Arc::clone(&takers));
            let (listing, hands) = (order.dry_run, names.clone());
            let weigh = move |conn: &mut Conn| office.weigh_all(conn, &snap, &hands, &whose, None, listing);
            let listed = match self.db().read_tx(weigh).await {
                Ok(listed) => listed,
                Err(Halt::SnapshotOld(version)) => {
                    snapshot = self.snapshot_at(caller.agency, version).await?;
                    continue;
                }
                Err(halt) => return Err(halt.into_error()),
            };
            let max = self.limits().max_handover;
            let more = listed.items.len() + listed.drafts.len() + listed.dossiers.len() > max;
            if order.dry_run {
                let items: Vec<_> = listed.items.into_iter().take(max).map(|decided| decided.item).collect();
                let drafts: Vec<_> =
                    listed.drafts.into_iter().take(max - items.len()).map(|decided| decided.item).collect();
                let left = max.saturating_sub(items.len()).saturating_sub(drafts.len());
                let dossiers = listed.dossiers.into_iter().take(left).map(|decided| decided.item).collect();
                let handed = HandedOver { person: order.person, items, drafts, dossiers, more, snapshot };
                return Ok(Answer::Fresh(Box::new(handed)));
            }
            if more {
                return Err(Refusal::new(Rule::TooMuchToHandOver).at("/to").with("max", max).into());
            }
            let ids = listed.items.iter().map(|decided| decided.item.document.id());
            let drafts = listed.drafts.iter().map(|one| one.item.document.id());
            let dossiers = listed.dossiers.iter().map(|one| DocumentId::from(one.item.dossier.id()));
            let ids: Vec<DocumentId> = ids.chain(drafts).chain(dossiers).collect();
            let (office, snap, repeat) = (self.clone(), Arc::clone(&snapshot), order.repeat.clone());
            let write = move |conn: &mut Conn| {
                let decided = office.weigh_all(conn, &snap, &names, &takers, Some(&ids), false)?;
                let handed = office.hand_over_decided(conn, &snap, takers.from, decided)?;
                repeat::keep(conn, caller, repeat.as_ref(), &handed, office.now())?;
                Ok(handed)
            };
            match self.db().write(write).await {
                Ok(handed) => {
                    self.wake_mail();
                    return Ok(Answer::Fresh(Box::new(handed)));
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(caller.agency, version).await?,
                Err(halt) => return self.or_kept(caller, order.repeat.as_ref(), halt.into_error()).await,
            }
        }
    }

    fn weigh_all(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        names: &[Actor],
        takers: &Takers,
        ids: Option<&[DocumentId]>,
        listing: bool,
    ) -> Result<Weighed, Halt> {
        let items = self.weigh(conn, snapshot, names, takers, ids, listing)?;
        let drafts = self.weigh_drafts(conn, snapshot, names, takers, ids, listing)?;
        let dossiers = self.weigh_dossiers(conn, snapshot, names, takers, ids, listing)?;
        Ok(Weighed { items, drafts, dossiers })
    }

    /// Decides on each document: on these, which are then held, or else on all in which there may be something.
    fn weigh(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        names: &[Actor],
        takers: &Takers,
        ids: Option<&[DocumentId]>,
        listing: bool,
    ) -> Result<Vec<Decided>, Halt> {
        match ids {
            Some(_) => held_fresh(conn, snapshot, self.today())?,
            None => fresh_enough(conn, snapshot, self.today())?,
        }
        let agency = snapshot.directory.agency;
        let mut all: Vec<DocumentId> = match ids {
            Some(ids) => ids.to_vec(),
            None => document::with_a_part(conn, agency, takers.from, &states())?,
        };
        // What is named and is not theirs is said to be so.
        all.extend(takers.named.keys().copied());
        all.sort_unstable();
        all.dedup();
        let mut decided = Vec::new();
        for id in all.into_iter().filter(|id| takers.concerns(*id, listing)) {
            let loaded = match ids {
                Some(_) => document::load_to_change(conn, agency, id)?,
                None => document::load(conn, agency, id)?,
            };
            let is_named = takers.named.contains_key(&id);
            let Some(loaded) = loaded else {
                // An outgoing one, and a dossier, is decided on there.
                if outgoing::load(conn, agency, id)?.is_some()
                    || dossier::load(conn, agency, DossierId(id.0))?.is_some()
                {
                    continue;
                }
                let refusal = takers.place(id, Refusal::new(Rule::NothingToHandOver));
                return Err(refusal.into());
            };
            if shares(&loaded.document, takers.from).is_empty() {
                // Whoever hands over learns nothing of what is not that person's.
                if is_named {
                    return Err(takers.place(id, Refusal::new(Rule::NothingToHandOver)).into());
                }
                continue;
            }
            decided.push(self.decide_one(conn, snapshot, names, takers, loaded));
        }
        Ok(decided)
    }

    fn decide_one(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        names: &[Actor],
        takers: &Takers,
        loaded: Loaded,
    ) -> Decided {
        let Loaded { document, chain_hash, .. } = loaded;
        let id = document.id();
        let to = takers.taker(id);
        let actor = names.first().copied().unwrap_or(Actor::Office);
        let desk = Desk { conn, snapshot, actor, now: self.now(), seed: Seed::new(self.fresh()) };
        let nothing = Gathered { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
        let outcome = to.map(|to| {
            let one = HandOverOne { from: takers.from, to, reason: takers.reason.clone() };
            incoming::decide_in_some_name(&document, names, &Command::HandOver(one), &desk.context(&nothing))
        });
        let (done, refusal) = match outcome {
            Some(Ok(done)) => (Some(done), None),
            Some(Err(refusal)) => (None, Some(takers.place(id, refusal))),
            None => (None, None),
        };
        let item = HandedItem { shares: shares(&document, takers.from), document, to, refusal };
        Decided { item, chain_hash, done }
    }

    /// Writes what was decided, with the letters to each new holder; or every refusal, and nothing.
    fn hand_over_decided(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        person: PersonId,
        Weighed { items: decided, drafts, dossiers }: Weighed,
    ) -> Result<HandedOver, Halt> {
        let of_drafts = drafts.iter().map(|one| &one.item.refusal);
        let of_dossiers = dossiers.iter().map(|one| &one.item.refusal);
        let all = decided.iter().map(|one| &one.item.refusal).chain(of_drafts).chain(of_dossiers);
        let mut refusals: Vec<Refusal> = all.filter_map(Clone::clone).collect();
        // The same is said once; of which document, a rehearsal says.
        refusals.dedup();
        if !refusals.is_empty() {
            return Err(OfficeError::AllRefused(refusals).into());
        }
        if decided.is_empty() && drafts.is_empty() && dossiers.is_empty() {
            return Err(Refusal::new(Rule::NothingToHandOver).into());
        }
        let now = self.now();
        let mut items = Vec::with_capacity(decided.len());
        for Decided { item, chain_hash, done } in decided {
            let (actor, events) = done.ok_or_else(|| OfficeError::Internal("neither done nor refused".to_owned()))?;
            let desk = Desk { conn: &mut *conn, snapshot, actor, now, seed: Seed::new(self.fresh()) };
            let happenings = desk.happenings(events);
            let before = &item.document;
            let steps = steps(before, &happenings)?;
            if let Some((_, after)) = steps.last() {
                document::update(desk.conn, before, &chain_hash, after, &happenings)?;
            }
            self.tell_of_incoming(desk.conn, snapshot, &steps, &happenings)?;
            items.push(item);
        }
        let drafts = self.hand_over_drafts(conn, snapshot, drafts)?;
        let dossiers = self.hand_over_dossiers(conn, snapshot, dossiers)?;
        Ok(HandedOver { person, items, drafts, dossiers, more: false, snapshot: Arc::clone(snapshot) })
    }
}
