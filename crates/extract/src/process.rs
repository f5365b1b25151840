//! The process that reads a file (`confined`), from the outside: started, fed, waited for, ended.

use std::{
    ffi::OsString,
    io,
    os::unix::process::ExitStatusExt,
    path::PathBuf,
    pin::pin,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use futures_util::{Stream, StreamExt};
use rustix::process::Signal;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    time::timeout,
};

use crate::{
    Fault, Kind, Limits, Words,
    confined::{Answer, NOT_CONFINED},
};

/// How much one file may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// How much of a processor's time it may take; three times as long by the clock, once it is there whole.
    pub time: Duration,
    /// Memory, in mebibytes.
    pub memory_mib: u64,
    /// Bytes of a file.
    pub bytes: u64,
    /// Characters of its text.
    pub characters: usize,
}

impl Default for Terms {
    fn default() -> Self {
        let Limits { bytes, characters, .. } = Limits::default();
        Self { time: Duration::from_secs(20), memory_mib: 256, bytes, characters }
    }
}

/// Why it is not known what words a file has: it is not the file's doing, and it may be tried again.
#[derive(Debug, thiserror::Error)]
pub enum Machine {
    /// The process could not be started or spoken to.
    #[error("the reader could not be started: {0}")]
    Start(#[from] io::Error),
    /// It could not be confined, and has read nothing.
    #[error("the system does not let the reader be limited")]
    NotConfined,
    /// The content did not come.
    #[error("the content could not be read from the storage: {0}")]
    Content(String),
}

/// How long the storage may let the reader wait for the next bytes.
const STORAGE: Duration = Duration::from_mins(1);
/// How many times its processor's time it may take by the clock: the machine may be busy with other things, and that is not the file's doing.
const BUSY: u32 = 3;
/// What an answer is larger than its text, at the most.
const AROUND: u64 = 64 << 10;
/// How much of its last words is listened to.
const COMPLAINT: u64 = 512;
/// How a program of Rust begins its last words when it gets no memory.
const NO_MEMORY: &str = "memory allocation of";

/// Has files read by processes of their own.
#[derive(Debug, Clone)]
pub struct Extractor {
    program: PathBuf,
    words: Vec<OsString>,
    terms: Terms,
}

impl Extractor {
    /// By this program, which is given these words before those that say what to read and how much ([`crate::confined`]).
    pub fn new(program: impl Into<PathBuf>, words: impl IntoIterator<Item = OsString>, terms: Terms) -> Self {
        Self { program: program.into(), words: words.into_iter().collect(), terms }
    }

    /// How much one file may take.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The words of a file, or why it has none that could be read.
    ///
    /// # Errors
    /// It could not be tried.
    pub async fn read<B, E>(
        &self,
        kind: Kind,
        content: impl Stream<Item = Result<B, E>>,
    ) -> Result<Result<Words, Fault>, Machine>
    where
        B: AsRef<[u8]>,
        E: std::fmt::Display,
    {
        let mut child = self.command(kind).spawn()?;
        let (input, output, complaint) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(mut input), Some(output), Some(complaint)) = (input, output, complaint) else {
            return Err(Machine::Start(io::ErrorKind::BrokenPipe.into()));
        };
        // It is listened to while it is fed: it may have its say before it has heard all.
        let most = u64::try_from(self.terms.characters).unwrap_or(u64::MAX).saturating_mul(4).saturating_add(AROUND);
        let listening = tokio::spawn(async move { tokio::join!(heard(output, most), heard(complaint, COMPLAINT)) });
        let fed = feed(&mut input, content, self.terms.bytes, self.terms.time).await;
        drop(input);
        let ended = match fed {
            Fed::All | Fed::NotTaken => timeout(self.terms.time.saturating_mul(BUSY), child.wait()).await.ok(),
            Fed::Stuck | Fed::TooMuch | Fed::Broken(_) => None,
        };
        let in_time = ended.is_some();
        let status = match ended {
            Some(status) => status?,
            None => end(&mut child).await?,
        };
        let (answer, complaint) = listening.await.map_err(|_| Machine::Start(io::ErrorKind::BrokenPipe.into()))?;
        match fed {
            Fed::Broken(why) => return Err(Machine::Content(why)),
            Fed::TooMuch => return Ok(Err(Fault::Large)),
            _ if !in_time => return Ok(Err(Fault::Time)),
            Fed::All | Fed::NotTaken | Fed::Stuck => {}
        }
        if status.success() {
            return Ok(Answer::read(&answer).unwrap_or(Err(Fault::Crashed)));
        }
        if status.code() == Some(i32::from(NOT_CONFINED)) {
            return Err(Machine::NotConfined);
        }
        Ok(Err(why(status, &complaint)))
    }

    fn command(&self, kind: Kind) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.words)
            .arg(format!("--kind={}", kind.name()))
            .arg(format!("--seconds={}", self.terms.time.as_secs().max(1)))
            .arg(format!("--memory-mb={}", self.terms.memory_mib))
            .arg(format!("--bytes={}", self.terms.bytes))
            .arg(format!("--characters={}", self.terms.characters))
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }
}

/// What came of feeding it.
enum Fed {
    /// It has the whole file.
    All,
    /// It takes no more: it has ended, or has heard enough.
    NotTaken,
    /// It takes nothing and does not end.
    Stuck,
    /// The file is larger than it may be.
    TooMuch,
    /// The content did not come.
    Broken(String),
}

async fn feed<B, E>(
    input: &mut (impl AsyncWriteExt + Unpin),
    content: impl Stream<Item = Result<B, E>>,
    most: u64,
    patience: Duration,
) -> Fed
where
    B: AsRef<[u8]>,
    E: std::fmt::Display,
{
    let mut content = pin!(content);
    let mut left = most;
    loop {
        let piece = match timeout(STORAGE, content.next()).await {
            Ok(Some(Ok(piece))) => piece,
            Ok(Some(Err(error))) => return Fed::Broken(error.to_string()),
            Ok(None) => return Fed::All,
            Err(_) => return Fed::Broken("nothing came for a minute".to_owned()),
        };
        let piece = piece.as_ref();
        match left.checked_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX)) {
            Some(rest) => left = rest,
            None => return Fed::TooMuch,
        }
        match timeout(patience, input.write_all(piece)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return Fed::NotTaken,
            Err(_) => return Fed::Stuck,
        }
    }
}

/// What it says, up to so much. What comes behind it is not waited for, and ends it.
async fn heard(from: impl AsyncRead + Unpin, most: u64) -> Vec<u8> {
    let mut said = Vec::new();
    // What breaks off makes no sense, and is taken for what it is.
    let _ = from.take(most).read_to_end(&mut said).await;
    said
}

async fn end(child: &mut Child) -> io::Result<ExitStatus> {
    child.start_kill()?;
    child.wait().await
}

/// Why it ended as it did.
fn why(status: ExitStatus, complaint: &[u8]) -> Fault {
    let by = |signal: Signal| status.signal() == Some(signal.as_raw());
    if by(Signal::XCPU) {
        return Fault::Time;
    }
    // Killed, and not by us: the system had no more memory, and it was this one that had to go.
    if by(Signal::KILL) || String::from_utf8_lossy(complaint).contains(NO_MEMORY) {
        return Fault::Memory;
    }
    Fault::Crashed
}
