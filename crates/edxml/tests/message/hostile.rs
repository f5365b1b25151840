//! Messages that mean harm, and each limit.

use std::{
    io::{self, Read},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use edxml::{Folder, Limit, Limits, Nowhere, ReadFault, ReadOptions, ReceivedFile, Stated, WarningCode, read};

use crate::sample::{again, attachment, bytes, document, organ};

fn fault(raw: &[u8], limits: Limits) -> (ReadFault, String) {
    let error = read(raw, &ReadOptions { limits, ..ReadOptions::default() }, &mut Nowhere).unwrap_err();
    (error.fault, error.path)
}

fn usual() -> Vec<u8> {
    bytes(document(), &[b"%PDF-1.7"]).unwrap()
}

fn with(before: &str, more: &str) -> Vec<u8> {
    String::from_utf8(usual()).unwrap().replacen(before, &format!("{more}{before}"), 1).into_bytes()
}

/// The message goes beyond one limit alone, and is told so by its name.
#[test]
fn each_limit_is_met_by_name() {
    let two = {
        let mut document = document();
        document.to.push(edxml::Organisation::new(organ("H99.16"), "Sở Khác"));
        document.trace.push(document.trace[0].clone());
        document.attachments.push(attachment("hai", "hai.txt"));
        bytes(document, &[b"%PDF-1.7", "nội dung ".repeat(40).as_bytes()]).unwrap()
    };
    let signed = with("</edXML:edXMLHeader>", &format!("<Signature><A>{}</A></Signature>", "a".repeat(300)));
    let usual = Limits::default;
    let cases = [
        (Limit::MessageBytes, &two, Limits { message_bytes: two.len() as u64 - 1, ..usual() }),
        (Limit::AttachmentBytes, &two, Limits { attachment_bytes: 7, ..usual() }),
        (Limit::AttachmentsBytes, &two, Limits { attachments_bytes: 100, ..usual() }),
        (Limit::UnpackedBytes, &two, Limits { unpacked_bytes: 400, ..usual() }),
        (Limit::UnpackedTotalBytes, &two, Limits { unpacked_total_bytes: 400, ..usual() }),
        (Limit::Attachments, &two, Limits { attachments: 1, ..usual() }),
        (Limit::Depth, &two, Limits { depth: 4, ..usual() }),
        (Limit::Elements, &two, Limits { elements: 20, ..usual() }),
        (Limit::Attributes, &two, Limits { attributes: 0, ..usual() }),
        (Limit::TextBytes, &two, Limits { text_bytes: 60, ..usual() }),
        (Limit::TextsBytes, &two, Limits { texts_bytes: 200, ..usual() }),
        (Limit::Recipients, &two, Limits { recipients: 1, ..usual() }),
        (Limit::TraceHeaders, &two, Limits { trace_headers: 1, ..usual() }),
        (Limit::SignatureBytes, &signed, Limits { signature_bytes: 200, ..usual() }),
    ];
    for (wanted, raw, limits) in cases {
        let (fault, path) = fault(raw, limits);
        assert!(matches!(fault, ReadFault::Limit(limit, _) if limit == wanted), "{wanted:?}: {fault:?} at {path}");
    }
    // Exactly as much as the limit is no more than it.
    let limits = Limits { message_bytes: two.len() as u64, attachments: 2, recipients: 2, trace_headers: 2, ..usual() };
    assert!(read(two.as_slice(), &ReadOptions { limits, ..ReadOptions::default() }, &mut Nowhere).is_ok());
}

/// Many archives, each of them small enough: what is kept of all of them is bounded, and no more than that is handed on.
#[test]
fn what_is_kept_in_all_is_bounded() {
    const MOST: u64 = 1 << 20;
    let mut document = document();
    document.attachments = (0..10).map(|n| attachment(&n.to_string(), &format!("{n}.txt"))).collect();
    let content = vec![b'0'; 300_000];
    let raw = bytes(document.clone(), &[content.as_slice(); 10]).unwrap();
    assert!(raw.len() < 20_000, "{}", raw.len());
    let read_with = |raw: &[u8], seen: &mut u64| {
        let mut sink = |_: &ReceivedFile, content: &mut dyn Read| io::copy(content, &mut Counting(seen)).map(|_| ());
        let limits = Limits { unpacked_total_bytes: MOST, ..Limits::default() };
        read(raw, &ReadOptions { limits, ..ReadOptions::default() }, &mut sink).unwrap_err()
    };
    let mut seen = 0;
    let error = read_with(&raw, &mut seen);
    assert!(matches!(error.fault, ReadFault::Limit(Limit::UnpackedTotalBytes, MOST)), "{error}");
    assert!(error.path.starts_with("/edXML/AttachmentEncoded/Attachment[4]"), "{error}");
    assert!(seen <= MOST, "{seen}");
    // Those that come as they are count too, and of one that is too much nothing is handed on.
    for attachment in &mut document.attachments {
        attachment.name = attachment.name.replace("txt", "pdf");
    }
    let (raw, mut seen) = (bytes(document, &[content.as_slice(); 10]).unwrap(), 0);
    let error = read_with(&raw, &mut seen);
    assert!(matches!(error.fault, ReadFault::Limit(Limit::UnpackedTotalBytes, MOST)), "{error}");
    assert_eq!(seen, 900_000);
}

/// Counts what is written to it.
struct Counting<'a>(&'a mut u64);

impl io::Write for Counting<'_> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        *self.0 += buf.len() as u64;
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What says nothing is held all the same: long names, and elements and attributes without number.
#[test]
fn names_and_bare_elements_are_counted() {
    let named = format!("<{0}/>", "a".repeat(190)).repeat(40_000);
    let attributes = (10..30).map(|n| format!(" a{n}=\"\"")).collect::<Vec<_>>().concat();
    for more in [named, format!("<a{attributes}/>").repeat(9_000)] {
        let (fault, path) = fault(&with("<edXML:Subject>", &more), Limits::default());
        assert!(matches!(fault, ReadFault::Limit(Limit::TextsBytes, _)), "{fault:?} at {path}");
    }
    // What the largest of offices sends is far from it: as many recipients as there may be.
    let mut document = document();
    for n in 1..Limits::default().recipients {
        let mut to = edxml::Organisation::new(organ(&format!("H99.15.{n}")), "Ủy ban nhân dân xã Ví Dụ");
        let says = Some("Số 1 đường Thử, tỉnh Mẫu".to_owned());
        (to.address, to.email, to.telephone, to.fax) = (says.clone(), says.clone(), says.clone(), says.clone());
        (to.website, to.in_charge) = (says.clone(), says);
        document.to.push(to);
    }
    let (received, _) = again(&bytes(document.clone(), &[b"%PDF-1.7"]).unwrap());
    assert_eq!(received.message, document.into());
}

#[test]
fn long_names_are_cut_in_places() {
    let long = "â".repeat(3_000);
    let cut = format!("/{}…", "â".repeat(60));
    let (received, _) = again(&with("<edXML:Subject>", &format!("<edXML:{long}/><{long}:b/><a xmlns=\"{long}\"/>")));
    for warning in &received.warnings {
        assert!(
            warning.path.len() < 300 && warning.value.as_ref().is_none_or(|value| value.len() < 300),
            "{warning:?}"
        );
    }
    assert!(received.warnings.iter().any(|warning| warning.path.ends_with(&cut)), "{:?}", received.warnings);
    let (_, path) = fault(&with("<edXML:Subject>", &format!("<{long}>&nbsp;</{long}>")), Limits::default());
    assert!(path.ends_with(&cut), "{path}");
}

/// Tens of thousands of elements cost what their number says, whatever they are called: an attachment's place is kept.
#[test]
fn the_place_of_each_is_not_counted_from_the_first() {
    let time = |name: &str, many: usize| {
        let raw = with("<edXML:Subject>", &format!("<edXML:{name}/>").repeat(many));
        let took = |_| {
            let begun = Instant::now();
            let (received, _) = again(&raw);
            assert!(received.warns(WarningCode::UnknownElement));
            begun.elapsed()
        };
        (0..3).map(took).min().unwrap_or(Duration::MAX)
    };
    let (few, many) = (time("Attachmenx", 11_000), time("Attachment", 44_000));
    assert!(many < few * 10, "{many:?} where a quarter takes {few:?}");
}

/// Base64 in CDATA, in one section or in many: it is as long as a file, and goes by as other base64 does.
#[test]
fn base64_in_cdata_is_no_text() {
    let content: Vec<u8> = (0..300_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let encoded = STANDARD.encode(&content);
    let usual = String::from_utf8(usual()).unwrap();
    let put = |written: &str| usual.replace(&STANDARD.encode(b"%PDF-1.7"), written);
    let lines: Vec<&str> = encoded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let (begin, rest) = encoded.split_at(9_999);
    for written in [
        format!("<![CDATA[{encoded}]]>"),
        format!("\n<![CDATA[{}]]>\n", lines.join("\r\n")),
        lines.join("<![CDATA[\n]]>"),
        format!("{begin}<!-- ] --><![CDATA[{rest}]]>"),
        format!("<![CDATA[{}]]>", lines.join("]]><![CDATA[")),
    ] {
        assert_eq!(again(put(&written).as_bytes()).1, [content.as_slice()], "{written:.60}");
    }
    // However few bytes come at once.
    let slow = put("<![CDATA[JVBERi0xLjc=]]>");
    let mut kept = crate::everything::Kept::default();
    read(Drops(slow.as_bytes()), &ReadOptions::default(), &mut kept).unwrap();
    assert_eq!(kept.0[0].1, b"%PDF-1.7");
    for (written, code) in [
        ("<![CDATA[JVBE]Ri0x]]>", "base64"),
        ("<![CDATA[JVBE]]", "base64"),
        ("<![CDATA[JVBE<!-- -->]]>", "base64"),
        ("<![CDATB[JVBE]]>", "xml"),
        ("<a><![CDATA[JVBE]]></a>", "base64"),
    ] {
        let (fault, _) = fault(put(written).as_bytes(), Limits::default());
        assert_eq!(fault.code(), code, "{written}");
    }
    for cut in ["<![CD", "<![CDATA[", "<![CDATA[JVBE", "<![CDATA[JVBE]", "<![CDATA[JVBE]]"] {
        let whole = put(cut);
        let raw = &whole.as_bytes()[..whole.find(cut).unwrap() + cut.len()];
        let (fault, path) = fault(raw, Limits::default());
        assert!(matches!(fault, ReadFault::CutOff | ReadFault::Xml { .. }), "{cut}: {fault:?} at {path}");
    }
    let long = put(&format!("<![CDATA[{encoded}]]>"));
    let limits = Limits { message_bytes: 100_000, ..Limits::default() };
    assert!(matches!(fault(long.as_bytes(), limits).0, ReadFault::Limit(Limit::MessageBytes, 100_000)));
}

/// Gives one byte at a time.
struct Drops<'a>(&'a [u8]);

impl Read for Drops<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let most = buf.len().min(1);
        self.0.read(&mut buf[..most])
    }
}

/// Three mebibytes of nothing in three kibibytes.
#[test]
fn a_bomb_is_stopped_on_the_way() {
    let mut document = document();
    document.attachments = vec![attachment("1", "a.txt")];
    let raw = bytes(document, &[&vec![b'0'; 8 << 20]]).unwrap();
    let mut seen = 0;
    let mut sink = |_: &ReceivedFile, content: &mut dyn Read| {
        let mut piece = [0; 4096];
        loop {
            match content.read(&mut piece)? {
                0 => return Ok(()),
                n => seen += n,
            }
        }
    };
    let error = read(raw.as_slice(), &ReadOptions::default(), &mut sink).unwrap_err();
    assert!(matches!(error.fault, ReadFault::Limit(Limit::UnpackedRatio, 200)), "{error}");
    assert!(seen < 2 << 20, "{seen}");
}

/// An archive of a million entries is looked at in three places, not taken in.
#[test]
fn a_long_directory_is_not_taken_in() {
    let mut archive = b"PK\x03\x04".to_vec();
    archive.extend(std::iter::repeat_n(b"PK\x01\x02", 100_000).flatten());
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff");
    archive.extend_from_slice(&[0x80, 0x1a, 0x06, 0, 4, 0, 0, 0, 0, 0]);
    let raw = String::from_utf8(usual()).unwrap().replace(&STANDARD.encode(b"%PDF-1.7"), &STANDARD.encode(&archive));
    let (received, files) = again(raw.as_bytes());
    assert!(received.warns(WarningCode::ZipKept));
    assert_eq!(files, [archive]);
}

/// An archive whose record of the end lies about where things are.
#[test]
fn a_lying_archive_is_kept_as_it_is() {
    let mut document = document();
    document.attachments = vec![attachment("1", "a.txt")];
    let raw = String::from_utf8(bytes(document, &[b"noi dung"]).unwrap()).unwrap();
    let (before, rest) = raw.split_at(raw.find("UEsDB").unwrap());
    let (archive, behind) = rest.split_once('<').unwrap();
    let archive = STANDARD.decode(archive).unwrap();
    for at in 0..archive.len() {
        for byte in [0, 0xff] {
            let mut lying = archive.clone();
            lying[at] = byte;
            let raw = format!("{before}{}<{behind}", STANDARD.encode(&lying));
            match read(raw.as_bytes(), &ReadOptions::default(), &mut Nowhere) {
                Ok(received) => assert!(received.files[0].content.is_some()),
                Err(error) => assert!(matches!(error.fault, ReadFault::Zip), "{at}: {error}"),
            }
        }
    }
}

#[test]
fn another_hash_than_announced_is_an_error() {
    let raw = usual();
    let right = edxml::Hash::of(&raw);
    let with = |announced: &str| {
        let options = ReadOptions { announced: Some(announced.to_owned()), ..ReadOptions::default() };
        read(raw.as_slice(), &options, &mut Nowhere)
    };
    assert!(with(&right.to_string()).is_ok() && with(&right.without_padding()).is_ok());
    let error = with(&edxml::Hash::of(b"").to_string()).unwrap_err();
    assert!(matches!(error.fault, ReadFault::Hash { .. }), "{error}");
}

#[test]
fn warnings_are_bounded() {
    let raw = with("<edXML:Subject>", &"<edXML:La/>".repeat(5_000));
    let (received, _) = again(&raw);
    assert_eq!(received.warnings.len(), 201);
    let last = received.warnings.last().unwrap();
    assert_eq!((last.code, last.value.as_deref()), (WarningCode::More, Some("4800")));
}

#[test]
fn two_files_of_one_name_are_both_kept() {
    let mut document = document();
    document.attachments =
        vec![attachment("1", "a/van-ban.pdf"), attachment("2", "../van-ban.pdf"), attachment("3", "van-ban.pdf")];
    let raw = bytes(document, &[b"%PDF mot", b"%PDF hai", b"%PDF ba"]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut sink = Folder::new(folder.path().join("tep")).unwrap();
    std::fs::write(folder.path().join("tep/van-ban.pdf"), "đã có").unwrap();
    read(raw.as_slice(), &ReadOptions::default(), &mut sink).unwrap();
    let kept = |name: &str| std::fs::read_to_string(folder.path().join("tep").join(name)).unwrap();
    assert_eq!(kept("van-ban.pdf"), "đã có");
    assert_eq!(
        (kept("van-ban (2).pdf"), kept("van-ban (3).pdf"), kept("van-ban (4).pdf")),
        ("%PDF mot".into(), "%PDF hai".into(), "%PDF ba".into())
    );
    assert_eq!(sink.name_of(2), Some("van-ban (3).pdf"));
    assert!(!folder.path().join("van-ban.pdf").exists());
    sink.discard().unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("tep")).unwrap().count(), 1);
}

#[test]
fn a_sink_that_fails_ends_it() {
    let mut full = |_: &ReceivedFile, _: &mut dyn Read| Err(io::ErrorKind::StorageFull.into());
    let error = read(usual().as_slice(), &ReadOptions::default(), &mut full).unwrap_err();
    assert!(matches!(error.fault, ReadFault::Keeping(_)), "{error}");
    assert_eq!(error.path, "/edXML/AttachmentEncoded/Attachment");
}

#[test]
fn a_source_that_fails_ends_it() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let raw = usual();
    let error = read(raw[..raw.len() / 2].chain(Broken), &ReadOptions::default(), &mut Nowhere).unwrap_err();
    assert!(matches!(&error.fault, ReadFault::Io(error) if error.kind() == io::ErrorKind::ConnectionReset), "{error}");
}

/// What is unreadable is kept for a person to see, and is not written.
#[test]
fn an_impossible_day_is_not_written() {
    let mut document = document();
    document.issued = Stated::Unreadable { text: "2026/02/30".to_owned() };
    let error = bytes(document, &[b"x"]).unwrap_err();
    assert_eq!(error.path, "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/PromulgationInfo/PromulgationDate");
}
