//! Backup and restore, rehearsed: an office at work is saved, set up again elsewhere on either engine, and answers the same; what is
//! broken is refused by name and leaves nothing behind.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use serde_json::{Value, json};
use tests::{Document, Engine, PASSWORD, Server, letters, on_both_engines};

use crate::second_factor::{self, enrol, sign_in};

/// Carries out a command of the system that must succeed; what it printed.
fn system(program: &str, arguments: &[&str]) -> String {
    let out = Command::new(program).args(arguments).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(out.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Where an archive of this server is put.
pub fn archive_of(office: &Server, name: &str) -> PathBuf {
    office.data().parent().unwrap().join(name)
}

/// A letter with a file, on its way to the officer; and the file.
fn letter_with_file(office: &Server) -> (Document, String, Vec<u8>) {
    let clerk = office.client("vanthu");
    let content = letters::pdf("sao luu");
    let file = clerk.upload("Công văn đến.pdf", &content);
    let body = json!({ "facts": letters::facts(), "files": [file], "register": {} });
    let letter = Document(clerk.post("/incoming-documents", &body).created());
    let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
    let direction = json!({ "primary": { "department": office.department("KTHTDT") } });
    let letter = office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }));
    (letter, file, content)
}

/// What the clerk, the leader and the officer are answered about a document: itself, its history, its mails.
fn answers(office: &Server, id: &str) -> Vec<Value> {
    let mut answers = Vec::new();
    for user in ["vanthu", "chutich", "truongphong.kinhte"] {
        let client = office.client(user);
        answers.push(client.get(&format!("/incoming-documents/{id}")).ok());
        answers.push(json!(client.history(id)));
    }
    answers.push(json!(office.desks(id)));
    answers
}

/// Registers letters until it is told to stop; how many.
fn at_work(office: &Server, stop: &AtomicBool) -> usize {
    let mut made = 0;
    while !stop.load(Ordering::Relaxed) {
        office.client("vanthu").register_letter();
        made += 1;
    }
    made
}

/// A backup of this office, made while somebody registers letters.
fn backed_up_while_serving(office: &Server, archive: &Path) {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let work = scope.spawn(|| at_work(office, &stop));
        let (code, said) = office.run(&["backup", text(archive)]);
        stop.store(true, Ordering::Relaxed);
        assert_eq!(code, 0, "{said}");
        assert!(work.join().unwrap() > 0, "nobody worked meanwhile");
    });
}

/// The archive unpacked, changed, and packed again.
fn repacked(archive: &Path, name: &str, change: impl FnOnce(&Path)) -> PathBuf {
    let folder = archive.with_extension(format!("{name}.d"));
    fs::create_dir(&folder).unwrap();
    system("tar", &["-xzf", text(archive), "-C", text(&folder)]);
    change(&folder);
    // In the order in which it was: rows stand behind those that they point to.
    let mut names = system("tar", &["-tzf", text(archive)]);
    names.extend(["rows/document/9.jsonl\n", "keys\n"]);
    let there: Vec<&str> = names.lines().filter(|name| folder.join(name).exists()).collect();
    let list = archive.with_extension(format!("{name}.list"));
    fs::write(&list, there.join("\n")).unwrap();
    let to = archive.with_extension(name);
    system("tar", &["-czf", text(&to), "-C", text(&folder), "-T", text(&list)]);
    to
}

on_both_engines! {
    fn an_office_is_restored_elsewhere(engine: Engine) {
        let office = Server::demo(engine);
        let (letter, file, content) = letter_with_file(&office);
        let secret = office.client("vanthu").register(&letters::secret());
        let session = office.sign_in("theodoi");
        let refresh = |office: &Server| office.anonymous().post("/sessions/refresh", &json!({ "refresh_token": session["refresh_token"] }));
        let archive = archive_of(&office, "luu.tar.gz");
        backed_up_while_serving(&office, &archive);
        assert_eq!(fs::metadata(&archive).unwrap().permissions().mode() & 0o777, 0o600);

        // Rows, files and the manifest, and no key.
        let entries = system("tar", &["-tzf", text(&archive)]);
        let sha256 = office.client("vanthu").get(&format!("/incoming-documents/{}", letter.id())).ok()["files"][0]["sha256"].clone();
        assert!(entries.contains(&format!("files/{}", sha256.as_str().unwrap())), "{entries}");
        assert!(entries.lines().all(|name| name == "manifest.json" || name.starts_with("rows/") || name.starts_with("files/")), "{entries}");
        // What is there is not overwritten.
        let (code, said) = office.run(&["backup", text(&archive)]);
        assert!(code != 0 && said.contains("luu.tar.gz"), "{said}");

        for other in [Engine::Sqlite, Engine::Postgres] {
            let elsewhere = Server::prepared(other, &["serve", "--demo"], &[]);
            let (code, said) = elsewhere.run(&["restore", "--dry-run", text(&archive)]);
            assert_eq!(code, 0, "{said}");
            assert_eq!(fs::read_dir(elsewhere.data()).unwrap().count(), 0, "checking made something");
            let (code, said) = elsewhere.run(&["restore", text(&archive)]);
            assert_eq!(code, 0, "{engine:?} to {other:?}: {said}");
            assert!(said.contains("secrets.key") && said.contains("congvan key"), "{said}");
            let (code, said) = elsewhere.run(&["audit", "verify"]);
            assert_eq!(code, 0, "{engine:?} to {other:?}: {said}");

            elsewhere.start();
            // Some sessions were ended since, and nobody knows which: all are.
            let open = "SELECT id AS value FROM session WHERE ended_at IS NULL";
            let open = if other == Engine::Postgres { open.replace("id AS", "id::text AS") } else { open.to_owned() };
            assert_eq!(elsewhere.database().texts(&open), Vec::<String>::new());
            refresh(&elsewhere).problem(401, "not_signed_in");
            assert_eq!(answers(&elsewhere, letter.id()), answers(&office, letter.id()), "{engine:?} to {other:?}");
            let line = format!("/incoming-documents/{}", secret.id());
            assert_eq!(elsewhere.client("vanthu").get(&line).ok(), office.client("vanthu").get(&line).ok());
            let back = elsewhere.client("vanthu").get(&format!("/files/{file}")).expect(200);
            assert_eq!(back.body, content);
            // And it can be worked with: the next number is the next.
            let clerk = elsewhere.client("vanthu");
            let (one, two) = (clerk.register_letter(), clerk.register_letter());
            assert_eq!(two.number(), one.number() + 1);
            let (code, said) = elsewhere.run(&["audit", "verify"]);
            assert_eq!(code, 0, "{engine:?} to {other:?}: {said}");

            // Once is enough.
            let (code, said) = elsewhere.run(&["restore", text(&archive)]);
            assert!(code != 0 && said.contains("không trống") && said.contains("not empty"), "{said}");
            clerk.get(&format!("/incoming-documents/{}", letter.id())).expect(200);

            // What was restored is saved again: the same rows of the same letter.
            let again = archive_of(&elsewhere, "lai.tar.gz");
            let (code, said) = elsewhere.run(&["backup", text(&again)]);
            assert_eq!(code, 0, "{said}");
        }
    }

    /// Whatever is wrong with an archive is named, and nothing is made of it.
    fn a_broken_archive_is_refused(engine: Engine) {
        let office = Server::demo(engine);
        let (_, file, _) = letter_with_file(&office);
        let archive = archive_of(&office, "luu.tar.gz");
        let (code, said) = office.run(&["backup", text(&archive)]);
        assert_eq!(code, 0, "{said}");
        let whole = fs::read(&archive).unwrap();
        let broken = |name: &str, content: &[u8]| {
            let path = archive_of(&office, name);
            fs::write(&path, content).unwrap();
            path
        };
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 0x10;
        let sha256 = office.database().texts("SELECT sha256 AS value FROM file").pop().unwrap();
        let hidden = format!("files/{sha256}");
        let manifest = |folder: &Path, change: &dyn Fn(&mut Value)| {
            let path = folder.join("manifest.json");
            let mut manifest: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            change(&mut manifest);
            fs::write(path, manifest.to_string()).unwrap();
        };
        let row = "rows/document/000001.jsonl";
        let cases = [
            (broken("cut.tar.gz", &whole[..whole.len() * 2 / 3]), "broken"),
            (broken("cut-end.tar.gz", &whole[..whole.len() - 6]), "broken"),
            (broken("flipped.tar.gz", &flipped), "broken"),
            (broken("other.tar.gz", b"not an archive at all"), "broken"),
            (archive_of(&office, "nowhere.tar.gz"), "nowhere.tar.gz"),
            (repacked(&archive, "row", |folder| {
                let path = folder.join(row);
                let rows = fs::read_to_string(&path).unwrap();
                fs::write(path, rows.replacen("received", "registered", 1)).unwrap();
            }), row),
            (repacked(&archive, "file", |folder| fs::write(folder.join(&hidden), "x").unwrap()), hidden.as_str()),
            (repacked(&archive, "gone", |folder| fs::remove_file(folder.join(row)).unwrap()), row),
            (repacked(&archive, "more", |folder| fs::write(folder.join("rows/document/9.jsonl"), "{}\n").unwrap()), "rows/document/9.jsonl"),
            (repacked(&archive, "stranger", |folder| fs::write(folder.join("keys"), "x").unwrap()), "keys"),
            (repacked(&archive, "bare", |folder| fs::remove_file(folder.join("manifest.json")).unwrap()), "manifest.json"),
            (repacked(&archive, "format", |folder| manifest(folder, &|m| m["format"] = json!(99))), "99"),
            (repacked(&archive, "newer", |folder| manifest(folder, &|m| {
                m["migrations"].as_array_mut().unwrap().push(json!("99990101000000_later"));
            })), "99990101000000_later"),
        ];
        let elsewhere = Server::prepared(engine, &["serve", "--demo"], &[]);
        for (archive, named) in &cases {
            let (code, said) = elsewhere.run(&["restore", text(archive)]);
            assert!(code != 0 && said.contains(named), "{}: {said}", archive.display());
            assert_eq!(fs::read_dir(elsewhere.data()).unwrap().count(), 0, "{} left something", archive.display());
        }
        // Rows that the database refuses: all of it is undone, files too.
        let refused = repacked(&archive, "refused", |folder| {
            let path = folder.join(row);
            let rows = fs::read_to_string(&path).unwrap();
            let first = rows.lines().next().unwrap().to_owned();
            fs::write(&path, format!("{rows}{first}\n")).unwrap();
            let hash = system("sha256sum", &[text(&path)]).split(' ').next().unwrap().to_owned();
            let size = fs::metadata(&path).unwrap().len();
            manifest(folder, &|m| m["entries"][row] = json!({ "size": size, "sha256": hash }));
        });
        let (code, said) = elsewhere.run(&["restore", text(&refused)]);
        assert!(code != 0 && said.contains("document"), "{said}");
        let left = || system("find", &[text(&elsewhere.data().join("files")), "-type", "f"]);
        assert_eq!(left(), "", "files were left behind");
        // But none that somebody had put there before.
        let place = format!("sha256/{}/{}", &sha256[..2], &sha256[2..4]);
        let (from, to) = (office.data().join("files").join(&place), elsewhere.data().join("files").join(&place));
        fs::create_dir_all(&to).unwrap();
        fs::copy(from.join(&sha256), to.join(&sha256)).unwrap();
        let (code, said) = elsewhere.run(&["restore", text(&refused)]);
        assert!(code != 0 && said.contains("document"), "{said}");
        assert_eq!(left().trim(), text(&to.join(&sha256)));

        // A place that holds a stranger's file is not empty.
        fs::write(elsewhere.data().join("files/la.txt"), "x").unwrap();
        let (code, said) = elsewhere.run(&["restore", text(&archive)]);
        assert!(code != 0 && said.contains("la.txt"), "{said}");
        fs::remove_file(elsewhere.data().join("files/la.txt")).unwrap();

        // And the whole one still goes in there.
        let (code, said) = elsewhere.run(&["restore", text(&archive)]);
        assert_eq!(code, 0, "{said}");
        elsewhere.start();
        elsewhere.client("vanthu").get(&format!("/files/{file}")).expect(200);
    }

    /// Of two restores into one place one would take away what the other has put there.
    fn one_restore_at_a_time(engine: Engine) {
        let office = Server::demo(engine);
        let (_, file, _) = letter_with_file(&office);
        let archive = archive_of(&office, "luu.tar.gz");
        let (code, said) = office.run(&["backup", text(&archive)]);
        assert_eq!(code, 0, "{said}");
        let elsewhere = Server::prepared(engine, &["serve", "--demo"], &[]);
        let other = fs::File::create(elsewhere.data().join(".restore.lock")).unwrap();
        other.lock().unwrap();
        let (code, said) = elsewhere.run(&["restore", text(&archive)]);
        assert!(code != 0 && said.contains("Another restore"), "{said}");
        assert_eq!(system("find", &[text(&elsewhere.data().join("files")), "-type", "f"]), "");
        drop(other);
        let (code, said) = elsewhere.run(&["restore", text(&archive)]);
        assert_eq!(code, 0, "{said}");
        elsewhere.start();
        elsewhere.client("vanthu").get(&format!("/files/{file}")).expect(200);
    }

    /// A backup that would not be whole is not made.
    fn a_damaged_file_is_found_when_it_is_saved(engine: Engine) {
        let office = Server::demo(engine);
        letter_with_file(&office);
        let sha256 = office.database().texts("SELECT sha256 AS value FROM file").pop().unwrap();
        let path = office.data().join("files/sha256").join(&sha256[..2]).join(&sha256[2..4]).join(&sha256);
        let content = fs::read(&path).unwrap();
        let mut changed = content.clone();
        changed[9] ^= 1;
        let save = || office.run(&["backup"]);
        let backups = || fs::read_dir(office.data().join("backups")).map_or(0, Iterator::count);
        fs::write(&path, changed).unwrap();
        let (code, said) = save();
        assert!(code != 0 && said.contains(&sha256), "{said}");
        fs::remove_file(&path).unwrap();
        let (code, said) = save();
        assert!(code != 0 && said.contains(&sha256), "{said}");
        assert_eq!(backups(), 0, "something was left");
        fs::write(&path, content).unwrap();
        let (code, said) = save();
        assert_eq!(code, 0, "{said}");
        assert_eq!(backups(), 1);
    }

    /// No key is in the archive. Where those that were kept apart are put back, second factors hold; where they are lost, recovery
    /// codes are what is left, and the factor is ended from the command line.
    fn keys_are_kept_apart(engine: Engine) {
        let office = Server::demo(engine);
        let (secret, recovery) = enrol(&office.client("theodoi"), PASSWORD);
        let archive = archive_of(&office, "luu.tar.gz");
        let (code, said) = office.run(&["backup", text(&archive)]);
        assert_eq!(code, 0, "{said}");
        let unpacked = archive_of(&office, "ra");
        fs::create_dir(&unpacked).unwrap();
        system("tar", &["-xzf", text(&archive), "-C", text(&unpacked)]);
        for key in fs::read_dir(office.data().join("keys")).unwrap().flatten() {
            let secret = fs::read(key.path()).unwrap();
            for entry in system("find", &[text(&unpacked), "-type", "f"]).lines() {
                let content = fs::read(entry).unwrap();
                assert!(!content.windows(secret.len()).any(|part| part == secret), "{:?} stands in {entry}", key.path());
            }
        }
        let elsewhere = Server::prepared(engine, &["serve", "--demo"], &[]);
        let keys = elsewhere.data().join("keys");
        fs::create_dir(&keys).unwrap();
        for key in fs::read_dir(office.data().join("keys")).unwrap().flatten() {
            fs::copy(key.path(), keys.join(key.file_name())).unwrap();
        }
        let (code, said) = elsewhere.run(&["restore", text(&archive)]);
        assert!(code == 0 && !said.contains("secrets.key"), "{said}");
        elsewhere.start();
        let with_code = |office: &Server, code: &str| sign_in(office, "theodoi", PASSWORD, Some(code));
        with_code(&elsewhere, &second_factor::code(&secret, 1)).expect(201);

        let lost = Server::prepared(engine, &["serve", "--demo"], &[]);
        let (code, said) = lost.run(&["restore", text(&archive)]);
        assert!(code == 0 && said.contains("secrets.key") && said.contains("reset-second-factor"), "{said}");
        lost.start();
        let body = json!({ "username": "theodoi", "password": PASSWORD, "code": second_factor::code(&secret, 1) });
        // The server can't tell, and says in its log why.
        let refused = lost.anonymous().request("POST", "/sessions").json(&body).try_send().unwrap();
        refused.problem(503, "secrets_key_lost");
        with_code(&lost, &recovery[0]).expect(201);
        let (code, said) = lost.run(&["admin", "reset-second-factor", "theodoi"]);
        assert_eq!(code, 0, "{said}");
        sign_in(&lost, "theodoi", PASSWORD, None).expect(201);
    }
}
