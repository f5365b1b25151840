//! Digests: each working morning to everybody what lies before them, and once a week to leaders how the departments stand. One
//! a person a day, whatever begins anew or runs beside; nothing where there is nothing to tell.

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use domain::{
    AgencyId, DepartmentId, PersonId, UtcTime,
    calendar::Calendar,
    day_in_vietnam,
    digest::{Digest, Line, Lying, UnitWeek},
    incoming::{Secrecy, Urgency},
    midnight_in_vietnam,
    notice::AccountNotice,
    organisation::{Person, Role},
};
use store::{
    Conn,
    digest::{self as rows, DigestKind, OfUnit},
    organisation::AgencySnapshot,
    work::{self, Heading, InboxLine},
};

use crate::{Office, OfficeError, inbox};

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
        let due = at.on(today);
        if now < due {
            return Ok((0, due));
        }
        let tomorrow = at.on(day_in_vietnam(midnight_in_vietnam(today) + TimeDelta::hours(30)));
        // Of an office that is new here nothing was missed; its first morning is yet to come.
        if !known {
            return Ok((0, tomorrow));
        }
        let mut made = 0;
        // Those who only run the system, too: a notice may wait for them.
        let people: Vec<Person> = snapshot.directory.staff().cloned().collect();
        for person in people {
            let unit = person.posts.keys().next().copied();
            let calendar = snapshot.calendar.of_unit(unit, &snapshot.directory);
            // Who rests today, or has closed already, is told on the next morning.
            if calendar.open_on_day_of(now).ok().flatten().is_none_or(|(_, closes)| now > closes) {
                continue;
            }
            made += self.morning(&snapshot, &person, now).await?;
            made += self.week(&snapshot, &person, calendar, now).await?;
        }
        let old = day_in_vietnam(now - KEPT);
        self.db().write(move |conn| rows::sweep(conn, agency, old)).await?;
        Ok((made, tomorrow))
    }

    /// One person's of this morning.
    async fn morning(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        person: &Person,
        now: UtcTime,
    ) -> Result<usize, OfficeError> {
        let Some(record) = snapshot.organisation.people.get(&person.id).cloned() else { return Ok(0) };
        let (office, snap, id, today) = (self.clone(), Arc::clone(snapshot), person.id, day_in_vietnam(now));
        let made = self.db().write(move |conn| {
            let agency = snap.directory.agency;
            if !rows::begin(conn, agency, id, DigestKind::Morning, today, now)? {
                return Ok(0);
            }
            let since = rows::last_before(conn, agency, id, DigestKind::Morning, today)?;
            let since = since.unwrap_or(now - TimeDelta::days(1));
            let lying = lying(conn, agency, id, &snap)?;
            let waiting = rows::waiting(conn, agency, id)?;
            let (ids, notices): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
            let most = usize::from(snap.settings.reminders.digest_lines);
            let digest = Digest::of(lying, since, now, &notices, most);
            if digest.is_empty() {
                return Ok(0);
            }
            let notice = AccountNotice::Digest(Box::new(digest));
            let Some(mail) = office.account_letter(agency, &snap.directory.agency_name, &record, notice)? else {
                return Ok(0);
            };
            mail.queue(conn, now)?;
            rows::went_out(conn, agency, &ids, now)?;
            Ok::<_, OfficeError>(1)
        });
        made.await
    }

    /// One leader's of this week.
    async fn week(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        person: &Person,
        calendar: &Calendar,
        now: UtcTime,
    ) -> Result<usize, OfficeError> {
        let wanted = snapshot.settings.reminders.weekly && person.is(Role::Leader);
        if !wanted || !calendar.begins_week(now).unwrap_or(false) {
            return Ok(0);
        }
        let Some(record) = snapshot.organisation.people.get(&person.id).cloned() else { return Ok(0) };
        let (office, snap, id, today) = (self.clone(), Arc::clone(snapshot), person.id, day_in_vietnam(now));
        let agency = snapshot.directory.agency;
        // Counted outside the transaction that writes: it goes over what was done in a year.
        let counted = self.db().read_long(move |conn| {
            let since = rows::last_before(conn, agency, id, DigestKind::Week, today)?;
            let since = since.unwrap_or(now - TimeDelta::days(7));
            Ok::<_, OfficeError>((rows::in_hand(conn, agency)?, rows::done_since(conn, agency, since)?))
        });
        let (in_hand, done) = counted.await?;
        let units = units(&in_hand, &done, &snap, now);
        let made = self.db().write(move |conn| {
            if !rows::begin(conn, agency, id, DigestKind::Week, today, now)? || units.is_empty() {
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
    let shown = named(heading, item.due);
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
