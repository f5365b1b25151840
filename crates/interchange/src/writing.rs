//! What the office has queued, as a message of QCVN 102.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use edxml::{
    Action, AtLeastOne, Attachment, Business, ContentId, Document, DocumentId, DocumentType, Message, OrganId,
    Organisation, OtherInfo, Replaced, ResponseFor, Signer, Staff, Stated, Status, StatusCode, TraceHeader, Update,
    Written,
};
use office::domain::{
    incoming::Urgency,
    interchange::{Card, Cause, DocumentPacket, Earlier, Packet, ReportedStatus, StatusPacket},
};

/// Why a packet can't be written.
#[derive(Debug, Clone)]
pub struct Unwritable {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// Where in the message.
    pub at: Option<String>,
    /// Whether it is the disk's, such as one that is full: it may pass, and the packet is tried again. What is wrong in the message no try mends.
    pub passes: bool,
}

impl Unwritable {
    fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into(), at: None, passes: false }
    }
}

/// Vietnam's time, to the second.
fn local(at: DateTime<Utc>) -> NaiveDateTime {
    let vietnam = FixedOffset::east_opt(7 * 3600);
    let local = vietnam.map_or_else(|| at.naive_utc(), |zone| at.with_timezone(&zone).naive_local());
    local
        .date()
        .and_hms_opt(chrono::Timelike::hour(&local), chrono::Timelike::minute(&local), chrono::Timelike::second(&local))
        .unwrap_or(local)
}

fn organ(code: &str) -> Result<OrganId, Unwritable> {
    OrganId::new(code).map_err(|_| {
        Unwritable::new(
            format!("Mã định danh “{code}” không hợp lệ."),
            format!("The identifier code “{code}” is not valid."),
        )
    })
}

fn organisation(card: &Card) -> Result<Organisation, Unwritable> {
    Ok(Organisation { email: card.email.clone(), ..Organisation::new(organ(&card.code)?, card.name.clone()) })
}

fn key(earlier: &Earlier) -> Result<DocumentId, Unwritable> {
    DocumentId::new(earlier.key.as_str()).map_err(|_| {
        let key = &earlier.key;
        Unwritable::new(
            format!("Mã định danh văn bản “{key}” không hợp lệ."),
            format!("The document's identifier “{key}” is not valid."),
        )
    })
}

fn response_for(earlier: &Earlier) -> Result<ResponseFor, Unwritable> {
    Ok(ResponseFor {
        organ: Some(organ(&earlier.organ)?),
        code: Some(earlier.written.clone()),
        issued: earlier.issued_on.map(Stated::Known),
        document: Some(key(earlier)?),
    })
}

const fn urgency(urgency: Urgency) -> edxml::Urgency {
    match urgency {
        Urgency::Normal => edxml::Urgency::Normal,
        Urgency::Urgent => edxml::Urgency::Urgent,
        Urgency::VeryUrgent => edxml::Urgency::VeryUrgent,
        Urgency::Immediate => edxml::Urgency::Immediate,
    }
}

/// The numbers that name a type: of little worth, and wanted. The name is what counts. Administrative documents are 2 with their line in the list of
/// Circular 01/2011/TT-BNV, normative ones 1.
fn numbers(code: &str) -> (u32, u32) {
    const ADMINISTRATIVE: [(&str, u32); 23] = [
        ("nghi_quyet", 1),
        ("quyet_dinh", 2),
        ("chi_thi", 3),
        ("quy_che", 4),
        ("quy_dinh", 5),
        ("thong_cao", 6),
        ("thong_bao", 7),
        ("huong_dan", 8),
        ("chuong_trinh", 9),
        ("ke_hoach", 10),
        ("phuong_an", 11),
        ("de_an", 12),
        ("du_an", 13),
        ("bao_cao", 14),
        ("bien_ban", 15),
        ("to_trinh", 16),
        ("hop_dong", 17),
        ("cong_van", 18),
        ("cong_dien", 19),
        ("ban_ghi_nho", 20),
        ("ban_thoa_thuan", 22),
        ("giay_uy_quyen", 24),
        ("giay_moi", 25),
    ];
    let found = ADMINISTRATIVE.iter().find(|(known, _)| *known == code);
    (2, found.map_or(0, |(_, detail)| *detail))
}

fn document(packet: &DocumentPacket) -> Result<Document, Unwritable> {
    let from = organisation(&packet.from)?;
    let id = DocumentId::new(packet.key.as_str()).map_err(|_| {
        Unwritable::new("Mã định danh văn bản không hợp lệ.", "The document's identifier is not valid.")
    })?;
    let holder = organ(&packet.to.code)?;
    let (action, reason) = match &packet.cause {
        Cause::New => (Action::New, Business::NEW_REASON.to_owned()),
        Cause::Recall { reason } => (Action::Recall { document: id.clone() }, reason.to_string()),
        Cause::Update { reason } => {
            let update =
                Update { document: id.clone(), data_changed: true, recipients_changed: false, recipients: Vec::new() };
            (Action::Update(update), reason.to_string())
        }
        Cause::Replace { earlier } => {
            let all = earlier.iter().map(|one| Ok(Replaced { document: key(one)?, holders: vec![holder.clone()] }));
            let all: Vec<Replaced> = all.collect::<Result<_, Unwritable>>()?;
            let replaced = AtLeastOne::try_from(all)
                .map_err(|_| Unwritable::new("Không có văn bản bị thay thế.", "Nothing is replaced."))?;
            (Action::Replace { replaced }, "Thay thế văn bản".to_owned())
        }
    };
    let (code, detail) = numbers(&packet.type_code);
    let attachments = packet.files.iter().enumerate().map(|(n, file)| {
        let content_id = ContentId::new(&format!("tep-{}-{}", n + 1, file.id.0))
            .map_err(|_| Unwritable::new("Tệp không đặt tên được.", "A file can't be named."))?;
        Ok(Attachment { content_id, name: file.name.to_string(), description: None })
    });
    Ok(Document {
        to: AtLeastOne::one(organisation(&packet.to)?),
        id,
        number: packet.number.clone(),
        notation: packet.notation.clone(),
        place: None,
        issued: Stated::Known(packet.issued_on),
        kind: DocumentType { code: Some(code), detail: Some(detail), name: packet.type_name.clone() },
        subject: packet.subject.clone(),
        content: Some(packet.subject.clone()),
        signer: Some(Signer {
            competence: None,
            position: Some(packet.signed.position.clone()).filter(|text| !text.is_empty()),
            name: Some(packet.signed.name.clone()),
        }),
        due: packet.reply_by.map(Stated::Known),
        other: OtherInfo {
            urgency: Some(urgency(packet.urgency)),
            copies: Some(packet.copies.into()),
            pages: packet.pages.map(Into::into),
            ..OtherInfo::default()
        },
        response_for: packet.answers.iter().map(response_for).collect::<Result<_, _>>()?,
        steering: Some(0),
        task_codes: Vec::new(),
        application: None,
        to_places: vec![format!("{} ({})", packet.to.name, packet.purpose.to_lowercase())],
        trace: vec![TraceHeader { organ: Some(from.id.clone()), at: Some(Stated::Known(local(packet.at))) }],
        business: Business { action, reason: Some(reason), paper: Some(false), staff: None },
        attachments: attachments.collect::<Result<_, Unwritable>>()?,
        from,
    })
}

fn status(packet: &StatusPacket) -> Result<Status, Unwritable> {
    let code = match packet.status {
        ReportedStatus::Arrived => StatusCode::Arrived,
        ReportedStatus::Refused => StatusCode::Refused,
        ReportedStatus::Registered => StatusCode::Accepted,
        ReportedStatus::Assigned => StatusCode::Assigned,
        ReportedStatus::Handling => StatusCode::InProgress,
        ReportedStatus::Completed => StatusCode::Completed,
        ReportedStatus::TakenBack => StatusCode::RecallAsked,
        ReportedStatus::ChangeAgreed => StatusCode::ChangeAgreed,
        ReportedStatus::ChangeRefused => StatusCode::ChangeRefused,
    };
    Ok(Status {
        from: organisation(&packet.from)?,
        about: response_for(&packet.about)?,
        staff: packet.by.as_ref().map(|name| Staff { name: Some(name.clone()), ..Staff::default() }),
        code,
        description: Some(packet.words.clone()),
        at: Some(Stated::Known(local(packet.at))),
    })
}

/// A message, before its files are put in.
///
/// # Errors
/// What it needs and does not have.
pub fn message(packet: &Packet) -> Result<Message, Unwritable> {
    Ok(match packet {
        Packet::Document(packet) => Message::from(document(packet)?),
        Packet::Status(packet) => Message::from(status(packet)?),
    })
}

/// Files that were fetched from the storage, in the order of the document's.
#[derive(Debug, Default)]
pub struct Files(pub Vec<PathBuf>);

impl edxml::Contents for Files {
    fn open(&mut self, number: usize, _: &Attachment) -> io::Result<Box<dyn Read + '_>> {
        let path = self.0.get(number).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(BufReader::new(File::open(path)?)))
    }
}

/// Writes a message with its files to this place.
///
/// # Errors
/// What it needs and does not have; or the disk.
pub fn write(message: &Message, mut files: Files, to: &Path) -> Result<Written, Unwritable> {
    let failed = |error: io::Error| {
        let (vi, en) = (format!("Không ghi được gói tin: {error}"), format!("The packet can't be written: {error}"));
        Unwritable { passes: true, ..Unwritable::new(vi, en) }
    };
    let mut out = BufWriter::new(File::create(to).map_err(failed)?);
    let written = edxml::write(message, &mut files, &mut out).map_err(|error| Unwritable {
        vi: error.vietnamese(),
        en: error.to_string(),
        at: Some(error.path.clone()),
        passes: matches!(error.fault, edxml::WriteFault::Io(_) | edxml::WriteFault::Content(_)),
    })?;
    out.flush().map_err(failed)?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeZone};
    use office::domain::interchange::DocumentKey;

    use super::*;

    fn card(code: &str) -> Card {
        Card { code: code.to_owned(), name: "Ủy ban nhân dân phường Mẫu".to_owned(), email: None }
    }

    fn status(issued_on: Option<NaiveDate>) -> Message {
        let about = Earlier {
            organ: "H99.99".to_owned(),
            written: "05/TB-UBND".to_owned(),
            issued_on,
            key: DocumentKey::read("H99.99,2026/11/20,05/TB-UBND"),
        };
        let packet = StatusPacket {
            from: card("H99.98"),
            to: card("H99.99"),
            about,
            status: ReportedStatus::Arrived,
            words: "Đã tiếp nhận".to_owned(),
            by: None,
            at: Utc.with_ymd_and_hms(2026, 11, 21, 1, 0, 0).unwrap(),
        };
        message(&Packet::Status(Box::new(packet))).unwrap()
    }

    #[test]
    fn what_the_disk_refuses_may_pass_and_what_is_wrong_in_a_message_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 20);
        let written = |message: &Message, to: &Path| write(message, Files::default(), to).map(drop);
        assert!(written(&status(day), &folder.path().join("goi.edxml")).is_ok());
        let no_place = folder.path().join("khong-co/goi.edxml");
        assert!(written(&status(day), &no_place).unwrap_err().passes, "the disk's");
        assert!(!written(&status(None), &folder.path().join("goi-2.edxml")).unwrap_err().passes, "the message's");
    }
}
