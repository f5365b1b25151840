//! The calls of the axis: each one counted, its signature checked, the dice thrown, and then done.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use crate::{
    answer::{Reply, Trouble},
    directory::{self, Form},
    intake::{self, Beside},
    messages,
    signature::{self, Signed},
    world::{World, now},
};

type Shared = web::Data<World>;

/// All calls.
pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/sendEdoc", web::post().to(send))
        .route(
            "/getReceivedEdocList",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "getReceivedEdocList", messages::received).await
            }),
        )
        .route(
            "/getEdoc",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "getEdoc", |world, signed| messages::fetch(world, signed, true)).await
            }),
        )
        .route(
            "/downloadEdoc",
            web::get().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "downloadEdoc", |world, signed| messages::fetch(world, signed, false)).await
            }),
        )
        .route(
            "/updateStatus",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "updateStatus", messages::update).await
            }),
        )
        .route(
            "/getSentEdocList",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "getSentEdocList", messages::sent).await
            }),
        )
        .route(
            "/countReceiveEdoc",
            web::get().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "countReceiveEdoc", |world, signed| messages::count(world, signed, false)).await
            }),
        )
        .route(
            "/countReceiveStatus",
            web::get().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "countReceiveStatus", |world, signed| messages::count(world, signed, true)).await
            }),
        )
        .route(
            "/getAgenciesList",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "getAgenciesList", |world, signed| directory::list(world, signed, Form::Agencies))
                    .await
            }),
        )
        .route(
            "/getAgenciesListQD20",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "getAgenciesListQD20", |world, signed| directory::list(world, signed, Form::Qd20))
                    .await
            }),
        )
        .route(
            "/getSynchronizeUnit",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "getSynchronizeUnit", |world, signed| directory::list(world, signed, Form::Units))
                    .await
            }),
        )
        .route("/registerAgency", web::post().to(register))
        .route(
            "/deleteAgency",
            web::post().to(|world: Shared, request: HttpRequest| async move {
                plain(world, request, "deleteAgency", directory::delete).await
            }),
        );
}

/// Counts a call, and checks who calls.
fn enter(world: &World, request: &HttpRequest, call: &'static str) -> Result<Signed, Reply> {
    let signed = signature::check(request.headers(), &world.secrets);
    let mut inner = world.lock();
    let count = inner.calls.entry(call).or_default();
    *count = count.saturating_add(1);
    let refuse = |why: &str| Reply::Fault(15, why.to_owned());
    let signed = signed.map_err(|why| refuse(&why))?;
    if let Some(oldest) = world.settings.oldest_seconds {
        let at = signed
            .get("timestamp")
            .and_then(signature::signed_at)
            .ok_or_else(|| refuse("không đọc được timestamp / the timestamp can't be read"))?;
        if now().signed_duration_since(at).num_seconds().abs() > i64::from(oldest) {
            return Err(refuse("timestamp đã quá cũ / the timestamp is too old"));
        }
    }
    if !inner.seen.insert(signed.hash.clone()) && world.settings.refuse_replays {
        return Err(refuse("lời gọi này đã được dùng / this call was signed before"));
    }
    Ok(signed)
}

/// A call without a body.
async fn plain(
    world: Shared,
    request: HttpRequest,
    call: &'static str,
    work: impl FnOnce(&World, &Signed) -> Reply,
) -> HttpResponse {
    let trouble = Trouble::thrown(&world);
    if let Some(answer) = trouble.before().await {
        return answer;
    }
    let reply = match enter(&world, &request, call) {
        Ok(signed) => work(&world, &signed),
        Err(fault) => fault,
    };
    trouble.after(&request, reply).await
}

async fn register(world: Shared, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    plain(world, request, "registerAgency", |world, signed| directory::register(world, signed, &body)).await
}

/// `sendEdoc`. The packet is read whatever becomes of it: who sends it hears the answer only then.
async fn send(world: Shared, request: HttpRequest, form: Multipart) -> HttpResponse {
    let trouble = Trouble::thrown(&world);
    let signed = enter(&world, &request, "sendEdoc");
    let kept = intake::keep_form(&world, form, signed.is_ok()).await;
    if let Some(answer) = trouble.before().await {
        return answer;
    }
    let reply = match signed {
        Err(fault) => fault,
        Ok(signed) => match send_now(&world, &signed, kept).await {
            Ok(doc_id) => Reply::Done(json!({"DocId": doc_id})),
            Err((code, why)) => Reply::Fault(code, why),
        },
    };
    trouble.after(&request, reply).await
}

async fn send_now(
    world: &Shared,
    signed: &Signed,
    kept: Result<intake::Kept, intake::Fault>,
) -> Result<String, intake::Fault> {
    let kept = kept?;
    let is_status = messages::wants_status(signed)?;
    let to = match signed.get("to").map(serde_json::from_str) {
        None => vec![],
        Some(Ok(to)) => to,
        Some(Err(_)) => {
            return Err((18, "to phải là mảng JSON gồm các chuỗi / to is a JSON array of texts".to_owned()));
        }
    };
    let beside = Beside {
        systemid: Some(signed.systemid.clone()),
        from: Some(signed.get("from").ok_or_else(|| (19, "thiếu from / from is missing".to_owned()))?.to_owned()),
        to,
        is_status: Some(is_status),
        hash_file: signed.get("hash-file").map(str::to_owned),
    };
    intake::accept(world, kept, beside).await
}
