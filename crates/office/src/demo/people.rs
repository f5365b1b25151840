//! Who works in the demo's office. Every name is invented, and says so.

use domain::organisation::{Post, Role};

/// Departments: code and name.
pub(super) const DEPARTMENTS: &[(&str, &str)] = &[
    ("VP", "Văn phòng HĐND và UBND"),
    ("KTHTDT", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    ("VHXH", "Phòng Văn hóa – Xã hội"),
    ("TTPVHCC", "Trung tâm Phục vụ hành chính công"),
];

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

/// Everyone.
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
