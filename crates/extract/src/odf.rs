//! A text or a workbook of OpenDocument: the content as it is shown, then headers and footers. What a tracked change has deleted is not read.

use crate::{
    Limits,
    fault::Fault,
    gather::Gather,
    pack::Pack,
    xml::{Next, Piece, local, walk},
};

pub(crate) fn read(bytes: &[u8], limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
    let mut pack = Pack::open(bytes, limits)?;
    locked(&mut pack, limits)?;
    let content = pack.part("content.xml")?.ok_or(Fault::Kind)?;
    part(content, limits, gather)?;
    if let Some(styles) = pack.part("styles.xml")?
        && !gather.is_full()
    {
        part(styles, limits, gather)?;
    }
    Ok(())
}

/// A password locks the parts, and the list of parts says so.
fn locked(pack: &mut Pack<'_>, limits: &Limits) -> Result<(), Fault> {
    let Some(manifest) = pack.part("META-INF/manifest.xml")? else { return Ok(()) };
    let mut locked = false;
    walk(manifest, limits, |piece| {
        if let Piece::Start(element) = piece {
            locked |= local(element) == "encryption-data";
        }
        Ok(if locked { Next::Enough } else { Next::On })
    })?;
    if locked { Err(Fault::Locked) } else { Ok(()) }
}

fn part(reader: impl std::io::Read, limits: &Limits, gather: &mut Gather) -> Result<(), Fault> {
    // How deep within what was deleted, and within paragraphs: text stands nowhere else.
    let (mut out, mut paragraphs) = (0_usize, 0_usize);
    walk(reader, limits, |piece| {
        match piece {
            Piece::Start(element) => match local(element) {
                "tracked-changes" => out = out.saturating_add(1),
                _ if out > 0 => {}
                "p" | "h" => {
                    // A note or a frame stands in the midst of a paragraph and has paragraphs of its own.
                    gather.paragraph();
                    paragraphs = paragraphs.saturating_add(1);
                }
                "s" | "tab" => gather.blank(),
                "line-break" => gather.paragraph(),
                _ => {}
            },
            Piece::End(name) => match name {
                "tracked-changes" => out = out.saturating_sub(1),
                "p" | "h" if out == 0 => {
                    gather.paragraph();
                    paragraphs = paragraphs.saturating_sub(1);
                }
                _ => {}
            },
            Piece::Text(words) if out == 0 && paragraphs > 0 => gather.text(words),
            Piece::Text(_) => {}
        }
        Ok(if gather.is_full() { Next::Enough } else { Next::On })
    })?;
    gather.paragraph();
    Ok(())
}
