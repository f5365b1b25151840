//! A PDF of an office file, by LibreOffice: a child process with a profile of its own that lives as long as the conversion does, without a
//! network and out of reach of the machine's files (`convert/confine.sh`), within limits of time and memory, killed with all that it has
//! started when the time is over or nobody waits any more.

mod confine;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::Arc,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::{process::Command, sync::Semaphore, time::timeout};

use crate::{package::Kind, pdf};

/// Where LibreOffice is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Program {
    /// Where it usually is.
    #[default]
    Auto,
    /// There.
    At(PathBuf),
    /// Nowhere: nothing is converted.
    Off,
}

/// How much one conversion may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Where it is.
    pub program: Program,
    /// How long it may take. Whoever comes while others are at it waits as long again at the most.
    pub time: Duration,
    /// How much memory each of its processes may ask for, in mebibytes.
    pub memory_mib: u64,
    /// How large the PDF may be, in bytes.
    pub result_bytes: u64,
    /// How many run at once.
    pub at_once: usize,
    /// Whether it runs where there is no network and none of the machine's files but programs and fonts, or not at all. Where the system lets
    /// nobody be cut off so, an office that has cut it off itself may say no.
    pub cut_off: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            program: Program::Auto,
            time: Duration::from_mins(1),
            memory_mib: 2048,
            result_bytes: 100 << 20,
            at_once: 1,
            cut_off: true,
        }
    }
}

/// Whether there is a converter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is.
    Good,
    /// It was turned off.
    Off,
    /// LibreOffice is not there.
    Missing,
    /// It is there, but the system does not let it be cut off from network and files, or `prlimit` is missing, which limits it.
    NotConfined,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// There is no converter.
    #[error("there is no converter: {0:?}")]
    None(Standing),
    /// Others are at it.
    #[error("too many conversions at once")]
    Busy,
    /// It took too long, and was killed.
    #[error("not done in {0:?}")]
    TooSlow(Duration),
    /// LibreOffice made none, or none that can be used.
    #[error("no PDF came of it ({0})")]
    Failed(String),
    /// The machine failed.
    #[error("the conversion could not be begun: {0}")]
    Machine(#[from] std::io::Error),
}

/// Where LibreOffice usually is.
const USUAL: &[&str] =
    &["/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice"];
/// How many processes it may come to, threads among them.
const PROCESSES: u32 = 256;

/// No macro runs, no link is followed. All else is as LibreOffice has it at first.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"#;

/// Makes PDFs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Converter(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    terms: Terms,
    standing: Standing,
    program: PathBuf,
    places: Semaphore,
}

impl Converter {
    /// Looks whether LibreOffice is there and can be confined.
    pub fn find(terms: Terms) -> Self {
        let program = match &terms.program {
            Program::Off => None,
            Program::At(path) => Some(path.clone()),
            Program::Auto => USUAL.iter().map(PathBuf::from).find(|path| path.is_file()),
        };
        // As it is reached without links: where it is confined, what they lead through is not there.
        let program = program.map(|path| path.canonicalize().unwrap_or(path));
        let standing = match &program {
            _ if terms.program == Program::Off => Standing::Off,
            Some(path) if path.is_file() => {
                if confine::tool("prlimit").is_some() && (!terms.cut_off || confine::is_possible(path)) {
                    Standing::Good
                } else {
                    Standing::NotConfined
                }
            }
            _ => Standing::Missing,
        };
        let places = Semaphore::new(terms.at_once.max(1));
        Self(Arc::new(Inner { terms, standing, program: program.unwrap_or_default(), places }))
    }

    /// Whether there is a converter.
    pub fn standing(&self) -> Standing {
        self.0.standing
    }

    /// Makes a PDF.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn to_pdf(&self, kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, ConvertError> {
        let Inner { terms, standing, places, .. } = &*self.0;
        if *standing != Standing::Good {
            return Err(ConvertError::None(*standing));
        }
        let place = timeout(terms.time, places.acquire()).await.map_err(|_| ConvertError::Busy)?;
        // Held until the end; nobody closes it.
        let _place = place.map_err(|_| ConvertError::Busy)?;
        // Taken away when this goes, however it goes.
        let folder = tempfile::Builder::new().prefix("congvan-pdf-").tempdir()?;
        let source = folder.path().join(format!("van-ban.{}", kind.ending()));
        let profile = folder.path().join("profile");
        tokio::fs::create_dir_all(profile.join("user")).await?;
        tokio::fs::write(profile.join("user").join("registrymodifications.xcu"), PROFILE).await?;
        tokio::fs::write(&source, bytes).await?;
        let complaint = folder.path().join("complaint");
        let mut command = self.command(folder.path(), &profile, &source);
        command.stderr(Stdio::from(std::fs::File::create(&complaint)?));
        let mut child = command.spawn()?;
        let group = Group::of(&child);
        let ended = timeout(terms.time, child.wait()).await;
        drop(group);
        let Ok(status) = ended else {
            // It is dead; what is left of it is taken up.
            let _ = timeout(Duration::from_secs(5), child.wait()).await;
            return Err(ConvertError::TooSlow(terms.time));
        };
        let status = status?;
        let made = folder.path().join("van-ban.pdf");
        let size = tokio::fs::metadata(&made).await.map_or(0, |found| found.len());
        if size == 0 || size > terms.result_bytes {
            return Err(ConvertError::Failed(said(status, &complaint).await));
        }
        let made = tokio::fs::read(&made).await?;
        if pdf::is_pdf(&made) { Ok(made) } else { Err(ConvertError::Failed("not a PDF".to_owned())) }
    }

    fn command(&self, folder: &Path, profile: &Path, source: &Path) -> Command {
        let Inner { terms, program, .. } = &*self.0;
        let mut words: Vec<OsString> = Vec::new();
        if terms.cut_off {
            words.extend(confine::words(folder, program).unwrap_or_default());
        }
        words.extend(confine::tool("prlimit").map(OsString::from));
        let memory = terms.memory_mib.saturating_mul(1 << 20);
        words.push(format!("--as={memory}").into());
        words.push(format!("--cpu={}", terms.time.as_secs().saturating_add(1)).into());
        words.push(format!("--fsize={}", terms.result_bytes).into());
        words.push("--core=0".into());
        if terms.cut_off {
            // In a user space of its own, where nobody else's count.
            words.push(format!("--nproc={PROCESSES}").into());
        }
        words.push("--".into());
        if let Some(libraries) = program.parent().filter(|_| terms.cut_off) {
            // It finds them by `/proc`, which is not there.
            let mut set = OsString::from("LD_LIBRARY_PATH=");
            set.push(libraries);
            words.extend([OsString::from("env"), set]);
        }
        words.push(program.into());
        let mut home = OsString::from("-env:UserInstallation=file://");
        home.push(profile);
        words.push(home);
        for word in ["--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"] {
            words.push(word.into());
        }
        words.extend(["--convert-to", "pdf:writer_pdf_Export", "--outdir"].map(OsString::from));
        words.push(folder.into());
        words.push(source.into());
        let mut words = words.into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command
            .args(words)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("LANG", "C.UTF-8")
            .env("SAL_USE_VCLPLUGIN", "svp")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .process_group(0)
            .kill_on_drop(true);
        command
    }
}

/// What it said when it made nothing, as far as it helps whoever reads the log.
async fn said(status: ExitStatus, complaint: &Path) -> String {
    let words = tokio::fs::read(complaint).await.unwrap_or_default();
    let words = String::from_utf8_lossy(words.get(..2048).unwrap_or(&words)).into_owned();
    format!("{status}; {}", crate::excerpt(&words))
}

/// The processes of a conversion: killed when this goes, whatever they have come to.
struct Group(Option<Pid>);

impl Group {
    fn of(child: &tokio::process::Child) -> Self {
        Self(child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(group) = self.0 {
            // Where none is left, there is nobody to tell.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}
