//! Answers to what came in: what was done of a reply, why it was not, what is to be confirmed, and that a letter was received.

use domain::notice::{AccountLetter, AccountNotice, Answers};

use super::{Content, Envelope, Fact, RenderError, Rendered, Wire, compose, moment};
use crate::{
    actions::Buttons,
    clean, inbound, template,
    wording::{self, Language},
};

/// What an answer says.
struct Said {
    title: &'static str,
    opening: String,
    asked: &'static str,
    facts: Vec<Fact>,
    notes: Vec<String>,
    confirm: Option<Buttons>,
}

const fn pick<'a>(language: Language, vi: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

fn of_both((vi, en): &(String, String), language: Language) -> &str {
    pick(language, vi, en)
}

fn document(text: &str, language: Language) -> Fact {
    Fact { label: pick(language, "Văn bản", "Document"), value: clean::line(text), strong: false }
}

fn what(text: &(String, String), language: Language) -> Fact {
    Fact { label: pick(language, "Nội dung", "What"), value: clean::line(of_both(text, language)), strong: true }
}

fn all(of: &[(String, String)], language: Language) -> Vec<String> {
    of.iter().map(|both| of_both(both, language).to_owned()).collect()
}

const NOT_YOU: (&str, &str) = (
    "Nếu không phải ông/bà đã gửi thư đó, xin báo ngay cho quản trị viên của cơ quan.",
    "If it was not you who wrote it, please tell your administrator at once.",
);

#[allow(clippy::too_many_lines, reason = "one arm an answer: all their words stand in one place")]
fn said(
    letter: &AccountLetter,
    base_url: &str,
    answered: bool,
    language: Language,
) -> Result<Option<Said>, RenderError> {
    let text = |vi: &'static str, en: &'static str| pick(language, vi, en);
    Ok(Some(match &letter.notice {
        AccountNotice::ReplyDone { what: done, document: about, remarks } => Said {
            title: text("Đã thực hiện", "Done"),
            opening: text(
                "Hệ thống đã thực hiện theo thư trả lời của ông/bà.",
                "What you asked for in your reply was done.",
            )
            .to_owned(),
            asked: text(NOT_YOU.0, NOT_YOU.1),
            facts: vec![what(done, language), document(about, language)],
            notes: all(remarks, language),
            confirm: None,
        },
        AccountNotice::ReplyNoted { document: about, remarks } => Said {
            title: text("Đã ghi ý kiến trao đổi", "Kept as a comment"),
            opening: text(
                "Nội dung thư trả lời của ông/bà đã được ghi vào văn bản là ý kiến trao đổi; hệ thống không thực hiện việc nào khác.",
                "What you wrote was kept with the document as a comment; nothing else was done.",
            )
            .to_owned(),
            asked: text(NOT_YOU.0, NOT_YOU.1),
            facts: vec![document(about, language)],
            notes: all(remarks, language),
            confirm: None,
        },
        AccountNotice::ReplyNotDone { why, document: about } => Said {
            title: text("Chưa thực hiện", "Not done"),
            opening: text(
                "Hệ thống chưa thực hiện được nội dung thư trả lời của ông/bà.",
                "What you wrote in your reply was not carried out.",
            )
            .to_owned(),
            asked: if answered {
                text(
                    "Ông/bà có thể trả lời lại ngay thư này, hoặc mở văn bản trên hệ thống.",
                    "You can reply to this mail, or open the document in the system.",
                )
            } else {
                text("Xin mở văn bản trên hệ thống để xử lý.", "Please open the document in the system.")
            },
            facts: about.iter().map(|about| document(about, language)).collect(),
            notes: all(why, language),
            confirm: None,
        },
        AccountNotice::ReplyByAnother { from } => Said {
            title: text("Có người khác trả lời thư gửi ông/bà", "Somebody else replied to your mail"),
            opening: text(
                "Có thư gửi từ một địa chỉ khác đến địa chỉ trả lời dành riêng cho ông/bà. Hệ thống không thực hiện nội dung nào trong thư đó.",
                "A message came from another address to the reply address that is yours alone. Nothing in it was done.",
            )
            .to_owned(),
            asked: text(
                "Nếu đó là ông/bà, xin trả lời từ đúng địa chỉ thư đã đăng ký. Xin không chuyển tiếp thư của hệ thống cho người khác.",
                "If it was you, please reply from the address that is registered. Please do not forward the system's mails.",
            ),
            facts: from
                .iter()
                .map(|from| Fact {
                    label: text("Gửi từ", "From"),
                    value: clean::line(from.as_str()),
                    strong: false,
                })
                .collect(),
            notes: Vec::new(),
            confirm: None,
        },
        AccountNotice::ReplyToConfirm { what: asked, document: about, token, code, until, remarks, changed } => Said {
            title: text("Xin xác nhận", "Please confirm"),
            opening: if *changed {
                text(
                    "Từ khi có thư mà ông/bà trả lời, thông tin của văn bản đã được sửa. Nội dung dưới đây chỉ được thực hiện khi ông/bà xem lại và xác nhận.",
                    "Since the mail that you replied to, the document's facts were corrected. What you asked for is done when you have looked again and confirmed it.",
                )
            } else {
                text(
                    "Hệ thống nhận được thư trả lời ghi người gửi là ông/bà, nhưng máy chủ thư chưa xác thực được người gửi. Nội dung dưới đây chỉ được thực hiện khi ông/bà xác nhận.",
                    "A reply came in your name, but the mail server has not proved who sent it. What it asks for is done when you confirm it.",
                )
            }
            .to_owned(),
            asked: text(
                "Nếu không phải ông/bà đã gửi thư đó, xin không xác nhận và báo cho quản trị viên của cơ quan.",
                "If it was not you who wrote it, please do not confirm it, and tell your administrator.",
            ),
            facts: vec![what(asked, language), document(about, language)],
            notes: all(remarks, language),
            confirm: Some(Buttons::to_confirm(token, code, *until, base_url, language)?),
        },
        AccountNotice::LetterReceived { at } => Said {
            title: text("Đã nhận được thư", "Your letter was received"),
            opening: match language {
                Language::Vi => format!(
                    "{} đã nhận được thư gửi lúc {}. Văn thư sẽ xem xét, tiếp nhận và chuyển xử lý theo quy định.",
                    clean::line(&letter.agency),
                    moment(*at, language)
                ),
                Language::En => format!(
                    "{} received your letter at {}. Its registry will see to it as the law asks.",
                    clean::line(&letter.agency),
                    moment(*at, language)
                ),
            },
            asked: text(
                "Thư này xác nhận cơ quan đã nhận được thư, chưa phải là ý kiến trả lời.",
                "This says that it was received; it is not yet an answer.",
            ),
            facts: Vec::new(),
            notes: Vec::new(),
            confirm: None,
        },
        _ => return Ok(None),
    }))
}

/// The titles of answers, which stand before the subject of what they answer, and before those of an answer to an answer no more.
const TITLES: [&str; 14] = [
    "Có người khác trả lời thư gửi ông/bà: ",
    "Somebody else replied to your mail: ",
    // As mails had it that are still answered.
    "Có người trả lời thay ông/bà: ",
    "Somebody replied in your stead: ",
    "Đã thực hiện: ",
    "Done: ",
    "Đã ghi ý kiến trao đổi: ",
    "Kept as a comment: ",
    "Chưa thực hiện: ",
    "Not done: ",
    "Xin xác nhận: ",
    "Please confirm: ",
    "Đã nhận được thư: ",
    "Your letter was received: ",
];

/// What a message is about, without marks of answers, ours among them.
fn about(subject: &str) -> String {
    let subject = clean::line(subject);
    let mut rest = inbound::bare_subject(&subject);
    while let Some(bare) = TITLES.iter().find_map(|title| rest.strip_prefix(title)) {
        rest = inbound::bare_subject(bare);
    }
    clean::shorten(rest, 80)
}

/// Makes the message of an answer; none where the letter answers nothing.
///
/// # Errors
/// [`RenderError`].
pub(super) fn render(
    letter: &AccountLetter,
    answers: &Answers,
    envelope: &Envelope,
    language: Language,
) -> Result<Option<Rendered>, RenderError> {
    let answered = envelope.reply_to.is_some();
    let Some(said) = said(letter, &envelope.base_url, answered, language)? else { return Ok(None) };
    let strings = wording::strings(language);
    let preview = match said.facts.first().filter(|fact| fact.strong) {
        Some(what) => format!("{}: {}", said.title, what.value),
        None => said.notes.first().cloned().unwrap_or_else(|| said.opening.clone()),
    };
    let notes = said.notes.iter().flat_map(|note| clean::lines(note)).collect::<Vec<_>>();
    let link = answers.document.and_then(|id| crate::document_link(&envelope.base_url, id)).map(String::from);
    let greeting = match &letter.notice {
        AccountNotice::LetterReceived { .. } if language == Language::Vi => {
            if letter.name.is_empty() {
                "Kính gửi ông/bà,".to_owned()
            } else {
                format!("Kính gửi: {},", clean::line(&letter.name))
            }
        }
        _ => format!("{} {},", strings.dear, clean::line(&letter.name)),
    };
    let content = Content {
        s: strings,
        lang: language.tag(),
        agency: clean::line(&letter.agency),
        stamp: None,
        title: said.title.to_owned(),
        greeting,
        opening: Some(said.opening),
        asked: Some(said.asked.to_owned()),
        preview: clean::shorten(&preview, 150),
        due: None,
        due_label: "",
        facts: said.facts,
        quote: Some(notes).filter(|lines| !lines.is_empty()),
        quote_label: match &letter.notice {
            AccountNotice::ReplyNotDone { .. } => pick(language, "Lý do", "Why"),
            _ => pick(language, "Xin lưu ý", "Please note"),
        },
        events: None,
        actions: said.confirm,
        link: link.as_deref(),
        button: pick(language, "Mở văn bản", "Open the document"),
        replies: envelope.reply_to.is_some(),
        by_registry: false,
        reply_hint: None,
    };
    let parts = template::layouts(&content).map_err(RenderError::Template)?;
    let about = about(&answers.subject);
    let subject = if about.is_empty() { said.title.to_owned() } else { format!("{}: {about}", said.title) };
    let wire = Wire {
        to: (&letter.name, letter.address.as_str()),
        thread: answers.document,
        priority: None,
        at: letter.at,
        answers: Some(answers),
        automatic: true,
        attached: &[],
    };
    compose(wire, envelope, language, subject, parts).map(Some)
}
