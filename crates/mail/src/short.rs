//! Short messages to telephones (SMS, Zalo): what sends them is an adapter, of which a folder is the only one that is built in.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    pin::Pin,
};

use serde::Serialize;
use uuid::Uuid;

/// A short message as an adapter gets it. It names nobody; its text has no accents and no more than 160 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Short {
    /// The same at each try: an adapter, or whoever it hands it to, sends what it has sent before no more.
    pub id: Uuid,
    /// To which number, as the citizen gave it.
    pub phone: String,
    /// What.
    pub text: String,
}

/// Why a short message was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShortFault {
    /// It may be taken later.
    Later(String),
    /// It never will be: the number is none, say.
    Never(String),
}

impl fmt::Display for ShortFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Later(why) | Self::Never(why)) = self;
        f.write_str(why)
    }
}

impl std::error::Error for ShortFault {}

/// What comes of a try.
pub type Taken<'a> = Pin<Box<dyn Future<Output = Result<(), ShortFault>> + Send + 'a>>;

/// What sends short messages. It is called at least once for each; with an answer that it took one it answers for its going out.
pub trait ShortMessages: fmt::Debug + Send + Sync {
    /// Takes one.
    fn send<'a>(&'a self, short: &'a Short) -> Taken<'a>;
}

/// A folder in place of a telephone company: one JSON file a message, written whole or not at all. Another program takes them from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortFolder {
    path: PathBuf,
}

impl ShortFolder {
    /// The folder at this path; it is made when the first message comes.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where a message lies.
    pub fn file(&self, id: Uuid) -> PathBuf {
        self.path.join(format!("{id}.json"))
    }
}

impl ShortMessages for ShortFolder {
    fn send<'a>(&'a self, short: &'a Short) -> Taken<'a> {
        let (folder, file) = (self.path.clone(), self.file(short.id));
        let bytes = serde_json::to_vec(short);
        Box::pin(async move {
            let bytes = bytes.map_err(|error| ShortFault::Never(error.to_string()))?;
            let written = tokio::task::spawn_blocking(move || put(&folder, &file, &bytes)).await;
            written.map_err(io::Error::other).flatten().map_err(|error| ShortFault::Later(error.to_string()))
        })
    }
}

/// Writes a file so that it is there whole, after a power cut too, or not at all.
fn put(folder: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::{
        fs::{DirBuilder, File, OpenOptions},
        io::Write,
        os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    };

    // Telephone numbers are nobody's but the office's and those whose program takes them on: a group, say.
    DirBuilder::new().recursive(true).mode(0o750).create(folder)?;
    let temporary = file.with_extension("tmp");
    let mut written = OpenOptions::new().write(true).create(true).truncate(true).mode(0o640).open(&temporary)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    std::fs::rename(&temporary, file)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_message_is_one_file_however_often_it_is_sent() {
        let folder = tempfile::tempdir().unwrap();
        let sink = ShortFolder::new(folder.path().join("tin-nhan"));
        let short =
            Short { id: Uuid::from_u128(7), phone: "0900 000 001".to_owned(), text: "UBND: Ho so H01.".to_owned() };
        for _ in 0..2 {
            sink.send(&short).await.unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(folder.path().join("tin-nhan")).unwrap().collect();
        assert_eq!(names.len(), 1);
        let may =
            |path: PathBuf| std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions());
        // No more than that, whatever the umask: it takes away, and gives nothing.
        assert_eq!(may(folder.path().join("tin-nhan")) & 0o777 & !0o750, 0);
        assert_eq!(may(sink.file(short.id)) & 0o777 & !0o640, 0);
        let content: serde_json::Value = serde_json::from_slice(&std::fs::read(sink.file(short.id)).unwrap()).unwrap();
        let expected = serde_json::json!({ "id": short.id, "phone": "0900 000 001", "text": "UBND: Ho so H01." });
        assert_eq!(content, expected);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_tried_later() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let short = Short { id: Uuid::from_u128(7), phone: String::new(), text: String::new() };
        let fault = ShortFolder::new(file.path()).send(&short).await.unwrap_err();
        assert!(matches!(fault, ShortFault::Later(_)), "{fault:?}");
    }
}
