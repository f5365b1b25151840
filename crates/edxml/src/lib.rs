//! edXML, the message of Vietnam's interchange of official documents (liên thông văn bản điện tử), as QCVN 102 has it.
//!
//! A message is one XML file. A *document message* (gói tin văn bản) brings an official document with its files to one or several bodies, or
//! takes back, changes or replaces one that was sent; a *status message* (gói tin trạng thái) tells the sender how it fares there. No schema
//! was ever published, so the rule is: written strictly, in the form that the interchange's own SDK writes; read leniently, with all that is
//! odd reported as [`Warning`]s.
//!
//! # Writing
//!
//! ```
//! use chrono::NaiveDate;
//! use edxml::*;
//!
//! let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
//! let from = Organisation::new(OrganId::strict("H22.11")?, "Sở Ví dụ");
//! let document = Document {
//!     to: AtLeastOne::one(Organisation::new(OrganId::strict("H22.15")?, "Sở Kiểm tra")),
//!     id: DocumentId::build(&from.id, day, "125", "SVD-VP"),
//!     number: "125".to_owned(),
//!     notation: "SVD-VP".to_owned(),
//!     place: Some("Mẫu".to_owned()),
//!     issued: day.into(),
//!     kind: DocumentType { code: Some(2), detail: Some(18), name: "Công văn".to_owned() },
//!     subject: "V/v thử nghiệm liên thông".to_owned(),
//!     content: None,
//!     signer: Some(Signer { name: Some("Người Ký Mẫu".to_owned()), ..Signer::default() }),
//!     due: None,
//!     other: OtherInfo::default(),
//!     response_for: Vec::new(),
//!     steering: Some(0),
//!     task_codes: Vec::new(),
//!     application: None,
//!     to_places: vec!["Như trên".to_owned(), "Lưu: VT".to_owned()],
//!     trace: vec![TraceHeader {
//!         organ: Some(from.id.clone()),
//!         at: day.and_hms_opt(9, 15, 0).map(Stated::Known),
//!     }],
//!     business: Business::new_document(),
//!     attachments: vec![Attachment {
//!         content_id: ContentId::new("toan-van")?,
//!         name: "125_SVD-VP.signed.pdf".to_owned(),
//!         description: None,
//!     }],
//!     from,
//! };
//! let mut bytes = Vec::new();
//! let message = Message::from(document);
//! write(&message, &mut &[&b"%PDF-1.7"[..]][..], &mut bytes)?;
//!
//! // And read again.
//! let received = read(bytes.as_slice(), &ReadOptions::default(), &mut Nowhere)?;
//! assert_eq!(received.message, message);
//! assert_eq!(received.warnings, []);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Files
//!
//! The bytes of files never stand in memory: [`write()`] takes them from [`Contents`], [`read()`] gives them to a [`Sink`], [`Folder`] for one.
//! Files of more than 256 KiB are held in a nameless file of [`ReadOptions::spool`] until all is known of them. Names in messages are other
//! people's: [`ReceivedFile::file_name`] is safe, [`ReceivedFile::name`] is what they wrote.
//!
//! # What is not believed
//!
//! Everything that comes in may be hostile. [`Limits`] bound it; document types and entities are refused; a broken archive or one that grows
//! without measure is an error. A message's own signature is kept and can be verified by nobody ([`MessageSignature`]).
//!
//! # Secrecy
//!
//! Documents of secrecy (văn bản mật) may not go this way, and the message has no place for a degree of secrecy. So nothing here can know
//! them: whoever calls [`write()`] must have refused them. What a message of the older form states is in [`OtherInfo::secrecy`], for whoever
//! receives it to lay it aside; a document with anything there is not written.
#![forbid(unsafe_code)]

mod at_least_one;
mod attachment;
mod business;
mod code;
mod counterpart;
mod date;
mod document;
mod document_id;
mod fault;
mod hash;
pub mod json;
mod limits;
mod organ;
mod read;
mod sink;
mod status;
mod text;
mod warning;
mod write;

pub use at_least_one::{AtLeastOne, NoneAtAll};
pub use attachment::{Attachment, BadContentId, ContentId, safe_name};
pub use business::{Action, Business, RecipientChange, Replaced, TraceHeader, Update};
pub use code::{BadStatusCode, OtherStatus, StatusCode, Urgency};
pub use counterpart::{Organisation, ResponseFor, Staff};
pub use date::Stated;
pub use document::{Document, DocumentType, OtherInfo, Signer};
pub use document_id::{DocumentId, DocumentIdParts, NoDocumentId};
pub use fault::{ReadError, ReadFault, WriteError, WriteFault};
pub use hash::{Hash, Measure};
pub use limits::{Limit, Limits};
pub use organ::{BadOrganId, OrganForm, OrganId};
pub use read::{Dialect, MessageSignature, ReadOptions, Received, ReportedError, Verdict, read};
pub use sink::{Folder, Nowhere, Packing, ReceivedFile, Sink};
pub use status::{Message, Status};
pub use warning::{Warning, WarningCode};
pub use write::{Contents, Written, write};
