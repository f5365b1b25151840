//! What signing in remembers, so that not every request pays for it: sessions for a few seconds, and the tokens whose signature
//! was found good. Neither grows beyond a limit, and nothing enters that a stranger could send.

use std::{
    collections::HashMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use domain::{AgencyId, PersonId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::SignedIn;
use crate::agency::Caller;

/// Above this many, what is too old is thrown away.
const REMEMBERED: usize = 20_000;

/// What is remembered of sessions for a few seconds.
#[derive(Debug, Default)]
pub(crate) struct SessionMemory(Mutex<HashMap<(AgencyId, Uuid), Remembered>>);

/// One session as it was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remembered {
    /// When the look-up began.
    asked: Instant,
    /// Whose it is; nobody's where it is over.
    pub(super) holder: Option<PersonId>,
}

impl SessionMemory {
    pub(super) fn recall(&self, session: (AgencyId, Uuid), within: Duration) -> Option<Remembered> {
        let memory = self.0.lock().ok()?;
        memory.get(&session).copied().filter(|found| found.asked.elapsed() < within)
    }

    pub(super) fn remember(
        &self,
        session: (AgencyId, Uuid),
        holder: Option<PersonId>,
        asked: Instant,
        within: Duration,
    ) {
        if let Ok(mut memory) = self.0.lock() {
            if memory.len() >= REMEMBERED {
                memory.retain(|_, found| found.asked.elapsed() < within);
            }
            // A slow look-up must not undo what was learnt after it began, such as a logout.
            let found = Remembered { asked, holder };
            let known = memory.entry(session).or_insert(found);
            if known.asked <= asked {
                *known = found;
            }
        }
    }
}

/// Who was found to have a second factor, for a few seconds. That somebody has none is never remembered.
#[derive(Debug, Default)]
pub(crate) struct EnrolledMemory(Mutex<HashMap<Caller, Instant>>);

impl EnrolledMemory {
    pub(crate) fn recall(&self, who: Caller, within: Duration) -> bool {
        self.0.lock().is_ok_and(|known| known.get(&who).is_some_and(|asked| asked.elapsed() < within))
    }

    pub(crate) fn remember(&self, who: Caller, asked: Instant, within: Duration) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= REMEMBERED {
                known.retain(|_, asked| asked.elapsed() < within);
            }
            known.insert(who, asked);
        }
    }
}

/// A token's SHA-256: the token itself is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of this token, every byte of it.
    pub(super) fn of(token: &str) -> Self {
        Self(Sha256::digest(token).into())
    }
}

/// What a token says whose signature, issuer and audience were checked. It says it for good; whether it still holds (its
/// time, its session) is asked anew each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Checked {
    /// Whom it stands for, and the session it was given in.
    pub(super) who: SignedIn,
    /// Until when it holds, in seconds since 1970.
    pub(super) expires: i64,
    /// By which edition of the keys it was checked.
    pub(super) keys: u64,
}

/// Tokens that were checked.
#[derive(Debug, Default)]
pub(crate) struct TokenMemory(Mutex<HashMap<Fingerprint, Checked>>);

impl TokenMemory {
    pub(super) fn recall(&self, token: Fingerprint) -> Option<Checked> {
        self.0.lock().ok()?.get(&token).copied()
    }

    /// Remembers a token. Where there are too many, those that no longer hold are forgotten, and if that is not enough, all.
    pub(super) fn remember(&self, token: Fingerprint, checked: Checked, now: i64) {
        if let Ok(mut memory) = self.0.lock() {
            if memory.len() >= REMEMBERED {
                memory.retain(|_, known| known.expires > now);
            }
            if memory.len() >= REMEMBERED {
                memory.clear();
            }
            memory.insert(token, checked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::Caller;

    fn checked(expires: i64) -> Checked {
        let caller = Caller { agency: Uuid::nil().into(), person: Uuid::nil().into() };
        Checked { who: SignedIn { caller, session: Uuid::nil() }, expires, keys: 0 }
    }

    #[test]
    fn the_memory_of_tokens_is_bounded_and_forgets_the_expired_first() {
        let memory = TokenMemory::default();
        let token = |n: usize| Fingerprint::of(&n.to_string());
        for n in 0..REMEMBERED {
            memory.remember(token(n), checked(if n == 7 { 1_000 } else { 10 }), 0);
        }
        memory.remember(token(REMEMBERED), checked(1_000), 500);
        assert_eq!(memory.recall(token(7)), Some(checked(1_000)), "it still holds");
        assert_eq!(memory.recall(token(8)), None, "it held until 10");
        for n in 0..3 * REMEMBERED {
            memory.remember(token(n), checked(1_000), 500);
            assert!(memory.0.lock().is_ok_and(|known| known.len() <= REMEMBERED));
        }
    }
}
