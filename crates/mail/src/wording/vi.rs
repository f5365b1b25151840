//! Tiếng Việt. Lời văn của từng loại thư báo; người làm văn phòng đọc và sửa được ở đây.

use domain::notice::NoticeKind as K;

use super::{Strings, Wording};

const DUE: &str = "Hạn xử lý";
const OPEN: &str = "Mở văn bản";
const DIRECTION: &str = "Ý kiến chỉ đạo";
const REASON: &str = "Lý do";
const WORDS: &str = "Nội dung";

pub(super) const STRINGS: Strings = Strings {
    system: "Hệ thống quản lý văn bản",
    dear: "Kính gửi ông/bà",
    dear_outside: "Kính gửi:",
    arrival: "Số đến",
    author: "Tác giả",
    notation: "Số, ký hiệu",
    issued_on: "Ngày văn bản",
    subject: "Trích yếu",
    from: "Người chuyển",
    instead_of: "thay",
    for_whom: "Ông/bà nhận thay",
    vietnam_time: "(giờ Việt Nam)",
    or_copy: "Nếu không bấm được, xin mở địa chỉ:",
    automatic: "Thư này do hệ thống quản lý văn bản gửi tự động.",
    no_reply: "Xin không trả lời thư này.",
    secret_title: "Ông/bà có một văn bản cần xử lý",
    secret_asked: "Đề nghị ông/bà đăng nhập hệ thống theo liên kết dưới đây để xem và xử lý.",
    secret_button: "Đăng nhập để xem",
    secret_outside_title: "Thông báo về văn bản đã gửi",
    secret_outside_asked: "Có thông báo về một văn bản do nơi gửi chuyển đến. Đề nghị nơi gửi liên hệ trực tiếp với văn thư cơ quan.",
    office: "Văn phòng",
    person_prefix: "Ông/Bà ",
    subject_arrival: "số đến",
    nameless: "văn bản chưa có trích yếu",
};

const fn words(title: &'static str, opening: &'static str, asked: &'static str) -> Wording {
    Wording { title, opening, asked, quote: WORDS, due: DUE, button: OPEN, about: "" }
}

#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
pub(super) const fn wording(kind: K) -> Wording {
    match kind {
        K::Arrived => words(
            "Văn bản mới, chờ vào sổ",
            "Cơ quan vừa nhận được văn bản dưới đây; văn bản chưa được đăng ký vào sổ.",
            "Đề nghị ông/bà kiểm tra, tiếp nhận và đăng ký vào sổ văn bản đến.",
        ),
        K::Presented => Wording {
            quote: "Ý kiến trình",
            button: "Mở văn bản và cho ý kiến",
            ..words(
                "Trình xin ý kiến chỉ đạo",
                "{{ who }} kính trình ông/bà văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, cho ý kiến chỉ đạo, phân công xử lý.",
            )
        },
        K::GivenPrimary => Wording {
            quote: DIRECTION,
            ..words(
                "Chủ trì xử lý",
                "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để chủ trì xử lý.",
                "Đề nghị ông/bà chủ trì, phối hợp với các đơn vị, cá nhân liên quan xử lý văn bản và báo cáo kết quả{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::GivenSupporting => Wording {
            quote: DIRECTION,
            ..words(
                "Phối hợp xử lý",
                "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để phối hợp xử lý.",
                "Đề nghị ông/bà gửi ý kiến phối hợp đến đơn vị, cá nhân chủ trì{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::GivenInformed => words(
            "Văn bản để biết",
            "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để biết.",
            "Đề nghị ông/bà xem và xác nhận đã nhận; ông/bà không phải xử lý.",
        ),
        K::GivenMonitor => Wording {
            quote: DIRECTION,
            ..words(
                "Theo dõi, đôn đốc",
                "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để theo dõi, đôn đốc.",
                "Đề nghị ông/bà theo dõi tiến độ và đôn đốc các đơn vị, cá nhân được giao xử lý{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::ResultToApprove => Wording {
            quote: "Kết quả xử lý",
            button: "Xem và duyệt kết quả",
            ..words(
                "Kết quả chờ duyệt",
                "{{ who }} đã trình kết quả xử lý văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, phê duyệt hoặc cho ý kiến để hoàn thiện.",
            )
        },
        K::Approved => Wording {
            quote: "Ý kiến của người duyệt",
            ..words(
                "Kết quả đã được duyệt",
                "{{ who }} đã duyệt kết quả xử lý văn bản dưới đây.",
                "Đề nghị ông/bà hoàn thiện và lưu hồ sơ công việc theo quy định.",
            )
        },
        K::ApprovedByUnit => Wording {
            quote: "Ý kiến của người duyệt",
            ..words(
                "Đơn vị đã duyệt, chờ lãnh đạo",
                "{{ who }} đã duyệt kết quả xử lý văn bản dưới đây và trình lãnh đạo phê duyệt.",
                "Ông/bà chưa phải làm gì thêm; ý kiến của lãnh đạo sẽ được báo sau.",
            )
        },
        K::Completed => Wording {
            quote: "Kết quả",
            ..words(
                "Đã hoàn thành",
                "Việc xử lý văn bản dưới đây đã hoàn thành.",
                "Thư này gửi để ông/bà biết; ông/bà không phải xử lý thêm.",
            )
        },
        K::Rejected => Wording {
            quote: REASON,
            ..words(
                "Kết quả chưa được duyệt",
                "{{ who }} chưa duyệt kết quả xử lý văn bản dưới đây.",
                "Đề nghị ông/bà chỉnh sửa, bổ sung theo lý do nêu trên và trình lại{% if due %} trước hạn xử lý{% endif %}.",
            )
        },
        K::GivenBack => Wording {
            quote: REASON,
            ..words(
                "Văn bản được trả lại",
                "{{ who }} đã chuyển trả ông/bà văn bản dưới đây.",
                "Đề nghị ông/bà xem lý do và quyết định việc xử lý tiếp theo.",
            )
        },
        K::SendBack => Wording {
            quote: REASON,
            ..words(
                "Trả lại nơi gửi",
                "{{ who }} quyết định trả lại nơi gửi văn bản dưới đây.",
                "Đề nghị ông/bà gửi trả văn bản và thông báo lý do cho nơi gửi.",
            )
        },
        K::TakenAway => Wording {
            quote: REASON,
            ..words(
                "Kết thúc phần việc được giao",
                "Phần việc giao ông/bà đối với văn bản dưới đây đã kết thúc hoặc đã chuyển người khác xử lý.",
                "Ông/bà không phải xử lý tiếp văn bản này.",
            )
        },
        K::Amended => Wording {
            quote: DIRECTION,
            ..words(
                "Điều chỉnh chỉ đạo, hạn xử lý",
                "{{ who }} đã điều chỉnh ý kiến chỉ đạo hoặc hạn xử lý đối với văn bản dưới đây.",
                "Đề nghị ông/bà thực hiện theo nội dung đã điều chỉnh.",
            )
        },
        K::DeadlineMoved => Wording {
            quote: "Hạn cũ, hạn mới và lý do",
            due: "Hạn xử lý mới",
            ..words(
                "Hạn xử lý đã thay đổi theo lịch làm việc",
                "Lịch làm việc của cơ quan đã thay đổi; hạn xử lý văn bản dưới đây được tính lại.",
                "Đề nghị ông/bà thực hiện theo hạn mới.",
            )
        },
        K::OpinionGiven => Wording {
            quote: "Ý kiến phối hợp",
            ..words(
                "Đã có ý kiến phối hợp",
                "{{ who }} đã gửi ý kiến phối hợp xử lý văn bản dưới đây.",
                "Đề nghị ông/bà xem xét, tổng hợp trong quá trình xử lý.",
            )
        },
        K::Reminder => Wording {
            quote: "Nội dung đôn đốc",
            ..words(
                "Đôn đốc xử lý",
                "{{ who }} đề nghị ông/bà khẩn trương xử lý văn bản dưới đây.",
                "Đề nghị ông/bà xử lý, cập nhật kết quả trong thời gian sớm nhất; nếu có vướng mắc, xin báo cáo ngay.",
            )
        },
        K::DueSoon => words(
            "Sắp đến hạn xử lý",
            "Văn bản dưới đây sắp đến hạn xử lý.",
            "Đề nghị ông/bà sắp xếp hoàn thành đúng hạn; nếu có vướng mắc, xin báo cáo hoặc đề nghị gia hạn trước khi hết hạn.",
        ),
        K::DueNow => words(
            "Đến hạn xử lý",
            "Văn bản dưới đây đã đến hạn xử lý.",
            "Đề nghị ông/bà hoàn thành và cập nhật kết quả ngay; nếu chưa xong, xin báo cáo lý do.",
        ),
        K::Overdue => Wording {
            due: "Hạn xử lý (đã qua)",
            ..words(
                "Quá hạn xử lý",
                "Văn bản dưới đây đã quá hạn xử lý mà chưa có kết quả.",
                "Đề nghị ông/bà khẩn trương xử lý, cập nhật kết quả và báo cáo lý do chậm.",
            )
        },
        K::OverdueElsewhere => Wording {
            about: "Nơi đang xử lý",
            due: "Hạn xử lý (đã qua)",
            ..words(
                "Báo cáo văn bản quá hạn",
                "Văn bản dưới đây đã quá hạn xử lý mà nơi được giao chưa hoàn thành.",
                "Kính báo để ông/bà biết, xem xét và đôn đốc.",
            )
        },
        K::ApprovalDueSoon => Wording {
            button: "Xem và duyệt kết quả",
            ..words(
                "Sắp đến hạn duyệt kết quả",
                "Kết quả xử lý văn bản dưới đây đang chờ ông/bà duyệt và sắp đến hạn.",
                "Kính đề nghị ông/bà xem xét, duyệt.",
            )
        },
        K::ApprovalDueNow => Wording {
            button: "Xem và duyệt kết quả",
            ..words(
                "Đến hạn duyệt kết quả",
                "Kết quả xử lý văn bản dưới đây đang chờ ông/bà duyệt và đã đến hạn.",
                "Kính đề nghị ông/bà xem xét, duyệt.",
            )
        },
        K::ApprovalOverdue => Wording {
            button: "Xem và duyệt kết quả",
            due: "Hạn xử lý (đã qua)",
            ..words(
                "Quá hạn duyệt kết quả",
                "Kết quả xử lý văn bản dưới đây đang chờ ông/bà duyệt và đã quá hạn.",
                "Kính đề nghị ông/bà xem xét, duyệt.",
            )
        },
        K::ExtensionAsked => Wording {
            quote: "Lý do đề nghị",
            due: "Đề nghị gia hạn đến",
            button: "Mở văn bản và trả lời",
            ..words(
                "Đề nghị gia hạn",
                "{{ who }} đề nghị gia hạn xử lý văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, đồng ý hoặc không đồng ý gia hạn.",
            )
        },
        K::ExtensionGranted => Wording {
            due: "Hạn xử lý mới",
            ..words(
                "Đã được gia hạn",
                "{{ who }} đã đồng ý gia hạn xử lý văn bản dưới đây.",
                "Đề nghị ông/bà hoàn thành xử lý theo hạn mới.",
            )
        },
        K::ExtensionRefused => Wording {
            quote: REASON,
            ..words(
                "Không được gia hạn",
                "{{ who }} không đồng ý gia hạn xử lý văn bản dưới đây.",
                "Đề nghị ông/bà hoàn thành xử lý theo hạn đã giao.",
            )
        },
        K::Reopened => Wording {
            quote: REASON,
            ..words(
                "Mở lại để xử lý tiếp",
                "{{ who }} đã mở lại văn bản dưới đây và chuyển ông/bà xử lý tiếp.",
                "Đề nghị ông/bà xem lý do mở lại và tiếp tục xử lý{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::LookGranted => Wording {
            about: "Người được xem",
            quote: "Lý do cho phép",
            due: "Được xem đến",
            ..words(
                "Cho phép quản trị xem văn bản",
                "{{ who }} đã cho phép quản trị xem văn bản dưới đây trong thời hạn nêu trong thư.",
                "Thư này gửi để ông/bà biết; mỗi lần xem đều được ghi lại.",
            )
        },
        K::HandedOver => Wording {
            about: "Người bàn giao",
            quote: "Lý do bàn giao",
            ..words(
                "Nhận bàn giao",
                "{{ who }} đã bàn giao văn bản dưới đây để ông/bà tiếp tục xử lý.",
                "Đề nghị ông/bà tiếp nhận và xử lý phần việc được bàn giao{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::Paused => Wording {
            quote: REASON,
            ..words(
                "Tạm dừng xử lý",
                "{{ who }} đã cho tạm dừng việc xử lý văn bản dưới đây.",
                "Ông/bà chưa phải xử lý cho đến khi có thông báo tiếp tục.",
            )
        },
        K::Resumed => Wording {
            quote: REASON,
            ..words(
                "Tiếp tục xử lý",
                "{{ who }} đã cho tiếp tục việc xử lý văn bản dưới đây.",
                "Đề nghị ông/bà tiếp tục xử lý{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::RecallAsked => Wording {
            quote: "Lý do thu hồi",
            button: "Mở văn bản và trả lời",
            ..words(
                "Nơi gửi đề nghị thu hồi",
                "Nơi gửi đề nghị thu hồi văn bản dưới đây.",
                "Đề nghị ông/bà báo cáo người có thẩm quyền và trả lời nơi gửi: đồng ý hoặc không đồng ý thu hồi.",
            )
        },
        K::Recalled => Wording {
            quote: "Lý do thu hồi",
            ..words(
                "Văn bản đã được thu hồi",
                "Nơi gửi đã thu hồi văn bản dưới đây.",
                "Đề nghị ông/bà dừng xử lý và không sử dụng văn bản này.",
            )
        },
        K::Commented => Wording {
            quote: "Ý kiến trao đổi",
            ..words(
                "Ý kiến trao đổi mới",
                "{{ who }} có ý kiến trao đổi về văn bản dưới đây.",
                "Đề nghị ông/bà xem và trả lời khi cần.",
            )
        },
        K::Answered => Wording {
            quote: "Văn bản trả lời",
            ..words(
                "Đã có văn bản trả lời",
                "Văn bản dưới đây đã được trả lời bằng văn bản đi.",
                "Đề nghị ông/bà kiểm tra và hoàn tất việc xử lý.",
            )
        },
        K::RefusedToSender => Wording {
            quote: REASON,
            ..words(
                "Không tiếp nhận văn bản",
                "{{ agency }} xin thông báo: văn bản dưới đây không được tiếp nhận.",
                "Đề nghị nơi gửi xem lý do, chỉnh sửa và gửi lại nếu cần.",
            )
        },
        K::ReturnedToSender => Wording {
            quote: REASON,
            ..words(
                "Trả lại văn bản",
                "{{ agency }} xin trả lại nơi gửi văn bản dưới đây.",
                "Đề nghị nơi gửi xem lý do và xử lý theo quy định.",
            )
        },
    }
}
