//! Every kind of file, as office programs write it (`fixtures/make`) or as it is made here.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
    process::Command,
};

use extract::{Fault, Kind, Limits, Words, text_of, words_of};
use print::{Printer, TEMPLATES};
use zip::{ZipWriter, write::SimpleFileOptions};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn text(kind: Kind, bytes: &[u8]) -> String {
    text_of(kind, bytes).unwrap()
}

fn read(kind: Kind, name: &str) -> String {
    text(kind, &fs::read(fixture(name)).unwrap())
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What must be found in the text in all its forms.
const PHRASES: &[&str] = &[
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG HOA LƯ",
    "Số: 123/QĐ-UBND",
    "Độc lập - Tự do - Hạnh phúc",
    "Về việc phê duyệt kế hoạch cải tạo, nâng cấp hệ thống thoát nước tổ dân phố số 7",
    "tổng kinh phí 1.250.000.000 đồng, diện tích 350 m², khởi công trước ngày 15 tháng 01 năm 2027",
    "các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
    "Nguyễn Thị Thủy ký, office difficult effluent.",
    "Tờ trình gửi kèm dự toán kinh phí.",
    "ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ÝỲỶỸỴ Đ ắằẳẵặ",
    "Đầu trang: Văn phòng điện tử",
    "Cuối trang: lưu hành nội bộ",
];

fn has_all(text: &str, phrases: &[&str]) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for phrase in phrases {
        assert!(line.contains(phrase), "{phrase:?} is not in {text}");
    }
}

#[test]
fn a_text_in_docx_odt_and_pdf() {
    for (kind, name) in [(Kind::Docx, "van-ban.docx"), (Kind::Odt, "van-ban.odt"), (Kind::Pdf, "van-ban.pdf")] {
        let text = read(kind, name);
        has_all(&text, PHRASES);
        // The number of a note stands apart from the word before it, and parts nothing.
        assert!(kind != Kind::Pdf || text.contains("ngày 20 1 tháng 11 năm 2026"), "{text}");
        // Paragraphs are lines.
        assert!(text.lines().any(|line| line == "QUYẾT ĐỊNH"), "{name}: {text}");
        assert!(
            text.lines().any(|line| line.starts_with("Điều 1. Phê duyệt") && line.ends_with("thi công.")),
            "{name}: {text}"
        );
    }
}

#[test]
fn a_workbook_in_xlsx_and_ods() {
    for (kind, name) in [(Kind::Xlsx, "bang.xlsx"), (Kind::Ods, "bang.ods")] {
        let text = read(kind, name);
        let phrases = [
            "Họ và tên",
            "Nguyễn Thị Thủy",
            "01/12/2026",
            "1250000",
            "Trần Văn Đức & con",
            "Hộ nghèo, ưu tiên",
            "Cộng",
        ];
        has_all(&text, &phrases);
    }
    let text = read(Kind::Xlsx, "bang.xlsx");
    has_all(&text, &["Danh sách hộ dân", "Tổng hợp"]);
    assert!(text.lines().any(|line| line == "Nguyễn Thị Thủy 01/12/2026 1250000"), "{text}");
}

const DOCX: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v"><w:body>
<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>Quy</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ết</w:t></w:r><w:r><w:t xml:space="preserve"> đi&#x323;nh &amp; ho</w:t><w:softHyphen/><w:t>àn</w:t></w:r></w:p>
<w:p><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del><w:ins><w:r><w:t>đã thêm</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đã chuyển</w:t></w:r></w:moveFrom></w:p>
<w:p><w:r><w:instrText>MERGEFIELD x</w:instrText></w:r><w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ô 1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>ô 2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"#;

#[test]
fn pieces_of_word() {
    let file = packed(&[
        ("word/document.xml", DOCX),
        ("word/header2.xml", "<w:hdr xmlns:w='w'><w:p><w:r><w:t>Đầu trang</w:t></w:r></w:p></w:hdr>"),
        ("word/comments.xml", "<w:comments xmlns:w='w'><w:p><w:r><w:t>Ý kiến</w:t></w:r></w:p></w:comments>"),
        ("word/commentsExtended.xml", "<not well formed"),
    ]);
    let expected = "Quyết định & hoàn\nđã thêm\nmột hai\nba-bốn\nTrong khung\nô 1\nô 2\nÝ kiến\nĐầu trang";
    assert_eq!(text(Kind::Docx, &file), expected);
}

#[test]
fn a_page() {
    let page = "<!DOCTYPE html><html><head><meta charset=utf-8><title>Thông báo</title><style>p { color: red }</style>\
        <script>var a = '<p>không</p>';</script></head><body><h1>V/v nghỉ&nbsp;Tết</h1><p>Kính&#32;gửi: <b>các</b> <i>phòng</i>,\n ban</p>\
        <!-- không --><table><tr><td>Một<td>Hai</tr></table><ul><li>a<li>b</ul><noscript>không</noscript>U\u{309}y ban &amp; &lt;dân&gt;</body>";
    let expected = "Thông báo\nV/v nghỉ Tết\nKính gửi: các phòng, ban\nMột Hai\na\nb\nỦy ban & <dân>";
    assert_eq!(text(Kind::Html, page.as_bytes()), expected);
    // Nobody names its encoding: the one of Vietnamese Windows, in which tones are letters of their own.
    assert_eq!(text(Kind::Html, b"<p>ti\xea\xecng Vi\xea\xf2t</p>"), "tiếng Việt");
    let named = b"<meta charset=\"windows-1252\"><p>caf\xe9</p>";
    assert_eq!(text(Kind::Html, named), "café");
}

#[test]
fn a_mail() {
    let mail = "From: a@x.vn\r\nSubject: =?UTF-8?B?VGjDtG5nIGLDoW8gbeG7nWkgaOG7jXA=?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\
        --c\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        K=C3=ADnh g=E1=BB=ADi ph=C3=B2ng\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Kính gửi phòng</p>\r\n--c--\r\n\
        --b\r\nContent-Type: application/pdf; name=\"=?UTF-8?Q?T=E1=BB=9D_tr=C3=ACnh.pdf?=\"\r\nContent-Disposition: attachment\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Ben trong\r\n\r\nTrong ruot\r\n--b--\r\n";
    let text = text(Kind::Mail, mail.as_bytes());
    assert_eq!(text, "Thông báo mời họp\nKính gửi phòng\nTờ trình.pdf\nBen trong\nTrong ruot");
    let page = "Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Chỉ có <b>HTML</b></p><p>hai</p>";
    assert_eq!(text_of(Kind::Mail, page.as_bytes()).unwrap(), "x\nChỉ có HTML\nhai");
}

#[test]
fn a_text() {
    assert_eq!(text(Kind::Text, "Dòng  một\r\n\r\n\tDòng hai\u{c}trang\u{7}".as_bytes()), "Dòng một\nDòng hai\ntrang");
    let legacy = b"C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca";
    assert_eq!(text_of(Kind::Text, legacy.as_slice()), Err(Fault::Encoding));
}

#[test]
fn what_it_is_not() {
    for kind in Kind::ALL.iter().filter(|kind| !matches!(kind, Kind::Html | Kind::Text | Kind::Mail)) {
        assert_eq!(text_of(*kind, b"hello".as_slice()), Err(Fault::Kind), "{kind:?}");
    }
    // Word's container with a password in it.
    assert_eq!(text_of(Kind::Docx, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".as_slice()), Err(Fault::Locked));
    let locked = packed(&[
        ("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>"),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    assert_eq!(text_of(Kind::Odt, locked.as_slice()), Err(Fault::Locked));
    assert_eq!(text_of(Kind::Odt, packed(&[("a.xml", "<a/>")]).as_slice()), Err(Fault::Kind));
}

#[test]
fn which_kind_by_type_and_name() {
    for (media_type, name, kind) in [
        ("application/pdf", "a.pdf", Some(Kind::Pdf)),
        ("text/plain", "thu.EML", Some(Kind::Mail)),
        ("text/plain; charset=utf-8", "a.csv", Some(Kind::Text)),
        ("application/zip", "a.docx", Some(Kind::Docx)),
        ("application/zip", "a.zip", None),
        ("image/png", "a.png", None),
        ("application/msword", "a.doc", None),
    ] {
        assert_eq!(Kind::of(media_type, name), kind, "{media_type} {name}");
    }
}

#[test]
fn no_more_than_may_be() {
    let limits = Limits { characters: 20, ..Limits::default() };
    let bytes = fs::read(fixture("van-ban.docx")).unwrap();
    let words = words_of(Kind::Docx, bytes.as_slice(), &limits).unwrap();
    assert!(words.cut && words.text.chars().count() <= 20, "{words:?}");
    let limits = Limits { bytes: 1000, ..Limits::default() };
    assert_eq!(words_of(Kind::Docx, bytes.as_slice(), &limits), Err(Fault::Large));
}

/// The words that `pdftotext` finds, by how often.
fn of_pdftotext(pdf: &Path) -> BTreeMap<String, usize> {
    let out = Command::new("pdftotext").args(["-enc", "UTF-8", "-q"]).arg(pdf).arg("-").output().unwrap();
    assert!(out.status.success());
    counted(&text(Kind::Text, &out.stdout))
}

fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split_whitespace() {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// The share of the one's words that are the other's, too.
fn shared(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> f64 {
    let (mut common, mut all) = (0_u32, 0_u32);
    for (word, count) in one {
        let both = (*count).min(other.get(word).copied().unwrap_or(0));
        common += u32::try_from(both).unwrap();
        all += u32::try_from(*count).unwrap();
    }
    f64::from(common) / f64::from(all.max(1))
}

/// Forms that are printed here by typst: the same words as `pdftotext` finds, in Vietnamese, both ways.
#[test]
fn our_own_forms_say_what_pdftotext_reads() {
    let folder = tempfile::tempdir().unwrap();
    let printer = Printer::new(None).unwrap();
    for template in TEMPLATES {
        let data = serde_json::from_str(template.example).unwrap();
        let pdf = printer.print(template.name, &data, chrono::Utc::now()).unwrap();
        let path = folder.path().join(template.name).with_extension("pdf");
        fs::write(&path, &pdf).unwrap();
        let (ours, mut theirs) = (text(Kind::Pdf, &pdf), of_pdftotext(&path));
        let mut found = counted(&ours);
        // Dots to write on are as many words as one likes.
        for words in [&mut theirs, &mut found] {
            words.retain(|word, _| word.chars().any(char::is_alphanumeric));
        }
        let (there, back) = (shared(&theirs, &found), shared(&found, &theirs));
        println!(
            "{}: {} words, {there:.4} of pdftotext's, {back:.4} back",
            template.name,
            found.values().sum::<usize>()
        );
        let odd: Vec<_> = theirs.keys().filter(|word| !found.contains_key(*word)).collect();
        assert!(there > 0.97 && back > 0.97, "{}: {there} {back} {odd:?}\n{ours}", template.name);
    }
}

/// A form by LibreOffice, whose letters come from two fonts in turn where one lacks some.
#[test]
fn libreoffice_says_what_pdftotext_reads() {
    let (ours, theirs) = (counted(&read(Kind::Pdf, "van-ban.pdf")), of_pdftotext(&fixture("van-ban.pdf")));
    let (there, back) = (shared(&theirs, &ours), shared(&ours, &theirs));
    println!("{there:.4} of pdftotext's, {back:.4} back");
    // It parts some words that are drawn in two fonts, and we do not.
    assert!(there > 0.9 && back > 0.9, "{there} {back}");
}

#[test]
fn a_scan_says_that_it_is_one() {
    let pdf = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        "<</Length 26>>stream\nq 100 0 0 100 0 0 cm /I Do Q\nendstream",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream",
    ]);
    let words = words_of(Kind::Pdf, pdf.as_slice(), &Limits::default()).unwrap();
    assert_eq!(words, Words { text: String::new(), cut: false, scan: true });
}

/// A PDF of these objects.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF", objects.len() + 1).bytes());
    file
}

/// As Word prints: letters that Windows-1252 has in one font, the others in another by number, placed piece by piece; neither font in the file.
#[test]
fn words_in_two_fonts_as_word_prints_them() {
    let content = "BT /F1 12 Tf 72 700 Td (quy) Tj /F2 12 Tf <0001> Tj /F1 12 Tf (t ) Tj /F2 12 Tf <0002> Tj /F1 12 Tf (nh s) Tj /F2 12 Tf <0003> Tj \
         /F1 12 Tf ( 5 \\(b\\363\\)) Tj ET BT /F1 12 Tf 72 500 Td [(V) 80 (\\371) -300 (ng)] TJ ET";
    let length = content.len();
    let cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        2 beginbfchar <0001> <1EBF> <0003> <1ED1> endbfchar\n1 beginbfrange <0002> <0002> [<011100690323>] endbfrange\n\
        endcmap end end";
    let file = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        &format!("<</Length {length}>>stream\n{content}\nendstream"),
        "<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRomanPSMT/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 33/Widths[250 333]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/TimesNewRomanPSMT/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/TimesNewRomanPSMT/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 444/W[2[778] 3[500]]>>",
        &format!("<</Length {}>>stream\n{cmap}\nendstream", cmap.len()),
    ]);
    assert_eq!(text(Kind::Pdf, &file), "quyết định số 5 (bó)\nVù ng");
}
