//! Where signatures stand in a file, found by the ranges of bytes that each says it covers. The file is read once, in pieces.

use std::io::{self, Read, Seek, SeekFrom};

use memchr::memmem;

/// How much is read at once.
const PIECE: usize = 256 * 1024;
/// How far behind its name a range may reach.
const RANGE: usize = 256;
const NAME: &[u8] = b"/ByteRange";
/// The largest signature, in hex: those that bring time stamps and lists of revoked certificates have some hundred kilobytes.
pub(super) const MOST_CONTENTS: u64 = 4 * 1024 * 1024;

/// Where a signature stands, as it says itself: `[from, length, from, length]`, with the signature between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Where its range is written.
    pub at: u64,
    /// The range.
    pub range: [u64; 4],
}

impl Place {
    /// Where the signature itself begins.
    pub fn gap(&self) -> u64 {
        let [from, length, _, _] = self.range;
        from.saturating_add(length)
    }

    /// Where what is behind it begins.
    pub const fn behind(&self) -> u64 {
        let [_, _, behind, _] = self.range;
        behind
    }

    /// Where what it covers ends.
    pub fn end(&self) -> u64 {
        let [_, _, behind, length] = self.range;
        behind.saturating_add(length)
    }

    /// The file from its beginning, but for the signature, is what a signature has to cover.
    pub fn check(&self, length: u64) -> Option<()> {
        let [from, _, behind, _] = self.range;
        let holds = from == 0 && self.gap() < behind && self.end() <= length && behind - self.gap() <= MOST_CONTENTS;
        holds.then_some(())
    }
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Places, in the order in which they stand.
    pub places: Vec<Place>,
    /// There are more.
    pub more: bool,
    /// The file may be encrypted: texts in it mean nothing then.
    pub encrypted: bool,
    /// How long the file is.
    pub length: u64,
}

/// Looks through a file.
pub(super) fn scan(file: &mut (impl Read + Seek), most: usize) -> io::Result<Found> {
    file.seek(SeekFrom::Start(0))?;
    let mut found = Found::default();
    // What of a piece may be the beginning of something is looked at again with the next.
    let (mut buffer, mut start) = (Vec::with_capacity(PIECE + RANGE), 0_u64);
    loop {
        let read = file.by_ref().take(length_of(PIECE)).read_to_end(&mut buffer)?;
        found.length += length_of(read);
        let last = read == 0;
        // The last bytes are kept for the next piece; at the end there is none.
        let until = if last { buffer.len() } else { buffer.len().saturating_sub(RANGE) };
        for at in memmem::find_iter(&buffer, NAME).take_while(|at| *at < until) {
            let Some(range) = range(buffer.get(at + NAME.len()..).unwrap_or_default()) else { continue };
            let place = Place { at: start + length_of(at), range };
            if found.places.iter().any(|known| known.range == range) {
                continue;
            }
            if found.places.len() == most {
                found.more = true;
                break;
            }
            found.places.push(place);
        }
        found.encrypted |= memmem::find(&buffer, b"/Encrypt").is_some();
        if last {
            return Ok(found);
        }
        start += length_of(until);
        buffer.drain(..until);
    }
}

pub(super) fn length_of(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// `[0 840 960 240]`, with blanks as they please.
fn range(text: &[u8]) -> Option<[u64; 4]> {
    let text = text.get(..RANGE - NAME.len()).unwrap_or(text);
    let inner = text.trim_ascii_start().strip_prefix(b"[")?;
    let inner = inner.get(..inner.iter().position(|byte| *byte == b']')?)?;
    let numbers = std::str::from_utf8(inner).ok()?.split_ascii_whitespace().map(|number| number.parse().ok());
    numbers.collect::<Option<Vec<u64>>>()?.try_into().ok()
}

/// A piece of a file.
pub(super) fn piece(file: &mut (impl Read + Seek), from: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_range_is_found_wherever_pieces_meet() {
        for before in (PIECE - 40..PIECE + 4).chain([0, 7, 2 * PIECE - 11]) {
            let mut bytes = vec![b'x'; before];
            bytes.extend_from_slice(b"/ByteRange [ 0 12\n34 5 ] /Contents<00>");
            let found = scan(&mut Cursor::new(&bytes), 4).unwrap();
            assert_eq!(found.places, [Place { at: length_of(before), range: [0, 12, 34, 5] }], "{before}");
            assert_eq!(found.length, length_of(bytes.len()));
        }
    }

    #[test]
    fn what_is_no_range_is_passed_over_and_most_are_the_most() {
        let found =
            scan(&mut Cursor::new(b"/ByteRange [0 1 2] /ByteRange [a b c d] /ByteRange 7 0 R /ByteRange"), 4).unwrap();
        assert!(found.places.is_empty() && !found.more);
        let many = [
            "/ByteRange[0 0 9 9]",
            "/ByteRange[0 1 9 9]",
            "/ByteRange[0 2 9 9]",
            "/ByteRange[0 3 9 9]",
            "/ByteRange[0 4 9 9]",
        ]
        .concat();
        let found = scan(&mut Cursor::new(many.as_bytes()), 4).unwrap();
        assert!(found.places.len() == 4 && found.more);
    }
}
