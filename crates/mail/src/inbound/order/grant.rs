//! ĐỒNG Ý GIA HẠN: until when, where a day is said with it. A deadline that stands there and can't be read is never passed over: the one
//! that was asked for would be granted.

use super::{Fault, Until, parted, until, word};

use chrono::NaiveDate;

/// What is said with it.
pub(super) struct Said {
    /// The words without the deadline.
    pub(super) words: String,
    pub(super) until: Option<Until>,
}

/// Reads what is said behind the separator, and below.
pub(super) fn read(said: &str, below: &[String], today: NaiveDate) -> Result<Said, Fault> {
    if let Some((words, until)) = deadline(said, today)? {
        return Ok(Said { words: joined(words, below), until: Some(until) });
    }
    let at = below.iter().position(|line| !line.trim().is_empty());
    let (next, rest) = at.and_then(|at| below.get(at..)).and_then(<[String]>::split_first).unzip();
    match next.map(|next| deadline(next, today)).transpose()?.flatten() {
        Some((words, until)) => {
            let words = format!("{said}\n{words}");
            Ok(Said { words: joined(words.trim(), rest.unwrap_or_default()), until: Some(until) })
        }
        None => Ok(Said { words: joined(said, below), until: None }),
    }
}

fn joined(first: &str, below: &[String]) -> String {
    format!("{first}\n{}", below.join("\n"))
}

/// The deadline on a line, and what is said with it; none where the line speaks of no time.
fn deadline(line: &str, today: NaiveDate) -> Result<Option<(&str, Until)>, Fault> {
    let (before, behind) = parted(line);
    match until::read(before, today) {
        Some(until) => Ok(Some((behind.unwrap_or_default(), until))),
        None if speaks_of_time(line) => Err(Fault::not_a_deadline(line)),
        None => Ok(None),
    }
}

/// Words of days and terms.
const OF_TIME: [&str; 8] = ["mai", "tuần", "tháng", "thứ", "hết", "đến", "tới", "ngày"];

pub(super) fn speaks_of_time(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|written| {
        written.contains(|c: char| c.is_ascii_digit()) || OF_TIME.iter().any(|known| word::is_same(written, known))
    })
}
