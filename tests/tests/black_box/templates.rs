//! Templates: kept by the registry, filled with a document's fields, made a PDF by LibreOffice; and the layout of what stands is looked at.

use std::{
    fs,
    io::{Cursor, Read, Write},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Client, Server, letters, on_both_engines, unique};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    organisation::Another,
    outgoing::{Outgoing, act, draft, read, signed},
};

const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

const RELATIONS: &str = "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A DOCX with these further parts.
fn docx(text: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document.as_str())];
    for (name, part) in parts.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file that can be a template, uploaded by this person.
pub fn upload(who: &Client, name: &str, text: &str) -> String {
    who.upload(name, &docx(text, &[]))
}

/// A template of this person's agency.
pub fn kept(who: &Client) -> String {
    let file = upload(who, "Mẫu.docx", "{{trich_yeu}}");
    let made = who.post("/templates", &json!({ "name": unique("Mẫu thử quyền "), "file": file })).created();
    made["id"].as_str().unwrap().to_owned()
}

/// The template that the program brings along for this type.
fn brought(who: &Client, document_type: &str, kind: &str) -> String {
    let all = who.items("/templates");
    let found = all.iter().find(|one| one["document_type"] == document_type && one["kind"] == kind);
    let found = found.unwrap_or_else(|| panic!("no {document_type} {kind}: {all:?}"));
    assert_eq!(found["built_in"], true);
    found["id"].as_str().unwrap().to_owned()
}

fn render(who: &Client, document: &Outgoing, template: &str, form: &str) -> tests::Answer {
    who.post(&format!("{}/renderings", document.path()), &json!({ "template": template, "as": form }))
}

fn content_of(who: &Client, rendering: &Value) -> Vec<u8> {
    who.get(&format!("/files/{}", rendering["file"]["id"].as_str().unwrap())).expect(200).body
}

fn text_of(file: &[u8], part: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// What `pdftotext` reads in a PDF.
fn words_of(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (poppler-utils)");
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let read = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The codes of what is found in the first file.
fn found(who: &Client, document: &Outgoing) -> Vec<String> {
    let findings = who.get(&format!("{}/layout-findings", document.path())).ok();
    let all = findings["files"][0]["findings"].as_array().unwrap_or_else(|| panic!("{findings}"));
    all.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

fn letter(office: &Server) -> Value {
    json!({
        "document_type": "cong_van", "subject": unique("báo cáo số liệu "), "signer": office.person("chutich"),
        "recipients": [
            { "department": office.department("VHXH"), "purpose": "to_act" },
            { "post": { "name": "Công ty Thử & Nghiệm", "address": "Số 1" }, "purpose": "to_know" },
        ],
    })
}

/// A program in LibreOffice's stead, which goes with the test.
struct Converter(PathBuf);

impl Converter {
    /// One that does this.
    fn that(script: &str) -> Self {
        let made = Self(std::env::temp_dir().join(unique("soffice-")));
        fs::create_dir_all(&made.0).unwrap();
        made.set(script);
        made
    }

    /// One that fails.
    fn exits() -> Self {
        Self::that("exit 7")
    }

    fn program(&self) -> PathBuf {
        self.0.join("soffice")
    }

    /// Makes it another.
    fn set(&self, script: &str) {
        fs::write(self.program(), format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(self.program(), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

impl Drop for Converter {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Place and superior body are set, as an office has them.
fn placed(office: &Server) {
    let administrator = office.client("quantri");
    let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let set = json!({ "command": "change_settings", "outgoing": { "place": "Xã Thử", "superior": "Tỉnh Nghiệm" } });
    administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [set] })).ok();
}

on_both_engines! {
    /// From the draft to the issued PDF, whose words are those of the document; each is found in order.
    fn a_letter_is_made_from_a_template(engine: Engine) {
        let office = Server::demo(engine);
        placed(&office);
        let (officer, clerk) = (office.client("chuyenvien.kinhte1"), office.client("vanthu"));
        let template = brought(&officer, "cong_van", "docx");
        let content = letter(&office);
        let subject = content["subject"].as_str().unwrap().to_owned();
        let paper = draft(&officer, &content);

        // A draft has no number and no date yet.
        let made = render(&officer, &paper, &template, "docx").created();
        assert!(made["file"]["name"].as_str().unwrap().ends_with(".docx"), "{made}");
        assert_eq!(made["file"]["media_type"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assert_eq!(made["unfilled"], json!([]));
        let text = text_of(&content_of(&officer, &made), "word/document.xml");
        for word in [subject.as_str(), "Số: …/UBND-KTHTDT", "Xã Thử, ngày … tháng … năm …", "TỈNH NGHIỆM", "Kính gửi: Phòng Văn hóa – Xã hội", "- Như trên;", "- Công ty Thử &amp; Nghiệm (để biết);", "- Lưu: VT, KTHTDT."] {
            assert!(text.contains(word), "{word}: {text}");
        }
        assert!(!text.contains("{{"), "{text}");

        // It belongs to nothing until the drafter attaches it.
        let mut revised = content.clone();
        revised["files"] = json!([made["file"]["id"]]);
        let path = format!("{}/draft", paper.path());
        let paper = Outgoing(officer.request("PUT", &path).if_match(paper.version()).json(&json!({ "content": revised })).send().ok());
        assert_eq!(found(&officer, &paper), Vec::<String>::new());

        // With its number.
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        let paper = act(&office.client("truongphong.kinhte"), &paper, &json!({ "command": "endorse" }));
        let paper = act(&clerk, &paper, &json!({ "command": "pass_form" }));
        let paper = act(&office.client("chutich"), &paper, &json!({ "command": "sign", "on": "paper" }));
        let paper = act(&clerk, &paper, &json!({ "command": "issue" }));
        let written = paper.0["line"]["written"].as_str().unwrap().to_owned();
        let made = render(&clerk, &paper, &template, "pdf").created();
        assert_eq!(made["file"]["media_type"], "application/pdf");
        let words = words_of(&content_of(&clerk, &made));
        let chairman = paper.0["layout"]["signature"].as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
        let date = paper.0["layout"]["place_and_date"].as_str().unwrap().to_owned();
        assert!(date.starts_with("Xã Thử, ngày "), "{date}");
        // The subject stands in a narrow column, and may be broken.
        assert!(subject.split(' ').all(|word| words.contains(word)), "{subject}: {words}");
        for word in [format!("Số: {written}"), date, chairman, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned()] {
            assert!(words.contains(&word), "{word}: {words}");
        }
        // What is sealed is what is looked at from then on.
        let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "pdf", "files": [made["file"]["id"]] }));
        let findings = clerk.get(&format!("{}/layout-findings", paper.path())).ok();
        assert_eq!(findings["files"][0]["file"]["id"], made["file"]["id"]);
        assert_eq!((&findings["files"][0]["checked"], &findings["files"][0]["findings"]), (&json!(true), &json!([])), "{findings}");
        assert_eq!(findings["version"], paper.version());
    }

    /// Every template that the program brings along becomes a PDF, and none has a fault of layout.
    fn what_the_program_brings_along_is_laid_out_well(engine: Engine) {
        let office = Server::demo(engine);
        placed(&office);
        let officer = office.client("chuyenvien.kinhte1");
        for document_type in ["cong_van", "quyet_dinh_ca_biet", "to_trinh"] {
            let mut content = letter(&office);
            content["document_type"] = json!(document_type);
            let paper = draft(&officer, &content);
            for kind in ["docx", "odt"] {
                let template = brought(&officer, document_type, kind);
                let made = render(&officer, &paper, &template, kind).created();
                let mut with_file = content.clone();
                with_file["files"] = json!([made["file"]["id"]]);
                let filed = draft(&officer, &with_file);
                assert_eq!(found(&officer, &filed), Vec::<String>::new(), "{document_type} {kind}");
                let pdf = render(&officer, &paper, &template, "pdf").created();
                assert!(words_of(&content_of(&officer, &pdf)).contains("Độc lập - Tự do - Hạnh phúc"), "{document_type} {kind}");
                let other = if kind == "docx" { "odt" } else { "docx" };
                render(&officer, &paper, &template, other).problem(422, "template_of_other_kind");
            }
            let back = officer.get(&format!("/templates/{}/file", brought(&officer, document_type, "odt"))).expect(200);
            assert_eq!(back.header("content-type"), Some("application/vnd.oasis.opendocument.text"));
        }
    }

    /// The office's own: taken, changed, put out of use; of one type; nobody else's.
    fn an_office_keeps_templates_of_its_own(engine: Engine) {
        let office = Server::demo(engine);
        let (officer, clerk) = (office.client("chuyenvien.kinhte1"), office.client("vanthu"));
        let name = unique("Thông báo của xã ");
        let new = json!({ "name": name, "document_type": "thong_bao", "file": upload(&clerk, "Mẫu.docx", "a {{so_ky_hieu}} {{trich_yeu}} b") });
        let send = || clerk.request("POST", "/templates").key("mau-1").json(&new).send();
        let made = send().created();
        assert_eq!(send().created(), made);
        let id = made["id"].as_str().unwrap().to_owned();
        assert_eq!((&made["name"], &made["built_in"], &made["active"], &made["version"]), (&json!(name), &json!(false), &json!(true), &json!(1)));
        let notice = json!({ "document_type": "thong_bao", "subject": "nghỉ lễ <Quốc khánh>" });
        let paper = draft(&officer, &notice);
        let text = |made: &Value| text_of(&content_of(&officer, made), "word/document.xml");
        let first = render(&officer, &paper, &id, "docx").created();
        assert!(text(&first).contains("a …/TB-UBND nghỉ lễ &lt;Quốc khánh&gt; b"), "{}", text(&first));
        // A repeat is answered as it was, though the document has changed since.
        let path = format!("{}/renderings", paper.path());
        let again = || officer.request("POST", &path).key("tao-1").json(&json!({ "template": id, "as": "docx" })).send().created();
        let once = again();
        let revised = json!({ "content": { "document_type": "thong_bao", "subject": "nghỉ lễ" } });
        let path_of_draft = format!("{}/draft", paper.path());
        officer.request("PUT", &path_of_draft).if_match(paper.version()).json(&revised).send().expect(200);
        assert_eq!(again(), once);

        // For that type alone.
        let other = draft(&officer, &letter(&office));
        let refused = render(&officer, &other, &id, "docx").problem(422, "template_of_other_type");
        assert_eq!(refused.body["errors"][0]["pointer"], "/template");

        // Another file, then out of use.
        let put = |version: u64, change: &Value| clerk.request("PUT", &format!("/templates/{id}")).if_match(version).json(change).send();
        let changed = put(1, &json!({ "file": upload(&clerk, "Mẫu mới.docx", "mới {{SO_KY_HIEU}}") })).ok();
        assert_eq!((&changed["version"], &changed["file_name"]), (&json!(2), &json!("Mẫu mới.docx")));
        put(1, &json!({ "name": "Mẫu cũ" })).problem(412, "version_changed");
        put(2, &json!({})).problem(422, "nothing_to_change");
        assert!(text(&render(&officer, &paper, &id, "docx").created()).contains("mới …/TB-UBND"));
        put(2, &json!({ "active": false })).ok();
        render(&officer, &paper, &id, "docx").problem(422, "template_unknown");
        let listed = |query: &str| officer.all(&format!("/templates{query}")).iter().any(|one| one["id"] == id.as_str());
        assert!(!listed("") && listed("?all=true"));
        put(3, &json!({ "active": true })).ok();
        assert!(listed(""));

        // Who may: others are told, another agency finds nothing.
        let refused = officer.post("/templates", &new);
        refused.problem(403, "template_keepers_only");
        clerk.post("/templates", &json!({ "name": "a", "file": upload(&officer, "Mẫu.docx", "a") })).problem(422, "file_unknown");
        clerk.post("/templates", &json!({ "name": "a", "document_type": "khong_co", "file": upload(&clerk, "Mẫu.docx", "a") })).problem(422, "type_unknown");
        let other = Another::set_up(&office);
        let stranger = other.client(&office, "vanthu");
        stranger.get(&format!("/templates/{id}/file")).expect(404);
        stranger.request("PUT", &format!("/templates/{id}")).if_match(4).json(&json!({ "active": false })).send().expect(404);
        assert!(!stranger.all("/templates?all=true").iter().any(|one| one["id"] == id.as_str()));
        render(&stranger, &paper, &id, "docx").expect(404);
    }

    /// The first page has what the program brings along; pages of one's own follow.
    fn templates_are_paged(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let own: Vec<String> = (0..5).map(|_| kept(&clerk)).collect();
        let (mut ids, mut sizes, mut path) = (Vec::new(), Vec::new(), "/templates?limit=2".to_owned());
        loop {
            let page = clerk.get(&path).ok();
            let items = page["items"].as_array().unwrap();
            sizes.push(items.len());
            ids.extend(items.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            path = format!("/templates?limit=2&cursor={next}");
        }
        assert_eq!(sizes, [6 + 2, 2, 1]);
        assert_eq!(ids[6..], own);
    }

    /// What would run, fetch or burst is no template, and each refusal says what it is.
    fn hostile_templates_are_refused(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let outside = "<Relationships><Relationship Id=\"r\" Type=\"http://x/attachedTemplate\" Target=\"http://x.example/a.dotm\" TargetMode=\"External\"/></Relationships>";
        let bomb = "<a>".repeat(100_000);
        let long = format!("<a>{}</a>", " ".repeat(20 << 20));
        let svg = "<svg><image href=\"http://x.example/a.png\"/></svg>";
        let fetched = "<a xmlns:q=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><q:instrText>INCLUDEPICTURE \"http://x.example/a\"</q:instrText></a>";
        for (code, file) in [
            ("template_macros", docx("a", &[("word/vbaProject.bin", "x")])),
            ("template_object", docx("a", &[("word/embeddings/oleObject1.bin", "x")])),
            ("template_outside", docx("a", &[("word/_rels/settings.xml.rels", outside)])),
            ("template_markup", docx("a", &[("word/settings.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")])),
            ("template_large", docx("a", &[("word/settings.xml", &bomb)])),
            ("template_large", docx("a", &[("word/settings.xml", &long)])),
            ("template_object", docx("a", &[("word/media/image1.png", svg)])),
            ("template_code", docx("a", &[("word/header1.xml", fetched)])),
            ("template_field", docx("Số {{so_ky_hiu}}", &[])),
            ("template_field_open", docx("Số {{so_ky_hieu", &[])),
        ] {
            let file = clerk.upload("Mẫu.docx", &file);
            let refused = clerk.post("/templates", &json!({ "name": "Mẫu", "file": file })).problem(422, "invalid_input");
            assert_eq!((&refused.body["errors"][0]["pointer"], &refused.body["errors"][0]["code"]), (&json!("/file"), &json!(code)));
        }
        let pdf = clerk.upload("Mẫu.pdf", &letters::pdf("mau"));
        let refused = clerk.post("/templates", &json!({ "name": "Mẫu", "file": pdf })).problem(422, "invalid_input");
        assert_eq!(refused.body["errors"][0]["code"], "template_kind");
    }

    /// The layout of what stands is told, and keeps nobody from anything; what can't be looked at says so.
    fn findings_are_told(engine: Engine) {
        let office = Server::demo(engine);
        let officer = office.client("chuyenvien.kinhte1");
        let mut content = letter(&office);
        let text = upload(&officer, "Dự thảo.docx", "Cộng hòa xã hội chủ nghĩa Việt Nam");
        let notes = officer.upload("Ghi chú.txt", "Ghi chú".as_bytes());
        let broken = officer.upload("Phụ lục.pdf", b"%PDF-1.3\nkhong co trang nao");
        content["files"] = json!([text, notes, broken]);
        let paper = draft(&officer, &content);
        let codes = found(&officer, &paper);
        for code in ["national_name", "national_motto", "number_line", "place_and_date", "subject", "recipients", "addressed_to"] {
            assert!(codes.iter().any(|found| found == code), "{code}: {codes:?}");
        }
        let findings = officer.get(&format!("{}/layout-findings", paper.path())).ok();
        let nation = &findings["files"][0]["findings"][0];
        assert_eq!(nation["excerpt"], "Cộng hòa xã hội chủ nghĩa Việt Nam");
        assert!(nation["text"].as_str().unwrap().contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "{nation}");
        assert_eq!((&findings["files"][1]["checked"], &findings["files"][1]["findings"]), (&json!(false), &json!([])));
        assert_eq!(findings["files"][2]["findings"][0]["code"], "pdf_broken");
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        assert_eq!(read(&officer, &paper).state(), "unit_review");
    }

    /// A signature that was taken back counts no longer, and nor does the file that bore it: the draft is what stands.
    fn what_was_signed_and_taken_back_is_not_looked_at(engine: Engine) {
        let office = Server::demo(engine);
        let (officer, clerk, chairman) = (office.client("chuyenvien.kinhte1"), office.client("vanthu"), office.client("chutich"));
        let mut content = letter(&office);
        let text = upload(&officer, "Dự thảo.docx", "Dự thảo");
        content["files"] = json!([text]);
        let looked_at = |paper: &Outgoing| {
            let findings = officer.get(&format!("{}/layout-findings", paper.path())).ok();
            findings["files"].as_array().unwrap().iter().map(|one| one["file"]["id"].clone()).collect::<Vec<_>>()
        };
        let paper = draft(&officer, &content);
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        let paper = act(&office.client("truongphong.kinhte"), &paper, &json!({ "command": "endorse" }));
        let paper = act(&clerk, &paper, &json!({ "command": "pass_form" }));
        assert_eq!(looked_at(&paper), [json!(text)]);
        let scan = chairman.upload("Bản ký.pdf", &letters::pdf("ban ky"));
        let paper = act(&chairman, &paper, &json!({ "command": "sign", "on": "pdf", "files": [scan] }));
        assert_eq!(looked_at(&paper), [json!(scan)]);
        let paper = act(&chairman, &paper, &json!({ "command": "return_to_drafter", "reason": "Ký nhầm bản" }));
        assert_eq!(looked_at(&paper), [json!(text)]);
    }

    /// A decision is the body's, though a deputy signs it; a letter to several stands to each on a line of its own; official correspondence
    /// is no letter with `V/v`.
    fn each_type_has_the_form_of_its_own(engine: Engine) {
        let office = Server::demo(engine);
        placed(&office);
        let officer = office.client("chuyenvien.kinhte1");
        let lines = |content: &Value, document_type: &str| {
            let paper = draft(&officer, content);
            let made = render(&officer, &paper, &brought(&officer, document_type, "docx"), "docx").created();
            let text = text_of(&content_of(&officer, &made), "word/document.xml");
            (paper, text)
        };
        let mut decision = letter(&office);
        decision["document_type"] = json!("quyet_dinh_ca_biet");
        let (paper, text) = lines(&decision, "quyet_dinh_ca_biet");
        let body = paper.0["layout"]["authority"].as_str().unwrap().to_owned();
        assert!(body.starts_with("ỦY BAN NHÂN DÂN ") && text.contains(&format!(">{body}</w:t>")), "{body}: {text}");
        assert_eq!(paper.0["layout"]["addressed_to"], json!([]));

        let mut several = letter(&office);
        let more = json!({ "post": { "name": "Sở Mẫu", "address": "Số 2" }, "purpose": "to_report" });
        several["recipients"].as_array_mut().unwrap().push(more);
        let (paper, text) = lines(&several, "cong_van");
        assert_eq!(paper.0["layout"]["addressed_to"][1], "- Sở Mẫu.");
        assert!(text.contains("<w:br/><w:t xml:space=\"preserve\">- Sở Mẫu.</w:t>"), "{text}");

        let mut correspondence = letter(&office);
        correspondence["document_type"] = json!("thu_cong");
        correspondence["files"] = json!([upload(&officer, "Thư.docx", "Thân gửi các cháu")]);
        let codes = found(&officer, &draft(&officer, &correspondence));
        assert!(!codes.iter().any(|code| ["subject", "type_name", "addressed_to"].contains(&code.as_str())), "{codes:?}");
    }

    /// What is wrong with a template as it is filled is said of the template that the request names.
    fn a_template_that_can_t_be_filled_is_named(engine: Engine) {
        let office = Server::demo(engine);
        let (officer, clerk) = (office.client("chuyenvien.kinhte1"), office.client("vanthu"));
        // Once for each recipient, which no memory is there for.
        let long = format!("{}{{{{noi_nhan}}}}</w:t></w:r></w:p><w:p><w:r><w:t>x", "y".repeat(900_000));
        let file = upload(&clerk, "Mẫu.docx", &long);
        let template = clerk.post("/templates", &json!({ "name": unique("Mẫu dài "), "file": file })).created();
        let mut content = letter(&office);
        let to = |n: u32| json!({ "post": { "name": format!("Hộ số {n}"), "address": "Thôn Mẫu" }, "purpose": "to_know" });
        content["recipients"] = (0..60).map(to).collect();
        let paper = draft(&officer, &content);
        let refused = render(&officer, &paper, template["id"].as_str().unwrap(), "docx").problem(422, "invalid_input");
        assert_eq!((&refused.body["errors"][0]["pointer"], &refused.body["errors"][0]["code"]), (&json!("/template"), &json!("template_large")));
    }

    /// Without LibreOffice everything else goes on, and the API says so.
    fn without_a_converter_the_api_says_so(engine: Engine) {
        for (setting, standing) in [("off", "off"), ("/khong/co/soffice", "missing")] {
            let office = Server::demo_with(engine, &[("CONGVAN_LIBREOFFICE", setting)]);
            let ready = office.anonymous().request("GET", "/health/ready").send().ok();
            assert_eq!((&ready["conversion"], &ready["ready"]), (&json!(standing), &json!(true)));
            let officer = office.client("chuyenvien.kinhte1");
            let paper = draft(&officer, &letter(&office));
            let template = brought(&officer, "cong_van", "odt");
            let refused = render(&officer, &paper, &template, "pdf").problem(409, "conversion_missing");
            assert!(refused.body["detail"].as_str().unwrap().contains("LibreOffice"), "{}", refused.body);
            render(&officer, &paper, &template, "odt").created();
        }
    }

    /// Nor is one run that the system lets nobody cut off from network and files.
    fn where_it_can_t_be_confined_no_pdf_is_made(engine: Engine) {
        // No space of one's own is to be had there.
        let script = "echo 0 > /proc/sys/user/max_user_namespaces; exec \"$@\"";
        let under = ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh"];
        let office = Server::demo_under(engine, &under, &[]);
        let ready = office.anonymous().request("GET", "/health/ready").send().ok();
        assert_eq!((&ready["conversion"], &ready["ready"]), (&json!("not_confined"), &json!(true)));
        let officer = office.client("chuyenvien.kinhte1");
        let paper = draft(&officer, &letter(&office));
        let template = brought(&officer, "cong_van", "docx");
        render(&officer, &paper, &template, "pdf").problem(409, "conversion_missing");
        render(&officer, &paper, &template, "docx").created();
    }

    /// What is converted reads nothing of the data folder, though it is the service's own user who converts it.
    fn a_converter_sees_nothing_of_the_data(engine: Engine) {
        let soffice = Converter::exits();
        let office = Server::demo_with(engine, &[("CONGVAN_LIBREOFFICE", soffice.program().to_str().unwrap())]);
        let officer = office.client("chuyenvien.kinhte1");
        let paper = draft(&officer, &letter(&office));
        let template = brought(&officer, "cong_van", "docx");
        render(&officer, &paper, &template, "pdf").problem(409, "conversion_failed");
        let data = office.data();
        assert!(data.join("keys").is_dir(), "there is something to be seen");
        let looks = format!("printf '%%PDF-1.7 looked '; ls -A {0}; find {0} -type f -exec cat {{}} +; cat /proc/*/environ", data.display());
        soffice.set(&format!("for last; do :; done\n{{ {looks}; }} > \"$(dirname \"$last\")/van-ban.pdf\" 2>/dev/null"));
        let made = render(&officer, &paper, &template, "pdf").created();
        assert_eq!(String::from_utf8_lossy(&content_of(&officer, &made)), "%PDF-1.7 looked ");
    }

    /// One that hangs is killed at its time, with what it has started, and the next is served.
    fn a_converter_that_hangs_is_killed(engine: Engine) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        // How long it sleeps tells it from all others on the machine.
        let mark = format!("3600.{:08}{:03}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let soffice = Converter::that(&format!("sleep {mark} &\nsleep {mark}"));
        let program = soffice.program();
        let settings = [("CONGVAN_LIBREOFFICE", program.to_str().unwrap()), ("CONGVAN_PDF_SECONDS", "5")];
        let office = Server::demo_with(engine, &settings);
        let officer = office.client("chuyenvien.kinhte1");
        let paper = draft(&officer, &letter(&office));
        let template = brought(&officer, "cong_van", "docx");
        render(&officer, &paper, &template, "pdf").problem(409, "conversion_too_slow");
        render(&officer, &paper, &template, "docx").created();
        let runs = || {
            let processes = fs::read_dir("/proc").unwrap().flatten();
            let mut words = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
            words.any(|words| String::from_utf8_lossy(&words).contains(&mark))
        };
        // The kernel takes the rest of its processes away behind the first.
        let gone = (0..3000).any(|_| {
            let gone = !runs();
            std::thread::sleep(Duration::from_millis(if gone { 0 } else { 20 }));
            gone
        });
        assert!(gone, "what it had started goes on");
        soffice.set("exit 7");
        render(&officer, &paper, &template, "pdf").problem(409, "conversion_failed");
    }

    /// A recipient in the agency sees what was sent, and makes nothing of it.
    fn a_recipient_makes_nothing(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let paper = signed(&office, &letter(&office));
        let paper = act(&clerk, &paper, &json!({ "command": "issue" }));
        let scan = clerk.upload("Bản quét.pdf", &letters::pdf("ban quet"));
        let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
        let paper = act(&clerk, &paper, &json!({ "command": "dispatch" }));
        let reader = office.client("truongphong.vhxh");
        render(&reader, &paper, &brought(&reader, "cong_van", "docx"), "docx").problem(403, "participant_only");
        reader.get(&format!("{}/layout-findings", paper.path())).problem(403, "participant_only");
    }
}
