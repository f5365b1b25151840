//! What we write, as another's XML parser finds it: `xmllint` of libxml2, by paths. And what we do not write.

use std::{
    fs,
    process::{Command, Stdio},
};

use edxml::{
    Action, AtLeastOne, Message, OtherInfo, RecipientChange, Replaced, Staff, Stated, StatusCode, TraceHeader, Update,
    Urgency, WriteFault,
};

use crate::sample::{again, attachment, bytes, day, document, organ, status, time};

const Q: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// What paths find in a message. Names are those of the namespace: a prefix would have to be told to the tool.
struct Xpath(tempfile::NamedTempFile);

impl Xpath {
    fn of(bytes: &[u8]) -> Self {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), bytes).unwrap();
        Self(file)
    }

    fn ask(&self, question: &str) -> String {
        let out = Command::new("xmllint")
            .args(["--nonet", "--huge", "--xpath", question])
            .arg(self.0.path())
            .stdin(Stdio::null())
            .output()
            .expect("xmllint is missing (Debian: libxml2-utils)");
        assert!(out.status.success(), "{question}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap().trim_end_matches('\n').to_owned()
    }

    /// The text of the one element at a path of local names below the root.
    fn text(&self, path: &str) -> String {
        let steps = steps(path);
        assert_eq!(self.ask(&format!("count({steps})")), "1", "{path}");
        self.ask(&format!("string({steps})"))
    }

    fn count(&self, path: &str) -> usize {
        self.ask(&format!("count({})", steps(path))).parse().unwrap()
    }

    /// The literal names of an element's children, in their order.
    fn children(&self, path: &str) -> Vec<String> {
        let steps = steps(path);
        let many: usize = self.ask(&format!("count({steps}/*)")).parse().unwrap();
        (1..=many).map(|n| self.ask(&format!("name({steps}/*[{n}])"))).collect()
    }
}

/// `/a/b[2]` with each step in the namespace of QCVN 102.
fn steps(path: &str) -> String {
    let step = |step: &str| {
        let (name, rest) =
            step.split_once('[').map_or((step, String::new()), |(name, rest)| (name, format!("[{rest}")));
        format!("/*[namespace-uri()='{Q}' and local-name()='{name}']{rest}")
    };
    path.split('/').skip(1).map(step).collect()
}

const HEADER: &str = "/edXML/edXMLEnvelope/edXMLHeader";

fn prefixed(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("edXML:{name}")).collect()
}

/// A document with everything that a document can have.
fn full() -> edxml::Document {
    let mut document = document();
    let body = |body: &mut edxml::Organisation| {
        body.in_charge = Some("Ủy ban nhân dân tỉnh Mẫu".to_owned());
        body.address = Some("Số 1 đường Thử".to_owned());
        body.email = Some("vanthu@so-vi-du.example".to_owned());
        body.telephone = Some("0000000001".to_owned());
        body.fax = Some("0000000002".to_owned());
        body.website = Some("so-vi-du.example".to_owned());
    };
    body(&mut document.from);
    document.to.push(edxml::Organisation::new(organ("H99.16"), "Sở A & B <C>"));
    document.content = Some("Tóm tắt".to_owned());
    document.due = Some(day(30).into());
    document.other = OtherInfo {
        urgency: Some(Urgency::Immediate),
        circulation: Some("Nội bộ".to_owned()),
        drafter: Some("NVM".to_owned()),
        copies: Some(2),
        pages: Some(3),
        reply_fors: Some("r".to_owned()),
        reference_codes: Some("c".to_owned()),
        direction: Some(false),
        appendices: vec!["Phụ lục 1".to_owned(), "Phụ lục 2".to_owned()],
        secrecy: None,
    };
    document.response_for = vec![document.as_response_for()];
    document.task_codes = vec!["NV-1".to_owned()];
    document.application = Some("a".to_owned());
    document.to_places = vec!["Như trên".to_owned(), "Lưu: VT".to_owned()];
    document.trace.push(TraceHeader { organ: None, at: Some(Stated::Known(time())) });
    document.business.staff = Some(Staff {
        department: Some("Văn phòng".to_owned()),
        department_id: Some("1".to_owned()),
        name: Some("Văn Thư Mẫu".to_owned()),
        staff_id: Some("2".to_owned()),
        email: Some("vanthu@so-vi-du.example".to_owned()),
        mobile: Some("0000000003".to_owned()),
    });
    document.attachments.push(attachment("bang", "bảng tính.xlsx"));
    document.attachments[1].description = Some("Bảng".to_owned());
    document
}

#[test]
fn the_elements_stand_in_the_sdks_order() {
    let written = bytes(full(), &[b"%PDF-1.7", b"1,2"]).unwrap();
    let found = Xpath::of(&written);
    assert_eq!(found.children("/edXML"), ["edXML:edXMLEnvelope", "AttachmentEncoded"]);
    assert_eq!(found.children("/edXML/edXMLEnvelope"), prefixed(&["edXMLHeader", "edXMLBody"]));
    assert_eq!(found.children(HEADER), prefixed(&["MessageHeader", "TraceHeaderList"]));
    let header = [
        "From",
        "To",
        "To",
        "DocumentId",
        "Code",
        "PromulgationInfo",
        "DocumentType",
        "Subject",
        "Content",
        "SignerInfo",
        "DueDate",
        "OtherInfo",
        "ResponseFor",
        "SteeringType",
        "ResponseForTask",
        "ApplicationType",
        "ToPlaces",
    ];
    assert_eq!(found.children(&format!("{HEADER}/MessageHeader")), prefixed(&header));
    let groups: [(&str, &[&str]); 10] = [
        (
            "MessageHeader/From",
            &["OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website"],
        ),
        ("MessageHeader/Code", &["CodeNumber", "CodeNotation"]),
        ("MessageHeader/PromulgationInfo", &["Place", "PromulgationDate"]),
        ("MessageHeader/DocumentType", &["Type", "TypeDetail", "TypeName"]),
        (
            "MessageHeader/OtherInfo",
            &[
                "Priority",
                "SphereOfPromulgation",
                "TyperNotation",
                "PromulgationAmount",
                "PageAmount",
                "ReplyFors",
                "ReferenceCodes",
                "Direction",
                "Appendixes",
            ],
        ),
        ("MessageHeader/ResponseFor", &["OrganId", "Code", "DocumentId", "PromulgationDate"]),
        ("TraceHeaderList", &["TraceHeader", "TraceHeader", "Bussiness"]),
        ("TraceHeaderList/TraceHeader[1]", &["OrganId", "Timestamp"]),
        ("TraceHeaderList/Bussiness", &["BussinessDocType", "BussinessDocReason", "Paper", "StaffInfo"]),
        ("TraceHeaderList/Bussiness/StaffInfo", &["Department", "DepartmentId", "Staff", "StaffId", "Email", "Mobile"]),
    ];
    for (path, names) in groups {
        assert_eq!(found.children(&format!("{HEADER}/{path}")), prefixed(names), "{path}");
    }
    let manifest = "/edXML/edXMLEnvelope/edXMLBody/edXMLManifest";
    assert_eq!(found.ask(&format!("string({}/@version)", steps(manifest))), "1.0");
    let line = found.children(&format!("{manifest}/Reference[2]"));
    assert_eq!(line, prefixed(&["ContentId", "ContentType", "Description", "AttachmentName"]));
    let file = found.children("/edXML/AttachmentEncoded/Attachment[2]");
    let names = ["ContentId", "AttachmentName", "Description", "ContentType", "edXML:ContentTransferEncoded"];
    assert_eq!(file, names);
}

#[test]
fn the_values_are_as_the_standard_has_them() {
    let found = Xpath::of(&bytes(full(), &[b"%PDF-1.7", b"1,2"]).unwrap());
    let header = |path: &str| found.text(&format!("{HEADER}/{path}"));
    assert_eq!(header("MessageHeader/DocumentId"), "H99.11,2026/11/20,125/SVD-VP");
    assert_eq!(header("MessageHeader/PromulgationInfo/PromulgationDate"), "2026/11/20");
    assert_eq!(header("MessageHeader/DueDate"), "2026/11/30");
    assert_eq!(header("MessageHeader/To[2]/OrganName"), "Sở A & B <C>");
    assert_eq!(header("MessageHeader/OtherInfo/Priority"), "3");
    assert_eq!(header("MessageHeader/OtherInfo/Direction"), "false");
    assert_eq!(header("TraceHeaderList/TraceHeader[1]/Timestamp"), "2026/11/20 09:15:00");
    assert_eq!(header("TraceHeaderList/Bussiness/BussinessDocType"), "0");
    assert_eq!(header("TraceHeaderList/Bussiness/BussinessDocReason"), "Văn bản điện tử mới");
    let content = |n: usize, name: &str| found.text(&format!("/edXML/AttachmentEncoded/Attachment[{n}]/{name}"));
    assert_eq!((content(1, "ContentId"), content(1, "ContentType")), ("cid:toan-van".into(), "application/pdf".into()));
    assert_eq!(content(1, "ContentTransferEncoded"), "JVBERi0xLjc=");
    assert_eq!(content(2, "ContentType"), "application/zip");
    // Another's reader of archives finds the file in it.
    let packed =
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, content(2, "ContentTransferEncoded"))
            .unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    assert_eq!(archive.len(), 1);
    let mut inside = String::new();
    let mut entry = archive.by_index(0).unwrap();
    assert_eq!(entry.name().unwrap(), "bang.xlsx");
    std::io::Read::read_to_string(&mut entry, &mut inside).unwrap();
    assert_eq!(inside, "1,2");
}

/// Prefixes and declarations are literal, since some receivers look for them so.
#[test]
fn prefixes_stand_where_receivers_look_for_them() {
    let written = String::from_utf8(bytes(document(), &[b"%PDF-1.7"]).unwrap()).unwrap();
    let begin = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<edXML xmlns=\"{Q}\">\n  <edXML:edXMLEnvelope xmlns:edXML=\"{Q}\">\n    \
         <edXML:edXMLHeader>\n      <edXML:MessageHeader>\n        <edXML:From>\n          <edXML:OrganId>H99.11</edXML:OrganId>\n"
    );
    assert!(written.starts_with(&begin), "{written}");
    assert!(written.contains(&format!(
        "<edXML:ContentTransferEncoded xmlns:edXML=\"{Q}\">JVBERi0xLjc=</edXML:ContentTransferEncoded>"
    )));
    assert!(!written.contains("Business") && !written.contains("Signature"));
}

/// What is called a PDF and begins as an archive goes in one, and both places say so.
#[test]
fn manifest_and_attachment_say_the_same_of_a_file() {
    let mut document = document();
    document.attachments = ["a.pdf", "b.pdf", "c.doc", "d.DOC", "e.docx", "f.zip", "g.txt"]
        .iter()
        .zip(1..)
        .map(|(name, n)| attachment(&n.to_string(), name))
        .collect();
    let archive: &[u8] = b"PK\x03\x04 begins like an archive";
    let contents = [archive, b"%PDF-1.7", archive, b"PK", archive, archive, archive];
    let written = bytes(document, &contents).unwrap();
    let found = Xpath::of(&written);
    let types = ["zip", "pdf", "zip", "doc", "docx", "zip", "zip"];
    for (n, kind) in (1..).zip(types) {
        let kind = format!("application/{kind}");
        for place in ["edXMLEnvelope/edXMLBody/edXMLManifest/Reference", "AttachmentEncoded/Attachment"] {
            assert_eq!(found.text(&format!("/edXML/{place}[{n}]/ContentType")), kind, "{place} {n}");
        }
    }
    assert_eq!(again(&written).1, contents);
}

/// Nothing was written then.
#[test]
fn what_cannot_be_opened_is_told_with_its_place() {
    let mut two = document();
    two.attachments.push(attachment("hai", "hai.pdf"));
    let mut out = Vec::new();
    let error = edxml::write(&Message::from(two), &mut &[&b"%PDF-1.7"[..]][..], &mut out).unwrap_err();
    assert_eq!(
        (error.fault.code(), error.path.as_str()),
        ("content", "/edXML/AttachmentEncoded/Attachment[2]/ContentTransferEncoded")
    );
    assert!(out.is_empty());
}

#[test]
fn recall_update_and_replacement() {
    let id = document().id;
    let of = |action: Action, content: &[&[u8]]| {
        let mut document = document();
        document.business.action = action;
        document.attachments.truncate(content.len());
        Xpath::of(&bytes(document, content).unwrap())
    };
    let path = |rest: &str| format!("{HEADER}/TraceHeaderList/Bussiness{rest}");
    let recall = of(Action::Recall { document: id.clone() }, &[]);
    assert_eq!(
        recall.children(&path("")),
        prefixed(&["DocumentId", "BussinessDocType", "BussinessDocReason", "Paper"])
    );
    assert_eq!(
        (recall.text(&path("/DocumentId")), recall.text(&path("/BussinessDocType"))),
        (id.to_string(), "1".to_owned())
    );
    assert_eq!(
        (recall.count("/edXML/AttachmentEncoded"), recall.count("/edXML/edXMLEnvelope/edXMLBody/edXMLManifest")),
        (0, 1)
    );
    let recipients = vec![
        RecipientChange { organ: organ("H99.15"), added: false },
        RecipientChange { organ: organ("H99.16"), added: true },
    ];
    let update = Update { document: id.clone(), data_changed: true, recipients_changed: true, recipients };
    let update = of(Action::Update(update), &[b"%PDF"]);
    assert_eq!(update.text(&path("/BussinessDocType")), "2");
    let info = "/BussinessDocumentInfo";
    assert_eq!(update.children(&path(info)), prefixed(&["DocumentInfo", "DocumentReceiver", "ReceiverList"]));
    assert_eq!(update.text(&path(&format!("{info}/DocumentInfo"))), "1");
    assert_eq!(update.text(&path(&format!("{info}/ReceiverList/Receiver[1]/ReceiverType"))), "0");
    assert_eq!(update.text(&path(&format!("{info}/ReceiverList/Receiver[2]/OrganId"))), "H99.16");
    let replaced = AtLeastOne::one(Replaced { document: id, holders: vec![organ("H99.15"), organ("H99.16")] });
    let replace = of(Action::Replace { replaced }, &[b"%PDF"]);
    assert_eq!((replace.text(&path("/BussinessDocType")), replace.count(&path("/DocumentId"))), ("3".to_owned(), 0));
    assert_eq!(replace.count(&path("/ReplacementInfoList/ReplacementInfo/OrganIdList/OrganId")), 2);
}

#[test]
fn a_status_is_a_header_alone() {
    let mut status = status();
    status.code = StatusCode::from_number(5);
    let found = Xpath::of(&bytes(status, &[]).unwrap());
    assert_eq!(found.children("/edXML"), ["edXML:edXMLEnvelope"]);
    assert_eq!(found.children("/edXML/edXMLEnvelope"), ["edXML:edXMLHeader"]);
    assert_eq!(found.children(HEADER), ["edXML:MessageHeader"]);
    let header = format!("{HEADER}/MessageHeader");
    assert_eq!(found.children(&header), prefixed(&["From", "ResponseFor", "StaffInfo", "StatusCode", "Timestamp"]));
    let about = ["OrganId", "Code", "PromulgationDate", "DocumentId"];
    assert_eq!(found.children(&format!("{header}/ResponseFor")), prefixed(&about));
    assert_eq!(found.children(&format!("{header}/StaffInfo")), prefixed(&["Department", "Staff", "Mobile", "Email"]));
    assert_eq!(found.text(&format!("{header}/StatusCode")), "05");
    assert_eq!(found.text(&format!("{header}/ResponseFor/Code")), "125/SVD-VP");
}

/// Each thing that the message must have: without it nothing is written, and its place is told.
#[test]
fn what_is_missing_is_told_and_never_made_up() {
    type Change = fn(&mut edxml::Document);
    let cases: [(&str, Change); 14] = [
        ("MessageHeader/From/OrganName", |d| d.from.name = None),
        ("MessageHeader/Code/CodeNumber", |d| d.number = " ".to_owned()),
        ("MessageHeader/Code/CodeNotation", |d| d.notation = String::new()),
        ("MessageHeader/DocumentType/Type", |d| d.kind.code = None),
        ("MessageHeader/DocumentType/TypeName", |d| d.kind.name = String::new()),
        ("MessageHeader/Subject", |d| d.subject = "\n".to_owned()),
        ("MessageHeader/SignerInfo/FullName", |d| d.signer = None),
        ("MessageHeader/PromulgationInfo/PromulgationDate", |d| d.issued = Stated::Unreadable { text: String::new() }),
        ("TraceHeaderList/TraceHeader", |d| d.trace.clear()),
        ("TraceHeaderList/TraceHeader/OrganId", |d| d.trace[0].organ = None),
        ("TraceHeaderList/TraceHeader/Timestamp", |d| d.trace[0].at = None),
        ("TraceHeaderList/Bussiness/ReplacementInfoList/ReplacementInfo/OrganIdList/OrganId", |d| {
            let replaced = AtLeastOne::one(Replaced { document: d.id.clone(), holders: vec![] });
            d.business.action = Action::Replace { replaced };
        }),
        ("../edXMLBody/edXMLManifest/Reference", |d| d.attachments.clear()),
        ("../edXMLBody/edXMLManifest/Reference/AttachmentName", |d| d.attachments[0].name = String::new()),
    ];
    for (path, change) in cases {
        let mut document = document();
        change(&mut document);
        let mut out = Vec::new();
        let error = edxml::write(&Message::from(document), &mut &[&b"x"[..]][..], &mut out).unwrap_err();
        let path = format!("{HEADER}/{path}").replace("edXMLHeader/../", "");
        assert_eq!(error.path, path);
        assert!(matches!(error.fault, WriteFault::Missing | WriteFault::Date), "{error}");
        assert!(out.is_empty() && error.vietnamese().contains(&path));
    }
    let mut refusal = status();
    refusal.code = StatusCode::Refused;
    assert_eq!(bytes(refusal, &[]).unwrap_err().path, format!("{HEADER}/MessageHeader/Description"));
    for (name, change) in [
        ("ResponseFor/OrganId", (|s| s.about.organ = None) as fn(&mut edxml::Status)),
        ("ResponseFor/Code", |s| s.about.code = None),
        ("ResponseFor/PromulgationDate", |s| s.about.issued = None),
        ("ResponseFor/DocumentId", |s| s.about.document = None),
        ("Timestamp", |s| s.at = None),
    ] {
        let mut status = status();
        change(&mut status);
        assert_eq!(bytes(status, &[]).unwrap_err().path, format!("{HEADER}/MessageHeader/{name}"));
    }
}

#[test]
fn what_cannot_stand_in_a_message_is_refused() {
    let told = |change: &dyn Fn(&mut edxml::Document)| {
        let mut document = document();
        change(&mut document);
        let error = bytes(document, &[b"x", b"y"]).unwrap_err();
        (error.fault.code(), error.path.trim_start_matches(HEADER).to_owned())
    };
    assert_eq!(told(&|d| d.subject = "a\u{b}".to_owned()), ("character", "/MessageHeader/Subject".to_owned()));
    assert_eq!(
        told(&|d| d.to_places = vec!["a".into(), "\0".into()]),
        ("character", "/MessageHeader/ToPlaces/Place[2]".to_owned())
    );
    assert_eq!(told(&|d| d.content = Some("null".to_owned())), ("null", "/MessageHeader/Content".to_owned()));
    let secret = |d: &mut edxml::Document| d.other.secrecy = Some("Mật".to_owned());
    assert_eq!(told(&secret), ("secrecy", "/MessageHeader/OtherInfo/Secret".to_owned()));
    let twice = |d: &mut edxml::Document| d.to.push(d.to.first().clone());
    assert_eq!(told(&twice), ("twice", "/MessageHeader/To[2]".to_owned()));
    let other = edxml::DocumentId::new("khác").unwrap();
    let recall = move |d: &mut edxml::Document| d.business.action = Action::Recall { document: other.clone() };
    assert_eq!(told(&recall), ("differs", "/TraceHeaderList/Bussiness/DocumentId".to_owned()));
    let same = |d: &mut edxml::Document| d.attachments.push(attachment("toan-van", "b.pdf"));
    let place = "/edXML/edXMLEnvelope/edXMLBody/edXMLManifest/Reference[2]/ContentId";
    assert_eq!(told(&same), ("twice", place.to_owned()));
    let far = |d: &mut edxml::Document| d.due = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).map(Stated::Known);
    assert_eq!(told(&far), ("date", "/MessageHeader/DueDate".to_owned()));
}
