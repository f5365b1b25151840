//! What comes with files: a form of several parts, read as it streams. Its first part is what only the page knows, so that nothing of another's
//! form is ever stored.

use actix_multipart::{Field as Sent, Multipart};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use office::{
    OfficeError,
    citizens::Basket,
    domain::{
        ComponentCode, DossierId, DraftId, FileId, FileName, Subject,
        dossier::command::{HandedInFields, SupplyDossier},
        procedure::ComponentForm,
    },
};

use super::super::either;
use super::{
    MARK, Own, Stop,
    dossiers::{ASKED, FILES, identity},
    drafts::{BEYOND, Tried},
    form::{FILE, PAPER, PAPER_NAME},
};
use crate::{
    ApiState,
    problem::{ApiError, Kind},
    routes::files::file_name,
};

/// The longest text of such a form.
const MAX_TEXT: usize = 4000;

fn broken() -> ApiError {
    ApiError::new(Kind::Truncated)
}

/// The next part, with its name.
async fn next(parts: &mut Multipart) -> Result<Option<(String, Sent)>, ApiError> {
    let part = parts.try_next().await.map_err(|_| broken())?;
    Ok(part.map(|part| (part.name().unwrap_or_default().to_owned(), part)))
}

async fn text(part: &mut Sent) -> Result<String, ApiError> {
    let mut all = Vec::new();
    while let Some(some) = part.try_next().await.map_err(|_| broken())? {
        if all.len() + some.len() > MAX_TEXT {
            return Err(ApiError::new(Kind::TooLarge));
        }
        all.extend_from_slice(&some);
    }
    let text = String::from_utf8(all).map_err(|_| broken())?;
    Ok(text.trim().replace('\0', ""))
}

/// What a file is called, and its content; none where nobody has chosen one.
#[allow(clippy::type_complexity, reason = "a name and a stream: the stream's own type has no name")]
fn file(
    part: Sent,
) -> Result<Option<(FileName, impl Stream<Item = Result<Bytes, actix_multipart::MultipartError>> + Unpin)>, ApiError> {
    let named = part.content_disposition().and_then(|how| how.get_filename()).unwrap_or_default().to_owned();
    if named.is_empty() {
        return Ok(None);
    }
    Ok(Some((file_name(&named)?, part)))
}

fn none_chosen() -> ApiError {
    ApiError::new(Kind::InvalidInput).at(FILE, "missing_field", "Xin chọn một tệp.", "Please choose a file.")
}

impl Own<'_> {
    /// # Errors
    /// The page that says that this is no form of this session.
    async fn begins_with_mark(&self, request: &HttpRequest, parts: &mut Multipart) -> Result<(), Stop> {
        let mark = match next(parts).await {
            Ok(Some((name, mut part))) if name == MARK => text(&mut part).await.unwrap_or_default(),
            _ => String::new(),
        };
        self.is_ours(request, &mark)
    }
}

pub(super) async fn attach(
    state: web::Data<ApiState>,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    parts: Multipart,
) -> HttpResponse {
    either(attached(&state, &request, &place, parts).await)
}

async fn attached(
    state: &ApiState,
    request: &HttpRequest,
    place: &(String, String),
    mut parts: Multipart,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    own.begins_with_mark(request, &mut parts).await?;
    let id = DraftId(own.open.id(&place.1)?);
    let (mut which, mut called) = (String::new(), String::new());
    match take(&own, id, &mut parts, (&mut which, &mut called)).await {
        Ok(()) => Ok(own.at_draft(id)),
        Err(error) => own.draft_refused(id, Tried::Attach { which: &which, called: &called }, error).await,
    }
}

/// Takes one file, and writes into the draft of which paper it is.
async fn take(
    own: &Own<'_>,
    id: DraftId,
    parts: &mut Multipart,
    (which, called): (&mut String, &mut String),
) -> Result<(), ApiError> {
    let office = &own.open.visit.state.office;
    let mut stored = None;
    while let Some((name, mut part)) = next(parts).await? {
        match name.as_str() {
            PAPER => *which = text(&mut part).await?,
            PAPER_NAME => *called = text(&mut part).await?,
            FILE if stored.is_none() => {
                // What it is of stands before it, and is looked at before anything is stored.
                paper(which, called)?;
                if let Some((name, content)) = file(part)? {
                    let taken = office.upload_of_citizen(&own.who, Basket::Draft(id), name, content, None).await?;
                    stored = Some(taken.fresh()?);
                }
            }
            _ => {}
        }
    }
    let stored = stored.ok_or_else(none_chosen)?;
    let mut draft = office.own_draft(&own.who, id).await?;
    let new = HandedInFields { files: vec![stored.file.id], ..paper(which, called)? };
    let same = |one: &&mut HandedInFields| one.component == new.component && one.name == new.name;
    match draft.content.components.iter_mut().find(same) {
        Some(there) => there.files.push(stored.file.id),
        None => draft.content.components.push(new),
    }
    let version = u32::try_from(draft.version).ok();
    if let Err(error) = office.write_draft(&own.who, id, version, draft.content).await {
        // It is named by nothing.
        office.delete_of_citizen(&own.who, stored.file.id).await?;
        return Err(error.into());
    }
    Ok(())
}

/// Of which paper a file is: one of the procedure's, or another by its name.
fn paper(which: &str, called: &str) -> Result<HandedInFields, ApiError> {
    let (component, name) = if which == BEYOND || which.is_empty() {
        let name = Subject::new(called).map_err(|fault| ApiError::new(Kind::InvalidInput).fault(PAPER_NAME, &fault))?;
        (None, Some(name))
    } else {
        let code = ComponentCode::new(which);
        (Some(code.map_err(|fault| ApiError::new(Kind::InvalidInput).fault(PAPER, &fault))?), None)
    };
    Ok(HandedInFields {
        component,
        name,
        // What is sent so is no original.
        form: Some(ComponentForm::Electronic),
        count: Some(1),
        files: Vec::new(),
        note: None,
    })
}

pub(super) async fn supply(
    state: web::Data<ApiState>,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    parts: Multipart,
) -> HttpResponse {
    either(supplied(&state, &request, &place, parts).await)
}

async fn supplied(
    state: &ApiState,
    request: &HttpRequest,
    place: &(String, String),
    mut parts: Multipart,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    own.begins_with_mark(request, &mut parts).await?;
    let id = DossierId(own.open.id(&place.1)?);
    let mut sent = SentFiles::default();
    match Box::pin(complete(&own, id, &mut parts, &mut sent)).await {
        Ok(()) => Ok(own.open.lead_on(own.open.href(&format!("/ho-so/{id}"), &[]), &[])),
        Err(error) => {
            // They are sent again with the form.
            for file in sent.stored {
                match state.office.delete_of_citizen(&own.who, file).await {
                    Ok(()) | Err(OfficeError::NotFound) => {}
                    Err(error) => return Err(own.open.stop(error)),
                }
            }
            own.dossier_refused(id, sent.at, error).await
        }
    }
}

/// What has come of a form that completes a dossier.
#[derive(Default)]
struct SentFiles {
    /// The files that were stored.
    stored: Vec<FileId>,
    /// The field that is looked at, or the first that nobody has chosen a file in.
    at: Option<&'static str>,
}

/// That something else is asked for than when the page was made.
fn asked_anew() -> ApiError {
    ApiError::new(Kind::Conflict).because(
        "Cơ quan đã thay đổi nội dung yêu cầu bổ sung sau khi trang này được mở, nên chưa có tệp nào được gửi. Xin Ông/Bà xem nội dung yêu \
         cầu hiện nay và chọn lại tệp.",
        "The office has changed what it asks for since this page was opened, so no file was sent. Please see what is asked for now and choose \
         the files again.",
    )
}

/// Takes the files, one for each thing that was asked for, and completes the dossier.
async fn complete(own: &Own<'_>, id: DossierId, parts: &mut Multipart, sent: &mut SentFiles) -> Result<(), ApiError> {
    let office = &own.open.visit.state.office;
    let dossier = office.own_dossier(&own.who, id).await?;
    let asked = dossier.detail.dossier.wanted();
    let missing = asked.as_ref().map(|asked| asked.missing.clone()).unwrap_or_default();
    let (mut components, mut filled, mut is_meant) = (Vec::new(), Vec::new(), asked.is_none());
    while let Some((name, mut part)) = next(parts).await? {
        if name == ASKED {
            let meant = text(&mut part).await?;
            is_meant = asked.as_ref().is_none_or(|asked| identity(asked) == meant);
            continue;
        }
        // It stands before the files: none is stored that was meant for something else.
        if !is_meant {
            return Err(asked_anew());
        }
        let Some((field, asked)) = FILES.iter().zip(&missing).find(|(known, _)| **known == name) else { continue };
        sent.at = Some(field);
        let Some((named, content)) = file(part)? else { continue };
        let new = office.upload_of_citizen(&own.who, Basket::Dossier(id), named, content, None).await?.fresh()?;
        sent.stored.push(new.file.id);
        filled.push(*field);
        // What is asked for in many words has no room in a name.
        let called: String = asked.what.as_str().lines().next().unwrap_or_default().chars().take(200).collect();
        let name = match &asked.component {
            Some(_) => None,
            None => Some(Subject::new(&called).map_err(|fault| ApiError::new(Kind::InvalidInput).fault(FILE, &fault))?),
        };
        components.push(HandedInFields {
            component: asked.component.clone(),
            name,
            form: Some(ComponentForm::Electronic),
            count: Some(1),
            files: vec![new.file.id],
            note: None,
        });
    }
    if !is_meant {
        return Err(asked_anew());
    }
    sent.at = FILES.iter().zip(&missing).map(|(field, _)| *field).find(|field| !filled.contains(field));
    let command = SupplyDossier { components, note: None, received_at: None };
    office.supply_own_dossier(&own.who, id, command, None).await?;
    Ok(())
}
