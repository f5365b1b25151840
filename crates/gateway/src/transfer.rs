//! Packets on their way, a piece at a time: out of a file into a request, and out of an answer into what keeps it.

use std::{
    fs::File,
    io::{self, Cursor, Read, Write},
};

use sha2::{Digest, Sha256};

use crate::{Code, Failure, Fetched, Packet, Why};

/// A request's body: something before, a packet's file, something behind.
///
/// The file is hashed as it goes. Its last piece is held back until the hash is known to be right, so that the other side never has the
/// whole of a file that is not the packet.
pub(crate) struct Upload {
    head: Cursor<Vec<u8>>,
    file: File,
    left: u64,
    tail: Cursor<Vec<u8>>,
    length: u64,
    hash: Sha256,
    expected: [u8; 32],
    changed: bool,
}

impl Upload {
    /// Opens the packet's file.
    pub(crate) fn open(packet: &Packet, head: Vec<u8>, tail: Vec<u8>) -> Result<Self, Failure> {
        let missing =
            || Failure::packet("Không đọc được tệp gói tin trên máy chủ này", "The packet's file can't be read");
        let file = File::open(&packet.path).map_err(|_| missing())?;
        if file.metadata().map_err(|_| missing())?.len() != packet.length {
            return Err(Self::differs());
        }
        let around = u64::try_from(head.len().saturating_add(tail.len())).unwrap_or(u64::MAX);
        Ok(Self {
            head: Cursor::new(head),
            file,
            left: packet.length,
            tail: Cursor::new(tail),
            length: packet.length.saturating_add(around),
            hash: Sha256::new(),
            expected: packet.sha256,
            changed: false,
        })
    }

    fn differs() -> Failure {
        Failure::packet(
            "Tệp gói tin trên máy chủ này đã bị thay đổi, không gửi đi",
            "The packet's file has changed since it was made; it is not sent",
        )
    }

    /// The body's length in bytes.
    pub(crate) const fn length(&self) -> u64 {
        self.length
    }

    /// Whether all of it was handed over: only then may the other side have the packet.
    pub(crate) fn handed_over(&self) -> bool {
        let rest = |part: &Cursor<Vec<u8>>| part.position() < u64::try_from(part.get_ref().len()).unwrap_or(u64::MAX);
        self.left == 0 && !self.changed && !rest(&self.head) && !rest(&self.tail)
    }

    /// What is wrong with the file, where it was that which ended the reading.
    pub(crate) fn fault(&self) -> Option<Failure> {
        self.changed.then(Self::differs)
    }

    /// What a request without an answer means, by how far this body went.
    pub(crate) fn no_answer(&self, error: &str) -> Failure {
        self.fault().unwrap_or_else(|| Failure::no_answer(self.handed_over(), error))
    }
}

impl Read for Upload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let before = self.head.read(buffer)?;
        if before > 0 {
            return Ok(before);
        }
        if self.left == 0 || buffer.is_empty() {
            return self.tail.read(buffer);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let place = buffer.get_mut(..most).unwrap_or_default();
        let read = self.file.read(place)?;
        self.hash.update(place.get(..read).unwrap_or_default());
        let left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        let whole = left > 0 || self.hash.finalize_reset().as_slice() == self.expected;
        if read == 0 || !whole {
            self.changed = true;
            return Err(io::Error::other("the packet's file has changed"));
        }
        self.left = left;
        Ok(read)
    }
}

/// Why a packet could not be written.
pub(crate) enum Fault {
    /// Its source failed.
    Source(io::Error),
    /// Where it is to be written failed.
    Sink,
    /// It is longer than it may be.
    TooLong,
}

impl Fault {
    /// What it means to the caller.
    pub(crate) fn failure(self) -> Failure {
        match self {
            Self::Source(error) => Failure::unreadable(false, &error.to_string()),
            Self::Sink => Failure::temporary(Why::new(
                "Không ghi được gói tin vào kho lưu trữ",
                "The packet could not be written to the storage",
            )),
            Self::TooLong => Failure::permanent(
                Code::TooLarge,
                Why::new("Gói tin lớn hơn mức cho phép", "The packet is larger than is allowed"),
            ),
        }
    }
}

/// Writes within a limit, and hashes what it writes.
pub(crate) struct Keeper<'a> {
    into: &'a mut dyn Write,
    left: u64,
    length: u64,
    hash: Sha256,
}

impl<'a> Keeper<'a> {
    pub(crate) fn new(into: &'a mut dyn Write, limit: u64) -> Self {
        Self { into, left: limit, length: 0, hash: Sha256::new() }
    }

    /// Whether nothing was written yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Writes a piece.
    pub(crate) fn keep(&mut self, piece: &[u8]) -> Result<(), Fault> {
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(Fault::TooLong)?;
        self.into.write_all(piece).map_err(|_| Fault::Sink)?;
        self.hash.update(piece);
        self.length = self.length.saturating_add(length);
        Ok(())
    }

    /// Writes all that a reader gives.
    pub(crate) fn keep_all(&mut self, from: &mut dyn Read) -> Result<(), Fault> {
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => self.keep(buffer.get(..read).unwrap_or_default())?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::Source(error)),
            }
        }
    }

    /// What was written.
    pub(crate) fn done(self) -> Result<Fetched, Fault> {
        self.into.flush().map_err(|_| Fault::Sink)?;
        Ok(Fetched { length: self.length, sha256: self.hash.finalize().into() })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packet(bytes: &[u8]) -> (tempfile::NamedTempFile, Packet) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let packet = Packet {
            id: "p1".to_owned(),
            path: file.path().to_owned(),
            sha256: Sha256::digest(bytes).into(),
            length: u64::try_from(bytes.len()).unwrap(),
            from: "H22.11".to_owned(),
            to: vec![],
        };
        (file, packet)
    }

    #[test]
    fn a_body_is_what_stands_before_the_file_and_behind() {
        let (_file, packet) = packet(b"than");
        let mut upload = Upload::open(&packet, b"dau-".to_vec(), b"-cuoi".to_vec()).unwrap();
        let mut all = Vec::new();
        assert!(!upload.handed_over());
        upload.read_to_end(&mut all).unwrap();
        assert_eq!(all, b"dau-than-cuoi");
        assert_eq!(upload.length(), 13);
        assert!(upload.handed_over());
    }

    #[test]
    fn a_changed_file_never_leaves_whole() {
        let (_file, mut packet) = packet(&vec![7; 200_000]);
        packet.sha256 = [0; 32];
        let mut upload = Upload::open(&packet, vec![], vec![]).unwrap();
        let mut gone = Vec::new();
        assert!(upload.read_to_end(&mut gone).is_err());
        assert!(gone.len() < 200_000 && !upload.handed_over());
        assert!(matches!(upload.no_answer("x"), Failure::Permanent { code: Code::Packet, .. }));
        packet.length = 5;
        assert!(Upload::open(&packet, vec![], vec![]).is_err());
    }

    #[test]
    fn no_more_is_kept_than_is_allowed() {
        let mut into = Vec::new();
        let mut keeper = Keeper::new(&mut into, 4);
        assert!(keeper.keep(b"abcd").is_ok());
        assert!(matches!(keeper.keep(b"e"), Err(Fault::TooLong)));
        let fetched = keeper.done().ok().unwrap();
        assert_eq!((fetched.length, into.as_slice()), (4, &b"abcd"[..]));
    }
}
