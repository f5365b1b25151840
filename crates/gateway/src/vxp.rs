//! The national axis (Trục liên thông văn bản quốc gia, VXP), as its vendor's kit speaks with it: parameters as signed headers, answers as
//! JSON, a packet as the one part of a form.

mod answer;
mod calls;
mod embedded;
mod lists;
pub(crate) mod settings;
mod sign;

use std::{
    collections::HashMap,
    io::{Read, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use chrono::{NaiveDate, TimeDelta};
use outbound::{Client, ureq::Body};
use serde_json::{Map, Value};

pub use settings::{DirectoryCall, FetchCall, HashFile, VxpSettings};

use crate::{
    Ack, AfterUnknown, Clock, Code, Entry, Failure, Fetched, Gateway, Kind, Listed, Lost, Offers, Packet, Secret, Sent,
    SentState, Why, http,
    time::{day, read, today},
    transfer::{Fault, Keeper, Upload},
};
use answer::{judge, string, strings};
use calls::Call;

/// How many bytes a list may have, and the directory.
const LIST_MOST: u64 = 64 * 1024 * 1024;
const DIRECTORY_MOST: u64 = 256 * 1024 * 1024;
/// By how much clocks may differ, in minutes.
const CLOCKS_DIFFER: i64 = 15;

/// Speaks with the national axis.
#[derive(Debug)]
pub struct Vxp {
    settings: VxpSettings,
    caller: calls::Caller,
    transfers: Client,
    /// The axis has no `downloadEdoc`: it is not asked for it again.
    no_download: AtomicBool,
}

impl Vxp {
    /// Speaks as the settings say.
    ///
    /// # Errors
    /// In words, where a setting is wrong or the file of authorities can't be read.
    pub fn new(settings: &VxpSettings, secret: Secret, clock: Clock) -> Result<Self, String> {
        let endpoint = http::endpoint(&settings.endpoint, true)?;
        if !http::fits_header(&settings.systemid) {
            return Err("systemid không hợp lệ / systemid is not valid".to_owned());
        }
        let authorities = settings.authorities.as_deref();
        let client = http::client(settings.call_timeout_seconds, authorities)?;
        let transfers = http::client(settings.transfer_timeout_seconds, authorities)?;
        let caller = calls::Caller { client, endpoint, systemid: settings.systemid.clone(), secret, clock };
        Ok(Self { settings: settings.clone(), caller, transfers, no_download: AtomicBool::new(false) })
    }

    /// Calls for a list, and gives each of its entries to `each`.
    fn each(&self, call: &Call<'_>, most: u64, each: &mut dyn FnMut(Map<String, Value>)) -> Result<(), Failure> {
        let mut body = self.caller.answer(call)?;
        let envelope = lists::read(http::Bounded::new(&mut body, most), each)
            .map_err(|why| Failure::unreadable(false, &self.caller.secret.hide_in(&why)))?;
        judge(&envelope)
    }

    /// `downloadEdoc`: the packet as it is. Where an envelope comes instead, it holds a packet or says why there is none.
    fn download(&self, gateway_id: &str, keeper: &mut Keeper<'_>) -> Result<(), Failure> {
        let call = Call::get("downloadEdoc", vec![("docId", gateway_id.to_owned())]).by(&self.transfers);
        let (mut body, framed) = self.caller.framed_answer(&call)?;
        let mut reader = body.as_reader();
        let first = beginning(&mut reader).map_err(|error| Failure::unreadable(false, &error.to_string()))?;
        let said = first.trim_ascii_start();
        if said.starts_with(b"{") {
            return packet_in(first.chain(reader), keeper);
        }
        // A page for people, of something between us and the axis, is no packet, whatever its status says.
        let is = |name: &[u8]| said.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        if said.is_empty() || is(b"<html") || is(b"<!doctype html") {
            return Err(Failure::unreadable(false, &String::from_utf8_lossy(said)));
        }
        let mut all = Tail { inner: first.chain(reader), last: None };
        keeper.keep_all(&mut all).map_err(Fault::failure)?;
        // Where nothing but the end of the connection ends a packet, half of one looks whole, but for its last sign.
        if !framed && all.last != Some(b'>') {
            return Err(Failure::unreadable(false, "cut short"));
        }
        Ok(())
    }

    /// `getEdoc`: the packet as base64 in an envelope.
    fn get(&self, gateway_id: &str, keeper: &mut Keeper<'_>) -> Result<(), Failure> {
        let call = Call::post("getEdoc", vec![("docId", gateway_id.to_owned())]).by(&self.transfers);
        let mut body: Body = self.caller.answer(&call)?;
        packet_in(body.as_reader(), keeper)
    }

    /// One call for a directory; entries with what the body above is called by the axis.
    fn entries(
        &self,
        call: &Call<'_>,
        found: &mut Vec<(Entry, Option<String>)>,
        names: &mut HashMap<String, String>,
    ) -> Result<(), Failure> {
        self.each(call, DIRECTORY_MOST, &mut |entry| {
            let Some(code) = string(&entry, &["code"]) else { return };
            let mut old_codes = strings(&entry, &["oldCode"]);
            old_codes.extend(strings(&entry, &["code102"]));
            old_codes.retain(|old| *old != code);
            if let Some(id) = string(&entry, &["id"]) {
                names.insert(id, code.clone());
            }
            let name = string(&entry, &["name"]).unwrap_or_default();
            let mail = string(&entry, &["mail", "email"]);
            found.push((Entry { code, old_codes, name, mail, parent: None }, string(&entry, &["pid"])));
        })
    }
}

/// The first of an answer: enough to tell a packet, an envelope and a page apart.
fn beginning(reader: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut first = Vec::new();
    reader.take(1024).read_to_end(&mut first)?;
    Ok(first)
}

/// The packet in an envelope, where the envelope does not say why there is none.
fn packet_in(from: impl Read, keeper: &mut Keeper<'_>) -> Result<(), Failure> {
    let envelope = embedded::read(from, keeper).map_err(Fault::failure)?;
    judge(&envelope)?;
    if keeper.is_empty() {
        return Err(Failure::unreadable(false, "no data"));
    }
    Ok(())
}

/// Remembers the last sign that is no blank.
struct Tail<R> {
    inner: R,
    last: Option<u8>,
}

impl<R: Read> Read for Tail<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let piece = buffer.get(..read).unwrap_or_default();
        self.last = piece.iter().rev().find(|byte| !byte.is_ascii_whitespace()).copied().or(self.last);
        Ok(read)
    }
}

/// What a call may name.
fn known(gateway_id: &str) -> Result<String, Failure> {
    if http::fits_header(gateway_id) {
        return Ok(gateway_id.to_owned());
    }
    Err(Failure::permanent(
        Code::NotThere,
        Why::new("Mã gói tin của trục liên thông không hợp lệ", "The gateway's id of the packet is not valid"),
    ))
}

const fn message_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "edoc",
        Kind::Status => "status",
    }
}

fn of_kind(kind: Kind) -> Vec<(&'static str, String)> {
    vec![("servicetype", "eDoc".to_owned()), ("messagetype", message_type(kind).to_owned())]
}

impl Gateway for Vxp {
    fn offers(&self) -> Offers {
        Offers { polled: true, sent_states: true, directory: true, after_unknown: AfterUnknown::LookFirst }
    }

    fn send(&self, kind: Kind, packet: &Packet) -> Result<Sent, Failure> {
        http::check(packet)?;
        let (head, tail, content_type) = calls::form()?;
        let mut body = Upload::open(packet, head, tail)?;
        let mut parameters = vec![("from", packet.from.clone())];
        parameters.extend(of_kind(kind));
        if self.settings.send_recipients && !packet.to.is_empty() {
            parameters.push(("to", Value::from(packet.to.clone()).to_string()));
        }
        match self.settings.hash_file {
            HashFile::Unpadded => parameters.push(("hash-file", sign::unpadded(&packet.sha256))),
            HashFile::Padded => parameters.push(("hash-file", hex::encode(packet.sha256))),
            HashFile::Without => {}
        }
        let call = Call::post("sendEdoc", parameters).by(&self.transfers);
        let mut answer = self.caller.send(&call, &content_type, &mut body)?;
        let said = http::short(&mut answer).map_err(|error| Failure::unreadable(true, &error.to_string()))?;
        // The axis has the packet, and what it makes of it can't be read.
        let Ok(Value::Object(envelope)) = serde_json::from_slice(&said) else {
            return Err(Failure::unreadable(true, ""));
        };
        judge(&envelope)?;
        let gateway_id = string(&envelope, &["DocId", "data"]);
        if gateway_id.is_none() && string(&envelope, &["status", "ErrorCode"]).is_none() {
            return Err(Failure::unreadable(true, ""));
        }
        Ok(Sent { gateway_id })
    }

    fn find_sent(&self, kind: Kind, lost: &Lost) -> Result<Option<Sent>, Failure> {
        let earliest = lost.first_tried - TimeDelta::minutes(CLOCKS_DIFFER);
        // What the axis does not say does not speak against it.
        let fits = |wanted: &str, is: &Option<String>| is.as_deref().is_none_or(|is| is.eq_ignore_ascii_case(wanted));
        let states = self.sent_states(kind, None)?;
        let found = states.into_iter().find(|state| {
            let Some(id) = &state.gateway_id else { return false };
            // Some axes keep the notation alone, without the number: the subject tells the documents apart then.
            let named = state.notation.as_deref().is_some_and(|notation| notation == lost.notation)
                || state.title.as_deref().is_some_and(|title| {
                    title == lost.title && state.notation.as_deref().is_none_or(|part| lost.notation.ends_with(part))
                });
            named
                && !lost.others.contains(id)
                && fits(&lost.from, &state.from)
                && (lost.to.is_empty() || lost.to.iter().any(|to| fits(to, &state.to)))
                && state.sent.is_none_or(|sent| sent >= earliest)
        });
        Ok(found.map(|state| Sent { gateway_id: state.gateway_id }))
    }

    fn list(&self, kind: Kind, since: Option<NaiveDate>) -> Result<Vec<Listed>, Failure> {
        let mut parameters = of_kind(kind);
        if let Some(since) = since {
            parameters.push(("fromDate", day(since)));
            parameters.push(("toDate", day(today((self.caller.clock)()))));
        }
        let mut found = Vec::new();
        self.each(&Call::post("getReceivedEdocList", parameters), LIST_MOST, &mut |entry| {
            // Without an id it can't be fetched.
            let Some(gateway_id) = string(&entry, &["docId"]) else { return };
            found.push(Listed {
                gateway_id,
                from: string(&entry, &["from", "fromCode"]),
                to: strings(&entry, &["to", "toCode"]),
                created: string(&entry, &["created_time", "createdTime", "updated_time"]).and_then(|text| read(&text)),
                state: string(&entry, &["status"]),
            });
        })?;
        Ok(found)
    }

    fn fetch(&self, gateway_id: &str, into: &mut dyn Write, limit: u64) -> Result<Fetched, Failure> {
        let id = known(gateway_id)?;
        let mut keeper = Keeper::new(into, limit);
        let downloads = match self.settings.fetch {
            FetchCall::Download => true,
            FetchCall::Get => false,
            FetchCall::Either => !self.no_download.load(Ordering::Relaxed),
        };
        let got = match if downloads { self.download(&id, &mut keeper) } else { self.get(&id, &mut keeper) } {
            // Either there is no such call, or no such packet. If the other call finds it, it was the call.
            Err(Failure::Permanent { code: Code::Endpoint, .. })
                if self.settings.fetch == FetchCall::Either && downloads && keeper.is_empty() =>
            {
                self.get(&id, &mut keeper).inspect(|()| self.no_download.store(true, Ordering::Relaxed))
            }
            other => other,
        };
        match got {
            Ok(()) => keeper.done().map_err(Fault::failure),
            // It was listed at this address: what is missing is the packet, and the gateway goes on.
            Err(Failure::Permanent { code: Code::Endpoint, why }) => Err(Failure::permanent(Code::NotThere, why)),
            Err(other) => Err(other),
        }
    }

    fn acknowledge(&self, gateway_id: &str, ack: &Ack) -> Result<(), Failure> {
        let (status, reason) = match ack {
            Ack::Processing => ("processing", None),
            Ack::Done => ("done", None),
            Ack::Failed(reason) => ("fail", Some(http::ascii(reason)).filter(|reason| !reason.is_empty())),
        };
        let mut parameters = vec![("docId", known(gateway_id)?), ("status", status.to_owned())];
        parameters.extend(reason.map(|reason| ("description", reason)));
        let mut body = self.caller.answer(&Call::post("updateStatus", parameters))?;
        let said = http::short(&mut body).map_err(|error| Failure::unreadable(false, &error.to_string()))?;
        match serde_json::from_slice(&said) {
            Ok(Value::Object(envelope)) => judge(&envelope),
            _ => Err(Failure::unreadable(false, "")),
        }
    }

    fn sent_states(&self, kind: Kind, gateway_id: Option<&str>) -> Result<Vec<SentState>, Failure> {
        let mut parameters = of_kind(kind);
        if let Some(id) = gateway_id {
            parameters.push(("docId", known(id)?));
        }
        let mut found = Vec::new();
        self.each(&Call::post("getSentEdocList", parameters), LIST_MOST, &mut |entry| {
            let described: Vec<String> =
                ["sendStatusDesc", "receiveStatusDesc"].iter().filter_map(|name| string(&entry, &[name])).collect();
            let at = |name| string(&entry, &[name]).and_then(|text| read(&text));
            found.push(SentState {
                gateway_id: string(&entry, &["senderDocId", "docId"]),
                recipient_id: string(&entry, &["receiverDocId"]),
                from: string(&entry, &["fromCode", "from"]),
                to: string(&entry, &["toCode", "to"]),
                notation: string(&entry, &["notation"]),
                title: string(&entry, &["title"]),
                sent: at("sentTime"),
                received: at("receivedTime"),
                send_state: string(&entry, &["sendStatus"]),
                receive_state: string(&entry, &["receiveStatus"]),
                remarks: (!described.is_empty()).then(|| described.join("; ")),
            });
        })?;
        Ok(found)
    }

    fn directory(&self) -> Result<Vec<Entry>, Failure> {
        let mut found = Vec::new();
        let mut names = HashMap::new();
        match self.settings.directory {
            DirectoryCall::Agencies => self.entries(&Call::post("getAgenciesList", vec![]), &mut found, &mut names)?,
            DirectoryCall::Qd20 => {
                for level in &self.settings.directory_levels {
                    let call = Call::post("getAgenciesListQD20", vec![("level", level.to_string())]);
                    self.entries(&call, &mut found, &mut names)?;
                }
            }
        }
        let placed = found.into_iter().map(|(entry, above)| {
            let parent = above.and_then(|id| names.get(&id).cloned()).filter(|code| *code != entry.code);
            Entry { parent, ..entry }
        });
        Ok(placed.collect())
    }
}
