//! The books of the registry (sổ) of any period: as PDF ready to be bound, in volumes, and as tables. Read page by page and written as they are
//! read, so that a book of a hundred thousand lines takes no more memory than one of a thousand.

mod pages;
mod slip;
mod table;
mod volumes;

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use domain::{
    Refusal, RegisterId, Rule, access,
    book::{Book, TableFormat},
    register::RegisterKind,
};
use serde::{Deserialize, Serialize};
use store::organisation::AgencySnapshot;

pub(crate) use self::{
    pages::{numbered, types_of},
    table::harmless,
};

use crate::{
    Office, OfficeError,
    agency::Caller,
    jobs::{Job, JobOrder, Running, Undone},
    repeat::{Answer, Repeat},
};

/// Which book, of when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookOrder {
    /// Which.
    pub book: Book,
    /// Of which register, where it is of one.
    pub register: Option<RegisterId>,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
}

/// A book with what stands on its cover.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    order: BookOrder,
    /// The register's name and year, where it is of one.
    register: Option<(String, i32)>,
    /// Whether the register is sealed: then its lines are those that were sealed, and what was written behind them.
    sealed: bool,
}

impl Office {
    /// Asks for a book as PDF.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn print_register(
        &self,
        caller: Caller,
        book: BookOrder,
        repeat: Option<Repeat<Job>>,
    ) -> Result<Answer<Job>, OfficeError> {
        self.bound(caller, &book).await?;
        self.ask_job(caller, JobOrder::PrintBook { book }, repeat).await
    }

    /// Asks for a book as a table.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn export_register(
        &self,
        caller: Caller,
        (book, format): (BookOrder, TableFormat),
        repeat: Option<Repeat<Job>>,
    ) -> Result<Answer<Job>, OfficeError> {
        self.bound(caller, &book).await?;
        self.ask_job(caller, JobOrder::ExportBook { book, format }, repeat).await
    }

    /// Whoever keeps the registry, or sees the agency's work, reads its books.
    pub(crate) fn may_read_book(caller: Caller, book: Book, snapshot: &AgencySnapshot) -> Result<(), OfficeError> {
        let directory = &snapshot.directory;
        access::may_follow(caller.person, directory)?;
        match book {
            // What lies in the post and in the shelf is the registry's and the leaders'.
            Book::Incoming | Book::Outgoing | Book::FollowUp | Book::Post | Book::Originals => Ok(()),
        }
    }

    /// The book as it is asked for, if there is such a one and the caller may read it.
    async fn bound(&self, caller: Caller, order: &BookOrder) -> Result<Bound, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        Self::may_read_book(caller, order.book, &snapshot)?;
        if order.from > order.until {
            return Err(Refusal::new(Rule::PeriodBackwards).at("/until").into());
        }
        if [order.from, order.until].into_iter().any(|day| !domain::is_of_our_time(day)) {
            return Err(Refusal::new(Rule::DateOutOfRange).at("/from").into());
        }
        let order = order.clone();
        let Some(id) = order.register else {
            if order.book.is_of_register() {
                return Err(Refusal::new(Rule::BookWithoutRegister).at("/register").into());
            }
            return Ok(Bound { order, register: None, sealed: false });
        };
        if !order.book.is_of_register() {
            return Err(Refusal::new(Rule::BookOfNoRegister).at("/register").into());
        }
        let lines = self.registers(caller, None).await?;
        let register = lines.into_iter().map(|line| line.register).find(|register| register.id == id);
        let register = register.ok_or(Refusal::new(Rule::RegisterUnknown).at("/register"))?;
        let wanted = if order.book == Book::Outgoing { RegisterKind::Outgoing } else { RegisterKind::Incoming };
        if register.kind != wanted {
            return Err(Refusal::new(Rule::BookOfOtherRegister)
                .at("/register")
                .with("register", &register.name)
                .into());
        }
        let agency = caller.agency;
        let seal = self.db().read(move |conn| store::register_seal::find(conn, (agency, id), false)).await?;
        // The follow-up goes on: it is no register. Of a part of a year the lines are as they stand.
        let whole = order.from <= first_day(register.year) && order.until >= last_day(register.year);
        let sealed = order.book != Book::FollowUp && whole && seal.is_some_and(|seal| seal.sealed_at.is_some());
        Ok(Bound { order, register: Some((register.name, register.year)), sealed })
    }

    pub(crate) async fn print_book(
        &self,
        (caller, snapshot): (Caller, &AgencySnapshot),
        order: &BookOrder,
        running: &Running,
        to: &Path,
    ) -> Result<(String, &'static str), Undone> {
        let bound = self.bound(caller, order).await?;
        let volumes = self.volumes((caller, snapshot), &bound, running, to).await?;
        let ending = if volumes > 1 { "zip" } else { "pdf" };
        let media_type = if volumes > 1 { "application/zip" } else { "application/pdf" };
        Ok((bound.file_name(ending), media_type))
    }

    pub(crate) async fn export_book(
        &self,
        (caller, snapshot): (Caller, &AgencySnapshot),
        (order, format): (&BookOrder, TableFormat),
        running: &Running,
        to: &Path,
    ) -> Result<(String, &'static str), Undone> {
        let bound = self.bound(caller, order).await?;
        self.table((caller, snapshot), (&bound, format), running, to).await?;
        Ok((bound.file_name(format.ending()), format.media_type()))
    }
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN)
}

fn last_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}

impl Bound {
    /// "so-dang-ky-van-ban-den-2026-01-01-2026-12-31.pdf"
    fn file_name(&self, ending: &str) -> String {
        let slug = |text: &str| {
            domain::fold(text)
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("-")
        };
        let Self { order, .. } = self;
        format!("{}-{}-{}.{ending}", slug(order.book.vietnamese()), order.from, order.until)
    }

    /// The year on the cover: the register's, or the period's.
    fn year(&self) -> i32 {
        self.register.as_ref().map_or_else(|| self.order.until.year(), |(_, year)| *year)
    }
}
