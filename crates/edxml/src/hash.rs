//! SHA-256 of messages and files, and the gateway's way of writing it.

use std::{
    fmt::{self, Write as _},
    io::{self, Read, Write},
};

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// A SHA-256. Shown, and in JSON, as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub(crate) fn finished(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }

    /// Its 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As the interchange's SDK writes it into `hash-file`: each byte without its leading zero, so that it is shorter than 64 digits for most
    /// files.
    pub fn without_padding(&self) -> String {
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            // A String takes all that is written to it.
            let _ = write!(text, "{byte:x}");
        }
        text
    }

    /// Whether a text is this hash, padded or as the SDK writes it; capitals do not count.
    pub fn matches(&self, text: &str) -> bool {
        let text = text.trim();
        text.eq_ignore_ascii_case(&self.to_string()) || text.eq_ignore_ascii_case(&self.without_padding())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How long something is, and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// In bytes.
    pub length: u64,
    /// SHA-256.
    pub sha256: Hash,
}

/// Measures what goes through.
#[derive(Debug)]
pub(crate) struct Measured<T> {
    inner: T,
    length: u64,
    hasher: Sha256,
}

impl<T> Measured<T> {
    pub fn new(inner: T) -> Self {
        Self { inner, length: 0, hasher: Sha256::new() }
    }

    pub fn finish(self) -> (T, Measure) {
        let measure = Measure { length: self.length, sha256: Hash::finished(self.hasher) };
        (self.inner, measure)
    }

    fn went(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.length = self.length.saturating_add(count(bytes.len()));
    }
}

impl<T: Read> Read for Measured<T> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        if let Some(bytes) = buf.get(..n) {
            self.went(bytes);
        }
        Ok(n)
    }
}

impl<T: Write> Write for Measured<T> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(buf)?;
        if let Some(bytes) = buf.get(..n) {
            self.went(bytes);
        }
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// How many bytes, where a length of this machine is asked for as one of a file.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gateways_form_lacks_leading_zeros() {
        let hash = Hash::of(b"abc");
        assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hash.without_padding(), "ba7816bf8f1cfea414140de5dae2223b0361a396177a9cb410ff61f2015ad");
        assert!(hash.matches(&hash.to_string().to_uppercase()) && hash.matches(&hash.without_padding()));
        assert!(!hash.matches("") && !hash.matches("ba78"));
    }
}
