//! How much of a message is read. A message comes from anybody: each of these ends a cost that its writer could choose.

/// The most that is read of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole message; a longer one is not read at all.
    pub message_bytes: usize,
    /// Bytes of the headers of the message, and of each of its parts.
    pub header_bytes: usize,
    /// Bytes of one header; what is longer is passed over.
    pub field_bytes: usize,
    /// Headers of the message, and of each of its parts.
    pub fields: usize,
    /// Parts, counted through all levels; what comes behind them is not looked at.
    pub parts: usize,
    /// Levels of parts in parts and of messages in messages.
    pub depth: usize,
    /// Bytes of text that are looked through for the words of its writer.
    pub text_bytes: usize,
    /// Addresses in one header.
    pub addresses: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 50 * 1024 * 1024,
            header_bytes: 256 * 1024,
            field_bytes: 16 * 1024,
            fields: 500,
            parts: 200,
            depth: 12,
            text_bytes: 512 * 1024,
            addresses: 200,
        }
    }
}
