//! A message of QCVN 102, as what the office is asked to do.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use edxml::{Action, Document, DocumentId, Message, Organisation, Received, ResponseFor, Stated, Status, TraceHeader};
use office::{
    AgencySnapshot, TypeRow,
    domain::{
        AuthorName, CodeNumber, LanguageName, Notation, OrganCode, Reason, Remark, SignerName, SignerPosition, Subject,
        fold,
        incoming::{Channel, FactsFields, Secrecy, StoredFile, Urgency, relation::Relation},
        interchange::{Arrived, Card, DocumentKey, Earlier, ReportedStatus},
        outgoing::RelationKind,
    },
    interchange::arrival::{Letter, Purpose, Told},
};
use sha2::{Digest, Sha256};

/// Why a message that could be read fits nothing here.
#[derive(Debug, Clone)]
pub struct Unfit {
    /// Which fault; the names do not change.
    pub code: &'static str,
    /// Where in the message.
    pub at: &'static str,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// What was made of a message.
#[derive(Debug, Clone)]
pub enum Asked {
    /// A document.
    Letter(Box<Letter>),
    /// A status.
    Told(Box<Told>),
}

/// What a message asks of an office, with its files as they were kept.
///
/// # Errors
/// It is not for this office, or something is said in it that can't be.
pub fn asked(received: &Received, files: Vec<StoredFile>, office: &AgencySnapshot) -> Result<Asked, Unfit> {
    let warnings = received.warnings.iter().map(|warning| format!("{} ({})", warning.code.vietnamese(), warning.path));
    let mut warnings: Vec<String> = warnings.take(50).collect();
    match &received.message {
        Message::Document(document) => {
            let letter = letter(document, files, (received, office), &mut warnings)?;
            Ok(Asked::Letter(Box::new(Letter { arrived: Arrived { warnings, ..letter.arrived }, ..letter })))
        }
        Message::Status(status) => Ok(Asked::Told(Box::new(told(status, office, warnings)?))),
    }
}

/// Whose word a message is and about what, as far as that can be told of one that does not fit: by this a clerk can refuse it.
pub fn sender(received: &Received, office: &AgencySnapshot) -> Option<Arrived> {
    let arrived = match &received.message {
        Message::Document(document) => {
            let own = &office.organisation.agency;
            let as_own = || Card {
                code: own.code_on(office.day).to_owned(),
                name: own.name_on(office.day).to_owned(),
                email: None,
            };
            arrived(document, addressed(document, office).unwrap_or_else(as_own))
        }
        Message::Status(status) => told(status, office, Vec::new()).ok()?.arrived,
    };
    (arrived.about.key.as_str().len() <= LONGEST_KEY).then_some(arrived)
}

/// The text, as much of it as there may be.
fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().trim().to_owned()
}

fn card(organisation: &Organisation) -> Card {
    let name = organisation.name.clone().unwrap_or_else(|| organisation.id.as_str().to_owned());
    Card { code: organisation.id.as_str().to_owned(), name, email: organisation.email.clone() }
}

fn day(stated: Option<&Stated<NaiveDate>>) -> Option<NaiveDate> {
    stated.and_then(|stated| stated.known().copied())
}

fn key(id: &DocumentId) -> DocumentKey {
    DocumentKey::read(id.as_str())
}

/// What says of a document that it is not secret, folded.
const OPEN: [&str; 6] = ["", "0", "thuong", "khong", "khong mat", "none"];

/// The longest identifier of a document that is taken; real ones have some sixty letters.
const LONGEST_KEY: usize = 500;

/// When the sender wrote a message, by their own clock: Vietnam's time.
fn moment(stated: Option<&Stated<NaiveDateTime>>) -> Option<DateTime<Utc>> {
    let local = stated.and_then(Stated::known)?;
    let there = FixedOffset::east_opt(7 * 3600)?.from_local_datetime(local).single()?;
    Some(there.with_timezone(&Utc))
}

/// The document that is answered or spoken of, `organ`'s where it is not said whose: by its identifier, or what that would be by its parts. Nothing
/// where neither is there.
fn earlier_of(about: &ResponseFor, organ: &str) -> Option<Earlier> {
    let organ = about.organ.as_ref().map_or(organ, edxml::OrganId::as_str).to_owned();
    let (written, issued_on) = (about.code.clone(), day(about.issued.as_ref()));
    let by_parts = || Some(DocumentKey::new(&organ, issued_on?, written.as_ref()?));
    let key = about.document.as_ref().map(key).or_else(by_parts)?;
    Some(Earlier { organ, written: written.unwrap_or_default(), issued_on, key })
}

/// By what a repeat under another id is known: all that it says, but for the stations on its way and who sent it.
fn digest(message: &Message, files: &[StoredFile]) -> String {
    let bare = match message {
        Message::Document(document) => {
            let mut bare = (**document).clone();
            // What is asked twice in the same words is told from a repeat by when the sender wrote it; a document is the same whenever it comes.
            let asks = matches!(bare.business.action, Action::Recall { .. } | Action::Update(_));
            let own = |station: &TraceHeader| asks && station.organ.as_ref() == Some(&document.from.id);
            bare.trace.retain(own);
            bare.trace.truncate(1);
            bare.attachments.clear();
            bare.other.direction = None;
            bare.business.staff = None;
            // A recipient may be named by its old code at one exchange point and by its new one at the next.
            bare.to = edxml::AtLeastOne::one(bare.from.clone());
            Message::from(bare)
        }
        Message::Status(status) => Message::Status(status.clone()),
    };
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(&bare).unwrap_or_default());
    let mut hashes: Vec<&str> = files.iter().map(|file| file.sha256.as_str()).collect();
    hashes.sort_unstable();
    for sha256 in hashes {
        hash.update(sha256.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// As whom the office was addressed.
fn addressed(document: &Document, office: &AgencySnapshot) -> Option<Card> {
    let own = &office.organisation.agency;
    document.to.iter().find(|to| own.has_code(to.id.as_str())).map(card)
}

fn letter(
    document: &Document,
    files: Vec<StoredFile>,
    (received, office): (&Received, &AgencySnapshot),
    warnings: &mut Vec<String>,
) -> Result<Letter, Unfit> {
    let to = addressed(document, office).ok_or_else(|| {
        let named: Vec<&str> = document.to.iter().map(|to| to.id.as_str()).take(5).collect();
        Unfit {
            code: "not_for_us",
            at: "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To",
            vi: format!("Gói tin không gửi cho cơ quan này; nơi nhận ghi: {}.", named.join(", ")),
            en: format!("The packet is not for this office; it names: {}.", named.join(", ")),
        }
    })?;
    let (purpose, added) = purpose_of(document, office);
    let arrived = arrived(document, to);
    if arrived.about.key.as_str().len() > LONGEST_KEY {
        return Err(Unfit {
            code: "document_id_too_long",
            at: "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/DocumentId",
            vi: format!("Mã định danh văn bản dài hơn {LONGEST_KEY} ký tự."),
            en: format!("The document's identifier is longer than {LONGEST_KEY} characters."),
        });
    }
    // "Thường", "0" and the like say that there is none.
    let stated = document.other.secrecy.as_deref().filter(|text| !OPEN.contains(&fold(text).as_str()));
    if let Some(stated) = stated {
        return Err(Unfit {
            code: "states_secrecy",
            at: "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/OtherInfo/Secret",
            vi: format!(
                "Gói tin ghi độ mật “{}”: văn bản mật không được nhận qua mạng; hãy từ chối và báo nơi gửi.",
                cut(stated, 60)
            ),
            en: format!(
                "The packet states the secrecy “{}”: secret documents are not taken in by a network; refuse it.",
                cut(stated, 60)
            ),
        });
    }
    if files.is_empty() && purpose == Purpose::New {
        return Err(Unfit {
            code: "no_content",
            at: "/edXML/AttachmentEncoded/Attachment",
            vi: "Văn bản không có tệp nào có nội dung.".to_owned(),
            en: "The document has no file with any content.".to_owned(),
        });
    }
    // What it answers is ours, where it does not say whose.
    let answers = document.response_for.iter().filter_map(|one| earlier_of(one, &arrived.to.code)).collect();
    let facts = facts(document, office, warnings)?;
    let type_known = type_named(&document.kind.name, &office.types).is_some();
    Ok(Letter { digest: digest(&received.message, &files), arrived, purpose, facts, type_known, answers, files, added })
}

/// Whose word a document's message is, and about which document.
fn arrived(document: &Document, to: Card) -> Arrived {
    let from = card(&document.from);
    let about = match &document.business.action {
        Action::New | Action::Replace { .. } => key(&document.id),
        Action::Recall { document: earlier } => key(earlier),
        Action::Update(update) => key(&update.document),
    };
    let own = document.trace.iter().find(|station| station.organ.as_ref() == Some(&document.from.id));
    let replaces = match &document.business.action {
        Action::Replace { replaced } => replaced.iter().map(|one| replaced_one(&one.document, &from.code)).collect(),
        _ => Vec::new(),
    };
    Arrived {
        written_at: own.and_then(|station| moment(station.at.as_ref())),
        type_name: Some(document.kind.name.clone()),
        replaces,
        about: Earlier {
            organ: from.code.clone(),
            written: document.code(),
            issued_on: day(Some(&document.issued)),
            key: about,
        },
        from,
        to,
        purpose: match document.business.action {
            Action::New => "new",
            Action::Recall { .. } => "recall",
            Action::Update(_) => "update",
            Action::Replace { .. } => "replace",
        }
        .to_owned(),
        warnings: Vec::new(),
        words: document.business.reason.clone().filter(|_| document.business.action.number() != 0),
    }
}

/// An earlier document of the sender's that theirs replaces.
fn replaced_one(id: &DocumentId, organ: &str) -> Earlier {
    let key = key(id);
    let (issued_on, written) =
        key.parts().map_or((None, String::new()), |(_, day, written)| (Some(day), written.to_owned()));
    Earlier { organ: organ.to_owned(), written, issued_on, key }
}

/// What a packet is for, and whether this office becomes a recipient by it.
fn purpose_of(document: &Document, office: &AgencySnapshot) -> (Purpose, bool) {
    let reason = document.business.reason.as_deref().and_then(|text| Reason::new(&cut(text, Reason::MAX)).ok());
    match &document.business.action {
        Action::New | Action::Replace { .. } => (Purpose::New, false),
        Action::Recall { .. } => (Purpose::Recall(reason), false),
        Action::Update(update) => {
            // By whichever of its codes: who takes the old one out and puts the new one in goes on sending.
            let own = |code: &str| office.organisation.agency.has_code(code);
            let of_us = update.recipients.iter().filter(|one| own(one.organ.as_str())).map(|one| one.added);
            match of_us.reduce(|one, other| one || other) {
                Some(false) => (Purpose::Recall(reason), false),
                added => (Purpose::Update(reason), added.is_some()),
            }
        }
    }
}

fn facts(document: &Document, office: &AgencySnapshot, warnings: &mut Vec<String>) -> Result<FactsFields, Unfit> {
    let wrong = |at: &'static str, vi: String, en: String| Unfit { code: "unusable", at, vi, en };
    let name = document.from.name.clone().unwrap_or_else(|| document.from.id.as_str().to_owned());
    let author = AuthorName::new(&cut(&name, AuthorName::MAX)).map_err(|_| {
        wrong(
            "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/From/OrganName",
            "Tên nơi gửi không hợp lệ.".to_owned(),
            "The sender's name is not valid.".to_owned(),
        )
    })?;
    let subject = Subject::new(&cut(&document.subject, Subject::MAX)).map_err(|_| {
        wrong(
            "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject",
            "Trích yếu không hợp lệ.".to_owned(),
            "The subject is not valid.".to_owned(),
        )
    })?;
    let signer = document.signer.as_ref();
    let replaced = match &document.business.action {
        Action::Replace { replaced } => replaced.iter().filter_map(|one| relation(&one.document)).collect(),
        _ => Vec::new(),
    };
    Ok(FactsFields {
        author,
        author_code: OrganCode::new(document.from.id.as_str()).ok(),
        number: CodeNumber::new(&document.number).ok(),
        notation: Notation::new(&document.notation).ok(),
        issued_on: day(Some(&document.issued)),
        document_type: type_of(&document.kind.name, &office.types, warnings),
        subject: Some(subject),
        urgency: match document.other.urgency {
            None | Some(edxml::Urgency::Normal) => Urgency::Normal,
            Some(edxml::Urgency::Urgent) => Urgency::Urgent,
            Some(edxml::Urgency::VeryUrgent) => Urgency::VeryUrgent,
            Some(_) => Urgency::Immediate,
        },
        secrecy: Secrecy::None,
        pages: document
            .other
            .pages
            .and_then(|pages| u16::try_from(pages).ok())
            .filter(|pages| (1..=999).contains(pages)),
        copies: document.other.copies.and_then(|many| u16::try_from(many).ok()).filter(|many| (1..=999).contains(many)),
        language: None::<LanguageName>,
        deadline: day(document.due.as_ref()),
        signer_name: signer
            .and_then(|one| one.name.as_deref())
            .and_then(|text| SignerName::new(&cut(text, SignerName::MAX)).ok()),
        signer_position: signer
            .and_then(|one| one.position.as_deref())
            .and_then(|text| SignerPosition::new(&cut(text, SignerPosition::MAX)).ok()),
        remark: remark(document),
        // What becomes of it goes back by the gateway.
        sender_email: None,
        channel: Channel::Interchange,
        received_at: None,
        relations: replaced,
    })
}

/// What the sender says beside the subject, and what it answers.
fn remark(document: &Document) -> Option<Remark> {
    let content = document.content.as_deref().filter(|text| fold(text) != fold(&document.subject));
    let answered: Vec<&str> = document.response_for.iter().filter_map(|one| one.code.as_deref()).collect();
    let answered = (!answered.is_empty()).then(|| format!("Trả lời văn bản số {}.", answered.join(", ")));
    let paper = (document.business.paper == Some(true)).then(|| "Có bản giấy gửi kèm.".to_owned());
    let tasks: Vec<&str> = document.task_codes.iter().map(String::as_str).collect();
    let tasks = (!tasks.is_empty()).then(|| format!("Trả lời nhiệm vụ: {}.", tasks.join(", ")));
    // Here the sender says for what each gets it.
    let places = (!document.to_places.is_empty()).then(|| format!("Nơi nhận ghi: {}.", document.to_places.join("; ")));
    let parts = content.map(str::to_owned).into_iter().chain(answered).chain(tasks).chain(paper).chain(places);
    let parts: Vec<String> = parts.collect();
    Remark::new(&cut(&parts.join("\n"), Remark::MAX)).ok()
}

fn relation(earlier: &DocumentId) -> Option<Relation> {
    let key = key(earlier);
    let (_, day, written) = key.parts()?;
    let (number, notation) = written.split_once('/')?;
    let (number, notation) = (CodeNumber::new(number).ok()?, Notation::new(notation).ok()?);
    Some(Relation { kind: RelationKind::Replaces, number, notation, issued_on: Some(day) })
}

/// The office's type of this name: the numbers that come with it mean nothing that can be relied on.
fn type_named<'a>(name: &str, types: &'a [TypeRow]) -> Option<&'a TypeRow> {
    let wanted = fold(name);
    types.iter().find(|kind| fold(&kind.name) == wanted)
}

/// The same; where the office has none of this name, the most ordinary of all.
fn type_of(name: &str, types: &[TypeRow], warnings: &mut Vec<String>) -> String {
    if let Some(found) = type_named(name, types) {
        return found.code.clone();
    }
    warnings.push(format!("Tên loại “{}” chưa có trong danh mục của cơ quan; tạm ghi là Công văn.", cut(name, 100)));
    "cong_van".to_owned()
}

fn told(status: &Status, office: &AgencySnapshot, warnings: Vec<String>) -> Result<Told, Unfit> {
    let code = u8::try_from(status.code.number()).ok().and_then(ReportedStatus::of_code);
    let at = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/StatusCode";
    let code = code.ok_or_else(|| Unfit {
        code: "status_unknown",
        at,
        vi: format!("Mã trạng thái {:02} chưa được dùng.", status.code.number()),
        en: format!("The status {:02} is not in use.", status.code.number()),
    })?;
    let own = &office.organisation.agency;
    let today = office.day;
    let from = card(&status.from);
    let about = match (code, &status.about.document) {
        // Who wants theirs back speaks of a document of theirs, whomever the status names as its author.
        (ReportedStatus::TakenBack, None) => {
            earlier_of(&ResponseFor { organ: None, ..status.about.clone() }, &from.code)
        }
        (ReportedStatus::TakenBack, Some(_)) => {
            earlier_of(&status.about, &from.code).map(|about| Earlier { organ: from.code.clone(), ..about })
        }
        _ => earlier_of(&status.about, own.code_on(today)),
    };
    let about = about.ok_or_else(|| Unfit {
        code: "document_unnamed",
        at: "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/ResponseFor",
        vi: "Trạng thái không cho biết của văn bản nào.".to_owned(),
        en: "The status does not say of which document it is.".to_owned(),
    })?;
    if about.key.as_str().len() > LONGEST_KEY {
        return Err(Unfit {
            code: "document_id_too_long",
            at: "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/ResponseFor/DocumentId",
            vi: format!("Mã định danh văn bản dài hơn {LONGEST_KEY} ký tự."),
            en: format!("The document's identifier is longer than {LONGEST_KEY} characters."),
        });
    }
    let reason = status.description.as_deref().and_then(|text| Reason::new(&cut(text, Reason::MAX)).ok());
    let addressed = status.about.organ.as_ref().map(edxml::OrganId::as_str).filter(|code| own.has_code(code));
    let arrived = Arrived {
        from,
        to: Card {
            code: addressed.unwrap_or_else(|| own.code_on(today)).to_owned(),
            name: own.name_on(today).to_owned(),
            email: None,
        },
        about,
        written_at: moment(status.at.as_ref()),
        type_name: None,
        replaces: Vec::new(),
        purpose: format!("{:02}", status.code.number()),
        warnings,
        words: status.description.clone(),
    };
    Ok(Told { digest: digest(&Message::Status(Box::new(status.clone())), &[]), arrived, status: code, reason })
}
