//! Identifiers of bodies (mã định danh): QCVN 102:2016 and Decision 20/2020/QĐ-TTg.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::composed;

/// The identifier of a body in the interchange (`OrganId`, mã định danh cơ quan): `H22.11`, or `000.00.11.H22` as it was before 2020.
///
/// It is an opaque key, and capitals count. What is read may be of any form that traffic has, test systems' too: letters and digits in
/// groups between full stops, at most 35 characters. What an office gives itself passes [`OrganId::strict`].
///
/// An old identifier is never computed from a new one or the other way round: only the interchange's directory knows which belong
/// together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganId(String);

/// Which structure an identifier has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganForm {
    /// QCVN 102:2016: thirteen characters, the highest level last, `000.00.11.H22`.
    Old,
    /// Decision 20/2020/QĐ-TTg: capitals and digits, the highest level first, `H22.11`; enterprises' codes, too.
    New,
    /// Neither: seen in traffic, from test systems above all.
    Other,
}

/// A text that no identifier of a body can be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of a body: {0:?}")]
pub struct BadOrganId(pub String);

impl OrganId {
    /// The most characters (Decision 20/2020/QĐ-TTg, Article 4).
    pub const MOST: usize = 35;

    /// An identifier as it may be received. Blanks around it do not count.
    ///
    /// # Errors
    /// Empty, longer than [`OrganId::MOST`], or other than letters and digits in groups between full stops.
    pub fn new(text: &str) -> Result<Self, BadOrganId> {
        let text = text.trim();
        let group = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_alphanumeric());
        if text.len() <= Self::MOST && text.split('.').all(group) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadOrganId(crate::text::excerpt(text)))
        }
    }

    /// An identifier as an office may give it itself: of the old or the new structure.
    ///
    /// # Errors
    /// What [`OrganId::new`] refuses, and what has neither structure.
    pub fn strict(text: &str) -> Result<Self, BadOrganId> {
        let id = Self::new(text)?;
        if id.form() == OrganForm::Other { Err(BadOrganId(id.0)) } else { Ok(id) }
    }

    /// Which structure it has.
    pub fn form(&self) -> OrganForm {
        if self.is_old() {
            OrganForm::Old
        } else if self.0.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.') {
            OrganForm::New
        } else {
            OrganForm::Other
        }
    }

    fn is_old(&self) -> bool {
        let groups: Vec<&str> = self.0.split('.').collect();
        let digits = |group: &str, many: usize| group.len() == many && group.bytes().all(|b| b.is_ascii_digit());
        let [fourth, third, second, first] = groups.as_slice() else { return false };
        let letter = first.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        digits(fourth, 3)
            && digits(third, 2)
            && digits(second, 2)
            && letter
            && first.get(1..).is_some_and(|rest| digits(rest, 2))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for OrganId {
    type Error = BadOrganId;

    fn try_from(text: String) -> Result<Self, BadOrganId> {
        Self::new(&composed(&text))
    }
}

impl From<OrganId> for String {
    fn from(id: OrganId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        let of = |text: &str| OrganId::new(text).unwrap().form();
        for old in ["000.00.00.H49", "000.00.11.H22", "999.77.04.D77"] {
            assert_eq!(of(old), OrganForm::Old, "{old}");
        }
        for new in ["G12", "G12.18", "H37.DN.002", "020100107370", "28.22.H17"] {
            assert_eq!(of(new), OrganForm::New, "{new}");
        }
        assert_eq!(of("vxp.saas.03"), OrganForm::Other);
        assert!(OrganId::strict("vxp.saas.03").is_err());
        assert_eq!(OrganId::strict(" H22.11 ").unwrap().as_str(), "H22.11");
    }

    #[test]
    fn others_are_refused() {
        let long = "A".repeat(36);
        for bad in ["", ".", "H22.", ".H22", "H22..1", "H22-11", "H 22", "Đ22", long.as_str(), "../x"] {
            assert!(OrganId::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn capitals_count() {
        assert_ne!(OrganId::new("h22.11").unwrap(), OrganId::new("H22.11").unwrap());
    }
}
