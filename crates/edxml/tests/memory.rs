//! Memory does not grow with the size of attachments.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read},
};

use chrono::NaiveDate;
use edxml::{
    AtLeastOne, Attachment, Business, ContentId, Document, DocumentId, DocumentType, Message, OrganId, Organisation,
    OtherInfo, ReadOptions, ReceivedFile, Signer, Stated, TraceHeader, read, write,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HELD: PeakAlloc = PeakAlloc;

const LARGE: u64 = 200 << 20;
/// What may be held at most, though 200 MiB go through.
const MOST: usize = 4 << 20;

/// Bytes that no archive makes smaller, again and again: the same come back farther away than an archive looks.
struct Noise {
    block: Vec<u8>,
    at: usize,
}

impl Noise {
    fn new() -> Self {
        let mut state = 88_172_645_463_325_252_u64;
        let block = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()
        });
        Self { block: block.take(16 << 10).flatten().collect(), at: 0 }
    }
}

impl Read for Noise {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut left = self.block.get(self.at..).unwrap_or_default();
        let n = left.read(buf)?;
        self.at = (self.at + n) % self.block.len();
        Ok(n)
    }
}

fn document(names: &[&str]) -> Message {
    let from = Organisation::new(OrganId::new("H99.11").unwrap(), "Sở Ví dụ");
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let attachment = |name: &&str| Attachment {
        content_id: ContentId::new(name).unwrap(),
        name: (*name).to_owned(),
        description: None,
    };
    Document {
        to: AtLeastOne::one(Organisation::new(OrganId::new("H99.15").unwrap(), "Sở Kiểm tra")),
        id: DocumentId::build(&from.id, day, "125", "SVD-VP"),
        number: "125".to_owned(),
        notation: "SVD-VP".to_owned(),
        place: None,
        issued: day.into(),
        kind: DocumentType { code: Some(2), detail: None, name: "Công văn".to_owned() },
        subject: "V/v thử nghiệm".to_owned(),
        content: None,
        signer: Some(Signer { name: Some("Người Ký Mẫu".to_owned()), ..Signer::default() }),
        due: None,
        other: OtherInfo::default(),
        response_for: Vec::new(),
        steering: None,
        task_codes: Vec::new(),
        application: None,
        to_places: Vec::new(),
        trace: vec![TraceHeader { organ: Some(from.id.clone()), at: day.and_hms_opt(9, 0, 0).map(Stated::Known) }],
        business: Business::new_document(),
        attachments: names.iter().map(attachment).collect(),
        from,
    }
    .into()
}

/// A raw attachment of 200 MiB, and one of 16 MiB in an archive.
#[test]
fn two_hundred_megabytes_go_through() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lon.edxml");
    let sizes = [LARGE, 16 << 20];
    let message = document(&["toan-van.pdf", "du-lieu.bin"]);
    let mut contents = |number: usize, _: &Attachment| {
        let size = sizes.get(number).copied().unwrap_or_default();
        let noise: Box<dyn Read> = Box::new(Noise::new().take(size));
        Ok(noise)
    };
    HELD.reset_peak_usage();
    let before = HELD.current_usage();
    let written = write(&message, &mut contents, BufWriter::new(File::create(&path).unwrap())).unwrap();
    let held = HELD.peak_usage().saturating_sub(before);
    assert!(held < MOST, "{held} bytes were held while it was written");

    let options = ReadOptions { spool: folder.path().to_owned(), ..ReadOptions::default() };
    let mut seen = Vec::new();
    let mut sink = |file: &ReceivedFile, content: &mut dyn Read| {
        seen.push((file.number, io::copy(content, &mut io::sink())?));
        Ok(())
    };
    HELD.reset_peak_usage();
    let before = HELD.current_usage();
    let received = read(BufReader::new(File::open(&path).unwrap()), &options, &mut sink).unwrap();
    let held = HELD.peak_usage().saturating_sub(before);
    assert!(held < MOST, "{held} bytes were held while it was read");

    assert_eq!(received.message, message);
    assert_eq!(received.measure, written.message);
    let measures: Vec<_> = received.files.iter().filter_map(|file| file.content).collect();
    assert_eq!(measures, written.attachments);
    assert_eq!(seen, [(1, LARGE), (2, 16 << 20)]);
}
