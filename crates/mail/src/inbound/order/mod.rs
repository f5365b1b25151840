//! What the words of a reply ask: one order at their beginning, or a comment.
//!
//! A line is an order where it begins with the word of one, and the word stands alone on it or is followed by a separator (`:`, `–`, or
//! a `-` or `.` with a space). GIAO and GIA HẠN have their particulars before the colon. Everything else is talk, and talk never acts.

mod assign;
mod doubt;
mod fault;
mod grant;
mod separator;
mod until;
mod word;

use chrono::NaiveDate;
use domain::{Words, fold};

pub use fault::Fault;
pub use until::Until;
pub use word::OrderWord;

pub(super) use word::is_same;

use super::OwnWords;
use separator::{parted, said_in, separating_colon};
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
    /// The document is put before another leader.
    Pass {
        /// Before whom.
        to: Name,
        /// With what words.
        words: Option<String>,
    },
    /// The document is filed.
    File {
        /// In which case file.
        case_file: Option<String>,
    },
    /// The document is signed; no reply does that.
    Sign {
        /// What is said with it.
        words: Option<String>,
    },
}

/// What came with the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandedIn {
    /// Files that their writer attached.
    pub files: usize,
    /// Whether something is in a form that can't be opened: what is in it can't be handed in.
    pub wrapped: bool,
}

impl From<usize> for HandedIn {
    /// So many files, and nothing that can't be opened.
    fn from(files: usize) -> Self {
        Self { files, wrapped: false }
    }
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
        /// Whether it is none because the words stand around what is quoted, or directly below it.
        mingled: bool,
    },
    /// An order that lacks something, or says two things: nothing is done.
    Fault(Fault),
}

impl Reading {
    /// What somebody is to know who may have meant an order; with this day as an example of a deadline.
    pub fn hint(&self, day: NaiveDate) -> Option<Words> {
        let word = match self {
            Self::Fault(fault) => return Some(fault.words(day)),
            Self::Comment { begins_like: Some(word), mingled: false, .. } => word,
            Self::Comment { begins_like: Some(word), mingled: true, .. } => {
                return Some(Words {
                    vi: format!(
                        "Lời viết xen giữa hoặc ngay dưới đoạn trích thì không phải là lệnh. Nếu là lệnh, hãy viết lên đầu thư, phía trên đoạn trích: {}",
                        word.example(day)
                    ),
                    en: format!(
                        "What stands between quotations, or directly below one, is no order. If it is meant as one, write it at the top, above what is quoted: {}",
                        word.example(day)
                    ),
                });
            }
            Self::Nothing | Self::Order(_) | Self::Comment { begins_like: None, .. } => return None,
        };
        Some(Words {
            vi: format!("Nếu là lệnh, hãy viết: {}", word.example(day)),
            en: format!("If it is meant as an order, write: {}", word.example(day)),
        })
    }
}

/// The most words of a line without a colon that can be an order to give work to somebody.
const MOST_WORDS: usize = 8;
/// The most letters before the colon.
const MOST_LETTERS: usize = 600;

/// Reads the words of a reply ([`super::Incoming::words`]) with what came with them ([`super::Incoming::handed_in`]).
///
/// `today` is the day in Vietnam on which the office's receiving server took the message in: "mai" and a day without a year are meant
/// as of then, and not as of the hour in which the message is read at last. What the message's own `Date` says is its writer's.
pub fn read(words: &OwnWords, today: NaiveDate, handed_in: impl Into<HandedIn>) -> Reading {
    let whole = || words.join("\n").trim().to_owned();
    if words.are_mingled() {
        let begins_like = words.iter().find_map(|line| {
            let head = word::head(line).filter(|head| head.likeness == Likeness::Exact)?;
            let head = Some(head).filter(|head| head.word != OrderWord::Sign)?;
            (head.word.takes_arguments() || !matches!(word::tail(head.rest), Tail::More(_))).then_some(head.word)
        });
        return Reading::Comment { words: whole(), begins_like, mingled: true };
    }
    let begin = words.iter().position(|line| !line.trim().is_empty());
    let Some(begin) = begin else { return Reading::Nothing };
    let first = begin.saturating_add(greeting(words.get(begin..).unwrap_or_default()));
    let rest = words.get(first..).unwrap_or_default();
    let comment = |begins_like| Reading::Comment { words: whole(), begins_like, mingled: false };
    let Some((line, below)) = rest.split_first() else { return comment(None) };
    let Some(head) = word::head(line) else { return comment(None) };
    let asks = doubt::asks(line);
    if head.likeness != Likeness::Exact {
        // Names and words of their own are one letter away, too: Long, Công, Quyết, Trả lời.
        return comment((!asks && stands_as_order(&head)).then_some(head.word));
    }
    let read = Parts { head, below, today, handed_in: handed_in.into(), asks }.read();
    match read {
        Ok(Some(order)) => Reading::Order(order),
        // Nobody is told to write what never acts.
        Ok(None) => comment(Some(head.word).filter(|word| *word != OrderWord::Sign)),
        Err(fault) => Reading::Fault(fault),
    }
}

/// Whether what is nearly an order's word stands where one would.
fn stands_as_order(head: &Head<'_>) -> bool {
    if head.word.takes_arguments() {
        head.rest.contains([':', '：'])
    } else {
        head.rest.trim_start().starts_with([':', '：']) || word::tail(head.rest) == Tail::End
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
    handed_in: HandedIn,
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
        if word == OrderWord::Pass {
            return Ok(self.pass(tail));
        }
        let (words, until) = match tail {
            _ if self.asks && word == OrderWord::GrantExtension => return Ok(None),
            Tail::End | Tail::Said(_) if word == OrderWord::GrantExtension => {
                let said = if let Tail::Said(said) = tail { said } else { "" };
                let grant::Said { words, until } = grant::read(said, self.below, self.today)?;
                (said_in(&words), until)
            }
            Tail::More(more) if word == OrderWord::GrantExtension => {
                let (before, behind) = parted(more);
                match until::read(before, self.today) {
                    Some(until) => (self.words(behind.unwrap_or_default()), Some(until)),
                    None if self.names_a_day(before) => return Err(Fault::not_a_deadline(before)),
                    None => return Ok(None),
                }
            }
            Tail::End => (self.words(""), None),
            Tail::Said(said) => (self.words(said), None),
            // The order's word with more words right behind it.
            Tail::More(_) => return Ok(None),
        };
        let asks = self.asks || doubt::said_asks(words.as_deref());
        let doubtful = doubt::holds_back(word, words.as_deref());
        let reason = |words: Option<String>| words.ok_or(Fault::ReasonMissing { word });
        let order = match word {
            OrderWord::GiveBack => Order::GiveBack { reason: reason(words)? },
            OrderWord::Reject => Order::Reject { reason: reason(words)? },
            OrderWord::RefuseExtension => Order::RefuseExtension { reason: reason(words)? },
            // Whoever asks does not order.
            _ if asks => return Ok(None),
            _ if doubtful => return Err(Fault::HeldBack { word }),
            OrderWord::Complete if self.handed_in.wrapped && self.handed_in.files == 0 => return Err(Fault::Wrapped),
            OrderWord::Complete if words.is_none() && self.handed_in.files == 0 => return Err(Fault::NothingHandedIn),
            OrderWord::Complete => Order::Complete { words },
            OrderWord::Accept => Order::Accept { words },
            OrderWord::Approve => Order::Approve { words },
            OrderWord::Acknowledge => Order::Acknowledge { words },
            OrderWord::GrantExtension => Order::GrantExtension { until, words },
            OrderWord::File => Order::File { case_file: words },
            OrderWord::Sign => Order::Sign { words },
            OrderWord::Assign | OrderWord::AskExtension | OrderWord::Pass => return Ok(None),
        };
        Ok(Some(order))
    }

    /// Whether what should be a deadline begins with a number, on a line that doesn't ask.
    fn names_a_day(&self, text: &str) -> bool {
        !self.asks && text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// What is said behind the separator and below.
    fn words(&self, said: &str) -> Option<String> {
        said_in(&format!("{}\n{}", said.trim(), self.below.join("\n")))
    }

    fn assign(&self, tail: Tail<'_>) -> Result<Option<Order>, Fault> {
        let text = match tail {
            Tail::End => return if self.asks { Ok(None) } else { Err(Fault::NobodyNamed) },
            Tail::More(_) if word::is_compound(&self.head) => return Ok(None),
            Tail::Said(text) | Tail::More(text) => text,
        };
        let (before, behind, below) = self.particulars(text);
        let colon = behind.is_some();
        if self.asks || doubt::asks(&before) || before.chars().count() > MOST_LETTERS {
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
        let called = self.head.rest.trim_start().starts_with([':', '：']);
        if !colon && !called && !clauses.has_clause && !word::is_shouted(self.head.written) {
            return Ok(None);
        }
        let words = Parts { below, ..*self }.words(&behind.unwrap_or_default());
        if doubt::said_asks(words.as_deref()) {
            return Ok(None);
        }
        let assign::Clauses { primary, supporting, until, .. } = clauses;
        // A deadline among the words would be none; whoever wrote it would take it for given.
        let said = words.as_deref().filter(|_| until.is_none());
        if let Some(text) = said.and_then(|said| assign::deadline_said(said, self.today)) {
            return Err(Fault::deadline_behind(text));
        }
        Ok(Some(Order::Assign { primary, supporting, until, words }))
    }

    /// TRÌNH is an order in capitals alone: it is a word of every letter, and a name.
    fn pass(&self, tail: Tail<'_>) -> Option<Order> {
        let (Tail::Said(text) | Tail::More(text)) = tail else { return None };
        let (before, behind, below) = self.particulars(text);
        let many = behind.is_none() && before.split_whitespace().count() > MOST_WORDS;
        if !word::is_shouted(self.head.written) || self.asks || many || before.chars().count() > MOST_LETTERS {
            return None;
        }
        let words = Parts { below, ..*self }.words(&behind.unwrap_or_default());
        if doubt::said_asks(words.as_deref()) {
            return None;
        }
        let to = before.trim_start();
        let to = ["lên ", "cho "].iter().find_map(|first| to.strip_prefix(first)).unwrap_or(to);
        Name::new(to).map(|to| Order::Pass { to, words })
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
            let alone = behind.is_none() && !parted_off && !self.names_a_day(before);
            if alone || (self.asks && behind.is_none()) {
                return Ok(None);
            }
            let missing = before.trim().is_empty();
            return Err(if missing { Fault::DeadlineMissing } else { Fault::not_a_deadline(before) });
        };
        if self.asks && behind.is_none() {
            return Ok(None);
        }
        let reason = self.words(behind.unwrap_or_default());
        let reason = reason.ok_or(Fault::ReasonMissing { word: OrderWord::AskExtension })?;
        Ok(Some(Order::AskExtension { until, reason }))
    }
}
