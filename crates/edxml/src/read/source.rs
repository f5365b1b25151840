//! The bytes of a message on their way to the parser: counted, hashed, and stopped where a limit is.

use std::io::{self, BufRead, Read};

use crate::hash::{Hash, Measure, count};
use sha2::{Digest, Sha256};

/// Bytes that are held at once.
const BUFFER: usize = 64 << 10;
/// How far the beginning of the XML is looked for.
const PROLOGUE: usize = 4 << 10;
/// Blanks of XML, and the byte order mark.
const BLANKS: &[u8] = b" \t\r\n\xef\xbb\xbf";

/// Why no more bytes are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The message is too large.
    Message,
    /// One tag, text or comment is too long: the parser holds it whole.
    Piece,
    /// What is recorded is too long.
    Recording,
}

/// What stood before the XML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Prologue {
    /// Nothing, or blanks.
    Clean,
    /// Something, which was passed over.
    Passed(String),
    /// There is no `<` near the beginning.
    NoXml,
    /// There is nothing at all.
    Empty,
    /// A byte order mark of UTF-16.
    Utf16,
}

#[derive(Debug)]
pub(super) struct Source<R> {
    inner: R,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    hasher: Sha256,
    total: u64,
    most: u64,
    /// How much the piece that is being read may still take; none while base64 goes by.
    piece: Option<usize>,
    recording: Option<(Vec<u8>, usize)>,
    /// Why it stopped, for the parser's error says only that it did.
    pub stop: Option<Stop>,
}

impl<R: Read> Source<R> {
    pub fn new(inner: R, most: u64) -> Self {
        Self {
            inner,
            buffer: vec![0; BUFFER].into_boxed_slice(),
            start: 0,
            end: 0,
            hasher: Sha256::new(),
            total: 0,
            most,
            piece: None,
            recording: None,
            stop: None,
        }
    }

    /// Gives the next piece so many bytes.
    pub const fn piece(&mut self, most: usize) {
        self.piece = Some(most);
    }

    /// Lets bytes through that nobody holds.
    pub const fn flowing(&mut self) {
        self.piece = None;
    }

    /// Keeps what goes by from here on, behind these bytes, up to so many.
    pub fn record(&mut self, begun: Vec<u8>, most: usize) {
        self.recording = Some((begun, most));
    }

    /// What was kept.
    pub fn recorded(&mut self) -> Option<Vec<u8>> {
        self.recording.take().map(|(bytes, _)| bytes)
    }

    /// Looks for the beginning of the XML, and passes over what stands before it.
    pub fn prologue(&mut self) -> io::Result<Prologue> {
        while self.end < PROLOGUE {
            match self.more()? {
                0 => break,
                n => self.end += n,
            }
        }
        let there = self.buffer.get(..self.end).unwrap_or_default();
        if there.is_empty() {
            return Ok(Prologue::Empty);
        }
        if there.starts_with(b"\xff\xfe") || there.starts_with(b"\xfe\xff") {
            return Ok(Prologue::Utf16);
        }
        let near = there.get(..PROLOGUE.min(there.len())).unwrap_or_default();
        let declaration = near.windows(5).position(|window| window == b"<?xml");
        let Some(begin) = declaration.or_else(|| near.iter().position(|b| *b == b'<')) else {
            return Ok(Prologue::NoXml);
        };
        let before = near.get(..begin).unwrap_or_default();
        let prologue = if before.iter().all(|b| BLANKS.contains(b)) {
            Prologue::Clean
        } else {
            Prologue::Passed(String::from_utf8_lossy(before).into_owned())
        };
        self.consume(begin);
        Ok(prologue)
    }

    /// Takes all that is left; whether it was other than blanks.
    pub fn drain(&mut self) -> io::Result<bool> {
        self.flowing();
        let mut other = false;
        loop {
            let there = self.fill_buf()?;
            let n = there.len();
            if n == 0 {
                return Ok(other);
            }
            other |= there.iter().any(|b| !BLANKS.contains(b));
            self.consume(n);
        }
    }

    /// What comes next, so many bytes of it; fewer at the end. None of it has gone by yet.
    pub fn ahead(&mut self, many: usize) -> io::Result<&[u8]> {
        if self.end - self.start < many {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            while self.end < many {
                match self.more()? {
                    0 => break,
                    n => self.end += n,
                }
            }
        }
        Ok(self.buffer.get(self.start..self.end.min(self.start + many)).unwrap_or_default())
    }

    /// Of all that went by.
    pub fn measure(&self) -> Measure {
        Measure { length: self.total, sha256: Hash::finished(self.hasher.clone()) }
    }

    /// Reads behind what is held; how much.
    fn more(&mut self) -> io::Result<usize> {
        loop {
            match self.inner.read(self.buffer.get_mut(self.end..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.stop.is_some() {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
            self.end = self.more()?;
        }
        let there = self.end - self.start;
        if there == 0 {
            return Ok(&[]);
        }
        let left = usize::try_from(self.most.saturating_sub(self.total)).unwrap_or(usize::MAX);
        let most = left.min(self.piece.unwrap_or(usize::MAX));
        if most == 0 {
            self.stop = Some(if left == 0 { Stop::Message } else { Stop::Piece });
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        Ok(self.buffer.get(self.start..self.start + there.min(most)).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        let end = self.start.saturating_add(n).min(self.end);
        let gone = self.buffer.get(self.start..end).unwrap_or_default();
        self.hasher.update(gone);
        self.total = self.total.saturating_add(count(gone.len()));
        if let Some(piece) = &mut self.piece {
            *piece = piece.saturating_sub(gone.len());
        }
        if let Some((kept, most)) = &mut self.recording {
            if kept.len().saturating_add(gone.len()) > *most {
                self.stop = Some(Stop::Recording);
            } else {
                kept.extend_from_slice(gone);
            }
        }
        self.start = end;
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_is_passed_over() {
        let of = |bytes: &[u8]| Source::new(bytes, 1000).prologue().unwrap();
        assert_eq!(of(b"\xef\xbb\xbf\r\n<a/>"), Prologue::Clean);
        assert_eq!(of(b"HTTP <b> <?xml ?>"), Prologue::Passed("HTTP <b> ".to_owned()));
        assert_eq!(of(b"plain"), Prologue::NoXml);
        assert_eq!(of(b"\xff\xfe<\0"), Prologue::Utf16);
        assert_eq!(of(b""), Prologue::Empty);
    }

    /// However few bytes are given at once.
    #[test]
    fn looks_ahead() {
        struct Drops<'a>(&'a [u8]);
        impl Read for Drops<'_> {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
                let most = buf.len().min(1);
                self.0.read(&mut buf[..most])
            }
        }
        let mut source = Source::new(Drops(b"0123456789"), 1000);
        assert_eq!(source.fill_buf().unwrap(), b"0");
        assert_eq!(source.ahead(4).unwrap(), b"0123");
        source.consume(3);
        assert_eq!(source.ahead(4).unwrap(), b"3456");
        source.consume(4);
        assert_eq!(source.ahead(9).unwrap(), b"789");
        assert_eq!(source.measure().length, 7);
    }

    #[test]
    fn stops_at_its_limits() {
        let mut source = Source::new(&b"0123456789"[..], 8);
        source.piece(4);
        assert_eq!(source.fill_buf().unwrap(), b"0123");
        source.consume(4);
        assert!(source.fill_buf().is_err());
        assert_eq!(source.stop, Some(Stop::Piece));
        source.stop = None;
        source.flowing();
        assert!(source.drain().is_err());
        assert_eq!((source.stop, source.measure().length), (Some(Stop::Message), 8));
    }
}
