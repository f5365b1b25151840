//! What mails to citizens about their accounts say: polite, plain, without a word of the office's own.

use super::Words;
use crate::wording::Language;

const fn words(
    title: &'static str,
    opening: &'static str,
    asked: &'static str,
    code: &'static str,
    until: &'static str,
) -> Words {
    Words { title, opening, asked, username: "", code, until }
}

/// A code by which one signs in.
pub(super) const fn code(language: Language) -> Words {
    match language {
        Language::Vi => words(
            "Mã đăng nhập nộp hồ sơ trực tuyến",
            "Có người vừa xin mã đăng nhập vào trang nộp hồ sơ của cơ quan bằng địa chỉ thư này. Mã dùng được một lần.",
            "Nếu đó là Ông/Bà, xin nhập mã này vào trang đăng nhập đang mở. Nếu không phải, xin bỏ qua thư này: không có việc gì được \
             thực hiện. Xin không đưa mã cho bất kỳ ai, kể cả người tự xưng là cán bộ của cơ quan.",
            "Mã đăng nhập",
            "Dùng được đến",
        ),
        Language::En => words(
            "Your code to sign in and hand in dossiers",
            "Somebody has asked for a code to sign in to the office's page for dossiers with this mail address. The code is good once.",
            "If it was you, please type this code on the page that you have open. If not, please ignore this mail: nothing is done. \
             Give the code to nobody, not even to somebody who says that they work for the office.",
            "Code",
            "Good until",
        ),
    }
}

/// A draft is going to be deleted; where the office has closed its accounts, nobody is asked to sign in.
pub(super) const fn draft_ending(closed: bool, language: Language) -> Words {
    let asked = match (closed, language) {
        (false, Language::Vi) => {
            "Nếu còn cần, xin Ông/Bà đăng nhập và lưu lại hoặc nộp trước thời điểm trên. Sau đó bản nháp và các tệp của nó bị xóa."
        }
        (true, Language::Vi) => {
            "Cơ quan hiện không mở trang nộp hồ sơ bằng tài khoản, nên bản nháp không lưu lại hay nộp trực tuyến được nữa; sau thời điểm trên, \
             bản nháp và các tệp của nó bị xóa. Nếu vẫn cần nộp hồ sơ hoặc cần lấy lại nội dung, xin Ông/Bà liên hệ Bộ phận một cửa của cơ \
             quan trước thời điểm đó."
        }
        (false, Language::En) => {
            "If you still need it, please sign in and save it again, or hand it in, before that time. Then the draft and its files are deleted."
        }
        (true, Language::En) => {
            "The office's page for handing in by an account is closed at present, so the draft can be neither saved nor handed in online; after \
             that time the draft and its files are deleted. If you still want to hand in, or need what stands in it, please turn to the \
             office's one-stop shop before that time."
        }
    };
    match language {
        Language::Vi => words(
            "Bản nháp hồ sơ sắp bị xóa",
            "Bản nháp hồ sơ dưới đây của Ông/Bà chưa được nộp và đã lâu không thay đổi.",
            asked,
            "Thủ tục",
            "Xóa lúc",
        ),
        Language::En => words(
            "A draft of yours will be deleted",
            "The draft below was not handed in and has not been changed for a long time.",
            asked,
            "Procedure",
            "Deleted at",
        ),
    }
}

/// An account that nobody uses is going to be erased; where the office has closed its accounts, nobody is asked to sign in.
pub(super) const fn account_ending(closed: bool, language: Language) -> Words {
    let asked = match (closed, language) {
        (false, Language::Vi) => {
            "Nếu muốn giữ tài khoản, xin Ông/Bà đăng nhập trước thời điểm trên. Sau đó tài khoản và các bản nháp bị xóa; hồ sơ đã nộp được lưu \
             theo quy định, và hồ sơ đã được tiếp nhận vẫn tra cứu được bằng mã hồ sơ và mã tra cứu."
        }
        (true, Language::Vi) => {
            "Cơ quan hiện không mở trang nộp hồ sơ bằng tài khoản, nên Ông/Bà không cần làm gì. Sau thời điểm trên, tài khoản và các bản nháp bị \
             xóa; hồ sơ đã nộp được lưu theo quy định, và hồ sơ đã được tiếp nhận vẫn tra cứu được bằng mã hồ sơ và mã tra cứu. Nếu có điều \
             cần hỏi, xin liên hệ Bộ phận một cửa của cơ quan."
        }
        (false, Language::En) => {
            "If you want to keep it, please sign in before that time. Then the account and its drafts are erased; dossiers that were handed in \
             are kept as the law says, and those that were received can still be looked up by their code and look-up secret."
        }
        (true, Language::En) => {
            "The office's page for handing in by an account is closed at present, so there is nothing that you need to do. After that time the \
             account and its drafts are erased; dossiers that were handed in are kept as the law says, and those that were received can still \
             be looked up by their code and look-up secret. If you have a question, please turn to the office's one-stop shop."
        }
    };
    match language {
        Language::Vi => words(
            "Tài khoản nộp hồ sơ sắp bị xóa",
            "Tài khoản nộp hồ sơ trực tuyến ứng với địa chỉ thư này đã lâu không được sử dụng.",
            asked,
            "",
            "Xóa lúc",
        ),
        Language::En => words(
            "Your account will be erased",
            "The account for handing in dossiers that belongs to this mail address has not been used for a long time.",
            asked,
            "",
            "Erased at",
        ),
    }
}

/// An account was erased.
pub(super) const fn account_erased(language: Language) -> Words {
    match language {
        Language::Vi => words(
            "Tài khoản nộp hồ sơ đã được xóa",
            "Tài khoản nộp hồ sơ trực tuyến ứng với địa chỉ thư này đã được xóa, cùng các bản nháp và các tệp chưa nộp.",
            "Hồ sơ cơ quan đã nhận được lưu theo pháp luật về lưu trữ và không còn gắn với tài khoản. Đây là thư cuối cùng về tài khoản này.",
            "",
            "",
        ),
        Language::En => words(
            "Your account was erased",
            "The account for handing in dossiers that belongs to this mail address was erased, with its drafts and the files that were not handed in.",
            "Dossiers that the office has received are kept by the law of archives and no longer belong to an account. This is the last mail \
             about the account.",
            "",
            "",
        ),
    }
}
