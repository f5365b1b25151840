//! Reminders of deadlines and digests: what the background work looks after by the clock.

use std::time::Duration;

use office::Office;

use super::{REST, Stopping};

/// How often deadlines are looked at.
const REMINDERS: Duration = Duration::from_secs(2);
/// How often it is looked whether digests are due.
const DIGESTS: Duration = Duration::from_secs(5);

/// Reminds of deadlines.
pub(super) async fn reminders(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        match office.remind().await {
            // There may be more.
            Ok(looked) if looked > 0 => {}
            Ok(_) => {
                tokio::select! {
                    () = tokio::time::sleep(REMINDERS) => {}
                    _ = stopping.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "deadlines could not be looked at");
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// Makes the digests of the morning and the week.
pub(super) async fn digests(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        if let Err(error) = office.make_digests().await {
            tracing::warn!(%error, "digests could not be made");
        }
        tokio::select! {
            () = tokio::time::sleep(DIGESTS) => {}
            _ = stopping.changed() => {}
        }
    }
}
