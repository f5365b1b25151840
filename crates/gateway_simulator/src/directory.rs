//! The directory: who can be reached, by new identifiers and old.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    Agency,
    answer::Reply,
    signature::Signed,
    world::{Body, World, now, written},
};

/// In which form the directory is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `getAgenciesList`: the old identifier stands beside the new one.
    Agencies,
    /// `getAgenciesListQD20`: only bodies of a level, and the other identifier is called `code102`.
    Qd20,
    /// `getSynchronizeUnit`: with when it changed.
    Units,
}

/// All bodies in order; a body's place is what the axis calls it.
pub(crate) fn bodies(world: &World) -> Vec<Body> {
    let own = world.lock().bodies.clone();
    own.into_iter().chain((0..world.settings.directory_size).map(World::invented)).collect()
}

/// How many are above it, and itself.
fn level(code: &str) -> usize {
    code.split('.').count()
}

/// The directory.
pub(crate) fn list(world: &World, signed: &Signed, form: Form) -> Reply {
    let wanted: Option<usize> = signed.get("level").and_then(|level| level.parse().ok());
    let bodies = bodies(world);
    let ids: std::collections::HashMap<&str, usize> =
        bodies.iter().enumerate().map(|(place, body)| (body.agency.code.as_str(), place)).collect();
    let changed = written(now());
    let rows = bodies
        .iter()
        .enumerate()
        .filter(|(_, body)| form != Form::Qd20 || wanted.is_none_or(|wanted| level(&body.agency.code) == wanted));
    let rows = rows.map(|(place, Body { agency, systemid })| {
        let old = agency.old_codes.first();
        let above = agency.parent.as_deref().and_then(|code| ids.get(code));
        let mut row = json!({"id": place, "pid": above, "code": agency.code, "name": agency.name, "mail": agency.mail});
        let more = match form {
            Form::Agencies => json!({"oldCode": old}),
            Form::Qd20 => json!({"code102": old}),
            Form::Units => json!({
                "version": 1, "centerCode": systemid, "deleted": false, "modifyDate": changed, "isAgency": true,
            }),
        };
        if let (Value::Object(row), Value::Object(more)) = (&mut row, more) {
            row.extend(more);
        }
        row
    });
    Reply::Done(json!({"data": rows.collect::<Vec<_>>()}))
}

/// What is registered of a body.
#[derive(Debug, Deserialize)]
pub(crate) struct Registered {
    code: String,
    #[serde(default)]
    pcode: Option<String>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    mail: Option<String>,
}

/// `registerAgency`.
pub(crate) fn register(world: &World, signed: &Signed, body: &[u8]) -> Reply {
    let Ok(wanted) = serde_json::from_slice::<Registered>(body) else {
        return Reply::Fault(
            20,
            "nội dung phải là JSON có code và name / the body is a JSON object with code and name".to_owned(),
        );
    };
    let mut inner = world.lock();
    if world.find(&inner, &wanted.code).is_some() {
        return Reply::Fault(20, format!("{0} đã được đăng ký / {0} is registered already", wanted.code));
    }
    let agency =
        Agency { code: wanted.code, name: wanted.name, mail: wanted.mail, parent: wanted.pcode, ..Agency::default() };
    inner.bodies.push(Body { agency, systemid: Some(signed.systemid.clone()) });
    Reply::Done(json!({}))
}

/// `deleteAgency`.
pub(crate) fn delete(world: &World, signed: &Signed) -> Reply {
    let mut inner = world.lock();
    let before = inner.bodies.len();
    let code = signed.get("agencycode");
    let is = |body: &Body| {
        Some(body.agency.code.as_str()) == code && body.systemid.as_deref() == Some(signed.systemid.as_str())
    };
    inner.bodies.retain(|body| !is(body));
    if inner.bodies.len() == before {
        Reply::Fault(19, "hệ thống này không có cơ quan đó / there is no such body of this system".to_owned())
    } else {
        Reply::Done(json!({}))
    }
}
