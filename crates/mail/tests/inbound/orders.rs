//! Where a line is an order, and where it is talk.

use mail::inbound::order;

use crate::shown::{reading_shown, today};

fn read(text: &str, files: usize) -> String {
    let lines: Vec<String> = text.split('\n').map(ToOwned::to_owned).collect();
    reading_shown(&order::read(&lines.into(), today(), files))
}

#[test]
fn orders() {
    for (text, expected) in [
        ("NHẬN", "accept"),
        ("nhận.", "accept"),
        ("Nhận: em làm trong tuần", "accept “em làm trong tuần”"),
        ("XONG\nđã gửi", "complete “đã gửi”"),
        ("XONG:\n\nđã gửi\nhai", "complete “đã gửi | hai”"),
        ("Xong - đã gửi", "complete “đã gửi”"),
        ("xong. đã gửi", "complete “đã gửi”"),
        ("TRẢ LẠI: sao lại giao phòng tôi?", "give back “sao lại giao phòng tôi?”"),
        ("DUYỆT!", "approve"),
        ("DUYỆT – nhưng sửa khoản 2", "approve “nhưng sửa khoản 2”"),
        ("không phê duyệt: thiếu", "reject “thiếu”"),
        ("GIA HẠN đến ngày 05/12: chờ", "ask extension, until 2026-12-05 “chờ”"),
        ("gia hạn thêm 3 ngày: chờ", "ask extension, until 3d “chờ”"),
        ("Gia hạn: 05/12: chờ", "ask extension, until 2026-12-05 “chờ”"),
        ("gia hạn 17:30 05/12 - chờ", "ask extension, until 2026-12-05T17:30:00+07:00 “chờ”"),
        ("GIA HẠN 05/12\nchờ số liệu", "ask extension, until 2026-12-05 “chờ số liệu”"),
        ("ĐỒNG Ý GIA HẠN 05/12: lần cuối", "grant extension, until 2026-12-05 “lần cuối”"),
        ("Đồng ý gia hạn: 05/12", "grant extension, until 2026-12-05"),
        ("Đồng ý gia hạn: lần này thôi", "grant extension “lần này thôi”"),
        ("Không đồng ý gia hạn: gấp", "refuse extension “gấp”"),
        ("Đã đọc", "acknowledge"),
        ("GIAO chuyenvien1", "assign chuyenvien1"),
        ("GIAO Thông: làm", "assign Thông “làm”"),
        ("GIAO cho anh Nam: làm", "assign anh Nam “làm”"),
        ("Giao: anh Nam, hạn 30/11: làm", "assign anh Nam, until 2026-11-30 “làm”"),
        ("GIAO a, b phối hợp: làm", "assign a with b “làm”"),
        ("GIAO a chủ trì, b, c phối hợp: làm", "assign a with b, c “làm”"),
        ("GIAO a chủ trì phối hợp với b: làm", "assign a with b “làm”"),
        (
            "GIAO chủ trì: a; phối hợp: b, c; hạn: 17:30 30/11: làm",
            "assign a with b, c, until 2026-11-30T17:30:00+07:00 “làm”",
        ),
        ("GIAO chị Han, hạn 8 giờ làm việc: làm", "assign chị Han, until 8wh “làm”"),
        ("GIAO Han, han 30/11: làm", "assign Han, until 2026-11-30 “làm”"),
        ("Giao: anh Nam", "assign anh Nam"),
        ("giao anh Nam: làm", "assign anh Nam “làm”"),
        ("ĐỒNG Ý GIA HẠN\n03/12", "grant extension, until 2026-12-03"),
        ("ĐỒNG Ý GIA HẠN:\n\n3 ngày: lần cuối\nhai", "grant extension, until 3d “lần cuối | hai”"),
        ("Đồng ý gia hạn: lần cuối\nđến 03/12", "grant extension, until 2026-12-03 “lần cuối”"),
        ("DUYỆT: đúng quy trình, không sửa gì", "fault held_back"),
        ("DUYỆT: văn bản không sửa gì", "approve “văn bản không sửa gì”"),
        ("KHÔNG DUYỆT: sao lại thiếu phụ lục?", "reject “sao lại thiếu phụ lục?”"),
        ("GIAO phòng Kinh tế xử lý, hạn 30/11:\nlàm\nhai", "assign phòng Kinh tế, until 2026-11-30 “làm | hai”"),
        ("Chào chị,\nNHẬN", "accept"),
        ("GIAO a, hạn 30/11: hạn 25/11 gửi dự thảo", "assign a, until 2026-11-30 “hạn 25/11 gửi dự thảo”"),
        ("GIAO a: hạn chế đến mức thấp nhất đơn thư", "assign a “hạn chế đến mức thấp nhất đơn thư”"),
        ("GIAO a: trong 2 nội dung trên chọn 1", "assign a “trong 2 nội dung trên chọn 1”"),
        ("GIAO a: đến 3 hộ dân kiểm tra", "assign a “đến 3 hộ dân kiểm tra”"),
        ("GIAO a: báo cáo trước kỳ họp, ngày mai họp", "assign a “báo cáo trước kỳ họp, ngày mai họp”"),
        ("GIAO a: rà soát hồ sơ, thời hạn nộp còn 3 ngày", "assign a “rà soát hồ sơ, thời hạn nộp còn 3 ngày”"),
        ("LƯU: 01/HS-KT", "file “01/HS-KT”"),
        ("Lưu hồ sơ", "file"),
        ("LƯU: chưa", "fault held_back"),
        ("TRÌNH chutich: đề nghị cho ý kiến", "pass to chutich “đề nghị cho ý kiến”"),
        ("TRINH anh Dũng", "pass to anh Dũng"),
        ("TRÌNH: anh Dũng: gấp", "pass to anh Dũng “gấp”"),
    ] {
        assert_eq!(read(text, 0), expected, "{text}");
    }
    assert_eq!(read("XONG", 1), "complete");
}

#[test]
fn talk() {
    for (text, expected) in [
        ("", "nothing"),
        ("\n \n", "nothing"),
        ("Em đã nhận", "comment"),
        ("Chưa duyệt", "comment"),
        ("Chưa xong: còn phụ lục", "comment"),
        ("Chưa\nDUYỆT", "comment"),
        ("xong chưa?", "comment, like XONG"),
        ("XONG?", "comment, like XONG"),
        ("DUYỆT: được không?", "comment, like DUYỆT"),
        ("DUYỆT\nđược không anh?", "comment, like DUYỆT"),
        ("*DUYỆT: được không?*", "comment, like DUYỆT"),
        ("DUYỆT: được không?!", "comment, like DUYỆT"),
        ("Duyệt: được không anh? Em cần gấp.", "comment, like DUYỆT"),
        ("Duyệt:\nđược không anh？ Em cần gấp", "comment, like DUYỆT"),
        ("GIAO anh Nam: được không anh?", "comment, like GIAO"),
        ("GIAO anh Nam:\nđược không anh? Gấp", "comment, like GIAO"),
        ("GIAO anh Nam, hạn 30/11? làm: kịp không", "comment, like GIAO"),
        ("Nhận: bao giờ phải xong? Em đang nghỉ.", "comment, like NHẬN"),
        ("Đã xem: có phải sửa không ạ? Cảm ơn anh", "comment, like ĐÃ XEM"),
        ("“Duyệt” - sao nút này không bấm được", "comment"),
        ("* Duyệt: khoản 1\n* Không duyệt: khoản 2", "comment"),
        ("Đồng ý gia hạn: 3 ngày được không? Gấp", "comment, like ĐỒNG Ý GIA HẠN"),
        ("Duyệt chi bao nhiêu?", "comment, like DUYỆT"),
        ("DUYỆT CHI BAO NHIÊU TIỀN", "comment, like DUYỆT"),
        ("nhận được văn bản nhưng chưa rõ", "comment, like NHẬN"),
        ("Gia hạn được không?", "comment, like GIA HẠN"),
        ("gia hạn hợp đồng nhé", "comment, like GIA HẠN"),
        ("Giao cho ai bây giờ?", "comment, like GIAO"),
        ("giao lưu văn nghệ chiều nay ở hội trường tầng hai nhé mọi người", "comment, like GIAO"),
        ("Nhân: em xem giúp chị", "comment, like NHẬN"),
        ("Duyên: em xem giúp chị", "comment"),
        ("Chào chị, xong rồi", "comment"),
        ("Xong rồi ạ", "comment, like XONG"),
        ("đồng ý gia hạn nhé", "comment, like ĐỒNG Ý GIA HẠN"),
        ("Trinh: em xem giúp chị", "comment, like TRÌNH"),
        ("Trung: em xem giúp chị", "comment"),
        ("Trình anh dự thảo công văn", "comment, like TRÌNH"),
        ("TRÌNH ai ạ?", "comment, like TRÌNH"),
        ("Lưu ý: thiếu phụ lục", "comment, like LƯU"),
        ("Trả lời: đã gửi công văn", "comment, like TRẢ LẠI"),
        ("Long: em xem giúp chị", "comment, like XONG"),
        ("Hồng: gọi lại nhé", "comment, like XONG"),
        ("Công: chuyển phòng em", "comment, like XONG"),
        ("Đông:", "comment, like XONG"),
        ("Quyết: xem khoản 2", "comment, like DUYỆT"),
        ("Giáp: em làm nhé", "comment, like GIAO"),
        ("Giao thông qua cầu Mới đang tắc", "comment, like GIAO"),
        ("Giao thông: cấm đường từ 8 giờ", "comment, like GIAO"),
        ("GIAO THÔNG: CẤM ĐƯỜNG", "comment, like GIAO"),
        ("Giao thông", "comment, like GIAO"),
        ("Giao ban chiều nay", "comment, like GIAO"),
        ("Giao. Thông báo sau", "comment, like GIAO"),
        ("XONG em gửi rồi", "comment, like XONG"),
        ("NHẬN, em làm ngay", "comment, like NHẬN"),
        ("DUYẾT", "comment, like DUYỆT"),
        ("KHONGDUYET: thiếu", "comment, like KHÔNG DUYỆT"),
        ("trả lạii: nhầm", "comment, like TRẢ LẠI"),
        ("GIOA a: làm", "comment, like GIAO"),
    ] {
        assert_eq!(read(text, 0), expected, "{text}");
    }
}

#[test]
fn faults() {
    for (text, expected) in [
        ("XONG", "nothing_handed_in"),
        ("XONG: ...", "nothing_handed_in"),
        ("trả lại", "reason_missing"),
        ("KHÔNG DUYỆT:", "reason_missing"),
        ("KHÔNG GIA HẠN", "reason_missing"),
        ("GIA HẠN 05/12", "reason_missing"),
        ("GIA HẠN", "deadline_missing"),
        ("GIA HẠN: chờ số liệu", "not_a_deadline"),
        ("GIA HẠN 8 giờ: chờ", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN: đến 05/12 thôi", "not_a_deadline"),
        ("GIAO phòng Kinh tế: hạn 30/11, báo cáo", "deadline_behind"),
        ("GIAO a: hạn: 17:30 30/11 báo cáo", "deadline_behind"),
        ("giao a: han 30/11, bao cao", "deadline_behind"),
        ("GIAO a: trước 30/11 báo cáo", "deadline_behind"),
        ("GIAO a: xong trước ngày 30/11.", "deadline_behind"),
        ("GIAO a: trong 5 ngày làm việc phải có văn bản", "deadline_behind"),
        ("GIAO a: 5 ngày làm việc, báo cáo", "deadline_behind"),
        ("GIAO a: hạn cuối tuần, báo cáo", "deadline_behind"),
        ("GIAO a: thời hạn xử lý đến hết thứ sáu", "deadline_behind"),
        ("GIAO a: báo cáo, hạn 30/11", "deadline_behind"),
        ("GIAO a: báo cáo\nHạn: 30/11", "deadline_behind"),
        ("GIAO a\nhạn 30/11, báo cáo", "deadline_behind"),
        ("GIAO", "nobody_named"),
        ("GIAO hạn 30/11: làm", "nobody_named"),
        ("GIAO a, hạn sớm: làm", "not_a_deadline"),
        ("GIAO a, hạn 30/11, hạn 1/12: làm", "two_deadlines"),
        ("GIAO a chủ trì, b chủ trì: làm", "two_primaries"),
        ("GIAO a chủ trì, b: làm", "unclear"),
        ("Duyệt: không", "held_back"),
        ("Duyệt: chưa", "held_back"),
        ("Duyệt - nếu phòng Tài chính đồng ý", "held_back"),
        ("Duyệt: sau khi Sở có ý kiến", "held_back"),
        ("Duyệt,\nchưa được, sửa khoản 2", "held_back"),
        ("Đồng ý gia hạn: không", "held_back"),
        ("ĐỒNG Ý GIA HẠN 03/12: khoan đã", "held_back"),
        ("Xong: chưa", "held_back"),
        ("Hoàn thành: 50%, còn phụ lục", "held_back"),
        ("Nhận: ko", "held_back"),
        ("Đã đọc: chưa hết", "held_back"),
        ("ĐỒNG Ý GIA HẠN: 3 ngày thôi", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN: đến 30.11 thôi", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN: hết tuần này", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN\nđến thứ Sáu", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN: lần cuối\nhết tuần này", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN 19/11", "not_a_deadline"),
        ("ĐỒNG Ý GIA HẠN: 19/11", "not_a_deadline"),
        ("gia hạn 19/11: chờ", "not_a_deadline"),
        ("GIAO a, hạn 5h 30/11: làm", "not_a_deadline"),
    ] {
        assert_eq!(read(text, 0), format!("fault {expected}"), "{text}");
    }
}

#[test]
fn every_fault_and_every_hint_says_what_would_work_in_both_languages() {
    for text in [
        "Duyệt: chưa",
        "Giao ban",
        "ĐỒNG Ý GIA HẠN: 19/11",
        "XONG?",
        "Đã xem: chưa",
        "Nhận: ko",
        "Xong: ko",
        "GIAO a: hạn 30/11",
    ] {
        let hint = order::read(&vec![text.to_owned()].into(), today(), 0_usize).hint(today()).unwrap();
        let (vi, en) = (hint.vi.to_lowercase(), hint.en.to_lowercase());
        assert!(vi.contains("hãy") && (en.contains("write") || en.contains("put")), "{hint:?}");
    }
    assert_eq!(order::read(&vec!["chào".to_owned()].into(), today(), 0_usize).hint(today()), None);
}
