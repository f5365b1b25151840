//! What is known of a case file: the columns of the year's list, and the fields of Appendix VI that somebody writes.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use crate::{
    CaseFileRights, CaseFileSymbol, CaseFileTitle, DepartmentId, InputFault, LanguageName, PersonId, Refusal, Remark,
    Rule, organisation::Directory,
};

/// The longest that something is kept which is not kept for ever.
pub const MOST_YEARS: u8 = 70;
/// The shortest.
const LEAST_YEARS: u8 = 2;
/// From how many years on a case file must be handed over to the agency's archive (Art. 31(3)).
pub const YEARS_HANDED_OVER: u8 = 5;

/// Thời hạn bảo quản.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Retention {
    /// Vĩnh viễn.
    Permanent,
    /// So many years: see [`Retention::years`].
    Years(Years),
}

/// From 2 to 70.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Years(u8);

impl Years {
    /// How many.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Retention {
    /// So many years.
    ///
    /// # Errors
    /// [`InputFault::NotARetention`] of fewer than 2 and more than 70.
    pub const fn years(years: u8) -> Result<Self, InputFault> {
        if years < LEAST_YEARS || years > MOST_YEARS {
            return Err(InputFault::NotARetention);
        }
        Ok(Self::Years(Years(years)))
    }

    /// Whether what is kept so long goes to the agency's archive.
    pub const fn is_handed_over(self) -> bool {
        match self {
            Self::Permanent => true,
            Self::Years(Years(years)) => years >= YEARS_HANDED_OVER,
        }
    }

    /// The last day on which it is to be kept, of a matter that ended on this day: whole years are counted, from the end of that one.
    /// Nothing where it is kept for ever.
    pub fn ends(self, ended_on: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Permanent => None,
            Self::Years(Years(years)) => NaiveDate::from_ymd_opt(ended_on.year() + i32::from(years), 12, 31),
        }
    }

    /// As an office writes it.
    pub fn vietnamese(self) -> String {
        match self {
            Self::Permanent => "Vĩnh viễn".to_owned(),
            Self::Years(Years(years)) => format!("{years:02} năm"),
        }
    }

    /// Reads it as it stands in data.
    ///
    /// # Errors
    /// [`InputFault::NotARetention`].
    pub fn parse(text: &str) -> Result<Self, InputFault> {
        if text == "permanent" {
            return Ok(Self::Permanent);
        }
        let digits = !text.starts_with('0') && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let years = digits.then(|| text.parse().ok()).flatten().ok_or(InputFault::NotARetention)?;
        Self::years(years)
    }
}

impl std::fmt::Display for Retention {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Permanent => f.write_str("permanent"),
            Self::Years(Years(years)) => write!(f, "{years}"),
        }
    }
}

impl Serialize for Retention {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Retention {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

impl PartialSchema for Retention {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^(permanent|[2-9]|[1-6][0-9]|70)$"))
            .description(Some("Thời hạn bảo quản: permanent (vĩnh viễn), or a number of years from 2 to 70."))
            .into()
    }
}

impl ToSchema for Retention {}

/// What is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Of which year's list.
    pub year: i32,
    /// Số và ký hiệu hồ sơ.
    pub symbol: CaseFileSymbol,
    /// Tiêu đề hồ sơ.
    pub title: CaseFileTitle,
    /// Thời hạn bảo quản.
    pub retention: Retention,
    /// Người lập hồ sơ: who keeps it.
    pub keeper: PersonId,
    /// Of which department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Chế độ sử dụng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<CaseFileRights>,
    /// Ngôn ngữ.
    pub language: LanguageName,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
}

/// The facts as they are sent.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseFileFields {
    /// Of which year's list; the current year's where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Số và ký hiệu hồ sơ, such as `01.TCCB`: of one case file of the year.
    pub symbol: CaseFileSymbol,
    /// Tiêu đề hồ sơ.
    pub title: CaseFileTitle,
    /// Thời hạn bảo quản.
    pub retention: Retention,
    /// Người lập hồ sơ; whoever asks where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper: Option<PersonId>,
    /// The department of its keeper; needed where they work in several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Chế độ sử dụng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<CaseFileRights>,
    /// Ngôn ngữ; Tiếng Việt where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<LanguageName>,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
}

impl CaseFileFields {
    /// Checks what one field alone can't say and makes the facts.
    ///
    /// # Errors
    /// The rule that says no, at its field.
    pub fn check(
        &self,
        own: PersonId,
        (today, usual_year): (NaiveDate, i32),
        directory: &Directory,
    ) -> Result<Facts, Refusal> {
        let year = self.year.unwrap_or(usual_year);
        let years = (*crate::YEARS.start(), today.year() + 1);
        if !(years.0..=years.1).contains(&year) {
            return Err(Refusal::new(Rule::CaseFileYear)
                .at("/facts/year")
                .with("from", years.0)
                .with("until", years.1));
        }
        let keeper = self.keeper.unwrap_or(own);
        let department = department_of(keeper, self.department, directory, ("/facts/keeper", "/facts/department"))?;
        let language = match &self.language {
            Some(language) => language.clone(),
            None => LanguageName::new("Tiếng Việt").map_err(|_| Refusal::new(Rule::CaseFileUnchanged))?,
        };
        Ok(Facts {
            year,
            symbol: self.symbol.clone(),
            title: self.title.clone(),
            retention: self.retention,
            keeper,
            department,
            rights: self.rights.clone(),
            language,
            remark: self.remark.clone(),
        })
    }
}

/// In which department somebody keeps a case file.
///
/// # Errors
/// Where they keep none, or which of several is meant is not said.
pub(super) fn department_of(
    keeper: PersonId,
    named: Option<DepartmentId>,
    directory: &Directory,
    (at_keeper, at_department): (&str, &str),
) -> Result<Option<DepartmentId>, Refusal> {
    let person = directory.active(keeper).filter(|person| person.handles_documents());
    let person = person.ok_or_else(|| Refusal::new(Rule::CaseFileKeeperUnknown).at(at_keeper))?;
    let works = |id: &DepartmentId| directory.departments.get(id).is_some_and(|department| department.active);
    let mut theirs = person.posts.keys().filter(|id| works(id)).copied();
    let unclear = || Refusal::new(Rule::CaseFileDepartment).at(at_department);
    match named {
        Some(id) if theirs.any(|one| one == id) => Ok(Some(id)),
        Some(_) => Err(unclear()),
        None => match (theirs.next(), theirs.next()) {
            (one, None) => Ok(one),
            _ => Err(unclear()),
        },
    }
}
