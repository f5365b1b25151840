//! What the simulator knows: who there is, what was sent, for whom it waits and how that stands.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs, io,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, FixedOffset, Utc};

use crate::{Agency, Quirks, Settings, dice::Dice, envelope::Address};

/// The simulator's world.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) secrets: HashMap<String, String>,
    inner: Mutex<Inner>,
}

/// What changes.
#[derive(Debug, Default)]
pub(crate) struct Inner {
    pub(crate) quirks: Quirks,
    pub(crate) dice: Dice,
    pub(crate) bodies: Vec<Body>,
    pub(crate) sent: Vec<Sent>,
    pub(crate) deliveries: Vec<Delivery>,
    /// Signatures that were seen.
    pub(crate) seen: HashSet<String>,
    /// How often each call was made.
    pub(crate) calls: BTreeMap<&'static str, u64>,
}

/// A body in the directory, and for whom its messages wait.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) agency: Agency,
    pub(crate) systemid: Option<String>,
}

/// A message that was accepted.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) doc_id: String,
    pub(crate) systemid: Option<String>,
    pub(crate) address: Address,
    pub(crate) at: DateTime<Utc>,
}

/// How a message stands with its recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Initial,
    Processing,
    Done,
    Fail,
}

impl State {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "INITIAL",
            Self::Processing => "PROCESSING",
            Self::Done => "DONE",
            Self::Fail => "FAIL",
        }
    }
}

/// A recipient's copy of a message.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) doc_id: String,
    /// What its sender's message is called.
    pub(crate) sender_doc_id: String,
    pub(crate) address: Address,
    /// The recipient, by the identifier that it has now.
    pub(crate) to: String,
    /// Who fetches it; nobody's where the recipient has no system.
    pub(crate) systemid: Option<String>,
    pub(crate) file: PathBuf,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    pub(crate) state: State,
    pub(crate) description: Option<String>,
    /// How many lists pass before it is shown.
    pub(crate) held: u32,
    /// How often it is shown although it was done.
    pub(crate) again: u32,
    /// How often it was shown, fetched and done.
    pub(crate) listed: u64,
    pub(crate) fetched: u64,
    pub(crate) done: u64,
}

/// A time as the axis writes it: Vietnam's, without a zone.
pub(crate) fn written(at: DateTime<Utc>) -> String {
    let east = FixedOffset::east_opt(7 * 3600).unwrap_or_else(|| chrono::Offset::fix(&Utc));
    at.with_timezone(&east).format("%Y/%m/%d %H:%M:%S").to_string()
}

/// The time: nowhere else in this crate is the clock asked.
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}

impl World {
    /// A new one. What an earlier run left in the folder goes.
    pub(crate) fn new(settings: Settings) -> io::Result<Self> {
        let secrets = settings.systems.iter().map(|system| (system.systemid.clone(), system.secret.clone())).collect();
        let world = Self { settings, secrets, inner: Mutex::default() };
        world.reset()?;
        Ok(world)
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where packets are kept.
    pub(crate) fn packets(&self) -> PathBuf {
        self.settings.folder.join("packets")
    }

    /// As it was in the beginning.
    pub(crate) fn reset(&self) -> io::Result<()> {
        let mut inner = self.lock();
        let packets = self.packets();
        fs::create_dir_all(&packets)?;
        for entry in fs::read_dir(&packets)? {
            let path = entry?.path();
            // Nothing but what it has put there.
            if path.extension().is_some_and(|end| end == "edxml" || end == "part") {
                fs::remove_file(path)?;
            }
        }
        let owned = self.settings.systems.iter().flat_map(|system| {
            let body = |agency: &Agency| Body { agency: agency.clone(), systemid: Some(system.systemid.clone()) };
            system.agencies.iter().map(body)
        });
        *inner = Inner {
            quirks: self.settings.quirks.clone(),
            dice: Dice::new(self.settings.seed),
            bodies: owned.collect(),
            ..Inner::default()
        };
        Ok(())
    }

    /// A body that was invented to fill the directory.
    pub(crate) fn invented(number: u32) -> Body {
        let agency = Agency {
            code: format!("X98.{number}"),
            old_codes: vec![format!("000.00.{number:06}.X98")],
            name: format!("Cơ quan thử nghiệm số {number}"),
            mail: Some(format!("vanthu{number}@example.vn")),
            parent: (number >= 100).then(|| format!("X98.{}", number / 100)),
            locked: false,
        };
        Body { agency, systemid: None }
    }

    /// Whom an identifier names, be it old or new.
    pub(crate) fn find(&self, inner: &Inner, code: &str) -> Option<Body> {
        let is = |body: &&Body| body.agency.code == code || body.agency.old_codes.iter().any(|old| old == code);
        if let Some(body) = inner.bodies.iter().find(is) {
            return Some(body.clone());
        }
        let number = match code.strip_prefix("X98.") {
            Some(number) => number,
            None => code.strip_prefix("000.00.")?.strip_suffix(".X98")?,
        };
        let number = number.parse().ok().filter(|number| *number < self.settings.directory_size)?;
        Some(Self::invented(number)).filter(|body| is(&body))
    }
}

impl Inner {
    /// A recipient's copy, for the system that may fetch it.
    pub(crate) fn delivery(&mut self, systemid: &str, doc_id: &str) -> Option<&mut Delivery> {
        let own =
            |delivery: &&mut Delivery| delivery.doc_id == doc_id && delivery.systemid.as_deref() == Some(systemid);
        self.deliveries.iter_mut().find(own)
    }
}
