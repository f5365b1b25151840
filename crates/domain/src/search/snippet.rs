//! Which words are shown of what was found, and which of them were asked for.

use super::{
    query::{Query, Unit},
    token::{Token, tokens},
};

/// How many tokens are shown of a long text.
const SHOWN: usize = 32;
/// How many of these stand before what was asked for.
const LEAD: usize = 6;

/// Some words of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The words; … stands for what is left out.
    pub text: String,
    /// What was asked for: from and to, in characters of the text.
    pub marks: Vec<(usize, usize)>,
    /// How well it fits: how much of what was asked for stands in it, with its accents before without.
    pub worth: usize,
}

/// How well a token fits what was asked for: 2 with its accents, 1 without, 0 not at all; and what it is that was asked for.
fn fit(token: &Token, units: &[&Unit]) -> Option<(usize, usize)> {
    let exact =
        |unit: &&Unit| unit.folded == token.folded && unit.exact.as_ref().is_none_or(|exact| *exact == token.exact);
    let loose = |unit: &&Unit| unit.folded == token.folded;
    units.iter().position(exact).map(|n| (n, 2)).or_else(|| units.iter().position(loose).map(|n| (n, 1)))
}

/// The part of a text in which most of what was asked for stands; none where nothing of it does.
pub fn snippet(query: &Query, text: &str) -> Option<Snippet> {
    let mut units: Vec<&Unit> = query.terms.iter().flat_map(|term| &term.runs).flatten().collect();
    units.dedup();
    let all = tokens(text);
    let fits: Vec<Option<(usize, usize)>> = all.iter().map(|token| fit(token, &units)).collect();
    let worth = |from: usize| {
        let mut best = vec![0_usize; units.len()];
        let mut beside = 0;
        let mut last: Option<usize> = None;
        for found in fits.iter().skip(from).take(SHOWN - LEAD) {
            if let Some((n, worth)) = found {
                if let Some(slot) = best.get_mut(*n) {
                    *slot = (*slot).max(*worth);
                }
                beside += usize::from(last.is_some_and(|last| last + 1 == *n));
            }
            last = found.map(|(n, _)| n);
        }
        best.iter().sum::<usize>() * 4 + beside.min(units.len())
    };
    let starts = fits.iter().enumerate().filter(|(_, found)| found.is_some()).map(|(n, _)| n);
    let (first, value) = starts.map(|n| (n, worth(n))).max_by_key(|(n, worth)| (*worth, std::cmp::Reverse(*n)))?;
    let from = if all.len() <= SHOWN { 0 } else { first.saturating_sub(LEAD) };
    let to = (from + SHOWN).min(all.len());
    let shown = all.get(from..to)?;
    let length = text.chars().count();
    let begin = if from == 0 { 0 } else { shown.first()?.start };
    let end = if to == all.len() { length } else { shown.last()?.end };
    let (lead, tail) = (if from == 0 { "" } else { "… " }, if to == all.len() { "" } else { " …" });
    let cut: String = text
        .chars()
        .skip(begin)
        .take(end.saturating_sub(begin))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let shift = lead.chars().count();
    let marks = shown
        .iter()
        .zip(fits.iter().skip(from))
        .filter(|(_, found)| found.is_some())
        .map(|(token, _)| (token.start - begin + shift, token.end - begin + shift))
        .collect();
    Some(Snippet { text: format!("{lead}{cut}{tail}"), marks: joined(marks, &cut, shift), worth: value })
}

/// Marks between which nothing but white space stands are one.
fn joined(marks: Vec<(usize, usize)>, cut: &str, shift: usize) -> Vec<(usize, usize)> {
    let letters: Vec<char> = cut.chars().collect();
    let mut all: Vec<(usize, usize)> = Vec::with_capacity(marks.len());
    for (start, end) in marks {
        if let Some(last) = all.last_mut() {
            let between = letters.get(last.1.saturating_sub(shift)..start.saturating_sub(shift)).unwrap_or_default();
            if between.iter().all(|c| c.is_whitespace()) {
                last.1 = end;
                continue;
            }
        }
        all.push((start, end));
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_asked_for_is_marked() {
        let found = snippet(&Query::read("thu hồi đất"), "Về việc thu hồi đất của hộ ông An").unwrap();
        assert_eq!(found.text, "Về việc thu hồi đất của hộ ông An");
        assert_eq!(found.marks, [(8, 19)]);
        assert_eq!(snippet(&Query::read("thu hồi"), "Bảng giá"), None);
    }

    #[test]
    fn of_a_long_text_the_best_part_is_shown() {
        let text = format!("{} bị thu hồi đất {}", "thu tiền ".repeat(60), "và ".repeat(60));
        let found = snippet(&Query::read("thu hồi đất"), &text).unwrap();
        assert!(found.text.starts_with("… ") && found.text.ends_with(" …") && found.text.contains("thu hồi đất"));
        let marked: Vec<String> =
            found.marks.iter().map(|(from, to)| found.text.chars().skip(*from).take(to - from).collect()).collect();
        assert!(marked.contains(&"thu hồi đất".to_owned()), "{marked:?}");
    }

    proptest! {
        #[test]
        fn marks_lie_in_the_text(typed in "[a-dđâ ]{1,8}", text in "[a-dđâ\\n,]{0,200}") {
            if let Some(found) = snippet(&Query::read(&typed), &text) {
                let length = found.text.chars().count();
                prop_assert!(found.marks.iter().all(|(from, to)| from < to && *to <= length));
            }
        }
    }
}
