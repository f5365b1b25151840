//! Lời văn của thư báo về hồ sơ thủ tục hành chính: gửi người giải quyết trong cơ quan, và gửi công dân, tổ chức. Thư gửi công dân nói thay cơ
//! quan: đủ việc cần làm, dễ hiểu, không dùng từ nội bộ.

use domain::notice::NoticeKind as K;

use super::{DUE, REASON, WORDS};
use crate::wording::Wording;

const OPEN: &str = "Mở hồ sơ";
const APPOINTED: &str = "Hẹn trả kết quả";
const CONTACT: &str = "Nếu cần hỏi thêm, xin liên hệ bộ phận một cửa của cơ quan và cho biết mã hồ sơ.";

const fn words(title: &'static str, opening: &'static str, asked: &'static str) -> Wording {
    Wording { title, opening, asked, quote: WORDS, due: DUE, button: OPEN, about: "" }
}

/// Of a kind that is told of dossiers alone; nothing of others.
#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
pub(in crate::wording) const fn own(kind: K) -> Option<Wording> {
    let name = kind.vietnamese();
    Some(match kind {
        K::DossierArrived => words(
            name,
            "Bộ phận một cửa vừa nhận được hồ sơ dưới đây, gửi trực tuyến hoặc qua bưu chính.",
            "Đề nghị ông/bà kiểm tra và tiếp nhận, yêu cầu bổ sung hoặc từ chối{% if due %} đúng hạn{% endif %}.",
        ),
        K::DossierForwarded => words(
            name,
            "Cơ quan khác đã tiếp nhận hồ sơ dưới đây của công dân và chuyển đến cơ quan mình giải quyết. Mã hồ sơ và ngày hẹn trả giữ nguyên như trên giấy tiếp nhận.",
            "Đề nghị ông/bà chuyển hồ sơ đến đơn vị giải quyết{% if due %} đúng hạn{% endif %}.",
        ),
        K::DossierNotTaken => Wording {
            quote: REASON,
            ..words(
                name,
                "Cơ quan có thẩm quyền không nhận việc đã chuyển về hồ sơ dưới đây. Giấy tờ công dân đã nộp vẫn còn trong hồ sơ ở cơ quan mình.",
                "Đề nghị ông/bà xem lý do, liên hệ cơ quan có thẩm quyền và hướng dẫn công dân.",
            )
        },
        K::DossierGiven => words(
            name,
            "{{ who }} {% if not person %}kính {% endif %}chuyển ông/bà hồ sơ dưới đây để giải quyết.",
            "Đề nghị ông/bà giải quyết bước này{% if due %} đúng hạn{% endif %}.",
        ),
        K::DossierGivenBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã chuyển trả ông/bà hồ sơ dưới đây.",
                "Đề nghị ông/bà xem lý do, xử lý lại và chuyển tiếp{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::DossierAssigned => words(
            name,
            "{{ who }} đã phân công ông/bà giải quyết hồ sơ dưới đây.",
            "Đề nghị ông/bà giải quyết{% if due %} đúng hạn{% endif %}.",
        ),
        K::DossierAwaitsCitizen => Wording {
            quote: "Nội dung yêu cầu công dân",
            due: "Chờ đến",
            ..words(
                name,
                "{{ who }} yêu cầu công dân bổ sung hồ sơ hoặc thực hiện nghĩa vụ tài chính; hồ sơ dưới đây chờ ở bộ phận một cửa.",
                "Đề nghị ông/bà thông báo cho công dân, và ghi nhận khi công dân đã thực hiện.",
            )
        },
        K::DossierSupplied => words(
            name,
            "Hồ sơ dưới đây đã được bổ sung và trở lại với ông/bà.",
            "Đề nghị ông/bà tiếp tục giải quyết{% if due %} đúng hạn{% endif %}.",
        ),
        K::DossierPaid => words(
            name,
            "Công dân đã thực hiện nghĩa vụ tài chính; hồ sơ dưới đây trở lại với ông/bà.",
            "Đề nghị ông/bà tiếp tục giải quyết{% if due %} đúng hạn{% endif %}.",
        ),
        K::ConsultationAsked => Wording {
            quote: "Nội dung cần ý kiến",
            due: "Hạn cho ý kiến",
            button: "Mở hồ sơ và cho ý kiến",
            ..words(
                name,
                "{{ who }} đề nghị ông/bà cho ý kiến về hồ sơ dưới đây.",
                "Đề nghị ông/bà xem hồ sơ và gửi ý kiến{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::ConsultationAnswered => Wording {
            quote: "Ý kiến",
            ..words(
                name,
                "{{ who }} đã cho ý kiến về hồ sơ dưới đây.",
                "Đề nghị ông/bà xem ý kiến để giải quyết hồ sơ.",
            )
        },
        K::ConsultationEnded => Wording {
            quote: REASON,
            ..words(
                name,
                "Không còn cần ý kiến của ông/bà về hồ sơ dưới đây.",
                "Thư này gửi để ông/bà biết; ông/bà không phải xử lý thêm.",
            )
        },
        K::DossierExtended => Wording {
            quote: REASON,
            due: "Hạn mới",
            ..words(
                name,
                "{{ who }} đã xin lỗi công dân và gia hạn giải quyết hồ sơ dưới đây.",
                "Đề nghị ông/bà thực hiện theo hạn mới; hồ sơ chỉ được gia hạn theo quy định của thủ tục.",
            )
        },
        K::DossierStopped => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} đã dừng giải quyết hồ sơ dưới đây.",
                "Ông/bà không phải xử lý tiếp; bộ phận một cửa thông báo cho công dân.",
            )
        },
        K::DossierResumed => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ who }} cho tiếp tục giải quyết hồ sơ dưới đây; hồ sơ trở lại với ông/bà.",
                "Đề nghị ông/bà tiếp tục giải quyết{% if due %} đúng hạn{% endif %}.",
            )
        },
        K::DossierWithdrawn => Wording {
            quote: REASON,
            ..words(
                name,
                "Hồ sơ dưới đây đã được rút theo yêu cầu của công dân.",
                "Thư này gửi để ông/bà biết; ông/bà không phải xử lý thêm.",
            )
        },
        K::DossierDone => words(
            name,
            "{{ who }} đã giải quyết xong hồ sơ dưới đây; kết quả được chuyển về bộ phận một cửa.",
            "Đề nghị ông/bà nhận kết quả và trả cho công dân.",
        ),
        K::DossierUncollected => Wording {
            due: "Nhắc lại ngày",
            ..words(
                name,
                "Kết quả của hồ sơ dưới đây đã có từ lâu mà chưa có người đến nhận.",
                "Đề nghị ông/bà liên hệ, nhắc công dân đến nhận và ghi nhận trên hệ thống.",
            )
        },
        K::DossierPaymentToCheck => Wording {
            quote: "Khoản nộp, lý do",
            ..words(
                name,
                "Cổng thanh toán báo một khoản nộp cho hồ sơ dưới đây mà hệ thống không tự ghi nhận được.",
                "Đề nghị ông/bà đối chiếu, ghi nhận hoặc hoàn trả cho công dân.",
            )
        },
        K::DossierWaitOver => Wording {
            due: "Đã chờ đến",
            ..words(
                name,
                "Đã hết thời gian chờ công dân bổ sung hồ sơ dưới đây hoặc nộp phí, lệ phí.",
                "Đề nghị ông/bà liên hệ với công dân, rồi tiếp tục chờ hoặc xử lý hồ sơ như ghi ở trên.",
            )
        },
        other => return to_citizen(other),
    })
}

#[expect(clippy::too_many_lines, reason = "one entry a kind, each three sentences: a table, not a procedure")]
const fn to_citizen(kind: K) -> Option<Wording> {
    let name = kind.vietnamese();
    Some(match kind {
        K::CitizenReceived => words(
            name,
            "{{ agency }} đã nhận được hồ sơ dưới đây và đang kiểm tra.",
            "Khi kiểm tra xong, cơ quan sẽ thông báo kết quả tiếp nhận. Thời hạn giải quyết chỉ tính từ khi hồ sơ hợp lệ được tiếp nhận.",
        ),
        K::CitizenAccepted => Wording {
            due: APPOINTED,
            ..words(
                name,
                "{{ agency }} đã tiếp nhận hồ sơ dưới đây.",
                "Xin giữ mã hồ sơ để tra cứu tình trạng giải quyết{% if look_up %} trên trang tra cứu của cơ quan, cùng với mã tra cứu{% else %} tại bộ phận một cửa{% endif %}, và mang theo giấy tiếp nhận (nếu có) khi đến nhận kết quả.",
            )
        },
        K::CitizenToSupply => Wording {
            quote: "Nội dung cần bổ sung, hoàn thiện",
            due: "Bổ sung trước",
            ..words(
                name,
                "{{ agency }} xin thông báo: hồ sơ dưới đây cần được bổ sung, hoàn thiện để có thể giải quyết.",
                "Kính đề nghị {{ you }} chuẩn bị đủ các nội dung trên và nộp tại bộ phận một cửa, hoặc {% if account %}gửi trực tuyến: đăng nhập trang nộp hồ sơ của cơ quan bằng địa chỉ thư này, mở hồ sơ và chọn tệp ở phần “Bổ sung trực tuyến”{% else %}trên cổng dịch vụ công nơi {{ you }} đã nộp hồ sơ trực tuyến{% endif %}. Quá thời hạn trên mà chưa bổ sung, hồ sơ có thể bị dừng giải quyết hoặc không được tiếp nhận.",
            )
        },
        K::CitizenRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} rất tiếc phải thông báo: hồ sơ dưới đây chưa đủ điều kiện để tiếp nhận.",
                "Khi đã khắc phục lý do nêu trên, {{ you }} có thể nộp lại hồ sơ. Nếu cần hỏi thêm, xin liên hệ bộ phận một cửa của cơ quan.",
            )
        },
        K::CitizenToPay => Wording {
            quote: "Các khoản phải nộp",
            due: "Nộp trước",
            ..words(
                name,
                "{{ agency }} xin thông báo: để tiếp tục giải quyết hồ sơ dưới đây, {{ you }} cần nộp các khoản sau.",
                "Kính đề nghị {{ you }} nộp tại bộ phận một cửa hoặc theo hướng dẫn của cơ quan; hồ sơ được tiếp tục giải quyết sau khi đã nộp.{% if due %} Quá thời hạn trên mà chưa nộp, hồ sơ có thể bị dừng giải quyết.{% endif %}",
            )
        },
        K::CitizenGoesOn => Wording {
            due: APPOINTED,
            ..words(name, "{{ agency }} xin thông báo: hồ sơ dưới đây được tiếp tục giải quyết.", CONTACT)
        },
        K::CitizenExtended => Wording {
            quote: REASON,
            due: "Hẹn trả kết quả, ngày mới",
            ..words(
                name,
                "{{ agency }} chân thành xin lỗi {{ you }}: hồ sơ dưới đây không thể giải quyết xong đúng ngày đã hẹn.",
                "Rất mong {{ you }} thông cảm. Cơ quan sẽ trả kết quả vào ngày hẹn mới nêu trên.",
            )
        },
        K::CitizenDateMoved => Wording {
            due: "Hẹn trả kết quả, ngày mới",
            ..words(
                name,
                "Lịch làm việc của {{ agency }} có thay đổi; ngày hẹn trả kết quả hồ sơ dưới đây được tính lại.",
                CONTACT,
            )
        },
        K::CitizenStopped => Wording {
            quote: REASON,
            ..words(name, "{{ agency }} xin thông báo: hồ sơ dưới đây được dừng giải quyết.", CONTACT)
        },
        K::CitizenWithdrawn => Wording {
            quote: "Về phí, lệ phí",
            ..words(
                name,
                "{{ agency }} xác nhận: hồ sơ dưới đây đã được rút theo yêu cầu của {{ you }}.",
                "Khi cần, {{ you }} có thể nộp lại hồ sơ bất cứ lúc nào.",
            )
        },
        K::CitizenDone => Wording {
            quote: UNPAID,
            ..words(name, "{{ agency }} xin thông báo: hồ sơ dưới đây đã có kết quả giải quyết.", COLLECT)
        },
        K::CitizenReturned => words(
            name,
            "{{ agency }} đã trả kết quả giải quyết hồ sơ dưới đây{% if way == 'post' %} qua dịch vụ bưu chính công ích{% elif way == 'electronic' %} bằng bản điện tử{% endif %}.",
            "Cảm ơn {{ you }}. Xin {{ you }} dành ít phút đánh giá việc phục vụ {% if look_up %}trên trang tra cứu hồ sơ của {% if there %}{{ there }}{% else %}cơ quan{% endif %}{% else %}tại bộ phận một cửa{% endif %} để cơ quan làm tốt hơn.",
        ),
        K::CitizenToCollect => Wording {
            quote: UNPAID,
            ..words(
                name,
                "Kết quả giải quyết hồ sơ dưới đây đã có tại {{ agency }} nhưng chưa có người đến nhận.",
                COLLECT,
            )
        },
        K::CitizenCameBack => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} xin thông báo: kết quả giải quyết hồ sơ dưới đây đã gửi đến {{ you }} qua dịch vụ bưu chính công ích nhưng bị trả lại.",
                "{% if there %}Kết quả hiện được giữ tại {{ there }}. Kính đề nghị {{ you }} báo cho bộ phận một cửa nơi đã nộp hồ sơ: nhận kết quả tại đó, hoặc địa chỉ để gửi lại.{% else %}Kết quả hiện được giữ tại bộ phận một cửa. Kính đề nghị {{ you }} đến nhận trong giờ làm việc, hoặc báo lại địa chỉ để cơ quan gửi lại.{% endif %}",
            )
        },
        K::CitizenCorrected => Wording {
            quote: "Lý do đính chính",
            ..words(
                name,
                "{{ agency }} chân thành xin lỗi {{ you }}: kết quả giải quyết hồ sơ dưới đây có sai sót và đã được đính chính.",
                "{% if there %}Kết quả đã đính chính đang được {{ there }} chuyển đến; {{ agency }} sẽ báo ngay khi có. Nếu đã nhận kết quả trước đây, xin {{ you }} giữ lại để đổi.{% else %}Kính mời {{ you }} nhận kết quả đã đính chính tại bộ phận một cửa; nếu đã nhận kết quả trước đây, xin mang theo để đổi.{% endif %}",
            )
        },
        K::CitizenContactChanged => Wording {
            quote: "Nội dung sửa",
            ..words(
                name,
                "{{ agency }} xin thông báo: thông tin liên hệ của hồ sơ dưới đây đã được sửa.",
                "Nếu không phải do {{ you }} yêu cầu, xin báo ngay cho bộ phận một cửa của cơ quan.",
            )
        },
        _ => return None,
    })
}

const UNPAID: &str = "Các khoản cần nộp khi nhận kết quả";
const COLLECT: &str = "{% if way == 'post' %}Kết quả được gửi đến {{ you }} qua dịch vụ bưu chính công ích.{% elif way == 'electronic' %}Kết quả được gửi đến {{ you }} bằng bản điện tử.{% else %}Kính mời {{ you }} đến bộ phận một cửa nhận kết quả trong giờ làm việc, mang theo giấy tiếp nhận hồ sơ (nếu có) và giấy tờ tùy thân.{% endif %}";

/// What a kind that is told of documents, too, says of a dossier.
pub(in crate::wording) const fn shared(kind: K) -> Option<Wording> {
    let name = kind.vietnamese();
    Some(match kind {
        K::Reminder => Wording {
            quote: "Nội dung đôn đốc",
            ..words(
                name,
                "{{ who }} đề nghị ông/bà khẩn trương giải quyết hồ sơ dưới đây.",
                "Đề nghị ông/bà giải quyết trong thời gian sớm nhất; nếu có vướng mắc, xin báo cáo ngay.",
            )
        },
        K::DueSoon => words(
            name,
            "Hồ sơ dưới đây sắp đến hạn.",
            "Đề nghị ông/bà sắp xếp hoàn thành đúng hạn; nếu không kịp, việc xin lỗi và gia hạn với công dân phải làm trước khi hết hạn.",
        ),
        K::DueNow => words(
            name,
            "Hồ sơ dưới đây đã đến hạn.",
            "Đề nghị ông/bà hoàn thành ngay; nếu chưa xong, xin báo cáo lý do.",
        ),
        K::Overdue => Wording {
            due: "Hạn (đã qua)",
            ..words(
                name,
                "Hồ sơ dưới đây đã quá hạn mà chưa xong.",
                "Đề nghị ông/bà khẩn trương giải quyết và báo cáo lý do chậm.",
            )
        },
        K::OverdueElsewhere => Wording {
            about: "Nơi đang giải quyết",
            due: "Hạn (đã qua)",
            ..words(
                "Báo cáo hồ sơ quá hạn",
                "Hồ sơ dưới đây đã quá hạn mà nơi giải quyết chưa hoàn thành.",
                "Kính báo để ông/bà biết, xem xét và đôn đốc.",
            )
        },
        K::DeadlineMoved => Wording {
            quote: "Hạn cũ, hạn mới và lý do",
            due: "Hạn mới",
            ..words(
                name,
                "Lịch làm việc của cơ quan đã thay đổi; hạn của hồ sơ dưới đây được tính lại.",
                "Đề nghị ông/bà thực hiện theo hạn mới.",
            )
        },
        K::HandedOver => Wording {
            about: "Người bàn giao",
            quote: "Lý do bàn giao",
            ..words(
                name,
                "{{ who }} đã bàn giao hồ sơ dưới đây để ông/bà tiếp tục giải quyết.",
                "Đề nghị ông/bà tiếp nhận phần việc được bàn giao{% if due %} và hoàn thành đúng hạn{% endif %}.",
            )
        },
        K::TakenAway => Wording {
            quote: REASON,
            ..words(
                name,
                "Phần việc của ông/bà đối với hồ sơ dưới đây đã được chuyển cho người khác.",
                "Ông/bà không phải xử lý tiếp hồ sơ này.",
            )
        },
        K::MailFailed => Wording {
            quote: "Người nhận, lý do, điện thoại",
            ..words(
                "Thư báo không đến được công dân",
                "Thư báo về hồ sơ dưới đây không đến được hộp thư của công dân.",
                "Đề nghị ông/bà báo cho công dân bằng cách khác, chẳng hạn gọi điện thoại, và sửa địa chỉ thư điện tử của họ trên hệ thống; khi có địa chỉ mới, những thư chưa đến được gửi lại.",
            )
        },
        K::Commented => Wording {
            quote: "Ý kiến trao đổi",
            ..words(name, "{{ who }} có ý kiến trao đổi về hồ sơ dưới đây.", "Đề nghị ông/bà xem và trả lời khi cần.")
        },
        _ => return None,
    })
}
