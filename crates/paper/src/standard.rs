//! The templates that the program brings along, for an office that has none of its own: a letter (công văn), a decision (quyết định) and a
//! submission (tờ trình), each as DOCX and as ODT, laid out as Appendix I of Decree 30/2020 has it.

mod docx;
mod odt;

use crate::package::{Kind, Package, Part};

/// A template that the program brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// Công văn.
    Letter,
    /// Quyết định.
    Decision,
    /// Tờ trình.
    Submission,
}

impl Standard {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Decision, Self::Submission];

    /// The file.
    pub fn file(self, kind: Kind) -> Vec<u8> {
        let blocks = self.blocks();
        let parts = match kind {
            Kind::Docx => docx::parts(&blocks),
            Kind::Odt => odt::parts(&blocks),
        };
        let parts = parts.into_iter().map(|(name, text)| Part { name: name.to_owned(), bytes: text.into_bytes() });
        // It is written into memory, of parts of our own.
        Package { kind, parts: parts.collect() }.write().unwrap_or_default()
    }

    fn blocks(self) -> Vec<Block> {
        let left_head = match self {
            Self::Letter => vec![
                plain("{{CO_QUAN_CHU_QUAN}}", 24).centred(),
                plain("{{CO_QUAN_BAN_HANH}}", 24).bold().centred(),
                plain("Số: {{so_ky_hieu}}", 26).centred(),
                plain("V/v {{trich_yeu}}", 24).centred(),
            ],
            Self::Decision | Self::Submission => vec![
                plain("{{CO_QUAN_CHU_QUAN}}", 24).centred(),
                plain("{{CO_QUAN_BAN_HANH}}", 24).bold().centred(),
                plain("Số: {{so_ky_hieu}}", 26).centred(),
            ],
        };
        let right_head = vec![
            plain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24).bold().centred(),
            plain("Độc lập - Tự do - Hạnh phúc", 26).bold().centred(),
            plain("{{dia_danh_ngay_thang}}", 26).italic().centred(),
        ];
        let mut blocks = vec![Block::Columns(left_head, right_head)];
        blocks.extend(self.text().into_iter().map(Block::Line));
        let recipients = vec![plain("Nơi nhận:", 24).bold().italic(), plain("{{noi_nhan}}", 22)];
        let signature = vec![
            plain("{{QUYEN_HAN}}", 26).bold().centred(),
            plain("{{CHUC_VU_NGUOI_KY}}", 26).bold().centred(),
            plain("", 26).centred(),
            plain("", 26).centred(),
            plain("", 26).centred(),
            plain("{{ho_ten_nguoi_ky}}", 28).bold().centred(),
        ];
        blocks.push(Block::Line(plain("", 12)));
        blocks.push(Block::Columns(recipients, signature));
        blocks
    }

    fn text(self) -> Vec<Line> {
        let gap = || plain("[Nội dung: lý do, căn cứ và những việc cụ thể mà văn bản nêu.]", 28).indented();
        match self {
            Self::Letter => vec![plain("Kính gửi: {{kinh_gui}}", 28).addressed(), gap()],
            Self::Submission => vec![
                plain("{{TEN_LOAI}}", 28).bold().centred(),
                plain("{{trich_yeu}}", 28).bold().centred(),
                plain("Kính gửi: {{kinh_gui}}", 28).addressed(),
                gap(),
            ],
            Self::Decision => vec![
                plain("{{TEN_LOAI}}", 28).bold().centred(),
                plain("{{trich_yeu}}", 28).bold().centred(),
                plain("{{THAM_QUYEN_BAN_HANH}}", 28).bold().centred(),
                plain("[Căn cứ ban hành: văn bản quy định thẩm quyền, chức năng, nhiệm vụ;]", 28).italic().indented(),
                plain("[Theo đề nghị của …]", 28).italic().indented(),
                plain("QUYẾT ĐỊNH:", 28).bold().centred(),
                plain("Điều 1. [Nội dung quyết định.]", 28).indented(),
                plain("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", 28).indented(),
                plain("Điều 3. [Các tổ chức, cá nhân] chịu trách nhiệm thi hành Quyết định này./.", 28).indented(),
            ],
        }
    }
}

/// A paragraph of one form.
#[derive(Debug, Clone)]
struct Line {
    text: &'static str,
    /// In half points.
    size: u8,
    bold: bool,
    italic: bool,
    set: Set,
}

/// How a paragraph lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Left,
    Centred,
    /// The body: both margins straight, the first line set in.
    Body,
    /// `Kính gửi`: the lines below it begin under its colon.
    Addressed,
}

/// A part of a page.
#[derive(Debug, Clone)]
enum Block {
    /// A paragraph.
    Line(Line),
    /// Two columns beside each other.
    Columns(Vec<Line>, Vec<Line>),
}

const fn plain(text: &'static str, size: u8) -> Line {
    Line { text, size, bold: false, italic: false, set: Set::Left }
}

impl Line {
    const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    const fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    const fn centred(mut self) -> Self {
        self.set = Set::Centred;
        self
    }

    const fn addressed(mut self) -> Self {
        self.set = Set::Addressed;
        self
    }

    const fn indented(mut self) -> Self {
        self.set = Set::Body;
        self
    }
}
