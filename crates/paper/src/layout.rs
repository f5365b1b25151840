//! The nine elements of an administrative document (Decree 30/2020, Art. 8 and Appendix I), looked for in its file. What is found is told
//! to people and blocks nothing: a machine does not see what a layout is meant to be.

mod lines;
mod page;

use lines::Checked;
pub(crate) use page::is_a4;

use crate::{fault::Fault, finding::Finding, package::Limits, pdf, sheet};

/// What the document is to have, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected {
    /// Cơ quan ban hành.
    pub agency: Option<String>,
    /// Số, ký hiệu; a gap (`…`) in the place of the number where it has none yet.
    pub number: Option<String>,
    /// Địa danh và thời gian ban hành, once it has a number.
    pub place_and_date: Option<String>,
    /// Địa danh.
    pub place: Option<String>,
    /// How it says what it is.
    pub heading: Heading,
    /// Trích yếu.
    pub subject: Option<String>,
    /// Thẩm quyền ban hành, of what says in whose name it is decided.
    pub authority: Option<String>,
    /// Quyền hạn, chức vụ, họ tên người ký, line by line.
    pub signature: Vec<String>,
    /// Nơi nhận, line by line.
    pub recipients: Vec<String>,
    /// Whether it is addressed: `Kính gửi`.
    pub addressed: bool,
    /// Those who stand there, each on a line. Below `Nơi nhận` they are named, or all are by `Như trên`.
    pub addressed_to: Vec<String>,
}

/// How a document says what it is and what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Heading {
    /// `V/v` and the subject below the number: a letter (công văn).
    #[default]
    Letter,
    /// Tên loại in capitals, the subject below it.
    Named(String),
    /// In whatever way: nothing is looked for.
    Free,
}

/// Looks at a DOCX, ODT or PDF. Of a PDF only what it is made of is looked at, not its text.
///
/// # Errors
/// Why it can't be read: it is neither, is broken, or larger than the limits.
pub fn check_layout(bytes: &[u8], expected: &Expected, limits: &Limits) -> Result<Vec<Finding>, Fault> {
    if pdf::is_pdf(bytes) {
        return Ok(pdf::check(bytes, limits));
    }
    let sheet = sheet::read(bytes, limits)?;
    let mut found = Checked::new(&sheet.lines, expected).findings();
    found.extend(page::findings(&sheet));
    Ok(found)
}

/// Looks at the pages alone, of what goes with a document: size, margins and font, or what a PDF is made of.
///
/// # Errors
/// As [`check_layout`].
pub fn check_pages(bytes: &[u8], limits: &Limits) -> Result<Vec<Finding>, Fault> {
    if pdf::is_pdf(bytes) { Ok(pdf::check(bytes, limits)) } else { Ok(page::findings(&sheet::read(bytes, limits)?)) }
}
