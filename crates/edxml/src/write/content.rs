//! The bytes of attachments on their way out: raw or in a ZIP of one entry, as base64 of one line.

use std::io::{self, BufWriter, Read, Write};

use base64::{engine::general_purpose::STANDARD, write::EncoderWriter};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    attachment::{Attachment, ending},
    hash::{Measure, Measured},
};

/// How an attachment is to be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    pub content_type: String,
    /// The name of the one entry; none where the bytes go as they are.
    entry: Option<String>,
}

const ARCHIVE: &str = "application/zip";

impl Packed {
    /// What is customary for a name's ending: PDF and Word files as they are, and archives, which would not be told from the wrapping; all
    /// others in a ZIP. A PDF or older Word file that begins as an archive does would be taken for the wrapping: it is wrapped, and so comes
    /// out as it went in. Only to see that is the content opened.
    pub fn of<'a>(attachment: &Attachment, open: impl FnOnce() -> io::Result<Box<dyn Read + 'a>>) -> io::Result<Self> {
        let ending = ending(&attachment.name);
        let raw = match ending.as_deref() {
            Some(raw @ ("docx" | "zip")) => Some(raw),
            Some(raw @ ("pdf" | "doc")) => {
                let mut head = Vec::new();
                open()?.take(4).read_to_end(&mut head)?;
                (head != b"PK\x03\x04").then_some(raw)
            }
            _ => None,
        };
        Ok(match raw {
            Some(raw) => Self { content_type: format!("application/{raw}"), entry: None },
            None => Self { content_type: ARCHIVE.to_owned(), entry: Some(entry_name(attachment)) },
        })
    }

    /// Puts out a content as base64, and says what went in.
    pub fn put(self, content: impl Read, out: &mut impl Write) -> Result<Measure, Broken> {
        let mut content = Measured::new(content);
        // The encoder writes a thousand bytes at a time.
        let mut encoder = EncoderWriter::new(BufWriter::with_capacity(PIECE, out), &STANDARD);
        match self.entry {
            None => copy(&mut content, &mut encoder)?,
            Some(entry) => {
                let mut archive = ZipWriter::new_stream(&mut encoder);
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .last_modified_time(DateTime::DEFAULT);
                archive.start_file(entry, options).map_err(|error| Broken::Out(error.into()))?;
                copy(&mut content, &mut archive)?;
                archive.finish().map_err(|error| Broken::Out(error.into()))?;
            }
        }
        let mut buffered = encoder.finish().map_err(Broken::Out)?;
        buffered.flush().map_err(Broken::Out)?;
        Ok(content.finish().1)
    }
}

/// A name for the entry that is of no importance but for its ending.
fn entry_name(attachment: &Attachment) -> String {
    let id = attachment.content_id.as_str();
    let plain = id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let stem = if plain { id } else { "tep" };
    match ending(&attachment.name) {
        Some(ending) => format!("{stem}.{ending}"),
        None => stem.to_owned(),
    }
}

/// What can go wrong: on this side, or on that.
pub(super) enum Broken {
    Content(io::Error),
    Out(io::Error),
}

/// Copies so much at once.
const PIECE: usize = 48 << 10;

/// Like [`io::copy`], which does not say whose error it is.
fn copy(from: &mut impl Read, to: &mut impl Write) -> Result<(), Broken> {
    let mut piece = vec![0; PIECE];
    loop {
        let n = match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Broken::Content(error)),
        };
        to.write_all(piece.get(..n).unwrap_or_default()).map_err(Broken::Out)?;
    }
}
