//! The settings of the simulator: who may call, where packets are kept, and how badly it behaves.

use std::{net::SocketAddr, path::PathBuf};

use serde::Deserialize;

use crate::Quirks;

/// The settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where it listens; a loopback address, for it is open to whoever reaches it. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where packets are kept. What an earlier run left there is thrown away.
    pub folder: PathBuf,
    /// Who may call.
    #[serde(default = "examples")]
    pub systems: Vec<System>,
    /// How many bodies stand in the directory beside those of the systems; invented ones, which take messages and never fetch them.
    #[serde(default)]
    pub directory_size: u32,
    /// How badly it behaves.
    #[serde(default)]
    pub quirks: Quirks,
    /// What the quirks' dice are thrown with.
    #[serde(default)]
    pub seed: u64,
    /// The largest packet that is taken, in bytes.
    #[serde(default = "largest")]
    pub largest: u64,
    /// How old a call's timestamp may be, in seconds; without it any may be.
    #[serde(default)]
    pub oldest_seconds: Option<u32>,
    /// Whether a call that was signed before is refused.
    #[serde(default)]
    pub refuse_replays: bool,
    /// Whether `hash-file` has to be the packet's, padded or not, where it is there.
    #[serde(default = "yes")]
    pub check_hash: bool,
}

/// A system that may call: a name and a secret, for one body or for many.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// The name by which it calls.
    pub systemid: String,
    /// What it signs with. Nobody's real one.
    pub secret: String,
    /// The bodies for which it sends and receives.
    pub agencies: Vec<Agency>,
}

/// A body.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its identifier.
    pub code: String,
    /// Identifiers that it had, by which it is reached too.
    #[serde(default)]
    pub old_codes: Vec<String>,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its mail address.
    #[serde(default)]
    pub mail: Option<String>,
    /// The identifier of the body above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// Whether it is locked: what is sent to it is refused (error 23).
    #[serde(default)]
    pub locked: bool,
}

const fn yes() -> bool {
    true
}

const fn largest() -> u64 {
    1024 * 1024 * 1024
}

/// Two systems with a body each, so that two installations can be tried out with nothing written. The second has an old identifier, too.
fn examples() -> Vec<System> {
    let agency = |code: &str, old: &str, name: &str| Agency {
        code: code.to_owned(),
        old_codes: vec![old.to_owned()],
        name: name.to_owned(),
        ..Agency::default()
    };
    let system = |agency: Agency, secret: &str| System {
        systemid: agency.code.clone(),
        secret: secret.to_owned(),
        agencies: vec![agency],
    };
    vec![
        system(agency("H99.1", "000.00.01.H99", "Ủy ban nhân dân phường Mẫu Một"), "khoa-thu-nghiem-mot"),
        system(agency("H99.2", "000.00.02.H99", "Ủy ban nhân dân phường Mẫu Hai"), "khoa-thu-nghiem-hai"),
    ]
}

impl Settings {
    /// A simulator that behaves well, with two systems: `H99.1` with the secret `khoa-thu-nghiem-mot`, and `H99.2` with
    /// `khoa-thu-nghiem-hai`.
    pub fn new(listen: SocketAddr, folder: PathBuf) -> Self {
        Self {
            listen,
            folder,
            systems: examples(),
            directory_size: 0,
            quirks: Quirks::default(),
            seed: 0,
            largest: largest(),
            oldest_seconds: None,
            refuse_replays: false,
            check_hash: true,
        }
    }
}

impl std::str::FromStr for System {
    type Err = String;

    /// Reads `IDENTIFIER:SECRET`, as it is written on a command line: a system of one body by the same name.
    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some((code, secret)) if !code.is_empty() && !secret.is_empty() => Ok(Self {
                systemid: code.to_owned(),
                secret: secret.to_owned(),
                agencies: vec![Agency { code: code.to_owned(), name: code.to_owned(), ..Agency::default() }],
            }),
            _ => Err("viết MÃ-ĐỊNH-DANH:KHÓA / it is written IDENTIFIER:SECRET".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_has_to_be_set() {
        let text = r#"{"listen":"127.0.0.1:0","folder":"x","quirks":{"lost_answer":0.5},"seed":7}"#;
        let settings: Settings = serde_json::from_str(text).unwrap();
        assert_eq!(settings.systems.len(), 2);
        assert!(serde_json::from_str::<Settings>(&text.replace("seed", "sead")).is_err());
        let system: System = "H22.11:khoa".parse().unwrap();
        assert_eq!((system.systemid.as_str(), system.secret.as_str()), ("H22.11", "khoa"));
        assert!("H22.11".parse::<System>().is_err() && ":x".parse::<System>().is_err());
    }
}
