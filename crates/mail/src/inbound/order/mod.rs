//! What the words of a reply ask: one order at their beginning, or a comment.
//!
//! A line is an order where it begins with the word of one, and the word stands alone on it or is followed by a separator (`:`, `–`, or
//! a `-` or `.` with a space). GIAO and GIA HẠN have their particulars before the colon. Everything else is talk, and talk never acts.

mod assign;
mod fault;
mod until;
mod word;

use chrono::NaiveDate;
use domain::fold;

pub use fault::Fault;
pub use until::Until;
pub use word::OrderWord;

use word::{Head, Likeness, Tail};

/// A name as it was written; whom it means is looked up in the directory. One that supports may be several, with commas or "và" between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Of a text with something in it.
    pub fn new(text: &str) -> Option<Self> {
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '*' | '"' | '“' | '”'));
        text.contains(char::is_alphanumeric).then(|| Self(text.to_owned()))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// The work is taken.
    Accept {
        /// What is said with it.
        words: Option<String>,
    },
    /// The work is done: words, or files, or both.
    Complete {
        /// The result in words.
        words: Option<String>,
    },
    /// The work is given back.
    GiveBack {
        /// Why.
        reason: String,
    },
    /// The work is given to somebody.
    Assign {
        /// Who is to do it.
        primary: Name,
        /// Who is to help; each may be several.
        supporting: Vec<Name>,
        /// Until when.
        until: Option<Until>,
        /// What is to be done.
        words: Option<String>,
    },
    /// What was handed in is approved.
    Approve {
        /// What is said with it.
        words: Option<String>,
    },
    /// What was handed in is not.
    Reject {
        /// Why.
        reason: String,
    },
    /// More time is asked for.
    AskExtension {
        /// Until when.
        until: Until,
        /// Why.
        reason: String,
    },
    /// More time is given.
    GrantExtension {
        /// Until when, where it is another day than the one asked for.
        until: Option<Until>,
        /// What is said with it.
        words: Option<String>,
    },
    /// No more time is given.
    RefuseExtension {
        /// Why.
        reason: String,
    },
    /// It was read.
    Acknowledge {
        /// What is said with it.
        words: Option<String>,
    },
}

/// What the words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// There are none.
    Nothing,
    /// An order.
    Order(Order),
    /// A comment.
    Comment {
        /// The words.
        words: String,
        /// The order whose word it begins with, so that the answer can say how it would have been one.
        begins_like: Option<OrderWord>,
    },
    /// Nearly an order: nothing is done.
    Fault(Fault),
}

/// The most words of a line without a colon that can be an order to give work to somebody.
const MOST_WORDS: usize = 8;
/// The most letters before the colon.
const MOST_LETTERS: usize = 600;

/// Reads the words of a reply ([`super::Incoming::words`]) that came on this day, with so many files.
pub fn read(words: &[String], today: NaiveDate, files: usize) -> Reading {
    let begin = words.iter().position(|line| !line.trim().is_empty());
    let Some(begin) = begin else { return Reading::Nothing };
    let first = begin.saturating_add(greeting(words.get(begin..).unwrap_or_default()));
    let rest = words.get(first..).unwrap_or_default();
    let comment = |begins_like| Reading::Comment { words: words.join("\n").trim().to_owned(), begins_like };
    let Some((line, below)) = rest.split_first() else { return comment(None) };
    let Some(head) = word::head(line) else { return comment(None) };
    let asks = line.trim_end_matches(['"', '”', '*', '!', ' ', '.']).ends_with(['?', '？']);
    if head.likeness != Likeness::Exact {
        return match near(&head, asks) {
            Near::Order(fault) => Reading::Fault(fault),
            Near::OtherWord => comment(Some(head.word)),
            Near::Talk => comment(None),
        };
    }
    let read = Parts { head, below, today, files, asks }.read();
    match read {
        Ok(Some(order)) => Reading::Order(order),
        Ok(None) => comment(Some(head.word)),
        Err(fault) => Reading::Fault(fault),
    }
}

/// What a line is whose first words are nearly those of an order.
enum Near {
    /// Nearly an order: it stands where one would.
    Order(Fault),
    /// Words and names of their own, which have only other accents: Nhân, nhàn, xông, giáo.
    OtherWord,
    /// Talk.
    Talk,
}

fn near(head: &Head<'_>, asks: bool) -> Near {
    let colon = head.rest.trim_start().starts_with([':', '：']);
    let stands = if head.word.takes_arguments() {
        head.rest.contains([':', '：'])
    } else {
        colon || word::tail(head.rest) == Tail::End
    };
    let accents = head.likeness == Likeness::OtherAccents;
    if asks || !stands {
        Near::Talk
    } else if accents && !head.written.contains(' ') && fold(head.written) != "duyet" {
        Near::OtherWord
    } else {
        Near::Order(Fault::Misspelt { written: head.written.to_owned(), word: head.word })
    }
}

/// How many lines a greeting takes at the beginning: one, and the empty ones behind it.
fn greeting(lines: &[String]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let folded = fold(first.trim());
    let begins = ["kinh gui", "kinh thua", "kinh chao", "thua ", "chao ", "dear ", "hi ", "hello "]
        .iter()
        .any(|b| folded.starts_with(b));
    let short = first.split_whitespace().count() <= 12;
    // A line that goes on is no greeting: "Chào anh, xong rồi".
    let alone = !first.trim().trim_end_matches([',', '.', '!', ':', ';', '/']).contains([',', ':', '!', ';', '?']);
    if !begins || !short || !alone {
        return 0;
    }
    lines.iter().skip(1).position(|line| !line.trim().is_empty()).map_or(0, |at| at.saturating_add(1))
}

struct Parts<'l> {
    head: Head<'l>,
    below: &'l [String],
    today: NaiveDate,
    files: usize,
    asks: bool,
}

impl Parts<'_> {
    /// The order; `None` where it is talk.
    fn read(&self) -> Result<Option<Order>, Fault> {
        let word = self.head.word;
        let tail = word::tail(self.head.rest);
        if word == OrderWord::Assign {
            return self.assign(tail);
        }
        if word == OrderWord::AskExtension {
            return self.extension(tail);
        }
        let (said, until) = match tail {
            Tail::End => ("", None),
            Tail::Said(said) if word == OrderWord::GrantExtension => self.granted(said)?,
            Tail::Said(said) => (said, None),
            Tail::More(more) if word == OrderWord::GrantExtension => {
                let (before, behind) = parted(more);
                match until::read(before, self.today) {
                    Some(until) => (behind.unwrap_or_default(), Some(until)),
                    None => return self.talk(),
                }
            }
            Tail::More(_) => return self.talk(),
        };
        let words = self.words(said);
        let first = words.as_deref().and_then(|words| words.lines().next()).unwrap_or_default();
        let asks = first.trim_end().ends_with(['?', '？']);
        let reason = |words: Option<String>| words.ok_or(Fault::ReasonMissing { word });
        let order = match word {
            OrderWord::GiveBack => Order::GiveBack { reason: reason(words)? },
            OrderWord::Reject => Order::Reject { reason: reason(words)? },
            OrderWord::RefuseExtension => Order::RefuseExtension { reason: reason(words)? },
            // Whoever asks does not order.
            _ if asks => return Ok(None),
            OrderWord::Complete if words.is_none() && self.files == 0 => return Err(Fault::NothingHandedIn),
            OrderWord::Complete => Order::Complete { words },
            OrderWord::Accept => Order::Accept { words },
            OrderWord::Approve => Order::Approve { words },
            OrderWord::Acknowledge => Order::Acknowledge { words },
            OrderWord::GrantExtension => Order::GrantExtension { until, words },
            OrderWord::Assign | OrderWord::AskExtension => return Ok(None),
        };
        Ok(Some(order))
    }

    /// What is said behind the colon of ĐỒNG Ý GIA HẠN. A deadline that stands there and can't be read is never passed over: another one
    /// would be granted.
    fn granted<'s>(&self, said: &'s str) -> Result<(&'s str, Option<Until>), Fault> {
        let (before, behind) = parted(said);
        if let Some(until) = until::read(before, self.today) {
            return Ok((behind.unwrap_or_default(), Some(until)));
        }
        let dated = said.split_whitespace().any(|word| {
            word.split_once('/').is_some_and(|(day, month)| {
                day.ends_with(|c: char| c.is_ascii_digit()) && month.starts_with(|c: char| c.is_ascii_digit())
            })
        });
        if dated { Err(Fault::NotADeadline { text: said.chars().take(60).collect() }) } else { Ok((said, None)) }
    }

    /// An order's word with more words right behind it. In capitals it may have been meant as one.
    fn talk(&self) -> Result<Option<Order>, Fault> {
        let shouted = word::is_shouted(self.head.written) && !word::is_shouted(self.head.rest);
        if shouted && !self.asks { Err(Fault::SeparatorMissing { word: self.head.word }) } else { Ok(None) }
    }

    /// What is said behind the separator and below.
    fn words(&self, said: &str) -> Option<String> {
        let below = self.below.join("\n");
        let words = format!("{}\n{below}", said.trim());
        let words = words.trim();
        words.contains(char::is_alphanumeric).then(|| words.to_owned())
    }

    fn assign(&self, tail: Tail<'_>) -> Result<Option<Order>, Fault> {
        let text = match tail {
            Tail::End => return if self.asks { Ok(None) } else { Err(Fault::NobodyNamed) },
            Tail::Said(text) | Tail::More(text) => text,
        };
        let (before, behind, below) = self.particulars(text);
        let colon = behind.is_some();
        if (self.asks && !colon) || before.chars().count() > MOST_LETTERS {
            return Ok(None);
        }
        let clauses = match assign::read(&before, self.today) {
            Ok(clauses) => clauses,
            Err(_) if !colon && before.split_whitespace().count() > MOST_WORDS.saturating_mul(2) => return Ok(None),
            Err(fault) => return Err(fault),
        };
        if !colon && !clauses.has_clause && before.split_whitespace().count() > MOST_WORDS {
            return Ok(None);
        }
        let words = Parts { below, ..*self }.words(&behind.unwrap_or_default());
        let assign::Clauses { primary, supporting, until, .. } = clauses;
        Ok(Some(Order::Assign { primary, supporting, until, words }))
    }

    /// What stands before the colon, what behind it on its line, and the lines below that. The colon may stand some lines down, where a
    /// program has broken a long line.
    fn particulars<'s>(&'s self, text: &str) -> (String, Option<String>, &'s [String]) {
        let mut before = String::new();
        let mut line = text;
        for number in 0..4_usize {
            let at = before.len();
            before.push_str(line);
            if let Some(colon) = separating_colon(&before).filter(|colon| *colon >= at) {
                let behind = before.get(colon..).unwrap_or_default().trim_start_matches([':', '：']).trim().to_owned();
                before.truncate(colon);
                return (before, Some(behind), self.below.get(number..).unwrap_or_default());
            }
            let long = line.chars().count() >= 40
                || (number == 0 && self.head.written.len().saturating_add(line.chars().count()) >= 45);
            match self.below.get(number).filter(|next| long && !next.trim().is_empty()) {
                Some(next) => {
                    before.push(' ');
                    line = next;
                }
                None => break,
            }
        }
        (text.to_owned(), None, self.below)
    }

    fn extension(&self, tail: Tail<'_>) -> Result<Option<Order>, Fault> {
        let (text, parted_off) = match tail {
            Tail::End => return if self.asks { Ok(None) } else { Err(Fault::DeadlineMissing) },
            Tail::Said(text) => (text, true),
            Tail::More(text) => (text, false),
        };
        let (before, behind) = parted(text);
        let until = until::read(before, self.today);
        let Some(until) = until else {
            // Without a colon it is talk of extensions, unless it is shouted.
            if (behind.is_none() && !parted_off) || (self.asks && behind.is_none()) {
                return self.talk();
            }
            let text: String = before.trim().chars().take(60).collect();
            return Err(if text.is_empty() { Fault::DeadlineMissing } else { Fault::NotADeadline { text } });
        };
        if self.asks && behind.is_none() {
            return Ok(None);
        }
        let reason = self.words(behind.unwrap_or_default());
        let reason = reason.ok_or(Fault::ReasonMissing { word: OrderWord::AskExtension })?;
        Ok(Some(Order::AskExtension { until, reason }))
    }
}

/// At the colon, or at a dash between spaces.
fn parted(text: &str) -> (&str, Option<&str>) {
    let dash = [" - ", " – ", " — "].iter().filter_map(|dash| text.find(dash)).min();
    let at = match (separating_colon(text), dash) {
        (Some(colon), Some(dash)) => colon.min(dash),
        (colon, dash) => match colon.or(dash) {
            Some(at) => at,
            None => return (text, None),
        },
    };
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    (before.trim(), Some(behind.trim_start_matches([' ', ':', '：', '-', '–', '—']).trim()))
}

/// The place of the first colon that parts: not that of a time, nor that behind the name of a clause (`hạn: 30/11`).
fn separating_colon(text: &str) -> Option<usize> {
    let mut before = '\0';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if matches!(letter, ':' | '：') {
            let next = letters.peek().map(|(_, next)| *next);
            let of_time = before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
            if !of_time && !names_clause(text.get(..at).unwrap_or_default()) {
                return Some(at);
            }
        }
        before = letter;
    }
    None
}

/// Whether what stands before a colon is the name of a clause and no more.
fn names_clause(before: &str) -> bool {
    let clause = fold(before.rsplit([',', ';']).next().unwrap_or_default());
    matches!(clause.trim(), "han" | "thoi han" | "han xu ly" | "chu tri" | "phoi hop")
}
