//! A page: its title and its text, without what a browser does not show as text. The tokens are those that browsers see; nothing is built, so no
//! nesting costs more than its length.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1258};
use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::gather::Gather;

/// How far a page is looked at for the name of its encoding.
const HEAD: usize = 1024;

pub(crate) fn read(bytes: &[u8], gather: &mut Gather) {
    words(&letters(bytes), gather);
}

/// The text of a page that is there in letters.
pub(crate) fn words(html: &str, gather: &mut Gather) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    // The element that hides what stands in it, and how many of its name were opened in it.
    let mut hidden: Option<(Vec<u8>, usize)> = None;
    for token in Tokenizer::new_with_emitter(html, emitter) {
        if gather.is_full() {
            break;
        }
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name: &[u8] = &tag.name;
                match &mut hidden {
                    Some((outer, inner)) if *outer == name => *inner = inner.saturating_add(1),
                    Some(_) => {}
                    None if is_hidden(name) && !tag.self_closing => hidden = Some((name.to_vec(), 0)),
                    None => part(name, gather),
                }
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                match &mut hidden {
                    Some((outer, 0)) if *outer == name => hidden = None,
                    Some((outer, inner)) if *outer == name => *inner = inner.saturating_sub(1),
                    Some(_) => {}
                    None => part(name, gather),
                }
            }
            Token::String(text) if hidden.is_none() => gather.text(&String::from_utf8_lossy(&text)),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    gather.paragraph();
}

/// What its own words or a browser say of its encoding; else UTF-8, and where it is not that, the one of Vietnamese Windows.
fn letters(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    let (text, broken) = UTF_8.decode_without_bom_handling(bytes);
    if !broken {
        return text;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let named = head.split_once("charset").map(|(_, rest)| rest.trim_start_matches(['=', ' ', '"', '\'']));
    let label: String =
        named.unwrap_or_default().chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
    // What is named UTF-8 and is not quite, is read as it.
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1258);
    encoding.decode_without_bom_handling(bytes).0
}

/// Elements whose content is not shown as text.
fn is_hidden(name: &[u8]) -> bool {
    matches!(
        name,
        b"script" | b"style" | b"template" | b"noscript" | b"svg" | b"math" | b"object" | b"iframe" | b"datalist"
    )
}

/// Parts words or lines, where an element does.
fn part(name: &[u8], gather: &mut Gather) {
    match name {
        b"td" | b"th" | b"option" | b"img" | b"input" | b"button" => gather.blank(),
        b"br" | b"hr" | b"p" | b"div" | b"tr" | b"table" | b"thead" | b"tbody" | b"tfoot" | b"caption" | b"ul"
        | b"ol" | b"li" | b"dl" | b"dt" | b"dd" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"title"
        | b"body" | b"head" | b"section" | b"article" | b"header" | b"footer" | b"nav" | b"aside" | b"main"
        | b"blockquote" | b"pre" | b"form" | b"fieldset" | b"address" | b"figure" | b"figcaption" | b"details"
        | b"summary" | b"select" | b"textarea" | b"center" => gather.paragraph(),
        _ => {}
    }
}
