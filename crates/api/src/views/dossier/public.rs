//! What anybody is shown of the one-stop shop: procedures without what happens inside the office, and figures.

use chrono::{DateTime, Utc};
use office::{
    domain::{
        ComponentCode, Label, ProcedureCode, Remark, Subject,
        calendar::Term,
        dossier::{month::Group, statistics::Figures},
        organisation::Directory,
        procedure::{
            Edition, OnlineLevel, ProcedureLevel,
            content::{Authority, Component, ComponentForm, Fee},
        },
    },
    dossiers::public::{PublicAgency, PublicFigures},
    procedures::CatalogueLine,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Language;

/// An agency.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PublicAgency)]
pub struct PublicAgencyView {
    /// Mã định danh.
    pub code: String,
    /// Tên cơ quan.
    pub name: String,
}

impl From<PublicAgency> for PublicAgencyView {
    fn from(agency: PublicAgency) -> Self {
        Self { code: agency.code, name: agency.name }
    }
}

/// A procedure in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PublicProcedureLine)]
pub struct PublicProcedureLine {
    /// Mã thủ tục.
    pub code: String,
    /// Tên thủ tục.
    pub name: String,
    /// Lĩnh vực.
    pub field: String,
    /// Cấp thực hiện.
    pub level: ProcedureLevel,
    /// Mức độ trực tuyến.
    pub online: OnlineLevel,
}

impl From<&CatalogueLine> for PublicProcedureLine {
    fn from(line: &CatalogueLine) -> Self {
        let (code, name, field) = (line.code.clone(), line.name.clone(), line.field.clone());
        Self { code, name, field, level: line.level, online: line.online }
    }
}

/// A paper to bring.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicComponent {
    /// A short code, unique within the procedure.
    pub code: ComponentCode,
    /// Tên giấy tờ.
    pub name: Subject,
    /// In which form.
    pub form: ComponentForm,
    /// How many.
    pub count: u8,
    /// Whether it is always needed.
    pub required: bool,
    /// The number of the blank form that it is written on.
    pub blank: Option<Label>,
    /// When it is needed, and what else is to be said.
    pub note: Option<Remark>,
}

impl From<&Component> for PublicComponent {
    fn from(one: &Component) -> Self {
        Self {
            code: one.code.clone(),
            name: one.name.clone(),
            form: one.form,
            count: one.count,
            required: one.required,
            blank: one.blank.clone(),
            note: one.note.clone(),
        }
    }
}

/// What a citizen needs to know of a procedure; not what happens inside the office.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicProcedure {
    /// Mã thủ tục.
    pub code: ProcedureCode,
    /// Tên thủ tục.
    pub name: Subject,
    /// Lĩnh vực.
    pub field: Label,
    /// Cấp thực hiện.
    pub level: ProcedureLevel,
    /// Mức độ trực tuyến.
    pub online: OnlineLevel,
    /// Whose the decision is: this agency, or another's by name.
    pub authority: String,
    /// Where it is handed in: this agency's one-stop shop, or these of its departments.
    pub places: Vec<String>,
    /// Căn cứ pháp lý.
    pub legal_basis: Vec<Remark>,
    /// Thành phần hồ sơ.
    pub components: Vec<PublicComponent>,
    /// Số bộ.
    pub sets: u8,
    /// Phí, lệ phí.
    pub fees: Vec<Fee>,
    /// Thời hạn giải quyết; absent where the law gives none.
    pub term: Option<Term>,
    /// The same in words, in the reader's language.
    pub term_text: Option<String>,
    /// Kết quả.
    pub results: Vec<Label>,
    /// Since when it is so.
    pub published_at: DateTime<Utc>,
}

impl PublicProcedure {
    /// For a reader.
    pub fn of(edition: &Edition, directory: &Directory, language: Language) -> Self {
        let content = &edition.content;
        let named = content.desks.iter().filter_map(|code| {
            let known = directory.departments.values().find(|department| department.code == code.as_str());
            known.map(|department| department.name.clone())
        });
        let mut places: Vec<String> = named.collect();
        if places.is_empty() {
            places.push(format!("{}, {}", language.pick("Bộ phận một cửa", "One-stop shop"), directory.agency_name));
        }
        let authority = match &content.authority {
            Authority::Own => directory.agency_name.clone(),
            Authority::Other { name, .. } => name.to_string(),
        };
        Self {
            code: content.code.clone(),
            name: content.name.clone(),
            field: content.field.clone(),
            level: content.level,
            online: content.online,
            authority,
            places,
            legal_basis: content.legal_basis.clone(),
            components: content.components.iter().map(PublicComponent::from).collect(),
            sets: content.sets,
            fees: content.fees.clone(),
            term: content.term,
            term_text: content.term.map(|term| language.of_words(&term.words())),
            results: content.results.clone(),
            published_at: edition.published_at,
        }
    }
}

/// The figures of a field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicGroup {
    /// Lĩnh vực; absent for all together.
    pub field: Option<String>,
    /// The figures: carried over + received = done (early, in time, late, untimed) + running + overdue + resting + withdrawn + stopped.
    pub figures: Figures,
    /// Giải quyết trong kỳ, of whichever judgement.
    pub done: u64,
    /// Whether both sides are the same.
    pub adds_up: bool,
}

impl PublicGroup {
    fn of(group: &Group, field: Option<String>) -> Self {
        Self { field, figures: group.figures, done: group.figures.done(), adds_up: group.figures.add_up() }
    }
}

/// The figures of a month.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicStatistics {
    /// Whose.
    pub agency: PublicAgencyView,
    /// Of which month, in Vietnam: `YYYY-MM`.
    #[schema(example = "2026-11")]
    pub month: String,
    /// From then.
    pub from: DateTime<Utc>,
    /// Until before then.
    pub until: DateTime<Utc>,
    /// When they were counted, or read where they were written before.
    pub at: DateTime<Utc>,
    /// Of a month that is over: when they were written for good. Absent where they are counted as the dossiers stand now.
    pub frozen_at: Option<DateTime<Utc>>,
    /// All together.
    pub total: PublicGroup,
    /// By field.
    pub fields: Vec<PublicGroup>,
}

impl PublicStatistics {
    /// Of an agency.
    pub fn of(figures: &PublicFigures, agency: PublicAgencyView) -> Self {
        let (month, counted) = (figures.month, &figures.counted);
        Self {
            agency,
            month: month.to_string(),
            from: month.from(),
            until: month.until(),
            at: counted.at,
            frozen_at: counted.frozen_at,
            total: PublicGroup::of(&figures.total(), None),
            fields: figures.fields().iter().map(|group| PublicGroup::of(group, Some(group.key.clone()))).collect(),
        }
    }
}
