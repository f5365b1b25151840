//! Where an order's own words take it back: they ask, they say no, not yet or only if, or that a part is done. Whoever asks does not
//! order, and of the others it is never guessed what was meant.

use domain::fold;

use super::OrderWord;

/// From so many letters on, a program may have broken the line.
const LONG: usize = 60;

/// Whether there is a question on a line.
pub(super) fn asks(line: &str) -> bool {
    line.contains(['?', '？'])
}

/// Whether what is said with an order asks: its first line, and the next where a program may have broken the first.
pub(super) fn said_asks(words: Option<&str>) -> bool {
    let mut lines = words.unwrap_or_default().lines();
    let first = lines.next().unwrap_or_default();
    asks(first) || (first.chars().count() >= LONG && lines.next().is_some_and(asks))
}

/// First words that take back what stands before them, or put a condition to it; folded.
const HOLDING_BACK: [&str; 17] = [
    "khong",
    "ko",
    "k",
    "k0",
    "kg",
    "khg",
    "chua",
    "khoan",
    "dung",
    "tam",
    "neu",
    "khi",
    "cho",
    "sau khi",
    "truoc khi",
    "voi dieu kien",
    "tru",
];

/// Whether what is said with an order takes it back, bounds it or is a part of it.
pub(super) fn holds_back(word: OrderWord, words: Option<&str>) -> bool {
    use OrderWord::{Accept, Acknowledge, Approve, Complete, File, GrantExtension};

    let Some(words) =
        words.filter(|_| matches!(word, Accept | Complete | Approve | GrantExtension | Acknowledge | File))
    else {
        return false;
    };
    let first = words.lines().find(|line| line.contains(char::is_alphanumeric)).unwrap_or_default();
    let folded = fold(first);
    let folded = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins =
        |phrase: &str| folded.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    HOLDING_BACK.iter().any(|phrase| begins(phrase)) || (word == Complete && begins_with_percentage(folded))
}

fn begins_with_percentage(folded: &str) -> bool {
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let rest = (rest.len() < folded.len()).then(|| rest.trim_start());
    rest.is_some_and(|rest| rest.starts_with(['%', '％']) || rest.starts_with("phan tram"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_decide() {
        let back = |text: &str| holds_back(OrderWord::Complete, Some(text));
        for text in ["Không", "ko", "(chưa)", "\nchưa đâu", "Sau khi ký", "50%", "50,5 % thôi", "80 phần trăm", "Nếu"]
        {
            assert!(back(text), "{text}");
        }
        for text in ["", "khôngkhí sạch", "gửi, không kèm tệp", "50 bản", "sau đó gửi", "1.5 trang"] {
            assert!(!back(text), "{text}");
        }
        assert!(!holds_back(OrderWord::Reject, Some("chưa đủ")) && !holds_back(OrderWord::Approve, Some("50%")));
    }

    #[test]
    fn questions() {
        assert!(said_asks(Some("được không anh? Em cần gấp.")) && !said_asks(Some("gửi\nđược không?")));
        assert!(said_asks(Some(&format!("{}\nđược không?", "a ".repeat(40)))));
    }
}
