//! Reading the words of files, for the search: `congvan extract-text`, the process that reads one and can do nothing else, and how the service
//! starts it.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use extract::{
    Extractor, Limits, Terms,
    confined::{self, Confinement, NOT_CONFINED},
};

use crate::{cli::ExtractWishes, page};

/// The word by which this program is told to be the reader.
const WORD: &str = "extract-text";

/// Is the reader: takes its own means away, reads a file from standard input, answers in JSON on standard output.
pub fn run(wishes: &ExtractWishes) -> ExitCode {
    // What it is to read is opened before, and nothing afterwards.
    let input: Box<dyn Read> = match wishes.file.as_ref().map(File::open) {
        None => Box::new(io::stdin().lock()),
        Some(Ok(file)) => Box::new(file),
        Some(Err(error)) => {
            page::complain(&format!("Không đọc được tệp / Cannot read the file: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let time = Duration::from_secs(wishes.seconds);
    if let Err(error) = confined::confine(&Confinement { memory_bytes: wishes.memory_mb << 20, time }) {
        page::complain(&format!("Không tự giới hạn được / The process can't be limited: {error}"));
        return ExitCode::from(NOT_CONFINED);
    }
    let limits = Limits {
        bytes: wishes.bytes,
        characters: wishes.characters,
        // So that what was read of a long file is told before the time is over.
        time: Some(time.mul_f32(0.75)),
        ..Limits::default()
    };
    match confined::answer(wishes.kind, &limits, input, io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever asked is gone.
        Err(_) => ExitCode::FAILURE,
    }
}

/// Has files read by this very program, also when another version of it has taken its place on the disk.
pub fn extractor(terms: Terms) -> Extractor {
    let this = PathBuf::from("/proc/self/exe");
    let program = if this.exists() { Ok(this) } else { std::env::current_exe() };
    Extractor::new(program.unwrap_or_else(|_| PathBuf::from("congvan")), [OsString::from(WORD)], terms)
}
