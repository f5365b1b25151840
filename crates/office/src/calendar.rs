//! The working calendar of an agency: set by whoever keeps it, asked by everybody; and where it has changed, open deadlines that were
//! counted by terms are counted anew, one document after the other, each told to its holder.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Actor, AgencyId, DocumentId, Known, Refusal, Rule, Seed, access,
    calendar::{CalendarFault, Due, Term},
    day_in_vietnam,
    document::Document,
    incoming::{self, Command, command::RecountDeadlines},
    organisation::{CalendarCommand, CalendarRecord, Record, decide_calendar},
};
use store::{
    Conn, StoreError, document,
    organisation::{
        self, AgencySnapshot, calendar,
        changes::{self, Asked, Change},
        records,
    },
};

use crate::{
    Office, OfficeError,
    agency::Caller,
    documents,
    incoming::{Desk, Gathered, Halt, fresh, steps},
    organisation::{Ended, own_directory},
    repeat::{self, Answer, Repeat},
};

/// How many documents are looked at before others have their turn.
const SOME: i64 = 100;

/// Changes of a calendar, as somebody asks for them.
#[derive(Debug, Clone)]
pub struct CalendarChanges {
    /// Whose.
    pub agency: AgencyId,
    /// In their order.
    pub commands: Vec<CalendarCommand>,
    /// Say what would be refused, and change nothing.
    pub dry_run: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<CalendarRecord>>,
}

impl Office {
    /// An agency's snapshot with its calendar, for whoever works there or administers it.
    pub async fn calendar(&self, caller: Caller, agency: AgencyId) -> Result<Arc<AgencySnapshot>, OfficeError> {
        Ok(self.is_known_to(caller, agency).await?.0)
    }

    /// When a term ends by an agency's calendar, or by that of one of its departments, and why.
    pub async fn due(
        &self,
        caller: Caller,
        agency: AgencyId,
        department: Option<&Known>,
        from: domain::UtcTime,
        term: Term,
    ) -> Result<Result<Due, CalendarFault>, OfficeError> {
        let snapshot = self.calendar(caller, agency).await?;
        let calendar = match department {
            None => snapshot.calendar.agency(),
            Some(known) => {
                let id = snapshot.organisation.department(known, "department")?.id;
                snapshot.calendar.of_department(id, &snapshot.directory)
            }
        };
        Ok(calendar.due(from, term))
    }

    /// Changes an agency's calendar, all or nothing.
    pub async fn change_calendar(
        &self,
        caller: Caller,
        asked: CalendarChanges,
    ) -> Result<Answer<CalendarRecord>, OfficeError> {
        if let Some(kept) = self.kept(caller, asked.repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        self.is_known_to(caller, asked.agency).await?;
        let now = domain::to_micros(self.now());
        let (order, agency) = (asked.clone(), asked.agency);
        let done = self
            .db()
            .write(move |conn| {
                let version = organisation::begin_change(conn, agency)?;
                let record = carry_out(conn, caller, &order, now)?;
                if order.dry_run {
                    return Err(Ended::DryRun(Box::new(record)));
                }
                repeat::keep(conn, caller, order.repeat.as_ref(), &record, now)?;
                Ok((version, record))
            })
            .await;
        match done {
            Ok((version, record)) => {
                self.snapshot_at(agency, version).await?;
                self.0.calendars.notify_one();
                tracing::info!(%agency, by = %caller.person, "a calendar was changed");
                Ok(Answer::Fresh(Box::new(record)))
            }
            Err(Ended::DryRun(record)) => Ok(Answer::Fresh(record)),
            Err(Ended::Error(error)) => self.or_kept(caller, asked.repeat.as_ref(), error).await,
        }
    }

    /// Counts the open deadlines of every agency whose calendar has changed since they were counted; how many documents had any that
    /// moved. What is begun and not finished is begun again: what was counted moves no more.
    pub async fn recount(&self) -> Result<usize, OfficeError> {
        let mut moved = 0;
        for one in self.db().read(calendar::reckoned).await? {
            let Ok(office) = one.calendar.office() else { continue };
            if !office.outdates(one.edition.as_deref()) {
                continue;
            }
            match self.recount_agency(one.agency, office.edition(), &one.because).await {
                Ok(documents) => moved += documents,
                // One agency's trouble must not keep the others waiting.
                Err(error) => {
                    tracing::warn!(agency = %one.agency, %error, "deadlines were not counted and are tried again");
                }
            }
        }
        if moved > 0 {
            self.wake_mail();
        }
        Ok(moved)
    }

    async fn recount_agency(&self, agency: AgencyId, edition: &str, because: &[String]) -> Result<usize, OfficeError> {
        let mut snapshot = self.read_snapshot(agency).await?;
        let (mut moved, mut behind, mut later) = (0, None, false);
        loop {
            let some = self.db().read(move |conn| document::with_terms(conn, agency, behind, SOME)).await?;
            let Some(last) = some.last() else { break };
            behind = Some(*last);
            for id in some {
                loop {
                    // Changed once more meanwhile: then there is a later edition to count by.
                    if snapshot.calendar.edition() != edition {
                        return Ok(moved);
                    }
                    match self.recount_document(&snapshot, id, because).await {
                        Ok(has_moved) => {
                            moved += usize::from(has_moved);
                            break;
                        }
                        Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(agency, version).await?,
                        Err(halt) => {
                            // One document's trouble must not keep the others waiting. What will pass is tried again.
                            let error = halt.into_error();
                            tracing::warn!(%agency, document = %id, %error, "a document's deadlines were not counted");
                            later |= matches!(&error, OfficeError::Store(error) if !matches!(error, StoreError::Corrupt { .. }));
                            break;
                        }
                    }
                }
            }
        }
        if !later {
            let (edition, now) = (edition.to_owned(), self.now());
            let noted = move |conn: &mut Conn| {
                organisation::hold(conn, agency)?;
                let whole = records::organisation(conn, agency)?.map(|organisation| organisation.calendar.whole());
                // Changed meanwhile: then they are to be counted by that.
                if let Some(whole) = whole.filter(|whole| whole.edition() == edition) {
                    calendar::note_reckoned(conn, agency, &edition)?;
                    // What is closed from now on was judged by this.
                    calendar::keep(conn, agency, &whole, now)?;
                }
                Ok::<_, StoreError>(())
            };
            self.db().write(noted).await?;
        }
        if moved > 0 {
            tracing::info!(%agency, documents = moved, "deadlines were counted anew by a changed calendar");
        }
        Ok(moved)
    }

    /// Counts one document's; whether any moved.
    async fn recount_document(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        id: DocumentId,
        because: &[String],
    ) -> Result<bool, Halt> {
        let agency = snapshot.directory.agency;
        let (office, snap, why) = (self.clone(), Arc::clone(snapshot), because.to_vec());
        // Most stay as they are, and keep no writer waiting.
        let moves = self
            .db()
            .read_tx(move |conn| {
                let Some(loaded) = documents::load(conn, agency, id)? else { return Ok(false) };
                fresh(Some(loaded.directory_version), &snap, office.today())?;
                Ok::<_, Halt>(match &loaded.document {
                    Document::Incoming(document) => office.recounted(conn, &snap, document, &why)?.is_some(),
                    Document::Outgoing(document) => office.recounted_outgoing(&snap, document, &why)?.is_some(),
                    Document::Dossier(dossier) => office.recounted_dossier(&snap, dossier, &why)?.is_some(),
                })
            })
            .await?;
        if !moves {
            return Ok(false);
        }
        let (office, snap, why) = (self.clone(), Arc::clone(snapshot), because.to_vec());
        self.db()
            .write(move |conn| {
                organisation::hold(conn, agency)?;
                let Some(loaded) = document::load_to_change(conn, agency, id)? else {
                    return Ok(office.recount_outgoing(conn, &snap, id, &why)?
                        || office.recount_dossier(conn, &snap, id, &why)?);
                };
                fresh(Some(loaded.directory_version), &snap, office.today())?;
                let before = loaded.document;
                let Some(happenings) = office.recounted(conn, &snap, &before, &why)? else { return Ok(false) };
                let steps = steps(&before, &happenings)?;
                if let Some((_, after)) = steps.last() {
                    document::update(conn, &before, &loaded.chain_hash, after, &happenings)?;
                }
                office.tell_of_incoming(conn, &snap, &steps, &happenings)?;
                Ok(true)
            })
            .await
    }

    /// What a document's deadlines become by this calendar; nothing where they stay.
    fn recounted(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &incoming::IncomingDocument,
        because: &[String],
    ) -> Result<Option<Vec<incoming::Happening>>, OfficeError> {
        let desk = Desk { conn, snapshot, actor: Actor::Office, now: self.now(), seed: Seed::new(self.fresh()) };
        let nothing = Gathered { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
        let command = Command::RecountDeadlines(RecountDeadlines { because: because.to_vec() });
        match incoming::decide(document, Actor::Office, command, &desk.context(&nothing)) {
            Ok(events) => Ok(Some(desk.happenings(events))),
            Err(Refusal { rule: Rule::NothingToChange | Rule::WrongState, .. }) => Ok(None),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// Waits until there may be deadlines to be counted.
    pub async fn calendar_woken(&self) {
        self.0.calendars.notified().await;
    }
}

/// Carries out changes; the caller holds the agency's row.
fn carry_out(
    conn: &mut Conn,
    caller: Caller,
    order: &CalendarChanges,
    now: domain::UtcTime,
) -> Result<CalendarRecord, OfficeError> {
    let own = own_directory(conn, caller, now)?;
    access::in_some_name(caller.person, &own, |actor| access::may_keep_calendar(actor, order.agency, &own))?;
    let mut organisation = records::organisation(conn, order.agency)?.ok_or(OfficeError::NotFound)?;
    let mut refusals = Vec::new();
    for (n, command) in order.commands.iter().enumerate() {
        match decide_calendar(&organisation, command, day_in_vietnam(now)) {
            Ok(record) => {
                let change = Change {
                    at: now,
                    by: Some(caller.person),
                    asked: Asked::Calendar(command.clone()),
                    record: Record::Calendar(record.clone()),
                };
                if refusals.is_empty() {
                    changes::write(conn, order.agency, &change)?;
                }
                organisation.apply(Record::Calendar(record));
            }
            Err(refusal) => {
                let place = format!("/commands/{n}{}", refusal.pointer.clone().unwrap_or_default());
                refusals.push(refusal.at(place));
            }
        }
    }
    if !refusals.is_empty() {
        return Err(OfficeError::AllRefused(refusals));
    }
    let why: Vec<String> = order.commands.iter().map(CalendarCommand::in_words).collect();
    calendar::to_reckon(conn, order.agency, &why)?;
    Ok(organisation.calendar)
}
