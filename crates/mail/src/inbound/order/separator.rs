//! Where what an order wants ends, and what is said with it begins.

use domain::fold;

/// What is said in a text, if anything is.
pub(super) fn said_in(text: &str) -> Option<String> {
    let text = text.trim();
    text.contains(char::is_alphanumeric).then(|| text.to_owned())
}

/// At the colon, or at a dash between spaces.
pub(super) fn parted(text: &str) -> (&str, Option<&str>) {
    let dash = [" - ", " – ", " — "].iter().filter_map(|dash| text.find(dash)).min();
    let at = match (separating_colon(text), dash) {
        (Some(colon), Some(dash)) => colon.min(dash),
        (colon, dash) => match colon.or(dash) {
            Some(at) => at,
            None => return (text, None),
        },
    };
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    (before.trim(), Some(behind.trim_start_matches([' ', ':', '：', '-', '–', '—']).trim()))
}

/// The place of the first colon that parts: not that of a time, nor that behind the name of a clause (`hạn: 30/11`).
pub(super) fn separating_colon(text: &str) -> Option<usize> {
    let mut before = '\0';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if matches!(letter, ':' | '：') {
            let next = letters.peek().map(|(_, next)| *next);
            let of_time = before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
            if !of_time && !names_clause(text.get(..at).unwrap_or_default()) {
                return Some(at);
            }
        }
        before = letter;
    }
    None
}

/// Whether what stands before a colon is the name of a clause and no more.
fn names_clause(before: &str) -> bool {
    let clause = fold(before.rsplit([',', ';']).next().unwrap_or_default());
    matches!(clause.trim(), "han" | "thoi han" | "han xu ly" | "chu tri" | "phoi hop")
}
