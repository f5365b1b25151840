//! `congvan verify`: says that all is as it should be, or what is wrong and where; `congvan figures rebuild`: has the figures counted anew.

use std::fmt::Write;

use office::{
    StoreError,
    verify::{Part, Report},
};

use crate::{failure::Failure, page, settings::Settings, wiring};

/// Looks at histories, registers, counters, the index and the files.
pub async fn verify(settings: &Settings, deep: bool, json: bool) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let blobs = wiring::blobs(settings)?;
    let report = office::verify::verify(&db, &blobs, deep).await?;
    if json {
        let text = serde_json::to_string_pretty(&report).map_err(|error| Failure::new(error.to_string()))?;
        page::say(&text);
    } else {
        page::say(&told(&report));
    }
    if report.faults.is_empty() {
        return Ok(());
    }
    let count = report.faults.len();
    Err(Failure::said(&format!("Dữ liệu có {count} chỗ sai."), &format!("{count} things are wrong.")))
}

/// Has every document counted anew; whoever runs does it.
pub async fn rebuild(settings: &Settings) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let count = db.write::<_, StoreError, _>(store::figures::count_anew).await?;
    page::say(&format!(
        "{count} văn bản được đếm lại; serve hoặc worker đang chạy sẽ làm việc đó.\n\
         {count} documents are to be counted anew; the serve or worker that runs does it."
    ));
    Ok(())
}

/// In words, part by part.
fn told(report: &Report) -> String {
    let mut words = String::new();
    for part in [Part::History, Part::Registers, Part::Counters, Part::Search, Part::Files] {
        let faults: Vec<_> = report.faults.iter().filter(|fault| fault.part == part).collect();
        let standing = if faults.is_empty() { "đúng".to_owned() } else { format!("{} chỗ sai", faults.len()) };
        let _ = writeln!(words, "{}: {standing}", part.vietnamese());
        for fault in faults {
            let _ = writeln!(words, "  {}: {}", fault.place, fault.vi);
        }
    }
    let (documents, files) = (report.documents, report.files);
    let read = if report.deep { "đọc toàn bộ" } else { "kiểm tra có mặt và kích thước" };
    let _ = writeln!(words, "Đã xem {documents} văn bản và hồ sơ, {files} tệp ({read}).");
    if report.uncounted > 0 {
        let _ =
            writeln!(words, "Còn {} văn bản chờ đếm lần đầu; serve hoặc worker đang chạy sẽ đếm.", report.uncounted);
    }
    words
}
