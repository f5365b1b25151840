//! What the office has queued: written as a message, sent, and what came of it noted.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, TryStreamExt, stream};
use gateway::{AfterUnknown, Failure, Lost, Packet as Carried};
use office::{
    OfficeError,
    domain::{
        AgencyId,
        interchange::{Packet, PacketKind},
    },
    interchange::sending::{Due, Sender, fault},
    packets::{Fault, Tried},
};

use super::{Exchange, blocking, code_of, is_of_packet, kind_of};
use crate::writing::{self, Files, Unwritable};

/// How many packets are on their way to a gateway at once.
const AT_ONCE: usize = 5;

impl Exchange {
    /// Writes and sends what is queued, several at once: a gateway takes its time for each. Of one document to one recipient, and of statuses about one
    /// document, there is never more than one among them.
    pub(super) async fn send(&self, sender: &Sender, agency: AgencyId) -> Result<usize, OfficeError> {
        let due = self.office.claim_packets(sender, agency, self.terms.name.clone()).await?;
        let many = due.len();
        stream::iter(due).map(Ok).try_for_each_concurrent(AT_ONCE, |one| self.send_and_note(sender, one)).await?;
        Ok(many)
    }

    async fn send_and_note(&self, sender: &Sender, one: Due) -> Result<(), OfficeError> {
        let tried = match self.send_one(&one).await {
            Ok(Some(tried)) => tried,
            // It was recalled, and never left.
            Ok(None) => return Ok(()),
            Err(error) => {
                tracing::warn!(packet = %one.id.0, %error, "a packet was not sent");
                let why = fault("internal", "Hệ thống chưa gửi được gói tin.", "The packet could not be sent.");
                self.again(&one, why, None)
            }
        };
        let sent = matches!(tried, Tried::Sent(_));
        self.office.note_packet(sender, (one.agency, one.id), tried).await?;
        if sent {
            tracing::debug!(packet = %one.id.0, gateway = %self.terms.name, "a packet was sent");
        }
        Ok(())
    }

    fn again(&self, due: &Due, why: Fault, asked: Option<Duration>) -> Tried {
        match self.office.next_try(due, &self.terms.name, asked) {
            Some(at) => Tried::Again(at, why),
            None => Tried::Failed(why),
        }
    }

    /// What is wrong in a message stays wrong; a disk that is full does not.
    fn unwritten(&self, due: &Due, why: Unwritable) -> Tried {
        let passes = why.passes;
        let fault = Fault { code: "unwritable".to_owned(), at: why.at, vi: why.vi, en: why.en };
        if passes { self.again(due, fault, None) } else { Tried::Failed(fault) }
    }

    /// What came of a try; nothing where there was none, and there is to be none.
    async fn send_one(&self, due: &Due) -> Result<Option<Tried>, OfficeError> {
        let message = match writing::message(&due.content) {
            Ok(message) => message,
            Err(why) => return Ok(Some(self.unwritten(due, why))),
        };
        let folder = self.folder()?;
        let mut files = Files::default();
        if let Packet::Document(packet) = &due.content {
            for (n, file) in packet.files.iter().enumerate() {
                let path = folder.path().join(format!("file-{n}"));
                self.to_disk(&file.sha256, &path).await?;
                files.0.push(path);
            }
        }
        let path = folder.path().join("packet.edxml");
        let to = path.clone();
        let written = match blocking(move || writing::write(&message, files, &to)).await? {
            Ok(written) => written,
            Err(why) => return Ok(Some(self.unwritten(due, why))),
        };
        let carried = Carried {
            id: due.id.0.to_string(),
            path,
            sha256: *written.message.sha256.as_bytes(),
            length: written.message.length,
            from: from(&due.content),
            to: vec![due.content.to().code.clone()],
        };
        let kind = kind_of(due.content.kind());
        // Of two statuses about one document nobody can tell which a gateway lists; told twice does no harm, told never does.
        let tells = due.content.kind() == PacketKind::Status;
        let look = due.may_have_gone && !tells && self.gateway.offers().after_unknown == AfterUnknown::LookFirst;
        let lost = look.then(|| lost(due));
        let gateway = Arc::clone(&self.gateway);
        let recall = due.recalled_by;
        let sent = blocking(move || {
            if let Some(lost) = lost {
                if let Some(found) = gateway.find_sent(kind, &lost)? {
                    return Ok(Some(found));
                }
                if recall.is_some() {
                    return Ok(None);
                }
            }
            gateway.send(kind, &carried).map(Some)
        });
        Ok(Some(match sent.await? {
            Ok(Some(sent)) => Tried::Sent(sent.gateway_id),
            Ok(None) => {
                if let Some(recall) = recall {
                    self.office.keep_back(due, recall).await?;
                }
                return Ok(None);
            }
            Err(failure) => {
                let why = fault(code_of(&failure), failure.why().vi.clone(), failure.why().en.clone());
                if is_of_packet(&failure) {
                    Tried::Failed(why)
                } else {
                    let asked = match failure {
                        Failure::Temporary { retry_after, .. } => retry_after,
                        _ => None,
                    };
                    self.again(due, why, asked)
                }
            }
        }))
    }
}

fn from(packet: &Packet) -> String {
    match packet {
        Packet::Document(packet) => packet.from.code.clone(),
        Packet::Status(packet) => packet.from.code.clone(),
    }
}

/// By what a packet whose answer was lost is looked for.
fn lost(due: &Due) -> Lost {
    let (notation, title) = match &due.content {
        Packet::Document(packet) => (format!("{}/{}", packet.number, packet.notation), packet.subject.clone()),
        Packet::Status(packet) => (packet.about.written.clone(), String::new()),
    };
    Lost {
        from: from(&due.content),
        to: vec![due.content.to().code.clone()],
        notation,
        title,
        first_tried: due.first_try_at.unwrap_or(due.queued_at),
        others: due.others.clone(),
    }
}
