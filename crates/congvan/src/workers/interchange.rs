//! The rounds of the gateways: one part of the background work for each, so that one that does not answer keeps none of the others waiting. Several
//! processes may do it at once: a packet is one worker's for a while.

use std::{path::Path, time::Duration};

use interchange::Exchange;
use office::Office;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{REST, Stopping, kept_up};
use crate::settings::Gateways;

/// How old the folder of a process is that is certainly over: in one that is at work packets come and go.
const LEFT: Duration = Duration::from_hours(72);
/// How soon a directory is asked for again that could not be read, the first time.
const AGAIN: Duration = Duration::from_secs(10);

/// Begins the rounds of every gateway. One whose settings are wrong was complained of when they were read; one that can't be opened now is left out,
/// and the log says why.
pub(super) fn start(
    settings: &Gateways,
    data: &Path,
    office: &Office,
    (stopping, running): (&Stopping, &mut JoinSet<()>),
) {
    let all = data.join("spool");
    let spool = all.join(format!("{}-{}", std::process::id(), Uuid::now_v7()));
    if !settings.all.is_empty() {
        if let Err(error) = crate::wiring::make_folder(&all).and_then(|()| crate::wiring::make_folder(&spool)) {
            tracing::error!(%error, "the folder for packets under way could not be made; nothing is exchanged");
            return;
        }
        forget_left(&all);
    }
    let limits = edxml::Limits { message_bytes: settings.most_bytes, ..edxml::Limits::default() };
    for one in &settings.all {
        let adapter = match one.open() {
            Ok(adapter) => adapter,
            Err(error) => {
                tracing::error!(gateway = %one.terms.name, error, "a gateway could not be opened; nothing is exchanged by it");
                continue;
            }
        };
        let worker = format!("{}-{}", std::process::id(), Uuid::now_v7());
        let exchange = Exchange::new(office, adapter, one.terms.clone(), worker, (spool.clone(), limits.clone()));
        let (office, poll, directory) = (office.clone(), settings.poll, settings.directory);
        let (rounds, again) = (exchange.clone(), office.clone());
        let until = stopping.clone();
        running.spawn(kept_up("interchange", stopping.clone(), move || {
            go_round(rounds.clone(), again.clone(), poll, until.clone())
        }));
        let until = stopping.clone();
        running.spawn(kept_up("interchange directory", stopping.clone(), move || {
            read_directory(exchange.clone(), office.clone(), directory, until.clone())
        }));
    }
}

/// Takes away what processes have left behind that were ended in the middle of a packet. Another may be at work beside this one, in a folder of its own.
fn forget_left(spool: &Path) {
    for one in std::fs::read_dir(spool).into_iter().flatten().flatten() {
        let changed = one.metadata().and_then(|known| known.modified());
        let old = changed.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LEFT));
        if old && let Err(error) = std::fs::remove_dir_all(one.path()) {
            tracing::warn!(%error, "what a process has left of its packets could not be taken away");
        }
    }
}

async fn go_round(exchange: Exchange, office: Office, poll: Duration, mut stopping: Stopping) {
    let mut bell = office.packets_bell();
    while !*stopping.borrow() {
        bell.mark_unchanged();
        match exchange.round().await {
            // There may be more.
            Ok(round) if round.did_something() => continue,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(gateway = exchange.name(), %error, "a round of a gateway ended early");
                tokio::time::sleep(REST).await;
            }
        }
        // What waits for its next try waits no longer than that; never without a breath, should it be another worker's.
        let due = exchange.rests().await.ok().flatten().map_or(poll, |due| due.max(REST));
        tokio::select! {
            () = tokio::time::sleep(poll.min(due)) => {}
            _ = bell.changed() => {}
            _ = stopping.changed() => {}
        }
    }
}

/// At once, then every so often, and where somebody wants it.
async fn read_directory(exchange: Exchange, office: Office, every: Duration, mut stopping: Stopping) {
    let (mut bell, mut failures) = (office.directories_bell(), 0_u32);
    while !*stopping.borrow() {
        let wait = match exchange.sync_directory().await {
            Ok(many) => {
                failures = 0;
                if many > 0 {
                    tracing::info!(gateway = exchange.name(), many, "a gateway's directory was read");
                }
                every
            }
            // Without it nobody new is reached: it is asked for again soon.
            Err(error) => {
                failures = failures.saturating_add(1);
                tracing::warn!(gateway = exchange.name(), %error, "a gateway's directory could not be read");
                every.min(AGAIN.saturating_mul(failures.min(60)))
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = bell.changed() => {}
            _ = stopping.changed() => {}
        }
    }
}
