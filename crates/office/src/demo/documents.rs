//! The demo's documents, one function each, in the order in which they came. What becomes of each is told by the commands.

use serde_json::json;

use super::play::{Incoming, Play};
use crate::OfficeError;

type Told = Result<(), OfficeError>;

/// Plays all of them. Days 0 to 5 are the last six working days; those from 6 on lie ahead.
pub(super) async fn play(play: &Play) -> Told {
    filed(play).await?;
    routed_and_completed(play).await?;
    kept_for_information(play).await?;
    late(play).await?;
    awaiting_the_head(play).await?;
    returned(play).await?;
    awaiting_the_chairman(play).await?;
    extension_asked(play).await?;
    at_the_department(play).await?;
    secret_line(play).await?;
    presented(play).await?;
    registered(play).await?;
    received(play).await
}

/// The whole way, from the registry to the case file.
async fn filed(play: &Play) -> Told {
    play.at(0, 7, 45)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Sở Xây dựng tỉnh Demo", "number": "118", "notation": "SXD-QLXD",
                "issued_on": play.dated(0, 3)?, "document_type": "cong_van", "urgency": "urgent", "pages": 2,
                "subject": "Về việc kiểm tra, báo cáo công tác quản lý trật tự xây dựng trên địa bàn",
                "signer_name": "Ngô Văn Bịa", "signer_position": "Phó Giám đốc",
            }),
            page: &[
                "Kính gửi: Ủy ban nhân dân các xã, phường",
                "",
                "Đề nghị kiểm tra các công trình đang thi công trên địa bàn và báo cáo kết quả về Sở.",
            ],
            enter: true,
        })
        .await?;
    play.at(0, 8, 10)?;
    let proposal = json!({
        "primary": { "department": play.department("KTHTDT")?, "due": play.until(3)?,
            "instruction": "Chủ trì kiểm tra, dự thảo báo cáo gửi Sở Xây dựng." },
        "supporting": [{ "department": play.department("VHXH")?, "due": play.until(2)?,
            "instruction": "Cung cấp số liệu công trình văn hóa, trường học." }],
        "informed": [{ "person": play.person("phochutich")? }],
        "monitors": [{ "person": play.person("theodoi")? }],
        "leader_approves": true,
    });
    let present = json!({ "command": "present", "to": play.person("chutich")?,
        "note": "Kính trình Chủ tịch cho ý kiến chỉ đạo.", "proposal": proposal });
    play.act("vanthu", id, present).await?;
    play.at(0, 9, 0)?;
    let now = play.act("chutich", id, json!({ "command": "direct" })).await?;
    let (unit, support) = (play.assignment(&now, "KTHTDT")?, play.assignment(&now, "VHXH")?);
    let read = play.assignment(&now, "phochutich")?;
    play.at(0, 9, 40)?;
    let assign = json!({ "command": "assign", "assignment": unit, "officer": {
        "person": play.person("chuyenvien.kinhte1")?, "due": play.until(2)?,
        "instruction": "Kiểm tra các công trình, lập bảng tổng hợp." } });
    let now = play.act("truongphong.kinhte", id, assign).await?;
    let leg = play.assignment(&now, "chuyenvien.kinhte1")?;
    play.at(0, 10, 5)?;
    play.act("chuyenvien.kinhte1", id, json!({ "command": "accept", "assignment": leg })).await?;
    play.at(0, 16, 20)?;
    play.act("phochutich", id, json!({ "command": "acknowledge", "assignment": read })).await?;
    play.at(1, 10, 30)?;
    let opinion = json!({ "command": "submit_result", "assignment": support,
        "text": "Trên địa bàn có 02 công trình trường học đang sửa chữa, đều có giấy phép." });
    play.act("truongphong.vhxh", id, opinion).await?;
    play.at(2, 15, 10)?;
    let page = ["Đã kiểm tra 14 công trình, 13 công trình đúng giấy phép.", "Đã lập biên bản 01 công trình sai phép."];
    let file = play.upload("chuyenvien.kinhte1", "Báo cáo kiểm tra.pdf", "Báo cáo trật tự xây dựng", &page).await?;
    let result = json!({ "command": "submit_result", "assignment": leg, "files": [file],
        "text": "Đã kiểm tra 14 công trình; dự thảo báo cáo kèm theo." });
    play.act("chuyenvien.kinhte1", id, result).await?;
    play.at(2, 16, 0)?;
    let now = play
        .act(
            "truongphong.kinhte",
            id,
            json!({ "command": "approve", "assignment": leg,
        "note": "Đồng ý, kính trình Chủ tịch." }),
        )
        .await?;
    let unit = play.assignment(&now, "KTHTDT")?;
    play.at(3, 8, 30)?;
    play.act("chutich", id, json!({ "command": "approve", "assignment": unit, "note": "Đồng ý, phát hành." })).await?;
    play.at(3, 9, 15)?;
    play.act("chuyenvien.kinhte1", id, json!({ "command": "file", "case_file": "HS-01 Quản lý trật tự xây dựng" }))
        .await?;
    Ok(())
}

/// A citizen's letter, handed on by a rule without a leader; the head answered it.
async fn routed_and_completed(play: &Play) -> Told {
    play.at(0, 14, 0)?;
    let id = play
        .receive(Incoming {
            by: "motcua",
            facts: json!({
                "author": "Ông Nguyễn Văn Tưởng Tượng, tổ dân phố 99", "document_type": "don_kien_nghi",
                "subject": "Phản ánh hạ tầng thoát nước bị tắc tại ngõ 99 phố Ví Dụ", "channel": "one_stop",
            }),
            page: &["Mỗi khi mưa, nước ngập sân các hộ trong ngõ.", "Đề nghị phường cho kiểm tra, khơi thông."],
            enter: false,
        })
        .await?;
    play.at(0, 14, 20)?;
    play.act("vanthu", id, json!({ "command": "register" })).await?;
    play.at(0, 14, 25)?;
    let now = play.act("vanthu", id, json!({ "command": "route" })).await?;
    let unit = play.assignment(&now, "KTHTDT")?;
    play.at(2, 11, 0)?;
    let result = json!({ "command": "submit_result", "assignment": unit,
        "text": "Đã khơi thông cống và trả lời công dân ngay tại chỗ; công dân đồng ý." });
    play.act("truongphong.kinhte", id, result).await?;
    Ok(())
}

/// Kept for information by the office's other rule.
async fn kept_for_information(play: &Play) -> Told {
    play.at(1, 8, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Ủy ban nhân dân tỉnh Demo", "number": "45", "notation": "TB-UBND",
                "issued_on": play.dated(1, 1)?, "document_type": "thong_bao",
                "subject": "Thông báo lịch nghỉ lễ và phân công trực của các cơ quan",
            }),
            page: &["Các cơ quan, đơn vị phân công trực và treo cờ theo quy định."],
            enter: true,
        })
        .await?;
    play.at(1, 8, 15)?;
    play.act("vanthu", id, json!({ "command": "close", "reason": "Thông báo để biết và thực hiện." })).await?;
    Ok(())
}

/// In an officer's hands, its deadline gone by; the monitor has reminded.
async fn late(play: &Play) -> Told {
    play.at(1, 9, 5)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Ủy ban nhân dân tỉnh Demo", "number": "207", "notation": "KH-UBND",
                "issued_on": play.dated(1, 4)?, "document_type": "ke_hoach", "urgency": "very_urgent", "pages": 6,
                "subject": "Kế hoạch rà soát hộ kinh doanh và chợ tạm trên địa bàn toàn tỉnh",
            }),
            page: &["I. MỤC ĐÍCH", "Rà soát, thống kê hộ kinh doanh.", "II. THỜI HẠN", "Báo cáo trong tuần."],
            enter: true,
        })
        .await?;
    play.at(1, 9, 30)?;
    play.act("vanthu", id, json!({ "command": "present", "to": play.person("chutich")? })).await?;
    play.at(1, 10, 0)?;
    let direct = json!({ "command": "direct", "direction": {
        "primary": { "department": play.department("KTHTDT")?, "due": play.until(4)?,
            "instruction": "Rà soát toàn bộ hộ kinh doanh, báo cáo đúng hạn của tỉnh." },
        "monitors": [{ "person": play.person("theodoi")? }],
    } });
    let now = play.act("chutich", id, direct).await?;
    let unit = play.assignment(&now, "KTHTDT")?;
    play.at(1, 14, 0)?;
    let assign = json!({ "command": "assign", "assignment": unit,
        "officer": { "person": play.person("chuyenvien.kinhte2")?, "instruction": "Lập danh sách theo từng tổ dân phố." } });
    let now = play.act("photruong.kinhte", id, assign).await?;
    let leg = play.assignment(&now, "chuyenvien.kinhte2")?;
    play.at(1, 15, 0)?;
    play.act("chuyenvien.kinhte2", id, json!({ "command": "accept", "assignment": leg })).await?;
    play.at(3, 16, 40)?;
    let progress = json!({ "command": "report_progress", "assignment": leg, "text": "Đã rà soát 6/11 tổ dân phố." });
    play.act("chuyenvien.kinhte2", id, progress).await?;
    play.at(5, 8, 5)?;
    let remind = json!({ "command": "remind", "assignment": leg,
        "text": "Đã quá hạn của tỉnh, đề nghị báo cáo trong ngày." });
    play.act("theodoi", id, remind).await?;
    Ok(())
}

/// Passed on by the chief of office; the officer's result waits for the head.
async fn awaiting_the_head(play: &Play) -> Told {
    play.at(1, 15, 30)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Sở Văn hóa, Thể thao và Du lịch tỉnh Demo", "number": "332", "notation": "SVHTTDL-QLVH",
                "issued_on": play.dated(1, 2)?, "document_type": "cong_van",
                "subject": "Về việc báo cáo hoạt động nhà văn hóa tổ dân phố năm nay",
            }),
            page: &["Đề nghị các xã, phường báo cáo số lượng, hiện trạng và kinh phí hoạt động."],
            enter: true,
        })
        .await?;
    play.at(1, 15, 45)?;
    play.act("vanthu", id, json!({ "command": "present", "to": play.person("chanhvanphong")? })).await?;
    play.at(2, 8, 20)?;
    let pass = json!({ "command": "pass", "to": play.person("phochutich")?, "note": "Kính chuyển Phó Chủ tịch phụ trách.",
        "proposal": { "primary": { "department": play.department("VHXH")?, "due": play.until(7)?,
            "instruction": "Tổng hợp, dự thảo báo cáo." } } });
    play.act("chanhvanphong", id, pass).await?;
    play.at(2, 9, 10)?;
    let now = play.act("phochutich", id, json!({ "command": "direct" })).await?;
    let unit = play.assignment(&now, "VHXH")?;
    play.at(2, 10, 0)?;
    let assign = json!({ "command": "assign", "assignment": unit,
        "officer": { "person": play.person("chuyenvien.vhxh1")?, "instruction": "Lấy số liệu từ 11 tổ dân phố." } });
    let now = play.act("truongphong.vhxh", id, assign).await?;
    let leg = play.assignment(&now, "chuyenvien.vhxh1")?;
    play.at(5, 10, 15)?;
    let page = ["11/11 tổ dân phố có nhà văn hóa; 02 nhà cần sửa mái."];
    let file = play.upload("chuyenvien.vhxh1", "Dự thảo báo cáo.pdf", "Dự thảo báo cáo nhà văn hóa", &page).await?;
    let result = json!({ "command": "submit_result", "assignment": leg, "files": [file],
        "text": "Kính trình Trưởng phòng dự thảo báo cáo." });
    play.act("chuyenvien.vhxh1", id, result).await?;
    Ok(())
}

/// Came to the wrong ward.
async fn returned(play: &Play) -> Told {
    play.at(2, 8, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Công ty Ví Dụ Một Thành Viên", "number": "09", "notation": "CV-VD",
                "issued_on": play.dated(2, 2)?, "document_type": "cong_van",
                "subject": "Về việc đăng ký thi công tại phường Thử Nghiệm", "sender_email": "lienhe@cong-ty-vi-du.example",
            }),
            page: &["Kính gửi: Ủy ban nhân dân phường Thử Nghiệm"],
            enter: true,
        })
        .await?;
    play.at(2, 8, 30)?;
    let back =
        json!({ "command": "return_to_sender", "reason": "Văn bản gửi UBND phường Thử Nghiệm, không thuộc địa bàn." });
    play.act("vanthu", id, back).await?;
    Ok(())
}

/// The head has agreed; the chairman is yet to.
async fn awaiting_the_chairman(play: &Play) -> Told {
    play.at(2, 9, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Sở Tài nguyên tỉnh Demo", "number": "76", "notation": "STN-ĐĐ",
                "issued_on": play.dated(2, 1)?, "document_type": "cong_van", "urgency": "urgent",
                "subject": "Về việc xác minh nguồn gốc sử dụng đất theo đơn của công dân",
            }),
            page: &["Đề nghị Ủy ban nhân dân phường xác minh và trả lời bằng văn bản."],
            enter: true,
        })
        .await?;
    play.at(2, 9, 20)?;
    play.act("vanthu", id, json!({ "command": "present", "to": play.person("chutich")? })).await?;
    play.at(2, 10, 40)?;
    let direct = json!({ "command": "direct", "direction": { "leader_approves": true,
        "primary": { "department": play.department("KTHTDT")?, "due": play.until(6)?,
            "instruction": "Xác minh hồ sơ địa chính, báo cáo Chủ tịch trước khi trả lời." } } });
    let now = play.act("chutich", id, direct).await?;
    let unit = play.assignment(&now, "KTHTDT")?;
    play.at(2, 13, 40)?;
    let assign = json!({ "command": "assign", "assignment": unit,
        "officer": { "person": play.person("chuyenvien.kinhte1")? } });
    let now = play.act("truongphong.kinhte", id, assign).await?;
    let leg = play.assignment(&now, "chuyenvien.kinhte1")?;
    play.at(4, 16, 0)?;
    let result = json!({ "command": "submit_result", "assignment": leg,
        "text": "Thửa đất có nguồn gốc rõ ràng, không tranh chấp; kính trình dự thảo trả lời." });
    play.act("chuyenvien.kinhte1", id, result).await?;
    play.at(5, 9, 30)?;
    play.act("truongphong.kinhte", id, json!({ "command": "approve", "assignment": leg })).await?;
    Ok(())
}

/// The officer needs more time and has asked for it; a supporting department is yet to answer.
async fn extension_asked(play: &Play) -> Told {
    play.at(3, 8, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Ủy ban nhân dân tỉnh Demo", "number": "1024", "notation": "UBND-KSTTHC",
                "issued_on": play.dated(3, 2)?, "document_type": "cong_van", "pages": 4,
                "subject": "Về việc rà soát, đơn giản hóa thủ tục hành chính lĩnh vực xây dựng",
            }),
            page: &["Rà soát toàn bộ thủ tục hành chính cấp phường và đề xuất phương án đơn giản hóa."],
            enter: true,
        })
        .await?;
    play.at(3, 8, 20)?;
    play.act("vanthu", id, json!({ "command": "present", "to": play.person("phochutich")? })).await?;
    play.at(3, 9, 0)?;
    let direct = json!({ "command": "direct", "direction": {
        "primary": { "department": play.department("KTHTDT")?, "due": play.until(9)?,
            "instruction": "Chủ trì rà soát, dự thảo báo cáo." },
        "supporting": [{ "department": play.department("VP")?, "due": play.until(8)?,
            "instruction": "Phối hợp rà soát các thủ tục tiếp nhận tại bộ phận một cửa." }] } });
    let now = play.act("phochutich", id, direct).await?;
    let unit = play.assignment(&now, "KTHTDT")?;
    play.at(3, 10, 0)?;
    let assign = json!({ "command": "assign", "assignment": unit, "officer": {
        "person": play.person("chuyenvien.kinhte1")?, "due": play.until(7)?, "instruction": "Lập bảng rà soát." } });
    let now = play.act("truongphong.kinhte", id, assign).await?;
    let leg = play.assignment(&now, "chuyenvien.kinhte1")?;
    play.at(3, 10, 20)?;
    play.act("chuyenvien.kinhte1", id, json!({ "command": "accept", "assignment": leg })).await?;
    play.at(5, 14, 0)?;
    let longer = json!({ "command": "request_extension", "assignment": leg, "due": play.until(9)?,
        "reason": "Cần thêm thời gian lấy ý kiến các tổ dân phố." });
    play.act("chuyenvien.kinhte1", id, longer).await?;
    Ok(())
}

/// Directed, not yet given to an officer.
async fn at_the_department(play: &Play) -> Told {
    play.at(4, 8, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Sở Tài chính tỉnh Demo", "number": "518", "notation": "STC-NS",
                "issued_on": play.dated(4, 1)?, "document_type": "cong_van", "deadline": play.dated(10, 0)?,
                "subject": "Về việc lập dự toán kinh phí duy tu đường giao thông năm tới",
            }),
            page: &["Đề nghị lập dự toán theo biểu mẫu kèm theo."],
            enter: true,
        })
        .await?;
    play.at(4, 8, 30)?;
    play.act("vanthu", id, json!({ "command": "present", "to": play.person("chutich")? })).await?;
    play.at(5, 8, 45)?;
    let direct = json!({ "command": "direct", "direction": {
        "primary": { "department": play.department("KTHTDT")?, "due": play.until(10)?,
            "instruction": "Lập dự toán, trình trước khi gửi Sở." },
        "informed": [{ "person": play.person("chanhvanphong")? }] } });
    play.act("chutich", id, direct).await?;
    Ok(())
}

/// A secret document: a line in its own book, without subject or file.
async fn secret_line(play: &Play) -> Told {
    play.at(4, 10, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Công an tỉnh Demo", "number": "03", "notation": "CAT-PV", "issued_on": play.dated(4, 1)?,
                "document_type": "cong_van", "secrecy": "confidential", "copies": 1,
            }),
            page: &[],
            enter: true,
        })
        .await?;
    play.at(4, 10, 15)?;
    play.act("vanthu", id, json!({ "command": "present", "to": play.person("chutich")? })).await?;
    Ok(())
}

/// Before the chairman, with a direction proposed.
async fn presented(play: &Play) -> Told {
    play.at(5, 9, 0)?;
    let id = play
        .receive(Incoming {
            by: "vanthu",
            facts: json!({
                "author": "Sở Y tế tỉnh Demo", "number": "640", "notation": "SYT-NVY",
                "issued_on": play.dated(5, 1)?, "document_type": "cong_van", "urgency": "immediate",
                "subject": "Về việc tăng cường phòng, chống dịch bệnh mùa mưa", "pages": 2,
            }),
            page: &["Đề nghị tổ chức vệ sinh môi trường, diệt lăng quăng tại các khu dân cư."],
            enter: true,
        })
        .await?;
    play.at(5, 9, 20)?;
    let present = json!({ "command": "present", "to": play.person("chutich")?, "note": "Văn bản hỏa tốc, kính trình Chủ tịch.",
        "proposal": {
            "primary": { "department": play.department("VHXH")?, "due": play.until(7)?,
                "instruction": "Tổ chức tổng vệ sinh môi trường, báo cáo kết quả." },
            "supporting": [{ "department": play.department("KTHTDT")?, "instruction": "Bố trí phương tiện thu gom." }],
            "informed": [{ "person": play.person("phochutich")? }] } });
    play.act("vanthu", id, present).await?;
    Ok(())
}

/// Entered, on the registry's desk.
async fn registered(play: &Play) -> Told {
    play.at(5, 14, 30)?;
    play.receive(Incoming {
        by: "vanthu",
        facts: json!({
            "author": "Ủy ban Mặt trận Tổ quốc tỉnh Demo", "number": "88", "notation": "GM-MTTQ",
            "issued_on": play.dated(5, 1)?, "document_type": "giay_moi", "channel": "email",
            "subject": "Giấy mời dự hội nghị sơ kết phong trào khu dân cư văn hóa",
        }),
        page: &["Trân trọng kính mời đại diện lãnh đạo Ủy ban nhân dân phường."],
        enter: true,
    })
    .await
    .map(drop)
}

/// Handed in at the one-stop shop, not yet entered.
async fn received(play: &Play) -> Told {
    play.at(5, 15, 40)?;
    play.receive(Incoming {
        by: "motcua",
        facts: json!({
            "author": "Bà Trần Thị Không Có Thật, tổ dân phố 98", "document_type": "don_de_nghi",
            "subject": "Đề nghị xác nhận thời gian cư trú tại địa phương", "channel": "one_stop",
        }),
        page: &["Kính đề nghị Ủy ban nhân dân phường xác nhận."],
        enter: false,
    })
    .await
    .map(drop)
}
