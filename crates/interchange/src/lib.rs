//! The entrance by the interchange (liên thông): what gateways bring becomes what the office does, and what the office has queued goes out by them. It
//! has no rule of its own: what is made of a packet, `office` decides.
//!
//! [`reading`] makes of a message what the office is asked, [`writing`] makes a message of what it has queued, [`Exchange`] goes the rounds of one gateway:
//! fetch, keep, acknowledge, read, send.

mod exchange;
pub mod reading;
pub mod writing;

pub use exchange::{Exchange, Round};
