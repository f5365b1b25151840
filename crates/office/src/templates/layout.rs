//! What is found in the layout of a document's files: those that stand, which are the sealed ones, or the signed ones, or else the draft's.
//! It is told, and keeps nobody from anything.

use domain::{DocumentId, FileId, incoming::Attachment};
use paper::{Fault, Finding, Limits, Place};

use super::fields::expected;
use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    outgoing::{OutgoingDetail, whole},
};

/// What was found in one file.
#[derive(Debug, Clone)]
pub struct FileFindings {
    /// The file.
    pub file: Attachment,
    /// Whether it was looked at: it is a DOCX, ODT or PDF, and not too large.
    pub checked: bool,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

/// What was found in all.
#[derive(Debug, Clone)]
pub struct LayoutFindings {
    /// Of which version of the document.
    pub version: u32,
    /// File by file: the text first, which is looked at whole; behind it what goes with it, of which the pages are looked at.
    pub files: Vec<FileFindings>,
}

/// The kinds of file that are looked at, by what they are called when they are uploaded.
const LOOKED_AT: &[&str] = &["application/pdf", paper::Kind::Docx.media_type(), paper::Kind::Odt.media_type()];

impl Office {
    /// Looks at the layout of a document's files.
    pub async fn outgoing_layout(&self, look: impl Into<Look>, id: DocumentId) -> Result<LayoutFindings, OfficeError> {
        let look = look.into();
        let detail = self.seen_outgoing(look.by, id).await?;
        whole(&detail)?;
        self.looked_at_outgoing(look, &detail, What::Document).await?;
        let most = self.limits().papers.layout_bytes;
        let mut files = Vec::new();
        for file in standing(&detail) {
            let text = files.is_empty();
            if !LOOKED_AT.contains(&file.file.media_type.as_str()) {
                files.push(FileFindings { file, checked: false, findings: Vec::new() });
                continue;
            }
            if file.file.size > most {
                files.push(FileFindings { file, checked: false, findings: vec![too_large(most)] });
                continue;
            }
            let place = self.place_for_paper().await?;
            let content = self.whole_file(&file.file, most).await?;
            let expected = text.then(|| expected(&detail));
            let looked = place.work(move || match expected {
                Some(expected) => paper::check_layout(&content, &expected, &Limits::default()),
                None => paper::check_pages(&content, &Limits::default()),
            });
            let findings = looked.await?.unwrap_or_else(|fault| vec![unread(fault)]);
            files.push(FileFindings { file, checked: true, findings });
        }
        Ok(LayoutFindings { version: detail.document.version(), files })
    }
}

/// The files that stand: what is sealed, before what is signed, before the draft. What was signed and taken back again stands no more.
fn standing(detail: &OutgoingDetail) -> Vec<Attachment> {
    let document = &detail.document;
    let (sealed, signed) = (document.state().seal(), document.state().signature());
    let candidates = [sealed.map(|seal| &seal.files), signed.map(|signature| &signature.files)];
    let of = |ids: &Vec<FileId>| document.files().filter(|one| ids.contains(&one.file.id)).cloned().collect::<Vec<_>>();
    let there = candidates.into_iter().flatten().map(of).find(|files| !files.is_empty());
    there.unwrap_or_else(|| document.content().files.clone())
}

fn too_large(most: u64) -> Finding {
    let most = most >> 20;
    Finding {
        code: "file_not_checked",
        words: paper::Words {
            vi: format!("Tệp lớn hơn {most} MiB nên không được kiểm tra thể thức."),
            en: format!("The file is larger than {most} MiB; its layout was not looked at."),
        },
        place: Place::default(),
    }
}

/// A file that can't be read is itself something to be told.
fn unread(fault: Fault) -> Finding {
    Finding { code: fault.code, words: fault.words, place: Place::default() }
}
