//! Works off what came in.

use mailroom::Mailroom;
use office::Office;

use super::{LOOK, REST, Stopping};

/// One message after the other, in the order in which they came.
pub(super) async fn work_off(room: Mailroom, office: Office, mut stopping: Stopping) {
    while !*stopping.borrow() {
        match room.work_one().await {
            // There may be more.
            Ok(true) => {}
            Ok(false) => {
                tokio::select! {
                    () = tokio::time::sleep(LOOK) => {}
                    () = office.received_woken() => {}
                    _ = stopping.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "mail that came in could not be worked off");
                tokio::time::sleep(REST).await;
            }
        }
    }
}
