//! Mails to people about their accounts. They carry a code to be typed and no link: what must stay secret stands in no address.

use domain::notice::{AccountLetter, AccountNotice, Held, Right};

use super::{Content, Envelope, Fact, RenderError, Rendered, Wire, compose, day, moment};
use crate::{
    clean, template,
    wording::{self, Language},
};

/// What one of them says.
struct Words {
    title: &'static str,
    opening: &'static str,
    asked: &'static str,
    username: &'static str,
    code: &'static str,
    until: &'static str,
}

const FORGOTTEN_VI: Words = Words {
    title: "Đặt lại mật khẩu",
    opening: "Có người vừa yêu cầu đặt lại mật khẩu của tài khoản dưới đây. Mã dùng được một lần.",
    asked: "Nếu đó là ông/bà, hãy nhập mã này vào màn hình đặt lại mật khẩu. Nếu không phải, hãy bỏ qua thư này: mật khẩu không \
            thay đổi. Không đưa mã cho bất kỳ ai.",
    username: "Tên đăng nhập",
    code: "Mã đặt lại",
    until: "Dùng được đến",
};

const FORGOTTEN_EN: Words = Words {
    title: "Reset your password",
    opening: "Somebody has asked to reset the password of the account below. The code is good once.",
    asked: "If it was you, enter this code where you reset your password. If not, ignore this mail: the password stays as it is. \
            Give the code to nobody.",
    username: "User name",
    code: "Code",
    until: "Good until",
};

const RESET_VI: Words = Words {
    title: "Mật khẩu đã được đặt lại",
    opening: "Mật khẩu của tài khoản dưới đây vừa được đặt lại bằng mã gửi qua thư; mọi phiên đăng nhập đã kết thúc.",
    asked: "Nếu không phải ông/bà đã làm, hãy báo ngay cho quản trị viên của cơ quan.",
    username: "Tên đăng nhập",
    code: "",
    until: "",
};

const RESET_EN: Words = Words {
    title: "Your password was reset",
    opening: "The password of the account below was reset with a code sent by mail; all its sessions have ended.",
    asked: "If it was not you, tell your agency's administrator at once.",
    username: "User name",
    code: "",
    until: "",
};

const AWAY_VI: Words = Words {
    title: "Đã đặt vắng mặt",
    opening: "Quản trị của cơ quan đã đặt thời gian vắng mặt cho ông/bà và cử người làm thay.",
    asked: "Việc của ông/bà vẫn ở trong hộp việc của ông/bà. Nếu điều này không đúng, hãy kết thúc lần vắng mặt đó và báo ngay cho quản \
            trị của cơ quan.",
    username: "",
    code: "Người làm thay",
    until: "Thời gian",
};

const AWAY_EN: Words = Words {
    title: "Your absence was set",
    opening: "An administrator of the agency has set that you are away, and who stands in for you.",
    asked: "Your work stays in your inbox, too. If this is wrong, end that absence and tell an administrator of the agency at once.",
    username: "",
    code: "Stands in for you",
    until: "When",
};

const STANDS_IN_VI: Words = Words {
    title: "Được cử làm thay",
    opening: "Ông/bà được cử làm thay người dưới đây trong thời gian vắng mặt: cả việc đang có và việc sẽ đến.",
    asked: "Trong thời gian đó, việc của người vắng mặt có trong hộp việc của ông/bà và thư báo cũng gửi đến ông/bà; mỗi việc ông/bà \
            làm thay đều ghi tên cả hai người.",
    username: "",
    code: "Làm thay",
    until: "Thời gian",
};

const STANDS_IN_EN: Words = Words {
    title: "You stand in for somebody",
    opening: "You stand in for the person below while they are away: for the work that lies there and for what comes.",
    asked: "During that time their work is in your inbox, and the mails about it come to you, too; both names stand on whatever you \
            do in their stead.",
    username: "",
    code: "In the stead of",
    until: "When",
};

const NO_MORE_VI: Words = Words {
    title: "Thôi làm thay",
    opening: "Ông/bà không còn làm thay người dưới đây nữa.",
    asked: "Việc của người đó không còn trong hộp việc của ông/bà.",
    username: "",
    code: "Người đã được làm thay",
    until: "",
};

const NO_MORE_EN: Words = Words {
    title: "You no longer stand in",
    opening: "You no longer stand in for the person below.",
    asked: "Their work is no longer in your inbox.",
    username: "",
    code: "In the stead of",
    until: "",
};

const RIGHTS_VI: Words = Words {
    title: "Quyền của ông/bà đã thay đổi",
    opening: "Vai trò hoặc chức vụ của ông/bà trên hệ thống vừa được thay đổi.",
    asked: "Nếu điều này không đúng, hãy báo ngay cho lãnh đạo và quản trị của cơ quan.",
    username: "Tên đăng nhập",
    code: "Được giao",
    until: "Thôi giữ",
};

const RIGHTS_EN: Words = Words {
    title: "Your rights have changed",
    opening: "Your roles or positions in the system were changed.",
    asked: "If this is wrong, tell a leader and an administrator of the agency at once.",
    username: "User name",
    code: "Given",
    until: "Taken",
};

const NOT_DELIVERED_VI: Words = Words {
    title: "Văn bản gửi đi chưa đến nơi",
    opening: "Nơi nhận không tiếp nhận được văn bản dưới đây.",
    asked: "Đề nghị ông/bà xem lý do, sửa và gửi lại, hoặc gửi theo cách khác.",
    username: "",
    code: "Nơi nhận",
    until: "Văn bản",
};

const NOT_DELIVERED_EN: Words = Words {
    title: "A document was not delivered",
    opening: "The receiver could not take in the document below.",
    asked: "Please read the reason, mend it and send it again, or send it another way.",
    username: "",
    code: "To",
    until: "Document",
};

/// A right in a line.
fn right(right: &Right, language: Language) -> String {
    match (right, language) {
        (Right::Role(role), Language::Vi) => role.vietnamese().to_owned(),
        (Right::Role(role), Language::En) => role.as_str().replace('_', " "),
        (Right::Signing { form, instrument }, Language::Vi) => format!("{}, {instrument}", form.vietnamese()),
        (Right::Signing { form, instrument }, Language::En) => format!("signs as {}, {instrument}", form.as_str()),
        (Right::Post { post, department }, Language::Vi) => format!("{}, {department}", post.vietnamese()),
        (Right::Post { post, department }, Language::En) => format!("{}, {department}", post.as_str()),
    }
}

/// What was given, with its days.
fn given(held: &Held, language: Language) -> String {
    let (from, until) = match language {
        Language::Vi => ("từ", "đến"),
        Language::En => ("from", "until"),
    };
    let end = held.until.map(|last| format!(" {until} {}", day(last, language))).unwrap_or_default();
    format!("{}, {from} {}{end}", right(&held.right, language), day(held.from, language))
}

/// What was taken, with the last day that is left of it.
fn taken(held: &Held, language: Language) -> String {
    let left = match language {
        Language::Vi => "giữ đến hết",
        Language::En => "held until",
    };
    let end = held.until.map(|last| format!(", {left} {}", day(last, language))).unwrap_or_default();
    format!("{}{end}", right(&held.right, language))
}

const LINKED_VI: Words = Words {
    title: "Đã liên kết tài khoản đăng nhập",
    opening: "Từ nay tài khoản dưới đây đăng nhập được bằng hệ thống đăng nhập sau, vì hệ thống đó xác nhận địa chỉ thư này là của \
              ông/bà.",
    asked: "Nếu không phải ông/bà đã đăng nhập, hãy gỡ liên kết đó và báo ngay cho quản trị viên của cơ quan.",
    username: "Tên đăng nhập",
    code: "Đăng nhập qua",
    until: "",
};

const LINKED_EN: Words = Words {
    title: "A sign-in account was linked",
    opening: "From now on the account below can be signed in to at the place below, which has confirmed that this mail address is \
              yours.",
    asked: "If it was not you who signed in, remove that link and tell your agency's administrator at once.",
    username: "User name",
    code: "Signs in at",
    until: "",
};

const UNLINKED_VI: Words = Words {
    title: "Đã gỡ liên kết tài khoản đăng nhập",
    opening: "Tài khoản dưới đây không còn liên kết với hệ thống đăng nhập sau.",
    asked: "Lần đăng nhập sau ở đó, với địa chỉ thư này, sẽ liên kết lại. Nếu điều này không đúng, hãy báo cho quản trị viên của cơ \
            quan.",
    username: "Tên đăng nhập",
    code: "Đã gỡ",
    until: "",
};

const UNLINKED_EN: Words = Words {
    title: "A sign-in account was unlinked",
    opening: "The account below is no longer linked with the place below.",
    asked: "The next sign-in there with this mail address links it anew. If this is wrong, tell your agency's administrator.",
    username: "User name",
    code: "Unlinked",
    until: "",
};

/// Makes the message.
///
/// # Errors
/// [`RenderError`]: an address, a setting or a template with which no message can be made, now or later.
pub fn render_account(
    letter: &AccountLetter,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let words = match (&letter.notice, language) {
        (AccountNotice::PasswordForgotten { .. }, Language::Vi) => FORGOTTEN_VI,
        (AccountNotice::PasswordForgotten { .. }, Language::En) => FORGOTTEN_EN,
        (AccountNotice::PasswordReset, Language::Vi) => RESET_VI,
        (AccountNotice::PasswordReset, Language::En) => RESET_EN,
        (AccountNotice::Away { .. }, Language::Vi) => AWAY_VI,
        (AccountNotice::Away { .. }, Language::En) => AWAY_EN,
        (AccountNotice::StandsIn { .. }, Language::Vi) => STANDS_IN_VI,
        (AccountNotice::StandsIn { .. }, Language::En) => STANDS_IN_EN,
        (AccountNotice::StandsInNoMore { .. }, Language::Vi) => NO_MORE_VI,
        (AccountNotice::StandsInNoMore { .. }, Language::En) => NO_MORE_EN,
        (AccountNotice::Rights { .. }, Language::Vi) => RIGHTS_VI,
        (AccountNotice::Rights { .. }, Language::En) => RIGHTS_EN,
        (AccountNotice::DeliveryFailed { .. }, Language::Vi) => NOT_DELIVERED_VI,
        (AccountNotice::DeliveryFailed { .. }, Language::En) => NOT_DELIVERED_EN,
        (AccountNotice::IdentityLinked { .. }, Language::Vi) => LINKED_VI,
        (AccountNotice::IdentityLinked { .. }, Language::En) => LINKED_EN,
        (AccountNotice::IdentityUnlinked { .. }, Language::Vi) => UNLINKED_VI,
        (AccountNotice::IdentityUnlinked { .. }, Language::En) => UNLINKED_EN,
    };
    let strings = wording::strings(language);
    let fact = |label: &'static str, value: &str, strong: bool| Fact { label, value: clean::line(value), strong };
    let about_the_account = !words.username.is_empty();
    let mut facts: Vec<Fact> =
        about_the_account.then(|| fact(words.username, &letter.username, false)).into_iter().collect();
    match &letter.notice {
        AccountNotice::PasswordForgotten { code, until } => {
            facts.push(fact(words.code, code, true));
            facts.push(fact(words.until, &moment(*until, language), false));
        }
        AccountNotice::PasswordReset => {}
        AccountNotice::StandsIn { away: person, from, until }
        | AccountNotice::Away { substitute: person, from, until } => {
            facts.push(fact(words.code, person, true));
            let days = format!("{} – {}", day(*from, language), day(*until, language));
            facts.push(fact(words.until, &days, false));
        }
        AccountNotice::StandsInNoMore { away: named }
        | AccountNotice::IdentityLinked { provider: named }
        | AccountNotice::IdentityUnlinked { provider: named } => facts.push(fact(words.code, named, true)),
        AccountNotice::DeliveryFailed { to, what, why: (vi, en) } => {
            facts.push(fact(words.code, to, true));
            facts.push(fact(words.until, what, true));
            let (label, why) = match language {
                Language::Vi => ("Lý do", vi),
                Language::En => ("Reason", en),
            };
            facts.push(fact(label, why, false));
        }
        AccountNotice::Rights { by, given: new, taken: gone } => {
            facts.extend(new.iter().map(|held| fact(words.code, &given(held, language), true)));
            facts.extend(gone.iter().map(|held| fact(words.until, &taken(held, language), true)));
            let (label, nobody) = match language {
                Language::Vi => ("Người thay đổi", "quản trị hệ thống"),
                Language::En => ("Changed by", "an administrator of the installation"),
            };
            facts.push(fact(label, by.as_deref().unwrap_or(nobody), false));
        }
    }
    let content = Content {
        s: strings,
        lang: language.tag(),
        agency: clean::line(&letter.agency),
        stamp: None,
        title: words.title,
        greeting: format!("{} {},", strings.dear, clean::line(&letter.name)),
        opening: Some(words.opening.to_owned()),
        asked: words.asked.to_owned(),
        // What a locked phone shows.
        preview: words.title.to_owned(),
        due: None,
        due_label: "",
        facts,
        quote: None,
        quote_label: "",
        link: None,
        button: "",
        replies: envelope.reply_to.is_some(),
    };
    let parts = template::layouts(&content).map_err(RenderError::Template)?;
    let subject = format!("{} – {}", words.title, clean::shorten(&content.agency, 60));
    let wire = Wire { to: (&letter.name, letter.address.as_str()), thread: None, priority: None, at: letter.at };
    compose(wire, envelope, language, subject, parts)
}
