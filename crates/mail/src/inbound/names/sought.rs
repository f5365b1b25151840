//! A name as it is sought: in small letters, with the title or the word for a department before it or without. What is written with
//! accents means what has them; a word without any may mean one that has.

use domain::{composed, fold};

use super::super::order::is_same;

/// The longest name that is sought, in characters.
pub(super) const LONGEST: usize = 120;

/// What is sought, without the title before it.
pub(super) struct Sought {
    /// As it was written, composed, in small letters.
    pub(super) exact: String,
    pub(super) folded: String,
    /// What its title says that it is.
    only: Option<Only>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    People,
    Departments,
}

/// Titles before people's names.
pub(super) const OF_PEOPLE: [&str; 17] = [
    "đồng chí ",
    "anh ",
    "chị ",
    "ông ",
    "bà ",
    "cô ",
    "chú ",
    "bác ",
    "em ",
    "đ/c ",
    "đ/c. ",
    "đc ",
    "đ.c ",
    "mr ",
    "mr. ",
    "ms ",
    "ms. ",
];
/// Words before departments' names.
pub(super) const OF_DEPARTMENTS: [&str; 11] =
    ["phòng ", "ban ", "đơn vị ", "tổ ", "trung tâm ", "bộ phận ", "chi cục ", "đội ", "p. ", "p.", "p "];

impl Sought {
    pub(super) fn new(written: &str) -> Self {
        let short: String = written.chars().take(LONGEST).collect();
        Self::of(lower(&short))
    }

    /// Of a text in small letters.
    pub(super) fn of(exact: String) -> Self {
        let folded = fold(&exact);
        Self { exact, folded, only: None }
    }

    /// The same without the first title of these.
    pub(super) fn without(&self, titles: &[&str], only: Only) -> Option<Self> {
        let length = |title: &&str| title.chars().count();
        let letters = titles.iter().filter(|title| begins(&self.exact, title)).map(length).max()?;
        let exact: String = self.exact.chars().skip(letters).collect();
        let bare = Self { only: Some(only), ..Self::of(exact.trim().to_owned()) };
        (!bare.folded.is_empty()).then_some(bare)
    }

    pub(super) fn allows(&self, only: Only) -> bool {
        self.only.is_none_or(|said| said == only)
    }

    /// Whether it means this name, in small letters: each word with all its accents, or with none.
    pub(super) fn means(&self, name: &str) -> bool {
        same_words(&self.exact, name)
    }
}

fn begins(text: &str, title: &str) -> bool {
    let begin: String = text.chars().take(title.chars().count()).collect();
    begin.ends_with(' ') == title.ends_with(' ') && same_words(&begin, title)
}

fn same_words(written: &str, right: &str) -> bool {
    let (mut written, mut right) = (written.split_whitespace(), right.split_whitespace());
    loop {
        match (written.next(), right.next()) {
            (None, None) => return true,
            (Some(written), Some(right)) if is_same(written, right) => {}
            _ => return false,
        }
    }
}

/// In small letters, composed, with single spaces.
pub(super) fn lower(name: &str) -> String {
    composed(name).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
