//! The words of a message that are its writer's own.

use std::ops::Deref;

/// Line by line, and whether it is clear that they are one text of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    lines: Vec<String>,
    mingled: bool,
}

impl OwnWords {
    pub(super) const fn new(lines: Vec<String>, mingled: bool) -> Self {
        Self { lines, mingled }
    }

    /// Whether they stand on more than one side of what is quoted, or begin directly below it: what they say depends on what stands
    /// around them, or a line of the quotation has lost its mark. An order is read out of none such.
    pub const fn are_mingled(&self) -> bool {
        self.mingled
    }
}

impl From<Vec<String>> for OwnWords {
    /// Of a text with nothing quoted in it.
    fn from(lines: Vec<String>) -> Self {
        Self { lines, mingled: false }
    }
}

impl Deref for OwnWords {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.lines
    }
}

impl<'w> IntoIterator for &'w OwnWords {
    type Item = &'w String;
    type IntoIter = std::slice::Iter<'w, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.lines.iter()
    }
}
