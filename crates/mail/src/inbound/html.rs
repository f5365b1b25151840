//! HTML to lines of text. The tokens are those that browsers see (html5gum); what is made of them is only what a reader of the words
//! needs: where lines end, what is not shown, and what is marked as quoted, as a signature, or as the beginning of the earlier message.
//! Nothing is built, so no nesting costs more than its length.

use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::line::{Line, Standing, visible};

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Quoted,
    Signature,
    Hidden,
    Preformatted,
}

/// An open element that has an effect.
struct Open {
    name: Vec<u8>,
    effect: Effect,
    /// Elements of the same name that were opened in it since.
    inner: usize,
}

/// Elements with an effect that are followed into each other; deeper ones are taken for part of the last.
const DEEPEST: usize = 200;

/// What was read of an HTML text.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// The content ids of the pictures that it shows.
    pub(super) pictures: BTreeSet<String>,
}

/// Reads it.
pub(super) fn read(html: &str) -> Page {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut writer = Writer::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => writer.start(&tag),
            Token::EndTag(tag) => writer.end(&tag.name),
            Token::String(text) => writer.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    writer.break_line();
    Page { lines: writer.lines, pictures: writer.pictures }
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    current: String,
    open: Vec<Open>,
    pictures: BTreeSet<String>,
}

impl Writer {
    fn within(&self, effect: Effect) -> bool {
        self.open.iter().any(|open| open.effect == effect)
    }

    fn standing(&self) -> Standing {
        if self.within(Effect::Quoted) {
            Standing::Quoted
        } else if self.within(Effect::Signature) {
            Standing::Signature
        } else {
            Standing::Plain
        }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        match name {
            b"br" => return self.new_line(),
            b"img" => return self.picture(tag),
            b"hr" => {
                self.break_line();
                if attribute(tag, b"id").is_some_and(|id| id == "zwchr") {
                    self.divide();
                }
                return;
            }
            _ => {}
        }
        if divides(tag) {
            self.break_line();
            self.divide();
        }
        let effect = effect(tag);
        let closes_itself = is_void(name) || (tag.self_closing && matches!(name, b"svg" | b"math"));
        if effect == Some(Effect::Hidden) {
            return self.follow(name, effect, closes_itself);
        }
        if is_block(name) {
            self.break_line();
        }
        if matches!(name, b"p" | b"h1" | b"h2" | b"h3" | b"h4") {
            self.blank_line();
        }
        if name == b"li" && !self.within(Effect::Hidden) {
            self.current.push_str("- ");
        }
        if matches!(name, b"td" | b"th") && !self.current.is_empty() {
            self.current.push(' ');
        }
        self.follow(name, effect, closes_itself);
    }

    fn follow(&mut self, name: &[u8], effect: Option<Effect>, closes_itself: bool) {
        let Some(effect) = effect.filter(|_| self.open.len() < DEEPEST && !closes_itself) else {
            if let Some(open) = self.open.iter_mut().rev().find(|open| open.name == name)
                && !closes_itself
                && !has_optional_end(name)
            {
                open.inner = open.inner.saturating_add(1);
            }
            return;
        };
        // What isn't seen parts nothing: the words around it stand on one line.
        if effect != Effect::Hidden {
            self.break_line();
        }
        self.open.push(Open { name: name.to_vec(), effect, inner: 0 });
    }

    fn end(&mut self, name: &[u8]) {
        if is_block(name) {
            self.break_line();
        }
        if name == b"p" {
            self.blank_line();
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        match self.open.get_mut(at) {
            Some(open) if open.inner > 0 => open.inner = open.inner.saturating_sub(1),
            _ => {
                // What was left open in it ends first, so that its last line is told by what it stands in itself.
                self.open.truncate(at.saturating_add(1));
                if self.open.last().is_some_and(|open| open.effect != Effect::Hidden) {
                    self.break_line();
                }
                self.open.truncate(at);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.within(Effect::Hidden) {
            return;
        }
        if self.within(Effect::Preformatted) {
            for (count, part) in text.split('\n').enumerate() {
                if count > 0 {
                    self.new_line();
                }
                self.current.push_str(part);
            }
            return;
        }
        for letter in text.chars() {
            // A space that must not break is one that was meant.
            if matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                if !self.current.is_empty() && !self.current.ends_with(' ') {
                    self.current.push(' ');
                }
            } else {
                self.current.push(letter);
            }
        }
    }

    fn picture(&mut self, tag: &StartTag<()>) {
        let source = attribute(tag, b"src").unwrap_or_default();
        let id = source.strip_prefix("cid:").or_else(|| source.strip_prefix("CID:"));
        self.pictures.extend(id.map(|id| id.trim().to_owned()));
    }

    /// Ends the line, be it empty.
    fn new_line(&mut self) {
        if self.within(Effect::Hidden) {
            return;
        }
        let line = Line::new(visible(&self.current).trim(), self.standing());
        self.lines.push(line);
        self.current.clear();
    }

    /// Ends the line, if there is something on it.
    fn break_line(&mut self) {
        if self.within(Effect::Hidden) {
            return;
        }
        if self.current.trim().is_empty() {
            self.current.clear();
        } else {
            self.new_line();
        }
    }

    fn blank_line(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_blank()) && !self.within(Effect::Hidden) {
            self.lines.push(Line::new("", self.standing()));
        }
    }

    fn divide(&mut self) {
        if self.standing() == Standing::Plain {
            self.lines.push(Line::new("", Standing::Divider));
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).trim().to_owned())
}

fn has_class(tag: &StartTag<()>, wanted: &[&str]) -> bool {
    attribute(tag, b"class").is_some_and(|classes| classes.split_whitespace().any(|class| wanted.contains(&class)))
}

/// Outlook's marks, on the web, on telephones and on the Mac.
fn divides(tag: &StartTag<()>) -> bool {
    let ids = ["divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container"];
    attribute(tag, b"id").is_some_and(|id| ids.iter().any(|known| id == *known || id.ends_with(&format!("_{known}"))))
}

fn effect(tag: &StartTag<()>) -> Option<Effect> {
    let name: &[u8] = &tag.name;
    if is_unseen(name) || is_hidden(tag) {
        return Some(Effect::Hidden);
    }
    if name == b"blockquote"
        || has_class(tag, &["yahoo_quoted", "protonmail_quote", "zmail_extra", "moz-forward-container"])
    {
        return Some(Effect::Quoted);
    }
    let id = attribute(tag, b"id").unwrap_or_default();
    if has_class(tag, &["gmail_signature", "moz-signature", "protonmail_signature_block"])
        || matches!(
            id.as_str(),
            "Signature" | "ms-outlook-mobile-signature" | "AppleMailSignature" | "composer_signature"
        )
    {
        return Some(Effect::Signature);
    }
    matches!(name, b"pre" | b"textarea").then_some(Effect::Preformatted)
}

/// What is never shown, and what is shown as struck out: its writer took it back.
fn is_unseen(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"title"
            | b"template"
            | b"noscript"
            | b"select"
            | b"svg"
            | b"object"
            | b"s"
            | b"strike"
            | b"del"
    )
}

/// Whether the element's own attributes hide it or strike it out. What a style sheet, a colour or a place out of sight hides is not known.
fn is_hidden(tag: &StartTag<()>) -> bool {
    if tag.attributes.contains_key(&b"hidden"[..]) {
        return true;
    }
    let style = attribute(tag, b"style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    style.split(';').filter_map(|one| one.split_once(':')).any(|(name, value)| match (name, value) {
        ("display", value) => value.starts_with("none"),
        ("visibility", value) => value.starts_with("hidden") || value.starts_with("collapse"),
        ("mso-hide", value) => value.starts_with("all"),
        ("font-size" | "max-height" | "opacity" | "font", value) => is_nothing(value),
        ("text-decoration" | "text-decoration-line", value) => value.contains("line-through"),
        _ => false,
    })
}

/// Whether a length or a share is nothing: `0`, `0px`, `0.0%`, `.0`.
fn is_nothing(value: &str) -> bool {
    let number = value.trim_end_matches("!important").trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.contains('0') && number.chars().all(|c| matches!(c, '0' | '.'))
}

/// Elements that never hold anything.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"blockquote"
            | b"body"
            | b"center"
            | b"dd"
            | b"div"
            | b"dl"
            | b"dt"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"html"
            | b"li"
            | b"main"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"table"
            | b"tbody"
            | b"tr"
            | b"ul"
    )
}

/// Elements that another one may end without a word.
fn has_optional_end(name: &[u8]) -> bool {
    matches!(name, b"p" | b"li" | b"td" | b"th" | b"tr" | b"dd" | b"dt" | b"option" | b"tbody")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(html: &str) -> Vec<String> {
        read(html).lines.into_iter().filter(|l| l.standing == Standing::Plain).map(|l| l.text).collect()
    }

    #[test]
    fn lines_end_where_a_reader_sees_them_end() {
        assert_eq!(plain("<div>XONG:&nbsp;đã <b>gửi</b></div><div>hai<br>ba</div>"), ["XONG: đã gửi", "hai", "ba"]);
        assert_eq!(plain("<p>một</p><p>hai"), ["một", "", "hai"]);
        assert_eq!(plain("a &lt;b&gt; &amp; c"), ["a <b> & c"]);
        assert_eq!(plain("<pre>a\n b</pre>"), ["a", "b"]);
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        let hidden = "<style>p{}</style><script>XONG</script><div style='DISPLAY: none'>XONG<div>x</div>y</div>thấy<!-- XONG -->";
        assert_eq!(plain(hidden), ["thấy"]);
    }

    #[test]
    fn what_is_hidden_or_struck_out_by_its_element_is_not_read() {
        for hidden in [
            "<div hidden>XONG</div>",
            "<p style='font-size:\t0px'>XONG</p>",
            "<p style='max-height: 0 !important'>XONG</p>",
            "<p style='Opacity:0.0'>XONG</p>",
            "<p style='display:\tnone'>XONG</p>",
            "<p style='text-decoration: underline line-through'>XONG</p>",
            "<s>XONG</s>",
            "<strike>XONG</strike>",
            "<del>XONG</del>",
            "<object/>XONG</object>",
            "<del>XONG<br>XONG</del>",
        ] {
            assert_eq!(plain(&format!("{hidden}<div>thấy</div>")), ["thấy"], "{hidden}");
        }
        for shown in ["font-size:0.9em", "font-size:10px", "opacity:0.05", "max-height:05px", "text-decoration:none"] {
            assert_eq!(
                plain(&format!("<p style='{shown}'>thấy</p>")).first().map(String::as_str),
                Some("thấy"),
                "{shown}"
            );
        }
        // It parts no line, and an element that holds nothing hides nothing.
        for whole in [
            "DUYỆT <s>a<br>b</s>chi bao nhiêu",
            "DUYỆT <span style='display:none'>a</span>chi bao nhiêu",
            "DUYỆT <div hidden>a</div>chi bao nhiêu",
            "DUYỆT <input hidden>chi bao nhiêu",
        ] {
            assert_eq!(plain(whole), ["DUYỆT chi bao nhiêu"], "{whole}");
        }
    }

    #[test]
    fn no_element_of_html_closes_itself() {
        assert!(plain("<blockquote/>DUYỆT").is_empty());
        assert_eq!(plain("<svg/>thấy"), ["thấy"]);
        // What is left open in a quotation doesn't make its last line its reader's.
        assert_eq!(plain("<blockquote>DUYỆT<s>x</blockquote>thấy"), ["thấy"]);
    }

    #[test]
    fn quotations_end_where_they_end() {
        let html = "<div>trên</div><blockquote>cũ<blockquote>hơn</blockquote>cũ</blockquote><div>dưới</div>";
        assert_eq!(plain(html), ["trên", "dưới"]);
        // Whatever is never closed goes to the end.
        assert_eq!(plain("trên<blockquote>cũ<div>cũ"), ["trên"]);
    }

    #[test]
    fn outlook_divides() {
        let page = read("<div>DUYỆT</div><div id=\"appendonsend\"></div><hr><div id='divRplyFwdMsg'>From: a</div>");
        assert_eq!(page.lines[1].standing, Standing::Divider);
    }

    #[test]
    fn pictures_are_known_by_their_ids() {
        assert_eq!(read("<img src='cid:a@b'>").pictures.into_iter().collect::<Vec<_>>(), ["a@b"]);
    }
}
