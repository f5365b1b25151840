//! `congvan keys`, and how a running server learns of what was done to them.

use std::{fs, time::Duration};

use chrono::Utc;
use domain::vietnam;
use office::{KeyStanding, Office, SigningKeys, Stage};
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior},
};

use crate::{
    cli::{KeysCommand, WhichKeys},
    failure::Failure,
    page,
    settings::Settings,
    wiring,
};

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often the age of the newest key is.
const AGE: Duration = Duration::from_mins(10);

/// Does what is wished.
pub fn run(settings: &Settings, command: &KeysCommand) -> Result<(), Failure> {
    match command {
        KeysCommand::Rotate => rotate(settings),
        KeysCommand::List => {
            standing(settings)?.iter().for_each(say);
            Ok(())
        }
        KeysCommand::Remove(which) => remove(settings, which),
    }
}

fn standing(settings: &Settings) -> Result<Vec<KeyStanding>, Failure> {
    let keys = SigningKeys::open(&wiring::keys_folder(settings))?;
    Ok(keys.standing(Utc::now(), settings.limits.key_terms()))
}

/// Makes another key, beside those that are there or in the place of those that were lost.
fn rotate(settings: &Settings) -> Result<(), Failure> {
    wiring::make_data_folder(settings)?;
    let path = SigningKeys::create(&wiring::keys_folder(settings))?;
    page::say(&format!("Đã tạo khóa ký / Signing key made: {}", path.display()));
    standing(settings)?.iter().for_each(say);
    page::say("Máy chủ đang chạy tự nhận khóa mới. / Running servers notice by themselves.");
    Ok(())
}

fn time(at: office::domain::UtcTime) -> String {
    vietnam(at).format("%d/%m/%Y %H:%M").to_string()
}

fn say(key: &KeyStanding) {
    let stage = match key.stage {
        Stage::Announced(from) => {
            let from = time(from);
            format!("đã công bố, ký từ {from} / published, signs from {from}")
        }
        Stage::Signs => "đang ký / signs".to_owned(),
        Stage::Checks(until) => {
            let until = time(until);
            format!("chỉ còn kiểm tra, đến {until} / only checks, until {until}")
        }
        Stage::Past => "hết dùng / past".to_owned(),
    };
    let made = key.made.map_or_else(|| "?".to_owned(), time);
    page::say(&format!("  {}  {made:<16}  {stage}", key.kid));
}

fn remove(settings: &Settings, which: &WhichKeys) -> Result<(), Failure> {
    let keys = standing(settings)?;
    let gone = gone(&keys, which);
    if let Some(unknown) = which.kids.iter().find(|kid| keys.iter().all(|key| key.kid != **kid)) {
        return Err(Failure::said(&format!("Không có khóa {unknown}."), &format!("There is no key {unknown}.")));
    }
    if gone.len() == keys.len() {
        return Err(Failure::said(
            "Không xóa khóa cuối cùng; hãy chạy `congvan keys rotate` trước.",
            "The last key is not removed; run `congvan keys rotate` first.",
        ));
    }
    for key in gone {
        // Its copies first: what is cut short leaves a key that stands in the list, and no copy that comes to life in its place.
        for path in key.copies.iter().chain([&key.path]) {
            fs::remove_file(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        }
        page::say(&format!("Đã xóa / Removed: {}", key.kid));
    }
    standing(settings)?.iter().for_each(say);
    Ok(())
}

/// Which go. With one that is still good for something go all that are older: a key is past since the one after it signs, and none
/// of them shall be good for anything again.
fn gone<'a>(keys: &'a [KeyStanding], which: &WhichKeys) -> Vec<&'a KeyStanding> {
    let named = |key: &KeyStanding| which.kids.contains(&key.kid) || (which.past && key.stage == Stage::Past);
    let good = |key: &KeyStanding| matches!(key.stage, Stage::Checks(_) | Stage::Signs);
    let latest = keys.iter().rposition(|key| good(key) && named(key));
    let older = |n: usize| latest.is_some_and(|latest| n < latest);
    keys.iter().enumerate().filter(|(n, key)| named(key) || older(*n)).map(|(_, key)| key).collect()
}

/// Looks into the folder until the program stops, and makes a new key when the newest is old.
pub async fn tend(office: Office, mut stopping: watch::Receiver<bool>) {
    let mut looks = tokio::time::interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut aged, mut wrong) = (None::<Instant>, None::<String>);
    while !*stopping.borrow() {
        tokio::select! {
            _ = looks.tick() => {}
            _ = stopping.changed() => return,
        }
        let asks_age = aged.is_none_or(|since| since.elapsed() >= AGE);
        if asks_age {
            aged = Some(Instant::now());
        }
        let keys = office.clone();
        let looked = tokio::task::spawn_blocking(move || keys.tend_keys(asks_age)).await;
        match looked {
            Ok(Ok(())) => wrong = None,
            Ok(Err(error)) => {
                let reason = error.to_string();
                if wrong.as_ref() != Some(&reason) {
                    tracing::warn!(reason, "the signing keys cannot be read or renewed; those before stay");
                }
                wrong = Some(reason);
            }
            Err(error) => tracing::error!(panicked = error.is_panic(), "looking at the signing keys failed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_the_key_that_signs_go_all_that_are_older() {
        let at = Utc::now();
        let key = |kid: &str, stage| KeyStanding {
            kid: kid.to_owned(),
            path: kid.into(),
            copies: Vec::new(),
            made: Some(at),
            stage,
        };
        let keys = [
            key("past", Stage::Past),
            key("checks", Stage::Checks(at)),
            key("signs", Stage::Signs),
            key("new", Stage::Announced(at)),
        ];
        let gone = |kids: &[&str], past| {
            let which = WhichKeys { kids: kids.iter().map(|kid| (*kid).to_owned()).collect(), past };
            gone(&keys, &which).into_iter().map(|key| key.kid.clone()).collect::<Vec<_>>()
        };
        assert_eq!(gone(&[], true), ["past"]);
        assert_eq!(gone(&["checks"], false), ["past", "checks"]);
        assert_eq!(gone(&["new"], true), ["past", "new"]);
        assert_eq!(gone(&["signs"], false), ["past", "checks", "signs"]);
        assert_eq!(gone(&["signs", "new"], false).len(), keys.len());
    }
}
