//! The files of a document: an office's templates (DOCX, ODT) filled with its fields, its layout looked at (Decree 30/2020, Appendix I),
//! a PDF made of it by LibreOffice, and what is signed in a PDF.
//!
//! Every file that comes in here may be hostile: what is read is bounded ([`Limits`]), nothing that would run or fetch something by itself
//! passes, and nothing here panics. Knows nothing of offices, people and databases.

mod fault;
mod field;
mod fill;
mod finding;
mod layout;
mod package;
mod picture;
mod safety;
mod sheet;
mod xml;

pub mod convert;
pub mod pdf;
pub mod signature;
pub mod standard;

use unicode_normalization::UnicodeNormalization;

pub use fault::{Fault, Words};
pub use field::{Field, Fields, GAP, Many};
pub use fill::{Filled, fill, inspect};
pub use finding::{Finding, Place};
pub use layout::{Expected, Heading, check_layout, check_pages};
pub use package::{Kind, Limits};

/// In the composed form, in which letters are compared.
pub(crate) fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Without accents and capitals, one blank where there are several.
pub(crate) fn folded(text: &str) -> String {
    let bare: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c })
        .collect();
    bare.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, as it is shown to say where something stands.
pub(crate) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 80;
    let clean: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = clean.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if clean.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
