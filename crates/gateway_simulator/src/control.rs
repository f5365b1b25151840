//! What no axis has: looking in, and interfering.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

use crate::{
    Quirks,
    answer::fault,
    directory,
    intake::{self, Beside},
    world::{World, written},
};

type Shared = web::Data<World>;

/// Everything below `/simulator`.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.service(
        web::scope("/simulator")
            .route("/messages", web::get().to(messages))
            .route("/messages", web::post().to(put))
            .route("/messages/{doc_id}", web::get().to(message))
            .route("/messages/{doc_id}/again", web::post().to(again))
            .route("/counters", web::get().to(counters))
            .route("/agencies", web::get().to(agencies))
            .route("/quirks", web::get().to(quirks))
            .route("/quirks", web::put().to(set_quirks))
            .route("/reset", web::post().to(reset)),
    );
}

/// All copies of all messages, in the order in which they came.
async fn messages(world: Shared) -> HttpResponse {
    let inner = world.lock();
    let rows = inner.deliveries.iter().map(|copy| {
        json!({
            "docId": copy.doc_id,
            "senderDocId": copy.sender_doc_id,
            "messageType": if copy.address.is_status { "status" } else { "edoc" },
            "from": copy.address.from,
            "to": copy.to,
            "documentId": copy.address.document_id,
            "notation": copy.address.notation,
            "title": copy.address.title,
            "state": copy.state.as_str(),
            "description": copy.description,
            "created": written(copy.created),
            "listed": copy.listed,
            "fetched": copy.fetched,
            "done": copy.done,
        })
    });
    HttpResponse::Ok().json(rows.collect::<Vec<_>>())
}

/// A copy as it is handed out.
async fn message(world: Shared, doc_id: web::Path<String>) -> HttpResponse {
    let file = world.lock().deliveries.iter().find(|copy| copy.doc_id == *doc_id).map(|copy| copy.file.clone());
    match file {
        Some(file) => crate::answer::file(file).await,
        None => HttpResponse::NotFound().json(json!({"error": "không có gói tin này / there is no such message"})),
    }
}

/// Shows a message once more, although it was done.
async fn again(world: Shared, doc_id: web::Path<String>) -> HttpResponse {
    match world.lock().deliveries.iter_mut().find(|copy| copy.doc_id == *doc_id) {
        Some(copy) => {
            copy.again = copy.again.saturating_add(1);
            HttpResponse::NoContent().finish()
        }
        None => HttpResponse::NotFound().json(json!({"error": "không có gói tin này / there is no such message"})),
    }
}

/// For whom a message is that is put in, where the message is not to say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Put {
    /// Identifiers with commas between them.
    #[serde(default)]
    to: String,
}

/// Takes the body as a message of a system outside, whoever its sender is.
async fn put(world: Shared, query: web::Query<Put>, body: web::Payload) -> HttpResponse {
    let to = query.to.split(',').map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    let accepted = match intake::keep(&world, body).await {
        Ok(kept) => intake::accept(&world, kept, Beside { to, ..Beside::default() }).await,
        Err(fault) => Err(fault),
    };
    match accepted {
        Ok(doc_id) => HttpResponse::Created().json(json!({"DocId": doc_id})),
        Err((code, why)) => HttpResponse::UnprocessableEntity().json(fault(code, &why)),
    }
}

/// How often each call was made, and each quirk happened.
async fn counters(world: Shared) -> HttpResponse {
    let inner = world.lock();
    HttpResponse::Ok().json(json!({
        "calls": inner.calls,
        "quirks": inner.dice.happened(),
        "sent": inner.sent.len(),
        "copies": inner.deliveries.len(),
    }))
}

async fn agencies(world: Shared) -> HttpResponse {
    let rows = directory::bodies(&world).into_iter().map(|body| {
        json!({
            "code": body.agency.code,
            "old_codes": body.agency.old_codes,
            "name": body.agency.name,
            "locked": body.agency.locked,
            "systemid": body.systemid,
        })
    });
    HttpResponse::Ok().json(rows.collect::<Vec<_>>())
}

async fn quirks(world: Shared) -> HttpResponse {
    HttpResponse::Ok().json(&world.lock().quirks)
}

/// Other quirks from now on; the dice go on.
async fn set_quirks(world: Shared, quirks: web::Json<Quirks>) -> HttpResponse {
    world.lock().quirks = quirks.into_inner();
    HttpResponse::NoContent().finish()
}

async fn reset(world: Shared) -> HttpResponse {
    match web::block(move || world.reset()).await {
        Ok(Ok(())) => HttpResponse::NoContent().finish(),
        Ok(Err(error)) => HttpResponse::InternalServerError().json(json!({"error": error.to_string()})),
        Err(error) => HttpResponse::InternalServerError().json(json!({"error": error.to_string()})),
    }
}
