//! The templates that are built in, in one table.

use crate::contract::Field;
use crate::forms;

/// The paper of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A4, upright.
    A4,
    /// A4, lying.
    A4Landscape,
}

impl Paper {
    /// Its name, as it stands in the documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A4Landscape => "A4 landscape",
        }
    }
}

/// One template.
#[derive(Debug)]
pub struct Template {
    /// Its name, as in `mau-01`; its file is that with `.typ`.
    pub name: &'static str,
    /// Its title in Vietnamese.
    pub title_vi: &'static str,
    /// Its paper.
    pub paper: Paper,
    /// What its data hold, in groups. Rows come after the group or list that they lie in.
    pub fields: &'static [&'static [Field]],
    /// Whole data as an example, JSON. The people in it are invented.
    pub example: &'static str,
    /// The text of the template that is built in.
    pub source: &'static str,
}

impl Template {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.typ", self.name)
    }
}

/// A template of `templates/` and its example of `examples/`.
macro_rules! template {
    ($name:literal, $title_vi:literal, $paper:expr, $fields:expr) => {
        Template {
            name: $name,
            title_vi: $title_vi,
            paper: $paper,
            fields: $fields,
            example: include_str!(concat!("../examples/", $name, ".json")),
            source: include_str!(concat!("../templates/", $name, ".typ")),
        }
    };
}

/// Files that templates share. An office may have its own of these, too.
pub(crate) const SHARED: &[(&str, &str)] = &[("common.typ", include_str!("../templates/common.typ"))];

/// Every template that is built in.
pub static TEMPLATES: &[Template] = &[
    template!("mau-01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", Paper::A4, forms::RECEIPT),
    template!("mau-02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", Paper::A4, forms::SUPPLEMENT),
    template!("mau-03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", Paper::A4, forms::REFUSAL),
    template!("mau-04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", Paper::A4, forms::APOLOGY),
    template!("mau-05", "Thông báo dừng giải quyết hồ sơ", Paper::A4, forms::STOPPING),
    template!("mau-06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", Paper::A4, forms::CONTROL),
    template!("mau-07", "Sổ theo dõi hồ sơ", Paper::A4Landscape, forms::BOOK),
    template!("bao-cao-van-ban", "Báo cáo tình hình giải quyết văn bản", Paper::A4Landscape, forms::REPORT),
    template!("so-van-thu", "Sổ của văn thư", Paper::A4Landscape, forms::REGISTRY_BOOK),
    template!("ho-so-luu-tru", "Danh mục, mục lục, biên bản của hồ sơ", Paper::A4Landscape, forms::CASE_FILES),
    template!("phieu-giai-quyet", "Phiếu giải quyết văn bản đến", Paper::A4, forms::PROCESSING_SLIP),
];
