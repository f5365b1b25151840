//! A book as PDF: one volume (quyển) after the other, each with its cover and its pages numbered, as it is bound. A book of one volume is a PDF, a
//! longer one a ZIP of them.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    sync::Arc,
};

use domain::book::{Line, Width};
use serde_json::{Map, Value, json};
use store::organisation::AgencySnapshot;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::Bound;
use crate::{
    Office, OfficeError,
    agency::Caller,
    jobs::{Running, Undone},
};

/// How many lines a volume has.
const VOLUME: usize = 2_000;
/// The template.
const TEMPLATE: &str = "so-van-thu";

impl Office {
    /// Writes the volumes; how many there are.
    pub(super) async fn volumes(
        &self,
        (caller, snapshot): (Caller, &AgencySnapshot),
        bound: &Bound,
        running: &Running,
        to: &Path,
    ) -> Result<usize, Undone> {
        let snapshot = Arc::new(snapshot.clone());
        let total = self.lines_of(caller.agency, bound).await?;
        let (mut behind, mut lines, mut done) = (None, Vec::new(), 0_u32);
        let mut volumes = Volumes { number: 0, zip: None };
        loop {
            let page = self.page_of(caller.agency, (bound, Arc::clone(&snapshot)), behind).await?;
            lines.extend(page.lines);
            behind = page.next;
            // One line more than a volume holds has come: this one is full, and not the last.
            while lines.len() > VOLUME {
                let rest = lines.split_off(VOLUME);
                done = done.saturating_add(u32::try_from(lines.len()).unwrap_or(u32::MAX));
                self.volume((bound, &snapshot), &mut volumes, (&lines, false), to).await?;
                running.note(done, total).await?;
                lines = rest;
            }
            if behind.is_none() {
                break;
            }
        }
        done = done.saturating_add(u32::try_from(lines.len()).unwrap_or(u32::MAX));
        self.volume((bound, &snapshot), &mut volumes, (&lines, true), to).await?;
        running.note(done, Some(done)).await?;
        Ok(volumes.number)
    }

    async fn volume(
        &self,
        (bound, snapshot): (&Bound, &AgencySnapshot),
        volumes: &mut Volumes,
        (lines, last): (&[Line], bool),
        to: &Path,
    ) -> Result<(), OfficeError> {
        volumes.number += 1;
        let only = last && volumes.number == 1;
        let data = data_of(bound, snapshot, (lines, (!only).then_some(volumes.number)));
        let pdf = self.print(TEMPLATE, data).await?;
        let wrong = |error: &dyn std::fmt::Display| OfficeError::Internal(format!("a volume: {error}"));
        if only {
            return tokio::fs::write(to, pdf).await.map_err(|error| wrong(&error));
        }
        volumes.add(to, &pdf, last).map_err(|error| wrong(&error))
    }
}

/// What has been written so far.
struct Volumes {
    number: usize,
    zip: Option<ZipWriter<BufWriter<File>>>,
}

impl Volumes {
    fn add(&mut self, to: &Path, pdf: &[u8], last: bool) -> zip::result::ZipResult<()> {
        let mut zip = match self.zip.take() {
            Some(zip) => zip,
            None => ZipWriter::new(BufWriter::new(File::create(to)?)),
        };
        // PDF are packed already.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(format!("quyen-{:02}.pdf", self.number), options)?;
        zip.write_all(pdf)?;
        if last {
            zip.finish()?.flush()?;
        } else {
            self.zip = Some(zip);
        }
        Ok(())
    }
}

fn data_of(bound: &Bound, snapshot: &AgencySnapshot, (lines, volume): (&[Line], Option<usize>)) -> Value {
    let order = &bound.order;
    let columns: Vec<Value> = order
        .book
        .columns()
        .iter()
        .map(|column| {
            let (mm, shares) = match column.width {
                Width::Millimetres(mm) => (Some(mm), None),
                Width::Shares(shares) => (None, Some(shares)),
            };
            json!({ "name": column.name, "millimetres": mm, "shares": shares })
        })
        .collect();
    let rows: Vec<Value> = lines.iter().map(|line| json!({ "cells": line.cells, "struck": line.struck })).collect();
    // Its numbers stand in the column of that name.
    let numbers = order.book.columns().iter().position(|column| ["arrival_number", "written"].contains(&column.code));
    let number = |line: Option<&Line>| line.zip(numbers).and_then(|(line, at)| line.cells.get(at).cloned());
    let (first, last) = (number(lines.first()), number(lines.last()));
    let mut data = Map::new();
    let superior = &snapshot.settings.one_stop.superior;
    data.insert("agency".to_owned(), json!({ "parent": superior, "name": snapshot.directory.agency_name }));
    data.insert("place".to_owned(), json!(snapshot.settings.outgoing.place));
    data.insert(
        "book".to_owned(),
        json!({
            "title": order.book.vietnamese(),
            "register": bound.register.as_ref().map(|(name, _)| name),
            "year": bound.year(),
            "number": volume.map(|number| format!("{number:02}")),
            "from": order.from,
            "to": order.until,
            "first": first.filter(|_| bound.register.is_some()),
            "last": last.filter(|_| bound.register.is_some()),
            "sealed": bound.sealed,
        }),
    );
    data.insert("columns".to_owned(), Value::Array(columns));
    data.insert("rows".to_owned(), Value::Array(rows));
    Value::Object(data)
}
