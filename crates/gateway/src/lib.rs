//! Carrying edXML packets to and from interchange gateways (trục liên thông): one trait, and three adapters behind it.
//!
//! It knows nothing of this program, of its database or of what a packet says. A packet is a file; [`Gateway::send`] hands it over,
//! [`Gateway::list`], [`Gateway::fetch`] and [`Gateway::acknowledge`] take others in. Calls block: an asynchronous caller runs them where
//! blocking is allowed. [`Failure`] says what to do when one comes to nothing.
//!
//! - [`Vxp`] speaks with the national axis, or with whatever speaks as it does.
//! - [`Folder`] puts files in a folder and takes files out of one, for boxes of provincial systems (LGSP).
//! - [`Office`] hands packets to another office over HTTPS.
//!
//! `docs/GATEWAYS.md` says of each adapter what goes over the wire, what is tried again and what stops. Beside each function stands the axis's
//! own call.

mod failure;
mod folder;
mod http;
mod office;
mod peek;
mod secret;
mod time;
mod transfer;
mod vxp;

use std::{io::Write, path::PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

pub use failure::{Code, Failure, Why};
pub use folder::{Folder, FolderSettings};
pub use office::{Office, OfficeSettings};
pub use peek::{Peeked, peek};
pub use secret::Secret;
pub use time::{Clock, system_clock};
pub use vxp::{DirectoryCall, FetchCall, HashFile, Vxp, VxpSettings};

/// What a packet is: `messagetype` `edoc` or `status` at the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A document (gói tin văn bản).
    Document,
    /// What became of one (gói tin trạng thái).
    Status,
}

/// A packet to be sent, as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// Ours, and the same at each try: letters, digits, `-`, `_` and `.`, 100 at most.
    pub id: String,
    /// Where the edXML file is.
    pub path: PathBuf,
    /// Its hash. What is read from the disk is compared with it, and the last of a file that has changed never leaves.
    pub sha256: [u8; 32],
    /// Its length in bytes.
    pub length: u64,
    /// The sending body's identifier (mã định danh).
    pub from: String,
    /// The recipients' identifiers; empty where the gateway is to find them in the message, as with a status.
    pub to: Vec<String>,
}

/// A packet was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What the gateway calls it, where it says so.
    pub gateway_id: Option<String>,
}

/// A packet that waits for us at the gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// What the gateway calls this message. By it a repeat is known: a gateway may list what was acknowledged before.
    pub gateway_id: String,
    /// Who sent it, where the gateway says so.
    pub from: Option<String>,
    /// For whom it is, where the gateway says so.
    pub to: Vec<String>,
    /// When the gateway got it.
    pub created: Option<DateTime<Utc>>,
    /// How it stands with us by the gateway's own word (`INITIAL`, `PROCESSING` …).
    pub state: Option<String>,
}

/// A packet was written in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fetched {
    /// Its length in bytes.
    pub length: u64,
    /// Its hash.
    pub sha256: [u8; 32],
}

/// What the gateway is told of a packet. It is about carrying alone: what the office makes of a document goes back as a status packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ack {
    /// It is being taken in.
    Processing,
    /// It is kept here: the gateway need not list it again.
    Done,
    /// It can't be taken in, and why.
    Failed(String),
}

/// How a packet that was sent stands at the gateway, one for each recipient.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentState {
    /// What the gateway calls the message that was sent.
    pub gateway_id: Option<String>,
    /// What it calls the recipient's copy.
    pub recipient_id: Option<String>,
    /// Who sent it.
    pub from: Option<String>,
    /// For whom it is.
    pub to: Option<String>,
    /// The document's number and notation.
    pub notation: Option<String>,
    /// The document's subject.
    pub title: Option<String>,
    /// When it was sent.
    pub sent: Option<DateTime<Utc>>,
    /// When the recipient took it.
    pub received: Option<DateTime<Utc>>,
    /// The gateway's word for the sending.
    pub send_state: Option<String>,
    /// The gateway's word for the receiving.
    pub receive_state: Option<String>,
    /// What it says beside them, for a person.
    pub remarks: Option<String>,
}

/// By what a packet is found among those that were sent, after an answer was lost. The axis knows no id of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The sending body's identifier.
    pub from: String,
    /// The recipients' identifiers, old ones too; any of them fits, and where there is none all do.
    pub to: Vec<String>,
    /// The document's number and notation, `125/SVD-VP`.
    pub notation: String,
    /// Its subject.
    pub title: String,
    /// When it was first tried. What was sent earlier, but for a quarter of an hour by which clocks may differ, is another.
    pub first_tried: DateTime<Utc>,
    /// What the gateway called other packets of ours: an update of a document has the document's own number and subject.
    pub others: Vec<String>,
}

/// A body in the gateway's directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its identifier.
    pub code: String,
    /// Other identifiers by which it is known.
    pub old_codes: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its mail address.
    pub mail: Option<String>,
    /// The identifier of the body above it, where that stands in the directory.
    pub parent: Option<String>,
}

/// What to do when it is not known whether a packet arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterUnknown {
    /// Send it again: the other side knows a repeat by our id.
    SendAgain,
    /// Look with [`Gateway::find_sent`] first; send it again where it is not found.
    LookFirst,
}

/// What a gateway can do beside sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offers {
    /// It is asked for packets; without it they come by themselves.
    pub polled: bool,
    /// It knows how packets that were sent stand.
    pub sent_states: bool,
    /// It has a directory. Without it an empty one means nothing.
    pub directory: bool,
    /// What to do after [`Failure::Unknown`].
    pub after_unknown: AfterUnknown,
}

/// A way to and from other bodies.
pub trait Gateway: Send + Sync {
    /// What it can do.
    fn offers(&self) -> Offers;

    /// Hands a packet over (`sendEdoc`). Memory does not grow with its length.
    ///
    /// # Errors
    /// [`Failure`]; [`Failure::Unknown`] where it may have arrived.
    fn send(&self, kind: Kind, packet: &Packet) -> Result<Sent, Failure>;

    /// Looks for a packet whose answer was lost (`getSentEdocList`).
    ///
    /// # Errors
    /// [`Failure`], where it can't be looked for now.
    fn find_sent(&self, kind: Kind, lost: &Lost) -> Result<Option<Sent>, Failure>;

    /// What waits for us, since that day in Vietnam or at all (`getReceivedEdocList`). It may hold what was taken before, in any order.
    ///
    /// # Errors
    /// [`Failure`].
    fn list(&self, kind: Kind, since: Option<NaiveDate>) -> Result<Vec<Listed>, Failure>;

    /// Writes a packet of at most `limit` bytes (`downloadEdoc`, `getEdoc`). What was written before an error is to be thrown away.
    ///
    /// # Errors
    /// [`Failure`]; [`Code::TooLarge`] beyond the limit.
    fn fetch(&self, gateway_id: &str, into: &mut dyn Write, limit: u64) -> Result<Fetched, Failure>;

    /// Tells what became of a packet (`updateStatus`). It may be told again.
    ///
    /// # Errors
    /// [`Failure`].
    fn acknowledge(&self, gateway_id: &str, ack: &Ack) -> Result<(), Failure>;

    /// How packets that were sent stand: of one, or of all that the gateway tells of (`getSentEdocList`).
    ///
    /// # Errors
    /// [`Failure`].
    fn sent_states(&self, kind: Kind, gateway_id: Option<&str>) -> Result<Vec<SentState>, Failure>;

    /// Who can be reached (`getAgenciesList`, `getAgenciesListQD20`).
    ///
    /// # Errors
    /// [`Failure`].
    fn directory(&self) -> Result<Vec<Entry>, Failure>;
}
