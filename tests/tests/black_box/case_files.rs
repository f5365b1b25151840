//! Case files over HTTP: from the year's list to the archive, the package that other programs read, its end; what is refused, what is frozen, and
//! what one may not see.

use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Server, letters, on_both_engines, unique, wait_until};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    dossier_forms::words_of,
    outgoing::{Outgoing, act as act_outgoing, at_work, code_of, plain, signed},
    search::search,
};

const PATIENCE: Duration = Duration::from_secs(60);
const KEEPER: &str = "chuyenvien.kinhte1";

fn facts(office: &Server, retention: &str) -> Value {
    json!({ "symbol": unique("HS."), "title": "Rà soát cơ sở dữ liệu “dân cư” & tổ dân phố", "retention": retention,
        "keeper": office.person(KEEPER), "rights": "Hạn chế" })
}

fn path(file: &Value) -> String {
    format!("/case-files/{}", file["id"].as_str().unwrap())
}

fn give(who: &Client, file: &Value, command: &Value) -> Answer {
    let version = file["version"].as_u64().unwrap();
    who.request("POST", &format!("{}/commands", path(file))).if_match(version).json(command).send()
}

fn act(who: &Client, file: &Value, command: &Value) -> Value {
    give(who, file, command).ok()
}

fn because(command: &str) -> Value {
    json!({ "command": command, "reason": "Vì thế" })
}

/// Opened at once by whoever keeps it, long ago.
fn opened(office: &Server, retention: &str) -> Value {
    let begin = json!({ "facts": facts(office, retention), "open": true, "started_on": "2015-02-02" });
    office.client(KEEPER).post("/case-files", &begin).created()
}

fn add(document: &str, pages: u16) -> Value {
    json!({ "command": "add_document", "document": document, "pages": pages })
}

/// A letter with a file that its keeper has in hand.
fn letter(office: &Server) -> (Document, Vec<u8>) {
    let (clerk, pdf) = (office.client("vanthu"), letters::pdf("cong van"));
    let came = clerk.register(&letters::about("V/v <rà soát> & báo cáo"));
    let file = clerk.upload("Công văn số 1-2026.pdf", &pdf);
    let came = clerk.act(&came, &json!({ "command": "attach", "files": [file] }));
    let (leader, head) = (office.client("chutich"), office.client("truongphong.kinhte"));
    (at_work(&clerk, &leader, &head, &came, &office.department("KTHTDT"), &office.person(KEEPER)), pdf)
}

fn issued(office: &Server) -> Outgoing {
    let content = plain(office);
    act_outgoing(&office.client("vanthu"), &signed(office, &content), &json!({ "command": "issue" }))
}

/// Opened, filled with both, and closed.
fn closed(office: &Server, retention: &str) -> (Value, Document, Vec<u8>, Outgoing) {
    let keeper = office.client(KEEPER);
    let ((came, pdf), answer) = (letter(office), issued(office));
    let file = act(&keeper, &opened(office, retention), &add(came.id(), 3));
    let file = act(&keeper, &file, &add(answer.id(), 2));
    let close = json!({ "command": "close", "ended_on": "2016-06-30", "retention": retention });
    (act(&keeper, &file, &close), came, pdf, answer)
}

/// The job that an export came to.
fn exported(who: &Client, file: &Value) -> Value {
    let asked = who.request("POST", &format!("{}/export", path(file))).send().expect(202).json();
    let place = format!("/jobs/{}", asked["id"].as_str().unwrap());
    let now = || who.get(&place).ok();
    wait_until("the package to be made", PATIENCE, || {
        !["queued", "running"].contains(&now()["state"].as_str().unwrap())
    });
    now()
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(unique("ho-so-"));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// What another program finds in the metadata.
fn found(metadata: &Path, xpath: &str) -> String {
    let ran = Command::new("xmllint").args(["--xpath", xpath]).arg(metadata).output().expect("xmllint (libxml2-utils)");
    assert!(ran.status.success(), "{xpath}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim_end_matches('\n').to_owned()
}

/// The same package with an entry changed, or left out.
fn tampered(package: &[u8], change: &str, with: Option<&[u8]>) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..zip.len() {
        let mut entry = zip.by_index(n).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        match with {
            None if name.contains(change) => continue,
            Some(other) if name.contains(change) => content = other.to_vec(),
            _ => {}
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

on_both_engines! {
    /// Entries of the year's list are approved many at once; one is opened, filled and closed, goes to the archive, and ends.
    fn from_the_years_list_to_the_archive_and_its_end(engine: Engine) {
        let office = Server::demo(engine);
        let by = |user: &str| office.client(user);
        let (clerk, leader, keeper) = (by("vanthu"), by("chutich"), by(KEEPER));
        let planned: Vec<Value> =
            (0..3).map(|_| clerk.post("/case-files", &json!({ "facts": facts(&office, "10") })).created()).collect();
        give(&keeper, &planned[0], &json!({ "command": "open" })).problem(409, "case_file_wrong_state");
        let approve = |file: &Value| json!({ "case_file": file["id"], "version": file["version"], "command": { "command": "approve" } });
        let items: Vec<Value> = planned[..2].iter().map(approve).collect();
        let refused = clerk.post("/commands", &json!({ "items": items })).ok();
        assert_eq!(refused["results"][0]["problem"]["code"], "case_file_leader_only", "{refused}");
        let approved = leader.post("/commands", &json!({ "items": items })).ok();
        let approved: Vec<&Value> = (0..2).map(|n| &approved["results"][n]["case_file"]).collect();
        assert!(approved.iter().all(|file| file["state"] == "approved"), "{approved:?}");
        let still = clerk.all("/case-files?state=planned");
        assert_eq!(still.iter().map(|line| &line["id"]).collect::<Vec<_>>(), [&planned[2]["id"]]);

        let file = act(&keeper, approved[0], &json!({ "command": "open", "started_on": "2015-02-02" }));
        let (came, _) = letter(&office);
        let answer = issued(&office);
        let file = act(&keeper, &file, &add(came.id(), 3));
        let file = act(&keeper, &file, &json!({ "command": "add_document", "document": answer.id() }));
        // One document in several case files.
        let other = act(&keeper, &opened(&office, "5"), &add(came.id(), 3));
        let with: Vec<Value> = keeper.all(&format!("/case-files?document={}", came.id())).iter().map(|line| line["id"].clone()).collect();
        assert_eq!(with, [other["id"].clone(), file["id"].clone()]);
        give(&keeper, &file, &add(came.id(), 1)).problem(409, "case_file_document_twice");
        let close = json!({ "command": "close", "ended_on": "2016-06-30", "retention": "5" });
        give(&keeper, &file, &close).problem(409, "case_file_pages_missing");
        let file = act(&keeper, &file, &json!({ "command": "amend_document", "document": answer.id(), "pages": 2, "remark": "Bản chính" }));
        let file = act(&keeper, &file, &close);
        assert_eq!((&file["pages"], &file["retention"], &file["hand_over_due"]), (&json!(5), &json!("5"), &json!("2017-06-30")));
        assert_eq!((&file["hand_over_overdue"], &file["retention_ends"]), (&json!(true), &json!("2021-12-31")));
        let ordinals: Vec<(u64, &str)> = file["documents"].as_array().unwrap().iter()
            .map(|one| (one["ordinal"].as_u64().unwrap(), one["document"].as_str().unwrap())).collect();
        assert_eq!(ordinals, [(1, came.id()), (2, answer.id())]);
        let due = clerk.all("/case-files?hand_over_due_by=2017-06-30");
        assert!(due.iter().any(|line| line["id"] == file["id"]) && clerk.all("/case-files?hand_over_due_by=2017-06-29").is_empty());

        // Back, and there again.
        let file = act(&keeper, &file, &json!({ "command": "hand_over" }));
        assert_eq!(file["hand_over_due"], Value::Null);
        give(&keeper, &file, &json!({ "command": "accept" })).problem(403, "case_file_archivist_only");
        let file = act(&clerk, &file, &because("return"));
        assert_eq!((&file["state"], &file["returned"]["reason"]), (&json!("closed"), &json!("Vì thế")));
        give(&keeper, &file, &because("propose_disposal")).problem(409, "case_file_hand_over_first");
        let file = act(&keeper, &file, &json!({ "command": "hand_over" }));
        let file = act(&clerk, &file, &json!({ "command": "accept" }));
        assert_eq!((&file["state"], &file["accepted"]["by"]["id"]), (&json!("archived"), &json!(office.person("vanthu"))));

        // Its end: proposed, refused once, proposed and approved. What is known of it stands.
        let file = act(&clerk, &file, &because("propose_disposal"));
        assert_eq!(leader.all("/case-files?state=disposal_proposed").len(), 1);
        let file = act(&leader, &file, &because("refuse_disposal"));
        let file = act(&clerk, &file, &because("propose_disposal"));
        give(&clerk, &file, &json!({ "command": "approve_disposal" })).problem(403, "case_file_leader_only");
        let file = act(&leader, &file, &json!({ "command": "approve_disposal" }));
        assert_eq!((&file["state"], file["documents"].as_array().unwrap().len()), (&json!("disposed"), 2));
        assert_eq!(file["offered_commands"], json!([]));
        clerk.request("POST", &format!("{}/export", path(&file))).send().problem(409, "case_file_not_closed");
        keeper.get(&came.path()).expect(200);
        let history = clerk.all(&format!("{}/history", path(&file)));
        let events: Vec<&str> = history.iter().map(|entry| entry["event"].as_str().unwrap()).collect();
        assert_eq!(events, ["planned", "approved", "opened", "document_added", "document_added", "document_amended", "closed", "handed_over",
            "returned", "handed_over", "accepted", "disposal_proposed", "disposal_refused", "disposal_proposed", "disposed"]);

        // The audit plays it again, and finds what was changed by hand.
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
        office.database().run(&format!("UPDATE case_file SET title = 'Khác' WHERE id = '{}'", other["id"].as_str().unwrap()));
        let (code, said) = office.run(&["audit", "verify"]);
        assert!(code != 0 && said.contains(other["id"].as_str().unwrap()), "{said}");
    }

    /// The package holds the fields of Appendix VI, the list of documents, their files and the hashes of all; other programs read it, and ours finds
    /// what was done to it.
    fn a_package_is_read_back(engine: Engine) {
        let office = Server::demo(engine);
        let (keeper, folder) = (office.client(KEEPER), Folder::new());
        let (file, came, pdf, answer) = closed(&office, "5");
        let job = exported(&keeper, &file);
        assert_eq!((&job["state"], &job["done"], &job["total"]), (&json!("done"), &json!(2), &json!(2)), "{job}");
        let place = format!("/jobs/{}/file", job["id"].as_str().unwrap());
        let package = keeper.get(&place).expect(200).body;
        let part = keeper.request("GET", &place).header("Range", "bytes=10-19").send().expect(206).body;
        assert_eq!(part, package[10..20]);
        // Another's job is not there.
        office.client("truongphong.kinhte").get(&place).expect(404);

        let zip = folder.0.join("goi.zip");
        fs::write(&zip, &package).unwrap();
        let names: Vec<String> = ZipArchive::new(Cursor::new(&package)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
        for name in &names {
            let mut content = Vec::new();
            ZipArchive::new(Cursor::new(&package)).unwrap().by_name(name).unwrap().read_to_end(&mut content).unwrap();
            let to = folder.0.join(name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, content).unwrap();
        }
        assert!(names.contains(&"documents/001/01-cong-van-so-1-2026.pdf".to_owned()), "{names:?}");
        assert_eq!(fs::read(folder.0.join("documents/001/01-cong-van-so-1-2026.pdf")).unwrap(), pdf);
        let summed = Command::new("sha256sum").args(["-c", "--strict", "manifest-sha256.txt"]).current_dir(&folder.0).output().unwrap();
        assert!(summed.status.success(), "{summed:?}");

        let metadata = folder.0.join("metadata.xml");
        let code = code_of(&keeper);
        let symbol = file["symbol"].as_str().unwrap();
        let year = file["year"].to_string();
        for (xpath, expected) in [
            ("string(/CaseFile/FileCode/OrganId)", code.as_str()),
            ("string(/CaseFile/FileCode/FileCatalog)", &year),
            ("string(/CaseFile/FileCode/FileNotation)", symbol),
            ("string(/CaseFile/Title)", "Rà soát cơ sở dữ liệu “dân cư” & tổ dân phố"),
            ("string(/CaseFile/Maintenance)", "05 năm"),
            ("string(/CaseFile/Rights)", "Hạn chế"),
            ("string(/CaseFile/StartDate)", "02/02/2015"),
            ("string(/CaseFile/EndDate)", "30/06/2016"),
            ("string(/CaseFile/DocTotal)", "2"),
            ("string(/CaseFile/PageTotal)", "5"),
            ("name(/CaseFile/*[11])", "Description"),
            ("count(/CaseFile/*)", "12"),
            ("string(//Document[1]/@direction)", "incoming"),
            ("string(//Document[1]/DocOrdinal)", "1"),
            ("string(//Document[1]/Subject)", "V/v <rà soát> & báo cáo"),
            ("string(//Document[1]/CodeNotation)", "STN-VP"),
            ("string(//Document[1]/IssuedDate)", "05/01/2026"),
            ("string(//Document[1]/PageAmount)", "3"),
            ("string(//Document[1]/ArrivalNumber)", &came.number().to_string()),
            ("name(//Document[1]/*[17])", "TraceHeaderList"),
            ("count(//Document[1]/*)", "19"),
            ("string(//Document[2]/@direction)", "outgoing"),
            ("string(//Document[2]/FileCode/FileNotation)", symbol),
            ("name(//Document[2]/*[12])", "SignerInfo"),
            ("string(//Document[2]/SignerInfo/FullName)", keeper.get("/people").ok()["items"].as_array().unwrap().iter()
                .find(|one| one["id"] == office.person("chutich")).unwrap()["name"].as_str().unwrap()),
            ("string(//Document[2]/@id)", answer.id()),
        ] {
            assert_eq!(found(&metadata, xpath), expected, "{xpath}");
        }
        let contents = fs::read_to_string(folder.0.join("muc-luc-van-ban.csv")).unwrap();
        assert!(contents.contains("Tờ/trang số") && contents.contains(",1-3,") && contents.contains(",4-5,"), "{contents}");

        let verify = |package: &[u8]| {
            let path = folder.0.join(unique("thu-"));
            fs::write(&path, package).unwrap();
            office.run(&["case-file", "verify", path.to_str().unwrap()])
        };
        let (code, said) = verify(&package);
        assert!(code == 0 && said.contains(symbol) && said.contains("nguyên vẹn"), "{said}");
        let xml = fs::read_to_string(&metadata).unwrap();
        let longer = xml.replace("<Maintenance>05 năm", &format!("<Maintenance>{}", "ă".repeat(31)));
        for (change, with, named) in [
            ("documents/001", Some(letters::pdf("khac")), "documents/001/01-cong-van-so-1-2026.pdf"),
            ("documents/001", None, "documents/001/01-cong-van-so-1-2026.pdf"),
            ("metadata.xml", Some(longer.into_bytes()), "Maintenance"),
            ("metadata.xml", Some(xml.replace("<DocTotal>2", "<DocTotal>3").into_bytes()), "DocTotal"),
            ("metadata.xml", Some(xml.replace("<Rights>Hạn chế</Rights>\n", "").into_bytes()), "ở chỗ của Rights"),
            ("metadata.xml", Some(b"<CaseFile>".to_vec()), "metadata.xml"),
            ("muc-luc", Some(b"x".to_vec()), "muc-luc-van-ban.csv"),
            ("manifest", None, "manifest-sha256.txt"),
        ] {
            let (code, said) = verify(&tampered(&package, change, with.as_deref()));
            assert!(code == 1 && said.contains(named), "{change}, {named}: {code} {said}");
        }
        let (code, said) = verify(b"khong phai zip");
        assert!(code == 1 && said.contains("ZIP"), "{said}");
    }

    /// A value that does not fit its field of Appendix VI is named, and nothing is cut.
    fn what_does_not_fit_is_named(engine: Engine) {
        let office = Server::demo(engine);
        let (administrator, clerk) = (office.client("quantri"), office.client("vanthu"));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let new = json!({ "command": "create_person", "username": unique("ten-dai-"), "name": "Nguyễn Thị Có Một Cái Tên Rất Là Dài", "title": "Chuyên viên" });
        let made = administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [new] })).ok();
        let mut of = facts(&office, "5");
        of["keeper"] = made["results"][0]["person"]["id"].clone();
        let file = clerk.post("/case-files", &json!({ "facts": of, "open": true, "started_on": "2015-02-02" })).created();
        let file = act(&clerk, &file, &add(clerk.register_letter().id(), 1));
        let file = act(&clerk, &file, &json!({ "command": "close", "ended_on": "2016-06-30", "retention": "5" }));
        let job = exported(&clerk, &file);
        assert_eq!((&job["state"], &job["fault"]["code"]), (&json!("failed"), &json!("case_file_fields")), "{job}");
        assert!(job["fault"]["vi"].as_str().unwrap().contains("Creator dài 36 ký tự, nhiều nhất 30"), "{job}");
    }

    /// What a reader may not see is an ordinal, and no package of it goes out.
    fn what_one_may_not_see_is_an_ordinal(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, keeper) = (office.client("vanthu"), office.client(KEEPER));
        let (came, _) = letter(&office);
        let file = act(&keeper, &opened(&office, "10"), &add(came.id(), 3));
        let secret = clerk.register(&letters::secret());
        give(&keeper, &file, &add(secret.id(), 1)).problem(422, "case_file_document_unknown");
        let file = act(&clerk, &file, &json!({ "command": "add_document", "document": secret.id(), "pages": 7, "remark": "Kín" }));
        assert_eq!(file["documents"][1]["document"], json!(secret.id()));
        let seen = keeper.get(&path(&file)).ok();
        assert_eq!(seen["documents"][1], json!({ "ordinal": 2, "hidden": true, "document": null, "direction": null, "written": null,
            "issued_on": null, "document_type": null, "subject": null, "author": null, "pages": null, "remark": null, "added": null }));
        let told = keeper.get(&format!("{}/history", path(&file))).ok().to_string();
        assert!(told.contains(came.id()) && !told.contains(secret.id()) && !told.contains("Kín"), "{told}");
        assert!(clerk.get(&format!("{}/history", path(&file))).ok().to_string().contains(secret.id()));
        let with = |who: &Client, id: &str| who.all(&format!("/case-files?document={id}")).len();
        assert_eq!((with(&keeper, secret.id()), with(&clerk, secret.id()), with(&keeper, came.id())), (0, 1, 1));
        // Who administers sees what is known of it, and none of its documents.
        let administered = office.client("quantri").get(&path(&file)).ok();
        assert!(administered["documents"].as_array().unwrap().iter().all(|one| one["hidden"] == true), "{administered}");
        office.client("chuyenvien.kinhte2").get(&path(&file)).expect(404);
        assert!(office.client("chuyenvien.kinhte2").all("/case-files").is_empty());
        assert_eq!(office.client("truongphong.kinhte").all("/case-files").len(), 1);

        let file = act(&clerk, &file, &json!({ "command": "close", "ended_on": "2016-06-30", "retention": "10" }));
        for who in ["vanthu", KEEPER, "chutich"] {
            office.client(who).request("POST", &format!("{}/export", path(&file))).send().problem(403, "case_file_hidden");
        }
    }

    /// On paper: what lies in a case file, the list, what is handed over with its minutes, and what is to be disposed of with the reason.
    fn they_are_printed(engine: Engine) {
        let office = Server::demo(engine);
        let (keeper, clerk, archivist) = (office.client(KEEPER), office.client("vanthu"), office.client("vanthu"));
        let (file, _, _, answer) = closed(&office, "5");
        let symbol = file["symbol"].as_str().unwrap();
        let pdf = |who: &Client, path: &str| {
            let said = who.get(path).expect(200);
            assert_eq!(said.header("content-type"), Some("application/pdf"));
            words_of(&said.body)
        };
        let holds = |text: &str, all: &[&str]| {
            for one in all {
                assert!(text.contains(one), "“{one}” is not in: {text}");
            }
        };
        let contents = pdf(&keeper, &format!("{}/contents", path(&file)));
        holds(&contents, &["MỤC LỤC VĂN BẢN, TÀI LIỆU", symbol, "V/v <rà soát> & báo cáo", answer.written(), "1-3", "4-5", "gồm 2 văn bản, tài liệu, 5 trang"]);
        let list = |who: &Client, form: &str, more: &str| pdf(who, &format!("/case-files/print?form={form}{more}"));
        holds(&list(&clerk, "list", ""), &["DANH MỤC HỒ SƠ", symbol, "5 năm", "NGƯỜI ĐỨNG ĐẦU CƠ QUAN"]);
        let file = act(&keeper, &file, &json!({ "command": "hand_over" }));
        holds(&list(&clerk, "inventory", "&state=handed_over"), &["MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU", symbol, "02/02/2015 – 30/6/2016", "1 hồ sơ (0 hồ sơ bảo quản vĩnh viễn, 1 hồ sơ bảo quản có thời hạn), 5 trang"]);
        holds(&list(&clerk, "minutes", "&state=handed_over"), &["BIÊN BẢN GIAO NHẬN HỒ SƠ, TÀI LIỆU", "Tổng số: 1 hồ sơ, 5 trang", "BÊN GIAO", "BÊN NHẬN", "hai bản"]);
        let file = act(&archivist, &file, &json!({ "command": "accept" }));
        let _ = act(&archivist, &file, &json!({ "command": "propose_disposal", "reason": "Hết thời hạn, không còn giá trị." }));
        holds(&list(&clerk, "disposal", "&state=disposal_proposed"), &["DANH MỤC HỒ SƠ HẾT THỜI HẠN BẢO QUẢN", symbol, "31/12/2021", "Hết thời hạn, không còn giá"]);

        // Whoever sees none of it gets an empty list, and no contents; a document that one may not see is its place.
        let stranger = office.client("chuyenvien.vhxh1");
        assert!(!list(&stranger, "list", "").contains(symbol));
        stranger.get(&format!("{}/contents", path(&file))).expect(404);
        let administered = pdf(&office.client("quantri"), &format!("{}/contents", path(&file)));
        assert!(administered.contains("không có quyền xem") && !administered.contains(answer.written()), "{administered}");
        clerk.get("/case-files/print?form=khac").expect(400);
        clerk.get("/case-files/print?form=disposal&state=open").problem(422, "case_file_form_state");
        // An entry that nobody has approved is on the draft alone; what a secret document is stands on no paper.
        let planned = clerk.post("/case-files", &json!({ "facts": facts(&office, "10") })).created();
        let planned = planned["symbol"].as_str().unwrap();
        assert!(!list(&clerk, "list", "").contains(planned) && list(&clerk, "list", "&state=planned").contains(planned));
        let secret = clerk.register(&letters::secret());
        let ours = opened(&office, "10");
        let ours = act(&clerk, &ours, &json!({ "command": "add_document", "document": secret.id(), "pages": 2 }));
        let (came, _) = letter(&office);
        let ours = act(&clerk, &ours, &add(came.id(), 1));
        let author = secret.0["facts"]["author"].as_str().unwrap();
        let text = pdf(&clerk, &format!("{}/contents", path(&ours)));
        assert!(text.contains("văn bản mật") && !text.contains(author), "{text}");
        holds(&text, &["1-2", "3", "gồm 2 văn bản, tài liệu, 3 trang"]);
        let text = pdf(&keeper, &format!("{}/contents", path(&ours)));
        assert!(text.contains("không có quyền xem") && !text.contains("văn bản mật") && !text.contains("3 trang"), "{text}");
    }

    /// A search is narrowed by a case file, and counts by it, for whom it is shown; a document shows where it lies; a list is narrowed by words.
    fn its_documents_are_found_by_it(engine: Engine) {
        let office = Server::demo(engine);
        let (keeper, head) = (office.client(KEEPER), office.client("truongphong.kinhte"));
        let begin = |title: &str| {
            let facts = json!({ "symbol": unique("HS."), "title": title, "retention": "10", "keeper": office.person(KEEPER) });
            keeper.post("/case-files", &json!({ "facts": facts, "open": true, "started_on": "2015-02-02" })).created()
        };
        let ((one, _), (other, _)) = (letter(&office), letter(&office));
        let (street, water) = (begin("Cải tạo vỉa hè đường Mẫu"), begin("Thoát nước"));
        let street = act(&keeper, &street, &add(one.id(), 3));
        let water = act(&keeper, &act(&keeper, &water, &add(one.id(), 3)), &add(other.id(), 1));
        let (street_id, water_id) = (street["id"].as_str().unwrap(), water["id"].as_str().unwrap());

        let found = |who: &Client, case_file: &str| {
            let page = search(who, "rà soát", &format!("&case_file={}", tests::percent(case_file)));
            page["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()).collect::<BTreeSet<String>>()
        };
        let both = BTreeSet::from([json!(one.id()).to_string(), json!(other.id()).to_string()]);
        let only = BTreeSet::from([json!(one.id()).to_string()]);
        wait_until("both to be found", PATIENCE, || found(&keeper, water_id) == both);
        assert_eq!(found(&keeper, street_id), only);
        assert_eq!((found(&keeper, "via he"), found(&keeper, "vỉa hè cải tạo"), found(&keeper, "vỉa thoát")), (only.clone(), only.clone(), BTreeSet::new()));
        assert_eq!(found(&keeper, street["symbol"].as_str().unwrap()), only);
        let page = search(&keeper, "rà soát", "");
        assert_eq!((&page["facets"]["case_file"][street_id], &page["facets"]["case_file"][water_id]), (&json!(1), &json!(2)));
        assert!(page["case_files"].as_array().unwrap().iter().any(|file| file["id"] == street_id && file["title"] == "Cải tạo vỉa hè đường Mẫu"));

        // Its head sees both; of what others keep, whoever sees the document learns nothing.
        assert_eq!(found(&head, "thoát nước"), both);
        let clerk = office.client("vanthu");
        let facts = json!({ "symbol": unique("HS."), "title": "Theo dõi kín", "retention": "10", "keeper": office.person("vanthu") });
        let own = clerk.post("/case-files", &json!({ "facts": facts, "open": true, "started_on": "2015-02-02" })).created();
        let own = act(&clerk, &own, &add(one.id(), 1));
        let own_id = own["id"].as_str().unwrap();
        wait_until("the clerk's to be found", PATIENCE, || found(&clerk, "theo dõi kín") == only);
        assert!(found(&keeper, "theo dõi kín").is_empty() && found(&keeper, own_id).is_empty());
        assert!(search(&keeper, "rà soát", "")["facets"]["case_file"][own_id].is_null());
        assert_eq!(search(&clerk, "rà soát", "")["facets"]["case_file"][own_id], json!(1));
        let lies = |who: &Client| who.get(&format!("/incoming-documents/{}", one.id())).ok()["case_files"].as_array().unwrap().clone();
        assert_eq!((lies(&keeper).len(), lies(&clerk).len()), (2, 3));
        assert!(lies(&keeper).iter().any(|file| file["id"] == water_id && file["state_text"] == "Đang mở"));

        let listed = |q: &str| keeper.all(&format!("/case-files?q={}", tests::percent(q))).len();
        assert_eq!((listed("via he"), listed("thoat"), listed("không có"), listed("%")), (1, 1, 0, 2));

        // Taken out, it is found by it no more.
        let _ = act(&keeper, &water, &json!({ "command": "remove_document", "document": other.id(), "reason": "Nhầm hồ sơ." }));
        wait_until("it to be found no more", PATIENCE, || found(&keeper, water_id) == only);
    }

    /// Frozen on request it stands still; whoever was slower, or asks twice, learns so; what somebody keeps goes over when they leave.
    fn what_is_frozen_stands_still_and_nobody_writes_over_another(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, keeper, leader) = (office.client("vanthu"), office.client(KEEPER), office.client("chutich"));
        let (came, _) = letter(&office);
        let first = opened(&office, "10");
        let same = json!({ "facts": { "symbol": first["symbol"], "title": "B", "retention": "5" }, "open": true });
        keeper.post("/case-files", &same).problem(409, "case_file_symbol_taken");
        keeper.post("/case-files", &json!({ "facts": { "symbol": "x", "title": "B", "retention": "1" } })).problem(422, "invalid_input");
        keeper.post(&format!("{}/commands", path(&first)), &add(came.id(), 1)).expect(428);
        let file = act(&keeper, &first, &add(came.id(), 1));
        give(&keeper, &first, &add(came.id(), 1)).expect(412);
        let mut unknown = add(came.id(), 1);
        unknown["la"] = json!(1);
        give(&keeper, &file, &unknown).expect(422);

        let freeze = |who: &Client, file: &Value| give(who, file, &because("freeze"));
        freeze(&clerk, &file).problem(403, "case_file_freezers_only");
        let file = freeze(&office.client("quantri"), &file).ok();
        assert_eq!(file["frozen"]["reason"], "Vì thế");
        let remove = json!({ "command": "remove_document", "document": came.id(), "reason": "a" });
        let file = keeper.get(&path(&file)).ok();
        for (who, command) in [(&keeper, &remove), (&clerk, &remove), (&leader, &because("freeze"))] {
            give(who, &file, command).problem(409, "case_file_frozen");
        }
        assert_eq!(file["offered_commands"], json!([]));
        assert_eq!(clerk.all("/case-files?frozen=true").len(), 1);
        let file = act(&leader, &file, &because("unfreeze"));

        // The same key twice: once carried out.
        let version = file["version"].as_u64().unwrap();
        let again = || keeper.request("POST", &format!("{}/commands", path(&file))).if_match(version).key("bo-1").json(&remove).send().ok();
        assert_eq!(again(), again());
        assert_eq!(keeper.get(&path(&file)).ok()["version"], json!(version + 1));

        // Everything that somebody keeps, to another.
        let second = opened(&office, "10");
        let kept = leader.all(&format!("/case-files?keeper={}", office.person(KEEPER)));
        let to = office.person("chuyenvien.vhxh1");
        let items: Vec<Value> = kept.iter().map(|line| json!({ "case_file": line["id"], "version": line["version"],
            "command": { "command": "transfer", "to": to } })).collect();
        let done = leader.post("/commands", &json!({ "items": items })).ok();
        assert!(done["results"].as_array().unwrap().iter().all(|one| one["case_file"]["keeper"]["id"] == to), "{done}");
        assert!(keeper.all("/case-files").is_empty());
        assert_eq!(office.client("truongphong.vhxh").get(&path(&second)).ok()["department"], json!(office.department("VHXH")));
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}
