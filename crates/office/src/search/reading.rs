//! Documents read for the search: under which words they are found, and which of these are shown.

use std::{cmp::Reverse, collections::BTreeMap};

use domain::{
    AgencyId, DocumentId, FileId,
    access::{self, outgoing::Sight},
    incoming::{IncomingDocument, State},
    outgoing::OutgoingDocument,
    search::{Entry, Query, abbreviation::type_words, entry, snippet::snippet},
};
use store::{
    Conn, StoreError, case_file, document, file_text, history,
    organisation::AgencySnapshot,
    outgoing,
    search::{Direction, Hit, Readable, Readers},
};

use super::{Document, Item, Stands};
use crate::agency::Caller;

/// The most snippets of one document.
const SNIPPETS: usize = 4;
/// How many events of a history are read at once.
const EVENTS: i64 = 500;
/// How much of the files is looked through for words to show, in bytes: what stands behind it is found, and not shown.
const LOOKED_THROUGH: usize = 256 * 1024;
/// Where in an event somebody says something.
const SAID: [&str; 6] = ["instruction", "note", "text", "reason", "remark", "comment"];

/// Số and ký hiệu as one writes them.
pub(super) fn written(number: Option<&str>, notation: Option<&str>) -> Option<String> {
    match (number, notation) {
        (Some(number), Some(notation)) => Some(format!("{number}/{notation}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

fn type_name(snapshot: &AgencySnapshot, code: &str) -> String {
    let known = snapshot.types.iter().find(|one| one.code == code);
    known.map_or_else(|| code.replace('_', " "), |one| type_words(&one.name).to_owned())
}

/// What people have said of a document, in the order in which they did, each thing once.
fn remarks(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Vec<String>, StoreError> {
    let mut all: Vec<String> = Vec::new();
    let mut after = 0;
    loop {
        let links = history::of_document(conn, agency, id, after, EVENTS)?;
        let Some(last) = links.last() else { return Ok(all) };
        after = last.seq();
        for link in &links {
            let event: serde_json::Value =
                serde_json::from_str(link.body()).map_err(|_| StoreError::corrupt("an event"))?;
            said(&event, &mut all);
        }
        if i64::try_from(links.len()).unwrap_or(EVENTS) < EVENTS {
            return Ok(all);
        }
    }
}

fn said(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, inner) in fields {
                match inner.as_str() {
                    Some(text) if SAID.contains(&name.as_str()) => {
                        if !all.iter().any(|there| there == text) {
                            all.push(text.to_owned());
                        }
                    }
                    _ => said(inner, all),
                }
            }
        }
        serde_json::Value::Array(some) => some.iter().for_each(|one| said(one, all)),
        _ => {}
    }
}

fn incoming_entry(document: &IncomingDocument, snapshot: &AgencySnapshot) -> Entry {
    let facts = document.facts();
    let text = |part: Option<String>| part.into_iter();
    let mut marks: std::collections::BTreeSet<String> =
        access::lookers(document).into_iter().map(entry::part_mark).collect();
    marks.insert(entry::type_mark(&facts.type_code));
    Entry {
        written: written(
            facts.number.as_ref().map(ToString::to_string).as_deref(),
            facts.notation.as_ref().map(ToString::to_string).as_deref(),
        ),
        issued_on: facts.issued_on,
        type_name: type_name(snapshot, &facts.type_code),
        subject: facts.subject().map(ToString::to_string).unwrap_or_default(),
        author: facts.author.to_string(),
        signers: text(facts.signer_name.as_ref().map(ToString::to_string))
            .chain(text(facts.signer_position.as_ref().map(ToString::to_string)))
            .collect(),
        case_file: match document.state() {
            State::Filed { case_file, .. } => case_file.as_ref().map(ToString::to_string),
            _ => None,
        },
        marks,
        ..Entry::default()
    }
}

fn outgoing_entry(document: &OutgoingDocument, snapshot: &AgencySnapshot) -> Entry {
    let content = document.content();
    let line = document.state().line();
    let mut marks: std::collections::BTreeSet<String> =
        access::outgoing::lookers(document).into_iter().map(entry::part_mark).collect();
    marks.insert(entry::type_mark(&content.type_code));
    let signer = content.signer.and_then(|id| snapshot.directory.people.get(&id));
    Entry {
        written: line.map(domain::outgoing::Line::written),
        issued_on: line.map(|line| line.issued_on),
        type_name: type_name(snapshot, &content.type_code),
        subject: content.subject.to_string(),
        author: snapshot.organisation.agency.name_on(snapshot.day).to_owned(),
        signers: signer.map(|person| person.name.clone()).into_iter().collect(),
        case_file: document.state().case_file().map(ToString::to_string),
        marks,
        ..Entry::default()
    }
}

/// Which files everybody reads who has received it.
fn received(document: &OutgoingDocument) -> Vec<FileId> {
    let gone = document.state().dispatch().is_some();
    document.sealed_files().filter(|_| gone).map(|file| file.id).collect()
}

/// By what it is found whom a case file is shown that it is in.
fn kept_in(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Vec<String>, StoreError> {
    let files = case_file::of_document(conn, agency, id)?;
    Ok(files.iter().map(|file| entry::in_case_file_mark(file.id())).collect())
}

/// Under which words a document is found now, and by whom; nothing where it is a secret line, or not there.
pub(crate) fn readables(
    conn: &mut Conn,
    (agency, id): (AgencyId, DocumentId),
    direction: Direction,
    snapshot: &AgencySnapshot,
) -> Result<Vec<Readable>, StoreError> {
    let for_all = |entry: &Entry, readers: Readers| {
        entry.pieces().into_iter().map(|piece| Readable { readers, piece }).collect::<Vec<_>>()
    };
    match direction {
        Direction::Incoming => {
            let Some(loaded) = document::load(conn, agency, id)? else { return Ok(Vec::new()) };
            if loaded.document.facts().is_secret() {
                return Ok(Vec::new());
            }
            let mut entry = incoming_entry(&loaded.document, snapshot);
            entry.marks.extend(kept_in(conn, agency, id)?);
            entry.remarks = remarks(conn, agency, id)?;
            let mut texts = file_text::of_document(conn, agency, id)?;
            entry.files = loaded.document.files().iter().filter_map(|one| texts.remove(&one.file.id)).collect();
            Ok(for_all(&entry, Readers::All))
        }
        Direction::Outgoing => {
            let Some(loaded) = outgoing::load(conn, agency, id)? else { return Ok(Vec::new()) };
            let mut entry = outgoing_entry(&loaded.document, snapshot);
            entry.marks.extend(kept_in(conn, agency, id)?);
            let texts = file_text::of_document(conn, agency, id)?;
            let of = |ids: Vec<FileId>| -> Vec<String> { ids.iter().filter_map(|id| texts.get(id).cloned()).collect() };
            entry.files = of(received(&loaded.document));
            let outside = entry.clone();
            let mut ids: Vec<FileId> = Vec::new();
            for file in loaded.document.files() {
                if !ids.contains(&file.file.id) {
                    ids.push(file.file.id);
                }
            }
            entry.files = of(ids);
            entry.remarks = remarks(conn, agency, id)?;
            entry.remarks.extend(loaded.document.content().remark.as_ref().map(ToString::to_string));
            if entry == outside {
                return Ok(for_all(&entry, Readers::All));
            }
            let mut all = for_all(&entry, Readers::Whole);
            all.extend(for_all(&outside, Readers::Others));
            Ok(all)
        }
    }
}

/// What is shown of a document that was found; nothing where it is gone, or the person may not see it after all.
pub(super) fn item(
    conn: &mut Conn,
    caller: Caller,
    snapshot: &AgencySnapshot,
    query: &Query,
    hit: Hit,
) -> Result<Option<Item>, StoreError> {
    let agency = caller.agency;
    let (found, entry, whole, files) = match hit.direction {
        Direction::Incoming => {
            let Some(loaded) = document::load(conn, agency, hit.document)? else { return Ok(None) };
            let document = loaded.document;
            if document.facts().is_secret() || !access::may_see(&document, caller.person, &snapshot.directory) {
                return Ok(None);
            }
            let entry = incoming_entry(&document, snapshot);
            let files: BTreeMap<FileId, String> =
                document.files().iter().map(|one| (one.file.id, one.file.name.to_string())).collect();
            (Document::Incoming(Box::new(document)), entry, true, files)
        }
        Direction::Outgoing => {
            let Some(loaded) = outgoing::load(conn, agency, hit.document)? else { return Ok(None) };
            let document = loaded.document;
            let Some(sight) = access::outgoing::sight(&document, caller.person, &snapshot.directory) else {
                return Ok(None);
            };
            let whole = sight == Sight::Whole && hit.whole;
            let entry = outgoing_entry(&document, snapshot);
            let open = received(&document);
            let files: BTreeMap<FileId, String> = document
                .files()
                .filter(|one| whole || open.contains(&one.file.id))
                .map(|one| (one.file.id, one.file.name.to_string()))
                .collect();
            (Document::Outgoing(Box::new(document)), entry, whole, files)
        }
    };
    let mut texts: Vec<(Stands, String)> = vec![(Stands::Subject, entry.subject.clone())];
    texts.extend(entry.written.clone().map(|text| (Stands::Number, text)));
    texts.push((Stands::Author, entry.author.clone()));
    texts.extend(entry.signers.iter().map(|text| (Stands::Signer, text.clone())));
    // What all stands in the heading is shown without reading the rest.
    let headed = |texts: &[(Stands, String)]| {
        let mut all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        all.push(&entry.type_name);
        query.stands_in(&all)
    };
    if !headed(&texts) && whole {
        texts.extend(remarks(conn, agency, hit.document)?.into_iter().map(|text| (Stands::Remark, text)));
    }
    if !headed(&texts) {
        let mut left = LOOKED_THROUGH;
        for (id, text) in file_text::of_document(conn, agency, hit.document)? {
            let Some(name) = files.get(&id) else { continue };
            let mut end = text.len().min(left);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            left -= end;
            texts.push((Stands::File(id, name.clone()), text.get(..end).unwrap_or_default().to_owned()));
        }
    }
    let mut snippets: Vec<_> =
        texts.into_iter().filter_map(|(stands, text)| Some((stands, snippet(query, &text)?))).collect();
    snippets.sort_by_key(|(_, snippet)| Reverse(snippet.worth));
    snippets.truncate(SNIPPETS);
    Ok(Some(Item { document: found, snippets, place: hit.place }))
}
