//! The first part: one letter's whole way through the office, from the registry to the case file.

use chrono::{Days, SecondsFormat, TimeDelta, Utc};
use domain::vietnam;
use office::demo::demo_pdf;
use serde_json::{Value, json};

use super::{
    client::{Client, text},
    watch::{After, Watch},
};
use crate::failure::Failure;

/// The letter's file as it is called.
const LETTER: &str = "Công văn thoát nước.pdf";
/// The officer's.
const ANSWER: &str = "Dự thảo trả lời.pdf";

/// Who tells it.
pub struct Story<'a> {
    pub client: &'a Client,
    pub watch: Watch<'a>,
}

impl Story<'_> {
    /// Tells it.
    pub fn tell(&mut self) -> Result<(), Failure> {
        let (document, letter) = self.comes_in()?;
        let unit = self.directed(&document)?;
        let (leg, answer) = self.handled(&document, &unit)?;
        self.approved(&document, &unit, &leg)?;
        self.filed(&document)?;
        self.same_bytes(&document, &[(LETTER, &letter), (ANSWER, &answer)])
    }

    /// The registry: file, receipt and number.
    fn comes_in(&mut self) -> Result<(String, Vec<u8>), Failure> {
        let now = vietnam(Utc::now());
        // A number that no earlier telling of the story has used.
        let number = now.format("%d%H%M%S").to_string();
        let pdf = demo_pdf(
            &format!("SỞ XÂY DỰNG TỈNH DEMO – Số {number}/SXD-HTKT"),
            &[
                "Kính gửi: Ủy ban nhân dân phường Demo",
                "",
                "Về việc khắc phục tình trạng ngập úng tại các khu dân cư, đề nghị Ủy ban nhân dân phường kiểm tra hệ \
                 thống thoát nước và báo cáo kết quả về Sở.",
                "",
                "Văn bản này hoàn toàn hư cấu.",
            ],
        );
        let file = self.client.upload("vanthu", LETTER, &pdf)?;
        self.watch.tell("Văn thư tải văn bản PDF lên", &format!("“{LETTER}”, {} byte", pdf.len()));

        let issued = now.date_naive().checked_sub_days(Days::new(1)).unwrap_or(now.date_naive());
        let body = json!({
            "facts": {
                "author": "Sở Xây dựng tỉnh Demo", "number": number, "notation": "SXD-HTKT", "issued_on": issued,
                "document_type": "cong_van", "urgency": "urgent", "pages": 1, "copies": 1,
                "subject": "Về việc khắc phục tình trạng ngập úng tại các khu dân cư",
                "signer_name": "Ngô Văn Bịa", "signer_position": "Phó Giám đốc",
            },
            "files": [file],
            "register": {},
        });
        let made = self.client.post("vanthu", "/incoming-documents", None, &body, 201)?;
        let document = format!("/incoming-documents/{}", text(&made, "/id")?);
        let arrival = (made.pointer("/entry/number").and_then(Value::as_u64), made.pointer("/entry/year"));
        let (Some(arrival), Some(year)) = arrival else {
            return Err(Failure::new(format!("KHÔNG KHỚP: văn bản không có số đến / no arrival number: {made}")));
        };
        self.watch.tell(
            "Văn thư tiếp nhận và vào sổ",
            &format!("số đến {arrival}/{year}, {}", text(&made, "/entry/register_name")?),
        );
        self.watch.check(&document, &After { state: "registered", holder: "Văn thư", mails: &[] })?;

        let to = self.watch.person("chutich")?;
        let command = json!({ "command": "present", "to": to, "note": "Kính trình Chủ tịch cho ý kiến chỉ đạo." });
        self.client.command("vanthu", &document, &command)?;
        self.watch.tell("Văn thư trình Chủ tịch", "");
        let after = After { state: "presented", holder: "chutich", mails: &[("chutich", "presented")] };
        self.watch.check(&document, &after)?;
        Ok((document, pdf))
    }

    /// The chairman: bút phê.
    fn directed(&mut self, document: &str) -> Result<String, Failure> {
        let due = |days: i64| (Utc::now() + TimeDelta::days(days)).to_rfc3339_opts(SecondsFormat::Secs, true);
        let command = json!({ "command": "direct", "direction": {
            "primary": { "department": self.watch.department("KTHTDT")?, "due": due(7),
                "instruction": "Chủ trì kiểm tra hệ thống thoát nước, dự thảo văn bản trả lời Sở Xây dựng." },
            "supporting": [{ "department": self.watch.department("VHXH")?, "due": due(4),
                "instruction": "Phối hợp, cho ý kiến về các khu vực trường học." }],
            "informed": [{ "person": self.watch.person("phochutich")? }],
            "leader_approves": true,
        } });
        let now = self.client.command("chutich", document, &command)?;
        self.watch.tell(
            "Chủ tịch cho ý kiến chỉ đạo",
            "Phòng Kinh tế, Hạ tầng và Đô thị chủ trì; Phòng Văn hóa – Xã hội phối hợp; Phó Chủ tịch để biết",
        );
        let mails = [
            ("truongphong.kinhte", "given_primary"),
            ("truongphong.vhxh", "given_supporting"),
            ("phochutich", "given_informed"),
        ];
        self.watch.check(document, &After { state: "directed", holder: "KTHTDT", mails: &mails })?;

        let read = self.watch.assignment(&now, "phochutich")?;
        self.client.command("phochutich", document, &json!({ "command": "acknowledge", "assignment": read }))?;
        self.watch.tell("Phó Chủ tịch xác nhận đã xem", "");
        self.watch.check(document, &After { state: "directed", holder: "KTHTDT", mails: &[] })?;

        let support = self.watch.assignment(&now, "VHXH")?;
        let opinion = json!({ "command": "submit_result", "assignment": support,
            "text": "Trường học trên địa bàn không bị ngập; đề nghị ưu tiên cổng trường tại phố Ví Dụ." });
        self.client.command("truongphong.vhxh", document, &opinion)?;
        self.watch.tell("Phòng Văn hóa – Xã hội gửi ý kiến phối hợp", "");
        let mails = [("truongphong.kinhte", "opinion_given")];
        self.watch.check(document, &After { state: "directed", holder: "KTHTDT", mails: &mails })?;
        self.watch.assignment(&now, "KTHTDT")
    }

    /// The department and its officer.
    fn handled(&mut self, document: &str, unit: &str) -> Result<(String, Vec<u8>), Failure> {
        let due = (Utc::now() + TimeDelta::days(5)).to_rfc3339_opts(SecondsFormat::Secs, true);
        let command = json!({ "command": "assign", "assignment": unit, "officer": {
            "person": self.watch.person("chuyenvien.kinhte1")?, "due": due,
            "instruction": "Kiểm tra hiện trường, dự thảo văn bản trả lời." } });
        let now = self.client.command("truongphong.kinhte", document, &command)?;
        self.watch.tell("Trưởng phòng giao chuyên viên", "");
        let mails = [("chuyenvien.kinhte1", "given_primary")];
        self.watch.check(document, &After { state: "in_progress", holder: "chuyenvien.kinhte1", mails: &mails })?;

        let leg = self.watch.assignment(&now, "chuyenvien.kinhte1")?;
        self.client.command("chuyenvien.kinhte1", document, &json!({ "command": "accept", "assignment": leg }))?;
        self.watch.tell("Chuyên viên nhận việc", "");
        self.watch.check(document, &After { state: "in_progress", holder: "chuyenvien.kinhte1", mails: &[] })?;

        let pdf = demo_pdf(
            "DỰ THẢO: Trả lời về tình trạng ngập úng",
            &["Kính gửi: Sở Xây dựng tỉnh Demo", "", "Đã nạo vét 1.200 m cống; còn 02 điểm ngập sẽ xử lý trong tháng."],
        );
        let file = self.client.upload("chuyenvien.kinhte1", ANSWER, &pdf)?;
        let command = json!({ "command": "submit_result", "assignment": leg, "files": [file],
            "text": "Đã kiểm tra hiện trường; kính trình dự thảo văn bản trả lời." });
        self.client.command("chuyenvien.kinhte1", document, &command)?;
        self.watch.tell("Chuyên viên trình kết quả", &format!("kèm “{ANSWER}”"));
        let mails = [("truongphong.kinhte", "result_to_approve")];
        self.watch.check(document, &After { state: "awaiting_approval", holder: "KTHTDT", mails: &mails })?;
        Ok((leg, pdf))
    }

    /// The head, then the chairman.
    fn approved(&mut self, document: &str, unit: &str, leg: &str) -> Result<(), Failure> {
        let command = json!({ "command": "approve", "assignment": leg, "note": "Đồng ý, kính trình Chủ tịch." });
        self.client.command("truongphong.kinhte", document, &command)?;
        self.watch.tell("Trưởng phòng duyệt, trình Chủ tịch", "");
        let mails = [("chutich", "result_to_approve"), ("chuyenvien.kinhte1", "approved_by_unit")];
        self.watch.check(document, &After { state: "awaiting_approval", holder: "chutich", mails: &mails })?;

        let command = json!({ "command": "approve", "assignment": unit, "note": "Đồng ý." });
        self.client.command("chutich", document, &command)?;
        self.watch.tell("Chủ tịch duyệt kết quả", "");
        let mails = [("truongphong.kinhte", "approved"), ("chuyenvien.kinhte1", "approved")];
        self.watch.check(document, &After { state: "completed", holder: "", mails: &mails })
    }

    fn filed(&mut self, document: &str) -> Result<(), Failure> {
        let command = json!({ "command": "file", "case_file": "HS-02 Thoát nước đô thị" });
        self.client.command("chuyenvien.kinhte1", document, &command)?;
        self.watch.tell("Chuyên viên lưu hồ sơ", "HS-02 Thoát nước đô thị");
        self.watch.check(document, &After { state: "filed", holder: "", mails: &[] })
    }

    /// The files come back as they went in.
    fn same_bytes(&mut self, document: &str, sent: &[(&str, &Vec<u8>)]) -> Result<(), Failure> {
        let now = self.client.get("vanthu", document)?;
        let files = now.pointer("/files").and_then(Value::as_array).cloned().unwrap_or_default();
        if files.len() != sent.len() {
            return Err(Failure::new(format!(
                "KHÔNG KHỚP: mong đợi {} tệp, nhận được {} / files",
                sent.len(),
                files.len()
            )));
        }
        for (file, (name, bytes)) in files.iter().zip(sent) {
            if text(file, "/name")? != *name {
                return Err(Failure::new(format!(
                    "KHÔNG KHỚP: mong đợi tệp {name}, nhận được {}",
                    text(file, "/name")?
                )));
            }
            let came = self.client.download("chutich", text(file, "/id")?)?;
            if came != **bytes {
                return Err(Failure::new(format!("KHÔNG KHỚP: tệp {name} tải về khác với tệp đã gửi / differs")));
            }
        }
        self.watch.tell("Tải các tệp về và so sánh", "giống hệt từng byte");
        Ok(())
    }
}
