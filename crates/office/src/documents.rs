//! A document of either direction or a dossier, where what is done is the same for all: as it is loaded, and as one reader sees it.

use std::sync::Arc;

use domain::{AgencyId, DocumentId, DossierId, PersonId, access, document::Document};
use store::{Conn, StoreError, document, dossier, organisation::AgencySnapshot, outgoing};

use crate::{
    Office,
    dossiers::DossierDetail,
    incoming::{Beside, Detail},
    outgoing::OutgoingDetail,
};

/// A document, with the version of its agency's directory at the same moment.
pub(crate) struct Loaded {
    pub(crate) document: Document,
    pub(crate) directory_version: i64,
}

/// Reads one; none where the agency has none with this id.
pub(crate) fn load(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    if let Some(document::Loaded { document, directory_version, .. }) = document::load(conn, agency, id)? {
        return Ok(Some(Loaded { document: Document::Incoming(document), directory_version }));
    }
    if let Some(outgoing::Loaded { document, directory_version, .. }) = outgoing::load(conn, agency, id)? {
        return Ok(Some(Loaded { document: Document::Outgoing(document), directory_version }));
    }
    let found = dossier::load(conn, agency, DossierId(id.0))?;
    Ok(found.map(|dossier::Loaded { dossier, directory_version, .. }| Loaded {
        document: Document::Dossier(dossier),
        directory_version,
    }))
}

/// The same of one that others are not to change until the transaction ends.
pub(crate) fn load_to_change(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    if let Some(document::Loaded { document, directory_version, .. }) = document::load_to_change(conn, agency, id)? {
        return Ok(Some(Loaded { document: Document::Incoming(document), directory_version }));
    }
    if let Some(outgoing::Loaded { document, directory_version, .. }) = outgoing::load_to_change(conn, agency, id)? {
        return Ok(Some(Loaded { document: Document::Outgoing(document), directory_version }));
    }
    let found = dossier::load_to_change(conn, agency, DossierId(id.0))?;
    Ok(found.map(|dossier::Loaded { dossier, directory_version, .. }| Loaded {
        document: Document::Dossier(dossier),
        directory_version,
    }))
}

/// A document with all that is needed to show it to one reader.
#[allow(clippy::large_enum_variant, reason = "one is made for a reader and shown; a box would only be in the way")]
#[derive(Debug, Clone)]
pub enum AnyDetail {
    /// That came in.
    Incoming(Detail),
    /// That goes out.
    Outgoing(OutgoingDetail),
    /// A dossier.
    Dossier(DossierDetail),
}

impl Office {
    /// A document as this person sees it, who may; of what is shown beside it nothing.
    pub(crate) fn detail_for(&self, document: Document, snapshot: &Arc<AgencySnapshot>, reader: PersonId) -> AnyDetail {
        match document {
            Document::Incoming(document) => AnyDetail::Incoming(Detail {
                document,
                snapshot: Arc::clone(snapshot),
                reader: Some(reader),
                beside: Beside::default(),
            }),
            Document::Outgoing(document) => AnyDetail::Outgoing(self.outgoing_detail(
                document,
                snapshot,
                Some(reader),
                crate::outgoing::beside::Beside::default(),
            )),
            Document::Dossier(dossier) => AnyDetail::Dossier(self.dossier_detail(dossier, snapshot, Some(reader))),
        }
    }
}

impl AnyDetail {
    /// The agency as it was when the document was read.
    pub const fn snapshot(&self) -> &Arc<AgencySnapshot> {
        match self {
            Self::Incoming(detail) => &detail.snapshot,
            Self::Outgoing(detail) => &detail.snapshot,
            Self::Dossier(detail) => &detail.snapshot,
        }
    }

    /// The document alone.
    pub fn document(&self) -> Document {
        match self {
            Self::Incoming(detail) => Document::Incoming(detail.document.clone()),
            Self::Outgoing(detail) => Document::Outgoing(detail.document.clone()),
            Self::Dossier(detail) => Document::Dossier(detail.dossier.clone()),
        }
    }

    /// Which.
    pub const fn id(&self) -> DocumentId {
        match self {
            Self::Incoming(detail) => detail.document.id(),
            Self::Outgoing(detail) => detail.document.id(),
            Self::Dossier(detail) => DocumentId(detail.dossier.id().0),
        }
    }

    /// How many events it has seen.
    pub const fn version(&self) -> u32 {
        match self {
            Self::Incoming(detail) => detail.document.version(),
            Self::Outgoing(detail) => detail.document.version(),
            Self::Dossier(detail) => detail.dossier.version(),
        }
    }

    /// Its reader, where it is a person.
    pub const fn reader(&self) -> Option<PersonId> {
        match self {
            Self::Incoming(detail) => detail.reader,
            Self::Outgoing(detail) => detail.reader,
            Self::Dossier(detail) => detail.reader,
        }
    }

    /// Whether its reader sees it: what they have done may have been the last that they see of it.
    pub fn is_seen(&self) -> bool {
        let directory = &self.snapshot().directory;
        match (self, self.reader()) {
            (Self::Incoming(detail), Some(reader)) => access::may_see(&detail.document, reader, directory),
            (Self::Outgoing(detail), Some(reader)) => access::outgoing::may_see(&detail.document, reader, directory),
            (Self::Dossier(detail), Some(reader)) => access::dossier::may_see(&detail.dossier, reader, directory),
            (_, None) => false,
        }
    }
}
