//! How long to wait before the next try.

use std::time::Duration;

/// The pauses, in seconds; the last one from then on: half a day.
const PAUSES: [u64; 9] = [5, 30, 2 * 60, 10 * 60, 30 * 60, 3600, 3 * 3600, 6 * 3600, 12 * 3600];

/// How long to wait after so many tries in vain.
pub fn pause(tries: u32) -> Duration {
    let place = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    let last = PAUSES.last().copied().unwrap_or_default();
    Duration::from_secs(PAUSES.get(place).copied().unwrap_or(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_longer_and_longer_and_never_more_than_half_a_day() {
        let pauses: Vec<Duration> = (0..40).map(pause).collect();
        assert!(pauses.is_sorted());
        assert_eq!((pauses[0], pauses[1], pauses[2]), (pause(1), Duration::from_secs(5), Duration::from_secs(30)));
        assert_eq!(pauses[39], Duration::from_hours(12));
        // Over three days there are a dozen tries or so: the nine of the table within the first day.
        let first_day: Duration = (1..=9).map(pause).sum();
        assert!(first_day < Duration::from_hours(24), "{first_day:?}");
    }
}
