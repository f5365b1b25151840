//! What is found in a file's layout.

use crate::{excerpt, fault::Words};

/// Where in a file something was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The page, of a file that has pages.
    pub page: Option<u32>,
    /// The beginning of the text that stands there.
    pub text: Option<String>,
}

/// Something in a file that is not as Appendix I of Decree 30/2020 has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub words: Words,
    /// Where.
    pub place: Place,
}

impl Finding {
    pub(crate) fn new(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, words: Words::new(vi, en), place: Place::default() }
    }

    pub(crate) fn at(mut self, text: &str) -> Self {
        self.place.text = Some(excerpt(text));
        self
    }

    pub(crate) fn on(mut self, page: u32) -> Self {
        self.place.page = Some(page);
        self
    }
}
