//! The workbook to fill in: two tables with their headings and lists to choose from, and a page that says how.

use domain::organisation::{Post, Role};
use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Workbook, XlsxError};

use super::{Column, Kind, table::GUIDE};
use crate::OfficeError;

/// Rows of a sheet to which the lists apply.
const ROWS: u32 = 2000;

const GUIDE_LINES: &[&str] = &[
    "Mẫu khai phòng, ban và nhân sự của cơ quan",
    "",
    "Trang “Phòng ban”: mỗi dòng một phòng, ban. Mã phòng, ban là duy nhất trong cơ quan, ví dụ VP, PKT.",
    "Trang “Nhân sự”: mỗi dòng một người. Người giữ nhiều vị trí thì thêm dòng cùng tên đăng nhập, để trống các cột đã ghi.",
    "Tên đăng nhập: chữ thường không dấu, chữ số, dấu chấm; duy nhất trong toàn hệ thống.",
    "Vị trí trong phòng, ban: để trống là chuyên viên. Mỗi phòng, ban một trưởng phòng tại một thời điểm.",
    "Vai trò trong cơ quan: có thể ghi nhiều vai trò, cách nhau bằng dấu phẩy.",
    "Ngày viết như 05/03/2026. “Từ ngày” để trống là từ hôm nay; “Đến ngày” để trống là không thời hạn.",
    "Kiểm tra trước, không thay đổi gì:  congvan org import --dry-run TỆP",
    "Nhập thật, tất cả hoặc không gì cả:  congvan org import TỆP",
    "Nhập lại tệp đã sửa thì chỉ những gì khác được thay đổi; không có gì bị xóa.",
];

/// An empty workbook with headings, choices and a guide.
///
/// # Errors
/// [`OfficeError::Internal`] where it can't be written.
pub fn template() -> Result<Vec<u8>, OfficeError> {
    write().map_err(|e| OfficeError::Internal(format!("the template: {e}")))
}

fn write() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    // Days and codes stay as they are typed: a spreadsheet would make something else of them.
    let text = Format::new().set_num_format("@");
    for kind in [Kind::Departments, Kind::People] {
        let sheet = book.add_worksheet();
        sheet.set_name(kind.sheet())?;
        sheet.set_freeze_panes(1, 0)?;
        for (n, column) in (0_u16..).zip(kind.columns()) {
            sheet.set_column_format(n, &text)?;
            sheet.write_with_format(0, n, column.heading(), &heading)?;
            sheet.set_column_width(n, width(*column))?;
            if *column == Column::Post {
                let posts = Post::ALL.map(Post::vietnamese);
                sheet.add_data_validation(1, n, ROWS, n, &DataValidation::new().allow_list_strings(&posts)?)?;
            }
        }
    }
    let guide = book.add_worksheet();
    guide.set_name(GUIDE)?;
    guide.set_column_width(0, 110)?;
    let roles = format!("Các vai trò: {}.", Role::ALL.map(Role::vietnamese).join(", "));
    let posts = format!("Các vị trí: {}.", Post::ALL.map(Post::vietnamese).join(", "));
    let lines = GUIDE_LINES.iter().copied().chain([posts.as_str(), roles.as_str()]);
    for (n, line) in (0_u32..).zip(lines) {
        guide.write(n, 0, line)?;
    }
    book.save_to_buffer()
}

const fn width(column: Column) -> u16 {
    match column {
        Column::Order | Column::From | Column::Until => 12,
        Column::DepartmentName | Column::Name | Column::Title | Column::Email | Column::Roles => 32,
        _ => 22,
    }
}
