//! What is known of the messages behind the noted position.
//!
//! A message that the server can't give must not hold up what comes behind it, and must not be passed over: the position stays before
//! it while it is tried again. So what was handed in from behind it is remembered here, that it need not be fetched anew with each look.
//! After a restart it is, and then known by its content.
//!
//! One is left only where the server has given another one meanwhile: a server that gives nothing at all, since its storage is away, is
//! waited for.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use tokio::time::Instant;

use super::ImapSettings;

/// How often the pause between two tries is doubled at most: with a minute at first, to about an hour.
const MOST_DOUBLINGS: u32 = 6;

/// A message that could not be had.
#[derive(Debug, Clone, Copy)]
struct Stuck {
    tries: u32,
    again_at: Instant,
    /// How many others had been given when it was first asked for.
    given_before: u64,
}

/// What became of a failed try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tried {
    pub(super) tries: u32,
    /// None where that was the last.
    pub(super) again_in: Option<Duration>,
}

/// Of one folder.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    validity: Option<u32>,
    /// How far it was noted that the folder was handed in.
    noted: u32,
    /// What was handed in, or left, behind that.
    settled: BTreeSet<u32>,
    stuck: BTreeMap<u32, Stuck>,
    /// How many messages were given.
    given: u64,
}

impl Ledger {
    /// A look begins, at a folder whose messages were handed in up to this one and that holds none beyond `top`.
    pub(super) fn begin(&mut self, validity: u32, last: u32, top: u32) {
        let beyond = self.settled.last().max(self.stuck.keys().next_back()).is_some_and(|highest| *highest > top);
        if self.validity != Some(validity) || beyond {
            self.forget();
        }
        self.validity = Some(validity);
        self.note(last);
    }

    /// The numbers mean other messages now.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Of these in this range, what is to be had now, in which order: first what never failed. What could not be had and isn't there any
    /// more is done with.
    pub(super) fn due(&mut self, (low, high): (u32, u32), found: &BTreeSet<u32>) -> Vec<u32> {
        let gone: Vec<u32> =
            self.stuck.range(low..=high).map(|(uid, _)| *uid).filter(|uid| !found.contains(uid)).collect();
        for uid in gone {
            self.settle(uid);
        }
        let now = Instant::now();
        let there = || found.range(low..=high).copied();
        let new = there().filter(|uid| !self.settled.contains(uid) && !self.stuck.contains_key(uid));
        let again = there().filter(|uid| self.stuck.get(uid).is_some_and(|stuck| stuck.again_at <= now));
        new.chain(again).collect()
    }

    /// It was handed in.
    pub(super) fn give(&mut self, uid: u32) {
        self.given = self.given.saturating_add(1);
        self.settle(uid);
    }

    /// It was handed in, is gone, or is left.
    pub(super) fn settle(&mut self, uid: u32) {
        self.stuck.remove(&uid);
        self.settled.insert(uid);
    }

    /// It could not be had. Where the connection broke beside it, that may have been none of its doing: once it is tried again at once.
    pub(super) fn failed(&mut self, uid: u32, broke: bool, settings: &ImapSettings) -> Tried {
        let before = self.stuck.get(&uid);
        let tries = before.map_or(0, |stuck| stuck.tries).saturating_add(1);
        let given_before = before.map_or(self.given, |stuck| stuck.given_before);
        if tries >= settings.message_tries && self.given > given_before {
            self.settle(uid);
            return Tried { tries, again_in: None };
        }
        let doublings = tries.saturating_sub(if broke { 2 } else { 1 }).min(MOST_DOUBLINGS);
        let pause = settings.message_pause.saturating_mul(2_u32.saturating_pow(doublings));
        let again_in = if broke && tries == 1 { Duration::ZERO } else { pause };
        let now = Instant::now();
        let again_at = now.checked_add(again_in).unwrap_or(now);
        self.stuck.insert(uid, Stuck { tries, again_at, given_before });
        Tried { tries, again_in: Some(again_in) }
    }

    /// Whether something could not be had and is to be tried again.
    pub(super) fn is_behind(&self) -> bool {
        !self.stuck.is_empty()
    }

    /// In how long something is to be tried again.
    pub(super) fn next_try(&self) -> Option<Duration> {
        let next = self.stuck.values().map(|stuck| stuck.again_at).min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    /// How far the folder was handed in without a gap, where that is further than was noted.
    pub(super) fn reached(&self) -> Option<u32> {
        let reached = match self.stuck.keys().next() {
            Some(first) => first.saturating_sub(1),
            None => self.settled.last().copied().unwrap_or(0),
        };
        Some(reached).filter(|reached| *reached > self.noted)
    }

    /// That was noted.
    pub(super) fn note(&mut self, last: u32) {
        self.noted = last;
        self.settled.retain(|uid| *uid > last);
        self.stuck.retain(|uid, _| *uid > last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> ImapSettings {
        ImapSettings { message_tries: 4, message_pause: Duration::from_mins(1), ..ImapSettings::default() }
    }

    fn due(ledger: &mut Ledger, found: &[u32]) -> Vec<u32> {
        ledger.due((1, 100), &found.iter().copied().collect())
    }

    #[test]
    fn what_comes_behind_a_message_that_cannot_be_had_goes_on_and_the_position_waits() {
        let mut ledger = Ledger::default();
        ledger.begin(7, 4, 9);
        assert_eq!(due(&mut ledger, &[5, 6, 9]), [5, 6, 9]);
        ledger.failed(5, false, &settings());
        ledger.settle(6);
        assert_eq!((ledger.reached(), ledger.is_behind()), (None, true));
        ledger.begin(7, 4, 9);
        assert_eq!(due(&mut ledger, &[5, 6, 9]), [9], "the one waits, the other was handed in");
        ledger.settle(9);
        ledger.settle(5);
        assert_eq!((ledger.reached(), ledger.is_behind()), (Some(9), false));
        ledger.note(9);
        assert_eq!((ledger.reached(), ledger.settled.len()), (None, 0));
    }

    #[test]
    fn it_is_tried_again_at_growing_intervals_and_then_left() {
        let mut ledger = Ledger::default();
        ledger.begin(7, 4, 9);
        let first = ledger.failed(5, false, &settings()).again_in;
        let broken = ledger.failed(6, true, &settings()).again_in;
        assert_eq!((first, broken), (Some(Duration::from_mins(1)), Some(Duration::ZERO)));
        ledger.give(7);
        let mut pauses = |uid: u32, broke: bool| {
            let mut tried = || ledger.failed(uid, broke, &settings()).again_in.map(|pause| pause.as_secs());
            [tried(), tried(), tried()]
        };
        assert_eq!(pauses(5, false), [Some(120), Some(240), None]);
        assert_eq!(pauses(6, true), [Some(60), Some(120), None]);
        assert_eq!((ledger.reached(), ledger.next_try()), (Some(7), None));
    }

    #[test]
    fn while_the_server_gives_nothing_at_all_nothing_is_left() {
        let mut ledger = Ledger::default();
        ledger.begin(7, 4, 9);
        let mut tries = || ledger.failed(5, false, &settings()).again_in.map(|pause| pause.as_secs() / 60);
        let pauses: Vec<Option<u64>> = (0..10).map(|_| tries()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 64, 64, 64].map(Some));
        ledger.give(6);
        assert_eq!(ledger.failed(5, false, &settings()), Tried { tries: 11, again_in: None });
    }

    #[test]
    fn one_that_failed_beside_a_broken_connection_comes_next_behind_what_is_new() {
        let mut ledger = Ledger::default();
        ledger.begin(7, 4, 9);
        ledger.failed(5, true, &settings());
        assert_eq!(due(&mut ledger, &[5, 6]), [6, 5]);
        assert_eq!(ledger.next_try(), Some(Duration::ZERO));
    }

    #[test]
    fn one_that_is_gone_holds_nothing_back() {
        let mut ledger = Ledger::default();
        ledger.begin(7, 4, 9);
        ledger.failed(5, false, &settings());
        ledger.settle(6);
        assert!(due(&mut ledger, &[6]).is_empty());
        assert_eq!(ledger.reached(), Some(6));
    }

    #[test]
    fn other_numbers_are_other_messages() {
        for (validity, top) in [(8, 9), (7, 5)] {
            let mut ledger = Ledger::default();
            ledger.begin(7, 4, 9);
            ledger.failed(5, false, &settings());
            ledger.settle(6);
            ledger.begin(validity, 4, top);
            assert_eq!(due(&mut ledger, &[5, 6]), [5, 6]);
        }
    }
}
