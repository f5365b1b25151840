//! Plays the national interchange axis (Trục liên thông văn bản quốc gia, VXP) on a loopback port, with its quirks: for tests, and for
//! whoever builds against an axis and has none.
//!
//! It speaks the calls as the vendor's kit does, checks their signatures, keeps packets in a folder and what became of them in memory.
//! [`Quirks`] says how badly it behaves; the same seed behaves the same. Below `/simulator/` stands what no axis has: all messages and
//! their states, counters, putting a message in as if another system had sent it.

mod answer;
mod calls;
mod control;
mod dice;
mod directory;
mod envelope;
mod intake;
mod messages;
mod quirks;
mod rewrite;
mod server;
mod settings;
mod signature;
mod world;

pub use quirks::{Chance, Preset, Quirks};
pub use server::{Running, run, serve};
pub use settings::{Agency, Settings, System};
