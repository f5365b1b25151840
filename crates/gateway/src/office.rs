//! Another office over HTTPS: a packet is pushed, and the answer says that it was taken.
//!
//! ```text
//! POST {endpoint}/interchange/packets?kind=document
//! Authorization: Bearer …
//! Content-Type: application/xml
//! Content-Length: 1024
//! Content-Digest: sha-256=:…:          the packet's hash (RFC 9530)
//! Packet-Id: 019ba1c2-…                the same at each try: by it the receiver knows a repeat
//! Packet-From: H22.11                  the sending body
//! Packet-To: H22.15                    the recipients, with commas between them; not there where the packet says
//!
//! 201 {"id": "…"}                      taken; 200 where it was taken before
//! ```
//!
//! What is no success is a problem (RFC 9457); its `code` tells `unknown_recipient`, `sender_not_registered`, `recipient_locked`,
//! `not_conforming` and `bad_file` apart. Nothing is listed or fetched: the other office pushes its own packets here.

use std::{io::Write, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use outbound::{
    Client,
    ureq::http::{Request, StatusCode},
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    Ack, AfterUnknown, Code, Entry, Failure, Fetched, Gateway, Kind, Listed, Lost, Offers, Packet, Secret, Sent,
    SentState, Why, http, transfer::Upload,
};

/// The settings of [`Office`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeSettings {
    /// Where the other office's API is: `https://congvan.example.vn/api/v1`.
    pub endpoint: String,
    /// The file in which the secret stands.
    pub secret_file: PathBuf,
    /// Plain HTTP, for trying it out on one machine: whoever listens learns the secret.
    #[serde(default)]
    pub plain_http: bool,
    /// How long a call may take.
    #[serde(default = "crate::vxp::settings::transfer_seconds")]
    pub timeout_seconds: u64,
    /// A PEM file of authorities to trust beside the system's.
    #[serde(default)]
    pub authorities: Option<PathBuf>,
}

/// Pushes packets to another office.
#[derive(Debug)]
pub struct Office {
    client: Client,
    endpoint: String,
    secret: Secret,
}

impl Office {
    /// Pushes as the settings say.
    ///
    /// # Errors
    /// In words, where a setting is wrong or the file of authorities can't be read.
    pub fn new(settings: &OfficeSettings, secret: Secret) -> Result<Self, String> {
        if !secret.reveal().is_ascii() {
            return Err("khóa bí mật chỉ gồm ký tự ASCII / the secret is ASCII alone".to_owned());
        }
        let client = http::client(settings.timeout_seconds, settings.authorities.as_deref())?;
        Ok(Self { client, endpoint: http::endpoint(&settings.endpoint, settings.plain_http)?, secret })
    }

    /// What an answer that is no success means.
    fn refused(&self, status: StatusCode, failure: Failure, said: &str) -> Failure {
        let problem: Map<String, Value> = serde_json::from_str(said).unwrap_or_default();
        let text = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default();
        let (code, vi, en) = match text("code") {
            "unknown_recipient" => (
                Code::UnknownRecipient,
                "Cơ quan bên kia không có nơi nhận này",
                "The other office does not know the recipient",
            ),
            "sender_not_registered" => (
                Code::SenderNotRegistered,
                "Cơ quan bên kia chưa cho phép nơi gửi này",
                "The other office takes nothing from this sender",
            ),
            "recipient_locked" => (Code::RecipientLocked, "Nơi nhận đang bị khóa", "The recipient is locked"),
            "not_conforming" => (
                Code::NotConforming,
                "Gói tin không đúng quy chuẩn kỹ thuật (edXML)",
                "The message does not conform (edXML)",
            ),
            "bad_file" => (Code::BadFile, "Cơ quan bên kia không đọc được tệp", "The other office can't use the file"),
            _ => return failure,
        };
        // A fault of theirs stays one, whatever stands beside it.
        if !status.is_client_error() {
            return failure;
        }
        let detail = if text("detail").is_empty() { text("title") } else { text("detail") };
        Failure::permanent(code, Why::new(vi, en).said(&self.secret.hide_in(detail)))
    }
}

impl Gateway for Office {
    fn offers(&self) -> Offers {
        Offers { polled: false, sent_states: false, directory: false, after_unknown: AfterUnknown::SendAgain }
    }

    fn send(&self, kind: Kind, packet: &Packet) -> Result<Sent, Failure> {
        http::check(packet)?;
        let mut body = Upload::open(packet, vec![], vec![])?;
        let kind = match kind {
            Kind::Document => "document",
            Kind::Status => "status",
        };
        let mut request = Request::post(format!("{}/interchange/packets?kind={kind}", self.endpoint))
            .header("authorization", format!("Bearer {}", self.secret.reveal()))
            .header("content-type", "application/xml")
            .header("content-digest", format!("sha-256=:{}:", STANDARD.encode(packet.sha256)))
            .header("packet-id", &packet.id)
            .header("packet-from", &packet.from);
        if !packet.to.is_empty() {
            request = request.header("packet-to", packet.to.join(","));
        }
        let response = http::upload(&self.client, request, &mut body)?;
        let (status, retry_after) = (response.status(), http::retry_after(&response));
        let mut answer = response.into_body();
        if !status.is_success() {
            let said = self.secret.hide_in(&http::remark(&mut answer));
            let failure = Failure::of_status(status.as_u16(), retry_after, body.handed_over(), &said);
            return Err(self.refused(status, failure, &said));
        }
        let said = http::short(&mut answer).map_err(|error| Failure::unreadable(true, &error.to_string()))?;
        let answer: Map<String, Value> = serde_json::from_slice(&said).map_err(|_| Failure::unreadable(true, ""))?;
        Ok(Sent { gateway_id: answer.get("id").and_then(Value::as_str).map(str::to_owned) })
    }

    /// There is nothing to look in: the receiver knows a repeat, so that it is sent again.
    fn find_sent(&self, _: Kind, _: &Lost) -> Result<Option<Sent>, Failure> {
        Ok(None)
    }

    /// Nothing: the other office pushes.
    fn list(&self, _: Kind, _: Option<NaiveDate>) -> Result<Vec<Listed>, Failure> {
        Ok(vec![])
    }

    fn fetch(&self, _: &str, _: &mut dyn Write, _: u64) -> Result<Fetched, Failure> {
        let why = Why::new("Cơ quan bên kia tự gửi gói tin đến đây", "The other office pushes its packets by itself");
        Err(Failure::permanent(Code::NotThere, why))
    }

    /// The answer to a push has said it already.
    fn acknowledge(&self, _: &str, _: &Ack) -> Result<(), Failure> {
        Ok(())
    }

    fn sent_states(&self, _: Kind, _: Option<&str>) -> Result<Vec<SentState>, Failure> {
        Ok(vec![])
    }

    fn directory(&self) -> Result<Vec<Entry>, Failure> {
        Ok(vec![])
    }
}
