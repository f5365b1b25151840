//! Tiếng Việt. Lời văn của từng loại thư báo; người làm văn phòng đọc và sửa được ở đây.
//! Tên gọi của từng loại ở crates/domain/src/notice/name.rs.

use domain::notice::NoticeKind as K;

use super::{Strings, Wording};

pub(super) mod dossier;

const DUE: &str = "Hạn xử lý";
pub(super) const OPEN: &str = "Mở văn bản";
const DIRECTION: &str = "Ý kiến chỉ đạo";
const REASON: &str = "Lý do";
const WORDS: &str = "Nội dung";

pub(super) const STRINGS: Strings = Strings {
    system: "Hệ thống quản lý văn bản",
    dear: "Kính gửi ông/bà",
    dear_outside: "Kính gửi:",
    dear_citizen: "Kính gửi",
    arrival: "Số đến",
    author: "Tác giả",
    notation: "Số, ký hiệu",
    issued_on: "Ngày văn bản",
    subject: "Trích yếu",
    procedure: "Thủ tục",
    code: "Mã hồ sơ",
    owner: "Chủ hồ sơ",
    step: "Bước",
    look_up: "Mã tra cứu",
    look_up_button: "Tra cứu hồ sơ",
    from: "Người chuyển",
    instead_of: "thay",
    for_whom: "Ông/bà nhận thay",
    vietnam_time: "(giờ Việt Nam)",
    or_copy: "Nếu không bấm được, xin mở địa chỉ:",
    automatic: "Thư này do hệ thống quản lý văn bản gửi tự động.",
    by_registry: "Thư này do văn thư cơ quan gửi qua hệ thống quản lý văn bản.",
    reply_by: "Hạn trả lời",
    enclosed: "Tệp kèm theo",
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
    together: "việc mới",
    together_opening: "Có những việc mới về văn bản dưới đây.",
    together_events: "Theo thứ tự thời gian",
    beside_events: "Ngoài ra, về cùng văn bản này",
    below: " dưới đây",
    this: " này",
};

const fn words(title: &'static str, opening: &'static str, asked: &'static str) -> Wording {
    Wording { title, opening, asked, quote: WORDS, due: DUE, button: OPEN, about: "" }
}

#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
pub(super) const fn wording(kind: K) -> Wording {
    let name = kind.vietnamese();
    match kind {
        K::Arrived => words(
            name,
            "Cơ quan vừa nhận được văn bản dưới đây; văn bản chưa được đăng ký vào sổ.",
            "Đề nghị ông/bà kiểm tra, tiếp nhận và đăng ký vào sổ văn bản đến.",
        ),
        K::Presented => Wording {
            quote: "Ý kiến trình",
            button: "Mở văn bản và cho ý kiến",
            ..words(
                name,
                "{{ who }} kính trình ông/bà văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, cho ý kiến chỉ đạo, phân công xử lý.",
            )
        },
        K::GivenPrimary => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để chủ trì xử lý.",
                "Đề nghị ông/bà chủ trì, phối hợp với các đơn vị, cá nhân liên quan xử lý văn bản và báo cáo kết quả{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::GivenSupporting => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để phối hợp xử lý.",
                "Đề nghị ông/bà gửi ý kiến phối hợp đến đơn vị, cá nhân chủ trì{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::GivenInformed => words(
            name,
            "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để biết.",
            "Đề nghị ông/bà xem và xác nhận đã nhận; ông/bà không phải xử lý.",
        ),
        K::GivenMonitor => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà văn bản dưới đây để theo dõi, đôn đốc.",
                "Đề nghị ông/bà theo dõi tiến độ và đôn đốc các đơn vị, cá nhân được giao xử lý{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::ResultToApprove => Wording {
            quote: "Kết quả xử lý",
            button: "Xem và duyệt kết quả",
            ..words(
                name,
                "{{ who }} đã trình kết quả xử lý văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, phê duyệt hoặc cho ý kiến để hoàn thiện.",
            )
        },
        K::Approved => Wording {
            quote: "Ý kiến của người duyệt",
            ..words(
                name,
                "{{ who }} đã duyệt kết quả xử lý văn bản dưới đây.",
                "Đề nghị ông/bà hoàn thiện và lưu hồ sơ công việc theo quy định.",
            )
        },
        K::ApprovedByUnit => Wording {
            quote: "Ý kiến của người duyệt",
            ..words(
                name,
                "{{ who }} đã duyệt kết quả xử lý văn bản dưới đây và trình lãnh đạo phê duyệt.",
                "Ông/bà chưa phải làm gì thêm; ý kiến của lãnh đạo sẽ được báo sau.",
            )
        },
        K::Completed => Wording {
            quote: "Kết quả",
            ..words(
                name,
                "Việc xử lý văn bản dưới đây đã hoàn thành.",
                "Thư này gửi để ông/bà biết; ông/bà không phải xử lý thêm.",
            )
        },
        K::Rejected => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} chưa duyệt kết quả xử lý văn bản dưới đây.",
                "Đề nghị ông/bà chỉnh sửa, bổ sung theo lý do nêu trên và trình lại{% if due %} trước hạn xử lý{% endif %}.",
            )
        },
        K::GivenBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã chuyển trả ông/bà văn bản dưới đây.",
                "Đề nghị ông/bà xem lý do và quyết định việc xử lý tiếp theo.",
            )
        },
        K::SendBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} quyết định trả lại nơi gửi văn bản dưới đây.",
                "Đề nghị ông/bà gửi trả văn bản và thông báo lý do cho nơi gửi.",
            )
        },
        K::TakenAway => Wording {
            quote: REASON,
            ..words(
                name,
                "Phần việc giao ông/bà đối với văn bản dưới đây đã kết thúc hoặc đã chuyển người khác xử lý.",
                "Ông/bà không phải xử lý tiếp văn bản này.",
            )
        },
        K::Amended => Wording {
            quote: DIRECTION,
            ..words(
                name,
                "{{ who }} đã điều chỉnh ý kiến chỉ đạo hoặc hạn xử lý đối với văn bản dưới đây.",
                "Đề nghị ông/bà thực hiện theo nội dung đã điều chỉnh.",
            )
        },
        K::DeadlineMoved => Wording {
            quote: "Hạn cũ, hạn mới và lý do",
            due: "Hạn xử lý mới",
            ..words(
                name,
                "Lịch làm việc của cơ quan đã thay đổi; hạn xử lý văn bản dưới đây được tính lại.",
                "Đề nghị ông/bà thực hiện theo hạn mới.",
            )
        },
        K::OpinionGiven => Wording {
            quote: "Ý kiến phối hợp",
            ..words(
                name,
                "{{ who }} đã gửi ý kiến phối hợp xử lý văn bản dưới đây.",
                "Đề nghị ông/bà xem xét, tổng hợp trong quá trình xử lý.",
            )
        },
        K::Reminder => Wording {
            quote: "Nội dung đôn đốc",
            ..words(
                name,
                "{{ who }} đề nghị ông/bà khẩn trương xử lý văn bản dưới đây.",
                "Đề nghị ông/bà xử lý, cập nhật kết quả trong thời gian sớm nhất; nếu có vướng mắc, xin báo cáo ngay.",
            )
        },
        K::DueSoon => words(
            name,
            "Văn bản dưới đây sắp đến hạn xử lý.",
            "Đề nghị ông/bà sắp xếp hoàn thành đúng hạn; nếu có vướng mắc, xin báo cáo hoặc đề nghị gia hạn trước khi hết hạn.",
        ),
        K::DueNow => words(
            name,
            "Văn bản dưới đây đã đến hạn xử lý.",
            "Đề nghị ông/bà hoàn thành và cập nhật kết quả ngay; nếu chưa xong, xin báo cáo lý do.",
        ),
        K::Overdue => Wording {
            due: "Hạn xử lý (đã qua)",
            ..words(
                name,
                "Văn bản dưới đây đã quá hạn xử lý mà chưa có kết quả.",
                "Đề nghị ông/bà khẩn trương xử lý, cập nhật kết quả và báo cáo lý do chậm.",
            )
        },
        K::OverdueElsewhere => Wording {
            about: "Nơi đang xử lý",
            due: "Hạn xử lý (đã qua)",
            ..words(
                name,
                "Văn bản dưới đây đã quá hạn xử lý mà nơi được giao chưa hoàn thành.",
                "Kính báo để ông/bà biết, xem xét và đôn đốc.",
            )
        },
        K::ApprovalDueSoon => Wording {
            button: "Xem và duyệt kết quả",
            ..words(
                name,
                "Kết quả xử lý văn bản dưới đây đang chờ ông/bà duyệt và sắp đến hạn.",
                "Kính đề nghị ông/bà xem xét, duyệt.",
            )
        },
        K::ApprovalDueNow => Wording {
            button: "Xem và duyệt kết quả",
            ..words(
                name,
                "Kết quả xử lý văn bản dưới đây đang chờ ông/bà duyệt và đã đến hạn.",
                "Kính đề nghị ông/bà xem xét, duyệt.",
            )
        },
        K::ApprovalOverdue => Wording {
            button: "Xem và duyệt kết quả",
            due: "Hạn xử lý (đã qua)",
            ..words(
                name,
                "Kết quả xử lý văn bản dưới đây đang chờ ông/bà duyệt và đã quá hạn.",
                "Kính đề nghị ông/bà xem xét, duyệt.",
            )
        },
        K::ExtensionAsked => Wording {
            quote: "Lý do đề nghị",
            due: "Đề nghị gia hạn đến",
            button: "Mở văn bản và trả lời",
            ..words(
                name,
                "{{ who }} đề nghị gia hạn xử lý văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, đồng ý hoặc không đồng ý gia hạn.",
            )
        },
        K::ExtensionGranted => Wording {
            due: "Hạn xử lý mới",
            ..words(
                name,
                "{{ who }} đã đồng ý gia hạn xử lý văn bản dưới đây.",
                "Đề nghị ông/bà hoàn thành xử lý theo hạn mới.",
            )
        },
        K::ExtensionRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} không đồng ý gia hạn xử lý văn bản dưới đây.",
                "Đề nghị ông/bà hoàn thành xử lý theo hạn đã giao.",
            )
        },
        K::Reopened => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã mở lại văn bản dưới đây và chuyển ông/bà xử lý tiếp.",
                "Đề nghị ông/bà xem lý do mở lại và tiếp tục xử lý{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::LookGranted => Wording {
            about: "Người được xem",
            quote: "Lý do cho phép",
            due: "Được xem đến",
            ..words(
                name,
                "{{ who }} đã cho phép quản trị xem văn bản dưới đây trong thời hạn nêu trong thư.",
                "Thư này gửi để ông/bà biết; mỗi lần xem đều được ghi lại.",
            )
        },
        K::HandedOver => Wording {
            about: "Người bàn giao",
            quote: "Lý do bàn giao",
            ..words(
                name,
                "{{ who }} đã bàn giao văn bản dưới đây để ông/bà tiếp tục xử lý.",
                "Đề nghị ông/bà tiếp nhận và xử lý phần việc được bàn giao{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::Paused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã cho tạm dừng việc xử lý văn bản dưới đây.",
                "Ông/bà chưa phải xử lý cho đến khi có thông báo tiếp tục.",
            )
        },
        K::Resumed => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã cho tiếp tục việc xử lý văn bản dưới đây.",
                "Đề nghị ông/bà tiếp tục xử lý{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::PausedElsewhere => Wording {
            quote: REASON,
            due: "Hạn xử lý (đang tạm dừng)",
            ..words(
                name,
                "{{ who }} đã cho tạm dừng việc xử lý văn bản dưới đây; trong thời gian đó hạn xử lý không tính và sẽ lùi theo.",
                "Kính báo để ông/bà biết; nếu không đồng ý, người đã giao việc có thể cho tiếp tục xử lý.",
            )
        },
        K::ResumedElsewhere => Wording {
            quote: REASON,
            due: "Hạn xử lý mới",
            ..words(
                name,
                "{{ who }} đã cho tiếp tục việc xử lý văn bản dưới đây; hạn xử lý được lùi theo thời gian đã tạm dừng.",
                "Kính báo để ông/bà biết, theo dõi theo hạn nêu trong thư.",
            )
        },
        K::LeaderAway => Wording {
            about: "Lãnh đạo vắng mặt",
            ..words(
                name,
                "Văn bản hỏa tốc dưới đây đang chờ một lãnh đạo vắng mặt, và chưa có người có mặt để nhận xử lý.",
                "Đề nghị ông/bà báo cáo lãnh đạo cơ quan để cử người xử lý ngay.",
            )
        },
        K::RecallAsked => Wording {
            quote: "Lý do thu hồi",
            button: "Mở văn bản và trả lời",
            ..words(
                name,
                "Nơi gửi đề nghị thu hồi văn bản dưới đây.",
                "Đề nghị ông/bà báo cáo người có thẩm quyền và trả lời nơi gửi: đồng ý hoặc không đồng ý thu hồi.",
            )
        },
        K::Recalled => Wording {
            quote: "Lý do thu hồi",
            ..words(
                name,
                "Nơi gửi đã thu hồi văn bản dưới đây.",
                "Đề nghị ông/bà dừng xử lý và không sử dụng văn bản này.",
            )
        },
        K::Commented => Wording {
            quote: "Ý kiến trao đổi",
            ..words(name, "{{ who }} có ý kiến trao đổi về văn bản dưới đây.", "Đề nghị ông/bà xem và trả lời khi cần.")
        },
        K::Answered => Wording {
            quote: "Văn bản trả lời",
            ..words(
                name,
                "Văn bản dưới đây đã được trả lời bằng văn bản đi.",
                "Đề nghị ông/bà kiểm tra và hoàn tất việc xử lý.",
            )
        },
        K::RefusedToSender => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} xin thông báo: văn bản dưới đây không được tiếp nhận.",
                "Đề nghị nơi gửi xem lý do, chỉnh sửa và gửi lại nếu cần.",
            )
        },
        K::ReturnedToSender => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} xin trả lại nơi gửi văn bản dưới đây.",
                "Đề nghị nơi gửi xem lý do và xử lý theo quy định.",
            )
        },
        K::DraftToReview => Wording {
            quote: "Lời trình",
            button: "Xem và duyệt dự thảo",
            ..words(
                name,
                "{{ who }} trình ông/bà dự thảo văn bản dưới đây để kiểm tra nội dung.",
                "Đề nghị ông/bà xem xét, duyệt nội dung hoặc trả lại kèm lý do.",
            )
        },
        K::DraftToCheck => Wording {
            quote: "Ý kiến kèm theo",
            button: "Kiểm tra thể thức",
            ..words(
                name,
                "{{ who }} đã duyệt nội dung dự thảo văn bản dưới đây và chuyển kiểm tra thể thức, kỹ thuật trình bày.",
                "Đề nghị ông/bà kiểm tra, trình ký hoặc trả lại kèm lý do.",
            )
        },
        K::DraftToSign => Wording {
            quote: "Lời trình",
            button: "Mở văn bản và ký",
            ..words(
                name,
                "{{ who }} kính trình ông/bà ký văn bản dưới đây.",
                "Kính đề nghị ông/bà xem xét, ký hoặc trả lại kèm lý do. Việc ký không thực hiện bằng trả lời thư này.",
            )
        },
        K::SignerAway => Wording {
            quote: "Lời trình",
            button: "Mở văn bản",
            ..words(
                name,
                "{{ who }} đã trình văn bản dưới đây để ký, trong khi người ký đang vắng mặt.",
                "Ông/bà không ký thay người vắng mặt được. Nếu không chờ được, đề nghị ông/bà trả lại kèm lý do, để trình người khác có thẩm quyền ký.",
            )
        },
        K::DraftReturned => Wording {
            quote: REASON,
            button: "Mở dự thảo",
            ..words(
                name,
                "{{ who }} đã trả lại dự thảo văn bản dưới đây.",
                "Đề nghị ông/bà chỉnh sửa theo lý do nêu trên và trình lại.",
            )
        },
        K::DraftCancelled => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã hủy dự thảo văn bản dưới đây.",
                "Thư này gửi để ông/bà biết; ông/bà không phải xử lý thêm.",
            )
        },
        K::DraftingGiven => Wording {
            quote: REASON,
            button: "Mở dự thảo",
            ..words(
                name,
                "{{ who }} giao ông/bà soạn thảo văn bản dưới đây.",
                "Đề nghị ông/bà tiếp tục soạn thảo và trình duyệt.",
            )
        },
        K::SignedToIssue => Wording {
            due: "Hạn cấp số",
            button: "Mở văn bản và cấp số",
            ..words(
                name,
                "Văn bản dưới đây đã được ký.",
                "Đề nghị ông/bà cấp số, đóng dấu và phát hành: văn bản khẩn ngay sau khi ký, văn bản khác trong ngày, chậm nhất trong ngày làm việc tiếp theo.",
            )
        },
        K::NumberGiven => Wording {
            quote: "Cần xem lại",
            ..words(
                name,
                "Văn bản dưới đây do ông/bà soạn thảo đã được cấp số.",
                "Thư này gửi để ông/bà biết; văn thư sẽ đóng dấu, phát hành.",
            )
        },
        K::NumberVoided => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã hủy số của văn bản dưới đây; dòng trong sổ đăng ký được giữ lại.",
                "Đề nghị ông/bà xem lý do; nếu vẫn cần ban hành, xin soạn dự thảo mới.",
            )
        },
        K::IssuedForYou => Wording {
            quote: "Gửi",
            button: "Mở văn bản",
            ..words(
                name,
                "Văn bản dưới đây đã được phát hành và gửi đến ông/bà.",
                "Đề nghị ông/bà xem, xác nhận đã nhận và xử lý theo mục đích gửi nêu trên.",
            )
        },
        K::IssuedRecalled => Wording {
            quote: "Lý do thu hồi",
            ..words(
                name,
                "{{ who }} đã thu hồi văn bản phát hành dưới đây.",
                "Đề nghị ông/bà không sử dụng văn bản này.",
            )
        },
        K::IssuedReplaced => Wording {
            quote: "Thay thế bởi",
            ..words(
                name,
                "Văn bản dưới đây đã được một văn bản ban hành sau thay thế.",
                "Đề nghị ông/bà không sử dụng văn bản này nữa và thực hiện theo văn bản thay thế.",
            )
        },
        K::IssuedAmended => Wording {
            quote: "Sửa đổi, bổ sung bởi",
            ..words(
                name,
                "Văn bản dưới đây đã được một văn bản ban hành sau sửa đổi, bổ sung.",
                "Đề nghị ông/bà thực hiện văn bản này cùng với văn bản sửa đổi, bổ sung.",
            )
        },
        K::IssuedCorrected => Wording {
            quote: "Đính chính bởi",
            ..words(
                name,
                "Văn bản dưới đây đã được đính chính bằng công văn.",
                "Đề nghị ông/bà sử dụng văn bản này theo nội dung đã đính chính.",
            )
        },
        K::RelationTakenBack => Wording {
            quote: "Văn bản đã hủy số",
            ..words(
                name,
                "Số của văn bản thay thế, sửa đổi, bổ sung hoặc đính chính văn bản dưới đây đã bị hủy.",
                "Văn bản dưới đây có giá trị như trước; đề nghị ông/bà tiếp tục thực hiện.",
            )
        },
        K::DeliveryRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "Một nơi nhận đã từ chối hoặc trả lại văn bản dưới đây.",
                "Đề nghị ông/bà xem lý do và quyết định việc xử lý tiếp theo.",
            )
        },
        K::MailFailed => Wording {
            quote: "Nơi nhận, lý do",
            ..words(
                name,
                "Thư điện tử gửi văn bản dưới đây không đến được nơi nhận.",
                "Đề nghị ông/bà kiểm tra địa chỉ thư điện tử của nơi nhận và gửi lại văn bản bằng cách khác, chẳng hạn qua bưu điện.",
            )
        },
        K::IssuedToOutside => words(
            name,
            "{{ agency }} trân trọng gửi văn bản dưới đây, kèm theo thư này.",
            "{% if purpose == 'to_report' %}Kính gửi Quý cơ quan, đơn vị để báo cáo. Kính đề nghị Quý cơ quan, đơn vị{% elif purpose == 'to_know' %}Kính gửi Quý cơ quan, đơn vị để biết. Kính đề nghị Quý cơ quan, đơn vị{% else %}Kính đề nghị Quý cơ quan, đơn vị tiếp nhận, xử lý văn bản và{% endif %} báo lại cho cơ quan gửi là đã nhận được.",
        ),
        K::RecallToOutside => Wording {
            quote: "Lý do thu hồi",
            ..words(
                name,
                "{{ agency }} trân trọng thông báo đã thu hồi văn bản dưới đây.",
                "Kính đề nghị Quý cơ quan, đơn vị không sử dụng văn bản, gửi trả lại bản giấy, hủy bỏ bản điện tử và báo lại cho cơ quan gửi (khoản 4 Điều 18 Nghị định số 30/2020/NĐ-CP).",
            )
        },
        K::RecallByLetter => Wording {
            quote: "Nơi nhận",
            ..words(
                name,
                "Văn bản dưới đây đã được thu hồi, nhưng đã gửi qua bưu điện đến những nơi sau.",
                "Đề nghị ông/bà gửi công văn thông báo thu hồi và đề nghị những nơi này trả lại văn bản đã nhận (khoản 4 Điều 18 Nghị định số 30/2020/NĐ-CP).",
            )
        },
        K::NobodyTold => Wording {
            quote: "Nơi nhận",
            ..words(
                name,
                "Văn bản dưới đây đã chuyển đến nơi nhận trong cơ quan, nhưng ở đó hiện không có ai để báo.",
                "Văn bản vẫn nằm ở nơi nhận. Đề nghị ông/bà báo lãnh đạo cử người tiếp nhận, hoặc chuyển văn bản cho người khác.",
            )
        },
        K::ReceiptLate => Wording {
            quote: "Nơi nhận",
            due: "Hạn biết kết quả tiếp nhận",
            ..words(
                name,
                "Đã quá hạn mà chưa rõ những nơi dưới đây đã tiếp nhận văn bản hay chưa.",
                "Đề nghị ông/bà liên hệ nơi nhận, gửi lại nếu cần và ghi nhận kết quả chuyển phát.",
            )
        },
        K::ReplyLate => Wording {
            quote: "Nơi nhận",
            due: "Hạn trả lời (đã qua)",
            ..words(
                name,
                "Những nơi dưới đây đã nhận văn bản nhưng chưa trả lời đúng hạn.",
                "Đề nghị ông/bà đôn đốc nơi nhận; nơi nào đã trả lời thì văn thư ghi nhận.",
            )
        },
        K::ReceiptAwaited => words(
            name,
            "Văn bản dưới đây đã đến cơ quan quá thời hạn mà chưa được đăng ký vào sổ; nơi gửi đang chờ biết kết quả tiếp nhận.",
            "Đề nghị ông/bà tiếp nhận và đăng ký vào sổ văn bản đến, hoặc từ chối nếu gửi không đúng nơi.",
        ),
        K::IssuedUnread => Wording {
            quote: "Gửi",
            due: "Hạn xác nhận đã nhận (đã qua)",
            ..words(
                name,
                "Văn bản dưới đây đã gửi đến ông/bà, quá thời hạn mà chưa được xác nhận đã nhận.",
                "Đề nghị ông/bà xem, xác nhận đã nhận và xử lý theo mục đích gửi nêu trên.",
            )
        },
        K::ReplyAwaited => Wording {
            due: "Hạn trả lời (đã qua)",
            ..words(
                name,
                "Văn bản dưới đây đề nghị trả lời trong thời hạn nay đã hết; nơi gửi chưa ghi nhận được trả lời.",
                "Đề nghị ông/bà trả lời hoặc cho nơi gửi biết tiến độ xử lý. Nếu đã trả lời, đề nghị ông/bà báo văn thư nơi gửi ghi nhận.",
            )
        },
        K::DraftTakenAway => Wording {
            quote: REASON,
            ..words(
                name,
                "Văn bản dưới đây không còn ở ông/bà: {{ who }} đã trả lại, giao người khác hoặc hủy số.",
                "Chữ ký hoặc ý kiến kiểm tra đã có (nếu có) không còn hiệu lực; ông/bà không phải xử lý thêm.",
            )
        },
        K::IssuedToFile => Wording {
            button: "Mở văn bản",
            ..words(
                name,
                "Văn bản dưới đây do ông/bà soạn thảo đã được phát hành.",
                "Đề nghị ông/bà theo dõi việc tiếp nhận của các nơi nhận và lưu văn bản vào hồ sơ công việc.",
            )
        },
        K::StepDueNow => Wording {
            quote: "Việc cần làm",
            due: "Hạn thực hiện",
            ..words(
                name,
                "Văn bản dưới đây ở văn thư đã đến hạn thực hiện bước tiếp theo.",
                "Đề nghị ông/bà thực hiện ngay; nếu vướng mắc, xin báo cáo chánh văn phòng.",
            )
        },
        K::StepOverdue => Wording {
            quote: "Việc chưa làm",
            due: "Hạn thực hiện (đã qua)",
            ..words(
                name,
                "Văn bản dưới đây đã quá hạn thực hiện bước tiếp theo ở văn thư.",
                "Kính báo để ông/bà biết, xem xét và đôn đốc.",
            )
        },
        K::OpinionAsked => Wording {
            quote: "Nội dung cần ý kiến",
            due: "Hạn cho ý kiến",
            button: "Mở dự thảo và cho ý kiến",
            ..words(
                name,
                "{{ who }} đề nghị ông/bà cho ý kiến phối hợp về dự thảo văn bản dưới đây.",
                "Đề nghị ông/bà xem dự thảo và gửi ý kiến{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::OpinionsComplete => Wording {
            quote: "Ý kiến sau cùng",
            button: "Mở dự thảo",
            ..words(
                name,
                "{{ who }} đã gửi ý kiến; các nơi được ông/bà hỏi về dự thảo dưới đây đều đã trả lời.",
                "Đề nghị ông/bà tổng hợp, tiếp thu để hoàn thiện dự thảo.",
            )
        },
        K::AnswerVoided => Wording {
            quote: "Văn bản trả lời và lý do hủy số",
            ..words(
                name,
                "Số của văn bản trả lời văn bản dưới đây đã bị hủy; việc ghi nhận trả lời không còn giá trị.",
                "Đề nghị ông/bà tiếp tục xử lý và trả lời lại nếu cần.",
            )
        },
        K::OpinionEnded => Wording {
            quote: REASON,
            ..words(
                name,
                "Không còn cần ý kiến phối hợp về dự thảo dưới đây.",
                "Thư này gửi để ông/bà biết; ông/bà không phải xử lý thêm.",
            )
        },
        K::DossierArrived
        | K::DossierForwarded
        | K::DossierNotTaken
        | K::DossierGiven
        | K::DossierGivenBack
        | K::DossierAssigned
        | K::DossierAwaitsCitizen
        | K::DossierSupplied
        | K::DossierPaid
        | K::ConsultationAsked
        | K::ConsultationAnswered
        | K::ConsultationEnded
        | K::DossierExtended
        | K::DossierStopped
        | K::DossierResumed
        | K::DossierWithdrawn
        | K::DossierDone
        | K::DossierUncollected
        | K::DossierWaitOver
        | K::DossierPaymentToCheck
        | K::CitizenReceived
        | K::CitizenAccepted
        | K::CitizenToSupply
        | K::CitizenRefused
        | K::CitizenToPay
        | K::CitizenGoesOn
        | K::CitizenExtended
        | K::CitizenDateMoved
        | K::CitizenStopped
        | K::CitizenWithdrawn
        | K::CitizenDone
        | K::CitizenReturned
        | K::CitizenToCollect
        | K::CitizenCameBack
        | K::CitizenCorrected
        | K::CitizenContactChanged => match dossier::own(kind) {
            Some(words) => words,
            // A test holds that each has its own.
            None => words(name, "", ""),
        },
    }
}
