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
        other => return to_citizen(other),
    })
}

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
                "Xin giữ mã hồ sơ để tra cứu tình trạng giải quyết{% if look_up %} trên trang tra cứu của cơ quan, cùng với mã tra cứu{% else %} tại bộ phận một cửa{% endif %}, và mang theo giấy tiếp nhận khi đến nhận kết quả.",
            )
        },
        K::CitizenToSupply => Wording {
            quote: "Nội dung cần bổ sung, hoàn thiện",
            due: "Bổ sung trước",
            ..words(
                name,
                "{{ agency }} xin thông báo: hồ sơ dưới đây cần được bổ sung, hoàn thiện để có thể giải quyết.",
                "Kính đề nghị Ông/Bà chuẩn bị đủ các nội dung trên và nộp tại bộ phận một cửa. Quá thời hạn trên mà chưa bổ sung, hồ sơ có thể bị dừng giải quyết hoặc không được tiếp nhận.",
            )
        },
        K::CitizenRefused => Wording {
            quote: REASON,
            ..words(
                name,
                "{{ agency }} rất tiếc phải thông báo: hồ sơ dưới đây chưa đủ điều kiện để tiếp nhận.",
                "Khi đã khắc phục lý do nêu trên, Ông/Bà có thể nộp lại hồ sơ. Nếu cần hỏi thêm, xin liên hệ bộ phận một cửa của cơ quan.",
            )
        },
        K::CitizenToPay => Wording {
            quote: "Các khoản phải nộp",
            ..words(
                name,
                "{{ agency }} xin thông báo: để tiếp tục giải quyết hồ sơ dưới đây, Ông/Bà cần nộp các khoản sau.",
                "Kính đề nghị Ông/Bà nộp tại bộ phận một cửa hoặc theo hướng dẫn của cơ quan; hồ sơ được tiếp tục giải quyết sau khi đã nộp.",
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
                "{{ agency }} chân thành xin lỗi Ông/Bà: hồ sơ dưới đây không giải quyết xong được vào ngày đã hẹn.",
                "Rất mong Ông/Bà thông cảm. Cơ quan sẽ trả kết quả vào ngày hẹn mới nêu trên.",
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
                "{{ agency }} xác nhận: hồ sơ dưới đây đã được rút theo yêu cầu của Ông/Bà.",
                "Khi cần, Ông/Bà có thể nộp lại hồ sơ bất cứ lúc nào.",
            )
        },
        K::CitizenDone => words(name, "{{ agency }} xin thông báo: hồ sơ dưới đây đã có kết quả giải quyết.", COLLECT),
        K::CitizenReturned => words(
            name,
            "{{ agency }} đã trả kết quả giải quyết hồ sơ dưới đây{% if way == 'post' %} qua dịch vụ bưu chính công ích{% elif way == 'electronic' %} bằng bản điện tử{% endif %}.",
            "Cảm ơn Ông/Bà. Xin Ông/Bà dành ít phút đánh giá việc phục vụ {% if look_up %}trên trang tra cứu hồ sơ của cơ quan{% else %}tại bộ phận một cửa{% endif %} để cơ quan làm tốt hơn.",
        ),
        K::CitizenToCollect => words(
            name,
            "Kết quả giải quyết hồ sơ dưới đây đã có tại {{ agency }} nhưng chưa có người đến nhận.",
            COLLECT,
        ),
        _ => return None,
    })
}

const COLLECT: &str = "{% if way == 'post' %}Kết quả được gửi đến Ông/Bà qua dịch vụ bưu chính công ích.{% elif way == 'electronic' %}Kết quả được gửi đến Ông/Bà bằng bản điện tử.{% else %}Kính mời Ông/Bà đến bộ phận một cửa nhận kết quả trong giờ làm việc, mang theo giấy tiếp nhận hồ sơ và giấy tờ tùy thân.{% endif %}";

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
                "Phần việc của ông/bà đối với hồ sơ dưới đây đã chuyển người khác.",
                "Ông/bà không phải xử lý tiếp hồ sơ này.",
            )
        },
        K::Commented => Wording {
            quote: "Ý kiến trao đổi",
            ..words(name, "{{ who }} có ý kiến trao đổi về hồ sơ dưới đây.", "Đề nghị ông/bà xem và trả lời khi cần.")
        },
        _ => return None,
    })
}
