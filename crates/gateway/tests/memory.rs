//! A message of 200 MB goes to the axis and comes back, and memory does not notice. Both sides run in this process: what the simulator
//! takes is counted too.
//!
//! One test alone stands here: the allocator counts for the whole process.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::{
    fs::File,
    io::{BufWriter, Read, Write},
    path::Path,
};

use gateway::{Ack, FetchCall, Folder, FolderSettings, Gateway, Kind, Packet, Secret, Vxp, system_clock};
use gateway_simulator::{Chance, Quirks, Running, Settings};
use peak_alloc::PeakAlloc;
use sha2::{Digest, Sha256};

mod support;
use support::{ONE, TWO, document_around, loopback, settings, simulator, vxp};

#[global_allocator]
static COUNTED: PeakAlloc = PeakAlloc;

/// How large the file in the message is, as base64.
const LARGE: u64 = 200 * 1024 * 1024;
/// How much may be needed at once: buffers, whatever the size of the message.
const MOST: usize = 4 * 1024 * 1024;

fn large(path: &Path) -> Packet {
    let (head, tail) = document_around("H99.1", &["H99.2"], 1);
    let mut file = BufWriter::new(File::create(path).unwrap());
    let mut hash = Sha256::new();
    let mut put = |bytes: &[u8]| {
        file.write_all(bytes).unwrap();
        hash.update(bytes);
    };
    put(head.as_bytes());
    let piece = vec![b'Q'; 1024 * 1024];
    (0..LARGE / 1024 / 1024).for_each(|_| put(&piece));
    put(tail.as_bytes());
    file.flush().unwrap();
    Packet {
        id: "large".to_owned(),
        path: path.to_owned(),
        sha256: hash.finalize().into(),
        length: std::fs::metadata(path).unwrap().len(),
        from: "H99.1".to_owned(),
        to: vec!["H99.2".to_owned()],
    }
}

/// How much a piece of work takes beyond what is there before it.
fn peak(name: &str, work: impl FnOnce()) {
    COUNTED.reset_peak_usage();
    let before = COUNTED.current_usage();
    work();
    let more = COUNTED.peak_usage().saturating_sub(before);
    println!("{name}: {more} bytes");
    assert!(more < MOST, "{name} took {more} bytes");
}

fn hash_of(path: &Path) -> [u8; 32] {
    let mut file = File::open(path).unwrap();
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match file.read(&mut piece).unwrap() {
            0 => return hash.finalize().into(),
            read => hash.update(&piece[..read]),
        }
    }
}

#[test]
fn memory_does_not_grow_with_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let packet = large(&folder.path().join("large.edxml"));

    // As it is, and written anew with other content types: the axis has to go through all of it.
    for quirks in
        [Quirks::default(), Quirks { reserialise: Chance::Of(1.0), content_type: Chance::Of(1.0), ..Quirks::default() }]
    {
        let same = quirks == Quirks::default();
        let running = simulator(&folder.path().join("axis"), quirks, 0);
        let (one, two) = (vxp(&running.url(), ONE), vxp(&running.url(), TWO));
        peak("send", || {
            one.send(Kind::Document, &packet).unwrap();
        });
        let id = two.list(Kind::Document, None).unwrap()[0].gateway_id.clone();
        let path = folder.path().join("fetched");
        peak("downloadEdoc", || {
            let mut file = File::create(&path).unwrap();
            let fetched = two.fetch(&id, &mut file, LARGE * 2).unwrap();
            assert!(fetched.length > LARGE);
            assert_eq!((fetched.sha256 == packet.sha256, hash_of(&path)), (same, fetched.sha256));
        });
        if !same {
            continue;
        }
        let by_get = gateway::VxpSettings { fetch: FetchCall::Get, ..settings(&running.url(), TWO.0) };
        let by_get = Vxp::new(&by_get, Secret::parse(TWO.1).unwrap(), system_clock()).unwrap();
        let downloaded = hash_of(&path);
        peak("getEdoc", || {
            let mut file = File::create(&path).unwrap();
            let fetched = by_get.fetch(&id, &mut file, LARGE * 2).unwrap();
            assert_eq!(fetched.sha256, downloaded);
        });
        two.acknowledge(&id, &Ack::Done).unwrap();
    }

    let shared: FolderSettings =
        serde_json::from_value(serde_json::json!({"folder": folder.path().join("lgsp"), "stable_seconds": 0})).unwrap();
    let shared = Folder::new(&shared, system_clock()).unwrap();
    peak("folder", || {
        shared.send(Kind::Document, &packet).unwrap();
        std::fs::rename(folder.path().join("lgsp/out/large.edxml"), folder.path().join("lgsp/in/large.edxml")).unwrap();
        let listed = shared.list(Kind::Document, None).unwrap();
        let mut file = File::create(folder.path().join("fetched")).unwrap();
        let fetched = shared.fetch(&listed[0].gateway_id, &mut file, LARGE * 2).unwrap();
        assert_eq!(fetched.sha256, packet.sha256);
    });

    // A directory of the axis's size stands in memory once, and its text not at all.
    let axis = Settings { directory_size: 111_339, ..Settings::new(loopback(), folder.path().join("axis")) };
    let running = Running::start(axis).unwrap();
    let one = vxp(&running.url(), ONE);
    let entries = one.directory().unwrap();
    assert_eq!(entries.len(), 111_341);
    let last = entries.last().unwrap();
    assert_eq!((last.code.as_str(), last.old_codes.as_slice()), ("X98.111338", &["000.00.111338.X98".to_owned()][..]));
    assert_eq!(last.parent.as_deref(), Some("X98.1113"));
    assert_eq!(entries[0].old_codes, ["000.00.01.H99"]);
}
