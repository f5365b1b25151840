//! One's own absences: when one is away, and who stands in.

use actix_web::{HttpResponse, delete, post, web};
use chrono::NaiveDate;
use office::{
    OfficeError,
    domain::{
        Known, PersonId, Refusal,
        organisation::{Absence, EndAbsence, OrganisationCommand, Record, SetAbsence},
    },
    organisation::{Changed, Changes},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    problem::{ApiError, Kind, Problem},
    views::AwayView,
};

/// An absence to be set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// Who stands in, by id or user name: takes the work that lies with the absent person and what comes to them.
    substitute: Known,
    /// The first day; today where none is given.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day.
    until: NaiveDate,
}

impl Plain for NewAbsence {}

/// The caller as a command names them.
fn own(person: PersonId) -> Result<Known, ApiError> {
    Known::new(&person.to_string()).map_err(|fault| {
        tracing::error!(%fault, "an id is no name");
        ApiError::new(Kind::Internal)
    })
}

/// Where the fault lies in what was sent here: there is but one command, and nobody wrote it.
fn here(error: OfficeError) -> OfficeError {
    let shorten = |mut refusal: Refusal| {
        let place = refusal.pointer.as_deref().and_then(|place| place.strip_prefix("/commands/0"));
        // The person is whoever asks.
        refusal.pointer = place.filter(|place| *place != "/person").map(str::to_owned);
        refusal
    };
    match error {
        OfficeError::AllRefused(mut refusals) if refusals.len() == 1 => match refusals.pop() {
            Some(refusal) => shorten(refusal).into(),
            None => OfficeError::AllRefused(refusals),
        },
        other => other,
    }
}

/// The absence that a change has set: of those of the person the one that begins on this day, or else today.
fn set_by(changed: &Changed, from: Option<NaiveDate>) -> Option<Absence> {
    let Some(Record::Person(person)) = changed.records.first() else { return None };
    let begins = |absence: &&Absence| from.is_none_or(|from| absence.validity.from() == from);
    person.absences.iter().find(begins).copied()
}

/// Sets an absence of one's own. Whoever stands in acts in one's stead until the last day, and both names stand on every line.
#[utoipa::path(
    operation_id = "setAbsence", tag = "sessions", request_body = NewAbsence,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Set; the substitute is told by mail.", body = AwayView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/me/absences")]
pub async fn set_absence(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<NewAbsence>,
) -> Result<HttpResponse, ApiError> {
    let NewAbsence { substitute, from, until } = sent.value;
    let me = who.caller().person;
    let person = own(me)?;
    let first = from.unwrap_or_else(|| state.office.today());
    let made = move |changed: &Changed| {
        let absence = set_by(changed, Some(first)).ok_or_else(|| ApiError::new(Kind::Internal))?;
        let view = AwayView::of(me, &absence, &changed.organisation.directory(first));
        Ok(Made::new(201, &view)?.location(format!("/api/v1/me/absences/{first}")))
    };
    let command = SetAbsence { person, substitute, from: Some(first), until };
    let changes = Changes {
        agency: who.caller().agency,
        commands: vec![OrganisationCommand::SetAbsence(command)],
        expected: None,
        dry_run: false,
        own: true,
        repeat: conditions.repeat(&sent.raw, made),
    };
    respond(state.office.change_organisation(who.caller(), changes).await.map_err(here)?, made)
}

/// Ends an absence of one's own: one is back today. One that has not begun is taken back.
#[utoipa::path(
    operation_id = "endAbsence", tag = "sessions",
    params(("from" = NaiveDate, Path, description = "The first day of the absence.")),
    responses(
        (status = 204, description = "Ended; the substitute is told by mail."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/me/absences/{from}")]
pub async fn end_absence(
    state: web::Data<ApiState>,
    who: SignedIn,
    from: web::Path<NaiveDate>,
) -> Result<HttpResponse, ApiError> {
    let command = EndAbsence { person: own(who.caller().person)?, from: from.into_inner(), until: None };
    let changes = Changes {
        agency: who.caller().agency,
        commands: vec![OrganisationCommand::EndAbsence(command)],
        expected: None,
        dry_run: false,
        own: true,
        repeat: None,
    };
    state.office.change_organisation(who.caller(), changes).await.map_err(here)?;
    Ok(HttpResponse::NoContent().finish())
}
