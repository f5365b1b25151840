//! The ZIP around an attachment: told by its bytes, unpacked within limits.
//!
//! Only archives of exactly one entry are of interest, and what comes in may be hostile, so that this reads those alone: it looks at three
//! records of fixed place and size, where a general reader would take in a directory of any length first.

use std::io::{self, Read, Seek, SeekFrom, Take};

use flate2::{Crc, read::DeflateDecoder};

use crate::{
    attachment::ending,
    fault::ReadFault,
    hash::count,
    limits::{Limit, Limits},
};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const LOCAL_SIZE: u64 = 30;
const CENTRAL_SIZE: u64 = 46;
const END_SIZE: usize = 22;
/// The longest comment that an archive has.
const COMMENT: u64 = 0xffff;
/// Below this, how well it was packed does not matter.
const SMALL: u64 = 1 << 20;

/// What the bytes of an attachment are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// No archive.
    Plain,
    /// One file, wrapped.
    Wrapped(Entry),
    /// An archive that is not the wrapping of one file of this name's ending.
    Archive,
}

/// Where the one entry stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    begin: u64,
    packed: u64,
    size: u64,
    crc: u32,
    deflated: bool,
}

/// Looks at the bytes of an attachment of this name. An archive that is sent as such (`.zip`) is never taken for a wrapping; an office file
/// is not either, since it has more entries than one, none of them of its own ending.
pub(super) fn look(file: &mut (impl Read + Seek), name: Option<&str>) -> io::Result<Look> {
    let mut magic = Vec::new();
    file.rewind()?;
    file.by_ref().take(4).read_to_end(&mut magic)?;
    if magic != LOCAL {
        return Ok(Look::Plain);
    }
    let ending = name.and_then(ending);
    if ending.as_deref() == Some("zip") {
        return Ok(Look::Plain);
    }
    Ok(one_entry(file, ending.as_deref())?.map_or(Look::Archive, Look::Wrapped))
}

fn one_entry(file: &mut (impl Read + Seek), wanted: Option<&str>) -> io::Result<Option<Entry>> {
    let length = file.seek(SeekFrom::End(0))?;
    let tail_at = length.saturating_sub(COMMENT + count(END_SIZE));
    let tail = bytes(file, tail_at, length - tail_at)?;
    let found = tail.windows(END_SIZE).enumerate().rev().find(|(at, record)| {
        let comment = number(record, 20, 2).and_then(|n| usize::try_from(n).ok());
        record.starts_with(END) && comment.is_some_and(|comment| at + END_SIZE + comment == tail.len())
    });
    let Some((end_at, end)) = found else { return Ok(None) };
    let end_at = tail_at + count(end_at);
    let alone = (number(end, 4, 4), number(end, 8, 2), number(end, 10, 2)) == (Some(0), Some(1), Some(1));
    let (Some(directory), Some(directory_at)) = (number(end, 12, 4), number(end, 16, 4)) else { return Ok(None) };
    if !alone || directory < CENTRAL_SIZE || directory_at.checked_add(directory).is_none_or(|to| to > end_at) {
        return Ok(None);
    }
    let central = bytes(file, directory_at, directory.min(CENTRAL_SIZE + COMMENT))?;
    let local = bytes(file, 0, LOCAL_SIZE)?;
    Ok(entry(&central, &local, directory_at, wanted))
}

/// The entry, if it is one that can be unpacked and has the name that a wrapping has.
fn entry(central: &[u8], local: &[u8], directory_at: u64, wanted: Option<&str>) -> Option<Entry> {
    let (flags, method) = (number(central, 8, 2)?, number(central, 10, 2)?);
    let (packed, size) = (number(central, 20, 4)?, number(central, 24, 4)?);
    let name = central.get(46..46_usize.checked_add(usize::try_from(number(central, 28, 2)?).ok()?)?)?;
    let name = String::from_utf8_lossy(name);
    let inside = ending(&name);
    // Java's SDK names the entry by the file's ending, its makers' samples by their own.
    let same = inside.as_deref() == wanted || inside.as_deref() == Some("edxml");
    let encrypted = flags & 1 != 0;
    let begin = LOCAL_SIZE + number(local, 26, 2)? + number(local, 28, 2)?;
    let whole = central.starts_with(CENTRAL)
        && number(central, 42, 4)? == 0
        && begin.checked_add(packed)? <= directory_at
        && packed != u64::from(u32::MAX)
        && size != u64::from(u32::MAX)
        && (method == 8 || packed == size);
    let usual = same && !encrypted && matches!(method, 0 | 8) && !name.ends_with('/') && name != "[Content_Types].xml";
    let crc = u32::try_from(number(central, 16, 4)?).ok()?;
    (whole && usual).then_some(Entry { begin, packed, size, crc, deflated: method == 8 })
}

fn bytes(file: &mut (impl Read + Seek), at: u64, many: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.by_ref().take(many).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A number, its least byte first.
fn number(record: &[u8], at: usize, many: usize) -> Option<u64> {
    let bytes = record.get(at..at.checked_add(many)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
}

/// The content of an entry, held against what the archive says of it, and against the limits.
pub(super) struct Unpacked<'a, F> {
    inner: Inner<'a, F>,
    entry: Entry,
    limits: &'a Limits,
    /// How much of it may still be kept, beside what was kept of the message before.
    left: u64,
    crc: Crc,
    given: u64,
    /// Why it failed: the error of a `Read` cannot say.
    pub fault: Option<ReadFault>,
}

enum Inner<'a, F> {
    Stored(Take<&'a mut F>),
    Deflated(Box<DeflateDecoder<Take<&'a mut F>>>),
}

impl<'a, F: Read + Seek> Unpacked<'a, F> {
    pub fn new(file: &'a mut F, entry: Entry, limits: &'a Limits, left: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(entry.begin))?;
        let packed = file.take(entry.packed);
        let inner =
            if entry.deflated { Inner::Deflated(Box::new(DeflateDecoder::new(packed))) } else { Inner::Stored(packed) };
        Ok(Self { inner, entry, limits, left, crc: Crc::new(), given: 0, fault: None })
    }
}

impl<F: Read> Read for Unpacked<'_, F> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.fault.is_some() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if buf.is_empty() {
            return Ok(0);
        }
        let read = match &mut self.inner {
            Inner::Stored(stored) => stored.read(buf),
            Inner::Deflated(deflated) => deflated.read(buf),
        };
        let n = match read {
            Ok(n) => n,
            Err(error) if !is_damage(&error) => return Err(error),
            Err(_) => return Err(fail(&mut self.fault, ReadFault::Zip)),
        };
        if n == 0 {
            if self.given != self.entry.size || self.crc.sum() != self.entry.crc {
                return Err(fail(&mut self.fault, ReadFault::Zip));
            }
            return Ok(0);
        }
        self.crc.update(buf.get(..n).unwrap_or_default());
        self.given = self.given.saturating_add(count(n));
        let most = self.limits.unpacked_bytes;
        if self.given > most {
            return Err(fail(&mut self.fault, ReadFault::Limit(Limit::UnpackedBytes, most)));
        }
        if self.given > self.left {
            let most = self.limits.unpacked_total_bytes;
            return Err(fail(&mut self.fault, ReadFault::Limit(Limit::UnpackedTotalBytes, most)));
        }
        let ratio = self.limits.unpacked_ratio;
        if self.given > SMALL && self.given / self.entry.packed.max(1) > ratio {
            return Err(fail(&mut self.fault, ReadFault::Limit(Limit::UnpackedRatio, ratio)));
        }
        Ok(n)
    }
}

/// Whether an error is about what was packed, and not about the place where it is held.
fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::Other
    )
}

fn fail(place: &mut Option<ReadFault>, fault: ReadFault) -> io::Error {
    *place = Some(fault);
    io::ErrorKind::InvalidData.into()
}
