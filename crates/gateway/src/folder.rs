//! A shared folder: files in, files out, for the boxes of provincial systems (LGSP) that watch one.
//!
//! `out/` is ours to fill and the box's to empty, `in/` the other way round. What was taken from `in/` goes to `done/` or `failed/`. Each
//! step is one rename, so that nothing is half done whenever the machine stops.

mod names;

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, Read, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;

use crate::{
    Ack, AfterUnknown, Clock, Code, Entry, Failure, Fetched, Gateway, Kind, Listed, Lost, Offers, Packet, Sent,
    SentState, Why, http, peek,
    transfer::{Fault, Keeper, Upload},
};
use names::Arrived;

/// How many files a list has at most. The rest comes when these are taken.
const LISTED_MOST: usize = 10_000;

/// The settings of [`Folder`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FolderSettings {
    /// The folder that holds `in/` and `out/`. All is in one file system.
    pub folder: PathBuf,
    /// The ending of documents.
    #[serde(default = "document_extension")]
    pub document_extension: String,
    /// The ending of statuses. Where a box gives all the same ending, what stands in a file tells; ours get this one.
    #[serde(default = "status_extension")]
    pub status_extension: String,
    /// For how long nobody may have written to a file before it is taken, in seconds. A box that renames needs none of it.
    #[serde(default = "stable_seconds")]
    pub stable_seconds: u32,
}

fn document_extension() -> String {
    "edxml".to_owned()
}

fn status_extension() -> String {
    "status.edxml".to_owned()
}

const fn stable_seconds() -> u32 {
    5
}

/// Puts packets into a folder, and takes others out of it.
pub struct Folder {
    settings: FolderSettings,
    clock: Clock,
    /// Since when files have been seen as they are, by our own clock.
    seen: Mutex<HashMap<String, DateTime<Utc>>>,
}

/// What an ending says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// It is a status.
    Status,
    /// What stands in it has to tell.
    Either,
}

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folder").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Folder {
    /// Makes what is missing of the folder.
    ///
    /// # Errors
    /// In words, where it can't be made or an ending is no ending.
    pub fn new(settings: &FolderSettings, clock: Clock) -> Result<Self, String> {
        for ending in [&settings.document_extension, &settings.status_extension] {
            if !http::is_id(ending) || names::is_unfinished(&format!("x.{ending}")) {
                return Err(format!("phần mở rộng không hợp lệ / not valid as an ending: {ending}"));
            }
        }
        for part in ["in", "out", "done", "failed", "sent"] {
            let path = settings.folder.join(part);
            fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(Self { settings: settings.clone(), clock, seen: Mutex::default() })
    }

    fn part(&self, name: &str) -> PathBuf {
        self.settings.folder.join(name)
    }

    fn file_name(&self, kind: Kind, id: &str) -> String {
        match kind {
            Kind::Document => format!("{id}.{}", self.settings.document_extension),
            Kind::Status => format!("{id}.{}", self.settings.status_extension),
        }
    }

    /// What a file's ending says, where it is one of ours. The status's is looked at first: it may end in the document's.
    fn ending(&self, name: &str) -> Option<Ending> {
        let ends = |ending: &str| name.strip_suffix(ending).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'));
        let same = self.settings.document_extension == self.settings.status_extension;
        if ends(&self.settings.status_extension) && !same {
            Some(Ending::Status)
        } else {
            ends(&self.settings.document_extension).then_some(Ending::Either)
        }
    }

    /// Whether nobody has written to a file for long enough: by the file's own time, or, where clocks differ, by how long we have seen it so.
    fn is_stable(&self, arrived: &Arrived, now: DateTime<Utc>, seen: DateTime<Utc>) -> bool {
        let enough = TimeDelta::seconds(i64::from(self.settings.stable_seconds));
        let rests = |since: DateTime<Utc>| now.signed_duration_since(since) >= enough;
        rests(DateTime::from_timestamp_nanos(arrived.changed)) || rests(seen)
    }

    /// The file of an id, where it still lies there as it was listed.
    fn find(&self, gateway_id: &str) -> Result<Option<(Arrived, PathBuf)>, Failure> {
        let arrived = Arrived::parse(gateway_id).ok_or_else(|| {
            Failure::permanent(Code::NotThere, Why::new("Mã gói tin không hợp lệ", "The packet's id is not valid"))
        })?;
        let path = self.part("in").join(&arrived.name);
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() && Arrived::of(arrived.name.clone(), &meta) == arrived => {
                Ok(Some((arrived, path)))
            }
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(troubled("in", &error)),
        }
    }
}

/// The folder can't be used now.
fn troubled(part: &str, error: &io::Error) -> Failure {
    let why = Why::new(
        format!("Không dùng được thư mục liên thông {part}/"),
        format!("The interchange folder's {part}/ can't be used"),
    );
    Failure::temporary(why.said(&error.to_string()))
}

/// Writes a file whole or not at all, under its name, and sees to it that it outlives a power cut.
fn write_whole(folder: &Path, name: &str, from: &mut dyn Read) -> io::Result<()> {
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = File::create(&unfinished)?;
    if let Err(error) = io::copy(from, &mut file).and_then(|_| file.sync_all()) {
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    drop(file);
    fs::rename(&unfinished, folder.join(name))?;
    File::open(folder)?.sync_all()
}

impl Gateway for Folder {
    fn offers(&self) -> Offers {
        Offers { polled: true, sent_states: false, directory: false, after_unknown: AfterUnknown::SendAgain }
    }

    /// A packet's name is made of its id. A mark in `sent/` says that it was put there once: what the box has taken since does not come
    /// again. Between the two the machine may stop: then it comes twice, under one name.
    fn send(&self, kind: Kind, packet: &Packet) -> Result<Sent, Failure> {
        http::check(packet)?;
        let name = self.file_name(kind, &packet.id);
        let sent = Sent { gateway_id: Some(name.clone()) };
        let hash = hex::encode(packet.sha256);
        let mark = self.part("sent").join(&name);
        match fs::read_to_string(&mark) {
            Ok(before) if before.trim() == hash => return Ok(sent),
            Ok(_) => {
                let why = Why::new("Đã gửi một gói tin khác cùng mã", "Another packet was sent by the same id");
                return Err(Failure::permanent(Code::Conflict, why));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(troubled("sent", &error)),
        }
        let mut body = Upload::open(packet, vec![], vec![])?;
        write_whole(&self.part("out"), &name, &mut body)
            .map_err(|error| body.fault().unwrap_or_else(|| troubled("out", &error)))?;
        write_whole(&self.part("sent"), &name, &mut hash.as_bytes()).map_err(|error| troubled("sent", &error))?;
        Ok(sent)
    }

    /// There is nothing to look in: it is sent again.
    fn find_sent(&self, _: Kind, _: &Lost) -> Result<Option<Sent>, Failure> {
        Ok(None)
    }

    /// In the order in which they arrived. The day is of no concern: what was taken lies here no more.
    fn list(&self, kind: Kind, _: Option<NaiveDate>) -> Result<Vec<Listed>, Failure> {
        let fault = |error: io::Error| troubled("in", &error);
        let mut arrived = Vec::new();
        for entry in fs::read_dir(self.part("in")).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let meta = match entry.metadata() {
                Ok(meta) => meta,
                // Somebody was faster.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(fault(error)),
            };
            // A link may lead anywhere, and is not followed.
            if meta.is_file() {
                arrived.push(Arrived::of(entry.file_name(), &meta));
            }
        }
        arrived.sort_by(|a, b| (a.changed, &a.name).cmp(&(b.changed, &b.name)));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::take(&mut *seen);
        let now = (self.clock)();
        let mut listed = Vec::new();
        for file in arrived {
            let shown = file.name.to_string_lossy();
            let Some(ending) = self.ending(&shown).filter(|_| !names::is_unfinished(&shown)) else { continue };
            let id = file.id();
            let since = before.get(&id).copied().unwrap_or(now);
            seen.insert(id.clone(), since);
            let ready = self.is_stable(&file, now, since);
            if !ready || listed.len() >= LISTED_MOST || (ending == Ending::Status && kind != Kind::Status) {
                continue;
            }
            let Ok(open) = File::open(self.part("in").join(&file.name)) else { continue };
            let found = peek(open);
            let is = if ending == Ending::Status { Kind::Status } else { found.kind };
            if is == kind {
                let created = Some(DateTime::from_timestamp_nanos(file.changed));
                listed.push(Listed { gateway_id: id, from: found.from, to: found.to, created, state: None });
            }
        }
        Ok(listed)
    }

    fn fetch(&self, gateway_id: &str, into: &mut dyn Write, limit: u64) -> Result<Fetched, Failure> {
        let Some((arrived, path)) = self.find(gateway_id)? else {
            let why = Why::new("Tệp không còn trong thư mục in/", "The file lies no more in in/");
            return Err(Failure::permanent(Code::NotThere, why));
        };
        if arrived.length > limit {
            return Err(Fault::TooLong.failure());
        }
        let mut keeper = Keeper::new(into, limit);
        let mut file = File::open(path).map_err(|error| troubled("in", &error))?;
        keeper.keep_all(&mut file).map_err(Fault::failure)?;
        let fetched = keeper.done().map_err(Fault::failure)?;
        // It was written to while it was read: it comes again, as another.
        let same =
            file.metadata().is_ok_and(|meta| meta.len() == arrived.length && names::changed(&meta) == arrived.changed);
        if !same || fetched.length != arrived.length {
            return Err(Failure::unreadable(false, "the file has changed"));
        }
        Ok(fetched)
    }

    /// Moves the file away. One that lies there no more was moved before.
    fn acknowledge(&self, gateway_id: &str, ack: &Ack) -> Result<(), Failure> {
        let to = match ack {
            Ack::Processing => return Ok(()),
            Ack::Done => "done",
            Ack::Failed(_) => "failed",
        };
        let Some((arrived, path)) = self.find(gateway_id)? else { return Ok(()) };
        let kept = arrived.kept_name();
        let fault = |error: io::Error| troubled(to, &error);
        if let Ack::Failed(reason) = ack {
            let reason = crate::failure::printable(reason);
            let text = format!(
                "Không tiếp nhận được gói tin này. Lý do: {reason}\n\nThis packet could not be taken in. The reason: {reason}\n"
            );
            let mut beside = kept.clone();
            beside.push(".txt");
            // It is there before the packet is: nobody finds one without a reason.
            write_whole(&self.part(to), &beside.to_string_lossy(), &mut text.as_bytes()).map_err(fault)?;
        }
        match fs::rename(path, self.part(to).join(kept)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fault(error)),
            _ => Ok(()),
        }
    }

    fn sent_states(&self, _: Kind, _: Option<&str>) -> Result<Vec<SentState>, Failure> {
        Ok(vec![])
    }

    fn directory(&self) -> Result<Vec<Entry>, Failure> {
        Ok(vec![])
    }
}

/// When a file was last written to, in nanoseconds since 1970.
fn nanoseconds(meta: &fs::Metadata) -> i64 {
    meta.mtime().saturating_mul(1_000_000_000).saturating_add(meta.mtime_nsec())
}
