//! Tables: a workbook's sheets or a text table, as rows of trimmed text under known headings.

use std::collections::BTreeMap;

use super::{Column, Kind, Place, Problem, workbook};
use domain::fold;

/// The most rows of one table.
pub(super) const MAX_ROWS: usize = 20_000;
/// The sheet of a template that is there to be read by people.
pub(super) const GUIDE: &str = "Hướng dẫn";

/// One table of a file.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which.
    pub kind: Kind,
    file: String,
    sheet: Option<String>,
    /// Where each known column stands, from 0.
    columns: BTreeMap<Column, usize>,
    /// Each row that is not empty, with its number as a spreadsheet counts it.
    rows: Vec<(usize, Vec<String>)>,
}

/// A spreadsheet's letters for a column, from 0.
fn letters(column: usize) -> String {
    let (mut left, mut text) = (column, String::new());
    loop {
        let letter = u8::try_from(left % 26).unwrap_or(0) + b'A';
        text.insert(0, char::from(letter));
        match (left / 26).checked_sub(1) {
            Some(next) => left = next,
            None => return text,
        }
    }
}

impl Table {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A cell's text; nothing where it is empty or the column isn't there.
    pub fn cell(&self, row: usize, column: Column) -> Option<&str> {
        let at = *self.columns.get(&column)?;
        let (_, cells) = self.rows.get(row)?;
        cells.get(at).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Where a cell or a row stands.
    pub fn place(&self, row: usize, column: Option<Column>) -> Place {
        let known = column.and_then(|c| self.columns.get(&c).map(|at| (letters(*at), c.heading())));
        Place {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: self.rows.get(row).map(|(number, _)| *number),
            column: known,
        }
    }
}

/// Reads the tables of a file: a workbook by its content, else text with commas or semicolons.
///
/// # Errors
/// Everything that keeps the file from being read.
pub fn read(name: &str, content: &[u8]) -> Result<Vec<Table>, Vec<Problem>> {
    let whole = |sheet: Option<String>| Place { file: name.to_owned(), sheet, row: None, column: None };
    if content.starts_with(b"PK") {
        let sheets = workbook::sheets(content)
            .map_err(|refused| vec![Problem::new(whole(refused.sheet), refused.words.vi, refused.words.en)])?;
        let (mut tables, mut problems) = (Vec::new(), Vec::new());
        for (sheet, rows) in sheets {
            match table(name, Some(sheet), rows) {
                Ok(found) => tables.extend(found),
                Err(more) => problems.extend(more),
            }
        }
        return if problems.is_empty() { Ok(tables) } else { Err(problems) };
    }
    let Ok(content) = std::str::from_utf8(content) else {
        return Err(vec![Problem::new(
            whole(None),
            "Tệp văn bản phải dùng bảng mã UTF-8 (trong Excel: Lưu thành “CSV UTF-8”).",
            "A text table must be in UTF-8 (in Excel: save as “CSV UTF-8”).",
        )]);
    };
    let content = content.trim_start_matches('\u{feff}');
    // Excel with Vietnamese settings writes semicolons; the headings themselves hold commas.
    let known = |delimiter: u8| {
        let first = reader(content, delimiter).records().next().and_then(Result::ok);
        let headings: Vec<String> = first.iter().flatten().map(fold).collect();
        let columns = [Kind::Departments, Kind::People].into_iter().flat_map(Kind::columns);
        columns.filter(|column| headings.contains(&fold(column.heading()))).count()
    };
    let delimiter = if known(b';') > known(b',') { b';' } else { b',' };
    let mut reader = reader(content, delimiter);
    let (mut rows, mut counted, mut line) = (Vec::new(), 0, 1);
    for record in reader.records() {
        match record {
            Ok(record) => {
                // Empty lines before it are counted as its own.
                let begins = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
                let blank =
                    content.get(begins..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
                line += content.get(counted..begins + blank).unwrap_or_default().matches('\n').count();
                counted = begins + blank;
                rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
            }
            Err(e) => {
                return Err(vec![Problem::new(
                    whole(None),
                    format!("Không đọc được bảng: {e}."),
                    format!("The table cannot be read: {e}."),
                )]);
            }
        }
    }
    table(name, None, rows).map(|found| found.into_iter().collect())
}

fn reader(content: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(content.as_bytes())
}

/// Finds the headings and the table that they are those of. Nothing where the sheet is empty.
fn table(file: &str, sheet: Option<String>, rows: Vec<(usize, Vec<String>)>) -> Result<Option<Table>, Vec<Problem>> {
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let Some((heading_row, headings)) = rows.next() else { return Ok(None) };
    let at = |column: Option<usize>| Place {
        file: file.to_owned(),
        sheet: sheet.clone(),
        row: Some(heading_row),
        column: column.map(|n| (letters(n), "")),
    };
    let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
    let has = |column: Column| folded.iter().any(|heading| *heading == fold(column.heading()));
    let Some(kind) = [Kind::People, Kind::Departments].into_iter().find(|k| k.needed().iter().all(|c| has(*c))) else {
        let (people, departments) = (names(Kind::People.needed()), names(Kind::Departments.needed()));
        return Err(vec![Problem::new(
            at(None),
            format!("Không nhận ra bảng: cần các cột {people} (nhân sự), hoặc {departments} (phòng ban)."),
            format!("Not a known table: it needs the columns {people} (people), or {departments} (departments)."),
        )]);
    };
    let (mut columns, mut problems) = (BTreeMap::new(), Vec::new());
    for (n, heading) in folded.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
        let known = kind.columns().iter().find(|c| fold(c.heading()) == *heading);
        let shown = headings.get(n).map_or("", String::as_str);
        match known {
            Some(column) if columns.insert(*column, n).is_none() => {}
            Some(_) => problems.push(Problem::new(
                at(Some(n)),
                format!("Cột “{shown}” có hai lần."),
                format!("The column “{shown}” stands there twice."),
            )),
            None => {
                let known = names(kind.columns());
                problems.push(Problem::new(
                    at(Some(n)),
                    format!("Không có cột “{shown}”. Các cột dùng được: {known}."),
                    format!("There is no column “{shown}”. Known: {known}."),
                ));
            }
        }
    }
    let rows: Vec<_> = rows.collect();
    if rows.len() > MAX_ROWS {
        problems.push(Problem::new(
            at(None),
            format!("Quá {MAX_ROWS} dòng; hãy chia tệp."),
            format!("More than {MAX_ROWS} rows; split the file."),
        ));
    }
    if problems.is_empty() {
        Ok(Some(Table { kind, file: file.to_owned(), sheet, columns, rows }))
    } else {
        Err(problems)
    }
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|c| format!("“{}”", c.heading())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_a_spreadsheets_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn text_tables_are_read_with_commas_and_with_semicolons() {
        for content in [
            "\u{feff}\"Mã phòng, ban\",\"Tên phòng, ban\"\nPKT,Phòng Kinh tế\n\n\"PVH\",\"Văn hóa, xã hội\"\n",
            "Mã phòng, ban;Tên phòng, ban\nPKT;Phòng Kinh tế\n\nPVH;Văn hóa, xã hội\n",
        ] {
            let tables = read("a.csv", content.as_bytes()).unwrap();
            let [table] = tables.as_slice() else { panic!("{tables:?}") };
            assert_eq!((table.kind, table.len()), (Kind::Departments, 2));
            assert_eq!(table.cell(1, Column::DepartmentName), Some("Văn hóa, xã hội"));
            assert_eq!(table.place(1, Some(Column::Department)).to_string(), "a.csv, dòng 4, cột A (Mã phòng, ban)");
        }
    }

    #[test]
    fn what_is_no_table_is_told() {
        for (content, vi) in [
            (&b"a,b\n1,2\n"[..], "Không nhận ra bảng"),
            (&b"\xff\xfe"[..], "UTF-8"),
            (&b"PK\x03\x04 not a workbook"[..], "Không đọc được tệp Excel"),
            ("Tên đăng nhập,Họ và tên,Lương\n".as_bytes(), "Không có cột “Lương”"),
            ("Tên đăng nhập,Họ và tên,ho va ten\n".as_bytes(), "hai lần"),
        ] {
            let problems = read("a.csv", content).unwrap_err();
            assert!(problems[0].words.vi.contains(vi), "{problems:?}");
        }
    }
}
