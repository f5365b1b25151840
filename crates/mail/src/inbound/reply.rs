//! The words that the writer of a message put into it: without the message that it answers, signatures and closing words. Programs mark
//! the earlier message in many ways, and some in none but words: those are known here, in Vietnamese and English, with and without
//! accents. Where it isn't clear where the writer's words end, they end earlier.

use domain::fold;

use super::{
    Incoming, OwnWords,
    line::{Line, Standing},
};
use crate::clean;

impl Incoming {
    /// Its writer's own words, line by line: composed, without empty lines at both ends.
    pub fn words(&self) -> OwnWords {
        words(&self.lines)
    }
}

/// The same, of lines.
pub(super) fn words(lines: &[Line]) -> OwnWords {
    let folded: Vec<String> = lines.iter().map(|line| fold(line.text.trim().trim_matches('*'))).collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    // Within a signature: up to the next quotation. And whether anything was said.
    let (mut signing, mut begun) = (false, false);
    let mut around = Around::default();
    while let Some(line) = lines.get(at) {
        let text = line.text.trim();
        match line.standing {
            Standing::Divider => break,
            Standing::Quoted => {
                signing = false;
                around.quotation();
                kept.push("");
            }
            Standing::Signature => signing = true,
            Standing::Plain if line.is_blank() => {
                around.directly_below = false;
                kept.push("");
            }
            Standing::Plain => {
                if let Some(length) = attribution(&folded, lines, at) {
                    let behind = lines.iter().skip(at.saturating_add(length)).find(|line| !line.is_blank());
                    if behind.is_some_and(|line| line.standing != Standing::Quoted) {
                        // The earlier message follows without a mark.
                        break;
                    }
                    signing = false;
                    at = at.saturating_add(length);
                    continue;
                }
                if begins_earlier_message(&folded, at) {
                    break;
                }
                signing |= folded.get(at).is_some_and(|line| is_telephone(line) || (begun && is_closing(line)));
                if !signing {
                    begun = true;
                    around.own_line();
                    kept.push(text);
                }
            }
        }
        at = at.saturating_add(1);
    }
    OwnWords::new(clean::lines(&kept.join("\n")), around.mingled)
}

/// How own lines stand to what is quoted.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "what was seen so far; no two of them make one")]
struct Around {
    /// Whether something was said, and whether something was quoted since.
    said: bool,
    quoted_since: bool,
    /// Whether the last line was quoted.
    directly_below: bool,
    mingled: bool,
}

impl Around {
    fn quotation(&mut self) {
        self.quoted_since = true;
        self.directly_below = true;
    }

    fn own_line(&mut self) {
        self.mingled |= self.directly_below || (self.said && self.quoted_since);
        (self.said, self.quoted_since, self.directly_below) = (true, false, false);
    }
}

/// How many lines say who wrote the earlier message, beginning here: one, or up to three where a program broke it.
fn attribution(folded: &[String], lines: &[Line], at: usize) -> Option<usize> {
    let mut whole = String::new();
    for length in 1..=3 {
        let here = at.saturating_add(length).saturating_sub(1);
        let line = folded.get(here)?;
        if lines.get(here).is_none_or(|line| line.standing != Standing::Plain || line.is_blank()) {
            return None;
        }
        if length > 1 {
            whole.push(' ');
        }
        whole.push_str(line);
        if whole.len() > 400 {
            return None;
        }
        if is_attribution(&whole) {
            return Some(length);
        }
        if length == 1 && !may_begin_attribution(line) {
            return None;
        }
    }
    None
}

/// Words that such a line begins with, folded.
const ATTRIBUTION_BEGINNINGS: [&str; 9] = ["on ", "vao ", "luc ", "ngay ", "thu ", "chu nhat", "am ", "le ", "em "];

fn may_begin_attribution(line: &str) -> bool {
    ATTRIBUTION_BEGINNINGS.iter().any(|begin| line.starts_with(begin)) || line.starts_with(|c: char| c.is_ascii_digit())
}

fn is_attribution(line: &str) -> bool {
    let has_digit = line.contains(|c: char| c.is_ascii_digit());
    if !line.trim_end_matches([' ', '>']).ends_with([':', '：']) {
        return false;
    }
    let line = line.trim_end_matches([' ', ':', '：', '>']);
    let ends = [" wrote", " da viet", " viet", " writes", " schrieb", " a ecrit"].iter().any(|end| line.ends_with(end));
    if ends && has_digit && may_begin_attribution(line) {
        return true;
    }
    // "Nguyễn Văn An <an@x.example> đã viết:" and Zimbra's "2026-11-20 9:30 GMT+07:00 An <an@x.example>:"
    let has_address = line.contains('@');
    (ends && has_address)
        || (has_address && has_digit && line.contains("gmt+") && line.starts_with(|c: char| c.is_ascii_digit()))
}

/// The fields of a header block, folded. Who wrote it comes first.
const FROM: [&str; 4] = ["from:", "tu:", "nguoi gui:", "von:"];
const OTHERS: [&str; 24] = [
    "sent:",
    "date:",
    "to:",
    "cc:",
    "subject:",
    "reply-to:",
    "importance:",
    "attachments:",
    "da gui:",
    "ngay gui:",
    "ngay:",
    "gui luc:",
    "den:",
    "toi:",
    "nguoi nhan:",
    "chu de:",
    "tieu de:",
    "kinh gui:",
    "gui:",
    "thoi gian:",
    "dong gui:",
    "v/v:",
    "tep dinh kem:",
    "luc:",
];

/// Fields that stand in headers alone, folded: `Từ: 8h`, `Đến: 10h`, `Ngày: 30/11` stand in a result, too.
const OF_HEADERS: [&str; 6] = ["sent:", "subject:", "da gui:", "chu de:", "reply-to:", "importance:"];

/// Whether an earlier message begins here, by a line that says so or a block of headers.
fn begins_earlier_message(folded: &[String], at: usize) -> bool {
    let Some(line) = folded.get(at) else { return false };
    if is_separator(line) {
        return true;
    }
    let begins = |line: &str, words: &[&str]| {
        words.iter().any(|word| line.starts_with(word) || line.starts_with(&word.replace(':', " :")))
    };
    let behind = || folded.iter().skip(at.saturating_add(1)).filter(|line| !line.is_empty());
    // Outlook's rule: nothing but a line, and the headers behind it.
    if line.len() >= 5 && line.chars().all(|c| matches!(c, '_' | '-' | '=' | '—' | '–')) {
        return behind().next().is_some_and(|next| begins(next, &FROM));
    }
    // One more field behind "From:" would be a sentence's chance; two are none where an address or a field of headers is among them.
    if !begins(line, &FROM) {
        return false;
    }
    let others: Vec<&String> = behind().take(4).filter(|next| begins(next, &OTHERS)).collect();
    let of_headers = |line: &String| line.contains('@') || begins(line, &OF_HEADERS);
    others.len() >= 2 && std::iter::once(line).chain(others).any(of_headers)
}

/// What stands between rules, folded.
const SEPARATORS: [&str; 18] = [
    "original message",
    "original appointment",
    "forwarded message",
    "forwarded by",
    "begin forwarded message",
    "reply message",
    "tin nhan goc",
    "thu goc",
    "thong diep goc",
    "thu ban dau",
    "noi dung goc",
    "thu chuyen tiep",
    "thu da chuyen tiep",
    "thu duoc chuyen tiep",
    "tin nhan duoc chuyen tiep",
    "tin nhan chuyen tiep",
    "bat dau thu duoc chuyen tiep",
    "thong diep chuyen tiep",
];

fn is_separator(line: &str) -> bool {
    let inner = line.trim_matches(['-', '_', '=', ' ', ':', '>', '*', '—', '–']);
    let ruled = line.starts_with("--") || line.starts_with("__") || line.starts_with("==") || line.starts_with('—');
    let known = SEPARATORS.iter().any(|words| inner == *words || (ruled && inner.starts_with(words)));
    known && (ruled || line.ends_with(':'))
}

/// Beginnings of the lines that telephones and programs add, folded.
const TELEPHONES: [&str; 26] = [
    "gui tu iphone",
    "gui tu ipad",
    "gui tu dien thoai",
    "gui tu thiet bi",
    "gui tu outlook",
    "gui tu yahoo",
    "gui tu samsung",
    "gui tu thu danh cho",
    "gui tu zimbra",
    "gui bang dien thoai",
    "duoc gui tu iphone",
    "duoc gui tu yahoo",
    "duoc gui tu dien thoai",
    "da gui tu iphone",
    "da gui tu dien thoai",
    "lay outlook cho",
    "tai outlook cho",
    "sent from my",
    "sent from mail for",
    "sent from outlook",
    "sent from yahoo",
    "sent from zimbra",
    "sent via",
    "sent with",
    "get outlook for",
    "gui bang zalo",
];

fn is_telephone(line: &str) -> bool {
    line.chars().count() <= 90 && TELEPHONES.iter().any(|begin| line.starts_with(begin))
}

/// Closing words, folded, alone on their line.
const CLOSINGS: [&str; 30] = [
    "tran trong",
    "tran trong cam on",
    "xin tran trong cam on",
    "tran trong kinh chao",
    "kinh thu",
    "kinh chao",
    "than ai",
    "than men",
    "than chao",
    "chao than ai",
    "xin cam on",
    "cam on",
    "em cam on",
    "cam on anh",
    "cam on chi",
    "cam on anh chi",
    "tks",
    "thanks",
    "many thanks",
    "thank you",
    "thanks and regards",
    "thanks & regards",
    "best regards",
    "kind regards",
    "regards",
    "best",
    "sincerely",
    "yours sincerely",
    "warm regards",
    "br",
];

fn is_closing(line: &str) -> bool {
    let bare = line.trim_end_matches(['.', ',', '!', '/', ' ', ';', ':', '~']);
    CLOSINGS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::line::of_plain;

    fn of(text: &str) -> Vec<String> {
        words(&of_plain(text, None)).to_vec()
    }

    #[test]
    fn what_stands_between_quotations_is_mingled() {
        let mingled = |text: &str| words(&of_plain(text, None)).are_mingled();
        for text in ["a\n> b\n\nc", "> a\nb", "> a\n\nb\n> c\n\nd", "> a\nb\n> c", "a\n-- \nb\n> c\n\nd"] {
            assert!(mingled(text), "{text}");
        }
        for text in ["a\n> b\n", "> a\n\nb", "a\n\n> b\n\n-- \nc", "> a\n\nb\nc", "a\n> b\n\nTrân trọng,\nc"] {
            assert!(!mingled(text), "{text}");
        }
    }

    #[test]
    fn posted_above_below_and_between() {
        assert_eq!(
            of("XONG: a\n\nVào T6, 20 thg 11, 2026 lúc 09:30 Hệ thống <vb@x.example> đã viết:\n> cũ\n> hơn"),
            ["XONG: a"]
        );
        assert_eq!(of("On Fri, 20 Nov 2026 at 09:30, Hệ thống\n<vb@x.example> wrote:\n> cũ\n\nXONG: a\n"), ["XONG: a"]);
        assert_eq!(of("> một\nhai\n> ba\nbốn"), ["hai", "", "bốn"]);
    }

    #[test]
    fn what_only_words_mark() {
        for earlier in [
            "-----Original Message-----\nFrom: x",
            "---------- Forwarded message ---------\nFrom: x",
            "Từ: Hệ thống <vb@x.example>\nĐã gửi: Thứ Sáu, 20 Tháng Mười Một 2026 09:30\nĐến: An\nChủ đề: x\n\nDUYỆT",
            "________________________________\nFrom: x\nSent: y",
            "----- Thư gốc -----\nTừ: x",
            "Bắt đầu thư được chuyển tiếp:\n\nTừ: x",
        ] {
            assert_eq!(of(&format!("em đã xem\n\n{earlier}")), ["em đã xem"], "{earlier}");
            assert!(of(earlier).is_empty(), "{earlier}");
        }
    }

    #[test]
    fn a_time_and_a_day_are_no_headers() {
        let text = "XONG: đã xếp lịch\nTừ: 8h\nĐến: 10h\nNgày: 30/11";
        assert_eq!(of(text).join("\n"), text);
        for earlier in ["Từ: An <an@x.example>\nNgày: 30/11\nĐến: Bình", "Từ: An\nĐến: binh@x.example\nNgày: 30/11"]
        {
            assert_eq!(of(&format!("XONG: a\n\n{earlier}\n\nDUYỆT")), ["XONG: a"], "{earlier}");
        }
    }

    #[test]
    fn sentences_stay() {
        let text = "Từ: tháng 3 đến nay\nVào lúc 5 giờ em viết\nVào ngày 5/12 anh đã viết\nNgày mai em gửi\n----\nhết";
        assert_eq!(of(text).join("\n"), text);
    }

    #[test]
    fn signatures_and_closings() {
        assert_eq!(of("NHẬN\n\nGửi từ iPhone của tôi"), ["NHẬN"]);
        assert_eq!(of("NHẬN\n-- \nNguyễn Văn An\nDUYỆT"), ["NHẬN"]);
        assert_eq!(of("DUYỆT\n\nTrân trọng./.\nAn"), ["DUYỆT"]);
        assert_eq!(of("Cảm ơn,\nXONG: a"), ["Cảm ơn,", "XONG: a"]);
        assert_eq!(of("NHẬN\n-- \nAn\n> cũ\nthêm"), ["NHẬN", "", "thêm"]);
    }
}
