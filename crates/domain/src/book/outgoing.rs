//! Lines of what goes out: of its register, and of the book of what goes by post.

use super::{Book, Line, Naming, day, joined, line, on};
use crate::{
    RecipientId, UtcTime,
    outgoing::{CopyFacts, Destination, LineState, OutgoingDocument, Recipient, state::Remarked},
};

/// A line of a register of outgoing documents as it stands there.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    /// Its number.
    pub number: u32,
    /// How it stands.
    pub state: LineState,
    /// Why it was kept free.
    pub reserved: Option<&'a Remarked>,
    /// Why it is struck out.
    pub voided: Option<&'a Remarked>,
    /// The document, where it has one.
    pub document: Option<&'a OutgoingDocument>,
}

/// Its line in the register (sổ đăng ký văn bản đi). A number that was kept free or struck out has its line, too.
pub fn sent(numbered: Numbered<'_>, naming: Naming<'_>) -> Line {
    let struck = numbered.state == LineState::Voided;
    let Some(document) = numbered.document else {
        let number = format!("{:02}", numbered.number);
        let empty = String::new;
        let cells = [number, empty(), empty(), empty(), empty(), empty(), empty(), empty(), remark(numbered)];
        return line(Book::Outgoing, struck, cells);
    };
    let (content, state) = (document.content(), document.state());
    let unit = naming.directory.departments.get(&content.department).map(|unit| unit.name.clone());
    line(
        Book::Outgoing,
        struck,
        [
            state.line().map_or_else(|| format!("{:02}", numbered.number), crate::outgoing::Line::written),
            day(state.line().map(|line| line.issued_on)),
            naming.type_and_subject(&content.type_code, content.subject.as_str()),
            state.signature().map(|signature| signature.name.clone()).unwrap_or_default(),
            joined(content.recipients.iter().map(|to| Some(recipient(to, naming))), "; "),
            unit.unwrap_or_default(),
            content.copies().to_string(),
            state.dispatch().map(|dispatch| on(dispatch.at)).unwrap_or_default(),
            remark(numbered),
        ],
    )
}

/// Its line in the book of what goes by post (sổ gửi văn bản đi bưu điện), to one recipient: one envelope each.
pub fn posted(
    document: &OutgoingDocument,
    to: RecipientId,
    (sent_at, note): (UtcTime, Option<&str>),
    naming: Naming<'_>,
) -> Line {
    let name = document.recipient(to).map(|to| recipient(to, naming)).unwrap_or_default();
    line(
        Book::Post,
        false,
        [
            on(sent_at),
            document.state().line().map(crate::outgoing::Line::written).unwrap_or_default(),
            name,
            "1".to_owned(),
            note.unwrap_or_default().to_owned(),
        ],
    )
}

/// To whom, by name; by post with the address.
pub(crate) fn recipient(to: &Recipient, naming: Naming<'_>) -> String {
    match &to.destination {
        Destination::Inside { holder } => naming.holder(*holder),
        Destination::Agency { name, .. } | Destination::Counterpart { name, .. } => name.clone(),
        Destination::Post { name, address } => format!("{name}, {address}"),
    }
}

/// Why a number is reserved or struck out, what a copy is of, by what a document is replaced, amended or corrected.
fn remark(numbered: Numbered<'_>) -> String {
    let why = |word: &str, one: Option<&Remarked>| one.map(|one| format!("{word}: {}", one.reason));
    let copy = numbered.document.and_then(|document| document.content().copy.as_ref());
    let later = numbered.document.into_iter().flat_map(OutgoingDocument::later);
    let later = later.map(|(word, later)| {
        Some(format!("{} {} ngày {}", word.vietnamese_by(), later.written, crate::written_day(later.issued_on)))
    });
    let own = [why("Giữ số", numbered.reserved), why("Hủy", numbered.voided), copy.map(CopyFacts::vietnamese)];
    joined(own.into_iter().chain(later), "; ")
}
