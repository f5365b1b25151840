//! Under which tokens a document is found. Each is a word of ASCII that neither engine cuts or changes:
//!
//! | token | what it says |
//! |---|---|
//! | `hoi`, `123` | the word without accents, the number |
//! | `_ho6i2` | the word with its accents |
//! | `thu_hoi`, `_thu0_ho6i2` | the two stand side by side |
//! | `__123`, `__123_ubnd` | the document's own số and ký hiệu |
//! | `___…` | what is no word: its date, its type, who has or had a part in it |

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    tier::Field,
    token::{self, Token, tokens},
};
use crate::{CaseFileId, access::Principal, assignment::Holder};

/// How many tokens of files one piece holds.
pub const PIECE_TOKENS: usize = 8_000;
/// The most pieces of one document; what stands behind them is not found.
pub const MOST_PIECES: usize = 63;

/// What is found of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Số and ký hiệu, as written.
    pub written: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, in words.
    pub type_name: String,
    /// Trích yếu.
    pub subject: String,
    /// Cơ quan ban hành.
    pub author: String,
    /// Who signed it, and as what.
    pub signers: Vec<String>,
    /// Instructions and comments.
    pub remarks: Vec<String>,
    /// What its files say.
    pub files: Vec<String>,
    /// Hồ sơ in which it is kept.
    pub case_file: Option<String>,
    /// What is no word of it.
    pub marks: BTreeSet<String>,
}

/// The tokens of one piece of a document, by field. Every piece has all but the files, so that words of the subject and of a file are found
/// together; each has its own part of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// Heading: số, ký hiệu, date, type, subject, and what is no word.
    pub heading: BTreeSet<String>,
    /// Author and signer.
    pub people: BTreeSet<String>,
    /// Instructions and comments.
    pub remarks: BTreeSet<String>,
    /// Files.
    pub files: BTreeSet<String>,
}

impl Piece {
    /// Its fields.
    pub const fn fields(&self) -> [(Field, &BTreeSet<String>); 4] {
        [
            (Field::Heading, &self.heading),
            (Field::People, &self.people),
            (Field::Remarks, &self.remarks),
            (Field::Files, &self.files),
        ]
    }
}

/// The token of a day on which a document was issued.
pub fn day_mark(day: NaiveDate) -> String {
    format!("___d{}", day.format("%Y%m%d"))
}

/// The token of a type of documents.
pub fn type_mark(code: &str) -> String {
    format!("___t{}", bare(code))
}

/// The token of somebody who has, or had, a part.
pub fn part_mark(principal: Principal) -> String {
    let (kind, id): (&str, Uuid) = match principal {
        Holder::Department(id) => ("d", id.0),
        Holder::Person(id) => ("p", id.0),
    };
    format!("___w{kind}{}", id.simple())
}

/// The tokens of the words of an author, or of a case file: what a filter asks for.
pub fn author_marks(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| format!("___a{}", token.folded)).collect()
}

/// The same of a case file.
pub fn case_file_marks(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| format!("___k{}", token.folded)).collect()
}

/// The token of a case file that holds the document.
pub fn in_case_file_mark(id: CaseFileId) -> String {
    format!("___f{}", id.0.simple())
}

fn bare(code: &str) -> String {
    code.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

/// The tokens of a document's own số and ký hiệu.
fn own(written: &str) -> impl Iterator<Item = String> {
    let all = tokens(written);
    let pairs: Vec<String> = all.windows(2).filter_map(pair).map(|pair| format!("__{pair}")).collect();
    all.into_iter().map(|token| format!("__{}", token.folded)).chain(pairs)
}

fn pair(two: &[Token]) -> Option<String> {
    match two {
        [one, next] => Some(token::folded_pair(one, next)),
        _ => None,
    }
}

/// Puts the words of some text in, each as it is, without accents, and with its neighbour.
fn put(into: &mut BTreeSet<String>, all: &[Token]) {
    for one in all {
        into.insert(one.folded.clone());
        into.insert(one.exact.clone());
    }
    for two in all.windows(2) {
        if let [one, next] = two {
            into.insert(token::folded_pair(one, next));
            into.insert(token::exact_pair(&one.exact, &next.exact));
        }
    }
}

impl Entry {
    /// Its tokens, in one piece or several.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut first = Piece::default();
        let heading = &mut first.heading;
        heading.extend(self.marks.iter().cloned());
        heading.extend(self.issued_on.map(day_mark));
        if let Some(written) = &self.written {
            heading.extend(own(written));
            put(heading, &tokens(written));
        }
        put(heading, &tokens(&self.type_name));
        put(heading, &tokens(&self.subject));
        heading.extend(author_marks(&self.author));
        heading.extend(self.case_file.iter().flat_map(|text| case_file_marks(text)));
        put(&mut first.people, &tokens(&self.author));
        for signer in &self.signers {
            put(&mut first.people, &tokens(signer));
        }
        for remark in &self.remarks {
            put(&mut first.remarks, &tokens(remark));
        }
        let mut pieces = vec![first.clone()];
        let mut room = PIECE_TOKENS;
        for file in &self.files {
            let all = tokens(file);
            let mut rest = all.as_slice();
            while !rest.is_empty() {
                if room == 0 {
                    if pieces.len() >= MOST_PIECES {
                        return pieces;
                    }
                    pieces.push(first.clone());
                    room = PIECE_TOKENS;
                }
                let (some, behind) = rest.split_at(room.min(rest.len()));
                // One more, so that words are side by side across the cut, too.
                let across = rest.get(..(some.len() + 1).min(rest.len())).unwrap_or(some);
                if let Some(last) = pieces.last_mut() {
                    put(&mut last.files, across);
                }
                room -= some.len();
                rest = behind;
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_its_words_with_and_without_accents() {
        let entry = Entry {
            written: Some("05/TB-UBND".to_owned()),
            issued_on: NaiveDate::from_ymd_opt(2026, 3, 5),
            type_name: "Thông báo".to_owned(),
            subject: "Về thu hồi đất".to_owned(),
            ..Entry::default()
        };
        let pieces = entry.pieces();
        assert_eq!(pieces.len(), 1);
        for token in [
            "thu",
            "hoi",
            "_ho6i2",
            "thu_hoi",
            "_thu0_ho6i2",
            "__5",
            "__5_tb",
            "__tb_ubnd",
            "5",
            "___d20260305",
            "thong_bao",
        ] {
            assert!(pieces[0].heading.contains(token), "{token}");
        }
    }

    #[test]
    fn a_long_text_is_cut_in_pieces() {
        let long = (0..PIECE_TOKENS * 2 + 5).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let entry = Entry { subject: "Về đất".to_owned(), files: vec![long], ..Entry::default() };
        let pieces = entry.pieces();
        assert_eq!(pieces.len(), 3);
        assert!(pieces.iter().all(|piece| piece.heading.contains("_d9a61t") || piece.heading.contains("dat")));
        let across = format!("w{}_w{}", PIECE_TOKENS - 1, PIECE_TOKENS);
        assert!(pieces[0].files.contains(&across) && pieces[2].files.contains(&format!("w{}", PIECE_TOKENS * 2)));
        let endless: String = "a ".repeat(PIECE_TOKENS * 70);
        assert_eq!(Entry { files: vec![endless], ..Entry::default() }.pieces().len(), MOST_PIECES);
    }
}
