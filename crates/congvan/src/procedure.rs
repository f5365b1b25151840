//! `congvan procedure`: procedures in files, looked at with or without an office's database, taken into it and given out of it. Works
//! whether a server runs or not.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use api::FileFault;
use domain::{
    Known, Label, Refusal, StepCode, UtcTime,
    calendar::{due::day_in_words, time_in_vietnam},
    day_in_vietnam,
    organisation::{CalendarRecord, OfficeCalendar},
    procedure::{
        Choice, Course, Doer, Finding, Outcome, ProcedureContent, Severity, Simulation, Wait, draw, lint, simulate,
    },
    vietnam,
};
use office::{
    AgencySnapshot,
    procedures::{self, ImportFault, Imported, Published},
};

use crate::{
    cli::{ProcedureCommand, ProcedureExport, ProcedureFiles, ProcedureImport, ProcedureWalk},
    failure::Failure,
    new_file, page,
    settings::Settings,
    wiring,
};

/// The largest file, in bytes.
const MAX_FILE: u64 = 20 << 20;

/// A procedure, and the file that it stands in.
struct Read {
    file: String,
    content: ProcedureContent,
}

/// Whether settings are needed: files alone are looked at without.
pub const fn needs_settings(command: &ProcedureCommand) -> bool {
    match command {
        ProcedureCommand::Import(_) | ProcedureCommand::Export(_) | ProcedureCommand::List { .. } => true,
        ProcedureCommand::Lint(files) | ProcedureCommand::Draw(files) => files.agency.is_some(),
        ProcedureCommand::Simulate(walk) => walk.files.agency.is_some(),
    }
}

/// Does what is wished.
pub async fn run(settings: Option<&Settings>, command: ProcedureCommand) -> Result<(), Failure> {
    match command {
        ProcedureCommand::Import(wanted) => import(office_of(settings)?, wanted).await,
        ProcedureCommand::Export(wanted) => export(office_of(settings)?, &wanted).await,
        ProcedureCommand::List { agency, all } => list(office_of(settings)?, agency.as_deref(), all).await,
        ProcedureCommand::Lint(wanted) => lint_files(settings, &wanted).await,
        ProcedureCommand::Simulate(wanted) => walk(settings, &wanted).await,
        ProcedureCommand::Draw(wanted) => {
            let office = office(settings, wanted.agency.as_deref()).await?;
            for Read { content, .. } in read(&wanted.files)? {
                // The code alone: a name could hold what the drawing would be read by.
                page::say(&format!("%% {}", content.code));
                page::say(&draw(&content, office.as_ref().map(|office| &office.directory)));
            }
            Ok(())
        }
    }
}

fn office_of(settings: Option<&Settings>) -> Result<&Settings, Failure> {
    settings.ok_or_else(wiring::not_initialised)
}

/// The office that is named, as its database has it.
async fn office(settings: Option<&Settings>, agency: Option<&str>) -> Result<Option<AgencySnapshot>, Failure> {
    let (Some(settings), Some(code)) = (settings, agency) else { return Ok(None) };
    let (db, _) = wiring::office_database(settings).await?;
    let id = wiring::agency(&db, Some(code)).await?.id;
    let today = day_in_vietnam(chrono::Utc::now());
    Ok(procedures::office(&db, id, today).await?.into())
}

/// Reads every file, or says all that is wrong with any of them.
fn read(files: &[PathBuf]) -> Result<Vec<Read>, Failure> {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let cannot = |error: std::io::Error| Failure::new(format!("{}: {error}", file.display()));
        if fs::metadata(file).map_err(cannot)?.len() > MAX_FILE {
            return Err(Failure::said(
                &format!("{}: tệp lớn hơn {} MiB.", file.display(), MAX_FILE >> 20),
                &format!("{}: the file is larger than {} MiB.", file.display(), MAX_FILE >> 20),
            ));
        }
        let name = file.display().to_string();
        match api::read_procedures(&fs::read(file).map_err(cannot)?) {
            Ok(contents) => read.extend(contents.into_iter().map(|content| Read { file: name.clone(), content })),
            Err(found) => faults.extend(found.into_iter().map(|fault| told(&name, &fault))),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(wrong(&faults)) }
}

fn told(file: &str, FileFault { pointer, words }: &FileFault) -> String {
    let place = if pointer.is_empty() { String::new() } else { format!(" {pointer}") };
    format!("{file}{place}: {} / {}", words.vi, words.en)
}

/// Every fault, one a line.
fn wrong(faults: &[String]) -> Failure {
    let n = faults.len();
    let head = format!("Không làm gì; có {n} lỗi cần sửa: / Nothing was done; there are {n} faults to be mended:");
    Failure::new(faults.iter().fold(head, |text, fault| format!("{text}\n  {fault}")))
}

fn said(finding: &Finding) -> String {
    let (severity, words) = (finding.severity(), finding.words());
    let (vi, en) = (severity.vietnamese(), severity.english());
    format!("{vi} / {en} [{}] {}: {} / {}", finding.code.as_str(), finding.pointer, words.vi, words.en)
}

async fn lint_files(settings: Option<&Settings>, wanted: &ProcedureFiles) -> Result<(), Failure> {
    let office = office(settings, wanted.agency.as_deref()).await?;
    let mut errors = 0_usize;
    for Read { file, content } in read(&wanted.files)? {
        let found = lint(&content, office.as_ref().map(|office| &office.directory));
        let bad = found.iter().filter(|finding| finding.severity() == Severity::Error).count();
        errors = errors.saturating_add(bad);
        let warned = found.len().saturating_sub(bad);
        page::say(&format!(
            "{file}: {} {}: {bad} lỗi, {warned} cảnh báo / errors: {bad}, warnings: {warned}",
            content.code, content.name
        ));
        for finding in &found {
            page::say(&format!("  {}", said(finding)));
        }
    }
    if errors == 0 {
        return Ok(());
    }
    Err(Failure::said(
        &format!("Có {errors} lỗi; chưa công bố được."),
        &format!("There are {errors} errors; it can't be published."),
    ))
}

async fn import(settings: &Settings, wanted: ProcedureImport) -> Result<(), Failure> {
    let read = read(&wanted.files)?;
    let by = wanted.by.as_deref().map(Known::new).transpose().map_err(|fault| {
        let words = fault.words();
        Failure::said(&format!("--by: {}", words.vi), &format!("--by: {}", words.en))
    })?;
    let (db, _) = wiring::office_database(settings).await?;
    let agency = wiring::agency(&db, wanted.agency.as_deref()).await?;
    let (files, contents): (Vec<String>, Vec<ProcedureContent>) =
        read.into_iter().map(|one| (one.file, one.content)).unzip();
    let codes: Vec<String> = contents.iter().map(|content| content.code.to_string()).collect();
    let when = (wanted.dry_run, chrono::Utc::now());
    let done = procedures::import(&db, agency.id, by.as_ref(), contents, when).await.map_err(|fault| match fault {
        ImportFault::Office(error) => error.into(),
        ImportFault::Refused(refused) => {
            let place = |n: usize| {
                let name = |names: &[String]| names.get(n).cloned().unwrap_or_default();
                format!("{} ({})", name(&files), name(&codes))
            };
            let fault = |n: usize, refusal: &Refusal| {
                let pointer = refusal.pointer.clone().unwrap_or_default();
                told(&place(n), &FileFault { pointer, words: refusal.words() })
            };
            let faults = refused.iter().flat_map(|one| one.refusals.iter().map(|refusal| fault(one.place, refusal)));
            wrong(&faults.collect::<Vec<_>>())
        }
    })?;
    for Imported { content, came, version, warnings } in &done {
        let (vi, en) = match came {
            Published::New => ("công bố phiên bản", "published as version"),
            Published::Unchanged => ("không đổi, vẫn là phiên bản", "unchanged, still version"),
            Published::OfferedAgain => ("áp dụng lại phiên bản", "offered again, version"),
        };
        page::say(&format!("  {} {}: {vi} {version} / {en} {version}", content.code, content.name));
        for finding in warnings {
            page::say(&format!("    {}", said(finding)));
        }
    }
    page::say(if wanted.dry_run {
        "Không có lỗi; chưa thay đổi gì. / Nothing is wrong; nothing was changed yet."
    } else {
        "Đã nhập. / Imported."
    });
    Ok(())
}

async fn export(settings: &Settings, wanted: &ProcedureExport) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let agency = wiring::agency(&db, wanted.agency.as_deref()).await?;
    let contents = procedures::export(&db, agency.id, wanted.all).await?;
    let cannot = |path: &Path, error: std::io::Error| Failure::new(format!("{}: {error}", path.display()));
    fs::create_dir_all(&wanted.folder).map_err(|error| cannot(&wanted.folder, error))?;
    for content in &contents {
        // A code has letters, digits, dots, hyphens and underscores alone: no file's name leads out of the folder by it.
        let file = wanted.folder.join(format!("{}.json", content.code));
        let mut text = serde_json::to_string_pretty(content).map_err(|error| Failure::new(error.to_string()))?;
        text.push('\n');
        new_file::write(&file, text.as_bytes(), 0o644).map_err(|error| cannot(&file, error))?;
    }
    let n = contents.len();
    page::say(&format!("Đã ghi {n} thủ tục / {n} procedures were written: {}", wanted.folder.display()));
    Ok(())
}

async fn list(settings: &Settings, agency: Option<&str>, all: bool) -> Result<(), Failure> {
    let (db, _) = wiring::office_database(settings).await?;
    let agency = wiring::agency(&db, agency).await?;
    let lines = procedures::catalogue(&db, agency.id, all).await?;
    for line in &lines {
        let withdrawn = if line.withdrawal.is_some() { " – đã ngừng áp dụng / withdrawn" } else { "" };
        page::say(&format!("{:<12} v{:<3} {} – {}{withdrawn}", line.code, line.version, line.field, line.name));
    }
    let n = lines.len();
    page::say(&format!("{n} thủ tục. / {n} procedures."));
    Ok(())
}

fn course(wanted: &ProcedureWalk) -> Result<Course, Failure> {
    let choice = |text: &String| {
        let shape = || {
            Failure::said(
                &format!("--choose {text}: cần dạng mã-bước=hướng."),
                &format!("--choose {text}: write step=branch."),
            )
        };
        let (step, branch) = text.split_once('=').ok_or_else(shape)?;
        let step = StepCode::new(step).map_err(|_| shape())?;
        Ok(Choice { step, branch: Label::new(branch).map_err(|_| shape())? })
    };
    let wait = |text: &String| {
        let shape = || {
            Failure::said(
                &format!("--wait {text}: cần dạng TỪ..ĐẾN, ví dụ 2026-11-25T09:00..2026-11-27T14:00."),
                &format!("--wait {text}: write FROM..UNTIL, such as 2026-11-25T09:00..2026-11-27T14:00."),
            )
        };
        let (from, until) = text.split_once("..").ok_or_else(shape)?;
        Ok(Wait { from: time_in_vietnam(from)?, until: time_in_vietnam(until)? })
    };
    Ok(Course {
        received: time_in_vietnam(&wanted.from)?,
        choose: wanted.choose.iter().map(choice).collect::<Result<_, Failure>>()?,
        waits: wanted.waits.iter().map(wait).collect::<Result<_, Failure>>()?,
    })
}

async fn walk(settings: Option<&Settings>, wanted: &ProcedureWalk) -> Result<(), Failure> {
    let office = office(settings, wanted.files.agency.as_deref()).await?;
    let calendar: Arc<OfficeCalendar> = match &office {
        Some(office) => Arc::clone(&office.calendar),
        None => Arc::new(CalendarRecord::default().office()?),
    };
    let course = course(wanted)?;
    for Read { file, content } in read(&wanted.files.files)? {
        let directory = office.as_ref().map(|office| &office.directory);
        let walked = simulate(&content, &course, &calendar, directory).map_err(|refusal| {
            let words = refusal.words();
            Failure::new(format!("{file}: {} / {}", words.vi, words.en))
        })?;
        page::say(&format!("{} {}", content.code, content.name));
        show(&content, &walked);
    }
    Ok(())
}

fn at(time: UtcTime) -> String {
    format!("{} {}", vietnam(time).format("%H:%M"), day_in_words(day_in_vietnam(time)).vi)
}

fn show(content: &ProcedureContent, walked: &Simulation) {
    page::say(&format!("  Tiếp nhận / Received: {}", at(walked.received)));
    if walked.counts_from != walked.received {
        page::say(&format!("  Tính thời hạn từ / Counted from: {}", at(walked.counts_from)));
    }
    page::say(&format!("  Chuyển hồ sơ / Transfer: {}", at(walked.transfer)));
    for (visit, n) in walked.visits.iter().zip(1..) {
        let doer = match &visit.doer {
            Doer::Department(code) => code.to_string(),
            Doer::Role(role) => role.vietnamese().to_owned(),
        };
        let due = visit.due.map_or_else(|| "không có hạn riêng / no time of its own".to_owned(), at);
        let way = match &visit.way {
            Some(way) if way.back => format!(" → trả lại / back: {}", way.label),
            Some(way) => format!(" → {}", way.label),
            None => String::new(),
        };
        let (arrival, leaves) = (at(visit.arrival), at(visit.leaves));
        page::say(&format!(
            "  {n}. {} [{}] ({doer}): đến / arrives {arrival}; hạn / due {due}; đi / leaves {leaves}{way}",
            visit.name, visit.step
        ));
    }
    let (vi, en) = match walked.outcome {
        Outcome::Done => ("Xong", "Done"),
        Outcome::WentRound => {
            ("Đi vòng mãi nếu không chọn hướng khác", "It goes round for ever unless another way is chosen")
        }
        Outcome::Stuck => ("Dừng ở bước không có hướng đi tiếp", "It stands at a step that leads nowhere"),
    };
    page::say(&format!("  {vi} / {en}: {}", at(walked.done)));
    match (walked.due, content.term) {
        (Some(due), Some(term)) => {
            let late = if walked.is_late() { "trễ hạn / late" } else { "đúng hạn / in time" };
            page::say(&format!("  Hạn trả kết quả / Due: {} ({}) – {late}", at(due), term.words().vi));
            if let Some(original) = walked.due_original.filter(|original| *original != due) {
                page::say(&format!("  Hạn ban đầu / Original: {}", at(original)));
            }
        }
        _ => page::say("  Không có thời hạn giải quyết / No term"),
    }
    if walked.waits_unused > 0 {
        page::say(&format!(
            "  Không tính {0} lần chờ sau khi xong / {0} waits after the end count for nothing",
            walked.waits_unused
        ));
    }
    for year in &walked.proposed_years {
        page::say(&format!(
            "  Lưu ý: chưa có đủ văn bản về ngày nghỉ năm {year}; ngày có thể thay đổi. / Not all days off of {year} are set yet."
        ));
    }
}
