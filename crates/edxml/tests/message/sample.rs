//! A document and a status that lack nothing, to be changed by tests.

use chrono::{NaiveDate, NaiveDateTime};
use edxml::{
    AtLeastOne, Attachment, Business, ContentId, Document, DocumentId, DocumentType, Message, OrganId, Organisation,
    OtherInfo, ReadOptions, Received, Signer, Staff, Stated, Status, StatusCode, TraceHeader, WriteError, read, write,
};

use crate::everything::Kept;

pub fn organ(id: &str) -> OrganId {
    OrganId::new(id).unwrap()
}

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn time() -> NaiveDateTime {
    day(20).and_hms_opt(9, 15, 0).unwrap()
}

pub fn attachment(id: &str, name: &str) -> Attachment {
    Attachment { content_id: ContentId::new(id).unwrap(), name: name.to_owned(), description: None }
}

/// A document with one attachment.
pub fn document() -> Document {
    let from = Organisation::new(organ("H99.11"), "Sở Ví dụ");
    Document {
        to: AtLeastOne::one(Organisation::new(organ("H99.15"), "Sở Kiểm tra")),
        id: DocumentId::build(&from.id, day(20), "125", "SVD-VP"),
        number: "125".to_owned(),
        notation: "SVD-VP".to_owned(),
        place: Some("Mẫu".to_owned()),
        issued: day(20).into(),
        kind: DocumentType { code: Some(2), detail: Some(18), name: "Công văn".to_owned() },
        subject: "V/v thử nghiệm liên thông".to_owned(),
        content: None,
        signer: Some(Signer { name: Some("Người Ký Mẫu".to_owned()), ..Signer::default() }),
        due: None,
        other: OtherInfo::default(),
        response_for: Vec::new(),
        steering: Some(0),
        task_codes: Vec::new(),
        application: None,
        to_places: Vec::new(),
        trace: vec![TraceHeader { organ: Some(from.id.clone()), at: Some(Stated::Known(time())) }],
        business: Business::new_document(),
        attachments: vec![attachment("toan-van", "125.pdf")],
        from,
    }
}

/// A status about that document.
pub fn status() -> Status {
    Status {
        from: Organisation::new(organ("H99.15"), "Sở Kiểm tra"),
        about: document().as_response_for(),
        staff: Some(Staff { name: Some("Văn Thư Mẫu".to_owned()), ..Staff::default() }),
        code: StatusCode::Accepted,
        description: None,
        at: Some(Stated::Known(time())),
    }
}

/// The bytes of a message.
pub fn bytes(message: impl Into<Message>, contents: &[&[u8]]) -> Result<Vec<u8>, WriteError> {
    let mut out = Vec::new();
    write(&message.into(), &mut &*contents, &mut out).map(|_| out)
}

/// What comes of bytes, with its files.
pub fn again(bytes: &[u8]) -> (Received, Vec<Vec<u8>>) {
    let mut kept = Kept::default();
    let received = read(bytes, &ReadOptions::default(), &mut kept).unwrap();
    (received, kept.0.into_iter().map(|(_, bytes)| bytes).collect())
}
