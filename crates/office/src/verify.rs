//! `congvan verify`: whether everything that is kept beside the documents is what they make it: histories and registers, the counters of the
//! figures, the index of the search, and the files in the storage. It only reads, some at a time.

use std::sync::Arc;

use domain::{AgencyId, DocumentId, figures::Way};
use futures_util::StreamExt;
use object_store::{ObjectStore, ObjectStoreExt};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{
    Conn, Db, StoreError, archive,
    figures::{self, Recount, Wrong},
    history,
    organisation::{self, AgencySnapshot},
    search::{self, Lost, due::Direction},
};

use crate::{OfficeError, audit, files::blob_path, search::reading::readables};

/// How many are looked at at once.
const BATCH: i64 = 200;
/// How many faults of a kind are named.
const MOST: usize = 200;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Lịch sử.
    History,
    /// Sổ đăng ký.
    Registers,
    /// Bộ đếm.
    Counters,
    /// Chỉ mục tìm kiếm.
    Search,
    /// Tệp.
    Files,
}

impl Part {
    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::History => "Lịch sử",
            Self::Registers => "Sổ đăng ký",
            Self::Counters => "Bộ đếm số liệu",
            Self::Search => "Chỉ mục tìm kiếm",
            Self::Files => "Tệp",
        }
    }
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// With what.
    pub part: Part,
    /// A stable word for it.
    pub code: &'static str,
    /// Where: a document, a register, a day, a file.
    pub place: String,
    /// What is wrong.
    pub vi: String,
}

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Documents and dossiers with their histories.
    pub documents: u64,
    /// Documents that wait for their first count.
    pub uncounted: u64,
    /// Contents of files.
    pub files: u64,
    /// Whether every file was read.
    pub deep: bool,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Report {
    fn note(&mut self, part: Part, code: &'static str, place: &dyn ToString, vi: impl Into<String>) {
        let of_it = self.faults.iter().filter(|fault| (fault.part, fault.code) == (part, code)).count();
        if of_it < MOST {
            self.faults.push(Fault { part, code, place: place.to_string(), vi: vi.into() });
        }
    }
}

/// Looks at everything; with `deep` it reads every file, too, and every word of the search's index.
///
/// # Errors
/// What database and storage say.
pub async fn verify(db: &Db, blobs: &Arc<dyn ObjectStore>, deep: bool) -> Result<Report, OfficeError> {
    let mut report = Report { deep, ..Report::default() };
    history(db, &mut report).await?;
    counters(db, &mut report).await?;
    index(db, &mut report).await?;
    if deep {
        tokens(db, &mut report).await?;
    }
    files(db, blobs, deep, &mut report).await?;
    Ok(report)
}

/// Chains, organisations, registers and seals: what `audit verify` proves.
async fn history(db: &Db, report: &mut Report) -> Result<(), OfficeError> {
    let found = audit::audit(db).await?;
    report.documents = found.chains.documents;
    for broken in &found.chains.broken {
        let vi = format!("lịch sử đứt ở dòng {}: {}", broken.seq, broken.what);
        report.note(Part::History, "chain_broken", &broken.document, vi);
    }
    for broken in &found.broken_changes {
        let vi = format!("lịch sử thay đổi tổ chức đứt ở thay đổi {}", broken.seq);
        report.note(Part::History, "organisation_broken", &broken.agency, vi);
    }
    for gap in &found.gaps {
        let vi = format!("có {} dòng, phải có {}: thiếu hoặc trùng số", gap.lines, gap.expected);
        report.note(Part::Registers, "register_gap", &format!("{} {}", gap.register, gap.year), vi);
    }
    for broken in &found.broken_seals {
        let line = broken.line.map_or_else(|| "cuối sổ".to_owned(), |line| format!("dòng {line}"));
        let vi = format!("sổ đã khóa bị thay đổi ở {line}");
        report.note(Part::Registers, "seal_broken", &format!("{} {}", broken.register, broken.year), vi);
    }
    Ok(())
}

/// The counters, counted anew. In one snapshot, so that what happens beside it is no fault.
async fn counters(db: &Db, report: &mut Report) -> Result<(), OfficeError> {
    let count = |conn: &mut Conn| {
        let mut recount = Recount::default();
        for way in Way::ALL {
            let mut after = None;
            loop {
                after = figures::recount_some(conn, way, after, BATCH, &mut recount)?;
                if after.is_none() {
                    break;
                }
            }
        }
        figures::check_counters(conn, &mut recount)?;
        Ok::<_, StoreError>(recount)
    };
    let recount = db.read_long(count).await?;
    report.uncounted = recount.waiting;
    let which = |way: Way| match way {
        Way::Incoming => "văn bản đến",
        Way::Outgoing => "văn bản đi",
    };
    for wrong in recount.wrong {
        match wrong {
            Wrong::Course { document, .. } => {
                let vi = "dòng số liệu của văn bản không khớp với lịch sử của nó; chạy congvan figures rebuild";
                report.note(Part::Counters, "course_wrong", &document, vi);
            }
            Wrong::Loose { document, .. } => {
                report.note(Part::Counters, "course_loose", &document, "có dòng số liệu của văn bản không còn");
            }
            Wrong::Day { way, day, .. } => {
                let vi = format!("số đếm {} của ngày này không khớp khi đếm lại", which(way));
                report.note(Part::Counters, "day_wrong", &day, vi);
            }
            Wrong::Step { way, day, step, .. } => {
                let vi = format!("thời gian xử lý {} ở bước {step} của ngày này không khớp khi đếm lại", which(way));
                report.note(Part::Counters, "step_wrong", &day, vi);
            }
        }
    }
    Ok(())
}

/// The index of the search.
async fn index(db: &Db, report: &mut Report) -> Result<(), OfficeError> {
    let mut lost = Vec::new();
    for direction in [Direction::Incoming, Direction::Outgoing] {
        let mut after: Option<(AgencyId, DocumentId)> = None;
        loop {
            let look = move |conn: &mut Conn| {
                let mut lost = Vec::new();
                let (_, next) = search::check_some(conn, direction, after, BATCH, &mut lost)?;
                Ok::<_, StoreError>((lost, next))
            };
            let (some, next) = db.read_long(look).await?;
            lost.extend(some.into_iter().take(MOST.saturating_sub(lost.len())));
            match next {
                Some(_) => after = next,
                None => break,
            }
        }
    }
    let pieces = |conn: &mut Conn| {
        let mut lost = Vec::new();
        search::check_pieces(conn, BATCH, &mut lost)?;
        Ok::<_, StoreError>(lost)
    };
    lost.extend(db.read_long(pieces).await?);
    for one in lost {
        match one {
            Lost::Missing(_, id) => {
                let vi = "chỉ mục không có văn bản này; chạy congvan search rebuild";
                report.note(Part::Search, "not_indexed", &id, vi);
            }
            Lost::Foreign(_, id) => {
                report.note(Part::Search, "indexed_wrongly", &id, "chỉ mục có văn bản mật hoặc văn bản không còn");
            }
        }
    }
    Ok(())
}

/// Whether the index of the search has of each document the words that it has today, and no others.
async fn tokens(db: &Db, report: &mut Report) -> Result<(), OfficeError> {
    let day = domain::day_in_vietnam(chrono::Utc::now());
    for (direction, kind) in
        [(Direction::Incoming, history::Direction::Incoming), (Direction::Outgoing, history::Direction::Outgoing)]
    {
        let mut after: Option<(AgencyId, DocumentId)> = None;
        loop {
            // Each batch in one snapshot of the database: what changes beside it waits to be indexed, or does not yet.
            let look = move |conn: &mut Conn| {
                let some = history::some(conn, kind, after, BATCH)?;
                let (mut old, mut of): (Vec<DocumentId>, Option<AgencySnapshot>) = (Vec::new(), None);
                for (agency, id) in &some {
                    if of.as_ref().is_none_or(|known| known.directory.agency != *agency) {
                        of = organisation::snapshot(conn, *agency, day)?;
                    }
                    let Some(snapshot) = &of else { continue };
                    let pieces = readables(conn, (*agency, *id), direction, snapshot)?;
                    if !search::is_as_read(conn, (*agency, *id), &pieces)? {
                        old.push(*id);
                    }
                }
                Ok::<_, StoreError>((old, some.last().copied()))
            };
            let (old, next) = db.read_long(look).await?;
            for id in old {
                let vi = "chỉ mục có từ ngữ cũ hoặc thiếu từ ngữ của văn bản này; chạy congvan search rebuild";
                report.note(Part::Search, "index_old", &id, vi);
            }
            match next {
                Some(_) => after = next,
                None => break,
            }
        }
    }
    Ok(())
}

/// Whether the storage has every file that rows name; with `deep`, as it was when it came.
async fn files(db: &Db, blobs: &Arc<dyn ObjectStore>, deep: bool, report: &mut Report) -> Result<(), OfficeError> {
    let mut behind = String::new();
    loop {
        let from = behind.clone();
        let some = db.read_long(move |conn| archive::some_named_files(conn, &from, BATCH)).await?;
        for (sha256, size) in &some {
            report.files += 1;
            match blobs.head(&blob_path(sha256)).await {
                Ok(found) if found.size != *size => {
                    let vi = format!("kho tệp giữ {} byte, phải có {size}", found.size);
                    report.note(Part::Files, "file_size", sha256, vi);
                }
                Ok(_) if deep => {
                    if hash(blobs.as_ref(), sha256).await? != *sha256 {
                        report.note(Part::Files, "file_damaged", sha256, "nội dung tệp không khớp với mã băm của nó");
                    }
                }
                Ok(_) => {}
                Err(object_store::Error::NotFound { .. }) => {
                    report.note(Part::Files, "file_missing", sha256, "kho tệp thiếu tệp này");
                }
                Err(other) => return Err(other.into()),
            }
        }
        match some.last() {
            Some((last, _)) => behind.clone_from(last),
            None => return Ok(()),
        }
    }
}

async fn hash(blobs: &dyn ObjectStore, sha256: &str) -> Result<String, OfficeError> {
    let mut pieces = blobs.get(&blob_path(sha256)).await?.into_stream();
    let mut digest = Sha256::new();
    while let Some(piece) = pieces.next().await {
        digest.update(piece?);
    }
    Ok(hex::encode(digest.finalize()))
}
