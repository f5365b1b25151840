//! Sending events to other systems: webhooks as the Standard Webhooks specification has them.
//!
//! It knows nothing of this program, of its database or of what a message is about: [`Secret`] signs, [`Target`] is an address that may be
//! called, [`Courier`] sends one message and says what came of it, [`pause`] says how long to wait before the next try.

mod address;
mod backoff;
mod courier;
mod signature;

pub use address::{AddressFault, Allowed, Target, is_public};
pub use backoff::pause;
pub use courier::{Answer, BODY_MOST, Courier, Message, Outcome};
pub use outbound::ClientSettings;
pub use signature::{BadSecret, Secret, sign};
