//! Dossiers of the one-stop shop: received, changed, read. Every change is one write transaction: load, decide, save, with the code that it
//! takes and the answer that a repeat is to get.

mod context;
mod forms;
pub(crate) mod handover;
mod linked;
pub(crate) mod own;
pub mod payments;
pub mod public;
mod recount;
pub mod statistics;
mod telling;
mod there;
mod unreached;
mod walk;

use std::sync::Arc;

use domain::{
    Actor, DossierId, FileId, PersonId, Refusal, Rule, Seed, UtcTime, access,
    dossier::{self, Colour, Command, CommandKind, Dossier, Event, Happening, Receive, facts::PortalRef},
    organisation::Scope,
};
use store::{Conn, StoreError, dossier as rows, history, message, organisation::AgencySnapshot, short_text};

use self::{context::Gathered, telling::steps};
use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::{Asker, Caller},
    by_mail::ByMail,
    documents::AnyDetail,
    incoming::{Halt, fresh, held_fresh},
    repeat::{self, Answer, Line, Repeat, Stop, Terms},
    webhooks::Synced,
};

pub use self::forms::{Form, Printed};
pub use self::handover::HandedDossier;
pub use store::dossier::{Filter as ListFilter, Heading, Page as ListPage, Standing, StandingAt};

/// A dossier with all that is needed to show it to one reader.
#[derive(Debug, Clone)]
pub struct DossierDetail {
    /// The dossier.
    pub dossier: Dossier,
    /// The agency as it was when the dossier was read.
    pub snapshot: Arc<AgencySnapshot>,
    /// The reader, where it is a person: other systems are offered nothing.
    pub reader: Option<PersonId>,
    /// When it was read.
    pub at: UtcTime,
    /// What is printed on its receipt beside its code, by which it is looked up: for the one-stop shop, once it was received.
    pub look_up: Option<String>,
    /// How its events stand with each webhook, where the reader may know: of what was sent and not of the dossier.
    pub synced: Option<Vec<Synced>>,
}

impl DossierDetail {
    /// Whether its reader sees this file of it: who is asked about it sees all that whoever handles it does.
    pub fn shows(&self, file: FileId) -> bool {
        self.dossier.has_file(file)
    }
}

/// A command with how it is to be carried out.
#[derive(Debug, Clone)]
pub struct DossierOrder {
    /// The dossier.
    pub dossier: DossierId,
    /// The command.
    pub command: Command,
    /// The version that the caller has seen; needed by commands that move the dossier.
    pub expected: Option<u32>,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<DossierDetail>>,
}

/// How many lines are read at once where a colour is looked for.
const COLOURS_AT_ONCE: i64 = 500;

/// Which colours a list is narrowed to; `Some(None)` is what has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// Of the whole.
    pub whole: Option<Option<Colour>>,
    /// Of the step.
    pub step: Option<Option<Colour>>,
}

impl Shown {
    fn has(self, line: &Heading, snapshot: &AgencySnapshot, now: domain::UtcTime) -> bool {
        let (whole, step) = statistics::colours_of(line, snapshot, now);
        self.whole.is_none_or(|wanted| wanted == whole) && self.step.is_none_or(|wanted| wanted == step)
    }
}

impl Office {
    /// Enters a dossier, and says what becomes of it at once.
    pub async fn receive_dossier(
        &self,
        caller: Caller,
        command: Receive,
        repeat: Option<Repeat<DossierDetail>>,
    ) -> Result<Answer<DossierDetail>, OfficeError> {
        let (id, seed) = (DossierId(self.fresh()), Seed::new(self.fresh()));
        let repeat = repeat.map(|repeat| self.sealed(repeat));
        let by = Asker::Person(caller);
        let receive = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.receive_dossier_once(conn, snapshot, (by, None), (id, seed), &command)
        };
        let done = self.once(caller, repeat, Line::Long, receive).await;
        self.wake_mail();
        self.0.tally.note("receive_dossier", &done);
        done
    }

    /// Takes in a dossier that another system hands over, once however often it does.
    pub async fn submit_dossier(
        &self,
        by: Asker,
        portal_code: domain::Label,
        command: Receive,
    ) -> Result<(DossierDetail, bool), OfficeError> {
        let mut snapshot = self.asked(by, Scope::DossiersSubmit).await?;
        let Asker::Service(service) = by else { return Err(Refusal::new(Rule::PortalOnly).into()) };
        let portal = PortalRef { service: service.account, code: portal_code };
        let (id, seed) = (DossierId(self.fresh()), Seed::new(self.fresh()));
        let mut again = false;
        loop {
            let (office, snap, portal, command) =
                (self.clone(), Arc::clone(&snapshot), portal.clone(), command.clone());
            let receive = move |conn: &mut Conn| {
                let known = rows::by_portal(conn, by.agency(), portal.service, portal.code.as_str())?;
                if let Some(known) = known {
                    let loaded = rows::load(conn, by.agency(), known)?.ok_or(OfficeError::NotFound)?;
                    return Ok((office.dossier_detail(loaded.dossier, &snap, None), false));
                }
                let detail = office.receive_dossier_once(conn, &snap, (by, Some(&portal)), (id, seed), &command)?;
                Ok::<_, Halt>((detail, true))
            };
            match self.db().write(receive).await {
                Ok(done) => {
                    self.wake_mail();
                    return Ok(done);
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(by.agency(), version).await?,
                // The same code at the same time: the other is there now.
                Err(Halt::Error(OfficeError::Store(error)))
                    if !again && error.is_unique_on("dossier", &["agency_id", "portal_id", "portal_code"]) =>
                {
                    again = true;
                }
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    fn receive_dossier_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        (by, portal): (Asker, Option<&PortalRef>),
        (id, seed): (DossierId, Seed),
        command: &Receive,
    ) -> Result<DossierDetail, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let now = self.now();
        let actor = match by {
            Asker::Person(caller) => {
                let directory = &snapshot.directory;
                let may = |actor| access::dossier::may_enter(actor, directory);
                let names = access::in_some_name(caller.person, directory, may)?;
                names.first().copied().unwrap_or(Actor::Person(caller.person))
            }
            Asker::Service(service) => Actor::Service(service.account),
        };
        let gathered = Gathered::of_reception(conn, snapshot, by, command, now)?;
        let context = gathered.context(snapshot, seed, now);
        let events = dossier::receive(id, actor, command, portal, &context)?;
        let dossier = self.entered(conn, snapshot, id, &happenings(actor, now, events))?;
        Ok(self.dossier_detail(dossier, snapshot, by.person()))
    }

    /// Writes a dossier that was entered, and tells of it.
    fn entered(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        id: DossierId,
        happenings: &[Happening],
    ) -> Result<Dossier, Halt> {
        let steps = steps(None, happenings, id, snapshot.directory.agency)?;
        let dossier = steps.last().map(|(_, after)| after.clone());
        let dossier = dossier.ok_or_else(|| OfficeError::Internal("a reception without an event".to_owned()))?;
        rows::insert(conn, &dossier, happenings)?;
        self.tell_of_dossier(conn, snapshot, &steps, happenings)?;
        Ok(dossier)
    }

    /// Carries out a command.
    pub async fn dossier_command(
        &self,
        caller: Caller,
        order: DossierOrder,
    ) -> Result<Answer<DossierDetail>, OfficeError> {
        self.dossier_command_of(caller, order, None).await
    }

    /// Carries out a command, which may come by a mail.
    pub(crate) async fn dossier_command_of(
        &self,
        caller: Caller,
        order: DossierOrder,
        mail: Option<ByMail>,
    ) -> Result<Answer<DossierDetail>, OfficeError> {
        let dry_run = order.dry_run;
        let done = self.carry_out_dossier(caller, order, mail).await;
        if !dry_run {
            // Perhaps something goes to another agency.
            self.0.deliveries.notify_one();
            self.0.tally.note("dossier_command", &done);
        } else if let Ok(Answer::Fresh(detail)) = &done {
            // It shows the dossier and leaves nothing in its history.
            self.looked_at_dossier(caller.into(), detail, What::Document).await?;
        }
        done
    }

    pub(crate) async fn carry_out_dossier(
        &self,
        caller: Caller,
        mut order: DossierOrder,
        mail: Option<ByMail>,
    ) -> Result<Answer<DossierDetail>, OfficeError> {
        let kind = order.command.kind();
        order.repeat = order.repeat.map(|repeat| self.sealed(repeat));
        let seed = Seed::new(self.fresh());
        let terms = Terms {
            moves: kind.moves(),
            expected: order.expected,
            dry_run: order.dry_run,
            line: if kind == CommandKind::AcceptDossier { Line::Long } else { Line::None },
            repeat: order.repeat.clone(),
        };
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.dossier_once(conn, snapshot, caller, seed, &order, mail.as_ref())
        };
        self.carried_out((caller.into(), Scope::DossiersSubmit), terms, act).await
    }

    fn dossier_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        caller: Caller,
        seed: Seed,
        order: &DossierOrder,
        mail: Option<&ByMail>,
    ) -> Result<DossierDetail, Stop<DossierDetail>> {
        store::organisation::hold(conn, caller.agency)?;
        let loaded = rows::load_to_change(conn, caller.agency, order.dossier)?.ok_or(OfficeError::NotFound)?;
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let (before, directory, command) = (loaded.dossier, &snapshot.directory, &order.command);
        if !access::dossier::may_see(&before, caller.person, directory) {
            return Err(OfficeError::NotFound.into());
        }
        if let Some(expected) = order.expected
            && expected != before.version()
        {
            return Err(OfficeError::Stale { expected, now: before.version() }.into());
        }
        // Who may not, learns so before a code is taken.
        let may = |actor| access::dossier::may(&before, actor, command.kind(), command.consultation(), directory);
        let now = self.now();
        let names = match mail {
            None => access::in_some_name(caller.person, directory, may)?,
            // As whom the mail has told them, and nobody else.
            Some(mail) => {
                may(mail.actor())?;
                mail.spend(conn, directory, now)?;
                vec![mail.actor()]
            }
        };
        let gathered = Gathered::of_command(conn, snapshot, caller, (&before, command), now)?;
        let context = gathered.context(snapshot, seed, now);
        let (actor, events) = dossier::decide_in_some_name(&before, &names, command, &context)?;
        let happenings = happenings(actor, now, events);
        let steps = steps(Some(&before), &happenings, before.id(), before.agency())?;
        let after = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        if order.dry_run {
            let detail = self.dossier_detail(after, snapshot, Some(caller.person));
            return Err(Stop::DryRun(Box::new(detail)));
        }
        rows::update(conn, &before, &loaded.chain_hash, &after, &happenings)?;
        self.tell_of_dossier(conn, snapshot, &steps, &happenings)?;
        let detail = self.dossier_detail(after, snapshot, Some(caller.person));
        if let Some(mail) = mail {
            mail.answer(conn, self, &AnyDetail::Dossier(detail.clone()), now)?;
        }
        repeat::keep(conn, caller, order.repeat.as_ref(), &detail, now)?;
        Ok(detail)
    }

    /// One dossier, as the caller may see it. That they have looked is noted.
    pub async fn dossier(&self, look: impl Into<Look>, id: DossierId) -> Result<DossierDetail, OfficeError> {
        let look = look.into();
        let mut detail = self.seen_dossier(look.by, id).await?;
        self.looked_at_dossier(look, &detail, What::Document).await?;
        let wide = |person| access::dossier::sees_agency(person, &detail.snapshot.directory);
        if detail.reader.is_some_and(wide) {
            detail.synced = Some(self.synced(look.by.agency(), id.into()).await?);
        }
        Ok(detail)
    }

    /// One dossier, as whoever asks may see it. Another system sees those that it has handed in.
    pub(crate) async fn seen_dossier(&self, by: Asker, id: DossierId) -> Result<DossierDetail, OfficeError> {
        let mut snapshot = match by {
            Asker::Person(caller) => self.caller(caller).await?.0,
            Asker::Service(_) => self.asked(by, Scope::DossiersSubmit).await?,
        };
        let agency = by.agency();
        let loaded = self.db().read(move |conn| rows::load(conn, agency, id)).await?.ok_or(OfficeError::NotFound)?;
        if loaded.directory_version != snapshot.version {
            snapshot = self.snapshot_at(agency, loaded.directory_version).await?;
        }
        let sees = match by {
            Asker::Person(caller) => access::dossier::may_see(&loaded.dossier, caller.person, &snapshot.directory),
            Asker::Service(service) => {
                loaded.dossier.facts().portal.as_ref().is_some_and(|portal| portal.service == service.account)
            }
        };
        if !sees {
            return Err(OfficeError::NotFound);
        }
        Ok(self.dossier_detail(loaded.dossier, &snapshot, by.person()))
    }

    pub(crate) fn dossier_detail(
        &self,
        dossier: Dossier,
        snapshot: &Arc<AgencySnapshot>,
        reader: Option<PersonId>,
    ) -> DossierDetail {
        let shown = reader.is_some_and(|reader| access::dossier::sees_look_up(reader, &snapshot.directory));
        let look_up = dossier.code().filter(|_| shown).map(|_| self.look_up_secret(&dossier));
        DossierDetail { dossier, snapshot: Arc::clone(snapshot), reader, at: self.now(), look_up, synced: None }
    }

    /// A page of the dossiers that the caller may see, latest first. Those of a colour are looked for among what is handled now.
    pub async fn dossiers(
        &self,
        caller: Caller,
        filter: rows::Filter,
        shown: Shown,
        page: rows::Page,
    ) -> Result<Vec<Heading>, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let directory = &snapshot.directory;
        let whose = if access::dossier::sees_agency(caller.person, directory) {
            rows::Listed::Agency
        } else {
            rows::Listed::Of(access::principals(caller.person, directory).into_iter().collect())
        };
        if shown == Shown::default() {
            let list = move |conn: &mut Conn| rows::list(conn, caller.agency, &whose, &filter, page);
            return Ok(self.db().read_long(list).await?);
        }
        let (now, wanted) = (self.now(), usize::try_from(page.limit).unwrap_or(usize::MAX));
        let filter = rows::Filter { running: Some(true), ..filter };
        let list = move |conn: &mut Conn| {
            let (mut found, mut before) = (Vec::new(), page.before);
            loop {
                let some =
                    rows::list(conn, caller.agency, &whose, &filter, rows::Page { before, limit: COLOURS_AT_ONCE })?;
                let last = some.last().map(Heading::id);
                let all = i64::try_from(some.len()).is_ok_and(|read| read < COLOURS_AT_ONCE);
                found.extend(some.into_iter().filter(|line| shown.has(line, &snapshot, now)));
                if all || found.len() >= wanted {
                    found.truncate(wanted);
                    return Ok::<_, StoreError>(found);
                }
                before = last;
            }
        };
        Ok(self.db().read_long(list).await?)
    }

    /// A page of a dossier's history, from the first event.
    pub async fn dossier_history(
        &self,
        look: impl Into<Look>,
        id: DossierId,
        after_seq: i32,
        limit: i64,
    ) -> Result<(Arc<AgencySnapshot>, Vec<history::Link>), OfficeError> {
        let look = look.into();
        let detail = self.seen_dossier(look.by, id).await?;
        self.looked_at_dossier(look, &detail, What::History).await?;
        let agency = look.by.agency();
        let read = move |conn: &mut Conn| history::of_document(conn, agency, id.into(), after_seq, limit);
        let links: Result<_, StoreError> = self.db().read(read).await;
        Ok((detail.snapshot, links?))
    }
}

impl Office {
    /// A dossier's mails, to whoever has it in hand and to its citizen, and the short messages to the citizen's telephone, with what became of them.
    pub async fn dossier_messages(
        &self,
        look: impl Into<Look>,
        id: DossierId,
    ) -> Result<(Vec<message::Message>, Vec<short_text::ShortMessage>), OfficeError> {
        let look = look.into();
        let detail = self.seen_dossier(look.by, id).await?;
        self.looked_at_dossier(look, &detail, What::Messages).await?;
        let agency = look.by.agency();
        let read = move |conn: &mut Conn| {
            Ok::<_, StoreError>((
                message::of_document(conn, agency, id.into())?,
                short_text::of_dossier(conn, agency, id)?,
            ))
        };
        Ok(self.db().read(read).await?)
    }
}

fn happenings(by: Actor, at: UtcTime, events: Vec<Event>) -> Vec<Happening> {
    events.into_iter().map(|event| Happening { by, at, event }).collect()
}
