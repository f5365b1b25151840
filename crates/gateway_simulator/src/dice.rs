//! Dice that fall the same way each time they are thrown with the same seed: each quirk has its own, so that none disturbs another's.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::Chance;

/// The dice of all quirks.
#[derive(Debug, Default)]
pub(crate) struct Dice {
    seed: u64,
    thrown: BTreeMap<&'static str, u64>,
    /// How often each quirk happened.
    happened: BTreeMap<&'static str, u64>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// How often each quirk happened.
    pub(crate) const fn happened(&self) -> &BTreeMap<&'static str, u64> {
        &self.happened
    }

    fn throw(&mut self, quirk: &'static str) -> (u64, u64) {
        let times = self.thrown.entry(quirk).or_default();
        *times = times.saturating_add(1);
        let times = *times;
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(quirk.as_bytes());
        hash.update(times.to_be_bytes());
        let fell = hash.finalize().iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        (times, fell)
    }

    /// Whether a quirk happens this time.
    pub(crate) fn happens(&mut self, quirk: &'static str, chance: Chance) -> bool {
        let (times, fell) = self.throw(quirk);
        let happens = match chance {
            // 32 bits are more than chances are given with, and a float holds them as they are.
            Chance::Of(of) => f64::from(u32::try_from(fell >> 32).unwrap_or(u32::MAX)) < of * 4_294_967_296.0,
            Chance::First { first } => times <= first,
            Chance::Every { every } => every > 0 && times.is_multiple_of(every),
        };
        if happens {
            let count = self.happened.entry(quirk).or_default();
            *count = count.saturating_add(1);
        }
        happens
    }

    /// One of these.
    pub(crate) fn one_of<T: Copy>(&mut self, quirk: &'static str, from: &[T]) -> Option<T> {
        let (_, fell) = self.throw(quirk);
        let count = u64::try_from(from.len()).ok().filter(|count| *count > 0)?;
        from.get(usize::try_from(fell % count).ok()?).copied()
    }

    /// Puts them into another order.
    pub(crate) fn shuffle<T>(&mut self, quirk: &'static str, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let (_, fell) = self.throw(quirk);
            let other = fell % u64::try_from(end.saturating_add(1)).unwrap_or(1);
            list.swap(end, usize::try_from(other).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        let run = |seed| {
            let mut dice = Dice::new(seed);
            (0..64).map(|_| dice.happens("a", Chance::Of(0.5))).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        let half = run(3).into_iter().filter(|yes| *yes).count();
        assert!((16..=48).contains(&half), "{half}");
    }

    #[test]
    fn counts_are_kept_to() {
        let mut dice = Dice::new(0);
        let mut times = |name, chance| (0..6).map(|_| dice.happens(name, chance)).collect::<Vec<_>>();
        assert_eq!(times("a", Chance::First { first: 2 }), [true, true, false, false, false, false]);
        assert_eq!(times("b", Chance::Every { every: 3 }), [false, false, true, false, false, true]);
        assert!(times("c", Chance::Of(1.0)).iter().all(|yes| *yes));
        assert!(!times("d", Chance::Of(0.0)).iter().any(|yes| *yes));
        assert_eq!(dice.happened().get("a"), Some(&2));
        let mut list = [1, 2, 3, 4, 5];
        dice.shuffle("e", &mut list);
        list.sort_unstable();
        assert_eq!(list, [1, 2, 3, 4, 5]);
        assert_eq!(dice.one_of::<u8>("f", &[]), None);
    }
}
