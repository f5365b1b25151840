//! The catalogue of document types every office starts with; an office adds its own beside them.

/// A group of document types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Văn bản hành chính (Decree 30/2020, Art. 7).
    Administrative,
    /// Văn bản quy phạm pháp luật.
    Normative,
    /// Đơn, thư của công dân.
    Petition,
    /// The office's own.
    Own,
    /// Bản sao (Decree 30/2020, Art. 25): made of what there is, never drafted.
    Copy,
}

impl Group {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::Normative => "normative",
            Self::Petition => "petition",
            Self::Own => "own",
            Self::Copy => "copy",
        }
    }

    /// Reads [`Group::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Administrative, Self::Normative, Self::Petition, Self::Own, Self::Copy];
        all.into_iter().find(|group| group.as_str() == text)
    }

    /// Whether its documents are normative (văn bản quy phạm pháp luật): they have a series of their own and carry the year.
    pub const fn is_normative(self) -> bool {
        matches!(self, Self::Normative)
    }

    /// Whether an office issues such documents: what citizens hand in only comes in.
    pub const fn is_issued(self) -> bool {
        !matches!(self, Self::Petition)
    }
}

/// A type of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentType {
    /// The name used in data and the API.
    pub code: &'static str,
    /// Tên loại.
    pub name: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// The abbreviation in a notation (Appendix III); công văn and thư công have none. Case matters.
    pub abbreviation: Option<&'static str>,
    /// Its group.
    pub group: Group,
}

macro_rules! types {
    ($($group:ident $code:literal $name:literal $en:literal $abbr:expr;)+) => {
        /// The 29 administrative types, the normative ones, citizens' letters and the three forms of copy.
        pub const DOCUMENT_TYPES: &[DocumentType] = &[$(DocumentType {
            code: $code, name: $name, name_en: $en, abbreviation: $abbr, group: Group::$group,
        }),+];
    };
}

types! {
    Administrative "nghi_quyet_ca_biet" "Nghị quyết (cá biệt)" "Resolution (individual)" Some("NQ");
    Administrative "quyet_dinh_ca_biet" "Quyết định (cá biệt)" "Decision (individual)" Some("QĐ");
    Administrative "chi_thi" "Chỉ thị" "Directive" Some("CT");
    Administrative "quy_che" "Quy chế" "Regulation" Some("QC");
    Administrative "quy_dinh" "Quy định" "Rules" Some("QyĐ");
    Administrative "thong_cao" "Thông cáo" "Communiqué" Some("TC");
    Administrative "thong_bao" "Thông báo" "Notice" Some("TB");
    Administrative "huong_dan" "Hướng dẫn" "Guidance" Some("HD");
    Administrative "chuong_trinh" "Chương trình" "Programme" Some("CTr");
    Administrative "ke_hoach" "Kế hoạch" "Plan" Some("KH");
    Administrative "phuong_an" "Phương án" "Scheme" Some("PA");
    Administrative "de_an" "Đề án" "Project proposal" Some("ĐA");
    Administrative "du_an" "Dự án" "Project" Some("DA");
    Administrative "bao_cao" "Báo cáo" "Report" Some("BC");
    Administrative "bien_ban" "Biên bản" "Minutes" Some("BB");
    Administrative "to_trinh" "Tờ trình" "Submission" Some("TTr");
    Administrative "hop_dong" "Hợp đồng" "Contract" Some("HĐ");
    Administrative "cong_van" "Công văn" "Official letter" None;
    Administrative "cong_dien" "Công điện" "Official telegram" Some("CĐ");
    Administrative "ban_ghi_nho" "Bản ghi nhớ" "Memorandum" Some("BGN");
    Administrative "ban_thoa_thuan" "Bản thỏa thuận" "Agreement" Some("BTT");
    Administrative "giay_uy_quyen" "Giấy ủy quyền" "Power of attorney" Some("GUQ");
    Administrative "giay_moi" "Giấy mời" "Invitation" Some("GM");
    Administrative "giay_gioi_thieu" "Giấy giới thiệu" "Letter of introduction" Some("GGT");
    Administrative "giay_nghi_phep" "Giấy nghỉ phép" "Leave permit" Some("GNP");
    Administrative "phieu_gui" "Phiếu gửi" "Dispatch slip" Some("PG");
    Administrative "phieu_chuyen" "Phiếu chuyển" "Transfer slip" Some("PC");
    Administrative "phieu_bao" "Phiếu báo" "Notification slip" Some("PB");
    Administrative "thu_cong" "Thư công" "Official correspondence" None;
    Normative "hien_phap" "Hiến pháp" "Constitution" None;
    Normative "bo_luat" "Bộ luật" "Code" None;
    Normative "luat" "Luật" "Law" None;
    Normative "phap_lenh" "Pháp lệnh" "Ordinance" None;
    Normative "lenh" "Lệnh" "Order" None;
    Normative "nghi_dinh" "Nghị định" "Decree" Some("NĐ");
    Normative "nghi_quyet" "Nghị quyết (quy phạm pháp luật)" "Resolution (normative)" Some("NQ");
    Normative "nghi_quyet_lien_tich" "Nghị quyết liên tịch" "Joint resolution" Some("NQLT");
    Normative "thong_tu" "Thông tư" "Circular" Some("TT");
    Normative "thong_tu_lien_tich" "Thông tư liên tịch" "Joint circular" Some("TTLT");
    Normative "quyet_dinh" "Quyết định (quy phạm pháp luật)" "Decision (normative)" Some("QĐ");
    Petition "don_khieu_nai" "Đơn khiếu nại" "Complaint" None;
    Petition "don_to_cao" "Đơn tố cáo" "Denunciation" None;
    Petition "don_kien_nghi" "Đơn kiến nghị, phản ánh" "Petition" None;
    Petition "don_de_nghi" "Đơn đề nghị" "Application" None;
    Copy "sao_y" "Sao y" "Copy" Some("SY");
    Copy "sao_luc" "Sao lục" "Copy of a copy" Some("SL");
    Copy "trich_sao" "Trích sao" "Excerpt" Some("TrS");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decree_names_29_types_of_which_two_have_no_abbreviation() {
        let administrative: Vec<_> = DOCUMENT_TYPES.iter().filter(|t| t.group == Group::Administrative).collect();
        assert_eq!(administrative.len(), 29);
        let without: Vec<_> = administrative.iter().filter(|t| t.abbreviation.is_none()).map(|t| t.code).collect();
        assert_eq!(without, ["cong_van", "thu_cong"]);
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = DOCUMENT_TYPES.iter().map(|t| t.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), DOCUMENT_TYPES.len());
    }
}
