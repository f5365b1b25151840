//! Digests: each working morning to everybody what lies before them, and once a week to leaders how the departments stand. One
//! a person a day and one a leader a week, whatever begins anew or runs beside; nothing where there is nothing to tell.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{NaiveDate, TimeDelta, Weekday};
use domain::{
    AgencyId, DepartmentId, DocumentId, PersonId, UtcTime, access, day_in_vietnam,
    digest::{self, Digest, Line, Lying, UnitWeek},
    incoming::{Secrecy, Urgency},
    midnight_in_vietnam,
    notice::{AccountNotice, Letter},
    organisation::{Person, Role},
};
use store::{
    Conn,
    digest::{self as rows, DigestKind, OfUnit},
    document, dossier,
    organisation::AgencySnapshot,
    outgoing,
    work::{self, AnyHeading, Heading, InboxLine},
};
use uuid::Uuid;

use crate::{
    Office, OfficeError, inbox,
    incoming::{Halt, held_fresh},
    password_reset::Carried,
};

/// How many things to do on one desk a digest looks at: of the earliest deadlines, and so of all that is late or due today.
const MOST: i64 = 1000;
/// For how long it is kept whose digests were made.
const KEPT: TimeDelta = TimeDelta::days(60);
/// When an agency's round is tried again that came to grief.
const TROUBLE: TimeDelta = TimeDelta::minutes(5);

impl Office {
    /// Makes the digests that are due; how many mails that came to.
    pub async fn make_digests(&self) -> Result<usize, OfficeError> {
        let now = self.now();
        let mut made = 0;
        for (agency, known) in self.db().read(move |conn| rows::awaited(conn, now)).await? {
            let next = match self.round(agency, known, now).await {
                Ok((mails, next)) => {
                    made += mails;
                    next
                }
                Err(error) => {
                    // One agency's trouble must not keep the others waiting.
                    tracing::warn!(%agency, %error, "digests were not made and are tried again");
                    now + TROUBLE
                }
            };
            self.db().write(move |conn| rows::set_round(conn, agency, next)).await?;
        }
        if made > 0 {
            self.wake_mail();
        }
        Ok(made)
    }

    /// One agency's; how many mails, and when to look again.
    async fn round(&self, agency: AgencyId, known: bool, now: UtcTime) -> Result<(usize, UtcTime), OfficeError> {
        // Read anew, once a day: the office may have set another time.
        let snapshot = self.read_snapshot(agency).await?;
        let today = day_in_vietnam(now);
        let at = snapshot.settings.reminders.digest_at.minute();
        // Those who only run the system, too: a notice may wait for them.
        let people: Vec<Person> = snapshot.directory.staff().cloned().collect();
        let told_on = |person: &Person, day: NaiveDate| {
            let unit = person.posts.keys().next().copied();
            let calendar = snapshot.calendar.of_unit(unit, &snapshot.directory);
            digest::told_on(day, at, calendar).ok().flatten()
        };
        let first =
            |day: NaiveDate| people.iter().filter_map(|one| Some(told_on(one, day)?.0)).filter(|at| *at > now).min();
        let tomorrow = day_in_vietnam(midnight_in_vietnam(today) + TimeDelta::hours(30));
        let next = first(today).or_else(|| first(tomorrow)).unwrap_or_else(|| at.on(tomorrow));
        // Of an office that is new here nothing was missed; its first morning is yet to come.
        if !known {
            return Ok((0, next));
        }
        let (mut made, mut failed, mut standing) = (0, false, None);
        for person in &people {
            // Who rests today, or has closed already, is told on the next morning.
            if told_on(person, today).is_none_or(|(from, until)| now < from || now > until) {
                continue;
            }
            let morning = self.morning(&snapshot, person.id, now).await;
            let week = self.week(&snapshot, person, &mut standing, now).await;
            for one in [morning, week, self.queue_reports(&snapshot, person.id, now).await] {
                match one {
                    Ok(mails) => made += mails,
                    Err(error) => {
                        // One person's trouble must not keep their colleagues waiting.
                        tracing::warn!(%agency, person = %person.id, %error, "a digest was not made and is tried again");
                        failed = true;
                    }
                }
            }
        }
        let old = day_in_vietnam(now - KEPT);
        self.db().write(move |conn| rows::sweep(conn, agency, old)).await?;
        Ok((made, if failed { next.min(now + TROUBLE) } else { next }))
    }

    /// One person's of this morning.
    async fn morning(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        person: PersonId,
        now: UtcTime,
    ) -> Result<usize, OfficeError> {
        let (agency, mut snapshot, today) = (snapshot.directory.agency, Arc::clone(snapshot), day_in_vietnam(now));
        // Desks begin at different hours: most people were told in a round before this one.
        if self.db().read(move |conn| rows::is_made(conn, agency, person, DigestKind::Morning, today)).await? {
            return Ok(0);
        }
        loop {
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            match self.db().write(move |conn| office.write_morning(conn, &snap, person, now)).await {
                Ok(mails) => return Ok(mails),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(agency, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    fn write_morning(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        person: PersonId,
        now: UtcTime,
    ) -> Result<usize, Halt> {
        // What somebody may see is asked of the office as it is now: their posts may have changed since the round began.
        held_fresh(conn, snapshot, self.today())?;
        let (agency, today) = (snapshot.directory.agency, day_in_vietnam(now));
        let record = snapshot.directory.active(person).and_then(|_| snapshot.organisation.people.get(&person));
        let Some(record) = record else { return Ok(0) };
        if !rows::begin(conn, agency, person, DigestKind::Morning, today, now)? {
            return Ok(0);
        }
        let since = rows::last_before(conn, agency, person, DigestKind::Morning, today)?;
        let since = since.unwrap_or(now - TimeDelta::days(1));
        let lying = lying(conn, agency, person, snapshot)?;
        let most = snapshot.settings.reminders.digest_lines;
        let (ids, notices): (Vec<_>, Vec<_>) = waiting(conn, person, snapshot, most)?.into_iter().unzip();
        let digest = Digest::of(lying, since, now, &notices, most.into());
        if digest.is_empty() {
            return Ok(0);
        }
        let notice = AccountNotice::Digest(Box::new(digest));
        let Some(mail) = self.account_letter(agency, &snapshot.directory.agency_name, record, notice)? else {
            return Ok(0);
        };
        rows::went_out(conn, agency, &ids, now)?;
        mail.carrying(Carried::Notices { ids }).queue(conn, now)?;
        Ok(1)
    }

    /// One leader's of this week, on the first working day on which it is missing. How the departments stand is counted once for all
    /// of them.
    async fn week(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        person: &Person,
        standing: &mut Option<Vec<UnitWeek>>,
        now: UtcTime,
    ) -> Result<usize, OfficeError> {
        if !snapshot.settings.reminders.weekly || !person.is(Role::Leader) {
            return Ok(0);
        }
        let Some(monday) = day_in_vietnam(now).week(Weekday::Mon).checked_first_day() else { return Ok(0) };
        let (agency, id) = (snapshot.directory.agency, person.id);
        let made = move |conn: &mut Conn| rows::is_made(conn, agency, id, DigestKind::Week, monday);
        let Some(record) = snapshot.organisation.people.get(&id).cloned() else { return Ok(0) };
        if self.db().read(made).await? {
            return Ok(0);
        }
        let units = match standing {
            Some(units) => units.clone(),
            None => standing.insert(self.of_the_week(snapshot, monday, now).await?).clone(),
        };
        let (office, snap) = (self.clone(), Arc::clone(snapshot));
        let made = self.db().write(move |conn| {
            if !rows::begin(conn, agency, id, DigestKind::Week, monday, now)? || units.is_empty() {
                return Ok(0);
            }
            let notice = AccountNotice::Weekly(units.clone());
            let Some(mail) = office.account_letter(agency, &snap.directory.agency_name, &record, notice)? else {
                return Ok(0);
            };
            mail.queue(conn, now)?;
            Ok::<_, OfficeError>(1)
        });
        made.await
    }

    /// How the departments stand now, and what they did from the last week that was told of until this one began. Counted outside of
    /// the transactions that write: it goes over what was done in a year.
    async fn of_the_week(
        &self,
        snapshot: &AgencySnapshot,
        monday: NaiveDate,
        now: UtcTime,
    ) -> Result<Vec<UnitWeek>, OfficeError> {
        let (agency, before) = (snapshot.directory.agency, midnight_in_vietnam(monday));
        let counted = self.db().read_long(move |conn| {
            let told = rows::last_week_before(conn, agency, monday)?;
            let from = told.map_or(before - TimeDelta::days(7), midnight_in_vietnam);
            Ok::<_, OfficeError>((rows::in_hand(conn, agency)?, rows::done_between(conn, agency, from, before)?))
        });
        let (in_hand, done) = counted.await?;
        Ok(units(&in_hand, &done, snapshot, now))
    }
}

/// The first of the notices that wait for somebody's digest, of documents that they still see. The others are never told.
fn waiting(
    conn: &mut Conn,
    person: PersonId,
    snapshot: &AgencySnapshot,
    most: u16,
) -> Result<Vec<(Uuid, Letter)>, OfficeError> {
    let agency = snapshot.directory.agency;
    loop {
        let (mut seen, mut hidden) = (Vec::new(), Vec::new());
        for (id, letter) in rows::waiting(conn, agency, person, most.into())? {
            if still_sees(conn, person, letter.document.id, snapshot)? {
                seen.push((id, letter));
            } else {
                hidden.push(id);
            }
        }
        if hidden.is_empty() {
            return Ok(seen);
        }
        // And those behind them come forward.
        rows::kept_back(conn, agency, &hidden)?;
    }
}

/// Whether somebody still sees a document, incoming or outgoing.
fn still_sees(
    conn: &mut Conn,
    person: PersonId,
    id: DocumentId,
    snapshot: &AgencySnapshot,
) -> Result<bool, OfficeError> {
    let directory = &snapshot.directory;
    if let Some(loaded) = document::load_to_change(conn, directory.agency, id)? {
        return Ok(access::may_see(&loaded.document, person, directory));
    }
    let loaded = outgoing::load_to_change(conn, directory.agency, id)?;
    Ok(loaded.is_some_and(|loaded| access::outgoing::may_see(&loaded.document, person, directory)))
}

/// What lies on all desks that are somebody's.
fn lying(
    conn: &mut Conn,
    agency: AgencyId,
    person: PersonId,
    snapshot: &AgencySnapshot,
) -> Result<Vec<Lying>, OfficeError> {
    let mut lines = Vec::new();
    for desk in inbox::desks(person, &snapshot.directory) {
        lines.extend(work::on_desk(conn, agency, desk, None, MOST)?);
    }
    Ok(inbox::first(lines, usize::MAX).into_iter().map(|line| as_lying(&line)).collect())
}

fn as_lying(line: &InboxLine) -> Lying {
    let InboxLine { item, heading } = line;
    let shown = match heading {
        AnyHeading::Incoming(heading) => named(heading, item.due),
        AnyHeading::Outgoing(heading) => named_outgoing(heading, item.due),
        AnyHeading::Dossier(heading) => named_dossier(heading, item.due),
    };
    Lying { task: item.task, assignment: item.assignment, due: item.due, since: item.since, line: shown }
}

/// A document as a digest names it.
fn named(heading: &Heading, due: Option<UtcTime>) -> Line {
    let secret = Secrecy::parse(&heading.secrecy) != Some(Secrecy::None);
    let arrival = heading.arrival_number.zip(heading.arrival_year);
    let arrival = arrival.and_then(|(number, year)| Some((u32::try_from(number).ok()?, year)));
    let about = heading.subject.clone().or_else(|| heading.notation.clone()).unwrap_or_else(|| heading.author.clone());
    Line {
        document: heading.id(),
        secret,
        arrival: arrival.filter(|_| !secret),
        about: Some(about).filter(|_| !secret),
        urgency: Urgency::parse(&heading.urgency).filter(|_| !secret).unwrap_or_default(),
        due: due.filter(|_| !secret),
        notice: None,
        words: None,
    }
}

/// The same of an outgoing document.
fn named_outgoing(heading: &outgoing::Heading, due: Option<UtcTime>) -> Line {
    Line {
        document: heading.id(),
        secret: false,
        arrival: None,
        about: Some(heading.subject.clone()),
        urgency: Urgency::parse(&heading.urgency).unwrap_or_default(),
        due,
        notice: None,
        words: None,
    }
}

/// The same of a dossier: by its code and what is asked for. Whose it is no mail says.
fn named_dossier(heading: &dossier::Heading, due: Option<UtcTime>) -> Line {
    let code = heading.code.as_ref().map(|code| format!("{code}: ")).unwrap_or_default();
    let about = heading.procedure_name.as_ref().unwrap_or(&heading.request);
    Line {
        document: heading.id().into(),
        secret: false,
        arrival: None,
        about: Some(format!("{code}{about}")),
        urgency: Urgency::default(),
        due,
        notice: None,
        words: None,
    }
}

/// How each department stands, in the order in which they are shown; those that have and have done nothing are left out.
fn units(in_hand: &[OfUnit], done: &[OfUnit], snapshot: &AgencySnapshot, now: UtcTime) -> Vec<UnitWeek> {
    let mut stands: BTreeMap<DepartmentId, (u64, u64, u64)> = BTreeMap::new();
    for (unit, due) in in_hand {
        let (open, overdue, _) = stands.entry(*unit).or_default();
        *open += 1;
        *overdue += u64::from(due.is_some_and(|due| due < now));
    }
    for (unit, _) in done {
        stands.entry(*unit).or_default().2 += 1;
    }
    let name = |id: DepartmentId| snapshot.directory.departments.get(&id).map(|department| department.name.clone());
    let order = snapshot.department_order.iter();
    order
        .filter_map(|id| {
            let (open, overdue, done) = *stands.get(id)?;
            Some(UnitWeek { name: name(*id)?, open, overdue, done })
        })
        .collect()
}
