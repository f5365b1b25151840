//! Packets coming in: written to the disk a piece at a time, looked at, copied for each recipient as the axis hands them out.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use actix_multipart::Multipart;
use actix_web::web;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::{
    Chance, Quirks,
    envelope::{Address, Split, split},
    rewrite::{self, Changes, Trace},
    world::{Body, Delivery, Sent, State, World, now, written},
};

/// A packet on the disk that nobody has looked at yet. It goes with this.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) path: PathBuf,
    pub(crate) length: u64,
    pub(crate) sha256: [u8; 32],
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// An error of the axis.
pub(crate) type Fault = (u32, String);

/// Writes what comes to the disk.
pub(crate) async fn keep<E: std::fmt::Display>(
    world: &World,
    mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Kept, Fault> {
    let fault = |error: io::Error| (21, error.to_string());
    let path = world.packets().join(format!("{}.part", Uuid::now_v7()));
    let mut file = tokio::fs::File::create(&path).await.map_err(fault)?;
    let mut kept = Kept { path, length: 0, sha256: [0; 32] };
    let mut hash = Sha256::new();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|error| (10, error.to_string()))?;
        kept.length = kept.length.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if kept.length > world.settings.largest {
            return Err((10, "gói tin quá lớn / the packet is too large".to_owned()));
        }
        hash.update(&piece);
        file.write_all(&piece).await.map_err(fault)?;
    }
    file.flush().await.map_err(fault)?;
    kept.sha256 = hash.finalize().into();
    Ok(kept)
}

/// The part `file_doc` of a form, written to the disk where `wanted`; all of the form is read either way, so that an answer is heard.
pub(crate) async fn keep_form(world: &World, mut form: Multipart, wanted: bool) -> Result<Kept, Fault> {
    let bad = |error: actix_multipart::MultipartError| (10, error.to_string());
    let mut kept = None;
    while let Some(field) = form.try_next().await.map_err(bad)? {
        let is_packet = field.name() == Some("file_doc");
        let mut field = field.fuse();
        if wanted && kept.is_none() && is_packet {
            kept = Some(keep(world, &mut field).await);
        }
        while field.try_next().await.map_err(bad)?.is_some() {}
    }
    kept.unwrap_or_else(|| Err((10, "thiếu phần file_doc / there is no part file_doc".to_owned())))
}

/// By whom a message is sent, and what stands beside it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside {
    /// The system that sends; an outsider's message has none.
    pub(crate) systemid: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Vec<String>,
    pub(crate) is_status: Option<bool>,
    pub(crate) hash_file: Option<String>,
}

/// Accepts a packet; what it is called from now on.
pub(crate) async fn accept(world: &web::Data<World>, kept: Kept, beside: Beside) -> Result<String, Fault> {
    let world = world.clone();
    // Files are copied, which blocks.
    web::block(move || accept_now(&world, &kept, beside)).await.map_err(|error| (20, error.to_string()))?
}

fn accept_now(world: &World, kept: &Kept, beside: Beside) -> Result<String, Fault> {
    if kept.length == 0 {
        return Err((10, "gói tin rỗng / the packet is empty".to_owned()));
    }
    let hashes = [hex::encode(kept.sha256), unpadded(kept.sha256)];
    if world.settings.check_hash && beside.hash_file.as_ref().is_some_and(|given| !hashes.contains(given)) {
        return Err((10, "hash-file không khớp với gói tin / hash-file is not the packet's".to_owned()));
    }
    let nonconforming = |why: String| (22, why);
    let split = split(&kept.path).map_err(nonconforming)?;
    let mut address = Address::of(&split.envelope).map_err(nonconforming)?;
    if beside.is_status.is_some_and(|is| is != address.is_status) {
        return Err((22, "messagetype không khớp với gói tin / messagetype is not the message's".to_owned()));
    }
    if beside.from.is_some() && beside.from != address.from {
        return Err((19, "from không khớp với gói tin / from is not the message's".to_owned()));
    }
    if !beside.to.is_empty() {
        address.to = beside.to;
    }
    let to = recipients(world, beside.systemid.as_deref(), &address)?;
    let sender_doc_id = Uuid::now_v7().to_string();
    let mut deliveries = Vec::new();
    for body in to {
        let copies = 1 + usize::from(happens(world, "second_id", |quirks| quirks.second_id));
        for _ in 0..copies {
            deliveries.push(copy(world, &kept.path, &split, &sender_doc_id, &address, &body)?);
        }
    }
    let mut inner = world.lock();
    inner.deliveries.extend(deliveries);
    inner.sent.push(Sent { doc_id: sender_doc_id.clone(), systemid: beside.systemid, address, at: now() });
    Ok(sender_doc_id)
}

/// A hash as the vendor's kit prints it: each byte without a zero before it.
fn unpadded(hash: [u8; 32]) -> String {
    let digits = |byte: u8| {
        let padded = hex::encode([byte]);
        padded.strip_prefix('0').unwrap_or(&padded).to_owned()
    };
    hash.into_iter().map(digits).collect()
}

/// Who gets it, each once, whatever they are called.
fn recipients(world: &World, systemid: Option<&str>, address: &Address) -> Result<Vec<Body>, Fault> {
    let inner = world.lock();
    let from = address.from.as_deref().unwrap_or_default();
    if systemid.is_some() && world.find(&inner, from).is_none_or(|body| body.systemid.as_deref() != systemid) {
        return Err((19, format!("{from} chưa đăng ký cho hệ thống này / {from} is not registered for this system")));
    }
    let mut found = Vec::new();
    let mut codes = BTreeSet::new();
    for code in &address.to {
        let body = world
            .find(&inner, code)
            .ok_or_else(|| (18, format!("không có {code} trong danh bạ / there is no {code}")))?;
        if body.agency.locked {
            return Err((23, format!("{code} đang bị khóa / {code} is locked")));
        }
        if codes.insert(body.agency.code.clone()) {
            found.push(body);
        }
    }
    if found.is_empty() { Err((18, "không có nơi nhận / there is no recipient".to_owned())) } else { Ok(found) }
}

/// Whether a quirk happens to this copy.
fn happens(world: &World, quirk: &'static str, chance: fn(&Quirks) -> Chance) -> bool {
    let mut inner = world.lock();
    let chance = chance(&inner.quirks);
    inner.dice.happens(quirk, chance)
}

/// A recipient's copy, as the axis hands it out.
fn copy(
    world: &World,
    packet: &Path,
    split: &Split,
    sender_doc_id: &str,
    address: &Address,
    to: &Body,
) -> Result<Delivery, Fault> {
    let doc_id = Uuid::now_v7().to_string();
    let file = world.packets().join(format!("{doc_id}.edxml"));
    let at = now();
    let time = written(at);
    let unnamed = happens(world, "trace_without_organ", |quirks| quirks.trace_without_organ);
    let null = happens(world, "trace_null", |quirks| quirks.trace_null);
    let trace = match (unnamed, null) {
        (true, _) => Trace::Unnamed,
        (false, true) => Trace::Null,
        (false, false) => Trace::Named,
    };
    let lies = happens(world, "content_type", |quirks| quirks.content_type);
    let changes = Changes {
        trace: happens(world, "trace", |quirks| quirks.trace).then_some((trace, time.as_str())),
        anew: happens(world, "reserialise", |quirks| quirks.reserialise),
        content_type: lies.then_some("text/plain"),
    };
    let fault = |error: io::Error| (21, error.to_string());
    if changes == Changes::default() {
        // The same file by another name, where the file system can; nobody writes to it any more.
        if fs::hard_link(packet, &file).is_err() {
            fs::copy(packet, &file).map_err(fault)?;
        }
    } else {
        rewrite::write(packet, split, changes, &file).map_err(fault)?;
    }
    let held_lists = world.lock().quirks.held_lists;
    Ok(Delivery {
        doc_id,
        sender_doc_id: sender_doc_id.to_owned(),
        address: address.clone(),
        to: to.agency.code.clone(),
        systemid: to.systemid.clone(),
        file,
        created: at,
        updated: at,
        state: State::Initial,
        description: None,
        held: if happens(world, "held", |quirks| quirks.held) { held_lists } else { 0 },
        again: u32::from(happens(world, "listed_again", |quirks| quirks.listed_again)),
        listed: 0,
        fetched: 0,
        done: 0,
    })
}
