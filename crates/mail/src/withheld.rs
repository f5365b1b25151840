//! What a mail of ours holds for its reader alone (the links by which they act, and the code that the page behind them asks for), taken out
//! of a text that quotes it. Only what the renderer writes is taken out: everything else somebody wrote stays as they wrote it.

use crate::{actions::code_label, links::action_link, wording::Language};

/// What stands in the place of what was taken out.
const PLACE: &str = "[…]";
/// The fewest letters of a token; those of ours are longer. What is shorter is a path of somebody's own.
const SHORTEST_TOKEN: usize = 16;

/// A text without what a mail of ours holds for its reader alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The text, with `[…]` in the place of what was taken out.
    pub text: String,
    /// Whether anything was.
    pub any: bool,
}

impl Withheld {
    /// Of a text, of an installation that is reached at this address.
    pub fn of(text: &str, base_url: &str) -> Self {
        let mut withheld = Self { text: text.to_owned(), any: false };
        if let Some(begin) = action_link(base_url, "").map(String::from)
            && let Some((_, begin)) = begin.split_once("://")
        {
            withheld.take_links(&begin.to_ascii_lowercase(), ["https://", "http://"]);
            // As it stands within another address: programs that look links through put them into one of their own.
            let escaped = begin.to_ascii_lowercase().replace(':', "%3a").replace('/', "%2f");
            withheld.take_links(&escaped, ["https%3a%2f%2f", "http%3a%2f%2f"]);
        }
        for language in Language::ALL {
            withheld.take_codes(&format!("{}:", code_label(language)));
        }
        withheld
    }

    /// Takes every link out that begins so, behind one of these schemes or behind none, and has a token.
    fn take_links(&mut self, begin: &str, schemes: [&str; 2]) {
        let lower = self.text.to_ascii_lowercase();
        let (mut kept, mut from) = (String::with_capacity(self.text.len()), 0_usize);
        while let Some(found) = lower.get(from..).and_then(|rest| rest.find(begin)) {
            let at = from.saturating_add(found);
            let behind = at.saturating_add(begin.len());
            let token = lower.get(behind..).unwrap_or_default().bytes();
            let length = token.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
            if length < SHORTEST_TOKEN {
                kept.push_str(self.text.get(from..behind).unwrap_or_default());
                from = behind;
                continue;
            }
            let before = lower.get(from..at).unwrap_or_default();
            let scheme = schemes.iter().find(|scheme| before.ends_with(*scheme)).map_or(0, |scheme| scheme.len());
            kept.push_str(self.text.get(from..at.saturating_sub(scheme)).unwrap_or_default());
            kept.push_str(PLACE);
            self.any = true;
            from = behind.saturating_add(length);
        }
        kept.push_str(self.text.get(from..).unwrap_or_default());
        self.text = kept;
    }

    /// Takes every code out that stands behind this.
    fn take_codes(&mut self, label: &str) {
        let mut kept = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        let mut any = false;
        while let Some((before, behind)) = rest.split_once(label) {
            kept.push_str(before);
            kept.push_str(label);
            rest = behind;
            // A plain form of bold letters has stars around them.
            let code = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
            if let Some(after) = behind_code(code) {
                kept.push(' ');
                kept.push_str(PLACE);
                any = true;
                rest = after;
            }
        }
        kept.push_str(rest);
        self.text = kept;
        self.any |= any;
    }
}

/// What stands behind a code at the beginning of a text: twice three digits, with a space between.
fn behind_code(text: &str) -> Option<&str> {
    let after = behind_three(behind_three(text)?.trim_start())?;
    (!after.starts_with(|c: char| c.is_ascii_digit())).then_some(after)
}

fn behind_three(text: &str) -> Option<&str> {
    let (digits, behind) = text.split_at_checked(3)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://vanban.phuong-mau.example/congvan";
    const TOKEN: &str = "0vJt0yD8V5b2-Zk3xQm9WcR7aLsE1uHf6oPiTgYnB_k";

    fn withheld(text: &str) -> String {
        Withheld::of(text, BASE).text
    }

    #[test]
    fn our_links_and_codes_are_taken_out_and_the_words_around_them_stay() {
        let link = format!("{BASE}/m/{TOKEN}");
        let text = format!("Giao việc: {link}\nMã xác nhận: 012 345\n> Confirmation code: *012 345*, xin đừng gửi");
        let wanted = "Giao việc: […]\nMã xác nhận: […]\n> Confirmation code: […]*, xin đừng gửi";
        assert_eq!(Withheld::of(&text, BASE), Withheld { text: wanted.to_owned(), any: true });
        // Such as programs write them: without a scheme, in capitals, within another's address.
        assert_eq!(withheld(&format!("Nhận <{link}> và {link}.")), "Nhận <[…]> và […].");
        assert_eq!(withheld(&format!("vanban.PHUONG-MAU.example/congvan/m/{TOKEN}")), "[…]");
        let escaped =
            format!("https://an-toan.example/?url=https%3A%2F%2Fvanban.phuong-mau.example%2Fcongvan%2Fm%2F{TOKEN}&x=1");
        assert_eq!(withheld(&escaped), "https://an-toan.example/?url=[…]&x=1");
    }

    #[test]
    fn what_is_somebodys_own_stays() {
        for text in [
            "Theo đường dẫn https://baochi.example/m/bai-viet-ve-duong-lang-so-12345 tôi xin kiến nghị.",
            "Tôi chưa nhận được mã xác nhận của cổng dịch vụ công.",
            "Mã xác nhận: tôi không thấy trong thư, đề nghị gửi lại.",
            "The confirmation code never came: 123 456.",
            "Trang https://vanban.phuong-mau.example/congvan/m/ không mở được.",
            "https://vanban.phuong-mau.example/congvan/documents/01980000-0000-7000-8000-000000000015",
            "Mã xác nhận: 123 4567",
            "",
        ] {
            assert_eq!(Withheld::of(text, BASE), Withheld { text: text.to_owned(), any: false }, "{text}");
        }
    }
}
