//! A book as a table: a workbook (XLSX) or text (CSV), written line by line as it is read.

use std::{fs::File, path::Path, sync::Arc};

use domain::book::{Column, TableFormat};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use store::organisation::AgencySnapshot;
use tokio::sync::mpsc;

use super::Bound;
use crate::{
    Office, OfficeError,
    agency::Caller,
    jobs::{Running, Undone},
};

/// How many pages of lines wait to be written at once.
const WAITING: usize = 2;
/// The most lines that a workbook's sheet holds, below its head; what is more goes on another.
const SHEET: u32 = 1_000_000;

/// What a writer is given: lines, page by page, until there are no more.
type Lines = mpsc::Receiver<Vec<Vec<String>>>;

impl Office {
    pub(super) async fn table(
        &self,
        (caller, snapshot): (Caller, &AgencySnapshot),
        (bound, format): (&Bound, TableFormat),
        running: &Running,
        to: &Path,
    ) -> Result<(), Undone> {
        let snapshot = Arc::new(snapshot.clone());
        let total = self.lines_of(caller.agency, bound).await?;
        let (pages, lines) = mpsc::channel(WAITING);
        let (columns, path) = (bound.order.book.columns(), to.to_owned());
        let title = bound.order.book.vietnamese();
        let writer = tokio::task::spawn_blocking(move || match format {
            TableFormat::Xlsx => workbook(&path, title, columns, lines).map_err(|error| error.to_string()),
            TableFormat::Csv => text(&path, columns, lines).map_err(|error| error.to_string()),
        });
        let (mut behind, mut done) = (None, 0_u32);
        loop {
            let page = self.page_of(caller.agency, (bound, Arc::clone(&snapshot)), behind).await?;
            done = done.saturating_add(u32::try_from(page.lines.len()).unwrap_or(u32::MAX));
            let cells = page.lines.into_iter().map(|line| line.cells).collect();
            // A writer that has ended says below why.
            if pages.send(cells).await.is_err() {
                break;
            }
            running.note(done, total).await?;
            behind = page.next;
            if behind.is_none() {
                break;
            }
        }
        drop(pages);
        let written = writer.await.map_err(|error| OfficeError::Internal(error.to_string()))?;
        written.map_err(|error| OfficeError::Internal(format!("a table: {error}")))?;
        running.note(done, Some(done)).await
    }
}

/// What a spreadsheet would take for a formula is text: what stands in a book came from outside.
pub(crate) fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn text(path: &Path, columns: &[Column], mut lines: Lines) -> Result<(), csv::Error> {
    let mut file = File::create(path)?;
    // By this mark spreadsheets know that it is UTF-8.
    std::io::Write::write_all(&mut file, "\u{feff}".as_bytes())?;
    let mut out = csv::Writer::from_writer(std::io::BufWriter::new(file));
    out.write_record(columns.iter().map(|column| column.name))?;
    while let Some(page) = lines.blocking_recv() {
        for cells in page {
            out.write_record(cells.iter().map(|cell| harmless(cell)))?;
        }
    }
    Ok(out.flush()?)
}

fn workbook(path: &Path, title: &str, columns: &[Column], mut lines: Lines) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let mut workbook = Workbook::new();
    let mut page: Vec<Vec<String>> = Vec::new();
    let mut at = 0;
    for number in 1_u16.. {
        // Rows are written to the disk as they come, in their order.
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        let name: String = title.chars().take(27).collect();
        sheet.set_name(if number == 1 { name } else { format!("{name} {number}") })?;
        for (n, column) in (0_u16..).zip(columns) {
            let width = match column.width {
                domain::book::Width::Millimetres(width) => f64::from(width) / 2.0,
                domain::book::Width::Shares(shares) => f64::from(shares) * 9.0,
            };
            sheet.set_column_width(n, width)?;
        }
        for (n, column) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, n, column.name, &head)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let mut row = 0;
        while row < SHEET {
            if at == page.len() {
                match lines.blocking_recv() {
                    Some(more) => (page, at) = (more, 0),
                    None => return workbook.save(path),
                }
            }
            let Some(cells) = page.get(at) else { continue };
            row += 1;
            at += 1;
            for (n, cell) in (0_u16..).zip(cells) {
                // A text stays one: no formula comes of it.
                sheet.write_string_with_format(row, n, cell, &body)?;
            }
        }
    }
    workbook.save(path)
}
