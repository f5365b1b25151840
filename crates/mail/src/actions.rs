//! The buttons of a mail: what its reader can do by a link, and the code that the page behind it asks for.
//!
//! The code stands in the text of the mail and in no link, no subject and no preview: whoever merely opens the links of a mail, as
//! programs do that look for harmful ones, cannot act.

use domain::{UtcTime, incoming::CommandKind};
use serde::Serialize;

use crate::{
    links::action_link,
    render::{RenderError, moment},
    wording::Language,
};

/// What a mail offers beside the link to the document.
#[derive(Clone, PartialEq, Eq)]
pub struct Actions {
    /// Six digits.
    pub code: String,
    /// A command and the token of its link, in the order in which they stand.
    pub links: Vec<(CommandKind, String)>,
    /// Until when they hold.
    pub until: UtcTime,
}

impl std::fmt::Debug for Actions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Actions({})", self.links.len())
    }
}

/// What a button says.
pub const fn action_label(command: CommandKind, language: Language) -> &'static str {
    use CommandKind as C;
    match (command, language) {
        (C::Register, Language::Vi) => "Vào sổ",
        (C::Register, Language::En) => "Enter in the register",
        (C::Direct, Language::Vi) => "Cho ý kiến chỉ đạo",
        (C::Direct, Language::En) => "Direct",
        (C::Assign, Language::Vi) => "Giao việc",
        (C::Assign, Language::En) => "Assign",
        (C::Accept, Language::Vi) => "Nhận việc",
        (C::Accept, Language::En) => "Accept",
        (C::SubmitResult, Language::Vi) => "Trình kết quả",
        (C::SubmitResult, Language::En) => "Hand in the result",
        (C::Approve, Language::Vi) => "Duyệt",
        (C::Approve, Language::En) => "Approve",
        (C::Reject, Language::Vi) => "Không duyệt",
        (C::Reject, Language::En) => "Do not approve",
        (C::GrantExtension, Language::Vi) => "Cho gia hạn",
        (C::GrantExtension, Language::En) => "Grant more time",
        (C::RefuseExtension, Language::Vi) => "Không cho gia hạn",
        (C::RefuseExtension, Language::En) => "Refuse more time",
        (C::Acknowledge, Language::Vi) => "Xác nhận đã xem",
        (C::Acknowledge, Language::En) => "I have read it",
        (C::RequestExtension, Language::Vi) => "Xin gia hạn",
        (C::RequestExtension, Language::En) => "Ask for more time",
        (C::GiveBack, Language::Vi) => "Chuyển trả",
        (C::GiveBack, Language::En) => "Give back",
        (C::Comment, Language::Vi) => "Trao đổi",
        (C::Comment, Language::En) => "Comment",
        (other, Language::Vi) => other.vietnamese(),
        (other, Language::En) => other.as_str(),
    }
}

/// One button as the layouts ask for it.
#[derive(Serialize)]
pub(crate) struct Button {
    label: &'static str,
    link: String,
}

/// The buttons as the layouts ask for them.
#[derive(Serialize)]
pub(crate) struct Buttons {
    title: &'static str,
    code_label: &'static str,
    code: String,
    hint: String,
    all: Vec<Button>,
}

impl Buttons {
    /// None where there is nothing to press.
    ///
    /// # Errors
    /// [`RenderError::BaseUrl`].
    pub(crate) fn of(actions: &Actions, base_url: &str, language: Language) -> Result<Option<Self>, RenderError> {
        if actions.links.is_empty() {
            return Ok(None);
        }
        let button = |(command, token): &(CommandKind, String)| {
            let link = action_link(base_url, token).ok_or(RenderError::BaseUrl)?;
            Ok(Button { label: action_label(*command, language), link: link.into() })
        };
        let until = moment(actions.until, language);
        let (title, code_label, hint) = match language {
            Language::Vi => (
                "Xử lý ngay từ thư này, không cần đăng nhập",
                "Mã xác nhận",
                format!(
                    "Trang mở ra sẽ hỏi mã này. Các nút dùng được đến {until}, mỗi nút một lần; xin đừng chuyển tiếp thư này."
                ),
            ),
            Language::En => (
                "Act from this mail, without signing in",
                "Confirmation code",
                format!(
                    "The page that opens asks for this code. The buttons work until {until}, each once; please do not forward this mail."
                ),
            ),
        };
        let all = actions.links.iter().map(button).collect::<Result<_, RenderError>>()?;
        Ok(Some(Self { title, code_label, code: spaced(&actions.code), hint, all }))
    }
}

/// `123 456`.
fn spaced(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_two_parts() {
        assert_eq!(spaced("123456"), "123 456");
        assert_eq!(spaced("đđ"), "đđ");
    }
}
