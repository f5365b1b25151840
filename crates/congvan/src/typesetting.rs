//! Making PDF of forms: here at once where they are short, as most are; what is long in a process of its own (`congvan print-form`), which takes its
//! hundreds of megabytes with it when it ends.

use std::{
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use chrono::SecondsFormat;
use office::printing::{self, PrintFault};
use serde::{Deserialize, Serialize};

use crate::{cli::PrintWishes, failure::Failure};

/// The word by which this program is told to print one form.
const WORD: &str = "print-form";
/// What goes wrong with a form that was given right.
const FAILED: &str = "print_failed";
/// What an office can put right itself: a template of its own, and too much at once.
const OF_THE_OFFICE: [&str; 8] = [
    "print_template_broken",
    "print_data_large",
    "print_pages",
    SLOW,
    "print_folder",
    "print_folder_outside",
    "print_folder_large",
    "print_font",
];
const SLOW: &str = "print_slow";
/// How long a process prints at most: longer than a print that is slow, and is told so, takes to find out.
const MOST: Duration = Duration::from_mins(5);
/// How often it is asked whether it is over.
const LOOK: Duration = Duration::from_millis(20);

/// What makes PDF of forms, with the office's own templates and fonts where it has some.
///
/// # Errors
/// What is wrong with these.
pub fn printer((folder, apart): (Option<&Path>, usize)) -> Result<Arc<dyn printing::Printer>, Failure> {
    let printer = opened(folder).map_err(|told| Failure::new(format!("print_folder: {} / {}", told.vi, told.en)))?;
    for name in printer.overridden() {
        tracing::info!(name, "printed with the office's own file");
    }
    Ok(Arc::new(Typeset { printer, folder: folder.map(Path::to_path_buf), apart }))
}

fn opened(folder: Option<&Path>) -> Result<print::Printer, Told> {
    print::Printer::new(folder).map_err(told)
}

fn told(fault: print::Fault) -> Told {
    Told { code: fault.code.to_owned(), vi: fault.words.vi, en: fault.words.en }
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
        self.printer.print(form, data, made_at).map_err(|fault| fault_of(fault.code, told(fault)))
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
        // It needs nothing of what this one was given, and prints what strangers have written.
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let heard = thread::spawn(move || {
            let mut all = Vec::new();
            output.read_to_end(&mut all).map(|_| all)
        });
        // It hears all before it has its say; one that is dead by then is asked why.
        let fed = input.write_all(data.as_bytes());
        drop(input);
        let begun = Instant::now();
        let status = loop {
            match child.try_wait()? {
                Some(status) => break status,
                None if begun.elapsed() > MOST => {
                    child.kill()?;
                    child.wait()?;
                    return Ok(Err(slow()));
                }
                None => thread::sleep(LOOK),
            }
        };
        let said = heard.join().map_err(|_| io::Error::other("the reader of the form broke down"))??;
        if status.success() {
            return Ok(Ok(said));
        }
        match serde_json::from_slice::<Told>(&said) {
            Ok(told) => {
                let code = OF_THE_OFFICE.into_iter().find(|code| *code == told.code).unwrap_or(FAILED);
                Ok(Err(fault_of(code, told)))
            }
            // It was ended, such as for want of memory.
            Err(_) => fed.and(Err(io::Error::other(status.to_string()))),
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

fn slow() -> PrintFault {
    let told = Told {
        code: SLOW.to_owned(),
        vi: format!("In quá {} phút mà chưa xong; hãy in ít hơn mỗi lần.", MOST.as_secs() / 60),
        en: format!("It was not printed within {} minutes; print less at once.", MOST.as_secs() / 60),
    };
    fault_of(SLOW, told)
}

fn not_printed(error: &io::Error) -> PrintFault {
    PrintFault {
        code: FAILED,
        vi: format!("Không in được: {error}."),
        en: format!("It was not printed: {error}."),
        of_the_office: false,
    }
}

/// Is the process that prints one form: data as JSON on standard input, PDF on standard output; or why not, as JSON.
pub fn run(wishes: &PrintWishes) -> ExitCode {
    let written = match made(wishes) {
        Ok(pdf) => {
            return if io::stdout().lock().write_all(&pdf).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        Err(told) => serde_json::to_writer(io::stdout().lock(), &told),
    };
    // Whoever asked is gone.
    drop(written);
    ExitCode::FAILURE
}

fn made(wishes: &PrintWishes) -> Result<Vec<u8>, Told> {
    let failed = |error: &dyn std::fmt::Display| Told {
        code: FAILED.to_owned(),
        vi: format!("Không đọc được dữ liệu để in: {error}."),
        en: format!("The data could not be read: {error}."),
    };
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text).map_err(|error| failed(&error))?;
    let data = serde_json::from_str(&text).map_err(|error| failed(&error))?;
    drop(text);
    opened(wishes.folder.as_deref())?.print(&wishes.form, &data, wishes.made_at).map_err(told)
}
