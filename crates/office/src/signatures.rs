//! What is signed in the files that are here (chữ ký số): each PDF is looked at once, after it came, beside the other work; whether its
//! certificates are trusted is answered anew whenever it is shown, as the office's authorities may be others by then.

use std::{collections::BTreeMap, io::Write};

use domain::{FileId, incoming::IncomingDocument};
use futures_util::TryStreamExt;
use object_store::{GetResultPayload, ObjectStoreExt};
use paper::signature::{self, Authorities, Signature, Signatures, Standing};
use store::{
    Conn, StoreError,
    file::{self, Unread},
};

use crate::{Office, OfficeError, files::blob_path};

/// How many files are taken at once.
const AT_ONCE: i64 = 20;

/// What is signed in files, by file: a file that is not in it was not looked at yet, or is no PDF.
pub type Signed = BTreeMap<FileId, SignedFile>;

/// What is signed in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFile {
    /// The signatures, in the order in which they were made, each with how its certificate stands.
    pub all: Vec<(Signature, Standing)>,
    /// There are more, which were not looked at.
    pub more: bool,
}

/// What is signed in the files of a document, by certificates that held when each came.
pub(crate) fn signed_in(
    conn: &mut Conn,
    document: &IncomingDocument,
    authorities: &Authorities,
) -> Result<Signed, StoreError> {
    if document.files().is_empty() {
        return Ok(Signed::new());
    }
    let mut signed = Signed::new();
    for (id, report) in file::signatures_of(conn, document.agency(), document.id())? {
        let Some(attached) = document.files().iter().find(|one| one.file.id == id) else { continue };
        let found: Signatures =
            serde_json::from_str(&report).map_err(|_| StoreError::corrupt("signatures of a file"))?;
        let all = found.all.into_iter().map(|one| {
            let standing = authorities.standing(&one, attached.at);
            (one, standing)
        });
        signed.insert(id, SignedFile { all: all.collect(), more: found.more });
    }
    Ok(signed)
}

impl Office {
    /// Looks at the files that nobody has looked at; the latest first, as somebody waits for those. How many could not be read from the storage
    /// and are left for the next time.
    pub async fn read_signatures(&self) -> Result<usize, OfficeError> {
        let (mut before, mut left) = (None, 0);
        loop {
            let some = self.db().read(move |conn| file::unread_signatures(conn, before, AT_ONCE)).await?;
            let Some(last) = some.last() else { return Ok(left) };
            before = Some(last.id);
            for one in some {
                if let Err(error) = self.look_for_signatures(&one).await {
                    tracing::warn!(%error, file = %one.id, "what is signed in a file could not be read; tried again later");
                    left += 1;
                }
            }
        }
    }

    async fn look_for_signatures(&self, unread: &Unread) -> Result<(), OfficeError> {
        let found = self.blobs().get(&blob_path(&unread.sha256)).await?;
        let mut content = match found.payload {
            GetResultPayload::File(file, _) => file,
            // A storage that has no files hands it out in pieces, and a signature is looked for at several places.
            GetResultPayload::Stream(mut stream) => {
                let mut kept = tempfile::tempfile().map_err(internal)?;
                while let Some(piece) = stream.try_next().await? {
                    kept.write_all(&piece).map_err(internal)?;
                }
                kept
            }
        };
        let read = tokio::task::spawn_blocking(move || signature::read(&mut content)).await;
        let read = read.map_err(|error| OfficeError::Internal(format!("signatures: {error}")))?.map_err(internal)?;
        let report = serde_json::to_string(&read).map_err(|error| OfficeError::Internal(error.to_string()))?;
        let (agency, id) = (unread.agency, unread.id);
        let note = move |conn: &mut Conn| file::note_signatures(conn, agency, id, &report);
        Ok(self.db().write::<_, StoreError, _>(note).await?)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn internal(error: std::io::Error) -> OfficeError {
    OfficeError::Internal(format!("signatures: {error}"))
}
