//! Abbreviations of the offices, both ways: QĐ finds quyết định, and phòng cháy chữa cháy finds PCCC.

use std::sync::OnceLock;

use super::{
    syllable,
    token::{Token, tokens},
};
use crate::catalogue::DOCUMENT_TYPES;

/// What is abbreviated beside the types of documents.
const COMMON: &[(&str, &str)] = &[
    ("CV", "công văn"),
    ("UBND", "ủy ban nhân dân"),
    ("HĐND", "hội đồng nhân dân"),
    ("UBMTTQ", "ủy ban mặt trận tổ quốc"),
    ("MTTQ", "mặt trận tổ quốc"),
    ("PCCC", "phòng cháy chữa cháy"),
    ("CNCH", "cứu nạn cứu hộ"),
    ("PCTT", "phòng chống thiên tai"),
    ("TKCN", "tìm kiếm cứu nạn"),
    ("ATTP", "an toàn thực phẩm"),
    ("VSATTP", "vệ sinh an toàn thực phẩm"),
    ("ATGT", "an toàn giao thông"),
    ("ANTT", "an ninh trật tự"),
    ("BHYT", "bảo hiểm y tế"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHTN", "bảo hiểm thất nghiệp"),
    ("GPMB", "giải phóng mặt bằng"),
    ("GPXD", "giấy phép xây dựng"),
    ("QSDĐ", "quyền sử dụng đất"),
    ("GCNQSDĐ", "giấy chứng nhận quyền sử dụng đất"),
    ("KT-XH", "kinh tế xã hội"),
    ("KTXH", "kinh tế xã hội"),
    ("QP-AN", "quốc phòng an ninh"),
    ("QPAN", "quốc phòng an ninh"),
    ("TTHC", "thủ tục hành chính"),
    ("CCHC", "cải cách hành chính"),
    ("CĐS", "chuyển đổi số"),
    ("CNTT", "công nghệ thông tin"),
    ("DVCTT", "dịch vụ công trực tuyến"),
    ("NTM", "nông thôn mới"),
    ("HTX", "hợp tác xã"),
    ("BQL", "ban quản lý"),
    ("BCĐ", "ban chỉ đạo"),
    ("BCH", "ban chỉ huy"),
    ("BTC", "ban tổ chức"),
    ("TDP", "tổ dân phố"),
    ("NVQS", "nghĩa vụ quân sự"),
    ("BVMT", "bảo vệ môi trường"),
    ("TNMT", "tài nguyên môi trường"),
    ("GDĐT", "giáo dục và đào tạo"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("CBCC", "cán bộ công chức"),
    ("CBCCVC", "cán bộ công chức viên chức"),
    ("TAND", "tòa án nhân dân"),
    ("VKSND", "viện kiểm sát nhân dân"),
    ("THADS", "thi hành án dân sự"),
    ("PCTN", "phòng chống tham nhũng"),
    ("KNTC", "khiếu nại tố cáo"),
    ("TCD", "tiếp công dân"),
    ("SXKD", "sản xuất kinh doanh"),
    ("XDCB", "xây dựng cơ bản"),
    ("ĐTC", "đầu tư công"),
    ("NSNN", "ngân sách nhà nước"),
    ("DN", "doanh nghiệp"),
    ("TW", "trung ương"),
];

/// One abbreviation, cut into tokens.
#[derive(Debug, Clone)]
pub struct Abbreviation {
    /// What is written for it.
    pub short: Vec<Token>,
    /// What it stands for.
    pub long: Vec<Token>,
}

/// All of them, those with the longest meaning first.
pub fn all() -> &'static [Abbreviation] {
    static ALL: OnceLock<Vec<Abbreviation>> = OnceLock::new();
    ALL.get_or_init(|| {
        let types = DOCUMENT_TYPES.iter().filter_map(|one| Some((one.abbreviation?, type_words(one.name))));
        let mut all: Vec<Abbreviation> = COMMON
            .iter()
            .copied()
            .chain(types)
            .map(|(short, long)| Abbreviation { short: tokens(short), long: tokens(long) })
            .collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.long.len()));
        let mut each: Vec<Abbreviation> = Vec::with_capacity(all.len());
        for one in all {
            // Two types of one name are one.
            if !each.iter().any(|known| known.short == one.short && known.long == one.long) {
                each.push(one);
            }
        }
        each
    })
}

/// The words of a type's name without what tells it from others of the same name: Quyết định (cá biệt) is called quyết định.
pub fn type_words(name: &str) -> &str {
    name.split('(').next().unwrap_or(name).trim()
}

fn same(typed: &Token, meant: &Token, strict: bool) -> bool {
    if strict { typed.exact == meant.exact } else { typed.folded == meant.folded }
}

/// What the abbreviation at the beginning of these tokens may stand for, and how many tokens it takes. `loud` where the words were not all
/// written in capitals: then what can be a syllable is an abbreviation only in capitals.
pub fn meanings(typed: &[Token], text: &str, loud: bool) -> Option<(usize, Vec<&'static Abbreviation>)> {
    let fits = |one: &&Abbreviation| {
        let head = typed.get(..one.short.len());
        head.is_some_and(|head| {
            head.iter().zip(&one.short).all(|(typed, meant)| {
                let capitals = text
                    .chars()
                    .skip(typed.start)
                    .take(typed.end.saturating_sub(typed.start))
                    .all(|c| !c.is_lowercase());
                let told_apart = !syllable::is_possible(&typed.folded) || (capitals && loud);
                told_apart && same(typed, meant, typed.marked)
            })
        })
    };
    let longest = all().iter().filter(fits).map(|one| one.short.len()).max()?;
    Some((longest, all().iter().filter(fits).filter(|one| one.short.len() == longest).collect()))
}

/// The abbreviation of the words at the beginning of these tokens, the longest.
pub fn shortened(typed: &[Token], strict: bool) -> Vec<&'static Abbreviation> {
    let fits = |one: &&Abbreviation| {
        let head = typed.get(..one.long.len());
        one.long.len() > 1
            && head.is_some_and(|head| head.iter().zip(&one.long).all(|(typed, meant)| same(typed, meant, strict)))
    };
    let mut found = all().iter().filter(fits).peekable();
    let longest = found.peek().map(|one| one.long.len()).unwrap_or_default();
    found.filter(|one| one.long.len() == longest).collect()
}
