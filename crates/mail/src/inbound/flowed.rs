//! Text whose paragraphs were broken into lines for the way (RFC 3676, `format=flowed`), put together again.

use super::line::{Line, Standing, is_signature_mark, visible};

/// How it was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flow {
    /// Whether the space at which a line was broken was put in for that.
    pub(super) delete_space: bool,
}

/// The lines as they were written. Line ends are `\n`.
pub(super) fn lines(text: &str, flow: Flow) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::new();
    // The depth of the line that goes on, and what there is of it.
    let mut open: Option<(usize, String)> = None;
    for raw in text.split('\n') {
        let content = raw.trim_start_matches('>');
        let depth = raw.len().saturating_sub(content.len());
        let content = content.strip_prefix(' ').unwrap_or(content);
        let mark = is_signature_mark(content);
        if open.as_ref().is_some_and(|(before, _)| *before != depth || mark) {
            close(&mut whole, &mut open);
        }
        let goes_on = content.ends_with(' ') && !mark;
        let part = if goes_on && flow.delete_space { content.strip_suffix(' ').unwrap_or(content) } else { content };
        match &mut open {
            Some((_, text)) => text.push_str(part),
            None => open = Some((depth, part.to_owned())),
        }
        if !goes_on {
            close(&mut whole, &mut open);
        }
    }
    close(&mut whole, &mut open);
    whole
}

fn close(whole: &mut Vec<Line>, open: &mut Option<(usize, String)>) {
    if let Some((depth, text)) = open.take() {
        let standing = match depth {
            0 if is_signature_mark(&text) => Standing::Signature,
            0 => Standing::Plain,
            _ => Standing::Quoted,
        };
        whole.push(Line::new(&visible(&text), standing));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, delete_space: bool) -> Vec<(String, Standing)> {
        lines(text, Flow { delete_space }).into_iter().map(|line| (line.text, line.standing)).collect()
    }

    #[test]
    fn paragraphs_are_whole_again() {
        assert_eq!(
            texts("XONG: đã gửi \nbáo cáo\n>cũ \n>hơn\n-- \nAn \nPhòng", false),
            [
                ("XONG: đã gửi báo cáo".to_owned(), Standing::Plain),
                ("cũ hơn".to_owned(), Standing::Quoted),
                ("--".to_owned(), Standing::Signature),
                ("An Phòng".to_owned(), Standing::Plain),
            ]
        );
        assert_eq!(texts("kh \nông\n From here", true)[0].0, "không");
        assert_eq!(texts("kh \nông\n From here", true)[1].0, "From here");
    }
}
