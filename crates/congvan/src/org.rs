//! `congvan org`: an organisation from a file, and the file to fill in. Works on the database alone, whether a server runs or not.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use office::{
    domain::organisation::OrganisationCommandKind as Kind,
    organisation_file::{self, Extent, ImportError, Issued, Problem, Table},
};

use crate::{cli::Import, failure::Failure, new_file, page, settings::Settings, wiring};

/// The largest file, in bytes.
const MAX_FILE: u64 = 20 << 20;

/// Writes the workbook to fill in.
pub fn template(file: &Path) -> Result<(), Failure> {
    let content = organisation_file::template()?;
    write_new(file, &content, 0o644)?;
    page::say(&format!("Đã ghi mẫu / The template was written: {}", file.display()));
    Ok(())
}

fn write_new(file: &Path, content: &[u8], mode: u32) -> Result<(), Failure> {
    new_file::write(file, content, mode).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

fn tables(files: &[std::path::PathBuf]) -> Result<Vec<Table>, Failure> {
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        let cannot = |error: std::io::Error| Failure::new(format!("{}: {error}", file.display()));
        if fs::metadata(file).map_err(cannot)?.len() > MAX_FILE {
            return Err(Failure::said(
                &format!("{}: tệp lớn hơn {} MiB.", file.display(), MAX_FILE >> 20),
                &format!("{}: the file is larger than {} MiB.", file.display(), MAX_FILE >> 20),
            ));
        }
        let content = fs::read(file).map_err(cannot)?;
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        match organisation_file::read(&name, &content) {
            Ok(found) => tables.extend(found),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(tables) } else { Err(told(&problems)) }
}

/// Every problem, one a line.
fn told(problems: &[Problem]) -> Failure {
    let n = problems.len();
    let mut words =
        format!("Không nhập gì; có {n} lỗi cần sửa: / Nothing was imported; there are {n} problems to be mended:");
    for problem in problems {
        let _ = write!(words, "\n  {problem}");
    }
    Failure::new(words)
}

/// Imports files into an agency's organisation.
pub async fn import(settings: &Settings, wanted: &Import) -> Result<(), Failure> {
    let tables = tables(&wanted.files)?;
    let (db, _) = wiring::office_database(settings).await?;
    let agency = wiring::agency(&db, wanted.agency.as_deref()).await?;
    if let Some(file) = wanted.passwords.as_ref().filter(|file| file.exists()) {
        return Err(Failure::said(
            &format!("{}: tệp đã có; hãy chọn tên khác.", file.display()),
            &format!("{}: the file exists; choose another name.", file.display()),
        ));
    }
    let extent = match (wanted.dry_run, &wanted.passwords) {
        (true, _) => Extent::DryRun,
        (false, None) => Extent::Changes,
        (false, Some(_)) => Extent::ChangesWithPasswords,
    };
    let done = organisation_file::import(&db, agency.id, &tables, extent, chrono::Utc::now()).await;
    let done = done.map_err(|error| match error {
        ImportError::Problems(problems) => told(&problems),
        ImportError::Office(error) => error.into(),
    })?;
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for kind in &done.commands {
        *counts.entry(*kind).or_default() += 1;
    }
    for (kind, count) in &counts {
        page::say(&format!("  {count:>5}  {} / {}", vietnamese(*kind), kind.as_str()));
    }
    if let Some(file) = wanted.passwords.as_ref().filter(|_| !done.passwords.is_empty()) {
        write_passwords(file, &done.passwords)?;
        page::say(&format!("Mật khẩu của người mới / Passwords of those who are new: {}", file.display()));
    }
    page::say(match (wanted.dry_run, done.commands.is_empty()) {
        (_, true) => "Không có gì khác để nhập. / There is nothing new to import.",
        (true, false) => "Không có lỗi; chưa thay đổi gì. / Nothing is wrong; nothing was changed yet.",
        (false, false) => "Đã nhập. / Imported.",
    });
    Ok(())
}

/// A table of names and passwords, for its owner alone to read. Where it can't be written they are printed: they are nowhere else.
fn write_passwords(file: &Path, passwords: &[Issued]) -> Result<(), Failure> {
    let quoted = |text: &str| {
        // A spreadsheet would take it for a formula.
        let formula = text.starts_with(['=', '+', '-', '@']);
        format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
    };
    let mut text = "\u{feff}Tên đăng nhập,Họ và tên,Mật khẩu\n".to_owned();
    for one in passwords {
        let _ = writeln!(text, "{},{},{}", quoted(&one.username), quoted(&one.name), quoted(&one.password));
    }
    write_new(file, text.as_bytes(), 0o600).inspect_err(|_| page::say(&text))
}

const fn vietnamese(kind: Kind) -> &'static str {
    match kind {
        Kind::CreateDepartment => "lập phòng, ban",
        Kind::ChangeDepartment => "sửa phòng, ban",
        Kind::EndDepartment => "giải thể phòng, ban",
        Kind::CreatePerson => "thêm người",
        Kind::ChangePerson => "sửa thông tin người",
        Kind::GivePosition => "giao vị trí",
        Kind::GrantRole => "giao vai trò",
        Kind::EndPosition => "thôi vị trí",
        Kind::EndRole => "thôi vai trò",
        _ => "thay đổi khác",
    }
}
