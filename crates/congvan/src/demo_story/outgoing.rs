//! The second part: a letter is answered. The answer is drafted, returned once, its form is found wrong, it is signed, numbered, sealed and
//! sent to another office, where it arrives, is registered and answered in turn; both ends complete. Then it is recalled, replaced by another, and
//! that is corrected.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use chrono::{SecondsFormat, TimeDelta, Utc};
use domain::vietnam;
use office::demo::{COMMUNE_CODE, demo_pdf};
use serde_json::{Value, json};

use super::{
    client::{Client, text},
    watch::{After, Watch},
};
use crate::failure::Failure;

/// How long a delivery to the other office may take.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(200);

/// Who tells it: the ward, and the commune to which it writes.
pub struct Story<'a> {
    pub client: &'a Client,
    pub watch: Watch<'a>,
    pub commune: Watch<'a>,
}

/// A step with the state that it leads to.
struct Step<'a> {
    by: &'a str,
    command: Value,
    what: &'a str,
    after: After<'a>,
}

impl Story<'_> {
    /// Tells it.
    pub fn tell(&mut self) -> Result<(), Failure> {
        let letter = self.letter()?;
        let paper = self.drafted(&letter)?;
        self.checked(&paper, &letter)?;
        self.issued(&paper, &letter)?;
        let came = self.arrived(&paper)?;
        self.answered_there(&paper, &came)?;
        self.recalled(&paper, &came)?;
        let second = self.replaced(&paper)?;
        self.corrected(&second)
    }

    fn step(&mut self, document: &str, step: &Step<'_>) -> Result<Value, Failure> {
        let now = self.client.command(step.by, document, &step.command)?;
        self.watch.tell(step.what, "");
        self.watch.check(document, &step.after)?;
        Ok(now)
    }

    /// The letter that is answered, in the officer's hands.
    fn letter(&mut self) -> Result<String, Failure> {
        let number = vietnam(Utc::now()).format("%d%H%M%S").to_string();
        let facts = json!({
            "author": "Ủy ban nhân dân xã Ví Dụ", "number": number, "notation": "UBND-KT", "document_type": "cong_van",
            "subject": "V/v đề nghị cung cấp số liệu tuyến mương giáp ranh",
        });
        let made =
            self.client.post("vanthu", "/incoming-documents", None, &json!({ "facts": facts, "register": {} }), 201)?;
        let letter = format!("/incoming-documents/{}", text(&made, "/id")?);
        let to = self.watch.person("chutich")?.to_owned();
        self.client.command("vanthu", &letter, &json!({ "command": "present", "to": to }))?;
        let due = (Utc::now() + TimeDelta::days(7)).to_rfc3339_opts(SecondsFormat::Secs, true);
        let direct = json!({ "command": "direct", "direction": {
            "primary": { "department": self.watch.department("KTHTDT")?, "due": due, "instruction": "Trả lời xã." } } });
        let now = self.client.command("chutich", &letter, &direct)?;
        let unit = self.watch.assignment(&now, "KTHTDT")?;
        let officer =
            json!({ "person": self.watch.person("chuyenvien.kinhte1")?, "instruction": "Dự thảo công văn trả lời." });
        let assign = json!({ "command": "assign", "assignment": unit, "officer": officer });
        self.client.command("truongphong.kinhte", &letter, &assign)?;
        self.watch.tell("Công văn của xã Ví Dụ đã vào sổ, có ý kiến chỉ đạo, giao chuyên viên trả lời", "");
        let mails = [
            ("chutich", "presented"),
            ("truongphong.kinhte", "given_primary"),
            ("chuyenvien.kinhte1", "given_primary"),
        ];
        self.watch.check(&letter, &After { state: "in_progress", holder: "chuyenvien.kinhte1", mails: &mails })?;
        Ok(letter)
    }

    /// Drafted, with a notation that no công văn has; handed in, returned once, handed in again.
    fn drafted(&mut self, letter: &str) -> Result<String, Failure> {
        let text_of =
            demo_pdf("DỰ THẢO: V/v cung cấp số liệu", &["Kính gửi: Ủy ban nhân dân xã Ví Dụ", "", "Mương dài 1,2 km."]);
        let file = self.client.upload("chuyenvien.kinhte1", "Dự thảo trả lời.pdf", &text_of)?;
        let id = letter.rsplit('/').next().unwrap_or_default();
        let mut content = json!({
            "document_type": "cong_van", "subject": "V/v cung cấp số liệu tuyến mương giáp ranh", "pages": 1,
            "notation": "CV-UBND", "signer": self.watch.person("chutich")?, "files": [file],
            "recipients": [
                { "agency": COMMUNE_CODE, "purpose": "to_act" },
                { "department": self.watch.department("VHXH")?, "purpose": "to_know" },
            ],
            "answers": [{ "document": id, "final": true }],
        });
        let made =
            self.client.post("chuyenvien.kinhte1", "/outgoing-documents", None, &json!({ "content": content }), 201)?;
        let paper = format!("/outgoing-documents/{}", text(&made, "/id")?);
        self.watch.tell("Chuyên viên soạn dự thảo công văn trả lời", "");
        self.watch.check(&paper, &After { state: "draft", holder: "chuyenvien.kinhte1", mails: &[] })?;
        self.submitted(&paper, "Chuyên viên trình trưởng phòng")?;
        let back = Step {
            by: "truongphong.kinhte",
            command: json!({ "command": "return_to_drafter", "reason": "Bổ sung số liệu cao trình đáy mương." }),
            what: "Trưởng phòng trả lại, yêu cầu bổ sung",
            after: After {
                state: "draft",
                holder: "chuyenvien.kinhte1",
                mails: &[("chuyenvien.kinhte1", "draft_returned")],
            },
        };
        self.step(&paper, &back)?;
        if let Some(fields) = content.as_object_mut() {
            fields.insert("remark".to_owned(), json!("Đã bổ sung cao trình đáy mương."));
        }
        self.client.revise("chuyenvien.kinhte1", &paper, &content)?;
        self.submitted(&paper, "Chuyên viên bổ sung, trình lại")?;
        self.endorsed(&paper)?;

        let fault = self.client.refused("vanthu", &paper, &json!({ "command": "pass_form" }), 422)?;
        if fault != "form_fault" {
            return Err(Failure::new(format!("KHÔNG KHỚP: mong đợi form_fault, nhận được {fault}")));
        }
        let back = Step {
            by: "vanthu",
            command: json!({ "command": "return_to_drafter", "reason": "Công văn không có chữ viết tắt tên loại." }),
            what: "Văn thư kiểm tra thể thức: ký hiệu “CV-UBND” sai, trả lại",
            after: After {
                state: "draft",
                holder: "chuyenvien.kinhte1",
                mails: &[("chuyenvien.kinhte1", "draft_returned")],
            },
        };
        self.step(&paper, &back)?;
        if let Some(fields) = content.as_object_mut() {
            fields.remove("notation");
        }
        self.client.revise("chuyenvien.kinhte1", &paper, &content)?;
        self.submitted(&paper, "Chuyên viên sửa ký hiệu, trình lại")?;
        Ok(paper)
    }

    fn submitted(&mut self, paper: &str, what: &str) -> Result<(), Failure> {
        let after =
            After { state: "unit_review", holder: "KTHTDT", mails: &[("truongphong.kinhte", "draft_to_review")] };
        let step = Step { by: "chuyenvien.kinhte1", command: json!({ "command": "submit" }), what, after };
        self.step(paper, &step).map(drop)
    }

    fn endorsed(&mut self, paper: &str) -> Result<(), Failure> {
        let after = After { state: "form_check", holder: "Văn thư", mails: &[("vanthu", "draft_to_check")] };
        let command = json!({ "command": "endorse", "note": "Đồng ý." });
        let step = Step { by: "truongphong.kinhte", command, what: "Trưởng phòng duyệt nội dung", after };
        self.step(paper, &step).map(drop)
    }

    /// Content, form, signature: three people.
    fn checked(&mut self, paper: &str, letter: &str) -> Result<(), Failure> {
        self.endorsed(paper)?;
        let after = After { state: "awaiting_signature", holder: "chutich", mails: &[("chutich", "draft_to_sign")] };
        let command = json!({ "command": "pass_form" });
        self.step(paper, &Step { by: "vanthu", command, what: "Văn thư duyệt thể thức, trình ký", after })?;
        let after = After { state: "signed", holder: "Văn thư", mails: &[("vanthu", "signed_to_issue")] };
        let command = json!({ "command": "sign", "on": "paper" });
        self.step(paper, &Step { by: "chutich", command, what: "Chủ tịch ký", after })?;
        self.watch.check(letter, &After { state: "in_progress", holder: "chuyenvien.kinhte1", mails: &[] })
    }

    /// Number and date; with them the letter is answered.
    fn issued(&mut self, paper: &str, letter: &str) -> Result<(), Failure> {
        let now = self.client.command("vanthu", paper, &json!({ "command": "issue" }))?;
        let written = text(&now, "/line/written")?.to_owned();
        self.watch.tell("Văn thư cấp số", &format!("{written}, {}", text(&now, "/line/issued_on")?));
        let mails = [("chuyenvien.kinhte1", "number_given")];
        self.watch.check(paper, &After { state: "issued", holder: "Văn thư", mails: &mails })?;
        let answered = self.client.get("vanthu", letter)?;
        let stands = answered.pointer("/state") == Some(&json!("completed"))
            && answered.pointer("/answers") == Some(&json!([written]));
        if !stands {
            return Err(Failure::new(format!("KHÔNG KHỚP: công văn đến chưa hoàn thành bằng {written}: {answered}")));
        }
        self.watch.tell("Công văn đến đã hoàn thành, có số, ký hiệu văn bản trả lời", &written);
        let scan = demo_pdf("V/v cung cấp số liệu tuyến mương giáp ranh", &["Đã ký, đóng dấu."]);
        let file = self.client.upload("vanthu", "Bản đã đóng dấu.pdf", &scan)?;
        let after = After { state: "sealed", holder: "Văn thư", mails: &[] };
        let command = json!({ "command": "seal", "on": "paper", "files": [file] });
        self.step(paper, &Step { by: "vanthu", command, what: "Văn thư đóng dấu, đính kèm bản quét", after })?;
        let mails = [("truongphong.vhxh", "issued_for_you"), ("chuyenvien.kinhte1", "issued_to_file")];
        let after = After { state: "dispatched", holder: "", mails: &mails };
        let command = json!({ "command": "dispatch" });
        self.step(paper, &Step { by: "vanthu", command, what: "Văn thư phát hành", after }).map(drop)
    }

    /// How the commune's delivery stands, once it stands so.
    fn stands_there(&self, paper: &str, wanted: &str) -> Result<(), Failure> {
        let begun = Instant::now();
        loop {
            let all = self.client.get("vanthu", &format!("{paper}/deliveries"))?;
            let lines = all.pointer("/items").and_then(Value::as_array);
            let line = lines
                .into_iter()
                .flatten()
                .find(|line| line.pointer("/recipient/agency") == Some(&json!(COMMUNE_CODE)));
            let state =
                line.and_then(|line| line.pointer("/state")).and_then(Value::as_str).unwrap_or_default().to_owned();
            if state == wanted {
                self.watch.tell("Nơi nhận: Ủy ban nhân dân xã Ví Dụ", wanted_words(wanted));
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(Failure::new(format!(
                    "KHÔNG KHỚP: nơi nhận đang ở {state}, mong đợi / expected {wanted}: {all}"
                )));
            }
            sleep(PAUSE);
        }
    }

    /// It is there as a document that came in, and is registered.
    fn arrived(&mut self, paper: &str) -> Result<String, Failure> {
        self.stands_there(paper, "arrived")?;
        let written = text(&self.client.get("vanthu", paper)?, "/line/written")?.to_owned();
        let lines = self.client.get("vanthu.vidu", "/incoming-documents?limit=50")?;
        let lines = lines.pointer("/items").and_then(Value::as_array).cloned().unwrap_or_default();
        let is_it = |line: &&Value| {
            let (number, notation) = (text(line, "/number"), text(line, "/notation"));
            number.is_ok_and(|number| notation.is_ok_and(|notation| format!("{number}/{notation}") == written))
        };
        let line = lines.iter().find(is_it);
        let line = line.ok_or_else(|| Failure::new(format!("KHÔNG KHỚP: xã chưa nhận được {written}")))?;
        let came = format!("/incoming-documents/{}", text(line, "/id")?);
        self.client.command("vanthu.vidu", &came, &json!({ "command": "register" }))?;
        self.commune.tell("Văn thư xã vào sổ văn bản đến", &written);
        self.stands_there(paper, "received")?;
        Ok(came)
    }

    /// The commune works on it, and answers it with a document of its own.
    fn answered_there(&mut self, paper: &str, came: &str) -> Result<(), Failure> {
        let there = &self.commune;
        let (leader, officer) = (there.person("chutich.vidu")?.to_owned(), there.person("chuyenvien.vidu")?.to_owned());
        let unit = there.department("PKT")?.to_owned();
        self.client.command("vanthu.vidu", came, &json!({ "command": "present", "to": leader }))?;
        let direct = json!({ "command": "direct", "direction": { "primary": { "department": unit, "instruction": "Trả lời phường." } } });
        let now = self.client.command("chutich.vidu", came, &direct)?;
        let part = there.assignment(&now, "PKT")?;
        let assign = json!({ "command": "assign", "assignment": part, "officer": { "person": officer } });
        self.client.command("truongphong.vidu", came, &assign)?;
        there.tell("Xã chỉ đạo, giao chuyên viên", "");
        self.stands_there(paper, "handling")?;

        let id = came.rsplit('/').next().unwrap_or_default();
        let content = json!({
            "document_type": "cong_van", "subject": "V/v thống nhất phương án nạo vét", "pages": 1, "signer": leader,
            "answers": [{ "document": id, "final": true }],
        });
        let body = json!({ "content": content, "submit": true });
        let made = self.client.post("chuyenvien.vidu", "/outgoing-documents", None, &body, 201)?;
        let reply = format!("/outgoing-documents/{}", text(&made, "/id")?);
        for (by, command) in [
            ("truongphong.vidu", json!({ "command": "endorse" })),
            ("vanthu.vidu", json!({ "command": "pass_form" })),
            ("chutich.vidu", json!({ "command": "sign", "on": "paper" })),
            ("vanthu.vidu", json!({ "command": "issue" })),
        ] {
            self.client.command(by, &reply, &command)?;
        }
        let written = text(&self.client.get("vanthu.vidu", &reply)?, "/line/written")?.to_owned();
        self.commune.tell("Xã ban hành văn bản trả lời", &written);
        self.stands_there(paper, "done")
    }

    /// Frozen here, asked back there; the answer comes back.
    fn recalled(&mut self, paper: &str, came: &str) -> Result<(), Failure> {
        let mails = [
            ("chuyenvien.kinhte1", "issued_recalled"),
            ("chutich", "issued_recalled"),
            ("truongphong.vhxh", "issued_recalled"),
        ];
        let recall = Step {
            by: "vanthu",
            command: json!({ "command": "recall", "reason": "Số liệu cao trình chưa được nghiệm thu." }),
            what: "Văn thư thu hồi văn bản",
            after: After { state: "recalled", holder: "", mails: &mails },
        };
        self.step(paper, &recall)?;
        let begun = Instant::now();
        loop {
            let now = self.client.get("vanthu.vidu", came)?;
            if now.pointer("/recall").is_some_and(Value::is_object) {
                break;
            }
            if begun.elapsed() > PATIENCE {
                return Err(Failure::new(format!("KHÔNG KHỚP: đề nghị thu hồi chưa đến xã: {now}")));
            }
            sleep(PAUSE);
        }
        self.client.command("vanthu.vidu", came, &json!({ "command": "agree_recall" }))?;
        self.commune.tell("Xã đồng ý thu hồi", "");
        self.stands_there(paper, "recalled")
    }
}

/// Drafts that mend what has gone out.
impl Story<'_> {
    /// From the draft to the number, everybody content.
    fn numbered(&self, subject: &str, relation: &Value) -> Result<(String, String), Failure> {
        let content = json!({
            "document_type": "cong_van", "subject": subject, "pages": 1, "signer": self.watch.person("chutich")?,
            "recipients": [{ "department": self.watch.department("VHXH")?, "purpose": "to_act" }], "relations": [relation],
        });
        let body = json!({ "content": content, "submit": true });
        let made = self.client.post("chuyenvien.kinhte1", "/outgoing-documents", None, &body, 201)?;
        let paper = format!("/outgoing-documents/{}", text(&made, "/id")?);
        for (by, command) in [
            ("truongphong.kinhte", json!({ "command": "endorse" })),
            ("vanthu", json!({ "command": "pass_form" })),
            ("chutich", json!({ "command": "sign", "on": "paper" })),
            ("vanthu", json!({ "command": "issue" })),
        ] {
            self.client.command(by, &paper, &command)?;
        }
        let written = text(&self.client.get("vanthu", &paper)?, "/line/written")?.to_owned();
        Ok((paper, written))
    }

    /// What mends a document stands at it, by its number.
    fn knows(&self, paper: &str, state: &str, written: &str) -> Result<(), Failure> {
        let now = self.client.get("vanthu", paper)?;
        let later = now.pointer("/later").and_then(Value::as_array);
        let known = later.into_iter().flatten().any(|one| one.pointer("/written") == Some(&json!(written)));
        if known && now.pointer("/state") == Some(&json!(state)) {
            return Ok(());
        }
        Err(Failure::new(format!("KHÔNG KHỚP: mong đợi {state}, có ghi nhận {written}, nhận được: {now}")))
    }

    /// What was recalled is replaced by a document of the same form, which goes out.
    fn replaced(&mut self, paper: &str) -> Result<String, Failure> {
        let id = paper.rsplit('/').next().unwrap_or_default();
        let relation = json!({ "kind": "replaces", "document": id });
        let (second, written) = self.numbered("V/v cung cấp số liệu tuyến mương giáp ranh (thay thế)", &relation)?;
        self.knows(paper, "replaced", &written)?;
        self.watch.tell("Văn bản thay thế được cấp số; văn bản đã thu hồi ghi nhận bị thay thế", &written);
        let scan = demo_pdf("V/v cung cấp số liệu (thay thế)", &["Đã ký, đóng dấu."]);
        let file = self.client.upload("vanthu", "Bản thay thế.pdf", &scan)?;
        self.client.command("vanthu", &second, &json!({ "command": "seal", "on": "paper", "files": [file] }))?;
        self.client.command("vanthu", &second, &json!({ "command": "dispatch" }))?;
        self.watch.tell("Văn thư phát hành văn bản thay thế", "");
        Ok(second)
    }

    /// A fault of form is mended by a công văn.
    fn corrected(&mut self, paper: &str) -> Result<(), Failure> {
        let id = paper.rsplit('/').next().unwrap_or_default();
        let relation = json!({ "kind": "corrects", "document": id });
        let (_, written) = self.numbered("V/v đính chính ngày tháng trong văn bản", &relation)?;
        self.knows(paper, "dispatched", &written)?;
        self.watch.tell("Công văn đính chính được cấp số; văn bản được đính chính ghi nhận", &written);
        Ok(())
    }
}

/// How far it has come, as the office says it.
fn wanted_words(state: &str) -> &str {
    match state {
        "arrived" => "đã đến",
        "received" => "đã tiếp nhận, vào sổ",
        "handling" => "đang xử lý",
        "done" => "đã xử lý xong",
        "recalled" => "đã thu hồi",
        other => other,
    }
}
