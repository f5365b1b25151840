//! `congvan audit verify`: says that the history is whole, or where it is broken.

use std::fmt::Write;

use office::audit::audit;

use crate::{failure::Failure, page, settings::Settings, wiring};

/// Checks every chain and every register.
pub async fn verify(settings: &Settings) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let audit = audit(&db).await?;
    let (documents, links, changes) = (audit.chains.documents, audit.chains.links, audit.changes);
    if audit.is_clean() {
        page::say(&format!(
            "Nguyên vẹn: {documents} văn bản, {links} dòng lịch sử; {changes} thay đổi về tổ chức; số đến và số đi không thiếu, không trùng.\n\
             Whole: {documents} documents, {links} history rows; {changes} changes of organisations; the registers have no gap."
        ));
        return Ok(());
    }
    let mut words = "LỊCH SỬ KHÔNG NGUYÊN VẸN / THE HISTORY IS NOT WHOLE".to_owned();
    for broken in &audit.chains.broken {
        let (document, seq, what) = (broken.document, broken.seq, broken.what);
        let _ = write!(words, "\n  văn bản/document {document}, dòng/row {seq}: {what}");
    }
    for broken in &audit.broken_changes {
        let (agency, seq) = (broken.agency, broken.seq);
        let _ = write!(words, "\n  tổ chức/organisation {agency}, thay đổi/change {seq}");
    }
    for gap in &audit.gaps {
        let (register, year, there, expected) = (&gap.register, gap.year, gap.lines, gap.expected);
        let _ = write!(
            words,
            "\n  {register} {year}: {there} dòng, phải có {expected} / {there} lines instead of {expected}"
        );
    }
    for broken in &audit.broken_seals {
        let (register, year) = (&broken.register, broken.year);
        let line = broken.line.map_or_else(|| "cuối sổ/end".to_owned(), |line| line.to_string());
        let _ = write!(words, "\n  {register} {year}, sổ đã khóa/sealed register: dòng/line {line}");
    }
    Err(Failure::new(words))
}
