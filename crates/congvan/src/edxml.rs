//! `congvan edxml`: messages of the interchange (gói tin edXML) in files, shown, made and taken apart. For whoever connects systems and
//! wants to know what a message says; neither settings nor a database are asked.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::Path,
};

use edxml::{Folder, Nowhere, ReadOptions, Received, Sink, json};

use crate::{cli::EdxmlCommand, failure::Failure, new_file, page};

/// The largest JSON, in bytes: attachments stand beside it, not in it.
const MAX_JSON: u64 = 8 << 20;

/// Does what is wished.
pub fn run(command: &EdxmlCommand) -> Result<(), Failure> {
    match command {
        EdxmlCommand::Read { file } => {
            page::say(&json::report(&read(file, &mut Nowhere)?));
            Ok(())
        }
        EdxmlCommand::Write { file, out } => write(file, out.as_deref()),
        EdxmlCommand::Extract { file, folder } => extract(file, folder),
    }
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
    Failure::said(
        &format!("Không dùng được {}: {error}", path.display()),
        &format!("Cannot use {}: {error}", path.display()),
    )
}

fn read(path: &Path, sink: &mut impl Sink) -> Result<Received, Failure> {
    let file = File::open(path).map_err(|error| cannot(path, &error))?;
    edxml::read(BufReader::new(file), &ReadOptions::default(), sink)
        .map_err(|error| Failure::said(&error.vietnamese(), &error.to_string()))
}

fn write(path: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let out = out.map_or_else(|| path.with_extension("edxml"), Path::to_owned);
    let mut text = String::new();
    let file = File::open(path).map_err(|error| cannot(path, &error))?;
    file.take(MAX_JSON + 1).read_to_string(&mut text).map_err(|error| cannot(path, &error))?;
    if u64::try_from(text.len()).is_ok_and(|length| length > MAX_JSON) {
        return Err(Failure::said(
            &format!("{}: tệp lớn hơn {} MiB.", path.display(), MAX_JSON >> 20),
            &format!("{}: the file is larger than {} MiB.", path.display(), MAX_JSON >> 20),
        ));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let draft = json::Draft::parse(&text).map_err(|error| Failure::said(&error.vietnamese(), &error.to_string()))?;
    let written =
        draft.write_file(folder, &out).map_err(|error| Failure::said(&error.vietnamese(), &error.to_string()))?;
    let (out, length, hash) = (out.display(), written.message.length, written.message.sha256);
    page::say(&format!("Đã ghi / Written: {out} ({length} byte, SHA-256 {hash})"));
    Ok(())
}

fn extract(path: &Path, folder: &Path) -> Result<(), Failure> {
    let failed = |error: &io::Error| cannot(folder, error);
    let mut kept = Folder::new(folder).map_err(|error| failed(&error))?;
    let received = match read(path, &mut kept) {
        Ok(received) => received,
        Err(failure) => {
            // Half of a broken message is of no use to anybody. That it could not be read is the thing to say.
            let _ = kept.discard();
            return Err(failure);
        }
    };
    for file in &received.files {
        match (kept.name_of(file.number), &file.content) {
            (Some(name), Some(content)) => {
                page::say(&format!("{name} ({} byte, SHA-256 {})", content.length, content.sha256));
            }
            _ => page::say(&format!("{}: không có nội dung / no content", file.file_name)),
        }
    }
    // What `write` makes the message of again.
    let draft = folder.join("message.json");
    if fs::exists(&draft).map_err(|error| failed(&error))? {
        page::complain(&format!("Đã có / Already there: {}", draft.display()));
        return Ok(());
    }
    let text = format!("{}\n", json::draft(&received, &kept));
    new_file::write(&draft, text.as_bytes(), 0o644).map_err(|error| cannot(&draft, &error))?;
    page::say(&draft.display().to_string());
    Ok(())
}
