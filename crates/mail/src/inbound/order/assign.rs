//! GIAO: to whom, with whom, until when. The clauses stand between commas; names stay as they were written, since a comma and "và" may
//! be part of a department's name.

use chrono::NaiveDate;
use domain::fold;

use super::{Fault, Name, Until, grant::speaks_of_time, until};

/// What stands between GIAO and the colon.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clauses {
    pub(super) primary: Name,
    pub(super) supporting: Vec<Name>,
    pub(super) until: Option<Until>,
    /// Whether a clause says more than a name.
    pub(super) has_clause: bool,
}

#[derive(Default)]
struct Reader {
    primary: Option<String>,
    supporting: Vec<String>,
    /// Named, and not yet what for.
    pending: Vec<String>,
    until: Option<Until>,
    has_clause: bool,
    /// Whether what follows without a word goes on with those that support.
    listing: bool,
}

/// Reads it.
pub(super) fn read(text: &str, today: NaiveDate) -> Result<Clauses, Fault> {
    let mut reader = Reader::default();
    for (number, piece) in text.split([',', ';']).enumerate() {
        let mut words: Vec<&str> = piece.split_whitespace().collect();
        if number == 0 && words.first().is_some_and(|word| fold(word) == "cho") {
            words.remove(0);
        }
        if !words.is_empty() {
            reader.clause(&words, today)?;
        }
    }
    reader.finish()
}

/// Where these folded words stand in a row.
fn find(folded: &[String], wanted: [&str; 2]) -> Option<usize> {
    folded.windows(2).position(|pair| pair.iter().map(String::as_str).eq(wanted))
}

impl Reader {
    fn clause(&mut self, words: &[&str], today: NaiveDate) -> Result<(), Fault> {
        let folded: Vec<String> = words.iter().map(|word| fold(word.trim_end_matches([':', '：']))).collect();
        if is_deadline(words, &folded) {
            let text = words.join(" ").replace([':', '：'], " ");
            // The colon of a time is put back by reading the words as they are.
            let read = until::read(&words.join(" ").replacen("hạn:", "hạn ", 1).replacen("Hạn:", "Hạn ", 1), today);
            let read = read.or_else(|| until::read(&text, today)).ok_or_else(|| not_a_deadline(&text))?;
            self.has_clause = true;
            self.listing = false;
            return if self.until.replace(read).is_some() { Err(Fault::TwoDeadlines) } else { Ok(()) };
        }
        let slice = |from: usize, to: usize| words.get(from..to).unwrap_or_default().join(" ");
        let (count, lead, support) = (words.len(), find(&folded, ["chu", "tri"]), find(&folded, ["phoi", "hop"]));
        match (lead, support) {
            // X chủ trì [phối hợp với Y]; chủ trì X.
            (Some(lead), support) if support.is_none_or(|support| support > lead) => {
                let behind = lead.saturating_add(2);
                let end = support.unwrap_or(count);
                let name = if lead == 0 { slice(behind, end) } else { slice(0, lead) };
                if lead > 0 && behind != end {
                    self.pending.push(slice(0, end));
                } else {
                    self.lead(&name)?;
                }
                if let Some(support) = support {
                    self.support(&words_behind(words, &folded, support));
                }
            }
            (_, Some(0)) => self.support(&words_behind(words, &folded, 0)),
            (_, Some(support)) if support.saturating_add(2) == count => {
                let mut name = std::mem::take(&mut self.pending);
                // Before it a primary is still to be named: the first of those that wait is that.
                if self.primary.is_none() && !name.is_empty() {
                    self.pending.push(name.remove(0));
                }
                name.push(slice(0, support));
                self.supporting.push(name.join(", "));
                self.has_clause = true;
            }
            _ if self.listing => match self.supporting.last_mut() {
                Some(last) => {
                    last.push_str(", ");
                    last.push_str(&slice(0, count));
                }
                None => self.pending.push(slice(0, count)),
            },
            _ => self.pending.push(slice(0, count)),
        }
        Ok(())
    }

    fn lead(&mut self, name: &str) -> Result<(), Fault> {
        let mut whole = std::mem::take(&mut self.pending);
        whole.push(name.to_owned());
        let whole = whole.join(", ");
        self.has_clause = true;
        self.listing = false;
        match self.primary.replace(whole.clone()) {
            Some(first) => Err(Fault::TwoPrimaries { first, second: whole }),
            None => Ok(()),
        }
    }

    fn support(&mut self, name: &str) {
        if !name.is_empty() {
            self.supporting.push(name.to_owned());
        }
        self.has_clause = true;
        self.listing = true;
    }

    fn finish(mut self) -> Result<Clauses, Fault> {
        let waiting = self.pending.join(", ");
        let primary = match (self.primary.take(), waiting.is_empty()) {
            (Some(_), false) => return Err(Fault::Unclear { text: waiting }),
            (Some(primary), true) => primary,
            (None, _) => waiting,
        };
        let primary = Name::new(&without_task(&primary)).ok_or(Fault::NobodyNamed)?;
        Ok(Clauses {
            primary,
            supporting: self.supporting.iter().filter_map(|name| Name::new(name)).collect(),
            until: self.until,
            has_clause: self.has_clause,
        })
    }
}

/// "hạn …", "thời hạn …". Without its accent it may be a name, which has no number behind it.
fn is_deadline(words: &[&str], folded: &[String]) -> bool {
    let first = folded.first().map(String::as_str);
    let rest = folded.get(1..).unwrap_or_default();
    let says_when =
        rest.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()) || word == "mai" || word == "nay");
    match first {
        Some("han") => {
            let written = words.first().map(|word| word.trim_end_matches([':', '：']).to_lowercase());
            written.as_deref() == Some("hạn") || says_when
        }
        Some("thoi") => rest.first().is_some_and(|word| word == "han"),
        Some("truoc" | "trong" | "xong" | "den") => says_when,
        _ => false,
    }
}

/// The deadline that stands where it is said what is to be done, and would count for nothing: at the beginning one that can be read, or
/// that is called one and speaks of a time; behind a comma or on a line of its own one that is called so and can be read.
pub(super) fn deadline_said(words: &str, today: NaiveDate) -> Option<&str> {
    let mut clauses = words.split([',', ';', '\n']).map(str::trim).filter(|one| one.contains(char::is_alphanumeric));
    let first = clauses.next()?;
    if begins_with_deadline(first, today) {
        return Some(first);
    }
    clauses.find(|clause| {
        let (_, folded) = apart(clause);
        is_called(&folded) && reads_on(clause, today)
    })
}

/// The words of a clause, and folded.
fn apart(clause: &str) -> (Vec<&str>, Vec<String>) {
    let words: Vec<&str> = clause.split_whitespace().map(|word| word.trim_end_matches([':', '：'])).collect();
    let folded = words.iter().map(|word| fold(word)).collect();
    (words, folded)
}

/// Whether a clause is called a deadline: `hạn …`, `thời hạn …`.
fn is_called(folded: &[String]) -> bool {
    let mut words = folded.iter().map(String::as_str);
    match words.next() {
        Some("han") => !words.next().is_some_and(|word| MADE_WITH_HAN.contains(&word)),
        Some("thoi") => words.next() == Some("han"),
        _ => false,
    }
}

/// What stands behind "hạn" where the two are one word: hạn chế, hạn hẹp, hạn hán, hạn mức, hạn ngạch, hạn điền.
const MADE_WITH_HAN: [&str; 6] = ["che", "hep", "han", "muc", "ngach", "dien"];

/// Behind so many words that call it a deadline the time is named.
const NEAR: usize = 4;

fn begins_with_deadline(clause: &str, today: NaiveDate) -> bool {
    let (words, folded) = apart(clause);
    if !is_deadline(&words, &folded) {
        // Nothing but a day or a term.
        return clause.contains(|c: char| c.is_ascii_digit()) && until::read(clause, today).is_some();
    }
    let near = || words.get(1..).unwrap_or_default().iter().take(NEAR).copied().collect::<Vec<_>>().join(" ");
    reads_on(clause, today) || (is_called(&folded) && speaks_of_time(&near()))
}

/// Words that may stand before a deadline where it is told in a sentence.
const LEADING: [&str; 9] = ["han", "thoi", "chot", "xu", "ly", "la", "truoc", "trong", "xong"];

/// Whether the words of a clause begin with a deadline that can be read, and may go on.
fn reads_on(clause: &str, today: NaiveDate) -> bool {
    let (words, folded) = apart(clause);
    let lead = folded.iter().take_while(|word| LEADING.contains(&word.as_str())).count();
    let words = words.get(lead..).unwrap_or_default();
    (1..=words.len().min(MOST_OF_A_DEADLINE)).any(|count| {
        let part = words.get(..count).unwrap_or_default().join(" ");
        until::read(part.trim_end_matches(['!', ')']), today).is_some()
    })
}

/// The most words of a deadline.
const MOST_OF_A_DEADLINE: usize = 10;

fn not_a_deadline(text: &str) -> Fault {
    Fault::not_a_deadline(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn words_behind(words: &[&str], folded: &[String], at: usize) -> String {
    let mut from = at.saturating_add(2);
    if folded.get(from).is_some_and(|word| matches!(word.as_str(), "voi" | "cung" | "la")) {
        from = from.saturating_add(1);
    }
    words.get(from..).unwrap_or_default().join(" ")
}

/// Without what everybody is to do whom something is given to.
fn without_task(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let tasks = [["xu", "ly"], ["thuc", "hien"], ["tham", "muu"], ["giai", "quyet"], ["thu", "ly"]];
    let ends = |task: &[&str; 2]| folded.iter().rev().take(2).rev().map(String::as_str).eq(task.iter().copied());
    if words.len() > 2 && tasks.iter().any(ends) {
        return words.get(..words.len().saturating_sub(2)).unwrap_or_default().join(" ");
    }
    words.join(" ")
}
