//! The ways through a process: what is reached, from where an end is, and how long the longest way takes. It takes what was never
//! checked, and ways that go round.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::process::{Process, Step};
use crate::calendar::Term;

/// The minutes of a day of eight hours.
pub(super) const DAY: u64 = 8 * 60;

/// How long a way or a term is, to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Length {
    /// In working minutes.
    pub(super) minutes: u64,
    /// Whether days of rest are in it, of which nobody knows how many: seven days are taken for five of work.
    pub(super) rough: bool,
}

impl Length {
    /// Of a term; none of one that ends on a day.
    pub(super) fn of(term: Term) -> Option<Self> {
        match term {
            Term::WorkingDays(days) => Some(Self { minutes: u64::from(days.get()) * DAY, rough: false }),
            Term::WorkingTime(minutes) => Some(Self { minutes: minutes.get().into(), rough: false }),
            Term::CalendarDays(days) => Some(Self { minutes: u64::from(days.get()) * DAY * 5 / 7, rough: true }),
            Term::EndOf(_) | Term::Fixed(_) => None,
        }
    }

    fn and(self, other: Self) -> Self {
        Self { minutes: self.minutes.saturating_add(other.minutes), rough: self.rough || other.rough }
    }
}

/// The steps of a process by their place in it.
pub(super) struct Ways<'a> {
    steps: &'a [Step],
    /// Where each step leads; a step that isn't there leads nowhere.
    next: Vec<Vec<usize>>,
    /// Where it may go back to.
    back: Vec<Vec<usize>>,
    /// Those that the dossier is handled by.
    last: BTreeSet<usize>,
}

impl<'a> Ways<'a> {
    pub(super) fn of(process: &'a Process) -> Self {
        let steps = process.steps.as_slice();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (n, step) in steps.iter().enumerate() {
            places.entry(step.code.as_str()).or_insert(n);
        }
        let place = |code: &crate::StepCode| places.get(code.as_str()).copied();
        Self {
            steps,
            next: steps.iter().map(|s| s.next.iter().filter_map(|b| b.to.as_ref().and_then(place)).collect()).collect(),
            back: steps.iter().map(|s| s.back.iter().filter_map(place).collect()).collect(),
            last: (0..).zip(steps).filter(|(_, s)| s.next.iter().any(|b| b.to.is_none())).map(|(n, _)| n).collect(),
        }
    }

    fn next(&self, step: usize) -> &[usize] {
        self.next.get(step).map_or(&[], Vec::as_slice)
    }

    fn spread(from: impl IntoIterator<Item = usize>, to: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
        let mut open: VecDeque<usize> = from.into_iter().collect();
        let mut reached: BTreeSet<usize> = open.iter().copied().collect();
        while let Some(step) = open.pop_front() {
            open.extend(to(step).into_iter().filter(|other| reached.insert(*other)));
        }
        reached
    }

    /// The steps that a dossier may come to, forth or back.
    pub(super) fn reached(&self) -> BTreeSet<usize> {
        let first = (!self.steps.is_empty()).then_some(0);
        Self::spread(first, |step| {
            let back = self.back.get(step).map_or(&[][..], Vec::as_slice);
            self.next(step).iter().chain(back).copied().collect()
        })
    }

    /// The steps from which an end is reached by going forth alone.
    pub(super) fn ending(&self) -> BTreeSet<usize> {
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.steps.len()];
        for (step, next) in self.next.iter().enumerate() {
            for to in next {
                if let Some(before) = before.get_mut(*to) {
                    before.push(step);
                }
            }
        }
        Self::spread(self.last.iter().copied(), |step| before.get(step).cloned().unwrap_or_default())
    }

    /// The steps that come after this one, going forth alone; itself where it comes round.
    pub(super) fn after(&self, step: usize) -> BTreeSet<usize> {
        Self::spread(self.next(step).iter().copied(), |step| self.next(step).to_vec())
    }

    /// The way that takes longest by the times of its steps, and how long; where ways go round, each round is left out.
    pub(super) fn longest(&self) -> (Vec<usize>, Length) {
        // How far it is from a step to the end, and over which step; none where it is being looked at: there the way goes round.
        let mut known: BTreeMap<usize, Option<(Length, Option<usize>)>> = BTreeMap::new();
        // No recursion: what wasn't checked may have any number of steps.
        let mut open: Vec<(usize, usize)> = (!self.steps.is_empty()).then_some((0, 0)).into_iter().collect();
        while let Some((step, at)) = open.pop() {
            known.entry(step).or_insert(None);
            if let Some(to) = self.next(step).get(at) {
                open.push((step, at.saturating_add(1)));
                if !known.contains_key(to) {
                    open.push((*to, 0));
                }
                continue;
            }
            let onward = self.next(step).iter().filter_map(|to| {
                let (length, _) = (*known.get(to)?)?;
                Some((length, Some(*to)))
            });
            let (length, over) = onward.max_by_key(|(length, _)| length.minutes).unwrap_or_default();
            let own = self.steps.get(step).and_then(|s| s.time).and_then(Length::of).unwrap_or_default();
            known.insert(step, Some((own.and(length), over)));
        }
        let of = |step: usize| known.get(&step).copied().flatten();
        let length = of(0).map(|(length, _)| length).unwrap_or_default();
        let first = (!self.steps.is_empty()).then_some(0);
        let way = std::iter::successors(first, |step| of(*step).and_then(|(_, over)| over));
        (way.take(self.steps.len()).collect(), length)
    }
}
