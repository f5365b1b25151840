//! Counters, and the figures that are made of them.
//!
//! The figures of a time add up: carried over + received = done (early, in time, late, untimed) + ended + left.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::course::{Course, Way};
use crate::{DepartmentId, PersonId};

/// Where something is counted: on which day, of whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Which way the document goes.
    pub way: Way,
    /// On which day it counts.
    pub day: NaiveDate,
    /// The unit that has it.
    pub department: Option<DepartmentId>,
    /// The person who has it.
    pub officer: Option<PersonId>,
    /// Its type.
    pub type_code: String,
    /// Who sent it.
    pub sender: String,
}

/// What is counted by days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Received,
    Directed,
    Issued,
    Early,
    InTime,
    Late,
    Untimed,
    Ended,
}

/// How many of each; what a transaction adds may be less than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Amounts {
    /// Tiếp nhận; of outgoing documents, begun.
    pub received: i64,
    /// Đã có chỉ đạo.
    pub directed: i64,
    /// Đã cấp số.
    pub issued: i64,
    /// Xong trước hạn.
    pub early: i64,
    /// Xong đúng hạn.
    pub in_time: i64,
    /// Xong quá hạn.
    pub late: i64,
    /// Xong, không tính hạn.
    pub untimed: i64,
    /// Kết thúc khác.
    pub ended: i64,
}

impl Amounts {
    pub(super) fn one(figure: Figure) -> Self {
        let mut one = Self::default();
        *match figure {
            Figure::Received => &mut one.received,
            Figure::Directed => &mut one.directed,
            Figure::Issued => &mut one.issued,
            Figure::Early => &mut one.early,
            Figure::InTime => &mut one.in_time,
            Figure::Late => &mut one.late,
            Figure::Untimed => &mut one.untimed,
            Figure::Ended => &mut one.ended,
        } = 1;
        one
    }

    /// How many are no longer in hand.
    pub const fn closed(&self) -> i64 {
        self.early + self.in_time + self.late + self.untimed + self.ended
    }

    /// Whether there is nothing.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

impl std::ops::AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        self.received += other.received;
        self.directed += other.directed;
        self.issued += other.issued;
        self.early += other.early;
        self.in_time += other.in_time;
        self.late += other.late;
        self.untimed += other.untimed;
        self.ended += other.ended;
    }
}

impl std::ops::Neg for Amounts {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            received: -self.received,
            directed: -self.directed,
            issued: -self.issued,
            early: -self.early,
            in_time: -self.in_time,
            late: -self.late,
            untimed: -self.untimed,
            ended: -self.ended,
        }
    }
}

/// What is added to the counters where a document's course was the one and is now the other.
pub fn difference(before: Option<&Course>, after: Option<&Course>) -> BTreeMap<Cell, Amounts> {
    let mut cells: BTreeMap<Cell, Amounts> = BTreeMap::new();
    for (cell, amounts) in after.map(Course::marks).unwrap_or_default() {
        *cells.entry(cell).or_default() += amounts;
    }
    for (cell, amounts) in before.map(Course::marks).unwrap_or_default() {
        *cells.entry(cell).or_default() += -amounts;
    }
    cells.retain(|_, amounts| !amounts.is_zero());
    cells
}

/// What is counted together of a time: one unit's, one person's, of one type, of one sender.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Which way.
    pub way: Way,
    /// Of which unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Of whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonId>,
    /// Of which type.
    pub type_code: String,
    /// Of which sender.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sender: String,
}

/// What was in hand when a time began and when it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stock {
    /// In hand when it began.
    pub carried_over: i64,
    /// In hand at its end.
    pub left: i64,
    /// Of these past their date.
    pub overdue: i64,
    /// Of these due within a working day, where the time is not over.
    pub due_soon: i64,
}

/// Which state was left, and whose it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StepKey {
    /// Which way.
    pub way: Way,
    /// Which state.
    pub step: String,
    /// Of which unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
}

/// How often a state was left, and how long documents were in it, all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spent {
    /// How often.
    pub amount: i64,
    /// How many seconds.
    pub seconds: i64,
}

impl std::ops::AddAssign for Spent {
    fn add_assign(&mut self, other: Self) {
        self.amount += other.amount;
        self.seconds += other.seconds;
    }
}

/// All that is counted of a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// By part.
    pub parts: Vec<(Part, Amounts, Stock)>,
    /// The states that were left.
    pub steps: Vec<(StepKey, Spent)>,
}

/// What figures are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// Tên loại.
    Type,
    /// Nơi gửi.
    Sender,
    /// Đơn vị.
    Unit,
    /// Người xử lý.
    Officer,
}

impl Grouping {
    fn key(self, part: &Part) -> String {
        let id = |id: Option<uuid::Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        match self {
            Self::Type => part.type_code.clone(),
            Self::Sender => part.sender.clone(),
            Self::Unit => id(part.department.map(|id| id.0)),
            Self::Officer => id(part.officer.map(|id| id.0)),
        }
    }
}

/// The figures of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Counted by days.
    pub amounts: Amounts,
    /// In hand.
    pub stock: Stock,
}

impl Figures {
    fn add(&mut self, amounts: Amounts, stock: Stock) {
        self.amounts += amounts;
        self.stock.carried_over += stock.carried_over;
        self.stock.left += stock.left;
        self.stock.overdue += stock.overdue;
        self.stock.due_soon += stock.due_soon;
    }

    /// Done, in time or not.
    pub const fn done(&self) -> i64 {
        self.amounts.closed() - self.amounts.ended
    }

    /// Whether both sides are the same.
    pub const fn add_up(&self) -> bool {
        self.stock.carried_over + self.amounts.received == self.amounts.closed() + self.stock.left
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The figures of a part, by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which; empty where nobody, or nothing, is named.
    pub key: String,
    /// Its figures.
    pub figures: Figures,
}

impl Counts {
    /// What is left of them where only these are looked at.
    #[must_use]
    pub fn of(mut self, department: Option<DepartmentId>, officer: Option<PersonId>) -> Self {
        self.parts.retain(|(part, ..)| {
            department.is_none_or(|id| part.department == Some(id)) && officer.is_none_or(|id| part.officer == Some(id))
        });
        // Whose hands a document was in is kept by units; of one person's there is none of a unit's.
        self.steps.retain(|(key, _)| officer.is_none() && department.is_none_or(|id| key.department == Some(id)));
        self
    }

    /// All of one way together.
    pub fn total(&self, way: Way) -> Figures {
        let mut total = Figures::default();
        for (_, amounts, stock) in self.parts.iter().filter(|(part, ..)| part.way == way) {
            total.add(*amounts, *stock);
        }
        total
    }

    /// Told apart, in the order of their keys.
    pub fn groups(&self, way: Way, by: Grouping) -> Vec<Group> {
        let mut groups: BTreeMap<String, Figures> = BTreeMap::new();
        for (part, amounts, stock) in self.parts.iter().filter(|(part, ..)| part.way == way) {
            groups.entry(by.key(part)).or_default().add(*amounts, *stock);
        }
        let groups = groups.into_iter().filter(|(_, figures)| !figures.is_nothing());
        groups.map(|(key, figures)| Group { key, figures }).collect()
    }

    /// How long documents were in each state, by its name.
    pub fn spent(&self, way: Way) -> BTreeMap<String, Spent> {
        let mut spent: BTreeMap<String, Spent> = BTreeMap::new();
        for (key, one) in self.steps.iter().filter(|(key, _)| key.way == way) {
            *spent.entry(key.step.clone()).or_default() += *one;
        }
        spent
    }
}
