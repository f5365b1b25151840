//! How much is read of one message.

/// How much is read of one message. What goes beyond is refused, with the limit's name; nothing is cut off silently.
///
/// The defaults read a message with 200 MiB of attachments and refuse what no office sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole message.
    pub message_bytes: u64,
    /// Bytes of one attachment, after base64, before a ZIP is unpacked.
    pub attachment_bytes: u64,
    /// Bytes of all attachments, after base64, before a ZIP is unpacked.
    pub attachments_bytes: u64,
    /// Bytes of one attachment, unpacked.
    pub unpacked_bytes: u64,
    /// Bytes of all attachments as they are kept: those that come in a ZIP unpacked, the others as they are.
    pub unpacked_total_bytes: u64,
    /// How many times larger than packed an attachment of more than a mebibyte may be.
    pub unpacked_ratio: u64,
    /// How many attachments.
    pub attachments: usize,
    /// Elements inside one another.
    pub depth: usize,
    /// Elements in all.
    pub elements: usize,
    /// Attributes of one element, declarations of namespaces among them.
    pub attributes: usize,
    /// Bytes of one element's text, of a comment or a tag; base64 of attachments does not count.
    pub text_bytes: usize,
    /// Bytes of all texts, names and attributes together, with 64 for each element and 48 for each attribute, since they cost something
    /// where they say nothing; base64 of attachments does not count.
    pub texts_bytes: usize,
    /// Recipients (`To`).
    pub recipients: usize,
    /// Stations on the way (`TraceHeader`).
    pub trace_headers: usize,
    /// Bytes of the message's own signature, which is kept as it is.
    pub signature_bytes: usize,
    /// Warnings that are kept; more are counted and not kept.
    pub warnings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 400 << 20,
            attachment_bytes: 256 << 20,
            attachments_bytes: 288 << 20,
            unpacked_bytes: 256 << 20,
            unpacked_total_bytes: 400 << 20,
            unpacked_ratio: 200,
            attachments: 200,
            depth: 32,
            elements: 50_000,
            attributes: 32,
            text_bytes: 64 << 10,
            texts_bytes: 8 << 20,
            recipients: 3_000,
            trace_headers: 1_000,
            signature_bytes: 256 << 10,
            warnings: 200,
        }
    }
}

/// Which limit was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// [`Limits::message_bytes`].
    MessageBytes,
    /// [`Limits::attachment_bytes`].
    AttachmentBytes,
    /// [`Limits::attachments_bytes`].
    AttachmentsBytes,
    /// [`Limits::unpacked_bytes`].
    UnpackedBytes,
    /// [`Limits::unpacked_total_bytes`].
    UnpackedTotalBytes,
    /// [`Limits::unpacked_ratio`].
    UnpackedRatio,
    /// [`Limits::attachments`].
    Attachments,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::elements`].
    Elements,
    /// [`Limits::attributes`].
    Attributes,
    /// [`Limits::text_bytes`].
    TextBytes,
    /// [`Limits::texts_bytes`].
    TextsBytes,
    /// [`Limits::recipients`].
    Recipients,
    /// [`Limits::trace_headers`].
    TraceHeaders,
    /// [`Limits::signature_bytes`].
    SignatureBytes,
}

impl Limit {
    /// Its name among the [`Limits`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::MessageBytes => "message_bytes",
            Self::AttachmentBytes => "attachment_bytes",
            Self::AttachmentsBytes => "attachments_bytes",
            Self::UnpackedBytes => "unpacked_bytes",
            Self::UnpackedTotalBytes => "unpacked_total_bytes",
            Self::UnpackedRatio => "unpacked_ratio",
            Self::Attachments => "attachments",
            Self::Depth => "depth",
            Self::Elements => "elements",
            Self::Attributes => "attributes",
            Self::TextBytes => "text_bytes",
            Self::TextsBytes => "texts_bytes",
            Self::Recipients => "recipients",
            Self::TraceHeaders => "trace_headers",
            Self::SignatureBytes => "signature_bytes",
        }
    }

    /// What a person is told that it is.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::MessageBytes => "dung lượng gói tin",
            Self::AttachmentBytes => "dung lượng một tệp đính kèm",
            Self::AttachmentsBytes => "tổng dung lượng tệp đính kèm",
            Self::UnpackedBytes => "dung lượng tệp sau khi giải nén",
            Self::UnpackedTotalBytes => "tổng dung lượng các tệp sau khi giải nén",
            Self::UnpackedRatio => "tỷ lệ giải nén",
            Self::Attachments => "số tệp đính kèm",
            Self::Depth => "số cấp phần tử lồng nhau",
            Self::Elements => "số phần tử",
            Self::Attributes => "số thuộc tính của một phần tử",
            Self::TextBytes => "độ dài nội dung một phần tử",
            Self::TextsBytes => "tổng độ dài tên và nội dung các phần tử",
            Self::Recipients => "số nơi nhận",
            Self::TraceHeaders => "số vết xử lý",
            Self::SignatureBytes => "dung lượng chữ ký của gói tin",
        }
    }

    /// What a person is told that it is.
    pub(crate) const fn english(self) -> &'static str {
        match self {
            Self::MessageBytes => "the size of the message",
            Self::AttachmentBytes => "the size of one attachment",
            Self::AttachmentsBytes => "the size of all attachments",
            Self::UnpackedBytes => "the size of an attachment, unpacked",
            Self::UnpackedTotalBytes => "the size of all attachments, unpacked",
            Self::UnpackedRatio => "the ratio of unpacking",
            Self::Attachments => "the number of attachments",
            Self::Depth => "the depth of elements",
            Self::Elements => "the number of elements",
            Self::Attributes => "the number of an element's attributes",
            Self::TextBytes => "the length of an element's text",
            Self::TextsBytes => "the length of all texts and names",
            Self::Recipients => "the number of recipients",
            Self::TraceHeaders => "the number of trace headers",
            Self::SignatureBytes => "the size of the message's own signature",
        }
    }
}
