//! What the demo's ward sends out, one function each: from drafts on every desk to a document that has gone to all its recipients.

use serde_json::{Value, json};

use super::{people::COMMUNE, play::Play};
use crate::OfficeError;

type Told = Result<(), OfficeError>;

/// Plays all of it, in the order of the days. See [`super::documents`].
pub(super) async fn play(play: &Play) -> Told {
    sent_and_filed(play).await?;
    reserved(play).await?;
    struck_out(play).await?;
    returned(play).await?;
    before_the_chairman(play).await?;
    form_checked(play).await?;
    signed(play).await?;
    at_the_unit(play).await
}

/// Draft and scan carry the same text.
async fn page(play: &Play, by: &str, name: &str, title: &str, lines: &[&str]) -> Result<Value, OfficeError> {
    play.upload(by, name, title, lines).await.map(|id| json!([id]))
}

/// The head of the unit agrees, then the form is right.
async fn checked(play: &Play, id: domain::DocumentId, head: &str) -> Told {
    play.act_on_outgoing(head, id, json!({ "command": "endorse", "note": "Nội dung phù hợp." })).await?;
    play.act_on_outgoing("vanthu", id, json!({ "command": "pass_form", "note": "Đúng thể thức, kính trình ký." })).await
}

/// The whole way: to the commune, to another department and by post; filed.
async fn sent_and_filed(play: &Play) -> Told {
    play.at(1, 9, 0)?;
    let text = ["Về việc phối hợp nạo vét tuyến mương giáp ranh", "", "Đề nghị xã phối hợp khảo sát trong tuần tới."];
    let files = page(play, "chuyenvien.kinhte1", "Dự thảo công văn.pdf", "Dự thảo công văn", &text).await?;
    let content = json!({
        "document_type": "cong_van", "subject": "V/v phối hợp nạo vét tuyến mương giáp ranh", "pages": 1,
        "signer": play.person("phochutich")?, "files": files,
        "recipients": [
            { "agency": COMMUNE.code, "purpose": "to_act" },
            { "department": play.department("VHXH")?, "purpose": "to_know" },
            { "post": { "name": "Công ty Thoát nước Hư Cấu", "address": "Số 99, phố Ví Dụ" }, "purpose": "to_act" },
        ],
    });
    let id = play.draft("chuyenvien.kinhte1", content).await?;
    play.at(1, 10, 15)?;
    checked(play, id, "truongphong.kinhte").await?;
    play.at(1, 14, 5)?;
    play.act_on_outgoing("phochutich", id, json!({ "command": "sign", "on": "paper" })).await?;
    play.at(1, 14, 40)?;
    play.act_on_outgoing("vanthu", id, json!({ "command": "issue" })).await?;
    let scan = page(play, "vanthu", "Bản đã đóng dấu.pdf", "V/v phối hợp nạo vét tuyến mương giáp ranh", &text).await?;
    play.act_on_outgoing("vanthu", id, json!({ "command": "seal", "on": "paper", "files": scan })).await?;
    play.act_on_outgoing("vanthu", id, json!({ "command": "dispatch" })).await?;
    play.at(1, 16, 0)?;
    play.posted("vanthu", id).await?;
    play.at(2, 9, 0)?;
    play.act_on_outgoing("chuyenvien.kinhte1", id, json!({ "command": "file", "case_file": "HS-02 Thoát nước đô thị" }))
        .await
}

/// A number that is kept free for a document under way on paper.
async fn reserved(play: &Play) -> Told {
    play.at(2, 10, 0)?;
    play.reserve("vanthu", "Giữ số cho văn bản liên tịch đang chờ Mặt trận Tổ quốc ký.").await
}

/// A number that was struck out: the fault was seen after it was given.
async fn struck_out(play: &Play) -> Told {
    play.at(3, 8, 30)?;
    let content = json!({
        "document_type": "thong_bao", "subject": "Thông báo lịch tiếp công dân tháng tới", "pages": 1,
        "signer": play.person("chutich")?,
        "recipients": [{ "department": play.department("TTPVHCC")?, "purpose": "to_act" }],
    });
    let id = play.draft("theodoi", content).await?;
    play.at(3, 9, 10)?;
    checked(play, id, "chanhvanphong").await?;
    play.at(3, 10, 0)?;
    play.act_on_outgoing("chutich", id, json!({ "command": "sign", "on": "paper" })).await?;
    play.act_on_outgoing("vanthu", id, json!({ "command": "issue" })).await?;
    play.at(3, 10, 30)?;
    let void = json!({ "command": "void", "reason": "Ghi sai tháng tiếp công dân; soạn lại văn bản khác." });
    play.act_on_outgoing("vanthu", id, void).await
}

/// Back with its drafter.
async fn returned(play: &Play) -> Told {
    play.at(4, 9, 30)?;
    let content = json!({
        "document_type": "ke_hoach", "subject": "Kế hoạch ra quân lập lại trật tự đô thị", "pages": 3,
        "signer": play.person("chutich")?,
        "recipients": [{ "department": play.department("VHXH")?, "purpose": "to_act" }],
    });
    let id = play.draft("chuyenvien.kinhte2", content).await?;
    play.at(4, 11, 0)?;
    let back =
        json!({ "command": "return_to_drafter", "reason": "Bổ sung phân công lực lượng và kinh phí thực hiện." });
    play.act_on_outgoing("truongphong.kinhte", id, back).await
}

/// Waits for the chairman's signature.
async fn before_the_chairman(play: &Play) -> Told {
    play.at(4, 14, 0)?;
    let text = ["Điều 1. Thành lập Tổ rà soát hộ kinh doanh.", "Điều 2. Quyết định có hiệu lực từ ngày ký."];
    let files = page(play, "chuyenvien.kinhte2", "Dự thảo quyết định.pdf", "Dự thảo quyết định", &text).await?;
    let content = json!({
        "document_type": "quyet_dinh_ca_biet", "subject": "Về việc thành lập Tổ rà soát hộ kinh doanh", "pages": 2,
        "signer": play.person("chutich")?, "files": files,
        "recipients": [
            { "department": play.department("KTHTDT")?, "purpose": "to_act" },
            { "person": play.person("phochutich")?, "purpose": "to_report" },
        ],
    });
    let id = play.draft("chuyenvien.kinhte2", content).await?;
    play.at(5, 8, 20)?;
    checked(play, id, "photruong.kinhte").await
}

/// Its content is right; the registry looks at its form.
async fn form_checked(play: &Play) -> Told {
    play.at(5, 9, 15)?;
    let content = json!({
        "document_type": "bao_cao", "subject": "Báo cáo kết quả hoạt động nhà văn hóa tổ dân phố năm nay", "pages": 4,
        "signer": play.person("phochutich")?,
        "recipients": [
            { "post": { "name": "Sở Văn hóa, Thể thao và Du lịch tỉnh Demo", "address": "Số 1, đường Minh Họa" },
              "purpose": "to_report" },
        ],
    });
    let id = play.draft("chuyenvien.vhxh1", content).await?;
    play.at(5, 10, 40)?;
    play.act_on_outgoing("truongphong.vhxh", id, json!({ "command": "endorse" })).await
}

/// Signed this afternoon; the registry is to give it its number.
async fn signed(play: &Play) -> Told {
    play.at(5, 13, 45)?;
    let content = json!({
        "document_type": "giay_moi", "subject": "Giấy mời họp giao ban các tổ dân phố", "pages": 1, "urgency": "urgent",
        "signer": play.person("chanhvanphong")?,
        "recipients": [
            { "department": play.department("KTHTDT")?, "purpose": "to_act" },
            { "department": play.department("VHXH")?, "purpose": "to_act" },
        ],
    });
    let id = play.draft("vanthu", content).await?;
    play.at(5, 14, 10)?;
    checked(play, id, "chanhvanphong").await?;
    play.at(5, 16, 20)?;
    play.act_on_outgoing("chanhvanphong", id, json!({ "command": "sign", "on": "paper" })).await
}

/// On the desk of its unit's head.
async fn at_the_unit(play: &Play) -> Told {
    play.at(5, 16, 30)?;
    let content = json!({
        "document_type": "to_trinh", "subject": "Về việc bổ sung kinh phí sửa chữa nhà văn hóa", "pages": 2,
        "signer": play.person("chutich")?,
        "recipients": [{ "agency": COMMUNE.code, "purpose": "to_know" }],
    });
    play.draft("chuyenvien.vhxh1", content).await.map(drop)
}
