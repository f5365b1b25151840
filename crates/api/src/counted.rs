//! What lists of documents are narrowed by so that they have what a figure counts.

use chrono::{DateTime, Utc};
use office::{
    domain::{dossier::Judgement, figures::Outcome, is_instant_of_our_time, is_of_our_time},
    figures::Narrow,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{paging::strange_day, problem::ApiError};

/// How a document was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DocumentOutcome)]
pub enum OutcomeFilter {
    /// Xong trước hạn.
    Early,
    /// Xong đúng hạn.
    InTime,
    /// Xong quá hạn.
    Late,
    /// Xong, không tính hạn.
    Untimed,
    /// Kết thúc khác: sent back or recalled; cancelled or struck out.
    Ended,
}

impl From<OutcomeFilter> for Outcome {
    fn from(filter: OutcomeFilter) -> Self {
        match filter {
            OutcomeFilter::Early => Self::Done(Judgement::Early),
            OutcomeFilter::InTime => Self::Done(Judgement::InTime),
            OutcomeFilter::Late => Self::Done(Judgement::Late),
            OutcomeFilter::Untimed => Self::Done(Judgement::Untimed),
            OutcomeFilter::Ended => Self::Ended,
        }
    }
}

/// Days and times that databases know; the first two filters are called otherwise of what comes in and of what goes out.
///
/// # Errors
/// A problem that names the parameter.
pub fn within_our_time(narrow: &Narrow, names: [&'static str; 4]) -> Result<(), ApiError> {
    let own = [narrow.received_from, narrow.received_until, narrow.passed_from, narrow.passed_until];
    let others =
        [("closed_from", narrow.closed_from), ("closed_until", narrow.closed_until), ("open_on", narrow.open_on)];
    let mut days = names.into_iter().zip(own).chain(others);
    if let Some((name, _)) = days.find(|(_, day)| day.is_some_and(|day| !is_of_our_time(day))) {
        return Err(strange_day(name));
    }
    let strange = |at: Option<DateTime<Utc>>| at.is_some_and(|at| !is_instant_of_our_time(at));
    let times = [("due_from", narrow.due_from), ("due_before", narrow.due_before)];
    times.into_iter().find(|(_, at)| strange(*at)).map_or(Ok(()), |(name, _)| Err(strange_day(name)))
}
