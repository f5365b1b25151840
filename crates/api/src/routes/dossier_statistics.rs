//! The figures of the one-stop shop, for those who see all of its dossiers.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use office::domain::{
    dossier::{Month, month::Grouping},
    is_instant_of_our_time,
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    ApiState,
    caller::SignedIn,
    headers::Made,
    paging::strange_day,
    problem::{ApiError, Kind, Problem},
    views::dossier::statistics::StatisticsView,
};

/// Of which time, and by what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DossierStatisticsQuery {
    /// From then. The present month where neither this nor `month` is given.
    from: Option<DateTime<Utc>>,
    /// Until before then; now where it is left out.
    until: Option<DateTime<Utc>>,
    /// A whole month instead, in Vietnam: `YYYY-MM`. Of one that is over, its figures as they were written when it ended.
    #[param(example = "2026-11")]
    month: Option<String>,
    /// What the parts are told apart by; by field where it is left out.
    by: Option<Grouping>,
}

/// A month that cannot be read.
pub fn strange_month() -> ApiError {
    ApiError::new(Kind::BadParameter).at(
        "month",
        "out_of_range",
        "Tháng phải có dạng YYYY-MM và không sau tháng này, ví dụ 2026-11.",
        "A month is YYYY-MM and not after the present one: 2026-11.",
    )
}

impl DossierStatisticsQuery {
    fn time(&self, now: DateTime<Utc>) -> Result<(DateTime<Utc>, DateTime<Utc>), ApiError> {
        let bad = |name: &'static str, vi: &str, en: &str| {
            ApiError::new(Kind::BadParameter).at(name, "out_of_range", vi.to_owned(), en.to_owned())
        };
        for (name, at) in [("from", self.from), ("until", self.until)] {
            if at.is_some_and(|at| !is_instant_of_our_time(at)) {
                return Err(strange_day(name));
            }
        }
        match (self.month.as_deref(), self.from, self.until) {
            (Some(text), None, None) => {
                let month = Month::parse(text).filter(|month| month.from() <= now).ok_or_else(strange_month)?;
                Ok((month.from(), month.until()))
            }
            (Some(_), ..) => Err(bad("month", "Chỉ dùng month, hoặc from và until.", "Use month, or from and until.")),
            (None, None, None) => Ok((Month::of(now).from(), Month::of(now).until())),
            (None, None, Some(_)) => Err(bad("from", "until cần có from.", "until needs from beside it.")),
            (None, Some(from), until) => {
                let until = until.unwrap_or(now);
                if from >= until {
                    return Err(bad("until", "until phải sau from.", "until lies after from."));
                }
                Ok((from, until))
            }
        }
    }
}

/// The figures of a time, by field, procedure, channel, desk or officer; each names the query that lists its dossiers. For leaders, the
/// chief of office, monitors and one-stop clerks.
#[utoipa::path(
    operation_id = "getDossierStatistics", tag = "dossiers", params(DossierStatisticsQuery),
    responses(
        (status = 200, description = "The figures.", body = StatisticsView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/statistics")]
pub async fn get_dossier_statistics(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<DossierStatisticsQuery>,
) -> Result<HttpResponse, ApiError> {
    let time = query.time(state.office.now())?;
    let statistics = state.office.dossier_statistics(who.caller(), time).await?;
    let view = StatisticsView::of(&statistics, query.by.unwrap_or(Grouping::Field));
    Ok(Made::new(200, &view)?.respond())
}
