//! What a server sends, bounded before the parser sees it.
//!
//! async-imap makes room at once for as many bytes as a server announces, up to 512 MiB, and its parser calls itself for every bracket
//! within brackets. So the stream is read along here: an announced text, a line and a whole answer have their limits, and so have
//! brackets. An answer beyond them ends the connection.

use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How long an answer is without its texts: ten thousand message numbers fit well.
const LONGEST_LINE: u64 = 256 * 1024;
/// How deep brackets may stand in brackets: what is asked for here needs two.
const DEEPEST: u32 = 8;

/// That a server has sent more than there can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("more than fits an answer")]
pub(super) struct TooMuch;

/// A connection whose answers are bounded.
pub(super) struct Bounded<S> {
    inner: S,
    scan: Scan,
}

impl<S> Bounded<S> {
    /// Lets texts (literals) of that many bytes pass.
    pub(super) fn new(inner: S, longest_text: u64) -> Self {
        Self { inner, scan: Scan::new(longest_text) }
    }

    pub(super) fn into_inner(self) -> S {
        self.inner
    }
}

impl<S> fmt::Debug for Bounded<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bounded").finish_non_exhaustive()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buffer))?;
        let new = buffer.filled().get(before..).unwrap_or_default();
        self.scan.pass(new).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// Whether the line just now ends with the announcement of a text, `{123}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announced {
    Nothing,
    /// Behind the opening bracket, with the digits so far.
    Digits(u64),
    /// Behind the closing one.
    Text(u64),
}

/// Reads along.
struct Scan {
    longest_text: u64,
    /// How much of an announced text is still to come.
    text_left: u64,
    /// How much of this answer's texts was announced.
    texts: u64,
    /// How much of this answer was outside its texts.
    line: u64,
    depth: u32,
    announced: Announced,
    /// How this answer begins.
    head: Vec<u8>,
}

/// So much of an answer tells what it is.
const HEAD: usize = 24;

/// Whether an answer that begins so may have a text in it: `* 12 FETCH`, which is all that is asked for. What is announced in any other is
/// none to the reader of the answers, and what is skipped here would be read there.
fn has_texts(head: &[u8]) -> bool {
    let mut words = head.split(|byte| *byte == b' ');
    let number = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    words.next() == Some(b"*".as_slice())
        && words.next().is_some_and(number)
        && words.next().is_some_and(|word| word.eq_ignore_ascii_case(b"FETCH"))
}

impl Scan {
    fn new(longest_text: u64) -> Self {
        Self {
            longest_text,
            text_left: 0,
            texts: 0,
            line: 0,
            depth: 0,
            announced: Announced::Nothing,
            head: Vec::new(),
        }
    }

    fn pass(&mut self, mut bytes: &[u8]) -> Result<(), TooMuch> {
        while !bytes.is_empty() {
            if self.text_left > 0 {
                let skipped = bytes.len().min(usize::try_from(self.text_left).unwrap_or(usize::MAX));
                self.text_left = self.text_left.saturating_sub(u64::try_from(skipped).unwrap_or(u64::MAX));
                bytes = bytes.get(skipped..).unwrap_or_default();
            } else if let Some((first, rest)) = bytes.split_first() {
                self.byte(*first)?;
                bytes = rest;
            }
        }
        Ok(())
    }

    fn byte(&mut self, byte: u8) -> Result<(), TooMuch> {
        self.line = self.line.saturating_add(1);
        if self.line > LONGEST_LINE {
            return Err(TooMuch);
        }
        if self.head.len() < HEAD {
            self.head.push(byte);
        }
        self.announced = match (byte, self.announced) {
            (b'{', _) => Announced::Digits(0),
            (b'0'..=b'9', Announced::Digits(so_far)) => {
                Announced::Digits(so_far.saturating_mul(10).saturating_add(u64::from(byte.saturating_sub(b'0'))))
            }
            (b'}', Announced::Digits(bytes)) => Announced::Text(bytes),
            (b'\r', announced @ Announced::Text(_)) => announced,
            (b'\n', Announced::Text(bytes)) => {
                self.texts = self.texts.saturating_add(bytes);
                if self.texts > self.longest_text || !has_texts(&self.head) {
                    return Err(TooMuch);
                }
                self.text_left = bytes;
                Announced::Nothing
            }
            (b'\n', _) => {
                (self.texts, self.line, self.depth) = (0, 0, 0);
                self.head.clear();
                Announced::Nothing
            }
            (byte, _) => {
                match byte {
                    b'(' => self.depth = self.depth.saturating_add(1),
                    b')' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                if self.depth > DEEPEST {
                    return Err(TooMuch);
                }
                Announced::Nothing
            }
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same whatever pieces it comes in.
    fn passed(bytes: &[u8]) -> Result<(), TooMuch> {
        let whole = Scan::new(1000).pass(bytes);
        for size in 1..7 {
            let mut scan = Scan::new(1000);
            assert_eq!(bytes.chunks(size).try_for_each(|piece| scan.pass(piece)), whole, "in pieces of {size}");
        }
        whole
    }

    #[test]
    fn what_a_server_says_passes() {
        for said in [
            "* OK [CAPABILITY IMAP4rev1 IDLE] Dovecot ready.\r\n".to_owned(),
            "* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[] {5}\r\nab{9} BODY[HEADER] {3}\r\n\r\n\n)\r\nA1 OK done\r\n"
                .to_owned(),
            format!("* 1 FETCH (BODY[] {{1000}}\r\n{})\r\n", "(".repeat(1000)),
            "* OK {12\r\n".repeat(3000),
            format!("* SEARCH{}\r\n", " 4294967295".repeat(10_000)),
        ] {
            assert_eq!(passed(said.as_bytes()), Ok(()), "{said:.60}");
        }
    }

    #[test]
    fn what_is_announced_too_large_ends_it_before_it_comes() {
        assert_eq!(passed(b"* 1 FETCH (BODY[] {1001}\r\n"), Err(TooMuch));
        assert_eq!(passed(b"* 1 FETCH (BODY[] {99999999999999999999999999}\r\n"), Err(TooMuch));
        let two = format!("* 1 FETCH (BODY[] {{600}}\r\n{} BODY[TEXT] {{600}}\r\n", "x".repeat(600));
        assert_eq!(passed(two.as_bytes()), Err(TooMuch));
    }

    #[test]
    fn what_is_announced_where_no_text_stands_ends_it() {
        for said in ["* OK x {60}\r\n", "A1 OK {3}\r\n", "* 1 FETCHED {3}\r\n", "* x FETCH {3}\r\n", "+ idling {3}\r\n"]
        {
            assert_eq!(passed(said.as_bytes()), Err(TooMuch), "{said}");
        }
        assert_eq!(passed(b"* 4294967295 fetch (BODY[] {3}\r\nabc)\r\n"), Ok(()));
    }

    #[test]
    fn a_line_without_end_ends_it() {
        assert_eq!(passed("x".repeat(300_000).as_bytes()), Err(TooMuch));
        assert_eq!(passed("{1}\r\nx".repeat(70_000).as_bytes()), Err(TooMuch));
    }

    #[test]
    fn brackets_in_brackets_end_it() {
        assert_eq!(passed(b"* 1 FETCH (BODYSTRUCTURE ((((((((((((((\r\n"), Err(TooMuch));
    }
}
