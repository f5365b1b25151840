//! The code of a dossier (mã hồ sơ): `<mã định danh>-YYMMDD-XXXX`, the agency's own code, the day of reception and the order in that day.
//!
//! Two regimes write the agency's part differently (Circular 01/2018/TT-VPCP, Art. 19: `000.00.01.H22`; since Decision 20/2020/QĐ-TTg from
//! left to right: `H15.50.05.13`); the shape is one. The order has four digits and grows where a day has more. Ministries' systems put more
//! digits there. Nothing is read out of a code but its shape.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;

use crate::{InputFault, fold};

/// The most characters of a code.
const MAX: usize = 60;
/// The most characters of the agency's part of a code that is made here: what is left of [`MAX`] by the day and the longest order.
const MOST_OF_AGENCY: usize = MAX - 7 - 11;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[schema(value_type = String, example = "H15.50.05.13-261008-0975", max_length = 60)]
#[serde(transparent)]
pub struct DossierCode(String);

impl DossierCode {
    /// The code of the `order`-th dossier that an agency has received on a day. The order begins at 1.
    pub fn new(agency: &str, day: NaiveDate, order: u32) -> Self {
        let agency: String = agency.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
        // As it is read again, whatever the agency's own code looks like.
        let agency: String = agency.trim_start_matches('.').to_ascii_uppercase().chars().take(MOST_OF_AGENCY).collect();
        let agency = if agency.is_empty() { "0" } else { &agency };
        Self(format!("{agency}-{:02}{:02}{:02}-{order:04}", day.year().rem_euclid(100), day.month(), day.day()))
    }

    /// Reads one of either regime, in whatever case, with blanks around.
    ///
    /// # Errors
    /// Where it has not the shape of a code.
    pub fn parse(text: &str) -> Result<Self, InputFault> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let mut parts = text.rsplitn(3, '-');
        let (order, day, agency) = (parts.next(), parts.next(), parts.next());
        let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let fits = |agency: &str, day: &str, order: &str| {
            let letters = |c: char| c.is_ascii_alphanumeric() || c == '.';
            !agency.is_empty()
                && agency.chars().all(letters)
                && agency.starts_with(|c: char| c.is_ascii_alphanumeric())
                && digits(day)
                && day.len() == 6
                && digits(order)
                && (4..=10).contains(&order.len())
        };
        match (agency, day, order) {
            (Some(agency), Some(day), Some(order)) if text.len() <= MAX && fits(agency, day, order) => Ok(Self(text)),
            _ => Err(InputFault::NotADossierCode),
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is searched for.
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl std::fmt::Display for DossierCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DossierCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_regimes_are_made_and_read() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 8).unwrap();
        assert_eq!(DossierCode::new("H15.50.05.13", day, 975).as_str(), "H15.50.05.13-261008-0975");
        assert_eq!(DossierCode::new("000.00.01.H22", day, 1).as_str(), "000.00.01.H22-261008-0001");
        assert_eq!(DossierCode::new("H15", day, 12_345).as_str(), "H15-261008-12345");
        for good in
            ["000.00.01.H22-200101-0001", "h15.50.05.13-261008-0975", " H15-261008-12345 ", "H15-261008-1800001"]
        {
            let code = DossierCode::parse(good).unwrap();
            assert_eq!(DossierCode::parse(code.as_str()).unwrap(), code);
        }
        for bad in [
            "",
            "H15",
            "H15-261008",
            "H15-26100-0001",
            "H15-261008-1",
            "-261008-0001",
            "H 15;-261008-0001",
            "H15-261008-00a1",
        ] {
            assert!(DossierCode::parse(bad).is_err(), "{bad}");
        }
    }
}
