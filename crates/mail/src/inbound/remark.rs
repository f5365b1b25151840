//! What could not be read of a message, and how far was read: said, never hidden.

/// What could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// It has no headers.
    NoHeaders,
    /// It says no sender.
    NoSender,
    /// It says several.
    SeveralSenders,
    /// Headers are too many, too long or none.
    HeadersCut,
    /// More parts than are read.
    TooManyParts,
    /// Parts in parts deeper than is read.
    TooDeep,
    /// More text than is read.
    TextCut,
    /// A part that is not what it says it is.
    Broken,
    /// Something is enciphered.
    Enciphered,
    /// Outlook has wrapped it in its own format (winmail.dat).
    WrappedByOutlook,
}

impl Remark {
    /// Its stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoHeaders => "no_headers",
            Self::NoSender => "no_sender",
            Self::SeveralSenders => "several_senders",
            Self::HeadersCut => "headers_cut",
            Self::TooManyParts => "too_many_parts",
            Self::TooDeep => "too_deep",
            Self::TextCut => "text_cut",
            Self::Broken => "broken",
            Self::Enciphered => "enciphered",
            Self::WrappedByOutlook => "wrapped_by_outlook",
        }
    }

    /// In both languages.
    pub fn words(self) -> domain::Words {
        let (vi, en) = match self {
            Self::NoHeaders => ("Không có phần đầu thư.", "It has no headers."),
            Self::NoSender => ("Không ghi người gửi.", "It names no sender."),
            Self::SeveralSenders => ("Ghi nhiều người gửi.", "It names several senders."),
            Self::HeadersCut => {
                ("Phần đầu thư có chỗ không đọc được hoặc quá dài.", "Some headers are too long, too many or broken.")
            }
            Self::TooManyParts => {
                ("Thư có quá nhiều phần; phần sau không được đọc.", "It has too many parts; the last were not read.")
            }
            Self::TooDeep => (
                "Các phần lồng nhau quá sâu; phần trong không được đọc.",
                "Its parts are nested too deeply; the inner ones were not read.",
            ),
            Self::TextCut => {
                ("Nội dung quá dài; phần cuối không được đọc.", "Its text is too long; the end was not read.")
            }
            Self::Broken => {
                ("Có phần bị hỏng hoặc không đúng dạng đã khai.", "A part is broken or is not what it says it is.")
            }
            Self::Enciphered => ("Có phần được mã hóa, không đọc được.", "A part is enciphered and can't be read."),
            Self::WrappedByOutlook => (
                "Tệp nằm trong winmail.dat của Outlook, không mở được; hãy gửi ở dạng HTML hoặc văn bản thuần.",
                "Its files are wrapped in Outlook's winmail.dat; send it as HTML or plain text.",
            ),
        };
        domain::Words { vi: vi.to_owned(), en: en.to_owned() }
    }
}
