//! Who does what when: the office with a clock that the story sets, and one method for each kind of step.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use bytes::Bytes;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone};
use domain::{
    AssignmentId, DocumentId, FileId, FileName, Reason, UtcTime,
    assignment::Holder,
    incoming::{Command, IncomingDocument, Receive},
    outgoing::{self, Create, Destination},
    register::RegisterKind,
    year_in_vietnam,
};
use serde_json::{Value, json};

use super::{Cast, demo_pdf};
use crate::{
    Clock, Office, OfficeError, Parts,
    agency::Caller,
    incoming::{Answer, Detail, Order},
    outgoing::{NumberOrder, OutgoingDetail, OutgoingOrder},
};

const HOURS_EAST: i32 = 7;

/// A play in the demo's office.
pub(super) struct Play {
    office: Office,
    now: Arc<AtomicI64>,
    cast: Cast,
    days: Vec<NaiveDate>,
}

/// A letter that comes in.
pub(super) struct Incoming {
    pub(super) by: &'static str,
    pub(super) facts: Value,
    /// What its page says; none where no file comes with it.
    pub(super) page: &'static [&'static str],
    /// Whether it is entered at once.
    pub(super) enter: bool,
}

/// A moment of a working day, as a clock in Vietnam shows it.
pub(super) fn moment(days: &[NaiveDate], day: usize, hour: u32, minute: u32) -> Result<UtcTime, OfficeError> {
    let here = FixedOffset::east_opt(HOURS_EAST * 3600);
    let date = days.get(day).and_then(|date| date.and_hms_opt(hour, minute, 0));
    here.zip(date)
        .and_then(|(offset, at)| offset.from_local_datetime(&at).single())
        .map(|at| at.to_utc())
        .ok_or_else(|| failed(format!("the demo's day {day}, {hour}:{minute}")))
}

fn failed(what: impl std::fmt::Display) -> OfficeError {
    OfficeError::Internal(what.to_string())
}

impl Play {
    /// The parts become an office whose clock this play sets.
    pub(super) fn new(parts: Parts, cast: Cast, days: Vec<NaiveDate>) -> Self {
        let now = Arc::new(AtomicI64::new(parts.clock.now().timestamp_micros()));
        let told = Arc::clone(&now);
        let clock =
            Clock::of(move || DateTime::from_timestamp_micros(told.load(Ordering::Relaxed)).unwrap_or_default());
        Self { office: Office::new(Parts { clock, ..parts }), now, cast, days }
    }

    /// Sets the clock.
    pub(super) fn at(&self, day: usize, hour: u32, minute: u32) -> Result<(), OfficeError> {
        self.now.store(moment(&self.days, day, hour, minute)?.timestamp_micros(), Ordering::Relaxed);
        Ok(())
    }

    /// The end of a working day, as a deadline.
    pub(super) fn until(&self, day: usize) -> Result<Value, OfficeError> {
        Ok(json!(moment(&self.days, day, 17, 0)?))
    }

    /// The date of a letter that took some days to come.
    pub(super) fn dated(&self, day: usize, days_under_way: u64) -> Result<Value, OfficeError> {
        let date = self.days.get(day).and_then(|date| date.checked_sub_days(Days::new(days_under_way)));
        date.map(|date| json!(date)).ok_or_else(|| failed("no such date"))
    }

    pub(super) fn person(&self, username: &str) -> Result<Value, OfficeError> {
        self.cast.person(username).map(|id| json!(id))
    }

    pub(super) fn department(&self, code: &'static str) -> Result<Value, OfficeError> {
        self.cast.department(code).map(|id| json!(id))
    }

    fn caller(&self, username: &str) -> Result<Caller, OfficeError> {
        let found = self.cast.people.get(username).copied();
        let (agency, person) = found.ok_or_else(|| super::unknown(username))?;
        Ok(Caller { agency, person })
    }

    /// Uploads a PDF.
    pub(super) async fn upload(&self, by: &str, name: &str, title: &str, page: &[&str]) -> Result<FileId, OfficeError> {
        let name = FileName::new(name).map_err(failed)?;
        let content = Ok::<_, Infallible>(Bytes::from(demo_pdf(title, page)));
        let content = futures_util::stream::iter([content]);
        match self.office.upload(self.caller(by)?, name, content, None).await? {
            Answer::Fresh(file) => Ok(file.id),
            Answer::Kept(_) => Err(OfficeError::Internal("a file without a key was taken for a repeat".to_owned())),
        }
    }

    /// A letter comes in.
    pub(super) async fn receive(&self, incoming: Incoming) -> Result<DocumentId, OfficeError> {
        let Incoming { by, facts, page, enter } = incoming;
        let mut files = Vec::new();
        if !page.is_empty() {
            let word = |key: &str| facts.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let title = format!("{} {}/{}", word("author"), word("number"), word("notation"));
            files.push(self.upload(by, "Văn bản đến.pdf", &title, page).await?);
        }
        let register = enter.then(|| json!({}));
        let body = json!({ "facts": facts, "files": files, "register": register });
        let receive: Receive = serde_json::from_value(body).map_err(failed)?;
        let answer = self.office.receive(self.caller(by)?, receive, None).await?;
        Ok(done::<Detail>(answer)?.document.id())
    }

    /// A command.
    pub(super) async fn act(&self, by: &str, id: DocumentId, command: Value) -> Result<IncomingDocument, OfficeError> {
        let command: Command = serde_json::from_value(command).map_err(failed)?;
        let caller = self.caller(by)?;
        let expected = Some(self.office.seen(caller.into(), id).await?.document.version());
        let order = Order { document: id, command, expected, dry_run: false, repeat: None, request: None };
        Ok(done(self.office.command(caller, order).await?)?.document)
    }

    /// The assignment that this department or person now has.
    pub(super) fn assignment(
        &self,
        document: &IncomingDocument,
        of: &'static str,
    ) -> Result<AssignmentId, OfficeError> {
        let holder = match self.cast.department(of) {
            Ok(id) => Holder::Department(id),
            Err(_) => Holder::Person(self.cast.person(of)?),
        };
        let found = document.assignments().iter().rev().find(|a| a.holder == holder && a.is_pending());
        found.map(|a| a.id).ok_or_else(|| failed(format!("{of} has no part in the document")))
    }
}

/// What is done about outgoing documents.
impl Play {
    /// A draft, handed in at once.
    pub(super) async fn draft(&self, by: &str, content: Value) -> Result<DocumentId, OfficeError> {
        let create: Create = serde_json::from_value(json!({ "content": content, "submit": true })).map_err(failed)?;
        Ok(done::<OutgoingDetail>(self.office.draft(self.caller(by)?, create, None).await?)?.document.id())
    }

    /// A command on it.
    pub(super) async fn act_on_outgoing(&self, by: &str, id: DocumentId, command: Value) -> Result<(), OfficeError> {
        let command: outgoing::Command = serde_json::from_value(command).map_err(failed)?;
        let caller = self.caller(by)?;
        let expected = Some(self.office.seen_outgoing(caller.into(), id).await?.document.version());
        let order = OutgoingOrder { document: id, command, expected, dry_run: false, repeat: None };
        done(self.office.outgoing_command(caller, order).await?).map(drop)
    }

    /// The post has taken what goes by it.
    pub(super) async fn posted(&self, by: &str, id: DocumentId) -> Result<(), OfficeError> {
        let document = self.office.seen_outgoing(self.caller(by)?.into(), id).await?.document;
        for to in &document.content().recipients {
            if matches!(to.destination, Destination::Post { .. }) {
                let sent = json!({ "command": "note_delivery", "recipient": to.id, "state": "sent" });
                self.act_on_outgoing(by, id, sent).await?;
            }
        }
        Ok(())
    }

    /// The next number of the book of official documents that go out is kept free.
    pub(super) async fn reserve(&self, by: &str, reason: &str) -> Result<(), OfficeError> {
        let caller = self.caller(by)?;
        let books = self.office.registers(caller, None).await?;
        let year = year_in_vietnam(self.office.now());
        let book = books.iter().map(|line| &line.register).find(|book| {
            book.kind == RegisterKind::Outgoing && book.year == year && book.takes("cong_van", false, false)
        });
        let register = book.map(|book| book.id).ok_or_else(|| failed("no register of what goes out"))?;
        let order = NumberOrder { register, number: None, reason: Reason::new(reason).map_err(failed)? };
        done(self.office.reserve_number(caller, order, None).await?).map(drop)
    }
}

fn done<T>(answer: Answer<T>) -> Result<T, OfficeError> {
    match answer {
        Answer::Fresh(done) => Ok(*done),
        Answer::Kept(_) => Err(failed("a kept answer without a key")),
    }
}
