//! When a letter that could not be sent is tried again. A pure function of how often it has failed.

use std::time::Duration;

/// A retry schedule with growing delay; after its last entry comes the dead letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    delays: &'static [Duration],
}

impl Backoff {
    /// 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h: a server that is restarted costs half a minute, one that is down over
    /// night loses nothing, and after about 21 hours the clerk is told.
    pub const STANDARD: Self = Self::new(&[
        Duration::from_secs(30),
        Duration::from_mins(2),
        Duration::from_mins(10),
        Duration::from_mins(30),
        Duration::from_hours(2),
        Duration::from_hours(6),
        Duration::from_hours(12),
    ]);

    /// A schedule of one's own.
    pub const fn new(delays: &'static [Duration]) -> Self {
        Self { delays }
    }

    /// How long to wait after the `failures`-th failed attempt (from 1); `None`: it is a dead letter.
    pub fn delay(&self, failures: u32) -> Option<Duration> {
        let index = usize::try_from(failures.saturating_sub(1)).ok()?;
        self.delays.get(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_and_then_gives_up() {
        let waits: Vec<Duration> = (1..).map_while(|n| Backoff::STANDARD.delay(n)).collect();
        assert_eq!(waits.len(), 7);
        assert_eq!(waits.first(), Some(&Duration::from_secs(30)));
        assert_eq!(waits.last(), Some(&Duration::from_hours(12)));
        assert!(waits.is_sorted_by(|a, b| a < b));
        assert_eq!(Backoff::STANDARD.delay(8), None);
        assert_eq!(Backoff::STANDARD.delay(u32::MAX), None);
    }

    #[test]
    fn a_letter_that_has_not_failed_yet_counts_as_failed_once() {
        assert_eq!(Backoff::STANDARD.delay(0), Backoff::STANDARD.delay(1));
    }
}
