//! PDF of forms and registers (in ấn): templates written for typst, filled with data, in the fonts of the office.
//!
//! ```no_run
//! let printer = print::Printer::new(None)?;
//! let data = serde_json::json!({ "agency": { "name": "Ủy ban nhân dân phường Demo" } });
//! let pdf: Vec<u8> = printer.print("mau-01", &data, chrono::Utc::now())?;
//! # Ok::<(), print::Fault>(())
//! ```
//!
//! Knows nothing of offices, dossiers and databases: what a template prints stands in its data, and what data it wants stands in
//! [`Template::fields`]. The same input gives the same bytes.
//!
//! What is in the data may be hostile. It reaches a template as values, never as source; templates cannot evaluate text as source, open
//! files, load packages, reach a network or read a clock: there is nothing outside [`Printer`] that a template could name. All of an
//! office's own files are read once, when the printer is made.
//!
//! # How long it takes
//!
//! Printing is work of the processor, on the caller's thread, and cannot be stopped once it runs: an async caller uses a blocking thread,
//! and a semaphore so that printing leaves processors for the rest. [`Limits`] bound it beforehand (bytes of data) and give up between
//! its two halves, layout and PDF (pages, time).
//!
//! Measured on two cores that others kept busy: a form takes 15 to 45 ms optimised and 80 to 200 ms in a debug build, a book of 2,000 rows (192
//! pages) 2.5 to 4.5 s and 35 s. So debug builds get no optimised crates for its sake.

mod clean;
mod contract;
mod fault;
mod forms;
mod qr;
mod shelf;
mod template;
mod world;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use chrono::{DateTime, Datelike, FixedOffset, Timelike, Utc};
use serde_json::Value;
use typst::{
    diag::Warned,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use contract::{Field, Kind};
pub use fault::{Fault, Place, Words};
pub use template::{Paper, TEMPLATES, Template};

use shelf::Shelf;
use world::Job;

/// How much is printed at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the data, as JSON.
    pub data_bytes: usize,
    /// Pages of what comes out.
    pub pages: usize,
    /// Time after which the second half is not begun. The first cannot be stopped.
    pub time: Duration,
    /// Bytes of all files of the office together, fonts among them.
    pub override_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { data_bytes: 8 << 20, pages: 2_000, time: Duration::from_mins(1), override_bytes: 64 << 20 }
    }
}

/// Prints forms. Made once, shared by all threads.
#[derive(Debug)]
pub struct Printer {
    shelf: Shelf,
    limits: Limits,
}

impl Printer {
    /// With the templates that are built in, and the office's own in their stead where the folder has files of the same names.
    pub fn new(overrides: Option<&Path>) -> Result<Self, Fault> {
        Self::with_limits(overrides, Limits::default())
    }

    /// The same with other limits.
    pub fn with_limits(overrides: Option<&Path>, limits: Limits) -> Result<Self, Fault> {
        let shelf = Shelf::fill(overrides, limits.override_bytes)?;
        Ok(Self { shelf, limits })
    }

    /// The names of the office's own files that are in use, for a log.
    pub fn overridden(&self) -> Vec<&str> {
        self.shelf.overridden()
    }

    /// Fills the template of this name with the data. `made_at` is the date that stands in the file, and `datetime.today()` in a template.
    pub fn print(&self, template: &str, data: &Value, made_at: DateTime<Utc>) -> Result<Vec<u8>, Fault> {
        let template = Template::named(template).ok_or_else(|| Fault::unknown_template(template))?;
        let begun = Instant::now();
        if !clean::fits(data, self.limits.data_bytes) {
            return Err(Fault::large(self.limits.data_bytes));
        }
        // As it was given: a link is not to be changed by a letter.
        let code = data.get("qr").and_then(Value::as_str).map(qr::svg).transpose()?;
        let data = clean::clean(data, |c| self.shelf.draws(c));
        contract::check(template, &data)?;

        let made_at = vietnam(made_at);
        let (today, moment) = day_and_moment(&made_at).ok_or_else(Fault::date)?;
        let text = data.to_string();
        // Named after all that goes in, so that no two files have one identity by accident, and the same file always has the same.
        let identity = format!("{}\n{made_at}\n{text}", template.name);
        let job = Job::new(&self.shelf, &template.file(), text, code, today)?;

        let _forget = Forget;
        let Warned { output, .. } = typst::compile::<PagedDocument>(&job);
        let document = output.map_err(|errors| job.fault(&errors))?;
        if document.pages().len() > self.limits.pages {
            return Err(Fault::pages(document.pages().len(), self.limits.pages));
        }
        if begun.elapsed() > self.limits.time {
            return Err(Fault::slow(self.limits.time));
        }
        let options = PdfOptions {
            ident: Smart::Custom(identity),
            creator: Smart::Custom(Some("congvan".to_owned())),
            timestamp: Timestamp::new_local(moment, VIETNAM_MINUTES),
            standards: PdfStandards::new(&[PdfStandard::A_2b]).map_err(|e| Fault::engine(e.message()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| job.fault(&errors))
    }

    /// Prints every template with the example that comes with it: shows whether an office's own ones work, before somebody waits at the
    /// counter.
    pub fn try_all(&self, made_at: DateTime<Utc>) -> Vec<(&'static Template, Result<Vec<u8>, Fault>)> {
        let tried = TEMPLATES.iter().map(|template| {
            let example = serde_json::from_str(template.example).map_err(|e| Fault::engine(&e.to_string()));
            (template, example.and_then(|data| self.print(template.name, &data, made_at)))
        });
        tried.collect()
    }
}

/// What typst remembers of a print holds people's names and would grow with every print; it is forgotten at the end of each, whatever
/// its end.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

const VIETNAM_MINUTES: i32 = 7 * 60;

/// As a wall clock in Vietnam shows it: one time zone, which knows no summer time.
fn vietnam(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(VIETNAM_MINUTES * 60) {
        Some(offset) => at.with_timezone(&offset),
        None => at.fixed_offset(),
    }
}

/// The day for templates, and the moment for the file.
fn day_and_moment(at: &DateTime<FixedOffset>) -> Option<(Datetime, Datetime)> {
    let small = |number: u32| u8::try_from(number).ok();
    let (year, month, day) = (at.year(), small(at.month())?, small(at.day())?);
    let moment = Datetime::from_ymd_hms(year, month, day, small(at.hour())?, small(at.minute())?, small(at.second())?)?;
    Some((Datetime::from_ymd(year, month, day)?, moment))
}
