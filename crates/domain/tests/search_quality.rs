//! How well the search finds what people mean, on the labelled set in tests/search: the order of the tiers alone, without any database.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "a test: what can't be done must fail loudly, and its figures are small"
)]

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    catalogue::DOCUMENT_TYPES,
    search::{Entry, Field, Piece, Query, abbreviation::type_words, entry},
};

fn table(text: &str) -> Vec<Vec<&str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect()).collect()
}

fn documents() -> Vec<(String, Piece)> {
    let text = include_str!("../../../tests/search/documents.tsv");
    let mut all = Vec::new();
    for row in table(text) {
        let [key, _, number, notation, kind, issued_on, author, signer, subject, instruction, comment, file] = row[..]
        else {
            panic!("{row:?}")
        };
        let name = DOCUMENT_TYPES.iter().find(|one| one.code == kind).map_or(kind, |one| type_words(one.name));
        let entry = Entry {
            written: (!number.is_empty()).then(|| format!("{number}/{notation}")),
            issued_on: issued_on.parse().ok(),
            type_name: name.to_owned(),
            subject: subject.to_owned(),
            author: author.to_owned(),
            signers: vec![signer.to_owned()],
            remarks: vec![instruction.to_owned(), comment.to_owned()],
            files: vec![file.to_owned()],
            marks: BTreeSet::from([entry::type_mark(kind)]),
            ..Entry::default()
        };
        all.push((key.to_owned(), entry.pieces().remove(0)));
    }
    all
}

/// What a query finds, in order; inside a tier the last of the table first.
fn found(documents: &[(String, Piece)], typed: &str) -> Vec<String> {
    let query = Query::read(typed);
    let mut all = Vec::new();
    for tier in query.tiers() {
        for (key, piece) in documents.iter().rev() {
            let has = |token: &str, field: Field| {
                piece.fields().into_iter().any(|(which, all)| which == field && all.contains(token))
            };
            if tier.wanted.holds(&has) && !tier.but.iter().any(|but| but.holds(&has)) {
                all.push(key.clone());
            }
        }
    }
    all
}

#[test]
fn the_labelled_queries_find_what_was_meant() {
    let documents = documents();
    let mut kinds: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for row in table(include_str!("../../../tests/search/queries.tsv")) {
        let [id, kind, typed, relevant] = row[..] else { panic!("{row:?}") };
        let wanted: BTreeSet<&str> = relevant.split(' ').collect();
        let hits = found(&documents, typed);
        let good = |n: usize| hits.iter().take(n).filter(|key| wanted.contains(key.as_str())).count() as f64;
        let (recall, precision) = (good(20) / wanted.len() as f64, good(wanted.len()) / wanted.len() as f64);
        if recall < 1.0 || precision < 1.0 {
            let top: Vec<&str> = hits.iter().take(wanted.len() + 3).map(String::as_str).collect();
            println!(
                "{id} {kind} {typed:?}: recall {recall:.2}, R-precision {precision:.2}; wanted {relevant}; got {top:?} of {}",
                hits.len()
            );
        }
        for kind in [kind, "all"] {
            let sum = kinds.entry(kind).or_default();
            (sum.0, sum.1, sum.2) = (sum.0 + 1.0, sum.1 + recall, sum.2 + precision);
        }
    }
    for (kind, (count, recall, precision)) in &kinds {
        println!("| {kind} | {count} | {:.3} | {:.3} |", recall / count, precision / count);
    }
    let (count, recall, precision) = kinds["all"];
    assert!(recall / count >= 0.95 && precision / count >= 0.92);
}
