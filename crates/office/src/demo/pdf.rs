//! A PDF of one page, small and valid, for the demo's letters.
//!
//! The fonts that every reader has (Helvetica) know no Vietnamese letters, and a font that does would be as large as this
//! program; so the page shows the text without accents, and the title (in UTF-16, as PDF has it) keeps them.

use std::fmt::Write;

use domain::fold;

/// Characters that fit on a line of the page.
const LINE: usize = 80;
/// Lines that fit below the title.
const LINES: usize = 44;

/// Makes the page.
pub fn demo_pdf(title: &str, lines: &[&str]) -> Vec<u8> {
    let content = content(title, lines);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (vi-VN) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R \
         /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        format!("<< /Title {} /Producer (congvan) >>", utf16(title)),
    ];
    // Bytes above 127 in the second line tell programs that this is not text.
    let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    let count = objects.len() + 1;
    let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(end, "{place:010} 00000 n ");
    }
    let _ = write!(end, "trailer\n<< /Size {count} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.extend(end.bytes());
    file
}

/// The page's drawing: the title in bold, the lines below it.
fn content(title: &str, lines: &[&str]) -> String {
    let mut drawn = String::from("BT\n/F2 14 Tf\n18 TL\n56 780 Td\n");
    for line in wrapped(title, 58) {
        let _ = writeln!(drawn, "({}) Tj T*", escaped(&line));
    }
    drawn.push_str("/F1 11 Tf\n15 TL\nT*\n");
    for line in lines.iter().flat_map(|line| wrapped(line, LINE)).take(LINES) {
        let _ = writeln!(drawn, "({}) Tj T*", escaped(&line));
    }
    drawn.push_str("ET\n");
    drawn
}

/// Breaks a text into lines at its spaces; an empty text is an empty line.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in plain(text).split_whitespace() {
        let word: String = word.chars().take(width).collect();
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = word,
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// The text in ASCII, its capitals kept.
fn plain(text: &str) -> String {
    let mut ascii = String::new();
    for letter in text.chars() {
        match letter {
            c if c.is_ascii() => ascii.push(c),
            '–' | '—' => ascii.push('-'),
            '“' | '”' => ascii.push('"'),
            '‘' | '’' => ascii.push('\''),
            c => {
                let base = fold(&c.to_string());
                let base = if c.is_uppercase() { base.to_uppercase() } else { base };
                ascii.extend(base.chars().map(|b| if b.is_ascii() { b } else { '?' }));
            }
        }
    }
    ascii
}

fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for letter in line.chars().filter(|c| !c.is_ascii_control()) {
        if matches!(letter, '(' | ')' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// A text string with every letter: UTF-16 behind a byte order mark, in hex.
fn utf16(text: &str) -> String {
    let mut hex = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(hex, "{unit:04X}");
    }
    hex.push('>');
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number_after<'a>(text: &'a str, mark: &str) -> &'a str {
        text.split(mark).nth(1).unwrap().split_whitespace().next().unwrap()
    }

    #[test]
    fn every_place_in_the_table_is_that_of_its_object() {
        let pdf = demo_pdf("Công văn (số 12)", &["Kính gửi: Ủy ban nhân dân phường", "", "a\\b (c)"]);
        let text = String::from_utf8_lossy(&pdf).into_owned();
        assert!(text.starts_with("%PDF-1.7\n") && text.ends_with("%%EOF\n"));
        let table: usize = number_after(&text, "startxref\n").parse().unwrap();
        assert!(pdf[table..].starts_with(b"xref\n0 8\n0000000000 65535 f \n"));
        let entries = &pdf[table + "xref\n0 8\n".len()..];
        for (entry, number) in entries.chunks(20).take(8).zip(0..) {
            assert_eq!((entry.len(), entry[18], entry[19]), (20, b' ', b'\n'));
            let place: usize = std::str::from_utf8(&entry[..10]).unwrap().parse().unwrap();
            if number > 0 {
                assert!(pdf[place..].starts_with(format!("{number} 0 obj\n").as_bytes()), "{number}");
            }
        }
        let length: usize = number_after(&text, "/Length ").parse().unwrap();
        let stream = pdf.windows(7).position(|w| w == b"stream\n").unwrap() + 7;
        assert!(pdf[stream + length..].starts_with(b"endstream"));
        assert!(text.contains("(Cong van \\(so 12\\)) Tj"));
        assert!(text.contains("(Kinh gui: Uy ban nhan dan phuong) Tj"));
    }

    #[test]
    fn accents_go_and_capitals_stay() {
        assert_eq!(plain("Đường Ứng Hòa – “ế”"), "Duong Ung Hoa - \"e\"");
    }

    #[test]
    fn long_lines_are_broken_and_long_pages_cut() {
        let long = "từ ".repeat(60);
        assert!(wrapped(&long, LINE).iter().all(|line| line.len() <= LINE));
        assert!(demo_pdf("x", &vec![long.as_str(); 500]).len() < 20_000);
    }
}
