//! What is printed of case files, and in which states they stand on it (Decree 30/2020, Art. 28–31).

use serde::{Deserialize, Serialize};

use super::StateName;

/// What is printed of a list of case files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseFileForm {
    /// Danh mục hồ sơ.
    List,
    /// Mục lục hồ sơ, tài liệu nộp lưu.
    Inventory,
    /// Biên bản giao nhận hồ sơ, tài liệu.
    Minutes,
    /// Danh mục hồ sơ hết thời hạn bảo quản.
    Disposal,
}

impl CaseFileForm {
    /// Its title.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::List => "Danh mục hồ sơ",
            Self::Inventory => "Mục lục hồ sơ, tài liệu nộp lưu",
            Self::Minutes => "Biên bản giao nhận hồ sơ, tài liệu",
            Self::Disposal => "Danh mục hồ sơ hết thời hạn bảo quản",
        }
    }

    /// Whether a case file in this state may stand on it.
    pub const fn takes(self, state: StateName) -> bool {
        use StateName as S;
        match self {
            Self::List => !matches!(state, S::Struck),
            Self::Inventory | Self::Minutes => {
                matches!(state, S::Closed | S::HandedOver | S::Archived | S::DisposalProposed | S::Disposed)
            }
            Self::Disposal => matches!(state, S::DisposalProposed | S::Disposed),
        }
    }

    /// The states of what stands on it where nobody says in which: all that was approved or opened, what is put before the archive, what is proposed
    /// to be disposed of.
    pub const fn usual(self) -> &'static [StateName] {
        use StateName as S;
        match self {
            Self::List => {
                &[S::Approved, S::Open, S::Closed, S::HandedOver, S::Archived, S::DisposalProposed, S::Disposed]
            }
            Self::Inventory | Self::Minutes => &[S::HandedOver],
            Self::Disposal => &[S::DisposalProposed],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_usually_stands_on_a_form_may_stand_on_it() {
        use CaseFileForm as F;
        for form in [F::List, F::Inventory, F::Minutes, F::Disposal] {
            assert!(form.usual().iter().all(|state| form.takes(*state)), "{form:?}");
            assert!(!form.takes(StateName::Struck) && !form.usual().contains(&StateName::Planned), "{form:?}");
        }
        assert!(F::List.takes(StateName::Planned) && !F::Disposal.takes(StateName::Open));
    }
}
