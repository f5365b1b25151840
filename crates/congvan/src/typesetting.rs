//! Making PDF of forms: here at once where they are short, as most are; what is long in a process of its own (`congvan print-form`), which takes its
//! hundreds of megabytes with it when it ends.

use std::{
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    sync::Arc,
};

use chrono::SecondsFormat;
use office::printing::{self, PrintFault};
use serde::{Deserialize, Serialize};

use crate::{cli::PrintWishes, failure::Failure, page};

/// The word by which this program is told to print one form.
const WORD: &str = "print-form";
/// What goes wrong with a form that was given right.
const FAILED: &str = "print_failed";
/// What an office can put right itself: a template of its own, and too much at once.
const OF_THE_OFFICE: [&str; 4] = ["print_template_broken", "print_data_large", "print_pages", "print_slow"];

/// What makes PDF of forms, with the office's own templates and fonts where it has some.
///
/// # Errors
/// What is wrong with these.
pub fn printer((folder, apart): (Option<&Path>, usize)) -> Result<Arc<dyn printing::Printer>, Failure> {
    let printer = opened(folder)?;
    for name in printer.overridden() {
        tracing::info!(name, "printed with the office's own file");
    }
    Ok(Arc::new(Typeset { printer, folder: folder.map(Path::to_path_buf), apart }))
}

fn opened(folder: Option<&Path>) -> Result<print::Printer, Failure> {
    print::Printer::new(folder)
        .map_err(|fault| Failure::new(format!("print_folder: {} / {}", fault.words.vi, fault.words.en)))
}

/// The room `print`, as the office asks for it.
struct Typeset {
    printer: print::Printer,
    folder: Option<PathBuf>,
    /// Data of more bytes are printed in a process of their own.
    apart: usize,
}

impl printing::Printer for Typeset {
    fn print(&self, form: &str, data: &serde_json::Value, made_at: domain::UtcTime) -> Result<Vec<u8>, PrintFault> {
        let text = data.to_string();
        if text.len() > self.apart {
            return self.elsewhere(form, &text, made_at).unwrap_or_else(|error| Err(not_printed(&error)));
        }
        self.printer.print(form, data, made_at).map_err(|fault| {
            fault_of(fault.code, Told { code: fault.code.to_owned(), vi: fault.words.vi, en: fault.words.en })
        })
    }
}

impl Typeset {
    /// In a process of its own.
    fn elsewhere(&self, form: &str, data: &str, made_at: domain::UtcTime) -> io::Result<Result<Vec<u8>, PrintFault>> {
        // This very program, also when another version of it has taken its place on the disk.
        let this = PathBuf::from("/proc/self/exe");
        let program = if this.exists() { this } else { std::env::current_exe()? };
        let mut command = Command::new(program);
        command.arg(WORD).arg(format!("--form={form}"));
        command.arg(format!("--made-at={}", made_at.to_rfc3339_opts(SecondsFormat::Micros, true)));
        if let Some(folder) = &self.folder {
            let mut word = std::ffi::OsString::from("--folder=");
            word.push(folder);
            command.arg(word);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let fed = match child.stdin.take() {
            // It has heard all before it has its say.
            Some(mut input) => input.write_all(data.as_bytes()),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        };
        let said = child.wait_with_output()?;
        if said.status.success() {
            return Ok(Ok(said.stdout));
        }
        match serde_json::from_slice::<Told>(&said.stdout) {
            Ok(told) => {
                let code = OF_THE_OFFICE.into_iter().find(|code| *code == told.code).unwrap_or(FAILED);
                Ok(Err(fault_of(code, told)))
            }
            // It was ended, such as for want of memory.
            Err(_) => fed.and(Err(io::Error::other(format!("{}", said.status)))),
        }
    }
}

/// What a process says that has not printed.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    code: String,
    vi: String,
    en: String,
}

fn fault_of(code: &'static str, told: Told) -> PrintFault {
    // What stands in the data is ours to have right.
    PrintFault { code, vi: told.vi, en: told.en, of_the_office: OF_THE_OFFICE.contains(&code) }
}

fn not_printed(error: &io::Error) -> PrintFault {
    PrintFault {
        code: FAILED,
        vi: format!("Không in được: {error}."),
        en: format!("It was not printed: {error}."),
        of_the_office: false,
    }
}

/// Is the process that prints one form: data as JSON on standard input, PDF on standard output.
pub fn run(wishes: &PrintWishes) -> ExitCode {
    match made(wishes) {
        Ok(Ok(pdf)) => match io::stdout().lock().write_all(&pdf) {
            Ok(()) => ExitCode::SUCCESS,
            // Whoever asked is gone.
            Err(_) => ExitCode::FAILURE,
        },
        Ok(Err(told)) => {
            if serde_json::to_writer(io::stdout().lock(), &told).is_err() {
                page::complain(&told.vi);
            }
            ExitCode::FAILURE
        }
        Err(failure) => {
            page::complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn made(wishes: &PrintWishes) -> Result<Result<Vec<u8>, Told>, Failure> {
    let printer = opened(wishes.folder.as_deref())?;
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text).map_err(|error| Failure::new(error.to_string()))?;
    let data = serde_json::from_str(&text).map_err(|error| Failure::new(error.to_string()))?;
    drop(text);
    let made = printer.print(&wishes.form, &data, wishes.made_at);
    Ok(made.map_err(|fault| Told { code: fault.code.to_owned(), vi: fault.words.vi, en: fault.words.en }))
}
