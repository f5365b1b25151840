//! Inboxes: what somebody has to act on and to read, on all the desks that are theirs.

use domain::{
    DocumentId, access,
    organisation::{Person, Role},
    work::Desk,
};
use store::work::{self, After, Counts, InboxLine};

use crate::{Office, OfficeError, agency::Caller};

/// The desks at which this person works: their own, those of the departments they lead, and the registry's.
pub fn desks(person: &Person) -> Vec<Desk> {
    let mut desks: Vec<Desk> = access::principals(person).map(Desk::Holder).collect();
    if person.is(Role::RegistryClerk) {
        desks.push(Desk::Registry);
    }
    desks
}

impl Office {
    /// A page of what the caller has to act on, earliest deadline first.
    pub async fn inbox(
        &self,
        caller: Caller,
        after: Option<After>,
        limit: usize,
    ) -> Result<Vec<InboxLine>, OfficeError> {
        let (_, person) = self.caller(caller).await?;
        let desks = desks(&person);
        let most = i64::try_from(limit + SAME_DOCUMENT).unwrap_or(i64::MAX);
        let lines = self
            .db()
            .read(move |conn| {
                // Each desk's own index gives its first; together they give the first of all.
                let mut lines = Vec::new();
                for desk in &desks {
                    lines.extend(work::on_desk(conn, caller.agency, *desk, after, most)?);
                }
                Ok::<_, OfficeError>(lines)
            })
            .await?;
        Ok(first(lines, limit))
    }

    /// A page of what the caller has to read, latest first.
    pub async fn reading(
        &self,
        caller: Caller,
        before: Option<DocumentId>,
        limit: usize,
    ) -> Result<Vec<InboxLine>, OfficeError> {
        let (_, person) = self.caller(caller).await?;
        let desks = desks(&person);
        let most = i64::try_from(limit + SAME_DOCUMENT).unwrap_or(i64::MAX);
        let lines = self
            .db()
            .read(move |conn| {
                let mut lines = Vec::new();
                for desk in &desks {
                    lines.extend(work::to_read(conn, caller.agency, *desk, before, most)?);
                }
                Ok::<_, OfficeError>(lines)
            })
            .await?;
        Ok(latest(lines, limit))
    }

    /// How much the caller has to do, by task, and how much of it is late.
    pub async fn inbox_counts(&self, caller: Caller) -> Result<Counts, OfficeError> {
        let (_, person) = self.caller(caller).await?;
        let (desks, now) = (desks(&person), self.now());
        Ok(self.db().read(move |conn| work::counts(conn, caller.agency, &desks, now)).await?)
    }
}

/// How many things there can be to do about one document on one desk with one deadline, or to read of it; a page never ends
/// among them.
const SAME_DOCUMENT: usize = 8;

fn first(mut lines: Vec<InboxLine>, limit: usize) -> Vec<InboxLine> {
    // No deadline comes after every deadline.
    lines.sort_by_key(|line| (line.item.due.is_none(), line.item.due, line.heading.id()));
    whole(lines, limit, |line| (line.item.due, line.heading.id()))
}

fn latest(mut lines: Vec<InboxLine>, limit: usize) -> Vec<InboxLine> {
    lines.sort_by_key(|line| (std::cmp::Reverse(line.heading.id()), line.item.assignment));
    whole(lines, limit, |line| line.heading.id())
}

/// The first lines, and those behind them that stand at the same place: the next page begins behind it.
fn whole<P: PartialEq>(mut lines: Vec<InboxLine>, limit: usize, place: impl Fn(&InboxLine) -> P) -> Vec<InboxLine> {
    if let Some(last) = limit.checked_sub(1).and_then(|n| lines.get(n)).map(&place) {
        let more = lines.iter().skip(limit).take_while(|line| place(line) == last).count();
        lines.truncate(limit + more);
    }
    lines
}
