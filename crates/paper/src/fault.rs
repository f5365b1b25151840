//! Why a file is not taken.

use std::fmt;

/// One sentence in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Words {
    pub(crate) fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }
}

/// Why a file is not taken as a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub words: Words,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.en)
    }
}

impl std::error::Error for Fault {}

impl Fault {
    fn new(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, words: Words::new(vi, en) }
    }

    pub(crate) fn kind() -> Self {
        Self::new(
            "template_kind",
            "Tệp mẫu phải là DOCX hoặc ODT; hãy lưu lại ở một trong hai dạng đó.",
            "A template is a DOCX or an ODT file; save it as one of the two.",
        )
    }

    pub(crate) fn broken(part: &str) -> Self {
        Self::new(
            "template_broken",
            format!("Không đọc được phần “{part}” của tệp; hãy mở tệp bằng phần mềm văn phòng và lưu lại."),
            format!("The part “{part}” of the file can't be read; open it in an office program and save it again."),
        )
    }

    pub(crate) fn large(part: &str) -> Self {
        Self::new(
            "template_large",
            format!("Tệp quá lớn hoặc nén bất thường ở phần “{part}”; hãy dùng tệp gọn hơn."),
            format!("The file is too large, or packed beyond measure, in its part “{part}”; use a smaller one."),
        )
    }

    pub(crate) fn locked() -> Self {
        Self::new(
            "template_locked",
            "Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.",
            "The file is encrypted; take the password away and send it again.",
        )
    }

    pub(crate) fn markup(part: &str) -> Self {
        Self::new(
            "template_markup",
            format!(
                "Phần “{part}” có khai báo DTD, thực thể hoặc bảng mã lạ; hãy lưu lại tệp bằng phần mềm văn phòng."
            ),
            format!(
                "The part “{part}” declares a document type, entities or a foreign encoding; save the file again in an office program."
            ),
        )
    }

    pub(crate) fn macros(part: &str) -> Self {
        Self::new(
            "template_macros",
            format!("Tệp có macro hoặc kịch bản (“{part}”); hãy bỏ chúng đi và lưu lại dạng không có macro."),
            format!("The file has macros or scripts (“{part}”); take them out and save it in a form without macros."),
        )
    }

    pub(crate) fn object(part: &str) -> Self {
        Self::new(
            "template_object",
            format!("Tệp có đối tượng nhúng, điều khiển hoặc tệp con (“{part}”); hãy bỏ đi hoặc thay bằng hình ảnh."),
            format!(
                "The file has an embedded object, control or file (“{part}”); take it out, or put a picture in its place."
            ),
        )
    }

    pub(crate) fn outside(target: &str) -> Self {
        Self::new(
            "template_outside",
            format!("Tệp tự lấy nội dung từ bên ngoài (“{target}”); hãy nhúng nội dung đó vào tệp hoặc bỏ liên kết."),
            format!(
                "The file fetches something from outside (“{target}”); put it into the file, or take the link away."
            ),
        )
    }

    pub(crate) fn code(instruction: &str) -> Self {
        Self::new(
            "template_code",
            format!("Tệp có mã trường “{instruction}” không được dùng trong mẫu; hãy bỏ mã trường đó."),
            format!("The file has the field code “{instruction}”, which has no place in a template; take it out."),
        )
    }

    pub(crate) fn unknown_field(name: &str, place: &str) -> Self {
        Self::new(
            "template_field",
            format!("Không có trường “{{{{{name}}}}}” (ở đoạn “{place}”); hãy sửa tên trường theo danh sách."),
            format!("There is no field “{{{{{name}}}}}” (in the paragraph “{place}”); see the list of fields."),
        )
    }

    pub(crate) fn open_field(place: &str) -> Self {
        Self::new(
            "template_field_open",
            format!("Có “{{{{” mà không có “}}}}” trong cùng đoạn (“{place}”); hãy viết đủ, ví dụ {{{{so_ky_hieu}}}}."),
            format!(
                "There is “{{{{” without “}}}}” in one paragraph (“{place}”); write it whole, such as {{{{so_ky_hieu}}}}."
            ),
        )
    }

    pub(crate) fn two_lists(place: &str) -> Self {
        Self::new(
            "template_two_lists",
            format!("Một đoạn chỉ lặp theo một danh sách; hãy tách đoạn “{place}” ra."),
            format!("A paragraph is repeated for one list alone; part the paragraph “{place}”."),
        )
    }
}
