//! A text of Word: the body, then notes, comments, headers and footers. What a tracked change has deleted or moved away is not read, nor the
//! codes of fields; what is hidden is.

use crate::{
    Limits,
    fault::Fault,
    gather::Gather,
    pack::Pack,
    xml::{Next, Piece, local, walk},
};

/// Where the text is.
const BODY: &str = "word/document.xml";
/// What stands beside it, each numbered or not.
const BESIDE: &[&str] = &["word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer"];

pub(crate) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
    let mut pack = Pack::open(bytes, limits)?;
    let body = pack.part(BODY)?.ok_or(Fault::Kind)?;
    part(body, limits, gather)?;
    for beginning in BESIDE {
        for name in pack.names(beginning, ".xml") {
            let number = name.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(".xml"));
            if number.is_none_or(|number| !number.chars().all(|c| c.is_ascii_digit())) {
                continue;
            }
            if let Some(more) = pack.part(&name)?
                && !gather.is_full()
            {
                part(more, limits, gather)?;
            }
        }
    }
    Ok(())
}

/// Elements whose text is not the document's: the same again for older programs, what was moved to elsewhere, what was deleted.
fn is_left_out(name: &str) -> bool {
    matches!(name, "Fallback" | "moveFrom" | "del" | "instrText" | "delText" | "delInstrText")
}

fn part(reader: impl std::io::Read, limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
    // How deep within what is left out, and within texts.
    let (mut out, mut text) = (0_usize, 0_usize);
    walk(reader, limits, |piece| {
        match piece {
            Piece::Start(element) => match local(element) {
                name if is_left_out(name) => out = out.saturating_add(1),
                "t" => text = text.saturating_add(1),
                _ if out > 0 => {}
                "tab" | "ptab" => gather.blank(),
                // A box of text stands in the midst of a paragraph.
                "br" | "cr" | "txbxContent" => gather.paragraph(),
                "noBreakHyphen" => gather.text("-"),
                _ => {}
            },
            Piece::End(name) => match name {
                name if is_left_out(name) => out = out.saturating_sub(1),
                "t" => text = text.saturating_sub(1),
                "p" if out == 0 => gather.paragraph(),
                _ => {}
            },
            Piece::Text(words) if out == 0 && text > 0 => gather.text(words),
            Piece::Text(_) => {}
        }
        Ok(if gather.is_full() { Next::Enough } else { Next::On })
    })?;
    gather.paragraph();
    Ok(())
}
