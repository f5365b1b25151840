//! What mails to people about their accounts say.

mod citizen;

use domain::notice::AccountNotice;

use crate::wording::Language;

/// What one of them says.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) opening: &'static str,
    pub(super) asked: &'static str,
    pub(super) username: &'static str,
    pub(super) code: &'static str,
    pub(super) until: &'static str,
}

/// The words of a notice.
pub(super) const fn of(notice: &AccountNotice, language: Language) -> Words {
    match (notice, language) {
        // Those have words of their own (`render::answer`).
        (
            AccountNotice::ReplyDone { .. }
            | AccountNotice::ReplyNotDone { .. }
            | AccountNotice::ReplyNoted { .. }
            | AccountNotice::ReplyByAnother { .. }
            | AccountNotice::ReplyToConfirm { .. }
            | AccountNotice::LetterReceived { .. },
            _,
        ) => digest("", "", ""),
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
        (AccountNotice::PasswordGiven { .. }, Language::Vi) => PASSWORD_GIVEN_VI,
        (AccountNotice::PasswordGiven { .. }, Language::En) => PASSWORD_GIVEN_EN,
        (AccountNotice::SecondFactorEnded { .. }, Language::Vi) => FACTOR_ENDED_VI,
        (AccountNotice::SecondFactorEnded { .. }, Language::En) => FACTOR_ENDED_EN,
        (AccountNotice::AddressChanged { .. }, Language::Vi) => ADDRESS_VI,
        (AccountNotice::AddressChanged { .. }, Language::En) => ADDRESS_EN,
        (AccountNotice::RecallRefused { .. }, Language::Vi) => NOT_GIVEN_BACK_VI,
        (AccountNotice::RecallRefused { .. }, Language::En) => NOT_GIVEN_BACK_EN,
        (AccountNotice::RecallAgreed { .. }, Language::Vi) => GIVEN_BACK_VI,
        (AccountNotice::RecallAgreed { .. }, Language::En) => GIVEN_BACK_EN,
        (AccountNotice::SentBack { .. }, Language::Vi) => SENT_BACK_VI,
        (AccountNotice::SentBack { .. }, Language::En) => SENT_BACK_EN,
        (AccountNotice::Digest(_), Language::Vi) => DIGEST_VI,
        (AccountNotice::Digest(_), Language::En) => DIGEST_EN,
        (AccountNotice::Weekly(_), Language::Vi) => WEEKLY_VI,
        (AccountNotice::Weekly(_), Language::En) => WEEKLY_EN,
        (AccountNotice::Report { .. }, Language::Vi) => REPORT_VI,
        (AccountNotice::Report { .. }, Language::En) => REPORT_EN,
        (AccountNotice::IdentityLinked { .. }, Language::Vi) => LINKED_VI,
        (AccountNotice::IdentityLinked { .. }, Language::En) => LINKED_EN,
        (AccountNotice::IdentityUnlinked { .. }, Language::Vi) => UNLINKED_VI,
        (AccountNotice::IdentityUnlinked { .. }, Language::En) => UNLINKED_EN,
        (AccountNotice::CitizenCode { .. }, _) => citizen::code(language),
        (AccountNotice::CitizenDraftEnding { closed, .. }, _) => citizen::draft_ending(*closed, language),
        (AccountNotice::CitizenAccountEnding { closed, .. }, _) => citizen::account_ending(*closed, language),
        (AccountNotice::CitizenAccountErased, _) => citizen::account_erased(language),
        (AccountNotice::PacketsWait { .. }, Language::Vi) => PACKETS_WAIT_VI,
        (AccountNotice::PacketsWait { .. }, Language::En) => PACKETS_WAIT_EN,
        (AccountNotice::WebhookDisabled { .. }, Language::Vi) => WEBHOOK_OFF_VI,
        (AccountNotice::WebhookDisabled { .. }, Language::En) => WEBHOOK_OFF_EN,
    }
}

/// What a digest opens with; what it holds has a layout of its own.
const fn digest(title: &'static str, opening: &'static str, asked: &'static str) -> Words {
    Words { title, opening, asked, username: "", code: "", until: "" }
}

const DIGEST_VI: Words = digest(
    "Công việc sáng nay",
    "Kính gửi ông/bà tình hình văn bản trên bàn làm việc sáng nay.",
    "Đề nghị ông/bà mở từng văn bản để xử lý.",
);

const DIGEST_EN: Words = digest(
    "Your work this morning",
    "This is what lies on your desk this morning.",
    "Please open each document to handle it.",
);

const WEEKLY_VI: Words = digest(
    "Tình hình xử lý văn bản của các đơn vị",
    "Kính gửi ông/bà tình hình xử lý văn bản của các phòng, ban, đơn vị đến sáng nay.",
    "Kính đề nghị ông/bà xem xét, chỉ đạo, đôn đốc.",
);

const WEEKLY_EN: Words = digest(
    "How the departments stand",
    "This is how the documents in the departments' hands stand this morning.",
    "Please see where a word of yours is needed.",
);

const REPORT_VI: Words = Words {
    title: "Báo cáo tình hình giải quyết văn bản",
    opening: "Kính gửi ông/bà báo cáo tình hình giải quyết văn bản đến, văn bản đi trong tệp đính kèm.",
    asked: "Ông/bà nhận thư này theo đăng ký của mình, và có thể thôi nhận trong phần tùy chọn báo cáo.",
    username: "",
    code: "Kỳ báo cáo",
    until: "",
};

const REPORT_EN: Words = Words {
    title: "The report on how documents are handled",
    opening: "The report on incoming and outgoing documents is attached.",
    asked: "You get this because you have asked for it, and can end it where you have.",
    username: "",
    code: "Of",
    until: "",
};

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
    opening: "Vai trò, chức vụ hoặc thẩm quyền ký của ông/bà trên hệ thống vừa được thay đổi.",
    asked: "Nếu điều này không đúng, hãy báo ngay cho lãnh đạo và quản trị của cơ quan.",
    username: "Tên đăng nhập",
    code: "Được giao",
    until: "Thôi giữ",
};

const RIGHTS_EN: Words = Words {
    title: "Your rights have changed",
    opening: "Your roles, positions or capacities to sign were changed in the system.",
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

const WEBHOOK_OFF_VI: Words = Words {
    title: "Đã tắt một webhook",
    opening: "Hệ thống không còn gửi sự kiện đến webhook dưới đây.",
    asked: "Đề nghị ông/bà liên hệ đơn vị quản lý hệ thống nhận, rồi bật lại webhook. Những gì xảy ra trong lúc tắt không được gửi bù; hệ thống nhận đọc ở dòng sự kiện.",
    username: "",
    code: "Webhook",
    until: "Địa chỉ nhận",
};

const WEBHOOK_OFF_EN: Words = Words {
    title: "A webhook was turned off",
    opening: "Events are no longer sent to the webhook below.",
    asked: "Please talk to whoever runs the receiving system, and turn the webhook on again. What happens meanwhile is not sent later; the receiver reads it from the feed of events.",
    username: "",
    code: "Webhook",
    until: "Address",
};

const PACKETS_WAIT_VI: Words = Words {
    title: "Gói tin liên thông chờ văn thư quyết định",
    opening: "Có gói tin liên thông không tự nhận được, nơi gửi đề nghị thay đổi văn bản đã nhận, hoặc trạng thái xử lý không gửi được cho nơi gửi văn bản.",
    asked: "Đề nghị ông/bà mở danh sách gói tin chờ xử lý để đọc lại, đồng ý, từ chối hoặc bỏ qua từng gói tin, và gửi lại trạng thái chưa gửi được. Trong lúc chờ, nơi gửi chưa được trả lời.",
    username: "",
    code: "Số gói tin đang chờ",
    until: "Số trạng thái không gửi được",
};

const PACKETS_WAIT_EN: Words = Words {
    title: "Packets of the interchange wait for the registry",
    opening: "Packets of the interchange could not be taken in by themselves, ask to change a document that is here, or are statuses that could not be sent.",
    asked: "Please open the list of packets that were laid aside, and have each read again, agree to it, refuse it or discard it; and have the statuses sent again. Until then the other offices have no answer.",
    username: "",
    code: "Packets that wait",
    until: "Statuses that were not sent",
};

const NOT_GIVEN_BACK_VI: Words = Words {
    title: "Đề nghị thu hồi không được đồng ý",
    opening: "Nơi nhận không đồng ý trả lại văn bản dưới đây.",
    asked: "Văn bản vẫn được xử lý ở nơi nhận. Đề nghị ông/bà trao đổi trực tiếp với nơi nhận nếu vẫn cần thu hồi.",
    username: "",
    code: "Nơi nhận",
    until: "Văn bản",
};

const NOT_GIVEN_BACK_EN: Words = Words {
    title: "A recall was refused",
    opening: "The receiver does not give the document below back.",
    asked: "It goes on being handled there. Please talk to the receiver if you still need it back.",
    username: "",
    code: "To",
    until: "Document",
};

const GIVEN_BACK_VI: Words = Words {
    title: "Đề nghị thu hồi đã được đồng ý",
    opening: "Nơi nhận đã đồng ý trả lại văn bản dưới đây và thôi xử lý.",
    asked: "Ông/bà không cần làm gì thêm với nơi nhận này.",
    username: "",
    code: "Nơi nhận",
    until: "Văn bản",
};

const GIVEN_BACK_EN: Words = Words {
    title: "A recall was agreed to",
    opening: "The receiver gives the document below back and handles it no further.",
    asked: "Nothing more is to be done with this receiver.",
    username: "",
    code: "To",
    until: "Document",
};

const SENT_BACK_VI: Words = Words {
    title: "Nơi nhận không nhận văn bản",
    opening: "Nơi nhận đã từ chối hoặc trả lại văn bản dưới đây.",
    asked: "Đề nghị ông/bà xem lý do và cùng văn thư xử lý: đính chính, thay thế hoặc gửi lại theo cách khác.",
    username: "",
    code: "Nơi nhận",
    until: "Văn bản",
};

const SENT_BACK_EN: Words = Words {
    title: "A receiver has not taken a document",
    opening: "The receiver has refused the document below, or sent it back.",
    asked: "Please read the reason and see to it with the registry: correct it, replace it, or send it another way.",
    username: "",
    code: "To",
    until: "Document",
};

const PASSWORD_GIVEN_VI: Words = Words {
    title: "Quản trị đã đặt lại mật khẩu của ông/bà",
    opening: "Quản trị vừa đặt mật khẩu mới cho tài khoản dưới đây; mọi phiên đăng nhập của tài khoản đã kết thúc.",
    asked: "Ông/bà nhận mật khẩu mới từ quản trị và đổi ngay khi đăng nhập. Nếu ông/bà không đề nghị việc này, hãy báo ngay cho lãnh \
            đạo cơ quan.",
    username: "Tên đăng nhập",
    code: "",
    until: "",
};

const PASSWORD_GIVEN_EN: Words = Words {
    title: "An administrator has reset your password",
    opening: "An administrator has set a new password for the account below; all its sessions have ended.",
    asked: "You get the new password from them; change it when you sign in. If you did not ask for this, tell a leader of the agency at \
            once.",
    username: "User name",
    code: "",
    until: "",
};

const FACTOR_ENDED_VI: Words = Words {
    title: "Quản trị đã tắt xác thực hai bước của ông/bà",
    opening: "Quản trị vừa tắt xác thực hai bước của tài khoản dưới đây; mọi phiên đăng nhập của tài khoản đã kết thúc.",
    asked: "Hãy đăng nhập và bật lại xác thực hai bước. Nếu ông/bà không đề nghị việc này, hãy báo ngay cho lãnh đạo cơ quan.",
    username: "Tên đăng nhập",
    code: "",
    until: "",
};

const FACTOR_ENDED_EN: Words = Words {
    title: "An administrator has ended your second factor",
    opening: "An administrator has turned the second factor of the account below off; all its sessions have ended.",
    asked: "Please sign in and turn it on again. If you did not ask for this, tell a leader of the agency at once.",
    username: "User name",
    code: "",
    until: "",
};

const ADDRESS_VI: Words = Words {
    title: "Địa chỉ thư của ông/bà đã thay đổi",
    opening: "Từ nay thư báo của hệ thống cho tài khoản dưới đây được gửi đến địa chỉ mới. Thư này gửi đến cả địa chỉ cũ và địa chỉ mới.",
    asked: "Nếu điều này không đúng, hãy báo ngay cho lãnh đạo và quản trị của cơ quan.",
    username: "Tên đăng nhập",
    code: "Địa chỉ mới",
    until: "Địa chỉ cũ",
};

const ADDRESS_EN: Words = Words {
    title: "Your mail address has changed",
    opening: "From now on the system's mails for the account below go to the new address. This mail goes to both.",
    asked: "If this is wrong, tell a leader and an administrator of the agency at once.",
    username: "User name",
    code: "New address",
    until: "Old address",
};

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
