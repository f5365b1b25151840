//! The cells of a workbook. It is a zip, so a small file may hold endless zeros, one cell in the far corner of a sheet, or one
//! long text that ten thousand cells point at. All that is counted here before it is kept: the memory that a workbook can cost
//! is bounded, whoever made it.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
};

use calamine::{Data, DataRef, DataType, Reader, Xlsx, XlsxError};
use zip::{ZipArchive, result::ZipError};

use super::table::{GUIDE, MAX_ROWS};
use domain::{Words, fold};

/// What all parts of a workbook may come to when they are unpacked, in bytes; and all texts of its cells. An honest one with
/// [`MAX_ROWS`] people is a quarter of it.
const MAX_UNPACKED: u64 = 64 << 20;
/// The same for its part of cell formats: what is a few bytes there takes hundreds in memory.
const MAX_STYLES: u64 = 4 << 20;
/// Its parts, and its sheets.
const MAX_PARTS: usize = 1000;
const MAX_SHEETS: usize = 50;
/// Columns; the widest table has nine.
const MAX_COLUMNS: u32 = 100;

/// A sheet's rows: each with its number as a spreadsheet counts it, without those that are empty.
pub(super) type Rows = Vec<(usize, Vec<String>)>;

/// Why a workbook is not read, and in which sheet.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) sheet: Option<String>,
    pub(super) words: Words,
}

impl Refused {
    fn new(sheet: Option<&str>, vi: String, en: String) -> Self {
        Self { sheet: sheet.map(str::to_owned), words: Words { vi, en } }
    }

    fn cannot(error: &dyn std::fmt::Display) -> Self {
        Self::new(
            None,
            format!("Không đọc được tệp Excel (.xlsx): {error}."),
            format!("The workbook (.xlsx) cannot be read: {error}."),
        )
    }

    fn too_large(sheet: Option<&str>) -> Self {
        let most = MAX_UNPACKED >> 20;
        Self::new(
            sheet,
            format!("Tệp Excel giải nén ra quá lớn (tối đa {most} MiB); hãy chép riêng bảng sang tệp mới."),
            format!(
                "The workbook is too large when unpacked ({most} MiB at most); copy the table alone to a new file."
            ),
        )
    }
}

impl From<XlsxError> for Refused {
    fn from(error: XlsxError) -> Self {
        Self::cannot(&error)
    }
}

impl From<ZipError> for Refused {
    fn from(error: ZipError) -> Self {
        Self::cannot(&error)
    }
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::cannot(&error)
    }
}

/// Every sheet with its rows but the one that is there to be read by people.
pub(super) fn sheets(content: &[u8]) -> Result<Vec<(String, Rows)>, Refused> {
    check(content)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content))?;
    let names = book.sheet_names();
    if names.len() > MAX_SHEETS {
        return Err(Refused::new(
            None,
            format!("Quá {MAX_SHEETS} trang tính; hãy chia tệp."),
            format!("More than {MAX_SHEETS} sheets; split the file."),
        ));
    }
    let mut left = MAX_UNPACKED;
    let mut sheets = Vec::new();
    for name in names {
        if fold(&name) != fold(GUIDE) {
            let found = rows(&mut book, &name, &mut left)?;
            sheets.push((name, found));
        }
    }
    Ok(sheets)
}

/// Unpacks all parts to nowhere and counts: what a zip says of its own sizes need not be so.
fn check(content: &[u8]) -> Result<(), Refused> {
    let mut zip = ZipArchive::new(Cursor::new(content))?;
    if zip.len() > MAX_PARTS {
        return Err(Refused::too_large(None));
    }
    let mut left = MAX_UNPACKED;
    for n in 0..zip.len() {
        let part = zip.by_index(n)?;
        let name = part.name()?.to_lowercase();
        let most = if name.ends_with("styles.xml") { left.min(MAX_STYLES) } else { left };
        let mut part = part.take(most + 1);
        let size = if name.ends_with("sharedstrings.xml") {
            let mut text = Vec::new();
            let size = part.read_to_end(&mut text)?;
            if promised(&text) > size {
                return Err(Refused::too_large(None));
            }
            u64::try_from(size).unwrap_or(u64::MAX)
        } else {
            io::copy(&mut part, &mut io::sink())?
        };
        if size > most {
            return Err(Refused::too_large(None));
        }
        left -= size;
    }
    Ok(())
}

/// The largest number of texts that a list of texts says it holds: the reader makes room for so many before it has seen one.
fn promised(xml: &[u8]) -> usize {
    const NAME: &[u8] = b"uniqueCount";
    let after = xml.windows(NAME.len()).zip(NAME.len()..).filter(|(word, _)| *word == NAME).map(|(_, at)| at);
    let number = |at: usize| {
        let value = xml.get(at..)?.iter().skip_while(|b| b.is_ascii_whitespace() || b"=\"'".contains(b));
        let digits: String = value.take_while(|b| b.is_ascii_digit()).map(|b| char::from(*b)).collect();
        // What has no room in a number is more than any.
        if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(usize::MAX)) }
    };
    after.filter_map(number).max().unwrap_or(0)
}

/// The rows of a sheet that have text. `left` is what the texts of cells may still come to.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, left: &mut u64) -> Result<Rows, Refused> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell()? {
        // Before it is copied: many cells may share one text.
        let size = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 32,
        };
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        *left = left.checked_sub(size).ok_or_else(|| Refused::too_large(Some(sheet)))?;
        let text = text(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        if column >= MAX_COLUMNS {
            return Err(Refused::new(
                Some(sheet),
                format!("Có chữ ngoài {MAX_COLUMNS} cột đầu (dòng {}); hãy xóa các ô thừa.", u64::from(row) + 1),
                format!("Text beyond the first {MAX_COLUMNS} columns (row {}); clear those cells.", u64::from(row) + 1),
            ));
        }
        let cells = rows.entry(row).or_default();
        let column = index(column);
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = text;
        }
        // One more for the headings.
        if rows.len() > MAX_ROWS + 1 {
            return Err(Refused::new(
                Some(sheet),
                format!("Quá {MAX_ROWS} dòng; hãy chia tệp."),
                format!("More than {MAX_ROWS} rows; split the file."),
            ));
        }
    }
    Ok(rows.into_iter().map(|(row, cells)| (index(row).saturating_add(1), cells)).collect())
}

fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// A cell as text; a date as an ISO date.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_owned(),
        Data::DateTime(_) | Data::DateTimeIso(_) => {
            cell.as_date().map_or_else(|| cell.to_string(), |day| day.to_string())
        }
        // 12.0 is how a workbook keeps 12.
        Data::Float(number) if number.fract().abs() < f64::EPSILON => format!("{number:.0}"),
        other => other.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rust_xlsxwriter::Workbook;
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// A workbook of the parts that a reader needs, with this sheet and these shared texts.
    fn book(rows: &str, strings: &str) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        packed(&[
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
            ),
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r\" Type=\"{document}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{main}\" xmlns:r=\"{document}\"><sheets><sheet name=\"Trang\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{document}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\" {strings}</sst>")),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
            ),
        ])
    }

    fn packed(parts: &[(&str, String)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn refused(content: &[u8], words: &str) {
        let refused = sheets(content).unwrap_err();
        assert!(refused.words.en.contains(words), "{refused:?}");
    }

    #[test]
    fn cells_stand_where_they_stood() {
        let content = book(
            "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"D3\"><v>12</v></c></row>\
             <row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t> hai </t></is></c><c r=\"B5\"/></row>",
            "uniqueCount=\"1\"><si><t>một</t></si>",
        );
        let found = sheets(&content).unwrap();
        let rows = vec![(3, vec!["", "một", "", "12"]), (5, vec!["hai"])];
        let rows: Rows = rows.into_iter().map(|(n, c)| (n, c.into_iter().map(str::to_owned).collect())).collect();
        assert_eq!(found, [("Trang".to_owned(), rows)]);
    }

    #[test]
    fn one_cell_in_the_far_corner_costs_one_cell() {
        let mut far = Workbook::new();
        let sheet = far.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1_048_575, 0, "b").unwrap();
        let found = sheets(&far.save_to_buffer().unwrap()).unwrap();
        assert_eq!(found[0].1.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1, 1_048_576]);
        far.worksheet_from_index(0).unwrap().write(1_048_575, 16_383, "c").unwrap();
        refused(&far.save_to_buffer().unwrap(), "beyond the first 100 columns (row 1048576)");
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        let zeros = "\0".repeat((64 << 20) + 1);
        refused(&packed(&[("xl/media/image1.png", zeros)]), "too large when unpacked");
        refused(&packed(&[("xl/styles.xml", " ".repeat((4 << 20) + 1))]), "too large when unpacked");
        let many: Vec<String> = (0..1001).map(|n| format!("xl/{n}")).collect();
        let many: Vec<_> = many.iter().map(|name| (name.as_str(), String::new())).collect();
        refused(&packed(&many), "too large when unpacked");
    }

    #[test]
    fn a_text_that_many_cells_share_is_counted_for_each() {
        let cells: Vec<_> = (1..=100).map(|n| format!("<row r=\"{n}\"><c t=\"s\"><v>0</v></c></row>")).collect();
        let strings = format!("count=\"1\"><si><t>{}</t></si>", "x".repeat(1 << 20));
        refused(&book(&cells.concat(), &strings), "too large when unpacked");
    }

    #[test]
    fn a_list_that_promises_more_texts_than_it_has_room_for_is_refused() {
        for promise in ["9999999", "99999999999999999", "99999999999999999999999"] {
            refused(&book("", &format!("uniqueCount = '{promise}'><si><t>a</t></si>")), "too large when unpacked");
        }
    }

    #[test]
    fn rows_and_sheets_are_counted() {
        let cells: Vec<_> = (1..=20_002).map(|n| format!("<row r=\"{n}\"><c><v>1</v></c></row>")).collect();
        refused(&book(&cells.concat(), ">"), "More than 20000 rows");
        let mut book = Workbook::new();
        for _ in 0..51 {
            book.add_worksheet();
        }
        refused(&book.save_to_buffer().unwrap(), "More than 50 sheets");
    }
}
