//! Where a conversion runs: in spaces of its own, without a network, without the machine's other processes, and with nothing of its files but
//! programs, libraries and fonts. `confine.sh` makes that view of the machine.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Where the programs are that confine it (util-linux).
const FOLDERS: &[&str] = &["/usr/bin", "/bin"];
/// A user, network, file system and process space of its own; whatever is left in the last dies with its first process.
const SPACES: &[&str] = &["--map-root-user", "--mount", "--net", "--pid", "--fork", "--kill-child=KILL"];
const SCRIPT: &str = include_str!("confine.sh");

/// A program of util-linux, where it is there.
pub(super) fn tool(name: &str) -> Option<PathBuf> {
    FOLDERS.iter().map(|folder| Path::new(folder).join(name)).find(|path| path.is_file())
}

/// What stands before the words of a program that is to see of the machine's files this folder alone, and what `program` needs, which is
/// named without links on its way. None where `unshare` is missing.
pub(super) fn words(folder: &Path, program: &Path) -> Option<Vec<OsString>> {
    let mut words = vec![tool("unshare")?.into()];
    words.extend(SPACES.iter().map(OsString::from));
    words.extend(["--", "sh", "-c", SCRIPT, "confine"].map(OsString::from));
    words.extend([folder, program].map(OsString::from));
    Some(words)
}

/// Whether a process of ours may be confined so, and the program is to be seen there.
pub(super) fn is_possible(program: &Path) -> bool {
    let Ok(folder) = tempfile::Builder::new().prefix("congvan-pdf-").tempdir() else { return false };
    let Some(words) = words(folder.path(), program) else { return false };
    let mut words = words.into_iter();
    let tried = Command::new(words.next().unwrap_or_default())
        .args(words)
        .args(["test", "-x"])
        .arg(program)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    tried.is_ok_and(|status| status.success())
}
