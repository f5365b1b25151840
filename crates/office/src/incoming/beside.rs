//! What is shown of an incoming document beside itself: the earlier documents that it replaces, amends or corrects, as far as they came here,
//! its copies, what of this agency's own it answers, and what is signed in its files.

use domain::{
    DocumentId, PersonId, access,
    incoming::{Channel, IncomingDocument, Relation},
    organisation::Directory,
    outgoing::{OutgoingDocument, RelationKind},
};
use paper::signature::Authorities;
use store::{
    Conn, StoreError, case_file, document,
    outgoing::{self, CopyLine, copies_of},
};

use crate::{
    agency::Asker,
    case_files::CaseFileHeading,
    signatures::{Signed, signed_in},
};

/// What is shown of a document beside itself.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The earlier documents, in the order of its relations; nothing where one did not come here.
    earlier: Vec<Option<IncomingDocument>>,
    /// Those by which its sender has replaced it.
    later: Vec<IncomingDocument>,
    /// What of this agency's own it answers.
    answered: Vec<OutgoingDocument>,
    /// Whether another system reads it.
    by_service: bool,
    /// Its copies.
    pub copies: Vec<CopyLine>,
    /// The case files that hold it.
    case_files: Vec<CaseFileHeading>,
    /// What is signed in its files, as far as it was looked at.
    pub signed: Signed,
}

impl Beside {
    /// Reads it.
    pub(crate) fn of(
        conn: &mut Conn,
        document: &IncomingDocument,
        authorities: &Authorities,
        by: Asker,
    ) -> Result<Self, StoreError> {
        let (agency, facts) = (document.agency(), document.facts());
        // By a packet of the interchange the very document is known.
        let by_packet = facts.channel == Channel::Interchange;
        let replaced = if by_packet && !facts.relations().is_empty() {
            let ids = document::replaced_by(conn, agency, document.id())?;
            all(conn, document, ids)?
        } else {
            Vec::new()
        };
        let later = if by_packet {
            let ids = document::replacing(conn, agency, document.id())?;
            all(conn, document, ids)?
        } else {
            Vec::new()
        };
        let mut answered = Vec::new();
        if by_packet {
            for id in document::answered_by(conn, agency, document.id())? {
                answered.extend(outgoing::load(conn, agency, id)?.map(|loaded| loaded.document));
            }
        }
        let mut earlier = Vec::new();
        for relation in facts.relations() {
            let very = |one: &&IncomingDocument| relation.kind == RelationKind::Replaces && relation.is_of(one.facts());
            if let Some(very) = replaced.iter().find(very) {
                earlier.push(Some(very.clone()));
                continue;
            }
            let found = match facts.key_of_earlier(relation) {
                Some(key) => document::find_by_key(conn, agency, &key)?,
                None => None,
            };
            let found = found.map(|id| document::load(conn, agency, id)).transpose()?.flatten();
            earlier.push(found.map(|loaded| loaded.document));
        }
        // Only what is entered is copied.
        let entered = document.state().entry().is_some();
        let copies = if entered { copies_of(conn, agency, document.id())? } else { Vec::new() };
        let signed = signed_in(conn, document, authorities)?;
        let case_files = case_file::of_document(conn, agency, document.id())?;
        let by_service = matches!(by, Asker::Service(_));
        Ok(Self { earlier, later, answered, by_service, copies, case_files, signed })
    }

    /// What it replaces, amends or corrects, each with the document itself where it came here and this reader sees it.
    pub fn relations<'a>(
        &'a self,
        document: &'a IncomingDocument,
        reader: Option<PersonId>,
        directory: &'a Directory,
    ) -> impl Iterator<Item = (&'a Relation, Option<DocumentId>)> {
        document.facts().relations().iter().enumerate().map(move |(n, relation)| {
            let earlier = self.earlier.get(n).and_then(Option::as_ref);
            let seen =
                |earlier: &&IncomingDocument| reader.is_some_and(|person| access::may_see(earlier, person, directory));
            (relation, earlier.filter(seen).map(IncomingDocument::id))
        })
    }

    /// By what its sender has replaced it, as far as this reader sees that.
    pub fn later<'a>(
        &'a self,
        reader: Option<PersonId>,
        directory: &'a Directory,
    ) -> impl Iterator<Item = &'a IncomingDocument> {
        self.later.iter().filter(move |one| reader.is_some_and(|person| access::may_see(one, person, directory)))
    }

    /// The case files that hold it, as far as this reader sees them.
    pub fn case_files(
        &self,
        reader: Option<PersonId>,
        directory: &Directory,
    ) -> impl Iterator<Item = &CaseFileHeading> {
        seen_case_files(&self.case_files, reader, directory)
    }

    /// What of this agency's own it answers, as far as this reader sees that.
    pub fn answered<'a>(
        &'a self,
        reader: Option<PersonId>,
        directory: &'a Directory,
    ) -> impl Iterator<Item = &'a OutgoingDocument> {
        let seen = move |one: &&OutgoingDocument| match reader {
            Some(person) => access::outgoing::may_see(one, person, directory),
            None => self.by_service && access::outgoing::service_sees(one),
        };
        self.answered.iter().filter(seen)
    }
}

/// Those of these case files that this reader sees.
pub(crate) fn seen_case_files<'a>(
    all: &'a [CaseFileHeading],
    reader: Option<PersonId>,
    directory: &Directory,
) -> impl Iterator<Item = &'a CaseFileHeading> + use<'a> {
    let listed = reader.map(|person| access::case_file::listed(person, directory));
    all.iter().filter(move |file| listed.as_ref().is_some_and(|listed| listed.holds(file.keeper(), file.department())))
}

/// Those documents of its agency.
fn all(conn: &mut Conn, beside: &IncomingDocument, ids: Vec<DocumentId>) -> Result<Vec<IncomingDocument>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(document::load(conn, beside.agency(), id)?.map(|loaded| loaded.document));
    }
    Ok(found)
}
