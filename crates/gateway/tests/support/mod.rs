//! Messages, packets and a small office for the tests: it sends until it knows that a packet arrived, and takes each in once.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};

pub mod scripted;

use gateway::{Ack, Failure, Gateway, Kind, Lost, Packet, Secret, Vxp, VxpSettings, system_clock};
use gateway_simulator::{Quirks, Running, Settings};
use sha2::{Digest, Sha256};

/// The two systems that a simulator has by itself.
pub const ONE: (&str, &str) = ("H99.1", "khoa-thu-nghiem-mot");
pub const TWO: (&str, &str) = ("H99.2", "khoa-thu-nghiem-hai");

/// A port that is free.
pub fn loopback() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 0).into()
}

/// A simulator that behaves as it is told.
pub fn simulator(folder: &Path, quirks: Quirks, seed: u64) -> Running {
    Running::start(Settings { quirks, seed, ..Settings::new(loopback(), folder.to_path_buf()) }).unwrap()
}

/// Little is set.
pub fn settings(url: &str, systemid: &str) -> VxpSettings {
    let text = format!(r#"{{"endpoint":"{url}","systemid":"{systemid}","secret_file":"unread"}}"#);
    serde_json::from_str(&text).unwrap()
}

pub fn vxp(url: &str, (systemid, secret): (&str, &str)) -> Vxp {
    Vxp::new(&settings(url, systemid), Secret::parse(secret).unwrap(), system_clock()).unwrap()
}

fn organ(tag: &str, code: &str) -> String {
    format!(
        "<edXML:{tag}><edXML:OrganId>{code}</edXML:OrganId><edXML:OrganName>Sở Ví dụ &amp; Kiểm tra</edXML:OrganName></edXML:{tag}>"
    )
}

const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">\
    <edXML:edXMLEnvelope xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><edXML:edXMLHeader><edXML:MessageHeader>";

/// What a document is called.
pub fn document_id(from: &str, number: u32) -> String {
    format!("{from},2026/11/20,{number}/SVD-TTĐT")
}

/// A document up to its file, and behind it.
pub fn document_around(from: &str, to: &[&str], number: u32) -> (String, String) {
    let to = to.iter().fold(String::new(), |mut all, code| {
        let _ = write!(all, "{}", organ("To", code));
        all
    });
    let head = format!(
        "{BEGIN}{}{to}<edXML:DocumentId>{}</edXML:DocumentId><edXML:Code><edXML:CodeNumber>{number}</edXML:CodeNumber>\
        <edXML:CodeNotation>SVD-TTĐT</edXML:CodeNotation></edXML:Code><edXML:PromulgationInfo><edXML:Place>Mẫu</edXML:Place>\
        <edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo><edXML:DocumentType><edXML:Type>2</edXML:Type>\
        <edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType><edXML:Subject>V/v thử liên thông số {number}</edXML:Subject>\
        </edXML:MessageHeader><edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{from}</edXML:OrganId><edXML:Timestamp>\
        2026/11/20 09:15:00</edXML:Timestamp></edXML:TraceHeader><edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType>\
        </edXML:Bussiness></edXML:TraceHeaderList></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version=\"1.0\">\
        <edXML:Reference><edXML:ContentId>cid:{number}</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType>\
        <edXML:AttachmentName>{number}.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>\
        </edXML:edXMLEnvelope>\n  <AttachmentEncoded><Attachment><ContentId>cid:{number}</ContentId><AttachmentName>{number}.pdf\
        </AttachmentName><ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded \
        xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">",
        organ("From", from),
        document_id(from, number),
    );
    let tail = "</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>\n</edXML>\n";
    (head, tail.to_owned())
}

/// A document with a small file.
pub fn document(from: &str, to: &[&str], number: u32) -> String {
    let (head, tail) = document_around(from, to, number);
    format!("{head}{}{tail}", file_of(number))
}

/// Its file, in base64.
pub fn file_of(number: u32) -> String {
    format!("JVBERi0x{number:08}")
}

/// A status about a document of whoever gets it.
pub fn status(from: &str, to: &str, number: u32, code: &str) -> String {
    format!(
        "{BEGIN}{}<edXML:ResponseFor><edXML:OrganId>{to}</edXML:OrganId><edXML:Code>{number}/SVD-TTĐT</edXML:Code>\
        <edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate><edXML:DocumentId>{}</edXML:DocumentId></edXML:ResponseFor>\
        <edXML:StatusCode>{code}</edXML:StatusCode><edXML:Timestamp>2026/11/20 10:02:11</edXML:Timestamp></edXML:MessageHeader>\
        </edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>",
        organ("From", from),
        document_id(to, number),
    )
}

/// Puts a message on the disk.
pub fn packet(folder: &Path, id: &str, message: &str, from: &str, to: &[&str]) -> Packet {
    let path = folder.join(format!("{id}.packet"));
    fs::write(&path, message).unwrap();
    Packet {
        id: id.to_owned(),
        path,
        sha256: Sha256::digest(message).into(),
        length: u64::try_from(message.len()).unwrap(),
        from: from.to_owned(),
        to: to.iter().map(|code| (*code).to_owned()).collect(),
    }
}

/// How often something is tried before a test gives up.
const TRIES: u32 = 200;

/// Tries what may be tried again until it does.
pub fn persist<T>(mut call: impl FnMut() -> Result<T, Failure>) -> T {
    for _ in 0..TRIES {
        match call() {
            Ok(value) => return value,
            Err(Failure::Temporary { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    panic!("tried in vain");
}

/// Hands a packet over so that it arrives once: what may have arrived is looked for before it is sent again. `known` are the ids of what
/// was sent before.
pub fn deliver(gateway: &dyn Gateway, kind: Kind, packet: &Packet, number: u32, known: &mut Vec<String>) {
    let lost = |others: &[String]| Lost {
        from: packet.from.clone(),
        // By whichever of its identifiers the axis tells of it.
        to: packet.to.iter().flat_map(|code| [code.clone(), code.replace("000.00.02.H99", "H99.2")]).collect(),
        notation: format!("{number}/SVD-TTĐT"),
        title: format!("V/v thử liên thông số {number}"),
        first_tried: system_clock()(),
        others: others.to_vec(),
    };
    for _ in 0..TRIES {
        match gateway.send(kind, packet) {
            Ok(sent) => {
                known.extend(sent.gateway_id);
                return;
            }
            Err(Failure::Temporary { .. }) => {}
            Err(Failure::Unknown { .. }) => {
                if let Some(sent) = persist(|| gateway.find_sent(kind, &lost(known))) {
                    known.extend(sent.gateway_id);
                    return;
                }
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    panic!("sent in vain: {:?}", gateway.send(kind, packet));
}

/// What an office has taken in.
#[derive(Debug, Default)]
pub struct Inbox {
    /// Each message by the gateway's id.
    pub packets: BTreeMap<String, String>,
    /// How many came of each document or status, whatever the gateway called them.
    pub documents: BTreeMap<String, u32>,
}

impl Inbox {
    /// One round: list, fetch, keep, acknowledge. What is known by its id is acknowledged once more and not fetched.
    pub fn round(&mut self, gateway: &dyn Gateway, kind: Kind) {
        let Ok(list) = gateway.list(kind, None) else { return };
        for listed in list {
            if !self.packets.contains_key(&listed.gateway_id) {
                let mut packet = Vec::new();
                match gateway.fetch(&listed.gateway_id, &mut packet, 1 << 20) {
                    Ok(fetched) => {
                        assert_eq!(fetched.sha256, <[u8; 32]>::from(Sha256::digest(&packet)));
                        let text = String::from_utf8(packet).unwrap();
                        *self.documents.entry(key(&text)).or_default() += 1;
                        self.packets.insert(listed.gateway_id.clone(), text);
                    }
                    Err(Failure::Temporary { .. }) => continue,
                    Err(other) => panic!("{other:?}"),
                }
            }
            match gateway.acknowledge(&listed.gateway_id, &Ack::Done) {
                Ok(()) | Err(Failure::Temporary { .. }) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

/// By what a message is known whatever the gateway calls it: the document, and of a status its code too.
fn key(text: &str) -> String {
    let within = |tag: &str| {
        let (_, rest) = text.split_once(&format!("<edXML:{tag}>")).unwrap_or_default();
        rest.split('<').next().unwrap_or_default().trim().to_owned()
    };
    format!("{} {}", within("DocumentId"), within("StatusCode")).trim().to_owned()
}
