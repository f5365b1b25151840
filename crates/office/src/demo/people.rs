//! Who works in the demo's two offices. Every name is invented, and says so.

use domain::organisation::{Post, Role, SigningForm};

/// An office as it stands before anything has happened.
pub(super) struct House {
    /// Mã định danh.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Địa danh, as it stands before the date of what it issues.
    pub(super) place: &'static str,
    /// Where its people get mail: a domain that can't exist.
    pub(super) mail_domain: &'static str,
    /// Departments: code and name.
    pub(super) departments: &'static [(&'static str, &'static str)],
    pub(super) accounts: &'static [Account],
    pub(super) signers: &'static [Signer],
}

/// Who may sign for the office (Decree 30/2020, Art. 13).
pub(super) struct Signer {
    pub(super) username: &'static str,
    pub(super) form: SigningForm,
    /// Types of document, by code; all where none is named.
    pub(super) document_types: &'static [&'static str],
    pub(super) instrument: &'static str,
}

/// The ward in which the demo plays.
pub(super) const WARD: House = House {
    code: "H99.99",
    name: super::AGENCY,
    place: "Demo",
    mail_domain: super::MAIL_DOMAIN,
    departments: &[
        ("VP", "Văn phòng HĐND và UBND"),
        ("KTHTDT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("VHXH", "Phòng Văn hóa – Xã hội"),
        ("TTPVHCC", "Trung tâm Phục vụ hành chính công"),
    ],
    accounts: ACCOUNTS,
    signers: &[
        Signer { username: "chutich", form: SigningForm::Head, document_types: &[], instrument: "01/QC-UBND" },
        Signer { username: "phochutich", form: SigningForm::Kt, document_types: &[], instrument: "02/QĐ-UBND" },
        Signer {
            username: "chanhvanphong",
            form: SigningForm::Tl,
            document_types: &["giay_moi", "giay_gioi_thieu"],
            instrument: "01/QC-UBND",
        },
    ],
};

/// The commune beside it, to which the ward writes.
pub(super) const COMMUNE: House = House {
    code: "H99.98",
    name: "Ủy ban nhân dân xã Ví Dụ",
    place: "Ví Dụ",
    mail_domain: "xa-vi-du.example",
    departments: &[("VP", "Văn phòng HĐND và UBND"), ("PKT", "Phòng Kinh tế")],
    accounts: COMMUNE_ACCOUNTS,
    signers: &[Signer {
        username: "chutich.vidu",
        form: SigningForm::Head,
        document_types: &[],
        instrument: "01/QC-UBND",
    }],
};

/// Someone who can sign in to the demo.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// The name they sign in with.
    pub username: &'static str,
    /// Họ và tên.
    pub name: &'static str,
    /// Chức vụ.
    pub title: &'static str,
    pub(super) roles: &'static [Role],
    pub(super) posts: &'static [(&'static str, Post)],
}

/// Everyone in the ward.
pub const ACCOUNTS: &[Account] = &[
    Account {
        username: "quantri",
        name: "Lê Thử Nghiệm",
        title: "Quản trị hệ thống",
        roles: &[Role::Administrator, Role::SystemAdministrator],
        posts: &[],
    },
    Account {
        username: "vanthu",
        name: "Nguyễn Thị Mẫu",
        title: "Văn thư cơ quan",
        roles: &[Role::RegistryClerk],
        posts: &[("VP", Post::Officer)],
    },
    Account {
        username: "chutich",
        name: "Trần Văn Ví Dụ",
        title: "Chủ tịch UBND phường",
        roles: &[Role::Leader],
        posts: &[],
    },
    // As in many wards, a deputy chairman is the director of the one-stop shop.
    Account {
        username: "phochutich",
        name: "Phạm Thị Minh Họa",
        title: "Phó Chủ tịch UBND phường, Giám đốc Trung tâm Phục vụ hành chính công",
        roles: &[Role::Leader],
        posts: &[("TTPVHCC", Post::Head)],
    },
    Account {
        username: "chanhvanphong",
        name: "Hoàng Văn Giả Định",
        title: "Chánh Văn phòng HĐND và UBND",
        roles: &[Role::ChiefOfOffice],
        posts: &[("VP", Post::Head)],
    },
    Account {
        username: "truongphong.kinhte",
        name: "Vũ Thị Tưởng Tượng",
        title: "Trưởng phòng Kinh tế, Hạ tầng và Đô thị",
        roles: &[],
        posts: &[("KTHTDT", Post::Head)],
    },
    Account {
        username: "photruong.kinhte",
        name: "Đặng Văn Phỏng Theo",
        title: "Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị",
        roles: &[],
        posts: &[("KTHTDT", Post::Deputy)],
    },
    Account {
        username: "chuyenvien.kinhte1",
        name: "Bùi Thị Làm Mẫu",
        title: "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị",
        roles: &[],
        posts: &[("KTHTDT", Post::Officer)],
    },
    Account {
        username: "chuyenvien.kinhte2",
        name: "Đỗ Văn Làm Thử",
        title: "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị",
        roles: &[],
        posts: &[("KTHTDT", Post::Officer)],
    },
    Account {
        username: "truongphong.vhxh",
        name: "Ngô Thị Hư Cấu",
        title: "Trưởng phòng Văn hóa – Xã hội",
        roles: &[],
        posts: &[("VHXH", Post::Head)],
    },
    Account {
        username: "chuyenvien.vhxh1",
        name: "Dương Văn Dùng Thử",
        title: "Chuyên viên Phòng Văn hóa – Xã hội",
        roles: &[],
        posts: &[("VHXH", Post::Officer)],
    },
    Account {
        username: "theodoi",
        name: "Lý Thị Mô Phỏng",
        title: "Chuyên viên theo dõi, tổng hợp",
        roles: &[Role::Monitor],
        posts: &[("VP", Post::Officer)],
    },
    Account {
        username: "motcua",
        name: "Hồ Văn Trình Diễn",
        title: "Cán bộ một cửa",
        roles: &[Role::OneStopClerk],
        posts: &[("TTPVHCC", Post::Officer)],
    },
];

/// Those in the commune beside it.
pub const COMMUNE_ACCOUNTS: &[Account] = &[
    Account {
        username: "vanthu.vidu",
        name: "Trịnh Thị Giả Tưởng",
        title: "Văn thư cơ quan",
        roles: &[Role::RegistryClerk],
        posts: &[("VP", Post::Officer)],
    },
    Account {
        username: "chutich.vidu",
        name: "Mai Văn Hình Dung",
        title: "Chủ tịch UBND xã",
        roles: &[Role::Leader],
        posts: &[],
    },
    Account {
        username: "truongphong.vidu",
        name: "Đinh Thị Nháp",
        title: "Trưởng phòng Kinh tế",
        roles: &[],
        posts: &[("PKT", Post::Head)],
    },
    Account {
        username: "chuyenvien.vidu",
        name: "Lâm Văn Thí Điểm",
        title: "Chuyên viên Phòng Kinh tế",
        roles: &[],
        posts: &[("PKT", Post::Officer)],
    },
];
