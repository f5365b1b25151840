//! What is sent by a gateway (gói tin): an issued document to one recipient, or a status to whoever sent one. It is put together in the transaction
//! of its cause and kept as it then was, so that every try sends the same.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

use super::status::ReportedStatus;
use crate::{
    Reason, UtcTime,
    incoming::{IncomingDocument, StoredFile, Urgency},
    organisation::AgencyRecord,
    outgoing::{OutgoingDocument, Recipient, RelationKind},
};

/// Mã định danh văn bản: `<organ>,<yyyy/MM/dd>,<number>/<notation>` (QCVN 102). Others send what they like; two are the same where their letters are,
/// composed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct DocumentKey(String);

impl DocumentKey {
    /// Of a document of ours.
    pub fn new(organ: &str, issued_on: NaiveDate, written: &str) -> Self {
        Self::read(&format!("{organ},{},{written}", issued_on.format("%Y/%m/%d")))
    }

    /// As a message has it.
    pub fn read(text: &str) -> Self {
        Self(text.trim().nfc().collect())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts, where it has the canonical form: organ, date, and number with notation.
    pub fn parts(&self) -> Option<(&str, NaiveDate, &str)> {
        let mut parts = self.0.splitn(3, ',');
        let (organ, day, written) = (parts.next()?, parts.next()?, parts.next()?);
        let day = NaiveDate::parse_from_str(day.trim(), "%Y/%m/%d").ok()?;
        Some((organ.trim(), day, written.trim()))
    }
}

impl std::fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// An office on a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InterchangeOffice)]
pub struct Card {
    /// Mã định danh.
    pub code: String,
    /// Tên.
    pub name: String,
    /// Thư điện tử.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl Card {
    /// Of this office, on a day.
    pub fn of(agency: &AgencyRecord, day: NaiveDate) -> Self {
        Self { code: agency.code_on(day).to_owned(), name: agency.name_on(day).to_owned(), email: None }
    }
}

/// Another document that a packet names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InterchangeEarlier)]
pub struct Earlier {
    /// Whose it is.
    pub organ: String,
    /// Số, ký hiệu.
    pub written: String,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Its identifier.
    pub key: DocumentKey,
}

impl Earlier {
    /// By what else it is found, where its identifier fits nothing here: its date, number and notation, `05/` as `5/`. Nothing where one of them is
    /// missing.
    pub fn named(&self) -> Option<String> {
        named(self.issued_on?, &self.written)
    }

    /// With all that a status must say of it, which a message may lack or state so that nobody can read it: the date and the code are those of its
    /// identifier, else of the document that is here, and the date of neither is the day on which it was sent.
    #[must_use]
    pub fn completed(mut self, document: Option<&IncomingDocument>, sent_on: NaiveDate) -> Self {
        let facts = document.map(IncomingDocument::facts);
        let (day, written) = self
            .key
            .parts()
            .map(|(_, day, written)| (day, written.to_owned()))
            .map_or((None, None), |(d, w)| (Some(d), Some(w)));
        if self.written.trim().is_empty() {
            let here = || facts.and_then(crate::incoming::Facts::number_and_notation);
            self.written = written.filter(|text| !text.is_empty()).or_else(here).unwrap_or_default();
        }
        let here = || facts.and_then(|facts| facts.issued_on);
        self.issued_on = self.issued_on.or(day).or_else(here).or(Some(sent_on));
        self
    }
}

/// Number and notation in bytes, at the most: an index has to hold them.
const LONGEST_WRITTEN: usize = 500;

/// A date with a number and a notation, as [`Earlier::named`] has it. What is longer than any of them is none.
pub fn named(issued_on: NaiveDate, written: &str) -> Option<String> {
    let written: String = written.trim().nfc().collect();
    let bare = written.trim_start_matches('0');
    (!bare.is_empty() && bare.len() <= LONGEST_WRITTEN).then(|| format!("{issued_on}|{bare}"))
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InterchangeSigner)]
pub struct Signed {
    /// Họ tên.
    pub name: String,
    /// Chức vụ.
    pub position: String,
}

/// What a packet with a document is for (nghiệp vụ văn bản).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "cause", rename_all = "snake_case")]
#[schema(as = InterchangeCause)]
pub enum Cause {
    /// Văn bản mới.
    New,
    /// Thu hồi.
    Recall {
        /// Why.
        reason: Reason,
    },
    /// Cập nhật: the same document, sent again with what has changed.
    Update {
        /// Why.
        reason: Reason,
    },
    /// Thay thế: it stands in the place of earlier ones.
    Replace {
        /// Which.
        earlier: Vec<Earlier>,
    },
}

/// A document to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InterchangeDocument)]
pub struct DocumentPacket {
    /// Who sends it.
    pub from: Card,
    /// To whom.
    pub to: Card,
    /// Its identifier.
    pub key: DocumentKey,
    /// Số.
    pub number: String,
    /// Ký hiệu.
    pub notation: String,
    /// Ngày văn bản.
    pub issued_on: NaiveDate,
    /// Tên loại, by code.
    pub type_code: String,
    /// Tên loại, in words.
    pub type_name: String,
    /// Trích yếu.
    pub subject: String,
    /// Who signed.
    pub signed: Signed,
    /// Until when an answer is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<NaiveDate>,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Số trang.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u16>,
    /// Số lượng bản.
    pub copies: u16,
    /// What the recipient gets it for.
    pub purpose: String,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Earlier>,
    /// What the packet is for.
    #[serde(flatten)]
    pub cause: Cause,
    /// Its files, as they lie in the storage.
    #[schema(value_type = Vec<Object>)]
    pub files: Vec<StoredFile>,
    /// When it was put together.
    pub at: DateTime<Utc>,
}

/// A status to whoever sent a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InterchangeStatus)]
pub struct StatusPacket {
    /// Who reports.
    pub from: Card,
    /// To whom.
    pub to: Card,
    /// Of which document.
    pub about: Earlier,
    /// How it stands.
    pub status: ReportedStatus,
    /// In words.
    pub words: String,
    /// By whom, where that is one person of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InterchangePacketKind)]
pub enum PacketKind {
    /// Gói tin văn bản.
    Document,
    /// Gói tin trạng thái.
    Status,
}

impl PacketKind {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Status => "status",
        }
    }

    /// Reads [`PacketKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Document, Self::Status].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What was read of a document that came in: whose word it is and to whom, as later words need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InterchangeArrived)]
pub struct Arrived {
    /// Who sent it.
    pub from: Card,
    /// As whom this office was addressed.
    pub to: Card,
    /// Which document.
    pub about: Earlier,
    /// What the packet is for: `new`, `recall`, `update`, `replace`, or a status's code.
    pub purpose: String,
    /// What is to be said of how it was read, in Vietnamese.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The instruction or reason that came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// When its sender wrote it, by their own clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<DateTime<Utc>>,
    /// Tên loại, as the sender names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// Earlier documents that it replaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Earlier>,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "packet", rename_all = "snake_case")]
#[schema(as = InterchangeContent)]
pub enum Packet {
    /// A document.
    Document(Box<DocumentPacket>),
    /// A status.
    Status(Box<StatusPacket>),
}

impl Packet {
    /// Which of the two.
    pub const fn kind(&self) -> PacketKind {
        match self {
            Self::Document(_) => PacketKind::Document,
            Self::Status(_) => PacketKind::Status,
        }
    }

    /// To whom.
    pub fn to(&self) -> &Card {
        match self {
            Self::Document(packet) => &packet.to,
            Self::Status(packet) => &packet.to,
        }
    }

    /// About which document.
    pub fn about(&self) -> &DocumentKey {
        match self {
            Self::Document(packet) => &packet.key,
            Self::Status(packet) => &packet.about.key,
        }
    }

    /// The same as [`Earlier::named`] has it.
    pub fn named(&self) -> Option<String> {
        match self {
            Self::Document(packet) => named(packet.issued_on, &format!("{}/{}", packet.number, packet.notation)),
            Self::Status(packet) => packet.about.named(),
        }
    }
}

crate::tagged::commands! {
    /// What a clerk decides about a packet that was laid aside.
    QuarantineCommand, QuarantineCommandKind, "QuarantineCommand", "QuarantineCommandKind";

    /// Đọc lại: what stood in its way is gone.
    RetryPacket = "retry" {}
    /// Đồng ý cập nhật: the sender's update is taken over; they are told.
    AgreeToPacket = "agree" {}
    /// Từ chối: the sender is told, with the reason.
    RefusePacket = "refuse" {
        /// Why.
        reason: Reason,
    }
    /// Bỏ qua: nothing is made of it, and nobody is told.
    DiscardPacket = "discard" {
        /// Why.
        reason: Reason,
    }
}

/// The identifier of an outgoing document that has its number.
pub fn key_of(document: &OutgoingDocument, sender: &AgencyRecord) -> Option<DocumentKey> {
    let line = document.state().line()?;
    // Its author's code is the one of its day, whatever the office is called since.
    Some(DocumentKey::new(sender.code_on(line.issued_on), line.issued_on, &line.written()))
}

/// What is sent of an issued document to one recipient; nothing of one that has no number, signature or seal yet.
pub fn of_outgoing(
    document: &OutgoingDocument,
    recipient: &Recipient,
    (sender, to): (&AgencyRecord, Card),
    (type_name, answers): (&str, Vec<Earlier>),
    at: UtcTime,
) -> Option<DocumentPacket> {
    let (content, state) = (document.content(), document.state());
    let (line, signature, seal) = (state.line()?, state.signature()?, state.seal()?);
    let sealed = |id: &crate::FileId| document.files().map(|one| &one.file).find(|file| file.id == *id).cloned();
    let replaced = content.relations.iter().filter(|relation| relation.kind == RelationKind::Replaces);
    let earlier: Vec<Earlier> = replaced
        .map(|relation| {
            let (written, day) = (relation.written(), relation.issued_on);
            let organ = sender.code_on(day).to_owned();
            let key = DocumentKey::new(&organ, day, &written);
            Earlier { organ, written, issued_on: Some(day), key }
        })
        .collect();
    Some(DocumentPacket {
        from: Card::of(sender, crate::day_in_vietnam(at)),
        to,
        key: key_of(document, sender)?,
        number: format!("{:02}", line.number),
        notation: line.notation.to_string(),
        issued_on: line.issued_on,
        type_code: content.type_code.clone(),
        type_name: type_name.to_owned(),
        subject: content.subject.to_string(),
        signed: Signed { name: signature.name.clone(), position: signature.title.clone() },
        reply_by: document.reply_by_of(recipient),
        urgency: content.urgency,
        pages: content.pages,
        copies: recipient.copies,
        purpose: format!("Gửi {}", recipient.purpose.vietnamese()),
        answers,
        cause: if earlier.is_empty() { Cause::New } else { Cause::Replace { earlier } },
        files: seal.files.iter().filter_map(sealed).collect(),
        at,
    })
}

/// How a document that came in is named to others: by its author's code and what is written on it; nothing where it has no code, number or date.
pub fn earlier_of(document: &IncomingDocument) -> Option<Earlier> {
    let facts = document.facts();
    let (organ, written) = (facts.author_code.as_ref()?.to_string(), facts.number_and_notation()?);
    let key = DocumentKey::new(&organ, facts.issued_on?, &written);
    Some(Earlier { organ, written, issued_on: facts.issued_on, key })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(written: &str, issued_on: Option<NaiveDate>, key: &str) -> Earlier {
        Earlier { organ: "H99.1".to_owned(), written: written.to_owned(), issued_on, key: DocumentKey::read(key) }
    }

    #[test]
    fn a_number_is_found_with_and_without_its_nought() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20);
        assert_eq!(about("05/UBND-VP", day, "a").named(), about(" 5/UBND-VP", day, "b").named());
        assert_ne!(about("50/UBND-VP", day, "a").named(), about("5/UBND-VP", day, "a").named());
        assert_eq!(about("5/UBND-VP", day, "a").named().as_deref(), Some("2026-11-20|5/UBND-VP"));
        assert_eq!(about("5/UBND-VP", None, "a").named(), None);
        assert_eq!(about(" ", day, "a").named(), None);
    }

    #[test]
    fn a_status_says_of_which_day_it_is_whatever_the_message_stated() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let completed = |one: Earlier| {
            let one = one.completed(None, day(25));
            (one.written, one.issued_on.unwrap())
        };
        let stated = about("5/UBND-VP", Some(day(20)), "H99.1,2026/11/21,6/UBND-VP");
        assert_eq!(completed(stated), ("5/UBND-VP".to_owned(), day(20)));
        let by_its_key = about("", None, "H99.1,2026/11/21,6/UBND-VP");
        assert_eq!(completed(by_its_key), ("6/UBND-VP".to_owned(), day(21)));
        let of_no_day = about("5/UBND-VP", None, "H99.1,2026/02/30,5/UBND-VP");
        assert_eq!(completed(of_no_day), ("5/UBND-VP".to_owned(), day(25)));
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let card = |code: &str| Card { code: code.to_owned(), name: "Cơ quan thử".to_owned(), email: None };
        let key = DocumentKey::new("H99.1", day, "05/UBND-VP");
        assert_eq!(key.parts(), Some(("H99.1", day, "05/UBND-VP")));
        let reason = Reason::new("Ban hành nhầm.").unwrap();
        let earlier = Earlier {
            organ: "H99.1".to_owned(),
            written: "05/UBND-VP".to_owned(),
            issued_on: Some(day),
            key: key.clone(),
        };
        for cause in [
            Cause::New,
            Cause::Recall { reason: reason.clone() },
            Cause::Update { reason },
            Cause::Replace { earlier: vec![earlier.clone()] },
        ] {
            let document = DocumentPacket {
                from: card("H99.1"),
                to: card("H99.2"),
                key: key.clone(),
                number: "05".to_owned(),
                notation: "UBND-VP".to_owned(),
                issued_on: day,
                type_code: "cong_van".to_owned(),
                type_name: "Công văn".to_owned(),
                subject: "V/v thử".to_owned(),
                signed: Signed { name: "Người Ký Mẫu".to_owned(), position: "Chủ tịch".to_owned() },
                reply_by: None,
                urgency: Urgency::Normal,
                pages: Some(2),
                copies: 1,
                purpose: "Gửi để biết".to_owned(),
                answers: vec![earlier.clone()],
                cause,
                files: Vec::new(),
                at: UtcTime::default(),
            };
            let packet = Packet::Document(Box::new(document));
            let text = serde_json::to_string(&packet).unwrap();
            assert_eq!(serde_json::from_str::<Packet>(&text).unwrap(), packet, "{text}");
        }
    }
}
