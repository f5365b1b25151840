//! `congvan case-file`: packages of case files (gói hồ sơ) in files, read back. For whoever takes one over; neither settings nor a database are asked.

use std::path::Path;

use office::case_files::verify::{Verified, verify};

use crate::{cli::CaseFileCommand, failure::Failure, page};

/// Does what is wished.
pub fn run(command: &CaseFileCommand) -> Result<(), Failure> {
    match command {
        CaseFileCommand::Verify { file } => look(file),
    }
}

fn look(path: &Path) -> Result<(), Failure> {
    let Verified { file_code, title, documents, files, faults } = verify(path).map_err(|why| {
        Failure::said(
            &format!("Không đọc được gói {}: {why}.", path.display()),
            &format!("The package {} cannot be read.", path.display()),
        )
    })?;
    page::say(&format!("{file_code} · {title}"));
    page::say(&format!("Văn bản / Documents: {documents}; tệp / files: {files}"));
    for fault in &faults {
        page::complain(fault);
    }
    if faults.is_empty() {
        page::say("Gói nguyên vẹn / The package is whole.");
        return Ok(());
    }
    Err(Failure::said(&format!("Gói có {} lỗi.", faults.len()), &format!("The package has {} faults.", faults.len())))
}
