//! The package of a case file: what is said of it and of its documents (Appendix VI), the list of its documents, their files, and the hashes of all.
//! Read file by file and written as it is read. Of a case file that holds something secret, or something that whoever asks may not see, there is no
//! package: one without it would say that it is whole.

use std::path::Path;

use domain::{
    CaseFileId, FileId, Refusal, Rule,
    book::Naming,
    case_file::{
        Direction, StateName,
        description::{Describing, FILE, Field, INCOMING, Misfit, OUTGOING, misfits},
    },
    day_in_vietnam,
    incoming::StoredFile,
};
use object_store::ObjectStoreExt;
use tokio::sync::mpsc;

use super::{
    CaseFileDetail, MemberLine,
    package::{Described, Packed, Piece, file_place, write},
    printed::{CONTENT_COLUMNS, content_rows},
};
use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::Caller,
    books::{harmless, types_of},
    files::blob_path,
    jobs::{Job, JobOrder, Running, Undone},
    repeat::{Answer, Repeat},
};

/// How many pieces of content wait to be written at once.
const WAITING: usize = 4;
/// How many fields that do not fit are named at once.
const NAMED: usize = 20;

impl Office {
    /// Asks for the package of a case file.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], and the rule that says no.
    pub async fn export_case_file(
        &self,
        caller: Caller,
        id: CaseFileId,
        repeat: Option<Repeat<Job>>,
    ) -> Result<Answer<Job>, OfficeError> {
        self.exportable(caller, id).await?;
        self.ask_job(caller, JobOrder::ExportCaseFile { case_file: id }, repeat).await
    }

    /// The case file, if the caller may have its package.
    pub(crate) async fn exportable(&self, caller: Caller, id: CaseFileId) -> Result<CaseFileDetail, OfficeError> {
        let detail = self.case_file(caller, id).await?;
        let state = detail.file.state();
        if state.closing().is_none() || state.name() == StateName::Disposed {
            return Err(Refusal::new(Rule::CaseFileNotClosed).into());
        }
        let shown = |line: &Option<MemberLine>| line.as_ref().is_some_and(|line| !line.secret);
        if !detail.lines.iter().all(shown) {
            return Err(Refusal::new(Rule::CaseFileHidden).into());
        }
        Ok(detail)
    }

    pub(crate) async fn write_package(
        &self,
        caller: Caller,
        id: CaseFileId,
        running: &Running,
        to: &Path,
    ) -> Result<(String, &'static str), Undone> {
        let detail = self.exportable(caller, id).await?;
        let (file, snapshot) = (&detail.file, &detail.snapshot);
        let total = u32::try_from(file.members().len()).unwrap_or(u32::MAX);
        let types = types_of(snapshot);
        let naming = Naming { directory: &snapshot.directory, types: &types };
        let organ = snapshot.organisation.agency.code_on(day_in_vietnam(self.now())).to_owned();
        let describing = Describing { organ: &organ, naming };
        let fields = describing.file(file);
        let mut wrong = told(None, &misfits(&fields, FILE));
        let mut described = Vec::with_capacity(file.members().len());
        for numbered in (1..).zip(file.members()) {
            let (fields, files) = self.described(caller, &detail, &describing, numbered).await?;
            let (ordinal, member) = numbered;
            let shapes = if member.direction == Direction::Incoming { INCOMING } else { OUTGOING };
            wrong.extend(told(Some(ordinal), &misfits(&fields, shapes)));
            let files = (1..).zip(files).map(|(n, file)| (file_place(ordinal, n, file.name.as_str()), file)).collect();
            described.push(Described { id: member.document, direction: member.direction, fields, files });
        }
        if !wrong.is_empty() {
            wrong.truncate(NAMED);
            return Err(OfficeError::from(Refusal::new(Rule::CaseFileFields).with("fields", wrong.join("; "))).into());
        }
        let contents = contents_list(&detail);
        let packed = Packed { fields, documents: described, contents };
        self.stream(&packed, running, total, to).await?;
        let slug = super::package::slug(file.facts().symbol.as_str());
        Ok((format!("ho-so-{}-{slug}.zip", file.facts().year), "application/zip"))
    }

    /// What is said of one document, and its files. That it was read is noted.
    async fn described(
        &self,
        caller: Caller,
        detail: &CaseFileDetail,
        describing: &Describing<'_>,
        numbered: (u16, &domain::case_file::Member),
    ) -> Result<(Vec<Field>, Vec<StoredFile>), OfficeError> {
        let look = Look::from(caller);
        let document = numbered.1.document;
        let (fields, files) = match numbered.1.direction {
            Direction::Incoming => {
                let seen = self.seen(caller.into(), document).await?;
                self.looked(look, &seen, What::Document).await?;
                let files: Vec<StoredFile> = seen.document.files().iter().map(|one| one.file.clone()).collect();
                for file in &files {
                    self.looked(look, &seen, What::File(file.id)).await?;
                }
                (describing.incoming(&detail.file, numbered, &seen.document), files)
            }
            Direction::Outgoing => {
                let seen = self.seen_outgoing(caller.into(), document).await?;
                self.looked_at_outgoing(look, &seen, What::Document).await?;
                let all = seen.document.content().files.iter().chain(seen.document.signed_files());
                let files: Vec<StoredFile> =
                    all.filter(|one| seen.shows(one.file.id)).map(|one| one.file.clone()).collect();
                for file in &files {
                    self.looked_at_outgoing(look, &seen, What::File(file.id)).await?;
                }
                (describing.outgoing(&detail.file, numbered, &seen.document), files)
            }
        };
        let mut known: Vec<FileId> = Vec::new();
        let once = |file: &StoredFile| {
            !known.contains(&file.id) && {
                known.push(file.id);
                true
            }
        };
        Ok((fields, files.into_iter().filter(once).collect()))
    }

    async fn stream(&self, packed: &Packed, running: &Running, total: u32, to: &Path) -> Result<(), Undone> {
        let (pieces, waiting) = mpsc::channel(WAITING);
        let (metadata, contents, path) = (packed.metadata()?, packed.contents.clone(), to.to_owned());
        let writer = tokio::task::spawn_blocking(move || write(&path, &metadata, &contents, waiting));
        let mut done = 0_u32;
        // A writer that has ended says below why.
        'documents: for document in &packed.documents {
            for (place, file) in &document.files {
                let begin = Piece::File { place: place.clone(), size: file.size, sha256: file.sha256.clone() };
                if pieces.send(begin).await.is_err() {
                    break 'documents;
                }
                let found = self.blobs().get(&blob_path(&file.sha256)).await?;
                let mut content = found.into_stream();
                while let Some(part) = futures_util::StreamExt::next(&mut content).await {
                    if pieces.send(Piece::Bytes(part?)).await.is_err() {
                        break 'documents;
                    }
                }
            }
            done = done.saturating_add(1);
            running.note(done, Some(total)).await?;
        }
        let _ = pieces.send(Piece::End).await;
        drop(pieces);
        let written = writer.await.map_err(|error| OfficeError::Internal(error.to_string()))?;
        written.map_err(|error| OfficeError::Internal(format!("a package: {error}")))?;
        Ok(())
    }
}

/// What does not fit, each with where it stands.
fn told(ordinal: Option<u16>, found: &[Misfit]) -> Vec<String> {
    let whose = ordinal.map_or_else(|| "hồ sơ".to_owned(), |ordinal| format!("văn bản {ordinal}"));
    found.iter().map(|misfit| format!("{whose}: {}", misfit.vietnamese())).collect()
}

/// Mục lục văn bản trong hồ sơ (Appendix V), as a table.
fn contents_list(detail: &CaseFileDetail) -> Vec<Vec<String>> {
    let rows = content_rows(detail);
    let rows = rows.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect());
    std::iter::once(CONTENT_COLUMNS.map(str::to_owned).to_vec()).chain(rows).collect()
}
