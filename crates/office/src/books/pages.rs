//! A book page by page: its lines behind a place, and how many there are.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use domain::{
    AgencyId, OriginalUseId, RecipientId, UtcTime,
    book::{self, Book, Line, Naming, Numbered},
};
use store::{Conn, StoreError, book as rows, document, organisation::AgencySnapshot, original_use, register_seal};

use super::{BookOrder, Bound};
use crate::{Office, OfficeError};

/// How many lines are read at once.
const PAGE: i64 = 500;

/// How far a book has been read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// Behind this number of its register, or this line of it as it was sealed.
    Number(u32),
    /// Behind what the post took then.
    Posted(UtcTime, RecipientId),
    /// Behind this use of an original.
    Used(NaiveDate, OriginalUseId),
}

/// A page of lines, each with its number for the cover, and where the next one begins.
pub(super) struct Page {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Place>,
}

/// Tên loại, by code.
pub(crate) fn types_of(snapshot: &AgencySnapshot) -> BTreeMap<String, String> {
    snapshot.types.iter().map(|row| (row.code.clone(), row.name.clone())).collect()
}

impl Office {
    /// How many lines the book has, as far as that is known beforehand.
    pub(super) async fn lines_of(&self, agency: AgencyId, bound: &Bound) -> Result<Option<u32>, OfficeError> {
        let (BookOrder { book, register, from, until }, sealed) = (bound.order.clone(), bound.sealed);
        if sealed || book == Book::Originals {
            return Ok(None);
        }
        let period = period(from, until);
        let count = move |conn: &mut Conn| match (book, register) {
            (Book::Incoming | Book::FollowUp, Some(id)) => document::count_entered(conn, (agency, id), period),
            (Book::Outgoing, Some(id)) => rows::count_sent(conn, (agency, id), period),
            _ => rows::count_posted(conn, agency, (from, until)),
        };
        Ok(Some(self.db().read_long(count).await?))
    }

    /// The lines behind a place.
    pub(super) async fn page_of(
        &self,
        agency: AgencyId,
        (bound, snapshot): (&Bound, Arc<AgencySnapshot>),
        behind: Option<Place>,
    ) -> Result<Page, OfficeError> {
        let (order, sealed) = (bound.order.clone(), bound.sealed);
        let read = move |conn: &mut Conn| {
            let types = types_of(&snapshot);
            let naming = Naming { directory: &snapshot.directory, types: &types };
            page(conn, agency, (&order, sealed), naming, behind)
        };
        Ok(self.db().read_long(read).await?)
    }
}

fn period(from: NaiveDate, until: NaiveDate) -> (UtcTime, UtcTime) {
    let behind = until.succ_opt().unwrap_or(until);
    (domain::midnight_in_vietnam(from), domain::midnight_in_vietnam(behind))
}

fn page(
    conn: &mut Conn,
    agency: AgencyId,
    (order, sealed): (&BookOrder, bool),
    naming: Naming<'_>,
    behind: Option<Place>,
) -> Result<Page, StoreError> {
    let (from, until) = (order.from, order.until);
    let number = match behind {
        Some(Place::Number(number)) => number,
        _ => 0,
    };
    let whole = |count: usize| i64::try_from(count).is_ok_and(|count| count >= PAGE);
    match (order.book, order.register) {
        (_, Some(id)) if sealed => {
            let found = register_seal::list(conn, (agency, id), number, PAGE)?;
            let next = found.last().filter(|_| whole(found.len())).map(|last| Place::Number(last.seq));
            Ok(Page { lines: found.into_iter().map(|one| one.line).collect(), next })
        }
        (kind @ (Book::Incoming | Book::FollowUp), Some(id)) => {
            let found = document::entered(conn, (agency, id), period(from, until), number, PAGE)?;
            let last = found.last().and_then(|last| last.state().entry()).map(|entry| Place::Number(entry.number));
            let next = last.filter(|_| whole(found.len()));
            let line = if kind == Book::Incoming { book::received } else { book::followed };
            Ok(Page { lines: found.iter().map(|one| line(one, naming)).collect(), next })
        }
        (Book::Outgoing, Some(id)) => {
            let found = rows::sent(conn, (agency, id), period(from, until), number, PAGE)?;
            let next = found.last().filter(|_| whole(found.len())).map(|last| Place::Number(last.number));
            let lines = found.iter().map(|one| book::sent(numbered(one), naming)).collect();
            Ok(Page { lines, next })
        }
        (Book::Originals, _) => {
            let place = match behind {
                Some(Place::Used(day, id)) => Some((day, id)),
                _ => None,
            };
            let found = original_use::list(conn, agency, (from, until), place, PAGE)?;
            let next = found.last().filter(|_| whole(found.len())).map(|(last, _)| Place::Used(last.used_on, last.id));
            Ok(Page { lines: found.iter().map(|(used, of)| book::used(used, of, naming)).collect(), next })
        }
        _ => {
            let place = match behind {
                Some(Place::Posted(at, id)) => Some((at, id)),
                _ => None,
            };
            let found = rows::posted(conn, agency, (from, until), place, PAGE)?;
            let next =
                found.last().filter(|_| whole(found.len())).map(|last| Place::Posted(last.sent_at, last.recipient));
            let line = |one: &rows::Posted| {
                book::posted(&one.document, one.recipient, (one.sent_at, one.remark.as_deref()), naming)
            };
            Ok(Page { lines: found.iter().map(line).collect(), next })
        }
    }
}

/// A line of the register of what goes out, as the book wants it.
pub(crate) fn numbered(one: &store::register_line::RegisterLine) -> Numbered<'_> {
    Numbered {
        number: one.number,
        state: one.state,
        reserved: one.reserved.as_ref(),
        voided: one.voided.as_ref(),
        document: one.document.as_ref(),
    }
}
