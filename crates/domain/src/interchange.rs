//! The interchange (liên thông): what passes by gateways between this office and others, as the law's message knows it (QCVN 102), in this
//! program's own words. What such a message looks like in XML, and how a gateway is called, is not here.
//!
//! [`status`] says what is told to whoever sent a document, and what is made of what others tell; [`packet`] what is sent.

pub mod packet;
pub mod status;

pub use packet::{
    Arrived, Card, Cause, DocumentKey, DocumentPacket, Earlier, Packet, PacketKind, QuarantineCommand, Signed,
    StatusPacket,
};
pub use status::{ReportedStatus, Word};
