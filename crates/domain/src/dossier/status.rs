//! The status codes 1 to 10 that portals are told of a dossier (trạng thái hồ sơ).

use serde::{Deserialize, Serialize};

use super::state::StateName;

/// A status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Status {
    /// 1, mới đăng ký.
    Registered,
    /// 2, được tiếp nhận.
    Received,
    /// 3, không được tiếp nhận.
    Refused,
    /// 4, đang xử lý.
    Processing,
    /// 5, yêu cầu bổ sung giấy tờ.
    AwaitingSupplement,
    /// 6, yêu cầu thực hiện nghĩa vụ tài chính.
    AwaitingPayment,
    /// 7, công dân yêu cầu rút hồ sơ.
    Withdrawn,
    /// 8, dừng xử lý.
    Stopped,
    /// 9, đã xử lý xong.
    Done,
    /// 10, đã trả kết quả.
    Returned,
}

impl Status {
    /// Every status, by its code.
    pub const ALL: [Self; 10] = [
        Self::Registered,
        Self::Received,
        Self::Refused,
        Self::Processing,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::Withdrawn,
        Self::Stopped,
        Self::Done,
        Self::Returned,
    ];

    /// Its code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Registered => 1,
            Self::Received => 2,
            Self::Refused => 3,
            Self::Processing => 4,
            Self::AwaitingSupplement => 5,
            Self::AwaitingPayment => 6,
            Self::Withdrawn => 7,
            Self::Stopped => 8,
            Self::Done => 9,
            Self::Returned => 10,
        }
    }

    /// As a portal shows it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Registered => "Mới đăng ký",
            Self::Received => "Được tiếp nhận",
            Self::Refused => "Không được tiếp nhận",
            Self::Processing => "Đang xử lý",
            Self::AwaitingSupplement => "Yêu cầu bổ sung giấy tờ",
            Self::AwaitingPayment => "Yêu cầu thực hiện nghĩa vụ tài chính",
            Self::Withdrawn => "Công dân yêu cầu rút hồ sơ",
            Self::Stopped => "Dừng xử lý",
            Self::Done => "Đã xử lý xong",
            Self::Returned => "Đã trả kết quả",
        }
    }

    /// That of a state.
    pub const fn of(state: StateName) -> Self {
        match state {
            StateName::Registered => Self::Registered,
            StateName::Accepted | StateName::Forwarded => Self::Received,
            StateName::Refused => Self::Refused,
            StateName::Processing => Self::Processing,
            StateName::Incomplete | StateName::AwaitingSupplement => Self::AwaitingSupplement,
            StateName::AwaitingPayment => Self::AwaitingPayment,
            StateName::Withdrawn => Self::Withdrawn,
            StateName::Stopped => Self::Stopped,
            StateName::Done => Self::Done,
            StateName::Returned => Self::Returned,
        }
    }
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        status.code()
    }
}

impl TryFrom<u8> for Status {
    type Error = &'static str;
    fn try_from(code: u8) -> Result<Self, &'static str> {
        Self::ALL.into_iter().find(|status| status.code() == code).ok_or("a status is from 1 to 10")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_run_from_one_to_ten() {
        let codes: Vec<u8> = Status::ALL.into_iter().map(Status::code).collect();
        assert_eq!(codes, (1..=10).collect::<Vec<u8>>());
    }
}
