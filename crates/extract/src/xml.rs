//! XML as it goes by: elements and texts, none of them kept. No document type is followed, and no entities but the five that XML itself has.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use quick_xml::{
    Reader, XmlVersion,
    errors::Error,
    events::{BytesStart, Event},
};

use crate::{Limits, fault::Fault};

/// How much is read at once; a piece is let be larger than it may by that.
const BUFFER: usize = 32 << 10;

/// What goes by.
pub(crate) enum Piece<'a> {
    /// `<w:p …>`; one that is empty ends right behind.
    Start(&'a BytesStart<'a>),
    /// `</w:p>`, by the name behind its prefix.
    End(&'a str),
    /// Text between them.
    Text(&'a str),
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    On,
    /// Enough was read.
    Enough,
}

/// Lets a piece be so long, and no longer.
struct Metered<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(count);
        self.left.set(left.ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?);
        Ok(count)
    }
}

/// The name behind its prefix.
pub(crate) fn local<'a>(element: &'a BytesStart<'_>) -> &'a str {
    element.local_name().into_inner()
}

/// The value of an attribute, by the name behind its prefix.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|one| one.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Reads a part to its end, or until enough was read.
pub(crate) fn walk(
    reader: impl Read,
    limits: &Limits,
    mut each: impl FnMut(Piece<'_>) -> Result<Next, Fault>,
) -> Result<(), Fault> {
    let left = Rc::new(Cell::new(usize::MAX));
    let mut buffered = BufReader::with_capacity(BUFFER, Metered { inner: reader, left: Rc::clone(&left) });
    is_utf8(&mut buffered)?;
    let mut reader = Reader::from_reader(buffered);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        left.set(limits.piece_bytes.saturating_add(BUFFER));
        let next = match reader.read_event_into(&mut buffer).map_err(|error| why(&error))? {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof | Event::DocType(_) => return Err(Fault::Broken),
            Event::Start(element) => {
                depth = depth.saturating_add(1);
                if depth > limits.depth {
                    return Err(Fault::Large);
                }
                each(Piece::Start(&element))?
            }
            Event::End(element) => {
                depth = depth.checked_sub(1).ok_or(Fault::Broken)?;
                each(Piece::End(element.local_name().into_inner()))?
            }
            Event::Text(text) => each(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => each(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) => c,
                    Ok(None) => named(&reference.xml10_content()).ok_or(Fault::Broken)?,
                    // A number that is no letter: it is left out.
                    Err(_) => ' ',
                };
                each(Piece::Text(resolved.encode_utf8(&mut [0; 4])))?
            }
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Next::On,
        };
        if next == Next::Enough {
            return Ok(());
        }
    }
}

/// Office files are in UTF-8; the standards allow UTF-16, which nobody writes.
fn is_utf8(reader: &mut impl BufRead) -> Result<(), Fault> {
    let head = reader.fill_buf().map_err(|error| io_fault(&error))?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") { Err(Fault::Encoding) } else { Ok(()) }
}

fn why(error: &Error) -> Fault {
    match error {
        Error::Io(error) => io_fault(error),
        _ => Fault::Broken,
    }
}

fn io_fault(error: &io::Error) -> Fault {
    if error.kind() == io::ErrorKind::FileTooLarge { Fault::Large } else { Fault::Broken }
}

fn named(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
