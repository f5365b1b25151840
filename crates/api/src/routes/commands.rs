//! Many commands at once: each with its own version, key, transaction and result.

use actix_web::{HttpRequest, HttpResponse, post, web};
use office::{
    case_files::{CaseFileDetail, CaseFileOrder},
    domain::{CaseFileId, DocumentId, DossierId, InputFault, case_file, dossier, incoming::Command},
    dossiers::{DossierDetail, DossierOrder},
    incoming::{Detail, Order},
    repeat::{Answer, Repeat},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    ApiState,
    body::{FromJson, Plain, Sent, read_struct, well_formed},
    caller::SignedIn,
    headers::{Conditions, Made, fingerprint, kept_of, valid_key},
    problem::{ApiError, Kind, Language, Problem},
    request_id::RequestId,
    views::{case_file::CaseFileView, document::DocumentView, dossier::DossierView},
};

/// Commands, in the order in which they are carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// Say what would come of each, and change nothing.
    #[serde(default)]
    dry_run: bool,
    /// The commands, at most 100.
    #[schema(value_type = Vec<BulkItem>, min_items = 1)]
    items: Vec<Value>,
}

impl FromJson for BulkRequest {
    // A fault in one item is that item's.
    const WHOLE: bool = false;

    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_struct(value)
    }
}

/// One command on one incoming document, on one dossier, or on one case file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkItem {
    /// The incoming document; exactly one of `document`, `dossier` and `case_file`.
    #[serde(default)]
    document: Option<DocumentId>,
    /// The dossier: to receive many that came online, or to hand out many results.
    #[serde(default)]
    dossier: Option<DossierId>,
    /// The case file: to approve a year's list or its disposals, or to give everything that somebody keeps to another.
    #[serde(default)]
    case_file: Option<CaseFileId>,
    /// The version that was read; needed by commands that move what they are given to.
    #[serde(default)]
    version: Option<u32>,
    /// Makes a repeat of this item harmless.
    #[serde(default)]
    idempotency_key: Option<String>,
    /// The command: one of incoming documents' (`commandIncomingDocument`), of dossiers' (`commandDossier`), or of case files' (`commandCaseFile`).
    #[schema(value_type = Object)]
    command: Value,
}

impl Plain for BulkItem {}

/// What came of the commands, in their order.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkAnswer {
    /// One for each item.
    results: Vec<BulkResult>,
}

/// What came of one command.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResult {
    /// The status that the command alone would have been answered with.
    status: u16,
    /// The document as it now stands (or, in a dry run, would stand).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<DocumentView>)]
    document: Option<Value>,
    /// The same of a dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<DossierView>)]
    dossier: Option<Value>,
    /// The same of a case file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<CaseFileView>)]
    case_file: Option<Value>,
    /// Why it was not carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

fn made(detail: &Detail) -> Result<Made, ApiError> {
    let view = DocumentView::of(detail);
    Ok(Made::new(200, &view)?.version(view.version))
}

/// Carries out many commands. One that is refused stops none of the others.
#[utoipa::path(
    operation_id = "bulkCommands", tag = "incoming documents", request_body = BulkRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "Stands for the key of every item that has none, with its place.")),
    responses(
        (status = 200, description = "A result for each, in order.", body = BulkAnswer),
        (status = "4XX", description = "A problem with the request as a whole.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/commands")]
pub async fn bulk_commands(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(asked): RequestId,
    conditions: Conditions,
    sent: Sent<BulkRequest>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let BulkRequest { dry_run, items } = sent.value;
    let max = state.office.limits().max_bulk;
    if items.is_empty() || items.len() > max {
        return Err(ApiError::new(Kind::InvalidInput).at(
            "/items",
            "out_of_range",
            format!("Cần từ 1 đến {max} lệnh."),
            format!("From 1 to {max} commands are needed."),
        ));
    }
    let language = Language::of(&request);
    let mut results = Vec::with_capacity(items.len());
    for (n, item) in items.into_iter().enumerate() {
        let key = conditions.key.as_ref().map(|key| format!("{key}:{n}"));
        let done =
            one(&state, (who, asked), item, key, dry_run).await.map_err(|error| error.under(&format!("/items/{n}")));
        let mut result = BulkResult { status: 200, document: None, dossier: None, case_file: None, problem: None };
        match done {
            Ok(Done::Document(document)) => result.document = Some(document),
            Ok(Done::Dossier(dossier)) => result.dossier = Some(dossier),
            Ok(Done::CaseFile(file)) => result.case_file = Some(file),
            Err(error) => {
                result.status = error.status();
                result.problem = Some(error.problem(language));
            }
        }
        results.push(result);
    }
    Ok(HttpResponse::Ok().json(BulkAnswer { results }))
}

async fn one(
    state: &ApiState,
    (who, request): (SignedIn, Option<uuid::Uuid>),
    item: Value,
    key: Option<String>,
    dry_run: bool,
) -> Result<Done, ApiError> {
    well_formed(&item)?;
    let asked = item.to_string();
    let item = BulkItem::from_json(item)?;
    let own_key = match item.idempotency_key {
        None => None,
        Some(raw) => Some(valid_key(&raw).ok_or_else(|| {
            ApiError::new(Kind::InvalidInput).at(
                "/idempotency_key",
                "bad_key",
                "Cần 1–128 ký tự ASCII in được, không có dấu cách.",
                "1 to 128 printable ASCII characters without spaces are needed.",
            )
        })?),
    };
    let key = own_key.or(key).filter(|_| !dry_run);
    let print = fingerprint("bulk", asked.as_bytes());
    let in_command = |error| ApiError::from(error).under("/command");
    match (item.document, item.dossier, item.case_file) {
        (Some(document), None, None) => {
            let repeat = key.map(|key| Repeat { key, fingerprint: print, answer: kept_of(made) });
            let command = Command::from_json(item.command).map_err(|error| error.under("/command"))?;
            let order = Order { document, command, expected: item.version, dry_run, repeat, request };
            let answer = state.office.command(who.caller(), order).await.map_err(in_command)?;
            written(answer, DocumentView::of).map(Done::Document)
        }
        (None, Some(dossier), None) => {
            let repeat = key.map(|key| Repeat { key, fingerprint: print, answer: kept_of(made_dossier) });
            let command = dossier::Command::from_json(item.command).map_err(|error| error.under("/command"))?;
            let order = DossierOrder { dossier, command, expected: item.version, dry_run, repeat };
            let answer = state.office.dossier_command(who.caller(), order).await.map_err(in_command)?;
            written(answer, DossierView::of).map(Done::Dossier)
        }
        (None, None, Some(file)) => {
            let repeat = key.map(|key| Repeat { key, fingerprint: print, answer: kept_of(made_case_file) });
            let command = case_file::Command::from_json(item.command).map_err(|error| error.under("/command"))?;
            let order = CaseFileOrder { file, command, expected: item.version, dry_run, repeat };
            let answer = state.office.case_file_command(who.caller(), order).await.map_err(in_command)?;
            written(answer, CaseFileView::of).map(Done::CaseFile)
        }
        _ => {
            let fault = InputFault::ExactlyOneOf { fields: "document, dossier, case_file".to_owned() };
            Err(ApiError::new(Kind::InvalidInput).fault("", &fault))
        }
    }
}

/// What was carried out, as it is shown.
enum Done {
    Document(Value),
    Dossier(Value),
    CaseFile(Value),
}

fn made_case_file(detail: &CaseFileDetail) -> Result<Made, ApiError> {
    let view = CaseFileView::of(detail);
    Ok(Made::new(200, &view)?.version(view.version))
}

fn made_dossier(detail: &DossierDetail) -> Result<Made, ApiError> {
    let view = DossierView::of(detail);
    Ok(Made::new(200, &view)?.version(view.version))
}

/// The view of what was carried out now, or of what was answered then.
fn written<T, V: Serialize>(answer: Answer<T>, view: impl Fn(&T) -> V) -> Result<Value, ApiError> {
    let value = match answer {
        Answer::Fresh(detail) => serde_json::to_value(view(&detail)),
        Answer::Kept(kept) => serde_json::from_str(&kept.body),
    };
    value.map_err(|error| {
        tracing::error!(%error, "an answer cannot be written");
        ApiError::new(Kind::Internal)
    })
}
