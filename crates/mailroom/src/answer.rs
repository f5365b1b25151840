//! What the writer of a reply is told.

use office::{
    OfficeError,
    domain::{
        Words,
        assignment::Holder,
        document::Document,
        incoming::{IncomingDocument, State},
        notice::AccountNotice,
        organisation::Directory,
    },
    replies::{OpenReply, document_words},
};

/// In both languages.
pub(crate) fn both(vi: impl Into<String>, en: impl Into<String>) -> Words {
    Words { vi: vi.into(), en: en.into() }
}

/// The same as a letter keeps it.
fn pair(words: Words) -> (String, String) {
    (words.vi, words.en)
}

/// What could be written in the stead of what was.
pub(crate) fn would_work(open: &OpenReply) -> Words {
    let offers = open.offers();
    let examples = mail::reply_examples(&offers, open.example, mail::Language::Vi);
    if examples.is_empty() {
        return both("Lúc này thư này chỉ nhận ý kiến trao đổi.", "At present this mail takes nothing but comments.");
    }
    let (vi, en) = (examples.join("; "), mail::reply_examples(&offers, open.example, mail::Language::En).join("; "));
    both(
        format!("Lúc này có thể trả lời: {vi}. Lời khác là ý kiến trao đổi."),
        format!("What can be written now: {en}. Anything else is a comment."),
    )
}

/// That the work has gone on since the mail, and who has it now.
pub(crate) fn moved_on(open: &OpenReply) -> Words {
    let directory = &open.detail.snapshot().directory;
    let Words { vi, en } = match open.document() {
        Document::Incoming(document) => with(document, directory),
        Document::Outgoing(document) => crate::outgoing::with(document, directory),
        Document::Dossier(dossier) => crate::dossier::with(dossier, directory),
    };
    both(
        format!(
            "Từ khi có thư này, văn bản đã chuyển sang bước khác.{vi} Xin trả lời thư mới nhất về văn bản, hoặc mở văn bản trên hệ thống."
        ),
        format!(
            "Since this mail the document has gone on.{en} Please answer the latest mail about it, or open it in the system."
        ),
    )
}

/// With whom a document that came in is now, as a sentence; nothing where with nobody.
fn with(document: &IncomingDocument, directory: &Directory) -> Words {
    let holder = match document.state() {
        State::Presented { presentation, .. } => Some(Holder::Person(presentation.to)),
        _ => document.primary_holder(),
    };
    let holder = holder.and_then(|holder| name_of(holder, directory));
    let (vi, en) = match (document.state(), holder) {
        (State::Completed { .. } | State::Filed { .. }, _) => {
            (" Văn bản đã hoàn thành.".to_owned(), " It is completed.".to_owned())
        }
        (_, Some(holder)) => (format!(" Văn bản hiện do {holder} giữ."), format!(" It is with {holder} now.")),
        (_, None) => (String::new(), String::new()),
    };
    both(vi, en)
}

/// A holder as a sentence names them.
pub(crate) fn name_of(holder: Holder, directory: &Directory) -> Option<String> {
    match holder {
        Holder::Person(id) => directory.people.get(&id).map(|person| format!("{} ({})", person.name, person.title)),
        Holder::Department(id) => directory.departments.get(&id).map(|department| department.name.clone()),
    }
}

/// That something was not done.
pub(crate) fn not_done(why: Vec<Words>, open: Option<&OpenReply>) -> AccountNotice {
    AccountNotice::ReplyNotDone {
        why: why.into_iter().map(pair).collect(),
        document: open.map(|open| document_words(open.document())),
    }
}

/// Remarks as a letter keeps them.
pub(crate) fn pairs(remarks: &[Words]) -> Vec<(String, String)> {
    remarks.iter().cloned().map(pair).collect()
}

/// That something was done.
pub(crate) fn done(what: Words, document: String, remarks: &[Words]) -> AccountNotice {
    AccountNotice::ReplyDone { what: pair(what), document, remarks: pairs(remarks) }
}

/// That it was kept as a comment.
pub(crate) fn noted(document: String, remarks: &[Words]) -> AccountNotice {
    AccountNotice::ReplyNoted { document, remarks: pairs(remarks) }
}

/// Why a file is not taken; none where that is the program's to settle.
pub(crate) fn refused_file(name: &str, error: &OfficeError) -> Option<Words> {
    let (vi, en) = match error {
        OfficeError::TooLarge { max } => {
            let mb = max / (1024 * 1024);
            (format!("lớn hơn {mb} MB"), format!("is larger than {mb} MB"))
        }
        OfficeError::EmptyFile => ("không có nội dung".to_owned(), "is empty".to_owned()),
        OfficeError::WrongFileKind { .. } => (
            "có nội dung không thuộc loại được nhận, hoặc không đúng với đuôi tệp".to_owned(),
            "is of a kind that is not taken, or is not what its ending says".to_owned(),
        ),
        OfficeError::WrongEnding { .. } => {
            ("có đuôi tệp không được nhận".to_owned(), "has an ending that is not taken".to_owned())
        }
        _ => return None,
    };
    Some(both(
        format!("Tệp “{name}” {vi}; chưa trình kết quả. Xin gửi lại thư với tệp khác."),
        format!("The file “{name}” {en}; the result was not handed in. Send it again with another file."),
    ))
}
