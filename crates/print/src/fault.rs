//! Why something is not printed.

use std::{fmt, path::Path, time::Duration};

/// One sentence in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Tiếng Việt.
    pub vi: String,
    /// English.
    pub en: String,
}

/// Where in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as `mau-01.typ`.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

/// Why something is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub words: Words,
    /// The field of the data that is meant, as `components[2].name` (from 0).
    pub field: Option<String>,
    /// The place in the template that is meant.
    pub place: Option<Place>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.en)
    }
}

impl std::error::Error for Fault {}

impl Fault {
    fn new(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, words: Words { vi: vi.into(), en: en.into() }, field: None, place: None }
    }

    fn of_field(self, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..self }
    }

    pub(crate) fn unknown_template(name: &str) -> Self {
        let known = crate::TEMPLATES.iter().map(|template| template.name).collect::<Vec<_>>().join(", ");
        Self::new(
            "print_template_unknown",
            format!("Không có mẫu in “{name}”; các mẫu có sẵn: {known}."),
            format!("There is no template “{name}”; there are: {known}."),
        )
    }

    pub(crate) fn missing(field: &str) -> Self {
        Self::new(
            "print_field_missing",
            format!("Thiếu thông tin bắt buộc “{field}” để in; hãy bổ sung."),
            format!("The field “{field}” must be there to print this; add it."),
        )
        .of_field(field)
    }

    pub(crate) fn kind(field: &str, vi: &str, en: &str) -> Self {
        Self::new(
            "print_field_kind",
            format!("Thông tin “{field}” phải là {vi}."),
            format!("The field “{field}” must be {en}."),
        )
        .of_field(field)
    }

    pub(crate) fn qr(bytes: usize) -> Self {
        Self::new(
            "print_qr",
            format!("Nội dung mã QR dài {bytes} byte, không in được; hãy dùng đường dẫn ngắn hơn."),
            format!("The QR code's text has {bytes} bytes, which is more than one holds; use a shorter link."),
        )
        .of_field("qr")
    }

    pub(crate) fn large(most: usize) -> Self {
        Self::new(
            "print_data_large",
            format!("Dữ liệu để in vượt quá {most} byte; hãy in ít hơn trong một lần."),
            format!("The data to be printed have more than {most} bytes; print less at once."),
        )
    }

    pub(crate) fn pages(pages: usize, most: usize) -> Self {
        Self::new(
            "print_pages",
            format!("Bản in có {pages} trang, vượt quá {most} trang; hãy in ít hơn trong một lần."),
            format!("The print has {pages} pages, which is more than {most}; print less at once."),
        )
    }

    pub(crate) fn slow(most: Duration) -> Self {
        let seconds = most.as_secs();
        Self::new(
            "print_slow",
            format!("In mất hơn {seconds} giây nên đã dừng; hãy in ít hơn trong một lần."),
            format!("Printing took more than {seconds} seconds and was given up; print less at once."),
        )
    }

    pub(crate) fn date() -> Self {
        Self::new(
            "print_date",
            "Ngày giờ in nằm ngoài khoảng cho phép.",
            "The date of the print is outside of what can be written.",
        )
    }

    /// What only a mistake in the program itself brings about.
    pub(crate) fn engine(what: &str) -> Self {
        Self::new(
            "print_failed",
            format!("Không in được do lỗi của phần mềm ({what})."),
            format!("It could not be printed because of a mistake in the program ({what})."),
        )
    }

    pub(crate) fn folder(path: &Path, what: &str) -> Self {
        let path = path.display();
        Self::new(
            "print_folder",
            format!("Không đọc được “{path}” trong thư mục mẫu in của cơ quan ({what})."),
            format!("“{path}” in the office's folder of templates can't be read ({what})."),
        )
    }

    pub(crate) fn outside(path: &Path) -> Self {
        let path = path.display();
        Self::new(
            "print_folder_outside",
            format!("“{path}” dẫn ra ngoài thư mục mẫu in của cơ quan; hãy chép tệp vào thư mục."),
            format!("“{path}” leads outside the office's folder of templates; copy the file into it."),
        )
    }

    pub(crate) fn folder_large(most: u64) -> Self {
        Self::new(
            "print_folder_large",
            format!("Thư mục mẫu in của cơ quan vượt quá {most} byte; hãy bỏ bớt tệp, phông chữ."),
            format!("The office's folder of templates has more than {most} bytes; take files or fonts out."),
        )
    }

    pub(crate) fn font(path: &Path) -> Self {
        let path = path.display();
        Self::new(
            "print_font",
            format!("Tệp phông chữ “{path}” không đọc được; hãy thay bằng tệp TTF, OTF hoặc TTC nguyên vẹn."),
            format!("The font file “{path}” can't be read; use a whole TTF, OTF or TTC file."),
        )
    }

    /// A template that typst does not take. What typst says is English.
    pub(crate) fn template(place: Option<Place>, own: bool, said: &str, hints: &[String]) -> Self {
        let (whose_vi, whose_en) = if own { (" của cơ quan", "the office's ") } else { ("", "the ") };
        let (at_vi, at_en) = match &place {
            Some(Place { file, line }) => (format!("“{file}”, dòng {line}"), format!("“{file}”, line {line}")),
            None => ("không rõ tệp".to_owned(), "an unknown place".to_owned()),
        };
        let reason = reason(said);
        let said = [&[said.to_owned()], hints].concat().join("; ");
        let vi = format!("Mẫu in{whose_vi} có lỗi ở {at_vi}: {reason}typst báo “{said}”.");
        let en = format!("There is a mistake in {whose_en}template, at {at_en}: {said}.");
        Self { place, ..Self::new("print_template_broken", vi, en) }
    }
}

/// The commonest of typst's messages in Vietnamese, for whoever writes an office's templates.
fn reason(said: &str) -> &'static str {
    const REASONS: &[(&str, &str)] = &[
        ("unclosed", "thiếu dấu đóng ngoặc hoặc dấu kết thúc; "),
        ("unexpected", "viết sai cú pháp; "),
        ("expected", "viết thiếu hoặc sai kiểu; "),
        ("unknown variable", "dùng tên chưa được khai báo; "),
        ("dictionary does not contain key", "dùng thông tin không có trong dữ liệu; "),
        ("file not found", "gọi tệp không có trong thư mục mẫu; "),
        ("escape", "gọi tệp nằm ngoài thư mục mẫu; "),
        ("package", "không dùng được gói mở rộng của typst; "),
        ("panicked", "mẫu tự báo lỗi; "),
    ];
    REASONS.iter().find(|(part, _)| said.contains(part)).map_or("", |(_, vi)| vi)
}
