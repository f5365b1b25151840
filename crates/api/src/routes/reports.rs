//! The figures of documents, and the report that an office sends upward.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, get, http::header, put, web};
use chrono::{DateTime, Days, NaiveDate, Utc};
use office::{
    domain::{
        DepartmentId, PersonId, day_in_vietnam,
        figures::{Grouping, Period, PeriodKind},
        is_of_our_time,
    },
    figures::{Span, Whose},
    reports::ReportFormat,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::files::disposition;
use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::Made,
    paging::strange_day,
    problem::{ApiError, Kind, Problem},
    views::report::DashboardView,
};

/// The most days that figures are asked for at once.
const MOST_DAYS: u64 = 366;

/// What figures are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DashboardGrouping)]
pub enum By {
    /// Tên loại.
    Type,
    /// Nơi gửi; of what comes in.
    Sender,
    /// Đơn vị.
    Unit,
    /// Người xử lý, người soạn thảo.
    Officer,
    /// Tháng.
    Month,
}

/// Of which time, whose, and by what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DashboardQuery {
    /// From this day, in Vietnam. The present month where no time is given.
    from: Option<NaiveDate>,
    /// Until this day, with it; today where it is left out.
    until: Option<NaiveDate>,
    /// A whole week instead: `YYYY-Www`.
    #[param(example = "2026-W48")]
    week: Option<String>,
    /// A whole month instead: `YYYY-MM`. Of a week or a month that is over, its figures as they were written when it ended.
    #[param(example = "2026-11")]
    month: Option<String>,
    /// Of this unit.
    department: Option<uuid::Uuid>,
    /// Of this person.
    person: Option<uuid::Uuid>,
    /// What the parts are told apart by; by unit where it is left out.
    by: Option<By>,
}

fn bad(name: &'static str, vi: &'static str, en: &'static str) -> ApiError {
    ApiError::new(Kind::BadParameter).at(name, "out_of_range", vi, en)
}

/// A week or a month that has begun.
fn period(week: Option<&str>, month: Option<&str>, now: DateTime<Utc>) -> Result<Option<Period>, ApiError> {
    let (name, text) = match (week, month) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(bad("week", "Chỉ dùng week hoặc month.", "Use week or month.")),
        (Some(week), None) => ("week", week),
        (None, Some(month)) => ("month", month),
    };
    let of_kind = |period: &Period| matches!(period, Period::Week(_)) == (name == "week");
    let period = Period::parse(text).filter(of_kind).filter(|period| period.first() <= day_in_vietnam(now));
    let (vi, en) = match name {
        "week" => (
            "Tuần phải có dạng YYYY-Www và không sau tuần này, ví dụ 2026-W48.",
            "A week is YYYY-Www and not after the present one: 2026-W48.",
        ),
        _ => (
            "Tháng phải có dạng YYYY-MM và không sau tháng này, ví dụ 2026-11.",
            "A month is YYYY-MM and not after the present one: 2026-11.",
        ),
    };
    period.map(Some).ok_or_else(|| bad(name, vi, en))
}

impl DashboardQuery {
    fn span(&self, now: DateTime<Utc>) -> Result<Span, ApiError> {
        let today = day_in_vietnam(now);
        for (name, day) in [("from", self.from), ("until", self.until)] {
            if day.is_some_and(|day| !is_of_our_time(day)) {
                return Err(strange_day(name));
            }
        }
        match (period(self.week.as_deref(), self.month.as_deref(), now)?, self.from, self.until) {
            (Some(period), None, None) => Ok(Span::Period(period)),
            (Some(_), ..) => {
                Err(bad("from", "Chỉ dùng week, month, hoặc from và until.", "Use week, month, or from and until."))
            }
            (None, None, None) => Ok(Span::Period(Period::month_of(today))),
            (None, None, Some(_)) => Err(bad("from", "until cần có from.", "until needs from beside it.")),
            (None, Some(from), until) => {
                let until = until.unwrap_or(today);
                if from > until || from > today {
                    return Err(bad(
                        "from",
                        "from không được sau until và hôm nay.",
                        "from lies after neither until nor today.",
                    ));
                }
                if from.checked_add_days(Days::new(MOST_DAYS)).is_some_and(|last| until >= last) {
                    return Err(bad("until", "Tối đa 366 ngày một lần.", "At most 366 days at once."));
                }
                Ok(Span::Days(from, until))
            }
        }
    }
}

/// The figures of a time: what came in and went out, what is in hand, soon due and overdue, what was done and how it stood to its time, and how
/// long documents were in each state. Of the agency for those who see all of its documents (leaders, the chief of office, registry clerks,
/// monitors); of their department for its head; of themselves for others. Each figure names the list of its documents. No secret line is
/// counted.
#[utoipa::path(
    operation_id = "getDashboard", tag = "reports", params(DashboardQuery),
    responses(
        (status = 200, description = "The figures.", body = DashboardView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dashboard")]
pub async fn get_dashboard(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<DashboardQuery>,
) -> Result<HttpResponse, ApiError> {
    let span = query.span(state.office.now())?;
    let whose = Whose { department: query.department.map(DepartmentId), person: query.person.map(PersonId) };
    let by = query.by.unwrap_or(By::Unit);
    let grouping = match by {
        By::Type => Some(Grouping::Type),
        By::Sender => Some(Grouping::Sender),
        By::Unit => Some(Grouping::Unit),
        By::Officer => Some(Grouping::Officer),
        By::Month => None,
    };
    let dashboard = state.office.dashboard(who.caller(), span, whose).await?;
    let months = match grouping {
        Some(_) => Vec::new(),
        None => state.office.dashboard_by_months(who.caller(), span, whose).await?,
    };
    let view = DashboardView::of(&dashboard, by, grouping, &months);
    Ok(Made::new(200, &view)?.respond())
}

/// What a report is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// To be signed and sent.
    #[default]
    Pdf,
    /// To be reckoned with.
    Xlsx,
}

/// Of which time, and in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// A week: `YYYY-Www`.
    #[param(example = "2026-W48")]
    week: Option<String>,
    /// Or a month: `YYYY-MM`. The present one where neither is given.
    #[param(example = "2026-11")]
    month: Option<String>,
    /// In which form; as PDF where it is left out.
    #[serde(default)]
    #[param(inline)]
    format: ReportKind,
}

/// The report on how documents are handled (báo cáo tình hình giải quyết văn bản đến, văn bản đi), as an office sends it upward: for leaders, the
/// chief of office, registry clerks and monitors.
#[utoipa::path(
    operation_id = "getReport", tag = "reports", params(ReportQuery),
    responses(
        (
            status = 200, description = "The report.",
            content(
                (serde_json::Value = "application/pdf"),
                (serde_json::Value = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ),
        ),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/reports/documents")]
pub async fn get_report(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<ReportQuery>,
) -> Result<HttpResponse, ApiError> {
    let now = state.office.now();
    let period = period(query.week.as_deref(), query.month.as_deref(), now)?;
    let period = period.unwrap_or_else(|| Period::month_of(day_in_vietnam(now)));
    let format = match query.format {
        ReportKind::Pdf => ReportFormat::Pdf,
        ReportKind::Xlsx => ReportFormat::Xlsx,
    };
    let (name, bytes) = state.office.report(who.caller(), period, format).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(bytes))
}

/// Of which periods one is sent the report by mail, as PDF, on the first working day after each is over.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportWishes {
    /// Of each week.
    weekly: bool,
    /// Of each month.
    monthly: bool,
}

impl Plain for ReportWishes {}

/// Of which periods one is sent the report.
#[utoipa::path(
    operation_id = "getReportWishes", tag = "reports",
    responses(
        (status = 200, description = "What one wishes.", body = ReportWishes),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/me/reports")]
pub async fn get_report_wishes(state: web::Data<ApiState>, who: SignedIn) -> Result<HttpResponse, ApiError> {
    let wishes = state.office.report_wishes(who.caller()).await?;
    let has = |kind| wishes.contains(&kind);
    Ok(HttpResponse::Ok().json(ReportWishes { weekly: has(PeriodKind::Week), monthly: has(PeriodKind::Month) }))
}

/// Sets of which periods one is sent the report, in the stead of what was set before: those that end from today on. For those who may make it
/// (`getReport`).
#[utoipa::path(
    operation_id = "setReportWishes", tag = "reports", request_body = ReportWishes,
    responses(
        (status = 200, description = "Set.", body = ReportWishes),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/me/reports")]
pub async fn set_report_wishes(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<ReportWishes>,
) -> Result<HttpResponse, ApiError> {
    let ReportWishes { weekly, monthly } = sent.value;
    let all = [(weekly, PeriodKind::Week), (monthly, PeriodKind::Month)];
    let wishes: BTreeSet<PeriodKind> = all.into_iter().filter(|(wished, _)| *wished).map(|(_, kind)| kind).collect();
    state.office.set_report_wishes(who.caller(), wishes).await?;
    Ok(HttpResponse::Ok().json(sent.value))
}
