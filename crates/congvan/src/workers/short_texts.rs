//! Hands short messages to whatever sends them, as they become due.

use std::{sync::Arc, time::Duration};

use mail::{Backoff, Short, ShortFault, ShortMessages};
use office::{Office, mail_queue::Outcome, short_texts::ShortMessage};
use uuid::Uuid;

use super::{LEASE, LOOK, Stopping};
use crate::settings::span;

/// How many are claimed at once.
const BATCH: i64 = 50;
/// Handing one on takes no longer.
const SENDING: Duration = Duration::from_secs(5);

/// Until the program stops.
pub async fn send(office: Office, sink: Arc<dyn ShortMessages>, mut stopping: Stopping) {
    let name = format!("{}-{}", std::process::id(), Uuid::now_v7());
    while !*stopping.borrow() {
        match office.claim_short_texts(&name, span(LEASE), BATCH).await {
            Ok(claimed) if !claimed.is_empty() => {
                for message in &claimed {
                    hand_on(&office, &name, sink.as_ref(), message).await;
                }
                continue;
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the short messages could not be read"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            _ = stopping.changed() => {}
        }
    }
}

async fn hand_on(office: &Office, name: &str, sink: &dyn ShortMessages, message: &ShortMessage) {
    let id = message.id;
    let short = Short { id, phone: message.short.phone.to_string(), text: message.short.text.clone() };
    let taken = match tokio::time::timeout(SENDING, sink.send(&short)).await {
        Ok(taken) => taken,
        Err(_) => Err(ShortFault::Later("it was not taken in time".to_owned())),
    };
    let outcome = match (taken, Backoff::STANDARD.delay(message.attempts)) {
        (Ok(()), _) => Outcome::Sent,
        (Err(ShortFault::Later(error)), Some(delay)) => {
            tracing::warn!(%id, error, again_in = delay.as_secs(), "a short message was not sent");
            Outcome::Again { at: office.now() + span(delay), error }
        }
        (Err(fault), _) => {
            tracing::warn!(%id, error = %fault, attempts = message.attempts, "a short message was given up");
            Outcome::Dead { error: fault.to_string() }
        }
    };
    if let Err(error) = office.note_short_text(name, (message.agency, id), outcome).await {
        tracing::warn!(%error, %id, "what came of a short message could not be noted; it is sent again");
    }
}
