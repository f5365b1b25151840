//! An organisation in a file: a workbook (.xlsx) or tables as text (.csv), read into commands, every problem with its row and
//! column. The file says what is to be there; what is there already and says the same is left alone, and nothing is ended because
//! the file doesn't name it.
//!
//! [`table`] reads cells, [`plan`] makes commands of them, [`template`] makes an empty workbook to fill in.

mod import;
mod plan;
mod table;
mod template;
mod workbook;

use domain::{Words, organisation::OrganisationCommand};

pub use import::{Extent, ImportError, Imported, Issued, import};
pub use plan::plan;
pub use table::{Table, read};
pub use template::template;

/// Which of the two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Phòng ban.
    Departments,
    /// Nhân sự.
    People,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Mã phòng, ban.
    Department,
    /// Tên phòng, ban.
    DepartmentName,
    /// Mã phòng, ban cấp trên.
    Parent,
    /// Thứ tự.
    Order,
    /// Tên đăng nhập.
    Username,
    /// Họ và tên.
    Name,
    /// Chức vụ.
    Title,
    /// Thư điện tử.
    Email,
    /// Vị trí trong phòng, ban.
    Post,
    /// Vai trò trong cơ quan.
    Roles,
    /// Từ ngày.
    From,
    /// Đến ngày.
    Until,
}

impl Column {
    /// Its heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Department => "Mã phòng, ban",
            Self::DepartmentName => "Tên phòng, ban",
            Self::Parent => "Mã phòng, ban cấp trên",
            Self::Order => "Thứ tự",
            Self::Username => "Tên đăng nhập",
            Self::Name => "Họ và tên",
            Self::Title => "Chức vụ",
            Self::Email => "Thư điện tử",
            Self::Post => "Vị trí trong phòng, ban",
            Self::Roles => "Vai trò trong cơ quan",
            Self::From => "Từ ngày",
            Self::Until => "Đến ngày",
        }
    }
}

impl Kind {
    /// The name of its sheet.
    pub const fn sheet(self) -> &'static str {
        match self {
            Self::Departments => "Phòng ban",
            Self::People => "Nhân sự",
        }
    }

    /// Its columns, in the order in which they are shown.
    pub const fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Departments => &[C::Department, C::DepartmentName, C::Parent, C::Order, C::From, C::Until],
            Self::People => {
                &[C::Username, C::Name, C::Title, C::Email, C::Department, C::Post, C::Roles, C::From, C::Until]
            }
        }
    }

    /// The columns without which it is not this table.
    pub const fn needed(self) -> &'static [Column] {
        match self {
            Self::Departments => &[Column::Department, Column::DepartmentName],
            Self::People => &[Column::Username, Column::Name],
        }
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The sheet, in a workbook.
    pub sheet: Option<String>,
    /// The row, as a spreadsheet counts it; none where it is the whole.
    pub row: Option<usize>,
    /// The column: its letter as a spreadsheet has it, and its heading.
    pub column: Option<(String, &'static str)>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", trang “{sheet}”")?;
        }
        if let Some(row) = self.row {
            write!(f, ", dòng {row}")?;
        }
        if let Some((letter, heading)) = &self.column {
            write!(f, ", cột {letter} ({heading})")?;
        }
        Ok(())
    }
}

/// Something that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, and what would be right.
    pub words: Words,
}

impl Problem {
    fn new(place: Place, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { place, words: Words { vi: vi.into(), en: en.into() } }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} / {}", self.place, self.words.vi, self.words.en)
    }
}

/// A command, and the row that it comes from.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The command.
    pub command: OrganisationCommand,
    /// Its table.
    table: usize,
    /// Its row in that table.
    row: usize,
}

impl Planned {
    /// Where in the file the part of the command stands that this pointer names.
    pub fn place(&self, tables: &[Table], pointer: &str) -> Place {
        let field = pointer.rsplit('/').find(|part| !part.is_empty() && !part.bytes().all(|b| b.is_ascii_digit()));
        let column = field.and_then(|field| match field {
            "code" | "department" | "successor" => Some(Column::Department),
            "parent" => Some(Column::Parent),
            "order" => Some(Column::Order),
            "username" | "person" => Some(Column::Username),
            "title" => Some(Column::Title),
            "email" => Some(Column::Email),
            "post" => Some(Column::Post),
            "role" => Some(Column::Roles),
            "from" => Some(Column::From),
            "until" => Some(Column::Until),
            _ => None,
        });
        match tables.get(self.table) {
            Some(table) => table.place(self.row, column),
            None => Place { file: String::new(), sheet: None, row: None, column: None },
        }
    }
}
