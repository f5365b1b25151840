//! Any message that can be written, and the contents of its files.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use edxml::{
    Action, AtLeastOne, Attachment, Business, ContentId, Document, DocumentId, DocumentType, Message, OrganId,
    Organisation, OtherInfo, RecipientChange, Replaced, ResponseFor, Signer, Staff, Stated, Status, StatusCode,
    TraceHeader, Update, Urgency,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use unicode_normalization::UnicodeNormalization;

/// Text of any characters that XML has, as it stands once it was written: composed, no blanks around it, and something said.
pub fn text() -> BoxedStrategy<String> {
    let any = vec(any::<char>(), 1..12).prop_map(|all| all.into_iter().filter(|c| is_allowed(*c)).collect::<String>());
    let usual = "[a-zA-ZăâđêôơưĂÂĐÊÔƠƯáàảãạ0-9 ,./&<>\"'\\-\r\n\t\\]]{1,30}";
    prop_oneof![any, usual]
        .prop_map(|text| text.trim().nfc().collect::<String>())
        .prop_filter("says nothing", |text| !text.is_empty() && text != "null" && text.trim() == text)
        .boxed()
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{1_0000}'..)
}

fn organ() -> BoxedStrategy<OrganId> {
    "[0-9A-Za-z]{1,6}(\\.[0-9A-Za-z]{1,6}){0,3}".prop_map(|text| OrganId::new(&text).unwrap()).boxed()
}

fn document_id() -> BoxedStrategy<DocumentId> {
    text().prop_map(|text| DocumentId::new(&text).unwrap()).boxed()
}

fn day() -> BoxedStrategy<NaiveDate> {
    (0_i64..3_652_000).prop_map(|days| NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + TimeDelta::days(days)).boxed()
}

fn time() -> BoxedStrategy<NaiveDateTime> {
    (day(), 0_u32..86_400)
        .prop_map(|(day, second)| day.and_hms_opt(second / 3600, second / 60 % 60, second % 60).unwrap())
        .boxed()
}

fn may<T: std::fmt::Debug + Clone + 'static>(strategy: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Option<T>> {
    option::of(strategy).boxed()
}

fn organisation(named: bool) -> BoxedStrategy<Organisation> {
    let name = if named { text().prop_map(Some).boxed() } else { may(text()).boxed() };
    (organ(), may(text()), name, may(text()), may(text()), may(text()), may(text()), may(text()))
        .prop_map(|(id, in_charge, name, address, email, telephone, fax, website)| Organisation {
            id,
            in_charge,
            name,
            address,
            email,
            telephone,
            fax,
            website,
        })
        .boxed()
}

fn staff(ids: bool) -> BoxedStrategy<Option<Staff>> {
    let id = move || if ids { may(text()).boxed() } else { Just(None).boxed() };
    (may(text()), id(), may(text()), id(), may(text()), may(text()))
        .prop_map(|(department, department_id, name, staff_id, email, mobile)| Staff {
            department,
            department_id,
            name,
            staff_id,
            email,
            mobile,
        })
        .prop_map(|staff| (staff != Staff::default()).then_some(staff))
        .boxed()
}

fn response_for() -> BoxedStrategy<ResponseFor> {
    (may(organ()), may(text()), may(day()), document_id())
        .prop_map(|(organ, code, issued, document)| ResponseFor {
            organ,
            code,
            issued: issued.map(Stated::Known),
            document: Some(document),
        })
        .boxed()
}

fn other() -> BoxedStrategy<OtherInfo> {
    let urgency = select((0..5).filter_map(Urgency::from_number).collect::<Vec<_>>());
    (
        may(urgency),
        may(text()),
        may(text()),
        may(any::<u32>()),
        may(any::<u32>()),
        may(text()),
        may(text()),
        may(any::<bool>()),
        vec(text(), 0..3),
    )
        .prop_map(
            |(urgency, circulation, drafter, copies, pages, reply_fors, reference_codes, direction, appendices)| {
                OtherInfo {
                    urgency,
                    circulation,
                    drafter,
                    copies,
                    pages,
                    reply_fors,
                    reference_codes,
                    direction,
                    appendices,
                    // It is read alone.
                    secrecy: None,
                }
            },
        )
        .boxed()
}

fn action(id: DocumentId) -> BoxedStrategy<Action> {
    let change = (organ(), any::<bool>()).prop_map(|(organ, added)| RecipientChange { organ, added });
    let replaced = (document_id(), vec(organ(), 1..3)).prop_map(|(document, holders)| Replaced { document, holders });
    let recalled = id.clone();
    prop_oneof![
        Just(Action::New),
        Just(Action::Recall { document: recalled }),
        (any::<bool>(), any::<bool>(), vec(change, 0..3)).prop_map(
            move |(data_changed, recipients_changed, recipients)| {
                Action::Update(Update { document: id.clone(), data_changed, recipients_changed, recipients })
            }
        ),
        vec(replaced, 1..3).prop_map(|all| Action::Replace { replaced: AtLeastOne::try_from(all).unwrap() }),
    ]
    .boxed()
}

fn attachments() -> BoxedStrategy<Vec<Attachment>> {
    let name = (text(), select(vec![".pdf", ".PDF", ".docx", ".doc", ".txt", ".xlsx", ".zip", ".jar", ""]))
        .prop_map(|(stem, ending)| format!("{stem}{ending}"));
    vec((name, may(text())), 1..4)
        .prop_map(|all| {
            let numbered = all.into_iter().enumerate().map(|(n, (name, description))| Attachment {
                content_id: ContentId::new(&format!("cid:{n}-a")).unwrap(),
                name,
                description,
            });
            numbered.collect()
        })
        .boxed()
}

fn trace() -> BoxedStrategy<Vec<TraceHeader>> {
    let first = (organ(), time()).prop_map(|(organ, at)| TraceHeader { organ: Some(organ), at: Some(at.into()) });
    let more = (may(organ()), time()).prop_map(|(organ, at)| TraceHeader { organ, at: Some(at.into()) });
    (first, vec(more, 0..3)).prop_map(|(first, more)| std::iter::once(first).chain(more).collect()).boxed()
}

/// A document that can be written.
pub fn document() -> BoxedStrategy<Document> {
    let to = vec(organisation(false), 1..4).prop_map(|mut all| {
        let mut seen = std::collections::HashSet::new();
        all.retain(|to| seen.insert(to.id.clone()));
        AtLeastOne::try_from(all).unwrap()
    });
    let head = (organisation(true), to, document_id(), text(), text(), may(text()), day());
    let kind = (any::<u32>(), may(any::<u32>()), text());
    let signer = (may(text()), may(text()), text());
    let middle = (text(), may(text()), may(day()), other(), vec(response_for(), 0..3));
    let tail = (may(any::<u32>()), vec(text(), 0..3), may(text()), vec(text(), 0..3), trace(), attachments());
    let business = (may(text()), may(any::<bool>()), staff(true));
    (head, kind, signer, middle, tail, business)
        .prop_flat_map(|(head, kind, signer, middle, tail, business)| {
            let id = head.2.clone();
            action(id).prop_map(move |action| {
                let (from, to, id, number, notation, place, issued) = head.clone();
                let (subject, content, due, other, response_for) = middle.clone();
                let (steering, task_codes, application, to_places, trace, attachments) = tail.clone();
                let (reason, paper, staff) = business.clone();
                let (code, detail, name) = kind.clone();
                let (competence, position, signer) = signer.clone();
                Document {
                    from,
                    to,
                    id,
                    number,
                    notation,
                    place,
                    issued: issued.into(),
                    kind: DocumentType { code: Some(code), detail, name },
                    subject,
                    content,
                    signer: Some(Signer { competence, position, name: Some(signer) }),
                    due: due.map(Stated::Known),
                    other,
                    response_for,
                    steering,
                    task_codes,
                    application,
                    to_places,
                    trace,
                    business: Business { action, reason, paper, staff },
                    attachments,
                }
            })
        })
        .boxed()
}

/// A status that can be written.
pub fn status() -> BoxedStrategy<Status> {
    let code = prop_oneof![select(StatusCode::ALL.to_vec()), (0_u16..1000).prop_map(StatusCode::from_number)];
    (organisation(true), (organ(), text(), day(), document_id()), staff(false), code, text(), any::<bool>(), time())
        .prop_map(|(from, (organ, about, issued, document), staff, code, words, says, at)| Status {
            from,
            about: ResponseFor {
                organ: Some(organ),
                code: Some(about),
                issued: Some(issued.into()),
                document: Some(document),
            },
            staff,
            code,
            description: (says || code.wants_reason()).then_some(words),
            at: Some(at.into()),
        })
        .boxed()
}

/// Either.
pub fn message() -> BoxedStrategy<Message> {
    prop_oneof![3 => document().prop_map(Message::from), 1 => status().prop_map(Message::from)].boxed()
}

/// The contents of as many files as a document can have.
pub fn contents() -> BoxedStrategy<Vec<Vec<u8>>> {
    let wrapped = Just(b"PK\x03\x04 begins like an archive".to_vec());
    vec(prop_oneof![4 => vec(any::<u8>(), 1..300), 1 => wrapped], 4).boxed()
}
