//! The way of a document from the registry to the case file, with every turn it can take. After each step: exactly the new
//! holder has it on the desk, and exactly the right people were told.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Document, Server, letters, on_both_engines, wait_until};

/// A document under way, with who was told of it so far.
struct Story<'a> {
    office: &'a Server,
    now: Document,
    told: BTreeMap<(String, String), usize>,
}

impl<'a> Story<'a> {
    /// A letter taken in and entered by the clerk.
    fn new(office: &'a Server) -> Self {
        Self::of(office, &letters::facts())
    }

    fn of(office: &'a Server, facts: &Value) -> Self {
        let now = office.client("vanthu").register(facts);
        let mut story = Self { office, now, told: BTreeMap::new() };
        story.stands("registered", &[("vanthu", "present")]);
        story.told(&[]);
        story
    }

    /// A letter before the chairman.
    fn presented(office: &'a Server) -> Self {
        let mut story = Self::new(office);
        let to = office.person("chutich");
        story.by("vanthu", &json!({ "command": "present", "to": to }));
        story.told(&[("chutich", "presented")]);
        story
    }

    /// A letter directed to the department of economy.
    fn directed(office: &'a Server) -> Self {
        let mut story = Self::presented(office);
        let primary = json!({ "department": office.department("KTHTDT"), "due": letters::in_days(10) });
        story.by("chutich", &json!({ "command": "direct", "direction": { "primary": primary } }));
        story.told(&[("truongphong.kinhte", "given_primary")]);
        story
    }

    /// A letter in the hands of its first officer.
    fn in_progress(office: &'a Server) -> Self {
        let mut story = Self::directed(office);
        story.assign("truongphong.kinhte", "chuyenvien.kinhte1");
        story.told(&[("chuyenvien.kinhte1", "given_primary")]);
        story
    }

    fn unit(&self) -> String {
        self.of_department("KTHTDT")
    }

    fn of_department(&self, code: &str) -> String {
        self.now.assignment(&self.office.department(code)).to_owned()
    }

    fn of_person(&self, username: &str) -> String {
        self.now.assignment(&self.office.person(username)).to_owned()
    }

    /// A step.
    fn by(&mut self, username: &str, command: &Value) {
        let before = self.now.version();
        self.now = self.office.client(username).act(&self.now, command);
        assert_eq!(self.now.version(), before + 1);
    }

    fn assign(&mut self, head: &str, officer: &str) {
        let officer = json!({ "person": self.office.person(officer) });
        self.by(head, &json!({ "command": "assign", "assignment": self.unit(), "officer": officer }));
    }

    fn submit(&mut self, by: &str, assignment: &str) {
        self.by(by, &json!({ "command": "submit_result", "assignment": assignment, "text": "Đã xử lý xong." }));
    }

    /// Where it stands, and on exactly whose desks it lies.
    fn stands(&self, state: &str, desks: &[(&str, &str)]) {
        assert_eq!(self.now.state(), state);
        let wanted: BTreeSet<(String, String)> =
            desks.iter().map(|(user, task)| ((*user).to_owned(), (*task).to_owned())).collect();
        assert_eq!(self.office.desks(self.now.id()), wanted, "the desks of a document that is {state}");
    }

    /// Who was told since this was asked last: exactly these, once each.
    fn told(&mut self, wanted: &[(&str, &str)]) {
        let all = self.office.told(self.now.id());
        let mut new: Vec<(String, String)> = Vec::new();
        for (who, times) in &all {
            let before = self.told.get(who).copied().unwrap_or_default();
            new.extend(std::iter::repeat_n(who.clone(), times - before));
        }
        let mut wanted: Vec<(String, String)> =
            wanted.iter().map(|(user, kind)| ((*user).to_owned(), (*kind).to_owned())).collect();
        wanted.sort();
        assert_eq!(new, wanted, "who was told, of a document that is {}", self.now.state());
        self.told = all;
    }

    /// Every mail was delivered.
    fn delivered(&self) {
        let clerk = self.office.client("vanthu");
        let sent = || clerk.messages(self.now.id()).iter().all(|m| m["delivery"] == "sent" && m["sent_at"].is_string());
        wait_until("every mail to be delivered", Duration::from_secs(30), sent);
    }
}

on_both_engines! {
    /// Register, present, direct to three, assign, accept, answer, approve, file.
    fn the_whole_way(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::new(office);
        assert!(story.now.number() > 0);
        assert_eq!(story.now.0["holder"]["kind"], "registry");

        story.by("vanthu", &json!({ "command": "present", "to": office.person("chutich"), "note": "Kính trình." }));
        story.stands("presented", &[("chutich", "direct")]);
        story.told(&[("chutich", "presented")]);
        assert_eq!(story.now.0["holder"]["id"], office.person("chutich"));

        let direction = json!({
            "primary": { "department": office.department("KTHTDT"), "due": letters::in_days(10), "instruction": "Chủ trì." },
            "supporting": [{ "department": office.department("VHXH"), "due": letters::in_days(5), "instruction": "Phối hợp." }],
            "informed": [{ "person": office.person("phochutich") }],
            "monitors": [{ "person": office.person("theodoi") }],
        });
        story.by("chutich", &json!({ "command": "direct", "direction": direction }));
        let support = [("truongphong.vhxh", "support"), ("phochutich", "read")];
        let organise = [("truongphong.kinhte", "organise"), ("photruong.kinhte", "organise")];
        story.stands("directed", &[support.as_slice(), &organise].concat());
        story.told(&[
            ("truongphong.kinhte", "given_primary"),
            ("truongphong.vhxh", "given_supporting"),
            ("phochutich", "given_informed"),
            ("theodoi", "given_monitor"),
        ]);
        assert_eq!(story.now.0["holder"]["id"], office.department("KTHTDT"));

        let officer = json!({ "person": office.person("chuyenvien.kinhte1"), "instruction": "Dự thảo trả lời." });
        let assign = json!({ "command": "assign", "assignment": story.unit(), "officer": officer });
        story.by("truongphong.kinhte", &assign);
        story.stands("in_progress", &[support.as_slice(), &[("chuyenvien.kinhte1", "handle")]].concat());
        story.told(&[("chuyenvien.kinhte1", "given_primary")]);
        assert_eq!(story.now.0["holder"]["id"], office.person("chuyenvien.kinhte1"));
        // The officer's deadline is the department's where none was given.
        assert_eq!(
            story.now.last_assignment(&office.person("chuyenvien.kinhte1"))["due"],
            story.now.last_assignment(&office.department("KTHTDT"))["due"]
        );

        let leg = story.of_person("chuyenvien.kinhte1");
        story.by("chuyenvien.kinhte1", &json!({ "command": "accept", "assignment": leg }));
        assert_eq!(story.now.last_assignment(&office.person("chuyenvien.kinhte1"))["status"], "accepted");
        story.by("chuyenvien.kinhte1", &json!({ "command": "report_progress", "assignment": leg, "text": "Được một nửa." }));
        story.told(&[]);

        // The supporting department gives it on, and answers twice: the officer to the head and to who leads, the head to who leads.
        let vhxh = story.of_department("VHXH");
        let helper = json!({ "person": office.person("chuyenvien.vhxh1") });
        story.by("truongphong.vhxh", &json!({ "command": "assign", "assignment": vhxh, "officer": helper }));
        story.told(&[("chuyenvien.vhxh1", "given_supporting")]);
        story.stands("in_progress", &[
            ("chuyenvien.vhxh1", "support"), ("phochutich", "read"), ("chuyenvien.kinhte1", "handle"),
        ]);
        let help = story.of_person("chuyenvien.vhxh1");
        story.submit("chuyenvien.vhxh1", &help);
        story.told(&[("chuyenvien.kinhte1", "opinion_given"), ("truongphong.vhxh", "opinion_given")]);
        story.submit("truongphong.vhxh", &vhxh);
        story.told(&[("chuyenvien.kinhte1", "opinion_given")]);
        story.stands("in_progress", &[("phochutich", "read"), ("chuyenvien.kinhte1", "handle")]);

        let file = office.client("chuyenvien.kinhte1").upload("Dự thảo trả lời.pdf", &letters::pdf("du thao"));
        let result = json!({ "command": "submit_result", "assignment": leg, "text": "Kính trình dự thảo.", "files": [file] });
        story.by("chuyenvien.kinhte1", &result);
        let approve = [("truongphong.kinhte", "approve"), ("photruong.kinhte", "approve"), ("phochutich", "read")];
        story.stands("awaiting_approval", &approve);
        story.told(&[("truongphong.kinhte", "result_to_approve")]);
        assert_eq!(story.now.0["files"][0]["name"], "Dự thảo trả lời.pdf");

        story.by("truongphong.kinhte", &json!({ "command": "approve", "assignment": leg, "note": "Đồng ý." }));
        story.stands("completed", &[("chuyenvien.kinhte1", "file"), ("phochutich", "read")]);
        story.told(&[("chuyenvien.kinhte1", "approved"), ("chutich", "completed"), ("theodoi", "completed")]);
        assert!(story.now.0.get("holder").is_none(), "nobody must act on what is completed");

        story.by("chuyenvien.kinhte1", &json!({ "command": "file", "case_file": "Hồ sơ 01/2026" }));
        story.stands("filed", &[("phochutich", "read")]);
        story.told(&[]);
        assert_eq!(story.now.0["case_file"], "Hồ sơ 01/2026");

        let informed = story.of_person("phochutich");
        story.by("phochutich", &json!({ "command": "acknowledge", "assignment": informed }));
        story.stands("filed", &[]);
        story.told(&[]);
        story.delivered();

        let clerk = office.client("vanthu");
        assert_eq!(clerk.events(story.now.id()), [
            "received", "registered", "presented", "directed", "assigned", "accepted", "progress_reported", "assigned",
            "opinion_submitted", "opinion_submitted", "result_submitted", "approved", "filed", "acknowledged",
        ]);
        let history = clerk.history(story.now.id());
        for (entry, seq) in history.iter().zip(1_u64..) {
            assert_eq!(entry["seq"], seq);
            assert_eq!(entry["hash"].as_str().map(str::len), Some(64));
        }
        assert_eq!(history[11]["by"]["id"], office.person("truongphong.kinhte"));
    }

    /// The direction asks for the leader's approval: the head hands in, and the leader holds it.
    fn the_leader_approves(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::presented(office);
        let direction = json!({ "primary": { "department": office.department("KTHTDT") }, "leader_approves": true });
        story.by("chutich", &json!({ "command": "direct", "direction": direction }));
        story.told(&[("truongphong.kinhte", "given_primary")]);
        story.assign("truongphong.kinhte", "chuyenvien.kinhte2");
        story.told(&[("chuyenvien.kinhte2", "given_primary")]);
        let leg = story.of_person("chuyenvien.kinhte2");
        story.submit("chuyenvien.kinhte2", &leg);
        story.told(&[("truongphong.kinhte", "result_to_approve")]);

        story.by("truongphong.kinhte", &json!({ "command": "approve", "assignment": leg }));
        story.stands("awaiting_approval", &[("chutich", "approve")]);
        story.told(&[("chuyenvien.kinhte2", "approved_by_unit"), ("chutich", "result_to_approve")]);
        assert_eq!(story.now.0["holder"]["id"], office.person("chutich"));

        let unit = story.unit();
        story.by("chutich", &json!({ "command": "reject", "assignment": unit, "reason": "Chưa rõ nguồn số liệu." }));
        story.stands("directed", &[("truongphong.kinhte", "organise"), ("photruong.kinhte", "organise")]);
        story.told(&[("truongphong.kinhte", "rejected")]);

        // The head's own work goes to who directed.
        story.submit("truongphong.kinhte", &unit);
        story.stands("awaiting_approval", &[("chutich", "approve")]);
        story.told(&[("chutich", "result_to_approve")]);
        story.by("chutich", &json!({ "command": "approve", "assignment": unit }));
        // Who handed it in, and the officer, who files it.
        story.told(&[("truongphong.kinhte", "approved"), ("chuyenvien.kinhte2", "approved")]);
        assert_eq!(story.now.state(), "completed");
        story.delivered();
    }

    /// A result that isn't good enough, and work that goes back up step by step.
    fn back_step_by_step(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::in_progress(office);
        let leg = story.of_person("chuyenvien.kinhte1");
        story.submit("chuyenvien.kinhte1", &leg);
        story.told(&[("truongphong.kinhte", "result_to_approve")]);
        story.by("truongphong.kinhte", &json!({ "command": "reject", "assignment": leg, "reason": "Thiếu phụ lục." }));
        story.stands("in_progress", &[("chuyenvien.kinhte1", "handle")]);
        story.told(&[("chuyenvien.kinhte1", "rejected")]);

        story.by("chuyenvien.kinhte1", &json!({ "command": "give_back", "assignment": leg, "reason": "Không thuộc việc tôi." }));
        story.stands("directed", &[("truongphong.kinhte", "organise"), ("photruong.kinhte", "organise")]);
        story.told(&[("truongphong.kinhte", "given_back")]);
        assert_eq!(story.now.last_assignment(&office.person("chuyenvien.kinhte1"))["reason"], "Không thuộc việc tôi.");

        let unit = story.unit();
        story.by("photruong.kinhte", &json!({ "command": "give_back", "assignment": unit, "reason": "Thuộc phòng khác." }));
        story.stands("presented", &[("chutich", "direct")]);
        // The head learns what the deputy did with the department's work.
        story.told(&[("chutich", "given_back"), ("truongphong.kinhte", "taken_away")]);

        story.by("chutich", &json!({ "command": "give_back", "reason": "Trình Phó Chủ tịch phụ trách." }));
        story.stands("registered", &[("vanthu", "present")]);
        story.told(&[("vanthu", "given_back")]);
        story.delivered();
    }

    /// Going back needs a reason, and a word of it.
    fn going_back_needs_a_reason(engine: Engine) {
        let office = Server::shared(engine);
        let story = Story::in_progress(office);
        let leg = story.of_person("chuyenvien.kinhte1");
        let officer = office.client("chuyenvien.kinhte1");
        let back = json!({ "command": "give_back", "assignment": leg });
        officer.command(&story.now, &back).problem(422, "invalid_input").at("/reason", "missing_field");
        let back = json!({ "command": "give_back", "assignment": leg, "reason": "  " });
        officer.command(&story.now, &back).problem(422, "invalid_input").at("/reason", "empty");
        assert_eq!(officer.read(story.now.id()).version(), story.now.version());
    }

    /// Handed on by a rule: no leader, and no approval.
    fn routed_by_a_rule(engine: Engine) {
        let office = Server::shared(engine);
        let letter = json!({ "author": "Ông Nguyễn Văn Thử", "document_type": "don_kien_nghi",
            "subject": "Phản ánh HẠ TẦNG thoát nước" });
        let shop = office.client("motcua");
        let received = shop.receive(&letter);
        let mut story = Story { office, now: received, told: BTreeMap::new() };
        story.stands("received", &[("vanthu", "register")]);
        story.told(&[("vanthu", "arrived")]);
        story.by("vanthu", &json!({ "command": "register" }));
        story.by("vanthu", &json!({ "command": "route" }));
        story.stands("directed", &[("truongphong.kinhte", "organise"), ("photruong.kinhte", "organise")]);
        story.told(&[("truongphong.kinhte", "given_primary")]);
        assert!(story.now.0["routed_by"].is_string());
        let unit = story.unit();

        story.by("truongphong.kinhte", &json!({ "command": "give_back", "assignment": unit, "reason": "Nhầm." }));
        story.stands("registered", &[("vanthu", "present")]);
        story.told(&[("vanthu", "given_back")]);
        story.by("vanthu", &json!({ "command": "route" }));
        story.told(&[("truongphong.kinhte", "given_primary")]);
        let unit = story.unit();
        story.submit("truongphong.kinhte", &unit);
        // Nobody but the department had it in hand; it files it too.
        story.stands("completed", &[("truongphong.kinhte", "file"), ("photruong.kinhte", "file")]);
        // No leader waits for it; the registry keeps the book of what was done.
        story.told(&[("vanthu", "completed")]);
        story.delivered();
    }

    /// Kept for information by the office's other rule; where no rule fits, neither is possible.
    fn kept_for_information(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let mut letter = letters::about("Thông báo nghỉ Tết");
        letter["document_type"] = json!("thong_bao");
        let mut story = Story::of(office, &letter);
        story.by("vanthu", &json!({ "command": "close", "reason": "Để biết." }));
        assert_eq!(story.now.state(), "completed");
        story.told(&[
            ("chanhvanphong", "given_informed"), ("truongphong.kinhte", "given_informed"),
            ("truongphong.vhxh", "given_informed"), ("phochutich", "given_informed"),
        ]);
        story.stands("completed", &[
            ("vanthu", "file"), ("chanhvanphong", "read"), ("truongphong.kinhte", "read"), ("photruong.kinhte", "read"),
            ("truongphong.vhxh", "read"), ("phochutich", "read"),
        ]);

        let other = clerk.register_letter();
        clerk.command(&other, &json!({ "command": "route" })).problem(422, "no_rule_fits");
        clerk.command(&other, &json!({ "command": "close", "reason": "Để biết." })).problem(422, "no_rule_fits");

        // The leader needs no rule to keep it for information.
        let mut story = Story::presented(office);
        let readers = json!([{ "department": office.department("VHXH") }, { "person": office.person("theodoi") }]);
        story.by("chutich", &json!({ "command": "close", "reason": "Lưu.", "readers": readers }));
        story.told(&[("truongphong.vhxh", "given_informed"), ("theodoi", "given_informed")]);
        story.stands("completed", &[("vanthu", "file"), ("truongphong.vhxh", "read"), ("theodoi", "read")]);
    }

    /// The chief of office passes it on with a direction proposed, and the leader gives it as proposed.
    fn as_proposed(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::new(office);
        story.by("vanthu", &json!({ "command": "present", "to": office.person("chanhvanphong") }));
        story.stands("presented", &[("chanhvanphong", "direct")]);
        story.told(&[("chanhvanphong", "presented")]);
        let chief = office.client("chanhvanphong");
        let direct = json!({ "command": "direct", "direction": { "primary": { "department": office.department("VHXH") } } });
        chief.command(&story.now, &direct).problem(403, "leader_only");

        let proposal = json!({
            "primary": { "department": office.department("VHXH"), "instruction": "Tham mưu." },
            "supporting": [{ "department": office.department("KTHTDT") }],
        });
        let pass = json!({ "command": "pass", "to": office.person("phochutich"), "note": "Kính chuyển.", "proposal": proposal });
        story.by("chanhvanphong", &pass);
        story.stands("presented", &[("phochutich", "direct")]);
        story.told(&[("phochutich", "presented")]);
        assert_eq!(story.now.0["presentation"]["proposal"]["primary"]["instruction"], "Tham mưu.");

        story.by("phochutich", &json!({ "command": "direct" }));
        story.stands("directed", &[
            ("truongphong.vhxh", "organise"), ("truongphong.kinhte", "support"), ("photruong.kinhte", "support"),
        ]);
        story.told(&[("truongphong.vhxh", "given_primary"), ("truongphong.kinhte", "given_supporting")]);
        assert_eq!(story.now.last_assignment(&office.department("VHXH"))["instruction"], "Tham mưu.");

        let mut story = Story::presented(office);
        office.client("chutich").command(&story.now, &json!({ "command": "direct" })).problem(422, "no_proposal");
        story.by("chutich", &json!({ "command": "pass", "to": office.person("phochutich") }));
        story.stands("presented", &[("phochutich", "direct")]);
    }

    /// Another department, another officer, back to the department, and taken back before it was accepted.
    fn changed_on_the_way(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::in_progress(office);
        let leg = story.of_person("chuyenvien.kinhte1");
        let other = json!({ "person": office.person("chuyenvien.kinhte2") });
        story.by("photruong.kinhte", &json!({ "command": "reassign", "assignment": leg, "officer": other, "reason": "Nghỉ phép." }));
        story.stands("in_progress", &[("chuyenvien.kinhte2", "handle")]);
        story.told(&[("chuyenvien.kinhte2", "given_primary"), ("chuyenvien.kinhte1", "taken_away")]);

        let leg = story.of_person("chuyenvien.kinhte2");
        story.by("truongphong.kinhte", &json!({ "command": "take_back", "assignment": leg, "reason": "Tự làm." }));
        story.stands("directed", &[("truongphong.kinhte", "organise"), ("photruong.kinhte", "organise")]);
        story.told(&[("chuyenvien.kinhte2", "taken_away")]);

        let unit = story.unit();
        let vhxh = json!({ "department": office.department("VHXH"), "instruction": "Chủ trì thay." });
        story.by("chutich", &json!({ "command": "redirect", "assignment": unit, "primary": vhxh, "reason": "Đúng việc hơn." }));
        story.stands("directed", &[("truongphong.vhxh", "organise")]);
        story.told(&[("truongphong.vhxh", "given_primary"), ("truongphong.kinhte", "taken_away")]);

        let unit = story.of_department("VHXH");
        story.by("chutich", &json!({ "command": "withdraw", "assignment": unit, "reason": "Xem lại." }));
        story.stands("presented", &[("chutich", "direct")]);
        story.told(&[("truongphong.vhxh", "taken_away")]);

        // Once accepted, it can't be withdrawn.
        let mut story = Story::directed(office);
        let unit = story.unit();
        story.by("truongphong.kinhte", &json!({ "command": "accept", "assignment": unit }));
        let withdraw = json!({ "command": "withdraw", "assignment": unit });
        office.client("chutich").command(&story.now, &withdraw).problem(409, "already_accepted");
        let accept = json!({ "command": "accept", "assignment": unit });
        office.client("photruong.kinhte").command(&story.now, &accept).problem(409, "already_accepted");
    }

    /// Opened again after the end: back to the one who had it last.
    fn reopened(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::in_progress(office);
        let leg = story.of_person("chuyenvien.kinhte1");
        story.submit("chuyenvien.kinhte1", &leg);
        story.by("truongphong.kinhte", &json!({ "command": "approve", "assignment": leg }));
        story.by("vanthu", &json!({ "command": "file" }));
        story.stands("filed", &[]);
        story.told = office.told(story.now.id());
        story.by("chutich", &json!({ "command": "reopen", "reason": "Có thông tin mới." }));
        story.stands("in_progress", &[("chuyenvien.kinhte1", "handle")]);
        story.told(&[("chuyenvien.kinhte1", "reopened"), ("truongphong.kinhte", "reopened")]);
        story.delivered();
    }

    /// The sender wants it back: the registry answers, and everyone who had it is told.
    fn recalled_by_the_sender(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::in_progress(office);
        story.by("vanthu", &json!({ "command": "recall", "reason": "Nơi gửi ban hành nhầm." }));
        story.stands("in_progress", &[("vanthu", "answer_recall"), ("chuyenvien.kinhte1", "handle")]);
        story.told(&[]);
        let recall = json!({ "command": "recall", "reason": "Lần nữa." });
        office.client("vanthu").command(&story.now, &recall).problem(409, "recall_waiting");
        story.by("vanthu", &json!({ "command": "refuse_recall", "reason": "Đang xử lý dở." }));
        story.stands("in_progress", &[("chuyenvien.kinhte1", "handle")]);
        story.by("vanthu", &json!({ "command": "recall", "reason": "Có công văn thu hồi." }));
        story.by("vanthu", &json!({ "command": "agree_recall" }));
        story.stands("recalled", &[]);
        // The leader, too, who waits for the result.
        story.told(&[("truongphong.kinhte", "recalled"), ("chuyenvien.kinhte1", "recalled"), ("chutich", "recalled")]);
        assert_eq!(story.now.0["end"]["reason"], "Có công văn thu hồi.");
        assert!(story.now.number() > 0, "the line and its number stand for ever");
        assert!(story.now.offered().is_empty());
        let comment = json!({ "command": "comment", "text": "Còn ai không?" });
        office.client("vanthu").command(&story.now, &comment).problem(409, "wrong_state");
    }

    /// Refused at the door, sent back, and a line struck out; the sender is told where an address is known.
    fn the_other_ends(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let mut facts = letters::facts();
        facts["sender_email"] = json!("noigui@co-quan-khac.example");
        let mut story = Story { office, now: clerk.receive(&facts), told: BTreeMap::new() };
        story.by("vanthu", &json!({ "command": "refuse", "reason": "Thiếu trang." }));
        story.stands("refused", &[]);
        story.told(&[("noigui@co-quan-khac.example", "refused_to_sender")]);
        story.delivered();

        let mut facts = letters::facts();
        facts["sender_email"] = json!("noigui@co-quan-khac.example");
        let mut story = Story::of(office, &facts);
        story.by("vanthu", &json!({ "command": "present", "to": office.person("phochutich") }));
        story.told(&[("phochutich", "presented")]);
        story.by("phochutich", &json!({ "command": "return_to_sender", "reason": "Không thuộc thẩm quyền." }));
        story.stands("returned", &[]);
        story.told(&[("noigui@co-quan-khac.example", "returned_to_sender"), ("vanthu", "send_back")]);

        let mut story = Story::new(office);
        story.by("vanthu", &json!({ "command": "void", "reason": "Vào sổ hai lần." }));
        story.stands("voided", &[]);
        story.told(&[]);
        assert!(story.now.number() > 0);
    }

    /// What is done beside the state: words, deadlines, more recipients, pauses, files, corrections.
    fn beside_the_state(engine: Engine) {
        let office = Server::shared(engine);
        let mut story = Story::in_progress(office);
        let (unit, leg) = (story.unit(), story.of_person("chuyenvien.kinhte1"));

        // The child's deadline may not lie after its parent's, nor the parent's before the child's.
        let head = office.client("truongphong.kinhte");
        let later = json!({ "command": "amend", "assignment": leg, "due": letters::in_days(20) });
        head.command(&story.now, &later).problem(422, "deadline_after_parent").at("/due", "deadline_after_parent");
        let earlier = json!({ "command": "amend", "assignment": unit, "due": letters::in_days(2) });
        office.client("chutich").command(&story.now, &earlier).problem(422, "deadline_before_child");
        story.by("truongphong.kinhte", &json!({ "command": "amend", "assignment": leg, "due": letters::in_days(4), "instruction": "Nhanh hơn." }));
        story.told(&[("chuyenvien.kinhte1", "amended")]);

        let longer = json!({ "command": "request_extension", "assignment": leg, "due": letters::in_days(6), "reason": "Chờ số liệu." });
        story.by("chuyenvien.kinhte1", &longer);
        story.told(&[("truongphong.kinhte", "extension_asked")]);
        story.stands("in_progress", &[("chuyenvien.kinhte1", "handle"), ("truongphong.kinhte", "decide_extension")]);
        story.by("truongphong.kinhte", &json!({ "command": "refuse_extension", "assignment": leg, "reason": "Không lùi." }));
        story.told(&[("chuyenvien.kinhte1", "extension_refused")]);
        story.by("chuyenvien.kinhte1", &longer);
        story.told(&[("truongphong.kinhte", "extension_asked")]);
        story.by("truongphong.kinhte", &json!({ "command": "grant_extension", "assignment": leg }));
        story.told(&[("chuyenvien.kinhte1", "extension_granted")]);
        story.stands("in_progress", &[("chuyenvien.kinhte1", "handle")]);

        let more = json!({ "person": office.person("chanhvanphong") });
        story.by("chutich", &json!({ "command": "add_recipient", "role": "informed", "recipient": more }));
        story.told(&[("chanhvanphong", "given_informed")]);
        let second = json!({ "command": "add_recipient", "role": "primary", "recipient": { "department": office.department("VHXH") } });
        office.client("chutich").command(&story.now, &second).problem(422, "second_primary");

        story.by("theodoi", &json!({ "command": "remind", "assignment": leg, "text": "Sắp đến hạn." }));
        story.told(&[("chuyenvien.kinhte1", "reminder")]);
        story.by("vanthu", &json!({ "command": "comment", "text": "Nơi gửi vừa gọi điện." }));
        story.told(&[("chuyenvien.kinhte1", "commented")]);
        story.by("truongphong.kinhte", &json!({ "command": "pause", "reason": "Chờ ý kiến tỉnh." }));
        story.told(&[("chutich", "paused_elsewhere"), ("chuyenvien.kinhte1", "paused")]);
        head.command(&story.now, &json!({ "command": "pause", "reason": "Nữa." })).problem(409, "already_paused");
        story.by("truongphong.kinhte", &json!({ "command": "resume", "reason": "Tỉnh đã có ý kiến." }));
        story.told(&[("chutich", "resumed_elsewhere"), ("chuyenvien.kinhte1", "resumed")]);

        let file = office.client("vanthu").upload("Phụ lục.pdf", &letters::pdf("phu luc"));
        story.by("vanthu", &json!({ "command": "attach", "files": [file] }));
        story.by("vanthu", &json!({ "command": "correct", "reason": "Gõ nhầm.", "subject": "Trích yếu đã sửa" }));
        story.told(&[]);
        assert_eq!(story.now.0["facts"]["subject"], "Trích yếu đã sửa");
        let corrected = office.client("vanthu").history(story.now.id()).pop().unwrap();
        assert_eq!(corrected["event"], "corrected");
        assert_eq!(corrected["facts"]["before"]["subject"], "Về việc rà soát cơ sở dữ liệu của các tổ dân phố");
        assert_eq!(corrected["facts"]["after"]["subject"], "Trích yếu đã sửa");
        let nothing = json!({ "command": "correct", "reason": "Gõ nhầm.", "subject": "Trích yếu đã sửa" });
        office.client("vanthu").command(&story.now, &nothing).problem(422, "nothing_to_change");
    }

    /// Counters follow each step; secret lines are counted for those alone who hold them.
    fn counts_follow(engine: Engine) {
        let office = Server::demo(engine);
        let count = |user: &str, task: &str| {
            let counts = office.client(user).get("/inbox/counts").ok();
            let by_task = counts["by_task"].as_object().unwrap();
            let act: i64 = by_task.iter().filter(|(task, _)| *task != "read").map(|(_, n)| n.as_i64().unwrap()).sum();
            assert_eq!(counts["to_act"], act, "{counts}");
            let lines = office.client(user).all("/inbox");
            assert_eq!(i64::try_from(lines.len()).unwrap(), act, "{user}'s counter and inbox differ");
            let late = lines.iter().filter(|line| line["overdue"] == true).count();
            assert_eq!(counts["overdue"], late, "{user}'s overdue");
            by_task.get(task).and_then(Value::as_i64).unwrap_or_default()
        };
        let (clerk, leader) = (count("vanthu", "present"), count("chutich", "direct"));
        let (head, deputy) = (count("truongphong.kinhte", "organise"), count("photruong.kinhte", "organise"));
        let officer = count("chuyenvien.kinhte2", "handle");
        let mut story = Story::new(&office);
        assert_eq!(count("vanthu", "present"), clerk + 1);
        story.by("vanthu", &json!({ "command": "present", "to": office.person("chutich") }));
        assert_eq!((count("vanthu", "present"), count("chutich", "direct")), (clerk, leader + 1));
        let direction = json!({ "primary": { "department": office.department("KTHTDT") }, "informed": [{ "person": office.person("theodoi") }] });
        story.by("chutich", &json!({ "command": "direct", "direction": direction }));
        assert_eq!(count("chutich", "direct"), leader);
        assert_eq!((count("truongphong.kinhte", "organise"), count("photruong.kinhte", "organise")), (head + 1, deputy + 1));
        assert_eq!(office.client("theodoi").get("/inbox/counts").ok()["to_read"], 1);
        story.assign("photruong.kinhte", "chuyenvien.kinhte2");
        assert_eq!((count("truongphong.kinhte", "organise"), count("chuyenvien.kinhte2", "handle")), (head, officer + 1));
        let leg = story.of_person("chuyenvien.kinhte2");
        story.submit("chuyenvien.kinhte2", &leg);
        assert_eq!(count("chuyenvien.kinhte2", "handle"), officer);
        let informed = story.of_person("theodoi");
        story.by("theodoi", &json!({ "command": "acknowledge", "assignment": informed }));
        assert_eq!(office.client("theodoi").get("/inbox/counts").ok()["to_read"], 0);
    }
}
