//! Why the program stops, in words for whoever started it.

use office::{KeyError, OfficeError, StoreError, setup::SetupError};

use crate::settings::Problem;

/// A reason to stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// In these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// In two languages.
    pub fn said(vi: &str, en: &str) -> Self {
        Self(format!("{vi}\n{en}"))
    }

    /// Wrong settings, each by name.
    pub fn settings(problems: &[Problem]) -> Self {
        let mut words = "Cấu hình sai / The settings are wrong:".to_owned();
        for problem in problems {
            words.push_str("\n  ");
            words.push_str(&problem.to_string());
        }
        Self(words)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Setting { reason, .. } => Self(format!("database_url: {reason}")),
            StoreError::Newer(names) => {
                let names = names.join(", ");
                Self::said(
                    &format!(
                        "Cơ sở dữ liệu đã được một bản congvan mới hơn cập nhật cấu trúc ({names}); hãy dùng bản mới đó. \
                         Không có gì bị thay đổi."
                    ),
                    &format!(
                        "A newer congvan has migrated the database ({names}); use that newer version. Nothing was changed."
                    ),
                )
            }
            StoreError::HalfMigrated(names) => {
                let names = names.join(", ");
                Self::said(
                    &format!(
                        "Cấu trúc cơ sở dữ liệu dở dang: thiếu {names}. congvan không tự sửa; hãy phục hồi bản sao lưu vào \
                         nơi trống. Không có gì bị thay đổi."
                    ),
                    &format!(
                        "The database is half migrated: {names} is missing. congvan does not mend that; restore a backup into \
                         an empty place. Nothing was changed."
                    ),
                )
            }
            StoreError::Migration(why) => Self::said(
                &format!("Không cập nhật được cấu trúc cơ sở dữ liệu; không có gì bị thay đổi: {why}"),
                &format!("The database could not be migrated; nothing of it was kept: {why}"),
            ),
            other => Self(format!("Cơ sở dữ liệu / Database: {other}")),
        }
    }
}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Store(error) => error.into(),
            OfficeError::Refused(refusal) => {
                let words = refusal.words();
                Self::said(&words.vi, &words.en)
            }
            OfficeError::AllRefused(refusals) => {
                let words: Vec<_> = refusals.iter().map(office::domain::Refusal::words).collect();
                let all =
                    |pick: fn(&office::domain::Words) -> &str| words.iter().map(pick).collect::<Vec<_>>().join("\n");
                Self::said(&all(|words| &words.vi), &all(|words| &words.en))
            }
            other => Self(format!("Lỗi / Error: {other}")),
        }
    }
}

impl From<domain::calendar::CalendarFault> for Failure {
    fn from(fault: domain::calendar::CalendarFault) -> Self {
        let words = fault.words();
        Self::said(&words.vi, &words.en)
    }
}

impl From<SetupError> for Failure {
    fn from(error: SetupError) -> Self {
        match error {
            SetupError::Office(error) => error.into(),
            SetupError::Exists(_) => {
                Self::said("Cơ sở dữ liệu này đã có cơ quan; không có gì bị thay đổi.", &error.to_string())
            }
            SetupError::Invalid { .. } => Self(error.to_string()),
        }
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self(format!("Khóa ký / Signing key: {error}"))
    }
}
