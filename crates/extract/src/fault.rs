//! Why there are no words of a file.

/// Why there are no words of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not what it is said to be.
    #[error("it is not such a file")]
    Kind,
    /// It can't be read.
    #[error("it can't be read")]
    Broken,
    /// It opens with a password only.
    #[error("it is locked by a password")]
    Locked,
    /// It is too large, as it is or unpacked, or nested too deep.
    #[error("it is too large, or packed beyond measure")]
    Large,
    /// Its letters are in an encoding that is not read.
    #[error("its encoding is not read")]
    Encoding,
    /// Reading it took longer than it may.
    #[error("reading it took too long")]
    Time,
    /// Reading it took more memory than it may.
    #[error("reading it took too much memory")]
    Memory,
    /// The reader broke down over it.
    #[error("the reader broke down over it")]
    Crashed,
}

impl Fault {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Kind, Self::Broken, Self::Locked, Self::Large, Self::Encoding, Self::Time, Self::Memory, Self::Crashed];

    /// Its stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Broken => "broken",
            Self::Locked => "locked",
            Self::Large => "large",
            Self::Encoding => "encoding",
            Self::Time => "time",
            Self::Memory => "memory",
            Self::Crashed => "crashed",
        }
    }

    /// The one of this name.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// In words for a person: Vietnamese, then English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Kind => ("Nội dung tệp không đúng loại tệp.", "The file is not of the kind that it is said to be."),
            Self::Broken => {
                ("Không đọc được tệp: tệp hỏng hoặc bị cắt cụt.", "The file can't be read: broken, or cut off.")
            }
            Self::Locked => ("Tệp có mật khẩu.", "The file is locked by a password."),
            Self::Large => (
                "Tệp quá lớn hoặc nén bất thường nên không được đọc.",
                "The file is too large, or packed beyond measure, and is not read.",
            ),
            Self::Encoding => (
                "Tệp dùng bảng mã cũ hoặc lạ; hãy lưu lại bằng UTF-8.",
                "The file is in an old or unknown encoding; save it again as UTF-8.",
            ),
            Self::Time => ("Đọc tệp quá lâu nên đã dừng.", "Reading the file took too long and was stopped."),
            Self::Memory => {
                ("Đọc tệp tốn quá nhiều bộ nhớ nên đã dừng.", "Reading the file took too much memory and was stopped.")
            }
            Self::Crashed => ("Phần đọc tệp gặp lỗi với tệp này.", "The reader failed over this file."),
        }
    }
}
