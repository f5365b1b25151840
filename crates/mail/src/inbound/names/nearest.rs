//! Who is called nearly so: for whoever wrote a name that nobody has.

use domain::{assignment::Holder, fold, organisation::Directory};

use super::{Choice, LONGEST, OF_DEPARTMENTS, OF_PEOPLE, Only, Sought, bare_name, choice, departments, people};

/// How many near ones are named.
const MOST_NEAREST: usize = 3;

/// Those whose name, or a way to write it, is few letters away; the nearest first.
pub(super) fn of(directory: &Directory, written: &str) -> Vec<Choice> {
    let whole = Sought::new(written);
    let bare = whole.without(&OF_PEOPLE, Only::People).or_else(|| whole.without(&OF_DEPARTMENTS, Only::Departments));
    let sought: Vec<char> = bare.as_ref().map_or(&whole, |bare| bare).folded.chars().collect();
    let allowed = (sought.len() / 3).clamp(1, 6);
    let by_names = |names: Vec<String>| {
        let names = names.into_iter().map(|name| fold(&name).chars().take(LONGEST).collect::<Vec<char>>());
        names.map(|name| distance(&sought, &name)).min().filter(|distance| *distance <= allowed)
    };
    let named = people(directory).filter_map(|p| {
        let given = p.name.split_whitespace().last().unwrap_or_default().to_owned();
        Some((by_names(vec![p.username.clone(), p.name.clone(), given])?, Holder::Person(p.id)))
    });
    let units = departments(directory).filter_map(|d| {
        Some((by_names(vec![d.code.clone(), d.name.clone(), bare_name(&d.name)])?, Holder::Department(d.id)))
    });
    let mut near: Vec<(usize, Holder)> = named.chain(units).collect();
    near.sort_unstable();
    near.into_iter().take(MOST_NEAREST).map(|(_, holder)| choice(directory, holder)).collect()
}

/// How many letters must be changed, put in or left out.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut here = Vec::with_capacity(before.len());
        let mut left = row.saturating_add(1);
        here.push(left);
        for (pair, other) in before.windows(2).zip(other) {
            let (corner, above) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            left = (corner.saturating_add(usize::from(letter != other)))
                .min(above.saturating_add(1))
                .min(left.saturating_add(1));
            here.push(left);
        }
        before = here;
    }
    before.last().copied().unwrap_or(0)
}
