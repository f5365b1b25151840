//! The fields of a document that a template may name, and their values.

use std::collections::BTreeMap;

/// What stands where a document has no value yet.
pub const GAP: &str = "…";

/// How many values a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// One; a gap stands where it is not there yet.
    One,
    /// One or none; nothing stands where there is none, and a paragraph with nothing else in it goes.
    Perhaps,
    /// As many as there are; its paragraph is repeated for each.
    List,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident $placeholder:literal $many:ident;)+) => {
        /// A field: `{{name}}` in a template.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $name,)+ }

        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// How it is called in a template.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $placeholder,)+ }
            }

            /// How many values it has.
            pub const fn many(self) -> Many {
                match self { $(Self::$name => Many::$many,)+ }
            }
        }
    };
}

fields! {
    /// Cơ quan chủ quản trực tiếp.
    Superior "co_quan_chu_quan" Perhaps;
    /// Cơ quan ban hành.
    Agency "co_quan_ban_hanh" One;
    /// Số.
    Number "so" One;
    /// Ký hiệu.
    Notation "ky_hieu" One;
    /// Số, ký hiệu: `15/QĐ-UBND`.
    NumberAndNotation "so_ky_hieu" One;
    /// Địa danh.
    Place "dia_danh" One;
    /// Ngày ban hành, two digits.
    Day "ngay" One;
    /// Tháng ban hành, with a leading zero in January and February.
    Month "thang" One;
    /// Năm ban hành.
    Year "nam" One;
    /// Địa danh và thời gian ban hành.
    PlaceAndDate "dia_danh_ngay_thang" One;
    /// Tên loại.
    TypeName "ten_loai" One;
    /// Trích yếu.
    Subject "trich_yeu" One;
    /// Độ khẩn, where it has one.
    Urgency "do_khan" Perhaps;
    /// Lĩnh vực.
    FieldOfWork "linh_vuc" Perhaps;
    /// What stands behind `Kính gửi:`, in one paragraph with it: one name on that line, or several on lines below it. Of what is addressed
    /// to nobody the paragraph goes.
    AddressedTo "kinh_gui" List;
    /// Văn bản được trả lời, one a paragraph.
    Answers "tra_loi" List;
    /// Thẩm quyền ban hành, of a decision: the body or the title of its head, whoever signs.
    Authority "tham_quyen_ban_hanh" One;
    /// Quyền hạn của người ký, one line a paragraph: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`.
    Capacity "quyen_han" List;
    /// Chức vụ người ký.
    SignerTitle "chuc_vu_nguoi_ky" One;
    /// Họ tên người ký.
    SignerName "ho_ten_nguoi_ky" One;
    /// Nơi nhận, one a paragraph, the last for the archive.
    Recipients "noi_nhan" List;
    /// Đơn vị soạn thảo.
    Department "don_vi_soan_thao" One;
    /// Người soạn thảo.
    Drafter "nguoi_soan_thao" One;
    /// Số lượng bản phát hành.
    Copies "so_ban" One;
    /// Số trang.
    Pages "so_trang" Perhaps;
    /// Hạn trả lời.
    ReplyBy "han_tra_loi" Perhaps;
}

impl Field {
    /// The field of this name, in whatever case it is written.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name().eq_ignore_ascii_case(name))
    }
}

/// The values of a document's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<Field, Vec<String>>);

impl Fields {
    /// Sets a field; an empty value is none.
    pub fn set(&mut self, field: Field, value: impl Into<String>) {
        self.set_all(field, [value.into()]);
    }

    /// Sets the values of a list.
    pub fn set_all(&mut self, field: Field, values: impl IntoIterator<Item = String>) {
        let clean = values.into_iter().map(|value| clean(&value)).filter(|value| !value.is_empty());
        self.0.insert(field, clean.collect());
    }

    /// Sets the one value of a field that stands behind other words of its paragraph: one line goes on where they end, several begin below
    /// them, each on a line of its own.
    pub fn set_behind(&mut self, field: Field, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().map(|line| clean(&line)).filter(|line| !line.is_empty()).collect();
        let below = if lines.len() > 1 { "\n" } else { "" };
        let value = (!lines.is_empty()).then(|| format!("{below}{}", lines.join("\n")));
        self.0.insert(field, value.into_iter().collect());
    }

    /// Its values; none where it has none.
    pub(crate) fn values(&self, field: Field) -> &[String] {
        self.0.get(&field).map_or(&[], Vec::as_slice)
    }
}

/// Without what XML can't hold, composed.
fn clean(value: &str) -> String {
    let keep = |c: &char| !c.is_control() || *c == '\n';
    let stripped: String = value.chars().filter(keep).filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    crate::composed(stripped.trim())
}
