//! Counts the documents that were there before there were counters.

use std::time::Duration;

use office::Office;

use super::{REST, Stopping};

/// How often it is looked whether there are any: a restored archive may bring some.
const LOOK: Duration = Duration::from_mins(1);

/// Counts what is not counted yet.
pub(super) async fn count(office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        match office.count_first().await {
            // There may be more.
            Ok(done) if done > 0 => {}
            Ok(_) => {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    _ = stopping.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "documents could not be counted; it is tried again");
                tokio::time::sleep(REST).await;
            }
        }
    }
}
