//! What somebody may go on typing, from the headings that they may see.

use std::collections::BTreeMap;

use super::{
    syllable,
    token::{Token, tokens},
};

/// How many words more than were typed are suggested.
const MORE: usize = 2;

/// What a typed word must be like.
struct Typed {
    folded: String,
    exact: Option<String>,
}

fn fits(typed: &Typed, token: &Token) -> bool {
    typed.folded == token.folded && typed.exact.as_ref().is_none_or(|exact| *exact == token.exact)
}

/// The ends of what was typed that the texts have, the most frequent first, at most so many. `whole` are texts that are suggested as a whole,
/// such as số and ký hiệu.
pub fn completions<'a>(
    typed: &str,
    texts: impl Iterator<Item = &'a str>,
    whole: impl Iterator<Item = &'a str>,
    limit: usize,
) -> Vec<String> {
    let cut = tokens(typed);
    let read = |token: &Token| {
        let word: String = typed.chars().skip(token.start).take(token.end - token.start).collect();
        match syllable::decoded(&word) {
            Some(meant) => Typed { folded: meant.folded(), exact: Some(meant.exact()) },
            None => Typed { folded: token.folded.clone(), exact: token.marked.then(|| token.exact.clone()) },
        }
    };
    let words: Vec<Typed> = cut.iter().map(read).collect();
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    // What ends in a space is a whole word already.
    let ended = typed.ends_with(char::is_whitespace);
    let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut note = |text: String| {
        let key: String = tokens(&text).into_iter().map(|token| token.exact).collect();
        let known = found.entry(key).or_insert((0, text));
        known.0 += 1;
    };
    let begins = |token: &Token| token.folded.starts_with(&last.folded) && (!ended || fits(last, token));
    for text in whole {
        let all = tokens(text);
        let head = all.iter().zip(before).all(|(token, typed)| fits(typed, token));
        if head && all.get(before.len()).is_some_and(&begins) {
            note(text.to_owned());
        }
    }
    for text in texts {
        let all = tokens(text);
        let letters: Vec<char> = text.chars().collect();
        for from in 0..all.len() {
            let Some(rest) = all.get(from..).filter(|rest| rest.len() >= words.len()) else { break };
            if !rest.iter().zip(before).all(|(token, typed)| fits(typed, token)) {
                continue;
            }
            let Some(end) = rest.get(before.len()).filter(|token| begins(token)) else { continue };
            let exact = last.exact.as_ref();
            if exact.is_some_and(|exact| end.folded == last.folded && *exact != end.exact) {
                continue;
            }
            for more in 0..=MORE {
                let stop = rest.get(before.len() + more);
                if let (Some(first), Some(stop)) = (rest.first(), stop) {
                    let taken = letters.get(first.start..stop.end).unwrap_or_default();
                    // No suggestion goes over a comma or a full stop.
                    if taken.iter().all(|c| !",.;:()“”\"\n".contains(*c)) {
                        note(taken.iter().collect::<String>().to_lowercase());
                    }
                }
            }
        }
    }
    let mut all: Vec<(usize, String)> = found.into_values().collect();
    all.sort_by(|(one, text), (other, next)| other.cmp(one).then(next.len().cmp(&text.len())).then(text.cmp(next)));
    // What is only the beginning of something as frequent says nothing more.
    let mut kept: Vec<(usize, String)> = Vec::new();
    for (count, text) in all {
        if kept.len() == limit {
            break;
        }
        if !kept.iter().any(|(other, longer)| *other == count && longer.starts_with(&text)) {
            kept.push((count, text));
        }
    }
    kept.into_iter().map(|(_, text)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_is_ended() {
        let texts = ["Về thu hồi đất nông nghiệp", "Thu hồi đất, bồi thường", "Thư hỏi thăm"];
        let found = completions("thu h", texts.into_iter(), ["123/UBND-VP"].into_iter(), 5);
        assert!(found.contains(&"thu hồi đất".to_owned()) && found.contains(&"thư hỏi thăm".to_owned()), "{found:?}");
        let found = completions("thu hồi", texts.into_iter(), std::iter::empty(), 5);
        assert!(!found.iter().any(|text| text.contains("thư")), "{found:?}");
        assert_eq!(completions("123/u", texts.into_iter(), ["123/UBND-VP"].into_iter(), 5), ["123/UBND-VP"]);
        assert!(completions("", texts.into_iter(), std::iter::empty(), 5).is_empty());
    }
}
