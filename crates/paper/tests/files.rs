//! Files that are not as programs of offices write them: pieces of placeholders, values with markup, what is refused, what is broken.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::io::{Cursor, Read, Write};

use paper::{Expected, Fault, Field, Fields, Heading, Kind, Limits, check_layout, fill, inspect, pdf};
use proptest::prelude::*;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

const RELATIONS: &str = "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX with this body and further parts.
fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {MAIN}><w:body>{body}</w:body></w:document>");
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())];
    if !more.iter().any(|(name, _)| *name == "_rels/.rels") {
        parts.push(("_rels/.rels", RELATIONS.as_bytes()));
    }
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&parts)
}

fn odt(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let mut parts: Vec<(&str, &[u8])> =
        vec![("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    packed(&parts)
}

fn part(file: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(file)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn some() -> Fields {
    let mut fields = Fields::default();
    fields.set(Field::NumberAndNotation, "15/QĐ-UBND");
    fields.set(Field::Subject, "a < b & \"c\"\nhai dòng\u{1}");
    fields.set_all(Field::Recipients, ["- Một;", "- Hai;", "- Lưu: VT."].map(str::to_owned));
    fields
}

fn filled(template: &[u8]) -> String {
    let filled = fill(template, &some(), &Limits::default()).unwrap();
    part(&filled.bytes, if filled.kind == Kind::Docx { "word/document.xml" } else { "content.xml" })
}

fn refused(template: &[u8]) -> Fault {
    let fault = inspect(template, &Limits::default()).unwrap_err();
    assert!(!fault.words.vi.is_empty() && !fault.words.en.is_empty());
    assert_eq!(fill(template, &some(), &Limits::default()).unwrap_err(), fault);
    fault
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn a_placeholder_in_several_runs_is_one() {
    let pieces = ["Số: {", "{so_", "ky_hieu", "}", "} và"].map(run).concat();
    let text = filled(&docx(&format!("<w:p>{pieces}</w:p>"), &[]));
    assert!(text.contains(">Số: 15/QĐ-UBND</w:t>") && text.contains("> và</w:t>"), "{text}");
    assert!(!text.contains('{') && !text.contains('}'));
    let text = filled(&odt("<text:p>Số: {{so_<text:span>ky_hieu}}</text:span> và</text:p>", &[]));
    assert!(text.contains("<text:p>Số: 15/QĐ-UBND<text:span></text:span> và</text:p>"), "{text}");
}

#[test]
fn several_placeholders_stand_in_one_run() {
    let text = filled(&docx(&format!("<w:p>{}</w:p>", run("a {{so_ky_hieu}}b{{ SO_KY_HIEU }} {{so}}c")), &[]));
    assert!(text.contains("a 15/QĐ-UBNDb15/QĐ-UBND …c"), "{text}");
}

#[test]
fn values_are_text_and_never_markup() {
    let text = filled(&docx(&format!("<w:p>{}</w:p>", run("{{trich_yeu}}")), &[]));
    let wanted =
        "<w:t xml:space=\"preserve\">a &lt; b &amp; \"c\"</w:t><w:br/><w:t xml:space=\"preserve\">hai dòng</w:t>";
    assert!(text.contains(wanted), "{text}");
    let text = filled(&odt("<text:p>{{trich_yeu}}</text:p>", &[]));
    assert!(text.contains("a &lt; b &amp; \"c\"<text:line-break/>hai dòng"), "{text}");
}

#[test]
fn what_stands_in_a_value_is_no_placeholder() {
    let mut fields = Fields::default();
    fields.set(Field::Subject, "{{so_ky_hieu}} {{khong_co}}");
    let template = docx(&format!("<w:p>{}</w:p>", run("{{trich_yeu}}")), &[]);
    let filled = fill(&template, &fields, &Limits::default()).unwrap();
    assert!(part(&filled.bytes, "word/document.xml").contains("{{so_ky_hieu}} {{khong_co}}"));
}

#[test]
fn a_paragraph_is_repeated_for_each_of_a_list() {
    let body = format!("<w:p><w:pPr/>{}</w:p><w:p/>", run("{{noi_nhan}}"));
    let text = filled(&docx(&body, &[]));
    assert_eq!(text.matches("<w:pPr/>").count(), 3);
    assert!(text.find("Một").unwrap() < text.find("Hai").unwrap());
    // Without values it goes, but for the last of a cell.
    let gone = filled(&docx(&format!("<w:p>{}</w:p><w:p/>", run("x{{kinh_gui}}")), &[]));
    assert!(gone.contains("<w:body><w:p/></w:body>"), "{gone}");
    let stays = filled(&docx(&format!("<w:tc><w:p>{}</w:p></w:tc>", run("{{kinh_gui}}")), &[]));
    assert!(stays.contains("<w:tc><w:p>"), "{stays}");
}

#[test]
fn headers_and_text_boxes_are_filled_too() {
    let header = format!("<w:hdr {MAIN}><w:p>{}</w:p></w:hdr>", run("{{so_ky_hieu}}"));
    let inner = format!(
        "<w:p><w:r><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:r>{}</w:p>",
        run("{{so_ky_hieu}}"),
        run("{{so_ky_hieu}}")
    );
    let file = fill(&docx(&inner, &[("word/header1.xml", &header)]), &some(), &Limits::default()).unwrap().bytes;
    assert_eq!(part(&file, "word/document.xml").matches("15/QĐ-UBND").count(), 2);
    assert_eq!(part(&file, "word/header1.xml").matches("15/QĐ-UBND").count(), 1);
}

#[test]
fn a_fault_names_the_placeholder_and_its_place() {
    let unknown = refused(&docx(&format!("<w:p>{}</w:p>", run("Căn cứ {{so_ky_hiu}} của")), &[]));
    assert_eq!(unknown.code, "template_field");
    assert!(unknown.words.vi.contains("{{so_ky_hiu}}") && unknown.words.vi.contains("Căn cứ"), "{unknown:?}");
    assert_eq!(refused(&docx(&format!("<w:p>{}</w:p>", run("a {{so")), &[])).code, "template_field_open");
    assert_eq!(refused(&odt("<text:p>{{noi_nhan}}{{kinh_gui}}</text:p>", &[])).code, "template_two_lists");
}

#[test]
fn what_runs_or_is_fetched_is_refused() {
    let relation = |kind: &str, target: &str, mode: &str| {
        let text = format!(
            "<Relationships><Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"{target}\" TargetMode=\"{mode}\"/></Relationships>"
        );
        docx("", &[("word/_rels/document.xml.rels", &text)])
    };
    for (code, file) in [
        ("template_macros", docx("", &[("word/vbaProject.bin", "x")])),
        (
            "template_macros",
            packed(&[
                ("[Content_Types].xml", TYPES.replace("document.main", "document.macroEnabled.main").as_bytes()),
                ("word/document.xml", b"<a/>"),
            ]),
        ),
        ("template_object", docx("", &[("word/embeddings/oleObject1.bin", "x")])),
        ("template_object", docx("", &[("word/media/image1.svg", "<svg/>")])),
        ("template_object", docx("<w:altChunk/>", &[])),
        ("template_outside", relation("attachedTemplate", "http://x/a.dotm", "External")),
        ("template_outside", relation("image", "file:///etc/passwd", "External")),
        ("template_outside", relation("hyperlink", "file:///x", "External")),
        ("template_object", relation("aFChunk", "a.docx", "Internal")),
        ("template_object", relation("oleObject", "a.bin", "Internal")),
        (
            "template_code",
            docx(
                "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT \"/etc/passwd\"</w:instrText></w:r></w:p>",
                &[],
            ),
        ),
        ("template_code", docx("<w:p><w:fldSimple w:instr=\" DDEAUTO cmd\"/></w:p>", &[])),
        ("template_object", odt("<draw:object xlink:href=\"./Object 1\"/>", &[])),
        ("template_outside", odt("<draw:image xlink:href=\"http://x/a.png\"/>", &[])),
        ("template_outside", odt("<draw:image q:href=\"../a.png\"/>", &[])),
        ("template_macros", odt("<script:event-listener/>", &[])),
        ("template_macros", odt("", &[("Basic/Standard/a.xml", "<a/>")])),
        ("template_object", odt("<text:section><text:section-source xlink:href=\"x\"/></text:section>", &[])),
        ("template_locked", odt("", &[("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>")])),
    ] {
        assert_eq!(refused(&file).code, code);
    }
    for harmless in [
        relation("hyperlink", "mailto:a@example.vn", "External"),
        docx(
            "<w:p><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r></w:p>",
            &[("word/media/image1.png", "GIF89a")],
        ),
        odt(
            "<text:p><text:a xlink:href=\"https://example.vn\">x</text:a><draw:image xlink:href=\"Pictures/a.png\"/></text:p>",
            &[],
        ),
    ] {
        inspect(&harmless, &Limits::default()).unwrap();
    }
}

/// What is told by its looks alone gets past whoever looks no further: another prefix, another name, another part.
#[test]
fn what_is_hidden_is_refused_all_the_same() {
    let code = "INCLUDEPICTURE \"http://x/a.png\"";
    // Another prefix of the same namespace, and none.
    let other = |open: &str, close: &str| {
        format!(
            "<w:p xmlns:q=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{open}{code}{close}</w:p>"
        )
    };
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"http://x/a.png\"/></svg>";
    let elsewhere = |target: &str| RELATIONS.replace("word/document.xml", target);
    let hidden = format!("<w:document {MAIN}><w:p><w:instrText>{code}</w:instrText></w:p></w:document>");
    let two = RELATIONS
        .replace("</Relationships>", "<Relationship Type=\"x/officeDocument\" Target=\"word/x.xml\"/></Relationships>");
    let inside =
        "<Relationships><Relationship Id=\"r\" Type=\"http://x/image\" Target=\"http://x/a.png\"/></Relationships>";
    for (wanted, file) in [
        ("template_code", docx(&other("<q:instrText>", "</q:instrText>"), &[])),
        ("template_code", docx(&other("<q:delInstrText>", "</q:delInstrText>"), &[])),
        ("template_code", docx(&other("<instrText>", "</instrText>"), &[])),
        ("template_object", docx("", &[("word/media/image1.png", svg)])),
        ("template_object", docx("", &[("word/media/image1.xml", svg)])),
        ("template_object", docx("", &[("word/fonts/font1.odttf", svg)])),
        ("template_object", docx("", &[("layout-cache", svg)])),
        ("template_object", odt("", &[("layout-cache", svg)])),
        ("template_object", odt("", &[("Pictures/a.png", svg)])),
        // A main part of another name, beside a decoy of the usual one.
        ("template_object", docx("", &[("_rels/.rels", &elsewhere("word/x.png")), ("word/x.png", &hidden)])),
        ("template_broken", docx("", &[("_rels/.rels", &elsewhere("word/x.xml")), ("word/x.xml", "<a/>")])),
        ("template_broken", docx("", &[("_rels/.rels", &two)])),
        ("template_broken", docx("", &[("_rels/.rels", "<Relationships/>")])),
        ("template_outside", docx("", &[("word/_rels/document.xml.rels", inside)])),
        ("template_outside", docx("<v:imagedata src=\"http://x/a.png\"/>", &[])),
        ("template_outside", docx("<v:imagedata o:href=\"http://x/a.png\"/>", &[])),
        ("template_object", docx("", &[("word/settings.xml", "<w:mailMerge/>")])),
        ("template_outside", odt("<draw:image xlink:href=\"\\\\x\\a.png\"/>", &[])),
        ("template_outside", odt("<xforms:x src=\"http://x/a.xml\"/>", &[])),
        ("template_object", odt("<xforms:model id=\"a\"/>", &[])),
        ("template_object", odt("<f:instance/>", &[])),
        ("template_object", odt("<xforms:submission action=\"http://x/\"/>", &[])),
    ] {
        assert_eq!(refused(&file).code, wanted);
    }
    // The main part as programs name it.
    inspect(&docx("", &[("_rels/.rels", &elsewhere("/word/document.xml"))]), &Limits::default()).unwrap();
}

#[test]
fn bombs_and_entities_are_refused() {
    let doctype = b"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    let with = |document: &[u8]| packed(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document)]);
    for (code, document) in [
        ("template_markup", doctype.to_vec()),
        ("template_markup", b"<a>&nbsp;</a>".to_vec()),
        ("template_markup", b"<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>".to_vec()),
        ("template_markup", b"\xff\xfe<\0a\0".to_vec()),
        ("template_broken", b"<a><b></a>".to_vec()),
        ("template_broken", b"<a".to_vec()),
        ("template_broken", b"<a>&#1;</a>".to_vec()),
        ("template_large", "<a>".repeat(300).into_bytes()),
        ("template_large", vec![b' '; 8 << 20]),
    ] {
        assert_eq!(refused(&with(&document)).code, code);
    }
    let many: Vec<String> = (0..1001).map(|n| format!("word/media/{n}.png")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    assert_eq!(refused(&packed(&many)).code, "template_large");
    assert_eq!(refused(b"%PDF-1.7").code, "template_kind");
    assert_eq!(refused(&packed(&[("a.txt", b"x")])).code, "template_kind");
    assert_eq!(refused(&docx("", &[("../a.xml", "<a/>")])).code, "template_broken");
}

/// Lists in lists, and values without end, stay within the limits.
#[test]
fn what_is_filled_stays_within_limits() {
    let mut fields = Fields::default();
    fields.set_all(Field::Recipients, (0..1000).map(|n| format!("- {n}")));
    fields.set(Field::Subject, "x".repeat(10_000));
    let mut nested = run("{{noi_nhan}}");
    for _ in 0..5 {
        nested = format!("<w:p>{}<w:r><w:txbxContent>{nested}</w:txbxContent></w:r></w:p>", run("{{noi_nhan}}"));
    }
    let limits = Limits { nodes: 100_000, ..Limits::default() };
    assert_eq!(fill(&docx(&nested, &[]), &fields, &limits).unwrap_err().code, "template_large");
    let long = format!("<w:p>{}</w:p>", run(&"{{trich_yeu}}".repeat(5000)));
    assert_eq!(fill(&docx(&long, &[]), &fields, &Limits::default()).unwrap_err().code, "template_large");
    // What stands beside a list is copied for each of its values, too.
    let mut recipients = Fields::default();
    recipients.set_all(Field::Recipients, (0..200).map(|n| format!("- {n};")));
    let beside = "<w:rPr/>x".repeat(20_000) + &"y".repeat(400_000);
    for large in
        [format!("{}{}", run(&"y".repeat(400_000)), run("{{noi_nhan}}")), format!("{}{beside}", run("{{noi_nhan}}"))]
    {
        let file = docx(&format!("<w:p>{large}</w:p><w:p/>"), &[]);
        assert_eq!(inspect(&file, &Limits::default()).unwrap().0, Kind::Docx);
        assert_eq!(fill(&file, &recipients, &Limits::default()).unwrap_err().code, "template_large");
    }
    // It is counted as it is copied, and not as it is written: a text box is copied with the paragraph around it, and for itself.
    let long = format!("{}{}", run("{{so_ky_hieu}}"), run(&"y".repeat(60_000)));
    let boxed =
        docx(&format!("<w:p>{}<w:r><w:txbxContent><w:p>{long}</w:p></w:txbxContent></w:r></w:p>", run("{{so}}")), &[]);
    let small = |entry_bytes| fill(&boxed, &fields, &Limits { entry_bytes, ..Limits::default() });
    assert!(part(&small(200_000).unwrap().bytes, "word/document.xml").len() < 100_000);
    assert_eq!(small(100_000).unwrap_err().code, "template_large");
    let usual = docx(&format!("<w:p>{}{}</w:p><w:p/>", run(&"y".repeat(400)), run("{{noi_nhan}}")), &[]);
    assert_eq!(
        part(&fill(&usual, &recipients, &Limits::default()).unwrap().bytes, "word/document.xml").matches("- ").count(),
        200
    );
    let deep = format!("{}{}", "<w:p>".repeat(20), "</w:p>".repeat(20));
    assert_eq!(inspect(&docx(&deep, &[]), &Limits::default()).unwrap_err().code, "template_large");
}

fn codes(lines: &[&str], expected: &Expected) -> Vec<&'static str> {
    let body: String = lines.iter().flat_map(|line| ["<w:p>".to_owned(), run(line), "</w:p>".to_owned()]).collect();
    let found = check_layout(&docx(&body, &[]), expected, &Limits::default()).unwrap();
    assert!(found.iter().all(|one| !one.words.vi.is_empty() && !one.words.en.is_empty()));
    found.into_iter().map(|one| one.code).collect()
}

/// A letter, each line of which can be written wrong.
const LETTER: [&str; 14] = [
    "ỦY BAN NHÂN DÂN XÃ B",
    "Số: 05/UBND-VX",
    "V/v báo cáo số liệu",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Xã B, ngày 05 tháng 3 năm 2026",
    "Kính gửi: Sở C",
    "Thực hiện kế hoạch, Ủy ban nhân dân xã báo cáo như sau.",
    "Nơi nhận:",
    "- Sở C;",
    "- Lưu: VT, VX.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn A",
];

fn letter() -> Expected {
    Expected {
        agency: Some("Ủy ban nhân dân xã B".to_owned()),
        number: Some("05/UBND-VX".to_owned()),
        place: Some("Xã B".to_owned()),
        subject: Some("Về việc báo cáo số liệu".to_owned()),
        signature: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A"].map(str::to_owned).to_vec(),
        recipients: vec!["- Như trên;".to_owned(), "- Lưu: VT, VX.".to_owned()],
        addressed: true,
        addressed_to: vec!["Sở C".to_owned()],
        ..Expected::default()
    }
}

#[test]
fn each_element_is_looked_for() {
    assert_eq!(codes(&LETTER, &letter()), Vec::<&str>::new());
    for (line, written, wanted) in [
        (0, "XÃ B", "agency_name"),
        (1, "Số: 5/UBND-VX", "number_line"),
        (1, "Số: 05/UBND - VX", "number_line"),
        (1, "05/UBND-VX", "number_line"),
        (2, "V/v báo cáo", "subject"),
        (2, "báo cáo số liệu", "subject"),
        (3, "Cộng hòa xã hội chủ nghĩa Việt Nam", "national_name"),
        (3, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "national_name"),
        (4, "Độc lập – Tự do – Hạnh phúc", "national_motto"),
        (4, "x", "national_motto"),
        (5, "Xã B, ngày 5 tháng 3 năm 2026", "date_zeros"),
        (5, "Xã B, ngày 05 tháng 03 năm 2026", "date_zeros"),
        (5, "Xã B, ngày 05 tháng 2 năm 2026", "date_zeros"),
        (5, "Xã A, ngày 05 tháng 3 năm 2026", "place"),
        (5, "x", "place_and_date"),
        (6, "x", "addressed_to"),
        (7, "x", "body"),
        (8, "x", "recipients"),
        (9, "- Sở D;", "recipient_missing"),
        (10, "- Lưu: VT, VX", "archive_line"),
        (11, "KT CHỦ TỊCH", "capacity_form"),
        (12, "CHỦ TỊCH", "signature"),
        (13, "TS. Nguyễn Văn A", "academic_title"),
        (13, "Nguyễn Văn B", "signer_name"),
    ] {
        let mut lines = LETTER;
        lines[line] = written;
        let found = codes(&lines, &letter());
        assert!(found.contains(&wanted), "{written}: {found:?}");
    }
    // Before the number its place is free, in whatever way.
    let before = Expected { number: Some("…/UBND-VX".to_owned()), ..letter() };
    for free in ["Số:      /UBND-VX", "Số: …/UBND-VX", "Số: ...../UBND-VX"] {
        let mut lines = LETTER;
        lines[1] = free;
        assert_eq!(codes(&lines, &before), Vec::<&str>::new(), "{free}");
    }
}

/// Below `Nơi nhận` whoever is addressed is named, or stands there with all others by `Như trên`: those who do stand above.
#[test]
fn as_above_is_said_of_those_who_stand_above() {
    let with = |address: &str, below: &str| {
        let mut lines = LETTER;
        (lines[6], lines[9]) = (address, below);
        codes(&lines, &letter())
    };
    assert_eq!(with("Kính gửi: Sở C", "- Như trên;"), Vec::<&str>::new());
    assert_eq!(with("Kính gửi: Sở C", "- Sở C (để báo cáo);"), Vec::<&str>::new());
    assert_eq!(with("Kính gửi: Sở D", "- Như trên;"), ["recipient_missing"]);
    assert_eq!(with("Kính gửi: Sở C", "- Sở D;"), ["recipient_missing"]);
    // Whoever does not stand above is named.
    let more = Expected {
        recipients: ["- Như trên;", "- Hội E (để biết);", "- Lưu: VT, VX."].map(str::to_owned).to_vec(),
        ..letter()
    };
    let mut lines = LETTER;
    lines[9] = "- Như trên;";
    assert_eq!(codes(&lines, &more), ["recipient_missing"]);
}

/// Official correspondence has neither type nor `V/v`; what a body decides says so below its subject.
#[test]
fn each_type_says_what_it_is_in_its_own_way() {
    let mut lines = LETTER;
    lines[2] = "Gửi các cháu thiếu nhi";
    assert_eq!(codes(&lines, &letter()), ["subject"]);
    let free = Expected { heading: Heading::Free, ..letter() };
    assert_eq!(codes(&lines, &free), Vec::<&str>::new());
}

/// Decomposed letters are the same letters.
#[test]
fn accents_are_compared_composed() {
    let mut lines = LETTER;
    lines[4] = "Đo\u{323}\u{302}c lập - Tự do - Hạnh phúc";
    assert_eq!(codes(&lines, &letter()), Vec::<&str>::new());
}

#[test]
fn pages_and_fonts_are_looked_at() {
    let body = "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr><w:t>x</w:t></w:r></w:p><w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/>\
                <w:pgMar w:top=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:right=\"1021\"/></w:sectPr>";
    let found = check_layout(&docx(body, &[]), &Expected::default(), &Limits::default()).unwrap();
    let codes: Vec<_> = found.iter().map(|one| one.code).collect();
    assert!(codes.ends_with(&["page_size", "margin", "font"]), "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == "margin").count(), 1);
}

/// A PDF of one page, with these pieces in it.
fn one_page(version: &str, size: &str, font: &str, trailer: &str) -> Vec<u8> {
    format!(
        "%PDF-{version}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[{size}]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>>>endobj 4 0 obj{font}endobj\n\
         5 0 obj<</Length 3>>stream\nabc\nendstream endobj\ntrailer<</Root 1 0 R{trailer}>>\n%%EOF"
    )
    .into_bytes()
}

const EMBEDDED: &str = "<</Type/Font/Subtype/TrueType/BaseFont/TNR/FontDescriptor<</FontFile2 5 0 R>>>>";

#[test]
fn a_pdf_is_told_by_what_it_is_made_of() {
    let found =
        |bytes: &[u8]| pdf::check(bytes, &Limits::default()).into_iter().map(|one| one.code).collect::<Vec<_>>();
    let a4 = "0 0 595.28 841.89";
    assert_eq!(found(&one_page("1.4", a4, EMBEDDED, "")), Vec::<&str>::new());
    assert_eq!(found(&one_page("1.3", a4, EMBEDDED, "")), ["pdf_version"]);
    assert_eq!(found(&one_page("1.7", "0 0 612 792", EMBEDDED, "")), ["pdf_page_size"]);
    assert_eq!(found(&one_page("1.7", a4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "")), ["pdf_fonts"]);
    assert_eq!(found(&one_page("1.7", a4, EMBEDDED, "/Encrypt 9 0 R")), ["pdf_encrypted"]);
    let scan = String::from_utf8(one_page("1.7", a4, EMBEDDED, "")).unwrap().replace("/F1 4 0 R", "");
    assert_eq!(found(scan.as_bytes()), ["pdf_no_text"]);
    assert_eq!(found(b"%PDF-1.7\nnothing"), ["pdf_broken"]);
    assert_eq!(found(b"nothing"), ["pdf_broken"]);
    // The last of an object's writings counts.
    let later = [
        one_page("1.7", "0 0 612 792", EMBEDDED, ""),
        b"\n2 0 obj<</Kids[3 0 R]/MediaBox[0 0 595 842]>>endobj".to_vec(),
    ]
    .concat();
    assert_eq!(found(&later), Vec::<&str>::new());
}

/// Pages that name themselves, references in a circle, nesting without end, lengths that lie: each is read once.
#[test]
fn hostile_pdfs_cost_no_more_than_their_length() {
    let begun = std::time::Instant::now();
    let head = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 3 0 R]>>endobj 3 0 obj 4 0 R endobj 4 0 obj 3 0 R endobj\n";
    let blanks = " ".repeat(1 << 20);
    for tail in [
        "1 0 obj[".repeat(200_000),
        "[".repeat(1 << 20),
        "1 0 obj<</Length 0>>stream\n".repeat(100_000),
        format!("{}{blanks}", "1 0 obj<</Length 400000>>stream endstream ".repeat(20_000)),
        "(".repeat(1 << 20),
        "1 0 obj(".repeat(200_000),
        "trailer<<".repeat(200_000),
        format!("9 0 obj<</Type/ObjStm/N 4000000000/First 0>>stream\n{}endstream", "1 0 ".repeat(200_000)),
    ] {
        let _ = pdf::check(format!("{head}{tail}").as_bytes(), &Limits::default());
    }
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever comes in, something is said of it and nothing panics.
    #[test]
    fn nothing_panics_over_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let limits = Limits::default();
        let _ = inspect(&bytes, &limits);
        let _ = pdf::check(&bytes, &limits);
        let with_head = [b"%PDF-1.7\n1 0 obj<<".as_slice(), &bytes].concat();
        let _ = pdf::check(&with_head, &limits);
        let document = packed(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", &bytes)]);
        let _ = fill(&document, &some(), &limits);
        let _ = check_layout(&document, &letter(), &limits);
    }

    /// Good files with some bytes changed.
    #[test]
    fn nothing_panics_over_changed_files(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let body = format!("<w:p>{}</w:p>", run("{{so_ky_hieu}} {{noi_nhan}}"));
        for mut file in [one_page("1.7", "0 0 595 842", EMBEDDED, ""), docx(&body, &[]), odt("<text:p>{{so}}</text:p>", &[])] {
            for (at, byte) in &changes {
                let at = at.index(file.len());
                file[at] = *byte;
            }
            let _ = fill(&file, &some(), &Limits::default());
            let _ = check_layout(&file, &letter(), &Limits::default());
        }
    }

    /// However a text is cut into runs, it is filled the same.
    #[test]
    fn cuts_make_no_difference(cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let text: Vec<char> = "a{{so_ky_hieu}}b {{ so }}c{{SO_KY_HIEU}}".chars().collect();
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len())).collect();
        at.extend([0, text.len()]);
        at.sort_unstable();
        let runs: String = at.windows(2).map(|two| run(&text[two[0]..two[1]].iter().collect::<String>())).collect();
        let document = filled(&docx(&format!("<w:p>{runs}</w:p>"), &[]));
        let mut plain = String::new();
        let mut inside = false;
        for c in document.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        prop_assert_eq!(plain, "a15/QĐ-UBNDb …c15/QĐ-UBND");
    }
}
