//! Deliveries to other agencies of the installation (those of dossiers stand in `dossiers/linked.rs`): sent by the registry, carried out at the receiver by the background work,
//! followed by the sender as far as the receiver lets it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use chrono::{NaiveDate, TimeDelta};
use domain::{
    AgencyId, DocumentId, PersonId, Reason, access,
    delivery::{self, Acknowledgement, Consignment, FollowUp, Send, SendContext, StepState},
    incoming::{CommandKind, Event, Happening},
    notice::AccountNotice,
    organisation::{AgencyRecord, Overseen, Role, Scope},
};
use store::{
    Conn, StoreError,
    delivery::{self as rows, Delivery, Due, Failure, Step, StepKind},
    document::{self, Figures},
    file,
    organisation::{AgencySnapshot, records},
};
use uuid::Uuid;

pub use store::delivery::Failure as DeliveryFailure;
pub use store::document::Figures as AgencyFigures;

use crate::{
    Office, OfficeError,
    agency::{Asker, Caller, as_registry},
    incoming::{Halt, held_fresh},
    repeat::{self, Answer, Line, Repeat},
};

/// How many steps are done in one round.
pub(crate) const ROUND: i64 = 50;
/// The longest rest before a step is tried again.
const LONGEST: Duration = Duration::from_mins(5);

/// A delivery as its sender follows it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Which.
    pub id: Uuid,
    /// To whom: code and name.
    pub to: (String, String),
    /// What is in it.
    pub consignment: Consignment,
    /// How the taking in stands, and what said no.
    pub received: (StepState, Option<Failure>),
    /// The recall: how it stands, why, and what said no.
    pub recall: Option<(StepState, Option<Reason>, Option<Failure>)>,
    /// What the receiver has made of it, once it has arrived.
    pub acknowledgement: Option<Acknowledgement>,
    /// How it stands there, where the receiver lets the sender know that, with the name of the unit.
    pub follow_up: Option<(FollowUp, Option<String>)>,
    /// The sender's agency.
    pub snapshot: Arc<AgencySnapshot>,
}

/// An agency to which something can be sent.
#[derive(Debug, Clone)]
pub struct Counterpart {
    /// Its code and name.
    pub named: (String, String),
    /// Which, where it lets the asker's agency know its figures.
    pub figures: Option<AgencyId>,
    /// Whether it lets the asker's agency know how their documents stand.
    pub follow_up: bool,
}

/// A page of what is followed.
#[derive(Debug, Clone, Copy)]
pub struct DeliveryPage {
    /// Behind this one; from the latest where none is given.
    pub before: Option<Uuid>,
    /// At most so many.
    pub limit: i64,
}

impl Office {
    /// The agencies to which something can be sent.
    pub async fn counterparts(&self, by: impl Into<Asker>) -> Result<Vec<Counterpart>, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        let own = &snapshot.organisation.agency;
        let today = self.today();
        let all = self.db().read(records::agencies).await?;
        let others = all.iter().filter(|agency| agency.id != by.agency() && agency.validity.holds_on(today));
        let counterpart = |agency: &AgencyRecord| Counterpart {
            named: named(agency, today),
            figures: agency.lets_know(own, Overseen::Figures, today).then_some(agency.id),
            follow_up: agency.lets_know(own, Overseen::FollowUp, today),
        };
        Ok(others.map(counterpart).collect())
    }

    /// Sends a document to another agency.
    pub async fn send(
        &self,
        by: impl Into<Asker>,
        command: Send,
        repeat: Option<Repeat<Followed>>,
    ) -> Result<Answer<Followed>, OfficeError> {
        let by = by.into();
        self.asked(by, Scope::DocumentsIssue).await?;
        let ids = (self.fresh(), DocumentId(self.fresh()));
        let once = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.send_once(conn, snapshot, by, ids, &command)
        };
        let sent = self.once(by, repeat, Line::None, once).await?;
        self.0.deliveries.notify_one();
        Ok(sent)
    }

    fn send_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        by: Asker,
        (id, document): (Uuid, DocumentId),
        command: &Send,
    ) -> Result<Followed, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let (directory, now) = (&snapshot.directory, self.now());
        let actor = as_registry(by, Scope::DocumentsIssue, directory)?;
        let files = file::attachable(conn, by.agency(), by.id(), &command.files)?;
        let agencies = records::agencies(conn)?;
        let receiver = agencies.iter().find(|agency| agency.has_code(command.to.as_str()));
        let context = SendContext {
            now,
            directory,
            sender: &snapshot.organisation.agency,
            receiver,
            types: &snapshot.type_codes,
            files: &files,
            max_files: snapshot.settings.max_files,
        };
        let consignment = delivery::send(actor, command.clone(), context)?;
        let to = receiver.ok_or(OfficeError::NotFound)?;
        let new = Delivery { id, from: by.agency(), to: to.id, document, consignment };
        rows::insert(conn, &new, now)?;
        Ok(Followed {
            id,
            to: named(to, domain::day_in_vietnam(now)),
            consignment: new.consignment,
            received: (StepState::Queued, None),
            recall: None,
            acknowledgement: None,
            follow_up: None,
            snapshot: Arc::clone(snapshot),
        })
    }

    /// Asks for a document back.
    pub async fn recall_delivery(
        &self,
        by: impl Into<Asker>,
        id: Uuid,
        reason: Reason,
        repeat: Option<Repeat<Followed>>,
    ) -> Result<Answer<Followed>, OfficeError> {
        let by = by.into();
        let mut snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        if let Some(kept) = self.kept(by, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        loop {
            as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
            // What stands at the receiver is read before: in one snapshot, and no row of theirs is held.
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            let known = self
                .db()
                .read_tx(move |conn| {
                    let known = rows::find(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?;
                    office.followed(conn, &snap, vec![known])?.pop().ok_or(OfficeError::NotFound)
                })
                .await?;
            let (now, today, again, why) = (self.now(), self.today(), repeat.clone(), reason.clone());
            let ask = move |conn: &mut Conn| {
                held_fresh(conn, &known.snapshot, today)?;
                // Of two recalls at once the later sees the earlier.
                rows::hold(conn, by.agency(), id)?;
                let steps = rows::steps(conn, by.agency(), &[id])?;
                let received = state_of(&steps, StepKind::Receive).unwrap_or(StepState::Queued);
                delivery::may_recall(received, state_of(&steps, StepKind::Recall))?;
                let due = Due { from: by.agency(), delivery: id, kind: StepKind::Recall };
                rows::queue(conn, due, Some(&why), now)?;
                let followed = Followed { recall: Some((StepState::Queued, Some(why.clone()), None)), ..known.clone() };
                repeat::keep(conn, by, again.as_ref(), &followed, now)?;
                Ok::<_, Halt>(followed)
            };
            match self.db().write(ask).await {
                Ok(followed) => {
                    self.0.deliveries.notify_one();
                    return Ok(Answer::Fresh(Box::new(followed)));
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(by.agency(), version).await?,
                Err(halt) => return self.or_kept(by, repeat.as_ref(), halt.into_error()).await,
            }
        }
    }

    /// One delivery of the caller's agency.
    pub async fn delivery(&self, by: impl Into<Asker>, id: Uuid) -> Result<Followed, OfficeError> {
        let by = by.into();
        let snapshot = self.sees_deliveries(by).await?;
        let office = self.clone();
        self.db()
            .read_tx(move |conn| {
                let known = rows::find(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?;
                office.followed(conn, &snapshot, vec![known])?.pop().ok_or(OfficeError::NotFound)
            })
            .await
    }

    /// A page of the deliveries of the caller's agency, latest first.
    pub async fn deliveries(&self, by: impl Into<Asker>, page: DeliveryPage) -> Result<Vec<Followed>, OfficeError> {
        let by = by.into();
        let snapshot = self.sees_deliveries(by).await?;
        let office = self.clone();
        self.db()
            .read_tx(move |conn| {
                let all = rows::list(conn, by.agency(), page.before, page.limit)?;
                office.followed(conn, &snapshot, all)
            })
            .await
    }

    async fn sees_deliveries(&self, by: Asker) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        if let Asker::Person(caller) = by {
            access::may_follow(caller.person, &snapshot.directory)?;
        }
        Ok(snapshot)
    }

    /// These deliveries as their sender may follow them: all of each receiver at once.
    pub(crate) fn followed(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        all: Vec<Delivery>,
    ) -> Result<Vec<Followed>, OfficeError> {
        let (today, now) = (self.today(), self.now());
        let ids: Vec<Uuid> = all.iter().map(|one| one.id).collect();
        let steps = rows::steps(conn, snapshot.directory.agency, &ids)?;
        let agencies: BTreeMap<AgencyId, AgencyRecord> =
            records::agencies(conn)?.into_iter().map(|agency| (agency.id, agency)).collect();
        let mut followed = Vec::with_capacity(all.len());
        for one in all {
            let step = |kind: StepKind| -> Option<Step> {
                steps.iter().find(|(id, step)| *id == one.id && step.kind == kind).map(|(_, step)| step.clone())
            };
            let receiver = agencies.get(&one.to).ok_or(OfficeError::NotFound)?;
            let arrival = step(StepKind::Receive).map_or((StepState::Queued, None), |step| (step.state, step.failure));
            let there = match arrival.0 {
                StepState::Done => document::load(conn, one.to, one.document)?.map(|loaded| loaded.document),
                StepState::Queued | StepState::Failed => None,
            };
            let granted = receiver.lets_know(&snapshot.organisation.agency, Overseen::FollowUp, today);
            let follow_up = match there.as_ref().filter(|_| granted).map(|there| delivery::follow_up(there, now)) {
                Some(known) => {
                    let unit = match known.unit {
                        Some(id) => records::department_name(conn, one.to, id)?,
                        None => None,
                    };
                    Some((known, unit))
                }
                None => None,
            };
            followed.push(Followed {
                id: one.id,
                to: named(receiver, today),
                consignment: one.consignment,
                received: arrival,
                recall: step(StepKind::Recall).map(|step| (step.state, step.reason, step.failure)),
                acknowledgement: there.as_ref().map(delivery::acknowledgement),
                follow_up,
                snapshot: Arc::clone(snapshot),
            });
        }
        Ok(followed)
    }

    /// How much has come in at an agency and how it stands: one's own, or one that lets one's own know its figures.
    pub async fn figures(
        &self,
        caller: Caller,
        agency: AgencyId,
        days: (NaiveDate, NaiveDate),
    ) -> Result<Figures, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        if agency != caller.agency {
            let all = self.db().read(records::agencies).await?;
            let asked = all.iter().find(|one| one.id == agency).ok_or(OfficeError::NotFound)?;
            // An agency that lets nothing be known doesn't exist.
            if !asked.lets_know(&snapshot.organisation.agency, Overseen::Figures, self.today()) {
                return Err(OfficeError::NotFound);
            }
        }
        access::may_follow(caller.person, &snapshot.directory)?;
        let (from, until, now) = (domain::midnight_in_vietnam(days.0), domain::midnight_in_vietnam(days.1), self.now());
        Ok(self.db().read_long(move |conn| document::figures(conn, agency, from, until, now)).await?)
    }

    /// Carries out what is due at other agencies; how much there was.
    pub async fn deliver(&self) -> Result<usize, OfficeError> {
        let now = self.now();
        let due = self.db().read(move |conn| rows::due(conn, now, ROUND)).await?;
        for step in &due {
            if let Err(error) = self.deliver_one(*step).await {
                // One agency's trouble must not keep the others waiting.
                tracing::warn!(agency = %step.from, delivery = %step.delivery, %error, "a delivery was not carried out and is tried again");
                let (step, now) = (*step, self.now());
                self.db()
                    .write(move |conn| match rows::take(conn, step)? {
                        Some(taken) => {
                            let tried = taken.attempts.saturating_add(1);
                            rows::again(conn, step, tried, now + rest(tried))
                        }
                        None => Ok::<_, StoreError>(()),
                    })
                    .await?;
            }
        }
        let parcels = self.carry_parcels().await?;
        let done = due.len() + parcels;
        if done > 0 {
            self.wake_mail();
        }
        Ok(done)
    }

    async fn deliver_one(&self, due: Due) -> Result<(), OfficeError> {
        let known = self.db().read(move |conn| rows::find(conn, due.from, due.delivery)).await?;
        let known = known.ok_or(OfficeError::NotFound)?;
        let mut snapshot = self.snapshot(known.to).await?;
        let sender = self.snapshot(due.from).await?;
        loop {
            let (office, snap, one) = (self.clone(), Arc::clone(&snapshot), known.clone());
            let from = Arc::clone(&sender);
            let done = self.db().write(move |conn| office.carry_out_step(conn, &snap, &from, due, &one)).await;
            match done {
                Ok(()) => return Ok(()),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(known.to, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    fn carry_out_step(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        sender: &AgencySnapshot,
        due: Due,
        one: &Delivery,
    ) -> Result<(), Halt> {
        let Some(step) = rows::take(conn, due)? else { return Ok(()) };
        let outcome = match due.kind {
            StepKind::Receive => self.arrive(conn, snapshot, one.document, &one.consignment)?,
            StepKind::Recall => {
                let steps = rows::steps(conn, due.from, &[due.delivery])?;
                let received = state_of(&steps, StepKind::Receive).unwrap_or(StepState::Queued);
                if received == StepState::Queued {
                    // What is to be given back must have come first.
                    rows::again(conn, due, step.attempts, self.now() + rest(1))?;
                    return Ok(());
                }
                match (delivery::may_recall(received, None), step.reason) {
                    (Ok(()), Some(reason)) => self.recall_at_receiver(conn, snapshot, one.document, reason)?,
                    (Ok(()), None) => return Err(OfficeError::Internal("a recall without a reason".to_owned()).into()),
                    (Err(refusal), _) => Err(refusal),
                }
            }
        };
        let failure = outcome.err().map(|refusal| {
            let words = refusal.words();
            Failure { code: refusal.rule.code().to_owned(), vi: words.vi, en: words.en }
        });
        rows::end(conn, due, failure.as_ref())?;
        if let (Some(failure), StepKind::Receive) = (failure, due.kind) {
            let notice = AccountNotice::DeliveryFailed {
                to: snapshot.organisation.agency.name_on(self.today()).to_owned(),
                what: what(&one.consignment),
                why: (failure.vi, failure.en),
            };
            self.tell_sender(conn, sender, one, &notice)?;
        }
        Ok(())
    }

    /// Tells the sender what has been answered here: that what they asked back is given back or not, that it was not taken, or sent back.
    /// Nothing where the document came another way. In the transaction that answers.
    pub(crate) fn answer_sender(
        &self,
        conn: &mut Conn,
        receiver: &AgencySnapshot,
        document: DocumentId,
        happening: &Happening,
    ) -> Result<(), OfficeError> {
        let answer = match &happening.event {
            Event::RecallRefused { reason } => Said::KeepsIt(reason),
            // At once, and by nobody, it is given back by the setting; the sender sees that.
            Event::Recalled { .. } if happening.by.person().is_some() || happening.by.service().is_some() => {
                Said::GivesItBack
            }
            Event::Refused { reason } | Event::ReturnedToSender { reason } => Said::SendsItBack(reason),
            _ => return Ok(()),
        };
        let Some(one) = rows::of_document(conn, receiver.directory.agency, document)? else { return Ok(()) };
        let asked = Due { from: one.from, delivery: one.id, kind: StepKind::Recall };
        let (by, what) = (receiver.organisation.agency.name_on(self.today()).to_owned(), what(&one.consignment));
        let sender =
            |conn: &mut Conn| store::organisation::snapshot(conn, one.from, self.today())?.ok_or(OfficeError::NotFound);
        match answer {
            Said::KeepsIt(reason) => {
                let why = reason.to_string();
                let code = CommandKind::RefuseRecall.as_str().to_owned();
                let failure = Failure { code, vi: why.clone(), en: why.clone() };
                // A recall that the registry took down itself, by a call of the sender's, is none of the sender's that was carried out.
                if !rows::refuse(conn, asked, &failure)? {
                    return Ok(());
                }
                let sender = sender(conn)?;
                self.tell_sender(conn, &sender, &one, &AccountNotice::RecallRefused { by, what, why })
            }
            Said::GivesItBack => {
                let steps = rows::steps(conn, one.from, &[one.id])?;
                if state_of(&steps, StepKind::Recall).is_none() {
                    return Ok(());
                }
                let sender = sender(conn)?;
                self.tell_sender(conn, &sender, &one, &AccountNotice::RecallAgreed { by, what })
            }
            // Whoever sent it, and the registry, have that from the receiver by mail (`RefusedToSender`).
            Said::SendsItBack(reason) => {
                let sender = sender(conn)?;
                let notice = AccountNotice::SentBack { by, what, why: reason.to_string() };
                // A system has no address to which the receiver would have written.
                let Some(sent_by) = one.consignment.sent_by else {
                    return self.tell_sender(conn, &sender, &one, &notice);
                };
                let drafter = Self::drafter_of(conn, &one)?.filter(|id| *id != sent_by.desk());
                self.tell_people(conn, &sender, &one, &drafter.into_iter().collect(), &notice)
            }
        }
    }

    /// Who drafted it at the sender, where it is a document of theirs.
    fn drafter_of(conn: &mut Conn, one: &Delivery) -> Result<Option<PersonId>, OfficeError> {
        let Some(id) = one.consignment.outgoing else { return Ok(None) };
        Ok(store::outgoing::load(conn, one.from, id)?.map(|loaded| loaded.document.drafter()))
    }

    /// Queues mails to whoever sent it and drafted it, and to the registry, which sends it again or another way.
    fn tell_sender(
        &self,
        conn: &mut Conn,
        sender: &AgencySnapshot,
        one: &Delivery,
        notice: &AccountNotice,
    ) -> Result<(), OfficeError> {
        let mut people: BTreeSet<PersonId> = sender.directory.with_role(Role::RegistryClerk).collect();
        people.extend(one.consignment.sent_by.map(domain::By::desk));
        people.extend(Self::drafter_of(conn, one)?);
        self.tell_people(conn, sender, one, &people, notice)
    }

    fn tell_people(
        &self,
        conn: &mut Conn,
        sender: &AgencySnapshot,
        one: &Delivery,
        people: &BTreeSet<PersonId>,
        notice: &AccountNotice,
    ) -> Result<(), OfficeError> {
        let directory = &sender.directory;
        let here = people.iter().filter(|id| directory.active(**id).is_some());
        for person in here.filter_map(|id| sender.organisation.people.get(id)) {
            let mail = self.account_letter(one.from, &directory.agency_name, person, notice.clone())?;
            mail.map_or(Ok(()), |mail| mail.queue(conn, self.now()))?;
        }
        Ok(())
    }

    /// Waits until there may be something to deliver.
    pub async fn delivery_woken(&self) {
        self.0.deliveries.notified().await;
    }
}

/// What a receiver says to the sender.
enum Said<'a> {
    KeepsIt(&'a Reason),
    GivesItBack,
    SendsItBack(&'a Reason),
}

/// How the step of this kind stands, if there is one.
fn state_of(steps: &[(Uuid, Step)], kind: StepKind) -> Option<StepState> {
    steps.iter().find(|(_, step)| step.kind == kind).map(|(_, step)| step.state)
}

/// What was sent, in a line.
fn what(consignment: &Consignment) -> String {
    let facts = &consignment.facts;
    let written = match (&facts.number, &facts.notation) {
        (Some(number), Some(notation)) => Some(format!("{number}/{notation}")),
        _ => None,
    };
    let parts = [written, facts.subject.as_ref().map(ToString::to_string)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(crate) fn named(agency: &AgencyRecord, day: NaiveDate) -> (String, String) {
    (agency.code_on(day).to_owned(), agency.name_on(day).to_owned())
}

/// How long a step rests that was tried in vain so often.
pub(crate) fn rest(tried: u32) -> TimeDelta {
    let seconds = 2_u64.saturating_pow(tried.min(16)).min(LONGEST.as_secs());
    TimeDelta::seconds(i64::try_from(seconds).unwrap_or(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_rests_longer_each_time_and_never_too_long() {
        assert_eq!((rest(1), rest(3)), (TimeDelta::seconds(2), TimeDelta::seconds(8)));
        assert_eq!(rest(60), TimeDelta::seconds(300));
    }
}
