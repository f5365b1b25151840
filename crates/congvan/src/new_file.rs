//! Writing a file that is not there yet: nothing is ever overwritten, and who may read it is said before a byte is in it.

use std::{fs, io::Write, path::Path};

/// Writes a new file with these rights, down to the disk.
///
/// # Errors
/// `AlreadyExists` where there is one; what the disk says.
pub fn write(path: &Path, content: &[u8], mode: u32) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(mode);
    }
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
