//! A workbook of Excel: the names of its sheets, its cells row by row, its comments and boxes of text. Numbers are as they are stored, without
//! separators; days are read as days, where the cell's format shows one.

use std::io::Read;

use crate::{
    Limits,
    fault::Fault,
    gather::Gather,
    pack::Pack,
    xml::{Next, Piece, attribute, local, walk},
};

/// Texts that cells share, at the most.
const SHARED: usize = 2_000_000;
/// Formats of cells, at the most.
const FORMATS: usize = 100_000;

pub(crate) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
    let mut pack = Pack::open(bytes, limits)?;
    let book = pack.part("xl/workbook.xml")?.ok_or(Fault::Kind)?;
    let since_1904 = names(book, limits, gather)?;
    let shared = match pack.part("xl/sharedStrings.xml")? {
        Some(part) => shared(part, limits, gather.is_full())?,
        None => Shared::default(),
    };
    let days = match pack.part("xl/styles.xml")? {
        Some(part) => day_formats(part, limits)?,
        None => Vec::new(),
    };
    let cells = Cells { shared, days, since_1904 };
    for name in pack.names("xl/worksheets/", ".xml") {
        if gather.is_full() {
            return Ok(());
        }
        if let Some(part) = pack.part(&name)? {
            cells.sheet(part, limits, gather)?;
        }
    }
    for beginning in ["xl/comments", "xl/threadedComments/", "xl/drawings/"] {
        for name in pack.names(beginning, ".xml") {
            if let Some(part) = pack.part(&name)?
                && !gather.is_full()
            {
                texts(part, limits, gather)?;
            }
        }
    }
    Ok(())
}

/// The names of the sheets; whether days are counted from 1904.
fn names(part: impl Read, limits: &Limits, gather: &mut Gather) -> Result<bool, Fault> {
    let mut since_1904 = false;
    walk(part, limits, |piece| {
        if let Piece::Start(element) = piece {
            match local(element) {
                "sheet" => {
                    gather.text(&attribute(element, "name").unwrap_or_default());
                    gather.paragraph();
                }
                "workbookPr" => {
                    since_1904 =
                        attribute(element, "date1904").is_some_and(|value| matches!(value.as_str(), "1" | "true"));
                }
                _ => {}
            }
        }
        Ok(Next::On)
    })?;
    Ok(since_1904)
}

/// Texts that cells share: one after another in one string, as there may be very many.
#[derive(Debug, Default)]
struct Shared {
    all: String,
    ends: Vec<usize>,
}

impl Shared {
    fn get(&self, index: usize) -> Option<&str> {
        let begin = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.all.get(begin..*self.ends.get(index)?)
    }
}

fn shared(part: impl Read, limits: &Limits, full: bool) -> Result<Shared, Fault> {
    let mut shared = Shared::default();
    if full {
        return Ok(shared);
    }
    // Within a text, and within how it is spoken (Japanese), which is another.
    let (mut text, mut spoken) = (0_usize, 0_usize);
    walk(part, limits, |piece| {
        match piece {
            Piece::Start(element) => match local(element) {
                "t" => text = text.saturating_add(1),
                "rPh" => spoken = spoken.saturating_add(1),
                _ => {}
            },
            Piece::End("t") => text = text.saturating_sub(1),
            Piece::End("rPh") => spoken = spoken.saturating_sub(1),
            Piece::End("si") => {
                if shared.ends.len() >= SHARED {
                    return Err(Fault::Large);
                }
                shared.ends.push(shared.all.len());
            }
            Piece::Text(words) if text > 0 && spoken == 0 => shared.all.push_str(words),
            Piece::End(_) | Piece::Text(_) => {}
        }
        Ok(Next::On)
    })?;
    Ok(shared)
}

/// Which formats of cells show a day.
fn day_formats(part: impl Read, limits: &Limits) -> Result<Vec<bool>, Fault> {
    let (mut own, mut of_cells, mut inside) = (Vec::new(), Vec::new(), false);
    walk(part, limits, |piece| {
        match piece {
            Piece::Start(element) => match local(element) {
                "numFmt" => {
                    let id: Option<u32> = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                    let code = attribute(element, "formatCode").unwrap_or_default();
                    if let Some(id) = id.filter(|_| shows_a_day(&code) && own.len() < FORMATS) {
                        own.push(id);
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside && of_cells.len() < FORMATS => {
                    let id: u32 = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    of_cells.push(matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=58) || own.contains(&id));
                }
                _ => {}
            },
            Piece::End("cellXfs") => inside = false,
            Piece::End(_) | Piece::Text(_) => {}
        }
        Ok(Next::On)
    })?;
    Ok(of_cells)
}

/// Whether a format shows a year or a day: what is quoted, escaped or in brackets in it is not a sign.
fn shows_a_day(code: &str) -> bool {
    let (mut quoted, mut bracket) = (false, false);
    let mut signs = code.chars();
    while let Some(c) = signs.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(signs.next()),
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            'd' | 'D' | 'y' | 'Y' if !quoted && !bracket => return true,
            _ => {}
        }
    }
    false
}

/// What a cell's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Shared,
    Text,
    Number,
    /// Yes or no, or an error.
    Other,
}

struct Cells {
    shared: Shared,
    days: Vec<bool>,
    since_1904: bool,
}

impl Cells {
    fn sheet(&self, part: impl Read, limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
        let (mut value, mut day, mut inside) = (Value::Number, false, false);
        let mut gathered = String::new();
        walk(part, limits, |piece| {
            match piece {
                Piece::Start(element) => match local(element) {
                    "c" => {
                        value = match attribute(element, "t").as_deref() {
                            Some("s") => Value::Shared,
                            Some("str" | "inlineStr" | "d") => Value::Text,
                            Some("b" | "e") => Value::Other,
                            _ => Value::Number,
                        };
                        let format: Option<usize> = attribute(element, "s").and_then(|format| format.parse().ok());
                        day = format.and_then(|format| self.days.get(format)).copied().unwrap_or(false);
                    }
                    "v" | "t" => {
                        inside = true;
                        gathered.clear();
                    }
                    _ => {}
                },
                Piece::End("v" | "t") => {
                    inside = false;
                    self.cell(value, day, &gathered, gather);
                    gathered.clear();
                }
                Piece::End("c") => gather.blank(),
                Piece::End("row") => gather.paragraph(),
                Piece::Text(words) if inside => gathered.push_str(words),
                Piece::End(_) | Piece::Text(_) => {}
            }
            Ok(if gather.is_full() { Next::Enough } else { Next::On })
        })?;
        gather.paragraph();
        Ok(())
    }

    fn cell(&self, value: Value, day: bool, text: &str, gather: &mut Gather) {
        match value {
            Value::Shared => {
                let shared = text.trim().parse().ok().and_then(|index| self.shared.get(index));
                gather.text(shared.unwrap_or_default());
            }
            Value::Number if day => match text.trim().parse().ok().and_then(|serial| date(serial, self.since_1904)) {
                Some(date) => gather.text(&date),
                None => gather.text(text),
            },
            Value::Text | Value::Number => gather.text(text),
            Value::Other => {}
        }
    }
}

/// All texts of a part.
fn texts(part: impl Read, limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
    let mut text = 0_usize;
    walk(part, limits, |piece| {
        match piece {
            Piece::Start(element) if matches!(local(element), "t" | "text") => text = text.saturating_add(1),
            Piece::End(name) => match name {
                "t" => text = text.saturating_sub(1),
                "text" => {
                    text = text.saturating_sub(1);
                    gather.paragraph();
                }
                "p" | "comment" | "threadedComment" => gather.paragraph(),
                _ => {}
            },
            Piece::Text(words) if text > 0 => gather.text(words),
            Piece::Start(_) | Piece::Text(_) => {}
        }
        Ok(if gather.is_full() { Next::Enough } else { Next::On })
    })?;
    gather.paragraph();
    Ok(())
}

/// A day as Vietnam writes it, of the number that a workbook stores.
fn date(serial: f64, since_1904: bool) -> Option<String> {
    // Beyond is no day that a workbook shows.
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let whole: i64 = format!("{:.0}", serial.floor()).parse().ok()?;
    // Excel has the 29th of February 1900, which was none; the days before it are one later.
    let days = match whole {
        _ if since_1904 => whole - 24_107,
        60.. => whole - 25_569,
        _ => whole - 25_568,
    };
    let (year, month, day) = civil(days);
    Some(format!("{day:02}/{month:02}/{year}"))
}

/// Year, month and day of a number of days since 1970 (H. Hinnant's `civil_from_days`).
const fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_workbooks() {
        let day = |serial, since| date(serial, since).unwrap();
        assert_eq!(day(1.0, false), "01/01/1900");
        assert_eq!(day(61.0, false), "01/03/1900");
        assert_eq!(day(46_357.75, false), "01/12/2026");
        assert_eq!(day(44_895.0, true), "01/12/2026");
        assert_eq!(date(-3.0, false), None);
        assert_eq!(date(f64::NAN, false), None);
    }

    #[test]
    fn formats_that_show_a_day() {
        for code in ["dd/mm/yyyy", "[$-42A]d mmmm yyyy", "yyyy", "\"ngày\" d"] {
            assert!(shows_a_day(code), "{code}");
        }
        for code in ["General", "0.00", "\"d\"0", "[Red]0", "#,##0\\d", "hh:mm"] {
            assert!(!shows_a_day(code), "{code}");
        }
    }
}
