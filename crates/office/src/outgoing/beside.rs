//! What is shown of an outgoing document beside itself: what it mends, as far as its form can still be mended, its copies, and
//! what came in answer to it.

use std::collections::BTreeMap;

use domain::{DocumentId, incoming::IncomingDocument, outgoing::OutgoingDocument};
use store::{Conn, StoreError, case_file, document as incoming_rows, outgoing as rows};

use super::{CopyLine, context};
use crate::case_files::CaseFileHeading;

/// What is shown of a document beside itself.
#[derive(Default)]
pub(crate) struct Beside {
    /// What it replaces, amends or corrects.
    pub related: BTreeMap<DocumentId, OutgoingDocument>,
    /// Its copies.
    pub copies: Vec<CopyLine>,
    /// The case files that hold it.
    pub case_files: Vec<CaseFileHeading>,
    /// What came in answer to it.
    pub answering: Vec<IncomingDocument>,
}

impl Beside {
    /// Reads it.
    pub fn of(conn: &mut Conn, document: &OutgoingDocument) -> Result<Self, StoreError> {
        let before_number = document.state().name().is_before_number();
        let related = if before_number { context::related(conn, document)? } else { BTreeMap::new() };
        // Of what has no number there are no copies.
        let numbered = document.state().line().is_some();
        let copies = if numbered { rows::copies_of(conn, document.agency(), document.id())? } else { Vec::new() };
        let mut answering = Vec::new();
        if document.state().dispatch().is_some() {
            for id in incoming_rows::answering(conn, document.agency(), document.id())? {
                let answer = incoming_rows::load(conn, document.agency(), id)?.map(|loaded| loaded.document);
                // Not what was sent back, struck out or taken back since.
                answering.extend(answer.filter(|answer| !answer.state().name().is_final()));
            }
        }
        let case_files = case_file::of_document(conn, document.agency(), document.id())?;
        Ok(Self { related, copies, case_files, answering })
    }
}
