//! All that is done with a message, and what holds of whatever comes out. The fuzz target and the replay of its findings call this.

use std::io::{self, Read};

use edxml::{
    Attachment, Hash, Limits, Message, Nowhere, Packing, ReadOptions, Received, ReceivedFile, Sink, WriteError, json,
    read, safe_name, write,
};

/// Small limits, so that short messages reach them.
fn tight() -> Limits {
    Limits {
        message_bytes: 8_000,
        attachment_bytes: 400,
        attachments_bytes: 600,
        unpacked_bytes: 500,
        unpacked_total_bytes: 700,
        unpacked_ratio: 3,
        attachments: 2,
        depth: 7,
        elements: 100,
        attributes: 3,
        text_bytes: 300,
        texts_bytes: 8_000,
        recipients: 2,
        trace_headers: 2,
        signature_bytes: 200,
        warnings: 3,
    }
}

/// Keeps what it gets in memory.
#[derive(Default)]
pub struct Kept(pub Vec<(ReceivedFile, Vec<u8>)>);

impl Sink for Kept {
    fn keep(&mut self, file: &ReceivedFile, content: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        self.0.push((file.clone(), bytes));
        Ok(())
    }
}

/// Does it all.
pub fn everything(raw: &[u8]) {
    for limits in [Limits::default(), tight()] {
        let options = ReadOptions { limits, ..ReadOptions::default() };
        let mut kept = Kept::default();
        match read(raw, &options, &mut kept) {
            Ok(received) => check(raw, &received, &kept, &options.limits),
            Err(error) => {
                assert!(error.path.starts_with('/') && !error.to_string().is_empty() && !error.vietnamese().is_empty());
            }
        }
        assert!(
            kept.0
                .iter()
                .all(|(_, bytes)| bytes.len() as u64
                    <= options.limits.unpacked_bytes.max(options.limits.attachment_bytes))
        );
        let total: usize = kept.0.iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(total as u64 <= options.limits.unpacked_total_bytes);
    }
}

fn check(raw: &[u8], received: &Received, kept: &Kept, limits: &Limits) {
    assert_eq!(received.measure.sha256, Hash::of(raw));
    assert!(received.warnings.len() <= limits.warnings + 1 && received.files.len() <= limits.attachments);
    let with_bytes: Vec<_> = received.files.iter().filter(|file| file.content.is_some()).collect();
    assert_eq!(with_bytes.len(), kept.0.len());
    for (file, (about, bytes)) in with_bytes.iter().zip(&kept.0) {
        let content = file.content.unwrap();
        assert_eq!((content.length, content.sha256), (bytes.len() as u64, Hash::of(bytes)));
        assert_eq!((&about.file_name, about.number), (&file.file_name, file.number));
    }
    for file in &received.files {
        let name = &file.file_name;
        let bad =
            name.is_empty() || name.len() > 200 || name.starts_with('.') || name.contains(['/', '\\', '\0', '\n', ':']);
        assert!(!bad && safe_name(name, 1) == *name, "{name:?}");
    }
    let report: serde_json::Value = serde_json::from_str(&json::report(received)).unwrap();
    assert!(report["document"].is_object() != report["status"].is_object());
    let message = serde_json::from_value::<Message>(serde_json::to_value(&received.message).unwrap()).unwrap();
    assert_eq!(message, received.message);
    // What is read is written and read again as the same, unless the writer says what is missing.
    let Ok(bytes) = written(&received.message, received, kept) else { return };
    let again = read(bytes.as_slice(), &ReadOptions::default(), &mut Nowhere).unwrap();
    assert_eq!(again.message, bare(received.message.clone()));
    assert!(again.warnings.iter().all(|warning| warning.code.name() != "unknown_element"), "{:?}", again.warnings);
    for (one, other) in
        received.files.iter().filter(|_| matches!(received.message, Message::Document(_))).zip(&again.files)
    {
        let same = again.files.iter().find(|file| file.content_id == one.content_id).unwrap_or(other);
        if one.packing == Packing::Zip || !looks_wrapped(one, kept) {
            // An empty file comes without bytes, or in an archive.
            let content = |file: &ReceivedFile| file.content.filter(|content| content.length > 0);
            assert_eq!(content(one), content(same));
        }
    }
}

/// A file that is a wrapping of its own kind is unpacked once more when it is read again; one that was sent as an archive may be one.
fn looks_wrapped(file: &ReceivedFile, kept: &Kept) -> bool {
    kept.0.iter().any(|(about, bytes)| about.number == file.number && bytes.starts_with(b"PK\x03\x04"))
}

fn written(message: &Message, received: &Received, kept: &Kept) -> Result<Vec<u8>, WriteError> {
    let content = |attachment: &Attachment| {
        let file = received.files.iter().find(|file| file.content_id == attachment.content_id);
        let bytes = file.and_then(|file| kept.0.iter().find(|(about, _)| about.number == file.number));
        bytes.map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    };
    let mut contents =
        |_: usize, attachment: &Attachment| Ok(Box::new(io::Cursor::new(content(attachment))) as Box<dyn Read>);
    let mut out = Vec::new();
    write(message, &mut contents, &mut out).map(|_| out)
}

/// A message without what its form has no place for.
pub fn bare(message: Message) -> Message {
    match message {
        Message::Status(mut status) => {
            if let Some(staff) = &mut status.staff {
                (staff.department_id, staff.staff_id) = (None, None);
            }
            status.staff = status.staff.filter(|staff| *staff != edxml::Staff::default());
            Message::Status(status)
        }
        document @ Message::Document(_) => document,
    }
}
