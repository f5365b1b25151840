//! The report on how documents are handled (báo cáo tình hình giải quyết văn bản đến, văn bản đi; Decree 30/2020, Appendix VI), of a week or a
//! month, as an office sends it upward.

mod mailing;
mod table;
mod tables;

use std::sync::Arc;

use domain::{Refusal, Rule, access, figures::Period};
use serde_json::{Map, Value, json};
use store::organisation::AgencySnapshot;

use self::tables::Table;
pub use self::tables::{name_of, step_name};
use crate::{
    Office, OfficeError,
    agency::Caller,
    figures::{Dashboard, Span},
};

const TEMPLATE: &str = "bao-cao-van-ban";

/// What a report is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// To be signed and sent.
    Pdf,
    /// To be reckoned with.
    Xlsx,
}

impl ReportFormat {
    /// How its name ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl Office {
    /// The report of a week or a month: its name and its bytes. For those who see the agency's documents.
    ///
    /// # Errors
    /// The rule that says no, and what printing comes to.
    pub async fn report(
        &self,
        caller: Caller,
        period: Period,
        format: ReportFormat,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        if !access::sees_agency(caller.person, &snapshot.directory) {
            return Err(Refusal::new(Rule::ReportReaders).into());
        }
        self.report_of(snapshot, period, format).await
    }

    pub(crate) async fn report_of(
        &self,
        snapshot: Arc<AgencySnapshot>,
        period: Period,
        format: ReportFormat,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let figures = self.figures_of(snapshot, Span::Period(period)).await?;
        let tables = tables::of(&figures);
        let name = format!("bao-cao-van-ban-{period}.{}", format.ending());
        let bytes = match format {
            ReportFormat::Pdf => self.print(TEMPLATE, data_of(&figures, period, &tables)).await?,
            ReportFormat::Xlsx => {
                let heading = format!("{}: {}", figures.snapshot.directory.agency_name, title(period));
                let made = tokio::task::spawn_blocking(move || table::workbook(&heading, &tables)).await;
                let made = made.map_err(|error| OfficeError::Internal(format!("a workbook: {error}")))?;
                made.map_err(|error| OfficeError::Internal(format!("a workbook: {error}")))?
            }
        };
        Ok((name, bytes))
    }
}

fn title(period: Period) -> String {
    format!("Tình hình giải quyết văn bản đến, văn bản đi {}", period.vietnamese())
}

fn data_of(figures: &Dashboard, period: Period, tables: &[Table]) -> Value {
    let snapshot = &figures.snapshot;
    let superior = &snapshot.settings.one_stop.superior;
    let mut data = Map::new();
    data.insert("agency".to_owned(), json!({ "parent": superior, "name": snapshot.directory.agency_name }));
    data.insert("place".to_owned(), json!(snapshot.settings.outgoing.place));
    data.insert("dated".to_owned(), json!(figures.time.today.to_string()));
    data.insert("subject".to_owned(), json!(title(period)));
    data.insert("summary".to_owned(), json!(tables::summary(figures)));
    let shown = |table: &Table| {
        let columns: Vec<Value> = table.columns.iter().map(|name| json!({ "name": name })).collect();
        let cells = |row: &tables::Row| row.iter().map(tables::Cell::written).collect::<Vec<String>>();
        let mut rows: Vec<Value> = table.rows.iter().map(|row| json!({ "cells": cells(row) })).collect();
        rows.extend(table.total.iter().map(|row| json!({ "cells": cells(row), "total": true })));
        json!({ "title": table.title, "columns": columns, "rows": rows })
    };
    data.insert("tables".to_owned(), tables.iter().map(shown).collect());
    data.insert("signer".to_owned(), json!({ "title": "Thủ trưởng cơ quan" }));
    data.insert("recipients".to_owned(), json!(["Cơ quan cấp trên", "Lưu: VT"]));
    Value::Object(data)
}
