//! The shared folder: what goes out is there whole or not at all, what comes in is taken in order, and a stop between any two steps loses
//! and doubles nothing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};
use gateway::{Ack, Clock, Code, Failure, Folder, FolderSettings, Gateway, Kind};

mod support;
use support::{Inbox, document, document_id, packet, status};

/// A folder with a clock that a test moves.
struct Shared {
    keep: tempfile::TempDir,
    now: Arc<Mutex<DateTime<Utc>>>,
}

impl Shared {
    fn new() -> Self {
        Self { keep: tempfile::tempdir().unwrap(), now: Arc::new(Mutex::new(Utc::now())) }
    }

    fn open(&self) -> Folder {
        self.open_with(&serde_json::json!({"folder": self.path("")}))
    }

    fn open_with(&self, settings: &serde_json::Value) -> Folder {
        let now = Arc::clone(&self.now);
        let clock: Clock = Arc::new(move || *now.lock().unwrap());
        let settings: FolderSettings = serde_json::from_value(settings.clone()).unwrap();
        Folder::new(&settings, clock).unwrap()
    }

    fn path(&self, within: &str) -> PathBuf {
        self.keep.path().join("lgsp").join(within)
    }

    fn later(&self) {
        let mut now = self.now.lock().unwrap();
        *now += Duration::from_mins(1);
    }

    /// A file of the box's, so many seconds old.
    fn arrive(&self, name: &str, text: &str, age: u64) {
        let path = self.path("in").join(name);
        fs::write(&path, text).unwrap();
        let at = SystemTime::from(*self.now.lock().unwrap()) - Duration::from_secs(age);
        fs::File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
    }

    fn names(&self, within: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(within))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn code(failure: Failure) -> Code {
    match failure {
        Failure::Permanent { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_goes_out_goes_once_under_the_packets_name() {
    let shared = Shared::new();
    let folder = shared.open();
    let document = packet(shared.keep.path(), "p-1", &document("H99.1", &["H99.2"], 1), "H99.1", &["H99.2"]);
    let status = packet(shared.keep.path(), "p-2", &status("H99.1", "H99.2", 7, "01"), "H99.1", &[]);
    assert_eq!(folder.send(Kind::Document, &document).unwrap().gateway_id.as_deref(), Some("p-1.edxml"));
    folder.send(Kind::Status, &status).unwrap();
    assert_eq!(shared.names("out"), ["p-1.edxml", "p-2.status.edxml"]);
    assert_eq!(fs::read(shared.path("out/p-1.edxml")).unwrap(), fs::read(&document.path).unwrap());

    // The box takes it; what is tried again does not come again, not even after a restart.
    fs::remove_file(shared.path("out/p-1.edxml")).unwrap();
    shared.open().send(Kind::Document, &document).unwrap();
    assert_eq!(shared.names("out"), ["p-2.status.edxml"]);

    // The same id for something else is a mistake of ours.
    let other = packet(shared.keep.path(), "p-1", "<edXML/>", "H99.1", &[]);
    assert_eq!(code(folder.send(Kind::Document, &other).unwrap_err()), Code::Conflict);
    let mut changed = packet(shared.keep.path(), "p-3", "<edXML/>", "H99.1", &[]);
    changed.sha256 = [0; 32];
    assert_eq!(code(folder.send(Kind::Document, &changed).unwrap_err()), Code::Packet);
    for id in ["../p", "a/b", "", ".p"] {
        let path = document.path.clone();
        let bad = gateway::Packet { id: id.to_owned(), path, ..document.clone() };
        assert_eq!(code(folder.send(Kind::Document, &bad).unwrap_err()), Code::Packet, "{id}");
    }
    assert_eq!(shared.names("out"), ["p-2.status.edxml"]);
}

#[test]
fn a_stop_while_sending_leaves_nothing_half_and_sends_again() {
    let shared = Shared::new();
    let folder = shared.open();
    let one = packet(shared.keep.path(), "p-1", "<edXML>một</edXML>", "H99.1", &[]);
    // It stopped while it was written,
    fs::write(shared.path("out/.p-1.edxml.part"), "<edX").unwrap();
    folder.send(Kind::Document, &one).unwrap();
    assert_eq!(shared.names("out"), ["p-1.edxml"]);
    // and once it was there, before that was noted: the same name again, so that the box knows it.
    fs::remove_file(shared.path("sent/p-1.edxml")).unwrap();
    folder.send(Kind::Document, &one).unwrap();
    assert_eq!(shared.names("out"), ["p-1.edxml"]);
    assert_eq!(fs::read_to_string(shared.path("out/p-1.edxml")).unwrap(), "<edXML>một</edXML>");
}

#[test]
fn what_comes_in_is_taken_in_order_and_when_it_is_whole() {
    let shared = Shared::new();
    let folder = shared.open();
    shared.arrive("b.edxml", &document("H99.2", &["H99.1"], 2), 30);
    shared.arrive("a.edxml", &document("H99.2", &["H99.1"], 1), 20);
    shared.arrive("Công văn số 3.edxml", &document("H99.2", &["H99.1"], 3), 10);
    shared.arrive("d.edxml", &status("H99.2", "H99.1", 9, "03"), 10);
    shared.arrive("e.status.edxml", "<edXML/>", 10);
    // Still being written, not for us, or leading elsewhere.
    shared.arrive("f.edxml", &document("H99.2", &["H99.1"], 4), 1);
    shared.arrive("g.edxml.part", "<", 100);
    shared.arrive(".h.edxml", "<", 100);
    shared.arrive("i.txt", "x", 100);
    fs::create_dir(shared.path("in/j.edxml")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", shared.path("in/k.edxml")).unwrap();

    let listed = folder.list(Kind::Document, None).unwrap();
    let fetched = |id: &str| {
        let mut text = Vec::new();
        folder.fetch(id, &mut text, 1 << 20).unwrap();
        String::from_utf8(text).unwrap()
    };
    let texts: Vec<String> = listed.iter().map(|one| fetched(&one.gateway_id)).collect();
    assert_eq!(texts.len(), 3);
    for (text, number) in texts.iter().zip([2, 1, 3]) {
        assert!(text.contains(&document_id("H99.2", number)), "{number}");
    }
    assert_eq!((listed[0].from.as_deref(), listed[0].to.as_slice()), (Some("H99.2"), &["H99.1".to_owned()][..]));
    // A status by its name, and one by what stands in it.
    assert_eq!(folder.list(Kind::Status, None).unwrap().len(), 2);
    // A minute later the one that was being written is whole.
    shared.later();
    assert_eq!(folder.list(Kind::Document, None).unwrap().len(), 4);
    assert_eq!(code(folder.fetch(&listed[0].gateway_id, &mut Vec::new(), 10).unwrap_err()), Code::TooLarge);
}

/// A box with a clock that is ahead: its files are taken once they have stayed as they are for long enough by ours.
#[test]
fn clocks_may_differ() {
    let shared = Shared::new();
    let folder = shared.open();
    shared.arrive("a.edxml", &document("H99.2", &["H99.1"], 1), 0);
    *shared.now.lock().unwrap() -= Duration::from_hours(1);
    assert!(folder.list(Kind::Document, None).unwrap().is_empty());
    assert!(folder.list(Kind::Document, None).unwrap().is_empty());
    shared.later();
    // Written to meanwhile, it is another, and waits from then on.
    fs::write(shared.path("in/a.edxml"), document("H99.2", &["H99.1"], 12_345)).unwrap();
    assert!(folder.list(Kind::Document, None).unwrap().is_empty());
    shared.later();
    assert_eq!(folder.list(Kind::Document, None).unwrap().len(), 1);
}

#[test]
fn what_was_taken_is_moved_and_a_stop_in_between_takes_nothing_twice() {
    let shared = Shared::new();
    let folder = shared.open();
    for number in 1..=3 {
        shared.arrive(&format!("{number}.edxml"), &document("H99.2", &["H99.1"], number), 60);
    }
    // It stops after the first was kept, before that was told.
    let mut inbox = Inbox::default();
    let first = folder.list(Kind::Document, None).unwrap().remove(0);
    let mut text = Vec::new();
    folder.fetch(&first.gateway_id, &mut text, 1 << 20).unwrap();
    inbox.packets.insert(first.gateway_id.clone(), String::from_utf8(text).unwrap());
    drop(folder);
    let folder = shared.open();
    inbox.round(&folder, Kind::Document);
    assert_eq!(inbox.packets.len(), 3);
    assert!(shared.names("in").is_empty());
    assert_eq!(shared.names("done").len(), 3);
    // It may be told again, and is gone.
    folder.acknowledge(&first.gateway_id, &Ack::Done).unwrap();
    assert_eq!(code(folder.fetch(&first.gateway_id, &mut Vec::new(), 1 << 20).unwrap_err()), Code::NotThere);

    // The same name once more is another packet, and the old id does not touch it.
    shared.arrive("1.edxml", &document("H99.2", &["H99.1"], 4), 30);
    folder.acknowledge(&first.gateway_id, &Ack::Done).unwrap();
    let again = folder.list(Kind::Document, None).unwrap().remove(0);
    assert_ne!(again.gateway_id, first.gateway_id);
    folder.acknowledge(&again.gateway_id, &Ack::Processing).unwrap();
    assert_eq!(shared.names("in"), ["1.edxml"]);
    folder.acknowledge(&again.gateway_id, &Ack::Failed("tệp hỏng\nở dòng 3".to_owned())).unwrap();
    let failed = shared.names("failed");
    assert_eq!(failed.len(), 2);
    assert!(failed[0].ends_with("-1.edxml") && failed[1] == format!("{}.txt", failed[0]));
    let reason = fs::read_to_string(shared.path("failed").join(&failed[1])).unwrap();
    assert!(reason.starts_with("Không tiếp nhận được gói tin này. Lý do: tệp hỏng\\nở dòng 3\n"), "{reason}");
    assert_eq!(shared.names("done").len(), 3, "the first of that name is still there");
}

#[test]
fn an_id_does_not_lead_out_of_the_folder() {
    let shared = Shared::new();
    let folder = shared.open();
    fs::write(shared.path("out/secret.edxml"), "x").unwrap();
    for id in ["", "x", "1-1-..%2Fout%2Fsecret.edxml", "1-1-../out/secret.edxml", "1-1-%2Fetc%2Fhostname"] {
        assert_eq!(code(folder.fetch(id, &mut Vec::new(), 10).unwrap_err()), Code::NotThere, "{id}");
        assert_eq!(code(folder.acknowledge(id, &Ack::Done).unwrap_err()), Code::NotThere, "{id}");
    }
    assert!(Path::new(&shared.path("out/secret.edxml")).exists());
}

#[test]
fn endings_are_the_boxs() {
    let shared = Shared::new();
    let settings = serde_json::json!({
        "folder": shared.path(""), "document_extension": "xml", "status_extension": "xml", "stable_seconds": 0,
    });
    let folder = shared.open_with(&settings);
    shared.arrive("a.xml", &document("H99.2", &["H99.1"], 1), 1);
    shared.arrive("b.xml", &status("H99.2", "H99.1", 1, "01"), 1);
    assert_eq!(folder.list(Kind::Document, None).unwrap().len(), 1);
    assert_eq!(folder.list(Kind::Status, None).unwrap().len(), 1);
    for wrong in ["", "../x", "part", "a b"] {
        let settings = FolderSettings {
            folder: shared.path(""),
            document_extension: wrong.to_owned(),
            status_extension: "xml".to_owned(),
            stable_seconds: 0,
        };
        assert!(Folder::new(&settings, gateway::system_clock()).is_err(), "{wrong}");
    }
}
