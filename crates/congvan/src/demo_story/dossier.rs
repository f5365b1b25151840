//! The third part: a citizen's dossier at the one-stop shop, from the desk over the department, a supplement and the leader's signature back to
//! the desk and into the citizen's hands; looked up from outside with what stands on the receipt, and rated.

use chrono::{DateTime, Utc};
use domain::vietnam;
use serde_json::{Value, json};

use super::{
    client::{Client, text},
    watch::{After, Watch},
};
use crate::failure::Failure;

/// Confirmation of marital status, as the demo's ward has published it.
const PROCEDURE: &str = "1.004873";
const DESK: &str = "Bộ phận một cửa";
/// As mails to somebody outside the office are noted.
const CITIZEN: &str = "?";

/// Who tells it.
pub struct Story<'a> {
    pub client: &'a Client,
    pub watch: Watch<'a>,
    /// Mã định danh of the office.
    pub agency: &'a str,
}

/// A step with the state that it leads to.
struct Step<'a> {
    by: &'a str,
    command: Value,
    what: &'a str,
    after: After<'a>,
}

/// An instant of the API as a clock in Vietnam shows it.
fn clock_shows(instant: &str) -> Result<String, Failure> {
    let at: DateTime<Utc> = instant
        .parse()
        .map_err(|error| Failure::new(format!("KHÔNG KHỚP: {instant} không phải là thời điểm / no time: {error}")))?;
    Ok(vietnam(at).format("%H:%M %d/%m/%Y").to_string())
}

impl Story<'_> {
    /// Tells it.
    pub fn tell(&mut self) -> Result<(), Failure> {
        let dossier = self.received()?;
        self.handled(&dossier)?;
        self.returned(&dossier)
    }

    fn step(&mut self, dossier: &str, step: &Step<'_>) -> Result<Value, Failure> {
        let now = self.client.command(step.by, dossier, &step.command)?;
        self.watch.tell(step.what, "");
        self.watch.check(dossier, &step.after)?;
        Ok(now)
    }

    /// At the desk: code, appointment, receipt.
    fn received(&mut self) -> Result<String, Failure> {
        let found = self.client.get("motcua", &format!("/procedures?q={PROCEDURE}"))?;
        let procedure = text(&found, "/items/0/id")?;
        let body = json!({
            "procedure": procedure, "channel": "counter",
            "owner": { "name": "Nguyễn Thị Thử", "address": "Số 9, phố Ví Dụ", "email": "nguyen.thi.thu@cong-dan.example" },
            "request": "Xác nhận tình trạng hôn nhân để đăng ký kết hôn",
            "components": [{ "component": "to-khai" }],
        });
        let made = self.client.post("motcua", "/dossiers", None, &body, 201)?;
        let dossier = format!("/dossiers/{}", text(&made, "/id")?);
        let now = self.client.command("motcua", &dossier, &json!({ "command": "accept" }))?;
        self.watch.tell(
            "Cán bộ một cửa kiểm tra và tiếp nhận hồ sơ",
            &format!(
                "mã hồ sơ {}, mã tra cứu {}, hẹn trả {}",
                text(&now, "/code")?,
                text(&now, "/look_up")?,
                clock_shows(text(&now, "/acceptance/clock/due_current")?)?
            ),
        );
        self.watch
            .check(&dossier, &After { state: "accepted", holder: DESK, mails: &[(CITIZEN, "citizen_accepted")] })?;
        let receipt = self.client.bytes("motcua", &format!("{dossier}/forms/receipt"))?;
        if !receipt.starts_with(b"%PDF-") {
            return Err(Failure::new("KHÔNG KHỚP: giấy tiếp nhận hồ sơ không phải là PDF / no PDF".to_owned()));
        }
        self.watch.tell("In giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01)", &format!("PDF, {} byte", receipt.len()));
        let step = Step {
            by: "motcua",
            command: json!({ "command": "transfer", "note": "Kính chuyển." }),
            what: "Chuyển hồ sơ đến Văn phòng",
            after: After { state: "processing", holder: "VP", mails: &[("chanhvanphong", "dossier_given")] },
        };
        self.step(&dossier, &step)?;
        Ok(dossier)
    }

    /// At the department, with the clock at rest while the citizen brings what is missing; then the chairman's signature.
    fn handled(&mut self, dossier: &str) -> Result<(), Failure> {
        let missing = json!([{ "what": "Bản sao quyết định ly hôn đã có hiệu lực" }]);
        let ask = Step {
            by: "chanhvanphong",
            command: json!({ "command": "request_supplement", "missing": missing, "reason": "Tờ khai ghi đã ly hôn." }),
            what: "Văn phòng yêu cầu bổ sung; đồng hồ tạm dừng",
            after: After {
                state: "awaiting_supplement",
                holder: DESK,
                mails: &[("motcua", "dossier_awaits_citizen"), (CITIZEN, "citizen_to_supply")],
            },
        };
        self.step(dossier, &ask)?;
        let supply = Step {
            by: "motcua",
            command: json!({ "command": "supply", "components": [{ "component": "ly-hon" }] }),
            what: "Công dân bổ sung; hồ sơ trở lại Văn phòng, đồng hồ chạy tiếp",
            after: After {
                state: "processing",
                holder: "VP",
                mails: &[("chanhvanphong", "dossier_supplied"), (CITIZEN, "citizen_goes_on")],
            },
        };
        self.step(dossier, &supply)?;
        let to = self.watch.person("chutich")?.to_owned();
        let present = Step {
            by: "chanhvanphong",
            command: json!({ "command": "advance", "branch": "Đủ điều kiện", "to": to }),
            what: "Văn phòng thẩm tra, trình Chủ tịch ký",
            after: After { state: "processing", holder: "chutich", mails: &[("chutich", "dossier_given")] },
        };
        self.step(dossier, &present)?;
        let sign = Step {
            by: "chutich",
            command: json!({ "command": "advance", "branch": "Đã ký" }),
            what: "Chủ tịch ký",
            after: After { state: "processing", holder: "Văn thư", mails: &[("vanthu", "dossier_given")] },
        };
        self.step(dossier, &sign)?;
        let outcome = json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND" });
        self.client.command("vanthu", dossier, &outcome)?;
        let done = Step {
            by: "vanthu",
            command: json!({ "command": "advance" }),
            what: "Văn thư lấy số, đóng dấu, chuyển kết quả về bộ phận một cửa: đã xử lý xong",
            after: After {
                state: "done",
                holder: DESK,
                mails: &[("motcua", "dossier_done"), (CITIZEN, "citizen_done")],
            },
        };
        self.step(dossier, &done).map(drop)
    }

    /// Handed out; and what the citizen sees of it without signing in.
    fn returned(&mut self, dossier: &str) -> Result<(), Failure> {
        self.client.command("motcua", dossier, &json!({ "command": "take_in_result" }))?;
        let hand_out = Step {
            by: "motcua",
            command: json!({ "command": "return_result", "way": "counter" }),
            what: "Cán bộ một cửa trả kết quả cho công dân",
            after: After { state: "returned", holder: "", mails: &[(CITIZEN, "citizen_returned")] },
        };
        let now = self.step(dossier, &hand_out)?;
        let receipt = json!({ "code": text(&now, "/code")?, "secret": text(&now, "/look_up")? });
        let public = format!("/public/{}", self.agency);
        let seen = self.client.without_sign_in(&format!("{public}/look-up"), &receipt, 200)?;
        if seen.pointer("/status/code") != Some(&json!(10)) || seen.to_string().contains("Nguyễn Thị Thử") {
            return Err(Failure::new(format!("KHÔNG KHỚP: tra cứu cho thấy / the look-up shows {seen}")));
        }
        self.watch.tell("Công dân tra cứu bằng hai mã trên giấy tiếp nhận", text(&seen, "/status/text")?);
        let wrong = json!({ "code": text(&now, "/code")?, "secret": "AAAA-AAAA" });
        self.client.without_sign_in(&format!("{public}/look-up"), &wrong, 404)?;
        let mut rating = receipt;
        if let Some(fields) = rating.as_object_mut() {
            fields.insert("stars".to_owned(), json!(5));
        }
        self.client.without_sign_in(&format!("{public}/ratings"), &rating, 200)?;
        self.watch.tell("Công dân đánh giá việc phục vụ", "5 sao");
        Ok(())
    }
}
