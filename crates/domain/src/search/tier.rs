//! In which order what is found stands: tiers, each a condition on tokens, the best first. Inside a tier the newest comes first.
//!
//! First what has the number that was asked for as its own. Then, by the accents: words with them, side by side; with them, anywhere; without
//! them, side by side; without them, anywhere. In each of these four by the fields that are needed: heading; author and signer; instructions
//! and comments; files.

use std::collections::BTreeSet;

use super::{
    entry::day_mark,
    query::{Kind, Query, Run, Term, Unit},
    syllable,
    token::exact_pair,
};

/// Where words stand, the best place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Số, ký hiệu, date, type, subject.
    Heading,
    /// Author and signer.
    People,
    /// Instructions and comments.
    Remarks,
    /// Files.
    Files,
}

impl Field {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Heading, Self::People, Self::Remarks, Self::Files];
}

/// What a piece of a document must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// This token, in that field or a better one.
    Word(String, Field),
    /// All of these; there is at least one.
    All(Vec<Condition>),
    /// Any of these; there is at least one.
    Any(Vec<Condition>),
}

impl Condition {
    /// All of these, without a wrapping that says nothing.
    fn all(mut some: Vec<Self>) -> Self {
        match (some.len(), some.pop()) {
            (1, Some(one)) => one,
            (_, last) => {
                some.extend(last);
                Self::All(some)
            }
        }
    }

    /// Any of these, each once.
    fn any(some: Vec<Self>) -> Self {
        let mut each: Vec<Self> = Vec::with_capacity(some.len());
        for one in some {
            if !each.contains(&one) {
                each.push(one);
            }
        }
        match (each.len(), each.pop()) {
            (1, Some(one)) => one,
            (_, last) => {
                each.extend(last);
                Self::Any(each)
            }
        }
    }

    /// Whether tokens by field fulfil it: what the engines do, for tests and for whoever has the tokens at hand.
    pub fn holds(&self, has: &impl Fn(&str, Field) -> bool) -> bool {
        match self {
            Self::Word(token, upto) => Field::ALL.iter().filter(|field| *field <= upto).any(|field| has(token, *field)),
            Self::All(some) => some.iter().all(|one| one.holds(has)),
            Self::Any(some) => some.iter().any(|one| one.holds(has)),
        }
    }
}

/// A step of the order: what fulfils `wanted` and none of `but`, so that nothing stands in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// What is in it.
    pub wanted: Condition,
    /// But what is in a better one.
    pub but: Vec<Condition>,
}

/// How close to what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mode {
    accents: bool,
    side_by_side: bool,
}

/// The tokens of a run and of its inner pairs.
fn run_tokens(run: &Run, accents: bool) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = run.iter().map(|unit| token(unit, accents)).collect();
    all.extend(run.windows(2).filter_map(|two| match two {
        [one, next] => Some(pair(one, next, accents)),
        _ => None,
    }));
    all
}

fn token(unit: &Unit, accents: bool) -> String {
    unit.exact.as_ref().filter(|_| accents).unwrap_or(&unit.folded).clone()
}

fn pair(one: &Unit, next: &Unit, accents: bool) -> String {
    let exact = |unit: &Unit| if unit.number { Some(unit.folded.clone()) } else { unit.exact.clone() };
    match (exact(one), exact(next)) {
        (Some(one), Some(next)) if accents => exact_pair(&one, &next),
        _ => format!("{}_{}", one.folded, next.folded),
    }
}

fn words(tokens: BTreeSet<String>, upto: Field) -> Condition {
    Condition::all(tokens.into_iter().map(|token| Condition::Word(token, upto)).collect())
}

fn term(term: &Term, accents: bool, upto: Field) -> Condition {
    let mut any: Vec<Condition> = term.runs.iter().map(|run| words(run_tokens(run, accents), upto)).collect();
    if let Kind::Date(day) = term.kind {
        any.push(Condition::Word(day_mark(day), Field::Heading));
    }
    Condition::any(any)
}

/// What must stand beside the next: nothing is asked of dates, and of số with ký hiệu, which are wholes.
fn neighbours(one: &Term, next: &Term, accents: bool, upto: Field) -> Option<Condition> {
    let whole = |term: &Term| match term.kind {
        Kind::Date(_) => true,
        Kind::Number => term.runs.iter().any(|run| run.len() > 1),
        Kind::Word | Kind::Phrase => false,
    };
    if whole(one) || whole(next) {
        return None;
    }
    let mut any = Vec::new();
    for left in one.runs.iter().filter_map(|run| run.last()) {
        for right in next.runs.iter().filter_map(|run| run.first()) {
            any.push(Condition::Word(pair(left, right, accents), upto));
        }
    }
    (!any.is_empty()).then(|| Condition::any(any))
}

impl Query {
    /// Whether this asks for documents by their own number: one with a ký hiệu, or beside nothing but types and abbreviations.
    fn asks_for_own(&self) -> bool {
        let number = |term: &&Term| term.kind == Kind::Number;
        let named = |term: &Term| {
            let stays = |unit: &Unit| !unit.number && !syllable::is_possible(&unit.folded);
            !matches!(term.kind, Kind::Word | Kind::Phrase)
                || (term.kind == Kind::Word && (term.runs.len() > 1 || term.runs.iter().flatten().all(stays)))
        };
        self.terms.iter().any(|term| number(&term) && term.runs.iter().any(|run| run.len() > 1))
            || (self.has_number() && self.terms.iter().all(named))
    }

    fn own(&self) -> Condition {
        let condition = |one: &Term| match one.kind {
            Kind::Number => Condition::any(
                one.runs
                    .iter()
                    .map(|run| {
                        let own = run_tokens(run, false).into_iter().map(|token| format!("__{token}"));
                        words(own.collect(), Field::Heading)
                    })
                    .collect(),
            ),
            Kind::Date(day) => Condition::Word(day_mark(day), Field::Heading),
            Kind::Word | Kind::Phrase => term(one, false, Field::Heading),
        };
        Condition::all(self.terms.iter().map(condition).collect())
    }

    fn condition(&self, mode: Mode, upto: Field) -> Condition {
        let mut all: Vec<Condition> = self.terms.iter().map(|one| term(one, mode.accents, upto)).collect();
        if mode.side_by_side {
            all.extend(self.terms.windows(2).filter_map(|two| match two {
                [one, next] => neighbours(one, next, mode.accents, upto),
                _ => None,
            }));
        }
        Condition::all(all)
    }

    /// What every document has that is found.
    pub fn everything(&self) -> Condition {
        self.condition(Mode { accents: false, side_by_side: false }, Field::Files)
    }

    /// The tiers, the best first. Of an empty query there are none.
    pub fn tiers(&self) -> Vec<Tier> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut tiers = Vec::new();
        let mut before: Vec<Condition> = Vec::new();
        if self.asks_for_own() {
            let own = self.own();
            tiers.push(Tier { wanted: own.clone(), but: Vec::new() });
            before.push(own);
        }
        let beside = self.terms.windows(2).any(|two| match two {
            [one, next] => neighbours(one, next, false, Field::Heading).is_some(),
            _ => false,
        });
        for accents in [true, false].into_iter().filter(|accents| self.accents || !accents) {
            for side_by_side in [true, false].into_iter().filter(|side_by_side| beside || !side_by_side) {
                let mode = Mode { accents, side_by_side };
                let mut better: Option<Condition> = None;
                for upto in Field::ALL {
                    let wanted = self.condition(mode, upto);
                    let but = before.iter().cloned().chain(better.take()).collect();
                    better = Some(wanted.clone());
                    tiers.push(Tier { wanted, but });
                }
                before.extend(better);
            }
        }
        tiers
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::entry::{Entry, Piece};

    fn tier_of(query: &Query, piece: &Piece) -> Option<usize> {
        let has = |token: &str, field: Field| {
            piece.fields().into_iter().any(|(which, tokens)| which == field && tokens.contains(token))
        };
        let found: Vec<usize> = query
            .tiers()
            .iter()
            .enumerate()
            .filter(|(_, tier)| tier.wanted.holds(&has) && !tier.but.iter().any(|but| but.holds(&has)))
            .map(|(n, _)| n)
            .collect();
        assert!(found.len() <= 1, "{found:?}");
        assert_eq!(!found.is_empty(), !query.is_empty() && query.everything().holds(&has));
        found.first().copied()
    }

    fn piece(number: &str, subject: &str, file: &str) -> Piece {
        let entry = Entry {
            written: Some(number.to_owned()),
            subject: subject.to_owned(),
            files: vec![file.to_owned()],
            ..Entry::default()
        };
        entry.pieces().remove(0)
    }

    #[test]
    fn the_order_is_accents_then_nearness_then_fields() {
        let query = Query::read("thu hồi đất");
        let order = [
            piece("1/TB", "Về thu hồi đất", ""),
            piece("1/TB", "Về đất đai", "Ông An bị thu hồi đất"),
            piece("1/TB", "Thu tiền, hồi phục đất", ""),
            piece("1/TB", "Về thư hỏi đặt", ""),
            piece("1/TB", "Thư gửi, hỏi về đạt", ""),
        ];
        let tiers: Vec<_> = order.iter().map(|piece| tier_of(&query, piece)).collect();
        assert!(tiers.iter().all(Option::is_some) && tiers.is_sorted(), "{tiers:?}");
        assert_eq!(tier_of(&query, &piece("1/TB", "Về thu hồi", "")), None);
    }

    #[test]
    fn its_own_number_comes_before_who_cites_it() {
        let query = Query::read("15/QĐ-UBND");
        assert_eq!(tier_of(&query, &piece("15/QĐ-UBND", "Về đất", "")), Some(0));
        assert!(tier_of(&query, &piece("3/CV", "Thực hiện Quyết định số 15/QĐ-UBND", "")) > Some(0));
        for other in ["15/2026/QĐ-UBND", "15a/QĐ-UBND", "115/QĐ-UBND"] {
            assert_eq!(tier_of(&query, &piece(other, "Về đất", "")), None, "{other}");
        }
        assert_eq!(tier_of(&Query::read("khu phố 4"), &piece("4/TB", "Họp khu phố 4", "")), Some(0));
    }

    proptest! {
        #[test]
        fn whatever_is_found_stands_in_one_tier(
            typed in "[thuhoiđấtdatâ\" 15/QĐ-]{0,24}",
            subject in "[thuhoiđấtdatâ 15/QĐ-]{0,30}",
        ) {
            tier_of(&Query::read(&typed), &piece("15/QĐ-UBND", &subject, ""));
        }
    }
}
