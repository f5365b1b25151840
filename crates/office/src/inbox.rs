//! Inboxes: what somebody has to act on and to read, on all the desks that are theirs.

use domain::{DocumentId, PersonId, access, organisation::Directory, work::Desk};
use store::{
    Conn, packet,
    work::{self, After, Counts, InboxLine},
};

use crate::{Office, OfficeError, agency::Caller};

/// The desks at which this person works: their own, those of the departments they lead, the registry's, and those of whom they
/// stand in for.
pub fn desks(person: PersonId, directory: &Directory) -> Vec<Desk> {
    let mut desks: Vec<Desk> = access::principals(person, directory).into_iter().map(Desk::Holder).collect();
    if access::keeps_registry(person, directory) {
        desks.push(Desk::Registry);
    }
    if access::keeps_one_stop(person, directory) {
        desks.push(Desk::OneStop);
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
        let (snapshot, _) = self.caller(caller).await?;
        let desks = desks(caller.person, &snapshot.directory);
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let several = desks.len() > 1;
        let lines = self
            .read_desks(several, move |conn| {
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
        let (snapshot, _) = self.caller(caller).await?;
        let desks = desks(caller.person, &snapshot.directory);
        let most = i64::try_from(limit + SAME_DOCUMENT).unwrap_or(i64::MAX);
        let several = desks.len() > 1;
        let lines = self
            .read_desks(several, move |conn| {
                let mut lines = Vec::new();
                for desk in &desks {
                    lines.extend(work::to_read(conn, caller.agency, *desk, before, most)?);
                }
                Ok::<_, OfficeError>(lines)
            })
            .await?;
        Ok(latest(lines, limit))
    }

    /// How much the caller has to do, by task, and how much of it is late; of the registry also how many packets wait for it.
    pub async fn inbox_counts(&self, caller: Caller) -> Result<Counts, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let (desks, now) = (desks(caller.person, &snapshot.directory), self.now());
        self.read_desks(true, move |conn| {
            let mut counts = work::counts(conn, caller.agency, &desks, now)?;
            if desks.contains(&Desk::Registry) {
                counts.quarantined = packet::arrived::waiting(conn, caller.agency)?.0.into();
            }
            Ok(counts)
        })
        .await
    }

    /// What is read in several statements is read from one snapshot: what moves from one desk to another meanwhile is seen once.
    async fn read_desks<T: Send + 'static>(
        &self,
        several: bool,
        read: impl FnMut(&mut Conn) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, OfficeError> {
        if several { self.db().read_tx(read).await } else { self.db().read(read).await }
    }
}

pub(crate) fn first(mut lines: Vec<InboxLine>, limit: usize) -> Vec<InboxLine> {
    // As the index has them; no deadline comes after every deadline.
    lines.sort_by_key(|line| {
        let (item, document) = (&line.item, line.heading.id());
        (item.due.is_none(), item.due, document, item.task.as_str(), item.assignment.map_or(document.0, |id| id.0))
    });
    lines.truncate(limit);
    lines
}

/// How often somebody can be informed of one document at once; a page never ends among these.
const SAME_DOCUMENT: usize = 8;

fn latest(mut lines: Vec<InboxLine>, limit: usize) -> Vec<InboxLine> {
    lines.sort_by_key(|line| (std::cmp::Reverse(line.heading.id()), line.item.assignment));
    if let Some(last) = limit.checked_sub(1).and_then(|n| lines.get(n)).map(|line| line.heading.id()) {
        let more = lines.iter().skip(limit).take_while(|line| line.heading.id() == last).count();
        lines.truncate(limit + more);
    }
    lines
}
