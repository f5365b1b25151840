//! Keeps the index of the search: what has changed is found within a second.

use std::time::Duration;

use office::Office;

use super::{REST, Stopping};

/// How often it is looked whether something has changed.
const LOOK: Duration = Duration::from_millis(400);

/// Indexes what has changed.
pub(super) async fn index(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        match office.index_changed().await {
            // There may be more.
            Ok(done) if done > 0 => {}
            Ok(_) => {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stopping.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the index of the search could not be kept; it is tried again");
                tokio::time::sleep(REST).await;
            }
        }
    }
}
