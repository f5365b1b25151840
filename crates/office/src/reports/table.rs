//! The report as a workbook: a sheet a table, numbers as numbers.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::tables::{Cell, Table};

/// Writes it.
pub(super) fn workbook(heading: &str, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let bold = Format::new().set_bold();
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let body = Format::new().set_border(FormatBorder::Thin);
    let total = body.clone().set_bold();
    let share = |format: &Format| format.clone().set_num_format("0.0%");
    let hours = |format: &Format| format.clone().set_num_format("0.0");
    let mut workbook = Workbook::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.sheet)?;
        sheet.set_landscape();
        sheet.set_column_width(0, 36.0)?;
        for (n, name) in (0_u16..).zip(table.columns) {
            if n > 0 {
                sheet.set_column_width(n, 12.0)?;
            }
            sheet.write_string_with_format(3, n, *name, &head)?;
        }
        sheet.write_string_with_format(0, 0, heading, &bold)?;
        sheet.write_string_with_format(1, 0, table.title, &bold)?;
        sheet.set_freeze_panes(4, 1)?;
        let rows = table.rows.iter().map(|row| (row, &body)).chain(table.total.iter().map(|row| (row, &total)));
        for (at, (row, format)) in (4_u32..).zip(rows) {
            for (n, cell) in (0_u16..).zip(row) {
                match cell {
                    // A text stays one: no formula comes of it.
                    Cell::Text(text) => sheet.write_string_with_format(at, n, text, format)?,
                    Cell::Number(number) => sheet.write_number_with_format(at, n, small(*number), format)?,
                    Cell::Share(Some(tenths)) => {
                        sheet.write_number_with_format(at, n, small(*tenths) / 1000.0, &share(format))?
                    }
                    Cell::Share(None) => sheet.write_string_with_format(at, n, cell.written(), format)?,
                    Cell::Hours(tenths) => {
                        sheet.write_number_with_format(at, n, small(*tenths) / 10.0, &hours(format))?
                    }
                };
            }
        }
    }
    workbook.save_to_buffer()
}

/// A count as a workbook holds it.
fn small(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(i32::MAX))
}
