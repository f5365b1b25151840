//! Lists of messages, and what is told of one.

use chrono::{FixedOffset, NaiveDate};
use serde_json::{Value, json};

use crate::{
    answer::Reply,
    intake::Fault,
    signature::Signed,
    world::{Delivery, State, World, now, written},
};

const fn kind(is_status: bool) -> &'static str {
    if is_status { "status" } else { "edoc" }
}

/// Which kind a call is about.
pub(crate) fn wants_status(signed: &Signed) -> Result<bool, Fault> {
    match signed.get("messagetype") {
        Some("edoc") | None => Ok(false),
        Some("status") => Ok(true),
        Some(_) => Err((22, "messagetype phải là edoc hoặc status / messagetype is edoc or status".to_owned())),
    }
}

/// Whether a message is still to be shown.
const fn waits(delivery: &Delivery) -> bool {
    match delivery.state {
        State::Initial | State::Processing => true,
        State::Done => delivery.again > 0,
        State::Fail => false,
    }
}

/// `getReceivedEdocList`.
pub(crate) fn received(world: &World, signed: &Signed) -> Reply {
    let is_status = match wants_status(signed) {
        Ok(is) => is,
        Err((code, why)) => return Reply::Fault(code, why),
    };
    let day = |name| match signed.get(name).map(|text| NaiveDate::parse_from_str(text, "%Y/%m/%d")) {
        Some(Ok(day)) => Ok(Some(day)),
        None => Ok(None),
        Some(Err(_)) => {
            Err(Reply::Fault(20, format!("{name} phải viết theo dạng yyyy/MM/dd / {name} is written yyyy/MM/dd")))
        }
    };
    let (from, to) = match (day("fromdate"), day("todate")) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(fault), _) | (_, Err(fault)) => return fault,
    };
    let mut inner = world.lock();
    let inner = &mut *inner;
    let quirks = inner.quirks.clone();
    let mut rows: Vec<Value> = Vec::new();
    for delivery in &mut inner.deliveries {
        let day = delivery
            .created
            .with_timezone(&FixedOffset::east_opt(7 * 3600).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc)));
        let day = day.date_naive();
        let asked = delivery.systemid.as_deref() == Some(signed.systemid.as_str())
            && delivery.address.is_status == is_status
            && from.is_none_or(|from| day >= from)
            && to.is_none_or(|to| day <= to)
            && waits(delivery);
        if !asked {
            continue;
        }
        if delivery.held > 0 {
            delivery.held -= 1;
            continue;
        }
        if delivery.state == State::Done {
            delivery.again -= 1;
        }
        delivery.listed = delivery.listed.saturating_add(1);
        let null = inner.dice.happens("null_from", quirks.null_from);
        rows.push(json!({
            "docId": delivery.doc_id,
            "serviceType": "eDoc",
            "messageType": kind(is_status),
            "created_time": written(delivery.created),
            "updated_time": written(delivery.updated),
            "from": if null { Value::Null } else { json!(delivery.address.from) },
            "to": delivery.to,
            "status": delivery.state.as_str(),
            "status_desc": delivery.description,
        }));
    }
    if inner.dice.happens("disorder", quirks.disorder) {
        inner.dice.shuffle("disorder_order", &mut rows);
    }
    Reply::Done(json!({"data": rows}))
}

/// `countReceiveEdoc` and `countReceiveStatus`.
pub(crate) fn count(world: &World, signed: &Signed, is_status: bool) -> Reply {
    let inner = world.lock();
    let own = |delivery: &&Delivery| {
        delivery.systemid.as_deref() == Some(signed.systemid.as_str())
            && delivery.address.is_status == is_status
            && waits(delivery)
    };
    Reply::Done(json!({"count": inner.deliveries.iter().filter(own).count()}))
}

/// `getEdoc` and `downloadEdoc`.
pub(crate) fn fetch(world: &World, signed: &Signed, embedded: bool) -> Reply {
    let mut inner = world.lock();
    let Some(delivery) = signed.get("docid").and_then(|id| inner.delivery(&signed.systemid, id)) else {
        return Reply::Fault(10, "không có docId này / there is no such docId".to_owned());
    };
    delivery.fetched = delivery.fetched.saturating_add(1);
    let file = delivery.file.clone();
    if embedded { Reply::Embedded(file) } else { Reply::File(file) }
}

/// `updateStatus`.
pub(crate) fn update(world: &World, signed: &Signed) -> Reply {
    let state = match signed.get("status").map(str::to_ascii_lowercase).as_deref() {
        Some("processing") => State::Processing,
        Some("done") => State::Done,
        Some("fail") => State::Fail,
        _ => {
            return Reply::Fault(
                20,
                "status phải là processing, done hoặc fail / status is processing, done or fail".to_owned(),
            );
        }
    };
    let mut inner = world.lock();
    let Some(delivery) = signed.get("docid").and_then(|id| inner.delivery(&signed.systemid, id)) else {
        return Reply::Fault(10, "không có docId này / there is no such docId".to_owned());
    };
    // What was done does not go back to being processed.
    if state != State::Processing || delivery.state == State::Initial {
        delivery.state = state;
    }
    delivery.done = delivery.done.saturating_add(u64::from(state == State::Done));
    delivery.updated = now();
    delivery.description = signed.get("description").map(str::to_owned);
    Reply::Done(json!({}))
}

/// `getSentEdocList`.
pub(crate) fn sent(world: &World, signed: &Signed) -> Reply {
    let is_status = match wants_status(signed) {
        Ok(is) => is,
        Err((code, why)) => return Reply::Fault(code, why),
    };
    let inner = world.lock();
    let own = inner.sent.iter().filter(|sent| {
        sent.systemid.as_deref() == Some(signed.systemid.as_str())
            && sent.address.is_status == is_status
            && signed.get("docid").is_none_or(|id| id == sent.doc_id)
    });
    let rows = own.flat_map(|sent| {
        let copies = inner.deliveries.iter().filter(|delivery| delivery.sender_doc_id == sent.doc_id);
        copies.map(|copy| {
            json!({
                "serviceType": "eDoc",
                "messageType": kind(is_status),
                "senderDocId": sent.doc_id,
                "receiverDocId": copy.doc_id,
                "fromCode": sent.address.from,
                "toCode": copy.to,
                "title": sent.address.title,
                "notation": sent.address.notation,
                "sentTime": written(sent.at),
                "receivedTime": (copy.fetched > 0).then(|| written(copy.updated)),
                "sendStatus": "DONE",
                "sendStatusDesc": null,
                "receiveStatus": copy.state.as_str(),
                "receiveStatusDesc": copy.description,
            })
        })
    });
    Reply::Done(json!({"data": rows.collect::<Vec<_>>()}))
}
