//! Documents and their states between two installations without an axis: straight from office to office, and by folders that a box empties and fills.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use serde_json::json;
use tests::{
    Engine, Server,
    axis::{COMMUNE, WARD},
    letters, on_both_engines, unique, wait_until,
};

use super::interchange::{ONE_FILE, arrived, message, quarantined, sent_to, subject_of, wait_standing};

const THERE: &str = "Ủy ban nhân dân xã Bên Kia";

/// What is written of a pair of installations; it goes with this.
struct Folder(PathBuf);

impl Folder {
    fn fresh() -> Self {
        let path = std::env::temp_dir().join(unique("congvan-ways-"));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Two installations, not started yet: what their gateways are is read when they are.
fn pair(engine: Engine, folder: &Folder) -> [Server; 2] {
    [WARD, COMMUNE].map(|code| {
        let file = folder.file(&format!("{code}.toml"));
        let settings = [("CONGVAN_GATEWAYS_FILE", file.as_str()), ("CONGVAN_INTERCHANGE_POLL_SECONDS", "1")];
        Server::prepared(engine, &["serve", "--demo"], &settings)
    })
}

/// A document goes there with its file, and its states come back.
fn exchanged(ward: &Server, commune: &Server) {
    let (clerk, there) = (ward.client("vanthu"), commune.client("vanthu.vidu"));
    let fields = json!({ "name": THERE, "code": COMMUNE, "address": "1 Đường Mẫu" });
    let counterpart = clerk.post("/counterparts", &fields).created()["id"].clone();
    let scan = letters::pdf("ban ky");
    let paper = sent_to(ward, &counterpart, &json!({}), &scan);
    let letter = arrived(&there, subject_of(&paper));
    let file = there.get(&format!("/files/{}", letter.0["files"][0]["id"].as_str().unwrap())).expect(200);
    assert_eq!(file.body, scan, "byte for byte");
    wait_standing(&clerk, &paper, THERE, "arrived");
    let _ = there.act(&letter, &json!({ "command": "register" }));
    wait_standing(&clerk, &paper, THERE, "received");
    assert!(quarantined(&clerk).is_empty() && quarantined(&there).is_empty());
}

/// A provincial box: what one has put out it puts in at the other, until it is told to stop.
fn carry(from: &Path, to: &Path) {
    for entry in fs::read_dir(from.join("out")).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !name.to_string_lossy().starts_with('.') && to.join("in").is_dir() {
            fs::rename(entry.path(), to.join("in").join(name)).unwrap();
        }
    }
}

on_both_engines! {
    fn from_office_to_office(engine: Engine) {
        let folder = Folder::fresh();
        let offices = pair(engine, &folder);
        for code in [WARD, COMMUNE] {
            fs::write(folder.file(&format!("{code}.secret")), format!("bi-mat-thu-nghiem-cua-co-quan-{code}")).unwrap();
        }
        for (own, (other, office)) in [(WARD, (COMMUNE, &offices[1])), (COMMUNE, (WARD, &offices[0]))] {
            let text = format!(
                "[[gateway]]\nname = \"truc-tiep\"\nagency = \"{own}\"\nto = [\"{other}\"]\npushed_secret_file = \"{}\"\n[gateway.office]\nendpoint = \"{}/api/v1\"\nsecret_file = \"{}\"\nplain_http = true\n",
                folder.file(&format!("{other}.secret")),
                office.base(),
                folder.file(&format!("{own}.secret")),
            );
            fs::write(folder.file(&format!("{own}.toml")), text).unwrap();
        }
        for office in &offices {
            office.start();
        }
        exchanged(&offices[0], &offices[1]);

        // Who shows the ward's secret speaks as the ward, and as nobody else.
        let there = offices[1].client("vanthu.vidu");
        let packet = message("H99.77", COMMUNE, "61/UBND-VP", "Mạo danh", "0", ONE_FILE);
        let pushed = ureq::post(format!("{}/api/v1/interchange/packets?kind=document", offices[1].base()))
            .header("Authorization", format!("Bearer bi-mat-thu-nghiem-cua-co-quan-{WARD}"))
            .header("Packet-Id", "mao-danh-1")
            .header("Content-Type", "application/xml")
            .send(packet.as_bytes());
        assert_eq!(pushed.unwrap().status(), 201);
        wait_until("it to be laid aside", Duration::from_secs(60), || quarantined(&there).len() == 1);
        assert_eq!(quarantined(&there)[0]["fault"]["code"], "not_from_there");
        assert!(there.all("/incoming-documents").iter().all(|one| one["subject"] != "Mạo danh"));
    }

    fn by_folders_that_a_box_empties(engine: Engine) {
        let folder = Folder::fresh();
        let offices = pair(engine, &folder);
        let boxes = [WARD, COMMUNE].map(|code| folder.0.join(code));
        for (code, place) in [WARD, COMMUNE].iter().zip(&boxes) {
            fs::create_dir_all(place).unwrap();
            let text = format!(
                "[[gateway]]\nname = \"thu-muc\"\nagency = \"{code}\"\n[gateway.folder]\nfolder = \"{}\"\nstable_seconds = 0\n",
                place.display(),
            );
            fs::write(folder.file(&format!("{code}.toml")), text).unwrap();
        }
        for office in &offices {
            office.start();
        }
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    carry(&boxes[0], &boxes[1]);
                    carry(&boxes[1], &boxes[0]);
                    std::thread::sleep(Duration::from_millis(200));
                }
            });
            // Whatever comes of it, the box stops.
            let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| exchanged(&offices[0], &offices[1])));
            over.store(true, Ordering::Relaxed);
            done.unwrap();
        });
    }
}
