//! The text of a message as lines, each with what the message's own form says of it. What the words say is looked at in `reply`.

use super::flowed;

/// What the form of a message says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: it may be its writer's.
    Plain,
    /// It is marked as an earlier message's: by `>`, or as a block quotation.
    Quoted,
    /// It is marked as a signature.
    Signature,
    /// The program put the earlier message behind it.
    Divider,
}

/// One line of a message's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The text, on one line, composed; without the marks of quoting.
    pub text: String,
    /// What it is marked as.
    pub standing: Standing,
}

impl Line {
    pub(super) fn new(text: &str, standing: Standing) -> Self {
        Self { text: text.trim_end().to_owned(), standing }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a plain text.
pub(super) fn of_plain(text: &str, flow: Option<flowed::Flow>) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{B}', '\u{C}'], "\n");
    if let Some(flow) = flow {
        return flowed::lines(&text, flow);
    }
    text.split('\n')
        .map(|raw| match unquoted(raw) {
            Some(inner) => Line::new(&visible(inner), Standing::Quoted),
            None => {
                Line::new(&visible(raw), if is_signature_mark(raw) { Standing::Signature } else { Standing::Plain })
            }
        })
        .collect()
}

/// What stands behind the marks of quoting; `None` where there are none.
fn unquoted(raw: &str) -> Option<&str> {
    let inner = raw.trim_start();
    inner.starts_with('>').then(|| inner.trim_start_matches(['>', ' ', '\t']))
}

/// The line that begins a signature (RFC 3676, section 4.3); many programs lose its last space.
pub(super) fn is_signature_mark(raw: &str) -> bool {
    matches!(raw.trim_end_matches(['\r', '\n']), "-- " | "--" | "--\u{A0}")
}

/// Without what nobody sees; every kind of space is a space.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !domain::is_invisible(*c))
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_quoting() {
        let lines = of_plain("XONG: đã gửi\r\n> > cũ\n >cũ hơn\n-- \nAn\u{200B}h", None);
        let standings: Vec<_> = lines.iter().map(|line| line.standing).collect();
        assert_eq!(
            standings,
            [Standing::Plain, Standing::Quoted, Standing::Quoted, Standing::Signature, Standing::Plain]
        );
        assert_eq!((lines[1].text.as_str(), lines[4].text.as_str()), ("cũ", "Anh"));
    }
}
