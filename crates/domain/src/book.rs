//! The books of the registry (sổ; Decree 30/2020, Appendix IV) with the columns that it gives, and what stands in each line: what is printed
//! and bound, and what leaves as a table.
//!
//! A line is made of one document as it stands, and holds texts as an office writes them. Of what has no column there, nothing is added.

mod incoming;
mod originals;
mod outgoing;

use std::{collections::BTreeMap, fmt::Write as _};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

pub(crate) use self::{
    incoming::{due, holders},
    outgoing::recipient,
};
pub use self::{
    incoming::{followed, received},
    originals::used,
    outgoing::{Numbered, posted, sent},
};
use crate::{UtcTime, assignment::Holder, day_in_vietnam, organisation::Directory, written_day};

/// A book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RegistryBook)]
pub enum Book {
    /// Sổ đăng ký văn bản đến.
    Incoming,
    /// Sổ đăng ký văn bản đi.
    Outgoing,
    /// Sổ gửi văn bản đi bưu điện.
    Post,
    /// Sổ sử dụng bản lưu.
    Originals,
    /// Sổ theo dõi giải quyết văn bản đến.
    FollowUp,
}

/// How wide a column is on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many millimetres.
    Millimetres(u16),
    /// So many shares of what the others leave.
    Shares(u16),
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in data, which does not change.
    pub code: &'static str,
    /// What stands above it.
    pub name: &'static str,
    /// How wide it is on paper.
    pub width: Width,
    /// Whether it is for hands: empty on paper, and so in the line.
    pub by_hand: bool,
}

/// One line: as many texts as its book has columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What stands in each column.
    pub cells: Vec<String>,
    /// Whether it is struck out: its number stands, and nothing was entered under it that counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub struck: bool,
}

const fn mm(code: &'static str, name: &'static str, width: u16) -> Column {
    Column { code, name, width: Width::Millimetres(width), by_hand: false }
}

const fn wide(code: &'static str, name: &'static str, shares: u16) -> Column {
    Column { code, name, width: Width::Shares(shares), by_hand: false }
}

const fn hand(code: &'static str, name: &'static str, width: u16) -> Column {
    Column { code, name, width: Width::Millimetres(width), by_hand: true }
}

/// Decree 30/2020, Appendix IV, the register of what comes in.
const INCOMING: &[Column] = &[
    mm("arrived_on", "Ngày đến", 19),
    mm("arrival_number", "Số đến", 13),
    wide("author", "Tác giả", 3),
    mm("written", "Số, ký hiệu văn bản", 27),
    mm("issued_on", "Ngày, tháng văn bản", 19),
    wide("subject", "Tên loại và trích yếu nội dung văn bản", 6),
    wide("holders", "Đơn vị hoặc người nhận", 3),
    mm("handed_on", "Ngày chuyển", 19),
    hand("signature", "Ký nhận", 18),
    mm("remark", "Ghi chú", 28),
];

/// Decree 30/2020, Appendix IV, the register of what goes out.
const OUTGOING: &[Column] = &[
    mm("written", "Số, ký hiệu văn bản", 29),
    mm("issued_on", "Ngày, tháng văn bản", 19),
    wide("subject", "Tên loại và trích yếu nội dung văn bản", 6),
    mm("signer", "Người ký", 27),
    wide("recipients", "Nơi nhận văn bản", 4),
    mm("kept_by", "Đơn vị, người nhận bản lưu", 25),
    mm("copies", "Số lượng bản", 13),
    mm("dispatched_on", "Ngày chuyển", 19),
    hand("signature", "Ký nhận", 18),
    mm("remark", "Ghi chú", 28),
];

/// What goes by post.
const POST: &[Column] = &[
    mm("sent_on", "Ngày chuyển", 22),
    wide("written", "Số, ký hiệu văn bản", 3),
    wide("recipient", "Nơi nhận văn bản", 6),
    mm("envelopes", "Số lượng bì", 18),
    hand("signature", "Ký nhận và dấu bưu điện", 42),
    wide("remark", "Ghi chú", 3),
];

/// The use of originals that are kept.
const ORIGINALS: &[Column] = &[
    mm("used_on", "Ngày, tháng", 20),
    mm("user", "Họ và tên người sử dụng", 36),
    mm("written", "Số, ký hiệu, ngày, tháng văn bản", 34),
    wide("subject", "Tên loại và trích yếu nội dung văn bản", 5),
    mm("case_file", "Số và ký hiệu hồ sơ", 26),
    hand("signature", "Ký nhận", 18),
    mm("returned_on", "Ngày trả", 20),
    mm("allowed_by", "Người cho phép sử dụng", 32),
    mm("remark", "Ghi chú", 26),
];

/// The follow-up of what came in.
const FOLLOW_UP: &[Column] = &[
    mm("arrival_number", "Số đến", 15),
    wide("document", "Tên loại, số, ký hiệu, ngày, tháng và tác giả văn bản", 5),
    wide("holders", "Đơn vị hoặc người nhận", 3),
    mm("due", "Thời hạn giải quyết", 24),
    wide("progress", "Tiến độ giải quyết", 3),
    mm("answers", "Số, ký hiệu văn bản trả lời", 34),
    mm("remark", "Ghi chú", 30),
];

impl Book {
    /// Every book.
    pub const ALL: [Self; 5] = [Self::Incoming, Self::Outgoing, Self::Post, Self::Originals, Self::FollowUp];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
            Self::Post => "post",
            Self::Originals => "originals",
            Self::FollowUp => "follow_up",
        }
    }

    /// Its name as it stands on the cover.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Incoming => "Sổ đăng ký văn bản đến",
            Self::Outgoing => "Sổ đăng ký văn bản đi",
            Self::Post => "Sổ gửi văn bản đi bưu điện",
            Self::Originals => "Sổ sử dụng bản lưu",
            Self::FollowUp => "Sổ theo dõi giải quyết văn bản đến",
        }
    }

    /// Its columns, in their order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Incoming => INCOMING,
            Self::Outgoing => OUTGOING,
            Self::Post => POST,
            Self::Originals => ORIGINALS,
            Self::FollowUp => FOLLOW_UP,
        }
    }

    /// Whether it is of one register, whose numbers its lines have.
    pub const fn is_of_register(self) -> bool {
        matches!(self, Self::Incoming | Self::Outgoing | Self::FollowUp)
    }
}

/// Of which kind a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// A workbook.
    Xlsx,
    /// Text with commas, UTF-8 with its mark, as spreadsheets open it.
    Csv,
}

impl TableFormat {
    /// How its file's name ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv",
        }
    }
}

/// What the first line of a register that is sealed is chained to.
pub const FIRST_SEAL: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash of a sealed line and, by that of the line before it, of all up to it: SHA-256, in hex.
pub fn seal(before: &str, (seq, number, later): (u32, u32, bool), line: &Line, written_at: UtcTime) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{before}\n{seq}\n{number}\n{later}\n{}\n{}", line.struck, written_at.timestamp_micros()));
    for cell in &line.cells {
        // With its length: what stands in one cell is never read as two.
        digest.update(format!("\n{} {cell}", cell.len()));
    }
    digest.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// By which names people, departments and types stand in a line.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    /// The office's people and departments.
    pub directory: &'a Directory,
    /// Tên loại, by code.
    pub types: &'a BTreeMap<String, String>,
}

impl Naming<'_> {
    /// The name of whoever holds something.
    pub(crate) fn holder(&self, holder: Holder) -> String {
        let named = match holder {
            Holder::Person(id) => self.directory.people.get(&id).map(|person| &person.name),
            Holder::Department(id) => self.directory.departments.get(&id).map(|department| &department.name),
        };
        named.cloned().unwrap_or_default()
    }

    /// "Công văn: V/v …"; a type that its subject begins with is not said twice.
    pub(crate) fn type_and_subject(&self, type_code: &str, subject: &str) -> String {
        let name = self.types.get(type_code).map_or(type_code, String::as_str);
        let said = crate::fold(subject).starts_with(&crate::fold(name));
        if said { subject.to_owned() } else { format!("{name}: {subject}") }
    }

    pub(crate) fn type_name(&self, type_code: &str) -> String {
        self.types.get(type_code).cloned().unwrap_or_else(|| type_code.to_owned())
    }
}

/// The line as its book's columns want it: one text each, of columns for hands none.
fn line<const N: usize>(book: Book, struck: bool, cells: [String; N]) -> Line {
    let mut written = cells.into_iter();
    let cells = book
        .columns()
        .iter()
        .map(|column| if column.by_hand { String::new() } else { written.next().unwrap_or_default() });
    Line { cells: cells.collect(), struck }
}

fn on(at: UtcTime) -> String {
    written_day(day_in_vietnam(at))
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(written_day).unwrap_or_default()
}

/// What there is of these, one behind the other.
fn joined(parts: impl IntoIterator<Item = Option<String>>, between: &str) -> String {
    let there: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    there.join(between)
}
